"""What is checked of an act, by the name of the attribute.

Values: "A or B" allows either; "80..95", ">60", "<0.3" are ranges (ends included), "90" is 90 within
1 %; "piano/organ" in a list allows either. Sections are labels or kinds ("chorus" is every chorus),
parts are the names in the plan; "all" is all of them.

New songs (``write``), read from the plan:
    genre, key, mode, tonic, colour (major or minor), tempo, metre, bars, "bars verse" (each verse),
    seconds, form (kinds in order), has, lacks, "count chorus", with, without, only (instruments),
    "lead", "chords", "bass" ... (the instrument in a role), "rests drums" (sections where it rests),
    "plays drums" (sections where it does not), harmony ("harmony bridge": the chords of a section; symbols or
    numerals), swing, ending, title, thickness (density: up, down; "thickness chorus"), height (up, down),
    loudness, looseness, timefeel, fills (a range of what is directed; "loudness drums"), "shift chorus" (semitones),
    palette (none, some, or chords in it), "asked rhyme" (a wish that leaves no other trace),
    valence, arousal, tension (a range of the mean; "valence end", "arousal chorus", "tension start";
    or the shape: rises, falls, peaks, dips), scope, takes.
Changes (``change <kind>``), read from the move, the song at hand and what is kept:
    sections, parts, span (bars), leaves (a part or section that is not touched), keep, base, takes;
    key, mode, tonic, shift (semitones), tempo, metre, seconds, bars, factor, swing, valence, arousal, tension
    (up, down, or shapes of an arc), genre, harmony, where (after X, before X, start, end, usual) and
    any field of the move by its own name.
Others: any field by its own name; on, parts, sections, span (``lock``); mentions (``teach``: a word in the
    question); turn: unread ("none", or a word in it), assumed ("yes").
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.agent.conversation import Conversation
from bot.agent.turn import Change, Lock, Teach, Turn, Write
from skills.clock import bar_beats
from skills.edit.draft import Draft
from skills.edit.move import Move
from skills.edit.target import Target
from skills.plan import ArcPoint, DirectionKind, Plan, Section
from skills.theory.chord import parse_chord, parse_numeral
from skills.theory.key import Key
from skills.theory.pitch import pitch_class
from tests.understanding.cases import Attribute

_SHAPE = 0.12
"""How far an arc must move to be said to rise or fall."""
_FEELING = ("valence", "arousal", "tension")
_PLAYING: dict[str, DirectionKind] = {
    "loudness": "loudness",
    "looseness": "looseness",
    "timefeel": "time feel",
    "fills": "fills",
}
_ROLES = ("lead", "counter", "chords", "pad", "bass", "drums")


@dataclass(frozen=True)
class Found:
    """Whether an attribute is met, and what there was instead."""

    met: bool
    what: str


Check = Callable[[str, str], Found]
"""From the "of" and the wanted value (one alternative)."""


def examine(attribute: Attribute, thing: object, turn: Turn, talk: Conversation) -> Found:
    """Check one attribute of an act, of a (change, move) pair, or of the turn itself."""
    found = Found(False, "?")
    for value in attribute.value.split(" or "):
        try:
            found = _one(attribute.name, attribute.of, value.strip(), thing, turn, talk)
        except ValueError as error:  # asked of another kind of move than it can be said of
            found = Found(False, str(error))
        if found.met:
            break
    return found


def _one(name: str, of: str, value: str, thing: object, turn: Turn, talk: Conversation) -> Found:
    if isinstance(thing, Turn):
        return _turn(name, value, thing)
    if isinstance(thing, Write):
        return _write(name, of, value, thing)
    if isinstance(thing, tuple):
        return _change(name, of, value, thing[0], thing[1], talk)
    if isinstance(thing, Teach):
        words = thing.question.model_dump_json()
        return Found(value.lower() in words.lower(), words) if name == "mentions" else _field(name, value, thing)
    if isinstance(thing, Lock) and talk.version is not None:
        return _target(name, value, thing.target, talk.version.plan) or _field(name, value, thing)
    return _field(name, value, thing)


# Values


def _number(value: str, found: float | None) -> Found:
    shown = "nothing" if found is None else f"{found:g}"
    return Found(found is not None and within(value, found), shown)


def within(value: str, number: float) -> bool:
    """Whether a number is what a value says. Raises ValueError where it says no number."""
    if value[0] == ">":
        return number > float(value[1:])
    if value[0] == "<":
        return number < float(value[1:])
    low, dots, high = value.partition("..")
    if dots:
        return float(low) - 1e-6 <= number <= float(high) + 1e-6
    return abs(number - float(low)) <= 0.01 * abs(float(low)) + 1e-6


def _same(value: str, found: object) -> Found:
    return Found(str(found).lower() == value.lower(), str(found))


def _listed(value: str) -> list[str]:
    return [v.strip() for v in value.split(",") if v.strip()]


def _field(name: str, value: str, thing: object) -> Found:
    if not hasattr(thing, name):
        return Found(False, f"no {name}")
    found = getattr(thing, name)
    if value in ("none", "some"):
        return Found((not found) == (value == "none"), str(found))
    if isinstance(found, bool):
        return Found(found == (value == "yes"), "yes" if found else "no")
    if isinstance(found, tuple):
        return Found(set(_listed(value)) <= {str(f) for f in found}, ", ".join(map(str, found)))
    if isinstance(found, int | float):
        if value in ("up", "down"):
            return Found(found > 0 if value == "up" else found < 0, f"{found:g}")
        return _number(value, found)
    return _same(value, found)


def key_of(text: str) -> Key:
    """A key from "D minor"."""
    tonic, _, mode = text.partition(" ")
    return Key.model_validate({"tonic": tonic, "mode": mode or "major"})


def _key(name: str, value: str, key: Key) -> Found:
    if name == "key":
        wanted = key_of(value)
        return Found((wanted.tonic_pc, wanted.mode) == (key.tonic_pc, key.mode), str(key))
    if name == "tonic":
        return Found(pitch_class(value) == key.tonic_pc, key.tonic)
    if name == "mode":
        return _same(value, key.mode)
    return Found(key.is_minor == (value == "minor"), str(key))


def shape(value: str, heights: Sequence[float]) -> Found:
    """Whether a curve rises, falls, peaks or dips. Raises ValueError for any other word."""
    start, end = heights[0], heights[-1]
    shown = " > ".join(f"{h:.2f}" for h in heights)
    tests = {
        "rises": end - start >= _SHAPE,
        "falls": start - end >= _SHAPE,
        "peaks": max(heights) - max(start, end) >= _SHAPE,
        "dips": min(start, end) - min(heights) >= _SHAPE,
    }
    if value not in tests:
        raise ValueError(f"no shape is called {value!r}")
    return Found(tests[value], shown)


def labels(value: str, plan: Plan) -> set[str]:
    """Section labels from labels and kinds. Raises ValueError for what is neither."""
    if value == "all":
        return {s.label for s in plan.sections}
    found = set()
    for word in _listed(value):
        here = {s.label for s in plan.sections if word in (s.label, s.kind)}
        if not here:
            raise ValueError(f"no section is called {word!r}")
        found |= here
    return found


def _some(words: Iterable[str], have: Iterable[str]) -> bool:
    """Whether each word, or one of its alternatives "a/b", is there."""
    there = set(have)
    return all(there & set(word.split("/")) for word in words)


# New songs


def _write(name: str, of: str, value: str, act: Write) -> Found:
    plan = act.plan
    instruments = [p.instrument for p in plan.parts]
    kinds = [s.kind for s in plan.sections]
    if name in ("key", "tonic", "mode", "colour"):
        return _key(name, value, plan.key_of(_place(of, plan)) if of else plan.key)
    if name in _ROLES:
        played = [p.instrument for p in plan.parts if p.role == name]
        return Found(_some(_listed(value), played), ", ".join(played) or "nobody")
    if name in _FEELING:
        return _feeling(name, of, value, plan)
    if name in ("rests", "plays"):
        return _resting(name, of, value, plan)
    if name == "harmony":
        return _harmony(of, value, plan)
    band, form = ", ".join(instruments), " ".join(kinds)
    if name in _PLAYING:
        return _playing(_PLAYING[name], of, value, plan)
    checks: dict[str, Callable[[], Found]] = {
        "genre": lambda: _same(value, plan.genre),
        "tempo": lambda: _number(value, plan.bpm),
        "metre": lambda: _same(value, plan.metre),
        "bars": lambda: _number(value, plan.bars) if not of else _each_bars(of, value, plan),
        "seconds": lambda: _number(value, plan.beats * 60 / plan.bpm),
        "form": lambda: Found(value == form, form),
        "has": lambda: Found(set(_listed(value)) <= set(kinds), form),
        "lacks": lambda: Found(not set(_listed(value)) & set(kinds), form),
        "count": lambda: _number(value, sum(k == of for k in kinds)),
        "with": lambda: Found(_some(_listed(value), instruments), band),
        "without": lambda: Found(not set(_listed(value)) & set(instruments), band),
        "only": lambda: Found(
            _some(_listed(value), instruments) and set(instruments) <= set(re.split("[,/] *", value)), band
        ),
        "swing": lambda: _number(value, plan.swing),
        "ending": lambda: _same(value, plan.ending),
        "title": lambda: _same(value, plan.title),
        "thickness": lambda: _side(
            value,
            [s.density + plan.direction("density", "", s.label) for s in plan.sections if of in ("", s.kind, s.label)],
        ),
        "height": lambda: _side(value, [plan.tessitura + plan.direction("register", "lead")]),
        "shift": lambda: _number(value, _place(of, plan).transpose),
        "asked": lambda: _asked(of, value, plan),
        "scope": lambda: _same(value, act.scope),
        "takes": lambda: _number(value, act.takes),
    }
    if name not in checks:
        return _field(name, value, plan)
    return checks[name]()


def _playing(kind: DirectionKind, of: str, value: str, plan: Plan) -> Found:
    """What is directed for a part, a section, or everyone."""
    amounts = [
        plan.direction(kind, part, section)
        for part in ([p.name for p in plan.parts if of in (p.name, p.role, p.instrument)] or ["drums"])
        for section in ([s.label for s in _places(of, plan)] or [plan.sections[0].label])
    ]
    return Found(all(within(value, a) for a in amounts), ", ".join(f"{a:g}" for a in amounts))


def _asked(kind: str, value: str, plan: Plan) -> Found:
    """Wishes that leave no other trace in a plan."""
    asks = [a for a in plan.asks if a.kind == kind]
    shown = ", ".join(a.value or f"{a.low}..{a.high}" for a in asks) or "not asked"
    return Found(any(value in (a.value, f"{a.low or a.high or 0:g}") for a in asks), shown)


def _places(of: str, plan: Plan) -> list[Section]:
    """The sections of a label or kind; "last chorus" is the last of a kind."""
    found = [s for s in plan.sections if of.removeprefix("last ") in (s.label, s.kind)]
    return found[-1:] if of.startswith("last ") else found


def _place(of: str, plan: Plan) -> Section:
    """The last section of that label or kind."""
    return (_places(of, plan) or plan.sections)[-1]


def _side(value: str, amounts: Sequence[float]) -> Found:
    shown = ", ".join(f"{a:g}" for a in amounts) or "nothing"
    return Found(bool(amounts) and all(a > 0 if value == "up" else a < 0 for a in amounts), shown)


def _each_bars(kind: str, value: str, plan: Plan) -> Found:
    bars = [s.bars for s in plan.sections if kind in (s.kind, s.label)]
    return Found(bool(bars) and all(within(value, b) for b in bars), ", ".join(map(str, bars)) or "none")


def _feeling(name: str, of: str, value: str, plan: Plan) -> Found:
    if value in ("rises", "falls", "peaks", "dips"):
        return shape(value, [getattr(plan.feeling(plan.beats * i / 20), name) for i in range(21)])
    if of in ("start", "end", "middle"):
        spot = {"start": 0.04, "middle": 0.5, "end": 0.96}[of]
        return _number(value, getattr(plan.feeling(plan.beats * spot), name))
    spans = [plan.span(s) for s in plan.sections if of in ("", s.kind, s.label)]
    if not spans:
        return Found(False, f"no {of}")
    heights = [getattr(plan.feeling(a + (b - a) * (i + 0.5) / 8), name) for a, b in spans for i in range(8)]
    mean = sum(heights) / len(heights)
    if value[0] in "<>" and not re.match(r"^-?[\d.]+$", value[1:].strip()):  # another section: "> verse"
        other = value[1:].strip()
        there = [plan.span(s) for s in plan.sections if other in (s.kind, s.label)]
        if not there:
            return Found(False, f"no {other}")
        rest = [getattr(plan.feeling(a + (b - a) * (i + 0.5) / 8), name) for a, b in there for i in range(8)]
        gap = mean - sum(rest) / len(rest)
        return Found(gap > 0 if value[0] == ">" else gap < 0, f"{gap:+.2f}")
    return _number(value, mean)


def _resting(name: str, of: str, value: str, plan: Plan) -> Found:
    who = [p.name for p in plan.parts if of in (p.name, p.role, p.instrument)]
    if name == "plays" and not who:
        return Found(False, f"no {of}")
    wanted = [s for s in plan.sections if value == "all" or {s.kind, s.label} & set(_listed(value))]
    resting = [s.label for s in plan.sections if all(n in s.silent for n in who)]
    met = bool(wanted) and all((s.label in resting) == (name == "rests") for s in wanted)
    return Found(met, "rests in " + (", ".join(resting) or "none"))


def _symbols(figures: Sequence[str], key: Key) -> list[tuple[int, str, int]] | None:
    try:
        chords = [parse_chord(f) if f[0] in "ABCDEFG" else parse_numeral(f, key) for f in figures]
    except ValueError:
        return None
    return [(c.root_pc, c.quality, c.bass_pc) for c in chords]


def _alike(wanted: Sequence[str], given: Sequence[str], key: Key) -> bool:
    """Whether chords are those wanted, perhaps repeated."""
    a, b = _symbols(wanted, key), _symbols(given, key)
    return bool(a and b) and len(b) % len(a) == 0 and b == a * (len(b) // len(a))


def _harmony(of: str, value: str, plan: Plan) -> Found:
    sections = [s for s in plan.sections if of in ("", s.kind, s.label)]
    given = [s for s in sections if s.chords]
    shown = " / ".join(f"{s.label}: {' '.join(s.chords)}" for s in given) or "no chords given"
    met = [_alike(value.split(), s.chords, plan.key_of(s)) for s in given]
    return Found(bool(met) and (all(met) if of else any(met)), shown)


# Changes


def _change(name: str, of: str, value: str, act: Change, move: Move, talk: Conversation) -> Found:
    base = talk.version if act.base is None else talk.numbered(act.base)
    if name == "takes":
        return _number(value, act.takes)
    if name == "base":
        number = act.base if act.base is not None else talk.current
        return Found(str(number) == value, str(number))
    if base is None:
        return Found(False, "no song at hand")
    plan = base.plan
    draft = Draft(plan=plan, song=base.song, kept=(*act.keep, *talk.locks))
    if name == "keep":
        return _kept(value, Draft(plan=plan, song=base.song, kept=act.keep), move)
    if name == "leaves":
        touched = draft.cells(move.target)
        names = {c.layer for c in touched} | {c.section for c in touched}
        return Found(not set(_listed(value)) & names, ", ".join(sorted(names)))
    found = _target(name, value, move.target, plan)
    if found is not None and not (name == "parts" and hasattr(move, "parts")):
        return found
    return _moved(name, of, value, move, plan)


def _target(name: str, value: str, target: Target, plan: Plan) -> Found | None:
    if name == "sections":
        here = _labels_of(target, plan)
        return Found(here == labels(value, plan), ", ".join(sorted(here)))
    if name == "parts":
        everyone = {"harmony", *(p.name for p in plan.parts)}
        here = set(target.parts) or everyone
        parts = set(_listed(value)) if value != "all" else everyone
        return Found(here == parts, "all" if here == everyone else ", ".join(sorted(here)))
    if name == "span":
        bars = f"{target.first_bar}..{target.last_bar}"
        return Found(bars == value, bars)
    return None


def _labels_of(target: Target, plan: Plan) -> set[str]:
    named = set(target.sections) or {s.label for s in plan.sections}
    if target.first_bar is None or target.last_bar is None:
        return named
    bar, found = 0, set()
    for section in plan.sections:
        start, bar = bar, bar + section.bars
        if start < target.last_bar and target.first_bar - 1 < bar:
            found.add(section.label)
    return found & named


def _kept(value: str, draft: Draft, move: Move) -> Found:
    """Whether everything of the named parts and sections, as far as the move would reach, must stay."""
    words = _listed(value)
    layers, sections = [w for w in words if w in draft.layers], set()
    for word in words:
        if word not in layers:
            sections |= labels(word, draft.plan)
    reach = Draft(plan=draft.plan, song=draft.song).cells(Target(sections=move.target.sections))
    wanted = [c for c in reach if c.layer in layers]
    wanted += [c for c in Draft(plan=draft.plan, song=draft.song).cells(Target()) if c.section in sections]
    shown = "; ".join(" ".join((*t.parts, *t.sections)) or "everything" for t in draft.kept) or "nothing"
    return Found(bool(wanted) and all(draft.keeps(c) for c in wanted), shown)


def _moved(name: str, of: str, value: str, move: Any, plan: Plan) -> Found:
    first = next(s for s in plan.sections if s.label in _labels_of(move.target, plan))
    if move.kind == "key" and name in ("key", "mode", "tonic", "colour", "shift"):
        return _new_key(name, value, move, plan.key_of(first))
    if name == "tempo":
        return _number(value, move.bpm or (plan.bpm * move.factor if move.factor else None))
    if name == "swing":
        after = move.amount if move.amount is not None else plan.swing + move.change
        if value in ("up", "down"):
            return Found(after > plan.swing if value == "up" else after < plan.swing, f"{after:g}")
        return _number(value, after)
    if name in _FEELING:
        return _new_feeling(name, of, value, move, plan)
    if name == "harmony":
        return Found(_alike(value.split(), move.chords, plan.key_of(first)), " ".join(move.chords))
    if name in ("seconds", "bars", "factor") and move.kind == "length":
        return _length(name, value, move, plan)
    if name == "where":
        return _where(value, move, plan)
    return _field(name, value, move)


def _new_key(name: str, value: str, move: Any, old: Key) -> Found:
    key = old.transposed(move.semitones) if move.semitones else old
    key = Key(tonic=move.tonic or key.tonic, mode=move.mode or key.mode)
    if name == "shift":
        if move.semitones is not None and not move.tonic:
            return Found(move.semitones == int(value), str(move.semitones))
        return Found((key.tonic_pc - old.tonic_pc - int(value)) % 12 == 0, str(key))
    return _key(name, value, key)


def _new_feeling(name: str, of: str, value: str, move: Any, plan: Plan) -> Found:
    sections = [s for s in plan.sections if s.label in _labels_of(move.target, plan)]
    spots = [a + (b - a) * (i + 0.5) / 4 for a, b in map(plan.span, sections) for i in range(4)]
    before = sum(getattr(plan.feeling(spot), name) for spot in spots) / len(spots)
    if move.kind == "arc":
        points: tuple[ArcPoint, ...] = move.points
        heights = [getattr(p, name) for p in points]
        if of in ("start", "end"):
            return _number(value, heights[0 if of == "start" else -1])
        if value in ("up", "down"):
            mean = sum(heights) / len(heights)
            return Found(mean > before if value == "up" else mean < before, f"{mean - before:+.2f}")
        return shape(value, heights)
    after = getattr(move.to, name) if move.to is not None else before + getattr(move, name)
    if value in ("up", "down"):
        return Found(after > before + 0.01 if value == "up" else after < before - 0.01, f"{after - before:+.2f}")
    return _number(value, after)


def _length(name: str, value: str, move: Any, plan: Plan) -> Found:
    here = _labels_of(move.target, plan)
    bars = sum(s.bars for s in plan.sections if s.label in here)
    bar_seconds = bar_beats(plan.metre) * 60 / plan.bpm
    if move.bars is not None:
        new = float(move.bars)
    elif move.seconds is not None:
        new = move.seconds / bar_seconds
    elif move.factor is not None:
        new = bars * move.factor
    else:
        return Found(False, "nothing")
    return _number(value, {"bars": new, "seconds": new * bar_seconds, "factor": new / bars}[name])


def _where(value: str, move: Any, plan: Plan) -> Found:
    order = [s.label for s in plan.sections]

    def place(before: str | None, after: str | None) -> int | None:
        if before is not None:
            return order.index(before) if before in order else -1
        return order.index(after) + 1 if after in order else None if after is None else -1

    found = place(move.before, move.after)
    if move.kind == "move section" and found is None:
        found = 0
    shown = f"before {move.before}" if move.before else f"after {move.after}" if move.after else "usual"
    if value in ("usual", "start", "end"):
        return Found(found == {"usual": None, "start": 0, "end": len(order)}[value], shown)
    side, _, label = value.partition(" ")
    wanted = place(label, None) if side == "before" else place(None, label)
    if wanted in (None, -1):
        raise ValueError(f"no section is called {label!r}")
    return Found(found == wanted, shown)


# The turn


def _turn(name: str, value: str, turn: Turn) -> Found:
    unread = ", ".join(turn.unread)
    if name == "unread":
        return Found(not unread if value == "none" else value.lower() in unread.lower(), unread or "none")
    if name == "assumed":
        said = (*turn.notes, *(n for a in turn.acts if isinstance(a, Write) for n in (*a.plan.assumed, *a.plan.notes)))
        return Found(bool(said) == (value == "yes"), "; ".join(said) or "nothing said")
    raise ValueError(f"a turn has no {name!r}")
