"""Corpora as vectors: every text encoded once and kept, for encoding takes longer than training."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

from models.corpora.feelings import Corpus, Example, Split
from models.networks.encoder import WIDTH, Encoder, Floats
from models.training.mood import Rated

_ROOM = 4096
"""Texts encoded between two reports of progress and two savings."""


def encode(
    corpus: Corpus, encoder: Encoder, kept: Path | None, told: Callable[[float], None] = lambda share: None
) -> dict[Split, Rated]:
    """The vectors and feelings of a corpus by split.

    Args:
        corpus: The texts.
        encoder: What encodes them.
        kept: A folder where vectors are kept between runs, by the texts they are of; None keeps none.
        told: Called with the share that is done, 0 to 1.
    """
    total, done = max(sum(map(len, corpus.values())), 1), 0
    rated: dict[Split, Rated] = {}
    for split, examples in corpus.items():
        parts = []
        for start in range(0, len(examples), _ROOM):
            some = examples[start : start + _ROOM]
            parts.append(_vectors(some, encoder, kept))
            done += len(some)
            told(done / total)
        feelings = np.array([e[1:] for e in examples], np.float32).reshape(-1, 3)
        rated[split] = Rated(np.concatenate(parts or [np.zeros((0, WIDTH), np.float32)]), feelings)
    return rated


def _vectors(examples: Sequence[Example], encoder: Encoder, kept: Path | None) -> Floats:
    texts = [e.text for e in examples]
    name = blake2b("\0".join(texts).encode(), digest_size=12).hexdigest()
    path = None if kept is None else kept / f"{name}.npy"
    if path is not None and path.is_file():
        return np.asarray(np.load(path), np.float32)
    vectors = np.zeros((len(texts), WIDTH), np.float16)
    for places, part in encoder.encode_many(texts):
        vectors[places] = part
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new.npy")
        np.save(fresh, vectors)
        fresh.replace(path)
    return np.asarray(vectors, np.float32)
