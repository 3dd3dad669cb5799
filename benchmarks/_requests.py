"""Who works at a generated store, and the usual request that he registers there."""

from core.demo import LOGIN
from core.desk.desk import Desk
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register
from core.vocabulary import Channel, Mis, Priority, TicketType


def registration(subject: str) -> Register:
    """A usual request from another register, so that nothing similar is asked about."""
    return Register(
        subject=subject,
        description="Документ открывается, но на принтер не уходит; на соседнем рабочем месте печатает.",
        organization=1,
        requester=1,
        mis=Mis.QMS,
        type=TicketType.ERROR,
        priority=Priority.MEDIUM,
        channel=Channel.INTERACTIVE,
    )


def signed_in(desk: Desk) -> Actor:
    """The specialist of ПЛТП who gives the commands."""
    found = desk.sign_in(LOGIN)
    if isinstance(found, Refusal):
        raise SystemExit(found.message)
    return found
