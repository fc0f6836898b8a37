"""From wishes to a whole plan: every gap filled, every conflict resolved, and both said.

What was asked for holds where it can; the style fills the rest. The order matters: the style first,
then key, metre and tempo, the form that makes the length, the cast, and the arc over that form.
"""

from bot.agent.language.reading import Reading
from bot.agent.settle.arc import Outlook, draw_arc, look_ahead
from bot.agent.settle.cast import choose_parts
from bot.agent.settle.cradle import cradle_wishes
from bot.agent.settle.ease import easy_palette
from bot.agent.settle.form import MOST_SECTION_BARS, Frame, Layout, family_of, read_form
from bot.agent.settle.genre import choose_style
from bot.agent.settle.harmony import Given, choose_key, closing_chord, read_chords
from bot.agent.settle.length import choose_length
from bot.agent.settle.modulation import KEYED, lifted, with_keys
from bot.agent.settle.playing import choose_directions, choose_ending, note_words, tessitura
from bot.agent.settle.scope import scope_directions, scope_in_words, scope_parts, scope_wishes
from bot.agent.settle.sections import build_sections, with_rests
from bot.agent.settle.title import choose_title, find_topic
from bot.agent.settle.turn import turn_modes
from bot.agent.settle.wishes import Remarks, Wishes, to_range
from skills.clock import METRES, Metre, is_compound
from skills.errors import RequestError
from skills.place import Place
from skills.plan import Plan, Section, SectionKind
from skills.styles import Style
from skills.theory.key import Key

__all__ = ["settle"]

_QUIET = 0.36
"""Arousal up to which one instrument that was asked for by itself has the song nearly to itself."""
_MOST_UNREAD = 6


def settle(reading: Reading, request: str, seed: int) -> Plan:
    """The plan for what was read.

    Args:
        reading: the wishes, and what was not understood.
        request: the person's words, kept in the plan.
        seed: decides what taste alone decides; the same three arguments give the same plan.

    Returns:
        A plan in which ``assumed`` says what was chosen and ``notes`` what was resolved or left out.

    Raises:
        RequestError: when no song can be what was asked; its sentence says what to change.
    """
    remarks = Remarks()
    wishes = Wishes(reading.asks, remarks)
    given = read_chords(wishes, remarks)
    wishes = wishes.with_more(cradle_wishes(wishes, seed))
    style, borrowed = choose_style(wishes, given, remarks)
    alone = reading.scope != "song"
    if alone:
        wishes = wishes.with_more(scope_wishes(reading.scope, wishes, given, style, seed))
    outlook = look_ahead(wishes, style)
    metre = _choose_metre(wishes, style, remarks)
    key = choose_key(wishes, style, outlook, given, seed, remarks if reading.scope != "drums" else Remarks())
    frame = _frame(wishes, style, metre, outlook, given, remarks).model_copy(update={"seed": seed})
    bpm, layout = choose_length(wishes, style, metre, outlook, frame, seed, remarks)
    if alone:
        parts = scope_parts(reading.scope, wishes, style)
        remarks.assume(scope_in_words(reading.scope, parts, layout.total))
    else:
        quiet = outlook.spoken and outlook.mean.arousal <= _QUIET and not outlook.travels
        parts = choose_parts(wishes, style, borrowed, remarks, quiet, seed)
    arc = draw_arc(layout.kinds, layout.bars, wishes, style)
    closing = _closing(frame, layout, given, key)
    sections = build_sections(wishes, layout, given, closing, key, remarks)
    sections = with_rests(sections, wishes, style, parts, remarks)
    sections = with_keys(sections, wishes, key, seed, remarks)
    sections = lifted(sections, wishes, style, arc, outlook.travels and not given, seed)
    if not (given or any(a.kind in KEYED for a in wishes.asks)):
        chosen, (key, sections) = key, turn_modes(key, sections, arc)
        if turned := next((s.mode for s in sections if s.mode), None):
            remarks.revise(str(chosen), f"{key} turning to {turned} with the feeling")
    if not frame.form:
        remarks.assume(_form_in_words(sections))
    if borrowed is not None:
        remarks.assume(f"{style.name} first, with the colours of {borrowed.name}")
    note_words(wishes, remarks)
    directions = choose_directions(wishes, sections, parts, remarks)
    return Plan(
        request=request,
        title=choose_title(wishes, request, style, key, arc, seed),
        seed=seed,
        genre=style.name,
        key=key,
        bpm=bpm,
        metre=metre,
        swing=_choose_swing(wishes, style, borrowed, metre),
        sections=sections,
        parts=parts,
        arc=arc,
        tessitura=tessitura(wishes),
        ending=choose_ending(wishes, style, reading.scope in ("progression", "drums", "bass")),
        palette=easy_palette(wishes, key, given, remarks),
        directions=(*directions, *scope_directions(reading.scope, parts)),
        asks=reading.asks,
        assumed=tuple(remarks.assumed),
        notes=(*reading.notes, *remarks.notes, *_unread(reading, request, bool(wishes.one("title")))),
    )


def _choose_metre(wishes: Wishes, style: Style, remarks: Remarks) -> Metre:
    ask = wishes.one("metre")
    if ask is None:
        remarks.assume(style.metre)
        return style.metre
    found = next((m for m in METRES if m == ask.value), None)
    if found is None:
        raise RequestError(f"I can't count in {ask.value}; ask for one of {', '.join(METRES)}.")
    return found


def _choose_swing(wishes: Wishes, style: Style, borrowed: Style | None, metre: Metre) -> float:
    ask = wishes.one("swing")
    if ask is not None and not ask.unwanted:
        return 0.5 if ask.value == "straight" else max(style.swing, 0.64)
    if wishes.all("swing", unwanted=True) or is_compound(metre) or metre == "7/8":
        return 0.5
    return max(style.swing, borrowed.swing) if borrowed else style.swing


def _frame(
    wishes: Wishes, style: Style, metre: Metre, outlook: Outlook, given: tuple[Given, ...], remarks: Remarks
) -> Frame:
    """What is known about the form before its lengths are chosen."""
    ask = wishes.one("form")
    form = read_form(ask.value) if ask else ()
    lengths = tuple(
        (place, to_range(asked, 1, MOST_SECTION_BARS, "bars in a section"))
        for place, asked in wishes.local("section_bars")
        if not (asked.low is None and asked.high is None)
    )
    whole = next((g for g in given if g.place is None), None)
    fixed = bool(form) or wishes.one("bars") is not None
    if form:
        for name in [_place_name(place) for place in wishes.places if not place.picks(form)]:
            remarks.note(f"There is no {name} in the form you gave, so I left out what you asked of it.")
    return Frame(
        style=style.name,
        family=family_of(style, wishes.places, form),
        metre=metre,
        form=form,
        doubled=any(a.kind == "form" and len(a.value.split()) > 1 and a.section for a in wishes.asks),
        without=tuple(kind for a in wishes.all("form", unwanted=True) for kind in read_form(a.value)),
        places=() if form else (*wishes.places, *_lifting_place(wishes, style)),
        lengths=tuple((place, r) for place, r in sorted(lengths, key=lambda pair: pair[0].number is not None)),
        cycles=tuple((g.place, len(g.names)) for g in sorted(given, key=lambda g: g.place is not None)),
        rests=whole is not None and not fixed,
        ends_high=outlook.travels and outlook.end.arousal >= 0.65,
    )


def _lifting_place(wishes: Wishes, style: Style) -> tuple[Place, ...]:
    """The last chorus, for a key change of which nobody said where it is."""
    goals: tuple[SectionKind, ...] = ("chorus", "drop")
    where = next((kind for kind in goals if kind in style.form.split()), None)
    return (Place(kind=where, number=-1),) if where and wishes.all("modulate") else ()


def _form_in_words(sections: tuple[Section, ...]) -> str:
    """The form as an assumption: "intro (4 bars), verse 1 (8), chorus (8)"."""
    if len(sections) > 10:
        return f"{len(sections)} sections"
    first, *others = sections
    bars = "bar" if first.bars == 1 else "bars"
    return ", ".join(
        [f"{first.label.lower()} ({first.bars} {bars})", *(f"{s.label.lower()} ({s.bars})" for s in others)]
    )


def _place_name(place: Place) -> str:
    if place.number is None:
        return place.kind
    return f"last {place.kind}" if place.number == -1 else f"{place.kind} {place.number}"


def _closing(frame: Frame, layout: Layout, given: tuple[Given, ...], key: Key) -> str | None:
    """The chord on which the last section rests, when the song is made of given chords and may end on its own."""
    whole = next((g for g in given if g.place is None), None)
    if whole is None or not frame.rests or layout.kinds[-1] != "outro":
        return None
    return closing_chord(whole.symbols(key), key)


def _unread(reading: Reading, request: str, titled: bool) -> tuple[str, ...]:
    """A sentence for each phrase that was passed over."""
    topic = None if titled else find_topic(request)
    notes = []
    if topic:
        notes.append(f'There are no words in this song, so "{topic}" gave it its title only.')
    for phrase in reading.unread[:_MOST_UNREAD]:
        if not (topic and topic.lower() in phrase.lower()):
            notes.append(f'I did not understand "{_short(phrase)}", so I left it out.')
    if len(reading.unread) > _MOST_UNREAD:
        notes.append(f"I did not understand {len(reading.unread) - _MOST_UNREAD} more phrases and left them out.")
    return tuple(notes)


def _short(phrase: str) -> str:
    return phrase if len(phrase) <= 80 else phrase[:77].rstrip() + "..."
