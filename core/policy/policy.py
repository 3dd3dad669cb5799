"""The policy in force: everything that the customer may set, compiled and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from core.policy.labels import Labels
from core.policy.lifecycle import Lifecycle
from core.policy.norms import Impact, Norms
from core.policy.routing import RoutingRule
from core.vocabulary import Line

if TYPE_CHECKING:
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
    routing: tuple[RoutingRule, ...]
    calendars: Mapping[int, YearCalendar]
    """Production calendars by year; years not here are provisional."""
    worktimes: Mapping[Line, WorkTime]
    """The engine of each line; lines with the same hours share one."""
    fingerprint: str
    """SHA-256 (hex) of all that is set, whatever the files' layout and comments."""
    terms_fingerprint: str
    """SHA-256 (hex) of what can move a due time: hours, calendars, norms, lifecycle."""

    @property
    def schedule(self) -> Schedule:
        """The hours of the desk itself: those of ПЛТП (п. 3.4)."""
        return self.worktime().schedule

    @property
    def impact(self) -> tuple[Impact, ...]:
        """The impact questions of the intake form, the most urgent priority first."""
        return self.norms.impact

    def worktime(self, line: Line = Line.FIRST) -> WorkTime:
        """Give the working-time engine of a line; all share ПЛТП's unless the configuration says otherwise."""
        return self.worktimes[line]
