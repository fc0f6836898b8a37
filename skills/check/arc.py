"""The arc asked for against the arc measured, bar by bar, by Spearman's rank correlation."""

from collections.abc import Sequence

import numpy as np

from skills.check.report import BarMeasure
from skills.clock import bar_beats
from skills.plan import Plan

DIMENSIONS = ("arousal", "tension", "valence")
_LEAST_SPREAD = 0.05


def ranks(values: Sequence[float]) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Ranks from 1; equal values share the mean of theirs."""
    _, place, counts = np.unique(np.asarray(values), return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(counts) - (counts - 1) / 2)[place], dtype=np.float64)


def spearman(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Spearman's rank correlation, -1 to 1; None where either side does not vary or there are fewer than three."""
    if len(a) < 3:
        return None
    x, y = ranks(a), ranks(b)
    x, y = x - x.mean(), y - y.mean()
    size = float(np.sqrt((x @ x) * (y @ y)))
    return float(x @ y) / size if size else None


def arc(plan: Plan, bars: Sequence[BarMeasure]) -> dict[str, float]:
    """Correlation of asked and measured at the middle of each bar: "arousal", "tension", "valence".

    A dimension that the plan keeps (nearly) level is left out, for there is nothing to follow.
    """
    beats = bar_beats(plan.metre)
    asked = [plan.feeling((bar.bar - 0.5) * beats) for bar in bars]
    found = {}
    for name in DIMENSIONS:
        wanted = [round(float(getattr(point, name)), 6) for point in asked]
        if wanted and max(wanted) - min(wanted) >= _LEAST_SPREAD:
            value = spearman(wanted, [float(getattr(bar, name)) for bar in bars])
            if value is not None:
                found[name] = round(value, 3)
    return found
