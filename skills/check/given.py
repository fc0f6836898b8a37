"""Chords that a person gave, laid over a section and held against what sounds there."""

import re
from collections.abc import Sequence

from skills.check.chords import Stretch, listen, sounds
from skills.check.heard import Heard, Span
from skills.theory.chord import ChordSymbol, parse_chord, parse_given
from skills.theory.key import Key

Layout = list[tuple[float, float, ChordSymbol, Stretch]]
"""Start and end in beats, the chord expected, and what sounds."""


def read_names(text: str, key: Key) -> tuple[ChordSymbol, ...]:
    """Read chord symbols and Roman numerals ("Am F C G", "ii-V-I") in a key; names that are neither are passed over."""
    found = []
    for word in re.split(r"[\s,|>→]+", text):
        parts = [word] if _read(word, key) else [part for part in re.split("[-–]", word) if part]  # noqa: RUF001  dashes as people paste them
        found += [symbol for part in parts if (symbol := _read(part, key)) is not None]
    return tuple(found)


def _read(name: str, key: Key) -> ChordSymbol | None:
    for reader in (parse_chord, lambda text: parse_given(text, key)):
        try:
            return reader(name)
        except ValueError:
            continue
    return None


def best_layout(heard: Heard, span: Span, symbols: Sequence[ChordSymbol]) -> Layout:
    """The way of laying the chords over a section, again and again, that agrees best with what sounds.

    They may come one a bar, two a bar, one every two bars, as many as there are spread over the section,
    or three of them as a phrase of four bars.
    """
    if not symbols:
        return []
    bar, whole = heard.bar, span.end - span.start
    rhythms = [[bar], [bar / 2], [2 * bar], [whole / len(symbols)]]
    if len(symbols) == 3:
        rhythms.append([bar, bar, 2 * bar])
    layouts = [_lay(heard, span, symbols, lengths) for lengths in rhythms if min(lengths) >= 0.5]
    return max(layouts, key=lambda layout: sum(b - a for a, b, symbol, heard_ in layout if sounds(symbol, heard_)))


def _lay(heard: Heard, span: Span, symbols: Sequence[ChordSymbol], lengths: Sequence[float]) -> Layout:
    spans: list[tuple[float, float]] = []
    at = span.start
    while at < span.end - 1e-6:
        end = min(at + lengths[len(spans) % len(lengths)], span.end)
        spans.append((at, end))
        at = end
    stretches = listen(heard.song, spans)
    return [
        (start, end, symbols[n % len(symbols)], stretch)
        for n, ((start, end), stretch) in enumerate(zip(spans, stretches, strict=True))
    ]
