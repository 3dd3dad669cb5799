"""Answers to the requester and notes inside the centre (п. 4.6, 5.4, 5.6)."""

from dataclasses import dataclass
from typing import ClassVar, Final

from core.tickets.answers.events import Commented, Noted, RequesterAnswered
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.knowledge.solutions import SolutionUsed
from core.tickets.people.requesters import speaks_for
from core.tickets.refusal import Refusal
from core.tickets.relations.watching import Watched
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import ENDED, Reversal, UseCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(TicketCommand):
    """Answer the requester in public (Прил. 2, «Срок реакции»)."""

    name: ClassVar[str] = "comment"
    text: str
    watchers: tuple[str, ...] = ()
    """Who is mentioned in it and watches from now on; nobody of a login is no mistake."""
    documented_as: int | None = None
    """The documented solution that it gives (п. 5.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(TicketCommand):
    """Write an internal note."""

    name: ClassVar[str] = "note"
    text: str
    watchers: tuple[str, ...] = ()
    documented_as: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(TicketCommand):
    """Record that the requester answered without confirming, or asked for time (п. 4.9)."""

    name: ClassVar[str] = "answered"
    by: int
    text: str
    asks_time: bool = False


def comment(ticket: Ticket, command: Comment, context: Context) -> Effects | Refusal:
    """A public comment; the clocks read from it what it stops."""
    return (Commented(text=command.text), *_following(ticket, command, context))


def note(ticket: Ticket, command: Note, context: Context) -> Effects | Refusal:
    """An internal note."""
    return (Noted(text=command.text), *_following(ticket, command, context))


def _following(ticket: Ticket, command: Comment | Note, context: Context) -> Effects:
    """Who was mentioned watches from now on; a solution that was inserted was given. None of it hinders the words."""
    known = (context.facts.users.get(login) for login in dict.fromkeys(command.watchers))
    watched = (user.login for user in known if user and not user.blocked and user.login not in ticket.watchers)
    solution = context.facts.solutions.get(command.documented_as or 0)
    given = solution is not None and not solution.retired and solution.id not in ticket.solutions
    used = (SolutionUsed(solution=solution.id),) if solution is not None and given else ()
    return (*(Watched(login=login) for login in watched), *used)


def answered(ticket: Ticket, command: Answered, context: Context) -> Effects | Refusal:
    """The requester, or who substitutes him, answered without confirming."""
    spoken = speaks_for(ticket, command.by, context)
    if isinstance(spoken, Refusal):
        return spoken
    return (RequesterAnswered(by=command.by, asks_time=command.asks_time, text=command.text),)


USE_CASES: Final = (
    UseCase(
        Comment,
        comment,
        title="Ответить инициатору",
        about="Написать инициатору публичный комментарий: он останавливает срок реакции.",
        denial="Отвечают инициатору специалисты ЦК",
        clause="Прил. 2, табл. 1",
        rights="nwr/nwr/nwr  -/nwr/nwr  nwr/nwr/nwr  -  -  -",
        rests_on=f"answers withdrawals {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        Note,
        note,
        title="Внутренняя заметка",
        about="Записать внутреннюю заметку: инициатор её не видит, срок реакции идёт дальше.",
        denial="Заметки пишут специалисты ЦК",
        clause="п. 5.6",
        rights="nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  -  -  -",
        rests_on="",
        undo=Reversal.MARKED,
    ),
    UseCase(
        Answered,
        answered,
        title="Ответ инициатора",
        about="Инициатор ответил, но не подтвердил решение (п. 4.9).",
        denial="Ответ инициатора записывают специалисты ЦК",
        clause="п. 4.9",
        rights="nwr/nwr/nwr  -/nwr/nwr  nwr/nwr/nwr  -  -  -",
        rests_on=f"waiting {ENDED}",
        undo=Reversal.MARKED,
    ),
)
