"""What is typed wrong is put right, and nothing else is."""

import random

import pytest

from bot.agent.language.background import without_background
from bot.agent.language.hearing import hear
from bot.agent.language.hedges import without_hedges
from bot.agent.language.idiom import idiomatic
from bot.agent.language.spelling import slips
from bot.agent.language.text import Text
from bot.agent.language.vocabulary import CORE

_RIGHT = (
    "Am F C G, capo 2 on the uke, like Radiohead, 120 bpm thx",
    "Dm7 gsus4 Ebmaj7 vi IV I V, the ii-V-I in Bb, H moll",
    'call it "Mornin Glorie", in the style of Erykah Badu',
    "can Zara sing it? my friend Kwame plays the guitalele",
    "a slow waltz with violin, cello and celesta in F# minor, 3/4, rit. at the end",
    "analyse {{mysnog.mid}} and export song_fnial.mp3",
    "make the vocals rhyme, vamp on the riff, then a ritardando and tacet for the strings",
    "we can't, won't and shouldn't touch the fermata, y'know",
    "the brass, the bells and the boss of the house of the rising sun",
)
_WRONG = {
    "thebridge louder": "the bridge louder",
    "dr ums out": "drums out",
    "mak eit slower": "make it slower",
    "hwo lnog isthis": "how long is this",
    "coruses with intrumental gitar": "choruses with instrumental guitar",
    "4 barsb etween the verses": "4 bars between the verses",
    "drak er intro": "darker intro",
    "waht notse are in a gsus4": "what notes are in a gsus4",
    "arond 13 0bpm in Ebmajor": "around 130bpm in Eb major",
    "the base guitar and the drum roles are to loud": "the bass guitar and the drum rolls are too loud",
    "add a trumpt tot he second vers": "add a trumpet to the second verse",
    "lok the melodi, remvoe teh strigns": "lock the melody, remove the strings",
    "reggee feal, kwire and saxaphone": "reggae feel, choir and saxophone",
}


def _spelt(text: str) -> str:
    return Text(text, slips).plain


@pytest.mark.parametrize("said", _RIGHT)
def test_what_is_right_stays(said: str) -> None:
    assert _spelt(said) == said


@pytest.mark.parametrize("typed", _WRONG)
def test_what_is_wrong_is_put_right(typed: str) -> None:
    assert _spelt(typed) == _WRONG[typed]
    assert _spelt(_WRONG[typed]) == _WRONG[typed]


def test_one_slip_in_a_word_of_music_is_seen_through() -> None:
    """Of long words with one slip, 19 of 20 are read as they were meant; the rest may have become other words."""
    chance = random.Random(5)
    words = sorted(w for w in CORE if len(w) >= 6)
    slipped = [(w, _slip(w, chance)) for w in words for _ in range(3)]
    right = sum(_spelt(f"the {typed}") == f"the {word}" for word, typed in slipped)
    assert right / len(slipped) > 0.9


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at] + word[at:] if kind == 1 else word[:at] + word[at + 1 :]


def test_words_keep_their_place() -> None:
    text = Text("pls mak eit slwoer", slips)
    assert text.plain == "pls make it slower"
    at = text.plain.index("slower")
    assert text.words(at, at + 6) == "slwoer"
    assert ("slwoer", "slower") in text.corrections


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("make that the drums are more quiet", "make the drums more quiet"),
        ("What one understands under a blue note?", "what is a blue note?"),
        ("Please explain me the circle of the fifths", "Please explain the circle of fifths"),
        ("one octave more deep", "one octave lower"),
        ("the second time the chorus comes it should be loud", "the second chorus should be loud"),
        ("the boom boom is loud", "the drums is loud"),
        ('call it "the boom boom"', 'call it "the boom boom"'),
    ],
)
def test_other_ways_of_saying_it(said: str, meant: str) -> None:
    assert idiomatic(said) == meant


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("sorry for my english, the bridge longer please", "the bridge longer please"),
        ("i don't know if this is possible but could it be slower? thanks in advance", "could it be slower?"),
        ("my drummer says the bass is too loud haha", "the bass is too loud"),
        ("thanks so much", "thanks so much"),
    ],
)
def test_hedges_are_no_wishes(said: str, wish: str) -> None:
    assert without_hedges(said) == wish


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("We danced to it in the kitchen, it was wonderful! Now a little slower please", "Now a little slower please"),
        ("my neighbour complained about the noise so maybe make the guitars softer?", "maybe make the guitars softer?"),
        ("my singer can't reach that", "my singer can't reach that"),
        ("I love it", "I love it"),
        ("we need a longer bridge, and she wants a flute", "we need a longer bridge, and she wants a flute"),
    ],
)
def test_stories_are_no_wishes(said: str, wish: str) -> None:
    assert without_background(said) == wish


def test_what_was_put_right_is_said() -> None:
    heard = hear("mroe chrods in teh brigde", at_hand=True)
    assert heard.text == "more chords in the bridge"
    assert 'I read "chrods" as "chords".' in heard.notes
    assert not hear("more chords in the bridge", at_hand=True).notes
