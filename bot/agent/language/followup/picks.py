"""Taking one of what was offered: by its number, its place in the row, its letter, or its own words."""

import re

from bot.agent.conversation import Conversation
from bot.agent.language.numbers import ORDINALS, number
from bot.agent.language.wordlists import one_of, pattern_of, words
from bot.agent.turn import Pick
from skills.errors import RequestError

_CARDINALS = "one|two|three|four|five|six|seven|eight"
_NTH = "|".join((*ORDINALS, "very last", "last", "final", "middle"))
_THING = one_of("""
    one, option, choice, take, suggestion, idea, variation, alternative, answer, proposal, version, candidate,
    melody, attempt, try, possibility""")
_OF_THEM = r"of\s(?:them|these|those|the\s(?:three|two|four|five|takes|options|suggestions|ideas|lot)|all)"
_FILL = one_of(
    """
    ooh, oh, hm, hmm, hmmm, ok, okay, yes, yeah, yep, wow, well, um, so, i think, i guess, the, i'll, i will, i'd, i
    would, i, really, we, we'll, let's, go, going, take, pick, choose, want, like, liked, love, prefer, go with, go
    for, with, for, use, try, do, number, no, nr, option, choice, answer, give me, please, pls, plz, keep,
    suggestion, idea, variation, version, take, my choice is, my pick is, it's, it is, that's, is, was, the most,
    most, best, better, one, then, sounds, good, great, nice, nicest, favourite, favorite, my, now, definitely,
    think, me, for me, to me, vote, goes to, my vote, wins, winner, it, be, must, has to, thanks, thank you, cheers,
    decided on, decide on, have decided, again, actually, maybe, perhaps, of course, sure, of, a, to, all right,
    alright, you know, just, t, play, hear, let me hear, can i, can we, could we, could i, have, melody, done, feels
    right, feels best"""
)
_MEANT = re.compile(
    rf"(?<![\w'])(?:(?:number|no\.?|nr\.?|option|choice|take|answer"
    rf"|suggestion|idea|variation|#|t)\s?#?(?:(?P<digit>\d{{1,2}})"
    rf"|(?P<word>{_CARDINALS})|(?P<letter>[a-h]))"
    rf"|(?:(?P<nth>{_NTH})\s(?:{_THING}|{_OF_THEM}))(?:\s{_OF_THEM})?)(?![\w'])"
)
_BARE = re.compile(
    rf"(?<![\w'])(?:(?P<digit>\d{{1,2}})|(?P<word>{_CARDINALS})"
    rf"|(?P<letter>[a-h])|(?P<nth>{_NTH}))(?![\w'/-])[.)]?"
)
_OTHER = pattern_of(
    """
    make, add, change, but, with the, with a, with more, with less, without, remove, faster, slower, louder, softer,
    bars, bar, bpm, verse, chorus, bridge, semitone*, compare, between, different, undo, go back, instead of, not,
    none, neither, nor, key, lock, version*, export, send, why, what, how, times, transpose, drums, bass, piano,
    guitar"""
)
_JUDGED = re.compile(r"\b(?:was|were|is)\s(?:(?:much|way|a\slot|far)\s)?(?:better|nicer|best|worse)\b")
"""Versions are judged, not messages that were only offered."""
_CHOSEN = pattern_of(
    """
    like*, love, prefer, choose, take, pick, go with, going with, keep coming back, come back to, keep returning,
    favourite, favorite, best, better, wins, winner, vote, want, decide*, go for, going for, use, keep, it is,
    please, stick with, nicest, happiest with"""
)
_PLAIN = frozenset(
    words(
        """
        the a an one more it is i i'll let's with go take please yes and at to in of for do me make try my that this
        idea option"""
    )
)


def read_pick(lower: str, conversation: Conversation) -> Pick | None:
    """One of what was offered. Raises RequestError where a number is meant that was not offered."""
    choices = conversation.choices
    if not choices or (_JUDGED.search(lower) and not any(choice.version for choice in choices)):
        return None
    said = lower.strip(" .!?")
    for n, choice in enumerate(choices, 1):
        if said and said in (choice.label.lower().strip(" .!?"), choice.message.lower().strip(" .!?")):
            return Pick(number=n)
    last = len(choices)
    bare = _alone(said)
    if bare is not None:
        meant = _number(bare, last)
        if meant is None or (bare["digit"] and meant > 20):
            return None
        if not 1 <= meant <= last:
            raise RequestError(f"There are {last} to pick from; say 1 to {last}.")
        return Pick(number=meant)
    inside = _MEANT.search(lower)
    if inside and not _OTHER.search(lower) and _CHOSEN.search(lower):
        meant = _number(inside, last)
        if meant is not None and 1 <= meant <= last:
            return Pick(number=meant)
    return _by_words(said, conversation)


def read_place(lower: str, last: int) -> str | None:
    """The number of the one of ``last`` that is meant, as said anywhere: "the middle one of those"."""
    meant = next((_number(m, last) for pattern in (_MEANT, _BARE) for m in pattern.finditer(lower)), None)
    return str(meant) if meant is not None and 1 <= meant <= last else None


def _alone(said: str) -> re.Match[str] | None:
    """The number in a message that holds nothing else: "the second one please", "t3", "b"."""
    if re.search(r"\bversions?\b|\bv\d", said) or said.endswith("one more"):
        return None
    for pattern in (_MEANT, _BARE):
        for match in pattern.finditer(said):
            rest = f"{said[: match.start()]} {said[match.end() :]}"
            if match["letter"] == "a" and len(said) > 1 and pattern is _BARE:
                continue
            if match["word"] == "one" and pattern is _BARE and any(_BARE.finditer(said, match.end())):
                continue
            if match["word"] == "one" and pattern is _BARE and re.search(rf"\b(?:{_NTH})\b", said):
                continue
            if re.fullmatch(rf"(?:\W|\b{_FILL}\b|\b{_OF_THEM}\b|\b{_THING}\b)*", rest):
                return match
    return None


def _number(match: re.Match[str], last: int) -> int | None:
    if match["nth"]:
        edges = {"last": last, "very last": last, "final": last, "middle": (last + 1) // 2}
        return edges.get(match["nth"]) or ORDINALS[match["nth"]]
    if match["word"]:
        return round(number(match["word"]))
    return int(match["digit"]) if match["digit"] else ord(match["letter"]) - ord("a") + 1


def _by_words(said: str, conversation: Conversation) -> Pick | None:
    """What was offered in words of which the message repeats those that tell it from the others."""
    rows = [_content(f"{c.label} {c.message}") for c in conversation.choices]
    own = [row - frozenset().union(*(r for r in rows if r is not row)) for row in rows]
    given = _content(said)
    fits = [n for n, row in enumerate(rows, 1) if given and given & own[n - 1] and given <= row | _CHOICE_WORDS]
    return Pick(number=fits[0]) if len(fits) == 1 else None


_CHOICE_WORDS = frozenset(
    words(
        """
        one option idea suggestion take sounds nice good great best like love prefer i'd i'll we'll definitely yeah
        ok okay oh end thing"""
    )
)


def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[a-z0-9']+", text.lower()) if w not in _PLAIN)
