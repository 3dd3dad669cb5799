"""The breach panel: every figure equals what the logs alone say, computed here in another way."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.demo import build
from core.desk import open_desk
from core.desk.oversight.breach_panel import HalfHour, by_half_hours
from core.desk.oversight.compliance import LEAST_ENDED
from core.desk.views import QueueQuery, View
from core.tickets.answers.comments import Comment
from core.tickets.assignment.commands import Release, Take
from core.tickets.closing.commands import Resolve
from core.tickets.forecast.horizons import Judged, Period
from core.tickets.refusal import Refusal, RefusalKind
from core.tickets.staff.absences import SetAbsence
from core.tickets.staff.commands import BlockUser
from core.tickets.terms.commands import AgreeTerm
from core.vocabulary import ClockName, Line
from tests.core.desk.from_logs import FromLogs, read
from tests.support.desk import KRASNOYARSK, SINITSYNA, FrozenDesk, done, make_desk, registered

pytestmark = pytest.mark.xdist_group("wall")
"""One worker makes the store that all of them read."""
MONDAY, LUNCH, NIGHT, OPENING = (
    datetime(2026, 11, 23, 15, 37, 12, tzinfo=KRASNOYARSK),
    datetime(2026, 11, 24, 13, 20, tzinfo=KRASNOYARSK),
    datetime(2026, 11, 23, 21, 5, tzinfo=KRASNOYARSK),
    datetime(2026, 11, 24, 8, 30, tzinfo=KRASNOYARSK),
)
INSTANTS = {"monday": MONDAY, "lunch": LUNCH, "night": NIGHT, "opening": OPENING}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("wall") / "desk.db"
    build(database, now=MONDAY, tickets=150, seed=5)
    return database


@pytest.fixture(params=INSTANTS.values(), ids=list(INSTANTS))
def shown(store: Path, request: pytest.FixtureRequest) -> Iterator[FromLogs]:
    now: datetime = request.param
    with open_desk(store, clock=lambda: now) as desk:
        yield read(desk)


def test_what_is_breached_and_what_is_near(shown: FromLogs) -> None:
    shown.dues()
    assert shown.wall.breached


def test_nothing_changes_by_time_alone_until_it_is_said_to(shown: FromLogs) -> None:
    changes_at, now = shown.wall.changes_at, shown.now
    assert changes_at is not None
    assert changes_at > now
    assert shown.standing_at(changes_at - timedelta(microseconds=1)) == shown.standing_at(now)
    assert shown.standing_at(changes_at) != shown.standing_at(now)


def test_each_row_tells_its_own_countdown(shown: FromLogs) -> None:
    shown.rows()


def test_compliance_of_today_this_week_and_this_month(shown: FromLogs) -> None:
    shown.compliance()


def test_clinics_that_got_worse(shown: FromLogs) -> None:
    shown.trends()


def test_how_things_stand(shown: FromLogs) -> None:
    shown.standing()


def test_the_day_by_half_hours(shown: FromLogs) -> None:
    shown.day()


def test_what_a_kind_usually_takes_and_whose_load_is_whose(shown: FromLogs) -> None:
    shown.efforts_and_loads()


def test_a_clinic_that_got_worse_is_named_with_both_its_months(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-10-05T09:00")
    for day in range(5, 5 + LEAST_ENDED):
        _answered_after(desk, f"2026-10-{day:02}T09:00", minutes=1)
    for day in range(2, 2 + LEAST_ENDED):
        _answered_after(desk, f"2026-11-{day:02}T09:00", minutes=30 if day < 7 else 1)
    desk.clock.set("2026-11-16T10:00")
    (trend,) = desk.oversight.wall().trends
    # 2.11, 3.11, 5.11 and 6.11 are worked; the 4th is a day off, where nothing counts: four of ten late
    assert (trend.code, trend.before, trend.now, trend.worse) == ("kkb", Judged(20, 0), Judged(20, 4), 20.0)
    why = desk.oversight.clinic_trend("kkb")
    assert not isinstance(why, Refusal)
    assert (why.before, why.now) == (trend.before, trend.now)
    clock, _solved = why.of("clock")
    assert (clock.code, clock.before, clock.now, clock.more) == ("first_reaction", Judged(10, 0), Judged(10, 4), 4.0)
    (kind,), (priority,), (executor,) = why.of("type"), why.of("priority"), why.of("assignee")
    assert (kind.code, priority.code, executor.code) == ("error", "high", "ivanova")
    assert set(desk.queue.numbers(QueueQuery(View.ALL, filter="мо:kkb нарушено:месяц,реакция"))) == {11, 12, 14, 15}
    assert desk.queue.numbers(QueueQuery(View.ALL, filter='мо:kkb нарушено:"прошлый месяц"')) == ()


def test_a_clinic_that_nobody_knows_is_not_found(tmp_path: Path) -> None:
    found = make_desk(tmp_path, "2026-10-05T09:00").oversight.clinic_trend("нет такой")
    assert isinstance(found, Refusal)
    assert found.kind is RefusalKind.NOT_FOUND


def _answered_after(desk: FrozenDesk, when: str, *, minutes: int) -> None:
    desk.clock.set(when)
    number = registered(desk, subject=f"Обращение {when}")
    desk.clock.advance(minutes=minutes)
    done(desk, Comment(number=number, text="Смотрим"))
    done(desk, Resolve(number=number, solution="Перезапустили службу"))


def test_the_share_counts_the_breaches_that_nobody_has_ended(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-11-24T09:00")  # high: the first reaction is due in 20 working minutes
    for _ in range(12):
        done(desk, Comment(number=registered(desk), text="Смотрим"))
    for _ in range(15):
        registered(desk)
    assert _today(desk, ClockName.FIRST_REACTION) == (12, 12, 0, 12)
    desk.clock.set("2026-11-24T09:30")
    assert _today(desk, ClockName.FIRST_REACTION) == (12, 12, 15, 27)
    assert len(desk.queue.numbers(QueueQuery(View.ALL, filter="нарушено:сегодня,реакция"))) == 15
    done(desk, Comment(number=13, text="Смотрим"))
    assert _today(desk, ClockName.FIRST_REACTION) == (13, 12, 14, 27)
    assert len(desk.queue.numbers(QueueQuery(View.ALL, filter="нарушено:сегодня,реакция"))) == 15


def test_a_breach_that_an_agreed_term_has_settled_is_no_more_kept_than_before(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    number = registered(desk, answer="Смотрим")
    desk.clock.set("2026-11-24T14:10")
    assert _today(desk, ClockName.RESOLUTION) == (0, 0, 1, 1)
    due = datetime(2026, 11, 27, 12, 0, tzinfo=KRASNOYARSK)
    done(desk, AgreeTerm(number=number, due=due, agreed_with=SINITSYNA, reason="Ждём поставку"))
    assert desk.oversight.wall().tickets[0] == 0
    assert _today(desk, ClockName.RESOLUTION) == (0, 0, 1, 1)
    done(desk, Resolve(number=number, solution="Перезапустили службу"))
    assert _today(desk, ClockName.RESOLUTION) == (1, 0, 0, 1)


def test_a_breach_that_was_open_at_the_end_of_a_month_is_counted_in_it_and_in_the_next(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-10-30T09:00")  # a Friday: the resolution is due at 13:00
    number = registered(desk, answer="Смотрим")
    desk.clock.set("2026-11-02T09:00")
    found = desk.oversight.clinic_trend("kkb")
    assert not isinstance(found, Refusal)
    assert (found.before, found.now) == (Judged(1, 0, 1), Judged(0, 0, 1))
    done(desk, Resolve(number=number, solution="Перезапустили службу"))
    found = desk.oversight.clinic_trend("kkb")
    assert not isinstance(found, Refusal)
    assert (found.before, found.now) == (Judged(1, 0, 1), Judged(1, 1, 0))
    assert desk.queue.numbers(QueueQuery(View.ALL, filter="нарушено:прошлыймесяц")) == (number,)


def _today(desk: FrozenDesk, clock: ClockName) -> tuple[int, int, int, int]:
    found = next(
        each for each in desk.oversight.wall().compliance if (each.period, each.clock) == (Period.TODAY, clock)
    )
    return found.ended, found.kept, found.open, found.of


def test_a_breach_is_there_from_its_instant_on_without_any_write(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    registered(desk)  # high: the first reaction is due in 20 working minutes
    for now, figures in (
        ("2026-11-24T09:20:00", (0, 1)),
        ("2026-11-24T09:20:00.000001", (1, 0)),
    ):
        desk.clock.set(now)
        first = next(each for each in desk.oversight.wall().clocks if each.clock is ClockName.FIRST_REACTION)
        assert (first.breached, first.within[0]) == figures


def test_at_lunch_the_first_minutes_after_it_are_near(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-11-24T12:50")
    registered(desk)  # due 20 working minutes later: 14:10
    desk.clock.set("2026-11-24T13:20")
    (near, *_) = desk.oversight.wall().soon
    assert (near.row.clock, near.left) == (ClockName.FIRST_REACTION, timedelta(minutes=10))
    assert next(each for each in desk.oversight.wall().clocks if each.clock is ClockName.FIRST_REACTION).within == (
        1,
        1,
        1,
    )


def test_half_hours_are_counted_back_from_the_present_backlog() -> None:
    def at(text: str) -> datetime:
        return datetime.fromisoformat(f"2026-11-24T{text}").replace(tzinfo=KRASNOYARSK)

    halves = by_half_hours([at("08:10"), at("08:40"), at("09:20")], [at("09:00")], 7, at("08:30"), at("09:25"))
    assert halves == (
        HalfHour(at("08:00"), 1, 0, 6),
        HalfHour(at("08:30"), 1, 0, 7),
        HalfHour(at("09:00"), 1, 1, 7),
    )


def test_who_is_away_or_blocked_keeps_a_load_that_nobody_works_on(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    taken, given, third = (registered(desk, subject=subject) for subject in ("Пропала карта", "Нет печати", "Сбой ЛИС"))
    done(desk, Comment(number=taken, text="Смотрим"))
    done(desk, Take(number=taken))
    for number, login in ((given, "petrov"), (third, "sidorov")):
        done(desk, Comment(number=number, text="Смотрим"))
        done(desk, Release(number=number, to=login))
    until = datetime(2026, 11, 25, 17, 30, tzinfo=KRASNOYARSK)
    done(desk, SetAbsence(login="petrov", since=desk.now(), until=until, sudden=True), "orlova")
    done(desk, BlockUser(login="sidorov"), "admin")
    desk.clock.advance(minutes=5)
    workers = {each.login: each for each in desk.oversight.wall().workers if each.login}
    told = {login: (each.line, each.open, each.to_end.hands) for login, each in workers.items()}
    assert told == {"ivanova": (Line.FIRST, 1, 1), "petrov": (Line.SECOND, 1, 0), "sidorov": (Line.SECOND, 1, 0)}
