"""A small song written by hand, for tests that need a song but no composer."""

from skills.clock import Tempo
from skills.plan import ArcPoint, Part, Plan, Section
from skills.song import Chord, Note, Song, Track
from skills.theory.chord import parse_numeral
from skills.theory.key import Key


def example_plan() -> Plan:
    """Sixteen bars of pop in A minor, calm to triumphant: verse and chorus, six parts."""
    return Plan(
        request="start calm, end triumphant",
        title="Example",
        seed=1,
        genre="pop",
        key=Key(tonic="A", mode="minor"),
        bpm=100,
        metre="4/4",
        sections=(Section(kind="verse", label="Verse", bars=8), Section(kind="chorus", label="Chorus", bars=8)),
        parts=tuple(
            Part(name=name, role=role, instrument=instrument)
            for name, role, instrument in (
                ("lead", "lead", "violin"),
                ("chords", "chords", "piano"),
                ("chords 2", "chords", "acoustic guitar"),
                ("pad", "pad", "strings"),
                ("bass", "bass", "bass guitar"),
                ("drums", "drums", "drums"),
            )
        ),
        arc=(
            ArcPoint(at=0, valence=-0.2, arousal=0.2, tension=0.2),
            ArcPoint(at=1, valence=0.8, arousal=0.9, tension=0.3),
        ),
    )


def example_song() -> Song:
    """The example plan, written: vi-IV-I-V in turn, plain but complete."""
    plan = example_plan()
    figures = ["i", "VI", "III", "VII"] * 4
    chords = tuple(
        Chord(symbol=parse_numeral(figure, plan.key), start=4.0 * bar, duration=4.0, numeral=figure)
        for bar, figure in enumerate(figures)
    )
    lead, comp, strum, pad, bass, drums = [], [], [], [], [], []
    for bar, chord in enumerate(chords):
        force = 50 + 3 * bar
        pcs = chord.symbol.pitch_classes
        at = chord.start
        upper = [60 + (pc - 60) % 12 for pc in pcs]
        for beat, step in ((0, 0), (1, 1), (1.5, 2), (2, 1), (3, 0)):
            pitch = 72 + (pcs[step] - 72) % 12
            lead.append(Note(pitch=pitch, start=at + beat, duration=0.5 if beat == 1 else 1.0, velocity=force + 8))
        for pitch in upper:
            pad.append(Note(pitch=pitch, start=at, duration=4, velocity=force))
            for beat in (0, 2):
                comp.append(Note(pitch=pitch, start=at + beat, duration=2, velocity=force))
            strum += [Note(pitch=pitch - 12, start=at + b, duration=1, velocity=force) for b in (1, 3)]
        for beat in (0, 2, 3):
            low = 28 + (pcs[0] - 28) % 12
            bass.append(Note(pitch=low, start=at + beat, duration=1, velocity=force, delay_ms=4, gate=0.9))
        for eighth in range(8):
            drums.append(Note(pitch=42, start=at + eighth / 2, duration=0.25, velocity=force - 10 * (eighth % 2)))
        drums += [Note(pitch=36, start=at + b, duration=0.25, velocity=force + 10) for b in (0, 2.5)]
        drums += [Note(pitch=38, start=at + b, duration=0.25, velocity=force + 10) for b in (1, 3)]
    written = dict(zip([p.name for p in plan.parts], (lead, comp, strum, pad, bass, drums), strict=True))
    tracks = tuple(
        Track(part=part, notes=tuple(sorted(written[part.name], key=lambda n: (n.start, n.pitch))))
        for part in plan.parts
    )
    return Song.blank(plan).model_copy(update={"chords": chords, "tracks": tracks, "tempi": (Tempo(beat=0, bpm=100),)})
