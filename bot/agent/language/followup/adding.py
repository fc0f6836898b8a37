"""Sections that are to be added: which, how long, and where."""

import re

from bot.agent.language.followup.lasting import BARS
from bot.agent.language.followup.references import Ref, demand
from bot.agent.language.followup.rules import Hit, pattern
from bot.agent.language.numbers import number
from skills.edit.form import AddSectionMove, RepeatSectionMove
from skills.edit.move import Move
from skills.edit.target import Target
from skills.errors import RequestError

_SHORT_BARS, _LONG_BARS = 4, 16


_EARLIER = re.compile(r"before|front|prior|ahead|into|preced")


def anchors(hit: Hit, where: str, anchor: Ref | None) -> tuple[str | None, str | None]:
    """The labels before and after which something is put."""
    labels = [s.label for s in hit.scene.plan.sections]
    if re.search(r"start|beginning|front|top|first", where) and anchor is None:
        return labels[0], None
    if re.search(r"\bend\b|\blast\b", where) and anchor is None:
        return None, labels[-1]
    if anchor is None:
        return None, None
    anchor = demand(anchor)
    if anchor.bars or not anchor.sections:
        raise RequestError(f"Say before or after which section; the song has {hit.scene.sections_in_words}.")
    if where.startswith("between"):
        first = min(labels.index(label) for label in anchor.sections)
        return None, labels[first]
    label = anchor.sections[-1]
    if anchor.one:
        hit.clause.saying.note(f"I took {anchor.words} to be {label.lower()}.")
    return (label, None) if _EARLIER.search(where) else (None, label)


WHERE = (
    r"(?:(?: in)? (?:(?:right|just|directly|immediately|somewhere|that goes|that comes|it"
    r"|goes|go|comes) )*(?P<where>before|after|between|following|in front of|ahead of"
    r"|behind|prior to|leading into"
    r"|(?:at|to|in|on|near) (?:the )?(?:very )?(?:start|beginning|front|top|end)) ?(?P<anchor><place>)?)?"
)
"""Where something is put: "before the bridge", "at the end"."""


_BARS_AFTER = re.compile(rf"(?:,| of| with| that's| for| lasting| which is)*(?: an?)? {BARS}")


def _count_of_bars(hit: Hit) -> int | None:
    """How many bars are said, in the words themselves or just after them."""
    after = None
    said = re.search(BARS, hit.match[0])
    if said is None and (after := _BARS_AFTER.match(hit.after)):
        hit.clause.saying.take(hit.end, hit.end + after.end())
    if match := said or after:
        return min(max(round(number(match["bars"])), 1), 64)
    if re.search(r"\b(?:short|little|quick|brief|small|tiny)\b", hit.match[0]):
        return _SHORT_BARS
    return _LONG_BARS if re.search(r"\b(?:long|extended|big)\b", hit.match[0]) else None


def added(hit: Hit) -> Move | list[Move] | None:
    """A section where it is wished for; one that is there already, and is wished once more, is repeated."""
    refs = hit.refs("place")
    new, anchor = refs[0], refs[1] if len(refs) > 1 else None
    if new.section is None or new.bars:
        return None
    where = hit.said("where") or ""
    if not where and anchor is None and (named := _named_before(hit)):
        where, anchor = named
    exists = new.sections and new.det not in ("a", "an", "another", "one")
    if exists and not re.search(
        r"\b(?:add|insert|another|one more|extra|second|third|include|squeeze|also)\b", hit.match[0]
    ):
        return None
    if (
        new.det == "another"
        and new.sections
        and not where
        and new.section not in ("verse", "chorus", "pre-chorus", "drop")
        and not re.match(r"\W*(?:add|insert)", hit.match[0])
    ):
        return None
    if new.det in ("the", "that", "this", "my") and new.sections and not re.search(r"\badd|insert", hit.match[0]):
        return None
    meant = new.det in ("the", "that", "this", "my", "our") or (
        not new.det and re.match(r"make|write|have|needs|want", hit.match[0])
    )
    if not new.sections and meant and not re.match(r"(?:add|insert|include|put|with|stick|throw)\b", hit.match[0]):
        return None
    if anchor is not None and len(anchor.sections) > 1 and not anchor.one and not where.startswith("between"):
        early = _EARLIER.search(where)
        bars = _count_of_bars(hit)
        return [
            AddSectionMove(
                section=new.section, bars=bars, before=label if early else None, after=None if early else label
            )
            for label in demand(anchor).sections
        ]
    before, after = anchors(hit, where, anchor)
    same = [s.label for s in hit.scene.of_kind(new.section)]
    again = new.det in ("another", "one") or re.search(
        r"\b(?:another|one more|an extra|extra|second|double)\b", hit.match[0]
    )
    if again and same and new.section in ("chorus", "verse", "drop") and _at_its_end(hit, where, anchor):
        return RepeatSectionMove(target=Target(sections=(same[-1],)))
    return AddSectionMove(section=new.section, bars=_count_of_bars(hit), before=before, after=after)


_STANDING = pattern(r"\b(?P<where>after|before|between|following|ahead of) (?P<anchor><place>)")


def for_a_player(hit: Hit) -> Move | None:
    """A solo for somebody: "give the fiddler an eight-bar solo"."""
    saying = hit.clause.saying
    saying.used.update(hit.refs("part"))
    where = hit.said("where") or ""
    anchor = (
        next((r for r in hit.refs("place") if r.start >= hit.clause.start + hit.match.start("where")), None)
        if where
        else None
    )
    before, after = anchors(hit, where, anchor)
    return AddSectionMove(section="solo", bars=_count_of_bars(hit), before=before, after=after)


def _named_before(hit: Hit) -> tuple[str, Ref] | None:
    """Where a sentence before said that something is missing: "After the solo I miss a breath. An interlude?"."""
    saying = hit.clause.saying
    for match in _STANDING.finditer(saying.shape[: hit.start]):
        ref = next(r for r in saying.refs if r.start == match.start("anchor"))
        saying.used.add(ref)
        return match["where"], ref
    return None


def _at_its_end(hit: Hit, where: str, anchor: Ref | None) -> bool:
    return "end" in where and anchor is None and hit.refs("place")[0].section != "verse"


def missing(hit: Hit) -> Move | None:
    """A section said not to be there: "there's no bridge yet"."""
    ref = hit.refs("place")[0]
    told = re.search(r"\b(?:there(?:'s| is| are)|has|have|got)\s$", hit.before)
    return AddSectionMove(section=ref.section) if told and ref.section and not ref.sections else None


def one_like_it(hit: Hit) -> Move | None:
    """A section that was named before and is not there: "could you write one?"."""
    named = [r for r in hit.clause.saying.refs if r.end <= hit.start and r.kind != "version"]
    if not named or named[-1].kind != "place" or named[-1].sections or not named[-1].section:
        return None
    hit.clause.saying.used.add(named[-1])
    return AddSectionMove(section=named[-1].section)
