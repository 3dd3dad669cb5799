"""A store with as many events as asked that verifies: a small desk's tickets again and again, in one unbroken chain.

A few tickets are lived through the use cases, or made by whoever asks. Their events are then written again under new
numbers, each with the hash over its predecessor, with the same words and salts beside them, and with the rows that
lists read: `pult verify` finds nothing in such a store. The guards of the log are off only while it is written.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.desk import init_store, open_desk  # noqa: E402
from core.desk.desk import Desk  # noqa: E402
from core.store.event_log.hash_chain import Envelope  # noqa: E402
from core.tickets.answers.comments import Comment, Note  # noqa: E402
from core.tickets.assignment.commands import Take  # noqa: E402
from core.tickets.closing.commands import Confirm, Resolve  # noqa: E402
from core.tickets.command import Command  # noqa: E402
from core.tickets.directory import Actor  # noqa: E402
from core.tickets.people.commands import AddOrganization, AddPerson  # noqa: E402
from core.tickets.refusal import Refusal  # noqa: E402
from core.tickets.registration.commands import Register  # noqa: E402
from core.tickets.staff.commands import AddUser  # noqa: E402
from core.vocabulary import Channel, Mis, Priority, Role, TicketType  # noqa: E402

LOGIN = "ivanova"
LIVED = 20
NOTES = 4
AT_ONCE = 20_000
BEGINNING = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
Row = tuple[Any, ...]
HASH = 10
"""Where the hash stands in a row of the log."""


def grow(path: Path, events: int, live: Callable[[Path], object] | None = None) -> int:
    """Make a store of at least so many events; gives how many there are. ``live`` makes what is repeated."""
    (live or live_a_little)(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("PRAGMA synchronous = OFF")
        guards = store.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            store.execute(f"DROP TRIGGER {name}")
        _Growing(store).until(events)
        for _name, sql in guards:
            store.execute(sql)
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        found: int = store.execute("SELECT count(*) FROM events").fetchone()[0]
    with path.open("rb") as stream:
        os.fsync(stream.fileno())  # or the machine writes it out later, while something is measured
    return found


def registration(subject: str) -> Register:
    """A usual request from another register, so that nothing similar is asked about."""
    return Register(
        subject=subject,
        description="Документ открывается, но на принтер не уходит; на соседнем рабочем месте печатает.",
        organization=1,
        requester=1,
        mis=Mis.QMS,
        type=TicketType.ERROR,
        priority=Priority.MEDIUM,
        channel=Channel.INTERACTIVE,
    )


def signed_in(desk: Desk) -> Actor:
    """Who works."""
    found = desk.sign_in(LOGIN)
    if isinstance(found, Refusal):
        raise SystemExit(found.message)
    return found


def live_a_little(path: Path) -> None:
    """A directory, and tickets that went all the way from a request to its confirmation."""
    clock = [BEGINNING]
    init_store(path, "admin", "Админова А. А.", clock=lambda: clock[0])
    with open_desk(path, clock=lambda: clock[0]) as desk:
        admin = Actor("admin", "", Role.ADMINISTRATOR)
        for step in (
            AddOrganization(title="Больница", code="b1", contract="1"),
            AddPerson(full_name="Врачёва Вера", organization=1),
            AddUser(login=LOGIN, full_name="Иванова М. С.", role=Role.FIRST_LINE),
        ):
            _done(desk, step, admin)
        who = signed_in(desk)
        for number in range(1, LIVED + 1):
            _done(desk, registration(f"Не печатается лист назначений в отделении {number}"), who)
            steps: list[Command] = [Take(number=number), Comment(number=number, text="Смотрим журнал печати.")]
            steps += [Note(number=number, text=f"Проверено рабочее место {place}.") for place in range(NOTES)]
            steps += [Resolve(number=number, solution="Переустановлен драйвер печати."), Confirm(number=number, by=1)]
            for step in steps:
                clock[0] += timedelta(minutes=2)
                _done(desk, step, who)


def _done(desk: Desk, command: Command, who: Actor) -> None:
    result = desk.commands.perform(command, who)
    if isinstance(result, Refusal):
        raise SystemExit(f"{command.name}: {result.message}")


@dataclass(slots=True)
class _Growing:
    """The rows of the tickets that are repeated, and where the chain ends now."""

    store: sqlite3.Connection
    _logs: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _words: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def until(self, events: int) -> None:
        """Repeat the tickets until the log is so long."""
        store = self.store
        for row in store.execute("SELECT * FROM events WHERE ticket IS NOT NULL ORDER BY number"):
            self._logs[row[1]].append(row)
        for event, *rest in store.execute("SELECT * FROM texts"):
            self._words[event].append(tuple(rest))
        columns = [name for _, name, *_ in store.execute("PRAGMA table_info(tickets)")]
        search = columns.index("search")
        rows = {row[0]: row for row in store.execute("SELECT * FROM tickets")}
        clocks: dict[int, list[Row]] = defaultdict(list)
        for row in store.execute("SELECT * FROM clocks"):
            clocks[row[0]].append(row)
        last, head = store.execute("SELECT number, hash FROM events ORDER BY number DESC LIMIT 1").fetchone()
        ticket, sources = max(rows), cycle(sorted(rows))
        while last < events:
            batch: dict[str, list[Row]] = defaultdict(list)
            while last < events and len(batch["events"]) < AT_ONCE:
                ticket, source = ticket + 1, next(sources)
                for event, words in self._repeated(source, ticket, last, head):
                    last, head = event[0], event[HASH]
                    batch["events"].append(event)
                    batch["texts"] += [(last, *each) for each in words]
                row = list(rows[source])
                row[0], row[search] = ticket, row[search].replace(f"{source} ", f"{ticket} ", 1)
                batch["tickets"].append(tuple(row))
                batch["clocks"] += [(ticket, *each[1:]) for each in clocks[source]]
            self._write(batch)

    def _repeated(self, source: int, ticket: int, last: int, head: str) -> Iterator[tuple[Row, list[Row]]]:
        for number, _ticket, seq, at, actor, role, session, kind, body, _prev, _hash, *rest in self._logs[source]:
            last += 1
            event = Envelope(
                number=last, ticket=ticket, seq=seq, at=at, actor=actor, role=role, session=session, kind=kind,
                body=body, prev=head,
            )  # fmt: skip
            head = event.hash()
            row = (last, ticket, seq, at, actor, role, session, kind, body, event.prev, head, *rest)
            yield row, self._words[number]

    def _write(self, batch: dict[str, list[Row]]) -> None:
        self.store.execute("BEGIN")
        for table, rows in batch.items():
            places = ",".join("?" * len(rows[0]))
            self.store.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
        self.store.execute("COMMIT")
