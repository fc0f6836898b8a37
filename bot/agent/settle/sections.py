"""The sections of the plan: labels, given chords, busy or sparse, and who rests where."""

from collections.abc import Sequence

from bot.agent.settle.cast import list_guests, plain_group
from bot.agent.settle.form import Layout
from bot.agent.settle.harmony import Given
from bot.agent.settle.wishes import Remarks, Wishes
from skills.place import find_place
from skills.plan import Part, Section, SectionKind
from skills.styles import Style
from skills.theory.key import Key

_DENSITY = {"busy": 0.6, "sparse": -0.6}
_NEARLY = 0.12
"""How much sooner than half way a section may begin to count as the second half, as a share of the song."""


def build_sections(
    wishes: Wishes, layout: Layout, given: tuple[Given, ...], closing: str | None, key: Key, remarks: Remarks
) -> tuple[Section, ...]:
    """The sections of a layout, with the chords and the density that were asked for each of them.

    ``closing`` is the chord of the last section when the song comes to rest on one.
    """
    sections = [
        Section(
            kind=kind,
            label=_label(layout.kinds, index),
            bars=bars,
            chords=_chords(given, layout.kinds, index, key),
            density=_density(wishes, layout.kinds, index),
        )
        for index, (kind, bars) in enumerate(zip(layout.kinds, layout.bars, strict=True))
    ]
    if closing is not None:
        sections[-1] = sections[-1].model_copy(update={"chords": (closing,)})
    for section in sections:
        if len(section.chords) > section.bars:
            where = f"the {section.bars} bars of the {section.label.lower()}"
            remarks.assume(f"{len(section.chords)} chords squeezed into {where}")
    return tuple(sections)


def with_rests(
    sections: tuple[Section, ...], wishes: Wishes, style: Style, parts: tuple[Part, ...], remarks: Remarks
) -> tuple[Section, ...]:
    """The sections with the parts that rest there: unwanted ones, and guests of another section."""
    kinds = [s.kind for s in sections]
    guests = {guest.name for guest in list_guests(wishes, style)}
    guests |= {a.value for _, a in wishes.local("instrument") if "only" in a.words.lower().split()}
    rested = []
    for index, section in enumerate(sections):
        resting = _unwanted(wishes, kinds, index, parts) | _offstage(wishes, kinds, index, parts, guests)
        resting |= _waiting(wishes, sections, index, parts)
        if len(resting) == len(parts):
            remarks.note(f"Nobody would be left in {section.label.lower()}, so I let them play there.")
            resting = set()
        silent = tuple(p.name for p in parts if p.name in resting)
        rested.append(section.model_copy(update={"silent": silent}))
    return tuple(rested)


def _label(kinds: Sequence[SectionKind], index: int) -> str:
    """The name of a section: "Bridge" where there is one, "Verse 2" where there are more."""
    kind = kinds[index]
    name = kind.capitalize()
    return f"{name} {kinds[: index + 1].count(kind)}" if kinds.count(kind) > 1 else name


def _chords(given: tuple[Given, ...], kinds: Sequence[SectionKind], index: int, key: Key) -> tuple[str, ...]:
    """The chords for one section: its own before those of the whole song, verse 2's before the verses'."""
    fitting = [g for g in given if g.place is None or index in g.place.picks(kinds)]
    fitting.sort(key=lambda g: (g.place is not None) + (g.place is not None and g.place.number is not None))
    return fitting[-1].symbols(key) if fitting else ()


def _density(wishes: Wishes, kinds: Sequence[SectionKind], index: int) -> float:
    here = [a for place, a in wishes.local("density") if index in place.picks(kinds) and not (a.role or a.player)]
    asks = here or [a for a in wishes.all("density") if not (a.role or a.player)]
    return _DENSITY.get(asks[0].value, 0.0) if asks else 0.0


def _unwanted(wishes: Wishes, kinds: Sequence[SectionKind], index: int, parts: tuple[Part, ...]) -> set[str]:
    """Parts that were ruled out for a section, by name or by naming the only ones that play there."""
    resting: set[str] = set()
    for place, ask in wishes.local("instrument"):
        if ask.unwanted and index in place.picks(kinds):
            names = {ask.value, *plain_group(ask)}
            role = None if ask.value else ask.role
            resting |= {p.name for p in parts if p.instrument in names or p.role == role}
    for place, ask in wishes.local("only"):
        if index in place.picks(kinds):
            kept = {name.strip() for name in ask.value.split(",")}
            resting |= {p.name for p in parts if p.instrument not in kept}
    return resting


def _waiting(wishes: Wishes, sections: Sequence[Section], index: int, parts: tuple[Part, ...]) -> set[str]:
    """Parts that have not come in yet."""
    kinds = [s.kind for s in sections]
    share = sum(s.bars for s in sections[:index]) / sum(s.bars for s in sections)
    resting: set[str] = set()
    for ask in wishes.asks:
        if ask.kind != "enters" or ask.unwanted:
            continue
        place = find_place(ask.section) if ask.section else None
        picks = place.picks(kinds) if place else ()
        if (picks and index < picks[0]) or (place is None and share < (ask.low or 0.0) - _NEARLY):
            resting |= {p.name for p in parts if p.instrument == ask.value and ask.role in (None, p.role)}
    return resting


def _offstage(
    wishes: Wishes, kinds: Sequence[SectionKind], index: int, parts: tuple[Part, ...], guests: set[str]
) -> set[str]:
    """Who rests outside a section of their own: guests, and those who play "only in the chorus".

    Inside it whoever else has the tune rests when one of them takes it.
    """
    visits: dict[str, set[int]] = {}
    for place, ask in wishes.local("instrument"):
        if not ask.unwanted:
            visits.setdefault(ask.value, set()).update(place.picks(kinds))
    visiting = [p for p in parts if p.instrument in guests and visits.get(p.instrument)]
    resting = {p.name for p in visiting if index not in visits[p.instrument]}
    if any(p.role == "lead" and p.name not in resting for p in visiting):
        resting |= {p.name for p in parts if p.role == "lead" and p not in visiting}
    return resting
