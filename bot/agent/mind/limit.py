"""A time limit for what may never come back."""

from collections.abc import Callable, Iterator
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TypeVar

_T = TypeVar("_T")


class TimeUpError(Exception):
    """What was waited for did not come in time."""


class Deadline:
    """A moment after which nobody waits any longer."""

    def __init__(self, seconds: float) -> None:
        """So many seconds from now."""
        self._end = monotonic() + seconds

    def wait(self, work: Callable[[], _T]) -> _T:
        """What a piece of work returns. Raises what it raises, and TimeUpError at the deadline."""
        return next(self.each(lambda: iter((work(),))))

    def each(self, work: Callable[[], Iterator[_T]]) -> Iterator[_T]:
        """What a piece of work yields, as it comes. Raises what it raises, and TimeUpError at the deadline.

        The work has a thread of its own, which does not keep the program from ending; left alone, it
        goes on until its next item.
        """
        found: SimpleQueue[tuple[bool, _T | BaseException | None]] = SimpleQueue()
        left = False

        def run() -> None:
            try:
                for item in work():
                    if left:
                        return
                    found.put((True, item))
                found.put((False, None))
            except BaseException as error:
                found.put((False, error))

        Thread(target=copy_context().run, args=(run,), daemon=True, name="chat model").start()
        try:
            while True:
                try:
                    more, item = found.get(timeout=max(self._end - monotonic(), 0.001))
                except Empty:
                    raise TimeUpError from None
                if more:
                    yield item  # type: ignore[misc]  # the flag says that it is one
                elif isinstance(item, BaseException):
                    raise item
                else:
                    return
        finally:
            left = True
