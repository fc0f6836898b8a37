"""Spelled pitch names ("Bb", "F#") and their place on the line of fifths (Temperley 2001)."""

import re

LETTERS = "CDEFGAB"
_NATURAL = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_FIFTHS = {"F": -1, "C": 0, "G": 1, "D": 2, "A": 3, "E": 4, "B": 5}
_NAME = re.compile(r"^([A-G])(#{0,3}|b{0,3})$")


def pitch_class(name: str) -> int:
    """Pitch class 0-11 of a spelled name: "Bb" -> 10. Raises ValueError on anything else."""
    match = _NAME.match(name)
    if not match:
        raise ValueError(f"{name!r} is not a note name; use a letter A to G with # or b, as in F# or Bb.")
    letter, accidental = match.groups()
    return (_NATURAL[letter] + accidental.count("#") - accidental.count("b")) % 12


def fifths(name: str) -> int:
    """Place on the line of fifths: C 0, G 1, F -1, Bb -2, F# 6."""
    return _FIFTHS[name[0]] + 7 * (name.count("#") - name.count("b"))


def from_fifths(place: int) -> str:
    """The name at a place on the line of fifths: 6 -> "F#", -2 -> "Bb"."""
    letter = "FCGDAEB"[(place + 1) % 7]
    turns = (place + 1) // 7
    return letter + ("#" * turns if turns > 0 else "b" * -turns)


def spell(pc: int, around: int) -> str:
    """Spell a pitch class with the name nearest to ``around`` on the line of fifths.

    ``around`` is the centre of the key (its signature plus 2 for a diatonic set): in D major
    (signature 2) pitch class 6 is F#, in Db major (-5) it is Gb.
    """
    place = pc * 7 % 12
    return from_fifths(min((place + 12 * k for k in range(-3, 4)), key=lambda p: (abs(p - around), p)))


def octave_name(midi: float) -> str:
    """The nearest pitch with its octave, as a person would name it without a key: 60 -> "C4"."""
    octave, pc = divmod(round(midi), 12)
    return f"{('C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B')[pc]}{octave - 1}"


def transpose(name: str, letters: int, semitones: int) -> str:
    """Move a name by a spelled interval: ("C", 2, 3) is a minor third up, "Eb"."""
    letter = LETTERS[(LETTERS.index(name[0]) + letters) % 7]
    want = (pitch_class(name) + semitones) % 12
    shift = (want - _NATURAL[letter] + 6) % 12 - 6
    return letter + ("#" * shift if shift > 0 else "b" * -shift)
