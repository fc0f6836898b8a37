"""Versions made by changes: promises are compared and not trusted, and takes differ."""

from typing import Any, Literal

import pytest

from bot.agent.conversation import Conversation, Version
from bot.agent.recall import move_on
from bot.agent.revisions import change, unlocked, write
from bot.agent.turn import Change, Write
from skills.edit.cast import TitleMove
from skills.edit.draft import Draft, EditError, LockedError
from skills.edit.feeling import FeelingMove
from skills.edit.move import Move
from skills.edit.playing import TempoMove
from skills.edit.target import HARMONY, Target
from skills.edit.writing import RewriteMove
from tests.examples import example_plan
from tests.skills.editing import CASES, draft, touched

DRUMS = Target(parts=("drums",))


class CarelessMove(Move):
    """Takes away a part's first note, whatever was promised: what a move with a fault would do."""

    kind: Literal["careless"] = "careless"
    part: str

    def apply(self, draft: Draft) -> Draft:
        track = draft.song.track(self.part)
        assert track is not None
        song = draft.song.with_track(track.model_copy(update={"notes": track.notes[1:]}))
        return draft.model_copy(update={"song": song}).say("careless")


def talk(*locks: Target) -> Conversation:
    """A conversation at a song of four sections."""
    made = draft(CASES[0])
    version = Version(number=1, parent=None, request="x", done=(), plan=made.plan, song=made.song)
    return move_on(Conversation(versions=(version,), locks=locks), 1)


def careless(part: str, *keep: Target) -> Change:
    moves: Any = (CarelessMove(part=part),)  # none of those that can be asked for
    return Change.model_construct(moves=moves, keep=keep, base=None, takes=1)


@pytest.mark.parametrize("target", [DRUMS, Target(sections=("Verse 1",)), Target(first_bar=1, last_bar=1), Target()])
def test_a_move_that_breaks_a_promise_is_found_out(target: Target) -> None:
    """Locked or to be kept this once: the notes are compared, whatever the move says it has done."""
    with pytest.raises(LockedError, match=r"drums in Verse 1.*unlock"):
        change(careless("drums"), "x", talk(target))
    with pytest.raises(LockedError, match=r"drums in Verse 1.*unlock"):
        change(careless("drums", target), "x", talk())
    (made,), _ = change(careless("drums", Target(sections=("Bridge",))), "x", talk(Target(parts=("bass",))))
    assert made.done == ("careless",), "what was not promised may change"


@pytest.mark.parametrize("kept", ["drums", "bass", "lead"])
def test_what_is_kept_this_once_is_as_it_was_and_free_again(kept: str) -> None:
    before = talk()
    everything = Change(moves=(RewriteMove(),), keep=(Target(parts=(kept,)),))
    (made,), locks = change(everything, "x", before)
    (old,) = before.versions
    changed = {layer for layer, _ in touched(old.song, made.song, old.plan)}
    assert kept not in changed and changed >= {"drums", "bass", "lead"} - {kept}
    assert locks == (), "keep is for this change alone"


def test_a_lock_goes_on_through_a_change_and_keep_does_not() -> None:
    (made,), locks = change(
        Change(moves=(FeelingMove(arousal=0.3),), keep=(Target(parts=("bass",)),)), "x", talk(DRUMS)
    )
    assert locks == (DRUMS,)
    assert made.song.track("drums") == talk().versions[0].song.track("drums")


@pytest.mark.parametrize("takes", [2, 4])
def test_takes_are_of_one_wish_and_all_different(takes: int) -> None:
    target = Target(sections=("Chorus 1",))
    made, _ = change(Change(moves=(RewriteMove(target=target),), takes=takes), "x", talk())
    assert [v.number for v in made] == list(range(2, 2 + takes)) and {v.parent for v in made} == {1}
    assert len({v.song.model_dump_json() for v in made}) == takes
    (old,) = talk().versions
    assert all({label for _, label in touched(old.song, v.song, old.plan)} == {"Chorus 1"} for v in made)


def test_new_takes_have_chances_never_drawn_before() -> None:
    act = Write(plan=example_plan(), takes=2)
    first = write(act, "x", Conversation())
    again = write(act, "x", Conversation(versions=first))
    assert len({v.plan.seed for v in (*first, *again)}) == 4
    assert len({v.song.model_dump_json() for v in (*first, *again)}) == 4
    assert [v.number for v in again] == [3, 4]


def test_of_several_moves_those_that_can_be_made_are() -> None:
    moves = (TempoMove(factor=4), TitleMove(title="Blue Rooms"))
    (made,), _ = change(Change(moves=moves), "x", talk())
    assert made.plan.title == "Blue Rooms" and any("300" in note for note in made.plan.notes)
    with pytest.raises(EditError, match="300"):
        change(Change(moves=moves[:1]), "x", talk())


def test_what_is_unlocked_is_free_and_nothing_else() -> None:
    plan = talk().versions[0].plan
    everything = {(layer, s.label) for layer in (HARMONY, *(p.name for p in plan.parts)) for s in plan.sections}

    def held(locks: tuple[Target, ...]) -> set[tuple[str, str]]:
        made = Draft(plan=plan, song=talk().versions[0].song, kept=locks)
        free = {(c.layer, c.section) for c in made.cells(Target())}
        return everything - free

    for lock in (Target(), DRUMS, Target(sections=("Bridge",)), Target(parts=("bass",), sections=("Bridge",))):
        for free in (Target(), DRUMS, Target(sections=("Bridge",)), Target(parts=("lead",), sections=("Verse 1",))):
            assert held(unlocked((lock,), free, plan)) == held((lock,)) - held((free,))
