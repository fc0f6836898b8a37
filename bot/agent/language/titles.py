"""What the song is called."""

import re

from bot.agent.language.text import Text
from skills.plan import Ask

_NAMED_BY_SOMEONE = (
    r"(?<!\bi\s)(?<!\bhe\s)(?<!\bshe\s)(?<!\bthey\s)(?<!\bwe\s)(?<!\byou\s)(?<!\bwho\s)(?<!\bso\s)(?<!so-)"
)
_CALLED = re.compile(
    rf"(?:{_NAMED_BY_SOMEONE}\b(?:called|titled|named|entitled)\b(?!\s(?:after|for|by|off|upon|my|you|me|him|her"
    rf"|it)\s)"
    r"|\b(?:call|name|title)\s(?:it|this|this\sone|the\s(?:song|track|piece))\b"
    r"|\b(?:the\s|with\s(?:the\s|a\s)?)?(?:song\s)?title(?:\s?(?:is|:|=|of)|(?=\s[\"']))|\bname\s?:)\s*[:,]?\s*"
)
_QUOTED = re.compile(r"\"(?P<double>[^\"]{1,80})\"|'(?P<single>[^']{1,80}(?:'[a-z][^']{0,60})*)'(?!\w)")
_SMALL = frozenset(
    {"of", "the", "a", "an", "in", "on", "to", "and", "for", "at", "with", "from", "by", "my", "is", "or"}
)
_CAPITAL = r"[A-Z0-9][\w'&-]*"
_CAPITALS = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:{'|'.join(sorted(_SMALL))})\s+){{0,3}}{_CAPITAL})*[!?]*")
_KEY_OR_TEMPO = re.compile(r"\s(?:[Ii]n\s[A-G](?:#|b)?(?:m|\s(?:major|minor|\w*ian))?|at\s\d+.*)$")
_END = re.compile(
    r"[,;.!?()]|\s-+\s|\s(?:with|that|which|using|please|about|featuring|at\s\d|and\s(?:make|with|use|it|in|no)"
    r"|in\s(?:the\skey|\d|[a-g](?:#|b|\ssharp|\sflat)?(?:m|\smajor|\sminor|\s[a-z]*ian)?\b(?!\s[a-z]))"
    r"|for\s(?:\w+\s)?(?:piano|guitar|strings|band)|\d+\s?(?:bpm|bars?|min))\b"
)
_LONGEST = 60


def read_title(text: Text) -> list[Ask]:
    """Read the title after "called", "titled", "named": in quotes, in capitals, or up to the next clause."""
    for match in text.find(_CALLED):
        start, end, stop = _bounds(text.plain[match.end() :])
        title = text.words(match.end() + start, match.end() + end).strip(" .,")
        if not re.search(r"\w", title):
            continue
        stop += match.end()
        text.take(match.start(), stop)
        quoted = stop > match.end() + end
        title = title if quoted or title != title.lower() else _capitalised(title)
        return [Ask(kind="title", words=text.words(match.start(), stop), value=title)]
    return []


def _bounds(rest: str) -> tuple[int, int, int]:
    """Where a title begins and ends in what follows "called", and where what belongs to it stops."""
    if quoted := _QUOTED.match(rest):
        return *quoted.span("double" if quoted["double"] else "single"), quoted.end()
    capitals = _CAPITALS.match(rest)
    if capitals and len(capitals[0]) > 1 and not rest[: capitals.end() + 4].isupper():
        beside = _KEY_OR_TEMPO.search(capitals[0])
        end = beside.start() if beside else capitals.end()
        return 0, end, end
    bound = _END.search(rest.lower())
    end = min(bound.start() if bound else len(rest), _LONGEST)
    return 0, end, end


def _capitalised(title: str) -> str:
    words = title.split()
    return " ".join(w if i and w in _SMALL else w[:1].upper() + w[1:] for i, w in enumerate(words))
