"""Looking phrases up: the longest phrase that is known wins, whatever it is about."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from bot.agent.language.text import READ, Text, tokens


class Mention(NamedTuple):
    """A known phrase in the text."""

    topic: str
    value: Any
    start: int
    end: int


class Lexicon:
    """Phrases by topic. Hyphens and spaces are the same; of equal phrases the topic given first has it."""

    def __init__(self, topics: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Index every phrase by its first word."""
        self._index: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
        self.words: set[str] = set()
        """Every single word that occurs in some phrase."""
        seen = set()
        for topic, phrases in topics:
            for phrase, value in phrases.items():
                key = tuple(token.text for token in tokens(phrase))
                if key in seen:
                    continue
                seen.add(key)
                self._index.setdefault(key[0], []).append((key, topic, value))
                self.words.update(key)
        for entries in self._index.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: Text) -> list[Mention]:
        """Every mention in what is left to read, in order, none overlapping."""
        found, place = [], 0
        stream = text.tokens
        words = tuple(t.text if text.is_free(t.start, t.end) else READ for t in stream)
        while place < len(stream):
            step = 1
            for key, topic, value in self._index.get(words[place], ()):
                if words[place : place + len(key)] == key:
                    step = len(key)
                    found.append(Mention(topic, value, stream[place].start, stream[place + step - 1].end))
                    break
            place += step
        return found
