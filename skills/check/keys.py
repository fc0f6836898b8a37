"""Which key a song is in, heard from its notes alone.

Major and minor are heard as Albrecht & Shanahan (2013) do: the distribution of pitch classes, by
duration, against the distributions of 490 pieces, by Euclidean distance. A church mode's profile is
its parent's (major or minor) with the weights of the altered degrees exchanged, so D dorian is D minor
with the weights of B and Bb swapped. Modes that share their notes differ in where the bass rests, so
the bass and the last chord are heard too.
"""

import numpy as np

from skills.check.roll import Floats, fold, pitched_notes, sounding
from skills.song import Song
from skills.theory.key import MODES, Key, Mode
from skills.value import Value

# Albrecht & Shanahan, "The use of large corpora to train a new type of key-finding algorithm" (2013).
_MAJOR = (0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081)
_MINOR = (0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052)
_SWAPS: dict[Mode, tuple[tuple[int, int], ...]] = {
    "major": (), "lydian": ((5, 6),), "mixolydian": ((10, 11),),
    "minor": (), "dorian": ((8, 9),), "phrygian": ((1, 2),), "locrian": ((1, 2), (6, 7)),
}  # fmt: skip


class KeyScore(Value):
    """How badly a key fits: 0 would be a perfect fit."""

    key: Key
    distance: float


def find_key(song: Song, start: float = 0.0, end: float | None = None) -> tuple[KeyScore, ...]:
    """Every key (12 tonics in 8 modes), the best fitting first, for the notes that sound in [start, end) beats.

    A song without pitched notes fits every key alike, C major first.
    """
    notes = pitched_notes(song)
    last = max((n.end for n in notes), default=1.0)
    edges = np.arange(start, (last if end is None else end) + _STEP, _STEP)
    return rank_keys(sounding(notes, edges))


def rank_keys(rolled: Floats) -> tuple[KeyScore, ...]:
    """As ``find_key``, for notes already on a grid (``roll.sounding``)."""
    heard = _share(fold(rolled).sum(axis=0))
    distance = np.linalg.norm(_PROFILES - heard, axis=-1)
    order = np.argsort(distance, axis=None, kind="stable")
    return tuple(KeyScore(key=_key(int(i)), distance=round(float(distance.flat[i]), 6)) for i in order)


_STEP = 0.5


def _share(weights: Floats) -> Floats:
    total = weights.sum()
    return weights / total if total else np.full(weights.shape, 1 / weights.size)


def _profile(mode: Mode) -> list[float]:
    profile = list(_MAJOR if mode in ("major", "lydian", "mixolydian") else _MINOR)
    if mode == "harmonic minor":
        profile[10], profile[11] = min(_MINOR), profile[10] + profile[11]
    for a, b in _SWAPS.get(mode, ()):
        profile[a], profile[b] = profile[b], profile[a]
    return profile


# One row a key: mode by mode, and in each mode tonic by tonic.
_PROFILES = np.array([np.roll(_profile(mode), tonic) for mode in MODES for tonic in range(12)])
_PROFILES /= _PROFILES.sum(axis=-1, keepdims=True)


def _key(row: int) -> Key:
    return Key(tonic="C", mode=MODES[row // 12]).transposed(row % 12)
