"""The songs at hand in the cases, as conversations.

========  =========================================================================================
pop       G major, 108, 4/4: Intro, Verse 1, Chorus 1, Verse 2, Chorus 2, Bridge, Chorus 3, Outro;
          voice, piano, electric guitar, strings, bass, drums; four versions, the last is current
waltz     D minor, 120, 3/4: Verse 1, Verse 2, Bridge, Verse 3; violin, piano, upright bass; one version
lofi      F major, 78: one Verse of 8 bars; vibraphone, electric piano, bass, drums;
          three takes offered (versions 2 to 4), the first of them current
rock      E minor, 140: ... Solo, Chorus 3, Outro; guitars, organ, bass, drums; the drums are locked;
          three versions, one undone (current 2); the solo was talked about last
chords    C major, 90: one Verse of 16 bars, piano only (a progression)
folk      A dorian, 100, 6/8: Intro to Outro; voice, guitar, violin, upright bass;
          two versions; three suggestions offered; the lead was talked about last
========  =========================================================================================
"""

from functools import cache

from bot.agent.conduct import compose
from bot.agent.conversation import Choice, Conversation, Exchange, Version
from skills.edit.target import Target
from skills.plan import ArcPoint, Direction, Part, Plan, Section, SectionKind
from skills.theory.key import Key

NONE = "-"


def _plan(title: str, genre: str, key: Key, bpm: float, form: str, parts: str, **more: object) -> Plan:
    """A plan from short words: "Verse 1 8, Bridge 4" and "lead=voice, chords 2=organ"."""
    sections = []
    for entry in form.split(", "):
        label, _, bars = entry.rpartition(" ")
        kind: SectionKind = label.rstrip("0123456789 ").lower()  # type: ignore[assignment]
        sections.append(Section(kind=kind, label=label, bars=int(bars)))
    cast = []
    for entry in parts.split(", "):
        name, _, instrument = entry.partition("=")
        cast.append(Part.model_validate({"name": name, "role": name.rstrip("0123456789 "), "instrument": instrument}))
    return Plan.model_validate(
        {
            "request": title, "title": title, "seed": 7, "genre": genre, "key": key, "bpm": bpm, "metre": "4/4",
            "sections": tuple(sections), "parts": tuple(cast), "arc": _arc((0.1, 0.4, 0.3), (0.3, 0.6, 0.4)),
        } | more
    )  # fmt: skip


def _arc(*points: tuple[float, float, float]) -> tuple[ArcPoint, ...]:
    last = max(len(points) - 1, 1)
    return tuple(ArcPoint(at=i / last, valence=v, arousal=a, tension=t) for i, (v, a, t) in enumerate(points))


def _versions(*plans: tuple[str, Plan]) -> tuple[Version, ...]:
    return tuple(
        Version(
            number=n, parent=n - 1 or None, request=said, done=(said,) if n > 1 else (), plan=plan, song=compose(plan)
        )
        for n, (said, plan) in enumerate(plans, 1)
    )


def _pop() -> Conversation:
    first = _plan(
        "Paper Boats", "pop", Key(tonic="G"), 104,
        "Intro 4, Verse 1 8, Chorus 1 8, Verse 2 8, Chorus 2 8, Bridge 8, Chorus 3 8, Outro 4",
        "lead=voice, chords=piano, chords 2=electric guitar, pad=strings, bass=bass guitar, drums=drums",
        arc=_arc((0.2, 0.35, 0.3), (0.4, 0.6, 0.4), (0.1, 0.5, 0.5), (0.6, 0.8, 0.4)),
    )  # fmt: skip
    second = first.model_copy(update={"bpm": 108.0})
    third = second.model_copy(update={"directions": (Direction(kind="take", amount=1, part="drums"),)})
    fourth = third.model_copy(
        update={"directions": (*third.directions, Direction(kind="take", amount=1, section="Bridge"))}
    )
    return Conversation(
        versions=_versions(
            ("a hopeful pop song with piano and strings", first),
            ("a bit faster", second),
            ("other drums please", third),
            ("write the bridge again", fourth),
        ),
        current=4,
        trail=(1, 2, 3),
        focus=Target(sections=("Bridge",)),
        exchanges=(Exchange(said="write the bridge again", answered="The bridge is new, the rest is as it was."),),
    )


def _waltz() -> Conversation:
    plan = _plan(
        "Snow Globe", "waltz", Key(tonic="D", mode="minor"), 120,
        "Verse 1 16, Verse 2 16, Bridge 8, Verse 3 16",
        "lead=violin, chords=piano, bass=upright bass",
        metre="3/4", arc=_arc((-0.3, 0.3, 0.3), (-0.1, 0.5, 0.4), (-0.2, 0.3, 0.2)), ending="ritardando",
    )  # fmt: skip
    return Conversation(versions=_versions(("a sad waltz for violin and piano", plan)), current=1)


def _lofi() -> Conversation:
    plan = _plan(
        "Window Seat", "lo-fi", Key(tonic="F"), 78, "Verse 8",
        "lead=vibraphone, chords=electric piano, bass=bass guitar, drums=drums",
        swing=0.57, arc=_arc((0.1, 0.25, 0.2), (0.1, 0.25, 0.2)),
    )  # fmt: skip
    takes = [
        plan.model_copy(update={"directions": (Direction(kind="take", amount=n, part="lead"),)}) for n in (1, 2, 3)
    ]
    said = "give me three other melodies"
    return Conversation(
        versions=_versions(("a lo-fi loop", plan), *((said, take) for take in takes)),
        current=2,
        trail=(1,),
        choices=tuple(Choice(label=f"take {n}", version=n + 1) for n in (1, 2, 3)),
        focus=Target(parts=("lead",)),
        exchanges=(Exchange(said=said, answered="Three takes of the melody: 1, 2 or 3?"),),
    )


def _rock() -> Conversation:
    first = _plan(
        "Broken Neon", "rock", Key(tonic="E", mode="minor"), 140,
        "Intro 4, Verse 1 8, Chorus 1 8, Verse 2 8, Chorus 2 8, Solo 8, Chorus 3 8, Outro 4",
        "lead=electric guitar, chords=overdriven guitar, chords 2=organ, bass=picked bass, drums=drums",
        arc=_arc((-0.1, 0.6, 0.4), (0.1, 0.8, 0.5), (0.2, 0.95, 0.5)),
    )  # fmt: skip
    second = first.model_copy(update={"directions": (Direction(kind="take", amount=1, part="lead", section="Solo"),)})
    third = second.model_copy(update={"bpm": 152.0})
    return Conversation(
        versions=_versions(
            ("a rock song with a guitar solo", first), ("another solo", second), ("faster", third)
        ),
        current=2,
        trail=(1,),
        undone=(3,),
        locks=(Target(parts=("drums",)),),
        focus=Target(parts=("lead",), sections=("Solo",)),
        exchanges=(Exchange(said="undo", answered="Back to version 2, with the second solo at 140 bpm."),),
    )  # fmt: skip


def _chords() -> Conversation:
    plan = _plan(
        "Sixteen Bars", "pop", Key(tonic="C"), 90, "Verse 16", "chords=piano", arc=_arc((0.2, 0.4, 0.3))
    )  # fmt: skip
    return Conversation(versions=_versions(("a 16 bar chord progression in C", plan)), current=1)


def _folk() -> Conversation:
    first = _plan(
        "Harbour Lights", "folk", Key(tonic="A", mode="dorian"), 100,
        "Intro 4, Verse 1 8, Chorus 1 8, Verse 2 8, Chorus 2 8, Outro 4",
        "lead=voice, chords=acoustic guitar, counter=violin, bass=upright bass",
        metre="6/8", arc=_arc((0.0, 0.3, 0.3), (0.3, 0.5, 0.3)),
    )  # fmt: skip
    second = first.model_copy(update={"tessitura": 0.4})
    return Conversation(
        versions=_versions(("a folk song in 6/8", first), ("the melody higher", second)),
        current=2,
        trail=(1,),
        choices=(
            Choice(label="a brighter last chorus", message="make the last chorus brighter"),
            Choice(label="add a flute", message="add a flute"),
            Choice(label="slower", message="a bit slower"),
        ),
        focus=Target(parts=("lead",)),
        exchanges=(Exchange(said="the melody higher", answered="The melody sits higher now."),),
    )


SONGS = {"pop": _pop, "waltz": _waltz, "lofi": _lofi, "rock": _rock, "chords": _chords, "folk": _folk}


@cache
def conversation(name: str) -> Conversation:
    """The conversation about a song, or an empty one for "-". Raises KeyError."""
    return Conversation() if name == NONE else SONGS[name]()
