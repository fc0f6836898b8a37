"""Progressions that songs are made of, in Roman numerals.

One entry is one phrase: a space ends a bar, ``+`` puts two chords into one. Each stands with its
brightness (-1 dark to 1 bright) and the sections it suits: v verse, c chorus, p pre-chorus,
b bridge. They are the common stock of the styles (after Everett 2009, Biamonte 2010, Temperley 2018
for rock and pop; Levine 1995 for jazz; Piston 1941 for the classroom), not taken from any one song.
"""

from typing import NamedTuple

from skills.theory.key import Mode


class Progression(NamedTuple):
    """A phrase of harmony: one string a bar."""

    bars: tuple[str, ...]
    brightness: float
    sections: str


def _bank(text: str) -> tuple[Progression, ...]:
    rows = (line.split("|") for line in text.strip().splitlines())
    return tuple(Progression(tuple(p.split()), float(b), s.strip()) for p, b, s in rows)


_MAJOR = _bank("""
I V vi IV       | 0.6  | vc
I vi IV V       | 0.7  | vc
vi IV I V       | 0.2  | vcb
IV I V vi       | 0.4  | cb
I IV vi V       | 0.5  | vc
I IV I V        | 0.9  | vc
I V IV V        | 0.8  | vc
I iii IV V      | 0.5  | vc
I iii vi IV     | 0.1  | v
I ii IV V       | 0.6  | vp
IV V I vi       | 0.7  | c
IV V vi I       | 0.5  | c
IV V iii vi     | 0.3  | cp
vi V IV V       | 0.0  | pb
ii IV V V       | 0.3  | p
IV IV V V       | 0.5  | p
vi iii IV V     | -0.1 | pb
IV iv I I       | -0.3 | vb
I V6 vi IV      | 0.4  | v
I I6 IV V       | 0.7  | v
I bVII IV I     | 0.6  | vc
IV I ii V       | 0.5  | b
vi ii V I       | 0.2  | b
iii vi ii V     | 0.1  | b
bVI bVII I I    | 0.7  | b
I IV ii V       | 0.7  | vc
vi IV ii V      | -0.1 | vp
I vi ii V       | 0.6  | vc
I V/vi vi IV    | 0.2  | v
I V ii IV       | 0.4  | v
I IV I IV       | 0.7  | v
I I IV I        | 0.8  | vb
I IV64 I IV64   | 0.6  | v
I vi I IV       | 0.4  | v
IV I IV I       | 0.6  | vc
vi IV vi IV     | -0.3 | vb
vi I IV I       | 0.1  | v
vi ii iii vi    | -0.5 | vb
vi iii IV iv    | -0.6 | vb
ii7 V7 iii V7/ii | 0.2 | pb
IV V7/vi vi V7/V | 0.2 | pb
vi V7/V Vsus4 V7 | 0.1 | pb
ii V7 IV V7     | 0.5  | p
IV V I64 V7     | 0.7  | pb
iv I64 bVI V7   | -0.5 | pb
""")

_MINOR = _bank("""
i VI III VII    | 0.2  | vc
i VII VI VII    | 0.0  | vc
i iv VI V       | -0.5 | v
i VI iv V       | -0.5 | vc
i iv i V        | -0.6 | v
i VII VI V      | -0.4 | vb
VI VII i i      | 0.3  | c
VI III VII i    | 0.3  | c
VI VII III i    | 0.3  | c
i III VII VI    | 0.1  | vc
i v VI VII      | -0.1 | v
i v iv i        | -0.7 | v
iv i V i        | -0.6 | b
iv VII III VI   | 0.1  | b
VI iv i V       | -0.4 | b
iv v VI VII     | 0.2  | p
iv iv V V       | -0.4 | p
VI VI VII VII   | 0.3  | p
i i6 iv V       | -0.5 | v
i VI VII i      | 0.0  | vc
i iiø7 V i      | -0.7 | v
III VII i VI    | 0.4  | c
i VI i VI       | -0.2 | v
i i iv i        | -0.6 | v
i iv64 i iv64   | -0.5 | v
i III i VI      | 0.0  | v
III VI III VII  | 0.6  | cb
VI III VI VII   | 0.4  | cb
iv V7 VI V7     | -0.4 | pb
iv iiø7 V7sus4 V7 | -0.5 | p
i6 iv i64 V7    | -0.5 | p
iv V7/III III V7 | 0.0 | pb
VI vii°7 i64 V7 | -0.5 | pb
""")

_JAZZ_MAJOR = _bank("""
ii7 V7 Imaj7 Imaj7        | 0.5  | vcb
Imaj7 vi7 ii7 V7          | 0.6  | vc
Imaj7+vi7 ii7+V7 iii7+vi7 ii7+V7 | 0.7 | vc
iii7 vi7 ii7 V7           | 0.3  | vcb
Imaj7 IVmaj7 iii7+vi7 ii7+V7 | 0.6 | vc
IVmaj7 iv7 iii7 V7/ii     | 0.0  | cb
Imaj7 V7/ii ii7 V7        | 0.5  | vc
ii7 V7 iii7 V7/ii         | 0.4  | vb
Imaj7 ii7 iii7+V7/ii ii7+V7 | 0.5 | v
vi7 V7/V ii7 V7           | 0.2  | b
IVmaj7 V7/V ii7 V7        | 0.4  | bp
""")

_JAZZ_MINOR = _bank("""
iiø7 V7 i7 i7             | -0.5 | vcb
i7 iv7 iiø7 V7            | -0.4 | vc
i7 VImaj7 iiø7 V7         | -0.3 | vc
iv7 VII7 IIImaj7 VImaj7   | 0.2  | cb
i7 iv7 VII7 IIImaj7       | 0.0  | v
iadd6 iv7 V7 iadd6            | -0.5 | v
VImaj7 V7 i7 i7           | -0.4 | b
iv7 i7 iiø7 V7            | -0.5 | bp
""")

_SOUL_MAJOR = _bank("""
Imaj7 iii7 IVmaj7 V7sus4  | 0.5  | vc
Imaj7 vi7 ii7 V7sus4      | 0.6  | vc
ii7 iii7 IVmaj7 V7sus4    | 0.5  | vp
IVmaj7 iii7 ii7 Imaj7     | 0.5  | c
IVmaj7 V7sus4 iii7 vi7    | 0.3  | cb
vi7 ii7 V7 Imaj7          | 0.2  | vb
Imaj7 I7 IVmaj7 ivadd6     | 0.0  | vb
ii7 V7sus4 Imaj7 IVmaj7   | 0.5  | c
""")

_SOUL_MINOR = _bank("""
i7 iv7 i7 iv7             | -0.2 | v
i7 VImaj7 iv7 V7sus4      | -0.3 | vc
VImaj7 v7 i7 i7           | 0.0  | c
i7 VII VImaj7 VII         | 0.0  | vc
iv7 v7 VImaj7 VII         | 0.1  | pb
i7 v7 iv7 VII7sus4        | 0.0  | vb
VImaj7 VII i7 IIImaj7     | 0.2  | cb
""")

_MODAL: dict[Mode, tuple[Progression, ...]] = {
    "dorian": _bank("""
i IV i IV        | 0.0  | vcb
i bVII IV i      | 0.1  | vc
i bIII IV i      | 0.1  | vc
i ii bIII IV     | 0.2  | vp
IV i bVII i      | 0.1  | cb
bIII IV i i      | 0.2  | c
i v IV IV        | -0.1 | vb
"""),
    "phrygian": _bank("""
i bII i bII      | -0.6 | v
i bII bIII bII   | -0.4 | vc
i bVI bII i      | -0.5 | c
bVI bII i i      | -0.4 | cb
i bvii bVI bII   | -0.6 | vp
iv bII i i       | -0.5 | b
"""),
    "lydian": _bank("""
I II I II        | 0.8  | vc
I II vii I       | 0.5  | v
I V II I         | 0.8  | vc
I iii II II      | 0.5  | vp
vi II I I        | 0.6  | cb
II V I I         | 0.7  | c
V II vi I        | 0.5  | b
"""),
    "mixolydian": _bank("""
I bVII IV I      | 0.6  | vc
I bVII I bVII    | 0.5  | v
I IV bVII IV     | 0.6  | vc
I v IV I         | 0.3  | v
bVII IV I I      | 0.7  | c
IV bVII I I      | 0.6  | cb
ii IV bVII I     | 0.4  | bp
"""),
    "locrian": _bank("""
i° bII i° bII    | -0.9 | v
i° bV bVI i°     | -0.8 | vc
bII bV i° i°     | -0.7 | cb
i° iv bV bII     | -0.8 | vp
bVI bvii i° i°   | -0.8 | cb
"""),
    "harmonic minor": _bank("""
i iv V i         | -0.6 | v
i VI iv V        | -0.5 | vc
i V i V          | -0.5 | v
VI iv V i        | -0.4 | c
iv V i VI        | -0.4 | cb
i ii° V i        | -0.7 | vb
VI V VI V        | -0.5 | p
iv iv V V        | -0.5 | p
"""),
}

_BLUES = {
    4: _bank("I7 IV7 I7 V7 | 0.1 | vcb"),
    8: _bank("""
I7 V7 IV7 IV7 I7 V7 I7+IV7 I7+V7   | 0.1 | vcb
I7 I7 IV7 IV7 I7 V7 I7 V7          | 0.1 | vcb
I7 IV7 I7 I7 IV7 V7 I7 V7          | 0.2 | vcb
I7 V7 IV7 #iv°7 I7 V7/ii ii7+V7 I7+V7 | 0.3 | vcb
"""),
    12: _bank("""
I7 I7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7            | 0.1 | vcb
I7 IV7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7+IV7 I7+V7    | 0.2 | vcb
I7 IV7 I7 I7 IV7 #iv°7 I7 V7/ii ii7 V7 I7 V7      | 0.3 | vcb
"""),
}
_BLUES_MINOR = {
    4: _bank("i7 iv7 i7 V7 | -0.4 | vcb"),
    8: _bank("""
i7 i7 iv7 iv7 i7 VI7 V7 i7 | -0.4 | vcb
i7 iv7 i7 i7 iv7 i7 V7 i7  | -0.4 | vcb
i7 iv7 i7 VI7 iv7 iiø7 V7 i7 | -0.5 | vcb
"""),
    12: _bank("""
i7 i7 i7 i7 iv7 iv7 i7 i7 VI7 V7 i7 V7   | -0.4 | vcb
i7 iv7 i7 i7 iv7 iv7 i7 i7 iiø7 V7 i7 V7 | -0.4 | vcb
"""),
}

_LOOPS_IN_SEVENTHS = frozenset({"jazz", "bossa nova", "lo-fi"})
_DIATONIC = frozenset({"classical", "waltz", "country", "folk"})
_SOULFUL = frozenset({"soul", "funk", "hip-hop"})


def progressions(style: str, mode: Mode, bars: int) -> tuple[Progression, ...]:
    """The stock for a style and mode; for the blues, forms of ``bars`` bars where there is one."""
    if style == "blues" and mode in ("major", "mixolydian", "minor", "dorian"):
        forms = _BLUES if mode in ("major", "mixolydian") else _BLUES_MINOR
        return forms.get(bars) or forms[8 if bars % 8 == 0 else 12 if bars % 12 == 0 else 4]
    if mode in _MODAL:
        return _MODAL[mode]
    if style in _LOOPS_IN_SEVENTHS:
        return _JAZZ_MAJOR if mode == "major" else _JAZZ_MINOR
    if style in _SOULFUL:
        return _SOUL_MAJOR if mode == "major" else _SOUL_MINOR
    if mode == "minor":
        return _MINOR
    return tuple(p for p in _MAJOR if style not in _DIATONIC or not any(c.startswith("b") for c in p.bars))


CADENCES: dict[Mode, tuple[tuple[str, str, str], ...]] = {
    # Chord before last of a phrase: (approach, the close, the half close that leads on).
    "major": (("V", "I", "V"), ("IV", "I", "V"), ("V7", "I", "Vsus4+V")),
    "minor": (("V", "i", "V"), ("VII", "i", "VII"), ("V7", "i", "Vsus4+V")),
    "harmonic minor": (("V", "i", "V"), ("V7", "i", "V7")),
    "dorian": (("IV", "i", "IV"), ("bVII", "i", "bVII")),
    "phrygian": (("bII", "i", "bII"), ("bvii", "i", "bII")),
    "lydian": (("II", "I", "II"), ("V", "I", "II")),
    "mixolydian": (("bVII", "I", "bVII"), ("IV", "I", "bVII")),
    "locrian": (("bII", "i°", "bII"), ("bV", "i°", "bV")),
}


def tension(figure: str) -> float:
    """How strongly one chord asks to go on, 0 (the tonic) to 1 (a dominant seventh), by its function."""
    if "/" in figure or "°" in figure:
        return 0.85
    degree = figure.lstrip("b#").rstrip("0123456789adsumjø+/")
    pull = {"I": 0.05, "VI": 0.35, "III": 0.35, "IV": 0.45, "II": 0.55, "VII": 0.6, "V": 0.85}.get(degree.upper(), 0.5)
    if degree.upper() == "I" and "64" in figure:
        return 0.6
    return min(1.0, pull + 0.1 * ("7" in figure and pull > 0.5) + 0.1 * figure.startswith("b"))
