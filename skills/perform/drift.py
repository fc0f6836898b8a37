"""The slow unsteadiness of a player: 1/f noise over time in beats.

Human timing errors are not white: they wander, with as much power in each octave of time (Gilden et
al. 1995; Hennig et al. 2011). Layers of smooth noise, each twice as slow as the one before, add up
to that (Voss's method). The noise is a function of the beat alone, so it runs on unbroken from one
section to the next whatever the order in which they are performed.
"""

from functools import lru_cache

from skills.chance import rng

_PERIODS = (1, 2, 4, 8, 16)
"""Beats between the fixed points of each layer."""
_LAYER_VARIANCE = 26 / 35
"""Mean variance of smoothstep interpolation between points of variance 1."""
_LIMIT = 2.5
"""Standard deviations at which a point is cut off: people do not lurch."""


class Drift:
    """A 1/f noise of mean 0 and variance about 1, made for ``beats`` beats from a seed and names."""

    def __init__(self, beats: float, seed: int, *names: object) -> None:
        """Draw the noise; a longer one of the same seed and names begins like the shorter one."""
        size = int(beats) + 2
        self._beats = [0.0] * size
        scale = float((_LAYER_VARIANCE * len(_PERIODS)) ** -0.5)
        for period in _PERIODS:
            points = self._points(size // period + 2, seed, *names, period)
            weights = [scale * t * t * (3 - 2 * t) for t in (step / period for step in range(period))]
            for beat in range(size):
                here, after = points[beat // period], points[beat // period + 1]
                self._beats[beat] += scale * here + (after - here) * weights[beat % period]

    @staticmethod
    def _points(count: int, seed: int, *names: object) -> list[float]:
        dice = rng(seed, "drift", *names)
        return [min(max(dice.gauss(0, 1), -_LIMIT), _LIMIT) for _ in range(count)]

    def __call__(self, beat: float) -> float:
        """The noise at a beat of the song."""
        index = min(int(beat), len(self._beats) - 2)
        here = self._beats[index]
        return here + (self._beats[index + 1] - here) * (beat - index)


@lru_cache(maxsize=64)
def drift(beats: float, seed: int, *names: str) -> Drift:
    """The drift of a player (or of the band, by the name "band") over a song of so many beats."""
    return Drift(beats, seed, *names)
