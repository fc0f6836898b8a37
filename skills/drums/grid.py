"""Rhythm tablature: reading a line of it, and fitting it to any metre.

A line has a character for each sixteenth and a cell of four for each beat, as drummers write it:
``X... x.x. X... x...``; a bar line ``|`` joins bars that take turns. What a character means is for
the reader to say; ``.`` is nothing. Lines are written in common time (or three, for the waltz) and
each felt pulse of another metre takes the cell of one of their beats.
"""

from functools import lru_cache
from typing import Literal

from skills.clock import Metre, is_compound, pulses

Step = tuple[float, str]
"""A place in the bar, in beats, and the character that stands there."""
Threes = Literal["two and four", "three and four", "one two three"]

# Which beat of the line each pulse takes. Bars of two pulses take its halves in turn.
_THREE: dict[Threes, tuple[int, ...]] = {
    "two and four": (0, 1, 3),
    "three and four": (0, 2, 3),
    "one two three": (0, 1, 2),
}
_FOUR_BEATS: dict[int, tuple[int, ...]] = {4: (0, 1, 2, 3), 5: (0, 1, 2, 0, 3)}
_THREE_BEATS: dict[int, tuple[int, ...]] = {2: (0, 1), 3: (0, 1, 2), 4: (0, 1, 0, 2), 5: (0, 1, 2, 0, 1)}


def steps(line: str, metre: Metre, bar: int, *, threes: Threes = "two and four", running: bool = False) -> list[Step]:
    """Fit a line to a bar of ``metre``.

    ``bar`` counts from 0 and says whose turn it is among the bars of the line. ``threes`` says which
    beats of common time make a bar of three pulses; a line whose backbeat falls on the third beat
    ("one two three") also keeps it in bars of two. A ``running`` line (hats, ride) goes on through
    the long pulses: all three eighths of a compound one, the tail of the last one in 7/8.
    """
    starts = pulses(metre)
    cells = _cells(line, len(starts), bar, threes)
    placed: list[Step] = []
    for start, cell in zip(starts, cells, strict=True):
        if is_compound(metre):
            placed += [(start + at, c) for at, c in _in_three(cell, _is_even(line) and running)]
        else:
            placed += [(start + k / 4, c) for k, c in enumerate(cell)]
    if metre == "7/8" and running:
        placed += [(3.0 + k / 4, c.lower()) for k, c in enumerate(cells[-1][:2])]
    return [(at, c) for at, c in placed if c != "."]


@lru_cache(maxsize=4096)
def _bars(line: str) -> tuple[str, ...]:
    bars = tuple(bar.replace(" ", "") for bar in line.split("|"))
    if any(len(bar) not in (12, 16) for bar in bars):
        raise ValueError(f"not a bar of three or four beats: {line!r}")
    return bars


def _cells(line: str, count: int, bar: int, threes: Threes) -> list[str]:
    bars = _bars(line)
    halves = count == 2 and len(bars[0]) == 16 and threes != "one two three"
    text = bars[(bar // 2 if halves else bar) % len(bars)]
    if halves:
        beats: tuple[int, ...] = (2, 3) if bar % 2 else (0, 1)
    elif len(text) == 12:
        beats = _THREE_BEATS[count]
    elif count == 2:
        beats = (0, 2)
    else:
        beats = _THREE[threes] if count == 3 else _FOUR_BEATS[count]
    return [text[4 * b : 4 * b + 4] for b in beats]


def _is_even(line: str) -> bool:
    """Whether the line runs in eighths or sixteenths without a gap."""
    return all(c != "." for bar in _bars(line) for c in bar[::2])


def _in_three(cell: str, running: bool) -> list[Step]:
    """A cell of four sixteenths played in a dotted quarter: the offbeat becomes its last eighth."""
    first, second, third, fourth = list(cell)
    middle = second if second != "." or not running else {"o": "x"}.get(third.lower(), third.lower())
    return [(0.0, first), (0.5, middle), (1.0, third if third != "." else fourth)]
