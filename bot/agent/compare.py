"""Two versions side by side: what differs and what is the same note for note, found in the scores."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from statistics import fmean

from skills.check.measure import measure_bars
from skills.check.report import BarMeasure
from skills.clock import bar_beats, seconds_at
from skills.edit.places import listed
from skills.edit.promise import Content, content
from skills.edit.target import HARMONY, Cell
from skills.plan import Part, Plan
from skills.render.midi import read_midi, write_midi
from skills.song import Note, Song
from skills.value import Value

_FEELINGS = {"arousal": "energy", "tension": "tension", "valence": "brightness"}
_AUDIBLE = 0.03
"""A smaller difference of a measured feeling is not worth a word."""


class Comparison(Value):
    """What became of a version, in lines fit to be read."""

    facts: tuple[str, ...]
    """Key, tempo, length, form, band: "96 -> 110 bpm"."""
    changed: tuple[str, ...]
    """Who plays something else, and where: "Bridge: chords, piano, bass"."""
    same: str
    """What did not change at all: "melody and drums; Intro, Verse 1"."""
    reharmonised: tuple[str, ...]
    """Labels of the sections with other chord symbols."""
    measured: tuple[str, ...]
    """How the changed sections measure before and after: "Bridge: brightness -0.10 -> -0.42"."""


def compare(before: Plan, old: Song, after: Plan, new: Song, renamed: Mapping[str, str] | None = None) -> Comparison:
    """Compare two songs with their plans; the feelings are measured on their MIDI.

    ``renamed`` has the label in the second song of each section of the first; without it, labels are compared.
    """
    known = renamed or {s.label: s.label for s in before.sections}
    there = {s.label for s in after.sections}
    pairs = {now: then for then, now in known.items() if now in there}
    rows = _rows(before, old, after, new, pairs)
    return Comparison(
        facts=tuple(_facts(before, old, after, new)),
        changed=tuple(_changed(rows, after)),
        reharmonised=tuple(label for label, layers in rows.items() if layers[HARMONY]),
        same=_same(rows, before, after),
        measured=tuple(
            _measured(old, new, {label: pairs[label] for label, layers in rows.items() if any(layers.values())})
        ),
    )


def layer_name(plan: Plan, layer: str) -> str:
    """What a person calls a layer: "melody", "drums", "piano"; with the part's name where two share an instrument."""
    if layer == HARMONY:
        return "chords"
    part = next(p for p in plan.parts if p.name == layer)
    if part.role == "lead":
        return "melody"
    if part.role == "drums":
        return "drums" if part.instrument == "drums" else part.instrument
    return part.instrument + (
        " (bass)" if part.role == "bass" and "bass" not in part.instrument else _which(plan, part)
    )


def _which(plan: Plan, part: Part) -> str:
    again = [p for p in plan.parts if p.instrument == part.instrument and p.role != "lead"]
    return f" ({part.name})" if len(again) > 1 else ""


# Rows: section label -> layer -> "" the same, "played" the same notes in another way, "new" other notes


def _rows(before: Plan, old: Song, after: Plan, new: Song, pairs: Mapping[str, str]) -> dict[str, dict[str, str]]:
    names = {p.name for p in before.parts}
    layers = [HARMONY, *(p.name for p in after.parts if p.name in names)]
    rows: dict[str, dict[str, str]] = {}
    for section in after.sections:
        if section.label in pairs:
            rows[section.label] = {}
            for layer in layers:
                was = content(old, Cell(layer=layer, section=pairs[section.label]), bar_beats(before.metre))
                now = content(new, Cell(layer=layer, section=section.label), bar_beats(after.metre))
                rows[section.label][layer] = _difference(layer, was, now)
    return rows


def _difference(layer: str, was: Content, now: Content) -> str:
    if was == now:
        return ""
    return "played" if layer != HARMONY and _written(was[0]) == _written(now[0]) else "new"


def _written(events: Sequence[object]) -> list[tuple[int, float, float]]:
    return [(n.pitch, n.start, n.duration) for n in events if isinstance(n, Note)]


def _changed(rows: dict[str, dict[str, str]], plan: Plan) -> list[str]:
    """Lines for sections with the same changes together; what changed in all of them comes first."""
    everywhere = [
        (layer, how)
        for layer in next(iter(rows.values()), {})
        for how in ("new", "played")
        if len(rows) > 1 and all(layers[layer] == how for layers in rows.values())
    ]
    lines = [f"everywhere: {_players(plan, everywhere)}"] if everywhere else []
    rest: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for label, layers in rows.items():
        here = tuple((layer, how) for layer, how in layers.items() if how and (layer, how) not in everywhere)
        if here:
            rest.setdefault(here, []).append(label)
    return lines + [f"{', '.join(labels)}: {_players(plan, here)}" for here, labels in rest.items()]


def _players(plan: Plan, layers: Iterable[tuple[str, str]]) -> str:
    gathered = {how: [layer_name(plan, layer) for layer, h in layers if h == how] for how in ("new", "played")}
    words = [listed(gathered["new"])] if gathered["new"] else []
    if gathered["played"]:
        words.append(f"{listed(gathered['played'])} (the same notes, played differently)")
    return "; ".join(words)


def _same(rows: dict[str, dict[str, str]], before: Plan, after: Plan) -> str:
    if not rows:
        return ""
    layers = [layer for layer in next(iter(rows.values())) if not any(row[layer] for row in rows.values())]
    sections = [label for label, row in rows.items() if not any(row.values())]
    if len(sections) == len(rows):
        return "every note" if len(before.sections) == len(after.sections) else "every note of the sections that stay"
    words = []
    if layers:
        words.append(listed([layer_name(after, layer) for layer in layers]))
    if sections:
        words.append(listed(sections))
    return "; ".join(words)


# Facts and figures -------------------------------------------------------------------------------


def _facts(before: Plan, old: Song, after: Plan, new: Song) -> Iterable[str]:
    pairs = (
        (f'"{before.title}"', f'"{after.title}"'),
        (str(before.key), str(after.key)),
        (f"{before.bpm:g} bpm", f"{after.bpm:g} bpm"),
        (before.metre, after.metre),
        (before.genre, after.genre),
        (_length(old), _length(new)),
        (_form(before), _form(after)),
        (_band(before), _band(after)),
    )
    return (f"{a} -> {b}" for a, b in pairs if a != b)


def _length(song: Song) -> str:
    minutes, seconds = divmod(round(seconds_at(song.tempi, song.beats)), 60)
    return f"{minutes}:{seconds:02d}"


def _form(plan: Plan) -> str:
    runs = groupby(f"{s.label} ({s.bars})" for s in plan.sections)
    return ", ".join(label for label, _ in runs)


def _band(plan: Plan) -> str:
    return ", ".join(p.instrument for p in plan.parts)


def _measured(old: Song, new: Song, labels: Mapping[str, str]) -> Iterable[str]:
    if not labels:
        return
    before, after = (measure_bars(read_midi(write_midi(song)), None, 44_100) for song in (old, new))
    for label, then in labels.items():
        figures = []
        for name, word in _FEELINGS.items():
            a, b = _mean(before, then, name), _mean(after, label, name)
            if abs(a - b) >= _AUDIBLE:
                figures.append(f"{word} {a:.2f} -> {b:.2f}")
        if figures:
            yield f"{label}: {', '.join(figures)}"


def _mean(bars: Sequence[BarMeasure], label: str, name: str) -> float:
    return fmean([float(getattr(bar, name)) for bar in bars if bar.section == label] or [0.0])
