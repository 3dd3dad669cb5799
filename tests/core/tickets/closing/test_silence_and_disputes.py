"""A dispute is not silence, and silence closes at its instant (Прил. 2; п. 4.9)."""

from core.tickets.alerts.due import timely
from core.tickets.closing.silence import as_it_stands, silence_over, silent_until
from core.tickets.directory import SYSTEM
from core.tickets.fold import replay
from core.tickets.refusal import Refusal
from core.vocabulary import Outcome, Status
from tests.core.tickets.clocks.test_terms_on_clocks import happened
from tests.core.tickets.lives import grown
from tests.core.tickets.story import (
    CHIEF,
    ENGINEER,
    NUMBER,
    OPERATOR,
    REQUESTER,
    at,
    read,
    resolved,
    shipped,
    story,
    taken,
)
from tests.core.tickets.test_rules_of_work import asked, code
from tests.support.catalogue import commands as c
from tests.support.catalogue import events as e

OPENED = happened("2026-11-16 10:00", e.DisputeOpened(dispute=1, person=REQUESTER.id, text="Не решено"))
ESCALATED = happened("2026-11-17 10:00", e.DisputeEscalated(dispute=1, text="Решать руководству"))
DECIDED = happened("2026-11-20 11:00", e.DisputeDecided(dispute=1, text="Решение верно"))
SOLVED = (taken("2026-11-12 10:00"), resolved("2026-11-12 11:00"))
DISPUTED = story("2026-11-12 09:00", *SOLVED, OPENED)
SETTLED = story("2026-11-12 09:00", *SOLVED, OPENED, DECIDED)
SILENT = c.CloseSilent(number=NUMBER)
FORCE = c.ForceClose(number=NUMBER, reason="Не отвечает")


def test_a_dispute_stops_the_silence_and_its_decision_begins_it_anew() -> None:
    """Solved Thu 12.11, disputed Mon 16.11, decided Fri 20.11: closed by silence after Fri 27.11 17:30."""
    assert silent_until(replay(DISPUTED), shipped()) is None
    assert SILENT not in timely(DISPUTED, shipped(), at("2026-11-20 10:00"))
    assert code(asked(DISPUTED, SILENT, SYSTEM, "2026-11-20 10:00"))[0] == "silence.disputed"
    assert silent_until(replay(SETTLED), shipped()) == at("2026-11-27 17:30")
    assert SILENT not in timely(SETTLED, shipped(), at("2026-11-27 17:30"))
    assert SILENT in timely(SETTLED, shipped(), at("2026-11-27 17:30:01"))


def test_no_force_while_a_dispute_is_open_and_ten_days_from_its_decision() -> None:
    """Decided Fri 20.11: more than ten working days are over after Fri 04.12 17:30."""
    assert code(asked(DISPUTED, FORCE, now="2026-12-10 10:00"))[0] == "silence.disputed"
    assert code(asked(SETTLED, FORCE, now="2026-12-04 17:30"))[0] == "force.too_early"
    assert asked(SETTLED, FORCE, now="2026-12-04 17:30:01")[0].outcome is Outcome.FORCED


def test_what_the_requester_said_before_the_decision_is_settled_by_it() -> None:
    heard = happened("2026-11-13 10:00", e.RequesterAnswered(by=REQUESTER.id, text="Проверяем"))
    assert silent_until(replay(story("2026-11-12 09:00", *SOLVED, heard)), shipped()) is None
    log = story("2026-11-12 09:00", *SOLVED, heard, OPENED, DECIDED)
    assert silent_until(replay(log), shipped()) == at("2026-11-27 17:30")


def test_after_an_escalation_only_a_supervisor_decides() -> None:
    decide = c.DecideDispute(number=NUMBER, text="Решение верно")
    assert not isinstance(asked(DISPUTED, decide, OPERATOR, "2026-11-18 10:00"), Refusal)
    escalated = story("2026-11-12 09:00", *SOLVED, OPENED, ESCALATED)
    refused = asked(escalated, decide, OPERATOR, "2026-11-18 10:00")
    assert code(refused) == ("dispute.at_management", "Прил. 2, «Работа по спорным ситуациям»")
    assert isinstance(asked(escalated, decide, ENGINEER, "2026-11-18 10:00"), Refusal)
    assert isinstance(asked(escalated, decide, CHIEF, "2026-11-18 10:00")[0], e.DisputeDecided)


def test_a_dispute_decided_against_the_solution_gives_the_work_back() -> None:
    again = c.DecideDispute(number=NUMBER, text="Не решено", reopen=True)
    effects = asked(DISPUTED, again, now="2026-11-18 10:00")
    assert [type(each) for each in effects] == [e.DisputeDecided, e.Reopened]
    back = grown(DISPUTED, at("2026-11-18 10:00"), OPERATOR, effects)
    assert replay(back).status is Status.IN_PROGRESS
    assert read(back).resolution.stopped_at is None


def test_silence_closes_at_the_end_of_its_term_whenever_the_sweep_came() -> None:
    """Solved Fri 20.11 16:00, swept on Tue 01.12: closed Fri 27.11 17:30:00, recorded on Tue 01.12."""
    log = story("2026-11-20 15:00", taken("15:10"), resolved("16:00"))
    (event,) = asked(log, SILENT, SYSTEM, "2026-12-01 09:00")
    assert (event.outcome, event.effective_at) == (Outcome.AUTOMATIC, at("2026-11-27 17:30"))
    swept = grown(log, at("2026-12-01 09:00"), SYSTEM, (event,))
    assert replay(swept).closed_at == at("2026-11-27 17:30")
    assert swept[-1].at == at("2026-12-01 09:00")
    # п. 4.10: from Fri 20.11 15:00 (2 h 30 min of that day) over five whole days, and no minute longer.
    assert read(swept, "2026-12-01 12:00").lifetime.total_seconds() == (2.5 + 5 * 8) * 3600


def test_a_closing_of_an_older_log_counts_from_its_record() -> None:
    log = story("2026-11-20 15:00", taken("15:10"), resolved("16:00"))
    event = e.Closed(outcome=Outcome.AUTOMATIC, reason="Решение не подтверждено")
    assert replay(grown(log, at("2026-12-01 09:00"), SYSTEM, (event,))).closed_at == at("2026-12-01 09:00")


def test_a_ticket_whose_silence_ran_out_stands_closed_before_anybody_recorded_it() -> None:
    ticket = replay(story("2026-11-20 15:00", taken("15:10"), resolved("16:00")))
    assert silence_over(ticket, shipped(), at("2026-11-27 17:30")) is None
    assert as_it_stands(ticket, shipped(), at("2026-11-27 17:30")).status is Status.RESOLVED
    closed = as_it_stands(ticket, shipped(), at("2026-11-30 10:00"))
    assert (closed.status, closed.outcome) == (Status.CLOSED, Outcome.AUTOMATIC)
    assert closed.closed_at == at("2026-11-27 17:30")
