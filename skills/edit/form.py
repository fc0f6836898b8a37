"""Moves of form: sections added, cut, repeated and moved, length, metre."""

from typing import Annotated, Literal

from pydantic import Field

from skills.clock import Metre
from skills.edit.draft import Draft
from skills.edit.move import Move
from skills.plan import SectionKind


class AddSectionMove(Move):
    """Add a new section, newly written."""

    kind: Literal["add section"] = "add section"
    section: SectionKind
    bars: Annotated[int, Field(ge=1, le=64)] | None = None
    before: str | None = None
    """Label; before=None, after=None: where such a section usually stands."""
    after: str | None = None

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class CutSectionMove(Move):
    """Cut sections or bars out."""

    kind: Literal["cut section"] = "cut section"

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class RepeatSectionMove(Move):
    """Play sections again right after themselves."""

    kind: Literal["repeat section"] = "repeat section"
    times: Annotated[int, Field(ge=1, le=8)] = 1
    """Further times."""

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class MoveSectionMove(Move):
    """Move a section to another place in the form."""

    kind: Literal["move section"] = "move section"
    before: str | None = None
    """A label, or None with after None: to the start."""
    after: str | None = None

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class LengthMove(Move):
    """Make the song (or the target sections) longer or shorter."""

    kind: Literal["length"] = "length"
    seconds: Annotated[float, Field(ge=5, le=900)] | None = None
    bars: Annotated[int, Field(ge=1, le=512)] | None = None
    factor: Annotated[float, Field(gt=0, le=8)] | None = None
    """1.5 longer, 0.67 shorter, 2 twice as long."""

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class MetreMove(Move):
    """Put the song in another metre."""

    kind: Literal["metre"] = "metre"
    metre: Metre

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError
