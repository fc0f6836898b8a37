"""Sections that a message describes and does not name: "the part where everyone sings", "the bit in the middle"."""

import re

from bot.agent.language.followup.scene import Scene
from bot.agent.language.text import Text
from skills.plan import Section, SectionKind

_BIT = r"(?:part|bit|section|passage|moment|stretch|thing|piece)"
_THE = (
    r"\b(?:the|that|this|those|these)\s"
    r"(?:(?:whole|little|long|short|weird|strange|boring|nice|different)\s)*"
)
_ALL = r"(?:every(?:one|body)|we\sall|they\sall|all\sof\s(?:us|them)|people|the\s(?:crowd|audience|whole\s\w+))"
_PLAYER = (
    r"(?:guitar|sax\w*|piano|organ|violin|fiddle|trumpet|flute|drums?|instrumental|synth|keys?|harmonica|mandolin)"
)
_STARTS = r"(?:starts?|begins?|comes?\sin|enters?|sings?|opens?)"
_DESCRIBED: tuple[tuple[re.Pattern[str], tuple[SectionKind, ...]], ...] = (
    (
        re.compile(
            rf"{_THE}{_BIT}s?\s(?:where|when|that|in\swhich)\s{_ALL}\s(?:can\s|could\s)?(?:sings?|joins?|shouts?|come)"
            rf"(?:\s(?:along|in|together))*"
            rf"|{_THE}(?:sing[\s-]?along|catchy|hooky|shouty|famous|main)\s{_BIT}"
            rf"|{_THE}{_BIT}\s(?:that|which)\s(?:keeps\s)?(?:repeat(?:s|ing)|com(?:es?|ing)\sback|returns)"
            r"(?:\sall\sthe\stime)?"
        ),
        ("chorus", "drop"),
    ),
    (
        re.compile(
            rf"{_THE}(?:{_PLAYER}|noodly|widdly|shreddy)\s{_BIT}\sin\sthe\smiddle"
            rf"|{_THE}{_BIT}\s(?:where|when|with)\s(?:only\s)?the\s{_PLAYER}(?:\splayer)?\s(?:plays?\salone"
            r"|(?:goes|gets|is)\s(?:wild|crazy|mad|nuts|off)|shreds|wails|takes\sover)"
        ),
        ("solo", "interlude", "bridge"),
    ),
    (
        re.compile(
            rf"{_THE}middle\s(?:{_BIT}|eight)|{_THE}{_BIT}\sin\sthe\smiddle"
            rf"|\b(?:the|this|that)\s(?:different|odd|other|strange|weird|contrasting)\s(?:bit|part|section)"
            r"(?:\s(?:near|towards?|before|at)\sthe\send)?\b"
        ),
        ("bridge", "solo", "interlude", "drop", "build"),
    ),
    (
        re.compile(
            rf"{_THE}{_BIT}\sbefore\s(?:the\s(?:singing|vocals?|voice|singer)|she|he|they|anyone|i"
            rf"|we)\s{_STARTS}(?:\s(?:singing|to\ssing))?"
            rf"|{_THE}instrumental\s(?:beginning|start|opening|{_BIT}\sat\sthe\s(?:start|beginning))"
            rf"|{_THE}{_BIT}\sat\sthe\s(?:very\s)?(?:start|beginning)"
            r"|\bthe\s(?:very\s)?(?:beginning|start|starting|opening)\s(?:bit|part|section|thing)\b"
        ),
        ("intro",),
    ),
    (
        re.compile(rf"{_THE}{_BIT}\s(?:at|near)\sthe\svery\send|{_THE}instrumental\s(?:ending|end)"),
        ("outro",),
    ),
    (
        re.compile(
            rf"{_THE}{_BIT}s?\s(?:where|when|in\swhich)\sthe\sstory\s(?:is\stold|goes\son)"
            rf"|{_THE}(?:story(?:telling)?|telling|talky|talking)\s{_BIT}s?"
        ),
        ("verse",),
    ),
)

_FELT: tuple[tuple[str, str, int], ...] = (
    (
        r"(?:loud|bigg?|wild|heav[iy]|strong|busi?|buse?|busy)(?:est)?|most\s(?:energetic|exciting|intense)",
        "arousal",
        1,
    ),
    (r"(?:quiet|soft|calm|gentle?|still|sleepy)(?:est)?|most\s(?:quiet|relaxed|peaceful)", "arousal", -1),
    (r"(?:happ[iy]|bright|cheerful|sunn[iy])(?:y|est)?|most\s(?:happy|cheerful)", "valence", 1),
    (r"(?:sadd?|dark|gloom[iy])(?:y|est)?|most\s(?:sad|melancholic)", "valence", -1),
    (r"(?:tense?|scar[iy]|creep[iy])(?:y|est)?|most\s(?:tense|dramatic|scary)", "tension", 1),
)
"""Words for how a part feels, and where in the arc that part lies: its highest or its lowest."""
_FELT_BIT: tuple[tuple[re.Pattern[str], str, int], ...] = tuple(
    (
        re.compile(
            rf"(?<!be )(?<!is )(?<!as )(?<!me )\b(?:the|that)\s(?:very\s|really\s|little\s)?(?:{felt})\s{_BIT}\b"
        ),
        side,
        sign,
    )
    for felt, side, sign in _FELT
)


def _felt(text: Text, scene: Scene) -> list[tuple[int, int, tuple[Section, ...]]]:
    """Sections named by how they feel: the one where the song feels most so."""

    def lies(section: Section, side: str) -> float:
        start, end = scene.plan.span(section)
        return float(getattr(scene.plan.feeling((start + end) / 2), side))

    return [
        (*match.span(), (max(scene.plan.sections, key=lambda s: sign * lies(s, side)),))
        for pattern, side, sign in _FELT_BIT
        for match in text.find(pattern)
    ]


def described(text: Text, scene: Scene) -> list[tuple[int, int, tuple[Section, ...]]]:
    """Where a section is described, and the sections that may be meant; nothing for those the song has not."""
    found = _felt(text, scene)
    for pattern, kinds in _DESCRIBED:
        for match in text.find(pattern):
            there = next((s for s in map(scene.of_kind, kinds) if s), ())
            if there and not any(a < match.end() and match.start() < b for a, b, _ in found):
                found.append((*match.span(), there))
    return found
