"""Plans as JSON on standard output: for one request, for many, and the schema they follow."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from bot.agent.understand import seed_for
from skills.errors import CowriterError, RequestError
from skills.plan import Plan


def show_schema() -> None:
    """Print the JSON schema that every plan follows."""
    schema = Plan.model_json_schema(mode="serialization")
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    typer.echo(json.dumps({**draft, **schema}, indent=2, ensure_ascii=False))


def show_one(request: str, seed: int | None) -> None:
    """Print the plan of one request, laid out to be read. Raises RequestError."""
    typer.echo(_plan(request, seed).model_dump_json(indent=2))


def show_many(file: Path | None, seed: int | None) -> int:
    """Print a line of JSON for every line of a file, or of standard input when ``file`` is None.

    A line that cannot be understood gives {"error": "..."}.

    Returns:
        The exit code: 1 when there was such a line, else 0.
    """
    failed = False
    for request in _lines(file):
        try:
            line = _plan(request, seed).model_dump_json()
        except CowriterError as error:
            failed = True
            line = json.dumps({"error": str(error)}, ensure_ascii=False)
        typer.echo(line)
    return int(failed)


def _plan(request: str, seed: int | None) -> Plan:
    from bot.agent.understand import plan_for

    return plan_for(request, seed_for(request) if seed is None else seed)


def _lines(file: Path | None) -> Iterator[str]:
    """The requests, one a line; bytes that are not UTF-8 are shown as such and left to the reader."""
    try:
        with file.open("rb") if file else sys.stdin.buffer as source:
            for line in source:
                yield line.decode(errors="replace").removesuffix("\n").removesuffix("\r")
    except OSError as error:
        raise RequestError(f"I cannot read {file}: {(error.strerror or 'no reason given').lower()}.") from error
