"""Where a model and the person's own words contradict.

The embedded parser reads every message, too. What the words say in so many words (a key, a number, a
name) stands as the parser read it, whatever the model makes of it. How the song is to feel, and a style
that was not called by its own name, are the model's to say, and so is everything that the parser did not
find. A wish that points to no words of the person is the model's invention and is left out.
"""

import re
from collections.abc import Iterable

from bot.agent.language import Reading, read
from skills.edit import AnyMove
from skills.errors import RequestError
from skills.plan import Ask

_FEELINGS = ("mood", "arc")
_ALIKE = {"tonic": "key", "mode": "key", "only": "instrument", "arc": "mood"}
# The fields of a move that hold a fact.
_FACTS: dict[str, tuple[str, ...]] = {
    "key": ("tonic", "mode", "semitones"),
    "tempo": ("bpm",),
    "metre": ("metre",),
    "length": ("seconds", "bars"),
    "chords": ("chords",),
    "title": ("title",),
}
# How a wish is put so that the embedded readers read its value.
_PUT = {
    "key": "in {}", "tonic": "in {}", "mode": "in {}", "metre": "in {}", "form": "form: {}", "chords": "chords: {}",
    "genre": "{}", "instrument": "with {}", "only": "only {}", "mood": "{}",
}  # fmt: skip


class NotAWishError(ValueError):
    """A wish holds what cannot be read; the sentence is for the model."""


def said(text: str) -> Reading:
    """What the embedded parser reads.

    Raises RequestError where the words ask for what cannot be; words that are only in letters the parser
    does not know are left to the model.
    """
    try:
        return read(text)
    except RequestError:
        if any(c.isascii() and c.isalpha() for c in text):
            raise
        return Reading()


def canonical(wish: Ask) -> tuple[Ask, ...]:
    """A model's wish as the embedded readers would have written it: "Dm" is "D minor", "guitar" a known one.

    Raises NotAWishError for a value that cannot be read.
    """
    put = _PUT.get(wish.kind)
    if put is None:
        return (wish,)
    group = _group(wish)
    if not wish.value and wish.kind in ("mood", "instrument") and (wish.points or wish.role):
        return (wish,)
    try:
        found = [a for a in read(put.format(wish.value)).asks if _group(a) == group]
    except RequestError:
        found = []
    if not found and wish.points:
        return (wish,)  # a feeling that has no name yet but a place
    if not found:
        raise NotAWishError(f"wish {wish.kind!r}: I cannot read the value {wish.value!r}")
    own = wish.model_dump(include={"words", "role", "player", "section", "unwanted", "points"}, exclude_defaults=True)
    return tuple(Ask.model_validate({**a.model_dump(), **own}) for a in found)


def agreed(text: str, words: Reading, wishes: Iterable[Ask]) -> Reading:
    """The wishes of both minds as one reading, the words first wherever they hold a fact."""
    meant = [wish for wish in wishes if _points_to(text, wish.words)]
    interpreted = {_group(wish) for wish in meant}
    asks = [a for a in words.asks if _is_fact(a) or _group(a) not in interpreted]
    told = {(_group(a), a.section) for a in asks}
    players = {name.strip() for a in asks if _group(a) == "instrument" for name in a.value.split(",")}
    only = any(a.kind == "only" for a in asks)
    for wish in meant:
        if wish.kind == "instrument":
            if not only and wish.value not in players:
                asks.append(wish)
        elif (_group(wish), wish.section) not in told:
            asks.append(wish)
    unread = tuple(p for p in words.unread if not any(_share(p, wish.words) for wish in meant))
    return words.model_copy(update={"asks": tuple(asks), "unread": unread})


def corrected(moves: Iterable[AnyMove], read_in_words: Iterable[AnyMove]) -> tuple[AnyMove, ...]:
    """A model's moves with the facts that the parser read in the words, and with those it passed over."""
    facts: dict[str, AnyMove] = {}
    for move in read_in_words:
        if any(getattr(move, field) is not None for field in _FACTS.get(move.kind, ())):
            facts.setdefault(move.kind, move)
    right = []
    for move in moves:
        fact = facts.get(move.kind)
        right.append(move if fact is None else fact.model_copy(update={"target": move.target}))
    there = {move.kind for move in right}
    return (*right, *(fact for kind, fact in facts.items() if kind not in there))


def _is_fact(ask: Ask) -> bool:
    """Whether a wish that the parser read is there in so many words."""
    if ask.kind in _FEELINGS:
        return False
    return ask.kind != "genre" or ask.value.casefold() in ask.words.casefold()


def _group(ask: Ask) -> str:
    return _ALIKE.get(ask.kind, ask.kind)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _points_to(text: str, words: str) -> bool:
    """Whether words are, by and large, the person's own."""
    if not words.strip():
        return False
    if words.casefold().strip() in text.casefold():
        return True
    own, given = set(_words(text)), _words(words)
    return bool(given) and sum(word in own for word in given) * 2 > len(given)


def _share(phrase: str, words: str) -> bool:
    return bool(set(_words(phrase)) & set(_words(words)))
