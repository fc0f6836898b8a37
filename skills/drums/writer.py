"""The drummer: a groove for each section, fills at its joints, crashes on arrivals, one last hit."""

from functools import lru_cache
from typing import NamedTuple

from skills.clock import bar_beats, pulses
from skills.drums import kit
from skills.drums.fills import LARGE, MEDIUM, SMALL, breaks, crash, fill, last_hit, roll, swell, swells
from skills.drums.groove import PHRASE, energies, groove, is_build, tidy, tier
from skills.drums.kit import FULL, LIVELY, STEADY
from skills.drums.percussion import percussion
from skills.drums.time_feel import Hit
from skills.ending import finished, last_strike
from skills.plan import Part, Plan, Section
from skills.skill import skill
from skills.song import Note, Song
from skills.staging import intensity

NO_FILL = -1
"""The size of a joint without a fill."""
_NONE, _FEWER, _MORE, _MANY = -0.75, -0.2, 0.2, 0.75
"""Wishes for fills: up to which there are none or few, and from which there are more, and bigger ones."""


class Joint(NamedTuple):
    """A bar in which the drummer leads on to the next phrase."""

    bar: int
    size: int
    rise: float
    """Step in energy to what comes."""


@skill("drums")
def write_drums(song: Song, plan: Plan, section: Section) -> Song:
    """Play drums: the style's groove as full as the arc asks, fills, builds, crashes and a last hit."""
    start, end = plan.span(section)
    bar = bar_beats(plan.metre)
    parts = [p for p in plan.parts if p.role == "drums"]
    for part in parts:
        play = kit_bar if part is parts[0] else percussion
        hits = [
            hit._replace(at=start + number * bar + hit.at)
            for number in range(section.bars)
            for hit in play(song, plan, section, part, number)
        ]
        song = song.with_notes(part.name, start, end, finished(song, plan, section, _notes(hits, end)))
    return song


def _notes(hits: list[Hit], end: float) -> list[Note]:
    """The hits, placed in the song, as notes; each rings until its drum is struck again, at the most."""
    notes: list[Note] = []
    again: dict[int, float] = {}
    for hit in reversed(hits):
        length = min(hit.length, again.get(hit.key, end) - hit.at)
        notes.append(Note(pitch=hit.key, start=hit.at, duration=length, velocity=max(1, min(127, hit.velocity))))
        again[hit.key] = hit.at
    return notes


def kit_bar(song: Song, plan: Plan, section: Section, part: Part, bar: int) -> list[Hit]:
    """What the drum kit plays in a bar of a section, counted from 0."""
    if not _plays(plan, section, part):
        return _pick_up(plan, section, part, bar)
    energy = energies(plan, section)[bar]
    if _is_last(plan, section, bar):
        at = last_strike(song, plan) - (plan.beats - bar_beats(plan.metre))
        return tidy([*(h for h in groove(plan, section, bar) if h.at < at), *last_hit(plan, at, energy)])
    hits = groove(plan, section, bar)
    if is_build(plan, section):
        hits += roll(plan, section, bar, energy)
    if not (bar == 0 and _arrives(plan, section, part)) and not _marks_phrase(plan, section, part, bar):
        return _lead_on(plan, section, part, bar, tidy(hits))
    hits = [h for h in hits if h.at > 0 or h.key not in kit.TIMEKEEPERS]
    hits += crash(plan, energy, plan.sections.index(section) + bar // PHRASE)
    return _lead_on(plan, section, part, bar, tidy(hits))


@lru_cache(maxsize=1024)
def joints(plan: Plan, section: Section, part: Part) -> tuple[Joint, ...]:
    """The bars of a section that end in a fill, by how big it is.

    Small after four bars, half a bar after eight, and before a new section as big as the step up.
    A song of drums alone has twice as many, and bigger; directions ask for more, fewer or none.
    """
    wish = plan.direction("fills", part.name, section.label)
    found = _usual_joints(plan, section, part, often=wish >= _MORE)
    if wish <= _FEWER:
        last = section.bars - 1
        found = tuple(j._replace(size=min(j.size, max(SMALL, j.size - 1))) for j in found if j.bar == last)
    if wish >= _MANY:
        found = tuple(j._replace(size=min(j.size + 1, LARGE)) if j.size > 0 else j for j in found)
    return tuple(j._replace(size=NO_FILL) for j in found) if wish <= _NONE else found


@lru_cache(maxsize=1024)
def _usual_joints(plan: Plan, section: Section, part: Part, often: bool = False) -> tuple[Joint, ...]:
    """The joints that form and energy make, twice as many when fills are wanted ``often``."""
    alone = all(p.role == "drums" for p in plan.parts)
    if not _plays(plan, section, part):
        return ()
    every = PHRASE // 2 if alone or often else PHRASE
    after = _next(plan, section)
    last = section.bars - 1 if after else section.bars - 2
    found = []
    for bar in range(last + 1):
        rise = _rise(plan, section, part) if bar == section.bars - 1 else 0.0
        if bar == last:
            size = LARGE if rise > 0.1 else MEDIUM if rise > -0.1 else 0 if rise < -0.2 else SMALL
        elif (bar + 1) % every or bar + 1 == last:
            continue
        else:
            size = MEDIUM if (bar + 1) % (2 * every) == 0 else SMALL
        found.append(Joint(bar, size + (alone and 0 < size < LARGE), rise))
    return tuple(found)


def _next(plan: Plan, section: Section) -> Section | None:
    """The section that follows; what goes round begins again."""
    return plan.after(section) or (plan.sections[0] if plan.ending == "loop" else None)


@lru_cache(maxsize=1024)
def _plays(plan: Plan, section: Section, part: Part) -> bool:
    return intensity(plan, section, part) > 0


@lru_cache(maxsize=1024)
def _rise(plan: Plan, section: Section, part: Part) -> float:
    """Step in energy from a section to the next; a rest counts as none."""
    after = _next(plan, section)
    here = energies(plan, section)[-1] if _plays(plan, section, part) else 0.0
    there = energies(plan, after)[0] if after and _plays(plan, after, part) else 0.0
    return there - here


@lru_cache(maxsize=1024)
def _number(plan: Plan, section: Section, part: Part, bar: int) -> int:
    """How many joints the song has had before a bar."""
    before = plan.sections[: plan.sections.index(section)]
    here = sum(j.bar < bar for j in joints(plan, section, part))
    return sum(len(_usual_joints(plan, s, part)) + 1 for s in before) + here


def _lead_on(plan: Plan, section: Section, part: Part, bar: int, hits: list[Hit]) -> list[Hit]:
    """The bar with its fill, if it is a joint."""
    joint = next((j for j in joints(plan, section, part) if j.bar == bar), None)
    if joint is None:
        return hits
    energy = energies(plan, section)[bar]
    length = bar_beats(plan.metre)
    if is_build(plan, section):
        hits = [h for h in hits if h.key != kit.KICK] if bar == section.bars - 1 else hits
    elif joint.size == 0:
        hits = _settle(plan, hits)
    elif joint.size == NO_FILL:
        pass
    elif swells(plan) and (joint.size < MEDIUM or tier(energy) < LIVELY):
        hits += swell(plan, length / 2, energy) if joint.rise > 0.05 and _has_groove(plan, section) else []
    else:
        begins, strokes = fill(plan, _number(plan, section, part, bar), joint.size, energy + max(0.0, joint.rise) / 2)
        feet = [h for h in hits if h.key in (kit.KICK, kit.PEDAL) and h.at in pulses(plan.metre)]
        hits = [h for h in hits if h.at < begins] + [h for h in feet if h.at >= begins] + strokes
        if swells(plan) and joint.rise > 0.05:
            hits += swell(plan, length / 2, energy)
    if bar == section.bars - 1:
        hits = [h for h in hits if h.at < length - breaks(plan, section)]
    return tidy(hits)


def _has_groove(plan: Plan, section: Section) -> bool:
    """Whether the section after this one begins with more than silence."""
    after = plan.after(section)
    return after is not None and bool(groove(plan, after, 0))


def _settle(plan: Plan, hits: list[Hit]) -> list[Hit]:
    """The second half of the bar thinned out to the pulse, softer, before a calmer section."""
    half = pulses(plan.metre)[(len(pulses(plan.metre)) + 1) // 2]
    late = [h for h in hits if h.at >= half and h.at in pulses(plan.metre) and h.key != kit.KICK]
    return [h for h in hits if h.at < half] + [h._replace(velocity=round(h.velocity * 0.75)) for h in late]


def _pick_up(plan: Plan, section: Section, part: Part, bar: int) -> list[Hit]:
    """A few strokes at the end of a section that the drums rest in, when they come in with the next."""
    after = plan.after(section)
    if bar < section.bars - 1 or part.name in section.silent or after is None or not _plays(plan, after, part):
        return []
    energy = energies(plan, after)[0]
    if plan.direction("fills", part.name, section.label) <= _NONE:
        return []
    if swells(plan):
        return swell(plan, bar_beats(plan.metre) / 2, energy) if _has_groove(plan, section) else []
    return fill(plan, _number(plan, section, part, bar), SMALL if tier(energy) <= STEADY else MEDIUM, energy)[1]


def _arrives(plan: Plan, section: Section, part: Part) -> bool:
    """Whether a crash marks the beginning of a section: it is new, and fuller than the last or full anyway."""
    index = plan.sections.index(section)
    energy = energies(plan, section)[0]
    if tier(energy) < STEADY or is_build(plan, section):
        return False
    if index == 0:
        return tier(energy) >= FULL
    before = plan.sections[index - 1]
    rise = _rise(plan, before, part)
    return rise > 0.1 or (before.kind != section.kind and tier(energy) >= LIVELY and rise > -0.05)


def _marks_phrase(plan: Plan, section: Section, part: Part, bar: int) -> bool:
    """Whether a crash marks the second eight bars of a full section."""
    return bar > 0 and bar % (2 * PHRASE) == 0 and tier(energies(plan, section)[bar]) == FULL


def _is_last(plan: Plan, section: Section, bar: int) -> bool:
    return _next(plan, section) is None and bar == section.bars - 1
