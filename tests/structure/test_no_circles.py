"""No circle in the static import graph of core/ and console/.

What counts: imports at the level of the module, those under ``if TYPE_CHECKING:`` included, for a reader follows them
just the same. What does not: imports inside functions, which are made late on purpose (a heavy library, one backend of
two), and the implicit import of the packages around a module.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDERS: Final = ("core", "console")
KNOWN: Final = frozenset(
    {
        frozenset(
            {
                "core.tickets.changes",
                "core.tickets.changes.base",
                "core.tickets.changes.lifecycle",
                "core.tickets.changes.oversight",
                "core.tickets.changes.work",
                "core.tickets.ticket",
            }
        ),
        frozenset(
            {
                "core.tickets.directory",
                "core.tickets.routing",
                "core.tickets.substitution",
            }
        ),
        frozenset(
            {
                "console.forms.context",
                "console.hindsight",
                "console.host",
                "console.widgets.completer",
                "console.widgets.finder",
            }
        ),
        frozenset(
            {
                "console.screens.dialogs.conflict",
                "console.screens.dialogs.form",
                "console.screens.dialogs.holding",
            }
        ),
    }
)
"""Circles that are still to be undone. The list may only shrink: one that is gone has to be struck off."""


def test_no_module_imports_itself_by_way_of_others() -> None:
    found = {frozenset(each) for each in circles(imports_of(ROOT))}
    new = [" ↔ ".join(sorted(each)) for each in found - KNOWN]
    assert new == []


def test_no_circle_stands_in_the_list_that_is_gone() -> None:
    gone = KNOWN - {frozenset(each) for each in circles(imports_of(ROOT))}
    assert gone == set()


def test_a_circle_is_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set[str]()}
    assert [sorted(each) for each in circles(graph)] == [["b", "c"]]


def imports_of(root: Path) -> dict[str, set[str]]:
    """Which modules of the tree each one imports."""
    files = {_named(path, root): path for folder in FOLDERS for path in (root / folder).rglob("*.py")}
    return {name: set(_imported(path, name, files)) - {name} for name, path in files.items()}


def _named(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(path: Path, name: str, files: Mapping[str, Path]) -> Iterator[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in _at_module_level(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in files)
        else:
            above = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                yield from (each for each in (inner if inner in files else source,) if each in files)


def _at_module_level(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        elif not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _at_module_level(child)


def circles(graph: Mapping[str, set[str]]) -> list[set[str]]:
    """The strongly connected components of more than one module (Tarjan)."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    found: list[set[str]] = []

    def visit(name: str) -> None:
        order[name] = lowest[name] = len(order)
        stack.append(name)
        for other in graph[name]:
            if other not in order:
                visit(other)
                lowest[name] = min(lowest[name], lowest[other])
            elif other in stack:
                lowest[name] = min(lowest[name], order[other])
        if lowest[name] == order[name]:
            cut = stack.index(name)
            if len(stack) - cut > 1:
                found.append(set(stack[cut:]))
            del stack[cut:]

    for name in graph:
        if name not in order:
            visit(name)
    return found
