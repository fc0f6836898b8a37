"""Rhythm as it is written: lengths become note values that a reader takes in at a glance.

Times inside this module are whole ticks, ``TICKS`` to a beat (quarter note), so that sixteenths,
triplets, thirty-seconds and sextuplets are all exact. Notes are snapped to the grid that fits each
beat best, then cut at bar lines and wherever the metre must show (Gould, *Behind Bars*, 2011, ch. 5).
It knows rhythm alone: no pitch, no file format.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from skills.clock import Metre, accents, bar_beats, is_compound, pulses

TICKS = 24
"""Ticks in a quarter note."""

# Ticks -> (name of the note value, dots). Nothing finer than a thirty-second, never two dots.
VALUES: dict[int, tuple[str, int]] = {
    144: ("whole", 1), 96: ("whole", 0), 72: ("half", 1), 48: ("half", 0), 36: ("quarter", 1), 24: ("quarter", 0),
    18: ("eighth", 1), 12: ("eighth", 0), 9: ("16th", 1), 6: ("16th", 0), 3: ("32nd", 0),
}  # fmt: skip
_BEAMS = {18: 1, 12: 1, 9: 2, 6: 2, 3: 3}
# How a beat, or an eighth of a compound one, may be read: (ticks between points, the price of choosing
# it, in ticks of misfit). Loose playing is so not written as odd tuplets.
_GRIDS: dict[int, tuple[tuple[int, float], ...]] = {
    24: ((6, 0.0), (8, 1.5), (4, 1.8), (3, 2.5)),
    12: ((6, 0.0), (4, 1.8), (3, 2.5)),
}
_PRICE_OF_A_LOST_NOTE = 4.0
_SMALLEST_REST = 6


class Span(NamedTuple):
    """A sounding stretch on the grid, in ticks from the start of the song."""

    start: int
    end: int
    note: int
    """Which of the given notes it is."""


class Piece(NamedTuple):
    """One notehead or rest, in ticks from its bar line."""

    start: int
    length: int
    """Sounding length."""
    value: int
    """Written length: a key of ``VALUES``, or the whole bar for a bar's rest."""
    note: int | None
    """Which of the given notes it is; None for a rest."""
    tie_in: bool = False
    tie_out: bool = False
    actual: int = 0
    """In a tuplet, how many are played in the time of two thirds as many (3 or 6); else 0."""
    bracket: str = ""
    """"start" or "stop" at the ends of a tuplet."""
    beams: tuple[str, ...] = ()
    """From the outermost beam inward: start, continue, stop, partial-left or partial-right."""


def bar_ticks(metre: Metre) -> int:
    """Length of a bar in ticks."""
    return round(bar_beats(metre) * TICKS)


def write_bars(notes: Sequence[tuple[float, float]], metre: Metre, bars: int) -> list[list[Piece]]:
    """Write (start, end) pairs in beats, in order and without overlaps, as bars of noteheads and rests.

    Every bar is full. Gaps shorter than a sixteenth are closed, notes longer than an eighth end on an
    eighth if they can, and what lies beyond the last bar is cut.
    """
    size = bar_ticks(metre)
    spans, grids = _snap(notes, metre, bars)
    held: list[list[Span]] = [[] for _ in range(bars)]
    for span in spans:
        for bar in range(span.start // size, -(-span.end // size)):
            held[bar].append(span)
    return [_write_bar(held[bar], bar * size, grids[bar], metre) for bar in range(bars)]


@lru_cache(maxsize=16)
def _cells(metre: Metre) -> tuple[tuple[int, int], ...]:
    """The stretches of a bar that may each be divided by two or by three: (start, length) in ticks."""
    edges = [round(p * TICKS) for p in pulses(metre)] + [bar_ticks(metre)]
    found: list[tuple[int, int]] = []
    for start, end in pairwise(edges):
        size = TICKS if end - start == TICKS else TICKS // 2
        found += [(at, size) for at in range(start, end, size)]
    return tuple(found)


@lru_cache(maxsize=16)
def _levels(metre: Metre) -> tuple[int, ...]:
    """Metrical level of every tick of a bar: 0 bar line, 1 group, 2 pulse, 3 eighth, 4 sixteenth, 5 finer."""
    groups = {round(a * TICKS) for a in accents(metre)}
    taps = {round(p * TICKS) for p in pulses(metre)}

    def level(tick: int) -> int:
        if tick % bar_ticks(metre) == 0:
            return 0
        if tick in groups | taps:
            return 1 if tick in groups else 2
        return 3 if tick % 12 == 0 else 4 if tick % 6 == 0 else 5

    return tuple(level(tick) for tick in range(bar_ticks(metre) + 1))


def _snap(
    notes: Sequence[tuple[float, float]], metre: Metre, bars: int
) -> tuple[list[Span], list[list[tuple[int, int]]]]:
    """The notes on the grid, and the tuplets of each bar as (start, length) in ticks."""
    total = bars * bar_ticks(metre)
    cells = [(bar * bar_ticks(metre) + at, size) for bar in range(bars) for at, size in _cells(metre)]
    starts = [at for at, _ in cells]
    inside: list[list[tuple[float, bool]]] = [[] for _ in cells]
    for pair in notes:
        for beats, is_onset in zip(pair, (True, False), strict=True):
            if 0 <= beats * TICKS < total:
                inside[bisect_right(starts, beats * TICKS + 0.01) - 1].append((beats * TICKS, is_onset))
    steps = [_best_step(at, size, points) for (at, size), points in zip(cells, inside, strict=True)]

    def place(tick: float) -> int:
        cell = min(max(bisect_right(starts, tick + 0.01) - 1, 0), len(cells) - 1)
        return min(starts[cell] + round((tick - starts[cell]) / steps[cell]) * steps[cell], total)

    spans: list[Span] = []
    for index, (start, end) in enumerate(notes):
        first = place(start * TICKS)
        if first >= total or (spans and spans[-1].start >= first):
            continue
        least = first + steps[bisect_right(starts, first) - 1]
        if spans and (spans[-1].end > first or first - spans[-1].end < _SMALLEST_REST):
            spans[-1] = spans[-1]._replace(end=first)
        spans.append(Span(first, min(max(place(end * TICKS), least), total), index))
    followers = [*(span.start for span in spans), total][1:]
    spans = [_breathe(span, after) for span, after in zip(spans, followers, strict=True)]
    edges = {edge for span in spans for edge in (span.start, span.end)}
    return spans, [_tuplets(edges, bar * bar_ticks(metre), metre) for bar in range(bars)]


def _breathe(span: Span, after: int) -> Span:
    """Let a note longer than an eighth last to the next eighth, or to the next note.

    A phrase's last note is left early to take breath; on paper it fills its beat and no sliver of rest follows.
    """
    if span.end - span.start <= TICKS // 2 or span.end % 3:
        return span
    return span._replace(end=min(-(-span.end // (TICKS // 2)) * (TICKS // 2), after))


def _best_step(at: int, size: int, points: list[tuple[float, bool]]) -> int:
    """The grid, as ticks between its points, that fits the points of a cell best."""

    def price(step: int, base: float) -> float:
        near = [(round((tick - at) / step), is_onset) for tick, is_onset in points]
        misfit = sum(abs((tick - at) - place * step) for (tick, _), (place, _) in zip(points, near, strict=True))
        onsets = [place for place, is_onset in near if is_onset]
        return base + misfit + _PRICE_OF_A_LOST_NOTE * (len(onsets) - len(set(onsets)))

    if not points:
        return _GRIDS[size][0][0]
    return min(_GRIDS[size], key=lambda grid: price(*grid))[0]


def _tuplets(edges: set[int], bar: int, metre: Metre) -> list[tuple[int, int]]:
    """Where a bar needs tuplets: (start, length) in ticks from the bar line."""
    found: list[tuple[int, int]] = []
    cells = _cells(metre)
    skip = False
    for index, (at, size) in enumerate(cells):
        if skip:
            skip = False
            continue
        inner = {edge - bar - at for edge in edges if bar + at < edge < bar + at + size}
        if size == TICKS and _levels(metre)[at] <= 1 and index + 1 < len(cells) and cells[index + 1][1] == TICKS:
            across = {edge - bar - at for edge in edges if bar + at < edge < bar + at + 2 * TICKS}
            if across and across <= {16, 32}:
                found.append((at, 2 * TICKS))
                skip = True
                continue
        if all(tick % 3 == 0 for tick in inner):
            continue
        half = size // 2
        if size == TICKS and half in inner:
            found += [(at + off, half) for off in (0, half) if any(off < t < off + half and t % 3 for t in inner)]
        else:
            found.append((at, size))
    return found


def _write_bar(spans: list[Span], bar: int, tuplets: list[tuple[int, int]], metre: Metre) -> list[Piece]:
    size = bar_ticks(metre)
    if not spans:
        return [Piece(0, size, size, None)]
    pieces: list[Piece] = []
    now = 0
    for span in spans:
        start, end = max(span.start - bar, 0), min(span.end - bar, size)
        if start > now:
            pieces += _spell(now, start, None, tuplets, metre)
        cut = _spell(start, end, span.note, tuplets, metre)
        last = len(cut) - 1
        pieces += [
            piece._replace(tie_in=i > 0 or span.start < bar, tie_out=i < last or span.end > bar + size)
            for i, piece in enumerate(cut)
        ]
        now = end
    if now < size:
        pieces += _spell(now, size, None, tuplets, metre)
    return _beam(_bracket(pieces, tuplets), metre)


def _spell(start: int, end: int, note: int | None, tuplets: list[tuple[int, int]], metre: Metre) -> list[Piece]:
    """Cut one sounding or silent stretch of a bar into note values."""
    pieces: list[Piece] = []
    edges = sorted({start, end} | {e for at, size in tuplets for e in (at, at + size) if start < e < end})
    for a, b in pairwise(edges):
        home = next(((at, size) for at, size in tuplets if at <= a < at + size), None)
        if home and (a, b - a) != home:
            pieces += _tuplet_pieces(a, b, note)
        else:
            pieces += [Piece(x, y - x, y - x, note) for x, y in _cut(a, b, metre, note is None)]
    return pieces


def _tuplet_pieces(start: int, end: int, note: int | None) -> Iterator[Piece]:
    while start < end:
        value = next(v for v in VALUES if v * 2 <= (end - start) * 3 and v % 3 == 0 and v != 9)
        yield Piece(start, value * 2 // 3, value, note, actual=3)
        start += value * 2 // 3


def _cut(start: int, end: int, metre: Metre, is_rest: bool) -> list[tuple[int, int]]:
    """Cut a stretch at the strongest place it hides until every piece reads well."""
    if _reads_well(start, end, metre, is_rest):
        return [(start, end)]
    levels = _levels(metre)
    hidden = [tick for tick in range(start + 1, end) if tick % 3 == 0]
    strongest = [tick for tick in hidden if levels[tick] == min(levels[t] for t in hidden)]
    middle = strongest[0] if levels[start] > levels[strongest[0]] else strongest[-1]
    return _cut(start, middle, metre, is_rest) + _cut(middle, end, metre, is_rest)


@lru_cache(maxsize=4096)
def _reads_well(start: int, end: int, metre: Metre, is_rest: bool) -> bool:
    """Whether one note value from ``start`` to ``end`` leaves the metre plain to see."""
    length, levels, compound = end - start, _levels(metre), is_compound(metre)
    hidden = [levels[tick] for tick in range(start + 1, end) if tick % 3 == 0]
    if length not in VALUES:
        return False
    strongest, weaker_end = min(hidden, default=6), max(levels[start], levels[end])
    if is_rest:
        if VALUES[length][1]:
            return strongest > weaker_end and length % 36 == 0 and (compound or metre == "7/8")
        return strongest > weaker_end or (length == TICKS and strongest == 3 and levels[start] <= 2)
    if strongest >= 4:
        return True
    if strongest <= 2 and compound:
        return weaker_end <= 2
    if strongest == 1 and metre in ("5/4", "7/8"):
        return weaker_end <= 1
    if weaker_end > strongest + 1:
        return False
    return weaker_end < 3 or sum(level < weaker_end for level in hidden) <= 1


def _bracket(pieces: list[Piece], tuplets: list[tuple[int, int]]) -> list[Piece]:
    """Mark where each tuplet starts and stops, and call it a sextuplet where it divides in six."""
    marked = list(pieces)
    for at, size in tuplets:
        inside = [i for i, p in enumerate(marked) if at <= p.start < at + size]
        actual = 6 if size == TICKS and any(marked[i].value < 12 for i in inside) else 3
        for i in inside:
            marked[i] = marked[i]._replace(actual=actual)
        marked[inside[0]] = marked[inside[0]]._replace(bracket="start")
        marked[inside[-1]] = marked[inside[-1]]._replace(bracket="stop")
    return marked


def _beam(pieces: list[Piece], metre: Metre) -> list[Piece]:
    """Join eighths and shorter by the pulse, and plain eighths by the half bar in 2/4 and 4/4."""
    taps = [round(p * TICKS) for p in pulses(metre)]
    by_half = metre in ("2/4", "4/4")
    uneven = {p.start // 48 for p in pieces if p.note is not None and p.value < 24 and (p.value != 12 or p.actual)}

    def window(piece: Piece) -> tuple[bool, int]:
        half = piece.start // 48
        if by_half and half not in uneven:
            return True, half
        return False, bisect_right(taps, piece.start)

    beamed: list[Piece] = []
    for (joined, *_), group in groupby(pieces, key=lambda p: (p.note is not None and p.value in _BEAMS, *window(p))):
        members = list(group)
        beamed += _join(members) if joined and len(members) > 1 else members
    return beamed


def _join(members: list[Piece]) -> list[Piece]:
    depth = [_BEAMS[piece.value] for piece in members]
    joined: list[Piece] = []
    for i, piece in enumerate(members):
        marks: list[str] = []
        for beam in range(1, depth[i] + 1):
            before = i > 0 and depth[i - 1] >= beam
            after = i + 1 < len(members) and depth[i + 1] >= beam
            lone = "partial-right" if i == 0 else "partial-left"
            marks.append("continue" if before and after else "start" if after else "stop" if before else lone)
        joined.append(piece._replace(beams=tuple(marks)))
    return joined
