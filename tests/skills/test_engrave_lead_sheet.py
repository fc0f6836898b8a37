"""Lead sheets, read back by music21 and verovio, and the picture, read back pixel by pixel."""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from skills.clock import METRES, Metre, Tempo
from skills.engrave.lead_sheet import musicxml
from skills.instruments import INSTRUMENTS
from skills.plan import Section
from skills.song import Song
from skills.theory.chord import QUALITIES, ChordSymbol, parse_chord
from skills.theory.key import MODES, Key
from tests.examples import example_song
from tests.skills.engrave_songs import as_notated, random_song, song_of

ALTERS = {"sharp": 1, "flat": -1, "natural": 0, "double-sharp": 2, "flat-flat": -2}
STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def parsed(song: Song) -> Any:
    from music21 import converter

    return converter.parse(musicxml(song), format="musicxml")


def notes_of(score: Any) -> list[tuple[int, float, float]]:
    """(MIDI pitch, start, duration) of every note, tied ones joined."""
    found: list[tuple[int, float, float]] = []
    for note in score.recurse().notes:
        if note.isNote:
            start, length = float(note.getOffsetInHierarchy(score)), float(note.quarterLength)
            if note.tie is not None and note.tie.type in ("stop", "continue"):
                pitch, begin, so_far = found.pop()
                assert (pitch, round(begin + so_far, 3)) == (note.pitch.midi, round(start, 3)), "a tie joins equals"
                start, length = begin, so_far + length
            found.append((int(note.pitch.midi), start, length))
    return [(pitch, round(start, 4), round(length, 4)) for pitch, start, length in found]


def written(song: Song) -> list[tuple[int, float, float]]:
    """The notes of the first track, as they are to be read."""
    notes = song.tracks[0].notes
    line = as_notated([(n.start, n.end) for n in notes], song.beats)
    return [(n.pitch, round(start, 4), round(end - start, 4)) for n, (start, end) in zip(notes, line, strict=True)]


@pytest.mark.parametrize("seed", range(24))
def test_music21_reads_back_what_was_written(seed: int) -> None:
    from music21 import bar, expressions, harmony, key, meter, tempo

    song = random_song(seed)
    score = parsed(song)
    part = score.parts[0]
    measures = list(part.getElementsByClass("Measure"))
    assert len(measures) == song.bars
    assert notes_of(score) == written(song)
    assert [m.ratioString for m in part.recurse().getElementsByClass(meter.TimeSignature)] == [song.metre]
    assert score.metadata.bestTitle == song.title

    symbols = list(part.recurse().getElementsByClass(harmony.ChordSymbol))
    assert [
        (round(float(s.getOffsetInHierarchy(score)), 3), s.root().name, s.bass().name, s.chordKindStr) for s in symbols
    ] == [
        (
            round(c.start, 3), c.symbol.root.replace("b", "-"), (c.symbol.bass or c.symbol.root).replace("b", "-"),
            QUALITIES[c.symbol.quality][1],
        )
        for c in song.chords
    ]  # fmt: skip

    first, in_force = 0, None
    for section in song.sections:
        expected = song.key.transposed(section.transpose)
        signs = list(measures[first].getElementsByClass(key.KeySignature))
        in_force = signs[0] if signs else in_force
        assert in_force is not None
        assert (in_force.sharps, in_force.mode) == (expected.signature, expected.mode.removeprefix("harmonic "))
        marks = [mark.content for mark in measures[first].getElementsByClass(expressions.RehearsalMark)]
        assert marks == [section.label]
        first += section.bars
        line = measures[first - 1].rightBarline
        assert isinstance(line, bar.Barline)
        assert line.type == ("final" if first == song.bars else "double")
    mark = part.recurse().getElementsByClass(tempo.MetronomeMark).first()
    assert mark is not None
    assert abs(mark.getQuarterBPM() - song.tempi[0].bpm) <= 0.75, "printed to a whole number of pulses"


@pytest.mark.parametrize("seed", range(24, 40))
def test_a_reader_who_knows_signature_and_printed_accidentals_plays_the_right_pitches(seed: int) -> None:
    song = random_song(seed)
    played: list[int] = []
    fifths, tied = 0, False
    for measure in ET.fromstring(musicxml(song)).iter("measure"):
        fifths = int(measure.findtext("attributes/key/fifths") or fifths)
        order = "FCGDAEB"
        signature = dict.fromkeys(order[:fifths], 1) if fifths > 0 else dict.fromkeys(order[7 + fifths :], -1)
        printed: dict[tuple[str, str], int] = {}
        for note in measure.findall("note"):
            if note.find("rest") is not None:
                continue
            step, octave = note.findtext("pitch/step") or "", note.findtext("pitch/octave") or ""
            accidental = note.findtext("accidental")
            if accidental:
                printed[step, octave] = ALTERS[accidental]
            if not tied:
                alter = printed.get((step, octave), signature.get(step, 0))
                played.append(12 * (int(octave) + 1) + STEPS[step] + alter)
            tied = any(tie.get("type") == "start" for tie in note.findall("tie"))
    assert played == [pitch for pitch, _, _ in written(song)]


@pytest.mark.parametrize("metre", METRES)
def test_verovio_hears_the_same_onsets(metre: Metre) -> None:
    import verovio

    song = next(s for s in map(random_song, range(40, 80)) if s.metre == metre)
    toolkit = verovio.toolkit()
    assert toolkit.loadData(musicxml(song))
    rendered = toolkit.renderToTimemap()
    events = json.loads(rendered) if isinstance(rendered, str) else rendered
    heard = sorted(round(event["qstamp"], 2) for event in events if event.get("on"))
    starts = sorted({round(start, 2) for _, start, _ in written(song)})
    assert set(starts) <= set(heard), "every onset is there"
    assert len(heard) <= len(starts) + musicxml(song).count('<tied type="stop"'), "and none but tied continuations"


@pytest.mark.parametrize("quality", QUALITIES)
def test_every_chord_quality_survives_with_and_without_a_foreign_bass(quality: str) -> None:
    from music21 import harmony

    chords = [ChordSymbol(root="Ab", quality=quality), ChordSymbol(root="F#", quality=quality, bass="C#")]
    song = song_of([(72, 0, 4)], bars=2, chords=[(0, chords[0]), (4, chords[1])])
    found = list(parsed(song).recurse().getElementsByClass(harmony.ChordSymbol))
    for chord, symbol in zip(chords, found, strict=True):
        assert symbol.chordKindStr == QUALITIES[quality][1]
        assert symbol.root().name.replace("-", "b") == chord.root
        assert symbol.bass().name.replace("-", "b") == (chord.bass or chord.root)
        wanted = {*chord.pitch_classes, chord.bass_pc}
        if quality.endswith(("11", "13")) and "#" not in quality:
            assert wanted <= set(symbol.pitchClasses), "the plain eleventh or thirteenth holds all its tones"
        else:
            assert set(symbol.pitchClasses) == wanted


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tonic", ["C", "F#", "Bb", "E", "Ab", "B", "Db"])
def test_the_scale_of_the_key_needs_no_accidentals(tonic: str, mode: str) -> None:
    key = Key.model_validate({"tonic": tonic, "mode": mode})
    scale = [60 + pc if pc >= 0 else 72 + pc for pc in key.scale]
    xml = musicxml(song_of([(pitch, float(i), 1) for i, pitch in enumerate(scale)], bars=2, key=key))
    assert len(re.findall("<accidental>", xml)) == (1 if mode == "harmonic minor" else 0)


@pytest.mark.parametrize(
    ("key", "chord", "pitches", "names"),
    [
        ("C major", "E7", [68], ["G4#"]),
        ("C major", "Fm", [68], ["A4b"]),
        ("C major", "C", [60, 61, 62], ["C4", "C4#", "D4"]),
        ("C major", "C", [62, 61, 60], ["D4", "D4b", "C4"]),
        ("A minor", "E7", [68, 69], ["G4#", "A4"]),
        ("D# minor", "D#m", [75, 74, 75], ["D5#", "C5##", "D5#"]),
        ("Gb major", "Cb", [71], ["C5b"]),
        ("E minor", "B7", [75, 76], ["D5#", "E5"]),
        ("G# major", "G#", [68, 67], ["A4b", "G4"]),
    ],
)
def test_notes_are_spelled_by_key_chord_and_direction(
    key: str, chord: str, pitches: list[int], names: list[str]
) -> None:
    tonic, mode = key.split(" ")
    song = song_of(
        [(pitch, float(i), 1) for i, pitch in enumerate(pitches)],
        key=Key.model_validate({"tonic": tonic, "mode": mode}), chords=[(0, parse_chord(chord))],
    )  # fmt: skip
    found = []
    for note in ET.fromstring(musicxml(song)).iter("pitch"):
        alter = int(note.findtext("alter") or 0)
        sign = "#" * alter if alter > 0 else "b" * -alter
        found.append((note.findtext("step") or "") + (note.findtext("octave") or "") + sign)
    assert found == names


@pytest.mark.parametrize(
    ("instrument", "centre", "sign", "octave"),
    [("violin", 74, "G", None), ("cello", 45, "F", None), ("acoustic guitar", 57, "G", "-1"),
     ("bass guitar", 36, "F", "-1"), ("piccolo", 98, "G", "1")],
)  # fmt: skip
def test_the_clef_suits_the_range(instrument: str, centre: int, sign: str, octave: str | None) -> None:
    assert INSTRUMENTS[instrument].low <= centre - 5
    song = song_of([(centre + d, float(d + 5), 1) for d in range(-5, 6)], instrument=instrument)
    clef = ET.fromstring(musicxml(song)).find(".//clef")
    assert clef is not None
    assert (clef.findtext("sign"), clef.findtext("clef-octave-change")) == (sign, octave)


def test_without_a_lead_the_next_best_line_is_shown() -> None:
    song = example_song()
    order = [["lead"], ["chords", "chords 2"], ["pad"], ["bass"], ["drums"]]
    for gone in range(1, len(order)):
        hidden = [name for names in order[:gone] for name in names]
        rest = song.model_copy(update={"tracks": tuple(t for t in song.tracks if t.part.name not in hidden)})
        assert rest.tracks[0].part.instrument.capitalize() in musicxml(rest)
    no_lead = song.model_copy(update={"tracks": song.tracks[1:]})
    tops = [max(n.pitch for n in song.tracks[1].notes if n.start == start) for start in range(0, 64, 2)]
    assert [pitch for pitch, _, _ in notes_of(parsed(no_lead))] == tops


def test_drums_alone_stand_on_a_percussion_staff() -> None:
    song = example_song()
    drums = song.model_copy(update={"tracks": song.tracks[-1:], "chords": ()})
    root = ET.fromstring(musicxml(drums))
    assert root.findtext(".//clef/sign") == "percussion"
    assert len(root.findall(".//unpitched")) == len(song.tracks[-1].notes)
    hats = [n for n in root.iter("note") if n.findtext("unpitched/display-step") == "G"]
    assert len(hats) == 8 * song.bars
    assert {hat.findtext("notehead") for hat in hats} == {"x"}


def test_an_unwritten_song_has_bars_of_rest_and_its_chords() -> None:
    song = example_song().model_copy(update={"tracks": ()})
    root = ET.fromstring(musicxml(song))
    assert len(root.findall(".//rest[@measure='yes']")) == song.bars
    assert len(root.findall(".//harmony")) == len(song.chords)


def test_how_notes_are_played_does_not_change_how_they_are_written() -> None:
    song = example_song()
    late = tuple(
        t.model_copy(
            update={"notes": tuple(n.model_copy(update={"delay_ms": 9.0, "gate": 0.4, "velocity": 5}) for n in t.notes)}
        )
        for t in song.tracks
    )
    assert musicxml(song.model_copy(update={"tracks": late})) == musicxml(song)


def test_swing_is_named_and_written_straight() -> None:
    song = example_song()
    lead, *others = song.tracks
    swung = tuple(n.model_copy(update={"delay_ms": 100.0 if n.start % 1 else 0.0}) for n in others[-1].notes)
    swinging = song.model_copy(update={"tracks": (lead, *others[:-1], others[-1].model_copy(update={"notes": swung}))})
    assert "swing" not in musicxml(song)
    assert musicxml(swinging) == musicxml(song).replace("Moderato", "Moderato, swing")


def test_a_slowing_end_says_rit_and_a_new_tempo_its_figure() -> None:
    song = song_of([(72, 0, 32)], bars=8)
    tempi = [Tempo(beat=0, bpm=90), Tempo(beat=16, bpm=120)]
    tempi += [Tempo(beat=28 + k, bpm=118 - 10 * k) for k in range(4)]
    root = ET.fromstring(musicxml(song.model_copy(update={"tempi": tuple(tempi)})))
    bars = {m.get("number"): m for m in root.iter("measure")}
    assert bars["1"].findtext(".//per-minute") == "90"
    assert bars["5"].findtext(".//per-minute") == "120"
    assert [w.text for w in bars["8"].iter("words")] == ["rit."]
    assert len(root.findall(".//metronome")) == 2


@pytest.mark.parametrize("metre", ["6/8", "9/8", "12/8"])
def test_compound_tempo_counts_dotted_quarters(metre: Metre) -> None:
    root = ET.fromstring(musicxml(song_of([(72, 0, 1.5)], metre=metre, bpm=100)))
    assert root.find(".//metronome/beat-unit-dot") is not None
    assert root.findtext(".//per-minute") == "67"
    sound = root.find(".//sound")
    assert sound is not None
    assert float(sound.get("tempo", "0")) == pytest.approx(100)


def test_titles_and_labels_may_hold_anything() -> None:
    label = "Verse & <Chorus> \"'"
    song = song_of([(72, 0, 1)], title="Fish & <Chips>", sections=(Section(kind="verse", label=label, bars=4),))
    root = ET.fromstring(musicxml(song))
    assert root.findtext("work/work-title") == "Fish & <Chips>"
    assert root.findtext(".//rehearsal") == label


def test_the_same_song_gives_the_same_bytes_in_another_process() -> None:
    here = musicxml(random_song(3))
    assert not re.search(r"20\d\d-\d\d-\d\d|music21", here)
    code = "from tests.skills.engrave_songs import random_song; from skills.engrave.lead_sheet import musicxml\n"
    code += "import sys; sys.stdout.buffer.write(musicxml(random_song(3)).encode())"
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode()
    assert there == here


def test_four_bars_a_line_broken_at_sections() -> None:
    sections = tuple(Section(kind="verse", label=f"Part {k}", bars=8) for k in range(3))
    song = song_of([(72, float(k), 1) for k in range(96)], bars=24, sections=sections)
    root = ET.fromstring(musicxml(song))
    starts = [int(m.get("number", 0)) for m in root.iter("measure") if m.find("print[@new-system='yes']") is not None]
    assert starts == [5, 9, 13, 17, 21]


def test_a_crowded_phrase_gets_two_lines() -> None:
    song = song_of([(72, k / 4, 0.25) for k in range(64)], bars=4)
    root = ET.fromstring(musicxml(song))
    starts = [int(m.get("number", 0)) for m in root.iter("measure") if m.find("print[@new-system='yes']") is not None]
    assert starts == [3]
