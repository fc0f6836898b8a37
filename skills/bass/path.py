"""The way of the bass through its notes: the smoothest one, found by dynamic programming.

Each step of a line says what it wants to be (the chord's bass, its fifth, an approach, a walking
note); every octave and, for walking, every degree it could be is weighed for what it is and for the
move to the next. The cheapest path (Viterbi 1967) keeps to one register, turns octaves into
neighbours and leads each chord into the next by a step.
"""

from collections.abc import Sequence
from random import Random

from skills.theory.chord import ChordSymbol
from skills.value import Value

Scored = dict[int, float]
"""MIDI pitch to its cost."""


class Compass(Value):
    """The range of a bass: all of it, and the octave and a bit where roots lie best."""

    low: int
    high: int

    @property
    def roots(self) -> range:
        """Where the bass notes of chords lie."""
        return range(self.low, min(self.low + 15, self.high) + 1)


class Want(Value):
    """What a step of the line wants to be."""

    degree: str
    """A character of the line: R, 8, 3, 5, 6, 7, a, s, w or d."""
    chord: ChordSymbol
    bass_pc: int
    """Pitch class of the note the chord stands on."""
    scale: tuple[int, ...]
    strong: bool
    """Whether it falls on a strong beat."""


def find_path(wants: Sequence[Want], compass: Compass, draw: Random, before: int | None) -> list[int]:
    """Pitches for every want, as a whole the smoothest; ``before`` is the pitch that sounded last."""
    if not wants:
        return []
    choices = [_choices(want, compass, draw) for want in wants]
    first = {p: c + (_move(before, p, wants[0], None) if before is not None else 0.0) for p, c in choices[0].items()}
    costs, backs = first, []
    for here, want in enumerate(wants[1:], start=1):
        step: Scored = {}
        back: dict[int, int] = {}
        for pitch, own in choices[here].items():
            cost, best = min((costs[p] + _move(p, pitch, want, wants[here - 1]), p) for p in costs)
            step[pitch], back[pitch] = cost + own, best
        costs = step
        backs.append(back)
    pitch = min(costs, key=lambda p: (costs[p], p))
    path = [pitch]
    for back in reversed(backs):
        pitch = back[pitch]
        path.append(pitch)
    return path[::-1]


def _choices(want: Want, compass: Compass, draw: Random) -> Scored:
    """What the step could be, and how well each would do on its own."""
    middle = compass.low + 7
    found: Scored = {}
    everywhere = range(compass.low, compass.high + 1)
    if want.degree in ("R", "d"):
        found = {p: 0.0 for p in compass.roots if p % 12 == want.bass_pc}
    elif want.degree in ("8", "3", "5", "6", "7"):
        pc = _degree(want)
        found = {p: 0.0 for p in everywhere if p % 12 == pc}
    else:
        tones = {*want.chord.pitch_classes, want.bass_pc}
        for p in everywhere:
            in_chord, in_scale = p % 12 in tones, p % 12 in want.scale
            if want.degree == "a":
                cost = 0.0 if in_scale else 0.5
            elif want.strong:
                cost = 0.0 if in_chord else 2.0 if in_scale else 9.0
            else:
                cost = 0.3 if in_chord else 0.4 if in_scale else 3.0
            home = 1.6 if want.degree == "w" and p % 12 == want.bass_pc else 0.0
            found[p] = cost + home + draw.random() * 1.2
    return {p: cost + 0.12 * max(0, middle - 7 - p, p - middle - 3) for p, cost in found.items()}


def _degree(want: Want) -> int:
    """Pitch class of a chord degree; over a foreign bass only its octave is safe, else the chord's own tones."""
    chord = want.chord
    steps = [i % 12 for i in chord.intervals]
    if want.degree == "8":
        return want.bass_pc
    if want.bass_pc not in chord.pitch_classes:
        return want.bass_pc
    if want.degree == "5":
        above = next((i for i in (7, 6, 8) if i in steps), 0)
        fifth = (chord.root_pc + above) % 12
        return chord.root_pc if fifth == want.bass_pc else fifth
    if want.degree == "3":
        return (chord.root_pc + next((i for i in (4, 3, 5, 2) if i in steps), 7)) % 12
    minor = 3 in steps and 4 not in steps
    seventh = next((i for i in (10, 11, 9) if i in steps), 10 if minor else 9)
    if want.degree == "7":
        return (chord.root_pc + seventh) % 12
    sixth = (chord.root_pc + 9) % 12
    return sixth if 9 in steps or sixth in want.scale else (chord.root_pc + seventh) % 12


def _move(here: int, there: int, want: Want, last: Want | None) -> float:
    """Cost of moving from one pitch to the next."""
    leap = abs(there - here)
    if leap > 12:
        return 40.0 + leap
    cost = 0.16 * leap
    if want.degree == "8":
        return cost - 4.5 if there - here == 12 else cost
    if last is not None and last.degree == "8" and want.degree != "8":
        cost /= 2
    if leap == 0 and want.degree in ("w", "a", "s"):
        cost += 3.0
    if want.degree in ("w", "s") and leap > 4:
        cost += 1.0 + (0.8 if leap > 7 else 0.0)
    if last is not None and last.degree == "a":
        cost += 0.0 if leap in (1, 2) else 4.0 + (1.0 if leap == 0 else 0.0)
    if last is not None and last.degree == "s" and leap > 2:
        cost += 1.5
    return cost
