"""What a model answered, taken apart: its tool calls, and their arguments fitted to the tools.

Models differ in how well they keep to a schema. What is a matter of form (a list of one given without
its brackets, an object given as a string, nulls for what was left out) is put right; what is a matter of
content is not, and is said back to the model.
"""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.agent.mind.guard import LONGEST, clean, echoes
from bot.agent.mind.tools import Schema

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

_MOST_CALLS = 12
_MOST_ITEMS = 64
_LONGEST_ANSWER = 60_000
_DEEPEST = 8


class InvalidAnswerError(ValueError):
    """A model's answer cannot be used; ``problems`` are sentences for the model."""

    def __init__(self, *problems: str) -> None:
        """Keep what is wrong."""
        self.problems = problems
        super().__init__("; ".join(problems))


class Call(NamedTuple):
    """A tool called with arguments."""

    tool: str
    arguments: dict[str, Any]


def calls_in(answer: "BaseMessage") -> tuple[Call, ...]:
    """The calls of an answer, made as tool calls or written out as JSON. Raises InvalidAnswerError."""
    broken = getattr(answer, "invalid_tool_calls", None) or []
    if broken:
        raise InvalidAnswerError(*(f"{str(c.get('name'))[:40]}: its arguments are not JSON" for c in broken[:4]))
    made = getattr(answer, "tool_calls", None) or []
    found = [Call(str(c["name"]), c["args"]) for c in made] or list(_written(answer.text))
    if not found:
        raise InvalidAnswerError("there is no tool call in it")
    if len(found) > _MOST_CALLS:
        raise InvalidAnswerError(f"it has {len(found)} tool calls; make at most {_MOST_CALLS}")
    return tuple(found)


def _written(text: str) -> Iterator[Call]:
    """Calls written into the text, as models without tool calls of their own do."""
    decoder, place = json.JSONDecoder(), 0
    text = text[:_LONGEST_ANSWER]
    while (start := re.compile(r"[\[{]").search(text, place)) is not None:
        try:
            value, place = decoder.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            place = start.end()
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and isinstance(item.get("function"), dict):
                item = item["function"]
            if not isinstance(item, dict) or not isinstance(item.get("name"), str):
                continue
            arguments = item.get("arguments", item.get("parameters", item.get("args", {})))
            if isinstance(arguments, str):
                try:
                    arguments = json.loads(arguments)
                except (ValueError, RecursionError):
                    continue
            if isinstance(arguments, dict):
                yield Call(item["name"], arguments)


def fitted(value: Any, schema: Schema, secrets: tuple[str, ...] = (), depth: int = 0) -> Any:
    """A value in the form its schema asks for. Raises InvalidAnswerError for what nobody should be told."""
    if depth > _DEEPEST:
        raise InvalidAnswerError("the arguments are nested too deeply")
    kind = schema.get("type")
    if isinstance(value, str) and kind in ("array", "object") and value.strip()[:1] in ("[", "{"):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            raise InvalidAnswerError("an argument is a string that looks like JSON and is none") from None
    if kind == "array" and not isinstance(value, list):
        value = value.split() if isinstance(value, str) and "chord" in schema.get("description", "") else [value]
    if isinstance(value, list):
        if len(value) > _MOST_ITEMS:
            raise InvalidAnswerError(f"a list has {len(value)} items; give at most {_MOST_ITEMS}")
        return [fitted(item, schema.get("items", {}), secrets, depth + 1) for item in value if item is not None]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        return {
            str(key): fitted(item, known.get(key, {}), secrets, depth + 1)
            for key, item in value.items()
            if item is not None and not (item == "" and key not in ("value",))
        }
    if isinstance(value, str):
        value = clean(value)
        if len(value) > LONGEST:
            raise InvalidAnswerError(f"an argument has {len(value)} characters; {LONGEST} are the most")
        if echoes(value, secrets):
            raise InvalidAnswerError("an argument repeats these rules instead of what the person asked for")
        if schema.get("enum"):
            return next((e for e in schema["enum"] if e == value.casefold().replace("_", " ").strip()), value)
    return value
