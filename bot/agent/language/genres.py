"""Styles by every name people use for them."""

import re

from bot.agent.language.lexicon import Mention
from bot.agent.language.negation import is_negated
from bot.agent.language.text import Text
from bot.agent.language.wordlists import by_phrase, phrases
from skills.plan import Ask
from skills.styles import STYLES

_MORE = by_phrase(
    {
        "jazz": """
            jazzy, smooth jazz, jazz fusion, fusion, ragtime, bop, hard bop, free jazz, swing jazz, big band swing,
            nu jazz, vocal jazz""",
        "blues": "bluesy",
        "folk": """
            folky, folksy, singer songwriter, indie folk, folk pop, campfire song, acoustic folk, celtic folk, irish
            folk, sea shanties""",
        "pop": """
            poppy, electropop, electro pop, j pop, city pop, hyperpop, bubblegum, teen pop, bedroom pop, dream pop,
            chamber pop""",
        "rock": """
            rocky, emo, shoegaze, post rock, prog rock, progressive rock, psychedelic rock, psychedelic, new wave,
            post punk, arena rock, soft rock, rock and roll, rock & roll, rock n roll, rock'n'roll, rockabilly,
            punky, pop punk, folk rock, stadium rock""",
        "country": "countryish, outlaw country, alt country, honkytonk",
        "soul": "soulful, r n b, r and b, gospel choir music, spiritual, quiet storm, slow jam",
        "classical": """
            classically, neo classical, symphony, symphonic, concerto, fugue, nocturne, etude, prelude, romantic
            era, romantic period, romantic piece, romantic style, impressionist, beethoven, piano sonata""",
        "house": """
            housey, jungle, drum n bass, drum'n'bass, drum & bass, d&b, future bass, tech house, progressive house,
            eurodance, hardstyle, chiptune song, synth wave, retrowave, nu disco, italo disco, dance music, four on
            the floor""",
        "metal": """
            metallic, nu metal, power metal, black metal, doom metal, thrash metal, hair metal, metal core, hardcore""",
        "funk": "g funk, electro funk, acid jazz",
        "lo-fi": "vaporwave, chillout, chill out, chill beats",
        "hip-hop": "trip hop, hiphop, rapping, grime",
        "cinematic": """
            film music, movie score, movie music, soundtrack music, trailer music, epic orchestral, game music,
            video game music, spaghetti western""",
        "ambient": "drones, ambience, ambiance, soundscapes, space music",
        "reggae": "roots reggae, dub reggae",
        "ballad": "slow dance, love ballad, ballade",
        "waltz": "viennese waltz",
        "bossa nova": "bossanova",
    }
)  # fmt: skip
_NEAREST = by_phrase(
    {
        "bossa nova": "salsa, tango, rumba, mambo, cumbia, bachata",
        "reggae": "reggaeton, calypso",
        "folk": """
            polka, klezmer, flamenco, jig, jigs, slip jig, reel, reels, hornpipe, strathspey, ceilidh, morris dance,
            mazurka, schottische, bourree, barn dance, maypole, tarantella, hora""",
        "ballad": "fado, chanson",
        "classical": "march, hymn, opera",
        "country": "zydeco",
        "metal": "industrial",
        "funk": "highlife",
        "pop": "bollywood, schlager",
    }
)  # fmt: skip
_PLACES = by_phrase(
    {
        "reggae": "jamaican, jamaica, kingston, caribbean, rasta, rastafarian, trinidad, barbados",
        "bossa nova": """
            brazil, rio, rio de janeiro, ipanema, copacabana, beach cafe, beach cafes, beach bar, cuba, cuban, havana,
            buenos aires, argentina, argentinian, mexican, lisbon, cape verde, south american, hotel lobby, elevator""",
        "jazz": """
            new orleans, speakeasy, smoky cellar, smoky cellars, smoky club, smoky bar, smoky clubs, smoky bars,
            jazz club, jazz bar, jazz cellar, cocktail bar, piano bar, hotel bar, film noir, detective movie,
            detective movies, detective film, detective films, crime film,
            roaring twenties, harlem, gangster films, gangster movies""",
        "blues": "mississippi, juke joint, cotton fields, chain gang",
        "country": """
            cowboy, cowboys, saloon, wild west, rodeo, truck stop, line dance, line dancing, prairie, texas, texan,
            tennessee, barn party, pickup truck, trucker, truckers, appalachian""",
        "folk": """
            irish pub, irish pubs, ireland, scottish, scotland, highlands, pub session, folk festival, village fete,
            sailors, sailor, pirate, pirates, medieval fair, round the fire, round the campfire, around the fire,
            balkan, gypsy, gypsies, greek tavern, taverna, bavarian, beer tent, oktoberfest, breton, scandinavian""",
        "rock": "stadium, stadiums, biker, bikers, garage band, woodstock, leather jackets",
        "house": """
            nightclub, nightclubs, night club, dance floor, dancefloor, dancefloors, ibiza, warehouse party, club night,
            discotheque, disco ball, glow sticks, strobe lights""",
        "metal": "mosh pit, headbanging, headbangers, wacken",
        "hip-hop": "bronx, block party, breakdance, breakdancing, breakdancers, ghetto blaster, compton",
        "waltz": "vienna, ballroom, ballrooms, opera ball, emperor's ball",
        "classical": """
            concert hall, concert halls, powdered wigs, royal court, king's court, symphony hall, salzburg""",
        "cinematic": """
            cinema, hollywood, superhero, superheroes, big screen, star wars, lord of the rings, film hero, dragons and
            knights, knights and dragons, old movies, old movie, old film, old films""",
        "lo-fi": "study stream, study girl, homework radio",
        "ambient": "spa, planetarium, yoga class, yoga, massage, sauna, meditating",
        "soul": "baptist church, gospel church, black church, memphis, detroit",
        "funk": "blaxploitation, afros, roller disco, roller rink",
    }
)
"""Where a style is at home: a hint of it, where none is named."""
# Words that colour another style and name one of their own only where they stand alone.
_COLOURS = frozenset(
    phrases(
        """acoustic, indie, alternative, radio, chart, electronic, electro, dance, orchestral, film, movie, game, score,
        latin, celtic, western, club, brazilian, roots, baroque, chamber, four on the floor, psychedelic, irish,
        soulful, soundtrack, atmospheric"""
    )
)
_MOODS_TOO = {
    "epic": "cinematic", "chill": "lo-fi", "atmospheric": "ambient", "funky": "funk",
    "meditation": "ambient", "sleepy": "ambient", "meditative": "ambient",
}  # fmt: skip
"""Feelings that point to a style when no style is named."""
_NOT_GENRE = frozenset({"romantic", "swing", "piano ballad", *_MOODS_TOO})
_ENSEMBLES = {"acoustic": ("acoustic guitar",)}
"""Styles that are instruments as well; a colour among them is only that when a style is named beside it."""
_JAZZ_BAND = re.compile(r"\bjazz[\s-](?:trio|quartet|quintet|combo)\b")
_A_HOUSE = re.compile(
    r"\b(?:the|my|our|his|her|their|your|empty|haunted|whole|grandma's|parents')\s(?:old\s|empty\s)?$"
)
_HOUSE_MUSIC = re.compile(r"\s(?:tracks?|music|beats?|grooves?|songs?|drop|piano|style|vibes?)\b")
_FAINT = frozenset(("radio", "chart", "club", "film", "movie", "game"))
"""Words that point to a style less than a place does."""
_A_COUNTRY = re.compile(
    r"\b(?:my|our|your|his|her|their|this|that|home|whole|other|which|every|foreign|the|old|native)\s(?:own\s|home\s|old\s)?$"
)
"""What makes a country of "country"."""
_TOPIC = re.compile(
    r"\b(?:about|called|titled|named|tells?|telling|story\sof|dream\sof)\s(?:(?:an?|the|my|our|two|some|old|little)\s)*$"
)
_SLOW = (58.0, 84.0)
_SLOW_ONES = frozenset({"slow jam", "slow dance", "slow song"})


def genre_words() -> dict[str, str]:
    """Every phrase that names a style, with the style's name."""
    known = {alias: style.name for style in STYLES.values() for alias in (style.name, *style.aliases)}
    known = {phrase: name for phrase, name in known.items() if phrase not in _NOT_GENRE}
    return (
        {"ballads": "ballad", "waltzes": "waltz", "shanties": "folk", "nocturnes": "classical"}
        | known
        | _MORE
        | _NEAREST
        | _PLACES
    )


def read_genres(
    text: Text, mentions: list[Mention], moods: list[Mention], said: set[str], notes: list[str]
) -> list[Ask]:
    """Read the styles in the order in which they lead: what only colours another comes after it.

    A waltz beside another style also sets the metre, and a ballad the tempo, since only the first
    style decides those; unless ``said``, the kinds of wishes read elsewhere, has them.
    """
    wanted: list[tuple[bool, Mention, Ask]] = []
    unwanted = []
    said_names = {_phrase(text, m) for m in mentions if not _no_style(text, m)}
    named = bool(said_names - _PLACES.keys() - _FAINT)
    for mention in mentions:
        start, end = mention.start, mention.end
        if _phrase(text, mention) in _PLACES and (named or text.before(_TOPIC, start)):
            continue
        if _no_style(text, mention):
            continue
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
        if _phrase(text, mention) in _SLOW_ONES and "tempo" not in said:
            players.append(Ask(kind="tempo", words=ask.words, value="slow", low=_SLOW[0], high=_SLOW[1]))
        ensemble = _ENSEMBLES.get(_phrase(text, mention), ())
        if not colours or asks:
            players += [Ask(kind="instrument", words=ask.words, value=name) for name in ensemble]
        if all(ask.value != a.value for a in asks) and not (colours and ensemble and asks):
            asks.append(ask)
    if "jazz" not in [a.value for a in asks] and (match := _JAZZ_BAND.search(text.lower)):
        asks.append(Ask(kind="genre", words=text.words(*match.span()), value="jazz"))
    return asks + _implied(text, asks, moods, said) + players + unwanted


def _no_style(text: Text, mention: Mention) -> bool:
    """Whether a country or a building is meant: "in my country", "the house is empty"."""
    if _phrase(text, mention) == "house":
        return bool(text.before(_A_HOUSE, mention.start)) and not _HOUSE_MUSIC.match(text.lower, mention.end)
    return _phrase(text, mention) == "country" and bool(text.before(_A_COUNTRY, mention.start))


def _phrase(text: Text, mention: Mention) -> str:
    return re.sub(r"[\s-]+", " ", text.lower[mention.start : mention.end])


def _implied(text: Text, asks: list[Ask], moods: list[Mention], said: set[str]) -> list[Ask]:
    names = [a.value for a in asks]
    if len(names) > 1:
        more = []
        for ask in asks:
            if ask.value == "waltz" and "metre" not in said:
                more.append(Ask(kind="metre", words=ask.words, value="3/4"))
            if ask.value == "ballad" and names[0] != "ballad" and "tempo" not in said:
                more.append(Ask(kind="tempo", words=ask.words, value="slow", low=_SLOW[0], high=_SLOW[1]))
        return more
    if not names:
        for mood in moods:
            style = _MOODS_TOO.get(_phrase(text, mood))
            if style and is_negated(text, mood.start) is None:
                return [Ask(kind="genre", words=text.words(mood.start, mood.end), value=style)]
    return []
