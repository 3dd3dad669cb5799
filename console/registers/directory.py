"""Registers of who there is: clinics, their people, the staff; and what the gate has denied, who saw what."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from console.labels import PERSON_KINDS
from console.registers.books import clinics_of
from console.registers.spec import ColumnSpec, Record, RegisterSpec
from console.widgets.line_view import MUTED
from console.wording.instants import full_moment
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.tickets.directory import Actor


def _people(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    clinics = clinics_of(desk)
    return [
        Record(
            f"person-{each.id}",
            (each.name, PERSON_KINDS.get(each.kind, ""), each.phone or "", clinics.get(each.organization, "")),
            (
                ("Кто", each.name),
                ("МО", clinics.get(each.organization, "")),
                ("Должность", PERSON_KINDS.get(each.kind, "")),
                ("Телефон", each.phone or ""),
                ("Почта", each.email or ""),
                ("Состояние", "заблокирован" if each.blocked else ""),
            ),
            tone=MUTED if each.blocked else "",
            value=each,
            title=each.name,
            fixed={"person": each.id},
        )
        for each in desk.directory.people()
    ]


def _organizations(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    labels = desk.policy.labels
    return [
        Record(
            f"org-{each.id}",
            (each.code, ", ".join(map(labels.of, each.mis)), each.contract or "нет договора", each.name),
            (
                ("МО", each.name),
                ("Код", each.code),
                ("МИС", ", ".join(map(labels.of, each.mis))),
                ("Договор", each.contract or "нет: обращения не принимаются (п. 1.2)"),
                ("Действует", " — ".join(filter(None, (each.contract_from, each.contract_until)))),
            ),
            tone="" if each.contract else MUTED,
            value=each,
            title=each.name,
            fixed={"organization": each.id},
        )
        for each in desk.directory.organizations()
    ]


def _users(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    labels = desk.policy.labels
    return [
        Record(
            f"user-{each.login}",
            (each.login, labels.short(each.role), each.name, ", ".join(each.competences)),
            (
                ("Кто", each.name),
                ("Логин", each.login),
                ("Роль", labels.of(each.role)),
                ("Компетенции", ", ".join(each.competences)),
                ("Состояние", "заблокирован" if each.blocked else ""),
            ),
            tone=MUTED if each.blocked else "",
            value=each,
            title=each.name,
            fixed={"login": each.login},
        )
        for each in desk.directory.users()
    ]


def _denials(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    now = desk.now()
    return [
        Record(
            f"denial-{place}",
            (full_moment(each.at, now), each.actor, each.command, f"№ {each.ticket}" if each.ticket else ""),
            (("Кому", each.actor), ("Когда", full_moment(each.at, now)), ("В чём", each.command), ("Код", each.code)),
            ticket=each.ticket,
        )
        for place, each in enumerate(desk.oversight.denials())
    ]


def _accesses(desk: "Desk", actor: "Actor") -> Sequence[Record]:
    """Who saw or took out what; nothing for whoever does not oversee."""
    now, found = desk.now(), desk.oversight.accesses(actor)
    if isinstance(found, Refusal):
        return []
    return [
        Record(
            f"access-{each.event}",
            (full_moment(each.at, now), each.actor, f"№ {each.ticket}" if each.ticket else "", each.title),
            (
                ("Кто", each.actor_name),
                ("Когда", full_moment(each.at, now)),
                ("Что", each.title),
                ("О ком", each.person or ""),
                ("Зачем", each.reason or ""),
                ("В журнале", f"событие {each.event}, хэш {each.hash}"),
            ),
            ticket=each.ticket,
        )
        for each in found
    ]


DIRECTORY: Final = (
    RegisterSpec(
        "people", "Сотрудники МО", "п. 3.8, гл. 10", "Людей в справочнике нет.",
        (ColumnSpec("Кто", 32), ColumnSpec("Должность", 16), ColumnSpec("Телефон", 18), ColumnSpec("МО")),
        _people, new="person_add", commands=("person_change", "person_block", "person_unblock", "staff_number"),
    ),
    RegisterSpec(
        "organizations", "Медицинские организации", "п. 1.2", "МО в справочнике нет.",
        (ColumnSpec("Код", 10), ColumnSpec("МИС", 14), ColumnSpec("Договор", 20), ColumnSpec("МО")),
        _organizations, new="org_add", commands=("org_contract",),
    ),
    RegisterSpec(
        "users", "Сотрудники ЦК", "п. 3.4", "Сотрудников нет.",
        (ColumnSpec("Логин", 14), ColumnSpec("Роль", 6), ColumnSpec("Кто", 30), ColumnSpec("Компетенции")),
        _users, new="user_add", commands=("user_role", "user_competences", "key_add", "user_block"),
    ),
    RegisterSpec(
        "denials", "Отказы в правах", "гл. 11", "Отказов не было.",
        (ColumnSpec("Когда", 15), ColumnSpec("Кому", 16), ColumnSpec("В чём", 24), ColumnSpec("Обращение")),
        _denials,
    ),
    RegisterSpec(
        "accesses", "Кто что смотрел", "п. 5.11, 8.4, 10.3", "Записей нет, или они не для вашей роли.",
        (ColumnSpec("Когда", 15), ColumnSpec("Кто", 14), ColumnSpec("Обращение", 9), ColumnSpec("Что")),
        _accesses,
    ),
)  # fmt: skip
