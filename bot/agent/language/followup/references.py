"""What a message points at: "the second verse", "bars 5-8", "the strings", "version 2", resolved to the song.

A reference that the song does not have carries the sentence that says so; it is an error only where
nothing else is made of it ("add a cello" names what is not there yet).
"""

import re
from typing import Literal, NamedTuple

from bot.agent.language.followup.scene import Scene
from bot.agent.language.instruments import several
from bot.agent.language.lexicon import Mention
from bot.agent.language.text import Text
from bot.agent.language.wordlists import by_phrase
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
SMALL_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(_COUNT, key=len, reverse=True))})"
"""A number of versions or bars, in digits or words."""
DET = (
    r"(?:\b(?:(?:all|both)(?: of)?(?: the| my| these| those)?|the|my|our|your|that|this"
    r"|these|those|every|each|its)\s)"
)
"""What may stand before something that is there."""
_VERSION = re.compile(
    rf"(?:\b(?:versions?|take|ver|rev|revision|option)\.?\s?(?:no\.?\s|number\s|#\s?)?(?P<n>{SMALL_NUMBER})\b"
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
    rf"(?P<det>(?:{DET}|\b(?:an?|some|any|another|more|no)\s(?:(?:extra|new|other"
    rf"|different)\s)?))$"
)
_GLUE = re.compile(r"\s?(?:,|,?\s?\b(?:and|or|nor)\b|&|\+|/)\s?(?:(?:the|an?|some|also|in|both|my|of)\s)*")


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
            number = small_number(match["n"] or match["v"])
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


def small_number(word: str) -> int:
    """The value of what ``SMALL_NUMBER`` or an ordinal in digits has matched: "4", "4th", "couple of"."""
    return int(re.sub(r"\D", "", word)) if word[:1].isdigit() else _COUNT.get(word, 1)


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
    return listed(text, found)


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


def listed(text: Text, refs: list[Ref]) -> list[Ref]:
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
