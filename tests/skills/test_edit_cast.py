"""Laws of moves of the cast: who comes and goes, and that nobody else notices."""

import io
from itertools import pairwise

import pretty_midi
import pytest

from skills.edit.cast import AddPartMove, RemovePartMove, SwapInstrumentMove, TitleMove
from skills.edit.draft import EditError, LockedError
from skills.edit.revise import revise
from skills.edit.target import Target
from skills.instruments import INSTRUMENTS
from skills.render.midi import write_midi
from tests.skills.editing import CASES, Case, carried_out, draft, line, touched


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_new_part_plays_where_it_was_wanted_and_nobody_else_changes(case: Case) -> None:
    before = draft(case)
    names = [p.instrument for p in before.plan.parts]
    wanted = next(n for n in ("cello", "flute", "celesta", "organ") if n not in names)
    target = Target(sections=("Verse 1", "Bridge"))
    after, song = carried_out(before, AddPartMove(instrument=wanted, target=target))
    (new,) = [p for p in after.plan.parts if p.name not in {q.name for q in before.plan.parts}]
    assert new.instrument == wanted
    for section in after.plan.sections:
        assert bool(line(song, after.plan, new.name, section.label)) == (section.label in target.sections)
    assert not touched(before.song, song, before.plan)
    program = INSTRUMENTS[wanted].program
    midi = pretty_midi.PrettyMIDI(io.BytesIO(write_midi(song)))
    assert any(i.program == program and not i.is_drum and i.notes for i in midi.instruments)
    everywhere, song = carried_out(before, AddPartMove(instrument=wanted))
    (new,) = [p for p in everywhere.plan.parts if p.name not in {q.name for q in before.plan.parts}]
    assert all(line(song, everywhere.plan, new.name, s.label) for s in everywhere.plan.sections)


@pytest.mark.parametrize("role", ["lead", "bass"])
@pytest.mark.parametrize("case", CASES[:3], ids=str)
def test_a_second_tune_or_bass_doubles_the_first(case: Case, role: str) -> None:
    before = draft(case)
    instrument = {"lead": "flute", "bass": "tuba"}[role]
    after, song = carried_out(before, AddPartMove.model_validate({"instrument": instrument, "role": role}))
    first, second = (song.track(name) for name in (role, f"{role} 2"))
    assert first is not None and second is not None
    assert [(n.start, n.pitch % 12) for n in second.notes] == [(n.start, n.pitch % 12) for n in first.notes]
    again = revise(after.rewrite(after.cells(Target(parts=(f"{role} 2",))))).track(f"{role} 2")
    assert again is not None
    if role == "lead":
        assert [(n.start, n.pitch % 12) for n in again.notes] == [(n.start, n.pitch % 12) for n in first.notes]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_part_goes_everywhere_or_here(case: Case) -> None:
    before = draft(case)
    name = before.plan.parts[0].name
    after, song = carried_out(before, RemovePartMove(target=Target(parts=(name,))))
    assert song.track(name) is None and name not in {p.name for p in after.plan.parts}
    assert touched(before.song, song, before.plan) <= {(name, s.label) for s in before.plan.sections}
    assert len(pretty_midi.PrettyMIDI(io.BytesIO(write_midi(song))).instruments) < len(before.plan.parts) + 1
    after, song = carried_out(before, RemovePartMove(target=Target(parts=(name,), sections=("Chorus 1",))))
    assert not line(song, after.plan, name, "Chorus 1")
    assert after.plan.section("Chorus 1").silent == (name,)
    assert {place for place in touched(before.song, song, before.plan) if place[1] != "Chorus 1"} <= {(name, "Verse 1")}
    start = 8 * before.plan.beats / before.plan.bars
    track = song.track(name)
    assert track is not None and all(n.end <= start + 1e-6 for n in track.notes if n.start < start - 1e-6)
    back = AddPartMove(instrument="celesta").apply(after)
    assert revise(back.rewrite(back.cells(Target(parts=(name,))))).track(name), "it stays out when it is written anew"
    assert not line(revise(back), back.plan, name, "Chorus 1")


@pytest.mark.parametrize("case", CASES[:4], ids=str)
def test_a_stop_for_everyone_is_a_stop(case: Case) -> None:
    before = draft(case)
    after, song = carried_out(before, RemovePartMove(target=Target(first_bar=16, last_bar=16)))
    bar = before.plan.beats / before.plan.bars
    assert not [n for t in song.tracks for n in t.notes if n.start < 16 * bar - 1e-6 and n.end > 15 * bar + 1e-6]
    assert song.chords == before.song.chords
    assert after.plan.sections == before.plan.sections


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_swapped_instrument_plays_the_same_notes_within_its_range(case: Case) -> None:
    before = draft(case)
    lead = before.plan.part("lead")
    assert lead is not None
    for instrument in ("flute", "piccolo", "bassoon"):
        after, song = carried_out(before, SwapInstrumentMove(instrument=instrument, target=Target(parts=(lead.name,))))
        old, new = before.song.track(lead.name), song.track(lead.name)
        assert old is not None and new is not None and new.part.instrument == instrument
        assert [(n.start, n.duration, n.pitch % 12) for n in old.notes] == [
            (n.start, n.duration, n.pitch % 12) for n in new.notes
        ]
        assert {layer for layer, _ in touched(before.song, song, before.plan)} <= {lead.name}
        assert after.plan.part("lead") == new.part


@pytest.mark.parametrize("case", CASES[:6], ids=str)
def test_a_swap_in_one_section_leaves_the_others(case: Case) -> None:
    before = draft(case)
    chords = before.plan.part("chords")
    assert chords is not None
    target = Target(parts=(chords.name,), sections=("Chorus 2",))
    after, song = carried_out(before, SwapInstrumentMove(instrument="harpsichord", target=target))
    assert touched(before.song, song, before.plan) <= {(chords.name, "Chorus 2"), (chords.name, "Bridge")}
    (new,) = [p for p in after.plan.parts if p.instrument == "harpsichord"]
    assert bool(line(song, after.plan, new.name, "Chorus 2")) == bool(
        line(before.song, before.plan, chords.name, "Chorus 2")
    )
    assert not line(song, after.plan, chords.name, "Chorus 2")
    assert all(not line(song, after.plan, new.name, label) for label in ("Verse 1", "Chorus 1", "Bridge"))


def test_one_note_at_a_time_is_the_top_of_the_chord() -> None:
    before = draft(CASES[0])
    after, song = carried_out(before, SwapInstrumentMove(instrument="clarinet", target=Target(parts=("chords",))))
    track = song.track("chords")
    assert track is not None
    starts = [n.start for n in track.notes]
    assert len(set(starts)) == len(starts)
    assert all(a.end <= b.start + 1e-6 for a, b in pairwise(track.notes))
    assert any("one note at a time" in note for note in after.notes)


def test_a_title_is_a_title() -> None:
    before = draft(CASES[0])
    after, song = carried_out(before, TitleMove(title="  Blue   Rooms "))
    assert (after.plan.title, song.title) == ("Blue Rooms", "Blue Rooms")
    assert song.tracks == before.song.tracks
    assert b"Blue Rooms" in write_midi(song)


def test_what_cannot_be_is_said() -> None:
    before = draft(CASES[0])
    everyone = tuple(p.name for p in before.plan.parts)
    locked = before.model_copy(update={"kept": (Target(parts=("drums",)),)})
    for move, words in (
        (AddPartMove(instrument="kazoo"), "kazoo"),
        (RemovePartMove(), "nobody to play"),
        (RemovePartMove(target=Target(parts=("harp",))), "no part called harp"),
        (RemovePartMove(target=Target(parts=everyone, sections=("Bridge",))), "Nobody would be left in Bridge"),
        (SwapInstrumentMove(instrument="piano", target=Target(parts=("drums",))), "no pitches"),
        (SwapInstrumentMove(instrument="drums", target=Target(parts=("bass",))), "cannot become"),
        (SwapInstrumentMove(instrument="piano"), "Say whose part"),
        (AddPartMove(instrument="piano", role="drums"), "leave the role"),
    ):
        with pytest.raises(EditError, match=words):
            move.apply(before)
    for move in (
        RemovePartMove(target=Target(parts=("drums",))),
        RemovePartMove(target=Target(parts=("drums",), sections=("Bridge",))),
        SwapInstrumentMove(instrument="drums", target=Target(parts=("drums",))),
    ):
        with pytest.raises((LockedError, EditError)):
            move.apply(locked)
