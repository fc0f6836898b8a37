"""Forms told as sentences: "first a verse, then everybody does the chorus, then the same again and out".

The parts are taken in the order in which they are told. What is told is a form where its parts come again,
or where it says that this is all; else each part may only have wishes of its own.
"""

import re
from typing import NamedTuple

from bot.agent.language.negation import is_negated
from bot.agent.language.sections import Section
from bot.agent.language.text import READ, Text
from bot.agent.language.wordlists import one_of, pattern_of
from skills.plan import Ask, SectionKind

_EVERYONE = r"(?:everyone|everybody|all\sof\sus|we\sall|they\sall|the\swhole\s(?:class|room|crowd|choir|group))"
_LAY: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    (
        "verse",
        re.compile(r"\b(?:the\s|my\s|our\s)?(?:story|tale)\s(?:goes\son|continues|again|carries\son|is\stold)\b"),
    ),
    ("chorus", re.compile(rf"\b{_EVERYONE}\s(?:again|together|once\smore|(?:joins|sings)\s(?:it\s|in\s)?again)")),
)
"""Parts by what happens in them, after their names were said."""
_AGAIN = re.compile(
    r"(?:(?:and|then|all|now)\s)*(?:the\s(?:same|whole\sthing|lot)|all\s(?:of\s)?(?:that|this)|that|this|those"
    r"|both|repeat\s(?:that|this|all|it|both)|everything)\s(?:(?:once\s)?again|once\smore|one\smore\stime|twice"
    r"|repeated|over\sagain|a\ssecond\stime)"
)
_SEQUENCE = pattern_of(
    """
    then, after that, afterwards, followed by, again, next, and out, finally, once more, back to, another, goes on,
    at last, in the end, to finish, to end, to close, after it, after which"""
)
_COMPLETE = pattern_of(
    """
    that's it, that's all, that is all, that is it, nothing else, nothing more, nothing in front, nothing before,
    nothing after, done, the end, and finish, and that's the song, end of song, that's the whole song"""
)
_LOCAL = re.compile(
    r"\b(?:in|during|on|over|between|for|at|of|every|each|under|from|until|before|after)\s(?:the\s|both\s|all\s|a\s)*$"
)
_AFTER = re.compile(r"\b(?:then\s)?after\s(?:the\s|that\s|each\s)?$")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4, "double": 2}
_COUNTED = re.compile(rf"\b(?P<n>{'|'.join(_NUMBERS)})\s(?:more\s)?$")
_TOLD_OF = re.compile(r"\s(?:in\s[A-G]\b|\d+\s?bars|(?:is|are|should|must|needs?|has|have|with)\s(?!where\b))")
_TWICE = re.compile(r"\s(?:twice|two\stimes|2x|x\s?2|doubled)\b")
_FAR = 70
"""How many characters may stand between two parts of one telling."""
_FEW = 3


class _Step(NamedTuple):
    start: int
    end: int
    kinds: tuple[SectionKind, ...]
    """Empty for "the same again"."""


def read_told_form(text: Text) -> list[Ask]:
    """Read a form told in sentences, if there is one; its parts are no longer places of other wishes."""
    steps = _steps(text)
    if len(steps) < _FEW:
        return []
    telling = text.lower[steps[0].start : steps[-1].end]
    kinds: list[SectionKind] = []
    for step in steps:
        kinds += (step.kinds or tuple(kinds)) * (2 if _TWICE.match(text.lower, step.end) else 1)
    after = text.lower[steps[-1].end :]
    told = bool(_SEQUENCE.search(telling)) and (
        len(set(kinds)) < len(kinds) or bool(_COMPLETE.match(after.lstrip(" ,.;-")))
    )
    if not told or READ in text.left[steps[0].start : steps[-1].end]:
        return []
    words = text.words(steps[0].start, steps[-1].end)
    end = steps[-1].end
    if closing := re.match(rf"[\s,.;-]*(?:{_COMPLETE.pattern})(?:[^.;!?]*)", text.lower[end:]):
        end += closing.end()
    text.take(steps[0].start, end)
    text.sections = tuple(s for s in text.sections if not steps[0].start <= s.start < steps[-1].end)
    return [Ask(kind="form", words=words, value=" ".join(kinds))]


def _steps(text: Text) -> list[_Step]:
    """The longest row of parts that are told one after the other."""
    found = [_Step(s.start, s.end, (s.kind,) * _count(text, s)) for s in text.sections if _is_step(text, s)]
    if not found:
        return []
    found += [_Step(*m.span(), (kind,)) for kind, pattern in _LAY for m in pattern.finditer(text.lower, found[0].end)]
    found += [_Step(*m.span(), ()) for m in _AGAIN.finditer(text.lower, found[0].end)]
    rows: list[list[_Step]] = []
    for step in sorted(found):
        if rows and step.start < rows[-1][-1].end:
            continue
        near = (
            rows
            and step.start - rows[-1][-1].end <= _FAR
            and not re.search(r"[?:]", text.lower[rows[-1][-1].end : step.start])
        )
        if near:
            rows[-1].append(step)
        else:
            rows.append([step])
    return max(rows, key=len)


def _count(text: Text, section: Section) -> int:
    before = text.before(_COUNTED, section.start)
    return _NUMBERS[before["n"]] if before else 1


def _is_step(text: Text, section: Section) -> bool:
    if is_negated(text, section.start) is not None or _TOLD_OF.match(text.plain, section.end):
        return False
    if re.match(r"(?:verse|chorus|bridge|solo)\s(?:again|once)", text.lower[section.start : section.end + 8]):
        return True
    return not text.before(_LOCAL, section.start)


_N = one_of("two, three, four, 2, 3, 4")
_BETWEEN = re.compile(rf"\b(?P<n>{_N})\s\0*$")
_BESIDE = re.compile(r"\s(?:and|with|,)\s(?:an?|one|the)\s$|,?\s(?:and|with)\s(?:an?|one|the)\s$")
_TAIL = re.compile(
    r"\s(?:in\s)?(?:between(?:\s(?:them|those|these|each(?:\sof\sthem)?))?|in\sthe\smiddle(?:\sof\sthem)?)\b"
)
_LINK = re.compile(rf"\s(?:in\s)?between\s(?:the\s)?(?P<n>{_N})\s$|\sbetween\seach\sof\sthe\s(?P<m>{_N})\s$")


def read_between(text: Text) -> list[Ask]:
    """Read a part between others: "two choruses and one verse between them", "a solo between two verses"."""
    for left, right in zip(text.sections, text.sections[1:], strict=False):
        gap = text.lower[left.end : right.start]
        many = text.before(_BETWEEN, left.start)
        if many and _BESIDE.fullmatch(gap) and (tail := _TAIL.match(text.lower, right.end)):
            outer, inner, count, start, end = left.kind, right.kind, many["n"], many.start(), tail.end()
        elif link := _LINK.fullmatch(gap):
            outer, inner, count, start, end = right.kind, left.kind, link["n"] or link["m"], left.start, right.end
        else:
            continue
        kinds: list[SectionKind] = [outer, *([inner, outer] * (_NUMBERS[count] - 1))]
        words = text.words(start, end)
        text.take(start, end)
        text.sections = tuple(s for s in text.sections if s not in (left, right))
        return [Ask(kind="form", words=words, value=" ".join(kinds))]
    return []
