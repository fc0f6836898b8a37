"""What a judge says of one wish, and the words it says it with."""

from collections.abc import Iterable
from typing import NamedTuple


class Verdict(NamedTuple):
    """What was found, whether the wish holds, and figures behind it."""

    found: str
    holds: bool
    detail: str = ""


def within(value: float, low: float | None, high: float | None, tolerance: float = 0.0) -> bool:
    """Whether a value lies from low to high, either of which may be open."""
    above = low is None or value >= low - tolerance - 1e-6
    return above and (high is None or value <= high + tolerance + 1e-6)


def count(number: int, thing: str) -> str:
    """A number of things: "1 bar", "2 bars"."""
    return f"{number} {thing}" + ("" if number == 1 else "s")


def listed(names: Iterable[object]) -> str:
    """Names with commas between, each once."""
    return ", ".join(dict.fromkeys(map(str, names)))
