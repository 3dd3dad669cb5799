"""The store's file: where it is, and that nobody else can read it from the first byte on."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from core.store import StoreUnavailable, is_owner, place_of
from core.store.migrate import creating
from core.store.store import Store


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def generous() -> object:
    """An account whose umask would let everybody read its files."""
    old = os.umask(0)
    yield
    os.umask(old)


@pytest.mark.usefixtures("generous")
def test_a_new_store_is_private_in_folders_that_are_private(tmp_path: Path) -> None:
    path = tmp_path / "data" / "pult" / "pult.db"
    with creating(path) as tx:
        tx.commit()
    assert [mode(each) for each in (path, path.parent, path.parent.parent)] == [0o600, 0o700, 0o700]


@pytest.mark.usefixtures("generous")
def test_the_journals_beside_an_open_store_are_private_too(tmp_path: Path) -> None:
    path = tmp_path / "pult.db"
    with creating(path) as tx:
        tx.commit()
    with Store.open(path) as store, store.reading():
        beside = {each.name: mode(each) for each in tmp_path.iterdir()}
    assert beside == {"pult.db": 0o600, "pult.db-wal": 0o600, "pult.db-shm": 0o600}


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(0o750)
    place_of(shared / "pult.db").make_file()
    assert mode(shared) == 0o750


def test_a_place_is_a_path_or_an_sqlite_url_or_the_data_folder(tmp_path: Path, xdg: Path) -> None:
    assert place_of(tmp_path / "a.db").path == tmp_path / "a.db"
    assert place_of(f"sqlite:///{tmp_path}/a%20b.db").path == tmp_path / "a b.db"
    assert place_of("рядом.db").path == Path.cwd() / "рядом.db"
    assert place_of(None).path == xdg / "data" / "pult" / "pult.db"


@pytest.mark.parametrize("url", ["sqlite://", "mysql:///x"])
def test_another_database_is_not_understood(url: str) -> None:
    with pytest.raises(StoreUnavailable, match="Адрес хранилища не понят"):
        place_of(url)


@pytest.mark.parametrize("place", ["", "sqlite:///", ":memory:", "sqlite:///:memory:"])
def test_a_store_needs_a_file(place: str) -> None:
    with pytest.raises(StoreUnavailable, match="нужен файл"):
        place_of(place)


def test_whoever_can_write_the_file_owns_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pult.db"
    place_of(path).make_file()
    assert is_owner(path)
    monkeypatch.setattr(os, "access", lambda _path, right: right != os.W_OK)
    assert not is_owner(path)


def test_a_store_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match="Не удаётся создать хранилище"):
        place_of(tmp_path / "file" / "pult.db").make_file()


def test_a_path_need_not_be_utf_8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.db"))
    with creating(path) as tx:
        tx.commit()
    with Store.open(path) as store, store.reading():
        assert mode(path) == 0o600
        signal = store.change_signal()
        assert not signal.changed()
        signal.close()


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE patients (id)")
    other.close()
    with pytest.raises(StoreUnavailable, match="чужая база"), creating(path):
        raise AssertionError("a store was made among the tables of another program")
    with sqlite3.connect(path) as again:
        assert [row[0] for row in again.execute("SELECT name FROM sqlite_master")] == ["patients"]
    again.close()


def test_who_may_not_look_into_the_folder_does_not_own_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "exists", refuse)
    assert not is_owner(tmp_path / "pult.db")
