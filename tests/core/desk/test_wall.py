"""The breach panel: every figure equals what the logs alone say, computed here in another way."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.demo import build
from core.desk import Desk, open_desk
from core.desk.views import QueueQuery, View
from core.desk.wall import HORIZONS, LEAST_ENDED, MOST_EFFORTS, HalfHour, Wall, by_half_hours
from core.store.log import histories
from core.tickets.clock import Clock
from core.tickets.clocks import read_clocks
from core.tickets.commands import Comment
from core.tickets.effort import effort, typical
from core.tickets.events import History
from core.tickets.refusal import Refusal, RefusalKind
from core.tickets.ticket import Ticket, replay
from core.vocabulary import Channel, ClockName, Line, Status, Waiting
from tests.support.desk import KRASNOYARSK, FrozenDesk, done, make_desk, registered

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
def shown(store: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Desk, Wall, dict[int, History], datetime]]:
    now: datetime = request.param
    with open_desk(store, clock=lambda: now) as desk:
        with desk._store.reading() as tx:
            logs = {number: tuple(log) for number, log in histories(tx).items()}
        yield desk, desk.wall(), logs, now


def running(desk: Desk, logs: Mapping[int, History], now: datetime) -> Iterator[tuple[Ticket, Clock]]:
    """Every clock of an open ticket that runs towards a due whose excess is a breach."""
    for log in logs.values():
        ticket = replay(log)
        if ticket.status is Status.CLOSED:
            continue
        for clock in read_clocks(log, desk.policy, now):
            if clock.started_at and clock.due_at and not clock.stopped_at and not clock.soft:
                yield ticket, clock


def test_what_is_breached_and_what_is_near(shown: tuple[Desk, Wall, dict[int, History], datetime]) -> None:
    desk, wall, logs, now = shown
    expected: dict[ClockName, list[int]] = {name: [0] * (1 + len(HORIZONS)) for name in ClockName}
    for _ticket, clock in running(desk, logs, now):
        assert clock.remaining is not None
        if clock.overdue:
            expected[clock.name][0] += 1
            continue
        for place, horizon in enumerate(HORIZONS, start=1):
            expected[clock.name][place] += clock.remaining <= horizon
    assert {each.clock: [each.breached, *each.within] for each in wall.clocks} == expected
    assert sum(each.breached for each in wall.clocks) == len(wall.breached)
    assert sum(each.within[-1] for each in wall.clocks) == len(wall.soon)
    assert wall.breached
    tickets: list[set[int]] = [set() for _ in range(1 + len(HORIZONS))]
    for ticket, clock in running(desk, logs, now):
        if clock.overdue:
            tickets[0].add(ticket.number)
            continue
        for place, horizon in enumerate(HORIZONS, start=1):
            if clock.remaining is not None and clock.remaining <= horizon:
                tickets[place].add(ticket.number)
    assert wall.tickets == tuple(map(len, tickets))
    asked = ("горит:поздно", "горит:15м", "горит:60м", "горит:4ч")
    assert [set(desk.queue_numbers(QueueQuery(filter=each))) for each in asked] == tickets


def test_nothing_changes_by_time_alone_until_it_is_said_to(
    shown: tuple[Desk, Wall, dict[int, History], datetime],
) -> None:
    desk, wall, logs, now = shown

    def standing(at: datetime) -> Counter[str]:
        """What is late and what is near at an instant, from the logs."""
        found: Counter[str] = Counter()
        for _ticket, clock in running(desk, logs, at):
            assert clock.remaining is not None
            found["late"] += clock.overdue
            for horizon in HORIZONS:
                found[str(horizon)] += not clock.overdue and clock.remaining <= horizon
        return found

    assert wall.changes_at is not None
    assert wall.changes_at > now
    before = wall.changes_at - timedelta(microseconds=1)
    assert standing(before) == standing(now)
    assert standing(wall.changes_at) != standing(now)


def test_each_row_tells_its_own_countdown(shown: tuple[Desk, Wall, dict[int, History], datetime]) -> None:
    desk, wall, logs, now = shown
    for each in (*wall.breached, *wall.soon):
        clock = next(c for c in read_clocks(logs[each.row.ticket.number], desk.policy, now) if c.name is each.row.clock)
        ticket = replay(logs[each.row.ticket.number])
        assert (each.left, each.row.due, each.row.cause) == (clock.remaining, clock.due_at, clock.cause)
        assert (each.row.ticket.assignee, each.row.ticket.line, each.row.ticket.status) == (
            ticket.assignee,
            ticket.line,
            ticket.status,
        )


def test_compliance_of_today_this_week_and_this_month(
    shown: tuple[Desk, Wall, dict[int, History], datetime],
) -> None:
    desk, wall, logs, now = shown
    ended: Counter[tuple[str, ClockName]] = Counter()
    kept: Counter[tuple[str, ClockName]] = Counter()
    for log in logs.values():
        for clock in read_clocks(log, desk.policy, now):
            if not (clock.started_at and clock.due_at and clock.stopped_at) or clock.soft or clock.stopped_at >= now:
                continue
            day, today = clock.stopped_at.astimezone(KRASNOYARSK).date(), now.date()
            for period, inside in (
                ("today", day == today),
                ("week", day.isocalendar()[:2] == today.isocalendar()[:2]),
                ("month", (day.year, day.month) == (today.year, today.month)),
            ):
                ended[period, clock.name] += inside
                kept[period, clock.name] += inside and not clock.overdue
    assert {(each.period, each.clock): (each.ended, each.kept) for each in wall.compliance} == {
        (period, name): (ended[period, name], kept[period, name])
        for period in ("today", "week", "month")
        for name in ClockName
    }
    assert sum(ended.values())


def test_how_things_stand(shown: tuple[Desk, Wall, dict[int, History], datetime]) -> None:
    desk, wall, logs, now = shown
    open_ = [replay(log) for log in logs.values() if replay(log).status is not Status.CLOSED]
    assert wall.open == len(open_)
    assert wall.unconfirmed == sum(each.status is Status.RESOLVED for each in open_)
    assert wall.no_term == sum(read_clocks(logs[each.number], desk.policy, now).no_term for each in open_)
    assert wall.no_executor == sum(each.no_executor for each in open_)
    assert wall.waiting == {bucket: sum(each.waits_for is bucket for each in open_) for bucket in Waiting}
    assert {each.number for each in wall.disputes} == {
        number for number, log in logs.items() if replay(log).dispute is not None
    }
    today = [call for call in desk.calls() if call.started_at.astimezone(KRASNOYARSK).date() == now.date()]
    named = {call.ticket for call in today}
    by_phone = [
        replay(log).number
        for log in logs.values()
        if replay(log).channel is Channel.PHONE and replay(log).created_at.astimezone(KRASNOYARSK).date() == now.date()
    ]
    assert wall.calls == len(today) + sum(number not in named for number in by_phone)
    assert wall.solved_at_once == sum(call.solved for call in today)


def test_the_day_by_half_hours(shown: tuple[Desk, Wall, dict[int, History], datetime]) -> None:
    _desk, wall, logs, now = shown
    tickets = [replay(log) for log in logs.values()]
    for each in wall.day:
        end = min(each.start + timedelta(minutes=30), now + timedelta(microseconds=1))
        assert each.come == sum(each.start <= t.created_at < end for t in tickets)
        assert each.gone == sum(t.closed_at is not None and each.start <= t.closed_at < end for t in tickets)
        assert each.backlog == sum(t.created_at < end and (t.closed_at is None or t.closed_at >= end) for t in tickets)
    assert wall.day[-1].backlog == wall.open


def test_what_a_kind_usually_takes_and_whose_load_is_whose(
    shown: tuple[Desk, Wall, dict[int, History], datetime],
) -> None:
    desk, wall, logs, now = shown
    took: dict[tuple[str, str], list[tuple[datetime, timedelta]]] = defaultdict(list)
    load: Counter[str | Line] = Counter()
    for log in logs.values():
        ticket, amount = replay(log), effort(log, desk.policy)
        if amount is not None and ticket.resolved_at is not None:
            took[ticket.type, ticket.priority].append((ticket.resolved_at, amount))
    for ticket, clock in running(desk, logs, now):
        if clock.name is ClockName.RESOLUTION and ticket.status is not Status.RESOLVED:
            load[ticket.line] += 1
            if ticket.line is not Line.FIRST and ticket.assignee:
                load[ticket.assignee] += 1
    assert {(each.type, each.priority): each.usual for each in wall.efforts} == {
        kind: typical([amount for _at, amount in sorted(found, reverse=True)[:MOST_EFFORTS]])
        for kind, found in took.items()
    }
    names = {each.login or each.line: each.open for each in wall.workers}
    assert {who: count for who, count in names.items() if count} == {
        who: count for who, count in load.items() if who is not Line.THIRD
    }


def test_a_clinic_that_got_worse_is_named_with_both_its_months(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-10-05T09:00")
    for day in range(5, 5 + LEAST_ENDED):
        _answered_after(desk, f"2026-10-{day:02}T09:00", minutes=1)
    for day in range(2, 2 + LEAST_ENDED):
        _answered_after(desk, f"2026-11-{day:02}T09:00", minutes=30 if day < 7 else 1)
    desk.clock.set("2026-11-16T10:00")
    (trend,) = desk.wall().trends
    # 2.11, 3.11, 5.11 and 6.11 are worked; the 4th is a day off, where nothing counts: four of ten late
    assert (trend.code, trend.before, trend.now, trend.worse) == ("kkb", (10, 0), (10, 4), 40.0)
    why = desk.clinic_trend("kkb")
    assert not isinstance(why, Refusal)
    assert (why.before, why.now) == (trend.before, trend.now)
    (clock,) = why.of("clock")
    assert (clock.code, clock.before, clock.now, clock.more) == ("first_reaction", (10, 0), (10, 4), 4.0)
    (kind,), (priority,), (executor,) = why.of("type"), why.of("priority"), why.of("assignee")
    assert (kind.code, priority.code, executor.code) == ("error", "high", "petrov")
    assert set(desk.queue_numbers(QueueQuery(View.ALL, filter="мо:kkb нарушено:месяц,реакция"))) == {11, 12, 14, 15}
    assert desk.queue_numbers(QueueQuery(View.ALL, filter='мо:kkb нарушено:"прошлый месяц"')) == ()


def test_a_clinic_that_nobody_knows_is_not_found(tmp_path: Path) -> None:
    found = make_desk(tmp_path, "2026-10-05T09:00").clinic_trend("нет такой")
    assert isinstance(found, Refusal)
    assert found.kind is RefusalKind.NOT_FOUND


def _answered_after(desk: FrozenDesk, when: str, *, minutes: int) -> None:
    desk.clock.set(when)
    number = registered(desk, subject=f"Обращение {when}")
    desk.clock.advance(minutes=minutes)
    done(desk, Comment(number=number, text="Смотрим"))


def test_a_breach_is_there_from_its_instant_on_without_any_write(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    registered(desk)  # high: the first reaction is due in 20 working minutes
    for now, figures in (
        ("2026-11-24T09:20:00", (0, 1)),
        ("2026-11-24T09:20:00.000001", (1, 0)),
    ):
        desk.clock.set(now)
        first = next(each for each in desk.wall().clocks if each.clock is ClockName.FIRST_REACTION)
        assert (first.breached, first.within[0]) == figures


def test_at_lunch_the_first_minutes_after_it_are_near(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-11-24T12:50")
    registered(desk)  # due 20 working minutes later: 14:10
    desk.clock.set("2026-11-24T13:20")
    (near, *_) = desk.wall().soon
    assert (near.row.clock, near.left) == (ClockName.FIRST_REACTION, timedelta(minutes=10))
    assert next(each for each in desk.wall().clocks if each.clock is ClockName.FIRST_REACTION).within == (1, 1, 1)


def test_half_hours_are_counted_back_from_the_present_backlog() -> None:
    def at(text: str) -> datetime:
        return datetime.fromisoformat(f"2026-11-24T{text}").replace(tzinfo=KRASNOYARSK)

    halves = by_half_hours([at("08:10"), at("08:40"), at("09:20")], [at("09:00")], 7, at("08:30"), at("09:25"))
    assert halves == (
        HalfHour(at("08:00"), 1, 0, 6),
        HalfHour(at("08:30"), 1, 0, 7),
        HalfHour(at("09:00"), 1, 1, 7),
    )
