"""Lead sheets: the tune with chord symbols above it, as MusicXML.

The music21 stream is built measure by measure with every tie, beam and accidental already decided,
so the exporter has nothing left to work out and music21's slow notation passes never run.
"""

import xml.etree.ElementTree as ET
from bisect import bisect_right
from fractions import Fraction
from itertools import pairwise
from typing import Any

from skills.clock import bar_beats, is_compound
from skills.engrave.drum_staff import drum
from skills.engrave.line import (
    best_clef,
    melody_line,
    melody_track,
    section_of,
    system_starts,
    tempo_marks,
)
from skills.engrave.page import lead_sheet_png
from skills.engrave.rhythm import TICKS, VALUES, Piece, write_bars
from skills.engrave.spelling import spell
from skills.engrave.symbols import symbol
from skills.instruments import INSTRUMENTS
from skills.song import Chord, Note, Song
from skills.theory.key import Key

__all__ = ["lead_sheet_png", "musicxml"]

_CREDIT = "Cowriter"
_DOCTYPE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" '
    '"http://www.musicxml.org/dtds/partwise.dtd">\n'
)
_PLACES_IN_A_BEAT = 4
"""Chord symbols and tempo marks stand on sixteenths."""


def musicxml(song: Song) -> str:
    """The lead sheet of a song as MusicXML 4.0: the tune at concert pitch, chord symbols, form and tempo.

    The tune is the lead, else the counter, else the top line of the chords, pad or bass; a song of
    drums alone gets a percussion staff and no chords. The same song gives the same text, byte for byte.
    """
    from music21 import metadata, stream
    from music21.musicxml.m21ToXml import ScoreExporter

    score = stream.Score()
    score.metadata = metadata.Metadata(title=song.title, composer=_CREDIT)
    score.insert(0, _Writer(song).part())
    return _serialise(ScoreExporter(score, makeNotation=False).parse())


class _Writer:
    """Writes one song's measures; remembers which key and accidentals are in force."""

    def __init__(self, song: Song) -> None:
        self.song = song
        self.track = melody_track(song)
        self.is_drums = self.track is not None and self.track.part.role == "drums"
        self.line = melody_line(self.track, song.metre) if self.track else []
        self.bars = write_bars([(m[0].start, m[0].end) for m in self.line], song.metre, song.bars)
        self.sections = section_of(song)
        self.keys = [section.key(song.key).written for section in song.sections]
        sounding = () if self.is_drums else song.chords
        self.chords = [self._spelled(chord) for chord in sounding if chord.start < song.beats]
        self.names = _names(song, self.line, self.keys, self.sections, self.chords)

    def _spelled(self, chord: Chord) -> Chord:
        """The chord, spelled anew when the song's own key is too far out to be written."""
        if self.song.key.written == self.song.key:
            return chord
        key = self.keys[self.sections[int(chord.start / bar_beats(self.song.metre) + 1e-6)]]
        return chord.model_copy(update={"symbol": chord.symbol.transposed(0, key)})

    def part(self) -> Any:
        """The music21 part with all its measures."""
        from music21 import layout, stream

        part = stream.Part()
        player = self._player()
        part.partName = player.instrumentName
        breaks = system_starts(self.song, self.bars)
        for bar, pieces in enumerate(self.bars):
            measure = stream.Measure(number=bar + 1)
            if bar == 0:
                measure.insert(0, player)
            if bar in breaks:
                measure.insert(0, layout.SystemLayout(isNew=True))
            self._signs(measure, bar)
            self._chord_symbols(measure, bar)
            self._notes(measure, bar, pieces)
            part.append(measure)
        self._tempi(part)
        return part

    def _player(self) -> Any:
        from music21 import instrument

        name = self.track.part.instrument if self.track else "piano"
        player = instrument.Instrument(name.capitalize())
        player.partId, player.instrumentId = "P1", "P1-I1"
        player.midiProgram, player.midiChannel = INSTRUMENTS[name].program, 9 if self.is_drums else 0
        return player

    def _signs(self, measure: Any, bar: int) -> None:
        """Clef, key, metre, section name and bar lines."""
        from music21 import bar as barlines
        from music21 import clef, expressions, key, meter

        section = self.sections[bar]
        before = self.sections[bar - 1] if bar else None
        if bar == 0:
            chosen = best_clef([m[0].pitch for m in self.line], self.track.part.instrument if self.track else "piano")
            shown = clef.clefFromString(f"{chosen.sign}{chosen.line}", chosen.octaves)
            measure.insert(0, clef.PercussionClef() if self.is_drums else shown)
            measure.insert(0, meter.TimeSignature(self.song.metre))
        if not self.is_drums and (before is None or self.keys[before] != self.keys[section]):
            here = self.keys[section]
            mode = "minor" if here.mode == "harmonic minor" else here.mode
            measure.insert(0, key.Key(here.tonic.replace("b", "-"), mode))
        if section != before:
            measure.insert(0, expressions.RehearsalMark(self.song.sections[section].label))
        if bar + 1 == len(self.sections):
            measure.rightBarline = barlines.Barline("final")
        elif self.sections[bar + 1] != section:
            measure.rightBarline = barlines.Barline("double")

    def _chord_symbols(self, measure: Any, bar: int) -> None:
        size = bar_beats(self.song.metre)
        placed: dict[float, Chord] = {}
        for chord in self.chords:
            at = round(chord.start * _PLACES_IN_A_BEAT) / _PLACES_IN_A_BEAT
            if bar * size <= at < (bar + 1) * size:
                placed[at - bar * size] = chord
        for at, chord in placed.items():
            measure.insert(at, symbol(chord.symbol))

    def _notes(self, measure: Any, bar: int, pieces: list[Piece]) -> None:
        from music21 import note, tie

        key = self.keys[self.sections[bar]]
        in_force: dict[tuple[str, int], int] = {}
        for piece in pieces:
            if piece.note is None:
                made = note.Rest()
                made.fullMeasure = len(pieces) == 1
            else:
                made = self._struck(piece) if self.is_drums else self._pitched(piece, key, in_force)
                if piece.tie_in or piece.tie_out:
                    made.tie = tie.Tie(
                        "continue" if piece.tie_in and piece.tie_out else "stop" if piece.tie_in else "start"
                    )
                for beam in piece.beams:
                    made.beams.append(*beam.split("-"))
            made.duration = _duration(piece)
            measure.insert(Fraction(piece.start, TICKS), made)

    def _pitched(self, piece: Piece, key: Key, in_force: dict[tuple[str, int], int]) -> Any:
        """A note with its name; ``in_force`` holds the accidentals already printed in this bar."""
        from music21 import note, pitch

        assert piece.note is not None
        name, octave = self.names[piece.note]
        shift = name.count("#") - name.count("b")
        made = pitch.Pitch(name.replace("b", "-"), octave=octave)
        if made.accidental is not None:
            made.accidental.displayStatus = False
        if not piece.tie_in and shift != in_force.get((name[0], octave), _signature_shift(name[0], key)):
            made.accidental = made.accidental or pitch.Accidental("natural")
            made.accidental.displayStatus = True
            in_force[name[0], octave] = shift
        return note.Note(made)

    def _struck(self, piece: Piece) -> Any:
        """The drums of one moment, at their places on the staff."""
        from music21 import note, percussion

        assert piece.note is not None
        hits = []
        for struck in sorted(self.line[piece.note], key=lambda n: n.pitch):
            kind = drum(struck.pitch)
            hit = note.Unpitched(displayName=kind.staff)
            hit.notehead = kind.head
            hits.append(hit)
        made = hits[0] if len(hits) == 1 else percussion.PercussionChord(hits)
        made.stemDirection = "up"
        return made

    def _tempi(self, part: Any) -> None:
        from music21 import duration, expressions, tempo

        measures = list(part.getElementsByClass("Measure"))
        size = bar_beats(self.song.metre)
        for mark in tempo_marks(self.song):
            at = round(mark.beat * _PLACES_IN_A_BEAT) / _PLACES_IN_A_BEAT
            bar = min(int(at / size + 1e-6), len(measures) - 1)
            made: Any
            if mark.pulses_a_minute is None:
                made = expressions.TextExpression(mark.text)
                made.style.fontStyle, made.placement = "italic", "above"
            else:
                unit = duration.Duration(1.5 if is_compound(self.song.metre) else 1.0)
                number = round(mark.pulses_a_minute)
                made = tempo.MetronomeMark(text=mark.text or None, number=number, referent=unit)
                made.numberSounding = mark.pulses_a_minute
            measures[bar].insert(at - bar * size, made)


def _names(
    song: Song, line: list[tuple[Note, ...]], keys: list[Key], sections: list[int], chords: list[Chord]
) -> list[tuple[str, int]]:
    """Name and octave of every note of the line, by the key and the chord where it starts."""
    starts = [chord.start - 1e-6 for chord in chords]
    named: list[tuple[str, int]] = []
    for index, (note, *_) in enumerate(line):
        following = line[index + 1] if index + 1 < len(line) else None
        bar = min(int(note.start / bar_beats(song.metre) + 1e-6), len(sections) - 1)
        at = bisect_right(starts, note.start) - 1
        chord = chords[at].symbol if at >= 0 and note.start < chords[at].end else None
        named.append(spell(note.pitch, following[0].pitch if following else None, keys[sections[bar]], chord))
    return named


def _signature_shift(letter: str, key: Key) -> int:
    """Semitones by which a key signature moves a letter: 1 for F in G major."""
    order = "FCGDAEB"
    if key.signature > 0:
        return int(order.index(letter) < key.signature)
    return -int(order.index(letter) >= 7 + key.signature)


def _duration(piece: Piece) -> Any:
    from music21 import duration

    if piece.value not in VALUES:
        return duration.Duration(Fraction(piece.length, TICKS))
    kind, dots = VALUES[piece.value]
    made = duration.Duration(type=kind, dots=dots)
    if piece.actual:
        tuplet: Any = duration.Tuplet(piece.actual, piece.actual * 2 // 3)
        tuplet.type = piece.bracket or None
        made.appendTuplet(tuplet)
    return made


def _serialise(root: ET.Element) -> str:
    """The document as text, without dates, comments and what other programs would show twice."""
    for encoding in root.iter("encoding"):
        for name in ("encoding-date", "software"):
            for element in encoding.findall(name):
                encoding.remove(element)
    for parent in [root, *root.findall("part"), *root.iter("measure")]:
        for child in [c for c in parent if not isinstance(c.tag, str)]:
            parent.remove(child)
    for measure in root.iter("measure"):
        _join_tempo_words(measure)
    for harmony in root.iter("harmony"):
        for inversion in harmony.findall("inversion"):
            harmony.remove(inversion)
        for degree in harmony.findall("degree"):
            degree.set("print-object", "no")
    ET.indent(root)
    return _DOCTYPE + ET.tostring(root, encoding="unicode") + "\n"


def _join_tempo_words(measure: ET.Element) -> None:
    """Put the words of a tempo mark before its figure in one direction: music21 writes two, figure first."""
    directions = measure.findall("direction")
    for direction in directions:
        direction.set("placement", "above")
    for figure, after in pairwise(directions):
        words = after.find("direction-type/words[@font-weight='bold']/..")
        if words is not None and figure.find("direction-type/metronome") is not None:
            figure.insert(0, words)
            measure.remove(after)
