"""The folder of a song is written whole or not at all."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.agent.files import Folder
from skills.errors import OutputError


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def write(folder: Path, **files: bytes) -> None:
    with Folder(folder) as open_folder:
        for name, content in files.items():
            open_folder.put(name, content)


def test_all_files_arrive_with_their_folders(tmp_path: Path) -> None:
    with Folder(tmp_path / "new" / "deep") as folder:
        folder.put("song.mid", b"1")
        folder.put("stems/bass.flac", b"2")
        assert not (tmp_path / "new").exists(), "nothing shows before all is done"
    assert contents(tmp_path) == {"new/deep/song.mid": b"1", "new/deep/stems/bass.flac": b"2"}


def test_other_files_stay_and_named_ones_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    (tmp_path / "a").write_bytes(b"old")
    write(tmp_path, a=b"new")
    assert contents(tmp_path) == {"mine.txt": b"mine", "a": b"new"}


def test_what_an_older_song_left_under_our_names_goes(tmp_path: Path) -> None:
    write(tmp_path, **{"song.wav": b"old", "stems/bass.flac": b"old", "stems/lead.flac": b"old", "notes.wav": b"mine"})
    with Folder(tmp_path) as folder:
        folder.put("song.mid", b"new")
        folder.put("stems/lead.flac", b"new")
        folder.clear("song.wav")
        folder.clear("stems/*.flac")
    assert contents(tmp_path) == {"song.mid": b"new", "stems/lead.flac": b"new", "notes.wav": b"mine"}
    with pytest.raises(RuntimeError), Folder(tmp_path) as folder:
        folder.clear("stems/*.flac")
        raise RuntimeError
    assert "stems/lead.flac" in contents(tmp_path), "a song that failed takes nothing away"
    with Folder(tmp_path) as folder:
        folder.clear("stems/*.flac")
    assert not (tmp_path / "stems").exists()


@pytest.mark.parametrize("there_before", [True, False])
@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError, MemoryError])
def test_any_failure_leaves_everything_as_it_was(
    tmp_path: Path, error: type[BaseException], there_before: bool
) -> None:
    target = tmp_path / "song"
    if there_before:
        write(target, a=b"old")
    before = contents(tmp_path)
    with pytest.raises(error), Folder(target) as folder:
        folder.put("a", b"new")
        folder.put("b/c", b"new")
        raise error
    assert contents(tmp_path) == before
    assert target.exists() == there_before
    assert [p.name for p in tmp_path.iterdir()] == (["song"] if there_before else [])


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "song").write_bytes(b"x")
    for place in (tmp_path / "song", tmp_path / "song" / "below"):
        with pytest.raises(OutputError, match="file"):
            write(place, a=b"1")
    assert contents(tmp_path) == {"song": b"x"}


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "song.mid").mkdir()
    with pytest.raises(OutputError, match=r"song\.mid is a folder"):
        write(tmp_path, **{"a": b"1", "song.mid": b"1"})
    assert contents(tmp_path) == {}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_one_may_not_write_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="may not write"):
        write(tmp_path / "song", a=b"1")
    tmp_path.chmod(0o700)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    mount = shutil.which("mount")
    place = tmp_path / "disk"
    place.mkdir()
    if (
        not mount
        or subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], check=False, capture_output=True
        ).returncode
    ):
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk(tiny_disk: Path) -> None:
    write(tiny_disk / "song", a=b"old")
    with pytest.raises(OutputError, match="full"):
        write(tiny_disk / "song", a=b"new", b=bytes(200_000))
    assert contents(tiny_disk) == {"song/a": b"old"}
    assert sorted(p.name for p in tiny_disk.iterdir()) == ["song"]
