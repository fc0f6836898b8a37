"""How the band plays: what was asked of single players, and how the song ends."""

from collections.abc import Sequence
from typing import get_args

from bot.agent.settle.cast import meant
from bot.agent.settle.wishes import Remarks, Wishes
from skills.place import find_place
from skills.plan import Ask, Direction, DirectionKind, Ending, Part, Section
from skills.styles import Style

_AMOUNTS: dict[str, tuple[DirectionKind, dict[str, float]]] = {
    "loudness": ("loudness", {"loud": 0.6, "soft": -0.6}),
    "density": ("density", {"busy": 0.6, "sparse": -0.6}),
    "register": ("register", {"high": 0.7, "low": -0.7}),
    "looseness": ("looseness", {"loose": 0.8, "tight": -0.8}),
    "time feel": ("time feel", {"half": -1.0, "double": 1.0}),
    "fills": ("fills", {"none": -1.0, "few": -0.5, "many": 1.0}),
}
_DRUMMED = ("time feel", "fills")


def choose_directions(
    wishes: Wishes, sections: Sequence[Section], parts: tuple[Part, ...], remarks: Remarks
) -> tuple[Direction, ...]:
    """What was asked of players and sections, as directions."""
    kinds = [s.kind for s in sections]
    found: list[Direction] = []
    for ask in wishes.asks:
        if ask.kind not in _AMOUNTS or ask.unwanted or _of_everyone(ask):
            continue
        kind, amounts = _AMOUNTS[ask.kind]
        amount = amounts.get(ask.value)
        players = [p for p in parts if p.role == "drums"] if ask.kind in _DRUMMED else list(meant(ask, parts))
        if amount is None:
            continue
        if not players and (ask.role or ask.player or ask.kind in _DRUMMED):
            who = ask.player or ask.role or "drums"
            remarks.note(f'There is nobody on {who} in this song, so I left out "{ask.words}".')
            continue
        place = find_place(ask.section) if ask.section else None
        where = [sections[i].label for i in place.picks(kinds)] if place else [""]
        names = [p.name for p in players] or [""]
        found += [Direction(kind=kind, amount=amount, part=name, section=label) for name in names for label in where]
    return tuple(dict.fromkeys(found))


def _of_everyone(ask: Ask) -> bool:
    """Whether a wish is about the whole song, or the tune, which the plan says elsewhere."""
    if ask.kind == "density":
        return not (ask.role or ask.player)
    return ask.kind == "register" and not ask.player and ask.role in (None, "lead")


def tessitura(wishes: Wishes) -> float:
    """How high the tune lies, -1 to 1."""
    asks = [a for a in wishes.all("register") if not a.player and a.role in (None, "lead")]
    return {"high": 0.7, "low": -0.7}.get(asks[-1].value, 0.0) if asks else 0.0


_ENDINGS: dict[str, Ending] = {name: name for name in get_args(Ending)}


def choose_ending(wishes: Wishes, style: Style, round_and_round: bool) -> Ending:
    """How the song ends: as asked, else as the style does; a stretch that goes round has no end.

    A style's own ritardando gives way to a tempo or a length that was asked for.
    """
    if ask := wishes.one("ending"):
        return _ENDINGS.get(ask.value, "cadence")
    if round_and_round:
        return "loop"
    unwanted = {a.value for a in wishes.all("ending", unwanted=True)}
    exact = wishes.one("seconds") or wishes.one("tempo")
    return "ritardando" if style.ending == "ritardando" and not exact and "ritardando" not in unwanted else "cadence"


def note_words(wishes: Wishes, remarks: Remarks) -> None:
    """Say that wishes about words have to wait."""
    said = []
    if rhyme := wishes.one("rhyme"):
        said.append(f"the rhymes {rhyme.value}" if rhyme.value else "the rhymes")
    if syllables := wishes.one("syllables"):
        low, high = syllables.low or syllables.high or 0, syllables.high or syllables.low or 0
        said.append(f"{low:g}{'' if low == high else f' to {high:g}'} syllables a line")
    if said:
        remarks.note(f"I write no words yet: {' and '.join(said)} are noted for when I do.")
