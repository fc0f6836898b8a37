"""What a model may not say: the words of its prompts, a key, what no terminal should be sent, too much.

The prompts are no secret and no key is ever told to a model, so this is a matter of manners before it
is one of safety: a person who asks for a song does not want to read instructions. A server that wants
to hand a key back, which it was given as a header, finds it taken out here.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from prompts import names, prompt

LONGEST = 400
"""Characters in any one thing that a model says in a tool call."""
HELD_BACK = 8
"""So many words in a row from a prompt are an echo of it; so many are held back while words stream."""


def clean(text: str) -> str:
    """The text without control characters, escape sequences and invisible marks; line ends become spaces."""
    text = re.sub(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)", "", text)
    spaced = re.sub(r"[\s\u2028\u2029]+", " ", text)
    return "".join(c for c in spaced if unicodedata.category(c)[0] != "C" or c == "\u200d")  # a joiner inside emoji


def echoes(text: str, secrets: tuple[str, ...] = ()) -> bool:
    """Whether the text repeats a stretch of a prompt, or holds one of the secrets."""
    if any(secret in text for secret in secrets):
        return True
    runs = _runs(text)
    return any(run in _prompted() for run in runs)


@cache
def _prompted() -> frozenset[tuple[str, ...]]:
    return frozenset(run for name in names() for run in _runs(prompt(name)))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return (tuple(words[i : i + HELD_BACK]) for i in range(len(words) - HELD_BACK + 1))
