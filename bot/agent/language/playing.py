"""How each player plays: loud or soft, tight or loose, in half-time, with fills or without."""

import re

from bot.agent.language.lexicon import Mention
from bot.agent.language.negation import NOT_TOO, is_negated
from bot.agent.language.players import role_of, said_player
from bot.agent.language.sections import quote, section_of
from bot.agent.language.text import Text
from skills.plan import Ask, Role

_DEGREE = (
    r"(?:(?:very|really|quite|fairly|pretty|rather|super|extra|a\s(?:bit|little)|slightly|somewhat|much|way|more|so"
    r"|nice\s(?:and|n))\s)*"
)
_LOUD = (
    r"loud(?:er|ly)?|prominent(?:ly)?|dominant|up[\s-]?front|in\syour\sface|in\sthe\s(?:foreground|front)"
    r"|(?:high|up)(?:er)?\sin\sthe\smix|turned\sup|cranked(?:\sup)?"
)
_SOFT = (
    r"quiet(?:er|ly)?|subtler?|subdued|understated|discreet|restrained|toned\sdown|turned\sdown|not\stoo\sloud"
    r"|(?:low|down|back)(?:er)?\sin\sthe\smix"
)
_BIG = r"hard[\s-]?hitting|pounding|thumping|booming|punchy|thunderous|powerful|heavy|huge|big|massive|fat|phat|strong"
_SMALL = r"light(?:er)?|soft(?:er|ly)?|gentle|delicate"
_ADJECTIVES = rf"(?:(?P<loud>{_LOUD})|(?P<soft>{_SOFT})|(?P<big>{_BIG})|(?P<small>{_SMALL}))"
_BEFORE = re.compile(rf"\b{_DEGREE}{_ADJECTIVES}\s+(?:the\s|my\s)?$")
_AFTER = re.compile(
    r"[\s,]*(?:(?:that|which|should|must|can|could|to|want|is|are|be|being|stays?|kept|sits?|sitting|played|plays?"
    rf"|get|gets)\s)*{_DEGREE}{_ADJECTIVES}(?=\s*(?:$|[,;.!?)\0]|(?:and|but|in|at|for|with|please|throughout|on)\b))"
)
_TURNED = re.compile(r"\b(?:turn|bring|crank|push|tone|dial)\s(?P<way>up|down)\s(?:the\s|my\s)?$")
_TURN = re.compile(r"\b(?:turn|bring|crank|push|tone|dial)\s(?:the\s|my\s)?$")
_WAY = re.compile(r"\s(?P<way>up|down)\b(?!\s(?:to|a\s(?:half|whole|step|tone)))")
_LESS = re.compile(r"\b(?:(?:a\s(?:bit|little)|much|way|far)\s)?(?:less|fewer)\s+(?:of\s)?(?:the\s|busy\s)?$")
_MORE = re.compile(r"(?<!\bno )(?<!\bany )\b(?:(?:a\s(?:bit|little)|much|way|far)\s)?more\s+(?:of\s)?(?:the\s)?$")
_ARRIVES_LATE = re.compile(r"[^,;.]{0,30}\b(?:at\sthe\s(?:very\s)?end|(?:for|in|at)\sthe\s(?:climax|finale))\b")
_PARTS: tuple[tuple[Role, str], ...] = (
    ("lead", r"melody|lead|tune|top\s?line"), ("chords", r"chords|accompaniment|comping"),
)  # fmt: skip
_PART = re.compile("|".join(rf"\b(?P<{role}>{nouns})\b" for role, nouns in _PARTS))
_MUSIC = re.compile(r"\s+(?:songs?|pieces?|tunes?|music|tracks?|ballads?|loops?|jams?|numbers?)\b")


def read_loudness(text: Text, mentions: list[Mention]) -> list[Ask]:
    """Read who shall be loud, soft or sparer: "quiet drums", "bass up front", "less drums", "turn the piano down".

    The names of players are left for those who read instruments, save in "less drums". Softness and
    weight ("gentle piano") are moods of the song unless drums or bass have them, or another player
    beside has the contrary.
    """
    found: list[tuple[Ask, int, int, bool]] = []
    for start, end, role, player in _players(text, mentions):
        if less := text.before(_LESS, start):
            section = section_of(text, start, end)
            place = section.section.name if section else None
            words = text.words(less.start(), end)
            text.take(less.start(), end)
            ask = Ask(kind="density", words=words, value="sparse", role=role, player=player, section=place)
            found.append((ask, 0, 0, True))
            continue
        read = _read(text, start, end)
        if read is None or _ARRIVES_LATE.match(text.lower, end):
            continue
        value, first, last, sure = read
        section = section_of(text, start, end)
        words = quote(text, min(first, start), max(last, end), section.section if section else None)
        place = section.section.name if section else None
        ask = Ask(kind="loudness", words=words, value=value, role=role, player=player, section=place)
        found.append((ask, first, last, sure or role in ("drums", "bass")))
    kept = [f for f in found if f[3] or any(o[3] and o[0].value != f[0].value for o in found)]
    for _, first, last, _ in kept:
        text.take(first, last)
    return [ask for ask, *_ in kept]


def _players(text: Text, mentions: list[Mention]) -> list[tuple[int, int, Role | None, str]]:
    named = [(m.start, m.end, role_of(m.value), said_player(text, m)) for m in mentions]
    parts: list[tuple[int, int, Role | None, str]] = []
    for match in text.find(_PART):
        role = next(role for role, _ in _PARTS if match[role])
        parts.append((*match.span(), role, ""))
    known = sorted([*named, *parts], key=lambda p: p[0])
    for match in text.find(_PRONOUN):
        if before := [p for p in known if p[1] <= match.start() and match.start() - p[1] < _NEAR]:
            known.append((*match.span("it"), *before[-1][2:]))
    return sorted(known, key=lambda p: p[0])


_PRONOUN = re.compile(r"\b(?:keep|make|play|have|leave|want|put|turn|bring|let|get)\s(?P<it>them|those|him|her)(?=\s)")
_NEAR = 60
"""How far before "keep them quiet" the player may have been named, in characters."""


def _read(text: Text, start: int, end: int) -> tuple[str, int, int, bool] | None:
    """Loud or soft, the stretch of words that says so, and whether they can mean nothing else."""
    if turned := text.before(_TURNED, start):
        return ("loud" if turned["way"] == "up" else "soft"), turned.start(), start, True
    if (turn := text.before(_TURN, start)) and (way := _WAY.match(text.lower, end)):
        text.take(turn.start(), start)
        return ("loud" if way["way"] == "up" else "soft"), end, way.end(), True
    if more := text.before(_MORE, start):
        return "loud", more.start(), start, True
    match = text.before(_BEFORE, start)
    if match and text.is_free(match.start(), start):
        if not (match["loud"] or match["soft"]) and _MUSIC.match(text.lower, end):
            return None
        first, last = match.start(), start
    else:
        match = _AFTER.match(text.lower, end)
        if not match or not text.is_free(end, match.end()):
            return None
        first, last = end, match.end()
    loud = bool(match["loud"] or match["big"])
    word = next(name for name in ("loud", "soft", "big", "small") if match[name])
    negated = is_negated(text, match.start(word))
    if negated is not None or re.search(rf"{NOT_TOO}\s+$", text.lower[: match.start(word)]):
        loud, first = not loud, min(first, negated if negated is not None else first)
    return ("loud" if loud else "soft"), first, last, bool(match["loud"] or match["soft"])


def player_after(text: Text, end: int, mentions: list[Mention]) -> tuple[Role | None, str]:
    """Whose manner an adjective that ends here describes: "sparse" in "busy drums, sparse piano"; else (None, "")."""
    for start, last, role, player in _players(text, mentions):
        if start >= end and not text.lower[end:start].strip() and not _MUSIC.match(text.lower, last):
            others = any(m.start != start for m in mentions)
            if others or role in ("drums", "bass"):
                return role, player
    return None, ""


_TIGHT = re.compile(
    r"\b(?:very\s|super\s|really\s|nice\sand\s)?(?:tight(?:ly)?(?!\s(?:ending|end)\b)(?:\splay(?:ing|ed))?"
    r"|(?:hard[\s-])?quanti[sz]ed|machine[\s-]like|like\sa\smachine|locked\sto\sthe\sgrid"
    r"|(?:right\s)?on\sthe\sgrid|metronomic(?:ally)?|(?P<mood>robotic|mechanical))"
)
_LOOSE = re.compile(
    r"\b(?:very\s|super\s|really\s|nice\sand\s)?(?:loose(?:ly)?(?:\s(?:playing|played|feel|timing|time|groove))?"
    r"|sloppy|drunken?(?=\s(?:drums|beat|groove|feel|timing))|(?:a\slittle\s|slightly\s|way\s)?behind\sthe\sbeat"
    r"|off\sthe\sgrid|unquanti[sz]ed|human(?:i[sz]ed)?\s(?:feel|timing|playing|touch)|humani[sz]ed|dilla(?:[\s-]style)?"
    r"|(?:played\s)?rubato|free(?:ly)?\stiming)"
    r"(?:\sand\s(?:behind\sthe\sbeat|human|sloppy|loose))?"
)
_FREELY = {"tight": _TIGHT, "loose": _LOOSE}
_OTHERWISE = {"tight": "loose", "loose": "tight"}
_OF_PLAYERS = re.compile(
    r"\s(?:(?:and|but)\s\w+\s)?(?P<noun>drums?|drumming|beat|groove|bass(?:line)?|rhythm|playing)\b"
)


def read_looseness(text: Text) -> list[Ask]:
    """Read "tight", "robotic", "loose", "behind the beat"; what is a mood as well is left for it."""
    asks = []
    for value, pattern in _FREELY.items():
        for match in text.find(pattern):
            negated = is_negated(text, match.start())
            start = match.start() if negated is None else negated
            noun = _OF_PLAYERS.match(text.lower, match.end())
            role: Role | None = None
            if noun:
                role = {"dru": "drums", "bas": "bass"}.get(noun["noun"][:3])  # type: ignore[assignment]
            value_here = value if negated is None else _OTHERWISE[value]
            asks.append(Ask(kind="looseness", words=text.words(start, match.end()), value=value_here, role=role))
            if not match.groupdict().get("mood"):
                text.take(start, match.end())
    return asks


_TIME = re.compile(
    r"\b(?:in\s(?:an?\s)?|with\s(?:an?\s)?)?(?P<which>half|double)[\s-]?time(?:d)?"
    r"(?:[\s-](?:feel|drums?|groove|beat|rhythm|swing))?\b"
)


def read_time_feel(text: Text) -> list[Ask]:
    """Read "half-time", "double-time feel in the chorus"."""
    asks = []
    for match in text.find(_TIME):
        if is_negated(text, match.start()) is not None:
            continue
        bound = section_of(text, *match.span())
        section = bound.section if bound else None
        words = quote(text, *match.span(), section)
        text.take(*match.span())
        asks.append(Ask(kind="time feel", words=words, value=match["which"], section=section.name if section else None))
    return asks


_FILL = re.compile(
    r"(?:\b(?P<none>no|without(?:\s(?:any|the))?|zero|don't\swant|not\sany)\s"
    r"|\b(?P<few>few|fewer|less|not\s(?:too\s)?many|only\sa\sfew|minimal|occasional|subtle)\s"
    r"|\b(?P<many>lots\sof|a\slot\sof|many|more|plenty\sof|loads\sof|big|busy|crazy|flashy|wild|some|with|frequent)\s)?"
    r"(?:(?:big|crazy|flashy|wild)\s)?(?:drum(?:ming)?\s|tom\s|snare\s)?fills\b(?:\s(?:on|from|by|in)\sthe\sdrums)?"
)
_FILLED_BY = re.compile(r"\b(?:guitar|piano|horn|brass|sax|violin|flute|string|vocal|cello|trumpet)s?\s$")


def read_fills(text: Text) -> list[Ask]:
    """Read "no fills", "lots of drum fills"; guitar fills are a part of the guitar's."""
    asks = []
    for match in text.find(_FILL):
        if _FILLED_BY.search(text.lower, 0, text.lower.index("fills", match.start())):
            continue
        bound = section_of(text, *match.span())
        section = bound.section if bound else None
        value = "none" if match["none"] else "few" if match["few"] else "many"
        words = quote(text, *match.span(), section)
        text.take(*match.span())
        asks.append(Ask(kind="fills", words=words, value=value, section=section.name if section else None))
    return asks
