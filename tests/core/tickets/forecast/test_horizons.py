"""The instants by which dues are late or near, and the spans of compliance: computed by hand."""

from datetime import timedelta

import pytest

from core.policy import load_policy
from core.tickets.forecast.horizons import Period, bounds, late_at, spans, within_at
from core.vocabulary import Line
from tests.support.desk import moment

POLICY = load_policy()
WORKTIME = POLICY.worktime()
MICROSECOND = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("now", "late_before", "quarter", "four_hours"),
    [
        ("2026-11-24T11:20", "2026-11-24T11:20", "2026-11-24T11:35", "2026-11-24T16:20"),
        ("2026-11-24T12:45", "2026-11-24T12:45", "2026-11-24T14:00", "2026-11-25T08:45"),  # used up as lunch begins
        ("2026-11-24T13:20", "2026-11-24T13:00", "2026-11-24T14:15", "2026-11-25T09:00"),  # 3,5 ч of the afternoon
        ("2026-11-27T18:00", "2026-11-27T17:30", "2026-11-30T08:45", "2026-11-30T12:30"),  # over a weekend
    ],
)
def test_late_and_near_part_at_working_instants(now: str, late_before: str, quarter: str, four_hours: str) -> None:
    found = bounds(POLICY, moment(now), (timedelta(minutes=15), timedelta(hours=4)))
    assert set(found) == set(Line)
    for each in found.values():
        assert (each.late_before, *each.until) == (moment(late_before), moment(quarter), moment(four_hours))


@pytest.mark.parametrize(
    ("due", "late"), [("2026-11-24T11:20", "2026-11-24T11:20"), ("2026-11-24T13:00", "2026-11-24T14:00")]
)
def test_a_due_is_late_from_the_next_working_microsecond_on(due: str, late: str) -> None:
    assert late_at(moment(due), WORKTIME) == moment(late) + MICROSECOND


@pytest.mark.parametrize(
    ("now", "due", "enters"),
    [
        ("2026-11-24T10:00", "2026-11-24T12:00", "2026-11-24T11:00"),
        ("2026-11-24T10:00", "2026-11-24T14:30", "2026-11-24T12:30"),  # half an hour on each side of lunch
        ("2026-11-24T11:40", "2026-11-24T12:00", "2026-11-24T11:40"),  # it is within the horizon already
    ],
)
def test_a_due_enters_a_horizon_of_an_hour(now: str, due: str, enters: str) -> None:
    assert within_at(moment(due), timedelta(hours=1), moment(now), WORKTIME) == moment(enters)


def test_periods_end_now_and_the_last_month_is_whole() -> None:
    now = moment("2026-03-03T10:15")  # a Tuesday
    just_after = now + timedelta(microseconds=1)  # what happens at this instant is inside
    assert spans(now) == {
        Period.TODAY: (moment("2026-03-03T00:00"), just_after),
        Period.WEEK: (moment("2026-03-02T00:00"), just_after),
        Period.MONTH: (moment("2026-03-01T00:00"), just_after),
        Period.LAST_MONTH: (moment("2026-02-01T00:00"), moment("2026-03-01T00:00")),
    }
