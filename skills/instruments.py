"""The one place that knows instruments: General MIDI programs, ranges, roles and the names people use."""

from typing import Literal

from skills.value import Value

Family = Literal["keys", "mallets", "guitar", "bass", "strings", "choir", "brass", "reed", "wind", "synth", "drums"]


class Instrument(Value):
    """A General MIDI instrument and how it is used here."""

    name: str
    program: int
    """General MIDI program, 0-127; drums have program 0 on channel 10."""
    family: Family
    low: int
    """Lowest playable MIDI pitch."""
    high: int
    """Highest playable MIDI pitch."""
    roles: tuple[str, ...]
    """Roles it can take, the most natural first."""
    aliases: tuple[str, ...] = ()
    """Other names people use, lower case, singular."""

    @property
    def sustains(self) -> bool:
        """Whether a held note keeps its strength (bow, breath, synth), so that it can swell."""
        return self.family in ("strings", "choir", "brass", "reed", "wind", "synth") or "organ" in self.name

    @property
    def is_monophonic(self) -> bool:
        """Whether it plays one note at a time."""
        if self.name in ("harmonica", "brass", "strings", "pizzicato strings"):
            return False
        one = ("voice", "synth lead", "square lead")
        return self.family in ("reed", "wind", "brass", "strings") or self.name in one

    @property
    def has_pedal(self) -> bool:
        """Whether it has a sustain pedal."""
        return self.family == "keys" and "organ" not in self.name and self.name not in ("accordion", "harpsichord")


def _make(name: str, program: int, family: Family, low: int, high: int, roles: str, *aliases: str) -> Instrument:
    return Instrument(
        name=name, program=program, family=family, low=low, high=high, roles=tuple(roles.split()), aliases=aliases
    )


INSTRUMENTS: dict[str, Instrument] = {
    i.name: i
    for i in (
        _make("piano", 0, "keys", 21, 108, "chords lead pad counter", "grand piano", "acoustic piano", "keys", "keyboard"),
        _make("electric piano", 4, "keys", 28, 103, "chords lead pad", "rhodes", "e-piano", "ep", "wurlitzer", "wurli"),
        _make("harpsichord", 6, "keys", 29, 89, "chords lead", "cembalo"),
        _make("celesta", 8, "mallets", 60, 108, "lead counter chords", "celeste"),
        _make("glockenspiel", 9, "mallets", 72, 108, "counter lead", "glock", "bells"),
        _make("music box", 10, "mallets", 60, 96, "lead chords counter"),
        _make("vibraphone", 11, "mallets", 53, 89, "lead chords counter", "vibes"),
        _make("marimba", 12, "mallets", 45, 96, "lead chords counter"),
        _make("xylophone", 13, "mallets", 65, 108, "lead counter"),
        _make("organ", 16, "keys", 36, 96, "chords pad lead", "hammond", "hammond organ", "b3"),
        _make("church organ", 19, "keys", 36, 96, "pad chords lead", "pipe organ"),
        _make("accordion", 21, "keys", 41, 89, "lead chords pad"),
        _make("harmonica", 22, "reed", 60, 96, "lead counter", "mouth harp", "blues harp"),
        _make("nylon guitar", 24, "guitar", 40, 84, "chords lead", "classical guitar", "spanish guitar"),
        _make("acoustic guitar", 25, "guitar", 40, 84, "chords lead counter", "steel guitar", "steel-string guitar", "guitar"),
        _make("jazz guitar", 26, "guitar", 40, 84, "chords lead"),
        _make("electric guitar", 27, "guitar", 40, 86, "chords lead counter", "clean guitar", "strat"),
        _make("muted guitar", 28, "guitar", 40, 84, "chords counter", "palm-muted guitar"),
        _make("overdriven guitar", 29, "guitar", 40, 86, "chords lead", "crunch guitar", "rock guitar"),
        _make("distorted guitar", 30, "guitar", 40, 86, "chords lead", "distortion guitar", "metal guitar", "heavy guitar"),
        _make("banjo", 105, "guitar", 48, 84, "chords counter lead"),
        _make("ukulele", 24, "guitar", 60, 88, "chords lead", "uke"),
        _make("mandolin", 25, "guitar", 55, 91, "chords lead counter"),
        _make("sitar", 104, "guitar", 48, 84, "lead counter"),
        _make("upright bass", 32, "bass", 28, 60, "bass", "acoustic bass", "double bass", "contrabass", "stand-up bass"),
        _make("bass guitar", 33, "bass", 28, 62, "bass", "electric bass", "bass", "fingered bass", "e-bass"),
        _make("picked bass", 34, "bass", 28, 62, "bass", "pick bass"),
        _make("fretless bass", 35, "bass", 28, 62, "bass"),
        _make("slap bass", 36, "bass", 28, 62, "bass"),
        _make("synth bass", 38, "bass", 28, 62, "bass", "bass synth", "808", "sub bass"),
        _make("violin", 40, "strings", 55, 100, "lead counter pad", "fiddle"),
        _make("viola", 41, "strings", 48, 88, "lead counter pad"),
        _make("cello", 42, "strings", 36, 76, "lead counter bass", "violoncello"),
        _make("pizzicato strings", 45, "strings", 36, 96, "chords counter", "pizzicato"),
        _make("harp", 46, "mallets", 24, 103, "chords counter lead"),
        _make("timpani", 47, "mallets", 36, 57, "bass"),
        _make("strings", 48, "strings", 36, 96, "pad lead counter chords", "string section", "string ensemble", "orchestra", "string orchestra", "string quartet"),
        _make("synth strings", 50, "synth", 36, 96, "pad lead"),
        _make("choir", 52, "choir", 48, 84, "pad lead counter", "choir aahs", "voices", "choral"),
        _make("voice", 53, "choir", 48, 84, "lead counter", "vocal", "vocals", "singer", "voice oohs", "humming"),
        _make("trumpet", 56, "brass", 54, 86, "lead counter"),
        _make("trombone", 57, "brass", 40, 72, "counter lead pad"),
        _make("tuba", 58, "brass", 28, 58, "bass", "sousaphone"),
        _make("muted trumpet", 59, "brass", 54, 86, "lead counter"),
        _make("french horn", 60, "brass", 41, 77, "counter pad lead", "horn"),
        _make("brass", 61, "brass", 40, 84, "counter pad chords lead", "brass section", "horns", "horn section"),
        _make("soprano sax", 64, "reed", 56, 87, "lead counter", "soprano saxophone"),
        _make("alto sax", 65, "reed", 49, 81, "lead counter", "saxophone", "sax", "alto saxophone"),
        _make("tenor sax", 66, "reed", 44, 76, "lead counter", "tenor saxophone"),
        _make("baritone sax", 67, "reed", 36, 69, "counter bass", "bari sax", "baritone saxophone"),
        _make("oboe", 68, "reed", 58, 91, "lead counter"),
        _make("english horn", 69, "reed", 52, 81, "lead counter", "cor anglais"),
        _make("bassoon", 70, "reed", 34, 72, "bass counter lead"),
        _make("clarinet", 71, "reed", 50, 91, "lead counter"),
        _make("piccolo", 72, "wind", 74, 108, "lead counter"),
        _make("flute", 73, "wind", 60, 96, "lead counter"),
        _make("recorder", 74, "wind", 60, 96, "lead counter"),
        _make("pan flute", 75, "wind", 60, 96, "lead counter"),
        _make("whistle", 78, "wind", 60, 96, "lead counter", "tin whistle", "whistling"),
        _make("ocarina", 79, "wind", 60, 84, "lead counter"),
        _make("synth lead", 81, "synth", 36, 96, "lead counter", "lead synth", "saw lead", "synth", "synthesizer", "synthesiser"),
        _make("square lead", 80, "synth", 36, 96, "lead counter", "chiptune", "8-bit synth"),
        _make("synth pad", 89, "synth", 36, 96, "pad chords", "pad", "warm pad", "pads"),
        _make("choir pad", 91, "synth", 36, 96, "pad"),
        _make("synth chords", 90, "synth", 36, 96, "chords pad", "polysynth", "synth stab", "stabs"),
        _make("steel drums", 114, "mallets", 52, 89, "lead counter chords", "steel pan", "steelpan", "steel drum"),
        _make("kalimba", 108, "mallets", 55, 91, "counter lead chords", "thumb piano", "mbira"),
        _make("bagpipes", 109, "reed", 55, 81, "lead", "bagpipe"),
        _make("drums", 0, "drums", 27, 87, "drums", "drum", "drum kit", "drum set", "percussion", "beat", "drum machine", "kit", "beats"),
    )
}  # fmt: skip
