"""Parts of the band that are left out, whoever would play them: "no melody", "instrumental", "to sing over"."""

import re

from bot.agent.language.negation import is_negated
from bot.agent.language.text import Text
from skills.plan import Ask, Role

_A_CAPPELLA = re.compile(r"\b(?:a\s)?(?:cap+el+a|acap+el+a)\b")
_INSTRUMENTAL = re.compile(
    r"\b(?:(?:purely|fully|all|an?)\s)?instrumentals?\b(?!\s(?:break|solo|section|interlude))(?:\sonly\b)?"
)
_NO_PART: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "lead",
        re.compile(
            r"\b(?:no|without(?:\s(?:an?|any|the))?|leave\sout\sthe|skip\sthe|minus\sthe)\s(?:lead\s)?"
            r"(?:melody|melodies|tune|top\s?line|lead(?:\s(?:line|part|instrument))?)\b(?!\s(?:on|in|from|by"
            r"|guitar|synth|vocal))"
        ),
    ),
    (
        "lead",
        re.compile(
            r"\b(?:just\s(?:an?|the)\s|only\s(?:an?|the)\s"
            r"|(?:an?\s)?(?:purely\s)?(?:instrumental\s)?)(?:backing(?:\s?tracks?)?|minus[\s-]one"
            r"|karaoke(?:\s(?:track|version))?"
            r"|play[\s-]?along|jam\s?tracks?)\b(?!\s(?:vocals?|voc|singers?|choir))(?:\sonly\b)?"
        ),
    ),
    (
        "lead",
        re.compile(
            r"\b(?:for\s(?:me|us|my\s\w+|someone|a\s\w+)\s|so\s(?:that\s)?(?:i|we)\scan\s|i\scan\s"
            r"|we\scan\s)?(?:to\s)?(?:sing|rap|solo|improvise|freestyle|jam|play|busk|practi[cs]e\s(?:soloing|solos))"
            r"\s(?:my\s\w+\s)?(?:over|on\stop(?:\sof)?|along(?:\s(?:to|with))?)(?:\sit)?\b(?!\s(?:the\schords"
            r"|[a-g](?:m|#|b|\b)))"
        ),
    ),
    ("chords", re.compile(r"\b(?:no|without(?:\s(?:any|the))?)\s(?:chords|harmony|harmonies|accompaniment|comping)\b")),
)


def _without_parts(text: Text) -> list[Ask]:
    """Parts of the band that are not wanted, whoever would play them: "no melody", "a backing track to sing over"."""
    asks = []
    for role, pattern in _NO_PART:
        for match in text.find(pattern):
            if is_negated(text, match.start()) is None:
                words = text.words(*match.span())
                asks.append(Ask(kind="instrument", words=words, role=role, unwanted=True))
                text.take(*match.span())
    return asks


def read_missing(text: Text) -> list[Ask]:
    """Read who or what is left out."""
    asks = _without_parts(text)
    for match in text.find(_INSTRUMENTAL):
        unwanted = is_negated(text, match.start()) is None
        asks.append(Ask(kind="instrument", words=text.words(*match.span()), value="voice", unwanted=unwanted))
        text.take(*match.span())
    for match in text.find(_A_CAPPELLA):
        asks.append(Ask(kind="only", words=text.words(*match.span()), value="voice, choir"))
        text.take(*match.span())
    return asks
