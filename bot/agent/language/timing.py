"""Tempo, metre, length and bars: everything that is counted.

Tempo is in bpm of quarter notes, length in seconds. Numbers no song can have are refused.
"""

import re

from bot.agent.language.lexicon import Mention
from bot.agent.language.numbers import AFTER, NUMBER, QUANTITY, Interval, bounded, interval, number
from bot.agent.language.sections import Section, quote, section_of
from bot.agent.language.text import Text
from skills.clock import METRES, Metre, bar_beats
from skills.errors import RequestError
from skills.plan import Ask

SLOWEST, FASTEST = 30, 300
SHORTEST, LONGEST = 2, 15 * 60
MOST_BARS, MOST_SECTION_BARS = 512, 256

# --- tempo -------------------------------------------------------------------------------------

_BPM = r"(?:bpms?|bmp|b\.p\.m\.?|beats?\s*(?:per|a|/|an)\s*min(?:ute)?s?|(?:quarters?|quarter\snotes|crotchets)\s(?:per|a)\sminute)"
_TEMPO = re.compile(
    rf"(?:\b(?:tempo|speed)\s*(?:of|is|:|=|at)?\s*)?(?:\bat\s|@\s*)?{QUANTITY}[\s-]*{_BPM}(?!\w)(?!\s*[=:])\s?"
    + AFTER.removeprefix(r"(?:\s").join(["(?:", ""])
)
_TEMPO_AFTER = re.compile(
    rf"(?:\b(?:bpm|tempo|speed|metronome)|(?P<dotted>dotted[\s-])?\bquarter(?:[\s-]notes?)?)\s*(?:marking\s)?"
    rf"(?:of|is|to|:|=|at|equals)?\s*{QUANTITY}(?!\s?-?\s?(?:bars?|measures?|min|sec|s\b|/|:))"
)
_TEMPO_BARE = re.compile(
    rf"(?:(?:\bat\s|@\s*){QUANTITY}|\b(?:around|about|roughly)\s(?P<bare>\d{{2,3}}))\s*(?=$|[,;.!?)]|\band\b|\bin\b|\bwith\b|\bfor\b)"
)
TEMPO_WORDS: dict[str, tuple[float, float]] = {
    "grave": (36, 46), "largo": (42, 60), "larghetto": (58, 68), "lento": (46, 62), "adagio": (56, 76),
    "adagietto": (66, 80), "andante": (76, 106), "andantino": (82, 108), "moderato": (96, 116),
    "allegretto": (108, 122), "allegro": (120, 156), "vivace": (152, 176), "presto": (168, 200),
    "prestissimo": (196, 230), "slow": (56, 78), "slowly": (56, 78), "slower": (52, 74), "fast": (126, 164),
    "faster": (126, 164), "quick": (120, 150), "quickly": (120, 150), "brisk": (116, 140), "moderate": (92, 114),
    "mid tempo": (92, 114), "midtempo": (92, 114), "medium tempo": (92, 114), "medium": (92, 114), "middle tempo": (92, 114),
    "uptempo": (118, 144), "up tempo": (118, 144), "downtempo": (62, 92), "down tempo": (62, 92),
    "fast paced": (126, 164), "slow paced": (56, 78), "fast tempo": (126, 164), "slow tempo": (56, 78),
    "high tempo": (126, 164), "low tempo": (56, 78), "walking pace": (84, 108), "breakneck": (176, 220),
    "slow burning": (60, 84), "leisurely": (66, 90), "rapid": (140, 180), "speedy": (132, 168), "snail's pace": (40, 56),
}  # fmt: skip
"""Tempo words and what they mean in bpm (low, high), after the usual metronome markings."""
_DEGREE = re.compile(
    r"(?:\b(?P<nottoo>(?:not|never|n't|nothing|isn't|don't)\s(?:\w+\s){0,2}?too|not\s(?:so|that|very|overly))"
    r"|(?P<not>\b(?:not|never|no|nothing|without|isn't|don't)(?:\s(?:be|make\sit|want|go|it|a|an|anything|too))*)"
    r"|(?P<very>\b(?:very|really|super|extremely|so|extra|incredibly|insanely|ultra|too))"
    r"|(?P<bit>\b(?:a\s(?:bit|little|touch)|slightly|somewhat|fairly|rather|moderately|medium|kind\sof|kinda|quite|pretty)))[\s-]*$"
)
_SLOW_MIDDLE = 90.0


def read_tempo(text: Text) -> list[Ask]:
    """Read "90 bpm", "tempo 90-100", "at around 90", "quarter = 60"."""
    asks = []
    for pattern in (_TEMPO, _TEMPO_AFTER, _TEMPO_BARE):
        for match in text.find(pattern):
            if not text.is_free(*match.span()):
                continue
            groups = match.groupdict()
            if groups.get("bare"):
                value = number(match["bare"])
                low, high = value * 0.95, value * 1.05
            else:
                low, high = interval(match, 1.5 if groups.get("dotted") else 1.0)
            if pattern is _TEMPO_BARE and not all(40 <= edge <= 240 for edge in (low, high) if edge is not None):
                continue
            _refuse_tempo(low, high)
            words = text.words(*match.span())
            asks.append(Ask(kind="tempo", words=words, low=_whole(low), high=_whole(high)))
            text.take(*match.span())
    return asks


def _whole(bpm: float | None) -> float | None:
    return None if bpm is None else float(round(bpm))


def _refuse_tempo(low: float | None, high: float | None) -> None:
    for edge in (low, high):
        if edge is not None and not SLOWEST <= round(edge) <= FASTEST:
            how = "slower" if edge < SLOWEST else "faster"
            raise RequestError(f"{edge:g} bpm is {how} than I can play; ask for {SLOWEST} to {FASTEST} bpm.")


def tempo_word(text: Text, mention: Mention) -> Ask:
    """The wish that a tempo word is, with the degree said before it ("very slow", "not too fast")."""
    low, high = mention.value
    start, end = mention.start, mention.end
    word = re.sub(r"[\s-]+", " ", text.lower[start:end])
    degree = _DEGREE.search(text.lower, 0, start)
    begin = degree.start() if degree else start
    words = text.words(begin, end)
    middle = (low + high) / 2
    text.take(begin, end)
    if degree and (degree["nottoo"] or degree["not"]):
        if middle > _SLOW_MIDDLE:
            return Ask(
                kind="tempo", words=words, value="moderate" if degree["nottoo"] else "slow", high=min(low - 6, 112)
            )
        return Ask(kind="tempo", words=words, value="moderate", low=max(high + 6, 84))
    if degree and degree["very"]:
        shift = 1.15 if middle > _SLOW_MIDDLE else 0.84
        low, high = round(low * shift), round(high * shift)
    elif degree and degree["bit"]:
        low, high = round(low + (95 - middle) * 0.35), round(high + (95 - middle) * 0.35)
    return Ask(kind="tempo", words=words, value=word, low=low, high=high)


# --- metre -------------------------------------------------------------------------------------

_SPOKEN = "two three four five six seven eight nine eleven twelve".split()
_UPPER = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "eleven": 11,
    "twelve": 12,
}
_TIME = r"(?:\s*(?:time(?:\ssignature)?|metre|meter|signature|feel|beat)\b)"
_METRE = re.compile(
    rf"(?:\b(?:(?:a|an)\s)?(?:in|time(?:\ssignature)?|metre|meter)\s*(?:of|is|:|=)?\s*)?(?<![\d/.])(?P<top>\d{{1,2}})\s?/\s?(?P<bottom>\d{{1,2}})(?![\d/.]*\d)(?!\s*(?:of\b|(?:a\s)?(?:minutes?|hours?)))(?:[\s-]*(?:time(?:\ssignature)?|metre|meter|feel)\b)?"
)
_METRE_SPOKEN = re.compile(
    rf"\b(?:in\s)?(?:(?P<top>{'|'.join(_SPOKEN)})[\s-]?(?P<bottom>four|eight)\b(?![\s-]*(?:bars?|measures?|bpm|beats|min\w*|sec\w*|chords?)){_TIME}?"
    rf"|(?P<t2>\d{{1,2}})[\s-](?P<b2>[48])\s+(?:time|metre|meter)\b)"
)
_METRE_NAMED: dict[str, Metre] = {
    r"(?:in\s)?common[\s-]time|(?:in\s)?four[\s-]time|in\sfour(?=$|[\s]*[,;.!?)]|\sand\b|\stime)(?:\stime)?": "4/4",
    r"(?:in\s)?(?:a\s)?waltz[\s-](?:time|metre|meter|feel|rhythm|beat)|(?:in\s)?three[\s-]time|(?:in\s)?triple[\s-](?:time|metre|meter)"
    r"|in\sthree(?=$|[\s]*[,;.!?)]|\sand\b|\stime)(?:\stime)?": "3/4",
    r"(?:in\s)?march[\s-]time|(?:in\s)?two[\s-]time|in\stwo(?=$|[\s]*[,;.!?)]|\sand\b|\stime)(?:\stime)?|(?:in\s)?duple[\s-](?:time|metre|meter)": "2/4",
    r"(?:in\s)?five[\s-]time|in\sfive(?=$|[\s]*[,;.!?)]|\sand\b|\stime)(?:\stime)?": "5/4",
    r"(?:in\s)?seven[\s-]time|in\sseven(?=$|[\s]*[,;.!?)]|\sand\b|\stime)(?:\stime)?": "7/8",
}
_NAMED = [(re.compile(rf"\b(?:{pattern})"), metre) for pattern, metre in _METRE_NAMED.items()]
_CUT = re.compile(r"\b(?:in\s)?(?:cut[\s-](?:common[\s-])?time|alla\sbreve)\b")


def read_metre(text: Text, notes: list[str]) -> list[Ask]:
    """Read "3/4", "in six eight", "waltz time", "common time"; what is not there becomes the nearest that is."""
    found: list[tuple[re.Match[str], int, int]] = []
    for match in text.find(_METRE):
        found.append((match, int(match["top"]), int(match["bottom"])))
    for match in text.find(_METRE_SPOKEN):
        top = _UPPER[match["top"]] if match["top"] else int(match["t2"])
        found.append(
            (match, top, {"four": 4, "eight": 8}.get(match["bottom"], 0) if match["bottom"] else int(match["b2"]))
        )
    found += [(match, 2, 2) for match in text.find(_CUT)]
    for pattern, metre in _NAMED:
        top_text, bottom_text = metre.split("/")
        found += [(match, int(top_text), int(bottom_text)) for match in text.find(pattern)]
    asks = []
    for match, top, bottom in sorted(found, key=lambda item: item[0].start()):
        if not text.is_free(*match.span()) or (bottom not in (1, 2, 4, 8, 16, 32) and match[0][:1].isdigit()):
            continue
        asks.append(Ask(kind="metre", words=text.words(*match.span()), value=_nearest_metre(top, bottom, notes)))
        text.take(*match.span())
    return asks


def _nearest_metre(top: int, bottom: int, notes: list[str]) -> Metre:
    name = f"{top}/{bottom}"
    if name in METRES:
        return name  # type: ignore[return-value]  # membership was just checked
    known = f"{', '.join(METRES[:-1])} and {METRES[-1]}"
    if not 1 <= top <= 32 or bottom not in (1, 2, 4, 8, 16, 32):
        raise RequestError(f"{name} is not a metre I can write; I know {known}.")
    beats = top * 4 / bottom
    if bottom >= 8 and top % 2 and top % 3:
        nearest: Metre = "5/4" if top == 5 else "7/8"
    elif bottom == 2:
        nearest = "2/4" if top == 2 else "3/4" if top == 3 else "4/4"
    elif name == "7/4":
        nearest = "7/8"
    else:
        alike = [m for m in METRES if (int(m.split("/")[0]) % 3 == 0) == (top % 3 == 0)]
        nearest = min(alike, key=lambda m: abs(bar_beats(m) - beats))
    notes.append(f"There is no metre {name} here yet: I know {known}, so I took {nearest}.")
    return nearest


# --- length ------------------------------------------------------------------------------------

_MINUTES = r"(?:minutes?|mins?\.?|m(?=\s?\d|\b))"
_SECONDS = r"(?:seconds?|secs?\.?|s)(?![\w'])"
_COUNT = rf"(?:{NUMBER}|\ban?\b|\ba\scouple\s(?:of\s)?|\ba\sfew\b|\bhalf\san?\b|\ba\squarter\sof\san?\b)"
_DURATION = (
    rf"(?:\d{{1,3}}:[0-5]\d(?!\d|:)(?:\s?min(?:utes?)?)?"
    rf"|{_COUNT}(?:\s(?:and\sa\shalf|\.5))?[\s-]*(?:hours?|hrs?|{_MINUTES})(?![a-z])(?:[\s,-]*(?:and\s)?(?:a\shalf|{NUMBER}[\s-]*(?:{_SECONDS})?(?![\w/:])(?!\s*(?:bars?|bpm|measures?|-\s?bar))))?"
    rf"|{NUMBER}[\s-]*{_SECONDS})"
)
_LENGTH = re.compile(
    rf"(?:(?P<most>\b(?:under|below|less\sthan|shorter\sthan|at\smost|up\sto|within|(?:no|not)\s(?:more|longer)\sthan|max(?:imum)?(?:\sof)?:?))"
    rf"|(?P<least>\b(?:over|above|more\sthan|longer\sthan|at\sleast|(?:no|not)\s(?:less|shorter)\sthan|min(?:imum)?(?:\sof)?:?))"
    rf"|(?P<about>(?:\b|(?=~))(?:around|about|approximately|approx\.?|roughly|circa|ca\.?|~|nearly|almost|close\sto|just\sunder|just\sover))"
    rf"|\bbetween|\bfrom|\bexactly)?\s*(?P<sign>(?<!\w)(?<!\d\s)-(?=\d))?"
    rf"(?:(?P<low>{NUMBER})\s*(?:-|to|or|and)\s*(?={NUMBER}[\s-]*(?:{_MINUTES}|{_SECONDS})))?"
    rf"(?P<first>{_DURATION})(?:\s*(?:-|to|or|and)\s*(?P<last>{_DURATION}))?(?:[\s-](?:long|in\slength|of\smusic))?{AFTER}"
)
_ELSEWHERE = re.compile(
    r"(?:\b(?:in|after|at|every|each|first|last|final|next|by|until|before|from)(?:\s(?:the|the\slast|the\sfirst))?|\b(?:wait|give\sme|back\sin))\s*$"
)
_DECADE = re.compile(r"(?:\bthe\s|\b(?:early|late|mid)[\s-])?'?(?:(?:19|20)\d0|\d0)'?s\b")


def read_length(text: Text) -> list[Ask]:
    """Read how long the song shall be: "1:30", "a minute and a half", "under two minutes", "30s"."""
    asks = []
    for match in text.find(_LENGTH):
        if not text.is_free(*match.span()) or _is_decade(text, match) or _is_moment(text, match):
            continue
        first, last = _seconds(match["first"]), _seconds(match["last"]) if match["last"] else None
        low = first
        if match["low"]:
            scale = 60 if re.search(r"\d\s?m|min", match["first"]) else 1
            low = number(match["low"]) * scale
            last = first
        few = re.match(r"a\sfew", match["first"])
        high = 4 * 60.0 if few else last or first
        low = 2 * 60.0 if few else low
        if match["sign"]:
            low = high = -low
        bounds = bounded(match, min(low, high), max(low, high), about=0.1)
        _refuse_length(bounds, match["first"])
        asks.append(Ask(kind="seconds", words=text.words(*match.span()), low=bounds[0], high=bounds[1]))
        text.take(*match.span())
    return asks


def _seconds(text: str) -> float:
    if ":" in text:
        minutes, seconds = re.findall(r"\d+", text)[:2]
        return int(minutes) * 60.0 + int(seconds)
    total = 0.0
    for part in re.finditer(rf"(?P<count>{_COUNT})?[\s-]*(?P<unit>hours?|hrs?|{_MINUTES}|{_SECONDS})?", text):
        if not part["count"]:
            continue
        count = part["count"].strip()
        quarter = {"half a": 0.5, "half an": 0.5, "a quarter of a": 0.25, "a quarter of an": 0.25}
        value = quarter.get(count) or (
            2 if "couple" in count else 3 if "few" in count else 1 if count in ("a", "an") else number(count)
        )
        unit = part["unit"] or ""
        if not unit and count in ("a", "an"):
            continue
        total += value * (3600 if unit.startswith("h") else 60 if unit.startswith("m") else 1)
    if re.search(r"a\shalf", text):
        total += 30 if re.search(r"\bm|\dm|-m", text) else 1800
    return total


def _is_decade(text: Text, match: re.Match[str]) -> bool:
    """ "80s synths" and "the 30s" are years; "30s" and "90s long" are lengths."""
    decade = _DECADE.fullmatch(match["first"].strip())
    if not decade:
        return False
    after = re.match(r"\s*([a-z]+)", text.lower[match.end() :])
    named = re.search(r"\b(?:the|early|late|mid)[\s-]$", text.lower[: match.start("first")])
    noun = after and after[1] not in (
        "and",
        "with",
        "in",
        "at",
        "for",
        "of",
        "long",
        "or",
        "but",
        "clip",
        "loop",
        "song",
    )
    return bool(named or (noun and int(re.sub(r"\D", "", match["first"])) >= 50))


def _is_moment(text: Text, match: re.Match[str]) -> bool:
    """Whether a time is a place in the song or a manner of speaking ("in a minute", "after 30 seconds")."""
    if re.match(
        r"\s*(?:in\b|into\b)?[\s-]*(?:intro|verse|chorus|bridge|outro|solo|pre|build|drop|hook|interlude)",
        text.lower[match.end() :],
    ):
        return True
    before = _ELSEWHERE.search(text.lower, 0, match.start())
    if not before or match["most"] or match["least"]:
        return False
    word = before[0].split()[0]
    return word not in ("in", "at") or match["first"] in ("a minute", "a second") or word == "at"


def _refuse_length(bounds: Interval, said: str) -> None:
    low, high = bounds
    edge = high if low is None else low
    if edge is None:
        return
    if edge < SHORTEST:
        raise RequestError(f"A song of {_spoken(edge)} is shorter than I can write; ask for a few seconds at least.")
    if max(b for b in bounds if b is not None) > LONGEST:
        worst = max(b for b in bounds if b is not None)
        raise RequestError(f"A song of {_spoken(worst)} is longer than I can write; ask for 15 minutes or less.")


def _spoken(seconds: float) -> str:
    if seconds >= 60 and seconds % 60 == 0:
        return f"{seconds / 60:g} minute{'s' if seconds != 60 else ''}"
    return f"{seconds:g} second{'s' if seconds != 1 else ''}"


# --- bars --------------------------------------------------------------------------------------

_BARS = re.compile(
    rf"(?:\b(?:of|is|for|lasts?|lasting|with|an|has)\s)?{QUANTITY}[\s-]*(?:bars?|measures?)\b"
    rf"(?!\W*blues)(?!\s(?:phrases?|riffs?|patterns?|progressions?|cycles?|in\b\W*$))"
    rf"(?P<long>[\s-](?:long|in\s(?:all|total|length)|altogether|total))?(?P<each>\seach)?{AFTER}"
)
_BARS_AFTER = re.compile(rf"\b(?:bars|measures|number\sof\sbars|bar\scount)\s*(?:of|is|:|=)\s*{QUANTITY}\b")
_PLACE = re.compile(r"\b(?:every|after|each|first|last|next|until|before|by|final)(?:\sthe)?\s*$")


def read_bars(text: Text) -> list[Ask]:
    """Read bars in all, or of the part of the song that stands beside them."""
    asks = []
    for match in [m for pattern in (_BARS, _BARS_AFTER) for m in text.find(pattern)]:
        if not text.is_free(*match.span()) or _PLACE.search(text.lower, 0, match.start()):
            continue
        low, high = interval(match)
        sections = _each(text, match) if match.groupdict().get("each") else _beside(text, match)
        most = MOST_SECTION_BARS if sections else MOST_BARS
        for edge in (low, high):
            if edge is not None and edge < 1:
                raise RequestError(f"{edge:g} bars is no song; ask for 1 bar or more.")
            if edge is not None and edge > most:
                noun = f"A {sections[0].kind}" if sections else "A song"
                raise RequestError(f"{noun} of {edge:g} bars is longer than I can write; ask for {most} bars or fewer.")
        low, high = _whole(low), _whole(high)
        for section in sections:
            words = quote(text, *match.span(), section)
            asks.append(Ask(kind="section_bars", words=words, section=section.name, low=low, high=high))
        if not sections:
            asks.append(Ask(kind="bars", words=text.words(*match.span()), low=low, high=high))
        text.take(*match.span())
    return asks


def _beside(text: Text, match: re.Match[str]) -> list[Section]:
    if match["low"] is None or match.groupdict().get("long") and "long" not in (match["long"] or ""):
        return []
    bound = section_of(text, *match.span())
    if bound is None:
        return []
    between = (
        text.lower[bound.section.end : match.start()] if bound.before else text.lower[match.end() : bound.section.start]
    )
    near = between.count(" ") <= (4 if bound.before else 3) and not re.search(r"\b(?:in|chorus|verse)\b", between)
    return [bound.section] if near else []


def _each(text: Text, match: re.Match[str]) -> list[Section]:
    """ "Verse and chorus 8 bars each": every part named before, once each."""
    seen: dict[str, Section] = {}
    for section in text.sections:
        if section.end <= match.start():
            seen.setdefault(section.name, section)
    return list(seen.values())
