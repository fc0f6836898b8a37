"""What is being performed: one section with its clock, its energy and its feel, and a part's notes in it."""

import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from skills import staging
from skills.chance import rng
from skills.clock import Tempo, bar_beats, bpm_at
from skills.instruments import INSTRUMENTS, Instrument
from skills.perform.drift import Drift, drift
from skills.perform.feel import FEELS, Feel
from skills.perform.tempo import landing
from skills.plan import Part, Plan, Section
from skills.song import Chord, Note, Song

NEAR = 1e-6
"""Beats within which two moments are one."""
_SECTION_SHARE = 0.2
"""How much of a bar's energy is its section's, so that sections stand apart; the rest is the arc's at that bar."""


@dataclass(frozen=True)
class Passage:
    """One section of a song, about to be played."""

    song: Song
    plan: Plan
    section: Section
    humanise: float
    """0 a machine, 1 as loose as the style."""
    extra: float = 0.0
    """Human scatter beyond the style's, as a share of what people do: 1 is as much again."""

    @cached_property
    def span(self) -> tuple[float, float]:
        """First beat, and the first beat after."""
        return self.plan.span(self.section)

    @property
    def start(self) -> float:
        """First beat."""
        return self.span[0]

    @property
    def end(self) -> float:
        """The first beat after."""
        return self.span[1]

    @cached_property
    def bar(self) -> float:
        """Beats in a bar."""
        return bar_beats(self.plan.metre)

    @cached_property
    def is_last(self) -> bool:
        """Whether the song ends here."""
        return self.plan.after(self.section) is None

    @cached_property
    def feel(self) -> Feel:
        """How the style is played."""
        return FEELS[self.plan.genre]

    @cached_property
    def looseness(self) -> float:
        """Share of the human scatter that is played: the style's, as far as it is wanted, and what is wanted more."""
        return self.humanise * self.feel.humanise + self.extra

    @cached_property
    def chords(self) -> tuple[Chord, ...]:
        """The chords that begin here."""
        return self.song.chords_in(*self.span)

    @cached_property
    def landing(self) -> float | None:
        """Where the last chord of the song is struck, or None when the song does not end here."""
        return landing(self.song) if self.is_last else None

    @cached_property
    def _arousal(self) -> list[float]:
        bars = self.section.bars
        beats = [self.start + bar * self.bar for bar in range(bars + 1)]
        return [self.plan.feeling(beat, closing=bar == bars).arousal for bar, beat in enumerate(beats)]

    @cached_property
    def _mean_arousal(self) -> float:
        return staging.arousal(self.plan, self.section)

    def arousal(self, beat: float) -> float:
        """The arc at a beat, 0 to 1, in straight lines from bar to bar."""
        at = min(max((beat - self.start) / self.bar, 0.0), float(self.section.bars))
        bar = min(int(at), self.section.bars - 1)
        here, after = self._arousal[bar], self._arousal[bar + 1]
        return here + (after - here) * (at - bar)

    def energy(self, beat: float) -> float:
        """How hard to play at a beat, 0 to 1."""
        return _SECTION_SHARE * self._mean_arousal + (1 - _SECTION_SHARE) * self.arousal(beat)

    def chord_at(self, beat: float) -> Chord | None:
        """The chord of this section that sounds at a beat, or None."""
        index = bisect_right(self.chords, beat + NEAR, key=lambda c: c.start) - 1
        return self.chords[index] if index >= 0 and beat < self.chords[index].end - NEAR else None

    @cached_property
    def _tempi(self) -> tuple[Tempo, ...]:
        return self.song.tempi

    def ms_per_beat(self, beat: float) -> float:
        """Milliseconds that a beat takes at a moment of the song."""
        return 60_000 / (self._tempi[0].bpm if len(self._tempi) == 1 else bpm_at(self._tempi, beat))

    def of(self, part: Part) -> "Passage":
        """The passage as a part is directed to play it: tighter or more freely."""
        wish = min(max(self.plan.direction("looseness", part.name, self.section.label), -1.0), 1.0)
        if not wish:
            return self
        return replace(self, humanise=self.humanise * (1 + min(wish, 0.0)), extra=self.extra + max(wish, 0.0))

    def drift(self, name: str) -> Drift:
        """The drift of a player, or of the band."""
        return drift(self._beats, self.plan.seed, name)

    @cached_property
    def _beats(self) -> float:
        return self.plan.beats

    def dice(self, part: Part, *names: str) -> random.Random:
        """The chance of one player in this section."""
        return rng(self.plan.seed, "perform", self.section.label, part.name, *names)


@dataclass(frozen=True)
class Gesture:
    """The notes of one part that are struck as one: a chord, or a single note."""

    start: float
    indices: tuple[int, ...]
    """Where they stand among the part's notes in the section, from the lowest pitch up."""


@dataclass(frozen=True)
class Playing:
    """One part's notes in a passage, with what stands around them."""

    passage: Passage
    part: Part
    notes: tuple[Note, ...]
    before: tuple[Note, ...]
    """The part's notes before the passage."""
    after: tuple[Note, ...]
    """The part's notes from the end of the passage on."""

    @cached_property
    def loudness(self) -> float:
        """How much softer (-1) or louder (1) than the arc the part is directed to play."""
        passage = self.passage
        return min(max(passage.plan.direction("loudness", self.part.name, passage.section.label), -1.0), 1.0)

    @cached_property
    def instrument(self) -> Instrument:
        """What the part is played on."""
        return INSTRUMENTS[self.part.instrument]

    def neighbours(self, pitch: int | None = None) -> tuple[float | None, float | None]:
        """Start of the part's last note before and of its first after the passage, of one pitch or of any."""
        before = next((n.start for n in reversed(self.before) if pitch in (None, n.pitch)), None)
        return before, next((n.start for n in self.after if pitch in (None, n.pitch)), None)

    @cached_property
    def gestures(self) -> tuple[Gesture, ...]:
        """The notes gathered by onset, in order of time."""
        return gestures(self.notes)


def gestures(notes: Sequence[Note]) -> tuple[Gesture, ...]:
    """Gather notes, in order of start and pitch, by onset."""
    gathered: list[list[int]] = []
    for index, note in enumerate(notes):
        if gathered and note.start - notes[gathered[-1][0]].start < NEAR:
            gathered[-1].append(index)
        else:
            gathered.append([index])
    return tuple(
        Gesture(notes[group[0]].start, tuple(sorted(group, key=lambda i: notes[i].pitch))) for group in gathered
    )
