"""Moves of feeling and style."""

from typing import Annotated, Literal

from pydantic import Field

from skills.edit.draft import Draft
from skills.edit.move import Amount, Move
from skills.plan import ArcPoint


class FeelingMove(Move):
    """Make the song or some sections darker, brighter, calmer, bigger, tenser."""

    kind: Literal["feeling"] = "feeling"
    valence: Amount = 0.0
    """Change: -0.4 darker, 0.4 brighter/happier."""
    arousal: Amount = 0.0
    """Change: -0.3 calmer, 0.3 bigger/more energetic."""
    tension: Amount = 0.0
    to: ArcPoint | None = None
    """Absolute instead ("make the bridge sad": that mood's point)."""

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class ArcMove(Move):
    """Draw the feeling of the song or of a section anew ("calm to triumphant")."""

    kind: Literal["arc"] = "arc"
    points: Annotated[tuple[ArcPoint, ...], Field(min_length=1)]

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError


class StyleMove(Move):
    """Play the same song in another style: the tune and the harmony stay, the band and its patterns change."""

    kind: Literal["style"] = "style"
    genre: str

    def apply(self, draft: Draft) -> Draft:
        raise NotImplementedError
