"""Rhythm on paper: bars are full, values are readable, the metre shows, nothing is lost."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skills.clock import METRES, Metre, bar_beats
from skills.engrave.rhythm import TICKS, VALUES, Piece, bar_ticks, write_bars
from tests.skills.engrave_songs import as_notated

NOTES = st.lists(st.tuples(st.floats(0.02, 4), st.floats(0, 2), st.floats(0.05, 1)), max_size=40)


def line_of(steps: list[tuple[float, float, float]]) -> list[tuple[float, float]]:
    now, line = 0.0, []
    for length, rest, share in steps:
        line.append((now, now + length * share))
        now += length + rest * (rest > 1)
    return line


def values(pieces: list[Piece]) -> list[str]:
    """Pieces as text: a note is its value, with "." for dots, "3" in a triplet, "~" tied on; a rest is in brackets."""
    shown = []
    for piece in pieces:
        name, dots = VALUES[piece.value]
        text = name + "." * dots + (str(piece.actual) if piece.actual else "") + ("~" if piece.tie_out else "")
        shown.append(text if piece.note is not None else f"({text})")
    return shown


@given(steps=NOTES, metre=st.sampled_from(METRES))
@settings(max_examples=150, deadline=None)
def test_every_bar_is_full_and_readable_whatever_was_played(
    steps: list[tuple[float, float, float]], metre: Metre
) -> None:
    for pieces in write_bars(line_of(steps), metre, 6):
        now = 0
        for piece in pieces:
            assert piece.start == now
            now += piece.length
            assert piece.value in VALUES or (piece.note is None and len(pieces) == 1)
            assert piece.length * 3 == piece.value * (2 if piece.actual else 3)
        assert now == bar_ticks(metre)
        ends = [piece.bracket for piece in pieces if piece.bracket]
        assert ends == ["start", "stop"] * (len(ends) // 2)


@pytest.mark.parametrize("metre", METRES)
@pytest.mark.parametrize("seed", range(12))
def test_notes_on_the_grid_come_back_exactly_even_when_played_loosely(metre: Metre, seed: int) -> None:
    draw = random.Random(seed)
    now, line = 0.0, []
    while now < 4 * bar_beats(metre):
        length = draw.choice([0.25, 0.5, 0.75, 1, 1.5, 2])
        if draw.random() < 0.8:
            line.append((now, min(now + length, 4 * bar_beats(metre))))
        now += length
    loose = [(max(a + draw.uniform(-0.02, 0.02), 0), b + draw.uniform(-0.02, 0.02)) for a, b in line]
    for played in (line, loose):
        found: dict[int, list[float]] = {}
        for bar, pieces in enumerate(write_bars(played, metre, 4)):
            for piece in pieces:
                if piece.note is not None:
                    start = (bar * bar_ticks(metre) + piece.start) / TICKS
                    begin, end = found.get(piece.note, (start, start))
                    assert end == start, "tied pieces touch"
                    found[piece.note] = [begin, start + piece.length / TICKS]
        assert [tuple(found[note]) for note in sorted(found)] == as_notated(line, 4 * bar_beats(metre))


@pytest.mark.parametrize(
    ("metre", "line", "expected"),
    [
        ("4/4", [(1.5, 2.5)], ["(quarter)", "(eighth)", "eighth~", "eighth", "(eighth)", "(quarter)"]),
        ("4/4", [(0, 1), (1, 3), (3, 4)], ["quarter", "half", "quarter"]),
        ("4/4", [(0, 0.5), (0.5, 1.5), (1.5, 2)], ["eighth", "quarter", "eighth", "(half)"]),
        ("4/4", [(0, 3.5)], ["half~", "quarter.", "(eighth)"]),
        ("4/4", [(0.75, 1.25)], ["(eighth)", "(16th)", "16th~", "16th", "(16th)", "(eighth)", "(half)"]),
        ("4/4", [(0, 2 / 3), (2 / 3, 4 / 3), (4 / 3, 2)], ["quarter3", "quarter3", "quarter3", "(half)"]),
        ("4/4", [(0, 1 / 3), (2 / 3, 1)], ["eighth3", "(eighth3)", "eighth3", "(quarter)", "(half)"]),
        ("3/4", [(0, 2.25)], ["half~", "eighth", "(eighth)"]),
        ("3/4", [(0, 2.25), (2.5, 3)], ["half~", "eighth", "eighth"]),
        ("4/4", [(0, 0.25), (1, 1.75), (2, 4)], ["16th", "(16th)", "(eighth)", "quarter", "half"]),
        ("3/4", [(0.5, 2.5)], ["(eighth)", "eighth~", "quarter.", "(eighth)"]),
        ("3/4", [(0, 1)], ["quarter", "(quarter)", "(quarter)"]),
        ("6/8", [(1, 2)], ["(quarter)", "eighth~", "eighth", "(eighth)", "(eighth)"]),
        ("6/8", [(0, 1.5)], ["quarter.", "(quarter.)"]),
        ("5/4", [(0, 5)], ["half.~", "half"]),
        ("7/8", [(0, 3.5)], ["half~", "quarter."]),
        ("12/8", [(0, 6)], ["whole."]),
        ("9/8", [(0, 4.5)], ["half.~", "quarter."]),
    ],
)
def test_the_metre_shows(metre: Metre, line: list[tuple[float, float]], expected: list[str]) -> None:
    assert values(write_bars(line, metre, 1)[0]) == expected


@pytest.mark.parametrize(
    ("metre", "expected"),
    [
        ("4/4", ["start", "continue", "continue", "stop"] * 2),
        ("3/4", ["start", "stop"] * 3),
        ("6/8", ["start", "continue", "stop"] * 2),
        ("7/8", ["start", "stop"] * 2 + ["start", "continue", "stop"]),
        ("12/8", ["start", "continue", "stop"] * 4),
    ],
)
def test_eighths_are_beamed_by_the_pulse(metre: Metre, expected: list[str]) -> None:
    line = [(k / 2, k / 2 + 0.5) for k in range(round(bar_beats(metre) * 2))]
    assert [piece.beams[0] for piece in write_bars(line, metre, 1)[0]] == expected


def test_a_dotted_rhythm_has_a_broken_second_beam() -> None:
    pieces = write_bars([(0, 0.75), (0.75, 1), (1, 1.25), (1.25, 2)], "2/4", 1)[0]
    assert [p.beams for p in pieces] == [
        ("start",), ("stop", "partial-left"), ("start", "partial-right"), ("stop",),
    ]  # fmt: skip


def test_what_lies_beyond_the_last_bar_is_cut_and_slivers_are_closed() -> None:
    bars = write_bars([(0, 0.93), (1, 1.95), (7, 12), (9, 10)], "4/4", 2)
    assert values(bars[0]) == ["quarter", "quarter", "(half)"]
    assert values(bars[1]) == ["(half)", "(quarter)", "quarter"]
