"""What stands between an error and the person: one sentence and an exit code, never a traceback.

Exit codes: 1 an expected failure, 2 a wrong way to call the program (typer's), 70 a bug (as in
sysexits.h), 130 interrupted, 143 asked to stop.
"""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from types import FrameType


@contextmanager
def guarded() -> Iterator[None]:
    """Turn whatever is raised inside into a sentence on standard error and an exit code."""
    # A request to stop unwinds the stack as an interrupt does, so that half-made files are removed.
    signal.signal(signal.SIGTERM, _stop)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except BrokenPipeError:
        # Whoever read our output has gone; what is still in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except Exception as error:
        sys.stderr.write(f"{sentence(error)}\n")
        raise SystemExit(1 if _expected(error) else 70) from None


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(143)


def _expected(error: Exception) -> bool:
    from skills.errors import CowriterError

    return isinstance(error, CowriterError) or _no_room(error)


def _no_room(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def sentence(error: Exception) -> str:
    """What to tell the person about an error; a bug is raised again when ``COWRITER_DEBUG`` is set."""
    if _no_room(error):
        return "The disk is full; make room, or point TMPDIR to a disk that has some."
    if _expected(error):
        return " ".join(str(error).split())
    from bot.settings import load

    if load().debug:
        raise error
    return f"Something inside broke ({type(error).__name__}: {error}); COWRITER_DEBUG=1 shows where, please report it."
