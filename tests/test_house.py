"""The house rules: who may import whom, who may read the environment, how large a room may be."""

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.agent.conduct import ORDER
from skills.skill import SKILLS
from skills.styles import STYLES

HOUSE = Path(__file__).parent.parent
FLOORS = {"prompts": -1, "models": 0, "skills": 1, "bot": 2, "tests": 3}
FILES = {p.relative_to(HOUSE): p for floor in FLOORS for p in sorted((HOUSE / floor).rglob("*.py"))}
# What belongs to the conversation, and has no business in the craft.
CONVERSATION = {"discord", "langchain", "sqlalchemy", "typer", "rich", "pydantic_settings"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imports(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every module a file imports, wherever it does so, with the names taken from it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or "", tuple(alias.name for alias in node.names)


def packages(path: Path) -> set[str]:
    return {module.partition(".")[0] for module, _ in imports(path)}


def attributes(path: Path, of: str) -> set[str]:
    """What a file takes from a module it calls by name, as in ``os.environ``."""
    return {
        node.attr
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == of
    } | {name for module, names in imports(path) for name in names if module == of}


def test_imports_point_down() -> None:
    assert len(FILES) > 40
    up = {
        name: {p for p in packages(path) if p in FLOORS and FLOORS[p] > FLOORS[name.parts[0]]}
        for name, path in FILES.items()
    }
    assert not {name: above for name, above in up.items() if above}


def test_the_craft_knows_no_conversation() -> None:
    mixed = {
        name: packages(path) & CONVERSATION for name, path in FILES.items() if name.parts[0] in ("skills", "models")
    }
    assert not {name: found for name, found in mixed.items() if found}


def test_only_settings_read_the_environment() -> None:
    readers = {
        str(name)
        for name, path in FILES.items()
        if name.parts[0] != "tests" and attributes(path, "os") & {"environ", "environb", "getenv"}
    }
    assert readers <= {"bot/settings.py"}


def test_skills_draw_from_seeded_chance_alone() -> None:
    """No global generator, no hash(), no clock but to give up on what hangs: same plan and seed, same bytes."""
    free = []
    for name, path in FILES.items():
        if name.parts[0] != "skills" or name == Path("skills/chance.py"):
            continue
        calls = {n.func.id for n in ast.walk(tree(path)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
        taken = (
            attributes(path, "random") - {"Random"}
            | attributes(path, "time") - {"monotonic"}
            | packages(path) & {"secrets", "uuid"}
        )
        if taken or "hash" in calls:
            free.append((name, taken))
    assert not free


def test_no_file_is_too_long() -> None:
    assert not [name for name, path in FILES.items() if len(path.read_text().splitlines()) > 600]


def test_every_module_says_what_it_is() -> None:
    silent = [n for n, p in FILES.items() if p.read_text().strip() and not ast.get_docstring(tree(p))]
    assert not silent


@pytest.mark.parametrize("name", ORDER)
def test_every_skill_is_registered_and_says_what_it_does(name: str) -> None:
    importlib.import_module(f"skills.{name}")
    assert len((SKILLS[name].__doc__ or "").split()) >= 5


@pytest.mark.parametrize("room", ["chords", "drums", "bass", "mix"])
def test_every_style_is_known_to_every_room(room: str) -> None:
    """Each room names each style, so that none falls back on another's habits."""
    named = {
        node.value
        for path in (HOUSE / "skills" / room).rglob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(STYLES) <= named
