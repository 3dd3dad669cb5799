"""Who is where, and whose consoles are open: leases in tables of a server that are not logged and wake nobody."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Any, Final, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Executable,
    Integer,
    MetaData,
    Row,
    Table,
    Text,
    delete,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError

from core.instants import from_us, to_us
from core.store.open_consoles.presence import LEASE, Present
from core.store.open_consoles.sessions import LEASE as SESSION_LEASE
from core.store.open_consoles.sessions import Ended
from core.tickets.registers import OpenSession
from core.vocabulary import Role

Result = TypeVar("Result")
Begin = Callable[[], Connection]
"""Gives a transaction that may write; closing it rolls back."""
_LEASES: Final = MetaData()
marks = Table(
    "presence",
    _LEASES,
    Column("session", Text, primary_key=True),
    Column("login", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("ticket", Integer, nullable=False),
    Column("writes", Boolean, nullable=False),
    Column("until", BigInteger, nullable=False),
)
"""No part of the desk's truth: a crash of the server may empty it."""
consoles = Table(
    "sessions",
    _LEASES,
    Column("id", Text, primary_key=True),
    Column("login", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("door", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("ticket", Integer),
    Column("until", BigInteger, nullable=False),
    Column("ended_by", Text),
    Column("ended_why", Text),
)
"""The open consoles, with the word for one that somebody has ended."""


def _renewal(table: Table, key: str, *renewed: str) -> Any:
    made = insert(table)
    return made.on_conflict_do_update(index_elements=[key], set_={name: made.excluded[name] for name in renewed})


_MARK: Final = _renewal(marks, "session", "login", "name", "ticket", "writes", "until")
_ATTEND: Final = _renewal(consoles, "id", "name", "role", "place", "ticket", "until")


class _Leases:
    """A lease that cannot be kept hinders nobody: nothing of it raises."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin

    def _try(self, work: Callable[[Connection], Result], otherwise: Result) -> Result:
        try:
            with self._begin() as connection:
                done = work(connection)
                connection.commit()
                return done
        except SQLAlchemyError:
            return otherwise

    def _carry_out(self, change: Executable) -> None:
        def work(connection: Connection) -> None:
            connection.execute(change)

        self._try(work, None)


class ServerPresence(_Leases):
    """The marks of all consoles of one desk."""

    def __init__(self, begin: Begin, session: str) -> None:
        """Marks under a session's own name."""
        super().__init__(begin)
        self._session = session

    def mark(self, login: str, name: str, ticket: int | None, now: datetime, *, writes: bool = False) -> None:
        """Renew this session's mark, or take it away (no ``ticket``)."""

        def renew(connection: Connection) -> None:
            if ticket is None:
                connection.execute(delete(marks).where(marks.c.session == self._session))
            else:
                row = {"session": self._session, "login": login, "name": name, "ticket": ticket, "writes": writes}
                connection.execute(_MARK, row | {"until": to_us(now + LEASE)})
            connection.execute(delete(marks).where(marks.c.until < to_us(now)))

        self._try(renew, None)

    def others(self, now: datetime) -> tuple[Present, ...]:
        """Who is where now, this session left out, by name."""
        others = (marks.c.session != self._session, marks.c.until >= to_us(now))
        wanted = select(marks.c.login, marks.c.name, marks.c.ticket, marks.c.writes)
        query = wanted.where(*others).order_by(marks.c.name)
        return self._try(lambda connection: tuple(Present(*row) for row in connection.execute(query)), ())


class ServerSessions(_Leases):
    """The sessions of all consoles of one desk."""

    def __init__(self, begin: Begin, zone: tzinfo) -> None:
        """Instants that are read are in ``zone``."""
        super().__init__(begin)
        self._zone = zone

    def mark(self, session: OpenSession, now: datetime) -> Ended | None:
        """Renew a session's lease; who has ended it, if somebody has."""
        row = {
            "id": session.id, "login": session.login, "name": session.name, "role": session.role.value,
            "since": to_us(session.since), "door": session.door, "address": session.address, "place": session.place,
            "ticket": session.ticket, "until": to_us(now + SESSION_LEASE),
        }  # fmt: skip
        ended = select(consoles.c.ended_by, consoles.c.ended_why).where(
            consoles.c.id == session.id, consoles.c.ended_by.is_not(None)
        )

        def renew(connection: Connection) -> Ended | None:
            connection.execute(delete(consoles).where(consoles.c.until < to_us(now)))
            connection.execute(_ATTEND, row)
            found = connection.execute(ended).first()
            return None if found is None else Ended(*found)

        return self._try(renew, None)

    def all(self, now: datetime) -> tuple[OpenSession, ...]:
        """Every session whose lease holds, the oldest first; see :mod:`core.store.open_consoles.sessions`."""
        holds = consoles.c.until.between(to_us(now), to_us(now + SESSION_LEASE))
        query = select(consoles).where(holds).order_by(consoles.c.since, consoles.c.id)
        return self._try(lambda connection: tuple(map(self._session, connection.execute(query))), ())

    def _session(self, row: Row[Any]) -> OpenSession:
        return OpenSession(
            id=row.id, login=row.login, name=row.name, role=Role(row.role), since=from_us(row.since, self._zone),
            door=row.door, address=row.address, place=row.place, ticket=row.ticket,
        )  # fmt: skip

    def end(self, session: str, by: str, why: str | None) -> None:
        """Leave the word for a session that somebody has ended it: its next heartbeat finds it."""
        mine = (consoles.c.id == session, consoles.c.ended_by.is_(None))
        change = update(consoles).where(*mine).values(ended_by=by, ended_why=why)
        self._carry_out(change)

    def forget(self) -> None:
        """Forget why sessions were ended: such a reason was cut out of the log (Прил. 3, п. 5)."""
        self._carry_out(update(consoles).values(ended_why=None))

    def leave(self, session: str) -> None:
        """Take a session's lease away: its console is closed."""
        gone = delete(consoles).where(consoles.c.id == session)
        self._carry_out(gone)
