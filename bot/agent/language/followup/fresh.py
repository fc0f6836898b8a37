"""Whether a message asks for a new song, and how much of one."""

import re
from typing import NamedTuple

from bot.agent.language.numbers import number
from bot.agent.turn import Scope
from skills.plan import Ask

_ADJ = r"(?:[\w&'/#-]+,? ){0,5}?"
_SONG = (
    r"(?:songs?|tracks?|tunes?|pieces?|numbers?|ballads?|waltz(?:es)?|anthems?|jams?"
    r"|loops?|themes?|soundtracks?|score|banger|bop|jingle|lullaby|instrumental|beat"
    r"|composition|nocturne|etude|demo|music|something|one|ditty|opener|shanty)"
)
_NEW = re.compile(
    rf"\b(?:(?:write|compose|create|generate|produce|make|give|do|start|let's (?:write|do"
    rf"|make|start|try)|i(?:'d)? (?:want|need|like|would like|would love|love)|can (?:you"
    rf"|i|we) (?:write|make|have|get|do|create|compose|try)|could you (?:write|make|do"
    rf"|compose)|please|how about|gimme|cook up|whip up|play me|build)(?: (?:me|us))? )?"
    rf"(?:an?other|a (?:brand[ -])?new|a completely (?:different|new)|an entirely "
    rf"(?:different|new)|a totally (?:different|new)|a whole new|new|a different|a second"
    rf"|a fresh) {_ADJ}{_SONG}\b(?! (?:for|in|to) (?:the )?(?:verse|chorus|bridge|intro"
    rf"|outro|melody|drums|bass))"
    r"|\b(?:start (?:over|again|fresh|from scratch|anew)|from scratch|new song|next song"
    r"|something (?:completely|totally|entirely) (?:different|new|else)|forget (?:this"
    r"|that) (?:song|one)|a clean slate|blank slate|brand new)\b"
)
_ONE_OF_A_PART = re.compile(
    r"\b(?:melody|tune|drums?|bass(?:line)?|chords?|beat|groove|verse|chorus|bridge|intro|outro|solo|riff"
    r"|part|line)\b"
    r"[^?]*\b(?:new|different|another|better|other) ones?\b"
)
"""A new one of what was named before: "I don't like the melody. Make a new one."."""
_WRITE = re.compile(
    rf"^\W*(?:(?:please|now|ok|okay|hey|hi|so|and|then|can you|could you|would you|will "
    rf"you|i want you to|i'd like you to|let's|kindly|i want to|help me|next,?|next) "
    rf")*(?:write|compose|create|generate|produce|make|give|gimme|cook up|whip up|do|build"
    rf"|i(?:'d)? (?:want|need|would like|would love|like)|we need|i am looking for|i'm "
    rf"looking for|looking for|how about|let me have|play me)(?: (?:me|us|to))*(?: (?:an?"
    rf"|some|one|another|have|hear|get|write|make|two|three|four|a couple of|\d))+ "
    rf"{_ADJ}{_SONG}\b"
)
_NOUN_PHRASE = re.compile(rf"^\W*(?:(?:an?|some|one) ){_ADJ}{_SONG}\b")
_CHANGES = re.compile(
    r"\b(?:it|its|that|this|them|same|again|more|less|fewer|than|instead|change|keep"
    r"|version|the (?:song|track|drums|bass|melody|chords|verse|chorus|bridge|intro|outro"
    r"|piano|guitar|strings|tempo|key|ending|end|beat|whole|last|first|second|third)"
    r"|another (?:verse|chorus|bridge|melody|take))\b"
)
_SCOPES: tuple[tuple[Scope, str], ...] = (
    (
        "progression",
        r"(?:chord )?progressions?|chord (?:sequences?|loops?|changes)|(?:some |a few |four |\d"
        r" )?chords",
    ),
    ("melody", r"melod(?:y|ies)|tunes?(?= (?:over|for|to|on) )|top ?lines?|lead lines?|riffs?|hooks?"),
    (
        "drums",
        r"(?:drum|percussion)[ -]?(?:groove|beat|pattern|loop|part|track|fill|break|line"
        r"|s)+s?|drums|groove|drum ?beats?|beat",
    ),
    ("bass", r"bass ?-?(?:line|part|groove|riff|pattern)s?"),
)
_PART = "|".join(f"(?P<{scope}>{words})" for scope, words in _SCOPES)
_A_PART = re.compile(
    rf"^\W*(?:(?:please|now|ok|okay|hey|hi|so|and|just|can you|could you|would you|i want "
    rf"you to|let's|maybe|only|also|help me (?:with|write)?|how about) )*"
    rf"(?:(?:write|compose|create|generate|produce|make|give|gimme|come up with|i(?:'d)? "
    rf"(?:want|need|would like|like)|suggest|show|do|play|build|cook up|program|find|have"
    rf"|get|looking for|i'm looking for)(?: (?:me|us|to have|to get|just|only|out))* )?"
    rf"(?P<how>(?:an?|some|one|another|a new|a different|just a|only a|the|just|only|two"
    rf"|three|four|five|six|\d|a few|a couple of|several|my|new|different|other)? ?)"
    rf"(?P<adj>(?:(?!for|to|with|over|the|and|in|more|less|no|by|of)[\w&'/#-]+,? ){{0,4}}?)"
    rf"(?:{_PART})\b(?!'s)"
)
_FOR_MY_CHORDS = re.compile(
    r"\b(?:over|for|to|on|on top of|above|fitting|that fits|with|under|beneath) (?:my"
    r"|these|the following|this|those|the) (?:chords?|progression|changes|chord "
    r"progression)\b|\bover (?=\x06|[A-G])"
)
_FEW = {"a few": 3, "a couple of": 2, "a couple": 2, "several": 3, "some": 3, "both": 2}
_TWO_TO_EIGHT = "two|three|four|five|six|seven|eight"
_TAKES_OF = re.compile(
    rf"\b(?P<n>[2-8]|{_TWO_TO_EIGHT}|{'|'.join(_FEW)}) (?:different |other |more |new |alternative "
    rf"|possible |alternate |separate |quick )*(?:takes?|versions?|options?|variations?"
    rf"|alternatives?|alternates?|propositions?|proposals?|suggestions?|ideas?|tries"
    rf"|attempts|candidates|possibilities|choices)\b(?: (?:of|for|on))?"
)
_TAKES_ONES = re.compile(
    r"\b(?P<n>two|three|four|five|six|a few|a couple of|several|some|[2-8])(?: or (?:two"
    r"|three|four|five|[2-8]))? (?:other|more|different|new|alternative|more different) "
    r"ones\b"
)
_TAKES_SAY = re.compile(
    r"(?:,|-)? ?\b(?:say|like|maybe|perhaps) (?P<n>two|three|four|five|[2-8])(?: (?:of "
    r"them|of those|or so))?[.!?]?$"
)
_TAKES_EACH = re.compile(r"\b(?P<n>two|three|four|five|six|a few|a couple of|several|[2-8]) (?:different "
        r"|other |new |alternative |alt |possible )*(?=[\x01\x02]|(?:chord )?progressions"
        r"|melodies|choruses|verses|bridges|intros|basslines|bass lines|drum (?:grooves|beats"
        r"|patterns)|grooves|riffs|hooks|outros|endings|songs|tunes|tracks|beats|hooks|solos"
        r"|loops|waltzes|ballads)")  # fmt: skip


class Fresh(NamedTuple):
    """A new song, or a part of one."""

    scope: Scope
    certain: bool
    """Whether the words leave no doubt; else the song at hand may be meant."""


def takes_in(lower: str) -> tuple[int, tuple[int, int]] | None:
    """How many alternatives are asked for, and where the words are."""
    for pattern in (_TAKES_SAY, _TAKES_OF, _TAKES_ONES, _TAKES_EACH):
        for match in pattern.finditer(lower):
            before = lower[max(0, match.start() - 12) : match.start()]
            if re.search(
                r"\b(?:last|first|add|all|next|with|these|those|the|between|after|has|have|over|and"
                r"|play|repeat|of)\s$",
                before,
            ):
                continue
            return _FEW.get(match["n"]) or round(number(match["n"])), match.span()
    return None


def scope_of(lower: str) -> Scope | None:
    """The part of a song that a message asks to be written, or None for a whole one."""
    match = _A_PART.match(lower)
    if match is None:
        return None
    after = lower[match.end() :]
    if re.match(r" (?:songs?|tracks?|pieces?|driven|heavy|based|led|ballad|music)\b", after) or re.search(
        r"\b(?:song|track|piece|with|ballad|waltz)\b", match["adj"]
    ):
        return None
    found = next(scope for scope, _ in _SCOPES if match[scope])
    joined = re.match(
        r"\s*(?:,|and|&|\+|with|plus)\s(?:an?\s|some\s)?(?:\w+\s){0,2}?(?:melody|drums?|bass"
        r"|piano|guitar|strings|pads?|chords|beat|lead|synth\w*|vocals?|flute|violin|cello"
        r"|rhodes|sax\w*|organ)\b",
        after,
    )
    return None if joined and not re.match(r"\s*(?:with|and) (?:an? )?(?:swing|groove)", after) else found


def says_new(words: str) -> bool:
    """Whether words say no more than that a song is to be a new one: "another song", "start over with"."""
    return bool(
        re.fullmatch(
            r"(?:(?:an?|the|please|now|another|new|brand|next|different|completely|totally|second"
            r"|fresh|song|track|piece|one|start|over|again|with|from|scratch|something|else"
            r"|forget|this|that|make|write|me)\W*)+",
            words,
        )
    )


def may_be_new(lower: str, styled: bool) -> bool:
    """Whether a message is worth reading as a request; ``styled`` where it names a style."""
    if _NEW.search(lower) or _WRITE.search(lower) or _NOUN_PHRASE.search(lower) or _A_PART.match(lower):
        return True
    return not _CHANGES.search(lower) and (styled or len(lower.split()) > 6)


def new_song(lower: str, asks: tuple[Ask, ...]) -> Fresh | None:
    """Whether a message, with a song at hand, is for a new one; ``asks`` are its wishes read as a request."""
    kinds = {a.kind for a in asks}
    scope = scope_of(lower)
    part_of_it = (
        scope is not None
        and not kinds & {"key", "genre", "chords"}
        and not re.search(r"\b(?:song|track|piece)\b", lower)
    )
    if _NEW.search(lower) and not part_of_it and not _ONE_OF_A_PART.search(lower):
        return Fresh(scope or "song", True)
    if scope and _FOR_MY_CHORDS.search(lower) and "chords" in kinds:
        return Fresh(scope, True)
    compared = re.search(
        r"\b(?!super|under|over|after|ever|never|other|another|power|number|together)\w{3,}er\b|\bmore\b|\bless\b",
        lower,
    )
    if (
        scope
        and not compared
        and kinds & {"key", "genre", "tempo", "tonic", "mode", "mood", "chords"}
        and not re.search(r"\b(?:the|this|that|my|our|it|same|verse|chorus|bridge|intro|outro|bars?)\b", lower)
        and not re.search(r"\b(?:add|more|another|different|less|change|with)\b", lower)
    ):
        return Fresh(scope, True)
    if (
        _WRITE.search(lower)
        and not re.search(rf"^\W*(?:make|give|do)\b[^,.;]*\b(?:it|this|that|the)\b(?! {_SONG})", lower)
        and scope is None
    ):
        relevant = not re.search(
            r"\b(?:more|less|\w+ier|sadder|faster|slower|darker|brighter|louder|softer) (?:song|track|tune|piece)\b",
            lower,
        )
        return Fresh("song", True) if relevant else None
    if _CHANGES.search(lower):
        return None
    if _NOUN_PHRASE.search(lower) and scope is None and kinds - {"instrument"}:
        return Fresh("song", True)
    weight = len(
        kinds & {"genre", "key", "tempo", "metre", "form", "seconds", "bars", "only", "chords", "title", "tonic"}
    ) + len(kinds & {"mood", "arc", "instrument", "mode", "density", "swing"})
    if "genre" in kinds and weight >= 3:
        return Fresh("song", True)
    if kinds >= {"form", "genre"} or weight >= 5:
        return Fresh("song", True)
    if (
        "genre" in kinds
        and weight == 2
        and len(lower.split()) <= 6
        and not re.search(
            r"\b(?:as|in|into|to|like|with|feel|add|make|play|turn|and|but|try|give|change|go|style)\b", lower
        )
    ):
        return Fresh("song", False)
    return None
