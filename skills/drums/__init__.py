"""Drums: grooves of every style in every metre, fills at the joints, builds and the last hit."""

from skills.drums.groove import kick_pattern
from skills.drums.writer import write_drums

__all__ = ["kick_pattern", "write_drums"]
