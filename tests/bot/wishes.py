"""Wishes written by hand, for tests of what becomes of them."""

from typing import Any

from bot.agent.language import Reading
from bot.agent.settle import settle
from skills.clock import bar_beats
from skills.plan import ArcPoint, Ask, AskKind, Plan


def ask(kind: AskKind, value: str = "", low: float | None = None, high: float | None = None, **more: Any) -> Ask:
    """A wish; one number means exactly that."""
    words = more.pop("words", value or kind)
    return Ask(kind=kind, words=words, value=value, low=low, high=low if high is None else high, **more)


def mood(word: str, valence: float, arousal: float, tension: float = 0.3, **more: Any) -> Ask:
    """A wish for a feeling."""
    return ask("mood", word, points=(ArcPoint(at=0, valence=valence, arousal=arousal, tension=tension),), **more)


def arc(*points: tuple[float, float, float, float]) -> Ask:
    """A wish for a journey through (at, valence, arousal, tension)."""
    made = tuple(ArcPoint(at=at, valence=v, arousal=a, tension=t) for at, v, a, t in points)
    return ask("arc", "a journey", points=made)


def plan_of(*asks: Ask, seed: int = 1, request: str = "a request") -> Plan:
    """What becomes of some wishes."""
    return settle(Reading(asks=asks), request, seed)


def seconds(plan: Plan) -> float:
    """The length of a plan."""
    return plan.bars * bar_beats(plan.metre) * 60 / plan.bpm


RISE = arc((0, 0.2, 0.15, 0.1), (0.5, -0.2, 0.6, 0.8), (1, 0.9, 0.95, 0.2))
