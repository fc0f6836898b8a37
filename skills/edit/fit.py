"""How a tune and chords get on, and the least that has to move so that they do."""

from collections.abc import Iterable, Sequence

from skills.clock import Metre, strength
from skills.plan import Plan
from skills.song import Chord, Note, Song
from skills.theory.chord import ChordSymbol
from skills.theory.key import Key

_STRONG = 0.5
_LONG = 1.0
"""Beats from which a note is heard as part of the harmony wherever it falls."""


def is_exposed(note: Note, metre: Metre) -> bool:
    """Whether a note is heard against its chord: on a pulse, or long."""
    return strength(metre, note.start) >= _STRONG or note.duration >= _LONG


def rub(pc: int, chord: ChordSymbol) -> float:
    """How badly a pitch class sits over a chord: 0 a chord tone, 1.3 a minor ninth above one (Persichetti 1961)."""
    tones = chord.pitch_classes
    if pc in tones or pc == chord.bass_pc:
        return 0.0
    if any((pc - tone) % 12 == 1 for tone in tones):
        return 1.3
    if any((tone - pc) % 12 == 1 for tone in tones[1:]):
        return 0.9
    return 0.45


def clashes(note: Note, chord: ChordSymbol, metre: Metre) -> bool:
    """Whether an exposed note grates on its chord; ninths, sixths and major sevenths above it do not."""
    return is_exposed(note, metre) and rub(note.pitch % 12, chord) >= 0.9


def weights(notes: Iterable[Note], start: float, end: float, metre: Metre) -> list[float]:
    """How much each pitch class of a tune is heard between two beats, with more for what is exposed."""
    heard = [0.0] * 12
    for note in notes:
        overlap = min(note.end, end) - max(note.start, start)
        if overlap > 1e-6:
            heard[note.pitch % 12] += (
                overlap * (0.3 + strength(metre, note.start)) * (1.5 if is_exposed(note, metre) else 0.7)
            )
    return heard


def grate(heard: Sequence[float], chord: ChordSymbol) -> float:
    """How badly what is heard of a tune sits over a chord: 0 well, above 0.5 badly."""
    total = sum(heard)
    return sum(w * rub(pc, chord) for pc, w in enumerate(heard) if w) / total if total else 0.0


def tune(song: Song, plan: Plan, start: float, end: float) -> list[Note]:
    """The notes of the tune that begin in [start, end)."""
    lead = plan.part("lead")
    return song.notes_in(lead.name, start, end) if lead else []


def heard_over(note: Note, chords: Sequence[Chord]) -> Chord | None:
    """The chord a note is heard over; one that comes an eighth or less early belongs to the next."""
    now = next((c for c in chords if c.start <= note.start + 1e-6 < c.end), None)
    if now is not None and now.end - note.start <= 0.5 + 1e-6 and note.end > now.end + 0.25:
        return next((c for c in chords if abs(c.start - now.end) < 1e-6), now)
    return now


def adapted(notes: Sequence[Note], chords: Sequence[Chord], key: Key, metre: Metre) -> tuple[list[Note], int]:
    """The notes with those that clash moved to the nearest note of their chord, and how many moved.

    Of two that are equally near, the one that keeps the direction of the line is taken.
    """
    moved: list[Note] = []
    count = 0
    for index, note in enumerate(notes):
        chord = heard_over(note, chords)
        if chord is None or not clashes(note, chord.symbol, metre):
            moved.append(note)
            continue
        before = moved[-1].pitch if moved else note.pitch
        way = note.pitch - (notes[index - 1].pitch if index else note.pitch)
        moved.append(note.model_copy(update={"pitch": _nearest(note.pitch, chord.symbol, before, way)}))
        count += 1
    return moved, count


def _nearest(pitch: int, chord: ChordSymbol, before: int, way: int) -> int:
    options = [p for p in range(pitch - 6, pitch + 7) if p % 12 in chord.pitch_classes]
    return min(options, key=lambda p: (abs(p - pitch), (p - before) * way < 0, p == before and way != 0, p))
