"""A conversation kept in a folder: what was said, every version with its files, ready to go on with.

songs/003-rainy-waltz/conversation.json     what is remembered, but for the songs
songs/003-rainy-waltz/v1/version.json       a version: its plan, its score
songs/003-rainy-waltz/v1/song.mp3 ...       and its files
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from bot.agent.conversation import Conversation
from bot.agent.files import Folder, slug
from skills.errors import CowriterError

_CONVERSATION, _VERSION = "conversation.json", "version.json"


class ArchiveError(CowriterError):
    """A folder holds no conversation that can be read."""


class Archive:
    """Keeps one conversation, in a folder that gets its name from the first song."""

    def __init__(self, songs: Path, folder: Path | None = None) -> None:
        """Keep under ``songs`` in a new folder, or go on in ``folder``."""
        self._songs = songs
        self.folder = folder

    def place(self, number: int) -> Path:
        """The folder of a version's files."""
        if self.folder is None:
            raise ArchiveError("There is no song yet: tell me what to write.")
        return self.folder / f"v{number}"

    def keep(self, conversation: Conversation, files: Mapping[int, Mapping[str, bytes]]) -> None:
        """Write down the conversation and the files that were made, each file whole or not at all.

        ``files`` are by version number and name. Raises OutputError where they cannot be written.
        """
        if self.folder is None:
            if not conversation.versions:
                return
            self.folder = self._songs / f"{self._free():03d}-{slug(conversation.versions[0].plan.title)}"
        with Folder(self.folder) as folder:
            for version in conversation.versions:
                inside = f"v{version.number}/"
                if not (self.folder / inside / _VERSION).exists():
                    folder.put(inside + _VERSION, version.model_dump_json(exclude_defaults=True).encode() + b"\n")
                for name, content in files.get(version.number, {}).items():
                    folder.put(inside + name, content)
            folder.put(_CONVERSATION, _without_songs(conversation))

    def keep_lesson(self, said: str, files: Mapping[str, bytes]) -> Path:
        """Write down the pictures and sounds of a lesson, in a folder named after the question; gives the folder."""
        place = self._songs / "lessons" / slug(said)
        with Folder(place) as folder:
            for name, content in files.items():
                folder.put(name, content)
        return place

    def _free(self) -> int:
        taken = [int(p.name[:3]) for p in self._songs.glob("[0-9][0-9][0-9]-*")] if self._songs.is_dir() else []
        return max(taken, default=0) + 1


def _without_songs(conversation: Conversation) -> bytes:
    return conversation.model_copy(update={"versions": ()}).model_dump_json(indent=2).encode() + b"\n"


def last_kept(songs: Path) -> Path:
    """The folder under ``songs`` of the conversation that was held last. Raises ArchiveError where there is none."""
    found = songs.glob(f"*/{_CONVERSATION}") if songs.is_dir() else ()
    newest = max(found, key=lambda p: (p.stat().st_mtime_ns, p), default=None)
    if newest is None:
        raise ArchiveError(f"There is no conversation under {songs} to go on with.")
    return newest.parent


def take_up(folder: Path) -> Conversation:
    """The conversation kept in a folder. Raises ArchiveError where there is none, or a broken one."""
    try:
        remembered = json.loads((folder / _CONVERSATION).read_bytes())
        remembered["versions"] = [json.loads(path.read_bytes()) for path in _in_order(folder.glob(f"v*/{_VERSION}"))]
        return Conversation.model_validate(remembered)
    except OSError as error:
        raise ArchiveError(f"There is no conversation in {folder} to go on with.") from error
    except (ValueError, TypeError, ValidationError) as error:
        raise ArchiveError(
            f"The conversation in {folder} cannot be read any more; its songs are still there."
        ) from error


def _in_order(paths: Iterable[Path]) -> list[Path]:
    return sorted((p for p in paths if p.parent.name[1:].isdecimal()), key=lambda p: int(p.parent.name[1:]))
