"""Players who come in or leave within the song: "drums from the second verse", "no drums until the chorus"."""

import re

from bot.agent.language.players import SEVERAL, Player
from bot.agent.language.text import Text
from skills.plan import Ask

_COMES_IN = (
    r"\s*(?:,\s*)?(?:(?:only|then|should|shall|will|to|all|both|that|which|and|slowly|finally|just)\s)*"
    r"(?:com(?:e|es|ing)\s(?:back\s)?in|enter(?:s|ing)?|join(?:s|ing)?(?:\sin)?|kick(?:s|ing)?\sin|start(?:s"
    r"|ing)?(?:\splaying)?"
    r"|begin(?:s|ning)?(?:\splaying)?|appear(?:s|ing)?|drop(?:s|ping)?\sin|arriv(?:e|es|ing)|fad(?:e|es|ing)\sin)"
    r"(?:\s(?:only|again|fully|softly|quietly|loudly|gently))?"
)
_FROM_ON = re.compile(
    rf"(?:{_COMES_IN}\s*(?:(?:at|on|in|for|from|with|by|during|halfway\sthrough|(?P<after>after))\s)?"
    rf"|\s(?:only\s)?(?:from|starting\s(?:at|from|in)|not\suntil)\s)"
    r"(?:the\s)?(?P<half>second\shalf|last\shalf|middle|half\s?way(?:\sthrough)?|midway)?"
)
COMES_IN_AT = re.compile(_COMES_IN)
_UNTIL = re.compile(r"\s*(?:(?:out|back)\s)?(?:until|till|before|up\sto|for)\s(?:the\s)?")
_WAITS = re.compile(
    r"\s(?:(?:should|must|can|shall|has\sto|have\sto|to|only|then|just)\s)*(?:(?:does\s?n[o']?t|do\s?n[o']?t|should\s?n[o']?t|must\s?n[o']?t|can't|won't|does\snot|do\snot|should\snot|must\snot"
    r"|not|never)\s(?:to\s)?(?:be\s)?(?:com(?:e|es|ing)\sin|enter|play|start|join(?:\sin)?|appear|kick\sin|heard|begin|arrive)"
    r"|waits?|(?:stays?|is|are|keeps?|kept|remains?|held|sits?)(?:\s(?:silent|quiet|out|away|back|saved))?)"
    r"\s(?:until|till|before|up\sto)\s(?:the\s)?"
)
"""What keeps a player out: "doesn't come in until the bridge", "waits until the chorus"."""
_ON = re.compile(r"\s(?:on|onwards?)\b")
_DROPS_OUT = re.compile(
    r"\s*(?:(?:then|should|shall|will|to|all|both|that|which|and|suddenly)\s)*"
    r"(?:drop(?:s|ping)?\s(?:out|away)|stop(?:s|ping)?(?:\splaying)?|cut(?:s|ting)?(?:\sout)?|leav(?:e|es|ing)"
    r"|rest(?:s|ing)?|fall(?:s|ing)?\s(?:out|away)"
    r"|(?:goes?|are|is|stays?)\s(?:out|silent|quiet)|(?:are|is)\sout|sit(?:s|ting)?\sout|disappear(?:s|ing)?"
    r"|tacet|paus(?:e|es|ing))"
    r"\s(?P<prep>in|during|for|at|on|before|after)\s(?:the\s)?"
)


def read_entrance(text: Text, group: list[Player]) -> list[Ask]:
    """Players who rest until a part of the song: "drums come in at the second verse", "no drums until the chorus"."""
    first, last = group[0], group[-1]
    held = _UNTIL.match(text.lower, last.last) if first.negated is not None else _WAITS.match(text.lower, last.last)
    match = held or (_FROM_ON.match(text.lower, last.last) if first.negated is None else None)
    if not match:
        return []
    groups = match.groupdict()
    section = next((s for s in text.sections if s.start == match.end()), None)
    if not section and not groups.get("half"):
        return []
    if held and held[0].split()[0] == "for":
        return []
    end = section.end if section else match.end()
    if on := _ON.match(text.lower, end):
        end = on.end()
    elif re.match(r"\s*(?:only\s)?from\s", match[0]) and not section:
        return []
    start = first.negated if first.negated is not None else first.first
    words = text.words(start, end)
    text.take(start, end)
    place = f"after {section.name}" if section and groups.get("after") else section.name if section else None
    share = None if section else 0.5
    return [
        Ask(kind="enters", words=words, value=name, role=p.role, section=place, low=share)
        for p in group
        for name in (SEVERAL.get(p.phrase, p.names))
    ]


def read_exit(text: Text, group: list[Player]) -> list[Ask]:
    """Players who rest in a part of the song: "the drums drop out before the last chorus"."""
    first, last = group[0], group[-1]
    match = _DROPS_OUT.match(text.lower, last.last)
    section = next((s for s in text.sections if match and s.start == match.end()), None)
    if not match or not section or first.negated is not None:
        return []
    words = text.words(first.first, section.end)
    text.take(first.first, section.end)
    place = f"{match['prep']} {section.name}" if match["prep"] in ("before", "after") else section.name
    return [
        Ask(kind="instrument", words=words, value=name, section=place, unwanted=True) for p in group for name in p.names
    ]
