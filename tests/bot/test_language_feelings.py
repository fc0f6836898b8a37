"""Moods, arcs and the parts they are about."""

from functools import cache
from itertools import pairwise

import pytest

from bot.agent.language import read
from bot.agent.language.moods import mood_words
from skills.plan import ArcPoint, Ask
from tests.bot.readings import briefs, expected, table

HAND_WRITTEN = sorted({mood.name for mood in mood_words().values()})
SIMPLE = ["calm", "sad", "happy", "triumphant", "dark", "angry", "dreamy", "hopeful", "tense", "wild", "gentle", "huge"]


@cache
def moods(text: str) -> dict[str, ArcPoint]:
    return {ask.value: ask.points[0] for ask in read(text).asks if ask.kind == "mood"}


def arc(text: str) -> Ask:
    (ask,) = [ask for ask in read(text).asks if ask.kind == "arc"]
    return ask


def test_the_vocabulary_is_wide() -> None:
    assert len(HAND_WRITTEN) >= 600
    assert {"melancholy", "triumphant", "bittersweet", "nostalgic", "menacing", "serene", "euphoric"} <= set(
        HAND_WRITTEN
    )


@pytest.mark.parametrize("word", HAND_WRITTEN)
def test_every_mood_word_is_read(word: str) -> None:
    ask = next(a for a in read(f"something {word}, for piano").asks if a.points)
    assert ask.kind in ("mood", "arc")


@pytest.mark.parametrize(
    ("base", "forms"),
    [("sad", "sadder saddest sadly sadness"), ("happy", "happier happiest happily happiness"),
     ("dark", "darker darkest darkness"), ("gentle", "gentler gently"), ("calm", "calmer calmly calmness"),
     ("peaceful", "peacefully"),
     ("epic", "epically"), ("angry", "angrier angrily"), ("loud", "louder loudest loudly"),
     ("triumphant", "triumphantly"), ("lonely", "lonelier loneliness")],
)  # fmt: skip
def test_forms_of_a_word_mean_the_word(base: str, forms: str) -> None:
    (plain,) = moods(base).values()
    for form in forms.split():
        (point,) = moods(form).values()
        assert abs(point.valence - plain.valence) <= 0.4 and abs(point.arousal - plain.arousal) <= 0.25


def test_moods_lie_where_listeners_put_them() -> None:
    bright = ("happy", "triumphant", "joyful", "sunny", "ecstatic", "hopeful", "playful")
    dark = ("sad", "melancholy", "dark", "angry", "heartbroken", "gloomy", "scary")
    assert all(moods(w)[w].valence > 0.4 for w in bright) and all(moods(w)[w].valence < -0.3 for w in dark)
    lively = ("ecstatic", "angry", "energetic", "wild", "triumphant", "loud")
    still = ("calm", "peaceful", "sleepy", "sad", "dreamy", "quiet")
    assert all(moods(w)[w].arousal > 0.75 for w in lively) and all(moods(w)[w].arousal < 0.3 for w in still)
    strained, eased = ("tense", "scary", "angry", "suspenseful"), ("calm", "triumphant", "relaxed", "happy")
    assert all(moods(w)[w].tension > 0.7 for w in strained) and all(moods(w)[w].tension < 0.25 for w in eased)


@pytest.mark.parametrize("word", ["sad", "happy", "dark", "gloomy", "joyful", "scary"])
def test_degrees_order_a_mood(word: str) -> None:
    strengths = [
        abs(moods(f"{degree}{word}")[word].valence) for degree in ("not too ", "a bit ", "quite ", "", "very ")
    ]
    assert strengths == sorted(strengths) and strengths[0] < strengths[-1]
    for degree in ("slightly ", "somewhat ", "kind of ", "a little "):
        assert abs(moods(degree + word)[word].valence) < abs(moods(word)[word].valence)
    for degree in ("really ", "so ", "extremely ", "super ", "incredibly "):
        assert abs(moods(degree + word)[word].valence) > abs(moods(word)[word].valence)


@pytest.mark.parametrize("word", ["sad", "happy", "dark", "boring", "cheesy", "aggressive"])
@pytest.mark.parametrize(
    "said",
    ["not {}", "never {}", "nothing {}", "don't make it {}", "I don't want it to be {}", "it shouldn't be {}",
     "without being {}", "not at all {}", "please, not {}!"],
)  # fmt: skip
def test_moods_that_are_unwanted(said: str, word: str) -> None:
    assert briefs(said.format(word)) == [f"mood {word} -"]


@pytest.mark.parametrize("section", ["verse", "chorus", "bridge", "intro", "last chorus", "verse 2", "outro"])
@pytest.mark.parametrize("mood", ["dark", "huge", "calm", "playful"])
@pytest.mark.parametrize(
    "said",
    ["{m} {s}", "a {m} {s}", "the {s} should be {m}", "{s} is {m}", "make the {s} {m}", "{s}: {m}",
     "{m} in the {s}", "in the {s} it is {m}", "I want the {s} to be really {m}", "the {s} needs to sound {m}"],
)  # fmt: skip
def test_moods_of_a_section(said: str, section: str, mood: str) -> None:
    assert briefs(said.format(m=mood, s=section)) == [f"mood @{section} {mood}"]


@pytest.mark.parametrize(
    ("said", "wishes"),
    table(
        """
        sad verse and happy chorus / sad verse, happy chorus => mood @verse sad; mood @chorus happy
        sad verse then happy chorus / verse sad, chorus happy => mood @verse sad; mood @chorus happy
        verse: sad, chorus: happy => mood @verse sad; mood @chorus happy
        the verse is sad and the chorus is happy => mood @verse sad; mood @chorus happy
        dark and heavy bridge / a dark, heavy bridge => mood @bridge dark; mood @bridge heavy
        the bridge is dark and heavy => mood @bridge dark; mood @bridge heavy
        quiet verses, loud choruses => mood @verse quiet; mood @chorus loud
        the second verse angry, the last chorus huge => mood @verse 2 angry; mood @last chorus huge
        a sad song with a happy chorus => mood sad; mood @chorus happy
        slow verse, fast chorus => mood @verse slow; mood @chorus fast
        make the chorus bigger than the verse => mood @chorus big
        I'd love a gentle waltz, feel free to surprise me => genre waltz; mood gentle
        sad, not slow => mood sad; tempo moderate 84..
        dark but hopeful => mood dark; mood hopeful
        bridge: dark, no drums, sparse => mood @bridge dark; instrument @bridge drums -; density @bridge sparse
        not sad or dark => mood sad -; mood dark -
        high energy => mood high energy
        low energy => mood low energy
        """
    ),
)
def test_moods_in_context(said: str, wishes: str) -> None:
    assert briefs(said) == expected(wishes)


# --- arcs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", SIMPLE)
@pytest.mark.parametrize("last", ["quiet", "joyful", "furious", "ecstatic"])
@pytest.mark.parametrize(
    "said",
    ["start {a}, end {b}", "starts {a} and ends {b}", "from {a} to {b}", "{a} to {b}", "{a} -> {b}",
     "{a} \u2192 {b}", "begin {a}, finish {b}", "{a}, then {b}", "{a} at first, then {b}", "first {a}, then {b}",
     "{a} until the bridge, then {b}", "{a} turning {b}",
     "opens {a}, closes {b}",
     "start with something {a} and end on something {b}", "{a} in the beginning and {b} at the end",
     "{a} becoming {b}", "a song that goes from {a} to {b}", "start: {a}, end: {b}",
     "it begins {a} and finally gets {b}"],
)  # fmt: skip
def test_arcs_of_two_points(said: str, first: str, last: str) -> None:
    (ask,) = read(said.format(a=first, b=last)).asks
    assert (ask.kind, ask.value) == ("arc", f"{first} > {last}")
    start, end = ask.points
    assert (start.at, end.at) == (0, 1)
    assert start.model_copy(update={"at": 0.5}) == moods(first)[first]
    assert end.model_copy(update={"at": 0.5}) == moods(last)[last]


@pytest.mark.parametrize("count", range(2, 9))
@pytest.mark.parametrize("joint", [" -> ", ", then ", " to ", " > ", " then "])
def test_arcs_of_any_number_of_points_are_spread_evenly(joint: str, count: int) -> None:
    names = (SIMPLE * 2)[:count]
    ask = arc(joint.join(names))
    assert ask.value == " > ".join(names)
    gaps = [b.at - a.at for a, b in pairwise(ask.points)]
    assert len(ask.points) == count and max(gaps) - min(gaps) < 0.001


def test_the_main_example() -> None:
    ask = arc("start calm, build tension, end triumphant")
    calm, tense, triumphant = ask.points
    assert ask.value == "calm > tense > triumphant"
    assert [p.at for p in ask.points] == [0, 0.5, 1]
    assert tense.tension > max(calm.tension, triumphant.tension) + 0.4 and tense.arousal > calm.arousal + 0.3
    assert triumphant.valence > 0.8 and triumphant.arousal > 0.8 and triumphant.tension < 0.3
    assert ask.words == "start calm, build tension, end triumphant"


@pytest.mark.parametrize(
    ("said", "value"),
    table(
        """
        from whisper to roar / from a whisper to a roar => whisper > roar
        sad -> hopeful -> ecstatic => sad > hopeful > ecstatic
        begins dark, then explodes, then fades away => dark > explosive > fading
        quiet, loud, quiet / quiet loud quiet / quiet-loud-quiet / quiet/loud/quiet => quiet > loud > quiet
        happy at first, then sad, finally hopeful => happy > sad > hopeful
        quiet at the start, loud in the middle, quiet at the end => quiet > loud > quiet
        start calm and quiet, end loud and proud => calm and quiet > loud and proud
        first slow and sad, then fast and happy => slow and sad > fast and happy
        an ominous build to a terrifying climax, then silence => ominous > terrifying > silence
        a sad song with a happy ending / a sad song that ends happy => sad > happy
        first half sad, second half happy => sad > happy
        builds / crescendo / it builds up => quiet > full
        fades away / dies away => full > full > fading
        drop out before the last chorus => full > full > bare > full
        gets gradually louder / louder and louder / gradually louder / increasingly loud => less loud > loud
        builds to a huge drop, then fades out => quiet > building > huge > fading
        calm, builds, then fades out => calm > building > fading
        builds to a triumphant finale => quiet > building > triumphant
        calm, builds to a triumphant finale => calm > triumphant
        start slow, end fast => slow > fast
        rising from despair to hope to joy => despair > hope > joy
        calm until the bridge, then explosive => calm > explosive
        tense in the middle => steady > tense > steady
        starts calm in the verse and explodes in the chorus => calm > explosive
        """
    ),
)
def test_arcs(said: str, value: str) -> None:
    assert arc(said).value == value
    assert not read(said).unread


@pytest.mark.parametrize(
    "text",
    [
        "it builds",
        "crescendo",
        "builds and builds",
        "gets gradually louder",
        "grows louder and louder",
        "a slow build",
        "builds up",
    ],
)
def test_what_builds_rises(text: str) -> None:
    points = arc(text).points
    assert points[-1].arousal > points[0].arousal + 0.4
    assert [p.arousal for p in points] == sorted(p.arousal for p in points)


@pytest.mark.parametrize("text", ["fades away", "fades to nothing", "winds down", "dies away"])
def test_what_fades_falls(text: str) -> None:
    points = arc(text).points
    assert points[-1].arousal < 0.15 < points[0].arousal


def test_a_drop_out_leaves_a_hole_before_the_end() -> None:
    levels = [p.arousal for p in arc("drop out before the last chorus").points]
    hole = levels.index(min(levels))
    assert 0 < hole < len(levels) - 1 and levels[-1] == max(levels)


def test_movements_keep_the_mood_of_the_song() -> None:
    for text in ("a sad song that builds", "a dark track that fades away"):
        assert all(p.valence < -0.3 for p in arc(text).points)


def test_other_moods_stay_outside_the_arc() -> None:
    assert briefs("start calm, end triumphant, dreamy") == expected("arc calm > triumphant; mood dreamy")
    assert briefs("a dreamy ballad that starts calm and ends triumphant") == expected(
        "arc calm > triumphant; genre ballad; mood dreamy"
    )
    assert briefs("start calm, end happy, not sad") == expected("arc calm > happy; mood sad -")


@pytest.mark.parametrize(
    "text",
    ["start with piano, sad", "sad from beginning to end", "calm throughout", "sad, then", "a song to be happy",
     "I want to be calm",
     "something to sleep to, calm",
     "happy music for the end of the year", "keep it calm", "a calm sad slow song",
     "sad and then some"],
)  # fmt: skip
def test_what_is_no_arc(text: str) -> None:
    assert "arc" not in {a.kind for a in read(text).asks}


def test_every_arc_is_in_order_and_in_range() -> None:
    for a in SIMPLE:
        for shape in (
            "builds",
            "explodes",
            "fades away",
            "drops out",
            "resolves",
            "peaks",
            "ebbs and flows",
            "builds tension",
        ):
            for text in (
                f"{a}, then {shape}",
                f"{shape}, then {a}",
                f"starts {a}, {shape}",
                shape,
                f"{shape} and ends {a}",
            ):
                points = arc(text).points
                places = [p.at for p in points]
                assert len(points) >= 2 and places[0] == 0 and places[-1] == 1 and places == sorted(set(places))
