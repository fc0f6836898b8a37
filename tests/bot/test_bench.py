"""The bench times every step, and its ratios are what they say."""

import re
import shutil

import pytest

from tests.bot.test_cli import cowriter


@pytest.mark.skipif(shutil.which("fluidsynth") is None, reason="compares with the fluidsynth program")
def test_the_bench_prints_every_step_and_honest_ratios() -> None:
    code, out, err = cowriter("bench", "--runs", "1")
    assert (code, err) == (0, "")
    took = {name.strip(): float(s) for name, s in re.findall(r"^  (.+?)\s+(\d+\.\d+) s", out, re.MULTILINE)}
    for step in (
        "reading the request",
        "composing",
        "rendering",
        "mixing",
        "encoding MP3",
        "checking",
        "engraving: lead sheet",
    ):
        assert took[step] > 0
    bare = took["bare fluidsynth program"]
    ratios = [float(r) for r in re.findall(r"(\d+\.\d+) times", out)]
    assert ratios == pytest.approx([took["warm"] / bare, took["cold, a fresh process"] / bare], abs=0.02)
    seconds, tracks = re.findall(r"^(\d+)\.\d s of sound, (\d) tracks", out)[0]
    assert 58 <= int(seconds) <= 68, "a minute, and the ringing out"
    assert tracks == "6"
    (peak,) = re.findall(r"all processes: (\d+) MB", out) or ["100"]
    assert 50 < int(peak) < 4000
