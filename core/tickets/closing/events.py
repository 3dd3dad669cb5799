"""How a ticket ends, and is opened again (п. 4.9, 6.9; Прил. 2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.log import TicketEvent, free_text
from core.vocabulary import Outcome, RefusalGround


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved(TicketEvent):
    """The executor resolved the ticket and described the solution (п. 6.9); it waits for confirmation."""

    kind: ClassVar[str] = "resolved"
    solution: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed(TicketEvent):
    """The requester accepted the solution: the ticket is closed (Прил. 2, «Закрыта»)."""

    kind: ClassVar[str] = "confirmed"
    by: int
    how: str = "phone"
    for_requester: int | None = None
    """The absent requester whom ``by`` substitutes (п. 4.7); None when the requester answered in person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected(TicketEvent):
    """The requester rejected the solution: back in progress, the resolution clock resumes."""

    kind: ClassVar[str] = "rejected"
    by: int
    reason: str = free_text()
    for_requester: int | None = None
    """The absent requester whom ``by`` substitutes (п. 4.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(TicketEvent):
    """Closed by staff without a confirmed solution, with a reason that the requester is told; or by silence.

    ``effective_at``: the end of the term of silence, whenever the program came to record it (Прил. 2); None: at once.
    """

    kind: ClassVar[str] = "closed"
    outcome: Outcome
    ground: RefusalGround | None = None
    """Of a refusal: why."""
    reason: str = free_text()
    effective_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(TicketEvent):
    """A closed ticket is in progress again: only by the decision of a dispute (Прил. 2, disputes)."""

    kind: ClassVar[str] = "reopened"
    reason: str = free_text()
