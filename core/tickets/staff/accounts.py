"""The staff's accounts: blocked, given another role; what they held stands without an executor (п. 4.8, 10.2)."""

from collections.abc import Iterator
from typing import Final

from core.tickets.assignment.events import Assigned, Orphaned
from core.tickets.context import Context
from core.tickets.directory import Actor, User
from core.tickets.effects import Effects, Elsewhere
from core.tickets.refusal import Refusal, bad_input, denied, forbidden, not_found
from core.tickets.routing.choice import ROLE_OF_LINE
from core.tickets.staff.commands import AddUser, BlockUser, ChangeCompetences, ChangeRole, UnblockUser
from core.tickets.staff.events import CompetencesChanged, RoleChanged, UserBlocked, UserUnblocked
from core.tickets.tasks.tasks import TaskPassed
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Role, Status

BLOCKING: Final = "п. 10.2"


def block(command: BlockUser, context: Context) -> Effects | Refusal:
    """Nobody is deleted. What a blocked executor held, tickets and tasks, has to be handed over."""
    if refusal := administrators_alone(command, context):
        return refusal
    user = _known(command.login, context)
    if isinstance(user, Refusal):
        return user
    if user.blocked:
        return Refusal("user.blocked_already", f"Учётная запись уже заблокирована: {user.name}", BLOCKING)
    left = _left(user, context, blocked=True)
    return _last_administrator(user, context) or (UserBlocked(login=user.login), *left)


def unblock(command: UnblockUser, context: Context) -> Effects | Refusal:
    """Back with the same account; what nobody has taken over meanwhile is his again."""
    if refusal := administrators_alone(command, context):
        return refusal
    user = _known(command.login, context)
    if isinstance(user, Refusal):
        return user
    if not user.blocked:
        return Refusal("user.not_blocked", f"Учётная запись не заблокирована: {user.name}", BLOCKING)
    return (UserUnblocked(login=user.login, reason=command.reason), *_his_again(user, command.reason, context))


def _his_again(user: User, reason: str, context: Context) -> Iterator[Elsewhere]:
    """The tickets and tasks that still stand under the name of who is back."""
    for ticket in sorted(context.facts.tickets.values(), key=lambda each: each.number):
        if ticket.status is Status.CLOSED:
            continue
        if ticket.assignee == user.login and ticket.no_executor:
            yield Elsewhere(ticket.number, Assigned(to=user.login, reason=reason))
        for task in ticket.tasks:
            if task.open and task.orphaned and task.user == user.login:
                yield Elsewhere(ticket.number, TaskPassed(task=task.id, user=user.login, reason=reason))


def change_role(command: ChangeRole, context: Context) -> Effects | Refusal:
    """Another role; who worked on a line and goes to another place leaves his tickets there."""
    if refusal := administrators_alone(command, context):
        return refusal
    user = _known(command.login, context)
    if isinstance(user, Refusal):
        return user
    if command.role is Role.SYSTEM:
        return of_the_program()
    if user.role is command.role:
        return Refusal("user.same_role", f"У сотрудника уже эта роль: {user.name}")
    refusal = None if user.blocked else _last_administrator(user, context)
    left = _left(user, context, blocked=False) if user.role in ROLE_OF_LINE.values() else ()
    return refusal or (RoleChanged(login=user.login, old=user.role, new=command.role), *left)


def _left(user: User, context: Context, *, blocked: bool) -> Iterator[Elsewhere]:
    """What somebody leaves, told to each of its tickets: those that he held, and (``blocked``) those with his tasks."""
    for ticket in sorted(context.facts.tickets.values(), key=lambda each: each.number):
        held = ticket.assignee == user.login
        tasks = tuple(each.id for each in ticket.tasks if blocked and each.open and each.user == user.login)
        if ticket.status is not Status.CLOSED and (held or tasks):
            yield Elsewhere(ticket.number, Orphaned(login=user.login, executor=held, tasks=tasks, blocked=blocked))


def _known(login: str, context: Context) -> User | Refusal:
    return context.facts.users.get(login) or not_found("user.unknown", f"Нет сотрудника с логином «{login}»")


def administrators_alone(command: BlockUser | UnblockUser | ChangeRole, context: Context) -> Refusal | None:
    """An administrator's account is blocked, let back or given another role by an administrator alone."""
    user = context.facts.users.get(command.login)
    if user is None or user.role is not Role.ADMINISTRATOR or context.actor.role is Role.ADMINISTRATOR:
        return None
    return forbidden("access.administrator", "Учётную запись администратора меняет только администратор")


def of_the_program() -> Refusal:
    """The program's own role is nobody's."""
    return bad_input("user.role", "Эта роль — самой программы: учётной записи с ней не бывает", field="role")


def _last_administrator(user: User, context: Context) -> Refusal | None:
    others = (each for each in context.facts.users.values() if each.login != user.login and not each.blocked)
    if user.role is not Role.ADMINISTRATOR or any(each.role is Role.ADMINISTRATOR for each in others):
        return None
    return Refusal("user.last_administrator", "Это последний администратор: сначала назначьте другого")


def change_competences(command: ChangeCompetences, context: Context) -> Effects | Refusal:
    """What a member of staff is competent in: routing chooses by it."""
    user = context.facts.users.get(command.login)
    if user is None:
        return not_found("user.unknown", f"Нет сотрудника с логином «{command.login}»")
    wanted = tuple(dict.fromkeys(command.competences))
    if wanted == user.competences:
        return bad_input("user.same_competences", "Компетенции уже такие", field="competences")
    return (CompetencesChanged(login=user.login, competences=wanted),)


def no_administrator_by_others(command: AddUser | ChangeRole, actor: Actor) -> Refusal | None:
    """An administrator is named by an administrator alone."""
    if command.role is not Role.ADMINISTRATOR or actor.role is Role.ADMINISTRATOR:
        return None
    return denied("access.administrator", "Администратора назначает только администратор")


USE_CASES: Final = (
    UseCase(
        BlockUser,
        block,
        title="Заблокировать сотрудника",
        about="Выбрать сотрудника ЦК.",
        denial="Учётные записи ЦК ведут руководитель смены и администратор",
        clause="п. 10.2",
        rights="-  -  +  +  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        UnblockUser,
        unblock,
        title="Разблокировать сотрудника",
        about="Выбрать сотрудника ЦК, который возвращается.",
        denial="Учётные записи ЦК ведут руководитель смены и администратор",
        clause="п. 10.2",
        rights="-  -  +  +  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        ChangeRole,
        change_role,
        title="Роль сотрудника",
        about="Выбрать сотрудника ЦК и роль.",
        denial="Учётные записи ЦК ведут руководитель смены и администратор",
        rights="-  -  +  +  -  -",
        admits=no_administrator_by_others,
        undo=Reversal.HELD,
    ),
    UseCase(
        ChangeCompetences,
        change_competences,
        title="Компетенции сотрудника",
        about="Выбрать сотрудника: по ним правила назначают.",
        denial="Учётные записи ЦК ведут руководитель смены и администратор",
        rights="-  -  +  +  -  -",
        undo=Reversal.HELD,
    ),
)
