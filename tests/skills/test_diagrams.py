"""Diagrams: every chord there is can be held, sounds nothing but its own notes, and looks as players know it."""

from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from skills.engrave.diagrams import diagram_png, diagram_text, left_out, note_names, piano_keys, sounding
from skills.engrave.fretboard import TUNINGS, fingering, fingerings
from skills.theory.chord import QUALITIES, ChordSymbol, parse_chord
from skills.theory.easy import Playable
from skills.theory.interval import formula

ROOTS = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
INSTRUMENTS: tuple[Playable, ...] = ("guitar", "ukulele", "piano")

# As in songbooks; where players use several, each is named.
GUITAR = """
C x32010 | G 320003 | D xx0232 | A x02220 | E 022100 | F 133211 xx3211 | Am x02210 | Em 022000 | Dm xx0231
B7 x21202 | A7 x02020 | G7 320001 | C7 x32310 | D7 xx0212 | E7 020100 | Am7 x02010 | Em7 020000 022030 | Dm7 xx0211
Fmaj7 xx3210 | Cmaj7 x32000 | Gmaj7 320002 | Amaj7 x02120 | Dmaj7 xx0222 | Emaj7 021100 | Bm x24432 | Fm 133111
F#m 244222 | Bb x13331 | Gm 355333 | Cm x35543 | B x24442 | F# 244322 | Ab 466544 | Eb x68886 xx1343 x65343
Db x46664 x43121 | Asus2 x02200 | Asus4 x02230 | Dsus2 xx0230 | Dsus4 xx0233 | Esus4 022200 | Csus4 x33010 x33011
Gsus4 330013 3x0013 | Cadd9 x32030 x32033 | D/F# 2x0232 200232 | C/G 332010 3x2010 | G/B x20003 x20033 | C/E 032010
F#m7b5 202210 2x221x | Bm7b5 x20201 x2323x | F#m7 242222 202222 | Bm7 x20202 x24232 | Am6 x02212 x04210
"""
UKULELE = """
C 0003 | G 0232 | F 2010 | Am 2000 | A 2100 | D 2220 | Dm 2210 | Em 0432 | E 4442 1402 4447 | E7 1202 | G7 0212
C7 0001 | D7 2223 2020 | A7 0100 | B7 2322 | Bm 4222 | Bb 3211 | Gm 0231 | Cm 0333 | Fm 1013 | F#m 2120
Ab 5343 1343 | Eb 0331 | B 4322 | Db 1114 | Cmaj7 0002 | Am7 0000 | Dm7 2213 | Em7 0202 | Gmaj7 0222 | Fmaj7 2413 5500
"""


def known(text: str) -> list[tuple[str, tuple[str, ...]]]:
    cells = [cell.split() for line in text.strip().splitlines() for cell in line.split("|")]
    return [(name, tuple(shapes)) for name, *shapes in cells]


@pytest.mark.parametrize(("name", "shapes"), known(GUITAR))
def test_guitar_shapes_are_those_of_songbooks(name: str, shapes: tuple[str, ...]) -> None:
    assert str(fingering(parse_chord(name), "guitar")) in shapes


@pytest.mark.parametrize(("name", "shapes"), known(UKULELE))
def test_ukulele_shapes_are_those_of_songbooks(name: str, shapes: tuple[str, ...]) -> None:
    assert str(fingering(parse_chord(name), "ukulele")) in shapes


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_every_chord_sounds_its_own_notes_and_says_what_it_leaves_out(quality: str, instrument: Playable) -> None:
    for root in ROOTS:
        chord = ChordSymbol(root=root, quality=quality)
        heard = {p % 12 for p in sounding(chord, instrument)}
        assert heard <= set(chord.pitch_classes), chord
        degrees = dict(zip(formula(quality, chord.intervals), chord.pitch_classes, strict=True))
        missing = {d for d, pc in degrees.items() if pc not in heard}
        assert missing <= {"5", "9", "b13"}, chord
        assert len(left_out(chord, instrument)) == len(missing)
        assert chord.root_pc in heard
        if missing:
            assert "(no " in diagram_text([chord], instrument)


@pytest.mark.parametrize("quality", QUALITIES)
def test_every_shape_can_be_held(quality: str) -> None:
    for root in ROOTS:
        for instrument in TUNINGS:
            for held in fingerings(ChordSymbol(root=root, quality=quality), instrument):
                stopped = [f for f in held.frets if f]
                assert len(set(held.fingers) - {0}) <= 4
                assert not stopped or max(stopped) - min(stopped) <= 3
                assert all(bool(finger) == bool(fret) for finger, fret in zip(held.fingers, held.frets, strict=True))
                by_finger = {
                    n: {f for f, g in zip(held.frets, held.fingers, strict=True) if g == n} for n in (1, 2, 3, 4)
                }
                assert all(len(frets) <= 1 for frets in by_finger.values()), held
                frets = [min(by_finger[n]) for n in (1, 2, 3, 4) if by_finger[n]]
                assert all(a <= b for a, b in pairwise(frets)), held
                if held.barre:
                    fret, first, last = held.barre
                    assert all((held.frets[s] or 0) >= fret for s in range(first, last + 1)), held


@pytest.mark.parametrize("name", ["C/E", "D/F#", "G/B", "Am/G", "F/C", "Bb/D", "E/G#", "Dm7/G", "C/Bb"])
def test_a_slash_chord_has_its_bass_at_the_bottom(name: str) -> None:
    chord = parse_chord(name)
    for instrument in ("guitar", "piano"):
        assert min(sounding(chord, instrument)) % 12 == chord.bass_pc


@pytest.mark.parametrize("name", ["Cmaj7", "F#m7b5", "Bb/D", "G13", "Ebdim7"])
def test_the_piano_presses_the_chord_upwards(name: str) -> None:
    chord = parse_chord(name)
    keys = piano_keys(chord)
    assert list(keys) == sorted(set(keys))
    assert {k % 12 for k in keys} == {*chord.pitch_classes, chord.bass_pc}
    text = diagram_text([chord], "piano")
    assert all(note in text.splitlines()[0] for note in note_names(chord).values())
    assert text.count("●") + sum(c.isalpha() for c in text.splitlines()[2]) == len(keys)


def test_text_is_narrow_and_says_the_frets() -> None:
    text = diagram_text([parse_chord(n) for n in ("C", "G", "F", "Ab")], "guitar")
    assert max(map(len, text.splitlines())) <= 72
    assert all(shape in text for shape in ("x32010", "320003", "466544"))


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_the_picture_has_room_for_every_chord(instrument: Playable) -> None:
    one = Image.open(BytesIO(diagram_png([parse_chord("C")], instrument)))
    five = Image.open(BytesIO(diagram_png([parse_chord(n) for n in ("C", "G", "Am", "F", "F#m7b5")], instrument)))
    assert five.width > one.width and five.height > one.height
    colours = five.convert("RGB").getcolors(1 << 20)
    assert colours is not None and len(colours) > 20
    again = diagram_png([parse_chord("C")], instrument)
    assert diagram_png([parse_chord("C")], instrument) == again


def test_the_ukulele_and_guitar_are_told_apart() -> None:
    assert diagram_text([parse_chord("C")], "guitar") != diagram_text([parse_chord("C")], "ukulele")
