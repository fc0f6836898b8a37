"""The chord writer: function, cadence and colour by style and mood.

A section is laid out in phrases of four bars (a blues in its own form). Sections of one kind share
their progression, so a chorus is known again; the joints are what changes: a phrase that leads on
stays open, one that ends a section before a fall of tension closes, the song ends at home.
"""

import random
from functools import lru_cache

from skills import staging
from skills.chance import rng
from skills.chords import bank
from skills.chords.bank import CADENCES, Progression, progressions
from skills.clock import accents, bar_beats
from skills.plan import Plan, Section
from skills.skill import skill
from skills.song import Chord, Song
from skills.theory.chord import ChordSymbol, numeral, parse_chord, parse_numeral
from skills.theory.easy import nearest
from skills.theory.key import Key, Mode

_ROLES = {
    "intro": "v", "verse": "v", "pre-chorus": "p", "chorus": "c", "post-chorus": "c", "bridge": "b", "solo": "v",
    "interlude": "v", "build": "p", "drop": "c", "outro": "c",
}  # fmt: skip

# Share of plain triads that get a seventh, and of those left that get a ninth or a suspension.
_COLOUR: dict[str, tuple[float, float]] = {
    "pop": (0.08, 0.18), "rock": (0.05, 0.1), "ballad": (0.2, 0.25), "folk": (0.06, 0.12), "country": (0.08, 0.06),
    "blues": (0.9, 0.0), "jazz": (1.0, 0.0), "bossa nova": (1.0, 0.0), "soul": (0.85, 0.1), "funk": (0.85, 0.1),
    "hip-hop": (0.6, 0.15), "lo-fi": (1.0, 0.0), "reggae": (0.15, 0.05), "house": (0.35, 0.15),
    "ambient": (0.45, 0.5), "cinematic": (0.08, 0.25), "metal": (0.0, 0.0), "waltz": (0.1, 0.0),
    "classical": (0.06, 0.0),
}  # fmt: skip
_CHROMATIC_STYLES = frozenset({"pop", "ballad", "country", "soul", "waltz", "classical", "cinematic", "folk", "jazz"})
_TWO_BAR_CHORDS = frozenset({"ambient"})
_LOOPED = frozenset({"house", "hip-hop", "lo-fi", "funk", "reggae", "ambient", "metal"})
_DOMINANT_SEVENTH = frozenset({"country", "waltz", "classical", "ballad", "folk"})


@skill("chords")
def write_chords(song: Song, plan: Plan, section: Section) -> Song:
    """Write the chord progression of a section: by style, mode and mood, or the person's own chords verbatim."""
    start, end = plan.span(section)
    bar = bar_beats(plan.metre)
    if section.chords:
        return song.with_chords(start, end, _given(plan, section, start))
    chords = []
    for index, figures in enumerate(_figures(plan, section)):
        lengths = split(plan, len(figures))
        at = start + index * bar
        for figure, length in zip(figures, lengths, strict=True):
            symbol, shown = figure
            chords.append(Chord(symbol=symbol, start=at, duration=length, numeral=shown))
            at += length
    return song.with_chords(start, end, _merge(chords))


def _given(plan: Plan, section: Section, start: float) -> list[Chord]:
    """The person's chords, one a bar, three of them as a phrase of four bars, many squeezed to fit."""
    key, bar = plan.key_of(section), bar_beats(plan.metre)
    rows = [text.split() for text in section.chords]
    symbols = [parse_chord(text) for row in rows for text in row]
    beats = section.bars * bar
    lengths = [length for row in rows for length in split(plan, len(row))]
    if len(symbols) > len(rows):
        pass  # each string is a bar
    elif len(symbols) == 3 and section.bars >= 4:
        lengths[2] = 2 * bar
    elif len(symbols) > section.bars:
        lengths = [beats / len(symbols)] * len(symbols)
    chords, at, index = [], 0.0, 0
    while at < beats - 1e-6:
        symbol, length = symbols[index % len(symbols)], lengths[index % len(symbols)]
        length = min(length, beats - at)
        chords.append(Chord(symbol=symbol, start=start + at, duration=length, numeral=numeral(symbol, key)))
        at += length
        index += 1
    return chords


def split(plan: Plan, count: int) -> list[float]:
    """Lengths of ``count`` chords in one bar; two change at the bar's second accent."""
    bar = bar_beats(plan.metre)
    if count == 2:
        middle = accents(plan.metre)[1] if len(accents(plan.metre)) == 2 else None
        middle = middle or (2.0 if plan.metre in ("3/4", "7/8") else bar / 2)
        return [middle, bar - middle]
    return [bar / count] * count


def _merge(chords: list[Chord]) -> list[Chord]:
    """Neighbours with the same symbol become one longer chord, so that nothing is struck for no reason."""
    merged: list[Chord] = []
    for chord in chords:
        if merged and merged[-1].symbol == chord.symbol:
            merged[-1] = merged[-1].model_copy(update={"duration": merged[-1].duration + chord.duration})
        else:
            merged.append(chord)
    return merged


def _ends(plan: Plan, section: Section) -> bool:
    """Whether the song comes to its end here; what goes round does not."""
    return plan.after(section) is None and plan.ending != "loop"


def _easy(plan: Plan, section: Section, symbol: ChordSymbol) -> ChordSymbol:
    """The chord of the palette that stands for another, in the key of the section."""
    key = plan.key_of(section)
    here = tuple(str(parse_chord(name).transposed(section.transpose, key)) for name in plan.palette)
    return nearest(symbol, here if section.transpose else plan.palette)


@lru_cache(maxsize=256)
def _figures(plan: Plan, section: Section) -> tuple[tuple[tuple[ChordSymbol, str], ...], ...]:
    """The chords of each bar of a section, with their numerals."""
    key = plan.key_of(section)
    bars = _bars(plan, section)
    paint = rng(plan.seed, "chords", "colour", plan.genre, plan.material(section))
    painted: dict[str, ChordSymbol] = {}
    result = []
    for index, bar in enumerate(bars):
        row = []
        for figure in bar.split("+"):
            if figure not in painted:
                painted[figure] = colour(parse_numeral(figure, key), figure, key, plan.genre, paint)
            symbol = painted[figure]
            if plan.palette:
                plain = _easy(plan, section, parse_numeral(figure, key))
                row.append((plain, numeral(plain, key)))
                continue
            if index == len(bars) - 1 and _ends(plan, section):
                symbol = _at_rest(symbol, key, plan.genre)
            elif _over_pedal(plan, section, index):
                symbol = _on_dominant(symbol, key)
            row.append((symbol, numeral(symbol, key) if symbol.bass else _numeral(symbol, figure, key)))
        result.append(tuple(row))
    return tuple(result)


_PEDAL_FROM = 0.58
"""The tension from which a phrase may stand on a dominant pedal."""


def _over_pedal(plan: Plan, section: Section, index: int) -> bool:
    """Whether a bar stands on a dominant pedal: late in a section that strains more than its kind does elsewhere."""
    if plan.genre in _LOOPED or plan.genre in ("blues", "jazz") or index < section.bars // 2 or section.bars < 4:
        return False
    if plan.key_of(section).mode not in ("major", "minor", "harmonic minor") or plan.after(section) is None:
        return False
    start, end = plan.span(section)
    here = plan.feeling((start + end) / 2).tension
    usual = _wanted(plan, section.kind, 0)[1]
    return here > _PEDAL_FROM and (here > usual + 0.12 or section.kind in ("pre-chorus", "build"))


def _on_dominant(symbol: ChordSymbol, key: Key) -> ChordSymbol:
    """A chord of the key with the dominant in the bass, unless it has an own reason for its bass."""
    fifth = key.degree(5)
    foreign = not set(symbol.pitch_classes) <= set(key.scale)
    return symbol if foreign or symbol.bass or symbol.root == fifth else symbol.model_copy(update={"bass": fifth})


def _numeral(symbol: ChordSymbol, figure: str, key: Key) -> str:
    """Numeral of a coloured chord, keeping a secondary dominant's own name."""
    if "/" not in figure:
        return numeral(symbol, key)
    degree, target = figure.split("/")
    return f"{degree}7/{target}" if symbol.quality == "7" and "7" not in degree else figure


def _at_rest(symbol: ChordSymbol, key: Key, style: str) -> ChordSymbol:
    """The last chord of a song: nothing left hanging."""
    if symbol.root_pc == key.tonic_pc and style not in ("jazz", "bossa nova", "lo-fi", "soul", "funk", "blues"):
        open_third = not {3, 4} & {i % 12 for i in symbol.intervals}
        minor = symbol.is_minor or (open_third and key.is_minor)
        plain = "5" if style == "metal" else "dim" if key.mode == "locrian" else "min" if minor else "maj"
        return ChordSymbol(root=symbol.root, quality=plain)
    if "sus" in symbol.quality:
        return ChordSymbol(root=symbol.root, quality="min" if key.is_minor else "maj")
    return ChordSymbol(root=symbol.root, quality=symbol.quality)


def _bars(plan: Plan, section: Section) -> list[str]:
    """One string a bar: the shared progression of the section's kind, bent at the joints."""
    key = plan.key_of(section)
    kind = plan.material(section)
    choose = rng(plan.seed, "chords", plan.genre, kind)
    bars: list[str] = []
    while len(bars) < section.bars:
        bars += _stock(plan, section, kind, key.mode, len(bars) // 4)
    bars = bars[: section.bars]
    if plan.genre in _TWO_BAR_CHORDS and section.bars >= 8:
        bars = [bars[i // 2] for i in range(section.bars)]
    if plan.genre != "blues" and not plan.palette:
        bars = _spice(plan, section, bars, choose)
        bars = _close(plan, section, bars, choose)
    following = plan.after(section)
    if _ends(plan, section):
        bars = _finish(plan, section, bars, choose)
    elif following and following.transpose != section.transpose and not following.chords:
        target = plan.key_of(following)
        lead = ChordSymbol(root=target.degree(5), quality="7")
        shown = numeral(lead, key)
        opening = bars[-1].split("+")[0]
        try:
            parse_numeral(shown, key)
            bars[-1] = f"{opening}+{shown}"
        except ValueError:
            pass
    return bars


def _stock(plan: Plan, section: Section, kind: str, mode: Mode, phrase: int) -> tuple[str, ...]:
    """The progression of one phrase: the section's own again, unless the arc has moved too far from its start."""
    if plan.genre in _LOOPED or plan.genre == "blues":
        phrase = 0
    if kind != section.kind and abs(staging.tension(plan, section) - _wanted(plan, kind, 0)[1]) > 0.25:
        kind = section.kind
    first, here = _wanted(plan, kind, 0), _wanted(plan, kind, phrase)
    same = max(abs(a - b) for a, b in zip(first, here, strict=True)) < 0.2
    return _pick(plan, kind, mode, section.bars, 0 if same else phrase)


def _wanted(plan: Plan, kind: str, phrase: int) -> tuple[float, float]:
    """Valence and tension of a phrase, the mean over all sections of its kind."""
    bar = bar_beats(plan.metre)
    points = []
    for section in plan.sections:
        if section.kind == kind:
            start, end = plan.span(section)
            points.append(plan.feeling(min(start + (4 * phrase + 2) * bar, (start + end) / 2 if phrase == 0 else end)))
    count = len(points)
    return sum(p.valence for p in points) / count, sum(p.tension for p in points) / count


def _pick(plan: Plan, kind: str, mode: Mode, bars: int, phrase: int) -> tuple[str, ...]:
    """A progression for a phrase: by its role, its mood and tension, and unlike what it follows."""
    mood, strain = _wanted(plan, kind, phrase)
    stock = progressions(plan.genre, mode, bars)
    role = _ROLES[kind]
    others = [k for k in ("verse", "chorus") if k != kind and any(s.kind == k and not s.chords for s in plan.sections)]
    if kind in ("verse", "chorus"):
        others = [k for k in others if kind == "chorus"]
    taken = [_pick(plan, k, mode, bars, 0) for k in others]

    def weight(entry: Progression) -> float:
        fits = 1.0 if role in entry.sections else 0.12
        near = 1.0 / (0.1 + (entry.brightness - mood) ** 2) ** 1.5
        figures = [figure for bar in entry.bars for figure in bar.split("+")]
        pull = sum(bank.tension(figure) for figure in figures) / len(figures)
        even = 1.0 / (0.03 + (pull - 0.3 - 0.4 * strain) ** 2)
        return float(fits * near * even * (0.03 if entry.bars in taken else 1.0))

    choose = rng(plan.seed, "chords", "stock", plan.genre, kind, phrase)
    return choose.choices(stock, [weight(e) for e in stock])[0].bars


def _spice(plan: Plan, section: Section, bars: list[str], choose: random.Random) -> list[str]:
    """Secondary dominants, borrowed chords, inversions and pedal: tension by the arc, taste by the style."""
    key = plan.key_of(section)
    alike = [s for s in plan.sections if s.kind == plan.material(section)]
    tension = sum(staging.tension(plan, s) for s in alike) / len(alike)
    valence = sum(staging.valence(plan, s) for s in alike) / len(alike)
    out = list(bars)
    chromatic = plan.genre in _CHROMATIC_STYLES and key.mode in ("major", "minor")
    for index in range(len(out) - 1):
        here, after = out[index], out[index + 1].split("+")[0]
        late = index % 4 in (1, 3)
        wish = choose.random()
        if not chromatic or "+" in here or not late:
            continue
        if after in ("vi", "ii", "V", "IV", "iv", "VI") and wish < 0.12 + 0.35 * tension and here not in ("V", "V7"):
            out[index] = here if here == f"V7/{after}" else f"{here}+V7/{after}"
        elif key.mode == "major" and here == "IV" and after.startswith("I") and valence < 0.25 and wish > 0.5:
            out[index] = "IV+iv"
    if key.mode == "major" and plan.genre in ("pop", "ballad", "cinematic", "soul", "classical"):
        for index in range(1, len(out) - 1):
            if out[index] == "V" and out[index - 1] == "I" and out[index + 1] == "vi" and choose.random() < 0.6:
                out[index] = "V6"
    following = plan.after(section)
    _, end = plan.span(section)
    straining = plan.feeling(end - bar_beats(plan.metre)).tension > 0.6 and plan.genre not in _LOOPED
    leads_on = section.kind in ("pre-chorus", "build") and tension > 0.45
    if (leads_on or straining) and len(out) >= 4 and following is not None:
        out = _pedal(key, out, plan.genre)
    return out


def _pedal(key: Key, bars: list[str], style: str) -> list[str]:
    """The last two bars over a dominant: prolonged, suspended, then let go."""
    if key.mode not in ("major", "minor", "harmonic minor"):
        return bars
    seventh = "7" if style in ("jazz", "bossa nova", "soul", "lo-fi", "funk") else ""
    return [*bars[:-2], f"V{seventh}sus4", f"V{seventh}"]


def _close(plan: Plan, section: Section, bars: list[str], choose: random.Random) -> list[str]:
    """Open phrases inside and before a lift, a close where the tension falls."""
    if len(bars) < 4 or plan.genre in _LOOPED:
        return bars
    key = plan.key_of(section)
    approach, home, half = choose.choice(CADENCES[key.mode])
    if plan.genre in ("jazz", "bossa nova"):
        if key.mode not in ("major", "minor", "harmonic minor"):
            return bars
        approach, home, half = ("V7", "i7", "V7") if key.is_minor else ("V7", "Imaj7", "V7")
    following = plan.after(section)
    if following is None:
        return bars
    rises = staging.tension(plan, following) <= staging.tension(plan, section) and following.kind in (
        "chorus", "drop", "solo",
    )  # fmt: skip
    if section.kind in ("pre-chorus", "build"):
        return bars
    if rises or following.kind in ("chorus", "drop", "verse"):
        opens_home = following.kind != "verse"
        last = bars[-1].split("+")[-1]
        if opens_home and not last.startswith(("V", "bVII", "VII", "II", "bII")):
            bars = [*bars[:-1], half if "+" in half or choose.random() < 0.6 else f"{bars[-1].split('+')[0]}+{half}"]
    elif section.kind in ("chorus", "post-chorus") and len(bars) >= 8:
        bars = [*bars[:-2], approach, home]
    return bars


def _finish(plan: Plan, section: Section, bars: list[str], choose: random.Random) -> list[str]:
    """The end of the song: a cadence, then home."""
    mode = plan.key_of(section).mode
    approach, home, _ = choose.choice(CADENCES[mode])
    end = plan.arc[-1]
    raised = plan.genre not in _LOOPED and plan.genre not in ("soul", "jazz", "bossa nova", "rock")
    if mode == "minor" and end.valence > 0.45 and end.arousal > 0.5 and raised:
        home = "I"
    if plan.genre == "blues":
        approach, home = ("V7", "I7") if mode != "minor" else ("V7", "i7")
    if plan.genre in ("jazz", "bossa nova", "lo-fi") and mode in ("major", "minor"):
        approach, home = ("V7", "I69") if mode == "major" else ("V7", "i69")
    if len(bars) == 1:
        return [home]
    before = bars[:-2]
    if len(bars) >= 4 and plan.genre in ("jazz", "bossa nova") and mode in ("major", "minor"):
        before = [*bars[:-3], "ii7" if mode == "major" else "iiø7"]
    return [*before, approach, home]


def colour(symbol: ChordSymbol, figure: str, key: Key, style: str, choose: random.Random) -> ChordSymbol:
    """A plain triad dressed as the style would, with notes of the key."""
    sevenths, others = _COLOUR[style]
    wish, shade = choose.random(), choose.random()
    if symbol.quality not in ("maj", "min", "dim"):
        return _richer(symbol, key, style, shade)
    if style == "metal":
        return symbol if symbol.quality == "dim" else symbol.model_copy(update={"quality": "5"})
    if "/" in figure:
        return symbol.model_copy(update={"quality": "7"}) if symbol.quality == "maj" else symbol
    fifth = figure.startswith("V") and not figure.startswith("VI")
    is_dominant = fifth and symbol.quality == "maj" and (symbol.root_pc + 10) % 12 in key.scale
    if is_dominant and style in _DOMINANT_SEVENTH and shade < 0.55:
        return symbol.model_copy(update={"quality": "7"})
    if wish < sevenths:
        return _richer(symbol.model_copy(update={"quality": _seventh(symbol, key, is_dominant)}), key, style, shade)
    if wish < sevenths + (1 - sevenths) * others and symbol.quality != "dim" and not symbol.bass:
        second = (symbol.root_pc + 2) % 12 in key.scale
        fourth = (symbol.root_pc + 5) % 12 in key.scale
        if is_dominant and fourth and key.mode != "harmonic minor":
            return symbol.model_copy(update={"quality": "sus4"})
        if second:
            plain = {"maj": "add9" if shade < 0.7 else "sus2", "min": "minadd9" if shade < 0.8 else "sus2"}
            return symbol.model_copy(update={"quality": plain[symbol.quality]})
    return symbol


def _seventh(symbol: ChordSymbol, key: Key, is_dominant: bool) -> str:
    minor_seventh = is_dominant or (symbol.root_pc + 10) % 12 in key.scale
    if symbol.quality == "maj":
        return "7" if minor_seventh else "maj7"
    if symbol.quality == "min":
        return "min7" if minor_seventh else "min"
    return "hdim7" if minor_seventh else "dim7"


_NINTHS = {
    "blues": 0.25,
    "lo-fi": 0.55,
    "jazz": 0.4,
    "bossa nova": 0.35,
    "soul": 0.3,
    "funk": 0.45,
    "house": 0.4,
    "ambient": 0.4,
}


def _richer(symbol: ChordSymbol, key: Key, style: str, shade: float) -> ChordSymbol:
    """Ninths on sevenths, where the style likes them and the key has them."""
    grown = {"maj7": "maj9", "min7": "min9", "7": "9"}
    in_key = (symbol.root_pc + 2) % 12 in key.scale
    if symbol.quality in grown and in_key and shade < _NINTHS.get(style, 0.0) and not symbol.bass:
        return symbol.model_copy(update={"quality": grown[symbol.quality]})
    return symbol
