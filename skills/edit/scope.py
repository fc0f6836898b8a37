"""Which cells a move may change, and the words for them.

Every move begins here: what is not in the song is answered with what is, what the person keeps is left
alone and said, and a move whose whole purpose is kept is refused.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from skills.edit.draft import Draft, EditError, LockedError
from skills.edit.places import listed
from skills.edit.target import Cell, Target
from skills.plan import Direction, DirectionKind, Plan, Role


class Scope(NamedTuple):
    """The cells that a move is about."""

    free: tuple[Cell, ...]
    """What may change."""
    kept: tuple[Cell, ...]
    """What the move would change, were it not kept."""

    @property
    def sections(self) -> tuple[str, ...]:
        """Labels of the sections with something that may change, in the order of the form."""
        return tuple(dict.fromkeys(c.section for c in self.free))

    def of(self, *layers: str) -> tuple[Cell, ...]:
        """The free cells of some layers."""
        return tuple(c for c in self.free if c.layer in layers)


def scope(draft: Draft, target: Target, layers: Iterable[str] = (), what: str = "this") -> Scope:
    """The cells a target means for a move about ``layers``, those that are kept apart.

    ``what`` is the change in a few words, for the sentence of a refusal ("transposing").
    Raises EditError where the target names something that is not there, LockedError where all of it is kept.
    """
    check(draft, target)
    wanted = tuple(layers)
    every = draft.model_copy(update={"kept": ()}).cells(target, wanted)
    if not every:
        raise EditError(f"{_sentence(where(draft, target))}: there is nothing there to change.")
    free = tuple(c for c in every if not draft.keeps(c))
    if not free:
        raise LockedError(f"{_sentence(in_words(draft, every))} must stay as it is, so {what} cannot be done there.")
    return Scope(free, tuple(c for c in every if c not in free))


def check(draft: Draft, target: Target) -> None:
    """Raise EditError, naming what there is, where a target names parts, sections or bars that do not exist."""
    plan = draft.plan
    for name in target.parts:
        if name not in draft.layers:
            raise EditError(f"Nobody plays {name!r} in this song; there are {listed(p.name for p in plan.parts)}.")
    for label in target.sections:
        if all(s.label != label for s in plan.sections):
            raise EditError(f"This song has no {label!r}; it has {listed(s.label for s in plan.sections)}.")
    if target.first_bar is not None and target.first_bar > plan.bars:
        raise EditError(f"The song has {plan.bars} bars, so there is no bar {target.first_bar}.")
    if target.first_bar is not None and not draft.model_copy(update={"kept": ()}).cells(target):
        raise EditError(f"{_sentence(_bars(target))} are not in {listed(target.sections)}.")


def parts_of(plan: Plan, *roles: Role) -> tuple[str, ...]:
    """Names of the parts with some roles; all pitched ones when none is named."""
    return tuple(p.name for p in plan.parts if p.role in roles or (not roles and p.role != "drums"))


def followers(plan: Plan) -> tuple[str, ...]:
    """Names of the parts that play the harmony."""
    return parts_of(plan, "chords", "pad", "counter", "bass")


def whole_sections(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Labels of the sections that cells cover from end to end."""
    return tuple(dict.fromkeys(c.section for c in cells if c.first == 0 and c.last is None))


def replanned(draft: Draft, plan: Plan) -> Draft:
    """The draft with another plan; the song's key, form and title follow."""
    song = draft.song.model_copy(update={"key": plan.key, "sections": plan.sections, "title": plan.title})
    return draft.model_copy(update={"plan": plan, "song": song})


def directed(plan: Plan, kind: DirectionKind, amount: float, cells: Iterable[Cell]) -> Plan:
    """The plan with a direction more for the parts and sections of some cells."""
    places = dict.fromkeys((c.layer, c.section) for c in cells)
    more = tuple(Direction(kind=kind, amount=amount, part=part, section=section) for part, section in places)
    return plan.model_copy(update={"directions": (*plan.directions, *more)})


def told(draft: Draft, found: Scope) -> Draft:
    """The draft with a sentence for what was left alone because it is kept."""
    if not found.kept:
        return draft
    return draft.note(f"I left {in_words(draft, found.kept)} alone, as you wanted to keep it.")


# Words


def spoken(draft: Draft, layer: str) -> str:
    """What people call a layer: "melody", "harmony", "chords 2"."""
    return "melody" if layer in parts_of(draft.plan, "lead")[:1] else layer


def where(draft: Draft, target: Target) -> str:
    """A target in a few words: "Bridge", "drums in Chorus 2", "bars 5-8"; "the song" for all of it."""
    places = _places(draft, target.sections)
    if target.first_bar is not None:
        places = _bars(target)
    who = listed(spoken(draft, name) for name in target.parts) if target.parts else ""
    return f"{who} in {places}" if who and places else who or places or "the song"


def in_words(draft: Draft, cells: Sequence[Cell]) -> str:
    """Cells in a few words: "the drums in Chorus 2"."""
    layers = list(dict.fromkeys(c.layer for c in cells))
    labels = list(dict.fromkeys(c.section for c in cells))
    every = len(labels) == len(draft.plan.sections)
    who = "everything" if len(layers) >= len(draft.layers) > 1 else f"the {listed(spoken(draft, n) for n in layers)}"
    return who if every else f"{who} in {listed(labels)}"


def _places(draft: Draft, labels: Sequence[str]) -> str:
    """Sections in a few words; all of several of a kind by their kind: "choruses"."""
    if not labels or len(labels) == len(draft.plan.sections):
        return ""
    chosen = [s for s in draft.plan.sections if s.label in labels]
    kinds = {s.kind for s in chosen}
    if len(kinds) == 1 and 1 < len(chosen) == sum(s.kind in kinds for s in draft.plan.sections):
        kind = chosen[0].kind
        return f"{kind}es" if kind.endswith("s") else f"{kind}s"
    return listed(s.label for s in chosen)


def _bars(target: Target) -> str:
    one = target.first_bar == target.last_bar
    return f"bar {target.first_bar}" if one else f"bars {target.first_bar}-{target.last_bar}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
