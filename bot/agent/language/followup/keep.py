"""What is to stay: "keep the drums" for this change, "lock the melody" from now on."""

import re
from typing import NamedTuple

from bot.agent.language.followup.references import Ref, demand, inverted
from bot.agent.language.followup.rules import pattern
from bot.agent.language.followup.saying import Saying
from skills.edit.target import Target

_REF = "[\x01\x02]\x1f*"
_LINK = r"(?: ?(?:,|,? and|,? or|,? nor|&) (?:the |in )?| (?:in|of|from|during|on|for|at) |(?<=s) | )"
_REFS = rf"(?P<refs>{_REF}(?:{_LINK}{_REF})*)"
_BOTH = rf"(?P<refs>{_REF}(?:(?: (?:and|in|of|&|during) (?:the )?| ){_REF})*)"
"""What a sentence may be about: nothing listed by commas, which may belong to what was said before."""
_SAME = (
    r"(?:(?: (?:exactly|just|completely|all))* (?:the same|same|as (?:it is|they are|is"
    r"|it was|they were|before|now)|alone|be|unchanged|intact|untouched|like (?:that|this"
    r"|it is|they are|now)"
    r"|how (?:it is|they are|it was)|the way (?:it is|they are)|in place|there|though"
    r"|please|exactly|the same as before|that way|going))*"
)
_STOP = (
    r"(?=\s*(?:$|[,.;:!?)\0]|\b(?:and|but|while|please|then|pls|with|make|just|only|or"
    r"|though|in mind|for now|when)\b))"
)
_FOREVER = (
    r"(?: (?:from (?:now|here) on|for good|forever|permanently|always|ever(?: again)?|any "
    r"?more|again|for the rest|going forward|until i say(?: so)?))"
)
_DONT = r"(?:don't|do not|dont|never|please don't|you (?:must|may|should) not|not)"
_TOUCH = (
    r"(?:touch(?:ing)?|chang(?:e|ing)|alter(?:ing)?|mess(?:ing)? with|modify(?:ing)?"
    r"|mov(?:e|ing)|mess(?:ing)? up|los(?:e|ing)|edit(?:ing)?|replac(?:e|ing)"
    r"|affect(?:ing)?|remov(?:e|ing))"
)
_LOCK = tuple(
    pattern(source)
    for source in (
        rf"\b(?:lock|freeze|pin|protect|secure|fix in place|hold)(?: in| down)? {_REFS}(?: in| "
        rf"down| in place)?{_FOREVER}?{_SAME}{_STOP}",
        rf"\b(?:lock|freeze)(?: up)?(?: {_REFS}| (?P<all>everything|it all|all of it|all|the (?:whole|entire) song))",
        rf"\b(?:from now on,? )?{_DONT}(?: (?:ever|again))? {_TOUCH} {_REFS}{_FOREVER}",
        rf"\bnever(?: ever)? {_TOUCH} {_REFS}",
        rf"\b(?:nobody|no one) (?:is allowed to|may|must|can|should|is to)(?: ever)? {_TOUCH} {_REFS}(?:{_FOREVER})*",
        rf"{_BOTH},? let it always(?: \w+)*",
        rf"\b(?:promise(?: me)?(?: (?:that )?you)?|you) (?:won't|will not|will never|never"
        rf"|don't)(?: ever)? {_TOUCH} {_REFS}(?: \w+)*",
        rf"{_BOTH} (?:is|are) (?:sacred|untouchable|off[ -]limits|done|finished|final)\b",
        rf"\b{_DONT} ever(?: again)? {_TOUCH} {_REFS}",
        rf"{_BOTH} locked(?: (?:from (?:here|now)(?: on)?|please|down|in))*",
        rf"\bfrom now on,? (?:please )?(?:{_DONT} {_TOUCH}|keep|leave|lock) {_REFS}{_SAME}",
        rf"\b(?:keep|leave) {_REFS}{_SAME}(?: locked)?{_FOREVER}",
        rf"\b(?:keep|leave|have) {_REFS} (?:locked|frozen|fixed)",
        rf"{_REFS} (?:is|are|stays?|should be|must be) (?:locked|frozen|final)",
    )
)
_UNLOCK = tuple(
    pattern(source)
    for source in (
        rf"\b(?:unlock|unfreeze|unpin|release|free up|free|stop locking)(?: (?:up|all))?(?: "
        rf"{_REFS}| (?P<all>everything|it all|all|it|that|them|all locks|the locks?))?",
        rf"\b(?:remove|take off|lift|drop|release|open|undo|disable)(?: (?:the|all|all the|my)"
        rf")? (?P<all>locks?)(?: (?:on|from|of|for) {_REFS})?",
        rf"\byou (?:can|may|are allowed to|are free to) (?:now )?(?:{_TOUCH}) {_REFS}(?: again| now)",
        rf"{_REFS} (?:can|may) (?:be )?(?:change|changed|move) again",
    )
)
_KEEP = tuple(
    pattern(source)
    for source in (
        rf"{_BOTH} (?:must|should|may|can|shall|need|mustn't|shouldn't|may not|can't|needn't)(?: (?:not"
        rf"|never))? (?:move|change|be (?:changed|touched|altered|moved))\b(?<!must change)",
        rf"\b(?:no changes? (?:to|in)|don't let) {_REFS}(?: change)?{_STOP}",
        rf"\b(?:but |and |just |please |otherwise )*(?:keep(?:ing)?|leav(?:e|ing)|preserv(?:e"
        rf"|ing)|maintain(?:ing)?|retain(?:ing)?|hold on to|stick with|save|lock) "
        rf"{_REFS}{_SAME}{_STOP}",
        rf"\b(?:without|not) {_TOUCH} {_REFS}(?: (?:at all|please|much))?",
        rf"\b(?:but |and |just |only |please )*{_DONT} {_TOUCH} (?:(?:anything|a (?:thing|note|single note)"
        rf"|one note) (?:in|of|about) )?{_REFS}(?: (?:at all|though"
        rf"|please|yet|for now))*{_STOP}",
        rf"\b(?:but |and |with )?(?:the )?(?:exact )?same {_REFS}{_STOP}",
        rf"{_BOTH} (?:should |must |can |has to |have to |needs to |to |is to |are to "
        rf")?(?:stay|stays|remain|remains|be kept|keep|keeps)(?: (?:exactly|just|all)"
        rf")*{_SAME}{_STOP}",
        rf"{_BOTH} (?:not (?:changed|touched)|unchanged|untouched|as is|as it is|as they are|stays|the same)\b",
        rf"(?<!not )(?<!n't )\b(?:really |very |so )?(?<!not )(?<!n't )(?:happy|pleased"
        rf"|satisfied|content|glad) with {_REFS}(?: part| bit)?{_SAME}",
        rf"\b(?:but )?hands off {_REFS}",
        rf"\b(?:that |which )?(?:leav(?:es|ing)|keeps?|keeping) {_REFS}(?: (?:exactly|just))?{_SAME}{_STOP}",
        rf"\b(?:but not|except(?: for)?|apart from|other than|besides|excluding|excepting|not) {_REFS}{_STOP}",
        rf"{_BOTH} (?:is|are) (?:fine|perfect|good|great|ok|okay|nice|lovely|right)(?: (?:as "
        rf"(?:it is|they are|is)|already|the way (?:it is|they are)))?{_STOP}",
        rf"(?<!n't )(?<!not )(?<!would )\b(?:i )?(?:really )?(?<!n't )(?<!not )(?:like|love) {_REFS}{_SAME}{_STOP}",
    )
)
_ANYWAY = re.compile(
    r"\b(?:but |and |just |please )*(?:keep|leave|preserve|same|(?:don't|do not|dont"
    r"|without) (?:touch|chang)\w*|with)(?: (?:the|it|at|in|my|its|exact|same|that))*"
    r" (?:tempo|speed|bpm|key|feel|style|vibe|length|title|metre|meter|time signature"
    r"|form|structure|arrangement|rest|mood|genre|everything else|rhythm"
    r"|song|others?|thing|one|rest of (?:it|the song)|overall (?:feel|vibe)|all (?:the "
    r")?rest|everything)(?: (?:the same|as is|as it is|alone|unchanged|intact|otherwise"
    r"|like that))*"
    r"(?=\s*(?:$|[,.;:!?\0]|\b(?:and|but|while)\b))|\b(?:and )?(?:nothing else|leave the "
    r"rest(?: alone)?|keep the rest|everything else (?:stays|the same|stays the same|as "
    r"is))\b|\b(?:the|all(?: the)?) (?:rest|others) (?:stays?|remains?|is fine|as is|can "
    r"stay|should stay|may stay)(?: (?:the same|so|as (?:it )?is|like (?:that|this|it is))"
    r")?\b"
)


_REPORTED = re.compile(
    r"\b(?:i|we|you) (?:had |have )?(?:said|told you|asked(?: you)?|wanted|promised)(?: "
    r"(?:you|that))?(?: to)?\s$"
)
"""Before what was promised once: "I said to leave the drums alone, but ..."."""


class Promises(NamedTuple):
    """What is to be kept now, locked from now on, and unlocked."""

    keep: tuple[Target, ...]
    lock: tuple[Target, ...]
    unlock: tuple[Target, ...]


def read_promises(saying: Saying, locks: tuple[Target, ...]) -> Promises:
    """Read what must not change. Raises RequestError for what the song does not have."""
    _all_but(saying)
    unlock = _find(saying, _UNLOCK, locks)
    lock = _find(saying, _LOCK)
    keep = _find(saying, _KEEP) + _stays(saying)
    for match in _ANYWAY.finditer(saying.shape):
        saying.take(*match.span())
    saying.refresh()
    saying.settled = bool(keep or lock or unlock)
    return Promises(keep, lock, unlock)


_STAYS_BUT = re.compile(
    r"\b(?:keep )?(?:everything|all|the rest|all the rest)(?: else)? (?:(?:can |should "
    r"|must )?(?:stays?|remains?|is (?:fine|good|great|perfect))(?: (?:the same|as (?:it "
    r")?is|like that))?|the same|as is)?,? ?(?:except(?: for)?|but|apart from|besides"
    r"|other than) (?P<ref>[\x01\x02]\x1f*)"
)


def _all_but(saying: Saying) -> None:
    """Put "everything stays except the drums" into the shape as keeping all the others."""
    for match in list(_STAYS_BUT.finditer(saying.shape)):
        if not re.search(r"keep|stay|remain|fine|good|great|perfect|same|as is", match[0]):
            continue
        ref = next(r for r in saying.refs if r.start == match.start("ref"))
        kept = inverted(ref, saying.scene)._replace(start=match.start(), end=match.end())
        if not (kept.parts or kept.sections or kept.problem):
            continue
        saying.mask(kept)
        saying.shape = (
            saying.shape[: match.start()]
            + "keep "
            + saying.shape[match.start()]
            + "\x1f" * (match.end() - match.start() - 6)
            + saying.shape[match.end() :]
        )
        saying.refs[saying.refs.index(kept)] = kept._replace(start=match.start() + 5)


_STAYS = re.compile(
    r"\b(?:(?:please )?make sure (?:that )?)?(?:it|that|this|they|those) (?:should |must "
    r"|to |has to |have to )?(?:stays?|remains?|be kept|keep) (?:like (?:that|this|it is)"
    r"|(?:exactly )?the same|as (?:it|they) (?:is|are)|unchanged|that way|so)\b"
)


def _stays(saying: Saying) -> tuple[Target, ...]:
    """What was named before and is to stay: "the melody is great, make sure it stays like that"."""
    for match in _STAYS.finditer(saying.shape):
        before = [r for r in saying.refs if r.end <= match.start() and r.kind != "version"]
        saying.take(*match.span())
        if before:
            saying.used.add(before[-1])
            return tuple(targets(saying, before[-1:]))
    return ()


def _find(saying: Saying, patterns: tuple[re.Pattern[str], ...], every: tuple[Target, ...] = ()) -> tuple[Target, ...]:
    found: list[Target] = []
    for regex in patterns:
        for match in list(regex.finditer(saying.shape)):
            if "\0" in match[0]:
                continue
            if _REPORTED.search(saying.shape[: match.start()]):
                saying.take(*match.span())  # said once, and no more
                continue
            inside = [r for r in saying.refs if match.start("refs") <= r.start < match.end("refs")]
            if not inside:
                if every or match.groupdict().get("all"):
                    found += every or (Target(),)
                else:
                    continue
            found += targets(saying, inside)
            saying.used.update(inside)
            saying.take(*match.span())
    return tuple(dict.fromkeys(found))


def targets(saying: Saying, refs: list[Ref]) -> list[Target]:
    """What a list of references means: "the drums in the bridge and the bass" is two things."""
    found: list[Target] = []
    last: Ref | None = None
    for ref in refs:
        ref = demand(ref)
        one = Target(
            parts=ref.parts,
            sections=ref.sections,
            first_bar=ref.bars[0] if ref.bars else None,
            last_bar=ref.bars[1] if ref.bars else None,
        )
        gap = saying.shape[last.end : ref.start] if last else ""
        joined = last and last.kind != ref.kind and not re.search(r",|\b(?:and|or|nor)\b|&", gap)
        if joined and found:
            before = found.pop()
            one = Target(
                parts=before.parts or one.parts,
                sections=before.sections or one.sections,
                first_bar=before.first_bar or one.first_bar,
                last_bar=before.last_bar or one.last_bar,
            )
        found.append(one)
        last = ref
    return found
