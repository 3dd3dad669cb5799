"""Keeping the directory: clinics, their people, the staff. Nobody is ever deleted, only blocked (гл. 10)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from core.desk.views import Done
from core.store.directory import read_cards, read_organizations, read_users
from core.store.log import Author, append_fact
from core.store.registers import next_id, record
from core.store.registers.directory import ORGANIZATIONS, PEOPLE
from core.store.store import Reading, Writing
from core.text import safe_line
from core.tickets.directory import SYSTEM
from core.tickets.log import DeskEvent
from core.tickets.people.commands import AddOrganization, AddPerson
from core.tickets.people.events import OrganizationAdded, PersonAdded
from core.tickets.people.namesakes import Card, same_person
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.staff.accounts import of_the_program
from core.tickets.staff.commands import AddUser
from core.tickets.staff.events import UserAdded
from core.vocabulary import Role

LOGIN: Final = re.compile(r"[a-z][a-z0-9_-]{0,31}")
CODE_RULE: Final = "строчная латинская буква, затем буквы, цифры, «_», «-»: всего до 32 знаков"
PERSON_KINDS: Final = ("medic", "it", "it_head", "head")
ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Change:
    """One event of the directory and what it made or changed: an organisation's code, a person's id, a login."""

    event: DeskEvent
    subject: str


DirectoryCommand = AddOrganization | AddPerson | AddUser


def keep_directory(tx: Writing, command: DirectoryCommand, author: Author, at: datetime) -> Done | Refusal:
    """Carry out a command of the directory that the gate of access has let through."""
    change = _decide(tx, command)
    if isinstance(change, Refusal):
        return change
    append_fact(tx, change.event, author, at)
    record(tx, change.event)
    return Done(None, None, change.subject)


def begin_directory(tx: Writing, login: str, name: str, at: datetime) -> Done:
    """Give a new store its first administrator, who thereby made it."""
    event = UserAdded(login=login, full_name=name, role=Role.ADMINISTRATOR)
    append_fact(tx, event, Author(login, Role.ADMINISTRATOR, "init"), at)
    record(tx, event)
    return Done(None, None, login)


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


def _decide(tx: Reading, command: DirectoryCommand) -> Change | Refusal:
    match command:
        case AddOrganization():
            return _organization(tx, command)
        case AddPerson():
            return _person(tx, command)
        case AddUser():
            return _user(tx, command)


def _organization(tx: Reading, command: AddOrganization) -> Change | Refusal:
    if read_organizations(tx, code=command.code):
        message = f"Организация с кодом «{command.code}» уже есть"
        return bad_input("organization.duplicate", message, field="code", value=command.code)
    if not command.mis:
        return bad_input("organization.no_mis", "Укажите хотя бы одну МИС", "п. 3.2", field="mis")
    for field in ("contract_from", "contract_until"):
        day = getattr(command, field)
        if day is not None and not _is_date(day):
            return bad_input("date.unreadable", f"Дата договора «{day}»: нужно, например, 2026-12-31", field=field)
    if command.contract_from and command.contract_until and command.contract_until < command.contract_from:
        message = f"Договор кончается ({command.contract_until}) раньше, чем начинается ({command.contract_from})"
        return bad_input("contract.dates", message, "п. 1.2", field="contract_until")
    event = OrganizationAdded(
        id=next_id(tx, ORGANIZATIONS),
        code=command.code,
        title=command.title,
        mis=tuple(dict.fromkeys(command.mis)),
        contract=command.contract,
        contract_from=command.contract_from,
        contract_until=command.contract_until,
    )
    return Change(event, event.code)


def _person(tx: Reading, command: AddPerson) -> Change | Refusal:
    if not read_organizations(tx, (command.organization,)):
        return not_found("organization.unknown", f"Нет организации с номером {command.organization}")
    if command.person_kind not in PERSON_KINDS:
        message = f"Вид «{command.person_kind}» неизвестен. Допустимо: {', '.join(PERSON_KINDS)}"
        return bad_input("person.kind", message, field="person_kind", allowed=list(PERSON_KINDS))
    if refusal := _second_card(tx, command):
        return refusal
    event = PersonAdded(
        id=next_id(tx, PEOPLE),
        organization=command.organization,
        person_kind=command.person_kind,
        namesake=command.namesake,
        full_name=command.full_name,
        phone=command.phone,
        email=command.email,
        staff_number=command.staff_number,
    )
    return Change(event, str(event.id))


def _second_card(tx: Reading, command: AddPerson) -> Refusal | None:
    """Why a person gets no second card; what is known of the first is offered (гл. 10)."""
    new = Card(0, command.full_name, command.phone, command.staff_number)
    found = None if command.namesake else same_person(new, read_cards(tx, command.organization))
    if found is None:
        return None
    message = f"Такой сотрудник у этой МО уже есть: {found.name} (карточка № {found.id})"
    message += ", учётная запись заблокирована: её возвращают, а не заводят новую" if found.blocked else ""
    message += ". Другого человека с тем же именем добавьте с отметкой «однофамилец»"
    known = {"id": found.id, "name": found.name, "blocked": found.blocked}
    return Refusal("person.known", message, "п. 10.2" if found.blocked else "п. 10.3", details={"known": known})


def _user(tx: Reading, command: AddUser) -> Change | Refusal:
    if refusal := new_account_problem(command.login, command.full_name):
        return refusal
    if command.role is Role.SYSTEM:
        return of_the_program()
    if read_users(tx, (command.login,)):
        message = f"Логин «{command.login}» уже занят"
        return bad_input("user.duplicate", message, field="login", value=command.login)
    event = UserAdded(
        login=command.login,
        full_name=command.full_name,
        role=command.role,
        competences=tuple(dict.fromkeys(command.competences)),
    )
    return Change(event, event.login)


def _is_date(text: str) -> bool:
    try:
        return bool(ISO_DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False
