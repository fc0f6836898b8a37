"""Files that people send along, as the cases name them: "what key is this? {{tune.mid}}"."""

import re

from bot.agent.conversation import Attachment, Message

_NAMED = re.compile(r"\{\{(.+?)\}\}")


def attached(say: str) -> Message:
    """The message, with a small file of each name in double braces."""
    files = tuple(Attachment(name=name, content=_content(name)) for name in _NAMED.findall(say))
    return Message(text=_NAMED.sub("", say).strip(), attachments=files)


def _content(name: str) -> bytes:
    if name.endswith((".mid", ".midi")):
        from skills.render.midi import write_midi
        from tests.examples import example_song

        return write_midi(example_song())
    return b"RIFF"
