"""Questions about the song at hand: which of its sides a person wants to be told about.

A question is about the sides whose words it holds ("how many beats per minute" is the tempo); what
has no such word is told from its frame ("who plays here?", "is there a bridge?").
"""

import re
from typing import Literal

from bot.agent.language.followup import cues
from bot.agent.language.followup.references import MARKS, PAD
from bot.agent.language.wordlists import one_of, phrases

What = Literal["all", "key", "tempo", "metre", "chords", "form", "band", "length", "seed", "locks", "choices", "arc"]

_SIDES: dict[What, str] = {
    "locks": """
        locked, lock, locks, is frozen, frozen, protected, off limits, untouchable, not to touch, not to change,
        can't touch, can't change, mustn't touch, must not touch, may not touch, not allowed to touch, not allowed
        to change, not supposed to touch, not supposed to change, to leave alone, told you to keep, asked you to
        keep, pinned, safe from changes, won't change, can't you change, can't you touch, fixed in place, to stay as
        it is, keep unchanged""",
    "seed": """
        seed, random number, random seed, same random choices, random choices, exactly the same song again,
        get this exact song again, reproduce it, reproduce this, which number do i need""",
    "choices": """
        assum*, taken for granted, decisions, you decide, you decided, you choose, you chose, you chosen, you pick,
        you picked, you guess, you guessed, you make up, you made up, your choices, choose for me, decide for me,
        decided for me, chose for me, picked for me, on your own, your own idea, left open, leave open, fill in
        yourself, add yourself""",
    "tempo": """
        tempo, bpm, bpms, beats per minute, beats a minute, beats in a minute, speed, pace, how fast, how slow, how
        quick, velocity, metronome, metronome mark, how quickly, how fast or slow""",
    "metre": """
        time signature, time sig, timesig, time-signature, metre, meter, signature of time, beat count, what time is
        it in, what time is this in, what time is the song in, beats per bar, beats per measure, beats in a bar,
        beats in each bar, beats in every bar, beats in a measure, beats in one bar, beats to a bar, beats to the
        bar, beats a bar, beats does a bar, beats does each bar, beats has the bar, beats has the measure, beats has
        a bar, beats has each bar, beats has one bar, beats in the bar, beats in the measure, how do i count, how do
        we count, how do you count, how to count it, how should i count, do i count, counted in, count it in,
        three-four or four-four, is it a waltz, is this a waltz, kind of time, which time is it, what rhythm is it
        in""",
    "key": """
        key, keys, key signature, tonality, scale, mode, tonic, major or minor, minor or major, in major, in minor,
        major key, minor key, is it major, is it minor, is this major, is this minor, what is it in, what's it in,
        what are we in, what is this in, sharps or flats, home note, root note, how many sharps, how many flats,
        what pitch""",
    "length": """
        how long, length, duration, running time, run time, runtime, run-time, playing time, play time, how many
        bars, bars in total, how many measures, how many minutes, how many seconds, number of bars, bar count, bar
        counts, many bars, of how many bars, bars long, how much time, what time does it end, minutes long, many
        minutes, total time, how many bars and seconds, shorter than, longer than, under three minutes, over three
        minutes""",
    "form": """
        form, structure, sections, section, layout, how many parts, how many sections, many parts, order of the
        parts, sequence of the parts, order of sections, song structure, arrangement, road map, roadmap, parts
        called, parts of the song, parts of this song, parts does it have, parts does the song have, what comes
        after, what comes before, what comes next, what comes first, what comes last, comes after, comes before,
        comes first, comes last, comes next, how is it built, how is it structured, how is the song built, how is it
        organised, how is it organized, outline, skeleton, blueprint, what order, which order, in what order, how
        many verses, how many choruses, how many times does, running order, goes after, song map, what goes where,
        what happens when, how is this built, how is the song structured, how is it put together, how is this put
        together, different parts, first part, next part, last part, the build of the song, how is it laid out""",
    "band": """
        instrument, instruments, insturments, instrumentation, band, line-up, lineup, line up, players, musicians,
        ensemble, orchestration, who plays, who's playing, who is playing, who play, what plays, what's playing,
        what is playing, tracks, make here the music, making the music, makes the music, voices are there, how many
        players, sounds are used, sounds do you use, sounds did you use, cast, who's in it, who is in it, who else
        plays, played by, playing on it, playing in it, who sings, who's singing""",
    "chords": """
        chord, chords, chord progression, progression, progressions, changes, harmony, harmonies, harmonic
        progression, notes you play together, notes played together, notes together, notes at once, notes at the
        same time, chord symbols, chord names, chord chart, chord sequence, chord changes, names of the chords""",
    "arc": """
        mood, moods, arc, feeling, feelings, emotion, emotions, vibe, energy, energy curve, dynamics, atmosphere,
        intensity, climax, intense, exciting, peak, peaks, high point, low point, highpoint, loudest, quietest, most
        exciting, most intense, saddest, happiest, tension curve, tension, calmest, emotional arc, build up, builds
        up, calm down, calms down, get bigger, get louder, get quieter, get sadder, get happier, get darker, get
        calmer, get brighter, does it feel, does the song feel, biggest moment, turning point, culminat*""",
    "all": """
        genre, style, about the song, about this song, about my song, about the track, about it, about the piece,
        about the tune, overview, summary, rundown, info, information, details, detail, have we got, we got so far,
        we have so far, we are working on, we working on, are we doing, looking at, where are we, where we are, what
        have you written, what did you write, what did you make, what did you compose, what have you made, what you
        wrote, what you made, am i listening to, i'm listening to, listening to, sum it up, sum up, through it,
        through the song, through this song, state of the song, status, what is this song, what's this song, what is
        it like, what does it sound like, all the facts, the facts, the specs, specs, stats, what is in it, what's
        in it, everything about, what do we have, describe it, describe the song, describe this, describe my song,
        describe the track, summarise, summarize, recap""",
}  # fmt: skip
_PRIORITY: tuple[What, ...] = tuple(_SIDES)
_WORDS = re.compile(
    r"(?<![\w'#-])(?:"
    + "|".join(f"(?P<{what}>{one_of(text)})" for what, text in _SIDES.items())
    + r")(?![\w'-]|\s(?:change|changes)\b)"
)
_ONLY = re.compile(
    r"(?:\W|\b(?:the|its|our|my|and|plus|all|full|current|please|pls"
    r"|plz|of|for|in|song|track|again|now|it|this|this one|rn|right now"
    r"|then|used|so far|a)\b)*"
)
_JOINED = re.compile(
    r"\W*(?:\b(?:is|it|are|we|in|does|has|the song|this|that|used"
    r"|you use|song)\b\W*)*(?:,|/|&|\+|\band\b|\bplus\b|\bor\b)"
    r"\W*(?:\b(?:the|its|also|what|what's|whats|which|how|is|are|at|in|a|an|with|tell me|time|many|much|about)\b\W*)*"
)
_PLACE, _PART = (f"{MARKS[kind]}{PAD}*" for kind in ("place", "part"))
_THERE = (
    r"\b(?:is|are|was|were)\sthere\b|\b(?:do|does|did)\s(?:we|it|the\ssong"
    r"|you|i|this(?:\s\w+)?|the\s\w+)\s(?:have|use|contain|include)\b|\b(?:has|have)\s(?:it"
    r"|we|the\ssong|this)\s(?:got\s)?"
)
_FRAMES: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("form", re.compile(rf"(?:{_THERE})(?:\s?(?:an?|any|some|no|already|really|got|only"
        rf"|one|two|more\sthan\sone))*\s?{_PLACE}(?!\W*{_PART})")),
    ("band", re.compile(rf"(?:{_THERE})(?:\s?(?:an?|any|some|no|already|really|got|\w+))*\s?{_PART}")),
    ("band", re.compile(rf"\b(?:which|what)\s(?:kind|sort|type)s?\sof\s{_PART}|\b(?:which"
        rf"|what)\s{_PART}\s(?:is|are|plays?|do|did)\b")),
    ("band", re.compile(rf"\b(?:who|who's|what|what's|which\sone|which\s\w+)\s(?:is\s"
        rf"|are\s|has\s|does\s|did\s)?(?:play\w*|do(?:es|ing)|carr\w+"
        rf"|sing\w*|has|have|got|on|making|behind|under)\b[^.;!]*?{_PART}")),
    ("band", re.compile(rf"\bis\s(?:that|this|it)\s(?:an?|the)\s(?:real\s)?{_PART}")),
    ("locks", re.compile(rf"\b(?:is|are)\s{_PART}\s(?:still\s)?(?:locked|frozen|protected"
        rf"|fixed|safe)|\banything\s(?:locked|frozen|protected|fixed|safe)")),
    ("metre", re.compile(rf"\b(?:is|are)\s(?:it|this|we|the\ssong|that)\s(?:\w+\s)?in\s(?:{MARKS['metre']}"
        rf"|two|three|four|five|six|seven|nine|twelve|\d{{1,2}}/\d|(?:three"
        rf"|four|six|five|seven|twelve)[\s/-](?:four|eight))")),
    ("metre", re.compile(r"^\W*is\s(?:it|this)\s(?:an?\s)?\d{1,2}/\d{1,2}\b")),
    ("key", re.compile(r"\b(?:is|are)\s(?:it|this|we|the\ssong|that)\s(?:\w+\s)?in\s(?:an?\s)?(?:[a-g](?:#"
        r"|b|\ssharp|\sflat)?|major|minor)(?:\s(?:major|minor|dorian"
        r"|mixolydian))?\W*$")),
    ("arc", re.compile(r"\bdoes\s(?:it|the\ssong|this)\s(?:\w+\s)?(?:get|become|grow"
        r"|build|turn|stay|start|end|change)\b|\bhow\sdoes\s(?:it|the\ssong"
        r"|this)\s(?:feel|evolve|develop|go)\b")),
    ("all", re.compile(r"^\W*(?:describe|show\sme|analy[sz]e|explain)\s(?:it|this|that"
        r"|everything|the\s(?:song|track|piece|tune)|what\s(?:we|you"
        r"|i)\shave)\W*$|^\W*(?:describe|info|status)\W*$")),
)  # fmt: skip
_ADVISED = re.compile(
    r"^\W*(?:isn't|aren't|wasn't)\b|\ba\s(?:little|bit)\b|\b(?:should"
    r"|shall|could|would(?!\s(?:it|that|this)\s(?:be|last|take|run))"
    r"|better|best|can\si|may\si|instead"
    r"|means?|meant|what\sif|too|so\s(?:fast|slow|loud|boring)|if\s(?:we"
    r"|i|you))\b"
)
_ANSWERABLE = frozenset({"locks", "seed", "choices"})
"""Sides for which "could" and "can" change nothing: "what can't you touch?"."""


def read_description(left: str, shape: str) -> tuple[tuple[What, ...], tuple[int, int]] | None:
    """The sides of the song at hand that a message asks about, and where the sentence is.

    Args:
        left: the message in small letters, as far as it is not read.
        shape: the same with what it points at masked.
    """
    bare = _bare(left)
    if bare:
        return bare
    for start, end in _sentences(left):
        sentence = left[start:end]
        if not cues.asks(sentence) or cues.commands(sentence):
            continue
        advised = bool(_ADVISED.search(sentence))
        told = _told(sentence)
        if told and (not advised or cues.wonders(sentence) or set(told) <= _ANSWERABLE):
            return told, (start, end)
        if advised:
            continue
        for what, frame in _FRAMES:
            if frame.search(shape[start:end]):
                return (what,), (start, end)
    return None


_UNSAID = frozenset(
    phrases(
        """
        changes, section, sections, energy, mood, peak, tension, style, band, listening to, lock, about it, through
        it, loudest, quietest, calm down, build up, peaks, scale, mode, in major, in minor, major key, minor key"""
    )
)
"""Words that alone ask nothing."""


def _bare(left: str) -> tuple[tuple[What, ...], tuple[int, int]] | None:
    """Sides with nothing said of them: "key/bpm?", "run time", "the chords"."""
    words = list(_WORDS.finditer(left))
    if not words or not _ONLY.fullmatch(_WORDS.sub(" ", left)):
        return None
    told = _tidied([_side(m) for m in words])
    if "?" not in left and words[0][0] in _UNSAID and len(words) == 1:
        return None
    return told, (0, len(left))


def _sentences(left: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"[^.!?;]+(?:[.!?;]+(?!\d)|$)", left) if m[0].strip()]


def _side(match: re.Match[str]) -> What:
    return next(what for what in _PRIORITY if match[what])


def _told(sentence: str) -> tuple[What, ...]:
    """The first side that a sentence names, and those joined to it."""
    found: list[What] = []
    last = 0
    for match in _WORDS.finditer(sentence):
        if found and not _JOINED.fullmatch(sentence[last : match.start()]):
            break
        found.append(_side(match))
        last = match.end()
    return _tidied(found)


def _tidied(sides: list[What]) -> tuple[What, ...]:
    """Each side once; what another tells as well is left out."""
    if "form" in sides:
        sides = [s for s in sides if s not in ("length",)]
    if len(set(sides)) > 1:
        sides = [s for s in sides if s not in ("all", "choices")] or sides
    return tuple(dict.fromkeys(sides))
