"""Songs as standard MIDI files, and back.

The file is type 1, 480 ticks a beat. Its first track conducts: title, tempi, time signature, key
signatures, a marker where each section begins and a text event ("Am7") where each chord does. Each
part follows on a track and a channel of its own, as it is *played*: late or early, short or long.

Written with mido, event by event, for pretty_midi's writer keeps no markers, respells key signatures
and truncates tempi; notes are read with pretty_midi, which pairs them in files from anywhere.
Knows no file system: bytes in, bytes out.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args

from skills.clock import METRES, Metre, Tempo, bar_beats, bpm_at
from skills.errors import RequestError
from skills.instruments import INSTRUMENTS, Instrument
from skills.plan import ROLES, Part, Section, SectionKind
from skills.song import Chord, Control, Note, Song, Track
from skills.theory import pitch
from skills.theory.chord import ChordSymbol, numeral, parse_chord
from skills.theory.key import Key

if TYPE_CHECKING:
    import mido

TICKS = 480
"""Ticks a beat (quarter note) in the files written here."""

_DRUM_CHANNEL = 9
_PITCHED_CHANNELS = tuple(c for c in range(16) if c != _DRUM_CHANNEL)
_NO_CHORD = "N.C."
_MAX_BARS = 4096
_MAX_TICKS = 10_000_000  # as far as pretty_midi counts
_KINDS = sorted(get_args(SectionKind), key=len, reverse=True)  # "pre-chorus" is found before "chorus"
_Timed = tuple[int, "mido.MetaMessage | mido.Message"]


def write_midi(song: Song) -> bytes:
    """Write a song as a standard MIDI file; the same song gives the same bytes.

    Raises RequestError when there are more than 15 pitched parts, one for each channel beside the drums'.
    """
    import mido

    pitched = [t.part.name for t in song.tracks if _instrument(t).family != "drums"]
    if len(pitched) > len(_PITCHED_CHANNELS):
        raise RequestError(
            f"A MIDI file has room for {len(_PITCHED_CHANNELS)} instruments beside the drums, and this song has "
            f"{len(pitched)}; take some out."
        )
    channels = dict(zip(pitched, _PITCHED_CHANNELS, strict=False))
    file = mido.MidiFile(type=1, ticks_per_beat=TICKS, charset="utf-8")
    file.tracks.append(_deltas(_conductor(song), end=_ticks(song.beats)))
    for track in song.tracks:
        file.tracks.append(_deltas(_performance(song, track, channels.get(track.part.name, _DRUM_CHANNEL))))
    out = io.BytesIO()
    file.save(file=out)
    return out.getvalue()


def read_midi(data: bytes) -> Song:
    """Read a standard MIDI file of any maker as a song.

    Notes are as played (no delay, full gate). What a file leaves unsaid is what the standard assumes,
    120 bpm in 4/4, and the key that fits its notes best; a file without markers is one long section.
    Raises RequestError with a sentence when the bytes are not a MIDI file that can be read.
    """
    file = _parse(data)
    scale = 1 / file.ticks_per_beat
    events = sorted(
        ((tick, message) for track in file.tracks for tick, message in _absolute(track)), key=lambda e: e[0]
    )
    metre = _metre(events)
    tracks = tuple(_tracks(file))
    keys = _keys(events, scale) or [(0.0, _estimate(tracks, metre))]
    last_onset = max((n.start for t in tracks for n in t.notes), default=0.0)
    conducted = sum(m.time for m in file.tracks[0]) * scale
    sounding = max((n.end for t in tracks for n in t.notes), default=0.0)
    end = conducted if conducted > last_onset - 1 else sounding  # a late player may start just past the end
    return Song(
        title=_title(file),
        key=keys[0][1],
        metre=metre,
        tempi=_tempi(events, scale),
        sections=_sections(events, scale, bar_beats(metre), end, keys),
        chords=_chords(file.tracks[0], scale, end, keys),
        tracks=tracks,
    )


# Writing


def _ticks(beats: float) -> int:
    return round(beats * TICKS)


def _instrument(track: Track) -> Instrument:
    return INSTRUMENTS[track.part.instrument]


def _deltas(events: Iterable[_Timed], end: int = 0) -> "mido.MidiTrack":
    """A track from events in order of time, ending at tick ``end`` or with its last event."""
    import mido

    track, now = mido.MidiTrack(), 0
    for tick, message in events:
        message.time = tick - now
        track.append(message)
        now = tick
    track.append(mido.MetaMessage("end_of_track", time=max(0, end - now)))
    return track


def _conductor(song: Song) -> list[_Timed]:
    import mido

    top, bottom = map(int, song.metre.split("/"))
    events: list[_Timed] = [
        (0, mido.MetaMessage("track_name", name=song.title)),
        (0, mido.MetaMessage("time_signature", numerator=top, denominator=bottom)),
    ]
    # The track ends where the form does, which is how a reader knows; no tempo change may lie beyond.
    for tempo in (t for t in song.tempi if t.beat == 0 or t.beat < song.beats):
        events.append((_ticks(tempo.beat), mido.MetaMessage("set_tempo", tempo=round(6e7 / tempo.bpm))))
    now, shown = 0, None
    for section in song.sections:
        key = section.key(song.key)
        if key != shown:
            events += _key_events(now, key)
        events.append((now, mido.MetaMessage("marker", text=section.label)))
        now, shown = now + _ticks(section.bars * bar_beats(song.metre)), key
    if not song.sections:
        events += _key_events(0, song.key)
    nexts = [*(chord.start for chord in song.chords[1:]), song.beats]
    for chord, after in zip(song.chords, nexts, strict=False):
        events.append((_ticks(chord.start), mido.MetaMessage("text", text=str(chord.symbol))))
        if _ticks(chord.end) < _ticks(after):
            events.append((_ticks(chord.end), mido.MetaMessage("text", text=_NO_CHORD)))
    return sorted(events, key=lambda e: e[0])


def _key_events(tick: int, key: Key) -> Iterator[_Timed]:
    """The key signature, and in words what a signature cannot say (modes, more than seven accidentals)."""
    import mido

    accidentals = (key.signature + 7) % 12 - 7 if abs(key.signature) > 7 else key.signature
    name = pitch.from_fifths(accidentals + 3) + "m" if key.is_minor else pitch.from_fifths(accidentals)
    yield tick, mido.MetaMessage("key_signature", key=name)
    if key.mode not in ("major", "minor") or accidentals != key.signature:
        yield tick, mido.MetaMessage("text", text=f"mode: {key}")


def _performance(song: Song, track: Track, channel: int) -> list[_Timed]:
    import mido

    instrument = _instrument(track)
    head: list[_Timed] = [
        (0, mido.MetaMessage("track_name", name=track.part.name)),
        (0, mido.MetaMessage("instrument_name", name=instrument.name)),
        (0, mido.MetaMessage("text", text=f"role: {track.part.role}")),
        (0, mido.Message("program_change", channel=channel, program=instrument.program)),
    ]
    events: list[tuple[int, int, int, mido.Message]] = []
    notes = _played(song, track.notes)
    for on, off, note, velocity in notes:
        events.append((off, 0, note, mido.Message("note_off", channel=channel, note=note, velocity=0)))
        events.append((on, 2, note, mido.Message("note_on", channel=channel, note=note, velocity=velocity)))
    for control in track.controls if notes else ():
        message = mido.Message("control_change", channel=channel, control=control.number, value=control.value)
        events.append((_ticks(control.beat), 1, control.number, message))
    events.sort(key=lambda e: e[:3])
    return head + [(tick, message) for tick, _, _, message in events]


def _played(song: Song, notes: Iterable[Note]) -> list[tuple[int, int, int, int]]:
    """(on, off, pitch, velocity) in ticks, as played; no pitch sounds twice at once.

    A delay is taken at the tempo that holds where the note is written. Of two notes on one pitch and
    tick the longer and louder is kept; a note that reaches into the next on its pitch ends a tick before it.
    """
    tempi, steady = song.tempi, len(song.tempi) == 1
    lanes: dict[int, dict[int, tuple[int, int]]] = {}
    for note in notes:
        bpm = tempi[0].bpm if steady else bpm_at(tempi, note.start)
        on = max(0, _ticks(note.start + note.delay_ms * bpm / 60_000))
        off = on + max(1, _ticks(note.duration * note.gate))
        lane = lanes.setdefault(note.pitch, {})
        before = lane.get(on, (0, 0))
        lane[on] = max(off, before[0]), max(note.velocity, before[1])
    played = []
    for note_pitch, lane in lanes.items():
        onsets = sorted(lane)
        for on, after in zip(onsets, [*onsets[1:], None], strict=True):
            off, velocity = lane[on]
            if after is not None and off > after:
                off = max(on + 1, after - 1)
            played.append((on, off, note_pitch, velocity))
    return sorted(played)


# Reading


def _parse(data: bytes) -> "mido.MidiFile":
    import mido
    from mido.midifiles.meta import KeySignatureError

    try:
        try:
            file = mido.MidiFile(file=io.BytesIO(data), charset="utf-8", clip=True)
        except UnicodeDecodeError:
            file = mido.MidiFile(file=io.BytesIO(data), charset="latin1", clip=True)
    except (EOFError, OSError, ValueError, LookupError, TypeError, KeySignatureError) as error:
        raise RequestError(
            "That is not a MIDI file I can read; send a .mid file as a music program saves it."
        ) from error
    if file.ticks_per_beat <= 0 or file.ticks_per_beat >= 0x8000:
        raise RequestError("That MIDI file counts film frames, not beats; save it again with beats and send that.")
    if max((sum(m.time for m in track) for track in file.tracks), default=0) >= _MAX_TICKS:
        raise RequestError("That MIDI file is hours long, or damaged; send one song.")
    if not file.tracks:
        raise RequestError("There is nothing in that MIDI file; send one with notes.")
    return file


def _absolute(track: "mido.MidiTrack") -> Iterator[_Timed]:
    now = 0
    for message in track:
        now += message.time
        yield now, message


def _title(file: "mido.MidiFile") -> str:
    return next((m.name.strip() for m in file.tracks[0] if m.type == "track_name"), "") or "Untitled"


def _metre(events: Sequence[_Timed]) -> Metre:
    """The first time signature, or the metre with bars as long (2/2 reads as 4/4), or 4/4."""
    for _, message in events:
        if message.type == "time_signature":
            named = f"{message.numerator}/{message.denominator}"
            beats = message.numerator * 4 / message.denominator
            alike = [m for m in METRES if m == named] or [m for m in ("4/4", *METRES) if bar_beats(m) == beats]
            return alike[0] if alike else "4/4"
    return "4/4"


def _tempi(events: Sequence[_Timed], scale: float) -> tuple[Tempo, ...]:
    found = {0.0: 120.0}
    for tick, message in events:
        if message.type == "set_tempo":
            found[tick * scale] = min(max(_round_bpm(message.tempo), 20.0), 400.0)
    kept = [Tempo(beat=0, bpm=found[0.0])]
    for beat in sorted(found):
        if found[beat] != kept[-1].bpm:
            kept.append(Tempo(beat=beat, bpm=found[beat]))
    return tuple(kept)


def _round_bpm(microseconds: int) -> float:
    """The roundest bpm that is written with the same microseconds a beat, so that 97.3 comes back as 97.3."""
    exact = 6e7 / max(microseconds, 1)
    return next((r for r in (round(exact, d) for d in range(6)) if r > 0 and round(6e7 / r) == microseconds), exact)


def _keys(events: Sequence[_Timed], scale: float) -> list[tuple[float, Key]]:
    """Key signatures with their beats; a "mode:" text at the same beat says more and wins."""
    found: dict[float, Key] = {}
    for tick, message in events:
        if message.type == "key_signature":
            minor = message.key.endswith("m")
            found.setdefault(tick * scale, Key(tonic=message.key.removesuffix("m"), mode="minor" if minor else "major"))
        elif message.type == "text" and message.text.startswith("mode: "):
            tonic, _, mode = message.text.removeprefix("mode: ").partition(" ")
            try:
                found[tick * scale] = Key(tonic=tonic, mode=mode)
            except ValueError:
                continue
    return sorted(found.items())


def _estimate(tracks: tuple[Track, ...], metre: Metre) -> Key:
    from skills.check.keys import find_key

    tempi = (Tempo(beat=0, bpm=120),)
    return find_key(Song(title="", key=Key(tonic="C"), metre=metre, tempi=tempi, sections=(), tracks=tracks))[0].key


def _key_at(keys: Sequence[tuple[float, Key]], beat: float) -> Key:
    return [key for at, key in keys if at <= beat + 1e-6 or at == keys[0][0]][-1]


def section_kind(label: str) -> SectionKind:
    """What kind of section a label names ("Pre Chorus 2" a pre-chorus); a verse where it names none."""
    text = re.sub(r"[\s_]+", "-", label.lower()).replace("prechorus", "pre-chorus").replace("postchorus", "post-chorus")
    return next((kind for kind in _KINDS if kind in text), "verse")


def unique(names: Iterable[str]) -> Iterator[str]:
    """The names told apart by numbers: "Verse", "Verse" are "Verse", "Verse 2"."""
    used: list[str] = []
    for name in names:
        number, fresh = 2, name
        while fresh in used:
            number, fresh = number + 1, f"{name} {number}"
        used.append(fresh)
        yield fresh


def _sections(
    events: Sequence[_Timed], scale: float, bar: float, end: float, keys: Sequence[tuple[float, Key]]
) -> tuple[Section, ...]:
    last = max(1, -int(-end // bar) if end % bar < 1e-6 else int(end // bar) + 1)
    if last > _MAX_BARS:
        raise RequestError(f"That MIDI file has {last} bars, and I can read {_MAX_BARS} at most; send a shorter one.")
    labels: dict[int, str] = {}
    for tick, message in events:
        if message.type == "marker" and message.text.strip():
            labels.setdefault(round(tick * scale / bar), message.text.strip())
    labels = {at: label for at, label in labels.items() if at < last}
    labels.setdefault(0, "Start" if labels else "Song")
    starts = sorted(labels)
    spans = [(at, *cut) for at, after in pairwise([*starts, last]) for cut in cuts(at, after)]
    names = unique(labels[at] for at, _, _ in spans)
    home = keys[0][1]
    return tuple(
        Section(
            kind="intro" if name == "Start" else section_kind(name),
            label=name,
            bars=bars,
            transpose=(_key_at(keys, first * bar).tonic_pc - home.tonic_pc + 5) % 12 - 5,
            mode=mode if (mode := _key_at(keys, first * bar).mode) != home.mode else None,
        )
        for name, (_, first, bars) in zip(names, spans, strict=True)
    )


def cuts(start: int, end: int) -> Iterator[tuple[int, int]]:
    """(first bar, bars) of pieces that are short enough for one section."""
    for first in range(start, end, 256):
        yield first, min(256, end - first)


def _chords(track: "mido.MidiTrack", scale: float, end: float, keys: Sequence[tuple[float, Key]]) -> tuple[Chord, ...]:
    found: list[tuple[float, ChordSymbol | None]] = []
    for tick, message in _absolute(track):
        if message.type == "text":
            try:
                symbol = None if message.text == _NO_CHORD else parse_chord(message.text)
            except ValueError:
                continue
            found.append((tick * scale, symbol))
    stops = [start for start, _ in found[1:]] + [end]
    return tuple(
        Chord(symbol=symbol, start=start, duration=stop - start, numeral=numeral(symbol, _key_at(keys, start)))
        for (start, symbol), stop in zip(found, stops, strict=False)
        if symbol is not None and stop > start
    )


def _tracks(file: "mido.MidiFile") -> Iterator[Track]:
    read = [piece for track in file.tracks for piece in _voices(track, file.ticks_per_beat)]
    for name, (_, role, instrument, notes, controls) in zip(unique(piece[0] for piece in read), read, strict=True):
        yield Track(part=Part(name=name, role=role, instrument=instrument), notes=notes, controls=controls)


def _voices(
    track: "mido.MidiTrack", resolution: int
) -> Iterator[tuple[str, Any, str, tuple[Note, ...], tuple[Control, ...]]]:
    """Each instrument on a track: its name, role, instrument, notes and controls."""
    import mido
    import pretty_midi

    name = next((m.name.strip() for m in track if m.type == "track_name"), "")
    called = next((m.name for m in track if m.type == "instrument_name"), "")
    said = next((m.text.removeprefix("role: ") for m in track if m.type == "text" and m.text[:6] == "role: "), "")
    program = next((m for m in track if m.type == "program_change"), None)
    # Without the tempo map pretty_midi's clock runs at 120 bpm, so its seconds are ticks again without loss.
    alone = mido.MidiFile(ticks_per_beat=resolution)
    alone.tracks.append(_deltas((tick, message.copy()) for tick, message in _absolute(track) if not message.is_meta))
    voices = pretty_midi.PrettyMIDI(mido_object=alone).instruments
    if not voices and program is not None:
        voices = [pretty_midi.Instrument(program.program, program.channel == _DRUM_CHANNEL)]
    for voice in voices:
        instrument = _known(voice.program, voice.is_drum, called)
        notes = []
        for note in voice.notes:
            on, off = (round(seconds * 2 * resolution) for seconds in (note.start, note.end))
            start, duration = on / resolution, (off - on) / resolution
            notes.append(Note(pitch=note.pitch, start=start, duration=duration, velocity=note.velocity))
        yield (
            name if name and len(voices) == 1 else instrument.name,
            said if said in ROLES else _role(name, instrument),
            instrument.name,
            tuple(sorted(notes, key=lambda n: (n.start, n.pitch))),
            tuple(
                Control(number=c.number, beat=round(c.time * 2 * resolution) / resolution, value=c.value)
                for c in voice.control_changes
            ),
        )


def _known(program: int, is_drum: bool, called: str) -> Instrument:
    """The instrument of a program; the nearest in its General MIDI family (of eight) when we have none of it."""
    if is_drum:
        return INSTRUMENTS["drums"]
    pitched = [i for i in INSTRUMENTS.values() if i.family != "drums"]
    return min(
        pitched,
        key=lambda i: (
            i.program != program,
            i.name != called,
            i.program // 8 != program // 8,
            abs(i.program - program),
        ),
    )


def _role(name: str, instrument: Instrument) -> str:
    """The role a part's name begins with ("chords 2"), or the instrument's most natural one."""
    return next((role for role in ROLES if name.lower().startswith(role)), instrument.roles[0])
