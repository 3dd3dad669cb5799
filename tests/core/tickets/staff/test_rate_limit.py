"""The pace of a session: a burst after a rest, then evenly, whatever the clock does meanwhile."""

from datetime import datetime, timedelta

import pytest

from core.policy import CommandRate
from core.tickets.refusal import Refusal, RefusalKind
from core.tickets.staff.rate_limit import admit
from tests.support.desk import moment

RATE = CommandRate(per_second=20, burst=200)
NOON = moment("2026-11-23T12:00")


def given(count: int, at: datetime, full_at: datetime | None = None, rate: CommandRate = RATE) -> datetime:
    """So many commands at one instant, none of them refused."""
    for _ in range(count):
        answer = admit(full_at, at, rate)
        assert not isinstance(answer, Refusal)
        full_at = answer
    assert full_at is not None
    return full_at


def test_a_burst_is_let_through_and_the_next_one_is_refused_in_words() -> None:
    full_at = given(200, NOON)
    assert full_at == NOON + timedelta(seconds=10)  # 200 at 20 a second
    refused = admit(full_at, NOON, RATE)
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.kind) == ("session.too_fast", RefusalKind.RULE)
    assert refused.message == "Слишком много команд подряд: не больше 20 в секунду. Подождите и повторите"


@pytest.mark.parametrize(("later", "more"), [(0.049, 0), (0.05, 1), (1, 20), (9.95, 199), (10, 200), (3600, 200)])
def test_what_a_rest_gives_back(later: float, more: int) -> None:
    at = NOON + timedelta(seconds=later)
    full_at = given(more, at, given(200, NOON))
    assert isinstance(admit(full_at, at, RATE), Refusal)


def test_an_even_pace_is_never_refused() -> None:
    full_at = given(200, NOON)
    for n in range(1, 2_000):
        full_at = given(1, NOON + n * timedelta(milliseconds=50), full_at)


def test_a_refused_command_costs_nothing() -> None:
    full_at = given(200, NOON)
    for _ in range(1_000):
        assert isinstance(admit(full_at, NOON, RATE), Refusal)
    given(20, NOON + timedelta(seconds=1), full_at)


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1)])
def test_a_clock_that_was_set_back_locks_nobody_out(back: timedelta) -> None:
    given(200, NOON - back, given(200, NOON))


def test_two_zones_of_one_instant_are_one_instant() -> None:
    from datetime import UTC

    full_at = given(200, NOON.astimezone(UTC))
    assert isinstance(admit(full_at, NOON, RATE), Refusal)
