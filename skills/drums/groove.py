"""The groove: what the drummer plays in a bar, before fills and crashes.

Pure in the plan: a seed picks one feel of the style for the song, and for each kind of section the
lines of each limb, so sections of a kind share their groove and later ones answer it differently.
The bass asks ``kick_pattern`` for the same kick the drummer plays.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

from skills.chance import rng
from skills.clock import accents, bar_beats, is_compound, pulses
from skills.drums import kit
from skills.drums.grid import Threes, steps
from skills.drums.grooves import feels
from skills.drums.kit import CALM, FULL, LIVELY, STEADY, Feel
from skills.drums.time_feel import Hit, double_time, half_time
from skills.plan import Plan, Section

PHRASE = 4
"""Bars in a phrase."""
_FELT = 0.5
"""How strong a wish for another feel of time must be."""

_LIFT = {
    "chorus": 0.06, "drop": 0.08, "post-chorus": 0.04, "solo": 0.03, "verse": -0.02,
    "intro": -0.05, "interlude": -0.06, "outro": -0.05,
}  # fmt: skip
# Which groove of the song a section has: the verse's, the chorus's or the bridge's.
_GROOVE = {
    "intro": 0, "verse": 0, "chorus": 1, "post-chorus": 1, "drop": 1, "solo": 1, "outro": 1,
    "pre-chorus": 2, "bridge": 2, "interlude": 2, "build": 2,
}  # fmt: skip
_ROLLED = frozenset({"pop", "rock", "house", "hip-hop", "metal", "funk", "soul", "cinematic", "lo-fi", "country"})


@lru_cache(maxsize=256)
def energies(plan: Plan, section: Section) -> tuple[float, ...]:
    """How hard the rhythm section plays in each bar, 0 to 1; it is even over a phrase of four bars."""
    start, end = plan.span(section)
    bar = bar_beats(plan.metre)
    found: list[float] = []
    for first in range(0, section.bars, PHRASE):
        last = min(first + PHRASE, section.bars)
        middle = plan.feeling(min(start + (first + last) / 2 * bar, end)).arousal
        level = middle + _LIFT.get(section.kind, 0.0) + 0.25 * section.density
        found += [min(1.0, max(0.0, level))] * (last - first)
    return tuple(found)


def tier(energy: float) -> int:
    """The texture at an energy: 0 calm, 1 steady, 2 lively, 3 full."""
    return CALM if energy < 0.3 else STEADY if energy < 0.55 else LIVELY if energy < 0.8 else FULL


def feel_of(plan: Plan) -> Feel:
    """The feel that the song's seed picks among those of its style."""
    return _feel(plan.seed, plan.genre)


@lru_cache(maxsize=256)
def _feel(seed: int, style: str) -> Feel:
    return rng(seed, "drums", style, "feel").choice(feels(style))


def is_build(plan: Plan, section: Section) -> bool:
    """Whether the drums roll through the section towards what comes."""
    return section.kind == "build" and plan.genre in _ROLLED


@lru_cache(maxsize=256)
def kick_pattern(plan: Plan, section: Section) -> tuple[tuple[float, ...], ...]:
    """Kick onsets of each bar of a section, in beats from its bar line, as the groove has them.

    The drummer plays these but where a fill, a break or the last chord of the song takes over.
    """

    def kicks(bar: int) -> list[Hit]:
        return _kicks(plan, section, bar)

    return tuple(tuple(sorted({hit.at for hit in _in_time(plan, section, bar, kicks)})) for bar in range(section.bars))


def groove(plan: Plan, section: Section, bar: int) -> list[Hit]:
    """Everything the drummer plays in a bar of a section (counted from 0), in order of time."""

    def hits(number: int) -> list[Hit]:
        found = _kicks(plan, section, number)
        if not is_build(plan, section):
            found += _snares(plan, section, number)
            found += _colours(plan, section, number)
        return found + _times(plan, section, number)

    return tidy(_in_time(plan, section, bar, hits))


def time_feel(plan: Plan, section: Section) -> float:
    """The drums' feel of time in a section: half-time (-1), normal (0) or double-time (1)."""
    drums = plan.part("drums")
    wish = 0.0 if drums is None else plan.direction("time feel", drums.name, section.label)
    return 0.0 if is_build(plan, section) or abs(wish) < _FELT else wish


def _in_time(plan: Plan, section: Section, bar: int, hits: Callable[[int], list[Hit]]) -> list[Hit]:
    """A bar of the groove in the section's feel of time, from the bars of the same phrase as they are."""
    feel = time_feel(plan, section)
    if not feel:
        return hits(bar)
    first = bar // PHRASE * PHRASE
    count = min(PHRASE, section.bars - first)

    def pattern(number: int) -> list[Hit]:
        return hits(first + number % count)

    return half_time(plan.metre, bar - first, pattern) if feel < 0 else double_time(plan.metre, bar - first, pattern)


def tidy(hits: Iterable[Hit]) -> list[Hit]:
    """The hits in order, no key struck twice at once, and one sound of the hi-hat at a time."""
    loudest: dict[tuple[float, int], Hit] = {}
    for hit in hits:
        place = (round(hit.at, 4), hit.key)
        if place not in loudest or loudest[place].velocity < hit.velocity:
            loudest[place] = hit
    hats: dict[float, int] = {}
    for at, key in loudest:
        if key in (kit.OPEN, kit.CLOSED, kit.PEDAL):
            order = (kit.PEDAL, kit.CLOSED, kit.OPEN)
            hats[at] = max(hats.get(at, kit.PEDAL), key, key=order.index)
    kept = [h for (at, key), h in loudest.items() if key not in (kit.OPEN, kit.CLOSED, kit.PEDAL) or hats[at] == key]
    return sorted(kept, key=lambda h: (h.at, h.key))


def threes(plan: Plan, feel: Feel) -> Threes:
    """Where the backbeats of a bar of three fall: on two and three, or on three alone, as the seed has it."""
    if feel.threes != "two and four":
        return feel.threes
    return rng(plan.seed, "drums", "threes").choice(("two and four", "three and four"))


def _line(plan: Plan, section: Section, limb: str, bar: int) -> str:
    """The line a limb plays in a bar: the groove of the kind of section, or in every other bar an answer to it."""
    tiers = feel_of(plan).lines[limb]
    texture = tier(energies(plan, section)[bar])
    groove = _GROOVE[section.kind]
    if limb == "time" and groove == 1 and len(tiers[texture]) == 1:
        texture = min(texture + 1, FULL)
    lines = tiers[texture]
    if not lines:
        return ""
    names = ("drums", plan.genre, limb, texture)
    line = rng(plan.seed, *names).sample(lines, len(lines))[groove % len(lines)]
    turn = bar // 2 if len(pulses(plan.metre)) == 2 else bar
    if "|" in line or turn % 2 == 0:
        return line
    occurrence, _ = plan.occurrence(section)
    answer = rng(plan.seed, *names, groove, "answer", occurrence)
    willing = {"kick": 0.7, "snare": 0.5, "time": 0.25}[limb]
    fitting = [n for n in lines if "|" not in n and (limb != "time" or n[0].lower() == line[0].lower())]
    return answer.choice(fitting) if answer.random() < willing else line


def _played(plan: Plan, section: Section, limb: str, bar: int) -> list[tuple[float, str]]:
    """The steps of a limb; strokes marked with a comma come in one by one as the energy grows."""
    line = _line(plan, section, limb, bar)
    if not line:
        return []
    energy = energies(plan, section)[bar]
    occurrence, _ = plan.occurrence(section)
    edges = (0.0, 0.3, 0.55, 0.8, 1.0)
    here = tier(energy)
    busy = (energy - edges[here]) / (edges[here + 1] - edges[here]) + 0.2 * occurrence
    draw = rng(plan.seed, "drums", section.kind, limb, "commas", bar % PHRASE)
    placed = steps(line, plan.metre, bar, threes=threes(plan, feel_of(plan)), running=limb == "time")
    return [(at, c) for at, c in placed if c != "," or draw.random() < busy]


def _kicks(plan: Plan, section: Section, bar: int) -> list[Hit]:
    """The kick; where it is firm it also marks what nothing else does: the groups of seven, the bar line of two."""
    if is_build(plan, section):
        return [Hit(at, kit.KICK, 92) for at in pulses(plan.metre)]
    hits = [Hit(at, *kit.KICKS[c]) for at, c in _played(plan, section, "kick", bar)]
    feel = feel_of(plan)
    groups: tuple[float, ...] = accents(plan.metre) if plan.metre == "7/8" else ()
    if len(pulses(plan.metre)) == 2 and feel.threes != "one two three":
        groups = (0.0,)
    if not groups or not set("Xx") & set(_line(plan, section, "kick", bar)):
        return hits
    marked = {hit.at for hit in [*hits, *_snares(plan, section, bar)] if hit.velocity >= kit.FIRM}
    return hits + [Hit(at, kit.KICK, 88) for at in groups if at not in marked]


def _snares(plan: Plan, section: Section, bar: int) -> list[Hit]:
    return [Hit(at, *kit.SNARES[c]) for at, c in _played(plan, section, "snare", bar)]


def _times(plan: Plan, section: Section, bar: int) -> list[Hit]:
    hits: list[Hit] = []
    for at, c in _played(plan, section, "time", bar):
        key = kit.CYMBALS[c.lower()]
        velocity = pulse_velocity(plan, at) + (16 if c.isupper() else 0) + kit.WEIGHT.get(key, 0)
        length = 0.5 if key in (kit.OPEN, kit.RIDE, kit.BELL, kit.CRASH_2) else 0.25
        if c.lower() == "z":
            hits += [Hit(at, key, velocity - 8, 0.125), Hit(at + 0.125, key, velocity - 20, 0.125)]
        else:
            hits.append(Hit(at, key, velocity, length))
    return hits


def pulse_velocity(plan: Plan, at: float) -> int:
    """Velocity of a timekeeping stroke: strongest on the bar line, then the pulses, then what lies between."""
    if at == 0:
        return 86
    if at in pulses(plan.metre):
        return 80
    if is_compound(plan.metre):
        return 64 if at % 1.5 == 1.0 else 56
    return 64 if at % 0.5 == 0 else 50


def _colours(plan: Plan, section: Section, bar: int) -> list[Hit]:
    feel = feel_of(plan)
    here = tier(energies(plan, section)[bar])
    number, of = plan.occurrence(section)
    last = of > 1 and number == of - 1
    hits: list[Hit] = []
    for colour in feel.colours:
        wanted = rng(plan.seed, "drums", feel.name, colour.key, section.kind).random() < (0.75 if last else 0.4)
        if here >= colour.tier and (colour.sure or wanted):
            placed = steps(colour.line, plan.metre, bar, threes=threes(plan, feel), running=True)
            hits += [Hit(at, colour.key, kit.STROKES[c]) for at, c in placed]
    return hits
