"""Every command of a ticket: what follows from it, and on which ground it is refused."""

from dataclasses import replace
from typing import Any

import pytest

from core.tickets.answers.comments import Comment, Note
from core.tickets.answers.events import Commented, Noted
from core.tickets.assignment.commands import Release, Take
from core.tickets.assignment.events import Released, Taken
from core.tickets.classification.commands import SetPriority, SetType
from core.tickets.classification.events import PriorityChanged, TypeChanged
from core.tickets.closing.commands import Close, Confirm, Reject, Resolve
from core.tickets.closing.events import Closed, Confirmed, Rejected, Resolved
from core.tickets.command import TicketCommand
from core.tickets.decide import decide
from core.tickets.directory import Actor
from core.tickets.log import History
from core.tickets.refusal import Refusal, RefusalKind
from core.vocabulary import Outcome, Priority, RefusalGround, TicketType
from tests.core.tickets.story import (
    ADMINISTRATOR,
    BLOCKED,
    CHIEF,
    COLLEAGUE,
    COWORKER,
    ENGINEER,
    FACTS,
    NUMBER,
    OBSERVER,
    OPERATOR,
    OTHER_ENGINEER,
    REQUESTER,
    at,
    closed,
    confirmed,
    context,
    released,
    resolved,
    story,
    taken,
)

STATUSES = "Прил. 2, «Статусы обращений»"
TYPES = "Прил. 2, «Типизация обращений»"
PRIORITIES = "Прил. 2, «Приоритезация обращений»"
RULE, FORBIDDEN = RefusalKind.RULE, RefusalKind.FORBIDDEN
NOT_FOUND, BAD_INPUT = RefusalKind.NOT_FOUND, RefusalKind.BAD_INPUT

NEW = story("2026-11-23 09:00")
TAKEN = story("2026-11-23 09:00", taken("09:01"))
HANDED = story("2026-11-23 09:00", released("09:04"))
ACCEPTED = story("2026-11-23 09:00", released("09:04"), taken("09:05", by=ENGINEER))
SOLVED = story("2026-11-23 09:00", taken("09:01"), resolved("09:30"))
SOLVED_BY_ENGINEER = story(
    "2026-11-23 09:00", released("09:04"), taken("09:05", by=ENGINEER), resolved("09:30", by=ENGINEER)
)
DONE = story("2026-11-23 09:00", taken("09:01"), resolved("09:30"), confirmed("09:40"))
WITHDRAWN = story("2026-11-23 09:00", closed("09:20"))

COMMENT = Comment(number=NUMBER, text="Смотрим")
NOTE = Note(number=NUMBER, text="Перезвонить")
TAKE = Take(number=NUMBER)
TYPE = SetType(number=NUMBER, type=TicketType.SETUP, reason="Это настройка печати")
PRIORITY = SetPriority(number=NUMBER, priority=Priority.MEDIUM, reason="Есть обходной путь")
RELEASE = Release(number=NUMBER, to=ENGINEER.login)
RESOLVE = Resolve(number=NUMBER, solution="Пересоздали очередь")
CONFIRM = Confirm(number=NUMBER, by=REQUESTER.id)
REJECT = Reject(number=NUMBER, by=REQUESTER.id, reason="Не печатает")
CLOSE = Close(number=NUMBER, outcome=Outcome.WITHDRAWN, reason="Отозвано")


@pytest.mark.parametrize(
    ("history", "command", "actor", "events"),
    [
        (NEW, COMMENT, OPERATOR, (Commented(text="Смотрим"),)),
        (HANDED, COMMENT, ENGINEER, (Commented(text="Смотрим"),)),
        (SOLVED, COMMENT, CHIEF, (Commented(text="Смотрим"),)),
        (NEW, NOTE, OPERATOR, (Noted(text="Перезвонить"),)),
        (NEW, NOTE, ENGINEER, (Noted(text="Перезвонить"),)),
        (DONE, NOTE, OPERATOR, (Noted(text="Перезвонить"),)),
        (NEW, TAKE, OPERATOR, (Taken(),)),
        (TAKEN, TAKE, COLLEAGUE, (Taken(),)),
        (HANDED, TAKE, ENGINEER, (Taken(),)),
        (ACCEPTED, TAKE, OTHER_ENGINEER, (Taken(),)),
        (
            NEW,
            PRIORITY,
            OPERATOR,
            (PriorityChanged(old=Priority.VERY_HIGH, new=Priority.MEDIUM, reason="Есть обходной путь"),),
        ),
        (
            ACCEPTED,
            replace(PRIORITY, reason=None),
            OPERATOR,
            (PriorityChanged(old=Priority.VERY_HIGH, new=Priority.MEDIUM),),
        ),
        (NEW, RELEASE, OPERATOR, (Released(to="petrov"),)),
        (NEW, RELEASE, CHIEF, (Released(to="petrov"),)),
        (TAKEN, RESOLVE, OPERATOR, (Resolved(solution="Пересоздали очередь"),)),
        (ACCEPTED, RESOLVE, ENGINEER, (Resolved(solution="Пересоздали очередь"),)),
        (SOLVED, CONFIRM, OPERATOR, (Confirmed(by=REQUESTER.id, how="phone"),)),
        (SOLVED_BY_ENGINEER, replace(CONFIRM, how="external"), ENGINEER, (Confirmed(by=10, how="external"),)),
        (SOLVED, REJECT, CHIEF, (Rejected(by=REQUESTER.id, reason="Не печатает"),)),
        (SOLVED_BY_ENGINEER, REJECT, ENGINEER, (Rejected(by=REQUESTER.id, reason="Не печатает"),)),
        (NEW, CLOSE, OPERATOR, (Closed(outcome=Outcome.WITHDRAWN, reason="Отозвано"),)),
        (ACCEPTED, CLOSE, ENGINEER, (Closed(outcome=Outcome.WITHDRAWN, reason="Отозвано"),)),
    ],
)
def test_what_follows_from_a_command(
    history: History, command: TicketCommand, actor: Actor, events: tuple[Any, ...]
) -> None:
    assert decide(history, command, context(actor)) == events


@pytest.mark.parametrize(
    ("history", "command", "actor", "refusal"),
    [
        # closed for good: nothing but a note
        (DONE, COMMENT, OPERATOR, ("ticket.closed", STATUSES, RULE)),
        (DONE, TAKE, OPERATOR, ("ticket.closed", STATUSES, RULE)),
        (DONE, TYPE, OPERATOR, ("ticket.closed", STATUSES, RULE)),
        (DONE, PRIORITY, OPERATOR, ("ticket.closed", STATUSES, RULE)),
        (DONE, RELEASE, OPERATOR, ("ticket.closed", STATUSES, RULE)),
        (DONE, RESOLVE, OPERATOR, ("ticket.closed", STATUSES, RULE)),
        (DONE, CONFIRM, OPERATOR, ("ticket.closed", STATUSES, RULE)),
        (DONE, REJECT, OPERATOR, ("ticket.closed", STATUSES, RULE)),
        (DONE, CLOSE, OPERATOR, ("ticket.closed", STATUSES, RULE)),
        (WITHDRAWN, COMMENT, OPERATOR, ("ticket.closed", STATUSES, RULE)),
        # waits for confirmation: first the requester's answer
        (SOLVED, TAKE, OPERATOR, ("ticket.resolved", STATUSES, RULE)),
        (SOLVED, TYPE, OPERATOR, ("ticket.resolved", STATUSES, RULE)),
        (SOLVED, PRIORITY, OPERATOR, ("ticket.resolved", STATUSES, RULE)),
        (SOLVED, RELEASE, OPERATOR, ("ticket.resolved", STATUSES, RULE)),
        (SOLVED, RESOLVE, OPERATOR, ("ticket.resolved", STATUSES, RULE)),
        # nothing to confirm yet
        (NEW, CONFIRM, OPERATOR, ("ticket.not_resolved", STATUSES, RULE)),
        (TAKEN, REJECT, OPERATOR, ("ticket.not_resolved", STATUSES, RULE)),
        # ВЛТП starts after ПЛТП has finished its stage
        (NEW, COMMENT, ENGINEER, ("ticket.at_first_line", "п. 6.4", FORBIDDEN)),
        (NEW, TAKE, ENGINEER, ("ticket.at_first_line", "п. 6.4", FORBIDDEN)),
        (NEW, TYPE, ENGINEER, ("ticket.at_first_line", "п. 6.4", FORBIDDEN)),
        (NEW, RESOLVE, ENGINEER, ("ticket.at_first_line", "п. 6.4", FORBIDDEN)),
        (SOLVED, CONFIRM, ENGINEER, ("ticket.at_first_line", "п. 6.4", FORBIDDEN)),
        (SOLVED, REJECT, ENGINEER, ("ticket.at_first_line", "п. 6.4", FORBIDDEN)),
        (NEW, CLOSE, ENGINEER, ("ticket.at_first_line", "п. 6.4", FORBIDDEN)),
        # after the hand-over the executor is of ВЛТП
        (HANDED, TAKE, OPERATOR, ("ticket.at_second_line", "п. 5.9", FORBIDDEN)),
        (ACCEPTED, RESOLVE, OPERATOR, ("ticket.at_second_line", "п. 5.9", FORBIDDEN)),
        (HANDED, RELEASE, OPERATOR, ("ticket.released", "п. 5.9", RULE)),
        # the executor resolves, and takes once
        (TAKEN, TAKE, OPERATOR, ("ticket.taken", STATUSES, RULE)),
        (TAKEN, RESOLVE, COLLEAGUE, ("ticket.other_assignee", "п. 6.9", FORBIDDEN)),
        (ACCEPTED, RESOLVE, OTHER_ENGINEER, ("ticket.other_assignee", "п. 6.9", FORBIDDEN)),
        # classification
        (NEW, replace(TYPE, type=TicketType.ERROR), OPERATOR, ("type.same", TYPES, RULE)),
        (
            NEW,
            SetType(number=NUMBER, type=TicketType.ERROR, priority=Priority.LOW),
            OPERATOR,
            ("type.same", TYPES, RULE),
        ),
        (HANDED, replace(TYPE, reason=None), ENGINEER, ("type.reason_required", TYPES, RULE)),
        (HANDED, replace(TYPE, reason=""), ENGINEER, ("type.reason_required", TYPES, RULE)),
        (HANDED, replace(TYPE, priority=Priority.LOW), ENGINEER, ("priority.first_line_only", "п. 5.10", RULE)),
        (
            NEW,
            replace(TYPE, type=TicketType.CONSULTATION),
            OPERATOR,
            ("norm.no_such_pair", "Прил. 2, табл. 1", RULE),
        ),
        (NEW, replace(PRIORITY, priority=Priority.VERY_HIGH), OPERATOR, ("priority.same", PRIORITIES, RULE)),
        (NEW, replace(PRIORITY, priority=Priority.NONE), OPERATOR, ("norm.no_such_pair", "Прил. 2, табл. 1", RULE)),
        (HANDED, PRIORITY, ENGINEER, ("access.role", "п. 5.10", FORBIDDEN)),
        # hand-over
        (NEW, replace(RELEASE, to="nikto"), OPERATOR, ("user.unknown", None, NOT_FOUND)),
        (NEW, replace(RELEASE, watchers=("nikto",)), OPERATOR, ("user.unknown", None, NOT_FOUND)),
        (NEW, replace(RELEASE, to=BLOCKED.login), OPERATOR, ("user.blocked", "п. 5.9", RULE)),
        (NEW, replace(RELEASE, watchers=(BLOCKED.login,)), OPERATOR, ("user.blocked", "п. 5.9", RULE)),
        (NEW, replace(RELEASE, to=COLLEAGUE.login), OPERATOR, ("release.not_second_line", "п. 5.9", RULE)),
        (NEW, replace(RELEASE, to=CHIEF.login), OPERATOR, ("release.not_second_line", "п. 5.9", RULE)),
        (
            NEW,
            replace(RELEASE, indicative_due=at("2026-11-23 10:00")),
            OPERATOR,
            ("release.due_in_past", "п. 5.9", BAD_INPUT),
        ),
        # the end
        (SOLVED, replace(CONFIRM, by=COWORKER.id), OPERATOR, ("confirm.not_requester", f"{STATUSES}; п. 4.7", RULE)),
        (SOLVED, replace(CONFIRM, by=99), OPERATOR, ("person.unknown", None, NOT_FOUND)),
        (SOLVED, replace(CONFIRM, how="telepathy"), OPERATOR, ("confirm.how", STATUSES, BAD_INPUT)),
        (SOLVED, replace(REJECT, by=COWORKER.id), OPERATOR, ("confirm.not_requester", f"{STATUSES}; п. 4.7", RULE)),
        (SOLVED, replace(REJECT, by=99), OPERATOR, ("person.unknown", None, NOT_FOUND)),
        # roles without these commands
        (NEW, COMMENT, OBSERVER, ("access.role", "Прил. 2, табл. 1", FORBIDDEN)),
        (NEW, NOTE, ADMINISTRATOR, ("access.role", "п. 5.6", FORBIDDEN)),
        (NEW, RESOLVE, CHIEF, ("access.role", "п. 6.9", FORBIDDEN)),
        (DONE, PRIORITY, CHIEF, ("access.role", "п. 5.10", FORBIDDEN)),
    ],
)
def test_on_which_ground_a_command_is_refused(
    history: History, command: TicketCommand, actor: Actor, refusal: tuple[str, str | None, RefusalKind]
) -> None:
    refused = decide(history, command, context(actor))
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.clause, refused.kind) == refusal
    assert refused.message


@pytest.mark.parametrize("outcome", [Outcome.OUT_OF_SCOPE, Outcome.REDIRECTED, Outcome.WITHDRAWN, Outcome.REFUSED])
def test_staff_close_with_the_outcomes_that_need_no_solution(outcome: Outcome) -> None:
    ground = RefusalGround.MISMATCH if outcome is Outcome.REFUSED else None
    expected = Closed(outcome=outcome, reason="Отозвано", ground=ground)
    assert decide(NEW, replace(CLOSE, outcome=outcome), context()) == (expected,)


@pytest.mark.parametrize("outcome", [Outcome.CONFIRMED, Outcome.AUTOMATIC, Outcome.FORCED, Outcome.DUPLICATE])
def test_the_other_outcomes_are_not_for_the_asking(outcome: Outcome) -> None:
    refused = decide(NEW, replace(CLOSE, outcome=outcome), context())
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.clause) == ("close.outcome", STATUSES)
    assert refused.details == {"allowed": ["out_of_scope", "redirected", "withdrawn", "refused"]}


@pytest.mark.parametrize(("history", "actor"), [(NEW, OPERATOR), (HANDED, ENGINEER)])
def test_whoever_resolves_an_untouched_ticket_thereby_takes_it(history: History, actor: Actor) -> None:
    assert decide(history, RESOLVE, context(actor)) == (Taken(), Resolved(solution="Пересоздали очередь"))


def test_an_engineer_accepts_what_first_line_had_in_progress_before_the_hand_over() -> None:
    handed = story("2026-11-23 09:00", taken("09:01"), released("09:04"))
    assert decide(handed, Take(number=NUMBER), context(ENGINEER)) == (Taken(),)
    accepted = story("2026-11-23 09:00", taken("09:01"), released("09:04"), taken("09:05", by=ENGINEER))
    refused = decide(accepted, Take(number=NUMBER), context(ENGINEER))
    assert isinstance(refused, Refusal)
    assert refused.code == "ticket.taken"


def test_what_awaits_confirmation_is_not_closed_over_the_requesters_head() -> None:
    refused = decide(SOLVED, CLOSE, context(CHIEF))
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.clause) == ("ticket.resolved", STATUSES)


def test_first_line_changes_the_type_without_a_reason_and_second_line_with_one() -> None:
    changed = TypeChanged(old=TicketType.ERROR, new=TicketType.SETUP, priority=Priority.VERY_HIGH)
    assert decide(NEW, replace(TYPE, reason=None), context()) == (changed,)
    assert decide(HANDED, TYPE, context(ENGINEER)) == (replace(changed, reason="Это настройка печати"),)


def test_second_line_brings_a_priority_along_only_where_the_old_one_has_no_norm() -> None:
    command = replace(TYPE, type=TicketType.CONSULTATION, priority=Priority.HIGH)
    assert decide(HANDED, command, context(ENGINEER)) == (
        TypeChanged(
            old=TicketType.ERROR,
            new=TicketType.CONSULTATION,
            priority=Priority.HIGH,
            reason="Это настройка печати",
        ),
    )


def test_a_hand_over_keeps_watchers_once_and_a_future_indicative_term() -> None:
    due = at("2026-11-23 10:00:01")
    command = replace(RELEASE, watchers=("orlova", "sidorov", "orlova"), indicative_due=due, text="Смотрите журнал")
    assert decide(NEW, command, context()) == (
        Released(to="petrov", watchers=("orlova", "sidorov"), indicative_due=due, text="Смотрите журнал"),
    )


def test_access_is_checked_before_the_state_and_the_state_before_the_values() -> None:
    assert _code(decide(DONE, RELEASE, context(OBSERVER))) == "access.role"
    assert _code(decide(DONE, replace(RELEASE, to="nikto"), context())) == "ticket.closed"


def test_a_requester_unknown_to_the_facts_confirms_nothing() -> None:
    assert _code(decide(SOLVED, CONFIRM, context(facts=replace(FACTS, people={})))) == "person.unknown"


def test_a_command_to_no_log_is_an_error() -> None:
    with pytest.raises(ValueError, match="does not exist"):
        decide((), TAKE, context())


def _code(refused: object) -> str:
    assert isinstance(refused, Refusal)
    return refused.code
