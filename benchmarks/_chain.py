"""The end of a store's log and its next ticket: repeated lives are written there, many at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from core.store.event_log.hash_chain import event_hash
from core.store.projections.ticket_rows import search_of

if TYPE_CHECKING:
    from _lives import Life, Written

Row = Mapping[str, Any]
EVENT = ("number", "ticket", "seq", "at", "actor", "role", "session", "kind", "body", "prev", "hash")


class Chain:
    """Where the log of a store ends now, whose guards are off."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store
        last = store.execute("SELECT number, hash FROM events ORDER BY number DESC LIMIT 1").fetchone()
        self.number, self._head = last
        self._ticket = store.execute("SELECT coalesce(max(number), 0) FROM tickets").fetchone()[0]

    def write(self, lives: Iterable[tuple[Life, Written]]) -> None:
        """Write some lives as new tickets, in one transaction."""
        events: list[tuple[Any, ...]] = []
        words: list[tuple[Any, ...]] = []
        rows: list[Row] = []
        clocks: list[Row] = []
        for life, written in lives:
            self._ticket += 1
            external = self._external(written)
            for (seq, *rest, body), own in written.events:
                self._add(events, words, (seq, *rest, _renumbered(body, written, external) if seq == 1 else body), own)
            rows.append(self._row(life, written, external))
            clocks += [{**each, "ticket": self._ticket} for each in written.clocks]
        self._store.execute("BEGIN")
        self._store.executemany(f"INSERT INTO events ({','.join(EVENT)}) VALUES ({','.join('?' * len(EVENT))})", events)
        self._store.executemany("INSERT INTO texts (event, field, salt, body) VALUES (?, ?, ?, ?)", words)
        insert(self._store, "tickets", rows)
        insert(self._store, "clocks", clocks)
        self._store.execute("COMMIT")

    def _add(self, events: list[Any], words: list[Any], rest: tuple[Any, ...], own: Iterable[tuple[Any, ...]]) -> None:
        self.number += 1
        row = (self.number, self._ticket, *rest, self._head)
        self._head = event_hash(row)
        events.append((*row, self._head))
        words += [(self.number, *each) for each in own]

    def _external(self, written: Written) -> str | None:
        """An external number that no other ticket has, of the same register."""
        number = written.row["external_number"]
        return None if number is None else f"{str(number).split('-', maxsplit=1)[0]}-{10_000_000 + self._ticket}"

    def _row(self, life: Life, written: Written, external: str | None) -> Row:
        search = search_of(self._ticket, written.row["subject"], life.names, external)
        return {**written.row, "number": self._ticket, "external_number": external, "search": search}


def _renumbered(body: str, written: Written, external: str | None) -> str:
    """The registration with the external number of the copy."""
    return body if external is None else body.replace(f'"{written.row["external_number"]}"', f'"{external}"', 1)


def insert(store: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    """Insert rows that all have the same columns, whichever these are."""
    if rows:
        names = list(rows[0])
        places = ",".join("?" * len(names))
        store.executemany(
            f"INSERT INTO {table} ({','.join(names)}) VALUES ({places})",
            ([row[name] for name in names] for row in rows),
        )
