"""What the queue is made of, row by row: a frozen value that loads no database library."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

from core.instants import from_us
from core.vocabulary import ClockName, Line, Mis, Priority, Status, TicketType


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue. ``due_at`` is that of ``next_clock``; the countdown is computed from it and the
    calendar at each repaint, so a row read once stays true. ``soft``: excess is told as «не сразу», no breach.
    ``breached``: an earlier due of the ticket was missed, and no term agreed since; ``uncounted``: working time after
    the due that does not count; ``hours``: the line by whose hours the next clock is counted."""

    number: int
    version: int
    subject: str
    type: TicketType
    priority: Priority
    status: Status
    line: Line
    assignee: str | None
    assignee_name: str | None
    organization: str
    organization_name: str
    requester: str
    mis: Mis
    next_clock: ClockName | None
    due_at: datetime | None
    soft: bool
    received_at: datetime
    changed_at: datetime
    closed_at: datetime | None
    breached: bool = False
    uncounted: timedelta = timedelta(0)
    hours: Line = Line.FIRST
    standing_in: bool = False
    """Whoever looks stands in for the assignee, who is away now (п. 4.7)."""


def made_of(row: Any, zone: tzinfo) -> QueueRow:
    """What was selected of a ticket, its columns as attributes, as a value; instants in ``zone``.

    Raises ValueError for a code that is none.
    """
    return QueueRow(
        number=row.number,
        version=row.version,
        subject=row.subject,
        type=TicketType(row.type),
        priority=Priority(row.priority),
        status=Status(row.status),
        line=Line(row.line),
        assignee=row.assignee,
        assignee_name=row.assignee_name,
        organization=row.organization_code,
        organization_name=row.organization_name,
        requester=row.requester_name,
        mis=Mis(row.mis),
        next_clock=ClockName(row.next_clock) if row.next_clock else None,
        due_at=_instant(row.next_due, zone),
        soft=bool(row.next_soft),
        breached=bool(row.next_breached),
        uncounted=timedelta(microseconds=row.next_uncounted),
        hours=Line(row.next_line),
        received_at=from_us(row.received_at, zone),
        changed_at=from_us(row.changed_at, zone),
        closed_at=_instant(row.closed_at, zone),
    )


def _instant(microseconds: int | None, zone: tzinfo) -> datetime | None:
    return None if microseconds is None else from_us(microseconds, zone)
