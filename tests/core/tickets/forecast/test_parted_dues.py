"""Dues parted by the bounds of their lines, told by hand: late before 100, near up to 110 and up to 140 (microseconds).

The second line keeps other hours: late before 50, near up to 60 and up to 90.
"""

from datetime import timedelta
from typing import NamedTuple

from core.instants import EPOCH
from core.tickets.forecast.horizons import DueBounds
from core.tickets.forecast.parted_dues import parted
from core.vocabulary import Line


class Clock(NamedTuple):
    due: int
    hours: str = Line.FIRST.value
    breached: bool = False


def bounds_of(late_before: int, *until: int) -> DueBounds:
    instants = (EPOCH + timedelta(microseconds=each) for each in (late_before, *until))
    return DueBounds(next(instants), tuple(instants))


BOUNDS = {
    Line.FIRST: bounds_of(100, 110, 140),
    Line.SECOND: bounds_of(50, 60, 90),
    Line.THIRD: bounds_of(50, 60, 90),
}


def second(due: int) -> Clock:
    return Clock(due, Line.SECOND.value)


def test_each_clock_stands_in_one_list() -> None:
    clocks = [Clock(due) for due in (99, 100, 110, 111, 140, 141)]
    found = parted([*clocks, Clock(500, breached=True)], BOUNDS)
    assert [each.due for each in found.late] == [99, 500]
    assert [[each.due for each in near] for near in found.near] == [[100, 110], [111, 140]]
    assert [each.due for each in found.later] == [141]
    assert [each.due for each in found.within(0)] == [100, 110]
    assert [each.due for each in found.within(1)] == [100, 110, 111, 140]


def test_the_next_dues_of_lines_with_the_same_hours() -> None:
    clocks = [Clock(105), Clock(300), Clock(99), Clock(120, breached=True), second(61), Clock(95, Line.THIRD.value)]
    found = parted(clocks, BOUNDS).next_dues
    # the first due that is not late, then the first one past 110 and past 140; what was breached before is left out
    assert found == {(Line.FIRST,): (105, 300, 300), (Line.SECOND, Line.THIRD): (61, 61, 95)}


def test_nothing_runs() -> None:
    found = parted([], BOUNDS)
    assert found.next_dues == {(Line.FIRST,): (None, None, None), (Line.SECOND, Line.THIRD): (None, None, None)}
    assert (found.late, found.near, found.later) == ([], ([], []), [])
