"""Laws of the bassist, over every style, many metres and seeds, read back from the written notes."""

from functools import lru_cache
from itertools import pairwise
from statistics import mean
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skills.bass import write_bass
from skills.bass.lines import manner
from skills.bass.writer import pedal
from skills.clock import METRES, Metre, bar_beats, pulses
from skills.drums import kick_pattern, write_drums
from skills.drums.fills import breaks
from skills.instruments import INSTRUMENTS
from skills.plan import ArcPoint, Part, Plan, Section, SectionKind
from skills.song import Chord, Note, Song
from skills.styles import STYLES
from skills.theory.chord import parse_chord, parse_numeral
from skills.theory.key import Key
from tests.examples import example_plan

FORM = (("verse", 8), ("chorus", 8), ("outro", 2))
BASSES = (*(name for name, instrument in INSTRUMENTS.items() if "bass" in instrument.roles), "piano")
PROGRESSION = ("I", "vi7", "IV", "V7", "I6", "ii7", "V65", "bVII", "vi", "V/V", "IV64", "V")


def plan_of(
    style: str,
    *,
    seed: int = 1,
    metre: Metre = "4/4",
    form: tuple[tuple[str, int], ...] = FORM,
    arousal: tuple[float, ...] = (0.35, 0.9),
    tension: float = 0.3,
    instrument: str = "bass guitar",
    density: float = 0.0,
    key: str = "E",
) -> Plan:
    """A plan in a major key with piano and bass."""
    return example_plan().model_copy(
        update={
            "genre": style,
            "seed": seed,
            "key": Key(tonic=key),
            "metre": metre,
            "swing": STYLES[style].swing,
            "sections": tuple(
                Section.model_validate({"kind": kind, "label": f"{kind} {n}", "bars": bars, "density": density})
                for n, (kind, bars) in enumerate(form, start=1)
            ),
            "parts": (
                Part(name="chords", role="chords", instrument="piano"),
                Part(name="bass", role="bass", instrument=instrument),
            ),
            "arc": tuple(
                ArcPoint(at=i / (len(arousal) - 1), valence=0, arousal=a, tension=tension)
                for i, a in enumerate(arousal)
            ),
        }
    )


def harmony(plan: Plan, figures: tuple[str, ...] = PROGRESSION) -> tuple[Chord, ...]:
    """A chord a bar, every fourth bar split in two at a pulse; the song ends on I."""
    length = bar_beats(plan.metre)
    half = pulses(plan.metre)[(len(pulses(plan.metre)) + 1) // 2]
    found: list[Chord] = []
    for bar in range(plan.bars):
        cuts = [0.0, length] if (bar + 1) % 4 or bar == plan.bars - 1 else [0.0, half, length]
        for begin, end in pairwise(cuts):
            figure = "I" if bar == plan.bars - 1 else figures[len(found) % len(figures)]
            symbol = parse_numeral(figure, plan.key)
            found.append(Chord(symbol=symbol, start=bar * length + begin, duration=end - begin, numeral=figure))
    return tuple(found)


@lru_cache(maxsize=2048)
def played(plan: Plan, chorded: bool = True) -> Song:
    song = Song.blank(plan).model_copy(update={"chords": harmony(plan) if chorded else ()})
    for section in plan.sections:
        song = write_bass(song, plan, section)
    return song


def notes(plan: Plan, chorded: bool = True) -> tuple[Note, ...]:
    track = played(plan, chorded).track("bass")
    assert track is not None
    return track.notes


def inside(plan: Plan, section: Section) -> list[Note]:
    start, end = plan.span(section)
    return [n for n in notes(plan) if start - 1e-6 <= n.start < end - 1e-6]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("metre", METRES)
def test_one_note_at_a_time_within_the_section(style: str, metre: Metre) -> None:
    """In range, inside the section, never two at once, no leap wider than an octave."""
    for seed in (1, 2):
        plan = plan_of(style, seed=seed, metre=metre)
        line = notes(plan)
        low, high = INSTRUMENTS["bass guitar"].low, 52
        assert line and all(low <= n.pitch <= high for n in line)
        assert all(a.end <= b.start + 1e-6 for a, b in pairwise(line))
        assert all(abs(a.pitch - b.pitch) <= 12 for a, b in pairwise(line))
        for section in plan.sections:
            assert all(n.end <= plan.span(section)[1] + 1e-6 for n in inside(plan, section))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("metre", METRES)
def test_every_change_of_chord_has_its_bass(style: str, metre: Metre) -> None:
    """On the change, the note the chord stands on: its root, or the one under its slash."""
    for seed in (1, 2):
        plan = plan_of(style, seed=seed, metre=metre)
        struck = {round(n.start, 4): n.pitch % 12 for n in notes(plan)}
        chords = harmony(plan)
        changes = [chords[0], *(b for a, b in pairwise(chords) if a.symbol != b.symbol)]
        assert any(c.symbol.bass for c in changes)
        assert all(struck.get(round(c.start, 4)) == c.symbol.bass_pc for c in changes)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    style=st.sampled_from(list(STYLES)),
    metre=st.sampled_from(METRES),
    seed=st.integers(0, 10**9),
    form=st.lists(st.tuples(st.sampled_from(get_args(SectionKind)), st.integers(1, 9)), min_size=1, max_size=4),
    chords=st.lists(
        st.tuples(
            st.sampled_from(("Am", "F#m7b5", "C/E", "Bb13", "G/F", "Ddim7", "E7alt", "Asus2/B", "C5")),
            st.integers(1, 12),
        ),
        max_size=24,
    ),
    instrument=st.sampled_from(BASSES),
)
def test_any_harmony_can_be_played(
    style: str,
    metre: Metre,
    seed: int,
    form: list[tuple[str, int]],
    chords: list[tuple[str, int]],
    instrument: str,
) -> None:
    """Chords of any length, across bars and sections: one note at a time, in range, on every change."""
    plan = plan_of(style, metre=metre, seed=seed, form=tuple(form), instrument=instrument)
    song, now = Song.blank(plan), 0.0
    given_chords: list[Chord] = []
    for name, eighths in chords:
        length = min(eighths / 2, plan.beats - now)
        if length > 0:
            given_chords.append(Chord(symbol=parse_chord(name), start=now, duration=length, numeral="I"))
            now += length
    song = song.model_copy(update={"chords": tuple(given_chords)})
    for section in plan.sections:
        song = write_bass(song, plan, section)
    track = song.track("bass")
    assert track and track.notes
    player = INSTRUMENTS[instrument]
    assert all(player.low <= n.pitch <= player.high and n.end <= plan.beats + 1e-6 for n in track.notes)
    assert all(a.end <= b.start + 1e-6 for a, b in pairwise(track.notes))
    struck = {round(n.start, 4): n.pitch % 12 for n in track.notes}
    for section in plan.sections:
        start, end = plan.span(section)
        if not pedal(plan, section, given_chords):
            inside = [c for c in given_chords if start <= c.start < end - breaks(plan, section)]
            for a, b in pairwise(inside):
                assert a.symbol == b.symbol or struck[round(b.start, 4)] == b.symbol.bass_pc


@pytest.mark.parametrize("instrument", BASSES)
@pytest.mark.parametrize("style", ["jazz", "rock", "classical", "funk", "bossa nova"])
def test_every_bass_instrument_keeps_its_range(instrument: str, style: str) -> None:
    for key in ("C", "F", "Bb", "F#"):
        line = notes(plan_of(style, instrument=instrument, key=key))
        assert all(INSTRUMENTS[instrument].low <= n.pitch <= INSTRUMENTS[instrument].high for n in line)
        assert mean(n.pitch for n in line) < max(INSTRUMENTS[instrument].low, 28) + 14


@pytest.mark.parametrize("style", [s for s in STYLES if manner(s, 4).locks])
@pytest.mark.parametrize("metre", ["4/4", "3/4", "6/8", "7/8"])
def test_the_bass_locks_with_the_kick(style: str, metre: Metre) -> None:
    """Nearly every kick of the groove has a bass note with it; of a double kick's roll, those on the eighths."""
    together = []
    for seed in range(4):
        plan = plan_of(style, seed=seed, metre=metre, arousal=(0.4, 0.7))
        struck = {round(n.start, 4) for n in notes(plan)}
        for section in plan.sections[:2]:
            start, end = plan.span(section)
            for bar, kicks in enumerate(kick_pattern(plan, section)):
                now = start + bar * bar_beats(metre)
                roll = len(kicks) > 2 * bar_beats(metre)
                told = [k for k in kicks if now + k < end - breaks(plan, section) and not (roll and k % 0.5)]
                together += [round(now + k, 4) in struck for k in told]
    assert mean(together) > 0.9


def test_the_lock_is_heard_in_the_written_drums() -> None:
    """The kick the bass was told of is the kick in the drum track."""
    plan = plan_of("pop", arousal=(0.6, 0.7))
    plan = plan.model_copy(update={"parts": (*plan.parts, Part(name="drums", role="drums", instrument="drums"))})
    song = Song.blank(plan).model_copy(update={"chords": harmony(plan)})
    for section in plan.sections:
        song = write_drums(write_bass(song, plan, section), plan, section)
    bass, drums = song.track("bass"), song.track("drums")
    assert bass and drums
    struck = {round(n.start, 4) for n in bass.notes}
    kicks = [round(n.start, 4) for n in drums.notes if n.pitch == 36]
    assert mean(k in struck for k in kicks) > 0.9


def test_walking_steps_into_the_next_chord() -> None:
    """Four to the bar, small steps, and the last note before a change a step from where it leads."""
    moves, leads, per_bar = [], [], []
    for seed in range(8):
        plan = plan_of("jazz", seed=seed, form=(("verse", 8), ("verse", 8)), arousal=(0.7, 0.7))
        line = [n for n in notes(plan) if n.start < plan.beats - 4]
        per_bar.append(len(line) / (plan.bars - 1))
        changes = {round(c.start, 4) for c in harmony(plan)}
        for a, b in pairwise(line):
            moves.append(abs(a.pitch - b.pitch))
            if round(b.start, 4) in changes and a.start > b.start - 1.01:
                leads.append(abs(a.pitch - b.pitch) in (1, 2))
    assert mean(per_bar) >= 3.9
    assert mean(m <= 4 for m in moves) > 0.7
    assert mean(leads) > 0.75
    assert mean(m == 0 for m in moves) < 0.08


def test_the_blues_boogies_or_walks() -> None:
    shapes = set()
    for seed in range(8):
        plan = plan_of("blues", seed=seed, arousal=(0.7, 0.7))
        bar = [n for n in notes(plan) if n.start < 4]
        shapes.add(tuple((n.start, n.pitch - bar[0].pitch) for n in bar))
        assert len(bar) >= 4 and len({n.pitch for n in bar}) >= 3
    assert len(shapes) >= 2


@pytest.mark.parametrize("style", ["country", "folk"])
def test_root_and_fifth(style: str) -> None:
    for seed in range(5):
        plan = plan_of(style, seed=seed, form=(("verse", 8), ("verse", 8)), arousal=(0.45, 0.45))
        chords = harmony(plan)
        pairs = []
        for bar in (1, 2, 5, 6):
            chord = next(c for c in chords if c.start == bar * 4)
            by_beat = {n.start - bar * 4: n.pitch % 12 for n in notes(plan) if bar * 4 <= n.start < bar * 4 + 4}
            if chord.duration == 4 and not chord.symbol.bass:
                pairs.append(by_beat.get(2.0) == (chord.symbol.root_pc + 7) % 12)
        assert all(pairs)


@pytest.mark.parametrize("metre", ["3/4", "9/8"])
def test_the_waltz_steps_on_one(metre: Metre) -> None:
    plan = plan_of("waltz", metre=metre, form=(("verse", 8), ("verse", 8)), arousal=(0.45, 0.45))
    length = bar_beats(metre)
    assert {round(n.start % length, 4) for n in notes(plan) if n.start < length * 3} == {0.0}


def test_house_pushes_the_offbeat() -> None:
    off = []
    for seed in range(6):
        plan = plan_of("house", seed=seed, arousal=(0.5, 0.8))
        off += [n.start % 1 in (0.25, 0.5, 0.75) for n in notes(plan) if n.start < plan.beats - 4]
    assert mean(off) > 0.5


def test_reggae_leaves_room_and_sometimes_the_one() -> None:
    """Over a held chord some bars begin with a rest; notes are short."""
    empty = 0
    for seed in range(12):
        plan = plan_of("reggae", seed=seed, form=(("verse", 8), ("verse", 8)), arousal=(0.5, 0.7))
        song = Song.blank(plan)
        held = Chord(symbol=parse_chord("Am"), start=0, duration=plan.beats, numeral="i")
        song = song.model_copy(update={"chords": (held,)})
        for section in plan.sections:
            song = write_bass(song, plan, section)
        track = song.track("bass")
        assert track
        ones = {int(n.start // 4) for n in track.notes if n.start % 4 == 0}
        empty += plan.bars - len(ones)
        assert all(n.duration <= 0.75 for n in track.notes if n.start < plan.beats - 4)
    assert empty > 10


@pytest.mark.parametrize(("short", "long"), [("funk", "ballad"), ("reggae", "ambient"), ("house", "hip-hop")])
def test_articulation_is_the_style_s(short: str, long: str) -> None:
    def length(style: str) -> float:
        return mean(n.duration for seed in range(4) for n in notes(plan_of(style, seed=seed)))

    assert length(short) < 0.6 * length(long)


@pytest.mark.parametrize("style", STYLES)
def test_more_arousal_more_notes(style: str) -> None:
    def count(level: float) -> float:
        plans = (plan_of(style, seed=s, form=(("verse", 8), ("verse", 8)), arousal=(level, level)) for s in range(6))
        return mean(len(notes(plan)) for plan in plans)

    levels = [count(level) for level in (0.15, 0.45, 0.7, 0.95)]
    assert all(b >= a * 0.9 for a, b in pairwise(levels))
    assert levels[-1] > 1.2 * levels[0]


def test_busy_asks_for_more_than_sparse() -> None:
    for style in STYLES:
        busy = sum(len(notes(plan_of(style, seed=s, density=1.0))) for s in range(3))
        sparse = sum(len(notes(plan_of(style, seed=s, density=-1.0))) for s in range(3))
        assert busy > sparse


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("metre", METRES)
def test_the_last_note_is_held(style: str, metre: Metre) -> None:
    plan = plan_of(style, metre=metre)
    last = [n for n in notes(plan) if n.start >= plan.beats - bar_beats(metre) - 1e-6]
    assert len(last) == 1
    assert last[0].pitch % 12 == plan.key.tonic_pc
    assert last[0].end == pytest.approx(plan.beats)


@pytest.mark.parametrize("style", STYLES)
def test_silence_where_it_is_asked_for(style: str) -> None:
    plan = plan_of(style)
    sections = (plan.sections[0].model_copy(update={"silent": ("bass",)}), *plan.sections[1:])
    plan = plan.model_copy(update={"sections": sections})
    assert not inside(plan, plan.sections[0]) and inside(plan, plan.sections[1])


@pytest.mark.parametrize("style", STYLES)
def test_without_chords_it_stands_on_the_tonic(style: str) -> None:
    plan = plan_of(style, key="Bb")
    line = notes(plan, False)
    assert line and line[0].start == 0 and line[0].pitch % 12 == 10
    assert mean(n.pitch % 12 in plan.key.scale for n in line) > 0.9


@pytest.mark.parametrize("style", STYLES)
def test_same_seed_same_notes_other_seeds_other_lines(style: str) -> None:
    assert notes(plan_of(style, seed=3)) == notes(plan_of(style, seed=3).model_copy())
    assert len({notes(plan_of(style, seed=seed)) for seed in range(6)}) >= 4


@pytest.mark.parametrize("style", STYLES)
def test_a_section_is_written_alone(style: str) -> None:
    plan = plan_of(style)
    song = played(plan)
    chorus = plan.sections[1]
    bare = song.with_notes("bass", *plan.span(chorus), ())
    again = write_bass(bare, plan, chorus)
    assert again == song


def test_a_pedal_holds_the_dominant_before_an_arrival() -> None:
    """Under high tension the bass of a build stays on the dominant; given chords keep their own."""
    held = 0
    for seed in range(12):
        plan = plan_of("house", seed=seed, form=(("verse", 4), ("build", 4), ("drop", 8)), tension=0.9)
        build = plan.sections[1]
        triads = harmony(plan, ("I", "vi", "IV", "V"))
        song = Song.blank(plan).model_copy(update={"chords": triads})
        found = pedal(plan, build, triads)
        song = write_bass(song, plan, build)
        track = song.track("bass")
        assert track and track.notes
        if found:
            held += 1
            assert {n.pitch % 12 for n in track.notes} == {(plan.key.tonic_pc + 7) % 12}
        given = build.model_copy(update={"chords": ("E", "C#m", "A", "B")})
        asked = plan.model_copy(update={"sections": (plan.sections[0], given, plan.sections[2])})
        assert pedal(asked, given, triads) is None
    assert 4 <= held < 12


@pytest.mark.parametrize("style", STYLES)
def test_dynamics_follow_the_metre(style: str) -> None:
    plan = plan_of(style, arousal=(0.7, 0.9))
    line = notes(plan)
    on = [n.velocity for n in line if n.start % bar_beats(plan.metre) == 0]
    off = [n.velocity for n in line if n.start % 1]
    assert not off or mean(on) > mean(off)
    assert all(30 <= n.velocity <= 112 for n in line)
