"""How terms that the regulation writes in days are counted: the readings that the customer may choose."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.worktime.engine import WorkTime


class SlaDays(StrEnum):
    """A norm of n days (Прил. 2, табл. 1): n × a full day of working time, or a date n working days on."""

    ROLLING = "rolling"
    SAME_TIME = "same_time"
    END_OF_DAY = "end_of_day"


class ProceduralDays(StrEnum):
    """A procedural term (5, 10, 3 дня): by dates to the close of the n-th day, or as working time."""

    DATES = "dates"
    ROLLING = "rolling"


@dataclass(frozen=True, slots=True)
class DayReadings:
    """The readings in force."""

    sla: SlaDays = SlaDays.ROLLING
    procedural: ProceduralDays = ProceduralDays.DATES


def norm_of_days(worktime: "WorkTime", start: datetime, days: int, reading: SlaDays) -> timedelta:
    """The working time that a norm of ``days`` allows from ``start`` under a reading.

    ``same_time``: until the same time of the n-th working day after that of the start (a start outside working hours
    counts from the next opening); ``end_of_day``: until the close of the n-th working day, the start's own not counted.
    """
    if reading is SlaDays.ROLLING:
        return worktime.working_days(days)
    closes = worktime.end_of_working_day(worktime.next_opening(start), days)
    if reading is SlaDays.SAME_TIME:
        begun = worktime.next_opening(start)
        closes = min(closes, datetime.combine(closes.date(), begun.timetz()))
    return worktime.between(start, closes)


def procedural_end(worktime: "WorkTime", event: datetime, days: int, reading: ProceduralDays) -> datetime:
    """When a procedural term of ``days`` working days after an event runs out."""
    if reading is ProceduralDays.DATES:
        return worktime.end_of_working_day(event, days)
    return worktime.add(event, worktime.working_days(days))
