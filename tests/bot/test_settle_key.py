"""Keys and chords: as given, found from the chords, or fit for the feeling."""

import pytest

from bot.agent.settle.harmony import fit_key
from skills.errors import RequestError
from skills.plan import Ask
from skills.styles import STYLES
from skills.theory.chord import parse_chord, parse_numeral
from skills.theory.key import MODES, Key
from tests.bot.wishes import RISE, arc, ask, mood, plan_of

MAJOR_LOOPS = ("I V vi IV", "I vi IV V", "I IV V", "ii V I", "I iii IV V", "I IV I V", "ii7 V7 Imaj7", "I V IV I")
MINOR_LOOPS = ("i VI III VII", "i iv V", "i VII VI V", "i iv i V7", "iiø7 V7 i", "i VI iv V", "i v iv i")


@pytest.mark.parametrize(
    "chords, key",
    [
        ("Am F C G", "A minor"),
        ("C G Am F", "C major"),
        ("Dm7 G7 Cmaj7", "C major"),
        ("Em C G D", "E minor"),
        ("G D Em C", "G major"),
        ("Am G F E", "A minor"),
        ("Dm Bb F C", "D minor"),
        ("C Bb F C", "C mixolydian"),
        ("Am D Am D", "A dorian"),
        ("E5 G5 A5 E5", "E minor"),
        ("Bb Eb F Bb", "Bb major"),
        ("F#m D A E", "F# minor"),
        ("Cm7 F7 Bbmaj7", "Bb major"),
        ("Em F Em F", "E phrygian"),
        ("C", "C major"),
        ("Fmaj7 Em7 Dm7 C Am F C G", "C major"),
    ],
)
def test_the_key_of_chords(chords: str, key: str) -> None:
    plan = plan_of(ask("chords", chords))
    assert str(plan.key) == key
    assert f"{key}, the key of the chords you gave" in plan.assumed


@pytest.mark.parametrize("tonic", ["C", "G", "D", "A", "E", "F", "Bb", "Eb", "Ab", "B"])
def test_loops_are_found_in_every_key(tonic: str) -> None:
    for mode, loops in (("major", MAJOR_LOOPS), ("minor", MINOR_LOOPS)):
        key = Key.model_validate({"tonic": tonic, "mode": mode})
        for loop in loops:
            chords = [parse_numeral(figure, key) for figure in loop.split()]
            assert fit_key(chords) == key, (loop, tonic, mode)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tonic", ["C", "F#", "Eb", "A", "Bb", "Db"])
def test_an_asked_key_holds(tonic: str, mode: str) -> None:
    plan = plan_of(ask("key", f"{tonic} {mode}"), RISE)
    assert (plan.key.tonic_pc, plan.key.mode) == (Key(tonic=tonic).tonic_pc, mode)
    assert abs(plan.key.signature) <= 7
    assert (str(plan.key) == f"{tonic} {mode}") == (not plan.notes)
    assert plan_of(ask("tonic", tonic), RISE).key.tonic_pc == Key(tonic=tonic).tonic_pc
    assert plan_of(ask("mode", mode), RISE).key.mode == mode


def test_half_a_key_and_chords_share_the_choice() -> None:
    assert str(plan_of(ask("tonic", "C"), ask("chords", "Am F C G")).key) == "C major"
    assert str(plan_of(ask("mode", "minor"), ask("chords", "C G Am F")).key) == "A minor"


def test_chords_against_the_asked_key_are_both_kept_and_it_is_said() -> None:
    plan = plan_of(ask("key", "E major"), ask("chords", "Am F C G"), ask("bars", "", 8))
    assert str(plan.key) == "E major"
    assert all(s.chords == ("Am", "F", "C", "G") for s in plan.sections)
    assert any("A minor" in note and "E major" in note for note in plan.notes)
    assert not plan_of(ask("key", "C major"), ask("chords", "Am F C G")).notes


def test_numerals_are_read_in_the_asked_key() -> None:
    for value in ("ii V I", "ii-V-I", "ii – V – I"):  # noqa: RUF001  (people paste en dashes)
        plan = plan_of(ask("chords", value), ask("key", "Bb major"), ask("bars", "", 8))
        assert all(s.chords == ("Cm", "F", "Bb") for s in plan.sections)
    assert plan_of(ask("chords", "i VI III VII")).key.mode == "minor"
    assert plan_of(ask("chords", "I V vi IV")).key.mode == "major"
    assert plan_of(ask("chords", "iiø7 V7 i")).key.mode == "minor"


@pytest.mark.parametrize("chords", ["Am F C G", "ii V I", "C7", "Am7/G D/F# Gsus4 G"])
@pytest.mark.parametrize("fixed", [ask("bars", "", 17), ask("form", "verse chorus verse")])
def test_given_chords_are_in_every_section_as_written(chords: str, fixed: Ask) -> None:
    plan = plan_of(ask("chords", chords), fixed, ask("key", "C major"))
    written = {"ii V I": ("Dm", "G", "C")}.get(chords, tuple(chords.split()))
    assert all(s.chords == written for s in plan.sections)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "chords, last",
    [("Am F C G", "Am"), ("F G Am C", "C"), ("Dm7 G7 Cmaj7", "Cmaj7"), ("F G Em7 F", "C"), ("A7 D7 E7", "A7")],
)
def test_a_song_of_given_chords_comes_home(chords: str, last: str, seed: int) -> None:
    plan = plan_of(ask("chords", chords), seed=seed)
    end = plan.sections[-1]
    assert (end.kind, end.bars) == ("outro", 2)
    assert parse_chord(end.chords[0]).root_pc == plan.key.tonic_pc
    if str(plan.key).startswith(parse_chord(last).root + " "):
        assert end.chords == (last,)
    assert all(s.chords == tuple(chords.split()) for s in plan.sections[:-1])
    size = 4 if len(chords.split()) == 3 else len(chords.split())
    assert all(s.bars % size == 0 for s in plan.sections[:-1])


def test_chords_for_one_section_stay_there() -> None:
    plan = plan_of(ask("chords", "Am F C G", section="verse"), ask("chords", "F G C", section="chorus"))
    for section in plan.sections:
        expected = {"verse": ("Am", "F", "C", "G"), "chorus": ("F", "G", "C")}.get(section.kind, ())
        assert section.chords == expected


def test_what_is_no_chord_is_refused_with_a_sentence() -> None:
    with pytest.raises(RequestError, match="I don't know the chord 'H7'"):
        plan_of(ask("chords", "Am H7"))
    with pytest.raises(RequestError, match="I don't know the key"):
        plan_of(ask("key", "H minor"))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", range(6))
def test_feeling_decides_the_mode(style: str, seed: int) -> None:
    genre = ask("genre", style)
    assert plan_of(genre, mood("sad", -0.7, 0.3), seed=seed).key.is_minor
    assert not plan_of(genre, mood("happy", 0.8, 0.7), seed=seed).key.is_minor
    up = plan_of(genre, RISE, seed=seed)
    assert not up.key_of(up.sections[-1]).is_minor
    down = plan_of(genre, arc((0, 0.3, 0.6, 0.2), (1, -0.8, 0.3, 0.6)), seed=seed)
    assert down.key_of(down.sections[-1]).is_minor
    for plan in (up, down):
        turned = any(s.mode for s in plan.sections)
        assert any(phrase.startswith(f"{plan.key} turning to") for phrase in plan.assumed) == turned
    assert plan_of(genre, seed=seed).key.mode == STYLES[style].modes[0]


def test_seeds_bring_different_keys_and_a_reader_copes_with_all() -> None:
    for style in STYLES:
        keys = {plan_of(ask("genre", style), seed=seed).key for seed in range(12)}
        assert len(keys) >= 3
        assert all(abs(key.signature) <= 5 for key in keys)
