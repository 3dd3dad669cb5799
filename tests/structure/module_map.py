"""The map of the house: each folder and each module with the first sentence of its docstring, as ``docs/map.md``.

``python -m tests.structure.module_map`` writes it anew; ``test_module_map.py`` compares the two.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / "docs" / "map.md"
PACKAGES: Final = ("console", "core", "config")
PREFACE: Final = """\
# Map

Every folder and every module of the house with the first sentence of its docstring: where to look for the room that a
matter belongs to. [architecture.md](architecture.md) tells how the rooms work together. This page is made from the
source by `make map`; a test compares the two, so what a line says is mended in the docstring and never here.
"""
SENTENCE_END: Final = re.compile(r"\.(?=\s+(?:[A-Z:]|``)|$)")
"""A full stop before a new English sentence: «п. 5.5» and «Прил. 2» have none."""


def first_sentence(docstring: str) -> str:
    """What a docstring says first, on one line and without its full stop."""
    paragraph = " ".join(docstring.split("\n\n", maxsplit=1)[0].split())
    return SENTENCE_END.split(paragraph, maxsplit=1)[0]


def docstring_of(path: Path) -> str:
    """The docstring of a module; empty where it has none."""
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def modules() -> Iterator[Path]:
    """Every module of the house, folders before what stands in them."""
    yield ROOT / "pult.py"
    for package in PACKAGES:
        found = (path for path in (ROOT / package).rglob("*.py") if "__pycache__" not in path.parts)
        yield from sorted(found, key=lambda path: (path.parent.parts, path.name != "__init__.py", path.name))


def lines() -> Iterator[str]:
    """The page, line by line."""
    yield from PREFACE.splitlines()
    for path in modules():
        said = first_sentence(docstring_of(path))
        if path.name == "__init__.py":
            yield from ("", f"## {path.parent.relative_to(ROOT)}/", "", said + ".", "")
        elif path.parent == ROOT:
            yield from ("", f"* `{path.name}`: {said}")
        else:
            yield f"* `{path.name}`: {said}"


def page() -> str:
    """The whole page, with no two empty lines in a row."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines())).rstrip("\n") + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
