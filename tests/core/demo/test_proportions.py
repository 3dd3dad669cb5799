"""A whole desk, lived through the pure rules: nothing is refused, and its proportions are those of a real one."""

from collections import Counter
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from core.demo.building import ACTORS
from core.demo.cast import CLINICS, PEOPLE, STAFF
from core.demo.plan import plan
from core.policy import Policy, load_policy
from core.tickets.clocks.clock import Clocks
from core.tickets.clocks.reading import read_clocks
from core.tickets.context import Context, Facts
from core.tickets.decide import decide
from core.tickets.directory import Organization, Person, User
from core.tickets.fold import replay
from core.tickets.log import History, Recorded
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.vocabulary import ClockName, ClockState, Line, Outcome, Priority, Role, Status, TicketType

ZONE = ZoneInfo("Asia/Krasnoyarsk")
MOMENTS = tuple(
    datetime.fromisoformat(text).replace(tzinfo=ZONE)
    for text in ("2026-11-23T15:37", "2026-11-23T08:31", "2026-11-24T13:20", "2026-11-28T21:00", "2027-01-05T11:00")
)
"""In the afternoon, just after opening, at lunch, on a Saturday night, in the New Year holidays."""
SEEDS = (1, 2)

_PLACES = {clinic.code: place for place, clinic in enumerate(CLINICS)}
FACTS = Facts(
    {
        place: Organization(place, clinic.code, clinic.title, clinic.mis, clinic.contract)
        for place, clinic in enumerate(CLINICS)
    },
    {place: Person(place, each.name, _PLACES[each.clinic], each.kind) for place, each in enumerate(PEOPLE)},
    {each.login: User(each.login, each.name, each.role, each.competences) for each in STAFF},
)

Desk = list[tuple[History, Ticket, Clocks]]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy()


@pytest.fixture(scope="module", params=[(now, seed) for now in MOMENTS for seed in SEEDS], ids=str)
def lived(policy: Policy, request: pytest.FixtureRequest) -> Desk:
    """The whole desk at one moment; an unexpected refusal fails here."""
    now, seed = request.param
    logs: dict[int, History] = {}
    for step in plan(policy, now, 400, seed):
        log = logs.get(step.story, ())
        decided = decide(log, step.command, Context(ACTORS[step.actor], step.at, policy, FACTS))
        assert not isinstance(decided, Refusal), (step, decided)
        role = ACTORS[step.actor].role
        for event in decided:
            log += (Recorded(step.story, len(log) + 1, step.at, step.actor, role, event),)
        logs[step.story] = log
    return [(log, replay(log), read_clocks(log, policy, now)) for log in logs.values()]


def kinds(log: History) -> list[str]:
    return [recorded.event.kind for recorded in log]


def breached(clocks: Clocks) -> set[ClockName]:
    return {clock.name for clock in clocks if clock.state is ClockState.BREACHED and not clock.soft}


def test_a_fifth_of_the_tickets_is_open(lived: Desk) -> None:
    assert len(lived) == 400
    assert 75 <= sum(ticket.status is not Status.CLOSED for _, ticket, _ in lived) <= 85


def test_every_tenth_ticket_breached_a_term_and_every_clock_was_breached(lived: Desk) -> None:
    late = [breached(clocks) for _, _, clocks in lived if breached(clocks)]
    assert 0.07 * 400 <= len(late) <= 0.13 * 400
    assert set().union(*late) == set(ClockName)


def test_every_stage_of_an_open_ticket_is_there(lived: Desk) -> None:
    stages = Counter(
        (ticket.status, ticket.line, "rejected" in kinds(log), "commented" in kinds(log))
        for log, ticket, _ in lived
        if ticket.status is not Status.CLOSED
    )
    assert stages[Status.NEW, Line.FIRST, False, False] >= 10, "not answered"
    assert stages[Status.NEW, Line.FIRST, False, True] >= 5, "answered, not taken"
    assert stages[Status.IN_PROGRESS, Line.FIRST, False, True] >= 10
    assert stages[Status.NEW, Line.SECOND, False, True] >= 5, "released, not taken"
    assert stages[Status.IN_PROGRESS, Line.SECOND, False, True] >= 10
    assert sum(ticket.status is Status.RESOLVED for _, ticket, _ in lived) >= 8
    assert sum(ticket.status is Status.IN_PROGRESS and "rejected" in kinds(log) for log, ticket, _ in lived) >= 3


def test_some_terms_run_out_within_the_hour_and_some_have_run_out(lived: Desk) -> None:
    left = [c.next.remaining for _, t, c in lived if t.status is not Status.CLOSED and c.next and c.next.remaining]
    assert sum(0 <= each.total_seconds() < 3600 for each in left) >= 6
    assert 5 <= sum(each.total_seconds() < 0 for each in left) <= 20


def test_every_type_priority_and_outcome_is_there(lived: Desk) -> None:
    assert {ticket.type for _, ticket, _ in lived} == set(TicketType)
    assert {ticket.priority for _, ticket, _ in lived} == set(Priority)
    assert {ticket.outcome for _, ticket, _ in lived} == {
        None, Outcome.CONFIRMED, Outcome.OUT_OF_SCOPE, Outcome.REDIRECTED, Outcome.WITHDRAWN, Outcome.REFUSED,
    }  # fmt: skip


def test_everything_that_can_happen_to_a_ticket_happens(lived: Desk) -> None:
    assert {kind for log, _, _ in lived for kind in kinds(log)} == {
        "registered", "commented", "noted", "taken", "type_changed", "priority_changed", "released", "resolved",
        "confirmed", "rejected", "closed", "approval_requested", "approval_granted",
    }  # fmt: skip


def test_nobody_waits_for_confirmation_longer_than_five_working_days(policy: Policy, lived: Desk) -> None:
    for log, ticket, _ in lived:
        for before, after in pairwise(log):
            if before.event.kind == "resolved" and after.event.kind in ("confirmed", "rejected"):
                assert after.at <= policy.worktime().end_of_working_day(before.at, 5), ticket.number


def test_the_player_has_work_of_their_own(lived: Desk) -> None:
    mine = [t for _, t, _ in lived if t.assignee == "orlova" and t.status is Status.IN_PROGRESS]
    assert ACTORS["orlova"].role is Role.FIRST_LINE
    assert len(mine) >= 2
