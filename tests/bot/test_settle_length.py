"""Tempo, bars and seconds agree, in every metre, whichever of them were asked for."""

import pytest

from skills.clock import METRES, bar_beats
from skills.errors import RequestError
from skills.plan import Ask
from skills.styles import STYLES
from tests.bot.wishes import RISE, ask, mood, plan_of, seconds


@pytest.mark.parametrize("metre", METRES)
@pytest.mark.parametrize("length", [5, 8, 10, 15, 20, 30, 45, 60, 61.5, 75, 90, 120, 180, 240])
def test_a_length_without_a_tempo_is_met_to_the_hundredth(metre: str, length: float) -> None:
    plan = plan_of(ask("metre", metre), ask("seconds", "", length))
    assert seconds(plan) == pytest.approx(length, abs=0.01)
    assert plan.metre == metre


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("length", [30, 60, 90, 150])
def test_a_length_keeps_the_tempo_near_the_style(style: str, length: float) -> None:
    plan = plan_of(ask("genre", style), ask("seconds", "", length))
    slow, _, fast = STYLES[style].bpm
    assert seconds(plan) == pytest.approx(length, abs=0.01)
    assert 0.8 * slow <= plan.bpm <= 1.25 * fast


@pytest.mark.parametrize("metre", METRES)
@pytest.mark.parametrize("bpm", [40, 66, 90, 100, 120, 137.5, 180, 240])
@pytest.mark.parametrize("length", [15, 60, 100])
def test_an_asked_tempo_is_kept_and_the_length_met_to_half_a_bar(metre: str, bpm: float, length: float) -> None:
    plan = plan_of(ask("metre", metre), ask("seconds", "", length), ask("tempo", "", bpm))
    bar = bar_beats(plan.metre) * 60 / bpm
    assert plan.bpm == bpm
    assert abs(seconds(plan) - length) <= bar / 2 + 1e-6
    assert any("nearest" in note for note in plan.notes) == (abs(seconds(plan) - length) > 1.5)


@pytest.mark.parametrize("bars", [1, 2, 3, 5, 7, 8, 11, 12, 13, 16, 17, 23, 24, 31, 32, 37, 48, 64, 99, 128, 300, 512])
@pytest.mark.parametrize("style", ["pop", "jazz", "blues", "house", "ambient"])
def test_the_bars_asked_for_are_the_bars_planned(bars: int, style: str) -> None:
    assert plan_of(ask("genre", style), ask("bars", "", bars)).bars == bars


@pytest.mark.parametrize("bars", [12, 16, 20, 24, 32, 40])
@pytest.mark.parametrize("length", [30, 45, 60])
@pytest.mark.parametrize("metre", ["3/4", "4/4", "6/8"])
def test_bars_and_a_length_make_the_tempo(bars: int, length: float, metre: str) -> None:
    plan = plan_of(ask("bars", "", bars), ask("seconds", "", length), ask("metre", metre))
    wanted = bars * bar_beats(plan.metre) * 60 / length
    assert seconds(plan) == pytest.approx(length, abs=0.01)
    assert (plan.bars == bars) == (30 <= wanted <= 300)
    assert bool(plan.notes) == (plan.bars != bars)


def test_three_that_cannot_agree_give_up_the_bars_and_say_so() -> None:
    plan = plan_of(ask("bars", "", 7), ask("seconds", "", 60), ask("tempo", "", 120))
    assert (plan.bpm, seconds(plan)) == (120, 60)
    assert plan.notes == ("7 bars do not make a minute at 120 bpm: I kept the minute.",)


def test_three_that_agree_are_all_kept() -> None:
    plan = plan_of(ask("bars", "", 30), ask("seconds", "", 60), ask("tempo", "", 120))
    assert (plan.bars, plan.bpm, plan.notes) == (30, 120, ())


@pytest.mark.parametrize("low, high", [(56, 78), (92, 114), (126, 164), (100, 104)])
def test_a_range_of_tempi_is_taken_in_the_middle_unless_the_length_moves_it(low: float, high: float) -> None:
    slow = ask("tempo", "some", low, high)
    assert plan_of(slow).bpm == pytest.approx((low + high) / 2, abs=0.5)
    for length in (30, 60, 90, 120):
        plan = plan_of(slow, ask("seconds", "", length))
        assert low <= plan.bpm <= high
        assert seconds(plan) == pytest.approx(length, abs=0.01)


def test_a_limit_to_the_tempo_leaves_the_usual_one_where_it_can() -> None:
    limit = Ask(kind="tempo", words="not too fast", high=112)
    assert 95 <= plan_of(limit, ask("genre", "pop")).bpm <= 112
    assert plan_of(limit, ask("genre", "metal")).bpm == 112
    least = Ask(kind="tempo", words="at least 140", low=140)
    assert plan_of(least, ask("genre", "ballad")).bpm == 140


@pytest.mark.parametrize("low, high", [(20, 30), (55, 65), (60, 120), (162, 198)])
def test_a_range_of_lengths_is_met(low: float, high: float) -> None:
    assert low <= seconds(plan_of(ask("seconds", "", low, high))) <= high
    assert low <= seconds(plan_of(ask("seconds", "", low, high), ask("tempo", "", 97))) <= high


def test_one_sided_lengths_stay_near_the_usual() -> None:
    assert seconds(plan_of(Ask(kind="seconds", words="under a minute", high=60))) <= 60
    assert 120 <= seconds(plan_of(Ask(kind="seconds", words="over two minutes", low=120))) <= 160


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", range(4))
def test_nothing_said_makes_about_a_minute(style: str, seed: int) -> None:
    plan = plan_of(ask("genre", style), seed=seed)
    assert 50 <= seconds(plan) <= 110
    assert STYLES[style].bpm[0] <= plan.bpm <= STYLES[style].bpm[2]


def test_energy_moves_the_tempo_within_the_style() -> None:
    for style in STYLES:
        still = plan_of(ask("genre", style), mood("calm", 0.2, 0.05)).bpm
        lively = plan_of(ask("genre", style), mood("wild", 0.2, 0.98)).bpm
        assert still < lively


@pytest.mark.parametrize("metre", ["6/8", "9/8", "12/8"])
def test_compound_metres_count_quarters_and_say_so(metre: str) -> None:
    assert plan_of(ask("metre", metre), ask("genre", "folk")).bpm > plan_of(ask("genre", "folk")).bpm
    told = plan_of(ask("metre", metre), ask("tempo", "", 90))
    assert told.bpm == 90
    assert any("60 dotted quarters" in phrase for phrase in told.assumed)


@pytest.mark.parametrize("bad", [ask("tempo", "", 0), ask("tempo", "", 999), ask("bars", "", 0), ask("bars", "", 900)])
def test_what_no_song_can_have_is_refused_with_a_sentence(bad: Ask) -> None:
    with pytest.raises(RequestError, match="ask for"):
        plan_of(bad)


def test_absurd_lengths_are_refused_with_a_sentence() -> None:
    with pytest.raises(RequestError, match="longer than I can write"):
        plan_of(ask("seconds", "", 54_000))
    with pytest.raises(RequestError, match="ask for a second"):
        plan_of(ask("seconds", "", 0))


def test_an_ending_that_slows_down_gives_way_to_exact_time() -> None:
    assert plan_of(ask("genre", "ballad")).ending == "ritardando"
    assert plan_of(ask("genre", "ballad"), ask("seconds", "", 60)).ending == "cadence"
    assert plan_of(ask("genre", "ballad"), ask("tempo", "", 70)).ending == "cadence"
    assert plan_of(ask("genre", "rock"), RISE).ending == "cadence"
