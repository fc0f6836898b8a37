"""Bands told as ensembles and as people: "a sax quartet", "my brother plays guitar and I sing, that's all of us"."""

import re
from collections.abc import Sequence

from bot.agent.language.negation import is_negated
from bot.agent.language.players import Player, instrument_words
from bot.agent.language.text import Text
from bot.agent.language.wordlists import one_of, pattern_of
from skills.instruments import INSTRUMENTS
from skills.plan import Ask

_SIZE = r"(?:duos?|duets?|trios?|quartets?|quartetts?|quintets?|sextets?|ensembles?|consorts?|choirs?|orchestras?)"
_MEMBERS: dict[str, tuple[str, ...]] = {
    "string duo": ("violin", "cello"), "string trio": ("violin", "viola", "cello"),
    "string quartet": ("violin", "viola", "cello"), "string quintet": ("violin", "viola", "cello", "upright bass"),
    "string sextet": ("violin", "viola", "cello"),
    "sax duo": ("alto sax", "tenor sax"), "sax trio": ("alto sax", "tenor sax", "baritone sax"),
    "sax quartet": ("soprano sax", "alto sax", "tenor sax", "baritone sax"),
    "sax quintet": ("soprano sax", "alto sax", "tenor sax", "baritone sax"),
    "brass duo": ("trumpet", "trombone"), "brass trio": ("trumpet", "french horn", "trombone"),
    "brass quartet": ("trumpet", "french horn", "trombone", "tuba"),
    "brass quintet": ("trumpet", "french horn", "trombone", "tuba"),
    "wind duo": ("flute", "clarinet"), "wind trio": ("flute", "clarinet", "bassoon"),
    "wind quartet": ("flute", "oboe", "clarinet", "bassoon"),
    "wind quintet": ("flute", "oboe", "clarinet", "bassoon", "french horn"),
    "reed trio": ("oboe", "clarinet", "bassoon"), "organ trio": ("organ", "electric guitar", "drums"),
    "piano quartet": ("piano", "violin", "viola", "cello"), "piano quintet": ("piano", "violin", "viola", "cello"),
    "vocal duo": ("voice", "choir"), "vocal trio": ("voice", "choir"), "vocal quartet": ("voice", "choir"),
}  # fmt: skip
_OTHER_NAMES = {
    "strings": "string", "saxophone": "sax", "saxophones": "sax", "saxes": "sax", "woodwind": "wind",
    "woodwinds": "wind", "winds": "wind", "vocals": "vocal", "voice": "vocal", "voices": "vocal", "singing": "vocal",
}  # fmt: skip
_CLASSICAL = ("string", "wind", "brass", "reed", "piano quartet", "piano quintet")
_JAZZ_PIANO_TRIO = ("piano", "upright bass", "drums")
_GUEST = re.compile(
    r"\b(?:with|and|plus|add|featuring|feat\.?|by|to|over|backed\sby|has|have)\s(?:\w+\s)?(?:an?\s|the\s)?$"
)
_MORE_AFTER = re.compile(r"\s*(?:,|and|with|plus|\+|&)\s(?!(?:nothing|no)\b)")
_KINDS = "|".join(dict.fromkeys([*(name.rsplit(" ", 1)[0] for name in _MEMBERS), *_OTHER_NAMES]))
_NAMED = re.compile(
    rf"\b(?:an?\s|for\s|the\s|only\s|just\s)*(?P<kind>{_KINDS})\s(?P<size>{_SIZE})\b(?:\sonly\b|\salone\b)?"
)
_PIANO_TRIO = re.compile(r"\b(?:an?\s|for\s|the\s)*piano\strio\b")
_ALIKE = re.compile(rf"\b(?:an?\s|for\s|the\s)*(?P<name>[a-z]+(?:\s[a-z]+)?)\s{_SIZE}\b")


def read_ensembles(text: Text, styles: Sequence[str]) -> list[Ask]:
    """Read ensembles with a name; one that nobody joins is everybody. ``styles`` are the names of styles said."""
    for match in text.find(_NAMED):
        kind = _OTHER_NAMES.get(match["kind"], match["kind"])
        size = match["size"].rstrip("s").replace("duet", "duo").replace("quartett", "quartet")
        if members := _MEMBERS.get(f"{kind} {size}"):
            return _ensemble(text, match, members, f"{kind} {size}".startswith(_CLASSICAL) and not styles)
    for match in text.find(_PIANO_TRIO):
        if "jazz" in styles or re.search(r"\b(?:jazz\w*|swing|bop|bebop)\b", text.lower):
            return _ensemble(text, match, _JAZZ_PIANO_TRIO, False)
    for match in text.find(_ALIKE):
        words = match["name"].split()
        name = next((_one(" ".join(words[i:])) for i in range(len(words)) if _one(" ".join(words[i:]))), "")
        if name and INSTRUMENTS[name].family not in ("drums", "bass"):
            return _ensemble(text, match, (name,), False)
    return []


_WHOLE_GROUPS = ("strings", "brass", "choir", "piano", "organ")


def _one(phrase: str) -> str:
    """The instrument of which several make an ensemble: "guitar" in "guitar duo"."""
    name = instrument_words().get(phrase, "")
    return name if name in INSTRUMENTS and name not in _WHOLE_GROUPS else ""


def _ensemble(text: Text, match: re.Match[str], members: tuple[str, ...], classical: bool) -> list[Ask]:
    if is_negated(text, match.start()) is not None:
        return []
    words = text.words(*match.span())
    joined = text.before(_GUEST, match.start()) or _joined_by(text, match.end())
    text.take(*match.span())
    style = [Ask(kind="genre", words=words, value="classical")] if classical and not joined else []
    if joined:
        return [Ask(kind="instrument", words=words, value=name) for name in members]
    return [*style, Ask(kind="only", words=words, value=", ".join(members))]


def _joined_by(text: Text, end: int) -> bool:
    """Whether another player is named right after an ensemble: "string quartet and piano"."""
    after = _MORE_AFTER.match(text.lower, end)
    rest = re.split(r"[,;.]", text.lower[after.end() :])[0] if after else ""
    return any(re.search(rf"\b{re.escape(w)}\b", rest) for w in _PLAYERS_PLAIN) if rest else False


_PLAYERS_PLAIN = ("piano", "drums", "bass", "guitar", "voice", "vocals", "flute", "organ", "harp", "choir", "synth")

_ALL_OF_US = pattern_of(
    """
    for the _ of us, for us two, for us three, for us four, for us both, the two of us, the three of us, the four of
    us, just us, only us, that's the whole band, that is the whole band, that's our whole band, that's our band,
    that's the band, that is the band, that is our band, this is our band, that's the full band, that's all of us,
    that's everyone, that's everybody, that's all we are, that's all we have, that's all we've got, that is all we
    have, that's all i have, that's all i've got, all we have is, all we've got is, all i have is, all i've got is,
    that's us, that's who we are, no one else, noone else, nobody else, nothing else please, nothing else at all, and
    nothing more, no others, no other players, no other instruments, no other musicians, no more instruments, no
    further instruments, no more players, that's the lot, a duo of, we are a duo, we're a duo, we are a trio, we're a
    trio, we are a quartet, we're a quartet, we are a quintet, we are a band of _, we're a band of _, we are two, we
    are three, we are four, we're two, we're three, we're four, there are two of us, there are three of us, there are
    four of us, there are only two of us, it's just me, write for that, write
    something for that, something for that band, for this band, for our band, for this lineup,
    write for us only, the whole lineup, the
    whole line-up, that's the lineup, that's the line-up, everything we have, everything i have, everything i own,
    everything we own, is all we have, are all we have, is all i have, are all i have"""
)
_ONE_SINGS = one_of(
    "i, she, he, who, also, and, sister, brother, wife, husband, friend, mother, father, mum, dad, son, one, other"
)
_SOME_SING = one_of(
    "we, they, kids, children, friends, daughters, sons, sisters, brothers, girls, boys, parents, class, i, can"
)
_SINGER = re.compile(
    rf"\b(?:{_ONE_SINGS}\s(?:can\s|will\s|only\s|also\s)?sings?|{_SOME_SING}\ssing)\b(?!\s(?:over|along|to|on\stop))"
    r"|\b(?:a|one|the|my|our)\s(?:female\s|male\s)?singer\b|\bi(?:'m|\sam)\sthe\ssinger\b"
    r"|\bmy\s(?:own\s)?(?:voice|singing)\b"
)


def everybody(text: Text, players: Sequence[Player]) -> list[Ask]:
    """Read a band whose members are told one by one and which is then said to be complete; else nothing."""
    said = _ALL_OF_US.search(text.lower)
    members = [p for p in players if p.negated is None]
    if not said or not members:
        return []
    names = [name for p in members for name in p.names]
    if (singer := _SINGER.search(text.lower)) and not {"voice", "choir"} & set(names):
        names.append("voice")
        text.take(*singer.span())
    first, last = min(p.first for p in members), max(p.last for p in members)
    words = text.words(first, last)
    roles = [
        Ask(kind="instrument", words=words, value=name, role=p.role) for p in members if p.role for name in p.names
    ]
    for player in (*members, *(p for p in players if p.negated is not None)):
        text.take(player.negated if player.negated is not None else player.first, player.last)
    if text.is_free(*said.span()):
        text.take(*said.span())
    return [Ask(kind="only", words=words, value=", ".join(dict.fromkeys(names))), *roles]
