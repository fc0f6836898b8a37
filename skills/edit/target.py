"""What of a song is meant: parts, sections, bars."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Annotated

from pydantic import Field, model_validator

from skills.plan import Section
from skills.value import Value

HARMONY = "harmony"
"""The chord symbols, as a layer beside the parts that play."""


class Target(Value):
    """What of a song is meant. What is left empty is not narrowed down: ``Target()`` is the whole song."""

    parts: tuple[str, ...] = ()
    """Names of parts in the plan ("lead", "drums", "chords 2"), or "harmony" for the chord symbols."""
    sections: tuple[str, ...] = ()
    """Labels of sections in the plan ("Chorus 2")."""
    first_bar: Annotated[int, Field(ge=1)] | None = None
    """The first bar, counted from 1 through the song."""
    last_bar: Annotated[int, Field(ge=1)] | None = None
    """The last bar, itself included."""

    @model_validator(mode="after")
    def _bars_in_order(self) -> "Target":
        if (self.first_bar is None) != (self.last_bar is None):
            raise ValueError("name both the first and the last bar")
        if self.first_bar and self.last_bar and self.last_bar < self.first_bar:
            raise ValueError(f"bar {self.last_bar} comes before bar {self.first_bar}")
        return self


class Cell(Value):
    """One layer in one section, or in some of its bars: the smallest thing that is written anew."""

    layer: str
    """A part's name, or "harmony"."""
    section: str
    """A section's label."""
    first: Annotated[int, Field(ge=0)] = 0
    """The first bar, counted from 0 in the section."""
    last: Annotated[int, Field(ge=1)] | None = None
    """The bar after the last, counted from 0 in the section; None is the section's end."""


def carried(
    target: Target, before: Sequence[Section], after: Sequence[Section], renamed: Mapping[str, str]
) -> tuple[Target, ...]:
    """What a target means in another form: its sections under their labels there, its bars where they stand there.

    ``renamed`` has the label in the other form of each section, "" for one that is gone. Bars that came apart are
    several targets. What has no counterpart stays as it is called, so that it holds again where it comes back.
    """
    moved = target.model_copy(update={"sections": tuple(renamed.get(s, s) or s for s in target.sections)})
    if target.first_bar is None or target.last_bar is None:
        return (moved,)
    there = {label: bar for label, bar, _ in _laid_out(after)}
    bars = sorted(
        there[label] + number
        for then, first, count in _laid_out(before)
        if (not target.sections or then in target.sections) and (label := renamed.get(then, then)) in there
        for number in range(count)
        if target.first_bar <= first + number <= target.last_bar
    )
    return tuple(moved.model_copy(update={"first_bar": a, "last_bar": b}) for a, b in runs(bars)) or (target,)


def _laid_out(sections: Sequence[Section]) -> list[tuple[str, int, int]]:
    """Label, first bar (counted from 1) and bars of every section."""
    firsts = accumulate((s.bars for s in sections), initial=1)
    return [(section.label, first, section.bars) for section, first in zip(sections, firsts, strict=False)]


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers in order as stretches of neighbours: 1 2 3 7 -> (1, 3), (7, 7)."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found
