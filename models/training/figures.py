"""How well feelings are told: correlations with people's ratings, a linear baseline, published figures."""

from collections.abc import Mapping, Sequence

import numpy as np

from models.corpora.feelings import NEUTRAL
from models.networks.encoder import Floats
from models.networks.mood import Weights, feel

PUBLISHED: tuple[tuple[str, float, float, float], ...] = (
    ("AAN, adversarial attention (Zhu et al. 2019)", 0.424, 0.352, 0.265),
    ("ensemble of networks and features (Akhtar et al. 2019)", 0.635, 0.375, 0.277),
    ("SRV-SLSTM, variational (Wu et al. 2019)", 0.620, 0.508, 0.333),
    ("RoBERTa-Large, all weights tuned (Park et al. 2021)", 0.829, 0.569, 0.513),
    ("same, from GoEmotions to EmoBank (Park et al. 2021)", 0.835, 0.573, 0.529),
    ("RoBERTa-Large, GoEmotions only, zero-shot (Park et al. 2021)", 0.630, 0.277, 0.311),
)
"""Pearson's r for valence, arousal and dominance on EmoBank, as Park et al. 2021 (EMNLP) list them.

Valence and arousal compare with ours, for Park et al. use the same test split and ratings; the earlier three may
have split the corpus otherwise. Tension has no published figure; the nearest, dominance, is not the same thing.
"""


def correlate(told: Floats, rated: Floats) -> tuple[float, ...]:
    """Pearson's r of each dimension; 0 where one of the two does not vary."""
    a, b = told - told.mean(axis=0), rated - rated.mean(axis=0)
    size = np.sqrt((a**2).sum(axis=0) * (b**2).sum(axis=0))
    return tuple(float(r) for r in (a * b).sum(axis=0) / np.where(size > 0, size, 1.0))


def pearson(weights: Weights, rated: tuple[Floats, Floats]) -> tuple[float, ...]:
    """Pearson's r of each dimension between a head and people."""
    return correlate(feel(weights, rated[0]), rated[1])


def ridge(parts: Sequence[tuple[Floats, Floats]], penalty: float = 300.0) -> tuple[Floats, Floats, Floats]:
    """The linear baseline: centre, spread and coefficients that predict standardised ratings.

    Each part is standardised by itself, as corpora differ in scale.
    """
    vectors = np.concatenate([v for v, _ in parts])
    target = np.concatenate([(f - f.mean(axis=0)) / f.std(axis=0) for _, f in parts])
    centre, spread = vectors.mean(axis=0), vectors.std(axis=0) + np.float32(1e-6)
    scaled = (vectors - centre) / spread
    square = scaled.T @ scaled + penalty * np.eye(scaled.shape[1], dtype=np.float32)
    return centre, spread, np.linalg.solve(square, scaled.T @ target)


def linear(model: tuple[Floats, Floats, Floats], vectors: Floats) -> Floats:
    """What the linear baseline tells."""
    centre, spread, coefficients = model
    return np.asarray((vectors - centre) / spread @ coefficients)


def sides(signs: Sequence[str], told: Sequence[Sequence[float]]) -> Mapping[int, list[bool]]:
    """For each dimension, whether each phrase that has a side there ("+" or "-") is told on it."""
    return {
        axis: [
            (feeling[axis] > NEUTRAL[axis]) == (sign[axis] == "+")
            for sign, feeling in zip(signs, told, strict=True)
            if sign[axis] != "."
        ]
        for axis in range(3)
    }
