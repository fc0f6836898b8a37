"""Every kind of wish: a song that meets it is said to, and one that does not is not."""

from typing import get_args

import numpy as np
import pytest

from skills.check.findings import check
from skills.check.report import Finding
from skills.clock import METRES, Metre, Tempo
from skills.errors import CowriterError
from skills.instruments import INSTRUMENTS
from skills.plan import ArcPoint, Ask, AskKind, Part
from skills.render.midi import write_midi
from skills.song import Note, Song, Track
from skills.styles import STYLES
from tests.skills.check_songs import LOOPS, plan_for, song

PITCHED = [i.name for i in INSTRUMENTS.values() if i.family != "drums"]
TONICS = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")


def found(made: Song, **ask: object) -> Finding:
    wish = Ask.model_validate({"words": "as asked", **ask})
    return check(write_midi(made), plan_for(made, wish)).findings[0]


def holds(made: Song, **ask: object) -> bool:
    return found(made, **ask).holds


def judged(made: Song, *asks: dict[str, object]) -> list[bool]:
    wishes = [Ask.model_validate({"words": "as asked", **ask}) for ask in asks]
    return [f.holds for f in check(write_midi(made), plan_for(made, *wishes)).findings]


# Key


@pytest.mark.parametrize("mode", LOOPS)
@pytest.mark.parametrize("tonic", TONICS)
def test_key_tonic_and_mode(tonic: str, mode: str) -> None:
    made = song(f"{tonic} {mode}", form=(("verse", 8),))
    away = TONICS[(TONICS.index(tonic) + 5) % 12]
    other = "minor" if mode in ("major", "lydian", "mixolydian") else "major"
    assert (
        judged(
            made,
            {"kind": "key", "value": f"{tonic} {mode}"},
            {"kind": "tonic", "value": tonic},
            {"kind": "mode", "value": mode},
            {"kind": "mode", "value": other, "unwanted": True},
        )
        == [True] * 4
    )
    assert (
        judged(
            made,
            {"kind": "key", "value": f"{away} {mode}"},
            {"kind": "key", "value": f"{tonic} {other}"},
            {"kind": "tonic", "value": away},
            {"kind": "mode", "value": other},
            {"kind": "mode", "value": mode, "unwanted": True},
        )
        == [False] * 5
    )


@pytest.mark.parametrize("signed", ["D major", "A minor", "G mixolydian"])
def test_a_signature_alone_is_not_a_key(signed: str) -> None:
    made = song("F# minor")
    lying = made.model_copy(update={"key": song(signed).key})
    result = found(lying, kind="key", value=signed)
    assert not result.holds and "as signed" in result.found and "F# minor" in result.found


def test_relatives_are_named_as_such() -> None:
    made = song("C major").model_copy(update={"key": song("A minor").key})
    result = found(made, kind="key", value="A minor")
    assert not result.holds and "relative" in result.detail


def test_notes_alone_without_a_signature_are_no_key_signed() -> None:
    made = song("A minor")
    data = write_midi(made).replace(b"\xff\x59\x02", b"\xff\x7f\x02")
    result = check(data, plan_for(made, Ask(kind="key", words="", value="A minor"))).findings[0]
    assert not result.holds and "no key signature" in result.found


# Time


@pytest.mark.parametrize("bpm", [40, 66.5, 97.3, 100, 128, 174, 240])
def test_tempo(bpm: float) -> None:
    made = song(bpm=bpm)
    right = [(bpm, bpm), (bpm - 5, bpm + 5), (bpm - 20, None), (None, bpm)]
    wrong = [(bpm + 2, bpm + 9), (bpm - 9, bpm - 2), (bpm + 3, None), (None, bpm - 3)]
    asks = [{"kind": "tempo", "low": low, "high": high} for low, high in right + wrong]
    assert judged(made, *asks) == [True] * 4 + [False] * 4


def test_a_ritardando_is_not_the_tempo() -> None:
    made = song(bpm=120).model_copy(update={"tempi": (Tempo(beat=0, bpm=120), Tempo(beat=60, bpm=84))})
    result = found(made, kind="tempo", low=120, high=120)
    assert result.holds and result.found == "120 bpm" and "84" in result.detail


@pytest.mark.parametrize("metre", METRES)
def test_metre(metre: Metre) -> None:
    made = song(metre=metre)
    assert holds(made, kind="metre", value=metre)
    assert not any(judged(made, *({"kind": "metre", "value": other} for other in METRES if other != metre)))


@pytest.mark.parametrize("bars", [1, 7, 16, 33])
def test_bars(bars: int) -> None:
    made = song(form=(("verse", bars),))
    assert holds(made, kind="bars", low=bars, high=bars) and holds(made, kind="bars", low=bars)
    assert not holds(made, kind="bars", low=bars + 1, high=bars + 1) and not holds(made, kind="bars", high=bars - 1)


def test_a_form_that_falls_silent_is_shorter_than_it_says() -> None:
    made = song(form=(("verse", 16),))
    cut = tuple(t.model_copy(update={"notes": tuple(n for n in t.notes if n.start < 40)}) for t in made.tracks)
    result = found(made.model_copy(update={"tracks": cut}), kind="bars", low=16, high=16)
    assert not result.holds and result.found == "10 bars"


def test_section_bars() -> None:
    made = song(form=(("intro", 4), ("verse", 8), ("chorus", 12), ("verse", 6), ("chorus", 12)))
    assert holds(made, kind="section_bars", section="chorus", low=12, high=12)
    assert not holds(made, kind="section_bars", section="verse", low=8, high=8)
    assert holds(made, kind="section_bars", section="verse 2", low=6, high=6)
    assert holds(made, kind="section_bars", section="second verse", low=6, high=6)
    assert holds(made, kind="section_bars", section="last verse", low=6, high=6)
    assert holds(made, kind="section_bars", section="Verse 1", low=8, high=8)
    assert not holds(made, kind="section_bars", section="verse 1", low=6, high=6)
    assert not holds(made, kind="section_bars", section="bridge", low=8, high=8)
    assert not holds(made, kind="section_bars", section="verse 3", low=8, high=8)


@pytest.mark.parametrize(("bars", "bpm"), [(16, 100), (20, 75), (45, 120), (30, 60)])
def test_seconds(bars: int, bpm: float) -> None:
    made, length = song(form=(("verse", bars),), bpm=bpm), bars * 240 / bpm
    assert holds(made, kind="seconds", low=length, high=length) and holds(made, kind="seconds", low=length - 9)
    assert not holds(made, kind="seconds", low=length * 1.1 + 3, high=length * 1.1 + 3)
    assert not holds(made, kind="seconds", high=length * 0.9 - 3)


# Players


@pytest.mark.parametrize("name", PITCHED)
def test_instrument(name: str) -> None:
    with_it = song(parts=(("lead", name), ("chords", "harp")), form=(("verse", 2),))
    other = next(n for n in ("violin", "flute") if INSTRUMENTS[n].program != INSTRUMENTS[name].program)
    without = song(parts=(("lead", other), ("chords", "choir pad" if name == "harp" else "harp")), form=(("verse", 2),))
    wanted, unwanted = ({"kind": "instrument", "value": name, "unwanted": no} for no in (False, True))
    assert judged(with_it, wanted, unwanted) == [True, False]
    assert judged(without, wanted, unwanted) == [False, True]


def test_drums_and_no_drums() -> None:
    drummed, bare = song(), song(parts=(("lead", "violin"), ("chords", "piano")))
    assert holds(drummed, kind="instrument", value="drums") and not holds(bare, kind="instrument", value="drums")
    assert holds(bare, kind="instrument", value="drums", unwanted=True)
    assert not holds(drummed, kind="instrument", value="drums", unwanted=True)
    assert not holds(drummed, kind="instrument", value="organ")


def test_a_part_that_never_plays_is_not_there() -> None:
    made = song()
    silent = made.with_track(Track(part=made.tracks[0].part, notes=made.tracks[0].notes[:1]))
    assert not holds(silent, kind="instrument", value="violin")


def test_instrument_of_a_section_and_in_a_role() -> None:
    made = song()
    violin = made.tracks[0].model_copy(update={"notes": tuple(n for n in made.tracks[0].notes if n.start >= 32)})
    made = made.with_track(violin)
    assert holds(made, kind="instrument", value="violin", section="chorus")
    assert not holds(made, kind="instrument", value="violin", section="verse")
    assert holds(made, kind="instrument", value="violin", section="verse", unwanted=True)
    assert not holds(made, kind="instrument", value="violin", section="chorus", unwanted=True)
    assert not holds(made, kind="instrument", value="violin", section="bridge")
    assert holds(made, kind="instrument", value="violin", role="lead")
    assert not holds(made, kind="instrument", value="violin", role="bass")


def test_only() -> None:
    duo = song(parts=(("chords", "piano"), ("lead", "cello")))
    assert holds(duo, kind="only", value="piano, cello") and holds(duo, kind="only", value="cello, piano")
    assert not holds(duo, kind="only", value="piano")
    assert not holds(duo, kind="only", value="piano, cello, flute")
    assert not holds(song(), kind="only", value="piano, cello")
    made = song()
    quiet = tuple(
        t
        if t.part.instrument == "piano"
        else t.model_copy(update={"notes": tuple(n for n in t.notes if n.start >= 32)})
        for t in made.tracks
    )
    made = made.model_copy(update={"tracks": quiet})
    assert holds(made, kind="only", value="piano", section="verse")
    assert not holds(made, kind="only", value="piano", section="chorus")


# Form, title, chords


def test_form() -> None:
    made = song(form=(("intro", 2), ("verse", 4), ("chorus", 4), ("bridge", 4), ("chorus", 4), ("outro", 2)))
    assert holds(made, kind="form", value="verse chorus bridge chorus")
    assert holds(made, kind="form", value="intro verse chorus bridge chorus outro")
    assert not holds(made, kind="form", value="verse chorus verse chorus bridge chorus")
    assert not holds(made, kind="form", value="chorus verse bridge chorus")
    assert not holds(made, kind="form", value="verse chorus")
    assert holds(made, kind="form", value="bridge", section="bridge")
    assert not holds(made, kind="form", value="solo", section="solo")
    assert not holds(made, kind="form", value="intro", section="intro", unwanted=True)
    assert holds(made, kind="form", value="solo", section="solo", unwanted=True)


def test_title() -> None:
    made = song(title="Café del Mar 🌊")
    assert holds(made, kind="title", value="café del  mar 🌊") and not holds(made, kind="title", value="Café")


@pytest.mark.parametrize(
    ("home", "names"),
    [
        ("A minor", "Am F C G"),
        ("C major", "C G/B Am F"),
        ("G major", "Gmaj7 Em7 Am7 D7"),
        ("D major", "Dsus4 D A Bm"),
        ("Bb major", "Cm7 F7 Bbmaj7"),
        ("E minor", "Em C5 G5 D5"),
        ("F major", "F Faug Bb Bbm"),
        ("B minor", "Bm7b5 E7 Am"),
    ],
)
def test_chords(home: str, names: str) -> None:
    made = song(home, chords=names)
    assert holds(made, kind="chords", value=names) and holds(made, kind="chords", value=names, section="verse")
    words = names.split()
    assert not holds(made, kind="chords", value=" ".join(words[1:] + words[:1]))
    assert not holds(made, kind="chords", value=" ".join(["Eb", *words[1:]]))
    assert not holds(made, kind="chords", value=names, section="bridge")


@pytest.mark.parametrize(
    ("played", "asked"),
    [("Am F C G", "Am7 F C G"), ("Am F C G", "A F C G"), ("C F G C", "C F G7 C"), ("C Am F G", "C/E Am F G"),
     ("C G Am F", "Csus4 G Am F"), ("C G Am F", "C Gdim Am F")],
)  # fmt: skip
def test_chords_of_another_quality_are_not_those(played: str, asked: str) -> None:
    made = song("C major", chords=played)
    assert holds(made, kind="chords", value=played) and not holds(made, kind="chords", value=asked)


@pytest.mark.parametrize("tonic", TONICS)
def test_chords_in_numerals(tonic: str) -> None:
    made = song(f"{tonic} major", chords="ii7 V7 Imaj7")
    assert holds(made, kind="chords", value="ii7-V7-Imaj7") and not holds(made, kind="chords", value="I V vi IV")


def test_chords_of_one_section() -> None:
    verse, chorus = song("C major", chords="C G Am F"), song("C major", chords="Dm Em Dm Em")
    tracks = tuple(
        a.model_copy(
            update={"notes": tuple(n for n in a.notes if n.start < 32) + tuple(n for n in b.notes if n.start >= 32)}
        )
        for a, b in zip(verse.tracks, chorus.tracks, strict=True)
    )
    made = verse.model_copy(update={"tracks": tracks})
    assert holds(made, kind="chords", value="C G Am F", section="verse")
    assert not holds(made, kind="chords", value="C G Am F", section="chorus")
    assert holds(made, kind="chords", value="Dm Em", section="chorus")
    assert holds(made, kind="chords", value="C G Am F")


# Feeling


@pytest.mark.parametrize("value", ["high", "low"])
def test_register(value: str) -> None:
    opposite = "low" if value == "high" else "high"
    made = song(lift=12 if value == "high" else -12)
    assert holds(made, kind="register", value=value) and not holds(made, kind="register", value=opposite)
    assert not holds(song(parts=(("chords", "piano"),)), kind="register", value=value)


def test_density() -> None:
    busy, sparse = song(each=4, bpm=120), song(bpm=50)
    assert holds(busy, kind="density", value="busy") and not holds(busy, kind="density", value="sparse")
    assert holds(sparse, kind="density", value="sparse") and not holds(sparse, kind="density", value="busy")
    late = tuple(
        t.model_copy(update={"notes": tuple(n for n in t.notes if n.start >= 32 or n.start % 1 == 0)})
        for t in busy.tracks
    )
    uneven = busy.model_copy(update={"tracks": late})
    assert holds(uneven, kind="density", value="busy", section="chorus")
    assert not holds(uneven, kind="density", value="busy", section="verse")
    assert holds(uneven, kind="density", value="sparse", section="verse")


@pytest.mark.parametrize("ratio", [0.58, 0.62, 0.667])
def test_swing(ratio: float) -> None:
    swung, straight = song(swing=ratio), song(each=2)
    assert holds(swung, kind="swing", value="swing") and not holds(swung, kind="swing", value="straight")
    assert holds(straight, kind="swing", value="straight") and not holds(straight, kind="swing", value="swing")
    assert not holds(song(), kind="swing", value="swing") and not holds(song(metre="6/8"), kind="swing", value="swing")


def test_swing_is_not_mistaken_for_a_lazy_band() -> None:
    made = song(each=2)
    lazy = tuple(
        t.model_copy(update={"notes": tuple(n.model_copy(update={"delay_ms": 30}) for n in t.notes)})
        for t in made.tracks
    )
    assert not holds(made.model_copy(update={"tracks": lazy}), kind="swing", value="swing")


def mood(value: str, valence: float, arousal: float, **more: object) -> dict[str, object]:
    point = ArcPoint(at=0, valence=valence, arousal=arousal, tension=0.3)
    return {"kind": "mood", "value": value, "points": (point,), **more}


def test_mood() -> None:
    glad = song("C major", bpm=140, each=2, velocity=110)
    sad = song("C minor", bpm=60, velocity=40, lift=-12)
    happy, gloomy = mood("happy", 0.8, 0.8), mood("sad", -0.7, 0.2)
    assert holds(glad, **happy) and not holds(glad, **gloomy)
    assert holds(sad, **gloomy) and not holds(sad, **happy)
    assert not holds(glad, **{**happy, "unwanted": True}) and holds(sad, **{**happy, "unwanted": True})
    assert holds(glad, **mood("happy", 0.8, 0.8, section="chorus"))
    assert not holds(glad, **mood("happy", 0.8, 0.8, section="bridge"))


def rising(made: Song, turn: int = 1) -> Song:
    """The song from soft to loud, or (-1) the other way."""
    last = max(n.start for t in made.tracks for n in t.notes)

    def louder(note: Note) -> Note:
        share = note.start / last if turn > 0 else 1 - note.start / last
        return note.model_copy(update={"velocity": 30 + round(90 * share)})

    return made.model_copy(
        update={"tracks": tuple(t.model_copy(update={"notes": tuple(map(louder, t.notes))}) for t in made.tracks)}
    )


@pytest.mark.parametrize("turn", [1, -1])
def test_arc(turn: int) -> None:
    made = rising(song(form=(("verse", 8), ("chorus", 8))), turn)
    ask = Ask(kind="arc", words="", value="calm > wild")
    for direction in (1, -1):
        ends = ((0, 0.0, 0.1, 0.3), (1, 0.0, 0.9, 0.3)) if direction > 0 else ((0, 0.0, 0.9, 0.3), (1, 0.0, 0.1, 0.3))
        report = check(write_midi(made), plan_for(made, ask, arc=ends))
        assert report.findings[0].holds == (turn == direction)
        assert (report.arc["arousal"] > 0.9) == (turn == direction) and "tension" not in report.arc


def test_an_arc_in_a_song_without_one_is_missed() -> None:
    made = song()
    ask = Ask(kind="arc", words="", value="calm > wild")
    assert not check(write_midi(made), plan_for(made, ask, arc=((0, 0, 0.1, 0.3), (1, 0, 0.9, 0.3)))).findings[0].holds


WALTZ = {
    "metre": "3/4",
    "bpm": 130,
    "parts": (("lead", "violin"), ("chords", "piano"), ("bass", "upright bass"), ("pad", "strings")),
}


def test_genre() -> None:
    pop = song("C major", chords="C G Am F", bpm=108, each=2)
    assert holds(pop, kind="genre", value="pop")
    for other in ("jazz", "waltz", "house", "ambient", "bossa nova", "reggae", "metal"):
        assert not holds(pop, kind="genre", value=other), other
        assert holds(pop, kind="genre", value=other, unwanted=True), other
    waltz = song("C major", **WALTZ)  # type: ignore[arg-type]
    assert holds(waltz, kind="genre", value="waltz") and not holds(waltz, kind="genre", value="funk")
    assert not holds(waltz, kind="genre", value="waltz", unwanted=True)


@pytest.mark.parametrize("style", STYLES)
def test_a_single_drone_is_of_no_style(style: str) -> None:
    part = Part(name="lead", role="lead", instrument="bagpipes")
    notes = tuple(Note(pitch=60, start=4.0 * n, duration=3) for n in range(8))
    made = song(form=(("verse", 8),), bpm=230, metre="7/8").model_copy(
        update={"tracks": (Track(part=part, notes=notes),)}
    )
    assert not holds(made, kind="genre", value=style)


# The whole


def test_every_kind_of_wish_has_a_judge() -> None:
    made = song()
    values = {
        "key": "C major",
        "tonic": "C",
        "mode": "major",
        "metre": "4/4",
        "chords": "C",
        "form": "verse",
        "only": "piano",
    }
    asks = tuple(
        Ask(kind=k, words=k, value=values.get(k, ""), section="verse" if k == "section_bars" else None)
        for k in get_args(AskKind)
    )
    report = check(write_midi(made), plan_for(made, *asks))
    assert [f.ask for f in report.findings] == list(asks)
    assert all(f.found and "\n" not in f.found for f in report.findings)
    assert len(report.met) + len(report.missed) == len(asks)


def test_a_song_without_notes_meets_next_to_nothing() -> None:
    made = song()
    empty = made.model_copy(update={"tracks": tuple(Track(part=t.part) for t in made.tracks)})
    asks: list[dict[str, object]] = [
        {"kind": "key", "value": "C major"},
        {"kind": "bars", "low": 16, "high": 16},
        {"kind": "seconds", "low": 38, "high": 38},
        {"kind": "instrument", "value": "violin"},
        {"kind": "only", "value": "violin"},
        {"kind": "chords", "value": "C F G C"},
        {"kind": "register", "value": "high"},
        {"kind": "swing", "value": "straight"},
        {"kind": "density", "value": "busy"},
        {"kind": "density", "value": "sparse"},
        {"kind": "arc", "value": "a > b"},
        mood("calm", 0.0, 0.1),
        *({"kind": "genre", "value": style} for style in STYLES),
    ]
    assert not any(judged(empty, *asks))


def test_sound_is_measured() -> None:
    made, rate = song(form=(("verse", 4),)), 44_100
    time = np.arange(10 * rate) / rate
    audio = np.stack([0.25 * np.sin(2 * np.pi * 997 * time)] * 2)
    report = check(write_midi(made), plan_for(made), audio, rate)
    assert report.audio is not None and report.audio.seconds == pytest.approx(10)
    assert report.audio.true_peak_dbtp == pytest.approx(20 * np.log10(0.25), abs=0.1)
    assert report.audio.lufs == pytest.approx(20 * np.log10(0.25), abs=0.2)  # BS.1770: two channels of a 997 Hz sine
    assert all(b.loudness_db == pytest.approx(20 * np.log10(0.25 / np.sqrt(2)), abs=0.1) for b in report.bars)
    assert all(b.brightness_hz == pytest.approx(997, rel=0.05) for b in report.bars)
    assert check(write_midi(made), plan_for(made)).audio is None


def test_the_same_bytes_give_the_same_report() -> None:
    made = song()
    plan = plan_for(made, Ask(kind="key", words="", value="C major"))
    assert check(write_midi(made), plan) == check(write_midi(made), plan)


def test_what_is_no_midi_file_is_refused() -> None:
    with pytest.raises(CowriterError):
        check(b"no", plan_for(song()))
