"""Tasks inside a ticket (п. 4.4, 6.5, 11.3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.directory import Person, User
from core.tickets.effects import Effects
from core.tickets.log import Changed, Recorded, TicketEvent, free_text, no_longer, with_one
from core.tickets.narration.values import Names, Narration, although_away, with_reason
from core.tickets.records import Task
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.staff.substitution import person_path
from core.tickets.ticket import Ticket
from core.tickets.use_cases.checks import absent, clinic_person, is_away, of_kind, staff, to_come
from core.tickets.use_cases.use_case import ENDED, Reversal, UseCase, unless
from core.vocabulary import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSet(TicketEvent):
    """A task inside the ticket: to the centre's people by login, or to the head of IT of the clinic (п. 4.4)."""

    kind: ClassVar[str] = "task_set"
    task: int
    user: str | None = None
    person: int | None = None
    due: datetime | None = None
    despite_absence: bool = False
    text: str = free_text()
    reason: str | None = free_text(None)

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        task = Task(
            id=self.task,
            text=self.text,
            user=self.user,
            person=self.person,
            due=self.due,
            set_at=recorded.at,
            set_by=recorded.actor,
        )
        return {"tasks": (*ticket.tasks, task)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        who = names.user(self.user) if self.user else f"руководителю ИТ-службы МО {names.person(self.person)}"
        due = f", до {names.moment(self.due)}" if self.due else ""
        data = {"task": self.task, "user": self.user, "person": self.person, "due": names.iso(self.due)}
        title = f"Задача {self.task} поставлена: {who}{due}{although_away(self)}"
        return Narration(title, with_reason(self.text, self.reason), "п. 4.4, 11.3", False, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPassed(TicketEvent):
    """A task was given to somebody else: within the clinic by its head of IT (п. 4.4), or to a colleague (п. 4.8)."""

    kind: ClassVar[str] = "task_passed"
    clockless: ClassVar[bool] = True
    task: int
    person: int | None = None
    user: str | None = None
    despite_absence: bool = False
    reason: str | None = free_text(None)

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"tasks": with_one(ticket.tasks, self.task, person=self.person, user=self.user, orphaned=False)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        where, clause = ("коллеге", "п. 4.8") if self.user else ("в МО", "п. 4.4")
        who = names.user(self.user) if self.user else names.person(self.person)
        title = f"Задача {self.task} передана {where}: {who}{although_away(self)}"
        data = {"task": self.task, "person": self.person, "user": self.user}
        return Narration(title, self.reason, clause, False, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDone(TicketEvent):
    """A task has its result; ``cancelled``: it is not needed any more."""

    kind: ClassVar[str] = "task_done"
    drops: ClassVar[str] = "task"
    task: int
    cancelled: bool = False
    result: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        done = {"done_at": recorded.at, "result": self.result, "cancelled": self.cancelled}
        tasks = with_one(ticket.tasks, self.task, **done)
        of_clinic = any(each.id == self.task and each.person is not None for each in tasks)
        more = any(each.open and each.person is not None for each in tasks)
        answered = no_longer(ticket, Waiting.ORGANIZATION) if of_clinic and not more else {}
        return {"tasks": tasks, **answered}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = f"Задача {self.task} {'снята' if self.cancelled else 'выполнена'}"
        return Narration(title, self.result, "п. 4.4", False, {"task": self.task, "cancelled": self.cancelled})

    @classmethod
    def dropping(cls, identity: int, reason: str) -> TicketEvent:
        """The end without a result, along with the ticket."""
        return cls(task=identity, cancelled=True, result=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTask(TicketCommand):
    """Set a task: to the centre's people (``user``) or to the head of IT of the clinic (``person``, п. 4.4)."""

    name: ClassVar[str] = "task"
    text: str
    user: str | None = None
    person: int | None = None
    due: datetime | None = None
    reason: str | None = None
    """Why to somebody who is absent (п. 4.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassTask(TicketCommand):
    """Give a task to somebody else: within the clinic (``person``, п. 4.4), or to a colleague (``user``, п. 4.8)."""

    name: ClassVar[str] = "task_pass"
    task: int
    person: int | None = None
    user: str | None = None
    reason: str | None = None
    """Why to somebody who is absent (п. 4.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishTask(TicketCommand):
    """Record a task's result, or that it is not needed any more."""

    name: ClassVar[str] = "task_done"
    task: int
    result: str
    cancelled: bool = False


TASKS: Final = "п. 4.4"


def set_task(ticket: Ticket, command: SetTask, context: Context) -> Effects | Refusal:
    """A task to the centre's people, or to the head of the clinic's IT, who passes it on within the clinic."""
    refusal = to_come(command.due, context, "task.due_in_past", TASKS) or _whose(ticket, command, context)
    if refusal:
        return refusal
    task = TaskSet(
        task=len(ticket.tasks) + 1,
        user=command.user,
        person=command.person,
        due=command.due,
        despite_absence=is_away(command.user, command.person, context),
        text=command.text,
        reason=command.reason,
    )
    return (task,)


def _whose(ticket: Ticket, command: SetTask, context: Context) -> Refusal | None:
    if (command.user is None) == (command.person is None):
        return bad_input("task.nobody", "Назовите одного: сотрудника ЦК или сотрудника МО", TASKS, field="user")
    if command.user is not None:
        found = staff(command.user, context, "п. 11.3")
        return found if isinstance(found, Refusal) else absent(found, context, command.reason)
    assert command.person is not None
    person = clinic_person(ticket, command.person, context, TASKS)
    if isinstance(person, Refusal):
        return person
    message = f"Задачу МО ставят руководителю её ИТ-службы, а {person.name} — нет; внутри МО её передаст он"
    refusal = None if _for_it_head(person, context) else of_kind(person, {"it_head"}, message, TASKS)
    return refusal or absent(person, context, command.reason)


def _for_it_head(person: Person, context: Context) -> bool:
    """Whether somebody stands in for the absent head of IT of his clinic (п. 4.7)."""
    known = context.facts.people
    away = {each.person for each in context.facts.absences if each.person in known and each.covers(context.now)}
    heads = (known[each] for each in away if each is not None and known[each].kind == "it_head")
    here = (each.id for each in heads if each.organization == person.organization)
    return any(person.id in person_path(context.facts.absences, head, context.now) for head in here)


def pass_task(ticket: Ticket, command: PassTask, context: Context) -> Effects | Refusal:
    """The head of IT passed the task on to somebody of the same clinic; the centre's own goes to a colleague."""
    task = _open_task(ticket, command.task)
    refusal = task if isinstance(task, Refusal) else _to_whom(ticket, task, command, context)
    passed = TaskPassed(
        task=command.task,
        person=command.person,
        user=command.user,
        despite_absence=is_away(command.user, command.person, context),
        reason=command.reason,
    )
    return refusal or (passed,)


def _to_whom(ticket: Ticket, task: Task, command: PassTask, context: Context) -> Refusal | None:
    if (command.user is None) == (command.person is None):
        return bad_input("task.nobody", "Назовите одного: сотрудника ЦК или сотрудника МО", TASKS, field="person")
    if (command.person is None) == (task.person is not None):
        where = "её передают внутри МО" if task.person is not None else "внутри МО её не передают"
        whose = "МО" if task.person is not None else "сотруднику ЦК"
        return Refusal("task.not_of_clinic", f"Задача {task.id} — {whose}: {where}", TASKS)
    if command.user is not None:
        found: User | Person | Refusal = staff(command.user, context, "п. 4.8, 11.3")
    else:
        found = clinic_person(ticket, command.person or 0, context, TASKS)
    if isinstance(found, Refusal):
        return found
    if (command.user, command.person) == (task.user, task.person):
        return Refusal("task.same_person", f"Задача {task.id} уже у {found.name}", TASKS)
    return absent(found, context, command.reason)


def finish_task(ticket: Ticket, command: FinishTask, context: Context) -> Effects | Refusal:
    """A task has its result, or is not needed any more."""
    task = _open_task(ticket, command.task)
    if isinstance(task, Refusal):
        return task
    return (TaskDone(task=task.id, cancelled=command.cancelled, result=command.result),)


def _open_task(ticket: Ticket, number: int) -> Task | Refusal:
    task = next((each for each in ticket.tasks if each.id == number), None)
    if task is None:
        return not_found("task.unknown", f"Задачи {number} в обращении {ticket.number} нет")
    if not task.open:
        return Refusal("task.done_already", f"Задача {number} уже закрыта", TASKS)
    return task


USE_CASES: Final = (
    UseCase(
        SetTask,
        set_task,
        title="Задача",
        about="Поставить задачу МО или коллеге (п. 4.4).",
        denial="Задачи ставят специалисты ЦК",
        clause="п. 4.4, 11.3",
        rights="nw/nw/nw  -/nw/nw  nw/nw/nw  -  -  -",
        rests_on=f"tasks {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        PassTask,
        pass_task,
        title="Передать задачу в МО",
        about="Передать задачу внутри МО (п. 4.4).",
        denial="Передачу задачи внутри МО записывают специалисты ЦК",
        clause="п. 4.4",
        rights="nw/nw/nw  -/nw/nw  nw/nw/nw  -  -  -",
        premises=(
            unless(
                lambda ticket: any(each.open and each.person is not None for each in ticket.tasks),
                "task.none",
                "Открытых задач МО в обращении нет",
                "п. 4.4",
            ),
        ),
        rests_on=f"tasks {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        FinishTask,
        finish_task,
        title="Итог задачи",
        about="Записать, чем кончилась задача.",
        denial="Результат задачи записывают специалисты ЦК",
        clause="п. 4.4",
        rights="nwr/nwr/nwr  -/nwr/nwr  nwr/nwr/nwr  -  -  -",
        premises=(
            unless(
                lambda ticket: any(each.open for each in ticket.tasks),
                "task.none",
                "Открытых задач в обращении нет",
                "п. 4.4",
            ),
        ),
        rests_on="tasks waiting",
        undo=Reversal.MARKED,
    ),
)
