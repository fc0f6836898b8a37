"""Instruments by every name people use for them, and an instrument as it was said."""

import re
from typing import NamedTuple

from bot.agent.language.lexicon import Mention
from bot.agent.language.text import Text
from bot.agent.language.wordlists import by_phrase
from skills.instruments import INSTRUMENTS
from skills.plan import Role

_MORE = by_phrase(
    {
        "piano": "pianos, keyboards, upright piano, felt piano, ivories",
        "synth lead": "synths, analog synth, analogue synth, analog synths, moog",
        "electric piano": "electric keys, electric keyboard, fender rhodes",
        "glockenspiel": "sleigh bells, jingle bells, bell, tubular bells, chimes",
        "acoustic guitar": """
            acoustic guitars, strummed guitar, strummed guitars, fingerpicked guitar, fingerstyle guitar,
            fingerpicking, picked guitar, twelve string guitar, 12 string guitar""",
        "nylon guitar": "flamenco guitar",
        "electric guitar": "e guitar, telecaster, stratocaster",
        "overdriven guitar": "les paul",
        "distorted guitar": "fuzz guitar, power chords",
        "bass guitar": "bass line, bassline, basslines, bass lines",
        "upright bass": "walking bass, walking bass line, walking bassline, string bass, standup bass",
        "slap bass": "slapped bass, slap",
        "fretless bass": "fretless",
        "synth bass": "808s, sub",
        "violin": "violins, fiddles",
        "cello": "celli, cellos",
        "viola": "violas",
        "pizzicato strings": "pizz, plucked strings",
        "strings": """string pad, string pads, orchestral strings, full orchestra, chamber strings, quartet of strings
""",
        "choir": """choirs, chorale, choral voices, backing vocals, background vocals, harmony vocals, backing singers
""",
        "voice": """
            singing, sung, female vocals, male vocals, singers, female voice, male voice, lead vocal, lead vocals""",
        "trumpet": "trumpets",
        "trombone": "trombones",
        "french horn": "french horns",
        "brass": "brasses, brass band, synth brass",
        "alto sax": "saxes, saxophones",
        "tenor sax": "tenor",
        "oboe": "oboes",
        "clarinet": "clarinets",
        "flute": "flutes",
        "bassoon": "bassoons",
        "pan flute": "panpipes, pan pipes",
        "whistle": "penny whistle",
        "accordion": "squeezebox, concertina, bandoneon",
        "harmonica": "melodica",
        "ukulele": "ukuleles",
        "harpsichord": "harpsichords",
        "timpani": "kettle drums, timps",
        "xylophone": "xylo",
        "steel drums": "steelpans",
        "drums": """
            drumming, drummer, drumkit, drumset, drumbeat, drum beat, drum loop, drum track, percussive, hi hat, hi
            hats, hats, kick, kick drum, snare, snares, cymbals, toms, brushes, brushed drums, electronic drums,
            acoustic drums, live drums, double bass drums, double bass drum, double bass drumming, double kick,
            double pedal, blast beats, programmed drums, 808 drums, congas, bongos, bongo, conga, shaker, shakers,
            tambourine, cajon, claps, handclaps, cowbell""",
        "synth pad": "synth pads, ambient pads, ambient pad, lush pads",
        "synth chords": "arpeggiator, synth arp, arp, arps",
    }
)  # fmt: skip
NEAREST = by_phrase(
    {
        "synth lead": "theremin",
        "harp": "koto, zither, dulcimer, lyre",
        "banjo": "shamisen",
        "violin": "erhu",
        "nylon guitar": "lute, oud",
        "mandolin": "bouzouki, balalaika",
        "bagpipes": "hurdy gurdy",
        "pan flute": "shakuhachi",
        "clarinet": "duduk",
        "tuba": "didgeridoo",
        "accordion": "harmonium",
        "strings": "mellotron",
        "electric piano": "clavinet",
        "harpsichord": "clavichord",
        "trumpet": "cornet",
        "french horn": "flugelhorn",
        "trombone": "euphonium",
        "drums": "tabla, taiko, djembe",
        "steel drums": "hang drum, handpan",
        "electric guitar": "lap steel, pedal steel, slide guitar",
        "acoustic guitar": "dobro",
        "ukulele": "charango",
    }
)  # fmt: skip
SEVERAL: dict[str, tuple[str, ...]] = {
    "woodwinds": ("flute", "clarinet"), "woodwind": ("flute", "clarinet"), "wood winds": ("flute", "clarinet"),
    "winds": ("flute", "clarinet"), "woodwind section": ("flute", "clarinet"), "reeds": ("clarinet", "oboe"),
    "rhythm section": ("drums", "bass guitar"), "full band": ("drums", "bass guitar", "electric guitar"),
    "rock band": ("drums", "bass guitar", "overdriven guitar"),
    "power trio": ("electric guitar", "bass guitar", "drums"),
    "jazz trio": ("piano", "upright bass", "drums"), "piano trio": ("piano", "violin", "cello"),
    "mallets": ("vibraphone", "marimba"), "symphony orchestra": ("strings", "french horn", "timpani"),
}  # fmt: skip
"""Groups that no single track stands for."""
GENERIC = by_phrase(
    {
        "guitar": "guitar, guitars, lead guitar, rhythm guitar",
        "bass": "bass, basses, bass line, bassline",
        "reed": "sax, saxes, saxophone, saxophones",
    }
)
"""Bare names whose instrument depends on the style: a guitar in metal is no acoustic one."""
RULED_OUT = {
    name: ("flute", "clarinet", "oboe", "bassoon") for name in SEVERAL if SEVERAL[name] == ("flute", "clarinet")
}

WITHOUT_SUFFIX = by_phrase(
    {
        "drums": "drumless, beatless, percussionless",
        "bass guitar": "bassless",
        "acoustic guitar": "guitarless",
        "voice": "vocalless, voiceless, lyricless, wordless",
    }
)


def role_of(name: str) -> Role | None:
    """The role that an instrument always has: drums and basses, and no others."""
    family = INSTRUMENTS[name].family if name in INSTRUMENTS else ""
    return "drums" if family == "drums" else "bass" if family == "bass" else None


def said_player(text: Text, mention: Mention) -> str:
    """Who a mention means, as ``Ask.player`` has it: a name in ``INSTRUMENTS``, or the plain word for a family."""
    phrase = re.sub(r"[\s-]+", " ", text.lower[mention.start : mention.end])
    return phrase.removesuffix("s") if phrase in GENERIC else str(mention.value)


def instrument_words() -> dict[str, str]:
    """Every phrase that names an instrument or a group, with the instrument's name."""
    known = {name: i.name for i in INSTRUMENTS.values() for name in (i.name, *i.aliases)}
    plurals = {f"{phrase}s": name for phrase, name in known.items() if not phrase.endswith("s")}
    return plurals | known | _MORE | NEAREST | {name: name for name in SEVERAL} | WITHOUT_SUFFIX


def several(phrase: str) -> tuple[str, ...]:
    """The instruments of a group that no single track stands for ("woodwinds"), or none."""
    return SEVERAL.get(phrase, ())


class Player(NamedTuple):
    """An instrument as it was said."""

    phrase: str
    start: int
    end: int
    names: tuple[str, ...]
    negated: int | None
    """Where the words that rule it out begin."""
    role: Role | None
    first: int
    last: int
    """The stretch of words, role included."""
