"""Who looks at a ticket or writes in it, in a table of the server that is not logged and tells nobody of a change."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import BigInteger, Boolean, Column, Connection, Integer, MetaData, Table, Text, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError

from core.instants import to_us
from core.store.presence import LEASE, Present

Result = TypeVar("Result")

marks = Table(
    "presence",
    MetaData(),
    Column("session", Text, primary_key=True),
    Column("login", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("ticket", Integer, nullable=False),
    Column("writes", Boolean, nullable=False),
    Column("until", BigInteger, nullable=False),
    prefixes=["UNLOGGED"],
)
"""No part of the desk's truth: a crash of the server may empty it."""
_MARK = insert(marks)
_RENEW = _MARK.on_conflict_do_update(
    index_elements=["session"], set_={each.name: each for each in _MARK.excluded if each.name != "session"}
)


class ServerPresence:
    """The marks of all consoles of one desk. Nothing here raises: a mark that cannot be kept hinders nobody."""

    def __init__(self, begin: Callable[[], Connection], session: str) -> None:
        """Marks under a session's own name; ``begin`` gives a transaction that may write."""
        self._begin = begin
        self._session = session

    def mark(self, login: str, name: str, ticket: int | None, now: datetime, *, writes: bool = False) -> None:
        """Renew this session's mark, or take it away (no ``ticket``)."""

        def renew(connection: Connection) -> None:
            if ticket is None:
                connection.execute(delete(marks).where(marks.c.session == self._session))
            else:
                row = {"session": self._session, "login": login, "name": name, "ticket": ticket, "writes": writes}
                connection.execute(_RENEW, row | {"until": to_us(now + LEASE)})
            connection.execute(delete(marks).where(marks.c.until < to_us(now)))
            connection.commit()

        self._try(renew, None)

    def others(self, now: datetime) -> tuple[Present, ...]:
        """Who is where now, this session left out, by name."""
        others = (marks.c.session != self._session, marks.c.until >= to_us(now))
        wanted = select(marks.c.login, marks.c.name, marks.c.ticket, marks.c.writes)
        query = wanted.where(*others).order_by(marks.c.name)
        return self._try(lambda connection: tuple(Present(*row) for row in connection.execute(query)), ())

    def _try(self, work: Callable[[Connection], Result], otherwise: Result) -> Result:
        try:
            with self._begin() as connection:
                return work(connection)
        except SQLAlchemyError:
            return otherwise
