"""Whose consoles are open, and who looks at which ticket: leases that expire, and no part of the desk's truth."""

from core.desk.environment import Environment
from core.desk.session_check import ended, shut_out
from core.desk.views import Entrance
from core.store.backends.backend import Attendance, PresenceMarks
from core.tickets.registers import OpenSession


class Consoles:
    """The open consoles of the desk, this one among them."""

    def __init__(self, environment: Environment) -> None:
        """Read the store of an environment, by its policy and its clock."""
        self._environment = environment

    def attend(self, session: OpenSession, entrance: Entrance) -> str | None:
        """Renew the lease of a console that is open; a Russian sentence where it must be left at once, and why."""
        now = self._environment.now()
        by = self.leases().mark(session, now)
        if by is not None:
            return ended(by)
        if entrance.key is None:
            return None
        with self._environment.store.reading() as tx:
            return shut_out(tx, session.login, entrance.key, now)

    def open(self) -> tuple[OpenSession, ...]:
        """Whose consoles are open now, the oldest first. Touches no store."""
        return self.leases().all(self._environment.now())

    def leases(self) -> Attendance:
        """The leases of the consoles that are open right now."""
        return self._environment.store.backend.sessions(self._environment.last_policy.zone)

    def marks(self) -> PresenceMarks:
        """Who looks at which ticket right now."""
        return self._environment.store.backend.presence(self._environment.session)
