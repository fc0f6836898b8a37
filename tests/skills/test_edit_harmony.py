"""Given chords and other chords: they stand where they were asked for, the tune agrees, the rest stays."""

import pytest

from skills.clock import bar_beats
from skills.edit.draft import EditError, LockedError
from skills.edit.fit import clashes
from skills.edit.harmony import ChordsMove, ReharmoniseMove
from skills.edit.keys import is_diatonic
from skills.edit.revise import revise
from skills.edit.scope import followers
from skills.edit.target import HARMONY, Target
from skills.plan import Plan
from skills.song import Chord, Song
from skills.theory.chord import numeral, parse_chord, parse_numeral
from tests.skills.editing import CASES, Case, assert_sound, draft, fit, line, touched

MANNERS = ("new", "simpler", "jazzier", "richer", "darker", "brighter")


def chords(song: Song, plan: Plan, label: str) -> tuple[Chord, ...]:
    return song.chords_in(*plan.span(plan.section(label)))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_given_chords_stand_where_they_were_asked_for(case: Case) -> None:
    before = draft(case)
    move = ChordsMove(chords=("Dm", "Bb", "F", "C/E"), target=Target(sections=("Chorus 1",)))
    after = move.apply(before)
    song = revise(after)
    assert_sound(song, after.plan)
    assert [str(c.symbol) for c in chords(song, after.plan, "Chorus 1")] == ["Dm", "Bb", "F", "C/E"] * 2
    assert after.plan.section("Chorus 1").chords == ("Dm", "Bb", "F", "C/E")
    lead = after.plan.part("lead")
    assert lead is not None
    changed = touched(before.song, song, after.plan)
    assert {label for _, label in changed} == {"Chorus 1"}
    assert {layer for layer, _ in changed} <= {HARMONY, lead.name, *followers(after.plan)}
    old, new = (line(s, after.plan, lead.name, "Chorus 1") for s in (before.song, song))
    assert [(n.start, n.duration) for n in old] == [(n.start, n.duration) for n in new]
    moved = sum(a.pitch != b.pitch for a, b in zip(old, new, strict=True))
    assert (f"{moved} notes" in " ".join(after.notes)) == (moved > 1)
    assert all(abs(a.pitch - b.pitch) <= 4 for a, b in zip(old, new, strict=True)), "to the nearest"
    for a, b in zip(old, new, strict=True):
        chord = song.chord_at(a.start)
        assert chord is not None
        if a.pitch != b.pitch:
            early = song.chord_at(a.start + 0.5)
            assert b.pitch % 12 in {*chord.symbol.pitch_classes, *(early.symbol.pitch_classes if early else ())}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_numerals_are_read_in_the_key_of_the_section(case: Case) -> None:
    before = draft(case)
    names = ("i", "iv", "V", "i") if before.plan.key.is_minor else ("I", "IV", "V", "I")
    after = ChordsMove(chords=names, target=Target(first_bar=9, last_bar=12)).apply(before)
    song = revise(after)
    assert_sound(song, after.plan)
    bar = bar_beats(after.plan.metre)
    for k, name in enumerate(names):
        chord = song.chord_at((8 + k) * bar)
        assert chord is not None and chord.symbol == parse_numeral(name, after.plan.key)
    assert {label for _, label in touched(before.song, song, after.plan)} == {"Chorus 1"}
    assert len(after.plan.section("Chorus 1").chords) == 8, "the plan knows the chords of every bar"
    again = revise(after.rewrite(after.cells(Target(parts=(HARMONY,), sections=("Chorus 1",)))))
    ours, theirs = ([c.symbol for k in range(8) if (c := s.chord_at((8 + k) * bar))] for s in (song, again))
    assert ours == theirs, "and would write them again"


@pytest.mark.parametrize("case", CASES[:6], ids=str)
def test_a_tune_that_is_kept_does_not_move_and_its_clashes_are_said(case: Case) -> None:
    before = draft(case)
    before = before.model_copy(update={"kept": (Target(parts=("lead",)),)})
    after = ChordsMove(chords=("F#m", "C#", "G#m", "B"), target=Target(sections=("Verse 1",))).apply(before)
    song = revise(after)
    assert song.track("lead") == before.song.track("lead")
    rubbing = 0
    for note in line(song, after.plan, "lead", "Verse 1"):
        chord = song.chord_at(note.start)
        rubbing += chord is not None and clashes(note, chord.symbol, after.plan.metre)
    assert rubbing and "rub against" in " ".join(after.notes)


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("manner", MANNERS)
def test_other_chords_suit_the_tune_and_keep_the_cadence(case: Case, manner: str) -> None:
    before = draft(case)
    move = ReharmoniseMove.model_validate({"manner": manner, "target": {"sections": ("Chorus 1",)}})
    try:
        after = move.apply(before)
    except EditError as error:
        assert manner in ("simpler", "richer", "jazzier", "darker", "brighter") and "Chorus 1" in str(error)
        return
    song = revise(after)
    assert_sound(song, after.plan)
    changed = touched(before.song, song, after.plan)
    assert (HARMONY, "Chorus 1") in changed
    assert changed <= {(layer, "Chorus 1") for layer in (HARMONY, *followers(after.plan))}, "the tune stays"
    old, new = chords(before.song, before.plan, "Chorus 1"), chords(song, after.plan, "Chorus 1")
    assert old[-1].symbol.root_pc == new[-1].symbol.root_pc, "the cadence stays"
    assert fit(song, after.plan) > fit(before.song, before.plan) - 0.12
    key = after.plan.key_of(after.plan.section("Chorus 1"))
    for chord in new:
        assert chord.numeral == numeral(chord.symbol, key) or "/" in chord.numeral
    assert revise(move.apply(before)) == song, "the same again"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_simpler_chords_are_triads_of_the_key_and_no_more_of_them(case: Case) -> None:
    before = draft(case)
    try:
        after = ReharmoniseMove(manner="simpler", target=Target(sections=("Bridge",))).apply(before)
    except EditError:
        return
    old, new = chords(before.song, before.plan, "Bridge"), chords(after.song, after.plan, "Bridge")
    assert len(new) <= len(old)
    assert all(len(c.symbol.intervals) <= 3 and c.symbol.bass is None for c in new)
    key = after.plan.key
    assert all(is_diatonic(c.symbol, key) for c in new[:-1])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_jazzier_chords_have_sevenths_and_more_of_them(case: Case) -> None:
    before = draft(case)
    after = ReharmoniseMove(manner="jazzier", target=Target(sections=("Bridge",))).apply(before)
    old, new = chords(before.song, before.plan, "Bridge"), chords(after.song, after.plan, "Bridge")
    assert sum(len(c.symbol.intervals) > 3 for c in new) >= 0.7 * len(new)
    assert len(new) >= len(old) - 1


@pytest.mark.parametrize("case", CASES, ids=str)
def test_new_chords_are_others_every_time(case: Case) -> None:
    before = draft(case)
    seen = [chords(before.song, before.plan, "Verse 1")]
    now = before
    for _ in range(3):
        now = ReharmoniseMove(target=Target(sections=("Verse 1",))).apply(now)
        row = chords(now.song, now.plan, "Verse 1")
        assert [c.symbol for c in row] != [c.symbol for c in seen[-1]]
        bars = [now.song.chord_at(k * bar_beats(now.plan.metre)) for k in range(8)]
        was = [s.symbol for k in range(8) if (s := _at(seen[-1], k * bar_beats(now.plan.metre)))]
        same = sum(c is not None and c.symbol == w for c, w in zip(bars, was, strict=False))
        assert same <= 5, "most bars have another chord"
        seen.append(row)


def _at(row: tuple[Chord, ...], beat: float) -> Chord | None:
    return next((c for c in row if c.start <= beat + 1e-6 < c.end), None)


def test_choruses_that_change_together_stay_alike() -> None:
    before = draft(CASES[0])
    after = ReharmoniseMove(target=Target(sections=("Chorus 1", "Chorus 2"))).apply(before)
    first, second = (chords(after.song, after.plan, label) for label in ("Chorus 1", "Chorus 2"))
    same = sum(a.symbol.root_pc == b.symbol.root_pc for a, b in zip(first, second, strict=False))
    assert same >= len(first) - 3


def test_what_cannot_be_is_said() -> None:
    before = draft(CASES[0])
    with pytest.raises(EditError, match="Hm7"):
        ChordsMove(chords=("Hm7",)).apply(before)
    with pytest.raises(EditError, match="Bridge"):
        ChordsMove(chords=("C",), target=Target(sections=("Coda",))).apply(before)
    with pytest.raises(LockedError):
        ReharmoniseMove().apply(before.model_copy(update={"kept": (Target(parts=(HARMONY,)),)}))
    kept = before.model_copy(update={"kept": (Target(parts=("bass",)),)})
    after = ChordsMove(chords=("C", "F"), target=Target(sections=("Bridge",))).apply(kept)
    assert any("bass" in sentence for sentence in after.notes)
    assert revise(after).track("bass") == before.song.track("bass")
    assert parse_chord("C") in {c.symbol for c in chords(after.song, after.plan, "Bridge")}
