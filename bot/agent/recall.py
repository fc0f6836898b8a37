"""Moving among versions: nothing is ever dropped, so every step can be taken back."""

from bot.agent.compare import compare
from bot.agent.conversation import Conversation, NoSongError, Version
from bot.agent.turn import Recall


def move_on(conversation: Conversation, number: int) -> Conversation:
    """The conversation at another version; undo leads back from it."""
    if number == conversation.current:
        return conversation
    trail = conversation.trail if conversation.current is None else (*conversation.trail, conversation.current)
    return conversation.model_copy(update={"current": number, "trail": trail, "undone": ()})


def recall(act: Recall, conversation: Conversation) -> tuple[str, Conversation]:
    """Carry out an undo, a redo or a return, or tell about versions.

    Returns:
        Words (empty when the version gone to speaks for itself) and the conversation then.

    Raises:
        NoSongError: where there is no version to go to.
    """
    if conversation.version is None:
        raise NoSongError("There is no song yet: tell me what to write.")
    match act.what:
        case "undo":
            return "", _undo(conversation, act.steps)
        case "redo":
            return "", _redo(conversation, act.steps)
        case "go":
            number = act.version if act.version is not None else _before(conversation)
            return "", move_on(conversation, conversation.numbered(number).number)
        case "list":
            return listed(conversation), conversation
        case "compare":
            first = conversation.numbered(act.version if act.version is not None else _before(conversation))
            second = conversation.version if act.other is None else conversation.numbered(act.other)
            return _compared(first, second, conversation), conversation


def _undo(conversation: Conversation, steps: int) -> Conversation:
    for _ in range(steps):
        if not conversation.trail or conversation.current is None:
            raise NoSongError("There is nothing further back to undo; versions lists all there are.")
        *trail, back = conversation.trail
        conversation = conversation.model_copy(
            update={
                "current": back,
                "trail": tuple(trail),
                "undone": (*conversation.undone, conversation.current),
            }
        )
    return conversation


def _redo(conversation: Conversation, steps: int) -> Conversation:
    for _ in range(steps):
        if not conversation.undone or conversation.current is None:
            raise NoSongError("There is nothing to redo.")
        *undone, again = conversation.undone
        conversation = conversation.model_copy(
            update={"current": again, "undone": tuple(undone), "trail": (*conversation.trail, conversation.current)}
        )
    return conversation


def _before(conversation: Conversation) -> int:
    """The version before the current one: what it was made from, or what was worked on before."""
    if conversation.version is not None and conversation.version.parent is not None:
        return conversation.version.parent
    if conversation.trail:
        return conversation.trail[-1]
    raise NoSongError("There is only one version so far.")


def listed(conversation: Conversation) -> str:
    """Every version with what was done, the current one marked."""
    lines = []
    for version in conversation.versions:
        mark = "->" if version.number == conversation.current else "  "
        what = ", ".join(version.done) if version.parent is not None else f'"{version.plan.title}", new'
        source = f" (from {version.parent})" if version.parent not in (None, version.number - 1) else ""
        lines.append(f"{mark} {version.number}. {what or version.request}{source}")
    return "\n".join(lines)


def _compared(first: Version, second: Version, conversation: Conversation) -> str:
    if first.number == second.number:
        return f"That is version {first.number} itself."
    against = compare(first.plan, first.song, second.plan, second.song, conversation.renamed(first, second))
    lines = [f"Version {first.number} against version {second.number}:"]
    lines += [f"  {line}" for line in (*against.facts, *against.changed)]
    if against.same:
        lines.append(f"  the same, note for note: {against.same}")
    lines += [f"  measured, {line}" for line in against.measured]
    return "\n".join(lines)
