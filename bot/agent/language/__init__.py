"""The embedded parser: a songwriter's plain words into wishes, with no model and no network."""

from bot.agent.language.reading import Reading, read

__all__ = ["Reading", "read"]
