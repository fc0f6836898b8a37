"""Slips of the fingers: "trimphant" is triumphant, "pinao" is piano, "place" is no palace."""

from collections.abc import Iterable
from functools import lru_cache

from bot.agent.language.lookalikes import LOOKALIKES

_SHORT, _LONG = 5, 8
"""Words this long may have one slip; words that long, two."""


class Corrector:
    """Finds the one known word that an unknown word was meant to be."""

    def __init__(self, common: Iterable[str], others: Iterable[str], known: Iterable[str]) -> None:
        """Find ``common`` and ``others``, of equals the common; leave ``known`` alone."""
        self._common = frozenset(common)
        targets = self._common | frozenset(others)
        self._known = frozenset(known) | targets | LOOKALIKES
        self._by_initial: dict[str, list[str]] = {}
        for word in sorted(targets):
            if len(word) >= _SHORT:
                self._by_initial.setdefault(word[0], []).append(word)
        self.correct = lru_cache(maxsize=2048)(self._correct)

    def _correct(self, word: str) -> str | None:
        """The word that was meant, or None when ``word`` is known, too short, or could be several."""
        if word in self._known or len(word) < _SHORT or not word.isalpha():
            return None
        reach = 1 if len(word) < _LONG else 2
        best: list[str] = []
        for candidate in self._by_initial.get(word[0], ()):
            if abs(len(candidate) - len(word)) > reach:
                continue
            apart = distance(word, candidate, reach)
            if apart < reach:
                reach, best = apart, [candidate]
            elif apart == reach:
                best.append(candidate)
        if len(best) > 1:
            best = [candidate for candidate in best if candidate in self._common]
        return best[0] if len(best) == 1 else None


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
