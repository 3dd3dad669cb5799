"""A second problem split off (Прил. 3, п. 1): received, answered and late at its birth as the ticket it came from."""

from dataclasses import replace
from typing import Any

from core.tickets.clocks.clock import Clock, Clocks
from core.tickets.clocks.corrections import corrections
from core.tickets.clocks.explanation import explain
from core.tickets.clocks.reading import read_clocks
from core.tickets.context import Context
from core.tickets.decide import decide
from core.tickets.directory import Actor
from core.tickets.effects import Elsewhere
from core.tickets.log import History, Recorded
from core.tickets.registration.events import Registered
from core.tickets.relations.splitting import Split
from core.vocabulary import ClockName, ClockState, Priority, TicketType, Waiting
from tests.core.tickets.clocks.test_terms_on_clocks import happened
from tests.core.tickets.story import (
    ENGINEER,
    FACTS,
    NUMBER,
    OPERATOR,
    Beat,
    answered,
    at,
    hours,
    minutes,
    raised,
    read,
    rejected,
    released,
    resolved,
    shipped,
    story,
    taken,
    under,
)
from tests.support.catalogue import events as e

BORN = NUMBER + 1


def split(log: History, when: str, by: Actor = OPERATOR) -> History:
    """The log of the ticket that is split off from another one at ``when``."""
    command = Split(number=log[0].ticket, subject="Не печатается рецепт", description="Печать не идёт")
    number = log[0].ticket + 1
    context = Context(by, at(when), shipped(), replace(FACTS, next_ticket=number))
    effects: Any = decide(log, command, context)
    own = [each.event for each in effects if isinstance(each, Elsewhere) and each.number == number]
    return tuple(Recorded(number, seq, at(when), by.login, by.role, event) for seq, event in enumerate(own, start=1))


def then(log: History, when: str, event: Any, by: Actor = OPERATOR) -> History:
    return (*log, Recorded(log[0].ticket, len(log) + 1, at(when), by.login, by.role, event))


def states(clocks: Clocks) -> list[tuple[ClockState, object, bool]]:
    return [(each.state, each.due_at, each.overdue) for each in clocks]


def stated(clock: Clock) -> tuple[ClockState, object, object]:
    return clock.state, clock.stopped_at, clock.due_at


def test_split_at_nine_thirty_its_reaction_is_met_at_nine_three_and_its_solution_due_at_thirteen() -> None:
    """Ошибка/Очень высокий: received 09:00, answered 09:03 within 5 minutes, 4 h to the solution."""
    born = split(story("2026-11-23 09:00", answered("09:03")), "2026-11-23 09:30")
    clocks = read(born)
    met = (ClockState.MET, at("2026-11-23 09:03"), at("2026-11-23 09:05"))
    assert stated(clocks.first_reaction) == met
    assert stated(clocks.resolution) == (ClockState.RUNNING, None, at("2026-11-23 13:00"))
    assert clocks.executor_reaction.state is ClockState.NOT_STARTED
    assert not any(each.overdue for each in clocks)


def test_late_where_the_old_one_was_late_and_nowhere_else() -> None:
    late = story("2026-11-23 09:00", answered("09:06"))
    reaction = read(split(late, "2026-11-23 09:30")).first_reaction
    assert (reaction.state, reaction.remaining) == (ClockState.BREACHED, -minutes(1))


def test_unanswered_as_the_old_one_it_still_wants_its_own_answer() -> None:
    born = split(story("2026-11-23 09:00"), "2026-11-23 09:02")
    assert stated(read(born).first_reaction) == (ClockState.RUNNING, None, at("2026-11-23 09:05"))
    told = then(born, "2026-11-23 09:04", e.Commented(text="Видим"))
    assert read(told).first_reaction.stopped_at == at("2026-11-23 09:04")


def test_an_answer_that_was_in_time_for_its_priority_of_then_stays_so() -> None:
    """Answered at 09:40 as Средний (2 h), raised to Очень высокий (5 min) at 10:00, split at 10:05."""
    old = story("2026-11-23 09:00", answered("09:40"), raised("10:00", Priority.VERY_HIGH), priority=Priority.MEDIUM)
    assert states(read(split(old, "2026-11-23 10:05"))) == states(read(old, "2026-11-23 10:05"))


def test_a_term_that_was_agreed_for_the_request_holds_for_both_problems() -> None:
    agreed = e.TermAgreed(clock=ClockName.RESOLUTION, due=at("2026-11-27 12:00"), agreed_with=10, reason="Поставка")
    old = story("2026-11-23 09:00", answered("09:03"), happened("12:00", agreed))
    clock = read(split(old, "2026-11-23 15:00")).resolution
    assert (clock.state, clock.due_at, clock.overdue) == (ClockState.AGREED, at("2026-11-27 12:00"), False)


def test_time_in_solved_is_left_out_for_both() -> None:
    """Solved at 10:00 after 1 h, rejected on Tuesday at 10:00, split at 11:00: 2 h used of 4, due at 13:00."""
    old = story("2026-11-23 09:00", answered("09:03"), taken("09:10"), resolved("10:00"), rejected("2026-11-24 10:00"))
    born = split(old, "2026-11-24 11:00")
    assert stated(read(born).resolution) == (ClockState.RUNNING, None, at("2026-11-24 13:00"))
    assert read(born).resolution.elapsed == hours(2)


def test_a_reclassification_that_was_a_breach_there_is_one_here_with_its_cause() -> None:
    old = story("2026-11-23 09:00", answered("09:30"), raised("16:00", Priority.VERY_HIGH), priority=Priority.MEDIUM)
    clock = read(split(old, "2026-11-23 16:20")).resolution
    assert (clock.state, clock.cause) == (ClockState.BREACHED, "переклассификация")


def test_a_mistake_before_the_split_is_a_mistake_here_too() -> None:
    old = story(
        "2026-11-23 09:00",
        answered("09:30"),
        raised("16:00", Priority.VERY_HIGH),
        raised("16:01", Priority.MEDIUM),
        priority=Priority.MEDIUM,
    )
    assert not read(split(old, "2026-11-23 16:20")).resolution.overdue


def test_a_mistake_of_before_may_still_be_set_back_after_the_split() -> None:
    old = story("2026-11-23 09:00", answered("09:30"), raised("16:00", Priority.VERY_HIGH), priority=Priority.MEDIUM)
    born = split(old, "2026-11-23 16:02")
    back = then(born, "2026-11-23 16:05", e.PriorityChanged(old=Priority.VERY_HIGH, new=Priority.MEDIUM))
    assert not read(back).resolution.overdue
    assert [each.last for each in corrections(back, shipped())] == [len(back)]
    later = then(born, "2026-11-23 16:11", e.PriorityChanged(old=Priority.VERY_HIGH, new=Priority.MEDIUM))
    assert read(later).resolution.overdue


def test_waiting_until_the_split_is_the_waiting_of_both() -> None:
    asked = happened("10:00", e.WaitingStarted(waiting=Waiting.REQUESTER))
    old = story("2026-11-23 09:00", answered("09:03"), asked)
    born = split(old, "2026-11-23 11:00")
    assert dict(read(born, "2026-11-23 12:00").waiting) == {Waiting.REQUESTER: hours(1)}
    paused = under(pauses=(Waiting.REQUESTER,))
    assert read_clocks(born, paused, at("2026-11-23 11:00")).resolution.due_at == at("2026-11-23 15:00")


def test_a_hand_over_after_the_split_starts_its_own_reaction() -> None:
    """The old one went to ВЛТП at 09:10 and was answered there; the new one begins at ПЛТП again."""
    heard: Beat = answered("09:15", by=ENGINEER)
    born = split(story("2026-11-23 09:00", answered("09:03"), released("09:10"), heard), "2026-11-23 09:30", ENGINEER)
    assert read(born).executor_reaction.state is ClockState.NOT_STARTED
    handed = then(born, "2026-11-23 09:40", e.Released(to="petrov"))
    assert stated(read(handed).executor_reaction) == (ClockState.RUNNING, None, at("2026-11-23 09:50"))


def test_split_off_from_one_that_was_split_off_it_goes_on_with_both_lives() -> None:
    second = split(story("2026-11-23 09:00", answered("09:03")), "2026-11-23 09:30")
    third = split(second, "2026-11-23 09:50")
    assert third[0].ticket == NUMBER + 2
    assert read(third).first_reaction.stopped_at == at("2026-11-23 09:03")


def test_another_type_there_and_then_here_is_judged_from_the_receipt() -> None:
    born = split(story("2026-11-23 09:00", answered("09:03")), "2026-11-23 09:30")
    change = e.TypeChanged(old=TicketType.ERROR, new=TicketType.SETUP, priority=Priority.MEDIUM)
    assert read(then(born, "2026-11-23 09:45", change)).resolution.norm == hours(14 * 8)


def test_the_clock_names_the_ticket_in_which_the_answer_was_given() -> None:
    born = split(story("2026-11-23 09:00", answered("09:03")), "2026-11-23 09:30")
    clocks = read(born)
    assert any(f"Публичный ответ инициатору в обращении № {NUMBER}" in each for each in told(clocks.first_reaction))
    assert any(f"Выделено из обращения № {NUMBER}" in each for each in told(clocks.resolution))


def told(clock: Clock) -> tuple[str, ...]:
    return explain(clock, shipped())


def test_a_split_of_an_older_log_has_no_origin_and_still_reads() -> None:
    old = Registered(
        subject="Печать", description="Не идёт", type=TicketType.ERROR, priority=Priority.VERY_HIGH,
        channel=story("2026-11-23 09:00")[0].event.channel, mis=story("2026-11-23 09:00")[0].event.mis,  # type: ignore[union-attr]
        organization=1, requester=10, received_at=at("2026-11-23 09:00"),
    )  # fmt: skip
    log = (Recorded(BORN, 1, at("2026-11-23 09:30"), OPERATOR.login, OPERATOR.role, old),)
    assert read(log).first_reaction.state is ClockState.BREACHED
