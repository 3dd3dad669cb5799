"""What ends a ticket, and opens it again (п. 4.9, 6.9; Прил. 2)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.command import TicketCommand
from core.vocabulary import Outcome, RefusalGround


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve(TicketCommand):
    """Report the ticket as solved, with the solution (п. 6.9)."""

    name: ClassVar[str] = "resolve"
    solution: str
    documented_as: int | None = None
    """A documented solution that was given (п. 5.4)."""
    document: bool = False
    """Document this solution in the base (п. 6.9)."""
    drop: str | None = None
    """Why what is still open inside the ticket is dropped with it (п. 4.4, 8.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(TicketCommand):
    """Record that the requester accepted the solution; ``how``: phone, comment or external."""

    name: ClassVar[str] = "confirm"
    by: int
    how: str = "phone"
    drop: str | None = None
    """Why what is still open inside the ticket is dropped with it (п. 4.4, 8.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject(TicketCommand):
    """Record that the requester rejected the solution."""

    name: ClassVar[str] = "reject"
    by: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(TicketCommand):
    """Close without a confirmed solution: out of scope, redirected, withdrawn or refused.

    ``for_all``: those whose duplicates are solved here withdraw too. ``ground``: of a refusal, why; None: what the
    contract and the clinic's data say.
    """

    name: ClassVar[str] = "close"
    outcome: Outcome
    reason: str
    for_all: bool = False
    drop: str | None = None
    """Why what is still open inside the ticket is dropped with it (п. 4.4, 8.4)."""
    ground: RefusalGround | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceClose(TicketCommand):
    """Close after more than 10 working days without a confirmation (п. 4.9)."""

    name: ClassVar[str] = "force_close"
    reason: str
    drop: str | None = None
    """Why what is still open inside the ticket is dropped with it (п. 4.4, 8.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate(TicketCommand):
    """Close as a duplicate of an earlier ticket that is still open (Прил. 3, п. 2).

    ``across``: why a ticket of another clinic is the same problem; needed there.
    """

    name: ClassVar[str] = "duplicate"
    of: int
    text: str | None = None
    across: str | None = None
    drop: str | None = None
    """Why what is still open inside the ticket is dropped with it (п. 4.4, 8.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSilent(TicketCommand):
    """Close by itself after 5 working days of silence (Прил. 2): the program alone gives this command."""

    name: ClassVar[str] = "close_silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(TicketCommand):
    """Open a closed ticket again: only where the policy allows it without a dispute (Прил. 2)."""

    name: ClassVar[str] = "reopen"
    reason: str
