"""What people write to a songwriting partner, sorted by what they want: written for this project, one wish a message.

A file holds the messages of one kind of people, a line each: ``intent | message``. ``SEVERAL`` is the
intent of a message with two wishes; those are made by joining two messages of different intents.
"""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "wishes"
SEVERAL = "several"
_JOINTS = (", and ", " and ", ". also ", "; ", ". ", ", but ", ", then ", " + ", ". and ", ", plus ")
_ALONE = frozenset({"hello", "goodbye", "new-song", "pick", "off-topic", "unclear", "theory", "cannot", "help"})


class Wish(NamedTuple):
    """A message and what it asks for."""

    intent: str
    text: str


def read(folder: Path = FOLDER) -> dict[str, list[Wish]]:
    """All messages, by the file they lie in. Raises ValueError naming a line that cannot be read."""
    found: dict[str, list[Wish]] = {}
    for file in sorted(folder.glob("*.txt")):
        wishes = []
        for line in file.read_text(encoding="utf-8").splitlines():
            intent, bar, text = (part.strip() for part in line.partition("|"))
            if not (intent and bar and text):
                raise ValueError(f"{file.name}: cannot read {line!r}")
            wishes.append(Wish(intent, text))
        found[file.stem] = wishes
    return found


def joined(wishes: Sequence[Wish], count: int, seed: int = 0) -> list[Wish]:
    """So many messages with two wishes each."""
    choose = random.Random(seed)
    pool = [w for w in wishes if w.intent not in _ALONE]
    made: list[Wish] = []
    while len(made) < count:
        first, second = choose.sample(pool, 2)
        if first.intent != second.intent:
            made.append(Wish(SEVERAL, first.text.rstrip(" .!?") + choose.choice(_JOINTS) + second.text))
    return made
