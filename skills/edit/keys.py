"""Chords and notes taken from one key to another.

Between two keys of one mode everything moves by the same interval. Between modes a note keeps its
scale degree, so a tune keeps its rhythm and contour, and a chord keeps its function: a dominant that leads home stays
major in minor; where a triad would turn diminished, the dominant seventh a third below, of which it is the
upper part, stands for it (vii° and V7 are one function, Piston 1941).
"""

from collections.abc import Iterable, Sequence

from skills.instruments import INSTRUMENTS
from skills.melody.search import allowed_classes
from skills.plan import Part
from skills.song import Chord, Note
from skills.theory.chord import ChordSymbol, numeral, parse_chord
from skills.theory.key import SCALES, Key

_TRIADS = {(3, 6): "dim", (3, 7): "min", (4, 7): "maj", (4, 8): "aug"}
_SEVENTHS = {
    ("maj", 11): "maj7", ("maj", 10): "7", ("min", 10): "min7", ("min", 11): "minmaj7",
    ("dim", 10): "hdim7", ("dim", 9): "dim7", ("aug", 10): "aug7",
}  # fmt: skip
_GROWN = {"maj7": "maj9", "min7": "min9", "7": "9"}
_RICH = frozenset({"9", "maj9", "min9", "11", "min11", "13", "maj13", "min13"})
_SIXTHS = frozenset({"maj6", "min6", "69", "min69"})
_ADDED = frozenset({"add9", "minadd9"})
_OPEN = frozenset({"5", "sus2", "sus4", "7sus4", "9sus4"})
_DOMINANTS = frozenset({"maj", "7", "9", "13", "7b9", "7#9", "7alt", "aug7", "7b5", "7#11", "7sus4", "9sus4", "sus4"})


def respelled(key: Key) -> Key:
    """The key by its usual name: "A#" major is Bb major."""
    return key if abs(key.signature) <= 7 else Key(tonic="C", mode=key.mode).transposed(key.tonic_pc)


def nearest(semitones: int) -> int:
    """The same change of pitch class by the shorter way, -5 to 6."""
    return (semitones + 5) % 12 - 5


def triad(key: Key, degree: int) -> str:
    """Quality of the triad on a degree of the key, counted from 0."""
    scale = SCALES[key.mode]
    root = scale[degree % 7]
    return _TRIADS.get(tuple((scale[(degree + k) % 7] - root) % 12 for k in (2, 4)), "maj")  # type: ignore[arg-type]


def seventh(key: Key, degree: int) -> str:
    """Quality of the seventh chord on a degree of the key, counted from 0."""
    scale = SCALES[key.mode]
    top = (scale[(degree + 6) % 7] - scale[degree % 7]) % 12
    return _SEVENTHS.get((triad(key, degree), top), triad(key, degree))


def is_diatonic(symbol: ChordSymbol, key: Key) -> bool:
    """Whether every note of a chord is in the key; the leading tone of a minor dominant counts as its own."""
    scale = set(key.scale)
    if key.mode in ("minor", "harmonic minor") and (symbol.root_pc - key.tonic_pc) % 12 in (7, 11):
        scale |= {(key.tonic_pc + 11) % 12}
    return set(symbol.pitch_classes) <= scale


def moved_chords(chords: Sequence[Chord], old: Key, new: Key, after: ChordSymbol | None = None) -> list[Chord]:
    """Chords of a section in another key, with their numerals; ``after`` is the chord that follows them."""
    if old.mode == new.mode:
        return [_transposed(chord, old, new) for chord in chords]
    moved: list[Chord] = []
    following, target = after, after
    for chord in reversed(chords):
        symbol = _by_function(chord.symbol, old, new, following, target)
        shown = numeral(symbol, new)
        if "/" in chord.numeral and chord.symbol.bass is None and target is not None and (
            (symbol.root_pc - target.root_pc) % 12 == 7 and not is_diatonic(symbol, new)
        ):  # fmt: skip
            shown = f"{chord.numeral.split('/')[0]}/{applied_to(target, new)}"
        moved.append(chord.model_copy(update={"symbol": symbol, "numeral": shown}))
        following, target = chord.symbol, symbol
    return moved[::-1]


def applied_to(target: ChordSymbol, key: Key) -> str:
    """The numeral of what a secondary dominant leads to: "vi" in V7/vi."""
    return numeral(ChordSymbol(root=target.root, quality="min" if target.is_minor else "maj"), key)


def moved_names(names: Iterable[str], old: Key, new: Key) -> tuple[str, ...]:
    """Given chords of a section, a bar's in one string, in another key."""
    rows = [[parse_chord(one) for one in name.split()] for name in names]
    flat = [Chord(symbol=s, start=k, duration=1, numeral="") for k, s in enumerate(s for row in rows for s in row)]
    moved = iter(moved_chords(flat, old, new))
    return tuple(" ".join(str(next(moved).symbol) for _ in row) for row in rows)


def _transposed(chord: Chord, old: Key, new: Key) -> Chord:
    symbol = chord.symbol.transposed((new.tonic_pc - old.tonic_pc) % 12, new)
    return chord.model_copy(
        update={"symbol": symbol, "numeral": numeral(symbol, new) if symbol.bass else chord.numeral}
    )


def _by_function(
    symbol: ChordSymbol, old: Key, new: Key, following: ChordSymbol | None, target: ChordSymbol | None
) -> ChordSymbol:
    """A chord in a key of another mode; ``following`` is what came next in the old key, ``target`` what comes now."""
    step = (symbol.root_pc - old.tonic_pc) % 12
    dominant = symbol.quality in _DOMINANTS and not symbol.is_minor
    leads = following is not None and (symbol.root_pc - following.root_pc) % 12 == 7 and dominant
    if leads and target is not None and not is_diatonic(symbol, old) and step != 7:
        return ChordSymbol(root=new.spell(target.root_pc + 7), quality=symbol.quality)
    if step == 7 and dominant and new.mode in ("minor", "harmonic minor", "major"):
        home = following is None or (following.root_pc - old.tonic_pc) % 12 in (0, 8, 9)
        if home or new.mode != "minor":
            return _named(new, 7, symbol.quality, symbol, old)
    if symbol.quality in ("dim", "dim7", "hdim7") and step == 11 and new.is_minor:
        return _named(new, 11, symbol.quality if symbol.quality != "hdim7" else "dim7", symbol, old)
    scale = SCALES[old.mode]
    if step in scale:
        degree = scale.index(step)
    elif step in SCALES[new.mode]:
        degree = SCALES[new.mode].index(step)
    else:
        return _named(new, step, symbol.quality, symbol, old)
    kind = triad(new, degree)
    if kind == "dim" and degree and symbol.quality not in ("dim", "dim7", "hdim7"):
        if degree == 1:
            return _named(new, SCALES[new.mode][1], "hdim7", symbol, old)
        degree = (degree - 2) % 7
        return _named(new, SCALES[new.mode][degree], "7" if seventh(new, degree) == "7" else "maj", symbol, old)
    return _named(new, SCALES[new.mode][degree], _dressed(symbol.quality, new, degree), symbol, old)


def _dressed(quality: str, key: Key, degree: int) -> str:
    """What a chord as rich as ``quality`` is on a degree of the key."""
    kind = triad(key, degree)
    scale = set(SCALES[key.mode])
    root = SCALES[key.mode][degree]
    fits = {quality_: ((root + step) % 12 in scale) for quality_, step in (("sus2", 2), ("sus4", 5), ("5", 7))}
    if quality in _OPEN:
        return quality if fits.get(quality.lstrip("79"), True) and kind != "dim" else kind
    if quality in _ADDED:
        return {"maj": "add9", "min": "minadd9"}.get(kind, kind) if (root + 2) % 12 in scale else kind
    if quality in _SIXTHS:
        ninth = quality in ("69", "min69")
        major_sixth = (root + 9) % 12 in scale
        if not major_sixth or kind not in ("maj", "min"):
            return seventh(key, degree)
        return {"maj": ("maj6", "69"), "min": ("min6", "min69")}[kind][ninth]
    if quality in ("maj", "min", "dim", "aug"):
        return kind
    plain = seventh(key, degree)
    return _GROWN.get(plain, plain) if quality in _RICH and (root + 2) % 12 in scale else plain


def _named(key: Key, step: int, quality: str, was: ChordSymbol, old: Key) -> ChordSymbol:
    """A chord a number of semitones above the tonic, with the inversion the old one had."""
    root = key.spell(key.tonic_pc + step)
    chord = ChordSymbol(root=root, quality=quality)
    if was.bass is None:
        return chord
    above = (was.bass_pc - was.root_pc) % 12
    tones = [i % 12 for i in was.intervals]
    if above in tones:
        place = min(tones.index(above), len(chord.intervals) - 1)
        bass = (chord.root_pc + chord.intervals[place]) % 12
    else:
        bass = moved_class(was.bass_pc, old, key)
    return chord if bass == chord.root_pc else chord.model_copy(update={"bass": key.spell(bass)})


def moved_class(pc: int, old: Key, new: Key) -> int:
    """The pitch class of the same degree in another key; a chromatic one keeps its distance from the tonic."""
    step = (pc - old.tonic_pc) % 12
    if old.mode == new.mode:
        return (new.tonic_pc + step) % 12
    if step in SCALES[old.mode]:
        raised = step == 11 and old.mode == "harmonic minor"
        step = 11 if raised and new.mode == "minor" else SCALES[new.mode][SCALES[old.mode].index(step)]
    return (new.tonic_pc + step) % 12


def moved_note(note: Note, old: Key, new: Key, before: ChordSymbol | None, now: ChordSymbol | None, shift: int) -> int:
    """The pitch of a note in another key, near where it was plus ``shift`` semitones, right for the new chord."""
    if old.mode == new.mode:
        return note.pitch + shift
    pc = note.pitch % 12
    goal = moved_class(pc, old, new)
    if before is not None and now is not None and pc in before.pitch_classes:
        if goal not in now.pitch_classes:
            place = min(before.pitch_classes.index(pc), len(now.pitch_classes) - 1)
            options = (now.pitch_classes[place], *now.pitch_classes)
            goal = min(options, key=lambda option: _way(goal, option))
    elif now is not None and goal not in (allowed := allowed_classes(new, now)):
        goal = min(sorted(allowed), key=lambda option: _way(goal, option))
    wanted = note.pitch + shift
    return wanted + nearest(goal - wanted % 12)


def _way(a: int, b: int) -> int:
    return min((a - b) % 12, (b - a) % 12)


def in_range(pitches: Sequence[int], part: Part) -> list[int]:
    """A line within its instrument: an octave away as a whole where that fits, else only the notes that leave it."""
    low, high = INSTRUMENTS[part.instrument].low, INSTRUMENTS[part.instrument].high
    for octaves in (0, -12, 12):
        if all(low <= p + octaves <= high for p in pitches):
            return [p + octaves for p in pitches]
    return [fold(p, low, high) for p in pitches]


def fold(pitch: int, low: int, high: int) -> int:
    """A pitch in the octave nearest to it that lies within a range, if one does."""
    while pitch > high and pitch - 12 >= low:
        pitch -= 12
    while pitch < low and pitch + 12 <= high:
        pitch += 12
    return min(max(pitch, low), high)
