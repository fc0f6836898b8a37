"""Songs to be edited, and what must hold of every edit, for the laws of the moves."""

from functools import lru_cache

from skills.clock import Metre, bar_beats
from skills.edit.draft import Draft
from skills.edit.fit import is_exposed
from skills.edit.move import Move
from skills.edit.promise import changed
from skills.edit.revise import revise
from skills.edit.target import HARMONY, Cell
from skills.instruments import INSTRUMENTS
from skills.plan import Plan
from skills.song import Note, Song
from tests.skills.songs import plan

SHORT = (
    ("verse", "Verse 1", 8),
    ("chorus", "Chorus 1", 8),
    ("bridge", "Bridge", 8),
    ("chorus", "Chorus 2", 8),
)

Case = tuple[str, Metre | None, int]
CASES: tuple[Case, ...] = (
    ("pop", None, 1), ("rock", "7/8", 2), ("ballad", "6/8", 3), ("jazz", None, 4), ("waltz", None, 5),
    ("classical", "3/4", 6), ("metal", None, 7), ("house", None, 8), ("blues", "12/8", 9), ("ambient", "5/4", 10),
    ("soul", None, 11), ("cinematic", None, 12),
)  # fmt: skip
"""Styles, metres and seeds that differ in all."""


@lru_cache(maxsize=64)
def draft(case: Case) -> Draft:
    """A song as it comes from the skills, ready to be changed."""
    genre, metre, seed = case
    made = plan(genre, metre=metre, seed=seed, form=SHORT)
    blank = Draft(plan=made, song=Song.blank(made))
    cells = [Cell(layer=layer, section=s.label) for layer in blank.layers for s in made.sections]
    return blank.model_copy(update={"song": revise(blank.rewrite(cells))})


def cells(draft: Draft) -> list[Cell]:
    """Every layer in every section."""
    return [Cell(layer=layer, section=s.label) for layer in draft.layers for s in draft.plan.sections]


def touched(before: Song, after: Song, plan: Plan) -> set[tuple[str, str]]:
    """Layer and section of everything that is not as it was."""
    layers = (HARMONY, *(p.name for p in plan.parts))
    every = [Cell(layer=layer, section=s.label) for layer in layers for s in plan.sections]
    return {(c.layer, c.section) for c in changed(before, after, every, bar_beats(plan.metre))}


def line(song: Song, plan: Plan, name: str, label: str) -> list[Note]:
    """The notes of a part in a section."""
    start, end = plan.span(plan.section(label))
    track = song.track(name)
    return [n for n in track.notes if start - 1e-6 <= n.start < end - 1e-6] if track else []


def fit(song: Song, plan: Plan) -> float:
    """The share of the exposed time of the tune that is sung on chord tones."""
    lead = plan.part("lead")
    track = song.track(lead.name) if lead else None
    good = whole = 0.0
    for note in track.notes if track else ():
        chord = song.chord_at(note.start)
        if chord is not None and is_exposed(note, plan.metre):
            whole += note.duration
            good += note.duration * (note.pitch % 12 in chord.symbol.pitch_classes)
    return good / whole if whole else 1.0


def assert_sound(song: Song, plan: Plan) -> None:
    """What holds of every song: form and key as planned, everyone in range, chords without gaps, in order."""
    assert song.sections == plan.sections and song.key == plan.key
    assert [t.part for t in song.tracks] == list(plan.parts)
    for track in song.tracks:
        instrument = INSTRUMENTS[track.part.instrument]
        if track.part.role != "drums":
            assert all(instrument.low <= n.pitch <= instrument.high for n in track.notes), track.part.name
        assert [n.start for n in track.notes] == sorted(n.start for n in track.notes)
        assert all(n.end <= plan.beats + 1e-6 for n in track.notes)
    at = 0.0
    for chord in song.chords:
        assert abs(chord.start - at) < 1e-6, "the chords follow one another without gaps"
        at = chord.end
    assert abs(at - plan.beats) < 1e-6


def carried_out(before: Draft, move: Move) -> tuple[Draft, Song]:
    """A draft after a move, and the song that is written of it; something is said to be done."""
    after = move.apply(before)
    song = revise(after)
    assert_sound(song, after.plan)
    assert after.done
    return after, song
