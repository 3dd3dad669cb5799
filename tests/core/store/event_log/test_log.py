"""The log: one chain, appended to and never changed; people's words beside it, which can be cut out."""

import hashlib
import sqlite3
from pathlib import Path

import pytest

from core.store.event_log.hash_chain import Envelope, canonical, text_hash
from core.store.event_log.log import Author, append, history, last_seq
from core.store.store import Store
from core.store.tables import events
from core.tickets.answers.events import Commented, Noted
from core.tickets.assignment.events import Taken
from core.vocabulary import Role
from tests.support.desk import FrozenDesk, make_desk, moment, registered
from tests.support.store import content, raw

IVANOVA = Author("ivanova", Role.FIRST_LINE, "s1")
AT = moment("2026-11-23T09:03")


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    with make_desk(tmp_path) as opened:
        registered(opened)
        yield opened


@pytest.fixture
def store(desk: FrozenDesk) -> Store:
    with Store.open(desk.path) as opened:
        yield opened


def refused(path: Path, statement: str) -> str:
    """What SQLite says to a statement that goes around the program."""
    with raw(path) as connection, pytest.raises(sqlite3.IntegrityError) as caught:
        connection.execute(statement)
    return str(caught.value)


def test_events_are_numbered_within_the_ticket_and_across_the_store(store: Store, desk: FrozenDesk) -> None:
    with store.writing() as tx:
        appended = append(tx, 1, (Commented(text="Смотрим"), Taken()), IVANOVA, AT)
        tx.commit()
    assert [each.seq for each in appended] == [2, 3]
    with store.reading() as tx:
        assert (history(tx, 1)[1:], last_seq(tx, 1), last_seq(tx, 2)) == (appended, 3, 0)
    with raw(desk.path) as connection:
        numbers = [number for (number,) in connection.execute("SELECT number FROM events ORDER BY number")]
    assert numbers == list(range(1, len(numbers) + 1))


def test_each_event_carries_the_hash_of_the_one_before(desk: FrozenDesk) -> None:
    with raw(desk.path) as connection:
        links = connection.execute("SELECT prev, hash FROM events ORDER BY number").fetchall()
    assert [prev for prev, _hash in links] == ["", *(hashed for _prev, hashed in links[:-1])]


def test_a_hash_covers_every_field_of_its_event() -> None:
    usual = {
        "number": 7, "ticket": 3, "seq": 2, "at": 5, "actor": "a", "role": "r", "session": "s", "kind": "k",
        "body": "{}", "prev": "0f",
    }  # fmt: skip
    hashes = {Envelope(**usual).hash()}
    for name, value in usual.items():
        changed = value + 1 if isinstance(value, int) else value + "x"
        hashes.add(Envelope(**usual | {name: changed}).hash())
    assert len(hashes) == len(usual) + 1


@pytest.mark.parametrize("ticket", [None, 3])
def test_a_hash_is_that_of_the_previous_one_and_the_canonical_json_of_all_the_rest(ticket: int | None) -> None:
    body = canonical({"text": {"text": "0f"}, "title": 'Ё "кавычки" \\ \n\t\x01\u2028 😀'})
    seq = None if ticket is None else 2
    event = Envelope(
        number=7, ticket=ticket, seq=seq, at=-5, actor='a"b', role="r", session="\x7f", kind="k", body=body, prev="0f"
    )
    parts = [7, ticket, seq, -5, 'a"b', "r", "\x7f", "k", body]
    assert event.hash() == hashlib.sha256(b"0f\n" + canonical(parts).encode()).hexdigest()


def test_the_body_holds_only_the_hash_of_what_people_wrote(desk: FrozenDesk) -> None:
    with raw(desk.path) as connection:
        bodies = " ".join(body for (body,) in connection.execute("SELECT body FROM events"))
        salt, body, hashed = connection.execute(
            "SELECT salt, t.body, json_extract(e.body, '$.subject.text') FROM texts t"
            " JOIN events e ON e.number = t.event WHERE field = 'subject'"
        ).fetchone()
    assert text_hash(salt, body) == hashed
    for words in ("Не открывается", "Синицына", "200-00-01", "больница", "Петров"):
        assert words not in bodies


def test_the_same_words_never_have_the_same_hash(store: Store) -> None:
    with store.writing() as tx:
        append(tx, 1, (Noted(text="да"), Noted(text="да")), IVANOVA, AT)
        tx.commit()
    with raw(store.place.path) as connection:
        bodies = connection.execute("SELECT body FROM events WHERE kind = 'noted'").fetchall()
    assert len(set(bodies)) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor = 'petrov' WHERE number = 3",
        "UPDATE OR REPLACE events SET number = 2 WHERE number = 3",
    ],
)
def test_an_event_never_changes(desk: FrozenDesk, statement: str) -> None:
    assert refused(desk.path, statement) == "events never change"


def test_an_event_never_goes(desk: FrozenDesk) -> None:
    assert refused(desk.path, "DELETE FROM events WHERE number = 3") == "events never go"


@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE"])
@pytest.mark.parametrize(
    "columns",
    [
        "3, 9, 1, prev",  # over an existing event
        "number + 2, 9, 1, hash",  # with a gap
        "number + 1, 9, 1, prev",  # not after the last
        "number + 1, 9, 2, hash",  # in the middle of a ticket
        "number + 1, 1, 1, hash",  # over an existing version of a ticket
        "number + 1, NULL, 1, hash",
        "number + 1, 9, NULL, hash",
    ],
)
def test_only_the_next_event_can_be_added(desk: FrozenDesk, verb: str, columns: str) -> None:
    number, ticket, seq, prev = columns.split(", ")
    names = ", ".join(column.name for column in events.columns)
    said = refused(
        desk.path,
        f"{verb} INTO events ({names}) SELECT {number}, {ticket}, {seq},"
        f" at, actor, role, session, kind, body, {prev}, 'x'"
        " FROM events ORDER BY events.number DESC LIMIT 1",
    )
    assert said == "an event must follow the last one"


def test_a_text_can_be_cut_out_and_in_no_other_way_be_changed(desk: FrozenDesk) -> None:
    for statement, said in (
        ("UPDATE texts SET body = 'иначе'", "texts are only cut out"),
        ("UPDATE texts SET body = NULL", "texts are only cut out"),  # the salt must go with it
        ("UPDATE texts SET body = NULL, salt = NULL, field = 'x'", "texts are only cut out"),
        ("DELETE FROM texts", "texts never go"),
        (
            "INSERT OR REPLACE INTO texts SELECT event, field, salt, 'x', centre FROM texts LIMIT 1",
            "texts are written once",
        ),
        ("INSERT INTO texts VALUES (1, 'extra', x'00', 'x', 'main')", "texts are written once"),
    ):
        assert refused(desk.path, statement).startswith(said)
    with raw(desk.path) as connection:
        connection.execute("UPDATE texts SET body = NULL, salt = NULL WHERE field = 'description'")


REPLACEMENTS = (
    "REPLACE INTO events SELECT * FROM events WHERE number = 3",
    "REPLACE INTO events (rowid, number, ticket, seq, at, actor, role, session, kind, body, prev, hash)"
    " SELECT 3, 3, ticket, seq, at, 'petrov', role, session, kind, body, prev, hash FROM events WHERE number = 3",
    "INSERT INTO events SELECT number, ticket, seq, at, 'petrov', role, session, kind, body, prev, hash, centre"
    " FROM events WHERE number = 3 ON CONFLICT (number) DO UPDATE SET actor = 'petrov'",
    "REPLACE INTO texts SELECT event, field, salt, 'иначе', centre FROM texts LIMIT 1",
    "REPLACE INTO texts SELECT event, field, salt, 'иначе', centre FROM texts ORDER BY event DESC LIMIT 1",
    "INSERT INTO texts SELECT event, field, salt, body, centre FROM texts WHERE true LIMIT 1"
    " ON CONFLICT (event, field) DO UPDATE SET body = 'иначе'",
    "UPDATE OR REPLACE texts SET event = 1",
)
"""Ways to push one row out by another, for a connection that lets REPLACE delete without asking the triggers."""
UNSTOPPED = (
    "REPLACE INTO texts (rowid, event, field, salt, body)"
    " SELECT 1, (SELECT max(number) FROM events), 'other', x'00', 'иначе'",
    "UPDATE OR REPLACE texts SET rowid = 1, salt = NULL, body = NULL WHERE rowid = 2",
)
"""What goes through, since no trigger sees a row that another's hidden row number pushes out."""


@pytest.mark.parametrize("statement", REPLACEMENTS)
def test_no_row_of_the_log_is_pushed_out_by_another(desk: FrozenDesk, statement: str) -> None:
    with raw(desk.path) as connection:
        assert connection.execute("PRAGMA recursive_triggers").fetchone() == (0,)
    before = content(desk.path)
    said = refused(desk.path, statement)
    assert said in (
        "an event must follow the last one", "texts are written once, with their event", "texts are only cut out",
    )  # fmt: skip
    assert content(desk.path) == before


@pytest.mark.parametrize("statement", UNSTOPPED)
def test_what_is_pushed_out_by_its_row_number_is_found(desk: FrozenDesk, statement: str) -> None:
    with raw(desk.path) as connection:
        connection.execute(statement)
    broken = desk.administration.verify().broken_chains
    assert any("нет" in each for each in broken), broken


def test_instants_are_read_in_the_zone_of_the_store(desk: FrozenDesk) -> None:
    with Store.open(desk.path, zone=desk.policy.zone) as store, store.reading() as tx:
        assert history(tx, 1)[0].at.isoformat() == "2026-11-23T09:00:00+07:00"
