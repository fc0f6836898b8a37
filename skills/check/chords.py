"""Chords heard again in the notes of a song: who plays them, not what the file says about them.

A stretch of music is weighed by pitch class (how long each sounds in the parts that carry harmony) and
held against chord templates; the lowest part tells the bass.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from skills.check.roll import Floats, fold, is_drums, lowest, pitched_notes, sounding
from skills.song import Song
from skills.theory.chord import QUALITIES, ChordSymbol
from skills.theory.key import Key


class Stretch(NamedTuple):
    """What sounds between two beats."""

    weights: Floats
    """Share of each pitch class, 12 of them, in the parts that carry harmony."""
    bass: int
    """Pitch class of the lowest part at the beginning; -1 when nothing sounds."""


# Triads


def _template(root: int, intervals: Sequence[int]) -> list[float]:
    tones = {(root + i) % 12 for i in intervals}
    return [1.0 if pc in tones else 0.0 for pc in range(12)]


_TRIADS = np.array(
    [_template(root, QUALITIES[quality][0]) for quality in ("maj", "min") for root in range(12)], dtype=float
)
_TRIADS /= np.linalg.norm(_TRIADS, axis=-1, keepdims=True)


def triad_fit(weights: Floats) -> Floats:
    """Cosine of each window (n, 12) with the 12 major, then the 12 minor triads: shape (n, 24); 0 in silence."""
    size = np.linalg.norm(weights, axis=-1, keepdims=True)
    fit: Floats = weights @ _TRIADS.T / np.maximum(size, 1e-9)
    return fit


# Listening


def listen(song: Song, spans: Sequence[tuple[float, float]]) -> list[Stretch]:
    """What sounds in each span (start, end in beats), harmony before melody.

    Parts that play a tune are left out while others carry the harmony, for a tune's passing notes are no chord.
    """
    if not spans:
        return []
    harmony = [n for t in song.tracks if not is_drums(t) and t.part.role not in ("lead", "counter") for n in t.notes]
    heads = [(start, start + min(1.0, end - start)) for start, end in spans]
    edges = sorted({edge for pair in (*spans, *heads) for edge in pair})
    place = {edge: n for n, edge in enumerate(edges)}
    rolls = [sounding(notes, np.array(edges)) for notes in (harmony, pitched_notes(song))]
    found = []
    for (start, end), (_, head) in zip(spans, heads, strict=True):
        heard = [roll[place[start] : place[end]].sum(axis=0) for roll in rolls]
        rolled, whole = (rolls[0], heard[0]) if heard[0].sum() >= 0.25 * (end - start) else (rolls[1], heard[1])
        beginning = rolled[place[start] : place[head]].sum(axis=0)
        low = int(lowest(beginning if beginning.sum() > 0.1 else whole, 0.1))
        weights = fold(whole)
        found.append(Stretch(weights / max(float(weights.sum()), 1e-9), low % 12 if low >= 0 else -1))
    return found


def defining(symbol: ChordSymbol) -> tuple[int, ...]:
    """The pitch classes without which a chord is another: all but a perfect fifth, and ninths and above.

    A power chord is defined by its fifth; a plain triad by root and third.
    """
    steps = [i for i in symbol.intervals if i < 12 and (i != 7 or len(symbol.intervals) == 2)]
    return tuple((symbol.root_pc + i) % 12 for i in steps)


def sounds(symbol: ChordSymbol, stretch: Stretch) -> bool:
    """Whether a chord is what sounds: its defining notes are there, little else is, and the bass is right.

    Right is the bass of the symbol; a chord without a slash may also stand on its third or fifth. A third
    of the sounding time may lie outside the chord, as passing notes and pedals do.
    """
    weights = stretch.weights
    tones = sorted(set(symbol.pitch_classes) | {symbol.bass_pc})
    if stretch.bass < 0 or weights[tones].sum() < 0.66:
        return False
    if any(weights[pc] < 0.02 for pc in defining(symbol)):
        return False
    if symbol.bass is not None:
        return stretch.bass == symbol.bass_pc
    return stretch.bass in symbol.pitch_classes


def names(stretches: Sequence[Stretch], key: Key) -> list[ChordSymbol | None]:
    """The chord that fits each stretch best, spelled in a key; None in silence.

    Every common quality is tried on every root: notes inside speak for it, notes outside and notes missing
    against it, and its root in the bass for it.
    """
    if not stretches:
        return []
    weights = np.array([s.weights for s in stretches])
    bass = np.array([s.bass for s in stretches])
    missing = (weights < 0.04).astype(float) @ _TEMPLATES.T
    score = 2 * weights @ _TEMPLATES.T - 0.12 * _TEMPLATES.sum(axis=-1) - 0.25 * missing
    score += 0.2 * (bass[:, None] == _ROOTS[None])
    found: list[ChordSymbol | None] = []
    for stretch, best in zip(stretches, score.round(9).argmax(axis=-1), strict=True):
        root, quality = _NAMES[best]
        inverted = stretch.bass != root and bool(_TEMPLATES[best, stretch.bass])
        symbol = ChordSymbol(root=key.spell(root), quality=quality, bass=key.spell(stretch.bass) if inverted else None)
        found.append(None if stretch.bass < 0 else symbol)
    return found


_COMMON = (
    "maj", "min", "dim", "aug", "sus2", "sus4", "5", "7", "maj7", "min7", "hdim7", "dim7", "minmaj7", "maj6", "min6",
    "7sus4", "add9", "9", "maj9", "min9",
)  # fmt: skip
_NAMES = tuple((root, quality) for quality in _COMMON for root in range(12))
_TEMPLATES = np.array([_template(root, QUALITIES[quality][0]) for root, quality in _NAMES])
_ROOTS = np.array([root for root, _ in _NAMES])
