"""Tasks and approvals inside a ticket (п. 4.4, 6.5, 11.3, 11.4)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.checks import absent, clinic_person, is_away, of_kind, staff, to_come
from core.tickets.commands import (
    FinishTask,
    GrantApproval,
    PassTask,
    RefuseApproval,
    RequestApproval,
    SetTask,
)
from core.tickets.context import Context
from core.tickets.directory import Person, User
from core.tickets.effects import Effects, Rule
from core.tickets.events import (
    ApprovalGranted,
    ApprovalRefused,
    ApprovalRequested,
    TaskDone,
    TaskPassed,
    TaskSet,
)
from core.tickets.records import Approval, Task
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.substitution import person_path
from core.tickets.ticket import Ticket

TASKS: Final = "п. 4.4"
APPROVALS: Final = "п. 11.4"
APPROVERS: Final = frozenset({"head", "it_head"})
"""Who, besides the requester, may approve for the clinic."""
HOW: Final = {"phone": "по телефону", "comment": "комментарием", "external": "во внешней системе"}


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
        return bad_input("task.nobody", "Назовите одного: сотрудника ЦК или человека МО", TASKS, field="user")
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


def request_approval(ticket: Ticket, command: RequestApproval, context: Context) -> Effects | Refusal:
    """The clinic is asked to approve."""
    person = _approver(ticket, command.person, context)
    if isinstance(person, Refusal):
        return person
    return (ApprovalRequested(approval=len(ticket.approvals) + 1, person=command.person, text=command.text),)


def grant_approval(ticket: Ticket, command: GrantApproval, context: Context) -> Effects | Refusal:
    """Somebody of the clinic approved."""
    if command.how not in HOW:
        return bad_input("approval.how", f"Способ согласования «{command.how}» неизвестен", APPROVALS, field="how")
    refusal = _answerable(ticket, command.approval, command.by, context)
    return refusal or (ApprovalGranted(approval=command.approval, by=command.by, how=command.how),)


def refuse_approval(ticket: Ticket, command: RefuseApproval, context: Context) -> Effects | Refusal:
    """Somebody of the clinic refused to approve."""
    refusal = _answerable(ticket, command.approval, command.by, context)
    return refusal or (ApprovalRefused(approval=command.approval, by=command.by, reason=command.reason),)


def _answerable(ticket: Ticket, number: int, by: int, context: Context) -> Refusal | None:
    approval: Approval | None = next((each for each in ticket.approvals if each.id == number), None)
    if approval is None:
        return not_found("approval.unknown", f"Согласования {number} в обращении {ticket.number} нет")
    if approval.granted is not None:
        return Refusal("approval.answered", f"По согласованию {number} ответ уже записан", APPROVALS)
    return _approver(ticket, by, context)


def _approver(ticket: Ticket, identity: int, context: Context) -> Refusal | None:
    """Approving for a clinic: its requester, who substitutes an absent one, the head, or the head of IT."""
    person = clinic_person(ticket, identity, context, APPROVALS)
    if isinstance(person, Refusal):
        return person
    stand_ins = person_path(context.facts.absences, ticket.requester, context.now)
    if identity == ticket.requester or identity in stand_ins or person.kind in APPROVERS:
        return None
    message = f"Согласует инициатор, его замещающий, руководитель МО или её ИТ-службы, а не {person.name}"
    return Refusal("approval.not_entitled", message, APPROVALS)


def approved(ticket: Ticket) -> bool:
    """Whether the clinic has granted an approval in this ticket."""
    return any(each.granted for each in ticket.approvals)


RULES: Final[Mapping[str, Rule]] = {
    SetTask.name: set_task,
    PassTask.name: pass_task,
    FinishTask.name: finish_task,
    RequestApproval.name: request_approval,
    GrantApproval.name: grant_approval,
    RefuseApproval.name: refuse_approval,
}
