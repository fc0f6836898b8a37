"""Melody: motifs, phrases and the notes that sing them."""

from skills.melody.writer import write_melody

__all__ = ["write_melody"]
