"""The days of a report: whole months, two dates, and what they are compared with."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.tickets.reporting.period import ReportPeriod, month_of, parse_month

ZONE = ZoneInfo("Asia/Krasnoyarsk")


def test_a_month_begins_and_ends_at_midnight_of_the_desk() -> None:
    since, until = parse_month("2026-11").edges(ZONE)
    assert since == datetime(2026, 11, 1, tzinfo=ZONE)
    assert until == datetime(2026, 12, 1, tzinfo=ZONE)


def test_the_last_day_belongs_to_it() -> None:
    _, until = ReportPeriod(date(2026, 11, 23), date(2026, 11, 23)).edges(ZONE)
    assert until == datetime(2026, 11, 24, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("period", "before", "year_before"),
    [
        (parse_month("2026-03"), parse_month("2026-02"), parse_month("2025-03")),
        (parse_month("2026-01"), parse_month("2025-12"), parse_month("2025-01")),
        (
            ReportPeriod(date(2026, 11, 9), date(2026, 11, 15)),
            ReportPeriod(date(2026, 11, 2), date(2026, 11, 8)),
            ReportPeriod(date(2025, 11, 9), date(2025, 11, 15)),
        ),
        (
            ReportPeriod(date(2024, 2, 29), date(2024, 3, 1)),
            ReportPeriod(date(2024, 2, 27), date(2024, 2, 28)),
            ReportPeriod(date(2023, 2, 28), date(2023, 3, 1)),
        ),
    ],
    ids=["month", "january", "week", "leap"],
)
def test_what_it_is_compared_with(period: ReportPeriod, before: ReportPeriod, year_before: ReportPeriod) -> None:
    assert period.before == before
    assert period.year_before == year_before


def test_how_it_is_called() -> None:
    assert month_of(date(2026, 2, 28)).title == "февраль 2026 г."
    assert ReportPeriod(date(2026, 11, 1), date(2026, 11, 15)).title == "01.11.2026 – 15.11.2026"


@pytest.mark.parametrize("text", ["2026", "2026-13", "2026-00", "ноябрь", "0001-01", ""])
def test_what_is_no_month_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=f"Не понимаю месяц «{text}»"):
        parse_month(text)


def test_a_period_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match=r"24.11.2026 – 23.11.2026"):
        ReportPeriod(date(2026, 11, 24), date(2026, 11, 23))
