"""The one clock of bars and beats.

A *beat* is always a quarter note, as in a MIDI file, whatever the metre; tempo (bpm) counts quarter
notes a minute. A *pulse* is what a foot taps: a quarter note in 3/4, a dotted quarter in 6/8.
Bars are counted from 0 inside and from 1 when a person sees them.
"""

from collections.abc import Sequence
from functools import cache
from typing import Annotated, Literal, get_args

from pydantic import Field

from skills.value import Value

Metre = Literal["2/4", "3/4", "4/4", "5/4", "6/8", "7/8", "9/8", "12/8"]
METRES: tuple[Metre, ...] = get_args(Metre)

# The felt pulses of a bar, in beats, gathered in groups: the first pulse of a group carries an accent.
_GROUPS: dict[Metre, tuple[tuple[float, ...], ...]] = {
    "2/4": ((1, 1),),
    "3/4": ((1, 1, 1),),
    "4/4": ((1, 1), (1, 1)),
    "5/4": ((1, 1, 1), (1, 1)),
    "6/8": ((1.5,), (1.5,)),
    "7/8": ((1,), (1,), (1.5,)),
    "9/8": ((1.5,), (1.5,), (1.5,)),
    "12/8": ((1.5, 1.5), (1.5, 1.5)),
}


def bar_beats(metre: Metre) -> float:
    """Length of a bar in beats (quarter notes): 4/4 -> 4.0, 6/8 -> 3.0, 7/8 -> 3.5."""
    top, bottom = metre.split("/")
    return int(top) * 4 / int(bottom)


def pulses(metre: Metre) -> tuple[float, ...]:
    """Where the felt pulses of a bar fall, in beats from the bar line: 6/8 -> (0.0, 1.5)."""
    starts, now = [], 0.0
    for group in _GROUPS[metre]:
        for length in group:
            starts.append(now)
            now += length
    return tuple(starts)


def accents(metre: Metre) -> tuple[float, ...]:
    """Where the pulse groups of a bar begin, in beats: 4/4 -> (0.0, 2.0), 5/4 -> (0.0, 3.0)."""
    starts, now = [], 0.0
    for group in _GROUPS[metre]:
        starts.append(now)
        now += sum(group)
    return tuple(starts)


def is_compound(metre: Metre) -> bool:
    """Whether the pulse divides in three (6/8, 9/8, 12/8)."""
    return metre in ("6/8", "9/8", "12/8")


@cache
def strength(metre: Metre, beat: float) -> float:
    """Metrical weight, 0 to 1, of a position in the bar (after Lerdahl & Jackendoff 1983).

    1.0 the downbeat, 0.75 the start of another pulse group, 0.5 another pulse, 0.25 an eighth
    between pulses, 0.1 anything finer. ``beat`` may lie beyond the bar; it wraps.
    """
    beat = round(beat % bar_beats(metre), 4)
    if beat in (0.0, bar_beats(metre)):
        return 1.0
    if beat in accents(metre):
        return 0.75
    if beat in pulses(metre):
        return 0.5
    return 0.25 if beat % 0.5 == 0 else 0.1


class Tempo(Value):
    """A tempo that holds from ``beat`` on."""

    beat: Annotated[float, Field(ge=0)]
    bpm: Annotated[float, Field(ge=20, le=400)]


def seconds_at(tempi: Sequence[Tempo], beat: float) -> float:
    """Seconds from the start of the song to ``beat``, through every change of tempo."""
    total = 0.0
    for here, after in zip(tempi, [*tempi[1:], None], strict=True):
        end = beat if after is None else min(beat, after.beat)
        if end > here.beat or here is tempi[0]:
            total += (end - here.beat) * 60 / here.bpm
        if after is None or beat <= after.beat:
            break
    return total


def bpm_at(tempi: Sequence[Tempo], beat: float) -> float:
    """The tempo that holds at ``beat``."""
    return [t for t in tempi if t.beat <= beat or t is tempi[0]][-1].bpm
