"""Stories whose feeling changes: "a girl leaves home crying and by the end she's laughing on the train".

A story is told in clauses that follow each other ("and then", "by the end", "until"). The feeling of a
clause is that of its words, where the vocabulary has them, else the one that is learned (``models.mood``).
Also curves told in numbers: "energy: 2, 4, 8, 3, 10".
"""

import re

from bot.agent.language.images import in_words, learned
from bot.agent.language.leftover import FILLER
from bot.agent.language.lexicon import Mention
from bot.agent.language.moods import Mood, arc_point, point
from bot.agent.language.text import READ, Text
from bot.agent.language.wordlists import one_of
from models.corpora.feelings import NEUTRAL
from skills.plan import ArcPoint, Ask

_JOINT = re.compile(
    r"[\s,;.-]*\b(?:(?:and|but|so|or)\s)?(?:"
    + one_of(
        """
        by the end, by the time, at the end, in the end, at last, finally, eventually, until, till, then, and then,
        after that, afterwards, later, later on, suddenly, all of a sudden, in the middle, half way, halfway, at first,
        in the beginning, at the beginning, at the start, begins like, starts like, begins with, starts with, it starts,
        it begins, ends with, ends like, it ends, ending with, bit by bit, little by little, one by one, when it ends"""
    )
    + r")\b[\s,:]*"
)
_MOVES_ON = re.compile(
    r"\b(?:by\sthe|at\sthe\send|in\sthe\send|at\slast|finally|eventually|until|till|then|after|later|suddenly|all\sof\sa"
    r"|ends?|ending|bit\sby\sbit|little\sby|one\sby)\b"
)
_NO_STORY = ("genre", "instrument", "tempo", "density")
_WORD = re.compile(r"[a-z']{2,}")
_LEAST_WORDS, _FEW, _MOST = 3, 2, 6
_LEAST_APART = 0.25
"""How far the feelings of a story must lie apart at least, on one axis."""


def read_story(text: Text, mentions: list[Mention], notes: list[str]) -> list[Ask]:
    """Read a story as an arc, if there is one that the vocabulary does not tell by itself."""
    told = _clauses(text, mentions)
    if len(told) < _FEW or not learned():
        return []
    from models.mood import feelings

    points: list[tuple[float, float, float]] = []
    for (start, end), words in told:
        moods = [m.value for m in mentions if start <= m.start < end and isinstance(m.value, Mood)]
        if moods and len(moods) * 3 >= words:
            found = [point(m) for m in moods]
            points.append(tuple(sum(getattr(p, axis) for p in found) / len(found) for axis in _AXES))
        else:
            points.append(feelings([text.words(start, end)])[0])
    if all(max(axis) - min(axis) < _LEAST_APART for axis in zip(*points, strict=True)):
        return []
    start, end = told[0][0][0], told[-1][0][1]
    last = len(points) - 1
    arc = tuple(arc_point(i / last, *p) for i, p in enumerate(points))
    notes.append(f"I took the story as {', then '.join(in_words(p) for p in arc)}.")
    names = " > ".join(text.words(*span) for span, _ in told)
    text.take(start, end)
    return [Ask(kind="arc", words=text.words(start, end), value=names, points=arc)]


_AXES = ("valence", "arousal", "tension")


def _clauses(text: Text, mentions: list[Mention]) -> list[tuple[tuple[int, int], int]]:
    """The clauses of a story with the number of words of meaning in each; none where it is no story."""
    sentence = next((m for m in re.finditer(r"[^.!?;]+", text.lower) if _MOVES_ON.search(m[0])), None)
    if sentence is None:
        return []
    cuts, place = [], sentence.start()
    for joint in _JOINT.finditer(text.lower, sentence.start(), sentence.end()):
        cuts.append((place, joint.start()))
        place = joint.end()
    cuts.append((place, sentence.end()))
    spans = [(a, b) for a, b in cuts if text.lower[a:b].strip(" ,:")]
    told = [((a, b), _meaning(text, a, b)) for a, b in spans]
    told = [t for t in told if t[1]]
    if not _FEW <= len(told) <= _MOST or READ in text.left[told[0][0][0] : told[-1][0][1]]:
        return []
    inside = [m for m in mentions if told[0][0][0] <= m.start < told[-1][0][1]]
    if any(m.topic in _NO_STORY or (m.topic == "shape") for m in inside):
        return []
    parts = [s for s in text.sections if told[0][0][0] <= s.start < told[-1][0][1]]
    if any(not s.name.startswith("last ") for s in parts):
        return []
    unknown = [t for t in told if t[1] >= _LEAST_WORDS and not _covered(t[0], mentions, t[1])]
    return told if unknown else []


def _meaning(text: Text, start: int, end: int) -> int:
    """How many words of a stretch say something."""
    return sum(w not in FILLER for w in _WORD.findall(text.lower[start:end]))


def _covered(span: tuple[int, int], mentions: list[Mention], words: int) -> bool:
    inside = [m for m in mentions if span[0] <= m.start < span[1]]
    return len(inside) * 3 >= words and bool(inside)


_SCALE = r"(?:\s?/\s?(?:10|5|100)|\s?%|\sout\sof\s(?:10|ten|5|five))?"
_CURVE = re.compile(
    r"\b(?P<axis>energy|intensity|loudness|power|excitement|tension|suspense|happiness|mood|brightness|sadness)"
    r"(?:\s(?:levels?|curve|arc|map|line|per\ssection|by\ssection|is|goes|should|be|go|from|at|of|like|starts?|in|numbers?))*\s*[:=]?\s*"
    rf"(?P<numbers>\d{{1,3}}{_SCALE}(?:[\s,>/-]+(?:(?:to|then|and|up|down|back|through)\s)*\d{{1,3}}{_SCALE}){{1,11}})(?![\w:])"
)
_AXIS = {"tension": 2, "suspense": 2, "happiness": 0, "mood": 0, "brightness": 0, "sadness": 0}


def read_curve(text: Text) -> list[Ask]:
    """Read a curve in numbers: "energy: 2, 4, 8, 3, 10", "tension from 1 to 9", out of ten or of the largest."""
    for match in text.find(_CURVE):
        numbers = [
            int(n) for n in re.findall(r"\d+(?!\s?/\s?\d)", re.sub(r"/\s?\d+|out\sof\s\w+", "", match["numbers"]))
        ]
        top = 5 if re.search(r"/\s?5\b|of\s(?:5|five)", match["numbers"]) else 10 if max(numbers) <= 10 else 100
        if len(numbers) < _FEW or max(numbers) > top:
            continue
        axis = _AXIS.get(match["axis"], 1)
        levels = [1 - n / top if match["axis"] == "sadness" else n / top for n in numbers]
        arc = tuple(_at(i / (len(levels) - 1), axis, level) for i, level in enumerate(levels))
        words = text.words(*match.span())
        text.take(*match.span())
        return [Ask(kind="arc", words=words, value=" > ".join(f"{n / top:.0%}" for n in numbers), points=arc)]
    return []


def _at(at: float, axis: int, level: float) -> ArcPoint:
    place = list(NEUTRAL)
    place[axis] = 2 * level - 1 if axis == 0 else level
    return arc_point(at, *place)
