"""Songs made on the spot for the engraving tests: any key, metre and form, notes on and off the beat."""

import math
import random

from skills.clock import METRES, Metre, Tempo, bar_beats, is_compound
from skills.plan import Part, Section
from skills.song import Chord, Note, Song, Track
from skills.theory.chord import QUALITIES, ChordSymbol
from skills.theory.key import MODES, Key

SIMPLE_CELLS = (
    (1.0,),
    (0.5, 0.5),
    (0.25, 0.75),
    (0.75, 0.25),
    (0.5, 0.25, 0.25),
    (1 / 3, 1 / 3, 1 / 3),
    (2 / 3, 1 / 3),
)
COMPOUND_CELLS = ((0.5,), (0.25, 0.25))
TONICS = ("C", "G", "D", "A", "E", "B", "F#", "Db", "Ab", "Eb", "Bb", "F")


def song_of(
    notes: list[tuple[int, float, float]],
    *,
    bars: int = 4,
    metre: Metre = "4/4",
    key: Key | None = None,
    chords: list[tuple[float, ChordSymbol]] | None = None,
    role: str = "lead",
    instrument: str = "violin",
    title: str = "A song",
    sections: tuple[Section, ...] = (),
    bpm: float = 100,
) -> Song:
    """A song of one part from (MIDI pitch, start, duration)."""
    key = key or Key(tonic="C")
    total = bars * bar_beats(metre)
    placed = chords or []
    ends = [*(start for start, _ in placed), total][1:]
    return Song(
        title=title,
        key=key,
        metre=metre,
        tempi=(Tempo(beat=0, bpm=bpm),),
        sections=sections or (Section(kind="verse", label="Verse", bars=bars),),
        chords=tuple(
            Chord(symbol=symbol, start=start, duration=end - start, numeral="I")
            for (start, symbol), end in zip(placed, ends, strict=True)
        ),
        tracks=(
            Track(
                part=Part.model_validate({"name": role, "role": role, "instrument": instrument}),
                notes=tuple(Note(pitch=p, start=s, duration=d) for p, s, d in notes),
            ),
        ),
    )


def as_notated(line: list[tuple[float, float]], total: float) -> list[tuple[float, float]]:
    """(start, end) as a reader wants them: a note longer than an eighth lasts to the next eighth or the next note."""
    followers = [*(start for start, _ in line), total][1:]
    found = []
    for (start, end), after in zip(line, followers, strict=True):
        is_binary = abs(end * 8 - round(end * 8)) < 1e-6
        fuller = min(math.ceil(end * 2 - 1e-6) / 2, after)
        found.append((start, fuller if end - start > 0.51 and is_binary else end))
    return found


def random_song(seed: int) -> Song:
    """A song of two to four sections whose line is exactly notatable, with ties, rests and tuplets."""
    draw = random.Random(seed)
    metre = METRES[seed % len(METRES)]
    key = Key(tonic=draw.choice(TONICS), mode=MODES[seed % 7 if seed % 7 != 2 else 0])
    if abs(key.signature) > 7:
        key = key.transposed(1)
    sections = tuple(
        Section(kind="verse", label=f"Part {i + 1}", bars=draw.randint(1, 6), transpose=draw.choice([0, 0, 2, -3]))
        for i in range(draw.randint(2, 4))
    )
    bars = sum(s.bars for s in sections)
    total = bars * bar_beats(metre)
    edges = [0.0]
    cells = COMPOUND_CELLS if is_compound(metre) else SIMPLE_CELLS
    while edges[-1] < total - 1e-6:
        place = round(edges[-1] % bar_beats(metre), 6)
        fits_beat = abs(place - round(place)) < 1e-6 and bar_beats(metre) - place >= 1 - 1e-6
        cell = draw.choice(cells) if is_compound(metre) or (fits_beat and (metre != "7/8" or place < 2)) else (0.5,)
        for length in cell:
            edges.append(round((edges[-1] + length) * 24) / 24)
    notes, pitch, at = [], 71, 0
    while at < len(edges) - 1:
        end = min(at + draw.choice([1, 1, 1, 2, 3]), len(edges) - 1)
        if draw.random() < 0.85:
            pitch = min(max(pitch + draw.randint(-6, 6), 57), 86)
            notes.append((pitch, edges[at], edges[end] - edges[at]))
        at = end
    chords, beat = [], 0.0
    while beat < total:
        root = draw.choice(TONICS)
        bass = draw.choice([None, None, "G", "Bb", "F#"])
        symbol = ChordSymbol(root=root, quality=draw.choice(list(QUALITIES)), bass=None if bass == root else bass)
        chords.append((beat, symbol))
        beat += draw.choice([0.5, 1, bar_beats(metre)])
    return song_of(notes, bars=bars, metre=metre, key=key, chords=chords, sections=sections, bpm=draw.randint(60, 170))
