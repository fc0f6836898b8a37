"""What happens at the joints: fills, snare rolls, breaks, crashes and the last hit."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from skills.chance import rng
from skills.clock import bar_beats, is_compound, pulses
from skills.drums import kit
from skills.drums.groove import energies, is_build, tier
from skills.drums.kit import LIVELY, STEADY
from skills.drums.time_feel import Hit
from skills.plan import Plan, Section

SMALL, MEDIUM, LARGE = 1, 2, 3
"""How much of a bar a fill takes: its last pulse, half of it, nearly all of it."""

_FAMILY = {
    "pop": "kit", "rock": "kit", "ballad": "kit", "country": "kit", "soul": "kit", "funk": "kit", "metal": "heavy",
    "folk": "light", "bossa nova": "light", "waltz": "light", "blues": "triplet", "jazz": "triplet",
    "hip-hop": "machine", "lo-fi": "machine", "house": "machine", "reggae": "timbale",
    "ambient": "skin", "cinematic": "skin", "classical": "skin",
}  # fmt: skip
_S, _C, _I = kit.SNARE, kit.CLAP, kit.STICK
_H, _M, _L, _F = kit.HIGH_TOM, kit.MID_TOM, kit.LOW_FLOOR, kit.FLOOR

# The drums a fill travels over, from its start to its end.
_PATHS: dict[str, tuple[tuple[int, ...], ...]] = {
    "kit": ((_S, _H, _M, _L), (_S, _S, _S, _M), (_H, _M, _F, _S), (_S, _L, _S, _L), (_S, _S, _H, _L), (_M, _S, _L, _S)),
    "heavy": ((_S, _S, _H, _H, _M, _M, _L, _L), (_H, _M, _L, _S), (_S, _L, _M, _L), (_L, _M, _H, _S), (_S, _H, _S, _L)),
    "light": ((_I, _I, _S, _I), (_S, _H, _H, _M), (_I, _H, _I, _M), (_S, _S, _I, _S), (_M, _M, _H, _S)),
    "triplet": ((_S, _H, _L), (_H, _S, _M, _S), (_S, _S, _L), (_L, _M, _H, _S), (_S, _L, _S, _H)),
    "machine": ((_S, _S, _S, _C), (_I, _S, _I, _C), (_C, _S, _C, _S), (_M, _M, _F, _F), (_S, _I, _C, _H)),
    "timbale": ((_I, _H, _H, _M), (_H, _H, _I, _S), (_S, _S, _H, _M), (_I, _I, _S, _H), (_M, _H, _S, _I)),
    "skin": ((_L, _L, _F, _M), (_F, _L, _M, _L), (_M, _F, _L, _L), (_H, _M, _F, _L), (_L, _F, _L, _H)),
}
# What is struck in a pulse that divides in four (or, swung, in three), sparse and dense.
_CELLS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "kit": (("x.x.", "..xx", "x..x", "x.xx"), ("xxxx", "x.xx", "xxx.", ".xxx", "xx.x")),
    "heavy": (("x.x.", "x.xx", "xxxx"), ("xxxx", "xxxx", "x.xx", "xxxxxx")),
    "light": (("x.x.", "..x.", "x..."), ("x.x.", "x.xx", "..xx")),
    "triplet": (("x.x", "..x", ".xx"), ("xxx", "x.x", ".xx", "xxx")),
    "machine": (("x.x.", "..xx", "...x"), ("xxxx", "x.xx", "..xx", "xx.x")),
    "timbale": (("x.x.", "..xx", "x..x"), ("xxx.", "x.xx", "xxxx", ".xxx")),
    "skin": (("x...", "x.x.", "..x."), ("x.xx", "xxxx", "x.x.", "xx.x")),
}
_LONG_CELLS = (("x.x", "..x.x.", ".xx", "x.x.xx"), ("xxx", "xxxxxx", "x.xxxx", "xx.xxx", ".xx"))
_QUIET = frozenset({"light", "skin", "triplet"})
_SOFT_STYLES = frozenset({"ambient", "classical", "waltz", "folk", "bossa nova", "jazz", "lo-fi", "ballad"})


def fill(plan: Plan, number: int, size: int, energy: float) -> tuple[float, list[Hit]]:
    """The ``number``-th fill of the song: where it begins in the bar, and its strokes, growing louder.

    No fill takes the way of the one before it.
    """
    family = _FAMILY[plan.genre]
    draw = rng(plan.seed, "drums", "fill", number)
    starts = _pulses_taken(plan, size, draw)
    order = rng(plan.seed, "drums", "fills").sample(_PATHS[family], len(_PATHS[family]))
    path = order[number % len(order)]
    places = [at for at in _strokes(plan, starts, family, tier(energy), draw) if at >= starts[0]]
    if not places:
        places = [starts[0]]
    low, high = (46, 78) if family in _QUIET else (62, 98)
    lift = 22 * energy
    hits = []
    for i, at in enumerate(places):
        key = path[i * len(path) // len(places)]
        velocity = low + (high - low) * (i + 1) / len(places) + lift * (0.6 + 0.4 * (at in pulses(plan.metre)))
        hits.append(Hit(at, key, min(120, round(velocity))))
    return places[0], hits


def _pulses_taken(plan: Plan, size: int, draw: Random) -> list[float]:
    starts = list(pulses(plan.metre))
    count = len(starts)
    taken = {SMALL: 1, MEDIUM: max(1, count // 2), LARGE: count - (count > 2 and draw.random() < 0.6)}[min(size, LARGE)]
    return starts[count - taken :]


def _strokes(plan: Plan, starts: Sequence[float], family: str, texture: int, draw: Random) -> list[float]:
    """Onsets of a fill over the pulses that begin at ``starts``."""
    ends = [*starts[1:], bar_beats(plan.metre)]
    places: list[float] = []
    for start, end in zip(starts, ends, strict=True):
        cells = _LONG_CELLS if end - start > 1 else _CELLS[family]
        cell = draw.choice(cells[texture >= LIVELY])
        places += [start + k * (end - start) / len(cell) for k, c in enumerate(cell) if c == "x"]
    return places


def swell(plan: Plan, beats: float, energy: float) -> list[Hit]:
    """A cymbal rolled with mallets, from nothing to the end of the bar."""
    end = bar_beats(plan.metre)
    count = round(min(beats, end) / 0.25)
    top = 44 + 40 * energy
    return [Hit(end - (count - k) / 4, kit.CRASH_2, round(14 + (top - 14) * (k / count) ** 1.5)) for k in range(count)]


def swells(plan: Plan) -> bool:
    """Whether the style rolls a cymbal into its arrivals."""
    return _FAMILY[plan.genre] == "skin"


def roll(plan: Plan, section: Section, bar: int, energy: float) -> list[Hit]:
    """A build's snare, from quarters over eighths to sixteenths, growing louder bar by bar."""
    length = bar_beats(plan.metre)
    total = section.bars * length
    compound = is_compound(plan.metre)
    strokes: list[float] = []
    for start, end in pairwise((*pulses(plan.metre), length)):
        done = (bar * length + start) / total
        parts = (1, 3, 6) if compound else (1, 2, 4)
        count = round(parts[0 if done < 0.5 else 1 if done < 0.75 else 2] * (1 if compound else end - start))
        strokes += [start + k * (end - start) / max(count, 1) for k in range(max(count, 1))]
    top = 84 + 34 * energy
    hits = []
    for at in strokes:
        done = (bar * length + at) / total
        accent = 6 if at in pulses(plan.metre) else 0
        hits.append(Hit(at, kit.SNARE, min(122, round(44 + (top - 44) * done + accent))))
    return hits


def breaks(plan: Plan, section: Section) -> float:
    """Beats of silence before an arrival: a build, and now and then a pre-chorus, stops for breath."""
    after = plan.after(section)
    if after is None or after.kind not in ("chorus", "drop") or plan.genre in _SOFT_STYLES:
        return 0.0
    rises = energies(plan, after)[0] > energies(plan, section)[-1] + 0.05
    draw = rng(plan.seed, "drums", "break", section.kind)
    chance = 1.0 if is_build(plan, section) else 0.35 if section.kind == "pre-chorus" and rises else 0.0
    if draw.random() >= chance:
        return 0.0
    last = bar_beats(plan.metre) - pulses(plan.metre)[-1]
    return last if draw.random() < 0.6 else 0.5


def crash(plan: Plan, energy: float, number: int) -> list[Hit]:
    """Crash and kick on the first beat of a bar; soft styles let the cymbal shimmer."""
    soft = plan.genre in _SOFT_STYLES
    velocity = round((52 if soft else 78) + 34 * energy)
    key = kit.CRASH_2 if number % 2 else kit.CRASH
    return [Hit(0.0, kit.KICK, round(70 + 40 * energy)), Hit(0.0, key, velocity, min(2.0, bar_beats(plan.metre)))]


def last_hit(plan: Plan, at: float, energy: float) -> list[Hit]:
    """The end of the song: one stroke that rings to the end of the bar."""
    length = bar_beats(plan.metre) - at
    if plan.ending == "cold":  # no cymbal: it would ring on
        velocity = round(80 + 36 * energy)
        return [Hit(at, kit.KICK, velocity), Hit(at, kit.STICK if tier(energy) < STEADY else kit.SNARE, velocity)]
    if tier(energy) < STEADY or (plan.genre in _SOFT_STYLES and tier(energy) <= STEADY):
        hits = [Hit(at, kit.RIDE, round(44 + 40 * energy), length)]
        return hits if plan.genre in ("ambient", "classical") else [Hit(at, kit.KICK, 60, length), *hits]
    velocity = round(76 + 36 * energy)
    return [Hit(at, kit.KICK, velocity, length), Hit(at, kit.CRASH, velocity, length)]
