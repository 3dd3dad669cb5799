"""Who must be told how a ticket goes, and why: the requester, who follows because of duplicates, who watches."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.tickets.clauses import STATUSES, UNIQUE
from core.tickets.ticket import Ticket

WATCHING = "п. 5.9"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToInform:
    """Somebody of a clinic (``person``) or of staff (``login``) who must be told, with the reason and its clause.

    ``duplicates``: the tickets because of which he follows. ``apart``: he is of another clinic: he is told there, and
    nothing of what stands here is shown to him.
    """

    person: int | None = None
    login: str | None = None
    why: str
    clause: str
    duplicates: tuple[int, ...] = ()
    apart: bool = False


def to_inform(ticket: Ticket) -> tuple[ToInform, ...]:
    """Everybody once, the requester first; nobody of a duplicate, whose people are told by its original."""
    return () if ticket.duplicate_of is not None else tuple(_everybody(ticket))


def _everybody(ticket: Ticket) -> Iterator[ToInform]:
    yield ToInform(person=ticket.requester, why="инициатор", clause=STATUSES)
    for person in ticket.following:
        if person != ticket.requester:
            yield _follower(ticket, person)
    for login in ticket.watchers:
        because = tuple(each.because_of for each in ticket.followers if each.login == login)
        why = f"наблюдал за {_named(because, 'дубликатом', 'дубликатами')}" if because else "наблюдатель"
        yield ToInform(login=login, why=why, clause=UNIQUE if because else WATCHING, duplicates=because)


def _follower(ticket: Ticket, person: int) -> ToInform:
    mine = [each for each in ticket.followers if each.person == person]
    numbers = tuple(each.because_of for each in mine)
    if not mine:
        return ToInform(person=person, why="наблюдает", clause=WATCHING)
    why = f"инициатор {_named(numbers, 'дубликата', 'дубликатов')}"
    if apart := all(each.apart for each in mine):
        why += ": другая МО, об этом обращении ему не рассказывают"
    return ToInform(person=person, why=why, clause=UNIQUE, duplicates=numbers, apart=apart)


def _named(numbers: tuple[int, ...], one: str, many: str) -> str:
    return f"{one if len(numbers) == 1 else many} № {', '.join(map(str, numbers))}"
