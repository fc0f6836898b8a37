"""A message as it was meant to be typed: slips put right, other languages' frames in plain English, hedges left out."""

from typing import NamedTuple

from bot.agent.language.background import without_background
from bot.agent.language.hedges import without_hedges
from bot.agent.language.idiom import idiomatic
from bot.agent.language.spelling import matters, slips
from bot.agent.language.text import Text
from bot.agent.language.wishing import as_wish


class Heard(NamedTuple):
    """What is left to understand, and what is to be said about how it was heard."""

    text: str
    notes: tuple[str, ...]


def hear(text: str, *, at_hand: bool) -> Heard:
    """Hear a message; what is only told beside the wish is left out where a song is at hand."""
    spelled = Text(text, slips)
    notes = [f'I read "{typed}" as "{meant}".' for typed, meant in spelled.corrections if matters(typed, meant)]
    plain = idiomatic(spelled.respelled)
    plain = without_background(plain) if at_hand else as_wish(plain)
    return Heard(without_hedges(plain), tuple(dict.fromkeys(notes)))
