"""Keys that change within a song: those of single parts, and the lift near the end."""

from collections.abc import Sequence

from bot.agent.settle.wishes import Remarks, Wishes
from skills.chance import rng
from skills.place import find_place
from skills.plan import ArcPoint, Ask, Section
from skills.styles import Style
from skills.theory.chord import parse_chord
from skills.theory.key import MODES, Key, Mode

KEYED = ("key", "tonic", "mode", "modulate", "easy")
"""Kinds of wishes after which no key is changed that nobody asked to change."""
_LIFTING_STYLES = ("pop", "rock", "ballad", "soul", "country", "cinematic")
_FURTHEST = 6
"""Semitones down from which a part is rather set higher up."""


def home_key(wishes: Wishes) -> tuple[str, str]:
    """Tonic and mode that the keys of single parts give the song: the verse's, or the first that was named."""
    local = [(place.kind != "verse", ask) for place, ask in wishes.local("key") + wishes.local("tonic")]
    local = [(late, ask) for late, ask in local if not ask.value.startswith("relative")]
    tonic, _, mode = min(local, key=lambda pair: pair[0])[1].value.partition(" ") if local else ("", "", "")
    if mode:
        return tonic, mode
    modes = [(place.kind, ask.value) for place, ask in wishes.local("mode") if not ask.unwanted]
    verse = next((value for kind, value in modes if kind == "verse" and value in MODES), "")
    if verse:
        return tonic, verse
    turns = next((value.split()[-1] for _, value in modes), "")
    return tonic, {"major": "minor", "minor": "major"}.get(turns, "")


def with_keys(
    sections: tuple[Section, ...], wishes: Wishes, key: Key, seed: int, remarks: Remarks
) -> tuple[Section, ...]:
    """The sections in the keys that were asked for them."""
    kinds = [s.kind for s in sections]
    changed = list(sections)
    for kind in ("key", "tonic", "mode"):
        for place, ask in wishes.local(kind):
            for index in place.picks(kinds):
                changed[index] = _in_key(changed[index], ask, key)
    change = next((a for a in wishes.asks if a.kind == "modulate" and not a.unwanted), None)
    if change is None:
        return tuple(changed)
    indices = _where(change, changed)
    steps = round(change.low) if change.low is not None else rng(seed, "settle", "modulate").choice((1, 2, 2))
    if change.low is None:
        remarks.assume(f"up {'a semitone' if steps == 1 else 'a whole tone'} for the key change")
    for index in indices:
        moved = max(-11, min(11, changed[index].transpose + steps))
        by = moved - changed[index].transpose
        changed[index] = _with_chords_moved(_moved(changed[index], moved, key), by, key)
    return tuple(changed)


def _where(ask: Ask, sections: Sequence[Section]) -> list[int]:
    """The sections in the new key: to the end from a last section or none named, else only those named."""
    kinds = [s.kind for s in sections]
    place = find_place(ask.section) if ask.section else None
    if place is None:
        peaks = [i for i, kind in enumerate(kinds) if kind in ("chorus", "drop")] or [len(kinds) - 1 - (len(kinds) > 2)]
        return list(range(_first_of_run(peaks), len(kinds)))
    picks = list(place.picks(kinds))
    if place.number == -1 and not place.beside:
        same = [i for i, kind in enumerate(kinds) if kind == place.kind]
        return list(range(_first_of_run(same) if same else len(kinds), len(kinds)))
    return list(range(picks[0], len(kinds))) if place.beside > 0 and picks else picks


def _first_of_run(indices: list[int]) -> int:
    """Where the last run of neighbours begins: a last chorus that comes twice changes key once.

    A song is never in the new key from its beginning.
    """
    first = indices[-1]
    while first - 1 in indices[1:]:
        first -= 1
    return first


def _in_key(section: Section, ask: Ask, home: Key) -> Section:
    """A section in a key of its own, a third away at most where there is a choice."""
    tonic, _, mode = ask.value.partition(" ")
    if tonic == "relative":
        steps = {"major": 3, "minor": -3}[mode] if home.is_minor == (mode == "major") else 0
        return _moved(section, steps, home, _mode(mode))
    if ask.kind == "mode":
        return _moved(section, section.transpose, home, _mode(ask.value))
    steps = (Key(tonic=tonic).tonic_pc - home.tonic_pc) % 12
    steps -= 12 if steps > _FURTHEST else 0
    return _moved(section, steps, home, _mode(mode) if mode else section.mode)


def _mode(name: str) -> Mode | None:
    return next((m for m in MODES if m == name), None)


def _moved(section: Section, steps: int, home: Key, mode: Mode | None = None) -> Section:
    """A section so many semitones from home, and in a mode of its own if one is given."""
    mode = mode or section.mode
    return section.model_copy(update={"transpose": steps, "mode": None if mode == home.mode else mode})


def _with_chords_moved(section: Section, by: int, home: Key) -> Section:
    """A section whose given chords go with its change of key."""
    symbols = tuple(str(parse_chord(name).transposed(by, section.key(home))) for name in section.chords)
    return section.model_copy(update={"chords": symbols})


def lifted(
    sections: tuple[Section, ...], wishes: Wishes, style: Style, arc: tuple[ArcPoint, ...], free: bool, seed: int
) -> tuple[Section, ...]:
    """A step up for the last chorus that nobody asked for, where the song earns it and nobody fixed the key."""
    choruses = [i for i, s in enumerate(sections) if s.kind == "chorus"]
    keyed = any(a.kind in KEYED for a in wishes.asks)
    rises = arc[-1].arousal - arc[0].arousal >= 0.3 and arc[-1].arousal >= 0.65 and arc[-1].valence >= 0.4
    if keyed or not free or not rises or len(choruses) < 2 or style.name not in _LIFTING_STYLES:
        return sections
    up = rng(seed, "settle", "lift").choice((1, 2, 2))
    first = _first_of_run(choruses)
    return tuple(s.model_copy(update={"transpose": up}) if i >= first else s for i, s in enumerate(sections))
