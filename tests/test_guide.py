"""The operators' guide keeps to the program: its pictures are made from it, its keys exist, its links hold."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from console.commands.registry import REGISTRY, key_title

GUIDE = Path(__file__).parents[1] / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))
_KEY = re.compile(r"`(F\d{1,2}|[A-Z]|\d|Enter|Esc|Пробел|Tab|Shift\+↓)`")
_MOVES = {"Tab", "Enter", "Esc"}
_ARROWS = {"Shift+Down": "Shift+↓"}


def pictures() -> Any:
    """The script that makes the pictures, as a module."""
    spec = spec_from_file_location("guide_pictures", GUIDE / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_that_an_operator_needs_are_there() -> None:
    roles = {"pltp", "vltp", "supervisor", "wall", "admin"}
    daily = {"index", "start", "queue", "keys", "drill", "faq", "reports", "past", "search"}
    assert {page.stem for page in PAGES} == daily | roles


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_key_that_a_page_names_is_bound(page: Path) -> None:
    bound = {key_title(key) for spec in REGISTRY for key in spec.keys}
    bound = {_ARROWS.get(key, key) for key in bound} | _MOVES
    named = set(_KEY.findall(page.read_text(encoding="utf-8")))
    assert sorted(named - bound) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_of_a_page_holds(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (GUIDE / link).exists()] == []


def test_every_picture_is_named_and_made_by_the_script() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"img/(\w+)\.svg", text))
    assert named == set(pictures().SCENES) == {path.stem for path in (GUIDE / "img").glob("*.svg")}


async def test_a_picture_is_what_the_program_shows(tmp_path: Path) -> None:
    """Texts are compared: colours and ids of an SVG may change with the toolkit."""

    def words(svg: str) -> list[str]:
        return re.findall(r">([^<>]+)</text>", svg)

    drawn = await pictures().draw("queue", tmp_path)
    assert words(drawn) == words((GUIDE / "img" / "queue.svg").read_text(encoding="utf-8"))
