"""A message as it was meant to be typed: slips put right, other languages' frames in plain English, hedges left out."""

from typing import NamedTuple

from bot.agent.language.hedges import without_hedges
from bot.agent.language.idiom import idiomatic
from bot.agent.language.spelling import matters, slips
from bot.agent.language.text import Text


class Heard(NamedTuple):
    """What is left to understand, and what is to be said about how it was heard."""

    text: str
    notes: tuple[str, ...]


def hear(text: str) -> Heard:
    """Hear a message; nothing in it changes that was right."""
    spelled = Text(text, slips)
    notes = [f'I read "{typed}" as "{meant}".' for typed, meant in spelled.corrections if matters(typed, meant)]
    return Heard(without_hedges(idiomatic(spelled.respelled)), tuple(dict.fromkeys(notes)))
