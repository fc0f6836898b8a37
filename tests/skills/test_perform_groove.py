"""Laws of time: swing, strums and rolls read back from played onsets, and scatter like that of human drummers."""

from itertools import pairwise
from statistics import mean, median

import pytest

from skills.clock import METRES, Metre, bar_beats, bpm_at
from skills.perform import swing_unit
from skills.perform.drift import Drift
from skills.perform.feel import FEELS, LIMBS
from skills.perform.timing import EARLIEST_MS, LATEST_MS, swung
from skills.plan import Part, Plan
from skills.song import Note, Song, Track
from skills.styles import STYLES
from tests.skills.performing import plan_of, played, written

# Spread in ms (1.4826 x median absolute deviation, less the median of each performance, drum and place in the
# beat) of strokes of velocity 50 and more on the training beats of the Groove MIDI Dataset.
HUMAN_MS = {
    "rock": {"kick": 20.9, "snare": 20.1, "hat": 20.6},
    "funk": {"kick": 19.9, "snare": 18.0, "hat": 17.2},
    "jazz": {"kick": 20.7, "snare": 22.4, "hat": 21.3},
    "hip-hop": {"kick": 18.4, "snare": 22.2, "hat": 18.0},
}
STRAIGHT = [g for g in STYLES if STYLES[g].swing == 0.5]


def onset(song: Song, note: Note) -> float:
    return note.start + note.delay_ms * bpm_at(song.tempi, note.start) / 60_000


def notes_of(song: Song, name: str) -> tuple[Note, ...]:
    track = song.track(name)
    assert track
    return track.notes


def swing_of(song: Song, notes: tuple[Note, ...], unit: float, metre: Metre) -> float:
    """The median place of the offbeat in its pair, from played onsets."""
    bar = bar_beats(metre)
    heads = {round(n.start, 4): onset(song, n) for n in notes}
    places = []
    for start, first in heads.items():
        second, third = heads.get(round(start + unit / 2, 4)), heads.get(round(start + unit, 4))
        if start % bar % unit == 0 and second is not None and third is not None:
            places.append((second - first) / (third - first))
    assert len(places) >= 8
    return median(places)


def hats_alone(plan: Plan, step: float) -> Song:
    """A drummer who plays nothing but even hats, and nobody else."""
    part = next(p for p in plan.parts if p.role == "drums")
    count = round(plan.beats / step)
    hats = tuple(Note(pitch=42, start=i * step, duration=step / 2, velocity=80) for i in range(count))
    return Song.blank(plan).model_copy(update={"tracks": (Track(part=part, notes=hats),)})


@pytest.mark.parametrize(
    ("genre", "metre"),
    [*((g, "4/4") for g in STYLES), *((g, m) for g in ("jazz", "lo-fi") for m in ("2/4", "3/4", "5/4"))],
)
@pytest.mark.parametrize("swing", [0.5, 0.54, 0.6, 0.667, 0.72])
def test_swing_is_heard_as_asked(genre: str, swing: float, metre: Metre):
    plan = plan_of(genre, metre, swing=swing, bars=(24,))
    unit = swing_unit(plan)
    song = played(hats_alone(plan, unit / 2), plan)
    assert swing_of(song, notes_of(song, "drums"), unit, metre) == pytest.approx(swing, abs=0.02)
    exact = played(hats_alone(plan, unit / 2), plan, 0.0)
    assert swing_of(exact, notes_of(exact, "drums"), unit, metre) == pytest.approx(swing, abs=0.002)


@pytest.mark.parametrize("genre", [g for g in STYLES if FEELS[g].swing_unit == 1])
def test_a_tune_swings_with_the_drums(genre: str):
    plan = plan_of(genre, metre="4/4", swing=0.64, bars=(32,))
    song = played(written(plan), plan)
    assert swing_of(song, notes_of(song, "lead"), 1.0, "4/4") == pytest.approx(0.64, abs=0.025)


def test_some_styles_swing_their_sixteenths():
    units = {g: swing_unit(plan_of(g)) for g in STYLES}
    assert {g for g, u in units.items() if u == 0.5} == {"hip-hop", "lo-fi", "funk", "soul", "reggae", "house"}
    plan = plan_of("lo-fi", swing=0.6, bars=(32,))
    song = played(hats_alone(plan, 0.25), plan, 0.0)
    assert all(n.delay_ms == 0 for n in notes_of(song, "drums") if n.start % 0.5 == 0)


@pytest.mark.parametrize("metre", ["6/8", "9/8", "12/8"])
def test_compound_metres_do_not_swing(metre: Metre):
    plan = plan_of("blues", metre, swing=0.7)
    song = played(written(plan), plan, 0.0)
    assert all(n.delay_ms == 0 for n in notes_of(song, "lead"))


def test_swing_leaves_the_long_pulse_of_seven_alone():
    assert swung(0.5, 0.66, "7/8", 1.0) == pytest.approx(0.66)
    assert [swung(b, 0.66, "7/8", 1.0) for b in (2.0, 2.5, 3.0)] == [2.0, 2.5, 3.0]


@pytest.mark.parametrize("metre", METRES)
@pytest.mark.parametrize("unit", [0.5, 1.0])
def test_swing_keeps_order_beats_and_triplets(metre: Metre, unit: float):
    grid = [i / 8 for i in range(round(bar_beats(metre) * 16))]
    moved = [swung(b, 0.7, metre, unit) for b in grid]
    assert all(a < b for a, b in pairwise(moved))
    assert all(m == b for b, m in zip(grid, moved, strict=True) if b % bar_beats(metre) % 1 == 0)
    if metre == "4/4":
        triplets = [k + t for k in range(4) for t in (1 / 3, 2 / 3)]
        assert [swung(b, 0.7, metre, unit) for b in triplets] == triplets


@pytest.mark.parametrize("bpm", [30, 40, 55, 200, 300])
def test_slow_and_fast_swing_stay_within_bounds(bpm: float):
    plan = plan_of("jazz", bpm=bpm, swing=0.75)
    song = played(written(plan), plan)
    delays = [n.delay_ms for t in song.tracks for n in t.notes]
    assert all(EARLIEST_MS <= d <= LATEST_MS for d in delays)


@pytest.mark.parametrize("genre", STYLES)
def test_without_humanising_all_are_on_the_grid(genre: str):
    plan = plan_of(genre, metre="4/4", swing=0.5, ending="cadence")
    song = played(written(plan), plan, 0.0)
    assert all(n.delay_ms == 0 for t in song.tracks if t.part.role != "pad" for n in t.notes)


@pytest.mark.parametrize("genre", STRAIGHT)
def test_straight_stays_straight(genre: str):
    plan = plan_of(genre, metre="4/4", bars=(32,))
    song = played(hats_alone(plan, 0.5), plan)
    assert swing_of(song, notes_of(song, "drums"), 1.0, "4/4") == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(("genre", "seed"), [(g, s) for g in STYLES for s in (1, 2, 3)])
def test_no_delay_takes_more_than_half_of_a_gap(genre: str, seed: int):
    plan = plan_of(genre, metre="4/4", swing=0.5, seed=seed, bpm=STYLES[genre].bpm[2])
    song = played(written(plan), plan)
    ms = 60_000 / plan.bpm
    for track in song.tracks:
        for pitch in {n.pitch for n in track.notes} if track.part.role == "drums" else {None}:
            notes = [n for n in track.notes if pitch in (None, n.pitch)]
            starts = sorted({n.start for n in notes})
            gaps = {b: min(b - a, c - b) for a, b, c in zip(starts, starts[1:], starts[2:], strict=False)}
            assert all(abs(n.delay_ms) <= gaps[n.start] * ms / 2 for n in notes if n.start in gaps)


def scatter(genre: str) -> dict[str, list[float]]:
    """Delays in ms of each limb's main strokes over some songs, less the median of each song, drum and place."""
    found: dict[str, list[float]] = {}
    for seed in range(6):
        plan = plan_of(genre, metre="4/4", swing=0.5, seed=seed, bars=(24,), arc=((0, 0.5), (1, 0.5)))
        song = written(plan)
        kept = [n for n in notes_of(song, "drums") if n.velocity >= 50]
        drums = song.track("drums")
        assert drums
        song = played(song.with_track(drums.model_copy(update={"notes": tuple(kept)})), plan)
        by_place: dict[tuple[str, float], list[float]] = {}
        for note in notes_of(song, "drums"):
            by_place.setdefault((LIMBS[note.pitch], note.start % 1), []).append(note.delay_ms)
        for (limb, _), delays in by_place.items():
            found.setdefault(limb, []).extend(d - median(delays) for d in delays)
    return found


def robust_sd(values: list[float]) -> float:
    return 1.4826 * median(abs(v - median(values)) for v in values)


@pytest.mark.parametrize("genre", HUMAN_MS)
def test_drummers_scatter_like_people(genre: str):
    found = scatter(genre)
    for limb, human in HUMAN_MS[genre].items():
        assert robust_sd(found[limb]) == pytest.approx(human, rel=0.3), limb


def test_machines_are_tighter_than_bands():
    assert robust_sd(scatter("house")["hat"]) < 6
    assert robust_sd(scatter("metal")["hat"]) < robust_sd(scatter("rock")["hat"]) * 0.75


def test_the_limbs_of_a_drummer_drift_together_and_slowly():
    plan = plan_of("rock", swing=0.5, bars=(64,), arc=((0, 0.5), (1, 0.5)))
    song = played(written(plan), plan)
    by_start: dict[float, dict[int, float]] = {}
    for note in notes_of(song, "drums"):
        by_start.setdefault(note.start, {})[note.pitch] = note.delay_ms
    pairs = [(d[36], d[42]) for d in by_start.values() if 36 in d and 42 in d]
    assert correlation(*zip(*pairs, strict=True)) > 0.3
    hats = [by_start[s][42] for s in sorted(by_start) if 42 in by_start[s] and s % 0.5 == 0]
    near, far = (correlation(hats[:-lag], hats[lag:]) for lag in (1, 32))
    # Groove MIDI: 0.5 from one instant to the next, 0.02 over 32.
    assert 0.25 < near < 0.8
    assert abs(far) < near / 2


def correlation(a: tuple[float, ...] | list[float], b: tuple[float, ...] | list[float]) -> float:
    ma, mb = mean(a), mean(b)
    cov = sum((x - ma) * (y - mb) for x, y in zip(a, b, strict=True))
    return cov / (sum((x - ma) ** 2 for x in a) * sum((y - mb) ** 2 for y in b)) ** 0.5


def test_drift_has_unit_variance_and_does_not_depend_on_its_length():
    values = [noise(b) for noise in (Drift(400, seed, "x") for seed in range(20)) for b in range(400)]
    assert abs(mean(values)) < 0.2
    assert 0.75 < mean(v * v for v in values) < 1.25
    short, long = Drift(40, 1, "x"), Drift(400, 1, "x")
    assert [short(b / 3) for b in range(100)] == [long(b / 3) for b in range(100)]


def test_the_snare_is_laid_back_where_the_style_says_so():
    def lag(genre: str) -> float:
        found = []
        for seed in range(6):
            plan = plan_of(genre, metre="4/4", swing=0.5, seed=seed, bars=(24,))
            notes = notes_of(played(written(plan), plan), "drums")
            late = {p: mean(n.delay_ms for n in notes if n.pitch == p and n.start % 1 == 0) for p in (36, 38)}
            found.append(late[38] - late[36])
        return mean(found)

    assert lag("lo-fi") > lag("soul") > lag("rock") - 3
    assert lag("lo-fi") > 12
    assert abs(lag("house")) < 3


def test_the_bass_is_a_little_behind_the_kick():
    gaps = []
    for genre in ("pop", "soul", "hip-hop", "reggae", "ballad"):
        for seed in range(6):
            plan = plan_of(genre, metre="4/4", swing=0.5, seed=seed, bars=(24,))
            song = played(written(plan), plan)
            kick = {n.start: n.delay_ms for n in notes_of(song, "drums") if n.pitch == 36}
            gaps += [n.delay_ms - kick[n.start] for n in notes_of(song, "bass") if n.start in kick]
    assert 1 < mean(gaps) < 15


@pytest.mark.parametrize("genre", ["folk", "pop", "country", "rock"])
def test_strums_go_down_on_the_beat_and_up_between(genre: str):
    plan = plan_of(genre, metre="4/4", swing=0.5)
    notes = notes_of(played(written(plan), plan), "chords 2")
    for start in {n.start for n in notes}:
        chord = sorted((n for n in notes if n.start == start), key=lambda n: n.pitch)
        late = [n.delay_ms for n in chord]
        down = start % 1 == 0
        assert late == sorted(late, reverse=not down) and len(set(late)) == len(late)
        assert 8 <= max(late) - min(late) <= 25.01 or start == 0


def test_slow_strums_are_wider():
    widths = {}
    for bpm in (70, 150):
        plan = plan_of("folk", bpm=bpm)
        notes = notes_of(played(written(plan), plan), "chords 2")
        heads = {n.start: [m.delay_ms for m in notes if m.start == n.start] for n in notes if n.start > 0}
        widths[bpm] = mean(max(late) - min(late) for late in heads.values())
    assert widths[70] > widths[150] * 1.4


@pytest.mark.parametrize(
    ("instrument", "genre", "arousal", "least", "most"),
    [
        ("piano", "ballad", 0.1, 8, 20),
        ("piano", "house", 0.9, 0, 8),
        ("harp", "classical", 0.4, 25, 120),
        ("organ", "soul", 0.3, 0, 8),
    ],
)
def test_chords_are_spread_as_the_instrument_does(
    instrument: str, genre: str, arousal: float, least: float, most: float
):
    parts = (Part(name="chords", role="chords", instrument=instrument),)
    plan = plan_of(genre, swing=0.5, parts=parts, arc=((0, arousal), (1, arousal)))
    notes = notes_of(played(written(plan), plan), "chords")
    for start in {n.start for n in notes if n.start > 0}:
        late = [n.delay_ms for n in sorted(notes, key=lambda n: n.pitch) if n.start == start]
        assert least <= max(late) - min(late) <= most
        if least:
            assert late == sorted(late)


def test_an_ornament_moves_with_its_note():
    plan = plan_of("rock", swing=0.5)
    song = written(plan)
    flams = [
        Note(pitch=38, start=s, duration=0.25, velocity=v)
        for b in range(1, 60, 2)
        for s, v in ((b - 0.03, 45), (b, 100))
    ]
    drums = song.track("drums")
    assert drums
    notes = notes_of(played(song.with_track(Track(part=drums.part, notes=tuple(flams))), plan), "drums")
    assert all(a.delay_ms == pytest.approx(b.delay_ms) for a, b in zip(notes[::2], notes[1::2], strict=True))


def test_all_arrive_together_at_the_head_of_a_section():
    def apart(song: Song, beat: float) -> float:
        late = [n.delay_ms for t in song.tracks if t.part.role != "pad" for n in t.notes if n.start == beat]
        return max(late) - min(late)

    arrivals, others = [], []
    for seed in range(20):
        plan = plan_of("rock", seed=seed, bars=(8, 8))
        song = played(written(plan), plan)
        arrivals.append(apart(song, 32.0))
        others += [apart(song, b) for b in (16.0, 48.0)]
    assert mean(arrivals) < mean(others) * 0.75
