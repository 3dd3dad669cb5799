"""``working_hours.yaml`` and ``calendars/<year>.yaml``: when the desk works (п. 3.4)."""

from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from core.policy.models.fields import ClockText, DateText, ZoneName, refusal
from core.policy.models.sections import PolicyFile, Section, unique
from core.vocabulary import Line


class Weekday(StrEnum):
    """Days of the week in the order of ``date.weekday()``."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class IntervalSection(Section):
    """Working time from one instant of a day up to, not including, another."""

    start: ClockText = Field(alias="from")
    end: ClockText = Field(alias="to")

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.end <= self.start:
            raise refusal(f"промежуток {self.start}–{self.end} кончается раньше, чем начинается")
        return self


DayHours = Annotated[tuple[IntervalSection, ...], Field(min_length=1, max_length=8)]


class Hours(Section):
    """Working hours of a week (п. 3.4); lunch is what lies between two intervals."""

    working_day: DayHours
    workdays: Annotated[tuple[Weekday, ...], Field(min_length=1)]
    by_weekday: dict[Weekday, DayHours] = {}
    short_days: bool = False
    short_day_end: ClockText = "16:30"

    @field_validator("working_day", mode="after")
    @classmethod
    def _in_order(cls, hours: tuple[IntervalSection, ...]) -> tuple[IntervalSection, ...]:
        for earlier, later in pairwise(hours):
            if later.start <= earlier.end:
                raise refusal(f"промежутки стоят по порядку и не соприкасаются: {earlier.end} и {later.start}")
        return hours

    @field_validator("by_weekday", mode="after")
    @classmethod
    def _each_in_order(
        cls, days: dict[Weekday, tuple[IntervalSection, ...]]
    ) -> dict[Weekday, tuple[IntervalSection, ...]]:
        for hours in days.values():
            cls._in_order(hours)
        return days

    @field_validator("workdays", mode="after")
    @classmethod
    def _named_once(cls, days: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        unique(days, "день недели")
        return days


class WorkingHoursFile(Hours, PolicyFile):
    """``working_hours.yaml``: the hours of the desk, and those of a line where they differ."""

    zone: ZoneName
    lines: dict[Line, Hours] = {}
    sla_days: Literal["rolling", "same_time", "end_of_day"] = "rolling"
    procedural_days: Literal["dates", "rolling"] = "dates"


class CalendarFile(PolicyFile):
    """``calendars/2026.yaml``: one year's production calendar and the decree that it rests on."""

    year: Annotated[int, Field(ge=1990, le=2199)]
    decree: Annotated[str, Field(min_length=1, max_length=500)]
    days_off: tuple[DateText, ...]
    working_weekends: tuple[DateText, ...]
    shortened: tuple[DateText, ...]

    @field_validator("days_off", "working_weekends", "shortened", mode="after")
    @classmethod
    def _named_once(cls, dates: tuple[str, ...]) -> tuple[str, ...]:
        unique(dates, "дата")
        return dates
