"""The base of documented solutions: what is asked (п. 5.4, 6.3, 6.9)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.command import DeskCommand, TicketCommand
from core.vocabulary import Mis


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSolution(DeskCommand):
    """Document a solution (п. 5.4, 6.9); ``source`` is the line that found it, ``ticket`` where it comes from."""

    name: ClassVar[str] = "solution_add"
    title: str
    text: str
    mis: Mis | None = None
    module: str | None = None
    source: str = "second"
    ticket: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSolution(DeskCommand):
    """Change a documented solution; what is None stays."""

    name: ClassVar[str] = "solution_change"
    solution: int
    title: str | None = None
    text: str | None = None
    mis: Mis | None = None
    module: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetireSolution(DeskCommand):
    """Take a documented solution out of use; it is kept."""

    name: ClassVar[str] = "solution_retire"
    solution: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UseSolution(TicketCommand):
    """Say which documented solution was given (п. 5.4)."""

    name: ClassVar[str] = "use_solution"
    solution: int
