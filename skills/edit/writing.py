"""Moves that have something written anew: another take, more or fewer notes, another rhythm, an older part."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from skills.chance import rng
from skills.edit import notes as music
from skills.edit.borrow import borrowed
from skills.edit.draft import Draft, EditError
from skills.edit.gauge import onsets, shape
from skills.edit.harmony import followed, reharmonise
from skills.edit.move import Amount, Move
from skills.edit.revise import revise
from skills.edit.scope import directed, parts_of, replanned, scope, told, where, whole_sections
from skills.edit.target import HARMONY, Cell
from skills.instruments import INSTRUMENTS
from skills.song import Note

_TAKES = 8
"""How many further takes are tried before one that comes out the same is accepted."""
_LEAST = 0.12
"""The share by which the number of notes has to change."""


class RewriteMove(Move):
    """Write the target anew: another take of a part, a section, a fill, or all."""

    kind: Literal["rewrite"] = "rewrite"

    def apply(self, draft: Draft) -> Draft:
        found = scope(draft, self.target, (), "another take")
        lead = parts_of(draft.plan, "lead")
        cells = list(found.free)
        given = [c for c in cells if c.layer == HARMONY and draft.plan.section(c.section).chords]
        if HARMONY not in self.target.parts:
            cells = [c for c in cells if c not in given]
        tunes = whole_sections([c for c in cells if c.layer in lead])
        under = [c for c in cells if c.layer == HARMONY and (c.section not in tunes or c in given)]
        if under:
            draft = followed(reharmonise(draft, under, "new"), under)
            cells = [c for c in cells if c not in under]
        draft = retaken(draft, cells) if cells else draft
        return told(draft, found).say(f"another take of {where(draft, self.target)}")


def retaken(draft: Draft, cells: Sequence[Cell]) -> Draft:
    """The draft with cells marked to be written from other chances, none of which writes what is there now.

    A layer's cells get the same take, so that sections of a kind stay alike.
    """
    takes = {layer: _take(draft, layer, cells) for layer in dict.fromkeys(c.layer for c in cells)}
    before = {c: shape(draft.song, draft, c) for c in cells}
    after = draft
    for _ in range(_TAKES):
        plan = draft.plan
        for cell in cells:
            old = round(plan.direction("take", cell.layer, cell.section))
            if takes[cell.layer] != old:
                plan = directed(plan, "take", takes[cell.layer] - old, [cell])
        after = replanned(draft, plan).rewrite(cells)
        song = revise(after)
        same = {c.layer for c in cells if before[c] and shape(song, after, c) == before[c]}
        if not same:
            break
        takes = {layer: take + (layer in same) for layer, take in takes.items()}
    return after


def _take(draft: Draft, layer: str, cells: Sequence[Cell]) -> int:
    """The first take that none of a layer's cells has had."""
    return 1 + max(round(draft.plan.direction("take", layer, c.section)) for c in cells if c.layer == layer)


class DensityMove(Move):
    """Fewer or more notes ("busier drums", "less busy", "simpler melody")."""

    kind: Literal["density"] = "density"
    amount: Amount

    def apply(self, draft: Draft) -> Draft:
        if abs(self.amount) < 0.02:
            raise EditError("Say whether you want more notes or fewer.")
        layers = tuple(p.name for p in draft.plan.parts)
        found = scope(draft, self.target, layers, "changing how much is played")
        cells = [c for c in found.free if c.layer != HARMONY and onsets(draft.song, draft, [c])]
        if not cells:
            raise EditError(f"Nobody plays a note in {where(draft, self.target)}; name a part that does.")
        tune = [c for c in cells if c.layer in parts_of(draft.plan, "lead")]
        band = [c for c in cells if c not in tune]
        marked = replanned(draft, directed(draft.plan, "density", self.amount, cells))
        marked = marked.rewrite(band)
        marked = self._helped(draft, marked, [*tune, *band])
        word = "busier" if self.amount > 0 else "less busy"
        return told(marked, found).say(f"{where(draft, self.target)} {word}")

    def _helped(self, before: Draft, draft: Draft, cells: Sequence[Cell]) -> Draft:
        """The draft with notes taken out or put in by hand wherever writing again would not change their number.

        A tune is always changed by hand, so that it stays the same tune.
        """
        song = revise(draft)
        played: list[Cell] = []
        sign = 1 if self.amount > 0 else -1
        share = 0.12 + 0.38 * abs(self.amount)
        for cell in cells:
            old, new = onsets(before.song, draft, [cell]), onsets(song, draft, [cell])
            most = 0.3 + 0.6 * abs(self.amount) if sign < 0 else 0.5 + 1.5 * self.amount
            if cell in draft.unwritten and _LEAST * old <= sign * (new - old) <= most * old:
                continue
            start, end = draft.beats(cell)
            notes = before.song.notes_in(cell.layer, start, end)
            changed = self._changed(draft, cell, notes, share)
            draft = draft.model_copy(update={"song": draft.song.with_notes(cell.layer, start, end, changed)})
            played.append(cell)
        unwritten = draft.unwritten - frozenset(played)
        return draft.model_copy(update={"unwritten": unwritten}).replay(played)

    def _changed(self, draft: Draft, cell: Cell, notes: list[Note], share: float) -> list[Note]:
        plan = draft.plan
        start, end = draft.beats(cell)
        part = next(p for p in plan.parts if p.name == cell.layer)
        drums = part.role == "drums"
        if self.amount < 0:
            return music.thinned(notes, plan.metre, share, drums=drums)
        if drums:
            return music.drummed(notes, share, start, end, plan.metre)
        instrument = INSTRUMENTS[part.instrument]
        key = plan.key_of(plan.section(cell.section))
        return music.filled(notes, share, plan.metre, key, draft.song.chords, instrument.low, instrument.high)


class RhythmMove(Move):
    """Another rhythm to the same pitches or chords."""

    kind: Literal["rhythm"] = "rhythm"
    manner: Literal["syncopated", "straight", "longer notes", "shorter notes", "staccato", "legato", "new"]

    def apply(self, draft: Draft) -> Draft:
        plan = draft.plan
        layers = parts_of(plan, "lead") or parts_of(plan)[:1] or tuple(p.name for p in plan.parts)
        found = scope(draft, self.target, layers, "another rhythm")
        cells = [c for c in found.free if c.layer != HARMONY and onsets(draft.song, draft, [c])]
        drums = [c for c in cells if c.layer in parts_of(plan, "drums")]
        if not cells:
            raise EditError(f"Nobody plays a note in {where(draft, self.target)}; name a part that does.")
        lengths = ("longer notes", "shorter notes", "staccato", "legato")
        if drums == cells and self.manner in lengths:
            raise EditError("A drum stroke is neither long nor short; drums can be busier, less busy or syncopated.")
        cells = [c for c in cells if c not in drums or self.manner not in lengths]
        anew = [c for c in cells if c in drums and self.manner == "new"]
        draft = retaken(draft, anew) if anew else draft
        before = draft.song
        cells = [c for c in cells if c not in anew]
        for cell in cells:
            draft = draft.model_copy(
                update={"song": draft.song.with_notes(cell.layer, *draft.beats(cell), self._changed(draft, cell))}
            )
        if not anew and all(shape(before, draft, c) == shape(draft.song, draft, c) for c in cells):
            words = {"new": "as full as it can be", "longer notes": "in long notes", "shorter notes": "in short notes"}
            so = words.get(self.manner, self.manner)
            raise EditError(f"The rhythm of {where(draft, self.target)} is {so} already.")
        words = {"new": "in a new rhythm", "longer notes": "in longer notes", "shorter notes": "in shorter notes"}
        done = f"{where(draft, self.target)} {words.get(self.manner, self.manner)}"
        return told(draft.replay(cells), found).say(done)

    def _changed(self, draft: Draft, cell: Cell) -> list[Note]:
        plan, metre = draft.plan, draft.plan.metre
        start, end = draft.beats(cell)
        notes = draft.song.notes_in(cell.layer, start, end)
        match self.manner:
            case "syncopated":
                return music.syncopated(notes, metre, start, end)
            case "straight":
                return music.straightened(notes, metre, start, end)
            case "longer notes":
                return music.lengthened(notes, metre, end)
            case "shorter notes":
                return music.shortened(notes, metre)
            case "staccato":
                return music.paced(notes, 0.45)
            case "legato":
                return music.bound(notes, end)
        old = [(n.start, n.duration) for n in notes]
        for attempt in range(_TAKES):
            choose = rng(plan.seed, "rhythm", plan.section(cell.section).kind, cell.layer, len(notes), attempt)
            changed = music.rerhythmed(notes, metre, start, end, choose)
            if [(n.start, n.duration) for n in changed] != old:
                return changed
        return notes


class BorrowMove(Move):
    """Take the target's parts or sections from an earlier version ("with the drums of version 4")."""

    kind: Literal["borrow"] = "borrow"
    version: Annotated[int, Field(ge=1)]

    def apply(self, draft: Draft) -> Draft:
        return borrowed(draft, self.target, self.version)
