"""The intent head: what kind of wish a message is, by its meaning and by its letters.

Two readers side by side: a hidden layer over the sentence encoder's vector, which hears what is meant in
other words, and a hidden layer over hashed pieces of words (Weinberger et al. 2009; Bojanowski et al.
2017), which sees single words, endings and slips of the keys. Each gives a probability for every intent;
the answer is their mean, which is right more often than either and knows better when it is not.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise

import numpy as np

from models.networks.encoder import Floats, gelu

Weights = Mapping[str, Floats]
"""For ``sense`` and ``letters`` each: ``_centre`` and ``_spread`` (inputs,), ``_hidden`` (inputs, units) and
``_hidden_bias``, ``_out`` (units, intents) and ``_out_bias``."""
READERS = ("sense", "letters")
BUCKETS = 4096
_GRAMS = (3, 4, 5)
_OTHER = re.compile(r"[^a-z0-9' ]")


def pieces(text: str) -> Iterator[str]:
    """The words of a text, its pairs of neighbours, and all runs of three to five letters."""
    words = _OTHER.sub(" ", text.lower()).split()
    yield from (f"w {word}" for word in words)
    yield from (f"p {a} {b}" for a, b in pairwise(words))
    joined = f"_{'_'.join(words)}_"
    for size in _GRAMS:
        yield from (joined[at : at + size] for at in range(len(joined) - size + 1))


def letters(text: str) -> Floats:
    """The pieces of a text, counted in ``BUCKETS`` by their checksum, on a logarithmic scale and of one length."""
    counts = np.zeros(BUCKETS, np.float32)
    for piece in pieces(text):
        counts[zlib.crc32(piece.encode()) % BUCKETS] += 1
    counts = np.log1p(counts)
    length = float(np.linalg.norm(counts))
    return np.asarray(counts * np.float32(8 / length) if length else counts)


def likelihoods(weights: Weights, sense: Floats, spelled: Floats) -> Floats:
    """The probability of each intent, shape (n, intents), of vectors (n, 1536) and letters (n, BUCKETS)."""
    told = [_read(weights, name, inputs) for name, inputs in zip(READERS, (sense, spelled), strict=True)]
    return np.asarray((told[0] + told[1]) / np.float32(2))


def _read(weights: Weights, name: str, inputs: Floats) -> Floats:
    scaled: Floats = (inputs - weights[f"{name}_centre"]) / weights[f"{name}_spread"]
    inner: Floats = scaled @ weights[f"{name}_hidden"] + weights[f"{name}_hidden_bias"]
    hidden = gelu(inner)
    logits = hidden @ weights[f"{name}_out"] + weights[f"{name}_out_bias"]
    odds = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=-1, keepdims=True))
