"""Rates and measures in everyday words as musicians write them: "three beats to the bar" is "3/4 time".

Also counts per second, oom-pah-pah, and metres that name the measure ("measure of four fourths").
"""

import re
from collections.abc import Iterator

from bot.agent.language.metre import spelled_out
from bot.agent.language.numbers import number

_N = "two|three|four|five|six|seven|nine|twelve|2|3|4|5|6|7|9|12"
_PULSES = r"(?:beats?|counts?|pulses?|clicks?|taps?|claps?)"
_A_BAR = r"(?:to|in|per|a|for|on)\s(?:the\s|an?\s|each\s|every\s|one\s)?(?:bar|measure|tact|takt)s?"
_MEASURE = r"(?:measure|tact|takt|metre|meter|time|rhythm)"
_IN_A_BAR = re.compile(
    rf"\b(?:(?P<n>{_N})[\s-]{_PULSES}\s{_A_BAR}|(?:a\s)?count\sof\s(?P<of>{_N})|count(?:ed|ing)?\s(?:it\s)?(?:in|to)\s(?P<to>{_N})s?"
    rf"|(?P<adj>three|3|five|5|seven|7)[\s-](?:beat|count)\s(?:feel|pulse|groove|rhythm|bars?))\b"
)
_EIGHTHS = {
    "six": "6/8",
    "6": "6/8",
    "nine": "9/8",
    "9": "9/8",
    "twelve": "12/8",
    "12": "12/8",
    "seven": "7/8",
    "7": "7/8",
}
_OOM = re.compile(r"\b(?:o+m|u+m|hum|m|bum|boom)[\s-]?pa+h?[\s-]pa+h?\b")
_A_SECOND = re.compile(
    rf"\b(?P<n>an?|one|two|three|1|2|3)\s(?:{_PULSES}|steps?)\s(?:per|a|every|each|in\sa)\s(?P<every>two\s|2\s)?seconds?\b"
)
_FOURTHS = re.compile(
    rf"\b(?:(?:in )?{_MEASURE} (?:of |in )?)?(?P<top>{_N})[ -](?P<unit>fourths?|quarters?|eighths?)"
    rf"(?:[ -]{_MEASURE})?\b"
)
_NAMES_IT = re.compile(_MEASURE)


def measured(lower: str) -> Iterator[tuple[int, int, str]]:
    """Each such stretch of small letters: where it is, and how it is written."""
    for match in _IN_A_BAR.finditer(lower):
        count = match["n"] or match["of"] or match["to"] or match["adj"]
        yield *match.span(), f"{_EIGHTHS.get(count) or f'{number(count):g}/4'} time"
    for match in _OOM.finditer(lower):
        yield *match.span(), "3/4 time"
    for match in _A_SECOND.finditer(lower):
        bpm = 60 * number(match["n"] if match["n"] not in ("a", "an") else "one") / (2 if match["every"] else 1)
        yield *match.span(), f"{bpm:g} bpm"
    for match in _FOURTHS.finditer(lower):
        if _NAMES_IT.search(match[0]):
            unit = "eighth" if match["unit"].startswith("eighth") else "quarter"
            yield *match.span(), f"{spelled_out(match['top'], unit)} time"
