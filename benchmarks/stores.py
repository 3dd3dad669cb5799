"""Stores to measure over: an invented desk with as many open tickets as asked, made once a run in a temporary folder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.desk import init_store, open_desk
from core.desk.views import Done
from core.tickets.commands import AddOrganization, AddPerson, AddUser, Register
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal
from core.vocabulary import Channel, Mis, Priority, Role, TicketType

LOGIN = "first"
KINDS = (
    (TicketType.ERROR, Priority.HIGH),
    (TicketType.ERROR, Priority.MEDIUM),
    (TicketType.SETUP, Priority.MEDIUM),
    (TicketType.SETUP, Priority.LOW),
)


def open_tickets(path: Path, count: int) -> Path:
    """A store of ``count`` open tickets, registered through the use cases over the last working hours."""
    now = datetime.now(UTC)
    clock = now - timedelta(hours=2)
    _done(init_store(path, "admin", "Админова А. А.", clock=lambda: clock))
    with open_desk(path, clock=lambda: clock) as desk:
        admin = Actor("admin", "", Role.ADMINISTRATOR)
        first = Actor(LOGIN, "", Role.FIRST_LINE)
        _done(desk.perform(AddUser(login=LOGIN, full_name="Первая Л. И.", role=Role.FIRST_LINE), admin))
        _done(desk.perform(AddOrganization(title="Поликлиника № 100", code="gp100"), admin))
        _done(desk.perform(AddPerson(full_name="Врачёва Вера", organization=1), admin))
        for each in range(count):
            clock = now - timedelta(hours=2) + timedelta(hours=2) * each / count
            _done(desk.perform(_request(each), first))
    return path


def _request(number: int) -> Register:
    kind, priority = KINDS[number % len(KINDS)]
    return Register(
        subject=f"Не печатается лист назначений в отделении {number}",
        description="Документ открывается, но на принтер не уходит; на соседнем рабочем месте печатает.",
        organization=1,
        requester=1,
        mis=Mis.QMS,
        type=kind,
        priority=priority,
        channel=Channel.PHONE,
    )


def _done(result: Done | Refusal) -> None:
    if isinstance(result, Refusal):
        raise RuntimeError(result.message)
