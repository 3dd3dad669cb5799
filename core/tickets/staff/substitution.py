"""Who stands in for whom (п. 4.7): from substitute to substitute, not too deep and never in a circle."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from core.tickets.directory import Absence

DEPTH: Final = 5
"""How many substitutes may stand in for each other."""


def path_of(absences: Iterable[Absence], login: str, at: datetime) -> tuple[str, ...]:
    """The substitutes of an absent login at an instant, one after the other; empty when it is present.

    The path ends at the first who is present, where nobody is named, at a circle, or at :data:`DEPTH`.
    """
    away = {each.login: each for each in absences if each.login is not None and each.covers(at)}
    path: list[str] = []
    while (absence := away.get(login)) is not None and len(path) < DEPTH:
        if absence.substitute_login is None or absence.substitute_login in path:
            break
        login = absence.substitute_login
        path.append(login)
    return tuple(path)


def substituted(absences: Iterable[Absence], absent: str | None, actor: str, at: datetime) -> str | None:
    """The absent login, if the actor stands in for it at an instant; None otherwise."""
    return absent if absent is not None and actor in path_of(absences, absent, at) else None


def stood_in_for(absences: Iterable[Absence], actor: str, at: datetime) -> tuple[str, ...]:
    """Whom a login stands in for at an instant, by login: everybody whose path of substitutes it is on."""
    known = tuple(absences)
    away = {each.login for each in known if each.login is not None and each.covers(at)}
    return tuple(sorted(login for login in away if login != actor and actor in path_of(known, login, at)))


def person_path(absences: Iterable[Absence], person: int, at: datetime) -> tuple[int, ...]:
    """The same for an absent requester: the people of the clinic who stand in for each other."""
    away = {each.person: each for each in absences if each.person is not None and each.covers(at)}
    path: list[int] = []
    while (absence := away.get(person)) is not None and len(path) < DEPTH:
        if absence.substitute_person is None or absence.substitute_person in path:
            break
        person = absence.substitute_person
        path.append(person)
    return tuple(path)
