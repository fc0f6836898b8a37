"""Phrases of a line: where they begin, breathe and peak, and which of their notes lean.

A phrase ends at a rest, on a long note, or at the latest at the next four-bar line. The rules for
its shape are those that listeners confirmed: louder towards the summit and softer to the end
("phrase arch"), a little more on the top of a leap and on a dissonance that resolves
(Friberg, Bresin & Sundberg 2006, "Overview of the KTH rule system for musical performance").
"""

from dataclasses import dataclass
from itertools import pairwise

from skills.perform.passage import Gesture, Passage, Playing
from skills.song import Note

_REST = 0.45
"""Beats of silence that part two phrases."""
_LONG = 2.0
"""Beats of a note on which a phrase may close."""
_FEWEST = 3
"""Notes before a long note can close a phrase."""
_BARS = 4
_DEPTH = 0.1
"""How far the arch rises above and falls below the level, as a share of it."""
_LEAP = 5
"""Semitones that make a leap."""
_LEAP_TOP, _APPOGGIATURA, _RESOLUTION = 0.05, 0.06, -0.05


@dataclass(frozen=True)
class Phrase:
    """A run of gestures in one breath."""

    first: int
    """Index of its first gesture."""
    last: int
    """Index of its last gesture."""
    start: float
    summit: float
    """The beat of its highest note."""
    end: float

    def arch(self, beat: float) -> float:
        """The hairpin at a beat: -1 at the ends (the start less so) and 1 at the summit."""
        if beat <= self.summit:
            length = self.summit - self.start
            return 1 - 1.6 * (self.summit - beat) / length if length > 0 else 1.0
        length = self.end - self.summit
        return 1 - 2 * min((beat - self.summit) / length, 1.0) if length > 0 else 1.0


def phrases(playing: Playing) -> tuple[Phrase, ...]:
    """Part the line of a player (the highest of each gesture) into phrases."""
    line, passage = playing.gestures, playing.passage
    if not line:
        return ()
    tops = [playing.notes[g.indices[-1]] for g in line]
    cuts = [0]
    for index, (note, after) in enumerate(pairwise(tops)):
        rest = after.start - note.end >= _REST
        closed = note.duration >= _LONG and index + 1 - cuts[-1] >= _FEWEST
        if rest or closed or _four_bars(passage, after.start) > _four_bars(passage, note.start):
            cuts.append(index + 1)
    found = []
    for first, stop in pairwise([*cuts, len(line)]):
        # Of two equal heights the later one is the summit: phrases climb for longer than they fall.
        top = max(range(first, stop), key=lambda i: (tops[i].pitch, i))
        found.append(Phrase(first, stop - 1, tops[first].start, tops[top].start, tops[stop - 1].end))
    return tuple(found)


def _four_bars(passage: Passage, beat: float) -> int:
    return int((beat - passage.start + 1e-6) // (_BARS * passage.bar))


def shape(playing: Playing, found: tuple[Phrase, ...]) -> list[float]:
    """How much louder than its level each gesture is played, as a share: about -0.15 to 0.2."""
    line = playing.gestures
    tops = [playing.notes[g.indices[-1]] for g in line]
    shares = [0.0] * len(line)
    for phrase in found:
        for index in range(phrase.first, phrase.last + 1):
            shares[index] = _DEPTH * phrase.arch(line[index].start)
    for index in range(1, len(tops) - 1):
        before, note, after = tops[index - 1 : index + 2]
        if note.pitch - before.pitch >= _LEAP and after.pitch < note.pitch:
            shares[index] += _LEAP_TOP
        if _leans(playing, line[index], before, note, after):
            shares[index] += _APPOGGIATURA
            shares[index + 1] += _RESOLUTION
    return shares


def _leans(playing: Playing, gesture: Gesture, before: Note, note: Note, after: Note) -> bool:
    """Whether a note is an appoggiatura or a suspension: foreign to the chord on a beat, and resolved by step."""
    if (
        1 <= abs(note.pitch - before.pitch) <= 2
        or gesture.start % 1 > 1e-6
        or not 1 <= abs(after.pitch - note.pitch) <= 2
    ):
        return False
    chord, then = playing.passage.chord_at(gesture.start), playing.passage.chord_at(after.start)
    if chord is None or then is None:
        return False
    return note.pitch % 12 not in chord.symbol.pitch_classes and after.pitch % 12 in then.symbol.pitch_classes
