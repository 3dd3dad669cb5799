"""The views of the queue, by hand-computed due times (Прил. 2, табл. 1).

Ошибка/Высокий: reaction within 20 minutes, resolution within 4 hours; Ошибка/Очень высокий: 5 minutes, 4 hours;
Консультация is solved at once: its resolution is due with the reaction, softly.
"""

import pytest

from core.desk.views import QueueQuery, Sort, View
from core.tickets.answers.comments import Comment
from core.tickets.assignment.commands import Release, Take
from core.tickets.closing.commands import Close, Confirm, Resolve
from core.vocabulary import ClockName, Mis, Outcome, Priority, Status, TicketType
from tests.support.desk import GP4, SINITSYNA, ZIMINA, FrozenDesk, done, moment, registered


def view(desk: FrozenDesk, of: View, **options: object) -> tuple[int, ...]:
    return desk.queue.numbers(QueueQuery(of, **options))  # type: ignore[arg-type]


def test_a_new_ticket_is_in_new_and_open_until_somebody_takes_it(desk: FrozenDesk) -> None:
    number = registered(desk)
    assert (view(desk, View.NEW), view(desk, View.OPEN)) == ((number,), (number,))
    done(desk, Take(number=number))
    assert (view(desk, View.NEW), view(desk, View.OPEN)) == ((), (number,))


def test_mine_are_the_open_tickets_of_my_login(desk: FrozenDesk) -> None:
    mine, theirs, closed = registered(desk), registered(desk), registered(desk)
    done(desk, Take(number=mine))
    done(desk, Release(number=theirs, to="petrov"))
    done(desk, Take(number=closed))
    done(desk, Close(number=closed, outcome=Outcome.WITHDRAWN, reason="Передумали"))
    assert view(desk, View.MINE, me="ivanova") == (mine,)
    assert view(desk, View.MINE, me="petrov") == (theirs,)
    assert view(desk, View.MINE) == ()


def test_a_solved_ticket_awaits_confirmation_then_is_closed(desk: FrozenDesk) -> None:
    number = registered(desk, answer="Смотрим")
    done(desk, Resolve(number=number, solution="Готово"))
    assert (view(desk, View.CONFIRMATION), view(desk, View.OPEN)) == ((number,), (number,))
    done(desk, Confirm(number=number, by=SINITSYNA))
    assert (view(desk, View.CONFIRMATION), view(desk, View.OPEN), view(desk, View.CLOSED)) == ((), (), (number,))


def test_closed_tickets_come_the_latest_first(desk: FrozenDesk) -> None:
    for number in (registered(desk), registered(desk), registered(desk)):
        desk.clock.advance(minutes=1)
        done(desk, Close(number=number, outcome=Outcome.WITHDRAWN, reason="Передумали"))
    assert view(desk, View.CLOSED) == (3, 2, 1)


def test_soon_is_within_a_working_hour_and_overdue_is_past_the_due(desk: FrozenDesk) -> None:
    number = registered(desk, answer="Смотрим")  # Mon 23.11 09:00: resolution due 13:00
    for now, soon, overdue in (
        ("2026-11-23T11:59:59", (), ()),
        ("2026-11-23T12:00", (number,), ()),
        ("2026-11-23T13:00", (number,), ()),
        ("2026-11-23T13:59:59", (number,), ()),  # lunch: no further working minute was used
        ("2026-11-23T14:00", (number,), ()),
        ("2026-11-23T14:00:01", (), (number,)),
    ):
        desk.clock.set(now)
        assert (view(desk, View.SOON), view(desk, View.OVERDUE)) == (soon, overdue), now


def test_an_hour_before_the_evening_reaches_into_the_next_morning(desk: FrozenDesk) -> None:
    desk.clock.set("2026-11-24T13:20")
    number = registered(desk, answer="Смотрим")  # resolution due Wed 25.11 09:00
    desk.clock.set("2026-11-24T16:59")
    assert view(desk, View.SOON) == ()
    desk.clock.set("2026-11-24T17:00")
    assert view(desk, View.SOON) == (number,)
    desk.clock.set("2026-11-25T03:00")
    assert (view(desk, View.SOON), view(desk, View.OVERDUE)) == ((number,), ())


def test_a_consultation_not_solved_at_once_is_soft_and_never_overdue(desk: FrozenDesk) -> None:
    number = registered(desk, type=TicketType.CONSULTATION, priority=Priority.LOW, answer="Подскажем")
    (row,) = desk.queue.rows((number,))
    assert (row.next_clock, row.soft) == (ClockName.RESOLUTION, True)
    desk.clock.set("2026-11-27T17:00")
    assert (view(desk, View.OVERDUE), view(desk, View.SOON), view(desk, View.OPEN)) == ((), (), (number,))


def test_the_queue_begins_with_the_earliest_due_and_ends_with_those_without(desk: FrozenDesk) -> None:
    agreed = registered(desk, type=TicketType.OTHER, priority=Priority.NONE, answer="Согласуем срок")
    later = registered(desk)  # reaction due 09:20
    first = registered(desk, priority=Priority.VERY_HIGH)  # reaction due 09:05
    assert view(desk, View.OPEN) == (first, later, agreed)
    assert view(desk, View.OPEN, sort=Sort.NUMBER) == (first, later, agreed)
    assert view(desk, View.OPEN, sort=Sort.PRIORITY) == (first, later, agreed)
    desk.clock.advance(minutes=1)
    done(desk, Comment(number=later, text="Смотрим"))
    assert view(desk, View.OPEN, sort=Sort.CHANGED)[0] == later


def test_a_row_says_what_the_queue_shows(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Release(number=number, to="petrov", text="Передаю"))
    (row,) = desk.queue.rows((number,))
    assert (row.number, row.version, row.subject) == (1, 2, "Не открывается карта пациента")
    assert (row.assignee, row.assignee_name, row.status) == ("petrov", "Петров А. Н.", Status.NEW)
    assert (row.organization, row.organization_name) == ("kkb", "Краевая клиническая больница")
    assert (row.requester, row.mis) == ("Синицына Анна Павловна", Mis.QMS)
    assert (row.next_clock, row.due_at) == (ClockName.EXECUTOR_REACTION, moment("2026-11-23T09:10"))
    assert row.received_at.isoformat() == "2026-11-23T09:00:00+07:00"


def test_rows_come_in_the_order_asked_without_those_that_are_gone(desk: FrozenDesk) -> None:
    for _ in range(3):
        registered(desk)
    assert [row.number for row in desk.queue.rows((3, 99, 1, 3))] == [3, 1, 3]
    assert len(desk.queue.rows(tuple(range(1, 1200)))) == 3


def test_the_counts_agree_with_the_views(desk: FrozenDesk) -> None:
    for number in range(1, 5):
        registered(desk, priority=Priority.VERY_HIGH if number % 2 else Priority.HIGH)
    done(desk, Take(number=1))
    done(desk, Resolve(number=2, solution="Готово"))
    done(desk, Close(number=4, outcome=Outcome.OUT_OF_SCOPE, reason="Оборудование"))
    desk.clock.set("2026-11-23T12:30")
    counts = desk.queue.counts("ivanova")
    assert counts == {each: len(view(desk, each, me="ivanova")) for each in View}
    assert counts[View.OVERDUE] == 2
    assert desk.queue.counts(None)[View.MINE] == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", (1, 2)),
        ("   ", (1, 2)),
        ("КАРТА", (1,)),
        ("пациента карта", (1,)),
        ("отчет", (2,)),  # ё as е, in any case
        ("ОТЧЁТ", (2,)),
        ("больница", (1,)),
        ("gp4 зимина", (2,)),
        ("№2", (2,)),
        ("#1", (1,)),
        ("синиц карта", (1,)),
        ("синиц отчёт", ()),
        ("100%", (2,)),
        ("%", (2,)),
        ("_", ()),
        ("' OR 1=1 --", ()),
        ("э-55", (2,)),
        ("\x00\x1b[2J", ()),
        ("\udcff", ()),
        ("карта " * 10_000, (1,)),
    ],
)
def test_every_word_typed_must_occur(desk: FrozenDesk, text: str, found: tuple[int, ...]) -> None:
    registered(desk)
    registered(
        desk, subject="Отчёт пуст на 100%", organization=GP4, requester=ZIMINA, mis=Mis.PROMED, external_number="Э-55"
    )
    assert view(desk, View.OPEN, text=text, sort=Sort.DUE) == found


def test_another_console_sees_a_commit_at_once(desk: FrozenDesk) -> None:
    signal = desk.change_signal()
    number = registered(desk)
    assert signal.changed()
    assert view(desk, View.OPEN) == (number,)
    signal.close()
