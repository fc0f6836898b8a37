"""What kind of wish a message to a songwriting partner is, learned from messages sorted by hand.

``intents("i can barely hear the bass")`` tells every intent with its probability, the likeliest first.
The first call loads the encoder and the head (a quarter of a second); each message then takes about ten
milliseconds. What it was trained on and how well it does is told in cards/intent.md.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models.mood import sentence_encoder
from models.networks import encoder
from models.networks.intent import Weights, letters, likelihoods

WEIGHTS = Path(__file__).parent / "weights" / "intent.safetensors"


class Head(NamedTuple):
    """A trained head and the names of what it tells."""

    weights: Weights
    intents: tuple[str, ...]


class Intent(NamedTuple):
    """A kind of wish, as named in corpora/wishes, and how likely it is."""

    name: str
    probability: float


def available() -> bool:
    """Whether the encoder and the head are there. Loads nothing."""
    return encoder.folder() is not None and WEIGHTS.is_file()


def intents(text: str) -> list[Intent]:
    """Every intent with its probability, in three decimals, the likeliest first. Raises MissingWeightsError."""
    return told_by(_shipped(), text)


def told_by(head: Head, text: str) -> list[Intent]:
    """What a head tells of a text. Raises MissingWeightsError."""
    vector = sentence_encoder().encode(text)
    odds = likelihoods(head.weights, vector[None], letters(text)[None])[0]
    order = np.argsort(-odds, kind="stable")
    return [Intent(head.intents[place], round(float(odds[place]), 3)) for place in order]


def read_head(path: Path) -> Head:
    """A head from a file. Raises OSError where there is none."""
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as file:
        weights = {name: file.get_tensor(name).astype(np.float32) for name in file.keys()}  # noqa: SIM118
        return Head(weights, tuple(file.metadata()["intents"].split(",")))


@cache
def _shipped() -> Head:
    return read_head(WEIGHTS)
