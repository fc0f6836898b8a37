"""What is locked stays locked: through changes of form, back and on again, and in versions beside one another."""

import pytest

from bot.agent.conversation import Conversation, Message, Version
from bot.agent.partner import Partner
from bot.agent.revisions import bars_of, unlocked
from bot.agent.turn import Act, Change, Lock, Recall, Turn
from skills.clock import bar_beats
from skills.edit import AnyMove
from skills.edit.cast import AddPartMove, RemovePartMove
from skills.edit.feeling import ArcMove
from skills.edit.form import AddSectionMove, CutSectionMove, MoveSectionMove, RepeatSectionMove
from skills.edit.playing import TempoMove
from skills.edit.promise import content
from skills.edit.target import HARMONY, Cell, Target
from skills.plan import ArcPoint
from tests.skills.editing import CASES, draft


def begun() -> Conversation:
    made = draft(CASES[0])
    first = Version(number=1, parent=None, request="a song", done=(), plan=made.plan, song=made.song)
    return Conversation(versions=(first,), current=1)


def carried_out(conversation: Conversation, *acts: Act) -> Conversation:
    """The conversation after some acts, of which nothing is made but the song."""
    mind = lambda message, conversation, seed=None: Turn(acts=acts)  # noqa: E731
    _, after = Partner(mind, None).carry_out(Message(text="x"), conversation)  # type: ignore[arg-type]
    return after


def bars(conversation: Conversation) -> set[tuple[str, str, int]]:
    """Layer, section and bar of everything that is locked in the version at hand."""
    version = conversation.version
    assert version is not None
    return {cell for lock in conversation.locks for cell in bars_of(lock, version.plan)}


def locked(conversation: Conversation) -> list[tuple[str, object]]:
    """What the locked bars of the version at hand hold."""
    version = conversation.version
    assert version is not None
    bar = bar_beats(version.plan.metre)
    firsts = {s.label: round(version.plan.span(s)[0] / bar) for s in version.plan.sections}
    held = [
        (layer, content(version.song, Cell(layer=layer, section=s, first=n - 1 - firsts[s], last=n - firsts[s]), bar))
        for layer, s, n in bars(conversation)
    ]
    return sorted(held, key=repr)


FORMS: tuple[AnyMove, ...] = (
    AddSectionMove(section="intro"),
    CutSectionMove(target=Target(sections=("Verse 1",))),
    MoveSectionMove(target=Target(sections=("Bridge",))),
    RepeatSectionMove(target=Target(sections=("Verse 1",))),
)
LOCKS = (
    Target(first_bar=19, last_bar=20),
    Target(parts=("drums",), first_bar=15, last_bar=18),
    Target(parts=("lead", HARMONY), sections=("Chorus 2",)),
)


@pytest.mark.parametrize("move", FORMS, ids=lambda m: m.kind)
@pytest.mark.parametrize("lock", LOCKS, ids=str)
def test_a_lock_is_about_the_same_music_in_every_form(move: AnyMove, lock: Target) -> None:
    first = carried_out(begun(), Lock(target=lock))
    changed = carried_out(first, Change(moves=(move,)))
    assert changed.current == 2, "the change was made"
    assert locked(changed) == locked(first)
    undone = carried_out(changed, Recall(what="undo"))
    assert bars(undone) == bars(first)
    assert bars(carried_out(undone, Recall(what="redo"))) == bars(changed)
    # A version beside the second: made from the first while the second was at hand.
    beside = carried_out(changed, Change(moves=(TempoMove(factor=1.2),), base=1))
    assert beside.current == 3 and bars(beside) == bars(first)
    assert bars(carried_out(beside, Recall(what="go", version=2))) == bars(changed)


def test_a_lock_on_what_another_version_lacks_holds_again_where_it_is() -> None:
    grown = carried_out(begun(), Change(moves=(AddSectionMove(section="intro", bars=4),)))
    first = carried_out(grown, Lock(target=Target(first_bar=2, last_bar=3)))
    again = carried_out(carried_out(first, Recall(what="undo")), Recall(what="redo"))
    assert again.locks == first.locks
    cut = carried_out(again, Change(moves=(CutSectionMove(target=Target(sections=("Intro",))),)))
    assert cut.current == 2, "a locked section is not cut"


def test_unlocking_frees_what_is_named_and_nothing_else() -> None:
    plan = begun().versions[0].plan
    locks = (Target(first_bar=5, last_bar=12), Target(parts=("drums",)))
    every = {cell for lock in locks for cell in bars_of(lock, plan)}
    for free in (
        Target(parts=("bass",)), Target(sections=("Chorus 1",)), Target(first_bar=6, last_bar=6),
        Target(parts=("drums",), first_bar=1, last_bar=2), Target(),
    ):  # fmt: skip
        left = {cell for lock in unlocked(locks, free, plan) for cell in bars_of(lock, plan)}
        assert left == every - set(bars_of(free, plan))
    assert not unlocked(locks, Target(), plan)


def test_a_kept_tune_stays_in_its_key_when_the_arc_falls() -> None:
    dark = tuple(ArcPoint(at=at, valence=-1, arousal=0.3, tension=0.4) for at in (0, 1))
    before = begun()
    after = carried_out(before, Change(moves=(ArcMove(points=dark),), keep=(Target(parts=("lead",)),)))
    assert after.current == 2, "the rest of the song can still be drawn anew"
    assert after.versions[1].song.track("lead") == before.versions[0].song.track("lead")


def test_nobody_new_plays_in_a_locked_section() -> None:
    first = carried_out(begun(), Lock(target=Target(sections=("Bridge",))))
    for instrument in ("flute", "slap bass", "strings"):
        version = carried_out(first, Change(moves=(AddPartMove(instrument=instrument),))).version
        assert version is not None and version.number == 2
        new = next(p.name for p in version.plan.parts if p not in begun().versions[0].plan.parts)
        bar = bar_beats(version.plan.metre)
        assert not content(version.song, Cell(layer=new, section="Bridge"), bar)[0]
        assert content(version.song, Cell(layer=new, section="Chorus 2"), bar)[0]


def test_what_can_be_done_is_done_when_the_rest_cannot() -> None:
    moves = (TempoMove(factor=1.1), RemovePartMove(target=Target(parts=("drums",))))
    first = carried_out(begun(), Lock(target=Target(parts=("drums",))))
    version = carried_out(first, Change(moves=moves)).version
    assert version is not None and version.number == 2
    assert version.plan.bpm > begun().versions[0].plan.bpm
    assert any("keep" in note for note in version.plan.notes)


def test_a_kept_note_rings_on_where_what_follows_is_written_again() -> None:
    """The last two bars lead on where a section follows; a note that is held into them is kept whole."""
    before = begun()
    version = before.versions[0]
    song, bar = version.song, bar_beats(version.plan.metre)
    at = version.plan.beats - 3 * bar
    for part in (p for p in version.plan.parts if p.role != "drums"):
        note = song.notes_in(part.name, 0, version.plan.beats)[0]
        held = note.model_copy(update={"start": at, "duration": 2 * bar})
        song = song.with_notes(part.name, at, at + bar, [held])
    before = before.model_copy(update={"versions": (version.model_copy(update={"song": song}),)})
    number = round(at / bar) + 1
    names = tuple(p.name for p in version.plan.parts)
    keep = Target(parts=names, first_bar=number, last_bar=number)
    after = carried_out(before, Change(moves=(AddSectionMove(section="outro"),), keep=(keep,)))
    assert after.current == 2
    made = after.versions[1].song
    assert all(made.notes_in(name, at, at + bar) == song.notes_in(name, at, at + bar) for name in names)
