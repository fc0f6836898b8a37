"""Chords given by the person, verbatim: "Am F C G", "Am | F | C | G", "ii-V-I", "over Dm7 G7 Cmaj7"."""

import re
from collections.abc import Callable
from typing import NamedTuple

from bot.agent.language.sections import quote, section_of
from bot.agent.language.text import Text
from skills.plan import Ask
from skills.theory.chord import parse_chord, parse_numeral
from skills.theory.key import MODES, Key

_ATOM = re.compile(r"[^\s,|>;:!?\"\[\]{}~]+")
_BETWEEN = re.compile(r"(?:[\s,|~]|->|>|-|:\||\|:|\bto\b|\bthen\b|\band\b)*")
_CUE = re.compile(
    r"\b(?:chords?(?:\s(?:progression|sequence|changes))?|progression|changes|sequence|turnaround|loop|vamp)"
    r"(?:\s(?:of|is|are|like|on|over|in|go|goes|being))*\s*[:=]?\s*\W?\s*$"
)
_OVER = re.compile(
    r"\b(?:over|vamp\son|based\son|built\son|around|uses?|using|play|plays)\s(?:the\s|an?\s)?(?:chords\s)?$"
)
_AFTER = re.compile(r"\s*(?:chord\s)?(?:chords|progression|changes|turnaround|vamp|loop|sequence)\b")
_SPELLED = re.compile(r"\b([a-g])((?:\s?#|b\b|[\s-](?:sharp|flat))?)[\s-](major|minor|maj|min)\b")
_A_KEY = re.compile(rf"[\s-](?:{'|'.join(MODES)}|aeolian|ionian|maj|min)\b")
_REPEAT = re.compile(r"\s*(?:x\s?(?P<n>[2-8])|\((?:x\s?)(?P<m>[2-8])\))(?!\w)")
_DEGREES = ("I", "ii", "iii", "IV", "V", "vi", "vii°")
_HEADED = re.compile(
    r"\s*(?:(?:comes?|is|are|it's|it\sis|they're|i\shave|i've\sgot|i\splay|we\splay|has|have|goes|go|with|then|the"
    r"|chords?|uses?|plays?|just|only|should\sbe|would\sbe)\s+|[,:=]\s*)*"
)
"""What may stand between a part and its chords: "when the chorus comes it's C and G"."""
_NASHVILLE = re.compile(
    r"(?<![\w.,/:-])[1-7](?:(?:\s?-\s?|\s|\s?,\s?)[1-7]){2,11}(?![\w.,/:]|-\w|\s?(?:bars|bpm|minutes))"
)
_SMALL = re.compile(r"([a-g])(#|b)?(m|maj7|m7|7|sus[24]?|dim7?|m7b5|6|9|m9|maj9|add9|aug)?(?:/([a-g][#b]?))?")
_WEAK = frozenset({*"ABCDEFGIViv", "Am", "Go", "Do", "Bo", "Co"})
"""Chord names that may as well be letters or words."""
_AGAIN = "%"
"""The sign for one more bar of the same chord."""
_C = Key(tonic="C")


class _Run(NamedTuple):
    start: int
    end: int
    symbols: tuple[str, ...]
    strong: int
    """How many of them can be nothing but chords."""


def read_chords(text: Text) -> list[Ask]:
    """Read every run of chord names or Roman numerals that is meant as one."""
    found = _nashville(text)
    for read in (_symbol, _figure, _small):
        found += [run for run in _runs(text, read) if _is_meant(text, run)]
    found += _spelled_out(text)
    asks = []
    for run in sorted(found, key=lambda r: (-len(r.symbols), r.start)):
        if text.is_free(run.start, run.end):
            asks.append((run.start, _ask(text, run)))
    return [ask for _, ask in sorted(asks, key=lambda pair: pair[0])]


def _ask(text: Text, run: _Run) -> Ask:
    cue = text.before(_CUE, run.start) or text.before(_OVER, run.start)
    after = _AFTER.match(text.lower, run.end)
    start, end = cue.start() if cue else run.start, after.end() if after else run.end
    bound = section_of(text, start, end)
    repeat = _REPEAT.match(text.lower, run.end)
    symbols = run.symbols * int(repeat["n"] or repeat["m"]) if repeat else run.symbols
    if repeat:
        end = max(end, repeat.end())
    text.take(start, end)
    section = bound.section if bound else None
    words = quote(text, run.start, run.end, section)
    return Ask(kind="chords", words=words, value=" ".join(symbols), section=section.name if section else None)


def _symbol(atom: str) -> str | None:
    """A chord name, or None: "A-7" is one, "Am-F" is not."""
    atom = atom.replace("º", "°")
    if re.match(r"H(?![a-ln-z])", atom):
        atom = "B" + atom[1:]
    try:
        parse_chord(atom)
    except ValueError:
        return None
    return atom


def _figure(atom: str) -> str | None:
    try:
        parse_numeral(atom, _C)
    except ValueError:
        return None
    return atom


def _small(atom: str) -> str | None:
    """A chord in small letters, as typed in a hurry: "f#m7" -> "F#m7"."""
    match = _SMALL.fullmatch(atom)
    if not match:
        return None
    return _symbol(
        match[1].upper() + (match[2] or "") + (match[3] or "") + (f"/{match[4].capitalize()}" if match[4] else "")
    )


def _runs(text: Text, read: Callable[[str], str | None]) -> list[_Run]:
    """Stretches of nothing but chords, whatever stands between them."""
    atoms: list[tuple[int, int, str]] = []
    for match in _ATOM.finditer(text.plain):
        if text.is_free(*match.span()):
            atoms += _split(match[0], match.start(), read)
    atoms = [(start, end, "" if _A_KEY.match(text.lower, end) else symbol) for start, end, symbol in atoms]
    runs: list[_Run] = []
    current: list[tuple[int, int, str]] = []
    for start, end, symbol in [*atoms, (len(text.plain), len(text.plain), "")]:
        joined = bool(current) and _BETWEEN.fullmatch(text.lower, current[-1][1], start) is not None
        if current and (not symbol or not joined):
            strong = sum(s not in _WEAK for _, _, s in current)
            runs.append(_Run(current[0][0], current[-1][1], tuple(s for _, _, s in current), strong))
            current = []
        if symbol == _AGAIN:
            symbol = current[-1][2] if current else ""
        if symbol:
            current.append((start, end, symbol))
    return runs


def _split(atom: str, start: int, read: Callable[[str], str | None]) -> list[tuple[int, int, str]]:
    """The chords in a stretch without spaces: "Am-F-C-G" holds four, "F#m7b5/C" one, "hello" none (marked by "")."""
    bare = atom.removesuffix("-").strip("().'*")
    if bare.count("(") > bare.count(")"):
        bare += ")"
    at = start + atom.find(bare[:1]) if bare else start
    if bare == _AGAIN:
        return [(at, at + 1, _AGAIN)]
    if bare.lower() in ("-", "/", "then", "to", "and", ""):
        return []
    whole = read(bare) if bare.count("/") < 2 else None
    if whole:
        return [(at, at + len(bare), whole)]
    parts = re.split(r"[-/]", bare)
    symbols = [read(part) for part in parts]
    if len(parts) < 2 or not all(symbols):
        return [(at, at + len(bare), "")]
    places = []
    for part, symbol in zip(parts, symbols, strict=True):
        places.append((at, at + len(part), symbol or ""))
        at += len(part) + 1
    return places


def _is_meant(text: Text, run: _Run) -> bool:
    """Whether a run is music and no words that look like it ("A", "I am", "go", "add")."""
    cued = bool(text.before(_CUE, run.start) or _AFTER.match(text.lower, run.end))
    headed = any(_HEADED.fullmatch(text.lower[s.end : run.start]) for s in text.sections if s.end <= run.start)
    count = len(run.symbols)
    if cued and (count > 1 or run.strong or ":" in text.lower[max(run.start - 3, 0) : run.start]):
        return True
    if headed:
        return count >= 2
    if count == 1:
        return bool(run.strong) and bool(text.before(_OVER, run.start))
    alone = not re.search(r"\w", text.plain[: run.start] + text.plain[run.end :]) and text.plain[run.start].isupper()
    if set(run.symbols) <= {"I", "i", "A", "Am", "a"}:
        return False
    return run.strong >= 1 or count >= 3 or alone


def _nashville(text: Text) -> list[_Run]:
    """Degrees of the major scale, each with its own triad: "1-5-6-4", "2-5-1"."""
    found = []
    for match in _NASHVILLE.finditer(text.lower):
        degrees = [_DEGREES[int(digit) - 1] for digit in re.findall(r"\d", match[0])]
        cued = text.before(_CUE, match.start()) or _AFTER.match(text.lower, match.end())
        known = tuple(degrees) in (("ii", "V", "I"), ("I", "IV", "V"), ("I", "V", "vi", "IV"), ("vi", "IV", "I", "V"))
        if cued or known:
            found.append(_Run(*match.span(), tuple(degrees), len(degrees)))
    return found


def _spelled_out(text: Text) -> list[_Run]:
    """Keys in a row, which are chords: "A minor, F major, C major"."""
    matches = list(_SPELLED.finditer(text.lower))
    found: list[list[re.Match[str]]] = []
    for match in matches:
        if found and re.fullmatch(r"[\s,|>-]*(?:(?:and|to|then)\s)?", text.lower[found[-1][-1].end() : match.start()]):
            found[-1].append(match)
        else:
            found.append([match])
    runs = []
    for group in found:
        cued = text.before(_CUE, group[0].start())
        if len(group) >= 3 or (cued and len(group) >= 2):
            symbols = tuple(_short(m) for m in group)
            runs.append(_Run(group[0].start(), group[-1].end(), symbols, len(symbols)))
    return runs


def _short(match: re.Match[str]) -> str:
    sign = match[2].strip(" -")
    return match[1].upper() + {"sharp": "#", "flat": "b"}.get(sign, sign) + ("m" if match[3].startswith("min") else "")
