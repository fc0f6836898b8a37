"""Questions about the song at hand: what a section does, and why it sounds as it does."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from skills.clock import bar_beats, is_compound
from skills.errors import RequestError
from skills.plan import Plan
from skills.song import Note
from skills.teach import sound
from skills.teach.form import PURPOSE
from skills.teach.hearing import Stretch, chord_rows, section_of, song_at_hand, stretch
from skills.teach.question import Asker, Lesson, Question
from skills.teach.words import NUMERALS_EXPLAINED, diagrams, figure, listed, origin
from skills.theory.chord import ChordSymbol
from skills.theory.harmony import diatonic, place
from skills.theory.key import Key
from skills.theory.pitch import octave_name


def _chord_lesson(lines: list[str], here: Stretch, asker: Asker, *next_: str) -> Lesson:
    chords = tuple(dict.fromkeys(here.symbols))
    heard = here.symbols[-8:]
    return Lesson(
        text="\n".join(lines),
        chords=tuple(map(str, chords))[:8],
        instrument=diagrams(asker),
        sound=sound.of_chords(heard, here.key, asker.instrument) if heard else None,
        try_next=next_,
    )


class ChordsOfSection(Question):
    """The chords of the song at hand or a part of it, with numerals: "what chords are in verse 2?"."""

    kind: Literal["chords-of-section"] = "chords-of-section"
    section: str | None = None
    """Its label, such as "Verse 2"; None for the whole song."""

    def answer(self, asker: Asker) -> Lesson:
        plan, song = song_at_hand(asker)
        sections = [section_of(plan, self.section)] if self.section else list(plan.sections)
        heard = [stretch(plan, song, s) for s in sections]
        lines, said = [], dict[str, list[str]]()
        for here in heard:
            row = chord_rows(here, plan)
            said.setdefault(f"{row} = {_numerals(here, plan)} in {here.key}", []).append(here.section.label)
        lines = [f"{', '.join(labels)}: {row}" for row, labels in said.items()]
        if asker.level == "beginner":
            lines.append(NUMERALS_EXPLAINED)
        first = heard[0]
        return _chord_lesson(
            lines, first, asker, f"how do I play {first.symbols[0]}?" if first.symbols else "add chords", "capo?"
        )


def _numerals(here: Stretch, plan: Plan) -> str:
    return chord_rows(here, plan, lambda chord: figure(chord, here.key)).partition(" (")[0]


class ExplainSection(Question):
    """What a part of the song at hand does, and how: "explain the bridge", "how does the chorus work?"."""

    kind: Literal["explain-section"] = "explain-section"
    section: str
    """Its label, such as "Bridge"."""

    def answer(self, asker: Asker) -> Lesson:
        plan, song = song_at_hand(asker)
        section = section_of(plan, self.section)
        here = stretch(plan, song, section)
        row = chord_rows(here, plan)
        lines = [f"{section.label}, {section.bars} bars in {here.key}: it {PURPOSE[section.kind]}."]
        lines.append(f"Chords: {row} = {_numerals(here, plan)}.")
        for chord in dict.fromkeys(here.symbols):
            where = origin(place(chord, here.key), here.key)
            if where:
                lines.append(f"{chord}: {where}.")
        if here.symbols:
            lines.append(_close(here, asker))
        index = plan.sections.index(section)
        if index:
            changes = differences(stretch(plan, song, plan.sections[index - 1]), here)
            before = plan.sections[index - 1].label
            lines.append(f"Against {before}: {listed(changes[:4])}." if changes else f"Much like {before}.")
        lines.append(f"Playing: {listed(here.playing)}.")
        if asker.level == "beginner":
            lines.append(NUMERALS_EXPLAINED)
        lines = lines if asker.level != "producer" else [line for line in lines if not line.startswith("Playing")]
        return _chord_lesson(
            lines, here, asker, f"make the {section.label.lower()} darker", f"what comes after the {section.kind}?"
        )


def _close(here: Stretch, asker: Asker) -> str:
    last = here.symbols[-1]
    there = place(last, here.key)
    ends = {"home": "so it comes to rest", "away": "so it stays open", "tension": "so it leads on", None: "so it hangs"}
    how = ends["home" if last.root_pc == here.key.tonic_pc else "away" if there.function == "home" else there.function]
    return f"It ends on {last} ({there.numeral}), {how}."


def differences(before: Stretch, after: Stretch) -> list[str]:
    """What changes from one section to another, the strongest first."""
    found: list[tuple[float, str]] = []
    if before.tune and after.tune:
        step = after.height - before.height
        if abs(step) >= 1:
            direction = "higher" if step > 0 else "lower"
            found.append(
                (abs(step) / 3, f"the tune lies {abs(step):.0f} semitone{'s' * (abs(step) >= 1.5)} {direction}")
            )
        top = max(n.pitch for n in after.tune) - max(n.pitch for n in before.tune)
        if top >= 2:
            found.append((top / 4, f"its top note rises to {octave_name(max(n.pitch for n in after.tune))}"))
    elif after.tune and not before.tune:
        found.append((3, "the tune comes in"))
    elif before.tune and not after.tune:
        found.append((3, "the tune rests"))
    came = [i for i in after.playing if i not in before.playing]
    went = [i for i in before.playing if i not in after.playing]
    if came:
        found.append((1.5 + len(came) / 2, f"{listed(came)} come{'s' * (len(came) == 1)} in"))
    if went:
        found.append((1.5, f"{listed(went)} drop{'s' * (len(went) == 1)} out"))
    if before.density and after.density:
        ratio = after.density / before.density
        if not 0.87 < ratio < 1.15:
            word = "more" if ratio > 1 else "fewer"
            found.append((abs(ratio - 1) * 3, f"{abs(ratio - 1):.0%} {word} notes"))
    if before.force and after.force and abs(after.force - before.force) >= 3:
        found.append(
            (abs(after.force - before.force) / 8, "played louder" if after.force > before.force else "played softer")
        )
    if before.key != after.key:
        found.append((4, f"the key changes from {before.key} to {after.key}"))
    rate = [len(s.chords) / s.section.bars for s in (before, after)]
    if rate[0] and not 0.8 < rate[1] / rate[0] < 1.25:
        found.append((1, f"the chords change {'faster' if rate[1] > rate[0] else 'more slowly'}"))
    homes = [bool(s.symbols) and s.symbols[0].root_pc == s.key.tonic_pc for s in (before, after)]
    if homes == [False, True]:
        found.append((1.2, "it starts on the home chord"))
    return [text for _, text in sorted(found, key=lambda f: -f[0])]


class WhyLift(Question):
    """Why a section stands out from the one before: "why does the chorus lift?", "why is the bridge so big?"."""

    kind: Literal["why-lift"] = "why-lift"
    section: str
    """Its label, such as "Chorus 1"."""

    def answer(self, asker: Asker) -> Lesson:
        plan, song = song_at_hand(asker)
        section = section_of(plan, self.section)
        index = plan.sections.index(section)
        if not index:
            return Lesson(text=f"{section.label} opens the song, so there is nothing before it to stand out from.")
        before, here = stretch(plan, song, plan.sections[index - 1]), stretch(plan, song, section)
        changes = differences(before, here)
        start, end = (
            plan.feeling(plan.span(s)[0] + 0.5 * s.bars * bar_beats(plan.metre)) for s in (before.section, section)
        )
        rise = end.arousal - start.arousal
        lines = [f"Against {before.section.label}: {listed(changes)}." if changes else
                 f"{section.label} differs little from {before.section.label}."]  # fmt: skip
        leads = before.symbols and place(before.symbols[-1], before.key).function == "tension"
        if leads and here.symbols and here.symbols[0].root_pc == here.key.tonic_pc:
            lines.append(
                f"{before.section.label} ends on {before.symbols[-1]}, which pulls to {here.symbols[0]}: a release."
            )
        if abs(rise) >= 0.05 and asker.level != "beginner":
            lines.append(
                f"Its planned energy {'rises' if rise > 0 else 'falls'} from {start.arousal:.0%} to {end.arousal:.0%}."
            )
        return _chord_lesson(lines, here, asker, f"make the {section.label.lower()} bigger", f"explain {section.label}")


class WhyUnresolved(Question):
    """Why the song or a part sounds unfinished, tense or finished: "why does this sound unresolved?"."""

    kind: Literal["why-unresolved"] = "why-unresolved"
    section: str | None = None
    """Its label; None for the end of the song."""

    def answer(self, asker: Asker) -> Lesson:
        plan, song = song_at_hand(asker)
        section = section_of(plan, self.section) if self.section else plan.sections[-1]
        here = stretch(plan, song, section)
        if not here.symbols:
            raise RequestError(f"{section.label} has no chords I could judge.")
        reasons, rests = unresolved(here)
        name = section.label if self.section else "the song"
        lines = [
            f"{name[0].upper()}{name[1:]} is left open: {reasons[0]}."
            if reasons
            else f"{name[0].upper()}{name[1:]} does close: {rests[0]}."
        ]
        lines += [f"Also: {r}." for r in reasons[1:4]] if reasons else [f"Also: {r}." for r in rests[1:3]]
        loose = _loose_dominants(here)
        if loose:
            lines.append(f"On the way, {listed(loose)} {'does' if len(loose) == 1 else 'do'} not go where they pull.")
        if asker.level == "beginner":
            lines.append("Music rests on the home chord; anything else at the end makes the ear wait.")
        fix = "end the song on the home chord" if reasons else f"make the {section.label.lower()} more tense"
        return _chord_lesson(lines, here, asker, fix, "what is a cadence?")


def unresolved(here: Stretch) -> tuple[list[str], list[str]]:
    """What leaves a section open at its end, and what closes it."""
    key, last = here.key, here.symbols[-1]
    there = place(last, key)
    open_, closed = [], []
    tonic, home = key.tonic, diatonic(key)[0]
    if last.root_pc == key.tonic_pc:
        before = here.symbols[-2] if len(here.symbols) > 1 else None
        how = f", reached from {before} ({figure(before, key)})" if before and before.root_pc != last.root_pc else ""
        closed.append(f"its last chord is {last} ({figure(last, key)}), home{how}")
        if last.bass and last.bass_pc != key.tonic_pc:
            open_.append(f"its last chord {last} has {last.bass} in the bass, not {tonic}")
        if 10 in last.intervals:
            open_.append(f"{last} has a minor seventh, which makes home restless")
        if last.quality in ("sus4", "sus2", "7sus4"):
            open_.append(f"{last} is suspended: its third is missing")
    else:
        why = {"tension": f"which pulls to {home} and does not get there", "away": f"a step away from home ({home})",
               "home": f"which can stand for home but is not {home}", None: f"which is outside {key}"}  # fmt: skip
        open_.append(f"its last chord is {last} ({figure(last, key)}), {why[there.function]}")
    if here.tune:
        final = here.tune[-1]
        degree = key.scale.index(final.pitch % 12) + 1 if final.pitch % 12 in key.scale else None
        name = octave_name(final.pitch)[:-1] if degree is None else key.degree(degree)
        if degree == 1:
            closed.append(f"the tune ends on {name}, the home note")
        elif degree == 7 and (final.pitch + 1) % 12 == key.tonic_pc:
            open_.append(f"the tune ends on {name}, the leading tone, a half step under {tonic}")
        elif final.pitch % 12 not in (key.scale[0], key.scale[2], key.scale[4]):
            open_.append(f"the tune ends on {name}, which is not part of the home chord")
        else:
            closed.append(f"the tune ends on {name}, a note of the home chord")
    if here.symbols and not any(c.root_pc == key.tonic_pc for c in here.symbols):
        open_.append(f"the home chord, {home}, never comes")
    return open_, closed


def _loose_dominants(here: Stretch) -> list[str]:
    """Dominants that do not go to the chord they pull to."""
    loose = []
    for a, b in pairwise(here.symbols):
        pulls = {4, 10} <= set(a.intervals)
        if pulls and a.root_pc != b.root_pc and (a.root_pc - b.root_pc) % 12 not in (7, 1):
            loose.append(f"{a} (to {b})")
    return list(dict.fromkeys(loose))[:3]


class HardToSing(Question):
    """How hard the tune at hand is to sing: "is this hard to sing?"."""

    kind: Literal["hard-to-sing"] = "hard-to-sing"
    section: str | None = None

    def answer(self, asker: Asker) -> Lesson:
        plan, song = song_at_hand(asker)
        sections = [section_of(plan, self.section)] if self.section else list(plan.sections)
        tune = [n for s in sections for n in stretch(plan, song, s).tune]
        if len(tune) < 2:
            raise RequestError("There is no tune to sing here.")
        low, high = min(n.pitch for n in tune), max(n.pitch for n in tune)
        steps = [abs(b.pitch - a.pitch) for a, b in pairwise(tune)]
        wide = sum(s > 7 for s in steps)
        quick = max(sum(n.start <= t.start < n.start + 2 for t in tune) for n in tune) / 2 * plan.bpm / 60
        small = sum(s <= 2 for s in steps) / len(steps)
        breath = _longest_breath(tune) * 60 / plan.bpm
        points = (
            (high - low > 14)
            + (high - low > 19)
            + (wide > len(tune) / 25)
            + (max(steps) > 12)
            + (quick > 5)
            + (breath > 10)
        )
        verdict = ("Easy", "Fairly easy", "Of middling difficulty", "Hard", "Hard", "Very hard", "Very hard")[points]
        lines = [
            f"{verdict} to sing.",
            f"Range: {octave_name(low)} to {octave_name(high)}, {high - low} semitones (most voices have 14 at ease).",
            f"Largest jump: {max(steps)} semitones; {small:.0%} of the moves are steps or repeats.",
            f"Fastest: {quick:.1f} notes a second. Longest stretch without a breath: {breath:.0f} seconds.",
        ]
        if asker.level == "producer":
            lines = [lines[0], *lines[1:3]]
        elif asker.level == "beginner" and points > 1:
            lines.append("Slow it down and learn the jumps first; a lower key helps if the top is too high.")
        return Lesson(text="\n".join(lines), try_next=("does it fit an alto?", "make the melody easier to sing"))


def _longest_breath(tune: Sequence[Note]) -> float:
    longest, begin = 0.0, tune[0].start
    for a, b in pairwise(tune):
        longest = max(longest, a.end - begin)
        if b.start - a.end >= 0.5:
            begin = b.start
    return max(longest, tune[-1].end - begin)


Mood = Literal["sad", "dark", "happy", "bright", "tense", "calm", "energetic", "dreamy"]


class WhatMakes(Question):
    """What gives the song at hand its mood: "what makes it sad?", "why does it sound so happy?"."""

    kind: Literal["what-makes"] = "what-makes"
    mood: Mood
    section: str | None = None

    def answer(self, asker: Asker) -> Lesson:
        plan, song = song_at_hand(asker)
        sections = [section_of(plan, self.section)] if self.section else list(plan.sections)
        heard = [stretch(plan, song, s) for s in sections]
        signs = _signs(heard, plan.bpm, is_compound(plan.metre))
        wanted = _AXES[self.mood]
        for_: list[tuple[float, str]] = []
        against: list[tuple[float, str]] = []
        for axis, strength, text in signs:
            if axis in wanted and strength:
                (for_ if strength * wanted[axis] > 0 else against).append((abs(strength), text))
        for_.sort(key=lambda s: -s[0])
        name = sections[0].label if self.section else "it"
        if for_:
            lines = [
                f"What makes {name} {self.mood}:",
                *(f"- {text}" for _, text in for_[: 3 if asker.level == "beginner" else 5]),
            ]
        else:
            lines = [f"Little in the notes makes {name} {self.mood}."]
        if against and asker.level != "beginner":
            lines.append(f"Against it: {listed([text for _, text in against[:3]])}.")
        return _chord_lesson(lines, heard[0], asker, f"make it even more {self.mood}", "explain the chords")


_AXES: dict[Mood, dict[str, int]] = {
    "sad": {"valence": -1, "arousal": -1}, "dark": {"valence": -1}, "happy": {"valence": 1, "arousal": 1},
    "bright": {"valence": 1}, "tense": {"tension": 1, "arousal": 1}, "calm": {"tension": -1, "arousal": -1},
    "energetic": {"arousal": 1}, "dreamy": {"colour": 1, "arousal": -1},
}  # fmt: skip


def _signs(heard: list[Stretch], bpm: float, compound: bool) -> list[tuple[str, float, str]]:
    """What in the notes speaks for an axis of feeling (positive) or against it, and how strongly.

    Mode, tempo, register, loudness and dissonance, after Gabrielsson & Lindstrom 2010.
    """
    chords: list[tuple[ChordSymbol, Key]] = [(c, h.key) for h in heard for c in h.symbols]
    count = max(len(chords), 1)
    key = heard[0].key
    minor = sum(c.is_minor for c, _ in chords) / count
    signs: list[tuple[str, float, str]] = [
        ("valence", -1.5 if key.is_minor else 1.5, f"the key, {key}"),
        ("valence", 1.2 * (0.4 - minor) / 0.4 if abs(minor - 0.4) > 0.1 else 0, f"{minor:.0%} of the chords are minor"),
        (
            "arousal",
            (bpm - 100) / 30 if abs(bpm - 100) > 8 else 0,
            f"the tempo, {bpm:g} bpm, is {'quick' if bpm > 100 else 'slow'}",
        ),
    ]
    borrowed = [c for c, k in chords if place(c, k).origin == "borrowed"]
    if borrowed and not key.is_minor:
        signs.append(("valence", -1.0, f"{listed(list(dict.fromkeys(borrowed))[:2])}, borrowed from minor"))
    tune = [n for h in heard for n in h.tune]
    if tune:
        height = sum(n.pitch * n.duration for n in tune) / sum(n.duration for n in tune)
        word = "high" if height > 70 else "low"
        signs.append(
            (
                "arousal",
                (height - 70) / 6 if abs(height - 70) > 3 else 0,
                f"the tune lies {word}, around {octave_name(height)}",
            )
        )
        down = sum(b.pitch < a.pitch for a, b in pairwise(tune)) / max(
            sum(b.pitch != a.pitch for a, b in pairwise(tune)), 1
        )
        if abs(down - 0.5) > 0.04:
            signs.append(
                (
                    "valence",
                    (0.5 - down) * 8,
                    f"the tune mostly {'falls' if down > 0.5 else 'rises'} ({max(down, 1 - down):.0%} of its moves)",
                )
            )
    force = sum(h.force for h in heard) / len(heard)
    signs.append(
        (
            "arousal",
            (force - 70) / 14 if abs(force - 70) > 6 else 0,
            f"it is played {'hard' if force > 70 else 'softly'}",
        )
    )
    density = sum(h.density * h.beats for h in heard) / sum(h.beats for h in heard)
    signs.append(
        (
            "arousal",
            (density - 7) / 5 if abs(density - 7) > 2 else 0,
            f"{'many' if density > 7 else 'few'} notes, {density:.0f} a beat",
        )
    )
    sharp = (
        sum(c.quality in ("dim", "dim7", "hdim7", "7", "7b9", "7#9", "7alt", "aug", "aug7", "7b5") for c, _ in chords)
        / count
    )
    signs.append(
        (
            "tension",
            2 * sharp if sharp > 0.1 else -1.0,
            f"{sharp:.0%} of the chords are sharp dissonances (sevenths that pull, diminished)",
        )
    )
    pull = sum(place(c, k).function == "tension" for c, k in chords) / count
    signs.append(("tension", (pull - 0.2) * 4, f"{pull:.0%} of the chords pull home"))
    soft = (
        sum(c.quality in ("maj7", "maj9", "min7", "min9", "add9", "69", "sus2", "sus4", "maj6") for c, _ in chords)
        / count
    )
    signs.append(("colour", 2 * soft - 0.3, f"{soft:.0%} of the chords have soft added notes"))
    if compound:
        signs.append(("colour", 0.6, "the swaying metre"))
    return signs
