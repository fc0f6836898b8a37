"""The form of a score that names no sections, guessed from what comes back.

Stretches of eight bars (four in short songs) are compared by what sounds in each half bar and where
notes begin; those alike share a letter, as in AABA.
"""

from string import ascii_uppercase

import numpy as np

from skills.check.roll import Floats, fold, pitched_notes, sounding
from skills.clock import bar_beats
from skills.song import Song
from skills.value import Value

_ALIKE = 0.86
"""The cosine from which two stretches are one; songs of ours repeat at about 0.95, their parts differ at about 0.7."""


class Stretch(Value):
    """Some bars that sound alike wherever their letter stands."""

    letter: str
    bar: int
    """The first one, counted from 1."""
    bars: int


def letters(song: Song) -> tuple[Stretch, ...]:
    """The form by repetition; empty where nothing comes back or the song is shorter than eight bars."""
    size = 8 if song.bars >= 32 else 4
    if song.bars < 2 * size or not any(track.notes for track in song.tracks):
        return ()
    views = _views(song, size)
    found: list[int] = []
    for view in views:
        alike = [float(view @ views[found.index(name)]) for name in range(len(set(found)))]
        best = max(range(len(alike)), key=lambda name: alike[name], default=-1)
        found.append(best if best >= 0 and alike[best] >= _ALIKE else len(alike))
    if len(set(found)) == len(found) or len(set(found)) > len(ascii_uppercase):
        return ()
    return tuple(
        Stretch(letter=ascii_uppercase[name], bar=n * size + 1, bars=min(size, song.bars - n * size))
        for n, name in enumerate(found)
    )


def _views(song: Song, size: int) -> Floats:
    """Each stretch as a vector of length 1: pitch classes by half bar, and onsets by eighth."""
    bar = bar_beats(song.metre)
    halves = fold(sounding(pitched_notes(song), np.arange(2 * song.bars + 1) * bar / 2))
    starts = np.array([n.start for t in song.tracks for n in t.notes])
    onsets = np.histogram(starts, bins=np.arange(8 * song.bars + 1) * bar / 8)[0].astype(float)
    count = -(-song.bars // size)
    rows = np.zeros((count, size * (2 * 12 + 8)))
    for n in range(count):
        here = slice(n * size, min((n + 1) * size, song.bars))
        tones = halves[2 * here.start : 2 * here.stop].reshape(-1)
        rhythm = onsets[8 * here.start : 8 * here.stop]
        tones, rhythm = _unit(tones), 0.5 * _unit(rhythm)
        rows[n, : len(tones)], rows[n, size * 24 : size * 24 + len(rhythm)] = tones, rhythm
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))


def _unit(values: Floats) -> Floats:
    return np.asarray(values / max(float(np.linalg.norm(values)), 1e-9))
