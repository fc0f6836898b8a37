"""Words of music from other languages as English has them: "la mineur", "fa diesis minore", "strofa", "battery".

Keys and chords in syllables, the parts of a song, players, measures, and a few nouns and adjectives that
are put the other way round ("solo of guitar", "guitar electric"). Words that are English as well are only
taken where what stands beside them says so.
"""

import re
from collections.abc import Iterator

from bot.agent.language.measured import measured
from bot.agent.language.wordlists import by_phrase, one_of

_WORDS = by_phrase(
    {
        "verse": "strofa, estrofa, estrofe, kuplet, zwrotka",
        "verses": "strophen, strofe, strofas, estrofas, estrofes",
        "chorus": "refrein, refren, refran, refrao, ritornello, estribillo, kehrvers",
        "choruses": "refreins, ritornelli, estribillos",
        "bridge": "puente, brucke, pont, ponte",
        "intro": "einleitung, introduccion, introduzione, intromusik",
        "bars": "takte, takten, takts, tacts, mesures, compases, battute, compassos",
        "key": "tonart, tonalite, tonalidad, tonalita, tonalidade",
        "drums": "schlagzeug, bateria, batteria, batterie, slagwerk, trommeln, tambores, tamburi",
        "guitar": "gitarre, gitarren, guitarra, guitarras, chitarra, chitarre, guitare, guitares, gitara, gitar",
        "acoustic guitar": "violao, akustikgitarre, konzertgitarre, westerngitarre",
        "electric guitar": "e-gitarre, egitarre",
        "piano": "klavier, pianoforte, fortepiano, flugel, pianino",
        "violin": "geige, violine, violino, violon, violina, skrzypce, viool, fiedel",
        "violins": "geigen, violinen, violini, violons, violines",
        "viola": "bratsche",
        "cello": "violoncello, violonchelo, violoncelle, violoncelo",
        "upright bass": "kontrabass, contrabass, contrabajo, contrabbasso, contrebasse, contrabaixo",
        "bass": "bajo, basso, baixo, basgitaar",
        "bass guitar": "e-bass, ebass, bassgitarre",
        "flute": "flote, querflote, flauta, flauto, fluit",
        "recorder": "blockflote, blockfloete, blokfluit, flauta dulce, flauto dolce, flute a bec",
        "clarinet": "klarinette, clarinete, clarinetto, clarinette, klarinet",
        "trumpet": "trompete, trompeta, tromba, trompette, trompet",
        "trombone": "posaune, trombon",
        "bassoon": "fagott, fagot, fagotto, basson",
        "french horn": "waldhorn, corno, trompa",
        "organ": "orgel, organo, orgue",
        "harp": "harfe, arpa, harpe",
        "voice": "stimme, voix, voz, gesang, canto",
        "choir": "coro, choeur",
        "accordion": "akkordeon, fisarmonica, acordeon, accordeon, ziehharmonika, bajan, bayan",
        "harmonica": "mundharmonika",
        "strings": "streicher, cuerdas, archi, cordes",
        "saxophone": "saxofon, sassofono, saxofono, saxophon",
        "waltz": "walzer, valse, vals, valzer, valsa",
        "lullaby": "wiegenlied, berceuse, ninna nanna, nana infantil, cancion de cuna, schlaflied, slaapliedje",
        "folk song": "volkslied, volksmusik",
        "film music": "filmmusik, musique de film, musica de pelicula",
        "slow": "langsam, langsame, langsames, langsamer, lente, despacio, powoli, langzaam",
        "fast": "schnell, schnelle, schnelles, schneller, rapido, rapide, veloce, szybko",
        "sad": "traurig, traurige, trauriges, trauriger, triste, tristes, droevig, smutny, triest",
        "happy": """
            frohlich, frohliche, frohliches, frohlicher, alegre,
            joyeux, joyeuse, heureux, feliz, felice, gioioso, vrolijk, wesoly, lustig""",
        "calm": "ruhig, tranquilo, tranquila, tranquille, tranquillo, calme, rustig",
        "melancholic": "melancolico, melancolica, melancolique, malinconico, melancholisch",
        "ballad": "balada, baladas, ballata",
        "song": "cancion, chanson d'amour, canzone, piosenka",
    }
)  # fmt: skip
_MODES = by_phrase(
    {"minor": "mineur, mineure, menor, minore, moll, mol", "major": "majeur, majeure, mayor, maior, maggiore, dur"}
)
_SIGNS = by_phrase({"#": "diese, diesis, dieze, sostenido, sustenido, sharp, #", "b": "bemol, bemolle, flat, b"})
_NOTES = {"do": "C", "ut": "C", "re": "D", "mi": "E", "fa": "F", "sol": "G", "la": "A", "si": "B"}
_SIGN = rf"(?:[\s-]?(?P<sign>{'|'.join(_SIGNS)})(?![a-z]))?"
_MODE = rf"(?P<mode>{'|'.join(_MODES)}|major|minor)"
_KEY = re.compile(rf"\b(?P<note>{'|'.join(_NOTES)})\b{_SIGN}[\s-]+{_MODE}\b")
_LETTER_KEY = re.compile(rf"\b(?P<note>[a-g])\b{_SIGN}[\s-](?!dur|mol)(?P<mode>{'|'.join(_MODES)})\b")
_ATOM = re.compile(rf"\b(?P<note>{'|'.join(_NOTES)})\b{_SIGN}(?:[\s-]?(?P<mode>{'|'.join(_MODES)}|minor|major|min|maj|m"
                   r"|7|m7|maj7)\b)?")  # fmt: skip
_BESIDE = re.compile(r"\s*(?:,|-|->|\||/|\band\b|\bthen\b|\by\b|\bet\b|\be\b|\bund\b)?\s*")
_SCALE = "CDEFGAB"

_PLAYER = one_of(
    """guitar, guitars, piano, violin, violins, sax, saxophone, saxophones, trumpet, flute, drums, cello, organ,
    harmonica, accordion, bass, strings, clarinet, harp, synth, trombone, banjo, ukulele, mandolin"""
)
_TURNS: tuple[tuple[str, str], ...] = (
    (r"\b(guitars?|bass|piano|organ) (electric|acoustic|classical|spanish)\b(?! (?:guitar|bass|piano))", r"\2 \1"),
    (r"\b(guitars?) (?:electrica|electrique|elettrica|elektrisch)\b", r"electric \1"),
    (r"\b(guitars?) (?:acustica|acoustique)\b", r"acoustic \1"),
    (rf"\bsolos? (?:of|from|with|for) (?:the |an? )?({_PLAYER})\b", r"\1 solo"),
    (r"\bbattery(?! (?:of|life|pack|power|is (?:low|empty|dead)))\b", "drums"),
    (r"\binstruments? of wind\b|\bwind instruments?\b", "woodwinds"),
    (r"\binstruments? of (strings?|brass|percussion)\b|\b(string) instruments?\b", r"\1\2"),
    (r"\bquartett?o? of (?:the )?strings?\b", "string quartet"),
    (r"\bmusic (?:of|for|from) (?:the )?(?:films?|cinema|movies?)\b", "film music"),
    (r"\bmusic of (dance|church|jazz|rock|folk|blues|party|dancing)\b", r"\1 music"),
    (r"\b(?:with|in|at) (?:a |the )?velocity (?:of )?(?=\d)|\bvelocity (?:of |is )?(?=\d)", "tempo "),
    (r"\bdreivierteltakt\b|\bwalzertakt\b", "3/4 time"),
    (r"\bviervierteltakt\b", "4/4 time"),
    (r"\b(?:measure|tact|takt|compas|mesure|bar|metrum|rhythm) (?:of |de |in |a |is )?(\d{1,2}/\d{1,2})\b", r"\1 time"),
    (r"\b(\d{1,2}/\d{1,2})[ -](?:tact|takt|measure|compas|mesure)\b", r"\1 time"),
)
_ROWS = tuple((re.compile(pattern), meant) for pattern, meant in _TURNS)
_FOREIGN = re.compile(rf"(?<![\w'-])(?:{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})(?![\w'])")


_SMALL = by_phrase(
    {
        "and": "und, et, y, e, och, oraz",
        "a": "ein, eine, einen, un, una, une, uma",
        "with": "mit, con, avec, com, met",
        "without": "ohne, senza, sin, sem, zonder",
        "for": "fur, fuer, pour, para, voor",
        "very": "sehr, molto, muy, tres, muito",
        "in": "en, em, im",
        "song": "lied, liedje",
        "please": "s'il vous plait, por favor, per favore, bitte",
        "I want": """
            ich hatte gern, ich haette gern, ich mochte, ich moechte, ich will, je voudrais, je veux, vorrei, voglio,
            quiero, quisiera, quero, queria, ik wil""",
    }
)
_SMALL_WORD = re.compile(rf"(?<![\w'-])(?:{'|'.join(sorted(_SMALL, key=len, reverse=True))})(?![\w'-])")


def abroad(lower: str) -> Iterator[tuple[int, int, str]]:
    """Each stretch of small letters that English says otherwise: where it is, and how; none overlapping."""
    taken: list[tuple[int, int]] = []
    words, keys = list(_foreign(lower)), list(_keys(lower))
    small = [(*m.span(), _SMALL[m[0]]) for m in _SMALL_WORD.finditer(lower)] if words or keys else []
    for start, end, meant in (*_chords(lower), *keys, *measured(lower), *_turned(lower), *words, *small):
        if meant != lower[start:end] and all(end <= a or b <= start for a, b in taken):
            taken.append((start, end))
            yield start, end, meant


def _keys(lower: str) -> Iterator[tuple[int, int, str]]:
    for pattern in (_KEY, _LETTER_KEY):
        for match in pattern.finditer(lower):
            note = _NOTES.get(match["note"], match["note"].upper()) + _SIGNS.get(match["sign"] or "", "")
            yield *match.span(), f"{note} {_MODES.get(match['mode'], match['mode'])}"


def _chords(lower: str) -> Iterator[tuple[int, int, str]]:
    """Chords in syllables, at least three in a row and no scale: "Do, La minor, Fa, Sol"."""
    run: list[re.Match[str]] = []
    for match in [*_ATOM.finditer(lower), None]:
        if match and run and _BESIDE.fullmatch(lower, run[-1].end(), match.start()):
            run.append(match)
            continue
        symbols = [_symbol(m) for m in run]
        if len(set(symbols)) >= 3 and "".join(symbols) not in _SCALE * 2:
            yield from ((m.start(), m.end(), symbol) for m, symbol in zip(run, symbols, strict=True))
        run = [match] if match else []


def _symbol(match: re.Match[str]) -> str:
    mode = _MODES.get(match["mode"] or "", match["mode"] or "")
    kind = {"minor": "m", "min": "m", "major": "", "maj": ""}.get(mode, mode)
    return _NOTES[match["note"]] + _SIGNS.get(match["sign"] or "", "") + kind


def _turned(lower: str) -> Iterator[tuple[int, int, str]]:
    for pattern, meant in _ROWS:
        for match in pattern.finditer(lower):
            yield *match.span(), match.expand(meant)


def _foreign(lower: str) -> Iterator[tuple[int, int, str]]:
    for match in _FOREIGN.finditer(lower):
        yield *match.span(), _WORDS[match[0]]
