"""The embedded parser in a conversation: a message into a turn, in milliseconds, with no model and no network.

What a person may mean is tried from the plainest to the most open, by the rules of ``_ALWAYS`` and then of
``_WITHOUT_SONG`` or ``_WITH_SONG``: the first that makes something of the message has it.
"""

import re
from collections.abc import Callable

from bot.agent.conversation import Conversation, Message, NoSongError
from bot.agent.language import questions
from bot.agent.language.followup import changing, cues, describing, exporting, fresh, picks, talk
from bot.agent.language.followup.changing import Heard
from bot.agent.language.followup.vague import ask_back
from bot.agent.language.gist import weigh
from bot.agent.language.hearing import hear
from bot.agent.language.reading import LONGEST, Reading, read
from bot.agent.language.text import Text
from bot.agent.language.wordlists import pattern_of
from bot.agent.settle import settle
from bot.agent.settle.title import find_topic
from bot.agent.turn import Act, Analyse, Change, Clarify, Lock, Recall, Scope, Talk, Teach, Turn, Write
from skills.errors import CowriterError, RequestError

_NO_SONG = 'There is no song yet: tell me what to write, for example "a slow sad waltz for piano".'
_A_SONG = pattern_of("song*, track*, tune*, piece, music, ballad, waltz, beat, loop, number")
_WRITING = pattern_of("write, compose, create, generate, new song, another song, new track, another track")
_OF_A_VERSION = re.compile(r"\b(?:from|with|to|in|of)\sversion\s\w+|\bversion\s\d")
_COMPLAINT = re.compile(r"\bwhy\s(?:is|are|does|do)\b.*\b(?:so|too)\b|^\W*(?:isn't|aren't|wasn't)\b")
_AT_HAND = pattern_of("it, its, it's, this, the, my, our, we, that")
_WISHED = pattern_of(
    """
    song*, track*, tune*, piece, music, something, anything, surprise*, write, compose, create, make, beat, beats,
    idea, ideas, progression, melody, groove, instrumental"""
)
_TOPIC = re.compile(
    r"^\W*(?:(?:can|could)\s(?:you|u)\s)?(?:please\s)?(?:(?:name"
    r"|spell|list)\s)?(?:(?:the|some|easy)\s)?(?:notes?|nashville"
    r"|roman\snumerals?|transpose|capo|scales?|inversions?|fingerings?"
    r"|diagrams?"
    r"|substitut\w*|chords?\s(?:in|of|for|with|that)|relative|circle\sof\sfifths"
    r"|differences?|definition|meaning|voicings?|avoid\snotes?)\b"
)
_ANALYSE = pattern_of(
    """
    analy*, what, what's, which, tell me, listen, look, check, describe, explain, hear, hummed, recorded, played,
    how, why, who, where, is this, is it, do you know, key, bpm, tempo, chords, chord, numerals, metre, meter,
    transcribe, identify, recognise, recognize, name"""
)
# With no song at hand, what can only be said of one.
_EDIT = pattern_of(
    """
    make, play, turn, take, keep, do, put, bring, speed, slow, lock, unlock, transpose, move, repeat, cut, delete,
    remove, swap, replace, rewrite, redo, change, leave, shorten, lengthen, extend, quantise, quantize, humanise,
    humanize, simplify, reharmonise, reharmonize, mute, lower, raise, modulate, double"""
)
_OF_IT = re.compile(
    r"\s(?:(?:it|that|this|them)(?:\s(?:up|down))?(?!\s(?:an?|in|sound\slike|like|about|with|for|from)\b)"
    r"|(?:(?:up|down)\s)?(?:the|all\sthe|that|this|my|bars?)\b)"
)
_POLITE = re.compile(r"\W*(?:(?:please|now|can you|could you|ok|and|just|maybe)\W+)*")
_DEGREE = re.compile(
    r"^\W*(?:(?:a\sbit|a\slittle|slightly|much|way|even|far|a\slot"
    r"|more|less|not\sso|no)\s)*(?:\w+er|more\s\w+|less\s\w+|undo"
    r"|redo|again"
    r"|transpose|unlock|too\s\w+|another\s(?:melody|take|verse|chorus|bridge|one))\W*(?:please)?\W*$"
    r"|^\W*(?:\w{3,}er|more|less|fewer)\s\w+\s(?:in|of|for|on|at)\s(?:the|verse|chorus|bridge)\b"
)
_OF_A_SONG = re.compile(
    r"\b(?:it's|it\sis|that's|this\sis)\s(?:too|so|not)\b|^\W*(?:undo|redo|unlock|lock|export|try\sagain)\b"
    r"|\b(?:the|last|first|second)\s(?:chorus|verse|bridge|intro|outro)\s(?:is|should|needs|sounds)\b"
)


def read_turn(message: Message, conversation: Conversation, seed: int = 0) -> Turn:
    """What a message asks for; ``seed`` is that of a new song.

    Raises:
        RequestError: the message is empty, too long, or asks for what cannot be; its sentence says what to change.
        NoSongError: it asks something of a song, and there is none yet.
    """
    text = message.text
    if not text.strip():
        if message.attachments:
            return Turn(acts=(Analyse(),))
        raise RequestError('Tell me what song you would like, for example "a slow sad waltz for piano".')
    if len(text) > LONGEST:
        raise RequestError(f"Your message has {len(text):,} characters; say it in {LONGEST:,} or fewer.")
    if not re.search(r"[a-z0-9]", Text(text).lower):
        return Turn(acts=(Talk(about="off-topic"),), unread=(text.strip(),))
    heard = hear(text, at_hand=conversation.version is not None)
    turn = weigh(Heard(message.model_copy(update={"text": heard.text}), conversation, seed), _understood)
    acts = tuple(_as_said(act, text) for act in turn.acts)
    return turn.model_copy(update={"acts": acts, "notes": tuple(dict.fromkeys((*heard.notes, *turn.notes)))})


def _as_said(act: Act, text: str) -> Act:
    """A new song remembers the request in the person's own words."""
    if not isinstance(act, Write):
        return act
    return act.model_copy(update={"plan": act.plan.model_copy(update={"request": text})})


def _understood(heard: Heard) -> Turn:
    """What the first rule that makes something of it makes of a message."""
    rules = _WITHOUT_SONG if heard.conversation.version is None else _WITH_SONG
    return next((turn for rule in (*_ALWAYS, *rules) if (turn := rule(heard))), _nothing(heard))


def _nothing(heard: Heard) -> Turn:
    return Turn(acts=(Talk(about="off-topic"),), unread=heard.unheard)


def _pick(heard: Heard) -> Turn | None:
    pick = picks.read_pick(heard.lower, heard.conversation)
    return Turn(acts=(pick,)) if pick else None


def _courtesy(heard: Heard) -> Turn | None:
    """Nothing but a greeting, thanks, praise, a farewell, or a call for help."""
    courtesy = None if heard.message.attachments else talk.small_talk(heard.lower)
    return Turn(acts=(courtesy,)) if courtesy else None


def _files(heard: Heard) -> Turn | None:
    """A message with files: they are analysed, and what is asked beside that is done as well."""
    if not heard.message.attachments:
        return None
    if _ANALYSE.search(heard.lower) and not cues.commands(heard.left):
        return Turn(acts=(Analyse(),))
    try:
        more = _understood(Heard(heard.message.model_copy(update={"attachments": ()}), heard.conversation, heard.seed))
    except CowriterError:
        return Turn(acts=(Analyse(),))
    acts = tuple(a for a in more.acts if isinstance(a, Write | Change | Lock | Recall | Clarify))
    return more.model_copy(update={"acts": (Analyse(), *acts)}) if acts else Turn(acts=(Analyse(),))


def _off_topic(heard: Heard) -> Turn | None:
    """What is plainly about something other than music."""
    return Turn(acts=(Talk(about="off-topic"),)) if talk.off_topic(heard.lower) else None


def _worded(heard: Heard) -> Turn | None:
    """A courtesy in words of its own."""
    if _A_SONG.search(heard.lower) and cues.requests(heard.lower):
        return None
    courtesy = talk.worded(heard.lower)
    return Turn(acts=(courtesy,)) if courtesy else None


# Without a song


def _taught(heard: Heard) -> Turn | None:
    """A question about music in general."""
    asking = cues.asks(heard.lower) or _TOPIC.match(heard.left)
    return _teach(heard) if asking and not cues.requests(heard.lower) else None


def _greeted(heard: Heard) -> Turn | None:
    """A courtesy in other words, where nothing is to be written."""
    return None if _asks_of(heard.text) else _worded(heard)


def _unable(heard: Heard) -> Turn | None:
    """What cannot be done, and nothing else."""
    unable = talk.read_unable(Text(heard.text))
    alone = unable and not _A_SONG.search(heard.lower) and not re.search(r"\band\b", heard.lower)
    return Turn(acts=(unable,)) if unable and alone else None


def _no_song(heard: Heard) -> Turn | None:
    """What can only be said of a song that there is. Raises NoSongError."""
    degree = _DEGREE.match(heard.left)
    edit = None if degree else _EDIT.search(heard.left)
    of_it = edit and _POLITE.fullmatch(heard.left[: edit.start()]) and _OF_IT.match(heard.left, edit.end())
    changes = of_it or (degree and not _A_SONG.search(heard.left)) or _OF_A_SONG.search(heard.left)
    if changes and not fresh.scope_of(heard.lower):
        raise NoSongError(_NO_SONG)
    asked = describing.read_description(heard.left, heard.left) or exporting.read_export(heard.left)
    if asked and _AT_HAND.search(heard.left) and not cues.requests(heard.lower) and not _asks_of(heard.text):
        raise NoSongError(_NO_SONG)
    return None


def _written(heard: Heard) -> Turn | None:
    """A new song."""
    if cues.opens_as_question(heard.left) and not cues.requests(heard.lower):
        return None
    return _write(heard, None)


def _unanswered(heard: Heard) -> Turn | None:
    """A question about music to which there is no answer."""
    if not (cues.asks(heard.left) and (cues.about_music(heard.lower) or _asks_of(heard.text))):
        return None
    return _teach(heard) or Turn(acts=(Talk(about="unable", words=talk.NO_ANSWER),))


def _write(heard: Heard, certain: Scope | None) -> Turn | None:
    """A new song, or a part of one; None where nothing in the message is a wish."""
    unable = talk.read_unable(Text(heard.text))
    takes = fresh.takes_in(heard.left)
    reading = read(heard.text)
    scope = certain or fresh.scope_of(heard.left) or reading.scope
    if not reading.asks and not _WISHED.search(heard.left) and scope == "song":
        return Turn(acts=(unable,)) if unable else None
    if not reading.asks and unable and not _A_SONG.search(heard.left):
        return Turn(acts=(unable,))
    reading = _without_counts(reading, takes, heard.text)
    plan = settle(reading.model_copy(update={"unread": ()}), heard.text, heard.seed)
    topic = (find_topic(heard.text) or "\0").lower()
    unread = tuple(u for u in reading.unread if topic not in u.lower() and not fresh.says_new(u.lower()))
    acts: list[Act] = [Write(plan=plan, scope=scope, takes=takes[0] if takes else 1)]
    return Turn(acts=(*acts, unable) if unable else tuple(acts), unread=unread)


def _without_counts(reading: Reading, takes: tuple[int, tuple[int, int]] | None, text: str) -> Reading:
    """The reading without the words that only say how many takes are wanted."""
    if takes is None:
        return reading
    words = Text(text).words(*takes[1])
    return reading.model_copy(update={"unread": tuple(u for u in reading.unread if u not in words and words not in u)})


# With a song


def _named(heard: Heard) -> Turn | None:
    """A question that only names its matter: "chords in G?"."""
    brief = heard.left.rstrip().endswith("?") and _TOPIC.match(heard.left)
    return _teach(heard) if brief and not cues.requests(heard.left) else None


def _anew(heard: Heard) -> Turn | None:
    """A new song in the middle of a conversation, or the question whether it is one."""
    if not fresh.may_be_new(heard.left, heard.styled) or _OF_A_VERSION.search(heard.left):
        return None
    try:
        asks = read(heard.text).asks
    except RequestError:
        if fresh.new_song(heard.left, ()):
            raise
        return None
    found = fresh.new_song(heard.left, asks)
    if found is None:
        return None
    if found.certain:
        return _write(heard, found.scope if found.scope != "song" else None)
    said = heard.left.strip(" .!?")
    options = (f"write a new song: {said}", f"play this song as {said}")
    return Turn(acts=(Clarify(question="A new song, or the one at hand played so?", options=options),))


def _sent(heard: Heard) -> Turn | None:
    """Files, and nothing else."""
    if cues.requests(heard.left) and _WRITING.search(heard.left):
        return None
    found = exporting.read_export(heard.left)
    return Turn(acts=(found.export,)) if found and found.alone and not heard.recall else None


def _recalled(heard: Heard) -> Turn | None:
    """Moving among versions, where the message says no more."""
    recall = heard.recall
    if recall and (recall.what in ("compare", "list") or not heard.says_more):
        return changing.turn_of(heard, [recall])
    return None


def _asked(heard: Heard) -> Turn | None:
    """A question about the song at hand or about music."""
    if heard.recall or cues.commands(heard.left):
        return None
    told = changing.described(heard)
    if told and not (questions.is_advice(heard.left) and _teach(heard)):
        return Turn(acts=tuple(told))
    if not cues.asks(heard.left) or exporting.read_export(heard.saying.text.left):
        return None
    if turn := _teach(heard):
        return turn
    knows = (
        cues.opens_as_question(heard.left)
        and not _COMPLAINT.search(heard.left)
        and not cues.wishes(heard.left)
        and "?" in heard.left
    )
    return Turn(acts=(Talk(about="unable", words=talk.NO_ANSWER),)) if knows and _is_musical(heard) else None


def _changed(heard: Heard) -> Turn | None:
    """A change of the song at hand."""
    return changing.read_change(heard)


def _left_over(heard: Heard) -> Turn | None:
    """A message in which no wish was found: a question, what cannot be done, or a courtesy after all."""
    if turn := _teach(heard):
        return turn
    if heard.unable:
        return changing.turn_of(heard, [heard.unable])
    for ref in heard.saying.refs:
        if ref.problem:
            raise RequestError(ref.problem)
    return _worded(heard)


def _doubtful(heard: Heard) -> Turn | None:
    """A wish that could mean any change, or of which only the thing it is about was understood."""
    if asked := ask_back(heard.left, heard.saying):
        return Turn(acts=(asked,))
    if not _is_musical(heard):
        return None
    return Turn(acts=(Talk(about="help", words=talk.WHAT_TO_CHANGE),), unread=heard.unheard)


def _teach(heard: Heard) -> Turn | None:
    """A question about music, for the teacher."""
    question = questions.read_question(heard.text, heard.conversation)
    return None if question is None else Turn(acts=(Teach(question=question),))


def _is_musical(heard: Heard) -> bool:
    return bool(heard.saying.refs) or _asks_of(heard.text)


def _asks_of(text: str) -> bool:
    """Whether a message has any wish in it that could be part of a request."""
    try:
        return bool(read(text).asks)
    except RequestError:
        return False


_Rule = Callable[[Heard], Turn | None]
_ALWAYS: tuple[_Rule, ...] = (_pick, _courtesy, _files)
_WITHOUT_SONG: tuple[_Rule, ...] = (_off_topic, _taught, _greeted, _unable, _no_song, _written, _unanswered)
_WITH_SONG: tuple[_Rule, ...] = (_sent, _off_topic, _named, _anew, _recalled, _asked, _changed, _left_over, _doubtful)

__all__ = ["read_turn"]
