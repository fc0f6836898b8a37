"""Texts with the feeling they carry, from every corpus on one scale: the house's.

Valence runs -1 to 1, arousal and tension 0 to 1. Tension is tense arousal (Thayer 1989; Schimmack &
Grob 2000): what is both activated and unpleasant, the more so the less one is in control.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple
from zlib import crc32

Split = Literal["train", "dev", "test"]
SPLITS: tuple[Split, ...] = ("train", "dev", "test")
DIMENSIONS = ("valence", "arousal", "tension")
NEUTRAL = (0.0, 0.45, 0.35)
"""Where neither side of a dimension is taken."""


class Example(NamedTuple):
    """A text and its feeling."""

    text: str
    valence: float
    arousal: float
    tension: float


Corpus = dict[Split, list[Example]]


def tense(valence: float, arousal: float, dominance: float) -> float:
    """Tension, 0 to 1, from valence and dominance (-1 to 1) and arousal (0 to 1)."""
    return min(max(arousal * (1 - valence) / 2 * (1 - dominance / 4), 0.0), 1.0)


def of_words(places: Mapping[str, tuple[float, float, float]]) -> Corpus:
    """A vocabulary as a corpus, a tenth for dev and a tenth for test by the letters of each word alone."""
    corpus: Corpus = {"train": [], "dev": [], "test": []}
    for word in sorted(places):
        split: Split = {0: "dev", 5: "test"}.get(crc32(word.encode()) % 10, "train")  # type: ignore[assignment]
        corpus[split].append(Example(word, *places[word]))
    return corpus
