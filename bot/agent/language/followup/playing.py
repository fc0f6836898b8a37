"""Wishes about playing: swing, time feel, looseness, loudness, fills, the ending."""

import re
from functools import partial

from bot.agent.language.followup.rules import Hit, bounded, rules, travels
from skills.edit.move import Move
from skills.edit.playing import EndingMove, FillsMove, HumaniseMove, LoudnessMove, SwingMove, TimeFeelMove
from skills.edit.target import HARMONY, Target
from skills.edit.writing import RhythmMove

_LOUDNESS, _LOOSENESS, _FILLS = 0.35, 0.4, 0.5


# Time feel, swing, looseness


def _feel(feel: str, hit: Hit) -> Move:
    """Half-time, double-time or normal time."""
    target = hit.target().model_copy(update={"parts": ()})
    off = re.search(r"\b(?:no|not|without|remove|less|don't|kill|lose|stop)\b", hit.before)
    return TimeFeelMove.model_validate({"feel": "normal" if off else feel, "target": target})


def _swing(up: bool, hit: Hit) -> Move | list[Move]:
    """Swing more or less."""
    if re.search(r"\d\d ?(?:%|percent)|\0", hit.clause.saying.text.lower) and "%" in hit.clause.saying.text.lower:
        return []
    target = hit.target(parts=True)
    negated = re.search(
        r"\b(?:no|not|without|remove|lose|kill|drop|take out|get rid of|don't|stop)\b[^,]*$", hit.before
    )
    less = hit.complained or re.search(r"\bless\b[^,]*$", hit.before)
    if negated and not less:
        return SwingMove(amount=0.5 if up else 0.62, target=target)
    if less or hit.scale != 1.0 or re.search(r"\bmore\b|\bharder\b", hit.before[-12:] + hit.match[0] + hit.after[:8]):
        change = 0.3 * hit.scale * (1 if up != bool(less) else -1)
        return SwingMove(change=bounded(change), target=target)
    return SwingMove(amount=0.66 if up else 0.5, target=target)


def _loose(up: bool, hit: Hit) -> Move:
    """Looser or tighter; ``up`` is looser."""
    up = up == (hit.sign > 0)
    quantised = "quanti" in hit.match[0] and hit.sign > 0
    amount = -1.0 if quantised and hit.scale == 1 else _LOOSENESS * hit.scale * (1 if up else -1)
    return HumaniseMove(amount=bounded(amount), target=hit.target())


def _straight_rhythm(hit: Hit) -> Move:
    return RhythmMove(manner="straight", target=hit.target())


FEEL = rules(
    (
        r"\bstraight(?:en|er)(?: out| up)? (?:the rhythm (?:of |in |for )?)?(?=<part>(?:'s)? (?:rhythms?|part"
        r"|pattern|figure|line))"
        r"|\bstraight(?:en|er)(?: out| up)? the rhythm\b|<part>(?:'s)? rhythm (?:should be |must be"
        r" )?straight(?:er|ened)?\b",
        _straight_rhythm,
    ),
    (
        r"(?<!\d)(?P<n>[5-7]\d) ?(?:%|percent)",
        lambda h: (
            SwingMove(amount=int(h.said("n") or 50) / 100, target=h.target())
            if re.search(r"swing|shuffle", h.clause.saying.text.lower) and int(h.said("n") or 0) <= 75
            else None
        ),
    ),
    (r"\bhalf[ -]?time(?: (?:feel|drums?|beat|groove|drop|it))?\b", partial(_feel, "half")),
    (r"\bdouble[ -]?time(?: (?:feel|drums?|beat|groove|it))?\b", partial(_feel, "double")),
    (
        r"\b(?:normal|regular|straight|original|full)[ -]time(?: (?:feel|drums?|beat|groove|again))?\b",
        partial(_feel, "normal"),
    ),
    (
        r"\b(?:swing|swung|swinging|swingier|swingy|shuffle|shuffled|shuffling|swing feel"
        r"|triplet feel|bounce)(?: it| feel| groove| rhythm| notes| eighths?)?\b(?! band)",
        partial(_swing, True),
    ),
    (
        r"\b(?:straight(?:er)? (?:eighths?|8ths?|8s|feel|time|rhythm|notes)|play it "
        r"straight(?:er)?|straighten(?: it)?(?: out)?|un-?swing(?: it)?|straighter|straight)"
        r"\b(?! (?:into|to|after|from|away|out of|on to|at|before)\b)(?!-)",
        partial(_swing, False),
    ),
    (
        r"\b(?:humani[sz]e(?:d|r)?|(?:more )?human(?:[ -]like)?|looser|loosen(?: it| up| it "
        r"up)?|loose|sloppier|(?:more )?sloppy|less (?:metronomic|like (?:a )?(?:metronome|clockwork|drum"
        r" machine)|robotic|mechanical|stiff|quanti[sz]ed"
        r"|perfect|machine[ -]like|rigid|tight)|(?:more )?(?:organic(?:ally)?|lived[ -]in"
        r"|like (?:a )?real (?:people|players|person|musicians?)|like (?:a )?human|like "
        r"people))\b",
        partial(_loose, True),
    ),
    (
        r"\b(?:robotic|mechanical|stiff|machine[ -]like|like (?:a )?(?:machine|robot|computer)"
        r"|rigid|computer[iy]?[sz]?e?d?|programmed|midi[ -]ish|too perfect|on the grid)\b",
        lambda h: HumaniseMove(
            amount=bounded(
                (
                    1
                    if h.complained
                    or not re.search(r"\b(?:make|play it|should|want|more|like it|give|must|let)\b", h.before)
                    or re.search(r"\btoo\b", h.match[0] + h.before[-8:])
                    or re.search(r"\bless\s$", h.before)
                    else -1
                )
                * _LOOSENESS
                * h.scale
            ),
            target=h.target(),
        ),
    ),
    (
        r"\b(?:quanti[sz]e(?:d)?|tighten(?: it| up| it up)?|tighter|tight|snap to (?:the "
        r")?grid|(?:more )?(?:precise|in time|on the beat|exact|together)|less (?:human|loose"
        r"|sloppy|wobbly))\b",
        partial(_loose, False),
    ),
)


# Loudness


def _loud(up: bool, hit: Hit) -> Move | None:
    """Louder or softer; only comparatives, complaints and commands."""
    word = hit.match[0]
    if travels(hit):
        return None
    plain = re.fullmatch(r"(?:loud|quiet|soft|softly|loudly|quietly)", word)
    if plain and hit.sign > 0 and not re.match(r" enough", hit.after):
        comparative = hit.target().parts or re.search(r"\bmore\s$|\bplay(?:s|ed|ing)?\s|<", hit.before[-12:])
        if not comparative and not any(r.kind == "part" for r in hit.clause.refs):
            return None
    if re.search(
        r"\b(?:get|gets|getting|grow|grows|becom\w+|start\w*|end\w*|begin\w*)\b[^,]*$", hit.before
    ) or re.match(rf" and {word}|.*\band {word}", hit.after):
        return None
    up = up == (hit.sign > 0)
    return LoudnessMove(amount=bounded(_LOUDNESS * hit.scale * (1 if up else -1)), target=hit.target())


def _shift(up: bool, hit: Hit) -> Move | None:
    """Loudness up or down of what the clause is about."""
    if not any(r.kind == "part" for r in hit.clause.refs) and "volume" not in hit.match[0]:
        return None
    return LoudnessMove(amount=bounded(_LOUDNESS * hit.scale * (1 if up else -1)), target=hit.target())


def _shift_of(up: bool, hit: Hit) -> Move | None:
    """A part up or down in the mix."""
    ref = hit.ref("part")
    parts = tuple(p for p in ref.parts if p != HARMONY) or hit.scene.with_roles("chords")
    target = hit.target(parts=False).model_copy(update={"parts": parts})
    return LoudnessMove(amount=bounded(_LOUDNESS * hit.scale * (1 if up else -1)), target=target)


LOUDNESS = rules(
    (
        r"\b(?:hear|have|get|notice|make out) <part> (?:(?:a|bit|little|lot|much|even|some) )*(?:better|more"
        r"|clearly|clearer)\b",
        partial(_shift_of, True),
    ),
    (
        r"<part> (?:is|are|gets?|being) (?:drowned(?: out)?|covered(?: up)?|buried|masked|swallowed|hidden)"
        r" (?:by|under|beneath|in) <part>",
        partial(_shift_of, True),
    ),
    (
        r"\b(?:way |far |much )?(?:too (?:much |far )?)?(?:in the foreground|(?:up )?in front|forward)\b",
        lambda h: (
            LoudnessMove(amount=bounded(_LOUDNESS * h.scale * (-1 if "too" in h.match[0] else 1)), target=h.target())
            if any(r.kind == "part" for r in h.clause.refs)
            else None
        ),
    ),
    (
        r"\b(?:sticks?|stands?|jumps?|pokes?) out(?: (?:too much|like a sore thumb))?",
        lambda h: (
            LoudnessMove(amount=-_LOUDNESS, target=h.target())
            if h.target().parts and not re.search(r"\bmake|\blet|should|more", h.before)
            else None
        ),
    ),
    (
        r"\b(?:goes under|gets? lost|gets? buried|disappears?|vanish(?:es)?)\b",
        lambda h: LoudnessMove(amount=_LOUDNESS, target=h.target()) if h.target().parts else None,
    ),
    (
        r"<part> (?:a (?:bit|touch|notch|little|tad) )?up\b(?! (?:an?|the|one|two|half|by|a "
        r"few|to|in pitch) (?:whole |half )?(?:step|tone|semitone|octave|third|key|fourth"
        r"|fifth))(?! high)",
        partial(_shift_of, True),
    ),
    (
        r"<part> (?:a (?:bit|touch|notch|little|tad) )?down\b(?! (?:an?|the|one|two|half|by|a "
        r"few|to|in pitch) (?:whole |half )?(?:step|tone|semitone|octave|third|key|fourth"
        r"|fifth))(?! low)",
        partial(_shift_of, False),
    ),
    (
        r"\b(?:turn|bring|crank|push|pump|nudge|mix|fade|raise|boost|lift|drive)(?: it| them| "
        r"<part>)? up\b(?! (?:an?|the|one|two|half|by|a few|to) (?:whole |half )?(?:step|tone"
        r"|semitone|octave|third|key))|\b(?:boost|push|emphasi[sz]e|bring out|crank)\b|\bup "
        r"front\b|\b(?:forward|to the front|front and cent(?:er|re)|more (?:up ?front"
        r"|prominent|present|audible|volume|present))\b|\bvolume up\b|\bup in the mix\b"
        r"|\braise the volume(?: of)?\b",
        partial(_shift, True),
    ),
    (
        r"\b(?:turn|bring|mix|pull|tone|dial|take|push|nudge)(?: it| them| <part>)? (?:down"
        r"|back)\b(?! (?:an?|the|one|two|half|by|a few|to) (?:whole |half )?(?:step|tone"
        r"|semitone|octave|third|key))|\b(?:attenuate|duck)\b|\b(?:in the background|further "
        r"back|less (?:prominent|present|up ?front|audible|volume|forward|dominant"
        r"|overpowering))\b|\bvolume down\b|\b(?:down|back|lower|low|buried) in the mix\b"
        r"|\blower the volume(?: of)?\b|\bunder the (?:rest|others|melody)\b",
        partial(_shift, False),
    ),
    (
        r"\b(?:(?:is|are|'s|getting|gets|get) (?:\w+ )?)?(?:buried|drowned out|drowned"
        r"|inaudible|covered up|lost in the mix|hidden)\b|\b(?:can't|cannot|can not|can "
        r"hardly|can barely|barely|hardly|don't|do not) (?:really )?hear\b(?! (?:my|your|her"
        r"|him)self)|\bhard to hear\b",
        lambda h: LoudnessMove(amount=_LOUDNESS, target=h.target()),
    ),
    (
        r"\b(?:overpower(?:s|ing)?|drown(?:s|ing)? (?:out )?(?:everything|the rest|it all|all)"
        r"(?: else)?(?: out)?|too (?:prominent|dominant|forward|much volume)|in your face"
        r"|overwhelm(?:s|ing)?|deafening|too up ?front)\b",
        lambda h: LoudnessMove(amount=-_LOUDNESS, target=h.target()),
    ),
    (r"\b(?:louder|loud|loudly|more loud(?:ly)?|more forte|forte|fortissimo)\b", partial(_loud, True)),
    (
        r"\b(?:quieter|softer|quiet|soft|softly|quietly|more (?:quiet|soft|quietly|softly)"
        r"|gentler on|piano pianissimo|more subtle|subtler)\b",
        partial(_loud, False),
    ),
)


# Fills and the ending


def _fills(hit: Hit) -> Move | None:
    lead = hit.said("how") or ""
    target = hit.target(parts=False)
    if re.match(r"no\b|without|remove|drop|lose|cut|kill|skip|zero|stop|take out|get rid|don't", lead):
        return FillsMove(amount=-1.0, target=target)
    less = re.match(r"less|fewer|too many|reduce|not so many|so many", lead)
    return FillsMove(amount=bounded(_FILLS * hit.scale * (-1 if less else 1)), target=target)


def _ending(how: str, hit: Hit) -> Move | None:
    """Another ending."""
    if re.search(r"\b(?:no|not|without|don't|never|remove|lose|stop)\b[^,]*$", hit.before):
        return EndingMove(how="cadence")
    for ref in hit.clause.refs:
        if ref.kind == "place" and ref.section == "outro":
            hit.clause.saying.take(ref.start, ref.end)
    return EndingMove.model_validate({"how": how, "target": Target()})


_AT_END = (
    r"(?: (?:at|towards?|near|by|in|for) (?:the )?(?:very )?(?:end|ending|close|finish"
    r"|last (?:few )?bars?)| into the end)?"
)
_FINISH = r"(?:end(?:s|ing)?|finish(?:es|ing)?|stop(?:s|ping)?|close|conclude)"


def _part_fills(hit: Hit) -> Move | None:
    """No drum fills, more drum fills: the word of quantity was read as the article of the drums."""
    det = hit.refs("part")[0].det
    amount = {"no": -1.0, "any": -1.0, "more": _FILLS}.get(det)
    return None if amount is None else FillsMove(amount=amount, target=hit.target(parts=False))


_ANNOYING = re.compile(
    r"\b(?:too much|too busy|too loud|too many|over the top|distracting|a bit much)\b"
    r"|(?P<all>\b(?:annoy\w*|have to go|can (?:they|it|that) go|bother\w*|get rid|out|off"
    r"|hate|don't (?:like|want|need))\b)"
)


def _annoying_fills(hit: Hit) -> Move | None:
    """Fills that are complained of anywhere in the message."""
    annoyed = _ANNOYING.search(hit.clause.saying.text.lower)
    if annoyed is None:
        return None
    hit.clause.saying.take(*annoyed.span())
    return FillsMove(amount=-1.0 if annoyed["all"] else -0.5, target=hit.target(parts=False))


FILLS = rules(
    (
        r"\b(?P<how>stop|remove|drop|lose|cut|kill|skip|take out|get rid of|without|reduce|fewer|less|more"
        r"|add|want|need|put in)"
        r" <part> (?:fills?|rolls?)\b",
        _fills,
    ),
    (r"^\W*(?P<how>)<part> fills?\b(?= (?:before|after|into|in|at|leading|every|on|going))", _fills),
    (r"\b(?:that|this|the|those|these|there are these|all the) (?:<part> )?(?:fills?|rolls?)\b", _annoying_fills),
    (
        r"<part> (?:fills?|rolls?)\b",
        lambda h: _annoying_fills(h) if h.refs("part")[0].det in ("these", "those", "the", "that") else None,
    ),
    (
        r"\b(?:(?P<how>no|without(?: any)?|remove(?: all| the)?|drop the|lose the|cut the"
        r"|kill the|skip the|take out the|get rid of the|more|less|fewer|too many|not so many"
        r"|so many|add(?: some| a few| more)?|put(?: some| more)?|with(?: some| more)?|some|a "
        r"few|extra|bigger|busier|reduce the|don't (?:do|play)(?: any| so many)?|stop the) )"
        r"(?:<part> )?(?:fills|rolls)\b",
        _fills,
    ),
    (r"(?P<how>)<part> (?:fills|rolls)\b", _part_fills),
    (
        r"\b(?:with|add|put(?: in)?|throw in|do|want|have|need|needs) <part> (?P<how>)(?:fill|roll)\b",
        lambda h: FillsMove(amount=_FILLS, target=h.target(parts=False)),
    ),
    (
        r"(?:^|\b(?:an?|some|bigger|big|more|short|another) )(?P<how>)(?:fills?)\b(?= "
        r"(?:before|after|into|in|at|leading|every|on))",
        lambda h: FillsMove(amount=_FILLS, target=h.target(parts=False)),
    ),
    (r"\b(?P<how>add an?|put an?|with an?|throw in an?) (?:drum |big |little )*fill\b(?! (?:in|at) bar)", _fills),
)
ENDING = rules(
    (
        r"\blet (?:the )?(?:very )?(?:last|final) (?:chord|note|<part>|place) ring[^,.;]*"
        r"|\b(?:held|long|ringing) (?:chord|note|<part>)(?= (?:at the end|to finish|for the "
        r"end)| *$)(?<=\w)",
        lambda h: _ending("hold", h) if re.search(r"last|final|end|finish", h.clause.shape) else None,
    ),
    (
        r"(?:^|\b(?:the )?(?:end|ending|finish|<place>) (?:must |should |to |has to |is to "
        r"|can |could )?(?:be )?)(?:more )?(?:abrupt|sudden|cold)\b(?! (?:stop|end))(?:,? "
        r"like cut with a knife)?",
        lambda h: (
            None
            if re.search(r"\bso (?:abrupt|sudden)|too (?:abrupt|sudden)", h.clause.saying.text.lower)
            else _ending("cold", h)
        ),
    ),
    (
        rf"\b(?:{_FINISH} (?:with|on|in|it with|it on) an? (?:slow |long |gradual )?)?(?:the "
        rf"(?:ending|outro) (?:should |to |must )?)?(?:fade(?:s)?(?:[ -]?(?:out|away|to "
        rf"(?:nothing|silence)|it out|the (?:ending|end|outro|song)(?: out)?))?|fade-?out)(?: "
        rf"ending)?{_AT_END}\b",
        partial(_ending, "fade"),
    ),
    (
        rf"\b(?:(?:{_FINISH})(?: it)? (?:with|on|in) an? |an? |with an? )?(?:ritard(?:ando)?"
        rf"|rallentando|rit\.?|rall\.?|big slow[ -]?down|slow(?:er|ing)?[ -]?down(?= (?:at"
        rf"|towards?|near|for) )|slow down(?= at| towards?| near)|slow(?:er)? (?:ending|end)"
        rf"|get(?:s)? slower(?= (?:at|towards?) the (?:very )?(?:end|close)))(?: "
        rf"ending)?{_AT_END}(?:(?<=\bdown)|(?<=\bend)|(?<=\w))",
        partial(_ending, "ritardando"),
    ),
    (
        r"\b(?:should |must |can |let it |it )?(?:become|get|go|turn|grow)(?:s|ing)? "
        r"(?:slower and slower|slower|more slow)\b(?=.*)|\bslower and slower\b",
        lambda h: (
            _ending("ritardando", h)
            if "slower and slower" in h.match[0] or re.search(r"\bend\b", h.clause.shape)
            else None
        ),
    ),
    (
        r"\b(?:slow(?:s|er|ing)?(?: it| the tempo| things)?(?: down)?|get(?:s)? slower) (?:at"
        r"|towards?|near|for|in) (?:the )?(?:very )?(?:end|ending|close|finish|last (?:few "
        r")?bars?)\b",
        partial(_ending, "ritardando"),
    ),
    (rf"\b(?:{_FINISH}(?: it)? slow(?:ly|er)?)\b", partial(_ending, "ritardando")),
    (
        rf"\b(?:(?:{_FINISH})(?: it| the song)? (?:with|on) an? |an? |with an? )?(?:cold"
        rf"|abrupt|sudden|hard|dead)[ -](?:stop|end(?:ing)?|finish|cut)\b{_AT_END}"
        rf"|\b{_FINISH}(?: it)? (?:more )?(?:cold|abruptly|suddenly|dead|on the one|on a hit"
        rf"|hard)\b|\bno (?:long )?outro,? just stop\b|\bjust stops?{_AT_END}",
        partial(_ending, "cold"),
    ),
    (
        rf"\b(?:{_FINISH})(?: it| the song)? (?:with|on) (?:an?|one|the) (?:\w+ "
        rf"){{0,2}}(?:(?:chord|\x02\x1f*|note|fermata|hit)(?: ringing(?: out)?| held)?)"
        rf"|\b(?:hold|sustain|let) the (?:last|final) (?:chord|note|<part>)(?: longer| out| "
        rf"ring(?: out)?)?{_AT_END}|\b(?:big|long|held|ringing) (?:final|last|ending|closing) "
        rf"(?:chord|note)\b{_AT_END}|\blet (?:it|the last chord) ring(?: out)?{_AT_END}|\b(?:a "
        rf")?(?:big|long|held) (?:chord|\x02\x1f*) at the (?:very )?end\b|\bfermata\b{_AT_END}",
        partial(_ending, "hold"),
    ),
    (
        rf"\b(?:{_FINISH}(?: it)? (?:in tempo|in time|normally|(?:with|on) (?:an? )?(?:\w+ "
        rf")?cadence|properly)|(?:normal|regular|proper|clean) (?:ending|end)|resolve at the "
        rf"end|a (?:proper )?cadence)\b{_AT_END}",
        partial(_ending, "cadence"),
    ),
)
