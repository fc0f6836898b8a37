"""Feelings and styles: what is measured goes the way that was asked, and only there."""

import pytest

from skills.check.measure import measure_bars
from skills.edit.draft import Draft, EditError, LockedError
from skills.edit.feeling import ArcMove, FeelingMove, StyleMove
from skills.edit.revise import revise
from skills.edit.target import HARMONY, Target
from skills.plan import ArcPoint, Plan
from skills.song import Song
from skills.styles import STYLES
from tests.skills.editing import CASES, Case, assert_sound, draft, fit, line, touched


def mean(song: Song, name: str, label: str = "") -> float:
    """A figure of the bars of a section, or of all."""
    bars = [float(getattr(b, name)) for b in measure_bars(song, None, 0) if label in ("", b.section)]
    return sum(bars) / len(bars)


def feelings(plan: Plan, label: str) -> list[tuple[float, float, float]]:
    start, end = plan.span(plan.section(label))
    beats = [start + (end - start) * k / 16 for k in range(17)]
    points = [plan.feeling(beat, closing=beat == end) for beat in beats]
    return [(round(p.valence, 9), round(p.arousal, 9), round(p.tension, 9)) for p in points]


WISHES = (
    ("valence", -0.4, "Bridge"), ("valence", 0.4, "Verse 1"), ("arousal", -0.3, "Chorus 2"),
    ("arousal", 0.3, "Verse 1"), ("tension", 0.4, "Bridge"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize(("name", "amount", "label"), WISHES)
def test_a_section_feels_as_asked_and_the_others_as_before(case: Case, name: str, amount: float, label: str) -> None:
    before = draft(case)
    move = FeelingMove.model_validate({name: amount, "target": {"sections": (label,)}})
    try:
        after = move.apply(before)
    except EditError as error:
        assert "as these players can make it" in str(error)
        assert case[0] in ("metal", "ambient") or name == "tension", "most songs can change"
        return
    song = revise(after)
    assert_sound(song, after.plan)
    assert {where for _, where in touched(before.song, song, after.plan)} == {label}
    for section in before.plan.sections:
        if section.label != label:
            assert feelings(after.plan, section.label) == feelings(before.plan, section.label)
    wanted = [getattr(p, name) for p in (after.plan.feeling(b) for b in (before.plan.span(before.plan.section(label))))]
    assert wanted[0] != getattr(before.plan.feeling(before.plan.span(before.plan.section(label))[0]), name)
    effect = (mean(song, name, label) - mean(before.song, name, label)) * (1 if amount > 0 else -1)
    as_far = any("as far that way" in sentence for sentence in after.notes)
    assert effect > (0.0 if as_far or name == "tension" else 0.03 if name == "valence" else 0.05), effect
    assert not as_far or before.plan.genre in ("ambient", "metal", "blues")
    lead = before.plan.part("lead")
    assert lead is not None
    old, new = (line(s, after.plan, lead.name, label) for s in (before.song, song))
    assert [(n.start, n.duration) for n in old] == [(n.start, n.duration) for n in new], "the tune is known again"
    assert fit(song, after.plan) > fit(before.song, before.plan) - 0.12
    assert revise(move.apply(before)) == song, "the same again"
    if name == "valence":
        assert song.track("drums") == before.song.track("drums"), "drums know neither light nor dark"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_whole_song_gets_darker_and_calmer(case: Case) -> None:
    before = draft(case)
    after = FeelingMove(valence=-0.4, arousal=-0.25).apply(before)
    song = revise(after)
    assert_sound(song, after.plan)
    assert mean(song, "valence") < mean(before.song, "valence")
    assert mean(song, "arousal") < mean(before.song, "arousal") - 0.05
    assert after.done == ("the song darker and calmer",)


@pytest.mark.parametrize("case", CASES[:6], ids=str)
def test_a_mood_as_such_is_where_the_section_goes(case: Case) -> None:
    before = draft(case)
    sad = ArcPoint(at=0, valence=-0.7, arousal=0.2, tension=0.3)
    after = FeelingMove(to=sad, target=Target(sections=("Chorus 1",))).apply(before)
    start, end = after.plan.span(after.plan.section("Chorus 1"))
    assert after.plan.feeling((start + end) / 2).valence == pytest.approx(-0.7, abs=0.1)
    assert mean(revise(after), "valence", "Chorus 1") < mean(before.song, "valence", "Chorus 1")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_kept_stays_and_the_rest_feels_otherwise(case: Case) -> None:
    before = draft(case).model_copy(update={"kept": (Target(parts=("lead",)), Target(parts=("bass",)))})
    try:
        after = FeelingMove(valence=-0.3, target=Target(sections=("Verse 1",))).apply(before)
    except EditError:
        return
    song = revise(after)
    assert song.track("lead") == before.song.track("lead")
    assert song.track("bass") == before.song.track("bass")
    assert mean(song, "valence", "Verse 1") < mean(before.song, "valence", "Verse 1")
    assert any("melody" in sentence for sentence in after.notes)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_arc_is_drawn_over_its_target_alone(case: Case) -> None:
    before = draft(case)
    points = (
        ArcPoint(at=0, valence=-0.6, arousal=0.15, tension=0.2),
        ArcPoint(at=0.5, valence=0.0, arousal=0.5, tension=0.6),
        ArcPoint(at=1, valence=0.8, arousal=0.95, tension=0.3),
    )
    after = ArcMove(points=points, target=Target(sections=("Chorus 1", "Bridge"))).apply(before)
    song = revise(after)
    assert_sound(song, after.plan)
    assert {label for _, label in touched(before.song, song, after.plan)} == {"Chorus 1", "Bridge"}
    for label in ("Verse 1", "Chorus 2"):
        assert feelings(after.plan, label) == feelings(before.plan, label)
    start, _ = after.plan.span(after.plan.section("Chorus 1"))
    _, end = after.plan.span(after.plan.section("Bridge"))
    drawn = [after.plan.feeling(start + (end - start) * p.at, closing=p.at == 1) for p in points]
    assert [d.arousal for d in drawn] == pytest.approx([p.arousal for p in points])
    assert mean(song, "arousal", "Chorus 1") < mean(song, "arousal", "Bridge")


@pytest.mark.parametrize("case", CASES[::2], ids=str)
@pytest.mark.parametrize("genre", ["jazz", "metal", "folk", "ambient"])
def test_another_style_has_the_same_tune_and_harmony(case: Case, genre: str) -> None:
    before = draft(case)
    if before.plan.genre == genre:
        with pytest.raises(EditError, match="already"):
            StyleMove(genre=genre).apply(before)
        return
    after = StyleMove(genre=genre).apply(before)
    song = revise(after)
    assert_sound(song, after.plan)
    assert after.plan.genre == genre and song.chords == before.song.chords
    old, new = before.song.track("lead"), song.track("lead")
    assert old is not None and new is not None
    assert [(n.start, n.duration) for n in old.notes] == [(n.start, n.duration) for n in new.notes]
    assert len({a.pitch % 12 - b.pitch % 12 for a, b in zip(old.notes, new.notes, strict=True)}) == 1
    slow, _, fast = STYLES[genre].bpm
    assert slow / 1.16 <= after.plan.bpm <= fast * 1.16
    assert {p.instrument for p in after.plan.parts} == {name for _, name in STYLES[genre].parts}
    assert all(t.notes for t in song.tracks if t.part.role in ("lead", "chords", "pad", "bass"))


def test_a_style_leaves_alone_what_is_kept_or_was_asked_for() -> None:
    before = draft(CASES[0])
    kept = before.model_copy(update={"kept": (Target(parts=("drums",)), Target(parts=("bass",)))})
    after = StyleMove(genre="folk").apply(kept)
    song = revise(after)
    assert song.track("drums") == before.song.track("drums")
    assert song.track("bass") == before.song.track("bass")
    assert song.track("chords") != before.song.track("chords")
    with pytest.raises(LockedError):
        StyleMove(genre="folk").apply(before.model_copy(update={"kept": (Target(),)}))
    with pytest.raises(EditError, match="polka"):
        StyleMove(genre="polka").apply(before)
    with pytest.raises(EditError, match="one style"):
        StyleMove(genre="folk", target=Target(sections=("Bridge",))).apply(before)


def test_a_part_alone_can_be_calmer_and_chords_alone_darker() -> None:
    before: Draft = draft(CASES[0])
    calmer = FeelingMove(arousal=-0.3, target=Target(parts=("drums",), sections=("Chorus 1",))).apply(before)
    assert touched(before.song, revise(calmer), calmer.plan) == {("drums", "Chorus 1")}
    darker = FeelingMove(valence=-0.4, target=Target(parts=(HARMONY,), sections=("Bridge",))).apply(before)
    assert mean(revise(darker), "valence", "Bridge") < mean(before.song, "valence", "Bridge")
    with pytest.raises(EditError):
        FeelingMove().apply(before)
