"""What a call of ``pult`` loads, by name: a command pays for nothing that it has no use for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.desk import make_desk, make_store, registered
from tests.support.patience import PATIENCE

ROOT = Path(__file__).parents[3]
CALLED = """
import sys
sys.argv[0] = "pult"
from pult import main
code = main()
print(code, *sorted(sys.modules), file=sys.stderr)
"""
UNUSED = (
    "alembic", "core.demo", "core.privacy.finding", "pydantic", "pymorphy3", "rich",
    "sqlalchemy.dialects.postgresql", "sqlalchemy.orm", "textual", "workalendar", "yaml",
)  # fmt: skip
"""What none of these commands has a use for once the policy is kept."""
RULES = (
    "core.desk.handling", "core.desk.tickets", "core.store.event_log.log", "core.tickets.clocks", "core.tickets.decide",
    "core.tickets.filtering", "core.tickets.use_cases.catalogue",
)  # fmt: skip
"""What only those need who read a log or change something."""


def loaded(store: Path, *args: str) -> set[str]:
    """The modules that are loaded when a call has ended well, the policy being kept by a call before it."""
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", CALLED, *args, "--as", "ivanova", "--db", str(store)],
            cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE, stdin=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        )  # fmt: skip
    code, *modules = done.stderr.split()
    assert code == "0", done.stderr
    return set(modules)


def below(modules: set[str], roots: tuple[str, ...]) -> list[str]:
    return sorted(each for each in modules if any(each == root or each.startswith(f"{root}.") for root in roots))


@pytest.mark.parametrize("args", [("queue", "--limit", "20", "--json"), ("queue",), ("org", "list")], ids=" ".join)
def test_a_list_loads_no_rule(tmp_path: Path, args: tuple[str, ...]) -> None:
    assert below(loaded(make_store(tmp_path), *args), UNUSED + RULES) == []


def test_a_queue_loads_no_more_modules_than_it_did(tmp_path: Path) -> None:
    """469 with Python 3.11 (702 once); the room above is for other versions of Python, not for ours."""
    assert len(loaded(make_store(tmp_path), "queue", "--limit", "20", "--json")) <= 500


def test_a_ticket_is_read_without_the_rules_of_privacy(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    number = registered(desk)
    assert below(loaded(desk.path, "ticket", "show", str(number), "--json"), UNUSED) == []


def test_a_comment_loads_the_gate_and_the_rules_and_nothing_else(tmp_path: Path) -> None:
    """758 modules with Python 3.11; the room above is for other versions of Python, not for ours."""
    desk = make_desk(tmp_path)
    found = loaded(desk.path, "ticket", "comment", str(registered(desk)), "--text", "Смотрим журнал.")
    assert below(found, tuple(set(UNUSED) - {"core.privacy.finding", "pymorphy3"})) == []
    assert len(found) <= 780
