"""When each note is played: swing, the placement of a style, the drift of a band, strums and rolls.

Everything here is in milliseconds late (positive) or early against the grid. No player passes a
neighbouring note: apart from swing, which keeps the order by itself, a delay stays under half of the
gap to the notes beside it.
"""

import random
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import sqrt

from skills.clock import Metre, bar_beats, is_compound, pulses
from skills.perform.feel import DRUMMERS, FEELS, GHOST_SPREAD, LIMBS, SHARED
from skills.perform.passage import NEAR, Gesture, Passage, Playing, gestures
from skills.perform.phrasing import Phrase
from skills.plan import Plan

EARLIEST_MS, LATEST_MS = -120.0, 250.0
_MOST_SWING_MS = 205.0
"""Later than this a swung note is heard as a mistake, however slow the tempo."""
_ROOM = 0.45
"""How far into the gap to its neighbour a note may be moved."""
_GRACE = 0.07
"""Beats within which a note is an ornament of the one it leads to, and moves with it."""
_SLIP = 2.2
"""Standard deviations at which a player's scatter is cut off."""
_ARRIVAL = 0.35
"""How much of the scatter is left where all arrive together."""
_GHOST = 50
"""Written velocity under which a stroke is a ghost."""

_OWN_DRIFT_MS, _OWN_SCATTER_MS = 6.0, 4.0
"""Spread of a pitched player around the band, slow and from note to note."""
_SUMMIT_MS, _CLOSE_MS = 14.0, 10.0
"""How long a line lingers before its summit and its last note, at full rubato."""
_STRING_ATTACK_MS = -12.0
"""Bowed pads speak slowly, so their players move early."""

_STRUM_BEATS, _STRUM_MS = 0.03, (8.0, 25.0)
_STRUM_UP = 0.8
_BEFORE_THE_BEAT = 0.3
"""Share of a strum or roll that is over when the beat falls."""
_ROLL_MS, _HARP_MS_A_STRING, _HARP_MS = 16.0, 18.0, 110.0
_HANDS_MS = 1.5
"""Spread of a pianist's fingers within a chord."""
_SPREAD_SHARE = 0.6
"""The most of the room before the next note that a strum may fill."""


def swung(beat: float, swing: float, metre: Metre, unit: float) -> float:
    """Where a beat is played when pairs of ``unit`` beats are swung so that their second falls at ``swing``.

    Time is stretched before the middle of the pair and pressed together after it, so finer notes keep
    their order. Triplets and compound pulses are left where they are.
    """
    if swing == 0.5:
        return beat
    place = _place(round(beat % bar_beats(metre), 6), metre, unit)
    if place is None:
        return beat
    return beat + unit * ((2 * swing * place if place < 0.5 else 2 * swing - 1 + 2 * (1 - swing) * place) - place)


@lru_cache(maxsize=4096)
def _place(at: float, metre: Metre, unit: float) -> float | None:
    """Position in the swung pair, 0-1, of a beat in the bar; None where nothing swings."""
    if is_compound(metre):
        return None
    starts = [*pulses(metre), bar_beats(metre)]
    pulse, after = next((a, b) for a, b in pairwise(starts) if at < b - NEAR or b == starts[-1])
    place = (at - pulse) % unit / unit
    triplet = abs(place * 3 - round(place * 3)) < 0.02 and 0.1 < place < 0.9
    sextuplet = any(abs(place - k / 6) < 0.005 for k in (1, 5))
    return None if after - pulse != 1 or triplet or sextuplet else place


def swing_unit(plan: Plan) -> float:
    """The beats that a swung pair takes in the plan's style: 1 for eighths, 0.5 for sixteenths."""
    return FEELS[plan.genre].swing_unit


@dataclass(frozen=True)
class Timing:
    """When a part's notes are played."""

    delays: list[float]
    """Milliseconds late, for each note."""
    played: list[float]
    """The onset of each note as played, in beats."""
    upstrokes: frozenset[float]
    """Written beats at which a guitarist strums up."""


def timing(playing: Playing, phrases: tuple[Phrase, ...]) -> Timing:
    """Place every note of a part."""
    delays = [0.0] * len(playing.notes)
    upstrokes: frozenset[float] = frozenset()
    if playing.part.role == "drums":
        _place_drums(playing, delays)
    else:
        upstrokes = _upstrokes(playing)
        _place_line(playing, phrases, upstrokes, delays)
    played = []
    for index, note in enumerate(playing.notes):
        ms = playing.passage.ms_per_beat(note.start)
        delays[index] = round(min(max(delays[index], EARLIEST_MS, -note.start * ms), LATEST_MS), 2)
        played.append(note.start + delays[index] / ms)
    return Timing(delays, played, upstrokes)


def _place_drums(playing: Playing, delays: list[float]) -> None:
    passage = playing.passage
    feel, loose = passage.feel, passage.looseness
    strokes = DRUMMERS[feel.drummer]
    sway, band, dice = _band_sway(passage), passage.drift("band"), passage.dice(playing.part, "time")
    late = {"snare": feel.snare_ms, "hat": feel.hat_ms}
    for pitch in sorted({n.pitch for n in playing.notes}):
        limb = LIMBS.get(pitch, "tom")
        own = [i for i, n in enumerate(playing.notes) if n.pitch == pitch]
        hits = gestures([playing.notes[i] for i in own])
        # What the limb adds to the drift that all share, never less than a third of the whole.
        scatter = max(strokes[limb].sd_ms ** 2 - sway**2, strokes[limb].sd_ms ** 2 / 9) ** 0.5
        for cluster, swings, room in _clusters(passage, hits, *playing.neighbours(pitch)):
            main = playing.notes[own[cluster[-1].indices[-1]]]
            spread = scatter * (GHOST_SPREAD if main.velocity < _GHOST else 1.0)
            tight = _tightness(passage, main.start)
            push = loose * (strokes[limb].late_ms + tight * spread * _gauss(dice)) + _lean(
                late.get(limb, 0.0), passage, main.start
            )
            push = min(max(push + loose * sway * band(main.start), -room), room)
            for hit, swing_ms in zip(cluster, swings, strict=True):
                for index in hit.indices:
                    delays[own[index]] = swing_ms + push


def _place_line(
    playing: Playing, phrases: tuple[Phrase, ...], upstrokes: frozenset[float], delays: list[float]
) -> None:
    passage, role = playing.passage, playing.part.role
    loose = passage.looseness
    dice, band, own = passage.dice(playing.part, "time"), passage.drift("band"), passage.drift(playing.part.name)
    sway, lag = _band_sway(passage), _lag(playing)
    linger = _lingering(playing, phrases) if role in ("lead", "counter") else {}
    for cluster, swings, room in _clusters(passage, playing.gestures, *playing.neighbours()):
        main = cluster[-1]
        tight = _tightness(passage, main.start)
        scatter = _OWN_DRIFT_MS * own(main.start) + _OWN_SCATTER_MS * _gauss(dice)
        push = _lean(lag, passage, main.start) + linger.get(main.start, 0.0) + loose * tight * scatter
        push += loose * sway * band(main.start)
        for gesture, swing_ms in zip(cluster, swings, strict=True):
            spread = _spread(playing, gesture, room * _SPREAD_SHARE, gesture.start in upstrokes)
            widest = max(spread, default=0.0)
            earliest = -min(room, gesture.start * passage.ms_per_beat(gesture.start))
            base = max(min(push - _BEFORE_THE_BEAT * widest, room - widest), earliest)
            for index, more in zip(gesture.indices, spread, strict=True):
                delays[index] = swing_ms + base + more
            if not widest and len(gesture.indices) > 1 and playing.instrument.family == "keys":
                for index in gesture.indices:
                    delays[index] += min(max(loose * _HANDS_MS * _gauss(dice), -room / 10), room / 10)


def _clusters(
    passage: Passage, line: tuple[Gesture, ...], before: float | None, after: float | None
) -> list[tuple[tuple[Gesture, ...], tuple[float, ...], float]]:
    """Gestures with their ornaments, the swing of each in ms, and the ms that they may be moved either way.

    ``before`` and ``after`` are the player's last beat before the section and the first one after it.
    """
    groups: list[list[Gesture]] = []
    for gesture in line:
        if groups and gesture.start - groups[-1][-1].start < _GRACE:
            groups[-1].append(gesture)
        else:
            groups.append([gesture])
    swings = [tuple(_swing_ms(passage, g.start) for g in group) for group in groups]
    edges = [
        (group[0].start, shifts[0], group[-1].start, shifts[-1]) for group, shifts in zip(groups, swings, strict=True)
    ]
    if before is not None:
        edges.insert(0, (before, 0.0, before, _swing_ms(passage, before)))
    if after is not None:
        edges.append((after, 0.0, after, 0.0))
    gaps = [
        (right[0] - left[2]) * min(passage.ms_per_beat(left[2]), passage.ms_per_beat(right[0])) + right[1] - left[3]
        for left, right in pairwise(edges)
    ]
    rooms = [max(0.0, _ROOM * gap) for gap in gaps]
    if before is None:
        rooms.insert(0, LATEST_MS)
    if after is None:
        rooms.append(LATEST_MS)
    return [(tuple(g), s, min(pair)) for g, s, pair in zip(groups, swings, pairwise(rooms), strict=True)]


def _swing_ms(passage: Passage, beat: float) -> float:
    plan = passage.plan
    late = swung(beat, plan.swing, plan.metre, passage.feel.swing_unit) - beat
    return min(late * passage.ms_per_beat(beat), _MOST_SWING_MS) if late else 0.0


def _band_sway(passage: Passage) -> float:
    """Spread in ms of the drift that the whole band shares, for a looseness of 1."""
    strokes = DRUMMERS[passage.feel.drummer]
    return sqrt(SHARED * sum(strokes[limb].sd_ms ** 2 for limb in ("kick", "snare", "hat")) / 3)


def _tightness(passage: Passage, beat: float) -> float:
    """Less scatter on the first beat of a section and on the last chord: all arrive there together."""
    arrives = abs(beat - passage.start) < NEAR or (passage.landing is not None and abs(beat - passage.landing) < NEAR)
    return _ARRIVAL if arrives else 1.0


def _gauss(dice: random.Random) -> float:
    """A normal deviate without its far tails, which are heard as slips."""
    return min(max(dice.gauss(0, 1), -_SLIP), _SLIP)


def _lean(lag: float, passage: Passage, beat: float) -> float:
    return lag * passage.humanise * _tightness(passage, beat)


def _lag(playing: Playing) -> float:
    feel = playing.passage.feel
    if playing.part.role == "pad":
        return _STRING_ATTACK_MS if playing.instrument.family == "strings" else 0.0
    return {"bass": feel.bass_ms, "chords": feel.chords_ms, "lead": feel.lead_ms, "counter": feel.lead_ms / 2}[
        playing.part.role
    ]


def _lingering(playing: Playing, phrases: tuple[Phrase, ...]) -> dict[float, float]:
    rubato = playing.passage.feel.rubato * playing.passage.humanise
    lingering = {}
    for phrase in phrases:
        if phrase.last - phrase.first >= 2:
            lingering[phrase.summit] = _SUMMIT_MS * rubato
            lingering[playing.gestures[phrase.last].start] = _CLOSE_MS * rubato
    return lingering


def _upstrokes(playing: Playing) -> frozenset[float]:
    """Where the strumming hand goes up: on every second of the shortest steps it plays, counted from the pulse."""
    if playing.instrument.family != "guitar":
        return frozenset()
    metre = playing.passage.plan.metre
    chords = [g.start for g in playing.gestures if len(g.indices) >= 3]
    step = 0.5 if all(abs(s * 2 - round(s * 2)) < 0.02 for s in chords) else 0.25
    starts = pulses(metre)
    up = []
    for start in chords:
        at = round(start % bar_beats(metre), 6)
        since = at - max(p for p in starts if p <= at + NEAR)
        if round(since / step) % 2:
            up.append(start)
    return frozenset(up)


def _spread(playing: Playing, gesture: Gesture, most: float, up: bool) -> list[float]:
    """Milliseconds from the first string or key of a chord to each of its notes, from the lowest up."""
    size = len(gesture.indices)
    passage = playing.passage
    if size < 3 or passage.humanise == 0:
        return [0.0] * size
    if playing.instrument.family == "guitar":
        low, high = _STRUM_MS
        width = min(max(_STRUM_BEATS * passage.ms_per_beat(gesture.start) * (_STRUM_UP if up else 1.0), low), high)
    elif playing.instrument.name == "harp":
        width = min(_HARP_MS_A_STRING * (size - 1), _HARP_MS)
    elif playing.instrument.has_pedal:
        width = _roll_ms(playing, gesture)
    else:
        return [0.0] * size
    steps = [min(width, most) * place / (size - 1) for place in range(size)]
    return steps[::-1] if up else steps


def _roll_ms(playing: Playing, gesture: Gesture) -> float:
    """Soft, held chords on a pulse are spread by a pianist's hand, the more the softer."""
    passage = playing.passage
    held = min(playing.notes[i].duration for i in gesture.indices) >= 1
    on_pulse = any(abs(gesture.start % passage.bar - p) < NEAR for p in pulses(passage.plan.metre))
    if not (held and on_pulse):
        return 0.0
    softness = 1 - passage.energy(gesture.start)
    return _ROLL_MS * passage.feel.roll * softness * passage.humanise
