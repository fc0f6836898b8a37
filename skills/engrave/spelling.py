"""Enharmonic spelling: which name a sounding pitch gets on paper.

Notes of the key keep the key's names; foreign notes are named by the chord they belong to, else by
where they lead (a note that rises a semitone is a raised lower neighbour), else by their place on
the line of fifths (Temperley 2001).
"""

from skills.theory import pitch
from skills.theory.chord import ChordSymbol
from skills.theory.interval import chord_notes
from skills.theory.key import Key


def chord_names(chord: ChordSymbol) -> dict[int, str]:
    """Pitch class -> name for the tones of a chord: E7 -> {4: "E", 8: "G#", 11: "B", 2: "D"}."""
    names = dict(zip(chord.pitch_classes, chord_notes(chord), strict=True))
    if chord.bass:
        names.setdefault(chord.bass_pc, chord.bass)
    return {pc: name for pc, name in names.items() if len(name) < 3}


def spell(midi: int, after: int | None, key: Key, chord: ChordSymbol | None) -> tuple[str, int]:
    """Name and octave of a MIDI pitch: 61 before 62 in C major -> ("C#", 4).

    ``after`` is the pitch that follows, if one does.
    """
    name = _name(midi % 12, None if after is None else after - midi, key, chord)
    shift = name.count("#") - name.count("b")
    return name, (midi - shift) // 12 - 1


def _name(pc: int, step: int | None, key: Key, chord: ChordSymbol | None) -> str:
    named = key.spell(pc)
    if len(named) > 2 and pc not in key.scale:
        named = pitch.spell(pc, min(max(key.signature + 2, -2), 6))
    if pc in key.scale:
        return named
    if key.is_minor and pc == (key.tonic_pc - 1) % 12:
        return pitch.transpose(key.tonic, 6, 11)
    in_chord = chord_names(chord).get(pc) if chord else None
    if in_chord:
        return in_chord
    if step in (1, -1) and (pc + step) % 12 in key.scale:
        neighbour = pitch.transpose(key.spell(pc + step), -step, -step)
        return neighbour if len(neighbour) < 3 else named
    return named
