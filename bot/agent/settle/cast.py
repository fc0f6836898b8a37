"""Who plays: the style's band, with the instruments that were asked for in the places they suit."""

from collections.abc import Iterable, Sequence
from typing import get_args

from bot.agent.settle.wishes import Remarks, Wishes
from skills.errors import RequestError
from skills.instruments import INSTRUMENTS
from skills.plan import Ask, Part, Role
from skills.styles import Style

MOST_PARTS = 8
USUAL_PARTS = 6
ROLES: tuple[Role, ...] = get_args(Role)
_HARMONY = ("chords", "pad")

# Who steps in where an instrument is unwanted, in order; the style's own band comes first.
_UNDERSTUDIES: dict[str, tuple[str, ...]] = {
    "lead": ("voice", "violin", "flute", "electric guitar", "piano", "synth lead", "vibraphone", "trumpet"),
    "chords": ("piano", "acoustic guitar", "electric piano", "organ", "harp", "strings", "synth chords", "marimba"),
    "bass": ("bass guitar", "upright bass", "synth bass", "cello", "bassoon"),
}
# Who sings the tune for an ensemble that was asked for without a soloist.
_SOLOISTS = {"strings": "violin", "pizzicato strings": "violin", "brass": "trumpet", "choir": "voice",
             "synth pad": "synth lead", "synth chords": "synth lead", "synth strings": "synth lead"}  # fmt: skip
# What a plain word rules out beyond the one instrument it names.
_KINDS_OF: dict[str, tuple[str, ...]] = {
    "guitar": tuple(n for n in INSTRUMENTS if n.endswith("guitar")),
    "bass": tuple(n for n, i in INSTRUMENTS.items() if i.family == "bass"),
    "sax": tuple(n for n in INSTRUMENTS if n.endswith("sax")),
    "synth": tuple(n for n, i in INSTRUMENTS.items() if i.family == "synth" or n == "synth bass"),
    "brass": tuple(n for n, i in INSTRUMENTS.items() if i.family == "brass"),
    "strings": tuple(n for n, i in INSTRUMENTS.items() if i.family == "strings" or n == "synth strings"),
    "vocal": ("voice", "choir", "choir pad"),
    "drum": ("drums", "timpani"),
}
_PLAIN = {
    "guitar": "guitar", "guitars": "guitar", "bass": "bass", "bassline": "bass", "sax": "sax", "saxes": "sax",
    "saxophone": "sax", "saxophones": "sax", "synth": "synth", "synths": "synth", "synthesizer": "synth",
    "synthesizers": "synth", "electronics": "synth", "horns": "brass", "brass": "brass", "strings": "strings",
    "vocals": "vocal", "vocal": "vocal", "voice": "vocal", "voices": "vocal", "singing": "vocal", "singer": "vocal",
    "drums": "drum", "drum": "drum", "percussion": "drum", "beat": "drum",
}  # fmt: skip
_FILLER = frozenset(
    [
        "no",
        "without",
        "not",
        "any",
        "the",
        "a",
        "an",
        "or",
        "and",
        "but",
        "please",
        "drop",
        "skip",
        "leave",
        "out",
        "dont",
        "don't",
        "want",
        "use",
        "remove",
        "minus",
        "lose",
    ]
)

Cast = list[tuple[Role, str, bool]]
"""Role, instrument, and whether it was asked for."""


def choose_parts(wishes: Wishes, style: Style, borrowed: Style | None, remarks: Remarks) -> tuple[Part, ...]:
    """The parts of the song, the tune first and the drums last.

    Raises RequestError when nobody is left to play, or one is both wanted and unwanted.
    """
    wanted = _wanted(wishes)
    alone = [name for ask in wishes.all("only") for name in _listed(ask.value)]
    banned, silent_roles = _banned(wishes, [name for name, _ in wanted] + alone)
    for name in dict.fromkeys([*alone, *(n for n, _ in wanted)]):
        if name in banned:
            raise RequestError(f"You asked for {name} and for no {name}; say which you want.")
    if alone:
        extra = [(n, role) for n, role in wanted if n not in alone]
        if extra:
            remarks.note(f"You asked for only {_and(alone)}, and for {_and(n for n, _ in extra)} too: I kept them all.")
        roles = {n: role for n, role in wanted if role}
        cast = _just(_at_most([(n, roles.get(n)) for n in dict.fromkeys(alone)] + extra, remarks))
    else:
        cast = _band(_at_most(wanted, remarks), style, borrowed, banned, silent_roles)
    cast = [entry for entry in cast if entry[2] or entry[0] not in silent_roles]
    if not cast:
        raise RequestError("You left nobody to play; keep at least one instrument.")
    if not alone and (joined := [name for _, name, asked in cast if not asked]):
        remarks.assume(f"{_and(dict.fromkeys(joined))} {'as well' if wanted else 'to play it'}, usual for {style.name}")
    return _named(cast)


def _wanted(wishes: Wishes) -> list[tuple[str, Role | None]]:
    """Instruments asked for anywhere in the song, with the role if one was named."""
    asks = [a for a in wishes.asks if a.kind == "instrument" and not a.unwanted and a.value in INSTRUMENTS]
    with_role = {a.value for a in asks if a.role}
    pairs = [(a.value, a.role) for a in asks if a.role or a.value not in with_role]
    return list(dict.fromkeys(pairs))


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
        if group := _plain_word(ask):
            names |= plain_group(ask) - set(wanted)
            roles |= {"bass"} if group == "bass" else {"drums"} if group == "drum" else set()
    if "drums" in names:
        roles.add("drums")
    return names, roles


def plain_group(ask: Ask) -> set[str]:
    """The instruments a wish such as "no guitar" rules out beyond the one it names."""
    group = _plain_word(ask)
    return set(_KINDS_OF[group]) if group else set()


def _plain_word(ask: Ask) -> str | None:
    """The kind of instrument a wish rules out, when it names no more than the kind: "no guitar"."""
    words = [w.strip(".,!?;:'\"") for w in ask.words.lower().split()]
    named = [w for w in words if w and w not in _FILLER]
    kinds = list(dict.fromkeys(_PLAIN[w] for w in named if w in _PLAIN))
    value = ask.value
    groups = [k for k in kinds if not value or value in _KINDS_OF[k]]
    plain = all(w in _PLAIN or not any(w in name.split() for name in INSTRUMENTS) for w in named)
    return groups[0] if len(groups) == 1 and plain else None


def _at_most(wanted: list[tuple[str, Role | None]], remarks: Remarks) -> list[tuple[str, Role | None]]:
    if len(wanted) > MOST_PARTS:
        left = _and(n for n, _ in wanted[MOST_PARTS:])
        remarks.note(f"I write for {MOST_PARTS} parts at most, so I left out {left}.")
    return wanted[:MOST_PARTS]


def _just(wanted: Sequence[tuple[str, Role | None]]) -> Cast:
    """These instruments and nobody else; one of them plays two parts where tune or harmony would be missing."""
    cast = _place(wanted, taken=())
    held = {role for role, _, _ in cast}
    names = [name for _, name, _ in cast]
    if "lead" not in held and len(cast) < MOST_PARTS:
        singer = _best("lead", [n for r, n, _ in cast if r in _HARMONY] or names)
        if singer:
            cast.append(("lead", singer, True))
    if not held & set(_HARMONY) and len(cast) < MOST_PARTS:
        role, player = next(((r, n) for r in ("chords", "pad") for n in [_best(r, names)] if n), (None, None))
        if role and player:
            cast.append((role, player, True))  # type: ignore[arg-type]  # a literal taken from a tuple of roles
    if len(cast) == 1 and cast[0][0] in ("counter", "bass") and "lead" in INSTRUMENTS[cast[0][1]].roles:
        cast = [("lead", cast[0][1], True)]
    return cast


def _best(role: str, names: Iterable[str]) -> str | None:
    """The instrument for which a role is most natural."""
    able = [n for n in names if role in INSTRUMENTS[n].roles]
    return min(able, key=lambda n: INSTRUMENTS[n].roles.index(role), default=None)


def _place(wanted: Sequence[tuple[str, Role | None]], taken: Sequence[Role]) -> Cast:
    """Give each asked instrument a role: the one it was asked for, else its most natural free one."""
    cast: Cast = [(role, name, True) for name, role in wanted if role]
    free = [name for name, role in wanted if not role]
    # Those with least choice choose first, so that a violin leaves the chords to the piano.
    for name in sorted(free, key=lambda n: len(INSTRUMENTS[n].roles) > 1):
        held = [role for role, _, _ in cast] + list(taken)
        roles = [r for r in ROLES if r in INSTRUMENTS[name].roles]
        roles.sort(key=INSTRUMENTS[name].roles.index)
        open_roles = [r for r in roles if r not in held and (r != "bass" or roles[0] == "bass" or "bass" not in taken)]
        if roles[0] == "chords" and "lead" in open_roles and "chords" in held and _only_voice(name, free, cast):
            choice: Role = "lead"
        elif roles[0] in ("chords", "pad", "drums", "bass"):
            choice = roles[0]
        else:
            choice = open_roles[0] if open_roles else roles[min(1, len(roles) - 1)]
        cast.append((choice, name, True))
    order = [name for name, _ in wanted]
    return sorted(cast, key=lambda entry: order.index(entry[1]))


def _only_voice(name: str, free: Sequence[str], cast: Cast) -> bool:
    """Whether nobody else among the asked could take the tune more naturally."""
    others = [n for n in free if n != name and INSTRUMENTS[n].roles[0] in ("lead", "counter")]
    return not others and not any(role == "lead" for role, _, _ in cast)


def _band(
    wanted: list[tuple[str, Role | None]],
    style: Style,
    borrowed: Style | None,
    banned: set[str],
    silent_roles: set[Role],
) -> Cast:
    """The asked instruments among the style's own players."""
    band: list[tuple[Role, str]] = [(r, n) for r, n in style.parts]  # type: ignore[misc]  # styles name roles as text
    home = {n: r for r, n in band}
    settled = [(n, role or (home[n] if n in home and _suits(n, home[n], wanted) else None)) for n, role in wanted]
    bass_asked = any(INSTRUMENTS[n].roles[0] == "bass" for n, _ in settled)
    bass_usual = any(r == "bass" and n not in banned and n not in dict(wanted) for r, n in band)
    cast = _place(settled, taken=("bass",) if bass_asked or (bass_usual and "bass" not in silent_roles) else ())
    held = [role for role, _, _ in cast]
    names = [name for _, name, _ in cast]
    pitched = sum(INSTRUMENTS[n].family != "drums" for n in dict.fromkeys(names))
    if borrowed is not None:
        band = _borrow(band, borrowed)
    for position, (role, usual) in enumerate(band):
        if len(cast) >= max(USUAL_PARTS, len(wanted)) or role in silent_roles:
            continue
        first = all(r != role for r, _ in band[:position])
        if role in held or (not first and (pitched >= 1 or role in held)):
            continue
        if role in ("pad", "counter") and pitched >= 2:
            continue
        name = _player(role, usual, first, names, style, banned)
        if name and name not in names:
            cast.append((role, name, False))
            names.append(name)
    return _with_tune(cast, banned, silent_roles)


def _suits(name: str, role: Role, wanted: Sequence[tuple[str, Role | None]]) -> bool:
    """Whether an asked instrument keeps the place it has in the style's band: a lone cello is no bass."""
    return role != "bass" or INSTRUMENTS[name].roles[0] == "bass" or len(wanted) > 2


def _borrow(band: list[tuple[Role, str]], other: Style) -> list[tuple[Role, str]]:
    """A band whose tune is played as in another style."""
    lead = next((n for r, n in other.parts if r == "lead"), None)
    return [(r, lead if r == "lead" and lead else n) for r, n in band]


def _player(role: Role, usual: str, first: bool, names: Sequence[str], style: Style, banned: set[str]) -> str | None:
    """Who takes a role that nobody asked for: the style's own player, or who steps in."""
    if role == "lead":
        soloist = next((_SOLOISTS[n] for n in names if n in _SOLOISTS), None)
        if soloist and soloist not in banned and soloist not in names:
            return soloist
    if usual not in banned and usual not in names:
        return usual
    if not first:
        return None
    own = [n for r, n in style.parts if r == role]
    options = [*own, *_UNDERSTUDIES.get(role, ())]
    return next((n for n in options if n not in banned and n not in names), None)


def _with_tune(cast: Cast, banned: set[str], silent_roles: set[Role]) -> Cast:
    """The cast with a lead, if anyone in it can carry a tune."""
    if any(role == "lead" for role, _, _ in cast) or "lead" in silent_roles or len(cast) >= MOST_PARTS:
        return cast
    singer = _best("lead", [n for _, n, _ in cast if n not in banned])
    return [*cast, ("lead", singer, True)] if singer else cast


def _named(cast: Cast) -> tuple[Part, ...]:
    """Parts in score order, numbered within their role."""
    ordered = sorted(cast, key=lambda entry: ROLES.index(entry[0]))
    drums = [entry for entry in ordered if entry[0] == "drums"][:1]
    ordered = [entry for entry in ordered if entry[0] != "drums"][: MOST_PARTS - len(drums)] + drums
    parts: list[Part] = []
    for role, instrument, _ in ordered:
        number = sum(p.role == role for p in parts) + 1
        parts.append(Part(name=role if number == 1 else f"{role} {number}", role=role, instrument=instrument))
    return tuple(parts)


def _and(names: Iterable[str]) -> str:
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"
