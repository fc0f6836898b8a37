"""Which part of the song a wish is about: "no drums in the bridge", "the chorus should be huge"."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.agent.language.text import READ, Text
from skills.plan import SectionKind

NAMES: dict[SectionKind, tuple[str, ...]] = {
    "pre-chorus": ("pre[ -]?chorus(?:es)?",),
    "post-chorus": ("post[ -]?chorus(?:es)?",),
    "intro": ("intros?", "introductions?", "(?:start|opening|beginning)(?:ing)? (?:bit|part)s?"),
    "verse": ("verses?", "strophes?", "stanzas?", "(?:talky|story|rapped|rap|narrat\\w+) (?:bit|part)s?"),
    "chorus": (
        "choruses",
        "chorus",
        "refrains?",
        "hooks?",
        "(?:catchy|main|sing[ -]?along) (?:bit|part|section)s?",
        "(?<=last )ch(?![a-z])",
    ),
    "bridge": (
        "bridges?",
        "(?:bit|part|section)s? (?:in the middle )?(?:that|which)(?:'s| is| are| sounds?)? (?:totally |very )?"
        "(?:different|other)(?: (?:from|to|than) (?:everything else|the (?:rest|others?)|all the rest))?",
        "middle[ -](?:eight|8)s?",
    ),
    "solo": ("solos?",),
    "interlude": ("interludes?", "(?:instrumental )?breaks?", "breakdowns?"),
    "build": ("build[ -]?ups?", "builds?", "risers?"),
    "drop": ("(?:bass |beat )?drops?",),
    "outro": ("outros?", "codas?", "codettas?", "endings?"),
}
_ORDINALS = {
    "first": "1", "1st": "1", "second": "2", "2nd": "2", "third": "3", "3rd": "3", "fourth": "4", "4th": "4",
    "last": "last", "final": "last", "closing": "last",
}  # fmt: skip
_COUNTS = {"one": "1", "two": "2", "three": "3", "four": "4"}
_KINDS = "|".join(f"(?P<k{i}>{'|'.join(names)})" for i, names in enumerate(NAMES.values()))
_UNIT = r"(?:[\s-]*(?:bars?|measures?|beats?|bpm|times|sec\w*|min\w*|s|x|to\s\d+)\b|[\d/]|[.:]\d|[\s-]*-)"
SECTION = re.compile(
    rf"\b(?:(?P<ordinal>{'|'.join(_ORDINALS)})\s)?(?:{_KINDS})\b"
    rf"(?:\s(?:no\.?\s|number\s|#)?(?P<number>[1-9]|one|two|three|four)\b(?!{_UNIT}))?"
)
# Verbs and adjectives as often as parts of a song: only with an article, a length or among other parts.
_DOUBTFUL = frozenset({"build", "drop", "solo", "interlude", "outro"})
_SURE = re.compile(r"(?:coda|codetta|outro|interlude|breakdown|build[ -]?up|riser)s?$")
_POINTED = re.compile(r"(?:\b(?:the|an?|each|every|this|that|no|big|two|three|four|[234])|bars?|measures?|[:;|])\s*$")
_ADJECTIVE_BEFORE = re.compile(r"\b(?:the|an?|one)\s\w+\s$")
_AFTER_A_PART = re.compile(
    r"\s*(?:$|[,;.:!?)=\0]|\d|(?:and|or|is|are|should|has|have|with|in|on|at|then|be|can|needs|must|gets|sounds"
    r"|feels|section|part)\b)"
)
_HARD = re.compile(r"[;!?]|\.(?!\d)")
_SOFT = re.compile(r",|\b(?:and|but|then|while|plus|yet|nor)\b|->|>|[&+|]|\s-+\s")
_AHEAD_STOP = re.compile(
    r"\b(?:with|songs?|tracks?|pieces?|tunes?|ballads?|that|which|has|have|having|before|after|until|till|to|into"
    r"|than|builds?|building|waltz|whole|all)\b"
)
_BEHIND_STOP = re.compile(r"\b(?:songs?|tracks?|pieces?|whole|overall|everything|form|structure)\b")
_TOPIC = re.compile(r"^(?:\W|and\b|but\b|in\b|for\b|on\b|during\b|the\b|my\b|only\b|then\b|a\b)*$")
_GLUE = re.compile(r"^\s*(?:,|&|\+|/)?\s*(?:and|or|nor|but|yet)?\s*(?:(?:an?|the|some|very|more|really|no|any)\s+)*$")


_AND = re.compile(r"^\s*(?:,|,?\s*(?:and|or|nor)|&)\s+(?:(?:very|more|really|any)\s+)*$")
_PREPOSITION = re.compile(r"\b(?:in|for|during|on|at|over)\b")
_AND_PART = re.compile(r"\s*(?:&|/|,?\s*(?:and|or))\s*(?:in\s)?(?:the\s)?")
_COMMA_PART = re.compile(r",\s*(?:in\s)?(?:the\s)?")
_IN_PART = re.compile(r"\b(?:in|during|for|on)\s(?:the\s)?$")


class Section(NamedTuple):
    """A part of the song named in the text: ("chorus", "last chorus", start, end)."""

    kind: SectionKind
    name: str
    start: int
    end: int


def find_sections(text: Text) -> tuple[Section, ...]:
    """Every part of the song that is named, in order."""
    found: list[tuple[Section, bool]] = []
    measured = is_measured(text)
    for match in text.find(SECTION):
        kind = next(k for i, k in enumerate(NAMES) if match[f"k{i}"])
        if measured and match["number"]:
            name = f"last {kind}" if _ORDINALS.get(match["ordinal"] or "") == "last" else str(kind)
            found.append((Section(kind, name, match.start(), match.start("number") - 1), True))
            continue
        which = _ORDINALS.get(match["ordinal"] or "") or _COUNTS.get(match["number"] or "", match["number"] or "")
        name = f"last {kind}" if which == "last" else f"{kind} {which}".strip()
        section = Section(kind, name, *match.span())
        pointed = bool(match["ordinal"] or text.before(_POINTED, match.start()))
        pointed = pointed or (kind == "drop" and bool(text.before(_ADJECTIVE_BEFORE, match.start())))
        noun = _AFTER_A_PART.match(text.left, match.end())
        sure = measured or kind not in _DOUBTFUL or bool(_SURE.search(match[0])) or bool(pointed and noun)
        found.append((section, sure))
    sections = []
    for index, (section, sure) in enumerate(found):
        beside = [o for o, _ in found[max(index - 1, 0) : index + 2] if o is not section]
        listed = any(_is_list_gap(text, *sorted((section, o), key=lambda s: s.start)) for o in beside)
        if sure or listed:
            sections.append(section)
    return tuple(sections)


_MEASURED = re.compile(
    rf"\b(?:{'|'.join(p for names in NAMES.values() for p in names)})s?\s*[:=(]?\s*(?P<bars>\d{{1,2}})\)?\s*(?=$"
    rf"|[,;|/]|->|and\b|then\b)"
)


def is_measured(text: Text) -> bool:
    """Whether parts are listed with bare numbers that are their bars: "intro 4, verse 8, drop 16"."""
    numbers = [int(m["bars"]) for m in _MEASURED.finditer(text.lower)]
    return len(numbers) >= 2 and max(numbers) >= 4 and numbers != list(range(1, len(numbers) + 1))


def _is_list_gap(text: Text, left: Section, right: Section) -> bool:
    return bool(re.fullmatch(r"[\s,>|/+-]*(?:(?:and|then)\s+)?", text.lower[left.end : right.start]))


class Bound(NamedTuple):
    """The part a wish is about, and whether it was named before the wish."""

    section: Section
    before: bool


def section_of(text: Text, start: int, end: int) -> Bound | None:
    """The part of the song that the words of one clause are about, if any is named with them."""
    if not text.sections:
        return None
    left, right = _segment(text, start, end)
    inside = [s for s in text.sections if left <= s.start and s.end <= right]
    behind = next((s for s in reversed(inside) if s.end <= start), None)
    ahead = next((s for s in inside if s.start >= end), None)
    if behind and _BEHIND_STOP.search(text.lower, behind.end, start):
        behind = None
    if ahead and (_AHEAD_STOP.search(text.lower, end, ahead.start) or text.lower[end : ahead.start].count(" ") > 6):
        ahead = None
    if behind and (ahead is None or _TOPIC.match(text.lower[left : behind.start])):
        return Bound(behind, True)
    if ahead:
        return Bound(ahead, False)
    return None if inside else _inherited(text, left)


def _segment(text: Text, start: int, end: int) -> tuple[int, int]:
    """The bounds of the clause around a stretch."""
    begins, ends = _breaks(text.lower)
    before, after = bisect_right(ends, start), bisect_left(begins, end)
    return ends[before - 1] if before else 0, begins[after] if after < len(begins) else len(text.lower)


@lru_cache(maxsize=4)
def _breaks(lower: str) -> tuple[list[int], list[int]]:
    """Where the breaks between clauses begin and end, each in order."""
    spans = [m.span() for pattern in (_HARD, _SOFT) for m in pattern.finditer(lower)]
    return sorted(a for a, _ in spans), sorted(b for _, b in spans)


def _inherited(text: Text, left: int) -> Bound | None:
    """A heading governs what follows it: "bridge: dark, no drums"; "in the bridge, no drums"."""
    hard = max((m.end() for m in _HARD.finditer(text.lower, 0, left)), default=0)
    before = [s for s in text.sections if hard <= s.start and s.end <= left]
    if not before:
        return None
    last = before[-1]
    if re.match(r"\s*[:=]", text.lower[last.end :]):
        return Bound(last, True)
    start, end = _segment(text, last.start, last.end)
    alone = _TOPIC.match(text.lower[start : last.start]) and not text.lower[last.end : end].strip(" \0")
    named = re.search(r"\b(?:in|for|during|on)\s+(?:\w+\s+)?$", text.lower[start : last.start])
    next_segment = not _SOFT.search(text.lower, end + 1, max(left - 1, end + 1))
    return Bound(last, True) if alone and named and next_segment and READ not in text.left[start:end] else None


def sections_of(text: Text, spans: list[tuple[int, int]]) -> list[Section | None]:
    """The part each of several wishes of one kind is about; wishes in a list share it.

    "The verse has piano and bass" and "piano and bass in the verse" are about the verse in both;
    so is "a dark, heavy verse".
    """
    bound = [section_of(text, *span) for span in spans]
    pairs = list(pairwise(range(len(spans))))
    for left, right in pairs:
        previous = bound[left]
        if bound[right] is None and previous and previous.before and _GLUE.match(_between(text, spans, left)):
            bound[right] = previous
    for left, right in reversed(pairs):
        following = bound[right]
        if bound[left] is None and following and not following.before:
            adjective = not _PREPOSITION.search(text.lower, spans[right][1], following.section.start)
            glue = _AND.match(_between(text, spans, left))
            if glue and (adjective or "," not in glue[0]):
                bound[left] = following
    return [b.section if b else None for b in bound]


def _between(text: Text, spans: list[tuple[int, int]], left: int) -> str:
    return text.lower[spans[left][1] : spans[left + 1][0]]


def partners(text: Text, claimed: set[str]) -> list[tuple[Section, Section]]:
    """Parts named in a list with one that a wish is about: (intro, outro) in "no bass in the intro and outro"."""
    found: list[tuple[Section, Section]] = []
    for left, right in pairwise(text.sections):
        whose = next((first for first, partner in found if partner == left), left)
        glue = text.lower[left.end : right.start]
        listed = _AND_PART.fullmatch(glue) or (_COMMA_PART.fullmatch(glue) and text.before(_IN_PART, whose.start))
        if listed and whose.name in claimed and right.name not in claimed:
            found.append((whose, right))
    return found


def quote(text: Text, start: int, end: int, section: Section | None) -> str:
    """The person's words for a wish, with the part it is about when that stands near."""
    if section:
        first, last = min(start, section.start), max(end, section.end)
        if not re.search(r"[,;.]", text.lower[first:last]):
            return text.words(first, last)
    return text.words(start, end)
