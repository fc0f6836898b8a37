"""Pictures of a song: its arc, asked for and measured, and its notes as a piano roll."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from skills.check.report import Report
from skills.clock import bar_beats
from skills.engrave import card
from skills.engrave.card import Panel
from skills.engrave.drum_staff import DRUMS, drum
from skills.plan import Plan, Section
from skills.song import Note, Song, Track

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LEFT, _RIGHT = 150.0, 40.0
_ROOM = card.WIDTH - _LEFT - _RIGHT

# What an arc is made of: field, its name, its words for low and high, its lowest value, its colour.
_ARC = (
    ("arousal", "Arousal", "still", "energetic", 0.0, card.ORANGE),
    ("tension", "Tension", "at rest", "straining", 0.0, card.PINK),
    ("valence", "Valence", "dark", "bright", -1.0, card.SKY),
)
_PART_COLOURS = {
    "lead": (card.RED, "#ffb199"),
    "counter": (card.PINK, "#f2c4dd"),
    "chords": (card.SKY, card.BLUE),
    "pad": (card.GREEN, "#8fe3c8"),
    "bass": (card.YELLOW, "#c9bd2f"),
    "drums": (card.WHITE, card.FAINT),
}
# Who lies on top where notes coincide: the last.
_LAYERS = ("pad", "chords", "bass", "counter", "lead")
_LOUDEST = 112
"""Velocity from which a note is drawn solid."""


def arc_picture(plan: Plan, report: Report) -> bytes:
    """The arc as PNG, 1600 by 900: asked for (dashed) and measured bar by bar (solid), in one picture.

    Arousal, tension and valence have a panel each over one axis of time; each panel gives the rank
    correlation of the two lines from the report, where there is one.
    """
    figure = card.card(plan.title)
    _key(figure)
    top, height, gap = 150.0, 194.0, 40.0
    edges = _section_edges(plan.sections)
    _section_names(figure, plan.sections, edges, 96)
    for row, (field, name, low, high, floor, colour) in enumerate(_ARC):
        rim = 0.06 * (1 - floor)
        panel = Panel(_LEFT, top + row * (height + gap), _ROOM, height, 0, plan.bars, floor - rim, 1 + rim)
        _ground(figure, panel, edges)
        for level in (floor, (floor + 1) / 2, 1.0):
            card.line(figure, panel, [(0, level), (plan.bars, level)], card.GRID, 1)
        measured = [float(getattr(bar, field)) for bar in report.bars[: plan.bars]]
        card.boxes(figure, panel, [(bar, bar + 1, floor, value) for bar, value in enumerate(measured)], colour, 0.28)
        steps = [(at, value) for bar, value in enumerate(measured) for at in (bar, bar + 1)]
        card.line(figure, panel, steps, colour, 3.2)
        moments = [k / 4 for k in range(4 * plan.bars + 1)]
        asked = [(bar, getattr(plan.feeling(bar * bar_beats(plan.metre)), field)) for bar in moments]
        card.line(figure, panel, asked, card.INK, 2.2, dashed=True)
        card.write(figure, 40, panel.top + height / 2, name, 21, colour, weight="bold")
        card.write(figure, _LEFT - 10, panel.top + 12, high, 13, card.FAINT, align="right")
        card.write(figure, _LEFT - 10, panel.top + height - 12, low, 13, card.FAINT, align="right")
        _correlation(figure, panel, report.arc.get(field))
    bottom = top + 3 * height + 2 * gap
    _bar_numbers(figure, plan.bars, bottom + 20)
    _seconds(figure, plan, report, bottom + 46)
    return card.png(figure)


def piano_roll(song: Song) -> bytes:
    """The notes of a song as PNG, 1600 by 900: time across, pitch up, a colour a part, louder more solid.

    Drums have lanes of their own below, under the names of the kit. Sections are shaded and named,
    chords are named above where there is room.
    """
    figure = card.card(song.title)
    facts = f"{song.key}   {song.metre}   {song.tempi[0].bpm:.0f} bpm"
    card.write(figure, card.WIDTH - _RIGHT, 44, facts, 15, card.FAINT, align="right")
    pitched = [t for t in song.tracks if t.part.role != "drums" and t.notes]
    kit = [note for t in song.tracks if t.part.role == "drums" for note in t.notes]
    edges = _section_edges(song.sections)
    top, bottom = 152.0, 812.0
    lanes = _lanes(kit)
    floor = bottom - min(26.0 * len(lanes), 0.45 * (bottom - top)) if pitched or not lanes else top
    _section_names(figure, song.sections, edges, 96)
    if pitched or not kit:
        _chord_names(figure, song, 130)
    if floor > top:
        _draw_pitches(figure, song, pitched, edges, top, floor - (14 if lanes else 0))
    if lanes:
        _draw_drums(figure, song, kit, lanes, edges, floor, bottom)
    _bar_numbers(figure, song.bars, bottom + 20)
    _legend(figure, pitched, bool(kit))
    return card.png(figure)


def _key(figure: "Figure") -> None:
    """What the two lines mean, at the top right, away from the data."""
    whole = Panel(0, 0, card.WIDTH, card.HEIGHT, 0, card.WIDTH, card.HEIGHT, 0)
    right, y = card.WIDTH - _RIGHT, 44
    for text, x, is_dashed in (("asked for", right - 300, True), ("measured", right - 132, False)):
        card.line(figure, whole, [(x, y), (x + 42, y)], card.INK, 2.2 if is_dashed else 3.2, dashed=is_dashed)
        card.write(figure, x + 52, y, text, 17, card.INK)


def _correlation(figure: "Figure", panel: Panel, value: float | None) -> None:
    said = "too flat to correlate" if value is None else f"rank correlation {value:+.2f}".replace("-", "−")  # noqa: RUF001  # a minus
    card.write(figure, card.WIDTH - _RIGHT, panel.top - 17, said, 16, card.INK, align="right")


def _section_edges(sections: Sequence[Section]) -> list[int]:
    """Bars (from 0) at which sections begin, and the end of the last."""
    return list(accumulate((section.bars for section in sections), initial=0))


def _ground(figure: "Figure", panel: Panel, edges: Sequence[int]) -> None:
    """The panel itself, every second section shaded, and a line where each begins."""
    scale = (panel.last - panel.first) / edges[-1]
    spans = [(start * scale, end * scale, panel.low, panel.high) for start, end in pairwise(edges)]
    card.boxes(figure, panel, spans[::2], card.PANEL, 1.0)
    card.boxes(figure, panel, spans[1::2], card.BAND, 1.0)
    for start, *_ in spans[1:]:
        card.line(figure, panel, [(start, panel.low), (start, panel.high)], card.GRID, 1.4)


def _section_names(figure: "Figure", sections: Sequence[Section], edges: Sequence[int], y: float) -> None:
    for section, (start, end) in zip(sections, pairwise(edges), strict=True):
        label = card.fitted(section.label, (end - start) * _ROOM / edges[-1] - 8, 16)
        if len(label) > 1:
            card.write(figure, _LEFT + (start + end) / 2 * _ROOM / edges[-1], y, label, 16, card.INK, align="center")


def _bar_numbers(figure: "Figure", bars: int, y: float) -> None:
    step = next(step for step in (1, 2, 4, 8, 16, 32, 64) if step * _ROOM / bars >= 42 or step == 64)
    card.write(figure, _LEFT - 28, y, "bar", 13, card.FAINT, align="right")
    for bar in range(0, bars, step):
        card.write(figure, _LEFT + bar * _ROOM / bars, y, str(bar + 1), 13, card.FAINT, align="center")


def _seconds(figure: "Figure", plan: Plan, report: Report, y: float) -> None:
    """Minutes and seconds under the bars they fall in."""
    starts = [bar.seconds for bar in report.bars[: plan.bars]]
    if not starts:
        return
    last_bar = starts[-1] - starts[-2] if len(starts) > 1 else bar_beats(plan.metre) * 60 / plan.bpm
    starts.append(starts[-1] + last_bar)
    step = next(s for s in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600) if starts[-1] / s <= 16 or s == 600)
    card.write(figure, _LEFT - 28, y, "time", 13, card.FAINT, align="right")
    for second in range(0, int(starts[-1]) + 1, step):
        bar = next((k for k in range(len(starts) - 1) if starts[k] <= second < starts[k + 1]), None)
        if bar is not None:
            at = bar + (second - starts[bar]) / (starts[bar + 1] - starts[bar])
            text = f"{second // 60}:{second % 60:02}"
            card.write(figure, _LEFT + at * _ROOM / plan.bars, y, text, 13, card.FAINT, align="center")


def _draw_pitches(
    figure: "Figure", song: Song, tracks: list[Track], edges: list[int], top: float, bottom: float
) -> None:
    pitches = [note.pitch for track in tracks for note in track.notes] or [60, 72]
    low, high = min(pitches) - 2, max(max(pitches) + 3, min(pitches) + 16)
    panel = Panel(_LEFT, top, _ROOM, bottom - top, 0, song.beats, low, high)
    _ground(figure, panel, edges)
    for pitch in range(-(-low // 12) * 12, high, 12):
        card.line(figure, panel, [(0, pitch), (song.beats, pitch)], card.GRID, 1.2)
        card.write(figure, _LEFT - 10, panel.y(pitch + 0.5), f"C{pitch // 12 - 1}", 14, card.FAINT, align="right")
    colours = _colours(tracks)
    pixel = song.beats / _ROOM
    for track in sorted(tracks, key=lambda t: _LAYERS.index(t.part.role)):
        rim = 0.0 if track.part.role == "pad" else 0.12
        edges_of_notes = []
        for note in track.notes:
            length = min(note.duration * min(note.gate, 1.0), song.beats - note.start)
            end = note.start + max(length - min(pixel, 0.15 * length), 0.0)
            edges_of_notes.append((note.start, end, note.pitch + rim, note.pitch + 1 - rim))
        card.boxes(figure, panel, edges_of_notes, colours[track.part.name], _strengths(track.notes))


def _draw_drums(
    figure: "Figure", song: Song, kit: list[Note], lanes: list[str], edges: list[int], top: float, bottom: float
) -> None:
    panel = Panel(_LEFT, top, _ROOM, bottom - top, 0, song.beats, 0, len(lanes))
    _ground(figure, panel, edges)
    size = min(14.0, 0.8 * (bottom - top) / len(lanes))
    for lane, name in enumerate(lanes):
        card.write(figure, _LEFT - 10, panel.y(lane + 0.5), name, size, card.FAINT, align="right")
        if lane:
            card.line(figure, panel, [(0, lane), (song.beats, lane)], card.GRID, 0.8)
    length = max(3, round(0.11 * _ROOM / song.beats)) * song.beats / _ROOM
    places = {name: lane for lane, name in enumerate(lanes)}
    hits = [(n.start, n.start + length, places[drum(n.pitch).name]) for n in kit]
    card.boxes(figure, panel, [(a, b, lane + 0.16, lane + 0.84) for a, b, lane in hits], card.WHITE, _strengths(kit))


def _strengths(notes: Sequence[Note]) -> list[float]:
    return [0.25 + 0.75 * min(note.velocity / _LOUDEST, 1.0) for note in notes]


def _lanes(kit: list[Note]) -> list[str]:
    """Names of the drums that are played, from the floor up."""
    played = {drum(note.pitch).name for note in kit}
    order = dict.fromkeys([*(d.name for d in DRUMS.values()), "percussion"])
    return [name for name in order if name in played]


def _colours(tracks: Sequence[Track]) -> dict[str, str]:
    """A colour for every part, by its role and which of that role it is."""
    roles = [track.part.role for track in tracks]
    return {
        track.part.name: _PART_COLOURS[track.part.role][roles[:index].count(track.part.role) % 2]
        for index, track in enumerate(tracks)
    }


def _legend(figure: "Figure", tracks: list[Track], has_drums: bool) -> None:
    """Parts and their colours in a row below everything."""
    colours = _colours(tracks)
    entries = [(f"{t.part.role}: {t.part.instrument}", colours[t.part.name]) for t in tracks]
    entries += [("drums", card.WHITE)] if has_drums else []
    size = 15.0
    while size > 9 and sum(card.text_width(text, size) + 50 for text, _ in entries) > _ROOM + _RIGHT:
        size -= 1
    whole = Panel(0, 0, card.WIDTH, card.HEIGHT, 0, card.WIDTH, card.HEIGHT, 0)
    x, y = _LEFT, 868.0
    for text, colour in entries:
        card.boxes(figure, whole, [(x, x + 16, y + 7, y - 7)], colour, 1.0)
        card.write(figure, x + 24, y, text, size, card.INK)
        x += card.text_width(text, size) + 50


def _chord_names(figure: "Figure", song: Song, y: float) -> None:
    """Chord names over their beats, in one row or two, if they fit; a chord that goes on is named once."""
    names: list[tuple[float, str]] = []
    for chord in song.chords:
        text = str(chord.symbol).replace("b", "♭").replace("#", "♯")
        if chord.start < song.beats and (not names or names[-1][1] != text):
            names.append((chord.start, text))
    for rows, size in ((1, 15.0), (1, 13.0), (2, 13.0), (2, 11.0)):
        ends = [at for at, _ in names[rows:]] + [song.beats] * rows
        rooms = [(end - at) * _ROOM / song.beats - 5 for (at, _), end in zip(names, ends, strict=False)]
        if all(card.text_width(text, size) <= room for (_, text), room in zip(names, rooms, strict=True)):
            for index, (at, text) in enumerate(names):
                row = y + 8 * (rows - 1) * (1 if index % 2 else -1)
                card.write(figure, _LEFT + at * _ROOM / song.beats, row, text, size, card.FAINT)
            return
