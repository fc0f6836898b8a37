"""Writes what a draft has marked: every skill in turn, each in the cells it was given and nowhere else.

Writing goes skill by skill through the whole form, in the order in which a band would need it:
harmony first, so that the tune can lean on it; then the rest; how it is played comes last.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TypeVar

from skills.edit.draft import Draft
from skills.edit.promise import promise
from skills.edit.target import HARMONY, Cell
from skills.plan import Plan
from skills.skill import SKILLS
from skills.song import Control, Note, Song

_E = TypeVar("_E", Note, Control)

ORDER = {
    "chords": "writing chords",
    "melody": "writing the melody",
    "bass": "writing the bass",
    "drums": "writing the drums",
    "arrange": "arranging",
    "perform": "performing",
}
"""The skills that write a song, in the order in which they are called, and what is said meanwhile.

Each is a room of that name."""

_ROLES: dict[str, tuple[str, ...]] = {
    "chords": (),
    "melody": ("lead",),
    "bass": ("bass",),
    "drums": ("drums",),
    "arrange": ("chords", "pad", "counter"),
}
"""Whose notes a skill writes, where it is not everyone's."""

Progress = Callable[[str, float], None]
"""Told what is being done, in a word or two, and how much of all is done (0 to 1)."""


def silently(_step: str, _done: float) -> None:
    """Tell nobody."""


def revise(draft: Draft, progress: Progress = silently) -> Song:
    """Write what a draft has marked, and perform it; everything else stays note for note.

    Raises PromiseError when a skill would have touched what was to be kept.
    """
    song = _blanked(draft)
    for place, (name, step) in enumerate(ORDER.items()):
        progress(step, place / len(ORDER))
        marked = draft.unwritten | draft.unplayed if name == "perform" else draft.unwritten
        if not marked:
            continue
        import_module(f"skills.{name}")
        for section in draft.plan.sections:
            here = [cell for cell in marked if cell.section == section.label]
            for directed, cells in _by_plan(draft, name, here):
                written = SKILLS[name](song, directed, directed.section(section.label))
                song = _grafted(song, written, draft, cells, whole=name != "perform")
    promise(draft.song, song, draft)
    return song


def _by_plan(draft: Draft, skill: str, cells: Sequence[Cell]) -> list[tuple[Plan, list[Cell]]]:
    """The cells that a skill writes, gathered by the plan it writes them from, in the order of the layers."""
    gathered: list[tuple[Plan, list[Cell]]] = []
    for layer in draft.layers:
        mine = [cell for cell in cells if cell.layer == layer and _writes(skill, layer, draft.plan)]
        for cell in sorted(mine, key=lambda c: c.first):
            plan = draft.plan.directed(layer, cell.section)
            known = next((group for of, group in gathered if of == plan), None)
            if known is None:
                gathered.append((plan, [cell]))
            else:
                known.append(cell)
    return gathered


def _writes(skill: str, layer: str, plan: Plan) -> bool:
    """Whether a skill writes in a layer: in that of its role, or, where it has none, in every part."""
    if layer == HARMONY:
        return skill == "chords"
    role = next(p.role for p in plan.parts if p.name == layer)
    return role in _ROLES.get(skill, (role,))


def _grafted(song: Song, written: Song, draft: Draft, cells: Iterable[Cell], *, whole: bool) -> Song:
    """The song with what was written in the cells, and nothing else but the tempo map, taken over.

    With ``whole``, what was written to ring on into a cell is struck at its first beat.
    """
    tracks = {t.part.name: t for t in song.tracks}
    for cell in cells:
        start, end = draft.beats(cell)
        if cell.layer == HARMONY:
            song = song.with_chords(start, end, written.harmony(start, end))
            continue
        old, new = tracks[cell.layer], written.track(cell.layer)
        assert new is not None
        notes = _cut(new.notes, cell, end)
        if whole and cell.first > 0 and new.part.role != "drums":
            notes = _struck(notes, start)
        tracks[cell.layer] = old.model_copy(
            update={
                "notes": _spliced(old.notes, notes, start, end, lambda n: (n.start, n.pitch)),
                "controls": _spliced(old.controls, new.controls, start, end, lambda c: (c.beat, c.number)),
            }
        )
    return song.model_copy(update={"tracks": tuple(tracks.values()), "tempi": written.tempi})


def _cut(notes: Sequence[Note], cell: Cell, end: float) -> Sequence[Note]:
    """New notes of some bars of a section end with those bars, for what follows stays as it was."""
    if cell.last is None:
        return notes
    return [n.model_copy(update={"duration": end - n.start}) if n.start < end - 1e-6 < n.end else n for n in notes]


def _struck(notes: Sequence[Note], at: float) -> Sequence[Note]:
    """Notes that ring on beyond a beat for an eighth or more begin there."""
    return [
        n.model_copy(update={"start": at, "duration": n.end - at})
        if n.start < at - 1e-6 and n.end > at + 0.5 - 1e-6
        else n
        for n in notes
    ]


def _spliced(
    old: Sequence[_E], new: Sequence[_E], start: float, end: float, place: Callable[[_E], tuple[float, int]]
) -> tuple[_E, ...]:
    """What begins in [start, end) from the new, all else from the old."""

    def inside(event: _E) -> bool:
        return start - 1e-6 <= place(event)[0] < end - 1e-6

    kept: list[_E] = [e for e in old if not inside(e)]
    return tuple(sorted(kept + [e for e in new if inside(e)], key=place))


def _blanked(draft: Draft) -> Song:
    """The song without what is to be written again, so that no writer leans on what is about to go."""
    song = draft.song
    for cell in draft.unwritten:
        if cell.layer != HARMONY and song.track(cell.layer):
            song = song.with_notes(cell.layer, *draft.beats(cell), ())
    return song
