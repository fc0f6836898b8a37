"""Keys as people write them: "A minor", "in Am", "key of F sharp", "E-flat major", "D dorian", "a minor key"."""

import re

from bot.agent.language.negation import is_negated
from bot.agent.language.text import Text
from skills.errors import RequestError
from skills.plan import Ask
from skills.theory.key import MODES, Key, Mode

_MODE_WORDS: dict[str, Mode] = {
    **{mode: mode for mode in MODES}, "maj": "major", "min": "minor", "aeolian": "minor", "ionian": "major",
    "natural minor": "minor", "melodic minor": "harmonic minor",
    "phrygian dominant": "phrygian",
}  # fmt: skip
_STAND_INS = {"melodic minor": "harmonic minor", "phrygian dominant": "phrygian"}
MODE_PATTERN = "|".join(sorted((w.replace(" ", r"[\s-]") for w in _MODE_WORDS), key=len, reverse=True))
NOTE_PATTERN = r"(?P<note>[a-g])(?P<sign>\s?(?:#|b(?=(?:m|min|maj)?(?![a-z])))|[\s-]?(?:sharp|flat)\b)?"
_CUE = r"(?P<cue>\b(?:in\s(?:the\s)?)?key\s?(?:of|is|:|=)?\s*(?:of\s|is\s)?(?:an?\s(?=[a-g]))?"
_CUE += r"|\bin\s(?:the\s)?|\b(?:tonic|root)\s(?:of\s|is\s|:\s?)?)"
_FULL = re.compile(
    rf"{_CUE}?(?<![\w#']){NOTE_PATTERN}[\s-]*(?P<mode>{MODE_PATTERN})\b(?:[\s-](?:key|mode|scale|pentatonic)\b)?"
)
_SHORT = re.compile(rf"{_CUE}?(?<![\w#'-]){NOTE_PATTERN}(?P<mode>m|min|maj)(?![\w'#]|-\w|\s?\|)")
_BARE = re.compile(rf"{_CUE}(?<![\w#'])(?P<whole>{NOTE_PATTERN})(?![\w'#&/]|-\w)")
_WRONG = re.compile(
    rf"(?:\bkey\s?(?:of|is|:)\s*(?:the\s)?|\bin\s(?=[h-z]\s?(?:[#b]\s?|sharp\s"
    rf"|flat\s)?(?:{MODE_PATTERN})\b))(?P<letter>[h-z])(?![\w'])"
)
_WRONG_NUMBER = re.compile(r"\bkey\s(?:of\s)(?P<letter>\d+)\b")
_MODE_ALONE = re.compile(
    rf"(?:\bin\s)?(?:\b(?:an?|the)\s)?\b(?P<mode>{MODE_PATTERN})\b(?:[\s-](?:keys?|mode|scale|tonality|chords|harmony"
    rf"|harmonies))?"
)
_GERMAN = re.compile(
    r"(?:\bin\s)?(?<![\w#'-])(?P<note>(?:cis|des|dis|es|fis|ges|gis|as|ais|his|ces|[a-h]))[\s-]?(?P<mode>moll|dur)\b"
    r"|(?:\bin\s)?(?<![\w#'-])(?P<sharp>cis|des|dis|es|fis|ges|gis|ais)[\s-](?P<named>minor|major)\b"
)
_GERMAN_NOTES = {"h": "B", "b": "Bb", "es": "Eb", "as": "Ab", "his": "C", "ces": "B"}
_SOLFEGE = re.compile(
    r"(?:\b(?:in|en)\s)?\b(?P<note>do|re|mi|fa|sol|la|si)(?P<sign>\s?(?:#|b\b|sharp|flat|diese|bemol|sostenido))?"
    r"\s(?P<mode>major|minor|majeur|mineur|mayor|menor|maggiore|minore)\b"
)
_SOLFEGE_NOTES = {"do": "C", "re": "D", "mi": "E", "fa": "F", "sol": "G", "la": "A", "si": "B"}
_STAMPED = re.compile(
    r"\b(?:the\s)?(?:(?:big|capital|large)\s)?letter\s(?P<whole>(?P<note>[a-g])(?P<sign>\s?#|b(?![a-z])|[\s-](?:sharp|flat)\b)?)"
    r"(?![\w'])"
)
"""The key that is stamped on an instrument."""
_PLAYED_IN = re.compile(
    r"(?<![\w#'])(?P<whole>(?P<note>[a-g])(?P<sign>#|b(?![a-z])|[\s-](?:sharp|flat))?)\s(?:(?:major|minor)\s)?"
    r"(?:harmonica|harp\b(?=.*\bblues)|whistle|blues|jam|vamp|drone|shuffle|groove|boogie|jig|reel|rock|ballad|funk|swing)\b"
)
"""A key right before what is played in it: "F blues", "a D whistle"."""
_NO_ARTICLE = re.compile(r"\b(?:an|the|in|some|slow|fast|minor|major|my)\s$")
_MEANT = re.compile(
    r"\b(?:i\smean(?:t)?|that\sis|which\sis|in\senglish|for\syou|you\scall\sit|you\s(?:would\s)?say|or\srather|no\swait|sorry"
    r"|actually|correction|scratch\sthat|make\sthat|better)\b[^.;!?]*$"
)
"""What is said before a key that stands for the one said first."""
_LONE = re.compile(r"(?:^|[,;])\s*(?P<whole>(?P<note>[a-g])(?P<sign>#|b)?)\s*(?=$|[,;.])")
_OTHER: dict[Mode, Mode] = {"major": "minor", "minor": "major"}
# After these "minor" and "major" say how great a thing is, or which interval.
_NO_MODE = re.compile(
    r"\s+(?:changes?|details?|tweaks?|issues?|roles?|labels?|problems?|edits?|adjustments?|updates?|hits?|leagues?|"
    r"differences?|improvements?|things?|events?|deals?|points?|thirds?|seconds?|sixths?|sevenths?|fans?|surgery"
    r"|threat|"
    r"moments?|impact|contrast|lift|shift|fix|sections?|tasks?|request)\b|[\s-]*\d(?!\d)"
)
# "a minor X" with one of these after it is no key of A: the minor belongs to the X.
_NOUN_AFTER_A = re.compile(
    r"\s+(?!and\b|with\b|at\b|in\b|on\b|for\b|about\b|but\b|to\b|or\b|please\b|then\b|by\b|using\b|played\b|\d)[a-z]+"
)
_NOTE_BEFORE = re.compile(r"\b[b-g](?:#|b|[\s-]?(?:sharp|flat))?[\s-]+$")
_AFTER_TURN = re.compile(r"\b(?:modulat\w*|chang\w*|mov\w*|go\w*|shift\w*|end\w*|finish\w*|turn\w*)(?:\s\w+){0,2}\s*$")


def read_key(text: Text, notes: list[str]) -> list[Ask]:
    """Read one key, or half of one. Raises RequestError for a key there is not ("key of H")."""
    if abroad := _abroad(text):
        return [abroad]
    for pattern in (_WRONG, _WRONG_NUMBER):
        for match in text.find(pattern):
            letter = match["letter"].upper()
            hint = "say B or Bb" if letter == "H" else "keys go from A to G"
            raise RequestError(f"There is no key of {letter} here; {hint}.")
    found = [m for p in (_FULL, _SHORT) for m in text.find(p) if _is_key(text, m)]
    found = [m for m in found if not text.before(_AFTER_TURN, m.start())]
    if found:
        meant = [m for m in found[1:] if text.before(_MEANT, m.start())]
        for match in found if meant else ():
            text.take(*match.span())
        return [_key(text, (meant or found)[-1 if meant else 0], notes)]
    asks = []
    for match in (*text.find(_STAMPED), *text.find(_PLAYED_IN)):
        written = text.plain[match.start("note")]
        article = written.lower() == "a" and not match["sign"] and not text.before(_NO_ARTICLE, match.start())
        if match.re is _STAMPED or (not article and (written.isupper() or match["sign"])):
            asks.append(Ask(kind="tonic", words=text.words(*match.span("whole")), value=tonic_of(match)))
            text.take(*match.span("whole"))
            return asks + _read_mode(text, notes)
    for match in text.find(_BARE):
        if _is_tonic(text, match):
            asks.append(Ask(kind="tonic", words=text.words(*match.span()), value=tonic_of(match)))
            text.take(*match.span())
            break
    for match in text.find(_LONE):
        if not asks and text.plain[match.start("note")].isupper() and re.search(r"[a-z]{3}", text.lower):
            asks.append(Ask(kind="tonic", words=text.words(*match.span("whole")), value=tonic_of(match)))
            text.take(*match.span("whole"))
    return asks + _read_mode(text, notes)


def _abroad(text: Text) -> Ask | None:
    """A key in German or in syllables: "h-Moll", "Es-Dur", "la minor"."""
    for match in text.find(_GERMAN):
        note, mode = match["note"] or match["sharp"], match["mode"] or match["named"]
        plain = note[0].upper() + {"is": "#", "es": "b", "s": "b"}.get(note[1:], "")
        key = Key(tonic=_GERMAN_NOTES.get(note, plain), mode="minor" if mode in ("moll", "minor") else "major")
        return _taken(text, match, key)
    for match in text.find(_SOLFEGE):
        sign = (match["sign"] or "").strip()
        accidental = {"#": "#", "sharp": "#", "diese": "#", "sostenido": "#"}.get(sign, "b" if sign else "")
        minor = match["mode"].startswith(("mine", "mino", "men"))
        return _taken(
            text, match, Key(tonic=_SOLFEGE_NOTES[match["note"]] + accidental, mode="minor" if minor else "major")
        )
    return None


def _taken(text: Text, match: re.Match[str], key: Key) -> Ask | None:
    if abs(key.signature) > 7:
        key = key.transposed(1).transposed(-1)
    text.take(*match.span())
    return Ask(kind="key", words=text.words(*match.span()), value=str(key))


def tonic_of(match: re.Match[str]) -> str:
    """The note of a match of ``NOTE_PATTERN`` as it is written: "f sharp" -> "F#"."""
    sign = (match["sign"] or "").strip(" -")
    name = match["note"].upper() + {"sharp": "#", "flat": "b"}.get(sign, sign)
    return {"E#": "F", "B#": "C", "Fb": "E"}.get(name, name)


def mode_of(word: str, notes: list[str]) -> Mode:
    """The mode a word names, or the nearest one, which is noted."""
    word = re.sub(r"[\s-]+", " ", word)
    if word in _STAND_INS:
        notes.append(f"There is no {word} here yet, so I took {_STAND_INS[word]}.")
    return "minor" if word == "m" else _MODE_WORDS[word]


def _key(text: Text, match: re.Match[str], notes: list[str]) -> Ask:
    if match[0].endswith("pentatonic"):
        notes.append(f"There are no pentatonic keys here yet, so I took {match['mode']}.")
    key = Key(tonic=tonic_of(match), mode=mode_of(match["mode"], notes))
    if abs(key.signature) > 7:
        plain = key.transposed(1).transposed(-1)
        notes.append(f"I write {key} as {plain}, which sounds the same.")
        key = plain
    text.take(*match.span())
    return Ask(kind="key", words=text.words(*match.span()), value=str(key))


def _is_key(text: Text, match: re.Match[str]) -> bool:
    """Tell the key of A minor from "a minor change", and the key of Am from "I am"."""
    start, end = match.start("note"), match.end()
    written = text.plain[start]
    if not match["sign"] and len(match["mode"]) == 1:
        if match["cue"]:
            return not text.lower[match.end() :].startswith((" i ", " i'"))
        upper_m = text.plain[match.start("mode")] == "M"
        return written.isupper() and not upper_m and not re.match(r"\s+I\b", text.plain[end:])
    if _NO_MODE.match(text.lower, end):
        return False
    if match["note"] != "a" or match["sign"]:
        return True
    if re.search(r"\b(?:an|the|in|of|slow|fast)\s$", text.lower[:start]) and written == "A":
        return not (re.search(r"\bin\s$", text.lower[:start]) and text.lower[end - 4 : end] == " key")
    if re.search(r"[\s-](?:key|mode)$", match[0]):
        return False
    opens = not re.search(r"\w", text.lower[:start])
    capital = written == "A" and not opens and not text.plain[:start].isupper()
    return capital or not _NOUN_AFTER_A.match(text.lower, end)


def _is_tonic(text: Text, match: re.Match[str]) -> bool:
    cue, written = match["cue"].strip(), text.plain[match.start("note")]
    if "key" in cue or "tonic" in cue or match["sign"]:
        return True
    if cue.startswith("root"):
        return written.isupper()
    if cue.startswith("in the"):
        return False
    ends = re.match(r"\s*(?:$|[,;.!?)]|(?:and|at|with|for|please|but)\b)", text.lower[match.end() :])
    if match["note"] == "a":
        return written == "A" and bool(ends)
    return written.isupper() or bool(ends)


def _read_mode(text: Text, notes: list[str]) -> list[Ask]:
    for match in text.find(_MODE_ALONE):
        of_note = text.before(_NOTE_BEFORE, match.start("mode"))
        weak = match["mode"] in _OTHER and _NO_MODE.match(text.lower, match.end())
        if of_note or weak or match["mode"] in ("min", "maj"):
            continue
        mode = mode_of(match["mode"], notes)
        negated = is_negated(text, match.start())
        start = match.start() if negated is None else negated
        words = text.words(start, match.end())
        text.take(start, match.end())
        if negated is not None and mode in _OTHER:
            return [Ask(kind="mode", words=words, value=_OTHER[mode])]
        return [Ask(kind="mode", words=words, value=mode, unwanted=negated is not None)]
    return []
