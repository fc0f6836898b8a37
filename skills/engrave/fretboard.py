"""Where a chord lies under the hand: fingerings found by searching the fretboard.

Every way of stopping four neighbouring frets that sounds nothing but the chord is weighed by what a
hand minds: fingers, stretch, height on the neck, strings to be muted, tones left out. The weights are
set so that the shapes every player knows come out first; they are in units of one finger.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, product

from skills.theory.chord import ChordSymbol
from skills.theory.interval import formula
from skills.value import Value

Frets = tuple[int | None, ...]

TUNINGS: dict[str, tuple[int, ...]] = {"guitar": (40, 45, 50, 55, 59, 64), "ukulele": (67, 60, 64, 69)}
"""Open strings as MIDI pitches, from the side of the thickest string (on the ukulele the high G)."""

_HIGHEST = 12
_REACH = 3
"""Frets between the lowest and the highest finger; with four fingers nobody reaches further low on the neck."""
_FINGERS = 4
_MUDDY = 50
"""Below this MIDI pitch, close intervals over the bass are unclear."""


class Fingering(Value):
    """One way to hold a chord."""

    frets: Frets
    """A fret for each string, 0 open, None muted."""
    fingers: tuple[int, ...]
    """Finger 1 to 4 on each string, 0 where there is none."""
    barre: tuple[int, int, int] | None = None
    """Fret, first and last string (from 0) that the first finger lies across."""
    effort: float
    """What it costs the hand, in fingers; an open E minor is about 2, a full barre 6."""

    def __str__(self) -> str:
        """As players write it: "x32010"; frets of two digits are parted by hyphens."""
        signs = ["x" if f is None else str(f) for f in self.frets]
        return ("-" if any(len(s) > 1 for s in signs) else "").join(signs)

    @property
    def trouble(self) -> float:
        """The effort, and what one minds of a barre besides: what a capo or an easier chord is to save."""
        return self.effort + 1.5 * (self.barre is not None)

    @property
    def is_open(self) -> bool:
        """Whether it is a shape for beginners: no barre, within the first four frets."""
        return self.barre is None and all(f is None or f <= 4 for f in self.frets)

    def pitches(self, instrument: str) -> tuple[int, ...]:
        """What sounds, string by string, as MIDI pitches."""
        return tuple(o + f for o, f in zip(TUNINGS[instrument], self.frets, strict=True) if f is not None)


def fingering(chord: ChordSymbol, instrument: str) -> Fingering:
    """The handiest way to play a chord on the guitar or the ukulele."""
    return fingerings(chord, instrument)[0]


@lru_cache(maxsize=2048)
def fingerings(chord: ChordSymbol, instrument: str, count: int = 3) -> tuple[Fingering, ...]:
    """The handiest ways to play a chord, the easiest first, in different places on the neck.

    On the guitar the bass is the lowest note; a ukulele has no bass, its strings do not rise in order.
    Raises ValueError for a chord no hand can hold, which none of the known qualities is.
    """
    found: dict[Frets, Fingering] = {}
    for shape in _shapes(chord, instrument):
        if shape not in found:
            held = _held(shape, chord, instrument)
            if held is not None:
                found[shape] = held
    ranked = sorted(found.values(), key=lambda f: (round(f.effort, 6), str(f)))
    if not ranked:
        raise ValueError(f"I found no way to play {chord} on the {instrument}.")
    kept: list[Fingering] = []
    for held in ranked:
        if all(abs(_place(held) - _place(k)) > 1 for k in kept):
            kept.append(held)
        if len(kept) == count:
            break
    return tuple(kept)


def _place(held: Fingering) -> int:
    return min((f for f in held.frets if f), default=0)


def needed(chord: ChordSymbol, strings: int) -> tuple[frozenset[int], frozenset[int]]:
    """The pitch classes that must sound, and those that may be left out when fingers or strings run short.

    A plain fifth goes first, in chords of four notes and more; then, of six notes, the ninth. With four
    strings an altered dominant also does without its b13.
    """
    degrees = formula(chord.quality, chord.intervals)
    spare: set[str] = set()
    if len(degrees) >= 4:
        spare.add("5")
    if len(degrees) >= 6 or chord.quality in ("11",):
        spare.add("9")
    if strings < 5:
        spare.add("b13")
    pcs = {d: (chord.root_pc + step) % 12 for d, step in zip(degrees, chord.intervals, strict=True)}
    must = {pc for d, pc in pcs.items() if d not in spare}
    may = {pc for d, pc in pcs.items() if d in spare}
    if len(must | {chord.bass_pc}) <= strings:
        must.add(chord.bass_pc)
    return frozenset(must), frozenset(may - must)


def _shapes(chord: ChordSymbol, instrument: str) -> Iterator[Frets]:
    """Every stop of the strings within reach that has the tones it needs, its bass at the bottom."""
    tuning = TUNINGS[instrument]
    must, may = needed(chord, len(tuning))
    tones = must | may
    rising = instrument == "guitar"
    for low in range(1, _HIGHEST + 1):
        reach = range(low, low + _REACH + 1)
        options: list[list[int | None]] = []
        for string in tuning:
            frets: list[int | None] = [f for f in reach if (string + f) % 12 in tones]
            if string % 12 in tones:
                frets.append(0)
            options.append([*frets, None] if rising else frets or [None])
        first = range(4) if rising else range(1)
        for bass in first:
            for shape in product(*([(None,)] * bass), *options[bass:]):
                if shape[bass] is None or (low > 1 and low not in shape):
                    continue
                if rising and (tuning[bass] + (shape[bass] or 0)) % 12 != chord.bass_pc:
                    continue
                silent = sum(f is None for f in shape[bass:])
                if silent > 1 + (bass == 0):
                    continue
                sounding = {(o + f) % 12 for o, f in zip(tuning, shape, strict=True) if f is not None}
                if must <= sounding:
                    yield shape


def _held(frets: Frets, chord: ChordSymbol, instrument: str) -> Fingering | None:
    """The shape with fingers on it and its effort, or None where four fingers do not do."""
    ways = [way for way in (_with_barre(frets), _finger_by_finger(frets)) if way is not None]
    if not ways:
        return None
    tuning = TUNINGS[instrument]
    sounding = [o + f for o, f in zip(tuning, frets, strict=True) if f is not None]
    classes = {p % 12 for p in sounding}
    cost, fingers, barre = min(ways)
    effort = cost + _awkwardness(frets) + _unpleasantness(sounding, chord, instrument)
    effort += (0.2 if instrument == "guitar" else 3.5) * len(set(chord.pitch_classes) - classes)
    return Fingering(frets=frets, fingers=fingers, barre=barre, effort=round(effort, 3))


def _with_barre(frets: Frets) -> tuple[float, tuple[int, ...], tuple[int, int, int] | None] | None:
    """The first finger flat across the lowest fret, if no string under it is to ring open."""
    stopped = sorted((f, s) for s, f in enumerate(frets) if f)
    low = stopped[0][0] if stopped else 0
    under = [s for f, s in stopped if f == low]
    if len(under) < 2 or any(frets[s] in (0, None) for s in range(under[0], under[-1] + 1)):
        return None
    others = stopped[len(under) :]
    if len(others) > _FINGERS - 1:
        return None
    fingers = [1 if s in under else 0 for s in range(len(frets))]
    for finger, (_, s) in zip(range(2 if len(others) > 2 else 3 - (len(others) == 1), 5), others, strict=False):
        fingers[s] = finger
    width = under[-1] - under[0] + 1
    return 1 + len(others) + 0.6 + 0.1 * width + 1.2 * frets.count(0), tuple(fingers), (low, under[0], under[-1])


def _finger_by_finger(frets: Frets) -> tuple[float, tuple[int, ...], tuple[int, int, int] | None] | None:
    stopped = sorted((f, s) for s, f in enumerate(frets) if f)
    if len(stopped) > _FINGERS:
        return None
    fingers = [0] * len(frets)
    low = stopped[0][0] if stopped else 0
    for index, (fret, s) in enumerate(stopped):
        # One finger a fret, as long as enough fingers are left for the rest.
        fingers[s] = max(max(fingers) + 1, min(fret - low + 1, _FINGERS - (len(stopped) - 1 - index)))
    return len(stopped) + 0.6 * (len(stopped) == _FINGERS), tuple(fingers), None


def _awkwardness(frets: Frets) -> float:
    """What a hand minds beside the number of fingers: stretch, height, strings to keep silent, rattling open ones."""
    stopped = [f for f in frets if f]
    low, high = min(stopped, default=1), max(stopped, default=1)
    played = [s for s, f in enumerate(frets) if f is not None]
    inner = [s for s in range(played[0], played[-1]) if frets[s] is None]
    return (
        0.45 * (high - low)
        + 1.2 * (high - low == _REACH and low < 3)
        + 1.0 * any(_reaches_over(frets, s) for s in range(1, len(frets) - 1))
        + 0.2 * max(high - 3, 0)
        + (0.4 if len(frets) > 4 else 0.9) * (low - 1)
        + (-0.15 if low < 3 else 0.5) * frets.count(0)
        + 0.75 * played[0]
        + 2.0 * (len(frets) - 1 - played[-1])
        + sum(2.6 if s == played[0] + 1 else 6.0 for s in inner)
        + 3.5 * max(0, 4 - len(played))
    )


def _reaches_over(frets: Frets, string: int) -> bool:
    """Whether an open string rings between fingers two frets apart, the first of which must not touch it."""
    if frets[string] != 0 or not frets[string - 1]:
        return False
    after = next((f for f in frets[string:] if f), None)
    return after is not None and abs(after - (frets[string - 1] or 0)) > 1


def _unpleasantness(sounding: list[int], chord: ChordSymbol, instrument: str) -> float:
    """What an ear minds: mud at the bottom, the same note twice, a #9 under its third."""
    cost = 0.0
    if instrument == "guitar":
        bass, second = sounding[:2]
        foreign = chord.bass_pc not in chord.pitch_classes
        if bass < _MUDDY:
            cost += {1: 2.5, 2: 1.0 if foreign else 2.0, 3: 2.0, 4: 0.6}.get(second - bass, 0.0)
        if bass < _MUDDY - 4 and second - bass == 5:
            cost += 1.3
        if chord.bass:
            cost += 0.8 * (len(TUNINGS[instrument]) - len(sounding))
    cost += 1.5 * sum(a == b for a, b in pairwise(sounding))
    if chord.bass and chord.bass_pc not in chord.pitch_classes:
        cost += 1.2 * (sum(p % 12 == chord.bass_pc for p in sounding) - 1)
    if chord.quality == "7#9":
        third, ninth = ((chord.root_pc + step) % 12 for step in (4, 3))
        thirds = [p for p in sounding if p % 12 == third]
        cost += 3.0 * (min(p for p in sounding if p % 12 == ninth) < min(thirds))
    return cost
