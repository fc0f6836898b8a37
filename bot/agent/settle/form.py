"""Which sections a song has and how many bars each: all sensible ways to fill a number of bars.

A form that was asked for stays as it is. Else the style's own form is shortened or repeated as a
songwriter would. Every length of a section has a price (far from the usual, or not in fours, is
dear; intros, outros and bridges give way first), and for each total the cheapest filling is found.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log2
from typing import Literal, NamedTuple, get_args

from bot.agent.settle.wishes import Range
from skills.chance import rng
from skills.clock import Metre
from skills.place import SECTION_KINDS, Place
from skills.plan import SectionKind
from skills.styles import Style
from skills.value import Value

Kinds = tuple[SectionKind, ...]
MOST_BARS = 512
MOST_SECTION_BARS = 256

_USUAL: dict[SectionKind, int] = {
    "intro": 4, "verse": 8, "pre-chorus": 4, "chorus": 8, "post-chorus": 4, "bridge": 8, "solo": 8,
    "interlude": 4, "build": 4, "drop": 8, "outro": 4,
}  # fmt: skip
_GIVING: tuple[SectionKind, ...] = ("intro", "outro", "interlude", "bridge", "build", "pre-chorus", "post-chorus")

# The ways a song may be shortened, with what each costs, and the cycle by which it grows.
_SHORTER: dict[str, tuple[tuple[float, str], ...]] = {
    "song": (
        (1.6, "chorus"), (0.5, "verse chorus"), (0.6, "intro verse chorus"), (0.3, "verse chorus outro"),
        (0.3, "intro verse chorus outro"), (0.5, "intro verse pre-chorus chorus outro"),
        (0.5, "verse chorus verse chorus"), (0.45, "intro verse chorus verse chorus"),
        (0.4, "intro verse chorus bridge chorus"), (0.1, "intro verse chorus bridge chorus outro"),
        (0.0, "intro verse chorus verse chorus outro"), (0.25, "verse pre-chorus chorus verse pre-chorus chorus outro"),
        (0.3, "intro chorus verse chorus bridge chorus outro"), (0.3, "intro verse verse chorus bridge chorus outro"),
        (0.3, "verse chorus verse chorus bridge chorus"), (0.35, "intro verse chorus solo chorus outro"),
    ),
    "head": (
        (1.2, "verse"), (0.7, "verse verse"), (0.3, "intro verse verse outro"), (0.5, "verse verse bridge verse"),
        (0.1, "intro verse bridge verse outro"), (0.2, "intro verse verse bridge verse"),
        (0.2, "intro verse verse bridge verse solo verse outro"),
        (0.2, "intro verse verse bridge verse solo bridge verse outro"),
    ),
    "blues": (
        (1.0, "verse"), (0.8, "verse verse"), (0.1, "intro verse verse outro"), (0.3, "intro verse solo verse"),
        (0.0, "intro verse solo verse outro"),
    ),
    "club": (
        (1.4, "drop"), (0.5, "build drop"), (0.3, "intro build drop"), (0.0, "intro build drop outro"),
        (0.3, "intro build drop build drop outro"),
    ),
    "drift": ((1.0, "verse"), (0.5, "intro verse"), (0.4, "verse outro"), (0.0, "intro verse outro")),
}  # fmt: skip
_GROWN: dict[str, tuple[str, str, str]] = {
    "song": ("intro", "verse chorus", "bridge chorus outro"),
    "head": ("intro", "verse verse bridge verse", "outro"),
    "blues": ("intro verse verse", "solo verse", "outro"),
    "club": ("intro build drop", "interlude build drop", "outro"),
    "drift": ("intro verse", "interlude verse", "outro"),
}
_BREAKS: dict[str, tuple[str, ...]] = {
    "song": ("solo", "interlude", "bridge"), "head": ("solo solo bridge verse",), "blues": ("bridge",),
    "club": (), "drift": ("bridge",),
}  # fmt: skip
"""What stands between pairs of cycles, in turn, in a song so long that one would tire of them."""


_TASTE = 0.55
"""How much chance may weigh between forms, against what they cost."""
_FREE_FROM = 5
"""Sections from which a form is left to chance; in a shorter song it would cost whole phrases."""
Search = Literal["usual", "any", "uneven"]
_SEARCHES: tuple[Search, ...] = get_args(Search)
"""How hard to look: usual lengths, then any, then lengths that differ between like sections."""
_BROAD_FROM = 60
"""Bars from which club and ambient tracks grow by longer sections, not by more."""
_ANY = Range(low=1, high=MOST_SECTION_BARS)
_DEAR = 1.5
"""Lengths that cost more than this are tried only when nothing else fits."""


class Layout(Value):
    """Sections with their bars, and how little a songwriter would like it (0 is best)."""

    kinds: tuple[SectionKind, ...]
    bars: tuple[int, ...]
    cost: float

    @property
    def total(self) -> int:
        """Bars in all."""
        return sum(self.bars)


class Frame(Value):
    """All that is known about the form before its lengths are chosen."""

    style: str
    family: str
    metre: Metre
    form: tuple[SectionKind, ...] = ()
    """The form that was asked for; empty when none was."""
    without: tuple[SectionKind, ...] = ()
    """Kinds of sections that shall not occur."""
    places: tuple[Place, ...] = ()
    """Parts of the song that some wish is about, so that they must exist."""
    lengths: tuple[tuple[Place, Range], ...] = ()
    """Bars asked for, section by section."""
    cycles: tuple[tuple[Place | None, int], ...] = ()
    """How many chords were given, one a bar: sections hold them a whole number of times."""
    seed: int | None = None
    """Decides between forms that are about as good; None is nobody's taste."""
    doubled: bool = False
    """Whether the last chorus comes twice."""
    rests: bool = False
    """Whether the song must come to rest in an outro of two bars on its tonic."""
    broad: bool = False
    """Whether sections are twice as long as usual, as in long tracks of some styles."""
    ends_high: bool = False
    """Whether the arc ends at its height, so that nothing long may follow the arrival."""


def family_of(style: Style, places: Sequence[Place], form: Sequence[SectionKind]) -> str:
    """Which way of building songs a style follows."""
    kinds = {*(p.kind for p in places), *form}
    if kinds & {"chorus", "pre-chorus", "post-chorus"} or "chorus" in style.form:
        return "song"
    if "drop" in style.form or "drop" in kinds:
        return "club"
    if "interlude" in style.form:
        return "drift"
    return "blues" if "solo" in style.form else "head"


def read_form(text: str) -> Kinds:
    """The kinds of section in a form, in order; other words are passed over."""
    return tuple(word for word in text.lower().split() if word in SECTION_KINDS)


@lru_cache(maxsize=256)
def layouts(frame: Frame, least: int, most: int) -> dict[int, Layout]:
    """The best layout for each total of bars from ``least`` to ``most``; totals that cannot be are left out."""
    if frame.family in ("club", "drift") and least >= _BROAD_FROM:
        frame = frame.model_copy(update={"broad": True})
    best: dict[int, tuple[float, Kinds, tuple[int, ...], list[int]]] = {}
    forms = list(_forms(frame))
    near = [f for f in forms if _could_fill(frame, f[1], least, most)] or forms
    for search in _SEARCHES:
        for price, kinds in near if search == "usual" else forms:
            for total, (cost, chosen, spread) in _fillings(frame, kinds, least, most, search).items():
                if total not in best or price + cost < best[total][0]:
                    best[total] = (price + cost, kinds, chosen, spread)
        if best:
            break
    return {
        total: Layout(kinds=kinds, bars=tuple(chosen[place] for place in spread), cost=round(cost, 6))
        for total, (cost, kinds, chosen, spread) in best.items()
    }


def _forms(frame: Frame) -> Iterator[tuple[float, Kinds]]:
    if frame.form:
        yield 0.0, _doubled(frame.form) if frame.doubled else frame.form
        return
    seen: set[Kinds] = set()
    for price, text in _candidates(frame.family):
        kinds = tuple(k for k in read_form(text) if k not in frame.without)
        if not kinds:
            continue
        for place in frame.places:
            kinds = _with(kinds, place.kind)
        if frame.doubled:
            kinds = _doubled(kinds)
        if frame.rests:
            kinds = (*(k for k in kinds if k != "outro"), "outro")
        if kinds not in seen and all(_is_there(place, kinds) for place in frame.places):
            seen.add(kinds)
            yield price + _taste(frame, kinds), kinds


def _taste(frame: Frame, kinds: Kinds) -> float:
    """A little of chance, so that seeds differ where several forms are about as good; none where all are short."""
    return (
        0.0
        if frame.seed is None or len(kinds) < _FREE_FROM
        else rng(frame.seed, "settle", "form", *kinds).uniform(0.0, _TASTE)
    )


def _is_there(place: Place, kinds: Kinds) -> bool:
    """Whether a form has a place; a last verse or chorus is one only where there was another before it."""
    repeated = place.number == -1 and place.kind in ("verse", "chorus", "drop")
    return bool(place.picks(kinds)) and not (repeated and kinds.count(place.kind) < 2)


def _doubled(kinds: Kinds) -> Kinds:
    """A form whose last chorus comes twice, at least."""
    last = max((i for i, kind in enumerate(kinds) if kind in ("chorus", "drop")), default=None)
    if last is None or (last and kinds[last - 1] == kinds[last]):
        return kinds
    return (*kinds[: last + 1], *kinds[last:])


def _candidates(family: str) -> Iterator[tuple[float, str]]:
    yield from _SHORTER[family]
    if family == "song":
        yield 0.7, "intro verse chorus chorus outro"
        yield 0.15, "intro verse chorus verse chorus bridge chorus chorus outro"
        yield 0.2, "intro verse pre-chorus chorus verse pre-chorus chorus bridge chorus outro"
    head, cycle, tail = _GROWN[family]
    breaks = _BREAKS[family]
    for times in range(1, 33):
        if family == "song" and times == 1:
            continue
        price = 0.03 * times + 0.1 * max(0, times - 3)
        yield price, f"{head} {' '.join([cycle] * times)} {tail}"
        if breaks and times > 1:
            body = [cycle if n % 3 else f"{cycle} {breaks[n // 3 % len(breaks)]}" for n in range(2, times + 2)]
            yield price - 0.1 * (times > 3), f"{head} {' '.join(body)} {tail}"


def _with(kinds: Kinds, kind: SectionKind) -> Kinds:
    """A form in which a kind of section occurs, put where songs have it."""
    if kind in kinds:
        return kinds
    if kind == "intro":
        return ("intro", *kinds)
    if kind == "outro":
        return (*kinds, "outro")
    if kind in ("pre-chorus", "build"):
        goal = "drop" if kind == "build" and "drop" in kinds else "chorus"
        return tuple(k for old in kinds for k in ((kind, old) if old == goal else (old,)))
    if kind == "post-chorus":
        return tuple(k for old in kinds for k in ((old, kind) if old == "chorus" else (old,)))
    if kind == "verse":
        return (*kinds[: kinds[:1] == ("intro",)], "verse", *kinds[kinds[:1] == ("intro",) :])
    end = len(kinds) - (kinds[-1:] == ("outro",))
    if kind == "drop":
        return (*kinds[:end], "drop", *kinds[end:])
    home: SectionKind = next((k for k in ("chorus", "drop", "verse") if k in kinds), "verse")
    again = len(kinds) - 1 - kinds[::-1].index(home) if kinds.count(home) > 1 else None
    if again is None:
        return (*kinds[:end], kind, home, *kinds[end:])
    return (*kinds[:again], kind, *kinds[again:])


def _usual(frame: Frame, kind: SectionKind) -> int:
    """The length a section would have if nothing else counted."""
    if kind == "outro" and (frame.rests or frame.ends_high):
        return 2
    if frame.family == "blues" and frame.style == "blues" and kind in ("verse", "solo", "bridge"):
        return 12
    return _USUAL[kind] * (2 if frame.metre == "2/4" or frame.broad else 1)


def _could_fill(frame: Frame, kinds: Kinds, least: int, most: int) -> bool:
    usual = sum(_usual(frame, kind) for kind in kinds)
    return 0.6 * least <= usual <= 1.7 * most


def _price(frame: Frame, kind: SectionKind, bars: int, cycle: int) -> float:
    """What a length costs for one section."""
    usual = _usual(frame, kind)
    giving = kind in _GIVING
    if cycle > 1:
        uneven = 0.0 if bars % cycle == 0 else 1.5
        usual = max(cycle, cycle * round(usual / cycle))
        uneven += 0.3 * (bars // cycle % 2 == 1 and bars > cycle)
    elif usual == 12:
        uneven = 0.0 if bars % 12 == 0 else 0.9 if bars % 4 == 0 else 1.8
    elif bars % 4 == 0:
        uneven = 0.0 if bars in (4, 8, 16, 32, 64) else 0.4
    elif bars == 2 and kind in ("intro", "outro"):
        return 0.25
    else:
        uneven = 0.7 if bars % 2 == 0 else 1.6
    return (0.4 if giving and bars <= usual else 1.0) * (abs(log2(bars / usual)) + uneven)


_Filling = tuple[float, tuple[int, ...], list[int]]
"""Price, bars of each group, and the group of each section."""


class _Group(NamedTuple):
    """Sections that must be equally long: of one kind, with the same wishes."""

    kind: SectionKind
    indices: list[int]
    span: Range
    cycle: int


def _fillings(frame: Frame, kinds: Kinds, least: int, most: int, search: Search) -> dict[int, _Filling]:
    """For each total, the cheapest lengths for a form: a knapsack over its groups of like sections."""
    groups = _groups(frame, kinds, apart=search == "uneven")
    options = [_lengths(frame, group, most, search != "usual") for group in groups]
    if not all(options):
        return {}
    shortest = [min(bars for bars, _, _ in group) for group in options]
    longest = [max(bars for bars, _, _ in group) for group in options]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for place, lengths in enumerate(options):
        low, high = least - sum(longest[place + 1 :]), most - sum(shortest[place + 1 :])
        grown: dict[int, tuple[float, tuple[int, ...]]] = {}
        for before, (cost, chosen) in best.items():
            for bars, each, price in lengths:
                total, sum_ = before + bars, cost + price
                if low <= total <= high and (total not in grown or sum_ < grown[total][0]):
                    grown[total] = (sum_, (*chosen, each))
        best = grown
    by_index = {i: place for place, group in enumerate(groups) for i in group.indices}
    spread = [by_index[i] for i in range(len(kinds))]
    return {total: (cost, chosen, spread) for total, (cost, chosen) in best.items()}


def _lengths(frame: Frame, group: _Group, most: int, wide: bool) -> list[tuple[int, int, float]]:
    """The lengths a group may have: bars in all, bars each, and the price; only ``wide`` brings the dear ones."""
    times = len(group.indices)
    free = group.span == _ANY
    top = min(int(group.span.high), most // times)
    if free and not wide:
        top = min(top, max(4 * _usual(frame, group.kind), 2 * group.cycle))
    priced = [(n, _price(frame, group.kind, n, group.cycle)) for n in range(int(group.span.low), top + 1)]
    if free and not wide:
        priced = [(n, price) for n, price in priced if price <= _DEAR]
    return [(n * times, n, price * (1 + 0.25 * (times - 1))) for n, price in priced]


def _groups(frame: Frame, kinds: Kinds, apart: bool) -> list[_Group]:
    found: dict[tuple[SectionKind, Range, int, int], list[int]] = {}
    for index, kind in enumerate(kinds):
        span, cycle = _ANY, 1
        for place, asked in frame.lengths:
            if index in place.picks(kinds):
                span = asked
        for where, count in frame.cycles:
            if where is None or index in where.picks(kinds):
                cycle = 4 if count == 3 else count  # three chords make a phrase of four bars
        if frame.rests and index == len(kinds) - 1 and span == _ANY:
            span, cycle = Range(low=2, high=2), 1
        found.setdefault((kind, span, cycle, index if apart else 0), []).append(index)
    return [_Group(kind, indices, span, cycle) for (kind, span, cycle, _), indices in found.items()]
