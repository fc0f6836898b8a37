"""What a person may set once for this machine. The only place that reads the environment.

Each field is read from an environment variable of its name with ``COWRITER_`` in front
(``COWRITER_SOUNDFONT=/path/to/font.sf2``); the command line's own options come before it.
"""

from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from skills.errors import CowriterError


class SettingsError(CowriterError):
    """An environment variable holds something that cannot be used."""


class Settings(BaseSettings):
    """Everything that can be set, with what holds otherwise."""

    model_config = SettingsConfigDict(env_prefix="COWRITER_", env_ignore_empty=True, frozen=True)

    soundfont: Path | None = None
    """A General MIDI soundfont (.sf2, .sf3); None looks where systems keep them."""
    songs: Path = Path("songs")
    """The folder under which songs are written when no folder is named."""
    history: Path = Path("~/.cowriter_history")
    """Where ``cowriter chat`` remembers what was typed."""
    debug: bool = False
    """Show where in the code an unexpected error came from."""


def load() -> Settings:
    """The settings of this run. Raises SettingsError naming the variable at fault."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "COWRITER_" + "_".join(map(str, first["loc"])).upper()
        raise SettingsError(f"{name} cannot be {first['input']!r}: {first['msg'].lower()}.") from None
