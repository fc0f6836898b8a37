"""What is checked of a new song, read from its plan."""

import re
from collections.abc import Callable, Sequence

from bot.agent.turn import Write
from skills.plan import DirectionKind, Plan, Section
from tests.understanding.values import (
    FEELING,
    Found,
    alike,
    field_is,
    key_is,
    listed,
    number_is,
    same,
    shape,
    some,
    within,
)

_PLAYING: dict[str, DirectionKind] = {
    "loudness": "loudness",
    "looseness": "looseness",
    "timefeel": "time feel",
    "fills": "fills",
}
_ROLES = ("lead", "counter", "chords", "pad", "bass", "drums")


def written(name: str, of: str, value: str, act: Write) -> Found:
    plan = act.plan
    instruments = [p.instrument for p in plan.parts]
    kinds = [s.kind for s in plan.sections]
    if name in ("key", "tonic", "mode", "colour"):
        return key_is(name, value, plan.key_of(_place(of, plan)) if of else plan.key)
    if name in _ROLES:
        played = [p.instrument for p in plan.parts if p.role == name]
        return Found(some(listed(value), played), ", ".join(played) or "nobody")
    if name in FEELING:
        return _feeling(name, of, value, plan)
    if name in ("rests", "plays"):
        return _resting(name, of, value, plan)
    if name == "harmony":
        return _harmony(of, value, plan)
    band, form = ", ".join(instruments), " ".join(kinds)
    if name in _PLAYING:
        return _playing(_PLAYING[name], of, value, plan)
    checks: dict[str, Callable[[], Found]] = {
        "genre": lambda: same(value, plan.genre),
        "tempo": lambda: number_is(value, plan.bpm),
        "metre": lambda: same(value, plan.metre),
        "bars": lambda: number_is(value, plan.bars) if not of else _each_bars(of, value, plan),
        "seconds": lambda: number_is(value, plan.beats * 60 / plan.bpm),
        "form": lambda: Found(value == form, form),
        "has": lambda: Found(set(listed(value)) <= set(kinds), form),
        "starts": lambda: Found(kinds[0] == value, form),
        "lacks": lambda: Found(not set(listed(value)) & set(kinds), form),
        "count": lambda: number_is(value, sum(k == of for k in kinds)),
        "with": lambda: Found(some(listed(value), instruments), band),
        "without": lambda: Found(not set(listed(value)) & set(instruments), band),
        "only": lambda: Found(
            some(listed(value), instruments) and set(instruments) <= set(re.split("[,/] *", value)), band
        ),
        "swing": lambda: number_is(value, plan.swing),
        "ending": lambda: same(value, plan.ending),
        "title": lambda: same(value, plan.title),
        "thickness": lambda: _side(
            value,
            [s.density + plan.direction("density", "", s.label) for s in plan.sections if of in ("", s.kind, s.label)],
        ),
        "height": lambda: _side(value, [plan.tessitura + plan.direction("register", "lead")]),
        "shift": lambda: number_is(value, _place(of, plan).transpose),
        "asked": lambda: _asked(of, value, plan),
        "scope": lambda: same(value, act.scope),
        "takes": lambda: number_is(value, act.takes),
    }
    if name not in checks:
        return field_is(name, value, plan)
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
        return number_is(value, getattr(plan.feeling(plan.beats * spot), name))
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
    return number_is(value, mean)


def _resting(name: str, of: str, value: str, plan: Plan) -> Found:
    who = [p.name for p in plan.parts if of in (p.name, p.role, p.instrument)]
    if name == "plays" and not who:
        return Found(False, f"no {of}")
    # The only verse of a song has no number.
    wanted = [s for s in plan.sections if value == "all" or {s.kind, s.label, f"{s.label} 1"} & set(listed(value))]
    resting = [s.label for s in plan.sections if all(n in s.silent for n in who)]
    met = bool(wanted) and all((s.label in resting) == (name == "rests") for s in wanted)
    return Found(met, "rests in " + (", ".join(resting) or "none"))


def _harmony(of: str, value: str, plan: Plan) -> Found:
    sections = [s for s in plan.sections if of in ("", s.kind, s.label)]
    given = [s for s in sections if s.chords]
    shown = " / ".join(f"{s.label}: {' '.join(s.chords)}" for s in given) or "no chords given"
    met = [alike(value.split(), s.chords, plan.key_of(s)) for s in given]
    return Found(bool(met) and (all(met) if of else any(met)), shown)
