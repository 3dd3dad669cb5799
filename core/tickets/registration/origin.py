"""What a ticket that was split off takes along: the life of the request until then, as far as a clock moves by it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.vocabulary import ClockName, Outcome, Priority, Role, TicketType, Waiting


class Moment(StrEnum):
    """What of an earlier life moves a clock."""

    ANSWERED = "answered"
    HEARD = "heard"
    CLASSIFIED = "classified"
    AGREED = "agreed"
    RESOLVED = "resolved"
    REJECTED = "rejected"
    CLOSED = "closed"
    REOPENED = "reopened"
    WAITED = "waited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """One moment of the earlier life: who did what at ``at``, in which role; the rest as the moment needs it.

    A wait lasted from ``at`` to ``until``. No words are kept: they stay where they were written.
    """

    at: datetime
    actor: str
    role: Role
    what: Moment
    type: TicketType | None = None
    priority: Priority | None = None
    clock: ClockName | None = None
    due: datetime | None = None
    outcome: Outcome | None = None
    waiting: Waiting | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The ticket that this one was split from (Прил. 3, п. 1): how it was first classified, and its life until then."""

    ticket: int
    type: TicketType
    priority: Priority
    earlier: tuple[Earlier, ...] = ()
    clarified_by: str | None = None
    """Who of ПЛТП had clarified urgency and impact there (Прил. 2), if anybody had."""
    clarified_at: datetime | None = None
