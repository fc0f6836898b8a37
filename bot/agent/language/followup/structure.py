"""Wishes about the form: sections added, cut, repeated and moved, and the metre."""

import re
from functools import partial

from bot.agent.language.followup.adding import WHERE, added, anchors, for_a_player, missing, one_like_it
from bot.agent.language.followup.references import Ref, demand
from bot.agent.language.followup.rules import Hit, rules
from bot.agent.language.followup.saying import beside
from bot.agent.language.followup.scene import plural
from bot.agent.language.numbers import NUMBER, number
from bot.agent.turn import Clarify
from skills.edit.form import AddSectionMove, CutSectionMove, MetreMove, MoveSectionMove, RepeatSectionMove
from skills.edit.move import Move
from skills.edit.target import Target
from skills.errors import RequestError


def _which(hit: Hit, ref: Ref, what: str) -> tuple[str, ...] | None:
    """The sections one of which was named; where there are several, the person is asked which."""
    demand(ref)
    if not ref.one or ref.section is None:
        return ref.sections
    rest = hit.clause.saying.text.words(ref.end, hit.end)
    rest = f" {rest}" if rest else ""
    options = [f"{what} {label.lower()}{rest}" for label in ref.sections]
    every = f"{what} all the {plural(ref.section)}{rest}"
    hit.clause.saying.clarify = Clarify(question=f"Which {ref.section} do you mean?", options=(*options[-4:], every))
    return None


def _cut(hit: Hit) -> Move | list[Move] | None:
    ref = hit.refs("place")[0]
    if re.match(r"\s?\x02", hit.after) or re.match(r" (?:to|down to|by|in half|short|shorter)\b", hit.after):
        return None
    if any(r.kind == "part" for r in hit.clause.refs) and not re.search(r"\b(?:cut|delete|scrap)\b", hit.match[0]):
        return None
    if new := missing(hit):
        return new
    demand(ref)
    if ref.bars:
        return CutSectionMove(target=Target(first_bar=ref.bars[0], last_bar=ref.bars[1]))
    labels = _which(hit, ref, "cut")
    if labels is None:
        return []
    if len(labels) == len(hit.scene.plan.sections):
        raise RequestError("Nothing would be left of the song; name a section to cut, or ask for a new song.")
    return CutSectionMove(target=Target(sections=labels))


_TIMES = (
    r"(?:(?:x ?|times )?(?P<x>[2-8]) ?x?\b(?: times)?|(?P<word>twice|thrice|once|two "
    r"times|three times|four times|five times|six times|seven times|eight times|again|one more time|once more"
    r"|two more times))"
)


def _times(hit: Hit) -> int:
    """How many further times: "play it twice" is one more, "repeat it twice" is two."""
    digits, word = hit.said("x"), hit.said("word")
    if word in ("once", "again", "one more time", "once more") or not (digits or word):
        return 1
    if word == "two more times":
        return 2
    count = {"twice": 2, "thrice": 3}.get(word or "") or round(number(digits or str(word).split()[0]))
    repeated = re.search(r"\brepeat", hit.match[0]) and "x" not in hit.match[0].split()[-1]
    return min(max(count if repeated else count - 1, 1), 8)


def _repeated(hit: Hit) -> Move | list[Move] | None:
    ref = demand(hit.refs("place")[0])
    if ref.bars:
        return RepeatSectionMove(target=Target(first_bar=ref.bars[0], last_bar=ref.bars[1]), times=_times(hit))
    last = re.search(r"at the (?:very )?end|\bend\b", hit.match[0] + hit.after[:14])
    if ref.one and last:
        end = re.match(r" (?:at|in|towards|near) the (?:very )?end", hit.after)
        if end:
            hit.clause.saying.take(hit.end, hit.end + end.end())
        return RepeatSectionMove(target=Target(sections=ref.sections[-1:]), times=_times(hit))
    labels = _which(hit, ref, "repeat")
    return RepeatSectionMove(target=Target(sections=labels), times=_times(hit)) if labels else []


def _repeat_focus(hit: Hit) -> Move | None:
    target = hit.target(parts=False)
    if not target.sections and len(hit.scene.plan.sections) == 1:  # the only section there is
        target = Target(sections=(hit.scene.plan.sections[0].label,))
    return RepeatSectionMove(target=target, times=_times(hit)) if target.sections else None


def _moved(hit: Hit) -> Move | list[Move] | None:
    refs = hit.refs("place")
    labels = _which(hit, refs[0], "move") if refs[0].sections or refs[0].problem else None
    if not labels:
        return None if not hit.clause.saying.clarify else []
    anchor = refs[1] if len(refs) > 1 else None
    before, after = anchors(hit, hit.said("where") or "", anchor)
    return MoveSectionMove(target=Target(sections=labels), before=before, after=after)


_TIMELY = re.compile(r"\b(?:sooner|earlier|later|too (?:early|late|soon)|mov(?:e|ed)|comes?|somewhere else)\b")


def _sooner(hit: Hit) -> Move | None:
    """Where a section named before is to come: "I want the bridge sooner, before the second chorus"."""
    before = hit.clause.saying.text.lower[: hit.start]
    return _it_moved(hit) if _TIMELY.search(before) else None


def _it_moved(hit: Hit) -> Move | None:
    """A section that was named before, put somewhere else: "can it be after the chorus?"."""
    named = [r for r in hit.clause.saying.refs if r.kind == "place" and r.end <= hit.start and r.sections and not r.one]
    labels = named[-1].sections if named else hit.scene.focus.sections
    if not labels:
        return None
    hit.clause.saying.used.update(named[-1:])
    before, after = anchors(hit, hit.said("where") or "", hit.refs("place")[0])
    return MoveSectionMove(target=Target(sections=labels), before=before, after=after)


def _swapped(hit: Hit) -> list[Move] | None:
    """Two sections that change places."""
    refs = hit.refs("place")
    labels = [label for r in refs for label in demand(r).sections]
    if len(labels) != 2:
        return None
    order = [s.label for s in hit.scene.plan.sections]
    first, second = sorted(labels, key=order.index)
    i, j = order.index(first), order.index(second)
    if j == i + 1:
        named_first = labels[0]
        before, after = (first, None) if named_first == second else (None, second)
        return [MoveSectionMove(target=Target(sections=(named_first,)), before=before, after=after)]
    moves: list[Move] = [MoveSectionMove(target=Target(sections=(first,)), after=second)]
    if j > i + 1:
        moves.append(MoveSectionMove(target=Target(sections=(second,)), before=order[i + 1]))
    return moves


def _opened(start: bool, hit: Hit) -> Move | None:
    ref = hit.refs("place")[0]
    if ref.section is None:
        return None
    labels = [s.label for s in hit.scene.plan.sections]
    edge = labels[0] if start else labels[-1]
    if ref.sections and edge in ref.sections:
        return None
    if start and len(ref.sections) == 1:
        return MoveSectionMove(target=Target(sections=ref.sections), before=edge)
    if not start and len(labels) > 1 and labels[-2] in ref.sections:
        return CutSectionMove(target=Target(sections=(edge,)))
    return AddSectionMove(section=ref.section, before=edge if start else None, after=None if start else edge)


def _ended_after(hit: Hit) -> Move | None:
    """The song over after a section: what follows is cut."""
    ref = hit.ref("place")
    labels = [s.label for s in hit.scene.plan.sections]
    if not ref.sections or ref.sections[-1] == labels[-1]:
        return None
    return CutSectionMove(target=Target(sections=tuple(labels[labels.index(ref.sections[-1]) + 1 :])))


def _more_of_it(hit: Hit) -> Move | None:
    ref = hit.ref("place")
    return RepeatSectionMove(target=Target(sections=ref.sections[-1:]), times=2) if ref.sections else None


def _repeated_last(hit: Hit) -> Move | None:
    """A section once more; of several the last."""
    ref = hit.ref("place")
    return RepeatSectionMove(target=Target(sections=ref.sections[-1:])) if ref.sections else None


def _pointed_cut(hit: Hit) -> Move | None:
    """The section that was named last, away: "the bit before the last chorus ... just take that away"."""
    saying = hit.clause.saying
    named = [r for r in saying.refs if r.end <= hit.start and r.kind in ("place", "part")]
    if not named or named[-1].kind != "place" or not named[-1].sections or named[-1].one:
        return None
    saying.used.add(named[-1])
    return CutSectionMove(target=Target(sections=beside(saying, named[-1])))


def _metre_in(hit: Hit) -> Move:
    """A metre by its beats: "in four instead of three"."""
    beats = round(number(hit.said("beats") or "4"))
    metre = f"{beats}/{8 if beats in (6, 9, 12) else 4}"
    return MetreMove.model_validate({"metre": metre, "target": hit.target(parts=False, it=False)})


def _several_more(hit: Hit) -> Move | None:
    """One more verse and chorus: the last of each once more."""
    ref = hit.ref("place")
    words = ref.words.lower()
    if ref.det not in ("one more", "another", "an extra", "one", "") or " and " not in words:
        return None
    last = {s.kind: s.label for s in hit.scene.plan.sections if s.label in ref.sections}
    return RepeatSectionMove(target=Target(sections=tuple(last.values()))) if len(last) > 1 else None


FORM = rules(
    (
        rf"<place> (?:is|are|be|gets?|should be|must be|to be|being|can be|could be) "
        rf"(?:repeated|doubled|played (?={_TIMES}))(?: {_TIMES})?",
        _repeated,
    ),
    (
        r"<place> (?:can|could|should|must|has to|have to|may|might|needs to|to) (?:just )?(?:be )?"
        r"(?:go|disappear|vanish|removed|cut|deleted|dropped)\b(?! (?:to|up|down|from|before|after|in|on|at"
        r"|with|back|first|last|by))",
        _cut,
    ),
    (r"\b(?:write|add|make|put in|include|compose|insert|do|have|need) (?:one|it)\b(?= |\W*$)", one_like_it),
    (r"^\W*(?:(?:right|just|directly|already|so|like|maybe|and) )*(?P<where>before|after) <place>\W*$", _sooner),
    (
        rf"\b(?:give|let|write|hand) (?:<part> )?(?:have |play |take )?(?:an? |some )?(?:(?:short|long|little"
        rf"|quick|big|nice|{NUMBER}[ -]bars?) )*"
        rf"solo(?: for <part>)?{WHERE}",
        for_a_player,
    ),
    (
        r"\b(?:one more|another|an extra|an additional)(?: round of)? <place>(?: (?:before|at|towards) the"
        r" (?:very )?end)?",
        _several_more,
    ),
    (
        r"<place> (?:i|we)(?:'d| would)? (?:(?:rather|like|love|want|prefer|wish|need) )+"
        r"(?:to (?:hear|have|put|see|get) )?(?:it )?(?:(?:already|only|right|directly|just|straight) )*"
        r"(?P<where>after|before|ahead of|behind|at the (?:start|beginning|end))(?: (?P<anchor><place>))?",
        _moved,
    ),
    (
        r"\b(?:take|cut|throw|leave|drop|get|chop|edit) (?:that|it|this)(?: (?:part|bit|section|one))? (?:away|out)\b"
        r"|\b(?:remove|delete|skip|drop|scrap|ditch|lose|cut) (?:that|it|this)(?: (?:part|bit|section|one))?"
        r"(?=\W*$| (?:please|then|completely|altogether|entirely))|\bget rid of (?:that|it|this)\b"
        r"|\b(?:can|could|should|must) (?:that|it|this) (?:go|be (?:cut|removed|deleted|left "
        r"out))\b(?! (?:to|up|down))",
        _pointed_cut,
    ),
    (
        r"\bin (?P<beats>two|three|four|five|six|seven|[2-7])(?: beats)?,? (?:(?:and )?not"
        r"|instead of|rather than) (?:in )?(?:two|three|four|five|six|seven|[2-7])\b(?! "
        r"?[/:])",
        _metre_in,
    ),
    (
        r"\b(?:finish|end|stop|over)(?:s|es|ing)?(?: it| the song)? (?:right |straight |directly )?after <place>",
        _ended_after,
    ),
    (r"<place> (?:isn't|aren't|is not|are not|not) (?:really )?(?:needed|necessary|required)\b", _cut),
    (r"\b(?:switch|swap|reverse|change) the order of <place>", _swapped),
    (r"\b(?:two|2) more <place>(?: (?P<end>at the (?:very )?end))?", _more_of_it),
    (
        r"<place> (?:should |must |can |could )?(?:come|happen|play|be played|appear)s? "
        r"(?:once more|one more time|once again)(?: [^,.;]*\bend\b)?",
        _repeated_last,
    ),
    (r"<place> once more(?: before [^,.;]*| at the end)?", _repeated_last),
    (
        r"\b(?:it|that|this) (?:should |must |can |could |to )?(?:be|go|come|move|sit)(?: "
        r"(?:right|just|directly))? (?P<where>after|before|behind|ahead of) <place>",
        _it_moved,
    ),
    (
        r"\b(?:swap|switch|exchange|flip|reverse) (?:around )?(?:the order of )?<place>(?: "
        r"(?:with|and|for) <place>)?(?! (?:for|with|to))",
        _swapped,
    ),
    (
        r"\b(?:move|put|place|bring|shift|stick|shove|push|drag|have|pull)?(?: back)? "
        r"?<place> (?:should (?:go|come|be) |goes |comes |go |come |back |right |just "
        r"|directly |forward |up )*(?:to )?(?P<where>before|after|in front of|behind|ahead of"
        r"|(?:at|to|in) the (?:very )?(?:start|beginning|front|top|end)|first\b|last\b)(?: "
        r"(?P<anchor><place>))?",
        lambda h: _moved(h) if _is_move(h) else None,
    ),
    (
        rf"(?:\b(?:repeat|tag|loop|double|extend by repeating|duplicate|copy|replay|run)(?: "
        rf"up)? <place>(?: {_TIMES})?|\bplay <place> {_TIMES}|\b(?:do|have) <place> {_TIMES}"
        rf"|<place> (?!again){_TIMES}(?! (?:bars?|measures?|seconds?|semi|steps?|octaves?"
        rf"|takes?|more|as|faster|slower)))",
        _repeated,
    ),
    (
        rf"\b(?:repeat|loop) (?:it|that|this|that part|this part)\b(?: {_TIMES})?(?! (?:out|up|to"
        rf"|until)\b)",
        _repeat_focus,
    ),
    (r"\b(?:start|begin|open|kick off)(?:s|ing)?(?: it| the song)? (?:with|on|in) <place>", partial(_opened, True)),
    (
        r"\b(?:end|finish|close)(?:s|ing)?(?: it| the song)? (?:with|on) <place>(?: (?:and "
        r")?(?:not|instead of|rather than)(?: with)? <place>)?",
        partial(_opened, False),
    ),
    (
        rf"\b(?:add(?: in| on)?|insert|put(?: in)?|include|stick(?: in)?|throw(?: in)?|slap(?: "
        rf"in)?|squeeze in|give (?:it|me|us|<part>)|(?:could|can|might|should) there be|there "
        rf"(?:should|could|must|has to) be|is there (?:room|space) for|have|needs?|could use"
        rf"|could do with|i want|i'd "
        rf"like|i would like|want|with|how about|what about|maybe|let's (?:have|add)|let there "
        rf"be|write|we need|missing|lacks|also|make|build(?: in)?|bring in)(?: in)?(?: (?:an?"
        rf"|another|one more|some|the))?(?: (?:new|short|long|little|quick|brief|extra|second"
        rf"|third|small|big|nice|{NUMBER}[ -]bars?|quiet|extended|instrumental))* "
        rf"<place>(?: (?:of|with|for|lasting) (?:about )?{NUMBER}[ -](?:bars?|measures?))?{WHERE}",
        added,
    ),
    (
        rf"^\W*(?:(?:an?|another|one more|extra) )?(?:(?:short|long|extra|{NUMBER}[ -]bars?) "
        rf")*<place>(?: section| part)?{WHERE}",
        lambda h: (
            added(h)
            if h.refs("place")[0].det in ("a", "an", "another", "one")
            or (re.match(r"\W*(?:an?|another|one more|extra)\b", h.match[0]))
            or (h.said("where") and re.match(rf"\W*{NUMBER}[ -]bar", h.match[0]))
            else None
        ),
    ),
    (
        r"\b(?:cut(?: out)?|lose|delete|remove|drop|scrap|take out|take away|get rid of|skip"
        r"|ditch|kill|nuke|do without|did without|go without|no|without|omit|leave out"
        r"|chop(?: off)?|axe|(?:we |i |you )?(?:don't|do not|doesn't) (?:need|want)|trash|bin"
        r"|nix|strip(?: out)?|eliminate|forget(?: about)?|out with|minus|lose)(?: (?:an?|any"
        r"|the|all|all the|whole|entire))* <place>",
        _cut,
    ),
    (
        r"<place> (?:is |are )?(?:(?:should |can |could |must )?(?:be |go )?)(?:out|gone|away"
        r"|not needed|unnecessary|removed|cut)\b",
        _cut,
    ),
)


def _is_move(hit: Hit) -> bool:
    """Whether a place before another is moved there, not only named beside it ("drums in the verse after ...")."""
    verb = re.match(r"(?:move|put|place|bring|shift|stick|shove|push|drag|have|pull)\b", hit.match[0])
    said = re.search(r"should (?:go|come|be)|goes|comes|\bgo\b|\bcome\b", hit.match[0])
    det = hit.refs("place")[0].det if hit.refs("place") else ""
    return bool(verb or said) and det not in ("a", "an", "another")
