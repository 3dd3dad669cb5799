"""Working time: a schedule laid over production calendars, with exact *add* and *between* (п. 3.4).

Pure: instants come in as arguments and nothing here reads a file or a clock.
"""

from core.worktime.calendar import YearCalendar
from core.worktime.days import DayReadings, ProceduralDays, SlaDays
from core.worktime.engine import WorkTime
from core.worktime.schedule import Schedule, regulation_schedule
from core.worktime.values import ClosedReason, Interval, WorkState
from core.worktime.year_tables import FIRST_YEAR, LAST_YEAR

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "ClosedReason",
    "DayReadings",
    "Interval",
    "ProceduralDays",
    "Schedule",
    "SlaDays",
    "WorkState",
    "WorkTime",
    "YearCalendar",
    "regulation_schedule",
]
