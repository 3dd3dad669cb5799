"""Who holds a ticket: what happens (п. 4.8, 5.9, 6.4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.log import TicketEvent, free_text
from core.tickets.routing.decision import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken(TicketEvent):
    """The actor became the assignee and the ticket is in progress (Прил. 2, «В работе»)."""

    kind: ClassVar[str] = "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Released(TicketEvent):
    """ПЛТП finished its stage and handed the ticket to an executor of ВЛТП (п. 5.9, 6.4)."""

    kind: ClassVar[str] = "released"
    to: str
    decision: Decision | None = None
    watchers: tuple[str, ...] = ()
    indicative_due: datetime | None = None
    despite_absence: bool = False
    text: str | None = free_text(None)
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack(TicketEvent):
    """ВЛТП returned to ПЛТП what was sent by mistake (п. 5.9, 6.4), to whoever had sent it; None: to nobody yet."""

    kind: ClassVar[str] = "sent_back"
    to: str | None = None
    reason: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(TicketEvent):
    """An executor inside the line, by the rules or by hand; ``accepted`` stays empty until he takes it himself."""

    kind: ClassVar[str] = "assigned"
    to: str | None
    automatic: bool = False
    decision: Decision | None = None
    despite_absence: bool = False
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphaned(TicketEvent):
    """Who had the ticket (``executor``) or some of its tasks works no longer: blocked, or in another role (п. 10.2)."""

    kind: ClassVar[str] = "orphaned"
    login: str
    executor: bool = True
    tasks: tuple[int, ...] = ()
    blocked: bool = False
