"""A lead sheet as a picture: MusicXML set by verovio, drawn by resvg.

Verovio sets the music; the title, the tempo and the credit are set here, so that long titles shrink
and stay whole. Fonts are matplotlib's STIX (a Times with flats and sharps), so that every machine
draws the same picture; a title in another script is drawn with the machine's own fonts.
"""

import copy
import re
import xml.etree.ElementTree as ET
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

_WIDTH = 2200
"""Width of a page in verovio's units (tenths of a millimetre at 100 %)."""
_SCALE = 1600 / _WIDTH
"""Pixels a unit."""
_MARGIN = 90
_TALLEST = 1.55
"""A page's height over its width, beyond which the music goes on in a column beside it."""
_WIDEST = 6400
"""Pixels; more columns than this are drawn smaller."""

_SYMBOL_SIZE = 0.93
"""Chord symbols against the room verovio leaves for them."""

_FACES = ("STIXGeneral", "STIXGeneralBol", "STIXGeneralItalic", "DejaVuSans")
# Verovio draws accidentals and notes inside words with its music font, which resvg cannot load; STIX has
# them as characters.
_GLYPHS = str.maketrans(
    {"\uea63": "♭♭", "\uea64": "♭", "\uea65": "", "\uea66": "♯", "\uea67": "♯♯", "\ueca5": "♩", "\uecb7": "."}
)
_TEXT = re.compile(r'(class="harm">\s*)?<text ([^>]*?)font-size="0px">(.*?)</text>', re.DOTALL)
# A hairline around every notehead cannot be seen, and takes resvg longer than the notehead.
_HAIRLINES = re.compile(r"(#\w+ path)(?=,)")
_RUN = re.compile(r'<tspan ([^>]*)font-size="(\d+)px"[^>]*>([^<]*)</tspan>')
_OPTIONS: dict[str, Any] = {
    "font": "Leland", "smuflTextFont": "none", "header": "none", "footer": "none", "breaks": "smart",
    "breaksSmartSb": 0.0, "adjustPageHeight": True, "pageWidth": _WIDTH, "pageHeight": 60000,
    "pageMarginLeft": _MARGIN, "pageMarginRight": _MARGIN, "pageMarginTop": 20, "pageMarginBottom": 40,
    "unit": 9, "lyricSize": 5.4, "spacingSystem": 8, "harmDist": 1.5, "minLastJustification": 0.5,
    "mnumInterval": 0, "svgRemoveXlink": False,
}  # fmt: skip


class _Head(NamedTuple):
    """What stands above the music."""

    title: str
    credit: str
    tempo: str


def lead_sheet_png(xml: str) -> bytes:
    """Draw a MusicXML lead sheet as a PNG, 1600 pixels wide, on white.

    Long songs go on in further columns. Raises ValueError if the text is not MusicXML that can be set.
    """
    import resvg_py

    head, music = _take_apart(xml)
    svg, width = _compose(head, _set(music))
    ours = all(ord(c) in _face("STIXGeneralBol").get_charmap() for c in head.title)
    image = resvg_py.svg_to_bytes(
        svg_string=svg,
        background="#ffffff",
        width=round(width),
        skip_system_fonts=ours,
        font_files=_fonts()[: 3 if ours else 4],
        font_family="STIXGeneral",
        serif_family="STIXGeneral",
    )
    return bytes(image)


@cache
def _fonts() -> list[str]:
    import matplotlib

    return [str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / f"{name}.ttf") for name in _FACES]


@cache
def _face(name: str) -> Any:
    from matplotlib.ft2font import FT2Font

    return FT2Font(_fonts()[_FACES.index(name)])


def _take_apart(xml: str) -> tuple[_Head, str]:
    """The words above the music, and the music without them, its chord symbols as they are to be read."""
    try:
        root = ET.fromstring(xml)
    except ET.ParseError as error:
        raise ValueError(f"This is not MusicXML: {error}.") from error
    title = root.findtext("work/work-title") or root.findtext("movement-title") or ""
    credit = root.findtext("identification/creator") or ""
    tempo = ""
    first = root.find("part/measure")
    if first is None:
        raise ValueError("There is no music to set in this MusicXML.")
    for direction in first.findall("direction"):
        if direction.find("direction-type/metronome") is not None and not tempo:
            tempo = _tempo_words(direction)
            first.remove(direction)
    for name in root.iter("part-name"):
        name.text = ""
    for mark in root.iter("rehearsal"):
        mark.attrib.clear()
        mark.set("halign", "left")
    for kind in root.iter("kind"):
        if kind.get("text"):
            kind.set("text", _pretty(kind.get("text", "")))
    for harmony in root.iter("harmony"):
        for degree in harmony.findall("degree[@print-object='no']"):
            harmony.remove(degree)
    _restate_chords(root)
    return _Head(title.strip(), credit.strip(), tempo), ET.tostring(root, encoding="unicode")


def _restate_chords(root: ET.Element) -> None:
    """Name the chord that goes on again where a line or a section begins, as a player expects to see it."""
    going_on: ET.Element | None = None
    for measure in root.iter("measure"):
        opens = measure.find("print[@new-system='yes']") is not None or measure.find(".//rehearsal") is not None
        first_note = next((i for i, child in enumerate(measure) if child.tag == "note"), len(measure))
        named = any(child.tag == "harmony" and child.find("offset") is None for child in measure[:first_note])
        if opens and not named and going_on is not None:
            again = copy.deepcopy(going_on)
            for offset in again.findall("offset"):
                again.remove(offset)
            measure.insert(first_note, again)
        going_on = next(iter(measure.findall("harmony")[::-1]), going_on)


def _tempo_words(direction: ET.Element) -> str:
    """A tempo direction in one line: "Moderato (♩ = 100)"."""
    words = " ".join((w.text or "").strip() for w in direction.iter("words"))
    unit = {"quarter": "♩", "eighth": "♪", "half": "half note"}.get(direction.findtext(".//beat-unit") or "", "♩")
    dot = "." if direction.find(".//beat-unit-dot") is not None else ""
    figure = f"{unit}{dot} = {direction.findtext('.//per-minute')}"
    return f"{words}  ({figure})" if words else figure


def _pretty(text: str) -> str:
    """A chord's suffix with real accidentals and signs: "m7b5" -> "m7♭5", "dim7" -> "°7"."""
    text = re.sub(r"b(?=\d)", "♭", text).replace("#", "♯")
    return re.sub(r"^dim", "°", text)


def _set(music: str) -> list[str]:
    """The pages of the music as SVG, in as few columns as keep them from growing too tall."""
    import verovio

    verovio.enableLog(verovio.LOG_OFF)
    toolkit = verovio.toolkit()
    toolkit.setOptions(_OPTIONS)
    if not toolkit.loadData(music):
        raise ValueError("This MusicXML cannot be set as a lead sheet.")
    pages = [toolkit.renderToSVG(1)]
    _, height = _size(pages[0])
    columns = -int(-height // (_TALLEST * _WIDTH))
    if columns > 1:
        limit = height / columns
        while toolkit.getPageCount() != columns:
            limit *= 1.04
            toolkit.setOptions({"pageHeight": round(limit)})
            toolkit.redoLayout()
        pages = [toolkit.renderToSVG(page + 1) for page in range(columns)]
    return [_TEXT.sub(_plain_text, _HAIRLINES.sub(r"\1[stroke-width]", page)) for page in pages]


def _plain_text(match: "re.Match[str]") -> str:
    """A text in one run: verovio nests its words three deep, at a millisecond a span in resvg.

    Chord symbols are drawn a little smaller than verovio made room for, so that they never touch.
    """
    harm, place, spans = match.groups()
    runs = _RUN.findall(spans)
    words = "".join(text for _, _, text in runs).translate(_GLYPHS).replace("♩ .", "♩.")
    size = next((float(size) for style, size, text in runs if text.strip() and "font-family" not in style), 468.0)
    return f'{harm or ""}<text {place}font-size="{size * (_SYMBOL_SIZE if harm else 1):g}px">{words}</text>'


def _size(svg: str) -> tuple[float, float]:
    match = re.search(r'<svg width="([\d.]+)px" height="([\d.]+)px"', svg)
    assert match
    return float(match[1]), float(match[2])


def _compose(head: _Head, pages: list[str]) -> tuple[str, float]:
    """One SVG of the head and the pages side by side, and its width in pixels."""
    sizes = [_size(page) for page in pages]
    width = sum(w for w, _ in sizes)
    top = 40.0
    parts: list[str] = []
    if head.title:
        size, lines = _fit(head.title, width - 2 * _MARGIN)
        for line in lines:
            top += size
            parts.append(_words(line, width / 2, top, size, "middle", "bold"))
        top += 20
    if head.tempo or head.credit:
        top += 46
        parts.append(_words(head.tempo, _MARGIN, top, 44, "start", "normal"))
        parts.append(_words(head.credit, width - _MARGIN, top, 40, "end", "normal"))
        top += 10
    left = 0.0
    for page, (w, h) in zip(pages, sizes, strict=True):
        placed = f'<svg x="{left:g}" y="{top:g}" width="{w:g}" height="{h:g}"'
        parts.append(re.sub(r'<svg width="[\d.]+px" height="[\d.]+px"', placed, page, count=1))
        left += w
    height = top + max(h for _, h in sizes)
    pixels = min(width * _SCALE, _WIDEST)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}">{"".join(parts)}</svg>',
        pixels,
    )


def _words(text: str, x: float, y: float, size: float, anchor: str, weight: str) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="STIXGeneral" font-size="{size:g}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


def _fit(title: str, room: float) -> tuple[float, list[str]]:
    """The size of a title, and its lines: it shrinks to a point, then it is broken."""
    face = _face("STIXGeneralBol")
    face.set_size(100, 72)
    known = face.get_charmap()

    def width(text: str) -> float:
        face.set_text("".join(c if ord(c) in known else "M" for c in text))
        return float(face.get_width_height()[0]) / 64 / 100

    for size in (84.0, 72.0, 62.0):
        if width(title) * size <= room:
            return size, [title]
    words, lines = title.split(), [""]
    for word in words:
        joined = f"{lines[-1]} {word}".strip()
        if width(joined) * 62 > room and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = joined
    return 62.0, lines
