"""Numbers as people say them: "90", "a hundred and twenty", "90-100", "around ninety", "at least 8".

``QUANTITY`` is the source of a regular expression over lower-case text; a reader adds its unit and
asks ``interval`` what was matched. About, at most and at least become bounds.
"""

import re

from bot.agent.language.wordlists import words

_ONES = words(
    "one two three four five six seven eight nine ten"
    " eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
_VALUES = {
    "zero": 0, "a": 1, "an": 1, **{w: i for i, w in enumerate(_ONES, 1)}, **{w: 10 * i for i, w in enumerate(_TENS, 2)},
    "dozen": 12, "hundred": 100, "thousand": 1000,
}  # fmt: skip
ORDINALS = {
    word: n
    for n, row in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th"), 1
    )
    for word in words(row)
}
"""Words for a place in a row."""
PLACES = ORDINALS | {"opening": 1, "last": -1, "final": -1, "closing": -1}
"""The same with those for its ends; -1 is the last."""
NUMBER_WORDS = frozenset(_VALUES)
_WORD = "(?:" + "|".join(sorted(NUMBER_WORDS - {"a", "an"}, key=lambda w: (-len(w), w))) + ")"
_AND = r"(?:\sand(?:(?<=hundred\sand)|(?<=thousand\sand)))?"
_DIGITS = r"(?<!\w)(?<!\d\.)(?:\d{1,3}(?:,\d{3})+(?![\d.])|\d+(?:\.\d+)?|\.\d+)"
NUMBER = rf"(?:{_DIGITS}|\b(?:an?[\s-](?=hun|tho|doz))?{_WORD}(?:{_AND}[\s-]{_WORD})*\b)"
NEARLY = r"(?:around|about|approximately|approx\.?|roughly|circa|ca\.?|~|nearly|almost|near|close\sto|some)"
_BIT = r"(?:(?:just|only\sjust|(?:just\s)?a\s(?:bit|little|touch|tad|hair)|slightly)\s)?"
MOST = (
    rf"(?:{_BIT}under|{_BIT}below|{_BIT}less\sthan|{_BIT}shy\sof|fewer\sthan|shorter\sthan|slower\sthan|at\smost"
    rf"|up\sto|within"
    r"|(?:no|not|never)\s(?:more|longer|faster|higher|quicker|over)(?:\sthan)?|(?:not|\w*n't|never)\s(?:be\s"
    r"|last\s|go\s|run\s|take\s|get\s)?(?:any\s)?(?:more|longer|faster|higher|over|above|beyond"
    r"|exceed(?:ing)?)(?:\sthan)?|max(?:imum)?(?:\sof)?:?)"
)
LEAST = (rf"(?:{_BIT}over|{_BIT}above|{_BIT}more\sthan|longer\sthan|faster\sthan|at\sleast|"
          r"(?:no|not)\s(?:less|fewer|shorter|slower|lower)\sthan|min(?:imum)?(?:\sof)?:?)")  # fmt: skip
_BEFORE = (
    rf"(?:(?P<most>\b{MOST})|(?P<least>\b{LEAST})|(?P<about>(?:\b|(?=~)){NEARLY})"
    r"|(?P<between>between)|from|exactly|precisely)"
)
QUANTITY = (
    rf"(?:{_BEFORE}\s*(?:the\s)?)?(?P<sign>(?<![\w.\0])(?<!\d\s)-)?(?P<low>{NUMBER})"
    rf"(?:\s*(?(between)(?:and|to|-)|(?:-|to|or|\.\.+))\s*(?P<high>{NUMBER}))?(?P<ish>[\s-]?ish\b)?"
)
AFTER = (
    r"(?:\s(?P<after>or\s(?:so|less|under|fewer|more|longer|over)|max(?:imum)?|at\s(?:the\s)?most|tops|minimum"
    r"|at\sleast))?"
)
"""What may follow the unit: "8 bars or so", "two minutes at most"."""

Interval = tuple[float | None, float | None]
ABOUT = 0.05
"""How far from a number "about" reaches, as a share of it."""
_NEAR_EDGE = 0.12
"""How far from a number "a bit under" reaches, as a share of it."""


def number(text: str) -> float:
    """The value of a number in digits or words: "8", "1,200", "ninety", "one twenty", "a hundred and four"."""
    if text[:1].isdigit() or text[:1] == ".":
        return float(text.replace(",", ""))
    total = 0.0
    for index, word in enumerate(w for w in re.split(r"[\s-]+", text) if w != "and"):
        value = _VALUES[word]
        if word in ("hundred", "thousand", "dozen"):
            total = (total or 1) * value
        elif index == 1 and value >= 10 and 0 < total < 10:
            total = total * 100 + value
        else:
            total += value
    return total


def interval(match: re.Match[str], unit: float = 1.0, about: float = ABOUT) -> Interval:
    """(low, high) of a match of ``QUANTITY``, times ``unit``; None where it is open."""
    sign = -1 if match["sign"] else 1
    low = sign * number(match["low"]) * unit
    high = number(match["high"]) * unit if match["high"] else low
    return bounded(match, min(low, high), max(low, high), about)


def bounded(match: re.Match[str], low: float, high: float, about: float = ABOUT) -> Interval:
    """Open or widen (low, high) as the words around the number say."""
    after = match.groupdict().get("after") or ""
    edge = match["most"] or match["least"] or ""
    if re.match(r"just|only|a\s|slightly|shy", edge):
        return (round(high * (1 - _NEAR_EDGE), 2), high) if match["most"] else (low, round(low * (1 + _NEAR_EDGE), 2))
    if match["most"] or re.search(r"less|under|fewer|max|most|tops", after):
        return None, high
    if match["least"] or re.search(r"more|longer|over|min|least", after):
        return low, None
    if match["about"] or match.groupdict().get("ish") or after == "or so":
        return round(low * (1 - about), 2), round(high * (1 + about), 2)
    return low, high
