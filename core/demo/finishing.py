"""What goes on at the demonstration desk beyond the simple way of a ticket, so that every view shows something."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.desk.desk import Desk
from core.desk.views import QueueQuery, QueueRow
from core.tickets.classification.processing import RequestInformation
from core.tickets.closing.disputes import OpenDispute
from core.tickets.command import Command
from core.tickets.knowledge.solutions import AddSolution
from core.tickets.outages.announcements import OpenOutage
from core.tickets.outages.joining import JoinOutage
from core.tickets.registration.commands import Register
from core.tickets.staff.absences import SetAbsence
from core.tickets.tasks.tasks import SetTask
from core.tickets.third_line.sending import DEVELOPERS, RouteOut
from core.vocabulary import Channel, Line, Mis, Priority, Role, RoutingGround, Scenario, Status, TicketType

_ENOUGH = 4
"""Tickets at ВЛТП: one to ask about, one for a task, one for ТЛТП, one under dispute."""
_SOLUTIONS = (
    (
        "Карта пациента не открывается после обновления",
        "Перестроить индекс карт: «Сервис» → «Индексы» → «Карта».",
        Mis.QMS,
    ),
    (
        "Реестр счетов отклонён из-за кандидатов на оплату",
        "Проверить полисы кандидатов, переформировать реестр.",
        Mis.PROMED,
    ),
    ("Не печатаются рецепты", "Назначить драйвер печати по умолчанию и перезапустить службу печати.", None),
)


@dataclass(frozen=True, slots=True)
class Late:
    """A command of the last moment, and whose it is."""

    actor: str
    command: Command


def finishing(desk: Desk, now: datetime, me: str, registrar: str) -> Iterator[Late]:
    """The commands, each made when the ones before it have been carried out; ``me`` and his tickets are left alone.

    ``registrar`` is a colleague of ПЛТП.
    """
    rows = [row for row in desk.queue.rows(desk.queue.numbers(QueueQuery())) if row.assignee != me]
    at_second = [row for row in rows if row.line is Line.SECOND and row.status is not Status.RESOLVED and row.assignee]
    new = [row for row in rows if row.status is Status.NEW and row.line is Line.FIRST and row.mis is Mis.QMS]
    if len(at_second) >= _ENOUGH:
        yield from _of_second_line(desk, now, at_second)
    engineer, _ = _pair(desk)
    for title, text, mis in _SOLUTIONS:
        yield Late(engineer, AddSolution(title=title, text=text, mis=mis))
    title = "qMS: не открываются листы назначений"
    news = "Разработчик знает, готовит исправление. Новые обращения относите сюда."
    yield Late(registrar, OpenOutage(title=title, text=news, mis=Mis.QMS, expected_end=now + timedelta(hours=3)))
    for row in new[:2]:
        yield Late(registrar, JoinOutage(number=row.number, outage=1))
    yield Late(registrar, _imported(desk, now))


def _of_second_line(desk: Desk, now: datetime, rows: list[QueueRow]) -> Iterator[Late]:
    """ВЛТП asks, sets a task, turns to ТЛТП; a clinic disputes; somebody will be away tomorrow."""
    asked, tasked, routed, disputed = rows[0], _with_it(desk, rows[1:]), rows[-1], rows[-2]
    question = "Подскажите, пожалуйста: на каком рабочем месте это видно и с какого времени?"
    yield Late(asked.assignee or "", RequestInformation(number=asked.number, text=question))
    row, head = tasked
    text = "Проверить доступ рабочих мест к серверу"
    colleague = None if head else next(each for each in _pair(desk) if each != row.assignee)
    yield Late(row.assignee or "", SetTask(number=row.number, text=text, person=head, user=colleague))
    text = "Ошибка повторяется на двух рабочих местах, журнал и время приложены, обходного пути нет."
    to_third_line = RouteOut(
        number=routed.number, destination=DEVELOPERS[routed.mis], scenario=Scenario.TASK,
        ground=RoutingGround.MALFUNCTION, text=text,
    )  # fmt: skip
    yield Late(routed.assignee or "", to_third_line)
    yield Late(disputed.assignee or "", OpenDispute(number=disputed.number, text="МО считает срок от первого звонка."))
    away, stand_in = _pair(desk)
    tomorrow = desk.policy.worktime().next_opening(now + timedelta(hours=12))
    absence = SetAbsence(login=away, substitute_login=stand_in, since=tomorrow, until=tomorrow + timedelta(hours=9))
    yield Late(away, absence)


def _with_it(desk: Desk, rows: list[QueueRow]) -> tuple[QueueRow, int | None]:
    """The first of some tickets whose clinic has a head of IT, and that head; without one, the first ticket."""
    codes = {each.id: each.code for each in desk.directory.organizations()}
    heads = {codes[each.organization]: each.id for each in desk.directory.people() if each.kind == "it_head"}
    found = ((row, heads[row.organization]) for row in rows[:-2] if row.organization in heads)
    return next(found, (rows[0], None))


def _pair(desk: Desk) -> tuple[str, str]:
    """Two engineers who can stand in for each other."""
    engineers = [each.login for each in desk.directory.users() if each.role is Role.SECOND_LINE]
    return engineers[0], engineers[1]


def _imported(desk: Desk, now: datetime) -> Register:
    """A request of ИСКИЗ whose text holds what must be masked; the number is invented and its check digits hold."""
    clinic = next(each for each in desk.directory.organizations() if Mis.PROMED in each.mis)
    person = next(each for each in desk.directory.people(clinic.id) if each.kind == "medic")
    return Register(
        subject="Не находится пациент по полису",
        description="Пациент со СНИЛС 112-233-445 95 не находится поиском по полису, запись к врачу не идёт.",
        organization=clinic.id, requester=person.id, mis=Mis.PROMED, type=TicketType.ERROR, priority=Priority.MEDIUM,
        channel=Channel.ISKIZ, external_number="ИСКИЗ-88001", received_at=now - timedelta(minutes=3), imported=True,
    )  # fmt: skip
