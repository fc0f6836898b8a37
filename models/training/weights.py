"""Writing weights: half precision, and the same bytes for the same numbers."""

from pathlib import Path

import numpy as np

from models.networks.mood import Weights


def write(path: Path, weights: Weights) -> None:
    """Write weights as safetensors, replacing the file in one step."""
    from safetensors.numpy import save_file

    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    save_file({name: np.ascontiguousarray(w, np.float16) for name, w in sorted(weights.items())}, fresh)
    fresh.replace(path)
