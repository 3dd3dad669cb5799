"""The plan of the invented desk: the same every time, in order of time, within the desk's hours."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.demo.axis import Axis
from core.demo.plan import TARGETS, Step, opening, plan
from core.policy import Policy, load_policy
from core.tickets.registration.commands import Register
from core.vocabulary import Channel

ZONE = ZoneInfo("Asia/Krasnoyarsk")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


MONDAY = local("2026-11-23T15:37:00")
MOMENTS = (
    MONDAY,
    local("2026-11-23T08:30:00"),
    local("2026-11-23T13:20:00"),
    local("2026-11-24T03:10:00"),
    local("2026-11-28T12:00:00"),
    local("2027-01-05T11:00:00"),
)
"""In the afternoon, at the very opening, at lunch, at night, on a Saturday, in the New Year holidays."""


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy()


def test_the_axis_holds_the_last_working_days_without_their_breaks(policy: Policy) -> None:
    axis = Axis(policy.worktime(), MONDAY, 1)
    # Mon 23.11 15:37 is 270 + 97 = 367 min into the day; whole pieces that fit into 480: those 367 min alone,
    # for the afternoon of Friday would make them 577.
    assert axis.length == 367 * 60
    assert axis.start == local("2026-11-23T08:30:00")
    assert axis.at(axis.length) == MONDAY
    assert axis.at(270 * 60) == local("2026-11-23T13:00:00")
    assert axis.at(270 * 60 + 1) == local("2026-11-23T14:00:01")


def test_the_axis_knows_its_breaks(policy: Policy) -> None:
    axis = Axis(policy.worktime(), MONDAY, 1)
    assert axis.break_after(60) == (270 * 60, local("2026-11-23T13:00:00"), local("2026-11-23T14:00:00"))
    assert axis.break_after(axis.length) is None
    assert axis.same_piece(60, 270 * 60)
    assert not axis.same_piece(270 * 60, 270 * 60 + 1)


def test_the_same_instant_and_seed_give_the_same_plan(policy: Policy) -> None:
    assert plan(policy, MONDAY, 120, 5) == plan(policy, MONDAY, 120, 5)
    assert plan(policy, MONDAY, 120, 5) != plan(policy, MONDAY, 120, 6)


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_steps_are_in_order_and_none_is_later_than_now(policy: Policy, now: datetime) -> None:
    steps = plan(policy, now, 120, 1)
    instants = [step.at for step in steps]
    assert instants == sorted(instants)
    assert opening(policy, now) < instants[0]
    assert instants[-1] <= now
    assert len({step.story for step in steps}) == 120
    assert len({step.key for step in steps}) == len(steps)


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_staff_acts_in_working_hours_and_calls_come_then(policy: Policy, now: datetime) -> None:
    worktime = policy.worktime()
    for step in plan(policy, now, 120, 1):
        assert worktime.last_counted(step.at) == step.at, step
        if isinstance(step.command, Register) and step.command.channel is Channel.PHONE:
            assert step.command.received_at is not None
            assert timedelta(0) < step.at - step.command.received_at < timedelta(minutes=10)


def test_some_requests_come_at_lunch_and_in_the_evening(policy: Policy) -> None:
    received = [step.command.received_at for step in plan(policy, MONDAY, 400, 1) if isinstance(step.command, Register)]
    outside = [at for at in received if at is not None and not policy.worktime().is_open(at)]
    assert 10 <= len(outside) <= 60


def test_more_requests_come_in_the_morning(policy: Policy) -> None:
    hours = [at.hour for at in received_at(plan(policy, MONDAY, 400, 1)) if at.date() < MONDAY.date()]
    assert sum(hour < 13 for hour in hours) > 1.4 * sum(hour >= 14 for hour in hours)


def received_at(steps: tuple[Step, ...]) -> list[datetime]:
    return [s.command.received_at for s in steps if isinstance(s.command, Register) and s.command.received_at]


def test_a_small_desk_has_every_target_once(policy: Policy) -> None:
    assert len(TARGETS) == 16
    assert len({step.story for step in plan(policy, MONDAY, 16, 1)}) == 16
