"""Questions about time: metres, tempo words, and how long notes last at a tempo."""

from typing import Annotated, Literal

from pydantic import Field

from skills.clock import METRES, Metre, accents, bar_beats, is_compound, pulses
from skills.errors import RequestError
from skills.teach.question import Asker, Lesson, Question
from skills.teach.words import listed
from skills.theory.tempo import TEMPI

_CHARACTER: dict[Metre, str] = {
    "2/4": "march, polka", "3/4": "waltz", "4/4": "nearly all pop and rock", "5/4": "lopsided, 3 + 2",
    "6/8": "ballads that rock like a boat, jigs", "7/8": "Balkan dance, progressive rock",
    "9/8": "slip jigs", "12/8": "slow blues, doo-wop, gospel",
}  # fmt: skip


class ExplainMetre(Question):
    """What a time signature means and how to count it: "what is 6/8?", "how do I count 7/8?"."""

    kind: Literal["metre"] = "metre"
    metre: str

    def answer(self, asker: Asker) -> Lesson:
        metre = next((m for m in METRES if m == self.metre.replace(" ", "")), None)
        if metre is None:
            raise RequestError(f"I know {listed(METRES)}, but not {self.metre}.")
        top, bottom = metre.split("/")
        unit = {"4": "quarter notes", "8": "eighth notes"}[bottom]
        lines = [f"{metre}: {top} {unit} to a bar, felt as {len(pulses(metre))} beats. Count: {_count(metre)}."]
        if asker.level == "beginner":
            lines.append("Clap on the capital numbers; the first is the strongest.")
        if is_compound(metre):
            lines.append("Each beat divides in three, which makes it sway.")
        elif metre == "3/4" and asker.level != "producer":
            lines.append("It has as many eighths as 6/8, but three beats of two in place of two beats of three.")
        if asker.level != "producer":
            lines.append(f"Heard in: {_CHARACTER[metre]}.")
        return Lesson(text="\n".join(lines), try_next=(f"a song in {metre}",))


def _count(metre: Metre) -> str:
    """How a bar is counted out loud, accents in capitals: "ONE two three FOUR five six"."""
    words = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    top, bottom = metre.split("/")
    step = 4 / int(bottom)
    strong = pulses(metre) if bottom == "8" else accents(metre)
    return " ".join(words[n].upper() if n * step in strong else words[n] for n in range(int(top)))


class TempoWord(Question):
    """How fast a tempo word is: "how fast is andante?", "what bpm is allegro?"."""

    kind: Literal["tempo-word"] = "tempo-word"
    word: str

    def answer(self, asker: Asker) -> Lesson:
        if self.word.lower() not in TEMPI:
            raise RequestError(f"I don't know the tempo word {self.word!r}; I know {listed(tuple(TEMPI)[1:9])}.")
        low, high, meaning = TEMPI[self.word.lower()]
        line = f"{self.word.capitalize()} means {meaning}: about {low} to {high} beats a minute (bpm)."
        if asker.level == "producer":
            line = f"{self.word.capitalize()}: {low}-{high} bpm."
        return Lesson(text=line, try_next=(f"a song at {(low + high) // 2} bpm",))


class NoteLengths(Question):
    """How long notes last at a tempo, for delays and envelopes: "delay time at 120 bpm", "how long is a bar at 90?"."""

    kind: Literal["note-lengths"] = "note-lengths"
    bpm: Annotated[float, Field(ge=20, le=400)] | None = None
    """None for the tempo of the song at hand."""

    def answer(self, asker: Asker) -> Lesson:
        bpm = self.bpm or (asker.plan.bpm if asker.plan else None)
        if bpm is None:
            raise RequestError("Tell me the tempo, like: delay time at 120 bpm.")
        metre: Metre = asker.plan.metre if asker.plan else "4/4"
        quarter = 60_000 / bpm
        names = (
            ("quarter", 1.0),
            ("dotted eighth", 0.75),
            ("eighth", 0.5),
            ("eighth triplet", 1 / 3),
            ("sixteenth", 0.25),
        )
        row = ", ".join(f"{name} {quarter * share:.0f} ms" for name, share in names)
        bar = bar_beats(metre) * quarter / 1000
        lines = [f"At {bpm:g} bpm: {row}.", f"A bar of {metre} lasts {bar:.2f} s."]
        if asker.level == "beginner":
            lines.append("Set a delay to one of these and its repeats fall on the beat.")
        return Lesson(text="\n".join(lines))
