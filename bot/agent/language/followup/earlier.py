"""What is taken over from earlier versions: whole ones to work from, or single parts and sections."""

import re

from bot.agent.conversation import Conversation
from bot.agent.language.followup.keep import targets
from bot.agent.language.followup.references import demand
from bot.agent.language.followup.rules import pattern
from bot.agent.language.followup.saying import Saying
from skills.edit.writing import BorrowMove

_FROM = pattern(
    r"(?:\b(?:with|use|take|bring back|bring|using|get|put in|put back"
    r"|put|give me|but|and|keep|have|i want|restore|borrow|copy|steal"
    r"|import|the|add|same|reuse|i liked|i prefer(?:red)?|i like)(?: (?:the"
    r"|back|in))* )?"
    r"(?P<what>[\x01\x02]\x1f*(?:(?: (?:in|of|from|during) |(?:,"
    r"| and|, and) (?:the )?)[\x01\x02]\x1f*)*)(?: (?:part|that was"
    r"|that we had|we had|you had|as (?:it|they) (?:was|were)|like"
    r"|as))* ?(?:of|from|in|out of|on) <version>(?: back)?"
)
_OWN = pattern(
    r"(?:\b(?:with|use|take|bring back|using|get|give me|have|but"
    r"|i want|borrow) )?<version>(?:'s)? (?P<what>[\x01\x02]\x1f*)(?= *(?:$"
    r"|[,.;!?\0]|instead|again|back|(?:but|and) (?:keep|leave)\b))"
)
_OLD = pattern(
    r"(?:^|\b(?:bring back|use|give me|go back to|put back|restore"
    r"|i want|return to|get back|with|i (?:liked|preferred)|revert(?: to)?"
    r"|back to|have))(?: ?(?:the|back))* ?(?:old|previous|original"
    r"|former|earlier|first) (?P<what>[\x01\x02]\x1f*)"
    r"|\b(?:put|bring|get) (?P<again>[\x01\x02]\x1f*) back\b|\b(?:bring back"
    r"|put back|restore|revert|get back) (?P<back>[\x01\x02]\x1f*)(?: (?:from before"
    r"|again|like before|we had(?: before)?|as it was|the way it was"
    r"|as before))?"
    r"|(?P<before>[\x01\x02]\x1f*) (?:from before|like before|as before"
    r"|as it was(?: before)?|we had before|the way it was(?: before)?"
    r"|was better before|were better before|(?:was|were|sounded) better (?:in"
    r"|on) (?:the )?<version>)"
)
BASE = pattern(
    r"^\W*(?:(?:ok|now|please|i want|i'd like|give me|make|do|play"
    r"|take|use|like|same as|just like|the same as|similar to|as in"
    r"|as|try|go with|it|based on|start(?:ing)?(?: over| again)? from|from|go back to"
    r"|back to|can (?:i|we) have|how about|let's have|what about"
    r"|let's take|in)\s)*<version>(?= *, (?!please)| *,? *(?:but"
    r"|with|and|only|except|just|plus|\x02|slower|faster|in |as "
    r"|at |without|minus|transposed|louder|\w+er\b|\0))"
)


def before(conversation: Conversation) -> int | None:
    """The version before the current one."""
    version = conversation.version
    if conversation.trail:
        return conversation.trail[-1]
    return version.parent if version else None


def read_base(saying: Saying) -> int | None:
    """The version that is to be changed, when it is not the current one: "version 2 but slower"."""
    match = BASE.match(saying.shape)
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
