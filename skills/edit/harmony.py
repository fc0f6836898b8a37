"""Moves of harmony: given chords, other chords."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import Field

from skills.clock import bar_beats
from skills.edit.draft import Draft, EditError
from skills.edit.fit import adapted, clashes, heard_over, tune
from skills.edit.move import Move
from skills.edit.reharmony import reharmonised
from skills.edit.scope import Scope, directed, followers, in_words, replanned, scope, told, where
from skills.edit.target import HARMONY, Cell, Target
from skills.plan import Plan, Section
from skills.skill import SKILLS
from skills.song import Chord, Song
from skills.theory.chord import ChordSymbol, parse_chord, parse_numeral
from skills.theory.key import Key


class ChordsMove(Move):
    """Put given chords, as chord symbols or Roman numerals, into the target."""

    kind: Literal["chords"] = "chords"
    chords: Annotated[tuple[str, ...], Field(min_length=1)]

    def apply(self, draft: Draft) -> Draft:
        found = harmony_scope(draft, self.target, "other chords")
        song, given = draft.song, dict[str, tuple[str, ...]]()
        for cell in found.of(HARMONY):
            section = draft.plan.section(cell.section)
            key = draft.plan.key_of(section)
            names = tuple(" ".join(str(_read(one, key)) for one in name.split()) for name in self.chords)
            song = song.with_chords(*draft.beats(cell), _laid(draft, cell, names))
            if cell.first == 0 and cell.last is None:
                given[cell.section] = names
        draft = draft.model_copy(update={"song": song})
        for label, names in given.items():
            section = draft.plan.section(label)
            draft = _with_section(draft, section, section.model_copy(update={"chords": names}))
        draft = recorded(draft, [c for c in found.of(HARMONY) if c.first or c.last is not None])
        draft = suited(draft, found.of(HARMONY))
        return followed(draft, found.of(HARMONY)).say(
            f"{' '.join(self.chords)} in {where(draft, _places(self.target))}"
        )


class ReharmoniseMove(Move):
    """Find other chords for the target that suit its tune."""

    kind: Literal["reharmonise"] = "reharmonise"
    manner: Literal["new", "simpler", "jazzier", "richer", "darker", "brighter"] = "new"

    def apply(self, draft: Draft) -> Draft:
        found = harmony_scope(draft, self.target, "other chords")
        cells = found.of(HARMONY)
        before = draft.song
        draft = reharmonise(draft, cells, self.manner)
        if all(_symbols(before, draft, c) == _symbols(draft.song, draft, c) for c in cells):
            raise EditError(
                f"The chords of {where(draft, _places(self.target))} cannot get {self.manner} than they are."
            )
        words = {
            "new": "new chords",
            "simpler": "simpler chords",
            "jazzier": "jazzier chords",
            "richer": "richer chords",
        }
        place = where(draft, _places(self.target))
        done = f"{words.get(self.manner, f'{self.manner} chords')} in {place}"
        return told(followed(draft, cells), found).say(done)


def harmony_scope(draft: Draft, target: Target, what: str) -> Scope:
    """The harmony of a target. Raises EditError where it is not there, LockedError where it is kept."""
    found = scope(draft, _places(target), (HARMONY,), what)
    return Scope(found.of(HARMONY), tuple(c for c in found.kept if c.layer == HARMONY))


def _places(target: Target) -> Target:
    return target.model_copy(update={"parts": ()})


def reharmonise(draft: Draft, cells: Sequence[Cell], manner: str) -> Draft:
    """Other chords in some cells of the harmony, never the ones there are if any others will do; the plan knows them.

    Sections of a kind that stand together are given the same chances, so that their chords stay alike.
    """
    takes = [round(draft.plan.direction("take", HARMONY, c.section)) for c in cells]
    first = max(takes, default=0)
    for take in range(first + 1, first + 5):
        song = draft.song
        for cell in cells:
            start, end = draft.beats(cell)
            section = draft.plan.section(cell.section)
            names = (manner, take, section.kind, cell.first)
            old = draft.song.harmony(start, end)
            new = reharmonised(
                draft.plan, draft.plan.key_of(section), old, tune(draft.song, draft.plan, start, end), manner, names
            )
            song = song.with_chords(start, end, new)
        if any(_symbols(song, draft, c) != _symbols(draft.song, draft, c) for c in cells):
            plan = draft.plan
            for cell, old_take in zip(cells, takes, strict=True):
                plan = directed(plan, "take", take - old_take, [cell])
            return recorded(replanned(draft.model_copy(update={"song": song}), plan), cells)
    return draft


def _symbols(song: Song, draft: Draft, cell: Cell) -> list[tuple[float, ChordSymbol]]:
    return [(round(c.start, 4), c.symbol) for c in song.harmony(*draft.beats(cell))]


def recorded(draft: Draft, cells: Iterable[Cell]) -> Draft:
    """The draft whose plan knows the chords of the cells' sections, a string for each bar."""
    bar = bar_beats(draft.plan.metre)
    for label in dict.fromkeys(c.section for c in cells):
        section = draft.plan.section(label)
        start, _ = draft.plan.span(section)
        rows = []
        for number in range(section.bars):
            here = draft.song.harmony(start + number * bar, start + (number + 1) * bar)
            rows.append(" ".join(str(c.symbol) for c in here))
        if all(rows):
            draft = _with_section(draft, section, section.model_copy(update={"chords": tuple(rows)}))
    return draft


def _with_section(draft: Draft, old: Section, new: Section) -> Draft:
    sections = tuple(new if s.label == old.label else s for s in draft.plan.sections)
    return replanned(draft, draft.plan.model_copy(update={"sections": sections}))


def followed(draft: Draft, cells: Iterable[Cell]) -> Draft:
    """The parts that play the harmony marked to be written again wherever it changed; what is kept is said."""
    places = [Cell(layer=name, section=c.section, first=c.first, last=c.last)
              for name in followers(draft.plan) for c in cells]  # fmt: skip
    free = [c for c in places if not draft.keeps(c)]
    kept = [c for c in places if draft.keeps(c)]
    if kept:
        draft = draft.note(f"I left {in_words(draft, kept)} alone, so it still plays the chords from before.")
    return draft.rewrite(free)


def suited(draft: Draft, cells: Iterable[Cell]) -> Draft:
    """The tune with the notes that clash with new chords moved, as few as will do, and how many said.

    A tune that is kept does not move; then the clashes are said.
    """
    lead = draft.plan.part("lead")
    if lead is None:
        return draft
    moved = stuck = 0
    replayed: list[Cell] = []
    for cell in cells:
        start, end = draft.beats(cell)
        mine = Cell(layer=lead.name, section=cell.section, first=cell.first, last=cell.last)
        notes = tune(draft.song, draft.plan, start, end)
        chords = draft.song.chords
        if draft.keeps(mine):
            over = [(n, heard_over(n, chords)) for n in notes]
            stuck += sum(c is not None and clashes(n, c.symbol, draft.plan.metre) for n, c in over)
            continue
        key = draft.plan.key_of(draft.plan.section(cell.section))
        fitted, count = adapted(notes, chords, key, draft.plan.metre)
        if count:
            moved += count
            replayed.append(mine)
            draft = draft.model_copy(update={"song": draft.song.with_notes(lead.name, start, end, fitted)})
    if moved:
        draft = draft.note(f"I moved {_count(moved)} of the melody to fit the chords; its rhythm stayed.")
    if stuck:
        draft = draft.note(f"The melody stayed as it was, and {_count(stuck)} of it rub against the new chords.")
    return draft.replay(replayed)


def _count(number: int) -> str:
    return "one note" if number == 1 else f"{number} notes"


def _laid(draft: Draft, cell: Cell, names: tuple[str, ...]) -> list[Chord]:
    """Given chords over a cell, as the chord writer lays them over a section."""
    plan = draft.plan
    section = plan.section(cell.section)
    start, end = draft.beats(cell)
    bars = (cell.last or section.bars) - cell.first
    small = section.model_copy(update={"bars": bars, "chords": names})
    alone: Plan = plan.model_copy(update={"sections": (small,)})
    import skills.chords  # noqa: F401  registers the writer

    written = SKILLS["chords"](Song.blank(alone), alone, small)
    return [c.model_copy(update={"start": c.start + start}) for c in written.chords if c.start + start < end - 1e-6]


def _read(name: str, key: Key) -> ChordSymbol:
    """A chord symbol, or a Roman numeral in a key. Raises EditError for what is neither."""
    try:
        return parse_chord(name)
    except ValueError:
        try:
            return parse_numeral(name, key)
        except ValueError:
            raise EditError(
                f"I don't know the chord {name!r}; write it like Am, F#m7, Bb/D or Gsus4, or as a numeral like ii7."
            ) from None
