"""Puts right what was typed wrong: letters, and spaces that are missing, too many, or a letter off.

A word that is English, or that the vocabulary knows, is never touched; only a handful that are almost
always slips in talk of music ("drum roles", "the base guitar") are, where the words around them say so.
The English words, in order of frequency, are the commonest of SymSpell's list (Wolf Garbe, MIT; made
from SCOWL by Kevin Atkinson and Google's book counts, CC BY 3.0).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from bot.agent.language import artists, genres, leftover, manner, moods, movement, players, tempo
from bot.agent.language.abroad import abroad
from bot.agent.language.mistaken import mistaken
from bot.agent.language.numbers import NUMBER_WORDS
from bot.agent.language.text import Slip
from bot.agent.language.typos import Speller
from bot.agent.language.vocabulary import CORE, HABITS, JARGON
from skills.instruments import INSTRUMENTS
from skills.styles import STYLES
from skills.teach.glossary import NAMES

_USUAL = 5000
"""How many of the most common words a slip may have been meant to be."""
_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
_QUOTED = re.compile(r'"[^"]*"|\{\{.*?\}\}|\S+\.(?:mid|midi|mp3|wav|pdf|xml|musicxml|com|org)\b|\bhttps?:\S+')
_NAMED = re.compile(r"\b(?:called|titled|named|entitled|title(?: it)?(?: to| is|:)?|(?:call|name) it)\s[^,.;!?]*")
_CHORD = re.compile(
    r"[A-Ha-h](?:b|s|is|es)?(?:m|mi|min|ma|maj|dim|aug|sus|add|dom|mmaj|major|minor|flat|sharp)?(?:b|sus|add|maj)?|[ivIV]+"
)
_SENTENCE = re.compile(r"\b[a-z]{4,}")
_OPENING = re.compile(r"(?:^|[.!?:;\"(])\s*$")
_KEY_MODE = re.compile(r"\b([A-G][b#]?|[a-g]b)(major|minor|maj|min|dorian|lydian|mixolydian)\b")
_NUMBER_SPACE = re.compile(r"\b(\d{1,2})\s(\d{1,2})(?=\s?bpm\b)|\b(\d{2,3}b)\s(?=pm\b)|\b(\d{2,3}bp)\s(?=m\b)")
_SPLIT, _JOIN, _SHIFT = 1.0, 0.9, 0.8
"""What a space left out, one too many, or one that is a letter off costs; more letters, more."""
_CONVINCED = 2.9
"""The dearest reading of a wrong word that is believed."""
_SURE = 1.5
"""A word this near is meant, whatever could be made of its neighbours."""
_ENDINGS = ("er", "est", "ier", "ly", "ing", "ed", "es", "s", "r", "e")
_LEAST = ("a", "i")


@cache
def speller() -> Speller:
    """The speller of everything that people write here."""
    english = files("bot.agent.language").joinpath("english.txt").read_text("utf-8").split()
    lists = (movement.shape_words(), genres.genre_words(), players.instrument_words(), tempo.TEMPO_WORDS)
    others = _words_of(p for vocabulary in lists for p in vocabulary)
    feelings = _words_of(moods.mood_words())
    named = _words_of([*INSTRUMENTS, *STYLES, *NAMES])
    core = CORE | {w for w in leftover.FILLER if len(w) > 3 and w.isalpha()}
    core |= {w for w in NUMBER_WORDS if len(w) > 3}
    core |= {w for w in named if len(w) > 4 and w not in leftover.FILLER}
    known = leftover.FILLER | NUMBER_WORDS | JARGON | others | feelings
    known |= _words_of(artists.NAMES) | _words_of(manner.DENSITY_WORDS)
    usual = {w for w in others if len(w) > 4} | (feelings & set(english)) | set(english[:_USUAL])
    return Speller(english, core, known, usual)


def _words_of(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in re.findall(r"[a-z]+", phrase.lower()))


def slips(plain: str) -> list[Slip]:
    """What is typed wrong in a text, in order, none overlapping."""
    guarded = [m.span() for m in (*_QUOTED.finditer(plain), *_NAMED.finditer(plain))]

    def free(start: int, end: int) -> bool:
        return all(end <= a or b <= start for a, b in guarded)

    found = [Slip(a, b, plain[a:b], meant) for a, b, meant in abroad(plain.lower()) if free(a, b)]
    found += [s for s in _spaced_numbers(plain) if free(s.start, s.end) and not _overlaps(s, found)]
    found += [s for s in _misspelt(plain) if free(s.start, s.end) and not _overlaps(s, found)]
    for start, end, meant in mistaken(plain.lower()):
        slip = Slip(start, end, plain[start:end], meant)
        if free(start, end) and not _overlaps(slip, found):
            found.append(slip)
    return sorted(found)


def _overlaps(slip: Slip, others: Iterable[Slip]) -> bool:
    return any(slip.start < o.end and o.start < slip.end for o in others)


def _spaced_numbers(plain: str) -> Iterator[Slip]:
    for match in _NUMBER_SPACE.finditer(plain):
        yield Slip(*match.span(), match[0], match[0].replace(" ", ""))
    for match in _KEY_MODE.finditer(plain):
        yield Slip(*match.span(), match[0], f"{match[1]} {match[2]}")


def _misspelt(plain: str) -> Iterator[Slip]:
    words = list(_WORD.finditer(plain))
    prose = bool(_SENTENCE.search(plain))
    done = -1
    for index, match in enumerate(words):
        if match.start() < done or not _wrong(match, plain, prose):
            continue
        before = words[index - 1] if index and _touching(words[index - 1], match, plain) else None
        if before is not None and before.start() < done:
            before = None
        after = words[index + 1] if index + 1 < len(words) and _touching(match, words[index + 1], plain) else None
        best = _reading(match[0].lower(), before[0].lower() if before else "", after[0].lower() if after else "")
        if best is None:
            continue
        start = before.start() if before and best[1] else match.start()
        end = after.end() if after and best[2] else match.end()
        typed = plain[start:end]
        yield Slip(start, end, typed, best[0].capitalize() if typed[0].isupper() else best[0])
        done = end


def _wrong(match: re.Match[str], plain: str, prose: bool) -> bool:
    """Whether a word is to be put right: unknown, no chord, no name."""
    word = match[0]
    around = plain[match.start() - 1 : match.start()] + plain[match.end() : match.end() + 1]
    if word.lower() in HABITS and not re.search(r"[\d#/@_]", around):
        return True
    if len(word) < 2 or re.search(r"[\d#/@_]", around) or speller().knows(word.lower()) or _CHORD.fullmatch(word):
        return False
    return not (prose and word.istitle() and not _OPENING.search(plain[: match.start()]))


def _touching(left: re.Match[str], right: re.Match[str], plain: str) -> bool:
    return plain[left.end() : right.start()] == " "


@lru_cache(maxsize=2048)
def _reading(word: str, before: str, after: str) -> tuple[str, bool, bool] | None:
    """What a wrong word was meant to be, and whether the words before and after it are part of that."""
    spell = speller()
    options: list[tuple[float, str, bool, bool]] = []
    if word in HABITS:
        return HABITS[word], False, False
    if corrected := spell.correct(word):
        if corrected[1] < _SURE and after not in _ENDINGS:
            return corrected[0], False, False
        options.append((corrected[1], corrected[0], False, False))
    options += [(cost, f"{a} {b}", False, False) for cost, a, b in _parted(word, _SPLIT, -1)]
    for left, right, both in ((before, word, (True, False)), (word, after, (False, True))):
        other = left if both[0] else right
        if not other:
            continue
        worth = spell.rarity(other) if spell.knows(other) else _CONVINCED
        joined = left + right
        if spell.knows(joined) and len(joined) > 3:
            options.append((_JOIN + spell.rarity(joined) - worth, joined, *both))
        elif min(len(left), len(right)) <= 2 and (near := spell.correct(joined)) and near[0] in spell.core:
            options.append((_JOIN + near[1] - worth, near[0], *both))
        options += [(cost - worth, f"{a} {b}", *both) for cost, a, b in _parted(joined, _SHIFT, len(left))]
    if not options:
        return None
    cost, meant, with_before, with_after = min(options)
    return (meant, with_before, with_after) if cost <= _CONVINCED else None


def _parted(letters: str, price: float, space: int) -> Iterator[tuple[float, str, str]]:
    """Two words run together, with what that costs; ``space`` is where one stood, -1 where there was none."""
    spell = speller()
    for at in range(1, len(letters)):
        left, right = letters[:at], letters[at:]
        if at == space or not all(len(w) > 1 or w in _LEAST for w in (left, right)):
            continue
        if not (spell.knows(left) and spell.knows(right)):
            continue
        far = 0.0 if space < 0 else 0.3 * (abs(at - space) - 1)
        yield price + far + spell.rarity(left) + spell.rarity(right) - 0.5, left, right


def matters(typed: str, meant: str) -> bool:
    """Whether a correction is worth saying: what was meant is a word of music and was not plain to see."""
    return len(typed) > 3 and any(word in CORE for word in meant.lower().split())
