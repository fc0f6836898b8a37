"""Questions about the parts of a song: what they are for, and what comes after which."""

from typing import Literal

from skills.plan import SectionKind
from skills.teach.question import Asker, Lesson, Question
from skills.teach.words import listed, one

PURPOSE: dict[SectionKind, str] = {
    "intro": "sets the key, the tempo and the mood before anyone sings",
    "verse": "tells the story and leaves room to grow",
    "pre-chorus": "builds up, so that the chorus arrives as a release",
    "chorus": "says the main thing, with the most energy and the tune people remember",
    "post-chorus": "keeps the chorus's energy with a short hook",
    "bridge": "brings something new once, so that the last chorus feels fresh",
    "solo": "lets an instrument speak in place of the voice",
    "interlude": "lets the ear rest between sung parts",
    "build": "winds up until the drop",
    "drop": "lets the full beat and bass go",
    "outro": "brings it to rest",
}
"""What each part of a song is for."""

# What may follow a part, the most usual first, with the reason.
_AFTER: dict[SectionKind, tuple[tuple[SectionKind, str], ...]] = {
    "intro": (("verse", "the story can start"), ("chorus", "to begin with the strongest idea")),
    "verse": (("pre-chorus", "if the chorus needs a run-up"), ("chorus", "straight to the point"),
              ("verse", "when the story needs more words first")),
    "pre-chorus": (("chorus", "that is what it promises; withhold it once and it hits harder later"),),
    "chorus": (("verse", "after the first chorus: the energy drops and the story goes on"),
               ("bridge", "after the second chorus: something new before the last one"),
               ("post-chorus", "to hold the energy with a hook"), ("outro", "after the last chorus")),
    "post-chorus": (("verse", "the story goes on"), ("bridge", "late in the song")),
    "bridge": (("chorus", "the last one: it feels fresh after something new"),
               ("pre-chorus", "to build up to it once more"), ("solo", "to stretch the tension")),
    "solo": (("chorus", "to bring the voice back at the top"), ("bridge", "for one more turn")),
    "interlude": (("verse", "the story goes on"), ("chorus", "to come back strongly")),
    "build": (("drop", "that is what it promises"),),
    "drop": (("interlude", "to rest the ear before the next rise"), ("verse", "to start again"), ("outro", "to end")),
    "outro": (),
}  # fmt: skip


class AfterSection(Question):
    """What part of a song comes next: "what comes after the chorus?", "what should I put after verse 2?"."""

    kind: Literal["after-section"] = "after-section"
    section: SectionKind

    def answer(self, asker: Asker) -> Lesson:
        ideas = _AFTER[self.section]
        if not ideas:
            return Lesson(text="Nothing: the outro is the end. Let the last chord ring.")
        lines = [f"After the {self.section}, usually the {ideas[0][0]}: {ideas[0][1]}."]
        lines += [f"Or the {kind}: {why}." for kind, why in ideas[1 : 2 if asker.level == "producer" else 4]]
        if asker.level == "beginner":
            lines.append(f"The {ideas[0][0]} {PURPOSE[ideas[0][0]]}.")
        if asker.plan is not None:
            here = [s for s in asker.plan.sections if s.kind == self.section]
            pairs = [(s, asker.plan.after(s)) for s in here]
            said = [f"{s.label} goes to {after.label if after else 'the end'}" for s, after in pairs]
            if said:
                lines.append(f"In this song {listed(said)}.")
        return Lesson(text="\n".join(lines), try_next=(f"what is {one(ideas[0][0])}?", *_add(asker, ideas[0][0])))


def _add(asker: Asker, kind: SectionKind) -> tuple[str, ...]:
    if asker.plan is None or any(s.kind == kind for s in asker.plan.sections):
        return ()
    return (f"add {one(kind)}",)


class StructureAdvice(Question):
    """How to lay out a song: "what structure should I use?", "how do I structure a pop song?"."""

    kind: Literal["structure-advice"] = "structure-advice"

    def answer(self, asker: Asker) -> Lesson:
        lines = [
            "Verse, chorus, verse, chorus, bridge, chorus is the form most songs have: it alternates story and main "
            "idea, and the bridge refreshes the ear before the end.",
        ]
        if asker.level != "producer":
            lines += [f"The {kind} {PURPOSE[kind]}." for kind in ("verse", "chorus", "bridge")]
        lines.append("Verses and choruses of 8 or 16 bars, intro and outro of 4, make about three minutes at 100 bpm.")
        if asker.plan is not None:
            lines.append(f"This song goes {', '.join(s.label for s in asker.plan.sections)}.")
        return Lesson(
            text="\n".join(lines),
            try_next=("a song with verse chorus verse chorus bridge chorus", "what comes after the chorus?"),
        )
