"""Proofreading: whether a case names only what there is, whatever a reader makes of it."""

from typing import get_args

from bot.agent.turn import Act
from skills.clock import METRES
from skills.edit import MOVES
from skills.instruments import INSTRUMENTS
from skills.plan import Plan, SectionKind
from skills.styles import STYLES
from skills.theory.chord import parse_chord, parse_numeral
from skills.theory.key import MODES, Key
from skills.theory.pitch import pitch_class
from tests.understanding.cases import Attribute, Case, Line
from tests.understanding.songs import NONE, SONGS, conversation
from tests.understanding.values import key_of, labels, within

_ACTS = {cls.model_fields["act"].default: cls for cls in get_args(get_args(Act)[0])}
_KINDS = get_args(SectionKind)
_SIDES = ("up", "down", "rises", "falls", "peaks", "dips")
_FEELING = ("valence", "arousal", "tension")
_ROLES = ("lead", "counter", "chords", "pad", "bass", "drums")
_NUMBERS = (
    "tempo", "bars", "seconds", "count", "swing", "takes", "version", "other", "steps", "number", "times", "octaves",
    "amount", "factor", "shift", "base", "loudness", "looseness", "timefeel", "fills", *_FEELING,
)  # fmt: skip


def faults(case: Case) -> list[str]:
    """What is wrong with a case; empty when nothing is."""
    if case.song not in (*SONGS, NONE):
        return [f"no song is called {case.song!r}"]
    version = conversation(case.song).version
    found = []
    for lines in case.readings:
        for line in lines:
            found += _head(line, version is not None)
            for attribute in line.attributes:
                for value in attribute.value.split(" or "):
                    try:
                        fault = _value(attribute, value.strip(), line, version.plan if version else None)
                    except ValueError as error:
                        fault = str(error)
                    found += [f"{line.head}: {attribute}: {fault}"] if fault else []
    return found


def _head(line: Line, song: bool) -> list[str]:
    first, _, rest = line.head.partition(" ")
    if line.head in ("turn", "refuse", "unlock"):
        return []
    if first not in _ACTS:
        return [f"no act is called {first!r}"]
    if first == "change":
        unknown = [w for w in rest.split(" or ") if w and w not in MOVES]
        return [f"no move is called {w!r}" for w in unknown] + ([] if song else ["nothing to change"])
    allowed = [f for name in ("what", "about") if (f := _ACTS[first].model_fields.get(name))]
    words = get_args(allowed[0].annotation) if allowed else ()
    return [f"{first} knows no {w!r}" for w in rest.split(" or ") if w and w not in words]


def _value(attribute: Attribute, value: str, line: Line, plan: Plan | None) -> str:
    """What is wrong with one value, or nothing. Raises ValueError likewise."""
    name, of = attribute.name, attribute.of
    new = line.head == "write"
    words = [w.strip() for w in value.split(",")]
    if new and of and name not in ("asked", "loudness", "looseness", "rests", "plays"):
        kind = of.removeprefix("last ").rstrip("0123456789 ").lower()
        if kind not in (*_KINDS, "start", "middle", "end"):
            return f"no section is called {of!r}"
    if name in _NUMBERS:
        if value in (*_SIDES, "none"):
            return ""
        rest = value[1:] if value[0] in "<>" else value
        if not (new and name in _FEELING and rest.strip() in _KINDS):
            within(value, 0)
        return ""
    allowed: dict[str, object] = {
        "genre": STYLES, "metre": METRES, "mode": MODES, "colour": ("major", "minor"),
        "scope": ("song", "progression", "melody", "drums", "bass"), "turn": (), "height": _SIDES[:2],
        "thickness": _SIDES[:2], "feel": ("half", "double", "normal"),
        "ending": ("cadence", "ritardando", "fade", "cold", "hold", "loop"),
        "how": ("cadence", "ritardando", "fade", "cold", "hold"), "role": (*_ROLES, "none"),
        "formats": ("mp3", "wav", "stems", "midi", "musicxml", "pdf", "png", "text", "all"),
        "has": _KINDS, "starts": _KINDS, "lacks": _KINDS, "section": _KINDS,
        "manner": ("new", "simpler", "jazzier", "richer", "darker", "brighter", "syncopated", "straight",
                   "longer notes", "shorter notes", "staccato", "legato"),
        "unread": None, "assumed": ("yes", "no"), "title": None, "mentions": None, "asked": None, "on": None,
        "span": None, "where": None, "palette": None,
    }  # fmt: skip
    if name in allowed:
        options = allowed[name]
        return next((f"unknown: {w}" for w in words if w not in options), "") if options else ""  # type: ignore[operator]
    if name in ("with", "without", "only", "instrument") or (new and name in _ROLES):
        return next((f"no instrument {i}" for w in words for i in w.split("/") if i not in INSTRUMENTS), "")
    if name == "key":
        key_of(value)
    elif name == "tonic":
        pitch_class(value)
    elif name == "form":
        return next((f"unknown: {w}" for w in value.split() if w not in _KINDS), "")
    elif name == "harmony":
        for figure in value.split():
            parse_chord(figure) if figure[0] in "ABCDEFG" else parse_numeral(figure, Key(tonic="C"))
    elif name in ("rests", "plays"):
        return next((f"unknown: {w}" for w in words if w.rstrip("0123456789 ").lower() not in (*_KINDS, "all")), "")
    elif name in ("sections", "parts", "keep", "leaves") and plan is not None:
        layers = {"harmony", "all", *(p.name for p in plan.parts)}
        if name != "sections":
            words = [w for w in words if w not in layers]
        if name == "parts" and words:
            return f"unknown: {words}"
        labels(",".join(words) or "all", plan)
    else:
        return "no such attribute"
    return ""
