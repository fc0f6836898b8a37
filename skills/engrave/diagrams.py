"""Chord diagrams: guitar and ukulele grids and piano keys, as text for a chat and as one picture.

A grid is read as in every songbook: strings upright, the thickest on the left, the nut on top, "o"
open, "x" not played. Each diagram comes with the names of what sounds and what is left out.
"""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from skills.engrave.card import BACKGROUND, BLUE, FAINT, GRID, INK, ORANGE, PANEL, WHITE, fitted
from skills.engrave.fretboard import TUNINGS, Fingering, fingering
from skills.theory.chord import ChordSymbol
from skills.theory.easy import Playable
from skills.theory.interval import chord_notes, plain

_WHITE = (0, 2, 4, 5, 7, 9, 11)
_ROWS = 4
"""Frets in a grid, at least."""
_WIDTH, _HEIGHT, _PIANO, _GAP, _ACROSS = 300, 372, 620, 24, 4
"""Pixels: a grid's cell, its height, a piano's width, the gap between them; and how many stand in a row."""


def piano_keys(chord: ChordSymbol) -> tuple[int, ...]:
    """The keys to press as MIDI pitches: the chord stacked up from its bass, its root near middle C.

    A bass note that is not the root is taken by the left hand, below.
    """
    root = 60 + (chord.root_pc + 5) % 12 - 5
    keys = [root + step for step in chord.intervals]
    if chord.bass and chord.bass_pc != chord.root_pc:
        keys.insert(0, root - (chord.root_pc - chord.bass_pc) % 12)
    return tuple(keys)


def sounding(chord: ChordSymbol, instrument: Playable) -> tuple[int, ...]:
    """What a diagram makes sound, as MIDI pitches, from its first string or key."""
    if instrument == "piano":
        return piano_keys(chord)
    return fingering(chord, instrument).pitches(instrument)


def note_names(chord: ChordSymbol) -> dict[int, str]:
    """Pitch class -> everyday name of each tone of a chord, its bass among them."""
    names = {pc: plain(n) for n, pc in zip(chord_notes(chord), chord.pitch_classes, strict=True)}
    if chord.bass:
        names.setdefault(chord.bass_pc, chord.bass)
    return names


def left_out(chord: ChordSymbol, instrument: Playable) -> tuple[str, ...]:
    """The notes of a chord that its diagram does without, by name."""
    sound = {p % 12 for p in sounding(chord, instrument)}
    return tuple(name for pc, name in note_names(chord).items() if pc not in sound)


def diagram_text(chords: Sequence[ChordSymbol], instrument: Playable) -> str:
    """Diagrams in monospace: grids side by side, pianos one below another."""
    if instrument == "piano":
        return "\n\n".join(_piano_text(chord) for chord in chords)
    blocks = [_grid_text(chord, instrument) for chord in chords]
    rows = []
    for start in range(0, len(blocks), 4):
        some = blocks[start : start + 4]
        tall = max(len(b) for b in some)
        wide = [max(len(line) for line in b) for b in some]
        padded = [[*b, *[""] * (tall - len(b))] for b in some]
        lines = ("   ".join(b[i].ljust(w) for b, w in zip(padded, wide, strict=True)).rstrip() for i in range(tall))
        rows.append("\n".join(lines))
    return "\n\n".join(rows)


def _grid_text(chord: ChordSymbol, instrument: Playable) -> list[str]:
    held = fingering(chord, instrument)
    first, rows = _window(held)
    lines = [f"{chord}  {held}", "  " + " ".join("x" if f is None else "o" if f == 0 else " " for f in held.frets)]
    lines.append("  " + ("=" if first == 1 else "-") * (2 * len(held.frets) - 1))
    for row in range(first, first + rows):
        marks = " ".join(str(n or "•") if f == row else "|" for f, n in zip(held.frets, held.fingers, strict=True))
        lines.append(f"{row if row == first and first > 1 else '':<2}{marks}")
    names = note_names(chord)
    lines.append("  " + " ".join(dict.fromkeys(names[p % 12] for p in held.pitches(instrument))))
    missing = left_out(chord, instrument)
    if missing:
        lines.append(f"  (no {', '.join(missing)})")
    return lines


def _piano_text(chord: ChordSymbol) -> str:
    keys = piano_keys(chord)
    low, high = _octaves(keys)
    names = note_names(chord)
    whites = [p for p in range(low, high + 1) if p % 12 in _WHITE]
    black, white = "", ""
    for p in whites:
        white += f"{names[p % 12][0] if p in keys else '·'} "
        black += " " + (" " if (p + 1) % 12 in _WHITE else "●" if p + 1 in keys else "|")
    notes = " ".join(names[p % 12] for p in keys)
    return f"{chord}  {notes}\n  {black.rstrip()}\n  {white.rstrip()}"


def _window(held: Fingering) -> tuple[int, int]:
    """First fret and number of frets to draw."""
    stopped = [f for f in held.frets if f]
    high, low = max(stopped, default=1), min(stopped, default=1)
    first = 1 if high <= _ROWS else low
    return first, max(_ROWS, high - first + 1)


def _octaves(keys: Sequence[int]) -> tuple[int, int]:
    """The keys to draw, from a C or an F to an E or a B."""
    low, high = min(keys), max(keys)
    while low % 12 not in (0, 5):
        low -= 1
    while high % 12 not in (4, 11):
        high += 1
    return low, high


def diagram_png(chords: Sequence[ChordSymbol], instrument: Playable) -> bytes:
    """One picture with a diagram for each chord, four grids or two pianos in a row.

    Raises ValueError when there is nothing to draw.
    """
    import resvg_py

    if not chords:
        raise ValueError("name a chord to draw")
    wide, across = (_PIANO, 2) if instrument == "piano" else (_WIDTH, _ACROSS)
    tall = 250 if instrument == "piano" else _HEIGHT
    columns = min(across, len(chords))
    rows = -(-len(chords) // across)
    width, height = columns * (wide + _GAP) + _GAP, rows * (tall + _GAP) + _GAP
    draw = _piano_svg if instrument == "piano" else _grid_svg
    cells = []
    for index, chord in enumerate(chords):
        x, y = _GAP + index % across * (wide + _GAP), _GAP + index // across * (tall + _GAP)
        panel = f'<rect width="{wide}" height="{tall}" rx="14" fill="{PANEL}"/>'
        cells.append(f'<g transform="translate({x},{y})">{panel}{draw(chord, instrument)}</g>')
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{"".join(cells)}</svg>'
    fonts = _fonts()
    image = resvg_py.svg_to_bytes(
        svg_string=svg, background=BACKGROUND, skip_system_fonts=True, font_files=fonts, font_family="DejaVu Sans"
    )
    return bytes(image)


def _fonts() -> list[str]:
    import matplotlib

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    return [str(folder / "DejaVuSans.ttf"), str(folder / "DejaVuSans-Bold.ttf")]


def _words(x: float, y: float, text: str, size: float, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    pretty = escape(text.replace("#", "♯"))
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}" text-anchor="middle" '
        f'font-family="DejaVu Sans"{weight}>{pretty}</text>'
    )


def _flats(name: str) -> str:
    """A note name with a real flat sign: the b after the letter."""
    return name[:1] + name[1:].replace("b", "♭")


def _title(chord: ChordSymbol) -> str:
    text = str(chord)
    root = len(chord.root)
    bass = f"/{_flats(chord.bass)}" if chord.bass else ""
    middle = text[root : len(text) - len(bass)].replace("b5", "♭5").replace("b9", "♭9")
    return _flats(chord.root) + middle + bass


def _grid_svg(chord: ChordSymbol, instrument: Playable) -> str:
    held = fingering(chord, instrument)
    first, rows = _window(held)
    count = len(held.frets)
    left, right, top, step = 62.0, _WIDTH - 50.0, 108.0, 184.0 / rows
    gap = (right - left) / (count - 1)
    out = [_words(_WIDTH / 2, 52, _title(chord), 34, INK, bold=True)]
    for row in range(rows + 1):
        y = top + row * step
        out.append(f'<line x1="{left}" y1="{y}" x2="{right}" y2="{y}" stroke="{FAINT}" stroke-width="1.5"/>')
    for s in range(count):
        x = left + s * gap
        out.append(f'<line x1="{x}" y1="{top}" x2="{x}" y2="{top + rows * step}" stroke="{FAINT}" stroke-width="1.5"/>')
    if first == 1:
        out.append(f'<rect x="{left - 2}" y="{top - 7}" width="{right - left + 4}" height="7" rx="2" fill="{WHITE}"/>')
    else:
        out.append(_words(left - 30, top + step / 2 + 7, str(first), 20, FAINT))
    if held.barre:
        fret, a, b = held.barre
        y = top + (fret - first + 0.5) * step
        out.append(
            f'<line x1="{left + a * gap}" y1="{y}" x2="{left + b * gap}" y2="{y}" stroke="{BLUE}" stroke-width="26" '
            'stroke-linecap="round"/>'
        )
    names = note_names(chord)
    strings = zip(held.frets, held.fingers, TUNINGS[instrument], strict=True)
    for s, (fret_, finger, open_) in enumerate(strings):
        x = left + s * gap
        if not fret_:
            out.append(_words(x, top - 15, "×" if fret_ is None else "○", 19, FAINT if fret_ is None else WHITE))  # noqa: RUF001
        else:
            y = top + (fret_ - first + 0.5) * step
            out.append(
                f'<circle cx="{x}" cy="{y}" r="15" fill="{BLUE}"/>' + _words(x, y + 6.5, str(finger), 18, "#ffffff")
            )
        if fret_ is not None:
            name = names[(open_ + fret_) % 12]
            root = (open_ + fret_) % 12 == chord.root_pc
            out.append(_words(x, top + rows * step + 28, _flats(name), 17, ORANGE if root else WHITE, bold=root))
    out.append(_words(_WIDTH / 2, _HEIGHT - 18, _footnote(chord, instrument, str(held)), 15, FAINT))
    return "".join(out)


def _footnote(chord: ChordSymbol, instrument: Playable, frets: str = "") -> str:
    missing = left_out(chord, instrument)
    words = [frets] if frets else []
    if missing:
        words.append("no " + ", ".join(_flats(n) for n in missing))
    return fitted(" · ".join(words), _WIDTH - 20, 15)


def _piano_svg(chord: ChordSymbol, _instrument: Playable) -> str:
    keys = piano_keys(chord)
    low, high = _octaves(keys)
    whites = [p for p in range(low, high + 1) if p % 12 in _WHITE]
    left, top, tall = 20.0, 78.0, 148.0
    each = min((_PIANO - 2 * left) / len(whites), 58.0)
    left = (_PIANO - each * len(whites)) / 2
    names = note_names(chord)
    notes = "  ".join(_flats(names[p % 12]) for p in keys)
    out = [_words(_PIANO / 2, 50, _title(chord), 32, INK, bold=True)]
    size = min(19.0, each * 0.5)
    for index, p in enumerate(whites):
        x = left + index * each
        fill = BLUE if p in keys else WHITE
        out.append(
            f'<rect x="{x:g}" y="{top}" width="{each - 2:g}" height="{tall}" rx="4" fill="{fill}" stroke="{GRID}"/>'
        )
        if p in keys:
            out.append(_words(x + each / 2 - 1, top + tall - 14, _flats(names[p % 12]), size, "#ffffff", bold=True))
    for index, p in enumerate(whites):
        if (p + 1) % 12 in _WHITE or p + 1 > high:
            continue
        x = left + (index + 1) * each - each * 0.3 - 1
        fill = BLUE if p + 1 in keys else BACKGROUND
        out.append(
            f'<rect x="{x:g}" y="{top}" width="{each * 0.6:g}" height="{tall * 0.6}" rx="3" fill="{fill}" '
            f'stroke="{GRID}" stroke-width="2"/>'
        )
        if p + 1 in keys:
            name = _flats(names[(p + 1) % 12])
            out.append(_words(x + each * 0.3, top + tall * 0.6 - 12, name, size * 0.8, "#ffffff", bold=True))
    out.append(_words(_PIANO / 2, top + tall + 18, notes, 14, FAINT))
    return "".join(out)
