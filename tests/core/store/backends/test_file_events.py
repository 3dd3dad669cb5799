"""Who waits for a file sleeps until it is written to, and is woken once a commit of somebody else can be seen."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.store.backends import change_signal
from core.store.backends.change_signal import FileSignal
from core.store.backends.file_events import FileEvents, Files
from core.store.backends.sqlite_engine import connector
from tests.support.patience import PATIENCE
from tests.support.store import raw


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Path]:
    """A store in which one table stands, and whose log somebody keeps open."""
    path = tmp_path / "desk.db"
    with raw(path) as kept:
        kept.execute("PRAGMA journal_mode = WAL")
        kept.execute("CREATE TABLE told (what TEXT)")
        yield path


def tell(path: Path) -> None:
    with raw(path) as other:
        other.execute("INSERT INTO told VALUES ('news')")
        other.commit()


class Counted:
    """Waits as select does, and remembers how often it was asked to and for how long."""

    def __init__(self) -> None:
        self.asked: list[tuple[Files, ...]] = []

    def __call__(self, *files: Files) -> tuple[Files, Files, Files]:
        self.asked.append(files)
        return files[0], (), ()


def test_it_waits_without_a_limit_and_each_write_is_one_waking(tmp_path: Path) -> None:
    path, waiting = tmp_path / "file", Counted()
    path.write_text("a")
    events = FileEvents([path], waiting)
    for _ in range(3):
        with path.open("a") as file:
            file.write("b")
        assert events.wait()
    assert [len(asked) for asked in waiting.asked] == [3, 3, 3]  # files alone: no time after which it looks up
    events.end()
    assert not events.wait()
    events.close()
    events.close()
    events.end()


def test_a_file_that_takes_the_place_of_another_is_watched(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("a")
    events = FileEvents([path, tmp_path / "missing"])
    other = tmp_path / "other"
    other.write_text("b")
    path.unlink()
    other.rename(path)
    assert events.wait()
    events.watch()
    path.write_text("c")
    assert events.wait()
    events.close()


def test_a_commit_wakes_whoever_waits_and_only_then_is_there_something_to_read(store: Path) -> None:
    woken = threading.Event()
    signal = FileSignal(store, connector(store, 1.0), woken.set)
    assert signal.wakes
    assert not signal.changed()
    tell(store)
    assert woken.wait(PATIENCE)
    assert signal.changed()
    assert not signal.changed()
    signal.close()
    signal.close()


def test_a_write_that_is_rolled_back_wakes_nobody(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[bool] = []
    done = threading.Event()

    def moved(versions: change_signal.FileVersions) -> bool:
        looked.append(versions.changed())
        if len(looked) == 3:
            done.set()
        return looked[-1]

    monkeypatch.setattr(change_signal, "_moved", moved)
    woken = threading.Event()
    signal = FileSignal(store, connector(store, 1.0), woken.set)
    with store.with_name("desk.db-wal").open("ab") as log:
        log.write(b"\0" * 16)  # a frame that no commit follows
    assert done.wait(PATIENCE)
    signal.close()
    assert looked[:3] == [False, False, False]
    assert not woken.is_set()


def test_where_the_system_tells_nothing_one_is_asked_often(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_here(*_: object) -> FileEvents:
        raise OSError

    monkeypatch.setattr(change_signal, "FileEvents", none_here)
    signal = FileSignal(store, connector(store, 1.0), lambda: None)
    assert not signal.wakes
    tell(store)
    assert signal.changed()
    signal.close()
    unwanted = FileSignal(store, connector(store, 1.0))
    assert not unwanted.wakes
    unwanted.close()
