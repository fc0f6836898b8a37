"""What of a song is meant: parts, sections, bars."""

from typing import Annotated

from pydantic import Field, model_validator

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
