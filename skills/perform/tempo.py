"""Slowing into the end.

The final ritard of musicians has the shape of a runner's stop: Friberg & Sundberg 1999, "Does music
performance allude to locomotion?", found v(x) = (1 + (w^q - 1) x)^(1/q), x the way gone in beats,
w the last tempo as a share of the first, with q about 3.
"""

from collections.abc import Sequence
from math import ceil

from skills.clock import Tempo

_SLOWEST = 0.7
_CURVE = 3.0
_BARS = 2
_SLOWEST_BPM = 20.0


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
