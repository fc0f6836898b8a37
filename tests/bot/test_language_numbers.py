"""Tempo, metre, length and bars: everything that is counted."""

import pytest

from bot.agent.language import read
from bot.agent.language.numbers import number
from skills.clock import METRES
from skills.errors import RequestError
from tests.bot.readings import briefs, expected, table

COUNTS = {8: ("8", "eight"), 12: ("12", "twelve"), 16: ("16", "sixteen"), 24: ("24", "twenty-four", "twenty four")}
SECTIONS = ("intro", "verse", "pre-chorus", "chorus", "bridge", "interlude", "outro")


@pytest.mark.parametrize("bpm", [40, 63, 90, 120, 128, 174, 240])
@pytest.mark.parametrize(
    "said",
    ["{} bpm", "{}bpm", "at {} bpm", "{} BPM", "tempo {}", "tempo: {}", "tempo of {}", "bpm={}", "bpm: {}", "at {}",
     "{} beats per minute", "a song at {} bpm please", "quarter note = {}", "♩ = {}", "exactly {} bpm", "@{}"],
)  # fmt: skip
def test_tempo_in_numbers(said: str, bpm: int) -> None:
    assert briefs(said.format(bpm)) == [f"tempo {bpm}"]


@pytest.mark.parametrize(
    ("said", "wish"),
    table(
        """
        90-100 bpm / 90\u2013100 bpm / 90 to 100 bpm / from 90 to 100 bpm / between 90 and 100 bpm => 90..100
        100 - 90 bpm => 90..100
        around 100 bpm / about 100 bpm / ~100 bpm / 100ish bpm / 100 bpm or so => 95..105
        around 90 => 86..94
        at around 120 bpm => 114..126
        under 120 bpm / at most 120 bpm / no faster than 120 bpm / 120 bpm max => ..120
        at least 80 bpm / over 80 bpm / not slower than 80 bpm => 80..
        ninety bpm / dotted quarter = 60 => 90
        one twenty bpm => 120
        a hundred and four bpm => 104
        one hundred twenty-eight bpm => 128
        92.5 bpm => 92.5
        """
    ),
)
def test_tempo_in_ranges_and_words(said: str, wish: str) -> None:
    assert briefs(said) == [f"tempo {wish}"]


@pytest.mark.parametrize(
    "word",
    ["grave", "largo", "lento", "adagio", "andante", "moderato", "allegretto", "allegro", "vivace", "presto", "slow",
     "fast", "quick", "brisk", "uptempo", "midtempo", "downtempo", "moderate", "medium"],
)  # fmt: skip
def test_tempo_words_are_ranges_of_bpm(word: str) -> None:
    (ask,) = read(f"{word}, please").asks
    assert (ask.kind, ask.value) == ("tempo", word)
    assert ask.low is not None and ask.high is not None and 30 <= ask.low < ask.high <= 240


def test_italian_tempo_words_are_in_their_order() -> None:
    words = ["largo", "adagio", "andante", "moderato", "allegretto", "allegro", "vivace", "presto", "prestissimo"]
    asks = [read(word).asks[0] for word in words]
    middles = [(a.low or 0) + (a.high or 0) for a in asks]
    assert middles == sorted(middles)


@pytest.mark.parametrize("spelled", ["mid-tempo", "mid tempo", "Mid\u2013Tempo", "midtempo", "MID TEMPO"])
def test_hyphens_and_spaces_in_tempo_words_are_the_same(spelled: str) -> None:
    (ask,) = read(spelled).asks
    assert (ask.kind, ask.low, ask.high) == ("tempo", 92, 114)


def test_degree_of_tempo_words() -> None:
    def middle(text: str) -> float:
        (ask,) = read(text).asks
        assert ask.low is not None and ask.high is not None
        return ask.low + ask.high

    assert middle("very slow") < middle("slow") < middle("a bit slow") < middle("a bit fast")
    assert middle("a bit fast") < middle("fast") < middle("very fast")
    assert briefs("not too fast") == ["tempo moderate ..112"]
    assert briefs("not too slow") == ["tempo moderate 84.."]


def test_a_tempo_word_and_a_number_that_agree_are_one_wish() -> None:
    assert briefs("slow, 66 bpm") == ["tempo slow 66"]
    assert briefs("slow, 160 bpm") == ["tempo 160", "tempo slow 56..78"]


@pytest.mark.parametrize("metre", METRES)
@pytest.mark.parametrize(
    "said", ["{}", "in {}", "{} time", "in {} time", "time signature {}", "metre: {}", "a song in {}"]
)
def test_metres_in_digits(said: str, metre: str) -> None:
    reading = read(said.format(metre))
    assert [f"{a.kind} {a.value}" for a in reading.asks] == [f"metre {metre}"]
    assert not reading.notes and not reading.unread


@pytest.mark.parametrize(
    ("said", "metre"),
    table(
        """
        six eight / six-eight => 6/8
        in three four / waltz time / in waltz time / in three / triple metre / ¾ time => 3/4
        seven eight time / in seven => 7/8
        12-8 time => 12/8
        four four / common time / in four => 4/4
        in five => 5/4
        march time => 2/4
        """
    ),
)
def test_metres_in_words(said: str, metre: str) -> None:
    assert briefs(said) == [f"metre {metre}"]


@pytest.mark.parametrize(
    ("asked", "taken"),
    table(
        """
        11/8 / 7/4 / 13/8 => 7/8
        5/8 => 5/4
        3/8 => 3/4
        6/4 => 6/8
        2/2 => 2/4
        15/8 => 12/8
        """
    ),
)
def test_a_metre_that_is_not_there_becomes_the_nearest_and_is_said(asked: str, taken: str) -> None:
    reading = read(f"a song in {asked}")
    assert [a.value for a in reading.asks] == [taken]
    assert any(asked in note and "12/8" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("said", "seconds"),
    table(
        """
        one minute / a minute / 1 minute / 1 min / 60 seconds / 60 secs => 60
        a minute and a half / one and a half minutes / 1.5 minutes / 1½ minutes / 1:30 / 01:30 => 90
        90 seconds / 90 sec / 90s long / one minute thirty => 90
        30s / 30 s / half a minute / a song in 30 seconds => 30
        2 min / 2min / two minutes / a 2-minute song / a two minute song / a couple of minutes => 120
        2 minutes 30 seconds / 2 minutes and 30 seconds / two and a half minutes / 2m30s => 150
        1 min 20 => 80
        3'30 => 210
        three minutes long => 180
        15 minutes / a quarter of an hour => 900
        under two minutes / less than 2 minutes / 2 minutes max / max 2 minutes => ..120
        no longer than two minutes => ..120
        at least 30 seconds => 30..
        more than a minute => 60..
        1-2 minutes / one to two minutes / between 1 and 2 minutes => 60..120
        30 seconds to one minute => 30..60
        1:30-2:00 => 90..120
        about a minute => 54..66
        around 2 min => 108..132
        a few minutes => 120..240
        """
    ),
)
def test_lengths(said: str, seconds: str) -> None:
    assert briefs(said) == [f"seconds {seconds}"]


@pytest.mark.parametrize(
    "said",
    ["in a minute", "the 90s", "80s synths", "like in the 70s", "after 30 seconds", "every 10 seconds",
     "a 10-second intro",      "the first 20 seconds", "wait a minute, at 1:30", "24/7 hustle", "808s"],
)  # fmt: skip
def test_times_that_are_no_length_of_the_song(said: str) -> None:
    assert not [wish for wish in briefs(said) if wish.startswith("seconds")]


@pytest.mark.parametrize(("count", "words"), COUNTS.items())
@pytest.mark.parametrize(
    "said", ["{} bars", "{} measures", "{} bars long", "{} bars in total", "a {}-bar song", "exactly {} bars"]
)
def test_bars_in_all(said: str, count: int, words: tuple[str, ...]) -> None:
    for word in words:
        assert briefs(said.format(word)) == [f"bars {count}"]


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize(
    "said",
    ["{n}-bar {s}", "an {n}-bar {s}", "{n} bar {s}", "{s} of {n} bars", "{s}: {n} bars", "{s} {n} bars",
     "the {s} is {n} bars long", "the {s} should be {n} bars", "make the {s} {n} bars"],
)  # fmt: skip
def test_bars_of_a_section(said: str, section: str, count: int) -> None:
    for word in COUNTS[count]:
        assert briefs(said.format(n=word, s=section)) == [f"section_bars @{section} {count}"]


@pytest.mark.parametrize(
    ("said", "wishes"),
    table(
        """
        verse 2: 12 bars / the second verse is 12 bars => section_bars @verse 2 12
        last chorus 16 bars => section_bars @last chorus 16
        8-bar verse and 16-bar chorus => section_bars @verse 8; section_bars @chorus 16
        16 bars in total, 4-bar intro => bars 16; section_bars @intro 4
        4-bar intro, 8-bar verse, drop => section_bars @intro 4; section_bars @verse 8; form intro verse drop
        each section 8 bars => section_bars @verse 8; section_bars @chorus 8
        12-bar blues => genre blues; section_bars @verse 12
        an 8 bar blues => genre blues; section_bars @verse 8
        about 20 bars => bars 18..22
        8-16 bars => bars 8..16
        every 4 bars something new =>
        a singer in a bar => instrument voice
        """
    ),
)
def test_bars_in_context(said: str, wishes: str) -> None:
    assert briefs(said) == expected(wishes)


@pytest.mark.parametrize(
    ("text", "hint"),
    table(
        """
        0 bpm / -5 bpm / 9999 bpm / tempo 5 / 1000 bpm => 30 to 300
        900 minutes / an hour long / 16 minutes / 99:59 => 15 minutes
        0 seconds => seconds
        0 bars => 1 bar
        100000 bars => 512
        a 1000-bar verse => 256
        4/3 time / in 0/4 => 6/8
        """
    ),
)
def test_what_no_song_can_have_is_refused_with_what_to_do(text: str, hint: str) -> None:
    for request in (text, f"a sad song, {text}, with piano", text.upper()):
        with pytest.raises(RequestError, match=hint) as refusal:
            read(request)
        assert str(refusal.value).endswith(".") and "\n" not in str(refusal.value)


def test_the_refusal_of_a_long_song_is_plain() -> None:
    with pytest.raises(RequestError) as refusal:
        read("900 minutes")
    assert str(refusal.value) == "A song of 900 minutes is longer than I can write; ask for 15 minutes or less."


@pytest.mark.parametrize(
    ("words", "value"),
    [("8", 8), ("1,200", 1200), ("ninety", 90), ("ninety-nine", 99), ("one twenty", 120), ("a hundred and four", 104),
     ("two hundred", 200), ("a dozen", 12), ("three thousand", 3000), ("a thousand", 1000),
     ("one hundred and twenty five", 125),
     ("zero", 0), (".5", 0.5)],
)  # fmt: skip
def test_numbers_in_words(words: str, value: float) -> None:
    assert number(words) == value


def test_a_number_by_itself_is_taken_for_a_tempo_and_said() -> None:
    reading = read("sad piano, 90, strings")
    assert [a.low for a in reading.asks if a.kind == "tempo"] == [90]
    assert any("90" in note for note in reading.notes)
