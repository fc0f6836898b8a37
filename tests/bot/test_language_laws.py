"""What holds of every request: readings or plain refusals, whatever is typed and however it is spelled."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agent.language import Reading, read
from bot.agent.language.wordlists import words
from skills.clock import METRES
from skills.errors import RequestError
from skills.instruments import INSTRUMENTS
from skills.plan import Ask
from skills.styles import STYLES
from skills.theory.key import MODES
from tests.bot.readings import brief, briefs

# Wishes that say something by themselves, one of a kind, so that any two can stand side by side.
WISHES: dict[str, tuple[str, ...]] = {
    "tempo": ("90 bpm", "around 120 bpm", "slow", "not too fast", "between 90 and 100 bpm", "allegro"),
    "key": ("in A minor", "Bb major", "in the key of F# minor", "D dorian", "in Am", "in a minor key", "in G"),
    "metre": ("in 6/8", "3/4 time", "waltz time", "five four", "in 11/8"),
    "bars": ("16 bars", "an 8-bar verse", "twelve bars in all", "chorus of 4 bars"),
    "length": ("one minute", "1:30 long", "under two minutes", "90 seconds", "a minute and a half"),
    "player": ("with piano", "without drums", "violin melody", "no drums in the bridge", "only cello", "instrumental"),
    "style": ("pop", "bossa nova", "r&b", "not jazz", "drum and bass", "lo-fi"),
    "mood": ("sad", "very happy", "a bit dark", "not gloomy", "dark bridge", "the chorus should be huge", "nostalgic"),
    "form": ("verse chorus verse", "ABAB", "V C V C B C", "just a chorus"),
    "chords": ("over Dm7 G7 Cmaj7", "chords: Am F C G", "ii-V-I", "bridge chords Em7 A7"),
    "density": ("sparse", "not too busy", "lots of notes"),
    "register": ("high melody", "low register"),
    "swing": ("swing feel", "straight eighths"),
    "title": ('called "Blue Monday"', "titled 'Home'"),
    "unknown": ("about the sea", "like Radiohead"),
}
WORDS = sorted(
    {w for wishes in WISHES.values() for wish in wishes for w in wish.split()}
    | {*INSTRUMENTS, *STYLES, *METRES, *MODES}
    | set(
        words("no not without and or , . ; : - -> ( ) ' \" then start end builds until x2 % / bars minutes bpm a in of")
    )
    | set(words("the 7 0 -3"))
)
wish = st.sampled_from(sorted(WISHES)).flatmap(lambda kind: st.tuples(st.just(kind), st.sampled_from(WISHES[kind])))


def outcome(text: str) -> Reading | str:
    """The reading of a request, or the sentence that refuses it. Anything else is an error."""
    try:
        return read(text)
    except RequestError as refusal:
        return str(refusal)


def asks_of(text: str) -> list[tuple[str, tuple[object, ...]]]:
    return sorted((brief(ask), ask.points) for ask in read(text).asks)


KNOWN = {
    "metre": METRES, "mode": MODES, "genre": STYLES, "instrument": INSTRUMENTS, "density": ("busy", "sparse"),
    "register": ("high", "low"), "swing": ("swing", "straight"),
}  # fmt: skip


def faults(result: Reading | str) -> list[str]:
    """What breaks the contract: a refusal that is no sentence, or a wish that is not of its kind."""
    if isinstance(result, str):
        return [] if result.endswith((".", '".')) and "\n" not in result else [f"no sentence: {result}"]
    return [f"{brief(ask)}: {fault}" for ask in result.asks for fault in faults_of(ask)]


def faults_of(ask: Ask) -> list[str]:
    edges = [edge for edge in (ask.low, ask.high) if edge is not None]
    places = [p.at for p in ask.points]
    by_role = ask.kind == "instrument" and not ask.value and ask.role  # "no melody", whoever would play it
    measured = ask.kind in ("tempo", "bars", "section_bars", "seconds")
    laws = {
        "no words": ask.words.strip(),
        "unknown": ask.kind not in KNOWN or ask.value in KNOWN[ask.kind] or by_role,
        "unknown players": ask.kind != "only" or all(name in INSTRUMENTS for name in ask.value.split(", ")),
        "no range": not measured or (edges and edges == sorted(edges) and edges[0] > 0),
        "no section": ask.kind != "section_bars" or ask.section,
        "not one feeling": ask.kind != "mood" or len(places) == 1,
        "no journey": ask.kind != "arc"
        or (len(places) >= 2 and places == sorted(places) and ask.value.count(" > ") == len(places) - 1),
    }
    return [name for name, holds in laws.items() if not holds]


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    assert not faults(outcome(text))


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from([" ", " ", ", ", "-", ""]))
def test_any_jumble_of_known_words_is_read_or_refused(parts: list[str], joint: str) -> None:
    assert not faults(outcome(joint.join(parts)))


@settings(max_examples=150, deadline=None)
@given(wish, wish, st.sampled_from([", ", " and ", "; ", ". "]))
def test_two_wishes_side_by_side_are_both_read(first: tuple[str, str], second: tuple[str, str], joint: str) -> None:
    if first[0] == second[0] or {first[0], second[0]} in NOT_INDEPENDENT:
        return
    together = asks_of(first[1] + joint + second[1])
    assert together == sorted(asks_of(first[1]) + asks_of(second[1]))
    left = read(first[1]).unread + read(second[1]).unread
    assert sorted(read(first[1] + joint + second[1]).unread) == sorted(left)


# A title runs on to the next clause, and bars, chords, forms and sections speak of each other.
NOT_INDEPENDENT = [{"bars", "form"}, {"chords", "form"}, {"bars", "chords"}, {"form", "mood"}, {"form", "player"}]


@pytest.mark.parametrize("kind", sorted(WISHES))
def test_every_wish_keeps_the_persons_words(kind: str) -> None:
    for said in WISHES[kind]:
        reading = read(f"Please, {said}!")
        assert not faults(reading)
        assert reading.asks or kind == "unknown"
        assert all(ask.words in said for ask in reading.asks)


SPELLED = [w for kind, wishes in WISHES.items() if kind not in ("chords", "form", "title") for w in wishes]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SPELLED),
    st.randoms(use_true_random=False),
    st.sampled_from([str.upper, str.lower, str.title, str.capitalize]),
)
def test_capitals_and_spaces_do_not_matter(said: str, random: object, change: object) -> None:
    assert callable(change)
    plain = asks_of(said)
    spaced = "  " + said.replace(" ", " \t ").strip() + " \n"
    assert asks_of(spaced) == plain
    if said not in ("in Am",):
        assert asks_of(change(said)) == plain


@pytest.mark.parametrize("said", SPELLED)
def test_punctuation_around_a_wish_does_not_matter(said: str) -> None:
    plain = asks_of(said)
    for dressed in (
        f"{said}.",
        f"{said}!!",
        f"({said})",
        f'"{said}"',
        f"- {said}",
        f"* {said}",
        f"{said}\n",
        f"“{said}”",
        f"…{said}…",
    ):
        assert asks_of(dressed) == plain


def test_the_same_words_are_the_same_reading() -> None:
    for wishes in WISHES.values():
        for said in wishes:
            assert read(said) == read(said)


def test_a_reading_is_made_of_its_parts() -> None:
    text = ", ".join(wishes[0] for kind, wishes in sorted(WISHES.items()))
    separate = sorted(w for _, wishes in sorted(WISHES.items()) for w in briefs(wishes[0]))
    assert briefs(text) == separate


def test_one_word_is_read_once() -> None:
    for text in ("heavy metal", "deep house", "grand piano", "drum and bass", "waltz time", "12-bar blues in A minor"):
        words = [ask.words for ask in read(text).asks]
        assert sum(len(w.split()) for w in words if w != "12-bar blues") <= len(text.split())
