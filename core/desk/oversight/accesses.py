"""Who saw what, where the regulation cares, read from the log alone.

Remote sessions (гл. 8), runs of the МИС as a user (п. 5.11, 6.10), protected numbers (п. 10.3), what was taken out, cut
out or let in (Прил. 3, п. 5).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final

from core.store.registers.accesses import Happened, happened
from core.store.registers.directory_reads import read_people, read_users
from core.store.store import Reading
from core.tickets.desk_records.exports import KINDS, Exported
from core.tickets.directory import Actor
from core.tickets.people.events import StaffNumberRead
from core.tickets.redaction.admissions import PersonalDataAdmitted, TextAdmitted
from core.tickets.redaction.archiving import ArchiveRecorded
from core.tickets.redaction.redacting import FactRedacted, Redacted
from core.tickets.refusal import Refusal, forbidden
from core.tickets.remote_access.mis_runs import MisRunEnded, MisRunStarted
from core.tickets.remote_access.sessions import RemoteEnded, RemoteStarted
from core.vocabulary import Role

OVERSEERS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class AccessQuery:
    """Of whom and since when: ``login`` of staff, ``person`` of a clinic by id; at most ``limit`` of the latest."""

    login: str | None = None
    person: int | None = None
    since: datetime | None = None
    limit: int = 1_000


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


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of event is told: its title, whose data it concerns, in whose words why."""

    title: Callable[[Any], str]
    clause: str
    person: Callable[[Any], int | None] = lambda _event: None
    reason: Callable[[Any], str | None] = lambda event: getattr(event, "reason", None)


_TOLD: Final[Mapping[str, _Kind]] = {
    RemoteStarted.kind: _Kind(
        lambda event: f"Удалённый сеанс {event.session} начат", "п. 8.4",
        lambda event: event.consent_by, lambda event: event.pc,
    ),
    RemoteEnded.kind: _Kind(
        lambda event: f"Удалённый сеанс {event.session} завершён", "п. 8.4", reason=lambda event: event.result
    ),
    MisRunStarted.kind: _Kind(
        lambda event: f"МИС запущена от имени пользователя ({event.run})", "п. 5.11, 6.10", lambda event: event.person
    ),
    MisRunEnded.kind: _Kind(
        lambda event: f"Работа в МИС завершена ({event.run})", "п. 5.11, 6.10", reason=lambda event: event.result
    ),
    StaffNumberRead.kind: _Kind(lambda _: "Просмотрен табельный номер", "п. 10.3", lambda event: event.id),
    Exported.kind: _Kind(lambda event: f"Выгружено: {KINDS.get(event.what, event.what)}, {event.count}", ""),
    ArchiveRecorded.kind: _Kind(
        lambda event: f"Архив до {event.before} года: {event.file}", "", reason=lambda event: event.sha256
    ),
    Redacted.kind: _Kind(lambda event: f"Изъят текст записи {event.event}", "Прил. 3, п. 5"),
    FactRedacted.kind: _Kind(lambda event: f"Изъят текст события {event.event}", "Прил. 3, п. 5"),
    TextAdmitted.kind: _Kind(lambda _: "Приняты персональные данные в тексте", "Прил. 3, п. 5"),
    PersonalDataAdmitted.kind: _Kind(lambda _: "Приняты персональные данные в тексте", "Прил. 3, п. 5"),
}  # fmt: skip


def accesses(tx: Reading, actor: Actor, asked: AccessQuery) -> tuple[Access, ...] | Refusal:
    """What was asked, the latest first; refused to whoever does not oversee."""
    if actor.role not in OVERSEERS:
        return forbidden("access.role", "Кто что смотрел, видят руководитель смены и администратор")
    staff = {user.login: user.name for user in read_users(tx)}
    names = {person.id: person.name for person in read_people(tx)}
    return tuple(islice(_told(tx, asked, staff, names), asked.limit))


def _told(tx: Reading, asked: AccessQuery, staff: Mapping[str, str], names: Mapping[int, str]) -> Iterator[Access]:
    for each in happened(tx, _TOLD, login=asked.login, since=asked.since):
        told = _TOLD[each.event.kind]
        person = told.person(each.event)
        if asked.person is not None and asked.person not in (person, each.requester):
            continue
        yield Access(
            each.number, each.at, each.actor, staff.get(each.actor, each.actor), each.role, each.event.kind,
            _titled(told, each), names.get(person or each.requester or 0), each.ticket, told.reason(each.event),
            each.hash,
        )  # fmt: skip


def _titled(told: _Kind, each: Happened) -> str:
    clause = f" ({told.clause})" if told.clause else ""
    return f"{told.title(each.event)}{clause}"
