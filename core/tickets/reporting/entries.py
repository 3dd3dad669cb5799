"""What a report counts: entries, each one thing at one instant, and the aspects by which they are parted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from core.tickets.reporting.ticket_facts import TicketFacts
from core.vocabulary import Channel, Line, Mis, Priority, TicketType


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """What an entry belongs to; None where it has no such thing, as a call has no priority."""

    organization: int | None = None
    type: TicketType | None = None
    priority: Priority | None = None
    line: Line | None = None
    assignee: str | None = None
    channel: Channel | None = None
    mis: Mis | None = None


NOWHERE: Final = Whereabouts()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry:
    """One thing that is counted: ``what`` it is, ``at`` which local instant, of which ticket.

    ``leading``: the codes of the report's own aspects, such as the clock.
    """

    what: Any
    at: datetime
    where: Whereabouts = NOWHERE
    ticket: int | None = None
    leading: tuple[str | None, ...] = ()


class Aspect(StrEnum):
    """By what a report may be parted (``--by``)."""

    ORG = "org"
    TYPE = "type"
    PRIORITY = "priority"
    LINE = "line"
    ASSIGNEE = "assignee"
    CHANNEL = "channel"
    MIS = "mis"
    MONTH = "month"
    WEEK = "week"

    @property
    def head(self) -> str:
        """The head of its column, in Russian."""
        return _TITLES[self]

    def code(self, entry: ReportEntry) -> str | None:
        """What the entry is by this aspect: an id, a code, a login, «2026-11», its week's Monday; None: nothing."""
        return _CODES[self](entry)


_TITLES: Final = {
    Aspect.ORG: "МО",
    Aspect.TYPE: "Тип",
    Aspect.PRIORITY: "Приоритет",
    Aspect.LINE: "Линия",
    Aspect.ASSIGNEE: "Исполнитель",
    Aspect.CHANNEL: "Канал",
    Aspect.MIS: "МИС",
    Aspect.MONTH: "Месяц",
    Aspect.WEEK: "Неделя с",
}


def where_of(facts: TicketFacts) -> Whereabouts:
    """What the entries of a ticket belong to."""
    return Whereabouts(
        organization=facts.organization,
        type=facts.type,
        priority=facts.priority,
        line=facts.line,
        assignee=facts.assignee,
        channel=facts.channel,
        mis=facts.mis,
    )


def _monday(entry: ReportEntry) -> str:
    day: date = entry.at.date()
    return (day - timedelta(days=day.weekday())).isoformat()


def _text(value: object) -> str | None:
    return None if value is None else str(value)


_CODES: Final[Mapping[Aspect, Callable[[ReportEntry], str | None]]] = {
    Aspect.ORG: lambda entry: _text(entry.where.organization),
    Aspect.TYPE: lambda entry: _text(entry.where.type),
    Aspect.PRIORITY: lambda entry: _text(entry.where.priority),
    Aspect.LINE: lambda entry: _text(entry.where.line),
    Aspect.ASSIGNEE: lambda entry: entry.where.assignee,
    Aspect.CHANNEL: lambda entry: _text(entry.where.channel),
    Aspect.MIS: lambda entry: _text(entry.where.mis),
    Aspect.MONTH: lambda entry: f"{entry.at:%Y-%m}",
    Aspect.WEEK: _monday,
}
