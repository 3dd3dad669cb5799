"""Growing the directory: clinics, their people, the staff. Nobody is ever deleted, only blocked (гл. 10)."""

import re
from datetime import date
from typing import Final

from core.text import fold, safe_line
from core.tickets.context import Context
from core.tickets.directory import SYSTEM
from core.tickets.effects import Effects
from core.tickets.people.commands import AddOrganization, AddPerson
from core.tickets.people.events import OrganizationAdded, PersonAdded
from core.tickets.people.namesakes import Card, same_person
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.staff.accounts import no_administrator_by_others, of_the_program
from core.tickets.staff.commands import AddUser
from core.tickets.staff.events import UserAdded
from core.tickets.use_cases.use_case import UseCase
from core.vocabulary import Role

LOGIN: Final = re.compile(r"[a-z][a-z0-9_-]{0,31}")
CODE_RULE: Final = "строчная латинская буква, затем буквы, цифры, «_», «-»: всего до 32 знаков"
PERSON_KINDS: Final = ("medic", "it", "it_head", "head")
ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def add_organization(command: AddOrganization, context: Context) -> Effects | Refusal:
    """A clinic has a code of its own, at least one МИС (п. 3.2), and a contract with dates in order (п. 1.2)."""
    if any(fold(each.code) == fold(command.code) for each in context.facts.organizations.values()):
        message = f"Организация с кодом «{command.code}» уже есть"
        return bad_input("organization.duplicate", message, field="code", value=command.code)
    if not command.mis:
        return bad_input("organization.no_mis", "Укажите хотя бы одну МИС", "п. 3.2", field="mis")
    if refusal := _contract_problem(command):
        return refusal
    event = OrganizationAdded(
        id=context.facts.next_ids["organizations"],
        code=command.code,
        title=command.title,
        mis=tuple(dict.fromkeys(command.mis)),
        contract=command.contract,
        contract_from=command.contract_from,
        contract_until=command.contract_until,
    )
    return (event,)


def add_person(command: AddPerson, context: Context) -> Effects | Refusal:
    """Somebody of a clinic gets one card and no second one (п. 3.8, гл. 10)."""
    if command.organization not in context.facts.organizations:
        return not_found("organization.unknown", f"Нет организации с номером {command.organization}")
    if command.person_kind not in PERSON_KINDS:
        message = f"Вид «{command.person_kind}» неизвестен. Допустимо: {', '.join(PERSON_KINDS)}"
        return bad_input("person.kind", message, field="person_kind", allowed=list(PERSON_KINDS))
    if refusal := _second_card(command, context):
        return refusal
    event = PersonAdded(
        id=context.facts.next_ids["people"],
        organization=command.organization,
        person_kind=command.person_kind,
        namesake=command.namesake,
        full_name=command.full_name,
        phone=command.phone,
        email=command.email,
        staff_number=command.staff_number,
    )
    return (event,)


def add_user(command: AddUser, context: Context) -> Effects | Refusal:
    """A member of staff has a login that nobody else has, and a role that people can have."""
    if refusal := new_account_problem(command.login, command.full_name):
        return refusal
    if command.role is Role.SYSTEM:
        return of_the_program()
    if command.login in context.facts.users:
        message = f"Логин «{command.login}» уже занят"
        return bad_input("user.duplicate", message, field="login", value=command.login)
    event = UserAdded(
        login=command.login,
        full_name=command.full_name,
        role=command.role,
        competences=tuple(dict.fromkeys(command.competences)),
    )
    return (event,)


def new_account_problem(login: str, name: str) -> Refusal | None:
    """Why nobody can have this login or name; None when somebody can."""
    if not LOGIN.fullmatch(login):
        return bad_input("user.login", f"Логин «{login}» не годится: {CODE_RULE}", field="login")
    if login == SYSTEM.login:
        return bad_input("user.login", f"Логин «{login}» занят самой программой", field="login")
    return None if name else bad_input("text.blank", "Не заполнено: имя", field="full_name")


def centre_problem(code: str | None) -> Refusal | None:
    """Why no centre can have this code; None when one can, and when none is given."""
    if code is None or LOGIN.fullmatch(code):
        return None
    return bad_input("centre.code", f"Код центра «{safe_line(code)}» не годится: {CODE_RULE}", field="centre")


def _contract_problem(command: AddOrganization) -> Refusal | None:
    for field in ("contract_from", "contract_until"):
        day = getattr(command, field)
        if day is not None and not _is_date(day):
            return bad_input("date.unreadable", f"Дата договора «{day}»: нужно, например, 2026-12-31", field=field)
    if command.contract_from and command.contract_until and command.contract_until < command.contract_from:
        message = f"Договор кончается ({command.contract_until}) раньше, чем начинается ({command.contract_from})"
        return bad_input("contract.dates", message, "п. 1.2", field="contract_until")
    return None


def _second_card(command: AddPerson, context: Context) -> Refusal | None:
    """Why a person gets no second card; what is known of the first is offered (гл. 10)."""
    new = Card(0, command.full_name, command.phone, command.staff_number)
    found = None if command.namesake else same_person(new, context.facts.cards)
    if found is None:
        return None
    message = f"Такой сотрудник у этой МО уже есть: {found.name} (карточка № {found.id})"
    message += ", учётная запись заблокирована: её возвращают, а не заводят новую" if found.blocked else ""
    message += ". Другого человека с тем же именем добавьте с отметкой «однофамилец»"
    known = {"id": found.id, "name": found.name, "blocked": found.blocked}
    return Refusal("person.known", message, "п. 10.2" if found.blocked else "п. 10.3", details={"known": known})


def _is_date(text: str) -> bool:
    try:
        return bool(ISO_DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


USE_CASES: Final = (
    UseCase(
        AddOrganization,
        add_organization,
        title="Добавить МО",
        about="Медицинскую организацию и её договор (п. 1.2).",
        denial="Организации заводят руководитель смены и администратор",
        clause="п. 1.2",
        rights="-  -  +  +  -  -",
        instead="Лишнюю организацию оставляют без договора",
    ),
    UseCase(
        AddPerson,
        add_person,
        title="Добавить сотрудника МО",
        about="Нового инициатора обращений (п. 3.8).",
        denial="Сотрудников МО заносят ПЛТП, руководитель смены и администратор",
        clause="п. 10.3",
        rights="+  -  +  +  -  -",
        instead="Лишнюю карточку блокируют",
    ),
    UseCase(
        AddUser,
        add_user,
        title="Добавить сотрудника ЦК",
        about="Учётную запись пульта и роль.",
        denial="Учётные записи ЦК ведут руководитель смены и администратор",
        rights="-  -  +  +  -  -",
        admits=no_administrator_by_others,
        instead="Лишнюю учётную запись блокируют",
    ),
)
