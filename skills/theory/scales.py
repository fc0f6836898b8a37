"""The scales people ask about, spelled on any note, and those that fit a chord.

More than the modes that songs are written in: pentatonics, blues, melodic minor and its children.
Chord scales follow the usual practice of jazz teaching (Levine 1995; Nettles & Graf 1997).
"""

from typing import NamedTuple

from skills.theory import pitch
from skills.theory.chord import ChordSymbol
from skills.theory.interval import of_degree
from skills.theory.key import SCALES, Key, Mode


class Scale(NamedTuple):
    """A scale without a tonic."""

    name: str
    degrees: tuple[str, ...]
    """Against the major scale: ("1", "b3", "4", "5", "b7")."""
    character: str
    """How it sounds and where it is used, in a few words."""
    others: tuple[str, ...] = ()
    """Other names it goes by, lower case."""

    @property
    def steps(self) -> tuple[int, ...]:
        """Semitones above the tonic."""
        return tuple(of_degree(d).semitones for d in self.degrees)

    def on(self, tonic: str) -> tuple[str, ...]:
        """The names of its notes from a tonic up."""
        return tuple(of_degree(d).above(tonic) for d in self.degrees)


def _scale(name: str, degrees: str, character: str, *others: str) -> Scale:
    return Scale(name, tuple(degrees.split()), character, others)


LIBRARY: dict[str, Scale] = {
    s.name: s
    for s in (
        _scale("major", "1 2 3 4 5 6 7", "bright and settled", "ionian"),
        _scale("minor", "1 2 b3 4 5 b6 b7", "dark and settled", "natural minor", "aeolian"),
        _scale("major pentatonic", "1 2 3 5 6", "open and safe: no note rubs", "pentatonic major"),
        _scale("minor pentatonic", "1 b3 4 5 b7", "tough and safe: the first scale of most solos",
               "pentatonic minor", "pentatonic"),
        _scale("blues", "1 b3 4 b5 5 b7", "minor pentatonic with one sour note, the blue note", "minor blues"),
        _scale("major blues", "1 2 b3 3 5 6", "major pentatonic with a minor third slipped in: country and gospel"),
        _scale("dorian", "1 2 b3 4 5 6 b7", "minor, but lighter: its sixth is raised; funk, folk, soul"),
        _scale("mixolydian", "1 2 3 4 5 6 b7", "major with a lowered seventh: rock, blues, folk"),
        _scale("lydian", "1 2 3 #4 5 6 7", "major with a raised fourth: floating, dreamy, film music"),
        _scale("phrygian", "1 b2 b3 4 5 b6 b7", "minor with a lowered second: Spanish, heavy"),
        _scale("locrian", "1 b2 b3 4 b5 b6 b7", "the unstable one: its home chord is diminished"),
        _scale("harmonic minor", "1 2 b3 4 5 b6 7", "minor with a raised seventh that pulls home: dramatic"),
        _scale("melodic minor", "1 2 b3 4 5 6 7", "minor with a major top: smooth, jazzy", "jazz minor"),
        _scale("phrygian dominant", "1 b2 3 4 5 b6 b7", "the fifth mode of harmonic minor: flamenco, klezmer"),
        _scale("lydian dominant", "1 2 3 #4 5 6 b7", "a seventh chord that does not want to resolve", "lydian b7"),
        _scale("altered", "1 b2 #2 3 b5 #5 b7", "every tension on a seventh chord that resolves", "super locrian"),
        _scale("half-whole diminished", "1 b2 b3 3 #4 5 6 b7", "half and whole steps in turn: seventh chords with b9",
               "diminished", "octatonic"),
        _scale("whole-half diminished", "1 2 b3 4 b5 b6 6 7", "whole and half steps in turn: over dim7 chords"),
        _scale("whole tone", "1 2 3 #4 #5 b7", "nothing but whole steps: a dream, no home", "whole-tone"),
        _scale("hungarian minor", "1 2 b3 #4 5 b6 7", "harmonic minor with a raised fourth: dark and eastern"),
        _scale("double harmonic", "1 b2 3 4 5 b6 7", "two wide steps: eastern, cinematic", "byzantine", "arabic"),
        _scale("chromatic", "1 b2 2 b3 3 4 b5 5 b6 6 b7 7", "all twelve notes"),
    )
}  # fmt: skip
_NAMES = {name: s.name for s in LIBRARY.values() for name in (s.name, *s.others)}
# The scales tried over a chord, the most useful first.
_OVER_CHORDS = (
    "major", "mixolydian", "dorian", "minor", "lydian", "major pentatonic", "minor pentatonic", "blues",
    "melodic minor", "lydian dominant", "half-whole diminished", "altered", "locrian",
    "whole-half diminished", "whole tone", "harmonic minor", "phrygian", "phrygian dominant", "double harmonic",
)  # fmt: skip
# What players take first where several scales hold every tone of the chord.
_FIRST: dict[str, tuple[str, ...]] = {
    "min7": ("dorian", "minor"), "min9": ("dorian", "minor"), "min": ("minor", "dorian"),
    "min6": ("dorian", "melodic minor"),
    "min11": ("dorian", "minor"), "min13": ("dorian",), "7": ("mixolydian", "blues"), "9": ("mixolydian",),
    "13": ("mixolydian",), "7b9": ("half-whole diminished", "phrygian dominant"),
    "7#9": ("altered", "half-whole diminished"),
    "7alt": ("altered",), "7#11": ("lydian dominant",), "maj7#11": ("lydian",), "hdim7": ("locrian",),
    "dim7": ("whole-half diminished",), "dim": ("locrian",), "aug7": ("whole tone", "altered"), "aug": ("whole tone",),
    "minmaj7": ("melodic minor", "harmonic minor"), "7b5": ("lydian dominant", "whole tone"), "7sus4": ("mixolydian",),
}  # fmt: skip


def find_scale(name: str) -> Scale:
    """The scale of a name ("natural minor", "pentatonic"). Raises ValueError with a sentence."""
    words = " ".join(name.lower().split()).removesuffix(" scale").removesuffix(" mode")
    if words not in _NAMES:
        raise ValueError(f"I don't know a scale called {name!r}; I know {', '.join(list(LIBRARY)[:8])} and others.")
    return LIBRARY[_NAMES[words]]


SCALE_NAMES: tuple[str, ...] = tuple(sorted(_NAMES, key=len, reverse=True))
"""Every name a scale goes by, the longest first."""


def scales_for(chord: ChordSymbol, key: Key | None = None) -> tuple[Scale, ...]:
    """Scales on the chord's root that hold all its tones, the one of the key first, then as players choose."""
    wanted = {step % 12 for step in chord.intervals}
    fitting = [LIBRARY[name] for name in _OVER_CHORDS if wanted <= set(LIBRARY[name].steps)]
    first = _FIRST.get(chord.quality, ())
    fitting.sort(key=lambda s: first.index(s.name) if s.name in first else len(first))
    if chord.quality in ("7", "9") and LIBRARY["blues"] not in fitting:
        fitting.insert(1, LIBRARY["blues"])  # its minor third rubs against the chord, which is the point
    home = mode_on(chord.root, key) if key else None
    if home is not None and wanted <= set(home.steps):
        fitting = [home, *(s for s in fitting if s is not home)]
    return tuple(fitting) or (LIBRARY["chromatic"],)


def mode_on(root: str, key: Key) -> Scale | None:
    """The mode that the notes of a key make from one of them: D in C major is dorian. None off the key."""
    pc = pitch.pitch_class(root)
    if pc not in key.scale:
        return None
    steps = tuple(sorted((other - pc) % 12 for other in key.scale))
    modes: tuple[Mode, ...] = ("major", "dorian", "phrygian", "lydian", "mixolydian", "minor", "locrian")
    found = next((mode for mode in modes if SCALES[mode] == steps), None)
    if found is None:
        return next((s for s in LIBRARY.values() if s.steps == steps), None)
    return LIBRARY[found]
