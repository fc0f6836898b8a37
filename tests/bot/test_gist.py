"""What a message comes down to: wishes that no rule has the words for, and rules that are left alone."""

from pathlib import Path

import pytest

from bot.agent.conversation import Conversation, Message
from bot.agent.language.senses import SENSES, signs_of
from bot.agent.language.turns import read_turn
from bot.agent.turn import Clarify, Turn
from models import intent
from models.corpora import wishes
from skills.errors import CowriterError
from tests.understanding.songs import conversation

POP = conversation("pop")
GAPS = {
    "who": "the drums", "where": " in verse 2", "there": "verse 2", "which": "the bass", "new": "a flute",
    "section": "a solo", "style": "bossa nova", "version": "version 2", "title": "Harbour Lights", "place":
    "the bridge to the end", "number": "2",
}  # fmt: skip


def read(text: str, at_hand: Conversation = POP) -> Turn:
    return read_turn(Message(text=text), at_hand)


def test_every_kind_of_wish_that_is_learned_has_a_sense() -> None:
    learned = {w.intent for group in wishes.read().values() for w in group} | {wishes.SEVERAL}
    assert set(SENSES) == learned


@pytest.mark.parametrize("name", [name for name, sense in SENSES.items() if sense.sentence])
def test_every_plain_sentence_says_what_it_stands_for(name: str) -> None:
    """With all it can name, and with as little as it may."""
    at_hand = conversation("lofi" if name == "pick" else "rock" if name in ("redo", "unlock") else "pop")
    sense = SENSES[name]
    full = dict(GAPS, which="the drums") if name == "unlock" else GAPS
    bare = dict(GAPS, where="", **({"who": sense.usual, "there": sense.usual} if sense.usual else {}))
    for gaps in (full, bare):
        sentence = sense.sentence.format_map(gaps)
        assert signs_of(read(sentence, at_hand)) & sense.signs, sentence


MEANT = {
    "i can barely make out the bass": "louder",
    "the piano plays so many notes that nobody else gets a word in": "sparser",
    "my kids shout again after the last chorus, so can we have it one more time": "repeat section",
    "the bridge please at the very end": "move section",
    "revret to vresion 2": "recall go",
    "from this moment nobody may touch the strings": "lock",
    "thnaks, that's all for today": "talk goodbye",
    "could you put it into something i can print for my pupils": "export pdf",
    "the electric guitar has to go, my neighbour hates it": "remove part",
    "verse two bores me to death, try something else there": "rewrite",
}


@pytest.mark.parametrize("said", MEANT)
def test_what_is_only_implied_is_understood(said: str) -> None:
    turn = read(said)
    assert MEANT[said] in signs_of(turn) | ({"talk goodbye"} if "talk thanks" in signs_of(turn) else set()), turn


def test_what_a_message_was_taken_for_is_said() -> None:
    taken = [turn for turn in map(read, MEANT) if any('I took that as "' in note for note in turn.notes)]
    assert len(taken) >= 3
    for turn in taken:
        (note,) = (n for n in turn.notes if n.startswith("I took that as"))
        assert signs_of(read(note.split('"')[1])) & signs_of(turn)


RULED = {
    "double the tempo": "tempo", "no fade out": "ending cadence", "start with the chorus": "add section",
    "redo it": "rewrite", "write another song in the style of bossa nova": "write", "cut the chorus": "clarify",
    "repeat the verse": "clarify", "120 bpm": "tempo", "make the drums louder and the piano softer": "softer",
}  # fmt: skip


@pytest.mark.parametrize("said", RULED)
def test_what_rules_know_by_heart_stays(said: str) -> None:
    assert RULED[said] in signs_of(read(said))


@pytest.mark.parametrize("said", ["hmm, more", "please change a little the thing", "it needs a certain something"])
def test_a_wish_that_nobody_could_guess_is_asked_back(said: str) -> None:
    assert any(isinstance(act, Clarify) for act in read(said).acts)


@pytest.mark.parametrize("said", ["the bridge needs more oomph", "could the trumpets whisper a little behind her"])
def test_what_the_song_does_not_have_is_still_said(said: str) -> None:
    with pytest.raises(CowriterError, match="There is no"):
        read(said, conversation("lofi"))


def test_a_scene_with_no_musical_word_is_a_song() -> None:
    turn = read("what they play in a smoky cellar late at night with a tired pianist", Conversation())
    assert signs_of(turn) == {"write"}


def test_without_weights_the_rules_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(intent, "WEIGHTS", tmp_path / "none.safetensors")
    assert signs_of(read("make the drums louder")) >= {"louder"}
    assert not signs_of(read("i can barely make out the bass")) & {"louder", "softer"}
