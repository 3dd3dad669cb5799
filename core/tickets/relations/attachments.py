"""Files of a ticket (Прил. 3, п. 3)."""

import hashlib
from dataclasses import dataclass
from typing import ClassVar, Final

from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import Changed, Recorded, TicketEvent, free_text
from core.tickets.narration.values import Names, Narration
from core.tickets.records import UNSEEN, Attachment
from core.tickets.refusal import Refusal, bad_input
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Screened


@dataclass(frozen=True, slots=True, kw_only=True)
class Attach(TicketCommand):
    """Add a file: ``title`` is what people see, ``body`` its bytes."""

    name: ClassVar[str] = "attach"
    title: str
    body: bytes
    unscreened_ok: bool = False
    """Its writer says that it holds no personal data, though not all of it could be looked through (Прил. 3, п. 5)."""
    screened: Screened = Screened.NO
    """How much of it the gate has looked through; nobody else sets it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached(TicketEvent):
    """A file was added; its bytes lie in the store under ``sha256``, its name is people's words and never a path."""

    kind: ClassVar[str] = "attached"
    clockless: ClassVar[bool] = True
    attachment: int
    sha256: str
    size: int
    title: str = free_text()
    screened: Screened = Screened.NO
    """How much of it was looked through for personal data (Прил. 3, п. 5); nothing of what was kept before that was."""

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        file = Attachment(
            id=self.attachment, title=self.title, sha256=self.sha256, size=self.size, at=recorded.at,
            screened=self.screened,
        )  # fmt: skip
        return {"attachments": (*ticket.attachments, file)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        data = {
            "attachment": self.attachment, "sha256": self.sha256, "size": self.size, "screened": self.screened.value,
        }  # fmt: skip
        unseen = f" ({UNSEEN[self.screened]})" if self.screened in UNSEEN else ""
        return Narration(f"Приложен файл {self.attachment}{unseen}", self.title, "Прил. 3, п. 3", True, data)


COMPLETE: Final = "Прил. 3, п. 3"


def attach(ticket: Ticket, command: Attach, context: Context) -> Effects | Refusal:
    """A file within the limits of size and number; its name is data and never a path."""
    limits, size = context.policy.lifecycle.attachments, len(command.body)
    if not size:
        return bad_input("attachment.empty", "Файл пуст", COMPLETE, field="body")
    if size > limits.size:
        message = f"Файл больше предела: {size // 1024} КБ при пределе {limits.size // 1024} КБ"
        return bad_input("attachment.too_large", message, COMPLETE, field="body")
    if len(ticket.attachments) >= limits.count:
        return Refusal("attachment.too_many", f"В обращении уже {limits.count} файлов: больше нельзя", COMPLETE)
    digest = hashlib.sha256(command.body).hexdigest()
    number = len(ticket.attachments) + 1
    return (Attached(attachment=number, sha256=digest, size=size, title=command.title, screened=command.screened),)


def _may_still_attach(ticket: Ticket, context: Context) -> Refusal | None:
    most = context.policy.lifecycle.attachments.count
    if len(ticket.attachments) < most:
        return None
    return Refusal("attachment.too_many", f"В обращении уже {most} файлов: больше нельзя", "Прил. 3, п. 3")


USE_CASES: Final = (
    UseCase(
        Attach,
        attach,
        title="Приложить файл",
        about="Приложить файл.",
        denial="Файлы прикладывают специалисты ЦК",
        clause="Прил. 3, п. 3",
        rights="nwr/nwr/nwr  -/nwr/nwr  nwr/nwr/nwr  -  -  -",
        premises=(_may_still_attach,),
        rests_on="",
        undo=Reversal.MARKED,
    ),
)
