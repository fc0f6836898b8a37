"""Harmony: which chords, when, and in which voicing."""

from skills.chords.voicing import voice_lead
from skills.chords.writer import write_chords

__all__ = ["voice_lead", "write_chords"]
