"""The drum kit (General MIDI keys) and the reading of a groove written as tablature."""

from skills.drums.grid import Threes
from skills.value import Value

KICK, STICK, SNARE, CLAP = 36, 37, 38, 39
CLOSED, PEDAL, OPEN = 42, 44, 46
FLOOR, LOW_FLOOR, LOW_TOM, MID_TOM, HIGH_MID_TOM, HIGH_TOM = 43, 41, 45, 47, 48, 50
CRASH, RIDE, SPLASH, CRASH_2, BELL = 49, 51, 55, 57, 53

CALM, STEADY, LIVELY, FULL = range(4)
"""The four textures of a groove, by energy."""

# What the characters of a line mean: (key, velocity). A comma is a stroke that comes in as the playing gets busier.
KICKS = {"X": (KICK, 108), "x": (KICK, 94), "o": (KICK, 66), "g": (KICK, 40), ",": (KICK, 78)}
SNARES = {
    "X": (SNARE, 112), "x": (SNARE, 92), "o": (SNARE, 62), "g": (SNARE, 34), ",": (SNARE, 28),
    "i": (STICK, 84), "I": (STICK, 104),
}  # fmt: skip
CYMBALS = {
    "x": CLOSED, "z": CLOSED, "p": PEDAL, "o": OPEN, "r": RIDE, "b": BELL, "c": CRASH_2, "k": 82,
    "f": LOW_FLOOR, "l": LOW_TOM, "m": MID_TOM, "h": HIGH_TOM,
}  # fmt: skip
"""Timekeeping: a capital is an accent; z is two thirty-seconds."""
WEIGHT = {82: -16, RIDE: -4, LOW_FLOOR: 8, LOW_TOM: 8, MID_TOM: 8, HIGH_TOM: 8, CRASH_2: -8}
"""What is added to the velocity of a timekeeping stroke on these keys."""
TIMEKEEPERS = frozenset({CLOSED, PEDAL, OPEN, RIDE, BELL, CRASH_2})
COLOURS = {
    "clap": CLAP, "tambourine": 54, "shaker": 82, "maracas": 70, "cowbell": 56, "pedal": PEDAL, "stick": STICK,
    "floor": LOW_FLOOR, "tom": LOW_TOM, "high": HIGH_TOM, "ride": RIDE, "bell": BELL, "open": OPEN, "claves": 75,
    "mute": 62, "conga": 63, "tumba": 64, "surdo": 43, "triangle": 81,
}  # fmt: skip
FIRM = 80
"""A stroke at least this loud marks the beat."""
STROKES = {"X": 104, "x": 84, "o": 62, "g": 40, ",": 34}


class Colour(Value):
    """A line of another sound on top of the groove."""

    tier: int
    key: int
    line: str
    sure: bool
    """Whether it belongs to the style; otherwise a song may do without it."""


class Feel(Value):
    """One way of playing a style: lines for each limb and texture, several of them to choose from."""

    name: str
    threes: Threes
    lines: dict[str, tuple[tuple[str, ...], ...]]
    """Limb ("kick", "snare", "time") to the lines of each tier, calm to full."""
    colours: tuple[Colour, ...]


def read_feel(text: str) -> Feel:
    """Read a feel: its name, then one line a row as ``tier limb tablature``.

    The first row may add which beats of common time make a bar of three ("one drop: one two
    three"). A tier without a line of a limb takes those of the tier below; tier 0 without one
    leaves the limb out. Other rows name a sound of ``COLOURS``, with ``?`` if it is not for every song.
    """
    head, *rows = [row.strip() for row in text.strip().splitlines()]
    name, _, threes = head.partition(":")
    lines: dict[str, list[list[str]]] = {limb: [[], [], [], []] for limb in ("kick", "snare", "time")}
    colours: list[Colour] = []
    for row in filter(None, rows):
        tier, limb, line = row.split(maxsplit=2)
        if limb in lines:
            lines[limb][int(tier)].append(line)
        else:
            sound = limb.removesuffix("?")
            colours.append(Colour(tier=int(tier), key=COLOURS[sound], line=line, sure=sound == limb))
    for choices in lines.values():
        for texture in (STEADY, LIVELY, FULL):
            choices[texture] = choices[texture] or choices[texture - 1]
    return Feel.model_validate(
        {
            "name": name.strip(),
            "threes": threes.strip() or "two and four",
            "lines": {limb: tuple(map(tuple, tiers)) for limb, tiers in lines.items()},
            "colours": tuple(colours),
        }
    )
