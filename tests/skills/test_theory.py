"""Names of pitches, keys and chords, held against music21 where it knows them too."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from music21 import harmony, key, roman

from skills.theory import pitch
from skills.theory.chord import QUALITIES, ChordSymbol, numeral, parse_chord, parse_numeral
from skills.theory.key import MODES, SCALES, Key

NAMES = [letter + accidental for letter in "ABCDEFG" for accidental in ("", "#", "b")]
TONICS = ["C", "G", "D", "A", "E", "B", "F#", "F", "Bb", "Eb", "Ab", "Db"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_goes_to_the_line_of_fifths_and_back(name: str) -> None:
    assert pitch.from_fifths(pitch.fifths(name)) == name
    assert pitch.fifths(name) * 7 % 12 == pitch.pitch_class(name)


@given(st.sampled_from(TONICS), st.sampled_from(MODES), st.integers(0, 11))
def test_every_pitch_class_is_spelled_as_itself(tonic: str, mode: str, pc: int) -> None:
    assert pitch.pitch_class(Key(tonic=tonic, mode=mode).spell(pc)) == pc  # type: ignore[arg-type]


@pytest.mark.parametrize(("tonic", "mode"), list(itertools.product(TONICS, ("major", "minor", "dorian", "lydian"))))
def test_signatures_and_scales_agree_with_music21(tonic: str, mode: str) -> None:
    ours = Key(tonic=tonic, mode=mode)  # type: ignore[arg-type]
    theirs = key.Key(tonic.replace("b", "-"), mode)
    assert ours.signature == theirs.sharps
    degrees = [theirs.pitchFromDegree(n) for n in range(1, 8)]
    assert list(ours.scale) == [p.pitchClass for p in degrees]
    assert [ours.degree(n) for n in range(1, 8)] == [p.name.replace("-", "b") for p in degrees]


@pytest.mark.parametrize("quality", QUALITIES)
def test_a_chord_is_read_back_from_every_way_of_writing_it(quality: str) -> None:
    _, shown, others = QUALITIES[quality]
    for root, suffix in itertools.product(("C", "F#", "Bb"), (shown, *others)):
        assert parse_chord(root + suffix) == ChordSymbol(root=root, quality=quality)
        assert parse_chord(f"{root}{suffix}/E").bass == "E"
    assert parse_chord(str(ChordSymbol(root="Eb", quality=quality, bass="G"))).quality == quality


@pytest.mark.parametrize(
    "name", ["Am", "F#m7b5", "Bbmaj7", "Gsus4", "D7", "Edim7", "Caug", "Em9", "A6", "C7/E", "Dm7/G"]
)
def test_chord_tones_agree_with_music21(name: str) -> None:
    theirs = harmony.ChordSymbol(name.replace("Bb", "B-").replace("maj7", "maj7"))
    ours = parse_chord(name)
    assert {*ours.pitch_classes, ours.bass_pc} == {p.pitchClass for p in theirs.pitches}
    assert ours.bass_pc == theirs.bass().pitchClass


@pytest.mark.parametrize("bad", ["H", "Am13b", "", "Q7", "c", "Cmaj7#", "A/H"])
def test_what_is_no_chord_is_said_in_a_sentence(bad: str) -> None:
    with pytest.raises(ValueError, match="I don't know the chord"):
        parse_chord(bad)


FIGURES = {
    "major": [
        "I",
        "ii",
        "iii",
        "IV",
        "V",
        "vi",
        "I6",
        "V65",
        "V7",
        "ii7",
        "V43",
        "IV64",
        "bVII",
        "iv",
        "V7/V",
        "V7/vi",
        "viio",
    ],
    "minor": ["i", "III", "iv", "v", "V", "VI", "VII", "i6", "V7", "V65", "V7/iv", "viio7"],
}


@pytest.mark.parametrize(
    ("tonic", "mode", "figure"),
    [(t, m, f) for t in ("C", "G", "Eb", "A", "F#") for m in FIGURES for f in FIGURES[m]],
)
def test_numerals_agree_with_music21(tonic: str, mode: str, figure: str) -> None:
    ours = parse_numeral(figure, Key(tonic=tonic, mode=mode))  # type: ignore[arg-type]
    theirs = roman.RomanNumeral(figure, key.Key(tonic.replace("b", "-"), mode))
    assert set(ours.pitch_classes) == {p.pitchClass for p in theirs.pitches}
    assert ours.bass_pc == theirs.bass().pitchClass


@given(
    st.sampled_from(TONICS), st.sampled_from(MODES), st.sampled_from(NAMES),
    st.sampled_from([q for q in QUALITIES if q not in ("5", "sus2", "sus4", "7sus4", "9sus4", "11")]),
)  # fmt: skip
def test_a_numeral_read_again_is_the_same_chord(tonic: str, mode: str, root: str, quality: str) -> None:
    home = Key(tonic=tonic, mode=mode)  # type: ignore[arg-type]
    chord = ChordSymbol(root=root, quality=quality)
    figure = numeral(chord, home)
    if figure.count("#") <= 2 and figure.count("b") <= 2:
        again = parse_numeral(figure, home)
        assert (again.root_pc, set(again.pitch_classes)) == (chord.root_pc, set(chord.pitch_classes)), figure


@given(st.sampled_from(TONICS), st.sampled_from(MODES), st.integers(-11, 11))
def test_a_key_moved_and_moved_back_is_itself(tonic: str, mode: str, semitones: int) -> None:
    home = Key(tonic=tonic, mode=mode)  # type: ignore[arg-type]
    moved = home.transposed(semitones)
    assert moved.tonic_pc == (home.tonic_pc + semitones) % 12
    assert moved.transposed(-semitones).tonic_pc == home.tonic_pc
    assert len(SCALES[moved.mode]) == 7
