"""Questions about scales and intervals: what they are, what fits over a chord, what to solo with."""

from itertools import pairwise
from typing import Literal

from skills.errors import RequestError
from skills.teach import sound
from skills.teach.question import Asker, Lesson, Question
from skills.teach.words import chord_of, chords_of, diagrams, figure, key_at_hand, key_of_name, listed, one
from skills.theory.chord import ChordSymbol
from skills.theory.harmony import in_key, keys_of
from skills.theory.interval import Interval, between, chord_notes, named, of_degree, plain
from skills.theory.key import Key
from skills.theory.pitch import pitch_class
from skills.theory.scales import Scale, find_scale, scales_for


class ExplainScale(Question):
    """A scale or mode, and its notes: "what is D dorian?", "notes of the A minor pentatonic", "blues scale in E"."""

    kind: Literal["scale"] = "scale"
    scale: str
    """Its name, such as "major", "minor pentatonic", "blues", "dorian"."""
    tonic: str | None = None
    """The note it starts on; None for the home note of the song at hand, or C."""

    def answer(self, asker: Asker) -> Lesson:
        scale = _scale(self.scale)
        tonic = _note(self.tonic) if self.tonic else key_at_hand(asker, None).tonic
        names = scale.on(tonic)
        lines = [f"{tonic} {scale.name}: {' '.join(names)}."]
        if asker.level != "producer":
            lines.append(f"Sound: {scale.character}.")
        home = "major" if "3" in scale.degrees else "minor"
        other = find_scale(home)
        differ = [d for d in scale.degrees if d not in other.degrees]
        if asker.level == "beginner":
            steps = _steps(scale)
            lines.append(f"Steps between its notes, in frets: {' '.join(map(str, steps))}.")
            if differ and len(scale.degrees) == 7:
                lines.append(f"It is the {home} scale but for {listed([of_degree(d).above(tonic) for d in differ])}.")
        else:
            lines.append(f"Degrees: {' '.join(scale.degrees)}.")
        return Lesson(
            text="\n".join(lines),
            sound=sound.of_notes((*names, tonic), Key(tonic=tonic), asker.instrument),
            try_next=(f"what chords are in {tonic} {home}?", f"write a song in {tonic} {home}"),
        )


def _scale(name: str) -> Scale:
    try:
        return find_scale(name)
    except ValueError as error:
        raise RequestError(str(error)) from error


def _note(name: str) -> str:
    try:
        pitch_class(name)
    except ValueError as error:
        raise RequestError(str(error)) from error
    return name


def _steps(scale: Scale) -> list[int]:
    steps = [*scale.steps, 12]
    return [b - a for a, b in pairwise(steps)]


class ScalesForChord(Question):
    """Which scales fit over a chord: "what scale fits Dm7?", "scales for G7alt"."""

    kind: Literal["scales-for-chord"] = "scales-for-chord"
    chord: str
    key: str | None = None
    """The key the chord stands in, if one was named."""

    def answer(self, asker: Asker) -> Lesson:
        chord = chord_of(self.chord)
        key = key_of_name(self.key) if self.key else None
        if key is None and asker.song is not None and in_key(chord, asker.song.key):
            key = asker.song.key
        found = scales_for(chord, key)[: 1 if asker.level == "beginner" else 3]
        lines = []
        for rank, scale in enumerate(found):
            first = "First choice" if rank == 0 else "Then"
            lines.append(f"{first}: {chord.root} {scale.name}, {' '.join(scale.on(chord.root))} ({scale.character}).")
        lines.append(f"It holds every note of {chord}: {' '.join(chord_notes(chord))}.")
        if key:
            lines.append(f"In {key}, {chord} is {figure(chord, key)}, so these are the notes of the key.")
        if asker.level == "beginner":
            lines.append("Rest on the notes of the chord and use the others to pass by.")
        return Lesson(
            text="\n".join(lines), chords=(str(chord),), instrument=diagrams(asker),
            sound=sound.of_notes((*found[0].on(chord.root), chord.root), Key(tonic=chord.root), asker.instrument),
            try_next=(f"what can replace {chord}?", f"notes of {chord.root} {found[0].name}"),
        )  # fmt: skip


class SoloScale(Question):
    """What to solo or improvise with over the song at hand, or over given chords: "what scale can I solo with?"."""

    kind: Literal["solo-scale"] = "solo-scale"
    chords: tuple[str, ...] = ()
    """Chords named; empty for those of the song at hand."""
    section: str | None = None
    """The label of a section, if one was named."""

    def answer(self, asker: Asker) -> Lesson:
        if self.chords:
            chords = chords_of(self.chords)
            key = keys_of(chords)[0].key
        elif asker.song is not None and asker.song.chords:
            key, chords = _of_song(asker, self.section)
        else:
            raise RequestError("Name the chords you solo over, like Am F C G, or ask me for a song first.")
        five = find_scale("minor pentatonic" if key.is_minor else "major pentatonic")
        whole = find_scale(key.mode)
        lines = [f"Safe everywhere: {key.tonic} {five.name}, {' '.join(five.on(key.tonic))}."]
        if asker.level != "beginner":
            lines.append(f"More colour: {key.tonic} {whole.name}, {' '.join(whole.on(key.tonic))}.")
        outside = [c for c in dict.fromkeys(chords) if not in_key(c, key)]
        for chord in outside[:3]:
            foreign = [plain(n) for n in chord_notes(chord) if pitch_class(n) not in key.scale]
            lines.append(f"Over {chord} ({figure(chord, key)}) use {listed(foreign)}, which the key does not have.")
        if asker.level == "beginner":
            lines.append("Play any of these five notes in any order; end phrases on a note of the chord that sounds.")
        return Lesson(
            text="\n".join(lines), chords=tuple(map(str, dict.fromkeys(chords)))[:6], instrument=diagrams(asker),
            sound=sound.of_notes((*five.on(key.tonic), key.tonic), key, asker.instrument),
            try_next=(f"notes of {key.tonic} blues scale", f"what scale fits {chords[0]}?"),
        )  # fmt: skip


def _of_song(asker: Asker, section: str | None) -> tuple[Key, tuple[ChordSymbol, ...]]:
    assert asker.song is not None
    if section and asker.plan and section in [s.label for s in asker.plan.sections]:
        place = asker.plan.section(section)
        start, end = asker.plan.span(place)
        return asker.plan.key_of(place), tuple(c.symbol for c in asker.song.chords_in(start, end))
    return asker.song.key, tuple(c.symbol for c in asker.song.chords)


class IntervalBetween(Question):
    """The interval between two notes: "what is the interval from C to Eb?", "how far is it from F to B?"."""

    kind: Literal["interval-between"] = "interval-between"
    low: str
    high: str

    def answer(self, asker: Asker) -> Lesson:
        low, high = _note(self.low), _note(self.high)
        step = between(low, high)
        return _interval_lesson(low, high, step, asker)


class IntervalAbove(Question):
    """The note an interval above or below another: "a major third above E", "what's a fifth up from D?"."""

    kind: Literal["interval-above"] = "interval-above"
    note: str
    interval: str
    """Such as "minor third", "perfect fifth", "tritone"."""
    below: bool = False

    def answer(self, asker: Asker) -> Lesson:
        note = _note(self.note)
        try:
            step = named(self.interval)
        except ValueError as error:
            raise RequestError(str(error)) from error
        if self.below:
            turned = Interval(letters=-step.letters % 7, semitones=-step.semitones % 12)
            return _interval_lesson(turned.above(note), note, step, asker)
        return _interval_lesson(note, step.above(note), step, asker)


_FEELINGS = {
    0: "the same note", 1: "a sharp rub", 2: "a step", 3: "dark and close", 4: "bright and close",
    5: "open, a little restless", 6: "restless: it wants to move", 7: "open and firm", 8: "wistful", 9: "warm",
    10: "bluesy", 11: "yearning upwards", 12: "like one note",
}  # fmt: skip


def _interval_lesson(low: str, high: str, step: Interval, asker: Asker) -> Lesson:
    semitones = step.semitones
    half_steps = f"{semitones} half step{'s' if semitones != 1 else ''}"
    lines = [f"{low} up to {high} is {one(str(step))}: {half_steps}."]
    if asker.level == "beginner":
        lines.append(f"That is {semitones} frets or piano keys up, black ones counted.")
    if asker.level != "producer":
        lines.append(f"Sound: {_FEELINGS[semitones % 12 if semitones != 12 else 12]}.")
    return Lesson(
        text="\n".join(lines),
        sound=sound.of_notes((low, plain(high)), Key(tonic="C"), asker.instrument, together=True),
        try_next=(f"what chords go with the note {high}?",),
    )
