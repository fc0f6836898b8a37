"""What was not understood, told from the small words that carry no wish."""

import re
from functools import lru_cache

from bot.agent.language.text import READ, Text
from bot.agent.language.typos import distance
from bot.agent.language.wordlists import words

FILLER = frozenset(
    words(
        """a an the this that these those it its it's i i'd i'm i'll i've me my mine you your we us our let's he she
        they them is are am be been being was were should shall would could can may might must will won't do does
        did don't doesn't didn't to of in on at for with by from as into onto over under up out off about around
        through throughout during than then and or but nor so yet plus also too very really quite just only even
        still maybe perhaps possibly please pls thanks thank hey hi hello ok okay yeah yes well now today um uh er
        ah oh hmm lol btw write make create compose generate give gimme produce want wanted need needs like likes
        prefer play played playing plays have has having had get gets getting got go goes going put use uses using
        used add adding include including includes keep keeps take takes makes making made feel feels feeling felt
        sound sounds sounding bring brings come comes coming carry carries lead leads leading led help try trying
        say call called titled named set setting stay stays something anything everything nothing thing things
        stuff some any all every each both few lot lots bit little kind sort type style styled styles way vibe
        vibes mood moods atmosphere tone feelings quality sense song songs track tracks tune tunes piece pieces
        music musical number composition jam demo sketch idea ideas version versions genre arrangement band
        instrument instruments melody melodies harmony key mode scale tempo metre meter time signature length long
        duration chord chords progression part parts section sections form structure title line lines no not never
        without none non less more most much many what which who where when how why there here other others else
        start starts starting started begin begins beginning open opens opening end ends ending finish finishes
        finishing close closes closing finally finale first next later last middle mid after before until till
        while again back once become becomes becoming turn turns turning slowly gradually suddenly eventually
        increasingly half halfway always note notes optional second that's what's there's where's how's who's he's
        she's loop arc energy surprise random whatever one two new nice good great awesome full fully whole total
        altogether entire overall general generally mostly mainly main particularly especially exactly totally
        completely extremely slightly somewhat super rather fairly pretty kinda roughly approximately though
        however because if same such featuring featured features feature based driven dominated background
        foreground pace speed writing composing creating can't cannot couldn't shouldn't isn't aren't wasn't
        wouldn't haven't between against esque ish ly ie eg etc everyone someone anyone somebody gonna wanna gotta
        alone s t d m re ve ll x yo u ur r w/ w pls plz thx sorry dear sir cheers obviously honestly literally basically
        definitely actually certainly probably thinking think thought guess wonder wondering heya hiya sup dude bro man
        mate folks guys ya yep nope yup wanna lemme kindly possible able sure cool tbh imo ideally hopefully etc feelin
        makin gettin doin goin actual proper couple"""
    )
)
"""Words without a wish of their own."""
_LONG_WORD = 7
_LONG_FILLER = tuple(sorted(w for w in FILLER if len(w) >= _LONG_WORD - 1))
_WORD = re.compile(r"[a-z0-9#&'/]+(?:[-.][a-z0-9#]+)*")
_STOP = re.compile(rf"[,;!?()\[\]|\"{READ}]|\.(?!\d)|\s-+\s|->|>")
_NOUN = re.compile(r"\s(?:keys?|sections?|parts?|chords?|tempo|lines?|modes?|songs?|melody|melodies|scale)\b")
_DENIED = re.compile(
    r"\b(?:no|without(?:\s(?:an?|any))?)\s(?:melody|melodies|tune|lead|chords|harmony|tempo|instruments|music)\b"
)
_COURTESY = re.compile(
    r"\b(?:(?:i|we)(?:'d|\swould|\s)?\s?(?:really\s|absolutely\s)?(?:love|hope)\b(?!\ssong)|(?:would|i'd)\slove"
    r"|love\s(?:to|it|this|your)\b"
    r"|feel\sfree|(?:i'm|i\sam|be)\shappy\s(?:to|with|for\syou)\b|(?:it\s)?would\sbe\s(?:cool|great|lovely|nice"
    r"|fun|awesome|beautiful)"
    r"|(?:that'd|it'd)\sbe\s(?:cool|great|lovely|nice|fun|awesome)|no\s(?:doubt|pressure|fear|worries)|have\sfun"
    r"|good\smorning)"
)
_DEDICATION = re.compile(
    r"\b(?:for|to)\s(?:my|our|his|her|their)\s(?:(?:little|baby|old|best|new|dear|two|three|\w+-year-old"
    r"|\d+\syear\sold)\s)*(?:daughters?|sons?|bab(?:y|ies)|wife|husband|girlfriend"
    r"|boyfriend|partner|kids?|child(?:ren)?|mother|mom|mum|father|dad|parents|grand\w+|sister|brother|friends?"
    r"|family|dog|cat|students?|pupils?|newborn|nephew|niece|fiancee?|crush)\b(?:'s(?:\s\d+(?:st|nd|rd|th)\b)?)?"
)
_ABOUT = re.compile(
    r"\b(?:about|of|for|like|from|in|at|after|less|fewer)\s(?:(?:the|an?|my|our|your|his|her|some)\s)*$"
)


def take_courtesies(text: Text) -> None:
    """Mark as read what is said to be polite and would be taken for a feeling, and whom a song is for."""
    for pattern in (_COURTESY, _DEDICATION):
        for match in text.find(pattern):
            text.take(*match.span())


@lru_cache(maxsize=2048)
def _is_filler(word: str) -> bool:
    """Whether a word carries no wish, also where the fingers slipped in it: "sommething"."""
    return word in FILLER or (
        len(word) >= _LONG_WORD and word.isalpha() and any(distance(word, w, 1) <= 1 for w in _LONG_FILLER)
    )


def unread(text: Text) -> tuple[str, ...]:
    """Phrases of what is left that mean something, in the person's own words."""
    phrases = []
    edges = [0]
    for match in _STOP.finditer(text.left):
        edges += [match.start(), match.end()]
    edges.append(len(text.left))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        phrases += [text.words(start + m.start(), start + m.end()) for m in _DENIED.finditer(text.left[start:end])]
        words = [(start + m.start(), start + m.end(), m[0]) for m in _WORD.finditer(text.left[start:end])]
        meant = [w for w in words if not _is_filler(w[2]) and re.search(r"[a-z0-9]", w[2])]
        if not meant:
            continue
        first, last = meant[0][0], meant[-1][1]
        if noun := _NOUN.match(text.left, last, end):
            last = noun.end()
        about = _ABOUT.search(text.left, start, first)
        phrases.append(text.words(about.start() if about else first, last))
    return tuple(dict.fromkeys(p for p in phrases if p))
