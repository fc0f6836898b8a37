"""The acts as tools for a chat model, made from their own docstrings and argument models.

One tool an act, at most eleven at a time and only those that make sense now; what an act holds many
kinds of (moves, wishes, questions) is one flat object with a ``kind``. A tool for every move and every
question would be sixty, which small models lose their way in and small contexts cannot hold, and could
not say which moves belong together, what they keep and which version they start from.
"""

import ast
import inspect
from collections.abc import Iterable
from functools import cache
from textwrap import dedent
from typing import Annotated, Any, get_args, get_origin

from bot.agent.conversation import Conversation, Message
from bot.agent.turn import Act, Analyse, Change, Describe, Export, Lock, Pick, Recall, Teach, Write
from skills.edit import AnyMove
from skills.instruments import INSTRUMENTS
from skills.plan import Ask
from skills.styles import STYLES
from skills.teach import AnyQuestion
from skills.value import Value

Schema = dict[str, Any]

ACTS: dict[str, type[Value]] = {cls.model_fields["act"].default: cls for cls in get_args(get_args(Act)[0])}
"""Every act by its name, which is its tool's name."""


def variants(kind: Any) -> tuple[type[Value], ...]:
    """The classes in a union, however it is written."""
    if get_origin(kind) is Annotated:
        return variants(get_args(kind)[0])
    return get_args(kind) or (kind,)


def fitting(message: Message, conversation: Conversation) -> tuple[str, ...]:
    """The names of the acts that make sense for a message at this point."""
    never = set()
    if conversation.version is None:
        never |= {Change, Lock, Recall, Describe, Export}
    if not conversation.choices:
        never.add(Pick)
    if not message.attachments:
        never.add(Analyse)
    return tuple(name for name, cls in ACTS.items() if cls not in never)


@cache
def tool(act: str) -> Schema:
    """The tool of an act, in OpenAI's form, which every LangChain model understands."""
    cls = ACTS[act]
    schema = _object(cls, leave_out={"act"})
    fields: Schema = schema["properties"]
    if cls is Write:
        del fields["plan"]
        schema["required"].remove("plan")
        fields["wishes"] = {"type": "array", "items": _wish(), "description": "One for each thing that was asked for."}
        schema["required"].append("wishes")
    elif cls is Change:
        fields["moves"] = {"type": "array", "minItems": 1, "items": _merged(variants(AnyMove))}
    elif cls is Teach:
        question = _merged(variants(AnyQuestion))
        fields.clear()
        fields.update(question["properties"])
        schema["required"] = question["required"]
    return {"name": act, "description": _doc(cls), "parameters": schema}


def _wish() -> Schema:
    wish = _object(Ask)
    wish["description"] = _doc(Ask) + (
        f"\nStyles: {', '.join(STYLES)}.\nInstruments: {', '.join(INSTRUMENTS)}."
    )  # the names that ``value`` must be taken from
    return wish


def _object(cls: type[Value], leave_out: Iterable[str] = ()) -> Schema:
    """The arguments of a class as a flat JSON schema, with what is written under its fields."""
    whole = cls.model_json_schema()
    told = _told(cls)
    fields = {}
    for name, schema in whole.get("properties", {}).items():
        if name not in leave_out:
            fields[name] = _plain(schema, whole.get("$defs", {}))
            if name in told:
                fields[name]["description"] = told[name]
    return {
        "type": "object",
        "properties": fields,
        "required": [name for name in whole.get("required", []) if name not in leave_out],
        "additionalProperties": False,
    }


def _merged(classes: Iterable[type[Value]]) -> Schema:
    """Several classes with a ``kind`` as one: the kinds with what they do, and all their fields."""
    kinds: dict[str, type[Value]] = {cls.model_fields["kind"].default: cls for cls in classes}
    fields: Schema = {}
    owners: dict[str, list[str]] = {}
    for kind, cls in kinds.items():
        for name, schema in _object(cls, leave_out={"kind"})["properties"].items():
            fields[name] = _either(fields[name], schema) if name in fields else schema
            owners.setdefault(name, []).append(kind)
    for name, schema in fields.items():
        if len(owners[name]) < len(kinds):
            schema["description"] = f"{', '.join(owners[name])}: {schema.get('description', '')}".strip(": ")
    told = [f"{kind}: {_doc(cls)} {_signature(cls)}" for kind, cls in kinds.items()]
    choice = {"type": "string", "enum": list(kinds), "description": "\n".join(told)}
    return {
        "type": "object",
        "properties": {"kind": choice, **fields},
        "required": ["kind"],
        "additionalProperties": False,
    }


def _signature(cls: type[Value]) -> str:
    needed = [name for name, field in cls.model_fields.items() if field.is_required()]
    return f"(needs {', '.join(needed)})" if needed else ""


def _either(one: Schema, other: Schema) -> Schema:
    """What satisfies one of two schemas of a field; the class itself is stricter later."""
    if one == other:
        return one
    words = one.get("description") or other.get("description")
    bare: list[Schema] = [{k: v for k, v in s.items() if k != "description"} for s in (one, other)]
    types = [s.get("type") for s in bare]
    joined: Schema
    if bare[0] == bare[1]:
        joined = bare[0]
    elif types[0] == types[1] == "string":
        names = [*bare[0].get("enum", ()), *bare[1].get("enum", ())]
        joined = {"type": "string"}
        if all("enum" in s for s in bare):
            joined["enum"] = list(dict.fromkeys(names))
    elif set(types) <= {"number", "integer"}:
        joined = {"type": "integer" if types == ["integer", "integer"] else "number"}
    else:
        joined = {"anyOf": bare}
    return joined | ({"description": words} if words else {})


def _plain(schema: Schema, known: Schema) -> Schema:
    """A schema with what it refers to written out, and without titles, defaults and nulls."""
    if "$ref" in schema:
        schema = {**known[schema["$ref"].rpartition("/")[2]], **{k: v for k, v in schema.items() if k != "$ref"}}
    choices: list[Schema] = [s for s in schema.get("anyOf") or schema.get("oneOf") or () if s.get("type") != "null"]
    if len(choices) == 1:
        rest = {k: v for k, v in schema.items() if k not in ("anyOf", "oneOf")}
        return _plain({**choices[0], **rest}, known)
    plain = {k: v for k, v in schema.items() if k in ("type", "enum", "minimum", "maximum", "minItems", "description")}
    if "const" in schema:
        plain |= {"type": "string", "enum": [schema["const"]]}
    if choices:
        plain["anyOf"] = [_plain(choice, known) for choice in choices]
    if "items" in schema:
        plain["items"] = _plain(schema["items"], known)
    if "properties" in schema:
        plain["properties"] = {name: _plain(s, known) for name, s in schema["properties"].items()}
        plain["required"] = schema.get("required", [])
    return plain


def _doc(cls: type) -> str:
    return inspect.cleandoc(cls.__doc__ or "")


@cache
def _told(cls: type[Value]) -> dict[str, str]:
    """What is written under the fields of a class and of those it is made from."""
    told: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        if not (issubclass(base, Value) and base is not Value):
            continue
        body = ast.parse(dedent(inspect.getsource(base))).body[0]
        assert isinstance(body, ast.ClassDef)
        for field, text in zip(body.body, body.body[1:], strict=False):
            match field, text:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                    told[name] = inspect.cleandoc(words)
    return told
