"""Whatever bytes come, the answer is findings or one sentence, soon."""

import io
import random
import time
import zipfile

import pytest

from skills.engrave.lead_sheet import musicxml
from skills.errors import RequestError
from skills.listen.findings import Findings
from skills.listen.score import MAX_BYTES, analyse
from skills.render.midi import write_midi
from tests.skills.check_songs import song
from tests.skills.test_listen_score import ABC

MIDI = write_midi(song("G minor", form=(("verse", 4),)))
XML = musicxml(song("G minor", form=(("verse", 4),))).encode()
CHART = b"{title: x}\n[Verse 2] | Am / F#m7b5 . | % |\nChorus: C-G-Am-F x2\n[C]la [Bb/D]la N.C.\n"


def answer(content: bytes, name: str = "file") -> Findings | str:
    """The findings, or the sentence that refuses. Anything else is an error."""
    try:
        return analyse(name, content)
    except RequestError as error:
        return str(error)


def is_sound(answered: Findings | str) -> bool:
    """Whether findings agree with themselves, or a refusal is one short sentence."""
    if isinstance(answered, str):
        return answered.endswith(".") and "\n" not in answered and len(answered) < 260
    found = answered
    return bool(found.text) and found.bars >= 1 and found.seconds >= 0 and len(found.chords_by_bar()) == found.bars


def heard(content: bytes, name: str = "file") -> Findings | None:
    """Sound findings, or None where the answer is a sentence."""
    answered = answer(content, name)
    assert is_sound(answered), answered
    return None if isinstance(answered, str) else answered


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Some bytes cut, changed, doubled or put in."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(data) or 1), chance.randint(1, 40)
        match chance.randrange(5):
            case 0:
                del data[at:]
            case 1:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 2:
                del data[at : at + length]
            case 3:
                data[at:at] = data[at : at + length]
            case _:
                data[at:at] = chance.randbytes(length)
    return bytes(data)


def renumbered(content: bytes, chance: random.Random) -> bytes:
    """Twenty digits changed: still well-formed, but of other bars, beats and pitches."""
    data = bytearray(content)
    digits = [n for n, b in enumerate(data) if 48 <= b <= 57]
    for _ in range(20):
        data[chance.choice(digits)] = 48 + chance.randrange(10)
    return bytes(data)


@pytest.mark.parametrize("seed", range(150))
def test_damaged_midi_is_heard_or_refused(seed: int) -> None:
    assert is_sound(answer(damaged(MIDI, random.Random(seed))))


@pytest.mark.parametrize("seed", range(40))
def test_damaged_charts_and_tunes_are_heard_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    assert all(is_sound(answer(damaged(CHART, chance))) for _ in range(10))
    assert is_sound(answer(damaged(ABC, chance)))


@pytest.mark.parametrize("seed", range(12))
def test_damaged_musicxml_is_heard_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    assert is_sound(answer(damaged(XML, chance)))
    assert is_sound(answer(renumbered(XML, chance)))


@pytest.mark.parametrize(("content", "least"), [(MIDI, 8), (CHART, 15), (ABC, 8)], ids=["midi", "chart", "tune"])
def test_a_little_damage_is_heard_through(content: bytes, least: int) -> None:
    """One byte in twenty files each: most say something still."""
    answers = []
    for seed in range(20):
        data = bytearray(content)
        data[random.Random(seed).randrange(len(data))] = 32
        answers.append(heard(bytes(data)))
    assert sum(found is not None for found in answers) >= least


HEADS = (b"", b"MThd", b"MThd\0\0\0\6\0\1\0\1\1\xe0MTrk", b"PK\3\4", b"<score-partwise>", b"X:1\nK:C\n", b"\xff\xfe")


@pytest.mark.parametrize("seed", range(60))
def test_noise_is_refused_or_heard_as_something(seed: int) -> None:
    chance = random.Random(seed)
    answers = [answer(head + chance.randbytes(chance.randrange(400))) for head in HEADS]
    assert all(map(is_sound, answers))
    assert isinstance(answers[0], str), "noise without a head is no music"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\t",
        b"\0" * 100,
        b"MThd",
        b"X:1\nK:C\n",
        b"<score-partwise/>",
        b"<html><body>Am F C G</body></html>",
        b"PK\3\4",
    ],
)
def test_nothing_in_particular(content: bytes) -> None:
    assert heard(content) is None


@pytest.mark.parametrize(
    "head",
    [
        b"ID3\4\0\0",
        b"RIFF\0\0\0\0WAVEfmt ",
        b"OggS\0\2",
        b"fLaC\0\0",
        b"\xff\xfb\x90\x44\0\0",
        b"FORM\0\0\0\0AIFF",
        b"\0\0\0\x20ftypM4A ",
    ],
)
def test_audio_is_answered_honestly(head: bytes) -> None:
    with pytest.raises(RequestError, match="cannot listen to recordings yet"):
        analyse("song.mid", head + bytes(2000))


@pytest.mark.parametrize(
    "head", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"%PDF-1.7", b"GIF89a", b"\x7fELF\2\1\1\0"]
)
def test_pictures_and_programs_are_not_scores(head: bytes) -> None:
    with pytest.raises(RequestError, match="not a score I can read"):
        analyse("lead_sheet", head + bytes(2000))


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    bomb = zipped(("score.xml", b"<score-partwise>" + b" " * 200_000_000))
    assert len(bomb) < 1_000_000
    start = time.process_time()
    with pytest.raises(RequestError, match="larger than 6 MB unpacked"):
        analyse("bomb.mxl", bomb)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "content",
    [
        zipped(("readme.txt", b"Am F C G")),
        zipped(("META-INF/container.xml", b'<rootfile full-path="../../etc/passwd"/>')),
        zipped(("META-INF/container.xml", b'<rootfile full-path="a.xml"/>'), ("a.xml", b"not xml")),
        zipped(*((f"{n}.txt", b"") for n in range(1200))),
        zipped(("a.xml", XML))[:-30],
        zipped(("inner.mxl", zipped(("a.xml", XML)))),
    ],
)
def test_odd_archives(content: bytes) -> None:
    assert heard(content) is None


def test_an_archive_without_a_container_is_still_found() -> None:
    assert heard(zipped(("a.xml", XML))) is not None


def test_entities_are_refused_and_files_are_not_read() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE score-partwise [<!ENTITY l0 "ha">{laughs}]><score-partwise>&l11;</score-partwise>'
    spy = '<!DOCTYPE s [<!ENTITY f SYSTEM "file:///etc/passwd">]><score-partwise><work><work-title>&f;</work-title></work></score-partwise>'
    for text in (bomb, spy, bomb.replace("ENTITY", "entity")):
        for content in (text.encode(), text.encode("utf-16")):
            start = time.process_time()
            assert heard(content) is None
            assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "content",
    [
        b"MThd" + bytes(MAX_BYTES),
        b"<score-partwise>" + b"<note/>" * 50_000 + b"</score-partwise>",
        b"Am F C G\n" * 3000,
        b"| Am | F | x16\n" * 1900,
        b"X:1\nK:C\n" + b"CDEF|" * 60_000,
        b"<score-partwise>" + b"<a>" * 100_000,
        b"[" * 500_000,
        b"| " * 400_000,
        b"A" * 1_000_000,
        b"Am x16 " * 20_000,
    ],
    ids=[
        "huge midi",
        "many notes",
        "many lines",
        "many bars",
        "long abc",
        "deep xml",
        "brackets",
        "bars",
        "a",
        "times",
    ],
)
def test_large_files_end_soon(content: bytes) -> None:
    start = time.process_time()
    assert is_sound(answer(content))
    assert time.process_time() - start < 20


@pytest.mark.parametrize("name", ["", "a\nb\0c.mid", "x" * 500, "../../etc/passwd", "\u202egnp.mid", "<@everyone>.mid"])
def test_the_name_is_only_a_name(name: str) -> None:
    found = heard(MIDI, name)
    assert found is not None and found.name and found.name.isprintable() and len(found.name) <= 60
    assert heard(b"", name) is None


def test_the_same_bytes_give_the_same_findings() -> None:
    assert heard(MIDI) == heard(MIDI)
    assert heard(CHART) == heard(CHART)
