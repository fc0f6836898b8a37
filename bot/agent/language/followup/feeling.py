"""Wishes about feeling and style: darker, more tense, an arc, another style."""

import re
from functools import partial

from bot.agent.language.arcs import read_feelings
from bot.agent.language.followup.references import Ref
from bot.agent.language.followup.rules import Hit, bounded, rules, travels
from bot.agent.language.followup.saying import Clause, Saying
from bot.agent.language.lexicon import Mention
from bot.agent.language.moods import Mood, point
from bot.agent.language.movement import Shape
from models.corpora.feelings import NEUTRAL
from skills.edit.feeling import ArcMove, FeelingMove, StyleMove
from skills.edit.move import Move
from skills.edit.playing import LoudnessMove
from skills.errors import RequestError

_STEP = 0.4
"""How far "darker" goes, on the axis it is most about."""
_OWN = {
    "calm": (0.05, -0.3, -0.2),
    "energetic": (0.1, 0.35, 0.0),
    "epic": (0.1, 0.35, 0.1),
    "tense": (-0.05, 0.1, 0.4),
    "dramatic": (0.0, 0.3, 0.3),
    "heavy": (-0.1, 0.35, 0.2),
    "loud": (0.0, 0.35, 0.1),
    "angry": (-0.3, 0.35, 0.3),
    "wild": (0.0, 0.4, 0.2),
    "dark": (-0.4, 0.0, 0.15),
    "mysterious": (-0.15, -0.05, 0.3),
    "gentle": (0.1, -0.3, -0.15),
    "groovy": (0.15, 0.3, 0.0),
    "relaxed": (0.1, -0.3, -0.15),
    "quiet": (0.0, -0.35, -0.1),
    "tired": (-0.1, -0.3, -0.1),
    "dreamy": (0.1, -0.2, -0.1),
    "happy": (0.4, 0.1, -0.1),
    "sunny": (0.4, 0.05, -0.1),
    "romantic": (0.25, -0.1, -0.1),
    "warm": (0.2, -0.1, -0.15),
    "intimate": (0.1, -0.25, 0.0),
    "passionate": (0.1, 0.3, 0.15),
    "cool": (0.1, 0.1, 0.0),
    "heroic": (0.3, 0.35, 0.0),
    "rebellious": (0.0, 0.35, 0.15),
    "scary": (-0.25, 0.1, 0.4),
    "hypnotic": (0.0, -0.2, 0.0),
    "resolved": (0.1, -0.1, -0.35),
    "solemn": (-0.1, -0.2, 0.1),
    "powerful": (0.1, 0.35, 0.1),
    "cheesy": (0.1, 0.1, 0.0),
}
"""What more of a feeling changes, where that is not simply nearer to it."""
_COMPARED = re.compile(
    r"(?:\bmore|\beven|\bless|\btoo|\bsome|\bextra|\bfar|\bmuch|\bwith|\badd|\bincrease"
    r"|\breduce|\bgive (?:it|this|that|\x01\x1f*)|\bnot (?:as|so|that|too)|\bhigher"
    r"|\blower|\braise|\bup|\bdown|\bneeds?|\blacks?|\benough|\b(?:give|have|bring|carry"
    r"|hold|offer|spread|radiate|get|keep|find|hear)s?(?: (?:back|again|us|me|in))*)"
    r"(?:\s(?:a|bit|of|the|some|more|little|touch|lot|less|too|so|and|any|real|its|much"
    r"|up|hint|glimmer|ray|spark|dash|pinch|sense))*\s$"
)
_NOUN = re.compile(
    r"(?:energy|tension|intensity|power|drive|attitude|passion|warmth|drama|hope|joy"
    r"|sadness|darkness|mystery|emotion|fire|life|magic|punch|brightness|suspense|calm"
    r"|peace|fun|strength|force|grit|love)$"
)
_LEAVE = frozenset(
    {
        "hard",
        "free",
        "steady",
        "clean",
        "fire",
        "big",
        "night",
        "day",
        "morning",
        "evening",
        "hip",
        "focus",
        "light",
        "lost",
        "space",
        "old school",
        "cool",
        "fun",
        "love",
        "hope",
        "beautiful",
        "lovely",
        "sweet",
        "kind",
        "party",
        "dance",
        "dancing",
        "black",
        "blue",
        "fight",
        "wait",
        "mad",
        "insane",
        "crazy",
        "hot",
        "sick",
    }
)
_SINKS = re.compile(
    r"\s(?:(?:to|should|must|can|could|has to|needs to|levels?)\s)*(?:drops?|falls?"
    r"|sinks?|dips?|ebbs?|fades?|decreases?|lowers?|eases?|comes? down|goes? down"
    r"|go(?:es)? away|die)\b"
)
"""After a feeling that is to become less: "have the energy drop"."""
_MOVES = re.compile(
    r"\b(?:from|start\w*|begin\w*|open(?:s|ing)?|end(?:s|ing)?|finish\w*|grow\w*|build\w*"
    r"|turn\w* (?:in)?to|then|gradually|slowly|gets?|getting|becom\w+|to)\b|->|>"
)


def _change(mood: Mood) -> tuple[float, float, float]:
    """What more of a mood changes in valence, arousal and tension."""
    own = next((_OWN[key] for key in _OWN if _alike(key, mood)), None)
    if own:
        return own
    away = [p - n for p, n in zip(mood[1:4], NEUTRAL, strict=True)]
    largest = max(abs(a) for a in away) or 1.0
    valence, arousal, tension = (a * _STEP / largest for a in away)
    return valence, arousal, tension


def _alike(key: str, mood: Mood) -> bool:
    from bot.agent.language.moods import mood_words

    group = mood_words().get(key)
    return group is not None and group[1:4] == mood[1:4]


_PLAYERS = re.compile(r"\b(?:they|them|she|he|her|him|it)\b")
_LIMIT = re.compile(
    r"\bnothing (?:too )?$|(?:^\W*|\bbut\s)(?:never|not)\s(?:\w+\s)?$|\bwithout (?:being|sounding|getting"
    r"|becoming)\s(?:\w+\s)?$"
)
"""Before what a feeling is not to turn into: "melancholy, but never hopeless"."""


def _feeling(mention: Mention, clause: Clause, saying: Saying) -> Move | None:
    """A mood word: nearer to it, away from it, or there outright."""
    match = re.compile(re.escape(saying.shape[mention.start : mention.end])).search(
        clause.shape, mention.start - clause.start
    )
    if match is None:
        return None
    hit, mood = Hit(match, clause), mention.value
    before = hit.before
    word = match[0]
    if re.search(r"\b(?:for|at|during|like (?:before|after|in)) (?:an?|my|the|our|some)\s$", before) and word not in (
        "song",
        "end",
    ):
        saying.take(mention.start, mention.end)
        return None
    if re.search(r"\b(?:i|we)\s(?:really\s|kind\sof\s|do\s|just\s)?$", before) and re.match(
        r"(?:hate|love|like)", word
    ):
        saying.take(mention.start, mention.end)  # who hates or loves is the person
        return None
    compared = mood.comparative or _COMPARED.search(before) or re.match(r"\s(?:enough|again)\b", hit.after)
    noun = _NOUN.search(word)
    if not compared and word in _LEAVE and not re.search(r"\b(?:make|be|feel|sound|turn|like)\b", before):
        return None
    less = (
        hit.sign < 0
        or (noun and _SINKS.match(hit.after))
        or re.search(r"\b(?:less|reduce|lower|decrease|without|no|take (?:out|away)|remove|cut)\s(?:\w+\s)?$", before)
    )
    denied = re.search(r"(?:\bnot|n't|\bnever|\bno|\bnothing)\s(?:\w+\s){0,2}$", before)
    valence, arousal, tension = _change(mood)
    scale = hit.scale * (-1 if less else 1)
    part_refs: list[Ref] = [r for r in clause.refs if r.kind == "part"]
    if not part_refs and _PLAYERS.search(clause.shape):
        named = [r for r in saying.refs if r.kind != "version" and r.end <= clause.start][-1:]
        how_much = abs(arousal) > abs(valence)  # a part has its own loudness, but no joy of its own tone
        part_refs = [r for r in named if r.kind == "part" and r.parts] if how_much else []
    if denied and len(saying.mentions) > 1 and _LIMIT.search(before):
        saying.take(mention.start, mention.end)
        return None
    target = hit.target(parts=bool(part_refs))
    if part_refs and target.parts and (compared or less) and abs(arousal) > 0.25 and abs(valence) <= 0.15:
        return LoudnessMove(amount=bounded(arousal * scale), target=target)
    if compared or less or noun or denied:
        missed = denied and re.search(
            r"(?:isn't|aren't|doesn't (?:sound|feel)|don't (?:sound|feel)|(?:is|are|'s|'re"
            r"|sounds?|feels?) not)\s(?:really |very |quite |that )?$",
            before,
        )
        if missed and not compared:
            scale = abs(scale)
        elif denied and not less and not re.match(r" enough", hit.after):
            scale = -0.5 * hit.scale
        return FeelingMove(
            valence=bounded(round(valence * scale, 2)),
            arousal=bounded(round(arousal * scale, 2)),
            tension=bounded(round(tension * scale, 2)),
            target=target,
        )
    if part_refs and target.parts and max(abs(arousal), abs(tension)) > abs(valence):
        return LoudnessMove(amount=bounded(0.3 * hit.scale * (1 if arousal > 0 else -1)), target=target)
    degree = {0.5: 0.55, 1.0: 1.0, 1.6: 1.35}[hit.scale]
    return FeelingMove(to=point(mood, degree, 0.5), target=target)


def read_moods(saying: Saying) -> list[tuple[int, Move]]:
    """The feelings and movements that are left when every other wish was read."""
    found: list[tuple[int, Move]] = []
    while (arc := _arc(saying)) is not None:
        found.append(arc)
    for mention in saying.mentions:
        if mention.topic not in ("mood", "shape") or not saying.text.is_free(mention.start, mention.end):
            continue
        clause = next((c for c in saying.clauses if c.start <= mention.start < c.end), None)
        if clause is None or not isinstance(mention.value, Mood):
            continue
        move = _feeling(mention, clause, saying)
        if move is not None:
            saying.take(mention.start, mention.end)
            found.append((mention.start, move))
    return found


def _arc(saying: Saying) -> tuple[int, Move] | None:
    """One movement in the message: what it goes through, and where."""
    free = [
        m
        for m in saying.mentions
        if m.topic in ("mood", "shape", "density", "tempo") and saying.text.is_free(m.start, m.end)
    ]
    free = [m for m in free if not (isinstance(m.value, Mood) and m.value.comparative and not _grows(saying, m))]
    for sentence in _sentences(saying):
        inside = [m for m in free if sentence[0] <= m.start and m.end <= sentence[1]]
        moving = any(isinstance(m.value, Shape) for m in inside) or (
            inside and _MOVES.search(saying.text.left[sentence[0] : inside[-1].start])
        )
        if not inside or not moving:
            continue
        before = saying.text.left
        asks = read_feelings(saying.text, inside)
        arcs = [a for a in asks if a.kind == "arc"]
        if not arcs:
            saying.text.left = before
            continue
        start = inside[0].start
        clause = next(c for c in saying.clauses if c.start <= start < c.end)
        saying.text.left = before
        places = [r for r in saying.refs if r.kind == "place" and sentence[0] <= r.start < sentence[1]]
        target = clause.target(parts=False)
        if not target.sections and not target.first_bar and len(places) == 1 and places[0].start < start:
            saying.used.add(places[0])
            target = target.model_copy(update={"sections": places[0].sections})
        for mention in inside:
            saying.take(mention.start, mention.end)
        return start, ArcMove(points=arcs[0].points, target=target)
    return None


def _grows(saying: Saying, mention: Mention) -> bool:
    near = saying.text.lower[max(0, mention.start - 22) : mention.end + 4]
    return bool(
        re.search(
            r"\b(?:get|gets|getting|grow|grows|becom\w+|gradually|slowly|increasingly)\b"
            r"|\band\b.*\band\b",
            near,
        )
    )


def _sentences(saying: Saying) -> list[tuple[int, int]]:
    starts = [c.start for c in saying.clauses if c.hard] or [0]
    return list(zip(starts, [*starts[1:], len(saying.shape)], strict=True))


# Words for impact and for lack of it, which are no moods


def _impact(up: bool, hit: Hit) -> Move | None:
    if travels(hit):
        return None
    up = up == (hit.sign > 0)
    amount = 0.3 * hit.scale * (1 if up else -1)
    parts = [r for r in hit.clause.refs if r.kind == "part"]
    target = hit.target()
    if parts and target.parts:
        return LoudnessMove(amount=bounded(amount), target=target)
    return FeelingMove(arousal=bounded(amount), target=target.model_copy(update={"parts": ()}))


def _toned(hit: Hit) -> Move | None:
    """Too much of it: less, whatever stands before."""
    return FeelingMove(arousal=bounded(-0.3 * hit.scale), target=hit.target(parts=False))


def _lacks(hit: Hit) -> Move | None:
    parts = [r for r in hit.clause.refs if r.kind == "part"]
    target = hit.target()
    if parts and target.parts:
        return LoudnessMove(amount=bounded(0.3 * hit.scale), target=target)
    return FeelingMove(arousal=bounded(0.3 * hit.scale), target=target.model_copy(update={"parts": ()}))


def _tension(up: bool, hit: Hit) -> Move | None:
    up = up == (hit.sign > 0)
    return FeelingMove(tension=bounded(0.4 * hit.scale * (1 if up else -1)), target=hit.target(parts=False))


def _harsh(hit: Hit) -> Move | None:
    parts = [r for r in hit.clause.refs if r.kind == "part"]
    if parts:
        return LoudnessMove(amount=-0.3, target=hit.target())
    return FeelingMove(arousal=-0.25, tension=-0.15, target=hit.target())


IMPACT = rules(
    (
        r"\b(?:soar|explode|erupt|burst|roar|ignite|blow up|catch fire|boil over|rock out)(?:s|ing)?"
        r"(?: (?:rather than|instead of|not) \w+)?",
        partial(_impact, True),
    ),
    (
        r"\b(?:simmer|smoulder|smolder|whisper|settle|ease (?:off|up|back)|cool (?:off|down)|mellow out|wind down"
        r"|come down|hold back|sink back)(?:s|ing)?(?: (?:down|a bit|a little))?"
        r"(?: (?:rather than|instead of|not) \w+)?"
        r"|\b(?:mellower|restrained|subdued|understated|more reserved)\b",
        partial(_impact, False),
    ),
    (r"\bgroove (?:more|harder)\b|\bmore groove\b|\bgroovier\b", partial(_impact, True)),
    (
        r"\b(?:(?:doesn't|does not|don't|isn't|not|never) (?:really |quite )?(?:hit(?:ting)?"
        r"|slap(?:ping)?|bang(?:ing)?|pop(?:ping)?|land(?:ing)?|lift(?:ing)?|kick(?:ing)?"
        r"|move|punch|soar|explode|stand(?:ing)? out|take off|go off)(?: (?:hard|in|off|the "
        r"way it should|like it should|me))*(?: enough)?|(?:needs?|lacks?|lacking|missing"
        r"|could use|wants?|give (?:it|<place>|this|that)|more|add)(?: (?:some|a bit|a bit of"
        r"|more|much|a lot|way|of|any|a little|real|bit))*(?: more)? (?:energy|impact|punch"
        r"|oomph|kick|drive|power|life|bite|weight|lift|excitement|intensity|push|groove"
        r"|balls|edge|pep|momentum|movement)|(?:too )?(?:weak|limp|thin sounding"
        r"|underwhelming|anti-?climactic|wimpy|low energy|tepid|lame))\b",
        _lacks,
    ),
    (
        r"\b(?:hit(?:s|ting)? harder|go(?:es)? harder|slaps? more|bang(?:s)? more"
        r"|harder(?:-hitting)?|harder hitting|punchier|more punchy|bigger|huge(?:r)?|larger"
        r"|massive|fatter|stronger|more powerful|more impactful|more aggressive(?:ly)?"
        r"|heavier|more exciting|more dynamic|grander|wider|lift(?:s)? off|(?:turn|crank|ramp"
        r"|dial|amp) (?:it|things|the energy|the heat) up|amp(?:ed)? up|pump(?: it)? up"
        r"|(?:kick|take|bring|push|turn|crank) (?:it|things|this|that|<place>) up (?:a"
        r"|another|one|two) (?:notch|notches|gear|level|levels)|raise the (?:energy|stakes"
        r"|roof)|higher energy|more energetic|energise|energize|livelier|hype(?:r|d)?(?: "
        r"it)?(?: up)?|spice (?:it |things )?up|spicier|go big|full power|full force)\b",
        partial(_impact, True),
    ),
    (
        r"\b(?:less (?:energy|intense|intensity|aggressive|energetic|punch|power|heavy|hard"
        r"|big|drive|impact|epic|exciting)|smaller|lighter|tone(?:d)?(?: it| that| this| "
        r"things| <place>)? down|tone down|dial(?: it| that| this| things)? (?:back|down)"
        r"|bring (?:it|the energy|things|that) down|lower (?:the )?energy|more intimate|more "
        r"laid[ -]back|laid[ -]back|calm(?: it| things)? down|pull(?: it| things)? back|take "
        r"(?:it )?down a notch|too (?:much energy|intense|aggressive|hectic|heavy|big|over "
        r"the top|frantic|in your face)|chiller|more chill)\b",
        lambda h: _impact(False, h) if not h.match[0].startswith("too") else _toned(h),
    ),
    (
        r"\b(?:(?:more|add(?: some| more)?|increase the|build(?: more| some| up)? the|raise "
        r"the|ratchet up the|extra) tension|more suspense|edgier|more tense|tenser|more "
        r"dissonan(?:t|ce)|more unresolved|crunchier)\b",
        partial(_tension, True),
    ),
    (
        r"\b(?:less tension|release the tension|less tense|more resolved|less dissonan(?:t|ce)"
        r"|more settled|reduce the tension|too (?:dissonant|much tension))\b",
        partial(_tension, False),
    ),
    (
        r"\b(?:(?:too )?(?:harsh|piercing|shrill|tinny|abrasive|annoying|grating"
        r"|ear-?splitting|sharp sounding)|hurts? my ears)\b",
        _harsh,
    ),
)


# Style

_STYLED = "<style>"


def _style(hit: Hit) -> Move | list[Move] | None:
    genre = str(hit.value("style"))
    if re.search(
        r"\b(?:remind\w*(?: me| us)? of|for (?:my|our|his|her|their)|at (?:my|our|the)|play "
        r"in|i'm in|am in|i am in)\s(?:an?\s)?(?:\w+\s){0,2}$",
        hit.before,
    ):
        return None
    if hit.words.lower() in ("acoustic", "electric") and re.search(r"\b(?:an?|the)\s$", hit.before):
        return []  # "an acoustic" is an instrument
    asked = re.search(r"\b(?:what if|if|how would) (?:it|this|that|we|the)\b", hit.before)
    if (hit.sign < 0 and not asked) or re.search(r"\b(?:no|not|less|without|never|too)\s(?:\w+\s)?$", hit.before):
        if re.search(r"\btoo\s$|\bless\s$|\bnot\b", hit.before):
            raise RequestError(
                f"I can play it in another style, but not make it less {hit.words}; name the style to turn to."
            )
        return None
    beat = [r for r in hit.refs("part") if re.search(r"beats?|groove", r.words)]
    parts = [r for r in hit.clause.refs if r.kind == "part" and r not in beat]
    target = hit.target(parts=bool(parts), it=False)
    return StyleMove(genre=genre, target=target)


STYLE = rules(
    (
        rf"(?:\b(?:as|like|in|into|to|with|give it|more|make it|play it|turn it into|change it "
        rf"to|go)(?: (?:an?|the|some|more|like|style of|kind of|sort of|bit of|little|real"
        rf"|proper|full|a bit|bit))* )?{_STYLED}(?:[ -](?:feel|vibe|style|version|groove"
        rf"|flavou?r|touch|treatment|beat|sound|song|tune|track|remix|cover|arrangement|rhythm"
        rf"|twist|music|piece|mood|<part>))?",
        _style,
    ),
)
