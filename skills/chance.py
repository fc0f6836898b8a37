"""Seeded randomness, split by name.

Every choice draws from a generator named after who chooses and for what, so that one part can be
written again without disturbing another: the same plan and seed give the same bytes, whatever the
order in which skills run.
"""

import hashlib
import random


def rng(seed: int, *names: object) -> random.Random:
    """Return a generator that depends on the seed and the names alone, on every machine alike."""
    text = "\x1f".join([str(seed), *map(str, names)])
    return random.Random(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big"))
