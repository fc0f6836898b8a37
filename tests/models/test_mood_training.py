"""Training, on a tiny corpus in the real corpora's own files: it learns, it resumes, it repeats itself."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
import torch

from models.corpora import emobank, goemotions
from models.corpora.feelings import NEUTRAL, Split, of_words, tense
from models.networks.encoder import WIDTH, Encoder, folder
from models.networks.mood import feel
from models.training.figures import correlate, linear, pearson, ridge
from models.training.mood import Epoch, Rated, Recipe, calibrate, train
from models.training.vectors import encode
from models.training.weights import write as write_weights
from tests.models import corpora as tiny

RECIPE = Recipe(units=8, epochs=6, patience=6, batch=16, dropout=0.2, seed=3)
Encoded = Mapping[str, Mapping[Split, Rated]]


@pytest.fixture(scope="module")
def reader() -> Encoder:
    path = folder()
    assert path is not None
    return Encoder.load(path)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, reader: Encoder) -> Encoded:
    path = tmp_path_factory.mktemp("data")
    tiny.write(path)
    read = {"EmoBank": emobank.read(path / "emobank"), "GoEmotions": goemotions.read(path / "goemotions")}
    return {name: encode(corpus, reader, None) for name, corpus in read.items()}


def test_the_readers_keep_each_corpus_and_its_split(tmp_path: Path) -> None:
    tiny.write(tmp_path)
    bank, emotions = emobank.read(tmp_path / "emobank"), goemotions.read(tmp_path / "goemotions")
    assert {split: len(rows) for split, rows in bank.items()} == {"train": 50, "dev": 10, "test": 10}
    assert {split: len(rows) for split, rows in emotions.items()} == {"train": 50, "dev": 10, "test": 10}
    first = bank["train"][0]
    assert first.text == 'a lovely day, "at the station"'
    assert first.valence == pytest.approx(0.3) and first.arousal == pytest.approx(0.525)
    glad = emotions["train"][0]
    assert glad.valence == pytest.approx(fmean(goemotions.PLACES[name][0] for name in ("joy", "love")))


@pytest.mark.parametrize("places", [goemotions.PLACES])
def test_every_emotion_has_a_place_on_the_scale(places: Mapping[str, tuple[float, float, float]]) -> None:
    assert len(places) == 28
    assert all(-1 <= v <= 1 and 0 <= a <= 1 and 0 <= t <= 1 for v, a, t in places.values())
    assert places["nervousness"][2] > places["sadness"][2] > places["joy"][2]


def test_tension_grows_with_arousal_and_displeasure_and_falls_with_control() -> None:
    for low, high in ((0.1, 0.5), (0.5, 0.9)):
        assert tense(-0.5, low, 0.0) < tense(-0.5, high, 0.0)
        assert tense(low, 0.8, 0.0) > tense(high, 0.8, 0.0)
        assert tense(-0.5, 0.8, low) > tense(-0.5, 0.8, high)
    assert all(0 <= tense(v, a, d) <= 1 for v in (-1, 0, 1) for a in (0, 1) for d in (-1, 0, 1))


def test_a_vocabulary_is_split_the_same_way_every_time() -> None:
    places = {f"word{n}": (n / 1000, 0.5, 0.5) for n in range(1000)}
    corpus = of_words(places)
    assert corpus == of_words(dict(reversed(places.items())))
    assert sum(map(len, corpus.values())) == 1000
    assert all(60 <= len(corpus[split]) <= 140 for split in ("dev", "test"))
    more = of_words(places | {"aardvark": (0.1, 0.5, 0.5), "zebra": (0.1, 0.5, 0.5)})
    assert all(set(corpus[split]) <= set(more[split]) for split in corpus), "another word moves none of the others"


def test_loss_falls_and_what_is_learned_holds_on_texts_not_trained_on(data: Encoded) -> None:
    told: list[Epoch] = []
    trained = train(data, replace(RECIPE, epochs=20, patience=20), told=told.append)
    assert tuple(told) == trained.epochs and [e.number for e in told] == list(range(1, 21))
    assert told[-1].loss < 0.5 * told[0].loss
    for splits in data.values():
        assert pearson(trained.weights, splits["test"])[0] > 0.8


def test_the_lens_of_a_corpus_takes_up_its_scale(data: Encoded) -> None:
    """A corpus rated on half the scale teaches the same feelings as on the whole."""
    whole = data["EmoBank"]
    middle = np.array([0.0, 0.45, 0.35], np.float32)
    half = {split: Rated(r.vectors, (r.feelings - middle) / 2 + middle) for split, r in whole.items()}
    trained = train({"whole": whole, "half": half}, replace(RECIPE, epochs=60, patience=60))
    assert trained.lenses["half"][0] == pytest.approx(0.5, abs=0.15)


def test_neutral_texts_are_set_in_the_middle_and_nothing_changes_places(data: Encoded) -> None:
    weights, vectors = train(data, RECIPE).weights, data["GoEmotions"]["train"].vectors
    neutral = vectors[:9]
    moved = calibrate(weights, neutral)
    assert np.allclose(np.median(feel(moved, neutral), axis=0), NEUTRAL, atol=1e-4)
    before, after = feel(weights, vectors), feel(moved, vectors)
    assert np.array_equal(before.argsort(axis=0), after.argsort(axis=0))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(data: Encoded, tmp_path: Path) -> None:
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        write_weights(tmp_path / name, train(data, replace(RECIPE, seed=seed)).weights)
    a, b, c = ((tmp_path / name).read_bytes() for name in "abc")
    assert a == b != c


@pytest.mark.parametrize("stopped", [1, 3, 5])
def test_training_that_was_stopped_goes_on_as_if_it_had_not_been(data: Encoded, tmp_path: Path, stopped: int) -> None:
    straight = train(data, RECIPE)

    class StopError(Exception):
        pass

    def stop(epoch: Epoch) -> None:
        if epoch.number == stopped + 1:
            raise StopError

    state = tmp_path / "state"
    with pytest.raises(StopError):
        train(data, RECIPE, state, stop)
    told: list[Epoch] = []
    resumed = train(data, RECIPE, state, told.append)
    assert told[0].number == stopped + 1
    assert resumed.epochs == straight.epochs
    assert all(np.array_equal(resumed.weights[name], w) for name, w in straight.weights.items())


def test_the_state_of_another_recipe_is_not_taken_up(data: Encoded, tmp_path: Path) -> None:
    state = tmp_path / "state"
    train(data, RECIPE, state)
    other = replace(RECIPE, seed=9)
    assert train(data, other, state).epochs == train(data, other).epochs


def test_training_stops_early_and_never_sees_the_test_split(data: Encoded) -> None:
    blind = {
        name: {
            split: r if split != "test" else Rated(r.vectors * np.nan, r.feelings * np.nan) for split, r in s.items()
        }
        for name, s in data.items()
    }
    recipe = replace(RECIPE, epochs=60, patience=2)
    trained = train(blind, recipe)
    best = max(trained.epochs, key=lambda e: e.dev).number
    assert len(trained.epochs) == min(best + 2, 60)
    assert trained.epochs == train(data, recipe).epochs


def test_what_is_trained_is_what_is_used(data: Encoded) -> None:
    """The network as used, in NumPy, is the one trained, in torch: undropped, they agree."""
    trained = train(data, replace(RECIPE, dropout=0.0))
    w, rows = trained.weights, data["EmoBank"]["dev"].vectors
    layers = torch.nn.Sequential(torch.nn.Linear(WIDTH, 8), torch.nn.GELU(), torch.nn.Linear(8, 3))
    with torch.no_grad():
        for layer, name in ((layers[0], "hidden"), (layers[2], "out")):
            layer.weight.copy_(torch.from_numpy(w[name].T))
            layer.bias.copy_(torch.from_numpy(w[f"{name}_bias"]))
        out = layers(torch.from_numpy((rows - w["centre"]) / w["spread"])).numpy()
    expected = np.concatenate([np.tanh(out[:, :1]), 1 / (1 + np.exp(-out[:, 1:]))], axis=1)
    assert np.allclose(feel(w, rows), expected, atol=1e-5)


def test_vectors_are_kept_and_taken_up_again(tmp_path: Path, reader: Encoder) -> None:
    tiny.write(tmp_path)
    corpus = emobank.read(tmp_path / "emobank")
    shares: list[float] = []
    first = encode(corpus, reader, tmp_path / "kept", shares.append)
    assert shares == sorted(shares) and shares[-1] == 1
    nobody = Encoder(reader.tokenizer, {})
    again = encode(corpus, nobody, tmp_path / "kept")
    assert all(np.array_equal(first[split].vectors, again[split].vectors) for split in first)


def test_the_linear_baseline_is_least_squares(data: Encoded) -> None:
    """On its own training data a ridge of no penalty fits what a line can fit: here, everything."""
    splits = data["EmoBank"]
    told = linear(ridge([splits["train"]], penalty=1e-3), splits["train"].vectors)
    assert min(correlate(told, splits["train"].feelings)) > 0.99
    assert correlate(np.ones((4, 3), np.float32), splits["train"].feelings[:4]) == (0, 0, 0)
