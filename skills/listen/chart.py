"""Chord charts in plain text, as people type and paste them.

Read are bars and bare names ("Am | F | C G", "Am F C G x2"), ChordPro ("[C]Twinkle [F]little", with
its directives), and chords on a line above the words. "[Verse]", "Chorus:" and "{soc}" name sections; key,
tempo, metre and title may stand on lines of their own. A bare chord lasts a bar; between bar lines
chords share their bar, and so do the chords of a "|" chart written with "/" or "." for a beat.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from skills.clock import METRES, Metre, Tempo, bar_beats
from skills.errors import RequestError
from skills.listen.tonality import key_of_chords
from skills.plan import Section, SectionKind
from skills.render.midi import section_kind, unique
from skills.song import Chord, Song
from skills.theory.chord import ChordSymbol, numeral, parse_chord
from skills.theory.key import Key, parse_key

MAX_LINES, _MAX_BARS = 2000, 2048

_HEADING = re.compile(
    r"^\s*[\[({<*#=-]*\s*(?P<name>(?:pre|post)?[- ]?(?:intro|verse|chorus|refrain|bridge|solo|interlude|outro|coda|"
    r"break|instrumental|hook|ending|middle 8|build|drop|strophe)(?:\s*(?:\d+|[ivx]+|[a-d]))?)\s*"
    r"(?:[x×]\s*\d+)?\s*[\])}>*=-]*\s*:?\s*(?P<rest>.*)$",  # noqa: RUF001  the sign as people paste it
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^\s*\{?\s*(key|tempo|bpm|time|metre|meter|time signature|title|t|artist|capo)\s*[:=]\s*(.+?)\s*\}?\s*$", re.I
)
_DIRECTIVE = re.compile(r"^\s*\{\s*([a-z_]+)\s*(?::\s*(.*?))?\s*\}\s*$", re.IGNORECASE)
_STARTS = {"soc": "Chorus", "start_of_chorus": "Chorus", "sov": "Verse", "start_of_verse": "Verse", "sob": "Bridge",
           "start_of_bridge": "Bridge", "c": "", "comment": "", "chorus": "Chorus"}  # fmt: skip
_TIMES = re.compile(r"\(?\b[x×]\s*(\d{1,2})\b\)?|\(?\b(\d{1,2})\s*[x×](?=\s|$|\))\)?")  # noqa: RUF001
_BRACKETED = re.compile(r"\[([^\]\n]{1,12})\]")
_KINDS: dict[str, SectionKind] = {"refrain": "chorus", "hook": "chorus", "coda": "outro", "ending": "outro",
                                  "break": "interlude", "instrumental": "interlude", "middle 8": "bridge"}  # fmt: skip


@dataclass
class _Stanza:
    """A section as it is read: its name, and the chords of each bar."""

    name: str
    bars: list[list[ChordSymbol | None]] = field(default_factory=list)


@dataclass
class _Sheet:
    """All that a chart says."""

    stanzas: list[_Stanza] = field(default_factory=lambda: [_Stanza("")])
    said: dict[str, str] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Chart:
    """A chart as a song of chord symbols, with what it said itself."""

    song: Song
    said: frozenset[str]
    """Which of "key", "tempo" and "metre" the chart names."""
    strange: tuple[str, ...]
    """What stood among the chords and could not be read."""


def read_chart(text: str) -> Chart:
    """Read a chord chart. Raises RequestError where it holds no chords."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MAX_LINES:
        raise RequestError(f"That text has {len(lines)} lines; send the chart of one song ({MAX_LINES} at most).")
    sheet = _Sheet()
    for line in lines:
        _read_line(line.expandtabs(), sheet)
    stanzas = [s for s in sheet.stanzas if s.bars]
    if not stanzas:
        raise RequestError(
            "There are no chords in that text; write them like Am F C G, with | between bars if you like."
        )
    if sum(len(s.bars) for s in stanzas) > _MAX_BARS:
        raise RequestError(f"That chart has more than {_MAX_BARS} bars; send one song.")
    return _song(stanzas, sheet)


# Lines


def _read_line(line: str, sheet: _Sheet) -> None:
    found = _FIELD.match(line)
    if found:
        sheet.said.setdefault(
            {"t": "title", "bpm": "tempo", "meter": "time", "metre": "time", "time signature": "time"}.get(
                found[1].lower(), found[1].lower()
            ),
            found[2][:80],
        )
        return
    directive = _DIRECTIVE.match(line)
    if directive:
        name = directive[1].lower()
        if name in _STARTS and (_STARTS[name] or (directive[2] and _HEADING.match(directive[2]))):
            sheet.stanzas.append(_Stanza(directive[2] or _STARTS[name]))
        elif name.startswith(("end_of", "eo")):
            sheet.stanzas.append(_Stanza(""))
        return
    heading = _HEADING.match(line)
    if heading and (not heading["rest"] or _chord_line(heading["rest"]) is not None or line.lstrip()[:1] in "[({"):
        sheet.stanzas.append(_Stanza(heading["name"].strip()))
        line = heading["rest"]
        if not line:
            return
    inline = [symbol for name in _BRACKETED.findall(line) if (symbol := _chord(name)) is not None]
    bars: list[list[ChordSymbol | None]] | None = [[symbol] for symbol in inline] or _chord_line(line)
    if bars:
        sheet.stanzas[-1].bars += bars
    elif "|" in line:
        sheet.strange += [word for word in re.split(r"[\s|]+", line) if word][:8]


def _chord_line(line: str) -> list[list[ChordSymbol | None]] | None:
    """The bars of a line of chords; None for a line of words."""
    times = _TIMES.search(line)
    again = min(int(times[1] or times[2]), 16) if times else 2 if ":|" in line else 1
    plain = _TIMES.sub(" ", line) if times else line
    barred = "|" in plain
    bars: list[list[ChordSymbol | None]] = []
    for piece in re.split(r"[|\u2016]+", plain) if barred else re.split(r"\s+[-\u2013]+\s+|[\s,>→]+", plain):
        words = [w for w in re.split(r"[\s,:]+", piece) if w]
        if (
            not barred
            and len(words) == 1
            and re.fullmatch(r"[A-G][^\s-]*(?:[-\u2013][A-G][^\s-]*)+", words[0])
            and _chord(words[0]) is None
        ):
            words = re.split("[-\u2013]", words[0])
        cells = _cells(words, bars[-1][-1] if bars else None)
        if cells is None:
            return None
        if not cells:
            continue
        cells = bars[-1] if words == ["%"] and bars else cells
        bars += [cells] if barred else [[cell] for cell in cells]
    return bars * again or None


def _cells(words: Sequence[str], before: ChordSymbol | None) -> list[ChordSymbol | None] | None:
    """The chords of a bar; "/", "." and "-" hold the one before. None for words."""
    cells: list[ChordSymbol | None] = []
    for word in words:
        word = word.strip("()[]{};!")
        if not word:
            continue
        if word in ("/", ".", "-", "\u2013", "%", "~", "\u00b7"):
            cells.append(cells[-1] if cells else before)
        elif word.upper() in ("N.C.", "NC", "N.C"):
            cells.append(None)
        elif (symbol := _chord(word)) is not None:
            cells.append(symbol)
        else:
            return None
    return cells


def _chord(name: str) -> ChordSymbol | None:
    try:
        return parse_chord(name.strip().rstrip("*"))
    except ValueError:
        return None


# The song


def _song(stanzas: Sequence[_Stanza], sheet: _Sheet) -> Chart:
    metre, tempo, said = _metre(sheet.said.get("time", "")), _tempo(sheet.said.get("tempo", "")), set()
    symbols = [symbol for stanza in stanzas for bar in stanza.bars for symbol in bar if symbol is not None]
    if not symbols:
        raise RequestError(
            "There are no chords in that text; write them like Am F C G, with | between bars if you like."
        )
    key = _key(sheet.said.get("key", ""))
    said |= {name for name, value in (("key", key), ("tempo", tempo), ("metre", metre)) if value is not None}
    key, metre = key or key_of_chords(_changes(symbols)), metre or "4/4"
    sections = tuple(_sections(stanzas))
    chords = tuple(_chords([bar for stanza in stanzas for bar in stanza.bars], metre, key))
    song = Song(
        title=sheet.said.get("title", "") or "Untitled",
        key=key,
        metre=metre,
        tempi=(Tempo(beat=0, bpm=tempo or 100.0),),
        sections=sections,
        chords=chords,
    )
    return Chart(song, frozenset(said), tuple(sheet.strange))


def _changes(symbols: Sequence[ChordSymbol]) -> list[ChordSymbol]:
    """The chords without those that only go on."""
    return [symbol for n, symbol in enumerate(symbols) if n == 0 or symbol != symbols[n - 1]]


def _chords(bars: Sequence[list[ChordSymbol | None]], metre: Metre, key: Key) -> Iterator[Chord]:
    length = bar_beats(metre)
    last: ChordSymbol | None = None
    at, begun = 0.0, 0.0
    for number, bar in enumerate(bars):
        for place, cell in enumerate(bar or [None]):
            at = number * length + place * length / max(len(bar), 1)
            if cell != last:
                if last is not None:
                    yield Chord(symbol=last, start=begun, duration=at - begun, numeral=numeral(last, key))
                last, begun = cell, at
    if last is not None:
        yield Chord(symbol=last, start=begun, duration=len(bars) * length - begun, numeral=numeral(last, key))


def _sections(stanzas: Sequence[_Stanza]) -> Iterator[Section]:
    bare = "Song" if len(stanzas) == 1 else "Part"
    labels = unique(" ".join(stanza.name.split()).capitalize() or bare for stanza in stanzas)
    for stanza, label in zip(stanzas, labels, strict=True):
        kind = next((k for word, k in _KINDS.items() if word in label.lower()), None) or section_kind(label)
        for start in range(0, len(stanza.bars), 256):
            piece = min(256, len(stanza.bars) - start)
            yield Section(kind=kind, label=label if not start else f"{label} ({start // 256 + 1})", bars=piece)


def _key(text: str) -> Key | None:
    """The key that the first words name, as many of them as make one."""
    words = text.split()[:3]
    for count in range(len(words), 0, -1):
        with suppress(ValueError):
            return parse_key(" ".join(words[:count]))
    return None


def _tempo(text: str) -> float | None:
    found = re.search(r"\d{2,3}(?:\.\d+)?", text)
    return float(found[0]) if found and 20 <= float(found[0]) <= 400 else None


def _metre(text: str) -> Metre | None:
    return next((metre for metre in METRES if metre in text.replace(" ", "")), None)
