"""From a request to its songs in a folder: the one road that every front end takes."""

from pathlib import Path

from bot.agent.conduct import Progress, Studio, silently
from bot.agent.files import Folder
from bot.agent.reply import Reply, reply
from skills.chance import rng


def seed_for(request: str) -> int:
    """A seed, 0 to 9999, that belongs to the words, so that the same request gives the same song."""
    return rng(0, "request", " ".join(request.split()).casefold()).randrange(10_000)


def answer(
    request: str,
    directory: Path | None,
    studio: Studio,
    *,
    seed: int | None = None,
    takes: int = 1,
    songs: Path = Path("songs"),
    stems: bool = False,
    wav: bool = False,
    progress: Progress = silently,
) -> tuple[Path, tuple[Reply, ...]]:
    """Write what is asked for into a folder, whole or not at all.

    Args:
        request: the person's words.
        directory: where the files go; None makes a folder named after the song under ``songs``.
        studio: makes the files.
        seed: of the first take; None takes the one that belongs to the words.
        takes: how many songs, each with the next seed; more than one go to take-1, take-2, ...
        songs: where folders without a name of their own go.
        stems: adds each track as FLAC.
        wav: adds the song as WAV.
        progress: is told how far the work is.

    Returns:
        The folder, and a reply for each take.

    Raises:
        CowriterError: with a sentence for the person; nothing has been written then.
    """
    from bot.agent.understand import plan_for

    first = seed_for(request) if seed is None else seed
    plans = [plan_for(request, first + take) for take in range(takes)]
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


def slug(title: str) -> str:
    """A title as the name of a folder: small letters and digits, joined with hyphens."""
    words = "".join(c if c.isalnum() and c.isascii() else " " for c in title.casefold()).split()
    return "-".join(words)[:60].strip("-") or "song"
