"""The example in CONTRIBUTING.md runs as it stands there, skill and test."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bot.agent.conduct import ORDER, compose
from skills.clock import METRES, Metre, bar_beats, pulses  # noqa: F401  the page's own imports
from skills.render.midi import read_midi, write_midi  # noqa: F401
from skills.skill import SKILLS
from tests.examples import example_plan

SKILL, TEST = re.findall(r"```python\n(.*?)```", (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(), re.DOTALL)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The names in scope on the page, with the new room in its place after the drums."""
    room = ModuleType("skills.woodblock")
    monkeypatch.setitem(sys.modules, "skills.woodblock", room)
    exec(compile(SKILL, "skills/woodblock", "exec"), room.__dict__)
    steps = list(ORDER.items())
    steps.insert(list(ORDER).index("drums") + 1, ("woodblock", "striking the woodblock"))
    monkeypatch.setattr("skills.edit.revise.ORDER", dict(steps))
    yield {**globals(), "HIGH_WOODBLOCK": room.__dict__["HIGH_WOODBLOCK"]}
    del SKILLS["woodblock"]


@pytest.mark.parametrize("metre", ["4/4", "3/4", "7/8", "12/8"])
def test_the_example_works(page: dict[str, Any], metre: Metre, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its test passes with the room, and fails where nobody calls it: a test of a feature, and not of itself."""
    exec(compile(TEST, "CONTRIBUTING.md", "exec"), page)
    law = page["test_the_woodblock_strikes_on_weak_pulses"]
    assert law(metre, seed=3) is None
    monkeypatch.setattr("skills.edit.revise.ORDER", dict(ORDER))
    with pytest.raises(AssertionError):
        law(metre, seed=3)


def test_the_example_can_run_again(page: dict[str, Any]) -> None:
    plan = example_plan()
    song = compose(plan)
    for section in plan.sections:
        again = SKILLS["woodblock"](song, plan, section)
        assert len(again.tracks[-1].notes) == len(song.tracks[-1].notes)
