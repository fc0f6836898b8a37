"""Chew's spiral array: pitches, chords and keys as points in one space, so that tension is a distance.

Pitches climb a helix by fifths, a quarter turn each; a chord is a weighted mean of its pitches, a key
of its chords (E. Chew, "Towards a Mathematical Model of Tonality", 2000). On a cloud of sounding notes
D. Herremans and E. Chew ("Tension ribbons", TENOR 2016) measure its *diameter* (how far apart its notes
are), its *momentum* (how far its centre moves from the cloud before) and its *tensile strain* (how far
its centre lies from the key). Distances are in units of the helix's radius.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from skills.check.roll import Floats
from skills.theory import pitch
from skills.theory.key import Key

_RISE = np.sqrt(2 / 15)
"""Height of a fifth: with it a third lies nearer than a second, as it sounds."""
_WEIGHTS = np.array([0.516, 0.315, 0.168])
"""Root, fifth and third in a chord; tonic, dominant and subdominant in a key (Chew 2000)."""
_MIX = 0.75
"""How far a minor key's dominant is major, and its subdominant minor (Chew's alpha and beta)."""


def position(place: float) -> Floats:
    """Where a pitch lies, by its place on the line of fifths (C 0, G 1, F -1)."""
    turn = place * np.pi / 2
    return np.array([np.sin(turn), np.cos(turn), place * _RISE])


def chord_position(place: int, minor: bool) -> Floats:
    """Where a triad lies, by the place of its root."""
    parts = [position(place), position(place + 1), position(place - 3 if minor else place + 4)]
    mean: Floats = _WEIGHTS @ np.array(parts) / _WEIGHTS.sum()
    return mean


@cache
def _key_position(place: int, minor: bool) -> tuple[float, ...]:
    def mixed(at: int, share_of_minor: float) -> Floats:
        mix: Floats = share_of_minor * chord_position(at, True) + (1 - share_of_minor) * chord_position(at, False)
        return mix

    home = chord_position(place, minor)
    dominant = mixed(place + 1, 1 - _MIX if minor else 0.0)
    subdominant = mixed(place - 1, _MIX if minor else 0.0)
    return tuple(_WEIGHTS @ np.array([home, dominant, subdominant]) / _WEIGHTS.sum())


def key_position(key: Key) -> Floats:
    """Where a key lies; a church mode lies with the major or minor key of its third."""
    return np.array(_key_position(_place(key), key.is_minor))


def _place(key: Key) -> int:
    """The tonic's place on the line of fifths."""
    return pitch.fifths(key.tonic)


def spelled_positions(key: Key) -> Floats:
    """Where the twelve pitch classes lie as the key spells them: shape (12, 3).

    Each is spelled within six fifths of the middle of the key's scale; the one a tritone away is
    raised in minor (the leading tone) and lowered in major (the borrowed sixth).
    """
    middle = key.signature + 2
    places = []
    for pc in range(12):
        near = [pc * 7 % 12 + 12 * turn for turn in range(-4, 4)]
        places.append(min(near, key=lambda p: (abs(p - middle), -p if key.is_minor else p)))
    return np.array([position(p) for p in places])


def centre(weights: Floats, positions: Floats) -> Floats:
    """Centre of effect of each cloud: (windows, 12) pitch-class weights and their positions give (windows, 3).

    NaN where nothing sounds.
    """
    total = weights.sum(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: Floats = (weights @ positions) / total
    return mean


def diameter(sounds: NDArray[np.bool_], positions: Floats) -> Floats:
    """Largest distance between two sounding pitch classes of each cloud: (windows, 12) booleans give (windows,)."""
    apart = np.linalg.norm(positions[:, None] - positions[None], axis=-1)
    pairs = sounds[:, :, None] & sounds[:, None, :]
    widest: Floats = np.where(pairs, apart, 0.0).max(axis=(1, 2))
    return widest
