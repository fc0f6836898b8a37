"""The skill that plays what the others wrote."""

from bisect import bisect_left

from skills.perform.articulation import gates
from skills.perform.controls import controls
from skills.perform.dynamics import velocities
from skills.perform.passage import NEAR, Passage, Playing
from skills.perform.phrasing import phrases
from skills.perform.tempo import with_ending
from skills.perform.timing import timing
from skills.plan import Plan, Section
from skills.skill import skill
from skills.song import Note, Song, Track


@skill("perform")
def perform(song: Song, plan: Plan, section: Section, humanise: float = 1.0) -> Song:
    """Play the section as people would: dynamics along the arc, phrasing, groove, swing, pedal and swells.

    Sets velocity, delay and gate of the section's notes and the controls of its tracks; pitches, starts
    and durations stay as written. Notes that were performed before are performed anew, from their accents.
    Directions say who plays louder or softer, tighter or more freely, and where.
    In the last section of a plan that slows into its end or holds it, the tempo map does so. ``humanise`` is
    0 for a machine, 1 for players as loose as the style.
    """
    passage = Passage(song, plan, section, humanise)
    if passage.is_last and plan.ending in ("ritardando", "hold"):
        song = song.model_copy(update={"tempi": with_ending(song.tempi, plan, passage.landing)})
        passage = Passage(song, plan, section, humanise)
    return song.model_copy(update={"tracks": tuple(_perform_track(passage, t) for t in song.tracks)})


def _perform_track(passage: Passage, track: Track) -> Track:
    first, last = (bisect_left(track.notes, beat - NEAR, key=lambda n: n.start) for beat in passage.span)
    before, written, after = track.notes[:first], track.notes[first:last], track.notes[last:]
    outside = [c for c in track.controls if not passage.start - NEAR <= c.beat < passage.end - NEAR]
    if not written:
        return track if len(outside) == len(track.controls) else track.model_copy(update={"controls": tuple(outside)})
    written = tuple(n if n.accent is None else n.model_copy(update={"velocity": n.accent}) for n in written)
    playing = Playing(passage.of(track.part), track.part, written, before, after)
    found = phrases(playing)
    when = timing(playing, found)
    played = zip(
        written, velocities(playing, found, when.upstrokes), when.delays, gates(playing, found, when), strict=True
    )
    notes = tuple(
        Note(
            pitch=n.pitch,
            start=n.start,
            duration=n.duration,
            velocity=velocity,
            accent=n.velocity,
            delay_ms=delay,
            gate=gate,
        )
        for n, velocity, delay, gate in played
    )
    both = sorted([*outside, *controls(playing, found, when)], key=lambda c: (c.beat, c.number))
    return track.model_copy(update={"notes": (*before, *notes, *after), "controls": tuple(both)})
