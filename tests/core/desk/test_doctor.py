"""What the doctor finds, and how it says to mend it."""

import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from core.desk.doctor import LITTLE_DISK, NO_DISK, SOUND_SQLITE, State, _sqlite, examine
from tests.support.desk import KRASNOYARSK, make_store

NOW = datetime(2026, 11, 24, 11, 20, tzinfo=KRASNOYARSK)
PLENTY = 10 * LITTLE_DISK
CONFIG = Path(__file__).parents[3] / "config"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    tmp_path.chmod(0o700)
    return make_store(tmp_path)


def found(store: Path, *, config: Path | None = None, now: datetime = NOW, free: int = PLENTY) -> dict[str, State]:
    looked = examine(store, config, now, free=lambda _folder: free)
    assert all(each.mend for each in looked if each.state is not State.GOOD)
    return {each.name: each.state for each in looked if each.name != "sqlite"}


def test_a_sound_desk_has_nothing_to_mend(store: Path) -> None:
    names = ("owner", "mode", "folder", "schema", "file", "clock", "config", "calendar", "disk")
    assert found(store) == dict.fromkeys(names, State.GOOD)


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    assert found(tmp_path / "none.db")["store"] is State.BAD


def test_a_file_that_others_may_read(store: Path) -> None:
    store.chmod(0o640)
    assert found(store)["mode"] is State.BAD


def test_a_folder_that_others_may_write(store: Path) -> None:
    store.parent.chmod(0o777)
    assert found(store)["folder"] is State.BAD


@pytest.mark.parametrize(("revision", "mend"), [("0001", "pult migrate"), ("9999", "обновите пульт")])
def test_a_schema_of_another_program(store: Path, revision: str, mend: str) -> None:
    raw = sqlite3.connect(store)
    with raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    raw.close()
    schema = next(each for each in examine(store, None, NOW) if each.name == "schema")
    assert (schema.state, schema.mend) == (State.BAD, mend)


def test_a_file_that_is_no_store(store: Path) -> None:
    store.write_bytes(b"something else entirely, and long enough to be looked into" * 20)
    assert found(store)["file"] is State.BAD


def test_a_clock_behind_the_last_event(store: Path) -> None:
    assert found(store, now=datetime(2018, 11, 24, 11, 20, tzinfo=KRASNOYARSK))["clock"] is State.BAD


def test_a_year_without_a_calendar(store: Path) -> None:
    assert found(store, now=datetime(2027, 10, 1, 9, 0, tzinfo=KRASNOYARSK))["calendar"] is State.GOOD
    assert found(store, now=datetime(2027, 11, 1, 9, 0, tzinfo=KRASNOYARSK))["calendar"] is State.WARNING


def test_settings_that_cannot_be_read(store: Path, tmp_path: Path) -> None:
    broken = tmp_path / "config"
    shutil.copytree(CONFIG, broken)
    (broken / "working_hours.yaml").write_text("zone: [", encoding="utf-8")
    assert found(store, config=broken)["config"] is State.BAD


@pytest.mark.parametrize(("free", "state"), [(NO_DISK - 1, State.BAD), (LITTLE_DISK - 1, State.WARNING)])
def test_a_disk_that_fills(store: Path, free: int, state: State) -> None:
    assert found(store, free=free)["disk"] is state


def test_an_old_sqlite_is_warned_of() -> None:
    assert _sqlite((3, 51, 2)).state is State.WARNING
    assert _sqlite(SOUND_SQLITE).state is State.GOOD
