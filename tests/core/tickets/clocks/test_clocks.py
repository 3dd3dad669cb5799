"""All clocks at once: the next one, the lifetime (п. 4.10), logs that are none."""

from datetime import UTC

import pytest

from core.vocabulary import ClockName, Priority, TicketType
from tests.core.tickets.story import (
    answered,
    at,
    closed,
    confirmed,
    hours,
    minutes,
    read,
    released,
    resolved,
    story,
    taken,
)


def test_the_next_clock_is_the_one_whose_due_comes_first() -> None:
    new = story("2026-11-24 09:00")
    handed = story("2026-11-24 09:00", answered("09:03"), released("09:04"))
    taken_up = story("2026-11-24 09:00", taken("09:02"), answered("09:03"))
    assert [_next(each) for each in (new, handed, taken_up)] == [
        ClockName.FIRST_REACTION,
        ClockName.EXECUTOR_REACTION,
        ClockName.RESOLUTION,
    ]


def _next(history: tuple) -> ClockName | None:  # type: ignore[type-arg]
    following = read(history).next
    return following and following.name


def test_a_breached_clock_that_still_runs_stays_the_next_one() -> None:
    assert _next(story("2026-11-24 09:00")) is ClockName.FIRST_REACTION
    later = read(story("2026-11-24 09:00"), "2026-11-24 12:00").next
    assert later is not None
    assert (later.name, later.remaining) == (ClockName.FIRST_REACTION, minutes(-175))


def test_of_two_equal_dues_the_hard_one_comes_first() -> None:
    history = story("2026-11-24 09:00", type=TicketType.CONSULTATION, priority=Priority.HIGH)
    assert _next(history) is ClockName.FIRST_REACTION


def test_nothing_runs_once_resolved_and_nothing_is_due_by_agreement() -> None:
    assert _next(story("2026-11-24 09:00", taken("09:01"), resolved("09:02"))) is None
    assert _next(story("2026-11-24 09:00", type=TicketType.OTHER, priority=Priority.NONE)) is None


def test_the_lifetime_is_the_working_time_from_creation_to_closing() -> None:
    history = story(
        "2026-11-27 16:00", taken("16:40"), resolved("17:00"), confirmed("2026-11-30 09:30"), registered="16:30"
    )
    assert read(history, "2026-12-30 09:00").lifetime == hours(2)  # 16:30–17:30 and 08:30–09:30 over the weekend


def test_an_open_ticket_lives_until_now_and_resolving_does_not_end_its_life() -> None:
    history = story("2026-11-24 09:00", taken("09:01"), resolved("09:30"))
    assert read(history, "2026-11-24 13:30").lifetime == hours(4)
    assert read(story("2026-11-24 09:00", closed("10:00")), "2026-11-25 10:00").lifetime == hours(1)


def test_clocks_are_never_read_before_the_last_event() -> None:
    history = story("2026-11-24 09:00", answered("09:30"))
    assert read(history, "2026-11-24 09:10") == read(history, "2026-11-24 09:30")


def test_the_same_instant_in_another_offset_reads_the_same() -> None:
    history = story("2026-11-24 09:00", answered("09:30"))
    assert read(history, at("2026-11-24 12:00").astimezone(UTC)) == read(history, "2026-11-24 12:00")


def test_a_pair_without_a_norm_is_no_log() -> None:
    with pytest.raises(ValueError, match="нет строки «Консультация»"):
        read(story("2026-11-24 09:00", type=TicketType.CONSULTATION, priority=Priority.VERY_HIGH))
