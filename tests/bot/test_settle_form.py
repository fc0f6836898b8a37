"""Sections: as asked, else as a songwriter of the style would lay them out."""

import pytest

from skills.errors import RequestError
from skills.plan import Ask, Plan
from skills.styles import STYLES
from tests.bot.wishes import RISE, ask, plan_of, seconds

FORMS = (
    "verse chorus verse chorus bridge chorus",
    "intro verse pre-chorus chorus post-chorus outro",
    "verse",
    "chorus chorus",
    "intro build drop interlude build drop outro",
    "verse verse bridge verse",
    "intro verse chorus solo solo outro",
)


def kinds(plan: Plan) -> str:
    return " ".join(s.kind for s in plan.sections)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("style", ["pop", "jazz", "house"])
@pytest.mark.parametrize("more", [(), (ask("seconds", "", 60),), (ask("bars", "", 29),), (RISE,)])
def test_an_asked_form_is_kept_to_the_section(form: str, style: str, more: tuple[Ask, ...]) -> None:
    plan = plan_of(ask("form", form), ask("genre", style), *more)
    assert kinds(plan) == form


def test_labels_number_only_what_comes_again() -> None:
    plan = plan_of(ask("form", FORMS[0]))
    assert [s.label for s in plan.sections] == ["Verse 1", "Chorus 1", "Verse 2", "Chorus 2", "Bridge", "Chorus 3"]
    assert all(s.bars == 8 for s in plan.sections)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("length", [40, 60, 75, 100, 150, 210])
def test_sections_are_phrases_of_two_four_eight_or_twelve(style: str, length: float) -> None:
    plan = plan_of(ask("genre", style), ask("seconds", "", length))
    assert all(s.bars % 4 == 0 or (s.bars == 2 and s.kind in ("intro", "outro")) for s in plan.sections), [
        (s.label, s.bars) for s in plan.sections
    ]


@pytest.mark.parametrize("bars", range(5, 81))
def test_odd_bars_go_where_they_hurt_least(bars: int) -> None:
    plan = plan_of(ask("bars", "", bars), ask("genre", "pop"))
    giving = {"intro", "outro", "bridge", "pre-chorus", "interlude"}
    crooked = [s.kind for s in plan.sections if s.bars % 2]
    assert plan.bars == bars
    assert len(crooked) <= 1 or set(crooked) <= giving
    if bars >= 13:
        assert set(crooked) <= giving


@pytest.mark.parametrize("style", STYLES)
def test_like_sections_are_alike(style: str) -> None:
    for length in (60, 120, 180):
        plan = plan_of(ask("genre", style), ask("seconds", "", length))
        for kind in ("verse", "chorus", "drop"):
            assert len({s.bars for s in plan.sections if s.kind == kind}) <= 1


def test_longer_songs_have_more_in_them() -> None:
    for style in STYLES:
        counts = [len(plan_of(ask("genre", style), ask("seconds", "", s)).sections) for s in (8, 60, 180, 420)]
        assert counts == sorted(counts)
        assert counts[0] < counts[-1]


def test_a_very_long_song_is_not_verse_and_chorus_alone() -> None:
    plan = plan_of(ask("genre", "pop"), ask("seconds", "", 600))
    assert seconds(plan) == pytest.approx(600, abs=0.01)
    assert {"solo", "bridge"} & {s.kind for s in plan.sections}


@pytest.mark.parametrize("place", ["verse", "chorus", "bridge", "outro", "intro", "solo", "pre-chorus", "interlude"])
@pytest.mark.parametrize("style", ["pop", "jazz", "house", "ambient", "blues"])
@pytest.mark.parametrize("bars", [4, 6, 16])
def test_a_section_with_a_length_is_there_and_has_it(place: str, style: str, bars: int) -> None:
    plan = plan_of(ask("genre", style), ask("section_bars", "", bars, section=place))
    found = [s.bars for s in plan.sections if s.kind == place]
    assert found and set(found) == {bars}


def test_the_second_verse_alone_may_be_longer() -> None:
    asks = ask("section_bars", "", 8, section="verse"), ask("section_bars", "", 12, section="verse 2")
    plan = plan_of(*asks[::-1])
    assert [s.bars for s in plan.sections if s.kind == "verse"][:2] == [8, 12]
    plan = plan_of(ask("section_bars", "", 16, section="last chorus"), ask("form", FORMS[0]))
    assert [s.bars for s in plan.sections] == [8, 8, 8, 8, 8, 16]


def test_lengths_of_sections_yield_to_the_whole_and_it_is_said() -> None:
    plan = plan_of(
        ask("form", "verse chorus"),
        ask("section_bars", "", 8, section="verse"),
        ask("section_bars", "", 8, section="chorus"),
        ask("bars", "", 20),
    )
    assert plan.bars == 20
    assert len(plan.notes) == 1 and "20 bars" in plan.notes[0]


def test_more_sections_than_bars_keeps_the_bars() -> None:
    plan = plan_of(ask("form", FORMS[0]), ask("bars", "", 4))
    assert (plan.bars, kinds(plan)) == (4, "verse chorus verse chorus")
    assert "6 sections do not fit" in plan.notes[0]


def test_a_wish_for_a_section_that_the_form_lacks_is_said() -> None:
    plan = plan_of(ask("form", "verse chorus"), ask("density", "busy", section="bridge"))
    assert kinds(plan) == "verse chorus"
    assert "no bridge in the form" in plan.notes[0]


def test_density_is_for_the_section_or_for_all() -> None:
    plan = plan_of(ask("density", "busy", section="chorus"), ask("density", "sparse"))
    assert all((s.density > 0) == (s.kind == "chorus") and s.density != 0 for s in plan.sections)


def test_an_arc_that_ends_high_is_not_followed_by_a_long_outro() -> None:
    for seed in range(6):
        outros = [s.bars for s in plan_of(RISE, seed=seed).sections if s.kind == "outro"]
        assert all(bars <= 2 for bars in outros)


def test_the_last_chorus_steps_up_only_where_it_may() -> None:
    long = ask("seconds", "", 120)
    for style in ("pop", "rock", "ballad", "soul", "country", "cinematic"):
        plan = plan_of(ask("genre", style), RISE, long)
        choruses = [s for s in plan.sections if s.kind == "chorus"]
        assert choruses[-1].transpose in (1, 2) and choruses[0].transpose == 0
        assert all(s.transpose == 0 for s in plan.sections if s.kind == "verse")
        for fixed in (ask("key", "C major"), ask("tonic", "D"), ask("mode", "major"), ask("chords", "C F G")):
            assert not any(s.transpose for s in plan_of(ask("genre", style), RISE, long, fixed).sections)
        assert not any(s.transpose for s in plan_of(ask("genre", style), long).sections)
    for style in ("jazz", "house", "metal", "folk"):
        assert not any(s.transpose for s in plan_of(ask("genre", style), RISE, long).sections)


def test_a_form_too_short_for_its_bars_is_refused_with_a_sentence() -> None:
    with pytest.raises(RequestError, match="name more sections"):
        plan_of(ask("form", "verse"), ask("bars", "", 300))
    assert plan_of(ask("form", "verse verse"), ask("bars", "", 300)).bars == 300


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", ["intro", "bridge", "chorus", "outro", "solo"])
def test_a_part_that_is_not_wanted_does_not_occur(style: str, kind: str) -> None:
    for length in (60, 120, 200):
        plan = plan_of(ask("genre", style), ask("form", kind, unwanted=True), ask("seconds", low=length, high=length))
        assert kind not in {s.kind for s in plan.sections}
