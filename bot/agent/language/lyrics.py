"""What the words of a song should be like: rhyme schemes and syllables a line."""

import re

from bot.agent.language.numbers import QUANTITY, interval
from bot.agent.language.text import Text
from skills.plan import Ask

_SCHEME = r"(?P<scheme>[A-H](?:[\s-]?[A-H]){2,11})"
_RHYMED = re.compile(
    rf"\b(?:(?:in|with|an?|using|of)\s)?(?:{_SCHEME}[\s-]+(?:end\s)?rhym(?:es?|ing)(?:\s(?:scheme|pattern|form))?"
    rf"|rhym(?:es?|ing|ed)(?:\s(?:scheme|pattern|form))?\s*(?:is|of|:|like|as|in"
    rf"|=)?\s*(?:an?\s)?{_SCHEME.replace('scheme', 'after')})\b",
    re.IGNORECASE,
)
_NAMED = {"couplets": "AABB", "alternate": "ABAB", "alternating": "ABAB", "enclosed": "ABBA", "crossed": "ABAB",
          "cross": "ABAB", "paired": "AABB"}  # fmt: skip
_NAMED_RHYME = re.compile(
    r"\b(?:(?:in|with)\s)?(?:rhym(?:ed|ing)\s(?P<couplets>couplets)"
    r"|(?P<kind>alternate|alternating|enclosed|crossed|cross|paired)\srhymes?)\b"
)
_RHYMES = re.compile(r"\b(?:(?:that|which|it\sshould|must|should|make\sit|lyrics|words|lines)\s)+rhymes?\b")
_SYLLABLES = re.compile(
    rf"\b{QUANTITY}[\s-]syllables?(?:\s(?:lines?|verses?)\b|\s(?:(?:a|per|each|every|in\s(?:each"
    rf"|every))\s?)+(?:line|verse)?)?"
)


def read_lyrics(text: Text) -> list[Ask]:
    """Read the rhyme scheme and the syllables a line; before forms, whose letters look the same."""
    asks = []
    for match in _RHYMED.finditer(text.plain):
        scheme = re.sub(r"[^A-Z]", "", (match["scheme"] or match["after"]).upper())
        if text.is_free(*match.span()) and len(set(scheme)) < len(scheme):
            asks.append(Ask(kind="rhyme", words=text.words(*match.span()), value=scheme))
            text.take(*match.span())
    for match in text.find(_NAMED_RHYME):
        asks.append(Ask(kind="rhyme", words=text.words(*match.span()), value=_NAMED[match["kind"] or "couplets"]))
        text.take(*match.span())
    for match in text.find(_SYLLABLES):
        low, high = interval(match)
        asks.append(Ask(kind="syllables", words=text.words(*match.span()), low=low, high=high))
        text.take(*match.span())
    if not any(a.kind == "rhyme" for a in asks):
        for match in text.find(_RHYMES):
            asks.append(Ask(kind="rhyme", words=text.words(*match.span())))
            text.take(*match.span())
            break
    return asks
