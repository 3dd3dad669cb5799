"""Every command meets the ticket that silence has closed; the closing is carried out by it (Прил. 2)."""

from core.tickets.refusal import Refusal
from core.vocabulary import Outcome, Status
from tests.support.catalogue import commands as c
from tests.support.desk import SINITSYNA, FrozenDesk, actor, done, moment, registered

FRIDAY, SATURDAY, MONDAY = "2026-11-27T17:30", "2026-11-28T12:00", "2026-11-30T10:00"
CONFIRM = c.Confirm(number=1, by=SINITSYNA)


def solved(desk: FrozenDesk) -> int:
    """Solved on Fri 20.11.2026 at 16:00: silence closes after Fri 27.11 17:30."""
    desk.clock.set("2026-11-20T15:00")
    number = registered(desk)
    desk.clock.set("2026-11-20T16:00")
    done(desk, c.Resolve(number=number, solution="Перестроен индекс карт"))
    return number


def test_a_late_confirmation_is_told_that_the_ticket_is_closed_and_carries_the_closing_out(desk: FrozenDesk) -> None:
    number = solved(desk)
    desk.clock.set(MONDAY)
    refused = desk.commands.perform(CONFIRM, actor(desk, "ivanova"))
    assert isinstance(refused, Refusal)
    assert refused.code == "ticket.closed"
    assert "уже закрыто автоматически" in refused.message
    desk.clock.set("2026-12-01T09:00")
    assert [each.what for each in desk.administration.sweep() if each.what == "closed"] == []
    view = desk.tickets.view(number, actor(desk, "ivanova"))
    assert not isinstance(view, Refusal)
    assert (view.ticket.outcome, view.ticket.closed_at) == (Outcome.AUTOMATIC, moment(FRIDAY))
    assert view.timeline[-1].at == moment(MONDAY)
    assert desk.administration.verify().ok


def test_a_confirmation_in_the_last_second_is_in_time(desk: FrozenDesk) -> None:
    solved(desk)
    desk.clock.set(FRIDAY)
    done(desk, CONFIRM)


def test_who_had_read_the_ticket_before_meets_no_conflict(desk: FrozenDesk) -> None:
    number = solved(desk)
    view = desk.tickets.view(number, actor(desk, "ivanova"))
    assert not isinstance(view, Refusal)
    desk.clock.set(MONDAY)
    refused = desk.commands.perform(CONFIRM, actor(desk, "ivanova"), expect_version=view.ticket.version, merge=True)
    assert isinstance(refused, Refusal)
    assert refused.code == "ticket.closed"


def test_what_may_be_done_to_a_closed_ticket_is_done_after_its_closing(desk: FrozenDesk) -> None:
    number = solved(desk)
    desk.clock.set(MONDAY)
    done(desk, c.Note(number=number, text="Звонили: довольны"))
    view = desk.tickets.view(number, actor(desk, "ivanova"))
    assert not isinstance(view, Refusal)
    assert [each.kind for each in view.timeline[-2:]] == ["closed", "noted"]
    assert view.ticket.status is Status.CLOSED


def test_what_refers_to_it_meets_it_closed_too(desk: FrozenDesk) -> None:
    number = solved(desk)
    desk.clock.set(MONDAY)
    later = registered(desk)
    refused = desk.commands.perform(c.Duplicate(number=later, of=number), actor(desk, "ivanova"))
    assert isinstance(refused, Refusal)
    assert refused.code == "duplicate.closed"
    view = desk.tickets.view(number, actor(desk, "ivanova"))
    assert not isinstance(view, Refusal)
    assert view.timeline[-1].kind == "closed"


def test_a_read_changes_nothing_and_tells_the_closing(desk: FrozenDesk) -> None:
    number = solved(desk)
    desk.clock.set(SATURDAY)
    view = desk.tickets.view(number, actor(desk, "ivanova"))
    assert not isinstance(view, Refusal)
    assert (view.ticket.status, view.ticket.closed_at) == (Status.CLOSED, moment(FRIDAY))
    assert view.timeline[-1].kind == "resolved"
    assert view.ticket.version == len(view.timeline)
