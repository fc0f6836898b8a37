"""Where FluidSynth and a General MIDI soundfont lie on this machine.

Everything is found by looking, never by asking the environment; a path the person chose is passed in.
"""

import ctypes.util
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from skills.errors import MissingPartError

INSTALL = (
    "on Debian or Ubuntu `sudo apt-get install fluidsynth fluid-soundfont-gm`, on Fedora `sudo dnf install fluidsynth"
    " fluid-soundfont-gm`, on macOS `brew install fluid-synth`, on Windows `choco install fluidsynth`"
)
"""The command that brings FluidSynth, and where there is one a soundfont, for each system."""

_FOLDERS = (
    Path("/usr/share/sounds/sf2"),
    Path("/usr/share/soundfonts"),
    Path("/usr/share/sounds/sf3"),
    Path("/usr/local/share/soundfonts"),
    Path("/usr/local/share/fluidsynth"),
    Path("/opt/homebrew/share/soundfonts"),
    Path("/opt/homebrew/share/fluid-synth/sf2"),
    Path("/usr/local/share/fluid-synth/sf2"),
    Path.home() / ".fluidsynth",
    Path.home() / "Library/Audio/Sounds/Banks",
    Path("C:/soundfonts"),
    Path("C:/ProgramData/soundfonts"),
)
# FluidR3 first: the levels and tones of the mix were set by it.
_FAVOURITES = ("FluidR3_GM.sf2", "default-GM.sf2", "default_sound_font.sf2", "MuseScore_General.sf2")
_LIBRARIES = (
    "libfluidsynth.so.3",
    "libfluidsynth.so.2",
    "/opt/homebrew/lib/libfluidsynth.dylib",
    "/usr/local/lib/libfluidsynth.dylib",
)


def find_soundfont(chosen: Path | None = None, folders: Iterable[Path] = _FOLDERS) -> Path:
    """Return the soundfont the person chose, or the best one in the usual places.

    Raises MissingPartError with the command that installs one.
    """
    if chosen is not None:
        if not chosen.is_file():
            raise MissingPartError(f"There is no soundfont at {chosen}; set the path to a General MIDI .sf2 file.")
        with chosen.open("rb") as file:
            head = file.read(12)
        if head[:4] + head[8:] != b"RIFFsfbk":
            raise MissingPartError(f"{chosen} is not a soundfont; set the path to a General MIDI .sf2 file.")
        return chosen
    places = [folder for folder in folders if folder.is_dir()]
    for pattern in (*_FAVOURITES, "*.sf2", "*.sf3"):
        for folder in places:
            found = sorted(path for path in folder.glob(pattern) if path.is_file())
            if found:
                return found[0]
    raise MissingPartError(
        f"No General MIDI soundfont is installed: {INSTALL}; where that brings none, save FluidR3_GM.sf2 as "
        f"{Path.home() / '.fluidsynth' / 'default_sound_font.sf2'}."
    )


def find_program() -> str | None:
    """Path of the ``fluidsynth`` program, or None."""
    return shutil.which("fluidsynth")


def find_library() -> ctypes.CDLL | None:
    """FluidSynth as a loaded shared library, or None."""
    names = _LIBRARIES if sys.platform != "win32" else ("libfluidsynth-3.dll", "libfluidsynth-2.dll", "fluidsynth.dll")
    for name in (*names, None):
        try:
            # The search of last resort may start a compiler, so it comes only when the usual names fail.
            found = name or ctypes.util.find_library("fluidsynth")
            if found:
                return ctypes.CDLL(found)
        except OSError:
            continue
    return None
