"""How long each note sounds: legato and staccato, breaths, repeated notes, the last chord ringing out."""

from skills.instruments import Instrument
from skills.perform.feel import Feel
from skills.perform.passage import NEAR, Playing
from skills.perform.phrasing import Phrase
from skills.perform.timing import Timing, swung
from skills.song import Note

_LINE_GATE = {
    "choir": 1.0, "strings": 1.0, "wind": 0.98, "reed": 0.97, "brass": 0.94, "synth": 0.97, "keys": 0.97,
    "mallets": 1.0, "guitar": 0.97, "bass": 0.95,
}  # fmt: skip
"""Sounding share of a note in a line, by family of the instrument."""
_SHORT_STYLES_GATE = 0.9
"""Below this chord gate a style plays its chords short."""
_SHORT = 1.0
"""Beats up to which a chord of such a style is cut off; a longer one was written to be held."""
_HELD_GATE, _STAB_GATE, _PLUCKED_GATE, _MUTED_GATE = 0.95, 0.7, 0.6, 0.55
_STAB = 0.5
"""Beats up to which a brass note is a stab."""
_REPEATED_GATE = 0.88
_BREATH, _BREATH_SHARE = 0.25, 0.2
"""What a breath takes from the last note of a phrase: so many beats, or such a share of it if that is less."""
_CONTIGUOUS = 0.03
"""Beats within which one note leads into the next."""
_APART_MS, _LEAST_MS = 18.0, 45.0
_EDGE_MS = 60.0
"""How early the player's next note, not yet played, may come."""
_GATES = (0.02, 1.5)


def gates(playing: Playing, phrases: tuple[Phrase, ...], when: Timing) -> list[float]:
    """The gate of each note: its sounding length as a share of the written one, swing and delays reckoned in."""
    if playing.part.role == "drums":
        return [1.0] * len(playing.notes)
    line, role = playing.gestures, playing.part.role
    closes = {p.last for p in phrases} if role in ("lead", "counter") else set()
    beyond = playing.neighbours()[1]
    heads = [(g.start, min(when.played[i] for i in g.indices)) for g in line]
    heads += [] if beyond is None else [(beyond, beyond)]
    until: dict[int, float] = {}
    for place, gesture in enumerate(line):
        after, struck = heads[place + 1] if place + 1 < len(heads) else (None, 0.0)
        following = {playing.notes[i].pitch for i in line[place + 1].indices} if place + 1 < len(line) else set()
        for index in gesture.indices:
            note, played = playing.notes[index], when.played[index]
            leads_on = after is not None and abs(after - note.end) < _CONTIGUOUS
            full = (struck if leads_on else _swung_end(playing, note, played)) - played
            share = _share(playing.passage.feel, playing, note)
            if leads_on and note.pitch in following:
                share = min(share, _REPEATED_GATE)
            sounding = full * share
            if leads_on and place in closes:
                sounding = min(sounding, full - min(_BREATH, _BREATH_SHARE * full))
            if playing.passage.is_last and note.end > playing.passage.end - _CONTIGUOUS:
                sounding = playing.passage.end - played
            least = min(_LEAST_MS / playing.passage.ms_per_beat(note.start), full)
            until[index] = played + max(sounding, least)
    _part_repeats(playing, when, until)
    return [
        round(min(max((until[i] - when.played[i]) / note.duration, _GATES[0]), _GATES[1]), 4)
        for i, note in enumerate(playing.notes)
    ]


def _share(feel: Feel, playing: Playing, note: Note) -> float:
    role, instrument = playing.part.role, playing.instrument
    if "pizzicato" in instrument.name:
        return _PLUCKED_GATE
    if instrument.name == "muted guitar":
        return _MUTED_GATE
    if role == "bass":
        return feel.bass_gate
    if role == "pad":
        return 1.0
    if role == "chords":
        return feel.chord_gate if _is_cut(feel, note) else max(feel.chord_gate, _HELD_GATE)
    return _STAB_GATE if _is_stab(feel, instrument, note) else _LINE_GATE[instrument.family]


def _is_cut(feel: Feel, note: Note) -> bool:
    return feel.chord_gate >= _SHORT_STYLES_GATE or note.duration <= _SHORT


def _is_stab(feel: Feel, instrument: Instrument, note: Note) -> bool:
    return instrument.family == "brass" and feel.swing_unit < 1 and note.duration <= _STAB


def _swung_end(playing: Playing, note: Note, played: float) -> float:
    """Where a note would end if its end were swung and moved as its start was."""
    plan, unit = playing.passage.plan, playing.passage.feel.swing_unit
    shift = played - swung(note.start, plan.swing, plan.metre, unit)
    return swung(note.end, plan.swing, plan.metre, unit) + shift


def _part_repeats(playing: Playing, when: Timing, until: dict[int, float]) -> None:
    """Let every note end before the next on its pitch is struck, also across the end of the section."""
    ahead: dict[int, float] = {}
    for note in playing.after:
        if note.pitch not in ahead:
            ms = playing.passage.ms_per_beat(note.start)
            ahead[note.pitch] = note.start + min(note.delay_ms, 0.0) / ms - (_EDGE_MS - _APART_MS) / ms
        if note.start > playing.passage.end + playing.passage.bar:
            break
    for index in sorted(until, key=lambda i: -when.played[i]):
        note = playing.notes[index]
        struck = ahead.get(note.pitch)
        if struck is not None:
            apart = _APART_MS / playing.passage.ms_per_beat(note.start)
            gap = struck - when.played[index]
            if gap > NEAR:
                until[index] = min(until[index], when.played[index] + max(gap - apart, gap / 2))
        ahead[note.pitch] = when.played[index]
