"""Bass: a line of the style over the chords, locked to the drummer's kick."""

from skills.bass.writer import write_bass

__all__ = ["write_bass"]
