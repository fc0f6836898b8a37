"""How a song stops: what an ending makes of the last notes of each part.

A cadence is written by the skills themselves; here are the endings that are the same for everyone. A
fade and a slowing belong to the performance.
"""

from collections.abc import Sequence

from skills.clock import bar_beats
from skills.plan import Plan, Section
from skills.song import Note, Song

_NEAR = 1e-6
_SHORT = 0.5
"""Beats that the last hit of a cold ending lasts."""


def last_strike(song: Song, plan: Plan) -> float:
    """The beat on which the last chord of the song is struck: in the last bar, on its first beat or later."""
    begin = plan.beats - bar_beats(plan.metre)
    late = song.chords_in(begin, plan.beats)
    return late[-1].start if late else begin


def finished(song: Song, plan: Plan, section: Section, notes: Sequence[Note]) -> list[Note]:
    """A part's notes in a section, ended as the plan ends: cut off after the last strike, or held from there."""
    if plan.after(section) is not None or plan.ending not in ("cold", "hold"):
        return list(notes)
    at, end = last_strike(song, plan), plan.beats
    struck = {n.pitch for n in notes if abs(n.start - at) < _NEAR}
    stop = at + _SHORT if plan.ending == "cold" else end
    out = []
    for note in notes:
        if note.start > at + _NEAR:
            continue
        if note.start > at - _NEAR:
            note = note.model_copy(update={"duration": min(stop, at + max(note.duration, end - at)) - at})
        elif note.end > at + _NEAR:
            until = at if note.pitch in struck else min(note.end, stop)
            note = note.model_copy(update={"duration": until - note.start})
        out.append(note)
    return out
