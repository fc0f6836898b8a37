"""Chord symbols: reading them as people write them, naming them, and their place in a key.

Qualities are named by Harte's shorthand (Harte et al., ISMIR 2005), extended where pop lead sheets
go further. Roman numerals follow the classroom: degrees are counted on the mode's own major or
natural minor scale (VI in A minor is F), on the major scale for the church modes (bVII in
D mixolydian is C), with figured bass for inversions (I6, V43).
"""

import re
from functools import lru_cache

from skills.theory import pitch
from skills.theory.key import SCALES, Key, PitchName
from skills.value import Value

# Harte shorthand: (semitones above the root, the suffix people read, other suffixes people write)
QUALITIES: dict[str, tuple[tuple[int, ...], str, tuple[str, ...]]] = {
    "maj": ((0, 4, 7), "", ("maj", "M", "major", "Maj")),
    "min": ((0, 3, 7), "m", ("min", "-", "minor", "mi")),
    "dim": ((0, 3, 6), "dim", ("°", "o", "mb5", "m(b5)")),
    "aug": ((0, 4, 8), "aug", ("+", "(#5)")),
    "5": ((0, 7), "5", ("(no3)",)),
    "sus2": ((0, 2, 7), "sus2", ()),
    "sus4": ((0, 5, 7), "sus4", ("sus",)),
    "7sus4": ((0, 5, 7, 10), "7sus4", ("7sus",)),
    "9sus4": ((0, 5, 7, 10, 14), "9sus4", ("9sus",)),
    "7": ((0, 4, 7, 10), "7", ("dom7",)),
    "maj7": ((0, 4, 7, 11), "maj7", ("M7", "Maj7", "ma7", "Δ", "Δ7", "^7", "^", "j7")),
    "min7": ((0, 3, 7, 10), "m7", ("min7", "-7", "mi7")),
    "minmaj7": ((0, 3, 7, 11), "m(maj7)", ("mM7", "mmaj7", "minmaj7", "-Δ", "mΔ7", "m/maj7")),
    "hdim7": ((0, 3, 6, 10), "m7b5", ("ø", "ø7", "min7b5", "m7(b5)", "-7b5", "m7-5")),
    "dim7": ((0, 3, 6, 9), "dim7", ("°7", "o7")),
    "aug7": ((0, 4, 8, 10), "7#5", ("aug7", "+7", "7(#5)")),
    "7b5": ((0, 4, 6, 10), "7b5", ("7(b5)",)),
    "maj6": ((0, 4, 7, 9), "6", ("maj6", "M6", "add6")),
    "min6": ((0, 3, 7, 9), "m6", ("min6", "-6", "madd6")),
    "69": ((0, 4, 7, 9, 14), "6/9", ("69", "6(9)", "6add9")),
    "min69": ((0, 3, 7, 9, 14), "m6/9", ("m69",)),
    "add9": ((0, 4, 7, 14), "add9", ("(add9)", "add2", "2")),
    "minadd9": ((0, 3, 7, 14), "m(add9)", ("madd9", "minadd9", "madd2")),
    "9": ((0, 4, 7, 10, 14), "9", ()),
    "maj9": ((0, 4, 7, 11, 14), "maj9", ("M9", "Δ9", "^9")),
    "min9": ((0, 3, 7, 10, 14), "m9", ("min9", "-9")),
    "7b9": ((0, 4, 7, 10, 13), "7b9", ("7(b9)", "7-9")),
    "7#9": ((0, 4, 7, 10, 15), "7#9", ("7(#9)", "7+9")),
    "7#11": ((0, 4, 7, 10, 18), "7#11", ("7(#11)",)),
    "7alt": ((0, 4, 8, 10, 13), "7alt", ("alt",)),
    "maj7#11": ((0, 4, 7, 11, 18), "maj7#11", ("maj7(#11)", "M7#11", "Δ#11")),
    "11": ((0, 7, 10, 14, 17), "11", ()),
    "min11": ((0, 3, 7, 10, 14, 17), "m11", ("min11", "-11")),
    "13": ((0, 4, 7, 10, 14, 21), "13", ()),
    "maj13": ((0, 4, 7, 11, 14, 21), "maj13", ("M13",)),
    "min13": ((0, 3, 7, 10, 14, 21), "m13", ("min13", "-13")),
}

_SUFFIXES: dict[str, str] = {
    suffix: quality for quality, (_, shown, others) in QUALITIES.items() for suffix in (shown, *others)
}
_SYMBOL = re.compile(r"^([A-G])([#♯b♭]?)(.*?)(?:/([A-G][#♯b♭]?))?$")
_TRIAD = {"maj": "", "min": "", "dim": "°", "aug": "+", "hdim7": "ø", "dim7": "°", "minmaj7": ""}
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")
_FIGURES = {3: ("", "6", "64"), 4: ("7", "65", "43", "42")}
_ROMAN = re.compile(
    r"^(?P<accidental>[b#♭♯]{0,2})(?P<degree>VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)"
    r"(?P<rest>[^/]*?)(?:/(?P<of>[b#]?(?:VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)))?$"
)


class ChordSymbol(Value):
    """A chord without time: root, quality (a key of ``QUALITIES``), and the bass if it is not the root."""

    root: PitchName
    quality: str = "maj"
    bass: PitchName | None = None

    def __str__(self) -> str:
        """The name on a lead sheet: "Am7/G"."""
        return self.root + QUALITIES[self.quality][1] + (f"/{self.bass}" if self.bass else "")

    @property
    def root_pc(self) -> int:
        """Pitch class of the root, 0-11."""
        return pitch.pitch_class(self.root)

    @property
    def bass_pc(self) -> int:
        """Pitch class of the lowest note, 0-11."""
        return pitch.pitch_class(self.bass or self.root)

    @property
    def intervals(self) -> tuple[int, ...]:
        """Semitones above the root, from the bottom up."""
        return QUALITIES[self.quality][0]

    @property
    def pitch_classes(self) -> tuple[int, ...]:
        """Pitch classes of the chord, root first (a foreign bass note is not among them)."""
        return tuple((self.root_pc + i) % 12 for i in self.intervals)

    @property
    def is_minor(self) -> bool:
        """Whether the chord has a minor third and no major one."""
        steps = {i % 12 for i in self.intervals}
        return 3 in steps and 4 not in steps

    def transposed(self, semitones: int, key: Key) -> "ChordSymbol":
        """The chord moved by semitones, spelled in ``key``."""
        bass = key.spell(self.bass_pc + semitones) if self.bass else None
        return ChordSymbol(root=key.spell(self.root_pc + semitones), quality=self.quality, bass=bass)


@lru_cache(maxsize=4096)
def parse_chord(text: str) -> ChordSymbol:
    """Read a chord as people write it ("F#m7b5", "Bb/D", "Csus"). Raises ValueError with a sentence."""
    match = _SYMBOL.match(text.strip())
    if match:
        letter, accidental, suffix, bass = match.groups()
        plain = {"♯": "#", "♭": "b"}
        root = letter + plain.get(accidental, accidental)
        if bass:
            bass = bass[0] + plain.get(bass[1:], bass[1:])
        if suffix.endswith("6/9") or (bass is None and suffix in _SUFFIXES) or suffix in _SUFFIXES:
            return ChordSymbol(root=root, quality=_SUFFIXES[suffix], bass=None if bass == root else bass)
    raise ValueError(f"I don't know the chord {text!r}; write it like Am, F#m7, Bb/D or Gsus4.")


@lru_cache(maxsize=4096)
def parse_numeral(figure: str, key: Key) -> ChordSymbol:
    """Read a Roman numeral in a key ("ii7", "bVII", "V7/V", "I64", "IVmaj7", "isus2").

    In minor keys VI and VII are the lowered degrees and vii° stands on the leading tone. Capital
    numerals are major, small ones minor, with °, ø, + and lead-sheet suffixes on top.
    Raises ValueError with a sentence.
    """
    match = _ROMAN.match(figure.strip().replace("-5", "5"))
    if not match:
        raise ValueError(f"I don't know the Roman numeral {figure!r}; write it like ii7, bVII or V7/V.")
    home = key
    if match["of"]:
        target = parse_numeral(match["of"], key)
        home = Key(tonic=target.root, mode="minor" if target.is_minor else "major")
    number = _NUMERALS.index(match["degree"].upper()) + 1
    small = match["degree"].islower()
    rest = match["rest"].replace("o", "°", 1) if match["rest"].startswith("o") else match["rest"]
    scale = SCALES["minor" if home.mode in ("minor", "harmonic minor") else "major"]
    shift = match["accidental"].count("#") - match["accidental"].count("b")
    if number == 7 and scale is SCALES["minor"] and not match["accidental"] and small and rest[:1] in ("°", "ø"):
        shift = 1
    root = pitch.transpose(home.tonic, number - 1, scale[number - 1] + shift)
    figure_match = re.search(r"(64|65|43|42|6)$", rest) if not re.search(r"(add|maj|/)6$|69$", rest) else None
    inversion, seventh = 0, ""
    if figure_match:
        inversion = {"6": 1, "64": 2, "65": 1, "43": 2, "42": 3}[figure_match[1]]
        seventh = "7" if figure_match[1] in ("65", "43", "42") else ""
        rest = rest[: figure_match.start()]
    suffix = rest + seventh
    if suffix[:1] in ("°", "ø", "+"):
        quality = {"°": "dim", "°7": "dim7", "ø": "hdim7", "ø7": "hdim7", "+": "aug", "+7": "aug7"}.get(suffix)
    else:
        quality = _SUFFIXES.get("m" + suffix if small and "m" + suffix in _SUFFIXES else suffix)
    if quality is None:
        raise ValueError(f"I don't know the Roman numeral {figure!r}; write it like ii7, bVII or V7/V.")
    chord = ChordSymbol(root=root, quality=quality)
    if inversion:
        step = chord.intervals[inversion]
        letters = {3: 2, 4: 2, 6: 4, 7: 4, 8: 4, 9: 6, 10: 6, 11: 6, 2: 1, 5: 3}[step]
        chord = chord.model_copy(update={"bass": pitch.transpose(root, letters, step)})
    return chord


def parse_given(figure: str, key: Key) -> ChordSymbol:
    """Read a Roman numeral as people write it: in minor keys bIII, bVI and bVII are the scale's own III, VI and VII.

    Raises ValueError with a sentence.
    """
    own = key.mode in ("minor", "harmonic minor") and re.match(r"b(?=III|VI|iii|vi)", figure)
    return parse_numeral(figure[1:] if own else figure, key)


def numeral(chord: ChordSymbol, key: Key) -> str:
    """Roman numeral of a chord in a key: Am in C major -> "vi", G7/B -> "V65", Bb in C -> "bVII"."""
    number = (pitch.LETTERS.index(chord.root[0]) - pitch.LETTERS.index(key.tonic[0])) % 7 + 1
    minor = key.mode in ("minor", "harmonic minor")
    expected = (key.tonic_pc + SCALES["minor" if minor else "major"][number - 1]) % 12
    shift = (chord.root_pc - expected + 6) % 12 - 6
    if minor and number == 7 and shift == 1 and chord.quality in ("dim", "dim7", "hdim7"):
        shift = 0
    text = ("#" * shift if shift > 0 else "b" * -shift) + _NUMERALS[number - 1]
    thirds = [(chord.root_pc + i) % 12 in key.scale for i in (3, 4)]
    if chord.is_minor or (thirds == [True, False] and not {3, 4} & {i % 12 for i in chord.intervals}):
        text = text[: -len(_NUMERALS[number - 1])] + _NUMERALS[number - 1].lower()
    steps = [(i % 12) for i in chord.intervals]
    place = (chord.bass_pc - chord.root_pc) % 12
    simple = chord.quality in _TRIAD or chord.quality in ("7", "min7", "maj7")
    suffix = QUALITIES[chord.quality][1]
    if chord.is_minor and suffix.startswith("m") and not suffix.startswith("maj"):
        suffix = suffix[1:]
    shown = {
        "dim": "°",
        "aug": "+",
        "dim7": "°7",
        "hdim7": "ø7",
        "maj6": "add6",
        "min6": "add6",
        "69": "69",
        "min69": "69",
    }
    suffix = shown.get(chord.quality, suffix)
    if not place:
        return text + suffix
    if simple and place in steps and len(steps) in _FIGURES:
        sign = suffix.removesuffix("7") if len(steps) == 4 else suffix
        return text + sign + _FIGURES[len(steps)][steps.index(place)]
    return f"{text}{suffix}/{chord.bass}"
