"""Names of sections and what they mean in a form."""

import pytest

from skills.place import find_place
from skills.plan import SectionKind

_FORM: tuple[SectionKind, ...] = (
    "intro", "verse", "pre-chorus", "chorus", "verse", "chorus", "bridge", "chorus", "chorus", "outro",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("verse", (1, 4)),
        ("Verse 2", (4,)),
        ("second verse", (4,)),
        ("verse 3", ()),
        ("choruses", (3, 5, 7, 8)),
        ("last chorus", (8,)),
        ("Final Chorus", (8,)),
        ("pre chorus", (2,)),
        ("post_chorus", ()),
        ("before bridge", (5,)),
        ("after bridge", (7,)),
        ("before last chorus", (6,)),
        ("before chorus", (2, 4, 6)),
        ("before chorus 4", (7,)),
        ("before intro", ()),
        ("after outro", ()),
    ],
)
def test_a_name_picks_its_sections(name: str, places: tuple[int, ...]) -> None:
    place = find_place(name)
    assert place is not None
    assert place.picks(_FORM) == places


@pytest.mark.parametrize("name", ["", "the song", "bar 5", "Start"])
def test_other_names_are_no_sections(name: str) -> None:
    assert find_place(name) is None
