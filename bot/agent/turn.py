"""What a message asks for, decided: what both minds, the chat model and the embedded parser, make of words.

A ``Turn`` is a list of acts in the order in which they are carried out. It holds decisions, not
words: targets are labels and part names of the song at hand, wishes are settled in a plan.
"""

from typing import Annotated, Literal

from pydantic import Field

from skills.edit import AnyMove
from skills.edit.target import Target
from skills.plan import Plan
from skills.teach import AnyQuestion
from skills.value import Value

Scope = Literal["song", "progression", "melody", "drums", "bass"]


class Write(Value):
    """Write something new."""

    act: Literal["write"] = "write"
    plan: Plan
    scope: Scope = "song"
    takes: Annotated[int, Field(ge=1, le=8)] = 1


class Change(Value):
    """Change the song at hand."""

    act: Literal["change"] = "change"
    moves: Annotated[tuple[AnyMove, ...], Field(min_length=1)]
    keep: tuple[Target, ...] = ()
    """What the person said to keep, for this change alone."""
    base: int | None = None
    """The version that is changed; None is the current one."""
    takes: Annotated[int, Field(ge=1, le=8)] = 1
    """How many alternatives, each with other chances."""


class Lock(Value):
    """Promise that something will not change any more, or give the promise back."""

    act: Literal["lock"] = "lock"
    target: Target
    on: bool = True


class Recall(Value):
    """Move among the versions: undo, redo, go to one, list them, compare two, or keep one as the best."""

    act: Literal["recall"] = "recall"
    what: Literal["undo", "redo", "go", "list", "compare"]
    version: int | None = None
    """go: where to; compare: the first (None: the one before)."""
    other: int | None = None
    """compare: the second (None: the current one)."""
    steps: Annotated[int, Field(ge=1)] = 1
    """undo, redo: how many."""


class Teach(Value):
    """Answer a question about music, or about the song at hand."""

    act: Literal["teach"] = "teach"
    question: AnyQuestion


class Describe(Value):
    """Tell about the song at hand, from its plan and its report: what it is, what was chosen, what is locked."""

    act: Literal["describe"] = "describe"
    what: Literal["all", "key", "tempo", "metre", "chords", "form", "band", "length", "seed", "locks", "choices", "arc"]
    target: Target = Target()


class Analyse(Value):
    """Say what is in the files that were sent along."""

    act: Literal["analyse"] = "analyse"


class Export(Value):
    """Give files of the current version."""

    act: Literal["export"] = "export"
    formats: tuple[Literal["mp3", "wav", "stems", "midi", "musicxml", "pdf", "png", "text", "all"], ...] = ("all",)


class Talk(Value):
    """A friendly sentence, and no song."""

    act: Literal["talk"] = "talk"
    about: Literal["hello", "thanks", "praise", "help", "goodbye", "off-topic", "unable"]
    """unable: about music, but something we cannot do; ``words`` says what."""
    words: str = ""


class Clarify(Value):
    """Ask back, because two readings would give different songs."""

    act: Literal["clarify"] = "clarify"
    question: str
    options: Annotated[tuple[str, ...], Field(min_length=2)]
    """What the person may pick, each a whole message they might have written instead."""


class Pick(Value):
    """Take one of what was offered last."""

    act: Literal["pick"] = "pick"
    number: Annotated[int, Field(ge=1)]


Act = Annotated[
    Write | Change | Lock | Recall | Teach | Describe | Analyse | Export | Talk | Clarify | Pick,
    Field(discriminator="act"),
]


class Turn(Value):
    """What one message asks for."""

    acts: Annotated[tuple[Act, ...], Field(min_length=1)]
    unread: tuple[str, ...] = ()
    """Phrases that were not understood, in the person's own words."""
    notes: tuple[str, ...] = ()
    """What was assumed or read otherwise than it was said: whole sentences."""
    mind: Literal["embedded", "chat model"] = "embedded"
