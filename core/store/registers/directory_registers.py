"""The registers of the directory: clinics, their people, the staff, absences."""

import json
from typing import Any

from core.store.registers.register_table import RegisterTable, Row, changes_of, column, columns_of
from core.store.tables import absences, organizations, people, users
from core.text import fold
from core.tickets.people.events import (
    ContractSet,
    OrganizationAdded,
    PersonAdded,
    PersonBlocked,
    PersonChanged,
    PersonUnblocked,
)
from core.tickets.staff.absences import AbsenceCancelled, AbsenceSet
from core.tickets.staff.events import CompetencesChanged, RoleChanged, UserAdded, UserBlocked, UserUnblocked


def _organization(row: Row, event: OrganizationAdded) -> Row:
    return {
        "id": event.id,
        "code": event.code,
        "code_folded": fold(event.code),
        "name": event.title,
        "search": fold(f"{event.code} {event.title}"),
        "mis": json.dumps(event.mis),
        "contract": event.contract,
        "contract_from": event.contract_from,
        "contract_until": event.contract_until,
    }


def _contract(row: Row, event: ContractSet) -> Row:
    dates = {"contract_from": event.contract_from, "contract_until": event.contract_until}
    return {**row, "contract": event.contract, **dates}


def _person(row: Row, event: PersonAdded) -> Row:
    return {
        "id": event.id,
        "name": event.full_name,
        "search": fold(event.full_name),
        "organization": event.organization,
        "kind": event.person_kind,
        "phone": event.phone,
        "email": event.email,
        "blocked": False,
        "staff_number": event.staff_number,
    }


def _person_changed(row: Row, event: PersonChanged) -> Row:
    changed: dict[str, Any] = {**row, **changes_of(event, "phone", "email", "staff_number")}
    if event.person_kind is not None:
        changed["kind"] = event.person_kind
    if event.full_name is not None:
        changed |= {"name": event.full_name, "search": fold(event.full_name)}
    return changed


def _user(row: Row, event: UserAdded) -> Row:
    return {
        "login": event.login,
        "name": event.full_name,
        "search": fold(f"{event.login} {event.full_name}"),
        "role": event.role.value,
        "competences": json.dumps(event.competences, ensure_ascii=False),
        "blocked": False,
    }


ORGANIZATIONS = RegisterTable(
    "Организация", organizations, "id", {OrganizationAdded: _organization, ContractSet: _contract}
)
PEOPLE = RegisterTable(
    "Человек",
    people,
    "id",
    {
        PersonAdded: _person,
        PersonChanged: _person_changed,
        PersonBlocked: lambda row, _: {**row, "blocked": True},
        PersonUnblocked: lambda row, _: {**row, "blocked": False},
    },
)
USERS = RegisterTable(
    "Сотрудник",
    users,
    "login",
    {
        UserAdded: _user,
        UserBlocked: lambda row, _: {**row, "blocked": True},
        UserUnblocked: lambda row, _: {**row, "blocked": False},
        RoleChanged: lambda row, event: {**row, "role": event.new.value},
        CompetencesChanged: lambda row, event: {**row, "competences": column(event.competences)},
    },
)
ABSENCES = RegisterTable(
    "Отсутствие",
    absences,
    "id",
    {
        AbsenceSet: lambda _, event: columns_of(event),
        AbsenceCancelled: lambda row, event: {**row, "until": min(row["until"], column(event.at))},
    },
)
