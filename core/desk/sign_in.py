"""Who a login is at an instant: the account as it stands, and whom it stands in for (п. 4.7, 10.2)."""

from collections.abc import Iterable
from datetime import datetime

from core.store.registers.directory_reads import read_absences, read_users
from core.store.store import Reading
from core.tickets.directory import Absence, Actor
from core.tickets.refusal import Refusal, forbidden
from core.tickets.staff.substitution import stood_in_for


def present_actor(
    tx: Reading, login: str, at: datetime | None = None, absences: Iterable[Absence] | None = None
) -> Actor | Refusal:
    """Who a login is now: the account may have been blocked, or given another role, since it signed in.

    ``absences``: those that are not over at the instant, where they were read already.
    """
    found = read_users(tx, (login,))
    if not found:
        return forbidden("user.unknown", f"Учётной записи «{login}» нет: её заводит администратор")
    if found[0].blocked:
        return forbidden("user.blocked", f"Учётная запись «{login}» заблокирована", "п. 10.2")
    user = found[0]
    if at is None:
        return Actor(user.login, user.name, user.role)
    known = read_absences(tx, at) if absences is None else absences
    return Actor(user.login, user.name, user.role, stood_in_for(known, login, at))


def standing_in(tx: Reading, login: str, at: datetime) -> tuple[str, ...]:
    """The absent members of staff whom a login stands in for at an instant (п. 4.7)."""
    return stood_in_for(read_absences(tx, at), login, at)
