"""Putting a form together from stretches of the old one: notes, chords, arc and every name of a section move along.

A new form is a row of pieces. A piece is a section and the stretches it is made of: bars of the old
song, or bars that are still to be written. What stands in a whole stretch stays note for note as it
was; where a stretch was cut out of a section, whatever rang across the cut ends there.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeVar

from skills.clock import bar_beats
from skills.edit.draft import Draft
from skills.edit.target import HARMONY, Cell, Target, carried
from skills.perform.tempo import tempo_map
from skills.plan import ArcPoint, Ask, Direction, Plan, Section
from skills.song import Chord, Control, Note, Song, Track

_E = TypeVar("_E", Note, Chord)

_NEAR = 1e-6
_SAME = 1e-9
"""Feelings closer than this are one."""
ENDING_BARS = 2
"""Bars over which a song comes to its end, or, when it goes on after all, leads on."""


class Stretch(NamedTuple):
    """Some bars: of the old song from bar ``source`` on (counted from 0), or, without a source, still to be written."""

    bars: int
    source: int | None = None


class Piece(NamedTuple):
    """A section of the new form and what it is made of."""

    section: Section
    """Its label is that of the old section it is or is like; it gets its new one here."""
    stretches: tuple[Stretch, ...]
    old: str | None = None
    """The old section that this one is, with its locks and its marks; None for a new one or a further copy."""
    like: str | None = None
    """The old section whose playing directions it shares."""
    feeling: tuple[ArcPoint, ...] | None = None
    """Its arc, ``at`` from 0 to 1 over the section, where it is not that of its stretches."""


def pieces(plan: Plan) -> list[Piece]:
    """The form as it is."""
    firsts = [0, *accumulate(s.bars for s in plan.sections)]
    return [
        Piece(section, (Stretch(section.bars, first),), section.label, section.label)
        for section, first in zip(plan.sections, firsts, strict=False)
    ]


def again(piece: Piece) -> Piece:
    """A further copy of a piece."""
    return piece._replace(old=None)


def resized(piece: Piece, stretches: Iterable[Stretch]) -> Piece:
    """The piece made of other stretches; neighbours that were neighbours before are one stretch."""
    joined: list[Stretch] = []
    for stretch in stretches:
        if stretch.bars <= 0:
            continue
        if joined and _follows(joined[-1], stretch):
            joined[-1] = joined[-1]._replace(bars=joined[-1].bars + stretch.bars)
        else:
            joined.append(stretch)
    bars = sum(s.bars for s in joined)
    return piece._replace(section=piece.section.model_copy(update={"bars": bars}), stretches=tuple(joined))


def _follows(a: Stretch, b: Stretch) -> bool:
    return a.source is not None and b.source is not None and a.source + a.bars == b.source


def spliced(draft: Draft, row: Sequence[Piece]) -> Draft:
    """The draft in a new form.

    Bars without a source are marked to be written, and so are the song's last bars where another section
    ends it now, and the bars that ended it before.
    """
    old, plan = draft.plan, draft.plan
    labels = _labelled(row)
    sections = tuple(p.section.model_copy(update={"label": n}) for p, n in zip(row, labels, strict=True))
    renamed = {p.old: name for p, name in zip(row, labels, strict=True) if p.old is not None}
    shares = [(p.like, name) for p, name in zip(row, labels, strict=True)]
    plan = plan.model_copy(
        update={
            "sections": sections,
            "arc": _arc(old, row),
            "directions": _shared(old, shares),
            "asks": tuple(a for ask in old.asks if (a := _renamed_ask(ask, old, sections, renamed)) is not None),
        }
    )
    song = _song(draft.song, plan, row)
    draft = draft.model_copy(
        update={
            "plan": plan,
            "song": song.model_copy(update={"tempi": tempo_map(plan, song)}),
            "kept": tuple(t for kept in draft.kept for t in carried(kept, old.sections, sections, renamed)),
            "unwritten": _marks(draft.unwritten, row, labels),
            "unplayed": _marks(draft.unplayed, row, labels),
            "renamed": {was: renamed.get(now, "") for was, now in _names(draft).items()},
        }
    )
    draft = draft.rewrite(_blank(draft, row, labels))
    return draft if plan.ending == "loop" else _ended_anew(draft, row, labels, old.bars)


def _ended_anew(draft: Draft, row: Sequence[Piece], labels: Sequence[str], old_bars: int) -> Draft:
    """Mark the bars that ended the song where they end it no more, and the last bars where they did not before."""
    cells = []
    for number, (piece, label) in enumerate(zip(row, labels, strict=True)):
        end = 0
        for place, stretch in enumerate(piece.stretches):
            end += stretch.bars
            final = number == len(row) - 1 and place == len(piece.stretches) - 1
            ended = stretch.source is not None and stretch.source + stretch.bars == old_bars
            if stretch.source is not None and final != ended:
                first = max(end - ENDING_BARS, 0 if final else end - stretch.bars)
                last = None if end == piece.section.bars else end
                cells += [Cell(layer=layer, section=label, first=first, last=last) for layer in draft.layers]
    held = [cell for cell in cells if draft.keeps(cell)]
    if held:
        names = ", ".join(dict.fromkeys(cell.layer for cell in held))
        draft = draft.note(f"What is kept ({names}) does not follow the new ending.")
    return opened(draft, [cell for cell in cells if cell not in held])


def opened(draft: Draft, cells: Iterable[Cell]) -> Draft:
    """Mark cells to be written again, and end at their first beat whatever would ring on into them."""
    song = draft.song
    cells = tuple(cells)
    for cell in cells:
        start, end = draft.beats(cell)
        if cell.layer == HARMONY:
            song = song.with_chords(start, end, song.harmony(start, end))
        elif (track := song.track(cell.layer)) is not None:
            song = song.with_track(track.model_copy(update={"notes": released(draft, track.notes, cell)}))
    return draft.model_copy(update={"song": song}).rewrite(cells)


def released(draft: Draft, notes: Iterable[Note], cell: Cell) -> tuple[Note, ...]:
    """The notes of a cell's part, those that ring into the cell ended at its first beat; what is kept rings on."""
    start, _ = draft.beats(cell)

    def is_kept(note: Note) -> bool:
        bar = int((note.start + _NEAR) // bar_beats(draft.plan.metre)) + 1
        return not draft.cells(Target(parts=(cell.layer,), first_bar=bar, last_bar=bar))

    return tuple(n if (short := _ended(n, start)) is n or is_kept(n) else short for n in notes)


def _ended(event: _E, at: float) -> _E:
    if event.start < at - _NEAR and event.end > at + _NEAR:
        return event.model_copy(update={"duration": at - event.start})
    return event


# Names


def _labelled(row: Sequence[Piece]) -> list[str]:
    """The labels of a form: "Bridge" where there is one, "Verse 2" where there are more; other names stay."""
    plain = [_is_plain(p.section) for p in row]
    kinds = [p.section.kind for p in row]
    taken: set[str] = set()
    labels = []
    for index, piece in enumerate(row):
        kind, label = kinds[index], piece.section.label
        if plain[index]:
            same = [i for i, k in enumerate(kinds) if k == kind and plain[i]]
            label = kind.capitalize() if len(same) == 1 else f"{kind.capitalize()} {same.index(index) + 1}"
        stem, number = label, 1
        while label in taken:
            number += 1
            label = f"{stem} {number}"
        taken.add(label)
        labels.append(label)
    return labels


def _is_plain(section: Section) -> bool:
    return re.fullmatch(rf"{re.escape(section.kind.capitalize())}( \d+)?", section.label) is not None


def _names(draft: Draft) -> Mapping[str, str]:
    """Every section of the version that the draft began from, under its name in this draft."""
    return draft.renamed or {s.label: s.label for s in draft.plan.sections}


def _shared(old: Plan, shares: Sequence[tuple[str | None, str]]) -> tuple[Direction, ...]:
    """The directions under the new labels; a copy is played like what it copies."""
    found: list[Direction] = []
    for direction in old.directions:
        if not direction.section:
            found.append(direction)
        else:
            names = [new for was, new in shares if was == direction.section]
            found += [direction.model_copy(update={"section": name}) for name in names]
    return tuple(found)


def _renamed_ask(ask: Ask, old: Plan, sections: Sequence[Section], renamed: Mapping[str, str]) -> Ask | None:
    """A wish about one section under its new number; None when its sections are gone."""
    if ask.section is None:
        return ask
    words = ask.section.lower().split()
    kinds = {s.kind: [t for t in old.sections if t.kind == s.kind] for s in old.sections}
    kind = next((k for k in kinds if k in words or k.replace("-", " ") in ask.section.lower()), None)
    if kind is None:
        return ask
    was = kinds[kind]
    if "last" in words:
        picked = was[-1]
    elif number := next((int(w) for w in words if w.isdigit()), 0):
        if number > len(was):
            return ask
        picked = was[number - 1]
    else:
        return ask if any(s.kind == kind for s in sections) else None
    if picked.label not in renamed:
        return None
    now = [s for s in sections if s.kind == kind]
    place = [s.label for s in now].index(renamed[picked.label])
    before = "before " if words[0] == "before" else "after " if words[0] == "after" else ""
    said = f"last {kind}" if "last" in words and place == len(now) - 1 else f"{kind} {place + 1}"
    return ask.model_copy(update={"section": before + (kind if len(now) == 1 else said)})


# Marks and promises


def _marks(cells: Iterable[Cell], row: Sequence[Piece], labels: Sequence[str]) -> frozenset[Cell]:
    """Marks of sections that stay as they are go with them; of one that was cut or copied, they hold for all of it."""
    found = set()
    for cell in cells:
        for piece, label in zip(row, labels, strict=True):
            if piece.like == cell.section:
                intact = piece.old is not None and len(piece.stretches) == 1
                bounds = {} if intact else {"first": 0, "last": None}
                found.add(cell.model_copy(update={"section": label, **bounds}))
    return frozenset(found)


def _blank(draft: Draft, row: Sequence[Piece], labels: Sequence[str]) -> list[Cell]:
    """The cells of bars that have no source."""
    found = []
    for piece, label in zip(row, labels, strict=True):
        at = 0
        for stretch in piece.stretches:
            if stretch.source is None:
                last = at + stretch.bars if at + stretch.bars < piece.section.bars else None
                found += [Cell(layer=layer, section=label, first=at, last=last) for layer in draft.layers]
            at += stretch.bars
    return found


# The arc

_Felt = tuple[float, ArcPoint]
"""A beat and the feeling there."""


def _arc(old: Plan, row: Sequence[Piece]) -> tuple[ArcPoint, ...]:
    """The arc of the new form: every old bar feels as it did, with a step where neighbours were none."""
    bar = bar_beats(old.metre)
    total = sum(p.section.bars for p in row) * bar
    drawn: list[_Felt] = []
    at = 0.0
    for piece in row:
        if piece.feeling is not None:
            drawn += [(at + p.at * piece.section.bars * bar, p) for p in piece.feeling]
        for stretch in piece.stretches:
            if piece.feeling is None and stretch.source is not None:
                start = stretch.source * bar
                drawn += [(at + beat - start, p) for beat, p in _felt(old, start, start + stretch.bars * bar)]
            at += stretch.bars * bar
    points = [p.model_copy(update={"at": min(beat / total, 1.0)}) for beat, p in _bends(drawn)]
    return tuple(points)


def _felt(old: Plan, start: float, end: float) -> list[_Felt]:
    """The old arc from one beat to another."""
    inside = [(p.at * old.beats, p) for p in old.arc]
    return [
        (start, old.feeling(start)),
        *((beat, p) for beat, p in inside if start + _NEAR < beat < end - _NEAR),
        (end, old.feeling(end, closing=True)),
    ]


def _bends(drawn: Sequence[_Felt]) -> list[_Felt]:
    """Without what lies on the line between its neighbours."""
    kept: list[_Felt] = []
    for index, (beat, point) in enumerate(drawn):
        if kept and beat - kept[-1][0] < _NEAR and _alike(kept[-1][1], point):
            continue
        after = next(((b, p) for b, p in drawn[index + 1 :] if b > beat + _NEAR or not _alike(p, point)), None)
        if kept and after is not None and kept[-1][0] + _NEAR < beat < after[0] - _NEAR:
            (left, a), (right, b) = kept[-1], after
            if _alike(_between(a, b, (beat - left) / (right - left)), point):
                continue
        kept.append((beat, point))
    return kept


def _between(a: ArcPoint, b: ArcPoint, share: float) -> ArcPoint:
    return a.model_copy(update={f: getattr(a, f) + share * (getattr(b, f) - getattr(a, f)) for f in _FIELDS})


_FIELDS = ("valence", "arousal", "tension")


def _alike(a: ArcPoint, b: ArcPoint) -> bool:
    return all(abs(getattr(a, field) - getattr(b, field)) < _SAME for field in _FIELDS)


# The score


def _song(old: Song, plan: Plan, row: Sequence[Piece]) -> Song:
    bar = bar_beats(plan.metre)
    chords: list[Chord] = []
    notes: dict[str, list[Note]] = {t.part.name: [] for t in old.tracks}
    controls: dict[str, list[Control]] = {t.part.name: [] for t in old.tracks}
    at = 0.0
    for piece in row:
        for index, stretch in enumerate(piece.stretches):
            span = stretch.bars * bar
            if stretch.source is not None:
                start = stretch.source * bar
                end = start + span
                head = index > 0 or not _begins_section(old, stretch.source)
                tail = index < len(piece.stretches) - 1 or not _begins_section(old, stretch.source + stretch.bars)
                chords += [_moved(c, at - start) for c in old.harmony(start, end)]
                for track in old.tracks:
                    here = [n for n in track.notes if start - _NEAR <= n.start < end - _NEAR]
                    notes[track.part.name] += [_moved(_ended(n, end) if tail else n, at - start) for n in here]
                    pressed = _pressed(track.controls, start, end, head=head, tail=tail)
                    controls[track.part.name] += [
                        c.model_copy(update={"beat": _tidy(c.beat + at - start)}) for c in pressed
                    ]
            at += span
    tracks = tuple(
        Track(
            part=t.part,
            notes=tuple(sorted(_within(notes[t.part.name], at), key=lambda n: (n.start, n.pitch))),
            controls=tuple(sorted(controls[t.part.name], key=lambda c: (c.beat, c.number))),
        )
        for t in old.tracks
    )
    return old.model_copy(update={"sections": plan.sections, "chords": tuple(chords), "tracks": tracks})


def _begins_section(song: Song, bar: int) -> bool:
    return bar in {0, *accumulate(s.bars for s in song.sections)}


def _within(notes: Iterable[Note], end: float) -> list[Note]:
    """Notes that would ring beyond the end of the song end with it."""
    return [_ended(n, end) for n in notes]


def _moved(event: _E, delta: float) -> _E:
    return event.model_copy(update={"start": _tidy(event.start + delta)}) if delta else event


def _tidy(beat: float) -> float:
    """A beat without the dust of adding and taking away."""
    return round(beat, 9)


def _pressed(controls: Sequence[Control], start: float, end: float, *, head: bool, tail: bool) -> list[Control]:
    """The controls of a stretch; at a cut what holds is set anew, and nothing is left pressed."""
    here = [c for c in controls if start - _NEAR <= c.beat < end - _NEAR]
    numbers = sorted({c.number for c in controls})
    extra = []
    for number in numbers:
        mine = [c for c in here if c.number == number]
        before = [c for c in controls if c.number == number and c.beat < start - _NEAR]
        resting = number in _FEET and before and not before[-1].value
        if head and before and not resting and not (mine and mine[0].beat < start + _NEAR):
            extra.append(before[-1].model_copy(update={"beat": start}))
        held = mine[-1] if mine else before[-1] if head and before else None
        if tail and number in _FEET and held is not None and held.value:
            extra.append(Control(number=number, beat=max(start, end - _LIFTED), value=0))
    return sorted([*extra, *here], key=lambda c: (c.beat, c.number))


_FEET = (64, 1)
"""Controls that are let go of: the pedal and the vibrato."""
_LIFTED = 0.06
"""Beats before a cut at which they are."""
