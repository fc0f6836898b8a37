r"""A message cut into clauses, each with what it points at, so that rules can find wishes in it.

Rules see a *shape*: the message in small letters, with each reference masked ("make \\x01 louder"),
so that a pattern says ``<place>``, ``<part>`` or ``<version>`` where any such reference may stand.
Positions are those of the ``Text`` that is read; what a rule has read is taken from both.
"""

import re

from bot.agent.language.followup.references import MARKS, PAD, Kind, Ref, ValueKind, demand
from bot.agent.language.followup.scene import Scene
from bot.agent.language.lexicon import Mention
from bot.agent.language.text import READ, Text
from bot.agent.turn import Clarify
from skills.edit.target import HARMONY, Target

_JOINT = re.compile(
    r"(?P<hard>[!?;]|\bso(?=,?\s(?:please|pls|can|could|let's|make|take|lower|raise|transpose|cut|drop|add"
    r"|remove|slow"
    r"|speed|put|bring|give|change|move|turn)\b)|\.(?!\d)|\s(?:-\s))|[,:(]|\b(?:and|but|then|while|plus|also|yet"
    r"|though|whereas)\b|(?<=\s)[&+](?=\s)"
)
_SAME_TWICE = re.compile(r"\b(\w+) and \1\b|\bup and down\b|\bback and forth\b|\btry and\b|\bgo and\b|\bbut "
        r"not\b|\ball but\b|"
                         r"\b(?:every(?:thing|one|body)|nothing|nobody|no one|none) but\b|\bmore and more\b"
        r"|\bless and less\b")  # fmt: skip
_SMALL_WORDS = (
    r"(?:in|on|for|during|at|over|through|throughout|only|just|the|and|also|from|make"
    r"|with|to|now|please|ok|okay|so|can you|could you|maybe|hmm|a)"
)
_HEADING = re.compile(rf"^\W*(?:{_SMALL_WORDS}\s)*$")
_BARE = re.compile(
    r"\s*(?:(?:only|just|in|on|for|please|also|at|during)\s)*[\x01\x02]\x1f*(?:\s(?:only"
    r"|please|just|too|alone|that is|i mean|though))*\s*"
)
"""A clause that only says where or who, and belongs to the one before: "busier drums, second verse only"."""
_VERB = re.compile(
    r"^\W*(?:(?:please|now|also|maybe|just|then|i want|i'd like|let's|can you|could you|you can|i think|to)\s)*"
    r"(?:make|add|take|give|put|use|turn|bring|drop|cut|remove|lose|change|swap|replace"
    r"|play|let|have|get|try|write|repeat"
    r"|move|keep|leave|lock|transpose|raise|lower|shift|speed|slow|double|end|finish"
    r"|start|want|need|throw|slap|go|set"
    r"|no|without|with|don't|not|more|less|fewer|another|other|different)\b"
)
_THERE_IS = r"there(?!\s(?:is|are|was|were|has|have|had|should|could|can|must|needs?|might|will|be)\b|'s)"
_PRONOUN = re.compile(
    rf"\b(?:it|it's|its|that|this|{_THERE_IS}|here|them|they|they're|those|these|that's|part"
    r"|she|he|her|his|him|others|ones?)\b"
)
_IT = re.compile(rf"\b(?:it|it's|that|this|{_THERE_IS}|here|them|those|these|part|again|even|still)\b")
_THERE = re.compile(rf"\b(?:{_THERE_IS}|here|(?:this|that) (?:part|section|bit))\b")
_ONE_WORD = re.compile(r"^\W*(?:(?:a|bit|little|much|way|even|maybe|and|or|slightly|please|more|less)\s)*\w+\W*$")
"""A wish of one word, which is about what was said before: "Longer?"."""


class Saying:
    """A message about a song, as rules see it."""

    def __init__(self, text: Text, refs: list[Ref], mentions: list[Mention], scene: Scene) -> None:
        """Mask the references and cut the message into clauses."""
        self.text = text
        self.scene = scene
        self.mentions = mentions
        self.notes: list[str] = []
        self.clarify: Clarify | None = None
        """What has to be asked back."""
        self.used: set[Ref] = set()
        self.settled = False
        """Whether it says what is to be kept or locked."""
        self.values: dict[int, object] = {}
        """What the marks of values stand for, by their place."""
        self.refs: list[Ref] = []
        self.shape = text.left
        for ref in refs:
            self.mask(ref)
        self.clauses: list[Clause] = self._cut()

    def mask(self, ref: Ref) -> None:
        """Put a reference into the shape, in place of those it holds."""
        self.refs = sorted(
            [r for r in self.refs if r.end <= ref.start or r.start >= ref.end] + [ref], key=lambda r: r.start
        )
        masked = MARKS[ref.kind] + PAD * (ref.end - ref.start - 1)
        self.shape = self.shape[: ref.start] + masked + self.shape[ref.end :]

    def mark(self, kind: ValueKind, start: int, end: int, value: object) -> None:
        """Put a value into the shape."""
        self.values[start] = value
        self.shape = self.shape[:start] + MARKS[kind] + PAD * (end - start - 1) + self.shape[end:]
        for ref in self.refs:
            if ref.start < end and start < ref.end:  # what of a reference lies outside is words again
                for a, b in ((ref.start, start), (end, ref.end)):
                    if a < b:
                        self.shape = self.shape[:a] + self.text.left[a:b] + self.shape[b:]
        self.refs = [r for r in self.refs if r.end <= start or r.start >= end]
        self.clauses = self._cut()

    def take(self, start: int, end: int) -> None:
        """Mark a stretch as read."""
        self.text.take(start, end)
        self.shape = self.shape[:start] + READ * (end - start) + self.shape[end:]

    def note(self, sentence: str) -> None:
        """Say what was assumed, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def _cut(self) -> list["Clause"]:
        whole = [(m.start, m.end) for m in self.mentions] + [m.span() for m in _SAME_TWICE.finditer(self.shape)]
        clauses, begin, joint, hard = [], 0, "", True
        for match in _JOINT.finditer(self.shape):
            if any(a <= match.start() and match.end() <= b for a, b in whole):
                continue
            if self.shape[begin : match.start()].strip(f" {READ}"):
                clauses.append(Clause(self, begin, match.start(), joint, hard))
                joint, hard = match[0].strip(), bool(match["hard"])
            else:
                joint, hard = joint or match[0].strip(), hard or bool(match["hard"])
            begin = match.end()
        clauses.append(Clause(self, begin, len(self.shape), joint, hard))
        return clauses

    def refresh(self) -> None:
        """Cut anew, after a whole construction was read."""
        self.clauses = self._cut()


class Clause:
    """A stretch of a message that says one thing."""

    def __init__(self, saying: Saying, start: int, end: int, joint: str, hard: bool) -> None:
        """A clause from ``start`` to ``end``, after the word or sign ``joint``; ``hard`` where a sentence begins."""
        self.saying = saying
        self.start = start
        self.end = end
        self.joint = joint
        self.hard = hard

    @property
    def shape(self) -> str:
        """What is left of it to read, references masked."""
        return self.saying.shape[self.start : self.end]

    @property
    def refs(self) -> list[Ref]:
        """The references in it that no rule has read as part of its own words."""
        free = self.saying.text.is_free
        return [r for r in self.saying.refs if self.start <= r.start and r.end <= self.end and free(r.start, r.end)]

    @property
    def heading(self) -> bool:
        """Whether it opens with a place, which then governs what follows: "in the bridge, no drums"."""
        first = next((r for r in self.saying.refs if self.start <= r.start < self.end and r.kind == "place"), None)
        return first is not None and bool(_HEADING.match(self.saying.shape[self.start : first.start].lstrip()))

    def target(
        self, *, parts: bool = True, harmony: bool = False, places: bool = True, own: bool = False, it: bool = True
    ) -> Target:
        """What it is about; see ``Hit.target``."""
        where = [r for r in self.refs if r.kind == "place"] if places else []
        whose = [r for r in self.refs if r.kind == "part" and r.det not in ("no", "another", "any")] if parts else []
        whose = [r for r in whose if not (r.problem and r.instruments and r.det in ("a", "an", "some"))]  # new here
        whole = bool(
            re.search(
                r"\b(?:whole|entire|overall|everything|everywhere|throughout|the (?:song|track|piece)"
                r"|all of it|full song)\b",
                self.shape,
            )
        )
        if not own and not whole:
            if not where and places:
                where = self._inherited("place", bool(whose))
            if not whose and parts:
                whose = self._inherited("part", bool(where) and any(r in self.refs for r in where))
        self.saying.used.update(where + whose)
        target = self._resolved(where, whose, harmony)
        if target == Target() and not whole and not own and (places or parts):
            target = self._focused(parts, places, it)
        return target

    def _resolved(self, where: list[Ref], whose: list[Ref], harmony: bool) -> Target:
        scene = self.saying.scene
        labels: list[str] = []
        bars: tuple[int, int] | None = None
        for ref in where:
            demand(ref)
            if ref.bars:
                bars = (min(bars[0], ref.bars[0]), max(bars[1], ref.bars[1])) if bars else ref.bars
            labels += beside(self.saying, ref)
        names: list[str] = []
        for ref in whose:
            found = demand(ref).parts
            if HARMONY in found and not harmony:
                found = tuple(n for n in found if n != HARMONY) + (
                    scene.with_roles("chords") or scene.with_roles("pad")
                )
            names += found
        order = [s.label for s in scene.plan.sections if s.label in labels]
        if not order and not bars and not whose:
            order = list(edges(self.saying, self))
        return Target(
            parts=tuple(dict.fromkeys(names)),
            sections=tuple(order),
            first_bar=bars[0] if bars else None,
            last_bar=bars[1] if bars else None,
        )

    def _inherited(self, kind: Kind, other: bool) -> list[Ref]:
        """References of the clauses around it that bear on it."""
        clauses = self.saying.clauses
        index = clauses.index(self)
        has_verb = bool(_VERB.match(self.shape))
        if self.joint == "but" and re.match(r"\W*(?:with|without|in|at)\b", self.shape):
            has_verb = False  # "... but with fewer notes"
        pronoun = bool(_PRONOUN.search(self.shape) or _ONE_WORD.match(self.shape)) or self.joint == ":"
        for before in range(index - 1, -1, -1):
            if clauses[before + 1].hard and not pronoun:
                break
            refs = [r for r in clauses[before].refs if r.kind == kind]
            if not refs:
                if clauses[before].refs and not clauses[before].heading and not pronoun:
                    break
                continue
            if kind == "place" and clauses[before].heading:
                return refs
            if (not has_verb and not other) or (pronoun and not other):
                return refs
            break
        if (
            index + 1 < len(clauses)
            and not other
            and not clauses[index + 1].hard
            and _BARE.fullmatch(clauses[index + 1].shape)
        ):
            refs = [r for r in clauses[index + 1].refs if r.kind == kind]
            if refs:
                return refs
        if index + 1 < len(clauses) and not has_verb and not pronoun and not other:
            following = clauses[index + 1]
            refs = [r for r in following.refs if r.kind == kind]
            if refs and following.joint in ("and", "but", "&", "+", "yet") and not _VERB.match(following.shape):
                return refs if not following.heading else []
        return []

    def _focused(self, parts: bool, places: bool, it: bool) -> Target:
        focus = self.saying.scene.focus
        pointed = (_IT if it else _THERE).search(self.shape)
        if focus == Target() or not pointed:
            return Target()
        plan = self.saying.scene.plan
        known = {HARMONY, *(p.name for p in plan.parts)}
        labels = {s.label for s in plan.sections}
        kept = Target(
            parts=tuple(p for p in focus.parts if p in known) if parts else (),
            sections=tuple(s for s in focus.sections if s in labels) if places else (),
            first_bar=focus.first_bar if places and focus.last_bar and focus.last_bar <= plan.bars else None,
            last_bar=focus.last_bar if places and focus.last_bar and focus.last_bar <= plan.bars else None,
        )
        if kept != Target():
            self.saying.note(f'I took "{pointed[0]}" to mean {in_words(kept)}.')
        return kept


def in_words(target: Target) -> str:
    """A target for a sentence."""
    what = ", ".join("the chords" if p == HARMONY else f"the {p}" for p in target.parts)
    where = ", ".join(f"the {s.lower()}" for s in target.sections)
    if target.first_bar:
        where = (
            f"bars {target.first_bar} to {target.last_bar}"
            if target.last_bar != target.first_bar
            else f"bar {target.first_bar}"
        )
    return f"{what} in {where}" if what and where else what or where or "the whole song"


_BEFORE = re.compile(r"\b(?:(?:right |just |shortly )?before|leading (?:up )?(?:to|into)|into|going into)\s$")
_AFTER = re.compile(r"\b(?:right |just )?after\s$")
_FROM = re.compile(r"\b(?:starting (?:from|at|with|in)|from|beginning (?:with|at|in)|once|since)\s$")
_UNTIL = re.compile(r"\b(?:until|till|up to|up until|'til)\s$")


def beside(saying: Saying, ref: Ref) -> tuple[str, ...]:
    """The sections a place means with the preposition before it: "from the second verse", "before the chorus"."""
    if not ref.sections:
        return ()
    labels = [s.label for s in saying.scene.plan.sections]
    lead = saying.shape[max(0, ref.start - 30) : ref.start]
    first, last = labels.index(ref.sections[0]), labels.index(ref.sections[-1])
    removed = re.search(
        r"\b(?:remove|take|taken|delete|pull|strip|get rid of|leave|cut)"
        r"\b[^,;]*\x02\x1f*\s(?:out\s|away\s)?from\s$",
        lead,
    )
    of_chords = removed or (
        re.search(r"\x02\x1f*\s(?:in\s|of\s)?from\s$", lead)
        and any(r.kind == "part" and HARMONY in r.parts for r in saying.refs)
    )
    if _FROM.search(lead) and not of_chords:
        return tuple(labels[first:])
    if _UNTIL.search(lead):
        return tuple(labels[:first]) or ref.sections
    if _BEFORE.search(lead) and len(ref.sections) > 1 and not ref.one:
        places = [labels.index(label) - 1 for label in ref.sections]
        return tuple(labels[i] for i in places if i >= 0)
    if _BEFORE.search(lead) and first > 0:
        return (labels[(last if ref.one else first) - 1],)
    if _AFTER.search(lead) and last + 1 < len(labels):
        return (labels[last + 1],) if not ref.one else (labels[first + 1],)
    return ref.sections


_EDGE = re.compile(
    r"\b(?:at|in|towards?|by|near|for|to)? ?(?P<det>the )?(?P<very>very )?(?P<edge>end"
    r"|beginning|start|opening|outset|close|finale)\b(?! (?:with|on|in|by))"
)


def edges(saying: Saying, clause: Clause) -> tuple[str, ...]:
    """The first or last section, where "at the start" or "the end" is said."""
    for match in _EDGE.finditer(clause.shape):
        if match["det"]:
            last = match["edge"] in ("end", "close", "finale")
            saying.take(clause.start + match.start(), clause.start + match.end())
            return (saying.scene.plan.sections[-1 if last else 0].label,)
    return ()
