"""Transactions: writers one at a time, nothing half kept, no reader left behind, errors told without values."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from core.store import StoreUnavailable
from core.store.metadata import read_metadata, set_metadata
from core.store.store import Store
from tests.support.desk import make_store
from tests.support.patience import PATIENCE
from tests.support.store import raw
from tests.support.unsynced import synced


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_store(tmp_path)


@pytest.fixture
def store(path: Path) -> Store:
    with Store.open(path) as opened:
        yield opened


def read(store: Store, key: str) -> str | None:
    with store.reading() as tx:
        return read_metadata(tx, key)


def test_what_is_committed_stays(store: Store) -> None:
    with store.writing() as tx:
        set_metadata(tx, "key", "value")
        tx.commit()
    assert read(store, "key") == "value"


def test_what_is_not_committed_never_was(store: Store) -> None:
    with store.writing() as tx:
        set_metadata(tx, "key", "value")
    assert read(store, "key") is None


def test_an_error_takes_everything_back(store: Store) -> None:
    def fail() -> None:
        with store.writing() as tx:
            set_metadata(tx, "key", "value")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert read(store, "key") is None


def test_a_writer_takes_the_lock_before_it_reads(path: Path, store: Store) -> None:
    with Store.open(path, timeout=0.01) as other, store.writing():
        with pytest.raises(StoreUnavailable, match="занято"), other.writing():
            pytest.fail("two writers at once")
        with other.reading() as tx:
            assert read_metadata(tx, "key") is None


def test_a_reader_sees_one_snapshot(store: Store) -> None:
    with store.reading() as tx:
        before = read_metadata(tx, "key")
        with store.writing() as writing:
            set_metadata(writing, "key", "later")
            writing.commit()
        assert (before, read_metadata(tx, "key")) == (None, None)
    assert read(store, "key") == "later"


def test_no_reader_is_left_behind(path: Path, store: Store) -> None:
    with store.writing() as tx:
        set_metadata(tx, "key", "value")
        tx.commit()
    read(store, "key")
    with raw(path) as connection:
        busy, pages, moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert (busy, pages, moved) == (0, 0, 0)


def test_every_connection_is_set_up_as_the_store_needs_it(path: Path) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "recursive_triggers": 1}
    with synced(), Store.open(path) as store, store.reading() as tx:
        found = {name: tx.connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}
        assert tx.connection.execute(text("PRAGMA busy_timeout")).scalar() == 30_000
    assert found == wanted


def test_the_signal_tells_of_every_commit_once(store: Store) -> None:
    signal = store.change_signal()
    assert not signal.changed()
    with store.writing() as tx:
        set_metadata(tx, "key", "value")
        assert not signal.changed()
        tx.commit()
    assert [signal.changed(), signal.changed()] == [True, False]
    signal.close()


def test_the_signal_hears_other_processes_and_not_what_was_rolled_back(path: Path, store: Store) -> None:
    signal = store.change_signal()
    with store.writing() as tx:
        set_metadata(tx, "key", "value")
    assert not signal.changed()
    with raw(path) as connection:
        connection.execute("INSERT INTO meta VALUES ('from', 'outside', 'main')")
    assert signal.changed()
    signal.close()


def test_the_signal_holds_no_transaction(path: Path, store: Store) -> None:
    signal = store.change_signal()
    signal.changed()
    with raw(path) as connection:
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    signal.close()


def test_a_closed_signal_says_that_the_store_is_gone(store: Store) -> None:
    signal = store.change_signal()
    signal.close()
    signal.close()
    with pytest.raises(StoreUnavailable):
        signal.changed()


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("не хранилище " * 400, encoding="utf-8")
    with pytest.raises(StoreUnavailable, match="не является хранилищем"):
        Store.open(tmp_path / "notes.txt")


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="Не удаётся открыть"):
        Store.open(tmp_path)


def test_a_full_disk_is_told_and_what_was_there_stays(store: Store) -> None:
    def fill() -> None:
        with store.writing() as tx:
            pages = tx.connection.execute(text("PRAGMA page_count")).scalar()
            tx.connection.execute(text(f"PRAGMA max_page_count = {pages}"))
            set_metadata(tx, "key", "много" * 50_000)

    with pytest.raises(StoreUnavailable, match="нет места"):
        fill()
    assert read(store, "key") is None


def test_an_error_carries_no_value_and_no_statement(store: Store) -> None:
    with pytest.raises(StoreUnavailable) as caught, store.writing() as tx:
        tx.connection.execute(text("INSERT INTO meta (key, value) VALUES (:key, NULL)"), {"key": "Синицына"})
    assert caught.value.message == "Хранилище отклонило запись, которая нарушила бы его целостность"
    assert caught.value.__suppress_context__


def test_a_damaged_file_is_told(path: Path) -> None:
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    path.write_bytes(damaged)
    with pytest.raises(StoreUnavailable, match=r"повреждён|не подготовлено"):
        Store.open(path)


def test_a_writer_waits_for_the_one_before_it(path: Path, store: Store) -> None:
    with Store.open(path, timeout=PATIENCE) as other, ThreadPoolExecutor(1) as pool:
        with store.writing() as tx:
            waiting = pool.submit(write, other, "second")
            set_metadata(tx, "first", "done")
            tx.commit()
        waiting.result(timeout=PATIENCE)
    assert (read(store, "first"), read(store, "second")) == ("done", "done")


def write(store: Store, key: str) -> None:
    with store.writing() as tx:
        set_metadata(tx, key, "done")
        tx.commit()
