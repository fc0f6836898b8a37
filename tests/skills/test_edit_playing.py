"""Laws of moves of playing, read back from the MIDI file."""

import io
from statistics import fmean, pstdev

import mido
import pytest

from skills.check import rhythm
from skills.clock import is_compound, seconds_at
from skills.drums import kit
from skills.drums.time_feel import Hit, double_time, half_time
from skills.edit.draft import EditError, LockedError
from skills.edit.playing import (
    EndingMove,
    FillsMove,
    HumaniseMove,
    LoudnessMove,
    SwingMove,
    TempoMove,
    TimeFeelMove,
)
from skills.edit.revise import revise
from skills.edit.target import HARMONY, Target
from skills.render.midi import read_midi, write_midi
from skills.song import Note, Song
from tests.skills.editing import CASES, Case, carried_out, draft, line, touched

_DRUMMERS = ("pop", "rock", "jazz", "metal", "house", "soul")
DRUMMED: tuple[Case, ...] = tuple(case for case in CASES if case[0] in _DRUMMERS)


def written(notes: list[Note] | tuple[Note, ...]) -> list[tuple[int, float, float]]:
    return [(n.pitch, n.start, n.duration) for n in notes]


def everything(song: Song) -> list[list[tuple[int, float, float]]]:
    return [written(t.notes) for t in song.tracks]


def tempi(song: Song) -> list[tuple[int, float]]:
    """Tick and bpm of every tempo change in the file."""
    found, now = [], 0
    for message in mido.MidiFile(file=io.BytesIO(write_midi(song))).tracks[0]:
        now += message.time
        if message.type == "set_tempo":
            found.append((now, mido.tempo2bpm(message.tempo)))
    return found


def gaps(song: Song) -> list[list[int]]:
    """Ticks between the events of each part in the file."""
    tracks = mido.MidiFile(file=io.BytesIO(write_midi(song))).tracks[1:]
    return [[message.time for message in track if not message.is_meta] for track in tracks]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_tempo_changes_the_clock_and_not_the_notes(case: Case) -> None:
    before = draft(case)
    after, song = carried_out(before, TempoMove(factor=1.25))
    assert after.plan.bpm == round(1.25 * before.plan.bpm), "people count whole beats"
    share = after.plan.bpm / before.plan.bpm
    assert everything(song) == everything(before.song)
    assert [[n.velocity for n in t.notes] for t in song.tracks] == [
        [n.velocity for n in t.notes] for t in before.song.tracks
    ]
    assert seconds_at(song.tempi, song.beats) == pytest.approx(
        seconds_at(before.song.tempi, song.beats) / share, rel=1e-3
    )
    assert [bpm for _, bpm in tempi(song)] == pytest.approx([share * bpm for _, bpm in tempi(before.song)], rel=1e-3)
    ticks, usual = gaps(song), gaps(before.song)
    assert all(abs(a - b) <= 2 for x, y in zip(ticks, usual, strict=True) for a, b in zip(x, y, strict=True))
    back = TempoMove(bpm=before.plan.bpm).apply(after)
    assert back.plan == before.plan and back.song.tempi == before.song.tempi


@pytest.mark.parametrize("case", CASES[:6], ids=str)
def test_a_section_may_have_its_own_tempo(case: Case) -> None:
    before = draft(case)
    after, song = carried_out(before, TempoMove(factor=0.8, target=Target(sections=("Bridge",))))
    assert everything(song) == everything(before.song)
    assert {label for _, label in touched(before.song, song, before.plan)} <= {"Bridge"}
    start, end = after.plan.span(after.plan.section("Bridge"))
    bpm = before.plan.bpm
    inside = [b for tick, b in tempi(song) if start <= tick / 480 < end]
    assert [round(b, 1) for b in inside] == [round(0.8 * bpm)]
    assert seconds_at(song.tempi, song.beats) > seconds_at(before.song.tempi, song.beats)
    faster = TempoMove(factor=1.1).apply(after)
    assert faster.plan.section("Bridge").pace == after.plan.section("Bridge").pace


def test_a_kept_part_keeps_its_bytes_at_any_tempo() -> None:
    before = draft(CASES[3]).model_copy(update={"kept": (Target(parts=("drums",)),)})
    _, song = carried_out(before, TempoMove(factor=1.4))
    assert song.track("drums") == before.song.track("drums")
    with pytest.raises(LockedError):
        TempoMove(factor=1.4).apply(before.model_copy(update={"kept": (Target(),)}))


@pytest.mark.parametrize("case", DRUMMED[:6], ids=str)
@pytest.mark.parametrize("feel", ["half", "double"])
def test_time_feel_is_the_drums_alone(case: Case, feel: str) -> None:
    before = draft(case)
    move = TimeFeelMove.model_validate({"feel": feel, "target": {"sections": ("Chorus 2",)}})
    after, song = carried_out(before, move)
    assert touched(before.song, song, before.plan) == {("drums", "Chorus 2")}
    hats = [
        len([n for n in line(s, after.plan, "drums", "Chorus 2") if n.pitch in kit.TIMEKEEPERS])
        for s in (before.song, song)
    ]
    assert hats[1] < hats[0] if feel == "half" else hats[1] > 0
    normal, song = carried_out(
        after.model_copy(update={"song": song, "unwritten": frozenset()}), TimeFeelMove(feel="normal")
    )
    assert touched(before.song, song, before.plan) <= {("drums", "Chorus 2")}
    assert normal.plan.directions == ()
    assert written(line(song, after.plan, "drums", "Chorus 2")) == written(
        line(before.song, after.plan, "drums", "Chorus 2")
    )


def test_half_time_has_its_backbeat_on_three() -> None:
    def bar(_: int) -> list[Hit]:
        eighths = [Hit(k / 2, kit.CLOSED, 80) for k in range(8)]
        return [Hit(0, kit.KICK, 100), Hit(1, kit.SNARE, 100), Hit(2, kit.KICK, 100), Hit(3, kit.SNARE, 100), *eighths]

    for number in range(4):
        hits = half_time("4/4", number, bar)
        assert [h.at for h in hits if h.key == kit.SNARE] == [2.0]
        assert [h.at for h in hits if h.key == kit.KICK] == [0.0]
        assert [h.at for h in hits if h.key == kit.CLOSED] == [0.0, 1.0, 2.0, 3.0]
        fast = double_time("4/4", number, bar)
        assert sorted(h.at for h in fast if h.key == kit.SNARE) == [0.5, 1.5, 2.5, 3.5]
        assert len([h for h in fast if h.key == kit.CLOSED]) == 16


@pytest.mark.parametrize("case", CASES[::2], ids=str)
def test_swing_is_heard_in_the_file(case: Case) -> None:
    before = draft(case)
    if is_compound(before.plan.metre):
        with pytest.raises(EditError, match="three parts"):
            SwingMove(amount=0.66).apply(before)
        return
    ratios = []
    for amount in (0.5, 0.58, 0.66):
        if amount == before.plan.swing:
            continue
        after, song = carried_out(before, SwingMove(amount=amount))
        assert everything(song) == everything(before.song), "swing is played, not written"
        assert after.plan.swing == amount
        ratios.append(rhythm.swing(n for t in read_midi(write_midi(song)).tracks for n in t.notes))
    heard = [r for r in ratios if r is not None]
    if before.plan.genre in ("pop", "jazz", "waltz", "metal"):
        assert heard == sorted(heard) and heard[-1] - heard[0] > 0.07
    part = before.plan.parts[0].name
    _, song = carried_out(before, SwingMove(change=0.3, target=Target(parts=(part,))))
    assert {layer for layer, _ in touched(before.song, song, before.plan)} <= {part}


def off_grid(song: Song, name: str) -> list[float]:
    track = song.track(name)
    return [n.delay_ms for n in track.notes] if track else []


@pytest.mark.parametrize("case", CASES[2::3], ids=str)
def test_humanise_spreads_or_quantises(case: Case) -> None:
    before = draft(case)
    swings = before.plan.swing != 0.5 and not is_compound(before.plan.metre)
    straight = SwingMove(amount=0.5).apply(before) if swings else before
    _, tight = carried_out(straight, HumaniseMove(amount=-1))
    assert all(delay == 0 for t in tight.tracks for delay in off_grid(tight, t.part.name)), "on the grid to the tick"
    _, loose = carried_out(before, HumaniseMove(amount=1))
    assert everything(loose) == everything(before.song) == everything(tight)
    for track in before.song.tracks:
        if len(track.notes) > 30 and track.part.role in ("drums", "bass"):
            assert pstdev(off_grid(loose, track.part.name)) > 1.2 * pstdev(off_grid(before.song, track.part.name))
    part = before.plan.parts[-1].name
    target = Target(parts=(part,), sections=("Chorus 1",))
    after, song = carried_out(before, HumaniseMove(amount=0.5, target=target))
    assert touched(before.song, song, before.plan) <= {(part, "Chorus 1")}
    twice = HumaniseMove(amount=-1, target=target).apply(after)
    assert twice.plan.direction("looseness", part, "Chorus 1") == -1, "the whole way is the whole way"


@pytest.mark.parametrize("case", CASES[1::3], ids=str)
def test_loudness_is_measured_in_velocities(case: Case) -> None:
    before = draft(case)
    for amount in (0.6, -0.6):
        after, song = carried_out(before, LoudnessMove(amount=amount, target=Target(sections=("Bridge",))))
        assert {label for _, label in touched(before.song, song, before.plan)} == {"Bridge"}
        assert everything(song) == everything(before.song)
        for part in before.plan.parts:
            old, new = (line(s, after.plan, part.name, "Bridge") for s in (before.song, song))
            if old:
                change = fmean(n.velocity for n in new) - fmean(n.velocity for n in old)
                assert change * amount > 0 and abs(change) > 3
        heard = read_midi(write_midi(song))
        assert heard.bars == before.plan.bars
    name = before.plan.parts[0].name
    _, song = carried_out(before, LoudnessMove(amount=-0.5, target=Target(parts=(name,))))
    assert {layer for layer, _ in touched(before.song, song, before.plan)} == {name}


_TOMS = (41, 43, 45, 47, 48, 50)


def drums_of(song: Song) -> tuple[Note, ...]:
    track = song.track("drums")
    return track.notes if track else ()


@pytest.mark.parametrize("case", DRUMMED[::2], ids=str)
def test_fills_come_and_go_and_the_groove_stays(case: Case) -> None:
    before = draft(case)
    bar = before.plan.beats / before.plan.bars

    def changed_bars(song: Song) -> set[int]:
        def stroke(notes: tuple[Note, ...], k: int) -> list[Note]:
            return [n for n in notes if k * bar <= n.start < (k + 1) * bar]

        old, new = drums_of(before.song), drums_of(song)
        return {k for k in range(before.plan.bars) if stroke(old, k) != stroke(new, k)}

    _, none = carried_out(before, FillsMove(amount=-1))
    _, more = carried_out(before, FillsMove(amount=1))
    for song in (none, more):
        assert {layer for layer, _ in touched(before.song, song, before.plan)} <= {"drums"}
    assert {k % 4 for k in changed_bars(none)} <= {2, 3}, "fills stand at the ends of phrases"
    assert len(changed_bars(more)) > len(changed_bars(none)) / 2
    toms = [sum(n.pitch in _TOMS for n in drums_of(song)) for song in (none, before.song)]
    assert toms[0] <= toms[1]
    with pytest.raises(EditError, match="no fills"):
        FillsMove(amount=-1).apply(FillsMove(amount=-1).apply(before))


@pytest.mark.parametrize("case", CASES[::2], ids=str)
def test_endings(case: Case) -> None:
    before = draft(case)
    plan = before.plan
    bar = plan.beats / plan.bars
    _, slowed = carried_out(before, EndingMove(how="ritardando"))
    assert slowed.tracks == before.song.tracks
    assert tempi(slowed)[-1][1] == pytest.approx(0.7 * plan.bpm, rel=0.02)
    _, held = carried_out(before, EndingMove(how="hold"))
    assert tempi(held)[-1][1] == pytest.approx(0.5 * plan.bpm, rel=0.01)
    _, cold = carried_out(before, EndingMove(how="cold"))
    last = max(n.start for t in cold.tracks for n in t.notes)
    assert max(n.end for t in cold.tracks for n in t.notes) <= last + 0.5 + 1e-6
    assert last >= plan.beats - bar - 1e-6
    _, faded = carried_out(before, EndingMove(how="fade"))
    assert everything(faded) == everything(before.song)
    for track in faded.tracks:
        if any(n.start >= plan.beats - bar for n in track.notes):
            levels = [c.value for c in track.controls if c.number == 11 and c.beat >= plan.beats - 8 * bar]
            assert levels[-1] == 0 and levels[0] > 60
            assert fmean(levels[: len(levels) // 4]) > 2 * fmean(levels[-len(levels) // 4 :])
    for song in (slowed, held, cold, faded):
        assert {label for _, label in touched(before.song, song, plan)} <= {"Chorus 2", "Bridge"}
    for first in ("fade", "ritardando"):
        there = EndingMove.model_validate({"how": first}).apply(before)
        there = there.model_copy(update={"song": revise(there), "unplayed": frozenset(), "unwritten": frozenset()})
        _, back = carried_out(there, EndingMove(how="cadence"))
        assert back == before.song, "there and back is the song again"


def test_what_cannot_be_is_said() -> None:
    before = draft(CASES[0])
    for move, words in (
        (TempoMove(), "how fast"),
        (TempoMove(factor=4), "I can play from 30 to 300"),
        (TempoMove(bpm=90, target=Target(sections=("Outro",))), "There is no Outro"),
        (TimeFeelMove(feel="half", target=Target(parts=("bass",))), "matter of the drums"),
        (TimeFeelMove(feel="normal"), "already"),
        (SwingMove(amount=0.5), "straight already"),
        (HumaniseMove(amount=0.5, target=Target(parts=(HARMONY,))), "not played"),
        (HumaniseMove(amount=0), "more or less"),
        (EndingMove(how="cadence"), "already"),
    ):
        with pytest.raises(EditError, match=words):
            move.apply(before)
    locked = before.model_copy(update={"kept": (Target(parts=("drums",)),)})
    for locks in (TimeFeelMove(feel="half"), FillsMove(amount=-1)):
        with pytest.raises(LockedError):
            locks.apply(locked)
    _, song = carried_out(locked, HumaniseMove(amount=1))
    assert song.track("drums") == before.song.track("drums")
