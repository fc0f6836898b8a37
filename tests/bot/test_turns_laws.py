"""What holds of every message in a conversation, whatever is typed: a turn about the song at hand, or a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agent.turn import Change, Clarify, Describe, Lock, Turn
from skills.edit.form import AddSectionMove, MoveSectionMove
from skills.edit.target import HARMONY, Target
from skills.errors import CowriterError
from tests.bot.turn_briefs import plan, read, talk
from tests.bot.turn_cases import CASES

HOUSE = Path(__file__).parents[2]
SIGNS = {"v2", "ch3", "x2", "bars", "5-8", ",", ".", "?", "!", "+", "->", ":"}
WORDS = sorted({word for said, _ in CASES for word in said.split()} | SIGNS)
FOCUS = Target(parts=("drums",), sections=("Bridge",))
TALKS = [talk(), talk(0), talk(1), talk(focus=FOCUS, choices=3), talk(2, undone=True)]


def outcome(text: str, number: int) -> Turn | str:
    """The turn, or the sentence that refuses. Anything else is an error."""
    try:
        return read(text, TALKS[number])
    except CowriterError as refusal:
        return str(refusal)


def targets(turn: Turn) -> list[Target]:
    """Everything of the song that a turn names."""
    found = []
    for act in turn.acts:
        if isinstance(act, Change):
            found += [*(move.target for move in act.moves), *act.keep]
        elif isinstance(act, Lock | Describe):
            found.append(act.target)
    return found


def faults(result: Turn | str) -> list[str]:
    """What breaks the contract: a refusal that is no sentence, or a turn that names what is not there."""
    if isinstance(result, str):
        return [] if result.endswith((".", '".')) and "\n" not in result else [f"no sentence: {result}"]
    labels = {s.label for s in plan().sections}
    parts = {HARMONY, *(p.name for p in plan().parts)}
    found = []
    for target in targets(result):
        found += [f"no section {name}" for name in target.sections if name not in labels]
        found += [f"no part {name}" for name in target.parts if name not in parts]
        found += [f"no bar {target.last_bar}"] if (target.last_bar or 0) > plan().bars else []
    for act in result.acts:
        if isinstance(act, Change):
            placed = [m for m in act.moves if isinstance(m, AddSectionMove | MoveSectionMove)]
            found += [f"no place {name}" for m in placed for name in (m.before, m.after) if name not in {None, *labels}]
            found += [f"no version {act.base}"] if act.base not in (None, 1, 2, 3, 4) else []
        if isinstance(act, Clarify) and not len(set(act.options)) == len(act.options) >= 2:
            found.append(f"nothing to choose from: {act.options}")
    return found


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=160), st.integers(0, len(TALKS) - 1))
def test_any_text_is_a_turn_or_refused_in_a_sentence(text: str, number: int) -> None:
    assert not faults(outcome(text, number))


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=16), st.integers(0, len(TALKS) - 1))
def test_any_jumble_of_known_words_is_a_turn_about_what_is_there(words: list[str], number: int) -> None:
    assert not faults(outcome(" ".join(words), number))


def told(number: int) -> list[str]:
    """What becomes of every eighth case, as text."""
    return [repr(outcome(said, number)) for said, _ in CASES[number::8]]


def test_the_same_words_are_the_same_turn_in_any_process() -> None:
    code = "import sys; from tests.bot.test_turns_laws import told; sys.stdout.buffer.write(repr(told(0)).encode())"
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": "7"}, cwd=HOUSE,
                          capture_output=True, check=True)  # fmt: skip
    assert done.stdout.decode() == repr(told(0)) == repr(told(0))


def test_every_turn_names_only_what_the_song_has() -> None:
    """Each in one of the conversations in turn: what it means at hand is the law of its case."""
    turns = [(said, outcome(said, n % len(TALKS))) for n, (said, _) in enumerate(CASES)]
    assert {said: found for said, turn in turns if (found := faults(turn))} == {}
    assert sum(isinstance(turn, Turn) for _, turn in turns) > 0.6 * len(turns)


DRESSES = [str.upper, "  {}  ".format, "{}.".format, "{}!!".format, "please {}".format, "{} please".format]
PLAIN = ("make it sadder", "more drums", "drop the drums in the bridge", "a bit faster", "add a cello",
         "lose the intro", "another melody", "swap the piano for a rhodes", "half-time in the bridge",
         "make it 16 bars")  # fmt: skip


@pytest.mark.parametrize("dress", DRESSES)
def test_capitals_spaces_and_courtesies_do_not_matter(dress: object) -> None:
    assert callable(dress)
    for said in PLAIN:
        dressed = outcome(dress(said), 0)
        assert isinstance(dressed, Turn)
        assert dressed.acts == read(said).acts, dress(said)


def test_options_are_whole_messages_that_are_understood() -> None:
    """What is asked back can be answered with any of the options: none of them is asked back again."""
    asked = 0
    for said in ("make it better", "the bass", "the second verse", "something is off", "waltz, 120"):
        for act in read(said).acts:
            if isinstance(act, Clarify):
                asked += 1
                for option in act.options:
                    assert not any(isinstance(a, Clarify) for a in read(option).acts), option
    assert asked >= 3
