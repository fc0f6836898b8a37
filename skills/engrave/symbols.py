"""Chord symbols as MusicXML knows them: a kind, the degrees it lacks, and the text people read."""

from typing import Any

from skills.theory.chord import QUALITIES, ChordSymbol

# Quality -> (kind, degrees that turn the kind into the chord: what to do, which degree, semitones).
# Elevenths and thirteenths are the plain kinds: leaving out the third or the eleventh is understood.
_KINDS: dict[str, tuple[str, tuple[tuple[str, int, int], ...]]] = {
    "maj": ("major", ()),
    "min": ("minor", ()),
    "dim": ("diminished", ()),
    "aug": ("augmented", ()),
    "5": ("power", ()),
    "sus2": ("suspended-second", ()),
    "sus4": ("suspended-fourth", ()),
    "7sus4": ("dominant-seventh", (("subtract", 3, 0), ("add", 4, 0))),
    "9sus4": ("dominant-ninth", (("subtract", 3, 0), ("add", 4, 0))),
    "7": ("dominant-seventh", ()),
    "maj7": ("major-seventh", ()),
    "min7": ("minor-seventh", ()),
    "minmaj7": ("minor-major-seventh", ()),
    "hdim7": ("half-diminished-seventh", ()),
    "dim7": ("diminished-seventh", ()),
    "aug7": ("augmented-seventh", ()),
    "7b5": ("dominant-seventh", (("alter", 5, -1),)),
    "maj6": ("major-sixth", ()),
    "min6": ("minor-sixth", ()),
    "69": ("major-sixth", (("add", 9, 0),)),
    "min69": ("minor-sixth", (("add", 9, 0),)),
    "add9": ("major", (("add", 9, 0),)),
    "minadd9": ("minor", (("add", 9, 0),)),
    "9": ("dominant-ninth", ()),
    "maj9": ("major-ninth", ()),
    "min9": ("minor-ninth", ()),
    "7b9": ("dominant-seventh", (("add", 9, -1),)),
    "7#9": ("dominant-seventh", (("add", 9, 1),)),
    "7#11": ("dominant-seventh", (("add", 11, 1),)),
    "7alt": ("augmented-seventh", (("add", 9, -1),)),
    "maj7#11": ("major-seventh", (("add", 11, 1),)),
    "11": ("dominant-11th", ()),
    "min11": ("minor-11th", ()),
    "13": ("dominant-13th", ()),
    "maj13": ("major-13th", ()),
    "min13": ("minor-13th", ()),
}


def symbol(chord: ChordSymbol) -> Any:
    """A music21 ``ChordSymbol`` that says root, kind, text, bass and degrees, and works out no pitches."""
    from music21 import harmony

    kind, degrees = _KINDS[chord.quality]
    made = harmony.ChordSymbol()
    made.root(chord.root.replace("b", "-"))
    made.bass((chord.bass or chord.root).replace("b", "-"), allow_add=True)
    made.chordKind, made.chordKindStr = kind, QUALITIES[chord.quality][1]
    for what, degree, semitones in degrees:
        made.addChordStepModification(harmony.ChordStepModification(what, degree, semitones), updatePitches=False)
    return made
