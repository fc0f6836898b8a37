"""Laws of moves of form: what a section holds goes with it, and every name follows."""

import io
from itertools import pairwise

import pretty_midi
import pytest

from skills import staging
from skills.clock import METRES, bar_beats, seconds_at
from skills.edit.draft import Draft, EditError, LockedError
from skills.edit.form import (
    AddSectionMove,
    CutSectionMove,
    LengthMove,
    MetreMove,
    MoveSectionMove,
    RepeatSectionMove,
)
from skills.edit.metre import place
from skills.edit.move import Move
from skills.edit.promise import content
from skills.edit.revise import revise
from skills.edit.target import HARMONY, Cell, Target
from skills.plan import Ask, Direction
from skills.render.midi import read_midi, write_midi
from skills.song import Song
from tests.skills.editing import CASES, Case, assert_sound, draft, line

ENDING = 2
"""Bars that may be written anew where the song ends elsewhere."""
RINGING = 3
"""Bars before the end in which a note may be cut where it rang on into what is written anew."""

MOVES: tuple[Move, ...] = (
    AddSectionMove(section="chorus"),
    AddSectionMove(section="intro"),
    AddSectionMove(section="solo", bars=4, after="Chorus 1"),
    AddSectionMove(section="outro"),
    CutSectionMove(target=Target(sections=("Bridge",))),
    CutSectionMove(target=Target(sections=("Chorus 2",))),
    RepeatSectionMove(target=Target(sections=("Chorus 1",))),
    RepeatSectionMove(target=Target(sections=("Chorus 2",)), times=2),
    RepeatSectionMove(),
    MoveSectionMove(target=Target(sections=("Bridge",)), before="Chorus 1"),
    MoveSectionMove(target=Target(sections=("Chorus 2",))),
    LengthMove(factor=1.5),
    LengthMove(factor=0.5),
)


def carried_out(before: Draft, *moves: Move) -> tuple[Draft, Song]:
    for move in moves:
        before = move.apply(before)
    return before, revise(before)


def differing(before: Draft, after: Draft, song: Song) -> list[tuple[str, str, int]]:
    """Layer, old label and bar of everything that a section no longer holds as it did."""
    bar = bar_beats(before.plan.metre)
    found = []
    for was in before.plan.sections:
        now = after.renamed.get(was.label, was.label)
        if not now:
            continue
        for layer in before.layers:
            whole = Cell(layer=layer, section=was.label)
            if content(before.song, whole, bar) == content(song, whole.model_copy(update={"section": now}), bar):
                continue
            for n in range(was.bars):
                old = content(before.song, Cell(layer=layer, section=was.label, first=n, last=n + 1), bar)
                if old != content(song, Cell(layer=layer, section=now, first=n, last=n + 1), bar):
                    found.append((layer, was.label, n))
    return found


@pytest.mark.parametrize("case", CASES[1:4], ids=str)
@pytest.mark.parametrize("move", MOVES, ids=lambda m: f"{m.kind} {m.model_dump(exclude_defaults=True)}")
def test_sections_keep_their_notes_and_their_feeling(case: Case, move: Move) -> None:
    before = draft(case)
    after, song = carried_out(before, move)
    assert_sound(song, after.plan)
    assert after.done
    ends = {before.plan.sections[-1].label: None, after.plan.sections[-1].label: None}
    names = {after.renamed[s.label]: s.label for s in before.plan.sections if after.renamed[s.label]}
    ends |= {names[label]: None for label in list(ends) if label in names}
    for layer, label, bar in differing(before, after, song):
        bars = before.plan.section(label).bars
        assert label in ends, f"{layer} changed in {label}"
        assert bar >= bars - RINGING, f"{layer} changed in bar {bar + 1} of {label}"
    for was, now in after.renamed.items():
        if now:
            old, new = before.plan.section(was), after.plan.section(now)
            for feeling in (staging.arousal, staging.valence, staging.tension):
                assert feeling(after.plan, new) == pytest.approx(feeling(before.plan, old), abs=1e-9)
    heard = read_midi(write_midi(song))
    assert [(s.label, s.bars) for s in heard.sections] == [(s.label, s.bars) for s in after.plan.sections]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_labels_follow_the_form(case: Case) -> None:
    before = draft(case)
    asks = tuple(Ask(kind="density", words="x", value="busy", section=s) for s in ("chorus 2", "bridge", "last chorus"))
    plan = before.plan.model_copy(
        update={"asks": asks, "directions": (Direction(kind="fills", amount=-1, part="drums", section="Chorus 2"),)}
    )
    before = before.model_copy(update={"plan": plan, "kept": (Target(parts=("drums",), sections=("Chorus 2",)),)})
    after = RepeatSectionMove(target=Target(sections=("Chorus 1",))).apply(before)
    labels = [s.label for s in after.plan.sections]
    assert labels == ["Verse 1", "Chorus 1", "Chorus 2", "Bridge", "Chorus 3"] or labels[0] == "Verse"
    assert after.renamed["Chorus 2"] == "Chorus 3"
    assert [a.section for a in after.plan.asks] == ["chorus 3", "bridge", "last chorus"]
    assert {d.section for d in after.plan.directions} == {"Chorus 3"}
    assert after.kept == (Target(parts=("drums",), sections=("Chorus 3",)),)
    cut = CutSectionMove(target=Target(sections=("Bridge",))).apply(after)
    assert [a.section for a in cut.plan.asks] == ["chorus 3", "last chorus"], "its wishes go with a section"
    assert cut.renamed == {"Verse 1": labels[0], "Chorus 1": "Chorus 1", "Bridge": "", "Chorus 2": "Chorus 3"}


@pytest.mark.parametrize("case", CASES[3:9], ids=str)
def test_there_and_back_is_the_song_again(case: Case) -> None:
    before = draft(case)
    chorus, bridge = Target(sections=("Chorus 2",)), Target(sections=("Bridge",))
    trips: tuple[tuple[Move, Move], ...] = (
        (RepeatSectionMove(target=Target(sections=("Chorus 1",))), CutSectionMove(target=chorus)),
        (RepeatSectionMove(target=chorus), CutSectionMove(target=chorus)),
        (AddSectionMove(section="solo"), CutSectionMove(target=Target(sections=("Solo",)))),
        (
            MoveSectionMove(target=bridge, before="Chorus 1"),
            MoveSectionMove(target=bridge, before="Chorus 2"),
        ),
    )
    for there, back in trips:
        after, song = carried_out(before, there, back)
        assert not differing(before, after, song)
        assert song.tempi == before.song.tempi
        assert [len(t.notes) for t in song.tracks] == [len(t.notes) for t in before.song.tracks]
        assert [s.bars for s in song.sections] == [s.bars for s in before.song.sections]
        assert carried_out(before, there, back) == (after, song), "the same moves make the same song"
        for beat in range(0, int(before.plan.beats), 3):
            for field in ("valence", "arousal", "tension"):
                old, new = (getattr(p.feeling(beat), field) for p in (before.plan, after.plan))
                assert old == pytest.approx(new, abs=1e-9)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_new_chorus_has_the_hook_and_its_own_band(case: Case) -> None:
    before = draft(case)
    after, song = carried_out(before, AddSectionMove(section="chorus", after="Verse 1"))
    label = after.plan.sections[1].label
    assert label == "Chorus 1"
    lead = after.plan.part("lead")
    assert lead is not None
    starts = {name: after.plan.span(after.plan.section(name))[0] for name in ("Chorus 1", "Chorus 2")}
    tunes = [
        [(n.pitch, round(n.start - starts[name], 6)) for n in line(song, after.plan, lead.name, name)]
        for name in ("Chorus 1", "Chorus 2")
    ]
    assert tunes[0] == tunes[1]
    bar = bar_beats(after.plan.metre)
    assert content(song, Cell(layer=HARMONY, section="Chorus 1"), bar) == content(
        song, Cell(layer=HARMONY, section="Chorus 2"), bar
    )
    assert any(line(song, after.plan, p.name, label) for p in after.plan.parts if p is not lead)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_song_ends_with_its_last_section(case: Case) -> None:
    before = draft(case)
    for move in (
        CutSectionMove(target=Target(sections=("Chorus 2",))),
        MoveSectionMove(target=Target(sections=("Chorus 2",))),
    ):
        after, song = carried_out(before, move)
        home = after.plan.key_of(after.plan.sections[-1]).tonic_pc
        assert song.chords[-1].symbol.root_pc == home, "it comes home"
        assert max(n.end for t in song.tracks for n in t.notes) == pytest.approx(after.plan.beats)
        drums = song.track("drums")
        if (
            drums is not None
            and drums.notes
            and drums.notes[-1].start >= after.plan.beats - bar_beats(after.plan.metre)
        ):
            assert drums.notes[-1].end == pytest.approx(after.plan.beats), "the last hit rings to the end"


@pytest.mark.parametrize("case", CASES[::4], ids=str)
@pytest.mark.parametrize("share", [0.4, 0.6, 1.25, 2.0, 3.0])
def test_length_is_what_was_asked(case: Case, share: float) -> None:
    before = draft(case)
    usual = seconds_at(before.song.tempi, before.song.beats)
    after = LengthMove(seconds=max(5.0, usual * share)).apply(before)
    seconds = seconds_at(after.song.tempi, after.song.beats)
    assert seconds == pytest.approx(max(5.0, usual * share), rel=0.05, abs=2.5)
    bars = round(before.plan.bars * share) + 1
    exact, song = carried_out(before, LengthMove(bars=bars))
    assert exact.plan.bars == bars == read_midi(write_midi(song)).bars
    assert_sound(song, exact.plan)
    assert exact.done[-1].startswith(f"now {bars} bars")


@pytest.mark.parametrize("case", CASES[:4], ids=str)
def test_a_section_grows_and_shrinks_alone(case: Case) -> None:
    before = draft(case)
    for bars in (3, 4, 6, 12, 16, 17):
        after, song = carried_out(before, LengthMove(bars=bars, target=Target(sections=("Bridge",))))
        assert_sound(song, after.plan)
        assert [s.bars for s in after.plan.sections] == [8, 8, bars, 8]
        assert {label for _, label, _ in differing(before, after, song)} <= {"Bridge"}
        final = [c.symbol for c in song.chords_in(*after.plan.span(after.plan.section("Bridge")))][-1]
        assert final == before.song.chords_in(*before.plan.span(before.plan.section("Bridge")))[-1].symbol


@pytest.mark.parametrize("case", CASES[:6], ids=str)
def test_bars_are_cut_out_of_a_section(case: Case) -> None:
    before = draft(case)
    after, song = carried_out(before, CutSectionMove(target=Target(first_bar=11, last_bar=12)))
    assert_sound(song, after.plan)
    assert [s.bars for s in after.plan.sections] == [8, 6, 8, 8]
    assert {label for _, label, _ in differing(before, after, song)} <= {"Chorus 1"}
    for track in song.tracks:
        down = [c for c in track.controls if c.number == 64]
        assert not down or down[-1].value == 0
        for a, b in pairwise(down):
            assert (a.value > 0) != (b.value > 0), "no pedal hangs, none is lifted twice"


@pytest.mark.parametrize(("case", "metre"), [(c, METRES[(i * 3 + k) % 8]) for i, c in enumerate(CASES) for k in (0, 5)])
def test_another_metre_keeps_chords_by_the_bar(case: Case, metre: str) -> None:
    before = draft(case)
    if metre == before.plan.metre:
        with pytest.raises(EditError, match="already"):
            MetreMove.model_validate({"metre": metre}).apply(before)
        return
    after, song = carried_out(before, MetreMove.model_validate({"metre": metre}))
    assert_sound(song, after.plan)
    old, new = bar_beats(before.plan.metre), bar_beats(after.plan.metre)
    assert [(str(c.symbol), int(c.start / old + 1e-6)) for c in before.song.chords] == [
        (str(c.symbol), int(c.start / new + 1e-6)) for c in song.chords
    ]
    lead = after.plan.part("lead")
    assert lead is not None
    was, now = before.song.track(lead.name), song.track(lead.name)
    assert was is not None and now is not None
    assert len(now.notes) >= 0.6 * len(was.notes)
    bars = [
        [[n.pitch for n in t.notes if int(n.start / b + 1e-6) == k] for k in range(after.plan.bars)]
        for t, b in ((was, old), (now, new))
    ]
    for sung, refitted in zip(*bars, strict=True):
        rest = iter(sung)
        assert all(pitch in rest for pitch in refitted), "the pitches of each bar come in their order"
    midi = pretty_midi.PrettyMIDI(io.BytesIO(write_midi(song)))
    signature = midi.time_signature_changes[0]
    assert f"{signature.numerator}/{signature.denominator}" == metre


@pytest.mark.parametrize("old", METRES)
@pytest.mark.parametrize("new", METRES)
def test_beats_keep_their_order_in_another_metre(old: str, new: str) -> None:
    size, other = (bar_beats(m) for m in (old, new))  # type: ignore[arg-type]
    places = [place(k / 4, old, new) for k in range(round(size * 4))]  # type: ignore[arg-type]
    assert places[0] == 0
    assert all(0 <= p < other for p in places)
    assert all(b >= a - 0.5 for a, b in pairwise(places))


@pytest.mark.parametrize("case", CASES[:2], ids=str)
def test_what_is_kept_stays_and_what_cannot_is_refused(case: Case) -> None:
    before = draft(case)
    name = before.plan.parts[0].name
    locked = before.model_copy(update={"kept": (Target(parts=(name,)),)})
    for move in MOVES:
        after, song = carried_out(locked, move)
        assert not [place for place in differing(before, after, song) if place[0] == name], move
    pinned = before.model_copy(update={"kept": (Target(sections=("Bridge",)),)})
    with pytest.raises(LockedError, match="Bridge"):
        CutSectionMove(target=Target(sections=("Bridge",))).apply(pinned)
    with pytest.raises(LockedError):
        CutSectionMove(target=Target(first_bar=17, last_bar=18)).apply(locked)
    with pytest.raises(LockedError):
        MetreMove(metre="9/8").apply(locked)
    short, _ = carried_out(pinned, LengthMove(factor=0.4))
    assert short.renamed["Bridge"] == "Bridge"


def test_what_is_not_there_is_said() -> None:
    before = draft(CASES[0])
    for move, words in (
        (CutSectionMove(target=Target(sections=("Outro",))), "There is no Outro"),
        (CutSectionMove(), "what to cut"),
        (CutSectionMove(target=Target(first_bar=1, last_bar=99)), "nothing of the song"),
        (CutSectionMove(target=Target(first_bar=99, last_bar=99)), "no bar 99"),
        (AddSectionMove(section="verse", after="Intro"), "There is no Intro"),
        (MoveSectionMove(), "which section"),
        (MoveSectionMove(target=Target(sections=("Bridge",)), after="Chorus 1"), "already"),
        (LengthMove(), "how long"),
    ):
        with pytest.raises(EditError, match=words):
            move.apply(before)
