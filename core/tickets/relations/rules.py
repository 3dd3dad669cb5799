"""Watchers, attachments, links, split, external numbers (п. 3.6, 5.9; Прил. 3, п. 1–3)."""

import hashlib
from datetime import datetime
from typing import Final

from core.tickets.checks import staff
from core.tickets.clauses import STATUSES
from core.tickets.closing.duplicates import UNIQUE
from core.tickets.context import Context
from core.tickets.effects import Effects, Elsewhere
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.relations.commands import Attach, Link, Watch
from core.tickets.relations.events import Attached, Linked, Watched
from core.tickets.ticket import Ticket
from core.tickets.use_case import Reversal, UseCase
from core.vocabulary import LinkKind, Status

COMPLETE: Final = "Прил. 3, п. 3"


def watch(ticket: Ticket, command: Watch, context: Context) -> Effects | Refusal:
    """Somebody of the centre watches, or no longer."""
    user = staff(command.login, context, "п. 5.9")
    if isinstance(user, Refusal) and command.removed and user.code == "user.blocked":
        user = context.facts.users[command.login]  # whoever is blocked may well be taken off
    if isinstance(user, Refusal):
        return user
    if (user.login in ticket.watchers) is not command.removed:
        message = "не наблюдает" if command.removed else "уже наблюдает"
        return Refusal("watch.same", f"{user.name} {message} за обращением", "п. 5.9")
    return (Watched(login=user.login, removed=command.removed),)


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


def link(ticket: Ticket, command: Link, context: Context) -> Effects | Refusal:
    """Two tickets are related, or this one repeats an earlier one that is closed; both logs tell it."""
    other = _another(ticket, command.other, context)
    if isinstance(other, Refusal):
        return other
    if command.link not in (LinkKind.RELATED, LinkKind.REPEAT):
        return bad_input("link.kind", "Так связывают только «связано» и «повторное»", UNIQUE, field="link")
    if any(each.other == other.number and each.kind is command.link for each in ticket.links):
        return Refusal("link.same", f"С обращением {other.number} такая связь уже есть", UNIQUE)
    if command.link is LinkKind.REPEAT and (refusal := not_repeatable(other, ticket.received_at, ticket.number)):
        return refusal
    return linked(command.link, ticket.number, other.number)


def not_repeatable(earlier: Ticket, received_at: datetime, number: int) -> Refusal | None:
    """Only an earlier ticket that is closed is repeated (Прил. 2: a closed one is not opened again)."""
    if earlier.status is not Status.CLOSED:
        message = f"Повторное оформляют только по закрытому; № {earlier.number} ещё открыто"
        return Refusal("link.not_repeatable", message, STATUSES)
    if (earlier.received_at, earlier.number) >= (received_at, number):
        message = f"Повторное оформляют по более раннему, а № {earlier.number} поступило позже"
        return Refusal("link.not_repeatable", message, STATUSES)
    return None


def linked(kind: LinkKind, later: int, earlier: int) -> Effects:
    """What both logs tell of a link; the later ticket is the command's own."""
    mine = Linked(link=kind, other=earlier)
    return (mine, Elsewhere(earlier, Linked(link=kind, other=later, origin=True)))


def _another(ticket: Ticket, number: int, context: Context) -> Ticket | Refusal:
    if number == ticket.number:
        return Refusal("link.itself", "Обращение не связывают с самим собой", UNIQUE)
    other = context.facts.tickets.get(number)
    return other or not_found("ticket.unknown", f"Обращения № {number} нет")


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
        denial="Файлы прикладывают специалисты ЦК",
        clause="Прил. 3, п. 3",
        rights="nwr/nwr/nwr  -/nwr/nwr  nwr/nwr/nwr  -  -  -",
        premises=(_may_still_attach,),
        rests_on="",
        undo=Reversal.MARKED,
    ),
    UseCase(
        Watch,
        watch,
        title="Наблюдатель",
        denial="Наблюдателей назначают специалисты ЦК",
        clause="п. 5.9",
        rights="nwr/nwr/nwr  nwr/nwr/nwr  nwr/nwr/nwr  -  -  -",
        rests_on="",
        undo=Reversal.MARKED,
    ),
    UseCase(
        Link,
        link,
        title="Связать с обращением",
        denial="Обращения связывают специалисты ЦК",
        clause="Прил. 3, п. 2",
        rights="nwrc/nwrc/nwrc  -/nwrc/nwrc  nwrc/nwrc/nwrc  -  -  -",
        rests_on="",
        undo=Reversal.MARKED,
    ),
)
