"""The countdown of a row says what the ticket's clock says, also where a due alone would not tell it."""

from datetime import timedelta
from pathlib import Path

from core.desk.views import QueueQuery, TicketView, View
from core.tickets.assignment.commands import Take
from core.tickets.classification.commands import SetPriority
from core.tickets.closing.commands import Reject, Resolve
from core.vocabulary import Priority
from tests.support.desk import SINITSYNA, FrozenDesk, actor, done, make_desk, registered


def test_a_rejected_solution_that_came_late_is_overdue_by_what_was_counted(tmp_path: Path) -> None:
    with make_desk(tmp_path, "2026-11-23T09:00") as desk:
        number = registered(desk, answer="Смотрим")  # «Ошибка/Высокий»: 4 h, due 13:00 that day
        desk.clock.set("2026-11-23T14:30")
        done(desk, Resolve(number=number, solution="Перезапустили службу"))  # 30 min over
        desk.clock.set("2026-11-24T10:00")
        done(desk, Reject(number=number, by=SINITSYNA, reason="Снова то же"))
        desk.clock.set("2026-11-24T10:20")
        assert _left(desk, number) == (-timedelta(minutes=50), True)
        assert _clock_left(desk, number) == -timedelta(minutes=50)


def test_a_recorded_breach_stays_overdue_whatever_later_due_a_lower_priority_gives(tmp_path: Path) -> None:
    with make_desk(tmp_path, "2026-11-23T09:00") as desk:
        number = registered(desk, answer="Смотрим")
        done(desk, Take(number=number))
        desk.clock.set("2026-11-23T15:00")
        done(desk, SetPriority(number=number, priority=Priority.MEDIUM))  # 14 days: 112 h less 5 h
        assert _left(desk, number) == (timedelta(hours=107), True)
        assert desk.queue.numbers(QueueQuery(View.OVERDUE)) == (number,)
        assert desk.queue.counts(None)[View.OVERDUE] == 1
        assert desk.administration.verify().ok


def _left(desk: FrozenDesk, number: int) -> tuple[timedelta, bool]:
    (row,) = desk.queue.rows((number,))
    counted = desk.queue.row_countdown(row)
    assert counted is not None
    return counted.remaining, counted.overdue


def _clock_left(desk: FrozenDesk, number: int) -> timedelta | None:
    view = desk.tickets.view(number, actor(desk, "ivanova"))
    assert isinstance(view, TicketView)
    return view.clocks.resolution.remaining
