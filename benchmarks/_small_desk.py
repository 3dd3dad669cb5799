"""A desk of one clinic, one requester, one specialist and one ticket: what the acceptance scripts begin with."""

from pathlib import Path

from core.desk import init_store, open_desk
from core.desk.desk import Desk
from core.tickets.command import Command
from core.tickets.directory import Actor
from core.tickets.people.commands import AddOrganization, AddPerson
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register
from core.tickets.staff.commands import AddUser
from core.vocabulary import Channel, Mis, Priority, Role, TicketType

LOGIN = "ivanova"


def registration(subject: str) -> Register:
    """A usual request."""
    return Register(
        subject=subject,
        description="Проверка под нагрузкой",
        organization=1,
        requester=1,
        mis=Mis.QMS,
        type=TicketType.ERROR,
        priority=Priority.HIGH,
        channel=Channel.INTERACTIVE,
    )


def actor(desk: Desk) -> Actor:
    """Who gives all the commands."""
    signed = desk.sign_in(LOGIN)
    if isinstance(signed, Refusal):
        raise SystemExit(signed.message)
    return signed


def prepare(path: Path | str) -> None:
    """A store with one clinic, one requester, one specialist and the shared ticket."""
    init_store(path, "admin", "Админова А. А.")
    with open_desk(path) as desk:
        admin = Actor("admin", "Админова А. А.", Role.ADMINISTRATOR)
        steps: list[Command] = [
            AddOrganization(title="Больница", code="b1", contract="1"),
            AddPerson(full_name="Синицына Анна Павловна", organization=1),
            AddUser(login=LOGIN, full_name="Иванова М. С.", role=Role.FIRST_LINE),
        ]
        for step in steps:
            desk.commands.perform(step, admin)
        desk.commands.perform(registration("Общее обращение"), actor(desk))
