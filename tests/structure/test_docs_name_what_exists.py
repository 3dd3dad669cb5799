"""Every path, module, name and page that the documents name exists: a document that has gone stale fails.

``core/text.py::safe`` names what a module defines, ``core/text.py::Class.method`` what stands in it. Of the changelog
alone nothing is asked: it tells of releases whose modules had other names.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = "benchmarks|config|console|core|deploy|docs|requirements|tests"
PATH = re.compile(rf"(?<![\w/.-])(?:{FOLDERS})/[\w./*-]*[\w*/](?:::\w+(?:\.\w+)*)?")
DOTTED = re.compile(r"(?<![\w/.-])(?:console|core|tests)(?:\.(?!py\b)[A-Za-z_]\w*)+")
BARE = re.compile(r"`(\w+\.py)(?:::\w+)?`")
IMPORTED = re.compile(r"(?:from|import) ((?:console|core)(?:\.\w+)*)")
"""An import, also within a text: what is given to a process of its own is read by no tool."""
LINK = re.compile(r"\]\((?!\w+://|#|mailto:)([^)#\s]+)")


def documents() -> Iterator[Path]:
    for pattern in ("*.md", "docs/**/*.md", "deploy/**/*", ".ci/*", "Makefile"):
        yield from (path for path in sorted(ROOT.glob(pattern)) if path.is_file() and path.name != "CHANGELOG.md")


DOCUMENTS = [str(path.relative_to(ROOT)) for path in documents()]


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def names_in(body: list[ast.stmt]) -> dict[str, ast.stmt]:
    """What a module or a class defines, by name; of ``self.x = …`` in a method, ``x``."""
    found: dict[str, ast.stmt] = {}
    for each in body:
        for node in ast.walk(each):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                found.setdefault(node.attr, each)
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found[each.name] = each
        for target in getattr(each, "targets", [getattr(each, "target", None)]):
            if isinstance(target, ast.Name):
                found[target.id] = each
        if isinstance(each, ast.Import | ast.ImportFrom):
            found |= {(name.asname or name.name): each for name in each.names}
    return found


def defines(module: Path, names: list[str]) -> bool:
    body = tree(module).body
    for name in names:
        found = names_in(body).get(name)
        if found is None:
            return False
        body = found.body if isinstance(found, ast.ClassDef) else []
    return True


def exists(path: str) -> bool:
    """Whether a path is there, seen from the root or, as the page of the regulation does, from ``tests``."""
    name, _, inside = path.partition("::")
    for home in (ROOT, ROOT / "tests"):
        found = list(home.glob(name.rstrip("/")))
        if found:
            return not inside or defines(found[0], inside.split("."))
    return False


def resolves(dotted: str) -> bool:
    """Whether a dotted name is a module, a package, or what one of them defines."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        place, rest = ROOT.joinpath(*parts[:length]), parts[length:]
        module = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
        if module.is_file():
            return not rest or defines(module, rest)
    return ROOT.joinpath(*parts).is_dir()


@cache
def modules_by_name() -> frozenset[str]:
    return frozenset(path.name for path in ROOT.rglob("*.py") if ".venv" not in path.parts)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_is_named_exists(document: str) -> None:
    assert [path for path in PATH.findall(text_of(document)) if not exists(path)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_module_that_is_named_exists(document: str) -> None:
    text = text_of(document)
    assert [dotted for dotted in DOTTED.findall(text) if not resolves(dotted)] == []
    assert [name for name in BARE.findall(text) if name not in modules_by_name()] == []


@pytest.mark.parametrize("document", [name for name in DOCUMENTS if name.endswith(".md")])
def test_every_page_that_is_linked_exists(document: str) -> None:
    home = (ROOT / document).parent
    assert [link for link in LINK.findall(text_of(document)) if not (home / link).exists()] == []


def test_programs_in_texts_import_what_exists() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for folder in ("benchmarks", "tests")
        for path in (ROOT / folder).rglob("*.py")
        for name in IMPORTED.findall(path.read_text(encoding="utf-8"))
        if not resolves(name)
    ]
    assert found == []


def test_what_does_not_exist_is_found() -> None:
    assert not exists("core/nowhere.py")
    assert not exists("core/text.py::nothing")
    assert exists("core/text.py::safe")
    assert exists("console/keys/key_queue.py::KeyQueue.take")
    assert not resolves("core.tickets.ticket.evolve")
    assert resolves("core.tickets.fold.evolve")


def test_every_decision_stands_in_the_table_of_decisions() -> None:
    pages = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md") if path.name != "README.md")
    assert sorted(LINK.findall(text_of("docs/decisions/README.md"))) == pages
    for page in pages:
        headings = re.findall(r"^## (.+)", text_of(f"docs/decisions/{page}"), re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], page
