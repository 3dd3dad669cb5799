"""The desk of п. 3.4 with the shipped production calendars, and short ways to write its instants."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from core.worktime import WorkTime, YearCalendar, regulation_schedule

KRASNOYARSK = ZoneInfo("Asia/Krasnoyarsk")
CALENDARS = Path(__file__).parents[3] / "config" / "calendars"
YEARS = range(2019, 2028)
MICROSECOND = timedelta(microseconds=1)


def at(text: str) -> datetime:
    """``24.11.2026 13:20`` in Krasnoyarsk; seconds and fractions may follow."""
    day, clock = text.split()
    return datetime.fromisoformat(f"{'-'.join(reversed(day.split('.')))}T{clock}").replace(tzinfo=KRASNOYARSK)


def hours(n: float) -> timedelta:
    return timedelta(hours=n)


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


def load(year: int) -> YearCalendar:
    data = yaml.safe_load((CALENDARS / f"{year}.yaml").read_text(encoding="utf-8"))

    def dates(key: str) -> list[date]:
        return [date.fromisoformat(text) for text in data[key]]

    return YearCalendar.build(
        data["year"], dates("days_off"), dates("working_weekends"), dates("shortened"), data["decree"]
    )


@lru_cache
def calendars() -> dict[int, YearCalendar]:
    return {year: load(year) for year in YEARS}


def desk(*, short_days: bool = False) -> WorkTime:
    return WorkTime(regulation_schedule(short_days=short_days), calendars())
