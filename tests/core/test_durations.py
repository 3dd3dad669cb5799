"""How working time reads: one wording, every length with its units, what is left rounded down, what is over up."""

from datetime import timedelta

import pytest

from core.durations import brief, exact, full, norm, size, spent


def span(hours: float = 0, minutes: float = 0, seconds: float = 0) -> timedelta:
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


SIGNED = [
    # (working time left, in a cell, in a sentence); a working day has 8 hours
    (span(22, 40), "22 ч 40 мин", "осталось 22 ч 40 мин"),
    (span(22, 40, 59.9), "22 ч 40 мин", "осталось 22 ч 40 мин"),
    (span(23, 59, 59), "23 ч 59 мин", "осталось 23 ч 59 мин"),
    (span(24), "3 дн.", "осталось 3 дн."),
    (span(25, 59), "3 дн. 1 ч", "осталось 3 дн. 1 ч"),
    (span(112), "14 дн.", "осталось 14 дн."),
    (span(107), "13 дн. 3 ч", "осталось 13 дн. 3 ч"),
    (span(8), "8 ч", "осталось 8 ч"),
    (span(0, 15), "15 мин", "осталось 15 мин"),
    (span(0, 5), "5 мин", "осталось 5 мин"),
    (span(0, 4, 59.999), "4 мин 59 с", "осталось 4 мин 59 с"),
    (span(0, 1, 14), "1 мин 14 с", "осталось 1 мин 14 с"),
    (span(0, 4), "4 мин", "осталось 4 мин"),
    (span(0, 0, 0.5), "0 с", "осталось 0 с"),
    (span(), "0 с", "осталось 0 с"),  # the norm is used up, but not exceeded
    (span(0, 0, -0.000001), "−1 мин", "просрочено на 1 мин"),
    (span(0, -12), "−12 мин", "просрочено на 12 мин"),
    (span(0, -12, -1), "−13 мин", "просрочено на 13 мин"),
    (span(-3, -50), "−3 ч 50 мин", "просрочено на 3 ч 50 мин"),
    (span(0, -59, -1), "−1 ч", "просрочено на 1 ч"),
    (span(-22, -40), "−22 ч 40 мин", "просрочено на 22 ч 40 мин"),
    (span(-23, -59, -1), "−3 дн.", "просрочено на 3 дн."),
    (span(-24, 0, -1), "−3 дн. 1 ч", "просрочено на 3 дн. 1 ч"),
    (span(-31, -30), "−4 дн.", "просрочено на 4 дн."),
]


@pytest.mark.parametrize(("left", "cell", "sentence"), SIGNED)
def test_the_sign_decides_between_what_is_left_and_what_is_over(left: timedelta, cell: str, sentence: str) -> None:
    assert (brief(left), full(left)) == (cell, sentence)
    assert size(left) in cell
    assert size(left) in sentence


def test_a_recorded_breach_that_nothing_has_settled_is_told_although_there_is_time_left() -> None:
    assert brief(span(2), breached=True) == "нарушен"
    assert full(span(2), breached=True) == "нарушен, осталось 2 ч"
    assert full(span(-2), breached=True) == "просрочено на 2 ч"


def test_a_consultation_past_its_term_is_never_called_overdue() -> None:
    assert brief(span(0, -12), soft=True) == "не сразу"
    assert full(span(0, -12), soft=True) == "не сразу, дольше на 12 мин"
    assert full(span(0, 12), soft=True) == "осталось 12 мин"


@pytest.mark.parametrize(
    ("day", "left", "said"),
    [
        (span(7), span(21), "3 дн."),
        (span(7), span(20, 59), "20 ч 59 мин"),
        (span(7, 30), span(-29, -40), "−4 дн."),  # of 7 ч 30 мин: never a day and more than a day's hours
    ],
)
def test_days_are_those_of_the_hours_that_the_term_is_counted_by(day: timedelta, left: timedelta, said: str) -> None:
    assert brief(left, day) == said


@pytest.mark.parametrize(
    ("seconds", "done", "running"),
    [
        (0, "0 с", "0 мин"),
        (59.1, "1 мин", "1 мин"),
        (74, "1 мин 14 с", "2 мин"),
        (480, "8 мин", "8 мин"),
        (4805, "1 ч 20 мин 5 с", "1 ч 21 мин"),
        (36000, "10 ч", "10 ч"),
        (1199.999999, "20 мин", "20 мин"),
        (1200.000001, "20 мин 1 с", "21 мин"),
        (14 * 28800 + 60, "14 дн. 1 мин", "14 дн. 1 ч"),
    ],
)
def test_used_time_is_rounded_up_and_exact_once_it_is_over(seconds: float, done: str, running: str) -> None:
    assert (exact(timedelta(seconds=seconds)), spent(timedelta(seconds=seconds))) == (done, running)


def test_a_norm_is_told_as_its_table_says_it() -> None:
    assert [norm(span(*each)) for each in ((0, 20), (4,), (8,), (16,), (112,), (1, 30))] == [
        "20 мин", "4 ч", "1 день", "2 дня", "14 дней", "1 ч 30 мин"
    ]  # fmt: skip
