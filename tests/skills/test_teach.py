"""Answers: right by another library, heard as valid songs, worded for who asks."""

import io
import re

import mido
import pytest
from music21 import chord as m21chord
from music21 import harmony, interval, key, roman, scale
from pydantic import TypeAdapter, ValidationError

from skills.clock import seconds_at
from skills.engrave.symbols import symbol
from skills.errors import RequestError
from skills.render.midi import read_midi, write_midi
from skills.song import Song
from skills.teach import QUESTIONS, AnyQuestion, Asker, Question
from skills.teach.chords import HowToPlay, NotesOfChord
from skills.teach.glossary import NAMES, TERMS, find_term
from skills.teach.keys import ChordsInKey, KeySignature, Modulate
from skills.teach.moving import Capo, Transpose, VocalRange
from skills.teach.numbers import NumeralsOf
from skills.teach.scales import ExplainScale
from skills.teach.song import WhyUnresolved
from skills.teach.terms import DefineTerm
from skills.theory.chord import QUALITIES, ChordSymbol, parse_chord
from skills.theory.harmony import diatonic, keys_of, place
from skills.theory.interval import between, chord_notes, named
from skills.theory.key import Key
from skills.theory.scales import LIBRARY, scales_for
from skills.theory.substitution import substitutes
from tests.examples import example_plan, example_song

ROOTS = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
ASKED: tuple[Question, ...] = tuple(
    TypeAdapter(AnyQuestion).validate_python(fields)
    for fields in (
        {"kind": "define", "term": "cadence"},
        {"kind": "compare", "first": "sus2", "second": "sus4"},
        {"kind": "how-to-play", "chords": ["F#m7b5"]},
        {"kind": "notes-of-chord", "chord": "Cmaj7"},
        {"kind": "name-chord", "notes": ["C", "E", "G"]},
        {"kind": "invert", "chord": "Am7"},
        {"kind": "goes-with", "chord": "G"},
        {"kind": "chords-with-note", "note": "E"},
        {"kind": "chords-in-key", "key": "D minor"},
        {"kind": "key-of", "chords": ["Am", "F", "C", "G"]},
        {"kind": "related-keys", "key": "G"},
        {"kind": "key-signature", "key": "Eb"},
        {"kind": "circle-of-fifths"},
        {"kind": "modulate", "start": "C", "goal": "Eb"},
        {"kind": "scale", "scale": "dorian", "tonic": "D"},
        {"kind": "scales-for-chord", "chord": "G7"},
        {"kind": "solo-scale"},
        {"kind": "interval-between", "low": "C", "high": "Eb"},
        {"kind": "interval-above", "note": "E", "interval": "major third"},
        {"kind": "numerals-of", "chords": ["C", "E7", "Am", "F"]},
        {"kind": "chords-of-numerals", "figures": ["1", "5", "6", "4"], "key": "G"},
        {"kind": "transpose", "names": ["Am", "F"], "semitones": 2},
        {"kind": "capo", "key": "Bb"},
        {"kind": "vocal-range", "voice": "tenor"},
        {"kind": "substitutes", "chord": "G7"},
        {"kind": "next-chord", "chords": ["Am", "F", "C"]},
        {"kind": "feel-of", "chords": ["Am", "F", "C", "G"]},
        {"kind": "progression-ideas", "mood": "sad", "instrument": "guitar", "easy": True},
        {"kind": "metre", "metre": "6/8"},
        {"kind": "tempo-word", "word": "allegro"},
        {"kind": "note-lengths", "bpm": 120},
        {"kind": "after-section", "section": "chorus"},
        {"kind": "structure-advice"},
        {"kind": "chords-of-section", "section": "Verse"},
        {"kind": "explain-section", "section": "Chorus"},
        {"kind": "why-lift", "section": "Chorus"},
        {"kind": "why-unresolved"},
        {"kind": "hard-to-sing"},
        {"kind": "what-makes", "mood": "sad"},
    )
)


def asker(level: str = "player", instrument: str | None = None) -> Asker:
    return Asker.model_validate(
        {"level": level, "instrument": instrument, "plan": example_plan(), "song": example_song()}
    )


def kind(question: Question) -> str:
    return str(question.model_dump()["kind"])


def test_every_question_is_tried_here_and_says_what_it_is_for() -> None:
    assert {kind(q) for q in ASKED} == set(QUESTIONS)
    assert all(len((q.__doc__ or "").split()) > 5 for q in QUESTIONS.values())


@pytest.mark.parametrize("question", ASKED, ids=kind)
@pytest.mark.parametrize("level", ["beginner", "player", "producer"])
def test_answers_are_short_and_their_sound_is_a_song_of_a_few_seconds(question: Question, level: str) -> None:
    lesson = question.answer(asker(level, "guitar"))
    assert 0 < len(lesson.text) < 1200 and len(lesson.try_next) <= 3
    assert "!" not in lesson.text and "None" not in lesson.text
    for name in lesson.chords:
        parse_chord(name)
    if lesson.sound is not None:
        heard(lesson.sound)


def heard(song: Song) -> None:
    assert 2 <= seconds_at(song.tempi, song.beats) <= 12
    data = write_midi(song)
    assert 2 <= mido.MidiFile(file=io.BytesIO(data)).length <= 13
    notes = [n for t in read_midi(data).tracks for n in t.notes]
    assert len(notes) == sum(len(t.notes) for t in song.tracks) > 0
    assert all(n.end <= song.beats + 1e-6 for t in song.tracks for n in t.notes)


@pytest.mark.parametrize(
    "question",
    [q for q in ASKED if kind(q) not in ("interval-between", "interval-above", "name-chord", "substitutes")],
    ids=kind,
)
def test_a_beginner_and_a_producer_get_other_words(question: Question) -> None:
    said = {level: question.answer(asker(level)).text for level in ("beginner", "producer")}
    if kind(question) in (
        "related-keys",
        "circle-of-fifths",
        "next-chord",
        "modulate",
        "chords-with-note",
        "vocal-range",
    ):
        return  # short as it is
    assert said["beginner"] != said["producer"]


def test_numerals_are_explained_to_beginners_alone() -> None:
    question = ChordsInKey(key="C")
    assert "Roman numerals count" in question.answer(asker("beginner")).text
    assert "Roman numerals count" not in question.answer(asker("player")).text


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("root", ROOTS)
def test_chords_are_spelled_as_music21_spells_them(root: str, quality: str) -> None:
    ours = ChordSymbol(root=root, quality=quality)
    names = chord_notes(ours)
    assert {m21chord.Chord([n.replace("b", "-")]).pitches[0].pitchClass for n in names} == set(ours.pitch_classes)
    if quality in (
        "maj",
        "min",
        "dim",
        "aug",
        "7",
        "maj7",
        "min7",
        "hdim7",
        "dim7",
        "9",
        "maj9",
        "min9",
        "sus4",
        "sus2",
    ):
        made = symbol(ours)
        theirs = harmony.ChordSymbol(root=made.root().name, kind=made.chordKind)
        assert {n.replace("b", "-") for n in names} == {p.name for p in theirs.pitches}


@pytest.mark.parametrize("tonic", ROOTS)
@pytest.mark.parametrize("mode", ["major", "minor"])
def test_chords_of_a_key_have_music21s_numerals(tonic: str, mode: str) -> None:
    home = Key.model_validate({"tonic": tonic, "mode": mode})
    theirs = key.Key(tonic.replace("b", "-"), mode)
    for chord in diatonic(home):
        read = roman.RomanNumeral(place(chord, home).numeral.replace("°", "o"), theirs)
        assert {p.pitchClass for p in read.pitches} == set(chord.pitch_classes), chord
        assert [p.name.replace("-", "b") for p in read.pitches] == list(chord_notes(chord))


@pytest.mark.parametrize(("name", "theirs"), [
    ("major", scale.MajorScale), ("minor", scale.MinorScale), ("harmonic minor", scale.HarmonicMinorScale),
    ("dorian", scale.DorianScale), ("phrygian", scale.PhrygianScale), ("lydian", scale.LydianScale),
    ("mixolydian", scale.MixolydianScale), ("locrian", scale.LocrianScale), ("whole tone", scale.WholeToneScale),
])  # fmt: skip
def test_scales_are_music21s(name: str, theirs: type) -> None:
    for tonic in ("C", "D", "Eb", "F", "G", "A", "Bb"):
        ours = [m21chord.Chord([n.replace("b", "-")]).pitches[0].pitchClass for n in LIBRARY[name].on(tonic)]
        assert ours == [p.pitchClass for p in theirs(tonic.replace("b", "-")).getPitches()][: len(ours)]
        if name != "whole tone":
            text = ExplainScale(scale=name, tonic=tonic).answer(Asker()).text
            assert " ".join(p.name.replace("-", "b") for p in theirs(tonic.replace("b", "-")).getPitches()[:7]) in text


@pytest.mark.parametrize("low", ["C", "D", "Eb", "F#", "A", "B"])
def test_intervals_have_music21s_names(low: str) -> None:
    for high in ("C", "D", "E", "F", "G", "A", "B", "F#", "Bb"):
        a, b = (m21chord.Chord([n.replace("b", "-") + "4"]).pitches[0] for n in (low, high))
        if (b.diatonicNoteNum - a.diatonicNoteNum) < 0:
            b = b.transpose(12)
        theirs = interval.Interval(a, b)
        ours = between(low, high)
        assert ours.semitones % 12 == theirs.semitones % 12
        if 0 <= theirs.semitones < 12 and theirs.generic.undirected <= 7:
            assert str(ours) == theirs.niceName.lower(), (low, high)
        assert named(str(ours)).above(low) == high if "doubly" not in str(ours) else True


def test_key_signatures_are_music21s() -> None:
    for tonic in ROOTS:
        for mode in ("major", "minor"):
            home = Key.model_validate({"tonic": tonic, "mode": mode})
            count = key.Key(tonic.replace("b", "-"), mode).sharps
            if abs(count) > 7:
                continue
            text = KeySignature(key=str(home)).answer(Asker()).text
            expected = f"{abs(count)} {'sharp' if count > 0 else 'flat'}" if count else "no sharps or flats"
            assert expected in text


@pytest.mark.parametrize("entry", TERMS, ids=lambda t: t.name)
def test_every_term_answers_in_every_kind_of_key_and_its_example_holds(entry) -> None:  # type: ignore[no-untyped-def]
    assert find_term(entry.name) is not None
    for name in ("C", "A minor", "Eb", "F# minor", "D dorian"):
        lesson = DefineTerm(term=entry.name, key=name).answer(Asker())
        assert lesson.text.lower().startswith(find_term(entry.name).name.lower())  # type: ignore[union-attr]
        if entry.example:
            assert lesson.sound is not None and len(lesson.text.splitlines()) > 1
            heard(lesson.sound)
    beginner, producer = (
        DefineTerm(term=entry.name).answer(Asker.model_validate({"level": w})) for w in ("beginner", "producer")
    )
    assert producer.text != beginner.text


def test_the_glossary_is_large_and_unambiguous() -> None:
    assert len(TERMS) >= 120
    assert len({t.name for t in TERMS}) == len(TERMS)
    assert all(name == name.lower() for name in NAMES)


@pytest.mark.parametrize(
    "home", [Key(tonic=t, mode="major") for t in ("C", "E", "Bb")] + [Key(tonic="A", mode="minor")], ids=str
)
def test_a_substitute_says_truly_what_it_shares(home: Key) -> None:
    for chord in (*diatonic(home), *diatonic(home, sevenths=True)):
        for other in substitutes(chord, home):
            spelled = dict(zip(chord_notes(chord), chord.pitch_classes, strict=True))
            assert {spelled[n] for n in other.common} == set(chord.pitch_classes) & set(other.chord.pitch_classes)
            if other.kind == "tritone":
                guide = {(chord.root_pc + 4) % 12, (chord.root_pc + 10) % 12}
                assert guide <= set(other.chord.pitch_classes)
            if other.kind == "borrowed":
                assert not {*other.chord.pitch_classes} <= set(home.scale)


@pytest.mark.parametrize("quality", QUALITIES)
def test_a_scale_for_a_chord_holds_the_chord(quality: str) -> None:
    for root in ROOTS:
        chord = ChordSymbol(root=root, quality=quality)
        best = scales_for(chord)[0]
        assert {s % 12 for s in chord.intervals} <= set(best.steps)


@pytest.mark.parametrize("tonic", ROOTS)
def test_a_key_is_found_from_its_cadence_wherever_it_stands(tonic: str) -> None:
    for mode, figures in (("major", ("I", "IV", "V7", "I")), ("minor", ("i", "iv", "V7", "i"))):
        home = Key.model_validate({"tonic": tonic, "mode": mode})
        theirs = key.Key(tonic.replace("b", "-"), mode)
        ours = []
        for figure in figures:
            made = roman.RomanNumeral(figure, theirs)
            quality = "7" if figure == "V7" else "min" if made.isMinorTriad() else "maj"
            ours.append(ChordSymbol(root=made.root().name.replace("-", "b"), quality=quality))
        assert keys_of(ours)[0].key.tonic_pc == home.tonic_pc
        assert keys_of(ours)[0].key.is_minor == home.is_minor


@pytest.mark.parametrize("semitones", range(-11, 12))
def test_transposing_moves_every_root_alike(semitones: int) -> None:
    names = ("Am", "F#m7b5", "C/E", "G7")
    text = Transpose(names=names, semitones=semitones).answer(Asker()).text.splitlines()[0]
    moved = [parse_chord(n) for n in text.partition("becomes ")[2].rstrip(".").split()]
    for name, chord in zip(names, moved, strict=True):
        before = parse_chord(name)
        assert (chord.root_pc - before.root_pc - semitones) % 12 == 0
        assert chord.quality == before.quality
        assert (chord.bass_pc - before.bass_pc - semitones) % 12 == 0


@pytest.mark.parametrize(
    ("tonic", "mode"), [("C#" if m == "minor" and t == "Db" else t, m) for t in ROOTS for m in ("major", "minor")]
)
def test_chords_of_a_key_become_the_chords_of_the_other_as_it_spells_them(tonic: str, mode: str) -> None:
    start, goal = (Key.model_validate({"tonic": t, "mode": mode}) for t in ("C", tonic))
    names = tuple(map(str, diatonic(start)))
    text = Transpose(names=names, start=str(start), goal=str(goal)).answer(Asker()).text.splitlines()[0]
    assert text.partition("becomes ")[2].rstrip(".").split() == list(map(str, diatonic(goal)))


def up(shape: str, fret: int) -> int:
    """The pitch class that a shape sounds on behind a capo."""
    return (parse_chord(shape).root_pc + fret) % 12


@pytest.mark.parametrize("tonic", ROOTS)
def test_capo_shapes_sound_in_the_key_asked_for(tonic: str) -> None:
    home = Key(tonic=tonic)
    lesson = Capo(key=tonic).answer(Asker())
    line, shapes = lesson.text.splitlines()[:2]
    fret = 0 if line.startswith("No capo") else int(line.split()[1].rstrip(":"))
    assert 0 <= fret <= 7 and up(lesson.chords[0], fret) == home.tonic_pc
    if fret:
        assert up(re.findall(r"play (\S+) shapes", line)[0], fret) == home.tonic_pc
    pairs = re.findall(r"(\S+) for ([^,.]+)", shapes)
    assert len(pairs) == (len(lesson.chords) if fret else 0)
    assert all(up(shape, fret) == parse_chord(sound).root_pc for shape, sound in pairs)
    others = re.findall(r"capo (\d) with (\S+) shapes", lesson.text)
    assert all(up(shape, int(other)) == home.tonic_pc for other, shape in others)


@pytest.mark.parametrize("shapes", ["C", "A", "G", "E", "D"])
@pytest.mark.parametrize("tonic", ROOTS)
def test_a_capo_for_shapes_and_shapes_behind_a_capo_agree(tonic: str, shapes: str) -> None:
    text = Capo(key=tonic, shapes=shapes).answer(Asker()).text
    (fret,) = map(int, re.findall(r"capo (\d+)\.", text)) if "no capo" not in text else (0,)
    assert up(shapes, fret) == Key(tonic=tonic).tonic_pc
    back = Capo(fret=fret, shapes=shapes).answer(Asker()).text
    (sound,) = re.findall(r"sounds as (\S+)\.", back)
    assert parse_chord(sound).root_pc == Key(tonic=tonic).tonic_pc


def test_a_tune_is_moved_into_the_range_asked_for() -> None:
    for low, high in (("A2", "B3"), ("C4", "D5"), ("F3", "G4"), ("C5", "B5")):
        text = VocalRange(low=low, high=high).answer(asker()).text
        assert "Your range" in text or "your range" in text
        assert "fits as it is" in text if (low, high) == ("C5", "B5") else "To fit" in text
    assert "too wide" in VocalRange(low="C4", high="F4").answer(asker()).text


def test_a_song_that_ends_at_home_is_not_called_unresolved() -> None:
    song, plan = example_song(), example_plan()
    assert "left open" in WhyUnresolved().answer(Asker(plan=plan, song=song)).text
    home = ChordSymbol(root="A", quality="min")
    last = song.chords[-1].model_copy(update={"symbol": home, "numeral": "i"})
    tune = song.track("lead")
    assert tune is not None
    notes = (*tune.notes[:-1], tune.notes[-1].model_copy(update={"pitch": 81}))
    closed = song.model_copy(update={"chords": (*song.chords[:-1], last)}).with_track(
        tune.model_copy(update={"notes": notes})
    )
    assert "does close" in WhyUnresolved().answer(Asker(plan=plan, song=closed)).text


@pytest.mark.parametrize(
    "question",
    [
        HowToPlay(chords=("H7",)),
        NotesOfChord(chord="Xyz"),
        ChordsInKey(key="Q"),
        Modulate(goal="R"),
        DefineTerm(term="flugelbinder"),
        ExplainScale(scale="none such"),
        Capo(),
        NumeralsOf(chords=()),
        WhyUnresolved(),
        VocalRange(voice="whistle"),
    ],
    ids=kind,
)
def test_what_cannot_be_answered_is_said_in_a_sentence(question: Question) -> None:
    with pytest.raises(RequestError) as caught:
        question.answer(Asker())
    assert str(caught.value)[0].isupper() and str(caught.value)[-1] in ".?"


def test_a_question_that_is_none_is_refused() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(AnyQuestion).validate_python({"kind": "fortune"})
