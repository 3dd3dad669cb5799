"""The figures of the breach panel computed in another way: from the logs alone, ticket by ticket, by the rules."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from core.desk import Desk
from core.desk.oversight.breach_panel import HORIZONS, MOST_ROWS, Wall
from core.desk.oversight.compliance import LEAST_ENDED, WORST
from core.desk.oversight.shift_load import MOST_EFFORTS
from core.desk.views import QueueQuery
from core.instants import MICROSECOND, midnight
from core.store.event_log.log import histories
from core.tickets.clocks.clock import Clock, Clocks
from core.tickets.clocks.reading import read_clocks
from core.tickets.fold import replay
from core.tickets.forecast.effort import effort, typical
from core.tickets.forecast.horizons import Judged
from core.tickets.log import History
from core.tickets.ticket import Ticket
from core.vocabulary import Channel, ClockName, Line, Role, Status, Waiting

LIST = ("горит:поздно", "горит:15м", "горит:60м", "горит:4ч")


@dataclass
class FromLogs:
    """A reading of the panel beside the logs that it must agree with; ``logs``: all that matter at ``wall``'s time."""

    desk: Desk
    wall: Wall
    logs: Mapping[int, History]
    _efforts: dict[int, timedelta | None] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The instant of the reading, in the desk's zone."""
        return self.wall.time.now

    @cached_property
    def tickets(self) -> dict[int, Ticket]:
        """Every ticket as its log makes it."""
        return {number: replay(log) for number, log in self.logs.items()}

    @cached_property
    def clocks(self) -> dict[int, Clocks]:
        """The clocks of every ticket at the instant of the reading."""
        return {number: read_clocks(log, self.desk.policy, self.now) for number, log in self.logs.items()}

    @cached_property
    def running(self) -> list[tuple[Ticket, Clock]]:
        """Every clock of an open ticket that runs towards a due whose excess is a breach."""
        return [
            (ticket, clock)
            for number, ticket in self.tickets.items()
            if ticket.status is not Status.CLOSED
            for clock in self.clocks[number]
            if clock.started_at and clock.due_at and not clock.stopped_at and not clock.soft
        ]

    @cached_property
    def ended(self) -> list[tuple[Ticket, Clock, datetime]]:
        """Every clock that ended before the reading, with its end in the desk's zone."""
        return [
            (self.tickets[number], clock, clock.stopped_at.astimezone(self.now.tzinfo))
            for number, clocks in self.clocks.items()
            for clock in clocks
            if clock.started_at
            and clock.due_at
            and clock.stopped_at
            and not clock.soft
            and clock.stopped_at <= self.now
        ]

    def check(self) -> None:
        """Every figure of the panel."""
        self.dues()
        self.rows()
        self.compliance()
        self.trends()
        self.standing()
        self.day()
        self.efforts_and_loads()

    def dues(self) -> None:
        """What is breached and what is near: by clock, by ticket, and as the lists that the figures lead to."""
        clocks: dict[ClockName, list[int]] = {name: [0] * (1 + len(HORIZONS)) for name in ClockName}
        tickets: list[set[int]] = [set() for _ in range(1 + len(HORIZONS))]
        for ticket, clock in self.running:
            assert clock.remaining is not None
            for place in _places(clock):
                clocks[clock.name][place] += 1
                tickets[place].add(ticket.number)
        assert {each.clock: [each.breached, *each.within] for each in self.wall.clocks} == clocks
        assert self.wall.tickets == tuple(map(len, tickets))
        assert [set(self.desk.queue.numbers(QueueQuery(filter=each))) for each in LIST] == tickets
        assert len(self.wall.breached) == min(MOST_ROWS, sum(each[0] for each in clocks.values()))
        assert len(self.wall.soon) == min(MOST_ROWS, sum(each[-1] for each in clocks.values()))

    def rows(self) -> None:
        """Every listed clock tells its own countdown."""
        for each in (*self.wall.breached, *self.wall.soon):
            number = each.row.ticket.number
            clock = next(c for c in self.clocks[number] if c.name is each.row.clock)
            ticket, row = self.tickets[number], each.row.ticket
            assert (each.left, each.row.due, each.row.cause) == (clock.remaining, clock.due_at, clock.cause)
            assert (row.assignee, row.line, row.status) == (ticket.assignee, ticket.line, ticket.status)

    def compliance(self) -> None:
        """Today, this week, this month."""
        ended: Counter[tuple[str, ClockName]] = Counter()
        open_ = Counter(clock.name for _ticket, clock in self.running if clock.overdue or clock.breached_at)
        kept: Counter[tuple[str, ClockName]] = Counter()
        today = self.now.date()
        for _ticket, clock, at in self.ended:
            day = at.date()
            for period, inside in (
                ("today", day == today),
                ("week", day.isocalendar()[:2] == today.isocalendar()[:2]),
                ("month", (day.year, day.month) == (today.year, today.month)),
            ):
                ended[period, clock.name] += inside
                kept[period, clock.name] += inside and not clock.overdue
        assert {(each.period, each.clock): (each.ended, each.kept, each.open) for each in self.wall.compliance} == {
            (period, name): (ended[period, name], kept[period, name], open_[name])
            for period in ("today", "week", "month")
            for name in ClockName
        }
        assert sum(ended.values())

    def trends(self) -> None:
        """The clinics that got worse, and in what."""
        months: dict[int, list[list[int]]] = defaultdict(lambda: [[0, 0, 0], [0, 0, 0]])
        month = midnight(self.now).replace(day=1)
        present = self.now.year * 12 + self.now.month
        for ticket, clock, at in self.ended:
            ago = present - (at.year * 12 + at.month)
            if ago in (0, 1):
                sums = months[ticket.organization][1 - ago]
                sums[0] += 1
                sums[1] += clock.overdue
        for place, at in enumerate((month, self.now + MICROSECOND)):
            for clinic, count in self.open_breaches(at).items():
                months[clinic][place][2] = count
        both = {clinic: tuple(Judged(*each) for each in found) for clinic, found in months.items()}
        worse = {
            clinic: (now.missed / now.of - before.missed / before.of, (before, now))
            for clinic, (before, now) in both.items()
            if min(before.of, now.of) >= LEAST_ENDED
        }
        expected = sorted((each for each in worse.values() if each[0] > 0), key=lambda each: -each[0])[:WORST]
        assert [(each.before, each.now) for each in self.wall.trends] == [figures for _worse, figures in expected]
        assert all(worse[each.organization][1] == (each.before, each.now) for each in self.wall.trends)

    def open_breaches(self, at: datetime) -> Counter[int]:
        """How many clocks of each clinic were breached before an instant and had not ended."""
        return Counter(
            self.tickets[number].organization
            for number, clocks in self.clocks.items()
            for clock in clocks
            if clock.breached_at and clock.breached_at < at and not clock.soft and clock.due_at
            if clock.stopped_at is None or clock.stopped_at >= at
        )

    def standing(self) -> None:
        """How things stand, waits, disputes, calls."""
        wall, tickets = self.wall, list(self.tickets.values())
        open_ = [each for each in tickets if each.status is not Status.CLOSED]
        assert wall.open == len(open_)
        assert wall.unconfirmed == sum(each.status is Status.RESOLVED for each in open_)
        assert wall.no_term == sum(self.clocks[each.number].no_term for each in open_)
        assert wall.no_executor == sum(each.no_executor for each in open_)
        assert wall.waiting == {bucket: sum(each.waits_for is bucket for each in open_) for bucket in Waiting}
        assert {each.number for each in wall.disputes} == {each.number for each in tickets if each.dispute is not None}
        today = [call for call in self.desk.registers.calls() if self._is_today(call.started_at)]
        named = {call.ticket for call in today}
        by_phone = [each for each in tickets if each.channel is Channel.PHONE and self._is_today(each.created_at)]
        assert wall.calls == len(today) + sum(each.number not in named for each in by_phone)
        assert wall.phone_tickets == len(by_phone)
        assert wall.solved_at_once == sum(call.solved for call in today)

    def _is_today(self, at: datetime) -> bool:
        return at.astimezone(self.now.tzinfo).date() == self.now.date()

    def day(self) -> None:
        """Inflow, outflow and backlog of every half hour."""
        tickets = list(self.tickets.values())
        for each in self.wall.day:
            end = min(each.start + timedelta(minutes=30), self.now + timedelta(microseconds=1))
            assert each.come == sum(each.start <= t.created_at < end for t in tickets)
            assert each.gone == sum(t.closed_at is not None and each.start <= t.closed_at < end for t in tickets)
            open_ = sum(t.created_at < end and (t.closed_at is None or t.closed_at >= end) for t in tickets)
            assert each.backlog == open_
        assert self.wall.day[-1].backlog == self.wall.open

    def efforts_and_loads(self) -> None:
        """What a kind usually takes, and whose load is whose."""
        took: dict[tuple[str, str], list[tuple[datetime, timedelta]]] = defaultdict(list)
        load: Counter[str | Line] = Counter()
        first_line = {each.login for each in self.desk.directory.users() if each.role is Role.FIRST_LINE}
        for number, log in self.logs.items():
            ticket, amount = self.tickets[number], effort(log, self.desk.policy)
            if amount is not None and ticket.resolved_at is not None:
                took[ticket.type, ticket.priority].append((ticket.resolved_at, amount))
        for ticket, clock in self.running:
            if clock.name is ClockName.RESOLUTION and ticket.status is not Status.RESOLVED:
                load[ticket.line] += 1
                if ticket.assignee and (ticket.line is not Line.FIRST or ticket.assignee in first_line):
                    load[ticket.assignee] += 1
        assert {(each.type, each.priority): each.usual for each in self.wall.efforts} == {
            kind: typical([amount for _at, amount in sorted(found, reverse=True)[:MOST_EFFORTS]])
            for kind, found in took.items()
        }
        names = {each.login or each.line: each.open for each in self.wall.workers}
        assert {who: count for who, count in names.items() if count} == {
            who: count for who, count in load.items() if who is not Line.THIRD
        }

    def standing_at(self, at: datetime) -> Counter[str]:
        """What would be late and near at another instant, if nobody did anything until then."""
        found: Counter[str] = Counter()
        for number, ticket in self.tickets.items():
            if ticket.status is Status.CLOSED:
                continue
            for clock in read_clocks(self.logs[number], self.desk.policy, at):
                if clock.started_at and clock.due_at and not clock.stopped_at and not clock.soft:
                    found.update(str(place) for place in _places(clock))
        return found


def _places(clock: Clock) -> Iterator[int]:
    """0 for a clock that is late, else the numbers of the horizons that it is within."""
    assert clock.remaining is not None
    if clock.overdue:
        yield 0
    else:
        yield from (place for place, each in enumerate(HORIZONS, start=1) if clock.remaining <= each)


def read(desk: Desk) -> FromLogs:
    """The panel as it stands now beside all logs."""
    with desk.environment.store.reading() as tx:
        logs = {number: tuple(log) for number, log in histories(tx).items()}
    return FromLogs(desk, desk.oversight.wall(), logs)
