"""Notes thinned out, filled in and given another rhythm, without becoming another tune.

All work on the notes of one part in one stretch, in order of time, and leave the stretch's bounds alone. A
*gesture* is what is struck at once: a chord, or a single note.
"""

import random
from collections.abc import Sequence
from itertools import pairwise

from skills.clock import Metre, bar_beats, is_compound, pulses, strength
from skills.melody.search import allowed_classes, scale_index
from skills.song import Chord, Note
from skills.theory.key import Key

Gesture = list[Note]

_TOUCH = 0.13
"""Beats within which a note reaches the next."""
_KICK_AND_SNARE = frozenset({35, 36, 37, 38, 40})


def gestures(notes: Sequence[Note]) -> list[Gesture]:
    """The notes gathered by onset, in order of time."""
    found: list[Gesture] = []
    for note in sorted(notes, key=lambda n: (n.start, n.pitch)):
        if found and note.start - found[-1][0].start < 1e-6:
            found[-1].append(note)
        else:
            found.append([note])
    return found


def flat(found: Sequence[Gesture]) -> list[Note]:
    """The notes of gestures, in order of time and pitch."""
    return sorted((n for g in found for n in g), key=lambda n: (n.start, n.pitch))


def thinned(notes: Sequence[Note], metre: Metre, share: float, *, drums: bool = False) -> list[Note]:
    """The notes without a share of them, the metrically weakest first; a line stays as connected as it was."""
    found = [[n] for n in sorted(notes, key=lambda n: (n.start, n.pitch))] if drums else gestures(notes)
    if len(found) < 2:
        return list(notes)
    count = max(1, round(share * len(found)))

    def weight(index: int) -> float:
        note = found[index][0]
        value = strength(metre, note.start) + 0.08 * min(note.duration, 4)
        if drums:
            value += 0.4 * (note.pitch in _KICK_AND_SNARE) + note.velocity / 254
        return value + (2.0 if index == 0 or (not drums and index == len(found) - 1) else 0.0)

    order = sorted(range(len(found)), key=lambda k: (round(weight(k), 6), -k))
    gone = set(order[: min(count, len(found) - 1)])
    out: list[Gesture] = []
    for index, gesture in enumerate(found):
        if index not in gone:
            out.append(gesture)
            continue
        end = max(n.end for n in gesture)
        if not drums and out and max(n.end for n in out[-1]) > gesture[0].start - _TOUCH:
            out[-1] = [n.model_copy(update={"duration": end - n.start}) for n in out[-1]]
    return flat(out)


def filled(
    notes: Sequence[Note], share: float, metre: Metre, key: Key, chords: Sequence[Chord], low: int, high: int
) -> list[Note]:
    """The notes with a share more, the longest split in two.

    A line moves on by step to its next note, a chord is struck again.
    """
    found = gestures(notes)
    wanted = max(1, round(share * len(found)))
    ladder = scale_index(key)
    for _ in range(wanted):
        ends = [*(g[0].start for g in found[1:]), max((n.end for n in found[-1]), default=0.0) if found else 0.0]
        rooms = [end - g[0].start for g, end in zip(found, ends, strict=True)]
        index = max(range(len(found)), key=lambda k: (round(min(rooms[k], _room(found[k])), 4), -k), default=None)
        if index is None or rooms[index] < 0.4:
            break
        gesture = found[index]
        cut = _cut(rooms[index], metre)
        at = gesture[0].start + cut
        head = [n.model_copy(update={"duration": min(n.duration, cut)}) for n in gesture]
        tail = [
            Note(
                pitch=n.pitch,
                start=at,
                duration=max(0.1, min(max(n.duration - cut, n.duration / 2), rooms[index] - cut)),
                velocity=max(1, _accent(n) - 8),
            )
            for n in gesture
        ]
        if len(gesture) == 1 and index + 1 < len(found):
            tail = [_step(tail[0], found[index + 1][0].pitch, key, chords, ladder, low, high)]
        found[index : index + 1] = [head, tail]
    return flat(found)


def _room(gesture: Gesture) -> float:
    """How long a gesture may be thought to last: its length, or what a short stroke leaves free."""
    return max(n.duration for n in gesture) + 0.5


def _cut(length: float, metre: Metre) -> float:
    """How far into a note its second half begins: on the grid."""
    if is_compound(metre) and length >= 1.5:
        return 1.0 if length < 3 else 1.5
    return max(0.25, int(length / 2 / 0.5) * 0.5) if length >= 1 else length / 2


def _step(note: Note, goal: int, key: Key, chords: Sequence[Chord], ladder: list[float], low: int, high: int) -> Note:
    """A note moved a step towards the next, or to its neighbour where the next is the same."""
    chord = next((c for c in chords if c.start <= note.start + 1e-6 < c.end), None)
    classes = allowed_classes(key, chord.symbol if chord else None)
    way = 1 if goal >= note.pitch else -1
    options = [p for p in range(note.pitch + way, note.pitch + 5 * way, way) if p % 12 in classes and low <= p <= high]
    if not options:
        return note
    gap = abs(ladder[goal] - ladder[note.pitch])
    pitch = options[min(1, len(options) - 1)] if gap >= 4 else options[0]
    return note.model_copy(update={"pitch": pitch})


def drummed(notes: Sequence[Note], share: float, start: float, end: float, metre: Metre) -> list[Note]:
    """Drums with a share more strokes: the timekeeper between its strokes, then ghost strokes on the snare."""
    wanted = max(1, round(share * len(notes)))
    keepers = [n.pitch for n in notes if n.pitch in (42, 44, 46, 51, 53, 54, 69, 70, 82)]
    keeper = max(sorted(set(keepers)), key=keepers.count) if keepers else 42
    taken = {(round(n.start, 3), n.pitch) for n in notes}
    out = list(notes)
    for step, key, velocity in ((0.5, keeper, 58), (0.25, keeper, 46), (0.25, 38, 32)):
        count = round((end - start) / step)
        free = [start + k * step for k in range(count) if (round(start + k * step, 3), key) not in taken]
        free = [at for at in free if key != 38 or strength(metre, at) < 0.5]
        room = wanted - (len(out) - len(notes))
        chosen = [free[k * len(free) // room] for k in range(room)] if 0 < room < len(free) else free[: max(0, room)]
        for at in chosen:
            taken.add((round(at, 3), key))
            out.append(Note(pitch=key, start=at, duration=min(0.25, end - at), velocity=velocity))
    return sorted(out, key=lambda n: (n.start, n.pitch))


def _accent(note: Note) -> int:
    return note.accent or note.velocity


# Rhythm


def paced(notes: Sequence[Note], factor: float, least: float = 0.1) -> list[Note]:
    """Every note shorter by a factor."""
    return [n.model_copy(update={"duration": max(least, n.duration * factor)}) for n in notes]


def bound(notes: Sequence[Note], end: float) -> list[Note]:
    """Every gesture held until the next begins."""
    found = gestures(notes)
    ends = [*(g[0].start for g in found[1:]), end]
    held = [
        [n.model_copy(update={"duration": until - n.start}) for n in g] for g, until in zip(found, ends, strict=True)
    ]
    return flat(held)


def lengthened(notes: Sequence[Note], metre: Metre, end: float) -> list[Note]:
    """Fewer and longer notes: those off the beat go, the others are held."""
    return bound(thinned(notes, metre, 0.35), end)


def shortened(notes: Sequence[Note], metre: Metre) -> list[Note]:
    """Repeated short notes in the place of long ones."""
    out: list[Gesture] = []
    unit = 0.5
    for gesture in gestures(notes):
        length = max(n.duration for n in gesture)
        count = max(1, int(length / unit + 1e-6)) if length >= 2 * unit else 1
        for k in range(count):
            out.append(
                [
                    n.model_copy(update={
                        "start": n.start + k * unit, "duration": min(unit, n.duration), "velocity": n.velocity,
                    })
                    for n in gesture
                    if n.duration > k * unit + 0.05
                ]
            )  # fmt: skip
    return [n for g in out for n in g]


def straightened(notes: Sequence[Note], metre: Metre, start: float, end: float) -> list[Note]:
    """Every gesture on the nearest free pulse or half of one; a line stays in order."""
    every = gestures(notes)
    out: list[Gesture] = []
    for index, gesture in enumerate(every):
        at = gesture[0].start
        low = out[-1][0].start + 0.2 if out else start - 1e-6
        high = every[index + 1][0].start - 0.2 if index + 1 < len(every) else end - 0.2
        near = [p for p in _pulses(metre, start, end) if abs(p - at) <= 0.5 + 1e-6 and low <= p <= high]
        grid = start + round((at - start) * 2) / 2
        on_pulse = strength(metre, at) >= 0.5
        place = at if on_pulse else min(near, key=lambda p: (abs(p - at), p)) if near else grid
        out.append(_placed(gesture, place if low <= place <= high else at, end))
    return flat(_clipped(out, end))


def syncopated(notes: Sequence[Note], metre: Metre, start: float, end: float) -> list[Note]:
    """Gestures on a pulse come an eighth early where there is room, all but those on the first beat of four bars."""
    out: list[Gesture] = []
    bar = bar_beats(metre)
    for gesture in gestures(notes):
        at = gesture[0].start
        early = at - 0.5
        number = round((at - start) / bar, 6)
        anchored = number % 4 == 0 or at <= start + 1e-6
        room = not out or early - out[-1][0].start >= 0.5 - 1e-6
        moves = strength(metre, at) >= 0.5 and not anchored and room and early >= start
        out.append(_placed(gesture, early, end, longer=True) if moves else gesture)
    return flat(_clipped(out, end))


def rerhythmed(notes: Sequence[Note], metre: Metre, start: float, end: float, choose: random.Random) -> list[Note]:
    """The same gestures in another rhythm: as many in every bar, on other places, the strong ones likelier.

    Bars that had the same rhythm have the same rhythm again.
    """
    bar = bar_beats(metre)
    known: dict[tuple[float, ...], list[float]] = {}
    out: list[Gesture] = []
    every = gestures(notes)
    for number in range(round((end - start) / bar)):
        begin = start + number * bar
        inside = [g for g in every if begin - 1e-6 <= g[0].start < begin + bar - 1e-6]
        if not inside:
            continue
        old = tuple(round(g[0].start - begin, 3) for g in inside)
        if old not in known:
            known[old] = _other_places(old, metre, choose)
        for gesture, at in zip(inside, known[old], strict=True):
            out.append(_placed(gesture, begin + at, end, longer=True))
    ends = [*(g[0].start for g in out[1:]), end]
    held = [
        [n.model_copy(update={"duration": min(max(n.duration, 0.25), until - n.start)}) for n in g]
        for g, until in zip(out, ends, strict=True)
    ]
    return flat(held)


def _other_places(old: tuple[float, ...], metre: Metre, choose: random.Random) -> list[float]:
    """As many places in a bar as before, not the same ones where there are others."""
    unit = 0.5 if len(old) <= 2 * bar_beats(metre) else 0.25
    grid = [k * unit for k in range(round(bar_beats(metre) / unit))]
    if len(grid) <= len(old):
        return list(old)
    best = list(old)
    for _ in range(12):
        keyed = sorted(grid, key=lambda at: -choose.random() * (0.35 + strength(metre, at)))
        best = sorted(keyed[: len(old)])
        if tuple(best) != old:
            break
    return best


def _pulses(metre: Metre, start: float, end: float) -> list[float]:
    bar = bar_beats(metre)
    return [start + k * bar + p for k in range(round((end - start) / bar)) for p in pulses(metre)]


def _placed(gesture: Gesture, at: float, end: float, *, longer: bool = False) -> Gesture:
    """A gesture elsewhere, ending where it ended if it comes earlier and may grow."""
    shift = gesture[0].start - at if longer else 0.0
    return [
        n.model_copy(update={"start": at, "duration": max(0.1, min(n.duration + max(0.0, shift), end - at))})
        for n in gesture
    ]


def _clipped(found: list[Gesture], end: float) -> list[Gesture]:
    """Gestures that were moved do not run into the next where they did not before."""
    out = list(found)
    for index, (here, after) in enumerate(pairwise(found)):
        until = after[0].start
        out[index] = [n.model_copy(update={"duration": max(0.1, min(n.duration, until - n.start))}) for n in here]
    return out
