"""Wishes to have something written anew: other takes, more or fewer notes, another rhythm."""

import re
from functools import partial

from bot.agent.language.followup.references import Ref
from bot.agent.language.followup.rules import Hit, bounded, rules
from bot.agent.language.wordlists import one_of
from skills.edit.cast import AddPartMove
from skills.edit.feeling import FeelingMove
from skills.edit.harmony import ReharmoniseMove
from skills.edit.move import Move
from skills.edit.playing import LoudnessMove
from skills.edit.target import HARMONY, Target
from skills.edit.writing import DensityMove, RewriteMove, RhythmMove

_DENSITY = 0.4


def _dense(up: bool, hit: Hit) -> Move | None:
    if re.search(r"\b(?:keep|playing|play) it\s$", hit.before) and hit.sign < 0:
        return None
    up = up == (hit.sign > 0)
    return DensityMove(amount=bounded(_DENSITY * hit.scale * (1 if up else -1)), target=hit.target())


_BACK = re.compile(r"\s(?:or so\s|maybe\s|somewhere\s|quietly\s)*(?:in|at|to) the (?:back(?:ground)?|distance)\b")


def _in_the_back(hit: Hit) -> None:
    """What is new and in the background is no wish about what is there already."""
    if back := _BACK.match(hit.after):
        hit.clause.saying.take(hit.end, hit.end + back.end())


def _is_section_of(hit: Hit, ref: Ref) -> bool:
    """Whether a whole section is named ("strings"), and only one player of it is there."""
    playing = {p.instrument for p in hit.scene.plan.parts if p.name in ref.parts}
    return ref.instruments in (("strings",), ("brass",)) and not playing & {"strings", "synth strings", "brass"}


def _more_of(up: bool, hit: Hit) -> Move | None:
    """More of an instrument: the one that is there plays more, or it is added."""
    ref = hit.refs("part")[0]
    if HARMONY in ref.parts:
        return None
    target = hit.target(parts=False)
    _in_the_back(hit)
    if not ref.parts or (up and _is_section_of(hit, ref)):
        if not up or not ref.instruments:
            hit.ref("part")
        return AddPartMove(instrument=ref.instruments[0], target=target)
    target = target.model_copy(update={"parts": ref.parts})
    amount = bounded(_DENSITY * hit.scale * (1 if up else -1))
    roles = {p.role for p in hit.scene.plan.parts if p.name in ref.parts}
    if roles <= {"bass", "lead"}:
        return LoudnessMove(amount=amount, target=target)
    return DensityMove(amount=amount, target=target)


_BUSIER = one_of(
    """
    busier, busy, denser, dense, more busy, more notes, more dense, more complex, more intricate, more active, more
    elaborate, more fills in, more going on, more movement, more ornamented, more stuff, more layers, more action, more
    to do, more complicated, fuller, thicker, thicken, thicken it, thicken up, thicken it up, fill it out, fill it in,
    fill that out, fill that in, fill this out, fill this in, fill out, complicated, complex, intricate, active,
    beef up, beef it up, flesh out, flesh it out, fancier, many notes, lots of notes, a lot of notes, too simple, too
    plain, too basic"""
)
_NEEDS_MORE = r"(?:needs|add|with|want) more (?:notes|movement|stuff)"
_TOO_THIN = r"(?:too|a bit|pretty|kinda|so|really|rather|very) (?:empty|sparse|thin|bare)"
_DENSER = f"(?:{_NEEDS_MORE}|{_TOO_THIN}|{_BUSIER})"
_LIGHTER = one_of(
    """
    less is more, sparser, sparse, less busy, less dense, less complex, less cluttered, less crowded, less notes, less
    going on, less intricate, less complicated, less active, less stuff, less layered, fewer notes, fewer hits, fewer
    things, fewer layers, thinner, thin, thin out, thin it out, thin them out, thin that out, thinned out, simpler,
    simple, simplify, simplified, simplify it, more simple, more space, more spacious, more sparse, more room, more
    room to breathe, more minimal, more air, more airy, more breathing room, more breathing space, minimal, minimalist,
    stripped, stripped back, stripped down, bare, bare bones, cluttered, clutter, declutter, crowded, muddy, mushy,
    messy, noodly, noodling, overplay, overplays, overplaying, overplayed, so much going on, a lot going on, not so many
    notes, so many notes, way too many notes, far too many notes, easier, easier to play, easy, airier, lighter texture,
    space, needs to breathe, make it breathe"""
)
_TOO_FULL = one_of(
    """
    too cluttered, too crowded, too much going on, too busy, too dense, too full, too complicated, too complex, too much
    notes, too many notes, too much things, too many things, too much layers, too many layers, too much instruments
    playing, too many instruments playing"""
)
_DOES = r"(?:doing|does|do|plays?|playing|going on) (?:so|too|way too) much"
_TO_THE_BONES = r"(?:(?:back|down) )?to (?:its|the|their)(?: bare)? (?:bones|essentials|basics)"
_STRIP = r"strip(?: (?:it|that|this|things))? (?:back|down)"
_GIVE_ROOM = r"(?:give|leave)(?: (?:it|them))?(?: (?:more|some))? (?:space|(?:breathing )?room(?: to breathe)?|air)"
_SPARSER = f"(?:{_DOES}|{_TO_THE_BONES}|{_STRIP}|{_GIVE_ROOM}|{_TOO_FULL}|{_LIGHTER})"


def _named_denser(hit: Hit) -> Move | None:
    word = hit.match[0]
    fixed = re.match(r"too |a bit |pretty |kinda |so |really |rather |very ", word)
    if fixed:
        return DensityMove(amount=bounded(_DENSITY * hit.scale), target=hit.target())
    return _dense(True, hit)


def _named_sparser(hit: Hit) -> Move | None:
    word = hit.match[0]
    if re.match(
        r"too |doing|does|do |play|going|cluttered|clutter|crowded|muddy|mushy|messy|noodl|overplay|so much|a"
        r" lot|less"
        r"|fewer|not so many|declutter",
        word,
    ):
        if re.search(r"\b(?:not|n't|isn't|aren't)\s(?:\w+\s)?$", hit.before) and not word.startswith(("less", "fewer")):
            return None
        return DensityMove(amount=bounded(-_DENSITY * hit.scale), target=hit.target())
    if word in ("easy", "bare", "space", "thin") and hit.sign > 0 and not re.search(r"\bmore\s$", hit.before):
        return None if word != "thin" else DensityMove(amount=bounded(_DENSITY * hit.scale), target=hit.target())
    return _dense(False, hit)


def _of_ref(hit: Hit) -> Target:
    """The part in the match, where the clause says."""
    parts = tuple(p for p in hit.ref("part").parts if p != HARMONY) or hit.scene.with_roles("chords")
    return hit.target(parts=False).model_copy(update={"parts": parts})


DENSITY = rules(
    (
        r"<part> (?:to )?(?:plays?|do(?:es)?|playing|doing) (?:a (?:bit|little) |a lot |way "
        r"|much )?(?P<how>less|more)\b(?! (?:\w+ly|loud|quiet|soft))",
        lambda h: DensityMove(
            amount=bounded(_DENSITY * h.scale * (1 if h.said("how") == "more" else -1)), target=_of_ref(h)
        ),
    ),
    (rf"\b{_SPARSER}\b", _named_sparser),
    (rf"\b{_DENSER}\b", _named_denser),
    (
        r"\b(?:more|extra|lots of|a lot of|plenty of|heaps of|tons of)(?: of)? <part>|<part>",
        lambda h: (
            _more_of(True, h)
            if re.match(r"more|extra|lots|a lot|plenty|heaps|tons", h.match[0]) or _counted(h) == "more"
            else None
        ),
    ),
    (
        r"\b(?:less|fewer|not so (?:much|many)|not (?:as|that) (?:much|many)|too (?:much|many)|reduce)(?:"
        r" of)? <part>",
        partial(_more_of, False),
    ),
)


def _counted(hit: Hit) -> str:
    """The word of quantity that was read as the article of a reference: "more" in "more drums"."""
    ref = hit.refs("part")[0]
    return ref.det if ref.det in ("more",) else ""


# Rhythm


_OPPOSITE = {"syncopated": "straight", "longer notes": "shorter notes", "staccato": "legato"}
_OPPOSITE |= {after: before for before, after in _OPPOSITE.items()}


def _rhythm(manner: str, hit: Hit) -> Move | None:
    if hit.sign < 0:
        manner = _OPPOSITE.get(manner, manner)
    return RhythmMove.model_validate({"manner": manner, "target": hit.target()})


RHYTHM = rules(
    (
        r"\b(?:long|longer|held|slow|sustained)(?: (?:calm|quiet|slow|soft|held|sustained"
        r"|gentle|low|high|simple|big|warm))* (?:tones|notes|lines|sounds)\b(?: underneath)?",
        partial(_rhythm, "longer notes"),
    ),
    (
        r"\b(?:push(?:es|ing)?|pull(?:s|ing)?|play(?:s|ing)?|lean(?:s|ing)?)(?: more)? "
        r"(?:against|ahead of|across|off) (?:the )?beats?\b|\b(?:more )?off[ -]?beat(?:s)?(?: "
        r"(?:stuff|things|hits|accents|notes))?\b",
        partial(_rhythm, "syncopated"),
    ),
    (
        r"\bstrip(?:ped)? <part>(?: (?:back|down|right back))?(?: to (?:its |the |just the "
        r")?(?:bare )?(?:bones?|basics|minimum|essentials?))?(?! (?:from|out|away))",
        lambda h: (
            DensityMove(amount=-_DENSITY, target=_of_ref(h))
            if re.search(r"back|down|to", h.match[0].replace("\x02", ""))
            else None
        ),
    ),
    (r"\bstraighten(?: out)? <part>(?: rhythm)?\b", partial(_rhythm, "straight")),
    (r"\b(?:everything )?connected\b", partial(_rhythm, "legato")),
    (
        r"\b(?:hold|sustain|keep) <part>(?: <part>)? (?:longer|out|for longer)\b"
        r"|<part>(?: <part>)? (?:held|sustained)\b",
        partial(_rhythm, "longer notes"),
    ),
    (
        r"\b(?:longer notes|long notes|(?:more )?sustain(?:ed|ing)?|held notes|hold (?:the "
        r"notes|them|it)(?: longer)?|let (?:it|them|the notes) ring|ring(?:ing)? out|whole "
        r"notes|half notes|notes longer|drawn out)\b",
        partial(_rhythm, "longer notes"),
    ),
    (
        r"\b(?:shorter notes|short notes|eighth notes|sixteenth notes|sixteenths|16ths|notes "
        r"shorter|snappier|snappy|clipped)\b",
        partial(_rhythm, "shorter notes"),
    ),
    (r"\b(?:staccato|choppier|choppy|stabby|plucky|detached|bouncier|spiky)\b", partial(_rhythm, "staccato")),
    (
        r"\b(?:legato|smooth(?:er)?(?: it)?(?: out)?|flowing|more flow|connected|smoothly)\b(?! jazz)",
        partial(_rhythm, "legato"),
    ),
    (
        r"\b(?:(?:more )?syncopat(?:ed?|ion|e it)|off[ -]?beats?|groovier rhythm|anticipations?)\b",
        partial(_rhythm, "syncopated"),
    ),
    (
        r"\b(?:straighter rhythms?|straight rhythms?|(?:less|un)[ -]?syncopat(?:ed|ion)|on "
        r"the beat|square(?:r)?|straight quarters?)\b",
        partial(_rhythm, "straight"),
    ),
    (
        r"\b(?:(?:another|different|new|other|change the|vary the|more interesting|switch up "
        r"the)(?: \w+)? rhythms?(?: of| for| in)?|rhythm (?:is )?(?:boring|dull|off|wrong)"
        r"|rhythmically different|(?:mix|switch) up the rhythm)\b",
        partial(_rhythm, "new"),
    ),
)


# Rewriting


def rewritten(hit: Hit) -> Move | None:
    """Another take of what the clause is about; of the chord symbols alone it is a reharmonisation."""
    target = hit.target(harmony=True)
    if re.search(r"\bfills?\b", hit.clause.saying.text.lower[hit.clause.start : hit.clause.end]):
        drums = hit.scene.with_roles("drums")
        target = target.model_copy(update={"parts": drums or target.parts})
    if target.parts == (HARMONY,):
        return ReharmoniseMove(target=target.model_copy(update={"parts": ()}))
    return RewriteMove(target=target)


def _another_part(hit: Hit) -> Move | None:
    """Another melody, a different bass line, new drums: one that is there is written anew."""
    ref = hit.refs("part")[0]
    said = hit.said("how") or ref.det
    if not _NEW.search(said):
        return None
    if not ref.parts:
        if said == "another" and ref.instruments:
            return AddPartMove(instrument=ref.instruments[0], target=hit.target(parts=False))
        hit.ref("part")
    target = hit.target(parts=False).model_copy(update={"parts": ref.parts})
    if ref.parts == (HARMONY,):
        return ReharmoniseMove(target=target.model_copy(update={"parts": ()}))
    named_instrument = ref.instruments and not any(p in ref.words.lower() for p in ref.parts) and ref.det == "another"
    if named_instrument and _is_player(ref.words + hit.after[:7]):
        return AddPartMove(instrument=ref.instruments[0], target=hit.target(parts=False))
    return RewriteMove(target=target)


def _is_player(words: str) -> bool:
    """Whether a word names somebody who plays, not what is played: "another guitar", not "another beat"."""
    return not re.search(
        r"line|part|melody|tune|beat|groove|bass|drums|lead|hook|riff|progression|chords|pattern", words.lower()
    )


def _another_section(hit: Hit) -> Move | None:
    ref = hit.refs("place")[0]
    said = hit.said("how")
    if not ref.sections and not ref.bars:
        return None
    if said == "another" and ref.section in ("verse", "chorus", "pre-chorus") and not hit.said("take"):
        return None
    hit.ref("place")
    return RewriteMove(target=hit.target(own=True))


def _disliked(hit: Hit) -> Move | None:
    if not hit.clause.refs:
        return None
    target = hit.target(harmony=True)
    if target.parts == (HARMONY,):
        return ReharmoniseMove(target=target.model_copy(update={"parts": ()}))
    return RewriteMove(target=target)


def _bored(hit: Hit) -> Move | None:
    """Boring: a tune is written anew, a part plays more, a section or the song gets more energy."""
    if hit.sign > 0 and re.search(r"\b(?:not|n't|isn't)\b", hit.before):
        return None
    target = hit.target(harmony=True)
    if target.parts == (HARMONY,):
        return ReharmoniseMove(manner="richer", target=target.model_copy(update={"parts": ()}))
    if target.parts:
        lead = set(target.parts) <= set(hit.scene.with_roles("lead", "counter"))
        return RewriteMove(target=target) if lead else DensityMove(amount=_DENSITY, target=target)
    return FeelingMove(arousal=0.3, tension=0.1, target=target)


_HOW = r"(?P<how>another|alt|(?:an? |some )?(?:other|new|different|alternat(?:e|ive)|fresh|better))"
_NEW = re.compile(r"another|alt|other|new|different|fresh|better")
ANEW = rules(
    (
        r"\b(?:write|do|play|make|compose|try)(?= \x02\x1f*(?: \x02\x1f*)? (?:again|anew|once more|from"
        r" scratch|differently)\b)",
        rewritten,
    ),
    (
        r"\b(?:another|one more|a second|a new|a fresh) (?:pass|round|stab|run|crack|swing|shot|whack)\b"
        r"(?: (?:at|of|on|over|for))?"
        r"|\b(?:invent|make|write|find|try|give me|think of|do|play|use|want)(?: (?:me|up|some|any))* "
        r"(?:others|another one|(?:a |some )?(?:new|different|other|better) ones?"
        r"|something (?:else|new|better))\b"
        r"|\b(?:invent|find|try|write|give me|make)(?: me)? another\b",
        rewritten,
    ),
    (
        r"\b(?:change|rewrite|redo|replace|write|(?:do|make)(?=.*\b(?:again|anew|new"
        r"|different)\b))(?: up)? (?:everything(?: else)?|the rest|all the rest|all of it|all "
        r"the other (?:parts|instruments))(?: (?:again|anew|new|different))?\b",
        lambda h: RewriteMove(target=h.target(places=True)),
    ),
    (
        r"\b(?:re-?do|re-?write|re-?generate|re-?roll|re-?compose|re-?work|re-?make"
        r"|re-?imagine|do over|start over with|come up with (?:something )?(?:else|new"
        r"|different)|have another go at|take another (?:shot|stab|crack) at|another (?:go"
        r"|shot|stab|try) at)\b(?: with)?",
        rewritten,
    ),
    (
        r"\b(?:try|write|do|play|make|generate|roll|compose)(?: (?:it|that|this|them))?(?: "
        r"\w+){0,2}? (?:again|once more|one more time|anew|from scratch|over)\b|\btry again\b"
        r"|\bonce more\b(?! time)|\bone more (?:try|time|go)\b|\banother (?:try|go|attempt"
        r"|take|shot|one|option|idea)\b(?: (?:of|for|on|at))?|\bagain\b(?= (?:please|pls))"
        r"|^\W*again\W*$|\bsomething (?:else|different)\b(?: (?:for|in|on))?|\broll the "
        r"dice\b",
        rewritten,
    ),
    (
        r"\b(?:surprise me|improvise|go wild|be creative|mix it up|switch it up|change it up"
        r"|shake things up|your choice)\b(?: (?:with|on|in))?",
        rewritten,
    ),
)


def _made_anew(hit: Hit) -> Move | None:
    """Give me a bass line, where there is one."""
    ref = hit.refs("part")[0]
    if not ref.parts or ref.det not in ("a", "an", "some") or ref.parts == (HARMONY,):
        return None
    return RewriteMove(target=hit.target(parts=False).model_copy(update={"parts": ref.parts}))


REWRITE = rules(
    (
        r"\bmore (?:interesting|exciting|varied|variation|variety|creative|imaginative|inventive)\b(?: (?:in"
        r"|for|to|with))?",
        lambda h: _bored(h) if any(r.kind == "part" and r.parts for r in h.clause.refs) else None,
    ),
    (r"\b(?:not|n't) (?:really |very |so |too )?(?:happy|pleased|satisfied|sure) (?:with|about)\b", _disliked),
    (r"\b(?:write|make|give|compose|find)(?: me| us)? <part>", _made_anew),
    (
        r"<part> (?:could|should|can|must|needs? to|has to|may|might|to) (?:be )?(?:different"
        r"|new|other|another|something else|changed|rewritten)\b",
        _disliked,
    ),
    (
        r"<place> (?:could|should|can|must|needs? to|has to|may|might|to) (?:be "
        r")?(?:different|new|other|something else|changed|rewritten)\b",
        _disliked,
    ),
    (rf"(?:\b{_HOW} )?(?:\w+ )?<part>", _another_part),
    (r"(?<=\x1f) again\b|(?<=\x01) again\b", rewritten),
    (
        r"<place>",
        lambda h: (
            RewriteMove(target=h.target(own=True))
            if h.refs("place")[0].det in ("another", "new") and h.refs("place")[0].sections
            else None
        ),
    ),
    (rf"\b{_HOW}(?P<take> (?:take|version|idea|option|variation) (?:of|for|on))? <place>", _another_section),
    (
        r"\b(?:variations?|alternatives?|alternates?|options?|takes?|versions?|ideas?)\b(?: "
        r"(?:of|for|on))?(?= [\x01\x02])",
        rewritten,
    ),
    (
        r"\b(?:i )?(?:don't|do not|didn't|dont) (?:really |quite )?(?:like|love|dig|feel|care "
        r"for|want)(?! (?:to|that much|it to))|\b(?:hate|dislike|can't stand|sick of|tired of"
        r"|not (?:a fan|sure) (?:of|about)|not (?:really )?feeling)\b|\b(?:doesn't|does not"
        r"|isn't|don't|not|aren't) (?:really |quite )?(?:work(?:ing)?|fit(?:ting)?|right|good"
        r"|there yet|great)\b|\b(?:sucks?|is (?:bad|terrible|awful|wrong|weak|lame|ugly)|are "
        r"(?:bad|terrible|awful|wrong|weak|lame|ugly)|off)\b(?! (?:beat|the|in))",
        _disliked,
    ),
    (r"\b(?:change|vary|switch up|alter|mix up|freshen up|improve|fix)(?=.{0,30}[\x01\x02])", _disliked),
    (
        r"\b(?:boring|banal|trite|corny|unoriginal|unimaginative|forgettable|dull|bland"
        r"|lifeless|uninspired|generic|flat|static|meh|tame|unexciting"
        r"|plodding along|needs something|going nowhere|falls flat|lame|stale|predictable)"
        r"\b(?! (?:\d|key|five|third|sixth|seventh|nine))",
        _bored,
    ),
    (
        r"\b(?:repetitive|repeats too much|monotonous|same-?y|(?:all )?sounds? the same|too similar|too samey)\b",
        _disliked,
    ),
)
