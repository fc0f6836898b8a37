"""Reading the case files."""

import re
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).parent
REGISTERS = ("plain", "producer", "beginner", "non-native", "typos")
PARTS = ("seen", "unseen")

_ATTRIBUTE = re.compile(r"^(?P<name>[a-z]+)(?: (?P<of>[^=<>]+?))?\s*(?P<op>[=<>])\s*(?P<value>.+)$")


@dataclass(frozen=True)
class Attribute:
    """One thing that must be true: ``bars verse = 8`` has the name "bars", of "verse", value "8"."""

    name: str
    of: str
    value: str
    """With a leading "<" or ">" where that was written."""

    def __str__(self) -> str:
        sign = "" if self.value[0] in "<>" else "= "
        return " ".join(word for word in (self.name, self.of, sign + self.value) if word)


@dataclass(frozen=True)
class Line:
    """One act that must be there, and what must be true of it."""

    head: str
    """"write", "change feeling", "change feeling or loudness", "recall undo", "turn" ..."""
    attributes: tuple[Attribute, ...]


@dataclass(frozen=True)
class Case:
    """A message and what it must lead to."""

    name: str
    """The file and the place in it: "feeling 12"."""
    kind: str
    register: str
    song: str
    """A name in ``songs.SONGS``, or "-"."""
    say: str
    readings: tuple[tuple[Line, ...], ...]
    """Any one of them will do."""


def load(part: str) -> tuple[Case, ...]:
    """All cases of a part, "seen" or "unseen"."""
    return tuple(
        case for file in sorted((HOME / part).glob("*.txt")) for case in parse(file.stem, file.read_text("utf-8"))
    )


def parse(kind: str, text: str) -> tuple[Case, ...]:
    """The cases in a file's text. Raises ValueError naming the line that cannot be read."""
    blocks: list[list[str]] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            blocks[-1].append(line.strip())
        else:
            blocks.append([line])
    return tuple(_case(kind, number, block) for number, block in enumerate(blocks, 1))


def _case(kind: str, number: int, block: list[str]) -> Case:
    head, found, say = block[0].partition(" | ")
    register, _, song = head.partition(" ")
    if not found or register not in REGISTERS or not song:
        raise ValueError(f"{kind} {number}: cannot read {block[0]!r}")
    readings: list[list[Line]] = [[]]
    for line in block[1:]:
        if line == "or":
            readings.append([])
        else:
            readings[-1].append(_line(line))
    if not all(readings):
        raise ValueError(f"{kind} {number}: nothing is expected of {say!r}")
    return Case(f"{kind} {number}", kind, register, song, say, tuple(tuple(lines) for lines in readings))


def _line(text: str) -> Line:
    head, _, rest = text.partition(":")
    attributes = []
    for entry in filter(None, (e.strip() for e in rest.split(";"))):
        match = _ATTRIBUTE.match(entry)
        if match is None:
            raise ValueError(f"cannot read the attribute {entry!r}")
        sign = "" if match["op"] == "=" else match["op"]
        attributes.append(Attribute(match["name"], match["of"] or "", sign + match["value"].strip()))
    return Line(head.strip(), tuple(attributes))
