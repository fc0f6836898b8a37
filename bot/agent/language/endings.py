"""How the song ends: slowed into, faded out, stopped cold, or on a chord held long."""

import re

from bot.agent.language.negation import is_negated
from bot.agent.language.text import Text
from skills.plan import Ask

_AT_END = r"(?:\s(?:at|towards?|near|by|for|in|on)\s(?:the\s)?(?:very\s)?(?:end|ending|finish|outro|close|last\sbars?))"
_OPENING = r"(?:\b(?:ends?|ending|finish(?:es)?|closes?|stops?)\s(?:it\s)?(?:with|on|in|by)\s(?:an?\s|the\s)?)"
_SLOWER = (
    rf"\b(?:slow(?:s|ing)?\sdown|get(?:s|ting)?\sslower|slower|slow){_AT_END}"
    rf"|{_OPENING}?\b(?:an?\s)?(?:ritard(?:ando)?|rit\.|rallentando|rall\.)(?:{_AT_END})?"
    r"|\bslow(?:s|ing)?\s(?:down\s)?(?:to\sa\s(?:stop|halt)|into\sthe\s(?:end|ending|last\schord))"
    rf"|\b(?:ends?|ending|finish(?:es)?)\s(?:by\s)?slowing\sdown|\b(?:a\s)?slow(?:ing"
    rf"|ed)?[\s-](?:down\s)?(?:ending|finish)\b"
)
_FADED = (
    rf"{_OPENING}?\b(?:an?\s)?(?:slow(?:ly)?\s|long\s|gradual(?:ly)?\s|gentle\s)?fad(?:e|es|ing)[\s-]?out\b"
    rf"(?:\s(?:ending|ends?|finish)\b|{_AT_END})?|{_OPENING}(?:long\s|slow\s|gradual\s)?fade\b"
    rf"|\bfade(?:s)?\s(?:it\s)?(?:out)?{_AT_END}|\bfaded\s(?:out\s)?ending\b|(?<=[,;]\s)fade\s*$"
)
_GONE = r"(?:it's\s|it\sis\s)?(?:gone|over|nothing|silent|silence|you\scan't\shear\sit(?:\sany\s?more)?)"
_FADED += (
    r"|\b(?:just\s)?(?:gets?|getting|becomes?|goes|going|grows?|turns?)\s(?:(?:more\sand\smore\s)?(?:quiet|soft|silent)"
    r"|(?P<less>quieter|softer)(?:\sand\s(?P=less))?)"
    rf"(?:{_AT_END}(?:\s(?:till|until)\s{_GONE})?|\s(?:till|until)\s{_GONE})"
    r"|\b(?:doesn't|does\snot|never|without)\s(?:really\s)?(?:stop|end)(?:s|ping|ing)?\b,?\s(?:but|it)\s(?:just\s)?(?:fades?|disappears?"
    r"|dies\saway|vanish(?:es)?)(?:\s(?:away|out))?"
    rf"|\b(?:disappears?|vanish(?:es)?|dies|goes)\saway{_AT_END}"
)
_COLD = (
    r"\b(?:a\s|an\s)?(?:cold|abrupt|sudden|hard|tight|dead)\s(?:ending|end|stop|finish|cut)\b"
    r"|\b(?:ends?|ending|stops?|stopping|finish(?:es|ing)?|cuts?(?:\soff|\sout)?)\s(?:it\s)?(?:cold|dead|abruptly"
    r"|suddenly|short)"
    rf"\b(?:{_AT_END})?|\b(?:sudden|abrupt)ly\s(?:ends?|stops?|cuts?\s(?:off|out))\b(?:{_AT_END})?"
    rf"|{_OPENING}(?:one\s)?(?:(?:big|hard|single|short|last|final)\s)*(?:hit|stab|bang)\b"
)
_LOOPED = (
    r"\b(?:it\s)?(?:must|should|has\sto|can|that|to|which|will)?\s?(?:repeats?|loops?|goes\sround|plays?)\s"
    r"(?:forever|endlessly|seamlessly|for\sever|over\sand\sover)\b|\bseamless(?:ly)?\sloop(?:s|ing|able)?\b"
    r"|\bloopable\b"
    r"|\b(?:endless|infinite)\sloop\b|\b(?:must|should|has\sto)\sloop\b"
)
_HELD = (
    r"\b(?:the\s)?(?:very\s)?(?:last|final)\s(?:chord|note|tone|accord)\s(?:(?:is|gets|should|must|has|be|to|stays?|rings?|lasts?|sounds?)\s)*"
    r"(?:held|hold|holded|sustained|out|standing|long|ringing|for\sa\s(?:long\s)?(?:time|while))(?:\s(?:long|out|on"
    r"|for\sa\s(?:long\s)?(?:time|while)))?\b|"
    rf"(?:{_OPENING}|\b(?:an?\s|the\s)?)(?:(?:very\s)?(?:long|final|last|big|sustained|held|ringing)[\s,-]+){{1,3}}"
    rf"(?:chord|note)\b(?:\s(?:held|that\srings|ring(?:s|ing)(?:\sout)?|sustained)\b)?(?:{_AT_END})?"
    r"|\b(?:the\s)?(?:last|final)\s(?:chord|note)\s(?:(?:is|gets|should\sbe|rings?)\s)?(?:held|hold|sustained"
    r"|out)(?:\s(?:long|out))?\b"
    r"|\b(?:hold|sustain)(?:s|ing)?\s(?:out\s)?the\s(?:last|final)\s(?:chord|note)\b"
    r"|\blet(?:s|ting)?\s(?:the\s(?:last|final)\s(?:chord|note)\s|it\s)ring(?:\sout)?\b"
    r"|\brings?\sout\b(?:\sat\sthe\send)?"
    rf"|{_OPENING}?\b(?:a\s)?fermata\b(?:{_AT_END})?"
)
_ENDINGS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("fade", _FADED),
        ("ritardando", _SLOWER),
        ("cold", _COLD),
        ("hold", _HELD),
        ("loop", _LOOPED),
    )
)
_HELD_WORD = re.compile(r"held|hold|sustain|ring|fermata|long\s")
_JOURNEY = re.compile(
    r"\b(?:start\w*|begin\w*|opens?|first|from|build\w*|ris(?:es|ing)|grow\w*|explod\w*|then|climax\w*|calm\w*|to)\b"
)


def read_ending(text: Text) -> list[Ask]:
    """Read how the song ends, if it was said. A fade that ends a journey ("builds, then fades out") is part of it."""
    for name, pattern in _ENDINGS:
        for match in text.find(pattern):
            if name == "hold" and not _HELD_WORD.search(match[0]):
                continue
            if name == "fade" and _JOURNEY.search(text.left):
                continue
            negated = is_negated(text, match.start())
            start = match.start() if negated is None else negated
            words = text.words(start, match.end())
            text.take(start, match.end())
            return [Ask(kind="ending", words=words, value=name, unwanted=negated is not None)]
    return []
