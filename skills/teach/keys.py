"""Questions about keys: their chords, their signatures and neighbours, finding one, moving to another."""

from typing import Annotated, Literal

from pydantic import Field

from skills.teach import sound
from skills.teach.question import Asker, Lesson, Question
from skills.teach.words import (
    NUMERALS_EXPLAINED,
    chords_of,
    diagrams,
    figure,
    key_at_hand,
    key_of_name,
    listed,
    usual_four,
    with_numbers,
)
from skills.theory import pitch
from skills.theory.chord import ChordSymbol, parse_numeral
from skills.theory.harmony import common_tones, diatonic, keys_of, pivots, place, relative_major, relative_minor
from skills.theory.key import Key


class ChordsInKey(Question):
    """The chords of a key: "chords in D minor", "which chords are in the key of A?"."""

    kind: Literal["chords-in-key"] = "chords-in-key"
    key: str | None = None
    """None for that of the song at hand, or C major."""
    sevenths: bool = False
    """Seventh chords instead of triads."""

    def answer(self, asker: Asker) -> Lesson:
        key = key_at_hand(asker, self.key)
        own = diatonic(key, sevenths=self.sevenths)
        lines = [f"{key}: {', '.join(f'{c} ({figure(c, key)})' for c in own)}."]
        five = parse_numeral("V7" if self.sevenths else "V", key) if key.mode == "minor" else None
        if five:
            lines.append(f"{five} (V) is often used in place of {own[4]}: its raised note, "
                         f"{pitch.transpose(key.tonic, 6, 11)}, pulls home.")  # fmt: skip
        if asker.level == "beginner":
            rest = [c for c in own if place(c, key).function == "home"]
            pull = [c for c in own if place(c, key).function == "tension"]
            lines.append(f"{own[0]} is home. {listed(rest[1:])} can rest too; {listed(pull)} lead back home.")
            lines.append(NUMERALS_EXPLAINED)
        return Lesson(
            text="\n".join(lines), chords=tuple(map(str, own)), instrument=diagrams(asker),
            sound=sound.of_chords((*own, own[0]), key, asker.instrument),
            try_next=(f"write a song over {' '.join(map(str, usual_four(key)))}", f"capo for {key}?"),
        )  # fmt: skip


class KeyOf(Question):
    """Which key some chords are in: "what key is Am F C G in?"."""

    kind: Literal["key-of"] = "key-of"
    chords: tuple[str, ...]

    def answer(self, asker: Asker) -> Lesson:
        chords = chords_of(self.chords)
        first, *others = keys_of(chords)
        second = next((f for f in others if f.inside == first.inside), None)
        count = len(chords)
        inside = "all of them are" if first.inside == count else f"{first.inside} of {count} are"
        lines = [f"{' '.join(map(str, chords))} is most likely in {first.key}: {inside} its own chords."]
        lines.append(f"There they are {with_numbers(chords, first.key, asker)}.")
        if second and second.score > first.score - 2.2:
            lines.append(
                f"It could also be {second.key} ({' '.join(figure(c, second.key) for c in chords)}): the chord that "
                "feels like rest decides."
            )
        strange = [c for c in dict.fromkeys(chords) if place(c, first.key).origin not in ("key", "raised")]
        if strange:
            lines.append(f"From outside: {listed(strange)}.")
        if asker.level == "beginner":
            lines.append(NUMERALS_EXPLAINED)
        return Lesson(
            text="\n".join(lines), chords=tuple(map(str, dict.fromkeys(chords))), instrument=diagrams(asker),
            sound=sound.of_chords(chords, first.key, asker.instrument),
            try_next=(f"what scale fits {first.key}?", f"what comes after {chords[-1]}?"),
        )  # fmt: skip


class RelatedKeys(Question):
    """Relative, parallel and neighbouring keys: "relative minor of G", "what keys are close to D?"."""

    kind: Literal["related-keys"] = "related-keys"
    key: str | None = None

    def answer(self, asker: Asker) -> Lesson:
        key = key_at_hand(asker, self.key)
        relative = relative_major(key) if key.is_minor else relative_minor(key)
        parallel = Key(tonic=key.tonic, mode="major" if key.is_minor else "minor").written
        near = neighbours(key)
        homes = tuple(diatonic(k)[0] for k in (key, relative, parallel))
        lines = [
            f"Relative {relative.mode} of {key}: {relative}, the same notes with another home.",
            f"Parallel {parallel.mode}: {parallel}, the same home with other notes.",
            f"Neighbours, one sharp or flat away: {listed(near)}.",
        ]
        return Lesson(
            text="\n".join(lines), chords=tuple(map(str, homes)), instrument=diagrams(asker),
            sound=sound.of_chords(homes, key, asker.instrument),
            try_next=(f"how do I modulate from {key} to {near[0]}?", f"what chords are in {relative}?"),
        )  # fmt: skip


def neighbours(key: Key) -> tuple[Key, ...]:
    """The keys a fifth up and down, of the same mode."""
    return key.transposed(7), key.transposed(5)


class KeySignature(Question):
    """How many sharps or flats a key has: "how many sharps in E major?", or which key has four flats."""

    kind: Literal["key-signature"] = "key-signature"
    key: str | None = None
    accidentals: Annotated[int, Field(ge=-7, le=7)] | None = None
    """Sharps (positive) or flats (negative), when it is their key that is asked for."""

    def answer(self, asker: Asker) -> Lesson:
        key = key_at_hand(asker, self.key)
        if self.accidentals is not None:
            key = Key(tonic=pitch.from_fifths(self.accidentals))
        count = key.signature
        line = signature(key)
        lines = [f"{key} has {line}."]
        if asker.level != "producer":
            lines.append(f"Its notes: {' '.join(key.degree(n) for n in range(1, 8))}.")
        if asker.level == "beginner" and count:
            lines.append("A sharp (#) raises a note by a half step, a flat (b) lowers it.")
        other = relative_major(key) if key.is_minor else relative_minor(key)
        lines.append(f"{other} has the same signature.")
        names = tuple(key.degree(n) for n in range(1, 8))
        return Lesson(
            text="\n".join(lines), sound=sound.of_notes((*names, key.tonic), key, asker.instrument),
            try_next=(f"what chords are in {key}?", "explain the circle of fifths"),
        )  # fmt: skip


def signature(key: Key) -> str:
    """The sharps or flats of a key in words: "3 sharps (F# C# G#)"."""
    count = key.signature
    if not count:
        return "no sharps or flats"
    names = [pitch.from_fifths(6 + n) if count > 0 else pitch.from_fifths(-2 - n) for n in range(abs(count))]
    return f"{abs(count)} {'sharp' if count > 0 else 'flat'}{'s' if abs(count) > 1 else ''} ({' '.join(names)})"


class CircleOfFifths(Question):
    """The circle of fifths and what it is good for, from a key: "explain the circle of fifths"."""

    kind: Literal["circle-of-fifths"] = "circle-of-fifths"
    key: str | None = None

    def answer(self, asker: Asker) -> Lesson:
        key = key_at_hand(asker, self.key)
        home = relative_major(key)
        up = [pitch.from_fifths(n) for n in range(0, 7)]
        down = [pitch.from_fifths(-n) for n in range(0, 7)]
        lines = [
            f"Clockwise, each a fifth up and one sharp more: {' '.join(up)}.",
            f"The other way, a fifth down and one flat more: {' '.join(down)}.",
            f"Next to {home.tonic} stand {listed([k.tonic for k in neighbours(home)])}: keys that share "
            "six of seven notes with it and, as chords, its V and IV.",
        ]
        if asker.level == "beginner":
            lines.append("Neighbours sound related; the far side sounds like another world.")
        fall = tuple(parse_numeral(f, home) for f in ("vi", "ii", "V", "I"))
        return Lesson(
            text="\n".join(lines), chords=tuple(map(str, fall)), instrument=diagrams(asker),
            sound=sound.of_chords(fall, home, asker.instrument), try_next=(f"relative minor of {home.tonic}?",),
        )  # fmt: skip


class Modulate(Question):
    """How to get from one key to another: "how do I modulate from C to Eb?"."""

    kind: Literal["modulate"] = "modulate"
    goal: str
    """The key to arrive in."""
    start: str | None = None
    """The key to leave; None for that of the song at hand, or C major."""

    def answer(self, asker: Asker) -> Lesson:
        start, goal = key_at_hand(asker, self.start), key_of_name(self.goal)
        five, home = parse_numeral("V7", goal), diatonic(goal)[0]
        shared = pivots(start, goal)
        away = abs(start.signature - goal.signature)
        lines = []
        road: tuple[ChordSymbol, ...]
        if shared:
            pivot = next((c for c in shared if c.root_pc not in (start.tonic_pc, goal.tonic_pc)), shared[0])
            road = (diatonic(start)[0], pivot, five, home)
            lines.append(
                f"From {start} to {goal}: {' - '.join(map(str, road))}. {pivot} is {figure(pivot, start)} in {start} "
                f"and {figure(pivot, goal)} in {goal}, so it opens the door; {five} then pulls to {home}."
            )
            if len(shared) > 1:
                lines.append(f"Chords they share: {listed(shared)}.")
        else:
            two = parse_numeral("iiø7" if goal.is_minor else "ii7", goal)
            road = (diatonic(start)[0], two, five, home)
            lines.append(
                f"From {start} to {goal} there is no plain chord in common ({away} sharps or flats apart), so "
                f"lead in with its ii-V: {' - '.join(map(str, road))}."
            )
        if asker.level != "producer":
            lines.append(f"Shortest: play {five} and go straight to {home}.")
            held = common_tones(diatonic(start)[0], home)
            if held:
                lines.append(
                    f"Smoothest: hold {listed(held)}, which {diatonic(start)[0]} and {home} share, across the change."
                )
        return Lesson(
            text="\n".join(lines), chords=tuple(map(str, road)), instrument=diagrams(asker),
            sound=sound.of_chords(road, goal, asker.instrument),
            try_next=(f"what chords are in {goal}?", f"change the key to {goal}"),
        )  # fmt: skip
