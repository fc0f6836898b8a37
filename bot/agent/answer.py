"""One request outside of any conversation: from its words to songs in a folder, or to an answer."""

from pathlib import Path

from bot.agent.conduct import Progress, Studio, silently
from bot.agent.conversation import Conversation, Message
from bot.agent.files import Folder, slug
from bot.agent.partner import Mind, Partner
from bot.agent.reply import Reply, reply
from bot.agent.turn import Turn, Write
from bot.agent.understand import seed_for
from skills.plan import Plan


def plan_of(turn: Turn) -> Plan | None:
    """The plan of the song that a turn asks for, or None when it asks for something else."""
    return next((act.plan for act in turn.acts if isinstance(act, Write)), None)


def answer(
    request: str,
    directory: Path | None,
    studio: Studio,
    mind: Mind,
    *,
    seed: int | None = None,
    takes: int = 1,
    songs: Path = Path("songs"),
    stems: bool = False,
    wav: bool = False,
    progress: Progress = silently,
) -> tuple[Path | None, tuple[Reply | str, ...]]:
    """Write what is asked for into a folder, whole or not at all; or answer what asks for no song.

    Args:
        request: the person's words.
        directory: where the files go; None makes a folder named after the song under ``songs``.
        studio: makes the files.
        mind: understands the words.
        seed: of the first take; None takes the one that belongs to the words.
        takes: how many songs, each with the next seed; more than one go to take-1, take-2, ...
        songs: where folders without a name of their own go.
        stems: adds each track as FLAC.
        wav: adds the song as WAV.
        progress: is told how far the work is.

    Returns:
        The folder, and a reply for each take; no folder and plain words where no song is asked for.

    Raises:
        CowriterError: with a sentence for the person; nothing has been written then.
    """
    message, first = Message(text=request), seed_for(request) if seed is None else seed
    plans = []
    for take in range(takes):
        plan = plan_of(mind(message, Conversation(), first + take))
        if plan is None:
            return _other(message, directory, Partner(mind, studio))
        plans.append(plan)
    place = directory or songs / slug(plans[0].title)
    replies = []
    with Folder(place) as folder:
        studio.warm()
        for take, plan in enumerate(plans):
            before = f"take {take + 1}: " if takes > 1 else ""

            def tell(step: str, done: float, take: int = take, before: str = before) -> None:
                progress(before + step, (take + done) / takes)

            work = studio.make(plan, stems=stems, wav=wav, progress=tell)
            inside = f"take-{take + 1}/" if takes > 1 else ""
            for name, content in work.files.items():
                folder.put(inside + name, content)
            for optional in ("song.wav", "stems/*.flac"):
                folder.clear(inside + optional)
            replies.append(reply(work))
    return place, tuple(replies)


def _other(message: Message, directory: Path | None, partner: Partner) -> tuple[Path | None, tuple[str, ...]]:
    """Answer what asks for no song; its pictures and sounds are only kept where a folder is named."""
    answers, _ = partner.answer(message, Conversation())
    files = {name: content for answer in answers for name, content in answer.files.items()}
    if directory is None or not files:
        return None, tuple(answer.words for answer in answers)
    with Folder(directory) as folder:
        for name, content in files.items():
            folder.put(name, content)
    return directory, tuple(answer.words for answer in answers)
