"""Who plays: everyone asked for, nobody unwanted, and a band that can carry a song."""

from itertools import combinations

import pytest

from skills.errors import RequestError
from skills.instruments import INSTRUMENTS
from skills.plan import Ask, Plan
from skills.styles import STYLES
from tests.bot.wishes import ask, plan_of

SOME = (
    "piano",
    "acoustic guitar",
    "violin",
    "cello",
    "flute",
    "strings",
    "drums",
    "bass guitar",
    "synth lead",
    "voice",
    "brass",
)


def band(plan: Plan) -> dict[str, str]:
    return {p.name: p.instrument for p in plan.parts}


def heard(plan: Plan) -> set[str]:
    return {p.instrument for p in plan.parts}


@pytest.mark.parametrize("name", INSTRUMENTS)
@pytest.mark.parametrize("style", ["pop", "jazz", "metal", "cinematic", "ambient", "waltz"])
def test_an_instrument_asked_for_plays_and_one_unwanted_does_not(name: str, style: str) -> None:
    wanted = plan_of(ask("genre", style), ask("instrument", name))
    assert name in heard(wanted)
    assert next(p.role for p in wanted.parts if p.instrument == name) in INSTRUMENTS[name].roles
    unwanted = plan_of(ask("genre", style), ask("instrument", name, unwanted=True))
    assert name not in heard(unwanted)
    assert unwanted.part("chords") or unwanted.part("pad")
    assert unwanted.part("lead")


@pytest.mark.parametrize("style", STYLES)
def test_pairs_and_triples_are_all_cast(style: str) -> None:
    for names in [*combinations(SOME, 2), *list(combinations(SOME, 3))[::4]]:
        plan = plan_of(ask("genre", style), *(ask("instrument", n) for n in names))
        assert set(names) <= heard(plan)
        assert plan.part("lead") and (plan.part("chords") or plan.part("pad"))
        assert len(plan.parts) <= 8
        assert sum(p.role == "drums" for p in plan.parts) <= 1
        assert sum(p.role == "bass" for p in plan.parts) <= 1 + ("bass guitar" in names and "cello" in names)


@pytest.mark.parametrize("style", ["pop", "jazz", "house", "cinematic"])
def test_only_means_only(style: str) -> None:
    for count in (1, 2, 3):
        for names in combinations(INSTRUMENTS if count == 1 else SOME, count):
            plan = plan_of(ask("genre", style), ask("only", ", ".join(names)))
            assert heard(plan) == set(names)


@pytest.mark.parametrize(
    "names, expected",
    [
        ("piano", {"lead": "piano", "chords": "piano"}),
        ("piano, cello", {"lead": "cello", "chords": "piano"}),
        ("drums", {"drums": "drums"}),
        ("acoustic guitar", {"lead": "acoustic guitar", "chords": "acoustic guitar"}),
        ("violin", {"lead": "violin"}),
        ("violin, cello", {"lead": "violin", "bass": "cello"}),
        ("strings", {"lead": "strings", "chords": "strings"}),
        ("voice, acoustic guitar", {"lead": "voice", "chords": "acoustic guitar"}),
        ("piano, upright bass, drums", {"lead": "piano", "chords": "piano", "bass": "upright bass", "drums": "drums"}),
        ("piano, bass guitar", {"lead": "piano", "chords": "piano", "bass": "bass guitar"}),
    ],
)
def test_small_ensembles_are_cast_as_a_songwriter_would(names: str, expected: dict[str, str]) -> None:
    assert band(plan_of(ask("only", names))) == expected


def test_roles_that_were_named_are_given() -> None:
    asks = ask("instrument", "piano", role="lead"), ask("instrument", "violin", role="pad")
    plan = plan_of(ask("genre", "pop"), *asks)
    roles = {(p.instrument, p.role) for p in plan.parts}
    assert {("piano", "lead"), ("violin", "pad")} <= roles


def test_asked_players_take_the_place_of_the_usual_ones() -> None:
    pop = ask("genre", "pop")
    assert band(plan_of(pop, ask("instrument", "violin")))["lead"] == "violin"
    both = band(plan_of(pop, ask("instrument", "voice"), ask("instrument", "violin")))
    assert (both["lead"], both["counter"]) == ("voice", "violin")
    two = band(plan_of(pop, ask("instrument", "organ"), ask("instrument", "acoustic guitar")))
    assert (two["chords"], two["chords 2"]) == ("organ", "acoustic guitar")
    low = band(plan_of(pop, ask("instrument", "cello")))
    assert (low["lead"], low["bass"]) == ("cello", "bass guitar")
    assert band(plan_of(pop, ask("instrument", "synth bass")))["bass"] == "synth bass"
    assert band(plan_of(pop, ask("instrument", "strings"), ask("instrument", "piano")))["lead"] == "violin"


@pytest.mark.parametrize(
    "words, value, kind",
    [
        ("no guitar", "acoustic guitar", "guitar"),
        ("no bass", "bass guitar", "bass"),
        ("without synths", "synth lead", "synth"),
    ],
)
@pytest.mark.parametrize("style", STYLES)
def test_a_plain_word_rules_out_the_whole_kind(words: str, value: str, kind: str, style: str) -> None:
    plan = plan_of(ask("genre", style), ask("instrument", value, words=words, unwanted=True))
    assert not any(kind in name.split() for name in heard(plan) - {"bass guitar"} if kind != "bass")
    if kind == "bass":
        assert plan.part("bass") is None


def test_an_exact_word_rules_out_no_more_than_it_names() -> None:
    plan = plan_of(ask("genre", "pop"), ask("instrument", "acoustic guitar", words="no acoustic guitar", unwanted=True))
    assert "electric guitar" in heard(plan)
    plan = plan_of(ask("genre", "rock"), ask("instrument", "bass guitar", words="no bass guitar", unwanted=True))
    assert plan.part("bass") is not None


def test_no_drums_leaves_nobody_at_the_drums() -> None:
    for style in STYLES:
        plan = plan_of(ask("genre", style), ask("instrument", "drums", words="no drums", unwanted=True))
        assert plan.part("drums") is None


def test_a_guest_plays_in_its_section_only_and_takes_the_tune_there() -> None:
    sax = ask("instrument", "alto sax", role="lead", section="solo")
    plan = plan_of(ask("genre", "rock"), sax)
    guest = next(p.name for p in plan.parts if p.instrument == "alto sax")
    lead = next(p.name for p in plan.parts if p.role == "lead" and p.instrument != "alto sax")
    for section in plan.sections:
        assert (guest in section.silent) == (section.kind != "solo")
        assert (lead in section.silent) == (section.kind == "solo")


def test_a_band_member_named_for_a_section_plays_elsewhere_too() -> None:
    plan = plan_of(ask("genre", "pop"), ask("instrument", "piano", section="verse"))
    assert not any(s.silent for s in plan.sections)


def test_rests_in_a_section() -> None:
    plan = plan_of(ask("genre", "pop"), ask("instrument", "drums", section="bridge", unwanted=True))
    assert {s.kind: s.silent for s in plan.sections if s.silent} == {"bridge": ("drums",)}
    plan = plan_of(ask("genre", "pop"), ask("only", "piano", section="intro"))
    assert {p.instrument for p in plan.parts if p.name not in plan.sections[0].silent} == {"piano"}
    assert not plan.sections[1].silent
    plan = plan_of(ask("only", "piano"), ask("instrument", "piano", section="verse", unwanted=True))
    assert not any(s.silent for s in plan.sections)
    assert any("Nobody would be left" in note for note in plan.notes)


@pytest.mark.parametrize(
    "asks",
    [
        (ask("only", "drums"), ask("instrument", "drums", unwanted=True)),
        (ask("instrument", "piano"), ask("instrument", "piano", unwanted=True)),
        tuple(ask("instrument", n, unwanted=True) for n in INSTRUMENTS),
    ],
)
def test_a_band_that_cannot_be_is_refused_with_a_sentence(asks: tuple[Ask, ...]) -> None:
    with pytest.raises(RequestError, match=r"say which you want|keep at least one|leave me"):
        plan_of(*asks)


def test_more_than_eight_are_too_many_and_it_is_said() -> None:
    names = list(INSTRUMENTS)[:11]
    plan = plan_of(*(ask("instrument", n) for n in names))
    assert heard(plan) == set(names[:8])
    assert any(all(n in note for n in names[8:]) for note in plan.notes)


def test_names_number_the_parts_of_a_role() -> None:
    plan = plan_of(*(ask("instrument", n) for n in ("piano", "organ", "banjo", "flute", "oboe")))
    for part in plan.parts:
        number = [p for p in plan.parts if p.role == part.role].index(part) + 1
        assert part.name == (part.role if number == 1 else f"{part.role} {number}")
