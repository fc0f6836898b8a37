"""What was heard in a score, and the lines that tell a person about it."""

from typing import Literal

from skills.listen.form import Stretch
from skills.song import Chord, Song
from skills.theory.key import Key
from skills.theory.pitch import octave_name
from skills.value import Value

Source = Literal["written", "heard", "assumed"]
"""Said by the file itself, found in its notes or chords, or neither."""


class Tune(Value):
    """The part that carries the tune."""

    track: str
    low: int
    """MIDI pitch of its lowest note."""
    high: int
    notes: int


class Feeling(Value):
    """How the notes sound, on the scales of an arc: a mean over the bars."""

    valence: float
    arousal: float
    tension: float


class Findings(Value):
    """Everything found in a score."""

    name: str
    """The file's name."""
    kind: str
    """"MIDI file", "MusicXML score", "ABC tune" or "chord chart"."""
    song: Song
    """The score itself, with the chords that were found, to work on."""
    key: Key
    key_source: Source
    other_key: Key | None
    """A key that fits the notes better than the written one, or nearly as well as the one heard."""
    bpm: float
    tempo_source: Source
    metre_source: Source
    bars: int
    seconds: float
    chords: tuple[Chord, ...]
    chords_source: Source
    tune: Tune | None
    notes_per_second: float | None
    """None for a chart, which has no notes."""
    swing: float | None
    """Where the second of two eighths falls, 0.5 straight, 0.667 triplets; None where nothing tells."""
    form: tuple[Stretch, ...]
    """What comes back, where no sections are marked."""
    sections_marked: bool
    feeling: Feeling | None
    notes: tuple[str, ...] = ()
    """What should be known about this file besides, a sentence each."""

    def chords_by_bar(self) -> tuple[str, ...]:
        """The chords of each bar as text, "Am F" for two in a bar, "." where one goes on, "-" for none."""
        from skills.clock import bar_beats

        size, bars = bar_beats(self.song.metre), []
        for n in range(self.bars):
            begun = [str(c.symbol) for c in self.chords if n * size - 1e-6 <= c.start < (n + 1) * size - 1e-6]
            goes_on = any(c.start < n * size < c.end - 1e-6 for c in self.chords)
            bars.append(" ".join(begun) or ("." if goes_on else "-"))
        return tuple(bars)

    @property
    def text(self) -> str:
        """A few plain lines: what the file says, what was heard, and what is a guess."""
        lines = [self._head(), self._key(), self._harmony(), self._form(), self._music(), *self.notes]
        return "\n".join(line for line in lines if line)

    def _head(self) -> str:
        minutes = f"{int(self.seconds // 60)}:{int(self.seconds % 60):02d}"
        title = "" if self.song.title == "Untitled" else f' of "{self.song.title}"'
        tempo = {
            "written": f"{_number(self.bpm)} bpm",
            "heard": f"about {_number(self.bpm)} bpm",
            "assumed": f"no tempo given ({_number(self.bpm)} bpm assumed)",
        }[self.tempo_source]
        metre = self.song.metre + ("" if self.metre_source == "written" else " (assumed)")
        article = "An" if self.kind.startswith("A") else "A"
        return f"{article} {self.kind}{title}: {self.bars} bars of {metre}, {tempo}, {minutes}."

    def _key(self) -> str:
        if self.key_source == "written":
            doubt = f", though the notes sound more like {self.other_key}" if self.other_key else ""
            return f"Key: {self.key}, as written{doubt}."
        doubt = f", or {self.other_key}, which fits nearly as well" if self.other_key else ""
        return f"Key: {self.key} by the sound of it{doubt}."

    def _harmony(self) -> str:
        if not self.chords:
            return ""
        shown, bars = self.chords_by_bar(), min(self.bars, 16)
        start = next((n for n, text in enumerate(shown) if text != "-"), 0)
        line = " | ".join(shown[start : start + bars])
        names = list(dict.fromkeys(f"{c.symbol} = {c.numeral}" for c in self.chords))[:8]
        how = "Chords, as written" if self.chords_source == "written" else "Chords, guessed from the notes"
        where = f" (from bar {start + 1})" if start else ""
        more = " | ..." if start + bars < self.bars else ""
        return f"{how}{where}: {line}{more}\nIn {self.key}: {', '.join(names)}."

    def _form(self) -> str:
        if self.sections_marked:
            return "Sections: " + ", ".join(f"{s.label} ({s.bars})" for s in self.song.sections[:24]) + "."
        if self.form:
            letters = "".join(s.letter for s in self.form)
            return f"No sections are marked; by what comes back it goes {letters}, {self.form[0].bars} bars each."
        return ""

    def _music(self) -> str:
        told = []
        if self.tune is not None:
            reach = f"{octave_name(self.tune.low)} to {octave_name(self.tune.high)}"
            told.append(f"The tune is probably in {self.tune.track}, {reach}")
        players = list(dict.fromkeys(t.part.instrument for t in self.song.tracks if t.notes))
        if players:
            told.append(f"{len(players)} instrument{'s' * (len(players) > 1)} ({', '.join(players[:8])})")
        if self.notes_per_second is not None:
            told.append(f"{self.notes_per_second:.1f} notes a second")
        if self.swing is not None and self.swing >= 0.56:
            told.append(f"swung, the second eighth at {self.swing:.2f} of the beat")
        if self.feeling is not None:
            told.append(_mood(self.feeling))
        return "; ".join(told) + "." if told else ""


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _mood(feeling: Feeling) -> str:
    light = "bright" if feeling.valence > 0.15 else "dark" if feeling.valence < -0.15 else "neither bright nor dark"
    force = "lively" if feeling.arousal > 0.62 else "quiet" if feeling.arousal < 0.4 else "moderately lively"
    strain = ", tense" if feeling.tension > 0.6 else ", at rest" if feeling.tension < 0.25 else ""
    return f"it sounds {light} and {force}{strain}"
