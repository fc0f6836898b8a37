"""Right words that are slips where people talk about music: "the base guitar", "drum roles", "more quite"."""

import re
from collections.abc import Iterator

_MISTAKEN: tuple[tuple[str, str], ...] = (
    (r"\bbase(?=\s?(?:line|guitar|drum|player|part|notes?|louder|quieter|softer|solo|too|is too)\b)", "bass"),
    (r"(?<=\bthe )base\b(?! of| key| version)|(?<=\b(?:more|less) )base\b|(?<=\b(?:no|nd) )base\b", "bass"),
    (r"(?<!vocal )(?<!power )(?<!rip )\bcord\b", "chord"),
    (r"(?<!vocal )(?<!power )\bcords\b", "chords"),
    (r"(?<=\bmore )qui(?:te|t)\b|(?<=\btoo )qui(?:te|t)\b|(?<=\bless )qui(?:te|t)\b|\bquite(?=\W*$)", "quiet"),
    (r"\bloose(?= (?:the|that|this|those|all)\b)", "lose"),
    (r"\bform(?= (?:the (?:start|beginning|top|second|first|last)|bar|measure|beginning|here|there)\b)", "from"),
    (r"\btow(?= (?:\w+s|more)\b)", "two"),
    (
        r"(?:^|(?<=\bis )|(?<=\bare )|(?<='s )|(?<=\bbit )|(?<=\bway )|(?<=\bmuch )"
        r"|(?<=\bsounds )|(?<=\bfeels )|(?<=\bnot )|(?<=\bso )|(?<=\bgets ))to(?= (?:loud"
        r"|fast|slow|quiet|busy|sad|long|short|high|low|dark|bright|boring|much|many|soft)\b)",
        "too",
    ),
    (r"(?<=\d )bras\b|(?<=\bthe )bras\b", "bars"),
    (r"(?<=\b(?:drum|rock) )beet\b|(?<=\b(?:the|hop) )beet\b|\bbeet(?= (?:for|with|at|in)\b)", "beat"),
    (r"(?<=\bthe )(?:course|curse|chores)\b|(?<=\b(?:last|next) )(?:course|chores)\b", "chorus"),
    (r"(?<=\b(?:first) )(?:course|chores)\b|(?<=\bsecond )(?:course|chores)\b", "chorus"),
    (r"(?<=\bthe )(?:bride|brigade|fridge)\b", "bridge"),
    (r"(?<=\b(?:the|add|and) )stings?\b|(?<=\bwith )stings\b", "strings"),
    (r"(?<=\bthe )symbols?\b|(?<=\bcrash )symbols?\b|(?<=\bless )symbols\b", "cymbals"),
    (r"(?<=\bdrum )roles?\b", "rolls"),
    (r"(?<=\b[a-g] )mayor\b|(?<=\b[a-g][b#] )mayor\b", "major"),
    (r"(?<=\b[a-g] )miner\b|(?<=\b[a-g][b#] )miner\b", "minor"),
    (r"\bebb(?= (?:major|minor|maj|min)\b)", "Eb"),
    (r"\bfore(?= (?:bars?|measures|beats|times)\b)", "four"),
    (r"\bate(?= (?:bars?|measures|beats)\b)", "eight"),
    (r"\bhole(?= (?:song|thing|track|piece|tune)\b)", "whole"),
    (r"\bpeace(?= of music\b)", "piece"),
    (r"\bstrat(?= (?:with|the|on|at|it|in|of|off|from)\b)|(?<=\bto )strat\b|(?<=\bthe )strat(?= of\b)", "start"),
    (r"(?<=\bthe )trumped\b", "trumpet"),
    (r"(?<=\bthe )pain(?= (?:part|chords|solo|louder|softer|quieter)\b)", "piano"),
    (r"\b(?:wit|whit)\b(?! and)", "with"),
    (r"(?<=\bthe )fist(?= (?:verse|chorus|part|section|half|bars?|note|time)\b)", "first"),
    (r"\b(in|to|on|at|of|for)t he\b", r"\1 the"),
    (r"\bfo rthe\b", "for the"),
    (r"(?<=\bat )eh(?= (?:end|start|beginning|chorus|verse|bridge|drums|bass|middle|top)\b)", "the"),
    (r"\ban(?= a half?\b)", "and"),
    (r"\blauder\b", "louder"),
    (r"\bmoore\b", "more"),
    (r"(?<=\bmore )tens\b(?! of)|(?<=\btoo )tens\b", "tense"),
    (r"\bprat\b", "part"),
    (r"\bbey(?=\W*$)", "bye"),
    (r"\bad(?= (?:an?|some|more|the|two|drums|piano|guitar|strings|bass)\b)", "add"),
    (r"(?<=[a-z] )n(?= [a-z]{2,})", "and"),
    (r"\bputt\b", "put"),
)
_ROWS = tuple((re.compile(pattern), meant) for pattern, meant in _MISTAKEN)


def mistaken(lower: str) -> Iterator[tuple[int, int, str]]:
    """Each such word in a text of small letters: where it is, and what was meant."""
    for pattern, meant in _ROWS:
        for match in pattern.finditer(lower):
            yield (*match.span(), match.expand(meant))
