"""Moods from words with the weights that ship: the right side of neutral, the same bytes, an honest error."""

import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from models import mood
from models.corpora.songwriters import PHRASES
from models.mood import MissingWeightsError, available, feelings
from models.networks import encoder
from models.training.figures import sides

CARD = mood.WEIGHTS.parent.parent / "cards" / "mood.md"
TEXTS = list(PHRASES)


@pytest.fixture(scope="module")
def told() -> list[tuple[float, float, float]]:
    return feelings(TEXTS)


def test_phrases_lie_where_people_put_them(told: list[tuple[float, float, float]]) -> None:
    """At least as many on the right side as the model card says."""
    assert len(PHRASES) >= 60
    held = sides(list(PHRASES.values()), told)
    claims = re.findall(r"(?:valence|arousal|tension) (\d+) of (\d+)", CARD.read_text())[:3]
    assert len(claims) == 3
    for axis, (right, of) in enumerate(claims):
        assert sum(held[axis]) >= int(right) and len(held[axis]) == int(of)


@pytest.mark.parametrize(
    ("phrase", "valence"),
    [
        ("like a funeral in the rain", -0.2), ("my dog died this morning", -0.3), ("crying alone", -0.3),
        ("you make me smile every single day", 0.3), ("laughter at the table", 0.3), ("we won", 0.3),
    ],
)  # fmt: skip
def test_clear_phrases_are_clear(phrase: str, valence: float) -> None:
    """The range is the house's own, not the narrow middle of a corpus."""
    found = feelings([phrase])[0][0]
    assert found * valence > 0 and abs(found) >= abs(valence)


@pytest.mark.parametrize(
    ("still", "lively"),
    [
        ("a quiet evening by the fire", "the crowd goes wild"),
        ("falling asleep", "running for your life"),
        ("a slow walk along the beach", "a rave in a burning warehouse"),
        ("calm", "ecstatic"),
    ],
)
def test_the_livelier_of_two_is_told(still: str, lively: str) -> None:
    calm, wild = feelings([still, lively])
    assert calm[1] + 0.1 < wild[1]


@pytest.mark.parametrize(
    ("rest", "strain"),
    [
        ("a nap in a hammock", "I am terrified of the dark"),
        ("bread and honey for breakfast", "the bomb goes off in one minute"),
        ("peaceful", "anxious"),
    ],
)
def test_the_tenser_of_two_is_told(rest: str, strain: str) -> None:
    easy, tense = feelings([rest, strain])
    assert easy[2] + 0.1 < tense[2]


def test_every_feeling_is_in_range_whatever_is_read() -> None:
    odd = [
        "",
        " ",
        "\0",
        "🎉" * 500,
        "word " * 5000,
        "ÿ\u202e\ud7ff",
        "1234567890",
        "Ω≈ç√∫µ",
        "\ud800 lone",
        "a" * 100_000,
    ]
    for v, a, t in feelings(odd):
        assert -1 <= v <= 1 and 0 <= a <= 1 and 0 <= t <= 1
    assert feelings([]) == []


def test_a_feeling_depends_on_nothing_but_the_phrase(told: list[tuple[float, float, float]]) -> None:
    """Alone, in other company, in another order, or while others ask: the same numbers."""
    some = TEXTS[:12]
    assert feelings(some[::-1]) == told[:12][::-1]
    assert [feelings([text])[0] for text in some] == told[:12]
    with ThreadPoolExecutor(4) as crowd:
        assert all(answer == told[:12] for answer in crowd.map(feelings, [some] * 4))


def test_a_fresh_process_tells_the_same_and_loads_no_deep_learning_library() -> None:
    code = (
        "import sys; from models.mood import available, feelings; assert available();"
        "assert not {'tokenizers', 'safetensors', 'scipy'} & set(sys.modules);"
        "print(feelings(['like a funeral in the rain', 'sunny']));"
        "assert not {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(feelings(["like a funeral in the rain", "sunny"]))


@pytest.fixture
def _fresh() -> Iterator[None]:
    for loader in (mood._shipped, mood.sentence_encoder):
        loader.cache_clear()
    yield
    for loader in (mood._shipped, mood.sentence_encoder):
        loader.cache_clear()


@pytest.mark.usefixtures("_fresh")
def test_missing_weights_are_said_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(mood, "WEIGHTS", tmp_path / "none.safetensors")
    assert not available()
    with pytest.raises(MissingWeightsError, match="train it with"):
        feelings(["sad"])


@pytest.mark.usefixtures("_fresh")
def test_a_missing_encoder_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "PACKAGE", "no_such_package_at_all")
    assert not available()
    with pytest.raises(MissingWeightsError, match="install the package"):
        feelings(["sad"])


def test_the_encoder_computes_what_transformers_does() -> None:
    """Layer by layer the same network: the reference implementation, from the same files."""
    import torch
    from transformers import BertModel

    path = encoder.folder()
    assert path is not None
    ours, theirs = encoder.Encoder.load(path), BertModel.from_pretrained(str(path)).eval()
    for text in (*TEXTS[:6], "", "sad", "a much longer line, with commas; and a question? " * 20):
        ids = ours.tokenizer.encode(text).ids
        assert len(ids) <= 128
        with torch.inference_mode():
            states = theirs(torch.tensor([ids]), output_hidden_states=True).hidden_states
        expected = np.concatenate([state[0].mean(dim=0).numpy() for state in states[-4:]])
        assert np.abs(ours.encode(text) - expected).max() < 2e-5


def test_many_at_once_are_encoded_as_one_by_one() -> None:
    path = encoder.folder()
    assert path is not None
    reader = encoder.Encoder.load(path)
    seen = []
    for places, vectors in reader.encode_many(TEXTS, batch=5):
        assert len(places) <= 5
        for place, vector in zip(places, vectors, strict=True):
            seen.append(place)
            assert np.allclose(vector, reader.encode(TEXTS[place]), atol=2e-5)
    assert sorted(seen) == list(range(len(TEXTS)))


def test_the_card_counts_the_words_that_are_there_now() -> None:
    """Words that came later are none that the head saw; when they are many, it is time to train it again."""
    from bot.agent.language.moods import mood_words

    own = sum(mood.name == word for word, mood in mood_words().items())
    told = re.search(r"\| ([\d,]+) words and phrases, a tenth for dev, a tenth for test \|", CARD.read_text())
    assert told is not None
    assert 0.95 * own <= int(told[1].replace(",", "")) <= own


def test_the_weights_are_small_and_their_card_says_what_they_come_from() -> None:
    assert mood.WEIGHTS.stat().st_size < 1_000_000
    card = CARD.read_text()
    for word in ("EmoBank", "CC-BY-SA 4.0", "GoEmotions", "Apache-2.0", "must not"):
        assert word in card
