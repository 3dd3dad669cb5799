"""What happens to type and priority (п. 5.10; Прил. 2)."""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.tickets.classification.commands import SetPriority, SetType
from core.tickets.command import TicketCommand
from core.tickets.log import Changed, Recorded, TicketEvent, free_text
from core.tickets.narration.comparison import LogEntry
from core.tickets.narration.values import Names, Narration
from core.tickets.records import Checklist, Clarified, ClarifiedImpact
from core.tickets.ticket import Ticket
from core.tickets.undo.compensation import REASON
from core.vocabulary import Priority, Role, TicketType


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeChanged(TicketEvent):
    """Type changed; the priority goes along when the old pair has no row in Прил. 2, табл. 1."""

    kind: ClassVar[str] = "type_changed"
    old: TicketType
    new: TicketType
    priority: Priority
    reason: str | None = free_text(None)

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        changes = {"type": self.new, "priority": self.priority, "proposed_priority": None}
        if self.priority is ticket.priority:
            return changes
        return changes | _clarified(ticket, self.priority, recorded, Clarified.SET)

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return _classified(self, names)

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or why there is none."""
        return SetType(number=before.number, type=self.old, priority=before.priority, reason=REASON)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityChanged(TicketEvent):
    """Priority changed by ПЛТП (п. 5.10)."""

    kind: ClassVar[str] = "priority_changed"
    old: Priority
    new: Priority
    reason: str | None = free_text(None)

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"priority": self.new, "proposed_priority": None} | _clarified(ticket, self.new, recorded, Clarified.SET)

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return _classified(self, names)

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or why there is none."""
        return SetPriority(number=before.number, priority=self.old, reason=REASON)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityConfirmed(TicketEvent):
    """ПЛТП has clarified urgency and impact, and stands by the priority that was named (Прил. 2; п. 3.9)."""

    kind: ClassVar[str] = "priority_confirmed"
    clockless: ClassVar[bool] = True
    entry: ClassVar[LogEntry] = LogEntry(name="clarified", label="Срочность и влияние", additive=True)
    priority: Priority
    reason: str | None = free_text(None)

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"proposed_priority": None} | _clarified(ticket, self.priority, recorded, Clarified.CONFIRMED)

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = f"Срочность и влияние уточнены: приоритет «{names.policy.labels.of(self.priority)}» подтверждён"
        return Narration(title, self.reason, "п. 3.9 · Прил. 2", False, {"priority": self.priority.value})

    def entered(self, names: Names) -> str:
        """What the entry says, in short."""
        return names.policy.labels.of(self.priority)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityProposed(TicketEvent):
    """ВЛТП proposes another priority; only ПЛТП sets it (п. 5.10)."""

    kind: ClassVar[str] = "priority_proposed"
    clockless: ClassVar[bool] = True
    priority: Priority
    reason: str | None = free_text(None)

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"proposed_priority": self.priority}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = f"ВЛТП предлагает приоритет «{names.policy.labels.of(self.priority)}»"
        return Narration(title, self.reason, "п. 5.10", False, {"priority": self.priority.value})


def _clarified(
    ticket: Ticket, priority: Priority, recorded: Recorded, how: Clarified, text: str | None = None
) -> dict[str, Any]:
    """Urgency and impact as the actor has clarified them; only ПЛТП does (Прил. 2), and the check of its stage."""
    if recorded.role is not Role.FIRST_LINE and how is not Clarified.CHECKED:
        return {}
    said = text or (ticket.impact.text if ticket.impact else None)
    return {"impact": ClarifiedImpact(priority=priority, by=recorded.actor, at=recorded.at, how=how, text=said)}


def _classified(event: TypeChanged | PriorityChanged, names: Names) -> Narration:
    labels = names.policy.labels
    what, clause = ("Тип", "Прил. 2, «Типизация обращений»")
    data = {"old": event.old.value, "new": event.new.value}
    if isinstance(event, PriorityChanged):
        what, clause = ("Приоритет", "п. 5.10")
    else:
        data["priority"] = event.priority.value
    title = f"{what} изменён: «{labels.of(event.old)}» → «{labels.of(event.new)}»"
    if isinstance(event, TypeChanged):
        title += f", приоритет «{labels.of(event.priority)}»"
    return Narration(title, event.reason, clause, False, data)


_POINTS = {
    "relevant": "актуальность",
    "correct": "корректность",
    "complete": "полнота",
    "category": "категория",
    "urgency": "срочность",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Processed(TicketEvent):
    """ПЛТП's checklist of primary processing (п. 5.5): what was judged, and the impact on the clinic's work (п. 3.9).

    ``missing`` names what the request still lacks, ``details`` is what was learned since the registration.
    """

    kind: ClassVar[str] = "processed"
    clockless: ClassVar[bool] = True
    relevant: bool
    correct: bool
    complete: bool
    category: bool
    urgency: bool
    impact: str | None = free_text(None)
    missing: str | None = free_text(None)
    details: str | None = free_text(None)

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        earlier = ticket.checklist.details if ticket.checklist else None
        checklist = Checklist(
            relevant=self.relevant,
            correct=self.correct,
            complete=self.complete,
            category=self.category,
            urgency=self.urgency,
            impact=self.impact,
            missing=self.missing,
            details="\n".join(filter(None, (earlier, self.details))) or None,
            at=recorded.at,
            by=recorded.actor,
        )
        changes: dict[str, Any] = {"checklist": checklist}
        if self.urgency and self.impact:
            changes |= _clarified(ticket, ticket.priority, recorded, Clarified.CHECKED, self.impact)
        return changes

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        failed = [title for name, title in _POINTS.items() if not getattr(self, name)]
        verdict = f"не сходится: {', '.join(failed)}" if failed else "всё сходится"
        data = {name: getattr(self, name) for name in _POINTS} | {"impact": self.impact, "missing": self.missing}
        text = "\n".join(filter(None, (self.missing or self.impact, self.details))) or None
        return Narration(f"Первичная обработка: {verdict}", text, "п. 5.5", False, data | {"details": self.details})
