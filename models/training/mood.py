"""Training the mood head on vectors of rated texts.

Each corpus is rated on a scale of its own: EmoBank's raters keep near the middle, where words for
moods use the whole range. So the head speaks the scale of the first corpus, and every other one is
seen through a lens of its own. What is neutral in it is 0 in valence, and its mean in arousal and
tension, which have no natural middle; about that it is stretched per dimension, by factors that are
learned along with the head and left behind after training. That calibrates the range on training
data alone; ``calibrate`` then sets the middle by texts that people called neutral.
"""

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from models.corpora.feelings import NEUTRAL, Split
from models.networks.encoder import Floats
from models.networks.mood import Weights, feel
from models.training.figures import pearson
from models.training.threads import one_thread

if TYPE_CHECKING:
    import torch


class Rated(NamedTuple):
    """Vectors of texts, shape (n, inputs), with their feelings, shape (n, 3)."""

    vectors: Floats
    feelings: Floats


Corpora = Mapping[str, Mapping[Split, Rated]]
"""By name. The first is the one whose scale the head speaks."""


@dataclass(frozen=True)
class Recipe:
    """What training is done with."""

    units: int = 128
    dropout: float = 0.5
    epochs: int = 40
    """At most; training stops ``patience`` epochs after the best one."""
    patience: int = 5
    batch: int = 256
    rate: float = 1e-3
    decay: float = 0.01
    memory: float = 0.998
    """The head is the running mean of the weights over about 1 / (1 - memory) steps (Polyak & Juditsky 1992)."""
    weights: Mapping[str, float] = field(default_factory=dict)
    """How much an example of each corpus counts; 1 unless named."""
    seed: int = 0


class Epoch(NamedTuple):
    """What an epoch came to."""

    number: int
    """Counted from 1."""
    loss: float
    """Mean squared error in each corpus's own standard deviations, on train."""
    dev: float
    """Mean correlation over corpora and dimensions, on dev."""


@dataclass(frozen=True)
class Trained:
    """The best head by its dev split, and how it came about."""

    weights: Weights
    epochs: tuple[Epoch, ...]
    lenses: dict[str, tuple[float, ...]]
    """How far each corpus stretches the scale of the first, a factor per dimension."""


def train(
    corpora: Corpora,
    recipe: Recipe,
    checkpoint: Path | None = None,
    told: Callable[[Epoch], None] = lambda epoch: None,
) -> Trained:
    """Train a head.

    Args:
        corpora: Vectors with feelings; only their train and dev splits are looked at.
        recipe: What to train with. The same recipe and data give the same weights.
        checkpoint: Where the state is kept after every epoch and taken up again; None keeps none.
        told: Called after every epoch.
    """
    with one_thread():
        return _trained(_Run(corpora, recipe), checkpoint, told)


def _trained(run: "_Run", checkpoint: Path | None, told: Callable[[Epoch], None]) -> Trained:
    if checkpoint is not None and checkpoint.is_file():
        run.load(checkpoint)
    while not run.over:
        told(run.epoch())
        if checkpoint is not None:
            run.save(checkpoint)
    return run.result()


class _Run:
    """The state of one training."""

    def __init__(self, corpora: Corpora, recipe: Recipe) -> None:
        import torch

        names = list(corpora)
        rated = [corpora[name]["train"] for name in names]
        self.corpora, self.recipe = corpora, recipe
        vectors = np.concatenate([r.vectors for r in rated])
        self.centre, self.spread = vectors.mean(axis=0), vectors.std(axis=0) + np.float32(1e-6)
        self.vectors = torch.from_numpy((vectors - self.centre) / self.spread)
        self.feelings = torch.from_numpy(np.concatenate([r.feelings for r in rated]))
        self.corpus = torch.from_numpy(np.repeat(np.arange(len(rated)), [len(r.vectors) for r in rated]))
        self.deviation = torch.from_numpy(np.array([r.feelings.std(axis=0) for r in rated]))
        self.importance = torch.tensor([recipe.weights.get(name, 1.0) for name in names])
        self.middle = torch.tensor(NEUTRAL)
        means = [r.feelings.mean(axis=0) if number else NEUTRAL for number, r in enumerate(rated)]
        self.neutral = torch.from_numpy(np.array([(NEUTRAL[0], *mean[1:]) for mean in means], np.float32))
        self.own = torch.tensor([0.0] + [1.0] * (len(names) - 1))[:, None]
        self.chance = torch.Generator().manual_seed(recipe.seed)
        self.parameters = self._begin(vectors.shape[1], len(names))
        lens = [self.parameters["stretch"]]
        head = [p for name, p in self.parameters.items() if name != "stretch"]
        self.optimiser = torch.optim.AdamW(
            [{"params": head, "weight_decay": recipe.decay}, {"params": lens, "weight_decay": 0.0, "lr": 1e-2}],
            lr=recipe.rate,
        )
        self.mean = {name: p.detach().clone() for name, p in self.parameters.items()}
        self.steps = 0
        self.epochs: list[Epoch] = []
        self.best: dict[str, Floats] = {}

    def _begin(self, inputs: int, corpora: int) -> "dict[str, torch.Tensor]":
        import torch

        def draw(rows: int, columns: int, size: float) -> "torch.Tensor":
            drawn: torch.Tensor = torch.randn(rows, columns, generator=self.chance) * size / rows**0.5
            return drawn.requires_grad_()

        return {
            "hidden": draw(inputs, self.recipe.units, 0.5),
            "hidden_bias": torch.zeros(self.recipe.units, requires_grad=True),
            "out": draw(self.recipe.units, 3, 0.1),
            "out_bias": torch.zeros(3, requires_grad=True),
            "stretch": torch.ones(corpora, 3, requires_grad=True),
        }

    def epoch(self) -> Epoch:
        """See every training example once."""
        import torch

        losses, counted = 0.0, 0
        order = torch.randperm(len(self.vectors), generator=self.chance)
        for rows in torch.split(order, self.recipe.batch):
            corpus = self.corpus[rows]
            stretch = 1 + (self.parameters["stretch"] - 1)[corpus] * self.own[corpus]
            seen = (self._forward(self.vectors[rows]) - self.middle) * stretch + self.neutral[corpus]
            error = ((seen - self.feelings[rows]) / self.deviation[corpus]) ** 2
            loss = (error * self.importance[corpus][:, None]).mean()
            self.optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            self.optimiser.step()
            self._remember()
            losses, counted = losses + float(error.detach().sum()), counted + error.numel()
        weights = self._weights()
        done = Epoch(len(self.epochs) + 1, losses / counted, dev_score(weights, self.corpora))
        if done.dev > max((e.dev for e in self.epochs), default=-1.0):
            self.best = {name: np.array(w) for name, w in weights.items()}
        self.epochs.append(done)
        return done

    def _remember(self) -> None:
        """Take a step into the running mean, which is shorter in the beginning."""
        self.steps += 1
        share = max(1 - self.recipe.memory, 9 / (9 + self.steps))
        for name, parameter in self.parameters.items():
            self.mean[name].lerp_(parameter.detach(), share)

    def _forward(self, vectors: "torch.Tensor") -> "torch.Tensor":
        """``networks.mood.feel``, with dropout."""
        import torch

        p = self.parameters
        hidden = torch.nn.functional.gelu(self._thin(vectors) @ p["hidden"] + p["hidden_bias"])
        out = self._thin(hidden) @ p["out"] + p["out_bias"]
        return torch.cat([torch.tanh(out[:, :1]), torch.sigmoid(out[:, 1:])], dim=-1)

    def _thin(self, x: "torch.Tensor") -> "torch.Tensor":
        import torch

        keep = 1 - self.recipe.dropout
        return x * (torch.rand(x.shape, generator=self.chance) < keep) / keep

    def _weights(self) -> dict[str, Floats]:
        names = ("hidden", "hidden_bias", "out", "out_bias")
        learned = {name: self.mean[name].numpy() for name in names}
        return {"centre": self.centre, "spread": self.spread, **learned}

    @property
    def over(self) -> bool:
        """Whether there is nothing more to gain."""
        best = max(self.epochs, key=lambda e: e.dev).number if self.epochs else 0
        return len(self.epochs) >= self.recipe.epochs or len(self.epochs) - best >= self.recipe.patience > 0 < best

    def result(self) -> Trained:
        """The best head so far."""
        stretch = self.mean["stretch"].numpy().astype(float).round(3)
        lenses = {name: tuple(stretch[n].tolist()) for n, name in enumerate(self.corpora) if n}
        return Trained(self.best, tuple(self.epochs), lenses)

    def save(self, path: Path) -> None:
        """Keep everything that is needed to go on, replacing what was kept before in one step."""
        state: dict[str, Any] = {
            "recipe": self.recipe,
            "parameters": {name: p.detach().numpy() for name, p in self.parameters.items()},
            "mean": {name: p.numpy() for name, p in self.mean.items()},
            "steps": self.steps,
            "optimiser": self.optimiser.state_dict(),
            "chance": self.chance.get_state().numpy(),
            "epochs": self.epochs,
            "best": self.best,
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_bytes(pickle.dumps(state))
        fresh.replace(path)

    def load(self, path: Path) -> None:
        """Take up what was kept; what was kept of another recipe is left alone and training starts anew."""
        import torch

        state = pickle.loads(path.read_bytes())
        if state["recipe"] != self.recipe:
            return
        with torch.no_grad():
            for name, value in state["parameters"].items():
                self.parameters[name].copy_(torch.from_numpy(value))
                self.mean[name].copy_(torch.from_numpy(state["mean"][name]))
        self.steps = state["steps"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.chance.set_state(torch.from_numpy(state["chance"]))
        self.epochs, self.best = state["epochs"], state["best"]


def calibrate(weights: Weights, neutral: Floats) -> Weights:
    """The same head with its biases set so that the median of these neutral texts' vectors is told as ``NEUTRAL``.

    Correlations with ratings hardly change, for every text moves the same way.
    """
    told = np.median(feel(weights, neutral), axis=0)
    moved = _before_squash(np.array(NEUTRAL, np.float32)) - _before_squash(told)
    return {**weights, "out_bias": weights["out_bias"] + moved}


def _before_squash(feeling: Floats) -> Floats:
    odds = feeling[1:] / (1 - feeling[1:])
    return np.concatenate([np.arctanh(feeling[:1]), np.log(odds)])


def dev_score(weights: Weights, corpora: Corpora) -> float:
    """Mean correlation with people's ratings over corpora and dimensions, on the dev splits."""
    return float(np.mean([pearson(weights, splits["dev"]) for splits in corpora.values()]))
