"""How it is played: many notes or few, high or low, swung or straight."""

import re

from bot.agent.language.lexicon import Mention
from bot.agent.language.negation import NOT_TOO, is_negated
from bot.agent.language.playing import player_after
from bot.agent.language.sections import quote, sections_of
from bot.agent.language.text import Text
from bot.agent.language.wordlists import by_phrase
from skills.plan import Ask, Role

DENSITY_WORDS = by_phrase(
    {
        "busy": """
            busy, busier, dense, denser, densely, full sounding, fuller, thick, thicker, thickly, lush, lusher, lushly,
            rich, richer, richly, complex, intricate, layered, ornate, elaborate, wall of sound, many notes, more notes,
            lots of notes, a lot of notes, notey, virtuosic, packed, maximalist, crowded, florid, full arrangement,
            lots going on, a lot going on, technical, polyphonic, contrapuntal""",
        "sparse": """
            sparse, sparser, sparsely, minimal, minimalist, minimalistic, minimally, simple, simpler, simplest, simply,
            bare, bare bones, barebones, stripped, stripped back, stripped down, thin, thinner, airy, spacious, empty,
            few notes, fewer notes, not many notes, uncluttered, open space, lots of space, plenty of space,
            room to breathe, breathing room, skeletal, clean and simple, uncomplicated, spare, basic, easy,
            easy to play""",
    }
)
"""Every phrase for many or few notes."""
_OTHERWISE = {
    "busy": "sparse",
    "sparse": "busy",
    "high": "low",
    "low": "high",
    "swing": "straight",
    "straight": "swing",
}
_LESS = re.compile(rf"(?:\bless|{NOT_TOO})\s+$")

_NOUN_ROLES: tuple[tuple[Role, str], ...] = (
    ("lead", r"melody|lead|vocals?|voice|tune|topline|flute|violin"),
    ("bass", r"bass(?:line)?"),
    ("pad", r"strings?|pads?|choir"),
    ("chords", r"piano|guitars?|synths?|chords?|organ"),
    ("counter", r"brass|horns?|cello"),
    ("drums", r"drums?"),
)
_NOUN = "|".join(f"(?P<{role}>{nouns})" for role, nouns in _NOUN_ROLES)
# What is high or low without lying high or low.
_NO_PITCH = (
    r"(?![\s-](?:energy|tension|tempo|spirits?|key|fidelity|stakes|arousal|fi|point|time|school|speed|intensity"
    r"|volume|mood"
    r"|valence|hat|quality|definition|down|house|in\smy|love|sadness|sleep|feeling|end\sof))"
)
_PARTS = re.compile(r"melody|lead|tune|topline|chords?|bass(?:line)?")
"""Nouns that name a part, not who plays it."""
_REGISTER = re.compile(
    r"\b(?:(?:in|on)\s(?:an?|the|its)\s)?(?:(?:very|really|quite|rather|more|up|down)\s)*"
    r"(?P<level>high|higher|highest|low|lower|lowest|deep|deeper)"
    rf"(?:[\s-](?P<pitched>pitched|register|range|notes?|octaves?|end|tessitura))?{_NO_PITCH}"
    rf"(?:[\s-](?P<noun>{_NOUN}))?\b"
)
_PITCH_BEFORE = re.compile(
    r"(?:\b(?:keep|play|sing|sung|played|pitched|sits?|sitting|set|stays?|placed|go|goes|is|be|it|melody|lead"
    r"|voice|vocals?"
    r"|register|nice\sand|and|but|or)\s(?:\w+\s)?|[,;:]\s*|^\s*(?:an?\s|some\s)?)$"
)
_PITCH_AFTER = re.compile(r"\s*(?:$|[,;.!?)]|and\b|but\b|up\b|in\b|with\b|throughout\b|please\b)")
_NOUN_BEFORE = re.compile(
    rf"\b(?P<noun>{_NOUN})\s(?:(?:is|should|be|to|sits?|stays?|that|line|up|in|an?|the|goes|very|played|sung)\s)*$"
)

_DEGREE = r"(?:(?:light|heav|slight|gent|hard|strong|little|triplet|bit\sof|lots\sof)(?:ly|y|ily|le)?\s)?"
_FEEL = r"(?:[\s-](?:feel|groove|rhythm|eighths?|8ths?|beat|time|notes|it))"
_SWING = re.compile(
    rf"\b(?:with\s)?(?:(?:an?|some|the)\s)?{_DEGREE}(?:(?P<swing>swing(?:ing|s|y)?|swung|shuffl(?:e|ed|ing"
    rf"|y)){_FEEL}?"
    rf"|straight(?:{_FEEL}|[\s-]8s|(?=\s*(?:$|[,;.!?])|\s(?:and|not|rock|beat|pop)\b)))(?![\w-])"
)
_SWING_STYLE = re.compile(r"\s(?:song|tune|music|era|band|number|piece|style|standard|jazz|track)\b")
_SWING_ALONE = re.compile(r"(?:an?\s)?swing")


def read_density(text: Text, mentions: list[Mention], players: list[Mention]) -> list[Ask]:
    """Read "busy", "sparse", "not too busy", "less busy", for the song, one section or one of the ``players``."""
    asks = []
    sections = sections_of(text, [(m.start, m.end) for m in mentions])
    for mention, section in zip(mentions, sections, strict=True):
        less = text.before(_LESS, mention.start)
        start = less.start() if less else is_negated(text, mention.start)
        value = mention.value if start is None else _OTHERWISE[mention.value]
        start = mention.start if start is None else start
        words = quote(text, start, mention.end, section)
        text.take(start, mention.end)
        role, player = player_after(text, mention.end, players)
        place = section.name if section else None
        asks.append(Ask(kind="density", words=words, value=value, section=place, role=role, player=player))
    return asks


def read_register(text: Text) -> list[Ask]:
    """Read "high melody", "in a low register", "deep bass"; not "high energy"."""
    asks = []
    for match in text.find(_REGISTER):
        before = None if match["noun"] else text.before(_NOUN_BEFORE, match.start())
        alone = _PITCH_AFTER.match(text.left, match.end()) and _PITCH_BEFORE.search(text.left[: match.start()])
        if not (match["noun"] or before or match["pitched"] or alone):
            continue
        value = "low" if match["level"].startswith(("low", "deep")) else "high"
        negated = is_negated(text, match.start())
        start = negated if negated is not None else (before or match).start()
        words = text.words(start, match.end())
        # The noun is left for those who read instruments.
        text.take(start, match.start("noun") if match["noun"] else match.end())
        value = value if negated is None else _OTHERWISE[value]
        noun = (before or match)["noun"] or ""
        player = "" if _PARTS.fullmatch(noun) else noun.removesuffix("s") if noun != "strings" else noun
        role = _role(before or match)
        asks.append(Ask(kind="register", words=words, value=value, role=role, player="" if role == "lead" else player))
    return asks


def _role(match: re.Match[str]) -> Role | None:
    """The part that the noun of a match plays: the lead for a "cello melody", whatever cellos do else."""
    if re.match(r"\s(?:melody|lead|tune|solo)\b", match.string[match.end() :]):
        return "lead"
    return next((role for role, _ in _NOUN_ROLES if match[role]), None)


def read_swing(text: Text, has_genre: bool) -> list[Ask]:
    """Read "swing", "swung", "shuffle", "straight"; a swing tune with no style named is jazz."""
    asks = []
    for match in text.find(_SWING):
        value = "swing" if match["swing"] else "straight"
        negated = is_negated(text, match.start())
        start = match.start() if negated is None else negated
        words = text.words(start, match.end())
        clause = re.search(r"(?:^|[,;:.])\s*$", text.lower[: match.start()])
        style = (clause and _SWING_ALONE.fullmatch(match[0])) or (
            match["swing"] == "swing" and _SWING_STYLE.match(text.lower, match.end())
        )
        if style and negated is None and not has_genre:
            asks.append(Ask(kind="genre", words=words, value="jazz"))
        asks.append(Ask(kind="swing", words=words, value=value if negated is None else _OTHERWISE[value]))
        text.take(start, match.end())
    return asks
