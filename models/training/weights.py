"""Writing weights: half precision, and the same bytes for the same numbers."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from models.networks.encoder import Floats


def write(path: Path, weights: Mapping[str, Floats], **said: str) -> None:
    """Write weights, and words about them, as safetensors, replacing the file in one step."""
    from safetensors.numpy import save_file

    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    save_file({name: np.ascontiguousarray(w, np.float16) for name, w in sorted(weights.items())}, fresh, said)
    fresh.replace(path)
