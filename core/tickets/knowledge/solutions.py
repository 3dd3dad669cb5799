"""Documented solutions (п. 5.4, 6.3, 6.9)."""

from dataclasses import dataclass
from typing import ClassVar, Final

from core.tickets.closing.commands import Resolve
from core.tickets.command import DeskCommand, TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects, Elsewhere
from core.tickets.log import Changed, DeskEvent, Recorded, TicketEvent, free_text
from core.tickets.narration.values import Names, Narration
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.registers import Solution
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Line, Mis


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionUsed(TicketEvent):
    """A documented solution was given in this ticket, or was documented from it (п. 5.4, 6.3)."""

    kind: ClassVar[str] = "solution_used"
    clockless: ClassVar[bool] = True
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


BASE: Final = "п. 5.4, 6.3"
SOURCES: Final = frozenset(Line)


def add(command: AddSolution, context: Context) -> Effects | Refusal:
    """A solution of ВЛТП or ТЛТП, free-standing or from a ticket, whose log tells it too."""
    if command.source not in SOURCES:
        message = f"Источник «{command.source}» неизвестен. Допустимо: {', '.join(sorted(SOURCES))}"
        return bad_input("solution.source", message, BASE, field="source", allowed=sorted(SOURCES))
    if command.ticket is not None and command.ticket not in context.facts.tickets:
        return not_found("ticket.unknown", f"Обращения № {command.ticket} нет")
    number = context.facts.next_ids["solutions"]
    added = SolutionAdded(
        id=number,
        mis=command.mis,
        module=command.module,
        source=command.source,
        ticket=command.ticket,
        title=command.title,
        text=command.text,
    )
    used = SolutionUsed(solution=number, documented=True)
    return (added,) if command.ticket is None else (added, Elsewhere(command.ticket, used))


def change(command: ChangeSolution, context: Context) -> Effects | Refusal:
    """A documented solution is made better; its earlier words stay in the log."""
    solution = _in_use(command.solution, context)
    if isinstance(solution, Refusal):
        return solution
    fields = {name: getattr(command, name) for name in ("mis", "module", "title", "text")}
    changed = {name: value for name, value in fields.items() if value not in (None, getattr(solution, name))}
    if not changed:
        return bad_input("solution.same", "Менять нечего: всё так и записано", BASE)
    return (SolutionChanged(id=solution.id, **changed),)


def retire(command: RetireSolution, context: Context) -> Effects | Refusal:
    """A documented solution is no longer proposed; it is kept."""
    solution = _in_use(command.solution, context)
    if isinstance(solution, Refusal):
        return solution
    return (SolutionRetired(id=solution.id, reason=command.reason),)


def use(ticket: Ticket, command: UseSolution, context: Context) -> Effects | Refusal:
    """A documented solution was given in this ticket."""
    solution = _in_use(command.solution, context)
    if isinstance(solution, Refusal):
        return solution
    if solution.id in ticket.solutions:
        return Refusal("solution.used", f"Решение № {solution.id} уже отмечено в обращении", BASE)
    return (SolutionUsed(solution=solution.id),)


def documenting(ticket: Ticket, command: Resolve, context: Context) -> Effects | Refusal:
    """What a resolution says about the base: a solution that was given, or one that is documented by it (п. 6.9)."""
    effects: Effects = ()
    if command.documented_as is not None:
        solution = _in_use(command.documented_as, context)
        if isinstance(solution, Refusal):
            return solution
        effects += () if solution.id in ticket.solutions else (SolutionUsed(solution=solution.id),)
    if command.document:
        number = context.facts.next_ids["solutions"]
        source = Line.THIRD if ticket.third_line is not None else ticket.line
        added = SolutionAdded(
            id=number,
            mis=ticket.mis,
            source=source,
            ticket=ticket.number,
            title=ticket.subject,
            text=command.solution,
        )
        effects += (added, SolutionUsed(solution=number, documented=True))
    return effects


def _in_use(number: int, context: Context) -> Solution | Refusal:
    solution = context.facts.solutions.get(number)
    if solution is None:
        return not_found("solution.unknown", f"Решения № {number} в базе нет")
    if solution.retired:
        return Refusal("solution.retired", f"Решение № {number} выведено из базы", BASE)
    return solution


USE_CASES: Final = (
    UseCase(
        UseSolution,
        use,
        title="Решение из базы",
        about="Отметить, какое решение из базы применено (п. 5.4).",
        denial="Решения из базы применяют специалисты ЦК",
        clause="п. 5.4",
        rights="nwrc/nwrc/nwrc  -/nwrc/nwrc  nwrc/nwrc/nwrc  -  -  -",
        rests_on="",
        undo=Reversal.MARKED,
    ),
    UseCase(
        AddSolution,
        add,
        title="Записать решение в базу",
        about="Решение, которое пригодится ещё раз (п. 5.4, 6.9).",
        denial="Решения документируют специалисты ЦК",
        clause="п. 5.4, 6.3",
        rights="+  +  +  -  -  -",
        undo=Reversal.FINAL,
        instead="Лишнее решение выводят из базы",
    ),
    UseCase(
        ChangeSolution,
        change,
        title="Изменить решение",
        about="Выбрать решение и изменить его.",
        denial="Решения документируют специалисты ЦК",
        clause="п. 5.4, 6.3",
        rights="+  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        RetireSolution,
        retire,
        title="Снять решение",
        about="Выбрать решение, которое больше не годится.",
        denial="Решения из базы выводят ВЛТП и руководитель смены",
        clause="п. 6.3",
        rights="-  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
)
