"""What was not marked is compared: no slip of a writer goes unseen, and what is marked may change."""

from collections.abc import Iterator

import pytest

from skills.edit.draft import Draft
from skills.edit.promise import PromiseError, changed, promise
from skills.edit.target import HARMONY, Cell
from skills.song import Song
from tests.skills.editing import CASES, Case, cells, draft


def slips(made: Draft) -> Iterator[tuple[Cell, Song]]:
    """Songs with one small thing changed somewhere in the bridge, and where."""
    song, (start, end) = made.song, made.plan.span(made.plan.section("Bridge"))
    for track in song.tracks:
        here = Cell(layer=track.part.name, section="Bridge")
        inside = [n for n in track.notes if start <= n.start < end]
        for note in inside[:1] + inside[-1:]:
            for change in ({"velocity": note.velocity - 1}, {"pitch": note.pitch - 1}, {"delay_ms": note.delay_ms + 1}):
                notes = tuple(n.model_copy(update=change) if n is note else n for n in track.notes)
                yield here, song.with_track(track.model_copy(update={"notes": notes}))
            fewer = tuple(n for n in track.notes if n is not note)
            yield here, song.with_track(track.model_copy(update={"notes": fewer}))
        for control in [c for c in track.controls if start <= c.beat < end][:1]:
            fewer_controls = tuple(c for c in track.controls if c is not control)
            yield here, song.with_track(track.model_copy(update={"controls": fewer_controls}))
    chord = song.chords_in(start, end)[0]
    other = chord.model_copy(update={"symbol": chord.symbol.model_copy(update={"quality": "sus4"})})
    chords = tuple(other if c is chord else c for c in song.chords)
    yield Cell(layer=HARMONY, section="Bridge"), song.model_copy(update={"chords": chords})


@pytest.mark.parametrize("case", CASES[::3], ids=str)
def test_a_slip_is_found_where_nothing_was_marked_and_allowed_where_it_was(case: Case) -> None:
    made = draft(case)
    bar = made.plan.beats / made.plan.bars
    for place, song in slips(made):
        assert changed(made.song, song, cells(made), bar) == (place,)
        with pytest.raises(PromiseError, match=f"{place.layer} changed in bar .* of Bridge"):
            promise(made.song, song, made)
        with pytest.raises(PromiseError):
            promise(made.song, song, made.rewrite(c for c in cells(made) if c != place))
        for marked in (made.rewrite([place]), made.replay([place])):
            assert promise(made.song, song, marked) is None


def test_a_bar_beside_a_marked_bar_is_held_too() -> None:
    made = draft(CASES[0])
    start, _ = made.plan.span(made.plan.section("Bridge"))
    track = made.song.track("drums")
    assert track is not None
    note = next(n for n in track.notes if n.start >= start + 4)
    song = made.song.with_track(track.model_copy(update={"notes": tuple(n for n in track.notes if n is not note)}))
    second = int((note.start - start) // 4)
    for bar in range(8):
        marked = made.rewrite([Cell(layer="drums", section="Bridge", first=bar, last=bar + 1)])
        if bar == second:
            assert promise(made.song, song, marked) is None
        else:
            with pytest.raises(PromiseError, match=f"drums changed in bar {second + 1} of Bridge"):
                promise(made.song, song, marked)
