"""Wishes about length: so many seconds or bars, longer and shorter, of the song or of a section."""

import re
from functools import partial

from bot.agent.language.followup.rules import Hit, rules
from bot.agent.language.numbers import NUMBER, number
from skills.clock import bar_beats
from skills.edit.form import LengthMove
from skills.edit.move import Move
from skills.edit.target import Target
from skills.errors import RequestError

BARS = rf"(?P<bars>{NUMBER})[ -]?(?:bars?|measures?)"
"""A count of bars."""


def _length(hit: Hit, **fields: float | int | None) -> Move:
    target = hit.target(parts=False, it=False)
    return LengthMove.model_validate({**fields, "target": target})


def _seconds_of(hit: Hit) -> float:
    return float(str(hit.value("time")))


_SHORTER = re.compile(r"short|less|fewer|cut|trim|remov|reduc|off|lose|drop")


def _bars_of(hit: Hit, target: Target) -> int:
    """How many bars a target has now."""
    return sum(s.bars for s in hit.scene.plan.sections if not target.sections or s.label in target.sections)


def _changed_by(hit: Hit) -> Move:
    """So many seconds longer or shorter."""
    seconds = _seconds_of(hit)
    plan = hit.scene.plan
    target = hit.target(parts=False, it=False)
    now = _bars_of(hit, target) * bar_beats(plan.metre) * 60 / plan.bpm
    wanted = now - seconds if _SHORTER.search(hit.match[0]) else now + seconds
    if wanted < 5:
        raise RequestError(f"It lasts {now:.0f} seconds, so I cannot make it {seconds:.0f} seconds shorter.")
    return LengthMove(seconds=round(min(wanted, 900.0), 1), target=target)


def _to_seconds(hit: Hit) -> Move:
    return _length(hit, seconds=min(max(_seconds_of(hit), 5.0), 900.0))


def _to_bars(hit: Hit) -> Move | None:
    target = hit.target(parts=False, it=False)
    bars = round(number(hit.said("bars") or "1"))
    if not 1 <= bars <= 512:
        raise RequestError(f"{bars} bars is more than I can write; ask for 1 to 512.")
    return LengthMove(bars=bars, target=target)


def _bars_by(hit: Hit) -> Move:
    """So many bars longer or shorter."""
    target = hit.target(parts=False, it=False)
    now = _bars_of(hit, target)
    change = round(number(hit.said("bars") or "1"))
    shorter = _SHORTER.search(hit.match[0])
    wanted = now - change if shorter else now + change
    if not 1 <= wanted <= 512:
        raise RequestError(
            f"There are {now} bars, so I cannot make it {change} bars {'shorter' if shorter else 'longer'}."
        )
    return LengthMove(bars=wanted, target=target)


def _scaled(factor: float, hit: Hit) -> Move | None:
    if re.search(r"\bnotes?\b", hit.clause.shape) and not re.search(r"song|it\b", hit.clause.shape):
        return None
    if any(r.kind == "part" for r in hit.clause.refs) and not any(r.kind == "place" for r in hit.clause.refs):
        return None
    up = (factor > 1) == (hit.sign > 0)
    base = 1.5 if hit.scale == 1 else 1.25 if hit.scale < 1 else 2.0
    return _length(hit, factor=base if up else round(1 / base, 3))


def _too(factor: float, hit: Hit) -> Move | None:
    """Too long or too short, whatever stands before."""
    small = hit.scale < 1
    return _length(hit, factor=(0.8 if factor < 1 else 1.25) if small else factor)


def _fixed(factor: float, hit: Hit) -> Move:
    return _length(hit, factor=factor)


_T = "<time>"


def _until(hit: Hit) -> Move | None:
    """Too long until a section comes: what is before it gets shorter."""
    ref = hit.ref("place")
    labels = [s.label for s in hit.scene.plan.sections]
    before = tuple(labels[: labels.index(ref.sections[0])]) if ref.sections else ()
    return LengthMove(factor=0.667, target=Target(sections=before)) if before else None


LENGTH = rules(
    (
        r"\btakes? (?:way |far |much )?(?:too long|forever|ages|so long|an eternity)(?: (?:to (?:get|come) to"
        r"|until|till|before))+ <place>(?: (?:comes|starts|arrives|begins))?",
        _until,
    ),
    (rf"<place> (?:only|just|for only|for just) {BARS}", _to_bars),
    (
        rf"(?:\b(?:make it|make|by|about|add|cut|trim|lengthen|extend|shorten|remove|take"
        rf"|stretch|lose)(?: it| <place>)?(?: by| off| out)? )?(?:another |an extra |extra "
        rf"|about |around |some )?{_T} (?:longer|shorter|more|less|extra|off)\b",
        _changed_by,
    ),
    (
        rf"\b(?:extend|lengthen|stretch|shorten|trim|cut|reduce|add|remove)(?: it| the song| "
        rf"<place>| the whole thing)?(?: by| another) {_T}",
        _changed_by,
    ),
    (rf"\b(?:add|take off|cut off|trim off|shave off|shave) (?:another |about )?{_T}", _changed_by),
    (
        rf"(?:\b(?:make|keep|cut|trim|shorten|extend|lengthen|get|bring|stretch|take|should be"
        rf"|needs to be|to be|length|i want|want|has|have|lasts?|only|just)(?: (?:it|this|the "
        rf"song|the whole thing|that))?(?: down)?(?: to| at| be| last| about| around| of| is)? "
        rf")?(?:a |about |around |exactly |under |to |only |just )?{_T}(?: (?:long|in total"
        rf"|total|in length|version))?",
        _to_seconds,
    ),
    (
        rf"\b(?:(?:add|extend|lengthen|stretch|make|give)(?: it| <place>| me)?(?: by)? "
        rf")?(?:another |an extra )?{BARS} (?:longer|shorter|more|less|extra|off)\b"
        rf"|\b(?:extend|lengthen|shorten|trim|cut)(?: it| the song| <place>)? by {BARS}"
        rf"|\b(?P<bars>{NUMBER}) (?:more|extra|fewer|less) (?:bars|measures)",
        _bars_by,
    ),
    (
        rf"(?:\b(?:make|cut|trim|shorten|extend|lengthen|set|keep|turn|reduce|bring|stretch"
        rf"|should be|needs to be|is|be|down)(?: (?:it|<place>|the song|this|that))?(?: "
        rf"down)?(?: to| into| be| at| only| just| of| out to)? (?:only |just |an? )?|\bto "
        rf"|\bof |[:=] ?|(?<=[\x01\x1f]) (?:to |of |= ?|: ?)?){BARS}|<place> to "
        rf"(?P<bars>\d{{1,3}})(?! ?(?:bpm|%))|\b(?:loop|stretch|extend|bring|cut|trim)(?: "
        rf"it)?(?: (?:out|down|up))? to (?P<bars>\d{{1,3}})(?! ?(?:bpm|%|sec|min|:))(?: long| "
        rf"in (?:all|total)|total)?\b",
        _to_bars,
    ),
    (
        rf"\b(?:an? |the )?{BARS} (?:long )?<place>|<place> (?:should |must |can |to "
        rf")?(?:with|of|having|has|have|be|at|for|lasting?|take|takes)(?: only| just)? {BARS}",
        _to_bars,
    ),
    (
        r"\b(?:twice as long|two times longer|double (?:the )?(?:length|duration)(?: of)?"
        r"|double (?:its|the song's) length|(?:make it )?double(?:d)? in length)\b",
        partial(_fixed, 2.0),
    ),
    (
        r"\b(?:half as long|half (?:the |its |their )?(?:length|duration)(?: of)?|(?:cut|chop|reduce"
        r"|shorten)(?: it| <place>)? (?:in|by|to) half|twice as short|halve (?:the length of"
        r"|it)?)",
        partial(_fixed, 0.5),
    ),
    (
        r"\b(?:longer|lengthen|extend(?:ed)?|stretch(?: it)?(?: out)?|prolong|drag out|more long)\b"
        r"(?! notes?)(?! than)",
        partial(_scaled, 1.5),
    ),
    (
        r"\b(?:shorter|shorten|trim(?: it)?(?: down)?|more short|condense|tighten up the "
        r"length|briefer|cut (?:it )?down)\b(?! notes?)(?! than)",
        partial(_scaled, 0.67),
    ),
    (
        r"\b(?:(?:a (?:bit|little|touch|tad)|rather|pretty|quite|kinda|somewhat) (?:too )?long(?! notes| time| way)"
        r"|too (?:much )?long|(?:goes|drags) on (?:too long|forever|and on)|lasts too long"
        r"|overstays its welcome)\b",
        partial(_too, 0.667),
    ),
    (r"\b(?:too short|over too (?:soon|quickly)|ends too soon)\b", partial(_too, 1.5)),
)
