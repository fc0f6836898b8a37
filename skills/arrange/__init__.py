"""Arrangement: who plays when, and what everyone plays who is not the tune, the bass or the drums."""

from skills.arrange.writer import write_arrangement

__all__ = ["write_arrangement"]
