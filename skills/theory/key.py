"""Keys and modes."""

import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator

from skills.theory import pitch
from skills.value import Value

Mode = Literal["major", "minor", "harmonic minor", "dorian", "phrygian", "lydian", "mixolydian", "locrian"]
MODES: tuple[Mode, ...] = get_args(Mode)

SCALES: dict[Mode, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "locrian": (0, 1, 3, 5, 6, 8, 10),
}
_SIGNATURE_AGAINST_MAJOR: dict[Mode, int] = {
    "major": 0, "lydian": 1, "mixolydian": -1, "dorian": -2,
    "minor": -3, "harmonic minor": -3, "phrygian": -4, "locrian": -5,
}  # fmt: skip
MINOR_LIKE: frozenset[Mode] = frozenset({"minor", "harmonic minor", "dorian", "phrygian", "locrian"})


MODE_NAMES: dict[str, Mode] = {
    **{mode: mode for mode in MODES},
    "": "major", "maj": "major", "ionian": "major", "m": "minor", "min": "minor", "natural minor": "minor",
    "aeolian": "minor",
}  # fmt: skip
"""What people call the modes, in small letters."""
_KEY = re.compile(r"([A-Ga-g])(?:\s?(#|♯|sharp|b|♭|flat))?\s*(.*)", re.IGNORECASE)
_ACCIDENTALS = {"": "", "#": "#", "♯": "#", "sharp": "#", "b": "b", "♭": "b", "flat": "b"}


def _is_name(name: str) -> str:
    pitch.pitch_class(name)
    return name


PitchName = Annotated[str, AfterValidator(_is_name)]


class Key(Value):
    """A tonic and a mode, as in "Bb minor" or "D dorian"."""

    tonic: PitchName
    mode: Mode = "major"

    def __str__(self) -> str:
        return f"{self.tonic} {self.mode}"

    @property
    def tonic_pc(self) -> int:
        """Pitch class of the tonic, 0-11."""
        return pitch.pitch_class(self.tonic)

    @property
    def scale(self) -> tuple[int, ...]:
        """The seven pitch classes, from the tonic up."""
        return tuple((self.tonic_pc + step) % 12 for step in SCALES[self.mode])

    @property
    def signature(self) -> int:
        """Sharps (positive) or flats (negative) of the key signature, as written: D dorian -> 0."""
        return pitch.fifths(self.tonic) + _SIGNATURE_AGAINST_MAJOR[self.mode]

    @property
    def is_minor(self) -> bool:
        """Whether the third above the tonic is minor."""
        return self.mode in MINOR_LIKE

    def degree(self, number: int) -> str:
        """Name of a scale degree, 1-7: the 6th of A minor is "F"."""
        return pitch.transpose(self.tonic, number - 1, SCALES[self.mode][(number - 1) % 7])

    def spell(self, pc: int) -> str:
        """Name of any pitch class as this key would spell it."""
        names = {pitch.pitch_class(self.degree(n)): self.degree(n) for n in range(1, 8)}
        if self.is_minor:
            leading = pitch.transpose(self.tonic, 6, 11)
            names.setdefault(pitch.pitch_class(leading), leading)
        return names.get(pc % 12) or pitch.spell(pc % 12, self.signature + 2)

    @property
    def written(self) -> "Key":
        """The key under the name it is written with, at most seven accidentals: G# major is Ab major."""
        return self if abs(self.signature) <= 7 else self.transposed(1).transposed(-1)

    def transposed(self, semitones: int) -> "Key":
        """The same mode on another tonic, with the signature of fewest accidentals (within 7)."""
        if semitones % 12 == 0:
            return self
        pc = (self.tonic_pc + semitones) % 12
        place = pc * 7 % 12
        names = [pitch.from_fifths(place + 12 * k) for k in range(-2, 2)]
        keys = [Key(tonic=name, mode=self.mode) for name in names if len(name) < 3]
        return min(keys, key=lambda k: (abs(k.signature), k.signature))


def parse_key(text: str) -> Key:
    """Read a key as people write it ("Am", "Bb", "f# minor", "D dorian"). Raises ValueError with a sentence."""
    match = _KEY.fullmatch(" ".join(text.split()))
    mode = MODE_NAMES.get(match[3].lower()) if match and match[3] != "M" else "major"
    if not match or mode is None:
        raise ValueError(f"I don't know the key {text!r}; write it like A minor, Bb major or D dorian.")
    return Key(tonic=match[1].upper() + _ACCIDENTALS[(match[2] or "").lower()], mode=mode).written
