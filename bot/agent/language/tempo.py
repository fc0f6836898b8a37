"""Tempo in bpm of quarter notes: "90 bpm", "around 90", "quarter = 60", "very slow", "allegro"."""

import re

from bot.agent.language.lexicon import Mention
from bot.agent.language.negation import NOT_TOO
from bot.agent.language.numbers import AFTER, NUMBER, QUANTITY, interval, number
from bot.agent.language.text import READ, Text
from skills.errors import RequestError
from skills.plan import Ask
from skills.theory.tempo import TEMPI

SLOWEST, FASTEST = 30, 300
TEMPO_WORDS: dict[str, tuple[float, float]] = {
    **{word: (max(low, SLOWEST), high) for word, (low, high, _) in TEMPI.items()},
    "adagietto": (66, 80), "slow": (56, 78), "slowly": (56, 78), "slower": (52, 74), "slow tempo": (56, 78),
    "slow paced": (56, 78), "low tempo": (56, 78), "slow burning": (60, 84), "snail's pace": (40, 56),
    "leisurely": (66, 90), "downtempo": (62, 92), "down tempo": (62, 92), "walking pace": (84, 108),
    "moderate": (92, 114), "medium": (92, 114), "medium tempo": (92, 114), "middle tempo": (92, 114),
    "mid tempo": (92, 114), "midtempo": (92, 114), "moderate tempo": (92, 114), "moderately paced": (92, 114),
    "slowish": (66, 90), "slow ish": (66, 90), "fastish": (112, 142), "fast ish": (112, 142), "quickish": (110, 138),
    "midpaced": (92, 114), "mid paced": (92, 114), "at a walk": (84, 108), "on the slow side": (64, 86),
    "on the fast side": (116, 144), "super slow": (46, 62), "slow jam": (60, 82),
    "heartbeat": (62, 80), "like a heartbeat": (62, 80), "resting heartbeat": (58, 68), "racing heart": (138, 160),
    "jogging": (140, 160), "jogging pace": (140, 160), "running pace": (150, 172), "sprinting": (168, 188),
    "strolling": (80, 98), "strolling pace": (80, 98), "at a stroll": (80, 98), "crawling": (46, 62),
    "at a crawl": (46, 62), "galloping": (138, 168), "trotting": (108, 130), "cruising": (88, 108),
    "ticking clock": (58, 62), "march tempo": (108, 122), "marching pace": (108, 122), "lightning fast": (170, 200),
    "as fast as possible": (180, 210), "like a snail": (40, 56), "in no hurry": (60, 84), "no hurry": (60, 84),
    "hurried": (132, 160), "rushed": (132, 160),
    "brisk": (116, 140), "uptempo": (118, 144), "up tempo": (118, 144), "quick": (120, 150), "quickly": (120, 150),
    "fast": (126, 164), "faster": (126, 164), "fast tempo": (126, 164), "fast paced": (126, 164),
    "high tempo": (126, 164),
    "speedy": (132, 168), "rapid": (140, 180), "breakneck": (176, 220), "breakneck speed": (176, 220),
}  # fmt: skip
"""Tempo words and what they mean in bpm (low, high), after the usual metronome markings."""

_BPM = (
    r"(?:bpms?|bmp|b\.p\.m\.?|(?:quarters|quarter\snotes|beats?|steps|clicks|strides|strokes|times|pulses)"
    r"\s*(?:per|a|/|each|every|in\s(?:a|one)|the|pr)\s*min(?:ute)?s?)"
)
_UNIT_AFTER = re.compile(
    rf"(?:\b(?:tempo|speed)\s*(?:of|is|:|=|at)?\s*)?(?:\bat\s|@\s*)?{QUANTITY}[\s-]*{_BPM}(?!\w|\s*[=:]){AFTER}"
)
_NAME_BEFORE = re.compile(
    r"(?:\b(?:bpm|tempo|speed|metronome)|(?P<dotted>dotted[\s-])?\bquarter(?:[\s-]notes?)?)\s*(?:marking\s)?"
    rf"(?:of|is|to|:|=|at|equals)?\s*{QUANTITY}(?!\s?-?\s?(?:bars?|measures?|min|sec|s\b|/|:|\d))"
)
_FASTER = re.compile(
    rf"(?=(?:(?:no|not)\s)?(?:faster|slower|quicker)\sthan\s){QUANTITY}(?!\s?(?:bars?|min|sec|the\b)|[\d.])"
)
_ENDS = r"\s*(?=$|[,;.!?)]|\b(?:and|in|with|for|please|or\sso)\b)"
_BARE = re.compile(
    rf"(?:(?:\bat\s|@\s*){QUANTITY}|\b(?P<around>around|about|roughly|approximately|near|towards?)\s(?P<bare>{NUMBER}))"
    rf"{_ENDS}"
)
_GUESSED = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|say|like|let's\ssay|i\s(?:think|guess|suppose)|something\slike|somewhere\s(?:around"
    rf"|near|about))\s(?:(?:around|about|roughly|like)\s)?(?P<bare>{NUMBER}){_ENDS}"
)
_TENS = re.compile(
    r"\b(?:(?:somewhere\s)?(?:in|around)\s)?(?:the\s)?(?P<part>low(?:er)?|mid(?:dle)?|high(?:er)?|upper)?[\s-]?(?P<tens>1\d0|\d0(?=s\sbpm))s"
    r"(?:\sbpm)?\b(?!\s(?:music|style|sound))"
)
_PART_OF_TEN = {"l": (0, 3), "m": (3, 7), "h": (6, 9), "u": (6, 9)}
_LONELY = re.compile(
    rf"(?:^|[,;])\s*(?:~|like\s)?(?P<bare>{NUMBER})(?P<ish>[\s-]?ish\b)?(?:\s(?:or|/)\s{NUMBER})?\s*"
    r"(?=$|[,;.]|(?:doesn't|does\snot|don't)\s(?:really\s)?(?:matter|care)|either|whatever|both|is\sfine)"
)
_STYLES = (
    r"(?:swing|shuffle|groove|beats?|rock|pop|jazz|blues|waltz|trap|house|techno|funk|soul|reggae|folk|ballad|lo-?fi"
    r"|hip[\s-]?hop|drill|metal|disco|trance|dnb|d&b|drum\sand\sbass|dubstep|bossa(?:\snova)?|country|latin|punk"
    r"|edm|boom[\s-]bap)"
)
_NO_UNIT = (
    r"(?![\d:.'/-]|s\b|\s*(?:-\s?)?(?:bars?|measures?|min\w*|sec\w*|m\b|s\b|bpm|beats\s(?:per|a)|chords?|verses?"
    r"|times|x\b|parts?|sections?|notes?|tracks?|percent|%))"
)
_AFTER_STYLE = re.compile(rf"\b{_STYLES}\s(?P<bare>\d{{2,3}})(?P<ish>[\s-]?ish\b)?{_NO_UNIT}(?=\s|$|[,;.!?)])")
_BEFORE_STYLE = re.compile(
    rf"(?:^|[,;.]\s|\b(?:an?|some|at)\s|{READ}\s)(?P<bare>\d{{2,3}})\s(?=(?:[a-z-]+\s)?{_STYLES}\b)"
)
_PLAUSIBLE = (40, 240)
_DEGREE = re.compile(
    rf"(?:(?P<nottoo>{NOT_TOO})"
    r"|(?P<not>(?:\b(?:not|never|no|nothing|without)|n't)(?:\s(?:be|make\sit|want|go|it|an?|anything))*)"
    r"|(?P<very>\b(?:very|really|super|extremely|so|extra|incredibly|insanely|ultra|too))"
    r"|(?P<bit>\b(?:a\s(?:bit|little|touch)|slightly|somewhat|fairly|rather|moderately|medium|kind\sof|kinda"
    r"|quite|pretty))"
    r")[\s-]*$"
)
_MIDDLE = 95.0
_ALIKE = 1.2
"""How far beyond what a tempo word means a number may lie and still be what it says, as a factor."""


def read_tempo(text: Text) -> list[Ask]:
    """Read tempi in numbers. Raises RequestError for one that cannot be played."""
    asks = []
    for pattern in (_UNIT_AFTER, _NAME_BEFORE, _FASTER, _TENS, _BARE, _GUESSED):
        for match in text.find(pattern):
            if not text.is_free(*match.span()):
                continue
            low, high = _interval(match)
            edges = [edge for edge in (low, high) if edge is not None]
            if pattern in (_BARE, _GUESSED, _TENS) and not all(
                _PLAUSIBLE[0] <= edge <= _PLAUSIBLE[1] for edge in edges
            ):
                continue
            for edge in edges:
                if not SLOWEST <= round(edge) <= FASTEST:
                    how = "slower" if edge < SLOWEST else "faster"
                    raise RequestError(f"{edge:g} bpm is {how} than I can play; ask for {SLOWEST} to {FASTEST} bpm.")
            asks.append(Ask(kind="tempo", words=text.words(*match.span()), low=low, high=high))
            text.take(*match.span())
    return asks


def read_lonely_tempo(text: Text, notes: list[str]) -> list[Ask]:
    """Read a number that stands all by itself ("sad piano, 90") as a tempo, and say so."""
    for match in (*text.find(_LONELY), *text.find(_AFTER_STYLE), *text.find(_BEFORE_STYLE)):
        bpm = number(match["bare"])
        if _PLAUSIBLE[0] <= bpm <= _PLAUSIBLE[1] and re.search(r"[a-z]", text.lower):
            ish = bool(match.groupdict().get("ish"))
            start, end = match.start("bare"), match.end("ish") if ish else match.end("bare")
            text.take(start, end)
            notes.append(f"I took {bpm:g} as the tempo, in bpm.")
            low, high = (float(round(bpm * 0.95)), float(round(bpm * 1.05))) if ish else (bpm, bpm)
            return [Ask(kind="tempo", words=text.words(start, end), low=low, high=high)]
    return []


def _interval(match: re.Match[str]) -> tuple[float | None, float | None]:
    groups = match.groupdict()
    if groups.get("tens"):
        least, most = _PART_OF_TEN[groups["part"][0]] if groups["part"] else (0, 9)
        return float(groups["tens"]) + least, float(groups["tens"]) + most
    if groups.get("bare"):
        value = number(groups["bare"])
        low, high = value * 0.95, value * 1.05
        return float(round(low)), float(round(high))
    bounds = interval(match, unit=1.5 if groups.get("dotted") else 1.0)
    return bounds if not match["about"] else (_whole(bounds[0]), _whole(bounds[1]))


def _whole(bpm: float | None) -> float | None:
    return None if bpm is None else float(round(bpm))


def read_tempo_words(text: Text, mentions: list[Mention], numbers: list[Ask]) -> list[Ask]:
    """Read tempo words beside the tempi in ``numbers``: a number that is what the word says takes it in.

    Returns all tempo wishes.
    """
    asks = list(numbers)
    for mention in mentions:
        ask = _worded(text, mention)
        alike = next((a for a in asks if a in numbers and _agree(a, ask)), None)
        if alike:
            asks[asks.index(alike)] = alike.model_copy(update={"value": ask.value})
        else:
            asks.append(ask)
    return asks


def _agree(number: Ask, word: Ask) -> bool:
    low, high = word.low or 0.0, word.high or float("inf")
    edges = [edge for edge in (number.low, number.high) if edge is not None]
    return all(low / _ALIKE <= edge <= high * _ALIKE for edge in edges)


def _worded(text: Text, mention: Mention) -> Ask:
    """The wish that a tempo word is, with the degree said before it."""
    low, high = mention.value
    word = re.sub(r"[\s-]+", " ", text.lower[mention.start : mention.end])
    degree = text.before(_DEGREE, mention.start)
    begin = degree.start() if degree else mention.start
    words = text.words(begin, mention.end)
    middle = (low + high) / 2
    text.take(begin, mention.end)
    if degree and (degree["nottoo"] or degree["not"]):
        if middle > _MIDDLE:
            return Ask(
                kind="tempo", words=words, value="moderate" if degree["nottoo"] else "slow", high=min(low - 6, 112)
            )
        return Ask(kind="tempo", words=words, value="moderate", low=max(high + 6, 84))
    if degree and degree["very"]:
        factor = 1.15 if middle > _MIDDLE else 0.84
        low, high = round(low * factor), round(high * factor)
    elif degree:
        shift = (_MIDDLE - middle) * 0.35
        low, high = round(low + shift), round(high + shift)
    return Ask(kind="tempo", words=words, value=word, low=low, high=high)
