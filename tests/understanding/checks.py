"""What is checked of an act, by the name of the attribute.

Values: "A or B" allows either; "80..95", ">60", "<0.3" are ranges (ends included), "90" is 90 within
1 %; "piano/organ" in a list allows either. Sections are labels or kinds ("chorus" is every chorus),
parts are the names in the plan; "all" is all of them.

New songs (``write``), read from the plan:
    genre, key, mode, tonic, colour (major or minor), tempo, metre, bars, "bars verse" (each verse),
    seconds, form (kinds in order), starts, has, lacks, "count chorus", with, without, only (instruments),
    "lead", "chords", "bass" ... (the instrument in a role), "rests drums" (sections where it rests),
    "plays drums" (sections where it does not), harmony ("harmony bridge": the chords of a section; symbols or
    numerals), swing, ending, title, thickness (density: up, down; "thickness chorus"), height (up, down),
    loudness, looseness, timefeel, fills (a range of what is directed; "loudness drums"), "shift chorus" (semitones),
    palette (none, some, or chords in it), "asked rhyme" (a wish that leaves no other trace),
    valence, arousal, tension (a range of the mean; "valence end", "arousal chorus", "tension start";
    or the shape: rises, falls, peaks, dips), scope, takes.
Changes (``change <kind>``), read from the move, the song at hand and what is kept:
    sections, parts, span (bars), leaves (a part or section that is not touched), keep, base, takes;
    key, mode, tonic, shift (semitones), tempo, metre, seconds, bars, factor, swing, valence, arousal, tension
    (up, down, or shapes of an arc), genre, harmony, where (after X, before X, start, end, usual) and
    any field of the move by its own name.
Others: any field by its own name; parts, sections, span (``lock``, ``describe``); mentions (``teach``: a word in the
    question); turn: unread ("none", or a word in it), assumed ("yes").
"""

from bot.agent.conversation import Conversation
from bot.agent.turn import Describe, Lock, Teach, Turn, Write
from tests.understanding.cases import Attribute
from tests.understanding.moved import moved, target_is
from tests.understanding.values import Found, field_is
from tests.understanding.written import written


def examine(attribute: Attribute, thing: object, turn: Turn, talk: Conversation) -> Found:
    """Check one attribute of an act, of a (change, move) pair, or of the turn itself."""
    found = Found(False, "?")
    for value in attribute.value.split(" or "):
        try:
            found = _one(attribute.name, attribute.of, value.strip(), thing, turn, talk)
        except ValueError as error:  # asked of another kind of move than it can be said of
            found = Found(False, str(error))
        if found.met:
            break
    return found


def _one(name: str, of: str, value: str, thing: object, turn: Turn, talk: Conversation) -> Found:
    if isinstance(thing, Turn):
        return _turn(name, value, thing)
    if isinstance(thing, Write):
        return written(name, of, value, thing)
    if isinstance(thing, tuple):
        return moved(name, of, value, thing[0], thing[1], talk)
    if isinstance(thing, Teach):
        words = thing.question.model_dump_json()
        return Found(value.lower() in words.lower(), words) if name == "mentions" else field_is(name, value, thing)
    if isinstance(thing, Lock | Describe) and talk.version is not None:
        return target_is(name, value, thing.target, talk.version.plan) or field_is(name, value, thing)
    return field_is(name, value, thing)


def _turn(name: str, value: str, turn: Turn) -> Found:
    unread = ", ".join(turn.unread)
    if name == "unread":
        return Found(not unread if value == "none" else value.lower() in unread.lower(), unread or "none")
    if name == "assumed":
        said = (*turn.notes, *(n for a in turn.acts if isinstance(a, Write) for n in (*a.plan.assumed, *a.plan.notes)))
        return Found(bool(said) == (value == "yes"), "; ".join(said) or "nothing said")
    raise ValueError(f"a turn has no {name!r}")
