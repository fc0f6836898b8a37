"""Wishes about who plays what: one instrument for another."""

import re

from bot.agent.language.followup.band import ADJECTIVES, playing
from bot.agent.language.followup.references import Ref, demand
from bot.agent.language.followup.rules import Hit, rules
from skills.edit.cast import SwapInstrumentMove
from skills.edit.move import Move
from skills.errors import RequestError


def _instrument(ref: Ref) -> str:
    if not ref.instruments:
        raise RequestError(f'Which instrument shall take over? I know none called "{ref.words}".')
    return ref.instruments[0]


def _swap(old: Ref, new: Ref, hit: Hit) -> Move:
    parts = playing(hit, demand(old).parts)
    target = hit.target(parts=False)
    solos = {s.label for s in hit.scene.plan.sections if s.kind == "solo"}
    lead = tuple(name for name in parts if name in hit.scene.with_roles("lead"))
    if lead and target.sections and solos >= set(target.sections):
        parts = lead  # whoever plays the solo takes over the lead there
    return SwapInstrumentMove(instrument=_instrument(new), target=target.model_copy(update={"parts": parts}))


def _swapped(hit: Hit) -> Move | None:
    """One for another, the old one named first."""
    old, new = hit.refs("part")[:2]
    return _swap(old, new, hit) if new.instruments else None


def _instead(hit: Hit) -> Move | None:
    """The same with the new one named first."""
    new, old = hit.refs("part")[:2]
    return _swap(old, new, hit) if new.instruments else None


def _given(hit: Hit) -> Move | None:
    """The melody on a flute: a role that is there, played by another instrument."""
    old, new = hit.refs("part")[:2]
    if old.role is None and new.role is not None:
        old, new = new, old
    if not old.parts or not new.instruments or old.role is None:
        return None
    return _swap(old, new, hit)


def _let_carry(hit: Hit) -> Move | None:
    """A cello that is to carry the melody."""
    new, old = hit.refs("part")[:2]
    if not old.parts or not new.instruments or old.role is None:
        return None
    return _swap(old, new, hit)


def _solo(hit: Hit) -> Move | None:
    """A guitar solo over some bars: there it plays the tune."""
    ref = hit.refs("part")[0]
    lead = hit.scene.with_roles("lead")
    if not ref.instruments or not lead or ref.role == "lead":
        return None
    playing = [p.instrument for p in hit.scene.plan.parts if p.name in ref.parts]
    target = hit.target(parts=False).model_copy(update={"parts": lead})
    return SwapInstrumentMove(instrument=(playing or list(ref.instruments))[0], target=target)


def _played_on(hit: Hit) -> Move | None:
    """Played on a guitar: what was talked about, the only part there is, or the tune."""
    new = hit.refs("part")[0]
    plan = hit.scene.plan
    if not new.instruments or new.role or not re.search(r"\bit\b|\bthis\b|\bthat\b|instead", hit.match[0]):
        return None
    names = {p.name for p in plan.parts}
    focused = tuple(p for p in hit.scene.focus.parts if p in names)
    parts = focused or (tuple(names) if len(names) == 1 else hit.scene.with_roles("lead"))
    if not parts or new.parts == parts:
        return None
    if len(names) > 1:
        hit.clause.saying.note(f"I took it to mean the {parts[0]}.")
    target = hit.target(parts=False)
    return SwapInstrumentMove(instrument=new.instruments[0], target=target.model_copy(update={"parts": parts}))


def _pronoun_swapped(hit: Hit) -> Move | None:
    """Another instrument for what was named before: "I'd rather hear an accordion do that"."""
    new = hit.refs("part")[0]
    named = [r for r in hit.clause.saying.refs if r.kind == "part" and r.parts and r.end <= hit.start]
    if not named or not new.instruments or new.role:
        return None
    hit.clause.saying.used.add(named[-1])
    return _swap(named[-1], new, hit)


_KINDS_OF = {
    ("guitar", "acoustic"): "acoustic guitar", ("guitar", "unplugged"): "acoustic guitar",
    ("guitar", "nylon"): "nylon guitar", ("guitar", "classical"): "nylon guitar",
    ("guitar", "electric"): "electric guitar", ("guitar", "distorted"): "distorted guitar",
    ("guitar", "overdriven"): "overdriven guitar", ("guitar", "muted"): "muted guitar",
    ("guitar", "jazzy"): "jazz guitar", ("guitar", "spanish"): "nylon guitar",
    ("bass", "upright"): "upright bass", ("bass", "acoustic"): "upright bass",
    ("bass", "double"): "upright bass", ("bass", "electric"): "bass guitar",
    ("bass", "fretless"): "fretless bass", ("bass", "slap"): "slap bass",
    ("bass", "synth"): "synth bass", ("piano", "electric"): "electric piano",
    ("piano", "acoustic"): "piano", ("piano", "grand"): "piano",
    ("trumpet", "muted"): "muted trumpet", ("strings", "pizzicato"): "pizzicato strings",
    ("strings", "plucked"): "pizzicato strings",
}  # fmt: skip
"""An instrument by its noun and what is said of it: "the guitar unplugged"."""
_SORTS = "|".join(sorted({sort for _, sort in _KINDS_OF}))


def _of_a_sort(hit: Hit) -> Move | None:
    ref = hit.refs("part")[0]
    noun = next((noun for noun, _ in _KINDS_OF if noun in ref.words.lower()), "")
    name = _KINDS_OF.get((noun, hit.said("sort") or ""))
    if name is None or not ref.parts:
        return None
    target = hit.target(parts=False).model_copy(update={"parts": playing(hit, ref.parts)})
    return SwapInstrumentMove(instrument=name, target=target)


SWAP = rules(
    (
        r"<part> (?:(?:should|could|can|must|to|is|are|gets?) )*(?:be |being )?(?:replaced|swapped|exchanged"
        r"|substituted|taken over)"
        r"(?: out)? (?:by|with|for) (?:something like )?<part>",
        _swapped,
    ),
    (
        r"\b(?:hear|have|let|get|want|prefer|use) <part> (?:to )?(?:do|play|doing|playing|take|sing"
        r"|handle)(?: over)? (?:that|it|this|them|those)\b",
        _pronoun_swapped,
    ),
    (
        rf"<part> (?:should be |to be |must be |be |made |played )?(?:more )?(?P<sort>{_SORTS})\b(?: one)?"
        rf"(?:,? (?:an?|the) (?:{_SORTS})(?: one| <part>)?)?",
        _of_a_sort,
    ),
    (
        r"\b(?:in place of|instead of) <part>,? (?:please )?(?:put|use|have|take|play|let's "
        r"have|give me|i want|i'd like)? ?<part>",
        _swapped,
    ),
    (r"<part> ?(?:=|:) ?<part>", _swapped),
    (r"\b(?:swap|replace|switch|change|trade|substitute|exchange|sub)(?: out)? <part> w/ ?<part>", _swapped),
    (r"\b(?:change|swap|switch) (?:the )?instruments? (?:of|for|on) <part> (?:to|with|into|for) <part>", _swapped),
    (r"\b(?:(?:do|play|have|add|put|with|give me) )?<part> solo (?=(?:in|on|over|at|during|for) \x01)", _solo),
    (r"\b(?:prefer|rather have|like) <part> (?:to|over|than) <part>", _instead),
    (
        r"\b(?:swap|replace|switch|change|trade|substitute|exchange|sub|turn|make|convert)(?: "
        r"out)? <part> (?:out )?(?:with|for|to|by|into|in for|->|=>|>) (?:like |maybe "
        r"|something like )?(?:\w+ )?<part>",
        _swapped,
    ),
    (
        r"<part> ?(?:->|=>|>|becomes?|should (?:be|become)|turns? into|into|must be|to be) "
        r"(?:\w+ )?<part>(?! (?:louder|softer))",
        _swapped,
    ),
    (
        rf"(?:\b(?:use |have |with |play |try |make it |i want |i'd like |put |an? )"
        rf")?{ADJECTIVES}<part> (?:instead of|rather than|in place of|replacing|and not|not) <part>",
        _instead,
    ),
    (r"\binstead of <part>,? (?:\w+ ){0,2}<part>", _swapped),
    (
        r"\b(?:make|turn) <part> <part>|\b(?:play|put|give|have|do|move|hand|set|let's hear|i "
        r"want|try) <part> (?:be )?(?:played |done |sung )?(?:on|to|with|by|through|as|over "
        r"to|using) <part>|<part> (?:(?:should be|is|be|to be) )?(?:played )?(?:on|by|with"
        r"|for) <part>(?: instead)?",
        _given,
    ),
    (
        r"\b(?:let|have|make)? ?<part> (?:plays?|sings?|takes?|doubles?|do(?:es)?) what "
        r"<part> (?:plays?|sings?|does?|do)",
        _instead,
    ),
    (
        r"<part> (?:playing|plays?|doing|taking|takes?|on|for|in) <place>,? (?:instead of|rather than)"
        r" <part>",
        _instead,
    ),
    (
        r"\b(?:play|do|have|try|put|use|make)(?: (?:it|this|that))?(?: (?:be|be played|played)"
        r")? (?:on|with|by|for|using) <part>(?: instead)?",
        _played_on,
    ),
    (
        r"\b(?:let|have|make|get|use|with)? ?<part> (?:play(?:s|ing)?|sing(?:s|ing)?"
        r"|carry(?:ing)?|carries|take(?:s)?|tak(?:ing|e over)|do(?:es|ing)?|for|as|on"
        r"|lead(?:s|ing)?|hav(?:e|ing)) <part>",
        _let_carry,
    ),
)
