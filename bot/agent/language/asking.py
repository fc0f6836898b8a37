"""One sentence of a question being read: slips put right, politeness taken off, what it names at hand."""

import re
from typing import NamedTuple

from bot.agent.language.names import chords_in, keys_in, levelled
from bot.agent.language.sections import find_sections
from bot.agent.language.spelling import slips
from bot.agent.language.text import Text
from skills.plan import Plan
from skills.song import Song
from skills.theory.easy import Playable

LONGEST = 600

"""Characters; what is longer is a story, not a question."""

_SLIPS = {
    "wat": "what", "waht": "what", "wht": "what", "whta": "what", "wot": "what", "wats": "what is",
    "whats": "what is", "what's": "what is", "wat's": "what is", "hw": "how", "hwo": "how", "hows": "how is",
    "how's": "how is", "wich": "which", "which's": "which is", "wy": "why", "whys": "why is", "why's": "why is",
    "where's": "where is", "there's": "there is", "teh": "the", "fro": "for", "ovr": "over", "whit": "with",
    "wth": "with", "plz": "please", "pls": "please", "u": "you", "r": "are", "ur": "your", "dose": "does",
    "cord": "chord", "cords": "chords", "crd": "chord", "chrd": "chord", "uke": "ukulele", "ukelele": "ukulele",
    "keyboard": "piano", "gutiar": "guitar", "tonality": "key", "explian": "explain", "plya": "play", "paly": "play",
}  # fmt: skip
_SLIP = re.compile(
    rf"(?<![\w'])({'|'.join(map(re.escape, sorted(_SLIPS, key=len, reverse=True)))})(?![\w'])", re.IGNORECASE
)
# A wish for a song or for a change: the verb at the head of the sentence, politely wrapped or not.
_POLITE = (
    r"(?:(?:please|hey|hi|hello|ok|okay|so|now|and|then|also|well|right|great|nice|cool|thanks|maybe|just|um|hmm|yo)"
    r"[\s,]+)*"
)
_ASKING = (
    r"(?:(?:can|could|would|will|may) (?:you|we|i|u)(?: please| maybe| just)? "
    r"|(?:i|we)(?:'d| would)? (?:want|like|need)(?: you)?(?: to)? |i(?:'d| would) (?:love|like)(?: to)? "
    r"|let(?:'s| us|s) |please |why (?:not|don't you|dont you) |try to )*"
)
_WISH = re.compile(
    rf"^{_POLITE}{_ASKING}(?:make|write|compose|create|generate|produce|add|remove|replace|delete|drop|cut|change|turn"
    r"|put (?!the capo|a capo)|take|swap|switch|repeat|extend|shorten|undo|redo|lock|unlock|keep|set|raise|lower"
    r"|speed|slow|double|halve|give (?:it|the|this)|have (?:it|the)|use |do (?:it|that|the|a)|render|export|save|send"
    r"|download|mute|bring|lose|ditch|get rid|half|let (?!me|us)|play (?:it|this|the song|that)|sing it"
    r"|reharmoni[sz]e|simplify|jazz up|rewrite|regenerate|continue|finish)\b"
)
_TURN_AWAY = re.compile(
    r"^\W*(?:(?:ok|so|and|but|hmm) )*(?:what|how) about (?!the (?:relative|circle)|relative|chords? (?:in|for|with))"
    r"|^\W*what if\b|\b(?:write|make|compose|create|generate) (?:me |us )?(?:an?|some|another) "
)
_SHOWN = re.compile(r"\b(?:numerals?|nashville|numbers|diagrams?|fingering|tabs?)\b")
_APOLOGY = re.compile(
    r"^(?:sorry for the|sorry|stupid|dumb|noob|newbie|quick|silly|beginner|another|one more)?[\s\w,']*?"
    r"(?:question|q)\b[\s:,-]*(?:but |here |about music )?"
)
_LEAD = re.compile(
    r"^(?:(?:please|hey|hi|hello|ok|okay|so|and|but|also|well|um|hmm|umm|sorry|actually|wait|btw|yo)[\s,]+)*"
    r"(?:(?:can|could|would) (?:you|u|someone|anyone) (?:please )?(?:tell|explain to|teach|show) me |tell me "
    r"|teach me |(?:do|does) (?:you|anyone) know |i (?:do not|don't|dont) (?:know|understand|get) "
    r"|i(?:'d| would) like to know |i want to (?:know|learn)(?: about)? |i was wondering |i wonder |any idea "
    r"|remind me |please )?"
)
_TOLD = re.compile(r"\b(?:know|understand|get|tell|teach|explain|idea|remind|learn)\b")
_CUE = re.compile(
    r"\?|\b(?:what|which|how|why|where|explain|spell|notes|scales?|name|should|analy[sz]e|does|is it|is this|best"
    r"|need)\b"
)


_SIGNS = re.compile(
    r"\ba (sharp|flat|natural)(?: sign)? (?:and|or|from|vs\.?|to|versus) an? (sharp|flat|natural)\b", re.IGNORECASE
)
"""The signs themselves, which are no notes: "a sharp and a flat"."""


class Asked(NamedTuple):
    """One sentence being read."""

    text: str
    """Small letters, single spaces, slips put right."""
    named: str
    """The same in the person's capitals, accidentals written as signs."""
    plan: Plan | None
    instrument: Playable | None
    labels: tuple[str, ...]
    """Sections named, as labels of the song at hand."""
    song: Song | None = None

    @property
    def cued(self) -> bool:
        """Whether it has the words of a question, or its mark."""
        return bool(_CUE.search(self.text))

    def chords(self, after: int = 0, *, weak: bool = True) -> tuple[str, ...]:
        """Chords from a place in the sentence on."""
        return chords_in(self.named[after:], weak=weak)

    def key(self, after: int = 0) -> str | None:
        """The first key from a place on."""
        return next(iter(keys_in(self.named[after:])), None)

    @property
    def label(self) -> str | None:
        """The first section named."""
        return self.labels[0] if self.labels else None


def spelled(text: str) -> tuple[str, Playable | None]:
    """A message with its slips put right, and the instrument it names."""
    straight = text.replace("\u2019", "'")
    right = Text(_SLIP.sub(lambda m: _SLIPS[m[1].lower()], straight), slips)
    found = re.search(r"\b(?:(guitar)|(ukulele)|(piano))\b", right.lower)
    return right.plain, None if not found else "guitar" if found[1] else "ukulele" if found[2] else "piano"


def is_wish(sentence: str) -> bool:
    """Whether a sentence, in small letters, asks for a song or a change, not for an answer."""
    if _TURN_AWAY.search(sentence):
        return True
    if _SHOWN.search(sentence) and chords_in(sentence):
        return False
    return bool(_WISH.match(sentence))


def asked_of(sentence: str, plan: Plan | None, instrument: Playable | None, song: Song | None = None) -> Asked:
    """A sentence without what is only polite, with the sections of the song at hand that it names."""
    named = " ".join(levelled(_SIGNS.sub(r"\1 and \2", sentence)).split())
    lead = _APOLOGY.match(named.lower()) if " question" in named.lower()[:60] else None
    named = named[lead.end() :] if lead else named
    lead = _LEAD.match(named.lower())
    said = lead[0] if lead else ""
    named = named[len(said) :].strip(" .!")
    if _TOLD.search(said) and not named.endswith("?"):
        named += "?"
    return Asked(named.lower(), named, plan, instrument, _labels(named, plan), song)


def _labels(sentence: str, plan: Plan | None) -> tuple[str, ...]:
    """Labels of the sections that a sentence names, in a song that has them."""
    if plan is None:
        return ()
    found = []
    for section in find_sections(Text(sentence)):
        same = [s.label for s in plan.sections if s.kind == section.kind]
        which = section.name.removeprefix("last ").removeprefix(section.kind).strip()
        if section.name.startswith("last "):
            found += same[-1:]
        elif which.isdigit():
            found += same[int(which) - 1 : int(which)]
        else:
            found += same[:1]
    return tuple(found)
