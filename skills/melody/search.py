"""Pitches for a tune: a beam search over what a singer would do.

Each note is judged by the harmony under it, the interval that leads to it, the motif it should echo
and the height the phrase wants; the cheapest line is kept. Preferences are the textbook's and the
corpus studies': mostly steps, leaps that turn back (von Hippel & Huron 2000), chord tones on strong
beats and dissonance left by step (Piston 1941), arched phrases (Huron 1996).
"""

import random
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from skills.chance import rng
from skills.clock import Metre, strength
from skills.melody.phrase import Slot
from skills.theory.chord import ChordSymbol
from skills.theory.key import Key

_BEAM = 10
_OPTIONS = 10
_NOISE = 0.45
_STRONG = 0.5
# Cost of a melodic interval in semitones.
_INTERVAL = (0.6, 0.1, 0.05, 0.25, 0.3, 0.5, 2.4, 0.7, 1.4, 1.4, 2.4, 3.2, 1.5)


class Ground(NamedTuple):
    """What a line stands on."""

    key: Key
    metre: Metre
    low: int
    high: int
    middle: float
    """The height, in MIDI pitch, that a slot's lift is counted from."""
    harmony: tuple[tuple[float, ChordSymbol], ...]
    """The chords, each with the beat it begins at, counted as the slots are."""

    def chord_at(self, beat: float) -> ChordSymbol | None:
        """The chord that sounds at a beat, or None before the first."""
        return next((symbol for start, symbol in reversed(self.harmony) if start <= beat + 1e-6), None)


class _Option(NamedTuple):
    pitch: int
    cost: float
    in_chord: bool


def scale_index(key: Key) -> list[float]:
    """For each MIDI pitch its place on the scale's ladder; a note between two rungs stands half-way."""
    scale = set(key.scale)
    ladder, rung = [], 0.0
    for pitch in range(128):
        if pitch % 12 in scale:
            rung += 1
            ladder.append(rung)
        else:
            ladder.append(rung + 0.5)
    return ladder


def allowed_classes(key: Key, symbol: ChordSymbol | None) -> frozenset[int]:
    """Pitch classes that may be sung over a chord: the key's, corrected by the chord where they clash."""
    scale = set(key.scale)
    if symbol is None:
        return frozenset(scale)
    tones = set(symbol.pitch_classes)
    foreign = tones - scale
    clashing = {pc for tone in foreign for pc in ((tone + 1) % 12, (tone - 1) % 12) if pc in scale and pc not in tones}
    return frozenset((scale - clashing) | tones)


@lru_cache(maxsize=256)
def sing(slots: tuple[Slot, ...], ground: Ground, seed: int, name: str, begun: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Pitches (MIDI) for the slots, one each, going on from those ``begun``; the same arguments give the same line."""
    if not slots:
        return ()
    ladder = scale_index(ground.key)
    table = [_options(slot, ground, rng(seed, "sing", name, index)) for index, slot in enumerate(slots)]
    beams: list[tuple[float, tuple[int, ...], tuple[bool, ...]]] = [(0.0, (), ())]
    for index, (slot, options) in enumerate(zip(slots, table, strict=True)):
        if index < len(begun):
            options = [_Option(begun[index], 0.0, _fits(begun[index], slot, ground))]
        grown = []
        for cost, line, fits in beams:
            for option in options:
                step = option.cost + _transition(slots, index, slot, line, fits, option, ladder)
                grown.append((cost + step, (*line, option.pitch), (*fits, option.in_chord)))
        grown.sort(key=lambda state: (state[0], state[1]))
        beams = _distinct(grown)
    return beams[0][1]


def _distinct(
    grown: list[tuple[float, tuple[int, ...], tuple[bool, ...]]],
) -> list[tuple[float, tuple[int, ...], tuple[bool, ...]]]:
    """The best states, not too many of them with the same last two notes."""
    kept, seen = [], dict[tuple[int, ...], int]()
    for state in grown:
        tail = state[1][-2:]
        if seen.get(tail, 0) < 2:
            seen[tail] = seen.get(tail, 0) + 1
            kept.append(state)
        if len(kept) == _BEAM:
            break
    return kept


def _fits(pitch: int, slot: Slot, ground: Ground) -> bool:
    symbol = ground.chord_at(slot.harmony)
    return symbol is None or pitch % 12 in symbol.pitch_classes


def _options(slot: Slot, ground: Ground, choose: random.Random) -> list[_Option]:
    """The pitches worth trying for a slot, each with what it costs by itself."""
    symbol = ground.chord_at(slot.harmony)
    tones = frozenset(symbol.pitch_classes[:4]) if symbol else frozenset(ground.key.scale)
    allowed = allowed_classes(ground.key, symbol)
    noise = [choose.gauss(0, _NOISE) for _ in range(12)]
    weight = strength(ground.metre, slot.start)
    exposed = weight >= _STRONG or slot.duration >= 1.0 or slot.harmony != slot.start
    goal = ground.middle + slot.lift
    found = []
    for pitch in range(ground.low, ground.high + 1):
        pc = pitch % 12
        if pc not in allowed:
            continue
        in_chord = pc in tones
        cost = noise[pc] + 0.055 * (pitch - goal) ** 2 * (0.6 if abs(pitch - goal) < 6 else 1.0)
        if not in_chord:
            cost += (1.1 + 0.9 * weight + 0.35 * min(slot.duration, 3)) if exposed else 0.1
            if any((pc - tone) % 12 == 1 for tone in tones):
                cost += 0.9 if exposed else 0.15
        if slot.close:
            cost += _closing_cost(slot.close, pc, in_chord, ground.key, symbol)
        found.append(_Option(pitch, cost, in_chord))
    found.sort(key=lambda option: (option.cost, option.pitch))
    return found[:_OPTIONS]


def _closing_cost(close: str, pc: int, in_chord: bool, key: Key, symbol: ChordSymbol | None) -> float:
    degree = (pc - key.tonic_pc) % 12
    cost = 0.0 if in_chord else 3.5
    if close == "final":
        return cost + {0: 0.0, 3: 2.0, 4: 2.0, 7: 2.5}.get(degree, 5.0)
    if close == "closed":
        root = symbol is not None and pc == symbol.root_pc
        return cost + (0.0 if degree == 0 or root else 0.5 if degree in (3, 4, 7) else 1.4)
    return cost + (1.2 if degree == 0 else 0.0)


def _transition(
    slots: Sequence[Slot],
    index: int,
    slot: Slot,
    line: tuple[int, ...],
    fits: tuple[bool, ...],
    option: _Option,
    ladder: list[float],
) -> float:
    if not line:
        return 0.0
    before = line[-1]
    move = option.pitch - before
    size = abs(move)
    gap = slot.start - slots[index - 1].start - slots[index - 1].duration
    rested = slot.breath or gap >= 0.5
    cost = (_INTERVAL[size] if size <= 12 else 4.5) * (0.5 if rested else 1.0)
    if not fits[-1] and not rested:
        cost += 0.9 if size == 0 else 0.0 if size <= 2 else 1.5
    if not option.in_chord and size > 2 and not rested:
        cost += 0.8
    if len(line) > 1:
        last = before - line[-2]
        if abs(last) >= 5 and not rested:
            if move and (move > 0) == (last > 0) and size > 2:
                cost += 2.0
            elif move and (move > 0) != (last > 0) and size <= 2:
                cost -= 0.35
        if move == 0 and last == 0:
            cost += 0.7 if len(line) < 3 or line[-3] != before else 2.5
        if len(line) > 3 and line[-2] == option.pitch and line[-1] == line[-3]:
            cost += 0.6
    wanted = slot.wish
    if slot.copies > 0:
        source = slot.copies
        wanted = ladder[line[source]] - ladder[line[source - 1]] if source < len(line) else None
    if wanted is not None:
        cost += 1.0 * abs(ladder[option.pitch] - ladder[before] - wanted)
    return cost
