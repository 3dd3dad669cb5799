"""What of the log somebody wants to hear of at once: pure, from the events and who holds their tickets."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from core.policy.notices import Occasion
from core.tickets.answers.events import Commented, Noted
from core.tickets.assignment.events import Assigned, Orphaned, Released, SentBack
from core.tickets.classification.events import PriorityChanged
from core.tickets.closing.events import Rejected, Reopened
from core.tickets.directory import Actor
from core.tickets.log import Recorded
from core.tickets.registration.events import Registered
from core.tickets.third_line.events import Returned
from core.vocabulary import Priority, Role

_MENTION: Final = re.compile(r"(?<![\w@])@([a-z][a-z0-9_-]{0,31})")
_TRIAGE: Final = (Role.FIRST_LINE, Role.SUPERVISOR)
"""Who hears of everything critical: the line that answers first, and who answers for the desk (п. 4.5)."""


@dataclass(frozen=True, slots=True)
class HeldTicket:
    """What of a ticket decides whom its events concern."""

    subject: str
    priority: Priority
    assignee: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be told at once: of which ticket, and a Russian sentence without the number."""

    occasion: Occasion
    number: int
    text: str


def mentioned(text: str) -> tuple[str, ...]:
    """The logins that a text names as ``@login``, each once."""
    return tuple(dict.fromkeys(_MENTION.findall(text)))


def noticed(events: Iterable[Recorded], held: Mapping[int, HeldTicket], reader: Actor) -> tuple[Notice, ...]:
    """What of other people's events concerns ``reader``, in their order; one's own acts are no news.

    ``held`` is how the events' tickets stand now; an event of a ticket that is not there is left out.
    """
    return tuple(
        Notice(occasion, each.ticket, f"{text}: {held[each.ticket].subject}")
        for each in events
        if each.actor != reader.login and each.ticket in held
        for occasion, text in _of(each, held[each.ticket], reader)
    )


def _of(recorded: Recorded, ticket: HeldTicket, reader: Actor) -> Iterator[tuple[Occasion, str]]:
    own = (reader.login, *reader.stands_for)  # what comes to somebody absent, his substitute hears of (п. 4.7)
    mine, urgent = ticket.assignee in own, ticket.priority is Priority.VERY_HIGH
    match recorded.event:
        case Registered(priority=Priority.VERY_HIGH) if reader.role in _TRIAGE:
            yield Occasion.NEW_CRITICAL, "новое критичное"
        case PriorityChanged(new=Priority.VERY_HIGH) if mine or reader.role in _TRIAGE:
            yield Occasion.NEW_CRITICAL, "стало критичным"
        case Released(to=to) | Assigned(to=to) if to in own:
            yield (Occasion.NEW_CRITICAL, "вам критичное") if urgent else (Occasion.ASSIGNED, "вам назначено")
        case SentBack(to=to) if to in own or (to is None and reader.role in _TRIAGE):
            yield Occasion.RETURNED, "возвращено с ВЛТП"
        case Orphaned() if reader.role is Role.SUPERVISOR:
            yield Occasion.RETURNED, "осталось без исполнителя"
        case Commented(text=text) | Noted(text=text) if reader.login in mentioned(text or ""):
            yield Occasion.MENTIONED, "вас упомянули"
        case Rejected() if mine:
            yield Occasion.RETURNED, "решение отклонено"
        case Returned() if mine:
            yield Occasion.RETURNED, "ТЛТП ответила"
        case Reopened() if mine:
            yield Occasion.RETURNED, "открыто снова"
