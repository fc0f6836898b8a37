"""Rules: patterns over the shape of a clause, and the moves that what they find stands for."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from bot.agent.language.followup.references import MARKS, PAD, Kind, Ref, ValueKind, demand
from bot.agent.language.followup.saying import Clause, Saying
from bot.agent.language.followup.scene import Scene
from bot.agent.language.numbers import number
from bot.agent.language.text import READ
from skills.edit.move import Move
from skills.edit.target import Target

_SMALL = re.compile(
    r"\b(?:a (?:(?:tiny |wee |little |wee )?(?:bit|touch|tad|hair|smidge|notch|shade)"
    r"|little)|slightly|slight|somewhat|a few|gently"
    r"|marginally|subtly|bit)\b(?! too| boring| dull)"
)
_BIG = re.compile(
    r"\b(?:way|much|a lot|lots|far|very|really|super|significantly|considerably|tons|heaps|drastically|extremely"
    r"|hugely|dramatically|totally|seriously|loads|heavily|massively|crazy|insanely)\b"
)
_NOT = r"(?:\bnot|n't|\bnever|\bwithout(?: being| it being)?|\bno)"
_AS = r"(?:too|so|as|that|quite so|quite as|quite that|overly|very|all that)"
_BE = (
    r"(?:\bis|\bare|'s|'re|\bsounds?|\bfeels?|\bseems?|\bwas|\bgets?|\bfelt|\bbeen"
    r"|\bcomes? (?:across|off)(?: as)?|\blooks?)"
)
_FLIP = re.compile(
    rf"(?:\bless|\b(?:goes|go|gets|sits|sings?|plays|climbs|jumps)\s(?:so|too|way too|that)"
    rf"|{_NOT}(?:\s\w+){{0,3}}\s{_AS}|{_NOT}\sas|\btoo|\bso (?=$)"
    rf"|{_BE}(?:\s(?:still|just|all|a|bit|now|little|way|far))*\s(?:so|overly|too)"
    rf"|\bnot so)(?:\s(?:damn|much|very|darn|bloody))*\s$"
)
_COMPLAINT = re.compile(
    rf"{_BE}(?:\s(?:still|just|all|a|bit|very|really|kinda|kind|of|sort|pretty|rather"
    rf"|quite|way|little|now|much|like|it's))*\s$"
)
_MODAL = re.compile(
    r"\b(?:should|must|can|could|needs?|would|will|shall|want|has to|ought|make|like it|wish|let|might|may)\b|'d\b"
)
_ENOUGH = re.compile(r"\s(?:enough|sufficiently)\b")


class Hit(NamedTuple):
    """What a rule has found in a clause."""

    match: re.Match[str]
    clause: "Clause"

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.clause.start + self.match.start()

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.clause.start + self.match.end()

    @property
    def words(self) -> str:
        """The person's own words."""
        return self.clause.saying.text.words(self.start, self.end)

    @property
    def scene(self) -> Scene:
        """The song at hand."""
        return self.clause.saying.scene

    @property
    def before(self) -> str:
        """The clause up to here."""
        return self.clause.shape[: self.match.start()]

    @property
    def after(self) -> str:
        """The clause from here on."""
        return self.clause.shape[self.match.end() :]

    def refs(self, kind: Kind) -> list[Ref]:
        """The references inside the match, in order."""
        return [r for r in self.clause.saying.refs if r.kind == kind and self.start <= r.start and r.end <= self.end]

    def ref(self, kind: Kind, which: int = 0) -> Ref:
        """One of the references inside the match, which the song must have."""
        return demand(self.refs(kind)[which])

    def said(self, name: str) -> str | None:
        """What a named group holds, whichever of those of that name took part."""
        groups = self.match.groupdict()
        return next((v for k, v in groups.items() if v is not None and re.fullmatch(rf"{name}(?:_\d)?", k)), None)

    @property
    def number(self) -> float:
        """The number in the group "n"."""
        return number(self.said("n") or "1")

    def value(self, kind: ValueKind) -> object:
        """The value of the first mark of a kind in the match: seconds, a key, chords."""
        return self.clause.saying.values[self.start + self.match[0].index(MARKS[kind])]

    @property
    def scale(self) -> float:
        """How much: 0.5 for "a bit", 1.6 for "way", else 1."""
        near = self.before[-30:] + " . " + self.match[0] + " . " + self.after[:14]
        if _SMALL.search(near):
            return 0.5
        return 1.6 if _BIG.search(near) else 1.0

    @property
    def sign(self) -> int:
        """1 where the word is wished for, -1 where it is complained of or denied, 0 where nothing is asked."""
        before = self.before
        if _ENOUGH.match(self.after):
            return 1
        if _FLIP.search(before):
            return -1
        if _COMPLAINT.search(before) and not _MODAL.search(before):
            return -1
        return 1

    @property
    def complained(self) -> bool:
        """Whether the word is a complaint or denied."""
        return self.sign < 0

    def target(
        self, *, parts: bool = True, harmony: bool = False, places: bool = True, own: bool = False, it: bool = True
    ) -> Target:
        """What the clause is about. Raises RequestError where the song does not have it.

        Args:
            parts: whether it may be narrowed down to parts.
            harmony: whether "the chords" are the chord symbols, and not the parts that play them.
            places: whether it may be narrowed down to sections or bars.
            own: whether only the clause itself says so, not those around it.
            it: whether "it" may be what was last talked about; else it is the song.
        """
        return self.clause.target(parts=parts, harmony=harmony, places=places, own=own, it=it)


Maker = Callable[[Hit], Iterable[Move] | Move | None]


class Rule(NamedTuple):
    """A pattern of words, and the moves that it stands for; None where it means nothing of the kind."""

    pattern: re.Pattern[str]
    make: Maker


_GROUP = re.compile(r"\(\?P<(\w+)>")


def pattern(source: str) -> re.Pattern[str]:
    """A pattern over shapes. Groups of one name get numbers; see ``Hit.said``."""
    for kind, mark in MARKS.items():
        source = source.replace(f"<{kind}>", f"{mark}{PAD}*")
    seen: Counter[str] = Counter()

    def numbered(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        return match[0] if seen[match[1]] == 1 else f"(?P<{match[1]}_{seen[match[1]]}>"

    return re.compile(_GROUP.sub(numbered, source))


def rules(*rows: tuple[str, Maker]) -> tuple[Rule, ...]:
    """Rules from rows of (pattern, maker)."""
    return tuple(Rule(pattern(source), make) for source, make in rows)


def apply(saying: Saying, table: Iterable[Rule]) -> list[tuple[int, Move]]:
    """The moves that rules find, with the place of the words in the text, in order of the rules."""
    found: list[tuple[int, Move]] = []
    for rule in table:
        for clause in saying.clauses:
            for match in list(rule.pattern.finditer(clause.shape)):
                if READ in match[0] or not match[0]:
                    continue
                hit = Hit(match, clause)
                made = rule.make(hit)
                if made is None:
                    continue
                moves = [made] if isinstance(made, Move) else list(made)
                found += [(hit.start, move) for move in moves]
                saying.used.update(r for r in saying.refs if hit.start <= r.start and r.end <= hit.end)
                saying.take(hit.start, hit.end)
    return found


def bounded(amount: float) -> float:
    """An amount within -1 and 1."""
    return round(min(max(amount, -1.0), 1.0), 3)


def travels(hit: Hit) -> bool:
    """Whether a word is where a movement starts or ends: "start calm and end huge"."""
    return bool(
        re.match(r"\s(?:by|towards?) the (?:very )?(?:end|finish|last)", hit.after)
        or re.search(
            r"\b(?:start|begin|open|end|finish|from|go(?:es)? to|into|gradually|slowly|grow|build"
            r"|then|turn(?:s|ing)? (?:in)?to)\w*\s(?:(?:out|up|very|really|off|being|all)\s)*$",
            hit.before,
        )
        or re.search(r"\bfrom\s\S+\sto\s$", hit.before)
        or (re.match(r"\sto\s\w+", hit.after) and re.search(r"\bfrom\s$", hit.before))
    )
