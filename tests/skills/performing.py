"""A band for the tests of performance: every style and metre, plainly written, with accents around 80."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from skills.clock import Metre, accents, bar_beats, is_compound, pulses
from skills.perform import perform
from skills.plan import ArcPoint, Part, Plan, Section
from skills.song import Chord, Note, Song, Track
from skills.styles import STYLES
from skills.theory.chord import parse_numeral
from tests.examples import example_plan

NORMAL, ACCENT, GHOST = 80, 104, 36
PARTS = {
    "lead": ("lead", "violin"),
    "chords": ("chords", "piano"),
    "chords 2": ("chords", "acoustic guitar"),
    "pad": ("pad", "strings"),
    "bass": ("bass", "bass guitar"),
    "drums": ("drums", "drums"),
}
_MELODY = (69, 72, 71, 74, 76, 72, 81, 77, 76, 74, 72, 71)


def plan_of(
    genre: str = "pop",
    metre: Metre = "4/4",
    seed: int = 1,
    *,
    bars: Sequence[int] = (8, 8),
    arc: Sequence[tuple[float, float]] = ((0, 0.15), (1, 0.95)),
    **changes: object,
) -> Plan:
    """A plan with the sections "Part 1", "Part 2"... of so many bars and an arc of (at, arousal)."""
    kinds = ("verse", "chorus", "bridge")
    return Plan.model_validate(
        {
            **dict(example_plan()),
            "genre": genre,
            "metre": metre,
            "seed": seed,
            "bpm": STYLES[genre].bpm[1],
            "swing": STYLES[genre].swing,
            "sections": tuple(Section(kind=kinds[i % 3], label=f"Part {i + 1}", bars=n) for i, n in enumerate(bars)),
            "parts": tuple(Part(name=name, role=role, instrument=what) for name, (role, what) in PARTS.items()),
            "arc": tuple(ArcPoint(at=at, valence=0, arousal=arousal, tension=0.3) for at, arousal in arc),
            **changes,
        }
    )


def written(plan: Plan) -> Song:
    """A song for a plan: eighths in the tune, chords on pulses and strummed, a drummer with ghosts and accents."""
    bar = bar_beats(plan.metre)
    figures = [("i", "VI", "III", "VII")[number % 4] for number in range(plan.bars)]
    chords = tuple(
        Chord(symbol=parse_numeral(figure, plan.key), start=bar * number, duration=bar, numeral=figure)
        for number, figure in enumerate(figures)
    )
    players = {"lead": _lead, "chords": _chords, "pad": _pad, "bass": _bass, "drums": _drums}
    tracks = []
    for part in plan.parts:
        play = _strums if part.name == "chords 2" else players[part.role]
        notes = (n for number, chord in enumerate(chords) for n in play(plan, chord, number))
        tracks.append(Track(part=part, notes=tuple(sorted(notes, key=lambda n: (n.start, n.pitch)))))
    return Song.blank(plan).model_copy(update={"chords": chords, "tracks": tuple(tracks)})


def played(song: Song, plan: Plan, humanise: float = 1.0) -> Song:
    """The whole song performed, section by section."""
    for section in plan.sections:
        song = perform(song, plan, section, humanise)
    return song


def _steps(plan: Plan, step: float) -> list[float]:
    return [i * step for i in range(round(bar_beats(plan.metre) / step))]


def _voiced(chord: Chord, lowest: int) -> list[int]:
    return sorted(lowest + (pc - lowest) % 12 for pc in chord.symbol.pitch_classes)


def _lead(plan: Plan, chord: Chord, number: int) -> Iterator[Note]:
    if number % 4 == 3:
        yield Note(pitch=76, start=chord.start, duration=chord.duration, velocity=NORMAL)
        return
    for place, at in enumerate(_steps(plan, 0.5)):
        pitch = _MELODY[(place + 5 * number) % len(_MELODY)]
        yield Note(pitch=pitch, start=chord.start + at, duration=0.5, velocity=NORMAL)


def _chords(plan: Plan, chord: Chord, number: int) -> Iterator[Note]:
    for at, until in pairwise((*accents(plan.metre), bar_beats(plan.metre))):
        for pitch in _voiced(chord, 57):
            yield Note(pitch=pitch, start=chord.start + at, duration=until - at, velocity=NORMAL)


def _strums(plan: Plan, chord: Chord, number: int) -> Iterator[Note]:
    for at in _steps(plan, 0.5):
        for pitch in _voiced(chord, 52):
            yield Note(pitch=pitch, start=chord.start + at, duration=0.5, velocity=NORMAL)


def _pad(plan: Plan, chord: Chord, number: int) -> Iterator[Note]:
    for pitch in _voiced(chord, 60):
        yield Note(pitch=pitch, start=chord.start, duration=chord.duration, velocity=NORMAL)


def _bass(plan: Plan, chord: Chord, number: int) -> Iterator[Note]:
    low = 28 + (chord.symbol.root_pc - 28) % 12
    for at, until in pairwise((*pulses(plan.metre), bar_beats(plan.metre))):
        yield Note(pitch=low, start=chord.start + at, duration=until - at, velocity=NORMAL)


def _drums(plan: Plan, chord: Chord, number: int) -> Iterator[Note]:
    strong = pulses(plan.metre)
    for at in _steps(plan, 0.5):
        velocity = NORMAL if at in strong else NORMAL - 16
        yield Note(pitch=42, start=chord.start + at, duration=0.25, velocity=velocity)
    for place, at in enumerate(strong):
        hit = (38, ACCENT) if place % 2 else (36, ACCENT - 8)
        yield Note(pitch=hit[0], start=chord.start + at, duration=0.25, velocity=hit[1])
        if not is_compound(plan.metre):
            yield Note(pitch=38, start=chord.start + at + 0.25, duration=0.25, velocity=GHOST)
            yield Note(pitch=42, start=chord.start + at + 0.25, duration=0.25, velocity=NORMAL - 30)
            yield Note(pitch=42, start=chord.start + at + 0.75, duration=0.25, velocity=NORMAL - 30)
