"""From a model's tool calls to a turn that can be carried out, or to what is wrong with them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.agent.language import Reading
from bot.agent.mind.calls import Call, InvalidAnswerError, calls_in, fitted
from bot.agent.mind.facts import NotAWishError, agreed, canonical, corrected, said
from bot.agent.mind.labels import UnknownNameError, asked, named
from bot.agent.mind.tools import ACTS, fitting, tool
from bot.agent.settle import settle
from bot.agent.turn import Act, Change, Clarify, Lock, Pick, Turn, Write
from bot.agent.understand import Words, embedded
from skills.errors import CowriterError, RequestError
from skills.plan import Ask, Plan

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

_MOST_PROBLEMS = 6


def turn_in(answer: "BaseMessage", words: Words, secrets: tuple[str, ...] = ()) -> Turn:
    """The turn that a model's answer means, with every fact held to the person's words.

    Raises:
        InvalidAnswerError: with what is wrong, for the model.
        RequestError: for the person, when their own words ask for what cannot be.
    """
    problems: list[str] = []
    acts: list[Act] = []
    unread: tuple[str, ...] = ()
    calls = calls_in(answer)
    own = _own(words) if any(call.tool in ("change", "lock") for call in calls) else ()
    for call in calls:
        try:
            act = _act(call, words, secrets)
        except InvalidAnswerError as error:
            problems += error.problems
            continue
        if isinstance(act, Reading):
            takes = call.arguments.get("takes") or 1
            acts.append(_valid(Write, {"plan": _settled(act, words), "scope": act.scope, "takes": takes}))
            unread = act.unread
        elif isinstance(act, Change):
            acts.append(_held_to(act, own))
        elif isinstance(act, Lock) and not act.on:
            acts += [back for back in _given_back(own) or (_ask_back(act),) if back not in acts]
        else:
            acts.append(act)
    if problems:
        raise InvalidAnswerError(*problems[:_MOST_PROBLEMS])
    return Turn(acts=tuple(acts), unread=unread, mind="chat model")


def _act(call: Call, words: Words, secrets: tuple[str, ...]) -> Act | Reading:
    """One call as an act; a new song as its wishes, which are settled later."""
    conversation = words.conversation
    offered = fitting(words.message, conversation)
    if call.tool not in offered:
        raise InvalidAnswerError(f"there is no tool {call.tool[:40]!r}; there are {', '.join(offered)}")
    arguments = fitted(call.arguments, tool(call.tool)["parameters"], secrets)
    if call.tool == "write":
        return _wishes(arguments, words)
    try:
        arguments = (
            named(arguments, conversation) if call.tool != "teach" else {"question": asked(arguments, conversation)}
        )
        act: Act = _valid(ACTS[call.tool], arguments)
    except UnknownNameError as error:
        raise InvalidAnswerError(f"{call.tool}: {error}") from None
    if isinstance(act, Pick) and act.number > len(conversation.choices):
        raise InvalidAnswerError(f"pick: {len(conversation.choices)} things were offered")
    return act


def _valid(cls: Any, arguments: dict[str, Any]) -> Any:
    try:
        return cls.model_validate(arguments)
    except ValidationError as error:
        name = cls.__name__.lower()
        raise InvalidAnswerError(
            *(f"{name}.{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:_MOST_PROBLEMS])
        ) from None


def _wishes(arguments: dict[str, Any], words: Words) -> Reading:
    problems: list[str] = []
    wishes: list[Ask] = []
    listed = arguments.get("wishes", [])
    for item in listed if isinstance(listed, list) else [listed]:
        try:
            wishes += canonical(_valid(Ask, item))
        except InvalidAnswerError as error:
            problems += error.problems
        except NotAWishError as error:
            problems.append(str(error))
    own = said(words.message.text)
    if problems:
        raise InvalidAnswerError(*problems)
    scope = arguments.get("scope", "song") if own.scope == "song" else own.scope
    both = agreed(words.message.text, own, wishes)
    reading: Reading = _valid(Reading, {**both.model_dump(), "scope": scope})
    return reading


def _settled(reading: Reading, words: Words) -> Plan:
    """The plan of both minds' wishes. Raises RequestError where the words alone make none either."""
    text = words.message.text
    try:
        # What was not understood is told with the turn, not with the plan.
        return settle(reading.model_copy(update={"unread": ()}), text, words.chance)
    except RequestError as error:
        settle(said(text), text, words.chance)
        raise InvalidAnswerError(f"write: {error}") from None
    except (ValueError, KeyError) as error:
        raise InvalidAnswerError(f"write: {error}") from None


def _own(words: Words) -> tuple[Act, ...]:
    """What the embedded parser makes of the words; nothing where it cannot read them."""
    try:
        return embedded(words).acts
    except CowriterError:
        return ()


def _held_to(act: Change, own: Sequence[Act]) -> Change:
    """A model's change with the facts that stand in the words, and with all that they say to keep."""
    read = [change for change in own if isinstance(change, Change)]
    moves = corrected(act.moves, [move for change in read for move in change.moves])
    keep = dict.fromkeys((*act.keep, *(target for change in read for target in change.keep)))
    return act.model_copy(update={"moves": moves, "keep": tuple(keep)})


def _given_back(own: Sequence[Act]) -> tuple[Lock, ...]:
    """The locks that the person gave back in plain words: those and no others go, whatever a model makes of it."""
    return tuple(act for act in own if isinstance(act, Lock) and not act.on)


def _ask_back(act: Lock) -> Clarify:
    """A lock is never taken away on a model's word alone."""
    what = " and ".join(act.target.parts) or " and ".join(act.target.sections).lower() or "everything"
    return Clarify(
        question=f"Do you want me to unlock {what}?",
        options=(f"unlock {what}", f"keep {what} locked"),
    )
