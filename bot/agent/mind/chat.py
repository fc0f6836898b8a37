"""A chat model as a mind: one question, at most one repair, a time limit for all of it; and talk, streamed."""

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

from bot.agent.conversation import Conversation, Message
from bot.agent.mind.acts import turn_in
from bot.agent.mind.calls import InvalidAnswerError
from bot.agent.mind.guard import HELD_BACK, clean, echoes
from bot.agent.mind.limit import Deadline, TimeUpError
from bot.agent.mind.models import chat_model, secrets_of
from bot.agent.mind.scene import document
from bot.agent.mind.tools import fitting, tool
from bot.agent.turn import Turn
from bot.agent.understand import Words
from bot.settings import Settings
from prompts import prompt
from skills.errors import CowriterError, MissingPartError, RequestError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_log = logging.getLogger(__name__)
_ROUNDS = 2
_LONGEST_TALK = 700
"""Characters."""
_STATUS = {
    401: "did not accept the key", 403: "did not accept the key", 404: "is not known at its address",
    408: "took too long", 413: "found your message too long", 429: "is too busy",
}  # fmt: skip


class ChatModelError(CowriterError):
    """The chat model gave nothing that can be used; the sentence says why and what was done instead."""

    def __init__(self, what: str) -> None:
        """``what`` the model did, as in "took too long"."""
        super().__init__(f"The chat model {what}, so I read your words without it.")


class ChatMind:
    """A chat model with a time limit."""

    def __init__(self, model: "BaseChatModel", timeout: float) -> None:
        """``timeout`` in seconds, for one message with its repair, and for one talk."""
        self._model = model
        self._timeout = timeout
        self._secrets = secrets_of(model)

    @classmethod
    def configured(cls, settings: Settings) -> Self:
        """The mind that the settings name. Raises SettingsError or MissingPartError."""
        return cls(chat_model(settings), settings.model_timeout)

    def warm(self) -> None:
        """Load a model that runs on this machine."""
        load = getattr(self._model, "load", None)
        if load is not None:
            load()

    def turn(self, words: Words) -> Turn:
        """What the model makes of a message.

        Raises:
            ChatModelError: when it makes nothing of it that can be used.
            RequestError: when the words ask for what cannot be.
        """
        deadline = Deadline(self._timeout)
        try:
            return deadline.wait(lambda: self._read(words))
        except RequestError:
            raise
        except Exception as error:  # a provider may raise anything; the words are read all the same
            _log.info("chat model failed: %s", type(error).__name__)
            raise ChatModelError(_what_happened(error)) from error

    def _read(self, words: Words) -> Turn:
        from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

        offered = [tool(act) for act in fitting(words.message, words.conversation)]
        model = self._model.bind_tools(offered, tool_choice="any")
        said: list[BaseMessage] = [
            SystemMessage(prompt("understand")),
            HumanMessage(document(words.message, words.conversation)),
        ]
        problems: tuple[str, ...] = ()
        for _ in range(_ROUNDS):
            answer = model.invoke(said)
            try:
                return turn_in(answer, words, self._secrets)
            except InvalidAnswerError as error:
                problems = error.problems
                _log.info("chat model answered amiss: %s", "; ".join(problems))
            listed = "\n".join(f"- {problem[:300]}" for problem in problems)
            said += [AIMessage(_quoted(answer)), HumanMessage(prompt("repair").replace("{problems}", listed))]
        raise InvalidAnswerError(*problems)

    def talk(self, message: Message, conversation: Conversation, instead: str) -> Iterator[str]:
        """A friendly answer, in pieces of whole words as they come.

        A few words are held back until what follows them shows that they are no echo of a prompt. When
        the model fails before anything was said, ``instead`` is said.
        """
        from langchain_core.messages import HumanMessage, SystemMessage

        asked: list[BaseMessage] = [SystemMessage(prompt("talk")), HumanMessage(document(message, conversation))]
        told, heard, whole = 0, "", False
        try:
            for chunk in Deadline(self._timeout).each(lambda: self._model.stream(asked)):
                heard += chunk.text
                if echoes(clean(heard), self._secrets) or len(heard) > _LONGEST_TALK:
                    break
                safe = _held_back(clean(heard))
                if len(safe) > told:
                    yield safe[told:]
                    told = len(safe)
            else:
                whole = True
        except Exception as error:
            _log.info("chat model failed: %s", type(error).__name__)
        text = clean(heard).strip()
        if whole and text:
            yield text[told:]
        elif told:
            yield "..."
        else:
            yield instead


def _held_back(text: str) -> str:
    """The text up to the words that may still turn out to be the start of an echo."""
    ends = [match.end() for match in re.finditer(r"\w+\W*", text)]
    return text[: ends[-HELD_BACK - 1]].rstrip() if len(ends) > HELD_BACK else ""


def _quoted(answer: "BaseMessage") -> str:
    """An answer as plain text, so that every provider takes it back."""
    made = [f"{call['name']}({call['args']})" for call in getattr(answer, "tool_calls", None) or []]
    return ("\n".join(made) or answer.text or "(nothing)")[:4000]


def _what_happened(error: Exception) -> str:
    """What a model did, for a sentence."""
    status = getattr(error, "status_code", None)
    kind = type(error).__name__
    if isinstance(error, TimeUpError) or "Timeout" in kind:
        return "took too long"
    if isinstance(error, MissingPartError):
        return "could not be loaded"
    if isinstance(error, InvalidAnswerError):
        return "answered with something I cannot use"
    if isinstance(status, int) and (known := _STATUS.get(status)):
        return known
    if isinstance(status, int) and status >= 500:
        return "is out of order"
    if "Connect" in kind or isinstance(error, OSError):
        return "could not be reached"
    return "did not answer as it should"
