"""Who is on stage: how strongly each part plays in each section, from the arc alone.

Calm sections are played by few, full ones by all. Parts enter in an order that keeps the song whole
at every size (someone always carries the harmony or the tune), and a second part of a role enters
later than the first. Pure in the plan, so every writer can ask and gets the same answer.
"""

from functools import lru_cache

from skills.plan import ArcPoint, Part, Plan, Section

# The arousal at which a role comes in; a style's own character shifts it.
_ENTERS = {"chords": 0.0, "lead": 0.0, "pad": 0.3, "bass": 0.22, "drums": 0.3, "counter": 0.55}
_GROOVE_STYLES = frozenset(
    {"rock", "funk", "hip-hop", "lo-fi", "reggae", "house", "metal", "bossa nova", "jazz", "blues", "country", "soul"}
)
_LED_BY_PAD = frozenset({"ambient", "cinematic"})


def arousal(plan: Plan, section: Section) -> float:
    """Mean arousal of a section, 0 to 1."""
    return _mean(plan, section).arousal


def tension(plan: Plan, section: Section) -> float:
    """Mean tension of a section, 0 to 1."""
    return _mean(plan, section).tension


def valence(plan: Plan, section: Section) -> float:
    """Mean valence of a section, -1 to 1."""
    return _mean(plan, section).valence


@lru_cache(maxsize=1024)
def _mean(plan: Plan, section: Section) -> ArcPoint:
    start, end = plan.span(section)
    points = [plan.feeling(start + (end - start) * k / 8, closing=k == 8) for k in range(9)]
    return ArcPoint(
        at=points[4].at,
        valence=sum(p.valence for p in points) / 9,
        arousal=sum(p.arousal for p in points) / 9,
        tension=sum(p.tension for p in points) / 9,
    )


@lru_cache(maxsize=1024)
def _enters_at(plan: Plan, name: str) -> float:
    part = next(p for p in plan.parts if p.name == name)
    same = [p.name for p in plan.parts if p.role == part.role]
    at = _ENTERS[part.role]
    if plan.genre in _GROOVE_STYLES and part.role in ("drums", "bass"):
        at *= 0.5
    if plan.genre in _LED_BY_PAD and part.role == "pad":
        at = 0.0
    at += 0.22 * same.index(name)
    return at


@lru_cache(maxsize=4096)
def intensity(plan: Plan, section: Section, part: Part) -> float:
    """How strongly a part plays in a section: 0 it rests, else 0.15 (barely there) to 1 (all out).

    An intro is played by the harmony and what the style cannot do without; the lead
    waits for the first verse. A part that the whole plan would leave silent plays in the fullest
    section, for whoever asked for an instrument wants to hear it.
    """
    if part.name in section.silent:
        return 0.0
    if len(plan.parts) <= 2:
        return max(0.15, arousal(plan, section))
    level = arousal(plan, section)
    if part.name in section.playing or _plays(plan, section, part):
        return max(0.15, level)
    audible = [s for s in plan.sections if part.name not in s.silent]
    if any(_plays(plan, s, part) for s in audible):
        return 0.0
    fullest = max(audible, key=lambda s: (s.kind in ("chorus", "drop"), arousal(plan, s)), default=None)
    return max(0.15, level) if section is fullest or section.kind == getattr(fullest, "kind", None) else 0.0


def _plays(plan: Plan, section: Section, part: Part) -> bool:
    if part.name in section.silent:
        return False
    level = arousal(plan, section)
    only = all(p.role == part.role for p in plan.parts)
    if only:
        return True
    if part.role == "lead" and section.kind in ("intro", "build") and len(plan.sections) > 2:
        return False
    if section.kind in ("intro", "build") and part.role in ("counter",):
        return False
    return level >= _enters_at(plan, part.name)
