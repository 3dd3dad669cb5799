"""Reports that count clocks: which terms were kept (п. 4.11, 11.1), which were broken and why, what was promised."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from core.tickets.reporting.entries import Aspect, ReportEntry
from core.tickets.reporting.figures_table import FigureTable, counted, every, longest, middle, portion, tabulate
from core.tickets.reporting.material import ReportMaterial
from core.tickets.reporting.ticket_facts import ClockFacts, PromiseFacts
from core.vocabulary import ClockName, Status

CLOCKS: Final = "сроков"
PROMISES: Final = "обещаний"
_TABLE: Final = "Прил. 2, табл. 1"
_AGREED: Final = "п. 4.8, 6.7, 6.8"


def clock_entries(material: ReportMaterial) -> Iterator[ReportEntry]:
    """The clocks that ended in the period, and those that were breached and still ran at its end; by clock."""
    for ticket in material.tickets:
        for clock in ticket.clocks:
            still = clock.ended is None and clock.breached and ticket.status is not Status.CLOSED
            if material.within(clock.ended) or still:
                at = clock.ended or clock.breached_at or clock.due
                yield material.entry(ticket, clock, _inside(at, material), clock.name.value)


def _inside(at: datetime, material: ReportMaterial) -> datetime:
    """What has been open since before the period counts in its first month and week."""
    return max(at, material.since)


def _ended(entry: ReportEntry) -> bool:
    return entry.what.ended is not None


def _kept(entry: ReportEntry) -> bool:
    return _ended(entry) and not entry.what.breached


def _broken(entry: ReportEntry) -> bool:
    return _ended(entry) and bool(entry.what.breached)


def _open(entry: ReportEntry) -> bool:
    return not _ended(entry)


def kept_terms(material: ReportMaterial, by: tuple[Aspect, ...] = ()) -> FigureTable:
    """How many terms were kept, of those that ended or are broken and open (п. 4.11)."""
    columns = (
        counted("ended", "Закончилось", CLOCKS, _TABLE, _ended),
        counted("kept", "В срок", CLOCKS, "п. 11.1", _kept, plot=True),
        counted("breached", "С нарушением", CLOCKS, "п. 6.8", _broken, plot=True),
        counted("open", "Нарушены и идут", CLOCKS, "п. 6.8", _open, plot=True),
        portion("share", "Доля в срок", CLOCKS, "п. 4.11, 11.1", picks=_kept, of=every),
    )
    always = ((clock.value, *keys) for keys in material.always(by) for clock in ClockName)
    return tabulate(clock_entries(material), columns, by, ("Срок",), always=always)


def breaches(material: ReportMaterial, by: tuple[Aspect, ...] = ()) -> FigureTable:
    """What was broken, parted by clock and cause, and by how much."""
    found = (
        ReportEntry(
            what=each.what,
            at=each.at,
            where=each.where,
            ticket=each.ticket,
            leading=(*each.leading, str(each.what.cause.value)),
        )
        for each in clock_entries(material)
        if each.what.breached
    )
    columns = (
        counted("breaches", "Нарушено", CLOCKS, "п. 4.11, 6.8", every, plot=True),
        counted("open", "из них идут", CLOCKS, "п. 6.8", _open),
        middle("over", "Сверх срока, медиана", _TABLE, every, _over),
        longest("worst", "Сверх срока, самое большое", _TABLE, every, _over),
    )
    return tabulate(found, columns, by, ("Срок", "Причина"))


def _over(entry: ReportEntry) -> timedelta:
    clock: ClockFacts = entry.what
    return clock.over


def promises(material: ReportMaterial, by: tuple[Aspect, ...] = ()) -> FigureTable:
    """The agreed terms that were due in the period: kept, moved by a later agreement, broken."""
    columns = (
        counted("promised", "Срок наступил", PROMISES, _AGREED, every),
        counted("kept", "Сдержано", PROMISES, _AGREED, _promise_kept, plot=True),
        counted("moved", "Перенесено", PROMISES, _AGREED, lambda entry: entry.what.moved, plot=True),
        counted("broken", "Нарушено", PROMISES, _AGREED, _promise_broken, plot=True),
        portion("share", "Доля сдержанных", PROMISES, _AGREED, picks=_promise_kept, of=every),
    )
    found = (
        material.entry(ticket, each, each.due)
        for ticket in material.tickets
        for each in ticket.promises
        if material.within(each.due)
    )
    return tabulate(found, columns, by, always=material.always(by))


def _promise_kept(entry: ReportEntry) -> bool:
    promise: PromiseFacts = entry.what
    return promise.kept and not promise.moved


def _promise_broken(entry: ReportEntry) -> bool:
    return not entry.what.moved and not _promise_kept(entry)
