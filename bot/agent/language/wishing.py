"""Wishes for a new song that are put as questions, descriptions or errands, in plain English as wishes.

Heard only where no song is at hand: "do you know that music from beach cafes? one of those", "show me two
melodies", "it's for my video". Each row is a turn of phrase and the plain English for it.
"""

import re

from bot.agent.language.wordlists import one_of

_MADE = one_of(
    """
    melodies, melody, tunes, tune, progressions, progression, chord progressions, beats, grooves, riffs, bass lines,
    basslines, bass line, songs, song, hooks, loops, harmonies, ideas, versions, something"""
)
_COUNT = r"(?:an?|some|one|two|three|four|five|six|[2-8]|a few|a couple of|several)"
_NEW = r"(?:(?:different|new|possible|other|nice|short|good|little|simple|sad|happy) )*"
_SEVERAL = rf"(?={_COUNT} {_NEW}{_MADE}\b)"
_MUSIC = r"(?:music|songs?|style|sounds?|tunes?|stuff|melod\w+|beats?|dance)"
_THAT_MUSIC = rf"(?=(?:that|those|the|this|these|some)\b[^?]*\b{_MUSIC}\b)"
_HI = r"^\W*(?:(?:hi|hey|hello|so|ok)\W+)*"
_OURS = r"(?:my|a|an|our|the|this|his|her|their)"
_VIDEO = r"(?:videos?|vlogs?|video ?clips?|reels?)"
_START_OF = r"(?:start|intro|introduction|opening|beginning|end|background)"
_SHOW = r"(?:show|tell|send|suggest|offer|propose|give|play)"
_LIKE = r"(?:would like|'d like|would love|'d love|want)"
_CHOOSE = r"(?:choose|pick|select|hear|have|see|try)(?: between| from| among| out of)?"
_ENDS = r"(?:at|on) (?:both|either|the two) (?:ends?|sides?)\b"
_BUT = r"(?:,? (?:and|but|with) |, )"
_ONLY = r"(?:only |just )"
_WORDS = r"(?:lyrics?|words|text|poem)"

_FRAMES: tuple[tuple[str, str], ...] = (
    (rf"{_HI}do you know (?:about |of )?{_THAT_MUSIC}", "write me "),
    (rf"{_HI}(?:you know|do you remember|have you heard|ever heard)(?: of)? {_THAT_MUSIC}", "write me "),
    (r"\bsomething like (?:what )?(?:they|you|one|we) (?:can )?(?:play|hear|dance to)s?\b", "music like they play"),
    (r"^\W*(?:like )?what (?:they|you|one|people|we)(?: always| usually| would| can)? (?:play|hear|dance to|listen to)"
     r"(?:ed|s)? (?=in|at|on|when|during)", "music they play "),
    (r"^\W*(?:so )?(?:how|as|like) (?=(?:in|at|from|on) (?:the|an?|old|those|my)\b)", "music like "),
    (r"(^\W*|[.!?;] )(?:maybe |perhaps |just )?something (?=\w)", r"\1write something "),
    (r"\b(?:can|could|would|will) you (?:please )?do (?=(?:something|anything|one|some|us|me)\b)", "can you write "),
    (r"^\W*has to (?=\w)", "it has to "),
    (rf"\b{_SHOW}(?: to)? (?:me |us )?(?:please )?{_SEVERAL}", "write me "),
    (rf"\bi {_LIKE} to {_CHOOSE} {_SEVERAL}", "write me "),
    (r"\bharmon(?:y|ic) ideas?\b|\bideas? (?:of|for) (?:the )?(?:harmony|harmonies|chords)\b", "chord progressions"),
    (rf"\b({_COUNT}) ({_NEW})harmonies\b(?! (?:in|on|for) )", r"\1 \2chord progressions"),
    (rf"\b({_COUNT}) ({_NEW})variants?\b", r"\1 \2versions"),
    (rf"\b(?:the )?{_START_OF} (?:of|to|for) {_OURS} (?:\w+ )?{_VIDEO}\b", "a clip"),
    (rf"\b(for|in|under|to|of|behind|over) {_OURS} (?:(?!music)[\w-]+ ){{0,2}}{_VIDEO}\b", r"\1 a clip"),
    (r"\bvideo[ -]?(games?)\b", r"\1"),
    (rf"\bi (?:already |do )?have (?:(?:already|some|my|the|a few|written|own) )*{_WORDS}"
     r"(?: (?:already|written|ready|for it))*\b", "i have a text"),
    (rf"\bi (?:can|could) {_ONLY}?(?:do|play|manage) {_ONLY}?(?:about |maybe )?\w+ chords(?: or so)?\b", "easy chords"),
    (r"\b(for|to|under|with|around|on) (?:these|my|our|the|some) (?:own )?lyrics\b", r"\1 my text"),
    (r"\b(?:the |my )?lyrics (?:are|is) (?:already )?(?:done|ready|written|finished|there)\b", "the text is ready"),
    (rf"([^,.;]+?) in the middle{_BUT}([^,.;]+?) {_ENDS}", r"\2 at the start, \1 in the middle, \2 at the end"),
    (rf"([^,.;]+?) {_ENDS}{_BUT}([^,.;]+?) in the middle\b", r"\1 at the start, \2 in the middle, \1 at the end"),
    (r"\b([A-H]{3,8}) rhymes?\b(?! scheme)", r"\1 rhyming"),
)  # fmt: skip
_ROWS = tuple((re.compile(pattern, re.IGNORECASE), plain) for pattern, plain in _FRAMES)


def as_wish(text: str) -> str:
    """A message that may ask for a new song, as a plain wish for one; what is quoted is left as it is."""
    if '"' in text:
        return text
    for pattern, plain in _ROWS:
        text = pattern.sub(plain, text)
    return text
