"""What a conversation remembers: every version of its song, what is locked, what was said and offered."""

from collections.abc import Mapping
from typing import Literal

from skills.edit.target import Target, carried
from skills.errors import CowriterError
from skills.plan import Plan
from skills.song import Song
from skills.value import Value


class NoSongError(CowriterError):
    """Something was asked of a song, and there is none yet."""


class Attachment(Value):
    """A file a person sent along."""

    name: str
    content: bytes


class Message(Value):
    """What a person said, and what they sent along."""

    text: str
    attachments: tuple[Attachment, ...] = ()


class Version(Value):
    """One state of the song. Versions are never changed or dropped."""

    number: int
    """Counted from 1 through the conversation."""
    parent: int | None
    """The version it was made from; None for a new song."""
    request: str
    """The person's words that led to it."""
    done: tuple[str, ...]
    """What was done to its parent, a short phrase each."""
    plan: Plan
    """Its plan, with the seed."""
    song: Song
    renamed: Mapping[str, str] = {}
    """Where the form has changed: the label that each section of the parent has now, "" when it is gone."""


class Choice(Value):
    """Something offered to pick from."""

    label: str
    """As the person reads it."""
    message: str = ""
    """What picking it says, as if the person had typed it."""
    version: int | None = None
    """The version it stands for, when several takes were written."""


class Exchange(Value):
    """A message and the words it was answered with."""

    said: str
    answered: str


class Person(Value):
    """What is known of whom we talk with."""

    level: Literal["beginner", "player", "producer"] = "player"
    instrument: Literal["guitar", "ukulele", "piano"] | None = None
    """What they play, for diagrams."""


class Conversation(Value):
    """All that was said and written so far; a new one after every message."""

    versions: tuple[Version, ...] = ()
    current: int | None = None
    """Number of the version that is worked on."""
    undone: tuple[int, ...] = ()
    """Versions that redo goes to, the next one last."""
    trail: tuple[int, ...] = ()
    """Versions that undo goes to, the next one last."""
    locks: tuple[Target, ...] = ()
    choices: tuple[Choice, ...] = ()
    """What was offered last."""
    focus: Target = Target()
    """What was last talked about: what "it" and "that" mean."""
    exchanges: tuple[Exchange, ...] = ()
    """The last few, the newest last."""
    person: Person = Person()

    @property
    def version(self) -> Version | None:
        """The version that is worked on, or None before the first song."""
        return next((v for v in self.versions if v.number == self.current), None)

    def renamed(self, first: Version, second: Version) -> Mapping[str, str] | None:
        """The labels that the sections of one version have in another of the same song, "" for those that it lacks.

        None where the two are not of one song.
        """
        back, on = self._line(first), self._line(second)
        shared = sum(a.number == b.number for a, b in zip(back, on, strict=False))
        if not shared:
            return None
        now = {section.label: section.label for section in first.plan.sections}
        for version in reversed(back[shared:]):
            if version.renamed:
                then = {label: old for old, label in version.renamed.items() if label}
                now = {label: then.get(here, "") for label, here in now.items()}
        for version in on[shared:]:
            now = {label: version.renamed.get(here, here) if here else "" for label, here in now.items()}
        return now

    def locks_in(self, version: Version) -> tuple[Target, ...]:
        """What is locked, as it reads in a version other than the one that is worked on."""
        here = self.version
        names = self.renamed(here, version) if here is not None else None
        if here is None or names is None:
            return self.locks
        forms = here.plan.sections, version.plan.sections
        return tuple(dict.fromkeys(target for lock in self.locks for target in carried(lock, *forms, names)))

    def _line(self, version: Version) -> list[Version]:
        """A version with all that it was made from, the first first."""
        line = [version]
        while line[0].parent is not None:
            line.insert(0, self.numbered(line[0].parent))
        return line

    def numbered(self, number: int) -> Version:
        """The version of a number. Raises NoSongError naming those there are."""
        found = next((v for v in self.versions if v.number == number), None)
        if found is None:
            if not self.versions:
                raise NoSongError("There is no song yet: tell me what to write.")
            raise NoSongError(f"There is no version {number}; there are versions 1 to {self.versions[-1].number}.")
        return found
