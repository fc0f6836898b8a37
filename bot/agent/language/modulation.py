"""Keys that change in the song: "the last chorus up a step", "chorus in C major", "turns major in the bridge"."""

import re

from bot.agent.language.keys import MODE_PATTERN, NOTE_PATTERN, mode_of, tonic_of
from bot.agent.language.negation import is_negated
from bot.agent.language.numbers import number
from bot.agent.language.sections import Section, quote
from bot.agent.language.text import Text
from skills.plan import Ask
from skills.theory.key import Key

_UNITS = (
    (r"half[\s-]?(?:steps?|tones?)|semi[\s-]?tones?", 1), (r"(?:whole|full)?[\s-]?(?:steps?|tones?)", 2),
    (r"minor\sthirds?", 3), (r"major\sthirds?", 4), (r"(?:perfect\s)?fourths?", 5), (r"(?:perfect\s)?fifths?", 7),
    (r"notch(?:es)?|gears?|bit", 2),
)  # fmt: skip
_UNIT = "|".join(f"(?:{unit})" for unit, _ in _UNITS)
_STEP = rf"(?:(?P<count>an?|one|two|three|four|five|[1-5])[\s-])?(?P<unit>{_UNIT})(?:\s(?:up|higher|lower|down))?"
_VERB = (
    r"(?:an?\s|the\s|some\s)?(?:big\s|classic\s|cheesy\s)?(?:truck\sdriver(?:'?s)?\s)?(?:key[\s-]change"
    r"|change\sof\skey|gear[\s-](?:change|shift)|modulation"
    r"|modulat(?:e|es|ing)|chang(?:e|es|ing)\s(?:the\s)?key|transposed?|rais(?:e|es|ing)\sthe\skey"
    r"|(?:the\s)?key\s(?:changes|goes|moves|rises|lifts|jumps|shifts))"
)
_MOVE = (
    r"(?:(?:goes|go|going|moves?|moving|jumps?|jumping|shifts?|shifting|steps?|raised|rais(?:es|ing)|lifts?"
    r"|lifted|is|transposed|modulat(?:e|es|ing|ed))\s)"
)
_WHERE = re.compile(
    r"[\s,]*(?:(?P<prep>in|for|at|on|before|into|during|after|from|with|by)\s)?(?:the\s"
    r"|both\s)?(?P<end>(?:very\s)?end|ending|finale|finish)?"
)
_CHANGE = re.compile(
    rf"\b{_VERB}\b(?:\s(?:that\s(?:goes|moves)\s|of\s)?(?:(?P<way>up|down)(?:wards)?\b)?(?:\s?(?:by\s)?{_STEP}\b)?)?"
)
_STEPPED = re.compile(rf"\b{_MOVE}?(?P<way>up|down)\s(?:by\s)?{_STEP}\b")
_HIGHER = re.compile(rf"\b(?:is\s)?{_MOVE}?{_STEP}\s(?P<way>higher|lower|up|down)\b")
_IS = re.compile(
    r"\s*(?:it\s|song\s|everything\s|all\s|we\s|go\s|goes\s|jump\s|jumps\s|move\s|moves\s|sounds\s|that\s|which\s|should\s|must\s|to\s|is\s|be\s|gets\s|:\s?)*$"
)


def read_modulation(text: Text) -> list[Ask]:
    """Read where the song changes key, and by how much if that was said; before keys and feelings are read."""
    for pattern in (_CHANGE, _STEPPED, _HIGHER):
        for match in text.find(pattern):
            if pattern is _CHANGE and not text.is_free(*match.span()):
                continue
            section, start, end = _place(text, match)
            if pattern is not _CHANGE and not section and not re.search(r"\bkey|modulat|goes|moves|jumps", match[0]):
                continue
            negated = is_negated(text, start)
            first = start if negated is None else negated
            words = text.words(first, end)
            text.take(first, end)
            return [
                Ask(
                    kind="modulate",
                    words=words,
                    low=_semitones(match),
                    high=_semitones(match),
                    section=section,
                    unwanted=negated is not None,
                )
            ]
    return []


def _semitones(match: re.Match[str]) -> float | None:
    unit = match["unit"]
    if not unit:
        return None
    size = next(size for pattern, size in _UNITS if re.fullmatch(pattern, unit))
    total = size * number(match["count"] or "a")
    return -total if match["way"] in ("down", "lower") else total


def _place(text: Text, match: re.Match[str]) -> tuple[str | None, int, int]:
    """The section a change is about, and the stretch of words that says it."""
    start, end = match.span()
    after = _WHERE.match(text.lower, end)
    assert after is not None
    follows = next((s for s in text.sections if s.start == after.end() and after["prep"]), None)
    if follows:
        return _named(follows, after["prep"]), start, follows.end
    if after["end"]:
        return None, start, after.end()
    behind = next(
        (s for s in reversed(text.sections) if s.end <= start and _IS.fullmatch(text.lower[s.end : start])), None
    )
    if behind:
        lead = text.before(re.compile(r"\b(?:(?P<prep>in|for|at|on|before|after)\s)?(?:the\s)?$"), behind.start)
        prep = lead["prep"] if lead and lead["prep"] else "in"
        return _named(behind, prep), lead.start() if lead else behind.start, end
    return None, start, end


def _named(section: Section, prep: str) -> str:
    """Where the new key begins: before the last chorus is with it."""
    return f"after {section.name}" if prep == "after" else section.name


_LOCAL_KEY = rf"(?:the\skey\sof\s|key\sof\s)?{NOTE_PATTERN}(?:[\s-]*(?P<mode>{MODE_PATTERN}|m)\b)?"
_KEY_AFTER = re.compile(
    rf"(?:\s(?:is|are|be|should\sbe|goes|go|going|moves?|switch(?:es)?|played|written|modulat(?:es|ing)"
    rf"|that's))*[\s:]*(?:to|in|into)\s(?:the\skey\sof\s)?{_LOCAL_KEY}(?=$|[\s,;.!?)])"
)
_KEY_COLON = re.compile(rf"\s*[:=]?\s*{NOTE_PATTERN}[\s-]*(?P<mode>{MODE_PATTERN})\b")
_KEY_BEFORE = re.compile(
    rf"(?:\b(?:in|to|into)\s(?:the\skey\sof\s)?)?\b{_LOCAL_KEY}\s(?:(?:in|for|on|during|at)\s(?:the\s|both\s"
    rf"|all\s)*)?(?:the\s)?$"
)
_MODE_AFTER = re.compile(
    r"(?:\s(?:is|are|be|should|must|goes?|going|turns?|turning|switch(?:es|ing)?|chang(?:es?|ing)|moves?|moving"
    r"|that|which))*[\s:]*"
    r"(?:(?:to|in|into)\s)?(?:an?\s|the\s)?(?P<mode>relative\smajor|relative\sminor|parallel\smajor"
    r"|parallel\sminor|major|minor|dorian|mixolydian|lydian|phrygian)\b"
    r"(?:\skey)?(?!\s(?:seventh|third|chord|7))"
)
_MODE_BEFORE = re.compile(
    r"(?:\b(?:turns?|turning|switch(?:es|ing)?|goes|going|changes?|changing|moves?|moving|is"
    r"|modulates?)\s(?:(?:in)?to\s)?)?"
    r"(?:\b(?:an?|the)\s)?\b(?P<mode>relative\smajor|relative\sminor|parallel\smajor|parallel\sminor|major|minor"
    r"|dorian|mixolydian|lydian|phrygian)\s(?:key\s)?"
    r"(?:(?:in|for|at|on|during|from|by|with)\s(?:the\s|both\s|all\s)*)?(?:the\s)?$"
)
_OF_NOTE = re.compile(r"\b[a-g](?:\s?#|b)?(?:[\s-](?:sharp|flat))?[\s-]$")


def read_local_keys(text: Text, notes: list[str]) -> list[Ask]:
    """Read the keys and modes of single parts: "verses in A minor, chorus in C major", "a minor bridge"."""
    asks = []
    for section in text.sections:
        if ask := _key_beside(text, section, notes) or _mode_beside(text, section, notes):
            asks.append(ask)
    return asks


def _key_beside(text: Text, section: Section, notes: list[str]) -> Ask | None:
    after = _KEY_AFTER.match(text.lower, section.end) or _KEY_COLON.match(text.lower, section.end)
    before = None if after else text.before(_KEY_BEFORE, section.start)
    match = after or before
    if not match or not text.is_free(*match.span()):
        return None
    written = text.plain[match.start("note")]
    if not match["mode"] and (written == "a" or not (written.isupper() or match["sign"])):
        return None
    if before and not match["mode"] and not re.match(r"(?:in|to|into)\s", match[0]):
        return None
    if before and written == "a" and not match["sign"]:
        return None
    if match["mode"] == "m" and not written.isupper() and not after:
        return None
    tonic = tonic_of(match)
    mode = mode_of(match["mode"], notes) if match["mode"] else ""
    if mode and abs(Key.model_validate({"tonic": tonic, "mode": mode}).signature) > 7:
        return None
    words = quote(text, *match.span(), section)
    text.take(*match.span())
    if mode:
        return Ask(kind="key", words=words, value=f"{tonic} {mode}", section=section.name)
    return Ask(kind="tonic", words=words, value=tonic, section=section.name)


def _mode_beside(text: Text, section: Section, notes: list[str]) -> Ask | None:
    after = _MODE_AFTER.match(text.lower, section.end)
    before = None if after else text.before(_MODE_BEFORE, section.start)
    match = after or before
    if not match or not text.is_free(*match.span()):
        return None
    note = text.before(_OF_NOTE, match.start("mode"))
    if note and text.plain[note.start()] != "a":
        return None
    said = re.sub(r"\s+", " ", match["mode"])
    value = said if said.startswith("relative") else mode_of(said.removeprefix("parallel "), notes)
    words = quote(text, *match.span(), section)
    text.take(*match.span())
    return Ask(kind="mode", words=words, value=value, section=section.name)
