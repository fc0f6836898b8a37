"""Laws of settling: any wishes make a whole plan or one sentence, and the plan says what it decided."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agent.language import Reading
from bot.agent.settle import settle
from skills.clock import METRES, bar_beats
from skills.errors import RequestError
from skills.instruments import INSTRUMENTS
from skills.plan import Ask, Plan
from skills.styles import STYLES
from skills.theory.key import MODES
from tests.bot.wishes import RISE, arc, ask, mood, plan_of, seconds

SECTIONS = ("verse", "chorus", "bridge", "verse 2", "last chorus", "intro", "solo", "outro")
TONICS = ("C", "F#", "Bb", "Eb", "G")

numbers = st.floats(1, 400).map(lambda x: round(x, 1))
units = st.floats(0, 1)
places = st.sampled_from([None, *SECTIONS])
single_asks = st.one_of(
    st.builds(lambda t, m: ask("key", f"{t} {m}"), st.sampled_from(TONICS), st.sampled_from(MODES)),
    st.sampled_from(TONICS).map(lambda t: ask("tonic", t)),
    st.sampled_from(MODES).map(lambda m: ask("mode", m)),
    st.builds(lambda a, b: ask("tempo", "", min(a, b), max(a, b)), st.floats(25, 320), st.floats(25, 320)),
    st.sampled_from(METRES).map(lambda m: ask("metre", m)),
    st.integers(1, 200).map(lambda n: ask("bars", "", n)),
    st.builds(lambda n, s: ask("section_bars", "", n, section=s), st.integers(1, 24), st.sampled_from(SECTIONS)),
    numbers.map(lambda s: ask("seconds", "", s)),
    st.builds(
        lambda n, s, u: ask("instrument", n, section=s, unwanted=u),
        st.sampled_from(list(INSTRUMENTS)),
        places,
        st.booleans(),
    ),
    st.lists(st.sampled_from(list(INSTRUMENTS)), min_size=1, max_size=4, unique=True).map(
        lambda names: ask("only", ", ".join(names))
    ),
    st.builds(lambda g, u: ask("genre", g, unwanted=u), st.sampled_from(list(STYLES)), st.booleans()),
    st.builds(
        lambda v, a, s, u: mood("so", v, a, section=s, unwanted=u),
        st.floats(-1, 1),
        st.floats(0, 1),
        places,
        st.booleans(),
    ),
    st.lists(
        st.tuples(st.floats(0, 1), st.floats(-1, 1), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=5
    ).map(lambda points: arc(*sorted(points))),
    st.lists(st.sampled_from(("intro", "verse", "chorus", "bridge", "drop", "outro")), min_size=1, max_size=9).map(
        lambda kinds: ask("form", " ".join(kinds))
    ),
    st.builds(
        lambda c, s: ask("chords", c, section=s),
        st.sampled_from(("Am F C G", "ii V I", "C", "E5 G5 A5", "Dm7-G7-Cmaj7")),
        places,
    ),
    st.builds(lambda d, s: ask("density", d, section=s), st.sampled_from(("busy", "sparse")), places),
    st.sampled_from(("high", "low")).map(lambda r: ask("register", r)),
    st.sampled_from(("swing", "straight")).map(lambda s: ask("swing", s)),
)


@settings(max_examples=250, deadline=None)
@given(st.lists(single_asks, max_size=9), st.integers(0, 99))
def test_any_wishes_make_a_plan_or_one_sentence(asks: list[Ask], seed: int) -> None:
    reading = Reading(asks=tuple(asks))
    try:
        plan = settle(reading, "anything", seed)
    except RequestError as refusal:
        assert re.fullmatch(r"[A-Z].*[.]", str(refusal))
        return
    assert plan == settle(reading, "anything", seed)
    assert plan.asks == tuple(asks)
    kinds = {a.kind for a in asks}
    first = {a.kind: a for a in reversed(asks) if not a.section and not a.unwanted}
    if "bars" in kinds and "seconds" not in kinds:
        assert plan.bars == first["bars"].low
    if "tempo" in kinds:
        assert first["tempo"].low - 0.5 <= plan.bpm <= first["tempo"].high + 0.5 or plan.bpm in (30, 300)  # type: ignore[operator]
    if "seconds" in kinds and "tempo" not in kinds and plan.bpm < 300:
        assert seconds(plan) == pytest.approx(first["seconds"].low, rel=2e-4)
    if "metre" in kinds:
        assert plan.metre == first["metre"].value
    if "only" in first and "instrument" not in kinds and [a.kind for a in asks].count("only") == 1:
        assert {p.instrument for p in plan.parts} == set(first["only"].value.split(", "))
    assert all(note.endswith((".", "?")) for note in plan.notes)
    assert len(plan.parts) <= 8


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("metre", METRES)
def test_every_style_in_every_metre_is_a_whole_plan(style: str, metre: str) -> None:
    for seed in range(3):
        plan = plan_of(ask("genre", style), ask("metre", metre), seed=seed)
        assert Plan.model_validate_json(plan.model_dump_json()) == plan
        assert plan.beats == plan.bars * bar_beats(plan.metre)
        assert plan.part("lead") and plan.part("bass")


def test_seeds_are_different_songs_and_the_same_seed_the_same() -> None:
    for style in STYLES:
        plans = [plan_of(ask("genre", style), seed=seed) for seed in range(8)]
        assert plans == [plan_of(ask("genre", style), seed=seed) for seed in range(8)]
        assert len({(p.key, p.bpm, p.title) for p in plans}) >= 7


def test_every_gap_that_was_filled_is_told() -> None:
    told = " | ".join(plan_of().assumed)
    for part in ("pop", "4/4", "major", "bpm", "long", "voice", "verse"):
        assert part in told
    full = plan_of(
        ask("genre", "pop"), ask("metre", "4/4"), ask("key", "C major"), ask("tempo", "", 100), ask("seconds", "", 48),
        ask("form", "verse chorus"), ask("only", "piano"),
    )  # fmt: skip
    assert full.assumed == ()
    assert full.notes == ()


def test_what_was_not_understood_is_told_once_each() -> None:
    reading = Reading(asks=(), unread=("with extra mustard", "on the moon"), notes=("I read this as that.",))
    plan = settle(reading, "a song with extra mustard on the moon", 1)
    assert plan.notes == (
        "I read this as that.",
        'I did not understand "with extra mustard", so I left it out.',
        'I did not understand "on the moon", so I left it out.',
    )


@pytest.mark.parametrize(
    "asks, genre",
    [
        ((), "pop"),
        ((RISE,), "cinematic"),
        ((RISE, ask("instrument", "piano"), ask("instrument", "strings")), "cinematic"),
        ((mood("sad", -0.65, 0.25), ask("instrument", "acoustic guitar")), "folk"),
        ((mood("angry", -0.5, 0.9, 0.75),), "metal"),
        ((mood("happy", 0.8, 0.62, 0.2),), "pop"),
        ((ask("metre", "3/4"),), "waltz"),
        ((ask("instrument", "banjo"),), "country"),
        ((ask("instrument", "tenor sax"), ask("instrument", "upright bass")), "jazz"),
        ((ask("instrument", "nylon guitar"), ask("instrument", "flute")), "bossa nova"),
        ((ask("instrument", "distorted guitar"),), "metal"),
        ((ask("form", "intro build drop outro"),), "house"),
        ((ask("chords", "ii V I"),), "jazz"),
        ((ask("chords", "Am F C G"),), "pop"),
        ((ask("instrument", "harpsichord"),), "classical"),
        ((ask("instrument", "synth pad"), mood("peaceful", 0.55, 0.1, 0.08)), "ambient"),
    ],
)
def test_a_style_is_chosen_from_what_was_asked(asks: tuple[Ask, ...], genre: str) -> None:
    plan = plan_of(*asks)
    assert plan.genre == genre
    assert any(phrase.startswith(genre) for phrase in plan.assumed)


def test_an_unwanted_style_is_avoided_and_a_wanted_one_holds() -> None:
    for style in STYLES:
        assert plan_of(ask("genre", style)).genre == style
        assert plan_of(ask("genre", style, unwanted=True)).genre != style
        assert not any(phrase.startswith(style) for phrase in plan_of(ask("genre", style)).assumed)
    with pytest.raises(RequestError, match="say which"):
        plan_of(ask("genre", "jazz"), ask("genre", "jazz", unwanted=True))


def test_a_second_style_lends_its_colours() -> None:
    plan = plan_of(ask("genre", "pop"), ask("genre", "jazz"))
    assert plan.genre == "pop"
    assert plan.part("lead").instrument == "tenor sax"  # type: ignore[union-attr]
    assert plan.swing > 0.55
    assert any("jazz" in phrase for phrase in plan.assumed)


def test_swing_is_as_asked_else_the_style_s() -> None:
    for style in STYLES:
        assert plan_of(ask("genre", style), ask("swing", "swing")).swing >= 0.6
        assert plan_of(ask("genre", style), ask("swing", "straight")).swing == 0.5
        assert plan_of(ask("genre", style), ask("metre", "4/4")).swing == STYLES[style].swing
        assert plan_of(ask("genre", style), ask("metre", "12/8")).swing == 0.5


def test_high_and_low_move_the_tune() -> None:
    assert plan_of(ask("register", "high")).tessitura > 0.3
    assert plan_of(ask("register", "low", role="lead")).tessitura < -0.3
    other = plan_of(ask("register", "low", role="pad", words="low strings"))
    assert other.tessitura == 0 and other.direction("register", "pad") < 0 and other.direction("register", "lead") == 0


def test_one_of_two_wishes_that_exclude_each_other_is_kept_and_it_is_said() -> None:
    plan = plan_of(ask("key", "C major", words="in C"), ask("key", "D major", words="in D"))
    assert str(plan.key) == "C major"
    assert plan.notes == ('You gave more than one key: I kept the first, "in C".',)


def test_titles_are_asked_for_or_many() -> None:
    assert plan_of(ask("title", "Blue Door")).title == "Blue Door"
    assert plan_of(request="a slow song about my old dog, in G").title == "My Old Dog"
    assert plan_of(request="a song of about 2 minutes about the sea").title == "The Sea"
    assert plan_of(request="make it about a minute long").title != "A Minute Long"
    for style, feeling in (("pop", (0.7, 0.8)), ("folk", (-0.6, 0.2)), ("metal", (-0.6, 0.9)), ("ambient", (0.4, 0.1))):
        titles = {plan_of(ask("genre", style), mood("so", *feeling), seed=seed).title for seed in range(60)}
        assert len(titles) > 45
        assert all(re.fullmatch(r"[A-Z][\w' -]{3,40}", title) for title in titles)
