"""Moving among versions: undo, redo, go back, list, compare."""

import re

from bot.agent.conversation import Conversation
from bot.agent.language.followup import cues
from bot.agent.language.followup.earlier import BASE, before
from bot.agent.language.followup.references import Ref, demand
from bot.agent.language.followup.saying import Saying
from bot.agent.language.numbers import NUMBER, ORDINALS, number
from bot.agent.language.wordlists import one_of, pattern_of
from bot.agent.turn import Recall

_GOOD = one_of(
    """
        better, nicer, best, cooler, good, great, the best, the best one, my favourite, my favorite, stronger,
        perfect, right, more fun, the good one"""
)
_BETTER = (
    rf"(?:was|were|is|sounded|sounds|felt)\s(?:(?:so|a lot|way|much|actually"
    rf"|definitely|far|still|just|really)\s)*{_GOOD}"
)
_TO_UNDO = pattern_of(
    """
    undo, undoing, ctrl z, ctrl-z, ctrl+z, cmd z, cmd-z, revert it, revert that, revert this, revert the last,
    revert, take that back, take it back, take this back, roll back, rollback, roll it back, roll that back, scratch
    that, cancel that, cancel it, cancel the last, change it back, change that back, turn it back, switch it back,
    put it back, put that back, go back, step back, move back, back up, backtrack, back one, back a step, one back,
    take me back, take us back, back to before, go back one, back to the previous, never mind that, nevermind that,
    forget that, forget it, forget the last, forget what i said, reverse that, reverse it, reverse the last, not
    that, not like that, not this, that's not it, get rid of that change, get rid of the last change, remove the
    last change, discard that, discard the change, discard it, unmake, undo-ing, to before, the version of before,
    drop that change, drop the last change, throw that away, previous state, last state, lose that change, lose the
    last change"""
)
_WAS = pattern_of(
    """
    it was before, it used to be, the way it was, how it was, as it was, like it was, like before, as before, where
    it was, back to what it was, what i had before, what we had before, what i had, how i had it, how we had it,
    didn't mean that, did not mean that, didn't mean to, didn't want that, did not want that, pressed something
    wrong, clicked something wrong, did something wrong, wrong button, by accident, accidentally, by mistake, my
    mistake, was a mistake, is worse, sounds worse, got worse, was worse, it's worse, that's worse, made it worse,
    much worse, even worse, way worse, now it's worse, worse than before, ruined it, you ruined, broke it, a minute
    ago, a moment ago, liked it before, preferred it before, better before, better the way it was, better how it
    was, better without that, better without it, none of the three, none of them, none of these, none of those,
    neither of them, none of the above, before you changed it, before you changed that, before that change, before
    the last change, before i asked, before i said, without the last change, before this, previous was better, the
    one before, one before this, before was better, back to normal, better earlier, was better before"""
)
_NOT_THAT = re.compile(
    r"^\W*(?:no|nope|nah|ew|yikes|ugh|eh|meh|argh)\W+(?:please\s)?not\s(?:that"
    r"|this|like\s(?:that|this))\W*$"
)
_STEPS = re.compile(
    rf"\b(?P<steps>{NUMBER})\s(?:times|steps?|changes|edits|versions?"
    rf"|moves|things)\b(?!\s(?:of|for))|\b(?P<twice>twice|both\schanges)\b"
    rf"|\blast\s(?P<many>{NUMBER})\b|\bback\s(?P<back>{NUMBER})\b"
)
_BACK = re.compile(rf"\b(?:{NUMBER})\s(?:steps?|versions?|changes|edits|moves)\s(?:back|ago)\b")
_TO_REDO = pattern_of(
    """
    redo, re-do, undo the undo, undo that undo, unundo, ctrl y, ctrl-y, ctrl+y, cmd y, what i just undid, what i
    undid, i undid, just undid, undid, undone, error to undo, mistake to undo, wrong to undo, shouldn't have undone,
    should not have undone, didn't mean to undo, did not mean to undo, didn't want to undo, one forward, step
    forward, go forward, forward again, forward one, reinstate, bring that back, bring the change back, put the
    change back, bring back the change, bring it back, put it back again, put that back again, get that back, get it
    back, want it back, want that back, back again, put back what, bring back what, restore what, take back the
    undo, cancel the undo, undo my undo, reapply, re-apply, apply it again, what you took back, what you took away"""
)
_AFTER_ALL = pattern_of("""
    after all, on second thought, on second thoughts, changed my mind, i do want it, i did want, i did like, i liked
    that one""")
_TO_LIST = re.compile(
    r"\b(?:what|which|how\smany|list|show|see|display|give|all|overview"
    r"|names)\b[^.;!?]*\bversions\b(?!\sof\s(?:the\s)?[\x01\x02])"
    r"|\bversions?\s(?:list|history|log)|\b(?:edit|change|version"
    r"|the|show|see|my|our|your)\s?(?:edit|change|version)?\s?(?:history"
    r"|log)\b"
    r"|\b(?:list|everything|all|what|which|things)\b[^.;!?]*\b(?:we"
    r"|i|you)(?:'ve|\shave|\s've)?\s(?:all\s|already\s)?(?:tried"
    r"|done|made|did|do|changed|changes|change|got|saved|written)\b[^.;!?]*\b(?:so\sfar"
    r"|until\snow|till\snow|up\sto\snow|to\sdate|today|already|tried)"
    r"|\b(?:list|overview)\sof\s(?:everything|all|what)\s(?:we|i)\b"
    r"|^\W*versions\W*$|^\W*history\W*$"
)
_DIFFERS = pattern_of(
    """
    compare, comparison, diff, contrast, a/b, ab, vs, versus, difference, differences, what's different, what is
    different, really different, any different, differ, differs, differ from, different from, different to,
    different than, what changed, what has changed, what's changed, what did change, which is the change, what is
    the change, what was the change, what's the change, what did you change, what have you changed, what you
    changed, what did you do, what did you just do, what have you done, you made different, you do different*, you
    did different*, what's new, what is new, where is the change, can't hear the change, better than, worse than,
    compared to, compared with, against, what exactly changed, what changes did you make, which changes"""
)
_VERSION_ONE = re.compile(
    r"\bthe\s(?P<one>(?:very\s)?first|original|initial|second|third"
    r"|fourth|last|previous|other|old|older|earlier)(?:\s(?:one|try"
    r"|attempt|idea|result|go|shot)|(?=\W*$)|(?=\sthat\s(?:you|we)))"
)
_BEGINNING = pattern_of(
    """
    how it started, how it all started, how it began, how it all began, how we started, where we started, where it
    started, where it all started, where i started, where we began, what we started with, what i started with, the
    beginning of it all, to the very beginning, to the very start, to the start again, undo everything, undo all,
    undo it all, everything back, revert everything, reset everything, reset it, start state, original state, back
    to the beginning, back to the start, back to square one"""
)
_GOING = pattern_of(
    """
    go back, return, revert, switch, jump, come back, get back, take me back, take me, take us, bring me, bring
    back, bring us, restore, reset, load, open, recall, back to, back, use, go with, go to, go for, move to, choose,
    pick, take, want, prefer*, like*, love*, rather, give me, show me, play, hear, have, get, select, continue with,
    continue from, work with, work from, keep, again, better, best, nicer, good, great, please, pls, roll"""
)
_LEAVES_IT = re.compile(r"[.;!?]|,|\b(?:and|then|but|with|only|just)\b")
_ORDINAL = ORDINALS | {"very first": 1, "original": 1, "initial": 1}


def read_recall(saying: Saying, conversation: Conversation) -> Recall | None:
    """An undo, a redo, a return to a version, a list or a comparison; only one in a message."""
    readers = (_compared, _redone, _begun, _undone, _listed, _gone)
    return next((found for reader in readers if (found := reader(saying, conversation))), None)


def _compared(saying: Saying, conversation: Conversation) -> Recall | None:
    """A comparison of versions: of two that are named, of one with the current, or of the last step."""
    match = _DIFFERS.search(saying.shape)
    named: list[Ref | re.Match[str]] = [r for r in saying.refs if r.kind == "version"]
    named += () if named else _SHORT.finditer(saying.text.left)
    if match is None or re.search(
        r"\b(?:make|use|try|give|write|play)\s(?:it|this|me|us)\b", saying.shape[: match.start()]
    ):
        return None
    asking = re.match(r"compar|diff$|contrast|a/b|ab$|vs|versus", match[0]) or cues.asks(saying.shape)
    others = [r for r in saying.refs if r.kind != "version" and not _SHORT.fullmatch(r.words.lower())]
    if not (named and asking) and (
        not asking or others or re.search(r"better than|worse than|against|^vs|versus|^ab$|you do different", match[0])
    ):
        return None
    if not named and re.match(r"compar|contrast|difference|differ", match[0]) and not _OF_VERSIONS.search(saying.shape):
        return None
    numbers = [demand(r).version if isinstance(r, Ref) else int(r[1]) for r in named]
    saying.take(0, len(saying.shape))
    return Recall(
        what="compare", version=numbers[0] if numbers else None, other=numbers[1] if len(numbers) > 1 else None
    )


_SHORT = re.compile(r"\bv\s?(\d{1,3})\b")
_OF_VERSIONS = re.compile(
    r"\b(?:before|previous|last|now|this|that|it|versions|both|two|them"
    r"|current|old|earlier|you|change)\b"
)


def _redone(saying: Saying, conversation: Conversation) -> Recall | None:
    """What was undone, again."""
    match = _TO_REDO.search(saying.shape)
    if match is None and conversation.undone and not _named(saying):
        match = _AFTER_ALL.search(saying.shape)
        match = None if re.search(r"[\x01\x02]", saying.shape) else match
    if (
        match is None
        or _of_a_part(saying, match)
        or (match[0] in ("redo", "re-do") and not _REDONE.match(saying.shape, match.end()))
    ):
        return None
    if not conversation.undone and _REDONE_IT.match(saying.shape, match.start()):
        return None
    if not conversation.undone and not re.search(r"redo|re-do|undid|undo|undone|ctrl|cmd|forward", match[0]):
        return None
    return Recall(what="redo", steps=_steps(_stretch(saying, match)))


_REDONE = re.compile(
    r"\s?(?:it|that|this|the\s(?:last\s)?(?:change|undo|edit|step)|please"
    r"|pls|again|twice|[.,!?;]|\w+\s(?:times|steps?|changes)|and\b|then\b"
    r"|last\b|$)"
)
_REDONE_IT = re.compile(r"re-?do\s(?:it|that|this)\b")


def _undone(saying: Saying, conversation: Conversation) -> Recall | None:
    """One or more steps back."""
    match = (
        _NOT_THAT.search(saying.shape)
        or _TO_UNDO.search(saying.shape)
        or _BACK.search(saying.shape)
        or _WAS.search(saying.shape)
    )
    if match is None or _named(saying) or _of_a_part(saying, match):
        return None
    if re.match(r"(?:not (?:that|this|like)|go back|back|forget|put it|take it)", match[0]) and not _is_whole(
        saying, match
    ):
        return None
    if (
        "?" in saying.shape
        and _WAS.fullmatch(match[0])
        and not re.search(r"\b(?:can|could|please|make|put|would)\b", saying.shape)
    ):
        return None
    steps = _steps(_stretch(saying, match))
    return (
        Recall(what="go", version=before(conversation))
        if "better before" in match[0]
        else Recall(what="undo", steps=steps)
    )


def _begun(saying: Saying, conversation: Conversation) -> Recall | None:
    """Back to the very first version."""
    match = _BEGINNING.search(saying.shape)
    if match is None or re.search(r"[\x01\x02]", saying.shape) or not conversation.versions:
        return None
    _stretch(saying, match)
    return Recall(what="go", version=conversation.versions[0].number)


def _listed(saying: Saying, conversation: Conversation) -> Recall | None:
    match = _TO_LIST.search(saying.shape)
    if (
        match is None
        or cues.requests(saying.shape)
        or re.search(
            r"^\W*(?!what|which|how|list|show|see|display)[^.;!?]*\b(?:other"
            r"|more|new|different|alternative|two|three|four|five)\s(?:\w+\s)?versions\b",
            saying.shape,
        )
    ):
        return None
    _stretch(saying, match)
    return Recall(what="list")


def _gone(saying: Saying, conversation: Conversation) -> Recall | None:
    """To a version that is named, where nothing is to be changed in it or taken from it."""
    named = _named(saying)
    one = None if named else _VERSION_ONE.search(saying.shape)
    short = _SHORT.match(saying.text.left.strip(" \0"))
    if short and not named and any(r.problem for r in saying.refs) and re.search(_BETTER, saying.shape):
        saying.take(0, len(saying.shape))
        return Recall(what="go", version=int(short[1]))
    if not named and one is None:
        return None
    start, end = (named[0].start, named[-1].end) if named else one.span()  # type: ignore[union-attr]
    rest = saying.shape[end:]
    if re.match(r"(?:'s)?\s?[\x01\x02]", rest) or re.search(
        r"[\x01\x02]\x1f*\s(?:\w+\s){0,3}(?:of|from|in|out\sof|on)\s(?:the\s)?$", saying.shape[:start]
    ):
        return None
    if _TAKEN_OVER.search(saying.shape):
        return None
    if BASE.match(saying.shape) and rest.strip(" .!?\0") and not re.match(r"\s*,?\s*(?:and|then|please)\b", rest):
        return None
    alone = not re.search(r"\w", re.sub(_FILLING, " ", saying.shape[:start] + " " + rest))
    near = _PERSON.sub(" ", saying.shape[:start]) + " " + rest
    if not alone and not (_GOING.search(near) or re.search(_BETTER, near)):
        return None
    if not alone and (re.search(r"[\x01\x02]", near) and not re.search(r"\b(?:and|then|but|,)\b", rest)):
        return None
    if named:
        denied = len(named) > 1 and re.search(r"\bnot\s(?:the\s)?$", saying.shape[: named[0].start])
        number_ = demand(named[-1 if denied else 0]).version
    else:
        number_ = _ORDINAL.get(one["one"]) if one else None
    if number_ not in [v.number for v in conversation.versions] and not named:
        number_ = None
    if named and re.search(r"\b(?:last|previous|older?|earlier)\b", named[0].words.lower()):
        number_ = None
    edit = re.search(
        r"\b(?:and|then|but)\s(?:then\s)?(?=(?:make|add|change|remove"
        r"|put|play|set|transpose|slow|speed|give|export|send|take|swap"
        r"|cut|lose|double|a\sbit|with)\b)|[,.;]\s(?=[^.;!?]*(?:[\x01\x02]"
        r"|\b(?:make|add|set|transpose|\w{3,}er)\b))",
        rest,
    )
    saying.take(0, end + edit.start() if edit else len(saying.shape))
    return Recall(what="go", version=number_ or before(conversation))


_TAKEN_OVER = re.compile(
    r"[\x01\x02]\x1f*\s(?:\w+\s){0,2}(?:of|from|in|out\sof|on)\s(?:the\s)?\x03"
    r"|[\x01\x02]\x1f*\sback\b|\x03\x1f*(?:'s)?\s(?:had|has)\b[^.;!?]*[\x01\x02]"
)
_PERSON = re.compile(r"\x02\x1f*(?=\s(?:\w+\s)?(?:lik|prefer|lov|think|thought|sai|say|want|wish|hate)\w*)")
_FILLING = pattern_of(
    """
    ok, okay, no, hmm, oh, ooh, the, actually, please, pls, plz, i think, back to, maybe, again, then, yes, yeah,
    so, one, me, it, that, this, and, now, thanks, to, a, well, my, is, was, i"""
)


def _named(saying: Saying) -> list[Ref]:
    return [r for r in saying.refs if r.kind == "version"]


def _of_a_part(saying: Saying, match: re.Match[str]) -> bool:
    """Whether what follows names a part or a section: "redo the drums", "go back to the old melody"."""
    return bool(
        re.match(
            r"(?:\s(?:to|the|on|in|for|what|of|all|old|previous|original"
            r"|my|that|with))*\s?[\x01\x02]",
            saying.shape[match.end() :],
        )
    ) or (
        bool(re.search(r"[\x01\x02]\x1f*\s(?:back\s)?(?:(?:the|to)\s)?$", saying.shape[: match.start()]))
        and not match[0].startswith(("undo", "did", "that"))
    )


def _is_whole(saying: Saying, match: re.Match[str]) -> bool:
    """Whether nothing else is wished for in the clause of a loose word for going back."""
    clause = re.split(r"[.;!?]|,\s(?=and|but|then)|\b(?:and|then)\b", saying.shape[match.end() :])[0]
    return (
        not re.search(r"[\x01\x02\x04-\x08]", clause)
        and not re.match(r"\s(?:in|up|down|into)\b", clause)
        and len(clause.split()) <= 8
    )


def _stretch(saying: Saying, match: re.Match[str]) -> str:
    """Take the words about going back, up to where something else is wished for."""
    after = saying.shape[match.end() :]
    if _WAS.search(after) and not _POINTED.search(_PUT_BACK.sub(" ", after)):
        after = ""
        saying.take(match.end(), len(saying.shape))
    cut = next(
        (
            m
            for m in _LEAVES_IT.finditer(after)
            if re.search(r"[\x01\x02\x05-\x08]", after[m.end() :]) or _EDITS.search(after[m.end() :])
        ),
        None,
    )
    end = match.end() + (cut.start() if cut else len(after))
    head = saying.shape[: match.start()]
    start = 0 if not re.search(r"[\x01\x02]", head) else match.start()
    said = saying.shape[start:end]
    saying.take(start, end)
    return said


_POINTED = re.compile(r"[\x01\x02\x05-\x08]")
_PUT_BACK = re.compile(r"\b(?:put|bring|move|take|set)\s(?:the\s)?[\x01\x02]\x1f*\sback\b")
_EDITS = re.compile(
    r"\b(?:make|add|change|remove|transpose|slow|speed|swap|double|cut"
    r"|set|louder|softer|faster|slower|export|send|lock|try|give)\b"
)


def _steps(said: str) -> int:
    match = _STEPS.search(said)
    if match is None:
        return 1
    if match["twice"]:
        return 2
    number_ = match["steps"] or match["many"] or match["back"]
    return max(round(number(number_)), 1) if re.fullmatch(NUMBER, number_) else 1
