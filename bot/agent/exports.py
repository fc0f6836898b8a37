"""Files a person asks for by name, chosen from those of a version, and two that are made on request."""

from collections.abc import Mapping
from io import BytesIO
from time import gmtime

from bot.agent.conduct import Work
from bot.agent.reply import chords_in_words, headline

_NAMES = {
    "mp3": ("song.mp3",), "wav": ("song.wav",), "stems": ("stems/",), "midi": ("song.mid",),
    "musicxml": ("lead_sheet.musicxml",), "png": ("lead_sheet.png", "arc.png", "piano_roll.png"),
}  # fmt: skip


def needs_wav_and_stems(formats: tuple[str, ...]) -> bool:
    """Whether the large files, which are not made for every version, are among what is wanted."""
    return bool({"wav", "stems", "all"} & set(formats))


def chosen(work: Work, formats: tuple[str, ...]) -> Mapping[str, bytes]:
    """The files of some formats ("mp3", "stems", "pdf", "text", "all"), by name."""
    everything = "all" in formats
    starts = tuple(start for name in formats for start in _NAMES.get(name, ()))
    files = {name: content for name, content in work.files.items() if everything or name.startswith(starts)}
    if everything or "pdf" in formats:
        files["lead_sheet.pdf"] = _pdf(work.files["lead_sheet.png"], work.plan.title)
    if everything or "text" in formats:
        lines = [headline(work.plan, work.song), "", *chords_in_words(work.plan, work.song)]
        files["chords.txt"] = ("\n".join(lines) + "\n").encode()
    return files


def _pdf(png: bytes, title: str) -> bytes:
    from PIL import Image

    page = BytesIO()
    with Image.open(BytesIO(png)) as image:
        # A fixed date, so that the same song gives the same bytes.
        image.convert("RGB").save(
            page, "PDF", resolution=image.width / 8.27, title=title, creationDate=gmtime(0), modDate=gmtime(0)
        )
    return page.getvalue()
