"""A song in another metre: the harmony keeps its bars, the tune is refitted, everyone else plays anew."""

from collections.abc import Sequence
from itertools import pairwise
from math import log2

from skills.clock import Metre, accents, bar_beats, is_compound, pulses, strength
from skills.edit.draft import Draft
from skills.edit.target import Cell
from skills.perform.tempo import tempo_map
from skills.plan import FASTEST, SLOWEST
from skills.song import Chord, Note, Song, Track

_NEAR = 1e-6
_CROWDED = 0.6
"""A bar shorter than this share of the old one has its tune in sixteenths."""


def in_metre(draft: Draft, metre: Metre) -> Draft:
    """The draft in another metre; the form keeps its bars."""
    old = draft.plan
    bpm = _tempo(old.bpm, old.metre, metre)
    straight = is_compound(metre) or metre == "7/8"
    plan = old.model_copy(update={"metre": metre, "bpm": bpm, "swing": 0.5 if straight else old.swing})
    leads = [p.name for p in plan.parts if p.role == "lead"]
    song = draft.song.model_copy(
        update={
            "metre": metre,
            "chords": tuple(_chord(c, old.metre, metre) for c in draft.song.chords),
            "tracks": tuple(
                Track(
                    part=t.part, notes=refitted(t.notes, old.metre, metre, draft.song) if t.part.name in leads else ()
                )
                for t in draft.song.tracks
            ),
        }
    )
    song = song.model_copy(update={"tempi": tempo_map(plan, song)})
    draft = draft.model_copy(update={"plan": plan, "song": song})
    draft = draft.replay(Cell(layer=name, section=s.label) for name in leads for s in plan.sections)
    others = [p.name for p in plan.parts if p.name not in leads]
    draft = draft.rewrite(Cell(layer=name, section=s.label) for name in others for s in plan.sections)
    draft = draft.say(f"now in {metre}" + (f" at {bpm:g} quarter notes a minute" if bpm != old.bpm else ""))
    tune = "the tune is fitted to the new bars, and " if leads else ""
    return draft.note(f"Every bar has the chords it had; {tune}{'the others play' if others else 'nobody plays'} anew.")


def _tempo(bpm: float, old: Metre, new: Metre) -> float:
    """The quarter note or the felt pulse goes on as it was, whichever leaves a bar more nearly as long."""
    felt = bpm * (bar_beats(new) / len(pulses(new))) / (bar_beats(old) / len(pulses(old)))
    options = [bpm, round(felt, 2)] if is_compound(old) != is_compound(new) else [bpm]
    fitting = [b for b in options if SLOWEST <= b <= FASTEST]
    return min(fitting, key=lambda b: round(abs(log2((bar_beats(new) / b) / (bar_beats(old) / bpm))), 6))


def _chord(chord: Chord, old: Metre, new: Metre) -> Chord:
    start, end = _joint(chord.start, old, new), _joint(chord.end, old, new)
    return chord.model_copy(update={"start": start, "duration": end - start})


def _joint(beat: float, old: Metre, new: Metre) -> float:
    """Where a change of chord falls: on its bar line, or, inside a bar, on the pulse that is as far into it."""
    bar, at = _bar_of(beat, old)
    if at < _NEAR:
        return bar * bar_beats(new)
    share = at / bar_beats(old)
    if abs(share - 0.5) < _NEAR and len(accents(new)) == 2:
        return bar * bar_beats(new) + accents(new)[1]
    places = [p for p in pulses(new) if p > 0] or [bar_beats(new) / 2]
    steps = sorted({*places, *(k * 0.5 for k in range(1, round(bar_beats(new) * 2)))})
    near = min(steps, key=lambda p: (abs(p / bar_beats(new) - share) - 0.1 * (p in places), p))
    return bar * bar_beats(new) + near


def _bar_of(beat: float, metre: Metre) -> tuple[int, float]:
    size = bar_beats(metre)
    bar = int((beat + _NEAR) // size)
    return bar, max(0.0, beat - bar * size)


def refitted(notes: Sequence[Note], old: Metre, new: Metre, song: Song) -> tuple[Note, ...]:
    """A tune in another metre: the pitches of each bar in their order, on the beats that take the place of theirs.

    Where there is no room for all, those that matter most (on strong beats, long ones) stay.
    """
    bars: dict[int, list[Note]] = {}
    for note in notes:
        bars.setdefault(_bar_of(note.start, old)[0], []).append(note)
    placed: list[Note] = []
    for bar, inside in sorted(bars.items()):
        best: dict[float, Note] = {}
        for note in sorted(inside, key=lambda n: (-_weight(n, old), n.start)):
            at = place(_bar_of(note.start, old)[1], old, new)
            if at not in best:
                best[at] = note
        # Two notes that changed places would be another tune: pitches are dealt out in the order of the old ones.
        kept = sorted(best.values(), key=lambda n: (n.start, n.pitch))
        for at, note in zip(sorted(best), kept, strict=True):
            start = bar * bar_beats(new) + at
            length = note.duration * bar_beats(new) / bar_beats(old)
            held = _joint(note.end, old, new) - start if note.end > (bar + 1) * bar_beats(old) - _NEAR else length
            velocity = note.velocity if note.accent is None else note.accent
            placed.append(Note(pitch=note.pitch, start=start, duration=max(0.25, held, length), velocity=velocity))
    until = song.bars * bar_beats(new)
    return tuple(
        n.model_copy(update={"duration": min(n.duration, max(after - n.start, 0.1))})
        for n, after in zip(placed, [*(n.start for n in placed), until][1:], strict=True)
    )


def _weight(note: Note, metre: Metre) -> float:
    return strength(metre, note.start) + 0.2 * min(note.duration, 2.0)


def place(at: float, old: Metre, new: Metre) -> float:
    """Where in a bar of the new metre a note at ``at`` beats into a bar of the old one goes.

    Pulse takes the place of pulse. A bar with twice or half the pulses is stretched or pressed as a
    whole; one with a few more keeps its beats and has the rest for its last note; one with fewer is
    pressed together.
    """
    have, want = pulses(old), pulses(new)
    whole_old, whole_new = bar_beats(old), bar_beats(new)
    if len(have) == len(want):
        edges_old, edges_new = [*have, whole_old], [*want, whole_new]
        index = max(i for i, p in enumerate(have) if p <= at + _NEAR)
        (a, b), (c, d) = list(pairwise(edges_old))[index], list(pairwise(edges_new))[index]
        spot = c + (at - a) / (b - a) * (d - c)
        start, size = c, d - c
    elif len(want) > len(have) and len(want) != 2 * len(have) and not is_compound(old) and not is_compound(new):
        return at
    else:
        spot = at * whole_new / whole_old
        start = max(p for p in want if p <= spot + _NEAR)
        size = ([*want, whole_new][want.index(start) + 1]) - start
    thirds = abs(size - 1.5) < _NEAR
    crowded = whole_new < _CROWDED * whole_old
    step = 0.5 if thirds and not crowded else 0.25 if at % 0.5 or crowded else 0.5
    if thirds and not crowded and abs((spot - start) / size - 0.5) < 0.01:
        return start + 1.0  # the offbeat of a pulse becomes its last third: long, short
    cell = round((spot - start) / step + _NEAR)
    return round(min(start + cell * step, whole_new - step), 6)
