"""The bassist: a line of the style over the chords, with the drummer's kick."""

from collections.abc import Sequence
from typing import NamedTuple

from skills.bass.lines import Manner, manner
from skills.bass.path import Compass, Want, find_path
from skills.chance import rng
from skills.clock import accents, bar_beats, pulses
from skills.drums.fills import breaks
from skills.drums.grid import steps
from skills.drums.groove import PHRASE, energies, kick_pattern, tier
from skills.drums.kit import STEADY
from skills.ending import finished
from skills.instruments import INSTRUMENTS
from skills.plan import Part, Plan, Section
from skills.register import in_register
from skills.skill import skill
from skills.song import Chord, Note, Song
from skills.staging import intensity, tension
from skills.theory.chord import ChordSymbol

_LOWEST = 28
"""E1, the lowest string of a bass."""
_CONVERSES = frozenset({"soul", "funk", "reggae", "jazz", "blues", "bossa nova", "lo-fi", "hip-hop", "ballad"})
"""Styles whose every other bar may answer the one before; elsewhere a line pumps on and only the fourth bar turns."""
_WALKS_UP = frozenset({"pop", "rock", "ballad", "folk", "country", "blues", "soul", "waltz", "reggae", "classical"})


class Event(NamedTuple):
    """A step of the line: where in the song, and what (a character of ``lines``)."""

    beat: float
    what: str


@skill("bass")
def write_bass(song: Song, plan: Plan, section: Section) -> Song:
    """Play bass: the style's line over the chords, locked to the kick, stepping into each change."""
    start, end = plan.span(section)
    for part in (p for p in plan.parts if p.role == "bass"):
        notes = line(song, plan, section, part) if intensity(plan, section, part) else []
        notes = in_register(plan, section, part, notes)
        song = song.with_notes(part.name, start, end, finished(song, plan, section, notes))
    return song


def line(song: Song, plan: Plan, section: Section, part: Part) -> list[Note]:
    """The notes of a bass part in a section, one at a time."""
    start, end = plan.span(section)
    chords = _chords(song, plan, section)
    how = manner(plan.genre, len(pulses(plan.metre)))
    events = _events(plan, section, how, chords)
    compass = _compass(part)
    struck = [e for e in events if e.what != "_"]
    wants = [_want(plan, section, e, chords) for e in struck]
    after = song.chord_at(end)
    if after is not None:
        wants.append(_wanting("R", after.symbol, after.symbol.bass_pc, plan, section, True))
    before = [n for n in _notes_of(song, part) if n.end <= start + 1e-6]
    draw = rng(plan.seed, "bass", "path", section.kind, part.name)
    pitches = find_path(wants, compass, draw, before[-1].pitch if before else None)
    silent = end - breaks(plan, section)
    ends = dict(zip(events, [*(e.beat for e in events[1:]), end], strict=True))
    notes = []
    for event, pitch in zip(struck, pitches, strict=False):
        if event.beat >= silent - 1e-6:
            continue
        until = min(ends[event], silent)
        rings = plan.after(section) is None and ends[event] == end
        length = until - event.beat if rings else min(until - event.beat, _longest(event.what, how))
        notes.append(Note(pitch=pitch, start=event.beat, duration=length, velocity=_velocity(plan, event, start)))
    return notes


def _notes_of(song: Song, part: Part) -> tuple[Note, ...]:
    track = song.track(part.name)
    return track.notes if track else ()


def _compass(part: Part) -> Compass:
    """Where a bass part moves on its instrument: from the lowest string of a bass, nearly two octaves up."""
    instrument = INSTRUMENTS[part.instrument]
    low = max(instrument.low, _LOWEST)
    return Compass(low=low, high=min(instrument.high, low + 24))


def _chords(song: Song, plan: Plan, section: Section) -> tuple[Chord, ...]:
    """The chords that sound in a section, cut to it; the tonic if none are written. A pedal holds their bass."""
    start, end = plan.span(section)
    written = [c for c in song.chords if c.start < end - 1e-6 and c.end > start + 1e-6]
    if not written or written[0].start > start + 1e-6:
        tonic = ChordSymbol(root=plan.key_of(section).tonic, quality="min" if plan.key_of(section).is_minor else "maj")
        until = written[0].start if written else end
        written.insert(0, Chord(symbol=tonic, start=start, duration=until - start, numeral="I"))
    return tuple(
        c.model_copy(update={"start": max(c.start, start), "duration": min(c.end, end) - max(c.start, start)})
        for c in written
    )


def pedal(plan: Plan, section: Section, chords: Sequence[Chord]) -> tuple[float, int] | None:
    """A pedal point: the beat from which the bass stays on one pitch class, and which; or None.

    Where tension is high before an arrival the dominant of what comes is held for up to four bars.
    Chords that the person gave, and basses that the harmony chose, are left alone.
    """
    after = plan.after(section)
    start, end = plan.span(section)
    if after is None or section.kind not in ("pre-chorus", "bridge", "build") or tension(plan, section) < 0.65:
        return None
    if section.chords or any(c.symbol.bass for c in chords):
        return None
    if rng(plan.seed, "bass", "pedal", section.kind).random() > 0.7:
        return None
    dominant = (plan.key_of(after).tonic_pc + 7) % 12
    return max(start, end - PHRASE * bar_beats(plan.metre)), dominant


def _events(plan: Plan, section: Section, how: Manner, chords: Sequence[Chord]) -> list[Event]:
    """The steps of the line, in order: the style's rhythm, the kick's, and every change of chord."""
    start, _ = plan.span(section)
    bar = bar_beats(plan.metre)
    changes = [c.start for here, c in zip([None, *chords], chords, strict=False) if _changes(here, c)]
    found: dict[float, str] = {}
    for number, kicks in enumerate(kick_pattern(plan, section)):
        now = start + number * bar
        for at, what in _rhythm(plan, section, how, number, kicks):
            found[round(now + at, 4)] = what.upper() if what == "r" else what
    found |= {round(beat, 4): "R" for beat in changes}
    if plan.after(section) is None:
        last = max(chords[-1].start, start + (section.bars - 1) * bar)
        found = {beat: what for beat, what in found.items() if beat < last} | {last: "R"}
    return [Event(beat, _fitting(found, beat, changes)) for beat in sorted(found)]


def _changes(before: Chord | None, chord: Chord) -> bool:
    return before is None or before.symbol != chord.symbol


def _fitting(found: dict[float, str], beat: float, changes: Sequence[float]) -> str:
    """An approach that leads nowhere (no new chord follows it) is a fifth instead."""
    if found[beat] not in ("a", "s"):
        return found[beat]
    following = min((b for b in found if b > beat and found[b] not in ("a", "s", "_")), default=None)
    leads = following is None or any(abs(following - c) < 1e-6 for c in changes)
    return found[beat] if leads else "5"


def _rhythm(plan: Plan, section: Section, how: Manner, bar: int, kicks: Sequence[float]) -> list[tuple[float, str]]:
    """The line of a bar with the kick's strokes added, and a walk into the next phrase now and then."""
    energy = energies(plan, section)[bar]
    lines = how.lines[tier(energy)]
    draw = rng(plan.seed, "bass", plan.genre, section.kind, *lines)
    chosen = draw.choice(lines)
    occurrence, _ = plan.occurrence(section)
    answer = rng(plan.seed, "bass", plan.genre, section.kind, "answer", occurrence, *lines)
    turn = bar // 2 if len(pulses(plan.metre)) == 2 else bar
    answers = turn % 2 if plan.genre in _CONVERSES else turn % PHRASE == PHRASE - 1
    if answers and "|" not in chosen and answer.random() < 0.6:
        chosen = answer.choice([one for one in lines if "|" not in one])
    placed = dict(steps(chosen, plan.metre, bar, threes="one two three", running=True))
    if how.locks:
        crowded = len(kicks) > 2 * bar_beats(plan.metre)
        placed |= {at: "R" for at in kicks if at not in placed and not (crowded and at % 0.5)}
        placed |= {at: "R" for at in kicks if placed.get(at) == "_"}
    if (bar + 1) % PHRASE == 0 and tier(energy) >= STEADY and plan.genre in _WALKS_UP:
        walk = rng(plan.seed, "bass", "walk", section.label, bar)
        if walk.random() < 0.6:
            begin = pulses(plan.metre)[-1]
            middle = (begin + bar_beats(plan.metre)) / 2
            placed = {at: what for at, what in placed.items() if at <= begin} | {begin: "s", middle: "a"}
            placed |= {at: "s" for at in kicks if begin < at < middle and how.locks}
    return sorted(placed.items())


def _want(plan: Plan, section: Section, event: Event, chords: Sequence[Chord]) -> Want:
    chord = next(c for c in reversed(chords) if c.start <= event.beat + 1e-6)
    start, _ = plan.span(section)
    strong = (event.beat - start) % bar_beats(plan.metre) in accents(plan.metre)
    held = pedal(plan, section, chords)
    if held and event.beat >= held[0] - 1e-6:
        return _wanting("8" if event.what == "8" else "R", chord.symbol, held[1], plan, section, strong)
    return _wanting(event.what, chord.symbol, chord.symbol.bass_pc, plan, section, strong)


def _wanting(what: str, chord: ChordSymbol, pc: int, plan: Plan, section: Section, strong: bool) -> Want:
    scale = plan.key_of(section).scale
    own = {(chord.root_pc + i) % 12 for i in chord.intervals}
    kept = tuple(p for p in scale if not any((p - t) % 12 in (1, 11) and t not in scale for t in own))
    return Want(degree=what, chord=chord, bass_pc=pc, scale=kept, strong=strong)


def _longest(what: str, how: Manner) -> float:
    return 0.25 if what == "d" else how.length


def _velocity(plan: Plan, event: Event, start: float) -> int:
    """Written dynamics: firm on the bar line and the pulses, octaves popped, dead notes barely there."""
    if event.what == "d":
        return 40
    at = (event.beat - start) % bar_beats(plan.metre)
    base = 92 if at == 0 else 86 if at in pulses(plan.metre) else 78 if at % 0.5 == 0 else 72
    return base + (8 if event.what == "8" else 0)
