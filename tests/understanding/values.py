"""Comparing one wanted value with what there is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skills.plan import Plan
from skills.theory.chord import parse_chord, parse_numeral
from skills.theory.key import Key
from skills.theory.pitch import pitch_class

FEELING = ("valence", "arousal", "tension")
_SHAPE = 0.12
"""How far an arc must move to be said to rise or fall."""


@dataclass(frozen=True)
class Found:
    """Whether an attribute is met, and what there was instead."""

    met: bool
    what: str


def number_is(value: str, found: float | None) -> Found:
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


def same(value: str, found: object) -> Found:
    return Found(str(found).lower() == value.lower(), str(found))


def listed(value: str) -> list[str]:
    return [v.strip() for v in value.split(",") if v.strip()]


def field_is(name: str, value: str, thing: object) -> Found:
    if not hasattr(thing, name):
        return Found(False, f"no {name}")
    found = getattr(thing, name)
    if value in ("none", "some"):
        return Found((not found) == (value == "none"), str(found))
    if isinstance(found, bool):
        return Found(found == (value == "yes"), "yes" if found else "no")
    if isinstance(found, tuple):
        return Found(set(listed(value)) <= {str(f) for f in found}, ", ".join(map(str, found)))
    if isinstance(found, int | float):
        if value in ("up", "down"):
            return Found(found > 0 if value == "up" else found < 0, f"{found:g}")
        return number_is(value, found)
    return same(value, found)


def key_of(text: str) -> Key:
    """A key from "D minor"."""
    tonic, _, mode = text.partition(" ")
    return Key.model_validate({"tonic": tonic, "mode": mode or "major"})


def key_is(name: str, value: str, key: Key) -> Found:
    if name == "key":
        wanted = key_of(value)
        return Found((wanted.tonic_pc, wanted.mode) == (key.tonic_pc, key.mode), str(key))
    if name == "tonic":
        return Found(pitch_class(value) == key.tonic_pc, key.tonic)
    if name == "mode":
        return same(value, key.mode)
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
    for word in listed(value):
        here = {s.label for s in plan.sections if word in (s.label, s.kind)}
        if not here:
            raise ValueError(f"no section is called {word!r}")
        found |= here
    return found


def some(words: Iterable[str], have: Iterable[str]) -> bool:
    """Whether each word, or one of its alternatives "a/b", is there."""
    there = set(have)
    return all(there & set(word.split("/")) for word in words)


def symbols(figures: Sequence[str], key: Key) -> list[tuple[int, str, int]] | None:
    try:
        chords = [parse_chord(f) if f[0] in "ABCDEFG" else parse_numeral(f, key) for f in figures]
    except ValueError:
        return None
    return [(c.root_pc, c.quality, c.bass_pc) for c in chords]


def alike(wanted: Sequence[str], given: Sequence[str], key: Key) -> bool:
    """Whether chords are those wanted, perhaps repeated."""
    a, b = symbols(wanted, key), symbols(given, key)
    return a is not None and b is not None and len(b) % len(a) == 0 and b == a * (len(b) // len(a))
