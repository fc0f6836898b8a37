"""What is offered to be said next can be said: it is understood, and does something to the song."""

import pytest

from bot.agent.conversation import Conversation, Message, Version
from bot.agent.language.turns import read_turn
from bot.agent.next_steps import next_steps
from bot.agent.turn import Change
from bot.agent.understand import plan_for
from skills.edit.draft import Draft
from skills.song import Song
from skills.styles import STYLES


@pytest.mark.parametrize("genre", STYLES)
def test_every_offer_is_understood_whole_and_is_a_change(genre: str) -> None:
    plan = plan_for(f"{genre}, verse chorus verse chorus", 3)
    version = Version(number=1, parent=None, request=genre, done=(), plan=plan, song=Song.blank(plan))
    talk = Conversation(versions=(version,), current=1)
    offered = {said for number in range(1, 13) for said in next_steps(plan, number)}
    assert len(offered) >= 6 and len(set(next_steps(plan, 1))) == 3
    for said in offered:
        turn = read_turn(Message(text=said), talk)
        assert turn.unread == () and turn.acts, said
        assert all(isinstance(act, Change) for act in turn.acts), said
        draft = Draft(plan=plan, song=version.song)
        places = [draft.cells(move.target) for act in turn.acts if isinstance(act, Change) for move in act.moves]
        assert all(places), f"{said!r} is about nothing that the song has"


def test_offers_follow_the_song_and_the_version() -> None:
    alone, band = plan_for("a melody for flute in A minor", 1), plan_for("rock, verse chorus bridge chorus", 1)
    assert len({next_steps(band, number) for number in range(1, 9)}) >= 4
    assert next_steps(band, 2) == next_steps(band, 2)
    said = " ".join(said for number in range(20) for said in next_steps(alone, number))
    assert "chorus" not in said and "less busy drums" not in said
