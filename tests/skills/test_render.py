"""Laws of rendering, read back from the sound."""

import os
import stat
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from skills.clock import Tempo
from skills.errors import MissingPartError, OutputError
from skills.instruments import INSTRUMENTS
from skills.plan import Part, Section
from skills.render import engines, synth
from skills.render.engines import SAMPLE_RATE, Audio, SynthesisError, by_program, in_process
from skills.render.soundfont import find_soundfont
from skills.render.synth import TAIL_S, render
from skills.song import Control, Note, Song, Track
from skills.theory.key import Key
from tests.examples import example_song

PITCHED = [name for name, i in INSTRUMENTS.items() if i.family != "drums"]


def song_of(*tracks: Track, bars: int = 1, bpm: float = 120) -> Song:
    """A song in 4/4 of these tracks."""
    return Song(
        title="Test",
        key=Key(tonic="C"),
        metre="4/4",
        tempi=(Tempo(beat=0, bpm=bpm),),
        sections=(Section(kind="verse", label="Verse", bars=bars),),
        tracks=tracks,
    )


def playing(instrument: str, *notes: Note, controls: tuple[Control, ...] = ()) -> Track:
    """A track of one instrument, named after it."""
    role = "drums" if instrument == "drums" else "lead"
    return Track(part=Part(name=instrument, role=role, instrument=instrument), notes=notes, controls=controls)


def heard(track: Track, **more: float) -> Audio:
    """The stem of a track alone."""
    return render(song_of(track, **more))[track.part.name]  # type: ignore[arg-type]  # bars and bpm


def level(audio: Audio, start_s: float = 0.0, end_s: float = 1e9) -> float:
    """RMS between two moments, in dB of full scale."""
    part = audio[:, int(start_s * SAMPLE_RATE) : int(end_s * SAMPLE_RATE)]
    return float(20 * np.log10(np.sqrt(np.mean(np.square(part, dtype=np.float64))) + 1e-9)) if part.size else -180.0


def tuning_cents(audio: Audio, hz: float) -> float:
    """How far the nearest period of the sound lies from a pitch, by autocorrelation."""
    mono = audio.mean(axis=0)[SAMPLE_RATE // 5 : SAMPLE_RATE // 5 + 16384].astype(np.float64)
    spectrum = np.fft.rfft(mono * np.hanning(len(mono)), 4 * len(mono))
    similar = np.fft.irfft(np.abs(spectrum) ** 2)
    lags = np.arange(int(SAMPLE_RATE / hz * 0.95), int(SAMPLE_RATE / hz * 1.05) + 2)
    at = lags[np.argmax(similar[lags])]
    before, here, after = similar[at - 1 : at + 2]
    assert here > 0.5 * similar[0], "there is no such period in the sound"
    exact = at + (before - after) / (2 * (before - 2 * here + after))
    return float(1200 * np.log2(SAMPLE_RATE / exact / hz))


@pytest.fixture(scope="module")
def example() -> tuple[Song, dict[str, Audio]]:
    """The example song and its stems."""
    song = example_song()
    return song, render(song)


def test_every_part_becomes_a_stem_of_one_length(example: tuple[Song, dict[str, Audio]]) -> None:
    song, stems = example
    assert list(stems) == [track.part.name for track in song.tracks]
    shapes = {stem.shape for stem in stems.values()}
    assert len(shapes) == 1
    channels, frames = shapes.pop()
    assert channels == 2
    form_s = song.beats * 60 / 100
    assert form_s < frames / SAMPLE_RATE <= form_s + TAIL_S
    for stem in stems.values():
        assert stem.dtype == np.float32
        assert np.isfinite(stem).all()
        assert level(stem) > -60


def test_the_same_song_gives_the_same_samples(example: tuple[Song, dict[str, Audio]]) -> None:
    song, stems = example
    again = render(song)
    assert all(np.array_equal(stem, again[name]) for name, stem in stems.items())


def test_a_stem_depends_on_its_own_part_alone(example: tuple[Song, dict[str, Audio]]) -> None:
    song, stems = example
    for track in song.tracks[::2]:
        alone = render(song.model_copy(update={"tracks": (track,)}))[track.part.name]
        frames = min(alone.shape[1], stems[track.part.name].shape[1])
        assert np.array_equal(alone[:, :frames], stems[track.part.name][:, :frames])


def test_sound_dies_away_and_is_not_cut(example: tuple[Song, dict[str, Audio]]) -> None:
    song, stems = example
    end_s = song.beats * 60 / 100
    whole = np.sum(list(stems.values()), axis=0)
    loudest = level(whole)
    assert level(whole, end_s + 0.05, end_s + 0.15) > loudest - 45, "the last chord rings on"
    assert np.abs(whole[:, -50:]).max() < np.abs(whole).max() * 1e-3, "and is silent at the end"


def test_a_sound_that_would_ring_on_too_long_is_faded(monkeypatch: pytest.MonkeyPatch) -> None:
    note = Note(pitch=49, start=0, duration=1, velocity=110)
    crash = heard(playing("drums", note))
    assert crash.shape[1] > 3 * SAMPLE_RATE
    monkeypatch.setattr(synth, "TAIL_S", 0.5)
    monkeypatch.setattr(synth, "_FADE_S", 0.5)
    short = heard(playing("drums", note))
    assert short.shape[1] == int(2.5 * SAMPLE_RATE)
    assert level(crash, 2.3, 2.5) > -65
    assert np.abs(short[:, -20:]).max() < 1e-4
    assert level(short, 2.0, 2.2) < level(short, 1.8, 2.0)


def test_a_part_that_rests_is_silent() -> None:
    song = example_song()
    track = song.tracks[0]
    beats = 60 / 100
    rested = song.with_notes(track.part.name, 16, 48, ()).model_copy(update={"tracks": song.tracks[:1]})
    rested = rested.with_notes(track.part.name, 16, 48, ())
    stem = render(rested)[track.part.name]
    assert level(stem, 18 * beats, 47.5 * beats) < -80
    assert level(stem, 0, 16 * beats) > -50
    assert level(stem, 48 * beats, 64 * beats) > -50


@pytest.mark.parametrize("bpm", [60, 97.3, 180])
def test_notes_begin_when_the_clock_says(bpm: float) -> None:
    stem = heard(playing("drums", Note(pitch=38, start=3, duration=0.25, velocity=110)), bpm=bpm)
    onset = np.flatnonzero(np.abs(stem).max(axis=0) > 0.1 * np.abs(stem).max())[0] / SAMPLE_RATE
    assert onset == pytest.approx(3 * 60 / bpm, abs=0.008)


def test_every_instrument_sounds() -> None:
    tracks = []
    for name in PITCHED:
        low, high = INSTRUMENTS[name].low, INSTRUMENTS[name].high
        notes = (Note(pitch=p, start=k, duration=1) for k, p in enumerate((low, (low + high) // 2, high)))
        tracks.append(playing(name, *notes))
    stems = render(song_of(*tracks, bpm=180))
    for name in PITCHED:
        for k in range(3):
            assert level(stems[name], k / 3, (k + 1) / 3) > -62, (name, k)


@pytest.mark.parametrize(
    ("instrument", "pitch"),
    [("piano", 69), ("recorder", 81), ("acoustic guitar", 57), ("violin", 69), ("flute", 81), ("trumpet", 69),
     ("bass guitar", 45), ("synth lead", 69), ("cello", 57), ("clarinet", 69)],
)  # fmt: skip
def test_instruments_are_in_tune_at_a_440(instrument: str, pitch: int) -> None:
    stem = heard(playing(instrument, Note(pitch=pitch, start=0, duration=4, velocity=90)), bpm=150)
    assert abs(tuning_cents(stem, 440 * 2 ** ((pitch - 69) / 12))) < 15


def test_drums_are_drums() -> None:
    def centre_hz(pitch: int) -> float:
        stem = heard(playing("drums", Note(pitch=pitch, start=0, duration=1, velocity=110)))
        power = np.abs(np.fft.rfft(stem.mean(axis=0)[:SAMPLE_RATE])) ** 2
        return float((power * np.fft.rfftfreq(SAMPLE_RATE, 1 / SAMPLE_RATE)[: len(power)]).sum() / power.sum())

    kick, snare, hat = (centre_hz(pitch) for pitch in (36, 38, 42))
    assert kick < 250 < snare < hat
    assert hat > 4000


@pytest.mark.parametrize("instrument", ["piano", "violin", "drums", "brass", "bass guitar", "synth pad"])
def test_harder_is_louder(instrument: str) -> None:
    levels = [
        level(heard(playing(instrument, Note(pitch=45, start=0, duration=2, velocity=velocity))), 0, 1)
        for velocity in (30, 60, 90, 120)
    ]
    assert all(after > before + 2 for before, after in pairwise(levels)), levels


def test_the_sustain_pedal_holds_notes() -> None:
    note = Note(pitch=60, start=0, duration=0.5)
    pedal = (Control(number=64, beat=0, value=127), Control(number=64, beat=3.5, value=0))
    short, held = heard(playing("piano", note)), heard(playing("piano", note, controls=pedal))
    assert level(held, 1.0, 1.5) > level(short, 1.0, 1.5) + 25
    assert level(held, 2.6, 3.0) < level(held, 1.0, 1.5) - 25, "and lets go of them"


def test_expression_swells() -> None:
    rise = tuple(Control(number=11, beat=k / 4, value=40 + 5 * k) for k in range(17))
    stem = heard(playing("strings", Note(pitch=60, start=0, duration=4), controls=rise))
    assert level(stem, 1.5, 2) > level(stem, 0.5, 1.0) + 5


def test_the_program_plays_what_the_library_plays() -> None:
    song = example_song()
    song = song.model_copy(update={"tracks": song.tracks[:1] + song.tracks[-1:]})
    ours, theirs = render(song, engine=in_process), render(song, engine=by_program)
    for name in ours:
        assert abs(ours[name].shape[1] - theirs[name].shape[1]) < 4 * SAMPLE_RATE
        a, b = (
            np.array([level(stem, t / 4, (t + 1) / 4) for t in range(4 * 38)]) for stem in (ours[name], theirs[name])
        )
        assert np.corrcoef(a, b)[0, 1] > 0.95, name


def test_an_empty_song_is_no_sound() -> None:
    stems = render(song_of(playing("piano")))
    assert stems["piano"].shape == (2, 0)


# When things go wrong


def test_a_soundfont_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError, match="no soundfont at"):
        render(example_song(), tmp_path / "none.sf2")


def test_no_soundfont_anywhere_names_the_command_for_each_system(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError) as caught:
        find_soundfont(None, [tmp_path, tmp_path / "missing"])
    for word in ("Debian", "apt-get install", "Fedora", "dnf install", "macOS", "brew install", "Windows", "choco"):
        assert word in str(caught.value)


def test_the_first_choice_among_soundfonts(tmp_path: Path) -> None:
    for name in ("zzz.sf2", "FluidR3_GM.sf2", "aaa.sf3"):
        (tmp_path / name).write_bytes(b"")
    assert find_soundfont(None, [tmp_path]).name == "FluidR3_GM.sf2"
    (tmp_path / "FluidR3_GM.sf2").unlink()
    assert find_soundfont(None, [tmp_path]).name == "zzz.sf2"


@pytest.mark.parametrize("content", [b"", b"this is no soundfont", b"RIFF\x04\0\0\0sfbk"])
def test_a_broken_soundfont(content: bytes, tmp_path: Path) -> None:
    font = tmp_path / "broken.sf2"
    font.write_bytes(content)
    with pytest.raises(MissingPartError, match=r"broken\.sf2"):
        render(song_of(playing("piano", Note(pitch=60, start=0, duration=1))), font)


def test_no_fluidsynth_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_library", lambda: None)
    monkeypatch.setattr(engines, "find_program", lambda: None)
    with pytest.raises(MissingPartError, match="apt-get install fluidsynth"):
        render(example_song())


def _impostor(folder: Path, script: str) -> None:
    program = folder / "fluidsynth"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)


@pytest.mark.skipif(os.name != "posix", reason="stands in for the program with a shell script")
def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _impostor(tmp_path, f"echo $$ > {tmp_path}/pid; sleep 600")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(work))
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(engines, "patience", lambda _: 2.0)
    with pytest.raises(SynthesisError, match="too long"):
        render(song_of(playing("piano", Note(pitch=60, start=0, duration=1))), engine=by_program)
    assert list(work.iterdir()) == []
    pid = int((tmp_path / "pid").read_text())
    for _ in range(50):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("the program is still running")


@pytest.mark.skipif(os.name != "posix", reason="stands in for the program with a shell script")
def test_a_program_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _impostor(tmp_path, "exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(MissingPartError, match="made no sound"):
        render(song_of(playing("piano", Note(pitch=60, start=0, duration=1))), engine=by_program)


def test_no_room_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(OutputError, match="temporary folder"):
        render(song_of(playing("piano", Note(pitch=60, start=0, duration=1))), engine=by_program)


def test_a_library_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "patience", lambda _: -1.0)
    with pytest.raises(SynthesisError, match="too long"):
        render(song_of(playing("piano", Note(pitch=60, start=0, duration=1))), engine=in_process)
