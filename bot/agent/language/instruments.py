"""Instruments in and out, with the part they play: "no drums", "only piano and cello", "melody on flute"."""

import re
from typing import NamedTuple

from bot.agent.language.lexicon import Mention
from bot.agent.language.negation import is_negated
from bot.agent.language.sections import Section, quote, sections_of
from bot.agent.language.text import Text
from bot.agent.language.wordlists import by_phrase
from skills.instruments import INSTRUMENTS
from skills.plan import Ask, Role
from skills.styles import STYLES

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
        "slap bass": "slapped bass",
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
_NEAREST = by_phrase(
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
_SEVERAL: dict[str, tuple[str, ...]] = {
    "woodwinds": ("flute", "clarinet"), "woodwind": ("flute", "clarinet"), "wood winds": ("flute", "clarinet"),
    "winds": ("flute", "clarinet"), "woodwind section": ("flute", "clarinet"), "reeds": ("clarinet", "oboe"),
    "rhythm section": ("drums", "bass guitar"), "full band": ("drums", "bass guitar", "electric guitar"),
    "rock band": ("drums", "bass guitar", "overdriven guitar"),
    "power trio": ("electric guitar", "bass guitar", "drums"),
    "jazz trio": ("piano", "upright bass", "drums"), "piano trio": ("piano", "violin", "cello"),
    "mallets": ("vibraphone", "marimba"), "symphony orchestra": ("strings", "french horn", "timpani"),
}  # fmt: skip
"""Groups that no single track stands for."""
_GENERIC = by_phrase(
    {
        "guitar": "guitar, guitars, lead guitar, rhythm guitar",
        "bass": "bass, basses, bass line, bassline",
        "reed": "sax, saxes, saxophone, saxophones",
    }
)
"""Bare names whose instrument depends on the style: a guitar in metal is no acoustic one."""
_OUT = {name: ("flute", "clarinet", "oboe", "bassoon") for name in _SEVERAL if _SEVERAL[name] == ("flute", "clarinet")}

_ROLES: tuple[tuple[Role, str], ...] = (
    ("lead", r"leads?|melody|melodies|tune|top ?line|hook|riffs?|theme|solos?"),
    ("counter", r"counter[ -]?(?:melody|melodies|lines?)|counterpoint|fills|obbligato"),
    ("chords", r"chords?|comping|accompaniment|accompanying|strumming|strums|rhythm|arpeggios?|arpeggiated"),
    ("pad", r"pads?|background|backdrop|swells|bed|drones?"),
    ("bass", r"bass(?: ?lines?)?"),
)
_LINK_AFTER = (
    r"(?:(?:playing|plays|carrying|carries|makes|making|taking|takes|on|doing|with|as|for|is|in|has|sings)\s+)?"
)
_LINK_AFTER += r"(?:(?:the|an?|its|main)\s+)*"
_LINK_BEFORE = r"(?:(?:is|are|be|should|played|sung|carried|on|by|from|in|line|goes|to)\s+)+(?:(?:the|an?|some|my)\s+)*"
_ROLE_AFTER = tuple((role, re.compile(rf"[\s-]+{_LINK_AFTER}(?:{words})\b")) for role, words in _ROLES)
_ROLE_BEFORE = tuple((role, re.compile(rf"\b(?:{words})(?:\s+{_LINK_BEFORE}|\s*[:=]\s*)$")) for role, words in _ROLES)
_ADJECTIVE_ROLE: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("lead", re.compile(r"\blead\s+$")),
    ("chords", re.compile(r"\brhythm\s+$")),
    ("pad", re.compile(r"\bbackground\s+$")),
)  # fmt: skip

_ONLY_BEFORE = re.compile(
    r"(?<!not )(?<!if )\b(?:only|just|solely|exclusively|solo|unaccompanied|nothing\s(?:but|except|other\sthan)"
    r"|no\s(?:other\s)?instruments?\s(?:but|except|other\sthan|besides))\s+(?:(?:use|an?|the|one|two|three|[23]"
    r"|for|with|have|by|my)\s+)*$"
)
_ONLY_AFTER = re.compile(
    r"\s*,?\s*(?:\bonly\b(?!\s+(?:in|during|on|at|for|after|before|from)\b)|\balone\b|\b(?:and\s)?(?:nothing"
    r"|no\sone|nobody)\s(?:else|more)\b"
    r"|\b(?:and\s)?no\sother(?:s|\sinstruments?)?\b|\bduo\b|\bduet\b)"
)
_TOLD = re.compile(r"\s*(?:[:(]|-\s|of\b|with\b)")
_ENSEMBLE = re.compile(r"\b(?:duo|duet|trio|quartet|quintet|combo)\s*(?:[:(]|-\s|of\b|with\b)\s*$")
_SCORED_FOR = re.compile(r"(?<!not )(?<!room )(?<!space )\bfor\s+(?:(?:an?|the|my|solo)\s+)*$")
_SOLO_BEFORE = re.compile(r"\bsolo\s+$")
_SOLO_AFTER = re.compile(r"[\s-]+solos?\b")
_JOINED = re.compile(
    r"\b(?:with|has|have|having|includ\w+|add|then|into|plus|and|a\sshort|a\slong)\s+(?:an?\s+|the\s+)?$"
)
_LIST = re.compile(
    r"\s*(?:,\s*and|,|&|\+|/|and|plus|or|,\s*or)\s*(?:(?:an?|the|some|just|only|one|two|light|soft|gentle|solo)\s+)*"
)
_NOR = re.compile(r"\s*,?\s*(?:or|nor|/)\s*(?:(?:any|the|an?)\s+)*|\s*(?:and|&)\s*(?:any\s+)?")
_PARTNER = re.compile(r"\s*(?:$|[,.;!?)]|or\b|nor\b|and\b|please\b|in\b|at\b|for\b|but\b|on\b|during\b)")
_EITHER = re.compile(r"\bwith\sor\swithout\s+(?:an?\s|the\s)?$")
_OPTIONAL = re.compile(r"\s+(?:is\s|are\s)?optional\b")
_LESS = re.compile(r"\b(?:less|fewer)\s+(?:of\s+)?(?:the\s+)?$")
_WITHOUT_SUFFIX = by_phrase(
    {
        "drums": "drumless, beatless, percussionless",
        "bass guitar": "bassless",
        "acoustic guitar": "guitarless",
        "voice": "vocalless, voiceless, lyricless, wordless",
    }
)
_FREE = re.compile(r"[\s-]free\b")
_HEAVY = re.compile(r"[\s-](?:heavy|driven|led|based|laden|centric|forward)\b")
_A_CAPPELLA = re.compile(r"\b(?:a\s)?(?:cap+el+a|acap+el+a)\b")
_INSTRUMENTAL = re.compile(
    r"\b(?:(?:purely|fully|all|an?)\s)?instrumentals?\b(?!\s(?:break|solo|section|interlude))(?:\sonly\b)?"
)
_BEAT = re.compile(r"beats?|kit|kick|sub|tenor|hats|brushes|bells?|horns?|voices?")
_MEANT = re.compile(
    r"\b(?:no|without|with|add|and|steady|strong|heavy|driving|drum|big|plus|any|some|only|just|jazz|soft|solo"
    r"|of)[\s,]+(?:an?\s+|the\s+)*(?:\w+\s+)?$"
)


_COMES_IN = (
    r"\s*(?:,\s*)?(?:(?:only|then|should|shall|will|to|all|both|that|which|and|slowly|finally|just)\s)*"
    r"(?:com(?:e|es|ing)\s(?:back\s)?in|enter(?:s|ing)?|join(?:s|ing)?(?:\sin)?|kick(?:s|ing)?\sin|start(?:s"
    r"|ing)?(?:\splaying)?"
    r"|begin(?:s|ning)?(?:\splaying)?|appear(?:s|ing)?|drop(?:s|ping)?\sin|arriv(?:e|es|ing)|fad(?:e|es|ing)\sin)"
    r"(?:\s(?:only|again|fully|softly|quietly|loudly|gently))?"
)
_FROM_ON = re.compile(
    rf"(?:{_COMES_IN}\s*(?:(?:at|on|in|for|from|with|by|during|halfway\sthrough|(?P<after>after))\s)?"
    rf"|\s(?:only\s)?(?:from|starting\s(?:at|from|in)|not\suntil)\s)"
    r"(?:the\s)?(?P<half>second\shalf|last\shalf|middle|half\s?way(?:\sthrough)?|midway)?"
)
_COMES_IN_AT = re.compile(_COMES_IN)
_UNTIL = re.compile(r"\s*(?:(?:out|back)\s)?(?:until|till|before|up\sto|for)\s(?:the\s)?")
_ON = re.compile(r"\s(?:on|onwards?)\b")
_DROPS_OUT = re.compile(
    r"\s*(?:(?:then|should|shall|will|to|all|both|that|which|and|suddenly)\s)*"
    r"(?:drop(?:s|ping)?\s(?:out|away)|stop(?:s|ping)?(?:\splaying)?|cut(?:s|ting)?(?:\sout)?|leav(?:e|es|ing)"
    r"|rest(?:s|ing)?|fall(?:s|ing)?\s(?:out|away)"
    r"|(?:goes?|are|is|stays?)\s(?:out|silent|quiet)|(?:are|is)\sout|sit(?:s|ting)?\sout|disappear(?:s|ing)?"
    r"|tacet|paus(?:e|es|ing))"
    r"\s(?P<prep>in|during|for|at|on|before|after)\s(?:the\s)?"
)
_OPENS_WITH = re.compile(
    r"\b(?:start|begin|open)(?:s|ing)?\s(?:it\s)?(?:off\s)?(?:out\s)?(?P<how>(?:[a-z]+\s){0,2}?)(?:with|on)?\s*$"
)
_AT_START = re.compile(
    r"\s*(?:at\s(?:the\s(?:start|beginning)|first)|in\sthe\sbeginning|to\s(?:start|begin)(?:\swith)?)\b"
)


def role_of(name: str) -> Role | None:
    """The role that an instrument always has: drums and basses, and no others."""
    family = INSTRUMENTS[name].family if name in INSTRUMENTS else ""
    return "drums" if family == "drums" else "bass" if family == "bass" else None


def said_player(text: Text, mention: Mention) -> str:
    """Who a mention means, as ``Ask.player`` has it: a name in ``INSTRUMENTS``, or the plain word for a family."""
    phrase = re.sub(r"[\s-]+", " ", text.lower[mention.start : mention.end])
    return phrase.removesuffix("s") if phrase in _GENERIC else str(mention.value)


def instrument_words() -> dict[str, str]:
    """Every phrase that names an instrument or a group, with the instrument's name."""
    known = {name: i.name for i in INSTRUMENTS.values() for name in (i.name, *i.aliases)}
    plurals = {f"{phrase}s": name for phrase, name in known.items() if not phrase.endswith("s")}
    return plurals | known | _MORE | _NEAREST | {name: name for name in _SEVERAL} | _WITHOUT_SUFFIX


def several(phrase: str) -> tuple[str, ...]:
    """The instruments of a group that no single track stands for ("woodwinds"), or none."""
    return _SEVERAL.get(phrase, ())


class _Player(NamedTuple):
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


def read_instruments(text: Text, mentions: list[Mention], genres: list[Ask], notes: list[str]) -> list[Ask]:
    """Read who shall play and who shall not, in order.

    ``genres`` decides what a bare "guitar" or "bass" is: in metal no acoustic one.
    """
    style = next((g.value for g in genres if not g.unwanted), "")
    asks = _without_voice(text)
    players: list[_Player] = []
    for mention in mentions:
        if player := _player(text, mention, players, style, notes):
            players.append(player)
    groups = _groups(text, players)
    sections = dict(zip(players, sections_of(text, [(p.first, p.last) for p in players]), strict=True))
    for group in groups:
        rest = [p for p in players if p not in group and p.negated is None]
        moved = _enters(text, group) or _leaves(text, group)
        if moved:
            asks += moved
            continue
        asks += _only(text, group, sections, rest) or [
            ask for player in group for ask in _plain(text, player, sections[player])
        ]
    return asks


_NO_PART: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "lead",
        re.compile(
            r"\b(?:no|without(?:\s(?:an?|any|the))?|leave\sout\sthe|skip\sthe|minus\sthe)\s(?:lead\s)?"
            r"(?:melody|melodies|tune|top\s?line|lead(?:\s(?:line|part|instrument))?)\b(?!\s(?:on|in|from|by"
            r"|guitar|synth|vocal))"
        ),
    ),
    (
        "lead",
        re.compile(
            r"\b(?:just\s(?:an?|the)\s|only\s(?:an?|the)\s"
            r"|(?:an?\s)?(?:purely\s)?(?:instrumental\s)?)(?:backing(?:\s?tracks?)?|minus[\s-]one"
            r"|karaoke(?:\s(?:track|version))?"
            r"|play[\s-]?along|jam\s?tracks?)\b(?!\s(?:vocals?|voc|singers?|choir))(?:\sonly\b)?"
        ),
    ),
    (
        "lead",
        re.compile(
            r"\b(?:for\s(?:me|us|my\s\w+|someone|a\s\w+)\s|so\s(?:that\s)?(?:i|we)\scan\s|i\scan\s"
            r"|we\scan\s)?(?:to\s)?(?:sing|rap|solo|improvise|freestyle|jam|play|busk|practi[cs]e\s(?:soloing|solos))"
            r"\s(?:my\s\w+\s)?(?:over|on\stop(?:\sof)?|along(?:\s(?:to|with))?)(?:\sit)?\b(?!\s(?:the\schords"
            r"|[a-g](?:m|#|b|\b)))"
        ),
    ),
    ("chords", re.compile(r"\b(?:no|without(?:\s(?:any|the))?)\s(?:chords|harmony|harmonies|accompaniment|comping)\b")),
)


def _without_parts(text: Text) -> list[Ask]:
    """Parts of the band that are not wanted, whoever would play them: "no melody", "a backing track to sing over"."""
    asks = []
    for role, pattern in _NO_PART:
        for match in text.find(pattern):
            if is_negated(text, match.start()) is None:
                words = text.words(*match.span())
                asks.append(Ask(kind="instrument", words=words, role=role, unwanted=True))
                text.take(*match.span())
    return asks


def _without_voice(text: Text) -> list[Ask]:
    asks = _without_parts(text)
    for match in text.find(_INSTRUMENTAL):
        unwanted = is_negated(text, match.start()) is None
        asks.append(Ask(kind="instrument", words=text.words(*match.span()), value="voice", unwanted=unwanted))
        text.take(*match.span())
    for match in text.find(_A_CAPPELLA):
        asks.append(Ask(kind="only", words=text.words(*match.span()), value="voice, choir"))
        text.take(*match.span())
    return asks


def _player(text: Text, mention: Mention, before: list[_Player], style: str, notes: list[str]) -> _Player | None:
    start, end = mention.start, mention.end
    phrase = re.sub(r"[\s-]+", " ", text.lower[start:end])
    if _BEAT.fullmatch(phrase) and phrase.startswith("beat") and not text.before(_MEANT, start):
        text.take(start, end)
        return None
    if text.before(_EITHER, start) or _OPTIONAL.match(text.lower, end):
        text.take(start, end)
        return None
    if text.before(_LESS, start):
        return None
    if phrase.endswith(" trio") and _TOLD.match(text.lower, end):
        text.take(start, end)
        return None
    role, first, last = _role(text, start, end)
    negated = is_negated(text, first)
    if phrase in _WITHOUT_SUFFIX:
        negated = start
    elif free := _FREE.match(text.lower, end):
        negated, last = start, free.end()
    elif heavy := _HEAVY.match(text.left, end):
        last = heavy.end()
    elif negated is None and before and before[-1].negated is not None:
        joint = _NOR.fullmatch(text.lower[before[-1].last : start])
        alike = "or" in (joint[0] if joint else "") or bool(_PARTNER.match(text.lower, last))
        negated = before[-1].negated if joint and alike else None
    names = _OUT.get(phrase, _SEVERAL.get(phrase, ())) if negated is not None else _SEVERAL.get(phrase, ())
    if not names:
        names = (mention.value if negated is not None else _in_style(phrase, mention.value, style),)
    if phrase in _NEAREST and negated is None:
        notes.append(f"I have no {phrase}, so I took {names[0]}, the nearest.")
    return _Player(phrase, start, end, names, negated, role, first, last)


def _role(text: Text, start: int, end: int) -> tuple[Role | None, int, int]:
    """The part an instrument plays, if one is named, and the stretch of words that says so."""
    for role, pattern in _ADJECTIVE_ROLE:
        if match := text.before(pattern, start):
            return role, match.start(), end
    for role, pattern in _ROLE_AFTER:
        match = pattern.match(text.lower, end)
        if match and text.is_free(end, match.end()) and not _SOLO_AFTER.match(text.lower, end):
            return role, start, match.end()
    for role, pattern in _ROLE_BEFORE:
        if (match := text.before(pattern, start)) and text.is_free(match.start(), start):
            return role, match.start(), end
    if text.lower[start:end].startswith("walking"):
        return "bass", start, end
    return None, start, end


def _in_style(phrase: str, name: str, style: str) -> str:
    """The instrument that a bare word means in a style: its own guitar, bass or saxophone."""
    family = _GENERIC.get(phrase)
    if not family or style not in STYLES:
        return name
    own = [n for _, n in STYLES[style].parts if INSTRUMENTS[n].family == family]
    return own[0] if own else name


def _groups(text: Text, players: list[_Player]) -> list[list[_Player]]:
    """Players named in one list: "piano, cello and flute"."""
    groups: list[list[_Player]] = []
    for player in players:
        previous = groups[-1][-1] if groups else None
        listed = previous and _LIST.fullmatch(text.lower[previous.last : player.first])
        alone = groups and text.before(_ONLY_BEFORE, groups[-1][0].first)
        if alone and listed and "and" not in listed[0] and _COMES_IN_AT.match(text.lower, player.last):
            listed = None
        if listed and previous and (previous.negated is None) == (player.negated is None):
            groups[-1].append(player)
        else:
            groups.append([player])
    return groups


def _only(text: Text, group: list[_Player], sections: dict[_Player, Section | None], rest: list[_Player]) -> list[Ask]:
    """Read a list that is everybody: "only piano and cello", "a waltz for violin and piano".

    A solo violin beside others is only in front.
    """
    if group[0].negated is not None:
        return []
    first, last = group[0], group[-1]
    after = _ONLY_AFTER.match(text.lower, last.last)
    section = sections[first]
    opens = "intro" if _opens(text, first, last) and not section else None
    pitched = INSTRUMENTS[first.names[0]].family not in ("drums", "bass")
    featured = re.search(r"[a-z]{3}[^,;.]*[,;]\s*$", text.lower[: first.first])
    if (
        not rest
        and len(group) == 1
        and pitched
        and not section
        and not text.before(_JOINED, first.first)
        and not featured
    ):
        after = after or _SOLO_AFTER.match(text.lower, last.last)
    start, end, members = first.first, last.last, group
    scored = None if rest or section else text.before(_SCORED_FOR, first.first)
    scored = scored or text.before(_ENSEMBLE, first.first)
    if after:
        end = after.end()
    elif scored:
        start = scored.start()
    else:
        for index, player in enumerate(group):
            if before := text.before(_ONLY_BEFORE, player.first):
                start, members = before.start(), group[index:]
                if text.lower[start : start + 4] == "solo" and (rest or index):
                    return []
                break
        else:
            return []
    earlier = [ask for p in group if p not in members for ask in _plain(text, p, sections[p])]
    section = sections[members[0]]
    place = section.name if section else opens
    names = list(dict.fromkeys(name for p in members for name in p.names))
    words = quote(text, start, end, section)
    roles = [ask for p in members if p.role for ask in _plain(text, p, sections[p])]
    text.take(start, end)
    value = ", ".join(names)
    return [*earlier, Ask(kind="only", words=words, value=value, section=place), *roles]


def _opens(text: Text, first: _Player, last: _Player) -> bool:
    """Whether those who play alone do so at the beginning: "start with just piano"."""
    only = text.before(_ONLY_BEFORE, first.first)
    before = only.start() if only else first.first
    opening = text.before(_OPENS_WITH, before)
    after = _AT_START.match(text.lower, last.last)
    if opening and not opening["how"]:
        text.take(opening.start(), before)
    if after:
        text.take(*after.span())
    return bool(opening or after)


def _enters(text: Text, group: list[_Player]) -> list[Ask]:
    """Players who rest until a part of the song: "drums come in at the second verse", "no drums until the chorus"."""
    first, last = group[0], group[-1]
    held = _UNTIL.match(text.lower, last.last) if first.negated is not None else None
    match = held or (_FROM_ON.match(text.lower, last.last) if first.negated is None else None)
    if not match:
        return []
    groups = match.groupdict()
    section = next((s for s in text.sections if s.start == match.end()), None)
    if not section and not groups.get("half"):
        return []
    if held and held[0].split()[0] == "for":
        return []
    end = section.end if section else match.end()
    if on := _ON.match(text.lower, end):
        end = on.end()
    elif re.match(r"\s*(?:only\s)?from\s", match[0]) and not section:
        return []
    start = first.negated if first.negated is not None else first.first
    words = text.words(start, end)
    text.take(start, end)
    place = f"after {section.name}" if section and groups.get("after") else section.name if section else None
    share = None if section else 0.5
    return [
        Ask(kind="enters", words=words, value=name, role=p.role, section=place, low=share)
        for p in group
        for name in (_SEVERAL.get(p.phrase, p.names))
    ]


def _leaves(text: Text, group: list[_Player]) -> list[Ask]:
    """Players who rest in a part of the song: "the drums drop out before the last chorus"."""
    first, last = group[0], group[-1]
    match = _DROPS_OUT.match(text.lower, last.last)
    section = next((s for s in text.sections if match and s.start == match.end()), None)
    if not match or not section or first.negated is not None:
        return []
    words = text.words(first.first, section.end)
    text.take(first.first, section.end)
    place = f"{match['prep']} {section.name}" if match["prep"] in ("before", "after") else section.name
    return [
        Ask(kind="instrument", words=words, value=name, section=place, unwanted=True) for p in group for name in p.names
    ]


def _plain(text: Text, player: _Player, section: Section | None) -> list[Ask]:
    start = player.negated if player.negated is not None else player.first
    end, role, place = player.last, player.role, section.name if section else None
    if (solo := _SOLO_AFTER.match(text.lower, player.end)) and player.negated is None:
        end, role, place = max(end, solo.end()), "lead", place or "solo"
        if section and section.start >= player.end and section.kind == "solo":
            place = section.name
    if (alone := text.before(_SOLO_BEFORE, start)) and player.negated is None:
        role, start = role or "lead", alone.start()
        text.take(start, player.first)
    words = text.words(start, end) if place == "solo" else quote(text, start, end, section)
    text.take(player.first, end)
    if player.negated is not None and text.is_free(player.negated, player.first):
        text.take(player.negated, player.first)
    return [
        Ask(kind="instrument", words=words, value=name, role=role, section=place, unwanted=player.negated is not None)
        for name in player.names
    ]
