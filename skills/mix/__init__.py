"""Stems into a record: balance, place, room, loudness, and files."""

from skills.mix.desk import REVERB, Mixdown, mix

__all__ = ["REVERB", "Mixdown", "mix"]
