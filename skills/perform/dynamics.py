"""How hard each note is played: the arc, the accents, the phrase, the voicing of a chord.

The velocities that the writers leave are accents around 80. They are scaled, so ghosts and accents
keep their proportion, to a level that goes with the arousal of the arc.
"""

from math import exp, log10

from skills.perform.feel import DRUMMERS, LIMBS
from skills.perform.passage import Playing
from skills.perform.phrasing import Phrase, shape
from skills.plan import Plan

NEUTRAL = 80
"""The velocity of a plain note as the writers leave it."""
_SOFTEST, _RANGE = 40.0, 78.0
"""Level at arousal 0, and from there to arousal 1."""
_LOUDER = 2**0.5
"""What a loudness direction of 1 multiplies the force with; it is about 6 dB."""
_MIDDLE = 0.5
_KNEE, _LOUDEST = 104.0, 127.0

# How far a role goes with the arc, how much of the written accents it plays, and its weight in the whole.
_FOLLOWS = {"lead": 1.0, "counter": 1.0, "chords": 1.0, "pad": 0.85, "bass": 0.95, "drums": 1.0}
_HATS_FOLLOW = 0.8
_ACCENTS = {"lead": 1.0, "counter": 1.0, "chords": 1.0, "pad": 0.7, "bass": 0.6, "drums": 1.0}
_WEIGHT = {"lead": 1.03, "counter": 1.0, "chords": 0.98, "pad": 0.97, "bass": 1.0, "drums": 1.0}

_TOP_VOICE, _INNER_VOICE = 1.06, 0.93
_UPSTROKE = 0.94
_WANDER, _SCATTER = 0.03, 0.025
"""Spread of a pitched player's force, as shares: the slow part and the part from note to note."""


def level(energy: float) -> float:
    """The velocity of a plain note at an energy of 0 (40) to 1 (118)."""
    return _SOFTEST + _RANGE * energy


def trims(plan: Plan) -> dict[str, float]:
    """How much louder each part is directed to play than it would, in dB, as the mean over the song.

    A mixing desk that brings every part to its usual level needs to know, or it would undo it.
    """
    found = {}
    for part in plan.parts:
        wishes = [(plan.direction("loudness", part.name, s.label), s.bars) for s in plan.sections]
        power = sum(bars * _LOUDER ** (4 * min(max(wish, -1.0), 1.0)) for wish, bars in wishes) / plan.bars
        found[part.name] = round(10 * log10(power), 2)
    return found


def velocities(playing: Playing, phrases: tuple[Phrase, ...], upstrokes: frozenset[float]) -> list[int]:
    """The velocity of each note, 1 to 127; ``upstrokes`` are the beats at which a guitarist strums up."""
    if playing.part.role == "drums":
        return _drummed(playing)
    role, passage = playing.part.role, playing.passage
    dice, wander = passage.dice(playing.part, "force"), passage.drift(playing.part.name)
    shares = shape(playing, phrases) if role in ("lead", "counter") else [0.0] * len(playing.gestures)
    out = [0] * len(playing.notes)
    for gesture, share in zip(playing.gestures, shares, strict=True):
        unsteady = _WANDER * wander(gesture.start) + _SCATTER * dice.gauss(0, 1)
        force = (
            _force(playing, gesture.start, _FOLLOWS[role]) * _WEIGHT[role] * (1 + min(passage.humanise, 1.0) * share)
        )
        force *= 1 + passage.looseness * unsteady
        if gesture.start in upstrokes:
            force *= _UPSTROKE
        for place, index in enumerate(gesture.indices):
            accent = (playing.notes[index].velocity / NEUTRAL) ** _ACCENTS[role]
            out[index] = _playable(force * accent * _voicing(place, len(gesture.indices)))
    return out


def _drummed(playing: Playing) -> list[int]:
    passage, drummer = playing.passage, DRUMMERS[playing.passage.feel.drummer]
    dice = passage.dice(playing.part, "force")
    out = []
    for note in playing.notes:
        limb = LIMBS.get(note.pitch, "tom")
        unsteady = passage.looseness * dice.gauss(0, 1) * drummer[limb].sd_velocity / NEUTRAL
        force = _force(playing, note.start, _HATS_FOLLOW if limb == "hat" else _FOLLOWS["drums"])
        out.append(_playable(force * note.velocity / NEUTRAL * max(0.7, 1 + unsteady)))
    return out


def _force(playing: Playing, beat: float, follows: float) -> float:
    energy = playing.passage.energy(beat)
    return level(_MIDDLE + follows * (energy - _MIDDLE)) * float(_LOUDER**playing.loudness)


def _voicing(place: int, size: int) -> float:
    """The top of a chord sings, the bass holds, what is between recedes."""
    if size < 2 or place == 0:
        return 1.0
    return _TOP_VOICE if place == size - 1 else _INNER_VOICE


def _playable(velocity: float) -> int:
    """Whole and within 1-127, with a soft knee, so that the loudest notes still differ."""
    if velocity > _KNEE:
        room = _LOUDEST - _KNEE
        velocity = _KNEE + room * (1 - exp((_KNEE - velocity) / room))
    return min(max(round(velocity), 1), 127)
