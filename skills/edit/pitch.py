"""Moves of pitch: transposing, changing mode, changing register."""

from typing import Annotated, Literal

from pydantic import Field

from skills.edit.draft import Draft
from skills.edit.move import Move
from skills.theory.key import Mode


class KeyMove(Move):
    """Transpose or change mode, everywhere or in some sections ("up a step", "in D minor", "key change at the end")."""

    kind: Literal["key"] = "key"
    tonic: str | None = None
    mode: Mode | None = None
    semitones: Annotated[int, Field(ge=-24, le=24)] | None = None

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class RegisterMove(Move):
    """The same notes an octave or more higher or lower."""

    kind: Literal["register"] = "register"
    octaves: Annotated[int, Field(ge=-3, le=3)]

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError
