"""The partner: a message and a conversation in, answers and the conversation as it is then out.

Acts are carried out in order, each on the conversation the one before left; what goes wrong with one
is said in a sentence, and what was done before it stays. Files are made once, for what is current at
the end, or for every take. Knows no front end.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.agent import exports, revisions
from bot.agent.compare import compare
from bot.agent.conduct import Progress, Studio, Work, silently
from bot.agent.conversation import Choice, Conversation, Exchange, Message, NoSongError, Version
from bot.agent.describe import describe, target_in_words
from bot.agent.next_steps import next_steps
from bot.agent.recall import move_on, recall
from bot.agent.reply import Reply, change_reply, headline, reply
from bot.agent.small_talk import small_talk
from bot.agent.turn import (
    Act,
    Analyse,
    Change,
    Clarify,
    Describe,
    Export,
    Lock,
    Pick,
    Recall,
    Talk,
    Teach,
    Turn,
    Write,
)  # fmt: skip
from skills.edit.places import labels_of
from skills.edit.target import Target
from skills.engrave.diagrams import diagram_png, diagram_text
from skills.errors import CowriterError
from skills.instruments import INSTRUMENTS
from skills.plan import Plan
from skills.song import Song
from skills.teach.question import Asker
from skills.theory.chord import parse_chord
from skills.theory.easy import Playable

_REMEMBERED = 12
"""Exchanges a conversation remembers word by word."""
_LONGEST_MEMORY = 2000
"""Characters of an answer that are remembered."""
_WORKS = 6
"""Versions whose files are kept at hand, so that going back to one is quick."""


@dataclass(frozen=True)
class Answer:
    """One thing the partner says or gives."""

    text: str = ""
    """Plain words; empty where the reply says it."""
    reply: Reply | None = None
    """About a song, in parts."""
    version: int | None = None
    """The version whose files these are."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    stream: Iterator[str] | None = None
    """Words that are still being found, for a front end that can show them come in place of ``text``."""

    @property
    def words(self) -> str:
        """All of it as plain text."""
        return self.reply.text if self.reply else self.text


@dataclass(frozen=True)
class Wanted:
    """A version whose files are to be made."""

    number: int
    takes: int = 1
    """How many were written side by side."""
    again: bool = False
    """Whether it was presented before, so that a line will do."""
    formats: tuple[str, ...] = ()
    """For an export: which files; empty for a song that is presented."""
    choices: tuple[Choice, ...] = ()


Step = Answer | Wanted


class Mind(Protocol):
    """What understands words."""

    def __call__(self, message: Message, conversation: Conversation, seed: int | None = None) -> Turn:
        """What a message asks for; ``seed`` is for a new song. Raises RequestError when it asks for what cannot be."""
        ...


Talker = Callable[[Message, Conversation, str], Iterator[str]]
"""Finds words where no song is wanted, in pieces; given what is said without it."""


class Partner:
    """Carries out what messages ask for, with a mind that understands them and a studio that makes files."""

    def __init__(self, mind: Mind, studio: Studio, talk: Talker | None = None) -> None:
        """A partner holds no conversation; it may serve many. ``talk`` finds words where no song is wanted."""
        self._mind = mind
        self._talk = talk
        self._studio = studio
        self._works: OrderedDict[tuple[Plan, Song], Work] = OrderedDict()

    def answer(
        self, message: Message, conversation: Conversation, progress: Progress = silently
    ) -> tuple[tuple[Answer, ...], Conversation]:
        """Answer a message.

        Returns:
            The answers in order, and the conversation with what was written, said and offered. A message
            that cannot be understood or carried out is answered with a sentence.
        """
        steps, conversation = self.carry_out(message, conversation, progress)
        answers = tuple(self._deliver(step, conversation, progress) for step in steps)
        exchange = Exchange(said=message.text, answered="\n".join(a.words for a in answers)[:_LONGEST_MEMORY])
        return answers, conversation.model_copy(
            update={"exchanges": (*conversation.exchanges, exchange)[-_REMEMBERED:]}
        )

    def carry_out(
        self, message: Message, conversation: Conversation, progress: Progress = silently
    ) -> tuple[tuple[Step, ...], Conversation]:
        """Do what a message asks for, all but making files: what is to be said and given, and the conversation then."""
        try:
            turn = self._understood(message, conversation)
        except CowriterError as error:
            return (Answer(text=str(error)),), conversation
        steps: list[Step] = [Answer(text=remarks)] if (remarks := _remarks(turn)) else []
        for act in turn.acts:
            try:
                done, conversation = self._carry_out(act, message, conversation, progress)
            except CowriterError as error:
                steps.append(Answer(text=str(error)))
                break
            if any(isinstance(step, Wanted) and not step.formats for step in done):
                # What an earlier act of the same message led to was only on the way here.
                steps = [step for step in steps if isinstance(step, Answer) or step.formats]
            steps += done
        offered = tuple(choice for step in steps for choice in step.choices)
        return tuple(steps), conversation.model_copy(update={"choices": offered})

    def _understood(self, message: Message, conversation: Conversation) -> Turn:
        """What a message asks for; picking something that stands for a message asks for that instead."""
        turn = self._mind(message, conversation)
        acts: list[Act] = []
        for act in turn.acts:
            choice = _choice(act, conversation) if isinstance(act, Pick) else None
            if choice is None:
                acts.append(act)
            elif choice.version is not None:
                acts.append(Recall(what="go", version=choice.version))
            else:
                picked = conversation.model_copy(update={"choices": ()})
                acts += self._mind(Message(text=choice.message), picked).acts
        return turn.model_copy(update={"acts": tuple(acts)})

    def _carry_out(
        self, act: Act, message: Message, conversation: Conversation, progress: Progress
    ) -> tuple[list[Step], Conversation]:
        match act:
            case Write():
                made = revisions.write(act, message.text, conversation)
                return _presented(made), _moved_on(conversation, made, Target())
            case Change():
                made, locks = revisions.change(act, message.text, conversation, progress)
                focus = next((m.target for m in reversed(act.moves) if m.target != Target()), conversation.focus)
                conversation = conversation.model_copy(update={"locks": locks})
                return _presented(made), _moved_on(conversation, made, focus)
            case Lock():
                return _lock(act, conversation)
            case Recall():
                return _recall(act, conversation)
            case Teach():
                return [self._teach(act, conversation)], conversation
            case Describe():
                focus = act.target if act.target != Target() else conversation.focus
                return [Answer(text=describe(act, conversation))], conversation.model_copy(update={"focus": focus})
            case Analyse():
                return _analyse(message), conversation
            case Export():
                return [Wanted(_at_hand(conversation).number, formats=act.formats)], conversation
            case Clarify():
                choices = tuple(Choice(label=option, message=option) for option in act.options)
                return [Answer(text=_with_choices(act.question, choices), choices=choices)], conversation
            case Talk():
                words = act.words or small_talk(act.about, conversation)
                if self._talk is not None and act.about != "help":
                    return [Answer(text=words, stream=self._talk(message, conversation, words))], conversation
                return [Answer(text=words)], conversation
            case Pick():
                raise NoSongError("There is nothing to pick from now; tell me what you would like.")

    def _deliver(self, step: Step, conversation: Conversation, progress: Progress) -> Answer:
        """Make the files of a version that is wanted, and put it into words."""
        if isinstance(step, Answer):
            return step
        version = conversation.numbered(step.number)
        try:
            if step.formats:
                return self._export(version, step.formats, progress)
            if step.again:
                return self._again(version, progress)
            return self._present(version, step, conversation, progress)
        except CowriterError as error:
            return Answer(text=f"{error} Version {version.number} is kept.", version=version.number)

    def _present(self, version: Version, step: Wanted, conversation: Conversation, progress: Progress) -> Answer:
        work = self._work(version, progress)
        steps = () if step.takes > 1 else tuple(choice.label for choice in step.choices)
        if version.parent is None:
            words = reply(work).model_copy(update={"suggestions": steps})
        else:
            base = conversation.numbered(version.parent)
            against = compare(base.plan, base.song, version.plan, version.song, version.renamed)
            words = change_reply(work, version.number, version.done, against, steps)
        files = dict(work.files)
        if all(part.role == "chords" for part in version.plan.parts):
            # A progression is for playing: its chords are shown as they are held.
            instrument = conversation.person.instrument or _shape(version.plan.parts[0].instrument)
            chords = tuple(dict.fromkeys(chord.symbol for chord in version.song.chords))
            files["chords.png"] = diagram_png(chords, instrument)
            words = words.model_copy(update={"diagrams": diagram_text(chords, instrument), "files": tuple(files)})
        return Answer(reply=words, version=version.number, files=files, choices=step.choices)

    def _again(self, version: Version, progress: Progress) -> Answer:
        work = self._work(version, progress)
        what = f" ({', '.join(version.done)})" if version.done else ""
        text = f"At version {version.number} again{what}: {headline(version.plan, version.song)}"
        return Answer(text=text, version=version.number, files=work.files)

    def _work(self, version: Version, progress: Progress) -> Work:
        key = (version.plan, version.song)
        if key not in self._works:
            self._works[key] = self._studio.produce(version.plan, version.song, progress=progress)
            while len(self._works) > _WORKS:
                self._works.popitem(last=False)
        self._works.move_to_end(key)
        return self._works[key]

    def _export(self, version: Version, formats: tuple[str, ...], progress: Progress) -> Answer:
        if exports.needs_wav_and_stems(formats):
            work = self._studio.produce(version.plan, version.song, stems=True, wav=True, progress=progress)
        else:
            work = self._work(version, progress)
        files = exports.chosen(work, formats)
        return Answer(text=f"Version {version.number}: {', '.join(files)}.", version=version.number, files=files)

    def _teach(self, act: Teach, conversation: Conversation) -> Answer:
        """A lesson: words, the chords spoken of as diagrams, a few seconds to hear it by."""
        version, person = conversation.version, conversation.person
        lesson = act.question.answer(
            Asker(
                level=person.level,
                instrument=person.instrument,
                plan=version.plan if version else None,
                song=version.song if version else None,
            )
        )
        text, files = lesson.text, {}
        if lesson.chords and lesson.instrument:
            chords = tuple(parse_chord(name) for name in lesson.chords)
            text = f"{text}\n\n{diagram_text(chords, lesson.instrument)}"
            files["chords.png"] = diagram_png(chords, lesson.instrument)
        if lesson.sound:
            files["example.mp3"] = self._studio.sound(lesson.sound)
        return Answer(
            text=text, files=files, choices=tuple(Choice(label=said, message=said) for said in lesson.try_next)
        )


def _shape(instrument: str) -> Playable:
    """The instrument whose diagrams serve the player of another."""
    if instrument == "ukulele":
        return "ukulele"
    return "guitar" if INSTRUMENTS[instrument].family == "guitar" else "piano"


def _choice(act: Pick, conversation: Conversation) -> Choice | None:
    if not conversation.choices:
        return None
    if act.number > len(conversation.choices):
        raise NoSongError(f"There were {len(conversation.choices)} to pick from; say 1 to {len(conversation.choices)}.")
    return conversation.choices[act.number - 1]


def _presented(made: tuple[Version, ...]) -> list[Step]:
    """New versions to be shown: one alone with messages to say next, several with which of them to take."""
    if len(made) == 1:
        steps = next_steps(made[0].plan, made[0].number)
        return [Wanted(made[0].number, choices=tuple(Choice(label=said, message=said) for said in steps))]
    shown: list[Step] = [
        Wanted(v.number, len(made), choices=(Choice(label=f"version {v.number}", version=v.number),)) for v in made
    ]
    numbers = ", ".join(str(n) for n in range(1, len(made)))
    ask = f"Say {numbers} or {len(made)} to go on with one of them; until then it is version {made[0].number}."
    return [*shown, Answer(text=ask)]


def _moved_on(conversation: Conversation, made: tuple[Version, ...], focus: Target) -> Conversation:
    """The conversation with new versions, at the first of them."""
    grown = conversation.model_copy(update={"versions": (*conversation.versions, *made), "focus": focus})
    return move_on(grown, made[0].number)


def _at_hand(conversation: Conversation) -> Version:
    if conversation.version is None:
        raise NoSongError("There is no song yet: tell me what to write.")
    return conversation.version


def _lock(act: Lock, conversation: Conversation) -> tuple[list[Step], Conversation]:
    plan = _at_hand(conversation).plan
    what = target_in_words(act.target, plan)
    if act.on:
        # Bars are locked with the sections they lie in, so that they are found again where the form is another.
        lock = act.target
        if lock.first_bar is not None:
            lock = lock.model_copy(update={"sections": labels_of(lock, plan)})
        locks = (*(other for other in conversation.locks if other != lock), lock)
        said = f"Locked: {what}. I will not change it until you say unlock."
    else:
        locks = revisions.unlocked(conversation.locks, act.target, plan)
        said = f"Unlocked: {what}." if locks != conversation.locks else f"It was not locked: {what}."
    return [Answer(text=said)], conversation.model_copy(update={"locks": locks, "focus": act.target})


def _recall(act: Recall, conversation: Conversation) -> tuple[list[Step], Conversation]:
    said, after = recall(act, conversation)
    after = after.model_copy(update={"locks": conversation.locks_in(_at_hand(after))})
    steps: list[Step] = [Answer(text=said)] if said else [Wanted(_at_hand(after).number, again=True)]
    return steps, after


def _analyse(message: Message) -> list[Step]:
    from skills.listen.score import analyse

    if not message.attachments:
        raise NoSongError("Send the file along, and I tell you what is in it: MIDI, MusicXML, ABC or a chord chart.")
    return [Answer(text=analyse(a.name, a.content).text) for a in message.attachments]


def _with_choices(question: str, choices: tuple[Choice, ...]) -> str:
    return "\n".join([question, *(f"  {n}. {choice.label}" for n, choice in enumerate(choices, 1))])


def _remarks(turn: Turn) -> str:
    """What was assumed, and what was not understood."""
    unread = [f'I did not understand "{phrase}", so I left it out.' for phrase in turn.unread]
    return "\n".join([*turn.notes, *unread])
