"""Letters that the regulation demands (п. 10.7)."""

from datetime import date

from core.tickets.commands import BlockPerson
from core.tickets.directory import Organization, Person


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
