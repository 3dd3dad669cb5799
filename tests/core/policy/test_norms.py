"""Прил. 2, табл. 1, row by row and by hand, and how its terms become time."""

from datetime import timedelta

import pytest

from core.policy import Norm, Policy, Span
from core.vocabulary import ClockName, NormKind, Priority, TicketType

DAY = timedelta(hours=8)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
AGREED, AT_ONCE, NO = NormKind.AGREED, NormKind.IMMEDIATE, NormKind.NONE

TABLE = [
    ("error", "very_high", 5 * MINUTE, 10 * MINUTE, 4 * HOUR),
    ("error", "high", 20 * MINUTE, 10 * MINUTE, 4 * HOUR),
    ("error", "medium", 2 * HOUR, 1 * HOUR, 112 * HOUR),
    ("error", "low", 16 * HOUR, 8 * HOUR, AGREED),
    ("setup", "very_high", 5 * MINUTE, 10 * MINUTE, 4 * HOUR),
    ("setup", "high", 20 * MINUTE, 10 * MINUTE, 4 * HOUR),
    ("setup", "medium", 2 * HOUR, 1 * HOUR, 112 * HOUR),
    ("setup", "low", 16 * HOUR, 8 * HOUR, AGREED),
    ("consultation", "high", 5 * MINUTE, NO, AT_ONCE),
    ("consultation", "medium", 20 * MINUTE, NO, AT_ONCE),
    ("consultation", "low", 2 * HOUR, NO, AT_ONCE),
    ("other", "none", AGREED, AGREED, AGREED),
]


def told(norm: Norm) -> timedelta | NormKind:
    assert norm.clause == "Прил. 2, табл. 1"
    return norm.duration(DAY) if norm.kind is NormKind.TIMED else norm.kind


@pytest.mark.parametrize("line", TABLE, ids=lambda line: f"{line[0]}-{line[1]}")
def test_each_row_of_the_table(policy: Policy, line: tuple[str, str, object, object, object]) -> None:
    type, priority, *norms = line
    row = policy.norms.of(TicketType(type), Priority(priority))
    assert row is not None
    assert [told(row.cell(clock)) for clock in ClockName] == norms


def test_the_table_has_no_other_pair(policy: Policy) -> None:
    in_table = {(TicketType(row[0]), Priority(row[1])) for row in TABLE}
    for type in TicketType:
        for priority in Priority:
            assert (policy.norms.of(type, priority) is not None) == ((type, priority) in in_table)


def test_consultation_has_no_very_high_and_other_has_no_priority(policy: Policy) -> None:
    allowed = policy.norms.allowed_priorities
    assert allowed(TicketType.CONSULTATION) == (Priority.HIGH, Priority.MEDIUM, Priority.LOW)
    assert allowed(TicketType.ERROR) == (Priority.VERY_HIGH, Priority.HIGH, Priority.MEDIUM, Priority.LOW)
    assert allowed(TicketType.OTHER) == (Priority.NONE,)


def test_norms_read_as_people_say_them(policy: Policy) -> None:
    def texts(type: TicketType, priority: Priority) -> list[str]:
        row = policy.norms.of(type, priority)
        assert row is not None
        return [row.cell(clock).text for clock in ClockName]

    assert texts(TicketType.ERROR, Priority.MEDIUM) == ["2 ч", "1 ч", "14 дней"]
    assert texts(TicketType.SETUP, Priority.LOW) == ["2 дня", "1 день", "по согласованию"]
    assert texts(TicketType.CONSULTATION, Priority.HIGH) == ["5 мин", "не установлен", "сразу же"]


def test_a_norm_by_agreement_has_no_duration(policy: Policy) -> None:
    row = policy.norms.of(TicketType.ERROR, Priority.LOW)
    assert row is not None
    with pytest.raises(ValueError, match="agreed"):
        row.resolution.duration(DAY)


def test_the_impact_questions_go_from_the_most_urgent_down(policy: Policy) -> None:
    assert [each.priority for each in policy.impact] == [*Priority][:4]
    assert all(each.question.endswith("?") for each in policy.impact)


@pytest.mark.parametrize(
    ("text", "span", "said", "duration"),
    [
        ("30s", Span(seconds=30), "30 с", timedelta(seconds=30)),
        ("90m", Span(seconds=5400), "1 ч 30 мин", 90 * MINUTE),
        ("4h", Span(seconds=14400), "4 ч", 4 * HOUR),
        ("1d", Span(days=1), "1 день", 8 * HOUR),
        ("22d", Span(days=22), "22 дня", 176 * HOUR),
    ],
)
def test_spans(text: str, span: Span, said: str, duration: timedelta) -> None:
    assert Span.parse(text) == span
    assert (str(span), span.duration(DAY)) == (said, duration)


@pytest.mark.parametrize("text", ["", "m", "0m", "05m", "-5m", "5", "5 m", "1.5h", "5w", "٣m", "9999999s"])
def test_what_is_no_span(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Span.parse(text)
