"""A song while it is being changed: what moves hand on to one another."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pydantic import Field

from skills.edit.target import HARMONY, Cell, Target
from skills.errors import CowriterError
from skills.plan import Plan
from skills.song import Song
from skills.value import Value


class EditError(CowriterError):
    """The song cannot be changed so; the sentence says why and what can be done."""


class LockedError(EditError):
    """A move would change what the person locked."""


class Written(NamedTuple):
    """A song with the plan it was written from."""

    plan: Plan
    song: Song


class Draft(Value):
    """A plan and its song between two versions.

    A move changes the plan, and either the notes themselves (a transposition) or what it marks to be
    written again by the skills (``rewrite``) or only performed again (``replay``). Cells are named by
    section label, so they stay right when sections move; keep ``song.sections == plan.sections``.
    """

    plan: Plan
    song: Song
    unwritten: frozenset[Cell] = frozenset()
    """What the skills are to write (and perform) again."""
    unplayed: frozenset[Cell] = frozenset()
    """What is to be performed again as it is written."""
    kept: tuple[Target, ...] = ()
    """What must not change: locks, and what the person said to keep."""
    shelf: Mapping[int, Written] = Field(default_factory=dict)
    """Earlier versions by number."""
    renamed: Mapping[str, str] = Field(default_factory=dict)
    """Once the form has changed: every section the song had before, and its label now ("" when it is gone)."""
    done: tuple[str, ...] = ()
    """What was done, a short phrase each: "Bridge darker", "up a step, to D major"."""
    notes: tuple[str, ...] = ()
    """What the person should know: whole sentences."""

    @property
    def layers(self) -> tuple[str, ...]:
        """The harmony and every part."""
        return (HARMONY, *(p.name for p in self.plan.parts))

    def cells(self, target: Target, layers: Iterable[str] = ()) -> tuple[Cell, ...]:
        """The cells a target means, in order of layer and time, leaving out what is kept.

        ``layers`` are meant when the target names no parts: the layers a move is about; all when empty too.
        """
        wanted = target.parts or tuple(layers) or self.layers
        found = []
        for layer in self.layers:
            if layer in wanted:
                found += [cell for cell in self._stretches(target, layer) if not self.keeps(cell)]
        return tuple(found)

    def _stretches(self, target: Target, layer: str) -> list[Cell]:
        bar, found = 0, []
        for section in self.plan.sections:
            start, bar = bar, bar + section.bars
            if target.sections and section.label not in target.sections:
                continue
            if target.first_bar is None or target.last_bar is None:
                found.append(Cell(layer=layer, section=section.label))
                continue
            first, last = max(target.first_bar - 1, start), min(target.last_bar, bar)
            if (first, last) == (start, bar):
                found.append(Cell(layer=layer, section=section.label))
            elif first < last:
                found.append(Cell(layer=layer, section=section.label, first=first - start, last=last - start))
        return found

    def keeps(self, cell: Cell) -> bool:
        """Whether any bar of a cell must stay as it is."""
        bars = self.plan.section(cell.section).bars
        first, last = cell.first, cell.last or bars
        for target in self.kept:
            if target.parts and cell.layer not in target.parts:
                continue
            held = [c for c in self._stretches(target, cell.layer) if c.section == cell.section]
            if any(c.first < last and first < (c.last or bars) for c in held):
                return True
        return False

    def beats(self, cell: Cell) -> tuple[float, float]:
        """First beat of a cell and the first beat after it."""
        section = self.plan.section(cell.section)
        start, end = self.plan.span(section)
        bar = (end - start) / section.bars
        return start + cell.first * bar, end if cell.last is None else start + cell.last * bar

    def rewrite(self, cells: Iterable[Cell]) -> "Draft":
        """Mark cells to be written again."""
        return self.model_copy(update={"unwritten": self.unwritten | frozenset(cells)})

    def replay(self, cells: Iterable[Cell]) -> "Draft":
        """Mark cells to be performed again."""
        return self.model_copy(update={"unplayed": self.unplayed | frozenset(cells)})

    def say(self, *done: str) -> "Draft":
        """Add to what was done."""
        return self.model_copy(update={"done": (*self.done, *done)})

    def note(self, *sentences: str) -> "Draft":
        """Add to what the person should know."""
        return self.model_copy(update={"notes": (*self.notes, *sentences)})
