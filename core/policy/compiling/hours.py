"""Compile working hours and production calendars to the values of the working-time floor."""

import re
from datetime import date, time
from zoneinfo import ZoneInfo

from core.policy.configuration.strict_yaml import Document, Path
from core.policy.errors import ConfigError
from core.policy.models.hours import CalendarFile, Hours, IntervalSection, Weekday
from core.worktime import Schedule, YearCalendar

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2}): ")
_WEEKDAYS = list(Weekday)


def compile_schedule(document: Document, zone: ZoneInfo, hours: Hours, path: Path = ()) -> Schedule:
    """Make the schedule of п. 3.4 from its section at *path*; raises ConfigError where the week makes no sense."""
    _check_week(document, hours, path)
    week = {_WEEKDAYS.index(day): _intervals(hours.by_weekday.get(day, hours.working_day)) for day in hours.workdays}
    try:
        return Schedule.build(
            zone, week, short_days=hours.short_days, shortened_end=time.fromisoformat(hours.short_day_end)
        )
    except ValueError as error:
        raise ConfigError([document.problem((*path, "working_day"), str(error))]) from error


def _check_week(document: Document, hours: Hours, path: Path) -> None:
    """The working day is Monday's: a full day, and what a working weekend is worked by."""
    problems = []
    if Weekday.MONDAY not in hours.workdays:
        message = "понедельник должен быть рабочим: по его часам работают перенесённые выходные"
        problems.append(document.problem((*path, "workdays"), message))
    for day in hours.by_weekday:
        if day is Weekday.MONDAY:
            message = "часы понедельника задаёт working_day: это полный рабочий день"
            problems.append(document.problem((*path, "by_weekday", day.value), message))
        elif day not in hours.workdays:
            message = "для нерабочего дня заданы часы; добавьте день в workdays"
            problems.append(document.problem((*path, "by_weekday", day.value), message))
    if problems:
        raise ConfigError(problems)


def _intervals(intervals: tuple[IntervalSection, ...]) -> list[tuple[time, time]]:
    return [(time.fromisoformat(each.start), time.fromisoformat(each.end)) for each in intervals]


def compile_calendar(name: str, document: Document, file: CalendarFile) -> YearCalendar:
    """Make the calendar of one year; raises ConfigError naming the line of the date that is wrong."""
    if name != f"calendars/{file.year}.yaml":
        message = f"год {file.year} стоит в файле {name}"
        raise ConfigError([document.problem(("year",), message)])
    try:
        return YearCalendar.build(
            file.year,
            days_off=map(date.fromisoformat, file.days_off),
            working_weekends=map(date.fromisoformat, file.working_weekends),
            shortened=map(date.fromisoformat, file.shortened),
            source=file.decree,
        )
    except ValueError as error:
        raise ConfigError([document.problem(_path_of(file, str(error)), str(error))]) from error


def _path_of(file: CalendarFile, message: str) -> Path:
    """Find the date that a message of the calendar begins with."""
    dated = _DATED.match(message)
    if dated:
        lists = {"days_off": file.days_off, "working_weekends": file.working_weekends, "shortened": file.shortened}
        paths = [(name, dates.index(dated[1])) for name, dates in lists.items() if dated[1] in dates]
        return paths[-1] if paths else ()
    return ()
