"""Files asked for by name: those that were asked for, and of the kind that their names say."""

import io
from functools import cache
from typing import get_args

import numpy as np
import pytest
import soundfile
from PIL import Image

from bot.agent.conduct import Work
from bot.agent.exports import chosen, needs_wav_and_stems
from bot.agent.reply import headline
from bot.agent.turn import Export
from skills.check.report import Report
from skills.engrave.lead_sheet import musicxml
from skills.render.midi import write_midi
from tests.examples import example_plan, example_song

FORMATS = get_args(get_args(Export.model_fields["formats"].annotation)[0])
ENDS = {
    "mp3": {"mp3"}, "wav": {"wav"}, "stems": {"flac"}, "midi": {"mid"}, "musicxml": {"musicxml"}, "pdf": {"pdf"},
    "png": {"png"}, "text": {"txt"},
}  # fmt: skip
KINDS = {
    b"MThd": "mid", b"\x89PNG": "png", b"%PDF": "pdf", b"fLaC": "flac", b"RIFF": "wav", b"<?xml": "musicxml",
    b"ID3": "mp3", b"\xff\xfb": "mp3", b"\xff\xf3": "mp3",
}  # fmt: skip


def sound(kind: str) -> bytes:
    """A tenth of a second of silence."""
    out = io.BytesIO()
    soundfile.write(out, np.zeros((4410, 2)), 44_100, format=kind)
    return out.getvalue()


@cache
def work() -> Work:
    """What a studio makes of the example, with little of sound and picture in it."""
    song, page = example_song(), io.BytesIO()
    Image.new("L", (82, 116), 255).save(page, "PNG")
    files = {"song.mid": write_midi(song), "lead_sheet.musicxml": musicxml(song).encode()}
    files |= {"song.mp3": sound("MP3"), "song.wav": sound("WAV")}
    files |= {f"stems/{track.part.name}.flac": sound("FLAC") for track in song.tracks}
    files |= dict.fromkeys(("lead_sheet.png", "arc.png", "piano_roll.png"), page.getvalue())
    return Work(plan=example_plan(), song=song, report=Report(findings=(), bars=(), arc={}, audio=None), files=files)


def kind(content: bytes) -> str:
    """What a file is, told from its first bytes."""
    return next((name for head, name in KINDS.items() if content.startswith(head)), "txt")


def test_there_is_a_law_for_every_format() -> None:
    assert set(FORMATS) == {*ENDS, "all"}


@pytest.mark.parametrize("format_", sorted(ENDS))
def test_a_format_is_the_files_of_that_kind_and_no_others(format_: str) -> None:
    files = chosen(work(), (format_,))
    assert files and {kind(content) for content in files.values()} == ENDS[format_]
    assert {name.rpartition(".")[2] for name in files} == ENDS[format_]
    whole = chosen(work(), ("all",))
    assert files.items() <= whole.items()
    assert {name for name in whole if name.rpartition(".")[2] in ENDS[format_]} == set(files)


def test_several_formats_are_their_files_together() -> None:
    both = chosen(work(), ("midi", "text"))
    assert both == {**chosen(work(), ("midi",)), **chosen(work(), ("text",))}
    assert set(work().files) | {"lead_sheet.pdf", "chords.txt"} == set(chosen(work(), ("all",)))


def test_the_large_files_are_made_where_they_are_asked_for() -> None:
    large = {f for f in FORMATS if needs_wav_and_stems((f,))}
    assert large == {"wav", "stems", "all"} and needs_wav_and_stems(("midi", "wav"))


def test_the_text_has_the_chords_and_the_page_always_the_same_bytes() -> None:
    text = chosen(work(), ("text",))["chords.txt"].decode()
    assert headline(work().plan, work().song) in text
    assert all(str(chord.symbol) in text for chord in work().song.chords)
    page = chosen(work(), ("pdf",))["lead_sheet.pdf"]
    assert page == chosen(work(), ("pdf",))["lead_sheet.pdf"]
