"""Form, title, density, register, and what is not understood."""

import pytest

from bot.agent.language import Reading, read
from bot.agent.language.wordlists import words
from skills.errors import RequestError
from tests.bot.readings import briefs, expected, table

FORMS = (
    "verse chorus", "verse chorus verse", "intro verse chorus", "verse chorus verse chorus bridge chorus",
    "intro verse pre-chorus chorus verse pre-chorus chorus outro", "intro build drop interlude build drop outro",
    "verse verse bridge verse", "intro verse chorus solo chorus outro",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("joint", [" ", ", ", " - ", "-", " then ", " -> ", " | ", " / ", " > ", " + "])
def test_forms_in_a_row(form: str, joint: str) -> None:
    assert briefs(joint.join(form.split())) == [f"form {form}"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "said", ["a sad song: {}", "form: {}", "structure {}", "{} form", "with the form {}", "sad, {}, 90 bpm"]
)
def test_forms_in_a_request(form: str, said: str) -> None:
    wishes = briefs(said.format(form))
    repeated = f"{form} {form}" if form == "verse chorus" and said == "{} form" else form
    assert [w for w in wishes if w.startswith("form")] == [f"form {repeated}"]
    assert not [w for w in wishes if "@" in w]


@pytest.mark.parametrize(
    ("said", "form"),
    table(
        """
        ABAB / A-B-A-B / A B A B / form ABAB / in ABAB form => verse chorus verse chorus
        AABA / AABA form / a 32-bar AABA => verse verse bridge verse
        ABABCB / ABABCB structure => verse chorus verse chorus bridge chorus
        ABA => verse chorus verse
        ABACA / rondo => verse chorus verse bridge verse
        AAA form / strophic => verse verse verse
        V C V C B C / VCVCBC / V-C-V-C-B-C / V, C, V, C, B, C => verse chorus verse chorus bridge chorus
        I V C V C O => intro verse chorus verse chorus outro
        verse chorus x2 / verse chorus 2x / (verse chorus) x2 => verse chorus verse chorus
        verse-chorus x 2 / verse chorus twice => verse chorus verse chorus
        verse chorus x2, bridge, chorus => verse chorus verse chorus bridge chorus
        intro, verse, chorus x2 => intro verse chorus chorus
        a verse and a chorus / one verse and one chorus / a verse, then a chorus => verse chorus
        two verses and a chorus => verse verse chorus
        2 verses and 2 choruses => verse chorus verse chorus
        2 verses, 2 choruses and a bridge => verse chorus verse chorus bridge
        just a chorus / only a chorus / just one chorus => chorus
        just a verse => verse
        refrain, verse, refrain / chorus, verse, chorus => chorus verse chorus
        verse, pre chorus, chorus / verse, prechorus, chorus => verse pre-chorus chorus
        intro, verse, hook, middle eight, coda => intro verse chorus bridge outro
        """
    ),
)
def test_forms_in_every_way(said: str, form: str) -> None:
    assert [w for w in briefs(said) if w.startswith("form")] == [f"form {form}"]


@pytest.mark.parametrize(
    ("said", "wishes"),
    table(
        """
        verse chorus verse chorus, chorus should be huge => form verse chorus verse chorus; mood @chorus huge
        no bridge / without a bridge / but no bridge please => form bridge -
        with a bridge / add a bridge => form @bridge bridge
        drums in the verse and chorus => instrument @verse drums; instrument @chorus drums
        sad in both verse and chorus => mood @verse sad; mood @chorus sad
        a song that builds => arc quiet > full
        drop the drums => instrument drums -
        in drop D =>
        drum solo => instrument @solo drums (lead)
        """
    ),
)
def test_parts_in_context(said: str, wishes: str) -> None:
    assert briefs(said) == expected(wishes)


# --- title ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title", ["Blue Monday", "The Long Way Home", "Rain", "Tears in Heaven", "Dark Was the Night", "99 Sad Bars"]
)
@pytest.mark.parametrize(
    "said",
    ['a song called "{}", slow', "a song titled '{}'", "Title: {}", "called {}", "call it “{}”", "slow, named {}."],
)
def test_titles_keep_their_words(said: str, title: str) -> None:
    asks = [a for a in read(said.format(title)).asks if a.kind != "tempo"]
    assert [(a.kind, a.value) for a in asks] == [("title", title)]


@pytest.mark.parametrize(
    ("said", "wishes"),
    table(
        """
        called blue monday, sad => title Blue Monday; mood sad
        a waltz called Slow Snow in A minor => genre waltz; title Slow Snow; key A minor
        a song called home in 6/8 with banjo => title Home; metre 6/8; instrument banjo
        a song about the sea =>
        named after my dog =>
        I called my mother =>
        a so-called ballad => genre ballad
        a song about sadness => mood sadness
        """
    ),
)
def test_titles_in_context(said: str, wishes: str) -> None:
    assert briefs(said) == expected(wishes)


# --- density and register ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "wishes"),
    table(
        """
        busy / dense / complex / lots of notes / wall of sound / layered / not sparse / busier => density busy
        sparse / minimal / minimalist / simple / stripped down / keep it simple => density sparse
        few notes / not too busy / less busy / nothing too busy / not busy / sparser => density sparse
        a sparse verse / the verse should be sparse / verse: sparse => density @verse sparse
        busy chorus and sparse bridge => density @chorus busy; density @bridge sparse
        busy drums => density busy (drums); instrument drums
        high melody / a high melody line / the melody should be high / melody up high => register high (lead)
        low melody / not a high melody => register low (lead)
        deep bass => register low (bass); instrument bass guitar
        high strings => register high (pad); instrument strings
        in a low register / low register / low-pitched / deep => register low
        in a high register / high-pitched / keep it high => register high
        deep voice => register low (lead); instrument voice
        high energy => mood high energy
        high tempo => tempo high tempo 126..164
        highly emotional => mood emotional
        deep house => genre house
        deeply sad => mood sad
        """
    ),
)
def test_density_and_register(said: str, wishes: str) -> None:
    assert briefs(said) == expected(wishes)


# --- what is not understood, and slips -----------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["write me a song", "surprise me", "Please write a song for me.", "hi there, could you make some music?",
     "a song", "anything you like",
     "give me something", "Hey! I'd like a tune, please :)"],
)  # fmt: skip
def test_a_request_without_wishes_is_fine(text: str) -> None:
    assert read(text) == Reading()


@pytest.mark.parametrize(
    ("said", "unread"),
    table(
        """
        a song about the sea => about the sea
        sad song about my old truck, 90 bpm => about my old truck
        like Frobnia => like Frobnia
        xyzzy plugh, sad => xyzzy plugh
        a waltz in the manner of zyzzyvas => in the manner of zyzzyvas
        with a 10-second intro => 10-second intro
        sad piano with glockenflugel => glockenflugel
        """
    ),
)
def test_what_is_not_understood_is_kept_in_the_persons_words(said: str, unread: str) -> None:
    assert read(said).unread == (unread,)


@pytest.mark.parametrize(
    "text",
    ["start calm, build tension, end triumphant", "a slow sad waltz for piano in A minor, 90 bpm",
     "verse chords Am F, chorus C G",
     "upbeat funk in E minor with slap bass and horns, 104 bpm, verse chorus verse chorus bridge chorus",
     "no drums in the bridge, piano in the chorus", "make it very happy and a bit playful, about two minutes long",
     "sad until the bridge, then sunny", "A dreamy lo-fi beat in D dorian around 75 bpm with Rhodes and vibraphone"],
)  # fmt: skip
def test_nothing_is_left_of_what_is_understood(text: str) -> None:
    assert not read(text).unread


@pytest.mark.parametrize(
    ("typed", "meant"),
    table(
        """
        trimphant => mood triumphant
        pinao => instrument piano
        a sad choras => mood @chorus sad
        in D minro => key D minor
        accoustic guitar => instrument acoustic guitar
        melancolic => mood melancholic
        waltzz => genre waltz
        vioiln => instrument violin
        withuot drums => instrument drums -
        trumpt => instrument trumpet
        energtic => mood energetic
        90 secnods => seconds 90
        happpy => mood happy
        regggae => genre reggae
        """
    ),
)
def test_slips_of_the_finger(typed: str, meant: str) -> None:
    assert briefs(typed) == [meant]
    assert any(note.startswith("I read ") for note in read(typed).notes)


@pytest.mark.parametrize(
    "word",
    words(
        """
        night place angel light lights world heart house table water paper place plane plain place brain train
        rain street happens hoping loved lover moving mother father sister brother river ocean mountain forest
        garden window school summer winter flower stars shine smile dreams places spaces phone money coffee
        morning strange stranger danger change chance dancer singer writer player reader leader teacher better
        letter matter butter bitter litter twitter
        """
    ),
)
def test_english_words_are_no_slips(word: str) -> None:
    assert not read(f"a song about the {word}").notes


# --- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t ", "!!!", "...", "?", "🎵🎶", "これは歌です", "музыка", "歌", "—", '""', "12345", "3.14"]
)
def test_what_cannot_be_read_at_all_is_refused(text: str) -> None:
    with pytest.raises(RequestError) as refusal:
        read(text)
    assert str(refusal.value).endswith(".") and len(str(refusal.value)) < 140


def test_a_request_may_be_long_but_not_too_long() -> None:
    assert read("sad " * 1000).asks
    with pytest.raises(RequestError, match="4,000"):
        read("sad " * 1001)


@pytest.mark.parametrize(
    "text",
    [
        "😀 sad piano 🎹",
        "悲しい sad piano",
        "sad★piano",
        "«sad», “piano”",
        "\uff53\uff41\uff44 piano",
        "s\u0061d pia\u0301no",
    ],
)
def test_other_scripts_and_emoji_beside_words_do_no_harm(text: str) -> None:
    assert briefs(text) == ["instrument piano", "mood sad"]
