"""Slips of the fingers: "trimphant" is triumphant, "pinao" is piano, "place" is no palace."""

from collections.abc import Iterable
from functools import lru_cache

from bot.agent.language.lookalikes import LOOKALIKES
from bot.agent.language.wordlists import words

_SHORT, _LONG = 5, 8
"""Words this long may have one slip; words that long, two."""


_CORE = words(
    """major minor piano drums guitar strings happy slow jazz tempo chords chord verse chorus bridge violin flute
    organ with without song beat minutes minute seconds melody waltz blues ballad ukulele cello synth held calm dark
    rock funk soul folk loud soft start ending bars called please something"""
)
_WORDS_TOO = frozenset(
    words(
        """bet bat eat sing sting string son sog sons cod cord cords card flue low sow sol fats tempo temp tempt vers
        ever bride rides bridge bridges bars bras bar bas base word sand sad hold head cam clam soul sold art star tar
        stat slot dak dank wit wih lack ark dork fun fund folk fork flok load loud lod sot sort oft soft rack rok lues
        bles blue due ruin rums dums rump sung song gong long cello call calls caled clled pleas plea lease bals rid
        wits width cold old her hers ink pin pain paint pains mine mini miner mor manor jaz cell chord horde chords
        minute minutes mites mutes chores choir corset alter ball all ballad ballads"""
    )
)
"""Words that a slip in a core word would give."""


def _slips() -> dict[str, str]:
    """Core words with one inner letter left out or two neighbours swapped, where that is no word itself."""
    found: dict[str, str] = {}
    for word in _CORE:
        made = {word[:i] + word[i + 1 :] for i in range(1, len(word))}
        made |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
        for slip in made - _WORDS_TOO - set(_CORE):
            if len(slip) >= (4 if len(word) > 4 else 3 if len(word) == 3 else 4):
                found.setdefault(slip, word)
    return found


_SLIPS = _slips() | {
    "happpy": "happy", "sadd": "sad", "jaz": "jazz", "regae": "reggae", "kord": "chord", "kords": "chords",
    "rythm": "rhythm", "rythym": "rhythm", "ryhme": "rhyme", "calme": "calm", "balad": "ballad", "wals": "waltz",
    "valtz": "waltz", "violon": "violin", "celo": "cello", "flut": "flute", "sxa": "sax", "saxaphone": "saxophone",
    "gitar": "guitar", "gutar": "guitar", "pinao": "piano", "corus": "chorus", "hapy": "happy", "blus": "blues",
}  # fmt: skip
"""Slips in words too short to be found by likeness, or common ones among people with other languages."""


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
        if word in _SLIPS and word not in self._known:
            return _SLIPS[word]
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
