"""Requests about accounts in ИСКИЗ and the МИС (п. 10.3–10.6): created, changed, blocked, refused."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

from core.tickets.commands import FinishAccount, RefuseAccount, RequestAccount
from core.tickets.context import Context
from core.tickets.directory import Person
from core.tickets.effects import DeskRule, Effects
from core.tickets.facts import AccountDone, AccountRefused, AccountRequested, PersonBlocked
from core.tickets.people import known, not_a_date
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.registers import AccountRequest

KINDS: Final = {"create": "создать", "change": "изменить", "block": "заблокировать"}
SYSTEMS: Final = {"iskiz": "ИСКИЗ", "qms": "qMS", "promed": "Промед"}
ASKERS: Final = frozenset({"it", "it_head", "head"})
"""Whose requests these are: the clinic's IT specialists (п. 10.3, 10.4), or its head."""
_CLAUSES: Final = {"create": "п. 10.3, 10.4", "change": "п. 10.3", "block": "п. 10.3, 10.5"}
_TITLES: Final = {
    "staff_number": "табельный номер",
    "position": "должность",
    "specialization": "специализация",
    "reason": "причина отключения",
    "dismissed_on": "дата увольнения или отпуска",
}


def required(account_kind: str, system: str) -> tuple[str, ...]:
    """The data that a request must hold (п. 10.3, 10.4)."""
    if account_kind == "block":
        return ("staff_number", "reason", "dismissed_on")
    if account_kind == "create" and system != "iskiz":
        return ("staff_number", "position", "specialization")
    return ("reason",) if account_kind == "change" else ("position",)


def request(command: RequestAccount, context: Context) -> Effects | Refusal:
    """Taken when its data is there; one for blocking that comes late is flagged, never refused."""
    person, asker = known(command.person, context), known(command.requested_by, context)
    for found in (person, asker):
        if isinstance(found, Refusal):
            return found
    assert isinstance(person, Person)
    assert isinstance(asker, Person)
    refusal = _codes(command) or _asker(person, asker, command) or _data(command)
    if refusal:
        return refusal
    return (
        AccountRequested(
            id=context.facts.next_ids["account_requests"],
            account_kind=command.account_kind,
            system=command.system,
            person=person.id,
            requested_by=asker.id,
            position=command.position,
            specialization=command.specialization,
            dismissed_on=command.dismissed_on,
            late=_late(command, context),
            ticket=command.ticket,
            at=context.now,
            reason=command.reason,
            staff_number=command.staff_number,
        ),
    )


def _codes(command: RequestAccount) -> Refusal | None:
    for field, allowed in (("account_kind", KINDS), ("system", SYSTEMS)):
        value = getattr(command, field)
        if value not in allowed:
            message = f"Неизвестное значение «{value}». Допустимо: {', '.join(allowed)}"
            return bad_input(f"account.{field}", message, "п. 10.3", field=field, allowed=list(allowed))
    return not_a_date(command.dismissed_on, "dismissed_on")


def _asker(person: Person, asker: Person, command: RequestAccount) -> Refusal | None:
    clause = _CLAUSES[command.account_kind]
    if asker.organization != person.organization:
        return Refusal("account.other_organization", f"{asker.name} — из другой МО", clause)
    if asker.kind not in ASKERS or asker.blocked:
        message = f"Такую заявку формирует ИТ-специалист МО, а не {asker.name}"
        return Refusal("account.not_it", message, clause)
    return None


def _data(command: RequestAccount) -> Refusal | None:
    missing = [name for name in required(command.account_kind, command.system) if getattr(command, name) is None]
    if not missing:
        return None
    titles = ", ".join(_TITLES[name] for name in missing)
    clause = _CLAUSES[command.account_kind]
    return bad_input("account.incomplete", f"В заявке не хватает: {titles}", clause, field=missing[0], missing=missing)


def _late(command: RequestAccount, context: Context) -> bool:
    """Whether blocking is asked for more than 3 working days after the dismissal (п. 10.3)."""
    if command.account_kind != "block" or command.dismissed_on is None:
        return False
    day = datetime.combine(date.fromisoformat(command.dismissed_on), time(), context.policy.zone)
    return context.now > context.policy.procedural_end(day, context.policy.lifecycle.blocking_days)


def finish(command: FinishAccount, context: Context) -> Effects | Refusal:
    """Carried out; a request for blocking blocks the person (п. 10.2)."""
    found = _open(command.request, context)
    if isinstance(found, Refusal):
        return found
    done = AccountDone(id=found.id, text=command.text)
    person = context.facts.people.get(found.person)
    if found.account_kind != "block" or person is None or person.blocked:
        return (done,)
    return (done, PersonBlocked(id=found.person, ground="dismissal", reason=found.reason))


def refuse(command: RefuseAccount, context: Context) -> Effects | Refusal:
    """Refused for data that does not match, and for nothing else (п. 10.6)."""
    found = _open(command.request, context)
    if isinstance(found, Refusal):
        return found
    if found.account_kind == "block":
        return Refusal("account.never_refused", "В блокировке не отказывают: поздняя заявка помечается", "п. 10.3")
    return (AccountRefused(id=found.id, mismatch=command.mismatch),)


def _open(number: int, context: Context) -> AccountRequest | Refusal:
    found = context.facts.accounts.get(number)
    if found is None:
        return not_found("account.unknown", f"Заявки № {number} нет")
    if found.state != "open":
        return Refusal("account.closed", f"Заявка № {number} уже закрыта", "п. 10.3")
    return found


DESK_RULES: Final[Mapping[str, DeskRule]] = {
    RequestAccount.name: request,
    FinishAccount.name: finish,
    RefuseAccount.name: refuse,
}
