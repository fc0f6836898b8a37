"""Which key a song is in, heard from its notes alone.

Major and minor are heard as Albrecht & Shanahan (2013) do: the distribution of pitch classes, by
duration, against the distributions of 490 pieces, by Euclidean distance. A church mode's profile is
its parent's (major or minor) with the weights of the altered degrees exchanged, so D dorian is D minor
with the weights of B and Bb swapped. Which mode of a tonic it is, is told by the degree that sets it
apart: dorian if the raised sixth is heard more than the lowered one, harmonic minor likewise by the
seventh. Modes that share their notes differ in where the bass rests, so the bass and the first and last
bars are heard too.
"""

import numpy as np

from skills.check.roll import Floats, fold, lowest, pitched_notes, sounding
from skills.song import Song
from skills.theory.key import MODES, Key, Mode
from skills.value import Value

# Albrecht & Shanahan, "The use of large corpora to train a new type of key-finding algorithm" (2013).
_MAJOR = (0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081)
_MINOR = (0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052)
# Each mode's own degrees, and those of its parent that they stand for, in semitones above the tonic.
_FAMILIES: dict[Mode, dict[Mode, tuple[tuple[int, int], ...]]] = {
    "major": {"lydian": ((6, 5),), "mixolydian": ((10, 11),)},
    "minor": {
        "harmonic minor": ((11, 10),), "dorian": ((9, 8),), "phrygian": ((1, 2),), "locrian": ((1, 2), (6, 7)),
    },
}  # fmt: skip
_SWAPS: dict[Mode, tuple[tuple[int, int], ...]] = {
    mode: pairs for modes in _FAMILIES.values() for mode, pairs in modes.items() if mode != "harmonic minor"
}


class KeyScore(Value):
    """How badly a key fits: 0 would be a perfect fit."""

    key: Key
    distance: float


def find_key(song: Song, start: float = 0.0, end: float | None = None) -> tuple[KeyScore, ...]:
    """Every key (12 tonics in 8 modes), the best fitting first, for the notes that sound in [start, end) beats.

    A song without pitched notes fits every key alike, C major first.
    """
    notes = pitched_notes(song)
    last = max((n.end for n in notes), default=1.0) if end is None else end
    return rank_keys(sounding(notes, np.arange(start, last + _STEP, _STEP)))


def rank_keys(rolled: Floats) -> tuple[KeyScore, ...]:
    """As ``find_key``, for notes already on a grid of half beats (``roll.sounding``)."""
    heard = _share(fold(rolled).sum(axis=0))
    fit = np.linalg.norm(_PROFILES - heard, axis=-1) + _RARE * np.repeat([mode in _SWAPS for mode in MODES], 12)
    bass = lowest(rolled)
    bass = bass[bass >= 0] % 12
    for weight, part in ((_BASS, bass), (_FIRST, bass[:_BAR]), (_LAST, bass[-_BAR:])):
        fit -= weight * np.tile(_share(np.bincount(part, minlength=12).astype(float)), len(MODES))
    for parent, modes in _FAMILIES.items():
        _tell_apart(fit.reshape(len(MODES), 12), heard, parent, modes)
    order = np.argsort(fit, kind="stable")
    return tuple(KeyScore(key=_KEYS[row], distance=round(float(fit[row]), 6)) for row in order)


def _tell_apart(fit: Floats, heard: Floats, parent: Mode, modes: dict[Mode, tuple[tuple[int, int], ...]]) -> None:
    """On each tonic, put first by a hair the mode of a family whose own degrees are heard more than their rivals."""
    rows = [MODES.index(mode) for mode in (parent, *modes)]
    family = fit[rows].min(axis=0)
    lead = [np.full(12, _CLEARLY)]
    for pairs in modes.values():
        leads = np.array([np.roll(heard, -own) - np.roll(heard, -rival) for own, rival in pairs])
        lead.append(np.where(leads.min(axis=0) > _CLEARLY, leads.sum(axis=0), 0.0))
    first = np.argmax(lead, axis=0)
    for place, row in enumerate(rows):
        fit[row] = np.where(first == place, family, np.maximum(fit[row], family + _HAIR))


_STEP = 0.5
_BAR = 8  # steps: the first and the last bar of four

# Chosen on 582 one-key songs of POP909-CL, where any values from half to twice as large do about as well. On 195
# others tonic and third are right in .851, they or a relative in .985 (on all 777: .883, .986); the two profiles
# alone reach .851 and .954 (.880, .965).
_BASS, _FIRST, _LAST = 0.05, 0.05, 0.05
"""What a bass that always rests on the tonic is worth: throughout, in the first bar, in the last."""
_HAIR = 1e-5
_CLEARLY = 0.01
"""The share of all sounding time by which a mode's own degree must exceed its rival."""
_RARE = 0.015
"""How much worse a church mode starts, being rarer than major and minor."""


def _share(weights: Floats) -> Floats:
    total = weights.sum()
    return weights / total if total else np.full(weights.shape, 1 / weights.size)


def _profile(mode: Mode) -> list[float]:
    profile = list(_MAJOR if mode in ("major", "lydian", "mixolydian") else _MINOR)
    for a, b in _SWAPS.get(mode, ()):
        profile[a], profile[b] = profile[b], profile[a]
    return profile


# One row a key: mode by mode, and in each mode tonic by tonic.
_PROFILES = np.array([np.roll(_profile(mode), tonic) for mode in MODES for tonic in range(12)])
_PROFILES /= _PROFILES.sum(axis=-1, keepdims=True)
_KEYS = tuple(Key(tonic="C", mode=mode).transposed(tonic) for mode in MODES for tonic in range(12))


def same_notes(a: Key, b: Key) -> bool:
    """Whether two different keys are relatives: the same seven notes on another tonic (harmonic minor as minor)."""
    return a.tonic_pc != b.tonic_pc and (a.signature - b.signature) % 12 == 0


def same_key(asked: Key, heard: Key) -> bool:
    """Whether ``heard`` is the key asked for; minor with a raised seventh is minor still."""
    alike = heard.mode == asked.mode or (asked.mode == "minor" and heard.mode == "harmonic minor")
    return alike and asked.tonic_pc == heard.tonic_pc
