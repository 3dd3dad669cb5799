"""What all reports are made of: the facts of a period, read once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from core.tickets.registers import AccountRequest, Call, Outage
from core.tickets.reporting.entries import Aspect, ReportEntry, Whereabouts, where_of
from core.tickets.reporting.ticket_facts import TicketFacts


@dataclass(frozen=True)
class ReportMaterial:
    """The facts of every ticket that had to do with [since, until), as they stood at ``until``; the registers of it.

    ``people``: the clinic (its id) of every person that the registers name.
    """

    since: datetime
    until: datetime
    tickets: tuple[TicketFacts, ...]
    calls: tuple[Call, ...] = ()
    accounts: tuple[AccountRequest, ...] = ()
    outages: tuple[Outage, ...] = ()
    clinics: tuple[tuple[int, int], ...] = ()

    def within(self, at: datetime | None) -> bool:
        """Whether an instant is one of the period's."""
        return at is not None and self.since <= at < self.until

    @cached_property
    def clinic_of(self) -> dict[int, int]:
        """The clinic of a person, both by id."""
        return dict(self.clinics)

    def always(self, by: tuple[Aspect, ...]) -> tuple[tuple[str, ...], ...]:
        """The rows that a report has although nothing happened: the one of everything, or one for each month."""
        if by == (Aspect.MONTH,):
            return tuple((each,) for each in self._months())
        return () if by else ((),)

    def _months(self) -> Iterator[str]:
        day = self.since.date().replace(day=1)
        while day < self.until.date() or day == self.since.date().replace(day=1):
            yield f"{day:%Y-%m}"
            day = (day + timedelta(days=31)).replace(day=1)

    def entry(self, facts: TicketFacts, what: object, at: datetime, *leading: str | None) -> ReportEntry:
        """An entry of a ticket, told in the period's own zone."""
        local = at.astimezone(self.since.tzinfo)
        return ReportEntry(what=what, at=local, where=where_of(facts), ticket=facts.number, leading=leading)

    def other(self, what: object, at: datetime, where: Whereabouts, ticket: int | None = None) -> ReportEntry:
        """An entry of a register."""
        return ReportEntry(what=what, at=at.astimezone(self.since.tzinfo), where=where, ticket=ticket)

    def closed(self) -> Iterator[TicketFacts]:
        """The tickets that were closed in the period."""
        return (each for each in self.tickets if self.within(each.closed_at))
