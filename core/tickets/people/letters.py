"""Letters that the regulation demands (п. 10.7): what they say, and that they were sent."""

from datetime import date
from typing import Final

from core.tickets.context import Context
from core.tickets.directory import Organization, Person
from core.tickets.effects import Effects
from core.tickets.people.commands import BlockPerson, SendLetter
from core.tickets.people.events import LetterSent
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.use_cases.use_case import Reversal, UseCase

LETTERS: Final = "п. 10.7"


def abuse_letter(command: BlockPerson, person: Person, organization: Organization | None, head: Person | None) -> str:
    """The notice to the head of a clinic that somebody of it was blocked for abuse, by decision of the УК."""
    where = organization.name if organization else "организации"
    whom = head.name if head else f"Руководителю «{where}»"
    day = date.fromisoformat(command.decided_on).strftime("%d.%m.%Y") if command.decided_on else "—"
    return "\n".join(
        [
            whom,
            "",
            f"Уведомляем, что решением УК № {command.decision} от {day} учётная запись участника",
            f"«{person.name}» («{where}») заблокирована (п. 10.7 регламента).",
            f"Причина: {command.reason}",
        ]
    )


def send(command: SendLetter, context: Context) -> Effects | Refusal:
    """A letter was sent once, on a day that lies neither before it was written nor in the future."""
    letter = context.facts.letters.get(command.letter)
    if letter is None:
        return not_found("letter.unknown", f"Письма № {command.letter} нет")
    if letter.sent_on is not None:
        sent = date.fromisoformat(letter.sent_on)
        return Refusal("letter.sent", f"Письмо № {letter.id} уже отправлено {sent:%d.%m.%Y}: {letter.how}", LETTERS)
    zone = context.policy.zone
    written, today = letter.at.astimezone(zone).date(), context.now.astimezone(zone).date()
    try:
        day = today if command.sent_on is None else date.fromisoformat(command.sent_on)
    except ValueError:
        return bad_input("date.unreadable", f"Дата «{command.sent_on}»: нужно, например, 2026-12-31", field="sent_on")
    if not written <= day <= today:
        message = f"Письмо написано {written:%d.%m.%Y}: день отправки — не раньше этого и не позже сегодняшнего"
        return bad_input("letter.day", message, LETTERS, field="sent_on")
    sent_fact = LetterSent(id=letter.id, sent_on=day.isoformat(), sent_by=context.actor.login, how=command.how)
    return (sent_fact,)


USE_CASES: Final = (
    UseCase(
        SendLetter,
        send,
        title="Письмо отправлено",
        about="Выбрать письмо и записать, когда и как его отправили (п. 10.7).",
        denial="Отправку писем записывают ПЛТП, руководитель смены и администратор",
        clause="п. 10.7",
        rights="+  -  +  +  -  -",
        undo=Reversal.HELD,
    ),
)
