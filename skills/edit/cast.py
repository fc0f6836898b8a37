"""Moves of the cast: instruments in, out and swapped; the title."""

from typing import Annotated, Literal

from pydantic import Field

from skills.edit.draft import Draft
from skills.edit.move import Move
from skills.plan import Role


class AddPartMove(Move):
    """Add an instrument, everywhere or in some sections."""

    kind: Literal["add part"] = "add part"
    instrument: str
    role: Role | None = None

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class RemovePartMove(Move):
    """Take parts out, everywhere or in some sections or bars (they rest there)."""

    kind: Literal["remove part"] = "remove part"

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class SwapInstrumentMove(Move):
    """Play a part on another instrument: the same notes, within its range."""

    kind: Literal["swap instrument"] = "swap instrument"
    instrument: str

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class TitleMove(Move):
    """Give the song another title."""

    kind: Literal["title"] = "title"
    title: Annotated[str, Field(min_length=1, max_length=120)]

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError
