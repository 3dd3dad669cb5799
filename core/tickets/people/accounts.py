"""Requests about accounts in ИСКИЗ and the МИС (п. 10.3–10.6): created, changed, blocked, given back, refused."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar, Final

from core.tickets.command import DeskCommand
from core.tickets.context import Context
from core.tickets.directory import Person
from core.tickets.effects import Effects
from core.tickets.people.account_events import AccountDone, AccountRefused, AccountRegistered, AccountRequested
from core.tickets.people.cards import known
from core.tickets.people.events import PersonBlocked, PersonUnblocked
from core.tickets.people.organizations import not_a_date, to_have_come
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.registers import AccountRequest
from core.tickets.use_cases.use_case import Reversal, UseCase


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAccount(DeskCommand):
    """A request about an account in ИСКИЗ or a МИС: create, change, block or unblock (п. 10.3–10.5).

    ``system``: iskiz, qms or promed. ``dismissed_on``: local ISO date of the dismissal or leave.
    """

    name: ClassVar[str] = "account_request"
    account_kind: str
    system: str
    person: int
    requested_by: int
    staff_number: str | None = None
    position: str | None = None
    specialization: str | None = None
    reason: str | None = None
    dismissed_on: str | None = None
    ticket: int | None = None
    external_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAccountNumber(DeskCommand):
    """Record the number under which a request about an account stands in ИСКИЗ (п. 3.6)."""

    name: ClassVar[str] = "account_external"
    request: int
    external_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishAccount(DeskCommand):
    """Carry a request about an account out."""

    name: ClassVar[str] = "account_done"
    request: int
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseAccount(DeskCommand):
    """Refuse a request about an account: only for data that does not match (п. 10.6)."""

    name: ClassVar[str] = "account_refuse"
    request: int
    mismatch: str


KINDS: Final = {"create": "создать", "change": "изменить", "block": "заблокировать", "unblock": "разблокировать"}
SYSTEMS: Final = {"iskiz": "ИСКИЗ", "qms": "qMS", "promed": "Промед"}
ASKERS: Final = frozenset({"it", "it_head", "head"})
"""Whose requests these are: the clinic's IT specialists (п. 10.3, 10.4), or its head."""
_IN_MIS: Final = {"create": "п. 10.4", "change": "п. 10.3", "block": "п. 10.3, 10.5", "unblock": "п. 10.3, 10.5"}
"""What a request about a МИС rests on; all those about ИСКИЗ rest on п. 10.3."""
_REASONS: Final = {"block": "причина отключения", "change": "что изменить и почему", "unblock": "основание возврата"}
"""What ``reason`` is called in each kind of request."""
_TITLES: Final = {
    "staff_number": "табельный номер",
    "position": "должность",
    "specialization": "специализация",
    "dismissed_on": "дата увольнения или отпуска",
}


def required(account_kind: str, system: str) -> tuple[str, ...]:
    """The data that a request must hold (п. 10.3–10.5)."""
    if account_kind == "create":
        return ("position",) if system == "iskiz" else ("staff_number", "position", "specialization")
    return {
        "block": ("staff_number", "reason", "dismissed_on"),
        "unblock": ("staff_number", "reason"),
    }.get(account_kind, ("reason",))


def title_of(field: str, account_kind: str) -> str:
    """What a required field is called in a kind of request."""
    return _REASONS.get(account_kind, "причина") if field == "reason" else _TITLES[field]


def clause_of(account_kind: str, system: str) -> str:
    """What a request of a kind about a system rests on."""
    return "п. 10.3" if system == "iskiz" else _IN_MIS[account_kind]


def request(command: RequestAccount, context: Context) -> Effects | Refusal:
    """Taken when its data is there; one for blocking that comes late is flagged, never refused."""
    person, asker = known(command.person, context), known(command.requested_by, context)
    for found in (person, asker):
        if isinstance(found, Refusal):
            return found
    assert isinstance(person, Person)
    assert isinstance(asker, Person)
    refusal = _codes(command) or _asker(person, asker, command) or _data(command)
    refusal = refusal or _back(person, command) or _dismissed(command, context)
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
            external_number=command.external_number or _number_of(command, context),
            at=context.now,
            reason=command.reason,
            staff_number=command.staff_number,
        ),
    )


def _number_of(command: RequestAccount, context: Context) -> str | None:
    """The number of the ticket by which the request came, where it has one."""
    ticket = context.facts.tickets.get(command.ticket or 0)
    return None if ticket is None else ticket.external_number


def _back(person: Person, command: RequestAccount) -> Refusal | None:
    """Who was blocked and returns gets his own card and account back, not new ones."""
    if command.account_kind != "create" or not person.blocked:
        return None
    message = f"{person.name}: учётная запись заблокирована. Нужна заявка на разблокировку, а не новая запись"
    return Refusal("account.blocked", message, "п. 10.2")


def _dismissed(command: RequestAccount, context: Context) -> Refusal | None:
    clause = clause_of(command.account_kind, command.system)
    return to_have_come(command.dismissed_on, "dismissed_on", "Дата увольнения или отпуска", context, clause)


def _codes(command: RequestAccount) -> Refusal | None:
    for field, allowed in (("account_kind", KINDS), ("system", SYSTEMS)):
        value = getattr(command, field)
        if value not in allowed:
            message = f"Неизвестное значение «{value}». Допустимо: {', '.join(allowed)}"
            return bad_input(f"account.{field}", message, "п. 10.3", field=field, allowed=list(allowed))
    return not_a_date(command.dismissed_on, "dismissed_on")


def _asker(person: Person, asker: Person, command: RequestAccount) -> Refusal | None:
    clause = clause_of(command.account_kind, command.system)
    if asker.organization != person.organization:
        return Refusal("account.other_organization", f"{asker.name} — из другой МО", clause)
    if asker.blocked:
        return Refusal("person.blocked", f"Учётная запись заблокирована: {asker.name}", "п. 10.2")
    if asker.kind not in ASKERS:
        message = f"Такую заявку формирует ИТ-специалист МО, а не {asker.name}"
        return Refusal("account.not_it", message, clause)
    return None


def _data(command: RequestAccount) -> Refusal | None:
    missing = [name for name in required(command.account_kind, command.system) if getattr(command, name) is None]
    if not missing:
        return None
    titles = ", ".join(title_of(name, command.account_kind) for name in missing)
    clause = clause_of(command.account_kind, command.system)
    return bad_input("account.incomplete", f"В заявке не хватает: {titles}", clause, field=missing[0], missing=missing)


def _late(command: RequestAccount, context: Context) -> bool:
    """Whether blocking is asked for more than 3 working days after the dismissal (п. 10.3)."""
    if command.account_kind != "block" or command.dismissed_on is None:
        return False
    day = datetime.combine(date.fromisoformat(command.dismissed_on), time(), context.policy.zone)
    return context.now > context.policy.procedural_end(day, context.policy.lifecycle.blocking_days)


def finish(command: FinishAccount, context: Context) -> Effects | Refusal:
    """Carried out; a request for blocking blocks the person (п. 10.2), one for unblocking lets him back."""
    found = _open(command.request, context)
    if isinstance(found, Refusal):
        return found
    done = AccountDone(id=found.id, text=command.text)
    person = context.facts.people.get(found.person)
    if person is None:
        return (done,)
    if found.account_kind == "block" and not person.blocked:
        return (done, PersonBlocked(id=found.person, ground="dismissal", reason=found.reason))
    if found.account_kind == "unblock" and person.blocked:
        return (done, PersonUnblocked(id=found.person, request=found.id, reason=found.reason))
    return (done,)


def refuse(command: RefuseAccount, context: Context) -> Effects | Refusal:
    """Refused for data that does not match, and for nothing else (п. 10.6)."""
    found = _open(command.request, context)
    if isinstance(found, Refusal):
        return found
    if found.account_kind == "block":
        return Refusal("account.never_refused", "В блокировке не отказывают: поздняя заявка помечается", "п. 10.3")
    return (AccountRefused(id=found.id, mismatch=command.mismatch),)


def set_number(command: SetAccountNumber, context: Context) -> Effects | Refusal:
    """The number of a request in ИСКИЗ, of a closed one too (п. 3.6)."""
    found = context.facts.accounts.get(command.request)
    if found is None:
        return not_found("account.unknown", f"Заявки № {command.request} нет")
    if found.external_number == command.external_number:
        return Refusal("external.same", "Этот внешний номер уже записан", "п. 3.6")
    return (AccountRegistered(id=found.id, external_number=command.external_number),)


def _open(number: int, context: Context) -> AccountRequest | Refusal:
    found = context.facts.accounts.get(number)
    if found is None:
        return not_found("account.unknown", f"Заявки № {number} нет")
    if found.state != "open":
        return Refusal("account.closed", f"Заявка № {number} уже закрыта", "п. 10.3")
    return found


USE_CASES: Final = (
    UseCase(
        RequestAccount,
        request,
        title="Принять заявку на учётную запись",
        about="Создать, изменить или заблокировать (гл. 10).",
        denial="Заявки на учётные записи принимает ПЛТП",
        clause="п. 10.3, 10.4",
        rights="+  -  +  -  -  -",
        undo=Reversal.FINAL,
        instead="По лишней заявке отказывают с причиной",
    ),
    UseCase(
        FinishAccount,
        finish,
        title="Заявка выполнена",
        about="Выбрать заявку и записать итог.",
        denial="Заявки на учётные записи выполняют специалисты ЦК",
        clause="п. 10.3, 10.4",
        rights="+  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        SetAccountNumber,
        set_number,
        title="Номер заявки в ИСКИЗ",
        about="Выбрать заявку и записать её номер (п. 3.6).",
        denial="Внешний номер заявки записывают специалисты ЦК",
        clause="п. 3.6",
        rights="+  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        RefuseAccount,
        refuse,
        title="Отказать по заявке",
        about="Выбрать заявку, данные которой не сходятся (п. 10.6).",
        denial="По заявкам на учётные записи отказывают специалисты ЦК",
        clause="п. 10.6",
        rights="+  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
)
