"""What somebody asks of a report, and what he gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.store.event_log.log import Head
from core.tickets.reporting.catalogue import REPORTS, ReportSpec
from core.tickets.reporting.entries import Aspect
from core.tickets.reporting.figures_table import FigureTable
from core.tickets.reporting.kept_by_group import KeptGroup
from core.tickets.reporting.period import ReportPeriod


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """Which report, over which days, of one clinic (code or name) or of all; ``by`` None: parted as the report is."""

    name: str
    period: ReportPeriod
    organization: str | None = None
    by: tuple[Aspect, ...] | None = None

    @property
    def spec(self) -> ReportSpec:
        """The report's own registration. Raises KeyError for a name that is none."""
        return REPORTS[self.name]

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """By what it is parted."""
        return self.spec.aspects if self.by is None else self.by


@dataclass(frozen=True, slots=True)
class ReportBasis:
    """What a report rests on: the head of the chain, the policy (SHA-256 of all that is set), when it was made, the
    years of it that have no production calendar yet, and what the calendars of the others rest on."""

    head: Head
    policy: str
    made_at: datetime
    provisional: tuple[int, ...]
    calendars: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Report:
    """A report with what it was asked for: ``clinic`` is the name of the one clinic, ``until`` the instant at which
    everything was judged, ``titles`` the Russian title of every key of its rows, column of keys by column; ``clinics``:
    their codes by id; ``groups``: of the report on kept terms, what scripts read."""

    asked: ReportRequest
    clinic: str | None
    until: datetime
    table: FigureTable
    titles: tuple[Mapping[str | None, str], ...]
    basis: ReportBasis
    clinics: Mapping[int, str]
    groups: tuple[KeptGroup, ...] = ()

    @property
    def title(self) -> str:
        """«Соблюдение сроков: ноябрь 2026 г., Городская поликлиника № 4»."""
        whose = f", {self.clinic}" if self.clinic else ", все МО"
        return f"{self.asked.spec.title}: {self.asked.period.title}{whose}"

    def keys_of(self, keys: tuple[str | None, ...]) -> tuple[str, ...]:
        """The titles of a row's keys."""
        return tuple(titles.get(key, key or "—") for titles, key in zip(self.titles, keys, strict=True))
