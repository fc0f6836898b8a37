"""Names that a model uses for parts, sections, bars and versions, held to those there are."""

from typing import Any

from bot.agent.conversation import Conversation
from skills.edit.target import HARMONY
from skills.instruments import INSTRUMENTS
from skills.place import find_place
from skills.plan import Plan
from skills.styles import STYLES

_ROLE_WORDS = {
    "melody": "lead", "tune": "lead", "vocals": "lead", "voice": "lead", "singer": "lead", "solo": "lead",
    "beat": "drums", "percussion": "drums", "bassline": "bass", "bass line": "bass", "accompaniment": "chords",
}  # fmt: skip
_HARMONY_WORDS = (HARMONY, "chord symbols", "progression", "chord progression", "changes")


class UnknownNameError(ValueError):
    """Something is named that is not there; the sentence is for the model and names what there is."""


def instrument(name: str) -> str:
    """The instrument of a name or another name for it. Raises UnknownNameError."""
    said = name.casefold().strip()
    found = next((i.name for i in INSTRUMENTS.values() if said in (i.name, *i.aliases, i.name + "s")), None)
    if found is None:
        raise UnknownNameError(f"no instrument is called {name!r}; known are {', '.join(INSTRUMENTS)}")
    return found


def style(name: str) -> str:
    """The style of a name or another name for it. Raises UnknownNameError."""
    said = name.casefold().strip()
    found = next((s.name for s in STYLES.values() if said in (s.name, *s.aliases)), None)
    if found is None:
        raise UnknownNameError(f"no style is called {name!r}; known are {', '.join(STYLES)}")
    return found


def sections(name: str, plan: Plan) -> tuple[str, ...]:
    """The labels that a name means: "chorus 2" is "Chorus 2", "chorus" is every chorus. Raises UnknownNameError."""
    said = name.casefold().strip()
    exact = tuple(s.label for s in plan.sections if s.label.casefold() == said)
    place = find_place(name)
    picked = place.picks([s.kind for s in plan.sections]) if place else ()
    found = exact or tuple(plan.sections[i].label for i in picked)
    if not found:
        raise UnknownNameError(f"no section is called {name!r}; there are {', '.join(s.label for s in plan.sections)}")
    return found


def parts(name: str, plan: Plan) -> tuple[str, ...]:
    """The parts that a name means: a part's own name, a role, or an instrument. Raises UnknownNameError."""
    said = name.casefold().strip()
    if said in _HARMONY_WORDS:
        return (HARMONY,)
    role = _ROLE_WORDS.get(said, said)
    for exact in (
        [p.name for p in plan.parts if p.name.casefold() == said],
        [p.name for p in plan.parts if p.instrument == said],
        [p.name for p in plan.parts if p.role == role],
    ):
        if exact:
            return tuple(exact)
    known = next((i.name for i in INSTRUMENTS.values() if said in i.aliases), None)
    found = tuple(p.name for p in plan.parts if known and INSTRUMENTS[p.instrument].family == INSTRUMENTS[known].family)
    if not found:
        there = ", ".join([*(f"{p.name} ({p.instrument})" for p in plan.parts), HARMONY])
        raise UnknownNameError(f"no part is called {name!r}; there are {there}")
    return found


def asked(question: dict[str, Any], conversation: Conversation) -> dict[str, Any]:
    """A question's arguments with the section it is about put as the song at hand has it, if it has it."""
    version, name = conversation.version, question.get("section")
    if version is None or not isinstance(name, str):
        return question
    try:
        return {**question, "section": sections(name, version.plan)[0]}
    except UnknownNameError:
        return question  # a question may be about songs as such


def named(arguments: Any, conversation: Conversation) -> Any:
    """Arguments of an act with every name put as the song at hand has it. Raises UnknownNameError."""
    if isinstance(arguments, list):
        return [named(item, conversation) for item in arguments]
    if not isinstance(arguments, dict):
        return arguments
    return {key: _named(key, value, conversation) for key, value in arguments.items()}


def _named(key: str, value: Any, conversation: Conversation) -> Any:
    version = conversation.version
    if version is None or value is None:
        return value
    plan = version.plan
    if key == "sections" and isinstance(value, list):
        return list(dict.fromkeys(label for name in value for label in sections(str(name), plan)))
    if key == "parts" and isinstance(value, list):
        return list(dict.fromkeys(part for name in value for part in parts(str(name), plan)))
    if key in ("before", "after"):
        return sections(str(value), plan)[0 if key == "before" else -1]
    if key == "instrument":
        return instrument(str(value))
    if key == "genre":
        return style(str(value))
    if key in ("first_bar", "last_bar") and isinstance(value, int) and value > plan.bars:
        raise UnknownNameError(f"there is no bar {value}; the song has {plan.bars}")
    if key in ("base", "version", "other") and isinstance(value, int):
        if all(v.number != value for v in conversation.versions):
            numbers = ", ".join(str(v.number) for v in conversation.versions)
            raise UnknownNameError(f"there is no version {value}; there are {numbers}")
        return value
    return named(value, conversation)
