"""Whether a generated store is a store: all of it by `verify`, or a sample of its tickets and of its chain."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from core.desk import open_desk
from core.desk.queue.due_index import due_index
from core.policy import Policy
from core.store.event_log.hash_chain import event_hash
from core.store.event_log.log import history
from core.store.projections.ticket_rows import clock_rows, row_of, search_names
from core.tickets.fold import replay

TICKETS = 400
RANGES, LENGTH = 20, 500


def whole(path: Path) -> list[str]:
    """What `verify` says is wrong."""
    with open_desk(path, read_only=True) as desk:
        report = desk.administration.verify()
    return [*report.broken_chains, *report.mismatches]


def sampled(path: Path, policy: Policy, *, seed: int = 1, tickets: int = TICKETS) -> list[str]:
    """What is wrong with some tickets, folded again from their logs, and with some stretches of the chain."""
    draw, wrong = Random(seed), []
    with closing(sqlite3.connect(path)) as store:
        store.row_factory = sqlite3.Row
        last = store.execute("SELECT max(number) FROM tickets").fetchone()[0]
        chosen = sorted(draw.sample(range(1, last + 1), min(tickets, last)))
        end = store.execute("SELECT max(number) FROM events").fetchone()[0]
        for _ in range(RANGES):
            wrong += _stretch(store, draw.randrange(1, max(2, end - LENGTH)))
        with open_desk(path, read_only=True) as desk, desk.environment.store.reading() as tx:
            clinics, people = search_names(tx)
            for number in chosen:
                log = history(tx, number)
                ticket = replay(log)
                due = due_index(log, policy, ticket)
                row = row_of(ticket, due, f"{clinics[ticket.organization]} {people[ticket.requester]}")
                wrong += _differing(store, "tickets", "number", number, [row])
                wrong += _differing(store, "clocks", "ticket", number, clock_rows(ticket, due))
    return wrong


def _stretch(store: sqlite3.Connection, start: int) -> list[str]:
    """Breaks of the chain between some events."""
    query = "SELECT number, ticket, seq, at, actor, role, session, kind, body, prev, hash FROM events"
    rows = store.execute(f"{query} WHERE number BETWEEN ? AND ? ORDER BY number", (start, start + LENGTH)).fetchall()
    broken = [row["number"] for row in rows if event_hash(tuple(row)[:-1]) != row["hash"]]
    broken += [own["number"] for before, own in pairwise(rows) if own["prev"] != before["hash"]]
    return [f"event {number}: the chain is broken" for number in broken]


def _differing(store: sqlite3.Connection, table: str, key: str, number: int, rows: list[dict[str, Any]]) -> list[str]:
    found = [dict(row) for row in store.execute(f"SELECT * FROM {table} WHERE {key} = ?", (number,))]
    names = list(rows[0]) if rows else []
    kept = sorted((tuple(str(_plain(row[name])) for name in names) for row in found), key=str)
    made = sorted((tuple(str(_plain(row[name])) for name in names) for row in rows), key=str)
    return [] if kept == made else [f"ticket {number}: {table} differ"]


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value
