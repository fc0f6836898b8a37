"""The plan of a tune: which bars state the motif, which answer, where it breathes.

A section is a row of phrases of four bars. Each kind of section has its motif: one bar of rhythm and
a contour in scale steps. The chorus owns the hook; the other kinds answer it (its contour turned
over, or its tail), so a song sounds like one song. Inside a section the motif comes back: bars that
copy another bar copy its rhythm and its intervals, on the degree that the harmony allows.
After Caplin (1998) on periods and sentences.
"""

from functools import lru_cache
from typing import NamedTuple

from skills import staging
from skills.chance import rng
from skills.clock import bar_beats
from skills.melody import rhythm
from skills.plan import Plan, Section


class Slot(NamedTuple):
    """A note that has its time but not yet its pitch. Times in beats from the section's start."""

    start: float
    duration: float
    harmony: float
    """The beat whose chord it belongs to (an anticipation belongs to the next bar's)."""
    copies: int
    """Index of the slot whose interval it repeats, or -1."""
    wish: float | None
    """The interval wanted from the note before, in scale steps, or None."""
    lift: float
    """Height wanted against the section's middle, in semitones."""
    close: str
    """"" inside a phrase; at its last note "open", "closed" or "final"."""
    breath: bool
    """Whether a phrase begins here."""


class Motif(NamedTuple):
    """One bar of tune: onsets in beats and a contour of scale steps, one fewer than the onsets."""

    onsets: rhythm.Onsets
    contour: tuple[int, ...]


class Taste(NamedTuple):
    """How a style sings: notes a beat, share of offbeats, whether sixteenths are sung."""

    density: float
    syncopation: float
    fine: bool


TASTES: dict[str, Taste] = {
    "pop": Taste(1.15, 0.5, False), "rock": Taste(1.1, 0.4, False), "ballad": Taste(0.95, 0.4, False),
    "folk": Taste(1.1, 0.2, False), "country": Taste(1.15, 0.3, False), "blues": Taste(1.0, 0.55, False),
    "jazz": Taste(1.15, 0.65, False), "bossa nova": Taste(0.95, 0.7, False), "soul": Taste(1.1, 0.6, True),
    "funk": Taste(1.2, 0.65, True), "hip-hop": Taste(1.15, 0.55, True), "lo-fi": Taste(0.9, 0.5, False),
    "reggae": Taste(1.05, 0.5, False), "house": Taste(1.15, 0.6, True), "ambient": Taste(0.4, 0.15, False),
    "cinematic": Taste(0.7, 0.15, False), "metal": Taste(1.15, 0.3, True), "waltz": Taste(0.85, 0.1, False),
    "classical": Taste(1.1, 0.08, True),
}  # fmt: skip

_KIND_DENSITY = {"chorus": -0.12, "drop": 0.0, "bridge": -0.15, "solo": 0.45, "pre-chorus": 0.05, "outro": -0.3}
_KIND_LIFT = {"verse": -2.0, "pre-chorus": 0.0, "chorus": 2.5, "post-chorus": 2.0, "bridge": 1.0, "solo": 3.0,
              "drop": 3.0, "interlude": -1.0, "outro": -1.0, "intro": -1.0, "build": 0.0}  # fmt: skip
_SHAPES: tuple[tuple[int, ...], ...] = (
    (1, 1, 1, -1, -1), (1, 1, -1, 1, -2), (2, -1, -1, 1, -1), (-1, -1, 1, 1, 1), (0, 0, 1, -1, -1), (4, -1, -1, -1, 1),
    (-1, 2, -1, -1, 2), (0, 2, -1, 0, -1), (1, -1, 1, 2, -1), (2, 2, -1, -1, -1), (3, 0, -1, -1, -1), (-2, 1, 1, 1, -1),
    (0, 0, -1, -1, 2), (1, 2, -1, -2, 1), (5, -1, -1, 1, -2), (-1, 1, -1, -1, 1),
)  # fmt: skip
# Bars of the phrases of a section in turn: A the motif, B and D its answers, C the cadence.
_PHRASES = (("ABAC",), ("AABC",), ("ABAC", "ABDC"), ("ABDC",), ("AABC", "DDBC"), ("ABAC", "DBDC"), ("ABDC", "AADC"))


@lru_cache(maxsize=256)
def motif(plan: Plan, kind: str) -> Motif:
    """The motif of a kind of section; a chorus (or the first section with a tune) has the hook."""
    kinds = [s.kind for s in plan.sections]
    hook = next((k for k in ("chorus", "drop", "verse") if k in kinds), kinds[0])
    choose = rng(plan.seed, "motif", plan.genre, kind)
    taste = TASTES[plan.genre]
    density = level(plan, kind)
    onsets = rhythm.bar(choose, plan.metre, density, taste.syncopation, fine=taste.fine)
    if len(onsets) < 3 and density > 0.6:
        onsets = rhythm.bar(choose, plan.metre, density + 0.3, taste.syncopation, fine=taste.fine)
    if kind == hook:
        shape: tuple[int, ...] = choose.choice(_SHAPES)
    else:
        parent = motif(plan, hook).contour or (1,)
        shape = tuple(-step for step in parent) if choose.random() < 0.5 else (*parent[1:], parent[0])
        if choose.random() < 0.35:
            shape = choose.choice(_SHAPES)
    contour = tuple(shape[k % len(shape)] for k in range(len(onsets) - 1))
    return Motif(onsets, contour)


@lru_cache(maxsize=256)
def level(plan: Plan, kind: str) -> float:
    """Notes a beat for a kind of section: the style's, moved by its arousal, its kind and its wishes."""
    same = [s for s in plan.sections if s.kind == kind] or list(plan.sections)
    heat = sum(staging.arousal(plan, s) for s in same) / len(same)
    wish = sum(s.density for s in same) / len(same)
    taste = TASTES[plan.genre]
    pace = min(1.25, max(0.7, (100 / plan.bpm) ** 0.5))
    value: float = taste.density * pace * (0.9 + 0.5 * heat) + _KIND_DENSITY.get(kind, 0.0) + 0.6 * wish
    return max(0.3, min(2.2 if taste.fine else 1.8, value))


@lru_cache(maxsize=256)
def slots(plan: Plan, section: Section) -> tuple[Slot, ...]:
    """The timed, unpitched notes of a section's tune, without the pick-up into the next section."""
    kind = plan.material(section)
    bar = bar_beats(plan.metre)
    choose = rng(plan.seed, "phrase", plan.genre, kind)
    patterns = choose.choice(_PHRASES)
    density = level(plan, kind if section.kind != "solo" else "solo")
    lift = _section_lift(plan, section)
    found: list[Slot] = []
    lengths = _phrase_lengths(section.bars)
    at_bar = 0
    first_bars: dict[str, tuple[int, int]] = {}
    for number, length in enumerate(lengths):
        last_phrase = number == len(lengths) - 1
        pattern = patterns[number % len(patterns)]
        lead_in = rhythm.pickup(rng(plan.seed, "pickup", kind), plan.metre, density) if number else ()
        if lead_in:
            found = _make_room(found, at_bar * bar - lead_in[0])
            for k, before in enumerate(lead_in):
                start = at_bar * bar - before
                after = lead_in[k + 1] if k + 1 < len(lead_in) else 0.0
                found.append(Slot(start, before - after, at_bar * bar, -1, 1 if k else None, lift - 1, "", k == 0))
        for index in range(length):
            letter = "C" if index == length - 1 else pattern[index % 3] if length > 2 else "A"
            arch = _arch(number, len(lengths), index / max(1, length - 1))
            close = "" if letter != "C" else _close(plan, section, last_phrase=last_phrase, number=number)
            held = last_phrase and letter == "C" and plan.after(section) is None and section.bars > 1
            here = [(0.0, bar)] if held else _bar(plan, section, kind, letter, density)
            begin = len(found)
            source = first_bars.get(letter) if letter != "C" else None
            for k, (onset, duration) in enumerate(here):
                wish: float | None = None
                copies = -1
                if source and k < source[1] and k > 0:
                    copies = source[0] + k
                elif letter == "A" and k > 0:
                    contour = motif(plan, kind).contour
                    wish = contour[k - 1] if k - 1 < len(contour) else None
                start = at_bar * bar + onset
                found.append(
                    Slot(
                        start, duration, start, copies, wish, lift + arch,
                        close if k == len(here) - 1 else "", (index == 0 and k == 0 and not lead_in),
                    )
                )  # fmt: skip
            first_bars.setdefault(letter, (begin, len(here)))
            at_bar += 1
    return tuple(_anticipate(plan, kind, found))


def _phrase_lengths(bars: int) -> list[int]:
    lengths = [4] * (bars // 4)
    rest = bars % 4
    if rest and lengths and rest == 1:
        lengths[-1] += 1
    elif rest:
        lengths.append(rest)
    return lengths


def _section_lift(plan: Plan, section: Section) -> float:
    """Semitones of lift for a section: its kind's, the mean arousal of its kind, and more for the last of several."""
    same = [s for s in plan.sections if s.kind == section.kind]
    heat = sum(staging.arousal(plan, s) for s in same) / len(same)
    mood = sum(staging.valence(plan, s) for s in same) / len(same)
    return _KIND_LIFT[section.kind] + 5.0 * (heat - 0.5) + 1.5 * mood + 6.0 * plan.tessitura


def _arch(number: int, count: int, at: float) -> float:
    """Height inside a section: each phrase rises and falls, the peak lies in the last phrase but at its middle."""
    bow = 1.0 - (2 * at - 1.1) ** 2
    climb = 1.5 * (number / (count - 1)) if count > 1 else 0.5
    return 2.2 * bow + climb - 1.2


def _close(plan: Plan, section: Section, *, last_phrase: bool, number: int) -> str:
    following = plan.after(section)
    if last_phrase and following is None:
        return "final"
    if last_phrase and section.kind in ("pre-chorus", "bridge", "build"):
        return "open"
    return "closed" if last_phrase or number % 2 else "open"


def _bar(plan: Plan, section: Section, kind: str, letter: str, density: float) -> list[tuple[float, float]]:
    """Onsets and lengths of one bar by its letter: A the motif, B and D answers, C the cadence."""
    beats = bar_beats(plan.metre)
    taste = TASTES[plan.genre]
    if letter == "C":
        closing = rng(plan.seed, "cadence", plan.genre, kind)
        onsets, held = rhythm.cadence(closing, plan.metre, density)
        ends = [*onsets[1:], onsets[-1] + held]
        return [(o, e - o) for o, e in zip(onsets, ends, strict=True)]
    if letter == "A":
        onsets = motif(plan, kind).onsets
    else:
        answer = rng(plan.seed, "answer", plan.genre, kind, letter)
        onsets = rhythm.bar(answer, plan.metre, density, taste.syncopation, fine=taste.fine)
    if section.kind == "solo":
        extra = rng(plan.seed, "solo", section.label, letter)
        onsets = rhythm.bar(extra, plan.metre, density + 0.4, taste.syncopation, fine=taste.fine)
    ends = [*onsets[1:], beats]
    return [(o, e - o) for o, e in zip(onsets, ends, strict=True)]


def _make_room(found: list[Slot], until: float) -> list[Slot]:
    """Shorten or drop what sounds where a pick-up begins."""
    kept = [s for s in found if s.start < until - 0.25]
    if kept and kept[-1].start + kept[-1].duration > until:
        kept[-1] = kept[-1]._replace(duration=max(0.25, min(kept[-1].duration, until - kept[-1].start)))
    if kept and len(kept) < len(found) and found[-1].close and not kept[-1].close:
        kept[-1] = kept[-1]._replace(close=found[-1].close)
    return kept


def _anticipate(plan: Plan, kind: str, found: list[Slot]) -> list[Slot]:
    """Push some downbeats an eighth early, as syncopated styles sing them."""
    taste = TASTES[plan.genre]
    bar = bar_beats(plan.metre)
    if taste.syncopation < 0.35:
        return found
    out = list(found)
    for index in range(1, len(out)):
        here, before = out[index], out[index - 1]
        number = round(here.start / bar)
        on_bar = abs(here.start - number * bar) < 1e-6 and number > 0
        wish = rng(plan.seed, "push", kind, number % 4).random()
        room = before.duration >= 1.0 and abs(before.start + before.duration - here.start) < 1e-6
        if on_bar and room and not here.close and wish < taste.syncopation * 0.7:
            out[index - 1] = before._replace(duration=before.duration - 0.5)
            out[index] = here._replace(start=here.start - 0.5, duration=here.duration + 0.5)
    return out
