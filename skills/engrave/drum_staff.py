"""Drums on paper: what each General MIDI percussion key is called, and where it stands on a staff.

Positions and noteheads follow Weinberg, *Guide to Standardized Drumset Notation* (1998).
"""

from collections.abc import Sequence
from math import floor
from typing import NamedTuple

from skills.clock import Metre, bar_beats, pulses
from skills.song import Note


class Drum(NamedTuple):
    """One instrument of the kit."""

    name: str
    staff: str
    """Letter and octave of its place, read in the treble clef."""
    head: str
    """Notehead: normal, x, circle-x, diamond or triangle."""


def _kit(*rows: tuple[str, str, str, tuple[int, ...]]) -> dict[int, Drum]:
    return {key: Drum(name, staff, head) for name, staff, head, keys in rows for key in keys}


DRUMS: dict[int, Drum] = _kit(
    ("kick", "F4", "normal", (35, 36)),
    ("floor tom", "A4", "normal", (41, 43)),
    ("low tom", "B4", "normal", (45, 47)),
    ("high tom", "E5", "normal", (48, 50)),
    ("snare", "C5", "normal", (38, 40)),
    ("rim", "C5", "x", (37, 31)),
    ("clap", "E5", "x", (39,)),
    ("hat pedal", "D4", "x", (44,)),
    ("hat", "G5", "x", (42,)),
    ("open hat", "G5", "circle-x", (46,)),
    ("ride", "F5", "x", (51, 59)),
    ("ride bell", "F5", "diamond", (53,)),
    ("crash", "A5", "x", (49, 57)),
    ("splash", "B5", "x", (55, 52)),
    ("tambourine", "B4", "triangle", (54,)),
    ("cowbell", "E5", "triangle", (56,)),
    ("bongo", "E5", "normal", (60, 61)),
    ("conga", "D5", "normal", (62, 63, 64)),
    ("timbale", "D5", "triangle", (65, 66)),
    ("agogo", "E5", "diamond", (67, 68)),
    ("shaker", "A5", "triangle", (69, 70, 82)),
    ("clave", "D5", "x", (75, 76, 77)),
    ("triangle", "B5", "triangle", (80, 81)),
)
"""The kit by MIDI key, from the floor up."""


def drum(key: int) -> Drum:
    """The drum on a MIDI key; keys without a common name are "percussion"."""
    return DRUMS.get(key, Drum("percussion", "B4", "x"))


def drum_line(notes: Sequence[Note], metre: Metre) -> list[tuple[Note, ...]]:
    """The hits of each moment together, each lasting until the next one or the next pulse."""
    moments: dict[int, list[Note]] = {}
    for note in notes:
        moments.setdefault(round(note.start * 24), []).append(note)
    onsets = sorted(moments)
    line: list[tuple[Note, ...]] = []
    for at, after in zip(onsets, [*onsets[1:], None], strict=True):
        end = _next_pulse(at / 24, metre)
        length = (end if after is None else min(end, after / 24)) - at / 24
        places = {drum(n.pitch).staff + drum(n.pitch).head: n for n in moments[at]}
        line.append(tuple(n.model_copy(update={"start": at / 24, "duration": length}) for n in places.values()))
    return line


def _next_pulse(beat: float, metre: Metre) -> float:
    bar = bar_beats(metre)
    start = floor(beat / bar + 1e-6) * bar
    return start + next((p for p in (*pulses(metre), bar) if start + p > beat + 1e-6), bar)
