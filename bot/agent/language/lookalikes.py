"""English words that a slip of the finger would make of a word in the vocabulary."""

LOOKALIKES: frozenset[str] = frozenset()
