"""Moves of playing: tempo, time feel, swing, looseness, loudness, fills, ending."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from skills.clock import bpm_at, is_compound
from skills.drums.writer import joints
from skills.edit.directions import directed
from skills.edit.draft import Draft, EditError, LockedError
from skills.edit.move import Amount, Move
from skills.edit.places import at, check_bars, check_parts, check_sections, in_words, labels_of, listed, unkept
from skills.edit.splice import ENDING_BARS, opened
from skills.edit.target import HARMONY, Cell, Target
from skills.ending import finished
from skills.perform.controls import fade_begins
from skills.perform.tempo import tempo_map
from skills.perform.timing import EARLIEST_MS, LATEST_MS
from skills.plan import FASTEST, SLOWEST, DirectionKind, Plan
from skills.song import Note, Song

_PACES = (0.25, 4.0)
_SWINGS = (0.5, 0.75)
_SWING_RANGE = 0.25
"""What a change of swing by 1 adds."""
_NEVER = 1.0
"""The amount that means: as far as can be."""


class TempoMove(Move):
    """Change the tempo; the notes stay as they are."""

    kind: Literal["tempo"] = "tempo"
    bpm: Annotated[float, Field(ge=SLOWEST, le=FASTEST)] | None = None
    """Quarter notes a minute."""
    factor: Annotated[float, Field(ge=0.25, le=4)] | None = None
    """1.08 a bit faster, 1.15 faster, 1.3 much faster; it gives a whole number of beats a minute."""

    def apply(self, draft: Draft) -> Draft:
        plan = _checked(self, draft)
        if self.bpm is None and self.factor is None:
            raise EditError("Say how fast: a number of beats a minute, or faster or slower.")
        labels = labels_of(self.target, plan)
        unkept(draft, Target(sections=labels), what="all of that")
        if len(labels) == len(plan.sections):
            plan = plan.model_copy(update={"bpm": self._new(plan.bpm)})
        else:
            sections = tuple(
                s.model_copy(update={"pace": self._new(plan.bpm * s.pace) / plan.bpm}) if s.label in labels else s
                for s in plan.sections
            )
            plan = plan.model_copy(update={"sections": sections})
        for section in plan.sections:
            bpm = plan.bpm * section.pace
            if not (SLOWEST <= round(bpm, 3) <= FASTEST and _PACES[0] <= section.pace <= _PACES[1]):
                raise EditError(f"That would be {bpm:.0f} bpm; I can play from {SLOWEST:.0f} to {FASTEST:.0f}.")
        song = draft.song.model_copy(update={"sections": plan.sections})
        song = song.model_copy(update={"tempi": tempo_map(plan, song)})
        draft = draft.model_copy(update={"plan": plan, "song": _in_proportion(draft, song)})
        bpm = round(plan.bpm * plan.section(labels[0]).pace, 2)
        return draft.say(at(f"{bpm:g} bpm", Target(sections=labels), plan))

    def _new(self, bpm: float) -> float:
        return self.bpm if self.bpm is not None else float(round(bpm * (self.factor or 1.0)))


class TimeFeelMove(Move):
    """Drums in half-time, double-time or normal time."""

    kind: Literal["time feel"] = "time feel"
    feel: Literal["half", "double", "normal"]

    def apply(self, draft: Draft) -> Draft:
        plan = _checked(self, draft)
        drums = _drummers(self, plan)
        cells = unkept(draft, self.target, drums, what="the drums")
        wish = {"half": -1.0, "normal": 0.0, "double": 1.0}[self.feel]
        labels = _labels(cells, plan)
        new = directed(plan, "time feel", drums, labels, lambda _: wish)
        if new == plan:
            raise EditError(f"The drums are in {self.feel} time there already.")
        draft = opened(draft.model_copy(update={"plan": new}), cells)
        return draft.say(at(f"{self.feel}{'-time' if wish else ' time for the'} drums", self.target, plan))


class SwingMove(Move):
    """Swing more, less, or play straight."""

    kind: Literal["swing"] = "swing"
    amount: Annotated[float, Field(ge=0.5, le=0.75)] | None = None
    """0.5 straight, 0.667 triplet."""
    change: Amount = 0.0
    """More (1: as much as there is) or less swing than now."""

    def apply(self, draft: Draft) -> Draft:
        plan = _checked(self, draft)
        if is_compound(plan.metre):
            raise EditError(f"In {plan.metre} every beat has three parts already, so there is nothing to swing.")
        cells = _players(draft, unkept(draft, self.target, _names(plan), what="how that is played"))

        def new(swing: float) -> float:
            moved = self.amount if self.amount is not None else swing + _SWING_RANGE * self.change
            return round(min(max(moved, _SWINGS[0]), _SWINGS[1]), 4)

        if self.target == Target():
            amount = new(plan.swing)
            plain = tuple(d for d in plan.directions if d.kind != "swing")
            plan = plan.model_copy(update={"swing": amount, "directions": plain})
        else:
            base, parts = plan.swing, list(dict.fromkeys(cell.layer for cell in cells))
            amount = new(base + plan.direction("swing", parts[0], cells[0].section))
            plan = directed(plan, "swing", parts, _labels(cells, plan), lambda more: new(base + more) - base)
        if plan == draft.plan:
            raise EditError(
                "It is played straight already." if amount == _SWINGS[0] else "It swings like that already."
            )
        draft = draft.model_copy(update={"plan": plan}).replay(cells)
        word = "straight" if amount == _SWINGS[0] else f"swung, the offbeat at {amount:.0%} of the beat"
        return draft.say(_with_parts(word, self.target, plan))


class HumaniseMove(Move):
    """Play more freely, like people, or tighter, like a machine."""

    kind: Literal["humanise"] = "humanise"
    amount: Amount
    """-1 quantised, 1 as loose as can be."""

    def apply(self, draft: Draft) -> Draft:
        word = "quantised" if self.amount == -_NEVER else "tighter" if self.amount < 0 else "looser"
        return _played(self, draft, "looseness", self.amount, word)


class LoudnessMove(Move):
    """Louder or softer playing."""

    kind: Literal["loudness"] = "loudness"
    amount: Amount

    def apply(self, draft: Draft) -> Draft:
        draft = _played(self, draft, "loudness", self.amount, "louder" if self.amount > 0 else "softer")
        if self.target == Target():
            draft = draft.note("Everyone plays with another force; the finished file is as loud as any other song.")
        return draft


class FillsMove(Move):
    """More, fewer or no drum fills."""

    kind: Literal["fills"] = "fills"
    amount: Amount
    """-1 none."""

    def apply(self, draft: Draft) -> Draft:
        plan = _checked(self, draft)
        drums = _drummers(self, plan)
        free = unkept(draft, self.target, drums, what="the drums")
        new = directed(plan, "fills", drums, _labels(free, plan), lambda now: _further(now, self.amount))
        cells = []
        for cell in free:
            part = next(p for p in plan.parts if p.name == cell.layer)
            section = plan.section(cell.section)
            before = {j.bar: j.size for j in joints(plan, section, part)}
            after = {j.bar: j.size for j in joints(new, section, part)}
            bars = [b for b in range(cell.first, cell.last or section.bars) if before.get(b) != after.get(b)]
            cells += [Cell(layer=cell.layer, section=cell.section, first=b, last=b + 1) for b in bars]
        if not cells:
            raise EditError(
                "There are no fills there to take out." if self.amount < 0 else "There are as many fills as fit."
            )
        draft = opened(draft.model_copy(update={"plan": new}), cells)
        word = "no" if self.amount == -_NEVER else "fewer" if self.amount < 0 else "more"
        return draft.say(at(f"{word} drum fills", self.target, plan))


class EndingMove(Move):
    """Another ending: a cadence in tempo, slowing down, fading out, stopping cold, or a long held chord."""

    kind: Literal["ending"] = "ending"
    how: Literal["cadence", "ritardando", "fade", "cold", "hold"]

    def apply(self, draft: Draft) -> Draft:
        old = draft.plan.ending
        if old == self.how:
            raise EditError(f"The song {_ENDINGS[self.how]} already.")
        plan = draft.plan.model_copy(update={"ending": self.how})
        draft = draft.model_copy(update={"plan": plan})
        last = Cell(layer=HARMONY, section=plan.sections[-1].label, first=plan.sections[-1].bars - 1)
        parts = [last.model_copy(update={"layer": p.name}) for p in plan.parts]
        free = [cell for cell in parts if not draft.keeps(cell)]
        if not free:
            raise LockedError("You asked me to keep the end as it is; unlock it first.")
        if old == "loop":
            first = max(0, plan.sections[-1].bars - ENDING_BARS)
            cells = [last.model_copy(update={"layer": layer, "first": first}) for layer in draft.layers]
            draft = opened(draft, [cell for cell in cells if not draft.keeps(cell)])
        elif old in ("cold", "hold"):
            draft = opened(draft, free)
        elif self.how in ("cold", "hold"):
            drums = [p.name for p in plan.parts if p.role == "drums"]
            draft = _finished(draft, [cell for cell in free if cell.layer not in drums])
            draft = opened(draft, [cell for cell in free if cell.layer in drums])
        if "fade" in (old, self.how):
            bar = plan.beats / plan.bars
            first = int((fade_begins(plan) + 1e-6) // bar) + 1
            draft = draft.replay(draft.cells(Target(first_bar=first, last_bar=plan.bars), _names(plan)))
        held = [cell.layer for cell in parts if cell not in free]
        if held:
            draft = draft.note(f"What you asked me to keep ({listed(held)}) ends as it did.")
        song = draft.song.model_copy(update={"tempi": tempo_map(plan, draft.song)})
        return draft.model_copy(update={"song": song}).say(f"the song {_ENDINGS[self.how]}")


_ENDINGS = {
    "cadence": "ends in tempo", "ritardando": "slows into its end", "fade": "fades out", "cold": "stops cold",
    "hold": "ends on a long held chord",
}  # fmt: skip


def _checked(move: Move, draft: Draft) -> Plan:
    """The plan, once everything the target names is known to be in it."""
    check_sections(draft.plan, move.target.sections)
    check_parts(draft.plan, (name for name in move.target.parts if name != HARMONY))
    check_bars(draft.plan, move.target)
    return draft.plan


def _names(plan: Plan) -> tuple[str, ...]:
    return tuple(p.name for p in plan.parts)


def _players(draft: Draft, cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells of parts: chord symbols are not played."""
    found = tuple(cell for cell in cells if cell.layer != HARMONY)
    if not found:
        raise EditError(f"The chord symbols are not played; name a part: {listed(_names(draft.plan))}.")
    return found


def _drummers(move: Move, plan: Plan) -> tuple[str, ...]:
    """The drum parts that a move is about; of several the first is the kit."""
    drums = tuple(p.name for p in plan.parts if p.role == "drums")
    if not drums:
        raise EditError("There are no drums in this song; add drums first.")
    named = tuple(name for name in drums if name in move.target.parts)
    if move.target.parts and not named:
        raise EditError(f"That is a matter of the drums, not of {listed(move.target.parts)}.")
    return named or drums[:1]


def _labels(cells: Iterable[Cell], plan: Plan) -> list[str]:
    wanted = {cell.section for cell in cells}
    return [s.label for s in plan.sections if s.label in wanted]


def _further(now: float, amount: float) -> float:
    """A direction moved on; the whole way is the whole way, wherever it was."""
    return amount if abs(amount) == _NEVER else min(max(now + amount, -1.0), 1.0)


def _played(move: Move, draft: Draft, kind: DirectionKind, amount: float, word: str) -> Draft:
    """The target performed again with a direction moved on by an amount."""
    plan = _checked(move, draft)
    if not amount:
        raise EditError("Say whether more or less.")
    cells = _players(draft, unkept(draft, move.target, _names(plan), what="how that is played"))
    for part in dict.fromkeys(cell.layer for cell in cells):
        labels = _labels((cell for cell in cells if cell.layer == part), plan)
        plan = directed(plan, kind, [part], labels, lambda now: _further(now, amount))
    if plan == draft.plan:
        raise EditError(f"It cannot get any {word}.")
    return draft.model_copy(update={"plan": plan}).replay(cells).say(_with_parts(word, move.target, plan))


def _with_parts(word: str, target: Target, plan: Plan) -> str:
    """What was done, and to whom: "drums and bass looser in Verse 1"."""
    who = listed(target.parts) if target.parts else ""
    where = in_words(target, plan)
    if not who:
        return f"{where} {word}" if where else word
    return at(f"{who} {word}", target, plan)


def _in_proportion(draft: Draft, song: Song) -> Song:
    """A song in other tempi, with everyone as early or late against the beat as before; what is kept keeps its own."""
    old, new = draft.song.tempi, song.tempi
    kept = {
        (cell.layer, *draft.beats(cell))
        for part in draft.plan.parts
        for section in draft.plan.sections
        for bar in range(section.bars)
        if draft.keeps(cell := Cell(layer=part.name, section=section.label, first=bar, last=bar + 1))
    }

    def moved(note: Note, part: str) -> Note:
        share = bpm_at(old, note.start) / bpm_at(new, note.start)
        if abs(share - 1) < 1e-9 or any(p == part and a - 1e-6 <= note.start < b - 1e-6 for p, a, b in kept):
            return note
        return note.model_copy(update={"delay_ms": round(min(max(note.delay_ms * share, EARLIEST_MS), LATEST_MS), 2)})

    tracks = tuple(t.model_copy(update={"notes": tuple(moved(n, t.part.name) for n in t.notes)}) for t in song.tracks)
    return song.model_copy(update={"tracks": tracks})


def _finished(draft: Draft, cells: Iterable[Cell]) -> Draft:
    """The parts' last notes cut off or held as the plan ends now, to be performed again."""
    song, plan = draft.song, draft.plan
    cells = tuple(cells)
    start, end = plan.span(plan.sections[-1])
    for cell in cells:
        here = song.notes_in(cell.layer, start, end)
        song = song.with_notes(cell.layer, start, end, finished(song, plan, plan.sections[-1], here))
    return draft.model_copy(update={"song": song}).replay(cells)
