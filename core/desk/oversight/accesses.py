"""Who saw what, where the regulation cares, read from the log alone.

Remote sessions (гл. 8), runs of the МИС as a user (п. 5.11, 6.10), protected numbers (п. 10.3), what was taken out, cut
out or let in (Прил. 3, п. 5).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from core.store.registers.accesses import happened
from core.store.registers.directory_reads import read_people, read_users
from core.store.store import Reading
from core.tickets.directory import Actor
from core.tickets.log import DeskEvent, TicketEvent
from core.tickets.narration.accesses import AccessEntry
from core.tickets.refusal import Refusal, forbidden
from core.tickets.use_cases.catalogue import DESK_EVENT_KINDS, EVENT_KINDS
from core.vocabulary import Role

OVERSEERS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class AccessQuery:
    """Of whom and since when: ``login`` of staff, ``person`` of a clinic by id; at most ``limit`` of the latest."""

    login: str | None = None
    person: int | None = None
    since: datetime | None = None
    limit: int = 1_000


_KINDS: Final[tuple[type[TicketEvent] | type[DeskEvent], ...]] = (*EVENT_KINDS.values(), *DESK_EVENT_KINDS.values())
ENTRIES: Final[Mapping[str, AccessEntry]] = {each.kind: each.access for each in _KINDS if each.access is not None}
"""What is reported, by the kinds of events that say so."""
EVERYTHING: Final = AccessQuery()


@dataclass(frozen=True, slots=True)
class Access:
    """One time that somebody saw, took out or removed something.

    ``what`` is the kind of the event, ``title`` what that means in Russian, ``person`` whose data it was, ``reason`` in
    the words that were given; ``event`` and ``hash`` are its place in the chain.
    """

    event: int
    at: datetime
    actor: str
    actor_name: str
    role: str
    what: str
    title: str
    person: str | None
    ticket: int | None
    reason: str | None
    hash: str


def accesses(tx: Reading, actor: Actor, asked: AccessQuery) -> tuple[Access, ...] | Refusal:
    """What was asked, the latest first; refused to whoever does not oversee."""
    if actor.role not in OVERSEERS:
        return forbidden("access.role", "Кто что смотрел, видят руководитель смены и администратор")
    staff = {user.login: user.name for user in read_users(tx)}
    names = {person.id: person.name for person in read_people(tx)}
    return tuple(islice(_told(tx, asked, staff, names), asked.limit))


def _told(tx: Reading, asked: AccessQuery, staff: Mapping[str, str], names: Mapping[int, str]) -> Iterator[Access]:
    for each in happened(tx, ENTRIES, login=asked.login, since=asked.since):
        told = ENTRIES[each.event.kind]
        person = told.person(each.event)
        if asked.person is not None and asked.person not in (person, each.requester):
            continue
        yield Access(
            each.number, each.at, each.actor, staff.get(each.actor, each.actor), each.role, each.event.kind,
            told.titled(each.event), names.get(person or each.requester or 0), each.ticket, told.reason(each.event),
            each.hash,
        )  # fmt: skip
