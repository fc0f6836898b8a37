"""Moves of playing: tempo, time feel, swing, looseness, loudness, fills, ending."""

from typing import Annotated, Literal

from pydantic import Field

from skills.edit.draft import Draft
from skills.edit.move import Amount, Move


class TempoMove(Move):
    """Change the tempo; the notes stay as they are."""

    kind: Literal["tempo"] = "tempo"
    bpm: Annotated[float, Field(ge=30, le=300)] | None = None
    """Quarter notes a minute."""
    factor: Annotated[float, Field(ge=0.25, le=4)] | None = None
    """1.08 a bit faster, 1.15 faster, 1.3 much faster."""

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class TimeFeelMove(Move):
    """Drums in half-time, double-time or normal time."""

    kind: Literal["time feel"] = "time feel"
    feel: Literal["half", "double", "normal"]

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class SwingMove(Move):
    """Swing more, less, or play straight."""

    kind: Literal["swing"] = "swing"
    amount: Annotated[float, Field(ge=0.5, le=0.75)] | None = None
    """0.5 straight, 0.667 triplet."""
    change: Amount = 0.0

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class HumaniseMove(Move):
    """Play more freely, like people, or tighter, like a machine."""

    kind: Literal["humanise"] = "humanise"
    amount: Amount
    """-1 quantised, 1 as loose as can be."""

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class LoudnessMove(Move):
    """Louder or softer playing."""

    kind: Literal["loudness"] = "loudness"
    amount: Amount

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class FillsMove(Move):
    """More, fewer or no drum fills."""

    kind: Literal["fills"] = "fills"
    amount: Amount
    """-1 none."""

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class EndingMove(Move):
    """Another ending: a cadence in tempo, slowing down, fading out, stopping cold, or a long held chord."""

    kind: Literal["ending"] = "ending"
    how: Literal["cadence", "ritardando", "fade", "cold", "hold"]

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError
