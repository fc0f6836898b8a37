"""Accompaniment patterns: where in a bar a chord is struck, how long, and which of its notes.

Every pattern is made for any metre from its pulses and accents. Positions and lengths in beats.
"""

import random
from collections.abc import Callable
from typing import NamedTuple

from skills.clock import Metre, accents, bar_beats, is_compound, pulses

Take = str | int
"""Which notes of a voicing: "all", "top" (all but the lowest), "low" (the lowest), or an index that wraps."""


class Stroke(NamedTuple):
    """One strike of a chord within a bar."""

    at: float
    length: float
    take: Take
    accent: int
    """Added to the part's velocity."""


Pattern = Callable[[Metre, int, random.Random], list[Stroke]]
"""(metre, number of the bar in its section, choices) -> the strokes of the bar, in order."""


def _strokes(at: list[float], bar: float, share: float, accent: Callable[[float], int]) -> list[Stroke]:
    """Strokes at positions, each lasting a share of the way to the next."""
    ends = [*at[1:], bar]
    return [Stroke(a, max(0.2, (e - a) * share), "all", accent(a)) for a, e in zip(at, ends, strict=True)]


def _weight(metre: Metre) -> Callable[[float], int]:
    strong, felt = set(accents(metre)), set(pulses(metre))
    return lambda at: 10 if at == 0 else 6 if at in strong else 0 if at in felt else -10


def _eighth_grid(metre: Metre) -> list[float]:
    return [k / 2 for k in range(round(bar_beats(metre) * 2))]


def hold(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """Struck once and held."""
    return [Stroke(0.0, bar_beats(metre), "all", 0)]


def pulse(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """Once a pulse."""
    return _strokes(list(pulses(metre)), bar_beats(metre), 0.95, _weight(metre))


def eighths(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """Pumped eighths."""
    return _strokes(_eighth_grid(metre), bar_beats(metre), 0.9, _weight(metre))


def arpeggio(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """Up and down through the chord in eighths."""
    order = (0, 1, 2, 3, 2, 1) if is_compound(metre) or metre == "3/4" else (0, 1, 2, 3, 2, 1, 2, 1)
    total = bar_beats(metre)
    return [
        Stroke(at, min(1.5, total - at), order[k % len(order)], 6 if k == 0 else -4)
        for k, at in enumerate(_eighth_grid(metre))
    ]


def slow_arpeggio(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """The chord opened note by note, one a pulse, each ringing on."""
    total = bar_beats(metre)
    return [Stroke(at, total - at, k, 0) for k, at in enumerate(pulses(metre))]


def alberti(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """Low, high, middle, high (Domenico Alberti's bass), in eighths."""
    order = (0, 1, 2) if is_compound(metre) else (0, 2, 1, 2)
    return [Stroke(at, 0.5, order[k % len(order)], 4 if k == 0 else -4) for k, at in enumerate(_eighth_grid(metre))]


def broken(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """The lowest note on the accents, the rest of the chord between."""
    strong = set(accents(metre))
    total = bar_beats(metre)
    felt = list(pulses(metre))
    out = []
    for at, after in zip(felt, [*felt[1:], total], strict=True):
        if at in strong:
            out.append(Stroke(at, total - at if len(strong) == 1 else min(2.0, total - at), "low", 6))
            out.append(Stroke(at + 0.5, after - at - 0.5 or 0.5, "top", -4))
        else:
            out.append(Stroke(at, after - at, "top", 0))
    return sorted(out)


def strum(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """Down on the pulses, up between some of them: the campfire pattern, D DU UDU in common time."""
    if metre == "4/4":
        shapes = ([0, 1, 1.5, 2.5, 3, 3.5], [0, 1, 1.5, 2, 3, 3.5], [0, 1.5, 2, 2.5, 3.5])
        at = [float(a) for a in shapes[choose.randrange(3) if bar % 4 == 3 else 0]]
    elif is_compound(metre):
        at = sorted({*pulses(metre), *(p + 1.0 for p in pulses(metre))})
    else:
        felt = pulses(metre)
        at = sorted({*felt, *(p + 0.5 for p in felt[1:])})
    return _strokes(at, bar_beats(metre), 0.95, _weight(metre))


def picking(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """Travis-like picking: the thumb alternates on the pulses, the fingers answer between."""
    out = []
    for k, at in enumerate(pulses(metre)):
        out.append(Stroke(at, 1.0, "low" if k % 2 == 0 else 1, 5))
        out.append(Stroke(at + 0.5, 0.9, 2 + k % 2, -4))
        if is_compound(metre):
            out.append(Stroke(at + 1.0, 0.5, 3 - k % 2, -6))
    return out


def offbeats(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """Short strokes between the pulses: ska, house, organ bubble."""
    shift = 1.0 if is_compound(metre) else 0.5
    return [Stroke(at + shift, 0.3, "all", 2) for at in pulses(metre) if at + shift < bar_beats(metre)]


def skank(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """The reggae chop: short, on the second and fourth pulses."""
    felt = pulses(metre)
    if is_compound(metre):
        return [Stroke(at + 1.0, 0.3, "all", 4) for at in felt]
    return [Stroke(at, 0.35, "all", 4) for at in (felt[1::2] or felt)]


def boom_chick(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """The lowest note on the accents, the chord on the other pulses."""
    strong = set(accents(metre))
    if is_compound(metre):
        return [
            s
            for at in pulses(metre)
            for s in (Stroke(at, 0.5, "low", 6), Stroke(at + 0.5, 0.4, "top", -4), Stroke(at + 1.0, 0.4, "top", -4))
        ]
    return [Stroke(at, 0.9, "low", 6) if at in strong else Stroke(at, 0.55, "top", -2) for at in pulses(metre)]


def charleston(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """The dotted-quarter push, sometimes turned round."""
    total = bar_beats(metre)
    shapes: tuple[list[float], ...] = ([0.0, 1.5], [0.5, 2.0], [1.5, 3.0], [0.0, 2.5], [1.5, 3.5], [0.0, 1.5, 3.0])
    if metre != "4/4":
        shapes = ([0.0, 1.5], [0.5, 1.5], [0.0, 1.0])
    at = [a for a in shapes[choose.randrange(len(shapes)) if bar % 4 else 0] if a < total]
    return [Stroke(a, 0.45 if choose.random() < 0.5 else min(1.2, total - a), "all", 2) for a in at]


def bossa(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """The batida of two bars (after Joao Gilberto), or its sense in other metres."""
    if metre != "4/4":
        return charleston(metre, bar, choose)
    at = [0.0, 1.0, 2.5] if bar % 2 == 0 else [0.5, 1.5, 2.5, 3.5]
    if choose.random() < 0.3:
        at = [0.0, 1.5, 3.0] if bar % 2 == 0 else [0.0, 1.0, 2.5, 3.5]
    return _strokes(at, 4.0, 0.6, lambda a: 4 if a % 1 else 0)


def chank(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """Funk sixteenths: a few ring short, others are scratched."""
    total = bar_beats(metre)
    shapes = ([0.5, 0.75, 1.5, 2.25, 2.5, 3.75], [0.0, 0.75, 1.5, 2.5, 3.25, 3.5], [0.25, 0.5, 1.25, 1.75, 2.5, 3.5])
    ring = [a for a in shapes[choose.randrange(3) if bar % 2 else 0] if a < total]
    ghosts = [k / 4 for k in range(round(total * 4)) if k / 4 not in ring and choose.random() < 0.22]
    return sorted(
        [Stroke(a, 0.22, "all", 6) for a in ring] + [Stroke(a, 0.12, "top", -34) for a in ghosts]
    )  # fmt: skip


def stabs(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """Syncopated stabs of dance music: every third sixteenth."""
    total = bar_beats(metre)
    at = [k * 0.75 for k in range(int(total / 0.75))][: 4 if metre == "4/4" else None]
    if bar % 2 and metre == "4/4":
        at += [3.5]
    return [Stroke(a, 0.35, "all", 4) for a in at]


def power(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """Eighths low on the neck, the accents ringing, the rest damped."""
    strong = set(accents(metre))
    return [Stroke(at, 0.48 if at in strong else 0.35, "all", 10 if at in strong else -6) for at in _eighth_grid(metre)]


def gallop(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """An eighth and two sixteenths to each pulse."""
    out = []
    for at in pulses(metre):
        out += [Stroke(at, 0.4, "all", 8), Stroke(at + 0.5, 0.2, "all", -6), Stroke(at + 0.75, 0.2, "all", -4)]
    return out


def roll(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """A banjo roll: single notes in groups of three across the pulses."""
    order = (1, 2, 0, 1, 2, 0, 1, 2) if bar % 2 == 0 else (0, 1, 2, 0, 1, 2, 0, 2)
    return [Stroke(at, 0.5, order[k % 8], 4 if at in pulses(metre) else -4) for k, at in enumerate(_eighth_grid(metre))]


def ostinato(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """Driving eighths of single notes and chord, the engine of a film cue."""
    return [
        Stroke(at, 0.45, "all" if at in accents(metre) else 1 + k % 2, 8 if at in pulses(metre) else -6)
        for k, at in enumerate(_eighth_grid(metre))
    ]


def shuffle(metre: Metre, bar: int, choose: random.Random) -> list[Stroke]:
    """Long-short pairs on every pulse, for swung styles."""
    return _strokes(_eighth_grid(metre), bar_beats(metre), 0.8, _weight(metre))


# For each style: what the first and the second chord part play when calm, moving and full.
Tiers = tuple[tuple[Pattern, ...], tuple[Pattern, ...], tuple[Pattern, ...]]

COMPING: dict[str, tuple[Tiers, Tiers]] = {
    "pop": (((hold, arpeggio), (pulse, broken), (pulse, eighths)),
            ((arpeggio, hold), (arpeggio, strum), (strum, eighths))),
    "rock": (((arpeggio, hold), (power, strum), (power, eighths)), ((hold,), (hold, strum), (hold, pulse))),
    "ballad": (((arpeggio, slow_arpeggio), (broken, arpeggio), (pulse, broken)),
               ((arpeggio,), (hold, picking), (strum,))),
    "folk": (((picking, arpeggio), (picking, strum), (strum,)), ((hold,), (picking, roll), (strum, roll))),
    "country": (((picking, boom_chick), (boom_chick, strum), (strum, boom_chick)), ((hold,), (roll,), (roll,))),
    "blues": (((hold, charleston), (charleston, shuffle), (shuffle,)), ((hold,), (hold,), (hold, charleston))),
    "jazz": (((hold,), (charleston,), (charleston,)), ((hold,), (pulse,), (pulse,))),
    "bossa nova": (((bossa, picking), (bossa,), (bossa,)), ((hold,), (charleston,), (charleston,))),
    "soul": (((hold,), (charleston, broken), (charleston, pulse)), ((hold,), (hold, skank), (hold, skank))),
    "funk": (((skank, chank), (chank,), (chank,)), ((hold,), (charleston,), (charleston, stabs))),
    "hip-hop": (((hold,), (hold, charleston), (charleston, broken)), ((hold,), (skank,), (skank, arpeggio))),
    "lo-fi": (((hold,), (hold, charleston), (charleston, broken)), ((hold,), (picking,), (picking,))),
    "reggae": (((offbeats,), (offbeats,), (offbeats,)), ((skank,), (skank,), (skank,))),
    "house": (((hold,), (stabs, offbeats), (stabs, offbeats)), ((hold,), (arpeggio,), (arpeggio, eighths))),
    "ambient": (((slow_arpeggio, hold), (slow_arpeggio,), (arpeggio, slow_arpeggio)), ((hold,), (hold,), (arpeggio,))),
    "cinematic": (((slow_arpeggio, hold), (arpeggio,), (ostinato, arpeggio)), ((hold,), (pulse,), (ostinato,))),
    "metal": (((arpeggio, hold), (power,), (gallop, power)), ((hold,), (power,), (power,))),
    "waltz": (((boom_chick, arpeggio), (boom_chick,), (boom_chick,)), ((hold,), (pulse,), (pulse,))),
    "classical": (((alberti, slow_arpeggio), (alberti, arpeggio), (arpeggio, ostinato)), ((hold,), (pulse,), (pulse,))),
}  # fmt: skip
