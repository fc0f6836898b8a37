"""How each style is played: tight or loose, ahead or behind, short or long.

``DRUMMERS`` holds what human drummers do, measured on the 4/4 and 3/4 beats of the training split of
the Groove MIDI Dataset (Gillick et al. 2019, "Learning to Groove with Inverse Sequence
Transformations"; 1,150 performances by ten drummers to a click; Google LLC, CC-BY 4.0). Each hit was
compared with the nearest sixteenth or triplet, less the median of its performance, drum and place in
the beat; the spread is 1.4826 times the median absolute deviation, averaged over performances by
hits. Taken from the same data, over all styles:

- the deviations of hits on one instant share 58 % of their variance (``SHARED``): the drummer drifts,
  and the limbs scatter around the drift;
- the deviation of one instant from the next correlates at 0.5, 0.46, 0.34, 0.18 and 0.07 over 1, 2, 4,
  8 and 16 instants, which is what 1/f noise over one to sixteen beats gives (skills.perform.drift);
- hits under velocity 50 scatter half as much again as the main strokes, partly because drags are among
  them; ``GHOST_SPREAD`` is set below that.

``FEELS`` is a matter of taste: what the books on each style teach, in figures.
"""

from typing import Literal, NamedTuple

from skills.value import Value

Limb = Literal["kick", "snare", "hat", "ride", "tom"]

LIMBS: dict[int, Limb] = {
    **dict.fromkeys((35, 36), "kick"),
    **dict.fromkeys((37, 38, 39, 40), "snare"),
    **dict.fromkeys((42, 44, 46, 54, 69, 70, 82), "hat"),
    **dict.fromkeys((49, 51, 52, 53, 55, 57, 59), "ride"),
}
"""Which limb plays a General MIDI percussion key; what is not named here is a tom, or is played like one."""

SHARED = 0.58
"""Share of the variance of a drummer's timing that all limbs have in common."""
GHOST_SPREAD = 1.3
"""How much looser the soft strokes are placed than the others."""


class Stroke(NamedTuple):
    """How one limb is placed: milliseconds behind the other limbs, and their spread; spread of velocity."""

    late_ms: float
    sd_ms: float
    sd_velocity: float


# Late and spread in ms, spread of velocity from one bar to the same place in the next. Toms and rides
# where a style has fewer than 200 hits are those of all styles together.
_ALL = {"ride": Stroke(2.9, 17.5, 10.6), "tom": Stroke(-0.2, 20.8, 11.1)}
DRUMMERS: dict[str, dict[str, Stroke]] = {
    "rock": {
        "kick": Stroke(-0.5, 20.9, 6.6), "snare": Stroke(2.7, 20.1, 5.5), "hat": Stroke(-3.6, 20.6, 9.0),
        "ride": Stroke(3.1, 20.2, 9.5), "tom": Stroke(3.8, 22.8, 7.1),
    },
    "pop": {
        **_ALL, "kick": Stroke(-0.6, 18.8, 6.0), "snare": Stroke(0.5, 18.3, 5.5), "hat": Stroke(-3.4, 19.7, 8.0),
    },
    "funk": {
        **_ALL, "kick": Stroke(-1.9, 19.9, 7.8), "snare": Stroke(2.1, 18.0, 3.5), "hat": Stroke(0.3, 17.2, 9.0),
        "ride": Stroke(1.5, 16.0, 10.0),
    },
    "jazz": {
        "kick": Stroke(-0.1, 20.7, 8.0), "snare": Stroke(1.8, 22.4, 7.5), "hat": Stroke(-6.9, 21.3, 5.5),
        "ride": Stroke(4.2, 19.0, 10.2), "tom": Stroke(5.5, 20.7, 11.0),
    },
    "hip-hop": {
        **_ALL, "kick": Stroke(-3.9, 18.4, 6.0), "snare": Stroke(0.1, 22.2, 2.5), "hat": Stroke(0.9, 18.0, 9.0),
        "ride": Stroke(5.2, 15.9, 9.9),
    },
    "latin": {
        "kick": Stroke(7.3, 22.1, 4.5), "snare": Stroke(0.9, 22.4, 7.0), "hat": Stroke(-6.6, 18.3, 8.0),
        "ride": Stroke(1.6, 14.8, 10.0), "tom": Stroke(-6.4, 18.9, 11.0),
    },
    "soul": {
        **_ALL, "kick": Stroke(-0.1, 19.7, 6.1), "snare": Stroke(3.5, 17.6, 9.4), "hat": Stroke(-1.4, 18.2, 9.0),
        "ride": Stroke(1.2, 15.3, 10.0),
    },
    "reggae": {
        **_ALL, "kick": Stroke(2.3, 17.8, 3.4), "snare": Stroke(-3.1, 16.2, 9.0), "hat": Stroke(-1.1, 20.0, 9.0),
    },
    "country": {
        **_ALL, "kick": Stroke(3.4, 13.2, 7.1), "snare": Stroke(2.0, 14.1, 6.7), "hat": Stroke(-8.2, 16.6, 7.3),
    },
    "dance": {
        **_ALL, "kick": Stroke(3.2, 14.9, 4.9), "snare": Stroke(1.3, 14.4, 3.0), "hat": Stroke(-2.8, 17.9, 9.0),
    },
    "punk": {
        **_ALL, "kick": Stroke(1.8, 16.2, 7.2), "snare": Stroke(-2.0, 14.6, 6.3), "hat": Stroke(-1.3, 11.9, 9.0),
    },
}  # fmt: skip


class Feel(Value):
    """How a style is played. Lags are in ms behind the grid (negative: ahead), beyond what drummers do anyway."""

    drummer: str
    """A name in ``DRUMMERS``."""
    humanise: float
    """Share of the human scatter of time and force: a machine 0, a band 1."""
    snare_ms: float
    hat_ms: float
    bass_ms: float
    chords_ms: float
    lead_ms: float
    rubato: float
    """0-1: how far a line lingers on its summit and its end."""
    chord_gate: float
    """Sounding share of a written chord."""
    bass_gate: float
    """Sounding share of a written bass note."""
    pedal: bool
    """Whether a pianist uses the sustain pedal."""
    roll: float
    """0-1: how far a pianist spreads soft chords."""
    swing_unit: float = 1.0
    """The beats that a swung pair takes: 1 for eighths, 0.5 for sixteenths."""


def _feel(
    drummer: str,
    humanise: float,
    lags: tuple[float, float, float, float, float],
    gates: tuple[float, float],
    *,
    rubato: float = 0.3,
    pedal: bool = True,
    roll: float = 0.2,
    sixteenths: bool = False,
) -> Feel:
    snare, hat, bass, chords, lead = lags
    return Feel(
        drummer=drummer, humanise=humanise, snare_ms=snare, hat_ms=hat, bass_ms=bass, chords_ms=chords, lead_ms=lead,
        rubato=rubato, chord_gate=gates[0], bass_gate=gates[1], pedal=pedal, roll=roll,
        swing_unit=0.5 if sixteenths else 1.0,
    )  # fmt: skip


# Lags: snare, hats, bass, chords, lead. Gates: chords, bass.
FEELS: dict[str, Feel] = {
    "pop": _feel("pop", 0.85, (2, 0, 3, 2, 4), (0.93, 0.93)),
    "rock": _feel("rock", 1.0, (1, -3, 3, 0, 2), (0.94, 0.92), roll=0.0),
    "ballad": _feel("pop", 0.9, (4, 0, 4, 3, 10), (0.97, 0.98), rubato=1.0, roll=1.0),
    "folk": _feel("rock", 0.9, (2, 0, 3, 0, 6), (0.96, 0.9), rubato=0.7, roll=0.4),
    "country": _feel("country", 1.0, (0, -2, 2, 0, 3), (0.88, 0.8), roll=0.0),
    "blues": _feel("rock", 1.0, (6, 0, 4, 4, 14), (0.85, 0.9), rubato=0.5, pedal=False, roll=0.0),
    "jazz": _feel("jazz", 1.0, (0, 0, 2, 4, 18), (0.9, 0.95), rubato=0.4, pedal=False, roll=0.2),
    "bossa nova": _feel("latin", 0.85, (0, 0, 4, 0, 12), (0.85, 0.88), rubato=0.5, pedal=False),
    "soul": _feel("soul", 1.0, (9, 0, 6, 4, 14), (0.9, 0.85), rubato=0.4, sixteenths=True),
    "funk": _feel("funk", 1.0, (2, -2, 3, 0, 4), (0.55, 0.62), rubato=0.1, pedal=False, roll=0.0, sixteenths=True),
    "hip-hop": _feel("hip-hop", 1.0, (10, 2, 7, 6, 10), (0.95, 1.0), rubato=0.2, sixteenths=True),
    "lo-fi": _feel("hip-hop", 1.0, (14, 3, 9, 8, 14), (0.97, 0.98), rubato=0.3, roll=0.5, sixteenths=True),
    "reggae": _feel("reggae", 0.9, (5, 0, 8, 0, 8), (0.5, 0.8), rubato=0.2, pedal=False, roll=0.0, sixteenths=True),
    "house": _feel("dance", 0.25, (0, 0, 1, 0, 0), (0.8, 0.8), rubato=0.0, pedal=False, roll=0.0, sixteenths=True),
    "ambient": _feel("pop", 0.8, (0, 0, 4, 4, 10), (1.0, 1.0), rubato=0.8, roll=1.0),
    "cinematic": _feel("rock", 0.7, (0, 0, 2, 2, 4), (1.0, 0.97), rubato=0.6, roll=0.5),
    "metal": _feel("punk", 0.6, (0, -2, 1, 0, 0), (0.95, 0.92), rubato=0.1, pedal=False, roll=0.0),
    "waltz": _feel("jazz", 0.85, (0, 0, 2, 2, 4), (0.8, 0.75), rubato=0.8, roll=0.5),
    "classical": _feel("jazz", 0.85, (0, 0, 2, 2, 4), (0.92, 0.95), rubato=1.0, roll=0.7),
}
