"""The same song in another style: who plays, how fast, how it swings and what the band plays."""

from skills.clock import Tempo, is_compound
from skills.edit.draft import Draft, EditError, LockedError
from skills.edit.keys import in_range
from skills.edit.scope import check, in_words, listed, parts_of, replanned
from skills.edit.target import Cell, Target
from skills.plan import Part, Plan, Role, Section
from skills.song import Song, Track
from skills.styles import STYLES, Style

_ORDER: tuple[Role, ...] = ("lead", "counter", "chords", "pad", "bass", "drums")
_FAR = 1.15
"""How far outside a style's usual tempi a tempo may lie, as a factor, before it moves into them."""
_FEW = 2
"""A song of so few parts keeps its players, whatever it is played like."""


def restyled(draft: Draft, genre: str, target: Target) -> Draft:
    """The draft in another style: tune and harmony stay, what is kept stays to the note.

    Raises EditError for a style that is not known, is the one there is, or is wanted for a part of the song only, and
    LockedError when the whole band is kept.
    """
    if genre not in STYLES:
        raise EditError(f"I don't know the style {genre!r}; I know {listed(sorted(STYLES))}.")
    check(draft, target)
    if target.sections or target.first_bar is not None or target.parts:
        raise EditError(f"A song has one style; ask for all of it in {genre}.")
    if genre == draft.plan.genre:
        raise EditError(f"The song is in the style of {genre} already.")
    style = STYLES[genre]
    kept = _kept_parts(draft)
    if all(p.name in kept for p in draft.plan.parts):
        raise LockedError(f"Everything must stay as it is, so the song cannot become {genre}; unlock the band first.")
    parts, heirs = _band(draft.plan, style, kept)
    plan = draft.plan
    plan = plan.model_copy(
        update={
            "genre": genre,
            "parts": parts,
            "bpm": _tempo(plan.bpm, style),
            "swing": 0.5 if is_compound(plan.metre) or plan.metre == "7/8" else style.swing,
            "sections": tuple(_resting(s, plan, heirs) for s in plan.sections),
            "directions": tuple(
                d.model_copy(update={"part": heirs.get(d.part, d.part)})
                for d in plan.directions
                if not d.part or d.part == "harmony" or d.part in heirs
            ),
        }
    )
    song = _recast(draft.song, draft.plan, plan, heirs)
    after = replanned(draft.model_copy(update={"song": song}), plan)
    labels = [s.label for s in plan.sections]
    band = [Cell(layer=name, section=label) for name in parts_of(plan, "chords", "pad", "counter", "bass", "drums")
            for label in labels]  # fmt: skip
    tune = [Cell(layer=name, section=label) for name in parts_of(plan, "lead") for label in labels]
    free = [c for c in band if not after.keeps(c)]
    after = after.rewrite(free).replay(c for c in tune if not after.keeps(c))
    if held := [c for c in (*band, *tune) if after.keeps(c)]:
        after = after.note(f"I left {in_words(after, held)} alone, as you wanted to keep it.")
    return after.say(f"in the style of {genre}")


def _kept_parts(draft: Draft) -> set[str]:
    """Names of the parts of which something must stay."""
    labels = [s.label for s in draft.plan.sections]
    return {p.name for p in draft.plan.parts if any(draft.keeps(Cell(layer=p.name, section=label)) for label in labels)}


def _band(plan: Plan, style: Style, kept: set[str]) -> tuple[tuple[Part, ...], dict[str, str]]:
    """The band in another style, and which of its parts each old part becomes.

    Who is kept, or was asked for by name, plays on; who has a place in the style's band changes instrument; the rest
    of the style's band joins, and who has no place any more goes. A handful of players, or those that were asked for
    and nobody else, stay.
    """
    asked = {a.value for a in plan.asks if a.kind == "instrument" and not a.unwanted}
    out = {a.value for a in plan.asks if a.kind == "instrument" and a.unwanted}
    if len(plan.parts) <= _FEW or any(a.kind == "only" for a in plan.asks):
        return plan.parts, {p.name: p.name for p in plan.parts}
    seats = [(role, name) for role, name in style.parts if name not in out]
    parts: list[Part] = []
    heirs: dict[str, str] = {}
    for part in plan.parts:
        usual = next(((r, n) for r, n in seats if r == part.role), None)
        if part.name in kept or part.instrument in asked:
            seats = [s for s in seats if s != usual]
        elif usual is not None:
            seats.remove(usual)
            part = part.model_copy(update={"instrument": usual[1]})
        elif part.role != "lead":
            continue
        parts.append(part)
        heirs[part.name] = part.name
    for role, name in seats:
        if all(p.instrument != name for p in parts):
            parts.append(Part(name=_free_name(role, parts), role=_role(role), instrument=name))
    return tuple(sorted(parts, key=lambda p: _ORDER.index(p.role))), heirs


def _role(name: str) -> Role:
    return next(r for r in _ORDER if r == name)


def _free_name(role: str, parts: list[Part]) -> str:
    taken = {p.name for p in parts}
    return next(n for n in (role, *(f"{role} {k}" for k in range(2, 20))) if n not in taken)


def _tempo(bpm: float, style: Style) -> float:
    """The tempo, in the style's range if it lay far outside; half or double where that is a tempo of the style."""
    slow, _, fast = style.bpm
    if slow / _FAR <= bpm <= fast * _FAR:
        return bpm
    return slow if bpm < slow else fast


def _resting(section: Section, plan: Plan, heirs: dict[str, str]) -> Section:
    """A section in which who rested still rests."""
    return section.model_copy(update={"silent": tuple(heirs[n] for n in section.silent if n in heirs)})


def _recast(song: Song, old: Plan, plan: Plan, heirs: dict[str, str]) -> Song:
    """The song with the new band's tracks: the tunes of who plays on, within their new instruments, and empty ones."""
    before = {heirs[t.part.name]: t for t in song.tracks if t.part.name in heirs}
    tracks = []
    for part in plan.parts:
        track = before.get(part.name)
        if track is None:
            tracks.append(Track(part=part))
            continue
        notes = track.notes
        if part.role != "drums" and part.instrument != track.part.instrument:
            pitches = in_range([n.pitch for n in notes], part)
            notes = tuple(n.model_copy(update={"pitch": p}) for n, p in zip(notes, pitches, strict=True))
            notes = tuple(sorted(notes, key=lambda n: (n.start, n.pitch)))
        tracks.append(track.model_copy(update={"part": part, "notes": notes}))
    tempi = song.tempi
    if plan.bpm != old.bpm:
        share = plan.bpm / old.bpm
        tempi = tuple(Tempo(beat=t.beat, bpm=min(400.0, max(20.0, t.bpm * share))) for t in tempi)
    return song.model_copy(update={"tracks": tuple(tracks), "tempi": tempi})
