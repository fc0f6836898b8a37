"""What is said to a chat model, one file a purpose, loaded by name.

Cowriter understands requests without a chat model; nothing here is needed to write a song. A prompt
holds nothing secret: it is written to be read by anyone.
"""

from functools import cache
from importlib.resources import files


@cache
def prompt(name: str) -> str:
    """The prompt of a name ("understand"), as it stands in its file. Raises FileNotFoundError."""
    return (files(__name__) / f"{name}.md").read_text(encoding="utf-8").strip()


@cache
def names() -> tuple[str, ...]:
    """The names of all prompts, sorted."""
    found = (file.name for file in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".md") for name in found if name.endswith(".md")))
