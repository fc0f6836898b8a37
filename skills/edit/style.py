"""The same song in another style: who plays, how fast, how it swings and what the band plays."""

from skills.clock import is_compound
from skills.edit.cast import named, on_instrument, with_part, without_parts
from skills.edit.draft import Draft, EditError, LockedError
from skills.edit.places import listed
from skills.edit.scope import check, in_words, parts_of, replanned
from skills.edit.target import Cell, Target
from skills.instruments import INSTRUMENTS
from skills.perform.tempo import tempo_map
from skills.plan import ROLES, Part, Plan, Role
from skills.styles import STYLES, Style

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
    stays, joins = _band(draft.plan, style, kept)
    draft = _recast(draft, stays, joins)
    plan = draft.plan.model_copy(
        update={
            "genre": genre,
            "bpm": _tempo(draft.plan.bpm, style),
            "swing": 0.5 if is_compound(draft.plan.metre) or draft.plan.metre == "7/8" else style.swing,
        }
    )
    song = draft.song.model_copy(update={"tempi": tempo_map(plan, draft.song)})
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


def _band(plan: Plan, style: Style, kept: set[str]) -> tuple[list[Part], list[tuple[Role, str]]]:
    """The players who stay, each with the instrument it has in another style, and the roles and names of who joins.

    Who is kept, or was asked for by name, plays on; who has a place in the style's band changes instrument; the rest
    of the style's band joins, and who has no place any more goes. A handful of players, or those that were asked for
    and nobody else, stay.
    """
    asked = {a.value for a in plan.asks if a.kind == "instrument" and not a.unwanted}
    out = {a.value for a in plan.asks if a.kind == "instrument" and a.unwanted}
    if len(plan.parts) <= _FEW or any(a.kind == "only" for a in plan.asks):
        return list(plan.parts), []
    seats = [(role, name) for is_in, name in style.parts for role in ROLES if role == is_in and name not in out]
    stays: list[Part] = []
    for part in plan.parts:
        usual = next((seat for seat in seats if seat[0] == part.role), None)
        if usual is not None:
            seats.remove(usual)
        if part.name in kept or part.instrument in asked:
            stays.append(part)
        elif usual is not None:
            stays.append(part.model_copy(update={"instrument": usual[1]}))
        elif part.role == "lead":
            stays.append(part)
    names = {p.instrument for p in stays}
    return stays, [seat for seat in seats if seat[1] not in names]


def _recast(draft: Draft, stays: list[Part], joins: list[tuple[Role, str]]) -> Draft:
    """The draft with another band: who joins has nothing to play yet."""
    labels = [s.label for s in draft.plan.sections]
    old = {p.name: p for p in draft.plan.parts}
    for part in stays:
        if part != old[part.name]:
            draft = on_instrument(draft, part)
    for role, name in joins:
        draft = with_part(draft, named(draft.plan, role, INSTRUMENTS[name]), labels)
    return without_parts(draft, [name for name in old if all(p.name != name for p in stays)])


def _tempo(bpm: float, style: Style) -> float:
    """The tempo, or the nearest of the style's where it lies far outside them."""
    slow, _, fast = style.bpm
    if slow / _FAR <= bpm <= fast * _FAR:
        return bpm
    return slow if bpm < slow else fast
