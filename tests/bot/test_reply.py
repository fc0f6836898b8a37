"""The words a person gets."""

from dataclasses import replace

import pytest

from bot.agent.conduct import Work, compose
from bot.agent.reply import ChordLine, Reply, SectionChords, reply, section_chords
from bot.agent.suggest import suggestions
from skills.check.report import AudioFacts, Finding, Report
from skills.plan import Ask, Plan
from skills.song import Chord, Song
from skills.theory.chord import parse_numeral
from tests.examples import example_plan, example_song

TEMPO = Finding(ask=Ask(kind="tempo", words="at 100 bpm", low=100, high=100), found="100 bpm", holds=True)
LENGTH = Finding(
    ask=Ask(kind="seconds", words="a minute", low=60, high=60), found="38 seconds", holds=False, detail="22 s short"
)
REPORT = Report(
    findings=(TEMPO, LENGTH),
    bars=(),
    arc={"arousal": 0.91, "valence": 0.4},
    audio=AudioFacts(seconds=41.2, lufs=-14.02, true_peak_dbtp=-1.31),
)


ARC = Ask(kind="arc", words="start calm, end triumphant", value="calm > triumphant", points=example_plan().arc)


def written(plan: Plan | None = None, song: Song | None = None) -> Work:
    return Work(
        plan=plan or example_plan().model_copy(update={"asks": (ARC,)}),
        song=song or example_song(),
        report=REPORT,
        files={"song.mid": b"", "song.mp3": b""},
    )


def with_chords(figures: list[str], bars: float = 1.0) -> Song:
    song = example_song()
    chords = tuple(
        Chord(symbol=parse_numeral(f, song.key), start=4 * bars * n, duration=4 * bars, numeral=f)
        for n, f in enumerate(figures)
    )
    return song.model_copy(update={"chords": chords})


def test_every_fact_is_told_with_its_figure() -> None:
    text = reply(written()).text
    for said in (
        '"Example"', "38 seconds", "41 s of sound", "A minor", "100 bpm", "4/4", "seed 1", "Verse (8 bars)",
        "Chorus (8)", "16 bars",
        "violin", "bass guitar", "-14.0 LUFS", "-1.3 dBTP", "0.91", "0.40",
    ):  # fmt: skip
        assert said in text


def test_what_was_met_and_what_was_not_are_told_apart() -> None:
    answer = reply(written())
    assert "at 100 bpm" in " ".join(answer.met)
    assert "a minute" not in " ".join(answer.met)
    assert "a minute" in answer.missed[0]
    assert "38 seconds" in answer.missed[0]
    assert "22 s short" in answer.missed[0]
    assert answer.text.index("As you asked") < answer.text.index("Not as you asked")


def test_a_phrase_that_means_several_things_is_told_once() -> None:
    trio = [
        Finding(ask=Ask(kind="instrument", words="jazz trio", value=name), found=f"{name}: 8 notes", holds=True)
        for name in ("piano", "drums")
    ]
    report = REPORT.model_copy(update={"findings": tuple(trio)})
    answer = reply(replace(written(), report=report))
    assert answer.met == ('"jazz trio": piano: 8 notes, drums: 8 notes',)


def test_an_arc_nobody_asked_for_is_not_judged() -> None:
    assert "arc" not in reply(written(example_plan())).text


def test_what_there_is_nothing_to_say_about_is_left_out() -> None:
    text = reply(written()).text
    assert "Worth knowing" not in text
    plan = example_plan().model_copy(update={"notes": ("7 bars do not make a minute: I kept the minute.",)})
    assert "Worth knowing: 7 bars do not make a minute: I kept the minute." in reply(written(plan)).text


def test_a_loop_is_told_once() -> None:
    song = with_chords(["i", "VI", "III", "VII"] * 4)
    plan = example_plan()
    line = ChordLine(names="Am | F | C | G", numerals="i VI III VII", times=2)
    assert section_chords(plan, song, plan.sections[0]) == (line,)
    assert reply(written(song=song)).chords == (SectionChords(name="Verse, Chorus", lines=(line,)),)
    assert "Chords: Verse, Chorus: Am | F | C | G  (i VI III VII) x2" in reply(written(song=song)).text


@pytest.mark.parametrize(
    ("figures", "bars", "said"),
    [
        (["i", "V7"] * 8, 2.0, ["Am | Am | E7 | E7  (i i V7 V7) x2"]),
        (["i", "VI"] * 16, 0.5, ["Am F | Am F | Am F | Am F  (i VI i VI i VI i VI) x2"]),
        (
            ["i", "VI", "III", "VII", "i", "VI", "V", "i"] * 2,
            1.0,
            ["Am | F | C | G  (i VI III VII)", "Am | F | E | Am  (i VI V i)"],
        ),
    ],
)
def test_bars_are_told_as_they_sound(figures: list[str], bars: float, said: list[str]) -> None:
    plan = example_plan()
    assert [str(line) for line in section_chords(plan, with_chords(figures, bars), plan.sections[0])] == said


def test_a_section_in_another_key_says_so() -> None:
    plan = example_plan()
    verse, chorus = plan.sections
    plan = plan.model_copy(update={"sections": (verse, chorus.model_copy(update={"transpose": 2}))})
    names = [chords.name for chords in reply(written(plan, compose(plan))).chords]
    assert names == ["Verse", "Chorus (a step up, in B minor)"]


def test_a_reply_can_be_kept_and_read_again() -> None:
    answer = reply(written())
    assert Reply.model_validate_json(answer.model_dump_json()) == answer


@pytest.mark.parametrize(
    "request_",
    [
        "a sad song",
        "rock in E, 140 bpm, no drums",
        "bossa nova with flute in 6/8",
        "start calm, end triumphant",
        "Am F C G",
        "waltz.",
        "dreamy waltz in F# dorian with harp and cello, 45 seconds",
    ],
)
def test_suggestions_are_requests_that_change_one_thing_nobody_asked_for(request_: str) -> None:
    from bot.agent.understand import plan_for

    plan = plan_for(request_, 4)
    offered = suggestions(plan)
    assert 2 <= len(set(offered)) <= 3
    asked = {a.kind for a in plan.asks}
    for suggestion in offered:
        changed = plan_for(suggestion, 4)
        assert {a.kind for a in changed.asks} > asked, suggestion
        assert changed.model_copy(update={"request": ""}) != plan.model_copy(update={"request": ""})


def test_a_very_long_request_is_not_said_again() -> None:
    plan = example_plan().model_copy(update={"request": "la " * 300})
    assert suggestions(plan) == ()
