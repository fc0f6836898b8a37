"""Which chords a score makes, where it does not say so itself.

Each beat's notes are held against the templates of common chords; a Viterbi search then finds the
sequence that fits best as a whole, where a change costs more on a weak beat than on a strong one
(after Pardo & Birmingham 2002, whose score and segmentation are one search too). On 60 songs of
POP909-CL, whose chords people corrected, a major or minor chord is found again in .88 of the time,
and its root in .94; half bars judged one by one reach .78 and .89. Weights were chosen on 31 others.
"""

from itertools import groupby

import numpy as np

from skills.check.chords import Stretch, listen
from skills.check.roll import Floats
from skills.clock import Metre, bar_beats, pulses, strength
from skills.song import Chord, Song
from skills.theory.chord import QUALITIES, ChordSymbol, numeral

_QUALITIES = ("maj", "min", "7", "maj7", "min7", "dim", "hdim7", "dim7", "aug", "sus2", "sus4", "7sus4", "5")
_RARITY = {"maj": 0.0, "min": 0.0, "7": 0.02, "maj7": 0.04, "min7": 0.03, "5": 0.1, "sus4": 0.08, "sus2": 0.1}
_RAREST = 0.12
_BASS = 0.2
"""What it is worth that the lowest note of a beat is the root."""
_MISSING = 0.1
"""What a chord tone that is not heard costs."""
_CHANGE, _WEAK = 0.5, 0.45
"""What a change of chord costs on a downbeat, and how much more on the weakest beat."""


def recognise(song: Song) -> tuple[Chord, ...]:
    """The chords that a song's notes make, beat by beat, spelled and numbered in its key; none in silence."""
    spans = _spans(song)
    heard = listen(song, spans)
    if not any(stretch.bass >= 0 for stretch in heard):
        return ()
    path = _viterbi(_fit(heard), np.array([_cost(song.metre, start) for start, _ in spans]))
    chords: list[Chord] = []
    for (state, silent), group in groupby(range(len(spans)), key=lambda n: (path[n], heard[n].bass < 0)):
        places = list(group)
        if silent:
            continue
        start, end = spans[places[0]][0], spans[places[-1]][1]
        symbol = _named(state, [heard[n] for n in places], song)
        if chords and chords[-1].symbol == symbol and abs(chords[-1].end - start) < 1e-6:
            start = chords.pop().start
        name = numeral(symbol, song.key)
        chords.append(Chord(symbol=symbol, start=start, duration=end - start, numeral=name))
    return tuple(chords)


def _spans(song: Song) -> list[tuple[float, float]]:
    """The felt beats of the song."""
    bar = bar_beats(song.metre)
    places = [n * bar + pulse for n in range(song.bars) for pulse in pulses(song.metre)]
    return list(zip(places, [*places[1:], song.beats], strict=True))


def _fit(heard: list[Stretch]) -> Floats:
    weights, bass = np.array([s.weights for s in heard]), np.array([s.bass for s in heard])
    missing = (weights < 0.04).astype(float) @ _TEMPLATES.T
    score = 2 * weights @ _TEMPLATES.T - 0.12 * _TEMPLATES.sum(axis=-1) - _MISSING * missing - _PRIOR
    score += _BASS * (bass[:, None] == _ROOTS[None])
    return np.where(bass[:, None] >= 0, score, 0.0)


def _cost(metre: Metre, start: float) -> float:
    return _CHANGE + _WEAK * (1 - strength(metre, start))


def _viterbi(fit: Floats, cost: Floats) -> list[int]:
    """The best path where staying is free and changing costs the same whatever the chords."""
    best, came = fit[0], []
    for row, price in zip(fit[1:], cost[1:], strict=True):
        leader = int(best.argmax())
        moved = best[leader] - price
        came.append(np.where(best >= moved, np.arange(len(best)), leader))
        best = np.maximum(best, moved) + row
    path = [int(best.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]


def _named(state: int, heard: list[Stretch], song: Song) -> ChordSymbol:
    """The chord of a state in the song's spelling, over the bass it begins on where that is a chord tone."""
    root, quality = _NAMES[state]
    bass = next(s.bass for s in heard if s.bass >= 0)
    inverted = bass != root and bool(_TEMPLATES[state, bass])
    key = song.key
    return ChordSymbol(root=key.spell(root), quality=quality, bass=key.spell(bass) if inverted else None)


_NAMES = tuple((root, quality) for quality in _QUALITIES for root in range(12))
_TEMPLATES = np.zeros((len(_NAMES), 12))
for _row, (_root, _quality) in enumerate(_NAMES):
    _TEMPLATES[_row, [(_root + step) % 12 for step in QUALITIES[_quality][0]]] = 1.0
_ROOTS = np.array([root for root, _ in _NAMES])
_PRIOR = np.array([_RARITY.get(quality, _RAREST) for _, quality in _NAMES])
