"""Laws of pedal, expression and vibrato, read back from the controls."""

from itertools import pairwise

import pytest
from scipy.stats import spearmanr

from skills.clock import METRES, Metre, bar_beats
from skills.instruments import INSTRUMENTS
from skills.perform.feel import FEELS
from skills.plan import Part, Plan
from skills.song import Control, Note, Song
from skills.styles import STYLES
from tests.skills.performing import plan_of, played, written

CASES = [(genre, STYLES[genre].metre) for genre in STYLES]
CASES += [(genre, metre) for genre in ("pop", "cinematic", "ballad") for metre in METRES]


def controls_of(song: Song, name: str, number: int) -> list[Control]:
    track = song.track(name)
    assert track
    return [c for c in track.controls if c.number == number]


@pytest.mark.parametrize(("genre", "metre"), CASES)
def test_controls_are_few_ordered_and_belong_to_the_instrument(genre: str, metre: Metre):
    plan = plan_of(genre, metre)
    song = played(written(plan), plan)
    for track in song.tracks:
        instrument = INSTRUMENTS[track.part.instrument]
        numbers = {c.number for c in track.controls}
        assert numbers <= {1, 11, 64}
        assert 64 not in numbers or instrument.has_pedal
        assert 11 not in numbers or instrument.sustains
        beats = [c.beat for c in track.controls]
        assert beats == sorted(beats)
        assert all(0 <= b < song.beats for b in beats)
        for bar in range(song.bars):
            assert sum(int(b // bar_beats(metre)) == bar for b in beats) <= 8


@pytest.mark.parametrize(("genre", "metre"), [c for c in CASES if FEELS[c[0]].pedal])
def test_the_pedal_is_changed_with_every_chord_and_never_left_down(genre: str, metre: Metre):
    plan = plan_of(genre, metre, bars=(4, 4, 4))
    song = played(written(plan), plan)
    pedal = controls_of(song, "chords", 64)
    assert [c.value >= 64 for c in pedal] == [True, False] * (len(pedal) // 2)
    for chord in song.chords:
        mine = [c for c in pedal if chord.start <= c.beat < chord.end]
        assert [c.value >= 64 for c in mine] == [True, False]
        assert chord.start < mine[0].beat < chord.start + 0.25
        assert chord.end - 0.25 < mine[1].beat < chord.end
    for section in plan.sections:
        end = plan.span(section)[1]
        assert [c for c in pedal if c.beat < end][-1].value == 0


@pytest.mark.parametrize("genre", [g for g in STYLES if not FEELS[g].pedal])
def test_short_styles_take_no_pedal(genre: str):
    plan = plan_of(genre)
    assert not controls_of(played(written(plan), plan), "chords", 64)


def test_the_pedal_is_lifted_for_a_chord_that_comes_early():
    plan = plan_of("pop", bars=(4,))
    song = written(plan)
    chords = song.track("chords")
    assert chords
    pushed = tuple(
        n.model_copy(update={"start": n.start - 0.5, "duration": n.duration + 0.5}) if n.start == 4 else n
        for n in chords.notes
    )
    kept = tuple(sorted((n for n in pushed if n.start != 2 or n.duration < 1.6), key=lambda n: (n.start, n.pitch)))
    pedal = controls_of(played(song.with_track(chords.model_copy(update={"notes": kept})), plan), "chords", 64)
    assert [round(c.beat, 2) for c in pedal if 3 < c.beat < 4.5] == [3.44, 3.62]


def test_no_pedal_under_silence():
    plan = plan_of("ballad", bars=(8,))
    song = written(plan)
    chords = song.track("chords")
    assert chords
    few = tuple(n for n in chords.notes if n.start < 16)
    pedal = controls_of(played(song.with_track(chords.model_copy(update={"notes": few})), plan), "chords", 64)
    assert pedal and max(c.beat for c in pedal) < 16.5


@pytest.mark.parametrize("genre", STYLES)
@pytest.mark.parametrize("name", ["pad", "lead"])
def test_expression_follows_the_arc(genre: str, name: str):
    plan = plan_of(genre, metre="4/4", bars=(8, 8), arc=((0, 0.05), (1, 0.95)))
    song = played(written(plan), plan)
    for section in plan.sections:
        assert any(c.beat == plan.span(section)[0] for c in controls_of(song, name, 11))
    by_bar = [expression(song, name, bar) for bar in range(song.bars)]
    steady = by_bar if name == "pad" else [e for bar, e in enumerate(by_bar) if bar % 4 != 3]
    if name == "pad":
        steady = steady[:-1]  # the last chord fades or grows by its own rule
    assert spearmanr(range(len(steady)), steady).statistic > 0.9
    assert all(30 <= c.value <= 127 for c in controls_of(song, name, 11))


def expression(song: Song, name: str, bar: int) -> float:
    """Mean expression over a bar, as the controls leave it."""
    events = controls_of(song, name, 11)
    size = bar_beats(song.metre)
    samples = [bar * size + k * size / 16 for k in range(16)]
    return sum([c.value for c in events if c.beat <= s + 1e-6][-1] for s in samples) / len(samples)


def test_long_notes_swell_and_ebb():
    plan = plan_of("cinematic", arc=((0, 0.5), (1, 0.5)))
    values = {c.beat: c.value for c in controls_of(played(written(plan), plan), "pad", 11)}
    for bar in range(plan.bars - 1):
        assert values[4.0 * bar] < values[4.0 * bar + 2] > values[4.0 * bar + 3]


@pytest.mark.parametrize(("arousal", "grows"), [(0.2, False), (0.9, True)])
def test_the_last_note_fades_in_calm_and_grows_in_triumph(arousal: float, grows: bool):
    plan = plan_of("cinematic", arc=((0, arousal), (1, arousal)))
    last = [c.value for c in controls_of(played(written(plan), plan), "pad", 11) if c.beat >= plan.beats - 4]
    assert len(last) >= 3
    assert all((b > a) == grows for a, b in pairwise(last))


def test_long_notes_begin_plain_and_are_warmed_later():
    plan = plan_of("classical")
    song = played(written(plan), plan)
    lead = song.track("lead")
    assert lead
    vibrato = controls_of(song, "lead", 1)
    long = [n for n in lead.notes if n.duration >= 3]
    assert len(vibrato) == 2 * len(long) > 0
    for note, (on, off) in zip(long, zip(vibrato[::2], vibrato[1::2], strict=True), strict=True):
        assert note.start + 0.25 * note.duration < on.beat < off.beat < note.end
        assert on.value > 20 and off.value == 0


def test_hammers_and_plucks_do_not_swell():
    def plan(instrument: str) -> Plan:
        return plan_of("pop", parts=(Part(name="lead", role="lead", instrument=instrument),))

    for instrument in ("piano", "vibraphone", "acoustic guitar"):
        assert not played(written(plan(instrument)), plan(instrument)).tracks[0].controls
    for instrument in ("violin", "trumpet", "voice", "organ", "synth lead"):
        assert played(written(plan(instrument)), plan(instrument)).tracks[0].controls


def test_performing_again_replaces_controls():
    plan = plan_of("ballad")
    song = played(written(plan), plan)
    stale = Control(number=11, beat=3.3, value=1)
    pad = song.track("pad")
    assert pad
    again = played(song.with_track(pad.model_copy(update={"controls": (*pad.controls, stale)})), plan)
    assert stale not in [c for t in again.tracks for c in t.controls]
    assert [t.controls for t in again.tracks] == [t.controls for t in song.tracks]


def test_a_silent_part_keeps_no_controls():
    plan = plan_of("cinematic", bars=(4, 4))
    song = played(written(plan), plan)
    pad = song.track("pad")
    assert pad
    rests: tuple[Note, ...] = tuple(n for n in pad.notes if n.start < 16)
    after = played(song.with_track(pad.model_copy(update={"notes": rests})), plan).track("pad")
    assert after and after.controls and all(c.beat < 16 for c in after.controls)
