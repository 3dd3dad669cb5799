"""The base of documented solutions: what happens (п. 5.4, 6.3, 6.9)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.log import Changed, DeskEvent, Recorded, TicketEvent, free_text
from core.tickets.narration.values import Names, Narration
from core.tickets.ticket import Ticket
from core.vocabulary import Mis


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionUsed(TicketEvent):
    """A documented solution was given in this ticket, or was documented from it (п. 5.4, 6.3)."""

    kind: ClassVar[str] = "solution_used"
    solution: int
    documented: bool = False

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"solutions": tuple(dict.fromkeys((*ticket.solutions, self.solution)))}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration(
            f"{'Документировано решение' if self.documented else 'Применено решение'} № {self.solution}",
            None,
            "п. 5.4",
            False,
            {"solution": self.solution, "documented": self.documented},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionAdded(DeskEvent):
    """A solution was documented (п. 5.4, 6.3, 6.9)."""

    kind: ClassVar[str] = "solution_added"
    id: int
    mis: Mis | None = None
    module: str | None = None
    source: str = "second"
    ticket: int | None = None
    title: str = free_text()
    text: str = free_text()

    def withdrawn(self, reason: str) -> DeskEvent | None:
        """A solution that was documented by an act leaves the base again with it."""
        return SolutionRetired(id=self.id, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionChanged(DeskEvent):
    """A documented solution was changed; None: that field stays."""

    kind: ClassVar[str] = "solution_changed"
    id: int
    mis: Mis | None = None
    module: str | None = None
    title: str | None = free_text(None)
    text: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionRetired(DeskEvent):
    """A documented solution is no longer proposed."""

    kind: ClassVar[str] = "solution_retired"
    id: int
    reason: str = free_text()
