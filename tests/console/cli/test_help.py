"""Help: in Russian to the last word, and answered without loading anything heavy."""

import ast
import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from console.cli import russian
from console.cli.command_classes import Settings
from console.cli.main import pult as root
from tests.console.cli.conftest import Cli
from tests.support.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[3]
HEAVY = {
    "pyrage",
    "sqlalchemy",
    "textual",
    "rich",
    "pydantic",
    "pendulum",
    "alembic",
    "workalendar",
    "yaml",
    "sqlite3",
    "asyncio",
}

# Texts for whoever programs with click, and commands that pult does not have.
DEVELOPERS_ONLY = re.compile(
    "Could not determine name|No options defined|Arguments take exactly|defined twice|same flag for true/false"
    "|Unknown (standard stream|color)"
)


def paths(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command, obj=Settings())
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from paths(found, (*path, name))


PATHS = list(paths(root))


def test_every_command_of_the_contract_is_there() -> None:
    assert {" ".join(path) for path in PATHS} >= {
        "console", "demo", "init", "migrate", "verify", "config check", "config show", "config schema", "calendar",
        "worktime add", "worktime between", "sla", "org add", "org list", "org show", "person add", "person list",
        "person show", "user add", "user list", "user block", "user role", "ticket new", "ticket show", "ticket list",
        "ticket comment", "ticket note", "ticket take", "ticket release", "ticket type", "ticket priority",
        "ticket resolve", "ticket confirm", "ticket reject", "ticket close", "queue", "explain",
    }  # fmt: skip


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_is_in_russian(pult: Cli, path: tuple[str, ...]) -> None:
    result = pult(*path, "--help")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"Вызов: {' '.join(('pult', *path))} ")
    assert not re.search(
        r"Usage|Options|Commands|Arguments|Show this|default|required|\b[A-Z]{4,}\b", _prose(result.out)
    )


def _prose(text: str) -> str:
    """Leave out the names of programs, files and variables."""
    return re.sub(r"PULT_\w+|JSON( Schema)?|SQLite|YAML", "", text)


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_option_and_argument_is_explained(path: tuple[str, ...]) -> None:
    command: click.Command = root
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    assert command.help
    assert [param.name for param in command.params if not getattr(param, "help", None)] == []


def test_every_text_that_click_shows_has_a_translation() -> None:
    untranslated = {text for text in _texts_of_click() if text not in russian.TEXTS | russian.PLURALS}
    assert {text for text in untranslated if not DEVELOPERS_ONLY.search(text)} == set()


def test_translations_keep_to_the_fields_that_click_fills_in() -> None:
    pairs = [*russian.TEXTS.items(), *((text, form) for text, forms in russian.PLURALS.items() for form in forms)]
    known = {"possibilities", "choices", "formats", "nargs", "len", "len_value"}
    strangers = {ours for text, ours in pairs if not _fields(ours) <= _fields(text) | known}
    assert strangers == set()


def _fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", text))


def _texts_of_click() -> Iterator[str]:
    for module in russian.MODULES:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)


def test_the_version_is_told(pult: Cli) -> None:
    assert re.fullmatch(r"pult \d+\.\d+.*\n", pult("--version").out)


PROGRAM = """
import json, sys, time
from console.cli.main import main
main(sys.argv[1:])
roots = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps([time.process_time(), roots]), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "args", [("--help",), ("ticket", "--help"), ("ticket", "new", "--help"), ("demo", "--help"), ("sla", "--help"),
             ("config", "check", "--help"), ("worktime", "add", "--help"), ("nothing",)],
    ids=" ".join,
)  # fmt: skip
def test_help_and_usage_errors_load_nothing_heavy(args: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *args], cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    seconds, modules = json.loads(done.stderr.splitlines()[-1])
    assert HEAVY & set(modules) == set()
    assert seconds < 0.5


def test_the_installed_command_gives_its_exit_code() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from console.cli.main import main; sys.exit(main())", "sla", "eror", "high",
         "--json"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 8
    assert json.loads(done.stderr)["error"]["details"]["nearest"] == "error"
