"""Links to other tickets: related, repeated, split off, duplicate (Прил. 3, п. 1, 2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from core.tickets.clauses import STATUSES, UNIQUE
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects, Elsewhere
from core.tickets.log import Changed, Recorded, TicketEvent
from core.tickets.narration.values import Names, Narration
from core.tickets.records import TicketLink
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import LinkKind, Status
from core.wording import mid_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(TicketCommand):
    """Link the ticket to another one, as related or as its repetition."""

    name: ClassVar[str] = "link"
    other: int
    link: LinkKind = LinkKind.RELATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(TicketEvent):
    """The ticket stands in a relation to another; both logs tell it. ``origin``: this is the earlier of the two.

    ``removed``: no longer, because the duplicate is open again.
    """

    kind: ClassVar[str] = "linked"
    clockless: ClassVar[bool] = True
    link: LinkKind
    other: int
    origin: bool = False
    removed: bool = False

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        link = TicketLink(kind=self.link, other=self.other, origin=self.origin)
        if self.link is LinkKind.DUPLICATE and not self.origin:  # a duplicate has one original: that of its whole chain
            kept = tuple(each for each in ticket.links if each.kind is not LinkKind.DUPLICATE or each.origin)
        else:
            kept = tuple(each for each in ticket.links if each != link)
        return {"links": kept if self.removed else (*kept, link)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        label = mid_sentence(names.policy.labels.of(self.link))
        data = {"kind": self.link.value, "other": self.other, "origin": self.origin, "removed": self.removed}
        told = (
            f"Больше не связано с обращением № {self.other}" if self.removed else f"Связь с обращением № {self.other}"
        )
        if self.link is LinkKind.DUPLICATE:
            label = "его проблему решают здесь" if self.origin else "проблему решают там"
        return Narration(f"{told}: {label}", None, "Прил. 3, п. 1, 2", False, data)


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


USE_CASES: Final = (
    UseCase(
        Link,
        link,
        title="Связать с обращением",
        about="Связать с другим обращением.",
        denial="Обращения связывают специалисты ЦК",
        clause="Прил. 3, п. 2",
        rights="nwrc/nwrc/nwrc  -/nwrc/nwrc  nwrc/nwrc/nwrc  -  -  -",
        rests_on="",
        undo=Reversal.MARKED,
    ),
)
