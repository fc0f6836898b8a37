"""Feelings and movements in the text, and what the words around each make of it.

"Then", "ends with", "until" say where in the song a feeling belongs; "very", "a bit", "not too" how
far it goes; "no" and "not" that it is unwanted; "in the bridge" which part it is about.
"""

import re
from typing import Literal, NamedTuple

from bot.agent.language.lexicon import Mention
from bot.agent.language.moods import Mood
from bot.agent.language.movement import Shape
from bot.agent.language.negation import NOT_TOO, is_negated
from bot.agent.language.sections import Section, section_of, sections_of
from bot.agent.language.text import Text

Mark = Literal["", "start", "next", "middle", "end", "grow"]

ARTICLES = (
    r"(?:(?:an?|the|very|really|more|even|much|something|being|feeling|feels?|pure|total|utter|full|deep|sudden"
    r"|it|all"
    r"|quite|so|still|also|somehow)\s+)*"
)
_SECTION = r"(?:verse|chorus|bridge|intro|drop|solo|break|build)"
_ONLY_ARTICLES = -1
# Words that say where the feeling after them belongs, and how many words may stand between.
_BEFORE: tuple[tuple[Mark, int, str], ...] = (
    ("start", 3, r"start\w*|begin\w*|begun|open(?:s|ing)?|kick\w*\soff|commenc\w*|initially"),
    ("start", 3, r"(?:at|in)\sthe\s(?:start|beginning|outset)|first\shalf"),
    ("start", _ONLY_ARTICLES, r"(?:at\s)?first|from"),
    ("middle", 3, r"(?:in\sthe\s)?middle|midway|half\s?way|mid\s?point|mid[\s-]song"),
    ("end", 3, r"end(?:s|ing)?|finish\w*|finale|finally|conclu\w*|clos(?:es?|ing)(?!\sto)|ultimately|eventually"),
    ("end", 3, r"culminat\w*|lastly|wraps?\sup|(?:second|last)\shalf"),
    ("grow", _ONLY_ARTICLES, r"increasingly|more\sand\smore|progressively|steadily|gradually|ever|keeps?\sgetting"),
    ("grow", _ONLY_ARTICLES, r"(?:get|grow|becom|turn)(?:s|ting|e|es|ing)?(?:\s(?:gradually|slowly|steadily|ever))?"),
    ("next", 4, r"then|later|next|after(?:wards?|\sthat|\swhich|\sa\swhile)|suddenly|until|till|before|over\stime"),
    ("next", 3, rf"(?:after|from)\s(?:the\s)?(?:\w+\s)?{_SECTION}"),
    ("next", _ONLY_ARTICLES, r"->|>|(?:to|into|towards?|through|via)\b"),
    ("next", 2, r"turn(?:s|ing)?|transform\w*|evolv\w*|morph\w*|shift\w*|becom\w+|goes|moves?"),
    ("next", 2, r"lead(?:s|ing)?|develops?|switch\w*|blossom\w*|gives?\sway"),
)  # fmt: skip
_AFTER: tuple[tuple[Mark, str], ...] = (
    ("start", r"at\s(?:first|the\s(?:start|beginning|outset|top))|to\s(?:begin|start)\b|in\sthe\sbeginning|initially"),
    ("start", r"(?:for|in)\sthe\sfirst\shalf|(?:start|beginning|opening)\b|(?:\w+\s){0,3}?(?:until|till|up\sto)\b"),
    ("end", r"(?:at|in|by|towards?|near|for)\sthe\s(?:very\s)?(?:end|finish|close|finale)\b"),
    ("end", r"(?:end|ending|finale|finish|conclusion|climax)\b|(?:for|in)\sthe\s(?:second|last)\shalf"),
    ("middle", r"(?:in\sthe\s)?middle\b|half\s?way|midway"),
    ("next", rf"(?:after|from)\s(?:the\s)?(?:\w+\s)?{_SECTION}\b"),
)


def _lead_pattern(words: str, reach: int) -> re.Pattern[str]:
    between = rf"[\s,:-]*{ARTICLES}" if reach == _ONLY_ARTICLES else rf"\b(?:\W*\w+){{0,{reach}}}\W*"
    return re.compile(rf".*(?<!\w)(?P<mark>{words}){between}$", re.DOTALL)


_LEADS = tuple((mark, _lead_pattern(words, reach)) for mark, reach, words in _BEFORE)
_TAILS = tuple((mark, re.compile(rf"\s*(?:{words})")) for mark, words in _AFTER)
_GOES_ON = re.compile(r"[^,;.]*?(?:\b(?:to|into|towards?|through|until|till|then)\b|>)")
_BY_SECTION = re.compile(r"\b(?:after|from|until|before)\s")
_BY_SAYING = re.compile(
    r"(?:and|but)?\s*(?:at first|first|then|finally|later|in the end|at the end|eventually|next|suddenly"
    r"|in the middle"
    r"|to start|initially|after that|lastly|gradually|at the start)"
)
_ACTIVITY = re.compile(
    r"\b(?:something|music|songs?|beats?|tracks?|stuff|tunes?|(?!going\b)\w+ing|good|great|perfect|nice|made|meant|it"
    r"|one)\s(?:for\sme\s)?to\s"
    r"(?:study(?:ing)?|focus|relax|sleep|dance|chill|party|cry|work|read|meditate|drive|run|concentrate|dream"
    r"|fight|love|unwind)$"
)
"""What music is for, which is no station of an arc: "something to study to"."""
_THROUGHOUT = re.compile(r"[\s,]*(?:(?:all\s(?:the\sway\s)?)?through(?:out)?|all\salong)\b")
_DOUBLED = re.compile(r"\sand\s")
_NOR = re.compile(r"\s*,?\s*(?:or|nor)\s+")
_NOT_TOO = re.compile(rf"(?:{NOT_TOO}|\bless)\s+$")
_DEGREES: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"\b(?:(?:a\s)?(?:little\s)?(?:bit|touch|hint|little|tad|shade)(?:\s(?:of|more))?|slightly"
                r"|somewhat|kind\sof"
                r"|kinda|sort\sof|mildly|vaguely|faintly|gently|subtly|semi)[\s-]+$"), 0.55),
    (re.compile(r"\b(?:quite|pretty|fairly|rather|moderately|reasonably|mostly)\s+$"), 0.85),
    (re.compile(r"\b(?:very|really|super|so|extremely|incredibly|deeply|utterly|totally|completely|truly|insanely"
                r"|absolutely"
                r"|intensely|extra|too|most|wildly|hugely|massively|terribly|profoundly|ultra|mega)[\s-]+$"), 1.35),
)  # fmt: skip
_LITTLE = 0.35
_STAND_INS = {
    "slow": Mood("slow", 0.0, 0.2, 0.2), "fast": Mood("fast", 0.25, 0.86, 0.4),
    "sparse": Mood("sparse", 0.0, 0.2, 0.2), "busy": Mood("full", 0.2, 0.8, 0.4),
}  # fmt: skip
"""What slow, fast, sparse and busy mean as stations of an arc."""


class Station(NamedTuple):
    """A feeling or a movement in the text, and what the words around it make of it."""

    topic: str
    start: int
    end: int
    feeling: Mood | Shape
    degree: float
    mark: Mark
    negated: bool
    first: int
    """Where the words that deny or measure it begin."""
    section: Section | None
    placed: bool
    """Whether the section only says where in the song it belongs ("until the bridge")."""

    @property
    def moves(self) -> bool:
        """Whether it makes an arc by itself."""
        return bool(self.mark) or isinstance(self.feeling, Shape)

    @property
    def local(self) -> bool:
        """Whether it is about one part of the song."""
        return self.section is not None and not self.placed

    @property
    def plain(self) -> bool:
        """Whether it is a feeling of the whole song that nothing else is said about."""
        return self.topic == "mood" and not (self.negated or self.local or self.moves)


def find_stations(text: Text, mentions: list[Mention]) -> list[Station]:
    """The feelings and movements among ``mentions``, with what the words around them say."""
    mentions = _undoubled(text, mentions)
    bound = sections_of(text, [(m.start, m.end) for m in mentions])
    stations: list[Station] = []
    for index, mention in enumerate(mentions):
        before = mentions[index - 1].end if index else 0
        after = mentions[index + 1].start if index + 1 < len(mentions) else len(text.left)
        feeling = _feeling(mention)
        if mention.topic == "tempo":  # a song has one tempo, so only what stands beside a part is about it
            near = section_of(text, mention.start, mention.end)
            bound[index] = near.section if near else None
        mark, placed = _mark(_lead(text.left[before : mention.start]), text.left[mention.end : after], index)
        if mark == "next" and _ACTIVITY.search(text.lower, max(0, mention.start - 30), mention.end):
            mark, placed = "", False
        degree, negated, first = _degree(text, mention.start)
        if not negated and stations and stations[-1].negated and _NOR.fullmatch(text.lower[before : mention.start]):
            negated, first = True, stations[-1].first
        placed = placed or isinstance(feeling, Shape)
        after_shape = bool(stations) and isinstance(stations[-1].feeling, Shape)
        if isinstance(feeling, Mood) and _DOUBLED.search(text.lower, mention.start, mention.end):
            mark = "grow"
        elif not mark and after_shape and not text.left[before : mention.start].strip():
            mark = "next"
        mark = "" if negated else mark
        stations.append(
            Station(
                mention.topic, mention.start, mention.end, feeling, degree, mark, negated, first, bound[index], placed
            )
        )
    return stations


def _undoubled(text: Text, mentions: list[Mention]) -> list[Mention]:
    """The mentions with "louder and louder" as one."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        same = last and text.lower[last.start : last.end] == text.lower[mention.start : mention.end]
        if last and same and _DOUBLED.fullmatch(text.lower[last.end : mention.start]):
            kept[-1] = last._replace(end=mention.end)
        else:
            kept.append(mention)
    return kept


def _feeling(mention: Mention) -> Mood | Shape:
    if mention.topic == "tempo":
        return _STAND_INS["fast" if mention.value[0] > 100 else "slow"]
    if mention.topic == "density":
        return _STAND_INS[mention.value]
    feeling: Mood | Shape = mention.value
    return feeling


def _lead(between: str) -> str:
    """The words before a feeling that may place it: back to a comma, or over the comma of "then, "."""
    pieces = re.split(r"[,;!?]|\.(?!\d)", between)
    if len(pieces) > 1 and _BY_SAYING.fullmatch(pieces[-2].strip()):
        return f"{pieces[-2]} {pieces[-1]}"
    return pieces[-1]


def _mark(lead: str, tail: str, index: int) -> tuple[Mark, bool]:
    """The place of a feeling in the arc, and whether a section beside it only gives that place."""
    if _THROUGHOUT.match(tail):
        return "", False
    for mark, pattern in _TAILS:
        if pattern.match(tail):
            return mark, True
    found = [(match.start("mark"), mark, match["mark"]) for mark, pattern in _LEADS if (match := pattern.match(lead))]
    if not found:
        return "", False
    _, mark, word = max(found)
    if (mark == "next" and index == 0) or (word == "from" and not _GOES_ON.match(tail)):
        return "", False
    return mark, bool(_BY_SECTION.search(lead))


def _degree(text: Text, start: int) -> tuple[float, bool, int]:
    """How far a feeling goes, whether it is denied, and where the words that say so begin."""
    if match := text.before(_NOT_TOO, start):
        return _LITTLE, False, match.start()
    degree, first = 1.0, start
    for pattern, factor in _DEGREES:
        if match := text.before(pattern, start):
            degree, first = factor, match.start()
            break
    negated = is_negated(text, first)
    return degree, negated is not None, first if negated is None else negated
