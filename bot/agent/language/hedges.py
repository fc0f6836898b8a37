"""What people say around a wish to be kind, modest or funny: hedges, apologies, thanks, laughter, who said so."""

import re

_WHO = (
    r"(?:my|our|the|his|her)\s(?:(?!and|is|the|has|was)\w+\s)?"
    r"(?:sister|brother|mum|mom|mother|dad|father|wife|husband|girlfriend|boyfriend|partner|friends?|bandmates?|band|boys|girls"
    r"|drummer|singer|teacher|producer|boss|neighbou?r|son|daughter|grand\w+|nan|gran|aunt|uncle|cousin|nephew|niece|kids?"
    r"|children|students?|pupils?|class|choir|roommate|flatmate|colleagues?|mates?|manager|bassist|guitarist|pianist|ladies)"
)
_SAYS = r"(?:says?|said|thinks?|thought|told me|tells me|reckons?|feels|felt|believes?|insists?|noticed)"
_ASKS = r"(?:asked|asks|wants to know|wanted to know|was asking|keeps asking)"
_UP_TO_BUT = r"[^,.!?;]{0,45}?(?:\bbut\b|[,.;)]|$)"
_REST = r"[^,.!?;]{0,30}"
_NOT_KNOW = r"(?:i )?(?:don'?t|do not|dunno|didn'?t|never) (?:really |even |exactly |quite )?"
_BEGINNER = r"[^,.!?;]*\b(?:beginner|newbie|novice|guitar|ukulele|uke|piano|keyboard|bass|drums?|violin|flute|player)"
_HEDGES = (
    r"(?:and )?(?:i'?m sorry|sorry|excuse me|pardon|forgive me|apologies)(?: for| about)? my (?:\w+ )?english",
    rf"(?:i'?m )?(?:sorry|excuse me|apologies),? (?:if|that) (?:this|it|that)(?:'s| is| sounds){_REST}",
    rf"{_NOT_KNOW}(?:know (?:if|whether) (?:this|that|it|you)){_UP_TO_BUT}",
    rf"(?:i'?m |i am )?not (?:really |quite |so |entirely )?sure (?:if|whether|how|what|that){_UP_TO_BUT}",
    rf"{_NOT_KNOW}(?:(?:know|remember|understand) )?(?:how|what) (?:to call|you (?:would )?call|to say){_UP_TO_BUT}",
    rf"{_NOT_KNOW}(?:know|remember) (?:how|what) (?:it|this|that)(?:'s| is) called{_UP_TO_BUT}",
    rf"{_NOT_KNOW}(?:know|remember) (?:how to describe|what the (?:word|name|term)(?: for it)? is){_UP_TO_BUT}",
    rf"{_NOT_KNOW}(?:know|have) (?:the|a|any) (?:right |proper |correct )?(?:words?|name|term)s?{_UP_TO_BUT}",
    r"(?:(?:or|and) )?whatever (?:it|that|this)(?:'s| is)(?: called)?|or whatever(?: you call it)?",
    r"(?:as|how) you (?:would )?(?:say|call it)|so to (?:say|speak)|if you know what i mean",
    r"(?:i )?(?:if|hope) (?:that|this|it) makes (?:any )?sense",
    r"(?:many |lots of |a thousand |big )?thank(?:s| you)(?: so much| very much| a lot| a bunch| a million)?"
    r"(?: in advance| for (?:the|your) (?:help|time|patience|work)| for helping)?",
    r"(?:if|when) (?:it|that|this)(?:'s| is)(?: at all)? (?:not too much trouble|possible|ok(?:ay)?|fine|all ?right)"
    r"(?: with you| for you)?",
    r"if (?:it|that|this)(?:'s| is) not (?:too )?(?:hard|difficult|much work)|if you (?:don'?t|wouldn'?t) mind",
    r"if (?:you (?:can|could|would)|i may(?: ask)?|at all possible|possible)(?=\W|$)(?! \w)",
    rf"(?:i )?hope (?:that'?s|this is|it'?s|it is|that is|you don'?t mind|i'?m not){_REST}",
    r"no (?:rush|hurry|pressure|worries)|when(?:ever)? you (?:can|have (?:a )?(?:time|minute|sec\w*|moment))",
    r"(?:a)?ha(?:ha)+h?|he(?:he)+|lol+|lmao|rofl|xd+|:-?[)(dp]|;-?\)",
    r"(?:(?<!do )(?<!did )you know|i mean|i guess|i suppose|tbh|honestly|imo|imho)(?=\W|$)(?! (?:how|what|if))",
    r"do you (?:know|think)\s?(?=\?)",
    r"(?:to be honest|in my (?:humble )?opinion|if you ask me|for my taste|to my (?:taste|ears?))(?=\W|$)",
    r"i(?:'m| am) (?:no|not an?|just an?|only an?|a (?:total|complete)|new (?:to|at)|not (?:very |so )?(?:good))"
    rf"(?!{_BEGINNER})[^,.!?;]{{0,40}}?(?:\bso\b|\bbut\b|[,.;]|$)",
    r"(?:(?:just|only) )?(?:one|two|a couple of|some)(?: \w+){0,2} (?:things?|wish(?:es)?|requests?)\s?[:.,-]",
    rf"(?:it'?s |that'?s |this is )?my (?:very )?first (?:time|song){_UP_TO_BUT}",
)
_REPORTED = (
    rf"\b{_WHO}(?:\s(?:and (?:i|me)|all|just|always|also|really|both))*\s{_SAYS}(?:\sto me)?(?:\sthat)?\s(?=\w+\s\w)",
    rf"\b{_WHO}\s{_ASKS}(?:\sme|\sus)?\s(?=(?:what|which|how|if|whether|why|where)\b)",
    rf"(?:^|\b(?:and|but)\s)(?:he|she|they|we)(?:\sall)?\s(?:{_SAYS}|agree)\s(?:that\s)?(?=\w+\s\w)",
    r"\b(?:so |and )?(?:i|we)(?:'ve| was| were| have| just| showed| played| listened)\b[^,.!?;]{3,70}? and "
    r"(?:we|i|she|he|they) (?:all )?(?:think|thought|feel|felt|noticed|wondered)\s(?:that |if )?",
)
_ROWS = tuple(
    re.compile(row, re.IGNORECASE) for row in (*_REPORTED, *(rf"(?<![\w'])(?:{row})(?!\w)" for row in _HEDGES))
)
_EDGES = re.compile(r"^[\s,;:\-]+|[\s,;:\-(]+$")


def without_hedges(text: str) -> str:
    """A message without them, or as it is where nothing else is said."""
    if '"' in text or "{{" in text:
        return text
    bare = text
    for row in _ROWS:
        bare = row.sub(lambda m: m[0][-1] if m[0][-1:] in ",.;)" else " ", bare)
    if bare == text:
        return text
    bare = re.sub(r"\(\s*\)", " ", bare)
    bare = re.sub(r"\s+([,.;!?])", r"\1", " ".join(bare.split()))
    bare = _EDGES.sub("", re.sub(r"([,;])(?:\s*[,;])+", r"\1", bare))
    return bare if len(re.findall(r"[A-Za-z]{2,}", bare)) >= 2 else text
