"""Laws of mixing, mastering and encoding, read back from the sound and from the files."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from skills.chance import rng
from skills.clock import Tempo
from skills.mix import REVERB, Mixdown, mix
from skills.mix.character import CHARACTERS
from skills.mix.encode import decode, flac, mp3, wav
from skills.mix.master import CEILING_DBTP, TARGET_LUFS, mastered
from skills.mix.measure import lufs, true_peak_dbtp
from skills.mix.reverb import impulse, in_room
from skills.render.engines import SAMPLE_RATE, Audio
from skills.render.synth import render
from skills.song import Note, Song
from skills.styles import STYLES
from tests.examples import example_song
from tests.skills.test_render import level, playing, song_of

BEAT_S = 0.3


def noise(seconds: float, db: float = -20.0, name: str = "") -> Audio:
    """White noise in stereo at an RMS level."""
    count = int(seconds * SAMPLE_RATE)
    raw = np.frombuffer(rng(1, "noise", name).randbytes(4 * count), np.int16).reshape(2, -1) / 32768
    return np.asarray(raw * np.sqrt(3) * 10 ** (db / 20), np.float32)


def tone(hz: float, seconds: float = 5.0, db: float = -20.0, phase: float = 0.0) -> Audio:
    """A sine in both channels with a peak level."""
    wave = np.sin(2 * np.pi * hz * np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE + phase) * 10 ** (db / 20)
    return np.tile(wave, (2, 1)).astype(np.float32)


def total(parts: Mapping[str, Audio]) -> Audio:
    """The sum of stems of any lengths."""
    out = np.zeros((2, max(part.shape[1] for part in parts.values())), np.float32)
    for part in parts.values():
        out[:, : part.shape[1]] += part
    return out


def per_second(audio: Audio) -> NDArray[np.float64]:
    """RMS of each second, in dB."""
    return np.array([level(audio, t, t + 1) for t in range(audio.shape[1] // SAMPLE_RATE)])


@pytest.fixture(scope="module")
def song() -> Song:
    """Sixteen bars, calm to full, at a brisk tempo."""
    return example_song().model_copy(update={"tempi": (Tempo(beat=0, bpm=60 / BEAT_S),)})


@pytest.fixture(scope="module")
def stems(song: Song) -> dict[str, Audio]:
    """The raw stems of the song."""
    return render(song)


@pytest.fixture(scope="module")
def mixdown(song: Song, stems: dict[str, Audio]) -> Mixdown:
    """The song as a pop record."""
    return mix(stems, song, "pop")


# Measuring


@pytest.mark.parametrize(
    "audio",
    [noise(5), noise(3, -45), tone(60), tone(997), tone(5000), np.concatenate([noise(4, -50), noise(4, -20)], axis=1)],
    ids=["noise", "quiet", "60 Hz", "997 Hz", "5 kHz", "gated"],
)
def test_loudness_is_what_pyloudnorm_measures(audio: Audio) -> None:
    import pyloudnorm

    assert lufs(audio) == pytest.approx(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(audio.T), abs=0.055)


def test_loudness_of_the_standards_own_example() -> None:
    # BS.1770-4: a sine of 997 Hz at full scale in one channel measures -3.01 LKFS.
    one = tone(997, db=0)
    one[1] = 0
    assert lufs(one) == pytest.approx(-3.01, abs=0.02)


def test_loudness_of_next_to_nothing() -> None:
    assert lufs(np.zeros((2, SAMPLE_RATE), np.float32)) == -np.inf
    assert lufs(np.zeros((2, 0), np.float32)) == -np.inf
    assert lufs(tone(997, seconds=0.2)) == pytest.approx(-20, abs=0.5)


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
def test_loudness_at_any_rate(rate: int) -> None:
    wave = 0.1 * np.sin(2 * np.pi * 997 * np.arange(5 * rate) / rate)
    assert lufs(np.tile(wave, (2, 1)).astype(np.float32), rate) == pytest.approx(-20, abs=0.05)


@pytest.mark.parametrize("hz", [997, 5000, SAMPLE_RATE / 4, 9876])
def test_true_peaks_lie_between_samples_too(hz: float) -> None:
    assert true_peak_dbtp(tone(hz, db=-6, phase=np.pi / 4)) == pytest.approx(-6, abs=0.15)


def test_true_peak_is_what_oversampling_finds(mixdown: Mixdown) -> None:
    from scipy.signal import resample_poly

    finer = resample_poly(mixdown.audio, 8, 1, axis=1)
    assert true_peak_dbtp(mixdown.audio) == pytest.approx(20 * np.log10(np.abs(finer).max()), abs=0.1)


# The record


@pytest.mark.parametrize("genre", sorted(STYLES))
def test_a_record_of_every_style(genre: str, song: Song, stems: dict[str, Audio]) -> None:
    made = mix(stems, song, genre)
    heard, rate = decode(mp3(made.audio))
    assert rate == SAMPLE_RATE
    assert lufs(heard) == pytest.approx(TARGET_LUFS, abs=0.3)
    assert true_peak_dbtp(heard) < -1
    assert np.abs(made.audio).max() < 1
    assert np.isfinite(made.audio).all()
    bar_s = 4 * BEAT_S
    assert level(made.audio, 12 * bar_s, 16 * bar_s) > level(made.audio, 0, 4 * bar_s) + 5, "the arc is audible"
    left, right = (level(side[None]) for side in made.audio)
    assert abs(left - right) < 1.5


def test_every_style_has_a_character() -> None:
    assert set(CHARACTERS) == set(STYLES)


def test_the_ending_is_whole_and_soft(song: Song, mixdown: Mixdown) -> None:
    form = int(song.beats * BEAT_S * SAMPLE_RATE)
    assert mixdown.audio.shape[1] > form + SAMPLE_RATE // 2
    assert level(mixdown.audio[:, -SAMPLE_RATE // 20 :]) < -60
    assert np.abs(mixdown.audio[:, -1]).max() < 1e-4
    tail = per_second(mixdown.audio)[int(song.beats * BEAT_S) :]
    assert all(np.diff(tail) < 3), "it only dies away"


def test_it_begins_at_once_and_without_a_click(mixdown: Mixdown) -> None:
    assert level(mixdown.audio, 0, 0.2) > -45
    assert np.abs(mixdown.audio[:, 0]).max() < 1e-3


def test_mastering_makes_no_clicks(mixdown: Mixdown) -> None:
    """In every few milliseconds the steepest step is what the gain of that moment makes of the mix's own."""
    frames = mixdown.audio.shape[1] // 256 * 256
    cells = [x[:, :frames].reshape(2, -1, 256) for x in (total(mixdown.stems), mixdown.audio)]
    before, after = (np.abs(np.diff(x, axis=2)).max(axis=(0, 2)) for x in cells)
    gain = np.sqrt(np.square(cells[1]).mean(axis=(0, 2)) / (np.square(cells[0]).mean(axis=(0, 2)) + 1e-12))
    audible = after > 1e-3
    assert audible.sum() > 1000
    assert (after[audible] < 1.4 * gain[audible] * before[audible]).all()


def test_stems_add_up_to_the_record(song: Song, mixdown: Mixdown) -> None:
    assert set(mixdown.stems) == {track.part.name for track in song.tracks} | {REVERB}
    whole = total(mixdown.stems)[:, : mixdown.audio.shape[1]]
    cells = whole.shape[1] // 4410
    for k in range(0, cells - 1, 7):  # over a moment mastering is no more than a gain
        a, b = (x[:, k * 4410 : (k + 1) * 4410].reshape(-1) for x in (whole, mixdown.audio))
        assert np.corrcoef(a, b)[0, 1] > 0.95


def test_the_same_stems_give_the_same_bytes(song: Song, stems: dict[str, Audio], mixdown: Mixdown) -> None:
    kept = {name: stem.copy() for name, stem in stems.items()}
    again = mix(stems, song, "pop")
    assert mp3(again.audio) == mp3(mixdown.audio)
    assert flac(again.stems["pad"]) == flac(mixdown.stems["pad"])
    assert all(np.array_equal(stems[name], kept[name]) for name in kept), "and are left as they were"


def test_a_part_has_one_gain_for_the_whole_song(stems: dict[str, Audio], mixdown: Mixdown) -> None:
    for name in ("lead", "pad", "bass", "chords 2"):
        gains = per_second(mixdown.stems[name])[:18] - per_second(stems[name])[:18]
        assert np.ptp(gains) < 2.5, name


def test_balance(mixdown: Mixdown) -> None:
    loudness = {name: lufs(stem) for name, stem in mixdown.stems.items()}
    assert max(loudness, key=lambda name: loudness[name]) == "lead"
    assert loudness["pad"] < loudness["chords"] < loudness["lead"]
    assert loudness["lead"] - loudness["bass"] < 5
    assert loudness["chords 2"] < loudness["chords"]


def test_everyone_has_a_place(mixdown: Mixdown) -> None:
    def lean(name: str) -> float:
        left, right = (level(side[None]) for side in mixdown.stems[name])
        return right - left

    for name in ("lead", "bass", "drums"):
        assert abs(lean(name)) < 1.5, name
    assert lean("chords") < -2
    assert lean("chords 2") > 2


def test_kick_and_bass_stand_in_the_middle() -> None:
    kick = playing("drums", *(Note(pitch=36, start=k, duration=0.5, velocity=100) for k in range(4)))
    song = song_of(kick)
    left, right = mix(render(song), song, "pop").audio
    assert np.corrcoef(left, right)[0, 1] > 0.98


def test_rooms_go_with_the_style(song: Song, stems: dict[str, Audio]) -> None:
    wet = {genre: lufs(mix(stems, song, genre).stems[REVERB]) for genre in ("metal", "pop", "ambient")}
    assert wet["metal"] + 2 < wet["pop"] < wet["ambient"] - 2


def test_a_calm_part_is_not_pulled_up_to_the_finale() -> None:
    """What plays only where the others are quiet stays quiet; where they are not, it is balanced with them."""
    bell = playing("celesta", *(Note(pitch=76, start=k, duration=1, velocity=40) for k in range(16)))
    loudness = {}
    for velocity in (40, 100):
        strengths = [velocity] * 4 + [100] * 4
        others = playing(
            "strings", *(Note(pitch=60, start=4 * k, duration=4, velocity=v) for k, v in enumerate(strengths))
        )
        made = song_of(bell, others, bars=8)
        loudness[velocity] = lufs(mix(render(made), made, "pop").stems["celesta"])
    assert loudness[40] < loudness[100] - 8


@pytest.mark.parametrize(
    "case",
    [
        song_of(playing("piano", *(Note(pitch=60, start=4 * k, duration=1, velocity=12) for k in range(8))), bars=8),
        song_of(playing("synth pad", Note(pitch=48, start=0, duration=32, velocity=20)), bars=8),
        song_of(playing("drums", *(Note(pitch=36 + k % 2 * 2, start=k, duration=0.2) for k in range(16))), bars=4),
        song_of(playing("piano", *(Note(pitch=60 + k, start=k / 2, duration=0.5) for k in range(10))), bars=2, bpm=160),
        song_of(playing("xylophone", Note(pitch=90, start=0, duration=0.1, velocity=127))),
        song_of(playing("upright bass", *(Note(pitch=28, start=k, duration=1) for k in range(16))), bars=4),
    ],
    ids=["quiet piano", "drone", "drums only", "three seconds", "one stroke", "bass only"],
)
def test_extremes_reach_the_loudness_too(case: Song) -> None:
    made = mix(render(case), case, "ambient" if len(case.tracks[0].notes) == 1 else "pop")
    heard, _ = decode(mp3(made.audio))
    assert lufs(heard) == pytest.approx(TARGET_LUFS, abs=1)
    assert true_peak_dbtp(heard) < -1


def test_silence_stays_silence() -> None:
    song = song_of(playing("piano"))
    made = mix(render(song), song, "pop")
    assert made.audio.shape == (2, 0)
    assert made.lufs == -np.inf


# Mastering


def test_wide_arcs_are_narrowed_in_order_and_narrow_ones_left() -> None:
    wide = np.concatenate([noise(6, db, str(db)) for db in (-58, -48, -40, -32, -24)], axis=1)
    levels = [level(mastered(wide, 1.0), 6 * k + 2, 6 * k + 4) for k in range(5)]
    assert all(np.diff(levels) > 1), levels
    assert 12 < levels[-1] - levels[0] < 24
    narrow = np.concatenate([noise(6, db, str(db)) for db in (-34, -30, -26)], axis=1)
    levels = [level(mastered(narrow, 1.0), 6 * k + 2, 6 * k + 4) for k in range(3)]
    assert np.diff(levels) == pytest.approx([4, 4], abs=0.3)


@pytest.mark.parametrize("every", [0.05, 0.5, 2.0])
def test_the_limiter_holds_what_would_break_the_ceiling(every: float) -> None:
    audio = noise(10, -30)
    for at in np.arange(0.3, 9.9, every):
        audio[:, int(at * SAMPLE_RATE)] = 0.9
    made = mastered(audio, 1.0)
    assert true_peak_dbtp(made) < CEILING_DBTP + 0.2


def test_glue_holds_back_leaps_but_keeps_the_passages() -> None:
    audio = np.concatenate([noise(6, -32, "calm"), noise(6, -20, "full")], axis=1)
    for at in range(6):
        audio[:, at * SAMPLE_RATE + 4000 : at * SAMPLE_RATE + 6000] *= 3

    def leap(made: Audio) -> float:
        return level(made, 3.1, 3.13) - level(made, 3.5, 3.9)

    free, held = mastered(audio, 1.0), mastered(audio, 3.0)
    assert leap(held) < leap(free) - 1.5
    difference = [level(x, 8.2, 9.9) - level(x, 2.2, 2.9) for x in (free, held)]
    assert difference[0] == pytest.approx(difference[1], abs=0.5)


# Rooms


@pytest.mark.parametrize("genre", ["funk", "pop", "ambient"])
def test_a_room_dies_away_by_60_db_in_its_time(genre: str) -> None:
    room = CHARACTERS[genre].room
    answer = impulse(room)
    energy = np.cumsum(np.square(answer[:, ::-1]).sum(axis=0))[::-1]  # Schroeder's backward integral
    decay = 10 * np.log10(energy[energy > 0] / energy[0])
    start, end = (int(np.argmax(decay < db)) for db in (-5, -35))
    assert (end - start) / SAMPLE_RATE * 2 == pytest.approx(room.decay_s, rel=0.25)
    assert np.square(answer).sum(axis=1) == pytest.approx([1, 1], rel=1e-3)
    assert abs(np.corrcoef(answer)[0, 1]) < 0.2, "the sides are independent"


def test_playing_in_a_room_is_convolution() -> None:
    from scipy.signal import fftconvolve

    room = CHARACTERS["pop"].room
    send = noise(3)[0]
    expected = np.stack([fftconvolve(send, side) for side in impulse(room)]) * 10 ** (room.level_db / 20)
    got = in_room(send, room)
    frames = expected.shape[1]
    assert np.abs(got[:, :frames] - expected).max() < 1e-5


# Files


@pytest.mark.parametrize(("write", "step"), [(flac, 2**-22), (wav, 2**-14)])
def test_lossless_files_bring_the_audio_back(write: Callable[[Audio], bytes], step: float, mixdown: Mixdown) -> None:
    heard, rate = decode(write(mixdown.audio))
    assert rate == SAMPLE_RATE
    assert np.abs(heard - mixdown.audio).max() <= step


def test_mp3_brings_the_sound_back(mixdown: Mixdown) -> None:
    data = mp3(mixdown.audio)
    heard, rate = decode(data)
    assert rate == SAMPLE_RATE
    seconds = mixdown.audio.shape[1] / SAMPLE_RATE
    assert len(data) * 8 / seconds == pytest.approx(256_000, rel=0.02)
    mono = mixdown.audio.mean(axis=0)[: 5 * SAMPLE_RATE]
    late = int(np.argmax(np.correlate(heard.mean(axis=0)[: 5 * SAMPLE_RATE + 3000], mono, "valid")))
    assert late < 0.03 * SAMPLE_RATE
    error = heard.mean(axis=0)[late : late + len(mono)] - mono
    assert level(error[None]) < level(mono[None]) - 25


def test_an_mp3_can_carry_a_title(mixdown: Mixdown) -> None:
    import io

    import soundfile

    short = mixdown.audio[:, :SAMPLE_RATE]
    tagged = mp3(short, title="Été à Łódź")
    assert soundfile.SoundFile(io.BytesIO(tagged)).title == "Été à Łódź"
    assert np.array_equal(decode(tagged)[0], decode(mp3(short))[0])
