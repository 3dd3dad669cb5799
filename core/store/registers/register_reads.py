"""The desk's registers read as frozen values."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, Table, and_, bindparam, select

from core.instants import from_us
from core.store.prepared import Prepared, Rows
from core.store.store import Reading
from core.store.tables import (
    account_requests,
    calls,
    events,
    letters,
    outages,
    people,
    saved_views,
    shifts,
    solutions,
    ssh_keys,
    tickets,
)
from core.tickets.desk_records.denials import AccessDenied
from core.tickets.redaction.archiving import ArchiveRecorded
from core.tickets.registers import AccountRequest, Call, Letter, Outage, SavedView, Shift, Solution, StaffKey
from core.vocabulary import Mis

_CALLS_OF: Final = Prepared(
    select(calls.c.started_at, calls.c.text, calls.c.ticket)
    .where(calls.c.requester == bindparam("person"))
    .order_by(calls.c.id.desc())
    .limit(bindparam("most"))
)


def read_calls(
    tx: Reading, ids: Iterable[int] | None = None, requester: int | None = None, most: int | None = None
) -> tuple[Call, ...]:
    """Lines of the call log, the latest first: all, those of some ids or of one who called, no more than ``most``."""
    query = _of(calls, ids).order_by(calls.c.started_at.desc(), calls.c.id.desc()).limit(most)
    if requester is not None:
        query = query.where(calls.c.requester == requester)
    return tuple(call_of(row, tx) for row in tx.connection.execute(query))


def calls_of(tx: Reading, person: int, most: int) -> Rows:
    """Start in microseconds, text and ticket of the last calls of somebody in the call log."""
    return _CALLS_OF.rows(tx, {"person": person, "most": most})


def read_accounts(tx: Reading, ids: Iterable[int] | None = None) -> tuple[AccountRequest, ...]:
    """Requests about accounts, by id; their staff numbers are never read here."""
    query = _of(account_requests, ids).order_by(account_requests.c.id)
    return tuple(account_of(row, tx) for row in tx.connection.execute(query))


def unregistered_accounts(tx: Reading) -> tuple[AccountRequest, ...]:
    """Requests about accounts that have no number in ИСКИЗ, neither of their own nor by their ticket (п. 3.6)."""
    numbered = select(tickets.c.number).where(tickets.c.external_number.is_not(None))
    known = account_requests.c.ticket.is_not(None) & account_requests.c.ticket.in_(numbered)
    lacking = account_requests.c.external_number.is_(None) & (account_requests.c.state != "refused") & ~known
    query = select(account_requests).where(lacking).order_by(account_requests.c.id)
    return tuple(account_of(row, tx) for row in tx.connection.execute(query))


def read_letters(
    tx: Reading, ids: Iterable[int] | None = None, person: int | None = None, most: int | None = None
) -> tuple[Letter, ...]:
    """Letters that the regulation demands (п. 10.7), the latest first: all, or about one; no more than ``most``."""
    query = _of(letters, ids).order_by(letters.c.id.desc()).limit(most)
    if person is not None:
        query = query.where(letters.c.person == person)
    return tuple(
        Letter(
            id=row.id, at=from_us(row.at, tx.zone), person=row.person, organization=row.organization,
            addressee=row.addressee, text=row.text, sent_on=row.sent_on, how=row.how, sent_by=row.sent_by,
        )
        for row in tx.connection.execute(query)
    )  # fmt: skip


def read_solutions(tx: Reading, ids: Iterable[int] | None = None) -> tuple[Solution, ...]:
    """Documented solutions, by id, the retired included."""
    query = _of(solutions, ids).order_by(solutions.c.id)
    return tuple(solution_of(row) for row in tx.connection.execute(query))


def read_outages(tx: Reading, ids: Iterable[int] | None = None) -> tuple[Outage, ...]:
    """Mass incidents, by id, those that are over included."""
    query = _of(outages, ids).order_by(outages.c.id)
    return tuple(outage_of(row, tx) for row in tx.connection.execute(query))


def read_views(tx: Reading, ids: Iterable[int] | None = None) -> tuple[SavedView, ...]:
    """Saved views, by title; those that were dropped are left out."""
    query = _of(saved_views, ids).where(saved_views.c.dropped.is_(False)).order_by(saved_views.c.title)
    return tuple(
        SavedView(
            id=row.id, owner=row.owner, shared=row.shared, title=row.title, view=row.view, filter=row.filter,
            sort=row.sort, group=row.group, columns=row.columns,
        )
        for row in tx.connection.execute(query)
    )  # fmt: skip


def read_shifts(tx: Reading, ids: Iterable[int] | None = None) -> tuple[Shift, ...]:
    """Shifts that were handed over, the latest first."""
    query = _of(shifts, ids).order_by(shifts.c.id.desc())
    return tuple(
        Shift(
            id=row.id, at=from_us(row.at, tx.zone), by=row.by, to=row.to, tickets=tuple(json.loads(row.tickets)),
            text=row.text, accepted_at=_instant(row.accepted_at, tx), answer=row.answer,
        )
        for row in tx.connection.execute(query)
    )  # fmt: skip


def read_keys(tx: Reading, ids: Iterable[int] | None = None, fingerprint: str | None = None) -> tuple[StaffKey, ...]:
    """SSH keys by id: all, those of some ids, or the one of a fingerprint; the revoked included."""
    query = _of(ssh_keys, ids).order_by(ssh_keys.c.id)
    if fingerprint is not None:
        query = query.where(ssh_keys.c.fingerprint == fingerprint)
    return tuple(
        StaffKey(
            id=row.id, login=row.login, at=from_us(row.at, tx.zone), algorithm=row.algorithm, bits=row.bits,
            blob=row.blob, fingerprint=row.fingerprint, expires_at=_instant(row.expires_at, tx), comment=row.comment,
            revoked_at=_instant(row.revoked_at, tx),
        )
        for row in tx.connection.execute(query)
    )  # fmt: skip


def _of(table: Table, ids: Iterable[int] | None) -> Select[Any]:
    query = select(table)
    return query if ids is None else query.where(table.c.id.in_(tuple(ids)))


def call_of(row: Any, tx: Reading) -> Call:
    """A row of the register as the rules and the screens know it."""
    return Call(
        id=row.id,
        requester=row.requester,
        organization=row.organization,
        started_at=from_us(row.started_at, tx.zone),
        ended_at=from_us(row.ended_at, tx.zone),
        solved=row.solved,
        mis=_mis(row.mis),
        ticket=row.ticket,
        text=row.text,
    )


def account_of(row: Any, tx: Reading) -> AccountRequest:
    """A row of the register as the rules and the screens know it."""
    return AccountRequest(
        id=row.id,
        account_kind=row.account_kind,
        system=row.system,
        person=row.person,
        requested_by=row.requested_by,
        position=row.position,
        specialization=row.specialization,
        dismissed_on=row.dismissed_on,
        late=row.late,
        ticket=row.ticket,
        at=from_us(row.at, tx.zone),
        reason=row.reason,
        state=row.state,
        result=row.result,
        external_number=row.external_number,
    )


def solution_of(row: Any) -> Solution:
    """A row of the register as the rules and the screens know it."""
    return Solution(
        id=row.id,
        title=row.title,
        text=row.text,
        mis=_mis(row.mis),
        module=row.module,
        source=row.source,
        ticket=row.ticket,
        retired=row.retired,
    )


def outage_of(row: Any, tx: Reading) -> Outage:
    """A row of the register as the rules and the screens know it."""
    return Outage(
        id=row.id,
        at=from_us(row.at, tx.zone),
        mis=_mis(row.mis),
        organizations=tuple(json.loads(row.organizations)),
        expected_end=_instant(row.expected_end, tx),
        title=row.title,
        text=row.text,
        ended_at=_instant(row.ended_at, tx),
        news=row.news,
    )


def _mis(code: str | None) -> Mis | None:
    return None if code is None else Mis(code)


def _instant(microseconds: int | None, tx: Reading) -> datetime | None:
    return None if microseconds is None else from_us(microseconds, tx.zone)


@dataclass(frozen=True, slots=True)
class Denial:
    """A command that the gate denied: when, to whom, which, with which code, on which ticket if on one."""

    at: datetime
    actor: str
    role: str
    command: str
    code: str
    ticket: int | None


def read_denials(tx: Reading, limit: int) -> tuple[Denial, ...]:
    """The denials of the log, the latest first."""
    query = select(events).where(events.c.kind == AccessDenied.kind).order_by(events.c.number.desc()).limit(limit)
    found = []
    for row in tx.connection.execute(query):
        body = json.loads(row.body)
        at = from_us(row.at, tx.zone)
        found.append(Denial(at, row.actor, row.role, body["command"], body["code"], body["ticket"]))
    return tuple(found)


def read_archive(tx: Reading, number: int) -> dict[int, int]:
    """Before which year the archive is that an event recorded, by that number; empty where the event is none."""
    recorded = and_(events.c.number == number, events.c.kind == ArchiveRecorded.kind)
    body = tx.connection.execute(select(events.c.body).where(recorded)).scalar()
    return {} if body is None else {number: json.loads(body)["before"]}


def archive_of(tx: Reading, sha256: str) -> int:
    """The number of the event that recorded the archive with these bytes, the last one; 0 where there is none."""
    query = select(events.c.number, events.c.body).where(events.c.kind == ArchiveRecorded.kind)
    found = [row.number for row in tx.connection.execute(query) if json.loads(row.body)["sha256"] == sha256]
    return max(found, default=0)


def read_staff_number(tx: Reading, person: int) -> str | None:
    """The protected number of one person, or else that of the latest request about an account (п. 10.3).

    Whoever asks has left his record in the log before.
    """
    kept: str | None = tx.connection.execute(select(people.c.staff_number).where(people.c.id == person)).scalar()
    if kept is not None:
        return kept
    requests = account_requests.c
    told = select(requests.staff_number).where(requests.person == person, requests.staff_number.is_not(None))
    latest: str | None = tx.connection.execute(told.order_by(requests.id.desc()).limit(1)).scalar()
    return latest
