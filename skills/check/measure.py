"""What each bar of a written song measures: how busy, loud and bright it is, how strained and how light.

Three composites stand for what a listener feels, on scales that are fixed, so that songs can be
compared. Each is a weighted mean of figures that run 0 to 1 between two reference points (``_RANGES``):

- *arousal*: notes a second, velocity, parts that sound and, where there is audio, its level and brightness;
- *tension*: the spiral array's tensile strain, cloud diameter and cloud momentum, the pull of the dominant,
  roughness, and a little of how busy it is;
- *valence*: mode (how far on the bright side of the tonic the notes lie on the line of fifths), major or
  minor harmony, consonance, register and tempo (which weighs with mode in how happy a tune is heard to be:
  Gagnon & Peretz 2003).

Harmony is heard in windows of half a bar against the key of the section, so every figure but register
is the same in all keys. The reference points are the 5th and 95th percentile of such windows in POP909
(Wang et al. 2020) for harmony, and a bare and a full band for the rest.
"""

from collections.abc import Callable, Iterable
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from skills.check import spiral
from skills.check.chords import triad_fit
from skills.check.report import BarMeasure
from skills.check.roll import Floats, fold, is_drums, lowest, pitched_notes, sounding
from skills.clock import bar_beats, pulses, seconds_at
from skills.song import Note, Song
from skills.theory.key import Key

_RANGES: dict[str, tuple[float, float]] = {
    "density": (1.0, 5.5),  # doublings of notes a second plus one: 1 a second lies at 0, POP909's 6.9 at .44, 44 at 1
    "velocity": (35.0, 110.0),
    "parts": (1.0, 8.0),
    "level": (-38.0, -8.0),  # dBFS
    "brightness": (np.log2(500), np.log2(4000)),  # octaves
    "strain": (0.2, 1.2),
    "diameter": (1.5, 3.5),
    "momentum": (0.0, 1.6),
    "roughness": (-0.2, 0.35),
    "pitch": (48.0, 76.0),
    "tempo": (50.0, 150.0),  # felt pulses a minute
    "mode": (-1.25, 3.25),  # fifths above the tonic, mean of what sounds: minor lies near 0, major near 2
}
# Ears count doublings.
_SCALE: dict[str, Callable[[Floats], Floats]] = {"density": lambda n: np.log2(1 + n), "brightness": np.log2}
_AROUSAL = {"density": 0.35, "velocity": 0.4, "parts": 0.25}
# The level weighs less than it would for an ear, because a mastered song has the same mean level, calm or wild.
_AROUSAL_HEARD = {"density": 0.3, "velocity": 0.3, "parts": 0.15, "level": 0.15, "brightness": 0.1}
_TENSION = {"strain": 0.15, "diameter": 0.2, "momentum": 0.1, "pull": 0.25, "roughness": 0.15, "density": 0.15}
_VALENCE = {"mode": 0.4, "harmony": 0.25, "consonance": 0.1, "pitch": 0.1, "tempo": 0.15}
_PHRASE = np.array([1, 2, 3, 2, 1]) / 9
"""Tension and valence are felt over a phrase, not a chord: each bar takes in its neighbours, less with distance."""

# Huron's (1994) index of how consonant an interval class sounds, 0 to 6 semitones; unisons say nothing.
_CONSONANCE = np.array([0.0, -1.428, -0.582, 0.594, 0.386, 1.240, -0.453])
_HEARD = 0.03
"""The least share of a window that makes a pitch class part of its harmony."""


def measure_bars(song: Song, audio: NDArray[np.floating] | None, sample_rate: int) -> tuple[BarMeasure, ...]:
    """Measure every bar of a song as read from its file.

    Args:
        song: Notes as played.
        audio: The rendered sound, (channels, frames) or (frames,), or None; it must start with the song.
        sample_rate: Frames a second of the audio.
    """
    bar = bar_beats(song.metre)
    edges = np.arange(song.bars + 1, dtype=np.float64) * bar
    clock = np.fromiter((seconds_at(song.tempi, float(edge)) for edge in edges), np.float64)
    figures = _movement(song, edges, np.diff(clock)) | _harmony(song, bar)
    heard = {} if audio is None else _sound(audio, sample_rate, clock)
    raw = figures | heard | {"tempo": 60 * len(pulses(song.metre)) / np.diff(clock)}
    scaled = {name: _ramp(_SCALE.get(name, np.asarray)(raw[name]), name) for name in _RANGES if name in raw}
    scaled |= {"pull": figures["pull"], "harmony": figures["harmony"], "consonance": 1 - scaled["roughness"]}
    arousal = _mean(scaled, _AROUSAL_HEARD if heard else _AROUSAL)
    arousal = np.where(figures["parts"] > 0, arousal, 0.0)
    pitched = figures["pitch"] > 0
    tension = np.where(pitched, _felt(_mean(scaled, _TENSION), pitched), 0.0)
    valence = np.where(pitched, 2 * _felt(_mean(scaled, _VALENCE), pitched) - 1, 0.0)
    labels = [section.label for section in song.sections for _ in range(section.bars)]
    return tuple(
        BarMeasure(
            bar=n + 1,
            section=labels[n],
            seconds=round(float(clock[n]), 3),
            onsets_per_second=round(float(figures["density"][n]), 3),
            velocity=round(float(figures["velocity"][n]), 2),
            pitch=round(float(figures["pitch"][n]), 2),
            parts=int(figures["parts"][n]),
            strain=round(float(figures["strain"][n]), 4),
            diameter=round(float(figures["diameter"][n]), 4),
            loudness_db=round(float(heard["level"][n]), 2) if heard else None,
            brightness_hz=round(float(heard["brightness"][n]), 1) if heard else None,
            arousal=round(float(arousal[n]), 4),
            tension=round(float(tension[n]), 4),
            valence=round(float(valence[n]), 4),
        )
        for n in range(song.bars)
    )


def _ramp(values: Floats, name: str) -> Floats:
    low, high = _RANGES[name]
    return np.clip((values - low) / (high - low), 0.0, 1.0)


def _mean(scaled: dict[str, Floats], weights: dict[str, float]) -> Floats:
    return np.asarray(sum(weight * scaled[name] for name, weight in weights.items()))


def _felt(values: Floats, counted: NDArray[np.bool_]) -> Floats:
    """Each bar with its neighbours, as a phrase is felt; bars that are not counted, and those beyond, say nothing."""
    wide = len(_PHRASE) // 2
    weight = np.convolve(np.pad(counted.astype(np.float64), wide), _PHRASE, "valid")
    total = np.convolve(np.pad(np.where(counted, values, 0.0), wide), _PHRASE, "valid")
    return total / np.maximum(weight, 1e-9)


# Movement


def _movement(song: Song, edges: Floats, lengths: Floats) -> dict[str, Floats]:
    """Notes a second, mean velocity and pitch of what sounds, and parts that sound, in each bar."""
    count = len(lengths)
    onsets, number, velocity = np.zeros(count), np.zeros(count), np.zeros(count)
    pitched, height, parts = np.zeros(count), np.zeros(count), np.zeros(count)
    for track in song.tracks:
        first, last, inside = _bars_of(track.notes, edges)
        onsets += np.bincount(first[inside], minlength=count)[:count]
        here = _spread(first, last, np.ones(len(first)), count)
        number += here
        velocity += _spread(first, last, np.array([n.velocity for n in track.notes]), count)
        parts += here > 0
        if not is_drums(track):
            pitched += here
            height += _spread(first, last, np.array([n.pitch for n in track.notes]), count)
    return {
        "density": onsets / lengths,
        "velocity": velocity / np.maximum(number, 1),
        "pitch": height / np.maximum(pitched, 1),
        "parts": parts,
    }


def _bars_of(notes: Iterable[Note], edges: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """The first and last bar in which each note sounds, and whether it begins within the form at all.

    A note that only reaches a thirty-second into the next bar, or comes that much early, belongs to its own bar.
    """
    times = np.array([(n.start, n.end) for n in notes]).reshape(-1, 2)
    count = len(edges) - 1
    first = np.searchsorted(edges, times[:, 0] + 0.125, side="right") - 1
    last = np.maximum(np.searchsorted(edges, times[:, 1] - 0.125, side="left") - 1, first)
    inside = first < count
    return np.minimum(first, count), np.minimum(last, count - 1), inside


def _spread(first: NDArray[np.int64], last: NDArray[np.int64], values: Floats, count: int) -> Floats:
    """Sum of values over the bars from each first to each last."""
    change = np.zeros(count + 2)
    np.add.at(change, first, values)
    np.add.at(change, np.maximum(last, first - 1) + 1, -values)
    return np.asarray(change.cumsum()[:count])


# Harmony


def _harmony(song: Song, bar: float) -> dict[str, Floats]:
    """Strain, diameter, momentum, pull, roughness, mode and harmony of each bar, from windows of half a bar."""
    edges = np.arange(2 * song.bars + 1) * bar / 2
    rolled = sounding(pitched_notes(song), edges)
    weights = fold(rolled)
    total = weights.sum(axis=-1)
    bass = lowest(rolled, 0.125)
    sounds = weights > np.maximum(_HEARD * total, 1e-9)[:, None]
    windows: dict[str, Floats] = {n: np.zeros(len(total)) for n in ("strain", "diameter", "pull", "mode")}
    centres = np.zeros((len(total), 3))
    for key, start, end in _keys(song):
        w = slice(start, end)
        places = spiral.spelled(weights[w], key)
        centres[w] = spiral.centre(weights[w], places)
        windows["strain"][w] = np.linalg.norm(centres[w] - spiral.key_position(key), axis=-1)
        windows["diameter"][w] = spiral.diameter(sounds[w], places)
        windows["pull"][w] = _pull(np.roll(sounds[w], -key.tonic_pc, axis=-1), (bass[w] - key.tonic_pc) % 12)
        windows["mode"][w] = weights[w] @ _fifths(key) / np.maximum(total[w], 1e-9)
    windows["momentum"] = np.linalg.norm(np.diff(centres, axis=0, prepend=centres[:1]), axis=-1)
    windows["roughness"] = _roughness(weights, total)
    windows["harmony"] = _majorness(weights)
    return {name: _by_bar(values, total) for name, values in windows.items()}


def _keys(song: Song) -> Iterable[tuple[Key, int, int]]:
    """The key of each section with its first window and the one after its last."""
    ends = accumulate(2 * s.bars for s in song.sections)
    for section, end in zip(song.sections, ends, strict=True):
        yield section.key(song.key), end - 2 * section.bars, end


def _by_bar(windows: Floats, weight: Floats) -> Floats:
    """Mean of each bar's two windows, by how much sounds in them; 0 for a silent bar."""
    weight = np.where(np.isnan(windows), 0.0, weight).reshape(-1, 2)
    values = np.nan_to_num(windows).reshape(-1, 2)
    return np.asarray((values * weight).sum(axis=-1) / np.maximum(weight.sum(axis=-1), 1e-9))


def _pull(sounds: NDArray[np.bool_], bass: NDArray[np.int64]) -> Floats:
    """How strongly each window asks for the tonic: 1 a dominant with its leading tone, 0 the tonic at rest.

    ``sounds`` and ``bass`` are counted from the tonic. A dominant pedal without the leading tone pulls less;
    a leading tone over another bass (vii, V in inversion) nearly as much; other harmony a little.
    """
    leading = sounds[:, 11]
    rest = (bass == 0) & ~leading
    pulls: Floats = np.select(
        [(bass == 7) & leading, leading & np.isin(bass, (2, 5, 11)), bass == 7, rest],
        [1.0, 0.85, 0.6, 0.0],
        default=0.3,
    )
    return pulls


def _fifths(key: Key) -> Floats:
    """Place of each pitch class on the line of fifths from the tonic; the leading tone counts as the fifth it serves.

    Within five fifths down (b2) and six up (#4).
    """
    places = np.array([((pc - key.tonic_pc) * 7 + 5) % 12 - 5 for pc in range(12)], dtype=float)
    if key.is_minor:
        places[(key.tonic_pc + 11) % 12] = 1.0
    return places


def _roughness(weights: Floats, total: Floats) -> Floats:
    """Huron's consonance of all pairs of sounding pitch classes, turned round, by the product of their shares."""
    shares = weights / np.maximum(total, 1e-9)[:, None]
    steps = np.abs(np.arange(12)[:, None] - np.arange(12)[None])
    table = _CONSONANCE[np.minimum(steps, 12 - steps)]
    pairs = 1 - (shares**2).sum(axis=-1)
    return np.asarray(-np.einsum("wi,ij,wj->w", shares, table, shares) / np.maximum(pairs, 0.05))


def _majorness(weights: Floats) -> Floats:
    """0 where the best fitting triad is minor, 1 where it is major, between where both fit."""
    fit = triad_fit(weights)
    return np.asarray(np.clip(0.5 + 2 * (fit[:, :12].max(axis=-1) - fit[:, 12:].max(axis=-1)), 0.0, 1.0))


# Sound


def _sound(audio: NDArray[np.floating], rate: int, clock: Floats) -> dict[str, Floats]:
    """RMS level in dBFS and spectral centroid in Hz of each bar."""
    mono = np.asarray(audio, dtype=np.float32).mean(axis=0) if audio.ndim == 2 else np.asarray(audio, np.float32)
    frame = 4096
    frames = mono[: len(mono) // frame * frame].reshape(-1, frame)
    if not len(frames):
        return {"level": np.full(len(clock) - 1, -120.0), "brightness": np.full(len(clock) - 1, 20.0)}
    spectrum = np.abs(np.fft.rfft(frames * np.hanning(frame).astype(np.float32), axis=-1))
    middle = (np.arange(len(frames)) + 0.5) * frame / rate
    bars = np.searchsorted(clock, middle, side="right") - 1
    count = len(clock) - 1
    kept = bars < count
    hertz = np.fft.rfftfreq(frame, 1 / rate)

    def by_bar(values: Floats) -> Floats:
        return np.asarray(np.bincount(bars[kept], weights=values[kept], minlength=count)[:count])

    power = by_bar((frames.astype(np.float64) ** 2).mean(axis=-1)) / np.maximum(by_bar(np.ones(len(frames))), 1)
    strength, moment = by_bar(spectrum.sum(axis=-1)), by_bar(spectrum @ hertz)
    return {
        "level": 10 * np.log10(np.maximum(power, 1e-12)),
        "brightness": np.maximum(moment / np.maximum(strength, 1e-9), 20.0),
    }
