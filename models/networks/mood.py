"""The mood head: what the encoder makes of a text, turned into valence, arousal and tension.

One hidden layer over the standardised vector. Valence leaves through tanh (-1 to 1), arousal and
tension through the logistic function (0 to 1), so no input can leave the range.
"""

from collections.abc import Mapping

import numpy as np

from models.networks.encoder import Floats, gelu

Weights = Mapping[str, Floats]
"""``centre`` and ``spread`` (inputs,), ``hidden`` (inputs, units), ``hidden_bias`` (units,), ``out`` (units, 3),
``out_bias`` (3,)."""


def feel(weights: Weights, vectors: Floats) -> Floats:
    """Valence, arousal and tension, shape (n, 3), of text vectors, shape (n, inputs)."""
    scaled: Floats = (vectors - weights["centre"]) / weights["spread"]
    hidden = gelu(scaled @ weights["hidden"] + weights["hidden_bias"])
    out = hidden @ weights["out"] + weights["out_bias"]
    return np.concatenate([np.tanh(out[:, :1]), 1 / (1 + np.exp(-out[:, 1:]))], axis=-1)
