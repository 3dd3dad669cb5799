"""Every text of everything that can happen is found by a scan and can be cut, and the chain stays whole."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.desk.privacy.store_scan import Scan, ScanPage, scan
from core.store.event_log.audit import Audit, audit
from core.store.event_log.codec import CUT
from core.store.event_log.cutting import cut_words
from core.store.event_log.hash_chain import canonical
from core.store.event_log.log import Author, append, append_fact, history
from core.store.store import Store
from core.tickets.redaction.free_text import CUT_OUT, fields_of
from core.tickets.redaction.redacting import FactRedacted, Redacted
from core.tickets.use_cases.catalogue import DESK_EVENT_KINDS, EVENT_KINDS
from core.vocabulary import Role
from tests.support.desk import FrozenDesk, make_desk, moment
from tests.support.leaks import Leaks
from tests.support.samples import sample
from tests.support.store import raw, tamper

AUTHOR = Author("orlova", Role.SUPERVISOR, "s")
NOW = moment("2026-11-23T09:00")
DIRECTORY = {"person_added", "person_changed", "user_added"}
TICKET = 7


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path)


def with_leaks(kind: type[Any], leaks: Leaks) -> Any:
    """A sample of a kind with a value of its own in every text."""
    return replace(sample(kind), **{name: leaks.text() for name in fields_of(kind)})


def filled(desk: FrozenDesk, leaks: Leaks) -> None:
    """The log, past every rule, with one event of every kind; nothing is derived from them."""
    with desk.environment.store.writing() as tx:
        for kind in EVENT_KINDS.values():
            append(tx, TICKET, [with_leaks(kind, leaks)], AUTHOR, NOW)
        for fact in DESK_EVENT_KINDS.values():
            append_fact(tx, with_leaks(fact, leaks), AUTHOR, NOW)
        tx.commit()


def whole(store: Store, **asked: Any) -> Scan:
    return scan(store, ScanPage(limit=10_000, **asked))


def proven(desk: FrozenDesk) -> Audit:
    with desk.environment.store.reading() as tx:
        return audit(tx)


def test_a_scan_finds_every_text_of_every_kind_but_those_of_the_directory(desk: FrozenDesk) -> None:
    filled(desk, Leaks())
    found = {(each.kind, each.field) for each in whole(desk.environment.store).leaks}
    expected = {(name, field) for name, kind in (EVENT_KINDS | DESK_EVENT_KINDS).items() for field in fields_of(kind)}
    directory = {(name, field) for name, field in expected if name in DIRECTORY}
    directory |= {("organization_added", "title"), ("account_requested", "staff_number")}
    assert found == expected - directory


def test_every_text_of_every_kind_is_cut_and_the_chain_stays_whole(desk: FrozenDesk) -> None:
    leaks = Leaks()
    filled(desk, leaks)
    with desk.environment.store.writing() as tx:
        for number, kind in _numbers(desk):
            left = cut_words(tx, number, fields_of((EVENT_KINDS | DESK_EVENT_KINDS)[kind]))
            ticket, seq = _place(desk, number)
            if ticket is None:
                append_fact(tx, FactRedacted(event=number, fields=(), left=left, reason="x"), AUTHOR, NOW)
            else:
                append(tx, TICKET, [Redacted(event=seq, fields=(), left=left, reason="x")], AUTHOR, NOW)
        tx.commit()
    desk.environment.store.backend.wipe()
    assert proven(desk).broken == []
    assert leaks.left_in(b"".join(each.read_bytes() for each in desk.path.parent.iterdir())) == []


def _numbers(desk: FrozenDesk) -> list[tuple[int, str]]:
    with raw(desk.path) as connection:
        return connection.execute("SELECT number, kind FROM events WHERE number > 12 ORDER BY number").fetchall()


def _place(desk: FrozenDesk, number: int) -> tuple[int | None, int]:
    with raw(desk.path) as connection:
        ticket, seq = connection.execute("SELECT ticket, seq FROM events WHERE number = ?", (number,)).fetchone()
    return ticket, seq


@pytest.fixture
def cut(desk: FrozenDesk) -> FrozenDesk:
    """A log in which the external number of a registration was cut out of the event itself."""
    with desk.environment.store.writing() as tx:
        append(tx, TICKET, [sample(EVENT_KINDS["registered"])], AUTHOR, NOW)
        left = cut_words(tx, 13, ["external_number"])
        append(tx, TICKET, [Redacted(event=1, fields=("external_number",), left=left, reason="x")], AUTHOR, NOW)
        tx.commit()
    return desk


def test_a_word_that_was_cut_out_of_an_event_reads_as_cut(cut: FrozenDesk) -> None:
    with cut.environment.store.reading() as tx:
        (registered, _) = history(tx, TICKET)
    assert registered.event.external_number == CUT_OUT  # type: ignore[union-attr]
    assert proven(cut).broken == []
    assert [(each.seq, each.field) for each in proven(cut).cut] == [(1, "external_number")]


def test_a_second_cut_in_the_same_event_is_held_against_the_last_record(cut: FrozenDesk) -> None:
    with cut.environment.store.writing() as tx:
        left = cut_words(tx, 13, ["subject"])
        append(tx, TICKET, [Redacted(event=1, fields=("subject",), left=left, reason="x")], AUTHOR, NOW)
        tx.commit()
    assert left is not None
    assert proven(cut).broken == []


def _body(desk: FrozenDesk) -> dict[str, Any]:
    with raw(desk.path) as connection:
        (body,) = connection.execute("SELECT body FROM events WHERE number = 13").fetchone()
    return dict(json.loads(body))


@pytest.mark.parametrize("changed", [{"channel": "iskiz"}, {"external_number": "17"}, {"template": CUT}])
def test_an_event_that_was_cut_and_then_changed_is_found(cut: FrozenDesk, changed: dict[str, Any]) -> None:
    tamper(cut.path, f"UPDATE events SET body = '{canonical(_body(cut) | changed)}' WHERE number = 13")
    assert proven(cut).broken == ["Событие 13 (обращение 7): изменено после записи"]


def test_a_word_that_was_cut_out_of_an_event_and_nobody_recorded_it_is_found(desk: FrozenDesk) -> None:
    with desk.environment.store.writing() as tx:
        append(tx, TICKET, [sample(EVENT_KINDS["registered"])], AUTHOR, NOW)
        cut_words(tx, 13, ["external_number"])
        tx.commit()
    assert proven(desk).broken == ["Событие 13 (обращение 7): изменено после записи"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor = 'nobody' WHERE number = 13",
        "UPDATE events SET hash = '', prev = '' WHERE number = 13",
        "UPDATE events SET body = '{}' WHERE number = 13",
        "UPDATE events SET body = json_replace(body, '$.mis', 'promed') WHERE number = 13",
        "UPDATE events SET body = json_replace(body, '$.requester', json('{\"cut\":true}')) WHERE number = 13",
        "UPDATE events SET body = json_insert(body, '$.more', json('{\"cut\":true}')) WHERE number = 13",
        "UPDATE events SET body = json_remove(body, '$.mis') WHERE number = 13",
        "UPDATE events SET centre = 'other' WHERE number = 13",
    ],
)
def test_the_guard_lets_nothing_through_but_a_word_that_is_cut(cut: FrozenDesk, statement: str) -> None:
    with raw(cut.path) as connection, pytest.raises(Exception, match="events never change"):
        connection.execute(statement)
