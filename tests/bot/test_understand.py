"""From words to a plan: the one door, with nothing lost on the way."""

import pytest

from bot.agent.language import read
from bot.agent.understand import plan_for
from skills.errors import RequestError
from tests.bot.wishes import seconds


def test_a_sentence_becomes_a_plan() -> None:
    text = "start calm, build tension, end triumphant, piano and strings, one minute"
    plan = plan_for(text, 7)
    assert plan.request == text and plan.seed == 7
    assert plan.asks == read(text).asks
    assert seconds(plan) == pytest.approx(60, abs=0.01)
    assert {"piano", "strings"} <= {p.instrument for p in plan.parts}
    assert plan.feeling(0).arousal < 0.4 < 0.8 < plan.feeling(plan.beats).arousal
    assert plan.feeling(plan.beats / 2).tension > plan.feeling(0).tension


def test_conflicts_are_resolved_in_the_order_that_was_promised() -> None:
    plan = plan_for("7 bars at 120 bpm, one minute long")
    assert (plan.bpm, seconds(plan)) == (120, 60)
    assert "7 bars do not make a minute at 120 bpm: I kept the minute." in plan.notes


@pytest.mark.parametrize(
    "text, form",
    [
        ("verse chorus verse chorus bridge chorus, rock", "verse chorus verse chorus bridge chorus"),
        ("intro 4 bars, verse 8 bars, chorus 8 bars, outro 2 bars", "intro verse chorus outro"),
    ],
)
def test_forms_arrive_whole(text: str, form: str) -> None:
    assert " ".join(s.kind for s in plan_for(text).sections) == form


def test_the_same_words_and_seed_make_the_same_plan() -> None:
    for text in ("a sad waltz in 3/4 for accordion", "Am F C G", "funk, busy, 90 seconds"):
        assert plan_for(text, 3) == plan_for(text, 3)
        assert plan_for(text, 3) != plan_for(text, 4)


def test_what_cannot_be_is_refused_with_a_sentence() -> None:
    for text in ("0 bpm", "900 minutes", "", "only drums and no drums"):
        with pytest.raises(RequestError, match=r"\w+ \w+ .*[.]$"):
            plan_for(text)
