"""The key of a song, and the chords the person gave.

A key that was asked for holds. Else the chords decide it, by how many of their notes lie in the key
and by where a tonic is expected to stand: first, last, and after its dominant. Else the feeling
decides the mode and the seed a tonic that lies well under the hands of the players.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import get_args

from bot.agent.settle.arc import Outlook
from bot.agent.settle.ease import easy_key
from bot.agent.settle.modulation import home_key
from bot.agent.settle.wishes import Remarks, Wishes
from skills.chance import rng
from skills.errors import RequestError
from skills.place import Place, find_place
from skills.styles import Style
from skills.theory import pitch
from skills.theory.chord import ChordSymbol, parse_chord, parse_given, parse_numeral
from skills.theory.key import MINOR_LIKE, Key, Mode
from skills.value import Value

# What a mode costs when chords would fit several: people mean major or minor first.
_RARITY: dict[Mode, float] = {
    "major": 0.0, "minor": 0.0, "dorian": 0.25, "mixolydian": 0.25, "phrygian": 0.5, "lydian": 1.5,
    "harmonic minor": 0.6, "locrian": 1.5,
}  # fmt: skip
_TONICS: dict[Mode, str] = {
    "major": "C D E F G A Bb Eb", "minor": "A D E C G B F#", "dorian": "D A E G", "mixolydian": "G D A E C",
    "lydian": "F C D G", "phrygian": "E A B F#", "harmonic minor": "A D E G C", "locrian": "B E A",
}  # fmt: skip
_FOR_GUITARS: dict[Mode, str] = {"major": "G C D A E", "minor": "A E D", "mixolydian": "A E G D", "dorian": "D A E"}
_FOR_HORNS: dict[Mode, str] = {
    "major": "F Bb Eb C G",
    "minor": "D G C A F",
    "mixolydian": "F Bb C G",
    "dorian": "D G C",
}
_BETWEEN = 0.1
"""Valence nearer to 0 than this is neither bright nor dark."""
_DOMINANTS = ("7", "9", "13", "7b9", "7#9", "7alt", "7sus4", "9sus4", "aug7", "7b5", "7#11")


class Given(Value):
    """Chords the person gave, as written: symbols and Roman numerals."""

    place: Place | None
    """The part of the song they are for; None the whole of it."""
    names: tuple[str, ...]

    def symbols(self, key: Key) -> tuple[str, ...]:
        """The names on a lead sheet; numerals are read in ``key``."""
        return tuple(name if _is_symbol(name) else str(parse_given(name, key)) for name in self.names)


def read_chords(wishes: Wishes, remarks: Remarks) -> tuple[Given, ...]:
    """Every list of chords that was given. Raises RequestError for a name that is neither chord nor numeral."""
    found: list[Given] = []
    for ask in (a for a in wishes.asks if a.kind == "chords" and not a.unwanted):
        place = find_place(ask.section) if ask.section else None
        names = tuple(name for word in re.split(r"[\s,|>→]+", ask.value) for name in _names(word))
        if names and any(g.place == place for g in found):
            remarks.note(f'You gave chords twice for the same place: I kept the first and left out "{ask.words}".')
        elif names:
            found.append(Given(place=place, names=names))
    return tuple(found)


def _names(word: str) -> tuple[str, ...]:
    """The chords in a word: "ii-V-I" holds three, "C-7" one. Raises RequestError on anything else."""
    if not word.strip("-–"):  # noqa: RUF001  (people paste en dashes between chords)
        return ()
    if _is_symbol(word) or _is_numeral(word):
        return (word,)
    parts = tuple(p for p in re.split("[-–]", word) if p)  # noqa: RUF001
    for part in parts:
        if not (_is_symbol(part) or _is_numeral(part)):
            raise RequestError(f"I don't know the chord {part!r}; write it like Am, F#m7, Bb/D or Gsus4, or as ii7.")
    return parts


def _is_symbol(name: str) -> bool:
    try:
        parse_chord(name)
    except ValueError:
        return False
    return True


def _is_numeral(name: str) -> bool:
    try:
        parse_numeral(name, Key(tonic="C"))
    except ValueError:
        return False
    return True


def fit_key(chords: Sequence[ChordSymbol], tonic: str | None = None, mode: Mode | None = None) -> Key:
    """The key that suits a list of chords best, within a tonic or a mode if one is given.

    Twenty points for all notes in the scale (or the raised leading tone of a minor dominant), one for a
    tonic chord at the start, 0.8 at the end, 0.3 anywhere, up to 0.6 for one after its dominant; other
    modes than major and minor cost a little, and more where their tonic does not come first.
    """
    names = {c.root_pc: c.root for c in reversed(chords)}
    tonics = [tonic] if tonic else [names.get(pc, _TONIC_NAMES[pc]) for pc in range(12)]
    modes = [mode] if mode else list(_RARITY)
    keys = [Key(tonic=t, mode=m) for m in modes for t in tonics]
    return max(keys, key=lambda key: (round(_fitness(key, chords), 6), -abs(key.signature)))


_TONIC_NAMES = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")


def _fitness(key: Key, chords: Sequence[ChordSymbol]) -> float:
    inside = sum(_share_inside(key, c) for c in chords) / len(chords)
    home = [_is_tonic(key, c) for c in chords]
    circle = [*pairwise(chords), (chords[-1], chords[0])]
    falls = [
        0.6 if a.quality in _DOMINANTS else 0.4
        for a, b in circle
        if _is_tonic(key, b) and (a.root_pc - b.root_pc) % 12 == 7 and not a.is_minor
    ]
    points = 20 * inside + 1.0 * home[0] + 0.8 * home[-1] + 0.3 * any(home) + max(falls, default=0.0)
    return points - _RARITY[key.mode] - (0.6 if key.mode not in ("major", "minor") and not home[0] else 0.0)


def _share_inside(key: Key, chord: ChordSymbol) -> float:
    scale = set(key.scale)
    if key.is_minor and (chord.root_pc - key.tonic_pc) % 12 in (7, 11):
        scale.add((key.tonic_pc + 11) % 12)
    return sum(pc in scale for pc in chord.pitch_classes) / len(chord.pitch_classes)


def _is_tonic(key: Key, chord: ChordSymbol) -> bool:
    thirds = {i % 12 for i in chord.intervals} & {3, 4}
    return chord.root_pc == key.tonic_pc and (not thirds or (3 in thirds) == key.is_minor)


def choose_key(
    wishes: Wishes, style: Style, outlook: Outlook, given: tuple[Given, ...], seed: int, remarks: Remarks
) -> Key:
    """The key of the song.

    Args:
        wishes: what was asked.
        style: whose modes and tonics are usual.
        outlook: how bright the song is meant to be.
        given: the chords that were given.
        seed: decides where taste alone would.
        remarks: gathers what was assumed and what clashes.

    Raises:
        RequestError: when the key asked for is none.
    """
    tonic, mode = _asked(wishes)
    symbols = [parse_chord(name) for g in given for name in g.names if _is_symbol(name)]
    if tonic and mode:
        key = Key(tonic=tonic, mode=mode)
        _note_clash(key, symbols, remarks)
    elif symbols:
        key = fit_key(symbols, tonic, mode)
        remarks.assume(f"{key}, the key of the chords you gave")
    else:
        chosen, why = (mode, "") if mode else _choose_mode(style, outlook, given, seed)
        easy = easy_key(wishes, tonic, mode, chosen in MINOR_LIKE, seed)
        key = easy or Key(tonic=tonic or _choose_tonic(wishes, style, chosen, seed), mode=chosen)
        remarks.assume(f"{chosen if tonic else key}{why}")
    written = _readable(key)
    if written != key:
        remarks.note(f"I wrote {key} as {written}, which sounds the same and is easier to read.")
    return written


def _asked(wishes: Wishes) -> tuple[str | None, Mode | None]:
    """The tonic and the mode that were asked for."""
    whole, half, manner = wishes.one("key"), wishes.one("tonic"), wishes.one("mode")
    tonic, _, mode = whole.value.partition(" ") if whole else (half.value if half else "", "", "")
    mode = mode or (manner.value if manner else "")
    if not (tonic and mode):
        own = home_key(wishes)
        tonic, mode = tonic or own[0], mode or own[1]
    try:
        return (
            Key(tonic=tonic).tonic if tonic else None,
            Key.model_validate({"tonic": tonic or "C", "mode": mode}).mode if mode else None,
        )
    except ValueError:
        said = whole.words if whole else (half or manner).words if half or manner else ""  # type: ignore[union-attr]
        known = ", ".join(get_args(Mode))
        raise RequestError(f'I don\'t know the key "{said}"; name a note A to G and one of {known}.') from None


def _choose_mode(style: Style, outlook: Outlook, given: tuple[Given, ...], seed: int) -> tuple[Mode, str]:
    """A mode, and the words that say why: by the numerals given, else by how bright the song is."""
    figures = [name for g in given for name in g.names if not _is_symbol(name)]
    if figures:
        home = next((f for f in figures if re.match(r"^[iI](?![vViI])", f)), None)
        minor = home.startswith("i") if home else "ø" in figures[0] or "b5" in figures[0]
        return ("minor" if minor else "major"), ", by the chords you gave"
    valence = outlook.valence
    if valence is None or abs(valence) <= _BETWEEN:
        return style.modes[0], ""
    feeling = "bright" if valence > 0 else "dark"
    why = f", because the song ends {feeling}" if outlook.travels else f", because the mood is {feeling}"
    fitting = [m for m in style.modes if (m in MINOR_LIKE) == (valence < 0)]
    if not fitting:
        return ("minor" if valence < 0 else "major" if valence > 0.35 else "dorian"), why
    rarer = rng(seed, "settle", "mode").random() < 0.15 and not outlook.travels
    return fitting[1 if rarer and len(fitting) > 1 else 0], why


def _choose_tonic(wishes: Wishes, style: Style, mode: Mode, seed: int) -> str:
    named = [a.value for a in wishes.asks if a.kind in ("instrument", "only") and not a.unwanted]
    if any("guitar" in name for name in named) or style.name in ("folk", "country", "rock", "metal", "blues"):
        pool = _FOR_GUITARS.get(mode, _TONICS[mode])
    elif any(h in name for name in named for h in ("sax", "trumpet", "brass")) or style.name in ("jazz", "funk"):
        pool = _FOR_HORNS.get(mode, _TONICS[mode])
    else:
        pool = _TONICS[mode]
    return rng(seed, "settle", "tonic").choice(pool.split())


def _note_clash(key: Key, chords: Sequence[ChordSymbol], remarks: Remarks) -> None:
    if not chords:
        return
    other = fit_key(chords)
    here, there = (sum(_share_inside(k, c) > 0.99 for c in chords) for k in (key, other))
    if here * 2 < len(chords) and there > here:
        remarks.note(f"The chords you gave sound like {other} rather than {key}: I kept both as you wrote them.")


def _readable(key: Key) -> Key:
    """The key with at most seven accidentals: D# major is written as Eb major."""
    if abs(key.signature) <= 7:
        return key
    place = key.tonic_pc * 7 % 12
    names = [pitch.from_fifths(place + 12 * k) for k in range(-2, 2)]
    keys = [Key(tonic=name, mode=key.mode) for name in names if len(name) < 3]
    return min(keys, key=lambda k: (abs(k.signature), k.signature))


def closing_chord(symbols: Sequence[str], key: Key) -> str:
    """Where a song over these chords comes to rest: the one on the tonic, else the tonic triad."""
    at_home = [s for s in symbols if parse_chord(s).root_pc == key.tonic_pc and parse_chord(s).bass is None]
    agreeing = [s for s in at_home if _is_tonic(key, parse_chord(s)) and parse_chord(s).quality not in _DOMINANTS]
    return (agreeing or at_home or [key.tonic + ("m" if key.is_minor else "")])[0]
