"""Questions about a chord: how to play it, its notes, its name, its inversions, and what goes with it."""

from typing import Literal

from skills.engrave.diagrams import left_out, piano_keys
from skills.engrave.fretboard import Fingering, fingering, fingerings
from skills.errors import RequestError
from skills.teach import sound
from skills.teach.question import Asker, Lesson, Question
from skills.teach.words import (
    NUMERALS_EXPLAINED,
    chord_of,
    chords_of,
    diagrams,
    figure,
    key_at_hand,
    listed,
    one,
    usual_four,
)
from skills.theory.chord import ChordSymbol
from skills.theory.easy import Playable
from skills.theory.harmony import diatonic, in_key, name_chord
from skills.theory.interval import between, chord_notes, formula, plain
from skills.theory.key import Key
from skills.theory.pitch import pitch_class

_HARD = 5.6
"""Effort of a shape, in fingers, above which a beginner is offered an easier one."""
_PLAINER = ("maj", "min", "maj7", "min7", "7")
"""Qualities an easier shape is sought among: those that have all the notes of the hard one, or no others."""


class HowToPlay(Question):
    """How to play chords on guitar, ukulele or piano: "how do I play F#m7b5?", "show me Am and E7 on ukulele"."""

    kind: Literal["how-to-play"] = "how-to-play"
    chords: tuple[str, ...]
    """Chord symbols, such as "F#m7b5"."""
    instrument: Playable | None = None
    """None for what the person plays, else the guitar."""

    def answer(self, asker: Asker) -> Lesson:
        chords = chords_of(self.chords)[:12]
        instrument: Playable = diagrams(asker, self.instrument) or "guitar"
        lines = [_hold(chord, instrument, asker) for chord in chords]
        if asker.level == "beginner" and instrument != "piano":
            side = "the thickest string" if instrument == "guitar" else "the string nearest your chin"
            lines.append(f"Numbers are frets, read from {side}: 0 is open, x is not played.")
        if instrument != "piano" and asker.level != "producer":
            lines += [easier for chord in chords if (easier := _easier(chord, instrument))]
        return Lesson(
            text="\n".join(lines),
            chords=tuple(map(str, chords)),
            instrument=instrument,
            sound=sound.of_chords(chords, Key(tonic=chords[0].root), instrument),
            try_next=(f"what chords go with {chords[0]}?", f"what can replace {chords[0]}?"),
        )


def _hold(chord: ChordSymbol, instrument: Playable, asker: Asker) -> str:
    notes = " ".join(dict.fromkeys([*([chord.bass] if chord.bass else []), *map(plain, chord_notes(chord))]))
    if instrument == "piano":
        how = f"press {notes} from the left" if asker.level == "beginner" else notes
        if chord.bass and len(piano_keys(chord)) > len(chord.intervals):
            how += f", with {chord.bass} in the left hand"
        return f"{chord} on piano: {how}."
    held = fingering(chord, instrument)
    missing = left_out(chord, instrument)
    text = f"{chord} on {instrument}: {held}"
    if asker.level != "producer":
        text += f", notes {' '.join(n for n in notes.split() if n not in missing)}"
        text += f", barre at fret {held.barre[0]}" if held.barre else ""
    text += f" (without {listed(missing)})" if missing else ""
    others = [str(f) for f in fingerings(chord, instrument)[1:]]
    if asker.level != "beginner" and others:
        text += f"; also {listed(others, 'or')}"
    return text + "."


def _easier(chord: ChordSymbol, instrument: str) -> str:
    held = fingering(chord, instrument)
    if held.barre is None and held.effort < _HARD:
        return ""
    options: list[tuple[float, ChordSymbol, Fingering]] = []
    for quality in _PLAINER:
        other = ChordSymbol(root=chord.root, quality=quality)
        few, many = sorted((set(chord.pitch_classes), set(other.pitch_classes)), key=len)
        if other.quality != chord.quality and few < many:
            shape = fingering(other, instrument)
            if shape.is_open:
                options.append((shape.effort, other, shape))
    effort, other, shape = min(options, key=lambda o: o[0], default=(99.0, chord, held))
    return f"Easier, and close to {chord}: {other} {shape}." if effort < held.trouble else ""


class NotesOfChord(Question):
    """Which notes a chord has: "what notes are in Cmaj7?", "spell Bbm7"."""

    kind: Literal["notes-of-chord"] = "notes-of-chord"
    chord: str

    def answer(self, asker: Asker) -> Lesson:
        chord = chord_of(self.chord)
        names, degrees = chord_notes(chord), formula(chord.quality, chord.intervals)
        lines = [f"{chord} = {' '.join(names)} ({' '.join(degrees)})"]
        odd = [f"{n} is the {plain(n)} key on a piano" for n in names if plain(n) != n]
        if asker.level != "producer":
            lines += [f"{listed(odd)}."] if odd else []
        if asker.level == "beginner":
            steps = [f"{n} is {one(str(between(names[0], n)))} above {names[0]}" for n in names[1:]]
            lines.append(f"Built up from {names[0]}: {listed(steps)}.")
        if chord.bass:
            lines.append(f"{chord.bass} is the lowest note.")
        return Lesson(
            text="\n".join(lines),
            chords=(str(chord),),
            instrument=diagrams(asker) or "piano",
            sound=sound.of_chords((chord,), Key(tonic=chord.root), asker.instrument),
            try_next=(f"how do I play {chord}?", f"what scale fits {chord}?"),
        )


class NameChord(Question):
    """Which chord some notes make: "what chord is C E G A?"."""

    kind: Literal["name-chord"] = "name-chord"
    notes: tuple[str, ...]
    """Note names from the lowest up."""

    def answer(self, asker: Asker) -> Lesson:
        try:
            found = name_chord(tuple(dict.fromkeys(self.notes)))
        except ValueError as error:
            raise RequestError(str(error)) from error
        row = " ".join(self.notes)
        if not found:
            return Lesson(
                text=f"{row} is no chord with an everyday name; name the lowest note first, or leave one out."
            )
        first = found[0]
        lines = [f"{row} is {first} ({' '.join(formula(first.quality, first.intervals))} from {first.root})."]
        if len(found) > 1:
            lines.append(
                f"The same notes can also be called {listed(found[1:4], 'or')}: it depends on the bass and the key."
            )
        return Lesson(
            text="\n".join(lines), chords=(str(first),), instrument=diagrams(asker) or "piano",
            sound=sound.of_chords((first,), Key(tonic=first.root), asker.instrument),
            try_next=(f"what chords go with {first.root}?",),
        )  # fmt: skip


class Invert(Question):
    """The inversions of a chord: "first inversion of C", "what are the inversions of Am7?"."""

    kind: Literal["invert"] = "invert"
    chord: str
    number: Literal[1, 2, 3] | None = None
    """Which one; None for all."""

    def answer(self, asker: Asker) -> Lesson:
        chord = chord_of(self.chord)
        names = chord_notes(chord)[:4]
        wanted = [self.number] if self.number else list(range(1, len(names)))
        if max(wanted) >= len(names):
            raise RequestError(f"{chord} has {len(names)} notes, so it has {len(names) - 1} inversions.")
        made = [chord.model_copy(update={"bass": plain(names[n])}) for n in wanted]
        ordinals = ("first", "second", "third")
        rows = [
            f"{ordinals[n - 1].capitalize()} inversion: {c}, from the bottom {' '.join(names[n:] + names[:n])}"
            for n, c in zip(wanted, made, strict=True)
        ]
        if asker.level == "beginner":
            rows.append("An inversion is the same chord with another of its notes at the bottom.")
        return Lesson(
            text="\n".join(rows), chords=tuple(map(str, made)), instrument=diagrams(asker) or "piano",
            sound=sound.of_chords((chord, *made), Key(tonic=chord.root), asker.instrument),
        )  # fmt: skip


class GoesWith(Question):
    """What chords go with a chord: "what chords go with G?", "what sounds good with Am?"."""

    kind: Literal["goes-with"] = "goes-with"
    chord: str

    def answer(self, asker: Asker) -> Lesson:
        chord = chord_of(self.chord)
        home = _home_of(chord)
        own = diatonic(home)
        best = [c for c in own if c.root_pc != chord.root_pc and c.quality != "dim"]
        order = {"IV": 0, "V": 1, "vi": 2, "ii": 3, "iii": 4, "iv": 0, "VI": 1, "VII": 2, "III": 3, "v": 4}
        best.sort(key=lambda c: order[figure(c, home)])
        shown = ", ".join(f"{c} ({figure(c, home)})" for c in best)
        others = [k for k in _families(chord) if k.tonic_pc != home.tonic_pc or k.mode != home.mode]
        four = usual_four(home)
        lines = [f"With {chord} as home ({home}): {shown}."]
        if asker.level != "producer":
            lines.append(f"Start with {' '.join(map(str, four))}: they share notes, and pull to each other.")
        if others:
            names = [f"{k} (as {figure(chord, k)})" for k in others]
            lines.append(f"{chord} also belongs to {listed(names)}, so chords of those keys fit too.")
        if asker.level == "beginner":
            lines.append(NUMERALS_EXPLAINED)
        return Lesson(
            text="\n".join(lines), chords=tuple(map(str, four)), instrument=diagrams(asker),
            sound=sound.of_chords(four, home, asker.instrument),
            try_next=(f"how do I play {best[0]}?", f"what chords are in {home}?", f"write a song over "
                      f"{' '.join(map(str, four))}"),
        )  # fmt: skip


def _home_of(chord: ChordSymbol) -> Key:
    """The key a chord is the home of; of a dominant seventh, the key it pulls to."""
    return Key(tonic=chord.root, mode="minor" if chord.is_minor else "major").written


def _families(chord: ChordSymbol) -> list[Key]:
    """The major keys, and for minor chords the minor ones, that have the chord."""
    mode: Literal["major", "minor"] = "minor" if chord.is_minor else "major"
    names = ("C", "G", "D", "A", "E", "B", "F#", "Db", "Ab", "Eb", "Bb", "F")
    minors = ("A", "E", "B", "F#", "C#", "G#", "D#", "Bb", "F", "C", "G", "D")
    keys = [Key(tonic=t, mode=mode) for t in (minors if chord.is_minor else names)]
    keys += [Key(tonic=t) for t in names] if chord.is_minor else []
    return [k for k in keys if in_key(chord, k)][:6]


class ChordsWithNote(Question):
    """Which chords hold a note, so that it can be sung or played over them: "what chords go with the note E?"."""

    kind: Literal["chords-with-note"] = "chords-with-note"
    note: str
    key: str | None = None
    """The key to stay in; None for that of the song at hand, or C major."""

    def answer(self, asker: Asker) -> Lesson:
        try:
            pc = pitch_class(self.note)
        except ValueError as error:
            raise RequestError(str(error)) from error
        key = key_at_hand(asker, self.key)
        holding = [c for c in diatonic(key, sevenths=True) if pc in c.pitch_classes]
        triads = [c for c in diatonic(key) if pc in c.pitch_classes]
        if not triads:
            roots = [ChordSymbol(root=self.note, quality=q) for q in ("maj", "min")]
            text = f"{self.note} is not in {key}. Chords with it as their root: {listed(roots)}."
            return Lesson(text=text, chords=tuple(map(str, roots)), instrument=diagrams(asker))
        parts = ("root", "third", "fifth")
        rows = [f"{c} ({figure(c, key)}): {self.note} is its {parts[c.pitch_classes.index(pc)]}" for c in triads]
        lines = [f"{self.note} in {key} fits over {listed(triads)}.", *rows]
        sevenths = [c for c in holding if c.pitch_classes.index(pc) == 3]
        if sevenths and asker.level != "beginner":
            lines.append(f"As a seventh: {listed(sevenths)}.")
        return Lesson(
            text="\n".join(lines), chords=tuple(map(str, triads)), instrument=diagrams(asker),
            sound=sound.of_chords(triads, key, asker.instrument),
        )  # fmt: skip
