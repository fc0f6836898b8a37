"""A request as the readers see it: plain letters, tokens and clauses, and what of it was read already.

Spelling is levelled once (quotes, dashes, accents, arrows, musical signs, other scripts), and every
character remembers where it came from, so that each wish can be quoted in the person's own words.
Positions are character offsets into ``plain`` and ``lower``, which have the same length.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.agent.language.sections import Section

# The very signs that look like others are what is levelled here, hence the exceptions.
_SIGNS = {
    **dict.fromkeys("‘’ʼ`´′", "'"),  # noqa: RUF001
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‐‑‒–−﹣－", "-"),  # noqa: RUF001
    **dict.fromkeys("→⇒➜➔⟶➝⇨▶", "->"),
    "—": " - ", "…": " . ", "×": "x", "♯": "#", "♭": "b", "♮": "", "♩": "quarter",  # noqa: RUF001
    "½": ".5", "¼": ".25", "¾": "3/4", "、": ",", "。": ".", "ß": "ss", "æ": "ae", "œ": "oe",
}  # fmt: skip
_KEPT = frozenset("øØ°Δ")
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+|[^\sa-z\d]")
_LIST_LINE = re.compile(r"\n(?=\s*(?:[-*•]\s|[\w ]{1,20}:))|\n\s*\n")
_NEAR = 80
"""How far back the words that bear on another may begin, in characters."""
READ = "\0"
"""Stands in ``left`` for each character that was read; no word, no space."""


_Origin = list[tuple[int, int]]


class Slip(NamedTuple):
    """What was typed wrong, where, and what was meant."""

    start: int
    end: int
    typed: str
    meant: str


class Token(NamedTuple):
    """A word, a number or a sign. Hyphens inside words part them and leave no token."""

    text: str
    start: int
    end: int


def tokens(lower: str) -> list[Token]:
    """Cut lower-case text into tokens."""
    found = []
    for match in _TOKEN.finditer(lower):
        start, end = match.span()
        inner = match[0] == "-" and lower[start - 1 : start].isalnum() and lower[end : end + 1].isalnum()
        if not inner:
            found.append(Token(match[0], start, end))
    return found


@cache
def _level(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if char.isascii():
        return char if char.isprintable() or char.isspace() else " "
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    if unicodedata.combining(char):
        return ""
    return plain if plain and all(c.isascii() or c in _KEPT for c in plain) else " "


def _levelled(raw: str) -> tuple[str, _Origin]:
    """The plain letters of a text, single-spaced, and the stretch of ``raw`` that each stands for."""
    plain, origin = [], []
    for index, char in enumerate(raw):
        for level in _level(char):
            plain.append(level)
            origin.append((index, index + 1))
    lines = _LIST_LINE.sub(lambda m: ";" + " " * (len(m[0]) - 1), "".join(plain))
    kept = [i for i, c in enumerate(lines) if not (c.isspace() and i and lines[i - 1].isspace())]
    return "".join(" " if lines[i].isspace() else lines[i] for i in kept), [origin[i] for i in kept]


class Text:
    """A request being read. Readers find what they know in ``left`` and ``take`` it, so each word counts once."""

    def __init__(self, raw: str, slips: Callable[[str], Iterable[Slip]] = lambda plain: ()) -> None:
        """Level the spelling of ``raw``; ``slips`` finds what is typed wrong in it, in order."""
        self.raw = raw
        plain, origin = _levelled(raw)
        self.corrections: list[tuple[str, str]] = []
        """(as typed, as read) for every slip of the fingers."""
        self.plain, self._origin = self._corrected(plain, origin, slips(plain))
        self.lower = "".join(c.lower() if c.isascii() else c for c in self.plain)
        self.left = self.lower
        self.tokens = tokens(self.lower)
        self.sections: tuple[Section, ...] = ()
        """The parts of the song that wishes may be about."""

    def _corrected(self, plain: str, origin: _Origin, slips: Iterable[Slip]) -> tuple[str, _Origin]:
        pieces, places, done = [], [], 0
        for start, end, typed, meant in slips:
            self.corrections.append((typed, meant))
            pieces += [plain[done:start], meant]
            places += origin[done:start] + [(origin[start][0], origin[end - 1][1])] * len(meant)
            done = end
        return "".join([*pieces, plain[done:]]), places + origin[done:]

    @property
    def respelled(self) -> str:
        """The text as it came, but for what was put right."""
        return self.plain if self.corrections else self.raw

    def words(self, start: int, end: int) -> str:
        """The person's own words at a stretch."""
        while start < end and self.plain[start].isspace():
            start += 1
        while end > start and self.plain[end - 1].isspace():
            end -= 1
        if start == end:
            return ""
        return " ".join(self.raw[self._origin[start][0] : self._origin[end - 1][1]].split())

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches in what is left to read. Taking one does not disturb those still to come."""
        return pattern.finditer(self.left)

    def before(self, pattern: re.Pattern[str], end: int) -> re.Match[str] | None:
        """What a pattern that ends in ``$`` finds in the words just before a place."""
        return pattern.search(self.lower, max(0, end - _NEAR), end)

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing of a stretch was read yet."""
        return READ not in self.left[start:end]

    def take(self, start: int, end: int) -> None:
        """Mark a stretch as read."""
        self.left = self.left[:start] + READ * (end - start) + self.left[end:]
