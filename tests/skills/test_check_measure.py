"""Laws of listening: keys, chords, the spiral array, the measures of a bar and the arc they draw."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from skills.check import spiral
from skills.check.arc import arc, spearman
from skills.check.chords import defining, listen, names, sounds, triad_fit
from skills.check.keys import find_key, same_key, same_notes
from skills.check.measure import measure_bars
from skills.check.report import BarMeasure
from skills.check.roll import fold, lowest, sounding
from skills.clock import METRES, Metre, Tempo, bar_beats
from skills.plan import Part
from skills.song import Note, Song, Track
from skills.theory.chord import QUALITIES, ChordSymbol, parse_chord
from skills.theory.key import MODES, Key
from skills.theory.pitch import pitch_class
from tests.skills.check_songs import LOOPS, key, plan_for, song

TONICS = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
HARMONIC = ("strain", "diameter", "tension")


def bars(made: Song, audio: np.ndarray | None = None) -> tuple[BarMeasure, ...]:
    return measure_bars(made, audio, 44_100)


def mean(made: Song, name: str) -> float:
    return float(np.mean([getattr(b, name) for b in bars(made)]))


def change(made: Song, **update: object) -> Song:
    tracks = tuple(
        t.model_copy(update={"notes": tuple(n.model_copy(update=update) for n in t.notes)}) for t in made.tracks
    )
    return made.model_copy(update={"tracks": tracks})


# The roll

moments = st.integers(0, 200).map(lambda n: n / 12)
some_notes = st.lists(
    st.builds(Note, pitch=st.integers(0, 127), start=moments, duration=st.integers(1, 60).map(lambda n: n / 12)),
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(some_notes, st.floats(0.3, 4))
def test_the_roll_holds_every_beat_of_every_note(notes: list[Note], step: float) -> None:
    edges = np.arange(0, 30, step)
    rolled = sounding(notes, edges)
    for cell, (a, b) in enumerate(pairwise(edges)):
        for pitch in {n.pitch for n in notes}:
            expected = sum(max(0.0, min(n.end, b) - max(n.start, a)) for n in notes if n.pitch == pitch)
            assert rolled[cell, pitch] == pytest.approx(expected, abs=1e-6)
    assert fold(rolled).sum() == pytest.approx(rolled.sum())
    low = lowest(rolled)
    assert all(
        low[c] == (min(np.flatnonzero(rolled[c] > 1e-6)) if (rolled[c] > 1e-6).any() else -1) for c in range(len(low))
    )


# Keys


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tonic", TONICS)
def test_the_key_of_a_progression_is_found(tonic: str, mode: str) -> None:
    made = song(f"{tonic} {mode}", form=(("verse", 8),))
    ranking = find_key(made)
    assert same_key(made.key, ranking[0].key) and ranking[0].key.mode == mode
    assert len(ranking) == 96 and [r.distance for r in ranking] == sorted(r.distance for r in ranking)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tonic", TONICS)
def test_the_key_of_a_scale_on_its_tonic_is_found(tonic: str, mode: str) -> None:
    home = key(f"{tonic} {mode}")
    third, fifth = (home.scale[2] - home.tonic_pc) % 12, (home.scale[4] - home.tonic_pc) % 12
    steps = [(pc - home.tonic_pc) % 12 for pc in home.scale]
    line = [*steps, 12, *reversed(steps), 0, third, fifth, 12, fifth, third, 0, 0]
    notes = tuple(Note(pitch=48 + home.tonic_pc + step, start=n, duration=1) for n, step in enumerate(line))
    drone = tuple(Note(pitch=36 + home.tonic_pc, start=4.0 * n, duration=4) for n in range(len(line) // 4 + 1))
    parts = [Part(name=r, role=r, instrument=i) for r, i in (("lead", "flute"), ("bass", "cello"))]  # type: ignore[arg-type]
    tracks = (Track(part=parts[0], notes=notes), Track(part=parts[1], notes=drone))
    heard = find_key(song().model_copy(update={"tracks": tracks}))[0].key
    assert same_key(home, heard) and (mode in ("minor", "harmonic minor") or heard.mode == mode)


@pytest.mark.parametrize("loop", ["I V vi IV", "I vi IV V", "vi IV I V", "I IV I V", "ii V I I"])
@pytest.mark.parametrize("tonic", TONICS)
def test_major_loops_of_songs_are_heard_in_their_key_or_its_relative(tonic: str, loop: str) -> None:
    home = key(f"{tonic} major")
    heard = find_key(song(str(home), chords=loop, form=(("verse", 9),)))[0].key
    assert same_key(home, heard) or same_notes(home, heard)


def test_one_stretch_of_a_song_can_be_asked_about() -> None:
    verse, chorus = song("C major"), song("F# major")
    tracks = tuple(
        t.model_copy(
            update={"notes": tuple(n for n in t.notes if n.start < 32) + tuple(n for n in u.notes if n.start >= 32)}
        )
        for t, u in zip(verse.tracks, chorus.tracks, strict=True)
    )
    made = verse.model_copy(update={"tracks": tracks})
    assert str(find_key(made, 0, 32)[0].key) == "C major"
    assert find_key(made, 32, 64)[0].key.tonic_pc == 6


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("C major", "A minor", True),
        ("C major", "D dorian", True),
        ("Eb major", "D# major", False),
        ("C major", "G major", False),
        ("C major", "C major", False),
    ],
)
def test_relatives(a: str, b: str, same: bool) -> None:
    assert same_notes(key(a), key(b)) == same


# Chords


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("root", ["C", "F#", "Bb"])
def test_a_chord_that_is_played_sounds_and_its_neighbours_do_not(root: str, quality: str) -> None:
    symbol = ChordSymbol(root=root, quality=quality)
    made = song(chords=str(symbol), form=(("verse", 2),), parts=(("chords", "piano"), ("bass", "cello")))
    (stretch,) = listen(made, [(0.0, 8.0)])
    assert sounds(symbol, stretch) and stretch.bass == pitch_class(root)
    for other in TONICS:
        stranger = ChordSymbol(root=other, quality=quality)
        if not set(defining(stranger)) <= set(symbol.pitch_classes):
            assert not sounds(stranger, stretch)
    for twin in ("maj", "min", "dim", "aug", "sus4"):
        other = ChordSymbol(root=root, quality=twin)
        if not set(defining(other)) <= set(symbol.pitch_classes):
            assert not sounds(other, stretch)


@pytest.mark.parametrize(
    "name", ["C", "Am", "F#m", "Bbmaj7", "Em7", "A7", "Bm7b5", "Cdim7", "Caug", "Dsus4", "C/E", "F/A", "G7/B", "Gm6"]
)
def test_chords_are_named_from_their_notes(name: str) -> None:
    symbol = parse_chord(name)
    made = song(chords=name, form=(("verse", 2),), parts=(("chords", "piano"), ("bass", "cello")))
    heard = names(listen(made, [(0.0, 4.0)]), Key(tonic="C"))[0]
    assert heard is not None
    if name not in ("Cdim7", "Caug"):  # which divide the octave evenly: any of their notes may be the root
        assert heard.root_pc == symbol.root_pc and heard.bass_pc == symbol.bass_pc
    assert set(heard.pitch_classes) == set(symbol.pitch_classes)


def test_silence_has_no_chord() -> None:
    made = song().model_copy(update={"tracks": ()})
    assert names(listen(made, [(0, 4)]), made.key) == [None] and not sounds(parse_chord("C"), listen(made, [(0, 4)])[0])
    assert listen(made, []) == []


def test_triads_fit_themselves_best() -> None:
    for minor in (False, True):
        for root in range(12):
            weights = np.zeros((1, 12))
            weights[0, [(root + i) % 12 for i in ((0, 3, 7) if minor else (0, 4, 7))]] = 1
            assert triad_fit(weights).argmax() == root + 12 * minor


# The spiral array


def test_distances_of_the_spiral_array() -> None:
    """Chew 2000: with a rise of sqrt(2/15) fifth and major third are alike near, a second farther, a tritone far."""
    apart = {n: np.linalg.norm(spiral.position(n) - spiral.position(0)) for n in range(7)}
    assert apart[1] == pytest.approx(np.sqrt(2 + 2 / 15)) and apart[4] == pytest.approx(np.sqrt(32 / 15))
    assert apart[1] <= apart[4] + 1e-9 < apart[2] < apart[6]


@pytest.mark.parametrize("tonic", TONICS)
def test_a_key_lies_nearest_its_own_tonic_triad(tonic: str) -> None:
    for mode, steps in (("major", (0, 4, 7)), ("minor", (0, 3, 7))):
        home = key(f"{tonic} {mode}")
        strain = {}
        for shift in range(12):
            weights = np.zeros((1, 12))
            weights[0, [(home.tonic_pc + shift + s) % 12 for s in steps]] = 1
            centre = spiral.centre(weights, spiral.spelled(weights, home))
            strain[shift] = float(np.linalg.norm(centre - spiral.key_position(home)))
        assert min(strain, key=strain.__getitem__) == 0
        assert max(strain[5], strain[7]) < strain[6] and strain[6] > 2 * strain[0]


def test_wider_clouds_have_larger_diameters() -> None:
    clouds = np.zeros((4, 12), dtype=bool)
    for n, pcs in enumerate([(0,), (0, 7), (0, 2, 4, 7), (0, 1, 4, 6, 7)]):
        clouds[n, list(pcs)] = True
    places = spiral.spelled(clouds.astype(float), Key(tonic="C"))
    widths = spiral.diameter(clouds, places)
    assert widths[0] == 0 and all(a < b for a, b in pairwise(widths))


@pytest.mark.parametrize("tonic", TONICS)
def test_the_note_between_is_spelled_by_its_company(tonic: str) -> None:
    """In C major pitch class 8 is G# over E and B, Ab under F and C."""
    home = key(f"{tonic} major")
    clouds = np.zeros((2, 12))
    for row, steps in enumerate([(4, 8, 11), (5, 8, 0)]):
        clouds[row, [(home.tonic_pc + s) % 12 for s in steps]] = 1
    places = spiral.spelled(clouds, home)[:, (home.tonic_pc + 8) % 12]
    assert list(places - home.signature) == [8, -4]


# Bars


@pytest.mark.parametrize("semitones", [1, 2, 5, 6, 7, 11])
@pytest.mark.parametrize("home", ["C major", "A minor", "D dorian", "E phrygian", "G harmonic minor"])
def test_harmony_measures_the_same_in_every_key(home: str, semitones: int) -> None:
    made = song(home)
    up = [
        t if t.part.role == "drums"
        else t.model_copy(update={"notes": tuple(n.model_copy(update={"pitch": n.pitch + semitones}) for n in t.notes)})
        for t in made.tracks
    ]  # fmt: skip
    moved = made.model_copy(update={"tracks": tuple(up), "key": made.key.transposed(semitones)})
    for here, there in zip(bars(made), bars(moved), strict=True):
        for name in HARMONIC:
            assert getattr(here, name) == pytest.approx(getattr(there, name), abs=2e-4)
        assert here.arousal == there.arousal and abs(here.valence - there.valence) < 0.1


def test_more_of_everything_is_more_arousing() -> None:
    plain = song()
    assert all(
        a.arousal < b.arousal
        for a, b in zip(bars(change(plain, velocity=50)), bars(change(plain, velocity=100)), strict=True)
    )
    assert all(a.arousal < b.arousal for a, b in zip(bars(plain), bars(song(each=2)), strict=True))
    assert mean(plain, "arousal") < mean(song(bpm=150), "arousal")
    one = plain.model_copy(update={"tracks": plain.tracks[:1]})
    assert mean(one, "arousal") < mean(plain, "arousal")


def test_louder_and_brighter_sound_is_more_arousing() -> None:
    made = song(form=(("verse", 4),))
    time = np.arange(10 * 44_100) / 44_100
    quiet, loud, bright = (g * np.sin(2 * np.pi * f * time) for g, f in ((0.05, 600), (0.5, 600), (0.05, 2500)))
    levels = [np.mean([b.arousal for b in bars(made, audio)]) for audio in (quiet, loud, bright)]
    assert levels[0] < levels[1] and levels[0] < levels[2]


@pytest.mark.parametrize("tonic", TONICS)
def test_modes_in_order_of_light(tonic: str) -> None:
    light = [mean(song(f"{tonic} {mode}"), "valence") for mode in ("major", "dorian", "minor")]
    assert light == sorted(light, reverse=True) and light[0] - light[2] > 0.3
    assert mean(song(f"{tonic} phrygian"), "valence") < light[1]
    assert light[0] > 0 > light[2]


def test_high_and_fast_is_lighter_than_low_and_slow() -> None:
    assert mean(song(lift=12), "valence") > mean(song(lift=-12), "valence")
    assert mean(song(bpm=140), "valence") > mean(song(bpm=60), "valence")


@pytest.mark.parametrize("home", ["C major", "A minor", "Eb major", "F# minor"])
def test_tension_rises_from_home_to_dominant_to_far_away(home: str) -> None:
    tonic, dominant = ("i", "V7") if key(home).is_minor else ("I", "V7")
    rest, pull = (mean(song(home, chords=c), "tension") for c in (tonic, dominant))
    assert rest + 0.15 < pull
    assert mean(song(home, chords=f"{tonic} bII7 #ivdim7 V7b9"), "tension") > rest + 0.15


def test_strain_grows_with_distance_from_the_key() -> None:
    strain = [mean(song("C major", chords=c), "strain") for c in ("I", "V", "III", "#IV")]
    assert strain == sorted(strain)


@pytest.mark.parametrize("metre", METRES)
def test_bars_are_counted_and_timed(metre: Metre) -> None:
    made = song(metre=metre, bpm=90, form=(("intro", 2), ("verse", 5)))
    found = bars(made)
    assert [b.bar for b in found] == list(range(1, 8)) and [b.section for b in found] == ["Intro 1"] * 2 + [
        "Verse 1"
    ] * 5
    assert [b.seconds for b in found] == pytest.approx([n * bar_beats(metre) * 60 / 90 for n in range(7)], abs=1e-3)
    assert all(b.parts == 4 and b.velocity == 80 for b in found)


def test_a_slower_tempo_thins_the_notes_out() -> None:
    made = song(bpm=120).model_copy(update={"tempi": (Tempo(beat=0, bpm=120), Tempo(beat=32, bpm=60))})
    found = bars(made)
    assert found[0].onsets_per_second == pytest.approx(2 * found[8].onsets_per_second)


def test_silent_bars_are_still() -> None:
    made = song()
    tracks = tuple(
        t.model_copy(update={"notes": tuple(n for n in t.notes if not 16 <= n.start < 32)}) for t in made.tracks
    )
    silent = bars(made.model_copy(update={"tracks": tracks}))[4:8]
    assert all((b.parts, b.velocity, b.pitch, b.arousal, b.tension, b.valence) == (0, 0, 0, 0, 0, 0) for b in silent)


@settings(deadline=None, max_examples=25)
@given(some_notes, st.sampled_from(METRES), st.sampled_from(sorted(LOOPS)))
def test_any_notes_give_figures_in_range(notes: list[Note], metre: Metre, mode: str) -> None:
    made = song(f"D {mode}", metre=metre, form=(("verse", 4),))
    ordered = tuple(sorted(notes, key=lambda n: (n.start, n.pitch)))
    made = made.model_copy(update={"tracks": (made.tracks[0].model_copy(update={"notes": ordered}),)})
    for bar in bars(made):
        assert 0 <= bar.arousal <= 1 and 0 <= bar.tension <= 1 and -1 <= bar.valence <= 1
        assert bar.strain >= 0 and bar.diameter >= 0


# The arc


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=30))
def test_spearman_is_scipys(pairs: list[tuple[int, int]]) -> None:
    a, b = zip(*pairs, strict=True)
    ours = spearman(a, b)
    if len(set(a)) == 1 or len(set(b)) == 1:
        assert ours is None
    else:
        assert ours == pytest.approx(spearmanr(a, b).statistic)


def test_what_stays_level_has_no_correlation() -> None:
    made = song()
    measured = bars(made)
    assert arc(plan_for(made), measured) == {}
    rising = plan_for(made, arc=((0, -0.5, 0.5, 0.1), (1, 0.5, 0.5, 0.9)))
    assert set(arc(rising, measured)) == {"tension", "valence"}
