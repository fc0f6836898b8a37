"""How it is played and what it is called: density, register, swing, title."""

import re

from bot.agent.language.lexicon import Mention
from bot.agent.language.negation import is_negated
from bot.agent.language.sections import quote, sections_of
from bot.agent.language.text import Text
from skills.plan import Ask, Role

_DENSITY = {
    "busy": "busy, busier, dense, denser, full sounding, thick, thicker, lush, lusher, rich, richer, complex, intricate, layered, ornate, elaborate,"
    " wall of sound, many notes, lots of notes, a lot of notes, notey, virtuosic, packed, maximalist, fuller, crowded, florid, full arrangement,"
    " lots going on, a lot going on, densely, richly, thickly, lushly, technical, polyphonic, contrapuntal, more notes",
    "sparse": "sparse, sparser, minimal, minimalist, minimalistic, minimally, simple, simpler, simplest, simply, bare, bare bones, barebones, stripped, stripped back,"
    " stripped down, thin, thinner, airy, spacious, few notes, not many notes, uncluttered, open space, lots of space, plenty of space,"
    " room to breathe, breathing room, skeletal, sparsely, clean and simple, uncomplicated, spare, basic, easy to play, fewer notes, empty",
}
_OPPOSITE = {"busy": "sparse", "sparse": "busy"}
_LESS = re.compile(r"\b(?:less|not\s(?:too|so|very|that|overly)|nothing\stoo|(?:don't|never)\s(?:\w+\s){0,3}too)\s+$")

_REGISTER = re.compile(
    r"\b(?:(?:in|on)\s(?:an?|the|its)\s)?(?:(?P<degree>very|really|quite|rather|more|up|down)\s)*"
    r"(?P<level>high|higher|highest|low|lower|lowest|deep|deeper)(?:[\s-](?P<pitched>pitched|register|range|notes?|octaves?|end|tessitura))?"
    r"(?![\s-](?:energy|tension|tempo|spirits?|key|fidelity|stakes|arousal|fi|point|time|school|speed|intensity|volume|mood|valence|hat|quality|definition|down|house|in\smy|love|sadness|sleep|feeling|end\sof))"
    r"(?:[\s-](?P<noun>melody|lead|vocals?|voice|tune|topline|bass(?:line)?|strings?|piano|guitars?|synths?|drums?|flute|violin|cello|pads?|chords?|brass|choir|horns?|organ))?\b"
)
_PITCH_BEFORE = re.compile(
    r"(?:\b(?:keep|play|sing|sung|played|pitched|sits?|sitting|set|stays?|placed|go|goes|is|be|it|melody|lead|voice|vocals?|register|nice\sand|and|but|or)\s(?:\w+\s)?|[,;:]\s*|^\s*(?:an?\s|some\s)?)$"
)
_NOUN_ROLES: tuple[tuple[str, Role], ...] = (
    ("melody|lead|vocal|voice|tune|topline|flute|violin", "lead"), ("bass", "bass"), ("string|pad|choir", "pad"),
    ("piano|guitar|synth|chord|organ", "chords"), ("brass|horn|cello", "counter"), ("drum", "drums"),
)  # fmt: skip
_MELODY_BEFORE = re.compile(
    r"\b(?P<noun>melody|lead|vocals?|voice|tune|bass(?:line)?)\s(?:(?:is|should|be|to|sits?|stays?|that|line|up|in|a|the|goes|very|played|sung)\s)*$"
)

_SWING = re.compile(
    r"\b(?:(?:with\s)?(?:an?\s|some\s|the\s)?(?:light(?:ly)?\s|heavy\s|heavily\s|hard\s|gentle\s|slight\s|slightly\s|strong\s|bit\sof\s|little\s|lots\sof\s|triplet\s)?"
    r"(?P<swing>swing(?:ing|s|y)?|swung|shuffl(?:e|ed|ing|y))(?:[\s-](?:feel|groove|rhythm|eighths?|8ths?|beat|time|notes|it))?"
    r"|(?P<straight>straight(?:[\s-](?:feel|eighths?|8ths?|8s|time|groove|rhythm|ahead\sfeel))|straight(?=\s*(?:$|[,;.!?])|\s(?:and|not|rock|beat|pop)\b)))(?![\w-])"
)
_SWING_STYLE = re.compile(r"\s(?:song|tune|music|era|band|number|piece|style|standard|jazz|track)\b")

_CALLED = re.compile(
    r"(?:\b(?:(?P<pronoun>i|he|she|they|we|you|who|mother|everyone)\s)?(?:called|titled|named|entitled)\b(?!\s(?:after|for|by|off|upon|my|you|me|him|her|it\s))"
    r"|\b(?:call|name|title)\s(?:it|this|the\ssong|the\strack|this\sone|the\spiece)\b|\b(?:the\s|with\s(?:the\s|a\s)?)?(?:song\s)?title(?:\s?(?:is|:|=|of)|(?=\s[\"']))|\bname\s?:)\s*[:,]?\s*"
)
_QUOTED = re.compile(r"\"(?P<double>[^\"]{1,80})\"|'(?P<single>[^']{1,80}(?:'[a-z][^']{0,60})*)'(?!\w)")
_CAPITALS = re.compile(
    r"[A-Z0-9][\w'&-]*(?:\s+(?:(?:of|the|a|an|in|on|to|and|for|at|with|from|by|my|is|are|or|no)\s+){0,3}[A-Z0-9][\w'&-]*)*[!?]*"
)
_PLAIN_END = re.compile(
    r"[,;.!?()\n]|\s-+\s|\s(?:with|that|which|using|please|about|featuring|at\s\d|and\s(?:make|with|use|it|in|no)|in\s(?:the\skey|[a-g](?:#|b|\ssharp|\sflat)?(?:m|\smajor|\sminor|\s[a-z]*ian)?\b(?!\s[a-z])|\d)|for\s(?:\w+\s)?(?:piano|guitar|strings|band)|\d+\s?(?:bpm|bars?|min))\b"
)
_TITLE_LENGTH = 60


def density_words() -> dict[str, str]:
    """Every phrase for many or few notes."""
    return {" ".join(p.split()): value for value, phrases in _DENSITY.items() for p in phrases.split(",")}


def read_density(text: Text, mentions: list[Mention]) -> list[Ask]:
    """Read "busy", "sparse", "not too busy", "less busy", for the song or one section."""
    asks = []
    sections = sections_of(text, [(m.start, m.end) for m in mentions])
    for mention, section in zip(mentions, sections, strict=True):
        less = _LESS.search(text.lower, 0, mention.start)
        negated = is_negated(text, mention.start)
        start = less.start() if less else negated if negated is not None else mention.start
        value = _OPPOSITE[mention.value] if less or negated is not None else mention.value
        words = quote(text, start, mention.end, section)
        text.take(start, mention.end)
        asks.append(Ask(kind="density", words=words, value=value, section=section.name if section else None))
    return asks


def read_register(text: Text) -> list[Ask]:
    """Read "high melody", "in a low register", "deep bass"; not "high energy"."""
    asks = []
    for match in text.find(_REGISTER):
        noun = match["noun"] or ""
        before = _MELODY_BEFORE.search(text.lower, 0, match.start())
        if before and not noun:
            noun = before["noun"]
        after = re.match(
            r"\s*(?:$|[,;.!?)]|and\b|but\b|up\b|in\b|with\b|throughout\b|please\b)", text.left[match.end() :]
        )
        alone = after and _PITCH_BEFORE.search(text.left[: match.start()])
        if not (noun or match["pitched"] or alone):
            continue
        value = "low" if match["level"].startswith(("low", "deep")) else "high"
        negated = is_negated(text, match.start())
        start = negated if negated is not None else before.start() if before and not match["noun"] else match.start()
        if negated is not None:
            value = "low" if value == "high" else "high"
        end = match.start("noun") if match["noun"] else match.end()
        role = next((role for nouns, role in _NOUN_ROLES if re.match(nouns, noun)), None) if noun else None
        words = text.words(start, match.end())
        text.take(start, end)
        asks.append(Ask(kind="register", words=words, value=value, role=role))
    return asks


def read_swing(text: Text, has_genre: bool) -> list[Ask]:
    """Read "swing", "swung", "shuffle", "straight"; a swing tune with no style named is jazz."""
    asks = []
    for match in text.find(_SWING):
        value = "swing" if match["swing"] else "straight"
        negated = is_negated(text, match.start())
        words = text.words(negated if negated is not None else match.start(), match.end())
        if negated is not None:
            value = "straight" if value == "swing" else "swing"
        style = match["swing"] == "swing" and negated is None and not has_genre and (
            _SWING_STYLE.match(text.lower, match.end()) or match[0].strip() in ("swing", "a swing")
        )  # fmt: skip
        if style:
            asks.append(Ask(kind="genre", words=words, value="jazz"))
        asks.append(Ask(kind="swing", words=words, value=value))
        text.take(negated if negated is not None else match.start(), match.end())
    return asks


def read_title(text: Text) -> list[Ask]:
    """Read the title after "called", "titled", "named": in quotes, in capitals, or up to the next clause."""
    for match in text.find(_CALLED):
        if match["pronoun"]:
            continue
        rest = text.plain[match.end() :]
        if quoted := _QUOTED.match(rest):
            group = "double" if quoted["double"] else "single"
            start, end = quoted.span(group)
            stop = quoted.end()
        elif (capitals := _CAPITALS.match(rest)) and len(capitals[0]) > 1 and not rest[: capitals.end() + 4].isupper():
            start, end = capitals.span()
            if key := re.search(r"\s(?:[Ii]n\s[A-G](?:#|b)?(?:m|\s(?:major|minor|\w*ian))?|at\s\d+.*)$", capitals[0]):
                end = key.start()
            stop = end
        else:
            bound = _PLAIN_END.search(rest.lower)
            start, end = 0, min(bound.start() if bound else len(rest), _TITLE_LENGTH)
            stop = end
        title = text.words(match.end() + start, match.end() + end).strip(" .,")
        if not re.search(r"\w", title):
            continue
        if not quoted and title == title.lower():
            title = " ".join(
                w if i and w in ("of", "the", "a", "an", "in", "on", "to", "and") else w[:1].upper() + w[1:]
                for i, w in enumerate(title.split())
            )
        text.take(match.start(), match.end() + stop)
        return [Ask(kind="title", words=text.words(match.start(), match.end() + stop), value=title)]
    return []
