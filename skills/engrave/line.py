"""What a lead sheet takes from a song: one line of notes, its clef, the tempo words, the systems.

Notes are read as notated (``start``, ``duration``); how they are played is not looked at, except to
tell whether the song swings.
"""

from collections.abc import Sequence
from statistics import mean, median
from typing import NamedTuple

from skills.clock import Metre, bar_beats, bpm_at, is_compound
from skills.engrave.drum_staff import drum_line
from skills.engrave.rhythm import Piece
from skills.instruments import INSTRUMENTS
from skills.song import Note, Song, Track

_ORDER = ("lead", "counter", "chords", "pad", "bass", "drums")
_TEMPO_WORDS = (
    (50, "Largo"),
    (66, "Adagio"),
    (80, "Andante"),
    (108, "Moderato"),
    (132, "Allegretto"),
    (168, "Allegro"),
)
_SWINGS_FROM = 0.56
_BARS_A_SYSTEM = 4
# Room for a system, in widths of one quarter note: notes, accidentals and chord symbols together.
_SYSTEM_ROOM = 70.0


class Clef(NamedTuple):
    """A clef: its sign, its staff line from below, and the octaves it shifts."""

    sign: str
    line: int
    octaves: int
    bottom: int
    """Diatonic number of its lowest staff line (C0 is 0)."""


_CLEFS = (Clef("G", 2, 0, 30), Clef("F", 4, 0, 18), Clef("G", 2, -1, 23), Clef("G", 2, 1, 37), Clef("F", 4, -1, 11))


class TempoMark(NamedTuple):
    """A tempo as it is printed."""

    beat: float
    text: str
    """"Moderato", "rit.", "a tempo"."""
    pulses_a_minute: float | None
    """Taps of the foot a minute; None where only the words are printed."""


def melody_track(song: Song) -> Track | None:
    """The track a lead sheet shows: the lead, else the counter, else what comes nearest to a tune."""
    played = sorted((t for t in song.tracks if t.notes), key=lambda t: _ORDER.index(t.part.role))
    return played[0] if played else None


def top_line(notes: Sequence[Note]) -> list[Note]:
    """One note at a time: the highest at each onset, cut where the next begins.

    A lower note within the time of a higher one is an inner voice and is left out.
    """
    highest: dict[int, Note] = {}
    for note in notes:
        at = round(note.start * 24)
        if at not in highest or note.pitch > highest[at].pitch:
            highest[at] = note
    line: list[Note] = []
    for at in sorted(highest):
        note = highest[at]
        if line and note.pitch < line[-1].pitch and note.end <= line[-1].end + 0.02:
            continue
        if line and line[-1].end > note.start:
            line[-1] = line[-1].model_copy(update={"duration": note.start - line[-1].start})
        line.append(note)
    return [note for note in line if note.duration > 0]


def best_clef(pitches: Sequence[int], instrument: str) -> Clef:
    """The clef with the fewest ledger lines; guitars and basses are read an octave lower, as is usual."""

    def ledgers(clef: Clef) -> float:
        steps = [(p // 12 - 1) * 7 + (0, 0, 1, 1, 2, 3, 3, 4, 4, 5, 5, 6)[p % 12] - clef.bottom for p in pitches]
        outside = [max(-step // 2 if step < 0 else 0, (step - 8) // 2 if step > 8 else 0) for step in steps]
        return float(mean(lines**1.5 for lines in outside))

    family = INSTRUMENTS[instrument].family
    guitar = family == "guitar"
    price = {0: 0.0, 1: 0.4 if guitar else 0.0, 2: 0.0 if guitar else 0.8, 3: 0.8, 4: 0.0 if family == "bass" else 1.2}
    if not pitches:
        return _CLEFS[0]
    return _CLEFS[min(price, key=lambda i: (ledgers(_CLEFS[i]) + price[i], i))]


def swings(song: Song) -> bool:
    """Whether the offbeat eighths are plainly played late, as swing is."""
    if is_compound(song.metre):
        return False
    ratios = [
        0.5 + note.delay_ms / 1000 * bpm_at(song.tempi, note.start) / 60
        for track in song.tracks
        for note in track.notes
        if abs(note.start % 1 - 0.5) < 0.01
    ]
    return len(ratios) >= 16 and median(ratios) >= _SWINGS_FROM


def tempo_marks(song: Song) -> list[TempoMark]:
    """The tempo marks of a song: words and figure where a tempo settles, "rit." or "accel." where it slides."""
    tap = 1.5 if is_compound(song.metre) else 1.0
    bar = bar_beats(song.metre)
    first = song.tempi[0].bpm / tap
    words = next((word for limit, word in _TEMPO_WORDS if first < limit), "Presto")
    marks = [TempoMark(0.0, words + (", swing" if swings(song) else ""), first)]
    sliding = ""
    for before, here, after in zip(song.tempi, song.tempi[1:], [*song.tempi[2:], None], strict=False):
        if abs(here.bpm - before.bpm) < 0.01 or here.beat >= song.beats:
            continue
        settles = after.beat - here.beat > bar if after else song.beats - here.beat > bar
        if settles:
            back = abs(here.bpm / tap - first) < 0.5
            marks.append(TempoMark(here.beat, "a tempo" if back else "", None if back else here.bpm / tap))
            sliding = ""
            continue
        word = "rit." if here.bpm < before.bpm else "accel."
        if word != sliding:
            marks.append(TempoMark(here.beat, word, None))
        sliding = word
    return marks


def system_starts(song: Song, bars: Sequence[Sequence[Piece]]) -> set[int]:
    """Bars (from 0) that begin a new system: four to a line, broken at sections, fewer where it is crowded."""
    bar = bar_beats(song.metre)
    names = [0.0] * song.bars
    for chord in song.chords:
        if chord.start < song.beats:
            names[int(chord.start / bar + 1e-6)] += 1.6 + 0.75 * len(str(chord.symbol))
    weights = [max(1.5 + sum(1.1 + 0.04 * p.value for p in b), name) for b, name in zip(bars, names, strict=True)]
    starts: list[int] = []
    at = 0
    for section in song.sections:
        rows = _rows(weights[at : at + section.bars])
        both_short = bool(starts) and at - starts[-1] <= 2 and section.bars <= 2
        if not (both_short and sum(weights[starts[-1] : at + section.bars]) <= _SYSTEM_ROOM):
            starts.append(at)
        for row in rows[:-1]:
            at += row
            starts.append(at)
        at += rows[-1]
    return set(starts) - {0}


def _rows(weights: Sequence[float]) -> list[int]:
    """How many bars of one section go on each line: a phrase of four, or halves of one that is crowded."""
    rows: list[int] = []
    at = 0
    while at < len(weights):
        left = len(weights) - at
        phrase = left if left == _BARS_A_SYSTEM + 1 else min(_BARS_A_SYSTEM, left)
        size = next((n for n in (phrase, 2) if _fits(weights[at : at + phrase], n)), 1)
        rows += [min(size, phrase - k) for k in range(0, phrase, size)]
        at += phrase
    return rows


def _fits(weights: Sequence[float], size: int) -> bool:
    return all(sum(weights[k : k + size]) <= _SYSTEM_ROOM for k in range(0, len(weights), size))


def melody_line(track: Track, metre: Metre) -> list[tuple[Note, ...]]:
    """The moments of a track as a lead sheet shows them: one note each, or the drums struck together."""
    if track.part.role == "drums":
        return drum_line(track.notes, metre)
    return [(note,) for note in top_line(track.notes)]


def section_of(song: Song) -> list[int]:
    """For every bar, the index of its section."""
    return [index for index, section in enumerate(song.sections) for _ in range(section.bars)]
