"""A few seconds of sound: chords, a scale or an interval as a small song with its notes written out."""

from collections.abc import Sequence

from skills.chords.voicing import voice_lead
from skills.clock import Tempo
from skills.engrave.diagrams import piano_keys
from skills.engrave.fretboard import fingering
from skills.plan import Part, Section
from skills.song import Chord, Note, Song, Track
from skills.theory import pitch
from skills.theory.chord import ChordSymbol, numeral
from skills.theory.easy import Playable
from skills.theory.key import Key

_BPM = 90
_BEATS = 16
"""The longest sound, in beats; at this tempo under eleven seconds."""
_STRUM_MS = 16.0
_GM: dict[Playable, str] = {"guitar": "acoustic guitar", "ukulele": "ukulele", "piano": "piano"}


def of_chords(chords: Sequence[ChordSymbol], key: Key, instrument: Playable | None = None) -> Song:
    """Chords one after another, two beats each (one when there are many), as the instrument plays them."""
    player: Playable = instrument or "piano"
    chords = list(chords)[:_BEATS]
    each = 2.0 if len(chords) <= _BEATS // 2 else 1.0
    beats = _whole_bars(each * len(chords) + (each if len(chords) * each < _BEATS else 0))
    symbols, notes = [], []
    for index, (chord, pitches) in enumerate(zip(chords, _voicings(chords, player), strict=True)):
        start = index * each
        length = beats - start if index == len(chords) - 1 else each
        symbols.append(Chord(symbol=chord, start=start, duration=length, numeral=numeral(chord, key)))
        strum = _STRUM_MS if player != "piano" else 0.0
        notes += [
            Note(pitch=p, start=start, duration=length, velocity=78, delay_ms=strum * string)
            for string, p in enumerate(pitches)
        ]
    return _song(notes, key, beats, player, tuple(symbols))


def of_notes(names: Sequence[str], key: Key, instrument: Playable | None = None, *, together: bool = False) -> Song:
    """Notes rising from the first, one a beat; ``together`` adds them as one sound at the end (an interval)."""
    player: Playable = instrument or "piano"
    names = list(names)[: _BEATS - 2]
    rising: list[int] = []
    for name in names:
        floor = rising[-1] if rising else 59
        rising.append(floor + ((pitch.pitch_class(name) - floor - 1) % 12) + 1)
    count = len(rising) + (2 if together else 0)
    beats = _whole_bars(count)
    notes = [Note(pitch=p, start=float(i), duration=1.0, velocity=80) for i, p in enumerate(rising)]
    if together:
        notes += [Note(pitch=p, start=float(len(rising)), duration=beats - len(rising), velocity=76) for p in rising]
    elif notes:
        notes[-1] = notes[-1].model_copy(update={"duration": beats - notes[-1].start})
    return _song(notes, key, beats, player, ())


def _voicings(chords: Sequence[ChordSymbol], player: Playable) -> Sequence[Sequence[int]]:
    if player != "piano":
        return [fingering(chord, player).pitches(player) for chord in chords]
    if len(chords) == 1:
        return [piano_keys(chords[0])]
    upper = voice_lead(tuple(chords), 55, 76, 4)
    return [(36 + (c.bass_pc - 36) % 12, *hand) for c, hand in zip(chords, upper, strict=True)]


def _whole_bars(beats: float) -> float:
    return min(float(_BEATS), max(4.0, 4.0 * -(-beats // 4)))


def _song(notes: Sequence[Note], key: Key, beats: float, player: Playable, chords: tuple[Chord, ...]) -> Song:
    part = Part(name="example", role="chords", instrument=_GM[player])
    ordered = tuple(sorted(notes, key=lambda n: (n.start, n.pitch)))
    return Song(
        title="Example",
        key=key,
        metre="4/4",
        tempi=(Tempo(beat=0, bpm=_BPM),),
        sections=(Section(kind="verse", label="Example", bars=round(beats / 4)),),
        chords=chords,
        tracks=(Track(part=part, notes=ordered),),
    )
