"""Plain sentences for wishes: what a message points at, put into the words that rules know best."""

import re
from collections.abc import Callable, Iterable

from bot.agent.language.followup import edits
from bot.agent.language.followup.changing import Heard
from bot.agent.language.followup.picks import read_place
from bot.agent.language.followup.references import Ref
from bot.agent.language.senses import SENSES
from bot.agent.language.text import Text
from skills.edit.target import HARMONY
from skills.plan import SectionKind

_TITLE = re.compile(
    r"[\"\u201c\u201d]([^\"\u201c\u201d]{1,60})[\"\u201c\u201d]|(?<!\w)['\u2018]([^'\u2019]{2,60})['\u2019](?!\w)"
)
_CAPITALS = re.compile(
    r"(?<=[a-z,:] )((?:[A-Z][\w']+|[A-Z](?=\s))(?:\s(?:[A-Z][\w']+|of|the|and|in|on|to|at|for|a|my)\b)*)()"
)
_FOR_A_PLACE: dict[SectionKind, re.Pattern[str]] = {
    "intro": re.compile(r"\b(?:begin\w*|start\w*|open\w*|before)\b"),
    "outro": re.compile(r"\b(?:end\w*|final|clos\w*|finish\w*|after)\b"),
    "solo": re.compile(r"\b(?:soloing|shred|improvis\w*|show off)\b"),
    "interlude": re.compile(r"\b(?:break|breather|pause|instrumental)\b"),
    "bridge": re.compile(r"\b(?:middle|something (?:else|different)|contrast\w*)\b"),
}
"""Sections that a place stands for where none is named: "a little something at the beginning"."""
_LEADS = re.compile(r"\b(?:before|ahead of|in front of|earlier than|prior to)\W[^,.;]*$")
_FOLLOWS = re.compile(r"\b(?:after|behind|following|later than|past|once|when)\W[^,.;]*$")
_FIRST = re.compile(r"\b(?:begin\w*|start\w*|first|open\w*|top|front)\b")
_LAST = re.compile(r"\b(?:end|last|clos\w*|finish\w*|final\w*|back)\b")


def plainly(name: str, heard: Heard) -> str | None:
    """The plain sentence for a wish, about what the message points at; None where it does not name what is needed."""
    sense = SENSES[name]
    gaps = re.findall(r"{(\w+)}", sense.sentence)
    if not sense.sentence:
        return None
    pointed = _Pointed(heard, sense.usual, one=name in ("louder", "softer", "swap-player"))
    found = {gap: pointed.gap(gap) for gap in gaps}
    if any(value is None for value in found.values()):
        return None
    return sense.sentence.format_map(found)


class _Pointed:
    """What a message about a song points at, in words."""

    def __init__(self, heard: Heard, usual: str, *, one: bool) -> None:
        self.heard = heard
        self.refs: list[Ref] = []
        self.usual = usual or None
        if heard.conversation.version is not None:
            self.refs = Heard(heard.message, heard.conversation, heard.seed).saying.refs
        parts = [r for r in self.refs if r.kind == "part"]
        self.here = [r for r in parts if not r.problem]
        self.absent = [r for r in parts if r.problem and r.instruments]
        if one and not self.absent and len(self.here) == 2:
            self.absent = self.here[1:]
        if one:
            self.here = self.here[:1]
        self.places = [r for r in self.refs if r.kind == "place" and not r.problem]
        self.gaps: dict[str, Callable[[], str | None]] = {
            "who": lambda: _players(self.here) or self.usual, "where": self._where, "new": self._new,
            "there": lambda: _places(self.places) or self.usual, "which": self._which, "section": self._section,
            "style": self._style, "title": self._title, "version": self._version, "place": self._place,
            "number": lambda: read_place(heard.lower, len(heard.conversation.choices)), "words": lambda: heard.text,
        }  # fmt: skip

    def gap(self, name: str) -> str | None:
        """What fills a gap of a sentence; None where the message has nothing for it."""
        return self.gaps[name]()

    def _where(self) -> str:
        there = _places(self.places)
        return f" in {there}" if there else ""

    def _which(self) -> str | None:
        who = _players(self.here)
        return f"{who}{self._where()}" if who else _places(self.places) or self.usual

    def _new(self) -> str | None:
        return f"a {self.absent[0].instruments[0]}" if self.absent and self.absent[0].instruments else None

    def _section(self) -> str | None:
        named = [r.section for r in self.refs if r.section]
        meant = [kind for kind, words in _FOR_A_PLACE.items() if words.search(self.heard.lower)]
        kind = next(iter(named or meant), None)
        if kind is None:
            return None
        known = any(s.kind == kind for s in self.heard.saying.scene.plan.sections)
        return f"another {kind}" if known else f"an {kind}" if kind[0] in "io" else f"a {kind}"

    def _style(self) -> str | None:
        styles = [m.value for m in edits.lexicon().find(Text(self.heard.text)) if m.topic == "genre"]
        return styles[0] if styles else None

    def _title(self) -> str | None:
        found = _TITLE.search(self.heard.text) or _CAPITALS.search(self.heard.text)
        return found[1] or found[2] if found else None

    def _version(self) -> str | None:
        versions = list(dict.fromkeys(r.version for r in self.refs if r.kind == "version" and r.version is not None))
        return " and ".join(f"version {number}" for number in versions[:2]) or self.usual

    def _place(self) -> str | None:
        """Which section goes where: "the bridge after verse 3", "the solo to the end"."""
        named = [r for r in self.places if r.sections]
        if not named:
            return None
        moved, *others = named
        if others:
            before = self.heard.saying.text.lower[moved.end : others[0].start]
            way = "before" if _LEADS.search(before + " ") else "after" if _FOLLOWS.search(before + " ") else None
            return f"{_places([moved])} {way} {_places(others[:1])}" if way else None
        rest = self.heard.saying.text.lower[moved.end :] + " " + self.heard.saying.text.lower[: moved.start]
        way = "to the end" if _LAST.search(rest) else "to the beginning" if _FIRST.search(rest) else None
        return f"{_places([moved])} {way}" if way else None


def _players(refs: Iterable[Ref]) -> str:
    names = dict.fromkeys("chords" if part == HARMONY else part for r in refs for part in r.parts)
    return " and ".join(f"the {name}" for name in names)


def _places(refs: Iterable[Ref]) -> str:
    said: dict[str, None] = {}
    for ref in refs:
        if ref.bars:
            said[f"bars {ref.bars[0]} to {ref.bars[1]}"] = None
        else:
            said |= dict.fromkeys(
                name.lower() if name[-1].isdigit() else f"the {name.lower()}" for name in ref.sections
            )
    return " and ".join(said)
