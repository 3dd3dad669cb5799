"""The demonstration is rich: what a newcomer looks for is there, and at no hour, size or seed is any of it refused."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from core.demo import LOGIN, build
from core.demo.building import ACTORS
from core.demo.episodes import with_episodes
from core.demo.plan import plan
from core.desk import Desk, open_desk
from core.desk.batch.known_texts import RememberingGate
from core.desk.privacy.personal_data_gate import texts_of
from core.desk.views import QueueQuery, TicketView, View
from core.policy import Policy, load_policy
from core.tickets.context import Context
from core.tickets.decide import decide
from core.tickets.desk_records.calls import LogCall
from core.tickets.log import History, Recorded
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.vocabulary import Outcome, Waiting
from tests.core.demo.test_proportions import FACTS, MOMENTS

NOW = MOMENTS[0]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """As ``make run`` makes it."""
    database = tmp_path_factory.mktemp("rich") / "desk.db"
    build(database, now=NOW, tickets=400, seed=1)
    with open_desk(database, clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture(scope="module")
def tickets(desk: Desk) -> list[Ticket]:
    actor = ACTORS[LOGIN]
    views = (desk.tickets.view(number, actor) for number in desk.queue.numbers(QueueQuery(View.ALL)))
    return [each.ticket for each in views if isinstance(each, TicketView)]


def test_agreed_terms_were_kept_and_broken_and_some_are_to_come(tickets: list[Ticket]) -> None:
    agreed = [each for each in tickets if each.promises]
    ends = [(each.promises[-1].due, each.resolved_at) for each in agreed]
    assert sum(solved is not None and solved <= due for due, solved in ends) >= 4
    assert sum(solved is not None and solved > due for due, solved in ends) >= 2
    assert sum(solved is None and due < NOW for due, solved in ends) >= 1, "broken, and still open"
    assert sum(solved is None and due > NOW for due, solved in ends) >= 2, "to come"


def test_calls_back_were_made_in_time_and_one_was_forgotten(tickets: list[Ticket]) -> None:
    callbacks = [call for each in tickets for call in each.callbacks]
    assert sum(call.done_at is not None and call.done_at <= call.until for call in callbacks) >= 2
    assert any(call.done_at is None and call.until < NOW for call in callbacks)
    assert any(call.done_at is None and call.until > NOW for call in callbacks)


def test_somebody_is_waited_for_in_every_way(desk: Desk) -> None:
    assert [bucket for bucket in Waiting if not desk.oversight.wall().waiting[bucket]] == []


def test_disputes_are_open_decided_and_put_before_the_management(tickets: list[Ticket]) -> None:
    disputes = [each for ticket in tickets for each in ticket.disputes]
    assert any(each.open for each in disputes)
    assert sum(each.decided_at is not None for each in disputes) >= 2
    assert any(each.escalated_at is not None for each in disputes)


def test_heads_of_it_have_done_tasks_and_one_lets_his_wait(tickets: list[Ticket]) -> None:
    tasks = [each for ticket in tickets for each in ticket.tasks if each.person is not None]
    assert sum(each.done_at is not None for each in tasks) >= 3
    assert any(each.done_at is None and each.due is not None and each.due < NOW for each in tasks)


def test_an_approval_is_asked_for_and_others_were_given(tickets: list[Ticket]) -> None:
    approvals = [each for ticket in tickets for each in ticket.approvals]
    assert {None, True} <= {each.granted for each in approvals}


def test_solutions_are_documented_and_hundreds_were_confirmed(desk: Desk, tickets: list[Ticket]) -> None:
    assert len(desk.registers.solutions()) >= 20
    assert sum(each.outcome is Outcome.CONFIRMED for each in tickets) >= 100


def test_a_pair_of_duplicates_is_joined_and_another_waits_for_whoever_sees_it(tickets: list[Ticket]) -> None:
    again = [
        each
        for each in tickets
        if (each.external_number or "").startswith("ИСКИЗ-8800") and "Повторяем" in each.description
    ]
    closed, left = sorted(again, key=lambda each: each.outcome is None)
    assert closed.outcome is Outcome.DUPLICATE
    original = next(each for each in tickets if each.number == closed.duplicate_of)
    assert left.outcome is None
    assert left.subject == original.subject


def test_a_shift_waits_to_be_taken_over(desk: Desk) -> None:
    (shift,) = desk.registers.shifts()
    assert (shift.to, shift.accepted_at) == (LOGIN, None)


def test_there_are_calls_denials_an_outage_and_an_absence_with_its_substitute(desk: Desk) -> None:
    calls = [each for each in desk.registers.calls() if each.ticket is None]
    assert len(calls) >= 15
    assert sum(each.started_at.date() == NOW.date() for each in calls) >= 1
    assert len(desk.oversight.denials()) == 2
    assert len(desk.registers.outages()) == 1
    (absence,) = desk.directory.absences()
    assert absence.substitute_login is not None


@pytest.mark.parametrize("tickets", [2, 30, 400])
@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_nothing_of_it_is_ever_refused(policy: Policy, now: datetime, tickets: int) -> None:
    for seed in (1, 2, 3) if tickets < 400 else (1,):
        logs: dict[int, History] = {}
        for step in with_episodes(policy, plan(policy, now, tickets, seed), now):
            if isinstance(step.command, LogCall):
                continue
            context = Context(ACTORS[step.actor], step.at, policy, FACTS)
            decided = decide(logs.get(step.story, ()), step.command, context)
            assert not isinstance(decided, Refusal), (step, decided)
            log = logs.get(step.story, ())
            for event in decided:
                role = ACTORS[step.actor].role
                log += (Recorded(step.story, len(log) + 1, step.at, step.actor, role, event),)
            logs[step.story] = log


def test_the_plan_keeps_its_steps_and_every_key_is_another(policy: Policy) -> None:
    steps = plan(policy, NOW, 60, 3)
    found = with_episodes(policy, steps, NOW)
    assert set(steps) <= set(found)
    assert len({each.key for each in found}) == len(found)
    assert [each.at for each in found] == sorted(each.at for each in found)


def test_the_gate_finds_nothing_in_what_the_episodes_say(policy: Policy) -> None:
    gate = RememberingGate(policy.privacy)
    told = {text for step in with_episodes(policy, plan(policy, NOW, 60, 1), NOW) for _, text in texts_of(step.command)}
    assert {text: hits for text in told if (hits := gate.find(text))} == {}


@pytest.mark.parametrize("now", MOMENTS[1:], ids=str)
def test_a_desk_is_made_at_any_hour(tmp_path: Path, now: datetime) -> None:
    build(tmp_path / "desk.db", now=now, tickets=40, seed=5)
    with open_desk(tmp_path / "desk.db", clock=lambda: now) as desk:
        assert desk.administration.verify().ok
