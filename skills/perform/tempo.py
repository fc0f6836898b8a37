"""Slowing into the end.

The final ritard of musicians has the shape of a runner's stop: Friberg & Sundberg 1999, "Does music
performance allude to locomotion?", found v(x) = (1 + (w^q - 1) x)^(1/q), x the way gone in beats,
w the last tempo as a share of the first, with q about 3.
"""

from collections.abc import Sequence
from math import ceil

from skills.clock import Tempo, bar_beats
from skills.plan import Plan
from skills.song import Song

_SLOWEST = 0.7
_CURVE = 3.0
_BARS = 2
_SLOWEST_BPM = 20.0
_FERMATA = 0.5
"""The tempo under a fermata, as a share: the last chord lasts twice as long as it is written."""


def tempo_map(plan: Plan, song: Song) -> tuple[Tempo, ...]:
    """The tempo map of a plan for a written song, its ending included."""
    return with_ending(plan.tempi, plan, landing(song))


def with_ending(tempi: Sequence[Tempo], plan: Plan, landing: float | None) -> tuple[Tempo, ...]:
    """A tempo map with the ending of a plan, slowed or held; ``landing`` is where the last chord is struck."""
    section = plan.sections[-1]
    start, end = plan.span(section)
    bpm, bar = round(plan.bpm * section.pace, 3), bar_beats(plan.metre)
    if plan.ending == "ritardando":
        return ritardando(tempi, bpm, start, end, bar, landing)
    if plan.ending == "hold":
        held = landing if landing is not None and end - bar - 1e-6 <= landing < end else end - bar
        return (*(t for t in tempi if t.beat < held - 1e-6), Tempo(beat=held, bpm=max(_FERMATA * bpm, _SLOWEST_BPM)))
    return tuple(tempi)


def landing(song: Song) -> float | None:
    """Where the last chord of a song is struck: the last onset of all but the drums."""
    onsets = [t.notes[-1].start for t in song.tracks if t.notes and t.part.role != "drums"]
    return max(onsets, default=None)


def ritardando(
    tempi: Sequence[Tempo], bpm: float, start: float, end: float, bar: float, landing: float | None = None
) -> tuple[Tempo, ...]:
    """Slow the last bars of a song, beat by beat, from ``bpm`` to 70 % of it.

    ``start`` and ``end`` bound the last section in beats, ``bar`` is the length of a bar. The slowing
    takes two bars (the whole section if it is shorter) and is over at ``landing``, where the last chord
    is struck and held, or at the end. Tempi outside [start, end) are kept.
    """
    first = max(start, end - _BARS * bar)
    if landing is None or landing < first + bar - 1e-6 or landing > end:
        landing = end
    steps = max(1, ceil(landing - first - 1e-6))
    kept = [t for t in tempi if t.beat < first - 1e-6]
    slowed = []
    for step in range(steps + (landing < end)):
        beat = min(first + step, landing)
        gone = min((step + 0.5) / steps, 1.0) if beat < landing else 1.0
        speed = (1 + (_SLOWEST**_CURVE - 1) * gone) ** (1 / _CURVE)
        slowed.append(Tempo(beat=beat, bpm=max(round(bpm * speed, 2), _SLOWEST_BPM)))
    return (*kept, *slowed, *(t for t in tempi if t.beat >= end - 1e-6))
