"""The arranger: chords, pads and counter-lines for the parts that play in a section."""

from skills import staging
from skills.arrange.comping import comp, pad
from skills.arrange.counter import counter
from skills.plan import Plan, Section
from skills.skill import skill
from skills.song import Song


@skill("arrange")
def write_arrangement(song: Song, plan: Plan, section: Section) -> Song:
    """Write the accompaniment of a section: chords in the style's patterns, pads, counter-lines, by the arc."""
    start, end = plan.span(section)
    writers = {"chords": comp, "pad": pad, "counter": counter}
    for part in plan.parts:
        if part.role not in writers:
            continue
        plays = staging.intensity(plan, section, part) > 0
        song = song.with_notes(part.name, start, end, writers[part.role](song, plan, section, part) if plays else ())
    return song
