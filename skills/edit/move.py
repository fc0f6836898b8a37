"""The contract of a move: a change by name, with its arguments, that can be carried out on a draft.

A move is a value. Its class says what it does in its docstring and what it needs in its fields, and
that is all a planner reads: the embedded parser makes moves from words, a chat model is offered them
as tools. ``apply`` is pure: it changes the plan and the notes of what the move names, or marks cells
for the skills to write again, and leaves everything else alone.
"""

from abc import abstractmethod
from typing import Annotated

from pydantic import Field

from skills.edit.draft import Draft
from skills.edit.target import Target
from skills.value import Value

Amount = Annotated[float, Field(ge=-1, le=1)]


class Move(Value):
    """A change to a song. Every subclass has a literal field ``kind``, its name."""

    target: Target = Target()

    @abstractmethod
    def apply(self, draft: Draft) -> Draft:
        """The draft after the move. Raises EditError, or LockedError where it would touch what is kept."""
