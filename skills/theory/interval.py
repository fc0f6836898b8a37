"""Intervals and spelled notes: how far apart two names are, and which names a chord has.

A degree is written as on a lead sheet, against the major scale of its root: "b3", "#11", "bb7".
"""

import re

from skills.theory import pitch
from skills.theory.chord import ChordSymbol
from skills.value import Value

_MAJOR = (0, 2, 4, 5, 7, 9, 11)
_ORDINALS = (
    "unison", "second", "third", "fourth", "fifth", "sixth", "seventh", "octave",
    "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
)  # fmt: skip
_PERFECT = frozenset({0, 3, 4})
_PERFECT_QUALITIES = {-2: "doubly diminished", -1: "diminished", 0: "perfect", 1: "augmented", 2: "doubly augmented"}
_QUALITIES = {
    -3: "doubly diminished", -2: "diminished", -1: "minor", 0: "major", 1: "augmented", 2: "doubly augmented",
}  # fmt: skip
_DEGREE = re.compile(r"^(b{0,2}|#{0,2})(\d{1,2})$")
_WORDS = re.compile(
    r"^(?:(?P<quality>minor|major|perfect|diminished|augmented|min|maj|dim|aug|flat|sharp)\s)?"
    r"(?:(?P<name>unison|second|third|fourth|fifth|sixth|seventh|octave|ninth|tenth|eleventh|twelfth|thirteenth)"
    r"|(?P<number>\d{1,2})(?:st|nd|rd|th)?)$"
)
_SHIFTS = {
    "minor": -1, "min": -1, "flat": -1, "major": 0, "maj": 0, "perfect": 0,
    "augmented": 1, "aug": 1, "sharp": 1, "diminished": -1, "dim": -1,
}  # fmt: skip
# Semitones of a chord tone -> its degree, but for the qualities where the same step has another name.
_DEGREES = {
    0: "1", 2: "2", 3: "b3", 4: "3", 5: "4", 6: "b5", 7: "5", 8: "#5", 9: "6", 10: "b7", 11: "7",
    13: "b9", 14: "9", 15: "#9", 17: "11", 18: "#11", 21: "13",
}  # fmt: skip
_RENAMED = {"dim7": {9: "bb7"}, "7alt": {8: "b13"}}


class Interval(Value):
    """A spelled distance upwards: a diminished fifth is (4, 6), an augmented fourth (3, 6)."""

    letters: int
    """Letters between the names, 0 for a unison."""
    semitones: int

    def __str__(self) -> str:
        """The name: "minor third"."""
        shift = self.semitones - 12 * (self.letters // 7) - _MAJOR[self.letters % 7]
        names = _PERFECT_QUALITIES if self.letters % 7 in _PERFECT else _QUALITIES
        return f"{names.get(shift, 'altered')} {_ORDINALS[self.letters]}"

    def above(self, name: str) -> str:
        """The name this far above another: a minor third above C is Eb."""
        return pitch.transpose(name, self.letters, self.semitones)


def between(low: str, high: str) -> Interval:
    """The interval from one name up to the next place of another: C to Eb is a minor third."""
    letters = (pitch.LETTERS.index(high[0]) - pitch.LETTERS.index(low[0])) % 7
    semitones = (pitch.pitch_class(high) - pitch.pitch_class(low)) % 12
    if semitones - _MAJOR[letters] > 6:
        semitones -= 12
    if semitones - _MAJOR[letters] < -6:
        letters, semitones = letters + 7, semitones + 12
    return Interval(letters=letters, semitones=semitones)


def named(words: str) -> Interval:
    """Read the name of an interval ("minor third", "perfect 5th", "tritone"). Raises ValueError with a sentence."""
    words = " ".join(words.lower().split())
    steps = {"tritone": (3, 6), "semitone": (1, 1), "half step": (1, 1), "tone": (1, 2), "whole step": (1, 2)}
    if words in steps:
        return Interval(letters=steps[words][0], semitones=steps[words][1])
    match = _WORDS.match(words)
    number = 0
    if match:
        number = _ORDINALS.index(match["name"]) + 1 if match["name"] else int(match["number"])
    if not match or not 1 <= number <= len(_ORDINALS):
        raise ValueError(f"I don't know the interval {words!r}; say it like minor third, perfect fifth or tritone.")
    letters = number - 1
    shift = _SHIFTS[match["quality"] or "perfect"]
    if shift < 0 and match["quality"] in ("diminished", "dim") and letters % 7 not in _PERFECT:
        shift = -2
    return Interval(letters=letters, semitones=12 * (letters // 7) + _MAJOR[letters % 7] + shift)


def of_degree(degree: str) -> Interval:
    """The interval from the root up to a degree: "b7" is a minor seventh. Raises ValueError on anything else."""
    match = _DEGREE.match(degree)
    if not match or not 1 <= int(match[2]) <= len(_ORDINALS):
        raise ValueError(f"{degree!r} is no degree; write it like 3, b7 or #11.")
    letters = int(match[2]) - 1
    shift = match[1].count("#") - match[1].count("b")
    return Interval(letters=letters, semitones=12 * (letters // 7) + _MAJOR[letters % 7] + shift)


def formula(quality: str, intervals: tuple[int, ...]) -> tuple[str, ...]:
    """The degrees of a chord quality, root first: a half-diminished seventh is 1 b3 b5 b7."""
    renamed = _RENAMED.get(quality, {})
    return tuple(renamed.get(step, _DEGREES[step]) for step in intervals)


def chord_notes(chord: ChordSymbol) -> tuple[str, ...]:
    """The names of a chord's tones, root first, double flats and all: Cdim7 is C Eb Gb Bbb."""
    return tuple(of_degree(d).above(chord.root) for d in formula(chord.quality, chord.intervals))


def plain(name: str) -> str:
    """The everyday name of the same key on the piano: "Bbb" -> "A", "E#" -> "F", "Bb" stays."""
    if name in ("E#", "B#", "Fb", "Cb") or len(name) > 2:
        return pitch.spell(pitch.pitch_class(name), 2)
    return name
