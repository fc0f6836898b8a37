"""Rhythms of a tune: small figures put together into bars, bars into phrases.

Positions and lengths are in beats from the bar line. A bar is filled by figures of one, one and a
half or two beats, whose number of notes follows the density wanted and whose offbeats follow the
style's taste for syncopation.
"""

import math
import random

from skills.clock import Metre, bar_beats, is_compound

Onsets = tuple[float, ...]

_TWO: tuple[Onsets, ...] = (
    (0,), (0, 1), (0, 1.5), (0, 1, 1.5), (0, 0.5, 1), (0, 0.5, 1, 1.5), (0, 0.5, 1.5), (1,), (1, 1.5), (0.5, 1),
    (0.5, 1, 1.5), (0.5, 1.5), (0, 0.5), (0.5,),
)  # fmt: skip
_TWO_FINE: tuple[Onsets, ...] = (
    (0, 0.75, 1.5), (0, 0.25, 0.5, 1), (0, 0.5, 0.75, 1, 1.5), (0, 0.25, 0.5, 0.75, 1, 1.5), (0, 0.75, 1, 1.5),
    (0, 0.5, 1, 1.25, 1.5), (0.25, 0.5, 1, 1.5), (0, 0.75, 1.25, 1.5), (0.5, 0.75, 1, 1.5), (0, 1, 1.25, 1.5),
)  # fmt: skip
_THREE_EIGHTHS: tuple[Onsets, ...] = ((0,), (0, 1), (0, 0.5, 1), (0, 0.5), (0.5, 1), (1,))
_ONE: tuple[Onsets, ...] = ((0,), (0, 0.5), (0,), (0.5,))

_LAYOUT: dict[Metre, tuple[float, ...]] = {
    "2/4": (2,), "3/4": (2, 1), "4/4": (2, 2), "5/4": (2, 1, 2), "6/8": (1.5, 1.5), "7/8": (2, 1.5),
    "9/8": (1.5, 1.5, 1.5), "12/8": (1.5, 1.5, 1.5, 1.5),
}  # fmt: skip


def _figures(length: float, fine: bool) -> tuple[Onsets, ...]:
    if length == 2:
        return _TWO + _TWO_FINE if fine else _TWO
    return _THREE_EIGHTHS if length == 1.5 else _ONE


def _offbeat_share(onsets: Onsets, length: float) -> float:
    on = (0.0,) if length == 1.5 else (0.0, 1.0)
    return sum(o not in on for o in onsets) / len(onsets)


def bar(choose: random.Random, metre: Metre, density: float, syncopation: float, *, fine: bool) -> Onsets:
    """Onsets of one bar.

    Args:
        choose: where the choices come from.
        metre: the metre.
        density: notes a beat wanted, about 0.3 (long notes) to 2 (sixteenths).
        syncopation: taste for offbeats, 0 to 1.
        fine: whether sixteenths are allowed.

    Returns:
        Ascending positions in beats; never empty.
    """
    layout = _LAYOUT[metre]
    if is_compound(metre):
        density *= 1.2
    elif metre == "3/4" and choose.random() < 0.4:
        layout = (1, 2)
    onsets: list[float] = []
    at = 0.0
    for index, length in enumerate(layout):
        options = _figures(length, fine)

        def weight(figure: Onsets, length: float = length, index: int = index) -> float:
            crowd = -3.2 * abs(len(figure) / length - density) ** 1.3
            off = -1.6 * abs(_offbeat_share(figure, length) - syncopation * 0.8)
            late = -1.6 * (1 - syncopation) if figure[0] > 0 and index == 0 else -0.5 * (figure[0] > 0)
            return math.exp(crowd + off + late)

        figure = choose.choices(options, [weight(f) for f in options])[0]
        onsets += [at + o for o in figure]
        at += length
    return tuple(onsets) or (0.0,)


def cadence(choose: random.Random, metre: Metre, density: float) -> tuple[Onsets, float]:
    """Onsets of a bar that ends a phrase, and the length of its last note, a breath before the bar line."""
    beats = bar_beats(metre)
    step = 1.5 if is_compound(metre) else 1.0
    runs: list[Onsets] = [(0,), (0,), (0, step), (0, step / 2 if step == 1 else 1.0)]
    if density > 0.7:
        runs += [(0, 0.5, 1.0), (0, step)]
    onsets = choose.choice([r for r in runs if r[-1] <= beats - step] or [(0.0,)])
    breath = min(step, beats / 4) if density > 0.4 else 0.5
    return tuple(float(o) for o in onsets), max(0.5, beats - onsets[-1] - breath)


def pickup(choose: random.Random, metre: Metre, density: float) -> Onsets:
    """Positions, in beats before the bar line, of the notes that lead into a phrase; often none."""
    wish = choose.random()
    if wish < 0.45 - 0.2 * min(density, 1.0):
        return ()
    if is_compound(metre):
        return (0.5,) if wish < 0.8 else (1.0, 0.5)
    if wish < 0.6:
        return (1.0,) if metre in ("3/4", "4/4", "5/4") and density < 0.8 else (0.5,)
    return (1.0, 0.5) if wish < 0.88 or bar_beats(metre) < 3 else (1.5, 1.0, 0.5)
