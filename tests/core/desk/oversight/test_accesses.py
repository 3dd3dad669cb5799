"""Who saw what: told from the log, with whose data it was, to those who oversee; nothing leaves unrecorded."""

import csv
import io
import json
from pathlib import Path

import pytest

from core.desk.exchange.exporting import OutgoingTable, as_csv, as_json, export
from core.desk.oversight.accesses import Access, AccessQuery
from core.tickets.answers.comments import Note
from core.tickets.desk_records.calls import LogCall
from core.tickets.people.commands import AddPerson, ShowStaffNumber
from core.tickets.redaction.redacting import Redact
from core.tickets.refusal import Refusal
from core.tickets.relations.attachments import Attach
from core.tickets.remote_access.mis_runs import EndMisRun, StartMisRun
from core.tickets.remote_access.sessions import EndRemote, StartRemote
from tests.support.desk import KKB, SINITSYNA, VOROBYOV, ZIMINA, FrozenDesk, actor, done, make_desk, moment, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


def told(desk: FrozenDesk, asked: AccessQuery | None = None) -> tuple[Access, ...]:
    found = desk.oversight.accesses(actor(desk, "orlova"), *([asked] if asked else []))
    assert not isinstance(found, Refusal)
    return found


def lived(desk: FrozenDesk) -> int:
    """A ticket with everything that is watched over, a minute each."""
    number = registered(desk)
    done(desk, Attach(number=number, title="снимок.png", body=b"bytes"))
    steps = (
        (StartRemote(number=number, pc="REG-01", consent_by=SINITSYNA, consent_how="phone"), "ivanova"),
        (EndRemote(number=number, result="Переустановлен ключ"), "ivanova"),
        (StartMisRun(number=number, person=VOROBYOV, reason="Видит ли раздел"), "ivanova"),
        (EndMisRun(number=number), "ivanova"),
        (ShowStaffNumber(person=ZIMINA, reason="Сверка"), "orlova"),
        (Note(number=number, text="Ничего особенного"), "ivanova"),
        (Redact(number=number, event=7, reason="Лишнее"), "orlova"),
    )
    for command, login in steps:
        desk.clock.advance(minutes=1)
        done(desk, command, login)
    return number


def test_who_saw_what_is_told_in_order_with_whose_data_it_was(desk: FrozenDesk) -> None:
    number = lived(desk)
    found = told(desk)
    assert [(each.actor, each.what, each.person, each.ticket, each.reason) for each in found[::-1]] == [
        ("ivanova", "remote_started", "Синицына Анна Павловна", number, "REG-01"),
        ("ivanova", "remote_ended", "Синицына Анна Павловна", number, "Переустановлен ключ"),
        ("ivanova", "mis_run_started", "Воробьёв Пётр Ильич", number, "Видит ли раздел"),
        ("ivanova", "mis_run_ended", "Синицына Анна Павловна", number, None),
        ("orlova", "staff_number_read", "Зимина Ольга Юрьевна", None, "Сверка"),
        ("orlova", "redacted", "Синицына Анна Павловна", number, "Лишнее"),
    ]
    assert found[0].hash == desk.administration.chain_head().hash
    assert [each.event for each in found] == sorted((each.event for each in found), reverse=True)
    assert desk.administration.verify().ok


def test_it_is_asked_of_one_of_staff_of_one_person_and_since_an_instant(desk: FrozenDesk) -> None:
    lived(desk)
    assert {each.actor for each in told(desk, AccessQuery(login="orlova"))} == {"orlova"}
    of_vorobyov = told(desk, AccessQuery(person=VOROBYOV))
    assert [each.what for each in of_vorobyov] == ["mis_run_started"]
    assert [each.what for each in told(desk, AccessQuery(person=ZIMINA))] == ["staff_number_read"]
    assert len(told(desk, AccessQuery(person=SINITSYNA))) == 5, "hers are all of her own ticket"
    assert [each.what for each in told(desk, AccessQuery(since=moment("2026-11-24T09:05")))] == [
        "redacted", "staff_number_read",
    ]  # fmt: skip
    assert len(told(desk, AccessQuery(limit=2))) == 2


@pytest.mark.parametrize("login", ["ivanova", "petrov", "gost"])
def test_whoever_does_not_oversee_is_refused(desk: FrozenDesk, login: str) -> None:
    refusal = desk.oversight.accesses(actor(desk, login))
    assert isinstance(refusal, Refusal)
    assert "руководитель смены и администратор" in refusal.message


def exported(desk: FrozenDesk, what: str, login: str = "orlova") -> OutgoingTable:
    found = export(desk, what, actor(desk, login))
    assert isinstance(found, OutgoingTable)
    return found


def test_an_export_is_on_record_before_it_leaves_and_carries_the_head_of_that_record(desk: FrozenDesk) -> None:
    done(desk, AddPerson(full_name="Громова Алла Львовна", organization=KKB, staff_number="ТН-4512"))
    found = exported(desk, "people")
    (access,) = told(desk)
    assert (access.actor, access.what, access.title) == ("orlova", "exported", "Выгружено: сотрудники МО, 5")
    assert (found.head.event, found.head.hash) == (access.event, access.hash)
    document = json.loads(as_json(found))
    assert document["head"] == {"event": access.event, "hash": access.hash}
    assert len(document["people"]) == 5
    assert "ТН-4512" not in as_json(found) + as_csv(found)


def test_a_cell_that_a_spreadsheet_would_run_is_text(desk: FrozenDesk) -> None:
    begun, ended = moment("2026-11-24T08:50"), moment("2026-11-24T08:52")
    call = LogCall(requester=SINITSYNA, started_at=begun, ended_at=ended, solved=True, text='=HYPERLINK("http://x")')
    done(desk, call)
    head, row, last = csv.reader(io.StringIO(as_csv(exported(desk, "calls")).removeprefix("\ufeff")))
    assert dict(zip(head, row, strict=True))["text"] == '\'=HYPERLINK("http://x")'
    assert desk.administration.chain_head().hash in last[0]


@pytest.mark.parametrize("login", ["ivanova", "petrov", "gost"])
def test_lists_of_people_are_not_for_everybody_and_the_attempt_is_on_record(desk: FrozenDesk, login: str) -> None:
    refusal = export(desk, "people", actor(desk, login))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "access.export"
    assert [(each.actor, each.command, each.code) for each in desk.oversight.denials()] == [
        (login, "export", "access.export")
    ]
    assert told(desk) == ()


def test_what_is_not_known_is_not_exported(desk: FrozenDesk) -> None:
    refusal = export(desk, "passwords", actor(desk, "admin"))
    assert isinstance(refusal, Refusal)
    assert (refusal.code, desk.administration.chain_head().event) == (
        "export.unknown",
        desk.administration.verify().events,
    )


def test_a_file_of_a_ticket_is_saved_outside_only_on_record(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Attach(number=number, title="снимок.png", body=b"bytes"))
    view = desk.tickets.view(number, actor(desk, "gost"))
    assert not isinstance(view, Refusal)
    assert desk.commands.take_attachment(number, view.ticket.attachments[0], actor(desk, "gost")) == b"bytes"
    (access,) = told(desk)
    assert (access.actor, access.title, access.ticket) == ("gost", "Выгружено: файл обращения, 1", number)
