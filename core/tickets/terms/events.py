"""What happens to terms and waiting (п. 4.6, 4.8, 5.9–6.8)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.command import TicketCommand
from core.tickets.log import Changed, Recorded, TicketEvent, free_text
from core.tickets.narration.values import Names, Narration
from core.tickets.records import Promise
from core.tickets.terms.commands import Resume, Wait
from core.tickets.ticket import Ticket
from core.tickets.undo.compensation import REASON
from core.vocabulary import ClockName, Waiting
from core.wording import mid_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingStarted(TicketEvent):
    """The ticket waits for somebody; waiting is measured, and stops no clock unless the policy says so."""

    kind: ClassVar[str] = "waiting_started"
    waiting: Waiting
    text: str | None = free_text(None)

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"waiting": self.waiting, "waiting_since": recorded.at}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration(names.policy.labels.of(self.waiting), self.text, "п. 4.6", False, {"for": self.waiting.value})

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or why there is none."""
        if before.waiting is not None:
            return Wait(number=before.number, waiting=before.waiting, text=REASON)
        return Resume(number=before.number, text=REASON)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEnded(TicketEvent):
    """What the ticket waited for has come, or is no longer waited for."""

    kind: ClassVar[str] = "waiting_ended"
    text: str | None = free_text(None)

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"waiting": None, "waiting_since": None}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration("Ожидание окончено", self.text, "п. 4.6")

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or why there is none."""
        if before.waiting is None:
            return "Ожидания не было"
        return Wait(number=before.number, waiting=before.waiting, text=REASON)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermAgreed(TicketEvent):
    """A term that both sides agreed on (п. 4.8, 6.7, 6.8): the actor for the desk, ``agreed_with`` for the clinic.

    ``due`` is absolute: neither waiting nor holidays move it.
    """

    kind: ClassVar[str] = "term_agreed"
    clock: ClockName
    due: datetime
    agreed_with: int
    reason: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        promise = Promise(
            clock=self.clock,
            due=self.due,
            agreed_with=self.agreed_with,
            agreed_by=recorded.actor,
            at=recorded.at,
            reason=self.reason,
        )
        return {"promises": (*ticket.promises, promise)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        clock = mid_sentence(names.policy.labels.of(self.clock))
        title = f"Согласован срок ({clock}): до {names.moment(self.due)}, от МО — {names.person(self.agreed_with)}"
        data = {"clock": self.clock.value, "due": names.iso(self.due), "agreed_with": self.agreed_with}
        return Narration(title, self.reason, "п. 4.8, 6.7, 6.8", True, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermIndicated(TicketEvent):
    """An indicative term, a hint by the executor: it judges nothing (п. 5.9, 6.7)."""

    kind: ClassVar[str] = "term_indicated"
    clockless: ClassVar[bool] = True
    due: datetime
    reason: str | None = free_text(None)

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"indicative_due": self.due}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = f"Ориентировочный срок: до {names.moment(self.due)}"
        return Narration(title, self.reason, "п. 5.9, 6.7", False, {"due": names.iso(self.due)})
