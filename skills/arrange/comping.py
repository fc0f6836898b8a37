"""Chords and pads: voicings led smoothly and struck as the style strikes them."""

from skills import staging
from skills.arrange.patterns import COMPING, Pattern, Stroke, hold, slow_arpeggio
from skills.chance import rng
from skills.chords.voicing import Voicing, voice_lead
from skills.clock import accents, bar_beats
from skills.instruments import INSTRUMENTS, Instrument
from skills.plan import Part, Plan, Section
from skills.song import Chord, Note, Song

_TIERS = (0.36, 0.66)
_HANDS = (0, 4, -3, 2, -5)
"""How far the hands lie from their usual place, in semitones, in one take after another."""
_SPARSE = -0.4
"""The density of a section from which chords are only struck and left to ring."""


def comp(song: Song, plan: Plan, section: Section, part: Part) -> list[Note]:
    """Notes of a chord part over one section."""
    start, end = plan.span(section)
    chords = _sounding(song, start, end)
    if not chords:
        return []
    instrument = INSTRUMENTS[part.instrument]
    low, high, voices = _window(plan, section, part, instrument)
    voicings = voice_lead(tuple(c.symbol for c in chords), low, high, voices)
    pattern = _pattern(plan, section, part)
    bar = bar_beats(plan.metre)
    choose = rng(plan.seed, "comp", part.name, section.kind)
    notes: list[Note] = []
    for number in range(section.bars):
        begin = start + number * bar
        last_bar = number == section.bars - 1 and plan.after(section) is None
        strokes = hold(plan.metre, number, choose) if last_bar else pattern(plan.metre, number, choose)
        for stroke in _on_every_change(strokes, chords, begin, bar):
            notes += _strike(stroke, begin, chords, voicings, end)
    if _carries_bass(plan, section, part):
        notes += _left_hand(plan, instrument, chords, low)
    return notes


def pad(song: Song, plan: Plan, section: Section, part: Part) -> list[Note]:
    """Held chords over one section; a tone common to neighbours is not struck again."""
    start, end = plan.span(section)
    chords = _sounding(song, start, end)
    if not chords:
        return []
    instrument = INSTRUMENTS[part.instrument]
    low, high, voices = _window(plan, section, part, instrument)
    if staging.intensity(plan, section, part) > 0.75:
        voices += 1
        high = min(instrument.high, high + 5)
    voicings = voice_lead(tuple(c.symbol for c in chords), low, high, voices)
    notes: list[Note] = []
    held: dict[int, Note] = {}
    for chord, voicing in zip(chords, voicings, strict=True):
        now: dict[int, Note] = {}
        for pitch in voicing:
            before = held.get(pitch)
            if before is not None and before.duration + chord.duration <= 2 * bar_beats(plan.metre) + 1e-6:
                now[pitch] = before.model_copy(update={"duration": before.duration + chord.duration})
            else:
                if before is not None:
                    notes.append(before)
                now[pitch] = Note(pitch=pitch, start=chord.start, duration=chord.duration, velocity=72)
        notes += [note for pitch, note in held.items() if pitch not in now]
        held = now
    notes += held.values()
    if _carries_bass(plan, section, part):
        notes += _left_hand(plan, instrument, chords, low)
    return notes


def _sounding(song: Song, start: float, end: float) -> list[Chord]:
    """The chords of a span, one that rang in from before cut to it."""
    inside = [c for c in song.chords if c.end > start + 1e-6 and c.start < end - 1e-6]
    return [
        c.model_copy(update={"start": max(c.start, start), "duration": min(c.end, end) - max(c.start, start)})
        for c in inside
    ]


def _window(plan: Plan, section: Section, part: Part, instrument: Instrument) -> tuple[int, int, int]:
    """Lowest and highest pitch and number of voices, so that parts keep out of each other's way."""
    same = [p.name for p in plan.parts if p.role == part.role]
    second = same.index(part.name) > 0
    if plan.genre == "metal" or "distorted" in part.instrument or "overdriven" in part.instrument:
        low, high, voices = (40, 59, 3) if not second else (45, 64, 3)
    elif instrument.family == "guitar":
        low, high, voices = (45, 67, 4) if not second else (52, 74, 3)
    elif part.role == "pad":
        low, high, voices = 53, 77, 3
    else:
        low, high, voices = (50, 72, 4 if plan.genre in ("jazz", "bossa nova", "soul", "lo-fi", "funk") else 3)
        if second:
            low, high = 57, 79
    if part.role == "pad" or instrument.family not in ("guitar",):
        shade = round(3 * staging.valence(plan, section))
        low, high = low + max(0, shade), high + shade
    shift = _HANDS[take(plan, section, part) % len(_HANDS)]
    low, high = max(low + shift, instrument.low), high + shift
    high = min(max(high, low + 14), instrument.high)
    return min(low, max(instrument.low, high - 16)), high, voices


def _pattern(plan: Plan, section: Section, part: Part) -> Pattern:
    same = [p.name for p in plan.parts if p.role == part.role]
    tiers = COMPING[plan.genre][min(1, same.index(part.name))]
    level = staging.intensity(plan, section, part) + 0.2 * section.density
    if section.kind in ("intro", "outro", "interlude"):
        level -= 0.15
    if section.kind == "build":
        level += 0.1
    tier = sum(level > edge for edge in _TIERS)
    options = (hold, slow_arpeggio) if section.density <= _SPARSE else tiers[tier]
    if INSTRUMENTS[part.instrument].sustains and INSTRUMENTS[part.instrument].family not in ("keys", "synth"):
        return hold
    number = take(plan, section, part)
    if number and section.density > _SPARSE:
        every = tuple(dict.fromkeys([*options, *(p for t in (tier, tier - 1, 1) for p in COMPING[plan.genre][0][t])]))
        return every[number % len(every)]
    return options[rng(plan.seed, "pattern", part.name, section.kind, tier).randrange(len(options))]


def take(plan: Plan, section: Section, part: Part) -> int:
    """How many times the part's notes of a section were asked for anew: another pattern, other hands each time."""
    return round(plan.direction("take", part.name, section.label))


def _on_every_change(strokes: list[Stroke], chords: list[Chord], begin: float, bar: float) -> list[Stroke]:
    """The strokes of a bar, and one more wherever a chord would otherwise come late."""
    out = list(strokes)
    for chord in chords:
        at = round(chord.start - begin, 6)
        if not 0 <= at < bar or any(-1e-6 <= s.at - at < 0.51 and s.accent > -20 for s in strokes):
            continue
        after = min((s.at for s in strokes if s.at > at), default=bar)
        out.append(Stroke(at, min(chord.duration, after - at), "all", 0))
    return sorted(out, key=lambda s: s.at)


def _strike(stroke: Stroke, begin: float, chords: list[Chord], voicings: tuple[Voicing, ...], end: float) -> list[Note]:
    at = begin + stroke.at
    index = next((k for k, c in enumerate(chords) if c.start - 1e-6 <= at < c.end - 1e-6), None)
    if index is None:
        return []
    voicing = voicings[index]
    if isinstance(stroke.take, int):
        pitches: tuple[int, ...] = (voicing[stroke.take % len(voicing)],)
    elif stroke.take == "low":
        pitches = voicing[:1]
    elif stroke.take == "top":
        pitches = voicing[1:] or voicing
    else:
        pitches = voicing
    length = min(stroke.length, chords[index].end - at, end - at)
    velocity = max(1, min(127, 74 + stroke.accent))
    return [Note(pitch=p, start=at, duration=max(0.1, length), velocity=velocity) for p in pitches]


def _carries_bass(plan: Plan, section: Section, part: Part) -> bool:
    """Whether this part has to play the bass notes, as nobody below does."""
    if INSTRUMENTS[part.instrument].low > 45:
        return False
    below = [p for p in plan.parts if p.role == "bass" and staging.intensity(plan, section, p) > 0]
    able = [
        p
        for role in ("chords", "pad")
        for p in plan.parts
        if p.role == role and INSTRUMENTS[p.instrument].low <= 45 and staging.intensity(plan, section, p) > 0
    ]
    return not below and bool(able) and able[0] == part


def _left_hand(plan: Plan, instrument: Instrument, chords: list[Chord], above: int) -> list[Note]:
    """Bass notes below the chord: on each change, and again on the accents of a long chord."""
    notes = []
    bar = bar_beats(plan.metre)
    floor = max(instrument.low, 33)
    for chord in chords:
        pitch = floor + (chord.symbol.bass_pc - floor) % 12
        if pitch >= above - 2 and pitch - 12 >= instrument.low:
            pitch -= 12
        strikes = [chord.start]
        first = int(chord.start // bar)
        for number in range(first, int(chord.end // bar) + 1):
            on = [number * bar + a for a in accents(plan.metre)]
            strikes += [at for at in on if chord.start < at < chord.end - 0.9]
        strikes = sorted(set(strikes))
        for at, after in zip(strikes, [*strikes[1:], chord.end], strict=True):
            notes.append(Note(pitch=pitch, start=at, duration=after - at, velocity=76 if at == chord.start else 68))
    return notes
