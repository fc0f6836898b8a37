"""The embedded parser in a conversation: a message into a turn, in milliseconds, with no model and no network.

What a person may mean is tried from the plainest to the most open: a pick of what was offered, a
courtesy, a file to be analysed, moving among versions, a question, a new song, and else a change of
the song at hand. What is left over is said to be left over.
"""

import re
from importlib import import_module
from importlib.util import find_spec

from bot.agent.conversation import Conversation, Message, NoSongError, Version
from bot.agent.language.followup import edits, enquiries, fresh, keep, talk, versions
from bot.agent.language.followup.chatter import take_chatter
from bot.agent.language.followup.remains import remains
from bot.agent.language.followup.saying import Saying
from bot.agent.language.followup.scene import Scene
from bot.agent.language.hearing import hear
from bot.agent.language.reading import LONGEST, Reading, read
from bot.agent.language.text import Text
from bot.agent.settle import settle
from bot.agent.settle.title import find_topic
from bot.agent.turn import Act, Analyse, Change, Clarify, Lock, Recall, Scope, Talk, Teach, Turn, Write
from skills.edit.move import Move
from skills.edit.target import Target
from skills.edit.writing import RewriteMove
from skills.errors import CowriterError, RequestError

_NO_ANSWER = (
    "I have no answer to that; ask me about the song's key, tempo, chords, form or "
    "players, or what a word of music means."
)
_NO_SONG = 'There is no song yet: tell me what to write, for example "a slow sad waltz for piano".'
_COMMAND = re.compile(
    r"^\W*(?:can|could|would|will) (?:you|we|i|u)\b(?! (?:explain|tell|show me (?:how"
    r"|what|why)|teach|help me understand))|^\W*(?:please|let's|maybe|how about|what "
    r"about|what if)\b"
)
_QUESTION = re.compile(
    r"\?|^\W*(?:what|why|how|which|who|when|where|is|are|does|do|did|explain|teach|define"
    r"|tell me (?:about|what|why|how)|show me how|meaning of)\b|\bexplain\b|\bwhat(?:'s| "
    r"is| are| does)\b"
)
_REQUEST = re.compile(
    r"\b(?:write|compose|create|generate|make me|make (?:an?|some)|give me (?:an?|some)"
    r"|i(?:'d| would)? (?:want|like|need|love) (?:an?|some)|can (?:you|i|we) (?:write"
    r"|make|have|get|do)|could you (?:write|make|do))\b"
)
_TOPIC = re.compile(
    r"^\W*(?:the |some |easy )?(?:notes?|nashville|roman numerals?|transpose|capo|scales?"
    r"|inversions?|fingerings?|diagrams?|substitut\w*|chords? (?:in|of|for|with|that)"
    r"|relative|circle of fifths|differences?|definition|meaning|voicings?)\b"
)
_UNANSWERED = re.compile(
    r"^\W*(?:how (?:does|do|did|is|are|was|come|many|much)|why (?:does|do|is|are|did|was)"
    r"|what(?:'s| is| are| was| were| does| do| did)|which|when|where|who)"
    r"\b(?!.*\b(?:about|if|not|please)\b).*\?\W*$"
)
_ASPECTS = {
    "key": "key",
    "bpm": "tempo",
    "tempo": "tempo",
    "metre": "metre",
    "meter": "metre",
    "chords": "chords",
    "form": "form",
}
_ALSO = re.compile(
    r"\b(?:key|bpm|tempo|metre|meter|chords|form)(?:\s?(?:/|,|and|&|\+|,\sand)"
    r"\s?(?:the\s)?(?:key|bpm|tempo|metre|meter|chords|form))+\b"
)
_ADVICE = re.compile(
    r"\b(?:should|could|would|can i|best|easy|easier|easiest|capo|means?|go with|goes "
    r"with|go well|fit|fits|work|works|why|explain|guitar|ukulele|uke|instead"
    r"|substitut\w*|scale|roman|nashville)\b"
)
# With no song, what can only be said about one.
_PURE_EDIT = re.compile(
    r"^\W*(?:(?:please|now|can you|could you|ok|and|just|maybe) )*(?:(?:make|play|turn"
    r"|take|keep|do|put|bring|speed|slow|lock|unlock|transpose|move|repeat|cut|delete"
    r"|remove|swap|replace|rewrite|redo|change|leave|shorten|lengthen|extend|quanti[sz]e"
    r"|humani[sz]e|simplify|reharmoni[sz]e|mute|lower|raise|modulate|double)"
    r"(?:(?: it| that| this| them)(?: (?:up|down))?(?! (?:an?|in|sound like|like|about"
    r"|with|for|from)\b)|(?: (?:up|down))?(?: (?:the|all the|that|this|my|bars?)\b)))"
    r"|^\W*(?:(?:a bit|a little|slightly|much|way|even|far|a lot|more|less|not so|no) "
    r")*(?:\w+er|louder|more \w+|less \w+|undo|redo|again|transpose|unlock|too \w+"
    r"|another (?:melody|take|verse|chorus|bridge|one))\W*(?:please)?\W*$"
    r"|\b(?:it's|it is|that's|this is) (?:too|so|not)\b|\b(?:the|last|first|second) "
    r"(?:chorus|verse|bridge|intro|outro) (?:is|should|needs|sounds)\b|^\W*(?:undo|redo"
    r"|unlock|lock|export|try again)\b"
    r"|^\W*(?:\w{3,}er|more|less|fewer) \w+ (?:in|of|for|on|at) (?:the|verse|chorus"
    r"|bridge)\b(?!.*\b(?:song|track|tune|piece|music)\b)"
    r"|\b(?:export|download|send me)\b.*\b(?:it|midi|stems|files?|mp3|wav)\b|^\W*(?:stems|midi)\b"
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
    heard = hear(text)
    turn = _understood(message.model_copy(update={"text": heard.text}), conversation, seed)
    acts = tuple(_as_said(act, text) for act in turn.acts)
    return turn.model_copy(update={"acts": acts, "notes": tuple(dict.fromkeys((*heard.notes, *turn.notes)))})


def _as_said(act: Act, text: str) -> Act:
    """A new song remembers the request in the person's own words."""
    if not isinstance(act, Write):
        return act
    return act.model_copy(update={"plan": act.plan.model_copy(update={"request": text})})


def _understood(message: Message, conversation: Conversation, seed: int) -> Turn:
    """What a message without slips asks for."""
    text = message.text
    lower = Text(text).lower.strip()
    if pick := talk.read_pick(lower, conversation):
        return Turn(acts=(pick,))
    if courtesy := talk.small_talk(lower):
        return Turn(acts=(courtesy,))
    if message.attachments:
        return _with_files(message, conversation, seed)
    if conversation.version is None:
        return _without_song(text, lower, conversation, seed)
    return _with_song(text, conversation, conversation.version, seed)


def _with_files(message: Message, conversation: Conversation, seed: int) -> Turn:
    """A message with files: they are analysed, and what is asked beside that is done as well."""
    beside = message.model_copy(update={"attachments": ()})
    try:
        more = _understood(beside, conversation, seed)
    except CowriterError:
        return Turn(acts=(Analyse(),))
    acts = tuple(a for a in more.acts if isinstance(a, Write | Change | Lock | Recall | Clarify))
    asked = re.search(
        r"\b(?:analy[sz]e|what(?:'s| is| are)|which|tell me|listen|look|check|describe|explain)\b", message.text.lower()
    )
    if asked or not acts:
        return Turn(acts=(Analyse(),))
    return more.model_copy(update={"acts": (Analyse(), *acts)})


# Without a song


def _without_song(text: str, lower: str, conversation: Conversation, seed: int) -> Turn:
    asking = _QUESTION.search(lower) or _TOPIC.match(lower)
    if asking and not _REQUEST.search(lower) and (turn := _teach(text, lower, conversation, ())):
        return turn
    if talk.off_topic(lower):
        return Turn(acts=(Talk(about="off-topic"),))
    if courtesy := talk.worded(lower):
        return Turn(acts=(courtesy,))
    spelled = Text(text)
    talk.take_courtesies(spelled)
    if (unable := talk.read_unable(Text(text))) and not re.search(r"\b(?:song|track|tune|piece|and|music)\b", lower):
        return Turn(acts=(unable,))
    if _PURE_EDIT.search(spelled.left.replace("\0", " ")) and not fresh.scope_of(lower):
        raise NoSongError(_NO_SONG)
    if enquiries.read_description(lower) and not re.search(
        r"\b(?:write|make|compose|create|give me an?|i want an?)\b", lower
    ):
        raise NoSongError(_NO_SONG)
    made = _write(text, lower, None, seed) or _teach(text, lower, conversation, ())
    return made or Turn(acts=(Talk(about="off-topic"),), unread=_unheard(text))


def _unheard(text: str) -> tuple[str, ...]:
    return (" ".join(text.split())[:80],)


def _write(text: str, lower: str, certain: Scope | None, seed: int) -> Turn | None:
    """A new song, or a part of one; None where nothing in the message is a wish."""
    unable = talk.read_unable(Text(text))
    takes = fresh.takes_in(lower)
    reading = read(text)
    scope = certain or fresh.scope_of(lower) or reading.scope
    wanted = re.search(
        r"\b(?:song|track|tune|piece|music|something|anything|surprise|write|compose|create"
        r"|make|play|beat|idea|progression|melody|groove)\b",
        lower,
    )
    if not reading.asks and not wanted and scope == "song":
        return Turn(acts=(unable,)) if unable else None
    if not reading.asks and unable and not re.search(r"\b(?:song|track|tune|piece|music)\b", lower):
        return Turn(acts=(unable,))
    reading = _without_counts(reading, takes, text)
    plan = settle(reading.model_copy(update={"unread": ()}), text, seed)
    topic = find_topic(text)
    unread = tuple(
        u for u in reading.unread if not (topic and topic.lower() in u.lower()) and not fresh.says_new(u.lower())
    )
    acts: list[Act] = [Write(plan=plan, scope=scope, takes=takes[0] if takes else 1)]
    return Turn(acts=(*acts, unable) if unable else tuple(acts), unread=unread)


def _without_counts(reading: Reading, takes: tuple[int, tuple[int, int]] | None, text: str) -> Reading:
    """The reading without the words that only say how many takes are wanted."""
    if takes is None:
        return reading
    words = Text(text).words(*takes[1])
    return reading.model_copy(update={"unread": tuple(u for u in reading.unread if u not in words and words not in u)})


# With a song


def _with_song(text: str, conversation: Conversation, version: Version, seed: int) -> Turn:
    spelled = Text(text)
    notes: list[str] = []
    lower = spelled.lower.strip()
    talk.take_courtesies(spelled)
    left = spelled.left.replace("\0", " ").strip()
    if talk.off_topic(lower) and not re.search(
        r"\b(?:song|chorus|verse|bridge|drums|melody|chords|tempo|bass)\b", lower
    ):
        return Turn(acts=(Talk(about="off-topic"),))
    mentions = edits.lexicon().find(Text(text))
    if fresh.may_be_new(left, any(m.topic == "genre" for m in mentions)) and (made := _fresh(text, left, seed)):
        return made
    acts: list[Act] = []
    unable = talk.read_unable(spelled)
    take_chatter(spelled)
    saying = _say(spelled, conversation, version)
    recall = versions.read_recall(saying, conversation)
    if recall:
        acts.append(recall)
        at = _recalled(recall, conversation)
        if at is not None and saying.text.left.replace("\0", "").strip(" .,!?"):
            saying = _say(spelled, conversation, at)
            version = at
        if recall.what in ("compare", "list"):
            return _turn(acts, saying, notes)
    wants_change = _COMMAND.search(left)
    if not wants_change and not recall and (turn := _asked(text, left, saying, conversation)):
        return turn.model_copy(update={"notes": (*notes, *turn.notes)})
    if found := enquiries.read_export(saying.text.left):
        export, span = found
        saying.take(*span)
        saying.refresh()
    title = edits.read_title(saying)
    borrowed = versions.read_borrowed(saying, conversation)
    base = versions.read_base(saying)
    if base is not None and base != version.number:
        version = conversation.numbered(base)
        saying = _say(spelled, conversation, version)
    takes = fresh.takes_in(saying.shape)
    if takes and not re.search(r"[\x01\x02]", saying.shape[takes[1][1] : takes[1][1] + 2]):
        saying.take(*takes[1])
        saying.refresh()
    elif takes:
        count_end = takes[1][0] + re.match(r"\w+(?: few| couple of)?", saying.shape[takes[1][0] :]).end()  # type: ignore[union-attr]
        saying.take(takes[1][0], count_end)
        saying.refresh()
    promises = keep.read_promises(saying, conversation.locks)
    edits.mark_values(saying)
    moves: list[Move] = [move for _, move in title] + list(borrowed) + edits.read_moves(saying)
    if saying.clarify and not moves:
        return _turn([saying.clarify], saying, notes)
    if takes and not moves:
        moves = [_again(saying)]
    if not moves and not (promises.keep or promises.lock or promises.unlock or acts or found):
        return _last_resort(text, left, saying, conversation, unable, notes)
    acts += [Lock(target=t, on=False) for t in promises.unlock] + [Lock(target=t) for t in promises.lock]
    if moves:
        acts.append(
            Change.model_validate(
                {"moves": tuple(moves), "keep": promises.keep, "base": base, "takes": takes[0] if takes else 1}
            )
        )
    elif promises.keep and (rest := _everything_but(promises.keep, saying)):
        acts.append(Change(moves=(RewriteMove(target=rest),), keep=promises.keep))
    elif promises.keep:
        acts += [Lock(target=t) for t in promises.keep]
        saying.note("I will keep it as it is from now on; say unlock when it may change again.")
    if found:
        acts.append(export)
    if unable:
        acts.append(unable)
    return _turn(acts, saying, notes)


def _say(text: Text, conversation: Conversation, version: Version) -> Saying:
    known = tuple(v.number for v in conversation.versions)
    current = conversation.current or version.number
    return edits.say(text, Scene(version.plan, conversation.focus), (known, current, versions.before(conversation)))


def _recalled(recall: Recall, conversation: Conversation) -> Version | None:
    """The version that a step back leads to, if there is one."""
    number: int | None = None
    if recall.what == "go":
        number = recall.version if recall.version is not None else versions.before(conversation)
    elif recall.what == "undo" and len(conversation.trail) >= recall.steps:
        number = conversation.trail[-recall.steps]
    elif recall.what == "redo" and len(conversation.undone) >= recall.steps:
        number = conversation.undone[-recall.steps]
    return next((v for v in conversation.versions if v.number == number), None)


def _turn(acts: list[Act], saying: Saying, notes: list[str]) -> Turn:
    """A turn, with what was assumed and what was left over."""
    changes = any(isinstance(a, Change) for a in acts)
    return Turn(
        acts=tuple(acts),
        unread=remains(saying) if changes or not acts else (),
        notes=tuple(dict.fromkeys((*notes, *saying.notes))),
    )


def _fresh(text: str, left: str, seed: int) -> Turn | None:
    """A new song in the middle of a conversation, or the question whether it is one."""
    try:
        reading = read(text)
    except RequestError:
        if fresh.new_song(left, ()):
            raise
        return None
    found = fresh.new_song(left, reading.asks)
    if found is None:
        return None
    if found.certain:
        return _write(text, left, found.scope if found.scope != "song" else None, seed)
    said = left.strip(" .!?")
    return Turn(
        acts=(
            Clarify(
                question="A new song, or the one at hand played so?",
                options=(f"write a new song: {said}", f"play this song as {said}"),
            ),
        )
    )


def _asked(text: str, left: str, saying: Saying, conversation: Conversation) -> Turn | None:
    """A question about the song at hand or about music."""
    about = enquiries.read_description(saying.shape)
    if about and not (_ADVICE.search(left) and _theory(text, left, conversation)):
        what, span = about
        if not re.search(
            r"\b(?:make|add|change|remove|louder|softer|faster|slower|keep)\b",
            saying.shape[: span[0]] + saying.shape[span[1] :],
        ):
            inside = [r for r in saying.refs if span[0] <= r.start < span[1] + 30 and r.kind in ("place", "part")]
            places = [r for r in inside if r.kind == "place"]
            target = keep.targets(saying, places) if what != "form" and all(not r.problem for r in places) else []
            saying.take(*span)
            told: list[Act] = [enquiries.description(what, target[0] if target else Target())]
            if what in ("key", "tempo", "metre") and (more := _ALSO.search(left)):
                told += [
                    enquiries.description(_ASPECTS[w], Target())
                    for w in re.findall(r"[a-z]+", more[0])
                    if w in _ASPECTS
                ]
            return Turn(acts=tuple(dict.fromkeys(told)))
    if not _QUESTION.search(left):
        return None
    if turn := _teach(text, left, conversation, tuple(saying.notes)):
        return turn
    if _UNANSWERED.match(left) and (saying.refs or read_asks(text)):
        return Turn(acts=(Talk(about="unable", words=_NO_ANSWER),))
    return None


def _theory(text: str, left: str, conversation: Conversation) -> bool:
    return _teach(text, left, conversation, ()) is not None


def _teach(text: str, left: str, conversation: Conversation, notes: tuple[str, ...]) -> Turn | None:
    """A question about music, for the teacher."""
    if find_spec("bot.agent.language.questions") is None:
        return None
    try:
        question = import_module("bot.agent.language.questions").read_question(text, conversation)
    except ImportError:
        return None
    return None if question is None else Turn(acts=(Teach(question=question),), notes=notes)


def _everything_but(keep: tuple[Target, ...], saying: Saying) -> Target | None:
    """What is to change where everything else is to be kept."""
    if not re.search(r"\bbut\b|\bexcept\b|\bapart\b|\bbesides\b|\bother than\b", saying.text.lower):
        return None
    labels = {label for t in keep if not t.parts for label in t.sections}
    others = tuple(s.label for s in saying.scene.plan.sections if s.label not in labels)
    if len(labels) >= 2 and others:
        return Target(sections=others)
    kept = {name for t in keep if not t.sections for name in t.parts}
    rest = tuple(p.name for p in saying.scene.plan.parts if p.name not in kept)
    return Target(parts=rest) if len(kept) >= 2 and rest else None


def _again(saying: Saying) -> Move:
    """Another take of what the message names, or of all."""
    refs = [r for r in saying.refs if r.kind in ("place", "part") and not r.problem]
    targets = keep.targets(saying, refs)
    saying.used.update(refs)
    return RewriteMove(target=targets[0] if targets else Target())


def _last_resort(
    text: str, left: str, saying: Saying, conversation: Conversation, unable: Talk | None, notes: list[str]
) -> Turn:
    """A message in which no wish was found: a question, what cannot be done, or nothing about music."""
    if turn := _teach(text, left, conversation, tuple(notes)):
        return turn
    if unable:
        return _turn([unable], saying, notes)
    for ref in saying.refs:
        if ref.problem:
            raise RequestError(ref.problem)
    if about := enquiries.read_description(saying.shape):
        return Turn(acts=(enquiries.description(about[0], Target()),))
    if courtesy := talk.worded(text.lower()):
        return Turn(acts=(courtesy,))
    if vague := _vague(left, saying):
        return Turn(acts=(vague,), notes=tuple(notes))
    unread = remains(saying) or _unheard(text)
    musical = bool(saying.refs) or bool(read_asks(text))
    if musical:
        words = "I did not understand what to change; name a part or a section and what should happen to it."
        return Turn(acts=(Talk(about="help", words=words),), unread=unread, notes=tuple(notes))
    return Turn(acts=(Talk(about="off-topic"),), unread=unread)


_VAGUE = re.compile(
    r"\b(?:better|improve|improved|nicer|not (?:quite |really |exactly )?(?:it|right"
    r"|there|what|sure|happy|good)|something (?:is )?(?:off|missing|wrong|different)"
    r"|(?:is|feels|sounds) (?:off|wrong|weird|strange)|don't (?:really )?like|do not like"
    r"|didn't like|hate|change (?:it|something|this|that)|fix (?:it|this|that)|more "
    r"interesting"
    r"|special|pop more|needs something|work on|tweak|adjust|spice|meh|not (?:a fan"
    r"|feeling)|different|make it (?:good|great|nice|work))\b"
)


def _vague(left: str, saying: Saying) -> Clarify | None:
    """A wish that could mean any change: what is named, or the song, with three that could be meant."""
    places = [r for r in saying.refs if r.kind == "place" and r.sections]
    parts = [r for r in saying.refs if r.kind == "part" and r.parts]
    if not (_VAGUE.search(left) or places or parts):
        return None
    if parts:
        name = re.sub(r"^(?:the|my|that|this|our)\s", "", parts[0].words.lower())
        options = (f"another {name}", f"a simpler {name}", f"a louder {name}")
        return Clarify(question=f"What shall I do with the {name}?", options=options)
    if places:
        name = (
            places[0].sections[0].lower()
            if len(places[0].sections) == 1
            else f"{places[0].section}s".replace("ss", "ses")
        )
        name = name if name[-1].isdigit() else f"the {name}"
        options = (f"write {name} again", f"make {name} bigger", f"make {name} darker")
        return Clarify(question=f"What shall I do with {name}?", options=options)
    return Clarify(
        question="What would you like to be different?",
        options=("make it brighter and bigger", "another melody, keep the rest", "other chords", "try again"),
    )


def read_asks(text: str) -> bool:
    """Whether a message has any wish in it that could be part of a request."""
    try:
        return bool(read(text).asks)
    except RequestError:
        return False


__all__ = ["read_turn"]
