"""Instruments in and out, and styles."""

import pytest

from bot.agent.language import read
from skills.instruments import INSTRUMENTS
from skills.styles import STYLES
from tests.bot.readings import briefs, expected, table

# What stands for several instruments, or for none by itself.
_GROUPS = {"beat", "beats", "string quartet", "orchestra"}
NAMES = [(name, i.name) for i in INSTRUMENTS.values() for name in (i.name, *i.aliases) if name not in _GROUPS]
PITCHED = [name for name, i in INSTRUMENTS.items() if i.family not in ("drums", "bass")]
# Feelings more than styles; they name one only with a noun, or where no other style is named.
_FEELINGS = {"romantic", "epic", "chill", "atmospheric", "swing", "funky", "meditation", "piano ballad"}
STYLE_NAMES = [(name, s.name) for s in STYLES.values() for name in (s.name, *s.aliases) if name not in _FEELINGS]


@pytest.mark.parametrize(("name", "instrument"), NAMES)
def test_every_name_of_every_instrument(name: str, instrument: str) -> None:
    for said in (f"with {name}", f"sad, {name}", f"{name.title()} and 90 bpm", f"I want {name.upper()} please"):
        assert f"instrument {instrument}" in briefs(said)
    for said in (
        f"no {name}",
        f"without {name}",
        f"without any {name}",
        f"please don't use {name}",
        f"sad, no {name}!",
    ):
        assert f"instrument {instrument} -" in briefs(said)
    assert briefs(f"only {name}") == [f"only {instrument}"]


@pytest.mark.parametrize("name", PITCHED)
@pytest.mark.parametrize(
    "said", ["{} melody", "melody on {}", "{} lead", "{} playing the melody", "the tune on the {}"]
)
def test_who_carries_the_melody(said: str, name: str) -> None:
    assert [w for w in briefs(said.format(name)) if w.startswith("instrument")] == [f"instrument {name} (lead)"]


@pytest.mark.parametrize("first", ["piano", "acoustic guitar", "strings"])
@pytest.mark.parametrize("second", ["cello", "flute", "drums"])
@pytest.mark.parametrize(
    "said",
    ["only {a} and {b}", "just {a} and {b}", "{a} and {b} only", "nothing but {a} and {b}", "only {a} & {b}",
     "{a} and {b}, nothing else", "just {a}, {b}", "only a {a} and a {b}", "{a} and {b} alone",
     "no instruments but {a} and {b}", "use only {a} and {b}"],
)  # fmt: skip
def test_only(said: str, first: str, second: str) -> None:
    assert briefs(said.format(a=first, b=second)) == [f"only {first}, {second}"]


@pytest.mark.parametrize(
    ("said", "wishes"),
    table(
        """
        piano and strings / piano, strings / piano & strings / piano + strings => instrument piano; instrument strings
        pianos and cellos => instrument piano; instrument cello
        guitars / a guitar / guitar => instrument acoustic guitar
        woodwinds / woodwind section => instrument flute; instrument clarinet
        brass / horns / brass section => instrument brass
        fiddle / violins => instrument violin
        solo guitar / just guitar / guitar only / guitar alone => only acoustic guitar
        a waltz for violin and piano => genre waltz; only violin, piano
        solo piano / piano solo / a piano solo => only piano
        solo violin over strings => instrument violin (lead); instrument strings
        instrumental / an instrumental / purely instrumental => instrument voice -
        no vocals / no singing / vocalless => instrument voice -
        drumless / drum-free / no drums / without drums / leave out the drums => instrument drums -
        no percussion / minus drums / drop the drums / skip the drums / never any drums => instrument drums -
        no drums or bass / neither drums nor bass / no drums and no bass => instrument drums -; instrument bass guitar -
        without drums and bass / no drums, no bass => instrument drums -; instrument bass guitar -
        no drums, piano / piano but no drums / piano without drums => instrument piano; instrument drums -
        piano instead of guitar => instrument piano; instrument acoustic guitar -
        no drums, just piano => instrument drums -; only piano
        just two acoustic guitars and a cello => only acoustic guitar, cello
        not only piano but also strings => instrument piano; instrument strings
        not without drums => instrument drums
        walking bass => instrument upright bass (bass)
        rhythm guitar => instrument acoustic guitar (chords)
        lead guitar => instrument acoustic guitar (lead)
        strings in the background => instrument strings (pad)
        piano chords with a cello counter melody => instrument piano (chords); instrument cello (counter)
        melody: flute / the melody is played by the flute / flute carries the tune => instrument flute (lead)
        vocals / a singer / voice => instrument voice
        theremin => instrument synth lead
        a cappella / acapella => only voice, choir
        with a sax solo => instrument @solo alto sax (lead)
        no drums in the bridge / bridge without drums / the bridge has no drums => instrument @bridge drums -
        in the bridge, no drums / bridge: no drums => instrument @bridge drums -
        no bass in the intro and outro => instrument @intro bass guitar -; instrument @outro bass guitar -
        a verse with piano and a chorus with drums => instrument @verse piano; instrument @chorus drums
        the chorus has drums and bass => instrument @chorus drums; instrument @chorus bass guitar
        drums and bass in the chorus => instrument @chorus drums; instrument @chorus bass guitar
        strings in the last chorus => instrument @last chorus strings
        less drums => density sparse (drums)
        with or without drums / drums optional =>
        kick and snare drums => instrument drums
        remove the drums from the bridge => instrument @bridge drums -
        strings in the chorus only => instrument @chorus strings
        a beat =>
        no beat => instrument drums -
        """
    ),
)
def test_players_in_context(said: str, wishes: str) -> None:
    assert briefs(said) == expected(wishes)


@pytest.mark.parametrize(
    ("said", "instrument"),
    table(
        """
        metal with guitar => distorted guitar
        rock with guitars => overdriven guitar
        jazz guitar and drums => jazz guitar
        bossa nova with guitar => nylon guitar
        folk with guitar => acoustic guitar
        jazz with bass => upright bass
        funk with bass => slap bass
        house with bass => synth bass
        jazz with sax => tenor sax
        pop with bass => bass guitar
        """
    ),
)
def test_a_bare_name_means_what_the_style_means_by_it(said: str, instrument: str) -> None:
    assert f"instrument {instrument}" in briefs(said)


@pytest.mark.parametrize(("name", "style"), STYLE_NAMES)
def test_every_name_of_every_style(name: str, style: str) -> None:
    for said in (
        name,
        f"{name} song",
        f"a {name} track, 90 bpm",
        f"some {name.upper()} please",
        f"in the style of {name}",
    ):
        assert [a.value for a in read(said).asks if a.kind == "genre"] == [style]
    for said in (f"not {name}", f"no {name}", f"anything but {name}"):
        assert [(a.value, a.unwanted) for a in read(said).asks if a.kind == "genre"] == [(style, True)]


@pytest.mark.parametrize("name", sorted(_FEELINGS - {"romantic", "piano ballad"}))
def test_feelings_that_point_to_a_style_where_none_is_named(name: str) -> None:
    assert "genre" in {a.kind for a in read(f"{name} music").asks}
    assert [a.value for a in read(f"{name} metal").asks if a.kind == "genre"] == ["metal"]


@pytest.mark.parametrize(
    ("said", "wishes"),
    table(
        """
        r&b / R & B / rnb / r'n'b / rhythm and blues => genre soul
        lo-fi beat / lofi / lo fi / Lo-Fi beats => genre lo-fi
        hip-hop / hip hop / hiphop => genre hip-hop
        drum and bass / drum & bass / dnb => genre house
        no drum and bass => genre house -
        not jazz / anything but jazz / no jazz please => genre jazz -
        not jazz but blues => genre blues; genre jazz -
        folk rock => genre rock
        jazz and funk / jazz-funk / jazz, funk => genre jazz; genre funk
        jazz waltz => genre jazz; genre waltz; metre 3/4
        jazz ballad => genre jazz; genre ballad; tempo slow 58..84
        jazz ballad at 60 bpm => genre jazz; genre ballad; tempo 60
        guitar ballad => genre ballad; instrument acoustic guitar
        piano ballad => genre ballad; instrument piano
        indie folk with ukulele => genre folk; instrument ukulele
        electronic pop => genre pop; genre house
        acoustic pop => genre pop; instrument acoustic guitar
        acoustic => genre folk
        string quartet => genre classical; only violin, viola, cello
        heavy metal => genre metal
        deep house => genre house
        tango => genre bossa nova
        a romantic ballad => genre ballad; mood romantic
        romantic era => genre classical
        swing / a swing tune => genre jazz; swing swing
        swing feel / swung / with swing / shuffle / swung eighths => swing swing
        straight / straight eighths / no swing / not swung => swing straight
        country shuffle => genre country; swing swing
        straight to the chorus =>
        """
    ),
)
def test_styles_in_context(said: str, wishes: str) -> None:
    assert briefs(said) == expected(wishes)


def test_the_first_style_leads() -> None:
    assert [a.value for a in read("jazz with some funk and a bit of soul").asks if a.kind == "genre"] == [
        "jazz",
        "funk",
        "soul",
    ]
    assert [a.value for a in read("indie jazz").asks if a.kind == "genre"] == ["jazz", "pop"]


def test_what_is_taken_for_another_is_said() -> None:
    assert any("tango" in note and "bossa nova" in note for note in read("a tango").notes)
    assert any("theremin" in note for note in read("with theremin").notes)
    assert not read("no theremin").notes
