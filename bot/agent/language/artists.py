"""Artists and decades, which are answered with the nearest style: nobody's own manner is copied."""

import re

from bot.agent.language.text import Text
from bot.agent.language.wordlists import by_phrase, phrases
from skills.plan import Ask

_ARTISTS = by_phrase(
    {
        "pop": """
            billie eilish, taylor swift, ed sheeran, ariana grande, dua lipa, harry styles, olivia rodrigo,
            lorde, adele, katy perry, lady gaga, madonna, michael jackson, britney spears, abba, beatles, elton
            john, justin bieber, rihanna, sia, coldplay, maroon 5, bruno mars, charli xcx, chappell roan,
            sabrina carpenter, lana del rey, the 1975, phoebe bridgers, clairo, tame impala, a ha, depeche mode,
            pet shop boys, carpenters, beach boys, kate bush, bts, blackpink, phil collins, george michael,
            wham, imagine dragons, florence and the machine""",
        "rock": """
            radiohead, nirvana, foo fighters, queen, led zeppelin, pink floyd, rolling stones, oasis, blur,
            arctic monkeys, u2, muse, green day, blink 182, the strokes, the killers, the cure, the smiths,
            pixies, weezer, ac/dc, the who, jimi hendrix, david bowie, bruce springsteen, the clash, ramones,
            pearl jam, red hot chili peppers, my chemical romance, the white stripes, the black keys, paramore,
            elvis, elvis presley, chuck berry, fleetwood mac, the doors, sigur ros, the national, the xx, kings
            of leon, guns n roses, aerosmith, bon jovi""",
        "folk": """
            bob dylan, joni mitchell, nick drake, bon iver, fleet foxes, mumford and sons, simon and garfunkel,
            iron and wine, sufjan stevens, the lumineers, leonard cohen, joan baez, damien rice, jose gonzalez,
            cat stevens, pete seeger, elliott smith, laura marling""",
        "country": """
            johnny cash, dolly parton, willie nelson, hank williams, chris stapleton, kacey musgraves, garth
            brooks, luke combs, shania twain""",
        "blues": """
            bb king, b.b. king, muddy waters, robert johnson, stevie ray vaughan, john lee hooker, howlin wolf,
            eric clapton, gary moore""",
        "jazz": """
            miles davis, john coltrane, bill evans, duke ellington, louis armstrong, ella fitzgerald, billie
            holiday, chet baker, thelonious monk, dave brubeck, frank sinatra, norah jones, herbie hancock,
            django reinhardt, charlie parker, count basie, nina simone, snarky puppy, amy winehouse, diana krall""",
        "bossa nova": """
            joao gilberto, tom jobim, antonio carlos jobim, jobim, stan getz, astrud gilberto, sergio mendes""",
        "soul": """
            stevie wonder, aretha franklin, marvin gaye, al green, otis redding, ray charles, sam cooke,
            d'angelo, erykah badu, alicia keys, frank ocean, sza, the weeknd, beyonce, usher, whitney houston,
            john legend, etta james, bill withers, tyler the creator""",
        "funk": """
            james brown, prince, parliament, funkadelic, vulfpeck, daft punk, jamiroquai, chic, earth wind and
            fire, kool and the gang, sly stone""",
        "hip-hop": """
            kendrick lamar, drake, eminem, kanye, kanye west, jay z, nas, tupac, 2pac, biggie, travis scott, dr
            dre, snoop dogg, wu tang, wu tang clan, a tribe called quest, outkast, mf doom, metro boomin,
            portishead, massive attack, cardi b, nicki minaj""",
        "lo-fi": """
            nujabes, j dilla, lofi girl, tomppabeats, jinsang""",
        "reggae": """
            bob marley, peter tosh, jimmy cliff, ub40, the police, toots and the maytals, the specials, madness""",
        "house": """
            avicii, david guetta, deadmau5, calvin harris, skrillex, kraftwerk, aphex twin, disclosure, swedish
            house mafia, tiesto, the chemical brothers, underworld, burial, flume, odesza, justice, kygo, fred
            again, carpenter brut, kavinsky, the prodigy""",
        "ambient": """
            brian eno, stars of the lid, tycho, boards of canada, enya, vangelis, harold budd, tim hecker, max
            richter""",
        "cinematic": """
            hans zimmer, john williams, ennio morricone, howard shore, danny elfman, ramin djawadi, trent
            reznor, koji kondo, nobuo uematsu, thomas newman, james horner, two steps from hell, ludwig
            goransson, joe hisaishi""",
        "metal": """
            metallica, iron maiden, black sabbath, slayer, megadeth, tool, slipknot, meshuggah, rammstein,
            system of a down, pantera, judas priest, mastodon, gojira""",
        "waltz": """
            johann strauss, strauss, yann tiersen""",
        "classical": """
            einaudi, ludovico einaudi, debussy, satie, erik satie, ravel, schubert, schumann, brahms,
            tchaikovsky, vivaldi, handel, haydn, philip glass, arvo part, rachmaninoff, rachmaninov, liszt,
            yiruma, nils frahm, olafur arnalds, chilly gonzales, joep beving""",
        "ballad": """
            celine dion, barbra streisand, lewis capaldi, sam smith""",
    }
)
_SURE = frozenset(
    phrases(
        """
        abba, adele, blur, burial, chic, disclosure, drake, elvis, flume, jobim, justice, kanye, lorde, madness,
        muse, nas, oasis, parliament, phoenix, pixies, prince, queen, sia, strauss, the cure, the doors, the
        national, the police, the specials, the who, tool, underworld, usher, wham
        """
    )
)
"""Names that are words as well: taken for artists only after "like", or where they are written as names."""
NAMES = tuple(_ARTISTS)
"""Every artist that is known."""
_LONGEST_FIRST = sorted(_ARTISTS, key=len, reverse=True)
_NAMES = "|".join(re.escape(n).replace(r"\ ", "[ -]") for n in _LONGEST_FIRST)
_NAME = re.compile(
    r"\b(?:(?P<like>(?:(?:in|with)\s)?(?:(?:the|a)\s)?(?:(?:style|vein|spirit|manner|sound|vibe|feel)\s(?:of"
    r"|like)|(?:kind\sof\s|sort\sof\s|a\sbit\s|something\s|sounds?\s|sounding\s)*like"
    r"|inspired\sby|influenced\sby|reminiscent\sof|(?:a\s)?la|as\sif\sby|by))\s)?(?:the\s)?"
    rf"(?P<name>{_NAMES})(?:'s)?\b(?P<ish>[\s-](?:style|esque|like|ish|type|inspired|vibes?|sound))?"
)
_ERA = re.compile(
    r"\b(?:(?:in\s|from\s)?the\s|early\s|late\s|mid[\s-]|classic\s)?(?:(?P<digits>(?:19|20)?[1-9]0)'?s"
    r"|'(?P<short>[1-9]0)s"
    r"|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"
    r"|noughties))\b(?:[\s-](?:style|vibes?|feel|sound|inspired))?"
)
_WORDS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
          "eighties": 80, "nineties": 90, "noughties": 0}  # fmt: skip
_OF_DECADE = {10: "classical", 20: "jazz", 30: "jazz", 40: "jazz", 50: "rock", 60: "pop", 70: "funk", 80: "pop",
              90: "rock", 0: "pop"}  # fmt: skip


def read_artists(text: Text, notes: list[str]) -> list[Ask]:
    """Read artists as their style, and say so."""
    asks = []
    for match in text.find(_NAME):
        name = re.sub(r"[\s-]+", " ", match["name"])
        written = text.plain[match.start("name")].isupper()
        if not (match["like"] or match["ish"] or (written and name not in _SURE)):
            continue
        said, style = text.words(*match.span("name")), _ARTISTS[name]
        notes.append(f"I don't copy anyone, so for {said} I took {style}, the nearest style I know.")
        asks.append(Ask(kind="genre", words=text.words(*match.span()), value=style))
        text.take(*match.span())
    return asks


def read_eras(text: Text, styled: bool, notes: list[str]) -> list[Ask]:
    """Read a decade: as a style when none is named beside it, else as what cannot be set yet."""
    asks: list[Ask] = []
    for match in text.find(_ERA):
        if match["digits"] and re.match(r"\s*(?:long|in\slength)\b", text.lower[match.end() :]):
            continue
        decade = _WORDS[match["word"]] if match["word"] else int((match["digits"] or match["short"])[-2:])
        said = text.words(*match.span())
        text.take(*match.span())
        if styled or asks:
            notes.append(f'I know no sounds of one decade, so "{said}" is left to the style.')
            continue
        style = _OF_DECADE.get(decade, "pop")
        notes.append(f'I took {style} for "{said}": I know styles, not decades.')
        asks.append(Ask(kind="genre", words=said, value=style))
    return asks
