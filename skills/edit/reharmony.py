"""Other chords under a tune that stays: the cheapest way through what each moment could be.

Every stretch of the present harmonic rhythm may take any chord of the key, a borrowed one or an applied
dominant. What the tune sings over it, how chords lead to one another (root motion after Rameau 1722,
Piston 1941), how bright each is and how it stands to the chord it replaces are weighed, and the best
path is found by dynamic programming (Viterbi 1967). The last chords of a section, its cadence, stay.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from skills.chance import rng
from skills.chords.writer import colour
from skills.clock import bar_beats
from skills.edit.fit import grate, weights
from skills.edit.keys import applied_to, is_diatonic, seventh, triad
from skills.plan import Plan
from skills.song import Chord, Note
from skills.theory import pitch
from skills.theory.chord import ChordSymbol, numeral, parse_numeral
from skills.theory.key import SCALES, Key


class Taste(NamedTuple):
    """What a search is after."""

    bright: float = 0.0
    """Weight of brightness: negative looks for darker chords."""
    pull: float = 0.0
    """Weight of tension: positive looks for chords that ask to go on."""
    change: float = 0.0
    """Cost of keeping a chord (positive), or of leaving it (negative)."""
    chromatic: float = 1.0
    """How dear borrowed chords and applied dominants are; above 9 there are none."""
    repeats: float = 0.4
    """Cost of staying on a chord."""
    plain: bool = False
    """Triads only, one a bar."""


TASTES: dict[str, Taste] = {
    "new": Taste(change=1.5),
    "simpler": Taste(change=-1.6, chromatic=10.0, repeats=-0.5, plain=True),
    "darker": Taste(bright=-1.8, change=-0.1, chromatic=0.8),
    "brighter": Taste(bright=2.2, change=-0.1, chromatic=1.6),
    "tenser": Taste(pull=2.2, change=-0.1, chromatic=0.7, repeats=0.2),
    "calmer": Taste(pull=-2.2, change=-0.1, chromatic=2.0, repeats=0.0),
}


class Stretch(NamedTuple):
    """A moment of the harmonic rhythm, and what stands there now. Beats of the song."""

    start: float
    end: float
    chord: Chord
    heard: list[float]
    """How much of each pitch class the tune sings over it."""


class _Option(NamedTuple):
    symbol: ChordSymbol
    target: int | None
    """Pitch class of the root it has to lead to, if it is an applied dominant."""
    cost: float


_BORROWED: dict[bool, tuple[tuple[str, float], ...]] = {
    False: (
        ("iv", 0.9), ("bVII", 0.8), ("bVI", 1.0), ("bIII", 1.3), ("iiø7", 1.6), ("v", 2.0),
        ("V7/ii", 0.9), ("V7/vi", 0.8), ("V7/V", 0.8), ("V7/IV", 1.0), ("V7/iii", 1.4),
    ),
    True: (
        ("V", 0.0), ("bII", 1.2), ("IV", 1.1), ("vii°7", 0.9), ("V7/iv", 0.9), ("V7/III", 0.8), ("V7/VI", 1.0),
    ),
}  # fmt: skip
_DEGREES: dict[bool, tuple[float, ...]] = {
    False: (0.0, 0.1, 0.5, 0.0, 0.0, 0.1, 2.0),
    True: (0.0, 0.6, 0.2, 0.0, 0.4, 0.0, 0.1),
}
# Cost of a root going up by so many semitones.
_MOTION = (0.0, 0.3, 0.0, 0.2, 0.2, -0.4, 0.9, -0.1, -0.1, -0.1, 0.1, 0.4)


def reharmonised(
    plan: Plan, key: Key, chords: Sequence[Chord], tune: Sequence[Note], manner: str, names: Sequence[object]
) -> list[Chord]:
    """Other chords in the place of some, for a manner of ``ReharmoniseMove`` (or "tenser", "calmer").

    ``names`` split the chance (``rng``). The chords may be of part of a section; the last of them stay.
    """
    if manner in ("jazzier", "richer"):
        return dressed(plan, key, chords, tune, names, jazz=manner == "jazzier")
    taste = TASTES[manner]
    row = stretches(plan, chords, tune, by_bar=taste.plain)
    options = _options(key, taste, plan.genre)
    loop = _period(row, bar_beats(plan.metre))
    cycle = _path(_folded(row, loop), options, taste, key, plan, names, cadence=False) if loop else []
    symbols = _path(row, options, taste, key, plan, names, cycle)
    if not taste.plain:
        paint = rng(plan.seed, "reharmonise", "colour", manner, *names)
        symbols = [
            s if s == here.chord.symbol else _tuneful(colour(s, numeral(s, key), key, plan.genre, paint), s, here.heard)
            for s, here in zip(symbols, row, strict=True)
        ]
    return named([(a.start, a.end, s) for a, s in zip(row, symbols, strict=True)], key, chords)


def stretches(plan: Plan, chords: Sequence[Chord], tune: Sequence[Note], *, by_bar: bool) -> list[Stretch]:
    """The present harmonic rhythm, cut at the bar lines.

    Or a stretch for each bar, with the chord that holds longest, and in the last bar with the last.
    """
    bar = bar_beats(plan.metre)
    found: list[Stretch] = []
    for chord in chords:
        at = chord.start
        while at < chord.end - 1e-6:
            end = min(chord.end, (int(at / bar + 1e-6) + 1) * bar)
            found.append(Stretch(at, end, chord, weights(tune, at, end, plan.metre)))
            at = end
    if not by_bar:
        return found
    bars: dict[int, list[Stretch]] = {}
    for one in found:
        bars.setdefault(int(one.start / bar + 1e-6), []).append(one)
    merged = []
    for inside in bars.values():
        start, end = inside[0].start, inside[-1].end
        closing = inside is list(bars.values())[-1]
        chord = (inside[-1] if closing else max(inside, key=lambda s: s.end - s.start)).chord
        merged.append(Stretch(start, end, chord, weights(tune, start, end, plan.metre)))
    return merged


def brightness(symbol: ChordSymbol, key: Key) -> float:
    """How bright a chord is in its key, about -1 to 1: its notes on the line of fifths, and its third."""
    places = []
    for pc in set(symbol.pitch_classes):
        place = ((pc - key.tonic_pc) * 7 + 5) % 12 - 5
        places.append(1.0 if key.is_minor and (pc - key.tonic_pc) % 12 == 11 else place)
    steps = {i % 12 for i in symbol.intervals}
    third = 0.4 if 4 in steps else -0.4 if 3 in steps else 0.0
    return (sum(places) / len(places) - 1.0) / 5 + third - (0.2 if 6 in steps and 3 in steps else 0.0)


def _options(key: Key, taste: Taste, style: str) -> list[_Option]:
    """What a stretch could be, each with what it costs by itself."""
    ordinary = key.mode in ("major", "minor", "harmonic minor")
    costs = _DEGREES[key.is_minor]
    found: list[_Option] = []
    for degree, step in enumerate(SCALES[key.mode]):
        kind = triad(key, degree)
        if kind in ("dim", "aug") and (taste.plain or not ordinary):
            continue
        root = key.spell(key.tonic_pc + step)
        quality = "hdim7" if kind == "dim" and degree == 1 else kind
        found.append(_Option(ChordSymbol(root=root, quality=quality), None, costs[degree] if ordinary else 0.1))
    if ordinary:
        for figure, cost in _BORROWED[key.is_minor]:
            if figure != "V" and taste.chromatic > 9:
                continue
            symbol = parse_numeral(figure, key)
            target = (symbol.root_pc + 5) % 12 if "/" in figure else None
            found.append(_Option(symbol, target, cost * taste.chromatic + (0.5 if style in _PLAIN and cost else 0.0)))
    weighed = {}
    for option in found:
        pull = _pull(option.symbol, key)
        cost = option.cost - taste.bright * brightness(option.symbol, key) - taste.pull * pull
        weighed[option.symbol] = option._replace(cost=cost)
    return list(weighed.values())


_PLAIN = frozenset({"folk", "country", "metal", "reggae", "house", "hip-hop", "rock"})


def _pull(symbol: ChordSymbol, key: Key) -> float:
    """How strongly a chord asks to go on, 0 to 1."""
    leading = (key.tonic_pc + 11) % 12 in symbol.pitch_classes
    step = (symbol.root_pc - key.tonic_pc) % 12
    own = {0: 0.0, 9: 0.3, 8: 0.4, 3: 0.35, 4: 0.35, 5: 0.4, 2: 0.5, 10: 0.5, 7: 0.7, 11: 0.9}.get(step, 0.6)
    return min(1.0, own + (0.3 if leading and step in (7, 11) else 0.0) + (0.2 if not is_diatonic(symbol, key) else 0))


def _fixed(row: Sequence[Stretch]) -> int:
    """From which stretch on the cadence stands that is kept: the last chord, and the dominant that leads to it."""
    last = len(row) - 1
    while last > 0 and row[last - 1].chord.symbol == row[last].chord.symbol:
        last -= 1
    falls = last > 2 and (row[last - 1].chord.symbol.root_pc - row[last].chord.symbol.root_pc) % 12 == 7
    return last - 1 if falls else last


def _path(
    row: Sequence[Stretch],
    options: list[_Option],
    taste: Taste,
    key: Key,
    plan: Plan,
    names: Sequence[object],
    cycle: Sequence[ChordSymbol] = (),
    *,
    cadence: bool = True,
) -> list[ChordSymbol]:
    """The cheapest chords for the stretches, the cadence as it is.

    A ``cycle`` is gone through again where it can be; without the ``cadence`` to keep, every stretch is free.
    """
    if not row:
        return []
    fixed = _fixed(row) if cadence else len(row)
    table: list[dict[int, tuple[float, int]]] = []
    choices: list[list[_Option]] = []
    for index, here in enumerate(row):
        if index >= fixed:
            kept = _stripped(here.chord.symbol, key) if taste.plain else here.chord.symbol
            own = [_Option(kept, None, 0.0)]
        else:
            own = [o._replace(cost=o.cost + _stay(o.symbol, here.chord.symbol, taste)) for o in options]
        choices.append(own)
        costs: dict[int, tuple[float, int]] = {}
        for k, option in enumerate(own):
            noise = 0.0 if index >= fixed else rng(plan.seed, "reharmonise", *names, index, option.symbol).gauss(0, 0.2)
            alone = option.cost + 3.0 * grate(here.heard, option.symbol) + noise
            if cycle and option.symbol == cycle[index % len(cycle)]:
                alone -= _AGAIN
            if index == 0:
                home = -0.6 if option.symbol.root_pc in (key.tonic_pc, here.chord.symbol.root_pc) else 0.0
                costs[k] = (alone + home, -1)
                continue
            best = min(
                (table[-1][j][0] + _leads(before, option, key, taste), j) for j, before in enumerate(choices[index - 1])
            )
            costs[k] = (best[0] + alone, best[1])
        table.append(costs)
    at = min(table[-1], key=lambda k: table[-1][k][0])
    path = []
    for index in range(len(row) - 1, -1, -1):
        path.append(choices[index][at].symbol)
        at = table[index][at][1]
    return path[::-1]


_AGAIN = 1.5
"""What it is worth that a loop of chords comes round again."""


def _period(row: Sequence[Stretch], bar: float) -> int:
    """How many stretches make a loop of four or two bars that the chords go round in now; 0 when they do not."""
    for bars in (4, 2):
        count = sum(s.start < row[0].start + bars * bar - 1e-6 for s in row)
        again = list(zip(row, row[count:], strict=False))
        alike = [abs(b.start - a.start - bars * bar) < 1e-6 and a.chord.symbol == b.chord.symbol for a, b in again]
        if count < len(row) and len(row) >= 2 * count and sum(alike) >= 0.7 * len(alike):
            return count
    return 0


def _folded(row: Sequence[Stretch], count: int) -> list[Stretch]:
    """One round of a loop, hearing the tune of all its rounds."""
    rounds = [row[k::count] for k in range(count)]
    return [
        one[0]._replace(heard=[sum(heard) for heard in zip(*(s.heard for s in one), strict=True)]) for one in rounds
    ]


def _stay(symbol: ChordSymbol, old: ChordSymbol, taste: Taste) -> float:
    """What it costs to stand where the old chord stood."""
    same = symbol.root_pc == old.root_pc and symbol.is_minor == old.is_minor
    if taste.change > 0:
        return taste.change if same else 0.0
    return 0.0 if same else -taste.change


def _leads(before: _Option, option: _Option, key: Key, taste: Taste) -> float:
    """What it costs to go from one chord to the next."""
    a, b = before.symbol, option.symbol
    if a == b:
        return taste.repeats
    up = (b.root_pc - a.root_pc) % 12
    cost = _MOTION[up] - 0.1 * len(set(a.pitch_classes) & set(b.pitch_classes))
    if before.target is not None:
        return cost + (-0.6 if b.root_pc == before.target else 2.2)
    if not a.is_minor and (a.root_pc - key.tonic_pc) % 12 == 7:
        cost += -0.4 if up == 5 else 0.0 if up in (1, 2) else 0.4
    return cost


def _stripped(symbol: ChordSymbol, key: Key) -> ChordSymbol:
    """The plain triad of a chord."""
    steps = {i % 12 for i in symbol.intervals}
    if 3 in steps and 4 not in steps:
        quality = "dim" if 6 in steps and 7 not in steps else "min"
    elif 4 in steps:
        quality = "maj"
    else:
        quality = "5" if symbol.quality == "5" else "min" if (symbol.root_pc + 3) % 12 in key.scale else "maj"
    return ChordSymbol(root=symbol.root, quality=quality)


def _tuneful(rich: ChordSymbol, plain: ChordSymbol, heard: Sequence[float]) -> ChordSymbol:
    """The richer of two chords where the tune does not rub against what it adds."""
    return rich if grate(heard, rich) <= grate(heard, plain) + 0.05 and not _covers(rich, heard) else plain


def _covers(symbol: ChordSymbol, heard: Sequence[float]) -> bool:
    """Whether the tune sings the root against a major seventh: the one semitone that spoils a chord of ease."""
    return symbol.quality in ("maj7", "maj9") and heard[symbol.root_pc] > 0.3 * sum(heard)


def named(spans: Sequence[tuple[float, float, ChordSymbol]], key: Key, old: Sequence[Chord]) -> list[Chord]:
    """Chords with their numerals, an applied dominant by what it leads to; neighbours that are the same become one."""
    kept = {(round(c.start, 4), c.symbol): c.numeral for c in old}
    chords: list[Chord] = []
    for index, (start, end, symbol) in enumerate(spans):
        if chords and chords[-1].symbol == symbol:
            chords[-1] = chords[-1].model_copy(update={"duration": end - chords[-1].start})
            continue
        shown = kept.get((round(start, 4), symbol)) or numeral(symbol, key)
        target = next((s for _, _, s in spans[index + 1 :] if s != symbol), None)
        dominant = symbol.quality in ("maj", "7", "9") and symbol.bass is None and not is_diatonic(symbol, key)
        if dominant and target is not None and (symbol.root_pc - target.root_pc) % 12 == 7:
            shown = f"V7/{applied_to(target, key)}" if symbol.quality != "maj" else f"V/{applied_to(target, key)}"
        chords.append(Chord(symbol=symbol, start=start, duration=end - start, numeral=shown))
    return chords


# Dressing: the same functions, richer


def dressed(
    plan: Plan, key: Key, chords: Sequence[Chord], tune: Sequence[Note], names: Sequence[object], *, jazz: bool
) -> list[Chord]:
    """The same harmony in sevenths; for jazz with ii-V turns, applied dominants and tritone substitutes."""
    row = stretches(plan, chords, tune, by_bar=False)
    spans: list[tuple[float, float, ChordSymbol]] = []
    choose = rng(plan.seed, "dress", jazz, *names)
    fixed = _fixed(row)
    for index, here in enumerate(row):
        after = row[index + 1].chord.symbol if index + 1 < len(row) else None
        symbol = _enriched(here.chord.symbol, key, here.heard, jazz=jazz, shade=choose.random())
        wish = choose.random()
        free = index + 1 < len(row) and (here.end - here.start) > bar_beats(plan.metre) / 2 + 0.4
        turned = _turned(here, symbol, after, key, plan, tune, wish) if jazz and free and index < fixed else None
        spans += turned or [(here.start, here.end, symbol)]
    if jazz:
        spans = [
            (start, end, _substitute(symbol, after, tune, (start, end), plan) if choose.random() < 0.4 else symbol)
            for (start, end, symbol), after in zip(spans, [*(s for _, _, s in spans[1:]), None], strict=True)
        ]
    else:
        spans = _smooth_bass(spans, fixed)
    return named(spans, key, chords)


def _enriched(symbol: ChordSymbol, key: Key, heard: Sequence[float], *, jazz: bool, shade: float) -> ChordSymbol:
    """A chord with a seventh, a ninth or a sixth, whichever the tune agrees with best."""
    steps = {i % 12 for i in symbol.intervals}
    dominant = (symbol.root_pc + 10) % 12 in key.scale or not is_diatonic(symbol, key)
    fifth = (symbol.root_pc - key.tonic_pc) % 12 == 7
    ninth = (symbol.root_pc + 2) % 12 in key.scale
    if symbol.quality in ("maj", "5", "sus2", "sus4", "add9", "maj6"):
        if 4 not in steps and (symbol.root_pc + 3) % 12 in key.scale and symbol.quality != "sus4":
            options = ["min7", "min9" if ninth else "min7"]
        elif dominant or fifth:
            options = ["9" if ninth else "7", "7", "13" if jazz else "7sus4"]
        else:
            options = ["maj9" if ninth else "maj7", "maj7", "69" if ninth else "maj6"]
            options = options if jazz else ["add9" if ninth else "maj7", *options]
    elif symbol.quality in ("min", "minadd9", "min6"):
        options = ["min9" if ninth else "min7", "min7"]
        options = options if jazz else ["minadd9" if ninth else "min7", *options]
    elif symbol.quality in ("7", "maj7", "min7"):
        grown = {"7": "9", "maj7": "maj9", "min7": "min9"}[symbol.quality]
        options = [grown if ninth else symbol.quality, symbol.quality]
    else:
        options = ["hdim7"] if symbol.quality == "dim" and seventh_of_dim(symbol, key) == "hdim7" else [symbol.quality]
    options = options[1:] + options[:1] if shade > 0.55 and len(options) > 1 else options
    rich = [symbol.model_copy(update={"quality": quality}) for quality in options]
    return min(rich, key=lambda s: (round(grate(heard, s) + 0.3 * _covers(s, heard), 2), rich.index(s)))


def seventh_of_dim(symbol: ChordSymbol, key: Key) -> str:
    """Which seventh a diminished triad takes in its key."""
    step = (symbol.root_pc - key.tonic_pc) % 12
    scale = SCALES[key.mode]
    return seventh(key, scale.index(step)) if step in scale else "dim7"


def _turned(
    here: Stretch,
    symbol: ChordSymbol,
    after: ChordSymbol | None,
    key: Key,
    plan: Plan,
    tune: Sequence[Note],
    wish: float,
) -> list[tuple[float, float, ChordSymbol]] | None:
    """The stretch turned towards what follows: a dominant prepared by its ii, or the second half made a dominant."""
    if after is None or after == here.chord.symbol:
        return None
    middle = here.start + _half(plan, here.end - here.start)
    first = weights(tune, here.start, middle, plan.metre)
    second = weights(tune, middle, here.end, plan.metre)
    if (symbol.root_pc - after.root_pc) % 12 == 7 and not symbol.is_minor:
        two = ChordSymbol(root=key.spell(after.root_pc + 2), quality="hdim7" if after.is_minor else "min7")
        if grate(first, two) <= max(0.3, grate(first, symbol)):
            return [(here.start, middle, two), (middle, here.end, symbol)]
        return None
    if wish > 0.6:
        return None
    dominant = ChordSymbol(root=key.spell(after.root_pc + 7), quality="7")
    if dominant.root_pc == symbol.root_pc or after.quality in ("dim", "hdim7", "dim7", "7", "9", "13"):
        return None
    return [(here.start, middle, symbol), (middle, here.end, dominant)] if grate(second, dominant) <= 0.4 else None


def _half(plan: Plan, length: float) -> float:
    """Where a stretch is cut in two: on a pulse."""
    return max(1.0, float(round(length / 2))) if plan.metre not in ("6/8", "12/8", "9/8") else 1.5 * round(length / 3)


def _substitute(
    symbol: ChordSymbol,
    after: ChordSymbol | None,
    tune: Sequence[Note],
    span: tuple[float, float],
    plan: Plan,
) -> ChordSymbol:
    """A dominant's tritone substitute (the same third and seventh, the root a semitone above its goal), if it fits."""
    if after is None or symbol.quality not in ("7", "9", "13") or (symbol.root_pc - after.root_pc) % 12 != 7:
        return symbol
    heard = weights(tune, *span, plan.metre)
    goal = pitch_above(after.root)
    other = ChordSymbol(root=goal, quality="7")
    return other if grate(heard, other) <= grate(heard, symbol) + 0.1 else symbol


def pitch_above(name: str) -> str:
    """The name a semitone above, on the next letter, where that takes one accidental at most: C to Db, B to C."""
    above = pitch.transpose(name, 1, 1)
    return above if len(above) < 3 else pitch.spell(pitch.pitch_class(above), 0)


def _smooth_bass(
    spans: Sequence[tuple[float, float, ChordSymbol]], fixed: int
) -> list[tuple[float, float, ChordSymbol]]:
    """First inversions where they make the bass walk by step between two chords a leap apart."""
    out = list(spans)
    for index, ((_, _, before), (start, end, here)) in enumerate(pairwise(spans)):
        after = spans[index + 2][2] if index + 2 < len(spans) else None
        if after is None or here.bass or here.quality not in ("maj", "min", "7") or index + 1 >= fixed:
            continue
        third = (here.root_pc + here.intervals[1]) % 12
        near = [min((third - pc) % 12, (pc - third) % 12) for pc in (before.bass_pc, after.bass_pc)]
        plain = [min((here.root_pc - pc) % 12, (pc - here.root_pc) % 12) for pc in (before.bass_pc, after.bass_pc)]
        if max(near) <= 2 < max(plain):
            bass = _third_of(here)
            out[index + 1] = (start, end, here.model_copy(update={"bass": bass}))
    return out


def _third_of(symbol: ChordSymbol) -> str:
    return pitch.transpose(symbol.root, 2, symbol.intervals[1])
