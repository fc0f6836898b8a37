"""Places that a message points at: sections by name or description, bars, halves, stretches of the clock."""

import math
import re

from bot.agent.language.followup.described import described
from bot.agent.language.followup.references import DET, SMALL_NUMBER, Ref, listed, small_number
from bot.agent.language.followup.scene import Scene, plural
from bot.agent.language.numbers import NUMBER, PLACES, number
from bot.agent.language.sections import NAMES
from bot.agent.language.text import Text
from skills.clock import bar_beats
from skills.plan import SectionKind

_ORDINAL = "|".join(sorted(PLACES, key=len, reverse=True))
_NOT_A_PART = ("hooks?",)
_KIND = "|".join(
    f"(?P<k{i}>{'|'.join(n for n in names if n not in _NOT_A_PART)})" for i, names in enumerate(NAMES.values())
)
_SHORT = r"(?P<short>vs|vrs|v|chor|cho|ch|c|br|b|pre)\.?\s?(?P<shortnumber>[1-9])(?![\d/'-])"
_SHORT_KINDS: dict[str, SectionKind] = {"v": "verse", "c": "chorus", "b": "bridge", "p": "pre-chorus"}
_SECTION = re.compile(
    rf"(?P<det>{DET})?(?:(?:(?P<other>{_ORDINAL})(?:\s(?:and|&)(?:\sthe)?|,)"
    rf"\s)?(?P<nth>{_ORDINAL})\s)?(?(nth)(?:(?P<count>two|three|2|3)\s)?|(?(det)(?:(?:two"
    rf"|three|2|3)\s)?))"
    rf"(?<![\w'-])(?:(?:{_KIND})\b(?:\s(?:no\.?\s|number\s|#)?(?P<number>[1-9](?:st|nd|rd|th)?|one|two|three|four)\b"
    r"(?![\s-]*(?:bars?|measures?|beats?|bpm|times|st\b|semi|sec|min|s\b|x\b|octave|takes?|steps?|more)|[\d/:]))?"
    rf"|{_SHORT}|(?:(?<=\bin\s)|(?<=\bthe\s)|(?<=\blast\s)|(?<=\bfirst\s)|(?<=\bsecond\s)"
    rf"|(?<=\beach\s)|(?<=\bevery\s))(?P<bare>vs|vrs|ch|chor|br)\b|(?<=[a-z]\s)(?P<tail>vs"
    rf"|vrs|ch|chor|br|choruses)(?=\s*(?:$|[,;+.])))(?:\s(?:section|part)s?\b)?(?:'s\b)?"
)
_BARS = re.compile(
    rf"(?P<det>{DET})?(?:"
    rf"(?P<edge>first|last|opening|final|closing)\s(?:(?P<n>{SMALL_NUMBER})\s(?:of\s)?)?(?:bars?|measures?)\b"
    rf"|(?P<nth>{_ORDINAL}|\d{{1,3}}(?:st|nd|rd|th))\s(?:bar|measure)\b"
    rf"|\b(?:bars?|measures?|mm?\.|b\.)\s?(?P<a>{SMALL_NUMBER})\b(?:\s?(?:-|to|through|till|until"
    rf"|and|thru)\s?(?:bars?\s)?(?P<b>{SMALL_NUMBER})\b)?"
    r"(?P<on>\s(?:on|onwards?|to\sthe\send)\b)?)"
    rf"(?:\s(?:of|in)\s(?:the\s)?(?P<part>{{}}))?".replace(
        "{}", r"[a-z0-9 -]+?(?=\s*(?:$|[,.;!?]|\b(?:and|but|to|a|is)\b))"
    )
)
_HALF = re.compile(
    rf"{DET}?(?P<half>first|second|last)\shalf\b(?:\sof\s(?:the\s)?(?:song|track|piece"
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


def find_places(text: Text, scene: Scene) -> list[Ref]:
    """Every section and stretch of bars that is named, lists of them as one."""
    bars = _bars(text, scene) + _clocked(text, scene)
    bars = bars + _described(text, scene)
    found = bars + [r for r in _sections(text, scene) if not any(b.start < r.end and r.start < b.end for b in bars)]
    return listed(text, _relative(text, sorted(found, key=lambda r: r.start), scene))


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
        count = min(small_number(match["n"]) if match["n"] else 1, high - low + 1)
        return (low, low + count - 1) if match["edge"] in ("first", "opening") else (high - count + 1, high)
    if match["nth"]:
        nth = PLACES.get(match["nth"]) or small_number(match["nth"])
        return (high, high) if nth == -1 else (low + nth - 1, low + nth - 1)
    first = low + small_number(match["a"]) - 1
    last = low + small_number(match["b"]) - 1 if match["b"] else high if match["on"] else first
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
    nth = PLACES.get(word) or (small_number(number) if number else 0)
    base = Ref("place", *match.span(), match[0], section=kind)
    if not labels:
        return base._replace(problem=f"There is no {kind} in this song; it has {scene.sections_in_words}.")
    if match["count"] and word:
        count = small_number(match["count"])
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
