"""What is sensible next, written by hand from the regulation: a row is a situation, and the steps in their order."""

import pytest

from core.tickets.answers.comments import Comment
from core.tickets.context import Context
from core.tickets.use_cases.next_steps import MOST, Situation, WorkStage, next_steps, ordered, situation_of
from core.tickets.use_cases.offered import GROUPS, OFFERED
from core.tickets.use_cases.possible import possible
from core.vocabulary import Role, Status, Waiting
from tests.support import scenes

NEW, WORK, SOLVED, CLOSED = Status.NEW, Status.IN_PROGRESS, Status.RESOLVED, Status.CLOSED
FIRST, SECOND, LEAD = Role.FIRST_LINE, Role.SECOND_LINE, Role.SUPERVISOR

BY_HAND = {
    # п. 5.4, 5.5, 5.7, 5.9: ПЛТП takes what has come, answers, clarifies, checks, asks, hands over or solves
    "ПЛТП, новое": (
        Situation(NEW, FIRST, WorkStage.FIRST),
        "take comment priority_confirm process request_information release resolve route",
    ),
    "ПЛТП, в работе": (
        Situation(WORK, FIRST, WorkStage.FIRST),
        "comment resolve priority_confirm process release request_information remote_start callback_promise",
    ),
    # п. 4.9: who was waited for has answered, or is called, reminded, and at last closed without
    "ПЛТП, ждёт инициатора": (
        Situation(WORK, FIRST, WorkStage.FIRST, Waiting.REQUESTER),
        "answered callback_promise comment resume force_close resolve priority_confirm process",
    ),
    "ПЛТП, обращение на ВЛТП": (
        Situation(WORK, FIRST, WorkStage.SECOND),
        "comment note callback_promise request_information attach priority watch dispute_open",
    ),
    # п. 7.5, 7.6: where ПЛТП stayed the executor, ПЛТП verifies
    "ПЛТП, ТЛТП ответила": (
        Situation(WORK, FIRST, WorkStage.RETURNED),
        "route_verified comment route resolve priority_confirm process release request_information",
    ),
    # п. 6.4: before ПЛТП has finished ВЛТП notes and watches
    "ВЛТП, ещё на ПЛТП": (Situation(NEW, SECOND, WorkStage.FIRST), "note watch dispute_open"),
    "ВЛТП, передано": (
        Situation(NEW, SECOND, WorkStage.SECOND, taken=False),
        "take comment request_information remote_start send_back assign term note",
    ),
    "ВЛТП, передано то, что ПЛТП уже начала": (
        Situation(WORK, SECOND, WorkStage.SECOND, taken=False),
        "take comment request_information remote_start send_back assign term note",
    ),
    "ВЛТП, в работе": (
        Situation(WORK, SECOND, WorkStage.SECOND),
        "comment resolve request_information task remote_start wait route term",
    ),
    # п. 11.4: a «Настройка» begins with the clinic's approval, and waits for it
    "ВЛТП, настройка": (
        Situation(WORK, SECOND, WorkStage.SECOND, setup=True),
        "approval_request comment resolve request_information task remote_start wait route",
    ),
    "ВЛТП, настройка ждёт согласования": (
        Situation(WORK, SECOND, WorkStage.SECOND, Waiting.APPROVAL, setup=True),
        "approval_grant approval_refuse comment resume resolve request_information task remote_start",
    ),
    "ВЛТП, ждёт задачи МО": (
        Situation(WORK, SECOND, WorkStage.SECOND, Waiting.ORGANIZATION),
        "task_done task_pass comment resume resolve request_information task remote_start",
    ),
    "ВЛТП, у ТЛТП": (
        Situation(WORK, SECOND, WorkStage.THIRD, Waiting.THIRD_LINE),
        "route_returned comment indicate note resolve request_information task remote_start",
    ),
    "ВЛТП, ТЛТП ответила": (
        Situation(WORK, SECOND, WorkStage.RETURNED),
        "route_verified comment route resolve request_information task remote_start wait",
    ),
    # п. 4.8: a supervisor replaces whoever is missing
    "руководитель, новое": (
        Situation(NEW, LEAD, WorkStage.FIRST),
        "assign release comment note term request_information send_back close",
    ),
    "руководитель, ждёт инициатора": (
        Situation(WORK, LEAD, WorkStage.SECOND, Waiting.REQUESTER),
        "answered callback_promise comment resume force_close assign release note",
    ),
    # Прил. 2, «Статусы»: Решена waits for the requester's word alone
    "решено": (
        Situation(SOLVED, SECOND, WorkStage.SECOND),
        "confirm reject answered comment force_close note dispute_open",
    ),
    "решено, ждали ТЛТП": (
        Situation(SOLVED, FIRST, WorkStage.RETURNED, Waiting.THIRD_LINE),
        "confirm reject answered comment force_close note dispute_open",
    ),
    "закрыто": (Situation(CLOSED, FIRST, WorkStage.FIRST), "note link dispute_open reopen external"),
    # Прил. 3, п. 5; гл. 2: an administrator cuts out, an observer looks
    "администратор": (Situation(WORK, Role.ADMINISTRATOR, WorkStage.FIRST), "redact"),
    "наблюдатель": (Situation(WORK, Role.OBSERVER, WorkStage.FIRST), ""),
}  # fmt: skip
ALWAYS = "remote_end", "mis_run_end", "callback_done", "dispute_decide"
"""What is open and must end, before everything else (п. 4.6, 5.11, 8.4); possible only while it is open."""


@pytest.mark.parametrize("situation", BY_HAND, ids=[f"row{n}" for n in range(len(BY_HAND))])
def test_the_steps_are_those_of_the_regulation_in_its_order(situation: str) -> None:
    given, wanted = BY_HAND[situation]
    told = ordered(given)
    busy = given.role in (FIRST, SECOND, LEAD)
    assert told[:4] == ALWAYS if busy else told == tuple(wanted.split())
    assert [name for name in told if name not in ALWAYS][:MOST] == wanted.split(), situation


def test_groups_of_a_menu_hold_every_command_once() -> None:
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(OFFERED)


@pytest.mark.parametrize("name", sorted(scenes.SCENES))
def test_wherever_something_can_be_done_something_sensible_is_told_and_nothing_else(name: str) -> None:
    scene = scenes.SCENES[name]
    memory = scenes.desk()
    scenes.played(scene, memory)
    ticket = memory.ticket(1)
    for login in ("ivanova", "petrov", "orlova"):
        now = max(scenes.BEGINNING, memory.logs[1][-1].at)
        facts = memory.facts_for(Comment(number=1, text=""), now)
        context = Context(memory.actor(login, now), now, memory.policy, facts, memory.logs[1])
        allowed = {each for each in OFFERED if possible(each, ticket, context) is None}
        told = next_steps(ticket, context.actor.role, allowed)
        assert allowed >= set(told)
        assert len(told) <= MOST
        assert told or not allowed, situation_of(ticket, context.actor.role)
