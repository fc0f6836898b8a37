"""Parts and sections taken over from an earlier version of the song."""

from collections.abc import Sequence

from skills.edit.draft import Draft, EditError, Written
from skills.edit.fit import is_exposed
from skills.edit.harmony import recorded, suited
from skills.edit.keys import in_range, moved_chords, moved_note, nearest
from skills.edit.places import listed
from skills.edit.scope import in_words, parts_of, scope, told, where
from skills.edit.target import HARMONY, Cell, Target
from skills.plan import Part, Section
from skills.song import Chord, Note, Song
from skills.theory.chord import ChordSymbol


def borrowed(draft: Draft, target: Target, version: int) -> Draft:
    """The draft with the target's cells as they are in another version.

    Parts are matched by name and role, sections by label, else by kind and number. What stands in another key is
    transposed, what stands over other chords is fitted to them, and what finds no counterpart stays and is said.
    Raises EditError when there is no such version, or nothing in it that matches.
    """
    if version not in draft.shelf:
        there = listed(str(n) for n in sorted(draft.shelf))
        raise EditError(f"There is no version {version} to take from; there are versions {there}.")
    source = draft.shelf[version]
    found = scope(draft, target, (), f"taking it from version {version}")
    if source.plan.metre != draft.plan.metre:
        raise EditError(
            f"Version {version} is in {source.plan.metre}, so it does not fit a song in {draft.plan.metre}."
        )
    pairs = [(cell, _counterpart(draft, source, cell)) for cell in found.free]
    missing = [cell for cell, other in pairs if other is None]
    taken = [(cell, other) for cell, other in pairs if other is not None]
    if not taken:
        raise EditError(f"Version {version} has nothing like {where(draft, target)} to take.")
    harmony = [(cell, other) for cell, other in taken if cell.layer == HARMONY]
    others = [(cell, other) for cell, other in taken if cell.layer != HARMONY]
    before, short = draft.song, list[Cell]()
    for cell, other in harmony:
        draft = _with_chords(draft, source, cell, other)
    if harmony:
        draft = recorded(draft, [cell for cell, _ in harmony])
    alike = _played_alike(draft, source)
    for cell, other in others:
        draft, cut = _with_part(draft, source, cell, other)
        short += [cell] if cut else []
        if not alike:
            draft = draft.replay([cell])
    tunes = [cell.model_copy(update={"layer": HARMONY}) for cell, _ in others
             if cell.layer in parts_of(draft.plan, "lead")[:1]]  # fmt: skip
    draft = suited(draft, [c for c in tunes if c not in dict(harmony)])
    if before == draft.song:
        raise EditError(f"{where(draft, target)} is the same in version {version}.".capitalize())
    if missing:
        draft = draft.note(f"Version {version} has no {_without_the(in_words(draft, missing))}, so that stayed.")
    if short:
        draft = draft.note(f"Version {version} is shorter in {listed(c.section for c in short)}; the last bars stayed.")
    return told(draft, found).say(f"{where(draft, target)} from version {version}")


def _without_the(words: str) -> str:
    return words.removeprefix("the ")


def _counterpart(draft: Draft, source: Written, cell: Cell) -> tuple[Section, Part | None] | None:
    """The section and the part of another version that a cell is taken from."""
    section = _section_like(draft, source, draft.plan.section(cell.section))
    if section is None:
        return None
    if cell.layer == HARMONY:
        return section, None
    part = next(p for p in draft.plan.parts if p.name == cell.layer)
    same = [p for p in draft.plan.parts if p.role == part.role]
    alike = [p for p in source.plan.parts if p.role == part.role]
    other = next((p for p in alike if p.name == part.name), None)
    if other is None and len(alike) > same.index(part):
        other = alike[same.index(part)]
    return (section, other) if other is not None else None


def _section_like(draft: Draft, source: Written, section: Section) -> Section | None:
    """The section of another version that has a section's label, else the one that is as many of its kind."""
    labelled = next((s for s in source.plan.sections if s.label == section.label), None)
    if labelled is not None:
        return labelled
    number, _ = draft.plan.occurrence(section)
    same = [s for s in source.plan.sections if s.kind == section.kind]
    return same[min(number, len(same) - 1)] if same else None


def _played_alike(draft: Draft, source: Written) -> bool:
    """Whether the other version is played as this one is: in its style, at its tempo, with its swing."""
    return all(getattr(draft.plan, name) == getattr(source.plan, name) for name in ("genre", "bpm", "swing"))


def _stretch(draft: Draft, source: Written, cell: Cell, section: Section) -> tuple[float, float, float, bool]:
    """Where a cell is taken from and how far it has to move: start, end, shift in beats; and whether it falls short."""
    start, end = draft.beats(cell)
    own, _ = draft.plan.span(draft.plan.section(cell.section))
    first, last = source.plan.span(section)
    begin = first + (start - own)
    until = min(begin + (end - start), last)
    return begin, until, start - begin, until < begin + (end - start) - 1e-6


def _with_chords(draft: Draft, source: Written, cell: Cell, other: tuple[Section, Part | None]) -> Draft:
    section, _ = other
    begin, until, shift, _ = _stretch(draft, source, cell, section)
    if until <= begin:
        return draft
    old, new = source.plan.key_of(section), draft.plan.key_of(draft.plan.section(cell.section))
    chords = moved_chords(source.song.harmony(begin, until), old, new)
    placed = [c.model_copy(update={"start": c.start + shift}) for c in chords]
    return draft.model_copy(update={"song": draft.song.with_chords(begin + shift, until + shift, placed)})


def _with_part(draft: Draft, source: Written, cell: Cell, other: tuple[Section, Part | None]) -> tuple[Draft, bool]:
    """The draft with a cell's notes and controls as another version has them; and whether that was shorter."""
    section, theirs = other
    begin, until, shift, short = _stretch(draft, source, cell, section)
    track = source.song.track(theirs.name) if theirs else None
    mine = draft.song.track(cell.layer)
    if until <= begin or track is None or mine is None:
        return draft, short
    notes = [n for n in track.notes if begin - 1e-6 <= n.start < until - 1e-6]
    if mine.part.role != "drums":
        notes = _in_key(draft, source, cell, section, notes, shift, mine.part)
    limit = until + shift
    placed = [
        n.model_copy(update={"start": n.start + shift, "duration": min(n.duration, max(0.1, limit - n.start - shift))})
        for n in notes
    ]
    song = draft.song.with_notes(cell.layer, begin + shift, limit, placed)
    new = song.track(cell.layer)
    assert new is not None
    span = (begin + shift - 1e-6, limit - 1e-6)
    kept = [c for c in new.controls if not span[0] <= c.beat < span[1]]
    theirs_ = [c.model_copy(update={"beat": c.beat + shift}) for c in track.controls if begin - 1e-6 <= c.beat < until]
    controls = tuple(sorted([*kept, *theirs_], key=lambda c: (c.beat, c.number)))
    return draft.model_copy(update={"song": song.with_track(new.model_copy(update={"controls": controls}))}), short


def _in_key(
    draft: Draft, source: Written, cell: Cell, section: Section, notes: Sequence[Note], shift: float, part: Part
) -> list[Note]:
    """Notes in the key, over the chords and on the instrument of the place they are taken to."""
    old, new = source.plan.key_of(section), draft.plan.key_of(draft.plan.section(cell.section))
    steps = nearest(new.tonic_pc - old.tonic_pc)
    chords = moved_chords(source.song.chords, old, new)
    pitches = []
    for note in notes:
        there, here = _chord(chords, note.start), _over(draft.song, note.start + shift)
        before = source.song.chord_at(note.start)
        pitch = moved_note(note, old, new, before.symbol if before else None, there, steps)
        if there != here and part.role != "lead" and here is not None:
            exposed = is_exposed(note, draft.plan.metre) or (there is not None and pitch % 12 in there.pitch_classes)
            pitch = _onto(pitch, here, bass=part.role == "bass") if exposed else pitch
        pitches.append(pitch)
    placed = in_range(pitches, part)
    return [n.model_copy(update={"pitch": p}) for n, p in zip(notes, placed, strict=True)]


def _over(song: Song, beat: float) -> ChordSymbol | None:
    chord = song.chord_at(beat)
    return chord.symbol if chord else None


def _chord(chords: Sequence[Chord], beat: float) -> ChordSymbol | None:
    return next((c.symbol for c in chords if c.start <= beat + 1e-6 < c.end), None)


def _onto(pitch: int, chord: ChordSymbol, *, bass: bool) -> int:
    """The note of a chord nearest to a pitch; for a bass the root or the fifth."""
    classes = {chord.bass_pc, *(pc for pc in chord.pitch_classes[2:3] if bass)} if bass else set(chord.pitch_classes)
    if pitch % 12 in classes:
        return pitch
    return min((p for p in range(pitch - 6, pitch + 7) if p % 12 in classes), key=lambda p: (abs(p - pitch), p))
