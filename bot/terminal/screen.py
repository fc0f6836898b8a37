"""How answers and progress look in a terminal; plain text wherever it is not one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.agent.conduct import Progress, silently
from bot.agent.reply import Reply


class Screen:
    """Standard output for answers, standard error for progress and errors."""

    def __init__(self) -> None:
        """Find out what the terminal can do."""
        self.out = Console(highlight=False, soft_wrap=False)
        self.err = Console(highlight=False, stderr=True)

    def show(self, reply: Reply, folder: Path) -> None:
        """Print an answer and where its files are."""
        if not self.out.is_terminal:
            self.line(f"{reply.text}\n\n{_whereabouts(reply, folder)}")
            return
        self.out.print(Text(reply.headline, style="bold"))
        for name, lines in reply.blocks:
            self.out.print()
            self.out.print(Text(name, style="bold cyan"))
            for line in lines:
                self.out.print(Padding(Text(line), (0, 0, 0, 2), expand=False))
        self.out.print()
        self.out.print(Text(_whereabouts(reply, folder)))

    def line(self, text: str) -> None:
        """Print plain text as it is, whatever it holds and however long it is."""
        print(text, flush=True)  # noqa: T201  this is the front end

    def piece(self, text: str) -> None:
        """Print a piece of a line that is still being found."""
        print(text, end="", flush=True)  # noqa: T201  this is the front end

    def error(self, sentence: str) -> None:
        """Print a sentence about what went wrong."""
        self.err.print(Text(sentence), soft_wrap=True)

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A bar that shows how far the work is, while it lasts, where there is a terminal to show it."""
        if not self.err.is_terminal:
            yield silently
            return
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (BarColumn(32), TextColumn("{task.description}"), TimeElapsedColumn())
        with Bar(*columns, console=self.err, transient=True) as bar:
            task = bar.add_task("reading", total=1.0)
            yield lambda step, done: bar.update(task, description=step, completed=done)


def _whereabouts(reply: Reply, folder: Path) -> str:
    return f"In {folder}: {', '.join(reply.files)}"
