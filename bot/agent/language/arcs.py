"""How the song travels: "start calm, build tension, end triumphant", "from whisper to roar", "fade out".

Feelings in the text are either the mood of the song (or of one section) or stations of an arc. What
makes a station is a word that moves: start, then, to, until, end, builds, explodes, fades. Stations
are spread evenly over the song unless their place is said.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from bot.agent.language.lexicon import Mention
from bot.agent.language.moods import Mood, arc_point, point
from bot.agent.language.movement import (
    ALONE,
    ARRIVED,
    BARE,
    BURST,
    FADE,
    PEAK,
    RELEASE,
    RISE,
    SETTING_OUT,
    TENSE,
    Shape,
)
from bot.agent.language.sections import quote
from bot.agent.language.stations import ARTICLES, Station, find_stations
from bot.agent.language.text import Text
from models.corpora.feelings import NEUTRAL
from skills.plan import ArcPoint, Ask

_TO = re.compile(r"\s*(?:->|>|\b(?:to|into|towards?|through|in|with|on|as|before)\b)")
_FROM = re.compile(r"\s+(?:up\s)?from\b")
_MERGE = re.compile(rf"\s*(?:and|&|but|yet|\+|,\s*(?:and|but|yet))\s*{ARTICLES}")
_BESIDE = re.compile(rf"\s*[,/;-]?\s*{ARTICLES}")
_THEN = re.compile(
    r"\s*(?:,|;|->|>|\.)?\s*(?:(?:and|then|but|before|until|it|that|which|song|slowly|gradually|the)\s*)*"
)
_OPENING = re.compile(
    r"\b(?:start\w*|begin\w*|open(?:s|ing)?|from|(?:at\s)?first|end(?:s|ing)?|finish\w*|clos(?:es?|ing)|get(?:s"
    r"|ting)?|gradually|grow\w*"
    r"|slowly)\b[^,;.]*$"
)
_CLOSING = re.compile(
    r"\s*(?:ending|end|finale|finish|in the middle|(?:at|in) the (?:very )?end|at first|(?:until|before"
    r"|after)[^,;.]*)"
)
_ALONE_AT: dict[Shape, int] = {RISE: 1, TENSE: 1, BURST: 2, FADE: 2, BARE: 2, RELEASE: 1, PEAK: 1}
"""Which of the stops that a movement makes by itself is the movement."""
_PLACED_AFTER = re.compile(
    r"[\s,]*(?:(?:it|things|everything|all|the\ssong|really|right|just|only|up|out|song|feeling|mood)\s)*"
    r"(?P<prep>until|till|up\sto|(?:right\s|just\s)?before|leading\s(?:up\s)?(?:in)?to|from|after|in|at|during"
    r"|through(?:out)?|for|on|into|towards?|to|by|with)\s(?:the\s|an?\s|each\s|every\s)?"
)
_PREPOSITION = re.compile(
    r"\b(?P<prep>until|till|up\sto|before|from|after|in|at|during|through(?:out)?|for|on|by|with|into"
    r"|to)\s(?:the\s|an?\s|each\s|every\s)?$"
)
_PLACED_BEFORE = re.compile(
    rf"(?:\s(?:on(?:wards?)?|where|it|the\ssong|things|comes?|gets?|becomes?|is|turns?|goes|it's|it\sis"
    rf"|everything|then|should|be))*[\s,:]*(?:(?:and|but|then|it|gets?|becomes?|turns?|goes|is|it's)\s)*{ARTICLES}"
)
_JUST: tuple[list[str], ...] = ([], ["just"], ["then"], ["should"], ["that"], ["really"], ["slowly"])
"""What may stand between a section and the movement it makes: "outro strips down"."""
_OF_HEARERS = re.compile(
    r"\b(?:people|someone|somebody|those|everyone|everybody|anyone|anybody|friends?|person|children|kids|men|women|ones)\s"
    r"(?:who|that|which)\s(?:(?:is|are|has|have|had|feels?|felt|gets?|was|were|been|always|often|so|very|too|a|lost|in)\s)+$"
)
"""What the hearers feel is no wish: "gives courage to people who have fear"."""
_MOVING = (RISE, TENSE)
_HOME = 0.15
"""Valence of a song about whose feeling only its movement was said."""
_STRAIN = 0.3
"""How much darker a strained station is than those around it."""


def read_feelings(text: Text, mentions: list[Mention]) -> list[Ask]:
    """Read the arc, if there is one, and the moods of the song and of its sections.

    ``mentions`` may hold tempo and density words too: "start slow, end fast" is an arc. Those that
    are no stations are left for their own readers, save a tempo for one part of the song, which is
    told by its energy: there is one tempo in a song.
    """
    stations = find_stations(
        text, [m for m in mentions if not (len(mentions) > 1 and text.before(_OF_HEARERS, m.start))]
    )
    chain = _chain(text, stations)
    members = {index for link in chain for index in link}
    spare = [s for index, s in enumerate(stations) if index not in members]
    others = [s for s in spare if s.topic == "mood" or (s.topic == "tempo" and s.local)]
    asks = [_arc(text, [[stations[i] for i in link] for link in chain], others)] if chain else []
    for station in stations:
        if chain and isinstance(station.feeling, Shape):
            text.take(station.start, station.end)
    return asks + [_mood(text, station) for station in others]


# --- which feelings are stations -----------------------------------------------------------------


def _chain(text: Text, stations: list[Station]) -> list[list[int]]:
    """Indices of the stations of the arc, those that share a place in one list; empty if nothing moves."""
    placed = any(s.mark in ("start", "end", "grow") or isinstance(s.feeling, Shape) for s in stations)
    marked = [i for i, s in enumerate(stations) if s.moves and not s.negated and (placed or not s.local)]
    ways = {i: _way(text, stations, i) for i in marked}
    marked = [i for i in marked if ways[i] not in ("from", "at") and (i == marked[0] or not ways[i])]
    if not marked:
        return _returning(text, stations)
    links: list[list[int]] = []
    for index, station in enumerate(stations):
        glue = text.left[stations[index - 1].end : station.start] if index else ""
        if index in marked:
            left = _left_operand(text, stations, index) if not links else []
            if left and ways[index]:
                links.append(left)
                continue
            links += [left, [index]] if left else [[index]]
        elif links and links[-1][-1] == index - 1 and station.plain:
            if _MERGE.fullmatch(glue):
                links[-1].append(index)
            elif index < marked[-1] and _BESIDE.fullmatch(glue):
                links.append([index])
    alone = stations[links[0][0]]
    if len(links) == 1 and (alone.topic in ("tempo", "density") and alone.mark != "grow"):
        return []
    return links


def _way(text: Text, stations: list[Station], index: int) -> str:
    """How a movement that is only the way to what follows is joined to it.

    "to" in "builds to a triumphant end" and "building dread", "from" in "rises from despair to hope",
    "at" where it only names the place ("a terrifying climax"), "" for a movement that is a station itself.
    """
    station = stations[index]
    if station.feeling == PEAK and index and not text.left[stations[index - 1].end : station.start].strip():
        return "at"
    if not isinstance(station.feeling, Shape) or station.feeling == TENSE or index + 1 == len(stations):
        return ""
    following = stations[index + 1]
    glue = text.left[station.end : following.start]
    if following.negated or not isinstance(following.feeling, Mood) or len(glue.split()) > 5:
        return ""
    if _FROM.match(glue):
        return "from"
    return "to" if _TO.match(glue) or not glue.strip() else ""


def _left_operand(text: Text, stations: list[Station], index: int) -> list[int]:
    """What the first marked station sets out from: "calm" in "calm to triumphant", "sad" in "sad, then happy"."""
    station = stations[index]
    if index == 0 or station.mark == "start":
        return []
    left = stations[index - 1]
    if left.negated or left.local or (left.topic != "mood" and left.topic != station.topic):
        return []
    if isinstance(station.feeling, Shape) and not _THEN.fullmatch(text.left[left.end : station.start]):
        return []
    operand = [index - 1]
    while operand[0] and stations[operand[0] - 1].plain:
        between = text.left[stations[operand[0] - 1].end : stations[operand[0]].start]
        if not (_MERGE.fullmatch(between) or _BESIDE.fullmatch(between)):
            break
        operand.insert(0, operand[0] - 1)
    return operand


def _returning(text: Text, stations: list[Station]) -> list[list[int]]:
    """Lists in which a feeling comes back: "quiet, loud, quiet"."""
    lists: list[list[int]] = [[]]
    for index, station in enumerate(stations):
        beside = index and _BESIDE.fullmatch(text.left[stations[index - 1].end : station.start])
        if lists[-1] and not (beside and station.plain):
            lists.append([])
        if station.plain:
            lists[-1].append(index)
    for members in lists:
        names = [stations[i].feeling.name for i in members]
        if len(set(names)) not in (0, 1, len(names)) and all(a != b for a, b in pairwise(names)):
            return [[i] for i in members]
    return []


# --- the wishes ----------------------------------------------------------------------------------


def _mood(text: Text, station: Station) -> Ask:
    mood = _as_mood(station)
    words = quote(text, station.first, station.end, station.section)
    text.take(station.first, station.end)
    return Ask(
        kind="mood",
        words=words,
        value=mood.name,
        points=(point(mood, station.degree, 0.5),),
        section=station.section.name if station.section else None,
        unwanted=station.negated,
    )


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
    at: float | None = None
    where: str = ""
    """As in ``Ask.where``."""


def _arc(text: Text, links: list[list[Station]], others: list[Station]) -> Ask:
    wanted = [point(_as_mood(s), s.degree) for s in others if not (s.negated or s.local)]
    mean = _mean([(p.valence, p.arousal, p.tension) for p in wanted] or [(_HOME, *NEUTRAL[1:])])
    home = _Stop(" and ".join(s.feeling.name for s in others if not (s.negated or s.local)), *mean)
    stops = _stops(links, home, {station: _where(text, station) for link in links for station in link})
    points = _placed(stops, mean[0])
    words = _take(text, links)
    where = tuple(s.where for s in stops) if any(s.where for s in stops) else ()
    return Ask(kind="arc", words=words, value=" > ".join(s.name for s in stops), points=points, where=where)


def _where(text: Text, station: Station) -> str:
    """The place in the form that is said of a station, as in ``Ask.where``; its words are taken."""
    tail = _PLACED_AFTER.match(text.lower, station.end)
    section = next((s for s in text.sections if tail and s.start == tail.end()), None)
    if tail and section:
        text.take(station.end, section.end)
        return _placing(station, tail["prep"].removeprefix("right ").removeprefix("just "), section.name)
    section = next((s for s in reversed(text.sections) if s.end <= station.first), None)
    beside = section and isinstance(station.feeling, Shape) and text.lower[section.end : station.first].split() in _JUST
    if section and beside:
        text.take(section.start, station.first)
        return _placing(station, "in", section.name)
    head = text.before(_PREPOSITION, section.start) if section else None
    if section is None or head is None or not _PLACED_BEFORE.fullmatch(text.lower[section.end : station.first]):
        return ""
    text.take(head.start(), section.end)
    until = head["prep"] in ("until", "till", "up to", "before")
    return f"from {section.name}" if until else _placing(station, head["prep"], section.name)


def _placing(station: Station, prep: str, name: str) -> str:
    moving = station.feeling in _MOVING
    if prep in ("from", "after"):
        return f"{prep} {name}"
    if prep in ("until", "till", "up to"):
        return f"at {name}" if moving else f"until {name}"
    if prep == "before" or prep.startswith("leading"):
        return f"at {name}" if moving else f"before {name}" if isinstance(station.feeling, Shape) else f"until {name}"
    if prep in ("into", "to", "by", "toward", "towards"):
        return f"at {name}"
    return f"through {name}" if moving else f"in {name}"


def _stops(links: list[list[Station]], home: _Stop, where: dict[Station, str]) -> list[_Stop]:
    first, last = links[0][0], links[-1][-1]
    stops = [_stop(link)._replace(where=next((where[s] for s in link if where[s]), "")) for link in links]
    if len(links) == 1 and first.mark == "middle":
        rest = home._replace(name="steady")
        return [rest, stops[0]._replace(at=0.5), rest]
    if len(links) == 1 and isinstance(first.feeling, Shape):
        alone = [_Stop(name, home.valence, arousal, tension, at) for at, name, arousal, tension in ALONE[first.feeling]]
        return _put(alone, _ALONE_AT.get(first.feeling), where[first])
    if len(links) == 1:
        other = home if home.name else _opposite(stops[0])
        return [stops[0], other] if first.mark == "start" else [other, stops[0]]
    if isinstance(first.feeling, Shape):
        stops.insert(0, _Stop(*_set_out(first.feeling)))
    if last.feeling == RISE:
        stops[-1] = _Stop(ARRIVED.name, ARRIVED.valence, ARRIVED.arousal, ARRIVED.tension)
    if last.feeling == BARE and "outro" not in where[last]:
        stops.append(_after(_Stop("full", None, ARRIVED.arousal, 0.3), stops[-1].where))
    return stops


def _put(alone: list[_Stop], index: int | None, where: str) -> list[_Stop]:
    """The stops of a movement by itself, the movement where it was placed; what drops out is back after it."""
    if index is None or not where:
        return alone
    alone[index] = alone[index]._replace(where=where)
    word = where.partition(" ")[0]
    if word in ("before", "in"):
        alone[index + 1 :] = [_after(stop, where) for stop in alone[index + 1 :]]
    return alone


def _after(stop: _Stop, where: str) -> _Stop:
    """A stop that follows what was placed in a section, or before one."""
    word, _, name = where.partition(" ")
    return stop._replace(where=f"{'from' if word == 'before' else 'after'} {name}") if where else stop


def _set_out(shape: Shape) -> tuple[str, None, float, float]:
    name, arousal, tension = SETTING_OUT[shape]
    return name, None, arousal, tension


def _stop(link: list[Station]) -> _Stop:
    """One place of the arc; feelings that share it are averaged."""
    name = " and ".join(dict.fromkeys(s.feeling.name for s in link))
    at = 0.5 if link[0].mark == "middle" else None
    if isinstance(link[0].feeling, Shape):
        return _Stop(name, link[0].feeling.valence, link[0].feeling.arousal, link[0].feeling.tension, at)
    points = [point(_as_mood(s), s.degree) for s in link if isinstance(s.feeling, Mood)]
    return _Stop(name, *_mean([(p.valence, p.arousal, p.tension) for p in points]), at)


def _mean(points: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    valence, arousal, tension = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return valence, arousal, tension


def _opposite(stop: _Stop) -> _Stop:
    """Where a song comes from that only "gets louder": the same feeling, as much less as it is more."""
    valence = stop.valence or 0.0
    lively = abs(stop.arousal - NEUTRAL[1]) > 0.8 * abs(valence)
    arousal, tension = (middle - 0.6 * (place - middle) for middle, place in zip(NEUTRAL[1:], stop[2:4], strict=True))
    return _Stop(f"less {stop.name}", valence * (0.5 if lively else -0.5), arousal, tension)


def _placed(stops: list[_Stop], home: float) -> tuple[ArcPoint, ...]:
    """Points in order of time: places that were said are kept, the rest spread evenly between them."""
    pins = {0: 0.0, len(stops) - 1: 1.0}
    for index, stop in enumerate(stops[1:-1], 1):
        if stop.at is not None and max(at for i, at in pins.items() if i < index) < stop.at < 1.0:
            pins[index] = stop.at
    places = _filled([pins.get(i) for i in range(len(stops))], 0.0)
    valences = _filled([s.valence for s in stops], home)
    points = []
    for at, valence, stop in zip(places, valences, stops, strict=True):
        strain = _STRAIN if stop.valence is None and stop.tension >= TENSE.tension else 0.0
        points.append(arc_point(at, valence - strain, stop.arousal, stop.tension))
    return tuple(points)


def _filled(values: list[float | None], default: float) -> list[float]:
    """Values with the gaps drawn in straight lines between those that are known."""
    known = [(i, v) for i, v in enumerate(values) if v is not None] or [(0, default)]
    filled = []
    for index in range(len(values)):
        left = max((k for k in known if k[0] <= index), default=known[0])
        right = min((k for k in known if k[0] >= index), default=known[-1])
        share = (index - left[0]) / (right[0] - left[0]) if right[0] > left[0] else 0.0
        filled.append(left[1] + (right[1] - left[1]) * share)
    return filled


def _take(text: Text, links: list[list[Station]]) -> str:
    """Mark the words of an arc as read, with the words of movement that open and close them."""
    members = [s for link in links for s in link]
    start, end = members[0].first, members[-1].end
    for section in text.sections:
        near = any(s.section == section for s in members)
        if near or start <= section.start < end:
            text.take(section.start, section.end)
    if opening := _OPENING.search(text.left[:start]):
        start = opening.start()
    if closing := _CLOSING.match(text.left, end):
        end = closing.end()
    for station in members:
        text.take(station.first, station.end)
    text.take(start, members[0].start)
    text.take(members[-1].end, end)
    return text.words(start, end)
