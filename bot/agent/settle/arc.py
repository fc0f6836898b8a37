"""How the song feels from beginning to end.

An arc that was asked for is taken as it is. A mood gives only a level, so the form gives the shape:
verses below choruses, tension before an arrival, the last chorus highest, so that the song breathes.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from bot.agent.settle.places import placed
from bot.agent.settle.wishes import Wishes
from skills.plan import ArcPoint, Ask, SectionKind
from skills.styles import Style
from skills.value import Value

# Valence, arousal and tension of a kind of section, against the level of the whole song.
_SHAPE: dict[SectionKind, tuple[float, float, float]] = {
    "intro": (0.0, -0.18, 0.0), "verse": (-0.04, -0.1, 0.0), "pre-chorus": (0.0, 0.0, 0.14),
    "chorus": (0.08, 0.1, -0.04), "post-chorus": (0.08, 0.08, -0.04), "bridge": (-0.12, -0.06, 0.18),
    "solo": (0.04, 0.08, 0.04), "interlude": (0.0, -0.16, 0.0), "build": (0.0, -0.04, 0.2),
    "drop": (0.08, 0.16, -0.04), "outro": (0.0, -0.2, -0.14),
}  # fmt: skip
_RISING: tuple[SectionKind, ...] = ("pre-chorus", "build")
_PEAKS: tuple[SectionKind, ...] = ("chorus", "drop")
_LEAST_SHAPE = 0.6
"""How much of the shape is left at least, be the level as high as it may."""
_PLAIN = 0.5
"""Valence from which a mood is plainly bright, or below which it is plainly dark."""
_PUSH = 0.3
"""How far an unwanted mood is stepped away from."""
_BLEND = 0.25
"""How far a mood for the whole song bends the valence of an arc that was asked for."""


class Outlook(Value):
    """The feeling of a song before it has a form."""

    mean: ArcPoint
    end: ArcPoint
    spoken: bool
    """Whether anything was said about it."""
    travels: bool
    """Whether an arc was asked for."""
    marked: float = 0.0
    """1 if a plainly bright mood was named and no dark one, -1 the other way round."""

    @property
    def valence(self) -> float | None:
        """How bright the key should be: the whole, and the end more than its share; None if unsaid.

        Plain words outweigh the mean: "sad" beside "easy" is still minor.
        """
        if not self.spoken:
            return None
        valence = 0.6 * self.mean.valence + 0.4 * self.end.valence
        return self.marked * max(0.2, self.marked * valence) if self.marked else valence


def look_ahead(wishes: Wishes, style: Style) -> Outlook:
    """The level and the end of what will be drawn."""
    points = _asked_arc(wishes)
    moods = wishes.all("mood")
    spoken = bool(points) or any(a.points for a in (*moods, *wishes.all("mood", unwanted=True)))
    if not points:
        level = _level(wishes, style)
        words = [p.valence for a in moods for p in a.points]
        marked = (max(words, default=0.0) >= _PLAIN) - (min(words, default=0.0) <= -_PLAIN)
        return Outlook(mean=level, end=level, spoken=spoken, travels=False, marked=marked)
    spans = list(pairwise(points)) or [(points[0], points[0])]
    weights = [b.at - a.at or 1.0 for a, b in spans]
    total = sum(weights)

    def mean(field: str) -> float:
        halves = [(getattr(a, field) + getattr(b, field)) / 2 for a, b in spans]
        return sum(float(h) * w for h, w in zip(halves, weights, strict=True)) / total

    middle = point(0.5, mean("valence"), mean("arousal"), mean("tension"))
    return Outlook(mean=middle, end=points[-1], spoken=True, travels=len(points) > 1)


def draw_arc(kinds: Sequence[SectionKind], bars: Sequence[int], wishes: Wishes, style: Style) -> tuple[ArcPoint, ...]:
    """The arc over a form: what was asked, else the level of the mood in the shape of the form."""
    total = sum(bars)
    edges = [0.0, *(b / total for b in accumulate(bars))]
    asked = _asked_arc(wishes, kinds, edges)
    local = [(place, ask) for kind in ("mood", "arc") for place, ask in wishes.local(kind) if ask.points]
    here: dict[int, Ask] = {}
    for place, ask in local:
        for index in place.picks(kinds):
            here.setdefault(index, ask)
    if asked and not here:
        return asked
    stretches = _cut(asked, edges) if asked else _breathe(kinds, bars, edges, _level(wishes, style))
    drawn: list[ArcPoint] = []
    for index, stretch in enumerate(stretches):
        drawn += _override(stretch, here[index]) if index in here else stretch
    return tuple(drawn)


def point(at: float, valence: float, arousal: float, tension: float) -> ArcPoint:
    """An arc point with every coordinate held to its range."""
    return ArcPoint(
        at=min(max(at, 0.0), 1.0),
        valence=round(min(max(valence, -1.0), 1.0), 4),
        arousal=round(min(max(arousal, 0.0), 1.0), 4),
        tension=round(min(max(tension, 0.0), 1.0), 4),
    )


def _asked_arc(wishes: Wishes, kinds: Sequence[SectionKind] = (), edges: Sequence[float] = ()) -> tuple[ArcPoint, ...]:
    """The points that were asked for, spread over the whole song, or put where the form has their places."""
    ask = wishes.one("arc")
    if ask is None or not ask.points:
        return ()
    points = placed(ask, kinds, edges) if ask.where and kinds else _rescaled(ask.points, 0.0, 1.0)
    mood = [p.valence for a in wishes.all("mood") for p in a.points]
    if not mood:
        return points
    bend = _BLEND * (sum(mood) / len(mood) - sum(p.valence for p in points) / len(points))
    return tuple(point(p.at, p.valence + bend, p.arousal, p.tension) for p in points)


def _rescaled(points: Sequence[ArcPoint], start: float, end: float) -> tuple[ArcPoint, ...]:
    ordered = sorted(points, key=lambda p: p.at)
    first, last = ordered[0].at, ordered[-1].at
    if last > first:
        places = [(p.at - first) / (last - first) for p in ordered]
    else:
        ordered = list(points)
        places = [i / max(len(ordered) - 1, 1) for i in range(len(ordered))]
    return tuple(
        p.model_copy(update={"at": start + (end - start) * place}) for p, place in zip(ordered, places, strict=True)
    )


def _level(wishes: Wishes, style: Style) -> ArcPoint:
    """The mean of the moods that were asked for, pushed away from those that are unwanted."""
    valence, arousal, tension = style.feeling
    usual = point(0.5, valence, arousal, tension)
    moods = [p for a in wishes.all("mood") for p in a.points]
    level = usual
    if moods:
        n = len(moods)
        level = point(
            0.5, sum(p.valence for p in moods) / n, sum(p.arousal for p in moods) / n, sum(p.tension for p in moods) / n
        )
    for ask in wishes.all("mood", unwanted=True):
        for shunned in ask.points:
            level = _away(level, shunned)
    return level


def _away(here: ArcPoint, shunned: ArcPoint) -> ArcPoint:
    """A step from ``shunned``, in each direction by as much as that mood is marked in it."""

    def step(value: float, other: float, middle: float, span: float) -> float:
        marked = (other - middle) / span
        return value - _PUSH * span * marked

    return point(
        here.at,
        step(here.valence, shunned.valence, 0.0, 1.0),
        step(here.arousal, shunned.arousal, 0.5, 0.5),
        step(here.tension, shunned.tension, 0.4, 0.6),
    )


def _breathe(
    kinds: Sequence[SectionKind], bars: Sequence[int], edges: Sequence[float], level: ArcPoint
) -> list[list[ArcPoint]]:
    """Two points a section: the level, in the shape of the form, growing a little as the song goes."""
    total = sum(bars)
    peak = max((i for i, kind in enumerate(kinds) if kind in _PEAKS), default=-1)
    shape = []
    for index, kind in enumerate(kinds):
        v, a, t = _SHAPE[kind]
        growth = 0.0 if kind in ("intro", "outro") else 0.06 * (edges[index] - 0.5)
        shape.append((v, a + growth + (0.05 if index == peak else 0.0), t))
    valence, arousal, tension = (
        _around(value, [o[axis] for o in shape], [b / total for b in bars], low)
        for axis, (value, low) in enumerate(((level.valence, -1.0), (level.arousal, 0.0), (level.tension, 0.0)))
    )
    stretches = []
    for index, kind in enumerate(kinds):
        rise = 0.12 if kind in _RISING else 0.02
        lift = (rise - (0.08 if kind == "outro" else 0.0)) / 2
        v, a, t = valence[index], arousal[index], tension[index]
        stretches.append([point(edges[index], v, a - lift, t - rise), point(edges[index + 1], v, a + lift, t + rise)])
    return stretches


def _around(level: float, offsets: Sequence[float], shares: Sequence[float], low: float) -> list[float]:
    """Values of a given mean, set apart by offsets; closer together where a mean near the edge leaves no room."""
    middle = sum(o * share for o, share in zip(offsets, shares, strict=True))
    centred = [o - middle for o in offsets]
    above, below = max(*centred, 0.0), -min(*centred, 0.0)
    room = min((1.0 - level) / above if above else 1.0, (level - low) / below if below else 1.0, 1.0)
    return [level + max(room, _LEAST_SHAPE) * o for o in centred]


def _cut(points: Sequence[ArcPoint], edges: Sequence[float]) -> list[list[ArcPoint]]:
    """An arc cut at the joints of the form."""
    return [
        [point_at(points, a), *(p for p in points if a < p.at < b), point_at(points, b)] for a, b in pairwise(edges)
    ]


def point_at(points: Sequence[ArcPoint], at: float) -> ArcPoint:
    """An arc at one place, drawn in straight lines between its points."""
    after = next((i for i, p in enumerate(points) if p.at > at), None)
    if after is None or after == 0:
        return points[-1 if after is None else 0].model_copy(update={"at": at})
    a, b = points[after - 1], points[after]
    t = (at - a.at) / (b.at - a.at)
    return point(
        at,
        a.valence + t * (b.valence - a.valence),
        a.arousal + t * (b.arousal - a.arousal),
        a.tension + t * (b.tension - a.tension),
    )


def _override(stretch: Sequence[ArcPoint], ask: Ask) -> list[ArcPoint]:
    """A stretch of the arc as a wish for this part of the song would have it."""
    if ask.unwanted:
        return [_away(p, ask.points[0]) for p in stretch]
    start, end = stretch[0].at, stretch[-1].at
    if len(ask.points) == 1:
        return [ask.points[0].model_copy(update={"at": at}) for at in (start, end)]
    return list(_rescaled(ask.points, start, end))
