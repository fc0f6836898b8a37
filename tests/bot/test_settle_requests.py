"""From whole requests to plans: keys of parts, entries, directions, endings, scopes, ease; and to the written song."""

import pytest

from bot.agent.conduct import compose
from bot.agent.language import read
from bot.agent.settle import settle
from skills.check.findings import check
from skills.plan import Plan
from skills.render.midi import write_midi
from skills.theory.chord import parse_chord
from skills.theory.easy import SHAPES


def plan(said: str, seed: int = 1) -> Plan:
    return settle(read(said), said, seed)


def labels(said: str, kind: str) -> list[str]:
    return [s.label for s in plan(said).sections if s.kind == kind]


@pytest.mark.parametrize("seed", range(4))
def test_the_last_chorus_goes_up_and_stays_there(seed: int) -> None:
    made = plan("pop song, the last chorus up a step", seed)
    moved = [s.transpose for s in made.sections]
    first = moved.index(2)
    assert made.sections[first].kind == "chorus" and set(moved[:first]) == {0} and set(moved[first:]) == {2}
    assert sum(s.kind == "chorus" for s in made.sections) >= 2


def test_given_chords_go_with_a_change_of_key() -> None:
    made = plan("C G Am F, verse chorus verse chorus, the last chorus up a step")
    assert made.sections[-1].chords == ("D", "A", "Bm", "G") and made.sections[1].chords == ("C", "G", "Am", "F")


def test_keys_of_parts_are_no_more_parts() -> None:
    made = plan("verse chorus verse chorus bridge chorus, verse in A minor, chorus in C major, indie rock")
    assert " ".join(s.kind for s in made.sections) == "verse chorus verse chorus bridge chorus"
    assert {str(made.key_of(s)) for s in made.sections if s.kind == "chorus"} == {"C major"}


@pytest.mark.parametrize("player", ["drums", "strings", "piano"])
@pytest.mark.parametrize("style", ["folk pop", "pop", "rock"])
def test_who_plays_only_somewhere_rests_elsewhere(player: str, style: str) -> None:
    made = plan(f"{style} song, {player} only in the chorus")
    mine = {p.name for p in made.parts if p.instrument == player}
    assert mine
    for section in made.sections:
        assert (mine <= set(section.silent)) == (section.kind != "chorus"), section.label


def test_parts_have_their_keys() -> None:
    made = plan("rock song, verses in A minor, chorus in C major")
    assert str(made.key) == "A minor"
    assert {str(made.key_of(s)) for s in made.sections if s.kind == "chorus"} == {"C major"}
    turned = plan("sad song that turns major in the chorus")
    assert turned.key.is_minor and all(s.mode == "major" for s in turned.sections if s.kind == "chorus")


def test_players_come_in_where_they_were_asked_to() -> None:
    made = plan("indie song, just piano in the intro, drums come in at the second verse")
    drums = made.part("drums")
    assert drums is not None
    resting = [drums.name in s.silent for s in made.sections]
    second = [s.label for s in made.sections].index("Verse 2")
    assert all(resting[:second]) and not any(resting[second:])
    intro = made.sections[0]
    assert {p.instrument for p in made.parts if p.name not in intro.silent} == {"piano"}


def test_before_the_last_chorus_is_the_section_that_leads_to_it() -> None:
    made = plan("pop, drums drop out before the last chorus")
    last = max(i for i, s in enumerate(made.sections) if s.kind == "chorus")
    assert [i for i, s in enumerate(made.sections) if "drums" in s.silent] == [last - 1]


def test_an_arc_stands_where_the_form_has_its_places() -> None:
    made = plan("sad until the bridge, then sunny")
    bridge = next(s for s in made.sections if s.kind == "bridge")
    start = made.span(bridge)[0]
    assert made.feeling(start - 1).valence < -0.5 and made.feeling(start + 1).valence > 0.5
    drop = plan("rock anthem, drop out before the last chorus")
    last = max(i for i, s in enumerate(drop.sections) if s.kind == "chorus")
    middles = [drop.feeling(sum(drop.span(s)) / 2).arousal for s in drop.sections]
    assert middles[last - 1] == min(middles) and middles[last] > 0.8


@pytest.mark.parametrize(
    ("said", "kind", "part", "sign"),
    [("folk with light drums", "loudness", "drums", -1), ("funk with loud bass", "loudness", "bass", 1),
     ("jazz, less drums", "density", "drums", -1), ("rock, no fills", "fills", "drums", -1),
     ("rock, lots of fills", "fills", "drums", 1), ("funk, tight", "looseness", "bass", -1),
     ("lo-fi, loose playing", "looseness", "drums", 1), ("cinematic, high strings", "register", "pad", 1),
     ("rock in half time", "time feel", "drums", -1)],
)  # fmt: skip
def test_wishes_about_playing_are_directions(said: str, kind: str, part: str, sign: int) -> None:
    amount = plan(said).direction(kind, part, plan(said).sections[1].label)  # type: ignore[arg-type]
    assert amount * sign > 0.3
    others = [p.name for p in plan(said).parts if p.name != part]
    if kind in ("loudness", "density", "register"):
        assert all(plan(said).direction(kind, name) == 0 for name in others)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("said", "roles"),
    [("a sad progression for guitar", ["chords"]), ("just a drum groove at 90", ["drums"]),
     ("a bass line over Am F C G", ["chords", "bass"]), ("a melody over my chords Dm7 G7 Cmaj7", ["lead", "chords"]),
     ("just the melody, flute", ["lead"]), ("i want only the bass part, funk", ["bass"])],
)  # fmt: skip
def test_less_than_a_song_is_one_short_stretch(said: str, roles: list[str], seed: int) -> None:
    made = plan(said, seed)
    assert [p.role for p in made.parts] == roles and len(made.sections) == 1 and 4 <= made.bars <= 12
    assert (made.ending == "loop") == ("melod" not in said)
    if len(roles) == 2:
        assert made.direction("loudness", "chords") < 0 and made.direction("density", "chords") < 0


@pytest.mark.parametrize("seed", range(3))
def test_a_groove_ends_in_a_fill_and_not_in_a_last_hit(seed: int) -> None:
    made = plan("just a rock drum groove", seed)
    strokes = [n for n in compose(made).tracks[0].notes if n.start >= made.beats - 4]
    assert sum(n.start >= made.beats - 2 for n in strokes) >= 4
    assert any(n.pitch in (41, 43, 45, 47, 48, 50, 38, 40) for n in strokes if n.start >= made.beats - 1)


@pytest.mark.parametrize("player", ["guitar", "ukulele", "piano"])
@pytest.mark.parametrize("mood", ["happy", "sad"])
@pytest.mark.parametrize("seed", range(2))
def test_easy_chords_are_easy_as_written(player: str, mood: str, seed: int) -> None:
    made = plan(f"a {mood} song with easy {player} chords, 30 seconds", seed)
    song = compose(made)
    shapes = {(parse_chord(n).root_pc, parse_chord(n).is_minor) for n in SHAPES[player]}  # type: ignore[index]
    assert {(c.symbol.root_pc, c.symbol.is_minor) for c in song.chords} <= shapes
    assert all(c.symbol.quality in ("maj", "min") for c in song.chords)
    assert len({str(c.symbol) for c in song.chords}) >= 3


def test_a_key_that_is_not_easy_is_kept_and_a_capo_named() -> None:
    made = plan("easy guitar chords in F# minor")
    assert str(made.key) == "F# minor" and any("capo on fret 2" in note for note in made.notes)


@pytest.mark.parametrize("seed", range(4))
def test_a_lullaby_rocks_as_slowly_in_a_metre_that_was_asked_for(seed: int) -> None:
    made = plan("a lullaby in 6/8", seed)
    assert made.metre == "6/8" and 58 <= made.bpm / 1.5 <= 72
    assert 58 <= plan("a lullaby in 4/4", seed).bpm <= 72


@pytest.mark.parametrize("seed", range(5))
def test_a_lullaby_has_no_drums_unless_asked(seed: int) -> None:
    made = plan("a lullaby for my baby", seed)
    assert made.part("drums") is None and len(made.parts) <= 3 and made.bpm <= 112
    assert plan("a lullaby with drums", seed).part("drums") is not None


@pytest.mark.parametrize("seed", range(5))
def test_a_sad_piano_leads_nearly_alone(seed: int) -> None:
    made = plan("sad piano", seed)
    assert made.part("lead") and made.part("lead").instrument == "piano"  # type: ignore[union-attr]
    assert made.part("drums") is None and len(made.parts) <= 3


def test_seeds_differ_in_form() -> None:
    for said in ("pop song", "rock 1:30", "jazz"):
        assert len({tuple(s.kind for s in plan(said, seed).sections) for seed in range(16)}) >= 2


def test_words_have_to_wait_and_it_is_said() -> None:
    made = plan("a song about love, ABAB rhymes, 8 syllables a line")
    assert any("ABAB" in note and "8 syllables" in note for note in made.notes)


@pytest.mark.parametrize(
    "said",
    ["pop song, the last chorus up a step", "punk song with a cold ending", "ballad, hold the last chord",
     "waltz with a ritardando at the end", "house, fade out at the end", "funk with loud bass", "folk with light drums",
     "rock with a half-time chorus", "soul, no fills", "funk, lots of fills, tight", "lo-fi, loose playing",
     "indie song, just piano in the intro, drums come in at the second verse", "pop, no melody",
     "pop, chorus twice at the end", "pop, drums drop out before the last chorus", "a bass line over Am F C G"],
)  # fmt: skip
def test_what_was_asked_is_found_in_the_written_song(said: str) -> None:
    made = plan(said)
    report = check(write_midi(compose(made)), made)
    assert [f"{f.ask.kind} {f.ask.value}: {f.found}" for f in report.missed if f.ask.kind != "genre"] == []
