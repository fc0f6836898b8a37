"""A folder that is written whole or not at all.

Everything is first made in a hidden folder on the same disk; only when all of it is there does it
move to its place, name by name. Whatever goes wrong, the half-made work is removed and the folder
is as it was. Other files that lie in the folder stay, but for those an older song left under names of ours.
"""

import errno
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from skills.errors import OutputError


class Folder:
    """A folder being written; use it as a context manager, ``put`` files, and leave it to keep them.

    Raises OutputError, on entering where nothing can be written there, and when writing fails.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._scratch = Path()
        self._names: list[str] = []
        self._outdated: list[str] = []

    def __enter__(self) -> Self:
        try:
            base = self.path.absolute()
            if base.exists() and not base.is_dir():
                raise OutputError(f"{self.path} is a file; name a folder to write the song to.")
            while not base.exists():
                base = base.parent
            self._scratch = Path(tempfile.mkdtemp(prefix=".cowriter-", dir=base))
        except OSError as error:
            raise self._sentence(error) from error
        return self

    def clear(self, pattern: str) -> None:
        """Let go of what an older song left under these names ("stems/*.flac"), unless this one has them too."""
        self._outdated.append(pattern)

    def put(self, name: str, content: bytes) -> None:
        """Keep a file of this name ("stems/bass.flac") for the folder."""
        target = self._scratch / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        except OSError as error:
            raise self._sentence(error) from error
        self._names.append(name)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._move_in()
        finally:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _move_in(self) -> None:
        in_the_way = next((self.path / n for n in self._names if (self.path / n).is_dir()), None)
        if in_the_way is not None:
            raise OutputError(f"{in_the_way} is a folder and the song needs a file of that name; move it away.")
        try:
            for name in self._names:
                (self.path / name).parent.mkdir(parents=True, exist_ok=True)
                (self._scratch / name).replace(self.path / name)
            new = {self.path / name for name in self._names}
            for old in [old for pattern in self._outdated for old in self.path.glob(pattern) if old not in new]:
                old.unlink()
                if old.parent != self.path and not any(old.parent.iterdir()):
                    old.parent.rmdir()
        except OSError as error:
            raise self._sentence(error) from error

    def _sentence(self, error: OSError) -> OutputError:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return OutputError(f"The disk that holds {self.path} is full; make room or name another folder with --out.")
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return OutputError(f"I may not write to {self.path}; name another folder with --out.")
        if error.errno == errno.ENOTDIR:
            return OutputError(f"{self.path} lies inside a file, not a folder; name another folder with --out.")
        reason = (error.strerror or "the system gave no reason").lower()
        return OutputError(f"I cannot write to {self.path} ({reason}); name another folder with --out.")


def slug(title: str) -> str:
    """A title as the name of a folder: small letters and digits, joined with hyphens."""
    words = "".join(c if c.isalnum() and c.isascii() else " " for c in title.casefold()).split()
    return "-".join(words)[:60].strip("-") or "song"
