"""What kind of sentence a message is made of: questions, commands, requests for something new, stories.

Each is told from how a clause opens, or from words that only such sentences have.
"""

import re

from bot.agent.language.wordlists import one_of, pattern_of

_FILL = one_of(
    """
    ok, okay, so, and, but, then, hey, hi, hello, um, uh, umm, hmm, hm, oh, well, now, also, wait, sorry, actually,
    btw, by the way, just, yo, please, pls, quick question, one question, question, like, or, maybe, again, right,
    great, cool, nice, thanks, lol, no, yes, yeah, honestly, seriously, out of curiosity, curious, and also, for,
    in, at, with, to, of, on, from, after, before, exactly, i think, erm, alright, good, dear, sir, my friend,
    because, 'cause, cause"""
)
_START = rf"^\W*(?:{_FILL}\W+)*"
_ASKING = one_of(
    """
    what, what's, whats, wat, wat's, wats, wot, what're, which, who, who's, whose, when, where, where's, why, how,
    how's, how come, whether, is, isn't, are, aren't, was, were, does, doesn't, do, don't you, did, didn't, has,
    have we, have you, am i, any"""
)
_TELL = one_of(
    """
    tell me, tell us, explain*, teach me, show me, remind me, let me know, let me see, describe, define, list, write
    down, lay out, break down, walk me through, talk me through, give me an overview, give me a rundown, give me a
    quick, give me the details, give me the facts, give me the specs, give me a summary, sum up, summarise,
    summarize, spell out, spell, say me, sum it up, meaning of, definition of, what i want to know"""
)
_WONDER = pattern_of(
    """
    want to know, wants to know, need to know, needs to know, like to know, love to know, wanna know, do you know,
    does anyone know, can't remember, cannot remember, don't remember, do not remember, forgot, forgotten, i wonder,
    i was wondering, wondering, no idea, any idea, no clue, not sure what, lost track, i don't understand, i do not
    understand, don't get, didn't get, never understood, never learned, curious, keeps asking, asked me, asks me, is
    asking, are asking, have no idea, heard of, heard about, can you tell, could you tell, can you explain, could
    you explain, can you show me, could you show me, can you remind, could you remind, can you write down, can you
    list, can you lay out, must know, should know, have to know, need the, must tell it, can you describe, could you
    describe, would you tell, would you explain, can i see, can we see, may i see, may i know, can i know, can you
    break down"""
)
_QUESTION = re.compile(
    rf"{_START}{_ASKING}(?![\w'])|{_START}(?:(?:can|could|would|will)\s(?:you"
    rf"|u)\s)?(?:please\s)?{_TELL}(?![\w'])"
)
_COMMAND = re.compile(
    rf"{_START}(?:(?:can|could|would|will)\s(?:you|we|i|u)\b(?!\s(?:please\s|maybe\s|just\s)?{_TELL}\b)(?!\ssee\b)"
    r"|let's|lets|how\sabout|what\sabout|what\sif|why\snot|why\sdon't\s(?:you|we)|how\swould\sit\s(?:be|sound))\b"
)
_REQUEST = pattern_of(
    """
    write, compose, create, generate, make me, make a, make an, make some, give me a, give me an, give me some, i
    want a, i want an, i want some, i'd like a, i'd like an, i would like a, i'd love a, i need a, i need an, i need
    some, i like a, can you write, can you make, can we have, can i have, can i get, can we get, could you write,
    could you make, can you do, could you do, can we do, can we write, can we make, could we have, could i have,
    would you write, would you make, produce, how about a, how about an, how about some, what about a, what about
    an, let's do, let's make, let's write, let's have, do you have any, have you got any, what i want is, what i
    need is, what i'd like is, all i want is, i'm after, surprise me, cook up, whip up, looking for, in the mood
    for, play me, i wish for, i wish a"""
)
_MAKING = pattern_of(
    """
    make, add, change, remove, louder, softer, faster, slower, keep, should, could, would, needs, too, instead,
    more, less, fewer, sadder, happier, darker, brighter, calmer, bigger, longer, shorter, higher, lower, transpose,
    swap, replace, undo, lock, double, cut, drop, mute, rewrite"""
)
_MUSIC = pattern_of(
    """
    song*, track*, tune*, piece, music, melod*, chord*, bass, drum*, beat*, verse*, chorus*, bridge, intro, outro,
    tempo, key, lyrics, harmon*, guitar*, piano, riff*, hook*, bpm, progression*, groove*, ballad, waltz,
    instrument*"""
)
_CLAUSE = re.compile(r"[^,.;!?:\n]+[,.;!?:\n]*")
_INSIDE = re.compile(r"\s(?:and|but|like|because|so|or)\s(?=(?:what|which|how|why|who|where|is|are|does|do)\b)")


def clauses(lower: str) -> list[tuple[int, int]]:
    """Where the clauses of a message are, cut at signs and before question words."""
    found = []
    for match in _CLAUSE.finditer(lower):
        start = match.start()
        for inside in _INSIDE.finditer(match[0]):
            found.append((start, match.start() + inside.start()))
            start = match.start() + inside.start()
        found.append((start, match.end()))
    return found


def asks(lower: str) -> bool:
    """Whether a clause opens as a question, ends as one, or says that something is not known."""
    return "?" in lower or _opens(lower) or bool(_WONDER.search(lower))


def _opens(lower: str) -> bool:
    return any(_QUESTION.match(lower[a:b]) for a, b in clauses(lower))


def queries(lower: str) -> bool:
    """Whether a clause opens as a question that is no command, or a message says that something is not known."""
    return bool(_WONDER.search(lower)) or any(
        _QUESTION.match(lower[a:b]) and not commands(lower[a:b]) for a, b in clauses(lower)
    )


def wonders(lower: str) -> bool:
    """Whether a message wants something told, in so many words."""
    return bool(_WONDER.search(lower)) or any(
        re.match(rf"{_START}(?:(?:can|could|would)\syou\s)?(?:please\s)?{_TELL}(?![\w'])", lower[a:b])
        for a, b in clauses(lower)
    )


def opens_as_question(lower: str) -> bool:
    """Whether the message itself opens with a question word, or wants something told."""
    return bool(_QUESTION.match(lower)) and not commands(lower)


def commands(lower: str) -> bool:
    """Whether a message opens like a wish in the form of a question: "can you", "how about"."""
    return bool(_COMMAND.match(lower))


def requests(lower: str) -> bool:
    """Whether a message asks for something to be written."""
    return bool(_REQUEST.search(lower))


def wishes(lower: str) -> bool:
    """Whether words are those of a change rather than of a question."""
    return bool(_MAKING.search(lower))


def about_music(lower: str) -> bool:
    """Whether a word of music is in it."""
    return bool(_MUSIC.search(lower))
