"""Cards of the people of clinics: changed, blocked, unblocked, never deleted (гл. 10); their protected numbers."""

from typing import Final

from core.tickets.context import Context
from core.tickets.directory import Person
from core.tickets.effects import Effects
from core.tickets.people.commands import BlockPerson, ChangePerson, ShowStaffNumber, UnblockPerson
from core.tickets.people.events import LetterWritten, PersonBlocked, PersonChanged, PersonUnblocked, StaffNumberRead
from core.tickets.people.letters import abuse_letter
from core.tickets.people.organizations import not_a_date, to_have_come
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.use_cases.use_case import Reversal, UseCase

BLOCKING: Final = "п. 10.2"
ABUSE: Final = "п. 10.7"
GROUNDS: Final = {"dismissal": "увольнение", "maternity": "декретный отпуск", "abuse": "нарушение правил общения"}
PERSON_KINDS: Final = ("medic", "it", "it_head", "head")


def change_person(command: ChangePerson, context: Context) -> Effects | Refusal:
    """What is known of somebody of a clinic, corrected."""
    person = known(command.person, context)
    if isinstance(person, Refusal):
        return person
    if command.person_kind is not None and command.person_kind not in PERSON_KINDS:
        message = f"Вид «{command.person_kind}» неизвестен. Допустимо: {', '.join(PERSON_KINDS)}"
        return bad_input("person.kind", message, field="person_kind", allowed=list(PERSON_KINDS))
    names = ("full_name", "person_kind", "phone", "email", "staff_number")
    changes = {name: getattr(command, name) for name in names if getattr(command, name) is not None}
    if not changes:
        return bad_input("person.same", "Менять нечего: назовите, что изменилось", "п. 10.3")
    return (PersonChanged(id=person.id, **changes),)


def block_person(command: BlockPerson, context: Context) -> Effects | Refusal:
    """Blocked, never deleted; for abuse by decision of the УК alone, with a letter to the head of the clinic."""
    person = known(command.person, context)
    if isinstance(person, Refusal):
        return person
    if person.blocked:
        return Refusal("person.blocked_already", f"Учётная запись уже заблокирована: {person.name}", BLOCKING)
    if command.ground not in GROUNDS:
        message = f"Основание «{command.ground}» неизвестно. Допустимо: {', '.join(GROUNDS)}"
        return bad_input("person.ground", message, BLOCKING, field="ground", allowed=list(GROUNDS))
    if refusal := not_a_date(command.decided_on, "decided_on"):
        return refusal
    if refusal := to_have_come(command.decided_on, "decided_on", "Решение УК", context, ABUSE):
        return refusal
    abuse = command.ground == "abuse"
    if abuse and not (command.decision and command.decided_on):
        message = "За нарушение правил общения блокирует УК: назовите номер и дату её решения"
        return Refusal("person.no_decision", message, ABUSE)
    if abuse and command.reason is None:
        return bad_input("person.no_reason", "Опишите нарушение: оно войдёт в письмо руководителю", ABUSE)
    head = _head(person, context) if abuse else None
    blocked = PersonBlocked(
        id=person.id,
        ground=command.ground,
        decision=command.decision,
        decided_on=command.decided_on,
        letter_to=head.id if head else None,
        reason=command.reason,
    )
    return (blocked, *((_letter(command, person, head, context),) if abuse else ()))


def _head(person: Person, context: Context) -> Person | None:
    """The head of the clinic, whom the letter goes to; None where nobody is recorded as such."""
    heads = (each for each in context.facts.people.values() if each.kind == "head" and not each.blocked)
    return next((each for each in heads if each.organization == person.organization and each.id != person.id), None)


def _letter(command: BlockPerson, person: Person, head: Person | None, context: Context) -> LetterWritten:
    clinic = context.facts.organizations.get(person.organization)
    return LetterWritten(
        id=context.facts.next_ids["letters"],
        at=context.now,
        person=person.id,
        organization=person.organization,
        addressee=head.id if head else None,
        text=abuse_letter(command, person, clinic, head),
    )


def unblock_person(command: UnblockPerson, context: Context) -> Effects | Refusal:
    """Back from leave, or blocked by mistake: the same card and account."""
    person = known(command.person, context)
    if isinstance(person, Refusal):
        return person
    if not person.blocked:
        return Refusal("person.not_blocked", f"Учётная запись не заблокирована: {person.name}", BLOCKING)
    return (PersonUnblocked(id=person.id, reason=command.reason),)


def show_staff_number(command: ShowStaffNumber, context: Context) -> Effects | Refusal:
    """That a protected number was read, by whom and why, stays in the log."""
    person = known(command.person, context)
    if isinstance(person, Refusal):
        return person
    return (StaffNumberRead(id=person.id, reason=command.reason),)


def known(identity: int, context: Context) -> Person | Refusal:
    """A person of the directory."""
    person = context.facts.people.get(identity)
    return person or not_found("person.unknown", f"Нет человека с номером {identity}")


USE_CASES: Final = (
    UseCase(
        ChangePerson,
        change_person,
        title="Изменить данные сотрудника МО",
        about="Выбрать человека и записать новые данные.",
        denial="Данные сотрудников МО меняют ПЛТП, руководитель смены и администратор",
        clause="п. 10.3",
        rights="+  -  +  +  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        BlockPerson,
        block_person,
        title="Заблокировать сотрудника МО",
        about="Выбрать человека; людей не удаляют (п. 10.2).",
        denial="Сотрудников МО блокируют ПЛТП, руководитель смены и администратор",
        clause="п. 10.2",
        rights="+  -  +  +  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        UnblockPerson,
        unblock_person,
        title="Разблокировать сотрудника МО",
        about="Вернулся или заблокирован по ошибке (гл. 10).",
        denial="Сотрудников МО разблокируют ПЛТП, руководитель смены и администратор",
        clause="гл. 10",
        rights="+  -  +  +  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        ShowStaffNumber,
        show_staff_number,
        title="Показать табельный номер",
        about="Выбрать человека; просмотр записывается (п. 10.3).",
        denial="Табельный номер смотрят ПЛТП, руководитель смены и администратор",
        clause="п. 10.3",
        rights="+  -  +  +  -  -",
        undo=Reversal.FINAL,
        instead="Номер уже показан, и это записано",
    ),
)
