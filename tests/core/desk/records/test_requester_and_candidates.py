"""What is known of who asks, and of who could take a ticket, as the card and the hand-over show it."""

from pathlib import Path

import pytest

from core.tickets.closing.commands import Close
from core.tickets.desk_records.calls import LogCall
from core.tickets.staff.absences import SetAbsence
from core.tickets.staff.commands import AddUser
from core.vocabulary import Mis, Outcome, Role
from tests.support.desk import SINITSYNA, VOROBYOV, FrozenDesk, done, make_desk, moment, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-23T09:00")


def test_the_requester_s_other_open_tickets_and_last_three_contacts(desk: FrozenDesk) -> None:
    over = registered(desk, subject="Не печатается направление")
    done(desk, Close(number=over, outcome=Outcome.WITHDRAWN, reason="Сами нашли"))
    desk.clock.set("2026-11-23T10:00")
    other = registered(desk, subject="Пропали шаблоны осмотра")
    registered(desk, subject="Чужое", requester=VOROBYOV)
    desk.clock.set("2026-11-23T11:00")
    done(desk, LogCall(
        requester=SINITSYNA, solved=True, started_at=moment("2026-11-23T10:55"),
        ended_at=moment("2026-11-23T10:58"), text="Как сменить пароль", mis=Mis.QMS,
    ))  # fmt: skip
    desk.clock.set("2026-11-24T09:00")
    mine = registered(desk, subject="Не открывается карта пациента")
    known = desk.tickets.background(SINITSYNA, mine)
    assert [(each.number, each.subject) for each in known.open] == [(other, "Пропали шаблоны осмотра")]
    assert [(f"{each.at:%d.%m %H:%M}", each.number, each.text) for each in known.contacts] == [
        ("23.11 10:55", None, "Как сменить пароль"),
        ("23.11 10:00", other, "Пропали шаблоны осмотра"),
        ("23.11 09:00", over, "Не печатается направление"),
    ]


def test_candidates_tell_the_offered_one_their_load_and_what_bars_the_others(desk: FrozenDesk) -> None:
    new = AddUser(login="belov", full_name="Белов Г. Г.", role=Role.SECOND_LINE, competences=("promed",))
    done(desk, new, "orlova")
    registered(desk, subject="Не выгружается реестр")  # named for somebody of qms-emr: in hand, though not handed over
    number = registered(desk, subject="Пропали шаблоны осмотра", requester=VOROBYOV)
    away = SetAbsence(login="sidorov", since=moment("2026-11-23T09:00"), until=moment("2026-11-24T17:30"), sudden=True)
    done(desk, away, "orlova")
    found = desk.tickets.candidates(number)
    assert found.route is not None
    assert found.route.executor is not None
    first, *rest = found.rows
    assert (first.user.login, first.offered, first.barred) == (found.route.executor.login, True, None)
    told = {each.user.login: each.barred for each in rest}
    assert told["belov"] == "нет компетенции «ЭМК qMS»"
    assert sum(each.in_hand for each in found.rows) == 1  # the ticket itself counts against nobody
    assert found.name_of("belov") == "Белов Г. Г."
