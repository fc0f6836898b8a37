"""Wishes about playing: tempo, swing, time feel, looseness, loudness, fills, the ending."""

import re
from functools import partial

from bot.agent.language.followup.saying import Hit, rules
from bot.agent.language.numbers import NUMBER, number
from bot.agent.language.tempo import FASTEST, SLOWEST, TEMPO_WORDS
from skills.edit import (
    EndingMove,
    FillsMove,
    HumaniseMove,
    LoudnessMove,
    SwingMove,
    TempoMove,
    TimeFeelMove,
)  # fmt: skip
from skills.edit.move import Move
from skills.edit.target import HARMONY, Target
from skills.errors import RequestError

_BPM = r"(?:bpms?|bmp|beats (?:per|a) minute|clicks?)"
_N = rf"(?P<n>{NUMBER})"
_TEMPO = r"(?:tempo|speed|bpm|pace)"
_LOUDNESS, _LOOSENESS, _FILLS = 0.35, 0.4, 0.5


def bounded(amount: float) -> float:
    """An amount within -1 and 1."""
    return round(min(max(amount, -1.0), 1.0), 3)


def travels(hit: Hit) -> bool:
    """Whether a word is where a movement starts or ends: "start calm and end huge"."""
    return bool(
        re.search(
            r"\b(?:start|begin|open|end|finish|from|go(?:es)? to|into|gradually|slowly|grow|build|then|turn(?:s|ing)? (?:in)?to)\w*\s(?:(?:out|up|very|really|off|being|all)\s)*$",
            hit.before,
        )
        or re.match(r"\sto\s\w+", hit.after) and re.search(r"\bfrom\s$", hit.before)
    )


# Tempo


def _bpm(hit: Hit) -> Move | None:
    bpm = number(hit.said("n"))
    high = hit.said("high")
    bpm = (bpm + number(high)) / 2 if high else bpm
    if not SLOWEST <= bpm <= FASTEST:
        how = "slower" if bpm < SLOWEST else "faster"
        raise RequestError(f"{bpm:g} bpm is {how} than I can play; ask for {SLOWEST} to {FASTEST} bpm.")
    return TempoMove(bpm=bpm, target=_where(hit))


def _where(hit: Hit) -> Target:
    """The sections whose tempo is meant."""
    return Target(sections=hit.target(parts=False, it=False).sections)


def _plain_bpm(hit: Hit) -> Move | None:
    return _bpm(hit) if 40 <= number(hit.said("n")) <= 240 else None


def _bpm_by(hit: Hit) -> Move:
    less = re.search(r"slow|down|less|lower|drop|back|reduc|decreas|-", hit.match[0])
    return _by(hit, -number(hit.said("n")) if less else number(hit.said("n")))


def _by(hit: Hit, change: float) -> Move:
    plan = hit.scene.plan
    bpm = plan.bpm + change
    if not SLOWEST <= bpm <= FASTEST:
        raise RequestError(f"That would be {bpm:g} bpm; I can play {SLOWEST} to {FASTEST} bpm.")
    return TempoMove(bpm=bpm, target=_where(hit))


def _percent(hit: Hit) -> Move:
    share = number(hit.said("n")) / 100
    less = re.search(r"slow|down|less|lower|drop|reduc|decreas", hit.match[0])
    return _factor(hit, max(1 - share, 0.25) if less else min(1 + share, 4.0))


def _factor(hit: Hit, factor: float) -> Move:
    bpm = hit.scene.plan.bpm * factor
    if not SLOWEST <= bpm <= FASTEST:
        raise RequestError(f"That would be {bpm:.0f} bpm; I can play {SLOWEST} to {FASTEST} bpm.")
    return TempoMove(factor=round(factor, 4), target=_where(hit))


def _held(hit: Hit, factor: float) -> Move:
    bpm = hit.scene.plan.bpm
    return _factor(hit, min(max(factor, SLOWEST / bpm), FASTEST / bpm))


def _pace(up: bool) -> "_Pace":
    return _Pace(up)


class _Pace:
    """A tempo moved up or down by degree."""

    def __init__(self, up: bool) -> None:
        self.up = up

    def __call__(self, hit: Hit) -> Move | None:
        if re.search(r"\bfeel", hit.after[:8]) or re.search(r"harmonic rhythm|\bfade|\bnotes?\s$", hit.before[-18:]):
            return None
        if travels(hit):
            return None
        up = self.up == (hit.sign > 0)
        factor = {0.5: 1.08, 1.0: 1.15, 1.6: 1.3}[hit.scale]
        if re.search(r"\bnot (?:so|too|that|as)\b|n't (?:so|too|that|as)\b", hit.before):
            factor = 1.1
        return _held(hit, factor if up else 1 / factor)


def _twice(factor: float) -> "_Times":
    return _Times(factor)


class _Times:
    """A tempo times a factor."""

    def __init__(self, factor: float) -> None:
        self.factor = factor

    def __call__(self, hit: Hit) -> Move:
        return _factor(hit, self.factor)


_WORDS = "|".join(
    w for w in sorted(TEMPO_WORDS, key=len, reverse=True) if not re.match(r"(?:slower|faster|slow|fast)$", w)
)


def _worded(hit: Hit) -> Move | None:
    low, high = TEMPO_WORDS[hit.said("word")]
    return TempoMove(bpm=round((low + high) / 2), target=_where(hit))


TEMPO = rules(
    (rf"\b(?:knock|take|shave|drop|cut) {_N}(?: {_BPM})? off(?: the {_TEMPO}| it)?|\b(?P<n>{NUMBER})(?: {_BPM})? (?:off|less on) the {_TEMPO}", lambda h: _by(h, -number(h.said("n") or "10"))),
    (rf"\b(?:slow|speed|bring|take|push|pull|get|set|drop|bump|crank)(?: (?:it|this|that|things|the {_TEMPO}))?(?: (?:up|down|back))? to (?:about |around )?{_N}(?! ?(?:bars?|sec\w*|min\w*|%))", _plain_bpm),
    (rf"\b{_TEMPO} (?:on|at|to|=|of|is|should be|must be) {_N}", _plain_bpm),
    (rf"\bsay (?:at |around )?{_N}\b", _plain_bpm),
    (rf"\b(?:around|about|maybe|try|something like|more like|say) (?P<n>\d{{2,3}})(?= (?:would|might|is|feels|should|could|will)\b|\W*$)", _plain_bpm),
    (rf"(?:\b{_TEMPO} )?(?:by )?{_N} {_BPM} (?:faster|slower|up|down|more|less|quicker|lower|higher|back)\b", _bpm_by),
    (rf"\b(?:up|down|raise|lower|increase|decrease|drop|bump|reduce|speed up|slow down|faster|slower|quicker|bring down|knock off|add)(?: it| the {_TEMPO}| the song)?(?: up| down)?(?: by)? {_N} ?{_BPM}", _bpm_by),
    (rf"(?<!\w)[+-] ?{_N} ?{_BPM}", _bpm_by),
    (rf"{_N} ?(?:%|percent|per cent) (?:faster|slower|quicker|up|down|more|less)\b(?: {_TEMPO})?", _percent),
    (rf"\b(?:speed|slow|bring)(?: it| things)? (?:up|down) (?:by )?{_N} ?(?:%|percent)|\b(?:increase|decrease|raise|lower|drop|reduce) the {_TEMPO} (?:by )?{_N} ?(?:%|percent)", lambda h: _percent(h) if h.said("n") else None),
    (r"\b(?:double|twice)(?: the)? (?:the |its )?(?:tempo|speed|bpm|pace)\b|\b(?:twice as fast|two times faster|2x (?:the )?(?:speed|tempo|faster)|2x speed)\b", _twice(2.0)),
    (r"\b(?:half|halve)(?: the| its)? (?:tempo|speed|bpm|pace)\b|\bhalf as fast\b|\btwice as slow\b|\bcut the (?:tempo|speed) in half\b", _twice(0.5)),
    (rf"\b(?:(?:at|to|in|make it|set to|around|about|try|like) )?(?:a )?(?:(?:the )?{_TEMPO} (?:of|to|at|=|:|is)?\s?)?(?:around |about )?{_N}(?: ?(?:-|to) ?(?P<high>\d{{2,3}}))? ?-?{_BPM}(?! (?:faster|slower|up|down|more|less))\b", _bpm),
    (rf"\b(?:{_TEMPO})(?: should be| needs to be| of| to|:| =| at| is)? ?(?:around |about )?{_N}\b(?! ?(?:%|percent))", _bpm),
    (rf"^\W*(?:(?:bump|bump it|push it|push|get it|drop it|set|try|put it|up|down|and|now|maybe|make it|play it|try|do it|set it|take it|put it|bring it|speed it up|slow it down|slow down|speed up|faster|slower) )*(?:at|to|around) {_N}\W*$", _plain_bpm),
    (r"^\W*(?P<n>\d{2,3})\W*$", lambda h: _plain_bpm(h) if len(h.clause.saying.clauses) > 1 else None),
    (r"\b(?:speed(?:ing)? (?:up|it up|this up|things up|the song up)|pick up the pace|push the tempo|quicken|pick it up(?: a bit)?|hurry(?: it)?(?: up)?|(?:raise|increase|up|bump|bump up|crank up|more) the (?:tempo|speed|bpm|pace)|(?:higher|more) (?:tempo|bpm|speed)|more speed|(?:tempo|bpm|speed) (?:up|higher)|bring (?:the tempo|it) up in tempo|pace up)\b", _pace(True)),
    (r"\b(?:slow(?:ing)? (?:down(?! (?:at|towards?|near|in|for) the (?:very )?(?:end|close|finish|last|final))|it down|this down|things down|the song down|the whole thing down)|take it (?:down|slow|easy)|drag it out|(?:lower|decrease|reduce|drop|bring down|less) the (?:tempo|speed|bpm|pace)|(?:lower|less|smaller) (?:tempo|bpm|speed)|less speed|(?:tempo|bpm|speed) (?:down|lower))\b(?! (?:at|towards?|near) the end)", _pace(False)),
    (r"\b(?:faster|quicker|more (?:upbeat|up-tempo|uptempo|quickly|fast|quick)|fast|quick|rushed|rushing|rushes|hurried)\b(?! food)", lambda h: _pace(True)(h) if not re.match(r"rush|hurr", h.match[0]) else _pace(False)(h)),
    (r"\b(?:drags|dragging|drag|draggy|plods|plodding|sluggish|too long winded)\b", _pace(True)),
    (r"\b(?:slower|more slow(?:ly)?|slow)\b(?! (?:dance|jam|burn|build|down|part))", _pace(False)),
    (rf"\b(?:at an? |an? |in |to |make it |more )?(?P<word>{_WORDS})\b(?: tempo| pace| speed)?", _worded),
)  # fmt: skip


# Time feel, swing, looseness


def _feel(feel: str) -> "_Feel":
    return _Feel(feel)


class _Feel:
    """Half-time, double-time or normal time."""

    def __init__(self, feel: str) -> None:
        self.feel = feel

    def __call__(self, hit: Hit) -> Move:
        target = hit.target().model_copy(update={"parts": ()})
        off = re.search(r"\b(?:no|not|without|remove|less|don't|kill|lose|stop)\b", hit.before)
        return TimeFeelMove.model_validate({"feel": "normal" if off else self.feel, "target": target})


def _swing(up: bool) -> "_Swing":
    return _Swing(up)


class _Swing:
    """Swing more or less."""

    def __init__(self, up: bool) -> None:
        self.up = up

    def __call__(self, hit: Hit) -> Move | list[Move]:
        if re.search(r"\d\d ?(?:%|percent)|\0", hit.clause.saying.text.lower) and "%" in hit.clause.saying.text.lower:
            return []
        target = hit.target(parts=True)
        negated = re.search(
            r"\b(?:no|not|without|remove|lose|kill|drop|take out|get rid of|don't|stop)\b[^,]*$", hit.before
        )
        less = hit.complained or re.search(r"\bless\b[^,]*$", hit.before)
        if negated and not less:
            return SwingMove(amount=0.5 if self.up else 0.62, target=target)
        if (
            less
            or hit.scale != 1.0
            or re.search(r"\bmore\b|\bharder\b", hit.before[-12:] + hit.match[0] + hit.after[:8])
        ):
            change = 0.3 * hit.scale * (1 if self.up != bool(less) else -1)
            return SwingMove(change=bounded(change), target=target)
        return SwingMove(amount=0.66 if self.up else 0.5, target=target)


def _loose(up: bool) -> "_Loose":
    return _Loose(up)


class _Loose:
    """Looser or tighter; ``up`` is looser."""

    def __init__(self, up: bool) -> None:
        self.up = up

    def __call__(self, hit: Hit) -> Move:
        up = self.up == (hit.sign > 0)
        quantised = "quanti" in hit.match[0] and up == self.up
        amount = -1.0 if quantised and hit.scale == 1 else _LOOSENESS * hit.scale * (1 if up else -1)
        return HumaniseMove(amount=bounded(amount), target=hit.target())


FEEL = rules(
    (r"(?<!\d)(?P<n>[5-7]\d) ?(?:%|percent)", lambda h: SwingMove(amount=int(h.said("n") or 50) / 100, target=h.target()) if re.search(r"swing|shuffle", h.clause.saying.text.lower) and int(h.said("n") or 0) <= 75 else None),
    (r"\bhalf[ -]?time(?: (?:feel|drums?|beat|groove|drop|it))?\b", _feel("half")),
    (r"\bdouble[ -]?time(?: (?:feel|drums?|beat|groove|it))?\b", _feel("double")),
    (r"\b(?:normal|regular|straight|original|full)[ -]time(?: (?:feel|drums?|beat|groove|again))?\b", _feel("normal")),
    (r"\b(?:swing|swung|swinging|swingier|swingy|shuffle|shuffled|shuffling|swing feel|triplet feel|bounce)(?: it| feel| groove| rhythm| notes| eighths?)?\b(?! band)", _swing(True)),
    (r"\b(?:straight(?:er)? (?:eighths?|8ths?|8s|feel|time|rhythm|notes)|play it straight(?:er)?|straighten(?: it)?(?: out)?|un-?swing(?: it)?|straighter|straight)\b", _swing(False)),
    (r"\b(?:humani[sz]e(?:d|r)?|(?:more )?human(?:[ -]like)?|looser|loosen(?: it| up| it up)?|loose|sloppier|(?:more )?sloppy|less (?:robotic|mechanical|stiff|quanti[sz]ed|perfect|machine[ -]like|rigid|tight)|(?:more )?(?:organic(?:ally)?|lived[ -]in|like (?:a )?real (?:people|players|person|musicians?)|like (?:a )?human|like people))\b", _loose(True)),
    (r"\b(?:robotic|mechanical|stiff|machine[ -]like|like (?:a )?(?:machine|robot|computer)|rigid|computer[iy]?[sz]?e?d?|programmed|midi[ -]ish|too perfect|on the grid)\b", lambda h: HumaniseMove(amount=bounded((1 if h.complained or not re.search(r"\b(?:make|play it|should|want|more|like it|give|must|let)\b", h.before) or re.search(r"\btoo\b", h.match[0] + h.before[-8:]) or re.search(r"\bless\s$", h.before) else -1) * _LOOSENESS * h.scale), target=h.target())),
    (r"\b(?:quanti[sz]e(?:d)?|tighten(?: it| up| it up)?|tighter|tight|snap to (?:the )?grid|(?:more )?(?:precise|in time|on the beat|exact|together)|less (?:human|loose|sloppy|wobbly))\b", _loose(False)),
)  # fmt: skip


# Loudness


def _loud(up: bool) -> "_Loud":
    return _Loud(up)


class _Loud:
    """Louder or softer; only comparatives, complaints and commands."""

    def __init__(self, up: bool) -> None:
        self.up = up

    def __call__(self, hit: Hit) -> Move | None:
        word = hit.match[0]
        plain = re.fullmatch(r"(?:loud|quiet|soft|softly|loudly|quietly)", word)
        if plain and hit.sign > 0 and not re.match(r" enough", hit.after):
            comparative = hit.target().parts or re.search(r"\bmore\s$|\bplay(?:s|ed|ing)?\s|<", hit.before[-12:])
            if not comparative and not any(r.kind == "part" for r in hit.clause.refs):
                return None
        if re.search(
            r"\b(?:get|gets|getting|grow|grows|becom\w+|start\w*|end\w*|begin\w*)\b[^,]*$", hit.before
        ) or re.match(rf" and {word}|.*\band {word}", hit.after):
            return None
        up = self.up == (hit.sign > 0)
        return LoudnessMove(amount=bounded(_LOUDNESS * hit.scale * (1 if up else -1)), target=hit.target())


def _shift(up: bool) -> "_Shift":
    return _Shift(up)


class _Shift:
    """Loudness up or down of what the clause is about."""

    def __init__(self, up: bool) -> None:
        self.up = up

    def __call__(self, hit: Hit) -> Move | None:
        if not any(r.kind == "part" for r in hit.clause.refs) and "volume" not in hit.match[0]:
            return None
        return LoudnessMove(amount=bounded(_LOUDNESS * hit.scale * (1 if self.up else -1)), target=hit.target())


def _shift_of(up: bool, hit: Hit) -> Move | None:
    """A part up or down in the mix."""
    ref = hit.ref("part")
    parts = tuple(p for p in ref.parts if p != HARMONY) or hit.scene.with_roles("chords")
    target = hit.target(parts=False).model_copy(update={"parts": parts})
    return LoudnessMove(amount=bounded(_LOUDNESS * hit.scale * (1 if up else -1)), target=target)


LOUDNESS = rules(
    (r"\b(?:sticks?|stands?|jumps?|pokes?) out(?: (?:too much|like a sore thumb))?", lambda h: LoudnessMove(amount=-_LOUDNESS, target=h.target()) if h.target().parts and not re.search(r"\bmake|\blet|should|more", h.before) else None),
    (r"\b(?:goes under|gets? lost|gets? buried|disappears?|vanish(?:es)?)\b", lambda h: LoudnessMove(amount=_LOUDNESS, target=h.target()) if h.target().parts else None),
    (r"<part> (?:a (?:bit|touch|notch|little|tad) )?up\b(?! (?:an?|the|one|two|half|by|a few|to|in pitch) (?:whole |half )?(?:step|tone|semitone|octave|third|key|fourth|fifth))(?! high)", partial(_shift_of, True)),
    (r"<part> (?:a (?:bit|touch|notch|little|tad) )?down\b(?! (?:an?|the|one|two|half|by|a few|to|in pitch) (?:whole |half )?(?:step|tone|semitone|octave|third|key|fourth|fifth))(?! low)", partial(_shift_of, False)),
    (r"\b(?:turn|bring|crank|push|pump|nudge|mix|fade|raise|boost|lift|drive)(?: it| them| <part>)? up\b(?! (?:an?|the|one|two|half|by|a few|to) (?:whole |half )?(?:step|tone|semitone|octave|third|key))|\b(?:boost|push|emphasi[sz]e|bring out|crank)\b|\bup front\b|\b(?:forward|to the front|front and cent(?:er|re)|more (?:up ?front|prominent|present|audible|volume|present))\b|\bvolume up\b|\bup in the mix\b|\braise the volume(?: of)?\b", _shift(True)),
    (r"\b(?:turn|bring|mix|pull|tone|dial|take|push|nudge)(?: it| them| <part>)? (?:down|back)\b(?! (?:an?|the|one|two|half|by|a few|to) (?:whole |half )?(?:step|tone|semitone|octave|third|key))|\b(?:attenuate|duck)\b|\b(?:in the background|further back|less (?:prominent|present|up ?front|audible|volume|forward|dominant|overpowering))\b|\bvolume down\b|\b(?:down|back|lower|low|buried) in the mix\b|\blower the volume(?: of)?\b|\bunder the (?:rest|others|melody)\b", _shift(False)),
    (r"\b(?:(?:is|are|'s|getting|gets|get) (?:\w+ )?)?(?:buried|drowned out|drowned|inaudible|covered up|lost in the mix|hidden)\b|\b(?:can't|cannot|can not|can hardly|can barely|barely|hardly|don't|do not) (?:really )?hear\b|\bhard to hear\b", lambda h: LoudnessMove(amount=_LOUDNESS, target=h.target())),
    (r"\b(?:overpower(?:s|ing)?|drown(?:s|ing)? (?:out )?(?:everything|the rest|it all|all)(?: else)?(?: out)?|too (?:prominent|dominant|forward|much volume)|in your face|overwhelm(?:s|ing)?|deafening|too up ?front)\b", lambda h: LoudnessMove(amount=-_LOUDNESS, target=h.target())),
    (r"\b(?:louder|loud|loudly|more loud(?:ly)?|more forte|forte|fortissimo)\b", _loud(True)),
    (r"\b(?:quieter|softer|quiet|soft|softly|quietly|more (?:quiet|soft|quietly|softly)|gentler on|piano pianissimo|more subtle|subtler)\b", _loud(False)),
)  # fmt: skip


# Fills and the ending


def _fills(hit: Hit) -> Move | None:
    lead = hit.said("how") or ""
    target = hit.target(parts=False)
    if re.match(r"no\b|without|remove|drop|lose|cut|kill|skip|zero|stop|take out|get rid|don't", lead):
        return FillsMove(amount=-1.0, target=target)
    less = re.match(r"less|fewer|too many|reduce|not so many|so many", lead)
    return FillsMove(amount=bounded(_FILLS * hit.scale * (-1 if less else 1)), target=target)


def _ending(how: str) -> "_Ending":
    return _Ending(how)


class _Ending:
    """Another ending."""

    def __init__(self, how: str) -> None:
        self.how = how

    def __call__(self, hit: Hit) -> Move | None:
        if re.search(r"\b(?:no|not|without|don't|never|remove|lose|stop)\b[^,]*$", hit.before):
            return EndingMove(how="cadence")
        for ref in hit.clause.refs:
            if ref.kind == "place" and ref.section == "outro":
                hit.clause.saying.take(ref.start, ref.end)
        return EndingMove.model_validate({"how": self.how, "target": Target()})


_AT_END = r"(?: (?:at|towards?|near|by|in|for) (?:the )?(?:very )?(?:end|ending|close|finish|last (?:few )?bars?)| into the end)?"
_FINISH = r"(?:end(?:s|ing)?|finish(?:es|ing)?|stop(?:s|ping)?|close|conclude)"
def _part_fills(hit: Hit) -> Move | None:
    """No drum fills, more drum fills: the word of quantity was read as the article of the drums."""
    det = hit.refs("part")[0].det
    amount = {"no": -1.0, "any": -1.0, "more": _FILLS}.get(det)
    return None if amount is None else FillsMove(amount=amount, target=hit.target(parts=False))


_ANNOYING = re.compile(
    r"\b(?:too much|too busy|too loud|too many|over the top|distracting|a bit much)\b|(?P<all>\b(?:annoy\w*|have to go|can (?:they|it|that) go|bother\w*|get rid|out|off|hate|don't (?:like|want|need))\b)"
)


def _annoying_fills(hit: Hit) -> Move | None:
    """Fills that are complained of anywhere in the message."""
    annoyed = _ANNOYING.search(hit.clause.saying.text.lower)
    if annoyed is None:
        return None
    hit.clause.saying.take(*annoyed.span())
    return FillsMove(amount=-1.0 if annoyed["all"] else -0.5, target=hit.target(parts=False))


FILLS = rules(
    (r"\b(?:that|this|the|those|these|there are these|all the) (?:<part> )?(?:fills?|rolls?)\b", _annoying_fills),
    (r"<part> (?P<how>)(?:fills?|rolls?)\b(?=[^;!?]*\b(?:too much|annoy\w*|over the top|can they go|distracting|a bit much|bother\w*)\b)", lambda h: FillsMove(amount=-1.0, target=h.target(parts=False))),
    (r"\b(?:(?P<how>no|without(?: any)?|remove(?: all| the)?|drop the|lose the|cut the|kill the|skip the|take out the|get rid of the|more|less|fewer|too many|not so many|so many|add(?: some| a few| more)?|put(?: some| more)?|with(?: some| more)?|some|a few|extra|bigger|busier|reduce the|don't (?:do|play)(?: any| so many)?|stop the) )(?:<part> )?(?:fills|rolls)\b", _fills),
    (r"(?P<how>)<part> (?:fills|rolls)\b", _part_fills),
    (r"\b(?:with|add|put(?: in)?|throw in|do|want|have|need|needs) <part> (?P<how>)(?:fill|roll)\b", lambda h: FillsMove(amount=_FILLS, target=h.target(parts=False))),
    (r"(?:^|\b(?:an?|some|bigger|big|more|short|another) )(?P<how>)(?:fills?)\b(?= (?:before|after|into|in|at|leading|every|on))", lambda h: FillsMove(amount=_FILLS, target=h.target(parts=False))),
    (r"\b(?P<how>add an?|put an?|with an?|throw in an?) (?:drum |big |little )*fill\b(?! (?:in|at) bar)", _fills),
)  # fmt: skip
ENDING = rules(
    (r"\blet (?:the )?(?:very )?(?:last|final) (?:chord|note|<part>|place) ring[^,.;]*|\b(?:held|long|ringing) (?:chord|note|<part>)(?= (?:at the end|to finish|for the end)| *$)(?<=\w)", lambda h: _ending("hold")(h) if re.search(r"last|final|end|finish", h.clause.shape) else None),
    (r"(?:^|\b(?:the )?(?:end|ending|finish|<place>) (?:must |should |to |has to |is to |can |could )?(?:be )?)(?:more )?(?:abrupt|sudden|cold)\b(?! (?:stop|end))(?:,? like cut with a knife)?", lambda h: None if re.search(r"\bso (?:abrupt|sudden)|too (?:abrupt|sudden)", h.clause.saying.text.lower) else _ending("cold")(h)),
    (rf"\b(?:{_FINISH} (?:with|on|in|it with|it on) an? (?:slow |long |gradual )?)?(?:the (?:ending|outro) (?:should |to |must )?)?(?:fade(?:s)?(?:[ -]?(?:out|away|to (?:nothing|silence)|it out|the (?:ending|end|outro|song)(?: out)?))?|fade-?out)(?: ending)?{_AT_END}\b", _ending("fade")),
    (rf"\b(?:(?:{_FINISH})(?: it)? (?:with|on|in) an? |an? |with an? )?(?:ritard(?:ando)?|rallentando|rit\.?|rall\.?|big slow[ -]?down|slow(?:er|ing)?[ -]?down(?= (?:at|towards?|near|for) )|slow down(?= at| towards?| near)|slow(?:er)? (?:ending|end)|get(?:s)? slower(?= (?:at|towards?) the (?:very )?(?:end|close)))(?: ending)?{_AT_END}(?:(?<=\bdown)|(?<=\bend)|(?<=\w))", _ending("ritardando")),
    (r"\b(?:should |must |can |let it |it )?(?:become|get|go|turn|grow)(?:s|ing)? (?:slower and slower|slower|more slow)\b(?=.*)|\bslower and slower\b", lambda h: _ending("ritardando")(h) if "slower and slower" in h.match[0] or re.search(r"\bend\b", h.clause.shape) else None),
    (r"\b(?:slow(?:s|er|ing)?(?: it| the tempo| things)?(?: down)?|get(?:s)? slower) (?:at|towards?|near|for|in) (?:the )?(?:very )?(?:end|ending|close|finish|last (?:few )?bars?)\b", _ending("ritardando")),
    (rf"\b(?:{_FINISH}(?: it)? slow(?:ly|er)?)\b", _ending("ritardando")),
    (rf"\b(?:(?:{_FINISH})(?: it| the song)? (?:with|on) an? |an? |with an? )?(?:cold|abrupt|sudden|hard|dead)[ -](?:stop|end(?:ing)?|finish|cut)\b{_AT_END}|\b{_FINISH}(?: it)? (?:more )?(?:cold|abruptly|suddenly|dead|on the one|on a hit|hard)\b|\bno (?:long )?outro,? just stop\b|\bjust stops?{_AT_END}", _ending("cold")),
    (rf"\b(?:{_FINISH})(?: it| the song)? (?:with|on) (?:an?|one|the) (?:\w+ ){{0,2}}(?:(?:chord|\x02\x1f*|note|fermata|hit)(?: ringing(?: out)?| held)?)|\b(?:hold|sustain|let) the (?:last|final) (?:chord|note|<part>)(?: longer| out| ring(?: out)?)?{_AT_END}|\b(?:big|long|held|ringing) (?:final|last|ending|closing) (?:chord|note)\b{_AT_END}|\blet (?:it|the last chord) ring(?: out)?{_AT_END}|\b(?:a )?(?:big|long|held) (?:chord|\x02\x1f*) at the (?:very )?end\b|\bfermata\b{_AT_END}", _ending("hold")),
    (rf"\b(?:{_FINISH}(?: it)? (?:in tempo|in time|normally|(?:with|on) (?:an? )?(?:\w+ )?cadence|properly)|(?:normal|regular|proper|clean) (?:ending|end)|resolve at the end|a (?:proper )?cadence)\b{_AT_END}", _ending("cadence")),
)  # fmt: skip
