"""What the answers share: reading names with errors a person can act on, lists in words, keys assumed."""

from collections.abc import Sequence

from skills.errors import RequestError
from skills.teach.question import Asker
from skills.theory.chord import ChordSymbol, parse_chord
from skills.theory.easy import Playable
from skills.theory.harmony import Place, diatonic, nashville, place
from skills.theory.key import Key, parse_key

NUMERALS_EXPLAINED = "Roman numerals count the chords of a key from home: capitals are major, small ones minor."
"""Said to beginners under an answer that has numerals."""

_JOBS = {"home": "rests", "away": "moves away", "tension": "pulls home", None: "comes from outside"}


def listed(items: Sequence[object], last: str = "and") -> str:
    """A list in words: "C, F and G"."""
    words = [str(item) for item in items]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else "nothing"


def one(name: str) -> str:
    """A name with its article: "a verse", "an outro"."""
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def chord_of(text: str) -> ChordSymbol:
    """A chord by name. Raises RequestError with a sentence."""
    try:
        return parse_chord(text)
    except ValueError as error:
        raise RequestError(str(error)) from error


def chords_of(names: Sequence[str]) -> tuple[ChordSymbol, ...]:
    """Chords by name, at least one. Raises RequestError with a sentence."""
    if not names:
        raise RequestError("Name the chords, like Am F C G.")
    return tuple(chord_of(name) for name in names)


def key_of_name(text: str) -> Key:
    """A key by name ("A minor", "Bb"). Raises RequestError with a sentence."""
    try:
        return parse_key(text)
    except ValueError as error:
        raise RequestError(str(error)) from error


def key_at_hand(asker: Asker, named: str | None) -> Key:
    """The key that was named, else that of the song at hand, else C major."""
    if named:
        return key_of_name(named)
    if asker.song is not None:
        return asker.song.key
    return asker.plan.key if asker.plan else Key(tonic="C")


def short(key: Key) -> str:
    """A key as players say it: "Am", "C", "D dorian"."""
    return {"major": key.tonic, "minor": f"{key.tonic}m"}.get(key.mode, str(key))


def figure(chord: ChordSymbol, key: Key) -> str:
    """The numeral a teacher would write: a dominant of another chord is named after it, "V7/vi"."""
    here = place(chord, key)
    if here.origin == "secondary":
        seventh = str(chord)[len(chord.root) :].partition("/")[0] if 10 in chord.intervals else ""
        return f"V{seventh}/{here.source}"
    if here.origin == "leading":
        return {"dim": "vii°", "dim7": "vii°7", "hdim7": "viiø7"}.get(chord.quality, here.numeral) + f"/{here.source}"
    return here.numeral


def origin(here: Place, key: Key) -> str:
    """Where a chord that is not plainly of the key comes from, in a few words; empty for one of the key."""
    return {
        "key": "",
        "raised": f"the raised 7th of {key} makes it pull home",
        "secondary": f"borrowed tension: it is the V of {here.source}",
        "leading": f"borrowed tension: it leads to {here.source}",
        "borrowed": f"borrowed from {here.source}",
        "tritone": f"a tritone substitute: it slides down a half step to {here.source}",
        "outside": f"outside {key}: a colour of its own",
    }[here.origin]


def job(here: Place) -> str:
    """What a chord does, as a verb."""
    return _JOBS[here.function]


def usual_four(key: Key) -> tuple[ChordSymbol, ...]:
    """The four chords that most songs of a key get by on: I V vi IV, in minor i VI III VII."""
    own = diatonic(key)
    return tuple(own[place] for place in ((0, 5, 2, 6) if key.is_minor else (0, 4, 5, 3)))


def with_numbers(chords: Sequence[ChordSymbol], key: Key, asker: Asker) -> str:
    """Chords with their numerals beside them: "C (I), G (V)"; for producers, numerals alone after the row."""
    if asker.level == "producer":
        return f"{' '.join(map(str, chords))} = {' '.join(figure(c, key) for c in chords)}"
    return ", ".join(f"{c} ({figure(c, key)})" for c in chords)


def numbers_row(chords: Sequence[ChordSymbol], key: Key) -> str:
    """The chords as Nashville numbers: "1 5 6- 4"."""
    return " ".join(nashville(c, key) for c in chords)


def diagrams(asker: Asker, asked: Playable | None = None) -> Playable | None:
    """What diagrams are drawn for: what was named, else what the person plays."""
    return asked or asker.instrument
