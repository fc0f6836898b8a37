"""One part's notes on another instrument: within its range, and one at a time where it can play no more."""

from collections.abc import Sequence

from skills.instruments import Instrument
from skills.song import Note

_NEAR = 1e-6


def fitted(notes: Sequence[Note], instrument: Instrument) -> list[Note]:
    """The notes within an instrument's range: all of them by as few octaves as do it, then what is left note by note.

    Of notes struck together an instrument that plays one at a time has the highest.
    """
    if not instrument.is_monophonic:
        chosen = list(notes)
    else:
        tops: list[Note] = []
        for note in notes:
            if tops and note.start - tops[-1].start < _NEAR:
                tops[-1] = max(tops[-1], note, key=lambda n: n.pitch)
            else:
                tops.append(note)
        chosen = [
            n.model_copy(update={"duration": min(n.duration, after - n.start)})
            for n, after in zip(tops, [*(n.start for n in tops), float("inf")][1:], strict=True)
        ]
    shift = min(range(-48, 49, 12), key=lambda s: (_outside(chosen, instrument, s), abs(s), s))
    found: dict[tuple[float, int], Note] = {}
    for note in chosen:
        pitch = _folded(note.pitch + shift, instrument)
        moved = note if pitch == note.pitch else note.model_copy(update={"pitch": pitch})
        place = (round(note.start, 6), pitch)
        if place not in found or found[place].duration < note.duration:
            found[place] = moved
    return sorted(found.values(), key=lambda n: (n.start, n.pitch))


def _outside(notes: Sequence[Note], instrument: Instrument, shift: int) -> int:
    return sum(not instrument.low <= n.pitch + shift <= instrument.high for n in notes)


def _folded(pitch: int, instrument: Instrument) -> int:
    while pitch > instrument.high:
        pitch -= 12
    while pitch < instrument.low:
        pitch += 12
    return pitch
