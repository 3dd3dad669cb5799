"""What the doctor finds, and how it says to mend it."""

import os
import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.desk import open_desk
from core.desk.health.doctor import LITTLE_DISK, NO_DISK, SOUND_SQLITE, State, _sqlite, examine
from core.desk.upkeep.backups import back_up
from tests.support.desk import KRASNOYARSK, make_store

NOW = datetime(2026, 11, 24, 11, 20, tzinfo=KRASNOYARSK)
PLENTY = 10 * LITTLE_DISK
CONFIG = Path(__file__).parents[4] / "config"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    tmp_path.chmod(0o700)
    return make_store(tmp_path)


def found(store: Path, *, config: Path | None = None, now: datetime = NOW, free: int = PLENTY) -> dict[str, State]:
    looked = examine(store, config, now, free=lambda _folder: free)
    assert all(each.mend for each in looked if each.state is not State.GOOD)
    return {each.name: each.state for each in looked if each.name != "sqlite"}


def test_a_sound_desk_has_nothing_to_mend(store: Path, tmp_path: Path) -> None:
    with open_desk(store, clock=lambda: NOW) as desk:
        desk.administration.sweep()
    back_up(store, tmp_path / "copies", clock=lambda: NOW)
    names = ("owner", "mode", "folder", "schema", "file", "clock", "sweep", "copy", "config", "calendar", "disk")
    assert found(store) == dict.fromkeys(names, State.GOOD)


def test_the_age_of_the_last_sweep_is_what_the_store_remembers(store: Path) -> None:
    assert found(store)["sweep"] is State.WARNING  # none was ever made, whatever timers are linked
    with open_desk(store, clock=lambda: NOW) as desk:
        desk.administration.sweep(dry=True)
        assert found(store)["sweep"] is State.WARNING  # a look is no sweep
        desk.administration.sweep()
    for minutes, state in ((0, State.GOOD), (15, State.GOOD), (16, State.WARNING), (60 * 50, State.WARNING)):
        assert found(store, now=NOW + timedelta(minutes=minutes))["sweep"] is state, minutes
    assert "3 ч назад (24.11.2026 11:20)" in told(store, "sweep", NOW + timedelta(hours=3))


def test_the_age_of_the_last_verified_copy_is_told_with_its_place(store: Path, tmp_path: Path) -> None:
    assert found(store)["copy"] is State.WARNING
    made = back_up(store, tmp_path / "copies", clock=lambda: NOW)
    for hours, state in ((0, State.GOOD), (36, State.GOOD), (37, State.WARNING)):
        assert found(store, now=NOW + timedelta(hours=hours))["copy"] is state, hours
    assert f"2 дня назад (24.11.2026 11:20), {made.path}" in told(store, "copy", NOW + timedelta(hours=50))


def test_root_is_told_whose_the_store_is_and_warned_of_nothing(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = store.stat().st_uid + 4321
    monkeypatch.setattr("os.getuid", lambda: other)
    assert found(store)["owner"] is State.WARNING
    monkeypatch.setattr("os.getuid", lambda: 0)
    if store.stat().st_uid == 0:
        os.chown(store, 4321, 4321)
    assert found(store)["owner"] is State.GOOD
    assert told(store, "owner", NOW).startswith("Хранилище принадлежит учётной записи")


def told(store: Path, name: str, now: datetime) -> str:
    return next(each.told for each in examine(store, None, now) if each.name == name)


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
