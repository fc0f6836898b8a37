"""What was asked, sorted for those who decide: which wish holds, which section it means, what to tell.

Knows no style and decides nothing about music.
"""

from collections.abc import Sequence

from skills.errors import RequestError
from skills.place import Place, find_place
from skills.plan import Ask, AskKind
from skills.value import Value

SLOWEST, FASTEST = 30.0, 300.0
"""Tempi a plan can have, in quarter notes a minute."""

# Wishes of which a song can grant only one.
_SINGLE: dict[AskKind, str] = {
    "key": "key", "tonic": "key note", "mode": "mode", "tempo": "tempo", "metre": "time signature",
    "bars": "number of bars", "seconds": "length", "form": "form", "swing": "feel", "title": "title", "arc": "arc",
    "ending": "ending", "easy": "instrument for easy chords", "modulate": "key change",
}  # fmt: skip


class Range(Value):
    """A wish between two numbers; equal ones are exact. Units are those of the wish."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether one number was meant."""
        return self.low == self.high

    @property
    def middle(self) -> float:
        """The number half way."""
        return (self.low + self.high) / 2

    def __contains__(self, number: float) -> bool:
        return self.low - 1e-9 <= number <= self.high + 1e-9


class Remarks:
    """What the person will be told about the plan, gathered while it is made."""

    def __init__(self) -> None:
        """Start with nothing to say."""
        self.assumed: list[str] = []
        self.notes: list[str] = []

    def assume(self, phrase: str) -> None:
        """Add a short phrase about something that was chosen, not asked."""
        if phrase not in self.assumed:
            self.assumed.append(phrase)

    def revise(self, start: str, phrase: str) -> None:
        """Replace the phrase that begins so, if it was said."""
        self.assumed = [phrase if said.startswith(start) else said for said in self.assumed]

    def note(self, sentence: str) -> None:
        """Add a whole sentence about a conflict or something left out."""
        if sentence not in self.notes:
            self.notes.append(sentence)


class Wishes:
    """The asks of one request, by kind."""

    def __init__(self, asks: Sequence[Ask], remarks: Remarks) -> None:
        """Keep the asks, and note where two of them exclude each other."""
        self.asks = tuple(asks)
        for kind, noun in _SINGLE.items():
            given = list(dict.fromkeys((a.value, a.low, a.high) for a in self.all(kind)))
            if len(given) > 1:
                first = self.all(kind)[0].words
                remarks.note(f'You gave more than one {noun}: I kept the first, "{first}".')

    def with_more(self, asks: Sequence[Ask]) -> "Wishes":
        """These wishes and others that go without saying."""
        return Wishes((*self.asks, *asks), Remarks()) if asks else self

    def all(self, kind: AskKind, *, unwanted: bool = False) -> tuple[Ask, ...]:
        """Every wish of a kind for the whole song, in order."""
        return tuple(a for a in self.asks if a.kind == kind and a.unwanted == unwanted and not a.section)

    def one(self, kind: AskKind) -> Ask | None:
        """The first wish of a kind for the whole song."""
        return next(iter(self.all(kind)), None)

    def local(self, kind: AskKind) -> tuple[tuple[Place, Ask], ...]:
        """The wishes of a kind for one part of the song, unwanted ones too, with the place each means."""
        found = ((find_place(a.section), a) for a in self.asks if a.kind == kind and a.section)
        return tuple((place, ask) for place, ask in found if place is not None)

    def range(self, kind: AskKind, least: float, most: float, unit: str) -> Range | None:
        """The numbers of a wish. Raises RequestError when no song can have them."""
        ask = self.one(kind)
        if ask is None or (ask.low is None and ask.high is None):
            return None
        return to_range(ask, least, most, unit)

    @property
    def tempo(self) -> Range | None:
        """The tempi asked for, in quarter notes a minute. Raises RequestError when nobody can play them."""
        return self.range("tempo", SLOWEST, FASTEST, "bpm")

    @property
    def places(self) -> tuple[Place, ...]:
        """Every part of the song that some wish is about."""
        names = [a.section for a in self.asks if a.section and (a.kind != "form" or not a.unwanted)]
        names += [where for a in self.asks for where in a.where if where]
        found = (find_place(name) for name in names)
        return tuple(dict.fromkeys(place.itself for place in found if place is not None))


def to_range(ask: Ask, least: float, most: float, unit: str) -> Range:
    """The numbers of a wish, held to what a song can have. Raises RequestError when none is left."""
    low = ask.low if ask.low is not None else least
    high = ask.high if ask.high is not None else most
    low, high = min(low, high), max(low, high)
    if high < least or low > most:
        said = f"{high:g}" if high < least else f"{low:g}"
        raise RequestError(f"I can't write a song of {said} {unit}; ask for {least:g} to {most:g}.")
    return Range(low=max(low, least), high=min(high, most))
