"""The feet and the breath of the players: sustain pedal (64), expression (11) and vibrato (1).

At most about eight events a bar for each part; nothing is left hanging at the end of a section.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import pi, sin

from skills.clock import bar_beats
from skills.perform.passage import NEAR, Playing
from skills.perform.phrasing import Phrase
from skills.perform.timing import Timing
from skills.plan import Plan
from skills.song import Control, Note

PEDAL, EXPRESSION, MODULATION = 64, 11, 1

_DOWN_AFTER, _UP_BEFORE = 0.12, 0.06
"""Beats: legato pedalling lifts the foot just before a chord and sets it down just after."""
_SHORTEST_PEDAL = 1.0
_PUSH = 1.0
"""Beats before a chord within which notes that reach into it belong to it."""

_STEPS = 4
"""Expression is set at most so often in a bar."""
_LINE_LEVEL, _LINE_RANGE = 96.0, 20.0
"""Expression at arousal 0 and from there to arousal 1, for lines."""
_PAD_LEVEL, _PAD_RANGE = 82.0, 36.0
"""The same for pads, whose velocities follow the arc less."""
_DIRECTED = 16.0
"""What a loudness direction of 1 adds."""
FADE_BARS = 8
"""Bars over which a song fades out."""
_SWELL, _PHRASE_SWELL, _FADE = 9.0, 5.0, 26.0
_LONG = 2.0
"""Beats of a note that swells."""
_TRIUMPH = 0.6
"""Arousal above which the last note of a song grows rather than fades."""
_AUDIBLE = 2
"""Steps smaller than this are not sent."""
_QUIETEST, _LOUDEST = 30, 127

_VIBRATO = {"choir": 48, "strings": 44, "reed": 36, "wind": 32, "brass": 28}
_VIBRATO_AT = 0.4
"""How far into a long note the vibrato begins."""
_VIBRATO_S = 0.9
"""Seconds of the shortest note that gets any."""


def controls(playing: Playing, phrases: tuple[Phrase, ...], when: Timing) -> tuple[Control, ...]:
    """The control changes of a part within the section, in order of time."""
    if not playing.notes:
        return ()
    events: list[Control] = []
    if playing.part.role == "drums":
        return tuple(_fade_out(playing, events))
    if playing.instrument.has_pedal and playing.part.role in ("chords", "pad") and playing.passage.feel.pedal:
        events += _pedal(playing)
    if playing.instrument.sustains and playing.part.role != "bass":
        events += _expression(playing, phrases)
    if playing.part.role in ("lead", "counter") and playing.instrument.family in _VIBRATO:
        events += _vibrato(playing, when)
    return tuple(sorted(_fade_out(playing, events), key=lambda c: (c.beat, c.number)))


def fade_begins(plan: Plan) -> float:
    """The beat from which a song that fades out does so: eight bars before its end, or half of a short one."""
    return plan.beats - min(FADE_BARS * bar_beats(plan.metre), plan.beats / 2)


def _fade_out(playing: Playing, events: Sequence[Control]) -> list[Control]:
    """The controls with the expression drawn down to nothing, where the song fades out."""
    passage, begin = playing.passage, fade_begins(playing.passage.plan)
    if passage.plan.ending != "fade" or passage.end <= begin + NEAR:
        return list(events)
    out = [c for c in events if c.number != EXPRESSION or c.beat < begin - NEAR]
    shaped = [c for c in events if c.number == EXPRESSION]
    step = passage.bar / _STEPS
    for index in range(passage.section.bars * _STEPS):
        beat = passage.start + index * step
        if beat > begin - NEAR:
            usual = next((c.value for c in reversed(shaped) if c.beat < beat + NEAR), _LOUDEST)
            left = (passage.plan.beats - beat - step) / (passage.plan.beats - begin - step)
            out.append(Control(number=EXPRESSION, beat=beat, value=round(usual * left)))
    return out


def _pedal(playing: Playing) -> Iterator[Control]:
    """Down just after each change of chord, up just before the next."""
    for start, end in _pedalled(playing):
        down, up = start + _DOWN_AFTER, end - _UP_BEFORE
        if any(down < n.end and n.start < up for n in playing.notes):
            yield Control(number=PEDAL, beat=down, value=127)
            yield Control(number=PEDAL, beat=up, value=0)


def _pedalled(playing: Playing) -> list[tuple[float, float]]:
    """The stretches of one harmony, a bar at most; a chord that is struck early begins early."""
    passage = playing.passage
    bars = [passage.start + bar * passage.bar for bar in range(passage.section.bars)]
    changes = {round(b, 6) for b in [*bars, *(c.start for c in passage.chords)]}
    early = [_struck(playing, change) for change in sorted(changes)]
    stretches = pairwise([*early, passage.end])
    return [(a, b) for a, b in stretches if b - a >= _SHORTEST_PEDAL - NEAR]


def _struck(playing: Playing, change: float) -> float:
    """Where the chord of a change is struck: at the change, or earlier by notes that reach into it."""
    pushed = [
        n.start
        for n in playing.notes
        if change - _PUSH < n.start < change - NEAR and n.end > change + 0.2 and n.start > playing.passage.start + NEAR
    ]
    return min(pushed, default=change)


def _expression(playing: Playing, phrases: tuple[Phrase, ...]) -> Iterator[Control]:
    """Follow the arc, with a swell in long notes and a hairpin over each phrase."""
    passage = playing.passage
    step = passage.bar / _STEPS
    sent = None
    for index in range(passage.section.bars * _STEPS):
        beat = passage.start + index * step
        value = round(min(max(_loudness(playing, phrases, beat), _QUIETEST), _LOUDEST))
        if sent is None or abs(value - sent) >= _AUDIBLE:
            yield Control(number=EXPRESSION, beat=beat, value=value)
            sent = value


def _loudness(playing: Playing, phrases: tuple[Phrase, ...], beat: float) -> float:
    passage = playing.passage
    lowest, reach = (_PAD_LEVEL, _PAD_RANGE) if playing.part.role == "pad" else (_LINE_LEVEL, _LINE_RANGE)
    value = lowest + reach * passage.energy(beat) + _DIRECTED * playing.loudness
    note = _sounding(playing, beat)
    if note is not None and note.duration >= _LONG:
        value += _swell(playing, note, (beat - note.start) / note.duration)
    else:
        phrase = next((p for p in phrases if p.start <= beat < p.end), None)
        value += _PHRASE_SWELL * phrase.arch(beat) if phrase else 0.0
    return value


def _swell(playing: Playing, note: Note, gone: float) -> float:
    """A long note grows and ebbs; the last of the song fades, or grows in triumph."""
    passage = playing.passage
    if passage.is_last and note.end > passage.end - NEAR:
        return _SWELL * gone if passage.arousal(note.start) > _TRIUMPH else -_FADE * gone
    return _SWELL * (sin(pi * min(gone, 1.0)) - 2 / pi)


def _sounding(playing: Playing, beat: float) -> Note | None:
    """The highest note that sounds at a beat."""
    found = None
    for gesture in playing.gestures:
        if gesture.start > beat + NEAR:
            break
        for index in gesture.indices:
            if playing.notes[index].end > beat + NEAR:
                found = playing.notes[index]
    return found


def _vibrato(playing: Playing, when: Timing) -> Iterator[Control]:
    """A long note begins plain and is warmed later; the next one begins plain again."""
    passage = playing.passage
    depth = _VIBRATO[playing.instrument.family]
    long = max(_LONG, passage.bar / 2)
    for gesture in playing.gestures:
        top = gesture.indices[-1]
        note = playing.notes[top]
        if note.duration < long - NEAR or note.duration * passage.ms_per_beat(note.start) < _VIBRATO_S * 1000:
            continue
        begins, ends = when.played[top] + _VIBRATO_AT * note.duration, min(note.end, passage.end) - _UP_BEFORE
        if begins < ends:
            yield Control(number=MODULATION, beat=begins, value=depth)
            yield Control(number=MODULATION, beat=ends, value=0)
