"""Reports over the desk's registers: calls (п. 5.5), accounts (гл. 10), known solutions (п. 6.9), outages (п. 5.4)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from core.tickets.registers import Call, Outage
from core.tickets.reporting.entries import Aspect, ReportEntry, Whereabouts
from core.tickets.reporting.figures_table import FigureTable, counted, every, longest, middle, portion, tabulate
from core.tickets.reporting.material import ReportMaterial
from core.tickets.reporting.ticket_facts import TicketFacts
from core.vocabulary import Channel

CALLS: Final = "звонков"
ACCOUNTS: Final = "заявок"
_CALLS: Final = "п. 5.5"


def _at_once(entry: ReportEntry) -> bool:
    """Solved while the caller was on the line: written into the log, or registered since it took longer (п. 5.5)."""
    what: Call | TicketFacts = entry.what
    return what.at_first_contact if isinstance(what, TicketFacts) else what.solved


def _logged(entry: ReportEntry) -> bool:
    return isinstance(entry.what, Call)


def _length(entry: ReportEntry) -> timedelta:
    call: Call = entry.what
    return call.ended_at - call.started_at


def calls(material: ReportMaterial, by: tuple[Aspect, ...] = ()) -> FigureTable:
    """The calls of the period: those of the log, and those that became tickets; how many were solved at once.

    A line of the log and the ticket that it names are one call.
    """
    columns = (
        counted("calls", "Звонков", CALLS, "п. 3.7", every, plot=True),
        counted("logged", "В журнале", CALLS, _CALLS, _logged),
        counted("tickets", "Стали обращениями", CALLS, _CALLS, lambda entry: not _logged(entry)),
        counted("at_once", "Решено сразу", CALLS, _CALLS, _at_once, plot=True),
        portion("share", "Доля решённых сразу", CALLS, _CALLS, picks=_at_once, of=every),
        middle("length", "Разговор, медиана", _CALLS, _logged, _length),
    )
    return tabulate(_call_entries(material), columns, by, always=material.always(by))


def _call_entries(material: ReportMaterial) -> Iterator[ReportEntry]:
    named = {each.ticket for each in material.calls}
    for call in material.calls:
        where = Whereabouts(organization=call.organization, channel=Channel.PHONE, mis=call.mis)
        yield material.other(call, call.started_at, where, call.ticket)
    for ticket in material.tickets:
        phoned = ticket.channel is Channel.PHONE and ticket.number not in named
        if phoned and material.within(ticket.created_at):
            yield material.entry(ticket, ticket, ticket.created_at)


def accounts(material: ReportMaterial, by: tuple[Aspect, ...] = ()) -> FigureTable:
    """Requests about accounts that came in the period, and those for which the clinic was late (п. 10.3)."""
    columns = (
        counted("requests", "Заявок", ACCOUNTS, "п. 10.3, 10.4", every, plot=True),
        counted("done", "Исполнено", ACCOUNTS, "п. 10.3–10.5", lambda entry: entry.what.state == "done"),
        counted("refused", "Отказано", ACCOUNTS, "п. 10.6", lambda entry: entry.what.state == "refused"),
        counted("late", "Позже трёх рабочих дней", ACCOUNTS, "п. 10.3", lambda entry: entry.what.late, plot=True),
    )
    found = (
        material.other(each, each.at, Whereabouts(organization=material.clinic_of.get(each.requested_by)), each.ticket)
        for each in material.accounts
    )
    return tabulate(found, columns, by, always=material.always(by))


def knowledge(material: ReportMaterial, by: tuple[Aspect, ...] = ()) -> FigureTable:
    """How the tickets that were solved in the period used documented solutions: each of those, and how often."""
    columns = (
        counted("used", "Помогло", "обращений", "п. 5.4, 6.3, 6.9", every, plot=True),
        counted("rejected", "Решение отклоняли", "обращений", "Прил. 2", lambda entry: bool(entry.what.rejected)),
    )
    found = (
        material.entry(ticket, ticket, ticket.resolved_at, str(solution))
        for ticket in material.tickets
        if ticket.resolved_at and material.within(ticket.resolved_at)
        for solution in ticket.solutions
    )
    return tabulate(found, columns, by, ("Решение из базы",))


def outages(material: ReportMaterial, by: tuple[Aspect, ...] = ()) -> FigureTable:
    """The outages that touched the period: how long each lasted, how many tickets came of it (п. 5.4, 6.3)."""
    columns = (
        counted("tickets", "Обращений", "обращений", "п. 5.4", lambda entry: isinstance(entry.what, TicketFacts)),
        longest("length", "Длился", "п. 5.4, 6.3", lambda entry: isinstance(entry.what, tuple), _lasted),
    )
    return tabulate(_outage_entries(material), columns, by, ("Сбой",))


def _outage_entries(material: ReportMaterial) -> Iterator[ReportEntry]:
    for outage in material.outages:
        lasted = (outage.ended_at or material.until) - outage.at
        where = Whereabouts(mis=outage.mis)
        first = max(outage.at, material.since)
        found = material.other((outage, lasted), first, where)
        yield ReportEntry(what=found.what, at=found.at, where=where, leading=(str(outage.id),))
    known = {each.id for each in material.outages}
    for ticket in material.tickets:
        if ticket.outage in known and material.within(ticket.created_at):
            yield material.entry(ticket, ticket, ticket.created_at, str(ticket.outage))


def _lasted(entry: ReportEntry) -> timedelta:
    pair: tuple[Outage, timedelta] = entry.what
    return pair[1]
