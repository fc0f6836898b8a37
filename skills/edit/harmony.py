"""Moves of harmony: given chords, other chords."""

from typing import Annotated, Literal

from pydantic import Field

from skills.edit.draft import Draft
from skills.edit.move import Move


class ChordsMove(Move):
    """Put given chords, as chord symbols or Roman numerals, into the target."""

    kind: Literal["chords"] = "chords"
    chords: Annotated[tuple[str, ...], Field(min_length=1)]

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class ReharmoniseMove(Move):
    """Find other chords for the target that suit its tune."""

    kind: Literal["reharmonise"] = "reharmonise"
    manner: Literal["new", "simpler", "jazzier", "richer", "darker", "brighter"] = "new"

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError
