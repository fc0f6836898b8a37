"""The song that a conversation is about, as words point at it: by section, bar, instrument and role."""

from collections.abc import Iterable
from typing import NamedTuple

from skills.edit.target import HARMONY, Target
from skills.instruments import INSTRUMENTS
from skills.plan import Part, Plan, Role, Section, SectionKind

_FAMILIES: dict[str, tuple[str, ...]] = {
    "guitar": ("guitar",),
    "bass": ("bass",),
    "sax": ("reed",),
    "strings": ("strings",),
    "brass": ("brass",),
    "winds": ("reed", "wind"),
    "keys": ("keys",),
    "synths": ("synth",),
    "voices": ("choir",),
    "drums": ("drums",),
    "mallets": ("mallets",),
}
_ALIKE = frozenset({"guitar", "bass", "drums", "keys", "choir"})
"""Families of which one member stands for another: the rhodes is "the piano" where there is no piano."""


class Scene(NamedTuple):
    """The plan that is worked on, and what was last talked about."""

    plan: Plan
    focus: Target

    def of_kind(self, kind: SectionKind) -> tuple[Section, ...]:
        """Every section of a kind, in order."""
        return tuple(s for s in self.plan.sections if s.kind == kind)

    def place(self, label: str) -> int:
        """The place of a section in the form."""
        return next(i for i, s in enumerate(self.plan.sections) if s.label == label)

    def first_bar(self, label: str) -> int:
        """The number of a section's first bar in the song, from 1."""
        return 1 + sum(s.bars for s in self.plan.sections[: self.place(label)])

    def with_roles(self, *roles: Role) -> tuple[str, ...]:
        """Names of the parts that have one of the roles."""
        return tuple(p.name for p in self.plan.parts if p.role in roles)

    def in_family(self, family: str) -> tuple[str, ...]:
        """Names of the parts that a family word means: "the strings", "guitars"."""
        families = _FAMILIES[family]
        found = [p for p in self.plan.parts if INSTRUMENTS[p.instrument].family in families]
        if family == "sax":
            found = [p for p in found if "sax" in p.instrument]
        if family == "strings" and any(p.instrument in ("strings", "synth strings") for p in found):
            found = [p for p in found if p.instrument in ("strings", "synth strings")]
        if family == "strings":
            found += [p for p in self.plan.parts if p.instrument == "synth strings"]
        if family == "bass":
            found += [p for p in self.plan.parts if p.role == "bass" and p not in found]
        return _names(found)

    def playing(self, instruments: Iterable[str]) -> tuple[str, ...]:
        """Names of the parts that play some instruments, or the only ones like them."""
        wanted = tuple(instruments)
        found = [p for p in self.plan.parts if p.instrument in wanted]
        if found:
            return _names(found)
        return _names(p for p in self.plan.parts if any(_alike(p.instrument, name) for name in wanted))

    def others(self, parts: Iterable[str]) -> tuple[str, ...]:
        """Every layer but some: the parts and the harmony."""
        left_out = set(parts)
        return tuple(name for name in (HARMONY, *(p.name for p in self.plan.parts)) if name not in left_out)

    @property
    def sections_in_words(self) -> str:
        """The sections there are, for a sentence."""
        return _listed([s.label.lower() for s in self.plan.sections])

    @property
    def band_in_words(self) -> str:
        """Who plays, for a sentence."""
        return _listed(list(dict.fromkeys(p.instrument for p in self.plan.parts)))


def plural(kind: SectionKind) -> str:
    """Several sections of a kind, in words."""
    return f"{kind}es" if kind.endswith("s") else f"{kind}s"


def _alike(left: str, right: str) -> bool:
    """Whether one instrument stands for another where that is missing: two guitars, but no mandolin."""
    a, b = INSTRUMENTS[left], INSTRUMENTS[right]
    same_noun = left.split()[-1] == right.split()[-1]
    return a.family == b.family and a.family in _ALIKE and (same_noun or a.family in ("bass", "drums"))


def _names(parts: Iterable[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.name for p in parts))


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
