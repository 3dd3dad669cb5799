"""Which tickets belong to a mass incident (п. 5.4, 6.3)."""

from dataclasses import dataclass
from typing import ClassVar, Final

from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import Changed, Recorded, TicketEvent
from core.tickets.narration.values import Names, Narration
from core.tickets.outages.announcements import OUTAGES, lasting
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import ENDED, Reversal, UseCase


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinOutage(TicketCommand):
    """Attach the ticket to a mass incident, or take it off (п. 5.4, 6.3)."""

    name: ClassVar[str] = "join_outage"
    outage: int
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageJoined(TicketEvent):
    """The ticket belongs to a mass incident (п. 5.4, 6.3), or no longer."""

    kind: ClassVar[str] = "outage_joined"
    clockless: ClassVar[bool] = True
    outage: int
    left: bool = False

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"outage": None if self.left else self.outage}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = f"{'Отделено от сбоя' if self.left else 'Отнесено к сбою'} № {self.outage}"
        return Narration(title, None, "п. 5.4, 6.3", False, {"outage": self.outage, "left": self.left})

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or why there is none."""
        return JoinOutage(number=before.number, outage=self.outage, left=not self.left)


def join(ticket: Ticket, command: JoinOutage, context: Context) -> Effects | Refusal:
    """A ticket belongs to a mass incident, or no longer."""
    if command.left:
        if ticket.outage != command.outage:
            return Refusal("outage.not_joined", f"Обращение не отнесено к сбою № {command.outage}", OUTAGES)
        return (OutageJoined(outage=command.outage, left=True),)
    outage = lasting(command.outage, context)
    if isinstance(outage, Refusal):
        return outage
    if ticket.outage == outage.id:
        return Refusal("outage.joined", f"Обращение уже отнесено к сбою № {outage.id}", OUTAGES)
    if not outage.concerns(ticket.mis, ticket.organization):
        return Refusal("outage.not_concerned", f"Сбой № {outage.id} не касается этой МО или МИС", OUTAGES)
    return (OutageJoined(outage=outage.id),)


USE_CASES: Final = (
    UseCase(
        JoinOutage,
        join,
        title="Отнести к сбою",
        about="Отнести к массовому сбою или отделить (п. 5.4, 6.3).",
        denial="К сбою обращение относят специалисты ЦК",
        clause="п. 5.4, 6.3",
        rights="nw/nw/nw  -/nw/nw  nw/nw/nw  -  -  -",
        rests_on=f"outage {ENDED}",
        undo=Reversal.MARKED,
    ),
)
