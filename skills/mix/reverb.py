"""A room made of noise: the sound of a space as an impulse response, and sound played in it.

The response is a handful of early reflections followed by noise that dies away exponentially, the
treble sooner than the rest (Moorer 1979, "About This Reverberation Business").
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from skills.chance import rng
from skills.mix.character import Room
from skills.render.engines import SAMPLE_RATE, Audio

_PARTITION = 1 << 16
_BASS_HZ = 220.0  # below, a room only muddies
_REFLECTIONS = 9


def in_room(send: NDArray[np.float32], room: Room) -> Audio:
    """What comes back from a room, stereo, when ``send`` (mono) is played in it; longer by the room's decay."""
    return _convolved(send, impulse(room) * np.float32(10 ** (room.level_db / 20)))


def impulse(room: Room) -> Audio:
    """The room's answer to a click, float32 (2, frames), of unit energy a side; the sides are independent."""
    from scipy.signal import butter, sosfilt

    frames = int(room.decay_s * 1.1 * SAMPLE_RATE)
    seconds = np.arange(frames) / SAMPLE_RATE
    noise = np.frombuffer(rng(0, "reverb", *room).randbytes(4 * frames), np.int16).reshape(2, -1) / 32768
    bright = sosfilt(butter(1, room.damping_hz, "high", fs=SAMPLE_RATE, output="sos"), noise)
    body = (noise - bright) * 10 ** (-3 * seconds / room.decay_s) + bright * 10 ** (-6.5 * seconds / room.decay_s)
    body *= 1 - np.exp(-seconds / 0.012)  # reflections thicken before they thin
    body += _early(room, frames, float(np.abs(body).max()))
    body = sosfilt(butter(2, _BASS_HZ, "high", fs=SAMPLE_RATE, output="sos"), body)
    body[:, -1000:] *= np.linspace(1, 0, 1000)
    body /= np.sqrt(np.square(body).sum(axis=1, keepdims=True))
    silence = np.zeros((2, int(room.predelay_ms / 1000 * SAMPLE_RATE)))
    return np.concatenate([silence, body], axis=1).astype(np.float32)


def _early(room: Room, frames: int, loudest: float) -> NDArray[np.float64]:
    """The first reflections, off walls whose distance goes with the decay."""
    chance = rng(0, "early", *room)
    reflections = np.zeros((2, frames))
    for side in reflections:
        for k in range(_REFLECTIONS):
            at = int(SAMPLE_RATE * (0.004 + room.decay_s * 0.022 * (k + chance.random()) / _REFLECTIONS))
            side[at] += loudest * 2.5 * 0.86**k * chance.choice((-1, 1))
    return reflections


def _convolved(mono: NDArray[np.float32], response: Audio) -> Audio:
    """Convolution by uniform partitions, which keeps every transform in the processor's cache."""
    from scipy.fft import irfft, rfft

    def blocks(signal: Audio) -> Audio:
        count = -(-signal.shape[-1] // _PARTITION)
        padded = np.zeros((*signal.shape[:-1], count * _PARTITION), np.float32)
        padded[..., : signal.shape[-1]] = signal
        return padded.reshape(*signal.shape[:-1], count, _PARTITION)

    played, answers = rfft(blocks(mono), 2 * _PARTITION), rfft(blocks(response), 2 * _PARTITION)
    count, parts = len(played), answers.shape[1]

    def side(answer: NDArray[np.complex64]) -> Audio:
        spectra = np.zeros((count + parts - 1, played.shape[1]), np.complex64)
        for part in range(parts):
            spectra[part : part + count] += played * answer[part]
        pieces = irfft(spectra, 2 * _PARTITION)
        out = np.zeros((count + parts, _PARTITION), np.float32)
        out[:-1] += pieces[:, :_PARTITION]
        out[1:] += pieces[:, _PARTITION:]
        return out.reshape(-1)[: len(mono) + response.shape[1]]

    with ThreadPoolExecutor(len(answers)) as pool:
        return np.stack(list(pool.map(side, answers)))
