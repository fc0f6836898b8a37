"""Moves that have something written anew: another take, more or fewer notes, another rhythm, an older part."""

from typing import Annotated, Literal

from pydantic import Field

from skills.edit.draft import Draft
from skills.edit.move import Amount, Move


class RewriteMove(Move):
    """Write the target anew: another take of a part, a section, a fill, or all."""

    kind: Literal["rewrite"] = "rewrite"

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class DensityMove(Move):
    """Fewer or more notes ("busier drums", "less busy", "simpler melody")."""

    kind: Literal["density"] = "density"
    amount: Amount

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class RhythmMove(Move):
    """Another rhythm to the same pitches or chords."""

    kind: Literal["rhythm"] = "rhythm"
    manner: Literal["syncopated", "straight", "longer notes", "shorter notes", "staccato", "legato", "new"]

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class BorrowMove(Move):
    """Take the target's parts or sections from an earlier version ("with the drums of version 4")."""

    kind: Literal["borrow"] = "borrow"
    version: Annotated[int, Field(ge=1)]

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError
