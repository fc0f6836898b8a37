"""Wishes about who plays: instruments in and out, alone, and from where to where."""

import re

from bot.agent.language.followup.references import Ref, demand
from bot.agent.language.followup.rules import Hit, rules
from bot.agent.language.wordlists import one_of
from skills.edit.cast import AddPartMove, RemovePartMove
from skills.edit.move import Move
from skills.edit.target import HARMONY, Target
from skills.plan import Role
from skills.styles import STYLES

ADJECTIVES = r"(?:(?!not|no|without)\w+[- ]){0,3}?"
"""Words that may stand before an instrument."""


def playing(hit: Hit, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of parts, with those that play the chords in place of the chord symbols."""
    if HARMONY not in names:
        return names
    return tuple(n for n in names if n != HARMONY) + (hit.scene.with_roles("chords") or hit.scene.with_roles("pad"))


# Out


_WITHOUT = re.compile(r"(?:without|no)\b")
_SUBJECT_BEFORE = re.compile(
    r"\b(?:i|we|they|you|people|kids|children|dancers|\w{3,}s)\s(?:\w+ly\s|always\s"
    r"|just\s|often\s)?$"
)


def _is_command(hit: Hit) -> bool:
    """Whether "lose the beat" is asked, and not told of somebody."""
    if re.match(r"(?:lose|drop|skip|stop|forget|miss)\b", hit.match[0]):
        return not _SUBJECT_BEFORE.search(hit.before) or bool(
            re.search(
                r"\b(?:can|could|should|let's) (?:we"
                r"|you|i)\s$",
                hit.before,
            )
        )
    return True


def _removed(hit: Hit) -> Move | None:
    ref = hit.refs("part")[0]
    if not _is_command(hit):
        return None
    if not ref.parts and ref.det in ("a", "an") and _WITHOUT.match(hit.match[0]):
        return None  # "they get lost without a drum"
    parts = playing(hit, demand(ref).parts)
    target = hit.target(parts=False)
    return RemovePartMove(target=target.model_copy(update={"parts": parts}))


def _where_not(hit: Hit, ref: Ref) -> Target:
    """The sections other than those a clause names."""
    inside = hit.target(parts=False, own=True)
    labels = tuple(s.label for s in hit.scene.plan.sections if s.label not in inside.sections)
    return Target(parts=playing(hit, ref.parts), sections=labels)


def _only_there(hit: Hit) -> Move | None:
    """Drums only in the chorus, or from the second verse: they rest elsewhere."""
    ref = hit.refs("part")[0]
    if not any(r.kind == "place" for r in hit.clause.refs) and "end" not in hit.after:
        return None
    if not ref.parts:
        if not ref.instruments:
            demand(ref)
        return AddPartMove(instrument=ref.instruments[0], target=hit.target(parts=False, own=True))
    target = _where_not(hit, ref)
    return RemovePartMove(target=target) if target.sections else None


def _enters(hit: Hit) -> Move | None:
    """Drums that come in at the chorus: they rest before it."""
    ref = hit.refs("part")[0]
    if not ref.parts:
        return None
    places = [r for r in hit.clause.refs if r.kind == "place" and r.start >= hit.end - 2]
    if not places or not places[0].sections:
        return None
    labels = [s.label for s in hit.scene.plan.sections]
    before = tuple(labels[: labels.index(demand(places[0]).sections[0])])
    hit.clause.saying.used.update(places)
    hit.clause.saying.take(places[0].start, places[0].end)
    return RemovePartMove(target=Target(parts=playing(hit, ref.parts), sections=before)) if before else None


def _alone(hit: Hit) -> Move | None:
    """Only the piano: everybody else rests."""
    ref = demand(hit.refs("part")[0])
    parts = playing(hit, ref.parts)
    others = tuple(p.name for p in hit.scene.plan.parts if p.name not in parts)
    target = hit.target(parts=False)
    return RemovePartMove(target=target.model_copy(update={"parts": others})) if others else None


_OUT = one_of(
    """
    remove, take out, take away, cut out, cut, drop out, drop, lose, no more, no, without any, without, delete, kill,
    mute, silence, get rid of, ditch, scrap, omit, leave out, leave off, pull out, pull, out with, minus, turn off,
    stop, strip out, strip away, strip, eliminate, skip, trash, nix, axe, throw out, don't want, don't
    need, don't use, don't play, do not want, do not need, do not use, do not play, doesn't need, never mind, forget, i
    don't want, i don't need, take, put away, exclude, hush, chop"""
)


def _pointed_out(hit: Hit) -> Move | None:
    """What was named before, or talked about last, out of the song."""
    target = hit.target()
    return RemovePartMove(target=target) if target.parts and HARMONY not in target.parts else None


def _enters_later(hit: Hit) -> Move | None:
    """Drums that come in later: from the place that is named next, or after the first section they play."""
    parts = playing(hit, hit.ref("part").parts)
    saying = hit.clause.saying
    labels = [s.label for s in hit.scene.plan.sections]
    places = [r for r in saying.refs if r.kind == "place" and r.start >= hit.end and r.sections]
    if places:
        saying.used.add(places[0])
        saying.take(places[0].start, places[0].end)
        before = tuple(labels[: labels.index(places[0].sections[0])])
    else:
        before = tuple(labels[:2])
        saying.note(f"I let it come in at {labels[min(2, len(labels) - 1)].lower()}.")
    return RemovePartMove(target=Target(parts=parts, sections=before)) if before and len(before) < len(labels) else None


def _a_cappella(hit: Hit) -> Move | None:
    """Voices alone: everybody but the one who sings rests."""
    singing = hit.scene.in_family("voices") or hit.scene.with_roles("lead")
    others = tuple(p.name for p in hit.scene.plan.parts if p.name not in singing)
    return RemovePartMove(target=hit.target(parts=False).model_copy(update={"parts": others})) if others else None


OUT = rules(
    (
        r"<part> (?:can|could|should|must|has to|have to|may|might|needs? to|to) (?:just |all )?(?:be )?"
        r"(?:go|disappear|vanish|removed|cut|deleted|dropped)\b(?! (?:to|up|down|from|in|on|with|back|by|an?"
        r"|higher|lower|wild|crazy))",
        _removed,
    ),
    (r"\b(?:kick|throw|chuck|leave|boot|toss) <part> out\b", _removed),
    (r"\ba cap+el+a\b", _a_cappella),
    (
        r"<part> (?:(?:could|should|must|can|to|might|may) )?(?:com(?:e|es|ing)(?: in)?"
        r"|starts?|enters?|joins?(?: in)?|begins?|sings?|plays?)(?: only)? (?:later|too (?:early|soon))\b(?: on)?",
        _enters_later,
    ),
    (
        r"\b(?:keep |leave |play |use |with |have )?(?:only|just|solo|nothing but|exclusively)"
        r"(?: the| a| an)? <part>(?! (?:only|in the (?:background))\b)(?=(?: (?:in|for|during"
        r"|on|at|here|there|playing|left|by|and|please|now|to\b)|\W*$| alone))",
        lambda h: _alone(h) if not re.search(r"(?:n't|not)\s$", h.before) else None,
    ),
    (
        r"\b(?:nobody|no one|nothing|none|no others?) (?:but|except(?: for)?|other than"
        r"|besides) <part>|<part> (?:alone|by (?:itself|themselves)|unaccompanied|and nothing "
        r"else)\b|\b(?:everything|everyone|all)(?: else)? (?:out|drops out|stops|rests?) "
        r"(?:but|except(?: for)?) <part>|\bstrip(?: it| that| this| everything)? (?:back "
        r"|down )?to (?:just |only )?(?:the )?<part>|\b(?:drop|remove|cut|mute|kill|take out) "
        r"(?:everything|everyone|all|the rest|all the others)(?: else)? (?:but|except(?: "
        r"for)?|apart from|besides) <part>",
        _alone,
    ),
    (
        r"<part> (?:only|just) (?=(?:in|from|on|during|after|at|for|until|before|enter|com)\b)"
        r"|\b(?:only|just) (?:have |play |use |put |want )?<part> (?=(?:in|from|on|during"
        r"|after)\b)",
        _only_there,
    ),
    (
        r"<part> (?:should |to |must |can )?(?:only )?(?:com(?:es?|ing) in|enters?|kicks? in"
        r"|drops? in|joins?|starts?|begins?|arrives?) (?:only )?(?:at|in|on|with|from|for) "
        r"(?=\x01)|\b(?:bring in|bring|introduce|start|hold back|save) <part> (?:in )?(?:only "
        r")?(?:at|for|until|from) (?=\x01)",
        _enters,
    ),
    (rf"\b{_OUT} {ADJECTIVES}<part> (?:out|off|away)\b", _removed),
    (
        r"<part> (?:(?:should |must |could |to |can |need to |completely |is |are |goes |go "
        r"|all the way )*(?:out|off|gone|rests?|drops? out|dropping out|silent|muted|mutes?"
        r"|tacet|(?:has|have|takes?|gets?|makes?) (?:an? )?(?:pause|rest|break)|is silent"
        r"|stops?|stop playing|not play(?:ing)?|lays? out|sits? out|away|away with|removed"
        r"|absent)|(?:shouldn't|should not|doesn't|don't|not) (?:need to )?(?:play|be there"
        r"|be in))\b(?! (?:of (?:tune|time|place|sync|key)|the\b|everything))",
        _removed,
    ),
    (
        rf"\b{_OUT}(?: (?:please|the|all|all the|any|of|those|my|that))*(?: (?:heavy|loud"
        rf"|annoying|whole|entire|fucking|damn|silly|stupid|extra|little))* <part>(?! (?:busy"
        rf"|loud|fast|hard|high|low))",
        _removed,
    ),
    (r"<part>", lambda h: _removed(h) if h.refs("part")[0].det == "no" else None),
    (
        r"\b(?:i )?(?:don't|do not) (?:really )?(?:want|need) (?:it|them|that)(?: (?:in "
        r")?(?:there|here|in (?:it|the song)))\b|\b(?:get rid of|remove|take out|lose|drop"
        r"|mute) (?:it|them|that)\b",
        _pointed_out,
    ),
)
# In


_VERBS = one_of(
    """
    adding in, adding, add in, add, bring in, include, put in, put, throw in, throw, give it, give me, give us, give the
    _, i want, i'd like, i would like, i need, needs, need, could use, could do with, want, let's have, have, introduce,
    layer in, layer, layer on, get, how about, what about, maybe, insert, try, use, stick in, stick, slap, drop in,
    sprinkle in, sprinkle, with, plus, also, and, let there be, double it with, double the melody with, double the lead
    with, double <part> with, sweeten it with, sweeten with, would love, love, hear, like"""
)


def _added(hit: Hit) -> Move | list[Move] | None:
    refs = hit.refs("part")
    player = next((r for r in refs if r.instruments and not (r.role and len(refs) > 1 and r is not refs[0])), None)
    role = next((r.role for r in refs if r.role and (r is not player or _role_named(r))), None)
    target = hit.target(parts=False)
    if player is None:
        if role is None and refs[0].parts != (HARMONY,):
            return None
        wanted: Role = role or "chords"
        return AddPartMove(instrument=_usual(hit, wanted), role=wanted, target=target)
    if (
        player.det in ("the", "that", "this", "those", "my")
        and player.parts
        and not re.match(r"add|bring|put|introduce|insert|layer|throw", hit.match[0])
    ):
        return None
    names = player.instruments if len(player.instruments) > 1 else player.instruments[:1]
    if "counter" in hit.after[:12]:
        role = "counter"
    return [
        AddPartMove(instrument=name, role=role if role != "drums" and role != "bass" else None, target=target)
        for name in names
    ]


def _role_named(ref: Ref) -> bool:
    return ref.role in ("counter",)


def _usual(hit: Hit, role: Role) -> str:
    """The instrument that plays a role in the song's style."""
    own = dict(STYLES[hit.scene.plan.genre].parts)
    fallback = {"lead": "violin", "counter": "cello", "chords": "piano", "pad": "strings", "bass": "bass guitar"}
    return own.get(role) or fallback.get(role, "drums")


def _new_here(hit: Hit) -> Move | list[Move] | None:
    """A bare instrument that the song does not have yet, with a word that adds: "and strings", "some brass"."""
    ref = hit.refs("part")[0]
    return _added(hit) if not ref.parts or (ref.det in ("another", "a", "an", "some") and _is_bare(hit)) else None


def _is_bare(hit: Hit) -> bool:
    return not hit.before.strip(" \0") and not hit.after.strip(" \0.!")


def _one_of_them(hit: Hit) -> Move | None:
    """One of what was named before and is not there: "... without a drum. Could you put one in?"."""
    saying = hit.clause.saying
    named = [r for r in saying.refs if r.kind == "part" and r.end <= hit.start and r.instruments and not r.parts]
    if not named:
        return None
    saying.used.add(named[-1])
    return AddPartMove(instrument=named[-1].instruments[0], target=hit.target(parts=False, own=True))


IN = rules(
    (
        r"\b(?:put|add|throw|bring|slip|drop|build|include|use|insert|give (?:it|me|us|them))(?: in| on)? "
        r"(?:one|some|them|it)\b(?: (?:in|on|there|too|to it|underneath|behind))*|\b(?:could|can) (?:there"
        r"|we) (?:be|have) (?:one|some)\b",
        _one_of_them,
    ),
    (
        r"<part> (?:also )?(?:join(?:s|ing)?(?: in)?|be added|be in there|come in too)\b",
        lambda h: _added(h) if not h.refs("part")[0].parts else None,
    ),
    (
        rf"\b{_VERBS}(?: (?:an?|some|another|a second|the|a bit of|a little(?: bit of)?|a "
        rf"touch of|a hint of|in|more|maybe|like|also|on))* {ADJECTIVES}<part>(?: (?:(?:playing"
        rf"|plays|as|for|on|doing|doubling|with|carrying|in|to double) )?(?:an? |the )?(?:\w+ "
        rf")?<part>)?(?! (?:of|from) \x03)",
        _added,
    ),
    (
        r"<part>(?: (?:playing|plays|as|for|on|doing|doubling)? ?(?:the )?<part>)?",
        lambda h: _new_here(h) if h.refs("part")[0].instruments else None,
    ),
)
