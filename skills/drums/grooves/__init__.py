"""The grooves of every style, as tablature (see ``skills.drums.grid``) for four textures, calm to full.

Positions and densities were held against human drummers of the same styles (Groove MIDI Dataset,
Gillick et al. 2019). Offbeats are written straight: swing is played, not notated.
"""

from functools import cache

from skills.drums.grooves import bands, pockets, stages
from skills.drums.kit import Feel, read_feel


@cache
def feels(style: str) -> tuple[Feel, ...]:
    """The ways of playing a style."""
    return tuple(map(read_feel, (bands.TEXTS | pockets.TEXTS | stages.TEXTS)[style]))
