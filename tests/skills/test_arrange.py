"""Laws of the arrangement: who plays, where, and that every chord is heard."""

import itertools
from statistics import mean

import pytest

from skills import staging
from skills.clock import METRES
from skills.instruments import INSTRUMENTS
from skills.plan import Part
from skills.styles import STYLES
from skills.theory.chord import parse_chord
from tests.skills.songs import FORM, plan, written

ACCOMPANIMENT = ("chords", "pad", "counter")


@pytest.mark.parametrize(("genre", "metre"), list(itertools.product(STYLES, METRES)))
def test_every_note_is_playable_and_inside_the_song(genre: str, metre: str) -> None:
    made = plan(genre, metre=metre, form=FORM[1:4] + FORM[-1:])  # type: ignore[arg-type]
    for track in written(made).tracks:
        instrument = INSTRUMENTS[track.part.instrument]
        for note in track.notes:
            assert instrument.low <= note.pitch <= instrument.high, (track.part.name, note)
            assert note.end <= made.beats + 1e-6


@pytest.mark.parametrize("genre", STYLES)
def test_chord_parts_play_the_chord_and_nothing_else(genre: str) -> None:
    for seed in range(2):
        made = plan(genre, seed=seed)
        song = written(made)
        for track in song.tracks:
            if track.part.role not in ("chords", "pad"):
                continue
            for note in track.notes:
                chord = song.chord_at(note.start)
                assert chord
                assert note.pitch % 12 in {*chord.symbol.pitch_classes, chord.symbol.bass_pc}


@pytest.mark.parametrize("genre", STYLES)
def test_no_mud_no_thirds_below_the_stave(genre: str) -> None:
    for seed in range(2):
        song = written(plan(genre, seed=seed))
        for track in song.tracks:
            if track.part.role not in ("chords", "pad"):
                continue
            for _, group in itertools.groupby(track.notes, key=lambda n: n.start):
                pitches = sorted({n.pitch for n in group})
                for a, b in itertools.pairwise(pitches):
                    assert not (a < 48 and b - a < 5), (genre, track.part.name, pitches)


@pytest.mark.parametrize("genre", STYLES)
def test_more_parts_and_more_notes_play_where_the_arc_is_full(genre: str) -> None:
    made = plan(genre)
    song = written(made)

    def crowd(label: str) -> tuple[int, float]:
        section = next(s for s in made.sections if s.label == label)
        start, end = made.span(section)
        playing = [p for p in made.parts if staging.intensity(made, section, p) > 0]
        notes = sum(start <= n.start < end for t in song.tracks for n in t.notes)
        return len(playing), notes / section.bars

    assert crowd("Intro")[0] < crowd("Chorus 2")[0]
    assert crowd("Intro")[1] < crowd("Chorus 2")[1]
    heard = [t.part.name for t in song.tracks if t.notes]
    assert {p.name for p in made.parts if p.role in ACCOMPANIMENT} <= set(heard)


def test_without_a_bass_player_the_chords_carry_the_bass() -> None:
    for genre, instrument in itertools.product(("pop", "folk", "classical"), ("piano", "acoustic guitar", "organ")):
        made = plan(genre)
        made = made.model_copy(update={"parts": (Part(name="chords", role="chords", instrument=instrument),)})
        song = written(made)
        track = song.track("chords")
        assert track
        hits = []
        for chord in song.chords:
            low = min((n.pitch for n in track.notes if abs(n.start - chord.start) < 1e-6), default=None)
            hits.append(low is not None and low % 12 == chord.symbol.bass_pc and low < 52)
        assert mean(hits) > 0.9


@pytest.mark.parametrize("text", ["Am F C G", "Dm7 G7 Cmaj7", "E B C#m A", "Bb/D Eb F7 Gm"])
@pytest.mark.parametrize("genre", STYLES)
def test_given_chords_are_heard_in_full(genre: str, text: str) -> None:
    made = plan(genre)
    made = made.model_copy(
        update={"sections": tuple(s.model_copy(update={"chords": tuple(text.split())}) for s in made.sections)}
    )
    song = written(made)
    chorus = next(s for s in made.sections if s.label == "Chorus 2")
    known = {parse_chord(t) for t in text.split()}
    for chord in song.chords_in(*made.span(chorus)):
        assert chord.symbol in known
        heard = {
            n.pitch % 12
            for t in song.tracks
            if t.part.role in ("chords", "pad")
            for n in t.notes
            if n.start < chord.end - 1e-6 and n.end > chord.start + 1e-6
        }
        third = {pc for pc in chord.symbol.pitch_classes if (pc - chord.symbol.root_pc) % 12 in (3, 4)}
        assert third <= heard or genre == "metal"
        assert chord.symbol.root_pc in heard or len(chord.symbol.intervals) > 3


def test_a_silent_part_is_silent_and_its_neighbours_are_not_touched() -> None:
    for genre in STYLES:
        made = plan(genre)
        name = next(p.name for p in made.parts if p.role == "chords")
        sections = tuple(s.model_copy(update={"silent": (name,)}) if s.label == "Bridge" else s for s in made.sections)
        quiet = made.model_copy(update={"sections": sections})
        start, end = made.span(next(s for s in made.sections if s.label == "Bridge"))
        before, after = written(made).track(name), written(quiet).track(name)
        assert before and after
        assert not [n for n in after.notes if start <= n.start < end]
        elsewhere = [n for n in before.notes if not start <= n.start < end]
        assert elsewhere == [n for n in after.notes if not start <= n.start < end]
