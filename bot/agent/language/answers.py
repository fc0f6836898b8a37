"""What each rule for questions makes of the sentence it fits: a question value, or None after all."""

import re
from collections.abc import Callable

from bot.agent.language.asking import Asked
from bot.agent.language.names import cased, chords_in, keys_in, notes_in
from bot.agent.language.numbers import ORDINALS, PLACES, number
from bot.agent.language.wordlists import words
from skills.clock import METRES
from skills.teach import Question
from skills.teach.chords import HowToPlay, NotesOfChord
from skills.teach.form import AfterSection
from skills.teach.glossary import find_term
from skills.teach.keys import ChordsInKey, KeySignature, Modulate, RelatedKeys
from skills.teach.moving import VOICES, Capo, Transpose, VocalRange
from skills.teach.numbers import ChordsOfNumerals, NumeralsOf
from skills.teach.progressions import MOODS, NextChord, ProgressionIdeas, Substitutes
from skills.teach.rhythm import ExplainMetre, NoteLengths, TempoWord
from skills.teach.scales import ExplainScale, IntervalAbove, IntervalBetween, ScalesForChord, SoloScale
from skills.teach.song import ChordsOfSection, ExplainSection, WhatMakes, WhyLift
from skills.teach.terms import CompareTerms, DefineTerm
from skills.theory.scales import SCALE_NAMES
from skills.theory.tempo import TEMPI

SONG = re.compile(r"\b(?:songs?|tracks?|ballads?|pieces?|beats?|waltz|loops?)\b")

_DESCRIBED = frozenset(
    words(
        "chord chords key tempo bpm metre meter form structure song lyrics melody tune length range progression title"
        " band"
    )
)
"""What is asked of the song at hand, not of the dictionary, when no article makes it general."""

Maker = Callable[[Asked, re.Match[str]], Question | None]

# What each rule makes.


def how_to_play(a: Asked, m: re.Match[str]) -> Question | None:
    """Chords to be held, or those of a section."""
    chords = a.chords(m.end()) or a.chords(weak=False)
    if re.search(r"\bmeans?\b", a.text):
        return None
    if not chords and a.labels and a.plan:
        return ChordsOfSection(section=a.label)
    return HowToPlay(chords=chords, instrument=a.instrument) if chords else None


def scale(a: Asked, m: re.Match[str]) -> Question | None:
    """A scale by name, on the note beside it."""
    name = next((n for n in SCALE_NAMES if re.search(rf"\b{re.escape(n)}\b", a.text.replace("-", " "))), None)
    if name is None:
        return None
    place = a.text.replace("-", " ").index(name)
    before, after = notes_in(a.named[:place]), notes_in(a.named[place + len(name) :])
    article = a.named[:place].endswith("a ") and bool(after)
    notes = after if article or not before else before
    if name in ("major", "minor") and not notes:
        return DefineTerm(term=f"{name} scale")
    return ExplainScale(scale=name, tonic=notes[-1] if notes else None)


def _scale_for(a: Asked, m: re.Match[str]) -> Question | None:
    chords = a.chords(m.end())
    if len(chords) > 1:
        return SoloScale(chords=chords)
    if chords:
        key = a.key(m.end())
        other = key if key and not key.startswith(chords[0]) else None
        return ScalesForChord(chord=chords[0], key=other)
    return SoloScale(section=a.label)


def numbers(a: Asked, m: re.Match[str]) -> Question | None:
    """Plain numbers in a key."""
    if find_term(m["row"].strip()) and re.search(r"\b(?:an?|the) $", a.text[: m.start("row")]):
        return DefineTerm(term=m["row"].strip(), key=a.key(m.end("row")))
    figures = tuple(re.findall(r"[b#]?[1-7](?:maj7|m7|7|-|m|sus4?)?(?![\w])", m["row"]))
    return ChordsOfNumerals(figures=figures, key=a.key(m.end("row"))) if figures and a.cued else None


def romans(a: Asked, m: re.Match[str]) -> Question | None:
    """Roman numerals in a key."""
    row = a.named[m.start("row") : m.end("row")]
    known = find_term(row)
    if known and a.cued:
        return DefineTerm(term=known.name, key=a.key(m.end("row")))
    figures = tuple(f for f in re.split(r"[\s,-]+", row) if f)
    key = a.key(m.end("row"))
    return ChordsOfNumerals(figures=figures, key=key) if a.cued and (key or len(figures) == 1) else None


def key_tail(chords: tuple[str, ...], key: str | None) -> tuple[str, ...]:
    """The chords without the one that names the key at the end: "Am F C G in C"."""
    if key and len(chords) > 1 and chords[-1].rstrip("m") == key.split()[0]:
        return chords[:-1]
    return chords


def numerals_of(a: Asked, m: re.Match[str]) -> Question | None:
    """Chords to be numbered, those named or those of the song."""
    key = next(
        (k for k in keys_in(a.named) if re.search(rf"\b(?:in|key of) {re.escape(k.split()[0])}\b", a.named, re.I)), None
    )
    chords = key_tail(a.chords(weak=True), key)
    if not chords:
        return ChordsOfSection(section=a.label) if a.plan and (a.labels or "this" in a.text) else None
    system = "nashville" if "nashville" in a.text or "number" in a.text else "roman"
    return NumeralsOf.model_validate({"chords": chords, "key": key, "system": system})


def transpose(a: Asked, m: re.Match[str]) -> Question | None:
    """Chords to another key, or by a distance."""
    goal = re.search(r"\b(?:to|into|in)(?: the)?(?: key)?(?: of)? ([a-g][#b]?)(?![\w#])(?: (major|minor))?", a.text)
    steps = re.search(
        r"\b(up|down|higher|lower)\b(?: by)?(?: an?)?"
        r"(?: (\d+|one|two|three|four|five|six|half|whole|tone|semitone|step|fifth|fourth|octave))?"
        r"(?: (semitones?|steps?|tones?|half[ -]steps?|whole[ -]steps?|frets?))?", a.text,
    )  # fmt: skip
    head = a.named[: goal.start()] if goal else a.named[: steps.start()] if steps else a.named
    chords = chords_in(re.sub(r"(?i)^.*?\b(?:transpose|move|shift|change)\b", "", head))
    meant = re.search(r"\?|\b(?:transpose|move|shift|would|what|how)\b", a.text)
    if not chords or not meant or not (goal or steps):
        return None
    if goal:
        name = cased(goal[1]) + (f" {goal[2]}" if goal[2] else "")
        start = re.search(r"\bfrom (?:the key of )?([a-g][#b]?)(?: (major|minor))?\b", a.text)
        if start:
            chords = chords_in(a.named[: start.start()])
            source = cased(start[1]) + (f" {start[2]}" if start[2] else "")
            return Transpose(names=chords, goal=name, start=source) if chords else None
        return Transpose(names=chords, goal=name)
    assert steps is not None
    return Transpose(
        names=chords, semitones=_semitones(steps[2], steps[3]) * (1 if steps[1] in ("up", "higher") else -1)
    )


def _semitones(count: str | None, unit: str | None) -> int:
    named = {"half": 1, "semitone": 1, "whole": 2, "tone": 2, "step": 2, "fifth": 7, "fourth": 5, "octave": 12}
    if count in named:
        return named[count]
    double = unit is not None and unit.startswith(("tone", "step", "whole"))
    return round(number(count or "one")) * (2 if double else 1)


def capo(a: Asked, m: re.Match[str]) -> Question | None:
    """Where to put it, what it makes of shapes, or what it is."""
    fret = _FRET.search(a.text)
    if not a.cued and not a.text.startswith(("capo", "best capo")) and not (fret and "shape" in a.text):
        return None
    shapes = re.search(r"\b([a-g][#b]?m?) shapes?\b", a.text)
    shape = cased(shapes[1]) if shapes else None
    if fret:
        chords = (shape,) if shape else a.chords(fret.end())
        return (
            Capo(fret=ORDINALS.get(fret[1]) or round(number(fret[1])), chords=chords, shapes=shape)
            if chords
            else DefineTerm(term="capo")
        )
    if (
        re.search(
            r"\b(?:what is|what does|what are|explain|mean|means)\b.*\bcapos?\b"
            r"(?! position|.*\bfor (?:the key|[a-g]\b))",
            a.text,
        )
        and "best" not in a.text
    ):
        return DefineTerm(term="capo")
    key = next((k for k in keys_in(a.named) if not shape or k.split()[0] != shape.rstrip("m")), None)
    before = a.named[: shapes.start()] if shapes else a.named
    chords = chords_in(re.sub(r"(?i)\bcapo\b|\bkey of \S+", "", before), weak=False)
    listed = re.search(r"(?i)\b(?:for|with|play|to play)\b(?! the key)(?P<row>.*)$", before)
    if listed and len(chords_in(listed["row"])) > max(len(chords), 1):
        chords = chords_in(listed["row"])
    chords = chords or tuple(c for c in a.chords(m.end()) if not key or len(a.chords(m.end())) > 1)
    if len(chords) == 1 and not key and not shape:
        key, chords = _key_of(chords[0]), ()
    if shape or (key and len(chords) < 2):
        chords = ()
    return Capo(key=key, chords=chords, shapes=shape)


_FRET = re.compile(
    r"\bcapo (?:is |sits |goes )?(?:on |at )?(?:the )?(?:fret )?(?:the )?(\d+"
    r"|first|second|third|fourth|fifth|sixth|seventh|one|two|three"
    r"|four|five|six|seven)(?:st|nd|rd|th)?\b"
)


def vocal(a: Asked, m: re.Match[str]) -> Question | None:
    """A voice or a range against the tune."""
    if not a.cued and "my range" not in a.text and "i can sing" not in a.text:
        return None
    ends = re.findall(r"\b([a-g][#b]?[1-6])\b", a.text)
    if len(ends) >= 2:
        return VocalRange(low=cased(ends[0]), high=cased(ends[1]))
    voice = re.search(rf"\b({'|'.join(VOICES)}|mezzo|contralto|female|male|woman|women|man|men|child)\b", a.text)
    return VocalRange(voice=voice[1]) if voice else None


def compare(a: Asked, m: re.Match[str]) -> Question | None:
    """Two terms, two chords or two metres."""
    first, second = _clean(a.named[m.start("a") : m.end("a")]), _clean(a.named[m.start("b") : m.end("b")].split(",")[0])
    metres = [w for w in (first, second) if w in METRES]
    if len(metres) == 2:
        return ExplainMetre(metre=second)
    pair = [_comparable(first, second), _comparable(second, first)]
    return CompareTerms(first=pair[0], second=pair[1]) if all(pair) else None


def _comparable(word: str, other: str) -> str:
    chords = chords_in(word)
    if len(chords) == 1 and not find_term(word):
        return chords[0]
    if find_term(word):
        return word.lower()
    tail = other.split()[-1] if other.split() else ""
    return (
        f"{word} {tail}".lower()
        if find_term(f"{word} {tail}")
        else word.lower()
        if word.lower() in ("7", "9", "6")
        else ""
    )


def _clean(word: str) -> str:
    return re.sub(
        r"^(?:an?|the)\s(?=\w{2})|\s(?:chords?|scales?|keys?)$|[?.!]+$", "", word.strip(" ?.!'\""), flags=re.I
    )


def define(a: Asked, m: re.Match[str]) -> Question | None:
    """A word of the glossary, a tempo or a metre."""
    said = m["term"]
    bare = re.sub(r"^(?:the|this|its|our|my) |[?.! ]+$|\b(?:song|time|chord) (?=\w)", "", said)
    general = re.match(r"an? |.*\b(?:mean|means|in music|for)\b", said) or re.search(
        r"\b(?:mean|define|meaning)\b", a.text
    )
    if bare in {*_DESCRIBED, "signature"} and not general:
        return None
    key = re.search(r"\s(?:in|for)\s(?:the key of\s)?(?=[a-g][#b]?(?:\s(?:major|minor)|m)?\s*\??$)", said)
    name = said[: key.start()] if key else said
    name = re.sub(
        r"\s(?:in music|in a song|in songwriting|mean|means|really|exactly|actually|for|please|again|is|are|good for|do"
        r"|does|work|works|about|called|all about|used for|stand for|stands for|like)\b.*$|[?.!\"']+", "", name,
    ).strip()  # fmt: skip
    name = re.sub(r"^(?:an?|the|this|that|those|it|all|your|with)\s+|\b(?:term|word|expression)\s+", "", name).strip(
        " \"'"
    )
    if not find_term(name) and find_term(name.removesuffix("s")):
        name = name.removesuffix("s")
    if name in TEMPI:
        return TempoWord(word=name)
    if name in METRES:
        return ExplainMetre(metre=name)
    if find_term(name):
        return DefineTerm(term=name, key=a.key(m.start("term") + key.start()) if key else None)
    return None


def moody(a: Asked, m: re.Match[str]) -> Question | None:
    """Progressions for a mood."""
    mood = next((w for w in MOODS if re.search(rf"\b{w}\b", a.text)), None)
    easy = bool(re.search(r"\b(?:easy|simple|beginner|basic|open)\b", a.text))
    if mood is None and not easy and "?" not in a.text:
        return None
    return ProgressionIdeas(mood=mood or "good", instrument=a.instrument, easy=easy, key=a.key())


def interval_above(a: Asked, m: re.Match[str]) -> Question | None:
    """The note an interval away."""
    notes = notes_in(a.named[m.end("step") :])
    return (
        IntervalAbove(note=notes[0], interval=m["step"], below=m["way"] in ("below", "under", "down from"))
        if notes
        else None
    )


def mood_of_song(a: Asked, m: re.Match[str]) -> Question | None:
    """What gives the song its mood."""
    same = {"melancholic": "sad", "melancholy": "sad", "gloomy": "dark", "cheerful": "happy", "joyful": "happy",
            "relaxed": "calm",
            "peaceful": "calm", "upbeat": "energetic", "scary": "dark", "uplifting": "bright", "moody": "dark",
            "hopeful": "bright", "emotional": "sad", "intense": "tense"}  # fmt: skip
    word = m["mood"]
    return WhatMakes.model_validate({"mood": same.get(word, word), "section": a.label}) if a.plan else None


def needs_song(make: Callable[[Asked], Question | None]) -> Maker:
    """A rule that has nothing to say without a song."""
    return lambda a, m: make(a) if a.plan else None


def section_or_word(a: Asked, m: re.Match[str]) -> Question | None:
    """A section of the song at hand, else the word."""
    if a.label:
        return ExplainSection(section=a.label)
    return DefineTerm(term=m["kind"]) if find_term(m["kind"]) else None


def lift(a: Asked, m: re.Match[str]) -> Question | None:
    """A section against the one before."""
    if a.plan is None or a.label is None:
        return None
    return WhyLift(section=a.label)


def after_section(a: Asked, m: re.Match[str]) -> Question | None:
    """What part of a song comes next."""
    kind = re.sub(r"^(pre|post)[\s-]?chorus", r"\1-chorus", m["kind"])
    kind = {
        "hook": "chorus",
        "middle eight": "bridge",
        "middle 8": "bridge",
        "build-up": "build",
        "buildup": "build",
        "build up": "build",
    }.get(kind, kind)
    return AfterSection.model_validate({"section": kind})


def next_chord(a: Asked, m: re.Match[str]) -> Question | None:
    """What may follow the chords named."""
    key = re.search(r"\bin (?:the key of )?[a-g][#b]?m?(?: (?:major|minor))?\s*\??$", a.text)
    chords = chords_in(a.named[m.end() : key.start() if key else None])
    return NextChord(chords=chords, key=a.key(key.start()) if key else None) if chords else None


def next_chord_said_first(a: Asked, m: re.Match[str]) -> Question | None:
    """What may follow chords that are named before it is asked: "after Dm7 and G7, where could I go?"."""
    said = re.search(r"\b(?:what|where|which|how|can|could|should)\b", a.text)
    chords = chords_in(a.named[: said.start()] if said else a.named)
    return NextChord(chords=chords) if chords else None


def substitute(a: Asked, m: re.Match[str]) -> Question | None:
    """What can stand in for a chord."""
    key = re.search(r"\bin (?:the key of )?[a-g][#b]?m?(?: (?:major|minor))?\b", a.text)
    chords = chords_in(a.named[: key.start()] if key else a.named)
    if chords:
        return Substitutes(chord=chords[0], key=a.key(key.start()) if key else None)
    placed = _placed(a)
    return Substitutes(chord=placed) if placed else None


def _placed(a: Asked) -> str | None:
    """The chord that stands where the sentence says, in the song at hand: "the second chord of the verse"."""
    place = re.search(rf"\b({'|'.join(PLACES)}) chord\b", a.text)
    if a.plan is None or a.song is None or place is None:
        return None
    label = a.label or a.plan.sections[0].label
    start, end = a.plan.span(next(s for s in a.plan.sections if s.label == label))
    chords = [str(c.symbol) for c in a.song.chords_in(start, end)]
    at = PLACES[place[1]]
    return chords[at - 1 if at > 0 else at] if abs(at) <= len(chords) else None


def modulate(a: Asked, m: re.Match[str]) -> Question | None:
    """From one key to another."""
    keys = keys_in(a.named)
    if len(keys) >= 2:
        return Modulate(start=keys[0], goal=keys[1])
    return Modulate(goal=keys[0]) if keys else DefineTerm(term="modulation")


def _key_of(chord: str) -> str:
    """The key that a chord names: "Am" -> "A minor", "C" -> "C"."""
    return f"{chord.removesuffix('m')} minor" if chord.endswith("m") else chord


def of_key(make: Callable[[str | None], Question]) -> Maker:
    """A question about one key, that of the song if none is named."""

    def rule(a: Asked, m: re.Match[str]) -> Question | None:
        key = a.key(m.start())
        if key is None:
            chords = a.chords(m.end())
            key = _key_of(chords[0]) if chords else None
        return make(key) if key or a.plan else None

    return rule


def key_of_count(a: Asked, m: re.Match[str]) -> Question | None:
    """The key of a number of sharps or flats."""
    count = 0 if m["count"] == "no" else round(number(m["count"]))
    return KeySignature(accidentals=count if m["sign"] == "sharp" else -count)


def related(a: Asked, m: re.Match[str]) -> Question | None:
    """Relative, parallel and neighbouring keys."""
    chords = a.chords(m.end())
    key = a.key(m.end()) or (chords[0] if chords else None)
    if key is None and a.plan and re.search(r"\b(?:this|the|my|our)\b", a.text[m.start() :]):
        key = str(a.plan.key)
    if key is None:
        return DefineTerm(term=m[0].strip()) if find_term(m[0].strip()) else None
    if " " not in key:
        key = f"{key.removesuffix('m')} minor" if key.endswith("m") or "major of" in a.text else f"{key} major"
    return RelatedKeys(key=key)


def secondary(a: Asked, m: re.Match[str]) -> Question | None:
    """A term shown in a key."""
    return DefineTerm(term=m["term"], key=a.key(m.end("term"))) if a.cued else None


def no_key_word(a: Asked) -> tuple[str, ...]:
    """The chords of a sentence that asks for their key."""
    return chords_in(re.sub(r"(?i)\b(?:what|which) key\b|\bkey of\b", "", a.named))


def is_idea(a: Asked) -> bool:
    """Ideas to play oneself, not a progression to be written: an instrument, easy chords, or a question."""
    open_ = re.search(r"^(?:what|which|any)\b|\bideas?\b", a.text)
    if a.chords(weak=False) or (SONG.search(a.text) and not open_):
        return False
    easy = re.search(r"\b(?:easy|simple|beginner|basic)\b", a.text)
    wanted = re.search(r"\b(?:want|need|can you|could you|give me|like)\b", a.text)
    return bool(open_ or easy or ((a.instrument or "?" in a.text) and not wanted))


def notes(a: Asked, m: re.Match[str]) -> Question | None:
    """The notes of a chord or a scale."""
    if is_scale(a) or re.search(r"\b(?:scale|key)\b", a.text):
        found = scale(a, m)
        if found:
            return found
    chords = a.chords(m.end()) or a.chords(m.start() + 5) or a.chords(weak=False)
    if re.search(r"\bkey of\b", a.text) and a.key():
        return KeySignature(key=a.key())
    return NotesOfChord(chord=chords[0]) if len(chords) == 1 else None


def is_scale(a: Asked) -> bool:
    """Whether a scale is named beyond major and minor."""
    plain = a.text.replace("-", " ")
    return "scale" in a.text or any(
        re.search(rf"\b{re.escape(n)}\b", plain) for n in SCALE_NAMES
        if n not in ("major", "minor", "chromatic", "altered", "diminished", "pentatonic", "blues")
    )  # fmt: skip


def solo(a: Asked, m: re.Match[str]) -> Question | None:
    """What to play over a chord, chords or the song."""
    cue = re.search(
        r"\b(?:over|for|fits?|with|on|against|goes with|works? (?:over|with))\b(?! the (?:song|chorus|verse))", a.text
    )
    chords = a.chords(cue.end()) if cue else ()
    if not chords and is_scale(a) and re.search(r"\bscale\b", a.text) and notes_in(a.named) and scale(a, m):
        return scale(a, m)
    if chords:
        assert cue is not None
        return _scale_for(a, cue)
    return SoloScale(section=a.label) if a.cued and (a.plan or re.search(r"solo|improvise", a.text)) else None


def chords_in_key(a: Asked, m: re.Match[str]) -> Question | None:
    """The chords of a key."""
    if "progression" in a.text or SONG.search(a.text):
        return None
    keys = keys_in(a.named[m.start() :])
    if not keys:
        chords = a.chords(m.end())
        keys = (_key_of(chords[0]),) if chords else ()
    if not keys:
        return None
    return ChordsInKey(key=keys[0], sevenths=bool(re.search(r"\b(?:sevenths?|7ths?|7th chords)\b", a.text)))


def between(a: Asked, m: re.Match[str]) -> Question | None:
    """The interval between two notes."""
    notes = notes_in(a.named[m.start() :])
    return IntervalBetween(low=notes[0], high=notes[1]) if len(notes) >= 2 else None


def lengths(a: Asked, m: re.Match[str]) -> Question | None:
    """How long notes last at a tempo."""
    bpm = m["bpm"] or m["other"]
    return NoteLengths(bpm=float(bpm)) if bpm and 20 <= float(bpm) <= 400 else NoteLengths() if a.plan else None
