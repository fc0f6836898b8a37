"""Parts that were asked to lie higher or lower than they would by themselves, octave by octave."""

from collections.abc import Sequence

from skills.instruments import INSTRUMENTS
from skills.plan import Part, Plan, Section
from skills.song import Note


def in_register(plan: Plan, section: Section, part: Part, notes: Sequence[Note]) -> list[Note]:
    """A part's notes moved as its register is directed: an octave for half, as far as the instrument goes.

    Meant for every part but the tune, whose writer looks for its own way at another height.
    """
    octaves = round(2 * plan.direction("register", part.name, section.label))
    instrument = INSTRUMENTS[part.instrument]
    if not octaves or part.role == "drums":
        return list(notes)
    moved: dict[tuple[float, int], Note] = {}
    for note in notes:
        pitch = note.pitch + 12 * octaves
        while not instrument.low <= pitch <= instrument.high and pitch != note.pitch:
            pitch -= 12 if octaves > 0 else -12
        moved.setdefault((note.start, pitch), note.model_copy(update={"pitch": pitch}))
    return list(moved.values())
