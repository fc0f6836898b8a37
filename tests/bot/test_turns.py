"""What the embedded parser makes of messages about a song at hand, a song that is not there yet, and none at all."""

import pytest

from bot.agent.conversation import Attachment, Conversation, Message, NoSongError
from bot.agent.language.turns import read_turn
from bot.agent.turn import Analyse, Change, Clarify, Pick, Recall, Write
from skills.edit.feeling import FeelingMove
from skills.edit.form import LengthMove
from skills.edit.playing import TempoMove
from skills.edit.target import Target
from skills.errors import RequestError
from tests.bot.readings import table
from tests.bot.turn_briefs import brief, plan, read, talk
from tests.bot.turn_cases import CASES


@pytest.mark.parametrize(("said", "turn"), CASES, ids=[said for said, _ in CASES])
def test_messages_about_a_song(said: str, turn: str) -> None:
    assert brief(said) == turn


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 350


@pytest.mark.parametrize(
    ("said", "turn"),
    table(
        """
        a sad waltz for piano / make a waltz / sad / with strings => write song
        a chord progression in A minor => write progression
        a melody over my chords Am F C G => write melody
        write a drum groove at 90 bpm => write drums
        a funky bass line => write bass
        give me three chord progressions in E minor => write progression x3
        write a love song with lyrics => write song; talk unable
        hello / hi => talk hello
        what can you do? => talk help
        thanks / thank you => talk thanks
        what's the weather? / tell me a joke => talk off-topic
        write some lyrics => talk unable
        what is a dominant seventh? => teach define
        """
    ),
)
def test_messages_without_a_song(said: str, turn: str) -> None:
    assert brief(said, talk(0)) == turn


@pytest.mark.parametrize(
    "said",
    ["make it sadder", "slower", "undo", "lock the drums", "transpose it up a step", "make the second verse louder",
     "keep the melody", "what key is it in?", "repeat the chorus", "quantise the drums", "more drums"],
)  # fmt: skip
def test_what_needs_a_song_is_refused_without_one(said: str) -> None:
    with pytest.raises(NoSongError, match="There is no song yet"):
        read(said, talk(0))


def test_an_empty_message_is_refused_and_a_long_one() -> None:
    for text in ("", "   ", "a" * 5000):
        with pytest.raises(RequestError):
            read(text)


@pytest.mark.parametrize(
    ("said", "number"),
    [("2", 2), ("the second one", 2), ("the last one", 3), ("number three", 3), ("option b", 2), ("choice 1", 1),
     ("I'll take the first", 1), ("#3", 3), ("the middle one please", 2), ("i like the third one best", 3)],
)  # fmt: skip
def test_picking(said: str, number: int) -> None:
    assert read(said, talk(choices=3)).acts == (Pick(number=number),)


def test_there_is_no_fourth_of_three() -> None:
    with pytest.raises(RequestError, match="1 to 3"):
        read("the fourth one", talk(choices=3))


def test_without_an_offer_the_first_one_is_a_version() -> None:
    assert read("the first one was better").acts == (Recall(what="go", version=1),)


def test_it_is_what_was_talked_about_last() -> None:
    bridge = talk(focus=Target(sections=("Bridge",)))
    turn = read("make it darker", bridge)
    assert brief("make it darker", bridge) == "feeling @Bridge valence- tension+"
    assert turn.notes == ('I took "it" to mean the bridge.',)
    assert brief("even darker", bridge) == "feeling @Bridge valence- tension+"
    assert brief("transpose it up a step", bridge) == "key semitones 2"
    assert brief("make the whole song darker", bridge) == "feeling valence- tension+"
    assert brief("make the verse darker", bridge) == "feeling @verse valence- tension+"


def test_how_far_follows_the_words() -> None:
    def change(said: str) -> float:
        (act,) = read(said).acts
        assert isinstance(act, Change) and isinstance(act.moves[0], FeelingMove)
        return act.moves[0].valence

    steps = [change(said) for said in ("way darker", "darker", "a bit darker", "a touch brighter", "brighter")]
    assert steps == sorted(steps) and steps[2] < 0 < steps[3]
    factors = []
    for said in ("way slower", "slower", "a bit slower", "a bit faster", "faster", "way faster"):
        (act,) = read(said).acts
        assert isinstance(act, Change) and isinstance(act.moves[0], TempoMove)
        factors.append(act.moves[0].factor or 0.0)
    assert factors == sorted(factors) and factors[2] < 1 < factors[3]


def test_a_length_by_the_clock_counts_from_what_there_is() -> None:
    (act,) = read("make it 30 seconds longer").acts
    assert isinstance(act, Change) and isinstance(act.moves[0], LengthMove)
    assert act.moves[0].seconds == pytest.approx(plan().beats * 60 / plan().bpm + 30, abs=0.1)


@pytest.mark.parametrize("said", ["cut the chorus", "repeat the verse", "move the chorus to the end"])
def test_one_of_several_is_asked_for(said: str) -> None:
    (act,) = read(said).acts
    assert isinstance(act, Clarify)
    for option in act.options:
        (chosen,) = read(option).acts
        assert isinstance(chosen, Change), option


def test_a_style_that_may_be_a_new_song_is_asked_for() -> None:
    (act,) = read("bossa nova, 120 bpm").acts
    assert isinstance(act, Clarify)
    first, second = (read(option).acts[0] for option in act.options)
    assert isinstance(first, Write) and isinstance(second, Change)


def test_what_is_not_understood_is_said() -> None:
    assert read("make the drums flibberty and the bass louder").unread == ("drums flibberty",)
    assert read("make it sadder").unread == ()
    assert read("xyzzy plugh").unread


def test_files_are_analysed() -> None:
    files = (Attachment(name="tune.mid", content=b"MThd"),)
    for text in ("", "what key is this?", "analyse this"):
        assert read_turn(Message(text=text, attachments=files), Conversation()).acts == (Analyse(),)


def test_a_version_that_is_gone_back_to_is_the_one_that_is_changed() -> None:
    assert brief("go back to version 2 and make it slower") == "go 2; tempo factor 0.8696"
    assert brief("version 2 but slower") == "base 2; tempo factor 0.8696"


@pytest.mark.parametrize("said", ["chords in G?", "notes of Cm7?", "scale for Am?", "capo for Eb?"])
def test_a_matter_with_a_question_mark_is_a_question(said: str) -> None:
    assert [act.act for act in read(said).acts] == ["teach"]
