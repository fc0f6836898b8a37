"""Rhythm read from notes as played: where in the bar they fall, and how far their eighths swing.

Places are in beats (quarter notes); strokes are named by General MIDI drum pitch.
"""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from skills.song import Note

KICK = frozenset({35, 36})
SNARE = frozenset({37, 38, 39, 40})
RIM = frozenset({37})
HATS = frozenset({42, 44, 46})
RIDE = frozenset({51, 53, 59})
SHAKEN = frozenset({54, 69, 70, 82})

_NEAR = 0.13
"""A stroke within this many beats of a place is on it: at most a thirty-second, or 70 ms at 110 bpm."""


def strokes(notes: Iterable[Note], drums: Collection[int]) -> list[float]:
    """When some of the drums are struck, in beats."""
    return sorted(n.start for n in notes if n.pitch in drums)


def share_of_bars(starts: Sequence[float], places: Sequence[float], bar: float, of: Sequence[float]) -> float:
    """In how many of the bars in which ``of`` sounds there is a start on every one of the places; 0 when in none."""
    bars = sorted({int((s + _NEAR) // bar) for s in of})
    if not bars:
        return 0.0
    times = np.array(sorted(starts)) if len(starts) else np.array([-9.0])
    hits = [all(np.abs(times - (n * bar + place)).min() <= _NEAR for place in places) for n in bars]
    return sum(hits) / len(hits)


def share_at(starts: Sequence[float], places: Sequence[float], bar: float) -> float:
    """Share of the starts that fall on one of the places in the bar; 0 when there are none."""
    if not len(starts):
        return 0.0
    at = np.asarray(starts)[:, None] % bar - np.asarray(places)[None]
    away = np.minimum(np.abs(at), bar - np.abs(at)).min(axis=1)
    return float((away <= _NEAR).mean())


def swing(notes: Iterable[Note]) -> float | None:
    """Where the second of two eighths (or, where more clearly swung, sixteenths) falls: 0.5 straight, 0.667 triplet.

    The median place of notes near the half of their beat, against the median of those on the beat, so that
    a band that plays late as a whole is not taken for one that swings. None with fewer than eight such notes.
    """
    starts = np.array([n.start for n in notes])
    found = [ratio for unit in (1.0, 0.5) if (ratio := _ratio(starts / unit)) is not None]
    return max(found, default=None)


def _ratio(starts: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> float | None:
    place = (starts + 0.2) % 1 - 0.2
    second, first = place[(place > 0.4) & (place < 0.72)], place[np.abs(place) < 0.15]
    if len(second) < 8 or len(first) < 4:
        return None
    return round(float(np.median(second) - np.median(first)), 3)
