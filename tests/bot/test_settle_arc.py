"""The arc: as asked where it was asked, breathing with the form where only a mood was."""

from itertools import pairwise

import pytest
from scipy.stats import spearmanr

from skills.plan import ArcPoint, Plan
from skills.styles import STYLES
from tests.bot.wishes import RISE, arc, ask, mood, plan_of

JOURNEYS = (
    ((0, 0.3, 0.1, 0.1), (1, 0.8, 0.9, 0.3)),
    ((0, 0.3, 0.15, 0.1), (0.5, -0.3, 0.6, 0.85), (1, 0.8, 0.9, 0.3)),
    ((0, -0.5, 0.9, 0.9), (0.3, -0.2, 0.6, 0.6), (1, 0.4, 0.1, 0.0)),
    ((0, 0.0, 0.3, 0.2), (0.25, 0.2, 0.8, 0.5), (0.5, -0.4, 0.2, 0.9), (0.75, 0.1, 0.7, 0.6), (1, 0.9, 1.0, 0.1)),
)


def mean(plan: Plan, axis: str) -> float:
    return sum(getattr(plan.feeling(plan.beats * k / 400), axis) for k in range(400)) / 400


def level(plan: Plan, kind: str, axis: str = "arousal") -> float:
    spans = [plan.span(s) for s in plan.sections if s.kind == kind]
    values = [getattr(plan.feeling(a + (b - a) * k / 8), axis) for a, b in spans for k in range(8)]
    return sum(values) / len(values)


@pytest.mark.parametrize("journey", JOURNEYS)
@pytest.mark.parametrize("style", STYLES)
def test_an_asked_arc_is_the_plan_s_arc(journey: tuple[tuple[float, ...], ...], style: str) -> None:
    plan = plan_of(ask("genre", style), arc(*journey))  # type: ignore[arg-type]  # four numbers each
    places = [at * plan.beats for at in (k / 60 for k in range(61))]
    for axis, index in (("valence", 1), ("arousal", 2), ("tension", 3)):
        wanted = [_between(journey, place / plan.beats, index) for place in places]
        found = [getattr(plan.feeling(place), axis) for place in places]
        assert spearmanr(wanted, found).statistic > 0.99
        assert max(abs(a - b) for a, b in zip(wanted, found, strict=True)) < 0.051


def _between(journey: tuple[tuple[float, ...], ...], at: float, index: int) -> float:
    for a, b in pairwise(journey):
        if a[0] <= at <= b[0]:
            return a[index] + (b[index] - a[index]) * (at - a[0]) / (b[0] - a[0])
    return journey[-1][index]


def test_an_arc_told_over_part_of_the_time_is_spread_over_all_of_it() -> None:
    plan = plan_of(arc((0.2, 0, 0.1, 0), (0.4, 0, 0.5, 0), (0.6, 0, 0.9, 0)))
    assert [p.at for p in plan.arc] == pytest.approx([0, 0.5, 1])
    plan = plan_of(arc((0, 0, 0.1, 0), (0, 0, 0.5, 0), (0, 0, 0.9, 0)))
    assert [(p.at, p.arousal) for p in plan.arc] == [(0, 0.1), (0.5, 0.5), (1, 0.9)]


@pytest.mark.parametrize("style", STYLES)
def test_the_form_breathes_around_the_level_of_the_style(style: str) -> None:
    plan = plan_of(ask("genre", style), ask("seconds", "", 120))
    valence, arousal, tension = STYLES[style].feeling
    assert mean(plan, "arousal") == pytest.approx(arousal, abs=0.05)
    assert mean(plan, "valence") == pytest.approx(valence, abs=0.05)
    assert mean(plan, "tension") == pytest.approx(tension, abs=0.05)
    kinds = [s.kind for s in plan.sections]
    if kinds[-1] == "outro":
        assert plan.arc[-1].arousal < max(p.arousal for p in plan.arc) - 0.1
    if "chorus" in kinds:
        assert level(plan, "chorus") - level(plan, "verse") > 0.1
        last = [s for s in plan.sections if s.kind == "chorus"][-1]
        top = max(plan.sections, key=lambda s: plan.feeling(sum(plan.span(s)) / 2).arousal)
        assert top == last
    if "bridge" in kinds:
        assert level(plan, "bridge", "tension") > level(plan, "verse", "tension") + 0.1
    if "build" in kinds:
        first, end = plan.span(next(s for s in plan.sections if s.kind == "build"))
        assert plan.feeling(end - 0.01).tension > plan.feeling(first).tension + 0.15


@pytest.mark.parametrize("valence, arousal", [(-0.8, 0.2), (0.6, 0.3), (-0.6, 0.8), (0.8, 0.8), (0.0, 0.5)])
def test_a_mood_is_the_level_and_the_form_its_shape(valence: float, arousal: float) -> None:
    plan = plan_of(mood("so", valence, arousal, 0.4), ask("genre", "pop"), ask("seconds", "", 120))
    assert mean(plan, "valence") == pytest.approx(valence, abs=0.06)
    assert mean(plan, "arousal") == pytest.approx(arousal, abs=0.06)
    assert level(plan, "chorus") > level(plan, "verse") + 0.08


def test_two_moods_meet_half_way() -> None:
    plan = plan_of(mood("sad", -0.6, 0.2), mood("hopeful", 0.6, 0.4), ask("genre", "pop"))
    assert mean(plan, "valence") == pytest.approx(0.0, abs=0.05)


def test_an_unwanted_mood_pushes_the_song_away_from_it() -> None:
    for style in STYLES:
        usual = plan_of(ask("genre", style))
        brighter = plan_of(ask("genre", style), mood("sad", -0.7, 0.2, unwanted=True))
        darker = plan_of(ask("genre", style), mood("happy", 0.8, 0.7, unwanted=True))
        assert mean(darker, "valence") < mean(usual, "valence") < mean(brighter, "valence")
        calmer = plan_of(ask("genre", style), mood("angry", -0.5, 0.95, unwanted=True))
        assert mean(calmer, "arousal") < mean(usual, "arousal")


@pytest.mark.parametrize("around", [(), (RISE,), (mood("happy", 0.7, 0.7),)])
def test_a_mood_for_one_section_holds_there_and_nowhere_else(around: tuple) -> None:  # type: ignore[type-arg]
    dark = mood("dark", -0.9, 0.35, 0.8, section="bridge")
    plan = plan_of(ask("genre", "pop"), *around, dark)
    start, end = plan.span(next(s for s in plan.sections if s.kind == "bridge"))
    for beat in (start, (start + end) / 2, end - 0.01):
        assert plan.feeling(beat).valence == pytest.approx(-0.9, abs=0.01)
        assert plan.feeling(beat).tension == pytest.approx(0.8, abs=0.01)
    assert plan.feeling(start - 0.5).valence > -0.6
    assert plan.feeling(end + 0.5).valence > -0.6


def test_a_mood_for_a_numbered_section_is_for_that_one() -> None:
    plan = plan_of(mood("dark", -0.9, 0.3, section="verse 2"), ask("form", "verse chorus verse chorus"))
    values = [plan.feeling(sum(plan.span(s)) / 2).valence for s in plan.sections]
    assert values[2] == pytest.approx(-0.9) and min(values[:2] + values[3:]) > 0


def test_arcs_are_always_in_order_and_cover_the_song() -> None:
    for style in STYLES:
        for seconds in (3, 20, 60, 300):
            plan = plan_of(ask("genre", style), ask("seconds", "", seconds))
            assert plan.arc[0].at == 0 and plan.arc[-1].at == 1
            assert all(isinstance(p, ArcPoint) for p in plan.arc)
