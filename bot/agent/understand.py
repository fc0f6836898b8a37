"""Words in, decisions out: the one door to both minds.

The mind is a LangChain runnable from ``Words`` (a message, the conversation it belongs to, a seed) to a
``Turn``: a chat model where one is configured, with the embedded parser as its fallback. LangChain costs
half a second to import, so it is loaded with a model or when the runnable is asked for, and a reply that
needs neither waits for neither.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.agent.conversation import Conversation, Message
from bot.agent.language import read
from bot.agent.settle import settle
from bot.agent.turn import Turn
from bot.settings import Settings
from skills.chance import rng
from skills.plan import Plan

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from bot.agent.mind.chat import ChatMind


def seed_for(request: str) -> int:
    """A seed, 0 to 9999, that belongs to the words, so that the same request gives the same song."""
    return rng(0, "request", " ".join(request.split()).casefold()).randrange(10_000)


class Words(NamedTuple):
    """What is to be understood."""

    message: Message
    conversation: Conversation = Conversation()
    seed: int | None = None
    """For a new song; None takes the one that belongs to the words."""

    @property
    def chance(self) -> int:
        """The seed of a new song."""
        return seed_for(self.message.text) if self.seed is None else self.seed


def plan_for(text: str, seed: int = 0) -> Plan:
    """The plan that the embedded parser makes of one request, outside of any conversation.

    Raises RequestError, with a sentence for the person, when no song can be what was asked.
    """
    return settle(read(text), text, seed)


def embedded(words: Words) -> Turn:
    """The turn that the embedded parser reads. Raises RequestError."""
    from bot.agent.language.turns import read_turn

    return read_turn(words.message, words.conversation, words.chance)


class Minds:
    """What this machine understands words with."""

    def __init__(self, settings: Settings) -> None:
        """Choose the minds. Raises SettingsError or MissingPartError where the configured model cannot be had."""
        self._chat: ChatMind | None = None
        if settings.model is not None:
            from bot.agent.mind import chat

            self._chat = chat.ChatMind.configured(settings)

    def __call__(self, message: Message, conversation: Conversation, seed: int | None = None) -> Turn:
        """What a message asks for. Raises RequestError when it asks for what cannot be."""
        words = Words(message, conversation, seed)
        return embedded(words) if self._chat is None else self.runnable.invoke(words)

    @cached_property
    def runnable(self) -> "Runnable[Words, Turn]":
        """Both minds as one LangChain runnable; what a person is to be told (RequestError) goes through it."""
        from langchain_core.runnables import RunnableLambda

        if self._chat is None:
            return RunnableLambda(embedded, name="embedded parser")
        from bot.agent.mind.chat import ChatModelError

        chat = self._chat

        def ask(given: dict[str, Any]) -> Turn:
            return chat.turn(given["words"])

        model = RunnableLambda(ask, name="chat model").with_fallbacks(
            [RunnableLambda(_instead, name="embedded parser")],
            exceptions_to_handle=(ChatModelError,),
            exception_key="failure",
        )
        return RunnableLambda(_opened, name="words") | model

    def talk(self, message: Message, conversation: Conversation, instead: str) -> Iterator[str]:
        """A friendly answer in pieces, as the chat model finds it; ``instead`` without one, or when it fails."""
        if self._chat is None:
            return iter((instead,))
        return self._chat.talk(message, conversation, instead)

    def warm(self) -> None:
        """Load what is slow to load while the person types."""
        if self._chat is not None:
            self._chat.warm()


def _opened(words: Words) -> dict[str, Any]:
    return {"words": words}


def _instead(given: dict[str, Any]) -> Turn:
    """The embedded parser's turn, with a word on why."""
    turn = embedded(given["words"])
    return turn.model_copy(update={"notes": (*turn.notes, str(given["failure"]))})
