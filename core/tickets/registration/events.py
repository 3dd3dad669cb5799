"""What happens at the registration of a request (п. 3.6, 5.5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from core.tickets.log import Changed, Recorded, TicketEvent, free_text
from core.tickets.narration.values import Names, Narration
from core.tickets.registration.origin import Origin
from core.tickets.routing.decision import Decision
from core.tickets.ticket import Ticket
from core.vocabulary import (
    Channel,
    Ground,
    Mis,
    Priority,
    TicketType,
)
from core.wording import mid_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(TicketEvent):
    """A request became a ticket (п. 5.5, 3.6). ``received_at`` starts the clocks: the start of the call, or the
    registration time in ИСКИЗ or Интерактив."""

    kind: ClassVar[str] = "registered"
    kept: ClassVar[str] = "Отменять нечего: кроме регистрации, ничего не было"
    subject: str = free_text()
    description: str = free_text()
    type: TicketType
    priority: Priority
    channel: Channel
    mis: Mis
    organization: int
    requester: int
    received_at: datetime
    external_number: str | None = None
    ground: Ground | None = None
    template: str | None = None
    imported: bool = False
    decision: Decision | None = None
    """Whom the routing rules chose at once (Прил. 2, «Новый»)."""
    masked: tuple[str, ...] = ()
    """Kinds of personal data that were masked in an imported text (Прил. 3, п. 5)."""
    admitted: str | None = free_text(None)
    """Why a supervisor let a clinic without a contract in (п. 1.2)."""
    different_from: tuple[int, ...] = ()
    """Similar open tickets that the registrar judged to be about something else (п. 5.5)."""
    origin: Origin | None = None
    """The ticket that this one was split from, and the life that it goes on with (Прил. 3, п. 1)."""

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        labels = names.policy.labels
        title = f"Обращение зарегистрировано: {mid_sentence(labels.of(self.type))}"
        title += f", приоритет «{labels.of(self.priority)}», канал «{labels.of(self.channel)}»"
        unusual = self.ground not in (None, Ground.NOT_SOLVED)
        title += f"; основание: {mid_sentence(labels.of(self.ground))}" if self.ground and unusual else ""
        title += "; МО допущена руководителем без договора (п. 1.2)" if self.admitted else ""
        title += (
            f"; не то же, что {', '.join(f'№ {each}' for each in self.different_from)}" if self.different_from else ""
        )
        title += f"; выделено из № {self.origin.ticket} с его ответами и сроками" if self.origin else ""
        data: dict[str, Any] = {
            "channel": self.channel.value,
            "type": self.type.value,
            "priority": self.priority.value,
            "received_at": names.iso(self.received_at),
            "external_number": self.external_number,
            "ground": self.ground.value if self.ground else None,
            "template": self.template,
            "imported": self.imported,
            "different_from": list(self.different_from),
            "admitted": self.admitted,
        }
        if self.origin:
            data["split_from"] = self.origin.ticket
        return Narration(title, self.description, "п. 3.6", True, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternallyRegistered(TicketEvent):
    """The number under which the request stands in ИСКИЗ or Интерактив (п. 3.6)."""

    kind: ClassVar[str] = "externally_registered"
    clockless: ClassVar[bool] = True
    external_number: str

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"external_number": self.external_number}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration(
            f"Внешний номер: {self.external_number}", None, "п. 3.6", False, {"external_number": self.external_number}
        )
