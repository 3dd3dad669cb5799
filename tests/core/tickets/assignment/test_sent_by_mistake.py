"""ВЛТП gives back what was sent by mistake (п. 5.9, 6.4), and ПЛТП does not close what ВЛТП holds (п. 5.4, 6.3)."""

from dataclasses import replace
from typing import Any

import pytest

from core.tickets.alerts.notices import HeldTicket, noticed
from core.tickets.clocks.resolution import solving_line
from core.tickets.context import Context
from core.tickets.decide import decide
from core.tickets.directory import Actor
from core.tickets.fold import replay
from core.tickets.refusal import Refusal, RefusalKind
from core.tickets.use_cases.possible import guard
from core.vocabulary import ClockState, Line, Outcome, Priority, Status
from tests.core.tickets.staff.test_absent_people import away
from tests.core.tickets.story import (
    CHIEF,
    COLLEAGUE,
    ENGINEER,
    FACTS,
    NUMBER,
    OPERATOR,
    OTHER_ENGINEER,
    Beat,
    answered,
    at,
    read,
    released,
    shipped,
    story,
    taken,
)
from tests.support.catalogue import commands as c
from tests.support.catalogue import events as e

MISTAKE = "Это вопрос о расписании, его решает ПЛТП"


def back(when: str, by: Actor = ENGINEER, to: str | None = "ivanova") -> Beat:
    return Beat(when, by, lambda _: e.SentBack(to=to, reason=MISTAKE))


HANDED = story("2026-11-23 09:00", answered("09:02"), released("09:10"))
TAKEN = story("2026-11-23 09:00", answered("09:02"), released("09:10"), taken("09:12", by=ENGINEER))


def asked(log: e.History, command: Any, by: Actor = ENGINEER, **facts: Any) -> Any:
    return decide(log, command, Context(by, at("2026-11-23 09:15"), shipped(), replace(FACTS, **facts)))


def given_back(log: e.History, by: Actor = ENGINEER, **facts: Any) -> Any:
    return asked(log, c.SendBack(number=NUMBER, reason=MISTAKE), by, **facts)


def test_what_was_sent_by_mistake_comes_back_to_who_sent_it() -> None:
    assert given_back(TAKEN) == (e.SentBack(to="ivanova", reason=MISTAKE),)
    ticket = replay(story("2026-11-23 09:00", released("09:10"), taken("09:12", by=ENGINEER), back("09:15")))
    assert (ticket.line, ticket.assignee, ticket.accepted_by) == (Line.FIRST, "ivanova", None)
    assert ticket.status is Status.IN_PROGRESS
    assert ticket.no_executor is False


def test_it_comes_back_to_nobody_and_is_flagged_where_the_sender_is_away_or_was_the_supervisor() -> None:
    (event,) = given_back(TAKEN, absences=(away("ivanova", "kuznetsova"),))
    assert event.to is None
    by_chief = story("2026-11-23 09:00", released("09:10", by=CHIEF))
    assert given_back(by_chief)[0].to is None
    ticket = replay(story("2026-11-23 09:00", released("09:10"), back("09:15", to=None)))
    assert (ticket.line, ticket.assignee, ticket.no_executor) == (Line.FIRST, None, True)


@pytest.mark.parametrize(
    ("by", "code"),
    [
        (ENGINEER, None),
        (CHIEF, None),
        (replace(OTHER_ENGINEER, stands_for=("petrov",)), None),
        (OTHER_ENGINEER, "ticket.other_executor"),
        (OPERATOR, "access.role"),
    ],
)
def test_its_executor_who_stands_in_for_him_or_the_supervisor_gives_it_back(by: Actor, code: str | None) -> None:
    refusal = guard("send_back", replay(TAKEN), by)
    assert (refusal and refusal.code) == code


def test_what_is_at_the_first_line_is_not_given_back() -> None:
    refusal = guard("send_back", replay(story("2026-11-23 09:00")), CHIEF)
    assert refusal is not None
    assert (refusal.code, refusal.clause) == ("back.at_first_line", "п. 6.4")


def test_the_reaction_of_a_visit_that_was_not_yet_due_does_not_apply() -> None:
    # Ошибка/Очень высокий: the executor's reaction is due 10 minutes after the hand-over, at 09:20.
    log = story("2026-11-23 09:00", answered("09:02"), released("09:10"), back("09:20"))
    clock = read(log, "2026-11-23 12:00").executor_reaction
    assert (clock.state, clock.overdue) == (ClockState.NOT_APPLICABLE, False)


def test_the_reaction_of_a_visit_that_was_due_stays_breached() -> None:
    log = story("2026-11-23 09:00", answered("09:02"), released("09:10"), back("09:20:01"))
    clock = read(log, "2026-11-23 12:00").executor_reaction
    assert (clock.state, clock.overdue) == (ClockState.BREACHED, True)
    again = story(
        "2026-11-23 09:00", released("09:10"), back("09:20:01"), released("09:30"), answered("09:31", ENGINEER)
    )
    assert read(again, "2026-11-23 12:00").executor_reaction.state is ClockState.BREACHED


def test_a_visit_that_was_answered_is_met() -> None:
    log = story("2026-11-23 09:00", released("09:10"), answered("09:15", ENGINEER), back("09:30"))
    assert read(log, "2026-11-23 12:00").executor_reaction.state is ClockState.MET


def test_the_next_visit_has_a_reaction_of_its_own() -> None:
    log = story("2026-11-23 09:00", answered("09:02"), released("09:10"), back("09:15"), released("10:00"))
    clock = read(log, "2026-11-23 10:04").executor_reaction
    assert (clock.state, clock.started_at, clock.due_at) == (
        ClockState.RUNNING, at("2026-11-23 10:00"), at("2026-11-23 10:10"),
    )  # fmt: skip


def test_the_first_line_that_solves_it_itself_has_reacted_as_the_executor() -> None:
    log = story("2026-11-23 09:00", released("09:10"), back("09:15"), taken("09:20"), answered("09:21"))
    assert read(log, "2026-11-23 12:00").executor_reaction.state is ClockState.MET


def test_the_other_clocks_run_on() -> None:
    # Received 09:00, 4 hours: due at 13:00 with the visit as without it.
    log = story("2026-11-23 09:00", answered("09:02"), released("09:10"), back("09:15"))
    clocks = read(log, "2026-11-23 10:00")
    assert (clocks.resolution.due_at, clocks.resolution.elapsed.total_seconds()) == (at("2026-11-23 13:00"), 3600)
    assert clocks.first_reaction.state is ClockState.MET
    unanswered = read(story("2026-11-23 09:00", released("09:01"), back("09:02")), "2026-11-23 09:04").first_reaction
    assert (unanswered.state, unanswered.due_at) == (ClockState.RUNNING, at("2026-11-23 09:05"))
    assert (solving_line(HANDED), solving_line(log)) == (Line.SECOND, Line.FIRST)


def test_the_sender_hears_of_it_or_else_the_whole_line() -> None:
    held = {NUMBER: HeldTicket("Не печатает рецепт", Priority.HIGH, "ivanova")}
    mine = story("2026-11-23 09:00", released("09:10"), back("09:15"))[-1:]
    assert [each.text for each in noticed(mine, held, OPERATOR)] == ["возвращено с ВЛТП: Не печатает рецепт"]
    assert noticed(mine, held, COLLEAGUE) == ()
    nobodys = story("2026-11-23 09:00", released("09:10"), back("09:15", to=None))[-1:]
    assert len(noticed(nobodys, held, COLLEAGUE)) == len(noticed(nobodys, held, CHIEF)) == 1


@pytest.mark.parametrize("name", ["close", "duplicate"])
@pytest.mark.parametrize(
    ("by", "allowed"),
    [
        (OPERATOR, False),
        (OTHER_ENGINEER, False),
        (ENGINEER, True),
        (replace(OTHER_ENGINEER, stands_for=("petrov",)), True),
        (CHIEF, True),
    ],
)
def test_what_the_second_line_holds_is_closed_by_its_executor_or_a_supervisor(
    name: str, by: Actor, allowed: bool
) -> None:
    for log in (HANDED, TAKEN):
        refusal = guard(name, replay(log), by)
        assert (refusal is None) is allowed
        if refusal:
            assert (refusal.kind, refusal.clause) == (RefusalKind.FORBIDDEN, "п. 5.4, 6.3")


def test_what_came_back_the_first_line_closes_again() -> None:
    log = story("2026-11-23 09:00", released("09:10"), back("09:15"))
    closing = c.Close(number=NUMBER, outcome=Outcome.WITHDRAWN, reason="Больше не нужно")
    assert not isinstance(asked(log, closing, OPERATOR), Refusal)
    assert isinstance(asked(log, closing, ENGINEER), Refusal)
