"""How long: the song in seconds ("1:30", "a minute and a half"), the song and its parts in bars."""

import re

from bot.agent.language.numbers import AFTER, LEAST, MOST, NEARLY, NUMBER, QUANTITY, bounded, interval, number
from bot.agent.language.sections import NAMES, Section, is_measured, quote, section_of
from bot.agent.language.text import Text
from bot.agent.language.wordlists import words
from skills.errors import RequestError
from skills.plan import Ask

SHORTEST_S, LONGEST_S = 2, 15 * 60
MOST_BARS, MOST_SECTION_BARS = 512, 256

_MINUTES = r"(?:minutes?|mins?\.?|m(?=\s?\d|\b))"
_SECONDS = r"(?:seconds?|secs?\.?|s)(?![\w'])"
_COUNT = rf"(?:{NUMBER}|\bhalf\san?\b|\ba\squarter\sof\san?\b|\ba\scouple\s(?:of\s)?|\ba\sfew\b|\ban?\b)"
_ODD_SECONDS = (
    r"(?:thirty|fifteen|forty[\s-]?five|twenty|[1-5]\d)(?![\w/:.-]|\s*(?:-\s?)?(?:bars?|bpm|beats|measures?))"
)
_REST = rf"(?:[\s,-]*(?:and\s)?(?:a\shalf|{NUMBER}[\s-]*{_SECONDS}|[1-5]?\ds\b|{_ODD_SECONDS}))?"
_DURATION = (
    r"(?:\d{1,3}[:'][0-5]\d(?!\d|:)(?:\s?min(?:utes?)?)?"
    rf"|{_COUNT}(?:\s?and\sa\shalf)?[\s-]*(?:hours?|hrs?|{_MINUTES})(?![a-z]){_REST}"
    rf"|{NUMBER}[\s-]*{_SECONDS})"
)
_LAST = rf"(?:\d{{1,3}}[:'][0-5]\d|(?:{NUMBER}|\ban?\b)[\s-]*(?:{_MINUTES}|{_SECONDS})(?![a-z]))"
_TO = r"\s*(?(between)(?:and|to|-)|(?:-|to|or))\s*"
_BEFORE = (
    rf"(?:(?P<most>\b{MOST})|(?P<least>\b{LEAST})|(?P<about>(?:\b|(?=~)){NEARLY})|\b(?P<between>between)"
    r"|\b(?:from|exactly))?\s*(?P<sign>(?<!\w)(?<!\d\s)-(?=\d))?"
)
_LENGTH = re.compile(
    rf"{_BEFORE}(?:(?P<low>{NUMBER}){_TO})?(?P<first>{_DURATION})(?:{_TO}(?P<last>{_LAST}))?"
    rf"(?:[\s-](?:long|in\slength|of\smusic))?{AFTER}"
)
_PART = "|".join(pattern for names in NAMES.values() for pattern in names)
_OF_A_PART = re.compile(rf"[\s-]*(?:long\s)?(?:{_PART})\b")
_MOMENT = re.compile(
    r"\b(?:in|after|wait|at|every|each|first|(?<!\bit\s)(?<!should\s)(?<!song\s)last|final|next|by|until|before|from)(?:\s(?:the|the\slast"
    r"|the\sfirst))?\s*$"
)
_A_RATE = re.compile(
    r"\b(?:beats?|steps?|clicks?|strides?|strokes?|times|pulses?|bpm|quarters|notes)(?:\s(?:per|each|every|in))?\s*$"
)
_DECADE = re.compile(r"'?(?:(?:19|20)\d0|1?\d0)'?s")
_MACHINE = re.compile(r"[89]0[89]s")
_NO_STYLE = frozenset(words("and with in at for of long or but clip loop song track piece please"))
_ABOUT = 0.1

_BARS = re.compile(
    rf"(?:\b(?:of|is|for|lasts?|lasting|with|an|has)\s)?{QUANTITY}[\s-]*(?:bars?|measures?)\b"
    r"(?![\s-]*blues|\s(?:phrases?|riffs?|patterns?|progressions?|cycles?))"
    rf"(?P<whole>[\s-](?:in\s(?:all|total)|altogether|total))?(?:[\s-](?:long|in\slength))?(?P<each>\seach\b"
    rf"|\s(?:per|a|in\severy|in\seach)\ssection\b|[\s-](?:sections|parts)\b)?{AFTER}"
)
_BARS_AFTER = re.compile(rf"\b(?:bars|measures|number\sof\sbars|bar\scount)\s*(?:of|is|:|=)\s*{QUANTITY}(?![\w/])")
_EACH_BEFORE = re.compile(r"\b(?:each|every|all)\s(?:sections?|parts?)(?:\s(?:is|are|has|have|should|be|of))*\s*:?\s*$")
_FINAL = r"(?<!\bit\s)(?<!should\s)(?<!must\s)(?<!\bto\s)(?<!song\s)last"
_NOT_LENGTH = re.compile(rf"\b(?:every|after|first|{_FINAL}|next|until|before|by|final)(?:\sthe)?\s*$")


_IN_ALL = re.compile(r"\s(?:in\s(?:total|all)|altogether|overall|all\sin\sall)\b")


def read_length(text: Text) -> list[Ask]:
    """Read the length of the song. Raises RequestError for one that cannot be."""
    asks = []
    whole = next((m for m in text.find(_LENGTH) if _IN_ALL.match(text.lower, m.end())), None)
    for match in [whole] if whole else text.find(_LENGTH):
        if not text.is_free(*match.span()) or _is_name(text, match) or _is_moment(text, match):
            continue
        low, high = bounded(match, *_seconds(match), about=_ABOUT)
        _refuse(low, high)
        asks.append(Ask(kind="seconds", words=text.words(*match.span()), low=low, high=high))
        text.take(*match.span())
    return asks


_JINGLE = re.compile(r"\b(?:jingles?|stingers?|idents?)\b")
_JINGLE_S = (8.0, 30.0)


def read_jingle(text: Text, asks: list[Ask]) -> list[Ask]:
    """Read the length that a jingle has, where none was said."""
    for match in text.find(_JINGLE):
        text.take(*match.span())
        if not any(a.kind in ("seconds", "bars") for a in asks):
            return [Ask(kind="seconds", words=text.words(*match.span()), low=_JINGLE_S[0], high=_JINGLE_S[1])]
    return []


def _seconds(match: re.Match[str]) -> tuple[float, float]:
    first = last = _duration(match["first"])
    if match["last"]:
        last = _duration(match["last"])
    if match["low"]:
        first = number(match["low"]) * (60 if re.search(r"\d\s?m|min", match["first"]) else 1)
    if match["first"].startswith("a few"):
        first, last = 120.0, 240.0
    if match["sign"]:
        first = last = -first
    return min(first, last), max(first, last)


def _duration(words: str) -> float:
    """Seconds in "1:30", "two minutes and a half", "1 min 20", "half a minute"."""
    if re.match(r"\d+[:']", words):
        minutes, seconds = re.findall(r"\d+", words)[:2]
        return int(minutes) * 60.0 + int(seconds)
    unit_match = re.search(rf"(?<![a-z])(hours?|hrs?|{_MINUTES}|{_SECONDS})", words)
    unit_word = unit_match[0] if unit_match else "s"
    unit = 3600.0 if unit_word.startswith("h") else 60.0 if unit_word.startswith("m") else 1.0
    head, tail = words[: unit_match.start()] if unit_match else words, words[unit_match.end() :] if unit_match else ""
    total = _count(head) * unit
    if "a half" in tail:
        return total + unit / 2
    rest = re.search(NUMBER, tail)
    return total + (number(rest[0]) if rest else 0.0)


def _count(words: str) -> float:
    half = 0.5 if "and a half" in words else 0.0
    words = words.replace("and a half", "").strip(" -")
    for phrase, value in (("half a", 0.5), ("a quarter of a", 0.25), ("a couple", 2.0), ("a few", 3.0)):
        if words.startswith(phrase):
            return value
    return (1.0 if words in ("a", "an") else number(words)) + half


def _is_name(text: Text, match: re.Match[str]) -> bool:
    """Whether seconds are a decade or a drum machine: "80s synths", "the 30s", "808s"; not "30s", "90s long"."""
    written = match["first"].strip()
    if _MACHINE.fullmatch(written):
        return True
    if not _DECADE.fullmatch(written):
        return False
    named = re.search(
        r"\b(?:the|early|late|mid|low|lower|high|higher|upper|middle)[\s-]*$", text.lower[: match.start("first")]
    )
    after = re.match(r"\s+([a-z]+)", text.lower[match.end() :])
    return bool(named or (after and after[1] not in _NO_STYLE and int(re.sub(r"\D", "", written)) >= 50))


def _is_moment(text: Text, match: re.Match[str]) -> bool:
    """Whether a time is one part's, a place in the song, or a manner of speaking ("in a minute")."""
    if _OF_A_PART.match(text.lower, match.end()):
        return True
    if text.before(_A_RATE, match.start()):
        return True
    before = text.before(_MOMENT, match.start())
    if not before or match["most"] or match["least"]:
        return False
    return before[0].split()[0] != "in" or match["first"] in ("a minute", "a second", "an hour")


def _refuse(low: float | None, high: float | None) -> None:
    longest = max(edge for edge in (low, high) if edge is not None)
    if longest > LONGEST_S:
        raise RequestError(f"A song of {_spoken(longest)} is longer than I can write; ask for 15 minutes or less.")
    if longest < SHORTEST_S:
        raise RequestError(f"A song of {_spoken(longest)} is shorter than I can write; ask for a few seconds or more.")


def _spoken(seconds: float) -> str:
    count, unit = (seconds / 60, "minute") if seconds >= 60 else (seconds, "second")
    return f"{count:.10g} {unit}{'' if count == 1 else 's'}"


def read_bars(text: Text, form: str) -> list[Ask]:
    """Read bars in all, or of the part of the song that stands beside them, or of every part.

    ``form`` is the form that was asked for, in kinds of section, if any. Raises RequestError.
    """
    asks = _listed_bars(text) if is_measured(text) else []
    for match in [m for pattern in (_BARS, _BARS_AFTER) for m in text.find(pattern)]:
        if not text.is_free(*match.span()) or text.before(_NOT_LENGTH, match.start()):
            continue
        groups = match.groupdict()
        low, high = (None if edge is None else float(round(edge)) for edge in interval(match, about=_ABOUT))
        each = text.before(_EACH_BEFORE, match.start())
        section = None if groups.get("whole") else _beside(text, match)
        names = _all_parts(text, match, form) if each or groups.get("each") else [section.name] if section else []
        _refuse_bars(low, high, names)
        start, end = each.start() if each else match.start(), match.end()
        words = quote(text, start, end, section)
        for name in names:
            asks.append(Ask(kind="section_bars", words=words, section=name, low=low, high=high))
        if not names:
            asks.append(Ask(kind="bars", words=words, low=low, high=high))
        text.take(start, end)
    return asks


_BARE_BARS = re.compile(r"\s*[:=(]?\s*(?P<bars>\d{1,2})\)?(?=\s*(?:$|[,;|/]|->|and\b|then\b))")


def _listed_bars(text: Text) -> list[Ask]:
    """Bars as bare numbers beside the parts of a list: "intro 4, verse 8, drop 16"."""
    asks = []
    for section in text.sections:
        if match := _BARE_BARS.match(text.lower, section.end):
            bars = float(match["bars"])
            _refuse_bars(bars, bars, [section.name])
            words = text.words(section.start, match.end())
            asks.append(Ask(kind="section_bars", words=words, section=section.name, low=bars, high=bars))
            text.take(*match.span())
    return asks


def _refuse_bars(low: float | None, high: float | None, names: list[str]) -> None:
    most = MOST_SECTION_BARS if names else MOST_BARS
    for edge in (low, high):
        if edge is not None and edge < 1:
            raise RequestError(f"{edge:g} bars is no song; ask for 1 bar or more.")
        if edge is not None and edge > most:
            what = f"A {names[0]}" if names else "A song"
            raise RequestError(f"{what} of {edge:,.0f} bars is longer than I can write; ask for {most} bars or fewer.")


def _beside(text: Text, match: re.Match[str]) -> Section | None:
    bound = section_of(text, *match.span())
    if bound is None:
        return None
    section = bound.section
    between = text.lower[section.end : match.start()] if bound.before else text.lower[match.end() : section.start]
    near = len(between.split()) <= 3 and not re.search(rf"\b(?:in|{_PART})\b", between)
    return section if near else None


def _all_parts(text: Text, match: re.Match[str], form: str) -> list[str]:
    """The parts named before ("verse and chorus 8 bars each"), else those of the form, else verse and chorus."""
    named = [s.name for s in text.sections if s.end <= match.start()]
    return list(dict.fromkeys(named or form.split() or ["verse", "chorus"]))


_ROUNDS = re.compile(
    r"\b(?P<count>twice|two|three|four|five|[2-9])\s(?:(?:times|choruses|rounds)(?:\s(?:round|around|through|over))?"
    r"|round|around|through)\b"
)
_BLUES = re.compile(rf"{QUANTITY}[\s-]bar[\s-]?(?=blues\b)")


def read_blues_bars(text: Text) -> list[Ask]:
    """Read the length of a chorus of blues: "12-bar blues"."""
    asks = []
    for match in text.find(_BLUES):
        low, high = interval(match)
        _refuse_bars(low, high, ["verse"])
        if (times := _ROUNDS.search(text.lower)) and low:
            count = 2.0 if times["count"] == "twice" else number(times["count"])
            asks.append(Ask(kind="bars", words=text.words(*times.span()), low=low * count, high=low * count))
            text.take(*times.span())
        words = text.words(match.start(), match.end() + len("blues"))
        asks.append(Ask(kind="section_bars", words=words, section="verse", low=low, high=high))
        if low != 12:
            text.take(*match.span())
    return asks
