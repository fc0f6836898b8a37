"""What is in a stretch of the song at hand: the figures that answers about the song are made from."""

from collections.abc import Callable
from typing import NamedTuple

from skills.clock import bar_beats
from skills.errors import RequestError
from skills.plan import Plan, Section
from skills.song import Chord, Note, Song
from skills.teach.question import Asker
from skills.theory.chord import ChordSymbol
from skills.theory.key import Key


def song_at_hand(asker: Asker) -> tuple[Plan, Song]:
    """The song and its plan. Raises RequestError when there is none."""
    if asker.song is None or asker.plan is None:
        raise RequestError("There is no song yet: ask me for one, and then I can explain it.")
    return asker.plan, asker.song


def section_of(plan: Plan, label: str) -> Section:
    """The section of a label, whatever its capitals. Raises RequestError naming those there are."""
    found = next((s for s in plan.sections if s.label.lower() == label.lower()), None)
    if found is None:
        names = ", ".join(s.label for s in plan.sections)
        raise RequestError(f"The song has no {label}; it has {names}.")
    return found


class Stretch(NamedTuple):
    """A section as it was written."""

    section: Section
    key: Key
    chords: tuple[Chord, ...]
    tune: tuple[Note, ...]
    notes: tuple[Note, ...]
    """Of every part, drums included."""
    playing: tuple[str, ...]
    """Instruments that sound."""
    beats: float

    @property
    def symbols(self) -> tuple[ChordSymbol, ...]:
        """The chords without time."""
        return tuple(c.symbol for c in self.chords)

    @property
    def height(self) -> float:
        """Mean pitch of the tune, each note weighed by its length; 0 without a tune."""
        total = sum(n.duration for n in self.tune)
        return sum(n.pitch * n.duration for n in self.tune) / total if total else 0.0

    @property
    def force(self) -> float:
        """Mean velocity of all notes; 0 in silence."""
        return sum(n.velocity for n in self.notes) / len(self.notes) if self.notes else 0.0

    @property
    def density(self) -> float:
        """Notes a beat, of all parts together."""
        return len(self.notes) / self.beats


def stretch(plan: Plan, song: Song, section: Section) -> Stretch:
    """Read a section of the song."""
    start, end = plan.span(section)
    parts = {t.part.name: tuple(n for n in t.notes if start - 1e-6 <= n.start < end - 1e-6) for t in song.tracks}
    tune = next((parts[t.part.name] for t in song.tracks if t.part.role == "lead"), ())
    return Stretch(
        section=section,
        key=plan.key_of(section),
        chords=song.chords_in(start, end),
        tune=tune,
        notes=tuple(n for notes in parts.values() for n in notes),
        playing=tuple(dict.fromkeys(t.part.instrument for t in song.tracks if parts[t.part.name])),
        beats=end - start,
    )


def chord_rows(here: Stretch, plan: Plan, named: Callable[[ChordSymbol], str] = str) -> str:
    """The chords bar by bar, ``named``, a repeated stretch said once: "Am | F | C | G (twice)"."""
    start, _ = plan.span(here.section)
    length = bar_beats(plan.metre)
    bars: list[list[str]] = [[] for _ in range(here.section.bars)]
    for chord in here.chords:
        bars[min(int((chord.start - start + 1e-6) // length), len(bars) - 1)].append(named(chord.symbol))
    last = "-"
    rows = []
    for bar in bars:
        rows.append(" ".join(bar) or last)
        last = bar[-1] if bar else last
    for size in (1, 2, 4, 8):
        times, rest = divmod(len(rows), size)
        if not rest and times > 1 and rows == rows[:size] * times:
            return f"{' | '.join(rows[:size])} ({'twice' if times == 2 else f'{times} times'})"
    return " | ".join(rows)
