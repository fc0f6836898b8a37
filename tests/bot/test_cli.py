"""The command line from outside: what it writes, what it prints, how it fails."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from tests.bot.test_conduct import NAMES
from tests.bot.test_files import contents

HOUSE = Path(__file__).parents[2]
SHORT = "8 bars, fast pop, only piano and drums"


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "bot", *map(str, arguments)]


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(HOUSE), **changes}


def cowriter(*arguments: str | Path, stdin: bytes = b"", cwd: Path = HOUSE, **env: str) -> tuple[int, str, str]:
    """Run the program; return its exit code, standard output and standard error."""
    done = subprocess.run(
        command(*arguments), input=stdin, capture_output=True, env=environment(**env), cwd=cwd, timeout=120, check=False
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def assert_one_sentence(said: str) -> None:
    assert said.endswith("\n")
    assert said.count("\n") == 1, said
    assert not said[0].islower(), said
    assert said.strip()[-1] in ".;:!?)'", said
    assert 20 < len(said) < 700, said
    assert "Traceback" not in said
    assert "Error" not in said


# say ----------------------------------------------------------------------------------------------


def test_say_writes_the_named_files_and_nothing_else(tmp_path: Path) -> None:
    code, out, err = cowriter("say", SHORT, "--out", tmp_path / "song", "--stems", "--wav", "--seed", "3")
    assert (code, err) == (0, "")
    stems = {
        f"stems/{p['name'].replace(' ', '-')}.flac"
        for p in json.loads((tmp_path / "song" / "plan.json").read_text())["parts"]
    } | {"stems/reverb.flac"}
    assert set(contents(tmp_path)) == {f"song/{name}" for name in NAMES | {"song.wav"} | stems}
    for said in ("piano", "drums", "8 bars", "seed 3", str(tmp_path / "song"), "lead_sheet.png"):
        assert said in out


def test_the_same_request_gives_the_same_bytes_and_other_seeds_other_songs(tmp_path: Path) -> None:
    assert cowriter("say", SHORT, "--out", tmp_path / "a")[0] == 0
    assert cowriter("say", *SHORT.split(), "--out", tmp_path / "b", "--takes", "3")[0] == 0
    takes = [contents(tmp_path / "b" / f"take-{n}") for n in (1, 2, 3)]
    first = contents(tmp_path / "a")
    assert set(contents(tmp_path / "b")) == {f"take-{n}/{name}" for n in (1, 2, 3) for name in NAMES}
    assert takes[0] == first
    for name in ("song.mid", "song.mp3", "piano_roll.png", "lead_sheet.musicxml"):
        assert len({take[name] for take in takes}) == 3


def test_without_a_folder_the_song_goes_where_songs_go(tmp_path: Path) -> None:
    code, out, _ = cowriter("say", SHORT, cwd=tmp_path, COWRITER_SONGS="mine")
    (folder,) = (tmp_path / "mine").iterdir()
    assert code == 0
    assert set(contents(folder)) == NAMES
    assert str(folder.relative_to(tmp_path)) in out


# plan ---------------------------------------------------------------------------------------------


def test_plan_prints_one_object_that_its_schema_holds_for() -> None:
    code, out, _ = cowriter("plan", "a", "slow", "waltz", "in", "D minor", "--seed", "5")
    schema = json.loads(cowriter("plan", "--schema")[1])
    plan = json.loads(out)
    assert code == 0
    assert (plan["key"], plan["metre"], plan["seed"]) == ({"tonic": "D", "mode": "minor"}, "3/4", 5)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(plan, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**plan, "metre": "11/9"}, schema)


REQUESTS = ["rock in E at 140 bpm", "key of H", "", "8 bars of jazz", "a bossa in 6/8 with flute 🎵"]


@pytest.mark.parametrize("way", ["file", "dash", "pipe"])
def test_many_requests_give_a_line_each(tmp_path: Path, way: str) -> None:
    text = "\n".join(REQUESTS).encode() + b"\n"
    (tmp_path / "requests.txt").write_bytes(text)
    arguments = {"file": ["--file", tmp_path / "requests.txt"], "dash": ["-"], "pipe": []}[way]
    code, out, err = cowriter("plan", *arguments, stdin=text)
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (1, "")
    assert [list(a) == ["error"] for a in answers] == [False, True, True, False, False]
    assert [a["request"] for a in answers if "request" in a] == [r for r in REQUESTS if r not in ("key of H", "")]
    assert answers[0]["bpm"] == 140


def test_requests_that_can_all_be_read_exit_well_and_match_single_ones() -> None:
    text = "".join(f"{r}\n" for r in (REQUESTS[0], REQUESTS[3])).encode()
    code, out, _ = cowriter("plan", "-", stdin=text)
    assert code == 0
    assert json.loads(out.splitlines()[1]) == json.loads(cowriter("plan", REQUESTS[3])[1])


def test_bytes_that_are_no_text_are_survived() -> None:
    code, out, err = cowriter("plan", "-", stdin=b"rock in E \xff\xfe\n")
    assert code in (0, 1)
    assert err == ""
    assert len(out.splitlines()) == 1
    if os.name == "posix":
        done = subprocess.run([*command("plan"), b"rock in E \xff\xfe"], capture_output=True, cwd=HOUSE, check=False)
        assert json.loads(done.stdout)["request"] == "rock in E ??"
    code, out, err = cowriter("chat", stdin=b"\xff\xfe 0 bpm\nquit\n")
    assert (code, err) == (0, "")
    assert "bpm" in out.splitlines()[-1]


# failing ------------------------------------------------------------------------------------------


ODD = [
    "", "   ", "0 bpm", "900 minutes", "key of H", "la " * 3400, "🎵🎶", "песня про весну", "悲しい歌", "\x00",
    "'; --", "-5 bars",
]  # fmt: skip


def test_no_request_breaks_anything(tmp_path: Path) -> None:
    """Each is planned, or refused in a sentence."""
    code, out, err = cowriter("plan", "-", stdin="".join(f"{odd}\n" for odd in ODD).encode(), cwd=tmp_path)
    answers = [json.loads(line) for line in out.splitlines()]
    refused = [answer["error"] for answer in answers if "error" in answer]
    assert (code, err) == (1, "")
    assert len(answers) == len(ODD)
    assert all("error" in answer or answer["sections"] for answer in answers)
    assert len(refused) >= 5
    for sentence in refused:
        assert_one_sentence(f"{sentence}\n")


@pytest.mark.parametrize("request_", ["", "0 bpm", "900 minutes", "key of H"])
def test_an_absurd_request_is_refused_and_leaves_nothing(tmp_path: Path, request_: str) -> None:
    code, out, err = cowriter("say", request_, "--out", tmp_path / "song")
    assert (code, out) == (1, "")
    assert_one_sentence(err)
    assert contents(tmp_path) == {}
    assert not list(tmp_path.iterdir())


def failing_places(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "file").write_bytes(b"x")
    return {"a file": tmp_path / "file", "inside a file": tmp_path / "file" / "song", "a device": Path("/dev/full")}


@pytest.mark.parametrize("place", ["a file", "inside a file", "a device"])
def test_a_place_that_cannot_be_written_to(tmp_path: Path, place: str) -> None:
    target = failing_places(tmp_path)[place]
    code, out, err = cowriter("say", SHORT, "--out", target)
    assert (code, out) == (1, "")
    assert_one_sentence(err)
    assert str(target) in err
    assert contents(tmp_path) == {"file": b"x"}


def test_a_soundfont_that_is_not_there(tmp_path: Path) -> None:
    for arguments, env in ((["--soundfont", tmp_path / "no.sf2"], {}), ([], {"COWRITER_SOUNDFONT": "no.sf2"})):
        code, out, err = cowriter("say", SHORT, "--out", tmp_path / "song", *arguments, **env)
        assert (code, out) == (1, "")
        assert_one_sentence(err)
        assert "no.sf2" in err
        assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="hides a library in the way of Linux")
def test_no_fluidsynth_on_the_machine(tmp_path: Path) -> None:
    """With the program off the path and its library unreadable, the sentence says how to install them."""
    hidden = tmp_path / "lib"
    hidden.mkdir()
    for name in ("libfluidsynth.so.3", "libfluidsynth.so.2"):
        (hidden / name).write_bytes(b"")
    env = {"PATH": str(hidden), "LD_LIBRARY_PATH": str(hidden)}
    code, out, err = cowriter("say", SHORT, "--out", tmp_path / "song", **env)
    assert (code, out) == (1, "")
    assert_one_sentence(err)
    assert "apt-get install fluidsynth" in err
    assert [p.name for p in tmp_path.iterdir()] == ["lib"]


@pytest.mark.parametrize("arguments", [["say"], ["say", SHORT, "--takes", "0"], ["plan", "x", "--seed", "y"], ["sing"]])
def test_a_wrong_way_to_call_it_is_told(arguments: list[str]) -> None:
    code, _, err = cowriter(*arguments)
    assert code == 2
    assert "Error: " in err
    assert "Traceback" not in err


def test_a_setting_that_makes_no_sense_is_named() -> None:
    code, _, err = cowriter("say", SHORT, COWRITER_DEBUG="perhaps")
    assert code == 1
    assert_one_sentence(err.replace("COWRITER_DEBUG", "It"))
    assert "COWRITER_DEBUG" in err


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_being_interrupted_leaves_nothing_behind(tmp_path: Path, number: int, code: int) -> None:
    process = subprocess.Popen(
        command("say", "ten minutes of pop", "--out", tmp_path / "song"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), start_new_session=True,
    )  # fmt: skip
    while not list(tmp_path.iterdir()) and process.poll() is None:
        time.sleep(0.05)
    os.killpg(process.pid, number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert (out, err) == (b"", b"")
    assert not list(tmp_path.iterdir())


def test_a_reader_that_goes_away_is_no_error() -> None:
    process = subprocess.Popen(command("plan", "--schema"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=HOUSE)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 1


# chat ---------------------------------------------------------------------------------------------


def test_a_conversation_without_a_terminal(tmp_path: Path) -> None:
    """A song, a change that leaves the drums alone, a way back, a lesson, a pick; and it is taken up another day."""
    lines = [
        "files", SHORT, "a bit slower", "undo", "chords in G?", "files", "1", "play", "", "help", "quit", "zebra",
    ]  # fmt: skip
    code, out, err = cowriter(
        "chat", "--out", tmp_path / "songs", stdin="\n".join(lines).encode(), PATH=str(tmp_path / "nothing")
    )
    (song,) = [f for f in (tmp_path / "songs").iterdir() if f.name != "lessons"]
    assert code == 0
    assert {f.name for f in song.iterdir()} >= {"conversation.json", "v1", "v2"}
    assert set(contents(song / "v1")) == set(contents(song / "v2")) == NAMES | {"version.json"}
    plans = [json.loads((song / version / "plan.json").read_text()) for version in ("v1", "v2")]
    assert plans[0]["request"] == SHORT
    assert plans[1]["bpm"] < plans[0]["bpm"]
    assert str(song / "v1" / "song.mid") in out
    assert (tmp_path / "songs" / "lessons").is_dir()
    assert "Em" in out and "zebra" not in out
    assert len(err.splitlines()) == 2, "no song yet; no player"
    code, out, err = cowriter("chat", "--out", tmp_path / "songs", "--resume", stdin=b"versions\nquit\n")
    assert (code, err) == (0, "")
    assert "1." in out and "2." in out


def test_a_conversation_that_is_not_there_cannot_be_resumed(tmp_path: Path) -> None:
    code, _, err = cowriter("chat", "--out", tmp_path, "--resume", stdin=b"quit\n")
    assert code == 1
    assert_one_sentence(err)


@pytest.mark.skipif(shutil.which("script") is None, reason="needs a terminal to talk in")
def test_a_conversation_in_a_terminal_is_remembered(tmp_path: Path) -> None:
    """With a terminal there is a prompt, and what was typed can be called back the next time."""
    talk = " ".join(command("chat", "--out", tmp_path / "songs"))
    history = tmp_path / "history"
    done = subprocess.run(
        ["script", "-qec", talk, "/dev/null"], input=b"help\nquit\n", capture_output=True, check=False, timeout=60,
        env=environment(COWRITER_HISTORY=str(history), TERM="xterm"), cwd=HOUSE,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"> " in done.stdout
    assert "help" in history.read_text()
