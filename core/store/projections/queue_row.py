"""What the queue is made of, row by row: a frozen value that loads no database library."""

from dataclasses import dataclass
from datetime import datetime, timedelta

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
