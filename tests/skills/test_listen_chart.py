"""Chord charts as people type them, read bar by bar."""

import pytest

from skills.errors import RequestError
from skills.listen.score import analyse


def bars(text: str) -> list[str]:
    return list(analyse("chart.txt", text.encode()).chords_by_bar())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am F C G", "Am F C G"),
        ("am i right\nAm F C G\nno, I am not", "Am F C G"),
        ("Am, F, C, G", "Am F C G"),
        ("Am - F - C - G", "Am F C G"),
        ("Am-F-C-G", "Am F C G"),
        ("Am \u2192 F \u2192 C \u2192 G", "Am F C G"),
        ("| Am | F | C | G |", "Am F C G"),
        ("Am | F | C | G", "Am F C G"),
        ("|Am|F|C|G||", "Am F C G"),
        ("|: Am | F :|", "Am F Am F"),
        ("Am F x2", "Am F Am F"),
        ("(Am F) x 3", "Am F Am F Am F"),
        ("2x Am F", "Am F Am F"),
        ("| Am / / / | F / C / |", "Am F+C"),
        ("| Am F | C . G . |", "Am+F C+G"),
        ("| Am | % | F | % |", "Am . F ."),
        ("| Am | - | N.C. | G |", "Am . - G"),
        ("Bb/D F#m7b5 Csus4 Ebmaj7", "Bb/D F#m7b5 Csus4 Ebmaj7"),
        ("[Am]Here I [F]am a[C]gain [G]", "Am F C G"),
        ("Am\tF\tC\tG\r\n", "Am F C G"),
        ("C        G\nHello my friend\nAm  F\nI have come", "C G Am F"),
    ],
)
def test_bars_are_read(text: str, expected: str) -> None:
    assert bars(text) == [bar.replace("+", " ") for bar in expected.split()]


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("[Verse] Am F C G\n[Chorus] F G C C", {"Verse": 4, "Chorus": 4}),
        ("Verse 1:\nAm F\n\nChorus:\nC G C G\n\nVerse 2:\nAm F", {"Verse 1": 2, "Chorus": 4, "Verse 2": 2}),
        ("VERSE\nAm F\nCHORUS\nC G\nCHORUS\nC G", {"Verse": 2, "Chorus": 2, "Chorus 2": 2}),
        ("{start_of_verse}\n[Am]la [F]la\n{end_of_verse}\n{soc}\n[C]oh [G]oh\n{eoc}", {"Verse": 2, "Chorus": 2}),
        ("{c: Bridge}\n[Am]la [F]la", {"Bridge": 2}),
        ("-- Intro --\nAm\n== Pre-Chorus ==\nF G\n<Outro>\nC", {"Intro": 1, "Pre-chorus": 2, "Outro": 1}),
        ("Intro (x2): Am F\nSolo: | Am | F |", {"Intro": 4, "Solo": 2}),
    ],
)
def test_sections_are_read(text: str, sections: dict[str, int]) -> None:
    found = analyse("chart.txt", text.encode())
    assert {s.label: s.bars for s in found.song.sections} == sections
    assert found.bars == sum(sections.values())


KINDS = {"[Verse]": "verse", "Pre Chorus:": "pre-chorus", "[Refrain]": "chorus", "Hook:": "chorus",
         "Middle 8": "bridge", "Coda": "outro", "[Instrumental]": "interlude"}  # fmt: skip


@pytest.mark.parametrize("heading", KINDS)
def test_sections_are_of_their_kind(heading: str) -> None:
    found = analyse("chart.txt", f"{heading}\nAm F C G".encode())
    assert [s.kind for s in found.song.sections] == [KINDS[heading]]


def test_what_the_chart_says_of_itself_is_kept() -> None:
    text = "Title: Late Train\nKey: Bm\nTempo: 92 bpm\nTime: 6/8\n| Bm | G | D | A |"
    found = analyse("chart.txt", text.encode())
    assert found.song.title == "Late Train" and str(found.key) == "B minor" and found.key_source == "written"
    assert (found.bpm, found.tempo_source, found.song.metre, found.metre_source) == (92, "written", "6/8", "written")
    assert [c.numeral for c in found.chords] == ["i", "VI", "III", "VII"]
    assert found.seconds == pytest.approx(4 * 3 * 60 / 92, abs=0.01)


def test_what_it_does_not_say_is_told_as_assumed() -> None:
    found = analyse("chart.txt", b"Am F C G")
    assert (found.tempo_source, found.metre_source, found.key_source) == ("assumed", "assumed", "heard")
    assert "assumed" in found.text and "by the sound of it" in found.text and "each chord for a bar" in found.text
    assert found.notes_per_second is None and found.feeling is None and found.tune is None


@pytest.mark.parametrize(
    ("chords", "key"),
    [
        ("C F G C", "C major"), ("Am Dm E Am", "A minor"), ("G D Em C", "G major"), ("Bb Eb F Bb", "Bb major"),
        ("Em B7 Am Em", "E minor"), ("D A Bm G", "D major"), ("F#m D A E F#m", "F# minor"), ("Dm7 G7 Cmaj7", "C major"),
    ],
)  # fmt: skip
def test_the_key_is_heard_in_the_chords(chords: str, key: str) -> None:
    found = analyse("chart.txt", chords.encode())
    assert str(found.key).replace("harmonic ", "") == key


def test_numerals_are_in_the_key() -> None:
    found = analyse("chart.txt", b"C Am F G7")
    assert [c.numeral for c in found.chords] == ["I", "vi", "IV", "V7"]
    assert "C = I, Am = vi, F = IV, G7 = V7" in found.text


def test_what_cannot_be_read_is_said() -> None:
    found = analyse("chart.txt", b"| Am | F |\n| Hxy | zz9 |")
    assert "could not read 'Hxy'" in found.text


@pytest.mark.parametrize(
    "text", ["hello there", "I am a man and A is a letter", "K: C", "1 2 3", "|||", "[Verse]\n\nnothing"]
)
def test_text_without_chords_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(RequestError, match=r"chords in that text|cannot be read"):
        analyse("note.txt", text.encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_any_common_encoding_is_read(encoding: str) -> None:
    assert bars("Strophe é\n".encode(encoding).decode(encoding) + "Am F") == ["Am", "F"]
    assert list(analyse("c.txt", "caf\u00e9\nAm F C".encode(encoding)).chords_by_bar()) == ["Am", "F", "C"]
