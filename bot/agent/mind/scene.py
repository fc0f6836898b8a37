"""What is known, as one JSON document for a chat model.

JSON is the fence around what people wrote: quotes inside it are escaped, so that no title, file name
or message can end its string and pose as something else. Of attachments only names and sizes are told.
"""

import json
from typing import Any

from bot.agent.conversation import Conversation, Message, Version

_EXCHANGES = 4
_VERSIONS = 8
_CLIPPED = 300


def document(message: Message, conversation: Conversation) -> str:
    """The song at hand, what was offered and said last, and the message."""
    known: dict[str, Any] = {"song": _song(conversation.version, conversation) if conversation.version else None}
    if conversation.choices:
        known["offered"] = [
            {"number": number, "label": _clip(choice.label)} for number, choice in enumerate(conversation.choices, 1)
        ]
    if conversation.exchanges:
        known["earlier"] = [
            {"said": _clip(e.said), "answered": _clip(e.answered)} for e in conversation.exchanges[-_EXCHANGES:]
        ]
    if message.attachments:
        known["attachments"] = [{"name": _clip(a.name), "bytes": len(a.content)} for a in message.attachments]
    known["person"] = conversation.person.model_dump(exclude_none=True)
    return json.dumps({**known, "message": message.text}, ensure_ascii=False, indent=1)


def _song(version: Version, conversation: Conversation) -> dict[str, Any]:
    plan, bar = version.plan, 1
    form = []
    for section in plan.sections:
        form.append({"section": section.label, "bars": f"{bar}-{bar + section.bars - 1}"})
        bar += section.bars
    return {
        "title": _clip(plan.title),
        "style": plan.genre,
        "key": str(plan.key),
        "bpm": round(plan.bpm, 1),
        "metre": plan.metre,
        "seconds": round(plan.beats * 60 / plan.bpm),
        "form": form,
        "parts": [{"name": p.name, "instrument": p.instrument} for p in plan.parts],
        "locked": [t.model_dump(exclude_defaults=True) or "everything" for t in conversation.locks],
        "focus": conversation.focus.model_dump(exclude_defaults=True) or None,
        "version": version.number,
        "versions": [
            {"number": v.number, "request": _clip(v.request), "done": [_clip(d) for d in v.done[:4]]}
            for v in conversation.versions[-_VERSIONS:]
        ],
    }


def _clip(text: str) -> str:
    return text if len(text) <= _CLIPPED else text[: _CLIPPED - 3] + "..."
