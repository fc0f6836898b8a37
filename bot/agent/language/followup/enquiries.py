"""What is asked of the song at hand: its files, and what it is."""

import re

from bot.agent.turn import Describe, Export
from skills.edit.target import Target

_END = r"[\s,.!?;:)(\0-]*"
_FORMATS: tuple[tuple[str, str], ...] = (
    (
        "stems",
        r"stems?|separate tracks|individual tracks|multi-?tracks?|tracks separately|each "
        r"(?:track|instrument) separately",
    ),
    ("midi", r"midi(?:s)?(?: files?)?|\.?mid\b"),
    ("mp3", r"mp3s?|mpeg"),
    ("stems", r"track-?outs?|(?:the )?single tracks|the tracks,? each[^,.;]*"),
    ("wav", r"uncompressed audio|lossless audio|onto a cd|on a cd"),
    ("png", r"(?:a )?picture of the (?:score|lead sheet|sheet music|notes|music)"),
    ("pdf", r"print it|(?:to )?print(?:ed)?"),
    ("musicxml", r"(?:opens?|works?|read|open it) (?:there|in (?:musescore|sibelius|finale|dorico))"),
    ("wav", r"wavs?|wave file|lossless|uncompressed"),
    ("musicxml", r"music ?xml|xml|mxl|musescore|sibelius|finale"),
    ("pdf", r"pdfs?|printable"),
    ("png", r"png|picture of the (?:score|lead sheet|sheet music)|image"),
    ("text", r"chord chart|chord sheet|text (?:file|version)|plain text|txt|abc"),
    (
        "all",
        r"(?:all |everything\b|all the |the )files?|everything(?: you have)?\W*$|the whole "
        r"package|all formats|zip|a files?\b[^,.;]*",
    ),
    ("mp3", r"(?:a )?files? (?:that |which )?i can (?:listen|play)[^,.;]*|audio(?: file)?|sound file|recording"),
    (
        "pdf",
        r"(?:(?:the )?notes on paper|something to print|lead sheets?|sheet music|score"
        r"|notation|sheet|partitur|lead-?sheet)",
    ),
)
_SEND = (
    r"(?:do you have|have you got|(?:can|may|could) (?:i|we|you)(?: \w+)?|in|says? he "
    r"needs|would do|how would i get this|how (?:can|do) i (?:get|download|save)(?: "
    r"(?:this|it|the song))?(?: as)?|send(?: me)?|hand(?: me| us| over)+|export(?: it| this| that| the (?:song"
    r"|track))?(?: (?:as|to))?|download|give me|gimme|can (?:i|you|we) (?:have|get|send"
    r"|export|give)(?: me| us)?|could (?:i|you) (?:have|get|send|export|give)(?: me)?|i "
    r"(?:want|need|'d like)|i'd like|get me|save(?: it| this)?(?: as)?|render(?: it| "
    r"this)?(?: (?:as|to))?|bounce(?: it| this| out)?(?: (?:as|to|down to))?|output|share"
    r"|print(?: out)?|provide|as|to|let me have|want|need|pass me|where(?:'s| is| are)"
    r"|show me|show|have|may i have|convert(?: it| this)? to|make me|and)"
)
_FILES = "|".join(words for _, words in _FORMATS)
_EXPORT = re.compile(
    rf"\b{_SEND}(?: (?:me|us|the|a|an|all|my|its|that|this|some|your|of|with|in|just|only"
    rf"|both))* (?P<files>(?:{_FILES})(?:(?:\s?,\s?(?:and )?|\s(?:and|&|plus|\+|or)\s"
    rf"|\s?/\s?)(?:the |a |an |also )*(?:{_FILES}))*)(?: (?:files?|format|version|export"
    rf"|of (?:it|this|that|everything|the (?:song|track|whole thing))|too|as well|please"
    rf"|for (?:my|the|logic|ableton|daw)[^,.;]*))*"
    rf"|^{_END}(?P<bare>(?:the |an? |just |only )?(?:{_FILES})(?: (?:of|for|from) (?:the "
    rf"|a |it|this|that)?(?:{_FILES}|song|track)?)?(?:(?:\s?,\s?(?:and )?|\s(?:and|&|plus"
    rf"|\+)\s)(?:the )?(?:{_FILES}))*)(?: (?:files?|please|pls|export))*{_END}$"
    r"|\b(?P<plain>(?:send|share|e-?mail|show|give|play) (?:it|this|the (?:song|track)) "
    r"(?:to|with|for) (?:my|a|the|some|our)\b[^,.;?]*|export(?: (?:it|this|that|the "
    r"(?:song|track)|everything))?|download(?: (?:it|this|the (?:song|track)))?|send "
    r"(?:me )?(?:it|the (?:song|track)|everything)|bounce (?:it|this)|can i (?:download"
    r"|have|get) (?:it|this))\b(?! as| to)"
)
_SONG = (
    r"(?:it|this|that|the (?:song|track|piece|tune|whole thing)|(?:this|my|our) (?:song"
    r"|track|piece|tune)|everything|we|you|[\x01]\x1f*)"
)
_SHOW = (
    r"(?:what(?:'s| is| are| was| were|s)?|which|tell me|show(?: me)?|give me|list|remind "
    r"me(?: of)?|let me see|describe|can (?:i|you) (?:see|show(?: me)?|tell me)|i want to "
    r"(?:see|know)|do you know)(?: (?:again|about|of|what|which))?"
)
_ABOUT: tuple[tuple[str, str], ...] = (
    (
        "locks",
        r"\bis anything (?:protected|frozen|locked|fixed)\b[^.;]*|\bwhat'?s? (?:is "
        r")?(?:frozen|protected|fixed|locked)\b[^.;]*|\bwhat(?:'s| is| did (?:i|we)| have "
        r"(?:i|we)| do (?:i|we) have)? (?:\w+ )?(?:locked|lock)\b|\b(?:list|show)(?: me)? "
        r"(?:the |all (?:the )?|my )?locks\b|\bwhat (?:can't|can|may) you (?:not )?(?:change"
        r"|touch)\b|\bis anything locked\b|\b(?:is|are) [\x01\x02]\x1f* locked\b"
        r"|^\W*locks\W*$",
    ),
    (
        "seed",
        r"\b(?:which|what) number (?:do i need|gives|makes|is it)\b[^.;]*|\b(?:what(?:'s| is| "
        r"was)?|which|tell me|show me)(?: (?:the|your|its|random))* seed\b|^\W*seed\W*\?*$",
    ),
    (
        "choices",
        r"\bwhat (?:did|have) you (?:assume|assumed|choose|chosen|decide|decided|guess"
        r"|guessed|pick|picked|take for granted)\b|\bwhat (?:was|were) (?:your "
        r")?(?:assumptions?|choices|decisions)\b|\b(?:your )?assumptions\b|\bwhy did you "
        r"(?:choose|pick|use|take)\b[^,.;]*",
    ),
    (
        "key",
        rf"\b(?:what|which)(?:'s| is| are)?(?: the| its)? (?:musical )?(?:key|scale|mode"
        rf"|tonality|signature key|key signature)\b(?: (?:is|are|of|did|are we|am i|for|in"
        rf"|does|was)*(?: {_SONG})?(?: in| use| using)?)?|\b(?:in )?(?:what|which) "
        rf"key\b[^,.;?]*|\btell me the key\b|\bis (?:it|this|the song|\x01\x1f*) (?:in "
        rf")?(?:major or minor|minor or major|in a (?:major|minor) key|major|minor|\x05\x1f*)"
        rf"\b(?=.*\?)|^\W*key\b(?: ?(?:/|and|&|,) ?(?:bpm|tempo))?\W*\?\W*$|\bwhat (?:is|are) "
        rf"(?:it|this|we) in\b",
    ),
    (
        "tempo",
        r"\b(?:what|which)(?:'s| is| are)?(?: the| its)? (?:tempo|bpm|speed|pace)\b[^,.;?]*"
        r"|\bhow fast (?:is|are|does|do)\b[^,.;?]*|\bhow many (?:bpm|beats per minute)"
        r"\b[^,.;?]*|\btell me the (?:tempo|bpm)\b|^\W*(?:tempo|bpm)\W*\?\W*$|\bhow many "
        r"beats per minute\b[^.;]*|\b(?:with|at) (?:which|what) (?:velocity|speed|tempo)"
        r"\b[^.;]*|\b(?:at )?(?:what|which) (?:tempo|bpm)\b[^,.;?]*",
    ),
    (
        "metre",
        r"\b(?:what|which)(?:'s| is)?(?: the| its)? (?:time signature|metre|meter|time(?= is "
        r"(?:it|this|the song) in)|signature|beat count)\b[^,.;?]*|\b(?:is|are) (?:it|this|we"
        r"|the song) in (?:\x07\x1f*|three|four|six eight)\b[^,.;]*\?|^\W*(?:what )?(?:time "
        r"?sig\w*)\b[^.;]*|\bis (?:this|it) in (?:two|three|four|five|six|seven|nine|twelve)"
        r"\b\W*$|\bhow many beats has the (?:bar|measure)\b[^.;]*|^\W*(?:time signature|metre"
        r"|meter)\W*\?\W*$|\bhow many beats (?:are there )?(?:in a|per|in each) (?:bar"
        r"|measure)\b[^,.;?]*",
    ),
    (
        "length",
        r"^\W*(?:run(?:ning)?[ -]?time|duration|length)\W*\?*$|\bhow long (?:is|are|does|will"
        r"|would|was)\b[^,.;?]*|\bhow many (?:bars|measures|minutes|seconds|sections)"
        r"\b[^,.;?]*|\bwhat(?:'s| is)?(?: the| its)? (?:length|duration|running time|run time)"
        r"\b[^,.;?]*|\b(?:length|duration)\W*\?\W*$",
    ),
    (
        "form",
        rf"\b{_SHOW}(?: (?:the|its|our|overall|song))* (?:how many (?:parts|sections)|form"
        rf"|structure|layout|sections?|bits?(?= comes?)|parts?(?= comes?)|arrangement of "
        rf"(?:the )?sections|song structure|parts of the song|order of (?:the )?sections)"
        rf"\b[^,.;?]*|\bhow (?:is|was) (?:it|the song|this) (?:structured|built|laid out"
        rf"|organi[sz]ed)\b|\b(?:is there|do we have|does it have) (?:an? |any "
        rf")?\x01\x1f*[^,.;]*\?|^\W*(?:form|structure)\W*\?\W*$|\blay out the (?:sections|form"
        rf"|structure)\b[^,.;?]*|\bwhich (?:bit|part|section) (?:comes|is) (?:after|before"
        rf"|next|first|last)\b[^,.;?]*|\bwhat sections\b[^,.;?]*|^\W*(?:the )?(?:form"
        rf"|structure|sections)\b[^,.;]*\?|\bhow many (?:parts|sections) (?:does )?(?:the song"
        rf"|it|this)(?: (?:has|have|got))?\b",
    ),
    (
        "band",
        rf"\b{_SHOW}(?: (?:the|its|our|all|kind of))* (?:instruments?|instrumentation|band"
        rf"|line-?up|players|tracks|parts|cast|ensemble|orchestration)\b[^,.;?]*|\b(?:who"
        rf"|which instruments?|what(?: instruments?)?)(?:'s| is| are)? (?:play(?:s|ing)?"
        rf"|carr(?:y|ies|ying)|sing(?:s|ing)?|doing|has)\b[^,.;?]*|\b(?:are there|is there|do "
        rf"we have|does it have) (?:any |an? )?\x02\x1f*[^,.;]*\?|\bwhat's playing\b[^,.;?]*"
        rf"|\bwho has \x02\x1f*|^\W*(?:band|instruments)\W*\?\W*$|\bhow many (?:instruments"
        rf"|parts|tracks|players)\b[^,.;?]*",
    ),
    (
        "chords",
        rf"\b{_SHOW}(?: (?:the|its|our|all|all the|those|these|my|used|full))* (?:\x02\x1f*"
        rf"|chords?|chord (?:progression|changes|chart)|progression|changes|harmony)(?: (?:are"
        rf"|is|do|does|did|of|in|for|to|you|we|i|used?|using|it|the|song|this|that|there"
        rf"|playing|being|played|here|again|please|on|under|go|goes|have|under it|\x01\x1f*"
        rf"|have))*\W*$|^\W*(?:the )?(?:chords|progression)\W*\?\W*$",
    ),
    (
        "arc",
        rf"\b{_SHOW}(?: (?:the|its|our|overall|emotional))* (?:mood|arc|feeling|feel|emotion"
        rf"|vibe|energy curve|dynamics|emotional arc|energy|atmosphere)\b[^,.;?]*(?=\?|$)"
        rf"|\bdoes (?:it|the song) (?:get|become|grow|turn) (?:more |less )?\w+(?: \w+)* (?:as "
        rf"it goes|towards|over|at the end|later)[^.;]*|\bwhere is the (?:most|climax|peak"
        rf"|high point|loudest)[^.;]*|\bhow does (?:it|the song|\x01\x1f*) feel\b|\bhow does "
        rf"the (?:energy|mood|feeling|tension|emotion) (?:go|move|change|develop|run|evolve)"
        rf"\b[^,.;?]*|\bwhat(?:'s| is) (?:the )?(?:genre|style)\b[^,.;?]*",
    ),
    (
        "all",
        r"\b(?:tell me (?:more )?about|describe|summari[sz]e|sum up|what do you know about"
        r"|give me (?:an? )?(?:overview|summary|rundown|details|info(?:rmation)?|description)"
        r"(?: of| about| on)?|info(?:rmation)?(?: about| on)?|details(?: about| of| on)?|show "
        r"me|what have we got(?: (?:so far|here|now))?|where are we(?: (?:at|now))?|what do "
        r"we have(?: (?:so far|now|here))?|what is (?:this song|our song|the song) (?:like"
        r"|about)|what does (?:it|the song|this) (?:look|sound) like|status|analy[sz]e|what's "
        r"in)(?: (?:it|this|that|the (?:song|track|piece|tune|current (?:version|song)|whole "
        r"thing|details|plan)|(?:this|my|our) (?:song|track|piece)|\x01\x1f*))?(?: (?:so far"
        r"|now|again|please|here))*\W*$|\bwalk me through\b[^.;?]*|\bwhat am i listening "
        r"to\b[^.;?]*|\bwhat are we (?:working on|doing|looking at)\b|\bwhat did you (?:write"
        r"|make|do|compose)\b[^,.;?]*|^\W*(?:info|status|summary|details|overview|describe)"
        r"\W*$",
    ),
)
_ABOUT_PATTERNS = tuple((what, re.compile(words)) for what, words in _ABOUT)


def read_export(shape: str) -> tuple[Export, tuple[int, int]] | None:
    """Files that are asked for, and where the words are."""
    match = _EXPORT.search(shape)
    if match is None:
        return None
    said = match["files"] or match["bare"]
    if not said:
        return Export(), match.span()
    if (
        re.match(r"(?:and|as|to|in|show|have|i want|want|need|make me)\b", match[0])
        and re.search(r"\b(?:score|sheet|finale|image|audio|recording)\b", said)
        and not re.search(r"sheet|file|pdf", said)
    ):
        return None
    formats = tuple(dict.fromkeys(name for name, words in _FORMATS if re.search(rf"\b(?:{words})\b", said)))
    return Export.model_validate({"formats": formats or ("all",)}), match.span()


def read_description(shape: str) -> tuple[str, tuple[int, int]] | None:
    """What the person wants to know about the song at hand, and where the words are."""
    for what, pattern in _ABOUT_PATTERNS:
        if match := pattern.search(shape):
            return what, match.span()
    return None


def description(what: str, target: Target) -> Describe:
    """The act that answers it."""
    return Describe.model_validate({"what": what, "target": target})
