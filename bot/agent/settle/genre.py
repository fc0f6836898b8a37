"""Which style a song is in: the one asked for, else the one that what was asked points to."""

from itertools import pairwise

from bot.agent.settle.harmony import Given
from bot.agent.settle.wishes import Remarks, Wishes
from skills.errors import RequestError
from skills.plan import Ask
from skills.styles import STYLES, Style
from skills.theory.chord import parse_chord
from skills.theory.key import Key

# How readily a style is chosen when nothing names it; what is not here has to be pointed to.
_COMMON = {"pop": 0.7, "folk": 0.5, "ballad": 0.5, "rock": 0.5, "cinematic": 0.3}
# Where an instrument makes a listener expect a style.
_AT_HOME: dict[str, tuple[str, ...]] = {
    "pop": ("voice", "piano", "electric guitar", "ukulele", "square lead"),
    "rock": ("electric guitar", "overdriven guitar", "picked bass"),
    "ballad": ("piano", "voice"),
    "folk": ("acoustic guitar", "violin", "mandolin", "harmonica", "ukulele", "whistle", "recorder", "bagpipes",
             "accordion", "nylon guitar", "harp"),
    "country": ("banjo",),
    "blues": ("harmonica",),
    "jazz": ("tenor sax", "alto sax", "soprano sax", "baritone sax", "trumpet", "muted trumpet", "jazz guitar",
             "upright bass", "vibraphone", "trombone", "clarinet"),
    "bossa nova": ("nylon guitar", "flute"),
    "soul": ("electric piano", "organ", "brass"),
    "funk": ("slap bass", "brass"),
    "hip-hop": ("synth bass",),
    "lo-fi": ("electric piano", "vibraphone", "kalimba", "music box"),
    "reggae": ("steel drums", "muted guitar"),
    "house": ("synth lead", "synth chords", "synth bass"),
    "ambient": ("synth pad", "choir pad", "celesta", "kalimba", "glockenspiel", "pan flute", "ocarina",
                "synth strings"),
    "cinematic": ("strings", "french horn", "choir", "timpani", "brass", "cello", "trombone", "tuba", "church organ"),
    "metal": ("distorted guitar",),
    "waltz": ("accordion",),
    "classical": ("harpsichord", "oboe", "bassoon", "clarinet", "flute", "viola", "violin", "cello", "english horn",
                  "piccolo", "pizzicato strings", "harp", "church organ"),
}  # fmt: skip
_METRES = {
    "3/4": {"waltz": 1.6, "folk": 0.6, "ballad": 0.4, "classical": 0.4},
    "2/4": {"folk": 0.5, "country": 0.4},
    "5/4": {"jazz": 0.9, "cinematic": 0.3},
    "7/8": {"rock": 0.4, "cinematic": 0.3, "folk": 0.2},
    "6/8": {"ballad": 0.6, "folk": 0.5},
    "9/8": {"folk": 0.5, "cinematic": 0.3},
    "12/8": {"blues": 0.6, "soul": 0.4, "ballad": 0.4},
}
_MODES = {
    "dorian": {"folk": 0.4, "jazz": 0.3, "funk": 0.3}, "mixolydian": {"rock": 0.4, "folk": 0.4, "blues": 0.2},
    "lydian": {"cinematic": 0.6, "ambient": 0.5}, "phrygian": {"metal": 0.7, "cinematic": 0.3},
    "locrian": {"metal": 1.0}, "harmonic minor": {"classical": 0.5, "cinematic": 0.4},
}  # fmt: skip
_NEED_DRUMS = ("rock", "house", "hip-hop", "metal", "funk", "reggae")


def choose_style(wishes: Wishes, given: tuple[Given, ...], remarks: Remarks) -> tuple[Style, Style | None]:
    """The style, and a second one to borrow colour from when two were asked for.

    Raises RequestError when a style is both wanted and unwanted.
    """
    asked = list(dict.fromkeys(a.value for a in wishes.all("genre") if a.value in STYLES))
    shunned = {a.value for a in wishes.all("genre", unwanted=True)}
    for name in asked:
        if name in shunned:
            raise RequestError(f"You asked for {name} and for no {name}; say which you want.")
    if asked:
        return STYLES[asked[0]], STYLES[asked[1]] if len(asked) > 1 else None
    scores = {name: _score(STYLES[name], wishes, given) for name in STYLES if name not in shunned}
    if not scores:
        raise RequestError("You ruled out every style I know; leave me one.")
    best = max(scores, key=lambda name: scores[name])
    remarks.assume(f"{best}, {_reason(wishes, bool(given))}" if best != "pop" or shunned else "pop")
    return STYLES[best], None


def _score(style: Style, wishes: Wishes, given: tuple[Given, ...]) -> float:
    score = _COMMON.get(style.name, 0.0) - _distance(style, wishes)
    named = [a.value for a in wishes.all("instrument")]
    named += [name.strip() for a in wishes.all("only") for name in a.value.split(",")]
    guests = [a.value for _, a in wishes.local("instrument") if not a.unwanted and a.value not in named]
    for name in dict.fromkeys([*named, *guests]):
        homes = [s for s, names in _AT_HOME.items() if name in names]
        weight = 1.2 if name in named else 0.6
        score += weight / len(homes) ** 0.5 if style.name in homes else 0.0
    arc = wishes.one("arc")
    if style.name == "cinematic" and arc and _spread([p.arousal for p in arc.points]) > 0.3:
        score += 1.2
    tempo = wishes.tempo
    if tempo is not None:
        off = max(style.bpm[0] / tempo.high, tempo.low / style.bpm[2], 1.0)
        score -= 2.0 * (off - 1.0)
    metre, mode, form = wishes.one("metre"), wishes.one("mode"), wishes.one("form")
    key = wishes.one("key")
    modal = mode.value if mode else key.value.partition(" ")[2] if key else ""
    score += _METRES.get(metre.value if metre else "", {}).get(style.name, 0.0)
    score += _MODES.get(modal, {}).get(style.name, 0.0)
    kinds = {*(form.value.split() if form else ()), *(place.kind for place in wishes.places)}
    if "chorus" in kinds and "chorus" not in style.form:
        score -= 1.0
    if "drop" in kinds and "drop" in style.form:
        score += 2.0
    if any(a.value == "drums" for a in wishes.all("instrument", unwanted=True)) and style.name in _NEED_DRUMS:
        score -= 1.0
    swing = wishes.one("swing")
    if swing and swing.value == "swing" and style.name == "jazz":
        score += 1.0
    return score + _chord_colour(style, given)


def _distance(style: Style, wishes: Wishes) -> float:
    points = [p for a in (*wishes.all("mood"), *wishes.all("arc")) for p in a.points]
    if not points:
        return 0.0
    n = len(points)
    valence, arousal, tension = style.feeling
    return (
        1.2 * abs(sum(p.valence for p in points) / n - valence)
        + 2.0 * abs(sum(p.arousal for p in points) / n - arousal)
        + 0.6 * abs(sum(p.tension for p in points) / n - tension)
    )


def _chord_colour(style: Style, given: tuple[Given, ...]) -> float:
    names = [name.lower() for g in given for name in g.names]
    chords = [parse_chord(name) for g in given for name in g.symbols(Key(tonic="C"))]
    if not chords:
        return 0.0
    if any(a.startswith("ii") and b in ("v", "v7") for a, b in pairwise(names)):
        return 1.2 if style.name == "jazz" else 0.0
    rich = sum(len(c.intervals) > 3 and c.quality not in ("7", "add9", "7sus4") for c in chords) / len(chords)
    power = sum(c.quality == "5" for c in chords) / len(chords)
    if rich >= 0.5:
        return {"jazz": 1.2, "bossa nova": 0.9, "lo-fi": 0.9, "soul": 0.8}.get(style.name, 0.0)
    if power >= 0.5:
        return {"rock": 1.0, "metal": 0.8}.get(style.name, 0.0)
    return 0.0


def _spread(numbers: list[float]) -> float:
    return max(numbers) - min(numbers) if numbers else 0.0


def _reason(wishes: Wishes, chords: bool) -> str:
    """Why a style was chosen, from the wish that says most about it."""
    for kind, why in (
        ("arc", "because the song travels from one feeling to another"),
        ("metre", "which suits {}"),
        ("instrument", "which suits {}"),
        ("only", "which suits {}"),
        ("mood", 'for the mood "{}"'),
        ("form", "which suits that form"),
    ):
        found = [a for a in wishes.asks if a.kind == kind and not a.unwanted]
        if found:
            return why.format(_said(found))
    return "which suits those chords" if chords else "the nearest to what you asked"


def _said(asks: list[Ask]) -> str:
    values = list(dict.fromkeys(v.strip() for a in asks for v in a.value.split(",") if v.strip()))[:2]
    return (values[0] if asks[0].kind == "mood" else " and ".join(values)) if values else "that"
