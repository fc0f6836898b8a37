"""Everything that can be told about a score or chord chart that a person sends: bytes in, findings out."""

from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from skills.check import rhythm
from skills.check.keys import find_key, same_key, same_notes
from skills.check.measure import measure_bars
from skills.check.roll import is_drums, pitched_notes
from skills.clock import seconds_at
from skills.errors import RequestError
from skills.listen.chart import read_chart
from skills.listen.findings import Feeling, Findings, Source, Tune
from skills.listen.form import letters
from skills.listen.harmony import recognise
from skills.listen.kinds import decoded, kind_of
from skills.listen.notation import Notation, read_abc, read_musicxml, unzip
from skills.render.midi import read_midi
from skills.song import Song, Track
from skills.theory.key import Key

MAX_BYTES = 10_000_000
"""The largest file that is looked at."""
_MAX_NOTES = 100_000
_CLOSE = 0.01
"""Two keys whose distance from the notes differs by less fit nearly as well."""


def analyse(name: str, content: bytes) -> Findings:
    """Find the key, tempo, metre, chords, tune, form and feeling of a score.

    Read are MIDI, MusicXML (also zipped), ABC, and chord charts in plain text (bars, ChordPro, chords
    over words). What a file is, is told by its bytes.

    Args:
        name: The file's name, for the words alone.
        content: Its bytes, from anywhere.

    Raises RequestError with a sentence for what cannot be read: damaged, empty, too large, audio, pictures.
    """
    if not content.strip():
        raise RequestError(f"{_named(name)} is empty.")
    if len(content) > MAX_BYTES:
        raise RequestError(f"{_named(name)} is larger than {MAX_BYTES // 1_000_000} MB; send one song.")
    read = _read(name, content)
    if sum(len(t.notes) for t in read.song.tracks) > _MAX_NOTES:
        raise RequestError(f"{_named(name)} has more than {_MAX_NOTES} notes; send one song.")
    return _findings(name, read)


class _Read(NamedTuple):
    song: Song
    kind: str
    said: frozenset[str]
    notes: tuple[str, ...]


def _named(name: str) -> str:
    shown = " ".join("".join(ch if ch.isprintable() else " " for ch in name).split())[-60:]
    return shown or "That file"


def _read(name: str, content: bytes) -> _Read:
    kind = kind_of(content)
    if kind == "midi":
        return _midi(content[content.find(b"MThd") :])
    if kind in ("musicxml", "mxl"):
        return _noted("MusicXML score", read_musicxml(unzip(content) if kind == "mxl" else content))
    if kind == "audio":
        raise RequestError(
            f"{_named(name)} is audio, and I cannot listen to recordings yet; send MIDI, MusicXML or a chord chart."
        )
    text = decoded(content)
    if kind in ("picture", "other") or text is None:
        raise RequestError(
            f"{_named(name)} is not a score I can read; send MIDI, MusicXML, ABC or a chord chart as text."
        )
    if kind == "abc":
        return _noted("ABC tune", read_abc(text))
    chart = read_chart(text)
    strange = f"I could not read {', '.join(repr(w) for w in chart.strange[:4])} as chords." if chart.strange else ""
    bare = "" if "|" in text else "Without bar lines I took each chord for a bar."
    said = chart.said | {"chords"} | ({"sections"} if len(chart.song.sections) > 1 else set())
    return _Read(chart.song, "chord chart", said, tuple(note for note in (strange, bare) if note))


def _midi(content: bytes) -> _Read:
    song = read_midi(content)
    if not any(track.notes for track in song.tracks):
        raise RequestError("There are no notes in that MIDI file; send one with notes.")
    signs = {"key": b"\xff\x59\x02", "metre": b"\xff\x58\x04", "tempo": b"\xff\x51\x03"}
    said = {what for what, sign in signs.items() if sign in content}
    said |= {"chords"} if song.chords else set()
    said |= {"sections"} if len(song.sections) > 1 and b"\xff\x06" in content else set()
    return _Read(song, "MIDI file", frozenset(said), ())


def _noted(kind: str, notation: Notation) -> _Read:
    if not any(track.notes for track in notation.song.tracks) and not notation.song.chords:
        raise RequestError(f"There are no notes in that {kind}; send one with notes.")
    note = ("The metre changes on the way; bars are counted in the first one.",) if notation.other_metres else ()
    return _Read(notation.song, kind, notation.said, note)


def _findings(name: str, read: _Read) -> Findings:
    song, played = read.song, any(not is_drums(t) and t.notes for t in read.song.tracks)
    key, key_source, other = _key(song, "key" in read.said, played)
    song = song.model_copy(update={"key": key})
    written = "chords" in read.said
    alone = not written and played and _one_voice(song)
    if not written and played and not alone:
        song = song.model_copy(update={"chords": recognise(song)})
    # Whoever writes 120 bpm may have meant it, or never have touched the tempo.
    sounding = any(t.notes for t in song.tracks)
    last = max((n.end for t in song.tracks for n in t.notes), default=song.beats)
    seconds = seconds_at(song.tempi, max(last, song.beats) if not sounding else last)
    return Findings(
        name=_named(name),
        kind=read.kind,
        song=song,
        key=key,
        key_source=key_source,
        other_key=other,
        bpm=_main_tempo(song),
        tempo_source="written" if "tempo" in read.said else "assumed",
        metre_source="written" if "metre" in read.said else "assumed",
        bars=song.bars,
        seconds=round(seconds, 2),
        chords=song.chords,
        chords_source="written" if written else "heard",
        tune=_tune(song),
        notes_per_second=round(sum(len(t.notes) for t in song.tracks) / max(seconds, 1e-3), 2) if sounding else None,
        swing=rhythm.swing(n for t in song.tracks for n in t.notes) if sounding else None,
        form=() if "sections" in read.said else letters(song),
        sections_marked="sections" in read.said,
        feeling=_feeling(song) if sounding else None,
        notes=(*read.notes, *([_TUNE_ONLY] if alone else [])),
    )


def _key(song: Song, written: bool, played: bool) -> tuple[Key, Source, Key | None]:
    """The key, where it comes from, and another that must be named beside it."""
    if not played:
        return song.key, "written" if written else "heard", None
    scores = find_key(song)
    if not written:
        near = scores[1].distance - scores[0].distance < _CLOSE
        return scores[0].key, "heard", scores[1].key if near else None
    own = next((s.distance for s in scores if same_key(song.key, s.key)), 1.0)
    best = scores[0]
    moves = any(section.transpose or section.mode for section in song.sections)
    doubtful = own - best.distance > 5 * _CLOSE and not moves and not same_notes(song.key, best.key)
    return song.key, "written", best.key if doubtful else None


def _main_tempo(song: Song) -> float:
    """The tempo that holds longest."""
    ends = [*(t.beat for t in song.tempi[1:]), max(song.beats, song.tempi[-1].beat)]
    held: dict[float, float] = {}
    for tempo, end in zip(song.tempi, ends, strict=True):
        held[tempo.bpm] = held.get(tempo.bpm, 0.0) + end - tempo.beat
    return max(held, key=lambda bpm: held[bpm])


def _tune(song: Song) -> Tune | None:
    """The part most like a tune; None where everyone plays chords."""
    pitched = [t for t in song.tracks if t.notes and not is_drums(t) and _single(t) >= 0.6]
    if not pitched:
        return None
    track = max(pitched, key=_tunefulness)
    pitches = [n.pitch for n in track.notes]
    return Tune(track=track.part.name, low=min(pitches), high=max(pitches), notes=len(pitches))


_TUNES = ("melody", "lead", "vocal", "voice", "vox", "sing", "tune", "solo")


_TUNE_ONLY = "It is a tune by itself, so I name no chords; I can put some under it."


def _one_voice(song: Song) -> bool:
    """Whether hardly ever two pitched notes sound at once."""
    notes = sorted(pitched_notes(song), key=lambda n: n.start)
    together = sum(after.start < before.end - 0.2 for before, after in pairwise(notes))
    return together <= len(notes) / 10


def _single(track: Track) -> float:
    """The share of notes that begin alone: 1 for one voice, a third for triads."""
    return len({round(n.start, 1) for n in track.notes}) / len(track.notes)


def _tunefulness(track: Track) -> float:
    """How much a part is like a tune: named so, one voice, high enough, busy enough, varied."""
    height = fmean(n.pitch for n in track.notes)
    named = any(word in track.part.name.lower() for word in _TUNES)
    sung = 1.0 - min(abs(height - 71) / 24, 1.0)
    variety = min(len({n.pitch for n in track.notes}) / 8, 1.0)
    return (
        2.0 * named
        + (track.part.role == "lead") * 0.5
        + _single(track)
        + sung
        + 0.5 * variety
        + min(len(track.notes) / 64, 0.5)
    )


def _feeling(song: Song) -> Feeling:
    bars = measure_bars(song, None, 44_100)
    mean = {d: round(fmean(float(getattr(bar, d)) for bar in bars), 3) for d in ("valence", "arousal", "tension")}
    return Feeling.model_validate(mean)
