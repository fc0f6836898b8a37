"""Scores are heard as they were written: our own files and others', read back by the listener."""

import io
import zipfile
from itertools import pairwise

import mido
import pytest

import skills.arrange
import skills.bass
import skills.chords
import skills.melody
from skills.check.keys import same_key
from skills.engrave.lead_sheet import musicxml
from skills.listen.findings import Findings
from skills.listen.score import analyse
from skills.render.midi import write_midi
from skills.skill import SKILLS
from skills.song import Song
from skills.theory.chord import ChordSymbol
from tests.skills import songs
from tests.skills.check_songs import LOOPS, chord, key, song

assert skills.arrange and skills.bass and skills.chords and skills.melody

HOMES = ("C major", "A minor", "Eb major", "F# minor", "D dorian", "G mixolydian", "B minor", "Ab major")
METRES = ("4/4", "3/4", "6/8", "2/4", "12/8", "7/8")


def plain(midi: bytes) -> bytes:
    """A file that says nothing but notes, tempo and metre, as many programs write them."""
    file = mido.MidiFile(file=io.BytesIO(midi))
    for track in file.tracks:
        kept, waiting = [], 0
        for message in track:
            if message.type in ("text", "marker", "key_signature", "instrument_name"):
                waiting += message.time
            else:
                kept.append(message.copy(time=message.time + waiting))
                waiting = 0
        track[:] = kept
    out = io.BytesIO()
    file.save(file=out)
    return out.getvalue()


def triads(found: Findings) -> list[frozenset[int]]:
    """Pitch classes of the triad in the middle of each bar."""
    bar = found.song.beats / found.song.bars
    chords = [found.song.chord_at((n + 0.5) * bar) for n in range(found.song.bars)]
    return [frozenset(c.symbol.pitch_classes[:3]) if c else frozenset() for c in chords]


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize(("metre", "bpm"), [(m, 70 + 23 * n) for n, m in enumerate(METRES)])
def test_a_midi_file_is_heard_as_written(home: str, metre: str, bpm: int) -> None:
    made = song(home, metre=metre, bpm=bpm)  # type: ignore[arg-type]
    found = analyse("song.mid", write_midi(made))
    assert (found.key, found.key_source) == (key(home), "written")
    assert (found.bpm, found.tempo_source) == (bpm, "written")
    assert (found.song.metre, found.metre_source) == (metre, "written")
    assert found.bars == made.bars and found.sections_marked
    assert found.seconds == pytest.approx(made.beats * 60 / bpm, rel=0.03)
    assert found.tune is not None and found.tune.track == "lead"


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("metre", METRES)
def test_key_and_chords_are_heard_in_bare_notes(home: str, metre: str) -> None:
    made = song(home, metre=metre)  # type: ignore[arg-type]
    found = analyse("bare.mid", plain(write_midi(made)))
    assert found.key_source == found.chords_source == "heard"
    assert same_key(key(home), found.key) or found.other_key == key(home)
    loop = LOOPS[key(home).mode].split()
    expected = [frozenset(chord(loop[n % 4], key(home)).pitch_classes[:3]) for n in range(made.bars)]
    right = sum(a == b for a, b in zip(triads(found), expected, strict=True))
    assert right >= 0.9 * made.bars


def written(genre: str, seed: int) -> Song:
    plan = songs.plan(genre, seed=seed)
    made = Song.blank(plan)
    for skill in ("chords", "melody", "arrange", "bass"):
        for section in plan.sections:
            made = SKILLS[skill](made, plan, section)
    return made


@pytest.mark.parametrize(("genre", "least"), [("pop", 0.85), ("folk", 0.85), ("rock", 0.85), ("jazz", 0.6)])
def test_chords_of_whole_songs_are_found_again(genre: str, least: float) -> None:
    """With the names taken out of the file, root and third are still heard most of the time."""
    made = written(genre, 5)
    said, heard = analyse("a.mid", write_midi(made)), analyse("b.mid", plain(write_midi(made)))
    assert said.chords_source == "written" and heard.chords_source == "heard"
    assert [c.symbol for c in said.chords] == [c.symbol for c in made.chords]
    right, places = 0, [n / 2 for n in range(int(2 * made.beats))]
    for beat in places:
        a, b = made.chord_at(beat), heard.song.chord_at(beat)
        right += bool(a and b) and a.symbol.root_pc == b.symbol.root_pc and a.symbol.is_minor == b.symbol.is_minor
    assert right >= least * len(places)


@pytest.mark.parametrize(
    ("home", "metre", "bpm"), [("A minor", "4/4", 93), ("Eb major", "3/4", 140), ("D dorian", "6/8", 66)]
)
def test_musicxml_plain_and_zipped_is_heard_as_written(home: str, metre: str, bpm: int) -> None:
    made = (
        written("pop", 2).model_copy(update={"key": key(home)}) if metre == "4/4" else song(home, metre=metre, bpm=bpm)
    )  # type: ignore[arg-type]
    xml = musicxml(made).encode()
    found = analyse("score.txt", xml)
    assert found.kind == "MusicXML score"
    assert found.key.tonic == key(home).tonic and found.key_source == "written"
    assert found.song.metre == metre and found.bars == made.bars
    assert found.bpm == pytest.approx(made.tempi[0].bpm, abs=0.5)
    assert [s.label for s in found.song.sections] == [s.label for s in made.sections]
    if made.chords:
        assert [str(c.symbol) for c in found.chords] == [str(c.symbol) for c in made.chords]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "META-INF/container.xml", '<container><rootfiles><rootfile full-path="in/s.xml"/></rootfiles></container>'
        )
        archive.writestr("in/s.xml", xml)
    assert analyse("score.mxl", packed.getvalue()).model_copy(update={"name": "score.txt"}) == found


ABC = b"""X:1
T:A Made-Up Jig
M:6/8
L:1/8
Q:3/8=110
K:Em
"Em"E2B B2A|"D"F2A A2F|"Em"E2B B2A|"Bm7"dBA "Em"E3|
"G"G2B dBG|"D"F2A dAF|"Em"E2G B2A|"Bm"BAF "Em"E3|]
"""


def test_an_abc_tune_is_heard_as_written() -> None:
    found = analyse("tune.abc", ABC)
    assert (found.kind, str(found.key), found.song.metre, found.bars) == ("ABC tune", "E minor", "6/8", 8)
    assert found.bpm == pytest.approx(165) and found.tempo_source == "written"
    assert [str(c.symbol) for c in found.chords][:5] == ["Em", "D", "Em", "Bm7", "Em"]
    assert [c.numeral for c in found.chords][:4] == ["i", "VII", "i", "v7"]
    assert found.chords_by_bar()[3] == "Bm7 Em"


def test_a_tune_by_itself_is_told_no_chords() -> None:
    bare = b"\n".join(line for line in ABC.split(b"\n") if not line.startswith(b"Q:"))
    for name in (b'"Em"', b'"D"', b'"Bm7"', b'"G"', b'"Bm"'):
        bare = bare.replace(name, b"")
    found = analyse("tune.abc", bare)
    assert found.chords == () and found.tempo_source == "assumed"
    assert "tune by itself" in found.text and "assumed" in found.text


def test_what_comes_back_is_told_as_form() -> None:
    verse, chorus = "Am F C G", "F G Em Am"
    plan = [verse, verse, chorus, verse, chorus]
    parts = [song("A minor", chords=loop, form=(("verse", 8),), each=1 + (loop == chorus)) for loop in plan]
    whole = parts[0].model_copy(
        update={"sections": tuple(p.sections[0].model_copy(update={"label": f"S{n}"}) for n, p in enumerate(parts))}
    )
    for n, part in enumerate(parts[1:], 1):
        for track in part.tracks:
            old = whole.track(track.part.name)
            assert old is not None
            moved = [x.model_copy(update={"start": x.start + 32 * n}) for x in track.notes]
            whole = whole.with_track(old.model_copy(update={"notes": (*old.notes, *moved)}))
    found = analyse("form.mid", plain(write_midi(whole)))
    assert "".join(s.letter for s in found.form) == "AABAB"
    assert [s.bar for s in found.form] == [1, 9, 17, 25, 33]
    assert "AABAB, 8 bars each" in found.text


@pytest.mark.parametrize(("ratio", "said"), [(0.5, False), (0.667, True)])
def test_swing_is_heard(ratio: float, said: bool) -> None:
    found = analyse("swing.mid", write_midi(song("C major", each=2, swing=ratio)))
    assert found.swing == pytest.approx(ratio, abs=0.03)
    assert ("swung" in found.text) == said


def test_a_key_that_the_notes_deny_is_doubted() -> None:
    made = song("E major")
    lying = made.model_copy(update={"key": key("C major")})
    found = analyse("lying.mid", write_midi(lying))
    assert found.key == key("C major") and found.other_key == key("E major")
    assert "sound more like E major" in found.text


def test_bright_and_dark_files_sound_so() -> None:
    bright = analyse("a.mid", write_midi(song("C major", bpm=140, each=4, velocity=105)))
    dark = analyse("b.mid", write_midi(song("C minor", bpm=60, velocity=45)))
    assert bright.feeling is not None and dark.feeling is not None
    assert bright.feeling.valence > dark.feeling.valence + 0.2
    assert bright.feeling.arousal > dark.feeling.arousal + 0.2


def test_chords_follow_each_other_without_overlap() -> None:
    found = analyse("bare.mid", plain(write_midi(written("pop", 9))))
    assert all(a.end <= b.start + 1e-6 for a, b in pairwise(found.chords))
    assert all(isinstance(c.symbol, ChordSymbol) and c.numeral for c in found.chords)
    assert found == analyse("bare.mid", plain(write_midi(written("pop", 9))))
