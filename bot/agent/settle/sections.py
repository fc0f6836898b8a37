"""The sections of the plan: labels, given chords, who rests where, busy or sparse."""

from bot.agent.settle.cast import plain_group
from bot.agent.settle.form import Layout
from bot.agent.settle.harmony import Given
from bot.agent.settle.wishes import Remarks, Wishes
from skills.plan import Part, Section
from skills.theory.key import Key

_BUSY, _SPARSE = 0.6, -0.6


def build_sections(
    wishes: Wishes,
    layout: Layout,
    parts: tuple[Part, ...],
    given: tuple[Given, ...],
    closing: str | None,
    key: Key,
    remarks: Remarks,
) -> tuple[Section, ...]:
    """The sections of a layout with everything that was asked for each of them.

    ``closing`` is the chord of the last section when the song comes to rest on one.
    """
    sections = []
    for index, (kind, bars) in enumerate(zip(layout.kinds, layout.bars, strict=True)):
        chords = _chords(given, layout, index, key)
        if closing is not None and index == len(layout.kinds) - 1:
            chords = (closing,)
        sections.append(
            Section(
                kind=kind,
                label=_label(layout, index),
                bars=bars,
                chords=chords,
                density=_density(wishes, layout, index),
                silent=_silent(wishes, layout, index, parts, remarks),
            )
        )
    _note_cut_chords(sections, given, remarks)
    return tuple(sections)


def _label(layout: Layout, index: int) -> str:
    kind = layout.kinds[index]
    count = layout.kinds.count(kind)
    name = kind.capitalize()
    return f"{name} {layout.kinds[: index + 1].count(kind)}" if count > 1 else name


def _chords(given: tuple[Given, ...], layout: Layout, index: int, key: Key) -> tuple[str, ...]:
    """The chords for one section: its own before those of the whole song, verse 2's before the verses'."""
    fitting = [g for g in given if g.place is None or index in g.place.picks(layout.kinds)]
    fitting.sort(key=lambda g: (g.place is not None) + (g.place is not None and g.place.number is not None))
    return fitting[-1].symbols(key) if fitting else ()


def _density(wishes: Wishes, layout: Layout, index: int) -> float:
    amount = {"busy": _BUSY, "sparse": _SPARSE}
    here = [a for place, a in wishes.local("density") if index in place.picks(layout.kinds)]
    asks = here or list(wishes.all("density"))
    return amount.get(asks[0].value, 0.0) if asks else 0.0


def _silent(wishes: Wishes, layout: Layout, index: int, parts: tuple[Part, ...], remarks: Remarks) -> tuple[str, ...]:
    """The parts that rest in a section: unwanted here, not among the only ones here, or wanted elsewhere only."""
    resting: set[str] = set()
    everywhere = {a.value for a in wishes.all("instrument")}
    placed: dict[str, set[int]] = {}
    for place, ask in wishes.local("instrument"):
        here = place.picks(layout.kinds)
        names = {ask.value, *plain_group(ask)} if ask.unwanted else {ask.value}
        if ask.unwanted and index in here:
            resting |= {
                p.name for p in parts if p.instrument in names or (ask.role and p.role == ask.role and not ask.value)
            }
        elif not ask.unwanted and ask.value not in everywhere:
            placed.setdefault(ask.value, set()).update(here)
    for place, ask in wishes.local("only"):
        if index in place.picks(layout.kinds):
            kept = {name.strip() for name in ask.value.split(",")}
            resting |= {p.name for p in parts if p.instrument not in kept}
    for name, where in placed.items():
        if where and index not in where:
            resting |= {p.name for p in parts if p.instrument == name}
    if len(resting) == len(parts):
        remarks.note(f"Nobody would be left in the {layout.kinds[index]}, so I let them play there.")
        return ()
    return tuple(p.name for p in parts if p.name in resting)


def _note_cut_chords(sections: list[Section], given: tuple[Given, ...], remarks: Remarks) -> None:
    longest = max((s.bars for s in sections), default=0)
    for chords in given:
        if len(chords.names) > longest:
            remarks.note(
                f"{len(chords.names)} chords, one a bar, do not fit in {longest} bars: the last ones are not heard."
            )
