"""A classification set by mistake and set back at once: clocks as if neither had been (п. 5.10; mistake_window)."""

from datetime import timedelta

from core.policy.norms import Span
from core.tickets.alerts.due import timely
from core.tickets.alerts.raising import RaiseAlert
from core.tickets.clocks.corrections import corrections
from core.tickets.clocks.first_answer import is_public
from core.tickets.log import History, Recorded
from core.vocabulary import Alert, ClockName, ClockState, Priority, Role, TicketType
from tests.core.tickets.clocks.test_terms_on_clocks import happened
from tests.core.tickets.story import (
    COLLEAGUE,
    OPERATOR,
    answered,
    at,
    hours,
    minutes,
    noted,
    raised,
    read,
    released,
    resolved,
    retyped,
    shipped,
    story,
    taken,
    under,
)
from tests.support.catalogue import events as e

MEDIUM, HIGHEST, HIGH = Priority.MEDIUM, Priority.VERY_HIGH, Priority.HIGH
FOURTEEN_DAYS = hours(14 * 8)


def medium(*beats: object) -> History:
    """An error of medium priority, received on Monday 23.11.2026 at 09:00."""
    return story("2026-11-23 09:00", *beats, priority=MEDIUM)  # type: ignore[arg-type]


def test_set_by_mistake_at_eleven_and_back_at_eleven_one_the_clocks_are_as_before() -> None:
    log = medium(raised("11:00", HIGHEST), raised("11:01", MEDIUM))
    now = "2026-11-23 11:05"
    assert read(log, now).first_reaction.due_at == at("2026-11-23 11:00")  # 2 h from 09:00
    before = read(medium(), now)
    for clock, unharmed in zip(read(log, now), before, strict=True):
        assert (clock.state, clock.due_at, clock.norm) == (unharmed.state, unharmed.due_at, unharmed.norm)


def test_the_breach_of_the_mistaken_time_is_gone() -> None:
    """Raised at 16:00 of a request of 09:00: 4 h were over at 13:00, a breach that stays for any other change."""
    mistake = medium(answered("09:30"), raised("16:00", HIGHEST), raised("16:01", MEDIUM))
    clocks = read(mistake, "2026-11-23 16:05")
    assert clocks.resolution.state is ClockState.RUNNING
    assert (clocks.resolution.overdue, clocks.resolution.cause, clocks.unsettled) == (False, None, False)
    assert clocks.resolution.norm == FOURTEEN_DAYS
    while_it_lasts = read(medium(answered("09:30"), raised("16:00", HIGHEST)), "2026-11-23 16:00:30")
    assert while_it_lasts.resolution.cause == "переклассификация"


def test_set_back_after_eleven_minutes_it_is_a_change_like_any_other() -> None:
    clocks = read(medium(answered("09:30"), raised("16:00", HIGHEST), raised("16:11", MEDIUM)), "2026-11-23 16:15")
    assert (clocks.resolution.state, clocks.resolution.cause) == (ClockState.BREACHED, "переклассификация")
    assert clocks.unsettled


def test_the_window_is_ten_minutes_to_the_second_by_the_clock() -> None:
    assert corrections(medium(raised("16:00", HIGHEST), raised("16:10:00", MEDIUM)), shipped())
    assert not corrections(medium(raised("16:00", HIGHEST), raised("16:10:01", MEDIUM)), shipped())
    assert not corrections(medium(raised("12:58", HIGHEST), raised("14:01", MEDIUM)), shipped())  # lunch is no minute


def test_the_window_is_the_customers_to_set() -> None:
    log = medium(raised("16:00", HIGHEST), raised("16:11", MEDIUM))
    assert corrections(log, under(mistake_window=Span.parse("15m")))


def test_set_back_by_a_colleague_it_is_a_change() -> None:
    log = medium(answered("09:30"), raised("16:00", HIGHEST), raised("16:01", MEDIUM, by=COLLEAGUE))
    assert read(log, "2026-11-23 16:05").resolution.cause == "переклассификация"


def test_once_the_requester_was_told_it_is_a_change() -> None:
    told = medium(answered("09:30"), raised("16:00", HIGHEST), answered("16:00:30"), raised("16:01", MEDIUM))
    assert read(told, "2026-11-23 16:05").resolution.cause == "переклассификация"
    noted_only = medium(answered("09:30"), raised("16:00", HIGHEST), noted("16:00:30"), raised("16:01", MEDIUM))
    assert read(noted_only, "2026-11-23 16:05").resolution.cause is None


def test_a_term_agreed_in_between_was_said_to_the_requester() -> None:
    agreed = e.TermAgreed(clock=ClockName.RESOLUTION, due=at("2026-11-25 12:00"), agreed_with=10, reason="Стоит")
    log = medium(raised("16:00", HIGHEST), happened("16:00:30", agreed), raised("16:01", MEDIUM))
    assert not corrections(log, shipped())


def test_a_detour_over_a_third_priority_comes_back_too() -> None:
    log = medium(answered("09:30"), raised("16:00", HIGHEST), raised("16:01", HIGH), raised("16:02", MEDIUM))
    (found,) = corrections(log, shipped())
    assert found.changes == (3, 4, 5)
    assert read(log, "2026-11-23 16:05").resolution.state is ClockState.RUNNING


def test_a_wrong_third_step_alone_is_left_out() -> None:
    """Raised to high in earnest, to very high by mistake: high remains, from its own instant."""
    log = medium(answered("09:30"), raised("10:00", HIGH), raised("10:20", HIGHEST), raised("10:21", HIGH))
    clock = read(log, "2026-11-23 10:30").resolution
    assert (clock.norm, clock.due_at) == (hours(4), at("2026-11-23 14:00") - hours(1))
    assert [each.changes for each in corrections(log, shipped())] == [(4, 5)]


def test_a_type_set_by_mistake_is_a_correction_as_well() -> None:
    """An error made a consultation takes another priority along; both come back."""
    log = story(
        "2026-11-23 09:00",
        answered("09:03"),
        retyped("09:20", TicketType.CONSULTATION, HIGH),
        retyped("09:21", TicketType.ERROR, HIGHEST),
    )
    clocks = read(log, "2026-11-23 09:30")
    assert (clocks.resolution.due_at, clocks.resolution.state) == (at("2026-11-23 13:00"), ClockState.RUNNING)
    assert clocks.executor_reaction.state is ClockState.NOT_STARTED


def test_a_type_and_then_its_priority_set_back_in_two_steps() -> None:
    log = story(
        "2026-11-23 09:00",
        retyped("09:20", TicketType.CONSULTATION, HIGH),
        retyped("09:21", TicketType.ERROR, HIGH),
        raised("09:22", HIGHEST),
    )
    assert [each.changes for each in corrections(log, shipped())] == [(2, 3, 4)]


def test_a_hand_over_in_the_mistaken_time_starts_the_reaction_that_was_right() -> None:
    log = medium(answered("09:30"), raised("16:00", HIGHEST), released("16:00:30"), raised("16:01", MEDIUM))
    assert read(log, "2026-11-23 16:05").executor_reaction.norm == hours(1)


def test_two_mistakes_one_after_the_other_are_both_left_out() -> None:
    log = medium(*(beat for m in (0, 2) for beat in (raised(f"16:0{m}", HIGHEST), raised(f"16:0{m + 1}", MEDIUM))))
    assert [each.changes for each in corrections(log, shipped())] == [(2, 3), (4, 5)]


def test_a_solution_is_judged_without_the_mistake() -> None:
    log = medium(
        answered("09:30"), taken("09:40"), raised("16:00", HIGHEST), raised("16:01", MEDIUM), resolved("16:30")
    )
    clock = read(log).resolution
    assert (clock.state, clock.elapsed) == (ClockState.MET, minutes(6 * 60 + 30))


def test_the_clock_tells_the_mistake_among_its_steps() -> None:
    log = medium(answered("09:30"), raised("11:00", HIGHEST), raised("11:01", MEDIUM))
    (step,) = [each for each in read(log, "2026-11-23 11:05").resolution.steps if "ошибке" in each.text]
    assert step.text == "По ошибке поставлено «Ошибка» / «Очень высокий», исправлено в 11:01: в сроках не учтено"


def test_what_was_signalled_in_the_mistaken_time_is_signalled_again_when_it_is_true() -> None:
    """The same due, 13:00 of a request of 09:00, first by mistake and then in earnest."""
    due = at("2026-11-23 13:00")
    said = e.Alerted(alert=Alert.BREACHED, clock=ClockName.RESOLUTION, due=due)
    mistake = medium(answered("09:30"), raised("16:00", HIGHEST), happened("16:00:30", said), raised("16:01", MEDIUM))
    quiet = [each for each in timely(mistake, shipped(), at("2026-11-23 16:05")) if isinstance(each, RaiseAlert)]
    assert quiet == []
    number, seq = mistake[0].ticket, len(mistake) + 1
    in_earnest = e.PriorityChanged(old=MEDIUM, new=HIGHEST)
    log = (*mistake, Recorded(number, seq, at("2026-11-23 16:30"), OPERATOR.login, Role.FIRST_LINE, in_earnest))
    alerts = [each.alert for each in timely(log, shipped(), at("2026-11-23 16:35")) if isinstance(each, RaiseAlert)]
    assert alerts == [Alert.BREACHED]


def test_a_note_and_an_alert_are_not_public() -> None:
    (*_, last) = medium(noted("10:00"))
    assert not is_public(last)
    assert timedelta(minutes=10) == shipped().lifecycle.mistake_window.duration(shipped().schedule.full_day)
