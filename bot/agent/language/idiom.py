"""Ways of saying things that are no one's fault: English put together as in other languages, and lay words.

Each row is a turn of phrase and the plain English for it; what is quoted is left as it is.
"""

import re

_HEAD = r"(?:the|my|this|that|its|our)\s(?:\w+\s){0,3}?\w+"
_SECTION = r"(?:choruse?s?|verses?|bridge|refrains?|intro|solo)"
_NTH = r"(?:first|second|third|fourth|last|final|2nd|3rd|1st)"
_THING = r"(?:thing|things|thingy|stuff|noise|noises|sound|sounds|bit|bits|part|instrument|one)"

_PLAYED = r"(?:the )?(?:drums?|bass|guitars?|pianos?|strings|voices?|vocals|synths?|brass|flutes?|violins?|percussion)"

_FRAMES = (
    (rf"\bmake (?:it )?(?:so )?that ({_HEAD}) (?:is|are|be|gets?|becomes?|sounds?|will be)\b", r"make \1"),
    (rf"\b(?:do|make) ((?:that )?{_HEAD}) to be\b", r"make \1"),
    (rf"\b({_PLAYED}) (?:is|are) (?:not|n't) (?:needed|necessary|required|wanted)\b", r"no \1"),
    (r"\bfor to\b", "to"),
    (r"\bplease to (?=[a-z])", "please "),
    (r"\bexplain (?:me|us)\b", "explain"),
    (r"\bcircle of the (fifths|fourths)\b|\b(?:fifths?|quint\w*) circle\b", "circle of fifths"),
    (r"\bhow (?:does |do )?one (?:grips?|plays?|fingers)\b|\bhow (?:to|do i|do you) grip\b", "how do I play"),
    (r"\bhow (?:does |do )?one (count|say|read|sing|write|call|use)s?\b", r"how do I \1"),
    (r"\bwhat (?:does |do )?(?:one|you|we|they|people) understands? (?:under|by|with)\b", "what is"),
    (r"\bwhat means\b|\bwhat signifies\b", "what is"),
    (r"\bwhat is (?:it|that|this)(?: exactly| really| actually)?, (?=(?:an?|the) )", "what is "),
    (r"\bwhat is (?:exactly|actually|really) (?=(?:an?|the) )", "what is "),
    (r"\bhow (is|are) ([^?.,;]{2,40}?) called\b", r"what \1 \2 called"),
    (r"\bhow (?:it |this |that )?(?:is |it's )?called (?=th|my|it)", "what is the name of "),
    (r"\bhow do (?:you|we|i) (?:call|name)\b", "what do you call"),
    (r"\b(octaves?|semitones?|half[- ]?(?:step|tone)s?|tones?|steps?|notes?) (?:more )?deep(?:er)?\b", r"\1 lower"),
    (r"\b(octaves?|semitones?|half[- ]?(?:step|tone)s?|tones?|steps?|notes?) more (high|low)\b", r"\1 \2er"),
    (r"\bmore of (?!the\b|an?\b|it\b|that\b|this\b|them\b|these\b|those\b|what\b)", "more "),
    (r"\bi (?:would |do )?(?:wish|desire|long) (?:to (?:have|get|hear)|for)\b", "I want"),
    (r"\bi (?:would |do )?(?:wish|desire) (?=(?:an?|the|some|more|less|another|other|no)\b)", "I want "),
    (r"\bi (?:would|'d) (?:gladly|happily|also) (?:have|hear|get|take)\b", "I want"),
    (r"\bi (?:would|'d) have gladly\b|\bi(?:'d| would) be glad (?:about|of|for|to have)\b", "I want"),
    (r"\bi miss (?=(?:an?|some|more)\b)", "I want "),
    (r"\bdoes it go (?=without|with|also)", "can we do it "),
    (r"\b(?:does|would) it go (?=\w+er\b|more\b|less\b)", "can it be "),
    (r"[,.]?\s\b(?:can|could|would) (?:it|that|this) be(?: possible)?(?=\s*\?)", ", please"),
    (r"\b(?:all )?the (?:rest|others?) (?:remains?|stays?|shall stay) (?:so|like this|as is)\b", "keep the rest"),
    (r"\b(the \w+(?: \w+)?) may (?=(?:be|play|sound|go|have|come|start|get)\b)", r"\1 should "),
    (r"\b(?:do|make|have) the (end|ending) (?:other|otherwise|different(?:ly)?|in other way)\b", "change the ending"),
    (r"\b(?:do|make) (the \w+) (?:other|otherwise|in other way|in another way)\b", r"make \1 different"),
    (r"\binvent (?=(?:an?|the|some|new|other|another|me)\b)", "write "),
    (r"\bthe strophes\b|\bstrophes\b|\bcouplets\b", "the verses"),
    (r"\bstrophe\b|(?<=the )couplet\b", "verse"),
    (r"\b(\d+|one|two|four|eight) (?:tacts|takts|takte)\b", r"\1 bars"),
    (r"\b(must|should|shall|can|could) to (?=\w)", r"\1 "),
    (r"\b(?:sheets? of music|music notes? to print|note sheets?)\b", "sheet music"),
    (rf"\b(?:the )?({_NTH}) time (?:that |when )?(?:the )?({_SECTION}) (?:comes|plays|appears|happens|is)\b"
     r"(?: around| up| in)?(?:,? it(?= (?:should|must|could|can|is|needs|has)))?", r"the \1 \2"),
    (r"(?<!before )(?<!after )(?<!until )\bthe singing\b(?! (?:starts?|begins?|comes))", "the voice"),
    (rf"\b(?:the )?({_SECTION}) (?:when it comes |comes )?(?:for )?the ({_NTH}) time"
     r"(?: it (?:comes|plays|appears))?(?: a?round)?", r"the \2 \1"),
    (rf"\b({_SECTION}) (?:number|no\.?|nr\.?) (\d|one|two|three)\b", r"\1 \2"),
)  # fmt: skip
"""Frames of other languages."""

_LAY = (
    (rf"\b(?:the |that )?boom(?:[- ](?:boom|tss|chak?|pah?|clap))+\b(?:\s{_THING}\b)?", "the drums"),
    (rf"\bthe (?:thump\w*|bang\w*|tss[- ]tss|tish\w*|drumm?y|hitting|bashing|knocking|beaty?) {_THING}\b", "the drums"),
    (r"\bthe (?:thumping|banging|bashing|booming|hammering)\b", "the drums"),
    (rf"\bthe (?:plinky?(?:[- ]plonky?)?|tinkl\w*|plonky) {_THING}\b", "the piano"),
    (rf"\bthe (?:wo+sh\w*|swoosh\w*|whoosh\w*|floaty|airy|hazy) {_THING}\b", "the pad"),
    (rf"\bthe (?:strumm\w*|twang\w*|jangl\w*) {_THING}\b", "the guitar"),
    (rf"\bthe (?:(?:low|deep|rumbl\w*|wobbl\w*|bass|bassy|growl\w*|humming)\s)+{_THING}\b(?! of)", "the bass"),
    (r"\bthe (?:person|one|lady|man|guy|girl) (?:who(?:'s| is)? |that(?:'s| is)? )?sing(?:s|ing)\b", "the singer"),
    (r"\bthe sing(?:y|ing) (?:bit|part|thing|line)\b(?! where)", "the vocals"),
    (r"\bthe (?:very )?(?:end|ending|closing|final|last) (?:bit|thing|section)\b", "the ending"),
)  # fmt: skip
"""Words of people who have no others."""

_ROWS = tuple((re.compile(pattern, re.IGNORECASE), plain) for pattern, plain in (*_FRAMES, *_LAY))
_QUOTED = re.compile(r'"[^"]*"')


def idiomatic(text: str) -> str:
    """A message in plain English, as near to the person's words as can be."""
    if _QUOTED.search(text):
        pieces = re.split(r'("[^"]*")', text)
        return "".join(p if p.startswith('"') else idiomatic(p) for p in pieces)
    for pattern, plain in _ROWS:
        text = pattern.sub(plain, text)
    return text
