"""What stayed as it was, compared and not trusted.

Songs are compared section by section, each from its own first beat, so that a section which moved in
the form is still the same section.
"""

from collections.abc import Iterable

from skills.edit.draft import Draft
from skills.edit.target import HARMONY, Cell
from skills.song import Chord, Control, Note, Song

_NEAR = 1e-6


class PromiseError(RuntimeError):
    """A skill or a move touched what it had promised to leave alone: a fault in the code."""


Content = tuple[tuple[Note | Chord, ...], tuple[Control, ...]]


def content(song: Song, cell: Cell, bar: float) -> Content:
    """What a layer holds in a cell, with times counted from the start of the section; ``bar`` in beats."""
    start = 0.0
    for section in song.sections:
        if section.label == cell.section:
            break
        start += section.bars * bar
    else:
        return (), ()
    first = start + cell.first * bar
    last = start + (section.bars if cell.last is None else cell.last) * bar

    def inside(beat: float) -> bool:
        return first - _NEAR <= beat < last - _NEAR

    if cell.layer == HARMONY:
        return tuple(_moved(c, start) for c in song.chords if inside(c.start)), ()
    track = song.track(cell.layer)
    if track is None:
        return (), ()
    return (
        tuple(_moved(n, start) for n in track.notes if inside(n.start)),
        tuple(c.model_copy(update={"beat": round(c.beat - start, 6)}) for c in track.controls if inside(c.beat)),
    )


def _moved(event: Note | Chord, start: float) -> Note | Chord:
    return event.model_copy(update={"start": round(event.start - start, 6)})


def changed(before: Song, after: Song, cells: Iterable[Cell], bar: float) -> tuple[Cell, ...]:
    """Those of the cells whose content is not the same in both songs; ``bar`` in beats."""
    cells = tuple(cells)
    same: set[str] = set()
    if before.sections == after.sections:  # most layers are as they were from end to end, and need no closer look
        same = {layer for layer in {c.layer for c in cells} if _whole(before, layer) == _whole(after, layer)}
    return tuple(c for c in cells if c.layer not in same and content(before, c, bar) != content(after, c, bar))


def _whole(song: Song, layer: str) -> object:
    return song.chords if layer == HARMONY else song.track(layer)


def promise(before: Song, after: Song, draft: Draft) -> None:
    """Hold the rewriting of a draft to its marks. Raises PromiseError where something else changed, too."""
    marked = draft.unwritten | draft.unplayed
    kept: list[Cell] = []
    for layer in draft.layers:
        for section in draft.plan.sections:
            held = [c for c in marked if c.layer == layer and c.section == section.label]
            kept += [
                Cell(layer=layer, section=section.label, first=number, last=number + 1)
                for number in range(section.bars)
                if not any(c.first <= number < (c.last or section.bars) for c in held)
            ]
    for cell in changed(before, after, kept, draft.plan.beats / draft.plan.bars):
        raise PromiseError(f"{cell.layer} changed in bar {cell.first + 1} of {cell.section}")
