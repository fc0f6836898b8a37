"""A song as sound: one stem for each part.

Every part is written as a MIDI file of its own and played by a synthesizer of its own, side by side
on the cores there are, so a stem depends on its part and the tempo alone. Stems are raw: as loud as
the soundfont makes them, without reverb; the mix does the rest.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from skills.clock import seconds_at
from skills.render.engines import SAMPLE_RATE, Audio, Engine, best_engine
from skills.render.midi import write_midi
from skills.render.soundfont import find_soundfont
from skills.song import Song, Track

TAIL_S = 6.0
"""How long the last sounds may ring on, in seconds; what still sounds then is faded."""
_FADE_S = 2.0


def render(song: Song, soundfont: Path | None = None, engine: Engine | None = None) -> dict[str, Audio]:
    """Return a stem for each part by name: float32 (2, frames) at 44 100 Hz, all equally long.

    Stems begin at the first beat and end when the last sound has died away, at most ``TAIL_S`` after
    the last note. The same song gives the same samples. Raises MissingPartError without FluidSynth or
    a soundfont, and SynthesisError when FluidSynth fails.
    """
    engine = engine or best_engine()
    font = find_soundfont(soundfont)
    frames = int((_end_s(song) + TAIL_S) * SAMPLE_RATE)
    # The busiest parts first, so that no core is left with a long one at the end.
    tracks = sorted(song.tracks, key=_work, reverse=True)

    def play(track: Track) -> Audio:
        return engine(write_midi(song.model_copy(update={"tracks": (track,)})), font, frames)

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        played = dict(zip([t.part.name for t in tracks], pool.map(play, tracks), strict=True))
    length = max(map(_audible, played.values()), default=0)
    if length == frames:
        for stem in played.values():
            _fade(stem)
    return {track.part.name: played[track.part.name][:, :length] for track in song.tracks}


def _work(track: Track) -> float:
    """How much there is to play: the sum of sounding lengths, a moment more for each release."""
    return sum(note.duration * note.gate + 1 for note in track.notes)


def _end_s(song: Song) -> float:
    """When the form and the last note are over, in seconds."""
    last = max((n.start + n.duration * n.gate for t in song.tracks for n in t.notes), default=0.0)
    return seconds_at(song.tempi, max(last, song.beats))


def sounding(audio: Audio, floor: float) -> int:
    """How many frames there are up to the last that is louder than ``floor``."""
    for end in range(audio.shape[1], 0, -SAMPLE_RATE):
        start = max(0, end - SAMPLE_RATE)
        heard = np.flatnonzero(np.abs(audio[:, start:end]).max(axis=0) > floor)
        if len(heard):
            return start + int(heard[-1]) + 1
    return 0


def _audible(stem: Audio) -> int:
    """Frames up to the last that can be heard, 80 dB below the stem's peak."""
    return sounding(stem, 10 ** (-80 / 20) * max(stem.max(initial=0.0), -stem.min(initial=0.0)))


def _fade(stem: Audio) -> None:
    """Fade the last of a sound that would be cut off."""
    frames = int(_FADE_S * SAMPLE_RATE)
    stem[:, -frames:] *= np.cos(np.linspace(0, np.pi / 2, frames, dtype=np.float32)) ** 2
