"""What a message points at: "the second verse", "bars 5-8", "the strings", "version 2", resolved to the song.

A reference that the song does not have carries the sentence that says so; it is an error only where
nothing else is made of it ("add a cello" names what is not there yet).
"""

import math
import re
from typing import Literal, NamedTuple

from bot.agent.language.followup.described import described
from bot.agent.language.followup.scene import Scene, plural
from bot.agent.language.instruments import several
from bot.agent.language.lexicon import Mention
from bot.agent.language.numbers import NUMBER, PLACES, number
from bot.agent.language.sections import NAMES
from bot.agent.language.text import Text
from bot.agent.language.wordlists import by_phrase
from skills.clock import bar_beats
from skills.edit.target import HARMONY
from skills.errors import RequestError
from skills.plan import Role, SectionKind

Kind = Literal["place", "part", "version"]
ValueKind = Literal["time", "key", "chords", "metre", "style"]
MARKS: dict[Kind | ValueKind, str] = {
    "place": "\x01",
    "part": "\x02",
    "version": "\x03",
    "time": "\x04",
    "key": "\x05",
    "chords": "\x06",
    "metre": "\x07",
    "style": "\x08",
}
"""What stands for the first letter of a reference, or of a value such as a key, in a shape."""
PAD = "\x1f"
"""What stands for its other letters."""

_ROLE_WORDS = by_phrase(
    {
        "lead": """
            melody, melodies, tune, lead, leads, lead line, top line, topline, hook, riff, theme, melody line, vocal
            line, vocal melody, lead melody, main melody, mel, lead part, main tune, lead instrument""",
        "counter": "counter melody, countermelody, counter line, counterpoint, second voice, counter melodies",
        "harmony": """
            chords, harmony, harmonies, chord progression, progression, chord changes, chord sequence,
            chord, progressions, chrds, harmonic progression, harmonisation, harmonization""",
        "comping": "comping, accompaniment, backing, chord part, backing track, chordal part, rhythm part",
        "pad": "pad, pads",
        "bass": "bassist, bass player, bass, bass line, bassline, low end, bottom end, bass part, "
        "basses, basslines, bass lines, bs",
        "drums": """
            drums, drum, drum part, drum track, beat, beats, groove, percussion, perc, drummer, kit, kick,
            kick drum, snare, snares, hats, hat, hi hat, hi hats, hihat, hihats, cymbals, toms, drum kit, drum beat,
            drumming, drumbeat,
            drum groove, boom boom, thumping, grooves, drum pattern, drms, drum line, bass drum""",
        "rhythm section": "rhythm section, bass and drums, drums and bass",
        "guitar": "guitar, guitars, gtr, gtrs, guitar part, guitarist",
        "sax": "sax, saxes, saxophone, saxophones, horn line",
        "strings": "strings, string section, string part, string, strs, orchestra",
        "brass": "brass, horns, horn section, brass section",
        "winds": "woodwinds, winds, woodwind, wood winds, reeds",
        "keys": "keys, keyboard, keyboards",
        "synths": "synths, synth, synthesizer, synthesizers, synthesiser",
        "voices": "vocals, vocal, voice, voices, singer, singing, vox, lead vocal",
    }
)
_ROLES: dict[str, tuple[Role, ...]] = {
    "lead": ("lead",),
    "counter": ("counter",),
    "comping": ("chords", "pad"),
    "pad": ("pad",),
    "bass": ("bass",),
    "drums": ("drums",),
    "rhythm section": ("bass", "drums"),
}
_SHORTHAND = by_phrase(
    {
        "piano": "pianist, pno",
        "violin": "violinist, fiddler, vln",
        "cello": "cellist, vc",
        "trumpet": "trumpeter, tpt",
        "flute": "flautist, flutist",
        "organ": "organist",
        "alto sax": "saxophonist",
        "upright bass": "contrabass",
        "acoustic guitar": "ac gtr",
        "electric guitar": "el gtr, e gtr, elec gtr",
        "nylon guitar": "nylon gtr",
        "electric piano": "e piano, ep, wurly",
        "trombone": "tbn",
        "viola": "vla",
        "harpsichord": "hpschd",
        "mandolin": "mand",
        "glockenspiel": "glock",
    }
)
FAMILY_MEANT = {"guitar": "acoustic guitar", "sax": "alto sax", "strings": "strings", "brass": "brass",
                "winds": "flute", "keys": "piano", "synths": "synth pad", "voices": "choir", "bass": "bass guitar",
                "drums": "drums", "pad": "synth pad"}  # fmt: skip
"""The instrument a family word means where the song has none of it."""

_COUNT = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "twelve": 12,
          "sixteen": 16, "couple": 2, "couple of": 2, "few": 3}  # fmt: skip
_N = rf"(?:\d{{1,3}}|{'|'.join(sorted(_COUNT, key=len, reverse=True))})"
_DET = (
    r"(?:\b(?:(?:all|both)(?: of)?(?: the| my| these| those)?|the|my|our|your|that|this"
    r"|these|those|every|each|its)\s)"
)
_ORDINAL = "|".join(sorted(PLACES, key=len, reverse=True))
_NOT_A_PART = ("hooks?",)
_KIND = "|".join(
    f"(?P<k{i}>{'|'.join(n for n in names if n not in _NOT_A_PART)})" for i, names in enumerate(NAMES.values())
)
_SHORT = r"(?P<short>vs|vrs|v|chor|cho|ch|c|br|b|pre)\.?\s?(?P<shortnumber>[1-9])(?![\d/'-])"
_SHORT_KINDS: dict[str, SectionKind] = {"v": "verse", "c": "chorus", "b": "bridge", "p": "pre-chorus"}
_SECTION = re.compile(
    rf"(?P<det>{_DET})?(?:(?:(?P<other>{_ORDINAL})(?:\s(?:and|&)(?:\sthe)?|,)"
    rf"\s)?(?P<nth>{_ORDINAL})\s)?(?(nth)(?:(?P<count>two|three|2|3)\s)?|(?(det)(?:(?:two"
    rf"|three|2|3)\s)?))"
    rf"(?<![\w'-])(?:(?:{_KIND})\b(?:\s(?:no\.?\s|number\s|#)?(?P<number>[1-9](?:st|nd|rd|th)?|one|two|three|four)\b"
    r"(?![\s-]*(?:bars?|measures?|beats?|bpm|times|st\b|semi|sec|min|s\b|x\b|octave|takes?|steps?|more)|[\d/:]))?"
    rf"|{_SHORT}|(?:(?<=\bin\s)|(?<=\bthe\s)|(?<=\blast\s)|(?<=\bfirst\s)|(?<=\bsecond\s)"
    rf"|(?<=\beach\s)|(?<=\bevery\s))(?P<bare>vs|vrs|ch|chor|br)\b|(?<=[a-z]\s)(?P<tail>vs"
    rf"|vrs|ch|chor|br|choruses)(?=\s*(?:$|[,;+.])))(?:\s(?:section|part)s?\b)?(?:'s\b)?"
)
_BARS = re.compile(
    rf"(?P<det>{_DET})?(?:"
    rf"(?P<edge>first|last|opening|final|closing)\s(?:(?P<n>{_N})\s(?:of\s)?)?(?:bars?|measures?)\b"
    rf"|(?P<nth>{_ORDINAL}|\d{{1,3}}(?:st|nd|rd|th))\s(?:bar|measure)\b"
    rf"|\b(?:bars?|measures?|mm?\.|b\.)\s?(?P<a>{_N})\b(?:\s?(?:-|to|through|till|until"
    rf"|and|thru)\s?(?:bars?\s)?(?P<b>{_N})\b)?"
    r"(?P<on>\s(?:on|onwards?|to\sthe\send)\b)?)"
    rf"(?:\s(?:of|in)\s(?:the\s)?(?P<part>{{}}))?".replace(
        "{}", r"[a-z0-9 -]+?(?=\s*(?:$|[,.;!?]|\b(?:and|but|to|a|is)\b))"
    )
)
_HALF = re.compile(
    rf"{_DET}?(?P<half>first|second|last)\shalf\b(?:\sof\s(?:the\s)?(?:song|track|piece"
    rf"|tune|(?P<part>[a-z -]+?\d?)(?=\s*(?:$|[,.;!?]|\b(?:with|without|and|but|to|a|is"
    rf"|should|in)\b))))?"
)
_CLOCK = re.compile(
    r"(?:\bfrom\s|\bbetween\s)?(?<![\d:])(?P<m1>\d{1,2}):(?P<s1>[0-5]\d)\s?(?:to|-|and"
    r"|until|till)\s?(?P<m2>\d{1,2}):(?P<s2>[0-5]\d)(?!\d)"
)
_SECONDS = re.compile(
    rf"\b(?:the|its)\s(?P<edge>first|last|final|opening|closing)\s(?P<n>{NUMBER})\s?(?P<unit>sec(?:ond)?s?"
    rf"|min(?:ute)?s?)\b"
)
_OPENING_BIT = re.compile(
    r"\b(?:the|that|this)\s(?:(?P<first>beginning|start|opening)|(?P<last>ending|end"
    r"|closing|final))\s(?:bit|part|section)\b"
)
_VERSION = re.compile(
    rf"(?:\b(?:versions?|take|ver|rev|revision|option)\.?\s?(?:no\.?\s|number\s|#\s?)?(?P<n>{_N})\b"
    r"|(?P<edge>\b(?:the\s)?(?:very\s)?(?:first|original|initial|previous|last|earlier|second|third|old|older|latest)"
    r"\s(?:version|take(?!\s(?:out|away|off|the|it|this|that|them|some)\b)|draft|attempt|song)\b"
    r"|\bthe\s(?:very\sfirst|first|original|initial|previous|old|older|earlier)\sone\b"
    r"|\bthe\soriginal\b(?!\s(?:key|tempo|metre|chords|melody|title)))"
    r"|(?:(?<=\bto\s)|(?<=\bof\s)|(?<=\bfrom\s)|(?<=\blike\s)|(?<=\bthan\s)|(?<=/)"
    r"|(?<=\bdiff\s)|(?<=\bv\d\s)|(?<=\bcompare\s)|(?<=\bvs\s)|^)v(?P<v>\d{1,3})\b"
    r"(?:(?=\s(?:drums|bass|melody|chords|bassline|beat|strings|piano|guitar)(?:\s(?:but"
    r"|instead|please|back|again|and\skeep)\b|\s*[,.!]|\s*$))|(?=\s(?:and|with|but|vs|to"
    r"|pls|please|plz|again|v\d)\b)|(?=[\s\0]*$|\s*[,.?!/])))"
)
_AND_VERSION = re.compile(
    r"\s?(?:and|to|vs\.?|with|against|or|&|,)\s(?P<n>\d{1,3})\b(?!\s?(?:bpm|bars?|%|sec"
    r"|min|beats|st\b|takes|steps|semi))"
)
_ARTICLE = re.compile(
    rf"(?P<det>(?:{_DET}|\b(?:an?|some|any|another|more|no)\s(?:(?:extra|new|other"
    rf"|different)\s)?))$"
)
_GLUE = re.compile(r"\s?(?:,|,?\s?\b(?:and|or|nor)\b|&|\+|/)\s?(?:(?:the|an?|some|also|in|both|my|of)\s)*")
_ENDING_VERB = re.compile(
    r"\s(?:(?:it|the\ssong)\s)?(?:(?:right|straight|directly|just)\s)?(?:after|before|abruptly|suddenly)\b"
)
_SOLO_OF = re.compile(
    r"(?:^|\b(?:the|that|this|my|his|her|our|keep|lock|cut|leave|love|like)\s)"
    r"(?:guitar|gtr|sax\w*|piano|organ|violin|fiddle|synth|trumpet|flute|keys)\s$"
)
"""Before "solo" where the section of that name is meant: "the guitar solo"."""
_DOUBTFUL = {"build", "drop", "solo"}
_POINTED = re.compile(r"\b(?:the|an?|each|every|this|that|in|during|last|final|first|second|before|after)\s$")
_OWN = re.compile(
    r"\b(?:an?|another)\s(?:(?:new|short|long|little|quick|brief|extra|quiet|big|nice"
    r"|extended|second|third|instrumental)\s)*$"
)


class Ref(NamedTuple):
    """Something that is pointed at, and where in the text."""

    kind: Kind
    start: int
    end: int
    words: str
    det: str = ""
    """The article or pronoun before it: "the", "that", "another"."""
    sections: tuple[str, ...] = ()
    bars: tuple[int, int] | None = None
    parts: tuple[str, ...] = ()
    """Names of parts, or "harmony"."""
    instruments: tuple[str, ...] = ()
    """What it names, whether the song has it or not."""
    section: SectionKind | None = None
    """The kind of section it names, whether the song has one or not."""
    role: Role | None = None
    """The role it names."""
    version: int | None = None
    one: bool = False
    """Whether one section was named, though the song has several of the kind."""
    problem: str = ""
    """What to say when the song does not have it."""


def role_words() -> dict[str, str]:
    """Every word for a part of the arrangement, with the role or the family it means."""
    return _ROLE_WORDS


def shorthand() -> dict[str, str]:
    """Abbreviations for instruments."""
    return _SHORTHAND


def find_versions(text: Text, known: tuple[int, ...], current: int, back: int | None) -> list[Ref]:
    """Every version that is named. ``back`` is the one that undoing leads to."""
    found = []
    for match in text.find(_VERSION):
        if match["edge"]:
            word = re.sub(r"^(?:the\s)?(?:very\s)?", "", match["edge"]).split()[0]
            if word in ("last", "previous", "earlier", "old", "older"):
                number = back or current
            elif word == "latest":
                number = known[-1]
            else:
                number = {"second": 2, "third": 3}.get(word, known[0])
        else:
            number = _number(match["n"] or match["v"])
        span = (match.start(), match.end())
        problem = "" if number in known else _no_version(number, known)
        found.append(Ref("version", *span, text.words(*span), version=number, problem=problem))
        if also := _AND_VERSION.match(text.left, match.end()):
            number, span = int(also["n"]), also.span("n")
            problem = "" if number in known else _no_version(number, known)
            found.append(Ref("version", *span, text.words(*span), version=number, problem=problem))
    return found


def _no_version(number: int, known: tuple[int, ...]) -> str:
    there = f"there are versions 1 to {known[-1]}" if len(known) > 1 else "there is only version 1"
    return f"There is no version {number}; {there}."


def find_places(text: Text, scene: Scene) -> list[Ref]:
    """Every section and stretch of bars that is named, lists of them as one."""
    bars = _bars(text, scene) + _clocked(text, scene)
    bars = bars + _described(text, scene)
    found = bars + [r for r in _sections(text, scene) if not any(b.start < r.end and r.start < b.end for b in bars)]
    return _listed(text, _relative(text, sorted(found, key=lambda r: r.start), scene))


def _described(text: Text, scene: Scene) -> list[Ref]:
    found = []
    for start, end, there in described(text, scene):
        labels = tuple(s.label for s in there)
        words = text.words(start, end)
        ref = Ref("place", start, end, words, "the", sections=labels, section=there[0].kind, one=len(labels) > 1)
        found.append(ref)
    return found


_BESIDE_IT = re.compile(r"\s(?:(?:right|just|directly|immediately)\s)?(?P<side>before|after)\s(?:it|that|this)\b")


def _relative(text: Text, refs: list[Ref], scene: Scene) -> list[Ref]:
    """References with "the chorus before it" as the one that is nearest to what was named first."""
    labels = [s.label for s in scene.plan.sections]
    found: list[Ref] = []
    for ref in refs:
        match = _BESIDE_IT.match(text.lower, ref.end)
        named = next((r for r in reversed(found) if r.sections and not r.one), None)
        if match and named and ref.sections:
            at = labels.index(named.sections[0])
            sides = [s for s in ref.sections if (labels.index(s) < at) == (match["side"] == "before")]
            if sides:
                picked = sides[-1] if match["side"] == "before" else sides[0]
                ref = ref._replace(end=match.end(), sections=(picked,), one=False)
        found.append(ref)
    return found


def _number(word: str) -> int:
    return int(re.sub(r"\D", "", word)) if word[:1].isdigit() else _COUNT.get(word, 1)


def _bars(text: Text, scene: Scene) -> list[Ref]:
    total = scene.plan.bars
    found = []
    for match in text.find(_BARS):
        low, high, end = 1, total, match.end()
        if match["part"]:
            inner = _SECTION.fullmatch(match["part"].strip())
            labels = _resolve(inner, scene).sections if inner else ()
            if len(labels) >= 1:
                low = scene.first_bar(labels[0])
                high = low + scene.plan.section(labels[0]).bars - 1
            elif match["part"].strip() not in ("song", "track", "tune", "piece"):
                end = match.start("part") - len(" of the ")
                end = match.end(next(g for g in ("b", "a", "nth", "n", "edge") if match[g]))
                end = max(end, match.start() + len(re.sub(r"\s(?:of|in)\s.*$", "", match[0])))
        first, last = _stretch(match, low, high)
        words = text.words(match.start(), end)
        problem = ""
        if first > high or last > high or first < 1:
            problem = f"There is no bar {max(first, last)}; the song has {total} bars."
            first, last = 1, 1
        found.append(Ref("place", match.start(), end, words, match["det"] or "", bars=(first, last), problem=problem))
    for match in text.find(_HALF):
        low, high = 1, total
        inner = _SECTION.fullmatch(match["part"].strip()) if match["part"] else None
        if inner and (labels := _resolve(inner, scene).sections):
            low = scene.first_bar(labels[0])
            high = low + scene.plan.section(labels[0]).bars - 1
        middle = (low + high) // 2
        span = (low, middle) if match["half"] == "first" else (min(middle + 1, high), high)
        found.append(Ref("place", match.start(), match.end(), text.words(*match.span()), bars=span))
    return found


def _clocked(text: Text, scene: Scene) -> list[Ref]:
    """Stretches given by the clock: "from 0:24 to 0:48"."""
    found = []
    bar = bar_beats(scene.plan.metre) * 60 / scene.plan.bpm
    for match in text.find(_CLOCK):
        start, end = (int(match[m]) * 60 + int(match[s]) for m, s in (("m1", "s1"), ("m2", "s2")))
        first, last = int(start / bar + 1e-6) + 1, max(math.ceil(end / bar - 1e-6), 1)
        problem = "" if first <= min(last, scene.plan.bars) else "The song does not last that long."
        bars = (first, min(last, scene.plan.bars)) if not problem else (1, 1)
        found.append(Ref("place", *match.span(), text.words(*match.span()), bars=bars, problem=problem))
    for match in text.find(_SECONDS):
        length = number(match["n"]) * (60 if match["unit"].startswith("m") else 1)
        bars_long = min(max(round(length / bar), 1), scene.plan.bars)
        early = match["edge"] in ("first", "opening")
        bars = (1, bars_long) if early else (scene.plan.bars - bars_long + 1, scene.plan.bars)
        found.append(Ref("place", *match.span(), text.words(*match.span()), bars=bars))
    for match in text.find(_OPENING_BIT):
        section = scene.plan.sections[0 if match["first"] else -1]
        words = text.words(*match.span())
        found.append(Ref("place", *match.span(), words, det="the", sections=(section.label,), section=section.kind))
    return found


def _stretch(match: re.Match[str], low: int, high: int) -> tuple[int, int]:
    if match["edge"]:
        count = min(_number(match["n"]) if match["n"] else 1, high - low + 1)
        return (low, low + count - 1) if match["edge"] in ("first", "opening") else (high - count + 1, high)
    if match["nth"]:
        nth = PLACES.get(match["nth"]) or _number(match["nth"])
        return (high, high) if nth == -1 else (low + nth - 1, low + nth - 1)
    first = low + _number(match["a"]) - 1
    last = low + _number(match["b"]) - 1 if match["b"] else high if match["on"] else first
    return min(first, last), max(first, last)


def _sections(text: Text, scene: Scene) -> list[Ref]:
    found = []
    kinds = {s.kind for s in scene.plan.sections}
    for match in text.find(_SECTION):
        kind = _kind(match)
        verb_or_noun = kind in _DOUBTFUL and not (match["det"] or match["nth"] or match["number"] or match["short"])
        if match[0] == "ending" and _ENDING_VERB.match(text.lower, match.end()):
            continue
        own_solo = kind == "solo" and kind in kinds and text.before(_SOLO_OF, match.start())
        if verb_or_noun and not own_solo and not text.before(_POINTED, match.start()):
            continue
        if match["short"] and match["short"] in ("b", "c") and kind not in kinds:
            continue
        ref = _resolve(match, scene)
        start, end = match.span()
        own = text.before(_OWN, match.start())
        if own and not match["det"] and not match["nth"]:
            start = own.start() + own[0].index(own[0].split()[0])
        found.append(
            ref._replace(
                start=start,
                end=end,
                words=text.words(start, end),
                det=(own or match)[0].split()[0] if own and not match["nth"] else (match["det"] or "").strip(),
            )
        )
    return found


def _kind(match: re.Match[str]) -> SectionKind:
    if bare := match["bare"] or match["tail"]:
        return "bridge" if bare == "br" else _SHORT_KINDS[bare[0]]
    if match["short"]:
        return "bridge" if match["short"] in ("b", "br") else _SHORT_KINDS[match["short"][0]]
    return next(kind for i, kind in enumerate(NAMES) if match[f"k{i}"])


def _resolve(match: re.Match[str], scene: Scene) -> Ref:
    kind = _kind(match)
    there = scene.of_kind(kind)
    if not there and kind == "outro" and "ending" in match[0]:
        there = scene.plan.sections[-1:]
    labels = tuple(s.label for s in there)
    word = match["nth"] or ""
    number = match["number"] or match["shortnumber"] or ""
    nth = PLACES.get(word) or (_number(number) if number else 0)
    base = Ref("place", *match.span(), match[0], section=kind)
    if not labels:
        return base._replace(problem=f"There is no {kind} in this song; it has {scene.sections_in_words}.")
    if match["count"] and word:
        count = _number(match["count"])
        return base._replace(sections=labels[:count] if nth > 0 else labels[-count:])
    if nth > len(labels):
        are = f"only one {kind}" if len(labels) == 1 else f"only {len(labels)} {plural(kind)}"
        return base._replace(problem=f"There is no {kind} {nth}: the song has {are}.")
    if nth:
        other = PLACES.get(match["other"] or "", nth)
        picked = [labels[n - 1 if n > 0 else -1] for n in (other, nth) if n <= len(labels)]
        return base._replace(sections=tuple(dict.fromkeys(picked)))
    det = (match["det"] or "").strip()
    focused = tuple(label for label in scene.focus.sections if label in labels)
    if det in ("that", "this") and focused:
        return base._replace(sections=focused)
    many = (
        det.startswith(("all", "both", "every", "each"))
        or match[0].rstrip("'s ").endswith("es")
        or match[0].endswith("s")
    )
    if kind == "chorus" and not det.startswith(("all", "both", "every", "each")):
        many = "choruses" in match[0] or "refrains" in match[0]
    return base._replace(sections=labels, one=len(labels) > 1 and not many)


def find_parts(text: Text, mentions: list[Mention], scene: Scene | None) -> list[Ref]:
    """Every part of the arrangement and every instrument that is named, lists of them as one."""
    found = []
    for mention in mentions:
        start, end = mention.start, mention.end
        article = text.before(_ARTICLE, start)
        det = article["det"].strip() if article else ""
        start = article.start() if article else start
        if text.lower[end : end + 2] == "'s":
            end += 2
        phrase = re.sub(r"[\s-]+", " ", text.lower[mention.start : mention.end])
        parts, instruments = _players(mention, phrase, scene)
        if scene and len(parts) > 1 and re.match(r"\ssolo", text.lower[end:]):
            parts = tuple(n for n in parts if n in scene.with_roles("lead")) or parts  # the soloist of the solo
        role = _role(mention)
        problem = ""
        if scene is not None and not parts:
            problem = f"There is no {phrase} in this song; it has {scene.band_in_words}."
        words = text.words(mention.start, mention.end)
        found.append(
            Ref("part", start, end, words, det, parts=parts, instruments=instruments, role=role, problem=problem)
        )
    return _listed(text, found)


def _players(mention: Mention, phrase: str, scene: Scene | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts of the song that a word means, and the instruments it names."""
    value = mention.value
    if mention.topic == "instrument":
        names = several(phrase) or (value,)
        if scene and phrase in ("violins", "cellos", "violas") and not scene.playing(names):
            return scene.in_family("strings"), names  # the plural of a soloist is a section
        return (scene.playing(names) if scene else ()), names
    if value == "harmony":
        return (HARMONY,), ()
    meant = (FAMILY_MEANT[value],) if value in FAMILY_MEANT else ()
    if scene is None:
        return (), meant
    if value in _ROLES:
        parts = scene.with_roles(*_ROLES[value])
        return parts or (scene.in_family(value) if value in ("bass", "drums") else ()), meant
    parts = scene.in_family(value)
    if value == "voices" and not parts:
        parts = scene.with_roles("lead")
    if value == "keys" and phrase == "keys" and not parts:
        parts = scene.with_roles("chords")
    return parts, meant


def _role(mention: Mention) -> Role | None:
    """The role that a word names: comping and chords are one here, a rhythm section is none."""
    if mention.topic != "role":
        return None
    if mention.value in ("harmony", "comping"):
        return "chords"
    roles = _ROLES.get(mention.value, ())
    return roles[0] if len(roles) == 1 else None


def _listed(text: Text, refs: list[Ref]) -> list[Ref]:
    """References with those of one kind in a list as one."""
    merged: list[Ref] = []
    for ref in refs:
        last = merged[-1] if merged else None
        if last and ref.start < last.end:
            continue
        gap = text.lower[last.end : ref.start] if last else ""
        if (
            last
            and gap == " "
            and last.kind == ref.kind == "part"
            and last.instruments
            and last.parts
            and ref.role not in (None, "counter")
            and not ref.det
        ):  # "organ chords" are the organ's
            merged[-1] = last._replace(end=ref.end, words=text.words(last.start, ref.end))
            continue
        alike = last and last.kind == ref.kind and (last.bars is None) == (ref.bars is None) and last.bars is None
        if (
            last
            and alike
            and _GLUE.fullmatch(gap)
            and not ref.det.startswith(("more", "no", "another"))
            and not ref.det.endswith(("new", "other", "different", "extra"))
        ):
            merged[-1] = last._replace(
                end=ref.end,
                words=text.words(last.start, ref.end),
                sections=_joined(last.sections, ref.sections),
                parts=_joined(last.parts, ref.parts),
                instruments=_joined(last.instruments, ref.instruments),
                one=last.one or ref.one,
                problem=last.problem or ref.problem,
            )
        else:
            merged.append(ref)
    return merged


def _joined(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*left, *right)))


def inverted(ref: Ref, scene: Scene) -> Ref:
    """Everything but what a reference means: the other parts, or the sections that hold nothing of it."""
    first, last = ref.bars or (0, 0)
    others = tuple(
        s.label
        for s in scene.plan.sections
        if s.label not in ref.sections
        and not (scene.first_bar(s.label) <= last and first < scene.first_bar(s.label) + s.bars)
    )
    return ref._replace(
        parts=scene.others(ref.parts) if ref.parts else (),
        sections=others if ref.kind == "place" else (),
        bars=None,
        det="",
        instruments=(),
        role=None,
        section=None,
        one=False,
    )


def demand(ref: Ref) -> Ref:
    """The reference, if the song has it. Raises RequestError naming what there is instead."""
    if ref.problem:
        raise RequestError(ref.problem)
    return ref
