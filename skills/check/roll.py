"""The pitched notes of a song on an even grid: how long each pitch sounds in each step.

Every listener here (keys, chords, measures) hears the song through this one view. Drums are left
out, for their note numbers are not pitches. Times are in beats.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from skills.instruments import INSTRUMENTS
from skills.song import Note, Song, Track

Floats = NDArray[np.float64]


def is_drums(track: Track) -> bool:
    """Whether a track's notes are drum strokes, not pitches."""
    return INSTRUMENTS[track.part.instrument].family == "drums"


def pitched_notes(song: Song) -> tuple[Note, ...]:
    """The notes of every pitched track."""
    return tuple(n for track in song.tracks if not is_drums(track) for n in track.notes)


def sounding(notes: Sequence[Note], edges: Floats) -> Floats:
    """Beats that each of the 128 pitches sounds between each pair of edges: shape (len(edges) - 1, 128).

    Exact for any notes: the time sounded before an edge is summed from the starts and ends that
    precede it, then differences are taken.
    """
    count = len(edges)
    if not notes:
        return np.zeros((count - 1, 128))
    pitch = np.array([n.pitch for n in notes])
    total = np.zeros((count, 128))
    for sign, times in ((1.0, np.array([n.start for n in notes])), (-1.0, np.array([n.end for n in notes]))):
        first = np.searchsorted(edges, times, side="left")  # the first edge at or after the event
        kept = first < count
        cell = first[kept] * 128 + pitch[kept]
        number = np.bincount(cell, minlength=count * 128).reshape(count, 128).cumsum(axis=0)
        moment = np.bincount(cell, weights=times[kept], minlength=count * 128).reshape(count, 128).cumsum(axis=0)
        total += sign * (edges[:, None] * number - moment)
    return np.maximum(np.diff(total, axis=0), 0.0)


def fold(rolled: Floats) -> Floats:
    """The same by pitch class: shape (..., 12)."""
    padded = np.concatenate([rolled, np.zeros((*rolled.shape[:-1], 4))], axis=-1)
    folded: Floats = padded.reshape(*rolled.shape[:-1], 11, 12).sum(axis=-2)
    return folded


def lowest(rolled: Floats, least: float = 1e-6) -> NDArray[np.int64]:
    """The lowest pitch that sounds longer than ``least`` beats in each step, shape (...); -1 where none does."""
    heard = rolled > least
    return np.where(heard.any(axis=-1), heard.argmax(axis=-1), -1)
