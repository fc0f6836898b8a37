"""Metres: "3/4", "in six eight", "waltz time", "common time"; what cannot be written becomes the nearest that can."""

import re

from bot.agent.language.numbers import number
from bot.agent.language.text import Text
from skills.clock import METRES, Metre, bar_beats
from skills.errors import RequestError
from skills.plan import Ask

_COUNT = "two|three|four|five|six|seven|eight|nine|eleven|twelve"
_TIME = r"(?:time(?:\ssignature)?|metre|meter|signature|feel|beat|rhythm)"
_OVER = r"(?!\s*(?:of\b|(?:an?\s)?(?:minutes?|hours?)))"
_DIGITS = re.compile(
    r"(?:\b(?:(?:in\s)?an?\s|in\s)?(?:(?:time(?:\ssignature)?|metre|meter)\s*(?:of|is|:|=)?\s*)?|\bin\s)"
    rf"(?<![\d/.])(?P<top>\d{{1,2}})\s?/\s?(?P<bottom>\d{{1,2}})(?![\d/]|\.\d){_OVER}(?:[\s-]*{_TIME}\b)?"
)
_DASHED = re.compile(rf"(?:\bin\s)?(?<![\w-])(?P<top>\d{{1,2}})[\s-](?P<bottom>[48])\s+{_TIME}\b")
_SPACED = re.compile(
    r"(?:(?:^|[,;(]\s*|\bin\s|\ban?\s))(?P<top>2|3|4|5|6|7|9|12)\s(?P<bottom>[48])"
    r"(?=\s*(?:$|[,;.!?)]|[a-z]))(?!\s*-?\s?(?:bars?|measures?|bpm|beats?|min|sec|s\b|chords?|notes?|times|parts?"
    r"|x\b|to\b))"
)
_SPOKEN = re.compile(
    rf"(?:\bin\s)?\b(?P<top>{_COUNT})[\s-]?(?P<bottom>four|eight)\b"
    rf"(?![\s-]*(?:bars?|measures?|bpm|beats\b|min|sec|chord|note|hundred))(?:[\s-]*{_TIME}\b)?"
)
_NAMES: tuple[tuple[Metre, str], ...] = (
    ("4/4", "common"), ("3/4", "waltz|triple"), ("2/4", "march|duple"), ("4/4", "quadruple"),
)  # fmt: skip
_NAMED = tuple((metre, re.compile(rf"(?:\bin\s)?(?:an?\s)?\b(?:{names})[\s-]{_TIME}\b")) for metre, names in _NAMES)
_IN_COUNT = re.compile(
    r"\bin\s(?:a\s)?(?P<count>two|three|four|five|six|seven|nine|twelve)(?:\s(?:time|metre|meter)\b|(?=\s*(?:$"
    r"|[,;.!?)]|and\b)))"
)
_COUNTED: dict[str, Metre] = {
    "two": "2/4", "three": "3/4", "four": "4/4", "five": "5/4", "six": "6/8", "seven": "7/8",
    "nine": "9/8", "twelve": "12/8",
}  # fmt: skip
_EIGHTHS = re.compile(r"\bin\s(?P<top>two|three|four|five|six|seven|nine|twelve)\s(?P<bottom>eighths|quarters)\b")
_BY = re.compile(r"(?:\bin\s)?\b(?P<top>two|three|four|five|six|seven|nine|twelve)\sby\s(?P<bottom>four|eight)\b")
_ONE_TWO_THREE = re.compile(r"\bone[\s,-]+two[\s,-]+three(?:[\s,-]+one[\s,-]+two[\s,-]+three)+\b")
_NO = re.compile(r"\b(?:no|sorry|actually|i\smean|rather)\b")
_CUT = re.compile(r"\b(?:in\s)?(?:cut[\s-](?:common[\s-])?time|alla\sbreve)\b")
_KNOWN = f"{', '.join(METRES[:-1])} and {METRES[-1]}"
_BOTTOMS = (1, 2, 4, 8, 16, 32)


def read_metre(text: Text, notes: list[str]) -> list[Ask]:
    """Read every metre. Raises RequestError for one that cannot be ("4/3 time")."""
    found = [
        (m, f"{int(m['top'])}/{int(m['bottom'])}")
        for pattern in (_DIGITS, _DASHED, _SPACED)
        for m in text.find(pattern)
    ]
    for pattern in (_SPOKEN, _BY, _EIGHTHS):
        found += [(match, spelled_out(match["top"], match["bottom"])) for match in text.find(pattern)]
    found += [(match, "3/4") for match in text.find(_ONE_TWO_THREE)]
    found += [(match, "2/2") for match in text.find(_CUT)]
    found += [(match, metre) for metre, pattern in _NAMED for match in text.find(pattern)]
    found += [(match, _COUNTED[match["count"]]) for match in text.find(_IN_COUNT)]
    asks: list[Ask] = []
    last = 0
    for match, name in sorted(found, key=lambda item: item[0].start()):
        named = re.search(r"time|met|signature|\bin\b", match[0])
        if not text.is_free(*match.span()) or not (named or _exists(name)):
            continue
        asks.append(Ask(kind="metre", words=text.words(*match.span()), value=_nearest(name, notes)))
        text.take(*match.span())
        if len(asks) > 1 and _NO.search(text.lower, last, match.start()):
            asks = asks[-1:]
        last = match.end()
    return asks


def spelled_out(top: str, bottom: str) -> str:
    """A metre in words as it is written: "six", "eighths" -> "6/8"."""
    value = {"eighth": 8, "quarter": 4}.get(bottom.removesuffix("s")) or number(bottom)
    return f"{number(top):g}/{value:g}"


def _exists(name: str) -> bool:
    top, bottom = map(int, name.split("/"))
    return 1 <= top <= 32 and bottom in _BOTTOMS


def _nearest(name: str, notes: list[str]) -> Metre:
    for metre in METRES:
        if metre == name:
            return metre
    if not _exists(name):
        raise RequestError(f"{name} is not a metre I can write; I know {_KNOWN}.")
    top, bottom = map(int, name.split("/"))
    same = [m for m in METRES if m.split("/")[0] == str(top)]
    odd = top % 2 and top % 3 and top > 5
    alike = [m for m in METRES if (int(m.split("/")[0]) % 3 == 0) == (top % 3 == 0)]
    by_length: Metre = min(alike, key=lambda m: abs(bar_beats(m) - top * 4 / bottom))
    nearest = same[0] if same else "7/8" if odd else by_length
    notes.append(f"There is no metre {name} here yet: I know {_KNOWN}, so I took {nearest}.")
    return nearest
