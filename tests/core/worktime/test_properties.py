"""What holds of working time whatever the instants: identity, order, sums, and a naive count of minutes."""

from datetime import UTC, datetime, time, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from core.instants import to_us
from tests.core.worktime.desk import KRASNOYARSK, MICROSECOND, calendars, desk

WORK = desk()
ZERO = timedelta()
MINUTE = timedelta(minutes=1)

zones = st.builds(timezone, st.integers(-12 * 60, 14 * 60).map(lambda n: timedelta(minutes=n)))
loaded = st.datetimes(datetime(2019, 1, 10), datetime(2027, 6, 1), timezones=st.just(UTC))
boundaries = st.builds(
    lambda at, clock, nudge: datetime.combine(at.date(), clock, KRASNOYARSK) + nudge * MICROSECOND,
    loaded,
    st.sampled_from([time(8, 30), time(13), time(14), time(17, 30)]),
    st.integers(-1, 1),
)
instants = st.builds(lambda at, zone: at.astimezone(zone), loaded | boundaries, zones)
decades = st.datetimes(datetime(1995, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
amounts = st.timedeltas(MICROSECOND, timedelta(days=30))


@given(instants | decades, amounts)
def test_what_was_added_lies_between(start: datetime, amount: timedelta) -> None:
    assert WORK.between(start, WORK.add(start, amount)) == amount


@given(instants | decades, instants | decades)
def test_microseconds_of_the_epoch_count_as_instants_do(start: datetime, end: datetime) -> None:
    assert WORK.elapsed(to_us(start), to_us(end)) * MICROSECOND == WORK.between(start, end)


@given(instants, amounts)
def test_a_microsecond_earlier_the_norm_is_not_used_up(start: datetime, amount: timedelta) -> None:
    assert WORK.between(start, WORK.add(start, amount) - MICROSECOND) == amount - MICROSECOND


@given(instants, amounts, amounts)
def test_adding_in_two_steps_is_adding_at_once(start: datetime, first: timedelta, second: timedelta) -> None:
    assert WORK.add(WORK.add(start, first), second) == WORK.add(start, first + second)


@given(instants, amounts, amounts)
def test_a_longer_norm_ends_later(start: datetime, amount: timedelta, more: timedelta) -> None:
    assert WORK.add(start, amount) < WORK.add(start, amount + more)


@given(instants, instants, amounts)
def test_a_later_start_never_ends_earlier(one: datetime, other: datetime, amount: timedelta) -> None:
    earlier, later = sorted((one, other))
    assert WORK.add(earlier, amount) <= WORK.add(later, amount)


@given(st.lists(instants | decades, min_size=3, max_size=3))
def test_parts_add_up_to_the_whole(three: list[datetime]) -> None:
    first, middle, last = sorted(three)
    assert WORK.between(first, middle) + WORK.between(middle, last) == WORK.between(first, last)
    assert ZERO <= WORK.between(first, last) <= last - first


@given(instants, instants, zones)
def test_the_offset_of_an_instant_does_not_matter(start: datetime, end: datetime, zone: timezone) -> None:
    assert WORK.between(start, end) == WORK.between(start.astimezone(zone), end.astimezone(KRASNOYARSK))


@given(instants, st.timedeltas(ZERO, timedelta(days=20)))
def test_the_counted_pieces_are_in_order_and_add_up(start: datetime, span: timedelta) -> None:
    end = start + span
    pieces = WORK.counted(start, end)
    assert sum((piece.amount for piece in pieces), ZERO) == WORK.between(start, end)
    edges = [start, *(edge for piece in pieces for edge in (piece.start, piece.end)), end]
    assert edges == sorted(edges)
    assert all(piece.end - piece.start == piece.amount > ZERO for piece in pieces)


@given(instants, instants)
def test_a_due_is_overdue_exactly_when_working_time_has_passed_since(due: datetime, at: datetime) -> None:
    assert (due < WORK.last_counted(at)) == (WORK.between(due, at) > ZERO)


@given(instants)
def test_the_state_changes_at_until_and_not_before(at: datetime) -> None:
    state = WORK.state(at)
    assert state.open == WORK.is_open(at) == WORK.is_open(state.until - MICROSECOND)
    assert state.open != WORK.is_open(state.until)
    assert at < state.until
    assert (state.reason is None) == state.open


def naive_is_open(at: datetime) -> bool:
    """The regulation, read aloud: no table, no sum."""
    local = at.astimezone(KRASNOYARSK)
    if not calendars()[local.year].is_working_day(local.date()):
        return False
    return time(8, 30) <= local.time() < time(13) or time(14) <= local.time() < time(17, 30)


@given(instants, st.integers(0, 3 * 24 * 60))
def test_a_naive_count_of_minutes_agrees(start: datetime, span: int) -> None:
    first = start.astimezone(UTC).replace(second=0, microsecond=0)
    counted = sum(naive_is_open(first + n * MINUTE) for n in range(span))
    assert WORK.between(first, first + span * MINUTE) == counted * MINUTE


@given(instants)
def test_a_naive_look_at_the_clock_agrees(at: datetime) -> None:
    assert WORK.is_open(at) == naive_is_open(at)
