"""The gate: which role may give which command at all. Denied unless listed; every denial names its clause."""

from core.tickets.commands import (
    AddOrganization,
    AddPerson,
    AddUser,
    BlockUser,
    ChangeRole,
    Close,
    Command,
    Comment,
    Confirm,
    Note,
    Register,
    Reject,
    Release,
    Resolve,
    SetPriority,
    SetType,
    Take,
)
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal, forbidden
from core.vocabulary import Role

_FIRST = frozenset({Role.FIRST_LINE})
_LINES = _FIRST | {Role.SECOND_LINE}
_STAFF = _LINES | {Role.SUPERVISOR}
_KEEPERS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})

PERMITTED: dict[str, frozenset[Role]] = {
    Register.name: _FIRST | {Role.SUPERVISOR},
    Comment.name: _STAFF,
    Note.name: _STAFF,
    Take.name: _LINES,
    SetType.name: _LINES,
    SetPriority.name: _FIRST,
    Release.name: _FIRST | {Role.SUPERVISOR},
    Resolve.name: _LINES,
    Confirm.name: _STAFF,
    Reject.name: _STAFF,
    Close.name: _STAFF,
    AddOrganization.name: _KEEPERS,
    AddPerson.name: _FIRST | _KEEPERS,
    AddUser.name: _KEEPERS,
    BlockUser.name: _KEEPERS,
    ChangeRole.name: _KEEPERS,
}

_WHY: dict[str, tuple[str, str | None]] = {
    Register.name: ("Обращения оформляют специалисты ПЛТП", "п. 5.5"),
    Comment.name: ("Отвечают инициатору специалисты ЦК", "Прил. 2, табл. 1"),
    Note.name: ("Заметки пишут специалисты ЦК", "п. 5.6"),
    Take.name: ("В работу обращение принимает исполнитель: специалист ПЛТП или ВЛТП", "Прил. 2, «Статусы обращений»"),
    SetType.name: ("Тип обращения меняют специалисты ПЛТП и ВЛТП", "Прил. 2, «Типизация обращений»"),
    SetPriority.name: ("Приоритет меняет только ПЛТП", "п. 5.10"),
    Release.name: ("На ВЛТП обращение передаёт ПЛТП", "п. 5.9"),
    Resolve.name: ("Обращение решает его исполнитель", "п. 6.9"),
    Confirm.name: ("Подтверждение инициатора записывают специалисты ЦК", "Прил. 2, «Статусы обращений»"),
    Reject.name: ("Отказ инициатора записывают специалисты ЦК", "Прил. 2, «Статусы обращений»"),
    Close.name: ("Закрывают обращения специалисты ЦК", "п. 5.4"),
    AddOrganization.name: ("Организации заводят руководитель смены и администратор", "п. 1.2"),
    AddPerson.name: ("Людей МО заносят ПЛТП, руководитель смены и администратор", "п. 10.3"),
    AddUser.name: ("Учётные записи ЦК ведут руководитель смены и администратор", None),
    BlockUser.name: ("Учётные записи ЦК ведут руководитель смены и администратор", "п. 10.2"),
    ChangeRole.name: ("Учётные записи ЦК ведут руководитель смены и администратор", None),
}


def permit_named(name: str, actor: Actor) -> Refusal | None:
    """Whether the actor's role may give the command of this name; an unknown name is denied."""
    if actor.role in PERMITTED.get(name, frozenset()):
        return None
    message, clause = _WHY.get(name, ("Такой команды у этой роли нет", None))
    return forbidden("access.role", message, clause)


def permit(command: Command, actor: Actor) -> Refusal | None:
    """Whether the actor's role may give this command at all; None when it may."""
    refusal = permit_named(command.name, actor)
    if refusal is None and actor.role is not Role.ADMINISTRATOR and _grants_administrator(command):
        return forbidden("access.administrator", "Администратора назначает только администратор")
    return refusal


def _grants_administrator(command: Command) -> bool:
    return isinstance(command, AddUser | ChangeRole) and command.role is Role.ADMINISTRATOR
