"""Plans over every style, mode and metre, and songs written from them, for the writers' laws."""

from functools import lru_cache

import skills.arrange
import skills.chords
import skills.melody
from skills.clock import Metre
from skills.plan import ArcPoint, Part, Plan, Section
from skills.skill import SKILLS
from skills.song import Song
from skills.styles import STYLES
from skills.theory.key import Key

assert skills.arrange and skills.chords and skills.melody

FORM = (
    ("intro", "Intro", 4),
    ("verse", "Verse 1", 8),
    ("pre-chorus", "Pre-chorus", 4),
    ("chorus", "Chorus 1", 8),
    ("verse", "Verse 2", 8),
    ("bridge", "Bridge", 8),
    ("chorus", "Chorus 2", 8),
    ("outro", "Outro", 4),
)


def band(genre: str) -> tuple[Part, ...]:
    """The usual band of a style as parts."""
    parts: list[Part] = []
    for role, instrument in STYLES[genre].parts:
        count = 1 + sum(p.role == role for p in parts)
        parts.append(
            Part.model_validate(
                {"name": role if count == 1 else f"{role} {count}", "role": role, "instrument": instrument}
            )
        )
    return tuple(parts)


def plan(
    genre: str = "pop",
    *,
    key: Key | None = None,
    seed: int = 1,
    metre: Metre | None = None,
    form: tuple[tuple[str, str, int], ...] = FORM,
    arousal: tuple[float, float] = (0.25, 0.9),
    valence: tuple[float, float] = (-0.2, 0.7),
    tension: tuple[float, float] = (0.3, 0.4),
) -> Plan:
    """A whole plan in a style, with an arc in a straight line."""
    style = STYLES[genre]
    return Plan(
        request="a test",
        title="A Test",
        seed=seed,
        genre=genre,
        key=key or Key(tonic="D", mode=style.modes[0]),
        bpm=style.bpm[1],
        metre=metre or style.metre,
        swing=style.swing,
        sections=tuple(Section.model_validate({"kind": k, "label": name, "bars": b}) for k, name, b in form),
        parts=band(genre),
        arc=tuple(ArcPoint(at=i, valence=valence[i], arousal=arousal[i], tension=tension[i]) for i in (0, 1)),
    )


@lru_cache(maxsize=512)
def written(plan: Plan, *names: str) -> Song:
    """The plan carried out by the named skills, in order, section by section."""
    song = Song.blank(plan)
    for name in names or ("chords", "melody", "arrange"):
        for section in plan.sections:
            song = SKILLS[name](song, plan, section)
    return song
