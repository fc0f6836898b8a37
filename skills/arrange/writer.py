"""The arranger: chords, pads and counter-lines for the parts that play in a section."""

from skills import staging
from skills.arrange.comping import comp, pad
from skills.arrange.counter import counter
from skills.drums.fills import breaks
from skills.ending import finished
from skills.plan import Plan, Section
from skills.register import in_register
from skills.skill import skill
from skills.song import Note, Song


@skill("arrange")
def write_arrangement(song: Song, plan: Plan, section: Section) -> Song:
    """Write the accompaniment of a section: chords in the style's patterns, pads, counter-lines, by the arc."""
    start, end = plan.span(section)
    writers = {"chords": comp, "pad": pad, "counter": counter}
    for part in plan.parts:
        if part.role not in writers:
            continue
        notes: list[Note] = []
        if staging.intensity(plan, section, part) > 0:
            notes = in_register(plan, section, part, writers[part.role](song, plan, section, part))
        notes = finished(song, plan, section, _stopped(notes, end - breaks(plan, section)))
        song = song.with_notes(part.name, start, end, notes)
    return song


def _stopped(notes: list[Note], at: float) -> list[Note]:
    """The notes as far as a beat: when the drummer breaks off before a drop, everyone does."""
    return [n.model_copy(update={"duration": min(n.duration, at - n.start)}) for n in notes if n.start < at - 1e-6]
