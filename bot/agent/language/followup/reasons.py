"""What a message tells beside what it asks: a state or a reason, which is no wish where a wish stands beside it.

"It's cool but a little hectic. A bit slower?" asks for a tempo only.
"""

import re

from bot.agent.language.followup.saying import Saying
from skills.edit.feeling import ArcMove, FeelingMove, StyleMove
from skills.edit.form import AddSectionMove, CutSectionMove, LengthMove, RepeatSectionMove
from skills.edit.move import Move
from skills.edit.pitch import RegisterMove
from skills.edit.playing import LoudnessMove, TempoMove
from skills.edit.target import Target
from skills.edit.writing import DensityMove, RewriteMove

_ASKED = re.compile(
    r"\?|\b(?:please|pls|should|must|could|would|can (?:you|we|i|it|they|she|he|the|that|this)|needs?|want"
    r"|wish|'d|let"
    r"|let's|has to|have to|make|instead|rather|prefer|more|less|fewer|may|ought|lacks?|too|enough|not (?:so"
    r"|as|too|that|enough)|missing)\b"
)
_SUBJECT = re.compile(
    r"^\W*(?:(?:so|and|but|well|ok|okay|hi|hey|honestly|also|because|since|hmm|oh|somehow"
    r"|i (?:think|guess|feel|believe))\W+)*"
    r"(?:it|it's|this|that|that's|there's|there (?:is|are)|the|my|our|his|her|i|i'm|i've|we|we're|they|he|she|some)\b"
)
_SAY = re.compile(r"\W*(?:say|like|maybe|around|about|at|to)\b")


def without_reasons(saying: Saying, found: list[tuple[int, Move]]) -> list[Move]:
    """The moves that are wished for, in order, of those found with the places of their words."""
    asked = [move for at, move in found if not _is_told(saying, at)]
    shaped = any(isinstance(m, AddSectionMove | CutSectionMove | RepeatSectionMove) for m in asked)
    kept: list[Move] = []
    for at, move in found:
        others = [m for m in asked if m is not move]
        if isinstance(move, LengthMove) and move.factor is not None and move.target == Target() and shaped:
            continue  # "far too long, cut the second verse"
        if (others or saying.settled) and _is_told(saying, at) and _is_state(move, others):
            continue
        if isinstance(move, FeelingMove) and any(isinstance(m, TempoMove) and m.bpm for m in others):
            end = saying.text.lower.find(",", at)
            if end > 0 and _SAY.match(saying.text.lower, end):
                continue  # "take it more gently, say at ninety"
        kept.append(move)
    return kept


def _sentence(saying: Saying, at: int) -> str:
    starts = [c.start for c in saying.clauses if c.hard and c.start <= at]
    ends = [c.start for c in saying.clauses if c.hard and c.start > at]
    return saying.text.lower[max(starts, default=0) : min(ends, default=len(saying.text.lower))]


def _is_told(saying: Saying, at: int) -> bool:
    """Whether the sentence at a place tells something and asks nothing."""
    sentence = _sentence(saying, at)
    return bool(_SUBJECT.match(sentence)) and not _ASKED.search(sentence)


def _is_state(move: Move, others: list[Move]) -> bool:
    """Whether a move may come of words that only describe."""
    if isinstance(move, FeelingMove):
        return True
    if isinstance(move, DensityMove | LoudnessMove):
        return any(isinstance(m, RewriteMove) and m.target == move.target for m in others)
    if isinstance(move, LengthMove):
        return any(isinstance(m, LengthMove) for m in others)
    return isinstance(move, ArcMove | StyleMove | RegisterMove)
