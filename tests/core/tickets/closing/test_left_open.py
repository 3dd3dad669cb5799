"""Nothing stays open inside a ticket that ends (п. 4.4, 5.11, 6.10, 8.4)."""

from dataclasses import replace
from typing import Any

import pytest

from core.tickets.directory import SYSTEM
from core.tickets.effects import Elsewhere
from core.tickets.fold import replay
from core.tickets.log import TicketEvent
from core.vocabulary import Outcome, Status
from tests.core.tickets.clocks.test_terms_on_clocks import happened
from tests.core.tickets.lives import grown
from tests.core.tickets.story import NUMBER, OPERATOR, REQUESTER, at, resolved, story, taken
from tests.core.tickets.test_rules_of_work import EARLIER, IT_HEAD, asked, code
from tests.support.catalogue import commands as c
from tests.support.catalogue import events as e

TASK = e.TaskSet(task=1, person=IT_HEAD.id, text="Проверить сеть")
OWN_TASK = e.TaskSet(task=1, user="petrov", text="Посмотреть журнал")
SESSION = e.RemoteStarted(
    session=1, consent_by=REQUESTER.id, consent_how="phone", consent_at=at("2026-11-20 15:05"), pc="REG-01"
)
RUN = e.MisRunStarted(run=1, person=REQUESTER.id, reason="Права")
PROMISED = e.CallbackPromised(callback=1, until=at("2026-12-11 12:00"), text="Помогло ли")
OPEN: list[tuple[TicketEvent, str, str]] = [
    (TASK, "task.open", "п. 4.4"),
    (OWN_TASK, "task.open", "п. 4.4"),
    (SESSION, "remote.open", "п. 8.4"),
    (RUN, "mis_run.open", "п. 5.11, 6.10"),
    (PROMISED, "callback.open", "п. 4.6, 5.4"),
]
LATE = "2026-12-09 10:00"
ENDS: list[tuple[Any, bool]] = [
    (c.Resolve(number=NUMBER, solution="Пересоздана очередь печати"), False),
    (c.Close(number=NUMBER, outcome=Outcome.WITHDRAWN, reason="Отозвали"), False),
    (c.Duplicate(number=NUMBER, of=100), False),
    (c.Confirm(number=NUMBER, by=REQUESTER.id), True),
    (c.ForceClose(number=NUMBER, reason="Молчит"), True),
]


def opened(*inside: TicketEvent, solved: bool) -> Any:
    beats = (taken("2026-11-20 15:02"), *(happened("2026-11-20 15:05", each) for each in inside))
    return story("2026-11-20 15:00", *beats, *((resolved("2026-11-20 16:00"),) if solved else ()))


@pytest.mark.parametrize(("inside", "refused", "clause"), OPEN)
@pytest.mark.parametrize(("command", "solved"), ENDS, ids=lambda each: getattr(each, "name", ""))
def test_whatever_is_open_is_told_and_is_dropped_with_a_reason_in_the_same_step(
    command: Any, inside: TicketEvent, refused: str, clause: str, *, solved: bool
) -> None:
    log = opened(inside, solved=solved)
    earlier = replace(EARLIER, received_at=at("2026-11-20 14:00"))
    facts = {"tickets": {100: earlier}, "now": LATE if solved else "2026-11-20 16:30"}
    answer = asked(log, command, **facts)
    assert code(answer) == (refused, clause)
    assert answer.details["open"]
    effects = asked(log, replace(command, drop="Больше не нужно"), **facts)
    own = tuple(each for each in effects if not isinstance(each, Elsewhere))
    after = replay(grown(log, at(str(facts["now"])), OPERATOR, own))
    assert after.left_open == ()
    assert after.status in (Status.RESOLVED, Status.CLOSED)


def test_a_dropped_task_says_why_and_a_session_has_its_end() -> None:
    log = opened(TASK, SESSION, RUN, solved=False)
    effects = asked(log, replace(ENDS[0][0], drop="МО исправила сама"), now="2026-11-20 16:30")
    assert effects[:3] == (
        e.RemoteEnded(session=1, result="МО исправила сама"),
        e.MisRunEnded(run=1, result="МО исправила сама"),
        e.TaskDone(task=1, cancelled=True, result="МО исправила сама"),
    )
    after = replay(grown(log, at("2026-11-20 16:30"), OPERATOR, effects))
    assert after.remote[0].ended_at == at("2026-11-20 16:30")


def test_everything_that_is_open_is_named() -> None:
    answer = asked(opened(TASK, SESSION, RUN, solved=False), ENDS[0][0], now="2026-11-20 16:30")
    for word in ("удалённый сеанс 1 (REG-01)", "работа в МИС от имени пользователя", "задача 1 «Проверить сеть»"):
        assert word in answer.message


def test_nothing_is_asked_where_nothing_is_open() -> None:
    done = e.TaskDone(task=1, result="Сеть исправна")
    assert isinstance(asked(opened(TASK, done, solved=False), ENDS[0][0], now="2026-11-20 16:30")[-1], e.Resolved)
    dropped_for_nothing = replace(ENDS[0][0], drop="На всякий случай")
    assert [type(each) for each in asked(opened(solved=False), dropped_for_nothing, now="2026-11-20 16:30")] == [
        e.Resolved
    ]


def test_an_older_log_that_left_something_open_is_closed_by_silence_without_it() -> None:
    """The program drops it itself: a ticket that silence closes holds nothing open either."""
    log = opened(TASK, SESSION, solved=True)
    effects = asked(log, c.CloseSilent(number=NUMBER), SYSTEM, now="2026-12-01 09:00")
    assert isinstance(effects[-1], e.Closed)
    assert replay(grown(log, at("2026-12-01 09:00"), SYSTEM, effects)).left_open == ()


def test_nothing_can_be_begun_in_a_solved_ticket() -> None:
    log = opened(solved=True)
    for command in (
        c.SetTask(number=NUMBER, text="Сеть", person=IT_HEAD.id),
        c.StartRemote(number=NUMBER, pc="REG-01", consent_by=REQUESTER.id, consent_how="phone"),
        c.StartMisRun(number=NUMBER, person=REQUESTER.id, reason="Права"),
    ):
        assert code(asked(log, command))[0] == "ticket.resolved"
