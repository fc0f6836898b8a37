"""What a question turns on where no rule fits it: the metre, the term, or the chord that it names."""

import re

from bot.agent.language.asking import Asked
from bot.agent.language.metre import spelled_out
from bot.agent.language.names import chords_in
from bot.agent.language.wordlists import words
from skills.clock import METRES
from skills.teach import Question
from skills.teach.chords import NotesOfChord
from skills.teach.glossary import find_term
from skills.teach.numbers import NumeralsOf
from skills.teach.rhythm import ExplainMetre
from skills.teach.terms import DefineTerm

_QUOTED = re.compile(
    r"\"\s?(?:in\s|an?\s|the\s)?([\w/# -]{2,40}?)\s?\"|(?<!\w)'(?:in\s"
    r"|an?\s|the\s)?([\w/# -]{2,40}?)'(?!\w)"
)
_SPOKEN_METRE = re.compile(r"\b(two|three|four|five|six|seven|nine|twelve)[ -](two|four|eight|eighths?|quarters?)\b")
_EVERYDAY = frozenset(
    words(
        """
        song tune bar bars beat beats chord chords key keys melody tone tones note rest rests mix pan break clip
        drop drops fill fills build groove function pulse range register sample samples skip straight sequence stem
        stems synth third fifth flat sharp sharps flats tab tabs root first form structure ending scale scales tempo
        major minor lyrics lyric verse chorus bridge progression loop loops dry wet delay mode phrase harmony
        interval intro outro comp contour octave tuning upbeat swing dynamic dynamics home tension waltz pocket echo
        filter hook riff bpm metre meter tonality"""
    )
) | {"time signature", "chord progression", "song structure", "key signature"}
"""Terms that people use without asking for their meaning."""
_MEANING = re.compile(
    r"\b(?:what(?:'s| is| are| was| does| do|'re)?|mean\w*|explain\w*"
    r"|definition|define|understand\w*|call(?:ed)?|idea|clue|heard"
    r"|saying|says?|said|word|term|why|difference|count|how|which)\b"
)


def nearest(heard: list[Asked]) -> Question | None:
    """For a question that no rule fits: the metre, the term or the chord that it turns on."""
    text = " ".join(a.text for a in heard)
    named = " ".join(a.named for a in heard)
    of_a_song = any(a.plan for a in heard)
    spoken = _SPOKEN_METRE.search(text)
    written = re.search(r"(?<![\d/])\d{1,2}/(?:2|4|8|16)(?![\d/])", text)
    metre = written[0] if written else spelled_out(*spoken.groups()) if spoken else ""
    if metre in METRES:
        return ExplainMetre(metre=metre)
    for quoted in _QUOTED.finditer(text):
        said = quoted[1] or quoted[2]
        if term := find_term(said) or find_term(said.removesuffix("s")):
            return DefineTerm(term=said if find_term(said) else term.name)
    if not _MEANING.search(text):
        return None
    terms = [w for w in _phrases(text) if find_term(w)]
    told = [w for w in terms if w not in _EVERYDAY and (not of_a_song or " " in w or w not in _OF_SONGS)]
    if told:
        return DefineTerm(term=max(told, key=len))
    chords = chords_in(named, weak=False)
    if chords and not of_a_song:
        return NotesOfChord(chord=chords[0]) if len(chords) == 1 else NumeralsOf(chords=chords)
    general = [
        w for w in terms if re.search(rf"\b(?:an?|some|all)\s{_KIND}{re.escape(w)}\b|\b{re.escape(w)}\smeans?\b", text)
    ]
    return DefineTerm(term=max(general, key=len)) if general and not of_a_song else None


_KIND = r"(?:(?:perfect|major|minor|augmented|diminished)\s)?"
_OF_SONGS = frozenset(
    words(
        """
        arrangement accent accents backbeat counter-melody countermelody crescendo melodic pads strumming vamp
        velocity voicing voicings quantize quantise humanize humanise midi"""
    )
)
"""Terms that are parts and properties of a song at hand."""


def _phrases(text: str) -> list[str]:
    """Stretches of one to four words."""
    found = re.findall(r"[\w#'/-]+", text)
    starts = [i for i, word in enumerate(found) if word not in ("a", "an", "the")]
    return [" ".join(found[i : i + n]) for n in (4, 3, 2, 1) for i in starts if i + n <= len(found)]
