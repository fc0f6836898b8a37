"""How a record of each style sounds: who stands in front, in what room, how tightly it is held."""

from typing import NamedTuple

from skills.plan import Role


class Room(NamedTuple):
    """A reverberant space."""

    decay_s: float
    """Seconds until the reverberation is 60 dB down (RT60)."""
    predelay_ms: float
    """How long the first reflections take to come back."""
    damping_hz: float
    """Above this the sound dies away about twice as fast."""
    level_db: float
    """Energy of the reverberation against what is sent to it."""


class Character(NamedTuple):
    """The sound of a style."""

    levels: dict[Role, float]
    """How loud a part stands in the mix when the song is at its fullest, in LU against a lead at 0."""
    room: Room
    glue: float
    """Ratio at which moments that leap out of their surroundings are held back; 1 leaves them."""
    dark_hz: float | None = None
    """Where a low-pass takes the top off, if anywhere."""


_BOOTH = Room(0.5, 8, 5000, -17)
_STUDIO = Room(1.0, 18, 5500, -14)
_PLATE = Room(1.7, 28, 6500, -12)
_CLUB = Room(1.1, 12, 4000, -13)
_CHAMBER = Room(1.6, 20, 5000, -10.5)
_HALL = Room(2.5, 32, 4200, -9)
_CATHEDRAL = Room(4.2, 45, 3600, -6)


def _levels(counter: float, chords: float, pad: float, bass: float, drums: float) -> dict[Role, float]:
    return {"lead": 0.0, "counter": counter, "chords": chords, "pad": pad, "bass": bass, "drums": drums}


CHARACTERS: dict[str, Character] = {
    "pop": Character(_levels(-4.5, -3.5, -7.5, -2, -1.5), _PLATE, 2.0),
    "rock": Character(_levels(-4.5, -2, -7, -2, -1), _STUDIO, 2.5),
    "ballad": Character(_levels(-4.5, -2.5, -7, -3, -4.5), _HALL, 1.7),
    "folk": Character(_levels(-4, -2, -7, -3, -5.5), _STUDIO, 1.5),
    "country": Character(_levels(-4, -3, -7, -2, -2.5), _STUDIO, 2.0),
    "blues": Character(_levels(-4.5, -3, -7, -1.5, -2.5), _CLUB, 1.7),
    "jazz": Character(_levels(-4, -3.5, -7, -1.5, -4.5), _CLUB, 1.4),
    "bossa nova": Character(_levels(-4.5, -1.5, -7, -2.5, -5.5), _CLUB, 1.5),
    "soul": Character(_levels(-4, -3.5, -7, -1, -2), _PLATE, 2.0),
    "funk": Character(_levels(-4, -4, -8, 0, -1), _BOOTH, 2.3),
    "hip-hop": Character(_levels(-5.5, -4.5, -8, 0, 0.5), _BOOTH, 2.5),
    "lo-fi": Character(_levels(-4.5, -2, -6.5, -2, -2), _STUDIO, 2.3, 6500),
    "reggae": Character(_levels(-4.5, -3.5, -8, 0.5, -2), _PLATE, 2.0),
    "house": Character(_levels(-4.5, -3, -6.5, -0.5, 0.5), _PLATE, 2.5),
    "ambient": Character(_levels(-3.5, -2, -1, -5, -7.5), _CATHEDRAL, 1.4),
    "cinematic": Character(_levels(-3.5, -3.5, -2.5, -2, -2), _HALL, 1.6),
    "metal": Character(_levels(-4.5, -0.5, -7, -2, 0), _BOOTH, 2.7),
    "waltz": Character(_levels(-3.5, -3, -6, -3, -6.5), _CHAMBER, 1.5),
    "classical": Character(_levels(-3, -2, -5, -1.5, -6.5), _HALL, 1.3),
}
