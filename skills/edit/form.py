"""Moves of form: sections added, cut, repeated and moved, length, metre."""

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated, Literal

from pydantic import Field

from skills import staging
from skills.clock import Metre
from skills.edit.draft import Draft, EditError, LockedError
from skills.edit.length import fitted, resize, say_length, times, total_wanted
from skills.edit.metre import in_metre
from skills.edit.move import Move
from skills.edit.places import check_bars, check_sections, in_words, is_held, is_pinned, labels_of, listed, usual_place
from skills.edit.splice import Piece, Stretch, again, pieces, resized, spliced
from skills.edit.target import HARMONY, Cell
from skills.plan import ArcPoint, Plan, Section, SectionKind

_USUAL_BARS: dict[SectionKind, int] = {
    "intro": 4, "verse": 8, "pre-chorus": 4, "chorus": 8, "post-chorus": 4, "bridge": 8, "solo": 8,
    "interlude": 4, "build": 4, "drop": 8, "outro": 4,
}  # fmt: skip
_FRESH: tuple[SectionKind, ...] = ("solo", "interlude")
"""Sections that need not repeat the tune of another of their kind."""
_CHARACTER: dict[SectionKind, tuple[float, float, float]] = {
    "intro": (0.0, -0.12, -0.05), "verse": (-0.04, -0.08, 0.0), "pre-chorus": (0.0, 0.0, 0.12),
    "chorus": (0.08, 0.1, -0.04), "post-chorus": (0.05, 0.04, -0.04), "bridge": (-0.1, -0.05, 0.15),
    "solo": (0.04, 0.06, 0.04), "interlude": (0.0, -0.14, 0.0), "build": (0.0, 0.0, 0.2),
    "drop": (0.08, 0.16, -0.04), "outro": (0.0, -0.18, -0.12),
}  # fmt: skip
"""Valence, arousal and tension of a new kind of section, against what stands around it."""
_RISE: dict[SectionKind, float] = {"pre-chorus": 0.1, "build": 0.12, "outro": -0.06}


class AddSectionMove(Move):
    """Add a new section, newly written; another chorus has the tune and the chords of the last one."""

    kind: Literal["add section"] = "add section"
    section: SectionKind
    bars: Annotated[int, Field(ge=1, le=64)] | None = None
    before: str | None = None
    """Label; before=None, after=None: where such a section usually stands."""
    after: str | None = None

    def apply(self, draft: Draft) -> Draft:
        plan = draft.plan
        place = _place(plan, self.before, self.after)
        place = usual_place(plan.sections, self.section) if place is None else place
        row = pieces(plan)
        model = None if self.section in _FRESH else _model(row, self.section, place)
        if model is None:
            new = _new_piece(plan, self.section, self.bars, place)
        else:
            new = again(resize(model, self.bars or model.section.bars))
            new = new._replace(section=new.section.model_copy(update={"label": self.section.capitalize()}))
        draft = spliced(draft, [*row[:place], new, *row[place:]])
        label = draft.plan.sections[place].label
        if model is not None:
            own = [HARMONY, *(p.name for p in draft.plan.parts if p.role == "lead")]
            cells = [Cell(layer=layer, section=label) for layer in draft.layers if layer not in own]
            draft = draft.rewrite(cell for cell in cells if not draft.keeps(cell))
        after = draft.plan.after(draft.plan.sections[place])
        where = f"before {after.label}" if after else "at the end"
        return draft.say(f"{label} added {where} ({_bars(new.section.bars)})")


class CutSectionMove(Move):
    """Cut sections or bars out."""

    kind: Literal["cut section"] = "cut section"

    def apply(self, draft: Draft) -> Draft:
        plan, target = draft.plan, self.target
        check_sections(plan, target.sections)
        check_bars(plan, target)
        if not target.sections and target.first_bar is None:
            raise EditError(f"Say what to cut: {listed(s.label for s in plan.sections)}, or some bars.")
        out = set(range(plan.bars))
        if target.first_bar is not None and target.last_bar is not None:
            out &= set(range(target.first_bar - 1, target.last_bar))
        names = labels_of(target, plan)
        row, at = [], 0
        for piece in pieces(plan):
            first, at = at, at + piece.section.bars
            gone = out & set(range(first, at)) if piece.section.label in names else set()
            left = [bar for bar in range(first, at) if bar not in gone]
            label = piece.section.label
            if gone and (is_pinned(draft, label) or (left and is_held(draft, label))):
                raise LockedError(f"You asked me to keep what is in {label}, so I cannot cut there; unlock it first.")
            if left:
                row.append(resized(piece, (Stretch(1, bar) for bar in left)) if gone else piece)
        if not row:
            raise EditError("That would leave nothing of the song; keep at least one section.")
        return spliced(draft, row).say(f"{in_words(target, plan)} cut")


class RepeatSectionMove(Move):
    """Play sections again right after themselves."""

    kind: Literal["repeat section"] = "repeat section"
    times: Annotated[int, Field(ge=1, le=8)] = 1
    """Further times."""

    def apply(self, draft: Draft) -> Draft:
        plan, target = draft.plan, self.target
        check_sections(plan, target.sections)
        check_bars(plan, target)
        where = in_words(target, plan) or "the whole song"
        often = times(self.times)
        if target.first_bar is not None and target.last_bar is not None:
            return spliced(draft, self._bars_again(draft)).say(f"{where} {often}")
        names = labels_of(target, plan)
        row: list[Piece] = []
        for chosen, run in groupby(pieces(plan), key=lambda p: p.section.label in names):
            block = list(run)
            copies = [again(piece) for piece in block] * (self.times if chosen else 0)
            ends = block[-1].section == plan.sections[-1]
            # The one that ends the song stays the last, with its ending as it is.
            row += [*copies, *block] if ends else [*block, *copies]
        return spliced(draft, row).say(f"{where} {often}")

    def _bars_again(self, draft: Draft) -> list[Piece]:
        """The form in which bars inside sections are played again: those sections grow."""
        row, at = [], 0
        for piece in pieces(draft.plan):
            first, at = at, at + piece.section.bars
            a, b = max(first, (self.target.first_bar or 1) - 1), min(at, self.target.last_bar or at)
            if a >= b or piece.section.label not in labels_of(self.target, draft.plan):
                row.append(piece)
                continue
            if is_held(draft, piece.section.label):
                raise LockedError(f"You asked me to keep what is in {piece.section.label}; unlock it first.")
            inside = [Stretch(b - a, a)] * (self.times + 1)
            row.append(resized(piece, [Stretch(a - first, first), *inside, Stretch(at - b, b)]))
        return row


class MoveSectionMove(Move):
    """Move a section to another place in the form."""

    kind: Literal["move section"] = "move section"
    before: str | None = None
    """A label, or None with after None: to the start."""
    after: str | None = None

    def apply(self, draft: Draft) -> Draft:
        plan = draft.plan
        check_sections(plan, self.target.sections)
        place = _place(plan, self.before, self.after) or 0
        if not self.target.sections:
            raise EditError(f"Say which section to move: {listed(s.label for s in plan.sections)}.")
        row = pieces(plan)
        moved = [p for p in row if p.section.label in self.target.sections]
        stay = [p for p in row if p.section.label not in self.target.sections]
        begin = sum(p.section.label not in self.target.sections for p in row[:place])
        new = [*stay[:begin], *moved, *stay[begin:]]
        name = in_words(self.target, plan) or "that"
        if new == row:
            raise EditError(f"{name} stands there already.")
        draft = spliced(draft, new)
        if begin == 0:
            return draft.say(f"{name} moved to the start")
        where = f"before {stay[begin].section.label}" if self.before else f"after {stay[begin - 1].section.label}"
        return draft.say(f"{name} moved {where}")


class LengthMove(Move):
    """Make the song (or the target sections) longer or shorter."""

    kind: Literal["length"] = "length"
    seconds: Annotated[float, Field(ge=5, le=900)] | None = None
    bars: Annotated[int, Field(ge=1, le=512)] | None = None
    factor: Annotated[float, Field(gt=0, le=8)] | None = None
    """1.5 longer, 0.67 shorter, 2 twice as long."""

    def apply(self, draft: Draft) -> Draft:
        plan = draft.plan
        check_sections(plan, self.target.sections)
        check_bars(plan, self.target)
        if self.seconds is None and self.bars is None and self.factor is None:
            raise EditError("Say how long it should be, in bars or in minutes.")
        names = labels_of(self.target, plan)
        if len(names) == len(plan.sections):
            return fitted(draft, self.seconds, self.bars, self.factor)
        held = [name for name in names if is_held(draft, name)]
        if len(held) == len(names):
            raise LockedError(f"You asked me to keep what is in {listed(held)} as it is; unlock it first.")
        row, said = [], []
        for piece in pieces(plan):
            label, bars = piece.section.label, piece.section.bars
            if label in names and label not in held:
                wanted = total_wanted(draft, bars, self.seconds, self.bars, self.factor)
                if wanted != bars:
                    said.append(f"{label} {'longer' if wanted > bars else 'shorter'}: {_bars(wanted)}")
                piece = resize(piece, wanted)
            row.append(piece)
        if not said:
            raise EditError(f"{listed(names)} is as long as that already.")
        draft = spliced(draft, row)
        return draft.say(*said, say_length(draft))


class MetreMove(Move):
    """Put the song in another metre: the chords keep their bars, the tune is refitted, the band plays anew."""

    kind: Literal["metre"] = "metre"
    metre: Metre

    def apply(self, draft: Draft) -> Draft:
        if self.metre == draft.plan.metre:
            raise EditError(f"The song is in {self.metre} already.")
        if self.target.sections and len(labels_of(self.target, draft.plan)) < len(draft.plan.sections):
            raise EditError("I can change the metre of the whole song only, not of a part of it.")
        kept = [layer for layer in draft.layers if any(draft.keeps(c) for c in _everywhere(draft, layer))]
        if kept:
            raise LockedError(f"Another metre changes every note, and you asked me to keep {listed(kept)}.")
        return in_metre(draft, self.metre)


def _everywhere(draft: Draft, layer: str) -> list[Cell]:
    return [Cell(layer=layer, section=s.label) for s in draft.plan.sections]


def _bars(count: int) -> str:
    return f"{count} bar" if count == 1 else f"{count} bars"


def _place(plan: Plan, before: str | None, after: str | None) -> int | None:
    """Index in the form at which to insert; None when nothing was said."""
    check_sections(plan, [name for name in (before, after) if name is not None])
    labels = [s.label for s in plan.sections]
    if before is not None:
        return labels.index(before)
    return labels.index(after) + 1 if after is not None else None


def _model(row: Sequence[Piece], kind: SectionKind, place: int) -> Piece | None:
    """The section whose tune and chords a new one of the kind has: the nearest before it, else the next after."""
    before = [p for p in row[:place] if p.section.kind == kind]
    after = [p for p in row[place:] if p.section.kind == kind]
    return before[-1] if before else after[0] if after else None


def _new_piece(plan: Plan, kind: SectionKind, bars: int | None, place: int) -> Piece:
    """A section of a kind that the song does not have yet, in the key and with the feeling of what is around it."""
    around = plan.sections[max(0, place - 1) : place + 1]
    usual = 12 if plan.genre == "blues" and kind in ("verse", "solo", "bridge") else _USUAL_BARS[kind]
    section = Section(
        kind=kind,
        label=kind.capitalize(),
        bars=bars or usual * (2 if plan.metre == "2/4" else 1),
        transpose=around[0].transpose,
        mode=around[0].mode,
        pace=around[0].pace,
    )
    return Piece(section, (Stretch(section.bars),), feeling=_feeling(plan, kind, around))


def _feeling(plan: Plan, kind: SectionKind, around: Sequence[Section]) -> tuple[ArcPoint, ...]:
    v, a, t = _CHARACTER[kind]
    rise = _RISE.get(kind, 0.02)

    def mean(values: Sequence[float]) -> float:
        return sum(values) / len(values)

    valence = mean([staging.valence(plan, s) for s in around]) + v
    arousal = mean([staging.arousal(plan, s) for s in around]) + a
    tension = mean([staging.tension(plan, s) for s in around]) + t
    return tuple(
        ArcPoint(
            at=at,
            valence=round(min(max(valence, -1.0), 1.0), 4),
            arousal=round(min(max(arousal + turn * rise, 0.0), 1.0), 4),
            tension=round(min(max(tension + turn * rise, 0.0), 1.0), 4),
        )
        for at, turn in ((0.0, -1), (1.0, 1))
    )
