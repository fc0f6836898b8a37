"""Moves of the cast: instruments in, out and swapped; the title."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import Field

from skills.edit.draft import Draft, EditError, LockedError
from skills.edit.move import Move
from skills.edit.places import at, check_bars, check_parts, check_sections, in_words, labels_of, listed, unkept
from skills.edit.splice import released
from skills.edit.target import HARMONY, Cell, Target
from skills.instruments import INSTRUMENTS, Instrument
from skills.melody.doubling import fitted
from skills.plan import MOST_PARTS, ROLES, Part, Plan, Role, Section
from skills.song import Control, Note, Track

_NEAR = 1e-6
_LATE_ROLES = ("lead", "counter")
"""Roles that wait for the first verse."""
_PEDAL = 64


class AddPartMove(Move):
    """Add an instrument, everywhere or in some sections."""

    kind: Literal["add part"] = "add part"
    instrument: str
    role: Role | None = None

    def apply(self, draft: Draft) -> Draft:
        plan = draft.plan
        check_sections(plan, self.target.sections)
        check_bars(plan, self.target)
        instrument = known(self.instrument)
        if len(plan.parts) >= MOST_PARTS:
            raise EditError(f"I write for {MOST_PARTS} parts at most; take one out first.")
        role = self.role or _role(instrument, plan)
        if (role == "drums") != (instrument.family == "drums"):
            raise EditError(f"The {instrument.name} cannot play the part of the {role}; leave the role to me.")
        part = named(plan, role, instrument)
        wanted = labels_of(self.target, plan)
        labels = tuple(label for label in wanted if not draft.keeps(Cell(layer=part.name, section=label)))
        if not labels:
            raise LockedError(f"You asked me to keep {in_words(self.target, plan) or 'the song'}; unlock it first.")
        if kept := [label for label in wanted if label not in labels]:
            draft = draft.note(f"The {instrument.name} rests in {listed(kept)}, as you wanted to keep that.")
        draft = with_part(draft, part, labels)
        if len(labels) == len(plan.sections) and role in _LATE_ROLES and len(plan.sections) > 2:
            labels = tuple(s.label for s in plan.sections if s.kind not in ("intro", "build")) or labels
        draft = _staged(draft, part.name, playing=labels)
        cells = [Cell(layer=part.name, section=label) for label in labels]
        if role in ("lead", "bass") and (first := plan.part(role)) is not None:
            # A second tune or a second bass line would be one too many: the new one doubles the first.
            draft = _doubled(draft, first, part, labels).replay(cells)
            return draft.say(at(f"{instrument.name} added, doubling the {first.instrument}", self.target, plan))
        second = role == "drums" and any(p.role == role for p in plan.parts)
        said = f"{instrument.name} added" if role == "drums" else f"{instrument.name} added ({_AS[role]})"
        return draft.rewrite(cells).say(at("percussion added" if second else said, self.target, plan))


class RemovePartMove(Move):
    """Take parts out, everywhere or in some sections or bars (they rest there)."""

    kind: Literal["remove part"] = "remove part"

    def apply(self, draft: Draft) -> Draft:
        plan, target = draft.plan, self.target
        if HARMONY in target.parts:
            raise EditError("The chord symbols are no part that plays; name an instrument.")
        check_parts(plan, target.parts)
        check_sections(plan, target.sections)
        check_bars(plan, target)
        names = target.parts or tuple(p.name for p in plan.parts)
        who = listed(_shown(plan, name) for name in names) if target.parts else "everyone"
        labels = labels_of(target, plan)
        if target.first_bar is not None:
            cells = unkept(draft, target, names, what=f"the {who}")
            return _rested(draft, cells).say(f"{who} out in {in_words(target, plan)}")
        if len(labels) == len(plan.sections):
            unfree = [name for name in names if _is_kept(draft, name)]
            if unfree:
                raise LockedError(f"You asked me to keep {_the(plan, unfree)}; unlock first.")
            return without_parts(draft, names).say(f"{who} taken out")
        cells = unkept(draft, Target(parts=names, sections=labels), what=f"the {who}")
        for label in labels:
            out = {cell.layer for cell in cells if cell.section == label}
            if set(plan.section(label).silent) | out >= {p.name for p in plan.parts}:
                raise EditError(f"Nobody would be left in {label}; I can cut it instead, or keep one part there.")
        for name in dict.fromkeys(cell.layer for cell in cells):
            draft = _staged(draft, name, silent=[cell.section for cell in cells if cell.layer == name])
        draft = _rested(draft, cells)
        gone = [n for n in names if all(n in s.silent for s in draft.plan.sections)]
        return (without_parts(draft, gone) if gone else draft).say(at(f"{who} out", target, plan))


class SwapInstrumentMove(Move):
    """Play a part on another instrument: the same notes, within its range."""

    kind: Literal["swap instrument"] = "swap instrument"
    instrument: str

    def apply(self, draft: Draft) -> Draft:
        plan, target = draft.plan, self.target
        instrument = known(self.instrument)
        check_parts(plan, target.parts)
        check_sections(plan, target.sections)
        check_bars(plan, target)
        if not target.parts:
            raise EditError(
                f"Say whose part the {instrument.name} should play: {listed(_shown(plan, p.name) for p in plan.parts)}."
            )
        for name in target.parts:
            draft = _swapped(draft, next(p for p in plan.parts if p.name == name), instrument, target)
        return draft


class TitleMove(Move):
    """Give the song another title."""

    kind: Literal["title"] = "title"
    title: Annotated[str, Field(min_length=1, max_length=120)]

    def apply(self, draft: Draft) -> Draft:
        title = " ".join(self.title.split())
        if not title:
            raise EditError("A title needs at least one letter.")
        plan = draft.plan.model_copy(update={"title": title})
        song = draft.song.model_copy(update={"title": title})
        return draft.model_copy(update={"plan": plan, "song": song}).say(f"now called {title}")


_AS: dict[Role, str] = {
    "lead": "the tune", "counter": "a second voice", "chords": "chords", "pad": "a pad", "bass": "the bass",
}  # fmt: skip


def known(name: str) -> Instrument:
    """The instrument of a name or of another name people use for it. Raises EditError."""
    plain = name.strip().lower()
    found = INSTRUMENTS.get(plain) or next((i for i in INSTRUMENTS.values() if plain in i.aliases), None)
    if found is None:
        raise EditError(f"I do not know an instrument called {name}; try piano, guitar, strings, flute or drums.")
    return found


def _shown(plan: Plan, name: str) -> str:
    """A part as people call it: by its instrument, and by its role too where two play the same."""
    part = next(p for p in plan.parts if p.name == name)
    same = [p for p in plan.parts if p.instrument == part.instrument]
    return part.instrument if len(same) == 1 else f"{part.instrument} ({part.name})"


def _the(plan: Plan, names: Iterable[str]) -> str:
    return listed(f"the {_shown(plan, name)}" for name in names)


def _role(instrument: Instrument, plan: Plan) -> Role:
    """What an instrument plays in a band: its most natural role, or for a melody instrument the first that is free."""
    roles = [r for natural in instrument.roles for r in ROLES if r == natural]
    held = {p.role for p in plan.parts}
    if roles[0] in ("lead", "counter"):
        fallback: Role = "counter" if "counter" in roles else roles[0]
        return next((r for r in roles if r not in held and r != "bass"), fallback)
    if roles[0] == "chords" and "lead" in roles and "lead" not in held and held & {"chords", "pad"}:
        return "lead"
    return roles[0]


def named(plan: Plan, role: Role, instrument: Instrument) -> Part:
    """A part for an instrument in a role, called by a name that is still free."""
    names = {p.name for p in plan.parts}
    number = 1
    while (name := role if number == 1 else f"{role} {number}") in names:
        number += 1
    return Part(name=name, role=role, instrument=instrument.name)


def with_part(draft: Draft, part: Part, labels: Sequence[str]) -> Draft:
    """The draft with a part more, in its place in the score; it rests outside some sections."""
    order = [*draft.plan.parts, part]
    order.sort(key=lambda p: ROLES.index(p.role))
    if [p for p in order if p is not part] != list(draft.plan.parts):  # the band stands in an order of its own
        order = [*draft.plan.parts, part]
    parts = tuple(order)
    tracks = {t.part.name: t for t in draft.song.tracks} | {part.name: Track(part=part)}
    draft = draft.model_copy(
        update={
            "plan": draft.plan.model_copy(update={"parts": parts}),
            "song": draft.song.model_copy(update={"tracks": tuple(tracks[p.name] for p in parts)}),
        }
    )
    return _staged(draft, part.name, silent=[s.label for s in draft.plan.sections if s.label not in labels])


def without_parts(draft: Draft, names: Sequence[str]) -> Draft:
    """The draft without some parts. Raises EditError when nobody would be left."""
    plan, song = draft.plan, draft.song
    parts = tuple(p for p in plan.parts if p.name not in names)
    if not parts:
        raise EditError("That would leave nobody to play; keep at least one instrument.")
    sections = tuple(
        s.model_copy(
            update={
                "silent": tuple(n for n in s.silent if n not in names),
                "playing": tuple(n for n in s.playing if n not in names),
            }
        )
        for s in plan.sections
    )
    directions = tuple(d for d in plan.directions if d.part not in names)
    plan = plan.model_copy(update={"parts": parts, "sections": sections, "directions": directions})
    tracks = tuple(t for t in song.tracks if t.part.name not in names)
    return draft.model_copy(
        update={
            "plan": plan,
            "song": song.model_copy(update={"tracks": tracks, "sections": sections}),
            "unwritten": frozenset(c for c in draft.unwritten if c.layer not in names),
            "unplayed": frozenset(c for c in draft.unplayed if c.layer not in names),
        }
    )


def _staged(draft: Draft, name: str, *, silent: Sequence[str] = (), playing: Sequence[str] = ()) -> Draft:
    """The draft with a part resting in some sections, and playing in some whatever the arc says."""

    def staged(section: Section) -> Section:
        rests = section.label in silent or (name in section.silent and section.label not in playing)
        plays = not rests and (section.label in playing or name in section.playing)
        quiet = (*(n for n in section.silent if n != name), *([name] if rests else []))
        loud = (*(n for n in section.playing if n != name), *([name] if plays else []))
        if set(quiet) == set(section.silent) and set(loud) == set(section.playing):
            return section
        return section.model_copy(update={"silent": quiet, "playing": loud})

    sections = tuple(staged(s) for s in draft.plan.sections)
    return draft.model_copy(
        update={
            "plan": draft.plan.model_copy(update={"sections": sections}),
            "song": draft.song.model_copy(update={"sections": sections}),
        }
    )


def _is_kept(draft: Draft, name: str) -> bool:
    return any(draft.keeps(Cell(layer=name, section=s.label)) for s in draft.plan.sections)


def _rested(draft: Draft, cells: Iterable[Cell]) -> Draft:
    """The draft with nothing played in some cells; what rings into them ends there."""
    song = draft.song
    cells = tuple(cells)
    for cell in cells:
        track = song.track(cell.layer)
        if track is None:
            continue
        start, end = draft.beats(cell)
        stay = [n for n in track.notes if not start - _NEAR <= n.start < end - _NEAR]
        controls = [c for c in track.controls if not start - _NEAR <= c.beat < end - _NEAR]
        held = [c for c in controls if c.number == _PEDAL and c.beat < start]
        if held and held[-1].value:
            controls.append(Control(number=_PEDAL, beat=start, value=0))
        controls.sort(key=lambda c: (c.beat, c.number))
        song = song.with_track(
            track.model_copy(update={"notes": released(draft, stay, cell), "controls": tuple(controls)})
        )
    gone = frozenset(cells)
    return draft.model_copy(
        update={"song": song, "unwritten": draft.unwritten - gone, "unplayed": draft.unplayed - gone}
    )


def _doubled(draft: Draft, source: Part, part: Part, labels: Sequence[str]) -> Draft:
    """The draft with a part playing another's notes in some sections, on its own instrument."""
    spans = [draft.plan.span(s) for s in draft.plan.sections if s.label in labels]
    track = draft.song.track(source.name)
    notes = [
        Note(pitch=n.pitch, start=n.start, duration=n.duration, velocity=n.velocity if n.accent is None else n.accent)
        for n in (track.notes if track else ())
        if any(a - _NEAR <= n.start < b - _NEAR for a, b in spans)
    ]
    doubled = Track(part=part, notes=tuple(fitted(notes, INSTRUMENTS[part.instrument])))
    return draft.model_copy(update={"song": draft.song.with_track(doubled)})


def _swapped(draft: Draft, part: Part, instrument: Instrument, target: Target) -> Draft:
    """The draft with a part on another instrument, where it is meant and not kept."""
    plan = draft.plan
    drums = part.role == "drums"
    if drums != (instrument.family == "drums"):
        what = "have no pitches, so they cannot become" if drums else "has pitches, so it cannot become"
        more = "I can take them out and add" if drums else "I can take it out and add"
        raise EditError(f"The {part.instrument} {what} {instrument.name}; {more} {instrument.name} instead.")
    if part.instrument == instrument.name:
        raise EditError(f"The {instrument.name} plays that already.")
    wanted = Target(parts=(part.name,), sections=labels_of(target, plan))
    free = unkept(draft, wanted, what=f"the {_shown(plan, part.name)}")
    labels = tuple(dict.fromkeys(cell.section for cell in free))
    said = f"{instrument.name} instead of {part.instrument}"
    if len(labels) == len(plan.sections):
        new = part.model_copy(update={"instrument": instrument.name})
        draft = on_instrument(draft, new)
    else:
        new = named(plan, part.role, instrument)
        if len(plan.parts) >= MOST_PARTS:
            raise EditError(f"I write for {MOST_PARTS} parts at most; take one out first.")
        draft = _doubled(with_part(draft, new, labels), part, new, labels)
        draft = _staged(draft, new.name, playing=labels)
        draft = _rested(_staged(draft, part.name, silent=labels), free)
    draft = draft.replay(Cell(layer=new.name, section=label) for label in labels)
    if instrument.is_monophonic and part.role in ("chords", "pad"):
        draft = draft.note(f"The {instrument.name} plays one note at a time, so it has the top notes of the chords.")
    return draft.say(said if len(labels) == len(plan.sections) else f"{said} in {listed(labels)}")


def on_instrument(draft: Draft, part: Part) -> Draft:
    """The draft with a part as it is here, its own notes fitted to its instrument; they are still to be performed."""
    parts = tuple(part if p.name == part.name else p for p in draft.plan.parts)
    draft = _doubled(draft, part, part, [s.label for s in draft.plan.sections])
    return draft.model_copy(update={"plan": draft.plan.model_copy(update={"parts": parts})})
