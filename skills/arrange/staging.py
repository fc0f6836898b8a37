"""Moved to skills.staging."""

from skills.staging import arousal, intensity, tension, valence

__all__ = ["arousal", "intensity", "tension", "valence"]
