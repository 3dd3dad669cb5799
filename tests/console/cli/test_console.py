"""``pult``, ``pult console`` and ``pult demo`` where there is no terminal."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

import core.demo
from console.cli.demo_store import DemoStore
from console.cli.failure import Failure
from tests.console.cli.conftest import Cli, new
from tests.support.desk import moment
from tests.support.patience import PATIENCE

NOW = "2026-11-23T09:00"


@pytest.mark.parametrize("command", [(), ("console",), ("console", "--view", "new")])
def test_without_a_terminal_the_queue_is_printed_as_text(desk: Cli, command: tuple[str, ...]) -> None:
    desk(*new(), by="ivanova", now=NOW)
    result = desk(*command, by="ivanova", now=NOW)
    assert result.code == 0
    assert "Не открывается карта пациента" in result.out
    assert result.err == "Это не терминал: вместо пульта показываю очередь текстом.\n"


def test_an_unknown_view_is_bad_input(desk: Cli) -> None:
    assert desk("console", "--view", "x", by="ivanova").code == 8


class Builds:
    """Stands for the building of a demonstration: makes an empty file and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def __call__(self, database: Path, *, tickets: int, seed: int, **_: object) -> None:
        self.asked.append((tickets, seed))
        database.write_bytes(b"demo")


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Builds:
    made = Builds()
    monkeypatch.setattr(core.demo, "build", made, raising=False)
    return made


def at(text: str) -> datetime:
    return moment(text)


def test_a_demonstration_is_built_once_a_day(builds: Builds, tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    DemoStore(path).prepare(at("2026-11-23T09:00"), None, None)
    DemoStore(path).prepare(at("2026-11-24T08:59"), None, None)
    assert builds.asked == [(400, 1)]
    DemoStore(path).prepare(at("2026-11-24T09:00"), None, None)
    assert builds.asked == [(400, 1), (400, 1)]


def test_another_size_or_seed_builds_anew(builds: Builds, tmp_path: Path) -> None:
    store = DemoStore(tmp_path / "demo.db")
    store.prepare(at(NOW), 10, 7)
    store.prepare(at(NOW), None, 7)
    assert builds.asked == [(10, 7)]
    store.prepare(at(NOW), 10, 8)
    assert builds.asked == [(10, 7), (10, 8)]
    assert store.seed == 8


@pytest.mark.parametrize("schema", ["0001", "9999", None])
def test_a_demonstration_of_another_schema_is_built_anew(builds: Builds, tmp_path: Path, schema: str | None) -> None:
    store = DemoStore(tmp_path / "demo.db")
    store.prepare(at(NOW), None, None)
    said = tmp_path / "demo.db.demo"
    noted = json.loads(said.read_text(encoding="utf-8")) | {"schema": schema}
    said.write_text(json.dumps({key: value for key, value in noted.items() if value is not None}), encoding="utf-8")
    store.prepare(at(NOW), None, None)
    store.prepare(at(NOW), None, None)
    assert builds.asked == [(400, 1), (400, 1)]


def test_a_store_that_is_no_demonstration_is_left_alone(builds: Builds, tmp_path: Path) -> None:
    real = tmp_path / "pult.db"
    real.write_bytes(b"real")
    with pytest.raises(Failure) as refused:
        DemoStore(real).prepare(at(NOW), None, None)
    assert refused.value.exit_code == 8
    assert (real.read_bytes(), builds.asked) == (b"real", [])


def test_a_demonstration_that_cannot_be_written_is_unavailable(builds: Builds, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Failure) as refused:
        DemoStore(tmp_path / "file" / "demo.db").prepare(at(NOW), None, None)
    assert refused.value.exit_code == 7


APART = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path

import core.demo
from console.cli.demo_store import DemoStore

folder, fails = Path(sys.argv[1]), sys.argv[2] == "fails"
parent, done = os.getpid(), []


def build(path, **asked):
    (folder / f"built by {'parent' if os.getpid() == parent else 'child'}").touch()
    if fails and os.getpid() != parent:
        raise ValueError
    path.touch()


core.demo.build = build
store = DemoStore(folder / "demo.db")
store.prepare(datetime.now(UTC), None, None, meanwhile=lambda: done.append(os.getpid() == parent))
print(done)
"""


@pytest.mark.parametrize(
    ("child", "builders"), [("works", ["built by child"]), ("fails", ["built by child", "built by parent"])]
)
def test_another_process_builds_while_the_console_is_loaded(tmp_path: Path, child: str, builders: list[str]) -> None:
    """A test runner has threads, and so must not fork: a process of its own does."""
    command = [sys.executable, "-c", APART, str(tmp_path), child]
    result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert result.stdout == "[True]\n"
    assert sorted(each.name for each in tmp_path.iterdir()) == [*builders, "demo.db", "demo.db.demo"]


@pytest.mark.slow
def test_the_demonstration_without_a_terminal_is_a_queue_of_text(pult: Cli, tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    result = pult("demo", "--tickets", "20", "--db", str(path), now="2026-11-23T11:00")
    assert result.code == 0, result.err
    assert "Готовлю учебные данные" in result.err
    assert "Все открытые: " in result.out
    queue = pult("demo", "--db", str(path), "--json", now="2026-11-23T11:00")
    assert json.loads(queue.out)["total"] > 0
