"""Where in a form things stand: sections by name, the usual place of a new one, and what may not be touched."""

from collections.abc import Iterable, Sequence

from skills.edit.draft import Draft, EditError, LockedError
from skills.edit.target import Cell, Target
from skills.plan import Plan, Section, SectionKind

_GOALS: tuple[SectionKind, ...] = ("chorus", "drop")
_LEADING: tuple[SectionKind, ...] = ("pre-chorus", "build")
_ASIDE: tuple[SectionKind, ...] = ("bridge", "solo", "interlude")


def listed(names: Iterable[str]) -> str:
    """Names as in a sentence, each once: "piano, bass and drums"."""
    every = list(dict.fromkeys(names))
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} and {every[-1]}" if every else "nothing"


def check_sections(plan: Plan, labels: Iterable[str]) -> None:
    """Raise EditError where a section is named that the song does not have."""
    for label in labels:
        if all(s.label != label for s in plan.sections):
            raise EditError(f"There is no {label} in this song; it has {listed(s.label for s in plan.sections)}.")


def check_bars(plan: Plan, target: Target) -> None:
    """Raise EditError where bars are named that lie beyond the song."""
    if target.first_bar is not None and target.first_bar > plan.bars:
        raise EditError(f"The song has {plan.bars} bars, so there is no bar {target.first_bar}.")


def check_parts(plan: Plan, names: Iterable[str]) -> None:
    """Raise EditError where a part is named that does not play in the song."""
    for name in names:
        if all(p.name != name for p in plan.parts):
            playing = listed(f"{p.name} ({p.instrument})" if p.name != p.instrument else p.name for p in plan.parts)
            raise EditError(f"There is no part called {name}; the song has {playing}.")


def in_words(target: Target, plan: Plan) -> str:
    """The sections or bars of a target: "Chorus 2", "bars 5-8"; empty for the whole song."""
    if target.first_bar is not None and target.last_bar is not None:
        last = min(target.last_bar, plan.bars)
        return f"bar {last}" if target.first_bar == last else f"bars {target.first_bar}-{last}"
    labels = [s.label for s in plan.sections if s.label in target.sections]
    return listed(labels) if 0 < len(labels) < len(plan.sections) else ""


def at(phrase: str, target: Target, plan: Plan) -> str:
    """A phrase with where it holds: "half-time drums in Chorus 2"."""
    where = in_words(target, plan)
    return f"{phrase} in {where}" if where else phrase


def labels_of(target: Target, plan: Plan) -> tuple[str, ...]:
    """The sections that a target is about, by its labels or by its bars, in order; all when it names none."""
    found, bar = [], 0
    for section in plan.sections:
        first, bar = bar, bar + section.bars
        named = not target.sections or section.label in target.sections
        if target.first_bar is not None and target.last_bar is not None:
            named = named and target.first_bar <= bar and first < target.last_bar
        if named:
            found.append(section.label)
    return tuple(found)


def unkept(draft: Draft, target: Target, layers: Iterable[str] = (), *, what: str = "that") -> tuple[Cell, ...]:
    """The cells of a target that are free to change. Raises LockedError when all of them are kept."""
    cells = draft.cells(target, layers)
    if not cells and draft.model_copy(update={"kept": ()}).cells(target, layers):
        raise LockedError(f"You asked me to keep {what} as it is; unlock it first.")
    return cells


def is_held(draft: Draft, label: str) -> bool:
    """Whether anything in a section must stay as it is."""
    return any(draft.keeps(Cell(layer=layer, section=label)) for layer in draft.layers)


def is_pinned(draft: Draft, label: str) -> bool:
    """Whether a section must stay in the song: a promise names it, some bars of it, or the whole song."""
    bars = [n for n, s in enumerate((s for s in draft.plan.sections for _ in range(s.bars)), 1) if s.label == label]
    for target in draft.kept:
        if label in target.sections or (not target.parts and not target.sections and target.first_bar is None):
            return True
        if target.first_bar and target.last_bar and any(target.first_bar <= n <= target.last_bar for n in bars):
            return True
    return False


def usual_place(sections: Sequence[Section], kind: SectionKind) -> int:
    """Where in a form a new section of a kind would stand, as an index to insert it at."""
    kinds = [s.kind for s in sections]
    end = len(kinds) - (kinds[-1] == "outro")
    goals = [i for i, k in enumerate(kinds) if k in _GOALS]
    if kind == "intro":
        return 0
    if kind == "outro":
        return len(kinds)
    if kind in _LEADING:
        bare = [i for i in goals if i == 0 or kinds[i - 1] != kind]
        return bare[0] if bare else end
    if kind == "post-chorus":
        bare = [i + 1 for i in goals if i + 1 == len(kinds) or kinds[i + 1] != kind]
        return bare[0] if bare else end
    if kind in _GOALS:
        return goals[-1] + 1 if goals else end
    homes = goals or [i for i, k in enumerate(kinds) if k == "verse"]
    if not homes or (kind != "verse" and len(homes) < 2):
        return end
    place = homes[-1]
    aside = (*_LEADING, *_ASIDE) if kind == "verse" else _LEADING
    while place > 0 and kinds[place - 1] in aside:
        place -= 1
    return place
