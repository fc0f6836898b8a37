"""Laws of harmony, over every style and many seeds."""

import itertools

import pytest

from skills.chords.bank import progressions
from skills.chords.voicing import voice_lead
from skills.clock import METRES, bar_beats
from skills.plan import Plan
from skills.song import Song
from skills.styles import STYLES
from skills.theory.chord import parse_chord
from skills.theory.key import MODES, Key
from tests.skills.songs import plan, written

SEEDS = range(4)
GRID = [(genre, mode, seed) for genre in STYLES for mode in STYLES[genre].modes for seed in SEEDS]


def harmony(genre: str, mode: str, seed: int) -> tuple[Plan, Song]:
    made = plan(genre, key=Key(tonic="Eb", mode=mode), seed=seed)  # type: ignore[arg-type]
    return made, written(made, "chords")


@pytest.mark.parametrize(("genre", "mode", "seed"), GRID)
def test_chords_fill_the_song_without_a_gap_and_end_at_home(genre: str, mode: str, seed: int) -> None:
    made, song = harmony(genre, mode, seed)
    at = 0.0
    for chord in song.chords:
        assert chord.start == pytest.approx(at)
        at = chord.end
    assert at == pytest.approx(made.beats)
    last = song.chords[-1].symbol
    assert last.root_pc == made.key.tonic_pc and last.bass is None
    assert "sus" not in last.quality


@pytest.mark.parametrize(("genre", "mode"), [(g, m) for g in STYLES for m in STYLES[g].modes])
def test_most_chord_tones_belong_to_the_key(genre: str, mode: str) -> None:
    inside = total = 0
    for seed in SEEDS:
        made, song = harmony(genre, mode, seed)
        scale = {*made.key.scale, (made.key.tonic_pc + 11) % 12} if made.key.is_minor else set(made.key.scale)
        for chord in song.chords:
            total += len(chord.symbol.pitch_classes)
            inside += sum(pc in scale for pc in chord.symbol.pitch_classes)
    assert inside / total > (0.75 if genre == "blues" else 0.9)


@pytest.mark.parametrize("mode", [m for m in MODES if m not in ("major", "minor")])
def test_a_church_mode_keeps_to_its_notes_and_shows_what_marks_it(mode: str) -> None:
    marks = {"dorian": 9, "phrygian": 1, "lydian": 6, "mixolydian": 10, "locrian": 6, "harmonic minor": 11}
    for genre, seed in itertools.product(("pop", "folk", "cinematic", "ambient"), SEEDS):
        made, song = harmony(genre, mode, seed)
        heard = {pc for c in song.chords for pc in c.symbol.pitch_classes}
        assert heard <= set(made.key.scale), [str(c.symbol) for c in song.chords]
        assert (made.key.tonic_pc + marks[mode]) % 12 in heard


@pytest.mark.parametrize("genre", STYLES)
def test_sections_of_a_kind_share_their_chords_and_verse_and_chorus_differ(genre: str) -> None:
    different = 0
    for seed in range(8):
        made = plan(genre, seed=seed)
        song = written(made, "chords")
        rows = {s.label: [str(c.symbol) for c in song.chords_in(*made.span(s))][:3] for s in made.sections}
        assert rows["Verse 1"] == rows["Verse 2"]
        assert rows["Chorus 1"] == rows["Chorus 2"]
        different += rows["Verse 1"] != rows["Chorus 1"]
    assert different >= (3 if genre == "blues" else 6)


@pytest.mark.parametrize("genre", STYLES)
def test_seeds_give_different_harmony_and_one_seed_the_same(genre: str) -> None:
    rows = [tuple(str(c.symbol) for c in written(plan(genre, seed=s), "chords").chords) for s in range(10)]
    assert len(set(rows)) >= 6
    again = plan(genre, seed=3, arousal=(0.25, 0.9))
    assert tuple(str(c.symbol) for c in written(again, "chords").chords) == rows[3]


@pytest.mark.parametrize(
    "given", ["Am F C G", "Dm7 G7 Cmaj7", "C", "Em D C Bm A", "F#m7b5 B7/D# Em(maj7) Eb6/9", "A B C#m D E F#m G#dim"]
)
@pytest.mark.parametrize("metre", METRES)
def test_given_chords_are_kept_to_the_letter(given: str, metre: str) -> None:
    names = given.split()
    made = plan("pop", metre=metre)  # type: ignore[arg-type]
    sections = tuple(s.model_copy(update={"chords": tuple(names)}) for s in made.sections)
    made = made.model_copy(update={"sections": sections})
    song = written(made, "chords")
    for section in made.sections:
        start, end = made.span(section)
        found = [c for c in song.chords if start <= c.start < end]
        assert sum(c.duration for c in found) == pytest.approx(section.bars * bar_beats(made.metre))
        assert [c.symbol for c in found] == [parse_chord(names[i % len(names)]) for i in range(len(found))]
        assert len(found) >= min(len(names), section.bars)


def test_bright_arcs_choose_brighter_progressions_than_dark_ones() -> None:
    def brightness(valence: float) -> float:
        total = 0.0
        for genre, seed in itertools.product(("pop", "rock", "folk", "cinematic"), range(12)):
            made = plan(genre, key=Key(tonic="C"), seed=seed, valence=(valence, valence))
            bars = [c.symbol for c in written(made, "chords").chords]
            total += sum(not s.is_minor for s in bars) / len(bars)
        return total

    assert brightness(0.8) > brightness(-0.8) * 1.05


def test_tension_prolongs_the_dominant_before_the_chorus() -> None:
    def held(tension: float) -> int:
        count = 0
        for seed in range(12):
            made = plan("pop", key=Key(tonic="C"), seed=seed, tension=(tension, tension))
            song = written(made, "chords")
            section = made.sections[2]
            _, end = made.span(section)
            roots = {c.symbol.root for c in song.chords if end - 8 <= c.start < end or c.start < end - 8 < c.end}
            count += roots == {"G"}
        return count

    assert held(0.8) > held(0.1)


CHAINS = [
    tuple(parse_chord(n) for n in text.split())
    for text in (
        "C Am F G C", "Cmaj7 Am7 Dm7 G7 Cmaj7", "Am F C G", "Em9 A13 Dmaj9 Gmaj7", "C C/E F G7 C", "F#m D A E",
        "Bb Gm Eb F", "Cm Ab Eb Bb Fm G7 Cm", "Dm7b5 G7b9 Cm6/9",
    )
]  # fmt: skip


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: " ".join(map(str, chain)))
@pytest.mark.parametrize(("low", "high", "voices"), [(50, 72, 3), (50, 74, 4), (45, 67, 4), (57, 79, 3)])
def test_voices_move_little_and_stay_clear_in_the_low_register(chain: tuple, low: int, high: int, voices: int) -> None:  # type: ignore[type-arg]
    voicings = voice_lead(chain, low, high, voices)
    for chord, voicing in zip(chain, voicings, strict=True):
        assert low <= voicing[0] and voicing[-1] <= high
        assert {p % 12 for p in voicing} <= set(chord.pitch_classes)
        third = {(chord.root_pc + i) % 12 for i in chord.intervals if i in (3, 4)}
        assert third & {p % 12 for p in voicing}
        for a, b in itertools.pairwise(voicing):
            assert not (b - a < 5 and a < 50)
    moves = [
        sum(min(abs(p - q) for q in before) for p in after) / len(after)
        for before, after in itertools.pairwise(voicings)
    ]
    assert sum(moves) / len(moves) <= 2.2
    assert max(abs(b[-1] - a[-1]) for a, b in itertools.pairwise(voicings)) <= 7


def test_every_progression_of_the_bank_can_be_read() -> None:
    from skills.theory.chord import parse_numeral

    for genre, mode, bars in itertools.product(STYLES, MODES, (4, 8, 12)):
        for entry in progressions(genre, mode, bars):
            for bar in entry.bars:
                for figure in bar.split("+"):
                    assert parse_numeral(figure, Key(tonic="Gb", mode=mode))


def test_a_section_that_strains_stands_on_the_dominant() -> None:
    from skills.plan import ArcPoint

    stood = []
    for seed in range(12):
        made = plan("cinematic", key=Key(tonic="C"), seed=seed)
        middle = sum(made.span(made.sections[4])) / 2 / made.beats
        arc = tuple(
            ArcPoint(at=at, valence=0.3, arousal=0.5, tension=tension)
            for at, tension in ((0, 0.1), (middle, 0.9), (1, 0.1))
        )
        made = made.model_copy(update={"arc": arc})
        start, end = made.span(made.sections[4])
        late = written(made, "chords").chords_in((start + end) / 2, end)
        stood.append(sum(c.symbol.bass_pc == 7 for c in late) / len(late))
    assert sum(stood) / len(stood) > 0.6
