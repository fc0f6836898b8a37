"""The conversation, line by line: what is typed goes to the partner; a few words are for the terminal itself.

With a terminal there are a prompt, a history and a progress bar; without one, lines are read from
standard input and answered in turn.
"""

import re
import sys
from pathlib import Path

from bot.agent.archive import Archive, take_up
from bot.agent.conversation import Attachment, Conversation, Message
from bot.agent.partner import Answer, Partner
from bot.terminal.guard import sentence
from bot.terminal.player import play
from bot.terminal.screen import Screen
from skills.errors import CowriterError, RequestError

_WELCOME = """Tell me what the song should be: a feeling, a style, a key, a tempo, instruments, a form, an arc.
For example: start calm, build tension, end triumphant, piano and strings, one minute
Then say what to change, and only that changes. "help" shows more; "play" and "quit" do what they say."""
_WORDS = """
And these words, for the terminal:
  play            play the current version (play 2: that one)
  files           where its files are
  quit            leave; cowriter chat --resume goes on later"""
_FILE = re.compile(r"""(['"])(?P<quoted>[^'"]+)\1|(?P<bare>[^\s'"]*[./\\][^\s'"]+)""")
_LARGEST_MB = 20


class Chat:
    """A conversation that is kept in a folder as it grows."""

    def __init__(self, partner: Partner, archive: Archive, history: Path) -> None:
        """``archive`` keeps what is written; what is typed is kept in ``history``."""
        self._partner = partner
        self._archive = archive
        self._history = history.expanduser()
        self._screen = Screen()
        self._conversation = take_up(archive.folder) if archive.folder else Conversation()

    def run(self) -> None:
        """Talk until the person leaves or the input ends."""
        self._screen.line(self._welcome())
        with _Typing(self._history) as typing:
            while (said := typing.next()) is not None and said.casefold() not in ("quit", "exit"):
                try:
                    self._answer(said)
                except Exception as error:  # whatever goes wrong with one message, the conversation goes on
                    self._screen.error(sentence(error))
                except KeyboardInterrupt:
                    self._screen.error("Stopped; all is as it was.")

    def _welcome(self) -> str:
        version = self._conversation.version
        if version is None:
            return _WELCOME
        return f'We are at version {version.number} of "{version.plan.title}". What shall we change?'

    def _answer(self, said: str) -> None:
        word, _, rest = said.casefold().strip(".!? ").partition(" ")
        if not word:
            return
        if word == "play" and (not rest or rest.isdecimal()):
            play(self._archive.place(int(rest) if rest else self._at_hand()) / "song.mp3")
        elif word == "files" and not rest:
            folder = self._archive.place(self._at_hand())
            self._screen.line("\n".join(str(f) for f in sorted(folder.rglob("*")) if f.is_file()))
        else:
            self._talk(Message(text=said, attachments=_attachments(said)))
            if word == "help" and not rest:
                self._screen.line(_WORDS)

    def _talk(self, message: Message) -> None:
        with self._screen.progress() as progress:
            answers, conversation = self._partner.answer(message, self._conversation, progress)
        self._archive.keep(conversation, {a.version: a.files for a in answers if a.version is not None})
        self._conversation = conversation
        for answer in answers:
            self._show(answer, message)

    def _show(self, answer: Answer, message: Message) -> None:
        if answer.stream is not None:
            for piece in answer.stream:
                self._screen.piece(piece)
            self._screen.line("")
        elif answer.reply is not None and answer.version is not None:
            self._screen.show(answer.reply, self._archive.place(answer.version))
        elif answer.text:
            self._screen.line(answer.text)
        if answer.reply is None and answer.files:
            number = answer.version
            lesson = self._archive.keep_lesson(message.text, answer.files) if number is None else None
            self._screen.line(f"In {lesson or self._archive.place(number or 0)}: {', '.join(answer.files)}")

    def _at_hand(self) -> int:
        if self._conversation.current is None:
            raise CowriterError("There is no song yet: tell me what to write.")
        return self._conversation.current


def _attachments(said: str) -> tuple[Attachment, ...]:
    """The files whose names were typed. Raises RequestError where one is too large to be a score."""
    found = []
    for match in _FILE.finditer(said):
        path = Path(match["quoted"] or match["bare"]).expanduser()
        try:
            if not path.is_file():
                continue
            if path.stat().st_size > _LARGEST_MB * 1_000_000:
                raise RequestError(f"{path.name} is larger than {_LARGEST_MB} MB; send a score, not a recording.")
            found.append(Attachment(name=path.name, content=path.read_bytes()))
        except OSError:
            continue  # a name that cannot be read is only a word
    return tuple(found)


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
