"""Laws of melody, over every style and metre and many seeds, with the human band of POP909 as the yardstick."""

import itertools
from statistics import mean

import pytest

from skills.clock import METRES, bar_beats, strength
from skills.instruments import INSTRUMENTS
from skills.plan import Plan
from skills.song import Note, Song
from skills.styles import STYLES
from tests.skills.songs import FORM, plan, written

SEEDS = range(3)
SHORT = FORM[1:4] + FORM[-1:]


def tune(made: Plan) -> tuple[Song, tuple[Note, ...]]:
    song = written(made, "chords", "melody")
    track = song.track("lead")
    assert track
    return song, track.notes


def of(notes: tuple[Note, ...], made: Plan, label: str) -> list[Note]:
    start, end = made.span(next(s for s in made.sections if s.label == label))
    return [n for n in notes if start <= n.start < end]


@pytest.mark.parametrize(("genre", "metre"), list(itertools.product(STYLES, METRES)))
def test_one_voice_in_range_that_never_overlaps(genre: str, metre: str) -> None:
    for seed in range(1):
        made = plan(genre, metre=metre, seed=seed, form=SHORT)  # type: ignore[arg-type]
        _, notes = tune(made)
        lead = made.part("lead")
        assert lead
        instrument = INSTRUMENTS[lead.instrument]
        assert all(instrument.low <= n.pitch <= instrument.high for n in notes)
        for a, b in itertools.pairwise(notes):
            assert a.end <= b.start + 1e-6
        assert notes[-1].end <= made.beats + 1e-6
        assert max(n.pitch for n in notes) - min(n.pitch for n in notes) <= 22


@pytest.mark.parametrize("genre", STYLES)
def test_lines_move_mostly_by_step_and_leaps_turn_back(genre: str) -> None:
    steps, leaps, turned = [], 0, 0
    for seed in SEEDS:
        _, notes = tune(plan(genre, seed=seed))
        moves = [b.pitch - a.pitch for a, b in itertools.pairwise(notes)]
        steps += [abs(m) <= 2 for m in moves]
        for first, then in itertools.pairwise(moves):
            if abs(first) >= 5:
                leaps += 1
                turned += not (abs(then) > 2 and (then > 0) == (first > 0))
    assert mean(steps) > 0.5
    assert turned >= 0.75 * leaps


@pytest.mark.parametrize("genre", STYLES)
def test_strong_beats_carry_chord_tones_and_the_rest_resolves(genre: str) -> None:
    strong, proper = [], []
    for seed in SEEDS:
        song, notes = tune(plan(genre, seed=seed))
        for note, after in itertools.pairwise(notes):
            chord = song.chord_at(note.start)
            assert chord
            fits = note.pitch % 12 in chord.symbol.pitch_classes
            if strength(song.metre, note.start) >= 0.75:
                strong.append(fits)
            if not fits:
                proper.append(0 < abs(after.pitch - note.pitch) <= 2)
    assert mean(strong) > 0.7
    assert mean(proper) > 0.6


@pytest.mark.parametrize("genre", STYLES)
def test_the_chorus_comes_back_as_itself_and_grown(genre: str) -> None:
    same, changed = [], 0
    for seed in range(6):
        made = plan(genre, seed=seed)
        _, notes = tune(made)
        first, second = of(notes, made, "Chorus 1"), of(notes, made, "Chorus 2")
        bar = bar_beats(made.metre)
        shift = second[0].start - second[0].start % bar - (first[0].start - first[0].start % bar)
        pitches = {(n.start, n.pitch) for n in first if n.start < made.span(made.sections[3])[0] + 4 * bar}
        again = {(n.start - shift, n.pitch) for n in second}
        same.append(len(pitches & again) / len(pitches))
        changed += {(n.start, n.pitch) for n in first} != again
    assert mean(same) > 0.6
    assert changed >= 4


@pytest.mark.parametrize("genre", STYLES)
def test_the_motif_is_heard_again_inside_its_section(genre: str) -> None:
    again = []
    for seed in range(8):
        made = plan(genre, seed=seed)
        _, notes = tune(made)
        bar = bar_beats(made.metre)
        start, _ = made.span(made.sections[3])
        rows = [
            tuple(
                round(n.start - start - k * bar, 2) for n in notes if k * bar <= n.start - start + 0.51 < (k + 1) * bar
            )
            for k in range(8)
        ]
        again.append(max(rows.count(r) for r in rows[:2]) >= 2)
    assert mean(again) >= 0.6


@pytest.mark.parametrize("genre", STYLES)
def test_phrases_end_on_long_notes_and_leave_room_to_breathe(genre: str) -> None:
    longer, breaths = [], []
    for seed in SEEDS:
        made = plan(genre, seed=seed)
        _, notes = tune(made)
        bar = bar_beats(made.metre)
        usual = mean(n.duration for n in notes)
        for label in ("Verse 1", "Chorus 1"):
            begin = of(notes, made, label)[0].start // bar * bar
            ends = [n for n in notes if begin + 7 * bar <= n.start < begin + 8 * bar - 1]
            if ends:
                longer.append(max(n.duration for n in ends) > usual)
        for a, b in itertools.pairwise(notes):
            breaths.append(b.start - a.end > 0.2)
    assert mean(longer) > 0.75
    assert sum(breaths) >= 3 * len(SEEDS)


@pytest.mark.parametrize("genre", STYLES)
def test_the_song_ends_on_the_last_chord_held(genre: str) -> None:
    for seed in SEEDS:
        made = plan(genre, seed=seed)
        song, notes = tune(made)
        assert notes[-1].start == pytest.approx(made.beats - bar_beats(made.metre))
        assert notes[-1].pitch % 12 in song.chords[-1].symbol.pitch_classes
        assert notes[-1].end == pytest.approx(made.beats)


def test_the_peak_of_the_tune_lies_where_the_arc_peaks() -> None:
    higher = []
    for genre, seed in itertools.product(STYLES, range(3)):
        made = plan(genre, seed=seed)
        _, notes = tune(made)
        verse, last = (mean(n.pitch for n in of(notes, made, label)) for label in ("Verse 1", "Chorus 2"))
        higher.append(last - verse)
        top = max(n.pitch for n in notes)
        assert any(
            n.pitch == top
            for n in of(notes, made, "Chorus 2") + of(notes, made, "Bridge") + of(notes, made, "Chorus 1")
        )
    assert mean(higher) > 2.5


@pytest.mark.parametrize("wish", [(0.8, "density"), (0.8, "tessitura")], ids=lambda wish: wish[1])
def test_busy_is_busier_than_sparse_and_high_higher_than_low(wish: tuple[float, str]) -> None:
    def measure(sign: float, genre: str) -> float:
        made = plan(genre)
        if wish[1] == "density":
            sections = tuple(s.model_copy(update={"density": sign * wish[0]}) for s in made.sections)
            return len(tune(made.model_copy(update={"sections": sections}))[1])
        return mean(n.pitch for n in tune(made.model_copy(update={"tessitura": sign * wish[0]}))[1])

    for genre in STYLES:
        assert measure(1, genre) > measure(-1, genre) * (1.15 if wish[1] == "density" else 1.0) + 0.5


def test_seeds_give_different_tunes_and_one_seed_the_same() -> None:
    for genre in STYLES:
        lines = [tuple(n.pitch for n in tune(plan(genre, seed=s))[1]) for s in range(5)]
        assert len(set(lines)) == 5
        written.cache_clear()
        assert tuple(n.pitch for n in tune(plan(genre, seed=2))[1]) == lines[2]


def test_the_measures_lie_in_the_human_band() -> None:
    """Means over all styles within one standard deviation of POP909's (chord-tone ratio, PCS, grooving similarity)."""
    ratio, consonance, groove = [], [], []
    for genre, seed in itertools.product(STYLES, range(3)):
        song, notes = tune(plan(genre, seed=seed))
        bar = bar_beats(song.metre)
        rows: dict[int, set[int]] = {}
        for note in notes:
            chord = song.chord_at(note.start)
            assert chord
            triad = [(chord.symbol.root_pc + i) % 12 for i in chord.symbol.intervals[:3]]
            ratio.append(note.pitch % 12 in triad)
            for tone in triad:
                step = (note.pitch - tone) % 12
                consonance.append(1 if step in (0, 3, 4, 7, 8, 9) else 0 if step == 5 else -1)
            rows.setdefault(int(note.start // bar), set()).add(int(note.start % bar / bar * 16))
        groove.append(mean(1 - len(a ^ b) / 16 for a, b in itertools.combinations(rows.values(), 2)))
    assert 0.638 - 0.089 <= mean(ratio) <= 0.638 + 0.089
    assert 0.545 - 0.106 <= mean(consonance) <= 0.545 + 0.106
    assert 0.703 - 0.080 <= mean(groove) <= 0.703 + 0.080
