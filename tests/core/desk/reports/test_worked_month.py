"""A week that was worked out on paper: four tickets and a call, and what every report must say of them.

№ 1  error, high, received Mon 23.11 09:00: due of the reaction 09:20, of the solution 13:00. Answered 09:10 (in time),
     solved 14:30: 30 working minutes over, since lunch does not count. Confirmed 15:00: it lived 5 working hours.
№ 2  error, high, received Mon 09:00, never answered: 09:20 passed. Solved by nobody: 13:00 passed.
№ 3  error, medium, Tue 24.11 09:00, of the other clinic: answered at once, asked for information 10:00–12:00.
     An agreed term of Wed 25.11 12:00, moved on Wed 11:00 to Thu 12:00; solved Thu 11:00, and at 14:00 the solution is
     rejected: the clock runs again, past its term.
№ 4  registered on Mon 30.11: of no concern to the week.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.desk.reports.report_request import Report, ReportRequest
from core.tickets.answers.comments import Comment
from core.tickets.classification.processing import Process
from core.tickets.closing.commands import Confirm, Reject, Resolve
from core.tickets.desk_records.calls import LogCall
from core.tickets.refusal import Refusal
from core.tickets.reporting.entries import Aspect
from core.tickets.reporting.figures_table import Portion
from core.tickets.reporting.period import ReportPeriod, parse_month
from core.tickets.terms.commands import AgreeTerm, Resume, Wait
from core.vocabulary import Mis, Priority, Waiting
from tests.support.desk import GP4, KKB, SINITSYNA, ZIMINA, FrozenDesk, done, made_once, make_desk, moment, registered

WEEK = ReportPeriod(date(2026, 11, 23), date(2026, 11, 29))
MINUTES, HOURS = timedelta(minutes=1), timedelta(hours=1)


@made_once
def worked(folder: Path) -> FrozenDesk:
    desk = make_desk(folder, "2026-11-23T09:00")
    registered(desk)
    registered(desk, subject="Не печатается талон")
    at(desk, "2026-11-23T09:10", Comment(number=1, text="Смотрим"))
    at(desk, "2026-11-23T14:30", Resolve(number=1, solution="Перезапустили службу"))
    at(desk, "2026-11-23T15:00", Confirm(number=1, by=SINITSYNA))
    desk.clock.set("2026-11-24T09:00")
    registered(
        desk, organization=GP4, requester=ZIMINA, mis=Mis.PROMED, priority=Priority.MEDIUM, subject="Нет анализов"
    )
    at(desk, "2026-11-24T09:00", Comment(number=3, text="Смотрим"))
    at(desk, "2026-11-24T10:00", Wait(number=3, waiting=Waiting.REQUESTER, text="Каких именно?"))
    checked = Process(
        number=3, relevant=True, correct=True, complete=False, category=True, urgency=True,
        missing="Каких анализов", impact="Не видят врачи",
    )  # fmt: skip
    at(desk, "2026-11-24T10:00", checked)
    at(desk, "2026-11-24T12:00", Resume(number=3))
    at(desk, "2026-11-24T12:00", replace(checked, complete=True, missing=None))
    at(desk, "2026-11-24T13:00", agreed("2026-11-25T12:00"))
    at(desk, "2026-11-25T11:00", agreed("2026-11-26T12:00"))
    at(desk, "2026-11-26T11:00", Resolve(number=3, solution="Перевыложили"))
    at(desk, "2026-11-26T14:00", Reject(number=3, by=ZIMINA, reason="Не все"))
    call: dict[str, Any] = {
        "requester": SINITSYNA,
        "started_at": moment("2026-11-26T15:00"),
        "ended_at": moment("2026-11-26T15:03"),
    }
    at(desk, "2026-11-26T15:05", LogCall(**call, solved=True, text="Как распечатать"))
    desk.clock.set("2026-11-30T09:00")
    registered(desk, subject="Не входит в программу")
    return desk


def at(desk: FrozenDesk, when: str, command: Any) -> None:
    desk.clock.set(when)
    done(desk, command)


def agreed(due: str) -> AgreeTerm:
    return AgreeTerm(number=3, due=moment(due), agreed_with=ZIMINA, reason="Так договорились")


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return worked(tmp_path)


def report(desk: FrozenDesk, name: str, *by: Aspect, period: ReportPeriod = WEEK, org: str | None = None) -> Report:
    found = desk.reports.report(ReportRequest(name, period, org, by))
    assert not isinstance(found, Refusal)
    return found


def rows(found: Report) -> dict[tuple[str | None, ...], list[Any]]:
    return {row.keys: [each.value for each in row.figures] for row in found.table.rows}


def total(found: Report) -> dict[str, Any]:
    return {
        column.name: each.value for column, each in zip(found.table.columns, found.table.total.figures, strict=True)
    }


def test_terms_that_were_kept(desk: FrozenDesk) -> None:
    assert rows(report(desk, "sla")) == {
        ("first_reaction",): [2, 2, 0, 1, Portion(2, 3)],
        ("executor_reaction",): [0, 0, 0, 0, Portion(0, 0)],
        ("resolution",): [1, 0, 1, 2, Portion(0, 3)],
    }


def test_the_tickets_behind_a_figure(desk: FrozenDesk) -> None:
    first, _, solved = report(desk, "sla").table.rows
    assert [each.tickets for each in first.figures] == [(1, 3), (1, 3), (), (2,), (1, 3)]
    assert [each.tickets for each in solved.figures] == [(1,), (), (1,), (2, 3), ()]


def test_breaches_with_their_causes(desk: FrozenDesk) -> None:
    # № 2 until Friday's close: of Monday 430 min after 9:20 and 210 after 13:00, then four days of 480.
    # № 3: its term of Thursday 12:00 was over again once the solution was rejected: 270 min of Thursday, 480 of Friday.
    assert rows(report(desk, "breaches")) == {
        ("first_reaction", "late_first_reaction"): [1, 1, 2350 * MINUTES, 2350 * MINUTES],
        ("resolution", "late_first_reaction"): [1, 1, 2130 * MINUTES, 2130 * MINUTES],
        ("resolution", "in_work"): [2, 1, 750 * MINUTES, 750 * MINUTES],
    }


def test_lifetimes_gross_and_net(desk: FrozenDesk) -> None:
    assert total(report(desk, "lifetime")) | {"waited": None} == {
        "closed": 1, "life": 5 * HOURS, "longest": 5 * HOURS, "net": 5 * HOURS, "waited": None,
        "requester": 0 * HOURS, "organization": 0 * HOURS, "approval": 0 * HOURS, "third_line": 0 * HOURS,
    }  # fmt: skip


def test_what_came_and_went_by_clinic(desk: FrozenDesk) -> None:
    assert rows(report(desk, "load", Aspect.ORG)) == {(str(KKB),): [2, 1, 1, 1], (str(GP4),): [1, 0, 0, 1]}
    assert rows(report(desk, "load", Aspect.WEEK)) == {("2026-11-23",): [3, 1, 1, 2]}


def test_promises_kept_and_moved(desk: FrozenDesk) -> None:
    # the term of Wednesday was moved before it came; that of Thursday was kept, and then the solution was rejected
    assert total(report(desk, "promises")) == {
        "promised": 2, "kept": 0, "moved": 1, "broken": 1, "share": Portion(0, 2),
    }  # fmt: skip


def test_what_came_back(desk: FrozenDesk) -> None:
    assert total(report(desk, "returns")) == {
        "come": 3, "incomplete": 1, "rejected": 1, "reopened": 0, "share": Portion(1, 3),
    }  # fmt: skip


def test_calls_and_first_contact(desk: FrozenDesk) -> None:
    assert total(report(desk, "calls")) == {
        "calls": 4, "logged": 1, "tickets": 3, "at_once": 1, "share": Portion(1, 4), "length": 3 * MINUTES,
    }  # fmt: skip


def test_one_clinic_alone(desk: FrozenDesk) -> None:
    assert total(report(desk, "load", org="gp4"))["come"] == 1
    assert report(desk, "load", org="gp4").title == "Поток: 23.11.2026 – 29.11.2026, Городская поликлиника № 4"
    assert isinstance(desk.reports.report(ReportRequest("load", WEEK, "нет такой")), Refusal)


@pytest.mark.parametrize("name", ["sla", "breaches", "lifetime", "load", "promises", "returns", "calls"])
def test_a_period_that_is_over_reads_the_same_whenever_it_is_read(desk: FrozenDesk, name: str) -> None:
    before = report(desk, name)
    at(desk, "2026-12-01T10:00", Comment(number=2, text="Наконец смотрим"))
    at(desk, "2026-12-01T11:00", Resolve(number=2, solution="Заменили картридж"))
    after = report(desk, name)
    assert replace(after, basis=before.basis).table.rows == before.table.rows
    assert after.table.total == before.table.total


def test_the_present_month_is_judged_up_to_now(desk: FrozenDesk) -> None:
    desk.clock.set("2026-11-23T09:30")
    found = report(desk, "load", period=parse_month("2026-11"))
    assert found.until == datetime.fromisoformat("2026-11-23T09:30:00.000001+07:00")
    assert total(found) == {"come": 2, "solved": 0, "closed": 0, "open": 2}
