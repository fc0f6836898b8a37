"""Chords in keys: which a key has, what each does there, and which key a row of chords is in.

Functions are the three of Riemann's school as songwriters use them: home (tonic), away
(subdominant), tension (dominant).
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Literal

from skills.theory.chord import QUALITIES, ChordSymbol, numeral
from skills.theory.interval import chord_notes
from skills.theory.key import Key, Mode
from skills.theory.pitch import pitch_class
from skills.value import Value

Function = Literal["home", "away", "tension"]
Origin = Literal["key", "raised", "secondary", "leading", "borrowed", "tritone", "outside"]

_FUNCTIONS: dict[bool, tuple[Function, ...]] = {
    False: ("home", "away", "home", "away", "tension", "home", "tension"),
    True: ("home", "away", "home", "away", "tension", "away", "tension"),
}
_TRIADS, _SEVENTHS = ("maj", "min", "dim", "aug"), ("maj7", "min7", "7", "hdim7", "dim7", "minmaj7", "aug7")
_PARALLEL: tuple[Mode, ...] = ("minor", "mixolydian", "dorian", "phrygian", "major", "lydian")


class Place(Value):
    """What a chord is in a key."""

    numeral: str
    function: Function | None
    origin: Origin
    """key: all its notes are the key's. raised: minor's own dominant, with the raised seventh. secondary: the
    dominant of another chord of the key. leading: the diminished chord below another chord. borrowed: from another
    mode of the same tonic. tritone: a dominant a semitone above where it goes. outside: none of these."""
    source: str = ""
    """secondary, leading, tritone: the numeral it points to. borrowed: the key it comes from."""


@cache
def diatonic(key: Key, *, sevenths: bool = False) -> tuple[ChordSymbol, ...]:
    """The seven chords of a key, built in thirds on its scale."""
    chords = []
    for place in range(7):
        root = key.degree(place + 1)
        size = 4 if sevenths else 3
        steps = tuple((key.scale[(place + 2 * n) % 7] - key.scale[place]) % 12 for n in range(size))
        names = _SEVENTHS if sevenths else _TRIADS
        quality = next((q for q in names if QUALITIES[q][0] == steps), None)
        if quality is None:  # the augmented major seventh of harmonic minor has no everyday symbol
            quality = next(q for q in _TRIADS if QUALITIES[q][0] == steps[:3])
        chords.append(ChordSymbol(root=root, quality=quality))
    return tuple(chords)


def in_key(chord: ChordSymbol, key: Key) -> bool:
    """Whether every tone of a chord belongs to the key's scale."""
    return {*chord.pitch_classes, chord.bass_pc} <= set(key.scale)


def place(chord: ChordSymbol, key: Key) -> Place:
    """What a chord is in a key: its numeral, what it does there, and where it comes from."""
    figure = numeral(chord, key)
    if {*chord.pitch_classes} <= set(key.scale):
        degree = key.scale.index(chord.root_pc)
        return Place(numeral=figure, function=_FUNCTIONS[key.is_minor][degree], origin="key")
    above = (chord.root_pc - key.tonic_pc) % 12
    harmonic = Key(tonic=key.tonic, mode="harmonic minor")
    if key.is_minor and above in (7, 11) and {*chord.pitch_classes} <= set(harmonic.scale):
        return Place(numeral=figure, function="tension", origin="raised")
    steps = {step % 12 for step in chord.intervals}
    targets = [t for t in diatonic(key) if t.quality in ("maj", "min") and t.root_pc != key.tonic_pc]
    if 4 in steps and 11 not in steps and 8 not in steps:
        for target in targets:
            if (chord.root_pc - target.root_pc) % 12 == 7 and (10 in steps or not _from_parallel(chord, key)):
                return Place(numeral=figure, function="tension", origin="secondary", source=numeral(target, key))
    if {0, 3, 6} <= steps:
        for target in targets:
            if (target.root_pc - chord.root_pc) % 12 == 1:
                return Place(numeral=figure, function="tension", origin="leading", source=numeral(target, key))
    home = diatonic(key)[0]
    parallel = _from_parallel(chord, key)
    if {4, 10} <= steps and above == 1:
        return Place(numeral=figure, function="tension", origin="tritone", source=numeral(home, key))
    if parallel:
        function = _FUNCTIONS[parallel.is_minor][parallel.scale.index(chord.root_pc)]
        return Place(numeral=figure, function=function, origin="borrowed", source=str(parallel))
    if {4, 10} <= steps:
        for target in targets:
            if (chord.root_pc - target.root_pc) % 12 == 1:
                return Place(numeral=figure, function="tension", origin="tritone", source=numeral(target, key))
    return Place(numeral=figure, function=None, origin="outside")


def _from_parallel(chord: ChordSymbol, key: Key) -> Key | None:
    """The mode on the same tonic that has all of the chord's tones, or None."""
    for mode in _PARALLEL:
        other = Key(tonic=key.tonic, mode=mode)
        if mode != key.mode and {*chord.pitch_classes} <= set(other.scale):
            return other
    return None


class Fit(Value):
    """How well a key explains a row of chords."""

    key: Key
    inside: int
    """How many of the chords are the key's own (in minor, the major V and the vii° count as its own)."""
    score: float


def keys_of(chords: Sequence[ChordSymbol]) -> tuple[Fit, ...]:
    """The major and minor keys a row of chords may be in, the likeliest first.

    Counts the chords that belong, and weighs what sounds like home: the first and the last chord, and
    where a dominant goes.
    """
    fits = []
    for tonic in ("C", "G", "D", "A", "E", "B", "F#", "Db", "Ab", "Eb", "Bb", "F"):
        for mode in ("major", "minor"):
            key = Key(tonic=tonic, mode="major") if mode == "major" else _minor(tonic)
            fits.append(_fit(key, chords))
    return tuple(sorted(fits, key=lambda f: (-f.score, abs(f.key.signature), f.key.is_minor)))


def _minor(tonic: str) -> Key:
    key = Key(tonic=tonic, mode="minor")
    return key if abs(key.signature) <= 6 else key.transposed(1).transposed(-1)


def _fit(key: Key, chords: Sequence[ChordSymbol]) -> Fit:
    places = [place(c, key) for c in chords]
    inside = sum(p.origin in ("key", "raised") for p in places)
    weights = {
        "key": 2.0,
        "raised": 1.9,
        "secondary": 0.9,
        "borrowed": 0.9,
        "leading": 0.6,
        "tritone": 0.5,
        "outside": 0.0,
    }
    score = sum(weights[p.origin] for p in places)

    def at_home(chord: ChordSymbol) -> bool:
        return chord.root_pc == key.tonic_pc and chord.is_minor == key.is_minor

    score += 2.0 * at_home(chords[0]) + 1.2 * at_home(chords[-1])
    score += 0.3 * any(at_home(c) for c in chords)
    falls = list(pairwise(chords))
    score += 0.8 * any(
        at_home(b) and (a.root_pc - key.tonic_pc) % 12 == 7 and 4 in {i % 12 for i in a.intervals} for a, b in falls
    )
    # A blues stays in one key though each of its three chords has a seventh of its own.
    if all(c.quality in ("7", "9", "13") for c in chords) and len({c.root_pc for c in chords}) > 1 and not key.is_minor:
        own = {(key.tonic_pc + step) % 12 for step in (0, 5, 7)}
        score += 2.0 * all(c.root_pc in own for c in chords) + at_home(chords[0])
    return Fit(key=key, inside=inside, score=score)


def nashville(chord: ChordSymbol, key: Key) -> str:
    """The number of a chord in Nashville style: Am in C is "6-", G/B is "5/7", Bb "b7"."""
    degree = {**{step: str(n) for n, step in enumerate((0, 2, 4, 5, 7, 9, 11), 1)},
              1: "b2", 3: "b3", 6: "b5", 8: "b6", 10: "b7"}  # fmt: skip
    home = relative_major(key) if key.is_minor else key
    text = degree[(chord.root_pc - home.tonic_pc) % 12]
    suffix = QUALITIES[chord.quality][1]
    if chord.is_minor and suffix.startswith("m") and chord.quality != "hdim7":
        suffix = "-" + suffix[1:]
    shown = {"dim": "°", "dim7": "°7", "hdim7": "ø7", "aug": "+"}
    text += shown.get(chord.quality, suffix)
    return text + (f"/{degree[(chord.bass_pc - home.tonic_pc) % 12]}" if chord.bass else "")


def relative_major(key: Key) -> Key:
    """The major key with the same notes: of A minor, C major."""
    places = {"minor": 3, "harmonic minor": 3, "dorian": 7, "phrygian": 6, "lydian": 5, "mixolydian": 4, "locrian": 2}
    return Key(tonic=key.degree(places[key.mode])) if key.mode in places else key


def relative_minor(key: Key) -> Key:
    """The minor key with the same notes: of C major, A minor."""
    return Key(tonic=relative_major(key).degree(6), mode="minor")


def pivots(start: Key, goal: Key) -> tuple[ChordSymbol, ...]:
    """Chords that two keys share, those that lead best into the goal first (its ii, IV, vi; then the rest)."""
    shared = [c for c in diatonic(goal) if c.quality in ("maj", "min") and in_key(c, start)]
    order = {2: 0, 4: 1, 6: 2, 3: 3, 1: 4, 5: 5}
    return tuple(sorted(shared, key=lambda c: order.get(goal.scale.index(c.root_pc) + 1, 9)))


def name_chord(notes: Sequence[str]) -> tuple[ChordSymbol, ...]:
    """The chords that have exactly these notes, the plainest first; with the first note as their bass."""
    classes = [pitch_class(n) for n in notes]
    found = []
    for rank, (quality, (steps, _, _)) in enumerate(QUALITIES.items()):
        for index, root in enumerate(notes):
            if {(classes[index] + s) % 12 for s in steps} == set(classes):
                bass = None if classes[0] == classes[index] else notes[0]
                found.append((bass is not None, rank, ChordSymbol(root=root, quality=quality, bass=bass)))
    return tuple(chord for _, _, chord in sorted(found, key=lambda f: (f[0], f[1])))


def common_tones(a: ChordSymbol, b: ChordSymbol) -> tuple[str, ...]:
    """The notes two chords share, as the first spells them."""
    return tuple(n for n, pc in zip(chord_notes(a), a.pitch_classes, strict=True) if pc in b.pitch_classes)
