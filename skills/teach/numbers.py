"""Questions about chords as numbers: Roman numerals and Nashville numbers, both ways."""

import re
from typing import Literal

from skills.errors import RequestError
from skills.teach import sound
from skills.teach.question import Asker, Lesson, Question
from skills.teach.words import (
    NUMERALS_EXPLAINED,
    chords_of,
    diagrams,
    figure,
    job,
    key_at_hand,
    key_of_name,
    numbers_row,
    origin,
)
from skills.theory.chord import ChordSymbol, parse_numeral
from skills.theory.harmony import diatonic, keys_of, place, relative_major
from skills.theory.key import Key

_NUMBER = re.compile(r"^(?P<sign>[b#]?)(?P<degree>[1-7])(?P<rest>.*)$")


class NumeralsOf(Question):
    """Roman numerals or Nashville numbers of chords: "analyse Am F C G", "C Am F G in Nashville numbers"."""

    kind: Literal["numerals-of"] = "numerals-of"
    chords: tuple[str, ...]
    key: str | None = None
    """The key, if one was named; None to find it."""
    system: Literal["roman", "nashville"] = "roman"

    def answer(self, asker: Asker) -> Lesson:
        chords = chords_of(self.chords)
        key = key_of_name(self.key) if self.key else keys_of(chords)[0].key
        if self.system == "nashville":
            return self._nashville(chords, key, asker)
        row = " ".join(figure(c, key) for c in chords)
        lines = [f"{' '.join(map(str, chords))} in {key}: {row}."]
        if asker.level != "producer":
            jobs = [f"{c} {job(place(c, key))}" for c in dict.fromkeys(chords)]
            lines.append(f"{'; '.join(jobs)}.")
        for chord in dict.fromkeys(chords):
            where = origin(place(chord, key), key)
            if where:
                lines.append(f"{chord}: {where}.")
        if asker.level == "beginner":
            lines.append(NUMERALS_EXPLAINED)
        return _lesson(lines, chords, key, asker)

    def _nashville(self, chords: tuple[ChordSymbol, ...], key: Key, asker: Asker) -> Lesson:
        home = relative_major(key) if key.is_minor else key
        lines = [f"{' '.join(map(str, chords))} in {home}: {numbers_row(chords, key)}."]
        if key.is_minor and asker.level != "producer":
            lines.append(f"Nashville charts count a minor key from its relative major, so {key} starts on 6.")
        if asker.level == "beginner":
            lines.append("Each number is a step of the major scale; a minus means minor.")
        return _lesson(lines, chords, key, asker)


class ChordsOfNumerals(Question):
    """What numerals or Nashville numbers are in a key: "1 5 6 4 in G", "ii V I in Bb", "the IV chord in A"."""

    kind: Literal["chords-of-numerals"] = "chords-of-numerals"
    figures: tuple[str, ...]
    """Roman ("ii7", "bVII") or plain numbers ("1", "6-")."""
    key: str | None = None

    def answer(self, asker: Asker) -> Lesson:
        if not self.figures:
            raise RequestError("Name the numbers, like 1 5 6 4 or ii V I.")
        key = key_at_hand(asker, self.key)
        try:
            chords = tuple(read_number(f, key) for f in self.figures)
        except ValueError as error:
            raise RequestError(str(error)) from error
        pairs = ", ".join(f"{f} = {c}" for f, c in zip(self.figures, chords, strict=True))
        lines = [f"In {key}: {pairs}."]
        if asker.level != "producer" and len(set(chords)) < 4:
            lines += [f"{c} {job(place(c, key))}: it is {figure(c, key)}." for c in dict.fromkeys(chords)]
        if asker.level == "beginner":
            lines.append(NUMERALS_EXPLAINED)
        return _lesson(lines, chords, key, asker)


def read_number(text: str, key: Key) -> ChordSymbol:
    """A chord by its Roman numeral or its Nashville number. Raises ValueError with a sentence.

    A plain number is the key's own chord there, a minus makes it minor.
    """
    match = _NUMBER.match(text)
    if not match:
        return parse_numeral(text, key)
    degree, rest = int(match["degree"]), match["rest"]
    if degree == 5 and not match["sign"] and not rest and key.mode == "minor":
        return parse_numeral("V", key)  # the one that is meant when minor is counted in numbers
    own = diatonic(key)[degree - 1]
    if match["sign"] or rest:
        small = rest.startswith(("-", "m")) and not rest.startswith("maj")
        small = small or (own.is_minor and not match["sign"] and rest[:1] in ("", "7", "9"))
        numeral = ("I", "II", "III", "IV", "V", "VI", "VII")[degree - 1]
        return parse_numeral(
            match["sign"] + (numeral.lower() if small else numeral) + rest.lstrip("-m" if small else ""), key
        )
    return own


def _lesson(lines: list[str], chords: tuple[ChordSymbol, ...], key: Key, asker: Asker) -> Lesson:
    row = " ".join(map(str, chords[:8]))
    return Lesson(
        text="\n".join(lines),
        chords=tuple(map(str, dict.fromkeys(chords))),
        instrument=diagrams(asker),
        sound=sound.of_chords(chords, key, asker.instrument),
        try_next=(f"how does {row} feel?", f"write a song over {row}")
        if len(chords) > 1
        else (f"how do I play {row}?",),
    )
