"""Pictures and feelings in whole phrases: read as the learned model feels them, said so, or left unread."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.agent.language import images, read
from models import mood
from tests.bot.readings import briefs

PICTURES = (
    "a funeral in the rain", "losing a friend", "running for your life", "laughter at the table",
    "the last day of school",
)  # fmt: skip
FRAMES = ("a song like {}", "something like {}", "a piece that sounds like {}", "the feeling of {}", "imagine {}")


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_the_feeling_that_the_model_has_of_it(picture: str, frame: str) -> None:
    reading = read(frame.format(picture))
    (ask,) = reading.asks
    (point,) = ask.points
    assert (ask.kind, ask.value) == ("mood", picture)
    assert (point.valence, point.arousal, point.tension) == mood.feelings([picture])[0]
    assert reading.unread == () and any(picture in note for note in reading.notes)


def test_sad_pictures_are_sad_and_glad_ones_glad() -> None:
    """Whole requests, told apart by nothing but a picture."""
    sad, glad = (
        [read(f"a song like {picture}").asks[0].points[0].valence for picture in pictures]
        for pictures in (("a funeral in the rain", "losing a friend"), ("laughter at the table", "winning the lottery"))
    )
    assert max(sad) < -0.2 < 0.2 < min(glad)


@pytest.mark.parametrize("said", ["like Radiohead", "a song like a waltz", "sounds like jazz with a cello"])
def test_names_styles_and_players_are_no_pictures(said: str) -> None:
    assert not any(wish.startswith("mood") for wish in briefs(said))


@pytest.fixture
def _unlearned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(mood, "WEIGHTS", tmp_path / "none.safetensors")
    images.learned.cache_clear()
    yield
    images.learned.cache_clear()


@pytest.mark.usefixtures("_unlearned")
@pytest.mark.parametrize("picture", PICTURES[1:4])
def test_without_the_model_a_picture_is_left_unread(picture: str) -> None:
    reading = read(f"a sad song like {picture}")
    assert [ask.value for ask in reading.asks] == ["sad"]
    assert picture in " ".join(reading.unread)
