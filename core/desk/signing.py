"""Who a login is at an instant: the account as it stands, and whom it stands in for (п. 4.7, 10.2)."""

from datetime import datetime

from core.store.directory import read_absences, read_users
from core.store.store import Reading
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal, forbidden
from core.tickets.substitution import path_of


def present_actor(tx: Reading, login: str, at: datetime | None = None) -> Actor | Refusal:
    """Who a login is now: the account may have been blocked, or given another role, since it signed in."""
    found = read_users(tx, (login,))
    if not found:
        return forbidden("user.unknown", f"Учётной записи «{login}» нет: её заводит администратор")
    if found[0].blocked:
        return forbidden("user.blocked", f"Учётная запись «{login}» заблокирована", "п. 10.2")
    user = found[0]
    absences = () if at is None else read_absences(tx, at)
    away = {each.login for each in absences if at is not None and each.login and each.covers(at)}
    stands_for = tuple(sorted(each for each in away if at and user.login in path_of(absences, each, at)))
    return Actor(user.login, user.name, user.role, stands_for)
