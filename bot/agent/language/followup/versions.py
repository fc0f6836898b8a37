"""Moving among versions: undo, redo, go back, list, compare; and what is taken over from earlier ones."""

import re

from bot.agent.conversation import Conversation
from bot.agent.language.followup.keep import targets
from bot.agent.language.followup.references import demand
from bot.agent.language.followup.saying import Saying, pattern
from bot.agent.language.numbers import NUMBER, number
from bot.agent.turn import Recall
from skills.edit.writing import BorrowMove

_PLEASE = (
    r"(?:(?:please|ok|okay|no|nah|hmm|oh|actually|sorry|wait|well|can you|could you|let's"
    r"|just|now|and|then|i think|oops|ugh|i want to|i'd like to|we should|maybe|you know "
    r"what)\s?,?\s?)*"
)
_BETTER = (
    r"(?:was|were|is|sounded|sounds|felt) (?:so |a lot |way |much |actually |definitely "
    r"|better|far |still )*(?:better|nicer|best|cooler|good|great|the best(?: one)?|my "
    r"favou?rite|stronger|perfect)"
)
_STEPS = (
    rf"(?: (?P<steps>{NUMBER}) (?:times|steps?|changes|edits|versions?)| (?P<twice>twice)"
    rf"|(?: the)? last (?P<many>{NUMBER}) (?:changes|edits|steps|things|versions))?"
)
_UNDO = re.compile(
    rf"^\W*{_PLEASE}(?:undo(?: (?:that|it|this|the last (?:change|one|edit|thing|step)|my "
    rf"last (?:change|edit)|last|what you (?:just )?did))?{_STEPS}|ctrl[ +-]?z|revert(?: "
    rf"(?:that|it|this|the last (?:change|one|edit)|back))?|take (?:that|it) back"
    rf"|(?:go|step|take (?:it|me|us)|roll|move) back(?: (?:one|a|(?P<back>{NUMBER}))(?: "
    rf"(?:steps?|versions?|changes))?)?(?: please)?(?= *(?:$|[,.!?]|and\b|then\b))|back(?: "
    rf"one| a step)?(?= *(?:$|[,.!]))|roll ?back|put (?:it|that) back(?: (?:the way|how"
    rf"|like|as) it was(?: before)?)?"
    r"|go back to (?:the )?(?:version )?(?:of )?before|(?:i want to )?return to (?:the "
    r"version of )?before|the version of before|scratch that|cancel (?:that|the last "
    r"(?:change|one))|change (?:it|that) back|never ?mind(?: (?:that|the last (?:change"
    r"|one)))?|(?:leave|make|have|put) (?:it|that|this) (?:back )?(?:the way|how|as|like) "
    r"it was(?: before(?: that)?)?(?: before)?|forget (?:that|it|the last (?:change|one))"
    r")"
)
_AS_BEFORE = re.compile(
    r"\b(?:make|put|leave|change|have|get)(?: (?:it|that|this))? (?:back )?(?:like|how|as"
    r"|to (?:how|what|the way)|the way) it (?:was|used to be)(?: before(?: that)?)?"
    r"|\b(?:that|it|this)(?:'s| is| sounds| was| got)(?: (?:much|even|way|a lot|far))? "
    r"worse(?: than (?:before|it was))?(?: now)?|^\W*(?:no|nope|nah|ew|yikes)\W+not "
    r"(?:that|this|like (?:that|this))\W*$|\b(?P<steps>two|three|four|five|\d) (?:steps"
    r"|versions|changes) back\b|\bwhat (?:i|we) had before (?:them|that|this|those|it)\b"
)
_UNDONE = re.compile(
    r"\bwhat i (?:just )?und(?:id|ied)\b|\b(?:error|mistake|wrong) to undo\b|\bshouldn't "
    r"have undone\b|\bdidn't mean to undo\b|\bi did want\b[^.;!?]*\bafter all\b"
)
_STARTED = re.compile(
    r"\b(?:back|return|revert)\b[^.;!?]*\b(?:how it (?:all )?(?:started|began)|(?:the "
    r")?(?:very )?(?:start|beginning|first)(?: of it all)?)\W*$|\bundo (?:everything"
    r"|all(?: of it)?)\b|^\W*(?:please )?(?:again )?the very first(?: (?:one|that you "
    r"(?:have )?made))?\W*$|\bliked? the very first[^.;!?]*\bbest\b"
)
_REDO = re.compile(
    rf"^\W*{_PLEASE}(?:re-?do(?: (?:it|that|this|the (?:last )?(?:change|undo)))?{_STEPS}"
    rf"|undo the undo|ctrl[ +-]?y|put (?:it|that) back again|(?:go )?forward(?: (?:one|a "
    rf"step|again))?|unundo|(?:bring|put|get) (?:that|it) back(?: again)?)"
    rf"\W*(?:please)?(?=\W*$|\W*(?:and|then)\b)"
)
_LIST = re.compile(
    r"\b(?:some kind of )?list of (?:everything|all|what) (?:we|i|you)(?:'ve)? (?:tried"
    r"|did|done|made|changed|have)[^.;]*|\b(?:(?:list|show|see|display|give)(?: (?:me|us)"
    r")?(?: (?:all|all of|a list of))?(?: (?:the|my|our|of the))? versions|what versions"
    r"|which versions|how many versions|versions? (?:list|history)|(?:show (?:me )?(?:the "
    r")?)?(?:edit |version |change )?history|all (?:the )?versions|what have (?:we|you) "
    r"(?:done|changed|got|made) (?:so far|until now)|what did (?:we|you) (?:do|change) so "
    r"far)\b|^\W*versions\W*$"
)
_VERSION_ONE = (
    r"the (?P<one>(?:very )?first|original|initial|second|third|fourth|last|previous"
    r"|other|old|older|earlier) (?:one|try|attempt|idea|result)"
)
_GO = tuple(
    pattern(source)
    for source in (
        rf"\b(?:(?:let's |can (?:we|you) |please |i want to |i'd like to |take me |switch "
        rf"|bring me |we should )*(?:go|return|revert|switch|jump|come|change|move|take (?:it"
        rf"|me|us)|put it|bring (?:it|me|us|back)|roll|restore|get|undo|reset|load|back)(?: "
        rf"all the way)?(?: back)?(?: (?:to|into))?|(?:use|load|open|restore|take|keep|pick"
        rf"|choose|go with|i(?:'d)? (?:prefer|liked?|want|love|rather have|choose|pick|take)"
        rf"|give me|show me|play|hear|have|get|select|work (?:on|with|from)|continue (?:with"
        rf"|from)|back to))(?: (?:the|back|me|again))* (?:<version>|{_VERSION_ONE})(?: "
        rf"(?:again|instead|better|more|the best|the most|best|please|back|now|though"
        rf"|{_BETTER}))*(?=\s*(?:$|[,.;!?\0]|\b(?:and|but|then|with|please)\b))",
        rf"(?:<version>|{_VERSION_ONE}) {_BETTER}(?: (?:than (?:this|that|it|the (?:new|last) "
        rf"one|<version>)|for me|to me|tbh|imo|actually|i think))?",
        rf"^\W*(?:(?:ok|okay|no|hmm|actually|the|please|i think|back to|oh|ooh|maybe)"
        rf"\s?,?\s)*(?:<version>|{_VERSION_ONE})(?: (?:please|pls|plz|again|then))*\W*$",
    )
)
_BEFORE_WAS_BETTER = re.compile(
    rf"\b(?:it|that|this|everything) {_BETTER} (?:before|earlier|previously|the way it was)"
    rf"|\b(?:i )?(?:liked?|preferr?e?d?|loved) (?:it|that|this)(?: (?:better|more|the way "
    rf"it was|how it was|as it was))* (?:before|earlier|previously|the way it was|how it "
    rf"was)|\b(?:before|previously|earlier) (?:it )?{_BETTER}|\bbetter before\b|\bit was "
    rf"better (?:without|with(?:out)? (?:that|it))\b"
)
_COMPARE = tuple(
    pattern(source)
    for source in (
        r"\b(?:is|was) (?:this|it|that) (?:really |any |that |so )*different (?:from|to|than) <version>",
        r"\b(?:diff|ab) <version> <version>",
        r"\b(?:is|was|are) <version> (?:\w+ )?(?:better|different|worse|faster|slower|longer"
        r"|sadder) (?:than|from|to) (?:<version>|this|now)",
        r"\b(?:compare|diff|contrast)\b(?: (?:it|this|that|the (?:current|new) one|this "
        r"(?:one|version)))?(?: (?:with|to|and|against|versus|vs\.?))*(?: <version>)?(?:(?:,? "
        r"(?:and|with|to|vs\.?|versus|against) | ?/ ?)(?:<version>|this|it|now|(?:the "
        r")?current(?: one| version)?|the (?:previous|last) one))?",
        r"(?:\ba ?/ ?b )?<version> (?:vs\.?|versus|compared (?:to|with)|against) (?:<version>"
        r"|this|now|(?:the )?current(?: one| version)?)",
        r"\b(?:what|where)(?:'s| is| are|s)? (?:the )?differen(?:t|ces?)(?: (?:between|from"
        r"|in|to|with|now|here|about|of|compared to|than))*(?: <version>)?(?:,? (?:and|to"
        r"|from|vs\.?) (?:<version>|this|now|the current(?: one)?))?",
        r"\bwhat(?: has|'s|s| have you| did you| exactly| was)? (?:just |exactly )?chang(?:ed"
        r"|e)\b(?: (?:since|from|between|compared to|in|now))*(?: <version>)?(?:,? and "
        r"<version>)?",
        r"\bhow (?:does|do|is) (?:it|this|that|<version>) (?:differ(?:ent)?|compare)(?: "
        r"(?:from|to|with))?(?: <version>)?",
    )
)
_ORDINAL = {"very first": 1, "first": 1, "original": 1, "initial": 1, "second": 2, "third": 3, "fourth": 4}
_FROM = pattern(
    r"(?:\b(?:with|use|take|bring back|bring|using|get|put in|put back|put|give me|but"
    r"|and|keep|have|i want|restore|borrow|copy|steal|import|the|add|same|reuse|i liked|i "
    r"prefer(?:red)?|i like)(?: (?:the|back|in))* )?"
    r"(?P<what>[\x01\x02]\x1f*(?:(?: (?:in|of|from|during) |(?:,| and|, and) (?:the )?)"
    r"[\x01\x02]\x1f*)*)(?: (?:part|that was|that we had|we had|you had|as (?:it|they) "
    r"(?:was|were)|like|as))* ?(?:of|from|in|out of|on) <version>(?: back)?"
)
_OWN = pattern(
    r"(?:\b(?:with|use|take|bring back|using|get|give me|have|but|i want|borrow) "
    r")?<version>(?:'s)? (?P<what>[\x01\x02]\x1f*)(?= *(?:$|[,.;!?\0]|instead|again|back"
    r"|(?:but|and) (?:keep|leave)\b))"
)
_OLD = pattern(
    r"(?:^|\b(?:bring back|use|give me|go back to|put back|restore|i want|return to|get "
    r"back|with|i (?:liked|preferred)|revert(?: to)?|back to|have))(?: ?(?:the|back))* "
    r"?(?:old|previous|original|former|earlier|first) (?P<what>[\x01\x02]\x1f*)"
    r"|\b(?:put|bring|get) (?P<again>[\x01\x02]\x1f*) back\b|\b(?:bring back|put back"
    r"|restore|revert|get back) (?P<back>[\x01\x02]\x1f*)(?: (?:from before|again|like "
    r"before|we had(?: before)?|as it was|the way it was|as before))?"
    r"|(?P<before>[\x01\x02]\x1f*) (?:from before|like before|as before|as it was(?: "
    r"before)?|we had before|the way it was(?: before)?|was better before|were better "
    r"before|(?:was|were|sounded) better (?:in|on) (?:the )?<version>)"
)
_BASE = pattern(
    r"^\W*(?:(?:ok|now|please|i want|i'd like|give me|make|do|play|take|use|like|same as"
    r"|just like|the same as|similar to|as in|as|try|go with|it|based on|start(?:ing)? "
    r"from|from|go back to|back to|can (?:i|we) have|how about|let's have|what about"
    r"|let's take|in)\s)*<version>(?= *, (?!please)| *,? *(?:but|with|and|only|except"
    r"|just|plus|\x02|slower|faster|in |as |at |without|minus|transposed|louder|\w+er\b"
    r"|\0))"
)


def before(conversation: Conversation) -> int | None:
    """The version before the current one."""
    version = conversation.version
    if conversation.trail:
        return conversation.trail[-1]
    return version.parent if version else None


def _steps(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("twice"):
        return 2
    said = groups.get("steps") or groups.get("many") or groups.get("back")
    return max(round(number(said)), 1) if said and re.fullmatch(NUMBER, said) else 1


def read_recall(saying: Saying, conversation: Conversation) -> Recall | None:
    """An undo, a redo, a return to a version, a list or a comparison; only one, at the start of the message."""
    if match := _STARTED.search(saying.shape):
        saying.take(0, len(saying.shape))
        return Recall(what="go", version=conversation.versions[0].number)
    if conversation.undone and _UNDONE.search(saying.shape):
        saying.take(0, len(saying.shape))
        return Recall(what="redo")
    for regex, what in ((_REDO, "redo"), (_UNDO, "undo"), (_AS_BEFORE, "undo"), (_LIST, "list")):
        match = regex.search(saying.shape)
        if match and not ("\x02" in saying.shape[match.end() : match.end() + 6] or "\x01" in match[0]):
            if what == "redo" and not conversation.undone and re.search(r"(?:it|that|this)\W*$", match[0]):
                continue
            saying.take(*match.span())
            return Recall.model_validate({"what": what, "steps": _steps(match) if what != "list" else 1})
    for regex in _COMPARE:
        if match := regex.search(saying.shape):
            named = [r for r in saying.refs if r.kind == "version" and match.start() <= r.start < match.end()]
            numbers = [demand(r).version for r in named]
            saying.take(*match.span())
            first = numbers[0] if numbers else None
            return Recall(what="compare", version=first, other=numbers[1] if len(numbers) > 1 else None)
    match = _BEFORE_WAS_BETTER.search(saying.shape)
    if match and not any(r.kind == "part" for r in saying.refs):
        saying.take(*match.span())
        return Recall(what="go", version=before(conversation))
    for regex in _GO:
        if match := regex.search(saying.shape):
            if _BASE.match(saying.shape) and saying.shape[match.end() :].strip(" .!?\0"):
                joint = re.match(r"\s*,?\s*(?:and|then)\b", saying.shape[match.end() :])
                if not joint:
                    continue
            named = [r for r in saying.refs if r.kind == "version" and match.start() <= r.start < match.end()]
            number_ = demand(named[0]).version if named else _ORDINAL.get(match["one"] or "")
            saying.take(*match.span())
            if named and re.search(r"\b(?:last|previous|older?|earlier)\b", named[0].words.lower()):
                number_ = None
            return Recall(what="go", version=number_ or before(conversation))
    return None


def read_base(saying: Saying) -> int | None:
    """The version that is to be changed, when it is not the current one: "version 2 but slower"."""
    match = _BASE.match(saying.shape)
    if match is None:
        return None
    named = next(r for r in saying.refs if r.kind == "version" and match.start() <= r.start < match.end())
    saying.take(*match.span())
    saying.refresh()
    return demand(named).version


def read_borrowed(saying: Saying, conversation: Conversation) -> list[BorrowMove]:
    """What is to be taken over from earlier versions: "the drums of version 4", "bring back the old melody"."""
    found: list[BorrowMove] = []
    for regex in (_FROM, _OWN, _OLD):
        for match in list(regex.finditer(saying.shape)):
            if "\0" in match[0]:
                continue
            group = next(g for g in ("what", "again", "back", "before") if match.groupdict().get(g))
            inside = [r for r in saying.refs if match.start(group) <= r.start < match.end(group)]
            version = next(
                (r for r in saying.refs if r.kind == "version" and match.start() <= r.start < match.end()), None
            )
            if version is None and group == "again":
                version = next((r for r in saying.refs if r.kind == "version"), None)
            if group in ("back", "again") and any(
                r.det in ("a", "an", "some") or not r.parts + r.sections for r in inside
            ):
                continue
            number_ = demand(version).version if version else before(conversation)
            if number_ is None:
                continue
            if regex is _OLD and re.search(r"\b(?:original|first)\b", match[0]):
                number_ = conversation.versions[0].number
            for target in targets(saying, inside):
                found.append(BorrowMove(version=number_, target=target))
            saying.used.update(inside)
            saying.take(*match.span())
    if found:
        saying.refresh()
    return found
