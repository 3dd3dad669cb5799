"""The past under another reading of when a solution begins (п. 11.1): breaches by clock, whose due or verdict moves.

Dinner is from 13:00 to 14:00, so that four hours from 09:00 end at 13:00, from 12:00 at 17:00 and from 12:05 at 17:05.
"""

from datetime import datetime

from core.policy import SolutionStart
from core.tickets.forecast.what_if import ChangedClock, judge
from core.vocabulary import ClockName, Priority, TicketType
from tests.core.tickets.story import ENGINEER, answered, at, released, resolved, shipped, story, taken, under

NOW = at("2026-11-23 16:00")
LATE = story(
    "2026-11-23 09:00", answered("09:05"), released("12:00"), taken("12:05", by=ENGINEER),
    answered("12:06", by=ENGINEER), resolved("15:00", by=ENGINEER), priority=Priority.HIGH,
)  # fmt: skip
SOFT = story("2026-11-23 09:00", type=TicketType.CONSULTATION, priority=Priority.LOW)
"""Nobody has answered, which is a breach; that it is not solved by 11:00 is none: it may be answered «не сразу»."""
UNHANDED = story("2026-11-23 10:00", answered("10:01"))
PAST = {7: LATE, 3: SOFT, 9: UNHANDED}


def resolution(number: int, before: bool, after: bool, due: str, other: str | None) -> ChangedClock:
    moved: datetime | None = at(f"2026-11-23 {other}") if other else None
    return ChangedClock(number, ClockName.RESOLUTION, before, after, at(f"2026-11-23 {due}"), moved)


def test_under_the_same_reading_nothing_changes() -> None:
    judged = judge(PAST, shipped(), shipped(), NOW)
    breaches = {ClockName.FIRST_REACTION: 1, ClockName.EXECUTOR_REACTION: 0, ClockName.RESOLUTION: 2}
    assert (judged.tickets, judged.before, judged.after) == (3, breaches, breaches)
    assert (judged.changes, judged.moved) == ((), ())


def test_a_solution_that_begins_with_the_assignment() -> None:
    judged = judge(PAST, shipped(), under(solution_start=SolutionStart.ASSIGNED), NOW)
    assert judged.before == {ClockName.FIRST_REACTION: 1, ClockName.EXECUTOR_REACTION: 0, ClockName.RESOLUTION: 2}
    assert judged.after == {ClockName.FIRST_REACTION: 1, ClockName.EXECUTOR_REACTION: 0, ClockName.RESOLUTION: 0}
    assert judged.changes == (
        resolution(3, False, False, "11:00", None),
        resolution(7, True, False, "13:00", "17:00"),
        resolution(9, True, False, "15:00", None),
    )
    assert judged.moved == (3, 7, 9)
    assert [each.verdict for each in judged.changes] == [False, True, True]


def test_the_other_way_round_the_verdicts_turn() -> None:
    judged = judge({7: LATE}, under(solution_start=SolutionStart.ACCEPTED), shipped(), NOW)
    assert (judged.tickets, judged.before[ClockName.RESOLUTION], judged.after[ClockName.RESOLUTION]) == (1, 0, 1)
    assert judged.changes == (
        ChangedClock(7, ClockName.RESOLUTION, False, True, at("2026-11-23 17:05"), at("2026-11-23 13:00")),
    )
    assert judged.changes[0].verdict


def test_a_ticket_is_named_once_however_many_of_its_clocks_move() -> None:
    judged = judge({}, shipped(), shipped(), NOW)
    assert (judged.tickets, judged.moved, set(judged.before.values())) == (0, (), {0})
