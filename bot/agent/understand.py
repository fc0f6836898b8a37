"""Words in, plan out: what the person meant, decided."""

from bot.agent.language import read
from bot.agent.settle import settle
from skills.plan import Plan


def understand(text: str, seed: int = 0) -> Plan:
    """The plan for a request in plain words.

    Raises RequestError, with a sentence for the person, when no song can be what was asked.
    """
    return settle(read(text), text, seed)
