"""Clinics and their contracts (п. 1.2)."""

from datetime import date
from typing import Final

from core.tickets.context import Context
from core.tickets.directory import Organization
from core.tickets.effects import Effects
from core.tickets.people.commands import SetContract
from core.tickets.people.events import ContractSet
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.use_cases.use_case import Reversal, UseCase


def in_force(organization: Organization, day: date) -> bool:
    """Whether the clinic's contract holds on a local date (п. 1.2)."""
    begins, ends = organization.contract_from, organization.contract_until
    started = begins is None or begins <= day.isoformat()
    return organization.contract is not None and started and (ends is None or day.isoformat() <= ends)


def set_contract(command: SetContract, context: Context) -> Effects | Refusal:
    """The contract of a clinic, or its end."""
    if command.organization not in context.facts.organizations:
        return not_found("organization.unknown", f"Нет организации с номером {command.organization}")
    for field in ("contract_from", "contract_until"):
        if refusal := not_a_date(getattr(command, field), field):
            return refusal
    begins, ends = command.contract_from, command.contract_until
    if begins and ends and ends < begins:
        message = f"Договор кончается ({ends}) раньше, чем начинается ({begins})"
        return bad_input("contract.dates", message, "п. 1.2", field="contract_until")
    return (ContractSet(id=command.organization, contract=command.contract, contract_from=begins, contract_until=ends),)


def not_a_date(text: str | None, field: str) -> Refusal | None:
    """Refuse what is no local ISO date."""
    if text is None:
        return None
    try:
        readable = date.fromisoformat(text).isoformat() == text
    except ValueError:
        readable = False
    if readable:
        return None
    return bad_input("date.unreadable", f"Дата «{text}»: нужно, например, 2026-12-31", field=field)


def to_have_come(day: str | None, field: str, what: str, context: Context, clause: str) -> Refusal | None:
    """Refuse a local ISO date that is still to come of what must have happened."""
    today = context.now.astimezone(context.policy.zone).date()
    if day is None or date.fromisoformat(day) <= today:
        return None
    message = f"{what}: {date.fromisoformat(day):%d.%m.%Y} ещё не наступило, нужна дата не позже сегодняшней"
    return bad_input("date.in_future", message, clause, field=field)


USE_CASES: Final = (
    UseCase(
        SetContract,
        set_contract,
        title="Договор МО",
        about="Выбрать МО и записать договор (п. 1.2).",
        denial="Договоры МО ведут руководитель смены и администратор",
        clause="п. 1.2",
        rights="-  -  +  +  -  -",
        undo=Reversal.HELD,
    ),
)
