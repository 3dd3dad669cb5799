"""A ticket is the fold of its events (Прил. 2, «Статусы обращений»: Новый → В работе → Решена → Закрыта)."""

from dataclasses import replace

import pytest

from core.tickets.fold import begin, evolve, replay
from core.vocabulary import Channel, Line, Mis, Outcome, Priority, Status, TicketType
from tests.core.tickets.story import (
    CLINIC,
    COLLEAGUE,
    ENGINEER,
    NUMBER,
    OPERATOR,
    OTHER_ENGINEER,
    REQUESTER,
    Beat,
    answered,
    at,
    closed,
    confirmed,
    noted,
    raised,
    rejected,
    released,
    resolved,
    retyped,
    story,
    taken,
)


def test_a_registered_request_is_new_at_first_line_with_nobody() -> None:
    ticket = replay(story("2026-11-23 09:00", registered="09:04"))
    assert (ticket.number, ticket.version) == (NUMBER, 1)
    assert (ticket.status, ticket.line, ticket.assignee, ticket.outcome) == (Status.NEW, Line.FIRST, None, None)
    assert (ticket.type, ticket.priority) == (TicketType.ERROR, Priority.VERY_HIGH)
    assert (ticket.organization, ticket.requester) == (CLINIC.id, REQUESTER.id)
    assert (ticket.mis, ticket.channel) == (Mis.QMS, Channel.PHONE)
    assert (ticket.received_at, ticket.created_at) == (at("2026-11-23 09:00"), at("2026-11-23 09:04"))


@pytest.mark.parametrize("beat", [answered("09:05"), noted("09:05")])
def test_a_comment_or_a_note_moves_nothing_but_the_version(beat: Beat) -> None:
    before, after = replay(story("2026-11-23 09:00")), replay(story("2026-11-23 09:00", beat))
    assert after == replace(before, version=2, changed_at=at("2026-11-23 09:05"))


def test_whoever_takes_it_is_the_assignee_and_it_is_in_progress() -> None:
    ticket = replay(story("2026-11-23 09:00", taken("09:05"), taken("09:06", by=COLLEAGUE)))
    assert (ticket.assignee, ticket.status) == (COLLEAGUE.login, Status.IN_PROGRESS)


def test_a_change_of_type_brings_its_priority_along() -> None:
    ticket = replay(story("2026-11-23 09:00", retyped("09:05", TicketType.CONSULTATION, Priority.HIGH)))
    assert (ticket.type, ticket.priority, ticket.status) == (TicketType.CONSULTATION, Priority.HIGH, Status.NEW)


def test_a_change_of_priority_leaves_the_type() -> None:
    ticket = replay(story("2026-11-23 09:00", raised("09:05", Priority.LOW)))
    assert (ticket.type, ticket.priority) == (TicketType.ERROR, Priority.LOW)


def test_a_released_ticket_is_at_second_line_and_not_in_progress_until_its_executor_takes_it() -> None:
    due = at("2026-11-25 12:00")
    history = story(
        "2026-11-23 09:00",
        released("09:05", watchers=("orlova",), indicative_due=due),
        taken("09:10", by=ENGINEER),
    )
    handed, accepted = replay(history[:2]), replay(history)
    assert (handed.line, handed.assignee, handed.status) == (Line.SECOND, ENGINEER.login, Status.NEW)
    assert (handed.watchers, handed.indicative_due) == (("orlova",), due)
    assert (accepted.status, accepted.assignee) == (Status.IN_PROGRESS, ENGINEER.login)


def test_another_engineer_of_the_line_may_take_it_over() -> None:
    ticket = replay(story("2026-11-23 09:00", released("09:05"), taken("09:10", by=OTHER_ENGINEER)))
    assert (ticket.assignee, ticket.line) == (OTHER_ENGINEER.login, Line.SECOND)


def test_resolved_it_waits_with_its_solution_and_rejected_it_is_in_progress_again() -> None:
    history = story("2026-11-23 09:00", taken("09:01"), resolved("10:30"), rejected("2026-11-24 15:00"))
    waiting, again = replay(history[:3]), replay(history)
    assert (waiting.status, waiting.solution) == (Status.RESOLVED, "Пересоздали очередь")
    assert waiting.resolved_at == at("2026-11-23 10:30")
    assert (again.status, again.resolved_at, again.assignee) == (Status.IN_PROGRESS, None, OPERATOR.login)


def test_confirmed_it_is_closed() -> None:
    ticket = replay(story("2026-11-23 09:00", taken("09:01"), resolved("10:30"), confirmed("11:00")))
    assert (ticket.status, ticket.outcome) == (Status.CLOSED, Outcome.CONFIRMED)
    assert (ticket.resolved_at, ticket.closed_at) == (at("2026-11-23 10:30"), at("2026-11-23 11:00"))


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.OUT_OF_SCOPE, Outcome.REDIRECTED, Outcome.REFUSED])
def test_closed_by_staff_it_keeps_the_outcome(outcome: Outcome) -> None:
    ticket = replay(story("2026-11-23 09:00", closed("10:00", outcome)))
    assert (ticket.status, ticket.outcome, ticket.resolved_at) == (Status.CLOSED, outcome, None)


# --- what is no log ------------------------------------------------------------------------------------------------


def test_a_ticket_without_events_does_not_exist() -> None:
    with pytest.raises(ValueError, match="does not exist"):
        replay(())


def test_a_log_begins_with_a_registration() -> None:
    history = story("2026-11-23 09:00", noted("09:01"))
    with pytest.raises(ValueError, match="not with a registration"):
        begin(replace(history[1], seq=1))


def test_a_log_begins_with_event_one() -> None:
    with pytest.raises(ValueError, match="begins with event 2"):
        replay((replace(story("2026-11-23 09:00")[0], seq=2),))


@pytest.mark.parametrize("seq", [1, 2, 4])
def test_a_hole_or_a_repetition_in_the_log_is_an_error(seq: int) -> None:
    history = story("2026-11-23 09:00", noted("09:01"), noted("09:02"))
    with pytest.raises(ValueError, match="follows version 2"):
        evolve(replay(history[:2]), replace(history[2], seq=seq))


def test_a_second_registration_is_an_error() -> None:
    history = story("2026-11-23 09:00")
    with pytest.raises(ValueError, match="registered twice"):
        replay((*history, replace(history[0], seq=2)))
