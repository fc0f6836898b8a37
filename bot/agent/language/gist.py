"""What a message comes down to, where no rule has its words: the wish that people who write so usually have.

A learned head tells what kind of wish a message is (``models.intent``); what the message points at is read
from it as ever. Together they make a plain sentence ("make the drums softer in the chorus"), which is
read in place of the message, and the person is told so. Rules that made something else of a message are
overruled only where the head is sure of what it heard.
"""

from collections.abc import Callable

from bot.agent.conversation import Message
from bot.agent.language.followup import vague
from bot.agent.language.followup.changing import Heard
from bot.agent.language.followup.talk import NO_ANSWER, WHAT_TO_CHANGE
from bot.agent.language.plain import plainly
from bot.agent.language.senses import SENSES, signs_of, signs_of_move
from bot.agent.turn import Act, Change, Clarify, Talk, Turn
from skills.edit.feeling import FeelingMove
from skills.errors import CowriterError, RequestError

_VAGUE = frozenset({"exact", "several"})
"""Kinds that say nothing of what is wished: the rules know better."""
_TALK = frozenset({"hello", "thanks", "praise", "goodbye", "help", "off-topic"})
_OFF_TOPIC, _DOUBT = Talk(about="off-topic"), Talk(about="help", words=WHAT_TO_CHANGE)
_COURTESIES = frozenset({"talk hello", "talk thanks", "talk praise", "talk goodbye"})
_SILENT = 0.25
"""How likely a wish must be where the rules made nothing of a message."""
_SURE = 0.85
"""How likely where they made something else of it."""
_LONG = 7
"""Words from which a message may be misread by rules that know short ones by heart."""
_ALONE, _OTHERS = 0.55, 0.2
"""How likely a wish must be, and at the most that there are several, for all else to count as told beside it."""
_OF_NEW_ONES = frozenset({"add-player", "swap-player", "add-section"})
"""Wishes that name what the song does not have."""
_OFFERED, _WORTH_ASKING = 0.12, 0.2
"""How likely a wish must be to be offered among others, and the first of them for any to be offered."""


# Rules and what is felt to be meant


def weigh(heard: Heard, read: Callable[[Heard], Turn]) -> Turn:
    """What rules make of a message, or what it comes down to where they miss it.

    Raises what the rules raise where nothing likelier is found.
    """
    try:
        turn: Turn | None = read(heard)
        refused = None
    except CowriterError as error:
        turn, refused = None, error
    written = turn is not None and "write" in signs_of(turn) and heard.conversation.version is None
    told = [] if written else _told(heard)
    if not told:
        return _or_raise(turn, refused)
    likely = dict(told)
    name, probability = told[0]
    if turn is not None and signs_of(turn) & SENSES[name].signs:
        alone = probability >= _ALONE and sum(likely.get(n, 0.0) for n in _VAGUE) < _OTHERS
        return _without_others(turn, name) if alone else turn
    if turn is None:
        assert refused is not None
        meant = _meant(name, heard, read) if name in _OF_NEW_ONES and probability >= _SURE else None
        return _or_raise(meant, refused)
    if any(not isinstance(act, Talk | Clarify) for act in turn.acts):
        sure = probability >= _SURE and len(heard.text.split()) >= _LONG and "write" not in signs_of(turn)
        if (sure or (probability >= _ALONE and _is_picture(turn))) and (meant := _meant(name, heard, read)):
            return meant
        if probability >= _ALONE and signs_of(turn) == {"add part"} and (absent := _absent(name, heard)):
            raise RequestError(absent)
        return turn
    if any(_is_settled(act) for act in turn.acts) or (signs_of(turn) & _COURTESIES and probability < _SURE):
        return turn
    blurred = sum(likely.get(n, 0.0) for n in _VAGUE)
    single = [(n, p / max(1 - blurred, 0.1)) for n, p in told if n not in _VAGUE]
    name, probability = single[0]
    if name == "unclear" and probability >= _SILENT:
        return turn if isinstance(turn.acts[0], Clarify) else Turn(acts=(vague.anything(),))
    if probability >= _SILENT and (meant := _meant(name, heard, read)):
        return meant
    if name in _TALK or heard.conversation.version is None or isinstance(turn.acts[0], Clarify):
        return turn
    return _asked(single, heard) or (
        Turn(acts=(_DOUBT,), unread=heard.unheard) if turn.unread and turn.acts == (_OFF_TOPIC,) else turn
    )


def _is_settled(act: Act) -> bool:
    """Whether a sentence or a question is the answer, and not only all that could be said."""
    if isinstance(act, Clarify):
        return not vague.is_open(act)
    return isinstance(act, Talk) and act.about == "unable" and act.words != NO_ANSWER


def _is_picture(turn: Turn) -> bool:
    """Whether rules only felt something in the words: the weakest of their readings."""
    moves = [move for act in turn.acts if isinstance(act, Change) for move in act.moves]
    return bool(moves) and len(turn.acts) == 1 and all(isinstance(m, FeelingMove) and m.to for m in moves)


def _absent(name: str, heard: Heard) -> str:
    """What to say where a wish is about a player whom the song does not have."""
    if "{who}" not in SENSES[name].sentence or heard.conversation.version is None:
        return ""
    refs = [r for r in heard.saying.refs if r.kind == "part"]
    return "" if any(not r.problem for r in refs) else next((r.problem for r in refs if r.problem), "")


def _or_raise(turn: Turn | None, refused: CowriterError | None) -> Turn:
    if turn is None:
        assert refused is not None
        raise refused
    return turn


def _told(heard: Heard) -> list[tuple[str, float]]:
    """The wishes that a message may hold, likeliest first, of those that can be had at this point."""
    from models.intent import available, intents

    if not available() or heard.message.attachments:
        return []
    open_to = _WITHOUT_SONG if heard.conversation.version is None else frozenset(SENSES)
    if not heard.conversation.choices:
        open_to -= {"pick"}
    told = [(i.name, i.probability) for i in intents(heard.text) if i.name in open_to]
    whole = sum(p for _, p in told)
    return [(name, p / whole) for name, p in told] if whole > 0.3 else []


def _meant(name: str, heard: Heard, read: Callable[[Heard], Turn]) -> Turn | None:
    sentence = plainly(name, heard) if heard.conversation.version or name in _TALK else None
    if heard.conversation.version is None and name == "new-song":
        sentence = f"write a song: {heard.text}"
    if sentence is None:
        return None
    try:
        turn = read(Heard(Message(text=sentence), heard.conversation, heard.seed))
    except CowriterError:
        return None
    if not signs_of(turn) & SENSES[name].signs:
        return None
    if name in _TALK or name == "new-song":
        return turn
    return turn.model_copy(update={"unread": (), "notes": (*turn.notes, f'I took that as "{sentence}".')})


def _without_others(turn: Turn, name: str) -> Turn:
    """The turn without what else was read in the words around a single wish."""
    acts = []
    for act in turn.acts:
        if isinstance(act, Change):
            kept = tuple(m for m in act.moves if frozenset(signs_of_move(m)) & SENSES[name].signs)
            act = act.model_copy(update={"moves": kept}) if kept else act
        acts.append(act)
    return turn.model_copy(update={"acts": tuple(acts)})


def _asked(told: list[tuple[str, float]], heard: Heard) -> Turn | None:
    """The likeliest wishes to pick from, where none stands out."""
    options = [s for name, p in told[:4] if p >= _OFFERED and name not in _TALK and (s := plainly(name, heard))]
    if len(options) < 2 or told[0][1] < _WORTH_ASKING:
        return None
    return Turn(acts=(Clarify(question="Which of these comes nearest?", options=tuple(options)),), unread=heard.unheard)


_WITHOUT_SONG = _TALK | {"theory", "cannot", "new-song"}
