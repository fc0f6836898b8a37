"""Training the intent head on messages sorted by what they ask for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.corpora.wishes import Wish
from models.networks.encoder import Encoder, Floats
from models.networks.intent import READERS, Weights, letters, likelihoods
from models.training.threads import one_thread

if TYPE_CHECKING:
    import torch


class Sorted(NamedTuple):
    """Messages as the head sees them: vectors (n, 1536), letters (n, BUCKETS) and numbers of intents (n,)."""

    sense: Floats
    spelled: Floats
    intents: NDArray[np.int64]


@dataclass(frozen=True)
class Recipe:
    """What training is done with."""

    units: int = 256
    dropout: float = 0.3
    """On the inputs; half of the hidden units are left out as well."""
    epochs: int = 30
    batch: int = 128
    rate: float = 2e-3
    """The highest; it rises and falls once over the training (Smith & Topin 2019)."""
    decay: float = 0.05
    smoothing: float = 0.05
    seed: int = 0


def see(wishes: Sequence[Wish], intents: Sequence[str], encoder: Encoder) -> Sorted:
    """Messages as the head sees them."""
    sense = np.zeros((len(wishes), encoder.encode("").shape[0]), np.float32)
    for places, part in encoder.encode_many([w.text for w in wishes]):
        sense[places] = part
    spelled = np.array([letters(w.text) for w in wishes], np.float32)
    return Sorted(sense, spelled, np.array([intents.index(w.intent) for w in wishes], np.int64))


def train(
    seen: Sorted, intents: int, recipe: Recipe, told: Callable[[str, int, float], None] = lambda name, epoch, loss: None
) -> Weights:
    """Train both readers; the same recipe and messages give the same weights.

    ``told`` is called after every epoch with the reader, the epoch from 1 and the mean cross-entropy.
    """
    weights: dict[str, Floats] = {}
    with one_thread():
        for name, inputs in zip(READERS, (seen.sense, seen.spelled), strict=True):
            weights |= _reader(name, inputs, seen.intents, intents, recipe, told)
    return weights


def _reader(
    name: str,
    inputs: Floats,
    answers: NDArray[np.int64],
    intents: int,
    recipe: Recipe,
    told: Callable[[str, int, float], None],
) -> dict[str, Floats]:
    import torch

    chance = torch.Generator().manual_seed(recipe.seed)
    centre, spread = inputs.mean(axis=0), inputs.std(axis=0) + np.float32(1e-3)
    x, y = torch.from_numpy((inputs - centre) / spread), torch.from_numpy(answers)

    def draw(rows: int, columns: int) -> "torch.Tensor":
        bound = rows**-0.5
        drawn: torch.Tensor = (torch.rand(rows, columns, generator=chance) * 2 - 1) * bound
        return drawn.requires_grad_()

    hidden, out = draw(inputs.shape[1], recipe.units), draw(recipe.units, intents)
    biases = [torch.zeros(n, requires_grad=True) for n in (recipe.units, intents)]
    optimiser = torch.optim.AdamW([hidden, out, *biases], weight_decay=recipe.decay)
    steps = recipe.epochs * -(-len(y) // recipe.batch)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.rate, total_steps=steps)

    def thin(values: "torch.Tensor", share: float) -> "torch.Tensor":
        return values * (torch.rand(values.shape, generator=chance) >= share) / (1 - share)

    for epoch in range(1, recipe.epochs + 1):
        total = 0.0
        for rows in torch.split(torch.randperm(len(y), generator=chance), recipe.batch):
            inner = torch.nn.functional.gelu(thin(x[rows], recipe.dropout) @ hidden + biases[0])
            logits = thin(inner, 0.5) @ out + biases[1]
            loss = torch.nn.functional.cross_entropy(logits, y[rows], label_smoothing=recipe.smoothing)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            pace.step()
            total += float(loss.detach()) * len(rows)
        told(name, epoch, total / len(y))
    learned = {"hidden": hidden, "out": out, "hidden_bias": biases[0], "out_bias": biases[1]}
    return {
        f"{name}_centre": centre, f"{name}_spread": spread,
        **{f"{name}_{part}": np.array(w.detach().numpy(), np.float32) for part, w in learned.items()},
    }  # fmt: skip


class Figures(NamedTuple):
    """How well intents are told."""

    right: float
    """Share of messages whose likeliest intent is the right one."""
    among_three: float
    sure: float
    """Share told with a probability of one half or more ..."""
    sure_right: float
    """... and the share of those that are right."""


def figures(weights: Weights, seen: Sorted) -> Figures:
    """How well a head does."""
    told = likelihoods(weights, seen.sense, seen.spelled)
    order = np.argsort(-told, axis=1)
    right = order[:, 0] == seen.intents
    sure = told.max(axis=1) >= 0.5
    three = (order[:, :3] == seen.intents[:, None]).any(axis=1)
    return Figures(float(right.mean()), float(three.mean()), float(sure.mean()), float(right[sure].mean()))
