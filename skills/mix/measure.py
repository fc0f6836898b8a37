"""How loud audio is, and how high it peaks, by ITU-R BS.1770-4.

Audio is float32 (channels, frames), one or two channels, full scale 1.0. Loudness is in LUFS, peaks in dBTP.
"""

import numpy as np
from numpy.typing import NDArray

from skills.render.engines import Audio

Powers = NDArray[np.float64]

_STEP_S = 0.1  # gating blocks of 400 ms begin every 100 ms
_BLOCK_STEPS = 4
_OFFSET = -0.691
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0

_STRETCH = 1 << 16  # frames worked on together, few enough for the processor's cache

_FACTOR = 4  # oversampling that BS.1770 asks of a true-peak meter at 44.1 or 48 kHz
_HALF = 12  # frames on each side that the interpolation looks at
_CELL = 64  # frames examined together
HEADROOM = 0.7
"""Samples below this share of a level are taken not to rise above it in between."""


def lufs(audio: Audio, rate: int = 44_100) -> float:
    """Integrated loudness in LUFS, minus infinity for silence. Audio under 0.4 s is measured as one block."""
    step = round(rate * _STEP_S)
    count = audio.shape[1] // step
    if count < _BLOCK_STEPS:
        return gated(np.full(_BLOCK_STEPS, weighted_powers(audio, max(1, audio.shape[1]), rate).sum()))
    return gated(weighted_powers(audio, step, rate)[:count])


def weighted_powers(audio: Audio, size: int, rate: int = 44_100) -> Powers:
    """Mean power, summed over the channels, of every ``size`` frames as the ear weighs them (K-weighting).

    That is the head's high shelf, then the revised low-frequency B-curve. The last, which may be
    incomplete, counts as if silence followed.
    """
    from scipy.signal import sosfilt

    rows, memory = _k_filter(rate), np.zeros((2, audio.shape[0], 2), np.float32)
    stretch = size * max(1, _STRETCH // size)
    powers = [np.zeros(0, np.float32)]
    for start in range(0, audio.shape[1], stretch):
        # The offset, which the filter takes out again, keeps its memory in silence from numbers so small
        # (denormals) that processors are twenty times slower with them.
        weighted, memory = sosfilt(rows, audio[:, start : start + stretch] + np.float32(1e-9), zi=memory)
        missing = -weighted.shape[1] % size
        if missing:
            weighted = np.pad(weighted, ((0, 0), (0, missing)))
        parts = weighted.reshape(audio.shape[0], -1, size)
        powers.append(np.einsum("csf,csf->s", parts, parts))
    whole: Powers = np.concatenate(powers).astype(np.float64) / size
    return whole


def gated(powers: Powers) -> float:
    """Integrated loudness in LUFS from the powers of 100 ms steps: two gates, as BS.1770-4 has it."""
    blocks = np.convolve(powers, np.full(_BLOCK_STEPS, 1 / _BLOCK_STEPS), "valid")
    blocks = blocks[blocks > _power(_ABSOLUTE_GATE)]
    if not len(blocks):
        return -np.inf
    blocks = blocks[blocks > _power(_loudness(blocks.mean()) + _RELATIVE_GATE)]
    return _loudness(blocks.mean())


def true_peak_dbtp(audio: Audio) -> float:
    """The highest peak between and on the samples, in dB of full scale, found by oversampling four times."""
    highest = float(np.max(np.abs(audio), initial=0.0))
    if highest == 0:
        return -np.inf
    return float(20 * np.log10(cell_peaks(audio, above=highest * HEADROOM).max()))


def cell_peaks(audio: Audio, above: float | Powers, cell: int = _CELL) -> Audio:
    """The highest peak of any channel in each ``cell`` frames, oversampled where samples come ``above`` a level.

    The level may differ from cell to cell.
    """
    channels, frames = audio.shape
    count = -(-frames // cell)
    padded = np.zeros((channels, count * cell + 2 * _HALF), np.float32)
    padded[:, _HALF : _HALF + frames] = audio
    inner = padded[:, _HALF : _HALF + count * cell].reshape(channels, count, cell)
    peaks = np.maximum(inner.max(axis=2), -inner.min(axis=2))
    windows = np.lib.stride_tricks.sliding_window_view(padded, cell + 2 * _HALF, axis=1)[:, ::cell]
    taps = _interpolator(cell)
    for channel in range(channels):
        hot = np.flatnonzero(peaks[channel] > above)
        for some in np.array_split(hot, len(hot) // 4096 + 1):
            between = windows[channel, some] @ taps
            peaks[channel, some] = np.maximum(peaks[channel, some], np.abs(between).max(axis=1, initial=0.0))
    highest: Audio = peaks.max(axis=0)
    return highest


def _loudness(power: float) -> float:
    return float(_OFFSET + 10 * np.log10(power))


def _power(loudness: float) -> float:
    return float(10 ** ((loudness - _OFFSET) / 10))


def _k_filter(rate: int) -> Audio:
    """The two K-weighting biquads at any rate (De Man 2018, "Evaluation of implementations of the EBU R128")."""
    k = np.tan(np.pi * 1681.974450955533 / rate)
    v, q = 10 ** (3.999843853973347 / 20), 0.7071752369554196
    b = v**0.4996667741545416
    a0 = 1 + k / q + k * k
    shelf = [v + b * k / q + k * k, 2 * (k * k - v), v - b * k / q + k * k, a0, 2 * (k * k - 1), 1 - k / q + k * k]
    k, q = np.tan(np.pi * 38.13547087602444 / rate), 0.5003270373238773
    c0 = 1 + k / q + k * k
    low = [c0, -2 * c0, c0, c0, 2 * (k * k - 1), 1 - k / q + k * k]
    return np.array([np.divide(shelf, a0), np.divide(low, c0)], np.float32)


def _interpolator(cell: int) -> Audio:
    """A matrix from a cell with its surroundings to the points between its frames: a windowed sinc."""
    at = np.arange(cell)[:, None] + np.arange(1, _FACTOR) / _FACTOR + _HALF
    distance = at.reshape(-1)[None, :] - np.arange(cell + 2 * _HALF)[:, None]
    taper = np.where(np.abs(distance) < _HALF, np.cos(np.pi * distance / (2 * _HALF)) ** 2, 0)
    return np.asarray(np.sinc(distance) * taper, np.float32)
