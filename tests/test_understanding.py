"""People are understood: the written cases as a law, and the scorer that judges them."""

from functools import cache

import pytest

from bot.agent.conversation import Conversation, Message
from bot.agent.turn import Change, Recall, Talk, Turn, Write
from skills.edit.feeling import FeelingMove
from skills.edit.pitch import KeyMove
from skills.edit.playing import TempoMove
from skills.edit.target import Target
from skills.plan import ArcPoint
from tests.examples import example_plan
from tests.understanding.cases import PARTS, REGISTERS, load, parse
from tests.understanding.proof import faults
from tests.understanding.scorer import Result, Total, compare, embedded, score
from tests.understanding.songs import SONGS, conversation
from tests.understanding.values import shape, within

FLOOR = {"seen": (0.965, 0.94), "unseen": (0.82, 0.665)}
"""Shares of attributes and of whole cases that must be met. The aim is .99 and .98 in both parts: these are what
was reached so far, so that it never gets worse; raise them with every step."""
REGISTER_FLOOR = {"plain": 0.95, "producer": 0.925, "beginner": 0.89, "non-native": 0.925, "typos": 0.96}


@cache
def results(part: str) -> tuple[Result, ...]:
    return score(load(part), embedded())


@pytest.mark.parametrize("part", PARTS)
def test_what_people_say_is_understood(part: str) -> None:
    total = Total.of(results(part))
    attributes, whole = FLOOR[part]
    assert total.met_share >= attributes, f"{part}: {total.met} of {total.attributes} attributes"
    assert total.whole_share >= whole, f"{part}: {total.whole} of {total.cases} whole cases"


@pytest.mark.parametrize("register", REGISTERS)
def test_no_way_of_speaking_is_left_behind(register: str) -> None:
    total = Total.of(r for part in PARTS for r in results(part) if r.case.register == register)
    assert total.met_share >= REGISTER_FLOOR[register], f"{register}: {total.met} of {total.attributes} attributes"


# The cases


def test_there_are_enough_cases_of_every_kind_and_register_in_both_parts() -> None:
    kinds = {part: {case.kind for case in load(part)} for part in PARTS}
    assert kinds["seen"] == kinds["unseen"]
    for part in PARTS:
        cases = load(part)
        assert len(cases) >= 260
        for register in REGISTERS:
            assert sum(case.register == register for case in cases) >= 20, (part, register)
        for kind in kinds[part]:
            assert sum(case.kind == kind for case in cases) >= 8, (part, kind)


def test_no_message_is_in_both_parts_or_twice() -> None:
    said = [(case.song, case.say.lower()) for part in PARTS for case in load(part)]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("part", PARTS)
def test_cases_name_only_what_there_is(part: str) -> None:
    wrong = {case.name: found for case in load(part) if (found := faults(case))}
    assert not wrong


@pytest.mark.parametrize(
    "line", ["plain - say", "loud - | hello\n  talk hello", "plain - | hello", "plain - | a\n  x: ?"]
)
def test_cases_that_cannot_be_read_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse("kind", line)


@pytest.mark.parametrize("name", SONGS)
def test_the_songs_at_hand_are_whole(name: str) -> None:
    talk = conversation(name)
    assert talk.version is not None
    assert [v.number for v in talk.versions] == list(range(1, len(talk.versions) + 1))
    for version in talk.versions:
        assert version.song.sections == version.plan.sections
        assert all(track.notes for track in version.song.tracks)
    assert {*talk.trail, *talk.undone, talk.current} <= {v.number for v in talk.versions}


# The scorer


def judged(case: str, turn: Turn) -> tuple[int, list[str]]:
    (read,) = parse("kind", case)
    tried = [compare(lines, turn, conversation(read.song)) for lines in read.readings]
    asked, misses = min(tried, key=lambda pair: len(pair[1]))
    return asked, [miss.attribute for miss in misses]


DARKER = "plain pop | make the bridge darker\n  change feeling: sections = Bridge; valence = down; keep = drums"


def feeling(section: str, valence: float, *keep: Target) -> Turn:
    move = FeelingMove(target=Target(sections=(section,)), valence=valence)
    return Turn(acts=(Change(moves=(move,), keep=keep),))


def test_a_right_turn_meets_everything() -> None:
    assert judged(DARKER, feeling("Bridge", -0.4, Target(parts=("drums",)))) == (5, [])


def test_every_wrong_attribute_is_named() -> None:
    assert judged(DARKER, feeling("Verse 1", 0.4)) == (5, ["sections = Bridge", "valence = down", "keep = drums"])
    assert judged(DARKER, feeling("Bridge", -0.4)) == (5, ["keep = drums"])


def test_a_turn_of_another_kind_meets_nothing() -> None:
    asked, misses = judged(DARKER, Turn(acts=(Talk(about="help"),)))
    assert len(misses) == asked


def test_what_nobody_asked_for_is_a_miss() -> None:
    right = feeling("Bridge", -0.4, Target(parts=("drums",))).acts
    assert judged(DARKER, Turn(acts=(*right, Recall(what="undo")))) == (5, ["nothing else"])


def test_a_kind_word_beside_is_no_miss_but_instead_is() -> None:
    right = feeling("Bridge", -0.4, Target(parts=("drums",))).acts
    assert judged(DARKER, Turn(acts=(*right, Talk(about="thanks"))))[1] == []
    assert judged(DARKER, Turn(acts=(Talk(about="thanks"),)))[1]


def test_the_same_move_in_two_places_is_one_move() -> None:
    case = "plain pop | brighter verses\n  change feeling: sections = verse; valence = up"
    twice = tuple(FeelingMove(target=Target(sections=(name,)), valence=0.3) for name in ("Verse 1", "Verse 2"))
    assert judged(case, Turn(acts=(Change(moves=twice),)))[1] == []
    assert judged(case, Turn(acts=(Change(moves=twice[:1]),)))[1] == ["sections = verse"]


def test_an_absolute_mood_is_measured_against_the_song_at_hand() -> None:
    sad = ArcPoint(at=0, valence=-0.6, arousal=0.2, tension=0.3)
    turn = Turn(acts=(Change(moves=(FeelingMove(to=sad),)),))
    case = "plain pop | sad\n  change feeling: sections = all; valence = down; arousal = down"
    assert judged(case, turn)[1] == []


def test_keys_and_tempi_may_be_said_in_any_way() -> None:
    case = "plain pop | up a tone and faster\n  change key: key = A major; shift = 2\n  change tempo: tempo = 115..125"
    ways = (KeyMove(semitones=2), KeyMove(tonic="A")), (TempoMove(bpm=120), TempoMove(factor=1.1))
    for key in ways[0]:
        for tempo in ways[1]:
            assert judged(case, Turn(acts=(Change(moves=(key, tempo)),)))[1] == []
    assert judged(case, Turn(acts=(Change(moves=(KeyMove(semitones=-2), TempoMove(bpm=100))),)))[1]


def test_any_of_several_readings_will_do() -> None:
    case = "plain pop | hm\n  talk help\n  or\n  recall undo: steps = 1"
    assert judged(case, Turn(acts=(Talk(about="help"),)))[1] == []
    assert judged(case, Turn(acts=(Recall(what="undo"),)))[1] == []
    assert judged(case, Turn(acts=(Recall(what="redo"),)))[1]


def test_a_new_song_is_read_from_its_plan() -> None:
    turn = Turn(acts=(Write(plan=example_plan()),))
    right = "genre = pop; key = A minor; tempo = 95..105; form = verse chorus; with = violin, piano; without = flute; "
    right += "lead = violin; valence = rises; arousal chorus > verse; bars verse = 8; colour = minor; lacks = bridge"
    assert judged(f"plain - | x\n  write: {right}", turn)[1] == []
    wrong = "genre = rock; key = A major; tempo < 90; form = chorus; with = flute; without = piano; lead = flute; "
    wrong += "valence = falls; arousal verse > chorus; bars verse = 4; colour = major; lacks = verse; only = piano"
    asked, misses = judged(f"plain - | x\n  write: {wrong}", turn)
    assert len(misses) == asked - 2  # that it is a song, and nothing else


def test_ranges_and_shapes() -> None:
    assert within("80..95", 95)
    assert within(">0.3", 0.31)
    assert within("120", 120.5)
    assert not within("120", 123)
    assert not within("<0", 0)
    assert shape("peaks", [0.2, 0.8, 0.3]).met
    assert not shape("rises", [0.2, 0.8, 0.25]).met
    with pytest.raises(ValueError, match="wobbles"):
        shape("wobbles", [0.1, 0.2])


def ignorant(message: Message, conversation: Conversation) -> Turn:
    """Says the same to everybody: writes a song where there is none, and makes it brighter where there is."""
    if conversation.version is None:
        return Turn(acts=(Write(plan=example_plan()),))
    return Turn(acts=(Change(moves=(FeelingMove(valence=0.3),)),))


@pytest.mark.parametrize("part", PARTS)
def test_a_reader_that_does_not_listen_fails(part: str) -> None:
    total = Total.of(score(load(part), ignorant))
    assert total.whole_share < 0.06
    assert total.met_share < 0.4


def test_a_crash_is_a_miss_and_not_the_end() -> None:
    def crashing(message: Message, conversation: Conversation) -> Turn:
        raise RuntimeError(message.text)

    results = score(parse("kind", DARKER), crashing)
    assert Total.of(results).met == 0
