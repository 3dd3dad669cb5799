"""A store as it was at an instant: its reads are answered from what the log held by then, and nothing is written."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import RLock
from typing import Any, Final, NoReturn, TypeAlias

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from core.instants import to_us
from core.store.errors import StoreUnavailable
from core.store.limits import TERMS
from core.store.metadata import read_metadata
from core.store.past.register_rows import Keys, rows_at, touched
from core.store.past.shadows import Shadows
from core.store.projections.ticket_rows import names_of, search_of
from core.store.registers.directory_registers import PEOPLE
from core.store.store import Reading, Store, Writing
from core.store.tables import events, people, tickets

NOT_TO_BE_CHANGED: Final = "Прошлое не меняется: действуют в настоящем"
OTHER_TERMS: Final = "Настройки сроков изменились: откройте это время заново"
AT_ONCE: Final = 500
"""Tickets whose logs are read together."""
MOST_LOOKS: Final = 20
"""How many times in a row others may commit between the making of the shadows and the look at them."""
_FAR: Final = 10 * 24 * 3600 * 1_000_000
"""Microseconds before an instant within which the last event of its log is looked for."""
PastRow: TypeAlias = tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]
"""The row of a ticket, and those of its clocks."""
Remake: TypeAlias = Callable[[Reading, Sequence[tuple[int, int]]], Iterable[PastRow]]
"""What makes the rows of some tickets, each given with its version of now, from the log that is seen."""


class PastStore(Store):
    """``live`` as it was at ``at`` (inclusive). One thread reads at a time, over one connection of its own.

    An event belongs to an instant by its own, which never goes back within a ticket; where clocks of several hosts
    differ by a little, each event is seen from its own instant on. What others commit meanwhile is followed: a ticket
    that has just been touched is folded back, and words that have just been cut out are cut here too.
    """

    def __init__(self, live: Store, at: datetime, remake: Remake) -> None:
        """Take an open store; nothing is read yet."""
        super().__init__(live.place, zone=live.zone)
        self._at = to_us(at)
        self._remake = remake
        self._lock = RLock()
        self._connection: Connection | None = None
        self._open: Reading | None = None
        self._shadows: Shadows | None = None
        self._seen = 0
        """The number of the last event of the live log that the shadows know of."""
        self._last = 0
        """The number of the last event that was recorded by the instant."""
        self._terms: str | None = None

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Give one snapshot of the past; within it another is the same one. Raises StoreUnavailable."""
        with self._lock, self._translated():
            if self._open is not None:
                yield self._open
                return
            try:
                self._open = self._followed()
                yield self._open
            except (SQLAlchemyError, StoreUnavailable):
                self._let_go()
                raise
            finally:
                self._open = None
                if self._connection is not None:
                    self._connection.commit()  # what is temporary stays

    def writing(self) -> NoReturn:
        """Never: raises StoreUnavailable."""
        raise StoreUnavailable(NOT_TO_BE_CHANGED)

    def write(self, work: Callable[[Writing], Any], *, ticket: int | None = None, repeatable: bool = False) -> NoReturn:
        """Never: raises StoreUnavailable."""
        del work, ticket, repeatable
        raise StoreUnavailable(NOT_TO_BE_CHANGED)

    def close(self) -> None:
        """Let go of the connection, and of what was temporary with it."""
        with self._lock:
            self._let_go()
        super().close()

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()  # the pool must not give a connection with shadows to anybody
            self._connection.close()
        self._connection, self._shadows, self._seen = None, None, 0

    # --- following what others commit ---------------------------------------------------------------------------

    def _followed(self) -> Reading:
        """A snapshot that the shadows fit."""
        connection = self._connection
        if connection is None:
            connection = self._connection = self.backend.begin(writes=False)
        else:
            self.backend.begin_on(connection, beside=False)
        for _look in range(MOST_LOOKS):
            if self._shadows is not None and self._head(connection, self._shadows) == self._seen:
                tx = Reading(connection, self.zone, self.backend)
                self._check_terms(tx)
                return tx
            connection.rollback()
            self.backend.begin_on(connection, beside=True)
            self._catch_up(Reading(connection, self.zone, self.backend))
            connection.commit()
            self.backend.begin_on(connection, beside=False)
        raise StoreUnavailable("Хранилище меняется слишком быстро, чтобы показать прошлое: повторите")

    def _check_terms(self, tx: Reading) -> None:
        """The rows that did not change must have been made under the terms that the others are made under."""
        terms = read_metadata(tx, TERMS)
        if self._terms is None:
            self._terms = terms
        elif terms != self._terms:
            raise StoreUnavailable(OTHER_TERMS)

    def _catch_up(self, tx: Reading) -> None:
        """Fold back whatever has changed after the instant and is not known yet."""
        shadows = self._shadows or Shadows(tx.connection, self.backend.schema(tx.connection), self._at)
        head = self._head(tx.connection, shadows)
        last = self._last_by_then(tx.connection, shadows)
        if self._shadows is None:
            shadows.make(last)
        elif last != self._last:
            shadows.bound(last)
        changed = touched(tx, shadows, self._at, self._seen)
        self._fold_registers(tx, shadows, self._everything(tx, shadows) if changed is None else changed)
        self._fold_tickets(tx, shadows, shadows.forget_tickets(self._seen))
        self._shadows, self._last, self._seen = shadows, last, head

    def _everything(self, tx: Reading, shadows: Shadows) -> Keys:
        """Every row that is folded back already: words were cut out of a fact, and which row that is of is not said."""
        return touched(tx, shadows, self._at, 0) or {}

    def _fold_registers(self, tx: Reading, shadows: Shadows, changed: Keys) -> None:
        for register, keys in changed.values():
            rows = rows_at(tx, register, keys)
            shadows.put_register(register, rows)
            if register is PEOPLE:
                self._seek_by_old_names(tx, shadows, [key for key, row in rows.items() if row])

    def _seek_by_old_names(self, tx: Reading, shadows: Shadows, persons: Collection[int]) -> None:
        """Tickets that have not changed since, but whose requester is called otherwise now, are found as they were."""
        own = text(f"SELECT * FROM {shadows.table(tickets)} WHERE requester = :person AND changed_at <= :at").columns(
            *tickets.columns
        )
        of_person = text(f"SELECT search FROM {shadows.table(people)} WHERE id = :person")
        called = text("SELECT search FROM people WHERE id = :person")
        for person in persons:
            now, then = (tx.connection.execute(each, {"person": person}).scalar() for each in (of_person, called))
            if now == then:
                continue
            found = [dict(row) for row in tx.connection.execute(own, {"person": person, "at": self._at}).mappings()]
            for row in found:
                names = names_of(tx, row["organization"], person)
                row["search"] = search_of(row["number"], row["subject"], names, row["external_number"])
            numbers = [row["number"] for row in found]
            shadows.put_tickets(found, shadows.clocks_of(numbers))

    def _fold_tickets(self, tx: Reading, shadows: Shadows, changed: Sequence[tuple[int, int]]) -> None:
        for start in range(0, len(changed), AT_ONCE):
            part = changed[start : start + AT_ONCE]
            made = list(self._remake(tx, part))
            shadows.put_tickets([row for row, _clocks in made], [each for _row, of in made for each in of])
            for number, _version in part:
                self.folds.forget(number)

    def _head(self, connection: Connection, shadows: Shadows) -> int:
        """The number of the last event of the live log."""
        return connection.execute(text(f"SELECT max(number) FROM {shadows.table(events)}")).scalar() or 0

    def _last_by_then(self, connection: Connection, shadows: Shadows) -> int:
        """The highest number of what was recorded by the instant.

        It is looked for in what was recorded within the last days before: what no clock is that wrong about.
        """
        found = text(
            f"SELECT max(number) FROM {shadows.table(events)} WHERE at <= :at AND at > :since AND number > :known"
        )
        values = {"at": self._at, "known": self._seen}
        for since in (self._at - _FAR, 0):
            last = connection.execute(found, values | {"since": since}).scalar()
            if last is not None or self._seen:
                break
        return last or self._last
