"""The one score that every skill reads and writes.

Times are in beats (quarter notes) from the start of the song. A note is kept as it is notated
(``start``, ``duration``) together with how it is played (``velocity``, ``delay_ms``, ``gate``), so
the lead sheet and the performance come from the same notes.
"""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field, model_validator

from skills.clock import Metre, Tempo, bar_beats
from skills.plan import Part, Plan, Section
from skills.theory.chord import ChordSymbol
from skills.theory.key import Key
from skills.value import Value

Beat = Annotated[float, Field(ge=0)]
Midi = Annotated[int, Field(ge=0, le=127)]


class Note(Value):
    """One note: as written, and as played."""

    pitch: Midi
    start: Beat
    duration: Annotated[float, Field(gt=0)]
    velocity: Annotated[int, Field(ge=1, le=127)] = 80
    """How hard it is struck; before it is performed, the accent it was written with, around 80."""
    accent: Annotated[int, Field(ge=1, le=127)] | None = None
    """The accent it was written with, kept when it is performed, so that it can be performed again."""
    delay_ms: Annotated[float, Field(ge=-120, le=250)] = 0.0
    """How late (positive) or early the player is against the grid, swing included."""
    gate: Annotated[float, Field(gt=0, le=1.5)] = 1.0
    """Sounding length as a share of the written one: 0.5 staccato, 1 legato, above 1 overlapping."""

    @property
    def end(self) -> float:
        """Where the note ends as written, in beats."""
        return self.start + self.duration


class Control(Value):
    """A MIDI control change: 64 the sustain pedal, 11 expression, 1 modulation."""

    number: Midi
    beat: Beat
    value: Midi


class Chord(Value):
    """A chord symbol with its place in time."""

    symbol: ChordSymbol
    start: Beat
    duration: Annotated[float, Field(gt=0)]
    numeral: str
    """Roman numeral in the key of its section."""

    @property
    def end(self) -> float:
        """Where the next chord may begin, in beats."""
        return self.start + self.duration


class Track(Value):
    """One part's notes over the whole song, in order of start and pitch."""

    part: Part
    notes: tuple[Note, ...] = ()
    controls: tuple[Control, ...] = ()


class Song(Value):
    """A song as far as it has been written."""

    title: str
    key: Key
    metre: Metre
    tempi: Annotated[tuple[Tempo, ...], Field(min_length=1)]
    sections: tuple[Section, ...]
    chords: tuple[Chord, ...] = ()
    tracks: tuple[Track, ...] = ()

    @model_validator(mode="after")
    def _starts_with_a_tempo(self) -> "Song":
        if self.tempi[0].beat != 0:
            raise ValueError("the first tempo must stand at beat 0")
        return self

    @classmethod
    def blank(cls, plan: Plan) -> "Song":
        """An unwritten song: the plan's form and an empty track for each part."""
        return cls(
            title=plan.title,
            key=plan.key,
            metre=plan.metre,
            tempi=plan.tempi,
            sections=plan.sections,
            tracks=tuple(Track(part=part) for part in plan.parts),
        )

    @property
    def bars(self) -> int:
        """Bars in all."""
        return sum(s.bars for s in self.sections)

    @property
    def beats(self) -> float:
        """Length of the form in beats."""
        return self.bars * bar_beats(self.metre)

    def track(self, name: str) -> Track | None:
        """The track of the part called ``name``, or None."""
        return next((t for t in self.tracks if t.part.name == name), None)

    def chord_at(self, beat: float) -> Chord | None:
        """The chord that sounds at a beat, or None."""
        return next((c for c in self.chords if c.start <= beat + 1e-6 < c.end), None)

    def chords_in(self, start: float, end: float) -> tuple[Chord, ...]:
        """The chords that begin in [start, end)."""
        return tuple(c for c in self.chords if start - 1e-6 <= c.start < end - 1e-6)

    def notes_in(self, name: str, start: float, end: float) -> list[Note]:
        """The notes of a track that begin in [start, end); none where there is no such track."""
        track = self.track(name)
        return [n for n in track.notes if start - 1e-6 <= n.start < end - 1e-6] if track else []

    def harmony(self, start: float, end: float) -> tuple[Chord, ...]:
        """The chords that sound in [start, end); those that reach beyond it are cut to it."""
        return tuple(
            c
            if c.start > start - 1e-6 and c.end < end + 1e-6
            else c.model_copy(update={"start": max(c.start, start), "duration": min(c.end, end) - max(c.start, start)})
            for c in self.chords
            if c.start < end - 1e-6 and c.end > start + 1e-6
        )

    def with_chords(self, start: float, end: float, chords: Iterable[Chord]) -> "Song":
        """The song with other chords in [start, end); what rings into it ends there, what rings beyond it goes on."""
        before, after = self.harmony(0, start), self.harmony(end, float("inf"))
        return self.model_copy(update={"chords": tuple(sorted([*before, *chords, *after], key=lambda c: c.start))})

    def with_notes(self, name: str, start: float, end: float, notes: Iterable[Note]) -> "Song":
        """The song with the notes of track ``name`` that begin in [start, end) replaced."""
        track = self.track(name)
        if track is None:
            raise KeyError(f"the song has no track called {name!r}")
        kept = [n for n in track.notes if not start - 1e-6 <= n.start < end - 1e-6]
        ordered = tuple(sorted([*kept, *notes], key=lambda n: (n.start, n.pitch)))
        return self.with_track(track.model_copy(update={"notes": ordered}))

    def with_track(self, track: Track) -> "Song":
        """The song with the track of the same name replaced, or this one added."""
        names = [t.part.name for t in self.tracks]
        if track.part.name not in names:
            return self.model_copy(update={"tracks": (*self.tracks, track)})
        at = names.index(track.part.name)
        return self.model_copy(update={"tracks": (*self.tracks[:at], track, *self.tracks[at + 1 :])})
