"""The structure of the project: floors, sizes, locks, and what the package ships."""

import ast
import importlib.resources
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.patience import PATIENCE

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE, LONGEST_FUNCTION = 500, 50

IMPORT_ALL_OF_CORE = """
import importlib, pkgutil, sys
import core
for module in pkgutil.walk_packages(core.__path__, "core."):
    if ".migrations" not in module.name:  # Alembic alone runs these
        importlib.import_module(module.name)
roots = {name.partition(".")[0] for name in sys.modules}
print(*sorted(roots & {"console", "rich", "textual", "alembic", "pymorphy3", "pyrage", "workalendar"}))
"""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE, stdin=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )  # fmt: skip


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts)


def test_core_loads_without_a_terminal_and_without_what_is_loaded_on_demand() -> None:
    done = run(sys.executable, "-c", IMPORT_ALL_OF_CORE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_imports_go_down_only() -> None:
    done = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()", "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


def test_no_file_is_too_long() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources("config", "console", "core", "tests", "benchmarks")
    }
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sources("config", "console", "core")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length_of(node) > LONGEST_FUNCTION
    ]
    assert too_long == []


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the function, its docstring and decorators apart."""
    first = function.body[0]
    documented = ast.get_docstring(function, clean=False) is not None
    start = first.end_lineno if documented else function.lineno - 1
    return (function.end_lineno or function.lineno) - (start or 0)


@pytest.mark.parametrize("lock", ["build.txt", "dev.txt", "run.txt"])
def test_every_locked_distribution_is_pinned_and_hashed(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).strip())
    assert [entry for entry in entries if not re.match(r"[\w.-]+==[\w.+]+( ;[^\n]+)? \\\n", entry)] == []
    assert [entry for entry in entries if not re.search(r"\n    --hash=sha256:[0-9a-f]{64}", entry)] == []


@pytest.mark.parametrize("lock", ["build.txt", "dev.txt", "run.txt"])
def test_locks_name_no_index_and_no_machine(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    assert re.findall(r"\S*://\S*|--\S*index\S*|--find-links\S*|file:\S*|\s/\w\S*", text) == []


def test_the_tools_are_locked_over_the_same_versions_as_the_program() -> None:
    run_lock, dev_lock = (
        set(re.findall(r"^[\w.-]+==\S+", (ROOT / "requirements" / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("run.txt", "dev.txt")
    )
    assert run_lock - dev_lock == set()


def test_the_shipped_policy_travels_with_the_package() -> None:
    shipped = {entry.name for entry in importlib.resources.files("config").iterdir()}
    assert shipped >= {"calendars", "working_hours.yaml", "priorities.yaml", "labels.yaml"}
