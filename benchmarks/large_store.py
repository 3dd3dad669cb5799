"""A store of as many events as asked, good for ``pult verify``: the demonstration's tickets again and again.

Every ticket of a demonstration is repeated under new numbers, at the same instants, with its texts and its rows; the
chain goes on over all of them, so that every hash is right. A million events take a minute.

    python benchmarks/large_store.py PATH [--events 1000000]
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import sys
from collections import defaultdict
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.demo import build  # noqa: E402
from core.store.chain import Envelope  # noqa: E402

NOW: Final = datetime(2026, 11, 24, 4, 20, tzinfo=UTC)
_NUMBER: Final = re.compile(r"\d+")
Row = tuple[Any, ...]


def large_store(path: Path, events: int, *, tickets: int = 400) -> Path:
    """Make a store at ``path`` with at least so many events, of a demonstration of ``tickets``."""
    build(path, now=NOW, tickets=tickets)
    with closing(sqlite3.connect(path)) as store:
        guards = store.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            store.execute(f"DROP TRIGGER {name}")
        _Copies(store).grow(events)
        for _, sql in guards:
            store.execute(sql)
        store.commit()
    return path


class _Copies:
    """The rows of the tickets to repeat, and where the chain stands."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store
        self._events = self._by_ticket("SELECT ticket, * FROM events WHERE ticket IS NOT NULL ORDER BY number")
        self._texts: dict[int, list[Row]] = defaultdict(list)
        for row in store.execute("SELECT * FROM texts"):
            self._texts[row[0]].append(row[1:])
        self._clocks = self._by_ticket("SELECT ticket, * FROM clocks")
        self._tickets = {row[0]: row for row in store.execute("SELECT * FROM tickets")}
        self._search = [row[1] for row in store.execute("PRAGMA table_info(tickets)")].index("search")
        self._ticket = max(self._tickets)
        self._number, self._head = store.execute("SELECT number, hash FROM events ORDER BY number DESC").fetchone()

    def _by_ticket(self, query: str) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = defaultdict(list)
        for row in self._store.execute(query):
            found[row[0]].append(row[1:])
        return found

    def grow(self, events: int) -> None:
        """Repeat every ticket until there are so many events."""
        while self._number < events:
            rows: dict[str, list[Row]] = {"tickets": [], "clocks": [], "events": [], "texts": []}
            for number in self._tickets:
                self._repeat(number, rows)
            for table, new in rows.items():
                self._store.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(new[0]))})", new)
            self._store.commit()

    def _repeat(self, number: int, rows: dict[str, list[Row]]) -> None:
        self._ticket += 1
        row = list(self._tickets[number])
        row[0], row[self._search] = self._ticket, _NUMBER.sub(str(self._ticket), row[self._search], count=1)
        rows["tickets"].append(tuple(row))
        rows["clocks"] += [(self._ticket, *clock[1:]) for clock in self._clocks[number]]
        for event in self._events[number]:
            self._number += 1
            rows["texts"] += [(self._number, *text) for text in self._texts[event[0]]]
            rows["events"].append(self._linked(event))

    def _linked(self, event: Row) -> Row:
        _number, _ticket, seq, at, actor, role, session, kind, body, _prev, _hash = event
        envelope = Envelope(
            number=self._number, ticket=self._ticket, seq=seq, at=at, actor=actor, role=role, session=session,
            kind=kind, body=body, prev=self._head,
        )  # fmt: skip
        prev, self._head = self._head, envelope.hash()
        return (self._number, self._ticket, seq, at, actor, role, session, kind, body, prev, self._head)


def main() -> int:
    """Make one and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    options = parser.parse_args()
    large_store(options.path, options.events)
    print(f"{options.path}: {options.path.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
