"""A written file, read once, with everything that several judges ask of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from skills.check.chords import listen, names
from skills.check.keys import KeyScore, rank_keys
from skills.check.report import BarMeasure
from skills.check.roll import is_drums, pitched_notes, sounding
from skills.clock import bar_beats, seconds_at
from skills.instruments import INSTRUMENTS
from skills.place import find_place
from skills.plan import Plan, Section
from skills.song import Note, Song, Track
from skills.theory.chord import ChordSymbol
from skills.theory.key import Key

_FEW = 3
"""Notes a part needs to be heard as playing."""


@dataclass(frozen=True)
class Span:
    """A section with its place in the song, in beats."""

    section: Section
    start: float
    end: float


@dataclass(frozen=True)
class Heard:
    """A song as its file tells it. The plan is there for what was asked, never for what was done."""

    song: Song
    plan: Plan
    bars: tuple[BarMeasure, ...]
    signed: bool
    """Whether the file has a key signature."""
    metred: bool
    """Whether the file has a time signature."""
    timed: bool
    """Whether the file has a tempo."""

    @property
    def bar(self) -> float:
        """Beats a bar."""
        return bar_beats(self.song.metre)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Every section, in order."""
        found, at = [], 0.0
        for section in self.song.sections:
            end = at + section.bars * self.bar
            found.append(Span(section, at, end))
            at = end
        return tuple(found)

    def picked(self, name: str | None) -> tuple[Span, ...]:
        """The sections a person means by "verse", "verse 2", "last chorus" or a label; None means the whole song."""
        if name is None:
            return self.spans
        place = find_place(name)
        picks = place.picks([s.section.kind for s in self.spans]) if place else ()
        if picks:
            return tuple(self.spans[i] for i in picks)
        return tuple(s for s in self.spans if s.section.label.casefold() == name.strip().casefold())

    def notes(self, track: Track, spans: tuple[Span, ...] | None = None) -> list[Note]:
        """A track's notes, or those that begin in some sections; one played a little early belongs to its own."""
        if spans is None:
            return list(track.notes)
        return [n for n in track.notes if any(s.start - 0.2 <= n.start < s.end - 0.2 for s in spans)]

    def players(self, instrument: str, spans: tuple[Span, ...] | None = None, least: int = _FEW) -> list[Track]:
        """The tracks that sound as an instrument does (the same program, or drums), with a few notes at least."""
        wanted = INSTRUMENTS[instrument]
        return [
            t
            for t in self.song.tracks
            if is_drums(t) == (wanted.family == "drums")
            and INSTRUMENTS[t.part.instrument].program == wanted.program
            and len(self.notes(t, spans)) >= least
        ]

    def sounding(self, spans: tuple[Span, ...] | None = None) -> list[Track]:
        """The tracks that play in some sections, or at all."""
        return [t for t in self.song.tracks if self.notes(t, spans)]

    @cached_property
    def drums(self) -> tuple[Note, ...]:
        """Every drum stroke, in order."""
        return tuple(sorted((n for t in self.song.tracks if is_drums(t) for n in t.notes), key=lambda n: n.start))

    @cached_property
    def keys(self) -> tuple[KeyScore, ...]:
        """The key the notes make, from the sections in the home key, best first."""
        notes = pitched_notes(self.song)
        home = [s for s in self.spans if s.section.transpose == 0 and s.section.mode is None] or list(self.spans)
        return rank_keys(np.concatenate([sounding(notes, np.arange(s.start, s.end + 0.25, 0.5)) for s in home]))

    @cached_property
    def harmony(self) -> tuple[ChordSymbol, ...]:
        """The chord heard in each half bar, where one is."""
        starts = np.arange(2 * self.song.bars) * self.bar / 2
        heard = names(listen(self.song, [(float(s), float(s) + self.bar / 2) for s in starts]), self.song.key)
        return tuple(symbol for symbol in heard if symbol is not None)

    @cached_property
    def end_s(self) -> float:
        """When the last note ends, in seconds."""
        return self.seconds(max((n.end for t in self.song.tracks for n in t.notes), default=0.0))

    def seconds(self, beat: float) -> float:
        """Seconds from the start to a beat."""
        return seconds_at(self.song.tempi, beat)

    @cached_property
    def bpm(self) -> float:
        """The tempo that holds for most of the song."""
        return self._by_length()[0]

    def _by_length(self) -> list[float]:
        tempi = self.song.tempi
        ends = [*(t.beat for t in tempi[1:]), max(self.song.beats, tempi[-1].beat)]
        lengths: dict[float, float] = {}
        for tempo, end in zip(tempi, ends, strict=True):
            lengths[tempo.bpm] = lengths.get(tempo.bpm, 0.0) + end - tempo.beat
        return sorted(lengths, key=lambda bpm: -lengths[bpm])

    def key_at(self, span: Span) -> Key:
        """The key a section is signed in."""
        return span.section.key(self.song.key)

    def measures(self, spans: tuple[Span, ...]) -> Iterator[BarMeasure]:
        """The bars of some sections."""
        for span in spans:
            yield from self.bars[round(span.start / self.bar) : round(span.end / self.bar)]
