"""What was not understood, told from the small words that carry no wish."""

import re

from bot.agent.language.text import READ, Text

FILLER = frozenset(
    """a an the this that these those it its it's i i'd i'm i'll i've me my mine you your we us our let let's he she they them
    is are am be been being was were should shall would could can may might must will won't do does did don't doesn't to of in on
    at for with by from as into onto over under up out off about around around through throughout during than then and or but nor
    so yet plus also too very really quite just only even still maybe perhaps possibly please pls thanks thank hey hi hello ok okay
    write make create compose generate give gimme produce do build want wanted need like likes love'd prefer play played playing
    plays sing have has having had get gets getting go goes going put use using used add adding include including includes keep
    take makes making made feel feels feeling felt sound sounds sounding something anything everything thing things stuff some any
    all every each both few lot lots bit little kind sort type style styled styles way vibe vibes mood moods atmosphere tone
    song songs track tracks tune tunes piece pieces music musical number composition jam cut demo sketch idea ideas
    no not never without none non nothing more less most much many what which who where when how why there here
    part parts section sections key tempo metre meter time signature bpm bar bars measure measures beat beats length long
    duration chord chords progression melody melodies harmony lead instrument instruments band form structure title called
    titled named genre arrangement accompaniment start starts starting started begin begins beginning open opens opening end ends
    ending finish finishes finishing close closes closing finally finale first next later last middle after before until till
    while again back become becomes becoming turn turns turning get slowly gradually suddenly eventually increasingly
    arc energy surprise random whatever one two new nice good great cool awesome best short simple'd full fully whole
    can't cannot couldn't shouldn't between against like-ish esque ish ly tho though however because if else other others
    set setting pace speed minute minutes second seconds sec secs min mins loud'd quite totally completely extremely slightly
    somewhat super rather fairly pretty kinda ya yeah yes well now today um uh er ah oh hmm lol btw maybe'd roughly approximately
    about exactly total altogether try trying help come comes coming bring brings led leads leading carry carries line lines
    version versions feature featuring featured features based driven heavy'd dominated background foreground solo mode
    scale feelings piece's don didn't isn't aren't wasn't shouldn't wouldn't s t d m re ve ll x mid half halfway once everyone
    someone anyone let's mine such same feel-good overall general generally mostly mainly main particularly especially
    writing composing creating making being does request requests i.e e.g etc eg ie""".split()
)
"""Words without a wish of their own."""
_WORD = re.compile(r"[a-z0-9#&'/]+(?:[-.][a-z0-9#]+)*")
_STOP = re.compile(rf"[,;!?()\[\]|\"{READ}]|\.(?!\d)|\s-+\s|->|>")
_ABOUT = re.compile(r"\b(?:about|of|for|like|from)\s(?:(?:the|a|an|my|our|your|his|her|some)\s)*$")


def unread(text: Text) -> tuple[str, ...]:
    """Phrases of what is left that mean something, in the person's own words."""
    phrases = []
    edges = [0]
    for match in _STOP.finditer(text.left):
        edges += [match.start(), match.end()]
    edges.append(len(text.left))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        words = [(start + m.start(), start + m.end(), m[0]) for m in _WORD.finditer(text.left[start:end])]
        meant = [w for w in words if w[2] not in FILLER and not (len(w[2]) == 1 and w[2] in "s't-")]
        if not meant:
            continue
        first, last = meant[0][0], meant[-1][1]
        about = _ABOUT.search(text.left, start, first)
        phrases.append(text.words(about.start() if about else first, last))
    return tuple(dict.fromkeys(p for p in phrases if p))
