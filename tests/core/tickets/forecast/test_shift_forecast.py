"""Will the shift fit? Plans computed by hand; all lengths are minutes of working time from now."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tickets.forecast.effort import Typical
from core.tickets.forecast.shift_forecast import Load, ShiftForecast, fit, sentence


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


def load(number: int, left: float | None, usual: float | None = 30, low: float | None = None) -> Load:
    """``low`` is half the usual effort unless said otherwise."""
    if usual is None:
        return Load(number, None if left is None else minutes(left), None)
    quickest = usual / 2 if low is None else low
    typical = Typical(9, minutes(quickest), minutes(usual), minutes(usual * 2))
    return Load(number, None if left is None else minutes(left), typical)


def ready(found: ShiftForecast) -> dict[int, float]:
    return {each.number: each.ready / minutes(1) for each in found.plan}


def test_the_earliest_due_is_done_first_and_each_waits_for_those_before_it() -> None:
    found = fit([load(1, 90), load(2, 30), load(3, 60)], minutes(120))
    assert ready(found) == {2: 30, 3: 60, 1: 90}  # each ready at the very minute of its due: kept
    assert [each.number for each in found.plan] == [2, 3, 1]
    assert found.burning == ()
    assert found.work == minutes(90)


def test_what_is_ready_after_its_due_burns_and_what_no_quick_hand_saves_is_lost() -> None:
    # 1: ready 40 > 30, but its quickest 20 would do; 2: ready 80 > 45, quickest 50 > 45: lost
    found = fit([load(1, 30, 40, 20), load(2, 45, 40, 50)], minutes(120))
    assert ready(found) == {1: 40, 2: 80}
    assert (found.burning, found.lost) == ((1, 2), (2,))


def test_only_dues_inside_the_time_that_is_left_are_told() -> None:
    found = fit([load(1, 30, 60), load(2, 70, 60)], minutes(60))
    assert found.burning == (1,)  # 2 would be ready at 120 > 70, but its due is after the end of the shift
    assert fit([load(1, 30, 60), load(2, 70, 60)], minutes(70)).burning == (1, 2)


def test_what_is_late_or_has_no_due_waits_behind_what_can_still_be_kept() -> None:
    found = fit([load(1, -5), load(2, None), load(3, 40), load(4, -60)], minutes(240))
    assert [each.number for each in found.plan] == [3, 2, 4, 1]
    assert found.already == (4, 1)
    assert found.burning == ()


def test_a_line_of_two_takes_two_at_once() -> None:
    loads = [load(number, 60) for number in (1, 2, 3, 4, 5)]
    assert ready(fit(loads, minutes(120), hands=2)) == {1: 30, 2: 30, 3: 60, 4: 60, 5: 90}
    assert fit(loads, minutes(120), hands=2).burning == (5,)
    assert fit(loads, minutes(120), hands=1).burning == (3, 4, 5)


def test_without_anybody_nothing_is_planned_and_without_history_nothing_is_guessed() -> None:
    assert fit([load(1, 60)], minutes(120), hands=0).plan == ()
    found = fit([load(1, 10, None), load(2, 60)], minutes(120))
    assert found.unknown == (1,)
    assert ready(found) == {2: 30}


@pytest.mark.parametrize(
    ("loads", "said"),
    [
        ([load(1, 60)], "до обеда успеваем всё"),
        ([load(1, 20)], "до обеда сгорит 1, если не ускориться или не передать"),
        ([load(1, 10, 30, 15)], "до обеда сгорит 1, в срок уже не решить: согласуйте срок сейчас (п. 6.8)"),
        (
            [load(1, 10, 30, 15), load(2, 40)],
            "до обеда сгорят 2, 1 в срок уже не решить: согласуйте срок сейчас (п. 6.8)",
        ),
        (
            [load(1, 10, 30, 15), load(2, 12, 30, 15)],
            "до обеда сгорят 2, в срок уже не решить ни одного: согласуйте срок сейчас (п. 6.8)",
        ),
        ([load(1, 10, None)], "до обеда не посчитать; по 1 обращению нет статистики"),
        ([load(1, 60), load(2, 70, None)], "до обеда успеваем всё; по 1 обращению нет статистики"),
        ([], "до обеда успеваем всё"),
    ],
)
def test_the_sentence_that_follows(loads: list[Load], said: str) -> None:
    assert sentence(fit(loads, minutes(120)), "до обеда") == said


def test_a_plan_looked_at_until_lunch_is_the_plan_made_until_lunch() -> None:
    loads = [load(1, 30, 60), load(2, 70, 60), load(3, -5), load(4, None), load(5, 10, None)]
    whole = fit(loads, minutes(120), hands=1)
    assert whole.burning == (1, 2)
    assert whole.by(minutes(60)).burning == (1,)
    assert whole.by(minutes(60)) == fit(loads, minutes(60), hands=1)


LOADS = st.lists(
    st.builds(
        load,
        st.integers(1, 99),
        st.none() | st.integers(-30, 90),
        st.none() | st.integers(1, 60),
        st.integers(1, 60),
    ),
    max_size=12,
    unique_by=lambda each: each.number,
)


@given(LOADS, st.integers(0, 4))
def test_whoever_is_free_first_takes_the_next_in_turn(loads: list[Load], hands: int) -> None:
    """Said once more without a heap: of the hands the freest takes what is due first, then undated, then late."""
    turns = sorted(loads, key=lambda each: (_turn(each), each.left or minutes(0), each.number))
    free = [minutes(0)] * hands
    expected = []
    for each in turns if hands else ():
        if each.usual is not None:
            free.sort()
            free[0] += each.usual.median
            late = _turn(each) == 0 and each.left is not None and free[0] > each.left
            lost = _turn(each) == 0 and each.left is not None and each.usual.low > each.left
            expected.append((each.number, each.left, free[0], late, lost))
    found = fit(loads, minutes(60), hands)
    assert [tuple(each) for each in found.plan] == expected
    assert found.unknown == tuple(each.number for each in turns if each.usual is None)
    assert found.already == tuple(each.number for each in turns if _turn(each) == 2)
    assert found.work == sum((each.usual.median for each in loads if each.usual), minutes(0))


def _turn(each: Load) -> int:
    return 1 if each.left is None else 2 if each.left < minutes(0) else 0
