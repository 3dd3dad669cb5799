"""The figures of the structure, measured from the source alone: ``python -m tests.structure.measures [FOLDER]``.

Run on two checkouts it tells what a change has done to the house. The targets are asserted by ``test_measures.py``.
"""

import ast
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

PACKAGES = ("core", "console")
OVERRIDES = "textual_overrides"
"""The one folder that may know Textual's private parts."""
PAIR = ("MisRun", "mis_run", "mis-run")
"""By what the files of one command pair are found: running the МИС as a user (п. 5.11)."""
OF_TEXTUAL = "textual_privates.py"
"""The one file of tests that may read Textual's private parts: it says why each cannot be observed otherwise."""


PUBLIC_ALL_THE_SAME = frozenset({"_asdict", "_exit", "_fields", "_mapping", "_replace"})
"""Documented names of the standard library and of SQLAlchemy whose underscore keeps them from other names."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured; lengths in lines, ``crowded`` the fullest folder with the number of its modules."""

    modules: int
    crowded: tuple[str, int]
    median_file: int
    longest_file: tuple[str, int]
    median_function: int
    longest_function: tuple[str, int]
    circles: tuple[str, ...]
    names_twice: tuple[str, ...]
    private_in_tests: tuple[str, ...]
    private_of_textual: tuple[str, ...]
    files_of_a_pair: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One module, read."""

    path: Path
    name: str
    tree: ast.Module
    lines: int


def sources(root: Path, *folders: str) -> list[Source]:
    """Every module below the folders, but the migrations of the store, which Alembic alone reads."""
    found = []
    for path in sorted(path for folder in folders for path in (root / folder).rglob("*.py")):
        if "__pycache__" in path.parts or "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Source(path.relative_to(root), name, ast.parse(text), len(text.splitlines())))
    return found


def measure(root: Path) -> Measures:
    """Measure the checkout at ``root``."""
    house = sources(root, *PACKAGES)
    tests = sources(root, "tests")
    folders = Counter(each.path.parent for each in house if each.path.name != "__init__.py")
    functions = [
        (f"{each.name}.{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for each in house
        for node in ast.walk(each.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    files = [(each.name, each.lines) for each in house if each.path.name != "__init__.py"]
    fullest, count = max(folders.items(), key=lambda item: item[1])
    return Measures(
        modules=len(files),
        crowded=(str(fullest), count),
        median_file=round(statistics.median(lines for _, lines in files)),
        longest_file=max(files, key=lambda item: item[1]),
        median_function=round(statistics.median(lines for _, lines in functions)),
        longest_function=max(functions, key=lambda item: item[1]),
        circles=tuple(" ↔ ".join(each) for each in circles(house)),
        names_twice=names_twice(house),
        private_in_tests=tuple(_private_places(each for each in tests if each.path.name != OF_TEXTUAL)),
        private_of_textual=tuple(_private_places(each for each in house if OVERRIDES not in each.path.parts)),
        files_of_a_pair=tuple(
            str(each.path)
            for each in house
            if any(sign in (root / each.path).read_text(encoding="utf-8") for sign in PAIR)
        ),
    )


def _tells_of_the_pair(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return any(sign in text for sign in PAIR)


def graph(house: list[Source]) -> dict[str, set[str]]:
    """Which module imports which, at module level; imports for types alone count, those inside functions do not."""
    known = {each.name for each in house}
    return {each.name: {name for name in _imported(each.tree, known) if name != each.name} for each in house}


def _imported(tree: ast.Module, known: set[str]) -> Iterator[str]:
    for node in _top(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                full = f"{node.module}.{each.name}"
                if full in known:
                    yield full
                elif node.module in known:
                    yield node.module


def _top(tree: ast.AST) -> Iterator[ast.AST]:
    """What stands outside functions."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from _top(node)


def circles(house: list[Source]) -> list[list[str]]:
    """The strongly connected parts of the graph that hold more than one module (Tarjan, 1972)."""
    imports = graph(house)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(imports.get(name, ())):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            part = [stack.pop()]
            while part[-1] != name:
                part.append(stack.pop())
            if len(part) > 1:
                found.append(sorted(part))

    for name in imports:
        if name not in index:
            visit(name)
    return found


def names_twice(house: list[Source]) -> tuple[str, ...]:
    """Public classes of one name in two modules, each with its modules."""
    places: dict[str, list[str]] = defaultdict(list)
    for each in house:
        for node in each.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(each.name)
    return tuple(f"{name}: {', '.join(where)}" for name, where in sorted(places.items()) if len(where) > 1)


def _private_places(modules: Iterable[Source]) -> Iterator[str]:
    for each in modules:
        yield from (f"{each.path}:{node.lineno} {node.attr}" for node in private_reads(each.tree))


def private_reads(tree: ast.Module) -> Iterator[ast.Attribute]:
    """Private attributes of anything but ``self``, ``cls`` and one's own module's classes."""
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or not node.attr.startswith("_") or node.attr.startswith("__"):
            continue
        if node.attr in PUBLIC_ALL_THE_SAME:
            continue
        if not (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls", *own}):
            yield node


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    measured = measure(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    for field in fields(measured):
        value = getattr(measured, field.name)
        listed = isinstance(value, tuple) and not (len(value) == 2 and isinstance(value[1], int))
        lines = [str(len(value)), *value] if listed else [str(value)]
        print(f"{field.name}: " + "\n    ".join(lines))
