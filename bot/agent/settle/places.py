"""An arc whose points were tied to parts of the form: "sad until the bridge, then sunny"."""

from collections.abc import Sequence

from skills.place import find_place
from skills.plan import ArcPoint, Ask, SectionKind

_Stretch = tuple[float | None, float | None]
"""Where a point begins and ceases to hold, 0 to 1; None where that was not said."""


def placed(ask: Ask, kinds: Sequence[SectionKind], edges: Sequence[float]) -> tuple[ArcPoint, ...]:
    """The points of an arc over a form whose sections lie between ``edges`` (0 to 1).

    A point that is to hold through a stretch stands at its beginning and at its end; those of which
    nothing was said are spread evenly between their neighbours. What no section of the form matches
    is as if it had not been said.
    """
    stretches: list[_Stretch] = []
    reached = 0.0
    for index, where in enumerate(ask.where):
        later = [_stretch(w, kinds, edges, 0.0, 1.0) for w in ask.where[index + 1 :]]
        limit = min((edge for s in later for edge in s if edge is not None), default=1.0)
        stretch = _stretch(where, kinds, edges, reached, limit)
        reached = max(reached, *(edge for edge in stretch if edge is not None), 0.0)
        stretches.append(stretch)
    spans = _spread(stretches)
    points: list[ArcPoint] = []
    for point, (start, end) in zip(ask.points, spans, strict=True):
        points.append(point.model_copy(update={"at": round(start, 6)}))
        if end > start:
            points.append(point.model_copy(update={"at": round(end, 6)}))
    return tuple(points)


def _stretch(where: str, kinds: Sequence[SectionKind], edges: Sequence[float], after: float, limit: float) -> _Stretch:
    """The stretch that "in bridge", "until bridge" ... means, between two places.

    The first of several; of those that lead to something the last.
    """
    word, _, name = where.partition(" ")
    place = find_place(name) if name else None
    picks = place.picks(kinds) if place else ()
    if not picks:
        return None, None
    ahead = [i for i in picks if after - 1e-6 <= edges[i] < limit - 1e-6] or list(picks[-1:])
    first = last = ahead[-1 if word in ("through", "before") else 0]
    while last + 1 in picks:
        last += 1
    start, end = edges[first], edges[last + 1]
    before = edges[max(first - 1, 0)]
    known: dict[str, _Stretch] = {
        "in": (start, end), "until": (None, start), "from": (start, None), "after": (end, None), "at": (start, start),
        "through": (end, end), "before": (before, start),
    }  # fmt: skip
    return known.get(word, (None, None))


def _spread(stretches: Sequence[_Stretch]) -> list[tuple[float, float]]:
    """Stretches with what was not said filled in, in order of time."""
    spans: list[tuple[float, float]] = []
    for index, (start, end) in enumerate(stretches):
        before = spans[-1][1] if spans else 0.0
        held = index > 0 and stretches[index - 1][1] is not None
        last = index + 1 == len(stretches)
        if start is None and end is None:
            span = _free(stretches, index, before, held)
        elif start is None:
            assert end is not None
            span = (before if held or not index else (before + end) / 2, end)
        elif end is None:
            following = None if last else stretches[index + 1][0]
            span = (start, 1.0 if last else start if following is None else following)
        else:
            span = (start, end)
        first = min(max(span[0], before), 1.0)
        spans.append((first, min(max(span[1], first), 1.0)))
    return spans


def _free(stretches: Sequence[_Stretch], index: int, before: float, held: bool) -> tuple[float, float]:
    """Where a point lies of which nothing was said.

    The first is where the song begins, the last where it ends, the others are spread between what is
    known. Before a stretch with a beginning of its own a feeling holds, and so does the last after one.
    """
    following = stretches[index + 1 :]
    ahead = next((n for n, s in enumerate(following) if s != (None, None)), None)
    if ahead is None:
        limit, steps = 1.0, len(following)
    else:
        start, end = following[ahead]
        limit, steps = (start if start is not None else end) or 0.0, ahead + 1
    if not following:
        return (before, 1.0) if held else (1.0, 1.0)
    place = before if held or not index else before + (limit - before) / (steps + 1)
    begins = following[0][0]
    sudden = begins is not None and following[0][1] != begins
    return (place, limit) if sudden else (place, place)
