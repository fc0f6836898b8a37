"""A conversation kept in a folder comes back as it was."""

from pathlib import Path

import pytest

from bot.agent.archive import Archive, ArchiveError, last_kept, take_up
from bot.agent.conversation import Choice, Conversation, Exchange
from skills.edit.target import Target
from tests.bot.test_versions import grown


def talked(count: int) -> Conversation:
    conversation = Conversation()
    for _ in range(count):
        conversation = grown(conversation)
    return conversation.model_copy(
        update={
            "locks": (Target(parts=("drums",)),),
            "choices": (Choice(label="darker", message="make it darker"),),
            "exchanges": (Exchange(said="hello", answered="Hello."),),
        }
    )


@pytest.mark.parametrize("count", [1, 3, 12])
def test_what_was_kept_comes_back_equal(tmp_path: Path, count: int) -> None:
    conversation = talked(count)
    archive = Archive(tmp_path)
    archive.keep(conversation, {count: {"song.mid": b"MThd", "stems/bass.flac": b"fLaC"}})
    assert archive.folder is not None
    assert take_up(archive.folder) == conversation
    assert (archive.place(count) / "stems/bass.flac").read_bytes() == b"fLaC"
    assert last_kept(tmp_path) == archive.folder


def test_a_version_that_was_written_is_not_written_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    conversation = talked(2)
    archive.keep(conversation, {})
    written = archive.place(1) / "version.json"
    before = written.stat().st_mtime_ns
    archive.keep(grown(conversation), {})
    assert written.stat().st_mtime_ns == before
    assert (archive.place(3) / "version.json").exists()


def test_conversations_get_folders_of_their_own(tmp_path: Path) -> None:
    folders = []
    for _ in range(3):
        archive = Archive(tmp_path)
        archive.keep(talked(1), {})
        folders.append(archive.folder)
    assert len(set(folders)) == 3
    assert [f.name[:3] for f in folders if f] == ["001", "002", "003"]


def test_a_talk_without_a_song_leaves_no_folder(tmp_path: Path) -> None:
    Archive(tmp_path).keep(Conversation(exchanges=(Exchange(said="hi", answered="Hello."),)), {})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"current": "x"}', b"\xff\xfe"])
def test_what_cannot_be_taken_up_is_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "conversation.json").write_bytes(content)
    with pytest.raises(ArchiveError, match=str(tmp_path)):
        take_up(tmp_path)
