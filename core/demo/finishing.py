"""What goes on at the demonstration desk beyond the simple way of a ticket, so that every view shows something."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.demo.cast import OBSERVER
from core.desk.desk import Desk
from core.desk.views import QueueQuery, QueueRow
from core.tickets.assignment.commands import Take
from core.tickets.classification.processing import RequestInformation
from core.tickets.closing.commands import Duplicate
from core.tickets.closing.disputes import OpenDispute
from core.tickets.command import Command
from core.tickets.desk_records.shifts_and_views import HandOverShift
from core.tickets.outages.announcements import OpenOutage
from core.tickets.outages.joining import JoinOutage
from core.tickets.registration.commands import Register
from core.tickets.staff.absences import SetAbsence
from core.tickets.staff.commands import BlockUser
from core.tickets.tasks.approvals import RequestApproval
from core.tickets.tasks.tasks import SetTask
from core.tickets.third_line.sending import DEVELOPERS, RouteOut
from core.vocabulary import Channel, Line, Mis, Priority, Role, RoutingGround, Scenario, Status, TicketType

_REPEATED = ("ИСКИЗ-88002", "ИСКИЗ-88003")
_TOLD = 3
_ENOUGH = 4
"""Tickets at ВЛТП: one to ask about, one for a task, one for ТЛТП, one under dispute."""
_HANDED_OVER = (
    "Листы назначений qMS ждут исправления, новое относите к сбою № 1. По ТЛТП обещали ответ до обеда. "
    "Если позвонит приёмное отделение — перезвоните им сразу."
)


@dataclass(frozen=True, slots=True)
class Late:
    """A command of the last moment, and whose it is; ``denied``: the rights refuse it, and that goes on record."""

    actor: str
    command: Command
    denied: bool = False


def finishing(desk: Desk, now: datetime, me: str, registrar: str) -> Iterator[Late]:
    """The commands, each made when the ones before it have been carried out; ``me`` and his tickets are left alone.

    ``registrar`` is a colleague of ПЛТП.
    """
    rows = [row for row in desk.queue.rows(desk.queue.numbers(QueueQuery())) if row.assignee != me]
    at_second = [row for row in rows if row.line is Line.SECOND and row.status is not Status.RESOLVED and row.assignee]
    new = [row for row in rows if row.status is Status.NEW and row.line is Line.FIRST and row.mis is Mis.QMS]
    if len(at_second) >= _ENOUGH:
        yield from _of_second_line(desk, now, at_second)
    title = "qMS: не открываются листы назначений"
    news = "Разработчик знает, готовит исправление. Новые обращения относите сюда."
    yield Late(registrar, OpenOutage(title=title, text=news, mis=Mis.QMS, expected_end=now + timedelta(hours=3)))
    for row in new[:2]:
        yield Late(registrar, JoinOutage(number=row.number, outage=1))
    yield Late(registrar, _imported(desk, now))
    yield from _repeated(desk, now, rows, registrar)
    told = tuple(row.number for row in rows if row.assignee == registrar)[:_TOLD]
    yield Late(registrar, HandOverShift(to=me, text=_HANDED_OVER, tickets=told))
    yield from _denied(rows, registrar)


def _repeated(desk: Desk, now: datetime, rows: list[QueueRow], registrar: str) -> Iterator[Late]:
    """The same clinic writes of the same once more through its register; the second is a duplicate of the first, and
    a third one waits for whoever sees that it is."""
    row = next((each for each in rows if each.status is Status.NEW and each.line is Line.FIRST), None)
    if row is None:
        return
    clinic = next(each for each in desk.directory.organizations() if each.code == row.organization)
    person = desk.directory.people(clinic.id)[0]
    for number in _REPEATED:
        again = Register(
            subject=row.subject, description="Повторяем: то же самое, писали сегодня. Просьба ответить.",
            organization=clinic.id, requester=person.id, mis=row.mis, type=TicketType.ERROR, priority=Priority.MEDIUM,
            channel=Channel.ISKIZ, external_number=number, received_at=now - timedelta(minutes=2), imported=True,
        )  # fmt: skip
        yield Late(registrar, again)
    found = desk.tickets.imported_as(_REPEATED[0])
    if found:
        text = "О том же уже пишем в первом обращении; ответ придёт туда."
        yield Late(registrar, Duplicate(number=found[0].number, of=row.number, text=text))


def _denied(rows: list[QueueRow], registrar: str) -> Iterator[Late]:
    """What somebody tried who may not: the register of denials has something to show."""
    if rows:
        yield Late(OBSERVER, Take(number=rows[0].number), denied=True)
    yield Late(registrar, BlockUser(login=OBSERVER), denied=True)


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
    yield from _to_approve(desk, [each for each in rows if each not in (asked, row, routed, disputed)])
    away, stand_in = _pair(desk)
    tomorrow = desk.policy.worktime().next_opening(now + timedelta(hours=12))
    absence = SetAbsence(login=away, substitute_login=stand_in, since=tomorrow, until=tomorrow + timedelta(hours=9))
    yield Late(away, absence)


def _to_approve(desk: Desk, rows: list[QueueRow]) -> Iterator[Late]:
    """A setup waits for the word of the clinic's head (п. 11.4)."""
    setup = next((each for each in rows if each.type is TicketType.SETUP), None)
    if setup is None:
        return
    clinic = next(each for each in desk.directory.organizations() if each.code == setup.organization)
    head = next(each for each in desk.directory.people(clinic.id) if each.kind in ("head", "it_head"))
    text = "Просим подтвердить изменение справочника: после него отчёты считаются иначе."
    yield Late(setup.assignee or "", RequestApproval(number=setup.number, person=head.id, text=text))


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
