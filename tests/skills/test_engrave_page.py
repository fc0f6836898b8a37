"""The picture of a lead sheet, decoded and looked at pixel by pixel."""

import io

import pytest
from PIL import Image

from skills.engrave.lead_sheet import lead_sheet_png, musicxml
from skills.song import Song
from skills.theory.chord import parse_chord
from tests.skills.engrave_songs import song_of


def picture(song: Song) -> Image.Image:
    return Image.open(io.BytesIO(lead_sheet_png(musicxml(song)))).convert("L")


def ink(image: Image.Image, box: tuple[int, int, int, int] | None = None) -> int:
    """Dark pixels in a box (left, top, right, bottom)."""
    part = image.crop(box) if box else image
    return sum(part.histogram()[:128])


def dark_box(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    found = image.crop(box).point(lambda v: 255 if v < 128 else 0).getbbox()
    assert found
    return found


TITLES = ("A", "Été à Łódź", "Fish & <Chips> “quoted”", "Wide " * 12, "An endless title that goes on " * 6)


@pytest.mark.parametrize("title", TITLES)
def test_the_title_is_whole_and_centred(title: str) -> None:
    image = picture(song_of([(72, 0, 4)], title=title))
    assert image.width == 1600
    assert ink(image, (0, 0, 40, image.height)) == ink(image, (1560, 0, 1600, image.height)) == 0
    left, _, right, _ = dark_box(image, (0, 0, 1600, 100))
    assert abs((left + right) / 2 - 800) < 12
    short = picture(song_of([(72, 0, 4)], title=""))
    assert image.height > short.height


def test_accidentals_and_signs_of_chord_symbols_show() -> None:
    amounts = [
        ink(picture(song_of([(72, 0, 4)], bars=1, chords=[(0, parse_chord(name))])))
        for name in ("B", "Bb", "Bb7b9", "Bb7b9/Db", "B", "B#", "Bdim", "Bdim7")
    ]
    assert amounts[0] < amounts[1] < amounts[2] < amounts[3]
    assert amounts[4] < amounts[5]
    assert amounts[4] < amounts[6] < amounts[7]


def test_signs_typed_as_symbols_show_too() -> None:
    xml = musicxml(song_of([(72, 0, 4)], bars=1, chords=[(0, parse_chord("Bm7b5"))]))
    blank = ink(Image.open(io.BytesIO(lead_sheet_png(xml.replace('text="m7b5"', 'text=" "')))).convert("L"))
    for sign in ("ø7", "°7", "△"):
        shown = Image.open(io.BytesIO(lead_sheet_png(xml.replace("m7b5", sign)))).convert("L")
        assert ink(shown) > blank + 40


def test_chord_symbols_do_not_touch() -> None:
    names = ["Abm7/Eb", "Db7b9", "Gbmaj7#11/Bb", "Cm(maj7)"]
    song = song_of([(72, 0, 8)], bars=2, chords=[(float(k), parse_chord(names[k % 4])) for k in range(8)])
    image = picture(song)
    rows = [ink(image, (0, y, 1600, y + 1)) for y in range(image.height)]
    staff = next(y for y, dark in enumerate(rows) if dark > 1200)
    columns = [ink(image, (x, staff - 52, x + 1, staff - 8)) for x in range(1600)]
    gaps, run = 0, 0
    for dark in columns:
        run = run + 1 if not dark else 0
        gaps += run == 10
    assert gaps >= 8, "white between every two of eight symbols, and before the first"


def test_long_songs_go_on_in_columns_and_stay_readable() -> None:
    sizes = []
    for bars in (8, 32, 64, 200):
        song = song_of([(60 + k % 24, 4.0 * k, 4) for k in range(bars)], bars=bars)
        sizes.append(picture(song).size)
    assert [width for width, _ in sizes[:3]] == [1600, 1600, 3200]
    assert all(width <= 6400 for width, _ in sizes)
    assert all(height <= 1.7 * 1600 for _, height in sizes)
    assert sizes[0][1] < sizes[1][1]


def test_more_music_is_more_ink_and_the_same_song_the_same_bytes() -> None:
    few, many = song_of([(72, 0, 1)]), song_of([(72, k / 2, 0.5) for k in range(32)])
    assert ink(picture(few)) < ink(picture(many))
    assert lead_sheet_png(musicxml(many)) == lead_sheet_png(musicxml(many))


def test_what_is_not_musicxml_is_refused() -> None:
    with pytest.raises(ValueError, match="not MusicXML"):
        lead_sheet_png("hello")
    with pytest.raises(ValueError, match="no music"):
        lead_sheet_png("<score-partwise/>")


def test_a_chord_that_goes_on_is_named_again_where_a_line_begins() -> None:
    def held(*chords: tuple[float, str]) -> Song:
        named = [(start, parse_chord(name)) for start, name in chords]
        return song_of([(72, 4.0 * k, 4) for k in range(8)], bars=8, chords=named)

    once = held((0, "Am7"))
    assert musicxml(once).count("<harmony>") == 1
    assert picture(once).tobytes() == picture(held((0, "Am7"), (16, "Am7"))).tobytes()
    assert picture(once).tobytes() != picture(held((0, "Am7"), (16, "Am"))).tobytes()
