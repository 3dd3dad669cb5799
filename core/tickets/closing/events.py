"""How a ticket ends, and is opened again (п. 4.9, 6.9; Прил. 2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from core.tickets.clauses import STATUSES
from core.tickets.closing.outcomes import CLOSED_BY_STAFF, CONFIRMED_HOW, REFUSED_BY, REFUSED_FOR
from core.tickets.log import Changed, Recorded, TicketEvent, free_text
from core.tickets.narration.values import Names, Narration
from core.tickets.ticket import Ticket
from core.vocabulary import LinkKind, Outcome, RefusalGround, Status
from core.wording import mid_sentence

_CLOSED = {
    **CLOSED_BY_STAFF,
    Outcome.AUTOMATIC: STATUSES,
    Outcome.FORCED: "п. 4.9",
    Outcome.DUPLICATE: "Прил. 3, п. 2",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved(TicketEvent):
    """The executor resolved the ticket and described the solution (п. 6.9); it waits for confirmation."""

    kind: ClassVar[str] = "resolved"
    solution: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {
            "status": Status.RESOLVED,
            "resolved_at": recorded.at,
            "solution": self.solution,
            "waiting": None,
            "waiting_since": None,
        }

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration("Обращение решено", self.solution, "п. 6.9", public=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed(TicketEvent):
    """The requester accepted the solution: the ticket is closed (Прил. 2, «Закрыта»)."""

    kind: ClassVar[str] = "confirmed"
    by: int
    how: str = "phone"
    for_requester: int | None = None
    """The absent requester whom ``by`` substitutes (п. 4.7); None when the requester answered in person."""

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"status": Status.CLOSED, "outcome": Outcome.CONFIRMED, "closed_at": recorded.at}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        how = CONFIRMED_HOW.get(self.how, self.how)
        who = "Инициатор" if self.for_requester is None else f"Замещающий инициатора {names.person(self.by)}"
        data = {"by": self.by, "how": self.how, "for": self.for_requester}
        return Narration(f"{who} подтвердил решение {how}; обращение закрыто", None, STATUSES, True, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected(TicketEvent):
    """The requester rejected the solution: back in progress, the resolution clock resumes."""

    kind: ClassVar[str] = "rejected"
    by: int
    reason: str = free_text()
    for_requester: int | None = None
    """The absent requester whom ``by`` substitutes (п. 4.7)."""

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"status": Status.IN_PROGRESS, "resolved_at": None, "solution": None}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        who = "Инициатор" if self.for_requester is None else f"Замещающий инициатора {names.person(self.by)}"
        data = {"by": self.by, "for": self.for_requester}
        return Narration(f"{who} отклонил решение; снова в работе", self.reason, STATUSES, True, data)


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

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {
            "status": Status.CLOSED,
            "outcome": self.outcome,
            "closed_at": recorded.effective,
            "waiting": None,
            "waiting_since": None,
        }

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        label = names.policy.labels.of(self.outcome)
        title = f"Обращение закрыто: {mid_sentence(label)}"
        data: dict[str, Any] = {"outcome": self.outcome.value}
        if self.ground is not None:
            title += f" ({REFUSED_FOR[self.ground]})"
            data["ground"] = self.ground.value
        if self.effective_at is not None:
            title += f", {names.moment(self.effective_at)}"
            data["effective_at"] = names.iso(self.effective_at)
        clause = REFUSED_BY[self.ground] if self.ground else _CLOSED.get(self.outcome, STATUSES)
        return Narration(title, self.reason, clause, True, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(TicketEvent):
    """A closed ticket is in progress again: only by the decision of a dispute (Прил. 2, disputes)."""

    kind: ClassVar[str] = "reopened"
    reason: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        back = {"status": Status.IN_PROGRESS if ticket.assignee else Status.NEW, "outcome": None, "closed_at": None}
        links = tuple(each for each in ticket.links if each.kind is not LinkKind.DUPLICATE or each.origin)
        return back | {"resolved_at": None, "solution": None, "links": links}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration(
            "Обращение открыто снова по решению спора", self.reason, "Прил. 2, «Работа по спорным ситуациям»", True
        )
