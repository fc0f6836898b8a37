"""What a person may set once for this machine. The only place that reads the environment.

Each field is read from an environment variable of its name with ``COWRITER_`` in front
(``COWRITER_SOUNDFONT=/path/to/font.sf2``); the command line's own options come before it.
"""

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from skills.errors import CowriterError


class SettingsError(CowriterError):
    """An environment variable holds something that cannot be used."""


def _address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", text):
        raise PydanticCustomError("address", "write an address such as http://localhost:8080/v1")
    return text


class Settings(BaseSettings):
    """Everything that can be set, with what holds otherwise."""

    model_config = SettingsConfigDict(env_prefix="COWRITER_", env_ignore_empty=True, frozen=True)

    soundfont: Path | None = None
    """A General MIDI soundfont (.sf2, .sf3); None looks where systems keep them."""
    songs: Path = Path("songs")
    """The folder under which songs are written when no folder is named."""
    history: Path = Path("~/.cowriter_history")
    """Where ``cowriter chat`` remembers what was typed."""
    model: str | None = None
    """A chat model, as LangChain names it ("openai:gpt-5-mini", "anthropic:claude-haiku-4-5", "ollama:llama3.2"),
    or "transformers:" and a folder, a hub name or "smollm2"; None understands words with the embedded parser alone."""
    model_url: Annotated[str, AfterValidator(_address)] | None = None
    """The address where the model is asked, for anything that speaks as OpenAI's does."""
    model_key: SecretStr | None = None
    """The model's key; None leaves a provider to find its own (``OPENAI_API_KEY``)."""
    model_timeout: Annotated[float, Field(gt=0, le=600)] = 30.0
    """Seconds that a chat model has for one message, before the embedded parser answers."""
    cache: Path = Path("~/.cache/cowriter")
    """The folder for what is made once and kept."""
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
