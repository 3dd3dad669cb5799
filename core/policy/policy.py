"""The policy in force: everything that the customer may set, compiled and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from core.policy.labels import Labels
from core.policy.lifecycle import Lifecycle
from core.policy.norms import Impact, Norm, Norms
from core.policy.notices import Notices
from core.policy.privacy import Privacy
from core.policy.registration import Registration
from core.policy.routing import Dispatch, RoutingRule
from core.vocabulary import Line, NormKind
from core.worktime.days import DayReadings, norm_of_days, procedural_end

if TYPE_CHECKING:
    from core.policy.reporting.settings import ReportSettings
    from core.worktime.calendar import YearCalendar
    from core.worktime.engine import WorkTime
    from core.worktime.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Policy:
    """One consistent set of the configuration's files, passed to the rules as a value."""

    zone: ZoneInfo
    norms: Norms
    lifecycle: Lifecycle
    labels: Labels
    dispatch: Dispatch
    registration: Registration
    notices: Notices
    privacy: Privacy
    reports: ReportSettings
    calendars: Mapping[int, YearCalendar]
    """Production calendars by year; years not here are provisional."""
    worktimes: Mapping[Line, WorkTime]
    """The engine of each line; lines with the same hours share one."""
    days: DayReadings
    """How terms in days are counted."""
    fingerprint: str
    """SHA-256 (hex) of all that is set, whatever the files' layout and comments."""
    terms_fingerprint: str
    """SHA-256 (hex) of what can move a due time: hours, calendars, norms, lifecycle."""

    @property
    def routing(self) -> tuple[RoutingRule, ...]:
        """The routing rules in their order."""
        return self.dispatch.rules

    @property
    def schedule(self) -> Schedule:
        """The hours of the desk itself: those of ПЛТП (п. 3.4)."""
        return self.worktime().schedule

    @property
    def impact(self) -> tuple[Impact, ...]:
        """The impact questions of the intake form, the most urgent priority first."""
        return self.norms.impact

    def norm_length(self, norm: Norm, start: datetime, line: Line = Line.FIRST) -> timedelta | None:
        """The working time that a norm allows from an instant; None for one that is not timed."""
        if norm.kind is not NormKind.TIMED or norm.amount is None:
            return None
        worktime = self.worktime(line)
        if norm.amount.days:
            return norm_of_days(worktime, start, norm.amount.days, self.days.sla)
        return norm.duration(worktime.working_days(1))

    def procedural_end(self, event: datetime, days: int, line: Line = Line.FIRST) -> datetime:
        """When a procedural term of so many working days after an event runs out (Прил. 2; п. 4.9, 10.3)."""
        return procedural_end(self.worktime(line), event, days, self.days.procedural)

    def worktime(self, line: Line = Line.FIRST) -> WorkTime:
        """Give the working-time engine of a line; all share ПЛТП's unless the configuration says otherwise."""
        return self.worktimes[line]
