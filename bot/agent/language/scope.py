"""How much is to be written: a song, or only a progression, a melody, a drum groove, a bass line."""

import re
from typing import Literal

from bot.agent.language.numbers import QUANTITY, interval
from bot.agent.language.text import Text
from skills.plan import Ask

Scope = Literal["song", "progression", "melody", "drums", "bass"]

_CHORDS = (
    r"chord(?:s)?[\s-](?:progressions?|sequences?|loops?|changes|charts?)|(?:chord\s)?progressions?"
    r"|(?:chord\s)?vamps?|turnarounds?"
    r"|(?:just|only|some|a\sfew|the|\d+|two|three|four|five|six|eight|nice|good|cool|pretty|sad|happy|easy|simple"
    r"|jazzy|beginner|bars\sof|neo[\s-]soul|r&b)\s"
    r"(?:(?:\w+\s)?(?:guitar|piano|ukulele|uke)\s)?chords"
)
_CHORDS += (
    r"|(?:need|want|find|give\sme|write|make)\s(?:me\s)?(?:the\s|some\s)?chords|chords\sfor\s(?:it|them|this"
    r"|these|my)"
)
_DRUMS = (
    r"(?:drum(?:s|ming)?|percussion)[\s-](?:grooves?|beats?|loops?|patterns?|parts?|tracks?|breaks?)"
    r"|(?:just|only)\s(?:an?\s|the\s|some\s)?(?:(?!(?:and|with|plus|or)\b)[\w-]+\s){0,2}?(?:beats?|grooves?"
    r"|drums|percussion)(?!\s(?:and|with|,|\+|&))|breakbeats?|drum\s?machine\s(?:loop|pattern|beat)"
    r"|rhythm\sloop|(?:a|some)\s(?:[\w-]+\s)?groove(?=\s(?:at|in|for)\b|$)"
)
_BASS = (
    r"bass[\s-]?(?:lines?|parts?|riffs?|grooves?|patterns?|licks?|loops?)|walking\sbass(?:\s?lines?)?|(?:just"
    r"|only)\s(?:an?\s|the\s)?(?:[\w-]+\s)?bass(?:es)?\b(?!\s(?:and|guitar\sand))"
)
_MELODY = (
    r"(?:lead\s|vocal\s)?(?:melody|melodies|top\s?lines?)(?!\s(?:instrument|part\sis))|lead\slines?|(?:tune"
    r"|melody|line|topline)\s(?:over|for|on|to|above)\s(?:my|these|those|the|this|some)\s(?:\w+\s)?(?:chords?"
    r"|progression|changes)|(?:tune|melody)\sover|motifs?|(?:melodic\s)?riffs?|(?:melodic\s)?hooks?\s(?:over|for|in)"
)
_SONG = (
    r"songs?|tracks?|pieces?|tunes?|ballads?|numbers?|compositions?|jams?|jingles?|anthems?|music|arrangements?"
    r"|instrumentals?|backing|waltz|hymns?|carols?|marches"
    r"|lullab(?:y|ies)|(?:lo-?fi|hip[\s-]?hop|trap|rap|drill|house|techno|chill)\sbeats?|bangers?|soundtracks?"
    r"|theme\s(?:song|tune|music)|scores?|nocturnes?|sonatas?|duets?|something\s\w+\swith"
)
_HEAD = re.compile(
    rf"\b(?:(?P<progression>{_CHORDS})|(?P<drums>{_DRUMS})|(?P<bass>{_BASS})|(?P<melody>{_MELODY})|(?P<song>{_SONG}))\b"
)
_BELONGS = re.compile(
    r"\b(?:with|over|using|on|has|have|having|and|plus|include|including|around|uses?|from|of|to|in|by|featuring"
    r"|no|without|carries|carrying|plays|playing|takes|taking|sings|doing|keep|follow(?:s|ing)?|driven|starts?|ends?)\s"
    r"(?:(?:an?|the|this|that|these|my|our|some|its|more|very|really|nice|simple|catchy|strong"
    r"|good)\s)*(?:(?!(?:but|so|need|want)\b)[\w'#&-]+\s){0,3}$"
)
_ASKED = re.compile(
    r"\b(?:write|make|give|need|want|create|generate|compose|get|like|do|play|come\sup\swith|can\si\shave|have"
    r"|just|only|suggest|build|find|show|please|any|for)\b"
)
_OF_A_SONG = re.compile(
    r"\s(?:for\s(?:an?|my|this|the)\s(?:[\w-]+\s){0,3}(?:song|verse|chorus|track|bridge|piece)|for\s(?:guitar"
    r"|piano|ukulele|bass|drums|flute|violin))\b"
)
_CLAUSE = re.compile(r"[,;.!?]|\s-\s")
_BARS_BEFORE = re.compile(rf"\b{QUANTITY}[\s-]bars?\s(?:[\w-]+\s){{0,2}}$")
_CHORDS_COUNTED = re.compile(rf"{QUANTITY}\s(?:[\w-]+\s){{0,2}}chords?")
_ALONE = re.compile(r"\b(?:just|only|nothing\sbut|solely)\b(?:\s[\w-]+){0,3}\s?$|^(?:just|only)\b")


def read_scope(text: Text, asks: list[Ask]) -> tuple[Scope, list[Ask]]:
    """How much is asked for: by the first thing that is named as what to write, not as a part of it.

    Returns it with the wishes; one for nobody beside is added for "just the melody".
    """
    if any(a.kind == "form" and len(a.value.split()) > 1 and not a.section for a in asks):
        return "song", asks
    for match in _HEAD.finditer(text.lower):
        start = match.start()
        begins = max((m.end() for m in _CLAUSE.finditer(text.lower, 0, start)), default=0)
        lead = text.lower[begins:start]
        if _BELONGS.search(lead) and not _ALONE.search(match[0].split()[0]):
            continue
        if begins and not (_ASKED.search(lead) or _ASKED.match(match[0])) and _said_before(text, begins):
            continue
        scope: Scope = next(name for name in ("progression", "drums", "bass", "melody", "song") if match[name])
        scope = _checked(scope, asks, text.lower)
        if scope == "song":
            return "song", asks
        text.take(*match.span())
        asks = [*asks, *_counted(text, match, asks)]
        alone = text.before(_ALONE, start) or _ALONE.match(match[0])
        if scope in ("melody", "bass") and alone and all(a.kind != "only" for a in asks):
            asks = [*asks, Ask(kind="instrument", words=text.words(*match.span()), role="chords", unwanted=True)]
        return scope, asks
    return "song", asks


def _counted(text: Text, match: re.Match[str], asks: list[Ask]) -> list[Ask]:
    """How long it is by what stands with it: "four bar progression", "4 chords"."""
    if any(a.kind in ("bars", "seconds", "chords") for a in asks):
        return []
    bars = text.before(_BARS_BEFORE, match.start()) or (
        _CHORDS_COUNTED.match(match[0]) if match["progression"] else None
    )
    if not bars:
        return []
    low, high = interval(bars)
    if bars.re is _BARS_BEFORE:
        text.take(bars.start(), match.start())
    words = text.words(match.start() if bars.re is not _BARS_BEFORE else bars.start(), match.end())
    return [Ask(kind="bars", words=words, low=low, high=high)]


def _said_before(text: Text, end: int) -> bool:
    """Whether something was asked for in the clauses before, so that what follows are its features."""
    return bool(re.search(r"[a-z]{3}", re.sub(r"\b(?:hey|hi|hello|yo|ok|so|please|well)\b", "", text.lower[:end])))


def _checked(scope: Scope, asks: list[Ask], lower: str) -> Scope:
    """A part is written alone only if the rest of the request leaves it so."""
    wanted = [a for a in asks if a.kind in ("instrument", "enters") and not a.unwanted]
    others = {name for m in _HEAD.finditer(lower) for name in ("progression", "melody", "bass", "drums") if m[name]}
    if others - {scope, "progression"}:
        return "song"
    if scope == "drums" and any(a.value not in ("drums",) for a in wanted):
        return "song"
    if scope == "bass" and any(a.value == "drums" for a in wanted):
        return "song"
    if any(a.kind in ("modulate", "enters") for a in asks):
        return "song"
    return scope
