"""Laws of the MIDI room: what is written is read back to the tick, by us and by others."""

import io
import warnings
from itertools import pairwise

import mido
import pretty_midi
import pytest
import symusic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skills.clock import METRES, Tempo, bar_beats, bpm_at, seconds_at
from skills.errors import CowriterError, RequestError
from skills.instruments import INSTRUMENTS
from skills.plan import Part, Section
from skills.render.midi import TICKS, read_midi, write_midi
from skills.song import Chord, Control, Note, Song, Track
from skills.theory.chord import QUALITIES, ChordSymbol, numeral
from skills.theory.key import MODES, Key
from tests.examples import example_song

KINDS = ("intro", "verse", "pre-chorus", "chorus", "bridge", "solo", "build", "drop", "outro")
TONICS = ("C", "G", "D", "A", "E", "B", "F#", "Db", "Ab", "Eb", "Bb", "F", "Cb", "G#", "D#", "A#", "Gb")
PITCHED = [i for i in INSTRUMENTS.values() if i.family != "drums"]

beats = st.integers(0, 40 * 24).map(lambda n: n / 24)
lengths = st.integers(1, 96).map(lambda n: n / 24)
notes = st.builds(
    Note,
    pitch=st.integers(30, 45),
    start=beats,
    duration=lengths,
    velocity=st.integers(1, 127),
    delay_ms=st.floats(-120, 250),
    gate=st.floats(0.05, 1.5),
)
controls = st.builds(Control, number=st.sampled_from([1, 11, 64]), beat=beats, value=st.integers(0, 127))
keys = st.builds(Key, tonic=st.sampled_from(TONICS), mode=st.sampled_from(MODES))


def within(form: float, drawn: list[Note]) -> list[Note]:
    return [n.model_copy(update={"start": n.start % form}) for n in drawn]


@st.composite
def songs(draw: st.DrawFn) -> Song:
    key, metre = draw(keys), draw(st.sampled_from(METRES))
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=6))
    sections = tuple(
        Section(
            kind=kind,
            label=f"{kind.title()} {n}",
            bars=draw(st.integers(1, 9)),
            transpose=draw(st.integers(-5, 6)) if n else 0,
        )
        for n, kind in enumerate(kinds)
    )
    form = sum(s.bars for s in sections) * bar_beats(metre)
    bpm = st.integers(300, 3000).map(lambda n: n / 10)
    turns = draw(st.lists(st.tuples(st.integers(1, 40), bpm), max_size=4, unique_by=lambda t: t[0]))
    tempi = [Tempo(beat=0, bpm=draw(bpm)), *(Tempo(beat=b, bpm=v) for b, v in sorted(turns) if b < form)]
    tempi = [t for n, t in enumerate(tempi) if n == 0 or t.bpm != tempi[n - 1].bpm]
    instruments = draw(st.lists(st.sampled_from(sorted(INSTRUMENTS)), min_size=1, max_size=5))
    tracks = tuple(
        Track(
            part=Part(name=f"part {n}", role=draw(st.sampled_from(INSTRUMENTS[name].roles)), instrument=name),
            notes=tuple(
                sorted(within(form, draw(st.lists(notes, min_size=1, max_size=12))), key=lambda x: (x.start, x.pitch))
            ),
            controls=tuple(sorted(draw(st.lists(controls, max_size=4)), key=lambda c: c.beat)),
        )
        for n, name in enumerate(instruments)
    )
    chords, at = [], 0.0
    for root, quality in draw(
        st.lists(st.tuples(st.sampled_from(TONICS[:12]), st.sampled_from(sorted(QUALITIES))), max_size=6)
    ):
        length = draw(st.sampled_from([0.5, 1.0, 2.0]))
        if at + length > form:
            break
        symbol = ChordSymbol(root=root, quality=quality)
        chords.append(Chord(symbol=symbol, start=at, duration=length, numeral=numeral(symbol, key)))
        at += length + draw(st.sampled_from([0.0, 0.0, 1.0]))
    return Song(
        title=draw(st.text(st.characters(categories=["L", "N", "S", "Zs"]), max_size=20).map(str.strip)) or "Song",
        key=key,
        metre=metre,
        tempi=tuple(tempi),
        sections=sections,
        chords=tuple(chords),
        tracks=tracks,
    )


def as_played(song: Song, track: Track) -> list[tuple[int, int, int, int]]:
    """The law in its own words: (on, off, pitch, velocity) in ticks."""
    rough: dict[tuple[int, int], tuple[int, int]] = {}
    for note in track.notes:
        late = note.delay_ms / 1000 * bpm_at(song.tempi, note.start) / 60
        on = max(0, round((note.start + late) * TICKS))
        off = on + max(1, round(note.duration * note.gate * TICKS))
        old = rough.get((note.pitch, on), (0, 0))
        rough[note.pitch, on] = max(off, old[0]), max(note.velocity, old[1])
    result = []
    for (pitch, on), (off, velocity) in sorted(rough.items()):
        later = [o for p, o in rough if p == pitch and o > on]
        if later and off > min(later):
            off = max(on + 1, min(later) - 1)
        result.append((on, off, pitch, velocity))
    return sorted(result)


def in_ticks(track: Track) -> list[tuple[int, int, int, int]]:
    return sorted((round(n.start * TICKS), round(n.end * TICKS), n.pitch, n.velocity) for n in track.notes)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(songs())
def test_what_is_written_is_read_back(song: Song) -> None:
    data = write_midi(song)
    read = read_midi(data)
    assert (read.title, read.key, read.metre) == (song.title, song.key, song.metre)
    assert read.tempi == song.tempi
    assert read.sections == song.sections
    assert [(c.symbol, c.start, c.duration) for c in read.chords] == [
        (c.symbol, c.start, c.duration) for c in song.chords
    ]
    assert [t.part for t in read.tracks] == [t.part for t in song.tracks]
    for track, again in zip(song.tracks, read.tracks, strict=True):
        assert in_ticks(again) == as_played(song, track)
        assert all(n.delay_ms == 0 and n.gate == 1 for n in again.notes)
        assert sorted((c.beat, c.number, c.value) for c in again.controls) == sorted(
            (round(c.beat * TICKS) / TICKS, c.number, c.value) for c in track.controls
        )
    assert write_midi(read) == write_midi(read_midi(write_midi(read)))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(songs())
def test_two_other_libraries_agree(song: Song) -> None:
    data = write_midi(song)
    score = symusic.Score.from_midi(data)
    assert score.ticks_per_quarter == TICKS
    assert sorted((t.name, t.program, t.is_drum) for t in score.tracks) == sorted(
        (t.part.name, INSTRUMENTS[t.part.instrument].program, t.part.instrument == "drums") for t in song.tracks
    )
    heard = {t.name: sorted((n.time, n.time + n.duration, n.pitch, n.velocity) for n in t.notes) for t in score.tracks}
    assert heard == {t.part.name: as_played(song, t) for t in song.tracks}
    assert [(t.time, round(t.qpm, 1)) for t in score.tempos] == [(round(t.beat * TICKS), t.bpm) for t in song.tempi]
    assert [f"{t.numerator}/{t.denominator}" for t in score.time_signatures] == [song.metre]
    assert [m.text for m in score.markers] == [s.label for s in song.sections]
    accidentals = song.key.signature
    assert score.key_signatures[0].key == (
        accidentals if abs(accidentals) <= 7 else accidentals - (12 if accidentals > 0 else -12)
    )
    assert bool(score.key_signatures[0].tonality) == song.key.is_minor
    clock = pretty_midi.PrettyMIDI(io.BytesIO(data))
    for track, instrument in zip(song.tracks, clock.instruments, strict=True):
        onsets = sorted(seconds_at(song.tempi, on / TICKS) for on, *_ in as_played(song, track))
        assert sorted(n.start for n in instrument.notes) == pytest.approx(onsets, abs=1e-3)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(songs())
def test_nothing_hangs_overlaps_or_is_empty(song: Song) -> None:
    file = mido.MidiFile(file=io.BytesIO(write_midi(song)), charset="utf-8")
    assert file.type == 1 and file.ticks_per_beat == TICKS and len(file.tracks) == 1 + len(song.tracks)
    for track in file.tracks[1:]:
        now, open_notes, last = 0, {}, []
        for message in track:
            assert message.time >= 0
            now += message.time
            if message.type == "note_on":
                assert message.velocity > 0 and message.note not in open_notes
                open_notes[message.note] = now
            elif message.type == "note_off":
                assert now > open_notes.pop(message.note)
            last.append((now, {"note_off": 0, "control_change": 1, "note_on": 2}.get(message.type, -1)))
        assert not open_notes
        played = [e for e in last if e[1] >= 0]
        assert all(a <= b for a, b in pairwise(played))
    channels = [next(m.channel for m in t if m.type == "program_change") for t in file.tracks[1:]]
    pitched = [c for c, t in zip(channels, song.tracks, strict=True) if t.part.instrument != "drums"]
    assert 9 not in pitched and len(set(pitched)) == len(pitched)
    assert all(c == 9 for c, t in zip(channels, song.tracks, strict=True) if t.part.instrument == "drums")


@pytest.mark.parametrize("metre", METRES)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tonic", ["C", "F#", "Bb", "D#"])
def test_every_key_and_metre_is_read_back(tonic: str, mode: str, metre: str) -> None:
    song = example_song()
    few = song.tracks[0].model_copy(update={"notes": song.tracks[0].notes[:5]})
    song = song.model_copy(update={"key": Key(tonic=tonic, mode=mode), "metre": metre, "chords": (), "tracks": (few,)})
    read = read_midi(write_midi(song))
    assert (read.key, read.metre, read.bars) == (song.key, metre, song.bars)


def test_same_song_same_bytes() -> None:
    assert write_midi(example_song()) == write_midi(example_song())


@pytest.mark.parametrize("name", [i.name for i in INSTRUMENTS.values()])
def test_every_instrument_comes_back(name: str) -> None:
    part = Part(name="it", role=INSTRUMENTS[name].roles[0], instrument=name)
    song = example_song().model_copy(
        update={"tracks": (Track(part=part, notes=(Note(pitch=60, start=0, duration=1),)),)}
    )
    assert read_midi(write_midi(song)).tracks[0].part == part


def test_a_part_that_rests_is_kept() -> None:
    song = example_song()
    silent = song.with_track(Track(part=song.tracks[0].part))
    read = read_midi(write_midi(silent))
    assert [t.part for t in read.tracks] == [t.part for t in song.tracks] and read.tracks[0].notes == ()


def test_fifteen_pitched_parts_fit_and_sixteen_do_not() -> None:
    def band(size: int) -> Song:
        parts = [Part(name=f"p{n}", role="lead", instrument=PITCHED[n].name) for n in range(size)]
        parts.append(Part(name="drums", role="drums", instrument="drums"))
        tracks = tuple(Track(part=p, notes=(Note(pitch=60, start=0, duration=1),)) for p in parts)
        return example_song().model_copy(update={"tracks": tracks})

    assert len(read_midi(write_midi(band(15))).tracks) == 16
    with pytest.raises(RequestError, match="15 instruments"):
        write_midi(band(16))


def test_a_mode_is_said_in_words_and_signed_with_its_accidentals() -> None:
    song = example_song().model_copy(update={"key": Key(tonic="D", mode="dorian")})
    file = mido.MidiFile(file=io.BytesIO(write_midi(song)))
    assert [m.key for m in file.tracks[0] if m.type == "key_signature"] == ["Am"]
    assert "mode: D dorian" in [m.text for m in file.tracks[0] if m.type == "text"]


def test_the_last_chorus_up_a_step_changes_the_signature() -> None:
    song = example_song()
    verse, chorus = song.sections
    song = song.model_copy(update={"sections": (verse, chorus.model_copy(update={"transpose": 2}))})
    file = mido.MidiFile(file=io.BytesIO(write_midi(song)))
    assert [m.key for m in file.tracks[0] if m.type == "key_signature"] == ["Am", "Bm"]


# Files of other makers


def foreign(tracks: list[list[mido.Message]], kind: int = 1, resolution: int = 96) -> bytes:
    file = mido.MidiFile(type=kind, ticks_per_beat=resolution)
    file.tracks.extend(mido.MidiTrack(t) for t in tracks)
    out = io.BytesIO()
    file.save(file=out)
    return out.getvalue()


def scale_messages(channel: int, root: int = 62, length: int = 96) -> list[mido.Message]:
    out = []
    for pitch in [root + s for s in (0, 2, 4, 5, 7, 9, 11, 12, 7, 4, 0, 0)]:
        out.append(mido.Message("note_on", channel=channel, note=pitch, velocity=70, time=0))
        out.append(mido.Message("note_on", channel=channel, note=pitch, velocity=0, time=length))
    return out


def test_type_0_without_metas() -> None:
    messages = [mido.Message("program_change", channel=3, program=41), *scale_messages(3)]
    read = read_midi(foreign([messages], kind=0))
    assert str(read.key) == "D major" and read.metre == "4/4" and read.tempi[0].bpm == 120
    assert read.bars == 3 and read.sections[0].label == "Song"
    assert [n.start for n in read.tracks[0].notes] == [float(n) for n in range(12)]
    assert read.tracks[0].part.instrument == "viola"


def test_channels_of_a_type_0_file_become_parts_and_channel_10_drums() -> None:
    messages = [
        mido.Message("program_change", channel=0, program=73),
        mido.Message("program_change", channel=1, program=5),
        *scale_messages(0), *scale_messages(1), *scale_messages(9),
    ]  # fmt: skip
    read = read_midi(foreign([messages], kind=0))
    assert [t.part.instrument for t in read.tracks] == ["flute", "electric piano", "drums"]


@pytest.mark.parametrize("resolution", [24, 96, 120, 220, 384, 960])
def test_other_resolutions(resolution: int) -> None:
    read = read_midi(foreign([scale_messages(0, length=resolution)], resolution=resolution))
    assert [n.start for n in read.tracks[0].notes] == [float(n) for n in range(12)]


def test_running_status() -> None:
    head = b"MThd\x00\x00\x00\x06\x00\x00\x00\x01\x00\x60"
    body = b"\x00\x90\x3c\x40\x60\x3c\x00\x00\x40\x40\x60\x40\x00\x00\xff\x2f\x00"
    read = read_midi(head + b"MTrk" + len(body).to_bytes(4, "big") + body)
    assert [(n.pitch, n.start, n.duration) for n in read.tracks[0].notes] == [(60, 0, 1), (64, 1, 1)]


@pytest.mark.parametrize(
    ("top", "bottom", "metre"), [(2, 2, "4/4"), (4, 8, "2/4"), (6, 4, "12/8"), (11, 8, "4/4"), (7, 8, "7/8")]
)
def test_metres_we_do_not_have_become_the_nearest_alike(top: int, bottom: int, metre: str) -> None:
    signature = mido.MetaMessage("time_signature", numerator=top, denominator=bottom)
    assert read_midi(foreign([[signature, *scale_messages(0)]])).metre == metre


def test_a_long_file_without_markers() -> None:
    read = read_midi(foreign([[mido.Message("note_on", note=60, time=96 * 4 * 600), *scale_messages(0)]]))
    assert read.bars == 603 and all(s.bars <= 256 for s in read.sections)


def test_pretty_midi_files_are_read() -> None:
    file = pretty_midi.PrettyMIDI(resolution=480, initial_tempo=90)
    violin = pretty_midi.Instrument(40, name="fiddle")
    violin.notes = [pretty_midi.Note(80, 60 + n, n * 60 / 90, (n + 1) * 60 / 90) for n in range(8)]
    file.instruments.append(violin)
    out = io.BytesIO()
    file.write(out)
    read = read_midi(out.getvalue())
    assert read.tempi[0].bpm == pytest.approx(90, abs=1e-3) and read.tracks[0].part.name == "fiddle"
    assert [n.start for n in read.tracks[0].notes] == [float(n) for n in range(8)]


@pytest.mark.parametrize(
    "data", [b"", b"MThd", b"not midi at all", b"RIFF" + bytes(200), write_midi(example_song())[:300]]
)
def test_bad_bytes_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(CowriterError) as caught:
        read_midi(data)
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value)


def test_film_frames_are_refused() -> None:
    data = write_midi(example_song())
    with pytest.raises(RequestError, match="frames"):
        read_midi(data[:12] + b"\xe8\x28" + data[14:])


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_damaged_files_are_read_or_refused_never_a_crash(data: st.DataObject) -> None:
    song = example_song()
    whole = bytearray(write_midi(song.model_copy(update={"tracks": song.tracks[:1]})))
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=6)):
        whole[at] = data.draw(st.integers(0, 255))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            read_midi(bytes(whole))
        except CowriterError as error:
            assert str(error)
