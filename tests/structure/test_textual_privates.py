"""Private parts of Textual and Rich are touched in one folder, where each says why; nothing else names one of them."""

import ast
import importlib
import importlib.metadata
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import console

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "console" / "textual_overrides"
FOREIGN = ("rich", "textual")
BY_NAME = frozenset({"delattr", "getattr", "hasattr", "setattr"})
PUBLIC = frozenset({"_asdict", "_fields", "_mapping", "_replace"})
"""Public names that begin like private ones: of named tuples and of rows."""
MADE_BY_TEXTUAL = re.compile(
    "_(abc_impl|computes|css_type_names?|decorated_handlers|default_css|inherit_\\w+|is_base|merged_bindings|reactives)"
)
"""What Textual's metaclasses put into every class."""


def outside() -> list[Path]:
    found = [path for folder in ("console", "core") for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if FOLDER not in path.parents)


def test_no_private_name_of_something_else_is_touched() -> None:
    touched = {}
    for path in outside():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        touched[str(path.relative_to(ROOT))] = [*private_imports(tree), *private_attributes(tree)]
    assert {path: names for path, names in touched.items() if names} == {}


def private_imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            named = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            named = [f"{node.module}.{each.name}" for each in node.names]
        else:
            continue
        yield from (name for name in named if name.startswith(FOREIGN) and "._" in name)


def private_attributes(tree: ast.Module) -> Iterator[str]:
    """Private names of what is neither ``self`` nor ``cls``, unless the same module defines them."""
    own = defined(tree) | PUBLIC
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and private(node.attr) and node.attr not in own and not of_self(node.value):
            yield f"{node.lineno}: {ast.unparse(node)}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BY_NAME:
            name = node.args[1]
            if isinstance(name, ast.Constant) and str(name.value).startswith("_"):
                yield f"{node.lineno}: {ast.unparse(node)}"


def private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


def of_self(value: ast.expr) -> bool:
    named = isinstance(value, ast.Name) and value.id in ("self", "cls", "os")  # os._exit is public
    return named or (isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "super")


def defined(tree: ast.Module) -> set[str]:
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    targets = [
        target
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    flat = [each for target in targets for each in (target.elts if isinstance(target, ast.Tuple) else [target])]
    names |= {each.attr for each in flat if isinstance(each, ast.Attribute) and of_self(each.value)}
    return names | {each.id for each in flat if isinstance(each, ast.Name)}


def test_no_class_overrides_or_reads_what_is_private_in_its_base() -> None:
    found = [
        f"{module.__name__}.{one.__name__}: {name} of {base.__qualname__}"
        for module in modules()
        for one in classes(module)
        for base in one.__mro__
        if base.__module__.split(".")[0] in FOREIGN
        for name in sorted(used(one) & privates(base))
    ]
    assert found == []


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(console.__path__, "console."):
        if not found.name.endswith("__main__") and not found.name.startswith("console.textual_overrides."):
            yield importlib.import_module(found.name)


def classes(module: ModuleType) -> list[type]:
    return [each for each in vars(module).values() if inspect.isclass(each) and each.__module__ == module.__name__]


def used(one: type) -> set[str]:
    """The private names that a class defines, or asks of itself."""
    (tree,) = ast.parse(inspect.cleandoc("\n" + inspect.getsource(one))).body
    asked = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and of_self(node.value)}
    return {name for name in asked | set(vars(one)) if private(name) and not MADE_BY_TEXTUAL.fullmatch(name)}


@cache
def privates(base: type) -> frozenset[str]:
    """The private names that a class of Textual defines, or keeps in its instances."""
    kept = re.findall(r"self\.(_[A-Za-z]\w*)", inspect.getsource(base))
    return frozenset(name for name in (*kept, *vars(base)) if private(name))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("[!_]*.py")), ids=lambda path: path.stem)
def test_each_override_says_its_version_its_reason_and_the_test_that_ends_it(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    version = re.search(r"^Textual: (\S+)\.$", said, re.MULTILINE)
    assert version is not None, "which version it was read in"
    assert version[1] == importlib.metadata.version("textual"), "read it again in this version"
    assert re.search(r"^Why: \S.{20,}", said, re.MULTILINE), "why it is needed"
    tests = re.findall(r"^Test: (\S+)::(\S+)$", said, re.MULTILINE)
    assert tests, "which test fails once it is needed no longer"
    assert [f"{file}::{name}" for file, name in tests if name not in named_tests(file)] == []


def named_tests(file: str) -> set[str]:
    path = ROOT / file
    return set(re.findall(r"^(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
