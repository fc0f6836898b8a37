"""Judges of how a song is played: who is loud, how tight, where players come in, how it ends, how easy it is."""

from collections.abc import Callable
from itertools import pairwise
from statistics import fmean

import numpy as np

from skills.check import rhythm
from skills.check.heard import Heard, Span
from skills.check.keys import rank_keys
from skills.check.roll import is_drums, pitched_notes, sounding
from skills.check.verdict import Verdict, listed
from skills.instruments import INSTRUMENTS
from skills.plan import Ask
from skills.song import Note, Track
from skills.theory.chord import parse_chord
from skills.theory.key import Key

_NEAR_KEY = 0.05
"""A key whose fit differs by no more from the best is heard as well, in a stretch as short as a section."""
_LOUDER = 3.0
"""Steps of velocity between parts that are heard as a difference."""
_TIGHT, _LOOSE = 0.012, 0.016
"""Mean distance of notes from their places in the grid, in seconds."""
_FIRM, _STEADY = 70, 0.7
"""Velocity of a backbeat, and the share of bars that have it."""
_GRID = (0.25, 1 / 3)
_EASY = 0.9
"""Share of the chords heard that must be easy."""
_SLOWED, _CUT, _HELD = 0.93, 1.25, 1.0
"""A last tempo against the usual; beats after the last stroke; bars that the last notes are held."""


def players(ask: Ask, heard: Heard) -> list[Track]:
    """The tracks that a wish about playing concerns; all of them when nobody was named."""
    tracks = heard.song.tracks
    mine = [t for t in tracks if ask.player and ask.player in (t.part.instrument, *t.part.instrument.split())]
    mine = mine or [t for t in tracks if ask.player and INSTRUMENTS[t.part.instrument].family == ask.player]
    return mine or [t for t in tracks if ask.role in (None, t.part.role)]


def loudness(ask: Ask, heard: Heard) -> Verdict:
    """Mean velocity of a part against what the style would have it do: other parts, or itself elsewhere."""
    spans = heard.picked(ask.section) if ask.section else None
    mine = players(ask, heard)
    here = [n for t in mine for n in heard.notes(t, spans)]
    rest = tuple(s for s in heard.spans if spans and s not in spans)
    other = [n for t in mine for n in heard.notes(t, rest)] if rest else []
    other = other or [n for t in heard.song.tracks if t not in mine for n in t.notes]
    if not here:
        return Verdict("nobody plays that", False)
    level, beside = _level(here), _level(other or here)
    low, high = (0.0, level - beside) if ask.value == "loud" else (level - beside, 0.0)
    found = f"played at velocity {level:.0f}"
    return Verdict(found, high - low >= -_LOUDER, f"{beside:.0f} {'elsewhere' if rest else 'in the other parts'}")


def _level(notes: list[Note]) -> float:
    """Mean velocity, by how long each note sounds, so that soft ornaments count little."""
    return float(np.average([n.velocity for n in notes], weights=[max(n.duration, 0.1) for n in notes]))


def looseness(ask: Ask, heard: Heard) -> Verdict:
    """How far notes are played from sixteenths and triplets, beside the part's own lateness."""
    away = [a for t in players(ask, heard) for a in _distances(t, heard)]
    if len(away) < 16:
        return Verdict("too few notes to tell", False)
    mean = fmean(away)
    holds = mean <= _TIGHT if ask.value == "tight" else mean >= _LOOSE
    return Verdict(f"{1000 * mean:.0f} ms from the grid", holds)


def _distances(track: Track, heard: Heard) -> list[float]:
    if not track.notes:
        return []
    starts = np.array([n.start for n in track.notes])
    offsets = [starts - np.round(starts / grid) * grid for grid in _GRID]
    nearest = np.where(np.abs(offsets[0]) <= np.abs(offsets[1]), offsets[0], offsets[1])
    return [float(a) for a in np.abs(nearest - np.median(nearest)) * 60 / heard.bpm]


def time_feel(ask: Ask, heard: Heard) -> Verdict:
    """Backbeats that come in most bars: half-time has one where the usual bar of four has two, double-time more."""
    spans = heard.picked(ask.section)
    strokes = [n for t in heard.song.tracks if is_drums(t) for n in heard.notes(t, spans)]
    bars = sum(s.section.bars for s in spans)
    if not strokes or not bars:
        return Verdict("no drums", False)
    struck: dict[float, set[int]] = {}
    for note in strokes:
        if note.pitch in rhythm.SNARE and note.velocity >= _FIRM:
            number = int((note.start + 0.1) // heard.bar)
            struck.setdefault(round(2 * (note.start - number * heard.bar)) / 2, set()).add(number)
    steady = sorted(place for place, numbers in struck.items() if len(numbers) >= _STEADY * bars)
    usual = max(heard.bar / 2, 1.0)
    holds = len(steady) <= usual / 2 if ask.value == "half" else len(steady) > usual
    return Verdict(f"backbeats on {listed(f'{place + 1:g}' for place in steady) or 'no beat'}", holds)


def fills(ask: Ask, heard: Heard) -> Verdict:
    """Bars in which the toms are played: a groove has none, a fill goes over them."""
    spans = heard.picked(ask.section)
    strokes = [n for t in heard.song.tracks if is_drums(t) for n in heard.notes(t, spans)]
    bars = sum(s.section.bars for s in spans)
    if not strokes:
        return Verdict("no drums", ask.value == "none")
    toms = {int(n.start // heard.bar) for n in strokes if n.pitch in _TOMS}
    share = len(toms) / bars
    holds = {"none": share <= 0.04, "few": share <= 0.13}.get(ask.value, share >= 0.1)
    return Verdict(f"toms in {len(toms)} of {bars} bars", holds)


_TOMS = frozenset({41, 43, 45, 47, 48, 50})


def enters(ask: Ask, heard: Heard) -> Verdict:
    """Silent until its section, and heard in it."""
    spans = heard.picked(ask.section) if ask.section else tuple(s for s in heard.spans if _late(s, ask, heard))
    if not spans:
        return Verdict(f"there is no {ask.section}", False)
    first = spans[0].start
    before = tuple(s for s in heard.spans if s.start < first)
    tracks = heard.players(ask.value, least=1) if ask.value in INSTRUMENTS else []
    early = sum(len([n for n in heard.notes(t, before) if n.start < first - heard.bar]) for t in tracks)
    after = [s for s in heard.spans if s.start >= first and any(heard.notes(t, (s,)) for t in tracks)]
    if not after:
        return Verdict(f"no {ask.value}", False)
    found = f"{ask.value} from {after[0].section.label.lower()} on" if not early else f"{ask.value} plays before"
    return Verdict(found, not early and after[0].start == first)


def _late(span: Span, ask: Ask, heard: Heard) -> bool:
    return span.start >= ((ask.low or 0.0) - 0.13) * heard.song.beats


def local_key(ask: Ask, heard: Heard) -> Verdict:
    """The key of one part of the song: as signed, and among those its notes fit."""
    home = heard.song.key
    tonic, _, mode = ask.value.partition(" ")

    def right(key: Key) -> bool:
        if tonic == "relative":
            return (key.mode == mode) and (key.tonic_pc - home.tonic_pc) % 12 in (0, 3, 9)
        if ask.kind == "mode":
            return key.mode == ask.value
        return key.tonic_pc == Key(tonic=tonic).tonic_pc and mode in ("", key.mode)

    return _keyed(ask, heard, heard.picked(ask.section), right)


def modulate(ask: Ask, heard: Heard) -> Verdict:
    """A later section in another key than the song's, by as many semitones as were asked for."""
    home = heard.song.key
    spans = heard.picked(ask.section) if ask.section else heard.spans[len(heard.spans) // 2 :]
    moved = tuple(s for s in spans if heard.key_at(s).tonic_pc != home.tonic_pc)
    if ask.unwanted:
        return Verdict(f"{home} throughout" if not moved else "the key changes", not moved)
    if not moved:
        return Verdict(f"{home} throughout", False)
    steps = None if ask.low is None else round(ask.low) % 12

    def right(key: Key) -> bool:
        return key.tonic_pc != home.tonic_pc and steps in (None, (key.tonic_pc - home.tonic_pc) % 12)

    return _keyed(ask, heard, moved[-1:], right)


def _keyed(ask: Ask, heard: Heard, spans: tuple[Span, ...], right: Callable[[Key], bool]) -> Verdict:
    if not spans:
        return Verdict(f"there is no {ask.section}", False)
    signed = [heard.key_at(s) for s in spans]
    notes = pitched_notes(heard.song)
    best = []
    for span in spans:
        ranked = rank_keys(sounding(notes, np.arange(span.start, span.end + 0.25, 0.5)))
        best.append([s.key for s in ranked if s.distance <= ranked[0].distance + _NEAR_KEY])
    where = listed(s.section.label.lower() for s in spans)
    heard_so = all(any(right(key) or key == mine for key in keys) for mine, keys in zip(signed, best, strict=True))
    detail = "" if heard_so else f"the notes alone suggest {listed(keys[0] for keys in best)}"
    return Verdict(f"{listed(signed)} in {where}", all(right(key) for key in signed), detail)


def ending(ask: Ask, heard: Heard) -> Verdict:
    """How the last bars go: slower, softer to nothing, cut off, or held."""
    found = [name for name, test in _ENDINGS.items() if test(heard)]
    holds = (ask.value in found) != ask.unwanted if ask.value in _ENDINGS else not found
    return Verdict(listed(_SAID[name] for name in found) or "a cadence in tempo", holds)


def _slows(heard: Heard) -> bool:
    return heard.song.tempi[-1].bpm <= _SLOWED * heard.bpm


def _fades(heard: Heard) -> bool:
    """Whether the last notes are far softer than those of the middle, by velocity or expression."""
    beats, tracks = heard.song.beats, heard.song.tracks
    late = [n for t in tracks for n in t.notes if n.start >= 0.96 * beats]
    before = [n for t in tracks for n in t.notes if 0.6 * beats < n.start < 0.8 * beats]
    turned = [c.value for t in tracks for c in t.controls if c.number in (7, 11) and c.beat >= 0.9 * beats]
    softer = bool(late and before) and _level(late) < 0.6 * _level(before)
    return softer or (bool(turned) and min(turned) <= 40)


def _last_strike(heard: Heard) -> list[Note]:
    notes = [n for t in heard.song.tracks for n in t.notes]
    last = max((n.start for n in notes), default=0.0)
    return [n for n in notes if n.start > last - 0.3]


def _cuts(heard: Heard) -> bool:
    last = _last_strike(heard)
    return bool(last) and max(n.end for n in last) - min(n.start for n in last) <= _CUT


def _holds(heard: Heard) -> bool:
    pitched = [n for t in heard.song.tracks if not is_drums(t) for n in t.notes if n.end >= heard.song.beats - 1.0]
    return bool(pitched) and max(n.duration for n in pitched) >= _HELD * heard.bar - 0.3


_ENDINGS: dict[str, Callable[[Heard], bool]] = {
    "ritardando": _slows, "fade": _fades, "cold": _cuts, "hold": _holds,
}  # fmt: skip
_SAID = {"ritardando": "it slows down", "fade": "it fades out", "cold": "it stops short", "hold": "a chord held long"}


def easy(ask: Ask, heard: Heard) -> Verdict:
    """The chords heard, as plain triads, must be those the palette has."""
    chords = heard.harmony
    names = [parse_chord(name) for name in heard.plan.palette]
    if not chords or not names:
        return Verdict("no chords that could be judged", False)
    wanted = {(c.root_pc, c.is_minor) for c in names}
    fitting = [(c.root_pc, c.is_minor) in wanted for c in chords]
    share = sum(fitting) / len(fitting)
    others = {f"{c.root}{'m' if c.is_minor else ''}" for c, fits in zip(chords, fitting, strict=True) if not fits}
    changes = sum(a != b for a, b in pairwise(chords))
    detail = f"{changes} changes" + (f"; also {listed(sorted(others))}" if others else "")
    return Verdict(f"{share:.0%} of the time {listed(heard.plan.palette)}", share >= _EASY, detail)


def words(ask: Ask, heard: Heard) -> Verdict:
    """Rhymes and syllables need words, and none are written yet."""
    return Verdict("no words are written yet", False)
