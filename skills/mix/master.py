"""The last stage: a mix brought to its loudness under a ceiling, without flattening its arc.

Everything is one gain that moves in time, worked out on cells of 64 frames and drawn smoothly between
them: a constant for loudness; a *lift* of calm passages where they lie so far under the full ones that
a listener would reach for the volume (they stay calmer, in the same order); *glue* that holds back
moments which leap out of the second around them; and a look-ahead limiter for true peaks.
"""

import numpy as np
from numpy.typing import NDArray

from skills.mix.measure import HEADROOM, cell_peaks, gated, weighted_powers
from skills.render.engines import SAMPLE_RATE, Audio
from skills.render.synth import sounding

TARGET_LUFS = -14.0
"""Integrated loudness of a finished song."""
CEILING_DBTP = -2.0
"""Highest true peak of the master; coding as MP3 adds up to 0.7 dB, and -1 must hold after it."""

Curve = NDArray[np.float64]

_CELL = 64
_SLOW = int(1.2 * SAMPLE_RATE / _CELL)  # cells in the surroundings that a moment is compared with
_FAST = 7  # cells in a moment: 10 ms
_PASSAGE = int(3 * SAMPLE_RATE / _CELL)  # cells in a passage, the window of short-term loudness
_WIDEST_DB = 14.0
_DEEPEST_DB = 30.0  # anything further under the full passages counts as silence
_LEAP_DB = 4.0  # how far a moment may stand out before glue takes hold
_MOST_GLUE_DB = 5.0
_GENTLE_DB = 3.0
_RELEASE_DB = 36 * _CELL / SAMPLE_RATE  # 36 dB a second
_FAST_RELEASE_DB = 500 * _CELL / SAMPLE_RATE
_REACH = 2  # cells on each side over which the limiter's gain is smoothed
_STRETCH = 4096  # cells worked on together
_PUSH_DB = 12.0  # how much harder than its loudness asks a mix may be driven, to make up for what is held back
_MARGIN_DB = 2.0
_ROUNDS = 16
_CLOSE_LU = 0.02
_END = 10 ** (-60 / 20)
_END_FADE_S = 0.25


def mastered(mix: Audio, glue: float) -> Audio:
    """The mix at ``TARGET_LUFS`` and under ``CEILING_DBTP``, ended when it has died away 60 dB under full scale."""
    powers = weighted_powers(mix, _CELL)
    if _loudness(powers) == -np.inf:
        return mix[:, :0]
    shape = _lift_db(powers)
    shape += _glue_db(powers * 10 ** (shape / 10), glue)
    gain = first = TARGET_LUFS - _loudness(powers * 10 ** (shape / 10))
    examined = -np.inf
    for _ in range(_ROUNDS):
        if gain > examined:  # the louder it gets, the more moments come near the ceiling
            examined = gain + _MARGIN_DB
            peaks_db = _db(cell_peaks(mix, HEADROOM * 10 ** ((CEILING_DBTP - examined - shape) / 20), _CELL))
        curve = gain + shape
        curve = curve + _limiter_db(peaks_db + curve)
        missing = TARGET_LUFS - _loudness(powers * 10 ** (curve / 10))
        if abs(missing) < _CLOSE_LU:
            break
        gain = min(gain + missing, first + _PUSH_DB)
    return _ended(_driven(mix, 10 ** (curve / 20)))


def _db(level: Audio) -> Curve:
    decibels: Curve = 20 * np.log10(np.maximum(level, 1e-7).astype(np.float64))
    return decibels


def _loudness(powers: Curve) -> float:
    """Integrated loudness in LUFS from the powers of cells."""
    total = np.concatenate([[0.0], np.cumsum(powers)])
    step = 0.1 * SAMPLE_RATE / _CELL
    edges = np.arange(0, len(powers) + 1e-9, step)
    if len(edges) < 5:  # shorter than one gating block
        return gated(np.full(4, powers.mean()))
    return gated(np.diff(np.interp(edges, np.arange(len(total)), total)) / step)


def _lift_db(powers: Curve) -> Curve:
    """How much each cell is lifted, in dB, so that calm and full passages lie ``_WIDEST_DB`` apart at most."""
    from scipy.ndimage import uniform_filter1d

    level = 10 * np.log10(uniform_filter1d(powers, _PASSAGE, mode="nearest") + 1e-12)
    full = np.quantile(level, 0.95)
    played = level[: np.flatnonzero(level > full - _WIDEST_DB)[-1] + 1]  # a tail that dies away is no calm passage
    calm = max(np.quantile(played, 0.1), full - _DEEPEST_DB)
    share = max(0.0, 1 - _WIDEST_DB / (full - calm)) if full > calm else 0.0
    lift: Curve = share * np.clip(full - level, 0, full - calm)
    return lift


def _glue_db(powers: Curve, ratio: float) -> Curve:
    """How much each cell is held back, in dB (0 or less)."""
    from scipy.ndimage import uniform_filter1d

    fast, slow = (uniform_filter1d(powers, size, mode="constant") for size in (_FAST, _SLOW))
    leap = 10 * np.log10((fast + 1e-9) / (slow + 1e-9)) - _LEAP_DB
    held = np.clip(leap * (1 - 1 / ratio), 0, _MOST_GLUE_DB)
    smooth: Curve = -uniform_filter1d(held, _FAST)
    return smooth


def _limiter_db(peaks_db: Curve) -> Curve:
    """The gain in dB that keeps every peak under the ceiling: early enough, no sooner, let go slowly.

    What goes beyond ``_GENTLE_DB``, which only bare drums ask for, is let go fast, so that a stroke is
    louder after its peak and not merely lower.
    """
    from scipy.ndimage import convolve1d, minimum_filter1d

    needed = np.minimum(0, CEILING_DBTP - peaks_db)
    needed = minimum_filter1d(needed, 2 * (_REACH + 1) + 1)
    gently = _let_go(np.maximum(needed, -_GENTLE_DB), _RELEASE_DB)
    whole = gently + _let_go(np.minimum(0, needed - gently), _FAST_RELEASE_DB)
    window = np.hanning(2 * _REACH + 3)[1:-1]
    smooth: Curve = convolve1d(whole, window / window.sum(), mode="nearest")
    return smooth


def _let_go(needed: Curve, slope: float) -> Curve:
    """A gain that rises by no more than ``slope`` a cell and never above what is needed."""
    rising = slope * np.arange(len(needed))
    gain: Curve = np.minimum(0, np.minimum.accumulate(needed - rising) + rising)
    return gain


def _driven(mix: Audio, gain: Curve) -> Audio:
    """The mix times a gain known in the middle of each cell and drawn in straight lines between."""
    edges = np.concatenate([gain[:1], (gain[:-1] + gain[1:]) / 2, gain[-1:]]).astype(np.float32)[:, None]
    middles = gain.astype(np.float32)[:, None]
    half = _CELL // 2
    ramp = (np.arange(half, dtype=np.float32) + 0.5) / half
    out = np.empty_like(mix)
    for start in range(0, len(gain), _STRETCH):
        middle = middles[start : start + _STRETCH]
        left, right = edges[start : start + len(middle)], edges[start + 1 : start + 1 + len(middle)]
        line = np.concatenate([left + (middle - left) * ramp, middle + (right - middle) * ramp], axis=1).reshape(-1)
        frames = slice(start * _CELL, min((start + len(middle)) * _CELL, mix.shape[1]))
        np.multiply(mix[:, frames], line[: frames.stop - frames.start], out=out[:, frames])
    return out


def _ended(audio: Audio) -> Audio:
    """Audio ended with a short fade where it has died away."""
    fade = int(_END_FADE_S * SAMPLE_RATE)
    end = min(audio.shape[1], sounding(audio, _END) + fade)
    fade = min(fade, end)
    audio = audio[:, :end]
    audio[:, end - fade :] *= np.cos(np.linspace(0, np.pi / 2, fade, dtype=np.float32)) ** 2
    return audio
