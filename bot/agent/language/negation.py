"""What is not wanted: "no", "without", "not", "never", "don't use", and how far they reach."""

import re

from bot.agent.language.text import Text

_FILL = (
    r"(?:any|an?|the|too|so|very|much|many|of|be|being|sound|sounding|sounds|that|real|really|more|use|using|want"
    r"|wants|add|include"
    r"|have|has|having|put|make|it|to|go|going|like|please|need|need\sfor|music|style|kind|sort|feel|feeling|into"
    r"|all|thing|anything|makes|making|which|people|anyone|anybody|everyone|everybody|us|them"
    r"|single|with|get|me|in|song|track|which|is|as|some|your|my|other|at\sall|particularly|exactly)"
)
_NEGATION = re.compile(
    rf"(?<!\w)(?:no|not|without|never|non|avoid|avoiding|exclude|excluding|skip|minus|sans|nothing|neither|nor"
    rf"|hate|lose|ditch|omit"
    rf"|leave\s(?:out|off)|drop(?=\sthe\s)|cut(?=\sthe\s)|remove|instead\sof|rather\sthan|free\sof|except"
    rf"|anything\sbut|"
    rf"(?:do|does|is|are|should|would|must|can|could|wo|did|was)\s?n[o']?t|don't|doesn't|isn't|aren't|shouldn't"
    rf"|wouldn't|mustn't|can't"
    rf"|won't|dont|doesnt|isnt|cannot)(?:[\s-]+{_FILL})*[\s-]+$"
)
NOT_TOO = (
    r"(?:(?:\b(?:not|never|nothing)|n't|\bwithout\sbeing)"
    r"\s(?:(?:an?|any|be|being|make|it|to|sound|sounding|at|all|want|get|go|going|feel|anything|something)\s){0,3}?"
    r"(?:too|so|that|overly|very|particularly))"
)
"""Pattern of what takes the edge off the word after it: "not too", "don't make it too"."""
_TWICE = re.compile(
    r"\b(?:not|never|no)\s+(?:without|only|just)\b|\bnot\s+to\s+mention\b|\bwhy\s+not\b|\bnothing\s+but\b"
    r"|\bno\s+(?:problem|worries)\b"
)


_BACK = 5
"""How far before a denial the one that undoes it may begin: "not without"."""


def is_negated(text: Text, start: int) -> int | None:
    """Where the negation of what begins at ``start`` begins, or None."""
    match = text.before(_NEGATION, start)
    if not match or _TWICE.search(text.lower, max(0, match.start() - _BACK), start):
        return None
    return match.start()
