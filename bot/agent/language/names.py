"""Notes, chords and keys as people name them in a question: "F#m7b5", "e flat major seven", "am f c g", "d dorian"."""

import re

from skills.theory.chord import parse_chord
from skills.theory.key import Key

_SIGN = re.compile(r"(?<![\w#])([A-Ga-g])[\s-]?(sharp|flat)\b", re.IGNORECASE)
# Spoken qualities, the longest first, and what is written for them.
_SPOKEN = (
    (r"half[\s-]diminished(?:\s(?:7|7th|seventh))?", "m7b5"),
    (r"min(?:or)?\s(?:7|7th|seven|seventh)\s(?:flat|b)\s?(?:5|five)", "m7b5"),
    (r"diminished\s(?:7|7th|seven|seventh)", "dim7"), (r"dim(?:inished)?", "dim"), (r"aug(?:mented)?", "aug"),
    (r"maj(?:or)?\s?(?:7|7th|seven|seventh)", "maj7"), (r"maj(?:or)?\s?(?:9|9th|nine|ninth)", "maj9"),
    (r"min(?:or)?\s?(?:7|7th|seven|seventh)", "m7"), (r"min(?:or)?\s?(?:9|9th|nine|ninth)", "m9"),
    (r"min(?:or)?\s?(?:6|6th|six|sixth)", "m6"), (r"maj(?:or)?\s?(?:6|6th|sixth)", "6"),
    (r"dominant\s?(?:7|7th|seven|seventh)", "7"), (r"(?:sus|suspended)\s?(?:4|four|fourth)", "sus4"),
    (r"(?:sus|suspended)\s?(?:2|two|second)", "sus2"), (r"suspended", "sus4"), (r"sus", "sus4"),
    (r"add\s?(?:9|nine)", "add9"),
    (r"(?:7|7th|seven|seventh)", "7"), (r"(?:9|9th|nine|ninth)", "9"), (r"(?:11|11th|eleventh)", "11"),
    (r"(?:13|13th|thirteenth)", "13"), (r"(?:6|6th|sixth)", "6"), (r"power", "5"), (r"minor", "m"), (r"major", ""),
)  # fmt: skip
_QUALITIES = tuple(
    (re.compile(rf"(?<![\w#])([A-Ga-g][#b]?)[\s-]{words}(?:[\s-](?:chords?|triads?))?(?![\w#])", re.IGNORECASE), sign)
    for words, sign in _SPOKEN
)
_ATOM = re.compile(r"[^\s,|>;:!?\"\[\]{}~]+")
_SMALL = re.compile(
    r"([a-g])(#|b)?((?:m|min|maj|dim|aug|sus|add)?\d{0,2}(?:sus[24]?|b5|b9|#9|#11|alt)?|mmaj7|ø|°7?)(?:/([a-g][#b]?))?"
)
_WORDS = frozenset(
    {"add", "dim", "ad", "be", "go", "do", "aug", "a", "am", "dad", "bad", "bed", "cab", "fab", "gab", "dab"}
)
_ARTICLE = re.compile(r"\s+(?!chord|triad|and\b|to\b|or\b|in\b|on\b|with\b|for\b|then\b|vs\b|the\b)[a-z]{2,}")
_MODES = "major|minor|maj|min|dorian|phrygian|lydian|mixolydian|locrian|ionian|aeolian|harmonic minor|natural minor"
_KEY = re.compile(
    rf"(?<![\w#'])(?P<note>[A-Ga-g][#b]?)(?:[\s-]?(?P<mode>{_MODES})\b|(?P<m>m)(?![\w#/]))(?!\s?(?:7|9|6|seventh|chord))",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?:keys?\s(?:of\s|is\s)?|in\s(?:the\skey\sof\s)?|for\s|from\s|to\s|of\s|capo\s|is\s|on\s)(?P<note>[A-Ga-g][#b]?)"
    r"(?![\w#'/]|\s(?:chord|minor|major|song|[a-z]{4,}\s(?:song|progression)))",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?<![\w#'])([A-Ga-g][#b]?)(?![\w#'/])")


def levelled(plain: str) -> str:
    """The text with spoken accidentals written: "E flat major" -> "Eb major"."""
    return _SIGN.sub(lambda m: m[1].upper() + ("#" if m[2].lower() == "sharp" else "b"), plain)


def chords_in(text: str, *, weak: bool = True) -> tuple[str, ...]:
    """The chord symbols in a text with accidentals written, in order.

    ``weak`` ones may as well be letters or words ("a", "am", "g"): they count where a chord is expected.
    """
    for pattern, sign in _QUALITIES:
        text = pattern.sub(rf"\g<1>{sign}", text)
    found: list[str] = []
    for match in _ATOM.finditer(text):
        found += _read(match[0].strip("().'*"), text, match.end(), weak)
    return tuple(found)


def _read(atom: str, text: str, end: int, weak: bool) -> list[str]:
    whole = _symbol(atom, text, end, weak)
    if whole:
        return [whole]
    parts = [_symbol(part, "", 0, True) for part in re.split(r"[-–]", atom)]  # noqa: RUF001
    return [p for p in parts if p] if len(parts) > 1 and all(parts) else []


def _symbol(atom: str, text: str, end: int, weak: bool) -> str | None:
    if not atom:
        return None
    if atom[0].isupper():
        if atom[1:] in ("o", "dd") or (atom == "A" and _ARTICLE.match(text, end)) or (len(atom) == 1 and not weak):
            return None
        return _parsed(atom)
    small = _SMALL.fullmatch(atom)
    if not small:
        return None
    before = text[: max(end - len(atom), 0)].lower()
    if atom in _WORDS:
        chord_after = re.match(r"\s+(?:chord|triad)\b", text[end:])
        spoken = atom == "am" and weak and not before.rstrip().endswith(" i") and before.strip() != "i"
        if not (atom == "a" and chord_after) and not spoken:
            return None
    elif len(atom) == 1 and not weak:
        return None
    return _parsed(small[1].upper() + (small[2] or "") + small[3] + (f"/{small[4].capitalize()}" if small[4] else ""))


def _parsed(name: str) -> str | None:
    try:
        return str(parse_chord(name.replace("♯", "#").replace("♭", "b")))
    except ValueError:
        return None


def keys_in(text: str) -> tuple[str, ...]:
    """The keys in a text with accidentals written, in order: "D minor", and "G" where no mode is said."""
    found: list[tuple[int, str]] = []
    for match in _KEY.finditer(text):
        note = match["note"]
        if match["m"] and note.islower() and note in ("a", "i"):
            continue
        if (
            re.match(r"\s(?:keys?|chords?|scales?)\b", text[match.end() :])
            and note in ("a", "A")
            and _before_article(text, match.start())
        ):
            continue
        mode = (match["mode"] or "minor").lower()
        mode = {"maj": "major", "min": "minor", "ionian": "major", "aeolian": "minor", "natural minor": "minor"}.get(
            mode, mode
        )
        found.append((match.start(), f"{cased(note)} {mode}"))
    taken = [start for start, _ in found]
    for match in _BARE.finditer(text):
        note = match["note"]
        if match.start("note") in taken or (note == "a" and not re.match(r"\s*(?:$|[?.!,])", text[match.end() :])):
            continue
        found.append((match.start("note"), cased(note)))
    return tuple(_plain_key(name) for _, name in sorted(found))


def _before_article(text: str, start: int) -> bool:
    return bool(re.search(r"\b(?:in|of)\s$", text[:start])) and text[start] == "a"


def cased(note: str) -> str:
    """A note, or a chord by its letter, with its capital: "eb" -> "Eb"."""
    return note[0].upper() + note[1:].lower()


def _plain_key(name: str) -> str:
    """The key under the name people write: "G# major" -> "Ab major"."""
    tonic, _, mode = name.partition(" ")
    key = Key.model_validate({"tonic": tonic, "mode": mode or "major"})
    plain = key if abs(key.signature) <= 7 else key.transposed(1).transposed(-1)
    return f"{plain.tonic} {mode}".strip()


def notes_in(text: str) -> tuple[str, ...]:
    """Single note names in a text with accidentals written, in order; the article "a" is none."""
    found = []
    for match in _NOTE.finditer(text):
        alone = re.match(r"\s*(?:$|[?,.!]|and\b|to\b|up\b|above|below|in\b|on\b|[A-G][#b]?\b)", text[match.end() :])
        if match[1] in ("a", "A") and not alone and match[1] == "a":
            continue
        found.append(cased(match[1]))
    return tuple(found)
