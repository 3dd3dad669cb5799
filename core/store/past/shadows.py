"""Shadows of the tables: temporary views under the tables' own names, which hold what stood in them at an instant.

What has not changed since is read from the table itself; what has stands in a temporary table beside it, folded from
the log. Both databases look for a name among what is temporary first, so every query of the program reads the past
without knowing it. Nothing of it is written to the store.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Integer, MetaData, Table, insert, text

from core.store.registers.folding import REGISTERS
from core.store.registers.register_table import RegisterTable
from core.store.tables import clocks, events, tickets

_BESIDE: Final = MetaData()


def _beside(table: Table) -> Table:
    """The temporary table of the rows that are otherwise now."""
    return table.to_metadata(_BESIDE, name=f"past_{table.name}")


_TICKETS, _CLOCKS = _beside(tickets), _beside(clocks)
_OF_REGISTERS: Final = {each.table.name: _beside(each.table) for each in REGISTERS}


class Shadows:
    """Of one connection; ``at`` is the instant, in microseconds."""

    def __init__(self, connection: Connection, schema: str, at: int) -> None:
        """``schema``: where the tables themselves stand, which a shadowed name does not reach any more."""
        self._connection = connection
        self._at = at
        self.schema = schema

    def table(self, table: Table) -> str:
        """A table itself, past its shadow, as SQL names it."""
        return f"{self.schema}.{self._quoted(table.name)}"

    def make(self, last: int) -> None:
        """Lay all of them, over nothing that has changed yet; ``last``: the number of the last event of the instant."""
        self.bound(last, anew=False)
        for table, key in ((tickets, "number"), *((each.table, each.key) for each in REGISTERS)):
            kind = "INTEGER" if isinstance(table.c[key].type, Integer) else "TEXT"
            self._run(f"CREATE TEMPORARY TABLE gone_{table.name} (gone {kind} NOT NULL PRIMARY KEY)")
            self._lay(table, key, gone=f"gone_{table.name}")
        self._lay(clocks, "ticket", gone="gone_tickets")

    def bound(self, last: int, *, anew: bool = True) -> None:
        """Lay the shadow of the log. The number of its last event says nothing new; it spares looking for the end."""
        if anew:
            self._run("DROP VIEW events")
        columns = self._columns(events)
        self._run(
            f"CREATE TEMPORARY VIEW events AS SELECT {columns} FROM {self.table(events)} "
            f"WHERE number <= {last} AND at <= {self._at}"
        )

    def forget_tickets(self, since: int) -> list[tuple[int, int]]:
        """Let go of every ticket that has changed after the instant, with an event after number ``since``; gives those
        of them that stood by then, which are to be laid as they were, each with its version of now."""
        changed = f"FROM {self.table(tickets)} WHERE changed_at > {self._at}"
        if since:
            changed += f" AND number IN (SELECT ticket FROM {self.table(events)} WHERE number > {since})"
        self._run(f"INSERT INTO gone_tickets SELECT number {changed} ON CONFLICT DO NOTHING")
        stood = self._connection.execute(text(f"SELECT number, version {changed} AND created_at <= {self._at}"))
        return sorted((number, version) for number, version in stood)

    def put_tickets(self, rows: Collection[Mapping[str, Any]], of_clocks: Iterable[Mapping[str, Any]]) -> None:
        """Lay rows of tickets and those of their clocks, in place of what stands there under their numbers."""
        numbers = [row["number"] for row in rows]
        self._let_go("tickets", numbers)
        self._take_away("past_tickets", "number", numbers)
        self._take_away("past_clocks", "ticket", numbers)
        self._put(_TICKETS, rows)
        self._put(_CLOCKS, list(of_clocks))

    def clocks_of(self, numbers: Collection[int]) -> list[Mapping[str, Any]]:
        """The rows of the clocks of some tickets as they stand."""
        own = text(f"SELECT {self._columns(clocks)} FROM {self.table(clocks)} WHERE ticket = :number")
        of_columns = own.columns(*clocks.columns)
        answers = (self._connection.execute(of_columns, {"number": number}).mappings() for number in numbers)
        return [dict(row) for answer in answers for row in answer]

    def put_register(self, register: RegisterTable, rows: Mapping[Any, Mapping[str, Any]]) -> None:
        """Lay rows of a register by their keys; an empty one was not there yet."""
        name = register.table.name
        self._let_go(name, rows)
        self._take_away(f"past_{name}", register.key, rows)
        self._put(_OF_REGISTERS[name], [row for row in rows.values() if row])

    def _lay(self, table: Table, key: str, *, gone: str) -> None:
        """The shadow of a table: what stands there but for what is ``gone``, and what was there in its place."""
        columns, name, key = self._columns(table), table.name, self._quoted(key)
        self._run(f"CREATE TEMPORARY TABLE past_{name} AS SELECT {columns} FROM {self.table(table)} WHERE 1 = 0")
        self._run(f"CREATE INDEX ix_past_{name} ON past_{name} ({key})")
        self._run(
            f"CREATE TEMPORARY VIEW {self._quoted(name)} AS SELECT {columns} FROM {self.table(table)} "
            f"WHERE {key} NOT IN (SELECT gone FROM {gone}) UNION ALL SELECT {columns} FROM past_{name}"
        )

    def _let_go(self, name: str, keys: Iterable[Any]) -> None:
        """What stands in a table under some keys is not what was there."""
        gone = [{"key": each} for each in keys]
        if gone:
            self._connection.execute(text(f"INSERT INTO gone_{name} VALUES (:key) ON CONFLICT DO NOTHING"), gone)

    def _take_away(self, name: str, key: str, keys: Iterable[Any]) -> None:
        gone = [{"key": each} for each in keys]
        if gone:
            self._connection.execute(text(f"DELETE FROM {name} WHERE {self._quoted(key)} = :key"), gone)

    def _put(self, table: Table, rows: Collection[Mapping[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), [dict(row) for row in rows])

    def _columns(self, table: Table) -> str:
        return ", ".join(self._quoted(column.name) for column in table.columns)

    def _quoted(self, name: str) -> str:
        return self._connection.dialect.identifier_preparer.quote(name)

    def _run(self, statement: str) -> None:
        self._connection.exec_driver_sql(statement)
