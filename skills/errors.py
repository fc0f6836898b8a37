"""Failure as small typed errors, each carrying one sentence that a person can act on."""


class CowriterError(Exception):
    """The root of every expected failure. ``str(error)`` is a sentence fit for the person."""


class RequestError(CowriterError):
    """The words cannot be turned into a song as they stand; the person can reword them."""


class MissingPartError(CowriterError):
    """Something this machine needs (a program, a soundfont) is not there; the person can install it."""


class OutputError(CowriterError):
    """The files cannot be written where they were asked for."""
