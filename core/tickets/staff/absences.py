"""Absence and substitution (п. 4.7, 4.8): of the centre's people and of requesters, planned and sudden."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from core.tickets.command import DeskCommand
from core.tickets.context import Context
from core.tickets.directory import Absence
from core.tickets.effects import Effects
from core.tickets.log import DeskEvent, free_text
from core.tickets.refusal import Refusal, bad_input, forbidden, not_found
from core.tickets.staff.substitution import path_of, person_path
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceSet(DeskEvent):
    """Somebody of staff (``login``) or of a clinic (``person``) is absent, with who substitutes (п. 4.7)."""

    kind: ClassVar[str] = "absence_set"
    id: int
    since: datetime
    until: datetime
    login: str | None = None
    person: int | None = None
    substitute_login: str | None = None
    substitute_person: int | None = None
    sudden: bool = False
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceCancelled(DeskEvent):
    """An absence ended early, or never began."""

    kind: ClassVar[str] = "absence_cancelled"
    id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAbsence(DeskCommand):
    """Record an absence of staff (``login``) or of a requester (``person``) with who substitutes (п. 4.7).

    ``sudden``: learnt of when it had begun. The substitute is of the same sort as the absent one.
    """

    name: ClassVar[str] = "absence_set"
    since: datetime
    until: datetime
    login: str | None = None
    person: int | None = None
    substitute_login: str | None = None
    substitute_person: int | None = None
    sudden: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelAbsence(DeskCommand):
    """End an absence early, or take back one that has not begun."""

    name: ClassVar[str] = "absence_cancel"
    absence: int


ABSENCE: Final = "п. 4.7"


def set_absence(command: SetAbsence, context: Context) -> Effects | Refusal:
    """An absence with who substitutes: somebody of the same sort, who is there himself."""
    refusal = _when(command, context) or _who(command, context) or _substitute(command, context)
    if refusal:
        return refusal
    return (
        AbsenceSet(
            id=context.facts.next_ids["absences"],
            since=command.since,
            until=command.until,
            login=command.login,
            person=command.person,
            substitute_login=command.substitute_login,
            substitute_person=command.substitute_person,
            sudden=command.sudden,
            reason=command.reason,
        ),
    )


def _when(command: SetAbsence, context: Context) -> Refusal | None:
    if command.until <= command.since:
        return bad_input("absence.backwards", "Отсутствие кончается раньше, чем начинается", ABSENCE, field="until")
    if command.until <= context.now:
        return bad_input("absence.over", "Это отсутствие уже кончилось", ABSENCE, field="until")
    if command.since < context.now and not command.sudden:
        message = "Отсутствие уже началось: отметьте его как внезапное"
        return bad_input("absence.begun", message, ABSENCE, field="since")
    return None


def _who(command: SetAbsence, context: Context) -> Refusal | None:
    if (command.login is None) == (command.person is None):
        return bad_input("absence.nobody", "Назовите одного: сотрудника ЦК или сотрудника МО", ABSENCE, field="login")
    if command.person is not None:
        return None if command.person in context.facts.people else _unknown_person(command.person)
    if command.login not in context.facts.users:
        return not_found("user.unknown", f"Нет сотрудника с логином «{command.login}»")
    own = command.login == context.actor.login
    if not own and context.actor.role not in (Role.SUPERVISOR, Role.ADMINISTRATOR):
        message = "Чужое отсутствие записывает руководитель смены"
        return forbidden("absence.not_yours", message, ABSENCE)
    return _overlapping(command, context)


def _overlapping(command: SetAbsence, context: Context) -> Refusal | None:
    for each in context.facts.absences:
        same = (each.login, each.person) == (command.login, command.person)
        if same and each.since < command.until and command.since < each.until:
            message = f"На это время отсутствие уже записано (№ {each.id}): сначала отмените его"
            return Refusal("absence.overlaps", message, ABSENCE)
    return None


def _substitute(command: SetAbsence, context: Context) -> Refusal | None:
    if command.substitute_login is None and command.substitute_person is None:
        if command.sudden or not context.policy.lifecycle.substitute_required:
            return None
        return Refusal("absence.no_substitute", "Уходя, назначают замещающего", ABSENCE)
    refusal = _of_staff(command, context) if command.login is not None else _of_clinic(command, context)
    return refusal or _circle(command, context)


def _of_staff(command: SetAbsence, context: Context) -> Refusal | None:
    absent = context.facts.users[command.login or ""]
    found = context.facts.users.get(command.substitute_login or "")
    if found is None:
        return not_found("user.unknown", "Замещает сотрудника ЦК сотрудник ЦК: назовите его логин")
    if found.login == absent.login:
        return Refusal("absence.itself", "Самого себя не замещают", ABSENCE)
    if found.blocked:
        return _blocked(found.name)
    if found.role is not absent.role:
        message = f"{found.name} не может замещать: нужна та же роль, что у замещаемого"
        return Refusal("absence.unfit", message, ABSENCE)
    return _absent_too(found.login in _away(command, context), found.name)


def _of_clinic(command: SetAbsence, context: Context) -> Refusal | None:
    absent = context.facts.people[command.person or 0]
    found = context.facts.people.get(command.substitute_person or 0)
    if found is None:
        return not_found("person.unknown", "Замещает инициатора человек той же МО: назовите его")
    if found.id == absent.id:
        return Refusal("absence.itself", "Самого себя не замещают", ABSENCE)
    if found.organization != absent.organization:
        message = f"{found.name} не может замещать: нужен сотрудник той же МО"
        return Refusal("absence.unfit", message, ABSENCE)
    if found.blocked:
        return _blocked(found.name)
    return _absent_too(found.id in _away(command, context), found.name)


def _blocked(name: str) -> Refusal:
    return Refusal("absence.blocked", f"{name} не может замещать: учётная запись заблокирована", "п. 4.7, 10.2")


def _away(command: SetAbsence, context: Context) -> set[str | int]:
    """Everybody who is away for the whole of the new absence and whom nobody substitutes."""
    whole = [each for each in context.facts.absences if each.since <= command.since and command.until <= each.until]
    alone = [each for each in whole if each.substitute_login is None and each.substitute_person is None]
    return {who for each in alone for who in (each.login, each.person) if who is not None}


def _absent_too(away: bool, name: str) -> Refusal | None:
    return Refusal("absence.both", f"{name} в это время тоже отсутствует", ABSENCE) if away else None


def _circle(command: SetAbsence, context: Context) -> Refusal | None:
    """The substitutes would stand in for each other in a circle."""
    new = Absence(
        id=0,
        since=command.since,
        until=command.until,
        login=command.login,
        person=command.person,
        substitute_login=command.substitute_login,
        substitute_person=command.substitute_person,
    )
    absences, at = (*context.facts.absences, new), max(command.since, context.now)
    if command.login is not None:
        named = path_of(absences, command.login, at)
        circle = (command.login, *named) if command.login in named else ()
    else:
        people = person_path(absences, command.person or 0, at)
        circle = tuple(map(str, (command.person, *people))) if command.person in people else ()
    if not circle:
        return None
    return Refusal("absence.circle", f"Замещение замкнулось: {' → '.join(circle)}", ABSENCE)


def cancel(command: CancelAbsence, context: Context) -> Effects | Refusal:
    """An absence ended early, or never began."""
    found = next((each for each in context.facts.absences if each.id == command.absence), None)
    if found is None:
        return not_found("absence.unknown", f"Отсутствия № {command.absence} нет, или оно уже кончилось")
    if found.login not in (None, context.actor.login) and context.actor.role is not Role.SUPERVISOR:
        return forbidden("absence.not_yours", "Чужое отсутствие отменяет руководитель смены", ABSENCE)
    return (AbsenceCancelled(id=found.id, at=context.now),)


def _unknown_person(identity: int) -> Refusal:
    return not_found("person.unknown", f"Нет человека с номером {identity}")


USE_CASES: Final = (
    UseCase(
        SetAbsence,
        set_absence,
        title="Записать отсутствие",
        about="Кто отсутствует и кто его замещает (п. 4.7).",
        denial="Отсутствие и замещение записывают сотрудники ЦК",
        clause="п. 4.7",
        rights="+  +  +  +  -  -",
        undo=Reversal.FINAL,
        instead="Отсутствие отменяют в его реестре",
    ),
    UseCase(
        CancelAbsence,
        cancel,
        title="Отменить отсутствие",
        about="Выбрать отсутствие и отменить его.",
        denial="Отсутствие и замещение записывают сотрудники ЦК",
        clause="п. 4.7",
        rights="+  +  +  +  -  -",
        undo=Reversal.HELD,
    ),
)
