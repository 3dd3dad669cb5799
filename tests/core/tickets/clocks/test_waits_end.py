"""A wait ends when the one who was waited for has answered: every kind of wait, every event (п. 4.6, 4.9)."""

from typing import Any

import pytest

from core.tickets.clocks.waits import waits
from core.tickets.fold import replay
from core.tickets.refusal import Refusal
from core.vocabulary import Destination, RoutingGround, Scenario, Waiting
from tests.core.tickets.clocks.test_terms_on_clocks import happened
from tests.core.tickets.story import REQUESTER, answered, at, closed, noted, read, released, resolved, story
from tests.core.tickets.test_rules_of_work import IT_HEAD, asked, code
from tests.support.catalogue import commands as c
from tests.support.catalogue import events as e

W = Waiting
TASK = e.TaskSet(task=1, person=IT_HEAD.id, text="Проверить сеть")
OWN_TASK = e.TaskSet(task=1, user="petrov", text="Посмотреть журнал")
DONE = e.TaskDone(task=1, result="Сеть исправна")
DROPPED = e.TaskDone(task=1, cancelled=True, result="Не нужно")
ASKED = e.ApprovalRequested(approval=1, person=REQUESTER.id, text="Согласуйте")
ASKED_MORE = e.ApprovalRequested(approval=2, person=REQUESTER.id, text="И это")
GRANTED = e.ApprovalGranted(approval=1, by=REQUESTER.id)
REFUSED = e.ApprovalRefused(approval=1, by=REQUESTER.id, reason="Нет")
ROUTED = e.RoutedOut(
    destination=Destination.QMS_DEVELOPER,
    scenario=Scenario.TASK,
    ground=RoutingGround.MALFUNCTION,
    text="Падает печать",
)
RETURNED = e.Returned(text="Исправлено")
ANSWER = e.RequesterAnswered(by=REQUESTER.id, text="Кабинет 12")
MORE_TIME = e.RequesterAnswered(by=REQUESTER.id, text="Отвечу завтра", asks_time=True)
RESUMED = e.WaitingEnded()


@pytest.mark.parametrize(
    ("waiting", "before", "event", "still"),
    [
        (W.REQUESTER, (), ANSWER, None),
        (W.REQUESTER, (), MORE_TIME, W.REQUESTER),
        (W.REQUESTER, (), RESUMED, None),
        (W.REQUESTER, (TASK,), DONE, W.REQUESTER),
        (W.REQUESTER, (TASK,), ANSWER, W.ORGANIZATION),
        (W.REQUESTER, (ASKED,), GRANTED, W.REQUESTER),
        (W.REQUESTER, (ROUTED,), RETURNED, W.REQUESTER),
        (W.ORGANIZATION, (TASK,), DONE, None),
        (W.ORGANIZATION, (TASK,), DROPPED, None),
        (W.ORGANIZATION, (OWN_TASK,), DONE, W.ORGANIZATION),
        (W.ORGANIZATION, (TASK, e.TaskSet(task=2, person=IT_HEAD.id, text="И кабель")), DONE, W.ORGANIZATION),
        (W.ORGANIZATION, (), ANSWER, W.ORGANIZATION),
        (W.ORGANIZATION, (), RESUMED, None),
        (W.APPROVAL, (ASKED,), GRANTED, None),
        (W.APPROVAL, (ASKED,), REFUSED, None),
        (W.APPROVAL, (ASKED, ASKED_MORE), GRANTED, W.APPROVAL),
        (W.APPROVAL, (), ANSWER, W.APPROVAL),
        (W.THIRD_LINE, (ROUTED,), RETURNED, None),
        (W.THIRD_LINE, (ROUTED,), ANSWER, W.THIRD_LINE),
        (None, (TASK,), DONE, None),
        (None, (ASKED,), REFUSED, None),
        (None, (ROUTED,), RETURNED, None),
    ],
)
def test_a_wait_ends_with_the_answer_of_whom_it_is_for(
    waiting: Waiting | None, before: tuple[e.TicketEvent, ...], event: e.TicketEvent, still: Waiting | None
) -> None:
    begun = (happened("09:10", e.WaitingStarted(waiting=waiting)),) if waiting else ()
    opened = tuple(happened("09:05", each) for each in before)
    log = story("2026-11-23 09:00", *opened, *begun, happened("10:10", event))
    assert replay(log).waits_for is still
    assert {each.bucket for each in waits(log) if each.end is None} == ({still} if still else set())
    assert (replay(log).waiting_since is None) is (replay(log).waiting is None)


@pytest.mark.parametrize("kind", [answered, noted])
def test_a_word_of_the_desk_itself_ends_no_wait(kind: Any) -> None:
    log = story("2026-11-23 09:00", happened("09:10", e.WaitingStarted(waiting=W.REQUESTER)), kind("10:10"))
    assert replay(log).waits_for is W.REQUESTER


def test_nothing_is_waited_for_once_a_ticket_is_closed() -> None:
    log = story("2026-11-23 09:00", happened("09:05", ASKED), closed("10:00"))
    assert replay(log).waits_for is None
    assert waits(log)[0].end == at("2026-11-23 10:00")


def test_net_time_runs_again_from_the_answer_of_the_requester() -> None:
    """Asked at 09:10, answered at 10:10, solved at 12:00: three hours by the clock, two of them net."""
    asked_ = happened("09:10", e.WaitingStarted(waiting=W.REQUESTER))
    log = story("2026-11-23 09:00", asked_, happened("10:10", ANSWER), resolved("12:00"))
    assert read(log).waiting == {W.REQUESTER: at("2026-11-23 10:10") - at("2026-11-23 09:10")}


def test_who_has_answered_is_not_closed_by_force() -> None:
    """Asked on Mon 23.11, answered at once: twelve working days later nothing is awaited (п. 4.9)."""
    force = c.ForceClose(number=120, reason="Не отвечает")
    begun = happened("09:10", e.WaitingStarted(waiting=W.REQUESTER))
    owing = story("2026-11-23 09:00", begun)
    assert not isinstance(asked(owing, force, now="2026-12-09 10:00"), Refusal)
    heard = story("2026-11-23 09:00", begun, happened("10:10", ANSWER))
    assert code(asked(heard, force, now="2026-12-09 10:00")) == ("force.nothing_awaited", "п. 4.9")


def test_a_wait_goes_on_over_a_hand_over() -> None:
    begun = happened("09:10", e.WaitingStarted(waiting=W.REQUESTER))
    assert replay(story("2026-11-23 09:00", begun, released("09:20"))).waits_for is W.REQUESTER
