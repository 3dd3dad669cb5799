"""What the sweep says of terms is said once (п. 4.5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from core.tickets.alerts.events import Alerted
from core.tickets.clocks.corrections import standing_alerts
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.records import RaisedAlert
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Alert, ClockName


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseAlert(TicketCommand):
    """Say what time alone has caused: the program alone gives this command."""

    name: ClassVar[str] = "alert"
    alert: Alert
    clock: ClockName | None = None
    due: datetime | None = None
    item: int | None = None


def alert(ticket: Ticket, command: RaiseAlert, context: Context) -> Effects | Refusal:
    """Each alert is raised once for its clock, due and item."""
    said = RaisedAlert(command.alert, command.clock, command.due, command.item)
    if said in standing_alerts(context.history, context.policy):
        return Refusal("alert.said", "Об этом уже предупреждено", "п. 4.5")
    return (Alerted(alert=command.alert, clock=command.clock, due=command.due, item=command.item),)


USE_CASES: Final = (
    UseCase(
        RaiseAlert,
        alert,
        title="Предупредить о сроке",
        about="Предупредить, что срок близок или прошёл (п. 4.5).",
        denial="О сроках предупреждает сама программа",
        clause="п. 4.5",
        rights="-  -  -  -  -  nwrc/nwrc/nwrc",
        undo=Reversal.FINAL,
        instead="Об этом предупредила программа",
    ),
)
