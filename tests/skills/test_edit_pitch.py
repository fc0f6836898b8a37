"""Changes of key, mode and register: everything named moves, and nothing else."""

from collections.abc import Sequence

import pytest

from skills.edit.draft import Draft, EditError, LockedError
from skills.edit.keys import moved_chords
from skills.edit.pitch import KeyMove, RegisterMove
from skills.edit.revise import revise
from skills.edit.target import HARMONY, Target
from skills.instruments import INSTRUMENTS
from skills.song import Chord
from skills.theory.chord import numeral, parse_chord, parse_numeral
from skills.theory.key import Key
from tests.skills.editing import CASES, Case, assert_sound, draft, fit, line, touched


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("semitones", [2, -5, 6])
def test_transposing_moves_every_line_as_a_whole_and_the_drums_not(case: Case, semitones: int) -> None:
    before = draft(case)
    after = KeyMove(semitones=semitones).apply(before)
    song = revise(after)
    assert_sound(song, after.plan)
    assert (after.plan.key.tonic_pc - before.plan.key.tonic_pc) % 12 == semitones % 12
    assert after.plan.key.mode == before.plan.key.mode
    for old, new in zip(before.song.tracks, song.tracks, strict=True):
        assert [(n.start, n.duration, n.velocity, n.delay_ms) for n in old.notes] == [
            (n.start, n.duration, n.velocity, n.delay_ms) for n in new.notes
        ] or len({n.start for n in old.notes}) < len(old.notes)
        if old.part.role == "drums":
            assert old == new
            continue
        moved = sorted((n.pitch, n.start) for n in new.notes)
        steps = {(n.pitch - o.pitch) for o, n in zip(old.notes, new.notes, strict=True)}
        assert all(step % 12 == semitones % 12 for step in steps) and moved
        assert len(steps) == 1 or not _would_fit(before, old.part.name, semitones)
    assert [c.numeral for c in song.chords if not c.symbol.bass] == [
        c.numeral for c in before.song.chords if not c.symbol.bass
    ]
    assert abs(after.plan.key.signature) <= 7
    assert _misspelled(song.chords, after.plan.key) <= _misspelled(before.song.chords, before.plan.key)


def _misspelled(chords: Sequence[Chord], key: Key) -> set[str]:
    """The numerals of chords that do not have the names that their key gives them."""
    plain = [c for c in chords if c.symbol.bass is None and "/" not in c.numeral]
    return {c.numeral for c in plain if str(parse_numeral(c.numeral, key)) != str(c.symbol)}


def _would_fit(before: Draft, name: str, semitones: int) -> bool:
    track = before.song.track(name)
    assert track is not None
    instrument = INSTRUMENTS[track.part.instrument]
    pitches = [n.pitch for n in track.notes]
    return any(
        instrument.low <= min(pitches) + semitones + octave and max(pitches) + semitones + octave <= instrument.high
        for octave in (0, -12, 12)
    )


@pytest.mark.parametrize("case", CASES, ids=str)
def test_there_and_back_is_where_we_were(case: Case) -> None:
    before = draft(case)
    up = KeyMove(semitones=1).apply(before)
    back = KeyMove(semitones=-1).apply(up)
    assert back.plan.key == before.plan.key
    assert [str(c.symbol) for c in back.song.chords] == [str(c.symbol) for c in before.song.chords]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_last_chorus_modulates_and_its_neighbours_stay(case: Case) -> None:
    before = draft(case)
    after = KeyMove(semitones=2, target=Target(sections=("Chorus 2",))).apply(before)
    song = revise(after)
    assert_sound(song, after.plan)
    assert {label for _, label in touched(before.song, song, after.plan)} == {"Chorus 2"}
    assert after.plan.key == before.plan.key and after.plan.section("Chorus 2").transpose == 2
    key = after.plan.key_of(after.plan.section("Chorus 2"))
    start, end = after.plan.span(after.plan.section("Chorus 2"))
    for chord in song.chords_in(start, end):
        assert chord.numeral == numeral(chord.symbol, key) or "/" in chord.numeral or chord.symbol.bass
    assert fit(song, after.plan) == pytest.approx(fit(before.song, before.plan), abs=0.05)


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("mode", ["minor", "major"])
def test_another_mode_keeps_rhythm_contour_and_fit(case: Case, mode: str) -> None:
    before = draft(case)
    if before.plan.key.mode == mode:
        with pytest.raises(EditError, match="already"):
            KeyMove.model_validate({"mode": mode}).apply(before)
        return
    after = KeyMove.model_validate({"mode": mode}).apply(before)
    song = revise(after)
    assert_sound(song, after.plan)
    assert after.plan.key == Key.model_validate({"tonic": before.plan.key.tonic, "mode": mode})
    lead = before.plan.part("lead")
    assert lead is not None
    old, new = before.song.track(lead.name), song.track(lead.name)
    assert old is not None and new is not None
    assert [(n.start, n.duration) for n in old.notes] == [(n.start, n.duration) for n in new.notes]
    assert all(abs(a.pitch - b.pitch) <= 3 for a, b in zip(old.notes, new.notes, strict=True))
    turns = [
        (a[1].pitch - a[0].pitch) * (b[1].pitch - b[0].pitch) < 0
        for a, b in zip(
            zip(old.notes, old.notes[1:], strict=False), zip(new.notes, new.notes[1:], strict=False), strict=True
        )
    ]
    assert sum(turns) <= 0.08 * len(turns), "the tune goes up where it went up"
    assert fit(song, after.plan) > fit(before.song, before.plan) - 0.15
    assert before.song.track("drums") == song.track("drums")
    inside = set(after.plan.key.scale) | {(after.plan.key.tonic_pc + 11) % 12}
    off = sum(n.pitch % 12 not in inside for n in new.notes)
    assert off <= 0.12 * len(new.notes), "the tune is in the new mode"


@pytest.mark.parametrize(
    ("old", "new", "mode"),
    [
        ("I vi IV V I", "i VI iv V i", "minor"),
        ("I V IV I", "i v iv i", "minor"),
        ("Imaj7 vi7 ii7 V7 Imaj7", "i7 VImaj7 iiø7 V7 i7", "minor"),
        ("I V7/V V I", "i V7/V V i", "minor"),
        ("I bVII IV I", "i VII iv i", "minor"),
        ("I iii vi IV V7 I", "i III VI iv V7 i", "minor"),
    ],
)
def test_chords_keep_their_function(old: str, new: str, mode: str) -> None:
    home, there = Key(tonic="C"), Key.model_validate({"tonic": "C", "mode": mode})
    chords = [
        Chord(symbol=parse_numeral(f, home), start=4.0 * k, duration=4, numeral=f) for k, f in enumerate(old.split())
    ]
    moved = moved_chords(chords, home, there)
    assert [c.numeral for c in moved] == new.split()
    assert [str(c.symbol) for c in moved] == [str(parse_numeral(f, there)) for f in new.split()]


def test_the_dominant_seventh_stands_for_the_subtonic_in_major() -> None:
    home, there = Key(tonic="A", mode="minor"), Key(tonic="A")
    chords = [
        Chord(symbol=parse_chord(s), start=4.0 * k, duration=4, numeral="") for k, s in enumerate(["Am", "F", "C", "G"])
    ]
    assert [c.numeral for c in moved_chords(chords, home, there)] == ["I", "vi", "iii", "V7"]


def test_a_change_of_key_is_refused_where_it_cannot_be() -> None:
    song = draft(CASES[0])
    with pytest.raises(LockedError, match="melody"):
        KeyMove(semitones=2).apply(song.model_copy(update={"kept": (Target(parts=("lead",)),)}))
    with pytest.raises(LockedError, match="harmony"):
        KeyMove(semitones=2).apply(song.model_copy(update={"kept": (Target(parts=(HARMONY,)),)}))
    KeyMove(semitones=2).apply(song.model_copy(update={"kept": (Target(parts=("drums",)),)}))
    with pytest.raises(EditError, match="Verse 1"):
        KeyMove(semitones=2, target=Target(sections=("Coda",))).apply(song)
    with pytest.raises(EditError, match="whole sections"):
        KeyMove(semitones=2, target=Target(first_bar=2, last_bar=3)).apply(song)
    with pytest.raises(EditError, match="octave"):
        KeyMove(semitones=2, target=Target(parts=("lead",))).apply(song)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_octave_moves_one_part_in_one_section(case: Case) -> None:
    before = draft(case)
    lead = before.plan.part("lead")
    assert lead is not None
    for octaves in (1, -1):
        move = RegisterMove(octaves=octaves, target=Target(parts=(lead.name,), sections=("Chorus 1",)))
        notes = line(before.song, before.plan, lead.name, "Chorus 1")
        instrument = INSTRUMENTS[lead.instrument]
        if not all(instrument.low <= n.pitch + 12 * octaves <= instrument.high for n in notes):
            with pytest.raises(EditError, match=lead.instrument):
                move.apply(before)
            continue
        after = move.apply(before)
        song = revise(after)
        assert_sound(song, after.plan)
        assert touched(before.song, song, after.plan) == {(lead.name, "Chorus 1")}
        now = line(song, after.plan, lead.name, "Chorus 1")
        assert [n.pitch - 12 * octaves for n in now] == [n.pitch for n in notes]


@pytest.mark.parametrize("mode", ["major", "minor"])
@pytest.mark.parametrize("tonic", ["A#", "D#", "G#", "E#", "B#", "Fb", "Cb", "Db", "Gb"])
def test_a_key_with_an_unusual_name_gets_its_usual_one(tonic: str, mode: str) -> None:
    key = KeyMove.model_validate({"tonic": tonic, "mode": mode}).apply(draft(CASES[0])).plan.key
    assert (key.tonic_pc, key.mode) == (Key(tonic=tonic).tonic_pc, mode)
    assert abs(key.signature) <= 7


def test_drums_have_no_octaves() -> None:
    with pytest.raises(EditError, match="drums"):
        RegisterMove(octaves=1, target=Target(parts=("drums",))).apply(draft(CASES[0]))
