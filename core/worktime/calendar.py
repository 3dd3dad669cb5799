"""The production calendar of one year: which weekdays rest, which weekends work, which days are short."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """One year's holidays and transfers (п. 3.4, «с учётом переносов рабочих дней»).

    A date may be a working weekend *and* shortened: most Russian working Saturdays are both.
    """

    year: int
    days_off: frozenset[date]
    """Non-working weekdays, holidays and transferred days alike."""
    working_weekends: frozenset[date]
    """Saturdays and Sundays worked by the normal schedule, their rest having moved to a weekday."""
    shortened: frozenset[date]
    """Working days an hour shorter (ТК РФ, ст. 95); only a schedule with ``short_days`` heeds them."""
    source: str
    """What the year rests on: decree, number and date."""
    provisional: bool = False
    """True where no production calendar is loaded and only statutory holidays are known: «предварительно»."""

    @classmethod
    def build(
        cls,
        year: int,
        days_off: Iterable[date],
        working_weekends: Iterable[date],
        shortened: Iterable[date],
        source: str,
        *,
        provisional: bool = False,
    ) -> Self:
        """Check and freeze one year.

        Raises ValueError, in Russian and naming the date, where a date is of another year, a day off is not a
        weekday, a working weekend is a weekday, or a shortened day does not work.
        """
        calendar = cls(
            year, frozenset(days_off), frozenset(working_weekends), frozenset(shortened), source, provisional
        )
        calendar.check()
        return calendar

    def is_working_day(self, day: date) -> bool:
        """Whether a Monday-to-Friday desk works on ``day`` of this year."""
        return day in self.working_weekends or (day.weekday() < SATURDAY and day not in self.days_off)

    def check(self) -> None:
        """Raise ValueError where the year contradicts itself (see :meth:`build`)."""
        for day in sorted(self.days_off | self.working_weekends | self.shortened):
            if day.year != self.year:
                raise ValueError(f"{day.isoformat()}: дата не из {self.year} года")
        for day in sorted(self.days_off):
            if day.weekday() >= SATURDAY:
                raise ValueError(f"{day.isoformat()}: нерабочий будний день приходится на выходной")
        for day in sorted(self.working_weekends):
            if day.weekday() < SATURDAY:
                raise ValueError(f"{day.isoformat()}: рабочий выходной приходится на будний день")
        for day in sorted(self.shortened):
            if not self.is_working_day(day):
                raise ValueError(f"{day.isoformat()}: сокращённый день не рабочий")
