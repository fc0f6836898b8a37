"""The order of the parts: "verse chorus verse chorus bridge chorus", "AABA", "V C V C B C", "verse chorus x2"."""

import re
from typing import get_args

from bot.agent.language.negation import is_negated
from bot.agent.language.sections import Section
from bot.agent.language.text import READ, Text
from skills.plan import Ask, SectionKind

_KINDS = frozenset(get_args(SectionKind))
_LETTERS: dict[str, SectionKind] = {
    "I": "intro", "V": "verse", "P": "pre-chorus", "C": "chorus", "B": "bridge", "S": "solo", "O": "outro",
}  # fmt: skip
_SCHEME = re.compile(r"(?<![\w'-])(?P<letters>A(?:[\s-]?[A-D]'?){2,11})(?![\w'#/-]|\s?(?:major|minor|m\b))")
_INITIALS = re.compile(r"(?<![\w'-])(?P<letters>(?:[IVPCBSO][\s,-]*){3,16})(?![\w'#/])")
_SCHEME_NAMES = {
    "strophic": "AAA",
    "ternary": "ABA",
    "binary": "AABB",
    "rondo": "ABACA",
    "thirty two bar form": "AABA",
    "32-bar form": "AABA",
}
_NAMED = re.compile(rf"\b(?P<name>{'|'.join(_SCHEME_NAMES)})(?:[\s-]form)?\b")
_WORD = re.compile(r"\s*(?:form|structure|song\sform|pattern|arrangement|scheme)\b")
_COUNT = {
    "two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5, "a": 1, "an": 1, "one": 1, "another": 1,
    "double": 2,
}  # fmt: skip
_JOINT = re.compile(
    r"[\s,>|/&+.()-]*(?:(?:and|then|followed\sby|back\sto|again|finally|into|to|next|last|lastly|plus|with|the"
    r"|an?|another|two|three|four|one|double|[2-4])[\s,]*)*[\s(]*"
)
_SOLOIST = re.compile(r"\b(?:guitar|piano|sax\w*|drum|violin|trumpet|organ|flute|harmonica|synth|keyboard|bass)\s$")
_TIMES = re.compile(
    r"\s*\)?\s*(?:[x*]\s?(?P<n>[2-6])\b|(?P<m>[2-6])\s?x\b|(?:repeated\s)?(?P<twice>twice|two\stimes)"
    r"|(?P<thrice>three\stimes|thrice))"
)
_TIMES_BEFORE = re.compile(r"\b(?P<n>[2-6])\s?x\s*\(?\s*$")
_NO_FORM_BEFORE = re.compile(
    r"\b(?:in|during|on|over|both|between|for|at|of|every|each|only\sin|under)(?:\s(?:the|both|all|each|every))*\s+$"
)
_ALONE = re.compile(
    r"\b(?:just|only|simply|nothing\sbut)\s(?:an?|one|the|a\ssingle|a\sshort|two|three|four|five|[2-5])\s(?:[\w\0-]+\s){0,2}$"
)
_ALONE_AFTER = re.compile(
    r"\s+(?:only|alone)\b(?!\s(?:in|with|piano|guitar))"
    r"|,?\s(?:and\s)?(?:nothing\s(?:else|more)|no\sother\sparts?|that's\s(?:it|all)|no\s(?:chorus|refrain)s?)\b"
)
_TOLD = re.compile(
    r"\s*(?:[:=]|(?:should|is|are|must|needs?|gets?|has|have|feels?|sounds?|goes|being|can|with|chords?)\b)"
)
_FORM_WORD = re.compile(r"[\s-]*(?:form|structure|song|pattern|style|format)\b")
_WITH = re.compile(
    r"\b(?:(?:with|add|include|including|has|have|having|and|plus|want|need)\s(?:an?|one|the|some)\s(?:[\w\0-]+\s)?"
    r"|(?:with|include|including)\s|\bone\sof\s(?:those|these)\s(?:\w+\s)?"
    r"|\b(?:after|before|following)\sthe\s)$"
)
_COUNTED = re.compile(r"(?:^|\b(?:with|has|have|having|of|and|in)\s|[,;]\s*)(?P<count>two|three|four|five|[2-5])\s$")
_COMES_TIMES = re.compile(
    r"\s(?:(?:has|have|should|must|to|comes?|repeats?|is|played|sung|appears?)\s)+(?P<count>two|three|four|five"
    r"|[2-5])\stimes\b"
)
_EVERY = re.compile(r"\s(?:before|after)\s(?:each|every|the)\s(?=(?:chorus|verse|drop)\b)")


def read_letters(text: Text) -> list[Ask]:
    """Read forms in letters, before they can be taken for chords."""
    for match in _SCHEME.finditer(text.plain):
        if text.is_free(*match.span()) and _is_scheme(text, match):
            return [_ask(text, match.start("letters"), match.end("letters"), _from_scheme(match["letters"]))]
    for match in _INITIALS.finditer(text.plain):
        letters = re.sub(r"[^A-Z]", "", match["letters"])
        spaced = len(re.findall(r"[\s,-]+", match["letters"].strip(" ,-"))) in (0, len(letters) - 1)
        if spaced and "V" in letters and "C" in letters and len(letters) >= 3:
            end = match.start() + len(match["letters"].rstrip(" ,-"))
            return [_ask(text, match.start(), end, [_LETTERS[letter] for letter in letters])]
    for match in text.find(_NAMED):
        return [_ask(text, *match.span(), _from_scheme(_SCHEME_NAMES[match["name"]]))]
    return []


def _is_scheme(text: Text, match: re.Match[str]) -> bool:
    written = match["letters"]
    letters = re.sub(r"[^A-D]", "", written)
    named = _WORD.match(text.lower, match.end()) or re.search(
        r"\b(?:form|structure)\s*(?:of|is|:)?\s*(?:an?\s)?$", text.lower[: match.start()]
    )
    chords = re.search(r"\b(?:chords?|progression|over|changes)\s*(?:of|are|:)?\s*$", text.lower[: match.start()])
    if chords or len(letters) < 3:
        return False
    if named:
        return True
    spaced = " " in written.strip()
    known = (
        letters[0] == "A"
        and len(set(letters)) < len(letters)
        and sorted(set(letters)) == list("ABCD"[: len(set(letters))])
    )
    return "B" in letters and known and not (spaced and "D" in letters)


def _from_scheme(written: str) -> list[SectionKind]:
    """A verse, B chorus, C bridge, D solo; in AABA and its kin the B is the bridge."""
    letters = re.sub(r"[^A-D]", "", written)
    kinds: dict[str, SectionKind] = {"A": "verse", "B": "chorus", "C": "bridge", "D": "solo"}
    if re.fullmatch(r"(?:AABA)+(?:BA)*", letters):
        kinds["B"] = "bridge"
    return [kinds[letter] for letter in letters]


_DOUBLED = re.compile(
    r"\b(?:(?:with\s|and\s|then\s)?(?:an?\s|the\s)?(?P<double>double|doubled|two|2)\s(?:(?:last|final"
    r"|closing)\s)?chorus(?:es)?\s(?:at\sthe\send|to\s(?:finish|end|close))"
    r"|(?:with\s|and\s|then\s)?(?:an?\s)?(?:double|doubled)\s(?:(?:last|final|closing)\s)?chorus\b|(?:repeat"
    r"|double)(?:s|ing)?\sthe\s(?:last\s|final\s)?chorus(?:\s(?:twice|again))?"
    r"|(?:the\s)?(?:last\s|final\s)?chorus\s(?:is\s|gets\s)?(?:twice|x\s?2|2\s?x|repeated|doubled"
    r"|two\stimes))(?:\s(?:at|in|towards)\sthe\send)?\b"
)


_CHORUS_FIRST = re.compile(
    r"\b(?:(?:starts?|begins?|opens?|starting|opening|beginning|kicks?\soff|comes?\sin|leads?|goes)\s(?:straight\s|right\s"
    r"|directly\s|cold\s)?(?:with|on|in|into|from)\s(?:the|a)\schorus\b(?!\s\w+ing)"
    r"|(?:the\s)?chorus\s(?:should\s|must\s)?(?:comes?\s|goes\s|go\s|is\s|be\s|up\s)?(?:(?:very\s)?first|at\sthe\s(?:very\s)?"
    r"(?:start|beginning)|(?:up\s)?front|opens|starts))\b"
)


def read_chorus_first(text: Text) -> list[Ask]:
    """Read that the chorus opens the song, where that is no list of parts."""
    for match in text.find(_CHORUS_FIRST):
        inside = [s for s in text.sections if match.start() <= s.start < match.end()]
        listed = [
            s for s in text.sections if s.start >= match.end() and _JOINT.fullmatch(text.lower[match.end() : s.start])
        ]
        if listed:
            return []
        text.sections = tuple(s for s in text.sections if s not in inside)
        return [_ask(text, *match.span(), ["chorus", "verse", "chorus", "verse", "chorus"])]
    return []


_N = r"(?P<{0}>two|three|four|five|[2-5])"
_REPEATED = (
    rf"(?:repeat(?:s|ed|ing)?|play(?:s|ed)?|sing|hear|have|has|with|want|comes?)\s(?:the\s|my\s|a\s)?{{part}}\s{_N.format('n')}(?:\stimes|x\b)",
    rf"(?:the\s)?{{part}}\s(?:(?:has|have|should|must|to|comes?|come|back|repeats?|be|repeated|is|played|sung|appears?|heard"
    rf"|shows\sup|happens?)\s)*{_N.format('n')}(?:\stimes|x\b)",
    rf"{_N.format('n')}(?:\stimes|x)\s(?:the\s)?{{part}}",
)


def read_repeats(text: Text) -> list[Ask]:
    """Read how often a part comes: "the catchy bit should come three times", "repeat the chorus four times"."""
    for section in text.sections:
        part = re.escape(text.lower[section.start : section.end])
        for row in _REPEATED:
            match = next(re.compile(rf"\b{row.format(part=part)}\b").finditer(text.left), None)
            if match and not _listed(text, section) and match.start() <= section.start < match.end():
                text.sections = tuple(s for s in text.sections if s != section)
                text.take(*match.span())
                name = f"{section.kind} {_COUNT[match['n']]}"
                return [Ask(kind="form", words=text.words(*match.span()), value=section.kind, section=name)]
    return []


def _listed(text: Text, section: Section) -> bool:
    """Whether another part stands right before or after it in a list."""
    rows = (sorted((section, other), key=lambda s: s.start) for other in text.sections if other != section)
    return any(_JOINT.fullmatch(text.lower[left.end : right.start]) for left, right in rows)


def read_double(text: Text) -> list[Ask]:
    """Read a last chorus that comes twice, where that is no list of parts."""
    for match in text.find(_DOUBLED):
        inside = [s for s in text.sections if match.start() <= s.start < match.end()]
        near = [s for s in text.sections if s not in inside and _JOINT.fullmatch(text.lower[s.end : match.start()])]
        after = [
            s for s in text.sections if s.start >= match.end() and _JOINT.fullmatch(text.lower[match.end() : s.start])
        ]
        if near or after or not inside:
            continue
        text.take(*match.span())
        text.sections = tuple(s for s in text.sections if s not in inside)
        return [Ask(kind="form", words=text.words(*match.span()), value="chorus chorus", section="last chorus")]
    return []


def read_form(text: Text, listed: bool) -> list[Ask]:
    """Read parts named in a row. With ``listed`` their lengths or chords may stand between: "8-bar intro, ..."."""
    for run in _runs(text, listed):
        if asks := _read_run(text, run, listed):
            used = {(s.start, s.end) for s in run}
            if not listed:
                text.sections = tuple(s for s in text.sections if (s.start, s.end) not in used)
            return asks
    return []


def _runs(text: Text, listed: bool) -> list[list[Section]]:
    runs: list[list[Section]] = []
    for section in text.sections:
        gap = text.left[runs[-1][-1].end : section.start] if runs else ""
        times = _TIMES.match(gap)
        gap = gap[times.end() :] if times else gap
        gap = re.sub(r"\0[\0\s]*", " ", gap) if listed else gap
        plural = "," in gap and re.search(
            r"(?:verse|choruse|bridge|solo|intro|outro|drop)s$", text.lower[section.start : section.end]
        )
        if plural and re.match(r"\s+(?!and\b|then\b|of\scourse|please\b|x?\d)[a-z]", text.lower[section.end :]):
            runs.append([section])
            continue
        apart = not listed and runs and re.search(r"[,.;]|\band\b", gap)
        gap = _SOLOIST.sub("", gap) if section.kind == "solo" else gap
        if runs and _JOINT.fullmatch(gap) and not (apart and _is_told_of(text, section)):
            runs[-1].append(section)
        else:
            runs.append([section])
    return sorted(runs, key=len, reverse=True)


def _is_told_of(text: Text, section: Section) -> bool:
    """Whether something is said of a section right after its name, or was read there: "verse in A minor"."""
    after = text.left[section.end :].lstrip()
    return bool(_TOLD.match(text.lower, section.end)) or after.startswith(READ)


def _read_run(text: Text, run: list[Section], listed: bool) -> list[Ask]:
    start, end = run[0].start, run[-1].end
    if len(run) < (3 if listed else 2):
        return [] if listed else _alone(text, run[0])
    if _NO_FORM_BEFORE.search(text.left[:start]) or is_negated(text, start) is not None:
        return []
    plural = [
        text.lower[s.end - 1] == "s" and not text.lower[s.start : s.end].endswith(("chorus", "bass")) for s in run
    ]
    counts = [_count(text, s) for s in run]
    loose = [i for i, s in enumerate(run) if plural[i] and counts[i] == 1 and s.kind in ("verse", "solo")]
    if len(run) > 2 and loose and not listed:  # a list of what there is, in no order
        return [_part(text, s) for s in run]
    if all(plural) and not any(c > 1 for c in counts):
        return []
    measured = re.search(r"\b(?:bars?|measures?)\s$", text.left[:start])
    measured = measured or re.match(r"\s(?:of\s)?[\w-]+[\s-](?:bars?|measures?)\b(?!\seach)", text.left[end:])
    if not listed and (measured or re.match(r"\s*[:=]", text.lower[end:])):
        return []
    kinds = _expanded(text, run, counts)
    if tail := _TIMES.match(text.left, end):
        end = tail.end()
    if word := _FORM_WORD.match(text.left, end):
        kinds = kinds * 2 if kinds == ["verse", "chorus"] else kinds
        end = word.end()
    if listed:
        for section in run:
            text.take(section.start, section.end)
        return [Ask(kind="form", words=text.words(start, end), value=" ".join(kinds))]
    opening = re.search(r"(?:\b(?:an?|one|two|three|four|[2-4])\s)?\(?$", text.left[:start])
    return [_ask(text, opening.start() if opening else start, end, kinds)]


def _part(text: Text, section: Section) -> Ask:
    text.take(section.start, section.end)
    words = text.words(section.start, section.end)
    return Ask(kind="form", words=words, value=section.kind, section=str(section.kind))


def _count(text: Text, section: Section) -> int:
    before = re.search(r"\b(\w+)\s$", text.left[: section.start])
    return _COUNT.get(before[1], 1) if before else 1


def _expanded(text: Text, run: list[Section], counts: list[int]) -> list[SectionKind]:
    """The kinds in order, with "x2", "two verses" and brackets written out."""
    if len(run) > 1 and counts[0] == counts[1] > 1 and run[0].kind != run[1].kind:
        return [run[0].kind, run[1].kind] * counts[0] + _expanded(text, run[2:], counts[2:])
    kinds: list[SectionKind] = []
    group = 0
    for index, section in enumerate(run):
        gap = text.left[run[index - 1].end if index else 0 : section.start]
        if index == 0 or re.search(r"[,;(]", gap):
            group = len(kinds)
        kinds += [section.kind] * counts[index]
        after = text.left[section.end : run[index + 1].start if index + 1 < len(run) else section.end + 20]
        before = _TIMES_BEFORE.search(text.left[: section.start]) if not index else None
        times = _TIMES.match(after)
        if times:
            number = int(times["n"] or times["m"] or (2 if times["twice"] else 3))
            size = len(kinds) - group
            bracket = after.lstrip().startswith(")")
            repeated = kinds[group:] if size <= 2 or bracket or group > 0 else kinds[-1:]
            kinds += repeated * (number - 1)
            group = len(kinds)
        if before and len(run) <= 3 and index == 0:
            return [s.kind for s in run] * int(before["n"])
    return kinds


def _alone(text: Text, section: Section) -> list[Ask]:
    """One part by itself: "just a chorus"."""
    if _NO_FORM_BEFORE.search(text.left[: section.start]):
        return []
    before, after = _ALONE.search(text.left[: section.start]), _ALONE_AFTER.match(text.left, section.end)
    if before or after:
        start, end = (before.start() if before else section.start), (after.end() if after else section.end)
        return [_ask(text, start, end, [section.kind] * _count(text, section))]
    return []


def read_parts(text: Text) -> list[Ask]:
    """Read parts that are wanted or not, with nothing else said about them: "no intro", "with a bridge"."""
    asks = []
    for section in text.sections:
        if not text.is_free(section.start, section.end):
            continue
        negated = is_negated(text, section.start)
        if (times := _COMES_TIMES.match(text.left, section.end)) and negated is None:
            name = f"{section.kind} {_COUNT[times['count']]}"
            words = text.words(section.start, times.end())
            asks.append(Ask(kind="form", words=words, value=section.kind, section=name))
            text.take(section.start, times.end())
            continue
        counted = _COUNTED.search(text.left[: section.start])
        if counted and negated is None and text.lower[section.end - 1] == "s":
            start = counted.start("count")
            name = f"{section.kind} {_COUNT[counted['count']]}"
            asks.append(Ask(kind="form", words=text.words(start, section.end), value=section.kind, section=name))
            text.take(start, section.end)
            continue
        wanted = _WITH.search(text.left[: section.start])
        if negated is None and not wanted:
            continue
        start = negated if negated is not None else section.start
        asks.append(
            Ask(
                kind="form",
                words=text.words(start, section.end),
                value=section.kind,
                section=section.name if negated is None else None,
                unwanted=negated is not None,
            )
        )
        text.take(start, section.end)
        if every := _EVERY.match(text.lower, section.end):
            text.take(section.end, next((s.end for s in text.sections if s.start == every.end()), section.end))
    return asks


def _ask(text: Text, start: int, end: int, kinds: list[SectionKind]) -> Ask:
    text.take(start, end)
    return Ask(kind="form", words=text.words(start, end), value=" ".join(kinds))
