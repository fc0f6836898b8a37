"""Performance: how the written notes are played."""

from skills.perform.player import perform
from skills.perform.tempo import ritardando
from skills.perform.timing import swing_unit

__all__ = ["perform", "ritardando", "swing_unit"]
