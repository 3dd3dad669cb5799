"""What time alone has made the program say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from core.tickets.log import Changed, Recorded, TicketEvent
from core.tickets.narration.values import Names, Narration
from core.tickets.records import RaisedAlert
from core.tickets.ticket import Ticket
from core.vocabulary import Alert, ClockName

ALERT_CLAUSES: Final[Mapping[Alert, str]] = {
    Alert.BREACH_NEAR: "Прил. 2, табл. 1",
    Alert.BREACHED: "п. 6.8",
    Alert.NO_TERM: "Прил. 2, табл. 1",
    Alert.CONFIRMATION_NEAR: "Прил. 2, «Статусы обращений»",
    Alert.TASK_OVERDUE: "п. 4.4",
    Alert.DISPUTE_OVERDUE: "Прил. 2, «Работа по спорным ситуациям»",
    Alert.REMOTE_OPEN: "п. 8.4",
}
"""What each alert of the sweep rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerted(TicketEvent):
    """What time alone made the program say: once for each clock and due."""

    kind: ClassVar[str] = "alerted"
    alert: Alert
    clock: ClockName | None = None
    due: datetime | None = None
    item: int | None = None

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"alerts": (*ticket.alerts, RaisedAlert(self.alert, self.clock, self.due, self.item))}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        labels = names.policy.labels
        clock = f" ({labels.of(self.clock)})" if self.clock else ""
        due = f", срок {names.moment(self.due)}" if self.due else ""
        data = {
            "alert": self.alert.value,
            "clock": self.clock.value if self.clock else None,
            "due": names.iso(self.due),
            "item": self.item,
        }
        return Narration(f"{labels.of(self.alert)}{clock}{due}", None, ALERT_CLAUSES[self.alert], False, data)
