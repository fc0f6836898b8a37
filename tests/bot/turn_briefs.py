"""Turns in brief, for tests: "feeling @Bridge valence-; keep drums", "swap instrument chords -> electric piano"."""

from functools import cache

from bot.agent.conversation import Choice, Conversation, Message, Version
from bot.agent.language.turns import read_turn
from bot.agent.turn import (
    Act,
    Analyse,
    Change,
    Clarify,
    Describe,
    Export,
    Lock,
    Pick,
    Recall,
    Talk,
    Teach,
    Turn,
    Write,
)  # fmt: skip
from skills.edit.move import Move
from skills.edit.playing import SwingMove
from skills.edit.target import Target
from skills.errors import CowriterError
from skills.plan import ArcPoint, Part, Plan, Section, SectionKind
from skills.song import Song
from skills.theory.key import Key

_FORM = "Intro 4, Verse 1 8, Chorus 1 8, Verse 2 8, Chorus 2 8, Bridge 8, Chorus 3 8, Outro 4"
_BAND = (
    ("lead", "lead", "violin"), ("chords", "chords", "piano"), ("chords 2", "chords", "electric guitar"),
    ("pad", "pad", "strings"), ("bass", "bass", "bass guitar"), ("drums", "drums", "drums"),
)  # fmt: skip


@cache
def plan() -> Plan:
    """A pop song of 56 bars in G major at 100 bpm, with six parts."""
    sections = []
    for entry in _FORM.split(", "):
        label, _, bars = entry.rpartition(" ")
        kind: SectionKind = label.rstrip("0123456789 ").lower()  # type: ignore[assignment]
        sections.append(Section(kind=kind, label=label, bars=int(bars)))
    return Plan(
        request="a pop song", title="A Song", seed=1, genre="pop", key=Key(tonic="G"), bpm=100, metre="4/4",
        sections=tuple(sections),
        parts=tuple(Part.model_validate({"name": n, "role": r, "instrument": i}) for n, r, i in _BAND),
        arc=tuple(ArcPoint(at=at, valence=0.2 + 0.2 * at, arousal=0.4 + 0.3 * at, tension=0.3) for at in (0, 1)),
    )  # fmt: skip


@cache
def talk(versions: int = 4, focus: Target | None = None, choices: int = 0, undone: bool = False) -> Conversation:
    """A conversation about that song; the last version is current. Without versions, one that begins."""
    if not versions:
        return Conversation()
    written = tuple(
        Version(number=n, parent=n - 1 or None, request="...", done=(), plan=plan(), song=Song.blank(plan()))
        for n in range(1, versions + 1)
    )
    return Conversation(
        versions=written,
        current=versions,
        trail=tuple(range(1, versions)),
        undone=(versions,) if undone else (),
        focus=focus or Target(),
        choices=tuple(Choice(label=f"choice {n}", message=f"message {n}") for n in range(1, choices + 1)),
    )


def read(text: str, conversation: Conversation | None = None) -> Turn:
    """What the embedded parser makes of a message about that song."""
    return read_turn(Message(text=text), talk() if conversation is None else conversation)


def brief(text: str, conversation: Conversation | None = None) -> str:
    """A turn in brief, or "! " and the sentence that refuses."""
    try:
        turn = read(text, conversation)
    except CowriterError as error:
        sentence = str(error)
        return f"! {sentence}" if len(sentence) < 60 else f"! {sentence[:60].rsplit(' ', 1)[0]} ..."
    return "; ".join(_act(act) for act in turn.acts)


def _act(act: Act) -> str:
    match act:
        case Write():
            return _joined("write", act.scope, f"x{act.takes}" if act.takes > 1 else "")
        case Change():
            moves = "; ".join(_move(move) for move in act.moves)
            keep = "; ".join(f"keep {target(t)}" for t in act.keep)
            base = f"base {act.base}" if act.base else ""
            return "; ".join(filter(None, [base, moves, keep, f"x{act.takes}" if act.takes > 1 else ""]))
        case Lock():
            return f"{'lock' if act.on else 'unlock'} {target(act.target)}".strip()
        case Recall():
            other = f"and {act.other}" if act.other else ""
            steps = f"x{act.steps}" if act.steps > 1 else ""
            return _joined(act.what, str(act.version or ""), other, steps)
        case Teach():
            return f"teach {act.question.kind}"
        case Describe():
            return _joined("describe", act.what, target(act.target))
        case Export():
            return f"export {', '.join(act.formats)}"
        case Talk():
            return f"talk {act.about}"
        case Clarify():
            return f"clarify {len(act.options)}"
        case Pick():
            return f"pick {act.number}"
        case Analyse():
            return "analyse"


def _joined(*words: str) -> str:
    return " ".join(w for w in words if w)


def _places(labels: tuple[str, ...]) -> list[str]:
    """Labels with all of a kind as one: "chorus"; and all but one as "not Bridge"."""
    sections = plan().sections
    missing = [s.label for s in sections if s.label not in labels]
    if labels and len(missing) == 1:
        return [f"not {missing[0]}"]
    places = []
    for section in sections:
        same = [s.label for s in sections if s.kind == section.kind]
        if section.label in labels:
            places.append(section.kind if len(same) > 1 and set(same) <= set(labels) else section.label)
    return list(dict.fromkeys(places))


def target(what: Target) -> str:
    """A target in brief: "lead, bass @Bridge #5-8"."""
    bars = f"#{what.first_bar}-{what.last_bar}" if what.first_bar else ""
    sections = ", ".join(f"@{place}" for place in _places(what.sections))
    return _joined(", ".join(what.parts), sections, bars)


_AMOUNTS = ("valence", "arousal", "tension", "amount", "change")
_NAMED = ("before", "after", "semitones", "octaves", "bars", "version", "times", "role")


def _move(move: Move) -> str:
    fields = move.model_dump(exclude={"target", "kind"}, exclude_none=True)
    values = []
    for name, value in fields.items():
        if name in _AMOUNTS and isinstance(value, float) and not (name == "amount" and isinstance(move, SwingMove)):
            values += [f"{name}{'+' if value > 0 else '-'}"] if value else []
        elif name == "to":
            values.append("to")
        elif name == "points":
            values.append(f"{len(value)} points")
        elif name in ("times",) and value == 1:
            continue
        elif isinstance(value, tuple):
            values.append(" ".join(map(str, value)))
        elif isinstance(value, float):
            values.append(f"{name} {value:g}")
        else:
            values.append(f"{name} {value}" if name in _NAMED else str(value))
    kind = str(move.model_dump()["kind"])
    return _joined(kind, target(move.target), *values)
