"""The arc and the piano roll, decoded and looked at pixel by pixel."""

import io
import itertools

import numpy as np
import pytest
from PIL import Image

from skills.check.report import BarMeasure, Report
from skills.clock import bar_beats
from skills.engrave import card
from skills.engrave.pictures import arc_picture, piano_roll
from skills.plan import ArcPoint, Plan, Section
from skills.song import Song
from skills.theory.chord import parse_chord
from tests.examples import example_plan, example_song
from tests.skills.engrave_songs import random_song, song_of

SIZE = (card.WIDTH, card.HEIGHT)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    assert image.size == SIZE
    assert not image.info, "no dates, no software"
    return image.convert("RGB")


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def places(image: Image.Image, colour: str, within: float = 40) -> list[tuple[int, int]]:
    """Where a colour is, as (x, y)."""
    distance = np.linalg.norm(np.asarray(image, dtype=float) - rgb(colour), axis=2)
    ys, xs = np.nonzero(distance < within)
    return [(int(x), int(y)) for x, y in zip(xs, ys, strict=True)]


def report_of(plan: Plan, arc: dict[str, float], values: list[tuple[float, float, float]] | None = None) -> Report:
    bars, seconds = [], bar_beats(plan.metre) * 60 / plan.bpm
    labels = [section.label for section in plan.sections for _ in range(section.bars)]
    for bar, label in enumerate(labels):
        arousal, tension, valence = values[bar] if values else (bar / len(labels), 0.5, 2 * bar / len(labels) - 1)
        bars.append(
            BarMeasure(
                bar=bar + 1, section=label, seconds=bar * seconds, onsets_per_second=4, velocity=80, pitch=60, parts=4,
                strain=1, diameter=1, arousal=arousal, tension=tension, valence=valence,
            )
        )  # fmt: skip
    return Report(findings=(), bars=tuple(bars), arc=arc)


def empty_but_margins(image: Image.Image, left: int = 30, right: int = 16, top: int = 16, bottom: int = 10) -> bool:
    blank = rgb(card.BACKGROUND)
    edges = [(0, 0, left, 900), (1600 - right, 0, 1600, 900), (0, 0, 1600, top), (0, 900 - bottom, 1600, 900)]
    return all(image.crop(edge).getcolors() == [((edge[2] - edge[0]) * (edge[3] - edge[1]), blank)] for edge in edges)


# ---- the arc


@pytest.mark.parametrize(("row", "colour"), list(enumerate((card.ORANGE, card.PINK, card.SKY))))
def test_the_measured_line_rises_where_the_measure_does(row: int, colour: str) -> None:
    plan = example_plan()
    values = [(0.1 + 0.05 * k, 0.9 - 0.05 * k, -0.8 + 0.1 * k) for k in range(16)]
    image = opened(arc_picture(plan, report_of(plan, {}, values)))
    solid = [(x, y) for x, y in places(image, colour, 20) if x > 155 and y > 145]
    assert solid
    heights = []
    for bar in range(16):
        middle = 150 + (bar + 0.5) * 1410 / 16
        heights.append(min(y for x, y in solid if abs(x - middle) < 8))
    falls = [after < before for before, after in itertools.pairwise(heights)]
    assert all(falls) if row != 1 else not any(falls)


def test_asked_is_drawn_dashed_beside_measured() -> None:
    plan = example_plan().model_copy(
        update={
            "arc": (
                ArcPoint(at=0, valence=0.9, arousal=0.9, tension=0.9),
                ArcPoint(at=1, valence=0.9, arousal=0.9, tension=0.9),
            )
        }
    )
    image = opened(arc_picture(plan, report_of(plan, {}, [(0.2, 0.2, -0.5)] * 16)))
    for top in (150, 384, 618):
        asked = {x for x, y in places(image.crop((150, top, 1560, top + 80)), card.INK, 60)}
        assert 0.4 < len(asked) / 1410 < 0.8, "a dashed line over the whole song"


def test_correlations_are_told_where_there_are_any() -> None:
    plan = example_plan()
    none, one, other = (
        opened(arc_picture(plan, report_of(plan, arc)))
        for arc in (
            {},
            {"arousal": 0.93, "valence": 0.5, "tension": 0.1},
            {"arousal": -0.93, "valence": 0.5, "tension": 0.1},
        )
    )
    line = (1200, 115, 1590, 148)
    assert none.crop(line).tobytes() != one.crop(line).tobytes() != other.crop(line).tobytes()
    assert none.crop((150, 150, 1560, 344)).tobytes() == one.crop((150, 150, 1560, 344)).tobytes(), (
        "data is not covered"
    )
    assert one.crop((0, 345, 1600, 900)).tobytes() == other.crop((0, 345, 1600, 900)).tobytes()


@pytest.mark.parametrize("bars", [1, 2, 7, 32, 200])
def test_any_length_fits_the_card(bars: int) -> None:
    plan = example_plan().model_copy(update={"sections": (Section(kind="verse", label="Verse", bars=bars),)})
    assert empty_but_margins(opened(arc_picture(plan, report_of(plan, {"arousal": 1.0}))))


def test_an_unmeasured_song_still_shows_what_was_asked() -> None:
    plan = example_plan()
    image = opened(arc_picture(plan, Report(findings=(), bars=(), arc={})))
    assert places(image.crop((150, 150, 1560, 344)), card.INK, 60)
    assert not places(image.crop((150, 150, 1560, 344)), card.ORANGE, 20)


# ---- the roll


def drawn(song: Song) -> Image.Image:
    return opened(piano_roll(song))


def test_every_part_shows_in_its_colour_and_leaves_with_its_notes() -> None:
    song = example_song()
    panel = (150, 152, 1560, 730)
    image = drawn(song).crop(panel)
    for name, colour in (("lead", card.RED), ("chords", card.SKY), ("chords 2", card.BLUE), ("bass", card.YELLOW)):
        alone = song.model_copy(update={"tracks": tuple(t for t in song.tracks if t.part.name != name)})
        assert len(places(image, colour, 60)) > 500
        hidden = {"lead": card.RED, "bass": card.YELLOW}.get(name)
        if hidden:
            assert not places(drawn(alone).crop(panel), hidden, 60)


def test_a_note_stands_where_its_time_and_pitch_say() -> None:
    song = song_of([(60, 0, 4), (72, 8, 4)], bars=4)
    marks = places(drawn(song).crop((150, 152, 1560, 812)), card.RED, 70)
    low = [(x, y) for x, y in marks if x < 700]
    high = [(x, y) for x, y in marks if x >= 700]
    assert min(x for x, _ in low) <= 1
    assert abs(max(x for x, _ in low) - 1410 / 4) < 4
    assert abs(min(x for x, _ in high) - 1410 / 2) < 3
    assert max(y for _, y in high) < min(y for _, y in low)


def test_louder_is_more_solid() -> None:
    quiet = song_of([(60, 0, 8), (72, 8, 8)])
    notes = quiet.tracks[0].notes
    track = quiet.tracks[0].model_copy(
        update={"notes": (notes[0].model_copy(update={"velocity": 20}), notes[1].model_copy(update={"velocity": 120}))}
    )
    image = drawn(quiet.model_copy(update={"tracks": (track,)})).crop((150, 152, 1560, 812))
    soft, loud = image.crop((0, 0, 700, 660)), image.crop((710, 0, 1410, 660))
    reddest = [int(np.asarray(half)[:, :, 0].max()) for half in (soft, loud)]
    assert reddest[0] + 60 < reddest[1]


@pytest.mark.parametrize("seed", range(6))
def test_more_notes_are_more_colour(seed: int) -> None:
    song = random_song(seed)
    fewer = song.with_notes("lead", 0, song.beats / 2, ())
    panel = (150, 152, 1560, 812)
    assert len(places(drawn(fewer).crop(panel), card.RED, 80)) < len(places(drawn(song).crop(panel), card.RED, 80))


def test_drums_have_lanes_of_their_own_with_names() -> None:
    song = example_song()
    with_kit, without = drawn(song), drawn(song.model_copy(update={"tracks": song.tracks[:-1]}))
    lanes = (150, 736, 1560, 810)
    assert len(places(with_kit.crop(lanes), card.WHITE, 90)) > 1500
    assert not places(without.crop(lanes), card.WHITE, 60)
    names = (60, 736, 146, 810)
    assert len(with_kit.crop(names).getcolors(1 << 16) or []) > 10


def test_chord_names_show_when_they_fit_and_not_when_they_would_collide() -> None:
    row = (150, 112, 1560, 150)
    roomy = song_of([(60, 0, 4)], bars=4, chords=[(0, parse_chord("Bbm7")), (8, parse_chord("F#"))])
    tight = song_of(
        [(60, 0, 4)], bars=64, chords=[(k / 2, parse_chord(("Bbm7b5", "F#maj7#11")[k % 2])) for k in range(512)]
    )
    assert len(drawn(roomy).crop(row).getcolors(1 << 16) or []) > 5
    assert len(drawn(tight).crop(row).getcolors(1 << 16) or []) == 1


TITLES = ("", "$x^2$ & <b> \\alpha", "夜に駆ける 🎵", "A very long title that will not end " * 8, "Été à Łódź")


@pytest.mark.parametrize("title", TITLES)
def test_any_title_is_drawn_within_the_margins(title: str, recwarn: pytest.WarningsRecorder) -> None:
    song = example_song().model_copy(update={"title": title})
    plan = example_plan().model_copy(update={"title": title})
    assert empty_but_margins(drawn(song))
    assert empty_but_margins(opened(arc_picture(plan, report_of(plan, {}))))
    assert not recwarn.list


def test_empty_tiny_and_huge_songs_are_drawn() -> None:
    blank = example_song().model_copy(update={"tracks": (), "chords": ()})
    only_drums = example_song().model_copy(update={"tracks": example_song().tracks[-1:]})
    huge = song_of([(40 + k % 50, float(k), 1) for k in range(800)], bars=200)
    for song in (blank, only_drums, song_of([(60, 0, 1)], bars=1), huge):
        assert empty_but_margins(drawn(song))


def test_the_same_song_gives_the_same_bytes() -> None:
    plan, song = example_plan(), example_song()
    assert piano_roll(song) == piano_roll(song)
    assert arc_picture(plan, report_of(plan, {})) == arc_picture(plan, report_of(plan, {}))
