"""The plan: what was asked, and every decision taken, before a note is written.

A plan is what the conversation hands down to the skills. It knows no chat, no file and no sound.
``Ask`` is one wish as the person put it; ``Plan`` is the settled whole. Units: bpm counts quarter
notes a minute; bars are whole; arc positions run 0-1 over the song.
"""

from itertools import accumulate
from typing import Annotated, Literal, get_args

from pydantic import Field, field_validator, model_validator

from skills.chance import rng
from skills.clock import Metre, Tempo, bar_beats
from skills.instruments import INSTRUMENTS
from skills.styles import STYLES
from skills.theory.chord import parse_chord
from skills.theory.key import Key, Mode
from skills.value import Value

SectionKind = Literal[
    "intro", "verse", "pre-chorus", "chorus", "post-chorus", "bridge", "solo", "interlude", "build", "drop", "outro"
]
Ending = Literal["cadence", "ritardando", "fade", "cold", "hold", "loop"]
Role = Literal["lead", "counter", "chords", "pad", "bass", "drums"]
ROLES: tuple[Role, ...] = get_args(Role)
"""In the order of the score."""
MOST_PARTS = 8
"""A song has so many parts at most."""
SLOWEST, FASTEST = 30.0, 300.0
"""Quarter notes a minute that a song can have."""
_BORROWS: dict[SectionKind, tuple[SectionKind, ...]] = {
    "intro": ("verse", "chorus", "drop"), "interlude": ("verse", "chorus", "drop"), "solo": ("verse", "chorus"),
    "build": ("drop",), "post-chorus": ("chorus",), "outro": ("chorus", "drop", "verse"),
}  # fmt: skip

Unit = Annotated[float, Field(ge=0, le=1)]

AskKind = Literal[
    "key", "tonic", "mode", "tempo", "metre", "bars", "section_bars", "seconds", "instrument", "only", "genre",
    "mood", "arc", "form", "chords", "density", "register", "swing", "title", "modulate", "ending", "enters",
    "loudness", "looseness", "time feel", "fills", "easy", "rhyme", "syllables",
]  # fmt: skip


class ArcPoint(Value):
    """How the song feels at one moment."""

    at: Unit
    """Position in the song, 0 the first beat, 1 the last."""
    valence: Annotated[float, Field(ge=-1, le=1)]
    """Dark (-1) to bright (1)."""
    arousal: Unit
    """Still (0) to full of energy (1)."""
    tension: Unit
    """At rest (0) to straining for resolution (1)."""


class Ask(Value):
    """One thing the person asked for, in their words and in ours.

    ==============  ==================================================================================
    kind            what it carries
    ==============  ==================================================================================
    key             value "A minor" (a ``Key`` as text); section if it is the key of one part of the song
    tonic, mode     value "Bb"; value "dorian": half a key; section as above; a mode of a section may also be
                    "relative major" or "relative minor"
    modulate        low semitones up from the song's key, None if unsaid; section where, None near the end; unwanted
    tempo           low, high in bpm; value the tempo word, if one was used ("slow", "allegro")
    metre           value "6/8"
    bars            low, high: bars in all
    section_bars    section "verse" or "verse 2"; low, high
    seconds         low, high: length of the song
    instrument      value a name in ``INSTRUMENTS``; role if one was named; unwanted for "no drums";
                    section if it concerns one part of the song; no value, a role, unwanted: "no melody"
    only            value "piano, cello": these and nothing else
    genre           value a name in ``STYLES``; unwanted for "not jazz"
    mood            value the mood word; points one point; section if it concerns one; unwanted
    arc             value "calm > tense > triumphant"; points in order
    form            value "verse chorus verse chorus bridge chorus" (``SectionKind`` words)
    chords          value "Am F C G" or Roman numerals "ii V I", as written; section if one was named
    density         value "busy" or "sparse"; section if it concerns one; role and player if one was named
    register        value "high" or "low"; role and player if one was named
    swing           value "swing" or "straight"
    loudness        value "loud" or "soft"; role and player; section if it concerns one
    looseness       value "tight" (as a machine) or "loose"; role and player
    time feel       value "half" or "double": the drums'; section if it concerns one
    fills           value "none", "few" or "many": the drums'; section if it concerns one
    enters          value a name in ``INSTRUMENTS``, which rests until the section; low instead of a section
                    for a place in the song from 0 to 1
    ending          value as ``Plan.ending``; unwanted for "no fade-out"
    easy            value "guitar", "ukulele" or "piano": chords that a beginner can play on it
    rhyme           value "ABAB"
    syllables       low, high: syllables a line
    title           value the title
    ==============  ==================================================================================
    """

    kind: AskKind
    words: str
    """The person's own words for it."""
    value: str = ""
    low: float | None = None
    high: float | None = None
    role: Role | None = None
    player: str = ""
    """Who a wish about playing concerns: a name in ``INSTRUMENTS``, or the plain word used ("guitar")."""
    section: str | None = None
    """"chorus", "verse 2", "last chorus"; "before last chorus" is the section that leads to it, "after" likewise."""
    unwanted: bool = False
    points: tuple[ArcPoint, ...] = ()
    where: tuple[str, ...] = ()
    """Where the points of an arc lie in the form, one word and a section for each: "in bridge", "until bridge",
    "from last chorus", "after bridge" (from its end), "at chorus" (its first beat), "through pre-chorus" (reached at
    its end), "before chorus" (the section that leads to it); empty where nothing was said, and as a whole for an
    even spread."""


DirectionKind = Literal["take", "density", "register", "loudness", "looseness", "swing", "time feel", "fills"]


class Direction(Value):
    """How one part plays a stretch of the song, beyond what the style and the arc say; later ones add to earlier.

    =========  =========================================================================================
    kind       what ``amount`` is
    =========  =========================================================================================
    take       how many times the stretch was written anew: each take draws other chances
    density    fewer (-1) or more (1) notes
    register   lower (-1) or higher (1) than the instrument would sit
    loudness   softer (-1) or louder (1)
    looseness  played more like a machine (-1) or more freely (1) than the style
    swing      what is added to ``Plan.swing``
    time feel  half-time (-1) or double-time (1) drums
    fills      fewer (-1: none) or more (1) drum fills
    =========  =========================================================================================
    """

    kind: DirectionKind
    amount: float
    part: str = ""
    """A part's name, or "harmony" for the chord symbols; empty for everyone."""
    section: str = ""
    """A section's label; empty for the whole song."""


class Part(Value):
    """Who plays what: one track of the song."""

    name: str
    """Unique in the plan, and the track's name: "lead", "chords", "chords 2"."""
    role: Role
    instrument: str
    """A name in ``INSTRUMENTS``."""

    @field_validator("instrument")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in INSTRUMENTS:
            raise ValueError(f"no instrument is called {name!r}")
        return name


class Section(Value):
    """A stretch of the form."""

    kind: SectionKind
    label: str
    """Unique in the song, as a person reads it: "Verse 1", "Chorus 2", "Bridge"."""
    bars: Annotated[int, Field(ge=1, le=256)]
    chords: tuple[str, ...] = ()
    """Chords given by the person for this section, as chord symbols in order: one a bar,
    three of them as a four-bar phrase (the last held), more than there are bars squeezed in evenly;
    repeated as often as they fit. Where one string holds several with spaces between ("Dm7 G7"), each
    string is a bar."""
    transpose: Annotated[int, Field(ge=-11, le=11)] = 0
    """Semitones above the song's key ("up a step for the last chorus")."""
    mode: Mode | None = None
    """The mode, where it is not the song's ("turns to major in the chorus")."""
    silent: tuple[str, ...] = ()
    """Names of the parts that rest here."""
    playing: tuple[str, ...] = ()
    """Names of the parts that play here even where the arc would let them rest."""
    pace: Annotated[float, Field(ge=0.25, le=4)] = 1.0
    """The tempo here as a share of the song's."""
    density: Annotated[float, Field(ge=-1, le=1)] = 0.0
    """Fewer (-1) or more (1) notes than the style would play."""

    def key(self, home: Key) -> Key:
        """The key this section stands in, in a song in ``home``."""
        key = home.transposed(self.transpose)
        return key if self.mode is None else Key(tonic=key.tonic, mode=self.mode)

    @field_validator("chords")
    @classmethod
    def _readable(cls, chords: tuple[str, ...]) -> tuple[str, ...]:
        for name in chords:
            for symbol in name.split():
                parse_chord(symbol)
        return chords


class Plan(Value):
    """A whole song, decided but not yet written."""

    request: str
    title: str
    seed: int
    genre: str
    """A name in ``STYLES``."""
    key: Key
    bpm: Annotated[float, Field(ge=SLOWEST, le=FASTEST)]
    """Quarter notes a minute."""
    metre: Metre
    swing: Annotated[float, Field(ge=0.5, le=0.75)] = 0.5
    """Where the second of two eighths falls in its beat: 0.5 straight, 0.667 triplet swing."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    arc: Annotated[tuple[ArcPoint, ...], Field(min_length=1)]
    tessitura: Annotated[float, Field(ge=-1, le=1)] = 0.0
    """The lead lower (-1) or higher (1) than its instrument would sit."""
    ending: Ending = "cadence"
    """A last chord in tempo, one that is slowed into, a fade-out, a last hit cut short, a last chord held long;
    or none, for a stretch that goes round (a progression, a groove)."""
    palette: tuple[str, ...] = ()
    """Chord symbols that the harmony keeps to ("easy chords"); empty for all there are."""
    directions: tuple[Direction, ...] = ()
    asks: tuple[Ask, ...] = ()
    assumed: tuple[str, ...] = ()
    """What was not asked and had to be chosen, in a few words each."""
    notes: tuple[str, ...] = ()
    """Conflicts and how they were resolved, and what was not understood: whole sentences."""

    @field_validator("genre")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in STYLES:
            raise ValueError(f"no style is called {name!r}")
        return name

    @model_validator(mode="after")
    def _unique(self) -> "Plan":
        for names in ([s.label for s in self.sections], [p.name for p in self.parts]):
            if len(set(names)) < len(names):
                raise ValueError(f"names must be unique: {names}")
        if [p.at for p in self.arc] != sorted(p.at for p in self.arc):
            raise ValueError("arc points must be in order of time")
        return self

    @property
    def bars(self) -> int:
        """Bars in all."""
        return sum(s.bars for s in self.sections)

    @property
    def beats(self) -> float:
        """Length in beats."""
        return self.bars * bar_beats(self.metre)

    def span(self, section: Section) -> tuple[float, float]:
        """First beat of a section and the first beat after it."""
        index = self.sections.index(section)
        bars = [0, *accumulate(s.bars for s in self.sections)]
        return bars[index] * bar_beats(self.metre), bars[index + 1] * bar_beats(self.metre)

    def key_of(self, section: Section) -> Key:
        """The key a section stands in."""
        return section.key(self.key)

    @property
    def tempi(self) -> tuple[Tempo, ...]:
        """The tempo map: the song's tempo, and where sections have their own."""
        found = [Tempo(beat=0, bpm=self.bpm)]
        for section in self.sections:
            bpm = round(self.bpm * section.pace, 3) if section.pace != 1 else self.bpm
            if bpm != found[-1].bpm:
                beat = self.span(section)[0]
                found = [*(t for t in found if t.beat < beat), Tempo(beat=beat, bpm=bpm)]
        return tuple(found)

    def feeling(self, beat: float, *, closing: bool = False) -> ArcPoint:
        """The arc at a beat, drawn in straight lines between its points.

        Where it steps from one feeling to another, ``closing`` is the one that it leaves.
        """
        at = min(max(beat / self.beats, 0.0), 1.0)
        before = [p for p in self.arc if p.at < at or (p.at == at and not closing)]
        after = [p for p in self.arc if p.at > at or (p.at == at and closing)]
        if not before or not after:
            return (before or after)[-1 if before else 0].model_copy(update={"at": at})
        a, b = before[-1], after[0]
        t = (at - a.at) / (b.at - a.at)
        return ArcPoint(
            at=at,
            valence=a.valence + t * (b.valence - a.valence),
            arousal=a.arousal + t * (b.arousal - a.arousal),
            tension=a.tension + t * (b.tension - a.tension),
        )

    def occurrence(self, section: Section) -> tuple[int, int]:
        """Which of its kind a section is, from 0, and how many there are: the second of three choruses is (1, 3)."""
        same = [s for s in self.sections if s.kind == section.kind]
        return same.index(section), len(same)

    def material(self, section: Section) -> SectionKind:
        """The kind of section whose chords and tune this one is made of: an intro plays the verse's."""
        kinds = {s.kind for s in self.sections if not s.chords}
        return next((kind for kind in _BORROWS.get(section.kind, ()) if kind in kinds), section.kind)

    def after(self, section: Section) -> Section | None:
        """The section that follows, or None."""
        index = self.sections.index(section) + 1
        return self.sections[index] if index < len(self.sections) else None

    def section(self, label: str) -> Section:
        """The section of a label. Raises KeyError."""
        found = next((s for s in self.sections if s.label == label), None)
        if found is None:
            raise KeyError(f"the song has no section called {label!r}")
        return found

    def direction(self, kind: DirectionKind, part: str = "", section: str = "") -> float:
        """What the directions of a kind add up to for a part ("harmony" for the chord symbols) in a section."""
        return sum(
            d.amount for d in self.directions if d.kind == kind and d.part in ("", part) and d.section in ("", section)
        )

    def directed(self, part: str, section: str) -> "Plan":
        """The plan as it is for a part in a section: its take, its density, its register and its swing put in."""
        if not self.directions:
            return self
        take = round(self.direction("take", part, section))
        sections = tuple(
            s.model_copy(update={"density": _within(s.density + self.direction("density", part, s.label))})
            for s in self.sections
        )
        return self.model_copy(
            update={
                "seed": rng(self.seed, "take", take).randrange(2**31) if take else self.seed,
                "swing": min(max(self.swing + self.direction("swing", part, section), 0.5), 0.75),
                "tessitura": _within(self.tessitura + self.direction("register", part, section)),
                "sections": sections,
            }
        )

    def part(self, role: Role) -> Part | None:
        """The first part with a role, or None."""
        return next((p for p in self.parts if p.role == role), None)


def _within(amount: float) -> float:
    return min(max(amount, -1.0), 1.0)
