"""Chords that a beginner can play on guitar, ukulele or piano, and the keys that are made of them.

The chords are the first ones of every method book: open shapes without a barre on guitar and ukulele,
triads on white keys on the piano.
"""

from typing import Literal, get_args

from skills.theory import pitch
from skills.theory.chord import ChordSymbol, parse_chord
from skills.theory.key import Key, Mode

Playable = Literal["guitar", "ukulele", "piano"]
PLAYABLE: tuple[Playable, ...] = get_args(Playable)

SHAPES: dict[Playable, tuple[str, ...]] = {
    "guitar": ("G", "C", "D", "A", "E", "Em", "Am", "Dm"),
    "ukulele": ("C", "F", "G", "A", "D", "Am", "Dm", "Em", "Gm"),
    "piano": ("C", "F", "G", "Am", "Dm", "Em"),
}
"""Plain triads that are easy on each instrument."""

KEYS: dict[Playable, tuple[tuple[str, Mode], ...]] = {
    "guitar": (("G", "major"), ("C", "major"), ("D", "major"), ("A", "major"), ("E", "minor"), ("A", "minor")),
    "ukulele": (("C", "major"), ("F", "major"), ("G", "major"), ("A", "minor"), ("D", "minor")),
    "piano": (("C", "major"), ("A", "minor")),
}
"""Keys whose main chords are among them, the friendliest first."""

_FURTHEST_FRET = 5
"""The highest fret a capo is put on."""


def easy_keys(player: Playable, minor: bool) -> tuple[Key, ...]:
    """The friendly keys of one mode."""
    return tuple(Key(tonic=t, mode=m) for t, m in KEYS[player] if (m == "minor") == minor)


def palette(player: Playable, key: Key) -> tuple[tuple[str, ...], int]:
    """The easy chords that belong to a key, as they sound, and the fret of a capo that makes them easy.

    At least three are needed, the tonic among them; else the shapes of a lower key are taken with a capo
    (on a piano: the key's own triads, with 0).
    """
    for fret in range(_FURTHEST_FRET + 1 if player != "piano" else 1):
        shapes = _fitting(player, Key(tonic=key.tonic, mode=key.mode).transposed(-fret))
        if shapes:
            return tuple(str(parse_chord(name).transposed(fret, key)) for name in shapes), fret
    return tuple(str(symbol) for symbol in _triads(key)), 0


def _fitting(player: Playable, key: Key) -> tuple[str, ...]:
    inside = {(c.root_pc, c.quality) for c in _triads(key)}
    shapes = [parse_chord(name) for name in SHAPES[player]]
    names = tuple(str(s) for s in shapes if (s.root_pc, s.quality) in inside)
    has_tonic = any(s.root_pc == key.tonic_pc and (s.root_pc, s.quality) in inside for s in shapes)
    return names if has_tonic and len(names) >= 3 else ()


def _triads(key: Key) -> list[ChordSymbol]:
    """Major and minor triads of a key's scale."""
    found = []
    for number in range(1, 8):
        root = key.degree(number)
        pc = pitch.pitch_class(root)
        for quality, third in (("maj", 4), ("min", 3)):
            if {(pc + third) % 12, (pc + 7) % 12} <= set(key.scale):
                found.append(ChordSymbol(root=root, quality=quality))
    return found


def nearest(symbol: ChordSymbol, names: tuple[str, ...]) -> ChordSymbol:
    """The chord of a palette that stands in for another: the one with most notes in common, of equals the first."""
    wanted = set(symbol.pitch_classes)

    def likeness(name: str) -> tuple[bool, int]:
        chord = parse_chord(name)
        same = chord.root_pc == symbol.root_pc and chord.is_minor == symbol.is_minor
        return same, len(wanted & set(chord.pitch_classes))

    return parse_chord(max(names, key=likeness))
