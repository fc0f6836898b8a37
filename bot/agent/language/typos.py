"""Slips of the fingers and of the ear: how far a typed word is from the one that was meant.

A mistyped word is likely a known word with two letters swapped, one doubled, dropped or hit beside, or
one written as it sounds. Each kind of slip has its price; of the words within reach the cheapest wins,
and of equals the more usual one: a noisy channel (Kernighan, Church and Gale 1990) with hand-set prices.
"""

import math
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = "aeiouy"
_ALIKE = ("ck", "cs", "sz", "kq", "iy", "vw", "td", "pb", "gj", "fv", "mn")
_SWAP, _DOUBLE, _NEAR, _DROP, _EXTRA, _OTHER = 0.6, 0.5, 0.75, 0.95, 1.0, 1.15
_FIRST = 0.45
"""What a slip in the first letter costs on top."""
_SOUND = 0.9
"""What a word written as it sounds costs."""
USUAL = 0.35
"""What a word ten times rarer costs."""
_CORE_RANK = 150
"""A word of music counts as being this common."""
_FOREIGN = 0.2
"""What it costs that a word is none of music."""
_AS_IT_SOUNDS = (
    ("ph", "f"), ("gh", ""), ("ck", "k"), ("ch", "k"), ("qu", "kw"), ("x", "ks"), ("wr", "r"), ("kn", "n"), ("rh", "r"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("y", "i"), ("z", "s"), ("ee", "i"), ("ea", "i"), ("oo", "u"),
    ("ou", "u"), ("ie", "i"), ("ei", "i"), ("ai", "e"), ("w", "v"),
)  # fmt: skip


def _prices() -> dict[tuple[str, str], float]:
    """The price of one letter for another, where it is not that of any other."""
    pairs = [pair for row in _ROWS for pair in pairwise(row)]
    for up, down in pairwise(_ROWS):
        pairs += [*zip(up, down, strict=False), *zip(up[1:], down, strict=False)]
    pairs += [(a, b) for a in _VOWELS for b in _VOWELS] + [(pair[0], pair[1]) for pair in _ALIKE]
    same = {(char, char): 0.0 for char in "abcdefghijklmnopqrstuvwxyz'"}
    return {pair: _NEAR for a, b in pairs for pair in ((a, b), (b, a))} | same


_INSTEAD = _prices()


class Speller:
    """Knows which words are right, and which one a wrong one was meant to be."""

    def __init__(self, english: Iterable[str], core: Iterable[str], known: Iterable[str], usual: Iterable[str]) -> None:
        """Correct into ``core`` and ``usual`` words, and leave ``known`` and ``english`` ones, by frequency."""
        self._rank: dict[str, int] = {}
        for word in english:
            self._rank.setdefault(word, len(self._rank))
        self.core = frozenset(core)
        self._known = frozenset(known) | self.core
        self._targets: dict[int, list[tuple[str, int]]] = {}
        self._sounds: dict[str, list[str]] = {}
        targets = self.core | {word for word in usual if len(word) > 1}
        for word in sorted(targets):
            self._targets.setdefault(len(word), []).append((word, _letters(word)))
            self._sounds.setdefault(sound(word), []).append(word)
        self.correct = lru_cache(maxsize=4096)(self._correct)

    def knows(self, word: str) -> bool:
        """Whether a word is right as it is."""
        return word in self._known or word in self._rank or word.removesuffix("'s") in self._rank

    def rarity(self, word: str) -> float:
        """What it costs to believe in a word: 0.35 for each time that it is ten times rarer."""
        rank = self._rank.get(word, 60_000)
        if word in self.core:
            return USUAL * math.log10(20 + min(rank, _CORE_RANK))
        return USUAL * math.log10(20 + rank) + _FOREIGN

    def _correct(self, word: str) -> tuple[str, float] | None:
        """The word that was meant and what it costs to believe so, or None where there is none near."""
        limit = _limit(len(word))
        found = self._nearest(word, 1, min(limit, _OTHER + _FIRST))
        if found is None and len(word) > 4:
            found = self._nearest(word, 2, limit)
        return found

    def _nearest(self, word: str, reach: int, limit: float) -> tuple[str, float] | None:
        letters = _letters(word)
        near = set(self._sounds.get(sound(word), ())) if len(word) > 3 else set()
        for length in range(max(len(word) - reach, 2), len(word) + reach + 1):
            for candidate, theirs in self._targets.get(length, ()):
                if (letters ^ theirs).bit_count() <= reach + 1 and (reach == 1 or candidate[0] in word[:2]):
                    near.add(candidate)
        best: tuple[float, str] | None = None
        for candidate in near:
            slip = apart(word, candidate, limit)
            if slip <= limit:
                cost = (slip + self.rarity(candidate), candidate)
                best = cost if best is None or cost < best else best
        return (best[1], best[0]) if best else None


def _limit(length: int) -> float:
    """The dearest slip that is believed in a word of this length."""
    return {1: 0.0, 2: 0.6, 3: 0.75, 4: 1.0, 5: 1.25, 6: 1.45}.get(length, 2.0 if length < 10 else 2.4)


def _letters(word: str) -> int:
    """The letters of a word as bits."""
    mask = 0
    for char in word:
        mask |= 1 << (ord(char) & 31)
    return mask


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """A word as it sounds, roughly: "coruses" and "choruses" are one. Short ones are left as they are."""
    written = word
    for spelt, heard in _AS_IT_SOUNDS:
        word = word.replace(spelt, heard)
    word = re.sub(r"(.)\1", r"\1", word)
    word = word[:-1] if len(word) > 3 and word.endswith("e") else word
    return word if len(word) > 3 else written


def apart(typed: str, meant: str, limit: float) -> float:
    """The price of the slips between two words, or more than ``limit``.

    Optimal string alignment (Damerau 1964), weighted.
    """
    if len(typed) > 3 and sound(typed) == sound(meant):
        limit = min(limit, _SOUND)
        otherwise = _SOUND
    else:
        otherwise = limit + 1
    before: list[float] = []
    row = [_DROP * j for j in range(len(meant) + 1)]
    for i, a in enumerate(typed, 1):
        earlier, before, row = before, row, [_EXTRA * i]
        extra = _DOUBLE if i > 1 and a == typed[i - 2] else _EXTRA
        for j, b in enumerate(meant, 1):
            dropped = _DOUBLE if j > 1 and b == meant[j - 2] else _NEAR if b in _VOWELS else _DROP
            cost = min(before[j - 1] + _INSTEAD.get((a, b), _OTHER), before[j] + extra, row[j - 1] + dropped)
            if i > 1 and j > 1 and a == meant[j - 2] and typed[i - 2] == b and a != b:
                cost = min(cost, earlier[j - 2] + _SWAP)
            row.append(cost)
        if min(row) > limit and (not before or min(before) > limit):
            return otherwise
    swapped = typed[:2] == meant[1::-1]
    price = row[-1] + (0 if typed[0] == meant[0] or swapped else _FIRST)
    return min(price, otherwise)


def distance(left: str, right: str, limit: int) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours between two words, or ``limit`` + 1 if more.

    Optimal string alignment (Damerau 1964).
    """
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
