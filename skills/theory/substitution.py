"""Chords that can stand in for a chord, and why: shared notes, the same job, a smoother road to what follows."""

from typing import Literal

from skills.theory.chord import ChordSymbol
from skills.theory.harmony import common_tones, diatonic, place
from skills.theory.interval import Interval, chord_notes, plain
from skills.theory.key import Key
from skills.value import Value

Kind = Literal["relative", "function", "tritone", "secondary dominant", "borrowed", "diminished", "colour", "suspended"]


class Substitute(Value):
    """A chord that can stand where another stood."""

    chord: ChordSymbol
    kind: Kind
    common: tuple[str, ...]
    """Notes it shares with the chord it replaces."""
    moves: tuple[str, ...]
    """What changes, note by note: "G to A"."""
    reason: str
    """Why it works, in one sentence."""


def substitutes(chord: ChordSymbol, key: Key) -> tuple[Substitute, ...]:
    """What can replace a chord in a key, the closest first. Each has a root of its own or another colour."""
    found: list[Substitute] = []

    def add(other: ChordSymbol, kind: Kind, reason: str) -> None:
        if other != chord and all(other != s.chord for s in found):
            shared = common_tones(chord, other)
            found.append(
                Substitute(chord=other, kind=kind, common=shared, moves=voice_leading(chord, other), reason=reason)
            )

    here = place(chord, key)
    dominant = here.function == "tension" and 4 in {i % 12 for i in chord.intervals}
    seventh = 10 in {i % 12 for i in chord.intervals}
    relative = _relative(chord)
    if relative:
        side = "minor" if relative.is_minor else "major"
        add(relative, "relative", f"It is the relative {side}: two of three notes stay.")
    for other in diatonic(key):
        same = place(other, key).function == here.function and other.quality != "dim"
        if same and other.root_pc != chord.root_pc and len(common_tones(chord, other)) >= 2:
            job = {"home": "rests at home", "away": "steps away from home", "tension": "pulls home"}[
                here.function or "home"
            ]
            add(other, "function", f"Both have the same job in {key}: it {job}.")
    if dominant:
        root = Interval(letters=4, semitones=6).above(chord.root)
        add(
            ChordSymbol(root=plain(root), quality="7"),
            "tritone",
            "Tritone substitution: the third and seventh are the same two notes swapped, and the bass then slides down "
            "a half step.",
        )
        leading = Interval(letters=2, semitones=4).above(chord.root)
        add(
            ChordSymbol(root=leading, quality="dim7"),
            "diminished",
            "It is the upper part of the same chord with a b9: every note is a half step from rest.",
        )
        add(
            ChordSymbol(root=chord.root, quality="7sus4" if seventh else "sus4"),
            "suspended",
            "The leading tone waits: a softer pull.",
        )
    elif here.origin == "key" and chord.root_pc != key.tonic_pc and chord.quality in ("maj", "min", "min7", "maj7"):
        five = Interval(letters=4, semitones=7).above(chord.root)
        add(
            ChordSymbol(root=five, quality="7"),
            "secondary dominant",
            f"Put it just before {chord}: it is {chord}'s own V7 and pulls to it.",
        )
    other_mode = Key(tonic=key.tonic, mode="major" if key.is_minor else "minor")
    if here.origin == "key" and not dominant:
        degree = key.scale.index(chord.root_pc)
        borrowed = diatonic(other_mode)[degree]
        if borrowed.quality != "dim" and (borrowed.root_pc, borrowed.quality) != (chord.root_pc, chord.quality):
            add(borrowed, "borrowed", f"Borrowed from {other_mode}, the same home in another light.")
    colour = {"maj": "maj7", "min": "min7", "maj7": "maj9", "min7": "min9", "7": "9"}.get(chord.quality)
    if here.function == "tension" and chord.quality == "maj":
        colour = "7"
    if colour:
        add(
            ChordSymbol(root=chord.root, quality=colour),
            "colour",
            "The same chord with one more note: richer, same job.",
        )
    return tuple(found)


def voice_leading(a: ChordSymbol, b: ChordSymbol) -> tuple[str, ...]:
    """What moves from one chord to another, each note of the second reached from the nearest of the first."""
    moves = []
    names, classes = chord_notes(a), a.pitch_classes
    for name, pc in zip(chord_notes(b), b.pitch_classes, strict=True):
        if pc in classes:
            continue
        near = min(range(len(classes)), key=lambda i: (abs((pc - classes[i] + 6) % 12 - 6), i))
        moves.append(f"{names[near]} to {name}")
    return tuple(moves)


def _relative(chord: ChordSymbol) -> ChordSymbol | None:
    pairs = {"maj": (5, 9, "min"), "maj7": (5, 9, "min7"), "min": (2, 3, "maj"), "min7": (2, 3, "maj7")}
    if chord.quality not in pairs:
        return None
    letters, semitones, quality = pairs[chord.quality]
    root = Interval(letters=letters, semitones=semitones).above(chord.root)
    return ChordSymbol(root=root, quality=quality)
