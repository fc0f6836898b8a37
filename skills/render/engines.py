"""MIDI bytes into sound, by FluidSynth in either of its two forms.

An *engine* is a function from MIDI bytes and a soundfont to stereo audio: float32 of shape (2, frames)
at 44 100 Hz from the first beat on, exactly ``frames`` long, silent after the last sound has died away.
Engines know no song and no part.
``in_process`` calls the library that the ``fluidsynth`` program is built on: it loads only the samples
a part uses and needs no file on disk. ``by_program`` runs the program itself through midi2audio, for
machines that have it without a library that can be loaded.

An engine may be called from several threads at once; each call has a synthesizer of its own, fresh
from the soundfont, because a used one keeps traces of what it played and its bytes then depend on order.
"""

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from skills.errors import CowriterError, MissingPartError, OutputError
from skills.render.soundfont import INSTALL, find_library, find_program

Audio = NDArray[np.float32]
Engine = Callable[[bytes, Path, int], Audio]
"""(MIDI bytes, soundfont, frames) -> audio."""

SAMPLE_RATE = 44_100
"""Frames a second, of all audio."""

_BLOCK = 64  # FluidSynth works in blocks of 64 frames; a whole number of them keeps calls alike.
_CHUNK = 344 * _BLOCK  # half a second
_GAIN = 0.5
_PLAYING = 1  # fluid_player_status: ready 0, playing 1, stopping 2, done 3
_FAILED = -1


class SynthesisError(CowriterError):
    """FluidSynth is there but did not turn this song into sound."""


def best_engine() -> Engine:
    """The fastest engine this machine has.

    Raises MissingPartError with the command that installs FluidSynth.
    """
    if _library() is not None:
        return in_process
    if find_program() is not None:
        return by_program
    raise MissingPartError(f"FluidSynth, which plays the instruments, is not installed: {INSTALL}.")


def patience(frames: int) -> float:
    """Seconds of waiting after which a synthesizer counts as hung; it needs a tenth of this at worst."""
    return 30 + frames / SAMPLE_RATE


def in_process(midi: bytes, soundfont: Path, frames: int) -> Audio:
    """Play MIDI with FluidSynth's library, without its reverb and chorus.

    Raises MissingPartError when the library or the soundfont cannot be used, SynthesisError when it
    fails or hangs.
    """
    with _FIRST:
        lib = _library()
    if lib is None:
        raise MissingPartError(f"FluidSynth's library is not installed: {INSTALL}.")
    settings = lib.new_fluid_settings()
    synth = player = None
    try:
        for name, value in _SETTINGS.items():
            lib.fluid_settings_setint(settings, name, value)
        lib.fluid_settings_setnum(settings, b"synth.gain", _GAIN)
        lib.fluid_settings_setnum(settings, b"synth.sample-rate", SAMPLE_RATE)
        lib.fluid_settings_setstr(settings, b"player.timing-source", b"sample")
        synth = lib.new_fluid_synth(settings)
        if not synth or lib.fluid_synth_sfload(synth, os.fsencode(soundfont), 1) == _FAILED:
            raise MissingPartError(f"FluidSynth cannot read the soundfont {soundfont}; install it again: {INSTALL}.")
        player = lib.new_fluid_player(synth)
        if lib.fluid_player_add_mem(player, midi, len(midi)) == _FAILED or lib.fluid_player_play(player) == _FAILED:
            raise SynthesisError("FluidSynth could not play this song; ask for it again.")
        return _listen(lib, synth, player, frames)
    finally:
        lib.delete_fluid_player(player)
        lib.delete_fluid_synth(synth)
        lib.delete_fluid_settings(settings)


def by_program(midi: bytes, soundfont: Path, frames: int) -> Audio:
    """Play MIDI with the ``fluidsynth`` program, started by midi2audio.

    Raises MissingPartError when the program or the soundfont cannot be used, SynthesisError when it
    hangs, OutputError when there is no room for its temporary files.
    """
    import soundfile

    if find_program() is None:
        raise MissingPartError(f"FluidSynth, which plays the instruments, is not installed: {INSTALL}.")
    try:
        with tempfile.TemporaryDirectory(prefix="cowriter-") as folder:
            score, sound = Path(folder, "part.mid"), Path(folder, "part.wav")
            score.write_bytes(midi)
            options = ["-s", str(soundfont), "-r", str(SAMPLE_RATE), str(score), str(sound)]
            _run([sys.executable, "-m", "midi2audio", *options], patience(frames))
            audio, _ = soundfile.read(sound, dtype="float32", always_2d=True, frames=frames)
    except soundfile.LibsndfileError as error:
        raise MissingPartError(f"FluidSynth made no sound with {soundfont}; install it again: {INSTALL}.") from error
    except OSError as error:
        raise OutputError(
            f"There is no room to work in the temporary folder {tempfile.gettempdir()} ({error.strerror or error}); "
            "free some space there or make it writable."
        ) from error
    whole = np.zeros((2, frames), np.float32)
    whole[:, : len(audio)] = audio.T
    return whole


# The library

_SETTINGS = {
    b"synth.dynamic-sample-loading": 1,
    b"synth.reverb.active": 0,
    b"synth.chorus.active": 0,
    b"synth.lock-memory": 0,
}
_INT, _POINTER, _TEXT, _NUMBER = ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_double
_SIGNATURES: dict[str, tuple[type | None, tuple[type, ...]]] = {
    "new_fluid_settings": (_POINTER, ()),
    "fluid_settings_setint": (_INT, (_POINTER, _TEXT, _INT)),
    "fluid_settings_setnum": (_INT, (_POINTER, _TEXT, _NUMBER)),
    "fluid_settings_setstr": (_INT, (_POINTER, _TEXT, _TEXT)),
    "delete_fluid_settings": (None, (_POINTER,)),
    "new_fluid_synth": (_POINTER, (_POINTER,)),
    "fluid_synth_sfload": (_INT, (_POINTER, _TEXT, _INT)),
    "fluid_synth_get_active_voice_count": (_INT, (_POINTER,)),
    "fluid_synth_write_float": (_INT, (_POINTER, _INT, _POINTER, _INT, _INT, _POINTER, _INT, _INT)),
    "delete_fluid_synth": (None, (_POINTER,)),
    "new_fluid_player": (_POINTER, (_POINTER,)),
    "fluid_player_add_mem": (_INT, (_POINTER, _TEXT, ctypes.c_size_t)),
    "fluid_player_play": (_INT, (_POINTER,)),
    "fluid_player_get_status": (_INT, (_POINTER,)),
    "delete_fluid_player": (None, (_POINTER,)),
    "fluid_set_log_function": (_POINTER, (_INT, _POINTER, _POINTER)),
}


_FIRST = Lock()


@cache
def _library() -> ctypes.CDLL | None:
    lib = find_library()
    if lib is None or not all(hasattr(lib, name) for name in _SIGNATURES):
        return None
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    for level in range(5):  # a library does not speak on its caller's standard error
        lib.fluid_set_log_function(level, None, None)
    # The first synthesizer of a process fills FluidSynth's shared tables, and a second made meanwhile in
    # another thread would play from half-filled ones: one is made here, before there are threads.
    settings = lib.new_fluid_settings()
    lib.delete_fluid_synth(lib.new_fluid_synth(settings))
    lib.delete_fluid_settings(settings)
    return lib


def _listen(lib: ctypes.CDLL, synth: int, player: int, frames: int) -> Audio:
    """All that the player plays, and on until no voice sounds."""
    deadline = time.monotonic() + patience(frames)
    audio = np.zeros((2, frames), np.float32)
    left, right = (side.ctypes.data for side in audio)
    for start in range(0, frames, _CHUNK):
        if time.monotonic() > deadline:
            raise SynthesisError("FluidSynth took too long over this song; ask for a shorter or sparser one.")
        count = min(_CHUNK, frames - start)
        if lib.fluid_synth_write_float(synth, count, left, start, 1, right, start, 1) == _FAILED:
            raise SynthesisError("FluidSynth stopped in the middle of the song; ask for it again.")
        played = lib.fluid_player_get_status(player) != _PLAYING
        if played and lib.fluid_synth_get_active_voice_count(synth) == 0:
            break
    return audio


# The program


def _run(command: list[str], patience_s: float) -> None:
    """Run a command in silence; when it hangs, end it and all that it started."""
    own_group = os.name == "posix"
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent, start_new_session=own_group) as process:
        try:
            process.wait(patience_s)
        except subprocess.TimeoutExpired as error:
            if own_group:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            raise SynthesisError(
                "FluidSynth took too long over this song; ask for a shorter or sparser one."
            ) from error
