"""A tiny made-up corpus in the files of EmoBank and GoEmotions, with a feeling one can learn."""

import csv
from pathlib import Path

from models.corpora.goemotions import PLACES

BRIGHT = ("a lovely day", "we are so happy", "what a wonderful gift", "I love this", "good news at last")
DARK = ("he died alone", "a terrible loss", "I am so scared", "they hate us", "pain and misery")
PLACED = ("at the station", "in our street", "said my brother", "this morning", "by the river", "again", "last year")
SPLITS = ("train", "train", "train", "train", "train", "dev", "test")


def write(folder: Path) -> None:
    """Write emobank/emobank.csv and goemotions/{labels.txt,train.tsv,dev.tsv,test.tsv} under a folder."""
    emobank, goemotions = folder / "emobank", folder / "goemotions"
    emobank.mkdir()
    goemotions.mkdir()
    names = list(PLACES)
    (goemotions / "labels.txt").write_text("\n".join(names))
    lines: dict[str, list[str]] = {"train": [], "dev": [], "test": []}
    with (emobank / "emobank.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "split", "V", "A", "D", "text"))
        for number, (place, split) in enumerate(zip(PLACED, SPLITS, strict=True)):
            for count, (bright, dark) in enumerate(zip(BRIGHT, DARK, strict=True)):
                rows.writerow((f"b{number}{count}", split, 3.6, 3.1 + count / 20, 3.2, f'{bright}, "{place}"'))
                rows.writerow((f"d{number}{count}", split, 2.3, 3.2 + count / 20, 2.7, f"{dark} {place}"))
                joy, sad = names.index("joy"), names.index("sadness")
                lines[split] += [f"{place} {bright}\t{joy},{names.index('love')}\tx", f"{place} {dark}\t{sad}\ty"]
    for name, rows_of in lines.items():
        (goemotions / f"{name}.tsv").write_text("\n".join(rows_of) + "\n", encoding="utf-8")
