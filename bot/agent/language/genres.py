"""Styles by every name people use for them."""

import re

from bot.agent.language.lexicon import Mention
from bot.agent.language.negation import is_negated
from bot.agent.language.text import Text
from skills.plan import Ask
from skills.styles import STYLES

_MORE: dict[str, str] = {
    "jazzy": "jazz", "bluesy": "blues", "folky": "folk", "folksy": "folk", "poppy": "pop", "rocky": "rock",
    "countryish": "country", "soulful": "soul", "classically": "classical", "housey": "house", "metallic": "metal",
    "emo": "rock", "shoegaze": "rock", "post rock": "rock", "prog rock": "rock", "progressive rock": "rock",
    "psychedelic rock": "rock", "psychedelic": "rock", "new wave": "rock", "post punk": "rock", "arena rock": "rock",
    "soft rock": "rock", "rock and roll": "rock", "rock & roll": "rock", "rock n roll": "rock", "rock'n'roll": "rock",
    "rockabilly": "rock", "punky": "rock", "pop punk": "rock", "folk rock": "rock", "stadium rock": "rock",
    "electropop": "pop", "electro pop": "pop", "j pop": "pop", "city pop": "pop", "hyperpop": "pop", "bubblegum": "pop",
    "teen pop": "pop", "bedroom pop": "pop", "dream pop": "pop", "chamber pop": "pop", "singer songwriter": "folk",
    "indie folk": "folk", "folk pop": "folk", "campfire song": "folk", "acoustic folk": "folk", "nu metal": "metal",
    "power metal": "metal", "black metal": "metal", "doom metal": "metal", "thrash metal": "metal", "hair metal": "metal",
    "metal core": "metal", "hardcore": "metal", "smooth jazz": "jazz", "jazz fusion": "jazz", "fusion": "jazz",
    "ragtime": "jazz", "bop": "jazz", "hard bop": "jazz", "free jazz": "jazz", "swing jazz": "jazz", "big band swing": "jazz",
    "nu jazz": "jazz", "vocal jazz": "jazz", "g funk": "funk", "electro funk": "funk", "neo classical": "classical",
    "symphony": "classical", "symphonic": "classical", "concerto": "classical", "fugue": "classical", "nocturne": "classical",
    "etude": "classical", "prelude": "classical", "romantic era": "classical", "romantic period": "classical",
    "romantic piece": "classical", "romantic style": "classical", "impressionist": "classical", "beethoven": "classical",
    "piano sonata": "classical", "vaporwave": "lo-fi", "chillout": "lo-fi", "chill out": "lo-fi", "chill beats": "lo-fi",
    "trip hop": "hip-hop", "hiphop": "hip-hop", "rapping": "hip-hop", "grime": "hip-hop", "jungle": "house",
    "drum n bass": "house", "drum'n'bass": "house", "drum & bass": "house", "d&b": "house", "future bass": "house",
    "tech house": "house", "progressive house": "house", "eurodance": "house", "hardstyle": "house", "chiptune song": "house",
    "synth wave": "house", "retrowave": "house", "nu disco": "house", "italo disco": "house", "dance music": "house",
    "four on the floor": "house", "film music": "cinematic", "movie score": "cinematic", "movie music": "cinematic",
    "soundtrack music": "cinematic", "trailer music": "cinematic", "epic orchestral": "cinematic", "game music": "cinematic",
    "video game music": "cinematic", "drones": "ambient", "ambience": "ambient", "ambiance": "ambient",
    "meditative": "ambient", "soundscapes": "ambient", "space music": "ambient", "roots reggae": "reggae", "dub reggae": "reggae",
    "r n b": "soul", "r and b": "soul", "gospel choir music": "soul", "spiritual": "soul", "quiet storm": "soul",
    "acid jazz": "funk", "slow jam": "soul", "slow dance": "ballad", "love ballad": "ballad", 
    "ballade": "ballad", "viennese waltz": "waltz", "celtic folk": "folk", "irish folk": "folk", "sea shanties": "folk",
    "outlaw country": "country", "alt country": "country", "honkytonk": "country", "bossanova": "bossa nova",
}  # fmt: skip
_NEAREST: dict[str, str] = {
    "salsa": "bossa nova", "tango": "bossa nova", "rumba": "bossa nova", "mambo": "bossa nova", "cumbia": "bossa nova",
    "bachata": "bossa nova", "reggaeton": "reggae", "calypso": "reggae", "polka": "folk", "klezmer": "folk",
    "flamenco": "folk", "fado": "ballad", "chanson": "ballad", "march": "classical", "hymn": "classical", "opera": "classical",
    "zydeco": "country", "industrial": "metal", "highlife": "funk", "bollywood": "pop", "schlager": "pop",
}  # fmt: skip
# Words that colour another style and name one of their own only where they stand alone.
_COLOURS = frozenset(
    "acoustic|indie|alternative|radio|chart|electronic|electro|dance|orchestral|film|movie|game|score|latin|celtic|western|club"
    "|brazilian|roots|baroque|chamber|four on the floor|psychedelic|irish|soulful|soundtrack|atmospheric".split("|")
)
_MOODS_TOO = {
    "epic": "cinematic", "chill": "lo-fi", "atmospheric": "ambient", "sleep": "ambient", "funky": "funk",
    "meditation": "ambient", "sleepy": "ambient", "meditative": "ambient",
}  # fmt: skip
"""Feelings that point to a style when no style is named."""
_NOT_GENRE = frozenset({"romantic", "swing", "piano ballad", *_MOODS_TOO})
_ENSEMBLES = {"string quartet": ("violin", "viola", "cello"), "acoustic": ("acoustic guitar",)}
"""Styles that are instruments as well; a colour among them is only that when a style is named beside it."""
_SLOW = (58.0, 84.0)


def genre_words() -> dict[str, str]:
    """Every phrase that names a style, with the style's name."""
    phrases: dict[str, str] = {}
    for style in STYLES.values():
        for name in (style.name, *style.aliases):
            if name not in _NOT_GENRE:
                phrases[name] = style.name
    phrases.update(_MORE)
    phrases.update(_NEAREST)
    for name in ("ballad", "waltz", "shanty", "nocturne", "blues song", "drone"):
        phrases.setdefault(name + ("es" if name.endswith("z") else "s"), phrases.get(name, "blues"))
    return phrases


def read_genres(text: Text, mentions: list[Mention], moods: list[Mention], notes: list[str]) -> list[Ask]:
    """Read the styles in the order in which they lead: what only colours another comes after it.

    A waltz beside another style also sets the metre, and a ballad the tempo, since only the first
    style decides those.
    """
    wanted: list[tuple[bool, Mention, Ask]] = []
    unwanted = []
    for mention in mentions:
        start, end = mention.start, mention.end
        negation = is_negated(text, start)
        words = text.words(negation if negation is not None else start, end)
        phrase = _phrase(text, mention)
        text.take(negation if negation is not None else start, end)
        ask = Ask(kind="genre", words=words, value=mention.value, unwanted=negation is not None)
        if ask.unwanted:
            unwanted.append(ask)
            continue
        if phrase in _NEAREST:
            notes.append(f"I know no {phrase} yet, so I took {mention.value}, the nearest.")
        wanted.append((phrase in _COLOURS, mention, ask))
    wanted.sort(key=lambda item: item[0])
    asks: list[Ask] = []
    players: list[Ask] = []
    for colours, mention, ask in wanted:
        ensemble = _ENSEMBLES.get(_phrase(text, mention), ())
        if not colours or asks:
            players += [Ask(kind="instrument", words=ask.words, value=name) for name in ensemble]
        if all(ask.value != a.value for a in asks) and not (colours and ensemble and asks):
            asks.append(ask)
    return asks + _implied(text, asks, moods) + players + unwanted


def _phrase(text: Text, mention: Mention) -> str:
    return re.sub(r"[\s-]+", " ", text.lower[mention.start : mention.end])


def _implied(text: Text, asks: list[Ask], moods: list[Mention]) -> list[Ask]:
    names = [a.value for a in asks]
    if len(names) > 1:
        more = []
        for ask in asks:
            if ask.value == "waltz":
                more.append(Ask(kind="metre", words=ask.words, value="3/4"))
            if ask.value == "ballad" and names[0] != "ballad":
                more.append(Ask(kind="tempo", words=ask.words, value="slow", low=_SLOW[0], high=_SLOW[1]))
        return more
    if not names:
        for mood in moods:
            style = _MOODS_TOO.get(_phrase(text, mood))
            if style and is_negated(text, mood.start) is None:
                return [Ask(kind="genre", words=text.words(mood.start, mood.end), value=style)]
    return []
