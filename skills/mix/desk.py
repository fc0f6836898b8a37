"""The mixing desk: parts balanced, cleaned, placed, given a room, and mastered.

Each part has one gain for the whole song, so what it does in time is what its player does. Loudness
is measured, not assumed: soundfonts differ by many dB between instruments. What a part's loudness
owes to the song's own dynamics is set aside first, so that one which plays only in a calm intro is
not pulled up to the level of the finale.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from os import cpu_count
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skills.clock import bar_beats
from skills.mix.character import CHARACTERS, Character
from skills.mix.master import mastered
from skills.mix.measure import lufs, true_peak_dbtp
from skills.mix.reverb import in_room
from skills.plan import Role
from skills.render.engines import SAMPLE_RATE, Audio
from skills.song import Song, Track

if TYPE_CHECKING:
    import pedalboard

REVERB = "reverb"
"""The name under which the room's sound stands among the stems."""

_LEAD_LUFS = -24.0  # leaves a full band some 4 dB under full scale before mastering
_SECOND_DB = -2.0  # each further part of a role stands a little behind the one before
_AIR_HZ = 6000
_STRETCH = 1 << 16  # frames worked on together


class _Strip(NamedTuple):
    """How parts of a role are treated."""

    high_pass_hz: float
    """Highest corner of the high-pass; a part that plays low gets a lower one."""
    bells: tuple[tuple[float, float, float], ...]
    """(hz, dB, q)"""
    air_db: float
    """Gain above ``_AIR_HZ``."""
    send: float
    width: float
    """Of what is stereo already: 0 mono, 1 as it is."""


_STRIPS: dict[Role, _Strip] = {
    "lead": _Strip(140, ((2800, 1.5, 0.8),), 1.0, 0.9, 0.7),
    "counter": _Strip(160, (), 0.5, 1.0, 0.8),
    "chords": _Strip(120, ((320, -2.0, 0.9),), 0.5, 0.8, 1.0),
    "pad": _Strip(160, ((2500, -2.0, 0.7),), 0.0, 1.1, 1.3),
    "bass": _Strip(30, ((260, -1.5, 1.0),), 0.0, 0.06, 0.3),
    "drums": _Strip(28, (), 2.0, 0.35, 0.9),
}


@dataclass(frozen=True)
class Mixdown:
    """A finished mix."""

    audio: Audio
    """The master, float32 (2, frames) at 44 100 Hz."""
    stems: dict[str, Audio]
    """Parts as they stand in the mix, and ``REVERB``; their sum is the mix before mastering."""

    @cached_property
    def lufs(self) -> float:
        """Integrated loudness of ``audio``, measured."""
        return lufs(self.audio)

    @cached_property
    def true_peak_dbtp(self) -> float:
        """True peak of ``audio``, measured."""
        return true_peak_dbtp(self.audio)


def mix(
    stems: Mapping[str, Audio], song: Song, genre: str, trims: Mapping[str, float] = MappingProxyType({})
) -> Mixdown:
    """Mix raw stems, by part name as ``render`` gives them, into a record of a style in ``STYLES``.

    ``trims`` are dB by which parts shall stand out from, or back in, the usual balance.
    """
    character = CHARACTERS[genre]
    tracks = [track for track in song.tracks if track.part.name in stems]
    levels, pans, owed = _levels(tracks, character), _pans(tracks), _owed_to_dynamics(song, tracks)

    def place(track: Track) -> Audio:
        name = track.part.name
        return _placed(stems[name], track, character, levels[name] + owed[name] + trims.get(name, 0.0), pans[name])

    with ThreadPoolExecutor(cpu_count() or 1) as pool:
        placed = dict(zip([t.part.name for t in tracks], pool.map(place, tracks), strict=True))
    frames = max((stem.shape[1] for stem in placed.values()), default=0)
    send = np.zeros(frames, np.float32)
    for track in tracks:
        half = np.float32(_STRIPS[track.part.role].send / 2)
        send += half * placed[track.part.name][0] + half * placed[track.part.name][1]
    wet = in_room(send, character.room)
    whole = wet.copy()
    for stem in placed.values():
        whole[:, :frames] += stem
    return Mixdown(mastered(whole, character.glue), {**placed, REVERB: wet})


def _levels(tracks: list[Track], character: Character) -> dict[str, float]:
    """How loud each part should stand at the song's fullest, in LUFS."""
    levels: dict[str, float] = {}
    for k, track in enumerate(tracks):
        before = sum(t.part.role == track.part.role for t in tracks[:k])
        levels[track.part.name] = _LEAD_LUFS + character.levels[track.part.role] + _SECOND_DB * before
    return levels


def _pans(tracks: list[Track]) -> dict[str, float]:
    """Where each part stands, -1 left to 1 right: the tune and the ground in the middle, the rest around them."""
    sides = [t for t in tracks if t.part.role in ("chords", "counter")]
    leads = [t for t in tracks if t.part.role == "lead"]
    sides += leads[1:]
    places = (-0.15,) if len(sides) == 1 else (-0.4, 0.4, -0.7, 0.7, -0.25, 0.25)
    if len(tracks) == 1:
        places = (0.0,)
    pans = {track.part.name: 0.0 for track in tracks}
    return pans | {track.part.name: places[k % len(places)] for k, track in enumerate(sides)}


def _owed_to_dynamics(song: Song, tracks: list[Track]) -> dict[str, float]:
    """How much quieter each part is than at the song's fullest because of *when* it plays, in dB (0 or less).

    The strength of part p in bar b is taken as a(p) + d(b): the part's own level and the song's dynamics,
    which are told apart by least squares; the former is leant towards 0, so that parts which never meet
    are compared by how hard they are played.
    """
    bars: dict[tuple[int, int], list[float]] = {}
    for p, track in enumerate(tracks):
        for note in track.notes:
            bars.setdefault((p, int(note.start // bar_beats(song.metre))), []).append((note.velocity / 127) ** 4)
    if not bars:
        return {track.part.name: 0.0 for track in tracks}
    seen = sorted({bar for _, bar in bars})
    rows = np.zeros((len(bars) + len(tracks), len(tracks) + len(seen)))
    strength = np.zeros(len(rows))
    for row, ((p, bar), powers) in enumerate(bars.items()):
        rows[row, [p, len(tracks) + seen.index(bar)]] = 1
        strength[row] = 10 * np.log10(np.mean(powers))
    rows[len(bars) :, : len(tracks)] = np.eye(len(tracks))
    dynamics = np.linalg.lstsq(rows, strength)[0][len(tracks) :]
    dynamics -= np.quantile(dynamics, 0.9)
    by_bar = dict(zip(seen, 10 ** (dynamics / 10), strict=True))
    return {
        track.part.name: _gated_db(np.array([by_bar[bar] for q, bar in bars if q == p]))
        for p, track in enumerate(tracks)
    }


def _gated_db(powers: NDArray[np.float64]) -> float:
    """The mean as a loudness meter would take it: without what lies 10 dB under it."""
    return float(10 * np.log10(powers[powers > powers.mean() / 10].mean())) if len(powers) else 0.0


def _placed(stem: Audio, track: Track, character: Character, level: float, pan: float) -> Audio:
    """A stem at its loudness, cleaned and set in its place."""
    import pedalboard

    strip = _STRIPS[track.part.role]
    loudness = lufs(stem)
    gain = 10 ** ((level - loudness) / 20) if np.isfinite(loudness) else 1.0
    board = pedalboard.Pedalboard(_chain(track, strip, character))  # type: ignore[attr-defined]  # exported silently
    rows = (gain * _stage(pan, strip.width)).astype(np.float32)
    placed = np.empty(stem.shape, np.float32)
    for start in range(0, stem.shape[1], _STRETCH):
        some = slice(start, start + _STRETCH)
        left, right = board(stem[:, some], SAMPLE_RATE, reset=start == 0)
        for side, (from_left, from_right) in zip(placed[:, some], rows, strict=True):
            np.multiply(left, from_left, out=side)
            side += from_right * right
    return placed


def _chain(track: Track, strip: _Strip, character: Character) -> "list[pedalboard.Plugin]":
    """A part's filters; its high-pass stays clear of the lowest note."""
    import pedalboard

    lowest_hz = 440 * 2 ** ((min((n.pitch for n in track.notes), default=60) - 69) / 12)
    corner = strip.high_pass_hz if track.part.role == "drums" else min(strip.high_pass_hz, 0.7 * lowest_hz)
    chain: list[pedalboard.Plugin] = [pedalboard.HighpassFilter(corner)]
    chain += [pedalboard.PeakFilter(hz, db, q) for hz, db, q in strip.bells]
    if character.dark_hz is not None:
        chain.append(pedalboard.LowpassFilter(character.dark_hz))
    elif strip.air_db:
        chain.append(pedalboard.HighShelfFilter(_AIR_HZ, strip.air_db))
    return chain


def _stage(pan: float, width: float) -> NDArray[np.float64]:
    """A matrix that moves the middle of a stereo sound to ``pan`` at constant power and scales its sides."""
    angle = (pan + 1) * np.pi / 4
    middle = np.array([[np.cos(angle)], [np.sin(angle)]]) * np.sqrt(2) @ [[0.5, 0.5]]
    side = width * np.array([[0.5, -0.5], [-0.5, 0.5]])
    return np.asarray(middle + side)
