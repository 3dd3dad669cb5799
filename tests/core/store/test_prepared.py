"""Statements on the driver's own cursor: the rows, the types and the failures that the engine would have given."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, column, func, insert, literal, select, table
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from core.store.prepared import Prepared, PreparedFor, at_once
from core.store.store import Store, Writing
from core.store.tables import absences, texts, users
from tests.support.desk import make_store
from tests.support.postgres import desk_database, execute

ADD = Prepared(insert(absences))
BY_LOGIN = PreparedFor(lambda logins: select(users.c.login, users.c.blocked).where(users.c.login.in_(logins)))
SUDDEN = Prepared(
    select(absences.c.id, absences.c.sudden, absences.c.until, absences.c.reason, literal(7))
    .where(absences.c.until > bindparam("at"))
    .order_by(absences.c.id)
    .limit(2)
)
ROW: dict[str, Any] = {
    "id": 1, "since": 1, "until": 2**52 + 1, "login": "petrov", "person": None, "substitute_login": None,
    "substitute_person": None, "sudden": True, "reason": "100 % «занят»",
}  # fmt: skip


@pytest.fixture(params=["file", pytest.param("server", marks=[pytest.mark.slow, pytest.mark.xdist_group("postgres")])])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    with Store.open(make_store(tmp_path) if request.param == "file" else desk_database()) as opened:
        yield opened


def test_rows_are_tuples_with_truth_values_and_long_instants(store: Store) -> None:
    with store.writing() as tx:
        ADD.run_each(tx, [ROW, ROW | {"id": 2, "sudden": False}, ROW | {"id": 3}])
        assert SUDDEN.rows(tx, {"at": 2**52}) == [
            (1, True, 2**52 + 1, "100 % «занят»", 7),
            (2, False, 2**52 + 1, "100 % «занят»", 7),
        ]
        assert {type(row[1]) for row in SUDDEN.rows(tx, {"at": 2**52})} == {bool}
        assert SUDDEN.first(tx, {"at": 2**53}) is None
        ADD.run_each(tx, [])
    with store.reading() as tx:
        assert SUDDEN.rows(tx, {"at": 0}) == []  # never committed


def test_bytes_come_as_bytes_and_nothing_as_nothing(store: Store) -> None:
    words = Prepared(select(texts.c.salt, texts.c.body).where(texts.c.event == bindparam("event")))
    with store.reading() as tx:
        found = words.rows(tx, {"event": 2})
    assert {(type(salt), len(salt), type(body)) for salt, body in found} == {(bytes, 16, str)}


@pytest.mark.parametrize(
    "logins", [(), ("petrov",), ("petrov", "ivanova"), ("petrov", "ivanova", "gost", "x", "orlova")]
)
def test_keys_may_be_any_number(store: Store, logins: tuple[str, ...]) -> None:
    with store.reading() as tx:
        found = BY_LOGIN.rows(tx, logins)
    assert sorted(found) == sorted((login, False) for login in logins if login != "x")


def twice(tx: Writing) -> None:
    """A row that is there already, at once with others."""
    with at_once(tx):
        for each in (ROW, ROW, ROW | {"id": 2}):
            ADD.run(tx, each)


def test_failures_are_those_of_the_engine(store: Store) -> None:
    with store.writing() as tx:
        ADD.run(tx, ROW)
        with pytest.raises(IntegrityError) as caught:
            ADD.run(tx, ROW)
    assert "занят" not in str(caught.value)
    with store.writing() as tx, pytest.raises(IntegrityError) as caught:
        twice(tx)
    assert "занят" not in str(caught.value)
    missing = Prepared(select(column("x")).select_from(table("nowhere")))
    with store.reading() as tx, pytest.raises((OperationalError, ProgrammingError)):
        missing.rows(tx)


@pytest.mark.slow
@pytest.mark.xdist_group("postgres")
def test_a_connection_that_the_server_has_ended_is_given_up() -> None:
    with Store.open(desk_database()) as store:
        with store.reading() as tx:
            ((pid,),) = Prepared(select(func.pg_backend_pid())).rows(tx)
            execute(f"SELECT pg_terminate_backend({pid})")
            with pytest.raises(OperationalError) as caught:
                SUDDEN.rows(tx, {"at": 0})
            assert (caught.value.connection_invalidated, tx.connection.invalidated) == (True, True)
        with store.reading() as tx:
            assert SUDDEN.rows(tx, {"at": 0}) == []


def test_what_is_written_at_once_is_there_afterwards(store: Store) -> None:
    with store.writing() as tx:
        with at_once(tx):
            ADD.run(tx, ROW)
            ADD.run_each(tx, [ROW | {"id": 2, "sudden": False}, ROW | {"id": 3}])
            assert len(SUDDEN.rows(tx, {"at": 0})) == 2  # a read waits for what went before it
        tx.commit()
    with store.reading() as tx:
        assert [row[0] for row in SUDDEN.rows(tx, {"at": 0})] == [1, 2]
