"""Reports that count tickets: what came and went, how long they lived (п. 4.10), what came back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from core.tickets.reporting.entries import Aspect, ReportEntry
from core.tickets.reporting.figures_table import (
    FigureColumn,
    FigureTable,
    counted,
    every,
    longest,
    middle,
    portion,
    tabulate,
    total_of,
)
from core.tickets.reporting.material import ReportMaterial
from core.tickets.reporting.ticket_facts import TicketFacts
from core.vocabulary import Status, Waiting

TICKETS: Final = "обращений"
_LIFE: Final = "п. 4.10"
_FEEDBACK: Final = "п. 4.5, 4.6"
_INCOMPLETE: Final = "п. 5.5; Прил. 3, п. 3"
_WAITS: Final = {
    Waiting.REQUESTER: "Ждали инициатора",
    Waiting.ORGANIZATION: "Ждали ИТ-службу МО",
    Waiting.APPROVAL: "Ждали согласования",
    Waiting.THIRD_LINE: "Ждали ТЛТП",
}


class TicketMovement(StrEnum):
    """What a ticket did in the period."""

    COME = "come"
    SOLVED = "solved"
    GONE = "gone"
    OPEN = "open"
    INCOMPLETE = "incomplete"
    REJECTED = "rejected"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class MovedTicket:
    """A ticket, and what it did."""

    what: TicketMovement
    ticket: TicketFacts


def _is(what: TicketMovement) -> Callable[[ReportEntry], bool]:
    return lambda entry: entry.what.what is what


def load(material: ReportMaterial, by: tuple[Aspect, ...] = ()) -> FigureTable:
    """What came, was solved and closed in the period, and how many were open at its end."""
    columns = (
        counted("come", "Поступило", TICKETS, "п. 3.6", _is(TicketMovement.COME), plot=True),
        counted("solved", "Решено", TICKETS, "п. 6.9", _is(TicketMovement.SOLVED)),
        counted("closed", "Закрыто", TICKETS, "Прил. 2, «Статусы обращений»", _is(TicketMovement.GONE), plot=True),
        counted("open", "Открыто на конец", TICKETS, "п. 5.6", _is(TicketMovement.OPEN), plot=True),
    )
    return tabulate(_load_entries(material), columns, by, always=material.always(by))


def _load_entries(material: ReportMaterial) -> Iterator[ReportEntry]:
    for ticket in material.tickets:
        moments = (
            (TicketMovement.COME, ticket.created_at),
            (TicketMovement.SOLVED, ticket.resolved_at),
            (TicketMovement.GONE, ticket.closed_at),
        )
        for what, at in moments:
            if at is not None and material.within(at):
                yield material.entry(ticket, MovedTicket(what, ticket), at)
        if ticket.status is not Status.CLOSED:
            last = material.until - timedelta(microseconds=1)
            yield material.entry(ticket, MovedTicket(TicketMovement.OPEN, ticket), last)


def lifetimes(material: ReportMaterial, by: tuple[Aspect, ...] = ()) -> FigureTable:
    """How long the tickets that were closed in the period had lived: gross by п. 4.10, and net of all waits."""
    found = (material.entry(each, each, each.closed_at) for each in material.closed() if each.closed_at)
    return tabulate(
        found, (*_life_columns(), *(_wait_column(each) for each in Waiting)), by, always=material.always(by)
    )


def _life_columns() -> tuple[FigureColumn, ...]:
    return (
        counted("closed", "Закрыто", TICKETS, _LIFE, every),
        middle("life", "Жизнь, медиана", _LIFE, every, lambda entry: entry.what.lifetime),
        longest("longest", "Самая долгая", _LIFE, every, lambda entry: entry.what.lifetime),
        middle("net", "Без ожиданий, медиана", _FEEDBACK, every, lambda entry: entry.what.net),
        total_of("waited", "Ждали всего", _FEEDBACK, lambda entry: bool(entry.what.waited), lambda e: e.what.waited),
    )


def _wait_column(waiting: Waiting) -> FigureColumn:
    def length(entry: ReportEntry) -> timedelta:
        facts: TicketFacts = entry.what
        return facts.waits.get(waiting, timedelta(0))

    return total_of(waiting.value, _WAITS[waiting], _FEEDBACK, lambda entry: bool(length(entry)), length)


def returns(material: ReportMaterial, by: tuple[Aspect, ...] = ()) -> FigureTable:
    """What came back: incomplete requests to the clinic, solutions to ЦК, closed tickets by a dispute.

    A ticket counts once for each time.
    """
    columns = (
        counted("come", "Поступило", TICKETS, "п. 3.6", _is(TicketMovement.COME)),
        counted("incomplete", "Неполных", "проверок", _INCOMPLETE, _is(TicketMovement.INCOMPLETE), plot=True),
        counted("rejected", "Решение отклонено", "раз", "Прил. 2", _is(TicketMovement.REJECTED), plot=True),
        counted("reopened", "Открыто по спору", "раз", "Прил. 2", _is(TicketMovement.REOPENED), plot=True),
        portion("share", "Доля неполных", TICKETS, _INCOMPLETE, picks=_first_incomplete, of=_is(TicketMovement.COME)),
    )
    return tabulate(_return_entries(material), columns, by, always=material.always(by))


def _first_incomplete(entry: ReportEntry) -> bool:
    """A ticket that came in the period and was found incomplete: of it the share is told."""
    return entry.what.what is TicketMovement.COME and bool(entry.what.ticket.incomplete)


def _return_entries(material: ReportMaterial) -> Iterator[ReportEntry]:
    for ticket in material.tickets:
        moments = (
            (TicketMovement.COME, (ticket.created_at,)),
            (TicketMovement.INCOMPLETE, ticket.incomplete),
            (TicketMovement.REJECTED, ticket.rejected),
            (TicketMovement.REOPENED, ticket.reopened),
        )
        for what, instants in moments:
            for at in instants:
                if material.within(at):
                    yield material.entry(ticket, MovedTicket(what, ticket), at)
