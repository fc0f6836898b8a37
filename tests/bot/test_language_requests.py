"""Whole requests: endings, keys of parts, players, entries, scopes, ease, artists, and how much is left unread."""

import pytest

from bot.agent.language import read
from tests.bot.readings import briefs, expected, table

ENDINGS = """
slow down at the end / slows down at the end / slowing down towards the end / slower at the end => ending ritardando
a ritardando at the end / ends with a ritardando / ritardando / rallentando => ending ritardando
slows to a stop / a slow ending / ends slowing down => ending ritardando
fade out / fade out at the end / a fade-out / ends with a fade / fade out ending / a long fade-out => ending fade
cold ending / ends cold / ends abruptly / stops suddenly / a sudden ending / stop dead => ending cold
end on a hit / an abrupt ending / finishing suddenly / a hard stop / ends with one big hit => ending cold
end on a long held chord / hold the last chord / let the last chord ring out / a long final chord => ending hold
no fade-out / without a fade out => ending fade -
don't slow down at the end => ending ritardando -
"""
KEYS = """
the last chorus up a step / last chorus up a whole step / the final chorus goes up a tone => modulate @last chorus 2
last chorus up a half step / the last chorus is a semitone higher => modulate @last chorus 1
last chorus up a minor third => modulate @last chorus 3
modulate at the end / key change at the end / a key change / a modulation / changes key => modulate
a key change before the last chorus / modulate for the last chorus => modulate @last chorus
a key change up a whole step in the last chorus => modulate @last chorus 2
a bridge that modulates / modulate in the bridge => modulate @bridge
no key change / without modulation => modulate -
turns major in the chorus / chorus in major / a major chorus => mode @chorus major
a minor bridge / the bridge is minor => mode @bridge minor
chorus in the relative major => mode @chorus relative major
verses in A minor, chorus in C major => key @verse A minor; key @chorus C major
the bridge is in F# minor => key @bridge F# minor
chorus in D => tonic @chorus D
in h-moll / in H-Moll => key B minor
in b-moll => key Bb minor
Es-Dur => key Eb major
in fis-moll => key F# minor
in la minor => key A minor
do major => key C major
"""
PLAYERS = """
light drums / soft drums / quiet drums / drums not too loud => loudness soft (drums); instrument drums
big drums / pounding drums / drums up front / hard-hitting drums => loudness loud (drums); instrument drums
loud bass / fat bass / bass up front / turn up the bass => loudness loud (bass); instrument bass guitar
less drums / fewer drums => density sparse (drums)
quiet drums, loud guitar => loudness soft (drums); loudness loud; instrument drums; instrument acoustic guitar
hard hitting drums and soft piano => loudness loud (drums); loudness soft; instrument drums; instrument piano
busy drums, sparse piano => density busy (drums); density sparse; instrument drums; instrument piano
no fills / no drum fills / without fills => fills none
lots of fills / many drum fills / plenty of fills => fills many
few fills / not many drum fills => fills few
half-time chorus / chorus in half time => time feel @chorus half
double-time / double time feel => time feel double
half-time drums in the bridge => time feel @bridge half
tight / very tight / quantized / on the grid => looseness tight
tight drums => looseness tight (drums); instrument drums
loose / loose playing / behind the beat / a human feel / sloppy => looseness loose
not too tight => looseness loose
"""
ENTRIES = """
drums come in at the second verse / the drums only come in at verse 2 => enters @verse 2 drums
strings come in at the chorus / strings enter in the chorus / strings join in the chorus => enters @chorus strings
no drums until the chorus / drums from the chorus on / without drums until the chorus => enters @chorus drums
bass and drums come in at the chorus => enters @chorus bass guitar; enters @chorus drums
strings join in the second half => enters strings 0.5..
the drums drop out in the bridge / the drums stop in the bridge => instrument @bridge drums -
drums drop out before the last chorus => instrument @before last chorus drums -
strings only in the bridge => instrument @bridge strings
just piano in the intro / only piano in the intro => only @intro piano
start with just piano / begin with only piano / just piano at the start => only @intro piano
no melody / without a melody / no tune / no lead => instrument (lead) -
a backing track / just a backing track / something to sing over => instrument (lead) -
no chords / without chords => instrument (chords) -
the last chorus twice / double the last chorus / chorus twice at the end => form @last chorus chorus chorus
a double chorus at the end / repeat the chorus at the end => form @last chorus chorus chorus
with three verses => form @verse 3 verse
start with the chorus / chorus first => form chorus verse chorus verse chorus
intro 4, verse 8 => section_bars @intro 4; section_bars @verse 8
"""
NUMBERS = """
a bit under two minutes / just under two minutes / slightly under 2 minutes => seconds 105.6..120
a bit over a minute / just over a minute => seconds 60..67.2
it shouldn't be longer than two minutes / not longer than two minutes => seconds ..120
not more than 16 bars => bars ..16
a jingle => seconds 8..30
slowish => tempo slowish 66..90
fastish => tempo fastish 112..142
no faster than 80 => tempo ..80
6 8 / in 6 8 / six by eight => metre 6/8
three by four / three four => metre 3/4
one two three, one two three => metre 3/4
trap 140 => genre hip-hop; tempo 140
174 dnb => genre house; tempo 174
rock, 130ish => genre rock; tempo 124..136
ABAB rhymes / rhymes ABAB / rhyme scheme ABAB / with alternate rhymes => rhyme ABAB
AABB rhymes / rhyming couplets => rhyme AABB
8 syllables a line / eight syllables per line / 8 syllables => syllables 8
7 to 9 syllables a line => syllables 7..9
12-bar blues, twice round => section_bars @verse 12; genre blues; bars 24
"""
EASE = """
easy chords / beginner chords / simple chords only / no barre chords / chords for beginners => easy guitar
easy guitar chords / easy chords on guitar / beginner guitar => easy guitar; instrument acoustic guitar
easy ukulele chords => easy ukulele; instrument ukulele
beginner piano => easy piano; instrument piano
in the style of Johnny Cash / like Dolly Parton => genre country
sounds like Hans Zimmer / inspired by John Williams => genre cinematic
something like Billie Eilish / a Taylor Swift type song => genre pop
in the style of Bach => genre classical
a jazz trio: piano, upright bass and drums => genre jazz; only piano, upright bass, drums
"""


WISHES = [row for rows in (ENDINGS, KEYS, PLAYERS, ENTRIES, NUMBERS, EASE) for row in table(rows)]


@pytest.mark.parametrize(("said", "wishes"), WISHES)
def test_wishes(said: str, wishes: str) -> None:
    assert briefs(said) == expected(wishes)
    assert read(said).unread == ()


SCOPES = """
a sad progression / chord progression for a chill song / give me 4 chords / some chords in G => progression
just chords / 8 bars of chords in F / two chord vamp / easy piano chords / i need chords for my lyrics => progression
four bar progression in E minor / a ii-V-I progression in Bb => progression
just a drum groove at 90 / a drum beat / drum loop 4 bars / a percussion loop / just a beat at 90 => drums
funky drum pattern / only drums / write me a drum part => drums
bass line over Am F C G / a funky bassline / write a bass riff / only the bass part, funk => bass
a melody over my chords Am F C G / write a melody in D major / a top line over C G Am F / just the melody => melody
a tune for my chords: Dm Bb F C / a lead line over ii V I => melody
a song / sad song with a nice melody / pop, funky bass line, 110 / jazz with a walking bass line => song
a song with the progression Am F C G / lo-fi beat / a chill beat to rap over / verse chorus verse => song
high bass line, low melody / a ballad for piano / rock song over Am F C G / waltz / piano and cello => song
a song whose melody is played by the flute / a drum and bass track / a sad song, melody on the flute => song
"""


@pytest.mark.parametrize(("said", "scope"), table(SCOPES))
def test_how_much_is_asked_for(said: str, scope: str) -> None:
    assert read(said).scope == scope


PLACES = """
sad until the bridge, then sunny => until bridge; from bridge
builds through the pre-chorus and explodes in the last chorus => ; through pre-chorus; in last chorus
drop out before the last chorus => ; ; before last chorus; from last chorus
calm until the last chorus, then triumphant => until last chorus; from last chorus
"""


@pytest.mark.parametrize(("said", "places"), table(PLACES))
def test_stations_tied_to_parts_of_the_song(said: str, places: str) -> None:
    (ask,) = [a for a in read(said).asks if a.kind == "arc"]
    assert ask.where == tuple(place.strip() for place in places.split(";"))
    assert len(ask.where) == len(ask.points)


@pytest.mark.parametrize("said", ["from whisper to roar", "start calm, end triumphant", "calm, builds, then fades out"])
def test_stations_without_a_place_have_none(said: str) -> None:
    assert all(a.where == () for a in read(said).asks)


@pytest.mark.parametrize(
    ("said", "left"),
    table(
        """
        yo gimme a dark trap beat with 808s w/ hi hats obviously =>
        could you please make a sad song for my daughter, thanks =>
        a song with kazoo zzyx and piano => zzyx
        pop in the manner of frobnication => frobnication
        """
    ),
)
def test_what_carried_a_wish_and_was_not_used_is_unread(said: str, left: str) -> None:
    unread = " ".join(read(said).unread)
    assert (left in unread) if left else not unread


def test_nobody_is_copied_and_it_is_said() -> None:
    reading = read("folk like Billie Eilish")
    assert [a.value for a in reading.asks] == ["folk", "pop"] or [a.value for a in reading.asks] == ["pop", "folk"]
    assert any("Billie Eilish" in note and "don't copy" in note for note in reading.notes)


def test_a_decade_is_a_style_only_where_none_is_named() -> None:
    assert [a.value for a in read("something from the 70s").asks] == ["funk"]
    beside = read("80s synth pop")
    assert [a.value for a in beside.asks] == ["pop"] and any("80s" in note for note in beside.notes)


@pytest.mark.parametrize(
    "said",
    [
        "8 bars, fast pop, only piano and drums",
        "pop with only piano and drums",
        "funk, just guitar and drums",
        "only bass and a beat",
    ],
)
def test_only_these_and_drums_is_a_song_for_all_of_them(said: str) -> None:
    assert read(said).scope == "song"
