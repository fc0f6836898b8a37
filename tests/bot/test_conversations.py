"""Whole conversations: everything that should not have changed is compared, down to the bytes of its MIDI track."""

import struct

import pytest

from bot.agent.conduct import Studio
from bot.agent.conversation import Conversation, Message, Version
from bot.agent.language.turns import read_turn
from bot.agent.partner import Answer, Partner, Step, Wanted
from skills.clock import bar_beats
from skills.edit.promise import content
from skills.edit.target import HARMONY, Cell
from skills.render.midi import write_midi
from skills.song import Note
from tests.bot.scripts import SCRIPTS

_ROLES = {"comping": "chords", "lead": "lead", "bass": "bass", "drums": "drums", "pad": "pad", "counter": "counter"}


def chunks(version: Version) -> dict[str, bytes]:
    """The track chunks of a version's MIDI file, by the part's name."""
    midi, found, at = write_midi(version.song), [], 14
    while at < len(midi):
        size = struct.unpack(">I", midi[at + 4 : at + 8])[0]
        found.append(midi[at : at + 8 + size])
        at += 8 + size
    named = {}
    for part in version.plan.parts:
        named[part.name] = next(c for c in found if b"\xff\x03" + bytes([len(part.name)]) + part.name.encode() in c)
    return named


def layers(version: Version, word: str) -> set[str]:
    """The layers of a word in a script."""
    if word == "all":
        return {HARMONY, *(p.name for p in version.plan.parts)}
    if word == "chords":
        return {HARMONY}
    return {p.name for p in version.plan.parts if p.role == _ROLES[word]}


def held(version: Version, layer: str, label: str) -> object:
    return content(version.song, Cell(layer=layer, section=label), bar_beats(version.plan.metre))


def written(version: Version, layer: str, label: str) -> object:
    events, _ = content(version.song, Cell(layer=layer, section=label), bar_beats(version.plan.metre))
    return [(e.pitch, e.start, e.duration) if isinstance(e, Note) else e for e in events]


def struck(version: Version, layer: str, label: str) -> object:
    """What is written and how hard it is struck; how late it is played follows the tempo."""
    events, _ = content(version.song, Cell(layer=layer, section=label), bar_beats(version.plan.metre))
    return [(e.pitch, e.start, e.duration, e.velocity) if isinstance(e, Note) else e for e in events]


class Talk:
    """A conversation being held, with a mind that needs nothing and a studio that is not asked for sound."""

    def __init__(self, studio: Studio) -> None:
        self.partner = Partner(read_turn, studio)
        self.conversation = Conversation()

    def say(self, text: str) -> tuple[tuple[Step, ...], Version | None, Version | None]:
        before = self.conversation.version
        steps, self.conversation = self.partner.carry_out(Message(text=text), self.conversation)
        return steps, before, self.conversation.version


def words(steps: tuple[Step, ...]) -> str:
    return " ".join(step.words for step in steps if isinstance(step, Answer)).casefold()


def assert_turn(talk: Talk, said: str, expected: str) -> None:
    """A message leads to what its line in the script says, and to nothing else."""
    count = len(talk.conversation.versions)
    steps, before, after = talk.say(said)
    made = talk.conversation.versions[count:]
    kind, _, rest = expected.partition(" ")
    if kind in ("say", "refuse"):
        assert not made, f"a song was written: {made[-1].done if made else ''}"
        assert rest.casefold() in words(steps), words(steps)
        assert not any(isinstance(step, Wanted) for step in steps)
    elif kind == "=":
        assert not made and after is not None and after.number == int(rest)
    elif kind == "files":
        assert not made and after is not None
        wanted = [(step.number, step.formats) for step in steps if isinstance(step, Wanted)]
        assert wanted == [(after.number, tuple(rest.split(", ")))]
    elif kind == "takes":
        assert len(made) == int(rest), words(steps)
        assert len({tuple(map(bytes, chunks(v).values())) for v in made}) == len(made), "two takes are the same"
    else:
        assert len(made) == 1 and after is not None, words(steps) or "no version was written"
        if kind == "new":
            assert after.parent is None
        else:
            assert before is not None and after.parent is not None
            assert_changed_only(talk.conversation.numbered(after.parent), after, expected)


def assert_changed_only(before: Version, after: Version, expected: str) -> None:
    """Two versions differ in what the line names, and nowhere else."""
    if expected == "time":
        for layer in layers(before, "all"):
            for section in before.plan.sections:
                assert struck(before, layer, section.label) == struck(after, layer, section.label)
        told = [(v.song.tempi, v.song.title) for v in (before, after)]
        assert told[0] != told[1], "nothing changed"
        return
    if expected.startswith("form:"):
        labels = [label.strip() for label in expected.removeprefix("form:").split(",")]
        assert [s.label for s in after.plan.sections] == [label.rstrip("+") for label in labels]
        ends = {before.plan.sections[-1].label, labels[-1]}
        stay = [label for label in labels if not label.endswith("+") and label not in ends]
        for layer in layers(before, "all"):
            for label in stay:
                assert written(before, layer, label) == written(after, layer, label), f"{layer} in {label} changed"
        for label in (label.rstrip("+") for label in labels if label.endswith("+")):
            assert all(written(after, layer, label) for layer in (HARMONY, "lead")), f"{label} is empty"
        return
    left, _, right = expected.partition("@")
    names = left.split()
    may = {layer for name in names if name != "played" for layer in layers(before, name)} or layers(before, "all")
    labels = [s.label for s in before.plan.sections]
    where = labels if right.strip() == "all" else [label.strip() for label in right.split(",")]
    assert set(where) <= set(labels)
    assert [s.label for s in after.plan.sections] == labels
    differing = {
        (layer, label)
        for layer in layers(before, "all")
        for label in labels
        if held(before, layer, label) != held(after, layer, label)
    }
    assert differing, "nothing changed"
    assert not {(layer, label) for layer, label in differing if layer not in may or label not in where}
    if "played" in names:
        for layer, label in differing:
            assert written(before, layer, label) == written(after, layer, label)
    old, new = chunks(before), chunks(after)
    if before.song.tempi == after.song.tempi:
        for name in old.keys() & new.keys() - may:
            assert old[name] == new[name], f"the bytes of {name} changed"


@pytest.fixture(scope="module")
def studio() -> Studio:
    return Studio()


@pytest.mark.parametrize("name", SCRIPTS)
def test_nothing_changes_but_what_was_named(name: str, studio: Studio) -> None:
    talk = Talk(studio)
    for number, line in enumerate(SCRIPTS[name].strip().splitlines(), 1):
        said, _, expected = line.strip().partition(" => ")
        history = talk.conversation.versions
        try:
            assert_turn(talk, said, expected)
        except AssertionError as error:
            raise AssertionError(f"turn {number}, {said!r} => {expected!r}: {error}") from error
        assert talk.conversation.versions[: len(history)] == history, f"turn {number} changed an earlier version"


def test_of_several_wishes_those_that_can_be_are_met_and_the_others_said(studio: Studio) -> None:
    talk = Talk(studio)
    talk.say("a waltz in D minor, 32 bars, only cello and piano")
    talk.say("slow down at the end")
    _, before, after = talk.say("slow down at the end and play it a bit faster")
    assert before is not None and after is not None
    assert after.plan.bpm > before.plan.bpm
    assert any("already" in note for note in after.plan.notes)
