"""Chew's spiral array: pitches, chords and keys as points in one space, so that tension is a distance.

Pitches climb a helix by fifths, a quarter turn each; a chord is a weighted mean of its pitches, a key
of its chords (E. Chew, "Towards a Mathematical Model of Tonality", 2000). On a cloud of sounding notes
D. Herremans and E. Chew ("Tension ribbons", TENOR 2016) measure its *diameter* (how far apart its notes
are), its *momentum* (how far its centre moves from the cloud before) and its *tensile strain* (how far
its centre lies from the key). Distances are in units of the helix's radius.
"""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from skills.check.roll import Floats
from skills.theory import pitch
from skills.theory.key import Key

_RISE = np.sqrt(2 / 15)
"""Height of a fifth: with it a third lies nearer than a second, as it sounds."""
_WEIGHTS = np.array([0.516, 0.315, 0.168])
"""Root, fifth and third in a chord; tonic, dominant and subdominant in a key (Chew 2000)."""
_MIX = 0.75
"""How far a minor key's dominant is major, and its subdominant minor (Chew's alpha and beta)."""


def position(place: ArrayLike) -> Floats:
    """Where pitches lie, by their places on the line of fifths (C 0, G 1, F -1): shape (..., 3)."""
    turn = np.asarray(place, dtype=np.float64) * np.pi / 2
    return np.stack([np.sin(turn), np.cos(turn), np.asarray(place) * _RISE], axis=-1)


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


def spelled(weights: Floats, key: Key) -> NDArray[np.int64]:
    """Places on the line of fifths of the twelve pitch classes in each cloud: (windows, 12) weights give as many.

    Each is spelled within six fifths of the middle of the key's scale. The one that lies six away on
    either side (G# or Ab in C major) is spelled on the side to which the rest of the cloud leans
    (Temperley 2001): G# over E, Ab over F.
    """
    middle = key.signature + 2
    nearest = (np.arange(12) * 7 - middle + 6) % 12 - 6 + middle
    between = int(np.flatnonzero(nearest == middle - 6)[0])
    others = np.where(np.arange(12) == between, 0.0, weights)
    leans_up = others @ (nearest - middle) > (-1e-9 if key.is_minor else 1e-9)
    places = np.tile(nearest, (len(weights), 1))
    places[:, between] = np.where(leans_up, middle + 6, middle - 6)
    return places


def centre(weights: Floats, places: NDArray[np.int64]) -> Floats:
    """Centre of effect of each cloud: (windows, 12) pitch-class weights and their places give (windows, 3).

    NaN where nothing sounds.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: Floats = np.einsum("wp,wpx->wx", weights, position(places)) / weights.sum(axis=-1, keepdims=True)
    return mean


def diameter(sounds: NDArray[np.bool_], places: NDArray[np.int64]) -> Floats:
    """Largest distance between two sounding pitch classes of each cloud: (windows, 12) booleans give (windows,)."""
    steps = np.abs(places[:, :, None] - places[:, None, :])
    pairs = sounds[:, :, None] & sounds[:, None, :]
    widest: Floats = np.where(pairs, _APART[steps], 0.0).max(axis=(1, 2), initial=0.0)
    return widest


_APART = np.linalg.norm(position(np.arange(13)) - position(0), axis=-1)
"""How far apart two pitches lie, by the fifths between them."""
