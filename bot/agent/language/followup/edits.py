"""From a message about a song to moves: every table of rules in turn, each taking the words it knows.

The order is from the most particular to the most general, as in ``reading``: what names two things
("swap the piano for a rhodes") before what names one, numbers before words, and feelings last.
"""

import re
from collections.abc import Callable
from functools import cache

from bot.agent.language import chords, genres, instruments, keys, length, metre, moods, movement, tempo, titles
from bot.agent.language.followup import band, feeling, harmony, lasting, pace, playing, structure, swapping, writing
from bot.agent.language.followup.places import find_places
from bot.agent.language.followup.reasons import without_reasons
from bot.agent.language.followup.references import (
    ValueKind,
    find_parts,
    find_versions,
    inverted,
    role_words,
    shorthand,
)
from bot.agent.language.followup.rules import Hit, Rule, apply, rules
from bot.agent.language.followup.saying import Saying
from bot.agent.language.followup.scene import Scene
from bot.agent.language.lexicon import Lexicon, Mention
from bot.agent.language.manner import DENSITY_WORDS
from bot.agent.language.text import READ, Text
from skills.edit.cast import TitleMove
from skills.edit.feeling import StyleMove
from skills.edit.form import LengthMove, MetreMove
from skills.edit.harmony import ChordsMove
from skills.edit.move import Move
from skills.edit.playing import TempoMove
from skills.edit.target import Target
from skills.edit.writing import RewriteMove, RhythmMove
from skills.plan import Ask
from skills.theory.chord import parse_chord

_RETITLE = re.compile(
    r"\b(?:rename|retitle|re-title)(?: (?:it|this|that|the (?:song|track|piece)))?(?: "
    r"(?:to|as|into))?\s*[:,]?\s*(?P<a>[^;!?]{1,60})$"
    r"|\b(?:settled?|decided?|going|go|went) (?:on|for|with) (?P<c>[^;!?]{1,60}?) (?:for"
    r"|as) (?:the |its |a |my )?(?:name|title)\b"
    r"|[\"“](?P<d>[^\"”]{1,60})[\"”] (?:for|as|is) (?:the |its |a |my )?(?:name|title)\b"
    r"|^\W*(?:the )?(?:new |working )?(?:title|name)(?: (?:is|will be|should be|shall be)"
    r")?\s*[:=]?\s*[\"“](?P<e>[^\"”]{1,60})[\"”]"
    r"|\b(?:change|set|make) (?:the )?(?:title|name)(?: of (?:it|this|the (?:song|track))"
    r")?(?: (?:to|be))?\s*[:,]?\s*(?P<b>[^;!?]{1,60})$"
)
_CHORD = re.compile(
    r"(?<![\w#/-])[A-G](?:#|b)?(?:maj|min|m|dim|aug|sus|add|°|\+)?(?:\d{1,2})?(?:b5|#5|b9"
    r"|#9|sus[24])?(?:/[A-G][#b]?)?(?![\w#'-])"
)
_KEY_WORDS = re.compile(
    r"\b(?:key|major|minor|dorian|phrygian|lydian|mixolydian|locrian|aeolian|ionian|maj"
    r"|min|sharp|flat)\b|\b[a-g](?:#|b)?m?\b"
)


_MOOD_VERBS = {
    "darken": "darker", "brighten": "brighter", "brighten up": "brighter", "sadden": "sadder", "cheer up": "happier",
    "lighten the mood": "happier", "liven up": "livelier", "enliven": "livelier", "warm up": "warmer",
    "cry": "sadder", "weep": "sadder", "in tears": "sadder", "smile": "happier",
    "calm": "calmer", "mellow": "mellower", "toughen up": "angrier", "sweeten": "sweeter",
}  # fmt: skip
"""Verbs that ask for more of a feeling."""


def _mood_verbs() -> dict[str, moods.Mood]:
    known = moods.mood_words()
    meant = {verb: known.get(word.removeprefix("more ")) for verb, word in _MOOD_VERBS.items() if verb not in known}
    return {verb: mood._replace(comparative=True) for verb, mood in meant.items() if mood is not None}


@cache
def lexicon() -> Lexicon:
    """Every phrase that names a part, a style or a feeling."""
    return Lexicon(
        (
            ("shape", movement.shape_words()),
            ("role", role_words()),
            ("instrument", shorthand()),
            (
                "genre",
                genres.genre_words()
                | {
                    "bossa": "bossa nova",
                    "edm": "house",
                    "techno": "house",
                    "jazzier": "jazz",
                    "bluesier": "blues",
                    "funkier": "funk",
                    "folkier": "folk",
                    "rockier": "rock",
                    "poppier": "pop",
                    "more pop": "pop",
                    "heavier metal": "metal",
                },
            ),
            ("instrument", instruments.instrument_words()),
            ("tempo", tempo.TEMPO_WORDS),
            (
                "mood",
                moods.mood_words()
                | _mood_verbs()
                | {"emotion": moods.mood_words()["emotional"], "emotions": moods.mood_words()["emotional"]},
            ),
            ("density", DENSITY_WORDS),
        )
    )


def say(text: Text, scene: Scene, versions: tuple[tuple[int, ...], int, int | None]) -> Saying:
    """A message with everything it points at; ``versions``: those there are, the current one, and the one before."""
    mentions = lexicon().find(text)
    refs = find_versions(text, *versions)
    refs += [r for r in find_places(text, scene) if not any(v.start < r.end and r.start < v.end for v in refs)]
    players = [m for m in mentions if m.topic in ("role", "instrument") and not _is_verb(text, m)]
    players = [m for m in players if not any(r.start < m.end and m.start < r.end for r in refs)]
    refs += find_parts(text, players, scene)
    others = [m for m in mentions if m.topic not in ("role", "instrument")]
    others = [m for m in others if not any(r.start < m.end and m.start < r.end for r in refs)]
    saying = Saying(text, refs, others, scene)
    _except(saying)
    return saying


_VERBS = re.compile(
    r"kick(?=\s(?:the\s)?\w+\s(?:out|up|off)\b)|kick(?=\s(?:it|in|off|up|things|this)\b)|lead(?=s?\s(?:in"
    r"|into|to|us|up to)\b)"
    r"|groove(?=\s(?:more|harder|better)\b)|string(?=\s(?:of|together|along)\b)"
    r"|sub(?=\s(?:out|in)\b)"
    r"|tune(?=\s(?:it|up|down)\b)|beat(?=\s(?:it|that)\b)|voice(?=\smy\b)|chord(?=\sof\b)"
    r"|horn(?=\sin\b)|theme(?=\sof\b)|strings?(?=\sattached\b)"
)


_PULSE = re.compile(
    r"(?:\boff[ -]|\b(?:on|against|behind|ahead of|across|off|to|around|lose the|keep the)"
    r" (?:the )?)$"
)


_QUALITY = re.compile(r"\b(?:some|any|enough|much|little|lacks?|lacking|miss|missing|of)\s$")
_COMPANY = re.compile(
    r"\s(?:band|quartet|trio|orchestra|ensemble|section|teacher|lesson|class|player|school"
    r"|shop)s?\b"
)
_OURS = re.compile(r"\b(?:in an?|in the|in our|my|our|his|her|their|for an?|for the|i'm an?|am an?)\s$")


def _is_verb(text: Text, mention: Mention) -> bool:
    """Whether a word for a part is none here: "kick it up", "leads into the chorus", "against the beat"."""
    if text.lower[mention.start : mention.end] in ("beat", "beats") and text.before(_PULSE, mention.start):
        return True
    named = text.lower[mention.start : mention.end]
    company = _COMPANY.match(text.lower, mention.end) or re.search(r"\s(?:band|orchestra|quartet|ensemble)$", named)
    if company and text.before(_OURS, mention.start):
        return True
    if text.lower[mention.start : mention.end] == "groove" and text.before(_QUALITY, mention.start):
        return True
    return bool(_VERBS.match(text.lower, mention.start))


_EVERYTHING = re.compile(
    r"\b(?:everything|everyone|everybody|all (?:of it|the (?:parts|instruments|sections"
    r"|others?))|all|the rest|every (?:part|instrument|section)|anything|the whole "
    r"(?:thing|song|band))(?: else)? (?:but|except(?: for)?|apart from|other than|besides"
    r"|save|excluding|aside from|bar) (?P<ref>[\x01\x02]\x1f*)"
)


def _except(saying: Saying) -> None:
    """Put "everything but the drums" into the shape as one reference to all the others."""
    for match in list(_EVERYTHING.finditer(saying.shape)):
        if re.search(r"\b(?:remove|cut|drop|mute|kill|take out|lose)\s$", saying.shape[: match.start()]):
            continue
        ref = next(r for r in saying.refs if r.start == match.start("ref"))
        others = inverted(ref, saying.scene)
        if others.parts or others.sections or others.problem:
            words = saying.text.words(*match.span())
            saying.mask(others._replace(start=match.start(), end=match.end(), words=words))
    saying.refresh()


# Values: keys, chords, times, metres and styles, read as in a request and marked in the shape


def _spans(text: Text, read: Callable[[Text], list[Ask]]) -> list[tuple[int, int, Ask]]:
    """What a reader of requests finds, with the places of its words; nothing is taken."""
    before = text.left
    asks = read(text)
    taken = [a != b for a, b in zip(before, text.left, strict=True)]
    text.left = before
    found, start = [], None
    for index, new in enumerate([*taken, False]):
        if new and start is None:
            start = index
        elif not new and start is not None:
            found.append((start, index))
            start = None
    return [(a, b, ask) for (a, b), ask in zip(found, asks, strict=False)]


def mark_values(saying: Saying) -> None:
    """Mark the values in a message. Raises RequestError for a key, a metre or a length that cannot be."""
    text = saying.text
    notes: list[str] = []
    hidden = text.left
    text.left = _without_places(saying)
    if len(_CHORD.findall(text.plain)) > 0 or re.search(r"\b(?:[iv]{1,3}\b|[1-7][ -][1-7][ -][1-7])", text.lower):
        for start, end, ask in _spans(text, chords.read_chords):
            _mark(saying, "chords", start, end, tuple(ask.value.split()))
    chords_at = [(a, _end_of_mark(saying.shape, a)) for a, s in enumerate(saying.shape) if s == "\x06"]
    for start, end in chords_at:
        text.left = text.left[:start] + READ * (end - start) + text.left[end:]
    for start, end, ask in _spans(text, lambda t: metre.read_metre(t, notes)):
        if re.search(r"half[ -]time|double[ -]time", text.lower[start:end]):
            continue
        _mark(saying, "metre", start, end, ask.value)
    if _KEY_WORDS.search(text.lower):
        for _ in range(3):
            found = _spans(text, lambda t: keys.read_key(t, notes))
            free = [f for f in found if not _is_interval(text, f[0], f[1])]
            if not free:
                break
            for start, end, ask in free:
                words = text.lower[start:end]
                if (
                    ask.kind == "key"
                    and re.fullmatch(r"am", words.strip())
                    and not text.plain[start:end].strip().startswith("A")
                ):
                    continue
                _mark(saying, "key", start, end, ask.value if not ask.unwanted else "")
                text.take(start, end)
    for start, end, ask in _spans(text, length.read_length):
        seconds = ask.low if ask.low is not None and ask.high is None else ask.high or ask.low
        middle = (ask.low + ask.high) / 2 if ask.low is not None and ask.high is not None else seconds
        _mark(saying, "time", start, end, middle)
    text.left = hidden
    for mention in saying.mentions:
        if mention.topic == "genre" and saying.shape[mention.start] not in "\x05\x06\x07\x1f":
            _mark(saying, "style", mention.start, mention.end, mention.value)
    for note in notes:
        saying.note(note)


def _end_of_mark(shape: str, start: int) -> int:
    end = start + 1
    while end < len(shape) and shape[end] == "\x1f":
        end += 1
    return end


def _without_places(saying: Saying) -> str:
    """What readers of values may see: parts, but neither places nor versions."""
    hidden = list(saying.text.left)
    for ref in saying.refs:
        if ref.kind in ("place", "version"):
            hidden[ref.start : ref.end] = READ * (ref.end - ref.start)
    return "".join(hidden)


def _is_interval(text: Text, start: int, end: int) -> bool:
    """Whether "minor" names an interval: "a minor third"; or chords: "more minor chords"."""
    return (
        bool(re.match(r"\s(?:third|second|sixth|seventh|3rd|2nd|6th|7th|chords?)\b", text.lower[end:]))
        or bool(re.search(r"\b(?:relative|parallel|more|a bit)\s$", text.lower[:start]))
        or bool(re.search(r"\b(?:relative|parallel)\b", text.lower[start:end]))
    )


def _mark(saying: Saying, kind: ValueKind, start: int, end: int, value: object) -> None:
    while start < end and saying.text.lower[start].isspace():
        start += 1
    while end > start and saying.text.lower[end - 1].isspace():
        end -= 1
    if end < len(saying.text.lower) and saying.text.lower[end].isalnum():  # "30 seconds long|er"
        end = max(saying.text.lower.rfind(" ", start, end), start)
    if end > start:
        saying.mark(kind, start, end, value)


def _given_chords(hit: Hit) -> Move:
    symbols = hit.value("chords")
    assert isinstance(symbols, tuple)
    return harmony.chords_move(symbols, hit)


def _one_chord(hit: Hit) -> Move | None:
    """One chord at a named place: "make bar 3 a Dm7"."""
    ref = hit.ref("place")
    symbol = hit.clause.saying.text.plain[
        hit.clause.start + hit.match.start("chord") : hit.clause.start + hit.match.end("chord")
    ]
    symbol = symbol[:1].upper() + symbol[1:]
    try:
        parse_chord(symbol)
    except ValueError:
        return None
    target = Target(sections=ref.sections) if not ref.bars else Target(first_bar=ref.bars[0], last_bar=ref.bars[1])
    return ChordsMove(chords=(symbol,), target=target)


def _key(hit: Hit) -> Move | list[Move]:
    value = str(hit.value("key"))
    return harmony.key_move(value, hit) if value else []


def _metre(hit: Hit) -> Move:
    return MetreMove.model_validate({"metre": hit.value("metre"), "target": hit.target(parts=False, it=False)})


_CHORD_NAME = r"(?P<chord>[a-g](?:#|b)?(?:maj|min|m|dim|aug|sus|add)?\d{0,2}(?:b5|#5|b9|#9|sus[24])?(?:/[a-g][#b]?)?)"


def _tonic(hit: Hit) -> Move:
    """A key by its note alone: "transpose it to A"."""
    name = re.sub(r"[ -]", "", hit.said("tonic") or "").replace("sharp", "#").replace("flat", "b")
    said = hit.said("mode")
    mode = {"m": "minor", "min": "minor", "maj": "major", "aeolian": "minor", "ionian": "major"}.get(said or "", said)
    return harmony.key_move(name[:1].upper() + name[1:] + (f" {mode}" if mode else ""), hit)


VALUES = rules(
    (
        r"\b(?:transpos\w+|modulat\w+|chang\w+|mov\w+|shift\w*|switch\w*|put|tak\w+|bring"
        r"|re-?pitch\w*|pitch|tune|set|go|play|key)(?: (?:it|this|that|everything|the (?:song"
        r"|key|whole thing)|<place>|all|key))?(?: (?:up|down))?(?: (?:to|into|in|=|:))(?: "
        r"the)?(?: key of)? (?P<tonic>[a-g](?:[ -]?(?:#|sharp|flat)|b(?=m|\b))?)"
        r"(?:[ -]?(?P<mode>minor|major|maj|min|m|dorian|phrygian|lydian|mixolydian|locrian"
        r"|harmonic minor|aeolian|ionian))?(?![\w#'])(?! ?(?:part|section|bit|chord|sharp"
        r"|flat|#))",
        _tonic,
    ),
    (
        rf"\b(?:make|change|turn|put|use|play|set|have)? ?<place>(?: (?:to|into|a|an|be|=|:"
        rf"|should be|with))+ (?:an? )?(?!a (?!chord|maj|min)\w){_CHORD_NAME}(?: chord)?(?![\w#'])",
        _one_chord,
    ),
    (
        rf"\b(?:use|put|play|make it|change (?:it|the chord) to|want|have) (?:an? "
        rf")?{_CHORD_NAME}(?: chord)? (?:in|at|on|for) <place>",
        _one_chord,
    ),
    (
        r"(?:\b(?:use|with|to|play|make|replace|change|put|set|over|try|let's use|chords?"
        r"|give|and|have|follow)(?: (?:the|it|them|my|these|this|following|<part>|to|be|are"
        r"|as|with|into|by|for|:|=))* )?<chords>(?: (?:chords|progression|instead))?",
        _given_chords,
    ),
    (
        r"(?:\b(?:change|put|set|make|move|take|transpose|bring|modulate|switch|play|shift|go"
        r"|turn|convert|have|do|write|be|is|now|key)(?: (?:it|this|that|the|key|song|whole"
        r"|thing|everything|track|to|in|into|of|be|up|down|is|a|an|key of))* )?(?:\b(?:in|to"
        r"|into|key of|key|as) )*(?:(?:the|a|an) )?(?:key (?:of )?)?<key>(?: (?:key|instead"
        r"|version|mode))?",
        _key,
    ),
    (
        r"(?:\b(?:make|put|in|to|change|as|turn|into|switch)(?: (?:it|this|the|a|an|into|in"
        r"|to|metre|meter|time signature|be))* )?<metre>(?: (?:time|feel|signature|instead))?",
        _metre,
    ),
)


def _tables() -> tuple[tuple[Rule, ...], ...]:
    return (
        playing.FILLS, playing.ENDING, structure.FORM, lasting.LENGTH, harmony.KEY, VALUES, harmony.OCTAVES,
        swapping.SWAP, harmony.HARMONY_RULES, playing.FEEL, pace.TEMPO, writing.RHYTHM, band.OUT, feeling.IMPACT,
        playing.LOUDNESS, writing.ANEW, writing.DENSITY, harmony.REGISTER, feeling.STYLE, writing.REWRITE, band.IN,
    )  # fmt: skip


def read_title(saying: Saying) -> list[tuple[int, Move]]:
    """A new title, which may hold any words."""
    text = saying.text
    for match in text.find(_RETITLE):
        group = next(g for g in "abcde" if match[g])
        title = text.words(*match.span(group)).strip(" .,'\"\u201c\u201d\u2018\u2019")
        if title:
            saying.take(*match.span())
            return [(match.start(), TitleMove(title=title[:120]))]
    for start, end, ask in _spans(text, titles.read_title):
        saying.take(start, end)
        return [(start, TitleMove(title=ask.value))]
    return []


def read_moves(saying: Saying) -> list[Move]:
    """Every wish for a change, in the order in which it was said. Raises RequestError."""
    found: list[tuple[int, Move]] = []
    for table in _tables():
        found += apply(saying, table)
    found += feeling.read_moods(saying)
    moves = without_reasons(saying, sorted(found, key=lambda pair: pair[0]))
    return _merged(list(dict.fromkeys(moves)))


_AMOUNTS = ("valence", "arousal", "tension", "amount", "factor", "change")


def _merged(moves: list[Move]) -> list[Move]:
    """Moves with those that say the same twice as one: "it isn't happy enough, make it happier"."""
    kept: list[Move] = []
    for move in moves:
        same = next((m for m in kept if type(m) is type(move) and _says_the_same(m, move)), None)
        if same is None:
            kept.append(move)
        elif _size(move) > _size(same):
            kept[kept.index(same)] = move
    return kept


def _says_the_same(left: Move, right: Move) -> bool:
    a, b = left.model_dump(), right.model_dump()
    if isinstance(left, LengthMove | TempoMove) and (a["factor"] is None) != (b["factor"] is None):
        return True
    if any(a[k] != b[k] for k in a if k not in (*_AMOUNTS, "target")):
        return False
    pairs = [(a[k], b[k]) for k in _AMOUNTS if a.get(k) is not None]
    if not pairs and not isinstance(left, RewriteMove) and Target() in (left.target, right.target):
        return isinstance(left, RhythmMove | MetreMove | StyleMove)
    if not pairs or any(y is None or ((x > 0) != (y > 0) and x and y) for x, y in pairs):
        return False
    if "factor" in a and (a["factor"] > 1) != (b["factor"] > 1):
        return False
    return left.target == right.target or Target() in (left.target, right.target)


def _size(move: Move) -> float:
    fields = move.model_dump()
    if isinstance(move, LengthMove | TempoMove) and move.factor is None:
        return 100.0
    narrowed = 10.0 if move.target != Target() else 0.0
    return narrowed + sum(abs(float(fields[k])) for k in _AMOUNTS if fields.get(k) is not None)
