"""What an entry of the glossary is."""

from typing import NamedTuple


class Term(NamedTuple):
    """A word of the trade, said twice: for someone who has never met it, and in one line for someone who has."""

    name: str
    plain: str
    terse: str
    example: str = ""
    """What shows it, worked out in the key at hand: "chords IV V I", "scale blues", "tones sus4" (on the tonic),
    "interval tritone"."""
    minor: str = ""
    """The example in a minor key, where it differs by more than its mode."""
    others: tuple[str, ...] = ()
    """Other names it goes by, lower case."""


def term(name: str, plain: str, terse: str, example: str = "", *others: str, minor: str = "") -> Term:
    """An entry, in the order in which it is read."""
    return Term(name, plain, terse, example, minor, others)
