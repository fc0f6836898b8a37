"""The card that pictures are drawn on: its colours, its axes, and the way to bytes.

A dark card with its own background reads the same in light and dark chats. Colours are Okabe and
Ito's (2008), which people with any colour vision tell apart. Matplotlib's object interface is used
and artists are placed in pixels: no pyplot, nothing global, no axes (which cost more than all the notes),
and no dates in the file.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.ft2font import FT2Font

WIDTH, HEIGHT, DPI = 1600, 900, 100
"""Size of a picture in pixels, and pixels in matplotlib's inch."""

BACKGROUND, PANEL, BAND, GRID, FAINT, INK = "#1b1f27", "#232832", "#2b313d", "#3b4250", "#9aa3b2", "#eef1f5"
ORANGE, SKY, GREEN, YELLOW, BLUE, RED, PINK, WHITE = (
    "#e69f00", "#56b4e9", "#1fbf92", "#f0e442", "#5b8def", "#ee6c3a", "#d98cb8", "#d5dae2",
)  # fmt: skip


def card(title: str) -> "Figure":
    """An empty card with its title at the top left."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=BACKGROUND)
    FigureCanvasAgg(figure)
    write(figure, 40, 44, fitted(title, 1000, 25), 25, INK, weight="bold")
    return figure


class Panel(NamedTuple):
    """A rectangle of the card, in pixels from the top left, with its own scales."""

    left: float
    top: float
    width: float
    height: float
    first: float
    last: float
    """What its left and right edges stand for."""
    low: float
    high: float
    """What its lower and upper edges stand for."""

    def x(self, value: float) -> float:
        """Pixels from the left of the card."""
        return self.left + (value - self.first) / (self.last - self.first) * self.width

    def y(self, value: float) -> float:
        """Pixels from the top of the card."""
        return self.top + (self.high - value) / (self.high - self.low) * self.height


def boxes(
    figure: "Figure",
    panel: Panel,
    edges: Sequence[tuple[float, float, float, float]],
    colour: str,
    strengths: Sequence[float] | float,
) -> None:
    """Fill rectangles, in the panel's own scales, each as solid (0 to 1) as its strength says."""
    import numpy as np
    from matplotlib.collections import PolyCollection
    from matplotlib.colors import to_rgb
    from matplotlib.transforms import IdentityTransform

    if not edges:
        return
    left, right, low, high = np.array(edges, dtype=float).T
    x0, x1, y0, y1 = panel.x(left), panel.x(right), HEIGHT - panel.y(low), HEIGHT - panel.y(high)
    corners = np.stack([x0, y0, x0, y1, x1, y1, x1, y0], axis=1).reshape(-1, 4, 2)
    shades = np.empty((len(edges), 4))
    shades[:, :3] = to_rgb(colour)
    shades[:, 3] = strengths
    figure.add_artist(
        PolyCollection(list(corners), facecolors=shades, edgecolors="none", transform=IdentityTransform())
    )


def line(
    figure: "Figure",
    panel: Panel,
    points: Sequence[tuple[float, float]],
    colour: str,
    width: float,
    *,
    dashed: bool = False,
) -> None:
    """Draw a line through points in the panel's own scales; ``width`` in pixels."""
    from matplotlib.lines import Line2D
    from matplotlib.transforms import IdentityTransform

    xs, ys = [panel.x(x) for x, _ in points], [HEIGHT - panel.y(y) for _, y in points]
    figure.add_artist(
        Line2D(
            xs,
            ys,
            color=colour,
            linewidth=width * 72 / DPI,
            linestyle=(0, (5, 3)) if dashed else "-",
            transform=IdentityTransform(),
        )
    )


def write(
    figure: "Figure",
    x: float,
    y: float,
    text: str,
    size: float,
    colour: str,
    *,
    align: str = "left",
    weight: str = "normal",
) -> None:
    """Put text on the card, ``y`` being its middle, in pixels from the top left; ``size`` in pixels."""
    figure.text(
        x / WIDTH, 1 - y / HEIGHT, drawable(text), fontsize=size * 72 / DPI, color=colour, ha=align,
        va="center_baseline", fontweight=weight, fontfamily="DejaVu Sans", parse_math=False,
    )  # fmt: skip


def png(figure: "Figure") -> bytes:
    """The card as PNG bytes, the same for the same card."""
    from PIL import Image

    canvas = figure.canvas
    canvas.draw()
    pixels = canvas.buffer_rgba()  # type: ignore[attr-defined]  # the Agg canvas has it
    out = BytesIO()
    Image.frombuffer("RGBA", (WIDTH, HEIGHT), pixels).convert("RGB").save(out, "PNG", compress_level=3)
    return out.getvalue()


@cache
def _face() -> tuple["FT2Font", frozenset[int]]:
    import matplotlib
    from matplotlib.ft2font import FT2Font

    face = FT2Font(str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"))
    face.set_size(1000, 72)
    return face, frozenset(face.get_charmap())


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    """Width of a character in ems; 0 if the card's font has no shape for it."""
    face, shapes = _face()
    return (
        0.0 if ord(character) not in shapes else float(face.load_char(ord(character)).linearHoriAdvance) / 65536 / 1000
    )


def drawable(text: str) -> str:
    """The text without characters that the card's font has no shape for."""
    shapes = _face()[1]
    return "".join(c for c in text if ord(c) in shapes)


def text_width(text: str, size: float) -> float:
    """Width in pixels of a text of ``size`` pixels, regular weight."""
    return size * sum(map(_advance, text))


def fitted(text: str, room: float, size: float) -> str:
    """The text, cut with an ellipsis if it is wider than ``room`` pixels."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"
