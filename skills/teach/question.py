"""The contract of a question: what a person may want to know, as a value that can answer itself.

As with a move, a question's class says in its docstring what it answers and in its fields what it
needs; the embedded parser makes questions from words, a chat model is offered them as tools.
"""

from abc import abstractmethod
from typing import Literal

from skills.plan import Plan
from skills.song import Song
from skills.theory.easy import Playable
from skills.value import Value

Level = Literal["beginner", "player", "producer"]


class Asker(Value):
    """Who asks: how much they know, what they play, and the song at hand if there is one."""

    level: Level = "player"
    instrument: Playable | None = None
    plan: Plan | None = None
    song: Song | None = None


class Lesson(Value):
    """A short answer, with what to look at and what to hear."""

    text: str
    """The answer in a few plain lines: names, Roman numerals, the reason."""
    chords: tuple[str, ...] = ()
    """Chord symbols spoken of, in order: to be drawn as diagrams."""
    instrument: Playable | None = None
    """What the diagrams are for; None when nobody asked for any."""
    sound: Song | None = None
    """A few seconds that let it be heard; None where there is nothing to hear."""
    try_next: tuple[str, ...] = ()
    """Up to three messages that lead on."""


class Question(Value):
    """Something a person may want to know. Every subclass has a literal field ``kind``, its name."""

    @abstractmethod
    def answer(self, asker: Asker) -> Lesson:
        """The answer. Raises RequestError where the question cannot be answered as it stands."""
