"""Slips of the fingers in messages about a song, whose words are others than those of a request."""

from functools import cache, lru_cache

from bot.agent.language import leftover
from bot.agent.language.followup.edits import lexicon
from bot.agent.language.numbers import NUMBER_WORDS
from bot.agent.language.typos import Corrector
from bot.agent.language.wordlists import words

_COMMON = words(
    """louder quieter softer faster slower busier simpler darker brighter happier sadder longer shorter higher lower
    transpose quantise quantize humanise humanize remove replace version versions chorus choruses bridge verse verses
    intro outro interlude octave octaves semitone semitones drums piano guitar strings violin cello trumpet melody
    chords tempo repeat reharmonise reharmonize simplify export stems compare unlock undo swing shuffle instrument
    calmer tenser bigger smaller tighter looser straight another again different without between progression groove
    energy tension ending fade section bassline instead keep bars measures please rewrite metre major minor
    transposed louder softly change slightly everything delete insert organ flute clarinet trombone saxophone
    extend substitute instruments sections current dorian mixolydian lydian phrygian harmonic vocals voice hello thanks download export double first second third
    current prefer previous original original arrangement accent syncopated staccato legato kick snare cymbals synth
    bossa reggae country classical waltz ballad cinematic electric acoustic distorted choir harmony rhythm"""
)
_SLIPS = {
    "unod": "undo", "vresion": "version", "hte": "the", "wsa": "was", "sceond": "second", "plesae": "please", "upp": "up", "tow": "two", "befor": "before",
    "fils": "fills", "drumm": "drum", "moore": "more", "prat": "part", "notse": "notes", "semitnoes": "semitones", "aer": "are", "jsut": "just", "pino": "piano", "subsitute": "substitute", "wich": "which", "brs": "bars", "isntead": "instead",
     "bakc": "back", "teh": "the", "swpa": "swap", "orgn": "organ", "frist": "first", "fisrt": "first", "wat": "what", "waht": "what", "whats": "what's",
    "mdi": "midi", "locl": "lock", "mjor": "major", "minro": "minor", "tmepo": "tempo", "bpms": "bpm", "sxa": "sax", "bey": "bye",
    "hlelo": "hello", "helo": "hello", "thnaks": "thanks", "thansk": "thanks", "tahnks": "thanks", "yuo": "you", "ti": "it", "si": "is",
    "sotfer": "softer", "fatser": "faster", "slwoer": "slower", "bigegr": "bigger", "itnro": "intro", "intor": "intro", "oturo": "outro",
    "vesion": "version", "verion": "version", "dleete": "delete", "doubel": "double", "doulbe": "double", "mleody": "melody", 
    "mkae": "make", "maek": "make", "amke": "make", "mak": "make", "kep": "keep", "keeep": "keep", "hte": "the",
    "tens": "tense", "drms": "drums", "durms": "drums", "drusm": "drums", "dums": "drums", "drumms": "drums", "bas": "bass",
    "vers": "verse", "vrese": "verse", "vesre": "verse", "corus": "chorus", "coros": "chorus", "chrous": "chorus", "chous": "chorus",
    "ad": "add", "remve": "remove", "udno": "undo", "undoo": "undo", "lokc": "lock", "lcok": "lock", "slwo": "slow", "fsat": "fast",
    "fater": "faster", "slowr": "slower", "lowder": "louder", "ofter": "softer", "mroe": "more", "moer": "more", "lss": "less",
    "wiht": "with", "whit": "with", "adn": "and", "nad": "and", "taht": "that", "bak": "back", "bcak": "back", "quiter": "quieter",
    "sader": "sadder", "saddr": "sadder", "hapier": "happier", "happyer": "happier", "drak": "dark", "darkr": "darker", "cords": "chords",
    "kords": "chords", "chrds": "chords", "meldoy": "melody", "mellody": "melody", "tempoo": "tempo", "rythm": "rhythm", "rythym": "rhythm",
    "gitar": "guitar", "guitr": "guitar", "paino": "piano", "pinao": "piano", "pls": "please", "plz": "please", "verison": "version",
    "brige": "bridge", "bridg": "bridge", "brdige": "bridge", "strngs": "strings", "outr": "outro", "otro": "outro", "jaz": "jazz",
    "lockk": "lock", "gti": "get", "ot": "to", "fo": "of", "int": "in", "fro": "for", "tha": "the", "thw": "the", "halftime": "half-time",
    "doubletime": "double-time", "celo": "cello", "fidle": "fiddle", "byb": "by", "octav": "octave", "higer": "higher", "hihger": "higher",
    "expot": "export", "midii": "midi", "vocls": "vocals", "swich": "switch", "repalce": "replace", "chnage": "change", "cahnge": "change",
}  # fmt: skip
"""Slips in words too short to be found by likeness, or common ones among people with other languages."""
_SOUND = words(
    """emotion emotions seconds minutes thirds doubles doubled sounds sounded bring brings party parts start starts stars stays story strong stronger remote ranges verses
    reverse reserve other others lots louder power powers flower tower lower slower blower prices drift draft dream
    drinks heard hears chore chords cords words lords tempos keeps keeper change changed changes changing charge
    orange arrange arranged arranging arrangement music musical muse basic basics major mayor miner tension pension
    mention attention minute minutes minus melodic melodies instruments instrumental volume volumes vocals vocal
    louder loud cloud aloud ended ending endings sending bending section sections selection transposes bridges
    fridge groovy grooves grove energies verse averse adverse version aversion again gains against spring string
    strong stringy straightforward straighter eight eighth weight height night bright brighter lighter tighter fighter
    writer rewritten wrote rewrites shorten shortened longest lounge larger change changes slightly tightly nightly
    lightly mightily everything anything something nothing everyone please pleased pleases"""
)


_SHORT = frozenset(
    words(
        """was wsa turn just back bring take make keep lock drop more less with from bass lead fast slow high part beat tune that then this new line bars
        undo back give only into loud soft jazz key harp great file add cut swap the what like some good first last low
        turn play song want need just back solo fill fade stop hold change great job"""
    )
)
_REAL = frozenset(words("form lien sued trial clam pats stap spot pots sole loose lose file life salt slat bask dorp tine"))
"""Words of their own with letters of others."""


@cache
def _known() -> frozenset[str]:
    common = frozenset(_SOUND) | frozenset(_COMMON)
    return frozenset(lexicon().words) | leftover.FILLER | NUMBER_WORDS | common | _SHORT | _REAL - {"lien"}


@cache
def corrector() -> Corrector:
    """Finds the word that was meant, of those that bear on a song at hand."""
    return Corrector(_COMMON, (), _known())


def correct(word: str) -> str | None:
    """The word that was meant, or None."""
    if word in _SLIPS:
        return _SLIPS[word]
    return corrector().correct(word) or _swapped(word)


@lru_cache(maxsize=2048)
def _swapped(word: str) -> str | None:
    """The common word that two letters changed places in: "taht", "nwe"."""
    if not 3 <= len(word) <= 7 or word in _known():
        return None
    swaps = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
    found = {swap for swap in swaps if swap in _SHORT or swap in _COMMON}
    return found.pop() if len(found) == 1 else None
