"""Keys, modes and chords, and the words that only look like them."""

import pytest

from bot.agent.language import read
from skills.errors import RequestError
from skills.theory.chord import parse_chord
from skills.theory.key import MODES
from tests.bot.readings import briefs, expected, table

TONICS = {
    "C": ("C", "c"), "D": ("D", "d"), "E": ("E",), "G": ("G",), "B": ("B",),
    "F#": ("F#", "F sharp", "F-sharp", "f#", "F♯"),
    "Bb": ("Bb", "B flat", "B-flat", "bb", "B♭"),
    "Eb": ("Eb", "E flat"), "C#": ("C#", "C-sharp"), "Ab": ("Ab", "A flat"),
}  # fmt: skip


@pytest.mark.parametrize("mode", ["major", "minor", "dorian", "mixolydian"])
@pytest.mark.parametrize("tonic", TONICS)
@pytest.mark.parametrize("said", ["{}", "in {}", "in the key of {}", "key of {}", "key: {}", "a song in {}, please"])
def test_keys_in_every_spelling(said: str, tonic: str, mode: str) -> None:
    for name in TONICS[tonic]:
        assert briefs(said.format(f"{name} {mode}")) == [f"key {tonic} {mode}"]


@pytest.mark.parametrize("mode", MODES)
def test_every_mode(mode: str) -> None:
    assert briefs(f"in D {mode}") == [f"key D {mode}"]
    assert briefs(f"{mode}") == [f"mode {mode}"]


@pytest.mark.parametrize(
    ("said", "wishes"),
    table(
        """
        in Am / key of Am / Am, please / in A minor / in a minor / A minor / in the key of a minor => key A minor
        in F#m / F#m / F# min / f sharp minor => key F# minor
        in Bbm / in Bb minor / B flat min => key Bb minor
        A harmonic minor / in A harmonic minor => key A harmonic minor
        A aeolian / A natural minor => key A minor
        C ionian / C maj / C Major / c major => key C major
        in G / key of G / in the key of g / Key: G / in g => tonic G
        in Bb / key: Bb / in B flat => tonic Bb
        minor / in minor / in a minor key / a minor key / minor key / aeolian => mode minor
        major / in a major key / ionian / not minor => mode major
        dorian / in a dorian mode / dorian mode => mode dorian
        harmonic minor / in harmonic minor => mode harmonic minor
        a sad song in a minor key => mode minor; mood sad
        an A minor ballad / a ballad in A minor / slow-ish A minor ballad => genre ballad; key A minor
        a minor ballad => genre ballad; mode minor
        a minor blues in C => genre blues; mode minor; tonic C
        starts in A minor and ends in C major => key A minor
        sad, Am, strings => key A minor; mood sad; instrument strings
        G# major => key Ab major
        Db minor => key C# minor
        """
    ),
)
def test_keys_in_context(said: str, wishes: str) -> None:
    got = [wish for wish in briefs(said) if not wish.startswith("tempo")]
    assert got == expected(wishes)


@pytest.mark.parametrize(
    "text", ["key of H", "in H minor", "key of H# major", "key of Z", "Key: X", "in the key of q", "key of 5"]
)
def test_a_key_there_is_not_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="There is no key of"):
        read(text)


def test_the_german_h_is_told_from_b() -> None:
    with pytest.raises(RequestError, match="say B or Bb"):
        read("a waltz in H minor")


def test_what_cannot_be_written_is_said() -> None:
    assert any("Ab major" in note for note in read("G# major").notes)
    assert any("melodic" in note for note in read("A melodic minor").notes)


@pytest.mark.parametrize(
    "text",
    ["a major change in the bridge", "a minor detail", "one minor tweak", "a major label", "a major hit",
     "minor third",
     "in a minute", "in a moment", "in a bar", "in an hour's time", "a big change", "I am here", "Be good",
     "in the end", "in the style of bees"],
)  # fmt: skip
def test_words_that_look_like_keys(text: str) -> None:
    kinds = {ask.kind for ask in read(text).asks}
    assert not kinds & {"key", "tonic", "mode", "chords"}


@pytest.mark.parametrize(
    ("said", "wishes"),
    table(
        """
        Am F C G / Am-F-C-G / Am - F - C - G / Am | F | C | G / |Am|F|C|G| / Am, F, C, G => Am F C G
        Am -> F -> C -> G / chords: Am F C G / chords Am F C G / the chords are Am, F, C, G => Am F C G
        chord progression Am F C G / Am F C G progression / over Am F C G => Am F C G
        am f c g / Am then F then C then G => Am F C G
        use the chords Am F C G / A minor, F major, C major, G major / play Am F C G => Am F C G
        over Dm7 G7 Cmaj7 / Dm7 G7 Cmaj7 / Dm7 - G7 - Cmaj7 / Dm7 | G7 | Cmaj7 => Dm7 G7 Cmaj7
        Dm7 | G7 | Cmaj7 | % => Dm7 G7 Cmaj7 Cmaj7
        C/E F G/B Am / C/E - F - G/B - Am => C/E F G/B Am
        F#m7b5 B7 Em => F#m7b5 B7 Em
        Bb Eb F Bb => Bb Eb F Bb
        Csus4 C Gsus4 G => Csus4 C Gsus4 G
        A-7 D7 Gmaj7 => A-7 D7 Gmaj7
        C5 G5 A5 => C5 G5 A5
        C G / C, G / C - G => C G
        ii-V-I / ii V I / ii - V - I / chords: ii V I / 2-5-1 / a 2-5-1 => ii V I
        I V vi IV / I-V-vi-IV / I, V, vi, IV / 1-5-6-4 / progression 1 5 6 4 => I V vi IV
        i VI III VII / i-VI-III-VII => i VI III VII
        I IV V / 1-4-5 => I IV V
        bVII IV I => bVII IV I
        chord: Em / over the chord Em => Em
        over Em7 / a vamp on Em7 / an Em7 vamp => Em7
        Am7 D7 x2 => Am7 D7 Am7 D7
        """
    ),
)
def test_chords_are_given_back_verbatim(said: str, wishes: str) -> None:
    assert briefs(said) == [f"chords {wishes}"]


@pytest.mark.parametrize(
    ("said", "wishes"),
    table(
        """
        ii-V-I in Bb => chords ii V I; tonic Bb
        i VI III VII in E minor => chords i VI III VII; key E minor
        in C, chords G Am F => chords G Am F; tonic C
        verse chords Am F, chorus C G => chords @verse Am F; chords @chorus C G
        verse: Am F C G; chorus: F G Am C => chords @verse Am F C G; chords @chorus F G Am C
        verse = Am F, chorus = C G => chords @verse Am F; chords @chorus C G
        Am F C G for the verse, Dm7 G7 for the chorus => chords @verse Am F C G; chords @chorus Dm7 G7
        Dm Bb F C in the bridge => chords @bridge Dm Bb F C
        sad ballad over Am F C G at 70 bpm => genre ballad; mood sad; chords Am F C G; tempo 70
        """
    ),
)
def test_chords_in_context(said: str, wishes: str) -> None:
    assert briefs(said) == expected(wishes)


def test_given_chords_can_be_read_by_the_one_parser() -> None:
    for said in ("am f#m7 bb g/b", "Am-F-C-G", "E flat major, B flat minor, C minor"):
        for name in briefs(f"chords: {said}")[0].split()[1:]:
            assert parse_chord(name)


@pytest.mark.parametrize(
    "text",
    ["I am sad", "Am I sad", "a", "A", "I", "Go", "Add strings", "Be happy", "E.", "A or B", "plan A, plan B",
     "dim lights", "I, me and you", "vitamin C and B", "A song for A", "go add more", "C", "Do it", "a b", "as if I am",
     "I vs I", "mi amor", "AM radio", "I AM SAD AND I AM LOST"],
)  # fmt: skip
def test_words_that_look_like_chords(text: str) -> None:
    assert not [ask for ask in read(f"{text} ").asks if ask.kind == "chords"]
