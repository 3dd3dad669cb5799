"""ТЛТП: outside the desk, reached through ПЛТП or ВЛТП (гл. 7)."""

from dataclasses import dataclass, replace
from typing import ClassVar

from core.tickets.closing.outcomes import CONFIRMED_HOW
from core.tickets.log import Changed, Recorded, TicketEvent, free_text, no_longer
from core.tickets.narration.values import Names, Narration
from core.tickets.records import ThirdLineStay
from core.tickets.ticket import Ticket
from core.vocabulary import Destination, Line, RoutingGround, Scenario, Waiting
from core.wording import mid_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedOut(TicketEvent):
    """The ticket went to ТЛТП (п. 7.1–7.5) with its ground and its scenario of responsibility."""

    kind: ClassVar[str] = "routed_out"
    destination: Destination
    scenario: Scenario
    ground: RoutingGround
    requester_informed: bool = False
    identified_at_once: bool = False
    text: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        out = ThirdLineStay(
            destination=self.destination,
            scenario=self.scenario,
            ground=self.ground,
            at=recorded.at,
            text=self.text,
        )
        return {"third_line": out} | ({"line": Line.THIRD} if self.scenario is Scenario.EXECUTOR else {})

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        labels = names.policy.labels
        title = f"Направлено в ТЛТП: {labels.of(self.destination)}; {mid_sentence(labels.of(self.scenario))}"
        data = {
            "destination": self.destination.value,
            "scenario": self.scenario.value,
            "ground": self.ground.value,
            "requester_informed": self.requester_informed,
            "identified_at_once": self.identified_at_once,
        }
        return Narration(title, self.text, "п. 7.3–7.5", False, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(TicketEvent):
    """ТЛТП closed on its side; ours stays in progress until its executor has verified (п. 7.6)."""

    kind: ClassVar[str] = "returned"
    text: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        assert ticket.third_line is not None
        back = replace(ticket.third_line, returned_at=recorded.at, answer=self.text)
        came = _to_second_line(ticket) if ticket.line is Line.THIRD else {}
        return {"third_line": back, **came, **no_longer(ticket, Waiting.THIRD_LINE)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration("ТЛТП ответила", self.text, "п. 7.6")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified(TicketEvent):
    """The executor verified what ТЛТП did and agreed it with the requester (п. 7.6): with whom and how."""

    kind: ClassVar[str] = "verified"
    clockless: ClassVar[bool] = True
    text: str | None = free_text(None)
    agreed_with: int | None = None
    """None in an older log."""
    how: str | None = None
    for_requester: int | None = None
    """The absent requester whom ``agreed_with`` substitutes (п. 4.7)."""

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        assert ticket.third_line is not None
        return {"third_line": replace(ticket.third_line, verified_at=recorded.at)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = "Решение ТЛТП проверено и согласовано с инициатором"
        if self.agreed_with is not None:
            who = "замещает инициатора" if self.for_requester is not None else "инициатор"
            title = f"Решение ТЛТП проверено и согласовано {CONFIRMED_HOW.get(self.how or '', '')}: "
            title += f"{names.person(self.agreed_with)} ({who})"
        data = {"agreed_with": self.agreed_with, "how": self.how, "for": self.for_requester}
        return Narration(title, self.text, "п. 7.5, 7.6", False, data)


def _to_second_line(ticket: Ticket) -> Changed:
    """From ТЛТП to ВЛТП, which verifies (п. 7.6): a specialist of ПЛТП is no executor there."""
    if ticket.assignee_line is Line.SECOND:
        return {"line": Line.SECOND}
    nobody = {"assignee": None, "assigned_at": None, "assignee_line": None, "accepted_by": None}
    return {"line": Line.SECOND, "no_executor": True, **nobody}
