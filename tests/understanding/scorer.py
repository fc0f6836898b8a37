"""Scoring a reader: which attributes of which cases it meets."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.agent.conversation import Conversation, Message
from bot.agent.turn import Act, Change, Lock, Talk, Turn
from skills.edit.target import Target
from skills.errors import CowriterError
from tests.understanding.cases import Attribute, Case, Line
from tests.understanding.checks import examine
from tests.understanding.songs import conversation

_COURTESY = ("hello", "thanks", "praise", "goodbye")
"""A kind word beside what was asked for is no mistake."""

Reader = Callable[[Message, Conversation], Turn]


@dataclass(frozen=True)
class Miss:
    """An attribute that was not met."""

    attribute: str
    found: str


@dataclass(frozen=True)
class Result:
    """How one case went."""

    case: Case
    attributes: int
    misses: tuple[Miss, ...]
    seconds: float

    @property
    def whole(self) -> bool:
        """Whether every attribute was met."""
        return not self.misses


@dataclass(frozen=True)
class Total:
    """How several went."""

    cases: int
    whole: int
    attributes: int
    met: int

    @classmethod
    def of(cls, results: Iterable[Result]) -> "Total":
        """The sum of results."""
        rows = list(results)
        asked = sum(r.attributes for r in rows)
        return cls(len(rows), sum(r.whole for r in rows), asked, asked - sum(len(r.misses) for r in rows))

    @property
    def whole_share(self) -> float:
        """Share of whole cases, 0-1."""
        return self.whole / self.cases if self.cases else 0.0

    @property
    def met_share(self) -> float:
        """Share of attributes, 0-1."""
        return self.met / self.attributes if self.attributes else 0.0


def embedded() -> Reader:
    """The embedded parser."""
    from bot.agent.language.turns import read_turn

    return read_turn


def score(cases: Sequence[Case], reader: Reader) -> tuple[Result, ...]:
    """Read every case and compare."""
    return tuple(_score(case, reader) for case in cases)


def _score(case: Case, reader: Reader) -> Result:
    talk = conversation(case.song)
    began = time.perf_counter()
    turn: Turn | None = None
    try:
        turn = reader(_message(case), talk)
        trouble = "?"
    except CowriterError as error:
        trouble = f"refused: {error}"
    except Exception as error:  # a crash is a miss like any other
        trouble = f"crashed: {error!r}"
    seconds = time.perf_counter() - began
    best: tuple[int, list[Miss]] | None = None
    for lines in case.readings:
        if turn is None:
            asked, misses = _unread(lines, trouble)
        else:
            asked, misses = compare(lines, turn, talk)
        if best is None or len(misses) / asked < len(best[1]) / best[0]:
            best = asked, misses
    assert best is not None
    return Result(case, best[0], tuple(best[1]), seconds)


def _message(case: Case) -> Message:
    """The words, with the attachments named in double braces: "what key is this? {{tune.mid}}"."""
    from tests.understanding.attachments import attached

    return attached(case.say)


def _unread(lines: Sequence[Line], trouble: str) -> tuple[int, list[Miss]]:
    if [line.head for line in lines] == ["refuse"]:
        return 1, [] if trouble.startswith("refused") else [Miss("refuse", trouble)]
    named = [name for line in lines for name in (line.head, *map(str, line.attributes))]
    return len(named) + 1, [Miss(name, trouble) for name in (*named, "nothing else")]


def compare(lines: Sequence[Line], turn: Turn, talk: Conversation) -> tuple[int, list[Miss]]:
    """How many attributes were asked, and those a turn misses."""
    asked, misses = 1, []
    free = [thing for act in turn.acts for thing in _things(act)]
    for line in lines:
        asked += (line.head != "turn") + len(line.attributes)
        if line.head == "turn":
            misses += _missed(line.attributes, turn, turn, talk)
            continue
        fitting = [thing for thing in free if line.head in _heads(thing, line.head)]
        if not fitting:
            shown = "; ".join(_heads(thing, "")[0] for thing in free) or "nothing"
            misses += [Miss(name, shown) for name in (line.head, *map(str, line.attributes))]
            continue
        tried = [(thing, _missed(line.attributes, thing, turn, talk)) for thing in fitting]
        thing, missed = min(tried, key=lambda pair: len(pair[1]))
        free.remove(thing)
        misses += missed
    free = [thing for thing in free if not (isinstance(thing, Talk) and thing.about in _COURTESY)]
    if free:
        misses.append(Miss("nothing else", "; ".join(_heads(thing, "")[0] for thing in free)))
    return asked, misses


def _things(act: Act) -> list[object]:
    """An act, or for a change each of its moves with it: the same move in several places is one."""
    if not isinstance(act, Change):
        return [act]
    gathered: list[Any] = []
    for move in act.moves:
        for place, other in enumerate(gathered):
            joint = _joint(move.target, other.target)
            if joint is not None and move == other.model_copy(update={"target": move.target}):
                gathered[place] = other.model_copy(update={"target": joint})
                break
        else:
            gathered.append(move)
    return [(act, move) for move in gathered]


def _joint(one: Target, other: Target) -> Target | None:
    """Two targets as one, where they differ in their sections or in their parts alone."""
    if one.sections and other.sections and one == other.model_copy(update={"sections": one.sections}):
        return one.model_copy(update={"sections": (*other.sections, *one.sections)})
    if one.parts and other.parts and one == other.model_copy(update={"parts": one.parts}):
        return one.model_copy(update={"parts": (*other.parts, *one.parts)})
    return None


def _missed(attributes: Sequence[Attribute], thing: object, turn: Turn, talk: Conversation) -> list[Miss]:
    found = [(a, examine(a, thing, turn, talk)) for a in attributes]
    return [Miss(str(a), f.what) for a, f in found if not f.met]


def _heads(thing: object, wanted: str) -> list[str]:
    """What an act or a move is called in the cases: "change feeling", "recall undo"; the wanted name if it is one."""
    if isinstance(thing, tuple):
        own = [f"change {thing[1].kind}", "change"]
    else:
        act = thing.act  # type: ignore[attr-defined]
        detail = getattr(thing, "what", None) or getattr(thing, "about", None)
        if isinstance(thing, Lock) and not thing.on:
            act = "unlock"
        own = [f"{act} {detail}", act] if detail else [act]
    first, _, rest = wanted.partition(" ")
    alternatives = [f"{first} {word}" for word in rest.split(" or ")] if " or " in rest else []
    return [*own, *([wanted] if set(alternatives) & set(own) else [])]
