"""Wishes about the tempo: numbers, shares, words, and degrees of faster and slower."""

import re
from functools import partial

from bot.agent.language.followup.rules import Hit, rules, travels
from bot.agent.language.numbers import NUMBER, number
from bot.agent.language.tempo import FASTEST, SLOWEST, TEMPO_WORDS
from skills.edit.move import Move
from skills.edit.playing import TempoMove
from skills.edit.target import Target
from skills.errors import RequestError

_BPM = r"(?:bpms?|bmp|beats (?:per|a) minute|clicks?)"
_N = rf"(?P<n>{NUMBER})"
_TEMPO = r"(?:tempo|speed|bpm|pace)"


def _bpm(hit: Hit) -> Move | None:
    bpm = hit.number
    high = hit.said("high")
    bpm = (bpm + number(high)) / 2 if high else bpm
    if not SLOWEST <= bpm <= FASTEST:
        how = "slower" if bpm < SLOWEST else "faster"
        raise RequestError(f"{bpm:g} bpm is {how} than I can play; ask for {SLOWEST} to {FASTEST} bpm.")
    return TempoMove(bpm=bpm, target=_where(hit))


def _where(hit: Hit) -> Target:
    """The sections whose tempo is meant."""
    return Target(sections=hit.target(parts=False, it=False).sections)


def _plain_bpm(hit: Hit) -> Move | None:
    return _bpm(hit) if 40 <= hit.number <= 240 else None


def _bpm_by(hit: Hit) -> Move:
    less = re.search(r"slow|down|less|lower|drop|back|reduc|decreas|-", hit.match[0])
    return _by(hit, -hit.number if less else hit.number)


def _by(hit: Hit, change: float) -> Move:
    plan = hit.scene.plan
    bpm = plan.bpm + change
    if not SLOWEST <= bpm <= FASTEST:
        raise RequestError(f"That would be {bpm:g} bpm; I can play {SLOWEST} to {FASTEST} bpm.")
    return TempoMove(bpm=bpm, target=_where(hit))


def _percent(hit: Hit) -> Move:
    share = hit.number / 100
    less = re.search(r"slow|down|less|lower|drop|reduc|decreas", hit.match[0])
    return _factor(hit, max(1 - share, 0.25) if less else min(1 + share, 4.0))


def _factor(hit: Hit, factor: float) -> Move:
    bpm = hit.scene.plan.bpm * factor
    if not SLOWEST <= bpm <= FASTEST:
        raise RequestError(f"That would be {bpm:.0f} bpm; I can play {SLOWEST} to {FASTEST} bpm.")
    return TempoMove(factor=round(factor, 4), target=_where(hit))


def _held(hit: Hit, factor: float) -> Move:
    bpm = hit.scene.plan.bpm
    return _factor(hit, min(max(factor, SLOWEST / bpm), FASTEST / bpm))


def _pace(up: bool, hit: Hit) -> Move | None:
    """A tempo moved up or down by degree."""
    if re.search(r"\bfeel", hit.after[:8]) or re.search(r"harmonic rhythm|\bfade|\bnotes?\s$", hit.before[-18:]):
        return None
    if travels(hit):
        return None
    up = up == (hit.sign > 0)
    factor = {0.5: 1.08, 1.0: 1.15, 1.6: 1.3}[hit.scale]
    if re.search(r"\bnot (?:so|too|that|as)\b|n't (?:so|too|that|as)\b", hit.before):
        factor = 1.1
    return _held(hit, factor if up else 1 / factor)


def _twice(factor: float, hit: Hit) -> Move:
    """A tempo times a factor."""
    return _factor(hit, factor)


_WORDS = "|".join(
    w for w in sorted(TEMPO_WORDS, key=len, reverse=True) if not re.match(r"(?:slower|faster|slow|fast)$", w)
)


def _worded(hit: Hit) -> Move | list[Move]:
    if re.search(r"\b(?:build|grow|rise|swell|develop|start|open|get)\w*(?: up| out)?\s$", hit.before):
        return []  # how it grows, not how fast it is
    low, high = TEMPO_WORDS[hit.said("word") or "moderate"]
    return TempoMove(bpm=round((low + high) / 2), target=_where(hit))


TEMPO = rules(
    (
        rf"\b(?:knock|take|shave|drop|cut) {_N}(?: {_BPM})? off(?: the {_TEMPO}| it)?"
        rf"|\b(?P<n>{NUMBER})(?: {_BPM})? (?:off|less on) the {_TEMPO}",
        lambda h: _by(h, -h.number),
    ),
    (
        rf"\b(?:slow|speed|bring|take|push|pull|get|set|drop|bump|crank)(?: (?:it|this|that"
        rf"|things|the {_TEMPO}))?(?: (?:up|down|back))? to (?:about |around )?{_N}(?! "
        rf"?(?:bars?|sec\w*|min\w*|%))",
        _plain_bpm,
    ),
    (rf"\b{_TEMPO} (?:on|at|to|=|of|is|should be|must be) {_N}", _plain_bpm),
    (rf"\bsay (?:at |around )?{_N}\b", _plain_bpm),
    (
        r"\b(?:around|about|maybe|try|something like|more like|say) (?P<n>\d{2,3})(?= "
        r"(?:would|might|is|feels|should|could|will)\b|\W*$)",
        _plain_bpm,
    ),
    (
        rf"(?:\b{_TEMPO} )?(?:by )?{_N} {_BPM} (?:faster|slower|up|down|more|less|quicker|lower|higher"
        rf"|back)\b",
        _bpm_by,
    ),
    (
        rf"\b(?:up|down|raise|lower|increase|decrease|drop|bump|reduce|speed up|slow down"
        rf"|faster|slower|quicker|bring down|knock off|add)(?: it| the {_TEMPO}| the song)?(?: "
        rf"up| down)?(?: by)? {_N} ?{_BPM}",
        _bpm_by,
    ),
    (rf"(?<!\w)[+-] ?{_N} ?{_BPM}", _bpm_by),
    (rf"{_N} ?(?:%|percent|per cent) (?:faster|slower|quicker|up|down|more|less)\b(?: {_TEMPO})?", _percent),
    (
        rf"\b(?:speed|slow|bring)(?: it| things)? (?:up|down) (?:by )?{_N} ?(?:%|percent)"
        rf"|\b(?:increase|decrease|raise|lower|drop|reduce) the {_TEMPO} (?:by )?{_N} ?(?:%"
        rf"|percent)",
        lambda h: _percent(h) if h.said("n") else None,
    ),
    (
        r"\b(?:double|twice)(?: the)? (?:the |its )?(?:tempo|speed|bpm|pace)\b|\b(?:twice as "
        r"fast|two times faster|2x (?:the )?(?:speed|tempo|faster)|2x speed)\b",
        partial(_twice, 2.0),
    ),
    (
        r"\b(?:half|halve)(?: the| its)? (?:tempo|speed|bpm|pace)\b|\bhalf as fast\b|\btwice "
        r"as slow\b|\bcut the (?:tempo|speed) in half\b",
        partial(_twice, 0.5),
    ),
    (
        rf"\b(?:(?:at|to|in|make it|set to|around|about|try|like) )?(?:a )?(?:(?:the "
        rf")?{_TEMPO} (?:of|to|at|=|:|is)?\s?)?(?:around |about )?{_N}(?: ?(?:-|to) "
        rf"?(?P<high>\d{{2,3}}))? ?-?{_BPM}(?! (?:faster|slower|up|down|more|less))\b",
        _bpm,
    ),
    (
        rf"\b(?:{_TEMPO})(?: should be| needs to be| of| to|:| =| at| is)? ?"
        rf"(?:around |about )?{_N}\b(?! ?(?:%|percent))",
        _bpm,
    ),
    (
        rf"^\W*(?:(?:bump|bump it|push it|push|get it|drop it|set|try|put it|up|down|and|now"
        rf"|maybe|make it|play it|try|do it|set it|take it|put it|bring it|speed it up|slow it "
        rf"down|slow down|speed up|faster|slower) )*(?:at|to|around) {_N}\W*$",
        _plain_bpm,
    ),
    (r"^\W*(?P<n>\d{2,3})\W*$", lambda h: _plain_bpm(h) if len(h.clause.saying.clauses) > 1 else None),
    (
        r"\b(?:speed(?:ing)? (?:up|it up|this up|things up|the song up)|pick up the pace|push "
        r"the tempo|quicken|pick it up(?: a bit)?|hurry(?: it)?(?: up)?|(?:raise|increase|up"
        r"|bump|bump up|crank up|more) the (?:tempo|speed|bpm|pace)|(?:higher|more) (?:tempo"
        r"|bpm|speed)|more speed|(?:tempo|bpm|speed) (?:up|higher)|bring (?:the tempo|it) up "
        r"in tempo|pace up)\b",
        partial(_pace, True),
    ),
    (
        r"\b(?:slow(?:ing)? (?:down(?! (?:at|towards?|near|in|for) the (?:very )?(?:end|close"
        r"|finish|last|final))|it down|this down|things down|the song down|the whole thing "
        r"down)|take it (?:down|slow|easy)|drag it out|(?:lower|decrease|reduce|drop|bring "
        r"down|less) the (?:tempo|speed|bpm|pace)|(?:lower|less|smaller) (?:tempo|bpm|speed)"
        r"|less speed|(?:tempo|bpm|speed) (?:down|lower))\b(?! (?:at|towards?|near) the end)",
        partial(_pace, False),
    ),
    (
        r"\b(?:faster|quicker|more (?:upbeat|up-tempo|uptempo|quickly|fast|quick)|fast|quick"
        r"|rushed|rushing|rushes|hurried)\b(?! food)",
        lambda h: _pace(True, h) if not re.match(r"rush|hurr", h.match[0]) else _pace(False, h),
    ),
    (r"\b(?:drags|dragging|drag|draggy|plods|plodding|sluggish|too long winded)\b", partial(_pace, True)),
    (r"\b(?:slower|more slow(?:ly)?|slow)\b(?! (?:dance|jam|burn|build|down|part))", partial(_pace, False)),
    (rf"\b(?:at an? |an? |in |to |make it |more )?(?P<word>{_WORDS})\b(?: tempo| pace| speed)?", _worded),
)
