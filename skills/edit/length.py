"""Longer and shorter: which sections are cut, trimmed, extended or repeated so that a song gets a length.

Every change to a section has a price (an interlude is missed less than a verse; whole phrases of four
bars are cheaper than odd ones), and so has playing a round of verse and chorus again. For each total
the cheapest set of changes is found, as in a knapsack; of the totals near enough the cheapest wins.
"""

from collections.abc import Sequence
from math import ceil, log2
from typing import NamedTuple

from skills.clock import seconds_at
from skills.edit.draft import Draft, EditError, LockedError
from skills.edit.places import is_held, is_pinned
from skills.edit.splice import Piece, Stretch, again, pieces, resized, spliced
from skills.plan import SectionKind

_PHRASE = 4
_MOST_BARS = 512
_CUT: dict[SectionKind, float] = {
    "intro": 0.6, "verse": 0.7, "pre-chorus": 0.6, "chorus": 0.8, "post-chorus": 0.35, "bridge": 0.5, "solo": 0.35,
    "interlude": 0.25, "build": 0.8, "drop": 0.9, "outro": 0.8,
}  # fmt: skip
"""What it costs to do without a section."""
_DEAR = 4.0
"""What it costs to lose the first verse or the last chorus, without which it would be another song."""
_AGAIN: dict[SectionKind, float] = {"chorus": 0.6, "drop": 0.6, "verse": 0.8, "solo": 0.7}
_AGAIN_OTHERWISE = 1.2
_ROUND, _FURTHER = 0.45, 0.2
"""What a further round of verse and chorus costs, and each one after it more."""
_TRIM, _EXTEND = 0.45, 0.6
"""What halving or doubling a section costs."""
_GIVING: tuple[SectionKind, ...] = ("intro", "outro", "interlude", "bridge")
"""Sections in which odd lengths are minded less."""
_NEAR = 0.04
"""How far a length in seconds, or by a factor, may be missed for the sake of whole phrases, as a share."""
_NEAR_FACTOR = 0.09


class _Change(NamedTuple):
    """One way to change one thing."""

    bars: int
    """How many bars the song gains."""
    price: float
    size: int | None = None
    """The section's length; 0 when it is cut; None when it is as it was."""
    copies: int = 0
    """How often the section, or the round, is played again."""


def resize(piece: Piece, bars: int) -> Piece:
    """A section made longer by its first phrases, and a tag of its last bars, or shorter by its inner phrases."""
    (whole,) = piece.stretches
    first, have = whole.source or 0, whole.bars
    if bars >= have:
        rounds, rest = divmod(bars - have, have)
        tag = rest % _PHRASE if have >= _PHRASE else 0
        row = [Stretch(rest - tag, first), *[whole] * (rounds + 1), Stretch(tag, first + have - tag)]
    else:
        tail = min(bars, _PHRASE)
        row = [Stretch(bars - tail, first), Stretch(tail, first + have - tail)]
    return resized(piece, row)


def total_wanted(draft: Draft, have: int, seconds: float | None, bars: int | None, factor: float | None) -> int:
    """How many bars a stretch of ``have`` bars should have; by a factor in whole phrases where that is near."""
    if bars is not None:
        return bars
    if seconds is not None:
        return max(1, round(seconds / _bar_seconds(draft)))
    exact = have * (factor or 1.0)
    phrases = _PHRASE * max(1, round(exact / _PHRASE))
    near = abs(phrases - exact) <= 2 and phrases != have
    return phrases if near and have % 2 == 0 else max(1, round(exact))


def fitted(draft: Draft, seconds: float | None, bars: int | None, factor: float | None) -> Draft:
    """The whole song made longer or shorter. Raises EditError and LockedError where it cannot be."""
    plan = draft.plan
    exact: float = bars or 0
    slack = 0.0
    if bars is None:
        exact = seconds / _bar_seconds(draft) if seconds is not None else plan.bars * (factor or 1.0)
        slack = max(0.5, exact * (_NEAR if seconds is not None else _NEAR_FACTOR))
    if exact > _MOST_BARS:
        raise EditError(f"That would be about {round(exact)} bars; I write {_MOST_BARS} at most.")
    row = pieces(plan)
    rounds = _rounds(row)
    best = _search(draft, row, rounds, ceil(exact + slack))
    near = [n for n in best if abs(n - exact) <= slack] or [min(best, key=lambda n: (abs(n - exact), best[n][0]))]
    total = min(near, key=lambda n: (best[n][0] + 0.05 * abs(n - exact), n))
    if total == plan.bars:
        if any(is_held(draft, s.label) for s in plan.sections) and abs(total - exact) > slack:
            raise LockedError("What you asked me to keep leaves nothing to cut or to add; unlock something first.")
        raise EditError(f"It is about that long already: {say_length(draft)}.")
    changes = best[total][1]
    draft = spliced(draft, _carried_out(row, rounds, changes)).say(*_said(row, rounds, changes))
    if abs(total - exact) > max(slack, 0.5):
        draft = draft.note(f"{total} bars is as near as I can come.")
    return draft.say(say_length(draft))


def say_length(draft: Draft) -> str:
    """How long the song is: "32 bars, 1:04"."""
    seconds = round(seconds_at(draft.song.tempi, draft.song.beats))
    return f"now {draft.plan.bars} bars, {seconds // 60}:{seconds % 60:02}"


def _bar_seconds(draft: Draft) -> float:
    return seconds_at(draft.song.tempi, draft.song.beats) / draft.plan.bars


def _rounds(row: Sequence[Piece]) -> list[tuple[int, int]]:
    """Stretches of the form that may come again as one: from each verse (or build) to its chorus (or drop)."""
    kinds = [p.section.kind for p in row]
    found, start = [], None
    for index, kind in enumerate(kinds):
        if kind in ("verse", "build") and (start is None or kinds[index - 1] in ("chorus", "drop", "post-chorus")):
            start = index
        ends = index + 1 == len(kinds) or kinds[index + 1] not in ("chorus", "drop", "post-chorus")
        if kind in ("chorus", "drop", "post-chorus") and start is not None and ends:
            found.append((start, index + 1))
            start = None
    if found:
        return found
    body = [i for i, kind in enumerate(kinds) if kind not in ("intro", "outro")]
    return [(body[0], body[-1] + 1)] if len(body) > 1 else []


def _search(
    draft: Draft, row: Sequence[Piece], rounds: Sequence[tuple[int, int]], most: int
) -> dict[int, tuple[float, tuple[_Change, ...]]]:
    """For each total of bars that can be reached, the price and the changes: one a section, then one a round."""
    options = [_options(draft, row, index, most) for index in range(len(row))]
    for start, end in rounds:
        size = sum(p.section.bars for p in row[start:end])
        times = range(1, max(0, most - draft.plan.bars) // size + 2)
        options.append(
            [_Change(0, 0.0), *(_Change(size * n, _ROUND * n + _FURTHER * (n - 1), copies=n) for n in times)]
        )
    best: dict[int, tuple[float, tuple[_Change, ...]]] = {draft.plan.bars: (0.0, ())}
    for choices in options:
        grown: dict[int, tuple[float, tuple[_Change, ...]]] = {}
        for total, (price, chosen) in best.items():
            for choice in choices:
                n, cost = total + choice.bars, price + choice.price
                if n <= most + draft.plan.bars and (n not in grown or cost < grown[n][0] - 1e-9):
                    grown[n] = cost, (*chosen, choice)
        best = grown
    return {total: found for total, found in best.items() if total > 0}


def _options(draft: Draft, row: Sequence[Piece], index: int, most: int) -> list[_Change]:
    """What may become of a section."""
    section = row[index].section
    kinds = [p.section.kind for p in row]
    kind, have = section.kind, section.bars
    own = [i for i, k in enumerate(kinds) if k == kind]
    found = [_Change(0, 0.0)]
    if not is_pinned(draft, section.label) and len(row) > 1:
        vital = (kind == "verse" and index == own[0]) or (kind in ("chorus", "drop") and index == own[-1])
        found.append(_Change(-have, _DEAR if vital else _CUT[kind], size=0))
    if not is_held(draft, section.label):
        sizes = [n for n in range(1, 2 * have + 1) if n != have]
        found += [_Change(n - have, _size_price(kind, n, have), size=n) for n in sizes]
    for times in range(1, 4):
        price = _AGAIN.get(kind, _AGAIN_OTHERWISE) * times * (1 + 0.5 * (times - 1))
        found.append(_Change(have * times, price, copies=times))
    if len(row) == 1:
        found += [_Change(have * n, 0.9 * n, copies=n) for n in range(4, most // have + 1)]
    return found


def _size_price(kind: SectionKind, bars: int, have: int) -> float:
    odd = 0.0 if bars % _PHRASE == 0 else 0.7 if bars % 2 == 0 else 1.4
    if have % _PHRASE:
        odd *= 0.5
    if kind in _GIVING:
        odd *= 0.4
    return (_TRIM if bars < have else _EXTEND) * abs(log2(bars / have)) + 0.15 + odd


def _carried_out(row: Sequence[Piece], rounds: Sequence[tuple[int, int]], changes: Sequence[_Change]) -> list[Piece]:
    new: list[Piece] = []
    begun: dict[int, int] = {}
    for index, (piece, change) in enumerate(zip(row, changes, strict=False)):
        last = index == len(row) - 1
        begun[index] = len(new)
        if change.size is None:
            copies = [again(piece)] * change.copies
            new += [*copies, piece] if last else [piece, *copies]
        elif change.size:
            new.append(resize(piece, change.size))
        for (start, end), more in zip(rounds, changes[len(row) :], strict=True):
            if index == end - 1 and more.copies:
                block = [again(p) for p in row[start:end]] * more.copies
                # A round that ends the song comes again before itself, so that the song ends as it did.
                at = begun[start] if last else len(new)
                new[at:at] = block
    return new


def _said(row: Sequence[Piece], rounds: Sequence[tuple[int, int]], changes: Sequence[_Change]) -> list[str]:
    said = []
    for piece, change in zip(row, changes, strict=False):
        label = piece.section.label
        if change.size == 0:
            said.append(f"{label} cut")
        elif change.size is not None:
            said.append(f"{label} {'up' if change.bars > 0 else 'down'} to {change.size} bars")
        elif change.copies:
            said.append(f"{label} {times(change.copies)}")
    for (start, end), more in zip(rounds, changes[len(row) :], strict=True):
        if more.copies:
            names = row[start].section.label, row[end - 1].section.label
            said.append(f"{names[0]} to {names[1]} {times(more.copies)}")
    return said


def times(copies: int) -> str:
    """How much more often something is played, in words."""
    return {1: "once more", 2: "twice more"}.get(copies, f"{copies} times more")
