"""A store that another program holds: a writer waits thirty seconds and no longer; readers do not wait at all."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.desk import StoreUnavailable
from core.desk.views import Done
from core.store.backends import sqlite_engine as engine
from core.tickets.answers.comments import Note
from core.tickets.refusal import Refusal
from tests.support.desk import FrozenDesk, actor, make_desk, registered
from tests.support.store import content, raw


class Waiting:
    """The time of those who wait: it passes as they sleep, and something happens at a second of it."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.at: dict[float, Callable[[], object]] = {}

    def sleep(self, seconds: float) -> None:
        self.passed += seconds
        for when in [each for each in self.at if each <= self.passed]:
            self.at.pop(when)()


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Waiting:
    made = Waiting()
    monkeypatch.setattr(engine, "sleep", made.sleep)
    monkeypatch.setattr(engine, "monotonic", lambda: made.passed)
    monkeypatch.setattr(engine, "PAUSE", (0.05, 0.05))
    return made


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    made = make_desk(tmp_path)
    registered(made)
    return made


@pytest.fixture
def held(desk: FrozenDesk) -> Iterator[sqlite3.Connection]:
    """Another program that holds the store."""
    with raw(desk.path) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_a_lock_of_29_seconds_is_waited_for(desk: FrozenDesk, held: sqlite3.Connection, waiting: Waiting) -> None:
    waiting.at[29.0] = lambda: held.execute("ROLLBACK")
    answer = desk.commands.perform(Note(number=1, text="."), actor(desk, "ivanova"), key="k")
    assert isinstance(answer, Done)
    assert 29 <= waiting.passed < 30


def test_a_lock_of_more_than_30_seconds_is_told_and_nothing_is_kept(
    desk: FrozenDesk, held: sqlite3.Connection, waiting: Waiting
) -> None:
    before = content(desk.path)
    with pytest.raises(StoreUnavailable, match="занято другой программой"):
        desk.commands.perform(Note(number=1, text="."), actor(desk, "ivanova"), key="k")
    assert 30 <= waiting.passed < 31
    held.execute("ROLLBACK")
    assert content(desk.path) == before
    assert isinstance(desk.commands.perform(Note(number=1, text="."), actor(desk, "ivanova"), key="k"), Done)
    assert desk.administration.verify().ok


def test_readers_do_not_wait(desk: FrozenDesk, held: sqlite3.Connection, waiting: Waiting) -> None:
    assert not isinstance(desk.tickets.view(1, actor(desk, "ivanova")), Refusal)
    assert desk.administration.verify().ok
    assert waiting.passed == 0
    assert held.in_transaction
