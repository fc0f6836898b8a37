"""Laws of the drummer, over every style, many metres and seeds, read back from the written notes."""

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from statistics import mean, pstdev
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skills.clock import METRES, Metre, accents, bar_beats, is_compound, pulses
from skills.drums import kick_pattern, write_drums
from skills.drums.grid import steps
from skills.drums.groove import energies, feel_of
from skills.drums.kit import STICK
from skills.drums.writer import joints
from skills.plan import ArcPoint, Part, Plan, Section, SectionKind
from skills.song import Note, Song
from skills.staging import intensity
from skills.styles import STYLES
from tests.examples import example_plan

KICKS, SNARES, CRASHES, HATS, RIDES = {36}, {37, 38}, {49, 57}, {42, 44, 46}, {51, 53}
BACKBEAT = ("pop", "rock", "ballad", "soul", "funk", "hip-hop", "lo-fi")
LOUD = ("pop", "rock", "soul", "funk", "metal", "country", "reggae", "house", "hip-hop", "cinematic")
SEEDS = (1, 2)

FORM = (("verse", 4), ("pre-chorus", 2), ("chorus", 8), ("outro", 2))


def plan_of(
    style: str,
    *,
    seed: int = 1,
    metre: Metre = "4/4",
    form: tuple[tuple[str, int], ...] = FORM,
    arousal: tuple[float, ...] = (0.3, 0.9),
    parts: tuple[str, ...] = ("drums",),
    density: float = 0.0,
) -> Plan:
    """A plan with piano and as many drums as named; sections of a kind are numbered."""
    counts = Counter[str]()
    sections = []
    for kind, bars in form:
        counts[kind] += 1
        sections.append(
            Section.model_validate({"kind": kind, "label": f"{kind} {counts[kind]}", "bars": bars, "density": density})
        )
    piano = Part(name="chords", role="chords", instrument="piano")
    return example_plan().model_copy(
        update={
            "genre": style,
            "seed": seed,
            "metre": metre,
            "swing": STYLES[style].swing,
            "bpm": STYLES[style].bpm[1],
            "sections": tuple(sections),
            "parts": (piano, *(Part(name=name, role="drums", instrument="drums") for name in parts)),
            "arc": tuple(
                ArcPoint(at=i / max(1, len(arousal) - 1), valence=0, arousal=a, tension=0.3)
                for i, a in enumerate(arousal)
            ),
        }
    )


@lru_cache(maxsize=2048)
def played(plan: Plan) -> Song:
    """The plan with its drums written, section by section."""
    song = Song.blank(plan)
    for section in plan.sections:
        song = write_drums(song, plan, section)
    return song


def notes(plan: Plan, name: str = "drums") -> tuple[Note, ...]:
    track = played(plan).track(name)
    assert track is not None
    return track.notes


def bars(plan: Plan) -> list[list[tuple[float, int, int]]]:
    """(place in the bar, key, velocity) of every stroke, bar by bar."""
    length = bar_beats(plan.metre)
    found: list[list[tuple[float, int, int]]] = [[] for _ in range(plan.bars)]
    for note in notes(plan):
        bar = int((note.start + 1e-6) // length)
        found[bar].append((round(note.start - bar * length, 4), note.pitch, note.velocity))
    return found


def at(bar: list[tuple[float, int, int]], keys: set[int], above: int = 0) -> set[float]:
    """Where in the bar any of the keys is struck harder than ``above``."""
    return {place for place, key, velocity in bar if key in keys and velocity > above}


def groove_bars(plan: Plan, section: Section) -> list[int]:
    """Numbers in the song of the bars of a section that carry no fill, crash or ending."""
    first = round(plan.span(section)[0] / bar_beats(plan.metre))
    part = next(p for p in plan.parts if p.role == "drums")
    taken = {joint.bar for joint in joints(plan, section, part)} | {0}
    if plan.after(section) is None:
        taken.add(section.bars - 1)
    return [first + bar for bar in range(section.bars) if bar not in taken]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("metre", METRES)
def test_every_stroke_is_in_place(style: str, metre: Metre) -> None:
    """Inside the song, on a General MIDI drum, no key struck while it is down, one sound of the hi-hat at a time."""
    for seed in SEEDS:
        plan = plan_of(style, seed=seed, metre=metre)
        written = notes(plan)
        assert written
        assert all(27 <= n.pitch <= 87 and n.start >= 0 and n.end <= plan.beats + 1e-6 for n in written)
        by_key = [[n for n in written if n.pitch == key] for key in {n.pitch for n in written}]
        assert all(a.end <= b.start + 1e-6 for same in by_key for a, b in pairwise(same))
        assert max(Counter(n.start for n in written if n.pitch in HATS).values(), default=1) == 1


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    style=st.sampled_from(list(STYLES)),
    metre=st.sampled_from(METRES),
    seed=st.integers(0, 10**9),
    form=st.lists(st.tuples(st.sampled_from(get_args(SectionKind)), st.integers(1, 13)), min_size=1, max_size=5),
    arousal=st.lists(st.floats(0, 1), min_size=1, max_size=5),
    density=st.floats(-1, 1),
)
def test_any_plan_can_be_drummed(
    style: str, metre: Metre, seed: int, form: list[tuple[str, int]], arousal: list[float], density: float
) -> None:
    """Whatever the form, the drummer stays inside it, ends on the last bar line and can be asked twice."""
    plan = plan_of(style, metre=metre, seed=seed, form=tuple(form), arousal=tuple(arousal), density=density)
    written = notes(plan)
    assert all(n.end <= plan.beats + 1e-6 for n in written)
    assert max(n.start for n in written) == plan.beats - bar_beats(metre)
    section = plan.sections[-1]
    assert write_drums(played(plan), plan, section) == played(plan)
    assert [len(kick_pattern(plan, s)) for s in plan.sections] == [s.bars for s in plan.sections]


@pytest.mark.parametrize("style", STYLES)
def test_a_section_is_written_alone(style: str) -> None:
    """Writing a section again changes nothing, and touches no other section nor any other track."""
    plan = plan_of(style)
    song = played(plan)
    chorus = plan.sections[2]
    start, end = plan.span(chorus)
    bare = song.with_notes("drums", start, end, ())
    again = write_drums(bare, plan, chorus)
    assert again == song
    assert [t for t in again.tracks if t.part.role != "drums"] == [t for t in song.tracks if t.part.role != "drums"]


@pytest.mark.parametrize("style", STYLES)
def test_same_seed_same_notes_other_seeds_other_grooves(style: str) -> None:
    def strokes(seed: int) -> list[list[tuple[float, int, int]]]:
        return bars(plan_of(style, seed=seed, form=(("chorus", 8), ("outro", 4)), arousal=(0.6, 0.6)))

    assert notes(plan_of(style, seed=5)) == notes(plan_of(style, seed=5).model_copy())
    grooves = [tuple(map(tuple, strokes(seed)[1:3])) for seed in range(8)]
    assert len(set(grooves)) >= 4
    assert len({str(strokes(seed)) for seed in range(8)}) >= 7


@pytest.mark.parametrize("style", STYLES)
def test_sections_of_a_kind_share_their_groove(style: str) -> None:
    """The second chorus has the kick of the first in its odd bars, and a chorus is not a verse."""
    form = (("verse", 8), ("chorus", 8), ("verse", 8), ("chorus", 8))
    plan = plan_of(style, form=form, arousal=(0.6, 0.6))
    verse, chorus, _, again = plan.sections
    for bar in (0, 2):  # later ones may add a stroke
        assert set(kick_pattern(plan, chorus)[bar]) <= set(kick_pattern(plan, again)[bar])
    if style not in ("house", "classical"):
        differing = 0
        for seed in range(6):
            song = plan_of(style, seed=seed, form=form, arousal=(0.6, 0.6))
            per_bar = bars(song)
            differing += per_bar[1:3] != per_bar[9:11]
        assert differing >= 4
    assert verse.bars == 8


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("metre", ["4/4", "6/8"])
def test_more_arousal_more_strokes(style: str, metre: Metre) -> None:
    def count(level: float) -> float:
        return mean(
            len(notes(plan_of(style, seed=s, metre=metre, form=(("verse", 8), ("verse", 8)), arousal=(level, level))))
            for s in range(4)
        )

    levels = [count(level) for level in (0.15, 0.45, 0.7, 0.95)]
    assert all(b >= a * 0.97 for a, b in pairwise(levels))
    assert levels[-1] > 1.3 * levels[0]


@pytest.mark.parametrize("style", STYLES)
def test_busy_asks_for_more_than_sparse(style: str) -> None:
    def count(density: float) -> int:
        form = (("verse", 8), ("verse", 8))
        return sum(len(notes(plan_of(style, seed=s, form=form, arousal=(0.5, 0.5), density=density))) for s in range(6))

    assert count(1.0) > count(-1.0)


@pytest.mark.parametrize("style", STYLES)
def test_a_silent_part_is_silent(style: str) -> None:
    plan = plan_of(style, arousal=(0.6, 0.6))
    sections = (plan.sections[0].model_copy(update={"silent": ("drums",)}), *plan.sections[1:])
    plan = plan.model_copy(update={"sections": sections})
    assert not [n for n in notes(plan) if n.start < plan.span(sections[0])[1]]


@pytest.mark.parametrize("style", STYLES)
def test_resting_drums_may_only_pick_up(style: str) -> None:
    """Where the stage leaves the drums out they play nothing but strokes into their own entrance."""
    plan = plan_of(style, form=(("intro", 4), ("verse", 4), ("chorus", 8)), arousal=(0.0, 0.05, 1.0))
    plan = plan.model_copy(
        update={
            "parts": (
                *plan.parts,
                Part(name="lead", role="lead", instrument="violin"),
                Part(name="pad", role="pad", instrument="strings"),
            )
        }
    )
    drums = plan.part("drums")
    assert drums is not None
    for section in plan.sections:
        if intensity(plan, section, drums) == 0:
            start, end = plan.span(section)
            early = [n for n in notes(plan) if start <= n.start < end - bar_beats(plan.metre)]
            assert not early


@pytest.mark.parametrize("style", BACKBEAT)
@pytest.mark.parametrize(
    ("metre", "beats", "half_time"),
    [("4/4", {1.0, 3.0}, {2.0}), ("6/8", {1.5}, {1.5}), ("12/8", {1.5, 4.5}, {3.0}), ("2/4", {1.0}, {1.0})],
)
def test_the_backbeat(style: str, metre: Metre, beats: set[float], half_time: set[float]) -> None:
    """The snare (or stick) on two and four, in half time on three; the kick on one."""
    kept = []
    for seed in range(5):
        plan = plan_of(style, seed=seed, metre=metre, arousal=(0.5, 0.7))
        want = half_time if feel_of(plan).threes == "one two three" else beats
        written = bars(plan)
        for section in plan.sections:
            for bar in groove_bars(plan, section):
                kept.append(want <= at(written[bar], SNARES | {39}, 50))
                assert 0.0 in at(written[bar], KICKS)
    assert mean(kept) == 1 if style != "funk" else mean(kept) > 0.8  # funk may push its four back, as on "Cold Sweat"


@pytest.mark.parametrize("metre", ["7/8", "5/4"])
def test_odd_metres_keep_their_groups(metre: Metre) -> None:
    """A firm kick or snare on the beginning of each group: 2+2+3, 3+2."""
    for seed in range(8):
        plan = plan_of("rock", seed=seed, metre=metre, arousal=(0.6, 0.7))
        groups = set(accents(metre)) if metre == "7/8" else {0.0, 3.0}
        written = bars(plan)
        for bar in groove_bars(plan, plan.sections[2]):
            assert groups <= at(written[bar], KICKS | SNARES, 75)


def test_house_is_four_on_the_floor() -> None:
    for seed in range(6):
        plan = plan_of("house", seed=seed, form=(("intro", 4), ("drop", 8), ("outro", 2)), arousal=(0.4, 0.95))
        written = bars(plan)
        for bar in groove_bars(plan, plan.sections[1]):
            assert {0.0, 1.0, 2.0, 3.0} <= at(written[bar], KICKS)
            assert {0.5, 1.5, 2.5, 3.5} <= at(written[bar], HATS | RIDES)


def test_reggae_drops_the_one() -> None:
    """The kick and the stick fall on three; the calm drummer leaves the first beat empty, the excited one steps."""
    for seed in range(6):
        calm = plan_of("reggae", seed=seed, form=(("verse", 8), ("verse", 8)), arousal=(0.25, 0.25))
        wild = plan_of("reggae", seed=seed, form=(("verse", 8), ("verse", 8)), arousal=(0.95, 0.95))
        for plan in (calm, wild):
            written = bars(plan)
            for bar in groove_bars(plan, plan.sections[0]):
                assert 2.0 in at(written[bar], KICKS) & at(written[bar], SNARES)
        quiet = bars(calm)
        assert all(0.0 not in at(quiet[b], KICKS) for b in groove_bars(calm, calm.sections[0]))
        loud = bars(wild)
        assert all({0.0, 1.0, 2.0, 3.0} <= at(loud[b], KICKS) for b in groove_bars(wild, wild.sections[0]))


def test_jazz_rides_with_the_hat_on_two_and_four() -> None:
    for seed in range(6):
        plan = plan_of("jazz", seed=seed, arousal=(0.6, 0.6))
        written = bars(plan)
        for bar in groove_bars(plan, plan.sections[2]):
            assert {1.0, 3.0} <= at(written[bar], HATS | RIDES)
            assert {1.5, 3.5} & at(written[bar], RIDES | HATS)
            assert all(v < 70 for place, key, v in written[bar] if key in KICKS and place % 1 == 0)


def test_bossa_nova_has_its_clave() -> None:
    """Five strokes in two bars, three and two or two and three, over a dotted surdo."""
    three, two = {0.0, 1.5, 3.0}, {1.0, 2.5}
    heard = 0
    for seed in range(9):
        plan = plan_of("bossa nova", seed=seed, form=(("verse", 8), ("verse", 8)), arousal=(0.45, 0.45))
        sticks = [at(bar, {STICK}) for bar in bars(plan)]
        heard += {tuple(sorted(s)) for s in sticks[1:3]} == {tuple(sorted(three)), tuple(sorted(two))}
    assert heard >= 3


@pytest.mark.parametrize("metre", ["3/4", "9/8"])
def test_the_waltz_goes_boom_chick_chick(metre: Metre) -> None:
    one, two, three = pulses(metre)
    for seed in range(6):
        plan = plan_of("waltz", seed=seed, metre=metre, arousal=(0.6, 0.7))
        written = bars(plan)
        for bar in groove_bars(plan, plan.sections[2]):
            assert one in at(written[bar], KICKS)
            assert {two} <= at(written[bar], SNARES | HATS | RIDES) or {three} <= at(written[bar], SNARES)


def test_metal_drives_the_kick() -> None:
    per_bar = []
    for seed in range(6):
        plan = plan_of("metal", seed=seed, arousal=(0.95, 0.95))
        per_bar += [len(k) for k in kick_pattern(plan, plan.sections[2])]
    assert mean(per_bar) >= 10


@pytest.mark.parametrize("style", ["funk", "soul"])
def test_funk_and_soul_have_ghost_notes(style: str) -> None:
    for seed in range(6):
        plan = plan_of(style, seed=seed, form=(("verse", 8), ("chorus", 8)), arousal=(0.75, 0.75))
        snare = [n.velocity for n in notes(plan) if n.pitch == 38]
        assert sum(v < 45 for v in snare) >= len(snare) / 5
        assert sum(v > 100 for v in snare) >= len(snare) / 5
        assert pstdev(snare) > 25


@pytest.mark.parametrize("style", [s for s in STYLES if s not in ("ambient", "classical", "cinematic")])
def test_hats_breathe(style: str) -> None:
    """Timekeeping strokes are louder on the pulse than off it."""
    plan = plan_of(style, form=(("verse", 8), ("verse", 8)), arousal=(0.6, 0.6))
    straight = [(p, v) for bar in bars(plan) for p, k, v in bar if k in HATS | RIDES | {82}]
    assert len({v for _, v in straight}) >= 2


@pytest.mark.parametrize("style", [s for s in STYLES if s not in ("ambient", "classical")])
@pytest.mark.parametrize("metre", ["4/4", "3/4", "7/8", "12/8"])
def test_fills_at_the_joints(style: str, metre: Metre) -> None:
    """The bar before a louder section is not the groove's, and no two fills in a row are the same."""
    form = (("verse", 8), ("chorus", 8), ("bridge", 8), ("chorus", 8))
    plan = plan_of(style, metre=metre, form=form, arousal=(0.55, 0.7, 0.8, 0.95))
    written = bars(plan)
    part = next(p for p in plan.parts if p.role == "drums")
    fills = []
    for section in plan.sections:
        first = round(plan.span(section)[0] / bar_beats(metre))
        for joint in joints(plan, section, part):
            if joint.size:
                here, plain = written[first + joint.bar], written[first + joint.bar - 1]
                if style != "cinematic":
                    assert [h[:2] for h in here] != [h[:2] for h in plain]
                fills.append([h[:2] for h in here])
    assert len(fills) >= 7
    if style != "cinematic":
        assert all(a != b for a, b in pairwise(fills))


@pytest.mark.parametrize("style", LOUD)
@pytest.mark.parametrize("metre", METRES)
def test_a_crash_on_arrival(style: str, metre: Metre) -> None:
    """A fuller section begins with crash and kick; a calmer one does not."""
    plan = plan_of(
        style, metre=metre, form=(("verse", 4), ("chorus", 4), ("verse", 4)), arousal=(0.4, 0.4, 0.9, 0.3, 0.2)
    )
    written = bars(plan)
    assert 0.0 in at(written[4], CRASHES) and 0.0 in at(written[4], KICKS)
    assert 0.0 not in at(written[8], CRASHES)


@pytest.mark.parametrize("style", ["pop", "rock", "house", "hip-hop", "metal", "cinematic"])
@pytest.mark.parametrize("count", [2, 4, 8])
def test_a_build_accelerates_grows_and_breaks_off(style: str, count: int) -> None:
    plan = plan_of(style, form=(("verse", 4), ("build", count), ("drop", 8)), arousal=(0.5, 0.6, 0.95))
    written = bars(plan)[4 : 4 + count]
    rolls = [[(p, v) for p, k, v in bar if k == 38] for bar in written]
    assert len(rolls[-1]) > len(rolls[0])
    assert mean(v for _, v in rolls[-1]) > mean(v for _, v in rolls[0]) + 15
    assert not at(written[-1], KICKS)
    assert max(p for p, _, _ in written[-1]) < bar_beats(plan.metre) - 0.5
    assert 0.0 in at(bars(plan)[4 + count], KICKS)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("metre", METRES)
@pytest.mark.parametrize("arousal", [(0.3, 0.9), (0.6, 0.1)])
def test_the_last_bar_is_one_hit_that_rings(style: str, metre: Metre, arousal: tuple[float, ...]) -> None:
    plan = plan_of(style, metre=metre, form=FORM if arousal[0] < arousal[1] else FORM[-1:], arousal=arousal)
    last = [n for n in notes(plan) if n.start >= plan.beats - bar_beats(metre) - 1e-6]
    assert last
    assert {n.start for n in last} == {plan.beats - bar_beats(metre)}
    assert all(n.end == pytest.approx(plan.beats) for n in last)
    assert any(n.pitch in CRASHES | RIDES for n in last)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("metre", ["4/4", "3/4", "6/8", "7/8"])
def test_the_kick_is_the_one_the_bass_is_told(style: str, metre: Metre) -> None:
    for seed in SEEDS:
        plan = plan_of(style, seed=seed, metre=metre)
        written = bars(plan)
        for section in plan.sections:
            first = round(plan.span(section)[0] / bar_beats(metre))
            for bar in groove_bars(plan, section):
                crash = {0.0} if at(written[bar], CRASHES) else set()
                told = {round(k, 4) for k in kick_pattern(plan, section)[bar - first]}
                assert at(written[bar], KICKS) - crash == told - crash


@pytest.mark.parametrize("style", STYLES)
def test_drums_alone_play_more_fills(style: str) -> None:
    form = (("verse", 8), ("chorus", 8), ("verse", 8))
    band = plan_of(style, form=form, arousal=(0.5, 0.8))
    alone = band.model_copy(update={"parts": tuple(p for p in band.parts if p.role == "drums")})
    part = alone.parts[0]
    assert all(
        len(joints(alone, section, part)) >= 2 * len(joints(band, section, part)) - 1 for section in band.sections
    )
    assert len({str(bar) for bar in bars(alone)}) > len({str(bar) for bar in bars(band)}) or style == "ambient"


def test_a_second_drummer_plays_percussion() -> None:
    plan = plan_of("soul", parts=("drums", "drums 2"), arousal=(0.7, 0.8))
    keys = {n.pitch for n in notes(plan, "drums 2")}
    assert keys and not keys & (KICKS | {38} | CRASHES)


def test_phrases_keep_one_energy() -> None:
    plan = plan_of("pop", form=(("verse", 8), ("chorus", 8)), arousal=(0.1, 0.9))
    levels = energies(plan, plan.sections[0])
    assert len(set(levels[:4])) == 1 and levels[4] > levels[0]


@pytest.mark.parametrize("metre", METRES)
def test_tablature_lies_on_the_bar(metre: Metre) -> None:
    placed = [p for p, _ in steps("xxxx xxxx xxxx xxxx", metre, 0, running=True)]
    assert set(pulses(metre)) <= set(placed)
    assert max(placed) < bar_beats(metre)
    step = 0.5 if is_compound(metre) else 0.25
    assert placed == [pytest.approx(k * step) for k in range(round(bar_beats(metre) / step))]


def test_tablature_refuses_a_crooked_bar() -> None:
    with pytest.raises(ValueError, match="not a bar"):
        steps("x... x...", "4/4", 0)
