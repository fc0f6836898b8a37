"""Readings in brief, for tests: "tempo 90", "section_bars @verse 8", "instrument drums -", "only piano, cello"."""

from bot.agent.language import read
from skills.plan import Ask


def brief(ask: Ask) -> str:
    """What a wish says, without the person's words and without points."""
    numbers = ""
    if ask.low is not None or ask.high is not None:
        low, high = (f"{edge:g}" if edge is not None else "" for edge in (ask.low, ask.high))
        numbers = low if low == high else f"{low}..{high}"
    parts = [
        ask.kind,
        f"@{ask.section}" if ask.section else "",
        ask.value,
        numbers,
        f"({ask.role})" if ask.role else "",
        "-" if ask.unwanted else "",
    ]
    return " ".join(part for part in parts if part)


def briefs(text: str) -> list[str]:
    """All wishes of a request in brief, sorted."""
    return sorted(brief(ask) for ask in read(text).asks)


def expected(wishes: str) -> list[str]:
    """The wishes in a table entry, parted by semicolons, sorted."""
    return sorted(wish.strip() for wish in wishes.split(";") if wish.strip())


def table(rows: str) -> list[tuple[str, str]]:
    """Rows of "request => what is expected", one a line; several requests of one meaning are parted by " / "."""
    pairs = [row.split("=>") for row in rows.strip().splitlines()]
    return [(said.strip(), wishes.strip()) for saids, wishes in pairs for said in saids.split(" / ")]
