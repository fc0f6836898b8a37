"""From a message about the song at hand to a change of it, with what is to be kept, locked, fetched back or sent."""

import re
from functools import cached_property

from bot.agent.conversation import Conversation, Message, Version
from bot.agent.language.followup import describing, earlier, edits, exporting, fresh, keep, talk, versions
from bot.agent.language.followup.chatter import take_chatter
from bot.agent.language.followup.remains import remains
from bot.agent.language.followup.saying import Saying
from bot.agent.language.followup.scene import Scene
from bot.agent.language.text import Text
from bot.agent.turn import Act, Change, Describe, Lock, Recall, Talk, Turn
from skills.edit.move import Move
from skills.edit.target import Target
from skills.edit.writing import RewriteMove

_BUT = re.compile(r"\b(?:but|except|apart|besides|other\sthan)\b")
_COUNTED = re.compile(r"\w+(?:\sfew|\scouple\sof)?")
_POINTED = re.compile(r"[\x01\x02]")


class Heard:
    """A message in its conversation, as far as it is read."""

    def __init__(self, message: Message, conversation: Conversation, seed: int) -> None:
        """Level the words, and take off what is only polite."""
        self.message = message
        self.conversation = conversation
        self.seed = seed
        self.text = message.text
        self._words = Text(self.text)
        self.lower = self._words.lower.strip()
        talk.take_courtesies(self._words)
        self.left = self._words.left.replace("\0", " ").strip()
        """What is left to read, in small letters."""
        self.unable: Talk | None = None
        """What cannot be done; known when the saying is."""

    @property
    def unheard(self) -> tuple[str, ...]:
        """The message as a phrase that was not understood."""
        return (" ".join(self.text.split())[:80],)

    @cached_property
    def styled(self) -> bool:
        """Whether it names a style of music."""
        return any(m.topic == "genre" for m in edits.lexicon().find(Text(self.text)))

    @cached_property
    def recall(self) -> Recall | None:
        """A step among the versions; its words are taken, and the rest is about the version that it leads to."""
        recall = versions.read_recall(self.saying, self.conversation)
        at = _led_to(recall, self.conversation) if recall else None
        if at is not None and self.says_more:
            self.saying = self.said_of(at)
        return recall

    @cached_property
    def saying(self) -> Saying:
        """The message with what it points at."""
        assert self.conversation.version is not None
        self.unable = talk.read_unable(self._words)
        take_chatter(self._words)
        return self.said_of(self.conversation.version)

    @property
    def says_more(self) -> bool:
        """Whether anything is left to read."""
        return bool(self.saying.text.left.replace("\0", "").strip(" .,!?"))

    def said_of(self, version: Version) -> Saying:
        """What is left of the message, about one version."""
        known = tuple(v.number for v in self.conversation.versions)
        current = self.conversation.current or version.number
        scene = Scene(version.plan, self.conversation.focus)
        return edits.say(self._words, scene, (known, current, earlier.before(self.conversation)))


def _led_to(recall: Recall, conversation: Conversation) -> Version | None:
    """The version that a step leads to, if there is one."""
    number: int | None = None
    if recall.what == "go":
        number = recall.version if recall.version is not None else earlier.before(conversation)
    elif recall.what == "undo" and len(conversation.trail) >= recall.steps:
        number = conversation.trail[-recall.steps]
    elif recall.what == "redo" and len(conversation.undone) >= recall.steps:
        number = conversation.undone[-recall.steps]
    return next((v for v in conversation.versions if v.number == number), None)


def turn_of(heard: Heard, acts: list[Act]) -> Turn:
    """A turn, with what was assumed and what was left over."""
    changes = any(isinstance(a, Change) for a in acts)
    unread = remains(heard.saying) if changes or not acts else ()
    return Turn(acts=tuple(acts), unread=unread, notes=tuple(dict.fromkeys(heard.saying.notes)))


def described(heard: Heard) -> list[Describe]:
    """The sides of the song at hand that are asked about."""
    saying = heard.saying
    found = describing.read_description(saying.text.left, saying.shape)
    if found is None:
        return []
    sides, (start, end) = found
    places = [r for r in saying.refs if r.kind == "place" and not r.problem]
    places = [r for r in places if start <= r.start < end] or places
    narrowed = places and not set(sides) & {"form", "all", "locks", "seed", "choices", "length"}
    targets = keep.targets(saying, places[:1]) if narrowed else []
    saying.take(start, end)
    return [Describe(what=what, target=targets[0] if targets else Target()) for what in sides]


def read_change(heard: Heard) -> Turn | None:
    """A change of the song at hand, what is to be kept and locked, and the files asked for beside it.

    Raises RequestError for what the song does not have.
    """
    acts: list[Act] = [heard.recall] if heard.recall else []
    saying = heard.saying
    export = exporting.read_export(saying.text.left)
    for span in export.spans if export else ():
        saying.take(*span)
    saying.refresh()
    moves: list[Move] = [move for _, move in edits.read_title(saying)]
    moves += earlier.read_borrowed(saying, heard.conversation)
    base = earlier.read_base(saying)
    if base is not None and base != (heard.conversation.current or base):
        saying = heard.saying = heard.said_of(heard.conversation.numbered(base))
    takes = _takes(saying)
    promises = keep.read_promises(saying, heard.conversation.locks)
    edits.mark_values(saying)
    moves += edits.read_moves(saying)
    if saying.clarify and not moves:
        return turn_of(heard, [saying.clarify])
    if takes and not moves:
        moves = [_again(saying)]
    acts += [Lock(target=t, on=False) for t in promises.unlock] + [Lock(target=t) for t in promises.lock]
    if moves:
        fields = {"moves": tuple(moves), "keep": promises.keep, "base": base, "takes": takes or 1}
        acts.append(Change.model_validate(fields))
    elif promises.keep and (rest := _everything_but(promises.keep, saying)):
        acts.append(Change(moves=(RewriteMove(target=rest),), keep=promises.keep))
    elif promises.keep:
        acts += [Lock(target=t) for t in promises.keep]
        saying.note("I will keep it as it is from now on; say unlock when it may change again.")
    if export:
        acts.append(export.export)
    if not acts:
        return None
    return turn_of(heard, [*acts, heard.unable] if heard.unable else acts)


def _takes(saying: Saying) -> int | None:
    """How many alternatives are wanted; the words are taken, but for what there are to be several of."""
    found = fresh.takes_in(saying.shape)
    if found is None:
        return None
    count, (start, end) = found
    if _POINTED.search(saying.shape[end : end + 2]):
        end = start + _COUNTED.match(saying.shape[start:]).end()  # type: ignore[union-attr]
    saying.take(start, end)
    saying.refresh()
    return count


def _everything_but(kept: tuple[Target, ...], saying: Saying) -> Target | None:
    """What is to change where everything else is to be kept."""
    if not _BUT.search(saying.text.lower):
        return None
    plan = saying.scene.plan
    labels = {label for t in kept if not t.parts for label in t.sections}
    others = tuple(s.label for s in plan.sections if s.label not in labels)
    if len(labels) >= 2 and others:
        return Target(sections=others)
    names = {name for t in kept if not t.sections for name in t.parts}
    rest = tuple(p.name for p in plan.parts if p.name not in names)
    return Target(parts=rest) if len(names) >= 2 and rest else None


def _again(saying: Saying) -> Move:
    """Another take of what the message names, or of all."""
    refs = [r for r in saying.refs if r.kind in ("place", "part") and not r.problem]
    targets = keep.targets(saying, refs)
    saying.used.update(refs)
    return RewriteMove(target=targets[0] if targets else Target())
