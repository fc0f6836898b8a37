"""Phrases that are pictures or feelings, and no words of the vocabulary: "the last day of school".

Where a phrase lies is learned, not listed (``models.mood``); where that is not installed such a phrase
is left unread. Only what looks like a picture is asked for: what follows "like", "feels like", "the
feeling of", or a clause that paints one by itself.
"""

import re
from functools import cache

from bot.agent.language.leftover import FILLER
from bot.agent.language.lexicon import Mention
from bot.agent.language.numbers import NUMBER_WORDS
from bot.agent.language.text import READ, Text
from bot.agent.language.wordlists import words
from skills.plan import ArcPoint, Ask

_LED = re.compile(
    r"\b(?P<lead>feel(?:s|ing)?\slike|felt\slike|sounds?\slike|like|as\sif|as\sthough|reminds?\s(?:me|you|us)\sof"
    r"|(?:the|a|that)\s(?:feeling|mood|atmosphere|vibe)\sof|evok(?:es?|ing)|captur(?:es?|ing)|imagine|think\sof"
    r"|picture)\s"
    rf"(?P<image>[^,;.!?{READ}()\"]+)"
)
_CLAUSE = re.compile(rf"(?:^|[,;.!?\"(])\s*(?P<image>[^,;.!?{READ}()\"]+)")
_BY_ITSELF = re.compile(
    r"(?:(?:that|the|an?|my|our|your|his|her|their|when|one|those|these)\s|\w{4,}ing\s(?!for\b))(?:[\w'-]+\s){0,4}?"
    r"(?:of|at|in|on|under|through|by|after|before|from|to|into|over|with|without|for|near|along|is|are|was|were"
    r"|you)\s(?:[\w'-]+\s?){1,8}$"
)
_REQUEST = re.compile(
    r"\b(?:lullab(?:y|ies)|hymns?|carols?|anthems?|serenades?|songs?|tracks?|pieces?|tunes?|music|ballads?|beats?|loops?|melod(?:y|ies)|chords?|progressions?|bars?"
    r"|tempo|bpm|keys?|major|minor|parts?|intro"
    r"|write|make|give|want|need|create|generate|compose|verse|chorus|bridge|rhymes?|lyrics?|version|film|movie"
    r"|game|video|please|can|could|i|i'm|me|style)\b"
)
_WORD = re.compile(r"[a-z']+")
_ORDINARY = frozenset(
    words(
        """Sunday Monday Tuesday Wednesday Thursday Friday Saturday Christmas Halloween Easter January February March
        April May June July August September October November December English French Italian Spanish Paris London
        Berlin New York Tokyo Rome Earth Moon"""
    )
)
"""Words with a capital that are no one's name."""
_MOST = 3
_NO_PICTURE = ("genre", "instrument", "shape", "tempo", "density")


def read_images(text: Text, mentions: list[Mention], notes: list[str]) -> list[Ask]:
    """Read pictures as feelings of the whole song, and say how each was taken; nothing without the learned model."""
    places = _pictures(text, mentions)
    if not places or not learned():
        return []
    from models.mood import feelings

    phrases = [text.words(*image) for _, image in places]
    found = []
    for (whole, _), phrase, (valence, arousal, tension) in zip(places, phrases, feelings(phrases), strict=True):
        point = ArcPoint(at=0.5, valence=valence, arousal=arousal, tension=tension)
        notes.append(f'I took "{text.words(*whole)}" as {in_words(point)}.')
        found.append(Ask(kind="mood", words=text.words(*whole), value=phrase, points=(point,)))
        text.take(*whole)
    return found


_Span = tuple[int, int]


def _pictures(text: Text, mentions: list[Mention]) -> list[tuple[_Span, _Span]]:
    """Stretches of words that paint something: with the words that lead to it, and alone."""
    found: list[tuple[_Span, _Span]] = []
    for match in _LED.finditer(text.left):
        if _paints(text, match, mentions):
            found.append((match.span(), match.span("image")))
    for match in _CLAUSE.finditer(text.left):
        inside = any(a < match.end("image") and match.start("image") < b for (a, b), _ in found)
        plain = _BY_ITSELF.fullmatch(match["image"].strip()) and not _REQUEST.search(match["image"])
        if not inside and plain and _paints(text, match, mentions):
            found.append((match.span("image"), match.span("image")))
    painted = found and all(a == b for a, b in found) and text.left.count(",") > 1
    if painted and not mentions and READ not in text.left and not _REQUEST.search(text.left):
        whole = (0, len(text.left.rstrip(" .!")))
        return [(whole, whole)]
    return found[:_MOST]


def _paints(text: Text, match: re.Match[str], mentions: list[Mention]) -> bool:
    """Whether words are a picture: something the vocabulary does not cover, no style or player, and nobody's name."""
    start, end = match.span("image")
    within = [m for m in mentions if start <= m.start < end]
    if any(m.topic in _NO_PICTURE for m in within) or any(start <= s.start < end for s in text.sections):
        return False
    covered = {w for m in within for w in _WORD.findall(text.lower[m.start : m.end])}
    meant = [w for w in _WORD.findall(text.left[start:end]) if w not in FILLER | NUMBER_WORDS and len(w) > 2]
    names = [w for w in re.findall(r"\b[A-Z][a-z]+", text.plain[start:end]) if w not in _ORDINARY]
    return bool(meant) and not set(meant) <= covered and not names and len(text.left[start:end].split()) <= 14


@cache
def learned() -> bool:
    """Whether the learned model of feelings is installed."""
    try:
        from models.mood import available
    except ImportError:
        return False
    return available()


_SIDES = (
    ("valence", 0.0, "sad", "happy", 0.2), ("arousal", 0.45, "calm", "lively", 0.12),
    ("tension", 0.38, "at ease", "tense", 0.2),
)  # fmt: skip


def in_words(point: ArcPoint) -> str:
    """A feeling in one or two plain words: "sad and calm"."""
    leans = []
    for name, middle, low, high, least in _SIDES:
        lean = getattr(point, name) - middle
        if abs(lean) >= least:
            leans.append((abs(lean) / least, low if lean < 0 else high))
    return " and ".join(word for _, word in sorted(leans, reverse=True)[:2]) or "neither sad nor happy"
