"""A store as large as years of work leave behind, made from a small one: its tickets again and again, in other weeks.

A ticket that lived within one week is moved by whole weeks into another that is worked on the same days and hours, so
that everything that its terms count stays what it was; an open one is repeated as it stands. What is written is the log
and the projection that goes with it. The chain of hashes is not continued and people's words are left out: such a store
is good for figures, and `pult verify` would refuse it.
"""

import json
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from core.instants import from_us
from core.policy import Policy
from core.store.migrate import CENTRE
from core.vocabulary import Line

WEEK: Final = timedelta(days=7)
MICROSECOND: Final = timedelta(microseconds=1)
_LEAST_INSTANT: Final = 10**15
"""Integers from here on are instants: microseconds since 1970; no other integer of the store comes near."""
Row = tuple[Any, ...]


def multiply(source: Path, target: Path, policy: Policy, *, closed: int, still_open: int, weeks: int = 60) -> None:
    """Copy a store with so many more tickets: ``closed`` ones in the ``weeks`` before, and ones that are open now."""
    shutil.copy(source, target)
    store = sqlite3.connect(target)
    try:
        triggers = [sql for (sql,) in store.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
        for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            store.execute(f"DROP TRIGGER {name}")
        _Copies(store, policy, weeks).write(closed, still_open)
        for sql in triggers:
            store.execute(sql)
        store.commit()
        store.execute("ANALYZE")
        store.commit()
    finally:
        store.close()


class _Copies:
    """The rows of the tickets to repeat, and where the next ones go."""

    def __init__(self, store: sqlite3.Connection, policy: Policy, weeks: int) -> None:
        self._store, self._policy, self._weeks = store, policy, weeks
        self._events: dict[int, list[Row]] = defaultdict(list)
        for row in store.execute("SELECT * FROM events WHERE ticket IS NOT NULL ORDER BY number"):
            self._events[row[1]].append(row)
        self._clocks: dict[int, list[Row]] = defaultdict(list)
        for row in store.execute("SELECT * FROM clocks"):
            self._clocks[row[0]].append(row)
        self._tickets = {row[0]: row for row in store.execute("SELECT * FROM tickets")}
        status = [column[1] for column in store.execute("PRAGMA table_info(tickets)")].index("status")
        self._status: Mapping[int, str] = {number: row[status] for number, row in self._tickets.items()}
        self._ticket = max(self._tickets)
        self._event = store.execute("SELECT max(number) FROM events").fetchone()[0]

    def write(self, closed: int, still_open: int) -> None:
        """Write the copies, open ones last, as they came last."""
        finished = [
            number for number, status in self._status.items() if status == "closed" and self._in_one_week(number)
        ]
        places = [(number, shift) for number in finished for shift in self._shifts(number)]
        places.sort(key=lambda place: place[1])
        self._write(places[place * len(places) // closed % len(places)] for place in range(closed))
        unfinished = [number for number, status in self._status.items() if status != "closed"]
        self._write((unfinished[place % len(unfinished)], timedelta(0)) for place in range(still_open))

    def _in_one_week(self, number: int) -> bool:
        first, last = (from_us(self._events[number][end][3], self._policy.zone) for end in (0, -1))
        return first.isocalendar()[:2] == last.isocalendar()[:2] and first <= last

    def _shifts(self, number: int) -> Iterator[timedelta]:
        """By how much a ticket can be moved back: into every week that is worked like its own."""
        first = from_us(self._events[number][0][3], self._policy.zone)
        own = self._hours(first)
        for weeks in range(1, self._weeks):
            if self._hours(first - weeks * WEEK) == own:
                yield -weeks * WEEK

    def _hours(self, at: datetime) -> Sequence[Any]:
        """The working hours of every line in the week of an instant."""
        monday = at.date() - timedelta(days=at.weekday())
        days = [monday + timedelta(days=day) for day in range(7)]
        worktimes = [self._policy.worktime(line) for line in Line]
        return [worktime.schedule.hours_on(day, worktime.calendar(day.year)) for worktime in worktimes for day in days]

    def _write(self, wanted: Iterator[tuple[int, timedelta]]) -> None:
        moved: dict[tuple[int, int], tuple[Row, list[Row], list[Row]]] = {}
        tickets: list[Row] = []
        clocks: list[Row] = []
        events: list[Row] = []
        for number, shift in wanted:
            by = shift // MICROSECOND
            if (number, by) not in moved:
                log = [(*_moved(row[3:8], by), _moved_body(row[8], by)) for row in self._events[number]]
                clock_rows = [_moved(row[1:], by) for row in self._clocks[number]]
                moved[number, by] = _moved(self._tickets[number][1:], by), clock_rows, log
            ticket, clock_rows, log = moved[number, by]
            self._ticket += 1
            tickets.append((self._ticket, *ticket))
            clocks += [(self._ticket, *row) for row in clock_rows]
            for seq, row in enumerate(log, start=1):
                self._event += 1
                events.append((self._event, self._ticket, seq, *row, "", "", CENTRE))
        for table, rows in (("tickets", tickets), ("clocks", clocks), ("events", events)):
            if rows:
                self._store.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)


def _moved(values: Sequence[Any], by: int) -> Row:
    return tuple(value + by if isinstance(value, int) and value > _LEAST_INSTANT else value for value in values)


def _moved_body(body: str, by: int) -> str:
    return json.dumps(_moved_value(json.loads(body), by), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _moved_value(value: Any, by: int) -> Any:
    match value:
        case int() if value > _LEAST_INSTANT:
            return value + by
        case list():
            return [_moved_value(each, by) for each in value]
        case dict():
            return {key: _moved_value(each, by) for key, each in value.items()}
    return value
