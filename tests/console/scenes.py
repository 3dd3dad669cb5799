"""A small desk in the middle of a day, for the tests of screens: every state of a ticket, every state of a term."""

from pathlib import Path

from core.tickets.answers.comments import Comment
from core.tickets.assignment.commands import Release, Take
from core.tickets.closing.commands import Confirm, Resolve
from core.tickets.closing.disputes import OpenDispute
from core.tickets.desk_records.shifts_and_views import HandOverShift, SaveView
from core.tickets.knowledge.solutions import AddSolution
from core.tickets.outages.announcements import OpenOutage
from core.tickets.relations.attachments import Attach
from core.tickets.staff.absences import SetAbsence
from core.vocabulary import Channel, Mis, Priority, TicketType
from tests.support.desk import (
    GP4,
    KKB,
    SINITSYNA,
    VOROBYOV,
    ZIMINA,
    FrozenDesk,
    done,
    made_once,
    make_desk,
    moment,
    registered,
)

NOW = "2026-11-24T11:20"
"""A Tuesday between opening and lunch."""
HOSTILE = "Сбой [/] [@click=app.quit] \x1b]52;c;eA==\x07 \u202e путь [/var/log]"
"""What would quit, copy, mark up and turn around, if a terminal or a widget obeyed it."""


@made_once
def busy_desk(folder: Path) -> FrozenDesk:
    """Twelve tickets, registered over two days; the clock then stands at :data:`NOW`."""
    desk = make_desk(folder, "2026-11-23T09:00")
    _monday(desk)
    _tuesday(desk)
    desk.clock.set(NOW)
    return desk


@made_once
def full_desk(folder: Path) -> FrozenDesk:
    """The busy desk with something in every register, hostile words among it."""
    desk = busy_desk(folder)
    done(desk, OpenOutage(title=HOSTILE, text=HOSTILE))
    done(desk, AddSolution(title=f"Не открывается карта {HOSTILE}", text=f"Очистить кэш.\n{HOSTILE}"))
    until_ = moment("2026-11-26T17:30")
    away = SetAbsence(login="sidorov", since=moment("2026-11-25T08:30"), until=until_, substitute_login="petrov")
    done(desk, away, "orlova")
    done(desk, OpenDispute(number=3, text=HOSTILE), "orlova")
    done(desk, Attach(number=8, title="журнал [/].txt", body=HOSTILE.encode()))
    done(desk, SaveView(title="Горит [/]", filter="просрочено или скоро", shared=True))
    done(desk, HandOverShift(to="petrov", text=HOSTILE, tickets=(3, 9)), "orlova")
    return desk


def _monday(desk: FrozenDesk) -> None:
    closed = registered(desk, subject="Не печатается направление", type=TicketType.CONSULTATION)
    done(desk, Take(number=closed))
    desk.clock.advance(minutes=3)
    done(desk, Comment(number=closed, text="Смените принтер в настройках рабочего места."))
    done(desk, Resolve(number=closed, solution="Выбран другой принтер."))
    desk.clock.advance(minutes=20)
    done(desk, Confirm(number=closed, by=SINITSYNA))
    resolved = registered(desk, subject="Пропали шаблоны осмотра", requester=VOROBYOV, priority=Priority.MEDIUM)
    done(desk, Comment(number=resolved, text="Передаю инженеру."))
    done(desk, Release(number=resolved, to="petrov"))
    done(desk, Take(number=resolved), "petrov")
    done(desk, Comment(number=resolved, text="Восстанавливаю из копии."), "petrov")
    done(desk, Resolve(number=resolved, solution="Шаблоны восстановлены из копии от 20.11."), "petrov")
    late = registered(desk, subject="Реестр счетов не выгружается в ТФОМС", priority=Priority.VERY_HIGH)
    done(desk, Comment(number=late, text="Принято, смотрим."))
    done(desk, Release(number=late, to="petrov"))
    done(desk, Take(number=late), "petrov")


def _tuesday(desk: FrozenDesk) -> None:
    desk.clock.set("2026-11-24T08:40")
    setup = registered(
        desk, subject="Добавить кабинет в расписание", type=TicketType.SETUP, priority=Priority.MEDIUM,
        organization=GP4, requester=ZIMINA, mis=Mis.PROMED, channel=Channel.ISKIZ,
    )  # fmt: skip
    done(desk, Comment(number=setup, text="Уточните номер кабинета."))
    done(desk, Take(number=setup))
    other = registered(desk, subject="Предложение по отчётам", type=TicketType.OTHER, priority=Priority.NONE)
    done(desk, Comment(number=other, text="Согласуем срок."))
    registered(desk, subject="Опечатка в справке 086/у", priority=Priority.LOW)
    desk.clock.set("2026-11-24T10:55")
    registered(
        desk, subject="Как оформить выписку на двух языках?", type=TicketType.CONSULTATION, priority=Priority.LOW,
        organization=GP4, requester=ZIMINA, mis=Mis.PROMED, channel=Channel.ISKIZ,
    )  # fmt: skip
    desk.clock.set("2026-11-24T11:04:30")
    registered(desk, subject="Не открывается карта пациента", priority=Priority.HIGH)
    desk.clock.set("2026-11-24T11:17:30")
    registered(desk, subject="Приём остановлен: qMS не отвечает на всех рабочих местах", priority=Priority.VERY_HIGH)
    registered(desk, subject="путь [/var/log] недоступен [@click=app.quit]", organization=KKB, priority=Priority.MEDIUM)
