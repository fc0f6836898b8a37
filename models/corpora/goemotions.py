"""GoEmotions: 54,263 short comments, each with one or more of 28 emotions.

Demszky et al. 2020, "GoEmotions: A Dataset of Fine-Grained Emotions"; Apache-2.0; its own split is kept.
A comment's feeling is the mean of its emotions' places. Valence and arousal follow the pleasure and
arousal that Russell & Mehrabian (1977) found for the nearest of their 151 terms (angry -.51 .59,
disgusted -.60 .35, fearful -.64 .60, happy .81 .51, hopeful .51 .23, in love .82 .65, regretful
-.52 .02, sad -.63 -.27, surprised .40 .67, thankful .61 .10), rounded, with arousal brought from
-1..1 to 0..1 and the quiet emotions set lower by hand, since "sad" in a song is still. Tension was set
by hand after Schimmack & Grob (2000): highest where one is activated and threatened (nervousness,
fear, anger), middling where something is unsettled (confusion, surprise, desire), low in pleasant
rest. Surprise is put at neutral valence: of the comments so labelled as many are bad surprises as good.
"""

from pathlib import Path
from statistics import fmean

from models.corpora.feelings import SPLITS, Corpus, Example

# valence, arousal, tension
PLACES: dict[str, tuple[float, float, float]] = {
    "admiration": (0.65, 0.55, 0.15), "amusement": (0.65, 0.65, 0.20), "anger": (-0.60, 0.85, 0.80),
    "annoyance": (-0.45, 0.65, 0.55), "approval": (0.40, 0.40, 0.20), "caring": (0.55, 0.30, 0.15),
    "confusion": (-0.25, 0.55, 0.50), "curiosity": (0.20, 0.60, 0.35), "desire": (0.40, 0.60, 0.40),
    "disappointment": (-0.55, 0.30, 0.40), "disapproval": (-0.40, 0.50, 0.45), "disgust": (-0.65, 0.65, 0.60),
    "embarrassment": (-0.45, 0.60, 0.60), "excitement": (0.65, 0.90, 0.35), "fear": (-0.65, 0.80, 0.90),
    "gratitude": (0.65, 0.45, 0.10), "grief": (-0.80, 0.35, 0.50), "joy": (0.80, 0.65, 0.15),
    "love": (0.80, 0.50, 0.15), "nervousness": (-0.35, 0.75, 0.90), "optimism": (0.55, 0.50, 0.25),
    "pride": (0.75, 0.70, 0.20), "realization": (0.05, 0.45, 0.30), "relief": (0.50, 0.30, 0.15),
    "remorse": (-0.55, 0.40, 0.50), "sadness": (-0.65, 0.25, 0.40), "surprise": (0.05, 0.80, 0.50),
    "neutral": (0.00, 0.40, 0.30),
}  # fmt: skip


def read(folder: Path) -> Corpus:
    """Every comment, by split. Raises OSError, KeyError or ValueError where the files are not GoEmotions'."""
    names = (folder / "labels.txt").read_text(encoding="utf-8").split()
    return {split: _rows(folder / f"{split}.tsv", names) for split in SPLITS}


def _rows(path: Path, names: list[str]) -> list[Example]:
    examples = []
    for line in filter(None, path.read_text(encoding="utf-8").split("\n")):
        text, labels, *_ = line.split("\t")
        places = [PLACES[names[int(label)]] for label in labels.split(",")]
        examples.append(Example(text, *(fmean(axis) for axis in zip(*places, strict=True))))
    return examples
