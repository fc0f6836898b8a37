"""How the song travels: "start calm, build tension, end triumphant", "from whisper to roar", "fade out".

Feelings in the text are either the mood of the song (or of one section) or stations of an arc. What
makes a station is a word that moves: start, then, to, until, end, builds, explodes, fades. Stations
are spread evenly over the song unless their place is said.
"""

import re
from typing import Literal, NamedTuple

from bot.agent.language.lexicon import Mention
from bot.agent.language.moods import NEUTRAL, Mood, arc_point, point
from bot.agent.language.movement import ALONE, ARRIVED, BARE, RISE, SETTING_OUT, TENSE, Shape
from bot.agent.language.negation import is_negated
from bot.agent.language.sections import Section, quote, sections_of
from bot.agent.language.text import Text
from skills.plan import ArcPoint, Ask

Mark = Literal["", "start", "next", "middle", "end", "grow"]

# Words of movement before a feeling, each with how many words may stand between.
_ARTICLES = r"(?:an?|the|very|really|more|even|much|something|being|feeling|feels?|pure|total|utter|full|deep|sudden|it|all|quite|so)"
_LEADS: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    ("start", re.compile(r"\b(?:start\w*|begin\w*|open(?:s|ing)?|kick\w*\soff|commenc\w*|initially|at\sthe\s(?:start|beginning|outset)|in\sthe\sbeginning)\b(?:\W*\w+){0,3}\W*$")),
    ("start", re.compile(rf"\b(?:(?:at\s)?first|from)\b[\s,:]*(?:{_ARTICLES}\s+)*$")),
    ("middle", re.compile(r"\b(?:in\sthe\smiddle|middle|midway|half\s?way|mid\s?point|mid[\s-]song)\b(?:\W*\w+){0,3}\W*$")),
    ("end", re.compile(r"\b(?:end(?:s|ing)?|finish\w*|finale|finally|conclu\w*|clos(?:e|es|ing)(?!\sto)|ultimately|eventually|culminat\w*|lastly|wraps?\sup)\b(?:\W*\w+){0,3}\W*$")),
    ("grow", re.compile(rf"\b(?:increasingly|more\sand\smore|progressively|steadily|gradually|ever|(?:get|grow|becom|turn|keep)(?:s|ting|e|es|ing)?)\b[\s-]*(?:(?:{_ARTICLES}|getting|gradually|slowly|increasingly|progressively|steadily|more|and)\s+)*$")),
    ("next", re.compile(r"\b(?:then|later|next|after(?:wards?|\sthat|\swhich|\sa\swhile)|suddenly|until|till|before|over\stime)\b(?:\W*\w+){0,4}\W*$")),
    ("next", re.compile(r"\b(?:after|from)\s(?:the\s)?(?:\w+\s)?(?:verse|chorus|bridge|intro|drop|solo|break)\b(?:\W*\w+){0,3}\W*$")),
    ("next", re.compile(rf"(?:->|>|\b(?:to|into|towards?|through|via))\s*(?:{_ARTICLES}\s+)*$")),
    ("next", re.compile(r"\b(?:turn(?:s|ing)?|transform\w*|evolv\w*|morph\w*|shift\w*|becom\w+|goes|moves?|lead(?:s|ing)?|develops?|switch\w*|blossom\w*|gives?\sway)\b(?:\W*\w+){0,2}\W*$")),
)  # fmt: skip
_TAILS: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    ("start", re.compile(r"[\s,]*(?:at\s(?:first|the\s(?:start|beginning|outset|top))|to\s(?:begin|start)\b(?:\swith)?|in\sthe\sbeginning|initially|(?:for\sthe\s)?first\shalf|(?:start|beginning|opening)\b)")),
    ("start", re.compile(r"[\s,]*(?:\w+\s){0,3}?(?:until|till|up\sto)\b")),
    ("end", re.compile(r"[\s,]*(?:(?:at|in|by|towards?|near|for)\sthe\s(?:very\s)?(?:end|finish|close|finale)\b|(?:end|ending|finale|finish|conclusion|climax|second\shalf|last\shalf)\b)")),
    ("middle", re.compile(r"[\s,]*(?:in\sthe\smiddle|middle\b|half\s?way|midway)")),
    ("next", re.compile(r"[\s,]*(?:after|from)\s(?:the\s)?(?:\w+\s)?(?:verse|chorus|bridge|intro|drop|solo|break)\b")),
)  # fmt: skip
_TO = re.compile(r"(?:->|>|\b(?:to|into|towards?|through|in|with|on|as|before)\b)")
_SPOKEN_APART = re.compile(
    r"^(?:and|but)?\s*(?:at first|first|then|finally|later|in the end|at the end|eventually|next|suddenly|in the middle|to start|initially|after that|lastly|gradually|at the start)\s*$"
)
_THROUGHOUT = re.compile(r"[\s,]*(?:(?:all\s(?:the\sway\s)?)?through(?:out)?|all\salong)\b")
_MERGE = re.compile(rf"\s*(?:and|&|but|yet|\+|,\s*(?:and|but|yet))\s*(?:(?:{_ARTICLES}|still|also|somehow)\s+)*")
_BESIDE = re.compile(rf"\s*[,/;-]?\s*(?:(?:{_ARTICLES})\s+)*")
_THEN = re.compile(
    r"\s*(?:,|;|->|>|\.)?\s*(?:(?:and|then|but|before|until|it|that|which|song|slowly|gradually|the)\s*)*"
)
_DEGREES: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"(?:\b(?:not|never|nothing)|n't|\bwithout\sbeing)\s(?:\w+\s){0,2}?(?:too|so|that|overly|very|particularly)\s+$"), 0.35),
    (re.compile(r"\bless\s+$"), 0.35),
    (re.compile(r"\b(?:(?:a\s)?(?:little\s)?(?:bit|touch|hint|little|tad|shade)(?:\s(?:of|more))?|slightly|somewhat|kind\sof|kinda|sort\sof"
                r"|mildly|vaguely|faintly|gently|subtly|semi)[\s-]+$"), 0.55),
    (re.compile(r"\b(?:quite|pretty|fairly|rather|moderately|reasonably|mostly)\s+$"), 0.85),
    (re.compile(r"\b(?:very|really|super|so|extremely|incredibly|deeply|utterly|totally|completely|truly|insanely|absolutely"
                r"|intensely|extra|too|most|wildly|hugely|massively|overwhelmingly|terribly|profoundly|ultra|mega)[\s-]+$"), 1.35),
)  # fmt: skip
_DENIED_DEGREE = 0.35
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
    negated: int | None
    section: Section | None

    @property
    def moves(self) -> bool:
        """Whether it makes an arc by itself."""
        return bool(self.mark) or isinstance(self.feeling, Shape)


def read_feelings(text: Text, mentions: list[Mention]) -> list[Ask]:
    """Read the arc, if there is one, and the moods of the song and of its sections.

    ``mentions`` may hold tempo and density words too: "start slow, end fast" is an arc. Those that
    are no stations are left for their own readers.
    """
    stations = _stations(text, mentions)
    chain = _chain(text, stations)
    members = [index for link in chain for index in link]
    others = [s for index, s in enumerate(stations) if index not in members and s.topic == "mood"]
    asks = [_arc(text, [[stations[i] for i in link] for link in chain], others)] if chain else []
    return asks + [_mood(text, station) for station in others]


# --- what the words around a feeling make of it -------------------------------------------------


def _stations(text: Text, mentions: list[Mention]) -> list[Station]:
    bound = sections_of(text, [(m.start, m.end) for m in mentions], share_ahead=True)
    stations: list[Station] = []
    for index, mention in enumerate(mentions):
        before = mentions[index - 1].end if index else 0
        after = mentions[index + 1].start if index + 1 < len(mentions) else len(text.left)
        feeling = _feeling(mention)
        lead, tail = _lead(text, before, mention.start), text.left[mention.end : after]
        mark, placed = _mark(lead, tail, index, isinstance(feeling, Mood) and feeling.comparative)
        degree, negated = _degree(text, mention.start)
        previous = stations[-1] if stations else None
        if (
            negated is None
            and previous
            and previous.negated is not None
            and re.fullmatch(r"\s*,?\s*(?:or|nor)\s+", text.lower[before : mention.start])
        ):
            negated = previous.negated
        section = None if placed or isinstance(feeling, Shape) else bound[index]
        if negated is not None:
            mark = ""
        stations.append(Station(mention.topic, mention.start, mention.end, feeling, degree, mark, negated, section))
    return stations


def _feeling(mention: Mention) -> Mood | Shape:
    if mention.topic == "tempo":
        return _STAND_INS["fast" if mention.value[0] > 100 else "slow"]
    if mention.topic == "density":
        return _STAND_INS[mention.value]
    feeling: Mood | Shape = mention.value
    return feeling


def _lead(text: Text, before: int, start: int) -> str:
    """The words before a feeling that may say where it belongs: back to a comma, or over a "then,"."""
    lead = text.left[before:start]
    pieces = re.split(r"[,;!?]|\.(?!\d)", lead)
    if len(pieces) > 1 and not pieces[-1].strip() and _SPOKEN_APART.match(pieces[-2].strip()):
        return pieces[-2] + pieces[-1]
    if len(pieces) > 1 and _SPOKEN_APART.match(pieces[-2].strip()):
        return pieces[-2] + " " + pieces[-1]
    return pieces[-1]


def _mark(lead: str, tail: str, index: int, comparative: bool) -> tuple[Mark, bool]:
    """The place of a feeling in the arc, and whether a section beside it is only said to give the place."""
    if _THROUGHOUT.match(tail):
        return "", False
    for mark, pattern in _TAILS:
        if pattern.match(tail):
            return mark, True
    found = [(m.start(), mark) for mark, pattern in _LEADS if (m := _last(pattern, lead))]
    if not found:
        return "", False
    _, mark = max(found, key=lambda pair: pair[0])
    if mark == "next" and index == 0:
        return "", False
    return mark, bool(re.search(r"\b(?:after|from|until|before)\s", lead))


def _last(pattern: re.Pattern[str], lead: str) -> re.Match[str] | None:
    """The match that begins last: the word of movement nearest to the feeling."""
    found = None
    for match in pattern.finditer(lead):
        found = match
        while inner := pattern.search(lead, found.start() + 1):
            found = inner
    return found


def _degree(text: Text, start: int) -> tuple[float, int | None]:
    for pattern, degree in _DEGREES:
        if match := pattern.search(text.lower, 0, start):
            if degree == _DENIED_DEGREE:
                return degree, None
            return degree, is_negated(text, match.start())
    return 1.0, is_negated(text, start)


# --- the chain of stations -----------------------------------------------------------------------


def _chain(text: Text, stations: list[Station]) -> list[list[int]]:
    """Indices of the stations of the arc, those that share a place in one list; empty if nothing moves."""
    placed = any(s.mark in ("start", "end", "grow") or isinstance(s.feeling, Shape) for s in stations)
    marked = [
        i for i, s in enumerate(stations)
        if s.moves and s.negated is None and (placed or s.section is None) and not _is_transition(text, stations, i)
    ]  # fmt: skip
    if not marked:
        return _repeated(text, stations)
    links: list[list[int]] = []
    for index, station in enumerate(stations):
        previous = links[-1][-1] if links else None
        glue = text.left[stations[index - 1].end : station.start] if index else ""
        if index in marked:
            if not links and (left := _left_operand(text, stations, index)):
                links.append(left)
            links.append([index])
        elif previous == index - 1 and _is_feeling(station) and stations[previous].topic == "mood":
            if _MERGE.fullmatch(glue):
                links[-1].append(index)
            elif index < marked[-1] and _BESIDE.fullmatch(glue):
                links.append([index])
    if len(links) == 1 and stations[links[0][0]].topic in ("tempo", "density") and stations[links[0][0]].mark != "grow":
        return []
    return links


def _is_feeling(station: Station) -> bool:
    return station.topic == "mood" and station.negated is None and station.section is None and not station.moves


def _is_transition(text: Text, stations: list[Station], index: int) -> bool:
    """ "Builds to a triumphant end": the building is the way there, no station."""
    station = stations[index]
    if not isinstance(station.feeling, Shape) or index + 1 == len(stations) or station.feeling == TENSE:
        return False
    following = stations[index + 1]
    glue = text.left[station.end : following.start]
    on_the_way = bool(_TO.match(glue.strip())) and len(glue.split()) <= 5
    return on_the_way and following.negated is None and isinstance(following.feeling, Mood)


def _left_operand(text: Text, stations: list[Station], index: int) -> list[int]:
    """What the first marked station sets out from: "calm" in "calm to triumphant", "sad" in "sad, then happy"."""
    station = stations[index]
    if index == 0 or station.mark == "start":
        return []
    left = stations[index - 1]
    if isinstance(left.feeling, Shape):
        return _left_operand(text, stations, index - 1) if _is_transition(text, stations, index - 1) else []
    same_kind = left.topic == "mood" or (left.topic == station.topic)
    if left.negated is not None or left.section is not None or not same_kind:
        return []
    glue = text.left[left.end : station.start]
    if isinstance(station.feeling, Shape) and not _THEN.fullmatch(glue):
        return []
    operand = [index - 1]
    while operand[0] and _is_feeling(stations[operand[0] - 1]):
        between = text.left[stations[operand[0] - 1].end : stations[operand[0]].start]
        if not (_MERGE.fullmatch(between) or _BESIDE.fullmatch(between)):
            break
        operand.insert(0, operand[0] - 1)
    return operand


def _repeated(text: Text, stations: list[Station]) -> list[list[int]]:
    """ "Quiet, loud, quiet": a feeling that comes back makes an arc of a list."""
    for index in range(len(stations) - 2):
        trio = stations[index : index + 3]
        names = [s.feeling.name for s in trio]
        glues = [text.left[a.end : b.start] for a, b in zip(trio, trio[1:], strict=False)]
        if (
            names[0] == names[2] != names[1]
            and all(_is_feeling(s) for s in trio)
            and all(map(_BESIDE.fullmatch, glues))
        ):
            last = index + 2
            while last + 1 < len(stations) and _is_feeling(stations[last + 1]):
                if not _BESIDE.fullmatch(text.left[stations[last].end : stations[last + 1].start]):
                    break
                last += 1
            return [[i] for i in range(index, last + 1)]
    return []


# --- the wishes ----------------------------------------------------------------------------------


def _mood(text: Text, station: Station) -> Ask:
    mood = _as_mood(station)
    start = station.negated if station.negated is not None else station.start
    words = quote(text, start, station.end, station.section)
    text.take(start, station.end)
    return Ask(
        kind="mood", words=words, value=mood.name, points=(point(mood, station.degree, 0.5),),
        section=station.section.name if station.section else None, unwanted=station.negated is not None,
    )  # fmt: skip


def _as_mood(station: Station) -> Mood:
    if isinstance(station.feeling, Mood):
        return station.feeling
    raise TypeError(f"{station.feeling.name} is a movement, no mood")


class _Stop(NamedTuple):
    """A place of the arc before positions are shared out."""

    name: str
    valence: float | None
    arousal: float
    tension: float
    at: float | None


def _arc(text: Text, links: list[list[Station]], others: list[Station]) -> Ask:
    wanted = [point(_as_mood(s), s.degree) for s in others if s.negated is None and s.section is None]
    home = sum(p.valence for p in wanted) / len(wanted) if wanted else 0.15
    rest = _Stop("steady", home, *_mean([(p.arousal, p.tension) for p in wanted] or [NEUTRAL[1:]]), None)
    stops = [_stop(link) for link in links]
    first, last = links[0][0], links[-1][-1]
    points: list[tuple[str, ArcPoint]]
    if len(links) == 1 and isinstance(first.feeling, Shape):
        alone = ALONE[first.feeling]
        if first.mark == "middle":
            stops = [rest, stops[0]._replace(at=0.5), rest]
        else:
            stops = [_Stop(name, home, arousal, tension, at) for at, name, arousal, tension in alone]
    elif len(links) == 1:
        stops = _two_sided(first, stops[0], rest)
    else:
        if isinstance(first.feeling, Shape):
            name, arousal, tension = SETTING_OUT[first.feeling]
            stops.insert(0, _Stop(name, None, arousal, tension, 0.0))
        if last.feeling == RISE:
            stops[-1] = _Stop(ARRIVED.name, ARRIVED.valence, ARRIVED.arousal, ARRIVED.tension, 1.0)
        if last.feeling == BARE:
            stops.append(_Stop("full", None, 0.92, 0.3, 1.0))
    points = list(zip([s.name for s in stops], _placed(stops, home), strict=True))
    start, end = _stretch(text, links)
    words = text.words(start, end)
    for station in (s for link in links for s in link):
        text.take(station.start, station.end)
    return Ask(kind="arc", words=words, value=" > ".join(n for n, _ in points), points=tuple(p for _, p in points))


def _mean(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(a for a, _ in pairs) / len(pairs), sum(t for _, t in pairs) / len(pairs)


def _stop(link: list[Station]) -> _Stop:
    """One place of the arc; feelings that share it are averaged."""
    at = {"middle": 0.5, "end": 1.0, "start": 0.0}.get(link[0].mark)
    name = " and ".join(dict.fromkeys(s.feeling.name for s in link))
    if isinstance(link[0].feeling, Shape):
        return _Stop(name, link[0].feeling.valence, link[0].feeling.arousal, link[0].feeling.tension, at)
    points = [point(_as_mood(s), s.degree) for s in link]
    arousal, tension = _mean([(p.arousal, p.tension) for p in points])
    return _Stop(name, sum(p.valence for p in points) / len(points), arousal, tension, at)


def _two_sided(station: Station, stop: _Stop, rest: _Stop) -> list[_Stop]:
    """An arc of which one place was said: the other is the song's mood, or this one's opposite."""
    if station.mark == "middle":
        return [rest, stop._replace(at=0.5), rest]
    valence, arousal, tension = ((m - 0.6 * (p - m)) for m, p in zip(NEUTRAL, stop[1:4], strict=True) if p is not None)
    other = rest if rest.name != "steady" else _Stop(f"less {stop.name}", valence, arousal, tension, None)
    if station.mark == "start":
        return [stop, other._replace(at=1.0)]
    return [other._replace(at=0.0), stop._replace(at=1.0)]


def _placed(stops: list[_Stop], home: float) -> list[ArcPoint]:
    """Points in order of time: places that were said are kept, the rest spread evenly between them."""
    last = len(stops) - 1
    pins = {0: 0.0, last: 1.0}
    for index, stop in enumerate(stops[1:-1], 1):
        if stop.at is not None and max(pins[i] for i in pins if i < index) < stop.at < 1.0:
            pins[index] = stop.at
    places = []
    for index in range(len(stops)):
        left, right = max(i for i in pins if i <= index), min(i for i in pins if i >= index)
        share = (index - left) / (right - left) if right > left else 0.0
        places.append(pins[left] + (pins[right] - pins[left]) * share)
    valences = _filled([s.valence for s in stops], home)
    return [arc_point(at, v, s.arousal, s.tension) for at, v, s in zip(places, valences, stops, strict=True)]


def _filled(valences: list[float | None], home: float) -> list[float]:
    """Valences with the gaps drawn in straight lines between those that are known."""
    known = [i for i, v in enumerate(valences) if v is not None]
    filled = []
    for index, valence in enumerate(valences):
        if valence is None:
            left = max((i for i in known if i < index), default=None)
            right = min((i for i in known if i > index), default=None)
            a = valences[left] if left is not None else None
            b = valences[right] if right is not None else None
            if a is not None and b is not None and left is not None and right is not None:
                valence = a + (b - a) * (index - left) / (right - left)
            else:
                valence = a if a is not None else b if b is not None else home
        filled.append(valence)
    return filled


def _stretch(text: Text, links: list[list[Station]]) -> tuple[int, int]:
    """The words of an arc, with the word of movement that opens or closes them."""
    start, end = links[0][0].start, links[-1][-1].end
    lead = re.search(
        r"\b(?:start\w*|begin\w*|open(?:s|ing)?|from|(?:at\s)?first|end(?:s|ing)?|get(?:s|ting)?|gradually|grow\w*|slowly)\b[^,;.]*$",
        text.left[:start],
    )
    tail = re.match(
        r"\s*(?:ending|finale|finish|at the end|in the end|in the middle|at first|until[^,;.]*|before[^,;.]*)",
        text.left[end:],
    )
    begin = lead.start() if lead else start
    finish = end + tail.end() if tail else end
    text.take(begin, start)
    text.take(end, finish)
    return begin, finish
