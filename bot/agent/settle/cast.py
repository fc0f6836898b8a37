"""Who plays: the style's band, with the instruments that were asked for in the places they suit."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.agent.settle.wishes import Remarks, Wishes
from skills.chance import rng
from skills.errors import RequestError
from skills.instruments import INSTRUMENTS
from skills.plan import MOST_PARTS, ROLES, Ask, Part, Role
from skills.styles import Style

USUAL_PARTS = 6

# Who steps in where an instrument is unwanted, in order; the style's own band comes first.
_UNDERSTUDIES: dict[str, tuple[str, ...]] = {
    "lead": ("voice", "violin", "flute", "electric guitar", "piano", "synth lead", "vibraphone", "trumpet"),
    "chords": ("piano", "acoustic guitar", "electric piano", "organ", "harp", "strings", "synth chords", "marimba"),
    "bass": ("bass guitar", "upright bass", "synth bass", "cello", "bassoon"),
}
_UPRIGHT_STYLES = ("cinematic", "classical", "waltz", "folk", "jazz", "bossa nova")
"""Styles in which an upright bass steps in before a bass guitar does."""
# Who plays the tune beside an ensemble that was asked for without a soloist.
_SOLOISTS = {"strings": "violin", "pizzicato strings": "violin", "brass": "trumpet", "choir": "voice",
             "synth chords": "synth lead", "synth strings": "synth lead"}  # fmt: skip
# What a plain word rules out beyond the one instrument it names.
_KINDS_OF: dict[str, tuple[str, ...]] = {
    "guitar": tuple(n for n, i in INSTRUMENTS.items() if i.family == "guitar" and n.endswith("guitar")),
    "bass": tuple(n for n, i in INSTRUMENTS.items() if i.family == "bass"),
    "sax": tuple(n for n in INSTRUMENTS if n.endswith("sax")),
    "synth": tuple(n for n, i in INSTRUMENTS.items() if i.family == "synth" or n == "synth bass"),
    "brass": tuple(n for n, i in INSTRUMENTS.items() if i.family == "brass"),
    "strings": tuple(n for n, i in INSTRUMENTS.items() if i.family == "strings" or n == "synth strings"),
    "keys": tuple(n for n, i in INSTRUMENTS.items() if i.family == "keys"),
    "vocal": ("voice", "choir", "choir pad"),
    "drum": ("drums", "timpani"),
}
_PLAIN = {
    "guitar": "guitar", "guitars": "guitar", "bass": "bass", "bassline": "bass", "sax": "sax", "saxes": "sax",
    "saxophone": "sax", "saxophones": "sax", "synth": "synth", "synths": "synth", "synthesizer": "synth",
    "synthesizers": "synth", "electronics": "synth", "horns": "brass", "brass": "brass", "strings": "strings",
    "keys": "keys", "keyboard": "keys", "keyboards": "keys", "vocals": "vocal", "vocal": "vocal", "voice": "vocal",
    "voices": "vocal", "singing": "vocal", "singer": "vocal", "drums": "drum", "drum": "drum", "percussion": "drum",
    "beat": "drum", "beats": "drum",
}  # fmt: skip


class Wanted(NamedTuple):
    """An instrument that was asked for, and the role if one was named."""

    name: str
    role: Role | None = None


class Seat(NamedTuple):
    """A place in the band."""

    role: Role
    name: str
    asked: bool


def choose_parts(
    wishes: Wishes, style: Style, borrowed: Style | None, remarks: Remarks, quiet: bool = False, seed: int = 0
) -> tuple[Part, ...]:
    """The parts of the song, the tune first and the drums last.

    In a ``quiet`` song one instrument that was asked for by itself ("sad piano") has the song nearly to itself.

    Raises RequestError when nobody is left to play, or one is both wanted and unwanted.
    """
    wanted = _wanted([*wishes.all("instrument"), *_openers(wishes), *(a for a in wishes.asks if a.kind == "enters")])
    alone = [name for ask in wishes.all("only") for name in _listed(ask.value)]
    guests = list_guests(wishes, style)
    banned, roles_out = _banned(wishes, [*alone, *(w.name for w in (*wanted, *guests))])
    for name in dict.fromkeys([*alone, *(w.name for w in wanted)]):
        if name in banned:
            raise RequestError(f"You asked for {name} and for no {name}; say which you want.")
    guests = [g for g in guests if g.name not in banned]
    if alone:
        extra = [w for w in wanted if w.name not in alone]
        if extra:
            more = _and(w.name for w in extra)
            remarks.note(f"You asked for only {_and(alone)}, and for {more} too: I kept them all.")
        roles = {w.name: w.role for w in wanted}
        wanted = [*(Wanted(name, roles.get(name)) for name in dict.fromkeys(alone)), *extra]
        seats = _just(_at_most([*wanted, *guests], remarks)[: len(wanted)])
    elif quiet and _carries(wanted, guests, wishes):
        seats = _just(wanted) + _company(wanted[0].name, banned, seed)
    else:
        wanted = _at_most([*wanted, *guests], remarks)[: len(wanted)]
        seats = _band(wanted, style, borrowed, banned, roles_out, MOST_PARTS - len(guests))
    seats += [Seat(_guest_role(g), g.name, True) for g in guests[: MOST_PARTS - len(wanted)]]
    if not seats:
        raise RequestError("You left nobody to play; keep at least one instrument.")
    seats = _in_score_order(seats)
    if joined := [seat.name for seat in seats if not seat.asked]:
        names = _and(dict.fromkeys(joined))
        remarks.assume(f"with {names}, usual for {style.name}" if wanted else f"played by {names}")
    return _named(seats)


def list_guests(wishes: Wishes, style: Style) -> list[Wanted]:
    """Instruments asked for in one part of the song only, which the style's band does not have."""
    regulars = {a.value for a in wishes.all("instrument")} | {name for _, name in style.parts}
    regulars |= {name for ask in wishes.all("only") for name in _listed(ask.value)}
    asks = [a for _, a in wishes.local("instrument") if not a.unwanted and a.value not in regulars]
    return list({w.name: w for w in reversed(_wanted(asks))}.values())[::-1]


def _openers(wishes: Wishes) -> list[Ask]:
    """Those who play alone somewhere, as wishes for them: "just piano in the intro"."""
    return [
        Ask(kind="instrument", words=ask.words, value=name)
        for _, ask in wishes.local("only")
        if not ask.unwanted
        for name in _listed(ask.value)
    ]


def _guest_role(guest: Wanted) -> Role:
    roles = INSTRUMENTS[guest.name].roles
    if guest.role:
        return guest.role
    return "counter" if "counter" in roles and roles[0] == "lead" else next(r for r in ROLES if r == roles[0])


def _wanted(asks: Iterable[Ask]) -> list[Wanted]:
    """Instruments asked for, each with its role; one asked for with and without a role has the role."""
    known = [a for a in asks if a.value in INSTRUMENTS]
    with_role = {a.value for a in known if a.role}
    return list(dict.fromkeys(Wanted(a.value, a.role) for a in known if a.role or a.value not in with_role))


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip() in INSTRUMENTS]


def _banned(wishes: Wishes, wanted: Sequence[str]) -> tuple[set[str], set[Role]]:
    """Instruments, and whole roles, that must not be heard in the song."""
    names: set[str] = set()
    roles: set[Role] = set()
    for ask in wishes.all("instrument", unwanted=True):
        if ask.value in INSTRUMENTS:
            names.add(ask.value)
        elif ask.role:
            roles.add(ask.role)
        group = plain_group(ask)
        names |= group - set(wanted)
        roles |= {"bass"} if "bass guitar" in group else set()
    roles |= {"pad"} if "chords" in roles else set()
    return names, roles | ({"drums"} if "drums" in names else set())


def plain_group(ask: Ask) -> set[str]:
    """The instruments that a plain word such as "no guitar" rules out; none if it was more exact."""
    said = ask.words.lower()
    if " " in ask.value and ask.value in said:
        return set()
    words = [w.strip(".,!?;:'\"") for w in said.split()]
    exact = [w for w in words if w not in _PLAIN and any(w in n.split() for n in INSTRUMENTS)]
    groups = [k for k in dict.fromkeys(_PLAIN[w] for w in words if w in _PLAIN) if ask.value in _KINDS_OF[k]]
    return set(_KINDS_OF[groups[0]]) if len(groups) == 1 and not exact else set()


def _at_most(wanted: list[Wanted], remarks: Remarks) -> list[Wanted]:
    if len(wanted) > MOST_PARTS:
        left = _and(w.name for w in wanted[MOST_PARTS:])
        remarks.note(f"I write for {MOST_PARTS} parts at most, so I left out {left}.")
    return wanted[:MOST_PARTS]


def _place(wanted: Sequence[Wanted], bass_taken: bool) -> list[Seat]:
    """Give each asked instrument a role: the one it was asked for, else its most natural free one.

    Those made for harmony, bass or drums sit down first, so that who is left has the tune.
    """
    seats = [Seat(w.role, w.name, True) for w in wanted if w.role]
    free = [w.name for w in wanted if not w.role]
    for name in sorted(free, key=lambda n: INSTRUMENTS[n].roles[0] in ("lead", "counter")):
        roles = sorted((r for r in ROLES if r in INSTRUMENTS[name].roles), key=INSTRUMENTS[name].roles.index)
        held = {seat.role for seat in seats} | ({"bass"} if bass_taken else set())
        if roles[0] in ("lead", "counter"):
            choice = next((r for r in roles if r not in held), "counter" if "counter" in roles else roles[0])
        else:
            choice = roles[0]
        seats.append(Seat(choice, name, True))
    return seats


def _just(wanted: Sequence[Wanted]) -> list[Seat]:
    """These instruments and nobody else; one of them plays two parts where tune or harmony would be missing."""
    if len(wanted) == 1 and not wanted[0].role:
        name = wanted[0].name
        roles = [r for r in ("lead", _harmony(name)) if r in INSTRUMENTS[name].roles]
        return [Seat(r, name, True) for r in ROLES if r in roles] or _place(wanted, False)
    seats = _place(wanted, bass_taken=False)
    if all(seat.role != "lead" for seat in seats):
        seats = _recast(
            seats, "lead", [s for s in seats if s.role == "counter"], [s for s in seats if s.role != "bass"]
        )
    if all(seat.role not in ("chords", "pad") for seat in seats):
        able = [s for s in seats if _harmony(s.name)]
        role = _harmony(able[0].name) if able else None
        if role:
            seats = _recast(seats, role, [s for s in able if s.role == "counter"], able)
        elif all(seat.role != "bass" for seat in seats):
            seats = _recast(seats, "bass", [s for s in seats if s.role == "counter"], [])
    return seats[:MOST_PARTS]


def _carries(wanted: Sequence[Wanted], guests: Sequence[Wanted], wishes: Wishes) -> bool:
    """Whether one instrument, and no style or band, was asked for, and it can carry tune and harmony."""
    if len(wanted) != 1 or wanted[0].role or guests or wishes.all("genre") or wishes.local("instrument"):
        return False
    return _harmony(wanted[0].name) == "chords" and "lead" in INSTRUMENTS[wanted[0].name].roles


def _company(name: str, banned: set[str], seed: int) -> list[Seat]:
    """Who keeps a lone instrument company: strings, a cello, or nobody."""
    options: list[Seat | None] = [None, Seat("pad", "strings", False), Seat("counter", "cello", False)]
    seat = rng(seed, "settle", "company").choice(options)
    return [seat] if seat and seat.name != name and seat.name not in banned else []


def meant(ask: Ask, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts that a wish about playing concerns: a player's, a role's, or (as ()) everyone's."""
    if exact := tuple(p for p in parts if ask.player and p.instrument == ask.player):
        return exact
    if ask.player:
        names = {ask.player, *_KINDS_OF.get(_PLAIN.get(ask.player, ask.player), ())}
        if found := tuple(p for p in parts if p.instrument in names):
            return found
    return tuple(p for p in parts if p.role == ask.role) if ask.role else ()


def _harmony(name: str) -> Role | None:
    """The role in which an instrument can carry the harmony by itself, if any: a lone violin cannot."""
    roles = INSTRUMENTS[name].roles
    return "chords" if "chords" in roles else "pad" if roles[0] == "pad" else None


def _recast(seats: list[Seat], role: Role, movable: Sequence[Seat], doubling: Sequence[Seat]) -> list[Seat]:
    """Fill a role by moving somebody to it, else by somebody who plays a second part."""
    for seat in sorted((s for s in movable if role in INSTRUMENTS[s.name].roles), key=lambda s: _ease(s, role)):
        return [s._replace(role=role) if s is seat else s for s in seats]
    for seat in sorted((s for s in doubling if role in INSTRUMENTS[s.name].roles), key=lambda s: _ease(s, role)):
        return [*seats, Seat(role, seat.name, seat.asked)]
    return seats


def _ease(seat: Seat, role: Role) -> int:
    return INSTRUMENTS[seat.name].roles.index(role)


def _band(
    wanted: list[Wanted],
    style: Style,
    borrowed: Style | None,
    banned: set[str],
    roles_out: set[Role],
    most: int,
) -> list[Seat]:
    """The asked instruments among the style's own players."""
    band = [(next(r for r in ROLES if r == role), name) for role, name in style.parts]
    home = {name: role for role, name in band}
    placed = [Wanted(w.name, w.role or _home_role(w.name, home, wanted)) for w in wanted]
    lows = [name for role, name in band if role == "bass" and all(name != w.name for w in placed)]
    asked_low = any("bass" in (w.role, INSTRUMENTS[w.name].roles[0]) for w in placed)
    seats = _place(placed, bass_taken=asked_low or (bool(lows) and "bass" not in roles_out))
    held = {seat.role for seat in seats}
    names = [seat.name for seat in seats]
    pitched = sum(INSTRUMENTS[name].family != "drums" for name in dict.fromkeys(names))
    for position, (role, usual) in enumerate(band):
        first = all(r != role for r, _ in band[:position])
        crowded = pitched >= (1 if not first else 2 if role in ("pad", "counter") else MOST_PARTS)
        if role in held | roles_out or crowded or len(seats) >= min(most, max(USUAL_PARTS, len(wanted))):
            continue
        name = _player(role, usual, first, [w.name for w in wanted], names, style, borrowed, banned)
        if name:
            seats.append(Seat(role, name, False))
            names.append(name)
    if "lead" not in roles_out and all(seat.role != "lead" for seat in seats) and len(seats) < MOST_PARTS:
        seats = _recast(seats, "lead", [], [s for s in seats if s.role != "bass"])
    return seats


def _home_role(name: str, home: dict[str, Role], wanted: Sequence[Wanted]) -> Role | None:
    """The place an asked instrument has in the style's own band, where that place is worth asking for."""
    role = home.get(name)
    if role == "counter" or (role == "bass" and INSTRUMENTS[name].roles[0] != "bass" and len(wanted) < 3):
        return None
    return role


def _player(
    role: Role,
    usual: str,
    first: bool,
    wanted: Sequence[str],
    names: Sequence[str],
    style: Style,
    borrowed: Style | None,
    banned: set[str],
) -> str | None:
    """Who takes a role that nobody asked for: the style's own player, or who steps in."""
    options = [usual]
    if role == "lead":
        soloists = [_SOLOISTS[n] for n in wanted if n in _SOLOISTS]
        colours = [n for r, n in borrowed.parts if r == "lead"] if borrowed else []
        own = [n for r, n in style.parts if r in ("lead", "counter") and "lead" in INSTRUMENTS[n].roles]
        options = [*soloists[:1], *colours, usual, *own]
    if role == "bass" and style.name in _UPRIGHT_STYLES:
        options.append("upright bass")
    if first:
        options += [*(n for r, n in style.parts if r == role), *_UNDERSTUDIES.get(role, ())]
    return next((n for n in options if n not in banned and n not in names), None)


def _in_score_order(seats: Sequence[Seat]) -> list[Seat]:
    """The tune first, the drums last, and one drummer at most."""
    ordered = sorted(seats, key=lambda seat: ROLES.index(seat.role))
    drums = [seat for seat in ordered if seat.role == "drums"][:1]
    return [seat for seat in ordered if seat.role != "drums"][: MOST_PARTS - len(drums)] + drums


def _named(seats: Sequence[Seat]) -> tuple[Part, ...]:
    """The seats as parts, numbered within their role."""
    parts: list[Part] = []
    for seat in seats:
        number = sum(p.role == seat.role for p in parts) + 1
        name = seat.role if number == 1 else f"{seat.role} {number}"
        parts.append(Part(name=name, role=seat.role, instrument=seat.name))
    return tuple(parts)


def _and(names: Iterable[str]) -> str:
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"
