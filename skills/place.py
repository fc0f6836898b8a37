"""Which sections of a form a name means: "verse", "verse 2", "last chorus", "before bridge"."""

import re
from collections.abc import Sequence
from typing import get_args

from skills.plan import SectionKind
from skills.value import Value

SECTION_KINDS: tuple[SectionKind, ...] = get_args(SectionKind)

_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
}  # fmt: skip
_LAST = ("last", "final")


class Place(Value):
    """Which sections a name such as "verse", "verse 2" or "last chorus" means."""

    kind: SectionKind
    number: int | None = None
    """Which of its kind, from 1; -1 the last; None all of them."""
    beside: int = 0
    """-1 the section before it, 1 the one after it."""

    @property
    def itself(self) -> "Place":
        """The section that is named, for one beside it."""
        return self.model_copy(update={"beside": 0})

    def picks(self, kinds: Sequence[SectionKind]) -> tuple[int, ...]:
        """Indices of the sections of a form that are meant."""
        same = [i for i, kind in enumerate(kinds) if kind == self.kind]
        if self.beside < 0 and self.number in (None, -1):  # what comes before two in a row comes before the first
            same = [i for i in same if i - 1 not in same]
        if self.number == -1:
            same = same[-1:]
        elif self.number is not None:
            same = same[self.number - 1 : self.number]
        return tuple(i + self.beside for i in same if 0 <= i + self.beside < len(kinds))


def find_place(name: str) -> Place | None:
    """Read the name of a section: "Verse 2" -> (verse, 2), "before final chorus" -> (chorus, -1), the one before."""
    words = re.findall(r"[a-z0-9-]+", re.sub(r"\b(pre|post)[ _]chorus", r"\1-chorus", name.lower()))
    kind = next((k for k in SECTION_KINDS if k in words or k + "s" in words or k + "es" in words), None)
    if kind is None:
        return None
    beside = -1 if words[0] == "before" else 1 if words[0] == "after" else 0
    number = next((_ORDINALS[w] for w in words if w in _ORDINALS), None)
    number = next((int(w) for w in words if w.isdigit() and 0 < int(w) < 100), number)
    return Place(kind=kind, number=-1 if any(w in words for w in _LAST) else number, beside=beside)
