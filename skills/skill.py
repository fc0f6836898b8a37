"""The contract of a skill.

A skill is a pure function ``(song, plan, section) -> song``: it writes its part of one section and
touches nothing else. It draws every choice from ``rng(plan.seed, its name, ...)``. Registering it
is all that is needed to make it part of the house: its name is how plans call it, its docstring is
what a planner (and a person asking for help) reads.
"""

from collections.abc import Callable
from typing import Protocol

from skills.plan import Plan, Section
from skills.song import Song


class Skill(Protocol):
    """What every skill looks like from outside."""

    __name__: str
    __doc__: str | None

    def __call__(self, song: Song, plan: Plan, section: Section) -> Song:
        """Return the song with this skill's part of the section written anew."""
        ...


SKILLS: dict[str, Skill] = {}


def skill(name: str) -> Callable[[Skill], Skill]:
    """Register a function as the skill called ``name``; its docstring must say what it does."""

    def register(function: Skill) -> Skill:
        if not function.__doc__:
            raise ValueError(f"skill {name!r} needs a docstring")
        SKILLS[name] = function
        return function

    return register
