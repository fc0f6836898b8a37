"""Chords for beginners: "easy chords", "beginner guitar", "no barre chords"."""

import re
from typing import get_args

from bot.agent.language.text import Text
from skills.plan import Ask
from skills.theory.easy import Playable

_LEVEL = (
    r"(?:super\s|very\s|really\s|dead\s|nice\s|quite\s)?(?:easy|easier|easiest|simple|simpler|basic"
    r"|beginner(?:'?s)?(?:[\s-](?:friendly|level))?|for\sbeginners|open)"
)
_INSTRUMENT = r"(?P<instrument>(?:acoustic\s|classical\s|electric\s)?guitar|ukulele|uke|piano|keyboard|keys)"
_EASY = re.compile(
    rf"\b(?:only\s|just\s|with\s)*{_LEVEL}(?:,?\s(?:and\s)?(?:nice|open|simple|easy|basic"
    rf"|plain))?\s(?:{_INSTRUMENT}\s)?chords?\b(?:\s(?:only|for\sbeginners))?"
    rf"|\bchords?\s(?:that\sare\s|which\sare\s|should\sbe\s|are\s|to\sbe\s|must\sbe\s)?(?:easy|simple"
    rf"|for\s(?:an?\s|absolute\s|total\s)*beginners?|beginner[\s-]friendly|(?:i"
    rf"|a\sbeginner)\scan\splay)(?:\s(?:to\splay|enough))?"
    r"|\b(?:no|without|avoid)\s(?:any\s)?(?:barre?|difficult|hard|complicated)\s?(?:-?\s?chords?|s\b)"
    rf"|\b(?:beginner(?:'?s)?|easy[\s-]to[\s-]play"
    rf"|beginner[\s-]friendly)\s(?={_INSTRUMENT.replace('instrument', 'ahead')}\b)"
    rf"|\b(?:easy)\s(?={_INSTRUMENT.replace('instrument', 'before')}\s(?:song|piece|tune|progression)s?\b)"
    r"|\b(?:easy|simple)\s(?:enough\s)?(?:to\splay\s|for\sme\s)?(?:on|for)\s(?:the\s|a\s|my\s)?(?=(?P<on>guitar"
    r"|ukulele|uke|piano)\b)"
    r"|\b(?:i'm|i\sam|im|for)\s(?:an?\s)?(?:absolute\s|total\s|complete\s|bloody\s)?(?:beginner|newbie"
    r"|novice)s?\b(?:\s(?:at|on|with)\s(?:the\s)?(?=(?P<at>guitar|ukulele|uke|piano)))?"
    r"|\b(?:beginner|newbie)\s(?:here|player|level)\b|\bi(?:'m|\sam)?\s(?:just\s)?(?:(?:started|start"
    r"|began)\s(?:learning|to\slearn|playing)|learning(?:\sto\splay)?|(?:only\s)?know\s(?:only\s)?(?!these|those"
    r"|the)(?:\w+\s)?(?:basic\s|open\s)?chords)\b"
)
_NAMES = {"uke": "ukulele", "keyboard": "piano", "keys": "piano"}
_PLAYED = {"guitar": "acoustic guitar"}
_ANY = re.compile(r"\b(?P<name>guitar|ukulele|uke|piano|keyboard)s?\b")


def read_ease(text: Text) -> list[Ask]:
    """Read the wish for easy chords, with the instrument they are for: the one said with it, else any named."""
    for match in text.find(_EASY):
        named = next((match[g] for g in ("instrument", "ahead", "before", "on", "at") if match[g]), "")
        other = _ANY.search(text.lower)
        name = (named or (other["name"] if other else "guitar")).split()[-1]
        player = next(p for p in get_args(Playable) if p == _NAMES.get(name, name))
        text.take(*match.span())
        words = text.words(*match.span())
        asks = [Ask(kind="easy", words=words, value=player)]
        if match["instrument"]:
            asks.append(Ask(kind="instrument", words=words, value=_PLAYED.get(player, player)))
        return asks
    return []
