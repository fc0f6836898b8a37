"""Questions from words to answers: what is read, what is answered, and what is left alone."""

import re
import time
from functools import cache

import pytest

from bot.agent.conversation import Conversation, Version
from bot.agent.language.questions import read_question
from skills.teach import QUESTIONS, Asker
from tests.bot.theory import AT_HAND, GENERAL, NO_QUESTIONS
from tests.examples import example_plan, example_song


def cases(book: dict[str, str]) -> list[tuple[str, str, tuple[str, ...]]]:
    found = []
    for kind, text in book.items():
        for line in filter(str.strip, text.splitlines()):
            message, _, facts = line.partition("=>")
            found.append((kind, message.strip(), tuple(fact.strip() for fact in facts.split(";"))))
    return found


@cache
def talk() -> Conversation:
    version = Version(number=1, parent=None, request="x", done=(), plan=example_plan(), song=example_song())
    return Conversation(versions=(version,), current=1)


def says(text: str, fact: str) -> bool:
    return re.search(rf"(?<![\w#]){re.escape(fact)}(?![\w#])", text, re.IGNORECASE) is not None


def test_there_are_enough_of_every_kind() -> None:
    assert len(cases(GENERAL)) + len(cases(AT_HAND)) >= 150
    assert {*GENERAL, *AT_HAND} == set(QUESTIONS)
    assert set(GENERAL) | set(AT_HAND) == set(QUESTIONS)


@pytest.mark.parametrize(("kind", "message", "facts"), cases(GENERAL))
def test_a_question_is_read_and_answered(kind: str, message: str, facts: tuple[str, ...]) -> None:
    question = read_question(message, Conversation())
    assert question is not None
    assert question.model_dump()["kind"] == kind
    text = question.answer(Asker()).text
    assert not [fact for fact in facts if not says(text, fact)], text


@pytest.mark.parametrize(("kind", "message", "facts"), cases(AT_HAND))
def test_a_question_about_the_song_is_answered_from_it(kind: str, message: str, facts: tuple[str, ...]) -> None:
    question = read_question(message, talk())
    assert question is not None
    assert question.model_dump()["kind"] == kind
    text = question.answer(Asker(plan=example_plan(), song=example_song())).text
    assert not [fact for fact in facts if not says(text, fact)], text


@pytest.mark.parametrize("message", [line.strip() for line in NO_QUESTIONS.splitlines() if line.strip()])
def test_a_wish_is_no_question(message: str) -> None:
    assert read_question(message, Conversation()) is None
    assert read_question(message, talk()) is None


@pytest.mark.parametrize("message", ["explain the chorus", "what's a chorus", "what is the chorus?"])
def test_a_section_is_that_of_the_song_or_a_word(message: str) -> None:
    question = read_question(message, Conversation())
    assert question is not None
    assert question.model_dump()["kind"] == "define"


def test_reading_takes_milliseconds() -> None:
    messages = [message for _, message, _ in cases(GENERAL)]
    read_question(messages[0], Conversation())
    start = time.process_time()
    for message in messages:
        read_question(message, Conversation())
    assert (time.process_time() - start) / len(messages) < 0.02
