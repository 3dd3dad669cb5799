"""The span that a report is about: whole local days, told as a month, a quarter, a year or two dates."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

MONTHS: Final = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_MONTH: Final = re.compile(r"([0-9]{4})-([0-9]{2})")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """Local days from ``first`` to ``last``, both included. Raises ValueError where it ends before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """A period has at least one day."""
        if self.last < self.first:
            raise ValueError(f"Период кончается раньше, чем начинается: {self.first:%d.%m.%Y} – {self.last:%d.%m.%Y}")

    def edges(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Its begin, and its end that is not included, as instants."""
        since, until = (datetime.combine(each, time(), zone) for each in (self.first, self.last + _DAY))
        return since, until

    @property
    def whole_month(self) -> bool:
        """Whether it is exactly one month."""
        return self == month_of(self.first)

    @property
    def title(self) -> str:
        """In Russian: «ноябрь 2026 г.», «01.11.2026 – 15.11.2026»."""
        if self.whole_month:
            return f"{MONTHS[self.first.month - 1]} {self.first.year} г."
        return f"{self.first:%d.%m.%Y} – {self.last:%d.%m.%Y}"

    @property
    def before(self) -> "ReportPeriod":
        """The one to compare with: the month before a month, else as many days right before."""
        end = self.first - _DAY
        if self.whole_month:
            return month_of(end)
        return ReportPeriod(end - (self.last - self.first), end)

    @property
    def year_before(self) -> "ReportPeriod":
        """The same days a year earlier; the last of February for its twenty-ninth."""
        if self.whole_month:
            return month_of(self.first.replace(year=self.first.year - 1))
        return ReportPeriod(_a_year_before(self.first), _a_year_before(self.last))


def month_of(day: date) -> ReportPeriod:
    """The whole month of a day."""
    first = day.replace(day=1)
    return ReportPeriod(first, (first + timedelta(days=31)).replace(day=1) - _DAY)


def parse_month(text: str) -> ReportPeriod:
    """Read ``2026-11``. Raises ValueError, in Russian and naming the text, for anything else."""
    found = _MONTH.fullmatch(text.strip())
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) < 2:
        raise ValueError(f"Не понимаю месяц «{text}»: нужно, например, 2026-11")
    return month_of(date(int(found[1]), int(found[2]), 1))


def _a_year_before(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28) if leap else day.replace(year=day.year - 1)
