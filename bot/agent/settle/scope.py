"""Less than a song: a progression, a melody, a bass line or a drum groove by itself.

Such a thing is one stretch of four to eight bars (twelve of a blues) that goes round; the tune alone
comes to an end. Who plays beside it only gives it ground: quiet, few chords under a tune or a bass.
"""

from bot.agent.language.scope import Scope
from bot.agent.settle.harmony import Given
from bot.agent.settle.wishes import Wishes
from skills.chance import rng
from skills.errors import RequestError
from skills.instruments import INSTRUMENTS
from skills.plan import Ask, Direction, Part, Role
from skills.styles import Style

_ROLES: dict[Scope, Role] = {"progression": "chords", "melody": "lead", "drums": "drums", "bass": "bass"}
_UNDER = 0.6
"""How much softer and sparer the chords under a tune or a bass line are."""


def scope_wishes(scope: Scope, wishes: Wishes, given: tuple[Given, ...], style: Style, seed: int) -> tuple[Ask, ...]:
    """What a stretch by itself goes without saying: one section, and how many bars."""
    asks = []
    if not (wishes.one("form") or wishes.places):
        asks.append(Ask(kind="form", words=scope, value="verse"))
    if not any(wishes.all(kind) for kind in ("bars", "seconds")) and not wishes.local("section_bars"):
        bars = _bars(scope, given, style, seed) * max(1, len({place.kind for place in wishes.places}))
        asks.append(Ask(kind="bars", words=scope, low=bars, high=bars))
    return tuple(asks)


def _bars(scope: Scope, given: tuple[Given, ...], style: Style, seed: int) -> int:
    whole = next((g for g in given if g.place is None), None)
    if whole is not None:
        cycle = 4 if len(whole.names) == 3 else len(whole.names)
        least = 4 if scope == "progression" else 8
        return cycle * max(1, -(-least // cycle))
    if style.name == "blues" and scope != "drums":
        return 12
    return 8 if scope == "melody" else rng(seed, "settle", "scope").choice((4, 8, 8))


def scope_parts(scope: Scope, wishes: Wishes, style: Style) -> tuple[Part, ...]:
    """Who plays it: the instruments named, else the style's own; under a tune or a bass line also the chords.

    Raises RequestError when nobody named can play it.
    """
    role = _ROLES[scope]
    named = [a for a in wishes.all("instrument") if a.value in INSTRUMENTS]
    names = [a.value for a in named if a.role in (None, role)]
    alone = [name.strip() for a in wishes.all("only") for name in a.value.split(",") if name.strip() in INSTRUMENTS]
    banned = {a.value for a in wishes.all("instrument", unwanted=True)}
    able = [n for n in dict.fromkeys([*alone, *names]) if role in INSTRUMENTS[n].roles or _pads(scope, n)]
    usual = [n for r, n in style.parts if r == role and n not in banned]
    usual = ["piano", *usual] if scope == "progression" else [*usual, *_ELSE[scope]]
    mine = able if scope == "progression" else able[:1]
    mine = mine or [n for n in usual if n not in banned][:1]
    if not mine:
        raise RequestError(f"You left nobody to play the {scope}; keep at least one instrument.")
    parts = [Part(name=_name(role, i), role=role, instrument=n) for i, n in enumerate(mine)]
    bare = bool(alone) or any(a.role == "chords" and not a.value for a in wishes.all("instrument", unwanted=True))
    if scope in ("melody", "bass") and not bare:
        beside = [a.value for a in named if a.value not in mine and "chords" in INSTRUMENTS[a.value].roles]
        own = [n for r, n in style.parts if r == "chords" and n not in banned and n not in mine]
        chords = next(iter([*beside, *own, *(n for n in ("piano", "acoustic guitar") if n not in banned)]))
        place = 1 if scope == "melody" else 0
        parts.insert(place, Part(name="chords", role="chords", instrument=chords))
    return tuple(parts)


_ELSE: dict[Scope, tuple[str, ...]] = {
    "melody": ("piano", "flute"), "bass": ("bass guitar", "upright bass"), "drums": ("drums",),
}  # fmt: skip


def _pads(scope: Scope, name: str) -> bool:
    return scope == "progression" and bool({"pad", "chords"} & set(INSTRUMENTS[name].roles))


def _name(role: Role, index: int) -> str:
    return role if not index else f"{role} {index + 1}"


def scope_in_words(scope: Scope, parts: tuple[Part, ...], bars: int) -> str:
    """What is written, as an assumption: "8 bars of drums"."""
    what = {"progression": "chords on ", "melody": "a tune on ", "bass": "a bass line on ", "drums": ""}[scope]
    names = [p.instrument for p in parts if p.role == _ROLES[scope]]
    under = [p.instrument for p in parts if p.role != _ROLES[scope]]
    said = f"{bars} {'bar' if bars == 1 else 'bars'}: {what}{' and '.join(names)}"
    return said + (f" over quiet chords on {under[0]}" if under else "")


def scope_directions(scope: Scope, parts: tuple[Part, ...]) -> tuple[Direction, ...]:
    """The chords under a tune or a bass line keep out of its way."""
    if scope not in ("melody", "bass") or all(p.role != "chords" for p in parts):
        return ()
    return (
        Direction(kind="loudness", amount=-_UNDER, part="chords"),
        Direction(kind="density", amount=-_UNDER, part="chords"),
    )
