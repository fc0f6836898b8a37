"""Moves of pitch: transposing, changing mode, changing register."""

from typing import Annotated, Literal

from pydantic import Field

from skills.edit.draft import Draft, EditError, LockedError
from skills.edit.keys import in_range, moved_chords, moved_names, moved_note, nearest, respelled
from skills.edit.move import Move
from skills.edit.places import listed
from skills.edit.scope import (
    check,
    directed,
    in_words,
    parts_of,
    replanned,
    scope,
    spoken,
    told,
    where,
    whole_sections,
)
from skills.edit.target import HARMONY, Cell, Target
from skills.instruments import INSTRUMENTS
from skills.plan import Plan, Section
from skills.song import Note, Song
from skills.theory.chord import ChordSymbol
from skills.theory.key import Key, Mode

_STEPS = {
    1: "a semitone", 2: "a step", 3: "a minor third", 4: "a major third", 5: "a fourth", 6: "a tritone",
    7: "a fifth", 8: "a minor sixth", 9: "a major sixth", 10: "a minor seventh", 11: "a major seventh",
}  # fmt: skip


class KeyMove(Move):
    """Transpose or change mode, everywhere or in some sections ("up a step", "in D minor", "key change at the end")."""

    kind: Literal["key"] = "key"
    tonic: str | None = None
    mode: Mode | None = None
    semitones: Annotated[int, Field(ge=-24, le=24)] | None = None

    def apply(self, draft: Draft) -> Draft:
        if self.tonic is None and self.mode is None and not self.semitones:
            raise EditError("Say which key you want, or how far up or down, as in a step up or in D minor.")
        if self.semitones and self.semitones % 12 == 0 and self.tonic is None and self.mode is None:
            return RegisterMove(target=self.target, octaves=self.semitones // 12).apply(draft)
        labels = _keyed_sections(draft, self.target)
        whole = len(labels) == len(draft.plan.sections)
        home = draft.plan.key
        first = home if whole else draft.plan.key_of(draft.plan.section(labels[0]))
        shift = self._shift(first)
        keys = {label: self._new(draft.plan.key_of(draft.plan.section(label)), first, shift) for label in labels}
        if not any(keys[label] != draft.plan.key_of(draft.plan.section(label)) for label in labels):
            raise EditError(f"{'The song' if whole else listed(labels)} is in {first} already.")
        plan = self._planned(draft.plan, labels, shift, whole)
        changed = rekeyed(draft, plan, labels, shift)
        now = plan.key if whole else plan.key_of(plan.section(labels[0]))
        return changed.say(_phrase("" if whole else where(draft, self.target), shift, first, now, bool(self.semitones)))

    def _shift(self, now: Key) -> int:
        """Semitones that notes move by."""
        if self.tonic is not None:
            return nearest(Key(tonic=self.tonic).tonic_pc - now.tonic_pc)
        semitones = self.semitones or 0
        return semitones if abs(semitones) < 12 else nearest(semitones)

    def _new(self, key: Key, first: Key, shift: int) -> Key:
        moved = key.transposed(shift)
        return moved if self.mode is None else Key(tonic=moved.tonic, mode=self.mode)

    def _planned(self, plan: Plan, labels: tuple[str, ...], shift: int, whole: bool) -> Plan:
        """The plan in its new keys. Given chords are carried over by ``rekeyed``."""
        if whole:
            tonic = self.tonic if self.tonic is not None else plan.key.transposed(shift).tonic
            key = respelled(Key(tonic=tonic, mode=self.mode or plan.key.mode))
            sections = tuple(
                s if self.mode is None else s.model_copy(update={"mode": None}) for s in plan.sections
            )  # fmt: skip
            return plan.model_copy(update={"key": key, "sections": sections})
        sections = tuple(_modulated(s, plan.key, shift, self.mode) if s.label in labels else s for s in plan.sections)
        return plan.model_copy(update={"sections": sections})


def _modulated(section: Section, home: Key, shift: int, mode: Mode | None) -> Section:
    steps = section.transpose + shift
    mode = mode or section.mode
    return section.model_copy(
        update={"transpose": steps if abs(steps) <= 11 else nearest(steps), "mode": None if mode == home.mode else mode}
    )


def _keyed_sections(draft: Draft, target: Target) -> tuple[str, ...]:
    """The sections a change of key is for. Raises EditError for parts and single bars, LockedError for what is kept."""
    check(draft, target)
    if any(name != HARMONY for name in target.parts) and set(target.parts) < set(parts_of(draft.plan)):
        raise EditError("A change of key moves everyone who plays notes; a single part can go up or down an octave.")
    layers = (HARMONY, *parts_of(draft.plan))
    cells = draft.model_copy(update={"kept": ()}).cells(target.model_copy(update={"parts": ()}), layers)
    labels = whole_sections(cells)
    if not labels or any(c.first or c.last for c in cells):
        raise EditError("A change of key is for whole sections; name one, or the whole song.")
    if held := [c for c in cells if draft.keeps(c) and _sounds(draft.song, draft, c)]:
        raise LockedError(
            f"A change of key would move {in_words(draft, held)}, which must stay as it is; unlock it first."
        )
    return labels


def _sounds(song: Song, draft: Draft, cell: Cell) -> bool:
    if cell.layer == HARMONY:
        return True
    return bool(song.notes_in(cell.layer, *draft.beats(cell)))


def rekeyed(draft: Draft, plan: Plan, labels: tuple[str, ...], shift: int) -> Draft:
    """The draft with the chords and notes of some sections carried into their keys in another plan.

    Notes move by ``shift`` semitones; between modes they keep their degree. Drums stay. A part moves by octaves as
    a whole where its instrument ends: over the song when every section moves, else section by section.
    """
    song = draft.song
    sections = [s for s in draft.plan.sections if s.label in labels]
    homes = {s.label: (draft.plan.key_of(s), plan.key_of(plan.section(s.label))) for s in sections}
    spans = {s.label: draft.plan.span(s) for s in sections}
    for label, (start, end) in spans.items():
        after = draft.song.chord_at(end)
        chords = moved_chords(song.chords_in(start, end), *homes[label], after.symbol if after else None)
        song = song.with_chords(start, end, chords)
    for name in parts_of(draft.plan):
        part = next(p for p in draft.plan.parts if p.name == name)
        track = song.track(name)
        if track is None:
            continue
        moved: list[tuple[Note, int]] = []
        for label, (start, end) in spans.items():
            inside = [n for n in track.notes if _within(n, (start, end))]
            line = [moved_note(n, *homes[label], _symbol_at(draft.song, n), _symbol_at(song, n), shift) for n in inside]
            if len(labels) < len(draft.plan.sections):
                line = in_range(line, part)
            moved += zip(inside, line, strict=True)
        pitches = in_range([pitch for _, pitch in moved], part)
        line_of = [n.model_copy(update={"pitch": p}) for (n, _), p in zip(moved, pitches, strict=True)]
        for span in spans.values():
            song = song.with_notes(name, *span, [n for n in line_of if _within(n, span)])
    forms = tuple(
        s.model_copy(update={"chords": moved_names(s.chords, *homes[s.label])}) if s.label in labels and s.chords else s
        for s in plan.sections
    )
    return replanned(draft.model_copy(update={"song": song}), plan.model_copy(update={"sections": forms}))


def _symbol_at(song: Song, note: Note) -> ChordSymbol | None:
    chord = song.chord_at(note.start)
    return chord.symbol if chord else None


def _phrase(place: str, shift: int, old: Key, new: Key, by_steps: bool) -> str:
    steps = f"{'up' if shift > 0 else 'down'} {_STEPS[abs(shift)]}, " if by_steps and shift else ""
    turn = f"turned to {new.mode}" if not shift and old.mode != new.mode else f"{steps}to {new}"
    return f"{place} {turn}".strip()


class RegisterMove(Move):
    """The same notes an octave or more higher or lower."""

    kind: Literal["register"] = "register"
    octaves: Annotated[int, Field(ge=-3, le=3)]

    def apply(self, draft: Draft) -> Draft:
        if self.octaves == 0:
            raise EditError("Say how many octaves higher or lower it should be.")
        found = scope(draft, self.target, parts_of(draft.plan), "moving it by octaves")
        cells = [c for c in found.free if c.layer in parts_of(draft.plan)]
        if not cells:
            raise EditError("Only parts that play notes can move by octaves; the drums and the chord names cannot.")
        song, moved, short = draft.song, list[Cell](), list[str]()
        for layer in dict.fromkeys(c.layer for c in cells):
            mine = [c for c in cells if c.layer == layer]
            part = next(p for p in draft.plan.parts if p.name == layer)
            instrument = INSTRUMENTS[part.instrument]
            notes = {c: song.notes_in(layer, *draft.beats(c)) for c in mine}
            pitches = [n.pitch + 12 * self.octaves for line in notes.values() for n in line]
            if not pitches:
                continue
            if min(pitches) < instrument.low or max(pitches) > instrument.high:
                short.append(f"the {part.instrument} ({spoken(draft, layer)})")
                continue
            for cell, line in notes.items():
                up = [n.model_copy(update={"pitch": n.pitch + 12 * self.octaves}) for n in line]
                song = song.with_notes(layer, *draft.beats(cell), up)
                moved.append(cell)
        way = "higher" if self.octaves > 0 else "lower"
        many = "an octave" if abs(self.octaves) == 1 else f"{abs(self.octaves)} octaves"
        if not moved and short:
            raise EditError(f"{listed(short).capitalize()} cannot go {many} {way}: that is beyond what it can play.")
        if not moved:
            raise EditError("Nobody plays a note there, so there is nothing to move.")
        draft = draft.model_copy(update={"song": song})
        draft = replanned(draft, directed(draft.plan, "register", 0.5 * self.octaves, moved))
        if short:
            draft = draft.note(f"I left {listed(short)} where it was: {many} {way} is beyond what it can play.")
        return told(draft, found).replay(moved).say(f"{where(draft, self.target)} {many} {way}")


def _within(note: Note, span: tuple[float, float]) -> bool:
    return span[0] - 1e-6 <= note.start < span[1] - 1e-6
