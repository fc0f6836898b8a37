"""Voicings: which octave each chord tone sounds in, so that the hands hardly move.

Candidates are close and drop-2 positions of each chord; the best path through them is found by
dynamic programming. Low thirds and seconds are refused (they are mud below about C3), common tones
stay, the top voice moves little, and outer parallel fifths and octaves cost.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from skills.theory.chord import ChordSymbol

Voicing = tuple[int, ...]

_LOW_THIRD_LIMIT = 50
_LOW_SECOND_LIMIT = 55


@lru_cache(maxsize=2048)
def tones(symbol: ChordSymbol, voices: int) -> tuple[int, ...]:
    """The pitch classes worth playing with so many voices: third and seventh first, the fifth goes first."""
    root = symbol.root_pc
    steps = [i % 12 for i in symbol.intervals]
    seen: list[int] = list(dict.fromkeys(steps))
    while len(seen) > voices:
        spare = next((s for s in (7, 0, 5, 2) if s in seen and not (s == 0 and len(seen) <= 3)), seen[-1])
        seen.remove(spare)
    return tuple((root + s) % 12 for s in seen)


@lru_cache(maxsize=4096)
def candidates(symbol: ChordSymbol, low: int, high: int, voices: int) -> tuple[Voicing, ...]:
    """Close and drop-2 positions within [low, high], clear in the low register; higher where there is none."""
    classes = tones(symbol, voices)
    found: set[Voicing] = set()
    for floor in range(low, high + 1):
        if floor % 12 not in classes:
            continue
        close = [floor]
        order = sorted(classes, key=lambda pc: (pc - floor) % 12)
        for pc in order[1:]:
            close.append(close[-1] + (pc - close[-1]) % 12)
        while len(close) < voices:
            close.append(close[len(close) - len(classes)] + 12)
        shapes = [close]
        if len(close) >= 4:
            dropped = sorted([*close[:-2], close[-2] - 12, close[-1]])
            shapes.append(dropped)
        elif len(close) == 3:
            shapes.append(sorted([close[0], close[2], close[1] + 12]))
        for shape in shapes:
            if shape[0] >= low and shape[-1] <= high and _clear(shape):
                found.add(tuple(shape))
    if not found and high < 110:
        return candidates(symbol, low + 1, high + 2, voices)
    return tuple(sorted(found))


def _clear(pitches: Sequence[int]) -> bool:
    for a, b in pairwise(pitches):
        if b - a < 5 and a < _LOW_THIRD_LIMIT:
            return False
        if b - a < 3 and a < _LOW_SECOND_LIMIT:
            return False
        if b - a > 12:
            return False
    return True


@lru_cache(maxsize=65536)
def _distance(a: Voicing, b: Voicing) -> float:
    """Cost of moving from one voicing to the next."""
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    moved = sum(min(abs(p - q) for q in shorter) for p in longer)
    top, bottom = b[-1] - a[-1], b[0] - a[0]
    cost = moved + 0.6 * max(0, abs(top) - 2)
    if top and bottom and (top > 0) == (bottom > 0):
        before, after = (a[-1] - a[0]) % 12, (b[-1] - b[0]) % 12
        if before == after and before in (0, 7):
            cost += 4
    return cost


@lru_cache(maxsize=512)
def voice_lead(symbols: tuple[ChordSymbol, ...], low: int, high: int, voices: int = 3) -> tuple[Voicing, ...]:
    """Voice a sequence of chords with the least motion.

    Args:
        symbols: the chords in order.
        low: lowest MIDI pitch allowed.
        high: highest MIDI pitch allowed.
        voices: notes in each voicing.

    Returns:
        One ascending tuple of MIDI pitches a chord, each within [low, high].
    """
    if not symbols:
        return ()
    middle = (low + high) / 2
    table: list[list[tuple[float, int]]] = []
    options = [candidates(s, low, high, voices) for s in symbols]
    for index, row in enumerate(options):
        costs = []
        for voicing in row:
            stay = 0.25 * abs(sum(voicing) / len(voicing) - middle)
            if index == 0:
                costs.append((stay, -1))
                continue
            best = min((table[-1][k][0] + _distance(before, voicing), k) for k, before in enumerate(options[index - 1]))
            costs.append((best[0] + stay, best[1]))
        table.append(costs)
    at = min(range(len(options[-1])), key=lambda k: (table[-1][k][0], options[-1][k]))
    path: list[Voicing] = []
    for index in range(len(symbols) - 1, -1, -1):
        path.append(options[index][at])
        at = table[index][at][1]
    return tuple(reversed(path))
