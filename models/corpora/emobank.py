"""EmoBank: 10,062 sentences of six genres with valence, arousal and dominance.

Buechel & Hahn 2017, "EmoBank: Studying the Impact of Annotation Perspective and Representation Format
on Dimensional Emotion Analysis"; https://github.com/JULIELab/EmoBank; CC-BY-SA 4.0. Ratings run 1 to 5
and are means over readers and writers, which draws them towards 3. Its own split is kept.
"""

import csv
from pathlib import Path

from models.corpora.feelings import Corpus, Example, tense


def read(folder: Path) -> Corpus:
    """Every sentence, by split. Raises OSError or KeyError where the file is not EmoBank's."""
    corpus: Corpus = {"train": [], "dev": [], "test": []}
    with (folder / "emobank.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            valence, dominance = (float(row["V"]) - 3) / 2, (float(row["D"]) - 3) / 2
            arousal = (float(row["A"]) - 1) / 4
            feeling = (valence, arousal, tense(valence, arousal, dominance))
            for split, examples in corpus.items():
                if row["split"] == split:
                    examples.append(Example(row["text"], *feeling))
    return corpus
