"""Half-time and double-time: the same groove, stretched over two bars or pressed into half of one.

The tempo and the bars of everyone else stay. In metres whose bars have no two equal halves (3/4, 5/4,
7/8, 9/8) half-time is the groove thinned out around its last backbeat, and double-time has a kick and
a backbeat in every pulse.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from skills.clock import Metre, bar_beats, pulses
from skills.drums import kit


class Hit(NamedTuple):
    """A stroke in a bar."""

    at: float
    """Beats from the bar line."""
    key: int
    """General MIDI drum key."""
    velocity: int
    length: float = 0.25
    """Beats it is written for."""


Bars = Callable[[int], list[Hit]]
"""The groove: the strokes of each bar of a phrase, by its number from 0."""

_SMALLEST = 0.25
"""Beats between the fastest strokes of double-time."""
_BACKBEATS = (kit.SNARE, kit.STICK, kit.CLAP)


def half_time(metre: Metre, bar: int, groove: Bars) -> list[Hit]:
    """A bar of a phrase in half-time: in 4/4 the backbeat on three, and half the pulse of the hats."""
    if not _has_halves(metre):
        return _thinned(metre, groove(bar))
    whole = bar_beats(metre)
    begin = bar % 2 * whole / 2
    return [
        hit._replace(at=round(2 * (hit.at - begin), 4), length=min(2 * hit.length, whole))
        for hit in groove(bar // 2)
        if begin <= hit.at < begin + whole / 2
    ]


def double_time(metre: Metre, bar: int, groove: Bars) -> list[Hit]:
    """A bar of a phrase in double-time: in 4/4 backbeats on every "and"."""
    hits: list[Hit] = []
    if _has_halves(metre):
        half = bar_beats(metre) / 2
        for part in (0, 1):
            hits += [hit._replace(at=round(part * half + hit.at / 2, 4)) for hit in groove(2 * bar + part)]
    else:
        starts = [*pulses(metre), bar_beats(metre)]
        cells = ((starts[0], starts[1]), (starts[-2], starts[-1]))
        for start, end in pairwise(starts):
            for part, (a, b) in enumerate(cells):
                begin, scale = start + part * (end - start) / 2, (end - start) / 2 / (b - a)
                inside = [hit for hit in groove(bar) if a <= hit.at < b]
                hits += [hit._replace(at=round(begin + (hit.at - a) * scale, 4)) for hit in inside]
    return [h._replace(length=max(h.length / 2, 0.125)) for h in hits if abs(h.at / _SMALLEST % 1) < 1e-3]


def _has_halves(metre: Metre) -> bool:
    """Whether a bar falls into two equal halves of whole pulses."""
    return len(pulses(metre)) % 2 == 0


def _thinned(metre: Metre, hits: list[Hit]) -> list[Hit]:
    """The bar with its first kick, its last backbeat, and timekeeping on the pulses alone."""
    firm = [hit.at for hit in hits if hit.key in _BACKBEATS and hit.velocity >= kit.FIRM]
    kicks = [hit.at for hit in hits if hit.key == kit.KICK]
    return [
        hit
        for hit in hits
        if (hit.at == max(firm, default=-1.0) if hit.key in _BACKBEATS else hit.at in pulses(metre))
        and (hit.key != kit.KICK or hit.at == min(kicks))
    ]
