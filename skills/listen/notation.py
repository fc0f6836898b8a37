"""Scores in MusicXML (plain or zipped, .mxl) and ABC as songs, read with music21.

Repeats are played out, ties joined, transposing instruments brought to concert pitch. What comes from
outside is not trusted: sizes are bounded before anything is parsed, a zip is unpacked by the piece and
never beyond its bound, and documents that define entities are refused.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from skills.clock import METRES, Metre, Tempo, bar_beats
from skills.errors import RequestError
from skills.instruments import INSTRUMENTS, Instrument
from skills.plan import Part, Section
from skills.render.midi import cuts, section_kind, unique
from skills.song import Chord, Note, Song, Track
from skills.theory.chord import ChordSymbol, numeral, parse_chord
from skills.theory.key import MODE_NAMES, Key

MAX_XML, MAX_ABC = 6_000_000, 200_000
"""Bytes of a document, unpacked."""
_MAX_NOTES, _MAX_BARS, _MAX_PARTS = 40_000, 2048, 64


@dataclass(frozen=True)
class Notation:
    """A score as a song, with what it says itself."""

    song: Song
    said: frozenset[str]
    """Which of "key", "tempo", "metre", "chords" and "sections" the score says."""
    other_metres: bool
    """Whether the metre changes on the way, which a song of ours cannot."""


def unzip(content: bytes) -> bytes:
    """The score inside a zipped MusicXML file. Raises RequestError with a sentence."""
    damaged = RequestError("That zip archive is damaged or holds no score; send the score itself.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.namelist()) > 1000:
                raise damaged
            names = [n for n in archive.namelist() if not n.startswith("META-INF/")]
            named = re.search(rb'full-path\s*=\s*"([^"]{1,300})"', _member(archive, "META-INF/container.xml", 100_000))
            root = named[1].decode("utf-8", "replace") if named else ""
            scores = [n for n in names if n.lower().endswith((".xml", ".musicxml"))]
            name = root if root in names else scores[0] if scores else None
            if name is None:
                raise damaged
            return _member(archive, name, MAX_XML)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise damaged from error


def _member(archive: zipfile.ZipFile, name: str, bound: int) -> bytes:
    if name not in archive.namelist():
        return b""
    with archive.open(name) as file:
        content = file.read(bound + 1)
    if len(content) > bound:
        raise RequestError(f"That score is larger than {bound // 1_000_000} MB unpacked; send one song.")
    return content


def read_musicxml(content: bytes) -> Notation:
    """Read a MusicXML document. Raises RequestError with a sentence."""
    if len(content) > MAX_XML:
        raise RequestError(f"That score is larger than {MAX_XML // 1_000_000} MB; send one song.")
    plain = content.replace(b"\0", b"")
    if b"<!ENTITY" in plain.upper():
        raise RequestError("That score defines entities, which I do not read; export it again as MusicXML.")
    if plain.count(b"<note") > _MAX_NOTES:
        raise RequestError(f"That score has more than {_MAX_NOTES} notes; send one song.")
    return _read(content, "musicxml")


def read_abc(text: str) -> Notation:
    """Read the first tune of an ABC file. Raises RequestError with a sentence."""
    if len(text) > MAX_ABC:
        raise RequestError("That ABC file is very long; send one tune.")
    tunes = re.split(r"(?m)^(?=X:)", text.lstrip("\ufeff"))
    tune = next((t for t in tunes if t.startswith("X:")), text)
    return _read(tune if tune.startswith("X:") else f"X:1\n{tune}", "abc")


def _read(content: bytes | str, form: str) -> Notation:
    from music21 import converter, stream

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text = content if isinstance(content, str) else _text(content)
            score = converter.parseData(text, format=form)
            if isinstance(score, stream.Opus):
                score = score.scores[0]
            return _song(_sounding(score))
    except RequestError:
        raise
    except Exception as error:  # music21 fails in a hundred ways on damaged files
        name = {"musicxml": "MusicXML", "abc": "ABC"}[form]
        raise RequestError(f"That {name} file cannot be read; export it again, or send it as MIDI.") from error


def _text(content: bytes) -> str:
    declared = re.match(rb'\s*<\?xml[^>]*encoding\s*=\s*["\']([\w.-]{1,40})["\']', content)
    encoding = (
        "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else declared[1].decode() if declared else "utf-8-sig"
    )
    text = content.decode(encoding if encoding.lower() != "utf-8" else "utf-8-sig", errors="replace")
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _sounding(score: Any) -> Any:
    """The score as it is heard: at concert pitch, with its repeats."""
    score = score.toSoundingPitch()
    try:
        played = score.expandRepeats()
    except Exception:  # a repeat that does not close: read it once through
        return score
    return played if played.highestTime <= 4 * max(score.highestTime, 1) else score


# From music21 to a song


def _song(score: Any) -> Notation:
    from music21 import key as keys
    from music21 import meter

    parts = list(score.parts) or [score]
    if len(parts) > _MAX_PARTS:
        raise RequestError(f"That score has more than {_MAX_PARTS} parts; send one song.")
    flat = score.flatten()
    signatures = list(flat.getElementsByClass(meter.TimeSignature))
    metre = _metre(signatures[0]) if signatures else "4/4"
    signed = list(flat.getElementsByClass(keys.KeySignature))
    tracks = tuple(_tracks(parts))
    end = float(max(score.highestTime, 0))
    key = _key(signed[0]) if signed else None
    said = {"metre": bool(signatures), "key": key is not None and isinstance(signed[0], keys.Key)}
    pickup = _pickup(parts[0], bar_beats(metre))
    tracks = tuple(_later(track, pickup) for track in tracks)
    bars = max(1, -int(-(end + pickup - 1e-6) // bar_beats(metre)))
    if bars > _MAX_BARS:
        raise RequestError(f"That score has {bars} bars; send one song ({_MAX_BARS} at most).")
    if key is None or not said["key"]:
        key = _heard(tracks, metre, key)
    sections, marked = _sections(flat, bars, bar_beats(metre), pickup)
    tempi, timed = _tempi(score, pickup)
    chords = tuple(_chords(flat, bars * bar_beats(metre), pickup, key))
    found = {**said, "tempo": timed, "chords": bool(chords), "sections": marked}
    title = (score.metadata.title if score.metadata else None) or "Untitled"
    song = Song(
        title=str(title)[:200], key=key, metre=metre, tempi=tempi, sections=sections, chords=chords, tracks=tracks
    )
    others = any(s.ratioString != signatures[0].ratioString for s in signatures)
    return Notation(song, frozenset(name for name, is_said in found.items() if is_said), others)


def _metre(signature: Any) -> Metre:
    named, beats = signature.ratioString, float(signature.barDuration.quarterLength)
    alike = [m for m in METRES if m == named] or [m for m in ("4/4", *METRES) if bar_beats(m) == beats]
    return alike[0] if alike else "4/4"


def _key(signature: Any) -> Key:
    from music21 import key as keys

    said = signature if isinstance(signature, keys.Key) else signature.asKey("major")
    return Key(tonic=said.tonic.name.replace("-", "b"), mode=MODE_NAMES.get(said.mode, "major"))


def _heard(tracks: tuple[Track, ...], metre: Metre, signed: Key | None) -> Key:
    """The key the notes make; where the signature fits a relative as well, one with that signature."""
    from skills.check.keys import find_key

    blank = Song(title="", key=Key(tonic="C"), metre=metre, tempi=(Tempo(beat=0, bpm=120),), sections=(), tracks=tracks)
    scores = find_key(blank)
    alike = [s for s in scores if signed is not None and s.key.signature == signed.signature]
    return alike[0].key if alike and alike[0].distance - scores[0].distance < 0.05 else scores[0].key


def _pickup(part: Any, bar: float) -> float:
    """Beats of silence before an upbeat, so that bar 1 begins on a bar line."""
    from music21 import stream

    first = next(iter(part.getElementsByClass(stream.Measure)), None)
    length = float(first.duration.quarterLength) if first is not None else bar
    return bar - length if 0 < length < bar - 1e-6 else 0.0


def _later(track: Track, beats: float) -> Track:
    if not beats:
        return track
    return track.model_copy(
        update={"notes": tuple(n.model_copy(update={"start": n.start + beats}) for n in track.notes)}
    )


def _tracks(parts: list[Any]) -> Iterator[Track]:
    players = [_player(part) for part in parts]
    named = (str(part.partName or "")[:80].strip() or player.name for part, player in zip(parts, players, strict=True))
    for number, (part, player, name) in enumerate(zip(parts, players, unique(named), strict=True)):
        notes = tuple(sorted(_notes(part), key=lambda n: (n.start, n.pitch)))
        role = "drums" if player.family == "drums" else "lead" if number == 0 else player.roles[0]
        yield Track(part=Part(name=name, role=role, instrument=player.name), notes=notes)


def _notes(part: Any) -> Iterator[Note]:
    from music21 import harmony

    count = 0
    for element in part.stripTies().flatten().notes:
        if isinstance(element, harmony.Harmony) or element.duration.isGrace:
            continue
        length = float(element.duration.quarterLength)
        for pitch in element.pitches:
            count += 1
            if count > _MAX_NOTES:
                raise RequestError(f"That score has more than {_MAX_NOTES} notes when played; send one song.")
            if length > 0 and 0 <= pitch.midi <= 127:
                yield Note(pitch=pitch.midi, start=float(element.offset), duration=length)


def _player(part: Any) -> Instrument:
    played = part.getInstrument(returnDefault=False)
    program = getattr(played, "midiProgram", None)
    if getattr(played, "midiChannel", None) == 9:
        return INSTRUMENTS["drums"]
    pitched = [i for i in INSTRUMENTS.values() if i.family != "drums"]
    number = program if isinstance(program, int) else 0
    return min(pitched, key=lambda i: (i.program != number, i.program // 8 != number // 8, abs(i.program - number)))


def _tempi(score: Any, pickup: float) -> tuple[tuple[Tempo, ...], bool]:
    """The tempi, and whether the score says any."""
    from music21 import tempo

    marks: dict[float, float] = {}
    for mark in score.flatten().getElementsByClass(tempo.MetronomeMark):
        bpm = mark.getQuarterBPM()
        if bpm:
            at = float(mark.offset) + pickup if mark.offset else 0.0
            marks.setdefault(at, round(min(max(float(bpm), 20.0), 400.0), 3))
    timed = bool(marks)
    marks.setdefault(0.0, next(iter(marks.values()), 120.0))
    kept = [Tempo(beat=0, bpm=marks[0.0])]
    for beat in sorted(marks):
        if marks[beat] != kept[-1].bpm:
            kept.append(Tempo(beat=beat, bpm=marks[beat]))
    return tuple(kept), timed


def _sections(flat: Any, bars: int, bar: float, pickup: float) -> tuple[tuple[Section, ...], bool]:
    from music21 import expressions

    marks: dict[int, str] = {}
    for mark in flat.getElementsByClass(expressions.RehearsalMark):
        at = round((float(mark.offset) + pickup) / bar)
        if 0 <= at < bars and str(mark.content).strip():
            marks.setdefault(at if mark.offset else 0, str(mark.content).strip()[:60])
    marked = bool(marks)
    marks.setdefault(0, "Start" if marks else "Song")
    spans = [(at, *cut) for at, after in pairwise([*sorted(marks), bars]) for cut in cuts(at, after)]
    labels = unique(marks[at] for at, _, _ in spans)
    sections = (
        Section(kind=section_kind(label), label=label, bars=length)
        for label, (_, _, length) in zip(labels, spans, strict=True)
    )
    return tuple(sections), marked


def _chords(flat: Any, end: float, pickup: float, key: Key) -> Iterator[Chord]:
    from music21 import harmony

    found: dict[float, ChordSymbol | None] = {}
    for element in flat.getElementsByClass(harmony.ChordSymbol):
        at = float(element.offset) + pickup
        if at < end - 1e-6:
            found[at] = None if isinstance(element, harmony.NoChord) else _symbol(element)
    starts = sorted(found)
    for start, stop in pairwise([*starts, end]):
        symbol = found[start]
        if symbol is not None and stop > start:
            yield Chord(symbol=symbol, start=start, duration=stop - start, numeral=numeral(symbol, key))


def _symbol(element: Any) -> ChordSymbol | None:
    """Our name for music21's: by the words shown, else by the notes."""
    for figure in (element.figure, str(element.chordKindStr or "") and element.root().name + element.chordKindStr):
        try:
            return parse_chord(re.sub(r"^([A-G])-", r"\1b", str(figure)).replace("/-", "/b"))
        except ValueError:
            continue
    from skills.theory.chord import QUALITIES

    root = element.root()
    name = root.name.replace("-", "b")
    steps = tuple(sorted({(p.midi - root.midi) % 12 for p in element.pitches}))
    quality = next((q for q, (i, _, _) in QUALITIES.items() if tuple(sorted({s % 12 for s in i})) == steps), None)
    bass = element.bass().name.replace("-", "b")
    if quality is None or len(name) > 2:
        return None
    return ChordSymbol(root=name, quality=quality, bass=None if bass == name or len(bass) > 2 else bass)
