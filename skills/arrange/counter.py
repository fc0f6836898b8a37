"""Counter-lines: a second voice that answers the tune, moves against it, or doubles it at the peak."""

from skills import staging
from skills.arrange.comping import take
from skills.chance import rng
from skills.instruments import INSTRUMENTS
from skills.melody.search import allowed_classes, scale_index
from skills.melody.writer import comfortable_middle
from skills.plan import Part, Plan, Section
from skills.song import Note, Song

_PLACES = (0, 4, -4, 2)
"""How far a held line begins from its middle, in semitones, in one take after another."""


def counter(song: Song, plan: Plan, section: Section, part: Part) -> list[Note]:
    """Notes of a counter part over one section.

    Below the peak it holds guide tones (thirds and sevenths that move by step) and answers the lead
    in its rests; where the arc is full it sings with the lead, a third or a sixth away.
    """
    start, end = plan.span(section)
    lead_part = plan.part("lead")
    lead_track = song.track(lead_part.name) if lead_part else None
    lead = [n for n in lead_track.notes if start <= n.start < end] if lead_track else []
    same = [p.name for p in plan.parts if p.role == "counter"]
    peaks = ("chorus", "drop", "post-chorus", "outro", "bridge")
    full = staging.arousal(plan, section) > 0.62 and section.kind in peaks
    if lead and full and same.index(part.name) == 0:
        return _sing_along(song, plan, section, part, lead)
    line = _guide_tones(song, plan, section, part, lead)
    return _answers(song, plan, section, part, lead, line)


def _guide_tones(song: Song, plan: Plan, section: Section, part: Part, lead: list[Note]) -> list[Note]:
    start, end = plan.span(section)
    instrument = INSTRUMENTS[part.instrument]
    middle = comfortable_middle(instrument)
    if lead:
        tune = sum(n.pitch for n in lead) / len(lead)
        if abs(middle - tune) < 7:
            middle = tune - 8 if tune - 8 - 9 >= instrument.low else tune + 9
    middle += _PLACES[take(plan, section, part) % len(_PLACES)]
    notes: list[Note] = []
    before = middle
    for chord in song.chords_in(start, end):
        classes = chord.symbol.pitch_classes
        guides = [pc for pc in classes if (pc - chord.symbol.root_pc) % 12 in (3, 4, 10, 11)] or list(classes)
        options = [p for p in range(instrument.low, instrument.high + 1) if p % 12 in guides and abs(p - middle) < 10]
        options = options or [p for p in range(instrument.low, instrument.high + 1) if p % 12 in classes]
        pitch = min(options, key=lambda p: (abs(p - before) + 0.2 * abs(p - middle), p))
        duration = min(chord.end, end) - chord.start
        if notes and notes[-1].pitch == pitch and notes[-1].duration + duration <= 8:
            notes[-1] = notes[-1].model_copy(update={"duration": notes[-1].duration + duration})
        else:
            notes.append(Note(pitch=pitch, start=chord.start, duration=duration, velocity=70))
        before = pitch
    return notes


def _answers(song: Song, plan: Plan, section: Section, part: Part, lead: list[Note], line: list[Note]) -> list[Note]:
    """A few steps in the rests of the lead, put in place of the held note there."""
    if not lead or not line or plan.genre == "ambient":
        return line
    _, end = plan.span(section)
    instrument = INSTRUMENTS[part.instrument]
    ladder = scale_index(plan.key_of(section))
    choose = rng(plan.seed, "answer", part.name, section.label)
    out = list(line)
    for note, after in zip(lead, [*lead[1:], None], strict=True):
        gap_start = note.start + min(note.duration, 1.0) if note.duration >= 2 else note.end
        gap_end = after.start if after else end
        first = -(-gap_start // 0.5) * 0.5
        if gap_end - first < 1.5 or choose.random() < 0.35:
            continue
        host = next((n for n in out if n.start < first - 0.4 and n.end > first + 0.9), None)
        if host is None:
            continue
        direction = 1 if choose.random() < 0.5 else -1
        count = min(4, int((gap_end - first) / 0.5))
        run = [host.pitch]
        for k in range(count):
            chord = song.chord_at(first + k * 0.5)
            classes = allowed_classes(plan.key_of(section), chord.symbol if chord else None)
            span = range(run[-1] + direction, run[-1] + 5 * direction, direction)
            step = next((p for p in span if p % 12 in classes), None)
            if step is None or not instrument.low <= step <= instrument.high:
                break
            if abs(ladder[step] - ladder[host.pitch]) > 4:
                break
            run.append(step)
        steps = run[1:]
        if len(steps) < 2:
            continue
        tail = host.end
        out.remove(host)
        out.append(host.model_copy(update={"duration": first - host.start}))
        for k, pitch in enumerate(steps):
            at = first + k * 0.5
            last = k == len(steps) - 1
            length = (min(tail, end) - at) if last else 0.5
            out.append(Note(pitch=pitch, start=at, duration=max(0.25, length), velocity=78))
    return sorted(out, key=lambda n: n.start)


def _sing_along(song: Song, plan: Plan, section: Section, part: Part, lead: list[Note]) -> list[Note]:
    """The tune a third or a sixth below (or an octave apart where neither fits), corrected to the chord."""
    instrument = INSTRUMENTS[part.instrument]
    middle = comfortable_middle(instrument)
    tune = sum(n.pitch for n in lead) / len(lead)
    octave = 12 * round((middle - tune) / 12)
    notes = []
    for note in lead:
        chord = song.chord_at(note.start)
        classes = allowed_classes(plan.key_of(section), chord.symbol if chord else None)
        tones = set(chord.symbol.pitch_classes) if chord else set(classes)
        wanted = tones if note.duration >= 1 else classes
        ways = (3, 4, 8, 9, 5, 7) if take(plan, section, part) % 2 == 0 else (8, 9, 5, 7, 3, 4)
        options = [note.pitch - d for d in ways if (note.pitch - d) % 12 in wanted]
        pitch = (options[0] if options else note.pitch - 12) + octave
        while pitch > instrument.high:
            pitch -= 12
        while pitch < instrument.low:
            pitch += 12
        notes.append(note.model_copy(update={"pitch": pitch, "velocity": max(1, note.velocity - 12)}))
    return notes
