"""The melody writer: phrases with a motif, sung over the chords, developed when they return."""

from skills import staging
from skills.chance import rng
from skills.clock import bar_beats, strength
from skills.ending import finished
from skills.instruments import INSTRUMENTS, Instrument
from skills.melody import phrase, rhythm
from skills.melody.doubling import fitted
from skills.melody.search import Ground, allowed_classes, scale_index, sing
from skills.plan import Part, Plan, Section
from skills.skill import skill
from skills.song import Note, Song

_MIDDLES = {"keys": 71.0, "guitar": 67.0, "synth": 71.0}


def comfortable_middle(instrument: Instrument) -> float:
    """The MIDI pitch around which an instrument carries a tune best."""
    middle = (instrument.low + instrument.high) / 2
    return _MIDDLES.get(instrument.family, min(max(middle, 55.0), 84.0))


@skill("melody")
def write_melody(song: Song, plan: Plan, section: Section) -> Song:
    """Write the tune of a section: a motif that returns, phrases that breathe, a peak where the arc has one."""
    start, end = plan.span(section)
    lead = plan.part("lead")
    if lead is None:
        return song
    notes: list[Note] = []
    if staging.intensity(plan, section, lead) > 0:
        notes = _tune(song, plan, section, lead)
    following = plan.after(section)
    if following and lead.name not in section.silent and staging.intensity(plan, following, lead) > 0:
        notes = _lead_in(song, plan, section, following, lead, notes)
    written = song.with_notes(lead.name, start, end, finished(song, plan, section, notes))
    for second in (p for p in plan.parts if p.role == "lead" and p is not lead):
        tune = _tune_in(song, written, section, plan, lead) if staging.intensity(plan, section, second) > 0 else []
        written = written.with_notes(second.name, start, end, fitted(tune, INSTRUMENTS[second.instrument]))
    return written


def _tune_in(song: Song, written: Song, section: Section, plan: Plan, lead: Part) -> list[Note]:
    """What a second player of the tune doubles: the tune as it stands, bar by bar, and where none does the new one."""
    start, _ = plan.span(section)
    bar = bar_beats(plan.metre)
    found: list[Note] = []
    for number in range(section.bars):
        begin = start + number * bar
        old, new = (_notes_in(s, lead, begin, begin + bar) for s in (song, written))
        found += old or new
    # As they were written: each player performs them anew.
    return [
        Note(pitch=n.pitch, start=n.start, duration=n.duration, velocity=n.velocity if n.accent is None else n.accent)
        for n in found
    ]


def _notes_in(song: Song, part: Part, start: float, end: float) -> list[Note]:
    return [n for n in _notes_of(song, part) if start - 1e-6 <= n.start < end - 1e-6]


def _ground(song: Song, plan: Plan, section: Section, lead: Part) -> Ground:
    instrument = INSTRUMENTS[lead.instrument]
    middle = comfortable_middle(instrument)
    start, end = plan.span(section)
    harmony = tuple((c.start - start, c.symbol) for c in song.chords if c.end > start and c.start < end)
    low = max(instrument.low, round(middle - 11 + min(0.0, 8 * plan.tessitura)))
    high = min(instrument.high, round(middle + 11 + max(0.0, 8 * plan.tessitura)))
    return Ground(plan.key_of(section), plan.metre, low, high, middle, harmony)


def _tune(song: Song, plan: Plan, section: Section, lead: Part) -> list[Note]:
    start, end = plan.span(section)
    slots = phrase.slots(plan, section)
    turn, of = plan.occurrence(section)
    ground = _ground(song, plan, section, lead)
    name = f"{plan.genre}/{plan.material(section)}"
    pitches = sing(slots, ground, plan.seed, name)
    if section.kind in ("chorus", "drop") and of > 1 and turn == of - 1 and section.bars >= 4:
        half = (end - start) / 2
        kept = tuple(p for p, s in zip(pitches, slots, strict=True) if s.start < half)
        raised = tuple(s._replace(lift=s.lift + (4.0 if s.start >= half else 0.0)) for s in slots)
        pitches = sing(raised, ground, plan.seed, name, kept)
    notes = [
        Note(
            pitch=pitch,
            start=start + slot.start,
            duration=min(slot.duration, end - start - slot.start),
            velocity=_accent(plan, slot),
        )
        for slot, pitch in zip(slots, pitches, strict=True)
    ]
    return _develop(song, plan, section, notes, ground) if turn or section.kind == "solo" else notes


def _notes_of(song: Song, part: Part) -> tuple[Note, ...]:
    track = song.track(part.name)
    return track.notes if track else ()


def _accent(plan: Plan, slot: phrase.Slot) -> int:
    weight = strength(plan.metre, slot.start)
    return 78 + round(12 * weight) - (6 if slot.close else 0)


def _develop(song: Song, plan: Plan, section: Section, notes: list[Note], ground: Ground) -> list[Note]:
    """A return is not a copy: some long notes are filled by a step on the way to the next."""
    choose = rng(plan.seed, "develop", section.label)
    ladder = scale_index(ground.key)
    amount = 0.5 if section.kind == "solo" else 0.3
    bar = bar_beats(plan.metre)
    first, _ = plan.span(section)
    out: list[Note] = []
    for note, after in zip(notes, [*notes[1:], None], strict=True):
        wish, way = choose.random(), choose.random()
        states_motif = int((note.start - first) / bar) % 4 == 0 and section.kind != "solo"
        if states_motif or after is None or note.duration < 1.0 or wish > amount or after.start - note.end > 0.1:
            out.append(note)
            continue
        chord = song.chord_at(note.start + note.duration / 2)
        classes = allowed_classes(ground.key, chord.symbol if chord else None)
        gap = ladder[after.pitch] - ladder[note.pitch]
        toward = 1 if gap > 0 or (gap == 0 and way < 0.5) else -1
        way_on = range(note.pitch + toward, note.pitch + 4 * toward, toward)
        passing = next((p for p in way_on if p % 12 in classes), None)
        if passing is None or not ground.low <= passing <= ground.high or abs(after.pitch - passing) > 4:
            out.append(note)
            continue
        tail = 0.5
        out.append(note.model_copy(update={"duration": note.duration - tail}))
        out.append(Note(pitch=passing, start=note.end - tail, duration=tail, velocity=max(1, note.velocity - 10)))
    return out


def _lead_in(song: Song, plan: Plan, section: Section, following: Section, lead: Part, notes: list[Note]) -> list[Note]:
    """The pick-up into the next section, climbing or falling by step to a note of its first chord."""
    kind = plan.material(following)
    shape = rhythm.pickup(rng(plan.seed, "pickup", kind), plan.metre, phrase.level(plan, kind))
    _, end = plan.span(section)
    if not shape or shape[0] > bar_beats(plan.metre) / 2 or plan.bars < 4:
        return notes
    ground = _ground(song, plan, following, lead)
    opening = phrase.slots(plan, following)
    if not opening or opening[0].start > 0:
        return notes
    there = next((n for n in _notes_of(song, lead) if n.start >= end - 1e-6), None)
    target = sing(opening, ground, plan.seed, f"{plan.genre}/{kind}")[0]
    if there is not None and there.start < end + bar_beats(plan.metre) / 2:
        target = there.pitch  # what follows is written already and stays
    chord = song.chord_at(end - 0.25)
    classes = allowed_classes(plan.key_of(section), chord.symbol if chord else None)
    from_below = rng(plan.seed, "lead-in", section.label).random() < 0.7
    direction = -1 if from_below else 1
    ladder = [p for p in range(target + direction, target + 9 * direction, direction) if p % 12 in classes]
    pitches = list(reversed(ladder[: len(shape)]))
    if len(pitches) < len(shape) or not all(ground.low <= p <= ground.high for p in pitches):
        return notes
    begin = end - shape[0]
    kept = [n for n in notes if n.start < begin - 0.25]
    kept = [n.model_copy(update={"duration": min(n.duration, begin - n.start)}) for n in kept]
    ends = [*shape[1:], 0.0]
    climb = [
        Note(pitch=pitch, start=end - before, duration=before - after, velocity=74 + 3 * k)
        for k, (pitch, before, after) in enumerate(zip(pitches, shape, ends, strict=True))
    ]
    return [*kept, *climb]
