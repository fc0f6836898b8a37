"""Takes, density, rhythm and borrowing: other notes where they were asked for, the same ones elsewhere."""

import pytest

from skills.edit.draft import Draft, EditError, LockedError, Written
from skills.edit.gauge import onsets, shape
from skills.edit.pitch import KeyMove
from skills.edit.revise import revise
from skills.edit.target import HARMONY, Cell, Target
from skills.edit.writing import BorrowMove, DensityMove, RewriteMove, RhythmMove
from tests.skills.editing import CASES, Case, assert_sound, draft, fit, line, touched

MANNERS = ("syncopated", "straight", "longer notes", "shorter notes", "staccato", "legato", "new")


def parts(draft: Draft) -> list[str]:
    return [p.name for p in draft.plan.parts]


@pytest.mark.parametrize("case", CASES[::4], ids=str)
def test_every_take_of_a_part_is_another(case: Case) -> None:
    before = draft(case)
    for name in parts(before):
        now, seen = before, [shape(before.song, before, Cell(layer=name, section="Chorus 1"))]
        for _ in range(2):
            after = RewriteMove(target=Target(parts=(name,), sections=("Chorus 1",))).apply(now)
            song = revise(after)
            assert touched(now.song, song, after.plan) <= {(name, "Chorus 1")}
            now = after.model_copy(update={"song": song, "unwritten": frozenset(), "unplayed": frozenset()})
            seen.append(shape(song, after, Cell(layer=name, section="Chorus 1")))
        assert_sound(now.song, now.plan)
        role = next(p.role for p in before.plan.parts if p.name == name)
        if seen[0]:
            assert len(set(seen)) == 3, f"{name} ({role}) came out the same"


@pytest.mark.parametrize("case", CASES[::2], ids=str)
def test_a_section_written_anew_is_new_and_suits_itself(case: Case) -> None:
    before = draft(case)
    after = RewriteMove(target=Target(sections=("Chorus 1", "Chorus 2"))).apply(before)
    song = revise(after)
    assert_sound(song, after.plan)
    assert {label for _, label in touched(before.song, song, after.plan)} == {"Chorus 1", "Chorus 2"}
    assert fit(song, after.plan) > 0.6
    first, second = (line(song, after.plan, "lead", label) for label in ("Chorus 1", "Chorus 2"))
    starts = [{round(n.start - after.plan.span(after.plan.section(s))[0], 3) for n in notes}
              for notes, s in ((first, "Chorus 1"), (second, "Chorus 2"))]  # fmt: skip
    assert len(starts[0] & starts[1]) >= 0.6 * min(map(len, starts)), "choruses share their hook"
    assert revise(RewriteMove(target=Target(sections=("Chorus 1", "Chorus 2"))).apply(before)) == song


@pytest.mark.parametrize("case", CASES[::2], ids=str)
def test_a_single_bar_is_written_anew(case: Case) -> None:
    before = draft(case)
    for name in ("drums", "bass", "lead"):
        if name not in parts(before):
            continue
        after = RewriteMove(target=Target(parts=(name,), first_bar=8, last_bar=8)).apply(before)
        song = revise(after)
        assert touched(before.song, song, after.plan) <= {(name, "Verse 1")}
        start, end = after.beats(Cell(layer=name, section="Verse 1", first=7, last=8))
        outside = [n for n in line(song, after.plan, name, "Verse 1") if not start - 1e-6 <= n.start < end - 1e-6]
        was = [n for n in line(before.song, before.plan, name, "Verse 1") if not start - 1e-6 <= n.start < end - 1e-6]
        assert outside == was


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("amount", [-0.4, 0.4])
def test_density_goes_the_way_it_was_asked(case: Case, amount: float) -> None:
    before = draft(case)
    for name in parts(before):
        cell = Cell(layer=name, section="Chorus 1")
        old = onsets(before.song, before, [cell])
        if old < 3:
            continue
        move = DensityMove(amount=amount, target=Target(parts=(name,), sections=("Chorus 1",)))
        after = move.apply(before)
        song = revise(after)
        assert_sound(song, after.plan)
        assert touched(before.song, song, after.plan) == {(name, "Chorus 1")}
        new = onsets(song, after, [cell])
        assert (new - old) * amount > 0, name
        assert 0.3 * old <= new <= 2.6 * old
        if name == "lead":
            assert fit(song, after.plan) > fit(before.song, before.plan) - 0.08
            starts = {n.start for n in line(before.song, before.plan, "lead", "Chorus 1")}
            kept = [n for n in line(song, after.plan, "lead", "Chorus 1") if n.start in starts]
            assert len(kept) >= 0.6 * min(old, new), "it is the same tune"
        assert after.plan.direction("density", name, "Chorus 1") == pytest.approx(amount), "the plan knows"


@pytest.mark.parametrize("case", CASES[::2], ids=str)
@pytest.mark.parametrize("manner", MANNERS)
def test_another_rhythm_keeps_the_pitches(case: Case, manner: str) -> None:
    before = draft(case)
    for name in ("lead", "bass"):
        if name not in parts(before):
            continue
        move = RhythmMove.model_validate({"manner": manner, "target": {"parts": (name,), "sections": ("Chorus 1",)}})
        try:
            after = move.apply(before)
        except EditError as error:
            assert "already" in str(error)
            continue
        song = revise(after)
        assert_sound(song, after.plan)
        assert touched(before.song, song, after.plan) == {(name, "Chorus 1")}
        old, new = (line(s, after.plan, name, "Chorus 1") for s in (before.song, song))
        if manner not in ("longer notes", "shorter notes"):
            assert [n.pitch for n in old] == [n.pitch for n in new]
        else:
            assert {n.pitch for n in new} <= {n.pitch for n in old}
        lengths = [sum(n.duration for n in notes) / len(notes) for notes in (old, new)]
        if manner in ("longer notes", "legato"):
            assert lengths[1] > lengths[0]
        if manner in ("shorter notes", "staccato"):
            assert lengths[1] < lengths[0]
        offbeats = [sum(n.start % 0.5 > 1e-6 or n.start % 1 > 1e-6 for n in notes) for notes in (old, new)]
        if manner == "syncopated" and case[1] is None and before.plan.metre in ("4/4", "3/4"):
            assert offbeats[1] >= offbeats[0]
        if manner == "straight" and before.plan.metre in ("4/4", "3/4"):
            assert offbeats[1] <= offbeats[0]


def two_versions(case: Case) -> tuple[Draft, Draft]:
    """A song, and the same song with another take of everything, which has the first on its shelf."""
    first = draft(case)
    again = RewriteMove().apply(first)
    second = again.model_copy(update={"song": revise(again), "unwritten": frozenset(), "unplayed": frozenset()})
    return first, second.model_copy(update={"shelf": {1: Written(first.plan, first.song)}})


@pytest.mark.parametrize("case", CASES[::2], ids=str)
def test_a_part_comes_back_as_it_was(case: Case) -> None:
    first, second = two_versions(case)
    for name in ("drums", "lead"):
        if name not in parts(first):
            continue
        after = BorrowMove(version=1, target=Target(parts=(name,))).apply(second)
        song = revise(after)
        assert_sound(song, after.plan)
        assert {layer for layer, _ in touched(second.song, song, after.plan)} == {name}
        old, new = first.song.track(name), song.track(name)
        assert old is not None and new is not None
        if name == "drums":
            assert old == new
        assert [(n.start, n.duration) for n in old.notes] == [(n.start, n.duration) for n in new.notes]


@pytest.mark.parametrize("case", CASES[::2], ids=str)
def test_a_section_comes_back_in_the_key_of_now(case: Case) -> None:
    first, second = two_versions(case)
    moved = KeyMove(semitones=3).apply(second)
    after = BorrowMove(version=1, target=Target(sections=("Bridge",))).apply(moved)
    song = revise(after)
    assert_sound(song, after.plan)
    assert {label for _, label in touched(moved.song, song, after.plan)} == {"Bridge"}
    start, end = after.plan.span(after.plan.section("Bridge"))
    old, new = first.song.chords_in(start, end), song.chords_in(start, end)
    assert [(c.symbol.root_pc + 3) % 12 for c in old] == [c.symbol.root_pc for c in new]
    lead = [n.pitch % 12 for n in line(song, after.plan, "lead", "Bridge")]
    assert lead == [(n.pitch + 3) % 12 for n in line(first.song, first.plan, "lead", "Bridge")]


def test_what_cannot_be_written_is_said() -> None:
    before = draft(CASES[0])
    with pytest.raises(EditError, match="version 3"):
        BorrowMove(version=3).apply(before.model_copy(update={"shelf": {1: Written(before.plan, before.song)}}))
    with pytest.raises(LockedError, match="drums"):
        kept = before.model_copy(update={"kept": (Target(parts=("drums",)),)})
        RewriteMove(target=Target(parts=("drums",))).apply(kept)
    with pytest.raises(EditError, match="kazoo"):
        DensityMove(amount=0.3, target=Target(parts=("kazoo",))).apply(before)
    with pytest.raises(EditError, match="drum stroke"):
        RhythmMove(manner="staccato", target=Target(parts=("drums",))).apply(before)
    held = before.model_copy(update={"kept": (Target(parts=("drums",), sections=("Bridge",)),)})
    after = RewriteMove(target=Target(parts=("drums",))).apply(held)
    assert "drums in Bridge" in " ".join(after.notes)
    assert line(revise(after), after.plan, "drums", "Bridge") == line(before.song, before.plan, "drums", "Bridge")


def test_given_chords_survive_another_take_of_their_section() -> None:
    before = draft(CASES[0])
    sections = tuple(
        s.model_copy(update={"chords": ("D", "A", "Bm", "G")}) if s.label == "Verse 1" else s
        for s in before.plan.sections
    )
    plan = before.plan.model_copy(update={"sections": sections})
    given = Draft(plan=plan, song=before.song.model_copy(update={"sections": sections}))
    after = RewriteMove(target=Target(sections=("Verse 1",))).apply(given)
    assert (HARMONY, "Verse 1") not in touched(given.song, revise(after), after.plan)
