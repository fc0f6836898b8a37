"""Instruments in and out, with the part they play: "no drums", "only piano and cello", "melody on flute"."""

import re

from bot.agent.language.company import everybody
from bot.agent.language.entrances import COMES_IN_AT, read_entrance, read_exit
from bot.agent.language.lexicon import Mention
from bot.agent.language.missing import read_missing
from bot.agent.language.negation import is_negated
from bot.agent.language.players import (
    GENERIC,
    NEAREST,
    RULED_OUT,
    SEVERAL,
    WITHOUT_SUFFIX,
    Player,
    instrument_words,
    several,
)
from bot.agent.language.sections import Section, quote, sections_of
from bot.agent.language.text import Text
from skills.instruments import INSTRUMENTS
from skills.plan import Ask, Role
from skills.styles import STYLES

__all__ = ["instrument_words", "read_instruments", "several"]

_ROLES: tuple[tuple[Role, str], ...] = (
    ("lead", r"leads?|melody|melodies|tune|top ?line|hook|riffs?|theme|solos?|(?:up\s)?top(?!\s(?:of|line|notch))"),
    ("counter", r"counter[ -]?(?:melody|melodies|lines?)|counterpoint|fills|obbligato"),
    ("chords", r"chords?|comping|accompaniment|accompanying|strumming|strums|rhythm|arpeggios?|arpeggiated"),
    ("pad", r"pads?|background|backdrop|swells|bed|drones?|underneath"),
    ("bass", r"bass(?: ?lines?)?"),
)
_LINK_AFTER = (
    r"(?:(?:playing|plays|carrying|carries|makes|making|taking|takes|on|doing|with|as|for|is|in|has|sings)\s+)?"
)
_LINK_AFTER += r"(?:(?:the|an?|its|main)\s+)*"
_LINK_BEFORE = r"(?:(?:is|are|be|should|played|sung|carried|on|by|from|in|line|goes|to)\s+)+(?:(?:the|an?|some|my)\s+)*"
_ROLE_AFTER = tuple((role, re.compile(rf"[\s-]+{_LINK_AFTER}(?:{words})\b")) for role, words in _ROLES)
_ROLE_BEFORE = tuple((role, re.compile(rf"\b(?:{words})(?:\s+{_LINK_BEFORE}|\s*[:=]\s*)$")) for role, words in _ROLES)
_ADJECTIVE_ROLE: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("lead", re.compile(r"\blead\s+$")),
    ("chords", re.compile(r"\brhythm\s+$")),
    ("pad", re.compile(r"\bbackground\s+$")),
)  # fmt: skip

_ONLY_BEFORE = re.compile(
    r"(?<!not )(?<!if )\b(?:only|just|solely|exclusively|solo|unaccompanied|nothing\s(?:but|except|other\sthan)"
    r"|no\s(?:other\s)?instruments?\s(?:but|except|other\sthan|besides))\s+(?:(?:use|an?|the|one|two|three|[23]"
    r"|for|with|have|by|my|some|[a-z]+\s?[:(])\s+)*$"
)
_ONLY_AFTER = re.compile(
    r"\s*,?\s*(?:\bonly\b(?!\s+(?:in|during|on|at|for|after|before|from)\b)|\balone\b|\b(?:and\s)?(?:nothing"
    r"|no\sone|nobody)\s(?:else|more)\b"
    r"|\b(?:and\s)?no\sother(?:s|\sinstruments?)?\b|\bduo\b|\bduet\b)"
)
_TOLD = re.compile(r"\s*(?:[:(]|-\s|of\b|with\b)")
_COLON = re.compile(r"(?:\s(?:instruments?|only|section))?\s?[:(]")
_FAMILIES = frozenset(("strings", "brass", "percussion", "woodwinds", "winds", "keys"))
_ENSEMBLE = re.compile(r"\b(?:duo|duet|trio|quartet|quintet|sextet|combo|band)\s*(?:[:(]|-\s|of\b|with\b)\s*$")
_SCORED_FOR = re.compile(r"(?<!not )(?<!room )(?<!space )\bfor\s+(?:(?:an?|the|my|solo)\s+)*$")
_SOLO_BEFORE = re.compile(r"\bsolo\s+$")
_SOLO_AFTER = re.compile(r"[\s-]+solos?\b")
_JOINED = re.compile(
    r"\b(?:with|has|have|having|includ\w+|add|then|into|plus|and|a\sshort|a\slong)\s+(?:an?\s+|the\s+)?$"
)
_LIST = re.compile(
    r"\s*(?:,\s*and|,|&|\+|/|and|plus|or|,\s*or)\s*(?:(?:an?|the|some|just|only|one|two|light|soft|gentle|solo)\s+)*"
)
_NOR = re.compile(r"\s*,?\s*(?:or|nor|/)\s*(?:(?:any|the|an?)\s+)*|\s*(?:and|&)\s*(?:any\s+)?")
_PARTNER = re.compile(r"\s*(?:$|[,.;!?)]|or\b|nor\b|and\b|please\b|in\b|at\b|for\b|but\b|on\b|during\b)")
_EITHER = re.compile(r"\bwith\sor\swithout\s+(?:an?\s|the\s)?$")
_NOT_NEEDED = re.compile(
    r"\s(?:(?:is|are)\s?(?:not|n't)\s(?:needed|necessary|required|wanted|welcome|allowed)"
    r"|(?:is|are)\s(?:unnecessary|unwanted|forbidden|out|off|not\sfor\sme)\b|(?:isn't|aren't)\s(?:needed|necessary|wanted)"
    r"|(?:i|we)\s(?:do\snot|don't|dont)\s(?:need|want|like|have)|(?:can|should|must|may)\s(?:stay\s(?:at\s)?(?:out|away|home)"
    r"|be\sleft\sout|go\b)|not\s(?:needed|necessary)|please\snot?\b|no\sthanks?)"
)
_OPTIONAL = re.compile(r"\s+(?:is\s|are\s)?optional\b")
_LESS = re.compile(r"\b(?:less|fewer)\s+(?:of\s+)?(?:the\s+)?$")
_FREE = re.compile(r"[\s-]free\b")
_HEAVY = re.compile(r"[\s-](?:heavy|driven|led|based|laden|centric|forward)\b")
_BEAT = re.compile(r"beats?|kit|kick|sub|tenor|hats|brushes|bells?|horns?|voices?")
_MEANT = re.compile(
    r"\b(?:no|without|with|add|and|steady|strong|heavy|driving|drum|big|plus|any|some|only|just|jazz|soft|solo"
    r"|of)[\s,]+(?:an?\s+|the\s+)*(?:\w+\s+)?$"
)


_OPENS_WITH = re.compile(
    r"\b(?:start|begin|open)(?:s|ing)?\s(?:it\s)?(?:off\s)?(?:out\s)?(?P<how>(?:[a-z]+\s){0,2}?)(?:with|on)?\s*$"
)
_AT_START = re.compile(
    r"\s*(?:at\s(?:the\s(?:start|beginning)|first)|in\sthe\sbeginning|to\s(?:start|begin)(?:\swith)?)\b"
)


def read_instruments(text: Text, mentions: list[Mention], genres: list[Ask], notes: list[str]) -> list[Ask]:
    """Read who shall play and who shall not, in order.

    ``genres`` decides what a bare "guitar" or "bass" is: in metal no acoustic one.
    """
    style = next((g.value for g in genres if not g.unwanted), "")
    asks = read_missing(text)
    players: list[Player] = []
    for mention in mentions:
        if player := _player(text, mention, players, style, notes):
            players.append(player)
    if whole := everybody(text, players):
        return [*asks, *whole]
    groups = _groups(text, players)
    sections = dict(zip(players, sections_of(text, [(p.first, p.last) for p in players]), strict=True))
    for group in groups:
        rest = [p for p in players if p not in group and p.negated is None]
        moved = read_entrance(text, group) or read_exit(text, group)
        if moved:
            asks += moved
            continue
        asks += _only(text, group, sections, rest) or [
            ask for player in group for ask in _plain(text, player, sections[player])
        ]
    return asks


def _player(text: Text, mention: Mention, before: list[Player], style: str, notes: list[str]) -> Player | None:
    start, end = mention.start, mention.end
    phrase = re.sub(r"[\s-]+", " ", text.lower[start:end])
    if _BEAT.fullmatch(phrase) and phrase.startswith("beat") and not text.before(_MEANT, start):
        text.take(start, end)
        return None
    if text.before(_EITHER, start) or _OPTIONAL.match(text.lower, end):
        text.take(start, end)
        return None
    if text.before(_LESS, start):
        return None
    listed = phrase in SEVERAL or phrase in _FAMILIES
    if (phrase.endswith(" trio") and _TOLD.match(text.lower, end)) or (listed and _COLON.match(text.lower, end)):
        text.take(start, end)
        return None
    role, first, last = _role(text, start, end)
    negated = is_negated(text, first)
    if phrase in WITHOUT_SUFFIX:
        negated = start
    elif needless := (_NOT_NEEDED.match(text.lower, end) if negated is None else None):
        negated, last = start, needless.end()
    elif free := _FREE.match(text.lower, end):
        negated, last = start, free.end()
    elif heavy := _HEAVY.match(text.left, end):
        last = heavy.end()
    elif negated is None and before and before[-1].negated is not None:
        joint = _NOR.fullmatch(text.lower[before[-1].last : start])
        alike = "or" in (joint[0] if joint else "") or bool(_PARTNER.match(text.lower, last))
        negated = before[-1].negated if joint and alike else None
    names = RULED_OUT.get(phrase, SEVERAL.get(phrase, ())) if negated is not None else SEVERAL.get(phrase, ())
    if not names:
        names = (mention.value if negated is not None else _in_style(phrase, mention.value, style),)
    if phrase in NEAREST and negated is None:
        notes.append(f"I have no {phrase}, so I took {names[0]}, the nearest.")
    return Player(phrase, start, end, names, negated, role, first, last)


def _role(text: Text, start: int, end: int) -> tuple[Role | None, int, int]:
    """The part an instrument plays, if one is named, and the stretch of words that says so."""
    for role, pattern in _ADJECTIVE_ROLE:
        if match := text.before(pattern, start):
            return role, match.start(), end
    for role, pattern in _ROLE_AFTER:
        match = pattern.match(text.lower, end)
        if match and text.is_free(end, match.end()) and not _SOLO_AFTER.match(text.lower, end):
            return role, start, match.end()
    for role, pattern in _ROLE_BEFORE:
        if (match := text.before(pattern, start)) and text.is_free(match.start(), start):
            return role, match.start(), end
    if text.lower[start:end].startswith("walking"):
        return "bass", start, end
    return None, start, end


def _in_style(phrase: str, name: str, style: str) -> str:
    """The instrument that a bare word means in a style: its own guitar, bass or saxophone."""
    family = GENERIC.get(phrase)
    if not family or style not in STYLES:
        return name
    own = [n for _, n in STYLES[style].parts if INSTRUMENTS[n].family == family]
    return own[0] if own else name


def _groups(text: Text, players: list[Player]) -> list[list[Player]]:
    """Players named in one list: "piano, cello and flute"."""
    groups: list[list[Player]] = []
    for player in players:
        previous = groups[-1][-1] if groups else None
        listed = previous and _LIST.fullmatch(text.lower[previous.last : player.first])
        alone = groups and text.before(_ONLY_BEFORE, groups[-1][0].first)
        if alone and listed and "and" not in listed[0] and COMES_IN_AT.match(text.lower, player.last):
            listed = None
        if listed and previous and (previous.negated is None) == (player.negated is None):
            groups[-1].append(player)
        else:
            groups.append([player])
    return groups


def _only(text: Text, group: list[Player], sections: dict[Player, Section | None], rest: list[Player]) -> list[Ask]:
    """Read a list that is everybody: "only piano and cello", "a waltz for violin and piano".

    A solo violin beside others is only in front.
    """
    if group[0].negated is not None:
        return []
    first, last = group[0], group[-1]
    after = _ONLY_AFTER.match(text.lower, last.last)
    section = sections[first]
    opens = "intro" if _opens(text, first, last) and not section else None
    pitched = INSTRUMENTS[first.names[0]].family not in ("drums", "bass")
    featured = re.search(r"[a-z]{3}[^,;.]*[,;]\s*$", text.lower[: first.first])
    if (
        not rest
        and len(group) == 1
        and pitched
        and not section
        and not text.before(_JOINED, first.first)
        and not featured
    ):
        after = after or _SOLO_AFTER.match(text.lower, last.last)
    start, end, members = first.first, last.last, group
    scored = None if rest or section else text.before(_SCORED_FOR, first.first)
    scored = scored or (text.before(_ENSEMBLE, first.first) if len(group) > 1 else None)
    if after:
        end = after.end()
    elif scored:
        start = scored.start()
    else:
        for index, player in enumerate(group):
            if before := text.before(_ONLY_BEFORE, player.first):
                start, members = before.start(), group[index:]
                if text.lower[start : start + 4] == "solo" and (rest or index):
                    return []
                break
        else:
            return []
    earlier = [ask for p in group if p not in members for ask in _plain(text, p, sections[p])]
    section = sections[members[0]]
    place = section.name if section else opens
    names = list(dict.fromkeys(name for p in members for name in p.names))
    words = quote(text, start, end, section)
    roles = [ask for p in members if p.role for ask in _plain(text, p, sections[p])]
    text.take(start, end)
    value = ", ".join(names)
    return [*earlier, Ask(kind="only", words=words, value=value, section=place), *roles]


def _opens(text: Text, first: Player, last: Player) -> bool:
    """Whether those who play alone do so at the beginning: "start with just piano"."""
    only = text.before(_ONLY_BEFORE, first.first)
    before = only.start() if only else first.first
    opening = text.before(_OPENS_WITH, before)
    after = _AT_START.match(text.lower, last.last)
    if opening and not opening["how"]:
        text.take(opening.start(), before)
    if after:
        text.take(*after.span())
    return bool(opening or after)


def _plain(text: Text, player: Player, section: Section | None) -> list[Ask]:
    start = player.negated if player.negated is not None else player.first
    end, role, place = player.last, player.role, section.name if section else None
    if (solo := _SOLO_AFTER.match(text.lower, player.end)) and player.negated is None:
        end, role, place = max(end, solo.end()), "lead", place or "solo"
        if section and section.start >= player.end and section.kind == "solo":
            place = section.name
    if (alone := text.before(_SOLO_BEFORE, start)) and player.negated is None:
        role, start = role or "lead", alone.start()
        text.take(start, player.first)
    words = text.words(start, end) if place == "solo" else quote(text, start, end, section)
    text.take(player.first, end)
    if player.negated is not None and text.is_free(player.negated, player.first):
        text.take(player.negated, player.first)
    return [
        Ask(kind="instrument", words=words, value=name, role=role, section=place, unwanted=player.negated is not None)
        for name in player.names
    ]
