"""PostgreSQL under the store: what a transaction keeps others from, what a lost connection costs, who may do what."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import text

from core.store import StoreUnavailable
from core.store.event_log.audit import GUARDS
from core.store.location import ServerPlace, place_of
from core.store.metadata import read_metadata, set_metadata
from core.store.open_consoles.sessions import Ended
from core.store.ssh_keys import find_holder
from core.store.store import LostInCommit, Store, WholeDesk, Writing
from core.tickets.answers.comments import Comment, Note
from core.tickets.registers import OpenSession
from core.tickets.staff.keys import AddKey
from core.vocabulary import Role
from tests.support.desk import KRASNOYARSK, actor, done, moment, registered, reopen
from tests.support.keys import ed25519
from tests.support.patience import PATIENCE
from tests.support.postgres import desk_database, empty_database, execute

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("postgres")]
AT = moment("2026-11-23T09:03")


@pytest.fixture
def url() -> str:
    """The URL of a desk with two tickets."""
    made = desk_database()
    desk = reopen(made)
    registered(desk)
    registered(desk, subject="Не печатается направление")
    return made


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened


def cut(store: Store) -> None:
    """End every connection of the program's, as a server that is restarted does."""
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pult' AND datname = "
        "(SELECT current_database())",
        database=_plain(store),
    )


def _plain(store: Store) -> str:
    assert isinstance(store.place, ServerPlace)
    return store.place.url


# --- the place ---------------------------------------------------------------------------------------------------


def test_the_place_is_named_without_its_password() -> None:
    place = place_of("postgresql://pult:tajna@db1,db2:5433/desk?target_session_attrs=any")
    assert isinstance(place, ServerPlace)
    assert place.told == "desk на db1, db2:5433"
    assert "tajna" not in repr(place)


def test_a_url_that_is_none_is_told(tmp_path: object) -> None:
    with pytest.raises(StoreUnavailable, match="Адрес хранилища не понят"):
        Store.open("postgresql://host/db?nonsense=1")


def test_a_server_that_does_not_answer_is_told() -> None:
    with pytest.raises(StoreUnavailable, match="Нет связи с сервером"):
        Store.open("postgresql://nobody@127.0.0.1:1/pult", timeout=0.1)


def test_a_database_without_a_desk_sends_to_init() -> None:
    with pytest.raises(StoreUnavailable, match="не подготовлено: выполните pult init"):
        Store.open(empty_database())


# --- what a transaction keeps others from --------------------------------------------------------------------------


def test_one_works_at_a_ticket_while_another_works_at_another(url: str) -> None:
    with Store.open(url) as one, Store.open(url, timeout=5) as other:

        def meanwhile(tx: Writing) -> str:
            other.write(lambda inner: (set_metadata(inner, "other", "done"), inner.commit()), ticket=2)
            set_metadata(tx, "one", "done")
            tx.commit()
            return "both"

        assert one.write(meanwhile, ticket=1) == "both"
        with one.reading() as tx:
            assert (read_metadata(tx, "one"), read_metadata(tx, "other")) == ("done", "done")


@pytest.mark.parametrize(("first", "second"), [(1, 1), (1, None), (None, 1), (None, None)])
def test_whoever_needs_what_another_has_waits_for_it(url: str, first: int | None, second: int | None) -> None:
    with Store.open(url) as one, Store.open(url, timeout=0.2) as other:

        def meanwhile(tx: Writing) -> None:
            with pytest.raises(StoreUnavailable, match="занято другой записью"):
                other.write(lambda inner: inner.commit(), ticket=second)

        one.write(meanwhile, ticket=first)
        other.write(lambda inner: inner.commit(), ticket=second)


def test_a_transaction_of_one_ticket_that_needs_another_is_begun_anew_with_the_desk(store: Store) -> None:
    had: list[int | None] = []

    def work(tx: Writing) -> str:
        had.append(tx.only)
        tx.claim(1)
        tx.claim(2)
        return "done"

    assert store.write(work, ticket=1) == "done"
    assert had == [1, None]
    with pytest.raises(WholeDesk), store.backend.begin(writes=True) as connection:
        Writing(connection, store.zone, store.backend, store.backend.claim(connection, 1)).claim(None)


def test_whoever_came_second_does_it_again_and_sees_what_the_first_did(store: Store) -> None:
    tries: list[str | None] = []

    def work(tx: Writing) -> None:
        tries.append(read_metadata(tx, "who"))
        if tries == [None]:
            first = threading.Thread(target=lambda: store.write(_take))
            first.start()
            first.join()
        tx.connection.execute(text("INSERT INTO meta (key, value) VALUES ('mine', 'x')"))
        if len(tries) == 1:
            tx.connection.execute(text("INSERT INTO meta (key, value) VALUES ('who', 'second')"))
        tx.commit()

    def _take(tx: Writing) -> None:
        set_metadata(tx, "who", "first")
        tx.commit()

    _unclaimed(store, work)
    assert tries == [None, "first"]


def _unclaimed(store: Store, work: Callable[[Writing], None]) -> None:
    """Claim nothing that the other one waits for: the key of the table alone decides who was first."""
    claim = store.backend.claim
    store.backend.claim = lambda connection, ticket: ticket  # type: ignore[method-assign]
    try:
        store.write(work)
    finally:
        store.backend.claim = claim  # type: ignore[method-assign]


def test_an_error_that_is_no_race_is_told_at_once(store: Store) -> None:
    tries = []

    def work(tx: Writing) -> None:
        tries.append(1)
        tx.connection.execute(text("INSERT INTO meta (key, value) VALUES ('Синицына', 1 / 0)"))

    with pytest.raises(StoreUnavailable) as caught:
        store.write(work)
    assert tries == [1]
    assert "Синицына" not in caught.value.message


# --- what a lost connection costs ----------------------------------------------------------------------------------


def test_connections_that_died_while_nobody_looked_cost_nothing(store: Store) -> None:
    with store.reading() as tx:
        assert read_metadata(tx, "key") is None
    cut(store)
    with store.reading() as tx:
        assert read_metadata(tx, "key") is None
    cut(store)
    store.write(lambda tx: (set_metadata(tx, "key", "kept"), tx.commit()))
    with store.reading() as tx:
        assert read_metadata(tx, "key") == "kept"


def test_a_connection_that_breaks_in_the_middle_costs_another_try(store: Store) -> None:
    tries = []

    def work(tx: Writing) -> None:
        tries.append(read_metadata(tx, "key"))
        set_metadata(tx, "key", "kept")
        if len(tries) == 1:
            cut(store)
        tx.commit()

    store.write(work)
    assert tries == [None, None]
    with store.reading() as tx:
        assert read_metadata(tx, "key") == "kept"


@pytest.mark.parametrize("repeatable", [True, False])
def test_a_commit_whose_answer_never_came_is_repeated_only_where_that_is_harmless(
    store: Store, monkeypatch: pytest.MonkeyPatch, repeatable: bool
) -> None:
    tries = []

    def lose_the_answer(self: Writing) -> None:
        self.connection.commit()
        if len(tries) == 1:
            raise LostInCommit

    monkeypatch.setattr(Writing, "commit", lose_the_answer)

    def work(tx: Writing) -> str:
        tries.append(read_metadata(tx, "key"))
        if tries[-1] is None:
            set_metadata(tx, "key", "kept")
        tx.commit()
        return "done"

    if repeatable:
        assert store.write(work, repeatable=True) == "done"
        assert tries == [None, "kept"]
    else:
        with pytest.raises(StoreUnavailable, match="проверьте, записано ли"):
            store.write(work)
        assert tries == [None]


# --- the signal ----------------------------------------------------------------------------------------------------


def test_a_commit_wakes_whoever_listens_and_a_rollback_does_not(store: Store) -> None:
    woken = threading.Event()
    signal = store.change_signal(woken.set)
    try:
        assert woken.wait(PATIENCE)  # it listens: from now on one reads
        woken.clear()
        assert (signal.changed(), signal.changed()) == (True, False)
        with store.writing() as tx:
            set_metadata(tx, "key", "value")
        assert not signal.changed()
        store.write(lambda tx: tx.commit())
        assert woken.wait(PATIENCE)
        assert (signal.changed(), signal.changed()) == (True, False)
    finally:
        signal.close()


def test_a_listener_that_was_cut_off_listens_again_and_then_reads(store: Store) -> None:
    woken = threading.Event()
    signal = store.change_signal(woken.set)
    try:
        assert woken.wait(PATIENCE)
        woken.clear()
        cut(store)
        assert woken.wait(PATIENCE)  # back again: something may have been committed meanwhile
        assert signal.changed()
        woken.clear()
        store.write(lambda tx: tx.commit())
        assert woken.wait(PATIENCE)
    finally:
        signal.close()


# --- presence ------------------------------------------------------------------------------------------------------


def test_marks_are_leases_and_wake_nobody(store: Store) -> None:
    here, there = store.backend.presence("one"), store.backend.presence("two")
    woken = threading.Event()
    signal = store.change_signal(woken.set)
    assert woken.wait(PATIENCE)
    assert signal.changed()
    here.mark("ivanova", "Иванова М. С.", 1, AT)
    here.mark("ivanova", "Иванова М. С.", 1, AT, writes=True)
    assert [(each.login, each.ticket, each.writes) for each in there.others(AT)] == [("ivanova", 1, True)]
    assert here.others(AT) == ()
    assert there.others(moment("2026-11-23T09:04")) == ()
    here.mark("ivanova", "Иванова М. С.", None, AT)
    assert there.others(AT) == ()
    assert not signal.changed()
    signal.close()


def test_marks_that_cannot_be_kept_hinder_nobody(url: str) -> None:
    with Store.open(url) as opened:
        marks = opened.backend.presence("one")
        execute("DROP TABLE presence", database=url)
        marks.mark("ivanova", "Иванова М. С.", 1, AT)
        assert marks.others(AT) == ()


# --- the log -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor = 'nobody'",
        "UPDATE events SET body = 'x' WHERE number = 3",
        "UPDATE events SET body = '{{}}' WHERE number = 3",
        "DELETE FROM events WHERE number = (SELECT max(number) FROM events)",
        "TRUNCATE events CASCADE",
        "TRUNCATE texts",
        "DELETE FROM texts",
        "UPDATE texts SET body = 'иначе'",
        "UPDATE texts SET body = NULL",
        "INSERT INTO events SELECT number + 2, ticket, seq, at, actor, role, session, kind, body, prev, hash"
        " FROM events ORDER BY number DESC LIMIT 1",
        "INSERT INTO events SELECT * FROM events WHERE number = 1 ON CONFLICT (number) DO UPDATE SET actor = 'nobody'",
        "INSERT INTO texts VALUES (1, 'extra', NULL, 'x')",
    ],
)
def test_the_log_is_only_added_to(url: str, statement: str) -> None:
    with pytest.raises(psycopg.errors.RaiseException):
        execute(statement, database=url)


def test_a_text_can_be_cut_out(url: str) -> None:
    execute("UPDATE texts SET body = NULL, salt = NULL", database=url)
    desk = reopen(url)
    report = desk.administration.verify()
    assert report.broken_chains == ()


@pytest.mark.parametrize("guard", GUARDS)
def test_a_guard_that_is_switched_off_is_missed(url: str, guard: str) -> None:
    table = guard.partition("_")[0]
    execute("ALTER TABLE {} DISABLE TRIGGER {}", table, guard, database=url)
    assert reopen(url).administration.verify().broken_chains == (f"С журнала снята защита «{guard}»",)


def test_a_guard_that_was_put_in_the_place_of_another_is_found(url: str) -> None:
    for function in ("pult_never", "pult_events_are_only_cut"):
        made = "CREATE OR REPLACE FUNCTION {} () RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
        execute(made, function, database=url)
    found = reopen(url).administration.verify().broken_chains
    assert found == tuple(
        f"Защита журнала «{name}» подменена" for name in ("events_never_change", "events_never_go", "texts_never_go")
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor = 'nobody' WHERE number = 5",
        "DELETE FROM texts WHERE event = (SELECT max(event) FROM texts)",
        "UPDATE texts SET body = 'иначе' WHERE event = (SELECT max(event) FROM texts)",
        "UPDATE tickets SET priority = 'low' WHERE number = 1",
        "UPDATE users SET role = 'administrator' WHERE login = 'gost'",
        "UPDATE clocks SET due_at = due_at + 1 WHERE ticket = 2",
    ],
)
def test_what_was_changed_past_the_guards_is_found(url: str, statement: str) -> None:
    execute("ALTER TABLE events DISABLE TRIGGER USER", database=url)
    execute("ALTER TABLE texts DISABLE TRIGGER USER", database=url)
    execute(statement, database=url)
    execute("ALTER TABLE events ENABLE TRIGGER USER", database=url)
    execute("ALTER TABLE texts ENABLE TRIGGER USER", database=url)
    assert not reopen(url).administration.verify().ok


# --- commands ------------------------------------------------------------------------------------------------------


def test_many_at_one_ticket_lose_nothing(url: str) -> None:
    def notes(name: int) -> None:
        with reopen(url) as desk:
            for n in range(10):
                desk.commands.perform(Note(number=1, text=f"{name}-{n}"), actor(desk, "ivanova"), key=f"{name}-{n}")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(notes, range(6)))
    desk = reopen(url)
    shown = desk.tickets.view(1, actor(desk, "ivanova"))
    texts = sorted(entry.text or "" for entry in shown.timeline[1:])  # type: ignore[union-attr]
    assert texts == sorted(f"{name}-{n}" for name in range(6) for n in range(10))
    assert desk.administration.verify().ok


def test_of_many_with_one_key_one_is_carried_out(url: str) -> None:
    def say(_: int) -> tuple[int | None, bool]:
        with reopen(url) as desk:
            said = desk.commands.perform(Comment(number=1, text="Смотрим"), actor(desk, "ivanova"), key="one")
            return said.version, said.repeated  # type: ignore[union-attr]

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(say, range(6)))
    assert sorted(answers) == [(2, False)] + [(2, True)] * 5


# --- sessions and keys ---------------------------------------------------------------------------------------------


def test_sessions_are_leases_that_somebody_may_end(store: Store) -> None:
    here = OpenSession(
        id="a1", login="ivanova", name="Иванова М. С.", role=Role.FIRST_LINE, since=AT, door="ssh",
        address="127.0.0.1", place="queue", ticket=None,
    )  # fmt: skip
    sessions = store.backend.sessions(KRASNOYARSK)
    assert sessions.mark(here, AT) is None
    assert sessions.mark(replace(here, place="ticket", ticket=1), AT) is None
    assert [(each.id, each.place, each.ticket, each.since) for each in sessions.all(AT)] == [("a1", "ticket", 1, AT)]
    assert sessions.all(moment("2026-11-23T09:05")) == ()
    assert sessions.all(moment("2026-11-23T08:00")) == ()  # the clock was set back: such a lease is over
    sessions.end("a1", "Орлова Т. Г.", "смена окончена")
    sessions.end("a1", "Другая", None)
    assert sessions.mark(here, AT) == Ended("Орлова Т. Г.", "смена окончена")
    sessions.leave("a1")
    assert sessions.all(AT) == ()


def test_a_key_lets_in_over_a_server_too(url: str) -> None:
    desk = reopen(url)
    done(desk, AddKey(login="petrov", public_key=ed25519()), "admin")
    key = desk.directory.staff_keys()[0]
    found = find_holder(url, fingerprint=key.fingerprint)
    assert found is not None
    assert (found.login, found.refusal(AT)) == ("petrov", None)
    assert find_holder(url, number=key.id) == found
    assert find_holder(url, fingerprint="SHA256:none") is None
