"""Songs made to order for the tests of the check: every attribute can be set, so every wish can be met or missed."""

from skills.clock import Metre, Tempo, bar_beats, pulses
from skills.instruments import INSTRUMENTS
from skills.plan import ArcPoint, Ask, Part, Plan, Section
from skills.song import Note, Song, Track
from skills.theory.chord import ChordSymbol, parse_chord, parse_numeral
from skills.theory.key import Key, Mode

LOOPS: dict[Mode, str] = {
    "major": "I IV V I", "minor": "i iv v i", "harmonic minor": "i iv V i", "dorian": "i IV i IV",
    "phrygian": "i bII bvii i", "lydian": "I II vii I", "mixolydian": "I bVII IV I", "locrian": "i° bII bv i°",
}  # fmt: skip


def key(text: str) -> Key:
    tonic, _, mode = text.partition(" ")
    return Key.model_validate({"tonic": tonic, "mode": mode or "major"})


def chord(name: str, home: Key) -> ChordSymbol:
    try:
        return parse_chord(name)
    except ValueError:
        return parse_numeral(name, home)


def song(
    home: str = "C major",
    *,
    chords: str | None = None,
    metre: Metre = "4/4",
    bpm: float = 100,
    form: tuple[tuple[str, int], ...] = (("verse", 8), ("chorus", 8)),
    parts: tuple[tuple[str, str], ...] = (
        ("lead", "violin"),
        ("chords", "piano"),
        ("bass", "bass guitar"),
        ("drums", "drums"),
    ),
    velocity: int = 80,
    each: int = 1,
    lift: int = 0,
    swing: float = 0.5,
    title: str = "Made",
) -> Song:
    """A song in which everyone plays the chords, one a bar, over and over, ending on the first.

    ``each`` is how many times a pulse everyone strikes, ``lift`` moves the lead by semitones, ``swing``
    places the second eighth.
    """
    in_key = key(home)
    names = (chords or LOOPS[in_key.mode]).split()
    bar, bars = bar_beats(metre), sum(n for _, n in form)
    kinds: dict[str, int] = {}
    sections = []
    for kind, length in form:
        kinds[kind] = kinds.get(kind, 0) + 1
        sections.append(
            Section.model_validate({"kind": kind, "label": f"{kind.title()} {kinds[kind]}", "bars": length})
        )
    written: dict[str, list[Note]] = {role: [] for role, _ in parts}
    for number in range(bars):
        symbol = chord(names[0] if number == bars - 1 and chords is None else names[number % len(names)], in_key)
        pcs = symbol.pitch_classes
        starts = [number * bar + p + k / each for p in pulses(metre) for k in range(each)]
        if swing != 0.5:
            starts = [number * bar + b + s for b in range(int(bar)) for s in (0.0, swing)]
        for turn, start in enumerate(starts):
            length = 0.9 / each
            for role, notes in written.items():
                if role.startswith("drums"):
                    pitches = [36 if turn % 2 == 0 else 38, 42]
                elif role.startswith("bass"):
                    pitches = [36 + symbol.bass_pc]
                elif role.startswith("lead"):
                    pitches = [72 + lift + (pcs[turn % len(pcs)] if turn % 2 == 0 else in_key.scale[turn % 7])]
                else:
                    pitches = [60 + pc for pc in pcs]
                notes += [Note(pitch=p, start=start, duration=length, velocity=velocity) for p in sorted(set(pitches))]
    tracks = tuple(
        Track(
            part=Part.model_validate({"name": name, "role": name.split()[0], "instrument": instrument}),
            notes=tuple(sorted(written[name], key=lambda n: (n.start, n.pitch))),
        )
        for name, instrument in parts
    )
    assert all(i in INSTRUMENTS for _, i in parts)
    return Song(
        title=title, key=in_key, metre=metre, tempi=(Tempo(beat=0, bpm=bpm),), sections=tuple(sections), tracks=tracks
    )


def plan_for(
    made: Song, *asks: Ask, genre: str = "pop", arc: tuple[tuple[float, float, float, float], ...] = ()
) -> Plan:
    """A plan that asks for something; what is judged is the song, so the rest of it is beside the point."""
    points = arc or ((0.0, 0.0, 0.5, 0.3),)
    return Plan(
        request="made to order",
        title=made.title,
        seed=1,
        genre=genre,
        key=made.key,
        bpm=min(max(made.tempi[0].bpm, 30), 300),
        metre=made.metre,
        sections=made.sections,
        parts=tuple(t.part for t in made.tracks),
        arc=tuple(ArcPoint(at=a, valence=v, arousal=r, tension=t) for a, v, r, t in points),
        asks=asks,
    )
