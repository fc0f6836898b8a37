"""Playing a sound file with whatever player this machine has."""

import shutil
import subprocess
import sys
from pathlib import Path

from skills.errors import MissingPartError

# Players that read MP3 from a file name, quietly and without a window, the most common first.
_PLAYERS: tuple[tuple[str, ...], ...] = (
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("mpv", "--no-video", "--really-quiet"),
    ("afplay",),
    ("mpg123", "-q"),
    ("play", "-q"),
    ("cvlc", "--play-and-exit", "--quiet"),
    ("pw-play",),
)
_ADVICE = {"darwin": "'brew install mpv'", "win32": "'winget install mpv'"}


def play(file: Path) -> None:
    """Play a file to its end; Ctrl-C stops it. Raises MissingPartError where there is no player."""
    for name, *options in _PLAYERS:
        if shutil.which(name):
            try:
                done = subprocess.run([name, *options, str(file)], check=False)
            except KeyboardInterrupt:
                return
            if done.returncode:
                raise MissingPartError(f"{name} could not play {file}; open the file with a player you like.")
            return
    advice = _ADVICE.get(sys.platform, "'sudo apt-get install mpv'")
    raise MissingPartError(f"There is no player here that I know: run {advice}, or open {file} yourself.")
