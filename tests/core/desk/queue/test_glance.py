"""The glance before a desk is opened: the same rows and countdowns as the desk's, or none at all."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.desk.queue.glance import QueueGlance, glance
from core.desk.views import QueueQuery
from core.tickets.staff.absences import SetAbsence
from core.tickets.staff.commands import BlockUser
from core.vocabulary import Role
from tests.support.desk import FrozenDesk, done, make_desk, moment, registered

NOW = "2026-11-24T11:20"


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    """Four tickets of one morning."""
    made = make_desk(tmp_path, "2026-11-24T09:00")
    for minute in range(4):
        made.clock.set(f"2026-11-24T09:0{minute}")
        registered(made, subject=f"Не печатает {minute}")
    made.clock.set(NOW)
    return made


def seen(desk: FrozenDesk, login: str = "ivanova", most: int = 10, database: str | None = None) -> QueueGlance | None:
    return glance(database or str(desk.path), desk.policy, login, moment(NOW), most)


def changed(desk: FrozenDesk, statement: str) -> None:
    with closing(sqlite3.connect(desk.path)) as connection, connection:
        connection.execute(statement)


def test_it_sees_what_the_desk_lists(desk: FrozenDesk) -> None:
    found = seen(desk)
    assert found is not None
    numbers = desk.queue.numbers(QueueQuery())
    assert tuple(row.number for row in found.rows) == numbers == (1, 2, 3, 4)
    assert found.rows == desk.queue.rows(numbers)
    assert found.time == desk.queue.desk_time()
    assert (found.name, found.role, found.whole) == ("Иванова М. С.", Role.FIRST_LINE, True)
    assert all(found.countdowns[row.number] == desk.queue.row_countdown(row) for row in found.rows)


def test_it_sees_no_more_than_is_shown(desk: FrozenDesk) -> None:
    found = seen(desk, most=2)
    assert found is not None
    assert [row.number for row in found.rows] == [1, 2]
    assert not found.whole


def test_it_marks_the_rows_of_whom_the_reader_stands_in_for(desk: FrozenDesk) -> None:
    held = desk.queue.rows((1,))[0].assignee
    assert held is not None
    other = next(login for login in ("petrov", "sidorov") if login != held)
    since, until = moment("2026-11-24T08:30"), moment("2026-11-24T17:30")
    done(desk, SetAbsence(login=held, since=since, until=until, substitute_login=other, sudden=True), "orlova")
    found = seen(desk, other)
    assert found is not None
    assert found.rows == desk.queue.rows((1, 2, 3, 4), other)
    assert found.rows[0].standing_in


def test_whoever_is_not_let_in_sees_nothing(desk: FrozenDesk) -> None:
    assert seen(desk, "nobody") is None
    done(desk, BlockUser(login="petrov"), "admin")
    assert seen(desk, "petrov") is None
    assert seen(desk, "ivanova") is not None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = '0010'",
        "UPDATE meta SET value = 'others' WHERE key = 'terms_fingerprint'",
        "DROP TABLE organizations",
        "UPDATE tickets SET status = 'mislaid' WHERE number = 2",
    ],
    ids=["another schema", "other terms", "a table is gone", "no status"],
)
def test_a_store_that_is_not_as_usual_is_left_to_the_desk(desk: FrozenDesk, statement: str) -> None:
    changed(desk, "PRAGMA foreign_keys = OFF")
    changed(desk, statement)
    assert seen(desk) is None


def test_where_there_is_no_file_nothing_is_seen_and_nothing_is_made(desk: FrozenDesk, tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    assert seen(desk, database=str(missing)) is None
    assert not missing.exists()
    assert seen(desk, database="postgresql://host/pult") is None
    assert seen(desk, database=str(tmp_path)) is None
    (tmp_path / "text.db").write_text("Это не хранилище. " * 100)
    assert seen(desk, database=str(tmp_path / "text.db")) is None


def test_it_waits_for_no_writer(desk: FrozenDesk) -> None:
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE tickets SET subject = 'ещё не записано' WHERE number = 1")
        found = seen(desk)
        connection.execute("ROLLBACK")
    assert found is not None
    assert found.rows[0].subject == "Не печатает 0"
