"""The conversation, line by line: every request writes a song; a few words do something else.

With a terminal there are a prompt, a history and a progress bar; without one, lines are read from
standard input and answered in turn.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from bot.agent.answer import answer, seed_for, slug
from bot.agent.conduct import Studio
from bot.terminal.guard import sentence
from bot.terminal.player import play
from bot.terminal.screen import Screen
from skills.errors import CowriterError

_WELCOME = """Tell me what the song should be: a feeling, a style, a key, a tempo, instruments, a form, an arc.
For example: start calm, build tension, end triumphant, piano and strings, one minute
Other words I know: again, 1 2 3, play, files, seed 7, help, quit."""

_HELP = """Say anything about a song and I write it. I understand, among others:
  feelings     sad, dreamy, triumphant; "start calm, build tension, end triumphant"
  style        bossa nova, lo-fi, metal, waltz ...
  key, tempo   in D dorian, 90 bpm, slow
  metre        3/4, 6/8, 7/8
  length       16 bars, one minute, an 8-bar chorus
  players      piano and cello, no drums, only guitar
  form         verse chorus verse chorus bridge chorus
  chords       Am F C G, or ii-V-I in Bb
And these words:
  again        another song from the same request
  1, 2, 3      what was suggested last
  play         play the last song
  files        where the last song's files are
  seed 7       write the same request with seed 7
  help, quit"""


class Chat:
    """A conversation that remembers its last request and the song written for it."""

    def __init__(self, studio: Studio, songs: Path, history: Path) -> None:
        """Songs go to numbered folders under ``songs``; what is typed is kept in ``history``."""
        self._studio = studio
        self._songs = songs
        self._history = history.expanduser()
        self._screen = Screen()
        self._request = ""
        self._seed = 0
        self._folder: Path | None = None
        self._suggestions: tuple[str, ...] = ()
        self._words: dict[str, Callable[[], None]] = {
            "again": self._again,
            "play": self._play,
            "files": self._files,
            "help": lambda: self._screen.line(_HELP),
        }

    def run(self) -> None:
        """Talk until the person leaves or the input ends."""
        self._screen.line(_WELCOME)
        with _Typing(self._history) as typing:
            while (said := typing.next()) is not None and said.casefold() not in ("quit", "exit", "bye"):
                try:
                    self._answer(said)
                except Exception as error:  # whatever goes wrong with one song, the conversation goes on
                    self._screen.error(sentence(error))
                except KeyboardInterrupt:
                    self._screen.error("Stopped; nothing was written.")

    def _answer(self, said: str) -> None:
        word = said.casefold().strip(".!? ")
        if not word:
            return
        number = word.removeprefix("seed ")
        if word in self._words:
            self._words[word]()
        elif number != word and number.isdecimal():
            self._write(self._last_request(), int(number))
        elif word in map(str, range(1, len(self._suggestions) + 1)):
            request = self._suggestions[int(word) - 1]
            self._write(request, seed_for(request))
        else:
            self._write(said, seed_for(said))

    def _again(self) -> None:
        self._write(self._last_request(), self._seed + 1)

    def _play(self) -> None:
        play(self._last_folder() / "song.mp3")

    def _files(self) -> None:
        folder = self._last_folder()
        self._screen.line("\n".join(str(f) for f in sorted(folder.rglob("*")) if f.is_file()))

    def _last_request(self) -> str:
        if not self._request:
            raise CowriterError("There is no song yet: tell me what to write.")
        return self._request

    def _last_folder(self) -> Path:
        if self._folder is None:
            raise CowriterError("There is no song yet: tell me what to write.")
        return self._folder

    def _write(self, request: str, seed: int) -> None:
        with self._screen.progress() as progress:
            folder, replies = answer(request, self._next_folder(request), self._studio, seed=seed, progress=progress)
        self._request, self._seed, self._folder = request, seed, folder
        self._suggestions = replies[0].suggestions
        self._screen.show(replies[0], folder)

    def _next_folder(self, request: str) -> Path:
        taken = [int(p.name[:3]) for p in self._songs.glob("[0-9][0-9][0-9]-*")] if self._songs.is_dir() else []
        return self._songs / f"{max(taken, default=0) + 1:03d}-{slug(request)[:32].strip('-')}"


class _Typing:
    """What the person types, line by line, with a history where there is a terminal."""

    def __init__(self, history: Path) -> None:
        self._history = history
        self._terminal = sys.stdin.isatty()

    def __enter__(self) -> "_Typing":
        if self._terminal:
            try:
                import readline
            except ImportError:  # Windows has none; its console remembers by itself
                return self
            try:
                readline.read_history_file(self._history)
            except OSError:
                readline.clear_history()
        return self

    def __exit__(self, *_: object) -> None:
        if self._terminal and "readline" in sys.modules:
            import readline

            try:
                readline.set_history_length(1000)
                readline.write_history_file(self._history)
            except OSError:
                return  # a history that cannot be kept is no reason to fail

    def next(self) -> str | None:
        """The next line without its ends, or None when there are no more."""
        while True:
            try:
                return (input("\n> ") if self._terminal else self._read()).strip()
            except EOFError:
                return None
            except KeyboardInterrupt:
                return None

    def _read(self) -> str:
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line
