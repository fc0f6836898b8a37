"""How a stretch of a draft would measure if it were written now, for moves that promise an effect."""

from collections.abc import Collection, Sequence
from statistics import fmean
from typing import NamedTuple

from skills.edit.draft import Draft
from skills.edit.target import HARMONY, Cell
from skills.song import Song


class Gauge(NamedTuple):
    """Means over some bars, on the scales of ``skills.check.measure``."""

    valence: float
    arousal: float
    tension: float


def gauge(song: Song, bars: Collection[int]) -> Gauge:
    """How the bars of a song, counted from 1, measure."""
    from skills.check.measure import measure_bars

    found = [b for b in measure_bars(song, None, 0) if b.bar in bars]
    return Gauge(*(fmean(float(getattr(b, name)) for b in found) for name in Gauge._fields))


def bars_of(draft: Draft, cells: Sequence[Cell]) -> frozenset[int]:
    """The bars that cells lie in, counted from 1 through the song."""
    found: set[int] = set()
    bar = draft.plan.beats / draft.plan.bars
    for cell in cells:
        start, end = draft.beats(cell)
        found |= set(range(round(start / bar) + 1, round(end / bar) + 1))
    return frozenset(found)


Shape = tuple[tuple[float, float, object], ...]


def shape(song: Song, draft: Draft, cell: Cell) -> Shape:
    """What is written in a cell, however it is played: starts, lengths, and pitches or chords."""
    start, end = draft.beats(cell)
    if cell.layer == HARMONY:
        return tuple((c.start, c.duration, c.symbol) for c in song.chords_in(start, end))
    return tuple((n.start, n.duration, n.pitch) for n in song.notes_in(cell.layer, start, end))


def onsets(song: Song, draft: Draft, cells: Sequence[Cell]) -> int:
    """Notes that begin in cells."""
    return sum(len(shape(song, draft, cell)) for cell in cells)
