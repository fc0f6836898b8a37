"""The marks by which a style is known, looked for in a written song.

A mark is something a listener would point at: the tempo, the feel, who plays, the figure of the drums or
the bass, the colour of the chords. Marks of the drums are not counted in a song without drums.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from skills.check import rhythm
from skills.check.heard import Heard
from skills.check.roll import is_drums
from skills.clock import accents, pulses
from skills.instruments import INSTRUMENTS
from skills.plan import AskKind
from skills.song import Note, Track
from skills.styles import STYLES
from skills.theory.chord import ChordSymbol

ENOUGH = 0.6
"""The share of its marks that makes a song one of a style."""

_MOST = 0.6
"""The share of bars in which a figure must be for the song to have it."""


class Marks(NamedTuple):
    """What of a style was found, and what was not."""

    found: tuple[str, ...]
    missing: tuple[str, ...]
    own: float
    """Share of the marks that set the style apart (figures, colours, players), 0 to 1."""

    @property
    def share(self) -> float:
        """Found of all, 0 to 1."""
        return len(self.found) / max(1, len(self.found) + len(self.missing))

    @property
    def enough(self) -> bool:
        """Whether a song with these is one of the style: most of all marks, and half of those that set it apart."""
        return self.share >= ENOUGH and self.own >= 0.5


def marks(style: str, heard: Heard) -> Marks:
    """Look for every mark of a style (a name in ``STYLES``)."""
    own = {name: _TESTS[name] for name in _OWN[style] if heard.drums or name not in _DRUM_MARKS}
    results = {name: test(heard) for name, test in own.items()}
    results |= {name: test(style, heard) for name, test in _COMMON.items()}
    wishes = {ask.kind for ask in heard.plan.asks if not ask.unwanted}
    results = {name: right for name, right in results.items() if right or not wishes & _OVERRULED.get(name, set())}
    own = {name: own[name] for name in own if name in results}
    found = tuple(name for name, right in results.items() if right)
    apart = sum(name in found for name in own) / max(1, len(own))
    return Marks(found, tuple(name for name in results if name not in found), apart)


# Marks that every style has


def _tempo(style: str, heard: Heard) -> bool:
    slowest, _, fastest = STYLES[style].bpm
    return slowest - 1 <= heard.bpm <= fastest + 1


def _metre(style: str, heard: Heard) -> bool:
    usual = {STYLES[style].metre} | ({"12/8", "6/8"} if style in ("blues", "ballad", "soul", "folk") else set())
    return heard.song.metre in usual


def _feel(style: str, heard: Heard) -> bool:
    measured, usual = rhythm.swing(n for t in heard.song.tracks for n in t.notes), STYLES[style].swing
    if measured is None:
        return usual < 0.58
    return measured >= 0.57 if usual >= 0.58 else measured <= 0.545 + max(0.0, usual - 0.5)


def _mode(style: str, heard: Heard) -> bool:
    return heard.song.key.mode in STYLES[style].modes


def _band(style: str, heard: Heard) -> bool:
    """At least half of the families of the style's band, and at least half of the players from them."""
    usual = {INSTRUMENTS[instrument].family for _, instrument in STYLES[style].parts}
    playing = [INSTRUMENTS[t.part.instrument].family for t in heard.sounding()]
    known = [family for family in playing if family in usual]
    return 2 * len(set(known)) >= len(usual) and 2 * len(known) >= len(playing)


_COMMON: dict[str, Callable[[str, Heard], bool]] = {
    "usual tempo": _tempo, "usual metre": _metre, "its feel": _feel, "usual mode": _mode, "its band": _band,
}  # fmt: skip


# Drums


def _beats(heard: Heard) -> tuple[float, ...]:
    return pulses(heard.song.metre)


def _drummed(heard: Heard) -> list[float]:
    """When the kit plays, apart from lone hits: the bars in which a figure is looked for."""
    return [n.start for n in heard.drums]


def _backbeat(heard: Heard) -> bool:
    beats = _beats(heard)
    return _figure(heard, rhythm.SNARE, beats[1::2])


def _figure(heard: Heard, drums: Iterable[int], places: Iterable[float]) -> bool:
    hits = rhythm.strokes(heard.drums, frozenset(drums))
    return rhythm.share_of_bars(hits, tuple(places), heard.bar, of=hits) >= _MOST


def _four_on_the_floor(heard: Heard) -> bool:
    return _figure(heard, rhythm.KICK, _beats(heard))


def _ride(heard: Heard) -> bool:
    time = rhythm.strokes(heard.drums, rhythm.RIDE | rhythm.HATS)
    return len(rhythm.strokes(heard.drums, rhythm.RIDE)) >= len(time) / 3 > 0


def _one_drop(heard: Heard) -> bool:
    """Snare or rim on the bar's second accent (the third beat), and not on two and four."""
    snare = rhythm.strokes(heard.drums, rhythm.SNARE)
    middle, beats = accents(heard.song.metre)[1:2], _beats(heard)
    here = rhythm.share_of_bars(snare, middle, heard.bar, of=snare)
    return here >= _MOST > rhythm.share_of_bars(snare, beats[1::2], heard.bar, of=snare)


def _rim(heard: Heard) -> bool:
    return len(rhythm.strokes(heard.drums, rhythm.RIM)) >= heard.song.bars / 2


def _busy_kick(heard: Heard) -> bool:
    kicks = rhythm.strokes(heard.drums, rhythm.KICK)
    bars = {int(k // heard.bar) for k in kicks}
    return bool(bars) and len(kicks) / len(bars) >= 1.25 * len(_beats(heard))


# Other players


def _by_role(heard: Heard, *roles: str) -> list[Track]:
    return [t for t in heard.song.tracks if t.part.role in roles and t.notes and not is_drums(t)]


def _gestures(tracks: Iterable[Track]) -> list[float]:
    """When chords are struck: onsets of each track, those within a strum counted once."""
    starts: list[float] = []
    for track in tracks:
        last = -1.0
        for note in track.notes:
            if note.start - last > 0.15:
                starts.append(note.start)
                last = note.start
    return starts


def _walking(heard: Heard) -> bool:
    bass = _gestures(_by_role(heard, "bass"))
    return rhythm.share_of_bars(bass, _beats(heard), heard.bar, of=bass) >= 0.4


def _skank(heard: Heard) -> bool:
    """Chords off the beat: on the second half of each."""
    places = [beat + 0.5 for beat in _beats(heard)]
    return any(rhythm.share_at(_gestures([t]), places, heard.bar) >= _MOST for t in _by_role(heard, "chords"))


def _oom_pah_pah(heard: Heard) -> bool:
    """In three, with the bass on the first beat and chords on the others."""
    beats = _beats(heard)
    if len(beats) != 3:
        return False
    bass = _gestures(_by_role(heard, "bass")) or _gestures(_by_role(heard, "chords"))
    chords = _gestures(_by_role(heard, "chords"))
    down = rhythm.share_of_bars(bass, beats[:1], heard.bar, of=bass)
    return down >= _MOST and rhythm.share_of_bars(chords, beats[1:], heard.bar, of=chords) >= 0.5


def _in_three(heard: Heard) -> bool:
    return len(_beats(heard)) == 3


def _syncopated(heard: Heard) -> bool:
    """A good part of the notes between the beats."""
    starts = _gestures(_by_role(heard, "chords", "bass"))
    return rhythm.share_at(starts, _beats(heard), heard.bar) <= 0.6


def _sixteenths(heard: Heard) -> bool:
    starts = _gestures(_by_role(heard, "chords", "bass")) + [n.start for n in heard.drums]
    places = [beat + place for beat in _beats(heard) for place in (0.25, 0.75)]
    return rhythm.share_at(starts, places, heard.bar) >= 0.15


def _bossa_bass(heard: Heard) -> bool:
    """Root and fifth on the accents, picked up from the eighth before."""
    bass = _gestures(_by_role(heard, "bass"))
    places = accents(heard.song.metre)
    return rhythm.share_of_bars(bass, places, heard.bar, of=bass) >= _MOST


def _families(*wanted: str) -> Callable[[Heard], bool]:
    return lambda heard: any(INSTRUMENTS[t.part.instrument].family in wanted for t in heard.sounding())


def _instruments(*wanted: str) -> Callable[[Heard], bool]:
    return lambda heard: any(heard.players(name) for name in wanted)


def _orchestral(heard: Heard) -> bool:
    """Half of the players at least are from an orchestra."""
    playing = [INSTRUMENTS[t.part.instrument].family for t in heard.sounding()]
    orchestra = ("strings", "brass", "wind", "choir", "mallets")
    return 2 * sum(family in orchestra for family in playing) >= len(playing) > 0


def _no_drums(heard: Heard) -> bool:
    return not heard.drums


def _calm(heard: Heard) -> bool:
    """Under ten notes a second, bar by bar."""
    density = [bar.onsets_per_second for bar in heard.bars]
    return sum(density) / max(len(density), 1) < 10


def _held(heard: Heard) -> bool:
    """Someone holds notes of half a bar and more."""
    return any(_long(t.notes, heard.bar / 2) for t in heard.song.tracks if not is_drums(t))


def _long(notes: Iterable[Note], least: float) -> bool:
    lengths = sorted(n.duration for n in notes)
    return bool(lengths) and lengths[len(lengths) // 2] >= 0.9 * least


# Harmony


def _share(heard: Heard, test: Callable[[ChordSymbol], bool]) -> float:
    return sum(map(test, heard.harmony)) / max(1, len(heard.harmony))


def _has_seventh(chord: ChordSymbol) -> bool:
    return bool({9, 10, 11} & {i % 12 for i in chord.intervals})


def _sevenths(heard: Heard) -> bool:
    return _share(heard, _has_seventh) >= 0.4


def _plain_chords(heard: Heard) -> bool:
    return _share(heard, _has_seventh) <= 0.5


def _dominants(heard: Heard) -> bool:
    return _share(heard, lambda c: {4, 10} <= {i % 12 for i in c.intervals}) >= 0.3


def _power(heard: Heard) -> bool:
    return _share(heard, lambda c: c.quality in ("5", "sus2", "sus4")) >= 0.25 or _instruments("distorted guitar")(
        heard
    )


def _three_chords(heard: Heard) -> bool:
    """Mostly on the first, fourth and fifth degrees."""
    home = heard.song.key.tonic_pc
    return _share(heard, lambda c: (c.root_pc - home) % 12 in (0, 5, 7)) >= 0.6


_TESTS: dict[str, Callable[[Heard], bool]] = {
    "backbeat": _backbeat, "four on the floor": _four_on_the_floor, "ride cymbal": _ride, "one drop": _one_drop,
    "rim clicks": _rim, "busy kick": _busy_kick, "walking bass": _walking, "offbeat chords": _skank,
    "in three": _in_three, "oom-pah-pah": _oom_pah_pah, "syncopation": _syncopated, "sixteenths": _sixteenths,
    "bossa bass": _bossa_bass, "no drums": _no_drums, "calm": _calm, "long notes": _held,
    "seventh chords": _sevenths, "plain chords": _plain_chords, "dominant sevenths": _dominants,
    "power chords": _power, "I, IV and V": _three_chords,
    "guitars": _families("guitar"), "keys": _families("keys"), "synths": _families("synth"),
    "synth bass": _instruments("synth bass"),
    "strings": _families("strings"), "orchestra": _orchestral, "nylon guitar": _instruments("nylon guitar"),
    "electric guitar": _instruments("electric guitar", "overdriven guitar", "distorted guitar", "muted guitar"),
    "distortion": _instruments("distorted guitar", "overdriven guitar"),
    "acoustic guitar": _instruments("acoustic guitar", "nylon guitar", "banjo"),
}  # fmt: skip
_OVERRULED: dict[str, set[AskKind]] = {
    "usual tempo": {"tempo"}, "usual metre": {"metre"}, "its feel": {"swing"}, "usual mode": {"key", "mode"},
    "its band": {"only"}, "seventh chords": {"chords"}, "plain chords": {"chords"}, "dominant sevenths": {"chords"},
    "I, IV and V": {"chords"}, "walking bass": {"metre"}, "backbeat": {"metre"},
}  # fmt: skip
"""What a person may ask for against the style: such a mark is not missed."""
_DRUM_MARKS = frozenset({"backbeat", "four on the floor", "ride cymbal", "one drop", "rim clicks", "busy kick"})
_OWN: dict[str, tuple[str, ...]] = {
    "pop": ("backbeat", "keys", "plain chords"),
    "rock": ("backbeat", "electric guitar", "plain chords"),
    "ballad": ("keys", "backbeat", "long notes"),
    "folk": ("acoustic guitar", "plain chords", "guitars"),
    "country": ("backbeat", "acoustic guitar", "plain chords"),
    "blues": ("backbeat", "dominant sevenths", "I, IV and V"),
    "jazz": ("ride cymbal", "walking bass", "seventh chords"),
    "bossa nova": ("rim clicks", "nylon guitar", "syncopation", "bossa bass", "seventh chords"),
    "soul": ("backbeat", "keys", "seventh chords"),
    "funk": ("backbeat", "sixteenths", "syncopation", "seventh chords"),
    "hip-hop": ("backbeat", "syncopation", "sixteenths"),
    "lo-fi": ("backbeat", "seventh chords", "keys"),
    "reggae": ("one drop", "offbeat chords"),
    "house": ("four on the floor", "synths", "synth bass"),
    "ambient": ("no drums", "calm", "long notes", "synths"),
    "cinematic": ("orchestra", "strings", "long notes"),
    "metal": ("distortion", "busy kick", "power chords"),
    "waltz": ("in three", "oom-pah-pah"),
    "classical": ("no drums", "strings", "plain chords"),
}
