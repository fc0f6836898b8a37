"""Writing a song and making its files."""

import io
import json
from collections.abc import Iterator

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray
from PIL import Image

from bot.agent.conduct import ORDER, Studio, compose
from skills.check.report import Report
from skills.plan import Plan
from skills.render.midi import read_midi
from tests.examples import example_plan

NAMES = {
    "plan.json", "report.json", "song.mid", "song.mp3", "lead_sheet.png", "lead_sheet.musicxml", "arc.png",
    "piano_roll.png",
}  # fmt: skip


Sound = NDArray[np.float64]


@pytest.fixture(scope="module")
def studio() -> Iterator[Studio]:
    with Studio() as studio:
        yield studio


def test_the_song_is_whole_and_follows_the_plan() -> None:
    plan = example_plan()
    steps: list[tuple[str, float]] = []
    song = compose(plan, lambda step, done: steps.append((step, done)))
    assert len(steps) == len(ORDER)
    assert [done for _, done in steps] == sorted(done for _, done in steps)
    assert song.sections == plan.sections
    assert [t.part for t in song.tracks] == list(plan.parts)
    assert all(t.notes for t in song.tracks), "everyone who was hired plays"
    for section in plan.sections:
        start, end = plan.span(section)
        assert song.chords_in(start, end)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_plan_gives_the_same_song_and_another_seed_another(seed: int) -> None:
    plan = example_plan().model_copy(update={"seed": seed})
    assert compose(plan) == compose(plan)
    assert compose(plan) != compose(plan.model_copy(update={"seed": seed + 1}))


def lag(late: Sound, early: Sound) -> int:
    """By how many frames one signal follows another, where they are most alike."""
    size = 2 * max(len(late), len(early))
    alike = np.fft.irfft(np.fft.rfft(late, size) * np.conj(np.fft.rfft(early, size)))
    return int(alike.argmax())


def test_everything_that_is_made_can_be_read_back(studio: Studio) -> None:
    plan = example_plan()
    steps: list[tuple[str, float]] = []
    work = studio.make(plan, stems=True, wav=True, progress=lambda step, done: steps.append((step, done)))
    files = work.files
    stems = {name for name in files if name.startswith("stems/")}
    assert set(files) - stems == NAMES | {"song.wav"}
    assert stems == {f"stems/{part.name.replace(' ', '-')}.flac" for part in plan.parts} | {"stems/reverb.flac"}
    assert [done for _, done in steps] == sorted(done for _, done in steps)
    assert steps[-1][1] == 1.0

    assert Plan.model_validate_json(files["plan.json"]) == plan
    assert Report.model_validate_json(files["report.json"]) == work.report
    assert json.loads(files["report.json"])["audio"]["seconds"] > 0
    heard = read_midi(files["song.mid"])
    assert heard.bars == plan.bars
    assert [len(t.notes) for t in heard.tracks] == [len(t.notes) for t in work.song.tracks]
    for name in files:
        if name.endswith(".png"):
            assert min(Image.open(io.BytesIO(files[name])).size) > 200

    whole, rate = soundfile.read(io.BytesIO(files["song.wav"]), always_2d=True)
    parts = [soundfile.read(io.BytesIO(files[name]), always_2d=True) for name in sorted(stems)]
    assert rate == 44_100
    together = np.zeros_like(whole)
    for part, its_rate in parts:
        assert its_rate == rate
        together[: len(part)] += part[: len(together)]
    assert np.corrcoef(together[:, 0], whole[:, 0])[0, 1] > 0.9, "the stems are the song, before mastering"
    compressed, _ = soundfile.read(io.BytesIO(files["song.mp3"]), always_2d=True)
    assert abs(len(compressed) - len(whole)) < 0.1 * rate
    late = lag(compressed[:, 0], whole[:, 0])
    assert 0 <= late < 0.05 * rate, "an MP3 begins a little late, by the coder's own delay"
    frames = min(len(compressed) - late, len(whole))
    assert np.corrcoef(compressed[late : late + frames, 0], whole[:frames, 0])[0, 1] > 0.95


def test_a_studio_makes_the_same_bytes_every_time(studio: Studio) -> None:
    verse, _ = example_plan().sections
    plan = example_plan().model_copy(update={"sections": (verse.model_copy(update={"bars": 4}),)})
    first = studio.make(plan).files
    studio.make(example_plan())
    assert studio.make(plan).files == first, "nothing is left over from the song before"
    with Studio() as another:
        assert another.make(plan).files == first
