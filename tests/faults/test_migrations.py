"""A migration that is interrupted: the store is of the old revision or of the new one, and migrating again works."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from core.store import StoreUnavailable
from core.store.location import place_of
from core.store.migrate import CENTRE, MIGRATIONS, migrate
from core.store.store import REVISION, Store
from tests.faults.test_kill import ROOT
from tests.support.faulty import Fault, How
from tests.support.patience import PATIENCE
from tests.support.store import raw

SCRIPTS = Config()
SCRIPTS.set_main_option("script_location", str(MIGRATIONS))
REVISIONS = [each.revision for each in ScriptDirectory.from_config(SCRIPTS).walk_revisions()][::-1]
MOST = 400
"""More calls than any migration makes."""


def store_of(path: Path, revision: str) -> Path:
    """An empty store as the program of a revision made it."""
    place = place_of(path)
    place.make_file()
    with Store(place) as store, store.writing() as tx:
        SCRIPTS.attributes |= {"connection": tx.connection, "centre": CENTRE}
        command.upgrade(SCRIPTS, revision)
        tx.commit()
    with raw(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def schema(path: Path) -> list[tuple[object, ...]]:
    """Everything that stands in the schema, and the revision."""
    with raw(path) as connection:
        made = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        return [*made, *connection.execute("SELECT version_num FROM alembic_version").fetchall()]


def test_a_migration_that_fails_at_any_call_changes_nothing_and_can_be_repeated(tmp_path: Path, fault: Fault) -> None:
    """From the oldest revision, which takes the steps of every other one."""
    fails_and_is_repeated(tmp_path, fault, REVISIONS[0], 1)


@pytest.mark.parametrize("revision", REVISIONS[1:-1])
def test_so_does_one_from_a_later_revision_that_fails_at_a_few_calls(
    tmp_path: Path, fault: Fault, revision: str
) -> None:
    """At one call of five: where it begins is its own, what it then does is the end of the longest way."""
    fails_and_is_repeated(tmp_path, fault, revision, 5)


def fails_and_is_repeated(folder: Path, fault: Fault, revision: str, every: int) -> None:
    """A migration fails at its first call, at the first after so many more, and so on until it comes to its end."""
    path = store_of(folder / "pult.db", revision)
    before = schema(path)
    for n in range(1, MOST, every):
        fault.arm(n, How.FULL if n % 2 else How.IOERR)
        try:
            migrate(path)
        except StoreUnavailable:
            assert schema(path) == before, f"call {n}"
            continue
        finally:
            fault.arm(0)
        break
    assert 5 < n < MOST - every
    assert schema(path) == schema(store_of(folder / "new.db", REVISION))
    Store.open(path).close()


@pytest.mark.slow
def test_a_migration_that_is_killed_leaves_the_old_store_or_the_new_one(tmp_path: Path) -> None:
    old = store_of(tmp_path / "old.db", REVISIONS[0])
    before, after = schema(old), schema(store_of(tmp_path / "new.db", REVISION))
    for n in range(1, MOST):
        shutil.copyfile(old, tmp_path / f"{n}.db")
    dying = [sys.executable, "-m", "tests.faults.dying", "migrate", str(tmp_path), str(MOST)]
    ends = subprocess.run(dying, cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout.split(
        "\n"
    )
    calls = ends.index("done 0")
    assert ends[:calls] == ["killed"] * calls
    for n in range(1, calls + 1):
        assert schema(tmp_path / f"{n}.db") == before, f"killed at call {n}"
    for n in (1, calls // 2, calls):
        migrate(tmp_path / f"{n}.db")
        assert schema(tmp_path / f"{n}.db") == after
    assert schema(tmp_path / f"{calls + 1}.db") == after
