"""Undo, redo, going back, listing and comparing: laws over random walks through a conversation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agent.conduct import compose
from bot.agent.conversation import Conversation, NoSongError, Version
from bot.agent.recall import listed, move_on, recall
from bot.agent.turn import Recall
from tests.bot.wishes import ask, plan_of

PLAN = plan_of(ask("bars", low=8), ask("only", "piano"))
SONG = compose(PLAN)


def grown(conversation: Conversation) -> Conversation:
    """A conversation with one version more, made from the current one."""
    number = len(conversation.versions) + 1
    version = Version(
        number=number, parent=conversation.current, request=f"change {number}", done=(f"done {number}",),
        plan=PLAN, song=SONG,
    )  # fmt: skip
    return move_on(conversation.model_copy(update={"versions": (*conversation.versions, version)}), number)


STEPS = st.lists(st.sampled_from(["change", "undo", "redo", "go 1", "go 2"]), max_size=30)


@given(STEPS)
def test_a_walk_is_the_walk_of_any_editor(steps: list[str]) -> None:
    """The current version is what a plain stack of undos and redos says; nothing is ever dropped."""
    conversation = grown(Conversation())
    back: list[int] = []
    ahead: list[int] = []
    here = 1
    for step in steps:
        count = len(conversation.versions)
        if step == "change":
            conversation = grown(conversation)
            back, ahead, here = [*back, here], [], count + 1
        elif step == "undo" and back:
            _, conversation = recall(Recall(what="undo"), conversation)
            ahead, here = [*ahead, here], back.pop()
        elif step == "redo" and ahead:
            _, conversation = recall(Recall(what="redo"), conversation)
            back, here = [*back, here], ahead.pop()
        elif step in ("undo", "redo"):
            with pytest.raises(NoSongError):
                recall(Recall(what=step), conversation)  # type: ignore[arg-type]
        elif int(step[-1]) <= count:
            number = int(step[-1])
            _, conversation = recall(Recall(what="go", version=number), conversation)
            if number != here:
                back, ahead, here = [*back, here], [], number
        assert conversation.current == here
        assert len(conversation.versions) >= count
        assert [v.number for v in conversation.versions] == list(range(1, len(conversation.versions) + 1))


@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_as_many_undos_as_changes_lead_home_and_redos_lead_back(count: int) -> None:
    conversation = grown(Conversation())
    for _ in range(count):
        conversation = grown(conversation)
    _, home = recall(Recall(what="undo", steps=count), conversation)
    assert home.current == 1
    _, back = recall(Recall(what="redo", steps=count), home)
    assert back.current == count + 1


def test_the_list_names_every_version_and_marks_the_one_at_hand() -> None:
    conversation = grown(grown(grown(Conversation())))
    _, conversation = recall(Recall(what="undo"), conversation)
    lines = listed(conversation).splitlines()
    assert len(lines) == 3
    assert [line.startswith("->") for line in lines] == [False, True, False]
    assert PLAN.title in lines[0] and "done 2" in lines[1] and "done 3" in lines[2]


@pytest.mark.parametrize("what", ["undo", "redo", "go", "list", "compare"])
def test_before_the_first_song_there_is_a_sentence(what: str) -> None:
    with pytest.raises(NoSongError, match="no song yet"):
        recall(Recall(what=what), Conversation())  # type: ignore[arg-type]


def test_a_version_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(NoSongError, match=r"no version 9.*1 to 2"):
        recall(Recall(what="go", version=9), grown(grown(Conversation())))
