"""Years without a loaded production calendar: weekdays and the statutory holidays of ТК РФ, ст. 112.

``workalendar`` supplies the holidays. Of what it gives only ст. 112 is kept: the holidays themselves (part 1) and the
rest that moves to the next Monday from one that falls on a weekend (part 2; not for 1–8 January, whose two days the
Government moves by a decree nobody has yet). Its other entries, made for single years, disagree with the decrees.
"""

from datetime import date, timedelta
from functools import lru_cache
from importlib import import_module

from core.worktime.calendar import SATURDAY, YearCalendar

SOURCE = "Предварительно: только праздники ст. 112 ТК РФ, производственный календарь года не загружен"

_HOLIDAYS = frozenset({(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)} | {(1, day) for day in range(1, 9)})
_ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=128)
def statutory_calendar(year: int) -> YearCalendar:
    """The provisional calendar of ``year``: no transfers by decree, no working weekends."""
    holidays = _statutory_holidays(year)
    days_off = {day for day in holidays if day.weekday() < SATURDAY} | {
        _next_monday(day) for day in holidays if day.month > 1 and day.weekday() >= SATURDAY
    }
    eves = {day - _ONE_DAY for day in holidays | {date(year + 1, 1, 1)}}
    shortened = {
        eve for eve in eves if eve.year == year and eve.weekday() < SATURDAY and eve not in days_off | holidays
    }
    return YearCalendar.build(year, days_off, (), shortened, SOURCE, provisional=True)


def _statutory_holidays(year: int) -> frozenset[date]:
    """The holidays that stand in ст. 112 part 1, out of what workalendar knows of ``year``."""
    russia = import_module("workalendar.europe").Russia()  # lazily: loaded years never need it
    return frozenset(day for day, _ in russia.holidays(year) if (day.month, day.day) in _HOLIDAYS)


def _next_monday(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())
