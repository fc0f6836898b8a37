"""Questions about words: what a term means, and how two differ."""

from typing import Literal

from skills.errors import RequestError
from skills.song import Song
from skills.teach import sound
from skills.teach.glossary import find_term
from skills.teach.glossary.term import Term
from skills.teach.question import Asker, Lesson, Question
from skills.teach.words import NUMERALS_EXPLAINED, diagrams, key_at_hand, listed
from skills.theory.chord import ChordSymbol, parse_chord, parse_numeral
from skills.theory.harmony import relative_major
from skills.theory.interval import chord_notes, formula, named
from skills.theory.key import Key
from skills.theory.scales import LIBRARY


class DefineTerm(Question):
    """What a term of music means: "what is a ii-V-I?", "what does syncopation mean?", "whats a sus chord"."""

    kind: Literal["define"] = "define"
    term: str
    """The word or words, as people say them."""
    key: str | None = None
    """The key for the example, such as "F major"; None for that of the song at hand."""

    def answer(self, asker: Asker) -> Lesson:
        entry = find_term(self.term)
        if entry is None:
            raise RequestError(
                f"I don't have {self.term!r} in my glossary; ask about a chord, a scale, a rhythm or a part of a song."
            )
        example = _Example(entry, key_at_hand(asker, self.key))
        meaning = entry.terse if asker.level == "producer" else entry.plain
        lines = [f"{_headed(entry.name)}: {meaning}", *example.lines(asker.level != "beginner")]
        if asker.level == "beginner" and example.figures:
            lines.append(NUMERALS_EXPLAINED)
        return Lesson(
            text="\n".join(lines),
            chords=tuple(str(c) for c in example.chords),
            instrument=diagrams(asker) if example.chords else None,
            sound=example.sound(asker),
            try_next=_next(entry, example),
        )


class CompareTerms(Question):
    """How two things differ: "difference between major and minor", "sus2 vs sus4", "is C7 the same as Cmaj7?"."""

    kind: Literal["compare"] = "compare"
    first: str
    """A term of the glossary, or a chord."""
    second: str
    """The other one."""

    def answer(self, asker: Asker) -> Lesson:
        chords = [_chord(self.first), _chord(self.second)]
        if chords[0] and chords[1]:
            return _compare_chords(chords[0], chords[1], asker)
        tonic = key_at_hand(asker, None).tonic
        qualities = [_QUALITY_WORDS.get(w.lower()) for w in (self.first, self.second)]
        if qualities[0] and qualities[1]:
            a, b = (ChordSymbol(root=tonic, quality=q) for q in qualities if q)
            return _compare_chords(a, b, asker)
        lines, sounds = [], []
        for word in (self.first, self.second):
            entry = find_term(word)
            if entry is None:
                raise RequestError(f"I don't have {word!r} in my glossary, so I cannot compare it.")
            example = _Example(entry, key_at_hand(asker, None))
            meaning = entry.terse if asker.level == "producer" else entry.plain
            lines += [f"{_headed(entry.name)}: {meaning}", *example.lines(asker.level != "beginner")]
            sounds.append(example.sound(asker))
        return Lesson(text="\n".join(lines), sound=next((s for s in sounds if s), None))


_QUALITY_WORDS = {
    "sus2": "sus2", "sus4": "sus4", "maj7": "maj7", "m7": "min7", "min7": "min7", "7": "7", "dom7": "7", "add9": "add9",
    "9": "9", "dim": "dim", "dim7": "dim7", "m7b5": "hdim7", "aug": "aug", "6": "maj6", "m6": "min6", "5": "5",
    "maj9": "maj9", "m9": "min9", "11": "11", "13": "13", "major chord": "maj", "minor chord": "min",
    "diminished": "dim", "augmented": "aug", "half-diminished": "hdim7", "half diminished": "hdim7",
    "major 7": "maj7", "minor 7": "min7", "dominant 7": "7", "dominant seventh": "7", "major seventh": "maj7",
    "minor seventh": "min7", "major 7th": "maj7", "minor 7th": "min7", "dominant 7th": "7",
}  # fmt: skip


def _chord(text: str) -> ChordSymbol | None:
    try:
        return parse_chord(text)
    except ValueError:
        return None


def _compare_chords(a: ChordSymbol, b: ChordSymbol, asker: Asker) -> Lesson:
    lines = [f"{c} = {' '.join(chord_notes(c))} ({' '.join(formula(c.quality, c.intervals))})" for c in (a, b)]
    only_a = [n for n, pc in zip(chord_notes(a), a.pitch_classes, strict=True) if pc not in b.pitch_classes]
    only_b = [n for n, pc in zip(chord_notes(b), b.pitch_classes, strict=True) if pc not in a.pitch_classes]
    if only_a and only_b:
        lines.append(f"{a} has {listed(only_a)} where {b} has {listed(only_b)}.")
    elif only_a or only_b:
        more, less, extra = (a, b, only_a) if only_a else (b, a, only_b)
        lines.append(f"{more} is {less} with {listed(extra)} added.")
    else:
        lines.append("They have the same notes; only the one they are named after differs.")
    if asker.level == "beginner":
        lines.append("Numbers count up the major scale from the root; b is a half step lower, # a half step higher.")
    return Lesson(
        text="\n".join(lines),
        chords=(str(a), str(b)),
        instrument=diagrams(asker),
        sound=sound.of_chords((a, b), Key(tonic=a.root), diagrams(asker)),
    )


class _Example:
    """What shows a term in a key, worked out."""

    def __init__(self, entry: Term, key: Key) -> None:
        wanted = entry.minor if key.is_minor and entry.minor else entry.example
        self.what, _, self.words = wanted.partition(" ")
        self.key = self._home(key, entry)
        self.figures: tuple[str, ...] = tuple(self.words.split()) if self.what == "chords" else ()
        self.chords: tuple[ChordSymbol, ...] = ()
        if self.what == "chords":
            self.chords = tuple(parse_numeral(f, self.key) for f in self.figures)
        elif self.what == "tones":
            self.chords = tuple(ChordSymbol(root=self.key.tonic, quality=q) for q in self.words.split())

    def _home(self, key: Key, entry: Term) -> Key:
        """Numerals are read in major or natural minor, whatever the mode of the song."""
        if self.what != "chords":
            return key
        if key.is_minor:
            minor = Key(tonic=key.tonic, mode="minor")
            return minor if entry.minor else relative_major(minor)
        return Key(tonic=key.tonic)

    def lines(self, numerals: bool) -> list[str]:
        """The example in words, with numerals in place of explanations where the reader knows them."""
        if self.what == "chords":
            shown = ", ".join(f"{c} ({f})" for c, f in zip(self.chords, self.figures, strict=True))
            return [f"In {self.key}: {shown}."]
        if self.what == "tones":
            notes = [
                f"{c} = {' '.join(chord_notes(c))}"
                + (f" ({' '.join(formula(c.quality, c.intervals))})" if numerals else "")
                for c in self.chords
            ]
            return [f"For example {'; '.join(notes)}."]
        if self.what == "scale":
            return [f"{self.key.tonic} {self.words}: {' '.join(LIBRARY[self.words].on(self.key.tonic))}."]
        if self.what == "interval":
            return [f"From {self.key.tonic} up: {named(self.words).above(self.key.tonic)}."]
        return []

    def sound(self, asker: Asker) -> Song | None:
        """The example as a few seconds of music."""
        if self.chords:
            return sound.of_chords(self.chords, self.key, asker.instrument)
        if self.what == "scale":
            return sound.of_notes((*LIBRARY[self.words].on(self.key.tonic), self.key.tonic), self.key, asker.instrument)
        if self.what == "interval":
            names = (self.key.tonic, named(self.words).above(self.key.tonic))
            return sound.of_notes(names, self.key, asker.instrument, together=True)
        return None


def _headed(name: str) -> str:
    return name.capitalize() if name.islower() else name


def _next(entry: Term, example: _Example) -> tuple[str, ...]:
    if example.what == "chords":
        row = " ".join(str(c) for c in example.chords[:8])
        return (f"how do I play {example.chords[0]}?", f"what is {entry.name} in G major?", f"write a song over {row}")
    if example.what == "tones":
        return (f"how do I play {example.chords[0]}?", f"what can replace {example.chords[0]}?")
    if example.what == "scale":
        return (f"what chords are in {example.key}?",)
    return ()
